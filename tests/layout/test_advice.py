"""What `check --design` advises: of each kind one page that is told of, and one that is not."""

from __future__ import annotations

from pathlib import Path as FilePath
from typing import Any

import pytest
from msgspec.structs import replace
from PIL import Image

from depliant.content.inline import Span
from depliant.content.model import (
    AtSide,
    Block,
    FlowBreak,
    Framed,
    Heading,
    ItemList,
    ListItem,
    Panel,
    PictureBlock,
)
from depliant.errors import Diagnostic, Place
from depliant.layout.advice import advise
from depliant.layout.advice.hyphens import advise as advise_hyphens
from depliant.layout.advice.hyphens import highest
from depliant.layout.advice.seeing import Page, Passage, SetLine
from depliant.layout.compose import compose, settings_of
from depliant.style.running_text import DropCap
from depliant.style.sheet import Art, Design, Format, Margin, StyleSheet, Swatch, TypeStyle

from .conftest import HERE, ROOT, edition, job, panel, paragraph, sheet
from .test_sight import run

AROUND = Margin(top=5, right=5, bottom=5, left=5)
LONG = "Les habitants de la ville ont vu passer les trains de houille durant plus de cent ans. "
RAGGED = {"text": TypeStyle(size=8, leading=10), "heading": TypeStyle(size=12, leading=15)}


def advised(*panels: Panel, look: StyleSheet, root: FilePath = ROOT) -> list[Diagnostic]:
    the_edition, the_job = edition(*panels), job(look, root)
    composition = compose(the_edition, the_job)
    assert not [one for one in composition.diagnostics if one.severity == "error"]
    found = advise(composition, the_edition, the_job)
    assert all(one.severity == "advice" and one.hint for one in found)
    return list(found)


def codes(*panels: Panel, look: StyleSheet, root: FilePath = ROOT) -> list[str]:
    return [one.code for one in advised(*panels, look=look, root=root)]


def at(line: int, text: str, role: str = "text") -> Block:
    """A paragraph that is written on a line of its own."""
    return replace(paragraph(text, role), place=Place("content.yaml", line, 1))


@pytest.mark.parametrize(("align", "found"), [("justify", ["river"]), ("start", [])])
def test_a_river(align: str, found: list[str]) -> None:
    """Words of one length leave wide spaces below one another where they are justified."""
    text = TypeStyle(size=8, leading=10, align=align)  # type: ignore[arg-type]
    block = paragraph("habitants " * 20 + "de la ville")
    assert codes(panel(block), look=sheet(type={"text": text})) == found


@pytest.mark.parametrize(
    ("ends", "high"),
    [("---", 3), ("\u00ad\u00ad\u00ad-", 4), ("--a-a", 2), ("-a\u00ad-", 2), ("aaa", 0)],
)
def test_a_stack_of_hyphens(ends: str, high: int) -> None:
    """The program divides no more than two lines in a row; its author may."""
    lines = tuple(
        SetLine((run(f"Lens{end} ", 10, 10 * number),), 10, 40, 10 * number, ends=False)
        for number, end in enumerate(ends)
    )
    passage = Passage("P", lines, HERE, 10)
    assert highest(passage) == high
    the_panel = panel(paragraph("Lens"))
    composition = compose(edition(the_panel), job(sheet()))
    (setting,) = settings_of(composition, edition(the_panel), job(sheet()))
    page = Page(composition.panels[0], setting, (passage,), ())
    assert [one.code for one in advise_hyphens((page,))] == ["hyphen-stack"] * (high > 2)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("a" * 30 + " " + "b" * 30 + " en.", ["runt"]),
        ("a" * 30 + " " + "b" * 30 + " voisins.", []),
        ("a" * 30 + " " + "b" * 30 + " et en voisins.", []),
        ("a" * 30 + " " + "b" * 30 + "\nen.", []),  # the author wants it there
    ],
)
def test_a_last_line_of_one_short_word(text: str, found: list[str]) -> None:
    assert codes(panel(paragraph(text)), look=sheet(type=RAGGED)) == found


@pytest.mark.parametrize(
    ("last", "found"), [("compagnie.", ["runt"]), ("sa compagnie.", []), ("", [])]
)
def test_a_word_alone_below_a_picture(tmp_path: FilePath, last: str, found: list[str]) -> None:
    """Words so long that no other line end is any better leave the last one alone there."""
    Image.new("RGB", (600, 600), (200, 80, 40)).save(tmp_path / "heap.jpg")
    side = AtSide("start", "box", 2.0)
    picture = PictureBlock("heap.jpg", "Un terril", (), (0.5, 0.5), None, HERE, 0.5, at_side=side)
    look = sheet(
        format=Format(fold="none", size=(80, 120)),
        designs={"default": Design(margin=AROUND)},
        type=RAGGED,
    )
    beside = "\u00a0".join(["habitants", "venus", "ici"])
    words = paragraph(" ".join([beside] * 11 + [last]).strip())
    assert codes(panel(picture, words), look=look, root=tmp_path) == found


