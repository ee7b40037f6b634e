"""SVG features as resvg draws them: what is read is painted as SVG again, and both compared.

Inks are chosen so that each colour is its own complement: mixtures of inks are then mixtures of
colours, and the painted drawing can be compared with the file itself. Where resvg does not know a
feature (CSS lengths in transforms, transform-box), `test_svg.py` says what is right.
"""

from __future__ import annotations

import io
import re

import pytest
from PIL import Image, ImageChops, ImageStat
from tests.judges.programs import library

from depliant.colour import Colour
from depliant.graphics.svg import drawing as svg
from depliant.graphics.svg.colours import Shade, parsed
from depliant.graphics.svg.document import Ground
from depliant.press.condition import OutputCondition
from depliant.writers.svg_painter import SvgPainter

resvg = library("resvg_py", "resvg-py")

WIDTH, HEIGHT = 320, 200
MEAN = 1.5
"""Of 255: a gradient in bands is nowhere exactly the gradient."""
FAR, FEW = 32, 0.01
"""Of 255 and of all pixels: the edges of what was cut apart are smoothed otherwise."""

_WORDS = re.compile(r"#[0-9a-f]{3,8}\b|\b(?:red|lime|blue|black)\b|rgba?\([^)]*\)")
GRADIENT = (
    '<linearGradient id="g"><stop offset="0" stop-color="#c00"/>'
    '<stop offset="1" stop-color="#00c"/></linearGradient>'
)

