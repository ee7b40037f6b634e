"""The preview as people use it, in Debian's Chromium: looking, editing beside it, finding."""

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

from .conftest import Look, Shown, change, holds, rest, running, until

if TYPE_CHECKING:
    from playwright.sync_api import Page

WORD = "the kettle is always on"


def digests(page: Page) -> dict[str, str]:
    """The picture that each panel shows now."""
    found: dict[str, str] = page.evaluate(
        """() => Object.fromEntries([...document.querySelectorAll(".tile")].map(
             (tile) => [tile.dataset.panel, tile.querySelector("img")?.dataset.digest ?? ""]))"""
    )
    return found


def await_change(page: Page, before: dict[str, str]) -> None:
    """Wait until a page shows other pictures than before."""
    until(lambda: digests(page) != before, "the new picture")


def place(page: Page) -> dict[str, float]:
    """Where the first page stands in the window."""
    box: Any = page.locator(".paper").first.bounding_box()
    return {key: round(value, 2) for key, value in box.items()}


def settled(page: Page) -> None:
    """Wait until all has been looked at."""
    holds(
        page,
        """() => document.querySelector(".pane-foot").textContent.includes("looked through")""",
    )


def test_the_pages_are_shown_with_their_panels_and_the_state(shown: Shown, look: Look) -> None:
    page = look(shown.address)
    holds(page, "() => document.querySelectorAll('.tile img').length === 4")
    assert page.title() == "The Tide Mill at Saltmarsh – Dépliant"
    names = [image.get_attribute("alt") for image in page.locator(".tile img").all()]
    assert names[0] == "Panel 1 of 4: The Tide Mill"
    expect(page.locator(".frame-label")).to_have_text([re.compile("^Inside")], use_inner_text=True)
    expect(page.locator(".state-line")).to_contain_text(["Up to date"], use_inner_text=True)
    overflow = page.evaluate("document.documentElement.scrollHeight > innerHeight")
    assert not overflow


def test_a_saved_word_is_on_the_page_and_only_its_panel_is_fetched(
    shown: Shown, look: Look
) -> None:
    page = look(shown.address)
    holds(page, "() => document.querySelectorAll('.tile img').length === 4")
    rest(page)
    before, stands = digests(page), place(page)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    change(shown.root, WORD, "the kettle is often on")
    await_change(page, before)
    rest(page)
    after = digests(page)
    assert sum(before[panel] != after[panel] for panel in before) == 1
    assert len([url for url in asked if "/tile/" in url]) == 1
    assert place(page) == stands


def test_pictures_are_as_sharp_as_the_screen(shown: Shown, look: Look) -> None:
    page = look(shown.address, device_scale_factor=2)
    holds(page, "() => document.querySelectorAll('.tile img').length === 4")
    rest(page)
    sizes = page.evaluate(
        """() => [...document.querySelectorAll(".tile img")].map((image) => {
             const box = image.getBoundingClientRect();
             return [image.naturalWidth, box.width * devicePixelRatio, box.left * devicePixelRatio];
           })"""
    )
    for natural, across, left in sizes:
        assert natural == pytest.approx(across, abs=0.01)
        assert left == pytest.approx(round(left), abs=0.01)


def test_zoom_and_place_survive_an_update_and_a_reload(shown: Shown, look: Look) -> None:
    page = look(shown.address)
    holds(page, "() => document.querySelectorAll('.tile img').length === 4")
    page.keyboard.press("z")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Shift+ArrowDown")
    rest(page)
    expect(page.locator(".percent")).to_have_text(["100%"], use_inner_text=True)
    stands, before = place(page), digests(page)
    change(shown.root, WORD, "the kettle is often on")
    await_change(page, before)
    assert place(page) == stands
    page.reload()
    page.wait_for_selector(".tile img")
    rest(page)
    assert place(page) == stands


@pytest.mark.parametrize(("key", "pressed"), [("f", "all"), ("g", "page"), ("w", "width")])
def test_keys_fit_the_pages(shown: Shown, look: Look, key: str, pressed: str) -> None:
    page = look(shown.address)
    page.keyboard.press("z")
    page.keyboard.press(key)
    rest(page)
    buttons = page.locator(".zoom [data-mode][aria-pressed=true]")
    assert [one.get_attribute("data-mode") for one in buttons.all()] == [pressed]
    box, window = place(page), page.locator(".stage").bounding_box()
    assert window is not None
    assert box["width"] <= window["width"]
    if key == "w":
        assert box["width"] > window["width"] - 60


