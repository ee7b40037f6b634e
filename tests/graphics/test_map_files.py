"""Maps as they are read: regions by their ids, whoever drew the file, and what is refused."""

from __future__ import annotations

import io
import json
from itertools import pairwise
from math import cos, radians

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageChops, ImageStat
from tests.judges.programs import library

from depliant.content.model_maps import Region
from depliant.errors import InputError
from depliant.geometry import Point, bounds, outline_points
from depliant.graphics.maps import geojson
from depliant.graphics.maps.shapes import hatching, holds, middle_of, outside, rings, signed_area
from depliant.graphics.maps.simplified import simplified
from depliant.graphics.svg import regions as svg

SVG = """\
<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"
     viewBox="0 0 80 50"><style>.sea{display:none}</style>
<defs><path id="islet" d="M0 0h4v3h-4z"/></defs>
<g id="land" transform="translate(10 5) rotate(8)">
  <g id="north"><rect x="2" y="1" width="20" height="10"/><polygon points="24,2 34,4 25,11"/></g>
  <path id="south" fill-rule="evenodd" d="M2 14C8 12 16 18 22 14V30H2zM8 19h6v5h-6z"/>
</g>
<svg x="50" y="10" width="20" height="30" viewBox="0 0 10 15">
<circle id="east" cx="5" cy="6" r="4"/>
</svg>
<use id="far" xlink:href="#islet" x="70" y="44" transform="skewX(4)"/>
<rect class="sea" width="80" height="50"/>
</svg>
"""


def names(found: tuple[Region, ...]) -> list[tuple[str, ...]]:
    return [region.ids for region in found]


def told(error: pytest.ExceptionInfo[InputError]) -> str:
    return "\n".join(str(fault) for fault in error.value.diagnostics)


def test_shapes_have_the_ids_of_their_groups() -> None:
    assert names(svg.regions(SVG.encode(), "m.svg")) == [
        ("land", "north"),
        ("land", "north"),
        ("land", "south"),
        ("east",),
        ("far", "islet"),
    ]


def test_shapes_stand_where_resvg_draws_them() -> None:
    resvg = library("resvg_py", "resvg-py")

    def drawn(text: str) -> Image.Image:
        data = bytes(resvg.svg_to_bytes(svg_string=text, width=640, height=400))
        return Image.open(io.BytesIO(data)).getchannel("A")

    paths = "".join(
        '<path fill-rule="{}" d="{}"/>'.format(
            "evenodd" if region.even_odd else "nonzero",
            " ".join(f"{name}{' '.join(map(str, rest))}" for name, *rest in region.outline),
        )
        for region in svg.regions(SVG.encode(), "m.svg")
    )
    ours = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 80 50">{paths}</svg>'
    theirs = drawn(SVG)
    assert ImageStat.Stat(theirs).mean[0] > 20, "something is drawn"
    assert ImageStat.Stat(ImageChops.difference(drawn(ours), theirs)).mean[0] < 0.05


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ('<script>1</script><path id="a" d="M0 0h1v1z"/>', "svg-unsafe"),
        ('<clipPath id="c"><path d="M0 0h1v1z"/></clipPath><rect id="a" width="2" height="2" '
         'clip-path="url(#c)"/>', "svg-unsupported"),
        ('<path id="a" d="M0 0 nonsense"/>', "svg-invalid"),
        ('<use href="#nowhere"/>', "svg-invalid"),
        ("<text>Paris</text>", "map-file"),
    ],
)  # fmt: skip
def test_a_drawing_that_is_no_map_is_refused(body: str, code: str) -> None:
    with pytest.raises(InputError) as error:
        svg.regions(f'<svg viewBox="0 0 9 9" xmlns="http://www.w3.org/2000/svg">{body}</svg>'
                    .encode(), "m.svg")  # fmt: skip
    assert code in [fault.code for fault in error.value.diagnostics]


# --- GeoJSON ---------------------------------------------------------------------------------


def square(x: float, y: float, side: float = 1.0) -> list[list[float]]:
    return [[x, y], [x + side, y], [x + side, y + side], [x, y + side], [x, y]]


def feature(name: object, geometry: object, **properties: object) -> dict[str, object]:
    return {"type": "Feature", "id": name, "properties": properties, "geometry": geometry}


