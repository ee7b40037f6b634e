"""Numbers that are typed in a text and have no home in the ledger.

A quantity that is typed has no source, and stays as it is when the figure changes. What is written
with digits and counts nothing (a telephone number, a date, a house) is a word: the tables of
`languages.everyday_numbers` know the usual ones, `allowed_numbers:` those of the publication.

Whether a number counts something is a judgement, and may be wrong. It is sure where the ledger has
a figure that says the same: its number and its unit, and no round number that others have too
(`known_figures`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache
from typing import Final

from depliant.bookkeeping.known_figures import Known, Said, figure_said, known_figures
from depliant.content.messages import LOGOS, UNITS, messages
from depliant.content.publication import Publication
from depliant.errors import Diagnostic, Severity
from depliant.figures import writing as figures
from depliant.figures.issues import ledger_of
from depliant.figures.signs import CURRENCIES
from depliant.languages.everyday_numbers import uncounted
from depliant.memory import remembered
from depliant.patterns import late_pattern
from depliant.sentences import Sentence, say

_MASKED: Final = late_pattern(r"\{[^{}]*\}|\[\^[^\[\]]*\]|\]\([^)]*\)")
"""What is not printed as it stands: figures, languages, marks of notes, where links lead."""
_SPACES: Final = str.maketrans("\u00a0\u202f\u2009\t\n", "     ")
_MARKED_ALONE: Final = late_pattern(r"(?:\[|\*{1,2})+\d{1,3}(?:\]\{\.[^{}]*\}|\*{1,2})+")
"""A number that is a whole text, as those of the stops of a map, in bold or in a style."""
_NUMBER: Final = late_pattern(r"\d+(?:[ .,]\d{3}(?!\d))*(?:[.,]\d+)?")
_ENDLESS: Final = late_pattern(r"(?<=\d{40})\d+")
"""What goes on behind forty digits: no number, and each pattern would try it from every digit."""
_YEAR: Final = late_pattern(r"(?<![\w.,])(?:1[0-9]|20|21)\d\d(?:[-–/](?:1[0-9]|20|21)?\d\d)?(?!\w)")
_MONEY_BEFORE: Final = late_pattern(r"[€£$] ?\Z")
_MEASURED: Final = late_pattern(r" *(€|%|‰|\w+)")
_MONEY: Final = frozenset({"€", "%", "‰", "euro", "euros", "million", "millions", "milliards"})
_OF_A_TIME: Final = late_pattern(
    r"(?i:(?<!\w)(?:en|depuis|dès|avant|après|vers|fin|début|années?|an|été|hiver|automne|printemps"
    r"|édition|vague|saison|exercice|rentrée|et|à)|[.’']an|[-–\ufffc])\Z"
)
"""What stands before a year in French."""
_COUNTED: Final = late_pattern(r" ([a-zéèêîôûç]{3,}[sx])(?!\w)")
_NOT_COUNTED: Final = frozenset({
    "dans", "sans", "pas", "plus", "mais", "puis", "lors", "depuis", "après", "très", "tous",
    "nous", "vous", "deux", "chez", "vers", "sous", "dès", "toujours", "alors", "ans", "mois",
    "temps", "jamais", "parfois", "quelques", "certains", "plusieurs", "mieux", "aux", "autres",
})  # fmt: skip
"""French words in s or x that no year counts."""
_COLLECTIVE: Final = late_pattern(
    r"\bune? (?:huitaine|dizaine|douzaine|quinzaine|vingtaine|trentaine|quarantaine|cinquantaine"
    r"|soixantaine|centaine|millier)\b",
    re.IGNORECASE,
)


def typed_numbers(
    publication: Publication, severity: Severity = "error", known: Severity = "error"
) -> Iterator[Diagnostic]:
    """Quantities that stand in a text and are no figures.

    Args:
        publication: in the language that it is written in.
        severity: how grave it is to type one.
        known: how grave it is where the ledger surely has it.
    """
    content, language = publication.content, publication.language
    allowed = tuple(_allowed((*content.allowed_numbers, *content.names)))
    facts = ledger_of(content, publication.source)[0].facts
    counted = frozenset(fact.unit for fact in facts) | _MONEY
    locale = figures.locale_of(language)

    @cache
    def known_forms() -> Sequence[Known]:
        # Hundreds of patterns, which a publication needs that has a quantity typed in a text.
        return known_figures(facts, locale)

    for message in messages(publication):
        if message.held or message.routes[0][0] in (LOGOS, UNITS, "sources"):
            continue
        for words, at in quantities(message.text, language, allowed, counted):
            figure = figure_said(message.text, at, known_forms(), locale)
            if figure is not None:
                words, at = message.text[figure.start : figure.end], figure.start
            hint = _hint(figure)
            for route in message.routes:
                occurrence = message.text.count(words, 0, at + len(words))
                yield Diagnostic(
                    "figure-typed",
                    say("“{words}” is typed in the text and is no figure.", words=words),
                    publication.source.place_within(route, words, occurrence),
                    hint,
                    known if figure is not None and figure.sure else severity,
                )


_OF_NONE: Final = say(
    "If it counts something, declare it under `figures:` and write {id}. If not, since it is part "
    "of a name, an hour or an age, add the words to `allowed_numbers:`."
)


def _hint(figure: Said | None) -> Sentence:
    """What to do about a quantity that is typed."""
    if figure is None:
        return _OF_NONE
    if figure.sure:
        return say(
            "The figure `{figure}` says the same: write {placeholder}, so that it changes "
            "with it. If it is part of a name, add the name to `allowed_numbers:`.",
            figure=figure.figure,
            placeholder=figure.placeholder,
        )
    return say(
        "If it is the figure `{figure}`, write {placeholder}, so that it changes with it. Else "
        "declare another under `figures:`, or add the name that it is part of to "
        "`allowed_numbers:`.",
        figure=figure.figure,
        placeholder=figure.placeholder,
    )


@remembered
def quantities(
    text: str,
    language: str,
    allowed: tuple[re.Pattern[str], ...] = (),
    units: frozenset[str] = _MONEY,
) -> tuple[tuple[str, int], ...]:
    """The quantities that are typed in a text, each with its offset.

    One word that changes leaves all other texts as they were: they are not looked through again.

    Args:
        text: as it stands in content.yaml.
        language: of the text.
        allowed: names with numbers in them.
        units: words behind a number of four digits that say that it is no year.
    """
    french = language.startswith("fr")
    if not any(map(str.isdigit, text)) and not (french and _COLLECTIVE.search(text)):
        return ()
    if _MARKED_ALONE.fullmatch(text.strip()):
        return ()
    # Every kind of space is one, so that the patterns need to know no other.
    # A declared name may have a style of its own: "[#]{.white}".
    first = (_ENDLESS, *allowed, _MASKED)
    masked = _blanked(_plain_digits(text.translate(_SPACES)), first)
    masked = _coded(units).sub(lambda match: "€" * len(match.group()), masked)
    masked = _blanked(masked, (*_dates(language), *uncounted(language)))
    masked = _YEAR.sub(lambda match: _year(match, units, french=french), masked)
    spoken = _COLLECTIVE.finditer(masked) if french else ()
    found = (*_NUMBER.finditer(masked), *spoken)
    return tuple((text[match.start() : match.end()], match.start()) for match in found)


def _plain_digits(text: str) -> str:
    """The text with the digits 0 to 9, whatever digits it has: the patterns know no other."""
    if text.isascii():
        return text
    return "".join(str(int(sign)) if sign.isdecimal() else sign for sign in text)


def _blanked(text: str, patterns: Iterable[re.Pattern[str]]) -> str:
    """The text with what is found blanked out, of the same length."""
    for pattern in patterns:
        if any(map(str.isdigit, text)):
            text = pattern.sub(lambda match: "\ufffc" * len(match.group()), text)
    return text


def _year(match: re.Match[str], units: frozenset[str], *, french: bool) -> str:
    """A year blanked out; 2000 euros and 1500 visiteurs are none."""
    after = _MEASURED.match(match.string, match.end())
    if _MONEY_BEFORE.search(match.string, 0, match.start()):
        return match.group()
    if after is not None and after[1] in units:
        return match.group()
    noun = _COUNTED.match(match.string, match.end()) if french else None
    is_counted = noun is not None and noun[1] not in _NOT_COUNTED and len(match.group()) == 4
    if is_counted and not _OF_A_TIME.search(match.string[: match.start()].rstrip()):
        return match.group()
    return "\ufffc" * len(match.group())


@lru_cache(maxsize=32)
def _coded(units: frozenset[str]) -> re.Pattern[str]:
    """Codes of currencies before a number, which are no names as those of rooms and roads are."""
    codes = CURRENCIES | {unit for unit in units if re.fullmatch("[A-Z]{3}", unit)}
    return re.compile(rf"(?<!\w)(?:{'|'.join(sorted(codes))})(?= ?\d)")


def _allowed(names: Iterable[str]) -> list[re.Pattern[str]]:
    """Patterns of the declared names; # stands for any number, a space for any space."""
    found = []
    for name in names:
        if not any(c.isdigit() or c == "#" for c in name):
            continue
        parts = [re.escape(part) for part in re.split(r"[#\s]", name)]
        joints = [r"\d+(?:[-‑–/.]\d+)*" if c == "#" else r"\s+" for c in re.findall(r"[#\s]", name)]
        body = parts[0] + "".join(j + p for j, p in zip(joints, parts[1:], strict=True))
        found.append(re.compile(rf"(?<!\w){body}(?!\w)"))
    return found


