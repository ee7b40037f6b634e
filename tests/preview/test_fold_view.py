"""The piece in the hand, in Debian's Chromium: it opens and closes, by hand, by keys, by ear."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

import pytest
from msgspec import json
from playwright.sync_api import expect
from tests.style.paper import at, laid, opening_of, spread

from depliant.build.memory import Memory
from depliant.interface import Interface
from depliant.style.fold_kinds import FOLDS, FoldKind
from depliant.style.poses import Opening, mirrored

from .conftest import Look, Shown, change, rest, running, until

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

KINDS: list[FoldKind] = list(get_args(FoldKind))
CROSSED = [kind for kind in KINDS if len(FOLDS[kind].rows) > 1]
LINED = [kind for kind in KINDS if kind not in CROSSED]
FACE = ".fold-face .tile img"
CLOSED = "Closed: 1 The Tide Mill · Next: 2 Twice a day, 3 Who comes to see it?"
OPENED = "Opened: 2 Twice a day, 3 Who comes to see it? · Next: 4 Find us"
TURNED = "Turned over: 4 Find us, 1 The Tide Mill"


@pytest.fixture
def folder(project: Path, memory: Memory) -> Iterator[Shown]:
    """A preview of the brochure as a folder of four panels, printed on both sides."""
    change(project, "fold: accordion4", "fold: half", "assets/style.yaml")
    with running(project, memory) as found:
        yield found


@pytest.fixture
def piece(folder: Shown, look: Look) -> Page:
    """The folder in the hand, without motion, closed."""
    return held(look(folder.address, reduced_motion="reduce"))


def held(page: Page) -> Page:
    """Take the piece in the hand."""
    page.keyboard.press("3")
    until(lambda: page.locator(FACE).count() == 4, "the pictures")
    return page


def moment(page: Page) -> float:
    return float(page.locator(".fold-view").get_attribute("data-moment") or -1)


def words(page: Page) -> str:
    return page.locator(".fold-words").inner_text()


def read(page: Page) -> list[str]:
    """What a screen reader finds of the piece: the pictures of what is seen."""
    faces = page.locator(".fold-face[aria-hidden=false] img").all()
    return sorted(face.get_attribute("alt") or "" for face in faces)


def middle(face: Locator) -> tuple[float, float]:
    box = face.bounding_box()
    assert box is not None
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def top(page: Page, x: float, y: float) -> str:
    """The panel that lies uppermost at a place of the window."""
    found: str = page.evaluate(
        "([x, y]) => document.elementFromPoint(x, y)?.closest('.fold-face')?.dataset.face ?? ''",
        [x, y],
    )
    return found


def test_keys_open_and_close_it_step_by_step(piece: Page) -> None:
    assert words(piece) == CLOSED
    assert read(piece) == ["Panel 1 of 4: The Tide Mill"]
    piece.keyboard.press("ArrowRight")
    assert words(piece) == OPENED
    assert read(piece) == ["Panel 2 of 4: Twice a day", "Panel 3 of 4: Who comes to see it?"]
    piece.keyboard.press("ArrowRight")
    assert words(piece) == TURNED
    assert read(piece) == ["Panel 1 of 4: The Tide Mill", "Panel 4 of 4: Find us"]
    piece.keyboard.press("ArrowRight")  # there is no more
    assert moment(piece) == 2
    piece.keyboard.press("ArrowLeft")
    assert words(piece) == OPENED
    piece.keyboard.press("Home")
    assert words(piece) == CLOSED
    piece.keyboard.press("End")
    assert words(piece) == TURNED


def test_the_words_of_what_is_seen_are_there_to_be_read(piece: Page) -> None:
    piece.locator(".fold-face[aria-hidden=false] h3").first.wait_for(state="attached")
    said = piece.locator(".fold-face[aria-hidden=false] .visually-hidden").all_inner_texts()
    assert len(said) == 1
    assert "The Tide Mill" in said[0]


def test_words_that_cannot_be_had_do_no_harm(folder: Shown, look: Look) -> None:
    page = look(folder.address)
    page.route("**/words.json*", lambda route: route.abort("connectionreset"))
    held(page)
    rest(page)
    assert words(page).startswith("Closed")


def test_what_is_said_to_be_seen_lies_uppermost(piece: Page) -> None:
    for step in range(3):
        names = piece.locator(".fold-face[aria-hidden=false]").all()
        assert names
        for face in names:
            assert top(piece, *middle(face)) == face.get_attribute("data-face"), step
        piece.keyboard.press("ArrowRight")


def test_without_motion_it_steps_at_once_and_with_motion_it_turns(
    piece: Page, folder: Shown, look: Look
) -> None:
    piece.keyboard.press("ArrowRight")
    assert moment(piece) == 1
    moving = held(look(folder.address))
    moving.keyboard.press("Home")
    until(lambda: moment(moving) == 0, "the closed piece")
    moving.evaluate(
        """() => {
             const view = document.querySelector(".fold-view");
             globalThis.moments = [];
             new MutationObserver(() => moments.push(+view.dataset.moment))
               .observe(view, { attributes: true });
           }"""
    )
    moving.keyboard.press("ArrowRight")
    until(lambda: moment(moving) == 1, "the open piece")
    between = [one for one in moving.evaluate("moments") if 0 < one < 1]
    assert between == sorted(between)
    assert between


def test_a_panel_that_is_dragged_turns_and_the_ground_turns_the_piece(piece: Page) -> None:
    x, y = middle(piece.locator(".fold-face[aria-hidden=false]"))
    piece.mouse.move(x + 30, y)
    piece.mouse.down()
    piece.mouse.move(x - 150, y - 20, steps=8)
    piece.mouse.up()
    assert words(piece) == OPENED
    # Back again: the panel at the left is led to the right.
    x, y = middle(piece.locator(".fold-face[data-face=tide]"))
    piece.mouse.move(x - 30, y)
    piece.mouse.down()
    piece.mouse.move(x + 200, y, steps=8)
    piece.mouse.up()
    assert words(piece) == CLOSED
    before = piece.locator(".fold-world").evaluate("one => one.style.transform")
    piece.mouse.move(60, 120)
    piece.mouse.down()
    piece.mouse.move(160, 160, steps=4)
    piece.mouse.up()
    assert words(piece) == CLOSED
    after = piece.locator(".fold-world").evaluate("one => one.style.transform")
    assert after != before
    piece.keyboard.press("r")
    assert piece.locator(".fold-world").evaluate("one => one.style.transform") == before


def test_a_panel_that_is_hardly_moved_falls_back(piece: Page) -> None:
    x, y = middle(piece.locator(".fold-face[aria-hidden=false]"))
    piece.mouse.move(x + 30, y)
    piece.mouse.down()
    piece.mouse.move(x + 22, y, steps=3)
    piece.mouse.up()
    assert moment(piece) == 0


def test_the_slider_says_how_far_and_its_keys_step(piece: Page) -> None:
    slider = piece.get_by_role("slider", name="How far it is open")
    slider.focus()
    piece.keyboard.press("ArrowRight")
    assert slider.get_attribute("aria-valuetext") == OPENED.partition(" · ")[0]
    assert moment(piece) == 1
    piece.keyboard.press("End")
    assert moment(piece) == 2
    slider.fill("0.2")
    slider.dispatch_event("change")
    assert moment(piece) == 0


def test_steps_have_names_and_lead_there(piece: Page) -> None:
    steps = piece.locator(".fold-steps").get_by_role("button").all()
    assert [step.inner_text() for step in steps] == ["1", "2 3", "4 1"]
    names = [step.get_attribute("aria-label") or "" for step in steps]
    assert names[1] == "Step 2 of 3. Opened: 2 Twice a day, 3 Who comes to see it?"
    steps[1].click()
    assert words(piece) == OPENED
    assert [step.get_attribute("aria-current") for step in steps] == [None, "step", None]
    close, open_ = (
        piece.get_by_role("button", name=name) for name in ("Close by a step", "Open by a step")
    )
    open_.click()
    assert open_.is_disabled()
    close.click()
    close.click()
    assert close.is_disabled()


def test_a_panel_that_is_asked_for_is_opened_to(piece: Page) -> None:
    piece.keyboard.press("n")  # the first panel
    assert moment(piece) == 0
    piece.keyboard.press("n")
    assert moment(piece) == 1
    expect(piece.locator(".fold-face:has(.selection)")).to_have_attribute("data-face", "tide")


def test_an_update_and_a_reload_leave_it_as_it_lies(piece: Page, folder: Shown) -> None:
    piece.keyboard.press("ArrowRight")
    piece.keyboard.press("+")
    piece.keyboard.press("ArrowUp")
    rest(piece)

    def lies() -> Any:
        return piece.evaluate(
            """() => [document.querySelector(".fold-view").dataset.moment,
                 ...[...document.querySelectorAll(".fold-world, .fold-ply")].map(
                   (one) => one.style.transform + one.style.width)]"""
        )

    def shown() -> Any:
        return piece.locator(FACE).evaluate_all("all => all.map(one => one.dataset.digest)")

    before, pictures = lies(), shown()
    asked: list[str] = []
    piece.on("request", lambda request: asked.append(request.url))
    change(folder.root, "the kettle is always on", "the kettle is often on")
    until(lambda: shown() != pictures, "the new picture")
    rest(piece)
    assert lies() == before
    assert len([url for url in asked if "/tile/" in url]) == 1
    piece.reload()
    piece.wait_for_selector(FACE)
    assert lies() == before


def test_pages_that_are_not_folded_come_one_after_the_other(
    project: Path, memory: Memory, look: Look
) -> None:
    change(project, "fold: accordion4", "fold: none", "assets/style.yaml")
    with running(project, memory) as shown:
        page = look(shown.address, reduced_motion="reduce")
        page.keyboard.press("3")
        page.wait_for_selector(FACE)
        assert words(page) == "One sheet: 1 The Tide Mill · Next: 2 Twice a day"
        page.keyboard.press("ArrowRight")
        page.wait_for_selector(FACE)
        assert read(page) == ["Panel 2 of 4: Twice a day"]


def test_a_project_without_pages_has_no_piece(project: Path, memory: Memory, look: Look) -> None:
    (project / "content.yaml").write_text("title: [", encoding="utf-8")
    with running(project, memory) as shown:
        page = look(shown.address, expects=".empty h2")
        page.keyboard.press("3")
        for key in ("ArrowRight", "End", "Home", "ArrowUp", "r", "f", "n", "Escape"):
            page.keyboard.press(key)
        expect(page.locator(".fold-view")).to_be_hidden()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("width", "height"), [(1280, 800), (320, 640)])
def test_the_piece_bars_nobody(
    folder: Shown, look: Look, axe: str, scheme: str, width: int, height: int
) -> None:
    page = look(folder.address, width=width, height=height, scheme=scheme, bypass_csp=True)
    held(page)
    page.evaluate(axe)
    for key in ("Home", "ArrowRight"):
        page.keyboard.press(key)
        rest(page)
        found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
        told = [
            (one["id"], one["impact"], one["nodes"][0]["html"][:160]) for one in found["violations"]
        ]
        assert [one for one in told if one[1] in ("serious", "critical", "moderate")] == []
    out = page.evaluate(
        """() => [...document.querySelectorAll(".fold-bar, .fold-bar *")].filter((one) => {
             const box = one.getBoundingClientRect();
             return box.width && (box.right > innerWidth + 0.5 || box.left < -0.5);
           }).map((one) => one.className || one.tagName)"""
    )
    assert out == []


def test_the_piece_speaks_french(project: Path, memory: Memory, look: Look) -> None:
    with running(project, memory, Interface("fr")) as shown:
        page = look(shown.address)
        page.keyboard.press("3")
        page.wait_for_selector(FACE)
        page.keyboard.press("Home")
        assert words(page).startswith("Fermé\u00a0: papier nu · Ensuite\u00a0: 1 The Tide Mill")
        expect(page.get_by_role("slider", name="Degré d’ouverture")).to_be_visible()


# --- the sums of the page against those of the tests' own paper

CALIPER = 0.01


def told(one: Opening) -> dict[str, Any]:
    return {
        "widths": one.widths,
        "heights": one.heights,
        "rows_within": one.rows_within,
        "anchor": one.anchor,
        "caliper": CALIPER,
        "poses": [pose._asdict() for pose in one.poses],
        "stages": [{"act": stage.act} for stage in one.stages],
    }


def test_the_page_lays_out_every_fold_as_paper_lies(shown: Shown, look: Look) -> None:
    openings = [opening_of(kind) for kind in LINED]
    openings += [mirrored(one) for one in openings]
    page = look(shown.address)
    scale = 100.0  # so large that the paper is as thick as it is
    found = page.evaluate(
        """async ([pieces, scale]) => {
             const files = document.baseURI + document.documentElement.dataset.static;
             const { laid } = await import(files + "/fold-model.js");
             return pieces.map((piece) => {
               const count = 4 * piece.stages.length - 3;
               const moments = [...Array(count).keys()].map((one) => one / 4);
               return moments.map((moment) => laid(piece, moment, scale).panels);
             });
           }""",
        [json.decode(json.encode([told(one) for one in openings])), scale],
    )
    for one, moments in zip(openings, found, strict=True):
        for number, panels in enumerate(moments):
            edges = laid(one, number / 4, CALIPER)
            ends = [x for edge in edges for x in (edge.start[0], edge.end[0])]
            centre = (min(ends) + max(ends)) / 2
            deep = edges[0].start[1] - panels[0]["z"] / scale
            for edge, panel in zip(edges, panels, strict=True):
                # Within a tenth of a millimetre, as paper is cut.
                assert panel["x"] / scale == pytest.approx(edge.start[0] - centre, abs=0.1)
                assert panel["z"] / scale == pytest.approx(edge.start[1] - deep, abs=0.1)
                assert panel["width"] / scale == pytest.approx(one.widths[edges.index(edge)])
            assert at(one, number / 4).turn == pytest.approx(panels[0]["turn"])


def test_the_page_lays_out_sheets_in_rows_as_paper_lies(shown: Shown, look: Look) -> None:
    """Each corner of each panel, in space, from one of them."""
    openings = [opening_of(kind) for kind in CROSSED]
    openings += [mirrored(one) for one in openings]
    page = look(shown.address)
    scale = 100.0
    found = page.evaluate(
        """async ([pieces, scale]) => {
             const files = document.baseURI + document.documentElement.dataset.static;
             const { laid, placing, spotOn } = await import(files + "/fold-model.js");
             return pieces.map((piece) => {
               const count = 4 * piece.stages.length - 3;
               return [...Array(count).keys()].map((one) => {
                 const state = laid(piece, one / 4, scale);
                 return piece.heights.map((_, row) => piece.widths.map((_, column) => {
                   const [panel, line] = [state.panels[column], state.rows[row]];
                   const put = new DOMMatrix(placing(state, panel, line));
                   return [[0, 0], [panel.width, 0], [0, line.height]].map(([far, low]) => {
                     const { x, y, z } = spotOn(state, column, row, far, low);
                     const drawn = put.transformPoint({ x: far, y: low });
                     return [x, y, z, drawn.x, drawn.y, drawn.z];
                   });
                 }));
               });
             });
           }""",
        [json.decode(json.encode([told(one) for one in openings])), scale],
    )
    for one, moments in zip(openings, found, strict=True):
        for number, rows in enumerate(moments):
            cells = spread(one, number / 4, CALIPER)
            start = cells[0, 0].corner
            shift = [rows[0][0][0][axis] / scale - start[axis] for axis in range(3)]
            for row, line in enumerate(rows):
                for column, corners in enumerate(line):
                    cell = cells[column, row]
                    ways = ((0.0, 0.0, 0.0), cell.along, cell.down)
                    for way, corner in zip(ways, corners, strict=True):
                        place = [cell.corner[axis] + way[axis] + shift[axis] for axis in range(3)]
                        assert [value / scale for value in corner[:3]] == pytest.approx(
                            place, abs=0.1
                        )
                        # What CSS makes of it is the same.
                        assert corner[3:] == pytest.approx(corner[:3], abs=0.01)


def as_map(project: Path) -> None:
    """Make a map of twelve panels of it."""
    change(project, "fold: accordion4", "fold: map3x2", "assets/style.yaml")
    panels = "".join(
        f"  - {{id: p{number}, design: default, blocks: [{{text: Panel {number}}}]}}\n"
        for number in range(1, 13)
    )
    head = "id: small\ntitle: Small\nlanguage: en\ndate: 2026\npanels:\n"
    (project / "content.yaml").write_text(head + panels, encoding="utf-8")


def test_a_panel_on_its_head_is_shown_as_it_is_read(
    project: Path, memory: Memory, look: Look
) -> None:
    as_map(project)
    with running(project, memory) as shown:
        page = look(shown.address, reduced_motion="reduce")
        page.keyboard.press("2")
        turned = page.locator(".frame:has(.paper.turned)")
        until(lambda: turned.count() == 1, "the cover on its head")
        expect(turned).to_have_attribute("data-frame", "p1")
        for key in ("k", "o", "s"):
            page.keyboard.press(key)
        until(lambda: page.locator(".frame[data-frame=p1] .baselines").count() == 1, "its grid")
        assert page.locator(".frame[data-frame=p1] .fold").count() == 2, "its folds"


def test_a_map_is_opened_by_its_cover_and_pulled_out(
    project: Path, memory: Memory, look: Look
) -> None:
    as_map(project)
    with running(project, memory) as shown:
        page = look(shown.address, reduced_motion="reduce")
        page.keyboard.press("3")
        until(lambda: page.locator(FACE).count() == 12, "the pictures")
        page.keyboard.press("Home")
        for step in range(4):
            faces = page.locator(".fold-face[aria-hidden=false]").all()
            assert faces
            for face in faces:
                assert top(page, *middle(face)) == face.get_attribute("data-face"), step
            page.keyboard.press("ArrowRight")
        page.keyboard.press("Home")
        x, y = middle(page.locator(".fold-face[aria-hidden=false]"))
        page.mouse.move(x, y + 30)
        page.mouse.down()
        page.mouse.move(x, y - 220, steps=8)
        page.mouse.up()
        assert moment(page) == 1
