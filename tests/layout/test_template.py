"""Templates: grounds reach into the bleed, art spans a side, folds show no seam."""

from __future__ import annotations

from pathlib import Path as FilePath

import pytest

from depliant.display.items import Form, Group, Item, Mark, Path
from depliant.errors import InputError, Place
from depliant.geometry import Rect, Size, bounds, mm, outline_points
from depliant.layout.template import Beside, Leaf, backdrop, design_of, type_area
from depliant.source.reading import typed
from depliant.style.folds import Side, Slot, sides
from depliant.style.format import Format
from depliant.style.sheet import Art, Design, StyleSheet, Swatch

from .conftest import job

BLEED = mm(3)
SIDE = Side(
    "inside",
    (Slot(0, 0.0, mm(99)), Slot(1, mm(99), mm(99)), Slot(2, mm(198), mm(99))),
    Size(mm(297), mm(210)),
)
SHEET = StyleSheet(swatches={"coal": Swatch(cmyk=(60, 50, 50, 90))})


def leaf(slot: int, *, runs_on: bool = False) -> Leaf:
    return Leaf(SIDE.slots[slot], SIDE, BLEED, runs_on)


def box(item: Item) -> Rect:
    assert isinstance(item, Path)
    return bounds(outline_points(item.outline))


def inside(items: tuple[Item, ...]) -> tuple[Item, ...]:
    (mark,) = items
    assert isinstance(mark, Mark)
    assert mark.content is None
    (group,) = mark.items
    assert isinstance(group, Group)
    return group.items


@pytest.fixture
def project(tmp_path: FilePath) -> FilePath:
    (tmp_path / "band.svg").write_text(
        '<svg viewBox="0 0 297 30"><path class="band" d="M-5 0H302V20H-5Z"/></svg>'
    )
    (tmp_path / "assets").mkdir()
    (tmp_path / "assets/style.yaml").write_text("baseline: 5\n")
    return tmp_path


def test_a_ground_reaches_into_the_bleed_at_the_sheet_s_edges_only(project: FilePath) -> None:
    design = Design(ground="coal")
    left, middle, right = (
        box(inside(backdrop(design, leaf(slot), job(SHEET, project)))[0]) for slot in range(3)
    )
    assert (left.x, left.right) == pytest.approx((-BLEED, mm(99)))
    assert (middle.x, middle.right) == pytest.approx((0, mm(99)))
    assert (right.x, right.right) == pytest.approx((0, mm(99) + BLEED))
    assert all(
        (ground.y, ground.bottom) == pytest.approx((-BLEED, mm(210) + BLEED))
        for ground in (left, middle, right)
    )


def test_grounds_that_run_on_overlap_by_a_hair(project: FilePath) -> None:
    design = Design(ground="coal")
    ground = box(inside(backdrop(design, leaf(0, runs_on=True), job(SHEET, project)))[0])
    assert mm(99) < ground.right < mm(99.5)
    last = box(inside(backdrop(design, leaf(2, runs_on=True), job(SHEET, project)))[0])
    assert last.right == pytest.approx(mm(99) + BLEED)


def test_paper_needs_no_ink(project: FilePath) -> None:
    assert backdrop(Design(), leaf(0), job(SHEET, project)) == ()


def test_art_that_two_panels_share_overlaps_the_fold_between_them(project: FilePath) -> None:
    """Whatever else each of them has: on coal or on paper, with art of its own or without."""
    shared = Art(file="band.svg", span="side", top_mm=0, colours={"band": "coal"})
    own = Art(file="band.svg", top_mm=50, colours={"band": "coal"})
    dark, light = Design(ground="coal", art=(shared, own)), Design(art=(shared,))
    made = job(SHEET, project)

    def clips(design: Design, slot: int, beside: Beside) -> list[Rect]:
        marks = backdrop(design, leaf(slot), made, (), beside)
        groups = [item for mark in marks if isinstance(mark, Mark) for item in mark.items]
        return [
            bounds(outline_points(group.clip))
            for group in groups
            if isinstance(group, Group) and group.clip is not None
        ]

    ground, band, art = clips(dark, 0, Beside(right=light))
    assert ground.right == art.right == pytest.approx(mm(99)), "what is its own ends at the fold"
    assert mm(99) < band.right < mm(99.5)
    (band,) = clips(light, 1, Beside(left=dark))
    assert mm(-0.5) < band.x < 0
    assert band.right == pytest.approx(mm(99)), "beyond its other fold nobody has it"
    (alone,) = clips(light, 1, Beside(left=Design(ground="coal")))
    assert alone.x == 0


def test_art_of_a_side_runs_through_its_panels(project: FilePath) -> None:
    art = Art(file="band.svg", span="side", top_mm=0, colours={"band": "coal"})
    design = Design(art=(art,))
    for slot in range(3):
        (form,) = inside(backdrop(design, leaf(slot), job(SHEET, project)))
        assert isinstance(form, Form)
        shown = form.matrix.apply_rect(Rect(0, 0, 297, 30))
        assert (shown.x, shown.width) == pytest.approx((-SIDE.slots[slot].x, mm(297)))
        assert shown.y == pytest.approx(0)
        # What the drawing shows outside its own box is kept as far as the bleed.
        assert form.matrix.apply_rect(form.bounds).x == pytest.approx(-SIDE.slots[slot].x - BLEED)


