"""What a reader would not see of a panel's words: on their own colour, or painted over.

Each letter is looked at where it is inked: at points inside its outline, against what was
painted there before it and after it. A letter is lost where a third of it is.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache, partial

from msgspec import Struct

from depliant.colour import BLACK, Colour
from depliant.display.items import Form, Glyph, Glyphs, Group, Item, Mark, Path, Picture
from depliant.fonts.face import load
from depliant.geometry import IDENTITY, Matrix, Rect, outline_bounds, rectangle
from depliant.graphics.backing import Backing, ink_of, shade
from depliant.graphics.letter_ink import ink_points
from depliant.graphics.scan import Edge, edges, holds, stroked
from depliant.memory import remembered, sized
from depliant.text.ink import around, glyph_boxes
from depliant.tuples import NamedTuple

UNSEEN = 1.5
"""A contrast below this is none: text on such a ground is not seen."""

_LIMIT, _LARGE_LIMIT = 4.5, 3.0
_LARGE, _LARGE_BOLD, _BOLD = 18.0, 14.0, 700
"""WCAG 2.1, 1.4.3: what text needs; large text, from 18 points or bold from 14, needs less."""

_LOST = 0.3
"""The part of a letter's ink without which it is not read."""

Contrast = Callable[[Colour, Colour], float]
"""The contrast ratio of two inks."""


class Sight(Struct, frozen=True):
    """Words that are hard to see, or are not seen at all.

    `x` and `y` are where their run begins, in points on the panel. `on` is what they stand on:
    None for a picture. `ratio` is their contrast, 0 for what something else is painted over,
    `needed` what they need.
    """

    text: str
    x: float
    y: float
    colour: Colour
    on: Colour | None
    ratio: float
    needed: float


class _Coat(NamedTuple):
    """Something painted: its box by its edges, and its map to where that is; `clips` bound it."""

    left: float
    top: float
    right: float
    bottom: float
    item: Path | Picture
    matrix: Matrix
    clips: tuple[tuple[Path, Matrix], ...]


class _Run(NamedTuple):
    """A run of letters with the map to the panel, and what was painted of its figure before it."""

    run: Glyphs
    matrix: Matrix
    below: tuple[_Coat, ...]
    above: tuple[_Coat, ...]


class _Figure(NamedTuple):
    """What a mark holds beside plain runs of letters: its coats and its own runs, in order."""

    coats: tuple[_Coat, ...]
    runs: tuple[tuple[Glyphs, Matrix, int], ...]
    box: Rect


def sights(marks: tuple[Item, ...], behind: Backing, contrast: Contrast) -> tuple[Sight, ...]:
    """The words among a panel's marks that are not seen well, in the order of painting.

    Args:
        marks: what is painted on the panel, in points from its trim corner.
        behind: its ground and its art.
        contrast: the ratio of two inks, as it is seen.
    """
    weigh = lru_cache(maxsize=None)(partial(_ratio, contrast=contrast))
    found: list[Sight] = []
    plain, figures = _parted(marks)
    colours = behind.colours
    for order, run in plain:
        sides = rough_sides(run)
        below, above = _around(run, order, sides, figures)
        if not below and not above:
            grounds = behind.numbers(*sides)
            text = run.colour
            if min([weigh(text, colours[one]) for one in grounds]) >= _needed(run, IDENTITY):
                continue
        found += _looked_at(_Run(run, IDENTITY, below, above), behind, weigh)
    for figure in figures:
        for inner in _inner_runs(figure):
            sides = _sides(inner.matrix.apply_rect(rough_box(inner.run)))
            grounds = behind.numbers(*sides)
            text, needed = inner.run.colour, _needed(inner.run, inner.matrix)
            met = inner.below or inner.above
            if met or min([weigh(text, colours[one]) for one in grounds]) < needed:
                found += _looked_at(inner, behind, weigh)
    return tuple(found)


def inks_weighed(marks: tuple[Item, ...], behind: Backing) -> set[Colour]:
    """The inks of which `sights` may ask the contrast, but for those of pictures in figures."""
    plain, figures = _parted(marks)
    texts = {run.colour for _, run in plain}
    grounds = set(behind.colours)
    for placed in figures:
        texts.update(run.colour for run, _, _ in placed.figure.runs)
        for coat in placed.figure.coats:
            if isinstance(coat.item, Path):
                line = coat.item.stroke and coat.item.stroke.colour
                grounds.update(ink for ink in (coat.item.fill, line) if ink)
    over = {_over(text, ground) for text in texts if text.is_black for ground in grounds}
    return texts | grounds | over


