"""SVG art: what it looks like in inks, and what is refused."""

from __future__ import annotations

import math
from collections.abc import Iterator
from itertools import pairwise

import pytest
from fontTools.pens.recordingPen import RecordingPen
from fontTools.svgLib.path import parse_path
from hypothesis import assume, given
from hypothesis import strategies as st

from depliant.colour import Colour
from depliant.display.items import Group, Item, Path
from depliant.errors import InputError, Place
from depliant.geometry import IDENTITY, Matrix, Point, Rect, transformed
from depliant.graphics.art import Artwork
from depliant.graphics.svg import drawing as svg
from depliant.graphics.svg import paths as svg_paths

COAL = Colour(0.6, 0.5, 0.5, 0.85)
BRICK = Colour(0.15, 0.8, 0.85, 0.1)
INKS = {"coal": COAL, "brick": BRICK, "#c8371e": BRICK}


def read(body: str, head: str = 'viewBox="0 0 100 50"') -> Artwork:
    names = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
    text = f"<svg {names} {head}>\n{body}</svg>"
    return svg.read(text.encode(), INKS, "art.svg")


def faults(body: str) -> list[tuple[str, int | None]]:
    with pytest.raises(InputError) as caught:
        read(body)
    return [
        (found.code, found.place.line if found.place else None)
        for found in caught.value.diagnostics
    ]


def paths(items: tuple[Item, ...], matrix: Matrix = IDENTITY) -> Iterator[Path]:
    """The paths with their outlines where they land."""
    for item in items:
        if isinstance(item, Group):
            yield from paths(item.items, matrix @ item.matrix)
        elif isinstance(item, Path):
            yield Path(transformed(item.outline, matrix), item.fill, item.stroke, item.even_odd)


def only(body: str) -> Path:
    (path,) = paths(read(body).items)
    return path


# --- colours --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "paint",
    [
        'class="brick"',
        'id="brick"',
        'fill="brick"',
        'fill="var(--brick)"',
        'fill="#C8371E"',
        'style="fill: #c8371e"',
        'fill="device-cmyk(15%, 80%, 85%, 10%)"',
        'fill="device-cmyk(0.15 0.8 0.85 0.1)"',
        'class="other brick" fill="#123456"',
        'class="brick" fill="currentColor"',
    ],
)
def test_a_colour_is_exactly_the_ink_it_names(paint: str) -> None:
    assert only(f'<rect {paint} width="10" height="10"/>').fill == BRICK


def test_the_nearest_name_wins_and_an_explicit_ink_wins_over_it() -> None:
    art = read(
        '<g class="coal"><rect width="1" height="1"/>'
        '<rect class="brick" width="2" height="1"/><rect fill="brick" width="3" height="1"/></g>'
        '<g fill="brick"><rect class="coal" width="4" height="1"/></g>'
    )
    assert [path.fill for path in paths(art.items)] == [COAL, BRICK, BRICK, COAL]


def test_a_style_sheet_is_a_preview_where_a_class_has_an_ink() -> None:
    art = read("<style>.coal{fill:#35322f} .st1{fill:brick;stroke:#c8371e}</style>"
               '<rect class="coal" width="1" height="1"/>'
               '<rect class="st1" width="1" height="1"/>')  # fmt: skip
    first, second = paths(art.items)
    assert (first.fill, first.stroke) == (COAL, None)
    assert second.fill == BRICK
    assert second.stroke is not None
    assert second.stroke.colour == BRICK


@pytest.mark.parametrize("fill", ["#ff0000", "red", "rgb(1,2,3)", "var(--none)", "currentColor"])
def test_an_rgb_colour_without_an_ink_is_refused_by_name(fill: str) -> None:
    with pytest.raises(InputError) as caught:
        read(f'<rect\nfill="{fill}" width="1" height="1"/>')
    (found,) = caught.value.diagnostics
    assert found.code == "svg-colour"
    assert fill in str(found.message)
    assert found.place is not None
    assert found.place.line == 2


def test_no_colour_at_all_is_rgb_black_and_refused() -> None:
    assert faults('<rect width="1" height="1"/>') == [("svg-colour", 2)]