def test_last_lines_of_a_panel_are_told_once() -> None:
    text = "a" * 30 + " " + "b" * 30 + " en."
    (found,) = advised(panel(*[at(line, text) for line in (8, 9, 10)]), look=sheet(type=RAGGED))
    assert "“en.”" in str(found.message)
    assert "“one” has 2 more like it" in str(found.message)
    assert found.place == Place("content.yaml", 8, 1)


@pytest.mark.parametrize(("parted", "found"), [(True, ["heading-alone"]), (False, [])])
def test_a_heading_alone(*, parted: bool, found: list[str]) -> None:
    heading = Heading(3, (Span("Les trains"),), "heading", HERE)
    blocks = [at(7, LONG), heading, FlowBreak("column", HERE), at(9, LONG)]
    if not parted:
        blocks[1], blocks[2] = blocks[2], blocks[1]
    look = sheet(
        format=Format(fold="none", size=(160, 80)),
        designs={"default": Design(margin=AROUND, columns=2)},
        type=RAGGED,
    )
    assert codes(panel(*blocks), look=look) == found


@pytest.mark.parametrize(
    ("width", "columns", "found"),
    [(200, 1, ["line-length"]), (80, 4, ["line-length"]), (60, 1, [])],
)
def test_the_length_of_lines(width: int, columns: int, found: list[str]) -> None:
    look = sheet(
        format=Format(fold="none", size=(width, 80)),
        designs={"default": Design(margin=AROUND, columns=columns, gutter_mm=3)},
        type={"text": TypeStyle(size=8, leading=10, hyphenate=True)},
    )
    short = "Les gens de la ville ont vu passer les trains de houille durant cent ans. "
    assert codes(panel(paragraph(short * 8 + "Fin de cette histoire.")), look=look) == found


@pytest.mark.parametrize(("size", "found"), [(12, ["line-length"]), (15.5, [])])
def test_a_pull_quote_in_a_column_may_have_short_lines(size: float, found: list[str]) -> None:
    look = sheet(
        format=Format(fold="none", size=(50, 120)),
        designs={"default": Design(margin=AROUND)},
        type={"text": TypeStyle(size=size, leading=20)},
    )
    quote = "La ville entière respirait par ces planches, et on pouvait l’entendre du grenier."
    assert codes(panel(paragraph(quote)), look=look) == found


@pytest.mark.parametrize(("beside", "found"), [(True, []), (False, ["line-length"])])
def test_lines_beside_a_picture_are_as_short_as_it_leaves_them(
    tmp_path: FilePath, *, beside: bool, found: list[str]
) -> None:
    Image.new("RGB", (600, 900), (200, 80, 40)).save(tmp_path / "heap.jpg")
    side = AtSide("start", "box", 2.0)
    picture = PictureBlock("heap.jpg", "Un terril", (), (0.5, 0.5), None, HERE, 0.5, at_side=side)
    look = sheet(
        format=Format(fold="none", size=(70 if beside else 32, 120)),
        designs={"default": Design(margin=AROUND)},
        type=RAGGED,
    )
    words = paragraph("Les gens de la ville ont vu passer les trains de houille durant cent ans.")
    blocks = [picture, words] if beside else [words]
    assert codes(panel(*blocks), look=look, root=tmp_path) == found


def test_lines_beside_a_drop_capital_are_lines_of_their_own() -> None:
    style = TypeStyle(size=8, leading=10, hyphenate=True, drop_cap=DropCap(lines=3))
    short = "Les gens de la ville ont vu passer les trains de houille durant cent ans. "
    blocks = paragraph(short * 4 + "Fin de cette histoire.")
    assert codes(panel(blocks), look=sheet(type={"text": style})) == []


def test_lines_that_their_author_ends_may_be_short() -> None:
    address = "Mairie\n12, place Neuve\n62300 Lens\nFrance\nEurope"
    assert codes(panel(paragraph(address)), look=sheet(type=RAGGED)) == []


@pytest.mark.parametrize(
    ("size", "leading", "found"),
    [(6, 7, ["leading-solid"]), (6, 8, []), (5, 6, []), (15, 14, [])],
)
def test_lines_nearer_than_their_type_is_high(
    size: float, leading: float, found: list[str]
) -> None:
    """The grid has 5 points: 7 are rounded to 5, and 8 to 10."""
    text = TypeStyle(size=size, leading=leading)
    blocks = [paragraph(LONG * 3)] if size < 14 else [paragraph("Les habitants de la ville")]
    assert codes(panel(*blocks), look=sheet(type={"text": text})) == found


@pytest.mark.parametrize(("count", "found"), [(6, ["type-sizes"]), (5, [])])
def test_sizes_of_type(count: int, found: list[str]) -> None:
    styles = {f"step-{step}": TypeStyle(size=7 * 1.2**step, leading=20) for step in range(count)}
    blocks = [paragraph("Lens", name) for name in styles]
    # What can hardly be told apart counts as one size, and numbers are drawn more than read.
    styles["alike"] = TypeStyle(size=7.2, leading=20)
    styles["huge"] = TypeStyle(size=30, leading=40)
    numbers = [paragraph("Lens", "alike"), paragraph("17", "huge")]
    assert codes(panel(*blocks, *numbers), look=sheet(type=styles)) == found


