"""Live text of a drawing becomes the outlines that FreeType draws of it at that place."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageDraw, ImageFont

from depliant.fonts.face import load
from depliant.fonts.registry import FaceRef
from depliant.graphics.plain_pdf import plain_pdf

from .conftest import Take, fault, looks

REGULAR, BOLD = (load(FaceRef("Barlow", weight)).data for weight in (400, 700))
HEAD = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 100">'
BLACK = 'fill="#000000"'


def drawing(tmp_path: Path, body: str) -> Path:
    path = tmp_path / "mark.svg"
    path.write_text(f"{HEAD}{body}</svg>", encoding="utf-8")
    return path


def expected(*runs: tuple[float, float, str, bytes, str]) -> Image.Image:
    """Words as FreeType draws them: four pixels a unit, 24 units to the em."""
    image = Image.new("L", (800, 400), 255)
    draw = ImageDraw.Draw(image)
    for x, y, words, font, anchor in runs:
        face = ImageFont.truetype(io.BytesIO(font), 96)
        draw.text((x * 4, y * 4), words, 0, face, anchor=f"{anchor}s")
    return image


def matches(found: Image.Image, wanted: Image.Image) -> bool:
    small = [image.resize((200, 100), Image.Resampling.BOX) for image in (found, wanted)]
    apart = ImageChops.difference(*small)
    return sum(apart.histogram()[100:]) == 0 and min(small[0].tobytes()) < 100


@pytest.mark.parametrize(
    ("body", "runs"),
    [
        (f'<text x="10" y="40" font-family="Barlow" font-size="24" {BLACK}>AVille</text>',
         [(10, 40, "AVille", REGULAR, "l")]),
        (f'<text x="100" y="40" text-anchor="middle" font-family="Barlow" font-size="24px" '
         f'{BLACK}>Lens</text>', [(100, 40, "Lens", REGULAR, "m")]),
        (f'<text x="190" y="40" text-anchor="end" style="font:x;font-family:\'Barlow\',serif;'
         f'font-size:24px;font-weight:bold" {BLACK}>Lens</text>', [(190, 40, "Lens", BOLD, "r")]),
        ('<style>.a{font-family:Barlow;font-size:24px}.b{font-weight:700}.c{fill:#000000}</style>'
         '<g class="a"><text class="c"><tspan x="10" y="30">un</tspan>'
         '<tspan class="b" x="10" dy="40">deux</tspan></text></g>',
         [(10, 30, "un", REGULAR, "l"), (10, 70, "deux", BOLD, "l")]),
        (f'<text x="10 60 110" y="40" font-family="Barlow" font-size="24" {BLACK}>abc</text>',
         [(10, 40, "a", REGULAR, "l"), (60, 40, "b", REGULAR, "l"), (110, 40, "c", REGULAR, "l")]),
        (f'<g transform="translate(10 20)"><text transform="translate(0 20)" {BLACK} '
         'font-family="Barlow" font-size="24">Lens</text></g>', [(10, 40, "Lens", REGULAR, "l")]),
        (f'<text x="10" y="40" font-family="Barlow" font-size="24" {BLACK}>\n  Lens\n </text>',
         [(10, 40, "Lens", REGULAR, "l")]),
    ],
    ids=["start", "middle", "end", "classes", "each letter", "moved", "spaces"],
)  # fmt: skip
def test_it_looks_as_freetype_draws_it(
    tmp_path: Path,
    take: Take,
    body: str,
    runs: list[tuple[float, float, str, bytes, str]],
) -> None:
    made = take(drawing(tmp_path, body))
    assert not made.is_own
    assert b"<text" not in made.data
    assert matches(looks(plain_pdf(made.drawn.artwork)), expected(*runs))


def test_a_font_that_is_missing_is_named_and_one_that_is_given_serves(
    tmp_path: Path, take: Take
) -> None:
    body = f'<text x="9" y="40" font-family="Marianne" font-weight="700" {BLACK}>Lens</text>'
    path = drawing(tmp_path, body)
    code, message, hint = fault(take, path)
    assert (code, "Marianne-Bold" in message) == ("pdf-art-font", True)
    assert "--font 'Marianne-Bold=" in hint
    for name in ("Marianne-Bold", "marianne", ""):
        made = take(path, fonts={name: BOLD})
        assert made.drawn.fonts == (("Marianne-Bold", False),)
        assert made.installed == ()
    assert fault(take, path, fonts={"": b"no font"})[0] == "pdf-art-font"


@pytest.mark.parametrize("weight", [400, 700])
def test_a_font_that_nobody_gave_is_told_from_one_that_was_given(
    tmp_path: Path, take: Take, weight: int
) -> None:
    body = f'<text x="9" y="40" font-family="Barlow" font-weight="{weight}" {BLACK}>Lens</text>'
    path = drawing(tmp_path, body)
    ((name, carried),) = take(path).drawn.fonts
    assert (take(path).installed, carried) == ((name,), False)
    assert take(path, fonts={name: BOLD}).installed == ()


def test_a_letter_that_the_font_lacks_is_not_left_out(tmp_path: Path, take: Take) -> None:
    body = f'<text x="9" y="40" font-family="Barlow" {BLACK}>Лens 日本</text>'
    assert fault(take, drawing(tmp_path, body))[0] == "pdf-art-font"


def test_what_paints_the_text_stays(tmp_path: Path, take: Take) -> None:
    body = (
        "<style>text{fill:#e30613} .k{fill:#000000}</style>"
        '<text x="9" y="40" font-family="Barlow">a<tspan class="k">b</tspan></text>'
    )
    made = take(drawing(tmp_path, body))
    assert {use.key for use in made.drawn.uses} == {"#e30613", "#000000"}
    assert made.data.count(b"<path") == 2


def test_text_along_a_path_is_left_to_be_refused(tmp_path: Path, take: Take) -> None:
    body = (
        '<path id="p" fill="#000000" d="M0 50H200"/>'
        f'<text font-family="Barlow" {BLACK}><textPath href="#p">Lens</textPath></text>'
    )
    assert fault(take, drawing(tmp_path, body))[0] == "svg-unsupported"


@pytest.mark.parametrize("colour", ["#1d1d1b", "#231f20", "#000", "rgb(0,0,0)", "black"])
def test_what_drawing_programs_show_of_black_is_black(
    tmp_path: Path, take: Take, colour: str
) -> None:
    body = f'<rect width="9" height="9" fill="{colour}"/>'
    (use,) = take(drawing(tmp_path, body)).drawn.uses
    assert (use.ink.cmyk, use.word) == ((0, 0, 0, 1), "black")


@pytest.mark.parametrize(
    ("body", "cut"),
    [
        ('<text x="150" y="40" font-family="Barlow" font-size="40">Ferrow</text>', (0, 0, 1, 0)),
        ('<text x="50" y="10" font-family="Barlow" font-size="40">Fer</text>', (0, 1, 0, 0)),
        ('<text x="20" y="60" font-family="Barlow" font-size="40">Fer</text>', (0, 0, 0, 0)),
        # Shapes that pass the edge are cut on purpose.
        ('<rect x="-9" y="-9" width="230" height="120" fill="#ff0000"/>'
         '<text x="20" y="60" font-family="Barlow" font-size="40">Fer</text>', (0, 0, 0, 0)),
        ('<rect x="-9" y="-9" width="230" height="120" fill="#ff0000"/>'
         '<text x="150" y="60" font-family="Barlow" font-size="40">Ferrow</text>', (0, 0, 1, 0)),
    ],
)  # fmt: skip
def test_words_that_pass_the_edge_are_told(
    tmp_path: Path, take: Take, body: str, cut: tuple[int, ...]
) -> None:
    made = take(drawing(tmp_path, body))
    assert tuple(int(one > 0) for one in made.cut) == cut
