"""Logo walls: equal weight, kept clear space, kept contracts."""

from __future__ import annotations

import json
import re
from pathlib import Path as FilePath

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from PIL import Image

from depliant.colour import BLACK, PAPER, Colour
from depliant.content.model import Logo
from depliant.display.items import Group, Item, Path, Picture, Stroke
from depliant.errors import InputError, Place
from depliant.geometry import MM, Rect, mm, rectangle, translation
from depliant.graphics import logo as walls
from depliant.graphics.weight import weigh
from depliant.source.folder import Folder
from depliant.source.reading import typed
from depliant.style.sheet import StyleSheet, Swatch, WallStyle

ROOT = FilePath(__file__).parents[2]


def contract(
    name: str,
    *,
    minimum: float = 1.0,
    clear: float = 0.25,
    grounds: tuple[str, ...] = (),
    order: int = 0,
    file: str = "",
) -> Logo:
    return Logo(
        name, name.title(), name, file or f"{name}.svg", None, minimum, clear, grounds, order,
        False, Place(f"{name}.yaml"), (("ink", BLACK),),
    )  # fmt: skip


def draw(folder: FilePath, name: str, width: float, height: float, ink: float = 1.0) -> None:
    """A mark whose box is inked in vertical stripes, `ink` of it."""
    stripes = "".join(
        f'<rect class="ink" x="{i * width / 20}" width="{width / 20 * ink}" height="{height}"/>'
        for i in range(20)
    )
    edge = f'<rect class="ink" x="{width * 0.999}" width="{width * 0.001}" height="{height}"/>'
    (folder / f"{name}.svg").write_text(
        f'<svg viewBox="0 0 {width} {height}">{stripes}{edge}</svg>', encoding="utf-8"
    )


def codes(wall: walls.Wall) -> list[str]:
    return [found.code for found in wall.diagnostics]


# --- weight ---------------------------------------------------------------------------------


def box(x: float, y: float, width: float, height: float, ink: Colour = BLACK) -> Path:
    return Path(rectangle(Rect(x, y, width, height)), fill=ink)


def test_a_solid_mark_is_weighed_to_its_edges_wherever_it_stands() -> None:
    found = weigh((Group((box(0, 0, 20, 10),), translation(500, 40)),), 20)
    assert found is not None
    assert found.box == Rect(500, 40, 20, 10)
    assert found.density == pytest.approx(1, abs=0.01)
    assert found.centre == pytest.approx((0.5, 0.5), abs=0.01)


@pytest.mark.parametrize(
    ("items", "density", "centre"),
    [
        ((box(0, 0, 10, 10), box(0, 5, 10, 5, PAPER)), 0.5, (0.5, 0.25)),
        ((box(0, 0, 10, 10, BLACK.at(0.5)),), 0.5, (0.5, 0.5)),
        ((box(0, 0, 5, 10), box(9, 0, 1, 1)), 0.51, (0.26, 0.49)),
        ((Path((*rectangle(Rect(0, 0, 10, 10)), *rectangle(Rect(2, 2, 6, 6))), fill=BLACK,
               even_odd=True),), 0.64, (0.5, 0.5)),
        ((Path((("M", 5, 0), ("L", 10, 10), ("L", 0, 10), ("Z",)), fill=BLACK),), 0.5,
         (0.5, 2 / 3)),
        ((Path((("M", 0, 5), ("L", 10, 5)), stroke=Stroke(BLACK, 10)),), 1.0, (0.5, 0.5)),
    ],
    ids=["covered", "tint", "uneven", "hole", "triangle", "stroke"],
)  # fmt: skip
def test_density_and_centre_are_those_of_the_ink(
    items: tuple[Item, ...], density: float, centre: tuple[float, float]
) -> None:
    found = weigh(items, 10)
    assert found is not None
    assert found.density == pytest.approx(density, abs=0.03)
    assert found.centre == pytest.approx(centre, abs=0.03)


def test_a_white_mark_weighs_on_a_dark_ground_and_nothing_on_paper() -> None:
    white = (box(0, 0, 10, 10, PAPER),)
    assert weigh(white, 10) is None
    on_coal = weigh(white, 10, BLACK)
    assert on_coal is not None
    assert on_coal.density == pytest.approx(1, abs=0.01)


