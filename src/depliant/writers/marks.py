"""Printer's marks: crop, fold and registration marks, colour bars, the slug with its diagram.

They are artwork like any other, drawn in display items beyond the bleed and tagged as page
artifacts. Lines are in the registration colour; a colour bar and the name of a plate are in
the ink of that plate. Nearest the bleed are the marks that are cut or folded by, beyond them
the bars (above) and the slug (below), so that the two never meet.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from depliant.colour import REGISTRATION, Colour
from depliant.display.items import Glyph, Glyphs, Item, Mark, Metadata, Page, Path, Stroke
from depliant.fonts.face import load
from depliant.fonts.registry import FaceRef
from depliant.fonts.shaping import ShapedGlyph, shape
from depliant.geometry import MM, Rect, ellipse, rectangle
from depliant.press.condition import PressSpec
from depliant.tuples import NamedTuple
from depliant.writers.leftward import runs_left
from depliant.writers.walk import faces_of

Spots = dict[str, Colour]
"""Spot inks by name, in the order of their first use."""

GAP = 1 * MM
"""Between the bleed and the nearest mark."""
LENGTH = 5 * MM
"""Of crop and fold marks."""
PATCH = 4 * MM
"""Side of a patch of the colour bar."""
ROOM = 12 * MM
"""What marks take on each side, beyond the bleed."""

_LINE = 0.25
_RADIUS = 1.6 * MM
_SLUG_FACE = FaceRef("Barlow")
_SLUG_SIZE = 6.0
_DIAGRAM = 4.4 * MM
"""How high the small sheet is at most."""
_FINE = (1.0, 0.8)
_BETWEEN = 2.0
"""Ems between the names of two plates."""

_PROCESS = {
    "Cyan": Colour(1, 0, 0, 0),
    "Magenta": Colour(0, 1, 0, 0),
    "Yellow": Colour(0, 0, 1, 0),
    "Black": Colour(0, 0, 0, 1),
}


def draw(
    page: Page, metadata: Metadata, spec: PressSpec, spots: Mapping[str, Colour]
) -> tuple[Item, ...]:
    """The marks that `spec` asks for round one page, from its trim corner."""
    items: list[Item] = []
    if "crop" in spec.marks:
        items += [_line(*ends) for ends in _crop(page, spec.bleed)]
    if "fold" in spec.marks:
        items += [_line(*ends, dash=(2.0, 1.5)) for ends in _folds(page, spec.bleed)]
    if "registration" in spec.marks:
        items += _targets(page, spec.bleed)
    plates = _PROCESS | dict(spots)
    if "bars" in spec.marks:
        items += _bars(page, spec.bleed, plates)
    if "slug" in spec.marks:
        items += _slug(page, metadata, spec, plates)
    return (Mark(tuple(items), None, artifact="Page"),)


def _line(x1: float, y1: float, x2: float, y2: float, dash: tuple[float, ...] = ()) -> Path:
    return Path((("M", x1, y1), ("L", x2, y2)), stroke=Stroke(REGISTRATION, _LINE, dash))


def _crop(page: Page, bleed: float) -> Iterator[tuple[float, float, float, float]]:
    """At the corners of the trim; of a page that is cut apart, where each of its parts ends."""
    width, height = page.trim
    near, far = bleed + GAP, bleed + GAP + LENGTH
    upright, level = _cuts(page)
    for x in upright:
        yield (x, -far, x, -near)
        yield (x, height + near, x, height + far)
    for y in level:
        yield (-far, y, -near, y)
        yield (width + near, y, width + far, y)


def _cuts(page: Page) -> tuple[list[float], list[float]]:
    """x of each upright cut, and y of each level one."""
    boxes = page.cuts or (Rect(0.0, 0.0, *page.trim),)
    upright = {round(x, 4) for box in boxes for x in (box.x, box.right)}
    return sorted(upright), sorted({round(y, 4) for box in boxes for y in (box.y, box.bottom)})


def _folds(page: Page, bleed: float) -> Iterator[tuple[float, float, float, float]]:
    near, far = bleed + GAP, bleed + GAP + LENGTH
    for x in page.folds:
        yield (x, -far, x, -near)
        yield (x, page.trim.height + near, x, page.trim.height + far)
    for y in page.cross_folds:
        yield (-far, y, -near, y)
        yield (page.trim.width + near, y, page.trim.width + far, y)


def _targets(page: Page, bleed: float) -> Iterator[Path]:
    """A circle with a cross in the middle of each side, beside a fold or cut mark that is there."""
    width, height = page.trim
    out = bleed + GAP + LENGTH / 2
    across, down = width / 2, height / 2
    upright, level = _cuts(page)
    while any(abs(across - mark) < 3 * _RADIUS for mark in (*page.folds, *upright)):
        across += 4 * _RADIUS
    while any(abs(down - mark) < 3 * _RADIUS for mark in (*page.cross_folds, *level)):
        down += 4 * _RADIUS
    for x, y in (
        (across, -out),
        (across, height + out),
        (-out, down),
        (width + out, down),
    ):
        yield Path(ellipse(x, y, _RADIUS, _RADIUS), stroke=Stroke(REGISTRATION, _LINE))
        yield _line(x - LENGTH / 2, y, x + LENGTH / 2, y)
        yield _line(x, y - LENGTH / 2, x, y + LENGTH / 2)


def _bars(page: Page, bleed: float, plates: Mapping[str, Colour]) -> Iterator[Path]:
    """Each plate solid and at half tint, above the page."""
    colours = [colour.at(tint) for colour in plates.values() for tint in (1.0, 0.5)]
    side = min(PATCH, page.trim.width / len(colours))
    top = -(bleed + ROOM - GAP)
    for index, colour in enumerate(colours):
        yield Path(rectangle(Rect(index * side, top, side, PATCH)), fill=colour)


def _slug(
    page: Page, metadata: Metadata, spec: PressSpec, plates: Mapping[str, Colour]
) -> Iterator[Glyphs | Path]:
    """Title, job, proof, date, side and condition; below, the name of every plate in its own ink.

    A line is as wide as the page at most: what is longer is set smaller. At its end a folded sheet
    is drawn in small.
    """
    proof = f"proof {metadata.proof}" if metadata.proof else ""
    parts = (
        metadata.title,
        metadata.identifier,
        proof,
        metadata.date[:10],
        page.label,
        spec.condition.identifier,
    )
    line = page.trim.height + spec.bleed + ROOM - GAP
    named = " · ".join(part for part in parts if part)
    measure = page.trim.width
    if page.folds or page.cross_folds:
        small = _small(page, line)
        yield from _diagram(page, small)
        measure = small.x - _SLUG_SIZE
    faces = _SLUG_FACE, *sorted(faces_of(page.items), key=_boldness)
    yield from _set([(named, REGISTRATION)], line - 7.0, measure, faces)
    yield from _set(list(plates.items()), line, measure, faces)


def _boldness(face: FaceRef) -> tuple[bool, int]:
    """How far a face is from an upright of usual weight."""
    return face.style != "normal", abs(face.weight - 400)


def _small(page: Page, line: float) -> Rect:
    """Where the sheet is drawn in small: at the end of the slug, a quarter of it at most."""
    width, height = page.trim
    scale = min(_DIAGRAM / height, width / 4 / width)
    return Rect(width * (1 - scale), line - height * scale, width * scale, height * scale)


def _diagram(page: Page, small: Rect) -> Iterator[Path]:
    """The sheet with its folds, to scale."""
    scale = small.width / page.trim.width
    stroke = Stroke(REGISTRATION, _LINE)
    yield Path(rectangle(small), stroke=stroke)
    for x in page.folds:
        at = small.x + x * scale
        yield _line(at, small.y, at, small.bottom, dash=_FINE)
    for y in page.cross_folds:
        at = small.y + y * scale
        yield _line(small.x, at, small.right, at, dash=_FINE)


class _Run(NamedTuple):
    """A part of a text that is set in one face, and how wide it is in ems."""

    face: FaceRef
    text: str
    glyphs: tuple[ShapedGlyph, ...]
    rtl: bool
    upem: int

    @property
    def width(self) -> float:
        return sum(glyph.x_advance for glyph in self.glyphs) / self.upem


def _set(
    texts: list[tuple[str, Colour]], y: float, measure: float, faces: tuple[FaceRef, ...]
) -> Iterator[Glyphs]:
    """Texts in small type on one line, two ems between them."""
    runs = [_runs(text, faces) for text, _ in texts]
    widths = [sum(run.width for run in each) for each in runs]
    wide = sum(widths) + _BETWEEN * (len(texts) - 1)
    size = min(_SLUG_SIZE, measure / max(wide, 1.0))
    x = 0.0
    for (_, colour), each in zip(texts, runs, strict=True):
        for run in each:
            glyphs = _placed(run.glyphs, size / run.upem)
            yield Glyphs(run.face, size, colour, x, y, glyphs, run.text if run.rtl else None)
            x += run.width * size
        x += _BETWEEN * size


def _runs(text: str, faces: tuple[FaceRef, ...]) -> list[_Run]:
    """A text in the first face, and what that lacks in one that the page has letters for it in.

    A character that no face has shows as a question mark.
    """
    found: list[tuple[FaceRef, str]] = []
    for char in text:
        had = next((face for face in faces if load(face).covers(char)), None)
        face, shown = (had, char) if had is not None else (faces[0], "?")
        if found and found[-1][0] == face:
            found[-1] = face, found[-1][1] + shown
        elif len(found) > 1 and found[-1][1] == " " and found[-2][0] == face:
            # Words of one script are shaped as one, with the spaces between them.
            found[-2:] = [(face, f"{found[-2][1]} {shown}")]
        else:
            found.append((face, shown))
    return [_run(face, shown) for face, shown in found]


def _run(face: FaceRef, text: str) -> _Run:
    rtl = runs_left(text)
    glyphs = shape(face, text, language="en", direction="rtl" if rtl else "ltr")
    return _Run(face, text, glyphs, rtl, load(face).upem)


def _placed(shaped: tuple[ShapedGlyph, ...], scale: float) -> tuple[Glyph, ...]:
    glyphs: list[Glyph] = []
    pen = 0.0
    for gid, _, advance, x_offset, y_offset, text in shaped:
        x, step = pen + x_offset * scale, advance * scale
        glyphs.append(Glyph(gid, x, -y_offset * scale, step, text))
        pen += step
    return tuple(glyphs)
