"""Editing on the page as people do it, in Debian's Chromium: words, figures, pictures, orders."""

from __future__ import annotations

import difflib
import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from depliant.build.memory import Memory
from depliant.commands.cli import run
from depliant.interface import Interface

from .conftest import Look, Shown, change, rest, running, until
from .test_overlays import pages_of

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

JOBS = Path(__file__).parents[1] / "jobs"
PROFILE = Path(__file__).parents[2] / "assets" / "icc" / "FOGRA39L_coated.icc"
SERIOUS = ("serious", "critical", "moderate")


def spot(
    page: Page, shown: Shown, block: str, word: str = "", down: float = 0.5
) -> tuple[float, float]:
    """Where a block, or a word of it, is in the window."""
    snapshot = shown.service.snapshot(edition(page))
    assert snapshot is not None
    assert snapshot.pages is not None
    inspected = shown.service.inspected.of(snapshot.pages)
    told = inspected.panel(block.split("/")[0])
    assert told is not None
    (found,) = [one for one in told.blocks if one.id == block]
    box = next(one for one in found.words if one.text == word).boxes[0] if word else found.box
    panel = next(tile.box for _, tile in snapshot.pages.tiles if tile.id == told.id)
    tile = page.locator(f".tile[data-panel={told.id}]").bounding_box()
    assert tile is not None
    scale = tile["width"] / panel.width  # a booklet's pages stand beside others on their sheet
    across = box.x - panel.x + box.width / 2
    along = box.y - panel.y + box.height * down
    return tile["x"] + across * scale, tile["y"] + along * scale


def edition(page: Page) -> str:
    found: str = page.evaluate("new URLSearchParams(location.search).get('edition') ?? ''")
    return found


def opened(page: Page, shown: Shown, block: str, word: str = "") -> Locator:
    """The editor, opened by a double click."""
    page.mouse.dblclick(*spot(page, shown, block, word))
    editor = page.locator(".editor")
    expect(editor).to_be_visible()
    return editor


def grip(page: Page, shown: Shown, block: str) -> tuple[float, float]:
    """What a block is dragged by, once its line stands round it where it is now."""

    def found() -> tuple[float, float] | None:
        box = page.locator(".edit-grip").bounding_box()
        if box is None:
            return None
        x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
        return (x, y) if abs(y - spot(page, shown, block)[1]) < box["height"] else None

    until(found, f"the grip of {block}")
    rest(page)  # what is told once more may move it
    place: tuple[float, float] = until(found, f"the grip of {block}")
    return place


def on_disk(shown: Shown) -> str:
    return (shown.root / "content.yaml").read_text("utf-8")


def seen(page: Page) -> str:
    return page.locator(".board").text_content() or ""


def changed(before: str, after: str) -> list[str]:
    lines = difflib.unified_diff(before.splitlines(), after.splitlines(), lineterm="", n=0)
    return [line for line in lines if line[0] in "+-" and line[:3] not in ("+++", "---")]


def test_a_sentence_and_a_figure_are_changed_and_saved_with_all_comments(
    shown: Shown, look: Look
) -> None:
    page, before = look(shown.address), on_disk(shown)
    editor = opened(page, shown, "visit/1", "kettle")
    field = editor.locator("textarea")
    expect(field).to_be_focused()
    chosen = page.evaluate("getSelection().toString()")
    assert chosen == "kettle"
    page.keyboard.type("samovar")
    until(lambda: "the samovar is always on" in seen(page), "the new words")
    page.keyboard.press("Control+Enter")
    expect(editor).to_be_hidden()
    editor = opened(page, shown, "tide/3", "1,250")
    value = editor.get_by_label("Value")
    expect(value).to_be_focused()
    page.keyboard.type("1 300")
    editor.get_by_label("Date").fill("2024-01")
    until(lambda: "1,300" in seen(page), "the new figure")
    expect(editor.locator(".edit-shown")).to_have_text(["1,300\u00a0kilograms"])
    editor.get_by_role("button", name="Done").click()
    assert on_disk(shown) == before
    save = page.locator(".save-button")
    expect(save).to_have_attribute("aria-label", "Save 2 changes")
    page.keyboard.press("*")
    expect(page.locator(".edits-change")).to_have_count(2)
    expect(page.locator(".edits-change del").first).to_have_text("kettle")
    save.click()
    expect(save).to_be_hidden()
    assert changed(before, on_disk(shown)) == [
        "-  flour:    {value: 1250, unit: kilograms, date: 2023, source: unstated}",
        "+  flour:    {value: 1300, unit: kilograms, date: 2024-01, source: unstated}",
        "-" + next(line for line in before.splitlines() if "kettle" in line),
        "+"
        + next(line for line in before.splitlines() if "kettle" in line).replace(
            "kettle", "samovar"
        ),
    ]
    page.keyboard.press("Control+z")
    page.keyboard.press("Control+z")
    until(lambda: "kettle" in seen(page) and "1,250" in seen(page), "what was there")
    page.keyboard.press("Control+Shift+z")
    until(lambda: "samovar" in seen(page), "the new words once more")
    page.keyboard.press("Control+z")
    page.keyboard.press("Control+s")
    until(lambda: on_disk(shown) == before, "the file as it was")


