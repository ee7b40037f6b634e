"""The words that the program itself puts into an edition, by language.

They are in alternative texts only: what a chart is, and what stands between its parts. A
language is either complete or not there; what is not there is a part of its PO file (`asked`).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from depliant.languages.phrase_table import FIRST, Phrases
from depliant.languages.phrase_table_others import OTHERS

__all__ = ["Phrases", "asked", "complete", "given", "phrases", "phrases_or_english"]

PHRASES: Final = {**FIRST, **OTHERS}


def complete() -> tuple[str, ...]:
    """The languages whose phrases are all here, in the order of the alphabet."""
    return tuple(sorted(PHRASES))


def phrases(language: str) -> Phrases | None:
    """The phrases of a language tag (`en-GB` takes those of `en`, `nn` those of `nb`), or None."""
    name = language.replace("_", "-").partition("-")[0]
    return PHRASES.get("nb" if name in ("nn", "no") else name)


def phrases_or_english(language: str) -> Phrases:
    """The phrases of a language, in English where it has none."""
    return phrases(language) or PHRASES["en"]


def asked(language: str, source: str) -> dict[str, str]:
    """The phrases that a translator has to give a language, by name, in the source's words.

    What varies has a letter in braces, so that its order may change: "Source ({a}): {b}.".
    """
    if phrases(language) is not None:
        return {}
    known = phrases(source) or PHRASES["en"]
    fields = {name: text for name, text in known._asdict().items() if name != "kinds"}
    texts = {**fields, **{f"kinds.{kind}": name for kind, name in known.kinds.items()}}
    return {name: _lettered(text) for name, text in texts.items() if text.strip(_MARKS)}


def given(language: str, source: str, texts: Mapping[str, str]) -> Phrases | None:
    """The phrases of a language from a translator's texts by name; None if it needs none."""
    if not asked(language, source):
        return None
    known = phrases(source) or PHRASES["en"]
    kinds = {kind: texts.get(f"kinds.{kind}", name) for kind, name in known.kinds.items()}
    fields = {
        name: _numbered(texts[name]) if name in texts else _neutral(name, text)
        for name, text in known._asdict().items()
        if name != "kinds"
    }
    return Phrases(kinds=kinds, **fields)


def explained(name: str) -> str:
    """What a translator should know of a phrase: where it is used, and what {a} and the like are.

    Of words for a form of figures the name is `form:` and theirs.
    """
    first = name.partition("/")[0]
    return _EXPLAINED.get(first) or _EXPLAINED.get(first.partition(".")[0], "")


_EXPLAINED: Final = {
    "kinds": "What a chart of this kind is called in the text that is read out in its place.",
    "base": "{a} is the whole that shares are of, a number with its unit: “of 18,400 visitors”.",
    "rest": "{a} is what a chart's shares leave of the whole, a percentage.",
    "period": "{a} is the date or the years of a chart's figures.",
    "source": "{a} is the title of the source of a chart's figures.",
    "source_of": "{a} are the labels of some figures of a chart, {b} is the title of their source.",
    "about": "{a} is a number that is rounded or estimated, with its unit.",
    "table": "Stands after the kind of a chart and a colon, before the table of its values.",
    "ledger": "Describes a file that the PDF carries; {a} is its kind, such as CSV.",
    "words": "Describes a file that the PDF carries: content.yaml.",
    "continued": "Stands behind the title of a table that goes on from the column before.",
    "note": "{a} is the number, letter or symbol of a note: what is said of its mark in a text.",
    "back": "Said of the link that leads from a note back to its mark in the text.",
    "figure_number": "{a} is a number: stands before the caption of a picture, drawing or chart.",
    "table_number": "{a} is a number: stands before the caption of a table.",
    "each": "{a} is how many, and of what, a sign of a chart stands for: “1,000 visitors”.",
    "rises": "{a} is the first value of a chart's series, {b} its time, {c} the last one, {d} its.",
    "falls": "{a} is the first value of a chart's series, {b} its time, {c} the last one, {d} its.",
    "holds": "{a} is the first value of a chart's series, {b} its time, {c} the last one, which is "
    "the same, {d} its time.",
    "highest": "{a} is the highest value of a chart's series, {b} its time or place.",
    "lowest": "{a} is the lowest value of a chart's series, {b} its time or place.",
    "missing": "Said in the legend of a map of the places that have no value.",
    "provisional": "Stands behind a value of a chart's series that may still change.",
    "form:about": "{a} is the number: how one says that it is rounded or estimated.",
    "form:ordinal": "{a} is the number: how a place in an order is written in figures, as 41st.",
    "form:compact": "{a} is the number of these, perhaps with decimals: 2.7 million.",
}


_MARKS: Final = "\u00a0\u202f:; "
_LETTERS: Final = "abcd"
"""As many as any phrase has parts that vary."""


def _neutral(name: str, text: str) -> str:
    """A phrase that is only marks, as most languages set it."""
    return {"colon": ": ", "semicolon": "; "}.get(name, text)


def _lettered(text: str) -> str:
    for letter in _LETTERS:
        text = text.replace("{}", f"{{{letter}}}", 1)
    return text


def _numbered(text: str) -> str:
    """A translator's text as a pattern of `str.format`, in which no other brace means anything."""
    text = text.replace("{", "{{").replace("}", "}}")
    for number, letter in enumerate(_LETTERS):
        text = text.replace(f"{{{{{letter}}}}}", f"{{{number}}}")
    return text
