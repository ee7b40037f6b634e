"""Pictures, art and partners' marks, as somebody puts files in, mistakes them and loses them."""

from __future__ import annotations

import shutil
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from PIL import Image, ImageDraw
from tests.officer.desk import FROZEN, Also, Edit, Prints, Says, try_out

from depliant.build import pipeline
from depliant.build.report import BuildRequest

CONTENT = (FROZEN / "content.yaml").read_text(encoding="utf-8")
PANEL = CONTENT[CONTENT.index("  - id: habitants") : CONTENT.index("  - id: partners")]
LAST = PANEL[PANEL.rindex("      - items:") :]
"""The last list of a panel, whose room a picture takes."""
TERRIL = "assets/images/terril.jpg"
WALL = "- logos: [region, euralens, louvre-lens-tourisme]"


def file(size: tuple[int, int], kind: str = "JPEG", mode: str = "RGB") -> bytes:
    """A photograph: no two of its parts are alike."""
    across, down = Image.linear_gradient("L").resize(size), Image.radial_gradient("L").resize(size)
    bands = {"RGB": (across, down, down), "RGBA": (across, down, down, down), "L": (down,)}[mode]
    out = BytesIO()
    Image.merge(mode, bands).save(out, kind)
    return out.getvalue()


def disc() -> bytes:
    """A disc, cut out."""
    image = Image.new("RGBA", (1200, 300), (0, 0, 0, 0))
    ImageDraw.Draw(image).ellipse((450, 0, 750, 300), fill=(200, 40, 40, 255))
    out = BytesIO()
    image.save(out, "PNG")
    return out.getvalue()


def picture(then: Says | Prints, data: bytes | None, name: str = TERRIL, *more: str) -> Edit:
    """A picture in the place of the last list of the flap."""
    keys = f"picture: {name}", "alt: Un terril au soir", "credit: Photo Durand", *more
    block = "      - " + "\n        ".join(keys)
    return Edit(LAST, f"{block}\n\n", then, brings=((name, data),) if data else ())


SHOWN = Prints(("Photo Durand",), ("99 %",))
DISC = "assets/images/disc.png"

PAGES: dict[str, Edit] = {
    "a photograph": picture(SHOWN, file((1200, 600))),
    "a photograph in gray": picture(SHOWN, file((1200, 600), mode="L")),
    "a photograph that is cropped": picture(SHOWN, file((1200, 1200)), TERRIL, "aspect: 2.5"),
    "a drawing that is cut out": picture(SHOWN, disc(), DISC),
    "a TIFF": picture(SHOWN, file((1200, 600), "TIFF"), "assets/images/terril.tif"),
    "a PNG that is called JPEG": picture(SHOWN, file((1200, 600), "PNG")),
    "a mark taken off the wall": Edit(
        WALL, "- logos: [region, euralens]", Prints(("Conception et réalisation",))
    ),
    "the marks in another order": Edit(
        WALL, "- logos: [euralens, region, louvre-lens-tourisme]",
        Prints(("Financeurs et partenaires",)),
    ),
}  # fmt: skip

SLIPS: dict[str, Edit] = {
    "a picture that is not there": picture(Says("asset-missing", TERRIL), None),
    "a picture of few pixels": picture(
        Says("image-ppi", f"picture: {TERRIL}", "pixels", "warning"), file((600, 300))
    ),
    "a picture from a web page": picture(
        Says("image-ppi", f"picture: {TERRIL}", "pixels"), file((300, 150))
    ),
    "a picture that arrived in part": picture(
        Says("image-damaged", f"picture: {TERRIL}", ""), file((1200, 600))[:9000]
    ),
    "a text that is called JPEG": picture(
        Says("image-format", f"picture: {TERRIL}", "Export it"), b"Photo : voir le mail\n"
    ),
    "a picture without words for it": Edit(
        LAST, f"      - picture: {TERRIL}\n\n", Says("key-missing", f"picture: {TERRIL}", ""),
        brings=((TERRIL, file((1200, 600))),),
    ),
    "a picture by the path on somebody's machine": picture(
        Says("path-outside", r"C:\Users\Anne\terril.jpg", ""), None, r"C:\Users\Anne\terril.jpg"
    ),
    "a photograph as art": Edit(
        "assets/art/cover.svg", "assets/art/cover.jpg",
        Says("file-kind", "assets/art/cover.jpg", "`picture:`"), "assets/style.yaml",
        brings=(("assets/art/cover.jpg", file((600, 900))),),
    ),
    "art that is lost": Edit(
        WALL, WALL, Says("asset-missing", "assets/art/cover.svg", "", file="assets/style.yaml"),
        loses=("assets/art/cover.svg",),
    ),
    "a mark that is lost": Edit(
        WALL, WALL, Says("asset-missing", "euralens, louvre", ""),
        loses=("assets/logos/euralens.svg",),
    ),
    "a mark whose contract is lost": Edit(
        WALL, WALL, Says("logo-unknown", "euralens, louvre", ""),
        loses=("assets/logos/euralens.yaml",),
    ),
    "a mark misspelt": Edit(
        WALL, WALL.replace("euralens", "euralans"),
        Says("logo-unknown", "euralans", "`euralens`"),
    ),
    "a mark with its ending": Edit(
        WALL, WALL.replace("euralens", "euralens.svg"),
        Says("schema", "euralens.svg", ""),
    ),
    "a mark on the wrong ground": Edit(
        WALL, WALL, Says("logo-ground", "mission-bassin-minier]", ""),
        also=(
            Also("assets/logos/mission-bassin-minier.yaml", "grounds: [paper]", "grounds: [coal]"),
        ),
    ),
    "a Word file as a mark": Edit(
        WALL, WALL, Says("file-kind", "euralens, louvre", "ask the partner"),
        brings=(("assets/logos/euralens.svg", b"PK\x03\x04" + bytes(400)),),
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", PAGES)
def test_what_is_put_in_is_shown(name: str, tmp_path: Path) -> None:
    try_out(PAGES[name], tmp_path)


@pytest.mark.parametrize("name", SLIPS)
def test_what_is_wrong_with_a_file_is_said(name: str, tmp_path: Path) -> None:
    try_out(SLIPS[name], tmp_path)


def test_a_figure_in_the_words_for_a_picture_is_spoken(tmp_path: Path) -> None:
    project = Path(shutil.copytree(FROZEN, tmp_path / "leaflet"))
    (project / "assets/images").mkdir()
    (project / TERRIL).write_bytes(file((1200, 600)))
    block = f'      - picture: {TERRIL}\n        alt: "Travaux pour {{salle_des_fetes:full}}"\n\n'
    (project / "content.yaml").write_text(CONTENT.replace(LAST, block), encoding="utf-8")
    request = BuildRequest(preflight=False, targets=("screen",))
    with pikepdf.open(pipeline.build(project, request).files[0].path) as pdf:
        spoken = [
            " ".join(str(one.Alt).split())
            for one in pdf.objects
            if isinstance(one, pikepdf.Dictionary) and "/Alt" in one
        ]
    [words] = [one for one in spoken if one.startswith("Travaux")]
    assert words.startswith("Travaux pour 712 000")
    assert "{" not in words
