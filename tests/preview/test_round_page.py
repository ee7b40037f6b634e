"""A proof from the disk, answered in Debian's Chromium, and the notes in the preview after that."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect
from starlette.testclient import TestClient

from depliant.build.memory import Memory
from depliant.commands.cli import run
from depliant.preview.rounds import inbox, records
from depliant.preview.service import Service

from .conftest import PORT, TOKEN, Look, Shown, change, rest, until
from .rounds import answers_to, note, proof_of, written

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

Opened = Callable[..., "Page"]
PANELS = {"front": 0, "tide": 1, "people": 2, "visit": 3}


@pytest.fixture
def proof(project: Path, memory: Memory, tmp_path: Path) -> Path:
    """The second proof of a brochure, in which a panel has changed."""
    proof_of(project, memory)
    change(project, "the kettle is always on", "the kettle is often on")
    _, page = proof_of(project, memory)
    path = tmp_path / "proof.html"
    path.write_bytes(page)
    return path


@pytest.fixture
def opened(proof: Path, look: Look) -> Opened:
    """Open it from the disk, and say who one is."""

    def open_(name: str | None = "Anna Berger", **more: Any) -> Page:
        page = look(proof.as_uri(), locale="en-GB", **more)
        if name is not None:
            introduce(page, name)
        return page

    return open_


def introduce(page: Page, name: str) -> None:
    """Say who one is; no key is for the pages until the question is gone."""
    page.locator("#reviewer").fill(name)
    page.keyboard.press("Enter")
    expect(page.locator("dialog[open]")).to_have_count(0)


def click_on(page: Page, panel: str, across: float, along: float) -> None:
    """Click on a panel at a share of its width and height."""
    box: Any = page.locator(f".tile[data-panel={panel}]").bounding_box()
    page.mouse.click(box["x"] + across * box["width"], box["y"] + along * box["height"])


def saved(page: Page, to: Path) -> dict[str, Any]:
    """Save the answers; what they are."""
    with page.expect_download() as found:
        page.get_by_role("button", name="Save answers").click()
    found.value.save_as(to)
    value: dict[str, Any] = json.loads(to.read_text(encoding="utf-8"))
    return value


def decide(page: Page, panel: str, how: str) -> None:
    page.locator(f'[data-key="{how} {panel}"]').click()


def test_a_colleague_notes_suggests_approves_refuses_and_saves(
    opened: Opened, project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = opened()
    click_on(page, "visit", 0.3, 0.16)
    expect(page.get_by_role("dialog")).to_have_text(
        re.compile("^Note 1 · panel 4 Find us"), use_inner_text=True
    )
    page.keyboard.type("Since when? <img src=x onerror=alert(1)>")
    page.keyboard.press("Control+Enter")
    click_on(page, "front", 0.3, 0.4)
    page.get_by_role("button", name="Other words").click()
    words = page.get_by_label("The words as they should be")
    assert words.input_value() == "At Saltmarsh, where the sea grinds the corn"
    words.fill("At Saltmarsh, where the tide grinds the corn")
    expect(page.locator(".composer ins")).to_have_text(["tide"], use_inner_text=True)
    page.get_by_placeholder("Why?").fill("It is the tide.")
    page.get_by_role("button", name="Add").click()
    decide(page, "front", "approved")
    decide(page, "visit", "refused")
    page.keyboard.type("No map.")
    page.keyboard.press("Tab")
    expect(page.locator(".pins .pin")).to_have_count(2)
    expect(page.locator(".answers-line")).to_have_text(
        ["2 of 4 panels decided"], use_inner_text=True
    )
    found = saved(page, tmp_path / "anna.json")
    expect(page.locator(".state-line")).to_have_text(["Saved as a file"], use_inner_text=True)
    assert found["proof"]["number"] == 2
    first, second = found["notes"]
    assert (first["panel"], first["block"], first["new"]) == ("visit", "visit/text", None)
    assert second["new"] == "At Saltmarsh, where the tide grinds the corn"
    assert {one["panel"]: one["decision"] for one in found["decisions"]} == {
        "front": "approved", "visit": "refused",
    }  # fmt: skip
    path = tmp_path / "anna.json"
    assert run(["proof", "import", str(path), "--project", str(project)]) == 0
    told = capsys.readouterr().out
    assert "Proof 2, Anna Berger" in told
    assert "content.yaml:68:9: 4 Find us [en]: Since when? <img" in told
    assert "content.yaml:30:9: 1 The Tide Mill [en]: It is the tide." in told
    assert "now: At Saltmarsh, where the tide grinds the corn" in told
    assert "4 Find us [en]: refused: No map." in told


def test_all_of_it_goes_by_keyboard(opened: Opened, tmp_path: Path) -> None:
    page = opened()
    page.keyboard.press("n")
    page.keyboard.press("n")
    page.keyboard.press(".")
    page.keyboard.press(".")
    page.keyboard.press("c")
    page.keyboard.type("What tide?")
    page.keyboard.press("Control+Enter")
    page.keyboard.press(".")
    page.keyboard.press("x")
    page.keyboard.press("Control+a")
    page.keyboard.type("Other words.")
    page.keyboard.press("Control+Enter")
    page.keyboard.press("a")
    page.keyboard.press("n")
    page.keyboard.press("q")
    page.keyboard.type("No.")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.locator(".stage").focus()
    with page.expect_download() as download:
        page.keyboard.press("s")
    download.value.save_as(tmp_path / "a.json")
    assert download.value.suggested_filename == "tide-mill-2-anna-berger.json"
    found = json.loads((tmp_path / "a.json").read_text(encoding="utf-8"))
    assert [(one["block"], one["text"], one["new"]) for one in found["notes"]] == [
        ("tide/key-figure:tide", "What tide?", None),
        ("tide/text", "", "Other words."),
    ]
    assert [(one["panel"], one["decision"], one["reason"]) for one in found["decisions"]] == [
        ("tide", "approved", ""),
        ("people", "refused", "No."),
    ]


def test_what_is_not_saved_is_kept_in_the_browser(opened: Opened) -> None:
    page = opened()
    click_on(page, "visit", 0.3, 0.16)
    page.keyboard.type("Since when?")
    page.keyboard.press("Control+Enter")
    decide(page, "tide", "approved")
    expect(page.locator(".state-line")).to_have_text(
        [re.compile("^Kept in this browser")], use_inner_text=True
    )
    page.reload()
    page.wait_for_selector(".pins .pin")
    expect(page.locator("dialog[open]")).to_have_count(0)
    expect(page.locator(".answer-text")).to_have_text(["Since when?"], use_inner_text=True)
    expect(page.locator('[data-key="approved tide"]')).to_have_attribute("aria-pressed", "true")


def test_a_browser_that_keeps_nothing_says_so(opened: Opened) -> None:
    page = opened(name=None)
    page.add_init_script(
        "Object.defineProperty(window, 'localStorage', {get() { throw new Error('no'); }})"
    )
    page.reload()
    page.wait_for_selector(".tile img")
    introduce(page, "Anna")
    decide(page, "tide", "approved")
    expect(page.locator(".state-line")).to_contain_text(["keeps nothing"], use_inner_text=True)


def test_a_note_is_changed_deleted_and_brought_back(opened: Opened) -> None:
    page = opened()
    click_on(page, "visit", 0.3, 0.16)
    page.keyboard.press("Escape")
    expect(page.locator(".pins .pin")).to_have_count(0)
    click_on(page, "visit", 0.3, 0.16)
    page.keyboard.type("Since")
    page.keyboard.press("Control+Enter")
    page.locator(".pins .pin").click()
    page.keyboard.type(" when?")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".answer-text")).to_have_text(["Since when?"], use_inner_text=True)
    page.locator(".pins .pin").click()
    page.get_by_role("button", name="Delete", exact=True).click()
    expect(page.locator(".answer-note")).to_have_count(0)
    page.get_by_role("button", name="Undo").click()
    expect(page.locator(".answer-text")).to_have_text(["Since when?"], use_inner_text=True)


def test_the_word_that_was_clicked_is_chosen_in_the_words(opened: Opened) -> None:
    page = opened()
    words = page.evaluate(
        """() => JSON.parse(document.querySelector("#proof").textContent)
             .editions[0].blocks.front.find(({key}) => key === "front/strapline").words"""
    )
    (left, top, width, height) = next(one["boxes"][0] for one in words if one["text"] == "sea")
    paper: Any = page.locator(".frame[data-frame=front] .paper").bounding_box()
    scale = paper["width"] / 280.63
    page.mouse.click(
        paper["x"] + (left + width / 2) * scale, paper["y"] + (top + height / 2) * scale
    )
    page.get_by_role("button", name="Other words").click()
    page.keyboard.type("tide")
    field = page.get_by_label("The words as they should be")
    assert field.input_value() == "At Saltmarsh, where the tide grinds the corn"


def test_a_panel_that_stands_on_its_head_is_read_upright(
    project: Path, memory: Memory, look: Look, tmp_path: Path
) -> None:
    change(project, "fold: accordion4", "fold: french", "assets/style.yaml")
    _, sent = proof_of(project, memory)
    path = tmp_path / "cross.html"
    path.write_bytes(sent)
    page = look(path.as_uri(), locale="en-GB")
    introduce(page, "Anna")
    expect(page.locator(".paper.turned")).to_have_count(2)
    click_on(page, "tide", 0.15, 0.095)
    page.keyboard.type("Shorter.")
    page.keyboard.press("Control+Enter")
    assert saved(page, tmp_path / "a.json")["notes"][0]["block"] == "tide/title"
    pin: Any = page.locator(".pins .pin").bounding_box()
    tile: Any = page.locator(".tile[data-panel=tide]").bounding_box()
    assert pin["y"] < tile["y"] + 0.2 * tile["height"]


def test_what_was_begun_is_not_lost_by_another_click(opened: Opened) -> None:
    page = opened()
    click_on(page, "visit", 0.3, 0.16)
    page.keyboard.type("Half a")
    click_on(page, "front", 0.3, 0.4)
    page.keyboard.type(" note")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".answer-text")).to_have_text(["Half a note"], use_inner_text=True)


def test_what_changed_since_the_last_proof_is_said_and_marked(opened: Opened) -> None:
    page = opened()
    expect(page.locator(".facts")).to_contain_text(
        ["1 panel changed since proof 1"], use_inner_text=True
    )
    expect(page.locator(".change-bar")).to_have_count(1)
    page.locator(".answer-news summary").click()
    words = page.locator(".news-words")
    expect(words.locator("del")).to_have_text(["always"], use_inner_text=True)
    expect(words.locator("ins")).to_have_text(["often"], use_inner_text=True)
    words.click()
    page.keyboard.press("v")
    expect(page.locator(".change-bar")).to_have_count(0)


def test_the_piece_opens_in_the_proof_too(opened: Opened) -> None:
    page = opened(reduced_motion="reduce")
    page.keyboard.press("3")
    page.wait_for_selector(".fold-face .tile img", state="attached")
    page.keyboard.press("ArrowRight")
    expect(page.locator(".fold-words")).to_contain_text(["Find us"], use_inner_text=True)
    page.keyboard.press(".")
    page.keyboard.press("c")
    expect(page.locator(".composer")).to_be_visible()
    expect(page.locator('[data-view="panels"]')).to_have_attribute("aria-pressed", "true")


def test_the_proof_asks_nobody_anything_and_runs_nothing_else(
    proof: Path, browser: Browser
) -> None:
    with browser.new_context() as context:
        page = context.new_page()
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.goto(proof.as_uri())
        page.locator("#reviewer").fill("Anna")
        page.keyboard.press("Enter")
        for key in "312":
            page.keyboard.press(key)
            page.wait_for_selector(".tile img", state="attached")
        assert [url for url in asked if not url.startswith("blob:")] == [proof.as_uri()]
        assert page.evaluate(PROBES) == ["types", "fetch", "image", "frame", "none"]


PROBES = """async () => {
  const found = [];
  const script = document.createElement("script");
  try {
    script.textContent = "window.ran = 1";
    document.body.append(script);
  } catch {
    found.push("types");
  }
  try {
    await fetch("https://evil.example/");
  } catch {
    found.push("fetch");
  }
  const image = new Image();
  const failed = new Promise((done) => {
    image.onerror = () => done("image");
    image.onload = () => done("no");
  });
  image.src = "data:image/gif;base64,R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw==";
  found.push(await failed);
  const frame = document.createElement("iframe");
  frame.src = "data:text/plain,x";
  document.body.append(frame);
  await new Promise((done) => setTimeout(done, 200));
  found.push(frame.contentDocument ? "no" : "frame");
  return [...found, window.ran ?? "none"];
}"""
"""What a page could do that was brought to it: a script, a question, a picture, a frame."""


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("width", "height"), [(1280, 800), (320, 640)])
def test_nothing_bars_a_reviewer(
    opened: Opened, axe: str, scheme: str, width: int, height: int
) -> None:
    page = opened(name=None, width=width, height=height, scheme=scheme, bypass_csp=True)
    page.evaluate(axe)

    def found() -> list[Any]:
        rest(page)  # what fades in is there
        said = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
        told = [
            (one["id"], one["impact"], one["nodes"][0]["html"][:200]) for one in said["violations"]
        ]
        return [one for one in told if one[1] in ("serious", "critical", "moderate")]

    assert found() == []
    introduce(page, "Anna")
    page.keyboard.press(".")
    page.keyboard.press(".")
    page.keyboard.press("x")
    assert found() == []
    page.keyboard.press("Control+a")
    page.keyboard.type("Other")
    page.keyboard.press("Control+Enter")
    page.keyboard.press("q")
    page.keyboard.type("No.")
    page.keyboard.press("Enter")
    page.locator(".answer-news summary").click()
    assert found() == []
    wide = page.evaluate("document.documentElement.scrollWidth > innerWidth")
    high = page.evaluate("document.documentElement.scrollHeight > innerHeight")
    assert (wide, high) == (False, False)
    names = page.evaluate(
        """() => [...document.querySelectorAll("button, input, select, textarea, summary")]
             .filter((one) => one.checkVisibility())
             .filter((one) => !(one.getAttribute("aria-label") || one.textContent.trim() || one.labels?.length))
             .length"""  # noqa: E501
    )
    assert names == 0


def test_the_tab_key_goes_from_the_bar_to_the_pages_to_the_list(opened: Opened) -> None:
    page = opened()
    click_on(page, "front", 0.3, 0.4)
    page.keyboard.type("Since when?")
    page.keyboard.press("Control+Enter")
    page.reload()
    page.wait_for_selector(".pins .pin")
    names: list[str] = []
    while "Approve panel 2 Twice a day" not in names and len(names) < 40:
        page.keyboard.press("Tab")
        names.append(
            page.evaluate(
                """() => {
                  const one = document.activeElement;
                  return one.getAttribute("aria-label") || one.textContent.trim();
                }"""
            )
        )
    wanted = [
        "Sheet", "Panels", "Folded", "Show what changed since the last proof", "Save answers",
        "Pages", "Note 1", "You answer as Anna Berger: change the name", "Close the list",
        "Approve the rest", "Approve panel 1 The Tide Mill", "Refuse panel 1 The Tide Mill",
        "Note 1", "Delete note 1", "Approve panel 2 Twice a day",
    ]  # fmt: skip
    assert [name for name in names if name in wanted] == wanted
    assert "" not in names


def test_a_french_reader_is_spoken_to_in_french(proof: Path, look: Look) -> None:
    page = look(proof.as_uri(), locale="fr-FR")
    expect(page.locator("dialog[open] button")).to_have_text(["Commencer"], use_inner_text=True)
    introduce(page, "Anne")
    page.keyboard.press("1")
    expect(page.locator(".frame-label .name")).to_have_text(["intérieur"], ignore_case=True)
    assert page.evaluate("document.documentElement.lang") == "fr"


def taken_in(root: Path, tmp_path: Path, *notes: dict[str, Any], **more: Any) -> None:
    """Have answers to the first proof lie in the project."""
    record = records.load(root, 1)
    assert record is not None
    path = written(tmp_path, answers_to(record, *notes, **more))
    assert run(["proof", "import", str(path), "--project", str(root)]) == 0


def test_the_preview_lays_the_notes_over_the_pages(
    project: Path, shown: Shown, look: Look, memory: Memory, tmp_path: Path
) -> None:
    proof_of(project, memory)
    old = "At Saltmarsh, where the sea grinds the corn"
    page = look(shown.address)
    page.keyboard.press("c")
    page.get_by_text("Nobody has answered yet").wait_for()
    until(lambda: (found := shown.service.snapshot("")) and found.settled, "all findings")
    rest(page)  # what was told by then is told
    taken_in(
        project,
        tmp_path,
        note("tide/text", y=0.3, text="<b onclick=alert(1)>Since when?</b>"),
        note("front/strapline", id="0" * 16, panel="front", old=old, new=f"{old}!", text=""),
        decisions=[
            {"edition": "en", "panel": "visit", "decision": "refused", "date": "2026-12-01"}
        ],
    )
    page.wait_for_selector(".note-card")
    expect(page.locator(".note-card")).to_have_count(2)
    expect(page.locator(".pins .pin")).to_have_count(2)
    expect(page.locator(".side .tab[data-pane=notes] .badge")).to_have_text(
        ["2"], use_inner_text=True
    )
    assert (
        page.locator(".notes-decision.refused").inner_text() == "Refused: \u2068Anna Berger\u2069"
    )
    text = page.locator(".note-card").nth(1).locator(".answer-text")
    expect(text).to_have_text("<b onclick=alert(1)>Since when?</b>", use_inner_text=True)
    page.locator(".pins .pin", has_text="2").click()
    expect(page.locator(".note-card.chosen .answer-text")).to_have_count(1)
    page.locator(".note-card").nth(1).locator(".place").click()
    page.wait_for_selector(".pane-source:not([hidden])")
    page.keyboard.press("c")
    change(project, "The creek fills the pond", "The river fills the pond")
    page.wait_for_selector(".standing.changed")
    page.locator(".note-card").nth(1).locator(".done-chip").click()
    page.wait_for_selector(".pins .pin >> nth=0")
    until(lambda: page.locator(".note-card").count() == 1, "the note is done")
    assert inbox.opened(project).done == {"1/00000000000000aa/0123456789abcdef"}
    page.reload()
    page.wait_for_selector(".note-card")
    expect(page.locator(".note-card")).to_have_count(1)
    page.get_by_role("button", name="1 done").click()
    expect(page.locator(".note-card.done")).to_have_count(1)


def test_answers_are_taken_in_by_the_preview(
    project: Path, shown: Shown, look: Look, memory: Memory, tmp_path: Path
) -> None:
    record, _ = proof_of(project, memory)
    good = written(tmp_path, answers_to(record, note("tide/text")))
    page = look(shown.address)
    page.keyboard.press("c")
    page.set_input_files("#answers-file", str(good))
    page.wait_for_selector(".note-card")
    expect(page.locator(".toast")).to_have_text(
        ["1 note by Anna Berger is taken in."], use_inner_text=True
    )
    assert len(inbox.opened(project).answers) == 1


def test_what_the_preview_is_given_is_checked(
    client: TestClient, service: Service, memory: Memory
) -> None:
    record, _ = proof_of(service.root, memory)
    origin = {"Origin": f"http://127.0.0.1:{PORT}", "Content-Type": "application/json"}
    take, done = f"/{TOKEN}/answers-take?name=a.json", f"/{TOKEN}/answers-done"
    good = json.dumps(answers_to(record, note("tide/text"))).encode()
    assert client.post(take, content=good).status_code in (403, 415)
    evil = {**origin, "Origin": "http://evil.example"}
    assert client.post(take, content=good, headers=evil).status_code == 403
    assert client.post(take, content=b"[" * 100_000, headers=origin).status_code == 422
    wrong = client.post(take, content=good.replace(b"tide-mill", b"other"), headers=origin)
    assert wrong.status_code == 422
    assert "another project" in wrong.text
    assert client.post(take, content=good, headers=origin).status_code == 200
    key = "1/00000000000000aa/0123456789abcdef"
    for body in (b"[]", b"{", b'{"key": "../../x", "done": true}', b'{"key": 1, "done": 2}'):
        assert client.post(done, content=body, headers=origin).status_code == 400
    mark = json.dumps({"key": key, "done": True}).encode()
    assert client.post(done, content=mark, headers=evil).status_code == 403
    assert client.get(done).status_code == 405
    assert client.post(done, content=mark, headers=origin).json() == {"done": True}
    (one,) = client.get(f"/{TOKEN}/answers.json").json()["notes"]
    assert (one["key"], one["is_done"], one["now"]["standing"]) == (key, True, "there")
    (service.root / inbox.DONE).write_text("no")
    refused = client.post(done, content=mark, headers=origin)
    assert (refused.status_code, (service.root / inbox.DONE).read_text()) == (409, "no")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("width", "height"), [(1280, 800), (320, 640)])
def test_nothing_bars_who_reads_the_notes(
    project: Path,
    shown: Shown,
    look: Look,
    axe: str,
    memory: Memory,
    tmp_path: Path,
    scheme: str,
    width: int,
    height: int,
) -> None:
    proof_of(project, memory)
    taken_in(
        project,
        tmp_path,
        note("tide/text", y=0.3),
        note("tide/gone", id="0" * 16),
        decisions=[
            {"edition": "en", "panel": "visit", "decision": "approved", "date": "2026-12-01"}
        ],
    )
    page = look(shown.address, width=width, height=height, scheme=scheme, bypass_csp=True)
    page.keyboard.press("c")
    page.wait_for_selector(".note-card")
    page.evaluate(axe)
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    told = [
        (one["id"], one["impact"], one["nodes"][0]["html"][:200]) for one in found["violations"]
    ]
    assert [one for one in told if one[1] in ("serious", "critical", "moderate")] == []
