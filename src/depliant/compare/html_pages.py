"""The pages of the report: both sides of each page as pictures, with what changed marked."""

from __future__ import annotations

from collections.abc import Iterator

from depliant.compare.comparison import Comparison, LanguagePages
from depliant.compare.html_parts import Html, Markup, Part
from depliant.compare.html_spots import source, spots
from depliant.compare.pages import PagePair, View
from depliant.compare.written import language_name
from depliant.geometry import Rect
from depliant.sentences import Sentence, counted, joined, say, verbatim

_LISTED = 30
"""Pages that look the same and are listed."""


def pages_section(found: Comparison, html: Html) -> Markup:
    """Every page that differs, side by side."""
    title, several = say("Pages"), len(found.pages) > 1
    parts: list[Part] = []
    same: dict[str, list[Sentence]] = {}
    for pages in found.pages:
        for at, pair in enumerate(pages.pairs):
            if not pair.same:
                parts.append(_pair(pages, at, html, several=several))
            else:
                same.setdefault(pages.language, []).append(_number(pair))
    if not parts:
        return html.section("pages", title, say("All pages look the same."))
    words = say(
        "Changed words are filled; drawings, and words in another colour or font or with another "
        "link, are outlined; the old side is dashed."
    )
    if same:
        listed = [
            _of_language(language, numbers, html) if several else _listed(numbers)
            for language, numbers in same.items()
        ]
        told = counted(
            sum(map(len, same.values())),
            "The same on both sides: page {listed}.",
            "The same on both sides: pages {listed}.",
            listed=joined(listed, "; "),
        )
        words = joined((words, told), " ")
    return html.section("pages", title, words, *parts)


def _listed(numbers: list[Sentence]) -> Sentence:
    """The first of the numbers of pages."""
    return joined((*numbers[:_LISTED], *(["…"] if len(numbers) > _LISTED else [])))


def _of_language(language: str, numbers: list[Sentence], html: Html) -> Sentence:
    """The numbers of pages of an edition, behind the name of its language."""
    name = verbatim(language_name(language, html.language))
    return joined((name, _listed(numbers)), " ")


def page_name(pair: PagePair) -> Sentence:
    """The number of a page, and what it was if that differs."""
    number, former = _numbers(pair)
    if former is None:
        return say("Page {number}", number=number)
    return say("Page {number} (was {former})", number=number, former=former)


def _page_of(pair: PagePair) -> Sentence:
    """The same behind the name of a language."""
    number, former = _numbers(pair)
    if former is None:
        return say("page {number}", number=number)
    return say("page {number} (was {former})", number=number, former=former)


def _number(pair: PagePair) -> Sentence:
    """The same without the word for a page."""
    number, former = _numbers(pair)
    if former is None:
        return verbatim(number)
    return say("{number} (was {former})", number=number, former=former)


def _numbers(pair: PagePair) -> tuple[int, int | None]:
    """The number of a page, and its former one if that differs."""
    if pair.old is None or pair.new is None or pair.old.number == pair.new.number:
        return _view_of(pair).number, None
    return pair.new.number, pair.old.number


def _view_of(pair: PagePair) -> View:
    """The new side of a pair, or the old one of a page that was removed."""
    view = pair.new or pair.old
    if view is None:
        raise ValueError("a pair has at least one side")
    return view


def _pair(pages: LanguagePages, at: int, html: Html, *, several: bool) -> Markup:
    pair = pages.pairs[at]
    leaf = pages.leaf(pair)
    title = leaf.title if leaf else ""
    page = page_name(pair)
    if several:
        name = verbatim(language_name(pages.language, html.language))
        page = joined((name, _page_of(pair)))
    said = html.tell(page) + (html.colon + title if title else "")
    size = _view_of(pair).size
    identifier = page_id(pages, at)
    return html.element(
        "article",
        html.element(
            "div",
            html.element("h3", *html.titled(page, title, pages.language), id=f"{identifier}-title"),
            html.element("span", joined(_remarks(pair)), class_="quiet"),
            class_="group",
        ),
        html.element(
            "div",
            _view("old", pair.old, said, html),
            _view("new", pair.new, said, html),
            class_="views tall" if size.height > size.width else "views",
        ),
        spots(pair, pages.language, html),
        class_="pair",
        id=identifier,
        aria_labelledby=f"{identifier}-title",
    )


def _remarks(pair: PagePair) -> Iterator[Sentence]:
    """How the sides of a page differ."""
    if pair.old is None or pair.new is None:
        yield say("new page" if pair.old is None else "removed page")
        return
    if pair.old.size != pair.new.size:
        yield say("another size")
    if marks := len(pair.new.words) or len(pair.old.words):
        yield counted(marks, "{count} place with other words", "{count} places with other words")
    if drawings := len(pair.new.drawings):
        yield counted(drawings, "{count} drawing changed", "{count} drawings changed")
    if details := len(pair.details):
        yield counted(
            details,
            "{count} change of looks, links or boxes",
            "{count} changes of looks, links or boxes",
        )
    if pair.moved:
        yield say("words moved")


def _view(side: str, view: View | None, name: str, html: Html) -> Markup:
    is_old = side == "old"
    if view is None or view.picture is None:
        said = say("Old: there is no such page." if is_old else "New: there is no such page.")
        return html.element("div", html.element("p", said), class_="blank")
    image = html.element(
        "img",
        src=source(view.picture),
        alt=counted(
            len(view.words) + len(view.drawings) + len(view.looks),
            "Old: {name}; {count} place marked" if is_old else "New: {name}; {count} place marked",
            "Old: {name}; {count} places marked"
            if is_old
            else "New: {name}; {count} places marked",
            name=name,
        ),
        width=view.picture.width,
        height=view.picture.height,
    )
    width, height = view.size
    marks = html.element(
        "svg",
        *(_box("word", box, 1.0, html) for box in view.words),
        *(_box("look", box, 1.0, html) for box in view.looks),
        *(_box("drawing", box, 2.5, html) for box in view.drawings),
        viewBox=f"0 0 {width:.2f} {height:.2f}",
        preserveAspectRatio="none",
        aria_hidden="true",
    )
    caption = say("Old, page {number}" if is_old else "New, page {number}", number=view.number)
    return html.element(
        "figure",
        html.element("figcaption", caption),
        html.element("div", image, marks, class_=f"sheet mark {side}"),
    )


def _box(look: str, box: Rect, room: float, html: Html) -> Markup:
    return html.element(
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


def anchor(found: Comparison, language: str, number: int) -> str | None:
    """Where the report shows a new page; None if it did not change."""
    for pages in found.pages:
        for at, pair in enumerate(pages.pairs):
            if pages.language == language and pair.new and pair.new.number == number:
                return None if pair.same else page_id(pages, at)
    return None