def test_art_stands_where_the_style_sheet_says(project: FilePath) -> None:
    def shown(**where: float) -> Rect:
        art = typed(Art, {"file": "band.svg", "colours": {"band": "coal"}} | where)
        (form,) = inside(backdrop(Design(art=(art,)), leaf(1), job(SHEET, project)))
        assert isinstance(form, Form)
        return form.matrix.apply_rect(Rect(0, 0, 297, 30))

    assert shown().bottom == pytest.approx(mm(210))
    assert shown(bottom_mm=10).bottom == pytest.approx(mm(200))
    assert shown(top_mm=10).y == pytest.approx(mm(10))
    narrow = shown(left_mm=10, right_mm=20)
    assert (narrow.x, narrow.width) == pytest.approx((mm(10), mm(69)))


def test_missing_art_is_told(project: FilePath) -> None:
    with pytest.raises(InputError, match="asset-missing"):
        backdrop(Design(art=(Art(file="none.svg"),)), leaf(0), job(SHEET, project))


@pytest.mark.parametrize(
    ("data", "said", "helps"),
    [(b"\xff\xd8\xff\xe0", "a JPEG photograph", "`picture:`"), (b"%PDF-1.7", "a PDF", "as SVG")],
)
def test_art_that_is_no_drawing_is_told_what_it_is(
    project: FilePath, data: bytes, said: str, helps: str
) -> None:
    (project / "beach.svg").write_bytes(data)
    with pytest.raises(InputError) as caught:
        backdrop(Design(art=(Art(file="beach.svg"),)), leaf(0), job(SHEET, project))
    (only,) = caught.value.diagnostics
    assert only.code == "file-kind"
    assert f"beach.svg is {said}; art is SVG" in str(only.message)
    assert helps in str(only.hint)


@pytest.mark.parametrize("left", [70.0, 500.0])
def test_art_between_edges_that_meet_is_told(project: FilePath, left: float) -> None:
    art = Art(file="band.svg", left_mm=left, right_mm=29, top_mm=0, colours={"band": "coal"})
    with pytest.raises(InputError) as caught:
        backdrop(Design(art=(art,)), leaf(0), job(SHEET, project))
    (only,) = caught.value.diagnostics
    assert (only.code, only.place) == ("art-no-width", Place("assets/style.yaml"))
    assert "band.svg" in str(only.message)


def test_a_panel_without_a_design_of_its_own_takes_the_default() -> None:
    sheet = StyleSheet(designs={"default": Design(columns=2), "cover": Design(columns=3)})
    assert design_of(sheet, "cover").columns == 3
    assert design_of(sheet, "other").columns == 2
    assert design_of(StyleSheet(), "other") == Design()


def test_the_type_area_is_the_panel_less_its_margins() -> None:
    area = type_area(Design(), Size(mm(99), mm(210)))
    assert area == pytest.approx((mm(7), mm(8), mm(85), mm(194)))


def test_art_of_the_closed_piece_joins_the_doors_of_a_gate(project: FilePath) -> None:
    """Its middle is where the doors meet, at the outer edges of the flat sheet."""
    art = Art(file="band.svg", span="closed", top_mm=0, colours={"band": "coal"})
    outside, inside_ = sides(Format(fold="gate", size=(300, 100)), 6)
    places = {}
    for slot in outside.slots:
        made = backdrop(Design(art=(art,)), Leaf(slot, outside, BLEED), job(SHEET, project))
        (form,) = inside(made)
        assert isinstance(form, Form)
        places[slot.panel] = form.matrix.apply_rect(Rect(0, 0, 297, 30))
    piece = outside.slots[0].closed
    assert piece is not None
    left, right = places[0], places[1]
    assert left.x == pytest.approx(0)
    assert left.width == right.width == pytest.approx(piece.width)
    assert left.width == pytest.approx(mm(outside.slots[1].width / mm(1)))
    gap = piece.width - outside.slots[0].width - outside.slots[2].width
    assert gap == pytest.approx(mm(3.2) / 2, abs=mm(1.7)), "the doors do not meet"
    assert right.right == pytest.approx(outside.slots[0].width)
    # A panel inside the piece has the art to itself.
    slot = inside_.slots[0]
    (form,) = inside(backdrop(Design(art=(art,)), Leaf(slot, inside_, BLEED), job(SHEET, project)))
    assert isinstance(form, Form)
    assert form.matrix.apply_rect(Rect(0, 0, 297, 30)).width == pytest.approx(slot.width)


def test_art_of_a_side_runs_on_through_panels_on_their_heads(project: FilePath) -> None:
    art = Art(file="band.svg", span="side", top_mm=10, colours={"band": "coal"})
    outside = sides(Format(fold="french", size=(300, 200)), 8)[0]
    for slot in outside.slots:
        made = backdrop(Design(art=(art,)), Leaf(slot, outside, BLEED), job(SHEET, project))
        (form,) = inside(made)
        assert isinstance(form, Form)
        on_side = outside.placing(slot) @ form.matrix
        corner, end = on_side.apply(0, 0), on_side.apply(297, 30)
        assert corner == pytest.approx((0, mm(10)))
        assert end == pytest.approx((mm(300), mm(10) + mm(300) * 30 / 297))


def test_the_edges_of_a_panel_on_its_head_are_as_it_is_read() -> None:
    outside = sides(Format(fold="french", size=(300, 200)), 8)[0]
    leaves_ = {slot.panel: Leaf(slot, outside, BLEED) for slot in outside.slots}
    trims = {panel: {e for e, cut in one.trimmed.items() if cut} for panel, one in leaves_.items()}
    assert trims == {
        2: {"right", "bottom"}, 1: {"left", "bottom"}, 3: {"left", "bottom"}, 0: {"right", "bottom"}
    }  # fmt: skip
    region = leaves_[2].region
    assert (region.x, region.y) == (0, 0)
    assert region.right == pytest.approx(mm(150) + BLEED)
