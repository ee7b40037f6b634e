"""A booklet in the preview: on its sheets, as it lies open, and turned leaf by leaf."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from tests.chromium import PATIENCE

from depliant.build.memory import Memory
from depliant.interface import ENGLISH
from depliant.preview.service import Service

from .conftest import Look, Shown, change, running, until
from .test_fold_view import middle, moment, top, words
from .test_folding import panels, told

if TYPE_CHECKING:
    from playwright.sync_api import Page

STYLE = "assets/style.yaml"
FACE = ".fold-face .tile img"


@pytest.fixture
def booklet(project: Path) -> Path:
    """A booklet of eight pages of a word each."""
    style = project / STYLE
    kept = style.read_text(encoding="utf-8").partition("\n")[2]
    style.write_text("format: {size: A5, fold: saddle}\n" + kept, encoding="utf-8")
    pages = "".join(
        f"  - {{id: page{number}, design: default, title: Page {number}, blocks: [{{text: a}}]}}\n"
        for number in range(1, 9)
    )
    head = "id: booklet\ntitle: Booklet\nlanguage: en\ndate: 2026\npanels:\n"
    (project / "content.yaml").write_text(head + pages, encoding="utf-8")
    return project


@pytest.fixture
def open_booklet(booklet: Path, memory: Memory) -> Iterator[Shown]:
    with running(booklet, memory) as found:
        yield found


def by_label(state: dict[str, Any], ids: list[str]) -> list[str]:
    labels = {sheet["id"]: sheet["label"] for sheet in state["sheets"]}
    return [labels[one] for one in ids]


def test_pages_lie_open_two_by_two_and_stand_on_their_sheets(booklet: Path, memory: Memory) -> None:
    state = told(booklet, memory)
    pairs = [by_label(state, spread) for spread in state["booklet"]["spreads"]]
    assert pairs == [["cover"], ["2", "3"], ["4", "5"], ["6", "7"], ["8"]]
    sheets = [
        (one["sheet"], one["outside"], by_label(state, one["pages"]))
        for one in state["booklet"]["printed"]
    ]
    assert sheets == [
        (1, True, ["8", "cover"]),
        (1, False, ["2", "7"]),
        (2, True, ["6", "3"]),
        (2, False, ["4", "5"]),
    ]


@pytest.mark.parametrize("count", [1, 6, 7])
def test_one_that_is_not_finished_is_shown_as_it_lies(
    booklet: Path, memory: Memory, count: int
) -> None:
    """No build writes it, and its pages stand on no sheets."""
    content = booklet / "content.yaml"
    text = content.read_text(encoding="utf-8")
    content.write_text(
        text[: (text + "  - {id: page9").index(f"  - {{id: page{count + 1}")], "utf-8"
    )
    state = told(booklet, memory)
    (piece,) = state["pieces"]
    met = [one for stage in piece["stages"] for one in stage["met"]]
    assert met == [*panels(state), *[None] * (count % 2)]
    assert state["booklet"]["printed"] == []
    shown = [one for spread in state["booklet"]["spreads"] for one in spread]
    assert by_label(state, shown) == ["cover", *map(str, range(2, count + 1))]


def test_what_is_no_booklet_has_no_spreads(project: Path, memory: Memory) -> None:
    assert told(project, memory)["booklet"] is None


@pytest.mark.parametrize("is_mirrored", [False, True])
def test_leaves_are_met_in_the_order_of_reading(
    booklet: Path, memory: Memory, is_mirrored: bool
) -> None:
    if is_mirrored:
        change(booklet, "fold: saddle", "fold: saddle, mirrored: true", STYLE)
    state = told(booklet, memory)
    (piece,) = state["pieces"]
    p = panels(state)
    assert piece["faces"] == [p[::2], p[1::2]]
    assert piece["bound"] == ("right" if is_mirrored else "left")
    stages = [stage["seen"] for stage in piece["stages"]]
    expected = [[p[0]], p[1:3], p[3:5], p[5:7], [p[7]]]
    assert stages == ([one[::-1] for one in expected] if is_mirrored else expected)
    assert [one for stage in piece["stages"] for one in stage["met"]] == p


def held(page: Page) -> Page:
    page.keyboard.press("3")
    until(lambda: page.locator(FACE).count() >= 4, "the pictures")
    return page


@pytest.mark.parametrize("is_mirrored", [False, True])
def test_keys_turn_its_leaves(booklet: Path, memory: Memory, look: Look, is_mirrored: bool) -> None:
    """What is said to be seen lies uppermost, left and right as it would in the hand."""
    if is_mirrored:
        change(booklet, "fold: saddle", "fold: saddle, mirrored: true", STYLE)
    with running(booklet, memory) as shown:
        page = held(look(shown.address, reduced_motion="reduce"))
        assert words(page) == "Closed: 1 Page 1 · Next: 2 Page 2, 3 Page 3"
        for step in range(5):
            faces = page.locator(".fold-face[aria-hidden=false]").all()
            met = {face.get_attribute("data-face"): middle(face) for face in faces}
            assert len(met) == (1 if step in (0, 4) else 2)
            for name, place in met.items():
                assert top(page, *place) == name, step
            if len(met) == 2:
                first, second = (met[f"page{2 * step + at}"][0] for at in (0, 1))
                assert (first > second) == is_mirrored
            page.keyboard.press("ArrowRight")
        assert moment(page) == 4
        assert words(page) == "Closed, from behind: 8 Page 8"


def test_a_hand_turns_a_leaf(open_booklet: Shown, look: Look) -> None:
    page = held(look(open_booklet.address))
    page.keyboard.press("ArrowRight")
    until(lambda: moment(page) == 1, "the open booklet")
    x, y = middle(page.locator(".fold-face[data-face=page3]"))
    page.mouse.move(x + 60, y)
    page.mouse.down()
    page.mouse.move(x - 60, y, steps=8)
    page.mouse.move(x - 260, y, steps=12)
    assert 1.2 < moment(page) < 2
    page.mouse.up()
    until(lambda: moment(page) == 2, "the leaf turned")
    assert words(page).startswith("Open at 4 Page 4, 5 Page 5")


def frames(page: Page) -> dict[str, tuple[float, float]]:
    """Where each page stands: its left edge and its right one, by the name above it."""
    found = {}
    for frame in page.locator(".frame").all():
        box = frame.bounding_box()
        assert box is not None
        found[frame.get_attribute("aria-label") or ""] = (box["x"], box["x"] + box["width"])
    return found


def test_views_show_its_sheets_and_its_spreads(open_booklet: Shown, look: Look) -> None:
    page = look(open_booklet.address)
    page.keyboard.press("1")
    page.wait_for_selector(".frame .tile img", timeout=PATIENCE * 1000)
    on_sheets = frames(page)
    assert on_sheets["Sheet 1, outside · 8"][1] == pytest.approx(on_sheets["cover"][0], abs=1)
    assert on_sheets["Sheet 2, inside · 4"][1] == pytest.approx(on_sheets["5"][0], abs=1)
    page.keyboard.press("2")
    page.wait_for_selector(".frame .tile img", timeout=PATIENCE * 1000)
    opened = frames(page)
    assert list(opened) == ["cover", *"2345678"]
    assert opened["2"][1] == pytest.approx(opened["3"][0], abs=1)
    assert abs(opened["3"][1] - opened["4"][0]) > 5


def test_a_service_without_pages_has_no_booklet(tmp_path: Path, memory: Memory) -> None:
    service = Service(tmp_path, ENGLISH, "", memory)
    service.start()
    try:
        until(lambda: service.snapshot(""), "the snapshot")
        assert service.state("")["booklet"] is None
    finally:
        service.stop()
