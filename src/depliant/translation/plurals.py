"""The plural forms of a PO file: which form a number takes, and whether its header is right.

The header's formula decides which of a message's forms a number takes, whatever the order of these.
CLDR says which numbers take the same form; where the header says otherwise, or has the forms in
another order than translators are shown them in, words of the wrong form would be printed.
"""

from __future__ import annotations

import gettext
from collections.abc import Callable
from functools import lru_cache
from typing import Final, NamedTuple

from babel import Locale

from depliant.errors import Diagnostic, Place
from depliant.languages.counting import TRIED
from depliant.sentences import say
from depliant.translation.merging import form_count

CATEGORIES: Final = ("zero", "one", "two", "few", "many", "other")
"""CLDR's plural categories in the order in which gettext's tools show the forms."""


@lru_cache(maxsize=32)  # rules are short
def plural_index(rule: str) -> Callable[[int], int] | None:
    """The plural form of a number by a `Plural-Forms` header; None if it cannot be understood.

    The expression is read by the standard library's own parser of these, which runs nothing.
    """
    expression = rule.partition("plural=")[2].rpartition(";")[0] or rule.partition("plural=")[2]
    if not expression or len(expression) > 500:
        return None
    try:
        index: Callable[[int], int] = gettext.c2py(expression)
        count = form_count(rule)
        if all(0 <= index(number) < count for number in range(200)):
            return index
    except (ValueError, RecursionError, ZeroDivisionError, OverflowError):
        return None
    return None


class Conflict(NamedTuple):
    """Two numbers of which a header says otherwise than CLDR, and the forms that it gives them.

    With `ordered` it has the forms of CLDR, in another order.
    """

    numbers: tuple[int, int]
    forms: tuple[int, int]
    ordered: bool = False


@lru_cache(maxsize=32)
def conflict(rule: str, locale: Locale) -> Conflict | None:
    """Where a header contradicts the plural rules of a language; None if it does not."""
    index = plural_index(rule)
    if index is None:
        return None
    if form_count(rule) == 1 and len({locale.plural_form(number) for number in TRIED}) <= 2:
        return None if locale.plural_form(3) == locale.plural_form(11) else _parted(index, locale)
    return _parted(index, locale) or _disordered(index, locale)


def _parted(index: Callable[[int], int], locale: Locale) -> Conflict | None:
    """Two numbers that have one form by the header and two by CLDR, or the other way round."""
    by_form: dict[int, int] = {}
    by_category: dict[str, int] = {}
    for number in TRIED:
        form, category = index(number), locale.plural_form(number)
        first = by_form.setdefault(form, number)
        like = by_category.setdefault(category, number)
        if locale.plural_form(first) != category:
            return Conflict((first, number), (form, form))
        if index(like) != form:
            return Conflict((like, number), (index(like), form))
    return None


def _disordered(index: Callable[[int], int], locale: Locale) -> Conflict | None:
    """Two numbers whose forms stand in another order than CLDR's categories."""
    firsts: dict[int, int] = {}
    for number in TRIED:
        firsts.setdefault(index(number), number)
    ordered = [firsts[form] for form in sorted(firsts)]
    places = [CATEGORIES.index(locale.plural_form(number)) for number in ordered]
    for at in range(1, len(places)):
        if places[at] < places[at - 1]:
            one, other = ordered[at - 1], ordered[at]
            return Conflict((one, other), (index(one), index(other)), ordered=True)
    return None


def header_faults(rule: str, locale: Locale, place: Place) -> list[Diagnostic]:
    """That a header cannot be understood, or that it contradicts the rules of its language."""
    if plural_index(rule) is None:
        return [
            Diagnostic(
                "translation-plural",
                say("The header's Plural-Forms `{rule}` cannot be understood.", rule=rule[:60]),
                place,
                say("Write such as `nplurals=2; plural=(n != 1);`."),
            )
        ]
    found = conflict(rule, locale)
    if found is None:
        return []
    values = {
        "one": found.numbers[0],
        "other": found.numbers[1],
        "form": found.forms[0],
        "its": found.forms[1],
    }
    if found.ordered:
        message = say(
            "The header's Plural-Forms takes msgstr[{form}] for {one} and msgstr[{its}] for "
            "{other}; by CLDR's order it is the other way round.",
            **values,
        )
    elif found.forms[0] == found.forms[1]:
        message = say(
            "The header's Plural-Forms takes msgstr[{form}] for {one} and for {other}, which have "
            "two forms by CLDR.",
            **values,
        )
    else:
        message = say(
            "The header's Plural-Forms takes msgstr[{form}] for {one} and msgstr[{its}] for "
            "{other}, which have one form by CLDR.",
            **values,
        )
    hint = say(
        "Write `Plural-Forms: {rule}` and see that each form is in its place.",
        rule=plural_rule(locale),
    )
    return [Diagnostic("translation-plural", message, place, hint, "warning")]


def plural_rule(locale: Locale) -> str:
    """The `Plural-Forms` header of a language, by Babel's table of gettext's rules."""
    from babel.messages.plurals import get_plural

    rule = str(get_plural(locale))
    return rule if rule.endswith(";") else f"{rule};"
