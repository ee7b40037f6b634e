"""Words and signs for powers of ten: million, Mrd., tysięcy, 万, crore.

Most are those of CLDR's compact forms, in every plural form. What CLDR does not have (other cases
of the word, what people write for it) is a line a language.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import lru_cache
from typing import Final, NamedTuple

from babel import Locale

from depliant.languages.rules import listed
from depliant.languages.tags import of_cldr

_WORDS: Final = {
    "fr": {3: "mille|milliers?", 6: r"millions?|Mio\.?", 9: "milliards?|Mrd"},
    "en": {3: "thousands?|k", 6: "millions?|mn|m", 9: "billions?|bn"},
    "nl": {
        3: r"duizend(?:en)?|dzd\.?", 6: r"miljoen(?:en)?|mln\.?|mio\.?",
        9: r"miljard(?:en)?|mld\.?",
    },
    "de": {
        3: r"tausend(?:e[nr]?)?|Tsd\.?", 6: r"millionen?|Mill?\.|Mio\.?",
        9: r"milliarden?|Mrd\.?|Mia\.?",
    },
    "pl": {3: r"tysi[ąęa]c\w{0,4}|tys\.?", 6: r"milion\w{0,4}|mln", 9: r"miliard\w{0,4}|mld"},
    "uk": {3: r"тисяч\w{0,3}|тис\.?", 6: r"мільйон\w{0,4}|млн\.?", 9: r"мільярд\w{0,4}|млрд\.?"},
    "ru": {3: r"тысяч\w{0,3}|тыс\.?", 6: r"миллион\w{0,4}|млн\.?", 9: r"миллиард\w{0,4}|млрд\.?"},
    "ar": {
        3: "(?:PREFIX)(?:ألف(?:ا|ًا|اً|ان|ين|ي)?|آلاف|الاف|ألوف)",
        6: "(?:PREFIX)(?:مليون(?:ا|ًا|اً|ان|ين|ي)?|ملايين)",
        9: "(?:PREFIX)(?:مليار(?:ا|ًا|اً|ان|ين|ي|ات)?|بليون|بلايين)",
    },
    "es": {3: "mil|miles|millares", 6: r"mill[oó]n(?:es)?|M", 9: "millardos?"},
    "it": {3: "mille|mila|migliaia|migliaio", 6: r"milion[ei]|mln\.?", 9: r"miliard[oi]|mld\.?"},
    "pt": {3: "mil|milhares", 6: r"milh(?:ão|ões)|mi", 9: r"bilh(?:ão|ões)|bi"},
    "cs": {
        3: r"tisíc\w{0,3}|tis\.", 6: r"mili[oó]n\w{0,3}|mil\.|mio\.?",
        9: r"miliard\w{0,3}|mld\.?",
    },
    "sk": {
        3: r"tisíc\w{0,3}|tis\.", 6: r"mili[oó]n\w{0,3}|mil\.|mio\.?",
        9: r"miliárd\w{0,3}|mld\.?",
    },
    "ja": {3: "千", 4: "万", 6: "百万", 7: "千万", 8: "億", 9: "十億", 12: "兆"},
    "zh": {
        3: "千", 4: "万|萬", 6: "百万|百萬", 7: "千万|千萬", 8: "亿|億",
        9: "十亿|十億", 12: "兆|万亿",
    },
    "ko": {3: "천", 4: "만", 6: "백만", 7: "천만", 8: "억", 9: "십억", 12: "조"},
    "he": {
        3: "HEBREW(?:אלף|אלפי|אלפים)", 6: "HEBREW(?:מיליון|מיליוני|מיליונים)",
        9: "HEBREW(?:מיליארד|מיליארדי|מיליארדים)",
    },
    "sw": {3: "elfu|maelfu", 6: "(?:ma)?milioni", 9: "(?:ma)?bilioni"},
    "id": {3: "ribu(?:an)?", 6: "juta(?:an)?", 9: "mili?ar(?:an)?"},
}  # fmt: skip
"""Patterns of the words for a power of ten, beside CLDR's; whole words, but in Chinese and the
like, which have no spaces between them."""
_PREFIXES: Final = {
    "PREFIX": "[وفبلك]?(?:ال)?|لل",
    "HEBREW": "[ובהכלמש]{0,3}",
}
"""What stands for the prefixes of a script, which are written against their word."""
# 조 of 조치 (measure), 천 of 인천 and 만 of 불만 are no numbers: before these signs stands a number
# or nothing, and behind them a counter, a currency, a particle or nothing.
_KOREAN: Final = (
    "(?:(?<![가-힣%])|(?<=[십백천만억조수몇]))",
    "(?:(?![가-힣])|(?=[만억조]|원|유로|달러|엔|위안|파운드|여|명|개|곳|건|채|대|권|장|점|가구"
    "|그루|마리|톤|킬로|미터|제곱|평|헥타르|리터|와트|회|년|[의이은는을를에인부](?![가-힣])))",
)
_INFLECTED: Final = listed(
    "be bg bs cs el et eu fi hr hu hy is ka kk lt lv mk pl ru sk sl sr sv tr uk az"
)
"""Languages whose words for millions take endings that CLDR does not list."""
_VOWELS: Final = "aeiouyаеиоуяюіїє"
_SOLID: Final = frozenset({"ja", "zh", "ko", "th", "lo", "km", "my"})
_END: Final = r"(?:(?![^\W\d_])|(?=US\$|[A-Z]{3}(?![^\W\d_])))"
"""The end of a word; the sign of a currency may be letters."""
_SPACES: Final = re.compile("[ \u00a0\u202f]+")
_ZEROS: Final = re.compile(r"([^0]*)(0+)([^0]*)")
_BARE: Final = re.compile(r"[^\W\d_]")


class Scale(NamedTuple):
    """A word for a power of ten: where it stands in a text, and the power.

    One that is `short`, a letter or two, says so only beside a number.
    """

    start: int
    end: int
    power: int
    short: bool = False


def scales(text: str, language: str) -> tuple[Scale, ...]:
    """The words for powers of ten in a text of a language, in order."""
    pattern, powers = _pattern(of_cldr(language))
    return tuple(
        Scale(
            match.start(),
            match.end(),
            powers[int(str(match.lastgroup)[1:])],
            _is_short(match[0]),
        )
        for match in pattern.finditer(text)
    )


def _is_short(word: str) -> bool:
    return len(word) < 3 and word.isascii()


@lru_cache(maxsize=32)  # a pattern a language
def _pattern(tag: str) -> tuple[re.Pattern[str], tuple[int, ...]]:
    """One pattern of all words of a language, longest first, and the power of each group."""
    name = tag.partition("_")[0]
    votes: dict[str, Counter[int]] = defaultdict(Counter)
    for form, power in _compact_words(tag):
        votes[form][power] += 1
    # A slip of CLDR's says a word of another power once; what most of its forms say is meant.
    forms = {form: counted.most_common(1)[0][0] for form, counted in votes.items()}
    alternatives: list[tuple[str, int]] = []
    for word, power in sorted(forms.items(), key=lambda item: -len(item[0])):
        if name in _INFLECTED and len(word) > 4:
            alternatives.append((re.escape(word.rstrip(_VOWELS)) + r"\w{0,4}", power))
        else:
            alternatives.append((re.escape(word), power))
    for power, words in sorted(_WORDS.get(name, {}).items()):
        for mark, prefixes in _PREFIXES.items():
            words = words.replace(mark, prefixes)
        alternatives.insert(0, (words, power))
    before, after = ("", "") if name in _SOLID else (r"(?<![^\W\d_])", _END)
    if name == "ko":
        before, after = _KOREAN
    groups = [
        f"(?P<g{at}>{_alone(words) if name in _SOLID else ''}(?:{_cased(words)}){after})"
        for at, (words, _) in enumerate(alternatives)
    ]
    # Where a word begins is looked at once, not once for each of them.
    pattern = f"{before}(?:{'|'.join(groups)})" if groups else r"(?!)"
    return re.compile(pattern), tuple(power for _, power in alternatives)


def _alone(words: str) -> str:
    """In a script that parts no words, no M among other letters (5 Museums) is a million."""
    return rf"(?<![A-Za-z])(?={words}(?![A-Za-z]))" if words.isascii() else ""


def _cased(words: str) -> str:
    """Words of three letters or more may be in capitals; M and m are two things."""
    return "|".join(
        part if _is_short(part) else f"(?i:{part})" for part in re.split(r"\|(?![^(]*\))", words)
    )


def _compact_words(tag: str) -> Iterator[tuple[str, int]]:
    """The words round the number in CLDR's compact forms, each with its power of ten."""
    locale = Locale.parse(tag)
    for width in ("short", "long"):
        for sizes in locale.compact_decimal_formats.get(width, {}).values():
            for size, found in sizes.items():
                text = str(getattr(found, "pattern", found)).replace("'", "").partition(";")[0]
                match = _ZEROS.fullmatch(text)
                if match is None:
                    continue
                power = len(str(size)) - len(match[2])
                for word in (match[1].strip(), match[3].strip()):
                    if _BARE.search(word) and power:
                        word = unicodedata.normalize("NFC", word.translate(_DIRECTIONS))
                        yield _SPACES.sub(" ", word), power


_DIRECTIONS: Final = dict.fromkeys(map(ord, "\u061c\u200e\u200f"))