def test_enter_opens_the_block_that_is_chosen_and_escape_leaves_all_as_it_was(
    shown: Shown, look: Look
) -> None:
    page = look(shown.address)
    page.keyboard.press("*")
    page.locator(".stage").focus()
    for place in ("content.yaml:28", "content.yaml:30", "content.yaml:34"):
        page.keyboard.press(".")
        expect(page.locator(".toast")).to_contain_text([place])
    page.keyboard.press("Enter")
    editor = page.get_by_role("dialog", name="Change: Title of the panel")
    field = editor.locator("textarea")
    expect(field).to_be_focused()
    expect(field).to_have_value("Twice a day")
    page.keyboard.press("Control+a")
    page.keyboard.press("Control+b")
    expect(field).to_have_value("**Twice a day**")
    page.keyboard.press("Control+b")
    page.keyboard.type("Never")
    until(lambda: "Never" in seen(page), "the new words")
    page.keyboard.press("Escape")
    expect(editor).to_be_hidden()
    expect(page.locator(".stage")).to_be_focused()
    until(lambda: "Twice a day" in seen(page), "the old words")
    expect(page.locator(".save-button")).to_be_hidden()
    expect(page.get_by_role("button", name="Redo")).to_be_disabled()


def test_what_a_build_would_refuse_is_said_while_one_types(shown: Shown, look: Look) -> None:
    page, before = look(shown.address), on_disk(shown)
    editor = opened(page, shown, "tide/3")
    page.keyboard.type(" And {nothing}.")
    expect(editor.locator(".edit-fault.error")).to_contain_text(["There is no figure `nothing`."])
    page.keyboard.press("Escape")
    editor = opened(page, shown, "tide/1", "4.8")
    editor.get_by_label("Value").fill("much")
    expect(editor.locator(".edit-fault.error")).to_be_visible()
    page.keyboard.press("Control+s")
    expect(page.locator(".edits-notice.error").first).to_contain_text("Not saved")
    assert on_disk(shown) == before
    editor.get_by_label("Value").fill("5")
    expect(editor.locator(".edit-fault")).to_have_count(0)


def test_an_item_is_moved_by_key_and_by_pointer(shown: Shown, look: Look) -> None:
    page, before = look(shown.address), on_disk(shown)
    editor = opened(page, shown, "tide/3")
    expect(editor.locator(".edit-place")).to_have_text(["1 of 3"])
    page.keyboard.press("Alt+ArrowDown")
    expect(editor.locator(".edit-place")).to_have_text(["2 of 3"])

    def order() -> list[str]:
        text = page.locator(".tile[data-panel=tide]").text_content() or ""
        return sorted(("flour left", "The 1st", "pounds were"), key=text.find)

    until(lambda: order() == ["The 1st", "flour left", "pounds were"], "the new order")
    page.mouse.move(*grip(page, shown, "tide/4"))
    page.mouse.down()
    x, y = spot(page, shown, "tide/3", down=-0.2)
    page.mouse.move(x, y, steps=4)
    expect(page.locator(".edit-drop")).to_be_visible()
    page.mouse.up()
    expect(editor.locator(".edit-place")).to_have_text(["1 of 3"])
    until(lambda: order()[0] == "flour left", "the first order")
    expect(page.locator(".save-button")).to_be_hidden()
    editor.get_by_role("button", name="Move down (Alt+↓)").click()
    editor.get_by_role("button", name="Move down (Alt+↓)").click()
    expect(editor.locator(".edit-place")).to_have_text(["3 of 3"])
    page.keyboard.press("Control+s")
    until(lambda: on_disk(shown) != before, "the saved order")
    found = on_disk(shown)
    assert sorted(found.splitlines()) == sorted(before.splitlines())
    assert found.index("{repair:compact}") < found.index("{flour}")


