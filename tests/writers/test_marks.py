"""Printer's marks as artwork: where they stand and what they say."""

from __future__ import annotations

from itertools import product

import pytest
from msgspec.structs import replace

from depliant.colour import REGISTRATION, Colour
from depliant.display.items import Glyphs, Mark, Metadata, Page, Path
from depliant.fonts.registry import FaceRef
from depliant.geometry import MM, Rect, Size, bounds, outline_points
from depliant.press.condition import OutputCondition, PressSpec
from depliant.writers import marks

METADATA = Metadata("Chiffres clés ↔", "fr", "2017-06-30T00:00:00+00:00", "essai")
PAGE = Page(Size(297 * MM, 210 * MM), (), "extérieur", folds=(97 * MM, 148.5 * MM))
GOLD = Colour(0, 0.2, 0.9, 0.1, spot="Or du Nord")


def drawn(*kinds: str, page: Page = PAGE) -> tuple[Path | Glyphs, ...]:
    spec = PressSpec(OutputCondition("FOGRA39", b""), 3 * MM, 4 * MM, marks=frozenset(kinds))  # type: ignore[arg-type]
    (mark,) = marks.draw(page, METADATA, spec, {"Or du Nord": GOLD})
    assert isinstance(mark, Mark)
    assert (mark.content, mark.artifact) == (None, "Page")
    return mark.items  # type: ignore[return-value]


def lines(*kinds: str) -> list[tuple[float, ...]]:
    return [
        tuple(n / MM for segment in item.outline for n in segment[1:])
        for item in drawn(*kinds)
        if isinstance(item, Path)
    ]


def test_crop_marks_run_along_the_trim_and_stop_short_of_the_bleed() -> None:
    found = lines("crop")
    assert len(found) == 8
    for x, y in product((0.0, 297.0), (0.0, 210.0)):
        upright = [line for line in found if line[0] == line[2] == pytest.approx(x)]
        level = [line for line in found if line[1] == line[3] == pytest.approx(y)]
        assert len(upright) == len(level) == 2
    for x1, y1, x2, y2 in found:
        assert not (-4 < x1 < 301 and -4 < y1 < 214), (x1, y1)
        assert not (-4 + 1e-6 < x2 < 301 - 1e-6 and -4 + 1e-6 < y2 < 214 - 1e-6), (x2, y2)


def test_fold_marks_are_dashed_above_and_below_each_fold() -> None:
    assert sorted(line[0] for line in lines("fold")) == pytest.approx([97, 97, 148.5, 148.5])
    assert all(item.stroke and item.stroke.dash for item in drawn("fold") if isinstance(item, Path))


def test_a_registration_mark_keeps_clear_of_a_fold() -> None:
    centres = [
        bounds(outline_points(item.outline)).centre
        for item in drawn("registration")
        if isinstance(item, Path) and len(item.outline) > 2
    ]
    assert len(centres) == 4
    above = [centre for centre in centres if centre.y < 0]
    assert all(abs(above[0].x - fold) > 3 * MM for fold in PAGE.folds)


def test_lines_are_on_every_plate_and_thick_enough_to_print() -> None:
    for item in drawn("crop", "fold", "registration"):
        assert isinstance(item, Path)
        assert item.stroke is not None
        assert item.stroke.colour == REGISTRATION
        assert item.stroke.width >= 0.25


def test_the_bar_shows_every_plate_solid_and_at_half() -> None:
    fills = [item.fill for item in drawn("bars") if isinstance(item, Path)]
    assert len(fills) == 10
    assert GOLD in fills
    assert GOLD.at(0.5) in fills
    assert Colour(0, 0, 0, 0.5) in fills


def test_the_bar_of_a_narrow_page_is_no_wider_than_the_page() -> None:
    narrow = Page(Size(60, 60), (), "")
    boxes = [bounds(outline_points(item.outline)) for item in drawn("bars", page=narrow)
             if isinstance(item, Path)]  # fmt: skip
    assert max(box.right for box in boxes) <= 60 + 1e-6