def polygon(*coordinates: object) -> dict[str, object]:
    return {"type": "Polygon", "coordinates": list(coordinates)}


def collected(*features: object) -> bytes:
    return json.dumps({"type": "FeatureCollection", "features": features}).encode()


def test_degrees_are_true_to_scale_at_the_middle_latitude() -> None:
    data = collected(
        feature("south", polygon(square(2, 40, 2))), feature(7, polygon(square(2, 60, 2)))
    )
    found = geojson.regions(data, "m.json")
    assert names(found) == [("south",), ("7",)]
    boxes = [bounds(outline_points(region.outline)) for region in found]
    assert boxes[0].width / boxes[0].height == pytest.approx(cos(radians(51)))
    assert boxes[0].y > boxes[1].y, "north is above"
    plane = geojson.regions(data, "m.json", projection="none")
    box = bounds(outline_points(plane[0].outline))
    assert box.width == pytest.approx(box.height)


def test_metres_are_drawn_as_they_are() -> None:
    data = collected(feature("a", polygon(square(600_000, 6_800_000, 1000))))
    (region,) = geojson.regions(data, "m.json")
    box = bounds(outline_points(region.outline))
    assert (box.width, box.height) == pytest.approx((1000, 1000))


def test_holes_several_parts_and_places() -> None:
    ring = polygon(square(0, 0, 9), square(3, 3, 3))
    several = {"type": "MultiPolygon", "coordinates": [[square(20, 0)], [square(30, 0)]]}
    data = collected(
        feature("ring", ring),
        feature("several", {"type": "GeometryCollection", "geometries": [several]}),
        feature("town", {"type": "Point", "coordinates": [12, 4]}),
        feature("none", None),
    )
    found = geojson.regions(data, "m.json")
    assert names(found) == [("ring",), ("several",), ("town",)]
    area = rings(found[0].outline)
    box = bounds(outline_points(found[0].outline))
    assert not holds(area, box.centre)
    assert holds(area, middle_of(area)), "the middle of a ring lies on it"
    assert len(rings(found[1].outline)) == 2
    assert found[2].spot is not None
    assert found[2].spot.x > box.right


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b'{"type": "FeatureCollection",\n "features": [}', "m.json:2:15: error[map-file]"),
        (b'{"type": "Topology", "objects": {}}', "TopoJSON"),
        (b"[1, 2]", "no GeoJSON"),
        (b'{"type": "FeatureCollection", "features": []}', "no regions"),
        (b"[" * 100_000, "levels"),
        (b'{"type": NaN}', "numbers"),
        (b'{"type": "FeatureCollection", "features": [], "type": 1}', "`type` is written twice"),
        ("# é\r{\r é [}".encode(), "m.json:1:1: error[map-file]"),
        ('{"type":\r "é" é [}'.encode(), "m.json:2:6: error[map-file]"),
        (b"\xff\xfe\xfa", "UTF-8"),
        (collected(feature("a", {"type": "LineString", "coordinates": [[0, 0], [1, 1]]})),
         "feature 1 is a LineString"),
        (collected(feature("a", polygon([[0, 0], [1, 1]]))), "fewer than three points"),
        (collected(feature("a", polygon([[0, 0], [1, "x"], [2, 2]]))), "not two numbers"),
        (collected(feature("a", polygon([[0, 0], [1, 1e300], [2, 2]]))), "off the earth"),
        (collected(feature("a", polygon(3))), "no list"),
        (collected(feature("a", {"type": "Polygon"}), 7), "feature 2 is no feature"),
        (b" " * (geojson.MAXIMUM_BYTES + 1), "MB"),
    ],
)  # fmt: skip
def test_a_file_that_is_no_map_says_what_is_wrong(data: bytes, said: str) -> None:
    with pytest.raises(InputError) as error:
        geojson.regions(data, "m.json")
    assert said in told(error)


def test_all_faults_come_at_once() -> None:
    wrong = {"type": "LineString", "coordinates": []}
    with pytest.raises(InputError) as error:
        geojson.regions(collected(*(feature(n, wrong) for n in range(3))), "m.json")
    assert len(error.value.diagnostics) == 3


