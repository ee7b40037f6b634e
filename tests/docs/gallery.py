"""The pictures of charts.md: each kind at three widths, in three palettes and in Arabic.

    python -m tests.docs.gallery

draws them anew from `tests/data/charts`, whose panels are a chart each; `--full FOLDER` draws each
chart at each width, in each palette and both languages, to be looked at. Millimetres.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterator
from pathlib import Path
from shutil import copytree
from tempfile import TemporaryDirectory
from typing import NamedTuple

import numpy as np
from PIL import Image, ImageChops

import depliant
from depliant.build import pipeline
from depliant.build.report import BuildRequest
from depliant.errors import Diagnostic
from depliant.writers.targets import ImageOptions

DATA = Path(__file__).parents[1] / "data"
GUIDES = Path(depliant.__file__).parent / "docs"

PALETTES = {
    "warm": {
        "first": "{cmyk: [15, 85, 90, 10]}",
        "second": "{cmyk: [40, 85, 50, 45]}",
        "third": "{cmyk: [10, 50, 100, 25]}",
        "quiet": "{cmyk: [10, 15, 20, 50]}",
    },
    "cool": {
        "first": "{cmyk: [95, 45, 15, 10]}",
        "second": "{cmyk: [90, 85, 25, 35]}",
        "third": "{cmyk: [75, 15, 50, 15]}",
        "quiet": "{cmyk: [25, 10, 10, 45]}",
    },
    "ink": {
        "first": "{spot: PANTONE 3005 C, cmyk: [100, 31, 0, 0]}",
        "second": "{of: black, tint: 100}",
        "third": "{of: black, tint: 65}",
        "quiet": "{of: black, tint: 55}",
    },
}
"""The inks of the project's charts: warm, cool, and black with one ink."""

WIDTHS = (45, 95, 190)
MARGIN = 2.0
BESIDE = 1.0
"""Of the margin, what a picture shows: letters may reach a little out of a chart."""
PPI, FINER = 144, 2
"""Pixels an inch; thin lines and gaps are drawn on more, and then made as many."""
AREAS, EDGES = 32, 64
"""The colours of a picture: those of its areas as they are, and some for the edges of letters."""
APART = 7.0
"""Between two rows of a picture."""


class Shown(NamedTuple):
    """A chart in a picture: how wide it is, in which palette and language, and where it begins."""

    width: int
    palette: str
    language: str
    left: float

    @property
    def looks(self) -> Looks:
        """What it looks like, in whichever language."""
        return Looks(self.width, self.palette)


class Looks(NamedTuple):
    """The width and the palette of all charts of a project."""

    width: int
    palette: str


ROWS = (
    (
        Shown(45, "warm", "en", 0.0),
        Shown(45, "cool", "en", 51.5),
        Shown(45, "ink", "en", 103.0),
        Shown(45, "warm", "ar", 154.5),
    ),
    (Shown(95, "cool", "en", 0.0), Shown(95, "cool", "ar", 104.5)),
    (Shown(190, "ink", "en", 0.0),),
)
"""What a picture shows, from its head down."""
ACROSS = 199.5 + 2 * BESIDE


class Drawn(NamedTuple):
    """Each chart by panel and language, and what the build found."""

    charts: dict[tuple[str, str], Image.Image]
    found: tuple[Diagnostic, ...]


def project(looks: Looks, folder: Path) -> Path:
    """The project with charts of a width in a palette."""
    made = folder / f"{looks.width}-{looks.palette}"
    copytree(DATA / "charts", made)
    copytree(DATA / "accordion" / "assets" / "icc", made / "assets" / "icc")
    sheet = made / "assets" / "style.yaml"
    text = sheet.read_text(encoding="utf-8")
    wide = f"{looks.width + 2 * MARGIN:g}"
    text = re.sub(r"(?<=size: \[)\d+", wide, text, count=1)
    for name, ink in PALETTES[looks.palette].items():
        text = re.sub(rf"^  {name}: .*", f"  {name}: {ink}", text, count=1, flags=re.M)
    sheet.write_text(text, encoding="utf-8")
    return made