FEATURES = {
    "linear": (GRADIENT + '<rect width="80" height="50" fill="url(#g)"/>'),
    "linear user": (
        '<linearGradient id="g" gradientUnits="userSpaceOnUse" x1="20" y1="10" x2="60" '
        'y2="40"><stop offset=".2" stop-color="red"/><stop offset=".2" stop-color="lime"/>'
        '<stop offset="80%" stop-color="blue"/></linearGradient>'
        '<circle cx="40" cy="25" r="25" fill="url(#g)"/>'
    ),
    "reflect": (
        '<linearGradient id="g" spreadMethod="reflect" x2=".2" '
        'gradientTransform="rotate(30)"><stop offset="0" stop-color="#c00"/>'
        '<stop offset="1" stop-color="#0cc"/></linearGradient>'
        '<rect width="80" height="50" fill="url(#g)"/>'
    ),
    "repeat": (
        '<linearGradient id="g" spreadMethod="repeat" x1=".4" x2=".6">'
        '<stop offset=".3" stop-color="#c00"/><stop offset="1" stop-color="#0cc"/>'
        '</linearGradient><rect width="80" height="50" fill="url(#g)"/>'
    ),
    "radial": (
        '<radialGradient id="g" fx=".3" fy=".3"><stop offset="0" stop-color="#fff"/>'
        '<stop offset="1" stop-color="#00c"/></radialGradient>'
        '<rect width="80" height="50" fill="url(#g)"/>'
    ),
    "radial repeat": (
        '<radialGradient id="g" r=".2" spreadMethod="reflect">'
        '<stop offset="0" stop-color="#fff"/><stop offset="1" stop-color="#00c"/>'
        '</radialGradient><rect width="80" height="50" fill="url(#g)"/>'
    ),
    "radial fr": (
        '<radialGradient id="g" fr=".2" r=".5"><stop offset="0" stop-color="#f00"/>'
        '<stop offset="1" stop-color="#00c"/></radialGradient>'
        '<rect width="80" height="50" fill="url(#g)"/>'
    ),
    "href": (
        '<linearGradient id="a"><stop offset="0" stop-color="#0a0"/>'
        '<stop offset="1" stop-color="#a0a"/></linearGradient>'
        '<radialGradient id="g" href="#a" gradientUnits="userSpaceOnUse" cx="40" cy="25" '
        'r="30" gradientTransform="translate(10 0) scale(1 .5)"/>'
        '<rect width="80" height="50" fill="url(#g)"/>'
    ),
    "alpha stops": (
        '<linearGradient id="g"><stop offset="0" stop-color="#c00"/>'
        '<stop offset="1" stop-color="#c00" stop-opacity="0"/></linearGradient>'
        '<rect x="10" y="20" width="60" height="10" fill="#00f"/>'
        '<circle cx="40" cy="25" r="22" fill="url(#g)"/>'
    ),
    "alpha radial": (
        '<radialGradient id="g"><stop offset="0" stop-color="#c00" stop-opacity="0"/>'
        '<stop offset="1" stop-color="#0c0"/></radialGradient>'
        '<rect x="10" y="20" width="60" height="10" fill="#00f"/>'
        '<circle cx="40" cy="25" r="22" fill="url(#g)"/>'
    ),
    "stroke gradient": (
        GRADIENT + '<path d="M10 40C20 0 60 0 70 40" fill="none" stroke="url(#g)" stroke-width="8" '
        'stroke-linecap="round"/>'
    ),
    "stroke dash gradient": (
        GRADIENT + '<path d="M10 40L40 10L70 40" fill="none" stroke="url(#g)" stroke-width="6" '
        'stroke-dasharray="9 4" stroke-dashoffset="3" stroke-linejoin="round"/>'
    ),
    "opacity": (
        '<rect width="50" height="30" fill="#c00"/>'
        '<rect x="30" y="10" width="50" height="40" fill="#00c" opacity=".5"/>'
    ),
    "fill-opacity": (
        '<rect width="50" height="30" fill="#c00"/>'
        '<rect x="30" y="10" width="40" height="35" fill="#00c" stroke="#0a0" '
        'stroke-width="6" fill-opacity=".4" stroke-opacity=".7"/>'
    ),
    "group opacity": (
        '<rect width="80" height="20" fill="#ccc"/><g opacity=".5">'
        '<circle cx="30" cy="25" r="15" fill="red"/>'
        '<circle cx="45" cy="25" r="15" fill="blue"/></g>'
    ),
    "nested opacity": (
        '<rect width="80" height="20" fill="#ccc"/><g opacity=".6">'
        '<circle cx="30" cy="25" r="15" fill="red"/>'
        '<circle cx="45" cy="25" r="15" fill="blue" opacity=".5"/></g>'
    ),
    "mask": (
        '<mask id="m"><rect width="80" height="50" fill="#fff"/>'
        '<circle cx="40" cy="25" r="15" fill="#000"/></mask>'
        '<rect width="80" height="50" fill="#c00" mask="url(#m)"/>'
    ),
    "mask grad": (
        '<linearGradient id="w"><stop offset="0" stop-color="#fff"/>'
        '<stop offset="1" stop-color="#000"/></linearGradient><mask id="m">'
        '<rect width="80" height="50" fill="url(#w)"/></mask>'
        '<rect y="10" width="80" height="10" fill="#0a0"/>'
        '<rect width="80" height="50" fill="#c00" mask="url(#m)"/>'
    ),
    "mask alpha": (
        '<mask id="m" style="mask-type:alpha">'
        '<circle cx="40" cy="25" r="15" fill="#000" opacity=".5"/></mask>'
        '<rect width="80" height="50" fill="#c00" mask="url(#m)"/>'
    ),
    "mask bbox": (
        '<mask id="m" maskContentUnits="objectBoundingBox">'
        '<circle cx=".5" cy=".5" r=".5" fill="#fff"/></mask>'
        '<rect x="10" y="10" width="60" height="30" fill="#c00" mask="url(#m)"/>'
    ),
    "clip multi": (
        '<clipPath id="c"><circle cx="30" cy="25" r="15"/>'
        '<rect x="35" y="10" width="30" height="20"/>'
        '<path clip-rule="evenodd" d="M5 5h30v40h-30zM10 10h20v30h-20z"/></clipPath>'
        '<rect width="80" height="50" fill="#c00" clip-path="url(#c)"/>'
    ),
    "clip nested": (
        '<clipPath id="a"><rect width="40" height="50"/></clipPath>'
        '<clipPath id="b" clip-path="url(#a)"><circle cx="40" cy="25" r="20"/></clipPath>'
        '<clipPath id="d"><rect x="0" y="10" width="80" height="15" clip-path="url(#b)"/>'
        '</clipPath><rect width="80" height="50" fill="#c00" clip-path="url(#d)"/>'
    ),
    "clip bbox": (
        '<clipPath id="c" clipPathUnits="objectBoundingBox"><circle cx=".5" cy=".5" r=".5"/>'
        '</clipPath><g clip-path="url(#c)">'
        '<rect x="10" y="5" width="60" height="40" fill="#c00"/></g>'
    ),
    "clip use": (
        '<defs><path id="p" d="M10 10h40v30h-40z"/></defs><clipPath id="c">'
        '<use href="#p" x="10" transform="rotate(10)"/></clipPath>'
        '<rect width="80" height="50" fill="#c00" clip-path="url(#c)"/>'
    ),
    "clip opacity": (
        '<clipPath id="c"><circle cx="30" cy="25" r="15"/><circle cx="45" cy="25" r="15"/>'
        '</clipPath><rect width="80" height="20" fill="#00c"/>'
        '<g clip-path="url(#c)" opacity=".5"><rect width="80" height="50" fill="#c00"/></g>'
        '<g clip-path="url(#c)" transform="translate(20 0)">'
        '<rect width="80" height="50" fill="#0c0" opacity=".5"/></g>'
    ),
    "clip empty": (
        '<clipPath id="c"/><rect width="80" height="50" fill="#c00" clip-path="url(#c)"/>'
        '<rect width="20" height="20" fill="#0c0"/>'
    ),
    "clip missing": ('<rect width="80" height="50" fill="#c00" clip-path="url(#no)"/>'),
    "pattern": (
        '<pattern id="p" width="10" height="10" patternUnits="userSpaceOnUse" '
        'patternTransform="rotate(30)"><rect width="5" height="5" fill="#c00"/>'
        '<circle cx="9" cy="9" r="3" fill="#00c"/></pattern>'
        '<circle cx="40" cy="25" r="22" fill="url(#p)"/>'
    ),
    "pattern bbox": (
        '<pattern id="p" width=".25" height=".5" viewBox="0 0 10 10">'
        '<path d="M0 0L10 10" stroke="#c00" stroke-width="2"/></pattern>'
        '<rect x="10" y="5" width="60" height="40" fill="url(#p)" stroke="#000"/>'
    ),
    "pattern content bbox": (
        '<pattern id="p" width=".2" height=".2" patternContentUnits="objectBoundingBox">'
        '<rect width=".1" height=".1" fill="#080"/></pattern>'
        '<rect x="10" y="5" width="60" height="40" fill="url(#p)"/>'
    ),
    "marker": (
        '<marker id="m" viewBox="0 0 10 10" refX="5" refY="5" markerWidth="4" '
        'markerHeight="4" orient="auto-start-reverse"><path d="M0 0L10 5L0 10z" fill="#c00"/>'
        "</marker>"
        '<path d="M10 40L30 10L50 40Q60 10 70 10" fill="none" stroke="#000" stroke-width="2" '
        'marker-start="url(#m)" marker-mid="url(#m)" marker-end="url(#m)"/>'
    ),
    "marker user": (
        '<marker id="m" markerUnits="userSpaceOnUse" markerWidth="8" markerHeight="8" '
        'refX="4" refY="4" orient="45"><rect width="8" height="8" fill="#00c"/></marker>'
        '<polygon points="20 10 60 10 40 40" fill="#eee" stroke="#000" marker="url(#m)" '
        'style="marker:url(#m)"/>'
    ),
    "miter": (
        '<path d="M10 45L20 5L30 45" fill="none" stroke="#c00" stroke-width="5"/>'
        '<path d="M45 45L55 5L65 45" fill="none" stroke="#c00" stroke-width="5" '
        'stroke-miterlimit="10"/>'
    ),
    "miter alpha": (
        '<g stroke-opacity=".5">'
        '<path d="M10 45L20 5L30 45" fill="none" stroke="#c00" stroke-width="5"/>'
        '<path d="M45 45L55 5L65 45" fill="none" stroke="#c00" stroke-width="5" '
        'stroke-miterlimit="10"/></g>'
    ),
    "dash": (
        '<path d="M5 10H75" stroke="#000" stroke-width="4" stroke-dasharray="10 5 2" '
        'stroke-dashoffset="-4"/>'
        '<path d="M5 30H75" stroke="#000" stroke-width="4" stroke-dasharray="10%,2%" '
        'stroke-linecap="round"/>'
    ),
    "dash alpha": (
        '<g stroke-opacity=".5" fill="none">'
        '<path d="M5 10H75" stroke="#000" stroke-width="4" stroke-dasharray="10 5 2" '
        'stroke-dashoffset="-4"/>'
        '<circle cx="40" cy="32" r="14" stroke="#00c" stroke-width="4" stroke-dasharray="6 '
        '4" stroke-linecap="square"/></g>'
    ),
    "caps alpha": (
        '<g stroke-opacity=".5" fill="none" stroke="#00c" stroke-width="8">'
        '<path d="M10 10H30" stroke-linecap="round"/>'
        '<path d="M50 10H70" stroke-linecap="square"/>'
        '<path d="M10 35L25 25L40 40" stroke-linejoin="bevel"/>'
        '<path d="M50 35L60 25L75 40Z" stroke-linejoin="round"/></g>'
    ),
    "paint-order": (
        '<circle cx="40" cy="25" r="15" fill="#c00" stroke="#000" stroke-width="10" '
        'paint-order="stroke"/>'
    ),
    "nested svg": (
        '<svg x="10" y="10" width="40" height="30" viewBox="0 0 10 10">'
        '<circle cx="10" cy="5" r="5" fill="#c00"/></svg>'
        '<svg x="50" y="10" width="20" height="20" overflow="visible">'
        '<circle r="10" fill="#00c"/></svg>'
    ),
    "slice": (
        '<svg x="10" y="10" width="40" height="20" viewBox="0 0 10 10" '
        'preserveAspectRatio="xMinYMax slice"><circle cx="5" cy="5" r="5" fill="#c00"/></svg>'
        '<svg x="55" y="10" width="20" height="30" viewBox="0 0 10 10" '
        'preserveAspectRatio="none"><circle cx="5" cy="5" r="5" fill="#0c0"/></svg>'
    ),
    "symbol": (
        '<symbol id="s" viewBox="0 0 10 10"><circle cx="10" cy="5" r="5" fill="#c00"/>'
        '</symbol><use href="#s" x="10" y="5" width="30" height="30"/>'
        '<use href="#s" width="20" height="20" transform="translate(50 20)" opacity=".5"/>'
    ),
    "css": (
        "<style>/* a */ .a .b{fill:#c00} g&gt;rect{fill:#00c} #x{fill:#0a0!important} "
        'rect[y="30"]{fill:#880} .z,.b.c{stroke:#000;stroke-width:2}</style><g class="a">'
        '<rect class="b c" width="20" height="20"/><g>'
        '<rect class="q" x="25" width="20" height="20"/></g></g>'
        '<rect id="x" style="fill:#f0f" x="50" width="20" height="20"/>'
        '<rect y="30" width="20" height="15"/>'
    ),
    "css order": (
        "<style>.a{fill:#c00}.b{fill:#00c}rect{fill:#0c0}*{fill:#999}</style>"
        '<rect class="b a" width="40" height="25"/>'
        '<rect y="25" fill="red" width="40" height="25"/><circle cx="60" cy="25" r="10"/>'
    ),
    "css media": (
        "<style>@charset "
        '"utf-8";@font-face{font-family:x;src:url(data:font/woff;base64,AAAA)}@media '
        "(prefers-color-scheme:dark){rect{fill:#fff}}rect{fill:#c00}</style>"
        '<rect width="40" height="25"/>'
    ),
    "currentColor": (
        '<g color="#c00"><rect width="20" height="20" fill="currentColor"/>'
        '<g color="#00c" fill="currentColor"><rect x="30" width="20" height="20"/></g></g>'
    ),
    "switch": (
        '<switch><foreignObject requiredExtensions="http://x"/><g systemLanguage="xx">'
        '<rect width="80" height="50" fill="#0c0"/></g><g>'
        '<rect width="40" height="25" fill="#c00"/></g></switch>'
    ),
    "visibility": (
        '<g visibility="hidden"><rect width="40" height="25" fill="#0c0"/>'
        '<rect visibility="visible" x="40" width="40" height="25" fill="#c00"/></g>'
        '<g display="none"><rect y="25" width="40" height="25" fill="#0c0"/></g>'
    ),
    "tiny units": (
        '<g transform="scale(1000)">'
        '<path d="M.01.01h.05v.03h-.05z" fill="#c00" stroke="#000" stroke-width=".002"/></g>'
    ),
    "huge units": (
        '<g transform="scale(.0012345)">'
        '<path d="M8000 8000h40000v20000h-40000z" fill="#c00" stroke="#000" '
        'stroke-width="2000"/></g>'
    ),
    "skew": (
        '<g transform="skewX(20) scale(1 .5)">'
        '<path d="M10 10h30v50h-30z" fill="#c00" stroke="#000" stroke-width="5" '
        'stroke-opacity=".5"/></g>'
    ),
    "percent": (
        '<rect x="10%" y="10%" width="50%" height="50%" rx="5%" fill="#c00"/>'
        '<circle cx="75%" cy="50%" r="10%" fill="#00c" stroke="#000" stroke-width="2%"/>'
    ),
    "units": ('<rect x="1mm" y="2pt" width="1cm" height=".2in" fill="#c00"/>'),
    "evenodd": (
        '<path fill-rule="evenodd" fill="#c00" fill-opacity=".5" d="M5 5h60v40h-60zM15 '
        '15h40v20h-40z"/>'
    ),
    "link": ('<a href="https://example.org"><rect width="40" height="25" fill="#c00"/></a>'),
    "use chain": (
        '<defs><g id="a" fill="#c00"><rect width="10" height="10"/></g>'
        '<use id="b" href="#a" x="10"/></defs><use href="#b" y="10" fill="#0c0"/>'
        '<use href="#a" x="40" transform="scale(1.5)"/>'
    ),
    "fallback": (
        '<rect width="40" height="25" fill="url(#none) #c00"/>'
        '<rect y="25" width="40" height="25" fill="url(#none)" stroke="#000"/>'
    ),
    "zero length": (
        '<path d="M20 20h0" stroke="#c00" stroke-width="10" stroke-linecap="round"/>'
        '<path d="M50 20z" stroke="#c00" stroke-width="10" stroke-linecap="square"/>'
    ),
    "mask opacity over": (
        '<rect width="80" height="25" fill="#fc0"/><mask id="m">'
        '<rect width="80" height="50" fill="#888"/></mask><g mask="url(#m)">'
        '<rect x="10" y="5" width="40" height="40" fill="#c00"/>'
        '<rect x="30" y="15" width="40" height="30" fill="#00c"/></g>'
    ),
    "gradient on group": (
        GRADIENT + '<g fill="url(#g)"><rect width="30" height="20"/>'
        '<rect x="40" y="20" width="40" height="30"/></g>'
    ),
    "one stop": (
        '<linearGradient id="g"><stop stop-color="#c00"/></linearGradient>'
        '<rect width="30" height="20" fill="url(#g)"/>'
    ),
    "stop style": (
        '<style>.s{stop-color:#0a0}</style><linearGradient id="g" x2="0" y2="1">'
        '<stop class="s"/><stop offset="1" style="stop-color:#00a;stop-opacity:.5"/>'
        '</linearGradient><rect width="30" height="40" fill="url(#g)"/>'
    ),
    "opacity in a colour": (
        '<rect width="40" height="50" fill="#0a0"/>'
        '<rect x="20" width="40" height="30" fill="rgba(200,0,0,.3)"/>'
        '<rect x="20" y="30" width="40" height="20" fill="#00f8"/>'
    ),
    "transform-origin": (
        '<rect x="20" y="15" width="20" height="20" fill="#c00" transform-origin="30 25" '
        'transform="rotate(45)"/>'
    ),
}


