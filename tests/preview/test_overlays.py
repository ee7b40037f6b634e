"""What lies over the pages, against the file: its boxes, its letters and its structure."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pikepdf
import pytest
from playwright.sync_api import expect

from depliant.build.memory import Memory
from depliant.build.project import Project
from depliant.build.session import Session
from depliant.geometry import Rect, mm
from depliant.pdfread.structure import read_tree
from depliant.preview.making import made
from depliant.preview.overlays import SideOverlay, overlays
from depliant.preview.service import Service
from depliant.preview.snapshot import Pages

from .conftest import Look, Shown, change, holds, rest, running, until

if TYPE_CHECKING:
    from playwright.sync_api import Page
    from starlette.testclient import TestClient

DATA = Path(__file__).parents[1] / "data"
WORD = "the kettle is always on"
NEAR = mm(0.1)
"""Points: so far from the file may be what is drawn over it."""
KEYS = {
    "t": "trim",
    "b": "bleed",
    "s": "safe",
    "o": "folds",
    "k": "grid",
    "m": "frames",
    "j": "flow",
    "r": "order",
    "a": "tags",
    "v": "overset",
    "h": "placeholders",
}


def pages_of(service: Service) -> Pages:
    """The pages that are shown."""
    snapshot = service.snapshot("")
    assert snapshot is not None
    assert snapshot.pages is not None
    return snapshot.pages


@pytest.fixture(scope="module", params=["accordion", "programme", "garden"])
def pages(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, memory: Memory
) -> Pages:
    """The pages of brochures that have nothing in common: folded, of frames, of lists."""
    root = tmp_path_factory.mktemp("laid") / request.param
    shutil.copytree(DATA / request.param, root)
    profiles = DATA / "accordion" / "assets" / "icc"
    shutil.copytree(profiles, root / "assets" / "icc", dirs_exist_ok=True)
    project = Project.read(root)
    found = made(Session(project, memory), project.publication.language).pages
    assert found is not None
    return found


class Word(NamedTuple):
    """A word of a page as poppler finds it, in points from the trim corner."""

    text: str
    left: float
    top: float
    right: float
    bottom: float


def words_of(press: bytes, folder: Path) -> list[list[Word]]:
    """The words of each page of a press file."""
    path = folder / "press.pdf"
    path.write_bytes(press)
    told = subprocess.run(
        ["pdftotext", "-bbox", str(path), "-"], check=True, capture_output=True, text=True
    ).stdout
    with pikepdf.open(io.BytesIO(press)) as file:
        corners = []
        for page in file.pages:
            media, trim = page.mediabox, page.trimbox
            corners.append((float(trim[0] - media[0]), float(media[3] - trim[3])))
    found = []
    number = r'="(-?[\d.]+)"'
    pattern = rf"<word xMin{number} yMin{number} xMax{number} yMax{number}>(.*?)</word>"
    for part, (x, y) in zip(told.split("<page ")[1:], corners, strict=True):
        found.append(
            [
                Word(text, float(left) - x, float(top) - y, float(right) - x, float(bottom) - y)
                for left, top, right, bottom, text in re.findall(pattern, part)
            ]
        )
    return found


def test_trim_and_bleed_are_those_of_the_file(pages: Pages) -> None:
    with pikepdf.open(io.BytesIO(pages.press)) as file:
        assert len(file.pages) == len(pages.sheets)
        for page, sheet in zip(file.pages, pages.sheets, strict=True):
            trim, bleed = (
                [float(one) for one in page.trimbox],
                [float(one) for one in page.bleedbox],
            )
            assert trim[2] - trim[0] == pytest.approx(sheet.trim.width, abs=NEAR)
            assert trim[3] - trim[1] == pytest.approx(sheet.trim.height, abs=NEAR)
            for side in range(4):
                assert abs(trim[side] - bleed[side]) == pytest.approx(sheet.bleed, abs=NEAR)


def test_tags_end_where_their_letters_end_in_the_file(pages: Pages, tmp_path: Path) -> None:
    told = overlays(pages)
    # Of a drop capital the letters below it say what it is, so that poppler does not show it.
    initials = {
        run.x + panel.leaf.slot.x
        for panel in pages.composed.composition.panels
        for run in _runs(panel.marks)
        if run.actual_text == ""
    }
    checked = 0
    for side, words in zip(told, words_of(pages.press, tmp_path), strict=True):
        lines = [tag for tag in side.tags if tag.role in ("P", "H1", "H2", "H3") and tag.order]
        for tag in lines:
            others = [one for one in side.tags if one is not tag and one.box.overlaps(tag.box)]
            if any(one.role in ("Figure", "Lbl", "TD", "TH", "P", "Link") for one in others):
                continue  # whose letters they are, poppler does not say
            mine = [one for one in words if _is_in(one, tag.box)]
            assert mine, tag
            if tag.box.x not in initials:
                assert min(one.left for one in mine) == pytest.approx(tag.box.x, abs=NEAR), tag
            assert max(one.right for one in mine) == pytest.approx(tag.box.right, abs=NEAR), tag
            checked += 1
    assert checked >= 5


def _is_in(word: Word, box: Rect) -> bool:
    middle, level = (word.left + word.right) / 2, (word.top + word.bottom) / 2
    return box.x <= middle <= box.right and box.y <= level <= box.bottom


def test_tags_are_the_structure_of_the_file_in_its_order(pages: Pages) -> None:
    of_all = {"Document", "Part", "Sect"}
    inline = {"Span", "Link", "Reference"}
    with pikepdf.open(io.BytesIO(pages.press)) as file:
        tree = read_tree(file.Root)
    in_file = [
        one.role
        for one in tree.elements
        if one.role not in of_all | inline and not _is_inline(one.parent, tree.elements, inline)
    ]
    told: dict[tuple[int, int], str] = {}
    ordered = [tag for side in overlays(pages) for tag in side.tags if tag.order]
    for tag in ordered:
        told[tag.order, 0] = tag.role
    assert sorted({tag.order for tag in ordered}) == list(range(1, len(told) + 1))
    read = [told[key] for key in sorted(told)]
    holders = {"L", "LI", "LBody", "Table", "TR", "THead", "TBody", "Div", "BlockQuote", "Note"}
    kept = [role for role in in_file if role not in holders]
    assert [role for role in read if role not in holders] == [
        role for role in kept if role in set(read)
    ]


def _is_inline(parent: int, elements: list, inline: set[str]) -> bool:  # type: ignore[type-arg]
    while parent >= 0:
        if elements[parent].role in inline:
            return True
        parent = elements[parent].parent
    return False


def test_baselines_lie_below_the_letters(pages: Pages) -> None:
    style = pages.composed.sheet.type["text"]
    looked, checked = 0, 0
    for side in overlays(pages):
        grids = {one.panel: one for one in side.grids}
        for panel in pages.composed.composition.panels:
            grid = grids.get(panel.panel.id)
            if grid is None:
                continue
            for run in _runs(panel.marks):
                if run.size != pytest.approx(style.size, abs=0.01):
                    continue
                looked += 1
                lines = (run.y - grid.first) / grid.unit
                if abs(lines - round(lines)) * grid.unit < NEAR:
                    checked += 1
    assert checked >= 10
    assert checked / looked > 0.8  # all but what stands within drawings and tables


def _runs(items: tuple) -> Iterator:  # type: ignore[type-arg]
    for item in items:
        if hasattr(item, "glyphs"):
            yield item
        elif hasattr(item, "items") and not hasattr(item, "matrix"):
            yield from _runs(item.items)


def test_frames_hold_what_stands_in_them(pages: Pages) -> None:
    for side in overlays(pages):
        for frame in side.frames:
            assert frame.inner.width <= frame.outer.width + 0.01
            assert frame.columns
            if frame.free is not None:
                assert -0.05 <= frame.free <= frame.inner.height + 0.01


def test_what_found_no_room_is_shown_with_its_words(service: Service, project: Path) -> None:
    change(project, WORD, f"{WORD} " * 120)
    service.builder.changed()
    until(lambda: (found := service.snapshot("")) and found.state == "draft", "the draft")
    pages = pages_of(service)
    told = overlays(pages)
    spots = [spot for side in told for spot in side.spots if spot.kind == "overset"]
    assert {spot.panel for spot in spots} == {"visit"}
    assert any("kettle" in spot.text for spot in spots)
    (frame,) = [one for side in told for one in side.frames if one.panel == "visit"]
    assert frame.free is not None
    assert frame.free < 0
    lacking = re.search(r"lacks ([\d.]+) mm", str(_overset(pages)))
    assert lacking is not None
    assert -frame.free == pytest.approx(mm(float(lacking[1])), abs=NEAR)


def _overset(pages: Pages) -> object:
    found = pages.composed.composition.diagnostics
    return next(one.message for one in found if one.code == "overset")


def test_pages_that_no_build_would_set_have_theirs_too(project: Path, memory: Memory) -> None:
    heading = "      - heading: The Tide Mill\n"
    picture = "      - picture: assets/none.jpg\n        alt: Nothing\n"
    change(project, heading, picture + heading)
    service = Service(project, memory=memory)
    service.start()
    until(lambda: (found := service.snapshot("")) and found.pages, "a draft")
    service.stop()
    assert pages_of(service).anyway
    (side,) = overlays(pages_of(service))
    assert {frame.panel for frame in side.frames} == {"front", "tide", "people", "visit"}
    assert {tag.panel for tag in side.tags} >= {"front", "tide", "people"}
    assert [spot.panel for spot in side.spots if spot.kind == "struck"] == ["front"]


def test_marks_that_stand_in_for_others_are_named(service: Service) -> None:
    told: tuple[SideOverlay, ...] = overlays(pages_of(service))
    marks = [spot.text for side in told for spot in side.spots if spot.kind == "mark"]
    assert marks == ["Friends of Saltmarsh Mill"]


def test_they_are_asked_for_by_edition(client: TestClient) -> None:
    from .conftest import TOKEN

    told = client.get(f"/{TOKEN}/overlays.json").json()
    assert [side["id"] for side in told] == ["inside"]
    assert client.get(f"/{TOKEN}/overlays.json?edition=../..").status_code == 404


def _has_drawn(page: Page, count: int) -> bool:
    return len(drawn(page)) == count


def drawn(page: Page) -> list[str]:
    """The overlays that are drawn now."""
    found: list[str] = page.evaluate(
        """() => [...document.querySelectorAll(".drawn > g")].map(
             (one) => one.getAttribute("class").replace("overlay-", ""))"""
    )
    return found


def test_every_overlay_comes_and_goes_by_its_key(shown: Shown, look: Look) -> None:
    page = look(shown.address)
    holds(page, "document.querySelectorAll('.tile img').length === 4")
    for number, key in enumerate(KEYS, 1):
        page.keyboard.press(key)
        until(partial(_has_drawn, page, number), key)
    assert len(drawn(page)) == len(KEYS)
    page.reload()
    page.wait_for_selector(".tile img")
    until(lambda: len(drawn(page)) == len(KEYS), "what was laid over the pages before")
    for key in KEYS:
        page.keyboard.press(key)
    assert drawn(page) == []


def test_what_is_drawn_lies_where_the_picture_has_it(shown: Shown, look: Look) -> None:
    page = look(shown.address)
    holds(page, "document.querySelectorAll('.tile img').length === 4")
    for key in "tm":
        page.keyboard.press(key)
    page.wait_for_selector(".frame-box", state="attached")
    rest(page)
    paper, trim = (page.locator(one).first.bounding_box() for one in (".paper", ".overlay .trim"))
    assert paper is not None
    assert trim is not None
    sheet = pages_of(shown.service).sheets[0]
    scale = paper["width"] / sheet.trim.width
    # Playwright's box of a line has half its thickness on each side.
    assert trim["x"] + trim["width"] / 2 == pytest.approx(
        paper["x"] + paper["width"] / 2, abs=NEAR * scale
    )
    (side,) = overlays(pages_of(shown.service))
    boxes = page.evaluate(
        """() => [...document.querySelectorAll(".frame-box")].map((one) => {
             const box = one.getBoundingClientRect();
             return [box.left + box.width / 2, box.top + box.height / 2];
           })"""
    )
    for (x, y), frame in zip(boxes, side.frames, strict=True):
        centre = frame.outer.centre
        assert (x - paper["x"]) / scale == pytest.approx(centre.x, abs=NEAR + 1 / scale)
        assert (y - paper["y"]) / scale == pytest.approx(centre.y, abs=NEAR + 1 / scale)


def test_in_the_view_of_panels_each_has_its_own(shown: Shown, look: Look) -> None:
    page = look(shown.address)
    for key in ("2", "t", "m", "s"):
        page.keyboard.press(key)
    until(lambda: page.locator(".frame").count() == 4, "four panels")
    until(lambda: page.locator(".frame-box").count() == 4, "the frames of four panels")
    out = page.evaluate(
        """() => [...document.querySelectorAll(".paper")].filter((paper) => {
             const box = paper.getBoundingClientRect();
             return [...paper.querySelectorAll(".drawn rect")].some((one) => {
               const mine = one.getBoundingClientRect();
               return mine.left < box.left - 2 || mine.right > box.right + 2;
             });
           }).length"""
    )
    assert out == 0


def test_the_menu_does_what_the_keys_do(shown: Shown, look: Look) -> None:
    page = look(shown.address)
    page.locator("summary[aria-label='Over the pages']").click()
    button = page.get_by_role("button", name="Frames, how full they are")
    expect(button).to_have_attribute("aria-pressed", "false")
    button.click()
    page.wait_for_selector(".frame-box", state="attached")
    expect(button).to_have_attribute("aria-pressed", "true")
    page.keyboard.press("Escape")
    expect(button).to_be_hidden()


def test_they_follow_the_words(shown: Shown, look: Look) -> None:
    page = look(shown.address)
    page.keyboard.press("m")
    page.wait_for_selector(".label-room")
    change(shown.root, WORD, f"{WORD} " * 120)
    page.wait_for_selector(".label-lack")
    expect(page.locator(".label-lack").first).to_contain_text("mm lacking", use_inner_text=True)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_bars_anybody_with_all_of_them(
    project: Path, memory: Memory, look: Look, axe: str, scheme: str
) -> None:
    with running(project, memory) as shown:
        page = look(shown.address, scheme=scheme, bypass_csp=True)
        for key in KEYS:
            page.keyboard.press(key)
        page.locator("summary[aria-label='Over the pages']").click()
        page.wait_for_selector(".label-tag", state="attached")
        page.evaluate(axe)
        found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
        told = [(one["id"], one["impact"]) for one in found["violations"]]
        assert [one for one in told if one[1] in ("serious", "critical", "moderate")] == []
