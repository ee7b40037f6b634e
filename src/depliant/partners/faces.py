"""Fonts for the live text of a mark that does not carry its own: those given, those installed."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final

from depliant.errors import InputError, Place
from depliant.fonts.face import load
from depliant.fonts.registry import FaceRef, family_files, nearest
from depliant.graphics.pdf_text import is_font, plain_name
from depliant.partners.kinds import unusable
from depliant.sentences import say

_WEIGHTS: Final = {
    "thin": 100, "extralight": 200, "ultralight": 200, "light": 300, "regular": 400, "normal": 400,
    "roman": 400, "book": 400, "medium": 500, "semibold": 600, "demibold": 600, "demi": 600,
    "bold": 700, "extrabold": 800, "ultrabold": 800, "black": 900, "heavy": 900,
}  # fmt: skip


def fonts_for(
    lacking: Sequence[str], given: Mapping[str, bytes], place: Place
) -> Mapping[str, bytes]:
    """A font for each that is lacking, by its name.

    Raises:
        InputError: `pdf-art-font`: there is none for some, all of which are named.
    """
    by_name = {plain_name(name): data for name, data in given.items()}
    found, missing = {}, []
    for name in lacking:
        data = by_name.get(plain_name(name)) or installed(name) or by_name.get("")
        if data is None or not is_font(data):
            missing.append(name)
        else:
            found[name] = data
    if missing:
        names = ", ".join(missing)
        options = " ".join(f"--font '{name}=FILE.otf'" for name in missing)
        file = place.file.rpartition("/")[2]
        raise unusable(
            "pdf-art-font",
            say(
                "{file} has live text in fonts that it does not carry: {names}.",
                file=file,
                names=names,
            ),
            place,
            say(
                "Give them ({options}), or ask the partner to convert the text to outlines.",
                options=options,
            ),
        )
    return found


def font_of(given: Mapping[str, bytes], family: str, weight: int, slanted: bool) -> bytes | None:
    """The font for text of a family, as CSS names it; a font that is no font is none."""
    by_name = {plain_name(name): data for name, data in given.items()}
    style = f"{'Bold' * (weight >= 600)}{'Italic' * slanted}"
    for called in (f"{family}{style}", family):
        if plain_name(called) in by_name:
            data = by_name[plain_name(called)]
            return data if is_font(data) else None
    face = nearest(FaceRef(family, weight, "italic" if slanted else "normal"))
    try:
        return load(face).data
    except InputError:
        known = by_name.get("")
        return known if known is not None and is_font(known) else None


def installed(name: str) -> bytes | None:
    """The font of that PostScript name among the installed families; None if it is not there."""
    family, _, style = name.partition("-")
    words = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", family).strip()
    for called in (words, words.removesuffix("MT").strip()):
        if not called or not family_files(called):
            continue
        slanted = bool(re.search(r"italic|oblique", style, re.IGNORECASE))
        bare = re.sub(r"italic|oblique|[^a-z]", "", style.lower())
        face = FaceRef(
            called, _WEIGHTS.get(bare or "regular", 400), "italic" if slanted else "normal"
        )
        try:
            return load(face).data
        except InputError:
            return None
    return None
