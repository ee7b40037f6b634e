"""Texts that name an issue: by its name, or by its years written in any of the usual ways.

"2012-2017" is named by 2012–2017, 2012/2017, 2012 - 17 or "2012 à 2017" as well. A single year is
a name only in a text of few words, since sentences tell of many years. Words of `allowed_numbers`
name no issue.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from depliant.content.messages import messages
from depliant.content.publication import Publication
from depliant.errors import Diagnostic, Place
from depliant.figures.issues import issue_names
from depliant.patterns import late_pattern
from depliant.sentences import Sentence, joined, say
from depliant.source.yaml import Route
from depliant.tuples import NamedTuple

PLACEHOLDER: Final = "{issue}"
"""What is written in a text for the name of the issue that is being made."""

_OWN: Final = ("title", "subject", "author", "keywords", "running", "panels", "notes")
"""Where the texts of an issue are; a source, or a partner's mark, may well be of another time."""
_YEAR: Final = r"(?:1[89]|20|21)\d\d"
_SPAN: Final = late_pattern(rf"({_YEAR})(?:\s*[-._/‐‑‒–—]\s*({_YEAR}|\d\d))?")
_BETWEEN: Final = r"\s*(?:[-/‐‑‒–—]|\b[^\W\d_]{1,3}\b)\s*"
_BRACES: Final = late_pattern(r"\{[^{}]*\}")
_FEW: Final = 4
"""The most words of a text that a year alone makes the name of an issue."""
_SHOWN: Final = 5
_LONGEST: Final = 60


class Mention(NamedTuple):
    """A text that names an issue: all of it, the words that do so, and where it is written."""

    text: str
    words: str
    place: Place
    route: Route


def mentions(publication: Publication, name: str) -> Iterator[Mention]:
    """The texts of a publication that name the issue `name`."""
    pattern, is_year = _named(name), re.fullmatch(_YEAR, name) is not None
    for text, shown, route in _texts(publication):
        found = pattern.search(shown)
        if found and not (is_year and len(shown.split()) > _FEW):
            yield Mention(text, found[0], publication.source.place_within(route, found[0]), route)


def with_years(publication: Publication, name: str) -> Iterator[Mention]:
    """The texts that have a year of the issue `name` in them without naming it."""
    years = [year for year in _years(name) if year]
    if not years:
        return
    named = {mention.route for mention in mentions(publication, name)}
    pattern = re.compile(rf"(?<![\d.,])(?:{'|'.join(years)})(?![\d])")
    for text, shown, route in _texts(publication):
        found = pattern.search(shown)
        if found and route not in named:
            yield Mention(text, found[0], publication.source.place_within(route, found[0]), route)


def still_named(publication: Publication) -> Iterator[Diagnostic]:
    """A warning for each former issue that texts of this one still name."""
    content = publication.content
    for former in issue_names(content):
        found = list(mentions(publication, former)) if content.issue not in (None, former) else []
        if not found:
            continue
        shown: list[str | Sentence] = [
            say("“{words}” ({place})", words=_short(one.text), place=one.place)
            for one in found[:_SHOWN]
        ]
        listed = joined([*shown, "…"] if len(found) > _SHOWN else shown)
        yield Diagnostic(
            "issue-named",
            say(
                "Texts of the issue {issue} still name {former} ({count}): {listed}.",
                issue=content.issue,
                former=former,
                count=len(found),
                listed=listed,
            ),
            found[0].place,
            say(
                "Write {issue} there, and it follows by itself; what is meant stands "
                "under `allowed_numbers`. `depliant reissue` shows what else is left."
            ),
            "warning",
        )


def name_in(text: str) -> str:
    """The years that a text names as an issue would be called; empty if there are not just one."""
    found = {"-".join(filter(None, match)) for match in _SPAN.findall(text)}
    return found.pop() if len(found) == 1 else ""


def _texts(publication: Publication) -> Iterator[tuple[str, str, Route]]:
    """Each text of the issue itself, what of it may name one, and the way to it."""
    allowed = [
        re.compile(re.escape(words).replace(r"\#", r"\d+"))
        for words in publication.content.allowed_numbers
    ]
    for message in messages(publication):
        for route in message.routes:
            if route[0] in _OWN:
                shown = _BRACES.sub(" ", message.text)
                for words in allowed:
                    shown = words.sub(" ", shown)
                yield message.text, shown, route


def _years(name: str) -> tuple[str, str]:
    """The first and the last year of an issue that is named by its years; else nothing."""
    found = _SPAN.fullmatch(name)
    if found is None:
        return "", ""
    first, last = found[1], found[2] or ""
    return first, first[:2] + last if len(last) == 2 else last


@lru_cache(maxsize=64)  # names of issues
def _named(name: str) -> re.Pattern[str]:
    """What names an issue in a text."""
    first, last = _years(name)
    if last:
        return re.compile(rf"(?<![\d.,]){first}{_BETWEEN}(?:{last}|{last[2:]})(?!\d)")
    if first:
        return re.compile(rf"(?<![\d.,]){first}(?!\d)")
    parts = map(re.escape, re.split(r"[-_.]", name))
    return re.compile(rf"(?<!\w){'[-_. ]?'.join(parts)}(?!\w)", re.IGNORECASE)


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