# --- walls ----------------------------------------------------------------------------------


def test_marks_of_one_density_get_one_area(tmp_path: FilePath) -> None:
    for name, width in (("wide", 400), ("square", 100), ("tall", 50)):
        draw(tmp_path, name, width, 100)
    style = WallStyle(height_mm=10)
    marks = [contract(name) for name in ("wide", "square", "tall")]
    wall = walls.wall(marks, style, mm(200), Folder(tmp_path))
    areas = [placed.frame.width * placed.frame.height for placed in wall.placed]
    assert areas == pytest.approx([areas[0]] * 3)
    heights = [placed.frame.height for placed in wall.placed]
    assert sum(heights) / 3 == pytest.approx(mm(10))
    assert [placed.frame.width / placed.frame.height for placed in wall.placed] == pytest.approx(
        [4, 1, 0.5]
    )


def test_a_dense_mark_is_smaller_than_a_light_one_as_far_as_the_style_says(
    tmp_path: FilePath,
) -> None:
    draw(tmp_path, "dense", 100, 100)
    draw(tmp_path, "light", 100, 100, 0.3)
    marks = [contract("dense"), contract("light")]
    ratios = []
    for density in (0.0, 0.4, 1.0):
        wall = walls.wall(marks, WallStyle(density=density), mm(200), Folder(tmp_path))
        dense, light = (placed.frame.height for placed in wall.placed)
        ratios.append(light / dense)
    assert ratios[0] == pytest.approx(1)
    assert ratios[0] < ratios[1] < ratios[2]


def test_empty_room_round_a_mark_does_not_count(tmp_path: FilePath) -> None:
    (tmp_path / "padded.svg").write_text(
        '<svg viewBox="0 0 500 500"><rect class="ink" x="200" y="200" width="100" height="50"/>'
        "</svg>"
    )
    wall = walls.wall([contract("padded")], WallStyle(height_mm=10), mm(90), Folder(tmp_path))
    assert wall.placed[0].frame[2:] == pytest.approx((mm(20), mm(10)))


def test_marks_stand_level_by_their_ink(tmp_path: FilePath) -> None:
    for name, top in (("even", 0), ("low", 60)):
        (tmp_path / f"{name}.svg").write_text(
            f'<svg viewBox="0 0 100 100"><rect class="ink" y="{top}" width="100" '
            f'height="{100 - top}"/><rect class="ink" width="2" height="2"/></svg>'
        )
    style = WallStyle(density=0)
    wall = walls.wall([contract("even"), contract("low")], style, mm(90), Folder(tmp_path))
    even, low = (placed.frame for placed in wall.placed)
    assert low.y < even.y


@pytest.mark.parametrize(("align", "share"), [("start", 0.0), ("centre", 0.5), ("end", 1.0)])
def test_short_rows_stand_where_the_style_says(
    tmp_path: FilePath, align: str, share: float
) -> None:
    draw(tmp_path, "a", 200, 100)
    style = typed(WallStyle, {"align": align, "height_mm": 10})
    wall = walls.wall([contract("a")], style, mm(90), Folder(tmp_path))
    assert wall.placed[0].frame.x == pytest.approx(mm(70) * share)


def test_rows_are_even_and_in_the_order_of_the_contracts(tmp_path: FilePath) -> None:
    names = "fedcba"
    for name in names:
        draw(tmp_path, name, 300, 100)
    marks = [contract(name, order=ord(name)) for name in names]
    wall = walls.wall(marks, WallStyle(height_mm=10, gap_mm=5), mm(150), Folder(tmp_path))
    assert [placed.logo.id for placed in wall.placed] == list("abcdef")
    rows = [placed.frame.y for placed in wall.placed]
    assert len(set(rows)) == 2
    assert rows.count(rows[0]) == 3
    style = WallStyle(height_mm=10, gap_mm=5, columns=2)
    wall = walls.wall(marks, style, mm(150), Folder(tmp_path))
    assert len({placed.frame.y for placed in wall.placed}) == 3