def test_sizes_of_type_are_counted_on_each_page_of_an_unfolded_sheet() -> None:
    styles = {f"step-{step}": TypeStyle(size=7 * 1.2**step, leading=20) for step in range(7)}
    names = tuple(styles)

    def page(line: int, roles: tuple[str, ...]) -> Panel:
        blocks = (paragraph("Lens", role) for role in roles)
        return replace(panel(*blocks, name=f"p{line}"), place=Place("content.yaml", line, 5))

    look = sheet(format=Format(fold="none", size=(100, 300)), type=styles)
    advice = advised(page(9, names[:4]), page(30, names[:6]), page(40, names[3:]), look=look)
    places = [one.place for one in advice if one.code == "type-sizes"]
    assert places == [Place("content.yaml", 30, 5)]


@pytest.mark.parametrize(("left", "found"), [(6, ["near-miss"]), (5, []), (12, [])])
def test_left_edges_that_nearly_stand_below_one_another(left: float, found: list[str]) -> None:
    frames: dict[str, Any] = {"low": {"left_mm": left, "top_mm": 40, "height_mm": 35}}
    one = panel(at(7, LONG))
    one = replace(one, frames=(Framed("low", (at(9, LONG),), HERE),))
    look = sheet(type=RAGGED, designs={"default": {"margin": AROUND, "frames": frames}})
    advice = advised(one, look=look)
    assert [one.code for one in advice] == found
    assert all("differ by 1.0 mm" in str(one.message) for one in advice)


@pytest.mark.parametrize(("before", "found"), [(2, ["near-miss"]), (1, []), (4, [])])
def test_gaps_that_are_nearly_equal(before: int, found: list[str]) -> None:
    """A unit of the grid is 1.06 mm."""
    styles = {
        "text": TypeStyle(size=8, leading=9, before=1),
        "other": TypeStyle(size=8, leading=9, before=before),
    }
    blocks = [at(7, LONG), at(8, LONG), at(9, LONG, "other")]
    assert codes(panel(*blocks), look=sheet(type=styles, baseline=3.0)) == found


def test_items_and_their_marks_are_no_near_misses() -> None:
    items = tuple(ListItem((Span(LONG),), Place("content.yaml", line, 1)) for line in (8, 9))
    listed = ItemList(items, "item", HERE)
    assert codes(panel(at(7, LONG), listed), look=sheet(type=RAGGED)) == []


@pytest.mark.parametrize(("step", "found"), [(2, ["text-on-detail"]), (60, [])])
def test_text_on_art_with_detail(step: int, found: list[str], tmp_path: FilePath) -> None:
    """Stripes as wide as letters, and a ground that changes where the page ends."""
    (tmp_path / "assets").mkdir(exist_ok=True)
    (tmp_path / "assets" / "style.yaml").write_text("designs: {}\n", encoding="utf-8")
    stripes = "".join(f"M{x} 0h{step / 2}V80h-{step / 2}Z" for x in range(0, 60, step))
    (tmp_path / "art.svg").write_text(
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 60 80"><path d="{stripes}"/></svg>',
        encoding="utf-8",
    )
    art = Art(file="art.svg", top_mm=0, colours={"black": "mist"})
    look = sheet(
        type=RAGGED,
        swatches={"mist": Swatch(cmyk=(30, 10, 0, 10))},
        designs={"default": Design(margin=AROUND, art=(art,))},
    )
    assert codes(panel(at(7, LONG)), look=look, root=tmp_path) == found


@pytest.mark.parametrize(
    ("lines", "found"), [(3, ["panel-fill"]), (12, []), (18, []), (19, ["panel-fill"])]
)
def test_how_full_a_panel_is(lines: int, found: list[str]) -> None:
    """39 units of the grid: 19 lines take 38 of them."""
    middle = panel(*[at(line, "Les trains") for line in range(lines)], name="two")
    around = [panel(paragraph("Lens"), name=name) for name in ("one", "three")]
    advice = advised(around[0], middle, around[1], look=sheet(type=RAGGED))
    assert [one.code for one in advice] == found
    assert all("“two”" in str(one.message) for one in advice)


def test_the_ground_of_a_neighbour_fills_no_panel() -> None:
    """What reaches over the fold from the panel beside it is no art of its own."""
    look = sheet(
        type=RAGGED,
        swatches={"sea": Swatch(cmyk=(90, 30, 20, 20)), "sand": Swatch(cmyk=(0, 5, 20, 0))},
        format=Format(fold="half", size=(120, 80)),
        designs={
            "default": Design(margin=AROUND, ground="sand"),
            "dark": Design(margin=AROUND, ground="sea"),
        },
    )
    full = [at(line, "Les trains") for line in range(12)]
    four = [panel(*full, name=name) for name in ("one", "two", "three", "four")]
    four[1] = panel(at(0, "Les trains"), name="two")
    four[2] = replace(four[2], design="dark")
    advice = [one for one in advised(*four, look=look) if one.code == "panel-fill"]
    assert ["“two”" in str(one.message) for one in advice] == [True]
