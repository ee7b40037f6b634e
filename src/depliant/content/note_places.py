"""Marks of notes that lead nowhere, or stand where no note can be: what is said of them."""

from __future__ import annotations

from collections.abc import Iterator

from depliant.content.inline import Inline
from depliant.content.markup_notes import NOTE_MARK
from depliant.content.schema import Content
from depliant.errors import Diagnostic, Place
from depliant.sentences import say
from depliant.source.suggestions import did_you_mean
from depliant.source.yaml import Route, Source


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