def test_regions_are_named_by_a_property() -> None:
    data = collected(feature("x", polygon(square(0, 0)), code="01", nom="Ain"))
    assert names(geojson.regions(data, "m.json", "nom")) == [("Ain",)]
    with pytest.raises(InputError) as error:
        geojson.regions(data, "m.json", "insee")
    assert "Its properties are: code, nom." in told(error)


# --- shapes ----------------------------------------------------------------------------------

COAST = st.lists(st.tuples(st.floats(-0.5, 0.5), st.floats(0.2, 1.0)), min_size=20, max_size=60)


@settings(max_examples=20, deadline=None)
@given(COAST)
def test_a_border_stays_shared_and_moves_less_than_anybody_sees(
    wave: list[tuple[float, float]],
) -> None:
    """Two regions on either side of a wild line: what one gives up, the other has."""
    line, y = [], 0.0
    for x, step in wave:
        line.append(Point(500 + x, y))
        y += step
    west = (Point(0, 0), *line, Point(0, y))
    east = (Point(1000, 0), Point(1000, y), *reversed(line))
    made = [
        Region((name,), (("M", *ring[0]), *(("L", *one) for one in ring[1:]), ("Z",)))
        for name, ring in (("west", west), ("east", east))
    ]
    a, b = (set(rings(one.outline)[0]) for one in simplified(made))
    shared = {point for point in a if 400 < point.x < 600}
    assert shared == {point for point in b if 400 < point.x < 600}
    assert len(shared) <= len(line)
    fine = 1000 / 3000 + 1000 / 20_000
    kept = sorted(shared, key=lambda point: point.y)
    for point in line:
        assert min(_from_line(point, *ends) for ends in pairwise(kept)) <= fine


def _from_line(point: Point, a: Point, b: Point) -> float:
    run, fall = b.x - a.x, b.y - a.y
    length = run * run + fall * fall
    share = ((point.x - a.x) * run + (point.y - a.y) * fall) / length if length else 0.0
    share = min(max(share, 0.0), 1.0)
    return float(((point.x - a.x - share * run) ** 2 + (point.y - a.y - share * fall) ** 2) ** 0.5)


def test_a_hatching_runs_at_45_degrees_within_its_area_alone() -> None:
    ring = rings(geojson.regions(
        collected(feature("a", polygon(square(0, 0, 9), square(3, 3, 3)))), "m", projection="none"
    )[0].outline)  # fmt: skip
    lines = hatching(ring, 0.5)
    assert len(lines) > 20
    length = 0.0
    for (_, x1, y1), (_, x2, y2) in zip(lines[::2], lines[1::2], strict=True):  # type: ignore[misc]
        assert x2 - x1 == pytest.approx(y1 - y2)
        assert holds(ring, Point((x1 + x2) / 2, (y1 + y2) / 2))
        length += 2**0.5 * (x2 - x1)
    area = sum(abs(signed_area(one)) for one in ring) - 2 * 9
    assert length * 0.5 == pytest.approx(area, rel=0.03)


def test_lines_leave_a_box_free() -> None:
    box = bounds([Point(2, 2), Point(4, 4)])
    lines = (("M", 0.0, 3.0), ("L", 9.0, 3.0), ("M", 0.0, 5.0), ("L", 9.0, 5.0))
    assert outside(lines, box) == (
        ("M", 0.0, 3.0), ("L", 2.0, 3.0), ("M", 4.0, 3.0), ("L", 9.0, 3.0), *lines[2:],
    )  # fmt: skip


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[" * 2_000_000, "levels that no map needs"),
        (f'{{"type": "FeatureCollection", "features": [{"{}," * 5000}{{}}]}}', "5000 regions"),
        (
            '{"type": "Feature", "properties": {}, "geometry": {"type": "Polygon", '
            f'"coordinates": [[{"[1, 2]," * 400_000}[1, 2]]]}}}}',
            "400000 points",
        ),
        (" " * 8_000_001, ""),
    ],
    ids=["levels", "regions", "points", "bytes"],
)
def test_a_map_beyond_its_bounds_is_refused_with_the_bound(text: str, said: str) -> None:
    with pytest.raises(InputError) as caught:
        geojson.regions(text.encode(), "a.geojson")
    assert said in str(caught.value)
