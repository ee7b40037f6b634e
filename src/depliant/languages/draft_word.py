"""What a draft is called, as it stands across its pages: a line a language."""

from __future__ import annotations

from typing import Final

from depliant.languages.tags import canonical

_WORDS: Final = {
    "ar": "مسودة",
    "bg": "ЧЕРНОВА",
    "ca": "ESBORRANY",
    "cs": "KONCEPT",
    "cy": "DRAFFT",
    "da": "UDKAST",
    "de": "ENTWURF",
    "el": "ΠΡΟΣΧΕΔΙΟ",
    "en": "DRAFT",
    "es": "BORRADOR",
    "et": "MUSTAND",
    "eu": "ZIRRIBORROA",
    "fa": "پیش‌نویس",
    "fi": "LUONNOS",
    "fr": "BROUILLON",
    "ga": "DRÉACHT",
    "he": "טיוטה",
    "hr": "NACRT",
    "hu": "TERVEZET",
    "id": "DRAF",
    "it": "BOZZA",
    "ja": "下書き",
    "ko": "초안",
    "lt": "JUODRAŠTIS",
    "lv": "MELNRAKSTS",
    "nb": "UTKAST",
    "nl": "CONCEPT",
    "nn": "UTKAST",
    "pl": "SZKIC",
    "pt": "RASCUNHO",
    "ro": "CIORNĂ",
    "ru": "ЧЕРНОВИК",
    "sk": "KONCEPT",
    "sl": "OSNUTEK",
    "sr": "НАЦРТ",
    "sv": "UTKAST",
    "th": "ฉบับร่าง",
    "tr": "TASLAK",
    "uk": "ЧЕРНЕТКА",
    "vi": "BẢN NHÁP",
    "zh": "草稿",
}
ENGLISH: Final = _WORDS["en"]


def draft_word(language: str) -> str:
    """What a draft in a language is called; in English where nobody has said."""
    tag = canonical(language)
    return _WORDS.get(tag) or _WORDS.get(tag.partition("-")[0], ENGLISH)
