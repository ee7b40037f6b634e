"""Two versions and two languages as people look at them, and the strip of all editions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from depliant.build.memory import Memory
from depliant.commands.cli import run
from depliant.interface import Interface

from .conftest import TOKEN, Look, Shown, change, holds, rest, running, until
from .test_comparing import git

if TYPE_CHECKING:
    from playwright.sync_api import Page

WORD = "the kettle is always on"


@pytest.fixture
def changed(project: Path, memory: Memory) -> Iterator[Shown]:
    """A brochure in a repository; since its one commit words, a figure and places have changed."""
    git(project, "init", "-q")
    git(project, "add", "-A")
    git(project, "commit", "-q", "-m", "As it was sent to the printer")
    git(project, "tag", "printed")
    with running(project, memory) as shown:
        until(lambda: shown.service.snapshot(""), "the first snapshot")
        change(project, WORD, "the kettle is mostly on")
        change(project, "visitors: {value: 18400", "visitors: {value: 21000")
        change(
            project,
            "*Nobody has",
            "And that is all, "
            "nor is there more to say of the sea, of its gate and of its mill. *Nobody has",
        )
        version = shown.service.builder.version
        until(lambda: shown.service.builder.version > version or _is_last(shown), "the last pages")
        yield shown


def _is_last(shown: Shown) -> bool:
    found = shown.service.snapshot("")
    is_there = found is not None and found.project is not None
    return is_there and b"And that is all" in found.project.content.data  # type: ignore[union-attr]


def compare(page: Page, version: str = "") -> None:
    """Open the comparison, with a version if one is named, and wait for what changed."""
    page.keyboard.press("5")
    if version:
        option = page.locator(".compare-with option", has_text=version).first
        option.wait_for(state="attached")
        value = option.get_attribute("value")
        page.locator(".compare-with").select_option(value)
    holds(page, "() => document.querySelectorAll('.version-left .tile img').length === 4")


def told(page: Page) -> list[str]:
    return [re.sub(r"\s+", " ", one) for one in page.locator(".change-text").all_inner_texts()]


def box(page: Page, selector: str) -> dict[str, float]:
    found: Any = page.locator(selector).first.bounding_box()
    return {key: round(value, 1) for key, value in found.items()}


def test_a_git_revision_is_compared_and_the_list_leads_to_the_place(
    changed: Shown, look: Look
) -> None:
    page = look(changed.address)
    compare(page, "printed")
    page.locator(".change-head").first.wait_for()
    expect(page.locator(".version-name-left")).to_contain_text(["printed"], use_inner_text=True)
    texts = told(page)
    assert "visitors 18,400 visitors → 21,000 visitors +14.1%" in texts[0]
    assert any("always mostly" in text for text in texts)
    moved = page.locator(".changes-moved summary").first
    expect(moved).to_have_text(re.compile(r"^\d+ only moved$"), use_inner_text=True)
    moved.click()
    assert any(text.startswith("Moved") for text in told(page))
    row = page.locator(".change-head", has_text="mostly")
    row.click()
    chosen = page.locator(".version-right .change-chosen")
    chosen.wait_for(state="attached")
    rest(page)
    mark, room = chosen.bounding_box(), page.locator(".version-right").bounding_box()
    assert mark is not None
    assert room is not None
    assert room["x"] < mark["x"] < room["x"] + room["width"]
    assert room["y"] < mark["y"] < room["y"] + room["height"]
    place = row.locator("xpath=..").locator(".place")
    expect(place).to_have_text(re.compile(r"^content\.yaml:\d+$"), use_inner_text=True)
    expect(page.locator(".version-left .change-words").first).to_be_attached()
    expect(page.locator(".version-left .change-moved").first).to_be_attached()


def test_both_sides_move_together(changed: Shown, look: Look) -> None:
    page = look(changed.address)
    compare(page)
    rest(page)
    for side in ("left", "right"):
        room = box(page, f".version-{side}")
        page.mouse.move(room["x"] + 200, room["y"] + 200)
        page.keyboard.down("Control")
        page.mouse.wheel(0, -200)
        page.keyboard.up("Control")
        page.mouse.wheel(40, 60)
        rest(page)
        left, right = box(page, ".version-left .paper"), box(page, ".version-right .paper")
        apart = box(page, ".version-right")["x"] - box(page, ".version-left")["x"]
        assert right["x"] - left["x"] == pytest.approx(apart, abs=1)
        assert (right["y"], right["width"]) == (left["y"], left["width"])


def test_the_wipe_is_dragged_and_moved_by_keys(changed: Shown, look: Look) -> None:
    page = look(changed.address)
    compare(page)
    page.locator("[data-mode=wipe]").click()
    handle = page.locator(".wipe-handle")
    expect(handle).to_have_attribute("aria-valuenow", "50")
    start, room = box(page, ".wipe-handle"), box(page, ".compare-room")
    page.mouse.move(start["x"] + 14, start["y"] + 200)
    page.mouse.down()
    page.mouse.move(room["x"] + room["width"] * 0.25, start["y"] + 220, steps=4)
    page.mouse.up()
    expect(handle).to_have_attribute("aria-valuenow", "25")
    clip = "() => getComputedStyle(document.querySelector('.version-left')).clipPath"
    assert "75%" in page.evaluate(clip)
    page.keyboard.press("ArrowRight")
    expect(handle).to_have_attribute("aria-valuenow", "26")
    page.keyboard.press("End")
    expect(handle).to_have_attribute("aria-valuenow", "100")
    page.keyboard.press("[")
    expect(handle).to_have_attribute("aria-valuenow", "95")
    assert "95 %" in str(handle.get_attribute("aria-valuetext"))


def test_versions_take_turns_and_stand_still_when_asked(changed: Shown, look: Look) -> None:
    page = look(changed.address)
    compare(page)
    seen = "() => getComputedStyle(document.querySelector('.version-left')).visibility"
    page.locator("[data-mode=blink]").click()
    until(lambda: page.evaluate(seen) == "visible", "the older version")
    until(lambda: page.evaluate(seen) == "hidden", "the newer version")
    page.locator(".stage").focus()
    page.keyboard.press(" ")
    now = page.evaluate(seen)
    page.wait_for_timeout(1800)
    assert page.evaluate(seen) == now
    page.keyboard.press(" ")
    assert page.evaluate(seen) != now


def test_who_asks_for_less_motion_turns_by_hand(changed: Shown, look: Look) -> None:
    page = look(changed.address, reduced_motion="reduce")
    compare(page)
    page.locator("[data-mode=blink]").click()
    seen = "() => getComputedStyle(document.querySelector('.version-left')).visibility"
    page.wait_for_timeout(1800)
    assert page.evaluate(seen) == "hidden"


def test_the_overlay_is_gray_but_for_what_differs(changed: Shown, look: Look) -> None:
    """Both colours are complements: what both versions have is as gray as it was."""
    import io

    import numpy as np
    from PIL import Image

    page = look(changed.address)
    compare(page)
    page.keyboard.press("h")
    page.locator("[data-mode=lay]").click()
    rest(page)
    pixels = {}
    for panel in ("front", "visit"):
        shot = page.locator(f".version-right .tile[data-panel={panel}]").screenshot()
        rows = np.asarray(Image.open(io.BytesIO(shot)).convert("RGB")).astype(int)[4:-4, 4:-4]
        pixels[panel] = rows
    spread = {name: rows.max(axis=2) - rows.min(axis=2) for name, rows in pixels.items()}
    assert spread["front"].max() < 45
    assert spread["visit"].max() > 90


def test_changes_are_stepped_through_by_keys(changed: Shown, look: Look) -> None:
    page = look(changed.address)
    compare(page)
    page.locator(".change-head").first.wait_for()
    count = page.locator(".change-head").count()
    assert count >= 3
    seen = []
    for key in ("n", "n", "p"):
        page.keyboard.press(key)
        seen.append(page.locator(".change-head[aria-current=true]").inner_text())
    assert "visitors" in seen[0]
    assert seen[1] != seen[0] == seen[2]
    assert not seen[1].startswith("Moved")
    page.keyboard.press("h")
    expect(page.locator(".changes").first).to_be_hidden()


def test_a_further_save_is_compared_at_once(changed: Shown, look: Look) -> None:
    page = look(changed.address)
    compare(page, "printed")
    page.locator(".change-head").first.wait_for()
    change(changed.root, "hangs at the gate", "hangs at the old gate")
    until(lambda: any("old" in text for text in told(page)), "the new change")
    page.locator(".compare-with").select_option("before")
    until(lambda: len(told(page)) >= 1 and "18,400" not in " ".join(told(page)), "the last save")
    assert "hangs at the old gate" in " ".join(told(page))


@pytest.fixture
def translated(project: Path, memory: Memory) -> Iterator[Shown]:
    """A brochure with a second edition."""
    assert run(["translate", "pseudo", "de", "--project", str(project)]) == 0
    with running(project, memory) as found:
        until(lambda: found.service.snapshot(""), "the first snapshot")
        yield found


def test_two_languages_stand_side_by_side_panel_by_panel(translated: Shown, look: Look) -> None:
    page = look(translated.address)
    page.keyboard.press("5")
    page.locator(".compare-with option[value='edition-de-pseudo']").wait_for(state="attached")
    page.locator(".compare-with").select_option("edition-de-pseudo")
    page.locator("[data-by=panels]").click()
    holds(page, "() => document.querySelectorAll('.version-left .frame').length === 4")
    holds(page, "() => document.querySelectorAll('.version-right .frame').length === 4")
    names = [
        page.locator(f".version-{side} .frame").nth(1).get_attribute("data-frame")
        for side in ("left", "right")
    ]
    assert names == ["tide", "tide"]
    expect(page.locator(".version-name-left")).to_have_text(["English"], use_inner_text=True)
    before = page.locator(".version-right .tile img").nth(3).get_attribute("data-digest")
    change(translated.root, "Find us", "Find the mill")
    until(
        lambda: "Find the mill" in page.locator(".version-left .frame-label").nth(3).inner_text(),
        "the new title",
    )
    assert before is not None


def test_the_strip_shows_how_all_editions_fit_and_opens_them(translated: Shown, look: Look) -> None:
    page = look(translated.address)
    asked: list[str] = []
    page.on("request", lambda one: asked.append(one.url) if "fit.json" in one.url else None)
    page.wait_for_timeout(1500)
    assert asked == []  # what nobody sees is not set
    page.keyboard.press("0")
    holds(page, "() => document.querySelectorAll('.strip-edition[data-state]').length === 2")
    assert len(asked) == 2
    own = page.locator(".strip-edition").first
    expect(own).to_have_attribute("aria-pressed", "true")
    assert re.search(r"English: .*\d+% full, as designed", str(own.get_attribute("aria-label")))
    other = page.locator(".strip-edition").nth(1)
    expect(other.locator(".strip-count, .strip-state").first).to_be_attached()
    other.click()
    until(lambda: "edition=de-pseudo" in page.url, "the other edition")
    until(lambda: other.get_attribute("aria-pressed") == "true", "the mark")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("width", "height"), [(1280, 800), (320, 640)])
def test_nothing_bars_anybody(
    changed: Shown, look: Look, axe: str, scheme: str, width: int, height: int
) -> None:
    page = look(changed.address, width=width, height=height, scheme=scheme, bypass_csp=True)
    compare(page)
    page.keyboard.press("0")
    rest(page)
    page.evaluate(axe)
    for mode in ("side", "wipe"):
        page.locator(f"[data-mode={mode}]").click()
        if width < 700 and mode == "wipe":
            page.keyboard.press("x")
        found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
        bars = [
            (one["id"], one["nodes"][0]["html"][:160])
            for one in found["violations"]
            if one["impact"] in ("serious", "critical", "moderate")
        ]
        assert bars == []
    out = page.evaluate(
        """() => [...document.querySelectorAll("header *, .compare-bar *")].filter((one) => {
             const box = one.getBoundingClientRect();
             return box.width > 1 && (box.right > innerWidth + 0.5 || box.left < -0.5);
           }).map((one) => one.className || one.tagName)"""
    )
    assert out == []


def test_it_speaks_french(project: Path, memory: Memory, look: Look) -> None:
    with running(project, memory, Interface("fr")) as shown:
        page = look(shown.address)
        compare(page)
        until(lambda: "Rien n’a changé" in page.locator(".changes-none").inner_text(), "the list")
        expect(page.locator(".version-name-right")).to_have_text(
            ["Maintenant"], use_inner_text=True
        )


# --- files and printing ---------------------------------------------------------------------


def test_the_files_can_be_kept_and_printed(shown: Shown, look: Look) -> None:
    page = look(shown.address)
    page.locator(".menu.files summary").click()
    for target, start in (("screen.pdf", b"%PDF"), ("images.zip", b"PK"), ("svg.zip", b"PK")):
        with page.expect_download() as waiting:
            page.locator(f".menu.files [data-file='{target}']").click()
        path = waiting.value.path()
        assert Path(path).read_bytes().startswith(start)
    page.evaluate("() => { window.open = (url) => { window.printed = url; return null; }; }")
    page.keyboard.press("Control+p")
    assert f"/{TOKEN}/file/press.pdf?show=on" in page.evaluate("window.printed")
