"""Poppler, MuPDF and PDFium paint every page alike: nothing depends on one program's reading.

Pages are softened and each point may lie a pixel aside (0.25 mm), since the programs smooth and
hint differently. How inks look is each program's own matter, but a matter of the colour alone:
so of two paintings of a press page one is first brought to the other's colours by the best
smooth map, and what remains is a difference of shapes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import combinations
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pikepdf
import pypdfium2
import pytest
from PIL import Image, ImageFilter

from .conftest import Written

Page = npt.NDArray[np.float32]
"""Height, width, and red, green, blue of 0 to 255."""

RESOLUTION = 100
SOFT = 1.5
"""Pixels: the blur of all paintings."""

EDGE = 4
"""Pixels at the page's edge that are left out: its size is no whole number of pixels."""

FAR = {"screen": 60.0, "press": 95.0}
"""No pixel may be further away than this, of 255. Measured: 50 and 79; a line lost: 84 and 119."""

MANY = {"screen": (24.0, 0.004), "press": (44.0, 0.004)}
"""So far away may be only this share of the pixels. Measured: 0.3 % (hairlines) and 0.04 %."""

WORD = (8, 40)
"""Height and width in pixels: two or three words of running text."""

DENSE = {"screen": 26.0, "press": 36.0}
"""So far away the room of a few words may be on average. Measured: 14 and 27 (a large ground that
two programs colour a little differently); a line of light small text lost: 47 and more."""


def by_poppler(file: Path, page: int, ask: Callable[..., str], folder: Path) -> Image.Image:
    where = folder / f"poppler-{page}"
    pages = ("-f", str(page), "-l", str(page))
    ask("pdftoppm", "-r", str(RESOLUTION), *pages, "-png", "-singlefile", file, where)
    return Image.open(where.with_suffix(".png"))


def by_mupdf(file: Path, page: int, ask: Callable[..., str], folder: Path) -> Image.Image:
    where = folder / f"mupdf-{page}.png"
    ask("mutool", "draw", "-q", "-r", str(RESOLUTION), "-o", where, file, str(page))
    return Image.open(where)


def by_pdfium(file: Path, page: int, _ask: Callable[..., str], _folder: Path) -> Image.Image:
    with pypdfium2.PdfDocument(file) as document:
        image: Image.Image = document[page - 1].render(scale=RESOLUTION / 72).to_pil()
        return image.copy()


Painter = Callable[[Path, int, Callable[..., str], Path], Image.Image]
PAINTERS: tuple[tuple[str, Painter], ...] = (
    ("poppler", by_poppler),
    ("mupdf", by_mupdf),
    ("pdfium", by_pdfium),
)


def soft(image: Image.Image) -> Page:
    blurred = image.convert("RGB").filter(ImageFilter.GaussianBlur(SOFT))
    return np.asarray(blurred, dtype=np.float32)[EDGE:-EDGE, EDGE:-EDGE]


def in_colours_of(other: Page, page: Page) -> Page:
    """The page through the cubic of its colours that comes nearest to the other page."""
    terms = cubic(page)
    some, wanted = terms[:, ::7].astype(np.float64), other.reshape(-1, 3)[::7]
    # The normal equations: a matrix of 20 by 20 in place of one as long as the page.
    best = np.linalg.lstsq(some @ some.T, some @ wanted, rcond=None)[0]
    found: Page = np.clip(terms.T @ best.astype(np.float32), 0, 255).reshape(page.shape)
    return found


def cubic(page: Page) -> Page:
    """The products of red, green and blue up to the third degree, a row for each."""
    red, green, blue = np.ascontiguousarray(page.reshape(-1, 3).T) / np.float32(255)
    terms = np.ones((20, red.size), dtype=np.float32)
    made = {(0, 0, 0): terms[0]}
    degrees = [(r, g, b) for r in range(4) for g in range(4 - r) for b in range(4 - r - g)]
    for row, (r, g, b) in zip(terms[1:], degrees[1:], strict=True):
        if b:
            np.multiply(made[r, g, b - 1], blue, out=row)
        elif g:
            np.multiply(made[r, g - 1, b], green, out=row)
        else:
            np.multiply(made[r - 1, g, b], red, out=row)
        made[r, g, b] = row
    return terms


