"""From how many digits on a language parts thousands: 3500 in Polish, and 3 500 in French.

CLDR 48, `minimumGroupingDigits`: how many digits stand before the first sign at least. Babel does
not carry it.
"""

from __future__ import annotations

from typing import Final

from babel import Locale

from depliant.languages.rules import listed

_TWO: Final = listed(
    "be bg es et hu hy ia ie it ka lv pl sl sq es_EA es_ES es_GQ es_IC es_PH pt_CH pt_CV pt_GQ "
    "pt_GW pt_LU pt_MO pt_MZ pt_PT pt_ST pt_TL ru_UA"
)
_ONE: Final = frozenset({"es"})
"""Languages whose territories, but those above, have one digit before the sign."""
_THREE: Final = frozenset({"ee"})


def fewest_digits(locale: Locale) -> int:
    """How many digits a whole number has at least that is parted into thousands."""
    tag = f"{locale.language}_{locale.territory}"
    if locale.language in _THREE:
        return 6
    territorial = locale.language in _ONE and locale.territory is not None
    two = tag in _TWO or (locale.language in _TWO and not territorial)
    return 5 if two else 4
