"""Composition: the grid, nothing lost, overset reported, sides fitted together, imposition."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from depliant.colour import BLACK
from depliant.content.inline import Span
from depliant.content.model import Edition, Heading, ItemList, ListItem
from depliant.display.items import Glyphs, Group, Link, Mark, Path
from depliant.display.structure import contents, walk
from depliant.geometry import Size, mm
from depliant.layout.compose import Composition
from depliant.layout.frame import Placement, Slice
from depliant.layout.paging import imposed, paged
from depliant.layout.strays import strays
from depliant.style.sheet import Copyfit, Design, Format, Margin, StyleSheet, TypeStyle

from .conftest import HERE, composed, edition, glyph_runs, panel, paragraph, sheet

Leaflet = tuple[Edition, StyleSheet, Composition]

STORY = (
    "Le Bassin minier du Nord-Pas de Calais, inscrit sur la Liste du patrimoine mondial, "
    "raconte trois siècles de travail, de solidarités et de paysages."
)


def words(composition: Composition, index: int = 0) -> str:
    said, last = "", None
    for run, number in glyph_runs(composition.panels[index].marks):
        said += run.text if number == last else f" {run.text}"
        last = number
    return " ".join(said.replace("\u00ad", "").split())


def test_every_baseline_of_every_panel_of_a_side_stands_on_one_grid(leaflet: Leaflet) -> None:
    _, style, composition = leaflet
    running = {style.type[role].size for role in ("text", "item", "nested")}
    stands: set[float] = set()
    for set_panel in composition.panels:
        if set_panel.panel.design not in ("accelerateur", "territoire", "regard"):
            continue
        for run, _ in glyph_runs(set_panel.marks):
            if run.size in running and run.face.family == "Barlow":
                top = mm(style.designs[set_panel.panel.design].margin.top)
                stands.add(round((run.y - top) % style.baseline, 2))
    assert stands == {style.baseline / 2}


def test_the_leaflet_says_every_word_of_its_edition_in_order(leaflet: Leaflet) -> None:
    _, _, composition = leaflet
    said = words(composition, 1)
    ordered = ["UN ACCÉLÉRATEUR", "Mars 2017", "Achèvement", "Créative mine", "FEDER", "Anzin",
               "Sainte-Barbe à La Sentinelle", "Rectorat de Lille", "Valenciennois"]  # fmt: skip
    places = [said.index(word) for word in ordered]
    assert places == sorted(places)


def test_the_structure_and_the_pages_hold_the_same_content(leaflet: Leaflet) -> None:
    _, _, composition = leaflet
    for document in (imposed(composition), paged(composition)):
        painted = set()
        for page in document.pages:
            painted |= {number for _, number in _marks(page.items)}
        assert painted - {None} == set(contents(document.structure))
    leaves = list(contents(composition.structure))
    assert len(leaves) == len(set(leaves))


def _marks(items: tuple[object, ...]) -> list[tuple[Mark, int | None]]:
    found: list[tuple[Mark, int | None]] = []
    for item in items:
        if isinstance(item, Mark):
            found.append((item, item.content))
        elif isinstance(item, Group):
            found += _marks(item.items)
    return found


def test_headings_go_down_one_level_at_a_time(leaflet: Leaflet) -> None:
    _, _, composition = leaflet
    levels = [int(e.role[1]) for e in walk(composition.structure) if re.match(r"H\d$", e.role)]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_press_pages_are_sides_and_screen_pages_panels(leaflet: Leaflet) -> None:
    _, _, composition = leaflet
    press, screen = imposed(composition), paged(composition)
    assert [page.label for page in press.pages] == ["outside", "inside"]
    assert [page.label for page in screen.pages] == ["1", "2", "3", "4", "5", "6"]
    assert press.pages[0].trim == pytest.approx((mm(297), mm(210)))
    assert screen.pages[4].trim == pytest.approx((mm(97.9333), mm(210)), abs=0.01)
    assert press.structure == screen.structure


def test_pages_are_painted_in_the_order_in_which_they_are_read(leaflet: Leaflet) -> None:
    _, _, composition = leaflet
    titles = ("Chiffres clés", "Dans le Top 3", "Conception et réalisation")
    for document in (imposed(composition), paged(composition)):
        said = "".join(
            run.text for page in document.pages for run, number in glyph_runs(page.items)
            if number is not None
        )  # fmt: skip
        places = [" ".join(said.split()).index(title) for title in titles]
        assert places == sorted(places)


def test_every_heading_has_a_bookmark_that_leads_to_it(leaflet: Leaflet) -> None:
    _, _, composition = leaflet
    entries = [(entry.title, [kid.title for kid in entry.kids]) for entry in composition.outline]
    assert entries[0] == ("Chiffres clés", [])
    assert entries[3][1] == ["Signalétique"]
    assert entries[5] == (
        "Conception et réalisation",
        ["Financeurs et partenaires de la Mission Bassin Minier"],
    )
    headings = [e for e in walk(composition.structure) if re.match(r"H\d$", e.role)]
    below = [kid.target for entry in composition.outline for kid in entry.kids]
    assert set(below) <= {number for heading in headings for number in contents(heading)}
    assert len(composition.outline) + len(below) == len(headings)


def test_text_that_does_not_fit_is_placed_and_reported_with_its_words() -> None:
    long = " ".join([STORY] * 12) + " Dernier mot."
    composition = composed(edition(panel(paragraph(long))), sheet())
    (found,) = composition.diagnostics
    assert found.code == "overset"
    assert "Dernier mot." in str(found.message)
    assert re.search(r"lacks \d+\.\d mm", str(found.message))
    assert found.place == HERE
    assert words(composition) == " ".join(long.split())


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None, max_examples=25)
@given(st.lists(st.sampled_from([STORY, "Court.", "Un mot et demi"]), min_size=1, max_size=14))
def test_placed_text_is_the_whole_story_whatever_its_length(texts: list[str]) -> None:
    composition = composed(edition(panel(*(paragraph(text) for text in texts))), sheet())
    assert words(composition) == " ".join(" ".join(texts).split())


def test_all_panels_of_a_side_take_the_same_copyfit_step() -> None:
    style = sheet(
        format=Format(fold="half", size=(120, 80)),
        copyfit=Copyfit(size=0.8, leading=0.8, tracking=-10, steps=4),
    )
    full = paragraph(" ".join([STORY] * 6))
    short = paragraph("Court.")
    composition = composed(
        edition(panel(short), panel(full, name="b"), panel(short, name="c"), panel(short)), style
    )
    outside, inside = composition.steps
    assert outside.number == 0
    assert inside.number > 0
    assert not composition.diagnostics
    sizes = [{run.size for run, _ in glyph_runs(p.marks)} for p in composition.panels]
    assert sizes[1] == sizes[2] == {8 * inside.size}
    assert sizes[0] == sizes[3] == {8}


def test_no_heading_and_no_single_line_at_the_foot_of_a_column() -> None:
    style = sheet(
        designs={
            "default": Design(
                columns=2, gutter_mm=4, margin=Margin(top=5, right=5, bottom=5, left=5)
            )
        }
    )
    for lines in range(1, 14):
        filler = paragraph("\n".join(["Ligne"] * lines))
        heading = Heading(3, (Span("Titre"),), "heading", HERE)
        composition = composed(edition(panel(filler, heading, paragraph(STORY))), style)
        columns: dict[bool, list[tuple[float, float]]] = {False: [], True: []}
        for run, _ in glyph_runs(composition.panels[0].marks):
            columns[run.x > mm(30)].append((run.y, run.size))
        left = sorted(columns[False])
        assert left[-1][1] == 8, "a heading stands alone at the foot"
        for side in columns.values():
            if any(size == 12 for _, size in side):
                below = {y for y, size in side if y > max(y for y, s in side if s == 12)}
                assert len(below) >= 2


def test_a_word_wider_than_its_measure_is_reported() -> None:
    word = "Donaudampfschifffahrtsgesellschaftskapitänsmützenfabrikantenverband"
    composition = composed(edition(panel(paragraph(word.upper()))), sheet())
    (found,) = composition.diagnostics
    assert found.code == "word-too-wide"
    assert word.upper() in str(found.message)
    assert word.upper() == words(composition)
    assert "patterns" not in str(found.message)


def test_a_word_too_wide_in_a_language_without_patterns_says_so() -> None:
    word = "wanaotuunganishia" * 5
    said = {}
    for language in ("sw", "fi"):
        made = replace(edition(panel(paragraph(word))), language=language)
        said[language] = [str(found.message) for found in composed(made, sheet()).diagnostics]
    assert len(said["sw"]) == 1
    assert "no hyphenation patterns are known for `sw`" in said["sw"][0]
    assert said["fi"] == []


def test_a_foot_stands_on_the_lowest_grid_line_of_its_panel() -> None:
    composition = composed(edition(panel(paragraph("Tête"), foot=(paragraph("Pied"),))), sheet())
    by_text = {run.text.strip(): run.y for run, _ in glyph_runs(composition.panels[0].marks)}
    area_bottom = mm(75)
    assert by_text["Tête"] == pytest.approx(mm(5) + 7.5)
    assert area_bottom - 7.5 < by_text["Pied"] <= area_bottom - 2.5 + 0.01


def test_a_link_has_its_own_structure_and_place() -> None:
    address = paragraph("x")
    block = type(address)(
        (Span("Voir "), Span("le site", link="https://example.org"), Span(".")), "text", HERE
    )
    composition = composed(edition(panel(block)), sheet())
    (part,) = composition.structure.kids
    roles = [element.role for element in walk(composition.structure)]
    assert roles == ["Document", "Sect", "P", "Link"]
    assert part != composition.structure


def test_a_link_says_its_words() -> None:
    spans = (
        Span("le ", link="https://example.org"),
        Span("site", True, link="https://example.org"),
    )
    block = replace(paragraph("x"), text=(Span("Voir "), *spans, Span(".")))
    composition = composed(edition(panel(block)), sheet())
    links = [mark for mark in composition.panels[0].marks if isinstance(mark, Link)]
    assert {link.description for link in links} == {"le site"}
    address = Span("example.org", link="https://example.org")
    composition = composed(edition(panel(replace(block, text=(address,)))), sheet())
    [link] = [mark for mark in composition.panels[0].marks if isinstance(mark, Link)]
    assert link.description == "example.org"


def test_a_link_is_one_place_on_a_line() -> None:
    """Words of several kinds are one link, and on two lines it has two places."""
    address = "https://example.org"
    words = [Span("le site du ", link=address), Span("Bassin minier", True, link=address)]
    block = replace(paragraph("x"), text=(*words, Span(" ou "), Span("ici", link=f"{address}/x")))
    composition = composed(edition(panel(block)), sheet())
    marks = composition.panels[0].marks
    links = [mark for mark in marks if isinstance(mark, Link)]
    assert [link.description for link in links] == ["le site du Bassin minier", "ici"]
    painted = [(mark.content, run) for mark in marks if isinstance(mark, Mark)
               for run in mark.items if isinstance(run, Glyphs)]  # fmt: skip
    for link in links:
        for number, run in painted:
            if number == link.content:
                width = sum(glyph.advance for glyph in run.glyphs)
                assert link.frame.x <= run.x + 0.01
                assert run.x + width <= link.frame.right + 0.01
    assert links[0].frame.right < links[1].frame.x


def test_words_of_another_language_say_so() -> None:
    spans = (Span("Le "), Span("The ", language="en"), Span("Committee", True, language="en"))
    block = replace(paragraph("x"), text=(*spans, Span(" est")))
    structure = composed(edition(panel(block)), sheet()).structure
    said = [(e.role, e.language) for e in walk(structure) if e.role in ("P", "Span")]
    assert said == [("P", None), ("Span", "en")]


def test_files_say_the_language_as_other_programs_read_it() -> None:
    composition = composed(replace(edition(panel(paragraph("x"))), language="pt_BR"), sheet())
    assert composition.structure.language == composition.metadata.language == "pt-BR"


def test_items_without_a_figure_have_a_marker_as_their_label() -> None:
    item = ListItem((Span("Un point"),), HERE)
    composition = composed(edition(panel(ItemList((item, item), "item", HERE))), sheet())
    roles = [element.role for element in walk(composition.structure)]
    assert roles == ["Document", "Sect", "L"] + ["LI", "Lbl", "LBody", "P"] * 2
    assert words(composition).count("›") == 2


def test_lines_that_run_into_one_another_are_told() -> None:
    style = sheet(type={"text": TypeStyle(size=20, leading=5)})
    (found,) = composed(edition(panel(paragraph("Deux lignes au moins"))), style).diagnostics
    assert found.code == "leading-tight"
    assert found.place == HERE


def test_a_foot_higher_than_its_panel_is_overset() -> None:
    tall = tuple(paragraph(f"Ligne {number}") for number in range(30))
    composition = composed(edition(panel(foot=tall)), sheet())
    (found,) = composition.diagnostics
    assert found.code == "overset"
    assert "Ligne 29" in str(found.message)
    assert "lacks 29.8 mm" in str(found.message)


def test_type_that_rises_out_of_its_panel_is_an_error() -> None:
    types = {"text": TypeStyle(size=60, leading=10)}
    (found,) = composed(edition(panel(paragraph("Ha"))), sheet(type=types)).diagnostics
    assert (found.code, found.severity) == ("outside-panel", "error")
    assert "“Ha”" in str(found.message)
    assert found.place == HERE


@pytest.mark.parametrize(("depth", "outside"), [(8.0, 0), (16.0, 1)])
def test_a_curve_is_outside_its_panel_where_it_is_and_not_where_its_handles_are(
    depth: float, outside: int
) -> None:
    """An arch reaches three quarters of the way to its handles."""
    arch = (("M", 10.0, 0.0), ("C", 10.0, -depth, 90.0, -depth, 90.0, 0.0), ("Z",))
    placed = Placement(Slice(0.0, (Path(arch, BLACK),)), 0.0, 6.2)
    assert len(strays((placed,), panel(), Size(100.0, 100.0))) == outside