def _needed(run: Glyphs, matrix: Matrix) -> float:
    size = run.size if matrix is IDENTITY else run.size * matrix.scale
    is_large = size >= _LARGE or (size >= _LARGE_BOLD and run.face.weight >= _BOLD)
    return _LARGE_LIMIT if is_large else _LIMIT


def _ratio(text: Colour, ground: Colour, contrast: Contrast) -> float:
    """The contrast of text with its ground, on the screen and, where it overprints, in print."""
    ratio = contrast(text, ground)
    if text.is_black and not ground.is_paper:
        ratio = min(ratio, contrast(_over(text, ground), ground))
    return ratio


def _over(text: Colour, ground: Colour) -> Colour:
    """What comes of an ink that is printed over others."""
    cyan, magenta, yellow, black = map(max, text.cmyk, ground.cmyk)
    return Colour(cyan, magenta, yellow, black)


def letters(marks: tuple[Item, ...]) -> Iterator[tuple[Glyphs, Matrix]]:
    """Every run of letters of a panel's marks, with its map to the panel."""
    plain, figures = _parted(marks)
    for _, run in plain:
        yield run, IDENTITY
    for placed in figures:
        for run, inner, _ in placed.figure.runs:
            yield run, placed.matrix @ inner


class _Placed(NamedTuple):
    """A figure where it stands: its number in the order of painting, its map, and its sides."""

    order: int
    figure: _Figure
    matrix: Matrix
    left: float
    top: float
    right: float
    bottom: float


def _parted(marks: tuple[Item, ...]) -> tuple[list[tuple[int, Glyphs]], list[_Placed]]:
    """The plain runs of letters among marks, and all else, numbered in the order of painting."""
    plain: list[tuple[int, Glyphs]] = []
    figures: list[_Placed] = []
    order = 0
    for mark in marks:
        for item in mark.items if isinstance(mark, Mark) else ():
            order += 1
            if isinstance(item, Glyphs):
                plain.append((order, item))
                continue
            whole = isinstance(item, Group) and item.clip is None
            inside = item.items if isinstance(item, Group) and whole else (item,)
            matrix = item.matrix if isinstance(item, Group) and whole else IDENTITY
            figure = _figure(inside)
            sides = _sides(matrix.apply_rect(figure.box))
            figures.append(_Placed(order, figure, matrix, *sides))
    return plain, figures


_Coats = tuple[_Coat, ...]


def _around(
    run: Glyphs, order: int, sides: tuple[float, float, float, float], figures: list[_Placed]
) -> tuple[_Coats, _Coats]:
    """The coats of figures that a plain run may meet: those below it, and those above."""
    left, top, right, bottom = sides
    below: list[_Coat] = []
    above: list[_Coat] = []
    for placed in figures:
        if placed[3] < right and placed[5] > left and placed[4] < bottom and placed[6] > top:
            inked = around(glyph_boxes(run)) or Rect(left, top, right - left, bottom - top)
            box = (placed.matrix.inverse or IDENTITY).apply_rect(inked)
            met = _met(placed.figure.coats, placed.matrix, box)
            (below if placed.order < order else above).extend(met)
    return tuple(below), tuple(above)


def _inner_runs(placed: _Placed) -> Iterator[_Run]:
    """The runs of a figure, with what of it was painted before and after each."""
    coats, matrix = placed.figure.coats, placed.matrix
    for run, inner, count in placed.figure.runs:
        box = inner.apply_rect(around(glyph_boxes(run)) or rough_box(run))
        below, above = (tuple(_met(some, matrix, box)) for some in (coats[:count], coats[count:]))
        yield _Run(run, matrix @ inner, below, above)


def _met(coats: Sequence[_Coat], matrix: Matrix, box: Rect) -> Iterator[_Coat]:
    """The coats of a figure that letters in a box, in its own coordinates, may meet.

    They are given as they lie on the panel, to which `matrix` leads.
    """
    left, top, right, bottom = box.x, box.y, box.right, box.bottom
    for coat in coats:
        if coat[0] < right and coat[2] > left and coat[1] < bottom and coat[3] > top:
            if not _reaches(coat, left, top, right, bottom):
                continue
            clips = tuple((clip, matrix @ inner) for clip, inner in coat.clips)
            yield coat._replace(matrix=matrix @ coat.matrix, clips=clips)