def test_two_versions_are_shown_and_one_is_chosen(shown: Shown, look: Look) -> None:
    page = look(shown.address)
    opened(page, shown, "tide/0")
    page.keyboard.press("Control+a")
    page.keyboard.type("Two tides")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".save-button")).to_be_visible()
    change(shown.root, "Twice a day", "Every day")
    until(lambda: "Every day" in seen(page), "their words")
    page.keyboard.press("Control+s")
    conflict = page.locator(".conflict")
    expect(conflict).to_contain_text("Two tides")
    expect(conflict).to_contain_text("Every day")
    assert "Every day" in on_disk(shown)
    conflict.get_by_role("button", name="Keep mine").click()
    until(lambda: "Two tides" in seen(page), "my words")
    expect(conflict).to_have_count(0)
    page.keyboard.press("Control+s")
    until(lambda: "    title: Two tides\n" in on_disk(shown), "the saved words")


def test_a_point_of_a_picture_is_dragged(tmp_path: Path, memory: Memory, look: Look) -> None:
    root = tmp_path / "festival"
    shutil.copytree(JOBS / "a-festival", root)
    (root / "assets" / "icc").mkdir(exist_ok=True)
    shutil.copy(PROFILE, root / "assets" / "icc")
    with running(root, memory) as shown:
        page, before = look(shown.address), (root / "content.yaml").read_text("utf-8")
        editor = opened(page, shown, "welcome/behind-0")
        frame = editor.locator(".focus-frame")
        frame.locator("img").evaluate("(image) => image.decode()")
        box: Any = frame.bounding_box()
        page.mouse.move(box["x"] + box["width"] * 0.5, box["y"] + box["height"] * 0.7)
        page.mouse.down()
        page.mouse.move(box["x"] + box["width"] * 0.25, box["y"] + box["height"] * 0.4, steps=4)
        page.mouse.up()
        point = editor.locator(".focus-point")
        expect(point).to_have_attribute("aria-label", "Point to keep. 25% across, 40% down")
        expect(point).to_be_focused()
        page.keyboard.press("ArrowRight")
        page.keyboard.press("Shift+ArrowDown")
        expect(point).to_have_attribute("aria-label", "Point to keep. 26% across, 50% down")
        page.keyboard.press("Control+Enter")
        page.keyboard.press("Control+s")
        until(lambda: on_disk(shown) != before, "the saved point")
        assert changed(before, on_disk(shown)) == [
            "-      focus: [0.5, 0.7]",
            "+      focus: [0.26, 0.5]",
        ]


def test_a_translation_is_changed_in_its_po_file(project: Path, memory: Memory, look: Look) -> None:
    assert run(["translate", "pseudo", "de", "--project", str(project)]) == 0
    po = project / "assets" / "translations" / "de-pseudo.po"
    content, before = (project / "content.yaml").read_bytes(), po.read_text("utf-8")
    with running(project, memory) as shown:
        page = look(shown.address + "?edition=de-pseudo")
        editor = opened(page, shown, "tide/0")
        expect(editor.locator(".edit-source")).to_have_text(["Twice a day"])
        page.keyboard.press("Control+a")
        page.keyboard.type("Zweimal täglich")
        page.keyboard.press("Control+Enter")
        page.keyboard.press("Control+s")
        expect(page.locator(".save-button")).to_be_hidden()
    told = changed(before, po.read_text("utf-8"))
    assert told[-1] == '+msgstr "Zweimal täglich"'
    assert len(told) == 2
    assert (project / "content.yaml").read_bytes() == content


