"""The pages of the report: both sides of each page as pictures, with what changed marked."""

from __future__ import annotations

import base64

from depliant.compare.comparison import Comparison, LanguagePages
from depliant.compare.html_parts import Markup, Part, element, section
from depliant.compare.pages import PagePair, View
from depliant.compare.written import counted
from depliant.geometry import Rect


def pages_section(found: Comparison) -> Markup:
    """Every page that differs, side by side."""
    parts: list[Part] = []
    for pages in found.pages:
        for at, pair in enumerate(pages.pairs):
            if not pair.same:
                parts.append(_pair(pages, at, pair, several=len(found.pages) > 1))
    several = len(found.pages) > 1
    same = [
        (f"{pages.language} " if several else "") + page_name(pair).removeprefix("Page ")
        for pages in found.pages
        for pair in pages.pairs
        if pair.same
    ]
    if not parts:
        return section("pages", "Pages", "All pages look the same.")
    words = "Changed words are filled, changed drawings outlined; the old side is dashed."
    if same:
        listed = ", ".join(same[:30]) + (", …" if len(same) > 30 else "")
        words += f" The same on both sides: {counted(len(same), 'page', 'pages')} {listed}."
    return section("pages", "Pages", words, *parts)


def page_name(pair: PagePair) -> str:
    """The number of a page, and what it was if that differs."""
    if pair.old is None or pair.new is None:
        return f"Page {(pair.new or pair.old or _no_view()).number}"
    if pair.old.number == pair.new.number:
        return f"Page {pair.new.number}"
    return f"Page {pair.new.number} (was {pair.old.number})"


def _no_view() -> View:
    raise ValueError("a pair has at least one side")


def _pair(pages: LanguagePages, at: int, pair: PagePair, *, several: bool) -> Markup:
    leaf = pages.leaf(pair)
    name = page_name(pair) + (f": {leaf.title}" if leaf and leaf.title else "")
    name = f"{pages.language}, {name}" if several else name
    view = pair.new or pair.old or _no_view()
    tall = view.size.height > view.size.width
    identifier = page_id(pages, at)
    return element(
        "article",
        element(
            "div",
            element("h3", name, id=f"{identifier}-title"),
            element("span", _remark(pair), class_="quiet"),
            class_="group",
        ),
        element(
            "div",
            _view("old", pair.old, name),
            _view("new", pair.new, name),
            class_="views tall" if tall else "views",
        ),
        class_="pair",
        id=identifier,
        aria_labelledby=f"{identifier}-title",
    )


def _remark(pair: PagePair) -> str:
    if pair.old is None or pair.new is None:
        return "new page" if pair.old is None else "removed page"
    marks = len(pair.new.words) or len(pair.old.words)
    parts = []
    if pair.old.size != pair.new.size:
        parts.append("another size")
    if marks:
        parts.append(f"{marks} {counted(marks, 'place', 'places')} with other words")
    drawings = len(pair.new.drawings)
    if drawings:
        parts.append(f"{drawings} {counted(drawings, 'drawing', 'drawings')} changed")
    if pair.moved:
        parts.append("words moved")
    return ", ".join(parts)


def _view(side: str, view: View | None, name: str) -> Markup:
    other = "Old" if side == "old" else "New"
    if view is None or view.picture is None:
        return element("div", element("p", f"{other}: there is no such page."), class_="blank")
    data = base64.b64encode(view.picture.data).decode("ascii")
    count = len(view.words) + len(view.drawings)
    image = element(
        "img",
        src=f"data:image/webp;base64,{data}",
        alt=f"{other}: {name}; {count} {counted(count, 'place', 'places')} marked",
        width=view.picture.width,
        height=view.picture.height,
    )
    width, height = view.size
    marks = element(
        "svg",
        *(_box("word", box, 1.0) for box in view.words),
        *(_box("drawing", box, 2.5) for box in view.drawings),
        viewBox=f"0 0 {width:.2f} {height:.2f}",
        preserveAspectRatio="none",
        aria_hidden="true",
    )
    return element(
        "figure",
        element("figcaption", f"{other}, page {view.number}"),
        element("div", image, marks, class_=f"sheet mark {side}"),
    )


def _box(look: str, box: Rect, room: float) -> Markup:
    return element(
        "rect",
        class_=look,
        x=box.x - room,
        y=box.y - room,
        width=box.width + 2 * room,
        height=box.height + 2 * room,
        rx=1.5,
    )


def page_id(pages: LanguagePages, at: int) -> str:
    """What links in the report call the pair number `at` of a language."""
    return "-".join(part for part in ("page", pages.language.lower(), str(at + 1)) if part)