shapes = st.tuples(
    st.floats(0.1, 12), st.floats(0.05, 1), st.floats(0, 1), st.floats(0.5, 20), st.booleans()
)


@given(
    st.lists(shapes, min_size=1, max_size=9),
    st.floats(60, 800), st.floats(4, 30), st.floats(0, 12), st.integers(0, 4),
)  # fmt: skip
def test_no_wall_breaks_a_contract_unsaid(
    tmp_path_factory: pytest.TempPathFactory,
    marks: list[tuple[float, float, float, float, bool]],
    width: float,
    height: float,
    gap: float,
    columns: int,
) -> None:
    folder = tmp_path_factory.mktemp("logos")
    logos = []
    for number, (aspect, ink, clear, minimum, slate) in enumerate(marks):
        draw(folder, str(number), 100 * aspect, 100, ink)
        grounds = ("paper", "slate") if slate else ()
        logos.append(contract(str(number), minimum=minimum, clear=clear, grounds=grounds))
    style = WallStyle(height_mm=height, gap_mm=gap, columns=columns)
    wall = walls.wall(logos, style, width, Folder(folder), walls.Look("slate"))
    assert [placed.logo for placed in wall.placed] == logos
    fuzz = 1e-6 * width
    for i, placed in enumerate(wall.placed):
        frame = placed.frame
        assert -fuzz <= frame.x
        assert frame.right <= width + fuzz
        assert frame.y >= -fuzz
        assert frame.bottom <= wall.size.height + fuzz
        assert frame.width / frame.height == pytest.approx(marks[i][0], rel=1e-3)
        said = {item.code for item in wall.diagnostics if item.place == placed.logo.place}
        lacks = placed.logo.minimum_height - frame.height / MM
        if abs(lacks - walls.UNSEEN) > 1e-3:
            assert ("logo-too-small" in said) == (lacks > walls.UNSEEN)
        assert ("logo-ground" in said) == (not marks[i][4])
        for other in wall.placed[i + 1 :]:
            a, b = placed.clear, other.clear
            apart = max(a.x - b.right, b.x - a.right, a.y - b.bottom, b.y - a.bottom)
            assert apart >= -fuzz
    if columns:
        for placed in wall.placed:
            row = [p for p in wall.placed if abs(p.frame.centre.y - placed.frame.centre.y) < 1e-9]
            assert len(row) <= columns


def test_a_mark_too_wide_for_its_least_height_is_an_error(tmp_path: FilePath) -> None:
    draw(tmp_path, "a", 2000, 100)
    wall = walls.wall([contract("a", minimum=8)], WallStyle(), mm(80), Folder(tmp_path))
    assert codes(wall) == ["logo-too-small"]
    assert "4.0 mm" in str(wall.diagnostics[0].message)
    assert wall.placed[0].frame.width == pytest.approx(mm(80))


def test_a_ground_that_is_not_allowed_is_an_error(tmp_path: FilePath) -> None:
    draw(tmp_path, "a", 200, 100)
    for grounds, ground, expected in (
        ((), "paper", []),
        ((), "coal", ["logo-ground"]),
        (("coal",), "coal", []),
        (("coal",), "paper", ["logo-ground"]),
    ):
        mark = contract("a", grounds=grounds)
        assert (
            codes(walls.wall([mark], WallStyle(), mm(80), Folder(tmp_path), walls.Look(ground)))
            == expected
        )


def test_what_may_be_done_about_a_ground_is_said_with_its_file(tmp_path: FilePath) -> None:
    draw(tmp_path, "a", 200, 100)
    wall = walls.wall([contract("a")], WallStyle(), mm(80), Folder(tmp_path), walls.Look("coal"))
    (found,) = wall.diagnostics
    assert "add coal to `grounds` in assets/logos/a.yaml" in str(found.hint)


