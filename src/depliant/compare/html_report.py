"""The report as one HTML file: it opens from disk, asks nothing of the network, runs no script.

A content security policy says so to the browser: no source but the images and letters in the
file itself, and the one style sheet by its digest. It works by keyboard and without sight:
headings, tables, lists and links only.
"""

from __future__ import annotations

import base64
import hashlib
from importlib.resources import files
from itertools import groupby
from typing import Final

from depliant.compare.changes import FigureChange, PassageChange
from depliant.compare.comparison import Comparison
from depliant.compare.html_pages import page_id, page_name, pages_section
from depliant.compare.html_parts import Markup, Part, element, joined, readable, section
from depliant.compare.lettering import font_faces
from depliant.compare.passages import PassageKind
from depliant.compare.rewording import Stretch
from depliant.compare.sides import Side
from depliant.compare.written import amount, counted, day, difference, language_name, per_cent
from depliant.errors import Diagnostic

_KINDS: Final[dict[PassageKind, str]] = {
    "title": "Panel title",
    "heading": "Heading",
    "text": "Text",
    "item": "List item",
    "number": "Large number",
    "label": "Label",
    "chart": "Chart",
    "alternative": "Read aloud",
    "credit": "Credit",
}
_CAUSES: Final = {
    "figures": ("figures only", ""),
    "words": ("reworded", ""),
    "added": ("new", " come"),
    "removed": ("removed", " gone"),
}


