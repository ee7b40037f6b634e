"""What is typed wrongly in a text of content.yaml, told where it stands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final
from unicodedata import category

from msgspec.structs import replace

from depliant.content.inline import Inline, Span, plain
from depliant.content.markup import MarkupError, literal
from depliant.content.publication import Publication
from depliant.content.slips import SLIPS, slips
from depliant.errors import Diagnostic
from depliant.patterns import late_pattern
from depliant.sentences import say
from depliant.source.yaml import Route, Source

_TITLES: Final = frozenset({"title", "heading", "label", "subject", "author"})
"""Keys of texts that are seldom quotations as a whole."""

_CELLS: Final = "rows"
_UNSEEN: Final = frozenset({"Cc", "Cf", "Zl", "Zp", "Zs"})
"""Kinds of characters that paint nothing: spaces, and signs that only tell how others are set."""

_JOINED: Final = late_pattern(r"([^\s\\]+)(?:\\\\)*\\\r?\n[ \t]*([^\s\\]+)")


def typing_faults(
    text: str, route: Route, publication: Publication, errors: Iterable[MarkupError] = ()
) -> Iterator[Diagnostic]:
    """The faults of a text.

    Args:
        text: as it is written.
        route: the way to it.
        publication: that it stands in. One that was frozen is made again as it was published:
            what is mistyped in it is a warning.
        errors: what was found in reading its markup.
    """
    source = publication.source
    errors = tuple(errors)
    found = (*_slips(text, route, source, errors), *_curly(text, route, source))
    if not errors:
        found += tuple(_blank(text, route, source))
    for fault in (*found, *_joined_lines(route, source)):
        mild = publication.frozen_folder and fault.code in SLIPS
        yield replace(fault, severity="warning") if mild else fault


def _slips(
    text: str, route: Route, source: Source, errors: Iterable[MarkupError]
) -> Iterator[Diagnostic]:
    for error in (*errors, *slips(text)):
        place = source.place_within(route, error.snippet, error.occurrence)
        yield Diagnostic(error.code, error.message, place, error.hint, error.severity)


def _blank(text: str, route: Route, source: Source) -> Iterator[Diagnostic]:
    """A text of which nothing is printed; a cell of a table may be empty."""
    if text and _CELLS not in route and _is_unseen(literal(text)):
        yield Diagnostic(
            "text-blank",
            say("Nothing of this text is printed."),
            source.place(route),
            say("Write its words, or delete what it is for."),
        )


def or_dots(words: Inline, route: Route) -> Inline:
    """The words of a text; where nothing of them is printed three dots, so that it can be set.

    That is an error, told elsewhere, and no page with the dots is ever written.
    """
    if _CELLS in route or any(span.note is not None for span in words):
        return words
    return words if not _is_unseen(plain(words)) else (Span("…"),)


def _is_unseen(text: str) -> bool:
    """Whether a text paints nothing."""
    if text[:1].isalnum():  # as nearly all begin
        return False
    return all(category(sign) in _UNSEEN for sign in text)


def _joined_lines(route: Route, source: Source) -> Iterator[Diagnostic]:
    """Lines in double quotes that a backslash joins without a space, where it was to end one."""
    stretch = source.values.get(route)
    if stretch is None or source.text[stretch.start : stretch.start + 1] != '"':
        return
    match = _JOINED.search(source.text, stretch.start, stretch.end)
    if match is not None:
        words = match[1] + match[2]
        occurrence = source.text.count(match[0], stretch.start, match.end())
        yield Diagnostic(
            "text-joined",
            say("Two lines are printed as “{words}”, without a space between them.", words=words),
            source.place_within(route, match[0], occurrence),
            say(
                "In double quotes a backslash at the end of a line joins it to the next; write "
                "\\n for a line end, or begin the text with `|`."
            ),
            "warning",
        )


def _curly(text: str, route: Route, source: Source) -> Iterator[Diagnostic]:
    """Typographic quotation marks round a title, where others have YAML's."""
    stretch = source.values.get(route)
    if text[:1] not in ("“", "„") or stretch is None or route[-1] not in _TITLES:
        return
    inside = any(mark in text[1:-1] for mark in "“”„")
    if source.text[stretch.start] == text[0] and text[-1] in "“”" and not inside:
        yield Diagnostic(
            "text-quotes",
            say(
                "The whole text stands between {text} and {text_2}, which are printed.",
                text=text[0],
                text_2=text[-1],
            ),
            source.place(route),
            say("If they were to show where the text begins and ends, write straight ones."),
            "warning",
        )