def drawn(looks: Looks, folder: Path, languages: tuple[str, ...] = ("en", "ar")) -> Drawn:
    """All charts of a width in a palette, as they are printed."""
    out = folder / f"{looks.width}-{looks.palette}.out"
    request = BuildRequest(
        editions=languages,
        targets=("image",),
        images=ImageOptions(ppi=PPI * FINER),
        out=out,
        preflight=False,
    )
    report = pipeline.build(project(looks, folder), request)
    charts = {}
    for file in report.files:
        if file.path.suffix == ".png":
            _, language, panel, _ = file.path.name.split(".")
            charts[panel, language] = Image.open(file.path).convert("RGB").reduce(FINER)
    return Drawn(charts, report.diagnostics)


def pictures(folder: Path) -> Iterator[tuple[str, Image.Image]]:
    """Each kind's picture, by the name of its panel."""
    wanted: dict[Looks, set[str]] = {}
    for shown in (shown for row in ROWS for shown in row):
        wanted.setdefault(shown.looks, set()).add(shown.language)
    made = {looks: drawn(looks, folder, tuple(sorted(each))) for looks, each in wanted.items()}
    for panel, _ in made[ROWS[-1][0].looks].charts:
        yield panel, _picture(panel, {looks: each.charts for looks, each in made.items()})


def _picture(panel: str, made: dict[Looks, dict[tuple[str, str], Image.Image]]) -> Image.Image:
    """The rows of a picture below each other."""
    rows = [
        _row([(shown.left, made[shown.looks][panel, shown.language]) for shown in row])
        for row in ROWS
    ]
    height = sum(row.height for row in rows) + (len(rows) - 1) * _pixels(APART)
    picture = Image.new("RGB", (_pixels(ACROSS), height), "white")
    top = 0
    for row in rows:
        picture.paste(row, (0, top))
        top += row.height + _pixels(APART)
    return _in_few_colours(picture)


def _in_few_colours(picture: Image.Image) -> Image.Image:
    """The picture with a palette: what is printed flat stays exactly as it is."""
    red, green, blue = np.moveaxis(np.asarray(picture, dtype=np.int32), 2, 0)
    packed = (red << 16 | green << 8 | blue).reshape(-1)
    found, numbers, counts = np.unique(packed, return_inverse=True, return_counts=True)
    colours = np.stack([found >> 16, found >> 8 & 255, found & 255], axis=1)
    areas = colours[np.argsort(counts)[::-1][:AREAS]]
    edges = picture.quantize(EDGES, Image.Quantize.MAXCOVERAGE).getpalette() or []
    palette = np.vstack([areas, np.array(edges).reshape(-1, 3)])
    away = ((colours[:, None, :] - palette[None, :, :]) ** 2).sum(axis=2)
    nearest = away.argmin(axis=1).astype(np.uint8)[numbers]
    few = Image.fromarray(nearest.reshape(picture.height, picture.width), "P")
    few.putpalette(palette.astype(np.uint8).tobytes())
    return few


def _row(charts: list[tuple[float, Image.Image]]) -> Image.Image:
    """Charts side by side, no higher than they are."""
    inks = [ImageChops.invert(chart.convert("L")).getbbox() for _, chart in charts]
    height = max(box[3] for box in inks if box)
    row = Image.new("RGB", (_pixels(ACROSS), height), "white")
    edge = _pixels(MARGIN - BESIDE)
    for left, chart in charts:
        row.paste(chart.crop((edge, edge, chart.width - edge, height)), (_pixels(left), 0))
    return row


def _pixels(millimetres: float) -> int:
    return round(millimetres / 25.4 * PPI)


def _full(to: Path, folder: Path) -> None:
    """Each chart at each width, in each palette, in both languages."""
    for width in WIDTHS:
        for palette in PALETTES:
            all_drawn = drawn(Looks(width, palette), folder)
            for finding in all_drawn.found:
                print(width, palette, finding)
            for (panel, language), chart in all_drawn.charts.items():
                chart.save(to / f"{panel}-{width}-{palette}-{language}.png")


def main() -> None:
    """Draw the pictures of the guides, or all there are."""
    asked = argparse.ArgumentParser(description=main.__doc__)
    asked.add_argument("--full", type=Path, metavar="FOLDER")
    asked.add_argument("--to", type=Path, default=GUIDES, metavar="FOLDER")
    options = asked.parse_args()
    with TemporaryDirectory() as folder:
        if options.full:
            options.full.mkdir(parents=True, exist_ok=True)
            _full(options.full, Path(folder))
            return
        for name, picture in pictures(Path(folder)):
            picture.save(options.to / f"gallery-{name}.png", optimize=True)


if __name__ == "__main__":
    main()
