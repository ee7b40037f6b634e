"""The text of a file that people save in an editor: UTF-8, or what it is instead."""

from __future__ import annotations

import re
from typing import Final

from depliant.errors import Place
from depliant.sentences import Sentence, say
from depliant.source.lines import position_of_byte
from depliant.source.paths import refused

_SAVE_AGAIN: Final = say(
    "Save it again, and choose UTF-8 as its encoding (in some editors “Unicode (UTF-8)”)."
)


def decoded(data: bytes, name: str) -> str:
    """UTF-8 text, with or without a byte order mark.

    Raises:
        InputError: `yaml-encoding`.
    """
    if b"\0\0" in (data[:4:2], data[1:4:2]):  # UTF-16 without a mark, which UTF-8 can be read from
        raise refused(
            "yaml-encoding",
            _UTF_16,
            Place(name, 1, 1),
            _SAVE_AGAIN,
        )
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise refused(
            "yaml-encoding",
            _otherwise(data, error.start),
            Place(name, *position_of_byte(data, error.start)),
            _SAVE_AGAIN,
        ) from None


_UTF_16: Final = say("The file is not in UTF-8 but in UTF-16.")


def _otherwise(data: bytes, at: int) -> Sentence:
    """In which other encoding a file seems to be, and a word that shows it."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return _UTF_16
    first = max((data.rfind(sign, 0, at) for sign in b" \n\"'"), default=-1) + 1
    word = re.match(rb"[^\s\"']{1,40}", data[first:])
    if word is None or re.search(rb"[\x80-\x8f\x81\x8d\x90\x9d]", word[0]) is not None:
        return say("The file is not in UTF-8.")
    return say(
        "The file is not in UTF-8 but, it seems, in Windows-1252 (“{word}”).",
        word=word[0].decode("cp1252", "replace"),
    )
