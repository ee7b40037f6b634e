"""What is under the pointer, where it is written, and back: against the file and the source."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from depliant.build.memory import Memory
from depliant.commands.cli import run
from depliant.geometry import mm
from depliant.preview.inspecting import Found, Inspected, ToldPanel, ToldWord
from depliant.preview.places import Written, paired, plain_key
from depliant.preview.service import Service

from .conftest import TOKEN, Look, Shown, change, rest, running, until
from .test_overlays import pages_of, words_of

if TYPE_CHECKING:
    from playwright.sync_api import Page, Route
    from starlette.testclient import TestClient

WORD = "the kettle is always on"
NEAR = mm(0.1)


@pytest.fixture
def inspected(service: Service) -> Inspected:
    """The pages of a brochure, looked into."""
    return Inspected(pages_of(service))


def panels_of(inspected: Inspected) -> list[ToldPanel]:
    """All panels."""
    found = [inspected.panel(name) for name in inspected.panels]
    return [panel for panel in found if panel is not None]


def words_in(inspected: Inspected) -> Iterator[ToldWord]:
    """All words."""
    for panel in panels_of(inspected):
        for block in panel.blocks:
            yield from block.words


def word_called(inspected: Inspected, text: str) -> ToldWord:
    """The first word of that text."""
    return next(word for word in words_in(inspected) if word.text == text)


def test_words_stand_where_the_file_has_them(inspected: Inspected, tmp_path: Path) -> None:
    (theirs,) = words_of(inspected.pages.press, tmp_path)
    checked = 0
    for word in words_in(inspected):
        if len(word.boxes) > 1:
            continue
        box = word.boxes[0]
        alike = [
            one
            for one in theirs
            if abs(one.left - box.x) < NEAR and abs(one.right - box.right) < NEAR
        ]
        if any(plain_key(one.text) == plain_key(word.text) for one in alike):
            checked += 1
    assert checked >= 0.95 * len([one for one in words_in(inspected) if len(one.boxes) == 1])


def test_each_word_is_found_where_it_is_written(inspected: Inspected, project: Path) -> None:
    lines = (project / "content.yaml").read_text(encoding="utf-8").splitlines()
    checked = 0
    for word in words_in(inspected):
        if not plain_key(word.text) or word.figure:
            continue
        assert word.place is not None, word
        assert word.place.line is not None
        assert word.place.column is not None
        written = lines[word.place.line - 1][word.place.column - 1 :].split()[0]
        assert plain_key(written.split("](")[0]) == plain_key(word.text), word
        checked += 1
    assert checked > 120


def test_figures_lead_to_where_they_are_named_and_to_the_ledger(
    inspected: Inspected, project: Path
) -> None:
    lines = (project / "content.yaml").read_text(encoding="utf-8").splitlines()
    word = word_called(inspected, "1,250")
    assert word.figure == "flour"
    assert word.place is not None
    assert lines[(word.place.line or 0) - 1][(word.place.column or 0) - 1 :].startswith("{flour}")
    (panel,) = [one for one in panels_of(inspected) if one.id == "tide"]
    (figure,) = [one for one in panel.figures if one.id == "flour"]
    assert figure.place is not None
    assert "flour" in lines[(figure.place.line or 0) - 1]
    assert figure.shown == "1,250\u00a0kilograms"


def test_words_lead_back_to_themselves(inspected: Inspected) -> None:
    for word in words_in(inspected):
        if not plain_key(word.text) or word.place is None or word.place.line is None:
            continue
        found = inspected.find(word.place.file, word.place.line, word.place.column or 1)
        assert found is not None
        assert set(word.boxes) <= set(found.boxes) or word.figure, word


@pytest.mark.parametrize(
    ("line", "panel", "word"),
    [
        ("flour:", "tide", "1,250"),
        ("  - id: tide", "tide", ""),
        (WORD, "visit", "the"),
        ("title: Twice a day", "tide", "Twice a day"),
    ],
)
def test_a_line_leads_to_what_it_makes(
    inspected: Inspected, project: Path, line: str, panel: str, word: str
) -> None:
    lines = (project / "content.yaml").read_text(encoding="utf-8").splitlines()
    number = next(at for at, text in enumerate(lines, 1) if line in text)
    column = lines[number - 1].index(line) + 1
    found = inspected.find("content.yaml", number, column)
    assert isinstance(found, Found)
    assert found.panel == panel
    assert found.word in word or word in found.word
    assert found.boxes


@pytest.mark.parametrize(
    ("line", "panel", "word"),
    [("  strapline:", "front", "At"), ("  key-number:", "tide", "4.8"), ("  sand:", "", "")],
)
def test_a_line_of_the_style_sheet_leads_to_what_has_it(
    inspected: Inspected, project: Path, line: str, panel: str, word: str
) -> None:
    lines = (project / "assets" / "style.yaml").read_text(encoding="utf-8").splitlines()
    number = next(at for at, text in enumerate(lines, 1) if text.startswith(line))
    found = inspected.find("assets/style.yaml", number, 3)
    assert (found.panel, found.word) == (panel, word) if found else not panel


def test_lines_of_nothing_lead_nowhere(inspected: Inspected) -> None:
    assert inspected.find("content.yaml", 1, 1) is None
    assert inspected.find("content.yaml", 99_999, 1) is None
    assert inspected.find("nothing.yaml", 1, 1) is None


def test_how_a_word_looks_is_told_in_the_words_of_the_style_sheet(inspected: Inspected) -> None:
    (panel,) = [one for one in panels_of(inspected) if one.id == "tide"]
    title = panel.blocks[0]
    assert title.kind == "title"
    look = panel.looks[title.words[0].looks[0]]
    assert look.styles[0] == "title"
    assert (look.font, look.size) == ("Zilla Slab 600", 20.0)
    assert (look.ink.swatch, look.ink.printed) == ("tide", "Saltmarsh Blue 100%")
    assert re.fullmatch(r"#[0-9a-f]{6}", look.ink.screen)


def test_a_translation_is_found_in_its_own_file(project: Path, memory: Memory) -> None:
    assert run(["translate", "pseudo", "de", "--project", str(project)]) == 0
    service = Service(project, edition="de-pseudo", memory=memory)
    service.start()
    until(lambda: service.snapshot("de-pseudo"), "the translation")
    snapshot = service.snapshot("de-pseudo")
    service.stop()
    assert snapshot is not None
    assert snapshot.pages is not None
    inspected = Inspected(snapshot.pages)
    (panel,) = [one for one in panels_of(inspected) if one.id == "tide"]
    title = panel.blocks[0]
    assert title.place is not None
    assert title.place.file.endswith("de-pseudo.po")
    text = (project / title.place.file).read_text(encoding="utf-8").splitlines()
    word = title.words[-1]
    assert word.place is not None
    assert "msgstr" in text[(word.place.line or 0) - 1]
    found = inspected.find(word.place.file, word.place.line or 0, word.place.column or 0)
    assert found is not None
    assert found.panel == "tide"


def test_what_stands_between_equal_words_is_one_anothers() -> None:
    written = [
        Written("f", at, at + 1, key, figure)
        for at, (key, figure) in enumerate([
            ("in", ""), ("{year}", "year"), ("the", ""), ("mills", ""), ("ground", ""),
        ])
    ]  # fmt: skip
    found = paired(["In", "2", "023", "the", "«", "Mills", "»", "ground."], written)
    assert [one.key if one else "" for one in found] == [
        "in", "{year}", "{year}", "the", "the", "mills", "mills", "ground",
    ]  # fmt: skip
    assert paired(["alone"], []) == (None,)


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("panel.json?panel=tide", 200),
        ("panel.json?panel=nothing", 404),
        ("panel.json?panel=tide&edition=xx", 404),
        ("at.json?file=content.yaml&line=38", 200),
        ("at.json?file=content.yaml&line=-1", 404),
        ("at.json?file=content.yaml&line=99999999999999", 404),
        ("source.json", 200),
        ("source.json?file=content.yaml", 200),
        ("source.json?file=assets/style.yaml", 200),
        ("source.json?file=../../../etc/passwd", 404),
        ("source.json?file=/etc/passwd", 404),
        ("source.json?file=assets/../content.yaml", 404),
        ("source.json?file=assets/logos", 404),
    ],
)
def test_what_is_asked_for(client: TestClient, path: str, status: int) -> None:
    assert client.get(f"/{TOKEN}/{path}").status_code == status


def centre(page: Page, shown: Shown, word: ToldWord) -> tuple[float, float]:
    """Where a word is in the window, on the flat sheet."""
    paper = page.locator(".paper").first.bounding_box()
    assert paper is not None
    sheet = pages_of(shown.service).sheets[0]
    scale = paper["width"] / sheet.trim.width
    middle = word.boxes[0].centre
    return paper["x"] + middle.x * scale, paper["y"] + middle.y * scale


def test_a_click_on_a_word_tells_what_made_it_and_where(shown: Shown, look: Look) -> None:
    page = look(shown.address)
    page.keyboard.press("u")
    page.keyboard.press("z")
    rest(page)
    page.keyboard.press("f")
    rest(page)
    word = word_called(Inspected(pages_of(shown.service)), "creek")
    assert word.place is not None
    page.mouse.click(*centre(page, shown, word))
    page.wait_for_selector(".inspected-text mark")
    expect(page.locator(".inspected-text mark")).to_have_text(["creek"], use_inner_text=True)
    place = f"content.yaml:{word.place.line}:{word.place.column}"
    assert page.locator(".inspected-facts .place").first.inner_text() == place
    expect(page.locator(".inspected-head")).to_contain_text(["Paragraph"], use_inner_text=True)
    expect(page.locator(".inspector")).to_contain_text(
        ["Fira Sans 400, 8.5 pt"], use_inner_text=True
    )
    drawn = page.locator(".inspected-word").bounding_box()
    x, y = centre(page, shown, word)
    assert drawn is not None
    assert drawn["x"] < x < drawn["x"] + drawn["width"]
    assert drawn["y"] < y < drawn["y"] + drawn["height"]


def test_the_pointer_alone_is_enough_while_nothing_is_chosen(shown: Shown, look: Look) -> None:
    page = look(shown.address)
    page.keyboard.press("u")
    rest(page)
    word = word_called(Inspected(pages_of(shown.service)), "creek")
    x, y = centre(page, shown, word)
    page.mouse.move(x - 3, y)
    page.mouse.move(x, y)
    page.wait_for_selector(".inspected-block", state="attached")
    expect(page.locator(".inspected-head")).to_be_visible()
    page.mouse.move(x, 5)
    until(lambda: page.locator(".inspected-block").count() == 0, "nothing pointed at")


def test_blocks_and_words_are_stepped_through_by_key(shown: Shown, look: Look) -> None:
    page = look(shown.address)
    page.keyboard.press(".")
    until(lambda: "Tide Mill" in page.locator(".inspector").inner_text(), "the first block")
    expect(page.locator(".toast")).to_have_text(
        [re.compile("^Heading · The Tide Mill")], use_inner_text=True
    )
    page.keyboard.press(".")
    until(lambda: "At Saltmarsh" in page.locator(".inspected-text").inner_text(), "the second")
    page.keyboard.press(",")
    until(lambda: "Tide Mill" in page.locator(".inspected-text").inner_text(), "the first again")
    page.get_by_role("button", name="Next word").click()
    expect(page.locator(".inspected-text mark")).to_have_text(["The"], use_inner_text=True)
    page.get_by_role("button", name="Next word").click()
    expect(page.locator(".inspected-text mark")).to_have_text(["Tide"], use_inner_text=True)
    for _ in range(3):
        page.keyboard.press(".")
    until(lambda: page.locator(".inspector .note").first.inner_text().startswith("2 "), "panel 2")
    page.keyboard.press("Escape")
    until(lambda: page.locator(".inspected-block").count() == 0, "nothing chosen")


def test_what_is_pressed_last_holds_however_late_the_answers_come(shown: Shown, look: Look) -> None:
    page = look(shown.address)
    held: list[Route] = []
    page.route("**/panel.json*", lambda route: held.append(route))
    with page.expect_request("**/panel.json*"):
        page.keyboard.press(".")
    page.keyboard.press(".")
    page.keyboard.press("Escape")
    for route in held:
        route.continue_()
    page.unroute("**/panel.json*")
    rest(page)
    assert page.locator(".inspected-block").count() == 0, "nothing was wanted any longer"
    for _ in range(3):
        page.keyboard.press(".")
    inspected = Inspected(pages_of(shown.service))
    third = [block for panel in panels_of(inspected) for block in panel.blocks][2]
    words = " ".join(word.text for word in third.words)
    text = page.locator(".inspected-text")
    until(lambda: " ".join(text.inner_text().split()) == words, "three steps")


def test_from_the_page_to_the_line_and_from_the_line_to_the_page(shown: Shown, look: Look) -> None:
    page = look(shown.address)
    page.keyboard.press("u")
    rest(page)
    inspected = Inspected(pages_of(shown.service))
    word = word_called(inspected, "creek")
    page.mouse.click(*centre(page, shown, word))
    page.locator(".inspected-facts .place").first.click()
    page.wait_for_selector(".source-line.current mark")
    expect(page.locator(".source-line.current mark")).to_have_text(["creek"], use_inner_text=True)
    assert word.place is not None
    number = page.locator(".source-line.current .number").inner_text()
    assert int(number) == word.place.line
    # Another word of another line, clicked where it is written.
    line = page.locator(".source-line", has_text="pushes shut")
    line.scroll_into_view_if_needed()
    rest(page)
    box = line.locator(".text").evaluate(
        """(text) => {
             const range = document.createRange();
             const node = text.lastChild;
             const at = node.data.indexOf("pushes shut");
             range.setStart(node, at + 1);
             range.setEnd(node, at + 4);
             const box = range.getBoundingClientRect();
             return [box.left + box.width / 2, box.top + box.height / 2];
           }"""
    )
    page.mouse.click(*box)
    other = [one for one in words_in(inspected) if one.text == "pushes"][-1]
    x, y = centre(page, shown, other)
    until(lambda: _is_marked(page, x, y), "the word on the page")
    # The page again: the line follows.
    page.mouse.click(*centre(page, shown, word))
    until(lambda: page.locator(".source-line.current mark").inner_text() == "creek", "the line")


def _is_marked(page: Page, x: float, y: float) -> bool:
    marked = page.locator(".inspected-word")
    box = marked.first.bounding_box() if marked.count() else None
    return (
        box is not None
        and box["x"] < x < box["x"] + box["width"]
        and box["y"] < y < box["y"] + box["height"]
    )


def test_the_source_is_walked_by_key(shown: Shown, look: Look) -> None:
    page = look(shown.address)
    page.keyboard.press("y")
    page.wait_for_selector(".source-line")
    page.locator(".source").focus()
    line = page.evaluate(
        """() => [...document.querySelectorAll(".source-line")].findIndex(
             (one) => one.textContent.includes("title: Twice a day"))"""
    )
    for _ in range(line + 1):
        page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowRight")
    until(lambda: page.locator(".inspected-word").count() == 1, "the word on the page")
    expect(page.locator(".source-line.current mark")).to_have_text(["Twice"], use_inner_text=True)
    active = page.locator(".source").get_attribute("aria-activedescendant")
    assert active == f"source-line-{line + 1}"


def test_a_finding_leads_to_its_words_and_to_its_line(shown: Shown, look: Look) -> None:
    page = look(shown.address)
    change(shown.root, WORD, f"{WORD} " * 120)
    page.wait_for_selector(".paper.draft")
    row = page.locator(".finding.error", has_text="found no room").first
    row.wait_for()
    row.locator(".finding-head").click()
    page.wait_for_selector(".selection")
    row.locator(".place").first.click()
    page.wait_for_selector(".source-line.current")
    number = page.locator(".source-line.current .number").inner_text()
    text = page.locator(".source-line.current .text").inner_text()
    assert int(number) > 1
    assert text.strip()


def test_what_is_chosen_outlasts_a_build(shown: Shown, look: Look) -> None:
    page = look(shown.address)
    page.keyboard.press(".")
    until(lambda: "Tide Mill" in page.locator(".inspector").inner_text(), "the first block")
    change(shown.root, "heading: The Tide Mill\n", "heading: The Old Mill\n")
    until(lambda: "Old Mill" in page.locator(".inspected-text").inner_text(), "the new words")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("width", "height"), [(1280, 800), (320, 640)])
def test_nothing_bars_anybody(
    shown: Shown, look: Look, axe: str, scheme: str, width: int, height: int
) -> None:
    page = look(shown.address, width=width, height=height, scheme=scheme, bypass_csp=True)
    page.evaluate(axe)
    for key, expects in ((".", ".inspected-text"), ("y", ".source-line.current")):
        page.keyboard.press(key)
        page.wait_for_selector(expects)
        rest(page)  # what is said has faded in
        found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
        told = [
            (one["id"], one["impact"], one["nodes"][0]["html"][:160]) for one in found["violations"]
        ]
        assert [one for one in told if one[1] in ("serious", "critical", "moderate")] == []
        out = page.evaluate("document.documentElement.scrollWidth > innerWidth")
        assert not out


def test_it_is_all_there_in_french(project: Path, memory: Memory, look: Look) -> None:
    from depliant.interface import Interface

    with running(project, memory, Interface("fr")) as shown:
        page = look(shown.address)
        page.keyboard.press(".")
        page.wait_for_selector(".inspected-text")
        expect(page.locator(".inspected-head")).to_contain_text(["Intertitre"], use_inner_text=True)
        expect(page.locator("body")).not_to_contain_text("kind.", use_inner_text=True)
        expect(page.locator("body")).not_to_contain_text("inspect.", use_inner_text=True)
