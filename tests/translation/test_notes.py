"""Notes in translations: their marks are kept, wherever they stand in a sentence."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from depliant.content.messages import Message
from depliant.content.publication import load
from depliant.errors import Place
from depliant.source.folder import Folder
from depliant.translation.exchange.inline import joined, parts_of
from depliant.translation.po import PoEntry
from depliant.translation.pseudo import _rewritten
from depliant.translation.pseudo_letters import letters_of
from depliant.translation.wording import entry_faults

TEXT = "Un mot[^a], deux[^b]."


@pytest.mark.parametrize(
    ("translation", "said"),
    [
        ("Two[^b], and one[^a].", []),
        ("One[^a], two.", ["The mark of the note `[^b]` is lost."]),
        ("One[^a], two[^b][^a].", ["The mark of the note `[^a]` is there twice."]),
        ("One[^a][^b][^c].", ["The message has no mark of a note `[^c]`."]),
    ],
)
def test_a_mark_that_is_lost_or_doubled_is_an_error(
    translation: str, said: list[str], project: Callable[..., Path]
) -> None:
    root = project(
        "notes: {a: Note., b: Note deux.}\n"
        f"panels:\n  - id: one\n    blocks:\n      - text: '{TEXT}'\n"
    )
    message = Message("one/text", TEXT, (("panels", 0, "blocks", 0, "text"),), "content.yaml:8")
    entry = PoEntry(TEXT, context="one/text", strings=(translation,))
    found = entry_faults(message, entry, "en", load(Folder(root)), Place("en.po", 3))
    errors = [fault for fault in found if fault.severity == "error"]
    assert [str(fault.message) for fault in errors] == said
    assert {fault.code for fault in errors} <= {"translation-markup"}


def test_exchange_files_keep_a_mark_as_a_code() -> None:
    parts = parts_of(TEXT)
    assert joined(parts) == TEXT
    assert [part.data for part in parts if not isinstance(part, str)] == ["[^a]", "[^b]"]
    assert {part.meaning for part in parts if not isinstance(part, str)} == {"note"}


def test_a_pseudo_translation_keeps_its_marks() -> None:
    assert "[^a]" in _rewritten(TEXT, letters_of("Latn"), "fr")
