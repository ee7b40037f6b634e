"""Marks as design programs write them go in as they are, whatever each program does its own way.

Each is drawn anew with what a file of that program has: clips by reference, masks, gradients, live
text, entities of a doctype, pictures in the file, drawings without a box.
"""

from __future__ import annotations

import base64
import io
from pathlib import Path

import pytest
from pikepdf import Dictionary, Name
from PIL import Image

from depliant.colour import Colour
from depliant.display.items import Path as Outlined
from depliant.display.items import Picture
from depliant.fonts.face import load
from depliant.fonts.registry import FaceRef
from depliant.writers.walk import leaves

from .conftest import MakePdf, Take, fault

BLUE, DARK, RED = "#0a4f9e", "#1d1d1b", "#c8102e"


def pixels() -> str:
    data = io.BytesIO()
    Image.new("RGB", (2, 2), (200, 16, 46)).save(data, "PNG")
    return base64.b64encode(data.getvalue()).decode()


ILLUSTRATOR = f"""<?xml version="1.0" encoding="utf-8"?>
<!-- Generator: Adobe Illustrator 27.0.0, SVG Export Plug-In . SVG Version: 6.00 Build 0)  -->
<svg version="1.1" id="Calque_1" xmlns="http://www.w3.org/2000/svg"
  xmlns:xlink="http://www.w3.org/1999/xlink" x="0px" y="0px" viewBox="0 0 200 80"
  style="enable-background:new 0 0 200 80;" xml:space="preserve">
<style type="text/css">
 .st0{{clip-path:url(#SVGID_2_);}} .st1{{fill:{RED};}} .st2{{fill:{DARK};}}
 .st3{{fill-rule:evenodd;clip-rule:evenodd;fill:#FFFFFF;}}
 .st4{{fill:none;stroke:{DARK};stroke-width:2;stroke-miterlimit:10;}}
 .st5{{opacity:0.5;fill:{RED};enable-background:new    ;}}
</style>
<g>
 <defs><rect id="SVGID_1_" x="4" y="4" width="72" height="72"/></defs>
 <clipPath id="SVGID_2_"><use xlink:href="#SVGID_1_"  style="overflow:visible;"/></clipPath>
 <g class="st0"><circle class="st1" cx="40" cy="40" r="44"/>
  <polygon class="st3" points="12,66 40,16 68,66  "/>
  <rect x="28" y="50" transform="matrix(0.8 -0.6 0.6 0.8 -20 34)" class="st5" width="22"
   height="22"/></g>
</g>
<path class="st2" d="M96,28h6v24h-6V28z M110,28h14c3.6,0,6.6,2.9,6.6,6.6v10.8c0,3.6-2.9,6.6-6.6,6.6
 h-14V28z"/>
<line class="st4" x1="96" y1="64" x2="190" y2="64"/>
<polyline class="st4" points="140,52 148,28 156,52  "/><ellipse class="st1" cx="176" cy="40" rx="11"
 ry="12"/>
</svg>"""
WITH_DOCTYPE = f"""<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd" [
 <!ENTITY ns_ai "http://ns.adobe.com/AdobeIllustrator/10.0/">
 <!ENTITY ns_graphs "http://ns.adobe.com/Graphs/1.0/">
]>
<svg version="1.1" xmlns:i="&ns_ai;" xmlns:graph="&ns_graphs;" xmlns="http://www.w3.org/2000/svg"
  width="200px" height="80px" viewBox="0 0 200 80" enable-background="new 0 0 200 80">
<switch>
 <foreignObject requiredExtensions="&ns_ai;" x="0" y="0" width="1" height="1"></foreignObject>
 <g i:extraneous="self"><rect x="4" y="4" fill="{RED.upper()}" width="72" height="72"/>
  <path fill="{DARK.upper()}" d="M96,28h6v24h-6V28z M110,30h60v8h-60V30z"/></g>
</switch>
</svg>"""
INKSCAPE = f"""<?xml version="1.0" encoding="UTF-8" standalone="no"?>
<svg width="100mm" height="40mm" viewBox="0 0 100 40" id="svg5" inkscape:version="1.2"
   sodipodi:docname="mark.svg" xmlns:inkscape="http://www.inkscape.org/namespaces/inkscape"
   xmlns:sodipodi="http://sodipodi.sourceforge.net/DTD/sodipodi-0.dtd"
   xmlns:xlink="http://www.w3.org/1999/xlink" xmlns="http://www.w3.org/2000/svg"
   xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:cc="http://creativecommons.org/ns#">
  <sodipodi:namedview id="namedview7" pagecolor="#ffffff" inkscape:document-units="mm" />
  <defs id="defs2">
    <clipPath clipPathUnits="userSpaceOnUse" id="clip1">
      <path d="M 2,2 H 38 V 38 H 2 Z" style="fill:none;stroke:#000000" /></clipPath>
    <linearGradient id="lg12"><stop style="stop-color:{BLUE};stop-opacity:1" offset="0" />
      <stop style="stop-color:#1ba0d0;stop-opacity:1" offset="1" /></linearGradient>
    <linearGradient inkscape:collect="always" xlink:href="#lg12" id="lg13" x1="2" y1="2" x2="38"
      y2="38" gradientUnits="userSpaceOnUse" />
  </defs>
  <metadata><rdf:RDF><cc:Work rdf:about="" /></rdf:RDF></metadata>
  <g inkscape:label="Calque 1" inkscape:groupmode="layer" id="layer1" transform="translate(0,0)">
    <g clip-path="url(#clip1)"><circle style="fill:url(#lg13);stroke:none" cx="20" cy="20" r="19" />
      <path style="color:#000000;fill:#ffffff;-inkscape-stroke:none" d="M 8,26 20,12 32,26 Z" /></g>
    <path style="fill:none;stroke:{RED};stroke-width:1.2;stroke-linecap:round;stroke-dasharray:none"
      d="m 7,12 c 5,-5 21,-5 26,0" sodipodi:nodetypes="cc" />
    <g aria-label="Lens" style="font-family:Marianne;fill:{BLUE}">
      <path d="M 46,10 H 51 V 30 H 46 Z" id="p4" />
      <use xlink:href="#p4" transform="translate(12,0)" /></g>
  </g>
</svg>"""
FIGMA = f"""<svg width="200" height="80" viewBox="0 0 200 80" fill="none"
xmlns="http://www.w3.org/2000/svg">
<g clip-path="url(#clip0_1_2)">
<mask id="mask0" style="mask-type:luminance" maskUnits="userSpaceOnUse" x="0" y="0" width="80"
height="80"><path d="M80 0H0V80H80V0Z" fill="white"/></mask>
<g mask="url(#mask0)"><circle cx="40" cy="40" r="36" fill="{BLUE}"/></g>
<path d="M96 20H190V34H96V20Z" fill="{BLUE}" fill-opacity="0.8"/>
<path fill-rule="evenodd" clip-rule="evenodd" d="M96 44H180V60H96V44ZM104 48V56H170V48H104Z"
fill="black"/>
</g>
<defs><clipPath id="clip0_1_2"><rect width="200" height="80" fill="white"/></clipPath></defs>
</svg>"""
WITH_A_PICTURE = f"""<svg xmlns="http://www.w3.org/2000/svg"
xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 100 40"><image width="36" height="36"
xlink:href="data:image/png;base64,{pixels()}"/><path d="M48 4h46v30h-46z" fill="rgb(10,79,158)"/>
</svg>"""
WITHOUT_A_BOX = """<svg xmlns="http://www.w3.org/2000/svg" width="280" height="90">
<path d="M0 0h90v90h-90z" style="fill:hsl(212,88%,33%)"/>
<path d="M110 16h150v58h-150z" fill="currentColor" color="#333"/></svg>"""
WITH_TEXT = f"""<svg width="100mm" height="40mm" viewBox="0 0 100 40"
  xmlns="http://www.w3.org/2000/svg">
  <rect style="fill:{BLUE}" x="2" y="2" width="36" height="36" rx="4" />
  <text xml:space="preserve" style="font-size:12px;font-family:Marianne;fill:{BLUE}" x="44" y="26">
<tspan x="44" y="26">Lens</tspan></text>
</svg>"""
DRAWINGS = {
    "illustrator": (ILLUSTRATOR, 7),
    "illustrator with a doctype": (WITH_DOCTYPE, 2),
    "inkscape": (INKSCAPE, 5),
    "figma": (FIGMA, 3),
    "a picture in it": (WITH_A_PICTURE, 1),
    "no view box": (WITHOUT_A_BOX, 2),
}
"""Each with the shapes that it shows at least."""


