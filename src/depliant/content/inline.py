"""The texts of an edition: spans of one kind, and lines of which all or nearly all are plain."""

from __future__ import annotations

from typing import Annotated, Literal

from depliant.tuples import NamedTuple


class NoteMark(NamedTuple):
    """The mark of a note in a text: the note by its key, and how it is printed once numbered.

    `id` is no other note's of the publication, and `sign` is what is printed: a number, a letter
    or a symbol, raised where `is_raised`. `said` is what is said of it. The mark that `is_first`
    of a note is the one that the note stands below, and that it leads back to. Before a mark that
    follows another stands a `comma`.
    """

    key: str
    id: str = ""
    sign: str = ""
    said: str = ""
    is_first: bool = False
    comma: str = ""
    is_raised: bool = True


class Span(NamedTuple):
    """A stretch of text of one kind.

    `figure` names the ledger entry it is the printed form of. `language` is a tag where the
    words are in another language than the edition. `styles` are the character styles that it has,
    the innermost last. The mark of a `note` is no word: its span has no text until it is set.
    """

    text: str
    strong: bool = False
    emphasis: bool = False
    superscript: bool = False
    link: str | None = None
    figure: str | None = None
    language: str | None = None
    subscript: bool = False
    styles: tuple[str, ...] = ()
    note: NoteMark | None = None


Manner = Literal["marked", "plain", "drawn", "spoken", "made"]
"""What a field of words holds: spans, or a line without kinds; a line that is drawn within a
chart; one that is said in the place of a drawing; or one that the program makes of the others."""


class TextField(NamedTuple):
    """What makes the type of a field one of words: `texts` and `map_texts` find it by this."""

    manner: Manner


Inline = Annotated[tuple[Span, ...], TextField("marked")]
Line = Annotated[str | tuple[Span, ...], TextField("plain")]
Drawn = Annotated[str | tuple[Span, ...], TextField("drawn")]
"""Words within a chart; as of a line, a text where they are all of one kind, as nearly all are."""
Spoken = Annotated[str, TextField("spoken")]
Made = Annotated[str, TextField("made")]


def plain(inline: Inline | str) -> str:
    """The text of spans without their kinds."""
    return inline if isinstance(inline, str) else "".join([span.text for span in inline])


def spans_of(line: Line) -> Inline:
    """A line as spans; none for no text."""
    return line if isinstance(line, tuple) else (Span(line),) if line else ()


def line(inline: Inline) -> Line:
    """Spans as a line: a text if they are all of one kind."""
    return plain(inline) if all(span[1:] == Span("")[1:] for span in inline) else inline


def drawn(inline: Inline) -> Drawn:
    """Spans as words within a chart, which lead nowhere: a text if no kind is left."""
    return line(tuple(span._replace(link=None, figure=None) for span in inline))
