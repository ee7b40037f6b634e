"""Booklets: pages that face each other, how they are counted, how far sheets creep."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from depliant.geometry import mm
from depliant.languages.covers import cover
from depliant.languages.phrases import complete
from depliant.source.reading import MisfitError
from depliant.style import booklets
from depliant.style.fold_kinds import fold_called, fold_named
from depliant.style.folds import Side, joints_on, sides
from depliant.style.format import Format, Numbering
from depliant.style.sheet import Margin

A5 = Format(fold="saddle", size="A5")
PAGES = st.integers(1, 16).map(lambda sheets: 4 * sheets)


def left_edge(side: Side) -> float:
    """Where a page begins in its spread, from the left."""
    assert side.spread is not None
    return side.spread.before


def test_the_size_is_that_of_a_page_unless_it_says_otherwise() -> None:
    assert A5.sheet_mm == (296.0, 210.0)
    assert A5.widths_mm == (148.0, 148.0)
    assert Format(fold="saddle", size="A4", size_of="sheet", orientation="landscape").widths_mm == (
        148.5,
        148.5,
    )
    assert Format(fold="saddle", size=(120, 120)).sheet_mm == (240.0, 120.0)
    assert Format(fold="saddle", size="A5", orientation="landscape").sheet_mm == (420.0, 148.0)
    with pytest.raises(MisfitError):
        Format(fold="saddle", size=(2500, 100))


def test_a_booklet_s_pages_are_those_of_the_file_in_the_order_of_reading() -> None:
    found = sides(A5, 8)
    assert [side.slots[0].panel for side in found] == list(range(8))
    assert {side.trim for side in found} == {(mm(148), mm(210))}
    assert all(side.folds == () and joints_on(A5, side) == () for side in found)
    assert str(fold_called("saddle")) == "saddle-stitched booklet"
    assert fold_named("saddle").capacity == 4


@given(PAGES, st.sampled_from(["ltr", "rtl"]))
def test_odd_pages_lie_where_a_reader_has_them_at_first(pages: int, direction: str) -> None:
    found = sides(A5, pages, "rtl" if direction == "rtl" else "ltr")
    for number, side in enumerate(found, 1):
        is_right = bool(number % 2) == (direction == "ltr")
        assert left_edge(side) == pytest.approx(mm(148) if is_right else 0)
    spreads = [side.spread.number for side in found if side.spread is not None]
    assert spreads[0] == spreads[-1]
    assert all(one == other for one, other in zip(spreads[1:-1:2], spreads[2:-1:2], strict=True))
    assert len(set(spreads)) == pages // 2


@given(st.integers(1, 64))
def test_empty_pages_at_the_end_make_it_whole(count: int) -> None:
    found = sides(Format(fold="saddle", size="A5", blank="end"), count)
    assert len(found) % 4 == 0
    assert len(found) - count < 4
    assert [side.slots[0].panel for side in found] == [
        *range(count),
        *[None] * (len(found) - count),
    ]


@given(PAGES)
def test_every_page_is_printed_once_and_each_spread_is_one_paper(pages: int) -> None:
    found = list(booklets.printed(pages))
    assert sorted(page for side in found for page in (side.left, side.right)) == [*range(pages)]
    assert all(side.left + side.right == pages - 1 for side in found)


def test_a_sheet_moves_to_the_spine_by_the_thickness_of_those_round_it() -> None:
    text = Format(fold="saddle", size="A5", weight="text", caliper_mm=0.1)
    assert [booklets.creep_mm(text, sheet) for sheet in range(4)] == pytest.approx(
        [0, 0.1, 0.2, 0.3]
    )
    covered = Format(fold="saddle", size="A5", caliper_mm=0.1, cover_weight="cover")
    assert [booklets.creep_mm(covered, sheet) for sheet in range(3)] == pytest.approx(
        [0, 0.27, 0.37]
    )
    measured = Format(fold="saddle", size="A5", cover_weight="cover", cover_caliper_mm=0.3)
    assert booklets.creep_mm(measured, 2) == pytest.approx(0.3 + 0.11)


@pytest.mark.parametrize(
    ("how", "numbers", "labels"),
    [
        (Numbering(), "1 2 3 4 5 6 7 8", "cover 2 3 4 5 6 7 8"),
        (Numbering(roman=3), "i ii iii 1 2 3 4 5", "cover ii iii 1 2 3 4 5"),
        (Numbering(cover="first", roman=2), "- i ii 1 2 3 4 5", "cover i ii 1 2 3 4 5"),
        (Numbering(cover="four"), "- - 1 2 3 4 - -", "cover cover_2 1 2 3 4 cover_3 cover_4"),
    ],
)
def test_pages_are_counted_as_the_style_sheet_says(
    how: Numbering, numbers: str, labels: str
) -> None:
    style = Format(fold="saddle", size="A5", numbering=how)
    assert [one or "-" for one in booklets.numbers(style, 8)] == numbers.split()
    found = booklets.labels(style, 8, "cover")
    assert [one.replace(" ", "_") for one in found] == labels.split()


def test_roman_numerals_are_those_of_books() -> None:
    style = Format(fold="saddle", size="A5", numbering=Numbering(roman=99))
    found = booklets.numbers(style, 100)
    assert [found[at - 1] for at in (4, 9, 14, 40, 49, 90, 99)] == [
        "iv", "ix", "xiv", "xl", "xlix", "xc", "xcix",
    ]  # fmt: skip
    assert found[99] == "1"


def test_the_cover_has_a_word_in_every_language_that_has_phrases() -> None:
    assert all(cover(language) for language in complete())
    assert cover("fr-CA") == "couverture"
    assert not cover("tlh")
    assert booklets.labels(A5, 4, "")[0] == "1"


def test_inner_margins_are_at_the_spine() -> None:
    margin = Margin(left=5, right=6, inner=20, outer=12)
    odd, even = margin.on_page(odd=True), margin.on_page(odd=False)
    assert (odd.left, odd.right) == (20, 12)
    assert (even.left, even.right) == (12, 20)
    assert not Margin().is_mirrored
    only = Margin(left=5, right=6, inner=20)
    assert (only.on_page(odd=False).left, only.on_page(odd=False).right) == (5, 20)