@lru_cache(maxsize=32)  # four patterns each
def _dates(language: str) -> tuple[re.Pattern[str], ...]:
    """Days with the month's name: 7 juillet, 1^er^ juin, July 7, 12 de mayo, 3. bis 7. Juli."""
    locale = figures.locale_of(language)
    if locale is None:
        return ()
    forms = [locale.months[kind][width] for kind in ("format", "stand-alone")
             for width in ("wide", "abbreviated")]  # fmt: skip
    named = {re.escape(month.rstrip(".")) for form in forms for month in form.values()}
    # The months of a table may be numbers, as are those of no language.
    names = sorted((name for name in named if not name.isdecimal()), key=len, reverse=True)
    months = rf"(?:{'|'.join(names)})\.?"
    day = r"(?:0?[1-9]|[12]\d|3[01])(?:\^?(?:er|st|nd|rd|th|e)\^?|\.)?"
    more = rf"(?:\s?(?:,|-|–|/|[^\W\d_]{{1,4}}\.?|t/m)\s?{day}){{0,5}}"
    return (
        re.compile(rf"(?<![\d.,]){day}{more}(?:\s+(?:of|de))?\s+{months}(?!\w)", re.IGNORECASE),
        re.compile(rf"(?<!\w){months}\s+{day}{more}(?![\d%])(?!\s?[%€])", re.IGNORECASE),
    )
