"""The report as one HTML file: it opens from disk, asks nothing of the network, runs no script.

A content security policy says so to the browser: no source but the images and letters in the
file itself, and the one style sheet by its digest. It works by keyboard and without sight:
headings, tables, lists and links only. It speaks the user's language; what the brochures say is
marked with theirs.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable
from importlib.resources import files

from depliant.compare.comparison import Comparison
from depliant.compare.html_figures import figures_section, unchanged_section
from depliant.compare.html_pages import pages_section
from depliant.compare.html_parts import Html, Markup, Part, readable
from depliant.compare.html_words import words_section
from depliant.compare.lettering import font_faces
from depliant.compare.sides import Side
from depliant.compare.written import day, language_name
from depliant.errors import Diagnostic
from depliant.interface import Interface
from depliant.sentences import Sentence, counted, say
from depliant.style.fold_kinds import side_called


def html_report(found: Comparison, interface: Interface) -> str:
    """The whole report, in the language of an interface."""
    html = Html(interface)
    body = html.joined(
        (
            html.element("a", say("Skip to the changes"), href="#changes", class_="skip"),
            _head(found, html),
            html.element(
                "main",
                _expired(found, html),
                _stale(found, html),
                figures_section(found, html),
                words_section(found, html),
                pages_section(found, html),
                _folds(found, html),
                _fit(found, html),
                unchanged_section(found, html),
                id="changes",
            ),
            html.element(
                "footer",
                html.element(
                    "p",
                    say(
                        "Made by Dépliant from the two sides named above. Dates are those of the "
                        "publications. The same comparison as data is in compare.json."
                    ),
                ),
            ),
        )
    )
    css = files("depliant.compare").joinpath("report.css").read_text(encoding="utf-8")
    # A few more characters, so that a word that a browser adds is set in the same letters.
    style = font_faces(readable(body) + css) + "\n" + css
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode("ascii")
    policy = (
        "default-src 'none'; img-src data:; font-src data:; "
        f"style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    )
    head = html.element(
        "head",
        html.element("meta", charset="utf-8"),
        html.element("meta", http_equiv="Content-Security-Policy", content=policy),
        html.element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        html.element("meta", name="color-scheme", content="light dark"),
        html.element("meta", name="referrer", content="no-referrer"),
        html.element(
            "title", say("{title}: what changed", title=found.new.title or found.new.name)
        ),
        html.element("style", Markup(style)),
    )
    page = html.element("html", head, html.element("body", body), lang=html.language)
    return f"<!DOCTYPE html>\n{page}\n"


# --- head -----------------------------------------------------------------------------------


def _head(found: Comparison, html: Html) -> Markup:
    return html.element(
        "header",
        html.element("p", say("What changed"), class_="kicker"),
        html.element(
            "h1",
            found.new.title or found.new.name,
            lang=_language(found.new) if found.new.title else None,
        ),
        html.element(
            "dl",
            html.element("dt", _key("old", html), say("Old")),
            html.element("dd", *_named(found.old, html)),
            html.element("dt", _key("new", html), say("New")),
            html.element("dd", *_named(found.new, html)),
            class_="sides",
        ),
        html.element("ul", *_summary(found, html), class_="summary"),
    )


def _language(side: Side) -> str | None:
    """The language of a side's title; None if it is not known."""
    return side.proofs[0].language or None


def _key(side: str, html: Html) -> Markup:
    """How this side is marked on the pages."""
    box = html.element("rect", class_="word", x=1, y=1, width=22, height=14, rx=1.5)
    drawing = html.element("svg", box, viewBox="0 0 24 16", aria_hidden="true", class_="key")
    return html.element("span", drawing, class_=f"mark {side} key")


def _named(side: Side, html: Html) -> list[Part]:
    """A side by its name, title, date and languages."""
    named: list[Part] = []
    titled = side.title not in ("", side.name)
    # The folder that one stands in has a title, and no name.
    if side.name != "." or not titled:
        named.append(side.name)
    if titled:
        named.append(html.element("span", side.title, lang=_language(side)))
    if side.date:
        named.append(day(side.date, html.language))
    named += (
        language_name(proof.language, html.language) for proof in side.proofs if proof.language
    )
    return [part for each in named for part in (", ", each)][1:]


def _summary(found: Comparison, html: Html) -> list[Markup]:
    """How much of everything there is; what there is leads on to its section."""
    counts = found.counts
    tiles: list[Markup] = []
    if found.expired:
        expired = len(found.expired)
        words = counted(expired, "expired", "expired")
        tiles.append(_tile(expired, words, "expired", html, alert=True))
    if found.stale:
        tiles.append(_tile(len(found.stale), say("in translations"), "stale", html, alert=True))
    tiles += _figure_tiles(found, html) if found.sourced else ()
    if found.sourced:
        words = counted(counts.passages, "passage changed", "passages changed")
        tiles.append(_tile(counts.passages, words, "words", html))
    else:
        words = counted(counts.texts, "change of words", "changes of words")
        tiles.append(_tile(counts.texts, words, "words", html))
    if details := sum(counts.details.values()):
        words = counted(
            details,
            "change of looks, links or boxes",
            "changes of looks, links or boxes",
        )
        tiles.append(_tile(details, words, "pages", html))
    words = counted(counts.pages, "of {count} page", "of {count} pages")
    tiles.append(_tile(counts.pages_changed, words, "pages", html))
    return tiles