def test_ink_amounts_out_of_range_are_refused() -> None:
    assert faults('<rect fill="device-cmyk(0 120% 0 0)" width="1" height="1"/>') == [
        ("svg-colour", 2)
    ]


def test_strokes_keep_their_attributes_and_none_paints_nothing() -> None:
    path = only(
        '<g class="coal" fill="none" stroke="currentColor" stroke-width="3" '
        'stroke-linecap="round" stroke-dasharray="4 2 1"><path d="M0 0H9"/></g>'
    )
    assert path.fill is None
    assert path.stroke is not None
    assert path.stroke.colour == COAL
    assert (path.stroke.width, path.stroke.cap) == (3, "round")
    assert path.stroke.dash == (4, 2, 1, 4, 2, 1)


# --- geometry -------------------------------------------------------------------------------


def test_bounds_are_the_view_box_and_a_placed_drawing_fills_its_frame() -> None:
    art = read(
        '<rect class="coal" x="10" y="20" width="100" height="50"/>', 'viewBox="10 20 100 50"'
    )
    assert art.bounds == Rect(10, 20, 100, 50)
    (path,) = paths((art.placed(Rect(5, 6, 200, 100)),))
    assert path.outline[0] == ("M", 5, 6)
    assert path.outline[2] == ("L", 205, 106)


def test_millimetres_give_the_size_where_there_is_no_view_box() -> None:
    body = '<rect class="coal" width="10" height="10"/>'
    bounds = read(body, 'width="25.4mm" height="1in"').bounds
    assert bounds == pytest.approx((0, 0, 96, 96))


def test_transforms_nest_from_the_outside_in() -> None:
    path = only(
        '<g transform="translate(10 20) scale(2)"><path class="coal" transform="rotate(90)" '
        'd="M1 0L2 0"/></g>'
    )
    assert path.outline[0][1:] == pytest.approx((10, 22))
    assert path.outline[1][1:] == pytest.approx((10, 24))


def test_a_symbol_is_fitted_into_its_use() -> None:
    art = read(
        '<symbol id="s" viewBox="0 0 10 10"><path class="coal" d="M0 0L10 10"/></symbol>'
        '<use xlink:href="#s" x="20" y="5" width="40" height="20"/>'
    )
    (path,) = paths(art.items)
    assert path.outline == (("M", 30, 5), ("L", 50, 25))


def test_a_clip_path_becomes_a_clip() -> None:
    art = read(
        '<clipPath id="c"><rect transform="translate(1 1)" width="5" height="5"/></clipPath>'
        '<rect class="coal" clip-path="url(#c)" width="50" height="50"/>'
    )
    (group,) = art.items
    assert isinstance(group, Group)
    assert group.clip is not None
    assert group.clip[0] == ("M", 1, 1)


@pytest.mark.parametrize(
    "data",
    [
        "M10 10 20 20l5-5h-3V2H1zm4 4L.5.5",
        "M0,0c1,2,3,4,5,6s7,8,9,10S1 2 3 4t5 5",
        "M1e1-2.5.5.5Q1 2 3 4T5 6 7 8q1 1 2 0t2 2z",
        "m1 1C1 2 3 4 5 6zl3 3",
    ],
)
def test_path_data_draws_what_another_reader_draws(data: str) -> None:
    drawn = [segment[1:] for segment in svg_paths.outline(data) if segment[0] != "Z"]
    assert drawn == [pytest.approx(points) for points in _drawn_by_fonttools(data)]


def _drawn_by_fonttools(data: str) -> list[tuple[float, ...]]:
    """The points of each segment; quadratic curves raised, closing lines left out."""
    pen = RecordingPen()
    parse_path(data, pen)
    drawn: list[tuple[float, ...]] = []
    start: tuple[float, ...] = ()
    for name, points in pen.value:
        flat = tuple(float(value) for point in points for value in point)
        if name == "moveTo":
            start = flat
        elif name == "qCurveTo":
            (x0, y0), (x1, y1, x, y) = drawn[-1][-2:], flat
            flat = (
                x0 + 2 / 3 * (x1 - x0), y0 + 2 / 3 * (y1 - y0),
                x + 2 / 3 * (x1 - x), y + 2 / 3 * (y1 - y), x, y,
            )  # fmt: skip
        elif name == "closePath" and drawn[-1] == start:
            drawn.pop()
        if flat:
            drawn.append(flat)
    return drawn