def outside(page: Page, other: Page) -> Page:
    """How far each pixel is from what the other page has there or one pixel aside."""
    room = np.pad(other, ((1, 1), (1, 1), (0, 0)), mode="edge")
    low, high = nearby(np.minimum, room), nearby(np.maximum, room)
    found: Page = np.maximum(np.maximum(low - page, page - high), 0).max(axis=2)
    return found


def nearby(pick: np.ufunc, room: Page) -> Page:
    """The least or the greatest of each pixel and the eight round it; first rows, then columns."""
    rows = pick(pick(room[:-2], room[1:-1]), room[2:])
    found: Page = pick(pick(rows[:, :-2], rows[:, 1:-1]), rows[:, 2:])
    return found


def densest(away: Page) -> float:
    """The highest mean of a room as large as a few words."""
    height, width = WORD
    sums = np.pad(away.astype(np.float64), ((1, 0), (1, 0))).cumsum(axis=0).cumsum(axis=1)
    rooms = sums[height:, width:] - sums[:-height, width:] - sums[height:, :-width]
    return float((rooms + sums[:-height, :-width]).max() / (height * width))


def faults(one: Page, two: Page, target: str) -> Iterator[str]:
    """In what two paintings of a page differ more than two programs may."""
    if one.shape != two.shape:
        yield f"{one.shape[:2]} pixels, not {two.shape[:2]}"
        return
    if target == "press":
        one = in_colours_of(two, one)
    away = np.maximum(outside(one, two), outside(two, one))
    if away.max() > FAR[target]:
        yield f"{away.max():.0f} away at {np.unravel_index(away.argmax(), away.shape)}"
    level, share = MANY[target]
    if (away > level).mean() > share:
        yield f"{(away > level).mean():.2%} are more than {level:.0f} away"
    if (mean := densest(away)) > DENSE[target]:
        yield f"a few words are {mean:.0f} away"


@pytest.mark.parametrize("target", ["press", "screen"])
@pytest.mark.parametrize("language", ["fr", "ar", "uk"])
def test_three_programs_paint_alike(
    file_of: Callable[[str, str], Written],
    target: str,
    language: str,
    ask: Callable[..., str],
    tmp_path: Path,
) -> None:
    """In three scripts; the other editions differ from these in words alone."""
    file = file_of(language, target)
    wrong = []
    for page in range(1, file.pages + 1):
        seen = {name: soft(paint(file.path, page, ask, tmp_path)) for name, paint in PAINTERS}
        for one, two in combinations(seen, 2):
            found = faults(seen[one], seen[two], target)
            wrong += [f"page {page}, {one}, {two}: {text}" for text in found]
    assert wrong == []


def changed(file: Path, page: int, change: Callable[[list[Any]], None], to: Path) -> Path:
    """The file with the instructions of a page changed."""
    with pikepdf.open(file) as pdf:
        instructions = list(pikepdf.parse_content_stream(pdf.pages[page - 1]))
        change(instructions)
        pdf.pages[page - 1].Contents = pdf.make_stream(pikepdf.unparse_content_stream(instructions))
        pdf.save(to)
    return to


def shows(instructions: list[Any]) -> list[int]:
    """Where a text is placed (`Tm`) that is shown by the next instructions."""
    return [at for at, item in enumerate(instructions) if str(item.operator) == "Tm"]


def without_one(instructions: list[Any]) -> None:
    at = shows(instructions)[len(shows(instructions)) // 2]
    while str(instructions[at].operator) not in ("Tj", "TJ"):
        at += 1
    del instructions[at]


def with_one_moved(instructions: list[Any]) -> None:
    """By two millimetres."""
    at = shows(instructions)[len(shows(instructions)) // 2]
    *matrix, x, y = instructions[at].operands
    moved = [*matrix, float(x), float(y) - 5.67]
    instructions[at] = pikepdf.ContentStreamInstruction(moved, pikepdf.Operator("Tm"))


@pytest.mark.parametrize("change", [without_one, with_one_moved])
@pytest.mark.parametrize("target", ["press", "screen"])
def test_one_line_that_is_missing_or_moved_is_seen(
    file_of: Callable[[str, str], Written],
    target: str,
    change: Callable[[list[Any]], None],
    ask: Callable[..., str],
    tmp_path: Path,
) -> None:
    file = file_of("fr", target)
    broken = changed(file.path, 2, change, tmp_path / "broken.pdf")
    whole = soft(by_poppler(file.path, 2, ask, tmp_path))
    other = soft(by_pdfium(broken, 2, ask, tmp_path))
    assert list(faults(whole, other, target))