def test_nothing_is_lost_by_closing_or_by_a_restart(
    project: Path, memory: Memory, look: Look
) -> None:
    before = (project / "content.yaml").read_bytes()
    with running(project, memory) as shown:
        page = look(shown.address)
        opened(page, shown, "tide/0")
        page.keyboard.press("Control+a")
        page.keyboard.type("Two tides")
        page.keyboard.press("Control+Enter")
        expect(page.locator(".save-button")).to_be_visible()
        asked: list[str] = []

        def answer(dialog: Any) -> None:
            asked.append(dialog.type)
            dialog.accept()

        page.on("dialog", answer)
        page.reload()
        assert asked == ["beforeunload"]
        expect(page.locator(".save-button")).to_be_visible()
        until(lambda: "Two tides" in seen(page), "what was changed")
        page.goto("about:blank")
    assert (project / "content.yaml").read_bytes() == before
    with running(project, memory) as shown:
        page = look(shown.address)
        until(lambda: "Two tides" in seen(page), "what was changed before")
        page.keyboard.press("*")
        expect(page.locator(".edits-notice")).to_contain_text(["not saved last time"])
        assert (project / "content.yaml").read_bytes() == before
        page.get_by_role("button", name="Take back: Title").click()
        until(lambda: "Twice a day" in seen(page), "what was there")
        expect(page.locator(".save-button")).to_be_hidden()


def test_two_pages_show_the_same_changes(shown: Shown, look: Look) -> None:
    page, other = look(shown.address), look(shown.address)
    opened(page, shown, "tide/0")
    page.keyboard.press("Control+a")
    page.keyboard.type("Two tides")
    expect(other.locator(".save-button")).to_be_visible()
    until(lambda: "Two tides" in seen(other), "the words of the other page")
    other.keyboard.press("Control+z")
    until(lambda: "Twice a day" in seen(page), "the words as they were")
    expect(page.locator(".editor textarea")).to_have_value("Twice a day")


def test_two_pages_change_one_figure_and_neither_loses_what_the_other_typed(
    shown: Shown, look: Look
) -> None:
    pages = look(shown.address), look(shown.address)
    one, other = (opened(page, shown, "tide/3", "1,250") for page in pages)
    one.get_by_label("Value").fill("1300")
    expect(other.get_by_label("Value")).to_have_value("1300")
    other.get_by_label("Date").fill("2024-01")
    expect(one.get_by_label("Date")).to_have_value("2024-01")
    entry = "flour:    {value: 1300, unit: kilograms, date: 2024-01"
    until(lambda: entry in shown.service.desk.text("content.yaml"), "both changes")
    pages[0].locator(".stage").focus()
    pages[0].keyboard.press("Control+z")
    for editor in (one, other):
        expect(editor.get_by_label("Date")).to_have_value("2023")
        expect(editor.get_by_label("Value")).to_have_value("1300")


def test_a_line_that_is_begun_stays_while_somebody_thinks(shown: Shown, look: Look) -> None:
    page = look(shown.address)
    editor = opened(page, shown, "tide/0")
    field = editor.locator("textarea")
    page.keyboard.press("Control+a")
    page.keyboard.type("Two tides")
    until(lambda: "Two tides" in seen(page), "the new words")
    page.keyboard.press("Enter")
    rest(page)  # until what was set is at rest, and told once more
    expect(field).to_have_value("Two tides\n")
    assert "title: Two tides" in shown.service.desk.text("content.yaml")
    page.keyboard.press("Control+a")
    page.keyboard.press("Enter")
    expect(editor.locator(".edit-faults")).to_contain_text(["empty"])
    page.keyboard.type("Tides")
    until(lambda: "Tides" in seen(page), "words behind an empty line")


