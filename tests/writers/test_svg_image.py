"""SVG images: sound XML that fetches nothing, the glyphs and colours of the page, its words."""

from __future__ import annotations

import base64
import io
import random
import re
from collections.abc import Callable
from typing import Any
from xml.etree import ElementTree
from xml.etree.ElementTree import Element as Node

import pytest
from msgspec.structs import replace
from PIL import Image

from depliant.colour import BLACK, Colour
from depliant.display.items import (
    DisplayDocument,
    Form,
    Glyph,
    Glyphs,
    Group,
    Item,
    Mark,
    Page,
    Path,
    Picture,
    Raster,
    Stroke,
)
from depliant.display.structure import ContentRef, Element
from depliant.fonts.outlines import glyph_outline
from depliant.fonts.registry import FaceRef
from depliant.fonts.shaping import shape
from depliant.geometry import Matrix, Rect, Size, rectangle
from depliant.press.condition import OutputCondition, PressSpec, to_srgb
from depliant.writers.svg_text import spell_glyph, spell_outline
from depliant.writers.targets import ImageOptions, Options, target_named

GOLD = Colour(0.0, 0.2, 0.9, 0.1, spot="Or du Nord")
SVG = "{http://www.w3.org/2000/svg}"
LINK = "{http://www.w3.org/1999/xlink}href"


def texts(document: DisplayDocument, spec: PressSpec, **wish: Any) -> list[str]:
    outputs = target_named("svg").write(document, spec, Options("essai.fr", ImageOptions(**wish)))
    return [output.data.decode("utf-8") for output in outputs if output.name.endswith(".svg")]


def drawn(document: DisplayDocument, spec: PressSpec, *items: Item) -> Node:
    """The image of a page of 100 by 100 points with these items alone."""
    page = Page(Size(100, 100), (Mark(items, None),), "1", name="cover")
    bare = replace(document, pages=(page,), structure=Element("Document"), outline=())
    return ElementTree.fromstring(texts(bare, spec)[0])


def painting(root: Node) -> list[Node]:
    """What is painted above the paper."""
    group = root.findall(f"{SVG}g")[-1]
    return list(group)[1:]


def test_names_are_defined_once_and_lead_to_definitions(
    document: DisplayDocument, spec: PressSpec
) -> None:
    """Also where all images of an edition stand in one HTML page."""
    every: list[str] = []
    for text in texts(document, spec):
        root = ElementTree.fromstring(text)
        names = [node.attrib["id"] for node in root.iter() if "id" in node.attrib]
        used = set(re.findall(r'href="#([\w-]+)"|url\(#([\w-]+)\)', text))
        assert {one or other for one, other in used} <= set(names)
        assert all(re.fullmatch(r"[A-Za-z][\w-]*", name) for name in names)
        every += names
    assert len(set(every)) == len(every)


def test_nothing_is_run_or_fetched(document: DisplayDocument, spec: PressSpec) -> None:
    for text in texts(document, spec):
        root = ElementTree.fromstring(text)
        assert {node.tag.removeprefix(SVG) for node in root.iter()} <= {
            "svg", "title", "desc", "defs", "clipPath", "path", "g", "use", "rect", "image", "a",
        }  # fmt: skip
        for node in root.iter():
            assert not [key for key in node.attrib if key.lower().startswith("on")]
            if LINK in node.attrib and node.tag != f"{SVG}a":
                assert node.attrib[LINK].startswith(("#", "data:image/"))
        assert "<!DOCTYPE" not in text
        assert "style" not in text


def test_an_image_says_its_words(document: DisplayDocument, spec: PressSpec) -> None:
    first, second = (ElementTree.fromstring(text) for text in texts(document, spec))
    assert second.attrib["role"] == "img"
    assert second.attrib["lang"] == "fr"
    by_id = {node.attrib.get("id"): node for node in second.iter()}
    title = by_id[second.attrib["aria-labelledby"]]
    words = by_id[second.attrib["aria-describedby"]]
    assert (title.tag, words.tag) == (f"{SVG}title", f"{SVG}desc")
    assert title is second[0], "the first child: browsers show it"
    assert (words.text or "").splitlines()[1] == "Projet – M€"
    assert first.attrib["role"] == "group", "for it has a link, which no image may hold"
    (inside,) = [node for node in first.iter(f"{SVG}g") if node.attrib.get("role") == "img"]
    assert not list(inside.iter(f"{SVG}a"))


def test_links_lie_over_their_words(document: DisplayDocument, spec: PressSpec) -> None:
    first = ElementTree.fromstring(texts(document, spec)[0])
    (link,) = first.iter(f"{SVG}a")
    assert link.attrib[LINK] == "https://www.missionbassinminier.org/é"
    assert [child.text for child in link.iter(f"{SVG}title")] == ["Site web"]
    (area,) = link.iter(f"{SVG}rect")
    assert (area.attrib["x"], area.attrib["y"], area.attrib["height"]) == ("20", "131", "11")