coordinate = st.floats(-100, 100).map(lambda value: round(value, 3))
radius = st.floats(0.5, 80).map(lambda value: round(value, 3))


@given(
    coordinate, coordinate, coordinate, coordinate, radius, radius,
    st.floats(-180, 180), st.booleans(), st.booleans(),
)  # fmt: skip
def test_an_arc_lies_on_its_ellipse_and_goes_the_way_its_flags_say(
    x1: float, y1: float, x2: float, y2: float, rx: float, ry: float,
    turn: float, large: bool, sweep: bool,
) -> None:  # fmt: skip
    """Checked from the ellipse's equation and the swept angle, not from the endpoint formulas."""
    assume(math.hypot(x1 - x2, y1 - y2) > 1)
    curves = svg_paths.arc((x1, y1), (rx, ry), turn, (large, sweep), (x2, y2))
    cos, sin = math.cos(math.radians(turn)), math.sin(math.radians(turn))
    # The chord in the frame where the ellipse is a unit circle tells how far radii must grow.
    u, w = (
        (cos * (x2 - x1) + sin * (y2 - y1)) / rx,
        (cos * (y2 - y1) - sin * (x2 - x1)) / ry,
    )
    grown = max(1.0, math.hypot(u, w) / 2)
    assert curves[-1][-2:] == (x2, y2)
    points = [Point(x1, y1)]
    for curve in curves:
        x0, y0 = points[-1]
        for t in (0.25, 0.5, 0.75, 1.0):
            s = 1 - t
            weights = (s**3, 3 * s * s * t, 3 * s * t * t, t**3)
            xs = (x0, *(float(v) for v in curve[1::2]))
            ys = (y0, *(float(v) for v in curve[2::2]))
            points.append(
                Point(
                    sum(a * b for a, b in zip(weights, xs, strict=True)),
                    sum(a * b for a, b in zip(weights, ys, strict=True)),
                )
            )
    unit = [
        (
            (cos * x + sin * y) / rx / grown,
            (cos * y - sin * x) / ry / grown,
        )
        for x, y in points
    ]
    centre = _circumcentre(unit[0], unit[len(unit) // 2], unit[-1])
    assume(centre is not None)
    assert centre is not None
    for point in unit:
        assert math.dist(point, centre) == pytest.approx(1, abs=2e-3)
    angles = [math.atan2(y - centre[1], x - centre[0]) for x, y in unit]
    swept = sum(
        (after - before + math.pi) % (2 * math.pi) - math.pi for before, after in pairwise(angles)
    )
    assert (swept > 0) == sweep
    if grown == 1.0 and abs(abs(swept) - math.pi) > 0.02:
        assert (abs(swept) > math.pi) == large


def _circumcentre(
    a: tuple[float, float], b: tuple[float, float], c: tuple[float, float]
) -> tuple[float, float] | None:
    d = 2 * (a[0] * (b[1] - c[1]) + b[0] * (c[1] - a[1]) + c[0] * (a[1] - b[1]))
    if abs(d) < 1e-2:
        return None
    a2, b2, c2 = (x * x + y * y for x, y in (a, b, c))
    return (
        (a2 * (b[1] - c[1]) + b2 * (c[1] - a[1]) + c2 * (a[1] - b[1])) / d,
        (a2 * (c[0] - b[0]) + b2 * (a[0] - c[0]) + c2 * (b[0] - a[0])) / d,
    )


def test_arc_flags_may_be_written_together() -> None:
    assert svg_paths.outline("M0 0a5 5 0 0110 0") == svg_paths.outline("M0 0 A 5,5,0,0,1,10,0")


def test_circles_and_rounded_corners_stay_within_their_boxes() -> None:
    circle = svg_paths.shape("circle", {"cx": "50", "cy": "20", "r": "10"}, (100, 50))
    assert {segment[-2:] for segment in circle[:-1]} == {(60, 20), (50, 30), (40, 20), (50, 10)}
    corner = svg_paths.shape("rect", {"width": "10", "height": "10", "rx": "90"}, (100, 50))
    assert corner[0] == ("M", 5, 0)


# --- what is refused ------------------------------------------------------------------------


@pytest.mark.parametrize("encoding", ["klingon", "euc-jp", "hex", "undefined", "utf-16"])
def test_an_encoding_that_is_not_read_is_refused(encoding: str) -> None:
    text = f'<?xml version="1.0" encoding="{encoding}"?>\n<svg xmlns="http://www.w3.org/2000/svg"/>'
    with pytest.raises(InputError) as caught:
        svg.read(text.encode(), {}, "x.svg")
    (fault,) = caught.value.diagnostics
    assert (fault.code, fault.place) == ("svg-invalid", Place("x.svg", 1, fault.place[2]))  # type: ignore[index]
    assert "UTF-8" in str(fault.hint) or "not well-formed" in str(fault.message)


def test_a_drawing_of_another_namespace_is_none() -> None:
    data = b'<svg xmlns="http://example.org/" viewBox="0 0 9 9"><rect width="9" height="9"/></svg>'
    with pytest.raises(InputError) as caught:
        svg.read(data, {}, "x.svg")
    (fault,) = caught.value.diagnostics
    assert (fault.code, fault.place) == ("svg-invalid", Place("x.svg", 1, 1))
    assert "xmlns" in str(fault.message)


def test_the_plain_document_type_that_drawing_programs_write_is_passed_over() -> None:
    head = '<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/svg11.dtd">'
    body = '<svg viewBox="0 0 9 9"><rect class="coal" width="9" height="9"/></svg>'
    assert svg.read((head + body).encode(), INKS, "art.svg") == svg.read(
        body.encode(), INKS, "art.svg"
    )


BOMB = """<?xml version="1.0"?>
<!DOCTYPE svg [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">
<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">]>
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><title>&c;</title></svg>"""


@pytest.mark.parametrize(
    "text",
    [
        BOMB,
        '<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]><svg viewBox="0 0 1 1">&x;</svg>',
        '<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://example.org/svg11.dtd">'
        "<svg><title>&x;</title></svg>",
        '<?xml-stylesheet href="http://example.org/a.css"?><svg viewBox="0 0 1 1"/>',
        "<svg>" + "<g>" * 100 + "</g>" * 100 + "</svg>",
        "<svg>" + "<g/>" * 60_000 + "</svg>",
    ],
    ids=["billion laughs", "entity", "outside entity", "style sheet", "depth", "count"],
)
def test_an_unsafe_file_is_refused(text: str) -> None:
    with pytest.raises(InputError) as caught:
        svg.read(text.encode(), INKS, "art.svg")
    assert [found.code for found in caught.value.diagnostics] == ["svg-unsafe"]


@pytest.mark.parametrize(
    "body",
    [
        "<script>alert(1)</script>",
        '<rect class="coal" onload="x()" width="1" height="1"/>',
        '<image href="http://example.org/a.png" width="1" height="1"/>',
        '<image xlink:href="../../etc/passwd" width="1" height="1"/>',
        '<use xlink:href="other.svg#a"/>',
        '<rect fill="url(http://example.org/#a)" width="1" height="1"/>',
        '<rect style="fill:URL( \'x.svg#a\')" width="1" height="1"/>',
        "<foreignObject><p xmlns='http://www.w3.org/1999/xhtml'>x</p></foreignObject>",
        '<animate attributeName="x"/>',
        "<style>@import 'http://example.org/a.css';</style>",
        "<style>.a{background:url(http://example.org/a.png)}</style>",
        "<style>.a{fill:u\\72l(http://example.org/a.png)}</style>",
        '<a href="javascript:x()"><rect class="coal" width="1" height="1"/></a>',
    ],
)
def test_what_runs_or_leads_out_of_the_file_is_refused_with_its_line(body: str) -> None:
    assert ("svg-unsafe", 2) in faults(body)


def test_all_faults_of_a_file_come_at_once() -> None:
    assert [code for code, _ in faults("<script/>\n<script/>\n<script/>")] == ["svg-unsafe"] * 3


def test_parts_that_repeat_themselves_end() -> None:
    assert faults('<g id="a"><use href="#b"/></g><g id="b"><use href="#a"/></g>')[0][0] == (
        "svg-invalid"
    )
    levels = "".join(f'<g id="n{i + 1}">' + f'<use href="#n{i}"/>' * 10 + "</g>" for i in range(8))
    bomb = (
        f'<defs><rect id="n0" class="coal" width="1" height="1"/>{levels}</defs><use href="#n8"/>'
    )
    assert ("svg-unsafe", 2) in faults(bomb)


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ('<text class="coal">Lens</text>', "svg-unsupported"),
        ('<rect class="coal" filter="url(#f)" width="1" height="1"/>', "svg-unsupported"),
        ('<rect class="coal" style="mix-blend-mode:multiply" width="1" height="1"/>',
         "svg-unsupported"),
        ('<image href="data:image/png;base64,AA" width="1" height="1"/>', "image-format"),
        ('<image href="data:image/gif;base64,AA" width="1" height="1"/>', "svg-unsupported"),
        ('<rect class="coal" style="vector-effect:non-scaling-stroke" width="1" height="1"/>',
         "svg-unsupported"),
        ('<rect class="coal" clip-path="circle(3px)" width="1" height="1"/>', "svg-unsupported"),
        ('<rect fill="context-fill" width="1" height="1"/>', "svg-unsupported"),
        ('<style>a+rect{fill:coal}</style><rect class="coal" width="1" height="1"/>',
         "svg-unsupported"),
        ('<style>@media print{rect{fill:coal}}</style><rect class="coal" width="1" height="1"/>',
         "svg-unsupported"),
        ('<path class="coal" d="L1 1"/>', "svg-invalid"),
        ('<path class="coal" d="M1 1 C1 2"/>', "svg-invalid"),
        ('<path class="coal" d="M0 0 A1 1 0 2 0 3 3"/>', "svg-invalid"),
        ('<path class="coal" d="M0 0 L1e300 1"/>', "svg-invalid"),
        ('<rect class="coal" width="3em" height="1"/>', "svg-invalid"),
        ('<rect class="coal" transform="spin(3)" width="1" height="1"/>', "svg-invalid"),
        ("<g>", "svg-invalid"),
        ("", "svg-invalid"),
    ],
)  # fmt: skip
def test_what_cannot_be_printed_says_so_and_what_to_do(body: str, code: str) -> None:
    with pytest.raises(InputError) as caught:
        read(body)
    (found,) = caught.value.diagnostics
    assert found.code == code
    assert found.hint


def test_unused_gradients_and_editors_notes_do_no_harm() -> None:
    art = read(
        '<defs><linearGradient id="g"><stop/></linearGradient></defs>'
        '<n:view xmlns:n="urn:editor" href="http://example.org"/>'
        '<metadata><rdf xmlns="urn:x"/></metadata><rect class="coal" width="1" height="1"/>'
    )
    assert len(art.items) == 1


def test_a_path_of_a_million_bad_characters_is_refused_at_once() -> None:
    assert faults(f'<path class="coal" d="M{"1" * 500_000}x{" 1" * 200_000}"/>') == [
        ("svg-invalid", 2)
    ]


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    with pytest.raises(InputError):
        svg.read(data, {}, "art.svg")


@given(st.text(alphabet="MmLlHhVvCcSsQqTtAaZz0123456789.,-+eE ", max_size=60))
def test_any_path_data_is_drawn_or_refused(data: str) -> None:
    try:
        outline = svg_paths.outline(data)
    except ValueError:
        return
    assert all(segment[0] in ("M", "L", "C", "Z") for segment in outline)
    assert not outline or outline[0][0] == "M"
