"""Words that stand beside a number and belong to it: per cent, and the afternoon's hours.

The words for per cent that several languages share are read in all; of others a line a language.
Those of the afternoon are CLDR's periods of the day.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from babel import Locale

from depliant.languages.tags import of_cldr

_SHARED: Final = (
    r"per ?cent[os]?|pour ?cents?|pro ?[cz]ent\w*|процент\w*|відсот\w*|por ?cien(?:to)?|por ?cento"
    r"|pct|(?:في |ب)ال(?:مئة|مائة)"
)
_BEHIND: Final = {
    "af": "persent", "az": "faiz\\w*", "be": "працэнт\\w*", "bg": "на сто", "bn": "শতাংশ",
    "bs": "posto", "cy": "[yg] [cg]ant", "el": "τοις εκατό", "et": "protsen\\w*",
    "fa": "درصد", "fi": "prosent\\w*", "fil": "porsiyento", "ga": "faoin gcéad",
    "he": "אחוז(?:ים)?",
    "hi": "प्रतिशत|फ़?ीसदी", "hr": "posto|postot\\w*", "hu": "százalék\\w*", "hy": "տոկոս\\w*",
    "id": "persen", "is": "prósent\\w*", "ka": "პროცენტ\\w*", "kk": "пайыз\\w*", "lo": "ເປີເຊັນ",
    "mr": "टक्के|टक्क्यां\\w*", "ms": "peratus", "nb": "prosent\\w*", "ne": "प्रतिशत",
    "nn": "prosent\\w*", "no": "prosent\\w*", "ro": "la sută", "sk": "percent\\w*",
    "sl": "odstot\\w*", "sq": "për qind", "sr": "posto|постo|посто", "ta": "சதவீதம்|சதவிகிதம்",
    "te": "శాతం", "tr": "yüzde", "ur": "فیصد", "uz": "foiz\\w*", "vi": "phần trăm",
}  # fmt: skip
_SOLID: Final = "パーセント|퍼센트|เปอร์เซ็นต์|ភាគរយ"
"""Words that particles are written against."""
_BEFORE: Final = {
    "eu": "ehuneko ", "km": "ភាគរយ", "ku": "ji sedî ", "lo": "ຮ້ອຍລະ ?", "sw": "asilimia ",
    "th": "ร้อยละ ?", "tr": "yüzde ", "yue": "百分之 ?", "zh": "百分之 ?", "ja": "百分の",
}  # fmt: skip
_PERIODS: Final = ("pm", "noon", "afternoon1", "afternoon2", "evening1", "evening2", "night1")


@lru_cache(maxsize=64)
def share_behind(language: str) -> re.Pattern[str]:
    """Per cent or per mille behind a number: a match has the group `mille` if it is the latter."""
    own = _BEHIND.get(of_cldr(language).partition("_")[0], "")
    words = f"{_SHARED}|{own}" if own else _SHARED
    mille = r"[‰\u0609]|(?:pro ?mill?[ea]?|per mill?e?|pour mille)(?!\w)"
    return re.compile(rf" ?(?:(?P<mille>{mille})|%|(?:{words})(?!\w)|{_SOLID})", re.IGNORECASE)


@lru_cache(maxsize=64)
def share_before(language: str) -> re.Pattern[str]:
    """The words for per cent at the end of a text, before its number; they stand for its sign."""
    own = _BEFORE.get(of_cldr(language).partition("_")[0], "(?!)")
    return re.compile(rf"(?<!\w)(?:{own})$" if own.endswith(" ") else f"(?:{own})$", re.IGNORECASE)


@lru_cache(maxsize=64)
def afternoon(language: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What says before an hour, at the end of a text, or behind it that it is the afternoon's."""
    words = {word for word in _periods(language) if len(word) > 1}
    either = "|".join(sorted(map(re.escape, words), key=len, reverse=True)) or "(?!)"
    minutes = r"(?:[:.]\d\d|時|点|點|시|giờ| giờ(?: \d\d)?)?"
    return (
        re.compile(rf"(?:{either}),? ?$", re.IGNORECASE),
        re.compile(rf"{minutes} ?(?:p\.?m|{either})(?!\w)", re.IGNORECASE),
    )


def _periods(language: str) -> Iterator[str]:
    for of_use in Locale.parse(of_cldr(language)).day_periods.values():
        for of_width in of_use.values():
            for period in _PERIODS:
                word = of_width.get(period, "").replace("\u00a0", " ").replace("\u202f", " ")
                if any(map(str.isalpha, word)):
                    yield word
