"""The pictures of charts.md: each kind at three widths, in three palettes and in Arabic.

    python -m tests.docs.gallery

draws them anew from `tests/data/charts`, whose panels are a chart each; `--full FOLDER` draws each
chart at each width, in each palette and both languages, to be looked at. Millimetres.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from shutil import copytree
from tempfile import TemporaryDirectory
from typing import NamedTuple

import numpy as np
from PIL import Image, ImageChops
from PIL.PngImagePlugin import PngInfo

import depliant
from depliant.build import pipeline
from depliant.build.report import BuildReport, BuildRequest
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
        "first": "{spot: PANTONE 348 C, cmyk: [97, 22, 100, 12]}",
        "second": "{of: black, tint: 100}",
        "third": "{of: black, tint: 65}",
        "quiet": "{of: black, tint: 55}",
    },
}
"""The inks of the project's charts: warm, cool, and black with one ink."""

LANGUAGES = ("en", "ar")
WIDTHS = (45, 95, 190)
MARGIN = 3.5
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
    def name(self) -> str:
        """What it is called in the file of the picture."""
        return f"{self.width} mm, {self.palette}, {self.language}"

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
SHOWN = tuple(shown for row in ROWS for shown in row)
ACROSS = 199.5 + 2 * BESIDE


class Drawn(NamedTuple):
    """Each chart by panel and language, and what the build found."""

    charts: dict[tuple[str, str], Image.Image]
    found: tuple[Diagnostic, ...]


class Outlined(NamedTuple):
    """The digest of each chart's outlines by panel and language, and what the build found.

    Unlike pixels they are the same whatever paints them.
    """

    digests: dict[tuple[str, str], str]
    found: tuple[Diagnostic, ...]


def project(looks: Looks, folder: Path) -> Path:
    """The project with charts of a width in a palette."""
    made = folder / f"{looks.width}-{looks.palette}"
    if made.exists():
        return made
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


def drawn(looks: Looks, folder: Path, languages: tuple[str, ...] = LANGUAGES) -> Drawn:
    """All charts of a width in a palette, as they are printed."""
    report = _built(looks, folder, languages, "image")
    return Drawn(
        {
            name: Image.open(file).convert("RGB").reduce(FINER)
            for name, file in _files(report, ".png")
        },
        report.diagnostics,
    )


def outlined(looks: Looks, folder: Path, languages: tuple[str, ...] = LANGUAGES) -> Outlined:
    """The digests of all charts of a width in a palette."""
    report = _built(looks, folder, languages, "svg")
    digests = {name: sha256(file.read_bytes()).hexdigest() for name, file in _files(report, ".svg")}
    return Outlined(digests, report.diagnostics)


def _built(looks: Looks, folder: Path, languages: tuple[str, ...], target: str) -> BuildReport:
    images = ImageOptions(ppi=PPI * FINER) if target == "image" else ImageOptions()
    out = folder / f"{looks.width}-{looks.palette}.{target}"
    request = BuildRequest(
        editions=languages, targets=(target,), images=images, out=out, preflight=False
    )
    return pipeline.build(project(looks, folder), request)


def _files(report: BuildReport, suffix: str) -> Iterator[tuple[tuple[str, str], Path]]:
    """The files of panels, by panel and language."""
    for file in report.files:
        if file.path.suffix == suffix:
            _, language, panel, _ = file.path.name.split(".")
            yield (panel, language), file.path


def pictures(folder: Path) -> Iterator[tuple[str, Image.Image, PngInfo]]:
    """Each kind's picture, by the name of its panel, with the digests of what it shows."""
    wanted: dict[Looks, set[str]] = {}
    for shown in SHOWN:
        wanted.setdefault(shown.looks, set()).add(shown.language)
    made = {looks: drawn(looks, folder, tuple(sorted(each))) for looks, each in wanted.items()}
    outlines = {
        looks: outlined(looks, folder, tuple(sorted(each))).digests
        for looks, each in wanted.items()
    }
    for panel, _ in made[SHOWN[-1].looks].charts:
        told = PngInfo()
        for shown in SHOWN:
            told.add_text(shown.name, outlines[shown.looks][panel, shown.language])
        picture = _picture(panel, {looks: each.charts for looks, each in made.items()})
        yield panel, picture, told


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
    return in_few_colours(picture)


def in_few_colours(picture: Image.Image) -> Image.Image:
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
        for name, picture, told in pictures(Path(folder)):
            picture.save(options.to / f"gallery-{name}.png", optimize=True, pnginfo=told)


if __name__ == "__main__":
    main()