class Complements(SvgPainter):
    """Paints an ink as the colour whose complement it is."""

    def colour(self, colour: Colour) -> str:
        cyan, magenta, yellow, black = colour.cmyk
        shares = (max(0.0, 1 - ink - black) for ink in (cyan, magenta, yellow))
        return "#" + bytes(round(255 * share) for share in shares).hex()


def _inks(text: str) -> dict[str, Colour]:
    shades = [parsed(word) for word in {"black", *_WORDS.findall(text)}]
    return {shade.hex: _complement(shade) for shade in shades if shade is not None}


def _complement(shade: Shade) -> Colour:
    red, green, blue = (value / 255 for value in shade[:3])
    return Colour(1 - red, 1 - green, 1 - blue, 0.0)


def _file(body: str, definitions: str = "") -> str:
    names = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
    return f'<svg {names} viewBox="0 0 80 50"><defs>{definitions}</defs>{body}</svg>'


def _painted(text: str) -> Image.Image:
    data = resvg.svg_to_bytes(
        svg_string=text, background="#fff", width=WIDTH, height=HEIGHT, skip_system_fonts=True,
        dpi=96.0,
    )  # fmt: skip
    return Image.open(io.BytesIO(bytes(data))).convert("RGB")


def _read(text: str, condition: OutputCondition) -> str:
    art = svg.read(text.encode(), _inks(text), "art.svg", Ground(cuts=True))
    painter = Complements(condition, "a")
    body = "".join(painter.items(art.items))
    return _file(body, "".join(painter.definitions))


@pytest.fixture(scope="module")
def condition() -> OutputCondition:
    return OutputCondition("none", b"")


@pytest.mark.parametrize("feature", FEATURES)
def test_a_feature_is_drawn_as_resvg_draws_it(feature: str, condition: OutputCondition) -> None:
    text = _file(FEATURES[feature])
    apart = ImageChops.difference(_painted(text), _painted(_read(text, condition)))
    worst = apart.convert("L").point(lambda value: 255 if value > FAR else 0)
    assert max(ImageStat.Stat(apart).mean) <= MEAN
    assert ImageStat.Stat(worst).mean[0] / 255 <= FEW


def test_a_feature_shows_something() -> None:
    """So that no two empty pictures are alike."""
    blank = Image.new("RGB", (WIDTH, HEIGHT), "white")
    empty = [
        name
        for name, body in FEATURES.items()
        if ImageChops.difference(_painted(_file(body)), blank).getbbox() is None
    ]
    assert empty == []
