"""Pictures and logo walls in a panel."""

from __future__ import annotations

from pathlib import Path as FilePath

import pytest
from msgspec.structs import replace
from PIL import Image
from tests.graphics.plotting import named, plot, series

from depliant.content.inline import Span
from depliant.content.model import Block, Logo, LogoWall, PictureBlock
from depliant.display.items import Link, Mark, Picture
from depliant.display.structure import walk
from depliant.geometry import IDENTITY, Rect, mm
from depliant.layout.compose import Composition, compose
from depliant.layout.strays import leaves
from depliant.style.sheet import Format

from .conftest import HERE, edition, glyph_runs, job, panel, paragraph, sheet


@pytest.fixture
def project(tmp_path: FilePath) -> FilePath:
    Image.new("RGB", (900, 600), (200, 80, 40)).save(tmp_path / "heap.jpg")
    Image.new("RGB", (90, 60), (200, 80, 40)).save(tmp_path / "small.jpg")
    (tmp_path / "mark.svg").write_text(
        '<svg viewBox="0 0 40 20"><rect class="ink" width="40" height="20"/></svg>'
    )
    return tmp_path


def picture(file: str, **changes: object) -> PictureBlock:
    block = PictureBlock(file, "Un terril", (Span("Photo : X"),), (0.5, 0.5), 1.5, HERE)
    return replace(block, **changes)


def laid(project: FilePath, block: Block) -> Composition:
    return compose(edition(panel(block)), job(sheet(), project))


def pictures(composition: Composition) -> list[Picture]:
    return [
        item
        for mark in composition.panels[0].marks
        if isinstance(mark, Mark)
        for item in mark.items
        if isinstance(item, Picture)
    ] or [
        inner
        for mark in composition.panels[0].marks
        if isinstance(mark, Mark)
        for group in mark.items
        for inner in getattr(group, "items", ())
        if isinstance(inner, Picture)
    ]


def test_a_picture_fills_the_measure_with_its_alternative_text_and_credit(
    project: FilePath,
) -> None:
    composition = laid(project, picture("heap.jpg"))
    assert not [found for found in composition.diagnostics if found.severity == "error"]
    (placed,) = pictures(composition)
    assert placed.frame.width == pytest.approx(mm(50))
    assert placed.frame.width / placed.frame.height == pytest.approx(1.5, abs=0.05)
    roles = [(e.role, e.alt) for e in walk(composition.structure)]
    assert ("Figure", "Un terril") in roles
    assert roles[-1][0] == "P"


def drawn(file: FilePath, size: tuple[int, int]) -> str:
    Image.new("L", size, 77).save(file / "any.png")
    return "any.png"


@pytest.mark.parametrize("size", [(900, 900), (1500, 400), (601, 443), (900, 1000)])
def test_a_picture_that_asks_for_no_ratio_is_shown_whole(
    project: FilePath, size: tuple[int, int]
) -> None:
    """Its frame ends where it ends; what follows stands on the grid again."""
    block = replace(picture(drawn(project, size)), aspect=None)
    composition = laid(project, block)
    (placed,) = pictures(composition)
    assert placed.crop == Rect(0, 0, *size)
    assert placed.frame.width == pytest.approx(mm(50))
    assert placed.frame.width / placed.frame.height == pytest.approx(size[0] / size[1])
    below = [run.y for run, _ in glyph_runs(composition.panels[0].marks)]
    plain = laid(project, paragraph("Photo : X", "credit"))
    alone = [run.y for run, _ in glyph_runs(plain.panels[0].marks)]
    off_grid = (below[0] - alone[0]) / 5
    assert off_grid == pytest.approx(round(off_grid), abs=1e-3)


def test_a_picture_with_its_own_ratio_is_not_cut_by_the_grid(project: FilePath) -> None:
    block = replace(picture(drawn(project, (492, 492))), aspect=1.0)
    (placed,) = pictures(laid(project, block))
    assert placed.crop == Rect(0, 0, 492, 492)


def test_a_picture_too_high_for_its_panel_is_told_with_what_helps(project: FilePath) -> None:
    block = replace(picture(drawn(project, (500, 1500))), aspect=None)
    (found,) = [fault for fault in laid(project, block).diagnostics if fault.code == "overset"]
    assert "`aspect`" in str(found.hint)
    # What a listener is told of it is no text that has to be shortened.
    assert "no room was found for 1 illustration (“" in str(found.message)
    assert str(found.message).endswith("and 3 words: “Photo : X”")


def test_a_chart_of_series_too_high_for_its_panel_is_an_illustration() -> None:
    made = plot("grouped-bar", named("Arleux", "Jouy"), series("a", (2, 1)))
    block = replace(made, alt="Arleux est plus peuplé que Jouy")
    low = replace(sheet(), format=Format(fold="none", size=(60, 20)))
    found = compose(edition(panel(block)), job(low)).diagnostics
    (message,) = [str(fault.message) for fault in found if fault.code == "overset"]
    assert message.endswith(
        "no room was found for 1 illustration (“Arleux est plus peuplé que Jouy”)."
    )


@pytest.mark.parametrize(("align", "left"), [("start", 5), ("centre", 20), ("end", 35)])
def test_a_narrower_picture_stands_where_it_is_aligned_with_its_credit_below_it(
    project: FilePath, align: str, left: float
) -> None:
    composition = laid(project, picture("heap.jpg", width_mm=20.0, align=align))
    credit, _ = next(glyph_runs(composition.panels[0].marks))
    ((placed, matrix),) = [
        (item, matrix)
        for item, matrix in leaves(composition.panels[0].marks, IDENTITY)
        if isinstance(item, Picture)
    ]
    box = matrix.apply_rect(placed.frame)
    assert (box.x, box.width) == pytest.approx((mm(left), mm(20)))
    assert credit.x == pytest.approx(mm(left))


def test_the_width_of_a_picture_decides_how_many_pixels_it_has(project: FilePath) -> None:
    """90 pixels are 114 an inch over 20 mm, and 229 over 10."""
    for width, codes in ((0.4, ["image-ppi"]), (0.2, [])):
        found = laid(project, picture("small.jpg", width=width)).diagnostics
        assert [one.code for one in found] == codes


def test_a_picture_wider_than_its_measure_is_an_error(project: FilePath) -> None:
    found = laid(project, picture("heap.jpg", width_mm=51.0)).diagnostics
    assert ("picture-room", "error") in [(one.code, one.severity) for one in found]


def test_a_picture_with_too_few_pixels_is_told(project: FilePath) -> None:
    codes = {
        found.code: found.severity for found in laid(project, picture("small.jpg")).diagnostics
    }
    assert codes == {"image-ppi": "error"}


def logo(file: str, link: str | None) -> Logo:
    return Logo("m", "Mission", "Mission Bassin Minier", file, link, 5.0, 0.1, (), 1, True, HERE)


def test_a_mark_is_a_figure_and_leads_to_its_partner(project: FilePath) -> None:
    from depliant.colour import Colour

    mark = replace(logo("mark.svg", "https://example.org"), inks=(("ink", Colour(0, 0, 0, 1)),))
    composition = laid(project, LogoWall((mark,), "wall", HERE))
    roles = [(e.role, e.alt) for e in walk(composition.structure)]
    assert ("Figure", "Mission Bassin Minier") in roles
    assert "Link" in [role for role, _ in roles]
    (link,) = [item for item in composition.panels[0].marks if isinstance(item, Link)]
    assert link.uri == "https://example.org"
    unlinked = laid(project, LogoWall((replace(mark, link=None),), "wall", HERE))
    assert "Link" not in [e.role for e in walk(unlinked.structure)]
