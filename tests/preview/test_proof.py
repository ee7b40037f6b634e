"""The proof as people use it, in Debian's Chromium: plates, inks under the pointer, other eyes."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from playwright.sync_api import expect
from starlette.testclient import TestClient

from depliant.build.memory import Memory
from depliant.interface import Interface
from depliant.press.condition import Srgb, on_screen
from depliant.press.vision import BLINDNESSES, PLANES, difference, seen, simulated
from depliant.preview.proofing import NODES, grid_of
from depliant.preview.service import Service

from .conftest import TOKEN, Look, Shown, change, holds, rest, running, until

if TYPE_CHECKING:
    from playwright.sync_api import Page

SPOT = "Saltmarsh Blue"


def proof(look: Look, shown: Shown, **more: Any) -> Page:
    """Open the preview and its proof, with all parts put together."""
    page = look(shown.address, **more)
    page.keyboard.press("4")
    together(page)
    return page


def together(page: Page) -> None:
    holds(page, "() => document.querySelectorAll('.tile canvas[data-digest]').length === 4")


def icc_of(service: Service) -> bytes:
    found = until(lambda: service.snapshot(""))
    assert found.pages is not None
    icc: bytes = found.pages.session.spec.condition.icc
    return icc


def apart(one: Sequence[int], other: Sequence[int]) -> float:
    return difference(seen(Srgb(*one)), seen(Srgb(*other)))


@pytest.mark.parametrize("is_paper", [False, True])
def test_colours_are_those_of_the_profile(shown: Shown, look: Look, is_paper: bool) -> None:
    """What the page interpolates is, on the mean of mixes at random, a quarter of what one just
    sees beside what the colour engine makes of them; at worst two steps, of which one sees one."""
    icc = icc_of(shown.service)
    inks = np.random.default_rng(5).integers(0, 256, (600, 4), np.uint8)
    inks[:17] = np.arange(0, 17)[:, None] * 15 * np.array([[0, 0, 0, 1]])
    theirs = np.frombuffer(on_screen(icc, inks.tobytes(), paper=is_paper), np.uint8).reshape(-1, 3)
    page = look(shown.address)
    mine: list[list[int]] = page.evaluate(
        """async ([grid, nodes, inks]) => {
             const folder = document.documentElement.dataset.static;
             const { colourOf } = await import(new URL(`${folder}/ink.js`, document.baseURI));
             return inks.map((mix) => [...colourOf(grid, nodes, ...mix)]);
           }""",
        [list(grid_of(icc, is_paper)), NODES, inks.tolist()],
    )
    steps = [apart(a, b) for a, b in zip(mine, theirs.tolist(), strict=True)]
    assert sum(steps) / len(steps) < 0.3
    assert max(steps) < 2.0


def test_other_eyes_are_those_of_the_charts(shown: Shown, look: Look) -> None:
    colours = np.random.default_rng(7).integers(0, 256, (60, 3)).tolist()
    page = look(shown.address)
    for vision in BLINDNESSES:
        mine: list[list[int]] = page.evaluate(
            """async ([planes, colours]) => {
                 const folder = document.documentElement.dataset.static;
                 const { seenBy } = await import(new URL(`${folder}/ink.js`, document.baseURI));
                 return colours.map((colour) => seenBy(planes, colour));
               }""",
            [PLANES[vision], colours],
        )
        for colour, found in zip(colours, mine, strict=True):
            linear = simulated(Srgb(*colour), vision)
            assert np.abs(np.array(found) - [lifted(light) for light in linear]).max() <= 1


def lifted(light: float) -> float:
    """From linear light to a level of sRGB (IEC 61966-2-1)."""
    return 255 * (12.92 * light if light <= 0.0031308 else 1.055 * light ** (1 / 2.4) - 0.055)


def amounts(page: Page) -> dict[str, str]:
    """What the pane says of each ink."""
    rows = page.locator(".ink-row").all()
    return {
        row.locator(".ink-name").inner_text(): row.locator(".ink-value").inner_text()
        for row in rows
    }


def at(page: Page, panel: str, x: float, y: float) -> None:
    """Point at a place of a panel, in shares of its width and height."""
    box = page.locator(f".tile[data-panel={panel}]").bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + x * box["width"], box["y"] + y * box["height"])


def pixel(page: Page, panel: str, x: float, y: float) -> list[int]:
    """The colour that a panel shows at a place, in shares of its width and height."""
    found: list[int] = page.evaluate(
        """([panel, x, y]) => {
             const canvas = document.querySelector(`.tile[data-panel=${panel}] canvas`);
             const [column, row] = [Math.floor(x * canvas.width), Math.floor(y * canvas.height)];
             return [...canvas.getContext("2d").getImageData(column, row, 1, 1).data].slice(0, 3);
           }""",
        [panel, x, y],
    )
    return found


COVER, INSIDE = (0.5, 0.1), (0.5, 0.7)
"""Places of a panel, in shares of its width and height, at which there are no words."""
READS = "() => document.querySelector('.ink-row .ink-value').textContent !== '–'"


def test_inks_under_the_pointer_are_those_of_the_style(shown: Shown, look: Look) -> None:
    page = proof(look, shown)
    at(page, "front", *COVER)
    holds(page, READS)
    nothing = dict.fromkeys(("Cyan", "Magenta", "Yellow", "Black"), "0 %")
    assert amounts(page) == {**nothing, SPOT: "100 %"}
    assert page.locator(".ink-sum").inner_text().split() == ["Sum", "of", "280", "%", "100", "%"]
    at(page, "tide", *INSIDE)
    until(lambda: amounts(page)[SPOT] == "0 %", "the other panel's inks")
    assert amounts(page) == {
        **nothing,
        "Cyan": "5 %",
        "Magenta": "8 %",
        "Yellow": "22 %",
        SPOT: "0 %",
    }
    expect(page.locator(".ink-place")).to_have_text(
        [re.compile("#[0-9a-f]{6}")], use_inner_text=True
    )
    page.mouse.move(700, 20)
    until(lambda: set(amounts(page).values()) == {"–"}, "nothing beside the pages")


def test_a_printed_colour_is_that_of_the_profile(shown: Shown, look: Look) -> None:
    page = proof(look, shown)
    icc = icc_of(shown.service)
    sand = bytes(round(amount * 2.55) for amount in (5, 8, 22, 0))
    assert apart(pixel(page, "tide", *INSIDE), list(on_screen(icc, sand))) < 1
    page.keyboard.press("s")
    paper = list(on_screen(icc, sand, paper=True))
    until(lambda: apart(pixel(page, "tide", *INSIDE), paper) < 1, "the paper's white")


def test_plates_are_shown_and_hidden_by_keys_and_buttons(shown: Shown, look: Look) -> None:
    page = proof(look, shown)
    for key in "cmyk":
        page.keyboard.press(key)
    spot = page.get_by_role("button", name=SPOT, exact=True)
    until(lambda: pixel(page, "tide", *INSIDE) == [255] * 3, "the process inks gone")
    assert pixel(page, "front", *COVER) == [0, 0, 0]  # alone it is gray
    spot.click()
    until(lambda: pixel(page, "front", *COVER) == [255] * 3, "no plate at all")
    expect(spot).to_have_attribute("aria-pressed", "false")
    page.keyboard.press("a")
    until(lambda: pixel(page, "front", *COVER) != [255] * 3, "all plates")
    page.keyboard.press("Shift+Y")
    yellow = round(255 * 0.78)
    until(lambda: pixel(page, "tide", *INSIDE) == [yellow] * 3, "yellow alone")
    page.get_by_role("button", name="Yellow alone, or all again").click()
    until(lambda: len(set(pixel(page, "tide", *INSIDE))) == 3, "all plates again")


def test_the_sum_of_inks_is_shown_with_its_limit(shown: Shown, look: Look) -> None:
    page = proof(look, shown)
    page.keyboard.press("t")
    until(lambda: pixel(page, "tide", 0.5, 0.7) == heated(page, 0.05 + 0.08 + 0.22), "the sums")
    expect(page.locator(".ink-legend")).to_contain_text(["280 %"], use_inner_text=True)
    assert heated(page, 2.81) == [200, 0, 90]
    heavy = page.locator(".ink-heavy")
    expect(heavy).to_have_text(re.compile(r"\d+ %"), use_inner_text=True)
    heavy.get_by_role("button").click()
    expect(page.locator(".selection")).to_have_count(1)


def heated(page: Page, amount: float) -> list[int]:
    """The colour of a sum of inks."""
    found: list[int] = page.evaluate(
        """async (sum) => {
             const folder = document.documentElement.dataset.static;
             return (await import(new URL(`${folder}/ink.js`, document.baseURI))).heat(sum, 2.8);
           }""",
        sum(round(part * 255) for part in (0.05, 0.08, 0.22)) / 255 if amount < 1 else amount,
    )
    return found


def test_inks_are_measured_by_keyboard_alone(shown: Shown, look: Look) -> None:
    page = proof(look, shown)
    page.keyboard.press("x")
    holds(page, READS)
    cross = page.locator(".cross")
    before = cross.bounding_box()
    page.keyboard.press("Shift+ArrowDown")
    page.keyboard.press("ArrowRight")
    after = cross.bounding_box()
    assert before is not None
    assert after is not None
    assert after["y"] - before["y"] == pytest.approx(20, abs=1)
    assert after["x"] - before["x"] == pytest.approx(2, abs=1)
    holds(page, "() => document.querySelector('.toast').textContent.includes('%')")
    page.keyboard.press("+")  # the cross stays where it is on the page
    rest(page)
    zoomed = cross.bounding_box()
    assert zoomed is not None
    inks = amounts(page)
    at(page, "front", *COVER)
    rest(page)
    assert amounts(page) == inks
    page.keyboard.press("Escape")
    expect(cross).to_be_hidden()


def test_a_place_between_the_pages_measures_the_nearest(
    project: Path, memory: Memory, look: Look
) -> None:
    """On the sheet of two sides the middle of the window is between them."""
    change(project, "fold: accordion4", "fold: none", "assets/style.yaml")
    with running(project, memory) as shown:
        page = look(shown.address)
        page.keyboard.press("4")
        page.wait_for_selector(".tile canvas[data-digest]")
        page.keyboard.press("x")
        holds(page, READS)
        expect(page.locator(".cross")).to_be_visible()


def test_overprinting_is_left_out_where_one_asks(shown: Shown, look: Look) -> None:
    page = proof(look, shown)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.get_by_role("switch", name="Overprinting").click()
    until(lambda: len([url for url in asked if "overprint=off" in url]) >= 4, "other plates")
    expect(page.get_by_role("switch", name="Overprinting")).to_have_attribute(
        "aria-checked", "false"
    )


def test_other_eyes_see_other_colours(shown: Shown, look: Look) -> None:
    page = proof(look, shown)
    before = pixel(page, "front", *COVER)
    page.get_by_label("Seen by").select_option("tritan")
    until(lambda: pixel(page, "front", *COVER) != before, "the other eye's colours")


def test_a_saved_word_is_in_the_proof_and_only_its_panel_is_fetched(
    shown: Shown, look: Look
) -> None:
    page = proof(look, shown)
    rest(page)
    digests = (
        "() => [...document.querySelectorAll('.tile canvas')].map((one) => one.dataset.digest)"
    )
    before = page.evaluate(digests)
    asked: list[str] = []
    page.context.on("request", lambda request: asked.append(request.url))
    change(shown.root, "the kettle is always on", "the kettle is often on")
    until(lambda: page.evaluate(digests) != before, "the new panel")
    assert len([url for url in asked if "/plates/" in url]) == 1


def test_the_pane_of_before_is_back_after_the_proof(shown: Shown, look: Look) -> None:
    page = proof(look, shown)
    expect(page.locator(".pane-ink")).to_be_visible()
    page.keyboard.press("1")
    page.wait_for_selector(".tile img")
    expect(page.locator(".pane-findings")).to_be_visible()
    page.keyboard.press("i")
    page.get_by_role("button", name="Show the proof").click()
    together(page)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_bars_anybody(shown: Shown, look: Look, axe: str, scheme: str) -> None:
    page = proof(look, shown, scheme=scheme, bypass_csp=True)
    page.keyboard.press("t")
    at(page, "front", *COVER)
    holds(page, READS)
    page.evaluate(axe)
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    told = [
        (one["id"], one["impact"], one["nodes"][0]["html"][:160]) for one in found["violations"]
    ]
    assert [one for one in told if one[1] in ("serious", "critical", "moderate")] == []


def test_at_320_pixels_the_pages_are_there_and_the_inks_one_key_away(
    shown: Shown, look: Look
) -> None:
    page = proof(look, shown, width=320, height=640)
    expect(page.locator(".pane-ink")).to_be_hidden()
    tab = page.locator(".tab[data-view=proof]").bounding_box()
    assert tab is not None
    assert tab["x"] + tab["width"] <= 320
    page.keyboard.press("i")
    box = page.locator(".side").bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 320.5


def test_it_speaks_french(project: Path, memory: Memory, look: Look) -> None:
    with running(project, memory, Interface("fr")) as shown:
        page = proof(look, shown)
        at(page, "front", *COVER)
        holds(page, READS)
        assert [*amounts(page)] == ["Cyan", "Magenta", "Jaune", "Noir", SPOT]


def test_the_press_is_told_and_its_colours_are_those_asked_for(
    client: TestClient, service: Service
) -> None:
    told = json.loads(client.get(f"/{TOKEN}/proof.json").text)
    assert told["condition"] == "FOGRA39"
    assert told["limit"] == pytest.approx(2.8)
    assert [*told["eyes"]] == [*BLINDNESSES]
    grid = client.get(f"/{TOKEN}/colours/{told['colours']}")
    assert grid.content == grid_of(icc_of(service), False)
    assert len(grid.content) == 3 * NODES**4
    paper = client.get(f"/{TOKEN}/colours/{told['colours']}?paper=on")
    assert paper.content == grid_of(icc_of(service), True)
    assert client.get(f"/{TOKEN}/colours/0").status_code == 410


def test_what_is_drawn_is_told_of_with_its_inks(client: TestClient) -> None:
    told = json.loads(client.get(f"/{TOKEN}/drawn.json").text)
    (things,) = told.values()
    (title,) = [one for one in things if one.get("text") == "The Tide Mill"]
    assert (title["size"], title["inks"], title["kind"]) == (38, {}, "text")
    assert title["contrast"] >= title["needed"] == 3
    word = next(one for one in things if "kettle" in one.get("text", ""))
    assert (word["inks"], word["over"], word["small"]) == ({"Black": 1}, True, False)
    assert word["box"][0] > 3 * 99 / 25.4 * 72  # on the last of four panels of 99 mm
    assert any(one["inks"] == {SPOT: 1} for one in things if one["kind"] == "shape")


def test_what_is_drawn_under_the_pointer_is_named(shown: Shown, look: Look) -> None:
    page = proof(look, shown)
    box = page.evaluate(
        """async () => {
             const told = await (await fetch(new URL("drawn.json", document.baseURI))).json();
             const [things] = Object.values(told);
             return things.find(({ text }) => text === "The Tide Mill").box;
           }"""
    )
    trim = page.locator(".paper").bounding_box()
    assert trim is not None
    scale = trim["width"] / (396 / 25.4 * 72)
    page.mouse.move(
        trim["x"] + (box[0] + box[2] / 2) * scale, trim["y"] + (box[1] + box[3] / 2) * scale
    )
    until(lambda: "The Tide Mill" in page.locator(".ink-place").inner_text(), "what it is")
    expect(page.locator(".ink-place")).to_contain_text(["38 pt"], use_inner_text=True)
    at(page, "front", *COVER)
    until(lambda: "Shape" in page.locator(".ink-place").inner_text(), "the ground")


@pytest.mark.parametrize(
    ("check", "says"),
    [("black", "One ink"), ("contrast", "Stands out"), ("pictures", "Enough pixels")],
)
def test_checks_are_laid_over_the_pages(shown: Shown, look: Look, check: str, says: str) -> None:
    page = proof(look, shown)
    page.get_by_label("Check", exact=True).select_option(check)
    until(lambda: says in page.locator(".ink-counts").inner_text(), "what was found")
    marks = page.locator(".checks rect").count()
    counts = re.findall(r"\d+", page.locator(".ink-counts").inner_text())
    assert sum(map(int, counts)) == marks
    page.get_by_label("Check", exact=True).select_option("")
    expect(page.locator(".checks rect")).to_have_count(0)
