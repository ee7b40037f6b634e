"""The pages of an edition as a reader sees them: passages of lines, and what stands between them.

Points, y down, from the trim corner of each panel. A passage is what one element of the structure
holds in one column: of a paragraph that goes on in the next column there are two.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from depliant.content.framing import MAIN
from depliant.content.inline import plain
from depliant.content.texts import texts
from depliant.display.items import Glyph, Glyphs, Mark
from depliant.display.structure import ContentRef, Element
from depliant.errors import Diagnostic, Place
from depliant.fonts.face import load
from depliant.geometry import Matrix, Rect
from depliant.languages.table import direction
from depliant.layout.boxes import Box, Lines, boxes_of
from depliant.layout.compose import Composition, SetPanel
from depliant.layout.strays import leaves
from depliant.layout.visible import Setting
from depliant.sentences import Sentence, counted

SOFT_HYPHEN: Final = "\u00ad"

RUNNING: Final = frozenset({"P", "LBody", "BlockQuote"})
"""Elements whose words are read on from line to line."""

HEADINGS: Final = frozenset({"H1", "H2", "H3", "H4"})

_OWNERS: Final = (
    RUNNING | HEADINGS | {"Lbl", "TD", "TH", "Caption", "Figure", "Formula", "Note"}
)  # fmt: skip

_SHOWN: Final = 60
"""Characters of a text that a piece of advice shows."""

_SAME_LINE: Final = 0.6
"""Of the smaller size: what stands raised or lowered by less is on the same line."""


class Gap(NamedTuple):
    """A space between two words: where it begins and ends, and how wide the face has it."""

    left: float
    right: float
    own: float


class SetLine(NamedTuple):
    """A line of a passage; `ends` says that its author ended it, not its measure."""

    runs: tuple[Glyphs, ...]
    left: float
    right: float
    y: float
    ends: bool

    @property
    def text(self) -> str:
        """Its words, as they are read."""
        return "".join(run.text for run in self.runs)

    @property
    def words(self) -> str:
        """Its words without the hyphen at which one is divided."""
        return self.text.replace(SOFT_HYPHEN, "").strip()

    @property
    def gaps(self) -> list[Gap]:
        """The spaces between its words, from left to right."""
        return sorted(gap for run in self.runs for gap in _gaps(run))


class Passage(NamedTuple):
    """Lines of one element in one column, whose left edge is at `column`.

    `begins` and `ends` tell whether the element does so in it.
    """

    role: str
    lines: tuple[SetLine, ...]
    place: Place
    column: float
    begins: bool = True
    ends: bool = True

    @property
    def size(self) -> float:
        """The size of its type, that of most of its letters."""
        runs = [run for line in self.lines for run in line.runs]
        return max(runs, key=lambda run: len(run.glyphs)).size

    @property
    def shown(self) -> str:
        """Its beginning."""
        words = " ".join(line.text.strip() for line in self.lines)
        words = " ".join(words.replace(f"{SOFT_HYPHEN} ", "").replace(SOFT_HYPHEN, "").split())
        return words if len(words) <= _SHOWN else f"{words[: _SHOWN - 1]}…"


class Shape(NamedTuple):
    """A picture, chart, code or mark."""

    box: Rect
    place: Place
    column: float


def stands_beside(line: SetLine, passage: Passage, shapes: tuple[Shape, ...]) -> bool:
    """Whether a line of a passage stands beside a picture that is in its column."""
    return any(
        shape.column == passage.column and shape.box.y < line.y < shape.box.bottom
        for shape in shapes
    )


class Page(NamedTuple):
    """A panel with its passages and shapes, in the order of reading."""

    panel: SetPanel
    setting: Setting
    passages: tuple[Passage, ...]
    shapes: tuple[Shape, ...]

    @property
    def name(self) -> str:
        """The id of the panel."""
        return self.panel.panel.id

    @property
    def boxes(self) -> tuple[Box, ...]:
        """The frames of the panel, its main one first."""
        setting, line = self.setting, self.setting.sheet.baseline
        to_left = direction(setting.order.language) == "rtl"
        boxes = boxes_of(setting.look, setting.leaf.size, Lines(line, line), to_left=to_left)
        return tuple(sorted(boxes.values(), key=lambda box: box.name != MAIN))


class Found(NamedTuple):
    """Something to be said of a panel, and where it is written."""

    message: Sentence
    place: Place


def told(code: str, page: Page, found: Iterable[Found], hint: Sentence) -> Iterator[Diagnostic]:
    """What was found on a panel as one piece of advice: the first in words, the others counted."""
    first, *others = (*found, None)
    if first is None:
        return
    message = first.message
    if len(others) > 1:
        message = counted(
            len(others) - 1,
            "{first} Panel “{panel}” has {count} more like it.",
            "{first} Panel “{panel}” has {count} more like it.",
            first=message,
            panel=page.name,
        )
    yield Diagnostic(code, message, first.place, hint, "advice")


def pages_of(composition: Composition, settings: Iterable[Setting]) -> tuple[Page, ...]:
    """The panels of a composition, each with its setting, in the same order."""
    owners = dict(_owners(composition.structure, None))
    pages = []
    first = 0
    for panel, setting in zip(composition.panels, settings, strict=True):
        pages.append(_page(panel, setting, owners, first))
        first += panel.contents
    return tuple(pages)


def _owners(element: Element, owner: Element | None) -> Iterator[tuple[int, Element | None]]:
    """Each content with the innermost element that is a paragraph, a cell and so on."""
    # What is in a figure or a cell belongs to it, however it is divided.
    if owner is None or owner.role in ("LBody", "BlockQuote"):
        owner = element if element.role in _OWNERS else owner
    for kid in element.kids:
        if isinstance(kid, ContentRef):
            yield kid.number, owner
        else:
            yield from _owners(kid, owner)


class _Run(NamedTuple):
    owner: Element
    run: Glyphs
    place: Place
    column: float


def _page(panel: SetPanel, setting: Setting, owners: dict[int, Element | None], first: int) -> Page:
    """A panel, whose contents are numbered from `first`."""
    runs: list[_Run] = []
    shapes: list[Shape] = []
    for placed in setting.placements:
        place = placed.slice.place or panel.panel.place
        at = Matrix(e=placed.x, f=placed.y)
        for mark in placed.slice.marks:
            if not isinstance(mark, Mark) or mark.content is None:
                continue
            owner = owners.get(mark.content + first)
            if owner is None:
                continue
            if mark.bounds is not None:
                shapes.append(Shape(mark.bounds.moved(placed.x, placed.y), place, placed.x))
            elif owner.role != "Figure":
                for item, matrix in leaves((mark,), at):
                    if isinstance(item, Glyphs) and item.glyphs:
                        runs.append(_Run(owner, _moved(item, matrix), place, placed.x))
    ended = _ended(panel)
    return Page(panel, setting, tuple(_passages(runs, ended)), tuple(shapes))


def _moved(run: Glyphs, matrix: Matrix) -> Glyphs:
    at = matrix.apply(run.x, run.y)
    return Glyphs(run.face, run.size, run.colour, at.x, at.y, run.glyphs, run.actual_text)


def _ended(panel: SetPanel) -> tuple[str, ...]:
    """What stands before the line ends that an author has made."""
    return tuple(
        "".join(part.split())
        for text in texts(panel.panel)
        if "\n" in plain(text.words)
        for part in plain(text.words).split("\n")[:-1]
    )


def _passages(runs: list[_Run], ended: tuple[str, ...]) -> Iterator[Passage]:
    """Runs in the order of reading, together by element and column."""
    pieces: list[list[list[_Run]]] = []
    for one in runs:
        last = pieces[-1][-1][0] if pieces else None
        if last is None or one.owner is not last.owner or one.run.y < last.run.y - last.run.size:
            pieces.append([[one]])
        elif abs(one.run.y - last.run.y) < _SAME_LINE * min(one.run.size, last.run.size):
            pieces[-1][-1].append(one)
        else:
            pieces[-1].append([one])
    for number, piece in enumerate(pieces):
        owner, _, place, column = piece[0][0]
        before = pieces[number - 1][0][0].owner if number else None
        after = pieces[number + 1][0][0].owner if number + 1 < len(pieces) else None
        lines = tuple(_line(line, ended) for line in piece)
        yield Passage(owner.role, lines, place, column, before is not owner, after is not owner)


def _line(line: list[_Run], ended: tuple[str, ...]) -> SetLine:
    runs = tuple(one.run for one in line)
    sides = [side for run in runs for side in _sides(run)]
    words = "".join("".join(run.text for run in runs).split())
    ends = any(part.endswith(words) for part in ended) if words else False
    return SetLine(runs, min(sides), max(sides), runs[0].y, ends)


def _sides(run: Glyphs) -> Iterator[float]:
    yield run.x + run.glyphs[0].x
    for glyph in run.glyphs:
        if glyph.advance or glyph.text.strip():
            yield run.x + glyph.x
            yield run.x + glyph.x + glyph.advance


def _gaps(run: Glyphs) -> Iterator[Gap]:
    face = load(run.face)
    for glyph in run.glyphs:
        if _is_space(glyph):
            left = run.x + glyph.x
            own = face.advance(glyph.gid) * run.size / face.upem
            yield Gap(left, left + glyph.advance, own)


def _is_space(glyph: Glyph) -> bool:
    return glyph.text == " " and glyph.advance > 0
