"""The pages of a booklet: mirrored margins, folios, one step and one art for two that face."""

from __future__ import annotations

from pathlib import Path as FilePath

import pytest
from msgspec.structs import replace
from PIL import Image

from depliant.build.on_the_sheet import on_the_sheet
from depliant.build.remarks import as_meant
from depliant.content.backdrops import Backdrop
from depliant.content.model import Edition, Panel
from depliant.display.items import Form, Group, Item, Mark, Picture
from depliant.errors import InputError
from depliant.geometry import IDENTITY, Matrix, mm
from depliant.layout.compose import Composition, compose
from depliant.layout.paging import imposed, opened, paged
from depliant.source.reading import MisfitError
from depliant.style.format import Numbering
from depliant.style.sheet import (
    Art,
    Copyfit,
    Design,
    Format,
    Frame,
    Furniture,
    Margin,
    StyleSheet,
    Swatch,
)

from .conftest import HERE, glyph_runs, job, panel, paragraph
from .conftest import edition as edition_of
from .conftest import sheet as plain_sheet

PAGE = Format(fold="saddle", size=(60, 80))
MARGIN = Margin(top=5, bottom=8, inner=12, outer=4)
FOLIO = Furniture(text="{page} of {pages}", align="outside", style="text")


def sheet(**changes: object) -> StyleSheet:
    """Pages of 60 by 80 mm with an inner margin of 12 mm and an outer one of 4 mm."""
    usual: dict[str, object] = {
        "format": PAGE,
        "designs": {"default": Design(margin=MARGIN, furniture=(FOLIO,))},
    }
    return plain_sheet(**{**usual, **changes})


def english(*panels: Panel) -> Edition:
    return replace(edition_of(*panels), language="en")


def pages(count: int, words: str = "Words on a page.", language: str = "en") -> Edition:
    made = (panel(paragraph(words), name=f"p{number}") for number in range(1, count + 1))
    return replace(edition_of(*made), language=language)


def laid(edition: Edition, of_sheet: StyleSheet, root: FilePath | None = None) -> Composition:
    the_job = job(of_sheet) if root is None else job(of_sheet, root)
    return compose(as_meant(edition, of_sheet), the_job)


def begins(composition: Composition, page: int) -> float:
    """Where the lines of a page begin, in millimetres from its left edge."""
    return min(run.x for run, _ in glyph_runs(composition.panels[page].marks)) / mm(1)


def ends(composition: Composition, page: int) -> float:
    """Where the ink of the lines ends, in millimetres from the right edge."""
    runs = [run for run, _ in glyph_runs(composition.panels[page].marks)]
    right = max(run.x + glyph.x + glyph.advance for run in runs for glyph in run.glyphs)
    return 60 - right / mm(1)


def folios(composition: Composition) -> list[str]:
    return ["".join(run.text for run, _ in glyph_runs(one.furniture)) for one in composition.panels]


def test_inner_and_outer_margins_change_sides() -> None:
    composition = laid(pages(4), sheet())
    assert [begins(composition, page) for page in range(4)] == pytest.approx(
        [12, 4, 12, 4], abs=0.3
    )


def test_margins_are_mirrored_in_a_booklet_that_reads_to_the_left() -> None:
    words = "كلمات على الصفحة"
    arabic = sheet(families={"text": "IBM Plex Sans Arabic"})
    composition = laid(pages(4, words, "ar"), arabic)
    assert [ends(composition, page) for page in range(4)] == pytest.approx([12, 4, 12, 4], abs=0.3)


def test_folios_stand_outside_and_say_what_is_counted() -> None:
    composition = laid(pages(4), sheet())
    assert folios(composition) == ["1 of 4", "2 of 4", "3 of 4", "4 of 4"]
    found = [min(run.x for run, _ in glyph_runs(one.furniture)) for one in composition.panels]
    assert [found[1], found[3]] == pytest.approx([mm(4), mm(4)], abs=0.5)
    assert min(found[0], found[2]) > mm(40)


