"""Quotation marks of languages, outer and inner, as Unicode's CLDR has them."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from depliant.languages.table import said_script
from depliant.languages.tags import canonical
from depliant.tuples import NamedTuple


class Marks(NamedTuple):
    """Opening and closing marks: those of a quotation, and those of one within it."""

    outer: tuple[str, str]
    inner: tuple[str, str]


@cache
def _by_tag() -> dict[str, Marks]:
    """The marks of every tag of `quotation_marks.txt`, in small letters."""
    found: dict[str, Marks] = {}
    path = Path(__file__).with_suffix(".txt")
    for line in path.read_text("utf-8").splitlines():
        if not line.startswith("#"):
            signs, _, tags = line.partition("  ")
            first, second, third, fourth = signs.split(" ")
            marks = Marks((first, second), (third, fourth))
            found |= dict.fromkeys(tags.split(), marks)
    return found


def marks_of(tag: str) -> Marks | None:
    """The quotation marks of a language tag ("pt-PT", "zh_Hant_TW"); None if CLDR has none."""
    parts = canonical(tag).casefold().split("-")
    if (written := said_script(tag).casefold()) and written not in parts:
        parts.insert(1, written)
    tags = ("-".join(parts[:count]) for count in range(len(parts), 0, -1))
    return next((_by_tag()[name] for name in tags if name in _by_tag()), None)