def test_all_bad_files_are_reported_at_once(tmp_path: FilePath) -> None:
    (tmp_path / "a.svg").write_text("<svg><script/></svg>")
    (tmp_path / "b.svg").write_text("<svg")
    marks = [contract("a"), contract("b"), contract("c"), contract("d", file="../d.svg")]
    with pytest.raises(InputError) as caught:
        walls.wall(marks, WallStyle(), mm(80), Folder(tmp_path))
    assert [found.code for found in caught.value.diagnostics] == [
        "svg-unsafe", "svg-invalid", "asset-missing", "path-outside",
    ]  # fmt: skip


def test_a_mark_of_pixels_is_placed_and_judged(tmp_path: FilePath) -> None:
    Image.new("L", (400, 200), 0).save(tmp_path / "fine.png")
    Image.new("L", (40, 20), 0).save(tmp_path / "coarse.png")
    marks = [contract("fine", file="fine.png"), contract("coarse", file="coarse.png")]
    wall = walls.wall(marks, WallStyle(height_mm=10), mm(80), Folder(tmp_path))
    assert codes(wall) == ["logo-resolution"]
    for placed in wall.placed:
        (item,) = placed.items
        assert isinstance(item, Picture)
        assert item.frame == placed.frame


def test_no_marks_make_an_empty_wall(tmp_path: FilePath) -> None:
    assert walls.wall([], WallStyle(), 100, Folder(tmp_path)).size == (100, 0)


def test_a_mark_that_is_called_a_drawing_and_is_none_is_told(tmp_path: FilePath) -> None:
    (tmp_path / "mark.svg").write_bytes(b"\x89PNG\r\n\x1a\n")
    with pytest.raises(InputError) as caught:
        walls.load(contract("mark"), Folder(tmp_path))
    (found,) = caught.value.diagnostics
    assert (found.code, "a PNG picture" in str(found.message)) == ("file-kind", True)


# --- inks that nobody has said --------------------------------------------------------------


def rgb(folder: FilePath) -> None:
    """A PDF in RGB, and a PNG of the same red."""
    pdf = pikepdf.new()
    page = pdf.add_blank_page(page_size=(100, 100)).obj
    page.Contents = pdf.make_stream(b"0.8 0.1 0.1 rg 0 0 100 100 re f 0 0 0 rg 20 20 9 9 re f")
    pdf.save(folder / "a.pdf")


def test_an_rgb_pdf_is_converted_by_the_profile_and_that_is_told(tmp_path: FilePath) -> None:
    rgb(tmp_path)
    icc = (ROOT / "assets/icc/FOGRA39L_coated.icc").read_bytes()
    mark = contract("a", file="a.pdf")
    wall = walls.wall([mark], WallStyle(), mm(80), Folder(tmp_path), walls.Look(icc=icc))
    (found,) = wall.diagnostics
    assert (found.code, found.severity) == ("logo-inks-by-profile", "warning")
    assert "#cc1a1a" in str(found.message)
    assert "#000000" not in str(found.message), "black is black"
    inks = re.search(r'"#cc1a1a": (\[[0-9, ]+\])', str(found.hint))
    assert inks is not None
    said = tuple(amount / 100 for amount in json.loads(inks[1]))
    given = replace(mark, inks=(("#CC1A1A", Colour(*said)),))
    again = walls.wall([given], WallStyle(), mm(80), Folder(tmp_path), walls.Look(icc=icc))
    assert again.diagnostics == (), "what the hint says is all that is needed"
    assert again.placed[0].items == wall.placed[0].items


def test_an_ink_that_is_a_swatch_is_that_of_the_style_sheet() -> None:
    sheet = StyleSheet(swatches={"rouge": Swatch(spot="PANTONE 186 C", cmyk=(0, 100, 80, 5))})
    mark = replace(contract("a"), inks=(("ink", "rouge"),))
    ((name, ink),) = walls.inked([mark], sheet)[0].inks
    assert (name, ink) == ("ink", Colour(0, 1, 0.8, 0.05, spot="PANTONE 186 C"))
    with pytest.raises(InputError) as caught:
        walls.inked([replace(mark, inks=(("ink", "rogue"),))], sheet)
    (found,) = caught.value.diagnostics
    assert (found.code, "rouge" in str(found.hint)) == ("logo-ink", True)