def test_words_from_outside_stay_words(document: DisplayDocument, spec: PressSpec) -> None:
    figure = Element("Figure", (ContentRef(0),), alt='<script>"&\x01</script>')
    square = Mark((Path(rectangle(Rect(0, 0, 9, 9)), fill=BLACK),), 0, Rect(0, 0, 9, 9))
    page = Page(Size(30, 30), (square,), "1")
    made = replace(document, pages=(page,), structure=Element("Document", (figure,)), outline=())
    root = ElementTree.fromstring(texts(made, spec)[0])
    (words,) = root.iter(f"{SVG}desc")
    assert words.text == '<script>"&\ufffd</script>'


def test_the_page_is_its_trim_at_the_size_asked_for(
    document: DisplayDocument, spec: PressSpec
) -> None:
    root = ElementTree.fromstring(texts(document, spec)[0])
    assert root.attrib["viewBox"] == "0 0 200 200"
    assert (root.attrib["width"], root.attrib["height"]) == ("266.67", "266.67")
    asked = ElementTree.fromstring(texts(document, spec, width=640)[0])
    assert (asked.attrib["width"], asked.attrib["height"]) == ("640", "640")


def test_colours_are_those_of_the_print(
    document: DisplayDocument, spec: PressSpec, condition: OutputCondition
) -> None:
    tint = GOLD.at(0.5)
    square = Path(rectangle(Rect(0, 0, 9, 9)), fill=GOLD, stroke=Stroke(tint, 0.5))
    (node,) = painting(drawn(document, spec, square))
    solid, light = ("#" + bytes(srgb).hex() for srgb in to_srgb(condition, [GOLD, tint]))
    assert (node.attrib["fill"], node.attrib["stroke"]) == (solid, light)


def test_lines_are_those_of_pdf(document: DisplayDocument, spec: PressSpec) -> None:
    outline = (("M", 1.0, 1.0), ("L", 9.0, 9.0))
    plain = Path(outline, stroke=Stroke(BLACK, 0.25))
    rich = Path(outline, stroke=Stroke(BLACK, 1.5, (2.0, 1.0), "round", "bevel"))
    nothing = Path(outline)
    one, other = painting(drawn(document, spec, plain, rich, nothing))
    assert one.attrib["fill"] == "none"
    assert one.attrib["stroke-miterlimit"] == "10"
    assert other.attrib["stroke-dasharray"] == "2 1"
    assert (other.attrib["stroke-linecap"], other.attrib["stroke-linejoin"]) == ("round", "bevel")


def test_a_glyph_is_drawn_once_and_placed_where_it_stands(
    document: DisplayDocument, spec: PressSpec, line: Callable[..., Glyphs]
) -> None:
    run = line("ana a", 10, 20, size=10)
    root = drawn(document, spec, run)
    (group,) = painting(root)
    paths = {node.attrib["id"]: node.attrib["d"] for node in root.iter(f"{SVG}path")
             if "id" in node.attrib}  # fmt: skip
    a, n = (spell_glyph(glyph_outline(run.face, run.glyphs[at].gid)) for at in (0, 1))
    placed = [(paths[use.attrib[LINK][1:]], use.attrib.get("x", "0")) for use in group]
    expected = [(a, 0), (n, 1), (a, 2), (a, 4)]
    assert [path for path, _ in placed] == [path for path, _ in expected]
    for (_, x), (_, at) in zip(placed, expected, strict=True):
        assert int(x) == pytest.approx(run.glyphs[at].x * 100, abs=0.51), "font units"
    assert group.attrib["transform"] == "matrix(0.01 0 0 0.01 10 20)"
    assert len(paths) == 2


def test_a_line_that_runs_to_the_left_is_drawn_as_it_stands(
    document: DisplayDocument, spec: PressSpec
) -> None:
    face = FaceRef("IBM Plex Sans Arabic")
    pen, glyphs = 0.0, []
    for shaped in shape(face, "حوض هنا", language="ar", direction="rtl"):
        glyphs.append(Glyph(shaped.gid, pen / 100, 0.0, shaped.x_advance / 100, shaped.text))
        pen += shaped.x_advance
    run = Glyphs(face, 10.0, BLACK, 20.0, 40.0, tuple(reversed(glyphs)))
    (group,) = painting(drawn(document, spec, run))
    placed = [int(use.attrib.get("x", "0")) for use in group]
    assert placed == sorted(placed, reverse=True), "read from the right"
    assert len(placed) == len([g for g in glyphs if glyph_outline(face, g.gid)]) > 4


def test_artwork_used_twice_is_written_once(
    document: DisplayDocument, spec: PressSpec, sign: Callable[[float, float], Form]
) -> None:
    root = drawn(document, spec, sign(20, 20), sign(60, 20))
    one, other = painting(root)
    assert one.attrib[LINK] == other.attrib[LINK]
    assert (one.attrib["transform"], other.attrib["transform"]) == (
        "translate(20 20)",
        "translate(60 20)",
    )


