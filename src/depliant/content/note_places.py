"""From content to edition: the notes, and marks that lead nowhere or stand where no note can be."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache

import msgspec

from depliant.content.inline import Inline, NoteMark, Span
from depliant.content.markup import Piece
from depliant.content.markup_notes import NOTE_MARK
from depliant.content.model import Panel
from depliant.content.notes import Defined, Marking, noted, wanted
from depliant.content.publication import Publication
from depliant.content.schema import Content
from depliant.errors import Diagnostic, Place
from depliant.sentences import say
from depliant.source.suggestions import did_you_mean
from depliant.source.yaml import Route, Source


def placed(
    panels: tuple[Panel, ...],
    publication: Publication,
    marking: Marking,
    inline: Callable[[str, Route], Inline],
) -> tuple[tuple[Panel, ...], tuple[Diagnostic, ...]]:
    """The panels with their notes numbered and in their places, and what is wrong with them.

    Args:
        panels: of the edition, resolved.
        publication: what defines the notes.
        marking: how they are counted.
        inline: resolves a marked-up text, from the text and the route to it.
    """
    content, source = publication.content, publication.source
    faults = [*unread_marks(content, source)]
    places = {key: source.place(("notes", key), key=True) for key in content.notes}

    @cache
    def words(key: str) -> Inline:
        spans = inline(content.notes[key], ("notes", key))
        faults.extend(misplaced(spans, ("notes", key), source, nested=True))
        return tuple(span for span in spans if span.note is None)

    if places or wanted(panels):
        panels, found = noted(panels, Defined(words, places), marking)
        faults += _not_typed(found, places, content)
    return panels, tuple(faults)


def _not_typed(
    found: tuple[Diagnostic, ...], places: dict[str, Place], content: Content
) -> Iterator[Diagnostic]:
    """What is wrong with notes, without those whose marks are typed where none can be.

    That is told there, and the note would be used if it were put right. So is a block of notes
    that is empty only since no mark is that of a note.
    """
    unused = {place: key for key, place in places.items()}
    typed: set[str] | None = None
    for one in found:
        if one.code in ("note-unused", "notes-empty"):
            typed = _typed(msgspec.to_builtins(content)) if typed is None else typed
            if one.code == "notes-empty" and typed - places.keys():
                continue
            if one.place in unused and unused[one.place] in typed:
                continue
        yield one


def _typed(part: object) -> set[str]:
    """The keys of all marks that are typed in any text of a part of the content."""
    if isinstance(part, str):
        return {
            match[1] for match in NOTE_MARK.finditer(part) if part[: match.start()][-1:] != "\\"
        }
    if isinstance(part, dict):
        part = list(part.values())
    return set().union(*map(_typed, part)) if isinstance(part, list | tuple) else set()


def mark(piece: Piece, route: Route, publication: Publication, faults: list[Diagnostic]) -> Span:
    """The mark of a note, which gets its number when all texts are known; `faults` are told."""
    key = piece.note or ""
    if key in publication.content.notes:
        return Span("", language=piece.language, note=NoteMark(key))
    place = publication.source.place_within(route, f"[^{key}]", piece.occurrence)
    faults.append(unknown(key, place, publication.content))
    return Span(f"[^{key}]")


def unknown(key: str, place: Place, content: Content) -> Diagnostic:
    """The error of a mark whose note is not defined."""
    return Diagnostic(
        "note-unknown",
        say("There is no note `{key}`.", key=key),
        place,
        did_you_mean(key, list(content.notes))
        or say("Define it at the head of the file: `notes:`, and below it `{key}: …`.", key=key),
    )


def misplaced(
    spans: Inline, route: Route, source: Source, *, nested: bool = False
) -> Iterator[Diagnostic]:
    """The errors of marks in a text that can have none; `nested`: in the text of a note."""
    marks: dict[str, int] = {}
    for span in spans:
        if span.note is not None:
            mark = f"[^{span.note.key}]"
            marks[mark] = marks.get(mark, 0) + 1
            place = source.place_within(route, mark, marks[mark])
            yield _nested(mark, place) if nested else _misplaced(mark, place)


def _nested(mark: str, place: Place) -> Diagnostic:
    return Diagnostic(
        "note-nested",
        say("The mark `{mark}` stands in the text of a note.", mark=mark),
        place,
        say("Say it in this note itself, or give the words of a panel both marks."),
    )


def _misplaced(mark: str, place: Place) -> Diagnostic:
    return Diagnostic(
        "note-misplaced",
        say("The mark `{mark}` stands where no note can be printed or followed.", mark=mark),
        place,
        say(
            "Take it out. Marks stand in texts of panels, in titles, tables, charts and the lines "
            "below pictures."
        ),
    )


def unread_marks(content: Content, source: Source) -> Iterator[Diagnostic]:
    """Marks in lists of words, and in titles of sources, which have no markup."""
    for text, route in _plain(content):
        for match in NOTE_MARK.finditer(text):
            yield _misplaced(match[0], source.place_within(route, match[0]))


def _plain(content: Content) -> Iterator[tuple[str, Route]]:
    for key in ("names", "allowed_numbers"):
        for number, text in enumerate(getattr(content, key)):
            yield text, (key, number)
    for number, term in enumerate(content.glossary):
        yield term.term, ("glossary", number, "term")
    for name, origin in content.sources.items():
        for key in ("title", "publisher"):
            text = getattr(origin, key)
            if text:
                yield text, ("sources", name, key)
