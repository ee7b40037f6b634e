"""The words of the report: sentence by sentence of a brochure, or page by page of two files."""

from __future__ import annotations

from itertools import groupby

from depliant.compare.changes import PassageChange
from depliant.compare.comparison import Comparison
from depliant.compare.html_pages import anchor, page_id, page_name
from depliant.compare.html_parts import Html, Markup, Part
from depliant.compare.html_spots import stretches
from depliant.compare.pages import PagePair
from depliant.compare.written import KINDS, language_name
from depliant.errors import Place
from depliant.sentences import Sentence, counted, joined, say

_CAUSES = {
    "figures": (say("figures only"), None),
    "words": (say("reworded"), "tag"),
    "added": (say("new"), "tag come"),
    "removed": (counted(1, "removed", "removed"), "tag gone"),
}
"""Why a passage changed, and how that looks."""


def words_section(found: Comparison, html: Html) -> Markup:
    """The words that changed, page by page."""
    title = say("Words")
    groups = _passages(found, html) if found.sourced else _texts(found, html)
    if not groups:
        return html.section("words", title, say("No words changed."))
    words = say(
        "Sentences, charts and what is read aloud, in reading order."
        if found.sourced
        else "Each with a few words round it."
    )
    return html.section("words", title, words, *groups)


def _passages(found: Comparison, html: Html) -> list[Part]:
    """The changes of what a brochure says."""
    groups: list[Part] = []
    several = len(found.pages) > 1

    def page(change: PassageChange) -> tuple[str, int, bool]:
        return change.language, change.passage.page, change.new is None

    for (language, number, gone), changes in groupby(found.to_read, key=page):
        name = (
            say(
                "{language}, page {number}",
                language=language_name(language, html.language),
                number=number,
            )
            if several
            else say("Page {number}", number=number)
        )
        titled = html.titled(name, _panel(found, language, number, gone), language)
        groups.append(_head(titled, None if gone else anchor(found, language, number), html))
        listed = (_passage(change, html) for change in changes)
        groups.append(html.element("ul", *listed, class_="passages"))
    return groups


def _panel(found: Comparison, language: str, number: int, gone: bool) -> str:
    side = found.old if gone else found.new
    for proof in side.proofs:
        if proof.language == language:
            return proof.leaves[number - 1].title
    return ""


def _head(name: tuple[Part, ...], leads: str | None, html: Html) -> Markup:
    link = html.element("a", say("See the page"), href=f"#{leads}") if leads else None
    return html.element("div", html.element("h3", *name), link, class_="group")


def _passage(change: PassageChange, html: Html) -> Markup:
    passage = change.passage
    name, look = _CAUSES[change.cause]
    place = passage.place
    return html.element(
        "li",
        html.element(
            "div",
            html.element(
                "span",
                html.element("span", KINDS[passage.kind], class_="kind"),
                " " if look else ", ",
                html.element("span", name, class_=look),
            ),
            _where(place, html) if place else None,
            class_="about",
        ),
        html.element(
            "div",
            *(html.element("p", *stretches(one, html)) for one in change.sentences),
            class_="said",
            lang=change.language,
        ),
    )


def _where(place: Place, html: Html) -> Markup:
    """A file and its line, which breaks behind its folders: no number is broken in two."""
    *folders, name = str(place).split("/")
    parts = [part for folder in folders for part in (f"{folder}/", html.element("wbr"))]
    return html.element("span", *parts, html.element("span", name, class_="whole"), class_="place")


def _named(pair: PagePair) -> Sentence:
    """A page by its number, and that it is on one side only."""
    if pair.old is not None and pair.new is not None:
        return page_name(pair)
    return joined((page_name(pair), say("new page" if pair.old is None else "removed page")))


def _texts(found: Comparison, html: Html) -> list[Part]:
    """The changes of words of two files."""
    groups: list[Part] = []
    for pages in found.pages:
        for at, pair in enumerate(pages.pairs):
            if pair.text:
                groups.append(_head((_named(pair),), page_id(pages, at), html))
                lines = (
                    html.element(
                        "li",
                        html.element(
                            "div", html.element("p", *stretches(one, html)), class_="said"
                        ),
                    )
                    for one in pair.text
                )
                groups.append(html.element("ul", *lines, class_="passages alone"))
    return groups
