"""French orthotypography: spaces, guillemets, apostrophes, numbers with their nouns.

Sources: *Lexique des règles typographiques en usage à l'Imprimerie nationale* (p. 149 for the
table of spaces round punctuation: a full no-break space before the colon, a thin one before
; ! ?), CLDR for guillemets, thousands and per cent. Words never change.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Literal

from depliant.languages.rules import (
    DIGITS,
    NBSP,
    NNBSP,
    SHARED,
    SPACE,
    Edit,
    Rule,
    listed,
    quoting,
    replacing,
)
from depliant.patterns import late_pattern

_GROUPED = late_pattern(rf"(?<![\w,.])(?<!\d{SPACE})(?:[1-9]\d{{0,2}}|0)(?:{SPACE}\d{{3}})+(?!\w)")
_TELEPHONE = late_pattern(rf"(?<!\w)0[1-9](?:{SPACE}\d\d){{4}}(?!\w)")
_NUMBER = late_pattern(
    r"(?<![\w/,.:\-–])(?P<digits>\d+(?:\u202f\d{3})*)(?P<decimals>,\d+)?(?P<suffix>[a-z]{1,3})?"
    r"(?![\w/\-–]|:\d)"
)
_WORD_BEFORE = late_pattern(rf"(?<![^\W\d_])([^\W\d_]+)({SPACE})$")
_WORD_AFTER = late_pattern(rf"({SPACE})([^\W\d_]+)(['’]?)")

_ORDINALS = listed("er re e ers res es nd nde")
_DESIGNATORS = listed(
    "article axe chapitre cité classe étape figure groupe h ligne lot mesure niveau page phase "
    "rang salle tableau tome top volume zone"
)
"""Words whose number follows them: "Axe 4", "cité 9", "Top 3", "20 h 30"."""
_QUANTIFIERS = listed("environ moins plus presque près quelque seulement total")
_FUNCTION_WORDS = listed(
    "a à afin ainsi après au aux avant avec ayant car chez comme contre dans de depuis des dès "
    "dont du elle en entre est et il ils la le les leur lors mais ne ni non nos notre ont ou où "
    "par pas pendant pour puis que qui sans sauf se selon ses si soit son sont sous sur un une "
    "vers via y"
)


def _thousands(text: str) -> Iterator[Edit]:
    for pattern, space in ((_GROUPED, NNBSP), (_TELEPHONE, NBSP)):
        for match in pattern.finditer(text):
            for at in range(match.start(), match.end()):
                if not text[at].isdigit() and text[at] != space:
                    yield Edit(at, at + 1, space)


def _is_year(match: re.Match[str]) -> bool:
    """Whether a number reads as a year: figures of quantity have their thousands apart."""
    digits = match["digits"]
    return len(digits) == 4 and digits < "2200" and not match["decimals"]


def _is_function_word(match: re.Match[str]) -> bool:
    return bool(match[3]) or match[2].casefold() in _FUNCTION_WORDS


def _numbers(text: str) -> Iterator[Edit]:
    """Keep "100 millions", "7 juillet", "1er panneau" together, and "Axe 4", "France 2".

    A number belongs to the word after it, unless that is a function word; then, or after a
    word that takes its number behind it, it belongs to the word before.
    """
    for number in _NUMBER.finditer(text):
        if _is_year(number):
            continue
        before = _WORD_BEFORE.search(text, max(0, number.start() - 40), number.start())
        after = _WORD_AFTER.match(text, number.end())
        noun_follows = after is not None and not _is_function_word(after)
        suffix = number["suffix"]
        if before and _names(before[1], number, noun_follows):
            if before[2] not in (NBSP, NNBSP):
                yield Edit(before.start(2), before.end(2), NBSP)
        elif (
            after
            and noun_follows
            and (suffix is None or suffix in _ORDINALS)
            and after[1] not in (NBSP, NNBSP)
        ):
            yield Edit(after.start(1), after.end(1), NBSP)


def _names(word: str, number: re.Match[str], noun_follows: bool) -> bool:
    """Whether `number` is part of the name that `word` ends: "cité 9", "mesure 6c"."""
    folded = word.casefold()
    if folded in _DESIGNATORS:
        return True
    if folded in _FUNCTION_WORDS or folded in _QUANTIFIERS or number["suffix"] in _ORDINALS:
        return False
    short = len(number["digits"]) <= 3 and not number["decimals"]
    return short and (bool(number["suffix"]) or not noun_follows)


def _punctuation(name: str, marks: str, space: str) -> tuple[Rule, Rule]:
    """The rules for the space before some marks: what is there, and what is missing.

    A missing space is put in only where the mark ends something: "14:30", "1:500" and an
    address stay as they are.
    """
    return (
        replacing(name, rf"(?<=[^\s(\[«“¿¡])({SPACE}+)(?=[{marks}])", space, marks),
        replacing(name, rf'(?<=[\w)\]»”’%€°….])()(?=[{marks}]+(?:[\s»”’)\]"]|$))', space, marks),
    )


@cache  # two widths of the colon's space
def french(colon: Literal["full", "thin"] = "full") -> tuple[Rule, ...]:
    """The rules for French; `colon` is the width of the space before one."""
    return (
        *_quotes(NNBSP),
        Rule("thousands", _thousands, frozenset(DIGITS)),
        *_punctuation("punctuation", ";!?", NNBSP),
        *_punctuation("colon", ":", NBSP if colon == "full" else NNBSP),
        *_held(),
    )


def canadian() -> tuple[Rule, ...]:
    """The rules for French in Canada, which has no thin spaces: none before ; ! and ?.

    OQLF, Banque de dépannage linguistique, « Espacement avant et après les signes de ponctuation ».
    """
    return (*_quotes(NBSP), *_punctuation("colon", ":", NBSP), *_held())


def _quotes(space: str) -> tuple[Rule, ...]:
    return (
        *SHARED,
        quoting("quotes", ("«", "»"), ("“", "”")),
        replacing("guillemets", rf"«({SPACE}*)(?=\S)", space, "«", "left"),
        replacing("guillemets", rf"(?<=[^\s(\[])({SPACE}*)(?=»)", space, "»"),
    )


def _held() -> tuple[Rule, ...]:
    """What stands on one line with its number or its name."""
    return (
        replacing("per-cent", rf"(?<=\d)({SPACE}*)(?=[%‰])", NBSP, "%‰"),
        replacing("unit", rf"(?<=\d)({SPACE}*)(?=[€$£]|°[CF](?!\w))", NBSP, "€$£°"),
        replacing(
            "title",
            r"(?<!\w)(?:M\.|MM\.|Mme|Mmes|Mlle|Mlles|Dr|Mgr|Pr)( )(?=[A-ZÀ-Þ])",
            NBSP,
            "MDP",
        ),
        replacing("number", rf"(?<!\w)[nN]°({SPACE}*)(?=\d)", NBSP, "°", "left"),
        replacing("number", rf"(?<!\w)(?:p|pp|art|fig|vol|chap|t)\.({SPACE}+)(?=\d)", NBSP, "."),
        Rule("number", _numbers, frozenset(DIGITS)),
    )