def test_a_group_clips_in_its_own_coordinates(document: DisplayDocument, spec: PressSpec) -> None:
    square = Path(rectangle(Rect(0, 0, 9, 9)), fill=BLACK, even_odd=True)
    clip = rectangle(Rect(0, 0, 4, 4))
    root = drawn(document, spec, Group((square,), Matrix(2, 0, 0, 2, 30, 30), clip))
    (group,) = painting(root)
    assert group.attrib["transform"] == "matrix(2 0 0 2 30 30)"
    name = group.attrib["clip-path"][5:-1]
    (path,) = [node[0] for node in root.iter(f"{SVG}clipPath") if node.attrib["id"] == name]
    assert path.attrib["d"] == "M0 0L4 0L4 4L0 4Z"
    assert group[0].attrib["fill-rule"] == "evenodd"


def embedded(node: Node) -> Image.Image:
    head, _, body = node.attrib[LINK].partition(",")
    assert head in ("data:image/png;base64", "data:image/jpeg;base64")
    return Image.open(io.BytesIO(base64.b64decode(body)))


def test_a_picture_is_cropped_and_lets_its_ground_through(
    document: DisplayDocument,
    spec: PressSpec,
    pixels: Callable[..., Raster],
) -> None:
    """Two columns, the left one clear."""
    samples = bytes((200, 10, 10, 10, 200, 10) * 2)
    half = pixels("rgb", 2, 2, samples, bytes((0, 255) * 2))
    whole = Picture(half, Rect(10, 10, 40, 20), Rect(0, 0, 2, 2), GOLD)
    (image,) = painting(drawn(document, spec, whole))
    shown = embedded(image)
    assert [shown.getpixel((x, 0)) for x in (0, 1)] == [(10, 200, 10, 0), (10, 200, 10, 255)]
    assert [image.attrib[key] for key in ("x", "y", "width", "height")] == ["10", "10", "40", "20"]
    assert image.attrib["preserveAspectRatio"] == "none"
    part = Picture(half, Rect(10, 10, 30, 20), Rect(0.5, 0, 1.5, 2), GOLD)
    root = drawn(document, spec, part)
    (group,) = painting(root)
    assert "clip-path" in group.attrib, "half a pixel is cut off"
    assert [group[0].attrib[key] for key in ("x", "width")] == ["0", "40"]


def test_a_photograph_is_embedded_small(
    document: DisplayDocument, spec: PressSpec, pixels: Callable[..., Raster]
) -> None:
    coarse = Image.frombytes("RGB", (30, 30), random.Random(1).randbytes(2700))
    samples = coarse.resize((120, 120), Image.Resampling.BICUBIC).tobytes()
    photograph = pixels("rgb", 120, 120, samples)
    whole = Picture(photograph, Rect(0, 0, 50, 50), Rect(0, 0, 120, 120), BLACK)
    (image,) = painting(drawn(document, spec, whole))
    assert embedded(image).format == "JPEG"
    assert len(base64.b64decode(image.attrib[LINK].partition(",")[2])) < len(samples) / 2


def numbers(data: str) -> list[float]:
    return [float(number) for number in re.findall(r"-?\d*\.?\d+", data)]


@pytest.mark.parametrize(
    "outline",
    [
        (("M", 0.0, -0.0001), ("L", 100.0, 20.5), ("Z",)),
        (("M", -10.0, 1000.0), ("C", 0.125, -0.5, 3.14159, -100.0, 7.0, 10.0)),
        (("M", 1e6, 2e-3), ("L", 0.0, 0.0), ("L", -1e6, -2e-3), ("Z",), ("M", 5.0, 5.0)),
    ],
)
def test_an_outline_keeps_its_numbers(outline: tuple[tuple[str, float], ...]) -> None:
    data = spell_outline(outline)  # type: ignore[arg-type]
    given = [float(number) for segment in outline for number in segment[1:]]
    assert numbers(data) == pytest.approx(given, abs=6e-4)
    assert re.findall("[A-Z]", data) == [segment[0] for segment in outline]
    assert "-0 " not in data


def test_a_glyph_is_spelt_relative_and_upside_down() -> None:
    square = (
        ("M", (10.0, 20.0)),
        ("L", (10.0, 120.0)),
        ("Q", (60.0, 150.5, 110.0, 120.0)),
        ("Z", ()),
        ("M", (0.0, 0.0)),
        ("L", (5.0, 5.0)),
        ("Z", ()),
    )
    assert spell_glyph(square) == "m10-20l0-100q50-30.5 100 0zm-10 20l5-5z"


def test_faces_of_one_glyph_number_are_told_apart(
    document: DisplayDocument, spec: PressSpec, line: Callable[..., Glyphs]
) -> None:
    runs = (line("a", 10, 20), line("a", 10, 40, face=FaceRef("Barlow", 700)))
    root = drawn(document, spec, *runs)
    one, other = painting(root)
    assert one[0].attrib[LINK] != other[0].attrib[LINK]