def _figure_tiles(found: Comparison, html: Html) -> list[Markup]:
    """How many figures there are of each kind; those that are restated, where there are any."""
    count = found.counts.figures
    changed, added, removed, unchanged = (
        count[status] for status in ("changed", "added", "removed", "unchanged")
    )
    tiles = [
        _tile(changed, counted(changed, "figure changed", "figures changed"), "figures", html),
        _tile(added, counted(added, "added", "added"), "figures", html),
        _tile(removed, counted(removed, "removed", "removed"), "figures", html),
    ]
    if restated := count["restated"]:
        words = counted(restated, "restated", "restated")
        tiles.append(_tile(restated, words, "figures", html))
    words = counted(unchanged, "unchanged", "unchanged")
    return [*tiles, _tile(unchanged, words, "unchanged", html)]


def _tile(count: int, words: Sentence, leads: str, html: Html, *, alert: bool = False) -> Markup:
    inside = (html.element("b", str(count)), " ", html.element("span", words))
    tile = html.element("a", *inside, href=f"#{leads}") if count else html.element("div", *inside)
    return html.element("li", tile, class_="alert" if alert else None)


# --- what to settle ---------------------------------------------------------------------------


def _expired(found: Comparison, html: Html) -> Markup | None:
    """What is out of date; None if nothing is."""
    if not found.expired:
        return None
    words = (
        say(
            "Out of date on the day of the new publication ({date}): settle these before printing.",
            date=day(found.new.date, html.language),
        )
        if found.new.date
        else say("Out of date on the day of the new publication: settle these before printing.")
    )
    items = [
        html.element(
            "li",
            *_coded(item.message, html),
            _hint(item, html) if item.hint else None,
            html.element("span", str(item.place), class_="hint place") if item.place else None,
        )
        for item in found.expired
    ]
    listed = html.element("ul", *items, class_="notes")
    return html.section("expired", say("Expired"), words, listed)


def _stale(found: Comparison, html: Html) -> Markup | None:
    """The messages to translate, by file; None if there are none."""
    if not found.stale:
        return None
    by_file: dict[str, list[Diagnostic]] = {}
    for item in found.stale:
        by_file.setdefault(item.place.file if item.place else "", []).append(item)
    notes = [
        html.element(
            "li",
            html.element("b", name),
            html.element(
                "ul", *(html.element("li", *_coded(item.message, html)) for item in items)
            ),
            _hint(items[0], html),
        )
        for name, items in by_file.items()
    ]
    return html.section(
        "stale",
        say("Translations to bring up to date"),
        say("What is new or has changed in the words; the pages below show drafts of it."),
        html.element("ul", *notes, class_="notes"),
    )


def _hint(item: Diagnostic, html: Html) -> Markup:
    return html.element("span", *_coded(item.hint, html), class_="hint")


def _coded(sentence: Sentence, html: Html) -> list[Part]:
    """A sentence in which names stand between backticks."""
    return [
        html.element("code", part) if at % 2 else part
        for at, part in enumerate(html.tell(sentence).split("`"))
    ]


# --- the fold ---------------------------------------------------------------------------------


def _folds(found: Comparison, html: Html) -> Markup | None:
    """How the sheet was folded and is now; None if that is the same."""
    if not found.folds:
        return None
    rows = [((", ".join(change.languages),), change.old, change.new) for change in found.folds]
    words = say("The way to fold, the sheet, and the panels of each side in their order, numbered.")
    return html.section("fold", say("Fold"), words, _changed(html, "fold", say("Edition"), rows))


def _changed(
    html: Html, name: str, of: Sentence, rows: Iterable[tuple[tuple[Part, ...], Sentence, Sentence]]
) -> Markup:
    """What something was and is, as the table of the section of that name."""
    lines = [
        html.element(
            "tr",
            html.element("th", *what, scope="row"),
            html.element("td", old or "–"),
            html.element("td", new or "–"),
        )
        for what, old, new in rows
    ]
    heads = [html.element("th", head, scope="col") for head in (of, say("Old"), say("New"))]
    return html.element(
        "table",
        html.element("thead", html.element("tr", *heads)),
        html.element("tbody", *lines),
        aria_labelledby=f"{name}-title",
    )


# --- copyfitting ----------------------------------------------------------------------------


def _fit(found: Comparison, html: Html) -> Markup | None:
    """How the copyfitting differs; None if it does not."""
    if not found.fit:
        return None
    rows = [
        ((side_called(change.side), f" ({change.language})"), change.old, change.new)
        for change in found.fit
    ]
    words = say("How far type was made smaller or tighter so that the text has room.")
    changed = _changed(html, "fit", say("Side of the sheet"), rows)
    return html.section("fit", say("Copyfitting"), words, changed)