def test_a_page_without_a_number_has_no_folio() -> None:
    style = replace(PAGE, numbering=Numbering(cover="four", roman=1))
    composition = laid(pages(8), sheet(format=style))
    assert folios(composition) == ["", "", "i of 3", "1 of 3", "2 of 3", "3 of 3", "", ""]
    assert composition.labels == (
        "cover", "cover 2", "i", "1", "2", "3", "cover 3", "cover 4",
    )  # fmt: skip
    assert [page.label for page in paged(composition).pages] == [*composition.labels]
    assert [page.label for page in imposed(composition).pages] == [*composition.labels]


def test_facing_pages_take_one_copyfit_step() -> None:
    many = "Words that fill a page and more of it than there is. " * 16
    made = [panel(paragraph("Few."), name=f"p{number}") for number in range(1, 9)]
    made[3] = panel(paragraph(many), name="p4")
    composition = laid(
        english(*made), sheet(copyfit=Copyfit(size=0.6, leading=0.6, tracking=-5, steps=8))
    )
    steps = [step.number for step in composition.steps]
    assert steps[3] == steps[4] > 0
    assert [*steps[:3], *steps[5:]] == [0] * 6
    assert [label for label, _ in composition.stepped] == ["cover–8", "2–3", "4–5", "6–7"]


def forms(items: tuple[Item, ...], at: Matrix = IDENTITY) -> list[tuple[Form, Matrix]]:
    """The artworks among items, each with its map to the page."""
    found: list[tuple[Form, Matrix]] = []
    for item in items:
        match item:
            case Form():
                found.append((item, at @ item.matrix))
            case Group():
                found += forms(item.items, at @ item.matrix)
            case Mark():
                found += forms(item.items, at)
    return found


@pytest.mark.parametrize("language", ["en", "ar"])
def test_art_that_spans_a_side_goes_over_both_pages(tmp_path: FilePath, language: str) -> None:
    (tmp_path / "band.svg").write_text(
        '<svg viewBox="0 0 120 10"><path class="band" d="M-9 0H129V10H-9Z"/></svg>'
    )
    art = Art(file="band.svg", span="side", top_mm=20, colours={"band": "coal"})
    styled = sheet(
        swatches={"coal": Swatch(cmyk=(0, 0, 0, 100))},
        families={"text": ["Barlow", "IBM Plex Sans Arabic"]},
        designs={"default": Design(margin=MARGIN, art=(art,))},
    )
    composition = laid(pages(4, language=language), styled, tmp_path)
    starts = [forms(one.backdrop)[0][1].e / mm(1) for one in composition.panels]
    odd, even = (-60, 0) if language == "en" else (0, -60)
    assert starts == pytest.approx([odd, even, odd, even])


def ramp(folder: FilePath) -> None:
    """A picture that is large enough for two pages, and a style sheet for what is said of it."""
    Image.linear_gradient("L").resize((2400, 1600)).save(folder / "ramp.png")
    (folder / "assets").mkdir()
    (folder / "assets" / "style.yaml").write_text("baseline: 5\n", encoding="utf-8")


def pictured(name: str, backdrop: Backdrop) -> Panel:
    return replace(panel(paragraph("Words."), name=name), backdrops=(backdrop,))


def backdrop(count: int) -> Backdrop:
    return Backdrop("ramp.png", "A ramp", (0.5, 0.5), (), None, (), count, False, "backdrop", HERE)


def frames(composition: Composition) -> list[float | None]:
    """Where the picture behind each page begins, in millimetres from the page's left edge."""
    found: list[float | None] = []
    for one in composition.panels:
        shown = [
            part.frame.x / mm(1)
            for mark in one.backdrop
            if isinstance(mark, Mark)
            for group in mark.items
            if isinstance(group, Group)
            for part in group.items
            if isinstance(part, Picture)
        ]
        found.append(shown[0] if shown else None)
    return found


@pytest.mark.parametrize("count", [0, 2])
def test_a_picture_goes_over_the_gutter(tmp_path: FilePath, count: int) -> None:
    ramp(tmp_path)
    made = [panel(paragraph("Words."), name=f"p{number}") for number in range(1, 9)]
    made[3] = pictured("p4", backdrop(count=count))
    found = frames(laid(english(*made), sheet(), tmp_path))
    assert found[3:5] == pytest.approx([-3, -63])
    assert found[:3] + found[5:] == [None] * 6


