"""Words without accents, capitals and signs, as ids are written."""

from __future__ import annotations

import re
import unicodedata


def name_key(words: str) -> str:
    """Words without accents, capitals and signs, to find an id by: habitat_minier."""
    plain = unicodedata.normalize("NFKD", words.casefold().replace("œ", "oe"))
    return re.sub(r"[\W_]+", "_", re.sub(r"[\u0300-\u036f]", "", plain)).strip("_")
