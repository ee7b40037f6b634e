"""An edition: the publication in one language, proven to say the same figures as its source."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from msgspec import Struct

from depliant.content.model import Edition
from depliant.content.orthotypography import set_right
from depliant.content.publication import Publication
from depliant.content.resolve import resolve
from depliant.errors import Diagnostic, has_errors
from depliant.languages.tags import canonical
from depliant.source.folder import Files


class Words(Struct, frozen=True):
    """An edition with the publication that it was made from, and what was found on the way.

    Without an `edition` the translation has errors. `file` is the PO file, none for the source;
    `draft` says that what is not translated may show the source's words; `refused` are then the
    errors that a finished edition would have, of what is translated.
    """

    publication: Publication
    edition: Edition | None
    diagnostics: tuple[Diagnostic, ...]
    file: str | None = None
    draft: bool = False
    refused: tuple[Diagnostic, ...] = ()

    def seen(self, found: tuple[Diagnostic, ...]) -> tuple[Diagnostic, ...]:
        """What is found of the edition's pages; in a draft nothing of its words is an error."""
        if not self.draft:
            return found
        from depliant.translation.draft import OF_ROOM, lenient

        return lenient(found, self.file, OF_ROOM)


_WAITING: Final = frozenset({"translation-missing", "translation-fuzzy"})
"""What waits for a translator: a draft has the words of the source, with a mark."""


def edition_in(
    publication: Publication,
    files: Files,
    language: str,
    *,
    draft: bool = False,
    source: Callable[[], tuple[Edition, tuple[Diagnostic, ...]]] | None = None,
) -> Words:
    """The edition of a publication in a language, its spaces and quotation marks set right.

    Args:
        publication: in the language that it is written in.
        files: the project's, its translations among them.
        language: the source's, or one that the project has a PO file for.
        draft: take the source's words, with a mark, where there is no translation; what can be
            shown all the same is no error.
        source: gives the edition of the source and what was found of it, where editions in
            several languages are asked for.

    Raises:
        InputError: the language is not known, or has no file.
    """
    language = canonical(language)
    if language == publication.language:
        edition, notes = resolve(publication, language)
        return Words(publication, set_right(edition)[0], notes)
    # Most builds are of the source alone, and need none of this.
    from depliant.translation.digits import digit_proof
    from depliant.translation.draft import lenient, of_edition
    from depliant.translation.loading import load_translation, translated, translation_faults

    refused: tuple[Diagnostic, ...] = ()
    translation, found = load_translation(files, language, publication.frozen_folder)
    if not has_errors(found):
        faults = translation_faults(publication, translation, draft=draft)
        found = (*found, *(lenient(faults, translation.file) if draft else faults))
        refused = tuple(one for one in faults if one.code not in _WAITING)
    if has_errors(found):
        return Words(publication, None, found, translation.file, draft)
    words = translated(publication, translation, draft=draft)
    edition, notes = resolve(words, language)
    said, of_source = source() if source else resolve(publication, publication.language)
    if draft:
        notes = of_edition(lenient(notes, translation.file), of_source)
    if not has_errors(notes):
        own = words.form_words.scales() if words.form_words is not None else ()
        proof = digit_proof(said, edition, own)
        refused = (*refused, *proof)
        if draft:  # a draft shows what is proved wrong, too
            proof = lenient(proof, None, frozenset(fault.code for fault in proof))
        notes = (*notes, *proof)
    wrong = tuple(one for one in refused if draft and one.severity == "error")
    return Words(words, set_right(edition)[0], (*found, *notes), translation.file, draft, wrong)
