"""The imposed file is printed, folded, nested, stapled, cut and read, as a model of paper.

What stands where is read from the finished PDF; where it comes to lie is worked out from the
paper alone: nothing here knows how pages are put on sheets.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from itertools import pairwise
from typing import Literal, NamedTuple

import pikepdf
import pypdfium2
import pytest
from msgspec.structs import replace

from depliant.build.remarks import as_meant
from depliant.colour import BLACK
from depliant.content.model import Edition
from depliant.display.items import DisplayDocument, Group, Link, Mark, Metadata, Page, Path
from depliant.display.structure import ContentRef, Element
from depliant.errors import InputError, UnfitError
from depliant.geometry import MM, Rect, Size, bounds, mm, outline_points, rectangle
from depliant.layout.compose import compose
from depliant.layout.impose import Paper, impose
from depliant.layout.paging import imposed
from depliant.press.condition import MarkKind, PressSpec
from depliant.press.imposition import Imposition, imposition
from depliant.style.fold_kinds import FoldKind
from depliant.style.sheet import Design, Format, Margin, StyleSheet
from depliant.writers import press_pdf
from depliant.writers.walk import parts

from .conftest import coated, job, panel, paragraph
from .conftest import edition as edition_of
from .conftest import sheet as plain_sheet

Direction = Literal["ltr", "rtl"]
BLEED = 3.0
WIDTH, HEIGHT = 60.0, 80.0
EVERY_MARK: frozenset[MarkKind] = frozenset({"crop", "fold", "registration", "slug"})


class Print(NamedTuple):
    """A page's number as it is printed: where its first letter stands, in millimetres.

    From the upper left corner of the paper; `is_upright` says that its head is up there.
    """

    page: int
    x: float
    y: float
    is_upright: bool


class Side(NamedTuple):
    """One side of the paper as it comes from the press, with all that is on it; millimetres."""

    width: float
    height: float
    prints: tuple[Print, ...]


def style_of(fold: FoldKind | Literal["saddle"], **more: object) -> Format:
    return Format(fold=fold, size=(WIDTH, HEIGHT), size_of="panel", bleed_mm=BLEED, **more)  # type: ignore[arg-type]


def sheet(style: Format) -> StyleSheet:
    """Pages whose words stand 12 mm from the spine, or the left edge."""
    margin = Margin(top=30, bottom=10, left=12, right=12, inner=12, outer=12)
    return plain_sheet(format=style, designs={"default": Design(margin=margin)})


def edition(pages: int, direction: Direction = "ltr") -> Edition:
    """Pages that say nothing but their number, as "p7p"."""
    made = (panel(paragraph(f"p{n}p"), name=f"n{n}") for n in range(1, pages + 1))
    return replace(edition_of(*made), language="en" if direction == "ltr" else "ar")


def pressed(
    pages: int, style: Format, how: Imposition, direction: Direction = "ltr"
) -> tuple[bytes, DisplayDocument]:
    """The press file of an edition, its pages on sheets."""
    of_sheet = sheet(style)
    composition = compose(as_meant(edition(pages, direction), of_sheet), job(of_sheet))
    paper = Paper(style, mm(BLEED), direction == "rtl")
    document = impose(imposed(composition), how, paper)
    spec = PressSpec(coated(), bleed=mm(BLEED), safe_margin=0.0, marks=EVERY_MARK)
    return press_pdf.write(document, spec), document


def sides(data: bytes) -> Iterator[Side]:
    """The sides of the paper, as PDFium finds what is on them."""
    with pypdfium2.PdfDocument(data) as document:
        for page in document:
            width, height = page.get_size()
            text = page.get_textpage()
            words = text.get_text_range()
            found = []
            for match in re.finditer(r"p(\d+)p", words):
                left, bottom, right, top = text.get_charbox(match.start())
                x, y = (left + right) / 2, (bottom + top) / 2
                angle = pypdfium2.raw.FPDFText_GetCharAngle(text.raw, match.start())
                found.append(Print(int(match[1]), x / MM, (height - y) / MM, abs(angle) < 0.1))
            yield Side(width / MM, height / MM, tuple(found))


def behind(side: Side, axis: Literal["upright", "level"] = "upright") -> Side:
    """What is on the back of the paper, seen through it, once it was turned about an edge.

    Turned about an upright edge all stands as it stood. About a level one heads go to the foot.
    """
    if axis == "upright":
        prints = (one._replace(x=side.width - one.x) for one in side.prints)
    else:
        prints = (
            one._replace(y=side.height - one.y, is_upright=not one.is_upright)
            for one in side.prints
        )
    return side._replace(prints=tuple(prints))


class Leaf(NamedTuple):
    """Half a sheet in the closed booklet: how far from the spine its words stand, outside in."""

    outside: Print
    inside: Print
    outside_mm: float
    inside_mm: float


def bound(found: list[Side], thickness: list[float], direction: Direction) -> list[Leaf]:
    """The leaves of a booklet as they lie once its sheets are folded, nested and stapled.

    The sheets come outermost first, the outside of each before its inside. `thickness` is that of
    each. A sheet's fold lies deeper than the outermost by what lies round it.
    """
    first: list[Leaf] = []
    second: list[Leaf] = []
    for number, at in enumerate(range(0, len(found), 2)):
        outside, inside = found[at], behind(found[at + 1])
        fold, deep = outside.width / 2, sum(thickness[:number])
        halves: dict[bool, list[Print]] = {True: [], False: []}
        for side in (outside, inside):
            for one in side.prints:
                halves[one.x > fold].append(one)
        for is_right, prints in halves.items():
            out, within = prints
            leaf = Leaf(out, within, abs(out.x - fold) + deep, abs(within.x - fold) + deep)
            # What one sees of the closed piece first is the half away from its spine.
            (first if is_right == (direction == "ltr") else second).append(leaf)
    return [*first, *reversed(second)]


def read(leaves: list[Leaf]) -> list[int]:
    """The pages as they are met, leaf by leaf: the back ones are seen from their inside first."""
    half = len(leaves) // 2
    pages: list[int] = []
    for number, leaf in enumerate(leaves):
        faces = (leaf.outside, leaf.inside)
        pages += [face.page for face in (faces if number < half else faces[::-1])]
    return pages


@pytest.mark.parametrize("direction", ["ltr", "rtl"])
@pytest.mark.parametrize("pages", range(4, 65, 4))
def test_the_booklet_is_read_in_order(pages: int, direction: Direction) -> None:
    style = style_of("saddle", caliper_mm=0.12)
    data, _ = pressed(pages, style, imposition("saddle"), direction)
    found = list(sides(data))
    assert len(found) == pages // 2
    leaves = bound(found, [0.12] * (pages // 4), direction)
    assert read(leaves) == list(range(1, pages + 1))
    assert all(one.is_upright for side in found for one in side.prints)
    assert len({(side.width, side.height) for side in found}) == 1


@pytest.mark.parametrize("direction", ["ltr", "rtl"])
def test_words_stand_as_far_from_the_fore_edge_on_every_page(direction: Direction) -> None:
    """To a hundredth of a millimetre, though 15 sheets lie round the last."""
    thickness = [0.27, *[0.12] * 15]
    style = style_of("saddle", caliper_mm=0.12, cover_weight="cover")
    data, _ = pressed(64, style, imposition("saddle"), direction)
    leaves = bound(list(sides(data)), thickness, direction)
    places: dict[bool, list[float]] = {}
    for leaf in leaves:
        for one, place in ((leaf.outside, leaf.outside_mm), (leaf.inside, leaf.inside_mm)):
            places.setdefault(bool(one.page % 2), []).append(place)
    assert [len(found) for found in places.values()] == [32, 32]
    for found in places.values():
        assert max(found) - min(found) < 0.01
    uncorrected = [sum(thickness[:number]) for number in range(16)]
    assert max(uncorrected) > 1.9


def test_sheets_say_what_they_are_and_where_they_are_folded() -> None:
    data, document = pressed(8, style_of("saddle"), imposition("saddle"))
    labels = ["1 outside 8–cover", "1 inside 2–7", "2 outside 6–3", "2 inside 4–5"]
    assert [page.label for page in document.pages] == labels
    assert [page.folds for page in document.pages] == [(mm(WIDTH),)] * 4
    with pikepdf.open(_stream(data)) as file:
        assert [str(page.label) for page in file.pages] == labels
        trims = {tuple(round(float(edge), 2) for edge in page.trimbox) for page in file.pages}
        ((left, bottom, right, top),) = trims
        assert (right - left, top - bottom) == pytest.approx((mm(2 * WIDTH), mm(HEIGHT)), abs=0.02)


def test_what_is_read_aloud_is_in_the_order_of_reading() -> None:
    style = style_of("saddle")
    of_sheet = sheet(style)
    composition = compose(as_meant(edition(8), of_sheet), job(of_sheet))
    single = imposed(composition)
    on_sheets = impose(single, imposition("saddle"), Paper(style, mm(BLEED)))
    assert on_sheets.structure == single.structure
    assert on_sheets.metadata == single.metadata


def test_empty_pages_stand_at_the_end_of_the_sheets() -> None:
    data, _ = pressed(6, style_of("saddle", blank="end"), imposition("saddle"))
    assert [sorted(one.page for one in side.prints) for side in sides(data)] == [
        [1], [2], [3, 6], [4, 5],
    ]  # fmt: skip


def test_an_office_copy_is_not_trimmed_and_does_not_creep() -> None:
    style = style_of("saddle", caliper_mm=0.3)
    of_sheet = sheet(style)
    document = imposed(compose(as_meant(edition(16), of_sheet), job(of_sheet)))
    plain = impose(document, imposition("saddle"), Paper(style, 0.0, creeps=False))
    moved = impose(document, imposition("saddle"), Paper(style, 0.0))
    assert plain.pages[:2] == moved.pages[:2]
    assert plain.pages[2] != moved.pages[2]


def test_ink_meets_ink_at_the_spine_and_paper_stays_paper() -> None:
    """A page goes on under the one beside it where that is painted up to the spine, else not."""
    document = DisplayDocument(
        tuple(Page(Size(mm(WIDTH), mm(HEIGHT)), (_ground(),), str(n)) for n in range(1, 5)),
        Element("Document", ()),
        (),
        Metadata("Test", "en", "2020-01-01T00:00:00+00:00", "test"),
    )
    style = style_of("saddle")
    inked = frozenset({(0, "left")})
    on_sheets = impose(document, imposition("saddle"), Paper(style, mm(BLEED), inked=inked))
    ends = []
    for page in on_sheets.pages:
        left = page.items[0]
        assert isinstance(left, Group)
        assert left.clip is not None
        ends.append(bounds(outline_points(left.clip)).right - mm(WIDTH))
    assert ends == pytest.approx([0.5, 0.0])


def _ground() -> Mark:
    box = rectangle(Rect(0.0, 0.0, mm(WIDTH), mm(HEIGHT)))
    return Mark((Path(box, fill=BLACK),), None)


# --- cards, flyers, folded sheets --------------------------------------------------------------


def cells(side: Side, columns: int, rows: int) -> dict[tuple[int, int], Print]:
    """What stands in each part once the paper is cut, by its column and row."""
    found = {}
    for one in side.prints:
        column = int(one.x / side.width * columns)
        row = int(one.y / side.height * rows)
        assert (column, row) not in found
        found[column, row] = one
    return found


def test_a_page_is_repeated_at_even_steps_and_read_once() -> None:
    data, document = pressed(1, style_of("none"), imposition("repeat:2x4"))
    (side,) = sides(data)
    assert [one.page for one in side.prints] == [1] * 8
    xs = sorted({round(one.x, 2) for one in side.prints})
    ys = sorted({round(one.y, 2) for one in side.prints})
    assert [b - a for a, b in pairwise(xs)] == pytest.approx([WIDTH + 6], abs=0.02)
    assert [b - a for a, b in pairwise(ys)] == pytest.approx([HEIGHT + 6] * 3, abs=0.02)
    assert len(document.pages[0].cuts) == 8
    with pikepdf.open(_stream(data)) as file:
        stream = file.pages[0].Contents.read_bytes()
        assert stream.count(b"/MCID") == 1
        width = float(file.pages[0].trimbox[2] - file.pages[0].trimbox[0])
        assert width == pytest.approx(mm(2 * WIDTH + 6), abs=0.02)


def test_a_copy_looks_the_same_is_cut_the_same_and_says_nothing() -> None:
    box = rectangle(Rect(0.0, 0.0, 9.0, 9.0))
    told = Mark((Path(box, fill=BLACK), Link(Rect(0, 0, 9, 9), "https://a.example", 0, "a")), 0)
    line = Mark((Path(box, fill=BLACK),), None, finishing="cut")
    page = Page(Size(mm(WIDTH), mm(HEIGHT)), (Group((told, line)),), "1")
    root = Element("Document", (Element("P", (ContentRef(0),)),))
    metadata = Metadata("Test", "en", "2020-01-01T00:00:00+00:00", "test")
    document = DisplayDocument((page,), root, (), metadata)
    on_sheet = impose(document, imposition("repeat:2x1"), Paper(style_of("none"), 0.0))
    found = [part for part, _ in parts(on_sheet.pages[0].items) if isinstance(part, Mark)]
    assert [one.content for one in found] == [0, None, None, None]
    assert [one.finishing for one in found] == [None, "cut", None, "cut"]
    assert [len(one.items) for one in found] == [2, 1, 1, 1]


@pytest.mark.parametrize(
    ("pages", "columns", "rows"), [(16, 2, 2), (14, 2, 2), (40, 3, 4), (2, 2, 1)]
)
def test_piles_that_are_cut_and_stacked_are_in_order(pages: int, columns: int, rows: int) -> None:
    data, _ = pressed(pages, style_of("none"), imposition(f"stack:{columns}x{rows}:4"))
    found = list(sides(data))
    piles: dict[tuple[int, int], list[tuple[int, int]]] = {}
    for front, back in zip(found[::2], found[1::2], strict=True):
        fronts, backs = cells(front, columns, rows), cells(behind(back), columns, rows)
        assert fronts.keys() == backs.keys()
        for at, one in fronts.items():
            piles.setdefault(at, []).append((one.page, backs[at].page))
    in_order = sorted(piles, key=lambda at: (at[1], at[0]))
    read_through = [page for at in in_order for leaf in piles[at] for page in leaf]
    assert read_through == list(range(1, pages + 1))


def test_leaves_that_are_printed_on_one_side_are_stacked_too() -> None:
    data, _ = pressed(8, style_of("none"), imposition("stack:2x2:one-sided"))
    found = [cells(side, 2, 2) for side in sides(data)]
    piles = [[side[at].page for side in found] for at in ((0, 0), (1, 0), (0, 1), (1, 1))]
    assert piles == [[1, 2], [3, 4], [5, 6], [7, 8]]


@pytest.mark.parametrize(
    ("way", "axis", "columns", "rows"),
    [("turn", "upright", 2, 1), ("work-and-tumble", "level", 1, 2)],
)
def test_one_plate_prints_both_sides(
    way: str, axis: Literal["upright", "level"], columns: int, rows: int
) -> None:
    """On both halves of the sheet the same front has the same back, head to head."""
    data, document = pressed(2, style_of("none"), imposition(way))
    (plate,) = sides(data)
    fronts = cells(plate, columns, rows)
    backs = cells(behind(plate, axis), columns, rows)
    assert len(fronts) == 2
    for at, front in fronts.items():
        back = backs[at]
        assert {front.page, back.page} == {1, 2}
        assert front.is_upright == back.is_upright
    assert len(document.pages) == 1


def test_a_folded_sheet_is_folded_in_both_halves_of_the_plate() -> None:
    _, document = pressed(4, style_of("half"), imposition("turn"))
    (plate,) = document.pages
    sheet_mm = 2 * WIDTH
    assert [fold / mm(1) for fold in plate.folds] == pytest.approx([WIDTH, sheet_mm + 6 + WIDTH])
    _, both = pressed(8, style_of("french"), imposition("turn"))
    assert [fold / mm(1) for fold in both.pages[0].cross_folds] == pytest.approx([HEIGHT])
    _, tumbled = pressed(4, style_of("half"), imposition("tumble"))
    assert [fold / mm(1) for fold in tumbled.pages[0].folds] == pytest.approx([WIDTH])


@pytest.mark.parametrize(
    ("fold", "pages", "way", "said"),
    [
        ("half", 4, "saddle", "`half`"),
        ("saddle", 8, "turn", "booklet"),
        ("saddle", 8, "repeat:2x2", "booklet"),
        ("none", 1, "turn", "both sides"),
        ("none", 1, "tumble", "Work-and-turn and work-and-tumble"),
    ],
)
def test_what_does_not_go_together_is_refused(
    fold: FoldKind, pages: int, way: str, said: str
) -> None:
    with pytest.raises(InputError) as refused:
        pressed(pages, style_of(fold), imposition(way))
    (found,) = refused.value.diagnostics
    assert found.code == "impose-unfit"
    assert said in str(found.message)


def test_a_sheet_that_no_pdf_can_hold_is_refused() -> None:
    with pytest.raises(InputError) as refused:
        pressed(1, style_of("none"), imposition("repeat:50x2:100"))
    assert [one.code for one in refused.value.diagnostics] == ["impose-large"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("saddle", Imposition("saddle")),
        ("repeat:2x4", Imposition("repeat", 2, 4)),
        ("Repeat:2×4:4,5", Imposition("repeat", 2, 4, 4.5)),
        ("stack:3x1:0:one-sided", Imposition("stack", 3, 1, 0.0, one_sided=True)),
        ("work-and-turn", Imposition("turn")),
        ("tumble:5", Imposition("tumble", gutter_mm=5.0)),
    ],
)
def test_ways_are_read(text: str, found: Imposition) -> None:
    assert imposition(text) == found


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("sadle", "`saddle`"),
        ("book", "Choose among saddle"),
        ("repeat", "repeat:2x4"),
        ("repeat:0x4", "repeat:2x4"),
        ("repeat:2x99", "repeat:2x4"),
        ("saddle:3", "gutter"),
        ("repeat:2x4:one-sided", "gutter"),
        ("turn:wide", "gutter"),
    ],
)
def test_what_is_no_way_says_what_to_write(text: str, why: str) -> None:
    with pytest.raises(UnfitError) as refused:
        imposition(text)
    assert why in str(refused.value.why)


def _stream(data: bytes) -> BytesIO:
    return BytesIO(data)
