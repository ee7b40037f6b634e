"""The report of `depliant compare` in Chromium: wide and narrow, light and dark, keyboard, print.

The page is opened from disk. Every request other than for the file itself is a failure, and so is
anything that the browser's console has to say.
"""

from __future__ import annotations

import io
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import pypdfium2
import pytest

from depliant.commands.compare import CompareRequest, compare

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

ACCORDION = Path(__file__).parents[1] / "data" / "accordion"
WIDE, NARROW = (1280, 900), (390, 844)
Scheme = Literal["light", "dark"]
Open = Callable[..., "Page"]


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A reissue with everything that a report can show: values are test data."""
    folder = tmp_path_factory.mktemp("report")
    for name in ("old", "new"):
        shutil.copytree(ACCORDION, folder / name)
    content = folder / "new" / "content.yaml"
    text = content.read_text(encoding="utf-8")
    for old, new in (
        ("value: 18400,", "value: 19700, note: test data,"),
        ("value: 37.5,", "value: 41.5, note: test data,"),
        ("value: 4.8,", "value: 4.9, note: test data,"),
        ("date: 2024-04-02", "date: 2026-04-02"),
        ("value: 5600, unit: visitors, date: 2023", "value: 5600, unit: visitors, date: 2025"),
        ("the kettle is always on", "the kettle is often on"),
        ("for five\n", "for five " + "and more " * 139 + "\n"),
        (
            '          - text: "**{repair:compact} pounds** were spent on the dam, the gates and '
            'the wheel."\n            figure: repair\n',
            '          - text: "{guides} guides show the wheel."\n            figure: guides\n',
        ),
        (
            "  repair:   {value: 2400000, unit: GBP, source: unstated}\n",
            "  guides: {value: 12, unit: guides, source: unstated, note: test data}\n",
        ),
    ):
        assert old in text, old
        text = text.replace(old, new)
    content.write_text(text, encoding="utf-8")
    contract = folder / "new" / "assets" / "logos" / "friends.yaml"
    with contract.open("a", encoding="utf-8") as file:
        file.write("permitted_until: 2025\n")
    request = CompareRequest(str(folder / "old"), str(folder / "new"), out=folder / "out")
    return compare(request, lambda _: None).files[0]


@pytest.fixture
def opened(browser: Browser, report: Path) -> Iterator[Open]:
    """Open the report at a size and in a colour scheme; the console must stay silent."""
    said: list[str] = []
    asked: list[str] = []
    contexts = []

    def open_report(
        size: tuple[int, int] = WIDE, scheme: Scheme = "light", script: bool = True
    ) -> Page:
        context = browser.new_context(
            viewport={"width": size[0], "height": size[1]},
            color_scheme=scheme,
            java_script_enabled=script,
            bypass_csp=False,
        )
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda fault: said.append(str(fault)))
        page.on("request", lambda request: asked.append(request.url))
        page.goto(report.as_uri())
        return page

    yield open_report
    for context in contexts:
        context.close()
    assert said == []
    assert {url for url in asked if not url.startswith("data:")} <= {report.as_uri()}


SIZES = [WIDE, NARROW]
SCHEMES: list[Scheme] = ["light", "dark"]


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("size", SIZES)
def test_axe_finds_no_error(
    browser: Browser, report: Path, axe: str, size: tuple[int, int], scheme: Scheme
) -> None:
    # axe is a script, which the report's own policy rightly keeps out.
    context = browser.new_context(
        viewport={"width": size[0], "height": size[1]}, color_scheme=scheme, bypass_csp=True
    )
    page = context.new_page()
    page.goto(report.as_uri())
    page.evaluate(axe)
    found: dict[str, Any] = page.evaluate(
        "axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', "
        "'best-practice']})"
    )
    context.close()
    assert len(found["passes"]) > 25, "axe looked at the page"
    assert [
        (fault["id"], node["target"]) for fault in found["violations"] for node in fault["nodes"]
    ] == []


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("size", SIZES)
def test_nothing_is_wider_than_the_window(
    opened: Open, size: tuple[int, int], scheme: Scheme
) -> None:
    page = opened(size, scheme)
    assert page.evaluate("document.documentElement.scrollWidth") == size[0]
    over = page.evaluate(
        "[...document.querySelectorAll('main *, header *')].filter(e => !e.closest('.unseen, "
        "thead, svg') && e.getBoundingClientRect().right > innerWidth + 1).map(e => e.outerHTML)"
    )
    assert over == []


@pytest.mark.parametrize("size", SIZES)
def test_every_section_is_there_without_javascript(opened: Open, size: tuple[int, int]) -> None:
    page = opened(size, script=False)
    assert page.get_by_role("heading", level=1).inner_text() == "The Tide Mill at Saltmarsh"
    assert page.get_by_role("heading", level=2).all_inner_texts() == [
        "Expired",
        "Figures",
        "Words",
        "Pages",
        "Copyfitting",
        "Figures that did not change",
    ]


@pytest.mark.parametrize("size", SIZES)
def test_the_table_of_figures_is_a_table_at_every_width(
    opened: Open, size: tuple[int, int]
) -> None:
    page = opened(size)
    table = page.get_by_role("table", name="Figures", exact=True)
    assert table.get_by_role("columnheader").count() == 5
    (row,) = (row for row in table.get_by_role("row").all() if "visitors" in row.inner_text()[:9])
    cells = row.get_by_role("cell").all_inner_texts()
    assert cells[0] == "18,400\u00a0visitors"
    assert cells[1] == "19,700\u00a0visitors"
    assert " ".join(cells[2].split("\n")) == "+1,300 +7.1%"
    assert "Page 3" in cells[3]


def test_the_pictures_show_and_the_marks_lie_on_the_changed_words(opened: Open) -> None:
    page = opened()
    assert page.evaluate("[...document.images].every(i => i.complete && i.naturalWidth > 100)")
    boxes = page.evaluate(
        "[...document.querySelectorAll('.sheet')].map(s => {const o = s.getBoundingClientRect();"
        "return [...s.querySelectorAll('rect')].every(r => {const b = r.getBoundingClientRect();"
        "return b.width > 3 && b.left >= o.left - 4 && b.right <= o.right + 4 && b.top >= o.top - 4"
        "&& b.bottom <= o.bottom + 4})})"
    )
    assert boxes
    assert all(boxes)


def test_the_letters_are_the_reports_own(opened: Open) -> None:
    page = opened()
    page.evaluate("document.fonts.ready.then(() => 1)")
    faces = page.evaluate("[...document.fonts].filter(f => f.status == 'loaded').length")
    assert faces == 3


def test_dark_and_light_differ_and_the_pages_stay_white(opened: Open) -> None:
    grounds = []
    for scheme in SCHEMES:
        page = opened(WIDE, scheme)
        ground = "getComputedStyle(document.documentElement).backgroundColor"
        sheet = "getComputedStyle(document.querySelector('.sheet')).backgroundColor"
        grounds.append(page.evaluate(f"[{ground}, {sheet}]"))
    assert grounds[0][0] != grounds[1][0]
    assert grounds[0][1] == grounds[1][1] == "rgb(255, 255, 255)"


@pytest.mark.parametrize("size", SIZES)
def test_by_keyboard_alone(opened: Open, size: tuple[int, int]) -> None:
    page = opened(size)
    links = page.locator("a[href]").count()
    reached: list[str] = []
    for _ in range(links):
        page.keyboard.press("Tab")
        place = page.evaluate(
            "(() => {const e = document.activeElement, s = getComputedStyle(e),"
            "b = e.getBoundingClientRect(); return [e.tagName, e.getAttribute('href'),"
            "s.outlineStyle, b.top > -1 && b.bottom < innerHeight + 1 && b.left >= 0]})()"
        )
        assert place[0] == "A"
        assert place[2] == "solid", "where one is can be seen"
        assert place[3], f"and {place[1]} is in the window"
        reached.append(place[1])
    assert reached[0] == "#changes"
    assert set(reached) >= {"#expired", "#figures", "#words", "#pages", "#unchanged", "#page-en-3"}
    # Each leads there: the target is in the window after Enter.
    for number, address in enumerate(dict.fromkeys(reached)):
        page.locator(f"a[href='{address}']").first.focus()
        page.keyboard.press("Enter")
        assert page.evaluate("location.hash") == address, number
        top = page.evaluate(f"document.querySelector('{address}').getBoundingClientRect().top")
        assert top < size[1]


def test_printed_it_is_whole_and_without_navigation(opened: Open, tmp_path: Path) -> None:
    page = opened(WIDE, "dark")
    data = page.pdf(format="A4", print_background=False)
    document = pypdfium2.PdfDocument(io.BytesIO(data))
    try:
        sizes = {tuple(round(side) for side in sheet.get_size()) for sheet in document}
        said = " ".join(sheet.get_textpage().get_text_bounded() for sheet in document)
        pictures = [
            item.get_bounds()
            for sheet in document
            for item in sheet.get_objects()
            if item.type == pypdfium2.raw.FPDF_PAGEOBJ_IMAGE
        ]
    finally:
        document.close()
    for width, height in sizes:
        assert (width, height) == (pytest.approx(595, abs=2), pytest.approx(842, abs=2))
    said = " ".join(said.split())
    for words in ("19,700 visitors", "kettle", "Figures that did not change", "Copyfitting"):
        assert words in said
    assert "See the page" not in said
    assert "Skip to" not in said
    assert len(pictures) >= 6
    assert all(bounds[2] - bounds[0] > 150 for bounds in pictures), "large enough to be read"