def test_the_wheel_zooms_at_the_pointer_and_drags_move(shown: Shown, look: Look) -> None:
    page = look(shown.address)
    rest(page)
    before = place(page)
    page.mouse.move(400, 400)
    page.keyboard.down("Control")
    page.mouse.wheel(0, -240)
    page.keyboard.up("Control")
    rest(page)
    near = place(page)
    assert near["width"] > before["width"] * 1.2
    share = (400 - before["x"]) / before["width"]
    assert (400 - near["x"]) / near["width"] == pytest.approx(share, abs=0.01)
    page.mouse.down()
    page.mouse.move(450, 380, steps=4)
    page.mouse.up()
    moved = place(page)
    assert moved["x"] - near["x"] == pytest.approx(50, abs=1)
    assert moved["y"] - near["y"] == pytest.approx(-20, abs=1)


def test_panels_stand_one_by_one_in_reading_order(shown: Shown, look: Look) -> None:
    page = look(shown.address)
    page.keyboard.press("2")
    holds(page, "() => document.querySelectorAll('.frame').length === 4")
    labels = page.locator(".frame-label .name").all_inner_texts()
    assert labels == ["1", "2", "3", "4"]
    page.reload()
    holds(page, "() => document.querySelectorAll('.frame').length === 4")
    page.keyboard.press("1")
    holds(page, "() => document.querySelectorAll('.frame').length === 1")


def test_a_finding_leads_to_its_panel_and_names_its_line(shown: Shown, look: Look) -> None:
    page = look(shown.address)
    change(shown.root, WORD, f"{WORD} " * 120)
    page.wait_for_selector(".paper.draft")
    row = page.locator(".finding.error", has_text="found no room").first
    row.wait_for()
    expect(row.locator(".place").first).to_have_text(
        re.compile(r"content\.yaml:\d+:\d+"), use_inner_text=True
    )
    row.locator(".finding-head").click()
    expect(page.locator(".selection")).to_have_count(1)
    expect(page.locator(".state-line")).to_contain_text(["draft"], use_inner_text=True)
    expect(page.locator(".menu.files")).to_be_hidden()


def test_pages_from_before_stay_while_the_content_cannot_be_read(shown: Shown, look: Look) -> None:
    page = look(shown.address)
    rest(page)
    before = digests(page)
    text = (shown.root / "content.yaml").read_text(encoding="utf-8")
    (shown.root / "content.yaml").write_text(text + "\n - [", encoding="utf-8")
    holds(
        page, """() => document.querySelector(".state-line").textContent.includes("from before")"""
    )
    assert digests(page) == before
    expect(page.locator(".finding.error").first).to_be_attached()
    (shown.root / "content.yaml").write_text(text, encoding="utf-8")
    holds(
        page, """() => document.querySelector(".state-line").textContent.includes("Up to date")"""
    )


def test_a_project_without_pages_says_so(project: Path, memory: Memory, look: Look) -> None:
    text = (project / "content.yaml").read_text(encoding="utf-8")
    (project / "content.yaml").write_text("id: [", encoding="utf-8")
    with running(project, memory) as shown:
        page = look(shown.address, expects=".empty h2")
        expect(page.locator(".finding.error").first).to_be_attached()
        (project / "content.yaml").write_text(text, encoding="utf-8")
        page.wait_for_selector(".tile img")


@pytest.fixture
def translated(project: Path, memory: Memory) -> Iterator[Shown]:
    """A preview of a brochure with a second edition, in letters of its own."""
    assert run(["translate", "pseudo", "de", "--project", str(project)]) == 0
    with running(project, memory) as found:
        yield found


def test_another_edition_is_chosen_and_stays_chosen(translated: Shown, look: Look) -> None:
    page = look(translated.address)
    holds(page, "() => document.querySelectorAll('.tile img').length === 4")
    before = digests(page)
    page.keyboard.press("e")
    assert page.evaluate("document.activeElement.className") == "editions"
    page.locator(".editions").select_option("de-pseudo")
    await_change(page, before)
    assert "edition=de-pseudo" in page.url
    page.reload()
    page.wait_for_selector(".tile img")
    assert page.locator(".editions").input_value() == "de-pseudo"


def test_ten_pages_of_one_browser_are_all_kept_true(shown: Shown, look: Look) -> None:
    first = look(shown.address)
    pages = [first]
    for _ in range(9):
        page = first.context.new_page()
        page.goto(shown.address)
        page.wait_for_selector(".tile img")
        pages.append(page)
    before = digests(first)
    change(shown.root, WORD, "the kettle is often on")
    for page in pages:
        await_change(page, before)
    assert shown.service.channel.count() == 1
    for page in pages[1:]:
        page.close()
    first.close()
    until(lambda: shown.service.channel.count() == 0, "the end of listening")


