"""Notes in translations: their marks are kept, wherever they stand in a sentence."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from depliant.build.editions import Words, edition_in
from depliant.content.messages import Message, messages
from depliant.content.model import Chart
from depliant.content.publication import load
from depliant.errors import Place
from depliant.source.folder import Folder
from depliant.translation import po
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


CONTENT = """\
figures:
  repas: {value: 12, unit: repas, date: 2022-12-31, source: ville}
  lits: {value: 30, unit: lits, date: 2022-12-31, source: ville}
sources: {ville: Ville}
notes: {a: "Dont {repas}.", b: "Dont {lits}."}
panels:
  - id: one
    title: Un
    blocks: [{text: "Un mot[^a], deux[^b]."}]
"""


HEADER = {
    "Language": "en",
    "Content-Type": "text/plain; charset=UTF-8",
    "Plural-Forms": "nplurals=2; plural=(n != 1);",
}


def edition(root: Path, translation: str) -> Words:
    publication = load(Folder(root))
    entries = tuple(
        PoEntry(
            message.text,
            context=message.context,
            strings=(translation if message.text == TEXT else message.text,),
        )
        for message in messages(publication, "en")
        if not message.unit
    )
    (root / "assets/translations").mkdir(parents=True, exist_ok=True)
    (root / "assets/translations/en.po").write_text(
        po.written(po.Catalogue(HEADER, entries)), "utf-8"
    )
    return edition_in(publication, Folder(root), "en", draft=True)


def test_a_draft_that_lacks_a_note_blames_the_translation(project: Callable[..., Path]) -> None:
    root = project(CONTENT)
    found = edition(root, "One[^a], two.").diagnostics
    assert "note-unused" not in {one.code for one in found}
    assert "figure-unused" not in {one.code for one in found}
    assert "translation-figures" not in {one.code for one in found}
    (lost,) = (one for one in found if "[^b]" in str(one.message))
    assert str(lost.place).startswith("assets/translations/en.po")


def test_notes_are_proved_one_against_the_same_whatever_their_order(
    project: Callable[..., Path],
) -> None:
    found = edition(project(CONTENT), "Two[^b], and one[^a].").diagnostics
    # Units are not in the file of this test.
    assert {one.code for one in found} <= {"translation-missing"}


CHARTED = """\
figures:
  repas: {value: 12, unit: repas, date: 2022-12-31, source: ville}
sources: {ville: Ville de Lens}
panels:
  - id: one
    title: Un
    blocks: [{chart: bar, title: Repas, data: [{figure: repas, label: Servis}]}]
"""


def test_what_a_draft_says_for_a_chart_has_its_mark_in_plain_brackets(
    project: Callable[..., Path],
) -> None:
    root = project(CHARTED)
    folder = root / "assets/translations"
    folder.mkdir(parents=True)
    (folder / "en.po").write_text(po.written(po.Catalogue(HEADER, ())), "utf-8")
    found = edition_in(load(Folder(root)), Folder(root), "en", draft=True).edition
    assert found is not None
    (chart,) = found.panels[0].blocks
    assert isinstance(chart, Chart)
    assert "[fr] Ville de Lens" in chart.alt
    assert "\\" not in chart.alt
