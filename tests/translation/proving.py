"""A small publication of one sentence, whose translations are proved."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from depliant.content.messages import Message, messages
from depliant.content.publication import Publication
from depliant.content.publication import load as load_publication
from depliant.errors import Diagnostic, Place
from depliant.figures.writing import locale_of
from depliant.languages.counting import UnitWords
from depliant.source.folder import Folder
from depliant.translation.plurals import plural_index, plural_rule
from depliant.translation.po import PoEntry
from depliant.translation.printing import Proof, proof_of
from depliant.translation.wording import entry_faults

OF_FIGURES = frozenset(
    f"translation-{name}" for name in ("placeholder", "digit", "figures", "order")
)
CONTENT = """\
id: small
title: Petit
language: fr
{figures}panels:
  - id: one
    blocks:
      - text: MESSAGE
"""


class Desk(NamedTuple):
    """A publication with a language that its messages are translated into."""

    publication: Publication
    message: Message
    proof: Proof
    language: str

    def faults(
        self, source: str, text: str, *, drawn: bool = False, comments: tuple[str, ...] = ()
    ) -> tuple[Diagnostic, ...]:
        """What is told of the figures of a translation."""
        message = self.message._replace(text=source, drawn=drawn)
        entry = PoEntry(source, strings=(text,), comments=comments)
        place = Place("x.po", 7)
        found = entry_faults(message, entry, self.language, self.publication, place, self.proof)
        return tuple(fault for fault in found if fault.code in OF_FIGURES)


def desk(folder: Path, figures: str, language: str, units: Mapping[str, tuple[str, ...]]) -> Desk:
    """The desk of a translator into a language."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "content.yaml").write_text(CONTENT.format(figures=figures), "utf-8")
    publication = load_publication(Folder(folder))
    locale = locale_of(language)
    assert locale is not None
    words = UnitWords(units, plural_index(plural_rule(locale)), locale)
    proof = proof_of(publication, language, words)
    return Desk(publication, messages(publication)[1], proof, language)
