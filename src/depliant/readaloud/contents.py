"""The text of a page's marked content, by its number (MCID).

Of all events of a page only those count that decide over text: shown strings, where a line begins,
marked content and its ActualText. Words that a file parts by moving the pen are parted by a space.
"""

from __future__ import annotations

from typing import Any, Final, NamedTuple
from unicodedata import bidirectional, east_asian_width

import pikepdf
from msgspec import Struct, field

from depliant.pdfread.budget import BudgetError
from depliant.pdfread.characters import UNKNOWN
from depliant.pdfread.events import Begun, Ended, Event, Faulty, FormShown, Shown, Tag
from depliant.pdfread.interpreter import Interpreter
from depliant.pdfread.objects import entry, text
from depliant.pdfread.opening import PageFacts
from depliant.pdfread.structure import ContentRef
from depliant.pdfread.tokens import Operand
from depliant.pdfread.walk import Frame, walk

_GAP = 180
"""Thousandths of an em that the pen moves on: more than kerning, hence a space."""
_MOST_FORMS = 500
_MOST_LOOSE = 100


class Place(NamedTuple):
    """A place on a baseline: its height on the page, the size of the type on it.

    `x` is how far along it lies; none where the baseline is askew, or nobody knows how wide the
    type is.
    """

    y: float
    size: float
    x: float | None = None

    def is_below(self, other: Place) -> bool:
        """Whether text here begins another line than that of `other`."""
        return abs(self.y - other.y) > 0.6 * max(self.size, other.size)

    def is_apart(self, other: Place) -> bool:
        """Whether text that begins here stands away from what ended at `other` on its line."""
        if self.x is None or other.x is None:
            return False
        return self.x - other.x > _GAP / 1000 * max(self.size, other.size)


class Passage(Struct):
    """One piece of marked content: its lines, each in the parts in which it is shown.

    `start` and `end` are the places on their baselines from which and to which it runs.
    """

    lines: list[list[str]] = field(default_factory=list)
    start: Place | None = None
    end: Place | None = None

    def add(self, text: str, at: Place, end: Place) -> None:
        """Go on with text on a baseline, from one place to another."""
        if self.end is None or at.is_below(self.end):
            self.lines.append([text])
        else:
            line = self.lines[-1]
            if at.is_apart(self.end) and may_be_parted(line[-1], text):
                line.append(" ")
            line.append(text)
        self.start = self.start or at
        self.end = end


class Words:
    """A text in the making, out of parts and lines.

    With `spaced` the file writes the spaces at which its lines end. Otherwise a space parts one
    line from the next, unless a hyphen does, or they are of a script that writes no spaces; a soft
    hyphen at a line's end goes.
    """

    def __init__(self, spaced: bool = False) -> None:
        self.spaced = spaced
        self._parts: list[str] = []

    def __str__(self) -> str:
        return "".join(self._parts)

    def add(self, text: str) -> None:
        """Go on, on the same line."""
        if text:
            self._parts.append(text)

    def add_beyond(self, text: str) -> None:
        """Go on with what stands apart on the same line."""
        if text and self._parts and may_be_parted(self._parts[-1], text):
            self._parts.append(" ")
        self.add(text)

    def add_apart(self, text: str) -> None:
        """Go on with what is a word of its own, whatever stands beside it."""
        if text and self._parts and not self._parts[-1][-1:].isspace():
            self._parts.append(" ")
        self.add(f"{text} " if text else "")

    def add_line(self, text: str, parted: bool = False) -> None:
        """Go on, on another line; `parted`: with a space, whatever the file does."""
        if not text:
            return
        last = self._parts[-1] if self._parts else " "
        if last[-1] == "\u00ad":
            self._parts[-1] = last[:-1]
        else:
            bound = last[-1].isspace() or text[0].isspace() or last[-1] in "-\u2010"
            bound = bound or _is_solid(last[-1], text[0])
            if not bound and (parted or not self.spaced):
                self._parts.append(" ")
        self._parts.append(text)


def may_be_parted(last: str, first: str) -> bool:
    """Whether a space may be read between texts that stand apart on a line.

    It may not where there is one, in scripts that write none, and in those that run to the left,
    whose words come in another order than their places.
    """
    if not last or not first or last[-1].isspace() or first[0].isspace():
        return False
    to_the_left = any(bidirectional(sign) in ("R", "AL", "AN") for sign in (last[-1], first[0]))
    return not to_the_left and not _is_solid(last[-1], first[0])


_HANGUL: Final = ((0x1100, 0x11FF), (0x3130, 0x318F), (0xAC00, 0xD7FF))
_OF_SOUTH_EAST_ASIA: Final = ((0x0E00, 0x0EFF), (0x1000, 0x109F), (0x1780, 0x17FF))


def _is_solid(last: str, first: str) -> bool:
    """Whether lines that end and begin with these are one stretch without a space.

    So they are beside a Chinese or Japanese sign (UAX 11: wide, but for Korean, which has spaces),
    and between letters of Thai, Lao, Khmer or Burmese.
    """
    if last < "\u0e00" and first < "\u0e00":
        return False
    if any(east_asian_width(sign) in "WF" and not _within(sign, _HANGUL) for sign in (last, first)):
        return True
    return _within(last, _OF_SOUTH_EAST_ASIA) and _within(first, _OF_SOUTH_EAST_ASIA)