def html_report(found: Comparison) -> str:
    """The whole report."""
    body = joined(
        (
            element("a", "Skip to the changes", href="#changes", class_="skip"),
            _head(found),
            element(
                "main",
                _expired(found),
                _stale(found),
                _figures(found),
                _words(found),
                pages_section(found),
                _fit(found),
                _unchanged(found),
                id="changes",
            ),
            element(
                "footer",
                element(
                    "p",
                    "Made by Dépliant from the two sides named above. Dates are those of the "
                    "publications. The same comparison as data is in compare.json.",
                ),
            ),
        )
    )
    title = f"{found.new.title or found.new.name}: what changed"
    css = files("depliant.compare").joinpath("report.css").read_text(encoding="utf-8")
    # A few more characters, so that a word that a browser adds is set in the same letters.
    style = font_faces(readable(body) + css) + "\n" + css
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode("ascii")
    policy = (
        "default-src 'none'; img-src data:; font-src data:; "
        f"style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    )
    head = element(
        "head",
        element("meta", charset="utf-8"),
        element("meta", http_equiv="Content-Security-Policy", content=policy),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("meta", name="color-scheme", content="light dark"),
        element("meta", name="referrer", content="no-referrer"),
        element("title", title),
        element("style", Markup(style)),
    )
    page = element("html", head, element("body", body), lang="en")
    return f"<!DOCTYPE html>\n{page}\n"


# --- head -----------------------------------------------------------------------------------


def _head(found: Comparison) -> Markup:
    return element(
        "header",
        element("p", "What changed", class_="kicker"),
        element("h1", found.new.title or found.new.name),
        element(
            "dl",
            element("dt", _key("old"), "Old"),
            element("dd", _named(found.old)),
            element("dt", _key("new"), "New"),
            element("dd", _named(found.new)),
            class_="sides",
        ),
        element("ul", *_summary(found), class_="summary"),
    )


def _key(side: str) -> Markup:
    """How this side is marked on the pages."""
    box = element("rect", class_="word", x=1, y=1, width=22, height=14, rx=1.5)
    drawing = element("svg", box, viewBox="0 0 24 16", aria_hidden="true", class_="key")
    return element("span", drawing, class_=f"mark {side} key")


def _named(side: Side) -> str:
    """A side by its name, title, date and languages."""
    titled = [] if side.title in ("", side.name) else [side.title]
    dated = [day(side.date)] if side.date else []
    spoken = [proof.language for proof in side.proofs if proof.language]
    # The folder that one stands in has a title, and no name.
    named = () if side.name == "." and titled else (side.name,)
    return ", ".join((*named, *titled, *dated, *map(language_name, spoken)))


def _summary(found: Comparison) -> list[Markup]:
    """How much of everything there is; what there is leads on to its section."""
    by_status = {
        status: sum(change.status == status for change in found.figures)
        for status in ("changed", "added", "removed", "unchanged")
    }
    pairs = [pair for language in found.pages for pair in language.pairs]
    differing = sum(not pair.same for pair in pairs)
    tiles: list[Markup] = []
    if found.expired:
        tiles.append(_tile(len(found.expired), "expired", "expired", alert=True))
    if found.stale:
        tiles.append(_tile(len(found.stale), "in translations", "stale", alert=True))
    if found.sourced:
        changed = by_status["changed"]
        tiles += [
            _tile(changed, counted(changed, "figure changed", "figures changed"), "figures"),
            _tile(by_status["added"], "added", "figures"),
            _tile(by_status["removed"], "removed", "figures"),
            _tile(by_status["unchanged"], "unchanged", "unchanged"),
            _tile(
                len(_shown(found)),
                counted(len(_shown(found)), "passage", "passages") + " changed",
                "words",
            ),
        ]
    else:
        texts = sum(len(pair.text) for pair in pairs)
        tiles.append(_tile(texts, counted(texts, "change of words", "changes of words"), "words"))
    tiles.append(_tile(differing, f"of {len(pairs)} pages", "pages"))
    return tiles


def _tile(count: int, words: str, anchor: str, *, alert: bool = False) -> Markup:
    inside = (element("b", str(count)), " ", element("span", words))
    tile = element("a", *inside, href=f"#{anchor}") if count else element("div", *inside)
    return element("li", tile, class_="alert" if alert else None)


def _expired(found: Comparison) -> Markup | None:
    date = f" ({day(found.new.date)})" if found.new.date else ""
    words = f"Out of date on the day of the new publication{date}: settle these before printing."
    return _notes("expired", "Expired", words, found.expired)


def _stale(found: Comparison) -> Markup | None:
    """The messages to translate, by file."""
    if not found.stale:
        return None
    files: dict[str, list[Diagnostic]] = {}
    for item in found.stale:
        files.setdefault(item.place.file if item.place else "", []).append(item)
    notes = [
        element(
            "li",
            element("b", name),
            element("ul", *(element("li", *_coded(str(item.message))) for item in items)),
            element("span", *_coded(str(items[0].hint)), class_="hint"),
        )
        for name, items in files.items()
    ]
    words = "What is new or has changed in the words; the pages below show drafts of it."
    listed = element("ul", *notes, class_="notes")
    return section("stale", "Translations to bring up to date", words, listed)


def _notes(name: str, title: str, words: str, notes: tuple[Diagnostic, ...]) -> Markup | None:
    """A section of diagnostics; none if there are none."""
    if not notes:
        return None
    items = [
        element(
            "li",
            *_coded(str(item.message)),
            element("span", *_coded(str(item.hint)), class_="hint") if item.hint else None,
            element("span", str(item.place), class_="hint place") if item.place else None,
        )
        for item in notes
    ]
    return section(name, title, words, element("ul", *items, class_="notes"))


def _coded(sentence: str) -> list[Part]:
    """A sentence in which names stand between backticks."""
    return [
        element("code", part) if at % 2 else part for at, part in enumerate(sentence.split("`"))
    ]


# --- figures --------------------------------------------------------------------------------


def _figures(found: Comparison) -> Markup | None:
    if not found.sourced:
        return None
    rows = [
        _figure_row(change, found)
        for status in ("changed", "added", "removed", "restated")
        for change in found.figures
        if change.status == status
    ]
    if not rows:
        return section("figures", "Figures", "No figure changed.")
    columns = ("Figure", "Old", "New", "Difference", "Printed on")
    heads = [
        element(
            "th", name, scope="col", role="columnheader", class_="amount" if 0 < at < 4 else None
        )
        for at, name in enumerate(columns)
    ]
    table = element(
        "table",
        element("thead", element("tr", *heads, role="row"), role="rowgroup"),
        element("tbody", *rows, role="rowgroup"),
        class_="ledger",
        role="table",
        aria_labelledby="figures-title",
    )
    return section("figures", "Figures", "Each with every page that prints it.", table)


def _figure_row(change: FigureChange, found: Comparison) -> Markup:
    language = found.new.proofs[0].language
    figure = change.figure
    tag = {"added": ("new", "come"), "removed": ("removed", "gone"), "restated": ("restated", "")}
    name, look = tag.get(change.status, ("", ""))
    remarks = [part for part in (figure.period, figure.source) if part]
    return element(
        "tr",
        element(
            "th",
            figure.id,
            " " if name else None,
            element("span", name, class_=f"tag {look}".strip()) if name else None,
            element("small", ", ".join(remarks), lang=language) if remarks else None,
            scope="row",
            role="rowheader",
        ),
        _amount("Old", amount(change.old), "amount", language),
        _amount("New", amount(change.new), "amount new", language),
        element(
            "td",
            element("span", difference(change, language), lang=language),
            " ",
            element("small", per_cent(change, language), lang=language)
            if per_cent(change, language)
            else None,
            class_="amount",
            role="cell",
            data_name="Difference" if difference(change, language) else None,
        ),
        element(
            "td",
            element("ul", *_where(change, found), class_="where"),
            role="cell",
            data_name="Printed on",
        ),
    )


def _amount(name: str, shown: str, look: str, language: str) -> Markup:
    inside = element("span", shown, lang=language) if shown else element("span", "–")
    return element("td", inside, class_=look, role="cell", data_name=name)


def _where(change: FigureChange, found: Comparison) -> list[Markup]:
    """One line for each page that prints a figure: what of it does, and in which languages."""
    printed = change.new_places or change.old_places
    gone = not change.new_places
    kinds: dict[tuple[int, str], list[str]] = {}
    for place in printed:
        kinds.setdefault((place.page, place.language), []).append(_KINDS[place.kind].lower())
    lines: dict[tuple[int, str], list[str]] = {}
    for (number, language), names in kinds.items():
        lines.setdefault((number, ", ".join(dict.fromkeys(names))), []).append(language)
    several = len(found.new.proofs) > 1
    shown = []
    for (number, what), languages in sorted(lines.items(), key=lambda line: line[0][0]):
        where = f"Page {number}" + (" of the old one" if gone else "")
        anchor = None if gone else _anchor(found, languages[0], number)
        link = element("a", where, href=f"#{anchor}") if anchor else where
        spoken = f" ({', '.join(map(language_name, languages))})" if several else ""
        shown.append(element("li", link, f"{spoken}: {what}"))
    return shown or [element("li", "Nowhere", class_="quiet")]


def _anchor(found: Comparison, language: str, number: int) -> str | None:
    """Where the report shows a new page; None if it did not change."""
    for pages in found.pages:
        for at, pair in enumerate(pages.pairs):
            if pages.language == language and pair.new and pair.new.number == number:
                return None if pair.same else page_id(pages, at)
    return None


def _unchanged(found: Comparison) -> Markup | None:
    entries = [change.figure for change in found.figures if change.status == "unchanged"]
    if not entries:
        return None
    language = found.new.proofs[0].language
    lines = [
        element("li", element("span", entry.id), element("span", amount(entry), lang=language))
        for entry in entries
    ]
    return section(
        "unchanged",
        "Figures that did not change",
        "Value, unit, date and source are those of the old issue. Are they still true?",
        element("ul", *lines, class_="columns"),
    )


# --- words ----------------------------------------------------------------------------------


def _shown(found: Comparison) -> list[PassageChange]:
    """The passages to read; a large number that follows its figure is in the table."""
    return [
        change
        for change in found.passages
        if not (change.passage.kind == "number" and change.cause == "figures")
    ]


def _words(found: Comparison) -> Markup | None:
    if not found.sourced:
        return _text(found)
    shown = _shown(found)
    if not shown:
        return section("words", "Words", "No words changed.")
    groups: list[Part] = []
    several = len(found.pages) > 1

    def page(change: PassageChange) -> tuple[str, int, bool]:
        return change.language, change.passage.page, change.new is None

    for (language, number, gone), changes in groupby(shown, key=page):
        anchor = None if gone else _anchor(found, language, number)
        name = f"{language}, page {number}" if several else f"Page {number}"
        groups.append(_group_head(name, _panel(found, language, number, gone), anchor))
        groups.append(element("ul", *(_passage(change) for change in changes), class_="passages"))
    return section(
        "words", "Words", "Sentences, charts and what is read aloud, in reading order.", *groups
    )


def _panel(found: Comparison, language: str, number: int, gone: bool) -> str:
    side = found.old if gone else found.new
    for proof in side.proofs:
        if proof.language == language:
            return proof.leaves[number - 1].title
    return ""


def _group_head(page: str, title: str, anchor: str | None) -> Markup:
    name = f"{page}: {title}" if title else page
    link = element("a", "See the page", href=f"#{anchor}") if anchor else None
    return element("div", element("h3", name), link, class_="group")


def _passage(change: PassageChange) -> Markup:
    passage = change.passage
    name, look = _CAUSES[change.cause]
    place = passage.place
    return element(
        "li",
        element(
            "div",
            element(
                "span",
                element("span", _KINDS[passage.kind], class_="kind"),
                ", " if change.cause == "figures" else " ",
                element("span", name, class_=None if change.cause == "figures" else f"tag{look}"),
            ),
            element("span", str(place), class_="place") if place else None,
            class_="about",
        ),
        element(
            "div",
            *(element("p", *_stretches(one)) for one in change.sentences),
            class_="said",
            lang=change.language,
        ),
    )


def _stretches(found: tuple[Stretch, ...]) -> list[Part]:
    parts: list[Part] = []
    for stretch in found:
        parts.append(" " if parts else None)
        if stretch.kind == "same":
            parts.append(stretch.text)
        else:
            name = "del" if stretch.kind == "removed" else "ins"
            said = element("span", f"{stretch.kind}: ", class_="unseen", lang="en")
            parts.append(element(name, said, stretch.text))
    return parts


def _text(found: Comparison) -> Markup:
    """The changes of words of two files, page by page."""
    groups: list[Part] = []
    for pages in found.pages:
        for at, pair in enumerate(pages.pairs):
            if pair.text:
                groups.append(_group_head(page_name(pair), "", page_id(pages, at)))
                lines = (
                    element("li", element("div", element("p", *_stretches(one)), class_="said"))
                    for one in pair.text
                )
                groups.append(element("ul", *lines, class_="passages alone"))
    words = "Each with a few words round it." if groups else "No words changed."
    return section("words", "Words", words, *groups)


# --- copyfitting ----------------------------------------------------------------------------


def _fit(found: Comparison) -> Markup | None:
    if not found.fit:
        return None
    rows = [
        element(
            "tr",
            element("th", f"{change.side} ({change.language})", scope="row"),
            element("td", str(change.old) or "–"),
            element("td", str(change.new) or "–"),
        )
        for change in found.fit
    ]
    heads = [element("th", name, scope="col") for name in ("Side of the sheet", "Old", "New")]
    table = element(
        "table",
        element("thead", element("tr", *heads)),
        element("tbody", *rows),
        aria_labelledby="fit-title",
    )
    words = "How far type was made smaller or tighter so that the text has room."
    return section("fit", "Copyfitting", words, table)
