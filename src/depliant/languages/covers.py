"""What the first page of a booklet is called, where a program lists its pages."""

from __future__ import annotations

from typing import Final

_COVERS: Final = {
    "ar": "الغلاف",
    "cs": "obálka",
    "da": "omslag",
    "de": "Umschlag",
    "en": "cover",
    "es": "cubierta",
    "fi": "kansi",
    "fr": "couverture",
    "hu": "borító",
    "it": "copertina",
    "ja": "表紙",
    "nb": "omslag",
    "nl": "omslag",
    "nn": "omslag",
    "no": "omslag",
    "pl": "okładka",
    "pt": "capa",
    "ro": "copertă",
    "sk": "obálka",
    "sv": "omslag",
    "uk": "обкладинка",
}


def cover(language: str) -> str:
    """The word for the cover in a language by its tag; empty where it is not known."""
    return _COVERS.get(language.replace("_", "-").partition("-")[0], "")