def _within(sign: str, ranges: tuple[tuple[int, int], ...]) -> bool:
    return any(start <= ord(sign) <= end for start, end in ranges)


class PageText(Struct):
    """What is shown on a page: marked content by its key, and the text that has none.

    Of the latter the first parts are kept. `complete` is false if some of the page could not be
    read.
    """

    passages: dict[ContentRef, Passage] = field(default_factory=dict)
    loose: list[str] = field(default_factory=list)
    complete: bool = True


def page_text(interpreter: Interpreter, facts: PageFacts) -> PageText:
    """Read a page."""
    reader = _PageReader(PageText())
    try:
        page = interpreter.page(facts)
        reader.found.complete = not (page.faulty or page.is_cut)
        for event, frame in walk(interpreter, page, facts):
            if not reader.take(event, frame):
                break
    except BudgetError:
        reader.found.complete = False
    return reader.found


class _Voice(Struct, frozen=True):
    """Whom text belongs to: its passage's key, or an artifact; ActualText said already."""

    key: ContentRef | None = None
    artifact: bool = False
    spoken: bool = False


class _PageReader(Struct):
    """Gathers the text of one page; `voices` are those of the marked content that is open."""

    found: PageText
    voices: list[_Voice] = field(default_factory=lambda: [_Voice()])
    forms: int = 0

    def take(self, event: Event, frame: Frame) -> bool:
        """Follow one event; whether the page can be read on.

        What cannot be read itself is left out, and the rest is not lost with it.
        """
        if isinstance(event, Shown):
            if event.state.face is None:
                self.found.complete = False
            self._show(_joined(event), *_places(event, frame))
        elif isinstance(event, Begun):
            self._begin(event.tag, frame.owner, _place(event, frame))
        elif isinstance(event, Ended):
            self.voices.pop()
        elif isinstance(event, FormShown):
            self.forms += 1
            if self.forms > _MOST_FORMS:
                self.found.complete = False
                return False
        elif isinstance(event, Faulty) and event.operation.operator in _READ:
            self.found.complete = False
        return True

    def _begin(self, tag: Tag, owner: tuple[int, int], at: Place) -> None:
        """Begin marked content; nested content without number belongs to what it is in."""
        outer = self.voices[-1]
        artifact = outer.artifact or tag.artifact
        key, spoken = outer.key, outer.spoken
        if tag.mcid is not None and not artifact:
            key = ContentRef(owner, tag.mcid)
            self.found.passages.setdefault(key, Passage())
        actual = _actual(tag.properties)
        if actual is not None and not spoken:
            self.voices.append(_Voice(key, artifact))
            self._show(actual, at, at)
            self.voices.pop()
            spoken = True
        self.voices.append(_Voice(key, artifact, spoken))

    def _show(self, said: str, at: Place, end: Place) -> None:
        voice = self.voices[-1]
        if voice.artifact or voice.spoken or not said:
            return
        if voice.key is not None:
            self.found.passages[voice.key].add(said, at, end)
        elif len(self.found.loose) < _MOST_LOOSE:
            self.found.loose.append(said)


_MEANINGLESS = dict.fromkeys((0x0000, 0xFEFF, 0xFFFE), UNKNOWN)
"""What a font may not call its characters (ISO 14289-1, 7.21.7): no voice can say them."""
_READ = frozenset(("Tf", "Td", "TD", "Tm", "TL", "Tj", "TJ", "'", '"', "Do", "BMC", "BDC", "cm"))
"""The operators without which nobody can tell what a page says, or where."""


def _place(event: Shown | Begun, frame: Frame) -> Place:
    whole = frame.at(event.state.ctm) @ event.line
    return Place(whole.f, event.state.size * (abs(whole.d) or abs(whole.b)))


def _places(event: Shown, frame: Frame) -> tuple[Place, Place]:
    """Where a string begins and ends."""
    at, face = _place(event, frame), event.state.face
    whole = frame.at(event.state.ctm) @ event.matrix
    if face is not None and face.vertical:
        # Lines run down, and follow each other to the left.
        size = event.state.size * (abs(whole.d) or abs(whole.c))
        start = Place(whole.e, size, whole.f)
        return start, start._replace(x=whole.f + event.along * whole.d)
    # The page's space has y down: upright text has d below 0.
    is_upright = whole.a > 0 > whole.d and abs(whole.b) + abs(whole.c) < 0.01 * whole.a
    if face is None or not is_upright or not (face.widths or face.code_bytes > 1):
        return at, at
    return at._replace(x=whole.e), at._replace(x=whole.e + event.along * whole.a)


def _joined(event: Shown) -> str:
    """The text of a string's parts, parted where the pen moves on."""
    face, texts = event.state.face, list[str]()
    for part in event.parts:
        if isinstance(part, bytes) and face is not None:
            texts.append(face.said(part).translate(_MEANINGLESS))
        elif isinstance(part, float) and -part > _GAP and texts and not texts[-1][-1:].isspace():
            texts.append(" ")
    return "".join(texts)


def _actual(properties: Any) -> str | None:
    """The text that marked content stands for (14.9.4)."""
    if not isinstance(properties, dict):
        value = entry(properties, "/ActualText")
        return text(value) if isinstance(value, pikepdf.String) else None
    operand: Operand = properties.get("/ActualText")
    return text(pikepdf.String(operand)) if isinstance(operand, bytes) else None