def test_a_picture_over_the_cover_and_the_back_is_one(tmp_path: FilePath) -> None:
    ramp(tmp_path)
    made = [panel(paragraph("Words."), name=f"p{number}") for number in range(1, 5)]
    made[0] = pictured("p1", backdrop(count=0))
    found = frames(laid(english(*made), sheet(), tmp_path))
    assert [found[0], found[3]] == pytest.approx([-63, -3])


def test_a_picture_may_not_go_over_pages_that_nobody_sees_together(tmp_path: FilePath) -> None:
    ramp(tmp_path)
    made = [panel(paragraph("Words."), name=f"p{number}") for number in range(1, 5)]
    made[2] = pictured("p3", backdrop(count=2))
    with pytest.raises(InputError) as refused:
        laid(english(*made), sheet(), tmp_path)
    (found,) = refused.value.diagnostics
    assert found.code == "backdrop-across"
    assert "`p3`" in str(found.message)


@pytest.mark.parametrize(
    ("count", "hint"),
    [
        (3, "Add 1 page, or write `blank: end`"),
        (6, "Add 2 pages, leave 2 out, or write `blank: end`"),
        (13, "Add 3 pages, leave 1 out, or write `blank: end`"),
    ],
)
def test_pages_that_do_not_fill_the_sheets_are_an_error_with_choices(count: int, hint: str) -> None:
    (found,) = on_the_sheet(pages(count), sheet())
    assert (found.code, found.severity) == ("booklet-pages", "error")
    assert str(found.hint).startswith(hint)
    assert not list(on_the_sheet(pages(count), sheet(format=replace(PAGE, blank="end"))))
    assert not list(on_the_sheet(pages(count - count % 4 or 4), sheet()))


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("cover_weight", "cover"),
        ("cover_caliper_mm", 0.3),
        ("blank", "end"),
        ("numbering", Numbering(roman=2)),
    ],
)
def test_what_is_of_booklets_is_not_left_aside_in_silence(key: str, value: object) -> None:
    with pytest.raises(MisfitError, match="of booklets alone"):
        replace(Format(fold="roll3", size="A4"), **{key: value})
    assert replace(PAGE, **{key: value})


def test_too_many_panels_for_a_fold_name_the_booklet() -> None:
    (found,) = on_the_sheet(pages(8), sheet(format=Format(fold="half", size="A4")))
    assert (found.code, found.severity) == ("panels-over", "error")
    assert "`fold: saddle`" in str(found.hint)


@pytest.mark.parametrize(
    ("count", "labels", "widths"),
    [(8, "cover 2–3 4–5 6–7 8", [60, 120, 120, 120, 60]), (4, "cover 2–3 4", [60, 120, 60])],
)
def test_a_screen_shows_pages_as_they_lie_open(
    count: int, labels: str, widths: list[float]
) -> None:
    document = opened(laid(pages(count), sheet()))
    assert " ".join(page.label for page in document.pages) == labels
    assert [page.trim.width / mm(1) for page in document.pages] == pytest.approx(widths)


def test_a_frame_without_edges_keeps_to_the_margins_of_its_page() -> None:
    design = Design(margin=MARGIN, frames={"main": Frame(top_mm=20)})
    composition = laid(pages(4), sheet(designs={"default": design}))
    assert [begins(composition, page) for page in range(4)] == pytest.approx(
        [12, 4, 12, 4], abs=0.3
    )


def test_the_faults_of_a_design_name_it_as_the_style_sheet_does() -> None:
    line = Furniture(text="{nothing}", style="text")
    design = Design(margin=MARGIN, furniture=(line,))
    composition = laid(pages(4), sheet(designs={"default": design}))
    said = {str(one.message) for one in composition.diagnostics}
    assert any("“default” asks for {nothing}" in one for one in said)
    assert not any("even" in one for one in said)
