"""The figures of the report: a table of those that changed, and a list of those that did not."""

from __future__ import annotations

from depliant.compare.changes import FigureChange
from depliant.compare.comparison import Comparison
from depliant.compare.html_pages import anchor
from depliant.compare.html_parts import Html, Markup
from depliant.compare.passages import PassageKind
from depliant.compare.written import KINDS_WITHIN, amount, difference, language_name, per_cent
from depliant.sentences import Sentence, counted, joined, say

_COLUMNS = (
    (say("Figure"), None),
    (say("Old"), "amount"),
    (say("New"), "amount"),
    (say("Difference"), "amount"),
    (say("Printed on"), None),
)
"""The heads of the table, and how their columns look."""
_TAGS = {
    "added": (say("new"), "tag come"),
    "removed": (counted(1, "removed", "removed"), "tag gone"),
    "restated": (counted(1, "restated", "restated"), "tag"),
}


def figures_section(found: Comparison, html: Html) -> Markup | None:
    """The table of figures that changed; None where there is nothing but files to compare."""
    if not found.sourced:
        return None
    title = say("Figures")
    rows = [
        _row(change, found, html)
        for status in ("changed", "added", "removed", "restated")
        for change in found.figures
        if change.status == status
    ]
    if not rows:
        return html.section("figures", title, say("No figure changed."))
    heads = [
        html.element("th", name, scope="col", role="columnheader", class_=look)
        for name, look in _COLUMNS
    ]
    table = html.element(
        "table",
        html.element("thead", html.element("tr", *heads, role="row"), role="rowgroup"),
        html.element("tbody", *rows, role="rowgroup"),
        class_="ledger",
        role="table",
        aria_labelledby="figures-title",
    )
    return html.section("figures", title, say("Each with every page that prints it."), table)


def _row(change: FigureChange, found: Comparison, html: Html) -> Markup:
    language = found.new.proofs[0].language
    figure = change.figure
    tag = _TAGS.get(change.status)
    remarks = [part for part in (figure.period, figure.source) if part]
    return html.element(
        "tr",
        html.element(
            "th",
            figure.id,
            " " if tag else None,
            html.element("span", tag[0], class_=tag[1]) if tag else None,
            html.element("small", ", ".join(remarks), lang=language) if remarks else None,
            scope="row",
            role="rowheader",
        ),
        _amount(say("Old"), amount(change.old), "amount", language, html),
        _amount(say("New"), amount(change.new), "amount new", language, html),
        _difference(change, language, html),
        html.element(
            "td",
            html.element("ul", *_where(change, found, html), class_="where"),
            role="cell",
            data_name=say("Printed on"),
        ),
    )


def _amount(name: Sentence, shown: str, look: str, language: str, html: Html) -> Markup:
    inside = html.element("span", shown or "–", lang=language if shown else None)
    return html.element("td", inside, class_=look, role="cell", data_name=name)


def _difference(change: FigureChange, language: str, html: Html) -> Markup:
    shown, relative = difference(change, language), per_cent(change, language)
    # What is a sentence is said in the words of the report.
    spoken = None if isinstance(shown, Sentence) else language
    return html.element(
        "td",
        html.element("span", shown, lang=spoken),
        " ",
        html.element("small", relative, lang=language) if relative else None,
        class_="amount",
        role="cell",
        data_name=say("Difference") if shown else None,
    )


def _where(change: FigureChange, found: Comparison, html: Html) -> list[Markup]:
    """One line for each page that prints a figure: what of it does, and in which languages."""
    gone = not change.new_places
    kinds: dict[tuple[int, str], list[PassageKind]] = {}
    for place in change.new_places or change.old_places:
        kinds.setdefault((place.page, place.language), []).append(place.kind)
    lines: dict[tuple[int, tuple[PassageKind, ...]], list[str]] = {}
    for (number, language), names in kinds.items():
        lines.setdefault((number, tuple(dict.fromkeys(names))), []).append(language)
    several = len(found.new.proofs) > 1
    shown = []
    for (number, what), languages in sorted(lines.items(), key=lambda line: line[0][0]):
        where = say("Page {number} of the old one" if gone else "Page {number}", number=number)
        leads = None if gone else anchor(found, languages[0], number)
        spoken = ", ".join(language_name(language, html.language) for language in languages)
        shown.append(
            html.element(
                "li",
                html.element("a", where, href=f"#{leads}") if leads else where,
                f" ({spoken})" if several else None,
                html.colon,
                joined(KINDS_WITHIN[kind] for kind in what),
            )
        )
    return shown or [html.element("li", say("Nowhere"), class_="quiet")]


def unchanged_section(found: Comparison, html: Html) -> Markup | None:
    """The figures that did not change; None if all did."""
    entries = [change.figure for change in found.figures if change.status == "unchanged"]
    if not entries:
        return None
    language = found.new.proofs[0].language
    lines = [
        html.element(
            "li",
            html.element("span", entry.id),
            html.element("span", amount(entry), lang=language),
        )
        for entry in entries
    ]
    return html.section(
        "unchanged",
        say("Figures that did not change"),
        say("Value, unit, date and source are those of the old issue. Are they still true?"),
        html.element("ul", *lines, class_="columns"),
    )