def test_the_help_names_every_key_and_closes(shown: Shown, look: Look) -> None:
    page = look(shown.address)
    page.keyboard.press("?")
    expect(page.locator("dialog.help")).to_be_visible()
    expect(page.locator("kbd", has_text="w").first).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("dialog.help")).to_be_hidden()


def test_no_key_means_two_things(shown: Shown, look: Look) -> None:
    """But for those that a view has for itself."""
    page = look(shown.address)
    keys = page.evaluate(
        """async () => {
             const { static: place } = document.documentElement.dataset;
             const { groups } = await import(`./${place}/keys.js`);
             const own = [...groups()].filter(([name]) => name.startsWith("keys."));
             return own.flatMap(([, shortcuts]) => shortcuts.map(({ key }) => key));
           }"""
    )
    assert {"1", "5", "x", "0"} <= set(keys)
    assert sorted(keys) == sorted(set(keys))


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("width", "height"), [(1280, 800), (320, 640)])
def test_nothing_bars_anybody(
    shown: Shown, look: Look, axe: str, scheme: str, width: int, height: int
) -> None:
    page = look(shown.address, width=width, height=height, scheme=scheme, bypass_csp=True)
    settled(page)
    if width < 700:
        page.locator(".findings-button").click()
    page.evaluate(axe)
    for opens in ("", "?"):
        if opens:
            page.keyboard.press(opens)
        found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
        told = [
            (one["id"], one["impact"], one["nodes"][0]["html"][:160]) for one in found["violations"]
        ]
        assert [one for one in told if one[1] in ("serious", "critical", "moderate")] == []


def test_the_words_of_a_panel_are_there_for_who_does_not_see_it(shown: Shown, look: Look) -> None:
    page = look(shown.address)
    words = page.locator(".tile[data-panel=tide] .visually-hidden")
    holds(page, """() => document.querySelector(".tile[data-panel=tide] h3")?.textContent""")
    expect(words.locator("h3").first).to_have_text("Twice a day", use_inner_text=True)
    expect(words).to_contain_text("metres between low water and high water", use_inner_text=True)
    expect(words).to_have_attribute("lang", "en")
    change(shown.root, WORD, "the kettle is often on")
    holds(page, """() => document.querySelector(".board").textContent.includes("often on")""")


def test_all_is_reached_by_keyboard_in_order_and_has_a_name(shown: Shown, look: Look) -> None:
    page = look(shown.address)
    settled(page)
    names: list[str] = []
    for _ in range(40):
        page.keyboard.press("Tab")
        name: str = page.evaluate(
            """() => {
              const one = document.activeElement;
              if (one === document.body) return "";
              return one.getAttribute("aria-label") || one.textContent.trim() || one.title;
            }"""
        )
        if name in ("", names[0] if names else None):
            break
        names.append(name)
    assert names[:3] == ["Edition", "Sheet", "Panels"]
    order = ["Smaller", "Larger", "Show all", "Download the files", "Pages", "Close the list"]
    assert [names.index(one) for one in order] == sorted(names.index(one) for one in order)
    assert all(names)
    assert any("warning" in name for name in names)


def test_it_speaks_french_throughout(project: Path, memory: Memory, look: Look) -> None:
    with running(project, memory, Interface("fr")) as shown:
        page = look(shown.address)
        page.locator(".tile img").first.wait_for()
        expect(page.locator("html")).to_have_attribute("lang", "fr")
        expect(page.locator(".state-line")).to_contain_text(["À jour"], use_inner_text=True)
        expect(page.locator(".frame-label")).to_have_text(
            [re.compile("^Intérieur")], use_inner_text=True
        )
        alt = page.locator(".tile img").first.get_attribute("alt")
        assert alt is not None
        assert alt.startswith("Volet 1 sur 4")


def test_at_320_pixels_nothing_stands_out_of_the_window(shown: Shown, look: Look) -> None:
    page = look(shown.address, width=320, height=640)
    rest(page)
    out = page.evaluate(
        """() => [...document.querySelectorAll("header *, footer *, .paper")].filter((one) => {
             const box = one.getBoundingClientRect();
             return box.width && (box.right > innerWidth + 0.5 || box.left < -0.5);
           }).map((one) => one.className || one.tagName)"""
    )
    assert out == []
