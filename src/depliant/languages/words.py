"""What is known of words beside dictionaries: one table, a line a language.

Elisions are what stands before an apostrophe and is no word by itself. Endings are those that a
name may take in a sentence, beginnings what may be written against it. Compounds: languages that
write them in one word, so that no dictionary has them all, with what may join their parts.
Words said twice on purpose are right; in a language that has no line here none is looked for,
since some double words to make their plural. Unlikely are words that exist, seldom, and that
nearly always stand for another with one letter more or less.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Final

from msgspec import Struct

from depliant.languages.rules import listed

PREFIXES: Final = listed(
    "agri agro anti audio auto bio co cyber demi demo eco éco electro électro euro ex extra geo "
    "géo hydro hyper hypo info infra inter intra macro mega méga meta méta micro mini mono multi "
    "nano neo néo neuro non para photo poly post pre pré pro pseudo quasi radio re retro rétro "
    "semi socio sub super sur tele télé tri turbo ultra uni vice video vidéo"
)
"""What stands before a hyphen in many languages, and is no word by itself."""


class WordLore(Struct, frozen=True):
    """What is known of the words of a language beside its dictionary.

    `twice` is None where repeated words are not looked for; `compounds` None where there are
    none in one word. With `accents_wanted` capitals without their accents are no other word;
    where `stems_change` an ending takes the place of a name's last vowel.
    """

    elisions: frozenset[str] = frozenset()
    endings: frozenset[str] = frozenset()
    beginnings: frozenset[str] = frozenset()
    compounds: tuple[str, ...] | None = None
    twice: frozenset[str] | None = None
    unlikely: Mapping[str, str] = {}
    nouns_are_capital: bool = False
    accents_wanted: bool = False
    stems_change: bool = False


_SLAVIC: Final = listed(
    "a u e y i ą ę ie em om ami ach owi ów iem ego emu ej "
    "а у ю я і ї и е о ом ем єм ою ею єю ів ам ям ами ями ах ях ові еві"
)
_TABLE: Final = {
    "fr": WordLore(
        listed("l d j m t s c n qu jusqu lorsqu puisqu quoiqu presqu quelqu entr"),
        endings=listed("s"),
        twice=listed("nous vous faire"),
        accents_wanted=True,
        unlikely={
            "vile": "ville",
            "viles": "villes",
            "ballade": "balade",
            "ballades": "balades",
            "datte": "date",
            "dattes": "dates",
        },
    ),
    "it": WordLore(listed("l d dell nell all dall sull un c s m t v quest")),
    "ca": WordLore(listed("l d m t s n")),
    "en": WordLore(endings=listed("s 's ' es"), twice=listed("had that")),
    "de": WordLore(
        endings=listed("s er ern es en"),
        compounds=("", "s", "es", "n", "en"),
        twice=listed("die der das den dem sie was"),
        nouns_are_capital=True,
    ),
    "nl": WordLore(
        endings=listed("s 's se er"),
        compounds=("", "s", "en", "e", "-"),
        twice=listed("die dat zij je had"),
    ),
    "pl": WordLore(endings=_SLAVIC, stems_change=True, twice=listed("")),
    "cs": WordLore(endings=_SLAVIC, stems_change=True, twice=listed("se")),
    "uk": WordLore(endings=_SLAVIC, stems_change=True, twice=listed("")),
    "ar": WordLore(beginnings=listed("و ف ب ل ك وب ول بال وال ال لل")),
}


@lru_cache(maxsize=64)
def lore(tag: str) -> WordLore:
    """What is known of the words of a language tag; nothing if it has no line."""
    return _TABLE.get(tag.replace("_", "-").partition("-")[0].casefold(), WordLore())