def test_words_typed_are_never_read_as_markup(shown: Shown, look: Look) -> None:
    page = look(shown.address)
    opened(page, shown, "tide/0")
    page.keyboard.press("Control+a")
    page.keyboard.insert_text("<img src=x onerror=alert(1)> & more")
    until(lambda: "<img src=x" in seen(page), "the words as they are")
    page.keyboard.press("Control+Enter")
    page.keyboard.press("*")
    expect(page.locator(".edits-change ins")).to_contain_text(["<img src=x"])
    expect(page.locator(".edits-change img")).to_have_count(0)


def test_a_page_in_french_and_a_double_click_beside_blocks(
    project: Path, memory: Memory, look: Look
) -> None:
    with running(project, memory, Interface("fr")) as shown:
        page = look(shown.address)
        page.mouse.dblclick(*spot(page, shown, "front/1", down=8))
        rest(page)
        expect(page.locator(".editor")).to_have_count(0)
        page.keyboard.press("f")
        rest(page)
        opened(page, shown, "people/2")
        expect(page.get_by_role("dialog", name="Modifier\u00a0: Graphique")).to_be_visible()
        expect(page.locator(".editor textarea")).to_have_count(4)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("width", "height"), [(1280, 800), (320, 640)])
def test_nothing_bars_anybody(
    shown: Shown, look: Look, axe: str, scheme: str, width: int, height: int
) -> None:
    page = look(shown.address, width=width, height=height, scheme=scheme, bypass_csp=True)
    page.evaluate(axe)

    def judge() -> None:
        expect(page.locator(".toast.seen")).to_have_count(0)
        rest(page)  # it has faded out
        found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
        told = [
            (one["id"], one["impact"], one["nodes"][0]["html"][:160]) for one in found["violations"]
        ]
        assert [one for one in told if one[1] in SERIOUS] == []
        assert not page.evaluate("document.documentElement.scrollWidth > innerWidth")

    editor = opened(page, shown, "tide/3")
    page.keyboard.type(" And {nothing}.")
    expect(editor.locator(".edit-fault.error")).to_be_visible()
    editor.locator("summary").click()
    judge()
    page.keyboard.press("Control+Enter")
    change(shown.root, "from wheat grown", "of wheat grown")
    page.keyboard.press("*")
    expect(page.locator(".conflict")).to_be_visible()
    judge()


def test_the_editor_is_gone_through_by_keyboard(shown: Shown, look: Look) -> None:
    page = look(shown.address)
    opened(page, shown, "tide/3")
    names: list[str] = []
    for _ in range(12):
        names.append(
            page.evaluate(
                """() => {
                  const one = document.activeElement;
                  return one.labels?.[0]?.textContent || one.getAttribute("aria-label") ||
                    one.textContent;
                }"""
            )
        )
        page.keyboard.press("Tab")
    begin = names.index("Words")
    assert names[begin : begin + 4] == [
        "Words",
        "flour1,250\u00a0kilograms",
        "Move down (Alt+↓)",
        "Discard",
    ]


def test_a_click_on_the_pages_closes_the_editor_and_keeps_what_was_typed(
    shown: Shown, look: Look
) -> None:
    page = look(shown.address)
    page.keyboard.press("u")
    editor = opened(page, shown, "tide/0")
    page.keyboard.press("End")
    page.keyboard.type("?")
    page.mouse.click(*spot(page, shown, "front/1", down=8))
    expect(editor).to_be_hidden()
    until(lambda: "Twice a day?" in seen(page), "the new words")
    page.mouse.click(*spot(page, shown, "visit/1"))
    page.locator(".inspected-change").click()
    expect(page.get_by_role("dialog", name="Change: Paragraph")).to_be_visible()
    expect(page.locator(".editor textarea")).to_have_value(re.compile("^Open from Easter"))


def test_pages_shown_are_of_the_draft(shown: Shown, look: Look) -> None:
    page = look(shown.address)
    opened(page, shown, "tide/0")
    page.keyboard.press("End")
    page.keyboard.type("!")
    until(lambda: "Twice a day!" in seen(page), "the new words")
    project = pages_of(shown.service).session.project
    assert b"Twice a day!" in project.files.file("content.yaml").data
    assert "Twice a day!" not in on_disk(shown)