def _reaches(coat: _Coat, left: float, top: float, right: float, bottom: float) -> bool:
    """Whether a coat paints anything within a box that it surrounds or overlaps."""
    item = coat.item
    if isinstance(item, Picture):
        return True
    pieces = _stroked(item, coat.matrix) if item.stroke is not None else []
    if item.fill is not None:
        pieces = [*pieces, *_filled(item, coat.matrix)]
    for x0, y0, x1, y1 in pieces:
        if (
            (x0 < right or x1 < right)
            and (x0 > left or x1 > left)
            and (y0 < bottom or y1 < bottom)
            and (y0 > top or y1 > top)
        ):
            return True
    return holds(pieces, (left + right) / 2, (top + bottom) / 2, even_odd=item.even_odd)


def rough_sides(run: Glyphs) -> tuple[float, float, float, float]:
    """Left, top, right and bottom of what holds a run's letters, but for far tails and accents."""
    glyphs, x, y, size = run.glyphs, run.x, run.y, run.size
    if not glyphs:
        return x, y, x, y
    first, last = glyphs[0], glyphs[-1]
    if first.x > last.x:  # as they are read, to the left
        first, last = last, first
    return x + first.x, y - 0.8 * size, x + last.x + last.advance, y + 0.25 * size


def rough_box(run: Glyphs) -> Rect:
    """The same as a box."""
    left, top, right, bottom = rough_sides(run)
    return Rect(left, top, right - left, bottom - top)


@remembered
def _figure(items: tuple[Item, ...]) -> _Figure:
    coats: list[_Coat] = []
    runs: list[tuple[Glyphs, Matrix, int]] = []
    _gather(items, IDENTITY, (), coats, runs)
    box = Rect(0.0, 0.0, 0.0, 0.0)
    if coats:
        left, top = min(coat.left for coat in coats), min(coat.top for coat in coats)
        right, bottom = max(coat.right for coat in coats), max(coat.bottom for coat in coats)
        box = Rect(left, top, right - left, bottom - top)
    return _Figure(tuple(coats), tuple(runs), box)


def _gather(
    items: tuple[Item, ...],
    matrix: Matrix,
    clips: tuple[tuple[Path, Matrix], ...],
    coats: list[_Coat],
    runs: list[tuple[Glyphs, Matrix, int]],
) -> None:
    """Note the coats and runs among items, in the order of painting."""
    for item in items:
        match item:
            case Glyphs():
                runs.append((item, matrix, len(coats)))
            case Group():
                inner = matrix @ item.matrix
                kept = clips if item.clip is None else (*clips, (Path(item.clip, BLACK), inner))
                _gather(item.items, inner, kept, coats, runs)
            case Form():
                inner = matrix @ item.matrix
                bound = Path(rectangle(item.bounds), BLACK)
                _gather(item.items, inner, (*clips, (bound, inner)), coats, runs)
            case Path():
                coats.append(_Coat(*_sides(_path_box(item, matrix)), item, matrix, clips))
            case Picture():
                box = matrix.apply_rect(item.frame)
                coats.append(_Coat(*_sides(box), item, matrix, clips))
            case _:
                pass


def _sides(box: Rect) -> tuple[float, float, float, float]:
    return box.x, box.y, box.right, box.bottom


def _path_box(path: Path, matrix: Matrix) -> Rect:
    box = matrix.apply_rect(_bounds(path))
    out = -path.stroke.width * matrix.scale / 2 if path.stroke else 0.0
    return box.inset(out, out, out, out)


@sized(lambda box: 300)
def _bounds(path: Path) -> Rect:
    """The box of a path's points: of art that an edition shares with the one before, known."""
    return outline_bounds(path.outline)


_Loss = tuple[Colour | None, float]
"""What a letter stands on, None for a picture, and its contrast; 0 for one that is covered."""

_COVERED: _Loss = (None, 0.0)


def _looked_at(run: _Run, behind: Backing, weigh: Contrast) -> Iterator[Sight]:
    """The words of a run in which letters are lost; those that are hard to see apart."""
    text, needed = run.run, _needed(run.run, run.matrix)
    even = _even_ground(run, behind)
    lost: dict[bool, dict[int, _Loss]] = {}
    for number, glyph in enumerate(text.glyphs):
        if even is None:
            loss = _loss(run, glyph, behind, weigh)
        else:
            loss = _loss_on(even, run, glyph, behind, weigh)
        if loss is not None:
            lost.setdefault(loss[1] < UNSEEN, {})[number] = loss
    x, y = run.matrix.apply(text.x, text.y)
    for is_unseen, gone in lost.items():
        words = _words(text, [*gone])
        # A dash before an item says nothing: it is enough that it is seen.
        speaks = any(map(str.isalnum, words))
        if is_unseen or speaks:
            on, ratio = Counter(gone.values()).most_common(1)[0][0]
            least = needed if speaks else UNSEEN
            yield Sight(words, x, y, text.colour, on, ratio, least)