def shapes(taken: object) -> list[Outlined | Picture]:
    items = taken.drawn.artwork.items  # type: ignore[attr-defined]
    return [item for item, _ in leaves(items) if isinstance(item, Outlined | Picture)]


@pytest.mark.parametrize("program", DRAWINGS)
def test_a_drawing_goes_in_without_being_edited(tmp_path: Path, take: Take, program: str) -> None:
    text, least = DRAWINGS[program]
    path = tmp_path / "mark.svg"
    path.write_text(text, encoding="utf-8")
    taken = take(path)
    assert taken.is_own
    assert taken.data == path.read_bytes()
    assert len(shapes(taken)) >= least
    assert any(isinstance(item, Picture) for item in shapes(taken)) == ("<image" in text)
    # By its charter as well, whatever the notation of the colour.
    blue = Colour(1.0, 0.6, 0.0, 0.1)
    by_charter = take(path, inks={BLUE: blue, RED: Colour(0, 1, 0.8, 0.1)})
    used = [use.ink for use in by_charter.drawn.uses]
    assert (blue in used) != program.startswith("illustrator"), "these two are red"


@pytest.mark.parametrize("kind", ["svg", "pdf"])
def test_live_text_goes_in_with_its_font(
    tmp_path: Path, pdf: MakePdf, take: Take, kind: str
) -> None:
    """Inkscape's own text, and one of a PDF whose font is not in it: named, then outlined."""
    if kind == "svg":
        path = tmp_path / "mark.svg"
        path.write_text(WITH_TEXT, encoding="utf-8")
        font = "Marianne"
    else:
        bold = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name("/Helvetica-Bold"))
        content = (
            b"q 0.1 0 0 0.1 0 0 cm 0.9 0.1 0 0.1 k 100 100 600 600 re f 0 0 0 1 k "
            b"q 10 0 0 10 0 0 cm BT /R7 24 Tf 1 0 0 1 90 40 Tm (Lens)Tj ET Q Q"
        )
        path = pdf(content, Font=Dictionary(R7=bold))
        font = "Helvetica-Bold"
    _, message, hint = fault(take, path)
    assert font in message + hint
    assert "--font" in hint
    taken = take(path, fonts={"": load(FaceRef("Barlow", 700)).data})
    assert not taken.is_own, "what is kept has outlines"
    assert b"Tj" not in taken.data
    assert b"<text" not in taken.data
    assert len(shapes(taken)) >= 2, "the box, and letters"
