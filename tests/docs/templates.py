"""The pictures of the templates: what each looks like, for the guides' first page and the README.

    python -m tests.docs.templates

draws them anew from the templates themselves. Pixels.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final, Literal, NamedTuple

from PIL import Image
from PIL.PngImagePlugin import PngInfo

import depliant
from depliant.build import pipeline
from depliant.build.report import BuildRequest
from depliant.starter import start
from depliant.starter.listing import TEMPLATES
from depliant.writers.targets import ImageOptions

from .gallery import in_few_colours

GUIDES = Path(depliant.__file__).parent / "docs"
ALL = "templates.png"
"""The picture of all fronts."""

CARD: Final = (680, 460)
HIGH: Final = 420
GAP: Final = 16
ROW: Final = 250
"""How high the fronts stand in the picture of all."""
GROUND: Final = (233, 232, 228)
DIGEST: Final = "pages"
PPI: Final = 144

Pages = Literal["panels", "sides"]


class Shown(NamedTuple):
    """What a card shows: the panels of the front of the closed piece, and the sides beside it.

    `across` are the sides that stand side by side in a row, as the pages of a booklet do.
    """

    front: tuple[str, ...] = ("cover",)
    sides: slice = slice(0, None)
    across: int = 1


SHOWN: Final = {
    "report": Shown(("cover", "right-door")),
    "programme": Shown(sides=slice(1, 7), across=2),
    "flyer": Shown(("recto",), slice(1, None)),
    "poster": Shown(("poster",), slice(0, 0)),
}
"""What is not as most are."""


class Drawn(NamedTuple):
    """A template's card, and the front of the closed piece."""

    card: Image.Image
    front: Image.Image


def digest(name: str, folder: Path) -> str:
    """The SHA-256 of all panels' outlines: unlike pixels the same whatever paints them."""
    found = sha256()
    for file in _files(name, folder, "svg", "panels"):
        found.update(file.read_bytes())
    return found.hexdigest()


def drawn(name: str, folder: Path) -> Drawn:
    """A template's pictures."""
    shown = SHOWN.get(name, Shown())
    panels = {file.name.split(".")[2]: file for file in _files(name, folder, "image", "panels")}
    sides = [*map(_read, _files(name, folder, "image", "sides"))][shown.sides]
    front = _beside([_read(panels[panel]) for panel in shown.front], 0)
    rows = [_beside(sides[at : at + shown.across], 0) for at in range(0, len(sides), shown.across)]
    parts = [_as_high(front, HIGH)]
    if rows:
        each = (HIGH - (len(rows) - 1) * GAP) // len(rows)
        parts.append(_below([_as_high(row, each) for row in rows], GAP))
    return Drawn(_on_card(_beside(parts, GAP)), front)


def all_fronts(fronts: Iterable[Image.Image]) -> Image.Image:
    """The fronts of all in a row, each with a palette of its own: one would not do for all."""
    few = [in_few_colours(_as_high(front, ROW)).convert("RGB") for front in fronts]
    row = _beside(few, GAP)
    made = Image.new("RGB", (row.width + 2 * GAP, row.height + 2 * GAP), GROUND)
    made.paste(row, (GAP, GAP))
    return made


def pictures(folder: Path) -> Iterator[tuple[str, Image.Image, PngInfo]]:
    """Each picture by the name of its file, with the digest of what it shows."""
    fronts = []
    digests = {name: digest(name, folder) for name in TEMPLATES}
    for name, pages in digests.items():
        card, front = drawn(name, folder)
        fronts.append(front)
        yield f"template-{name}.png", in_few_colours(card), _told(pages)
    yield ALL, all_fronts(fronts), _told("".join(digests.values()))


def _told(pages: str) -> PngInfo:
    told = PngInfo()
    told.add_text(DIGEST, pages)
    return told


def _files(name: str, folder: Path, target: str, pages: Pages) -> list[Path]:
    """The images of a template in its own language, in order."""
    project = folder / name
    if not project.exists():
        start(project, template=name)
    out = folder / f"{name}-{target}-{pages}"
    images = ImageOptions(pages=pages, ppi=PPI if target == "image" else None)
    request = BuildRequest(targets=(target,), images=images, out=out, preflight=False)
    report = pipeline.build(project, request)
    return [file.path for file in report.files if file.path.suffix in (".png", ".svg")]


def _read(file: Path) -> Image.Image:
    return Image.open(file).convert("RGB")


def _as_high(picture: Image.Image, height: int) -> Image.Image:
    width = round(picture.width * height / picture.height)
    return picture.resize((width, height), Image.Resampling.LANCZOS, reducing_gap=3.0)


def _beside(parts: list[Image.Image], gap: int) -> Image.Image:
    """Pictures side by side, their heads level."""
    width = sum(part.width for part in parts) + gap * (len(parts) - 1)
    made = Image.new("RGB", (width, max(part.height for part in parts)), GROUND)
    left = 0
    for part in parts:
        made.paste(part, (left, 0))
        left += part.width + gap
    return made


def _below(parts: list[Image.Image], gap: int) -> Image.Image:
    """Pictures one below the other."""
    height = sum(part.height for part in parts) + gap * (len(parts) - 1)
    made = Image.new("RGB", (max(part.width for part in parts), height), GROUND)
    top = 0
    for part in parts:
        made.paste(part, (0, top))
        top += part.height + gap
    return made


def _on_card(picture: Image.Image) -> Image.Image:
    card = Image.new("RGB", CARD, GROUND)
    card.paste(picture, ((CARD[0] - picture.width) // 2, (CARD[1] - picture.height) // 2))
    return card


def main() -> None:
    """Draw all pictures."""
    with TemporaryDirectory() as folder:
        for name, picture, told in pictures(Path(folder)):
            picture.save(GUIDES / name, optimize=True, pnginfo=told)


if __name__ == "__main__":
    main()
