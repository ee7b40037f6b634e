"""Text beside pictures: nothing is lost, nothing lies on a picture, and each goes with its text."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from pathlib import Path as FilePath
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from PIL import Image, ImageDraw
from tests.layout.conftest import HERE, ROOT, edition, glyph_runs, job, panel, paragraph, sheet
from tests.layout.test_legs import DEFINITIONS, MARGIN, TYPE, Teller, block, designs, shown

from depliant.content.caption import Caption
from depliant.content.inline import Span
from depliant.content.model import (
    AtSide,
    Block,
    Cell,
    Drawing,
    FlowBreak,
    Heading,
    ItemList,
    ListItem,
    Panel,
    PictureBlock,
    Row,
    RunIn,
    Spanning,
    Target,
)
from depliant.display.items import Glyphs, Group, Item, Mark, Picture
from depliant.geometry import IDENTITY, Matrix, Rect, mm
from depliant.layout.compose import Composition, compose
from depliant.layout.strays import leaves
from depliant.style.sheet import Format
from depliant.text.ink import glyph_boxes

calm = settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow])

DISC = 300
"""Pixels: the side of a square with a disc in it."""


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> FilePath:
    """A photograph, a disc on white as JPEG and on clear ground, and a drawn triangle."""
    folder = tmp_path_factory.mktemp("files")
    (folder / "assets").mkdir()
    (folder / "assets" / "style.yaml").write_bytes((ROOT / "assets" / "style.yaml").read_bytes())
    Image.new("RGB", (900, 600), (200, 80, 40)).save(folder / "heap.jpg")
    disc = Image.new("RGB", (DISC, DISC), (255, 255, 255))
    ImageDraw.Draw(disc).ellipse((0, 0, DISC - 1, DISC - 1), fill=(40, 60, 90))
    disc.save(folder / "disc.jpg", quality=85)
    alpha = Image.new("L", (DISC, DISC), 0)
    ImageDraw.Draw(alpha).ellipse((0, 0, DISC - 1, DISC - 1), fill=255)
    disc.putalpha(alpha)
    disc.save(folder / "disc.png")
    (folder / "tree.svg").write_text(
        '<svg viewBox="0 0 40 40"><path id="black" d="M0 0 L40 40 L0 40 Z"/></svg>'
    )
    return folder


def picture(file: str = "heap.jpg", side: str = "start", **changes: Any) -> PictureBlock:
    how = AtSide(side, changes.pop("wrap", "box"), changes.pop("gap_mm", 2.0))  # type: ignore[arg-type]
    made = PictureBlock(file, "Un terril", (), (0.5, 0.5), None, HERE, 0.4, at_side=how)
    return replace(made, **changes)


def laid(files: FilePath, *blocks: Block, language: str = "fr", **changes: Any) -> Composition:
    the_edition = replace(edition(panel(*blocks)), language=language)
    return compose(the_edition, job(sheet(**changes), files))


def seen(items: tuple[Item, ...], matrix: Matrix = IDENTITY) -> Iterator[tuple[Picture, Matrix]]:
    """Every picture, and where it stands."""
    for item in items:
        match item:
            case Mark(items=inside):
                yield from seen(inside, matrix)
            case Group(items=inside, matrix=inner):
                yield from seen(inside, matrix @ inner)
            case Picture():
                yield item, matrix


def letters(items: tuple[Item, ...]) -> list[Rect]:
    """The boxes of all glyphs on a panel."""
    return [
        matrix.apply_rect(box)
        for item, matrix in leaves(items, IDENTITY)
        if isinstance(item, Glyphs)
        for box in glyph_boxes(item)
    ]


def frame(composition: Composition) -> Rect:
    ((one, matrix),) = seen(composition.panels[0].marks)
    return matrix.apply_rect(one.frame)


WORDS = "La barque porte un piano droit vers la rive haute, sans hâte et sans bruit. " * 8


@pytest.mark.parametrize("side", ["start", "end"])
def test_lines_stand_beside_a_picture_and_below_it_at_the_full_measure(
    files: FilePath, side: str
) -> None:
    composition = laid(files, picture(side=side), paragraph(WORDS))
    box = frame(composition)
    assert (box.x, box.right) == pytest.approx(
        (mm(5), mm(25)) if side == "start" else (mm(35), mm(55))
    )
    beside = [one for one in letters(composition.panels[0].marks) if one.y < box.bottom]
    below = [one for one in letters(composition.panels[0].marks) if one.y > box.bottom + mm(2)]
    assert beside
    if side == "start":
        assert min(one.x for one in beside) == pytest.approx(mm(27), abs=1)
    else:
        assert max(one.right for one in beside) == pytest.approx(mm(33), abs=1)
    assert min(one.x for one in below) == pytest.approx(mm(5), abs=1)
    assert max(one.right for one in below) == pytest.approx(mm(55), abs=1)
    # The picture is level with the capitals of the first line.
    assert box.y == pytest.approx(min(one.y for one in beside), abs=0.5)


@pytest.mark.parametrize("side", ["start", "end"])
def test_a_run_in_heading_and_its_text_stand_beside_a_picture(files: FilePath, side: str) -> None:
    heading = Heading(3, (Span("La rive."),), "heading", HERE)
    composition = laid(files, picture(side=side), RunIn(heading, paragraph(WORDS), HERE))
    box = frame(composition)
    found = letters(composition.panels[0].marks)
    assert any(one.y < box.bottom for one in found)
    assert not any(one.overlaps(box, -mm(1)) for one in found)


def test_words_below_a_picture_do_not_touch_those_beside_it(files: FilePath) -> None:
    composition = laid(files, picture(credit=(Span("© Une photographe"),)), paragraph(WORDS))
    assert composition.diagnostics == ()


def test_right_to_left_a_picture_at_the_start_stands_at_the_right(files: FilePath) -> None:
    composition = laid(files, picture(), paragraph("קרון נוסע אל הנהר ושב ממנו לאט " * 6),
                       language="he",
                       families={"text": [{"family": "Heebo"}], "display": "Barlow"})  # fmt: skip
    box = frame(composition)
    assert box.right == pytest.approx(mm(55))
    assert not any(one.overlaps(box, -mm(1.5)) for one in letters(composition.panels[0].marks))


@pytest.mark.parametrize("file", ["disc.jpg", "disc.png", "tree.svg"])
@pytest.mark.parametrize("side", ["start", "end"])
def test_text_runs_into_the_corners_that_an_outline_leaves(
    files: FilePath, file: str, side: str
) -> None:
    """It enters the rectangle, and stays as far from the ink as the gap says."""
    how = AtSide(side, "outline", 0.5)  # type: ignore[arg-type]
    block: Block = picture(file, side, wrap="outline", gap_mm=0.5)
    if file == "tree.svg":
        block = Drawing(file, "Un arbre", (), (), (("black", "black"),), 0.4, None, "start",
                        "drawing-label", HERE, how)  # fmt: skip
    composition = laid(files, block, paragraph(WORDS))
    assert not composition.panels[0].overset
    x, y = (mm(5), frame(composition).y) if file != "tree.svg" else (mm(5), None)
    if y is None:
        y = min(one.y for one in letters(composition.panels[0].marks))
    if side == "end":
        x = mm(35)
    whole = Rect(x, y, mm(20), mm(20))
    inside = [one for one in letters(composition.panels[0].marks) if one.overlaps(whole)]
    is_cut = file != "tree.svg" or side == "start"
    assert bool(inside) == is_cut  # the triangle has its upright side at the left
    for one in inside:
        for px, py in itertools.product((one.x, one.right), (one.y, one.bottom)):
            across, down = px - whole.x, py - whole.y
            if file == "tree.svg":
                away = (across - down) / 2**0.5
            else:
                away = ((across - mm(10)) ** 2 + (down - mm(10)) ** 2) ** 0.5 - mm(10)
            assert away > mm(0.5) - 1.2


def test_a_picture_that_leaves_no_room_stands_alone_and_it_is_said(files: FilePath) -> None:
    composition = laid(files, picture(width=0.8), paragraph(WORDS))
    box = frame(composition)
    assert all(one.y > box.bottom for one in letters(composition.panels[0].marks))
    (found,) = [one for one in composition.diagnostics if one.code == "beside-narrow"]
    assert "alone" in str(found.message)


def test_a_photograph_has_no_outline_and_it_is_said(files: FilePath) -> None:
    composition = laid(files, picture(wrap="outline"), paragraph(WORDS))
    assert [one.code for one in composition.diagnostics] == ["outline-none"]
    box = frame(composition)
    assert not any(one.overlaps(box) for one in letters(composition.panels[0].marks))


def test_what_is_no_text_stands_below_a_picture_that_is_taller_than_its_text(
    files: FilePath,
) -> None:
    full = replace(picture(), at_side=None, width=1.0)
    composition = laid(files, picture(), paragraph("Peu de mots."), full)
    one, other = (matrix.apply_rect(p.frame) for p, matrix in seen(composition.panels[0].marks))
    assert other.y > one.bottom
    assert other.width == pytest.approx(mm(50))


def test_a_heading_stands_beside_a_picture_only_with_text_below_it_there(files: FilePath) -> None:
    title = Heading(3, (Span("Un titre"),), "heading", HERE)
    short = laid(files, picture(), paragraph("Peu. " * 12), title, paragraph(WORDS[:200]))
    box = frame(short)
    (y,) = [run.y for run, _ in glyph_runs(short.panels[0].marks) if "titre" in run.text]
    assert y > box.bottom
    long = laid(files, picture(aspect=0.7), title, paragraph(WORDS[:200]))
    box = frame(long)
    (y,) = [run.y for run, _ in glyph_runs(long.panels[0].marks) if "titre" in run.text]
    assert box.y < y < box.bottom


def test_items_have_their_full_measure_once_the_picture_is_passed(files: FilePath) -> None:
    items = tuple(ListItem((Span(WORDS[:120]),), HERE) for _ in range(4))
    composition = laid(files, picture(), ItemList(items, "item", HERE))
    box = frame(composition)
    found = letters(composition.panels[0].marks)
    assert not any(one.overlaps(box, -mm(1.5)) for one in found)
    assert min(one.x for one in found if one.y > box.bottom + 12) < mm(7)


def test_a_picture_that_has_no_room_goes_to_the_next_frame_with_its_text(files: FilePath) -> None:
    first = replace(
        panel(paragraph(WORDS + WORDS[:300]), picture(), paragraph(WORDS[:200])),
        flow=(Target("two", "main", HERE),),
    )
    composition = compose(edition(first, panel(name="two")), job(sheet(), files))
    one, two = composition.panels
    assert not list(seen(one.marks))
    assert len(list(seen(two.marks))) == 1
    assert not one.overset
    assert not two.overset


def test_a_picture_may_be_seen_the_other_way_round(files: FilePath) -> None:
    ((_, plain),) = seen(laid(files, picture()).panels[0].marks)
    ((_, turned),) = seen(laid(files, picture(mirrored=True)).panels[0].marks)
    assert (plain.a > 0, turned.a < 0) == (True, True)
    assert frame(laid(files, picture(mirrored=True))) == pytest.approx(
        frame(laid(files, picture()))
    )


def test_a_picture_taller_than_its_frame_is_overset_with_what_stands_beside_it(
    files: FilePath,
) -> None:
    composition = laid(files, picture(aspect=0.25, width=0.4), paragraph(WORDS[:100]))
    (found,) = [one for one in composition.diagnostics if one.code == "overset"]
    assert "Un terril" in str(found.message)


def test_a_heading_over_all_columns_goes_on_with_the_picture_below_it(files: FilePath) -> None:
    wide = {"default": {"margin": MARGIN, "columns": 2, "gutter_mm": 4}}
    title = Spanning(Heading(3, (Span("Un titre"),), "heading", HERE), HERE)
    first = replace(
        panel(
            Spanning(paragraph(WORDS * 2), HERE),
            title,
            picture(width=0.4, aspect=0.9, gap_mm=1.0),
            paragraph(WORDS[:200]),
        ),
        flow=(Target("two", "main", HERE),),
    )
    the_sheet = sheet(designs=wide, format=Format(fold="none", size=(120, 80)))
    composition = compose(edition(first, panel(name="two")), job(the_sheet, files))
    for one in composition.panels:
        assert not one.overset
        text = "".join(run.text for run, _ in glyph_runs(one.marks))
        assert ("titre" in text) == bool(list(seen(one.marks)))
    assert list(seen(composition.panels[1].marks))


def test_in_a_row_text_stays_beside_its_picture(files: FilePath) -> None:
    plain = replace(picture(), at_side=None, width=1.0)
    cells = (
        Cell((picture(width=0.3, gap_mm=0.5), paragraph(WORDS[:120])), 1.0),
        Cell((plain, paragraph(WORDS[:40])), 1.0),
    )
    wide = {"default": {"margin": MARGIN}}
    composition = laid(files, Row(cells, 4.0, 5.0, HERE),
                       designs=wide, format=Format(fold="none", size=(120, 80)))  # fmt: skip
    first = min(
        (matrix.apply_rect(one.frame) for one, matrix in seen(composition.panels[0].marks)),
        key=lambda box: box.x,
    )
    beside = [one for one in letters(composition.panels[0].marks) if one.x < mm(55)]
    assert min(one.y for one in beside) == pytest.approx(first.y, abs=0.5)
    assert not any(one.overlaps(first) for one in beside)


def test_no_room_is_added_between_what_stands_beside_a_picture(files: FilePath) -> None:
    items = tuple(ListItem((Span("Peu de mots."),), HERE) for _ in range(3))
    blocks: tuple[Block, ...] = (
        picture("disc.png", wrap="outline"),
        ItemList(items, "item", HERE),
        paragraph(WORDS[:200]),
        paragraph("Fin."),
    )
    heights = []
    for spread in ("none", "blocks"):
        design = {"default": {"margin": MARGIN, "spread": spread}}
        composition = laid(files, *blocks, designs=design)
        box = frame(composition)
        ys = [run.y for run, _ in glyph_runs(composition.panels[0].marks)]
        heights.append(([y for y in ys if y < box.bottom], max(ys)))
    (plain, end), (spread_out, lower) = heights
    assert plain == pytest.approx(spread_out)
    assert lower > end


kinds = st.sampled_from(
    [
        *("text", "next", "opening", "run-in", "heading", "list", "decimal", "definitions"),
        *("row", "wide", "column", "frame", "box", "outline"),
    ]
)
stories = st.lists(
    st.tuples(kinds, st.integers(1, 60), st.sampled_from(["start", "end"])),
    min_size=2,
    max_size=9,
)


def run(
    files: FilePath, story: list[tuple[str, int, str]], looks: list[dict[str, Any]]
) -> tuple[Composition, list[str]]:
    """A story with pictures poured through the frames of as many panels as there are designs."""
    teller = Teller()
    blocks: list[Block] = []
    for kind, many, side in story:
        if kind in ("box", "outline"):
            file = "heap.jpg" if kind == "box" else "disc.png"
            blocks.append(picture(file, side, wrap=kind, width=0.1 + many / 100, gap_mm=1.0))
        else:
            blocks.append(block(kind, many, teller))
    found = {
        f"d{number}": {**look, "grid": {"columns": 6, "gutter_mm": 2, "rows": 4}, "margin": MARGIN}
        for number, look in enumerate(looks)
    }
    flow = [
        Target(f"d{number}", name, HERE)
        for number, look in enumerate(looks)
        for name in (("main", "aside") if look["frames"] else ("main",))
        if (number, name) != (0, "main")
    ]
    panels = [Panel(name, name, "", (), (), HERE) for name in found]
    panels[0] = replace(panels[0], blocks=tuple(blocks), flow=tuple(flow))
    the_sheet = sheet(
        designs=found,
        copyfit={"steps": 0},
        format=Format(fold="none", size=(90, 80)),
        type=TYPE,
        definitions=DEFINITIONS,
    )
    return compose(edition(*panels), job(the_sheet, files)), teller.said


@calm
@given(story=stories, looks=st.lists(designs, min_size=1, max_size=3))
def test_words_beside_pictures_are_the_story_in_its_order(
    files: FilePath, story: list[tuple[str, int, str]], looks: list[dict[str, Any]]
) -> None:
    composition, said = run(files, story, looks)
    assert shown(composition) == said
    drawn = sum(len(list(seen(one.marks))) for one in composition.panels)
    assert drawn == sum(kind in ("box", "outline") for kind, _, _ in story)


@calm
@given(story=stories, looks=st.lists(designs, min_size=1, max_size=3))
def test_no_letter_lies_on_a_picture_and_no_picture_on_another(
    files: FilePath, story: list[tuple[str, int, str]], looks: list[dict[str, Any]]
) -> None:
    composition, _ = run(files, story, looks)
    for one in composition.panels:
        if one.overset:
            continue
        boxes = letters(one.marks)
        frames = [(p, matrix.apply_rect(p.frame)) for p, matrix in seen(one.marks)]
        trim = Rect(0, 0, *one.leaf.size)
        for drawn, at in frames:
            assert at.bottom <= trim.bottom - mm(5) + 0.02
            for box in boxes:
                if drawn.raster.alpha is None:
                    assert not box.overlaps(at, 0.1)
                else:
                    assert not _on_disc(box, at)
        for (_, at), (_, other) in itertools.combinations(frames, 2):
            assert not at.overlaps(other, 0.1)


def _on_disc(box: Rect, at: Rect) -> bool:
    """Whether a box lies on the disc of a picture."""
    x = min(max(at.centre.x, box.x), box.right)
    y = min(max(at.centre.y, box.y), box.bottom)
    return (x - at.centre.x) ** 2 + (y - at.centre.y) ** 2 < (at.width / 2 - 0.5) ** 2


def test_a_break_ends_what_runs_round(files: FilePath) -> None:
    wide = {"default": {"margin": MARGIN, "columns": 2, "gutter_mm": 4}}
    composition = laid(files, picture(width=0.3, gap_mm=1.0), paragraph("Peu de mots."),
                       FlowBreak("column", HERE), paragraph("Autre colonne."),
                       designs=wide, format=Format(fold="none", size=(120, 80)))  # fmt: skip
    (run_,) = [run for run, _ in glyph_runs(composition.panels[0].marks) if "Autre" in run.text]
    assert run_.x == pytest.approx(mm(62), abs=1)
    assert run_.y < mm(12)


def test_letters_of_a_caption_do_not_touch_the_text_beside_its_picture(files: FilePath) -> None:
    """What stands beside both is told of where letters meet, and here none do."""
    caption = replace(picture(), caption=Caption((Span("La barque, en hiver."),)))
    composition = laid(files, caption, paragraph(WORDS))
    assert "lines-collide" not in [one.code for one in composition.diagnostics]
