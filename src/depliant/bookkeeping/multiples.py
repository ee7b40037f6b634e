"""Units of money that are multiplied, in whatever order people write them.

    £m   £ million   GBP m   €000   k€   T€   EUR '000   x € 1.000   €/000   tys. PLN   Mio. CHF

They stand in headings and in columns of units, where the number is in a cell of its own: to read
the sign alone would make a thousandth or a millionth of each value.
"""

from __future__ import annotations

import re
from typing import Final

from depliant.figures.signs import CURRENCIES
from depliant.languages.scales import scales

_SIGNS: Final = "$£¥\u20a0-\u20cf"
"""Signs of currencies, as a class of a pattern has them: € is one of the row."""
MONEY_SIGN: Final = re.compile(rf"[{_SIGNS}]|zł")
_CODE: Final = "|".join(sorted(CURRENCIES))
_MONEY: Final = re.compile(
    rf"US\$|[{_SIGNS}]|(?:(?<![^\W\d_])|(?<=(?<![^\W\d_])[kKMT]))(?:{_CODE}|zł)(?![^\W\d_])"
)
NOUGHTS: Final = r"(?<!\d)['’]?(?:1[ .,'’]?)?000(?:[ .,'’]?000)*(?!\d)(?:['’]?s\b)?"
"""A thousand, or a thousand thousands, as figures: 000, '000s, 1.000, 1 000 000."""
_NOUGHTS: Final = re.compile(rf"(?:[x×*/] ?)?({NOUGHTS})", re.IGNORECASE)
_LETTERS: Final = {
    **dict.fromkeys(("k", "K", "T", "th", "thou", "ths"), 3),
    **dict.fromkeys(("m", "M", "mn", "MN", "Mn", "MM", "mm", "mio", "Mio", "mln", "mill"), 6),
    **dict.fromkeys(("b", "B", "bn", "Bn", "BN", "Md", "Mds", "Mrd", "mrd", "Mia", "mld"), 9),
}
"""What multiplies beside the sign of a currency, and hardly elsewhere."""
_JOINTS: Final = re.compile(
    r"^(?:[x×*/(]|1 (?=[^\W\d])|(?:of|in|en)\b|d['’]|d[eio]\b|von\b|van\b)|[.)/]$|\b(?:of|de|di)$"
)
_EACH: Final = re.compile(
    r"(?:/ ?[^\W\d_]|(?:per|par|pro|por|a|an|la|le|je|na|за|par-)\b"
    r"|(?:TTC|HT|TVA|VAT|ex|excl|inc|incl|inkl|exkl|net|gross|brutto|netto|bruts?|nets?)\b)",
    re.IGNORECASE,
)
"""What stands behind a currency and multiplies nothing: €/m², £ per head, € TTC."""
BARE: Final = re.compile(
    r"(?:^|[\s,:–-]+)((?:(?:thousands?|millions?|milliers|milliards?|Tsd|tsd|Mio|mio|Mrd|mln|mld"
    r"|miljoen|tys|тис|млн|млрд)\b[ .]*(?:of |d['’]|de )?)?"
    rf"(?:[kKMmT]|Mds?|['’]?000s?)?(?:[{_SIGNS}]|(?:{_CODE})\b).*)"
)
"""A currency at the end of a heading, without brackets: Montant k€, Amount, £ million."""


def names_money(words: str) -> bool:
    """Whether a currency stands in words."""
    return _MONEY.search(words) is not None


def multiplies_nothing(words: str) -> bool:
    """Whether all that stands beside a currency is what its amounts are for: €/m², £ per head."""
    found = _MONEY.search(words)
    return found is not None and (
        not words[: found.start()].strip() and bool(_EACH.match(words[found.end() :].strip()))
    )


def scale_at_head(words: str, languages: tuple[str, ...]) -> tuple[int, str] | None:
    """The power of ten of a word that words begin with, no letter or two, and what follows it."""
    for language in languages:
        for scale in scales(words, language):
            if scale.start == 0 and not scale.short:
                return scale.power, words[scale.end :].removeprefix(".").strip()
    return None


def multiple(words: str, languages: tuple[str, ...]) -> tuple[int, str] | None:
    """The power of ten and the unit as written; None: they are not such words.

    Args:
        words: of a heading or a unit, one space between them.
        languages: those whose words for a thousand, a million and so on are known.
    """
    money = _MONEY.search(words)
    if money is None:
        found = _NOUGHTS.match(words)
        return (found[1].count("0"), words[found.end() :].strip()) if found else None
    rest = f"{words[: money.start()].strip()} {words[money.end() :].strip()}".strip()
    before = words[: money.start()].strip() == rest
    power = _power(rest, languages, before=before)
    return None if power is None else (power, money[0])


def _power(words: str, languages: tuple[str, ...], *, before: bool) -> int | None:
    """The power of ten that words are, whole; None: they are something else."""
    if found := _NOUGHTS.fullmatch(words):
        return found[1].count("0")
    bare = words
    while (shorter := _JOINTS.sub("", bare).strip()) != bare:
        bare = shorter
    if found := _NOUGHTS.fullmatch(bare):
        return found[1].count("0")
    if bare in _LETTERS and not (before and bare in ("m", "mm")):
        return _LETTERS[bare]
    head = scale_at_head(bare, languages)
    return head[0] if head and not head[1].strip(" .") else None