def _even_ground(run: _Run, behind: Backing) -> int | None:
    """The number of the one colour that a run stands on, where nothing else is near."""
    if run.below or run.above:
        return None
    inked = around(glyph_boxes(run.run))
    if inked is None:
        return None
    box = run.matrix.apply_rect(inked)
    found = behind.numbers(box.x, box.y, box.right, box.bottom)
    return found.pop() if len(found) == 1 else None


def _loss_on(
    ground: int, run: _Run, glyph: Glyph, behind: Backing, weigh: Contrast
) -> _Loss | None:
    """As `_loss`, on a colour that is the same under all of a letter."""
    text = run.run
    ratio = weigh(text.colour, behind.colours[ground])
    if ratio >= _needed(text, run.matrix) or not ink_points(text.face, glyph.gid):
        return None
    return None if behind.is_pictured(ground) else behind.colours[ground], round(ratio, 3)


def _loss(run: _Run, glyph: Glyph, behind: Backing, weigh: Contrast) -> _Loss | None:
    """How a letter is lost, None for one that is not."""
    text = run.run
    points = ink_points(text.face, glyph.gid)
    least = _LOST * len(points)
    scale = text.size / load(text.face).upem
    x0, y0 = text.x + glyph.x, text.y + glyph.y
    needed = _needed(text, run.matrix)
    weak: dict[_Loss, int] = {}
    covered = 0
    for x, y in points:
        at = run.matrix.apply(x0 + x * scale, y0 - y * scale)
        if any(_paint(coat, *at) is not None for coat in run.above):
            covered += 1
            continue
        on, ink = _ground(run.below, behind, *at)
        ratio = weigh(text.colour, ink)
        if ratio < needed:
            loss = on, round(ratio, 3)
            weak[loss] = weak.get(loss, 0) + 1
    if covered and covered >= least:
        return _COVERED
    for losses in ([one for one in weak if one[1] < UNSEEN], [*weak]):
        if losses and sum(weak[one] for one in losses) >= least:
            return max(losses, key=lambda one: weak[one])
    return None


def _ground(
    below: tuple[_Coat, ...], behind: Backing, x: float, y: float
) -> tuple[Colour | None, Colour]:
    """What stands behind a point: its ink, and that ink or None for a picture."""
    for coat in reversed(below):
        paint = _paint(coat, x, y)
        if isinstance(paint, Colour):
            return paint, paint
        if paint is not None:
            return None, ink_of(paint)
    number = behind.at(x, y)
    colour = behind.colours[number]
    return (None if behind.is_pictured(number) else colour), colour


def _paint(coat: _Coat, x: float, y: float) -> Colour | float | None:
    """What a coat leaves at a point of the panel: an ink, the shade of a picture, or nothing."""
    for clip, matrix in coat.clips:
        if not holds(_filled(clip, matrix), x, y):
            return None
    item = coat.item
    if isinstance(item, Picture):
        return shade_at(item, coat.matrix, x, y)
    if item.stroke is not None and holds(_stroked(item, coat.matrix), x, y):
        return item.stroke.colour
    if item.fill is not None:
        pieces = _filled(item, coat.matrix)
        return item.fill if holds(pieces, x, y, even_odd=item.even_odd) else None
    return None


def shade_at(picture: Picture, matrix: Matrix, x: float, y: float) -> float | None:
    """The shade of a picture at a point of the panel, None beside it or where it is clear."""
    at = (matrix.inverse or IDENTITY).apply(x, y)
    frame = picture.frame
    if not (frame.x <= at.x < frame.right and frame.y <= at.y < frame.bottom):
        return None
    return shade(picture, *at)


@lru_cache(maxsize=256)
def _filled(path: Path, matrix: Matrix) -> list[Edge]:
    """The edges of what a path fills; it is found again by the hash that it keeps."""
    return edges(path.outline, matrix)


@lru_cache(maxsize=64)
def _stroked(path: Path, matrix: Matrix) -> list[Edge]:
    assert path.stroke is not None
    return stroked(path.outline, path.stroke, matrix)


def _words(run: Glyphs, numbers: list[int]) -> str:
    """The words of a run in which letters are lost, from the first to the last of them."""
    glyphs = run.glyphs
    first, last = min(numbers), max(numbers)
    while first and not glyphs[first - 1].text.isspace():
        first -= 1
    while last + 1 < len(glyphs) and not glyphs[last + 1].text.isspace():
        last += 1
    if first == 0 and last == len(glyphs) - 1:
        return run.text
    return "".join(glyph.text for glyph in glyphs[first : last + 1])
