"""Letters of other scripts that stand for Latin ones in pseudo-translations."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from typing import Final

from msgspec import Struct

_LATIN: Final = "abcdefghijklmnopqrstuvwxyz"

# One of each script's letters for each of a to z; of Cyrillic those that all its languages share.
_ALPHABETS: Final = {
    "Arab": "ابسدعفغحيجكلمنوبقرستوفوخيز",
    "Armn": "աբցդեֆգհիջկլմնոպքրստուվխյզ",
    "Beng": "অবচদএফগহইজকলমনওপখরসতউভঠছযণ",
    "Cyrl": "абцдефгхижклмнопкрстуввшиз",
    "Deva": "अबचदएफगहइजकलमनओपखरसतउवठछयण",
    "Geor": "აბცდეფგჰიჯკლმნოპქრსტუვწხყზ",
    "Grek": "αβψδεφγηιξκλμνοπκρστυβωχυζ",
    "Gujr": "અબચદએફગહઇજકલમનઓપખરસતઉવઠછયણ",
    "Hebr": "אבכדהפגחיזקלמנופקרסטוושצין",
    "Taml": "அபசதஎபகஹஇஜகலமனஓபகரஸதஉவடசயண",
    "Thai": "กบคดฉฟงหณจขลมนอปฐรสตทวฝชยซ",
}
_IDEOGRAPHS: Final = "明目中大白本山水火木金土人心手口竹田天空雨花草虫石川"
_SYLLABLES: Final = "가나다라마바사아자차카타파하고노도로모보소오조초코토"
_ARABIC_SIGNS: Final = {",": "،", ";": "؛", "?": "؟"}
# Letters of Latin Extended-A, which Barlow and most faces have.
_ACCENTED: Final = str.maketrans("aceginouyzACEGINOUYZlrstdLRSTD", "àćêğïňôûýžÀĆÊĞÏŇÔÛÝŽłřšťďŁŘŠŤĎ")
_GROWTH: Final = 0.35
"""About what German or Finnish add to French; other scripts have wider letters already."""


class Letters(Struct, frozen=True):
    """How words are disguised: the sign for each letter, one for every `each` letters of a word.

    `unwritten` are the vowels that a script does not write within words, `is_spaced` says that
    words stand apart, and `growth` by what share of its length a text grows.
    """

    signs: Mapping[str, str]
    each: int = 1
    unwritten: str = ""
    is_spaced: bool = True
    growth: float = 0.0

    def disguised(self, words: str) -> str:
        """Plain words in these letters; what is no letter stays."""
        if not self.signs:
            return words.translate(_ACCENTED)
        plain = _plain(words)
        if not self.is_spaced:
            plain = re.sub(r"(?<=[^\W\d_]) (?=[^\W\d_])", "", plain)
        made, run = [], 0
        for sign in plain:
            small = sign.lower()
            if small not in _LATIN:
                made.append(self.signs.get(sign, sign))
                run = 0
                continue
            if run % self.each == 0 and not (run and small in self.unwritten):
                letter = self.signs[small]
                made.append(letter.upper() if sign.isupper() else letter)
            run += 1
        return re.sub(r"σ(?![^\W\d_])", "ς", "".join(made))


def _plain(words: str) -> str:
    """Words without the accents of their letters."""
    apart = unicodedata.normalize("NFD", words.replace("œ", "oe").replace("æ", "ae"))
    return unicodedata.normalize("NFC", "".join(s for s in apart if not unicodedata.combining(s)))


def letters_of(script: str) -> Letters:
    """The letters of a script (ISO 15924); of one that is not here, Latin ones with accents."""
    if script in ("Hans", "Hant", "Jpan"):
        return Letters(dict(zip(_LATIN, _IDEOGRAPHS, strict=True)), each=2, is_spaced=False)
    if script == "Kore":
        return Letters(dict(zip(_LATIN, _SYLLABLES, strict=True)), each=2)
    if script not in _ALPHABETS:
        return Letters({}, growth=_GROWTH)
    signs = dict(zip(_LATIN, _ALPHABETS[script], strict=True))
    if script == "Arab":
        signs |= _ARABIC_SIGNS
    unwritten = "eiou" if script in ("Arab", "Hebr") else ""
    return Letters(signs, unwritten=unwritten, is_spaced=script != "Thai")