def test_the_slug_names_the_sheet_and_each_plate_in_its_own_ink() -> None:
    runs = [item for item in drawn("slug") if isinstance(item, Glyphs)]
    assert runs[0].text == "Chiffres clés ? · essai · 2017-06-30 · extérieur · FOGRA39"
    assert runs[0].colour == REGISTRATION
    plates = {run.text: run.colour for run in runs[1:]}
    assert list(plates) == ["Cyan", "Magenta", "Yellow", "Black", "Or du Nord"]
    assert plates["Or du Nord"] == GOLD
    assert plates["Magenta"] == Colour(0, 1, 0, 0)
    lowest = max(run.y for run in runs)
    assert PAGE.trim.height + 3 * MM < min(run.y - run.size for run in runs)
    assert lowest < PAGE.trim.height + 3 * MM + marks.ROOM


def test_a_title_in_other_letters_is_set_in_the_faces_of_the_page() -> None:
    arabic = FaceRef("IBM Plex Sans Arabic")
    word = Glyphs(arabic, 10, REGISTRATION, 0, 0, ())
    spec = PressSpec(OutputCondition("FOGRA39", b""), 3 * MM, 4 * MM, marks=frozenset({"slug"}))
    titled = Metadata("دليل المدينة", "ar", "2017-06-30T00:00:00+00:00", "essai")
    (mark,) = marks.draw(replace(PAGE, items=(word,)), titled, spec, {})
    assert isinstance(mark, Mark)
    runs = [item for item in mark.items if isinstance(item, Glyphs)]
    assert [(run.face, run.text) for run in runs[:2]] == [
        (arabic, "دليل المدينة"),
        (FaceRef("Barlow"), " · essai · 2017-06-30 · extérieur · FOGRA39"),
    ]
    assert [glyph.text for glyph in runs[0].glyphs if glyph.text][-1] == "د"
    assert runs[1].x == pytest.approx(sum(glyph.advance for glyph in runs[0].glyphs))


def test_the_slug_shows_the_sheet_with_its_folds_to_scale() -> None:
    page = replace(PAGE, cross_folds=(105 * MM,))
    paths = [item for item in drawn("slug", page=page) if isinstance(item, Path)]
    sheet, *folds = (bounds(outline_points(path.outline)) for path in paths)
    assert sheet.width / sheet.height == pytest.approx(297 / 210)
    assert sheet.right == pytest.approx(page.trim.width)
    assert page.trim.height + (3 + 6) * MM - 6 < sheet.y
    assert sheet.bottom < page.trim.height + 3 * MM + marks.ROOM
    scale = sheet.width / page.trim.width
    assert [fold.x - sheet.x for fold in folds[:2]] == pytest.approx(
        [fold * scale for fold in page.folds]
    )
    assert folds[2].y == pytest.approx(sheet.centre.y)
    texts = [item for item in drawn("slug", page=page) if isinstance(item, Glyphs)]
    ends = [run.x + sum(glyph.advance for glyph in run.glyphs) for run in texts]
    assert max(ends) < sheet.x
    assert not [
        item for item in drawn("slug", page=replace(PAGE, folds=())) if isinstance(item, Path)
    ]


def test_the_slug_of_a_narrow_page_is_no_wider_than_the_page() -> None:
    narrow = Page(Size(60, 60), (), "the page of a folder")
    runs = [item for item in drawn("slug", page=narrow) if isinstance(item, Glyphs)]
    ends = [run.x + sum(glyph.advance for glyph in run.glyphs) for run in runs]
    assert max(ends) <= 60 + 1e-6
    assert {run.text for run in runs} >= {"Cyan", "Or du Nord"}
    assert max(run.size for run in runs[1:]) == min(run.size for run in runs[1:])


def test_a_page_that_is_cut_apart_has_a_mark_at_every_cut() -> None:
    width, height = 85 * MM, 55 * MM
    boxes = tuple(Rect(x * (width + 6 * MM), 0.0, width, height) for x in range(2))
    page = Page(Size(2 * width + 6 * MM, height), (), "cards", cuts=boxes)
    boxed = [
        bounds(outline_points(item.outline))
        for item in drawn("crop", page=page)
        if isinstance(item, Path)
    ]
    upright = sorted(box.x / MM for box in boxed if box.height > box.width)
    assert upright == pytest.approx([0, 0, 85, 85, 91, 91, 176, 176], abs=1e-3)
    targets = [
        bounds(outline_points(item.outline))
        for item in drawn("registration", page=page)
        if isinstance(item, Path)
    ]
    assert all(abs(box.centre.x / MM - cut) > 3 for box in targets for cut in (85, 91))
