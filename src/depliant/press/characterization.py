"""Which printing condition an output profile is made for, as far as its own words tell.

Conditions are called as in the ICC characterization data registry
(https://www.color.org/chardata/drsection1.xalter), which also names the usual profiles of each:
those of the ECI (www.eci.org) for Fogra's data, of Idealliance for CGATS', of the JPMA for Japan
Color. A profile tells it in its description, or in the measurements that it carries.
"""

from __future__ import annotations

import re
from math import cbrt, dist
from typing import Final

from depliant.patterns import late_pattern

_TAGS: Final = (b"desc", b"dmdd", b"targ", b"cprt")
"""Where a profile tells what it is for, the surest first (ICC.1:2010, 9.2)."""

_LONGEST: Final = 4096
"""Bytes of a text that are read: measurements are told of at their head."""

_LEAST: Final = 5
"""Letters and digits of a name by which it is recognised in another text."""

_FOGRA = late_pattern(r"fogra(\d\d)")

_SWOP: Final = ("CGATS TR 001", "CGATS TR 003", "CGATS TR 005")

_PROFILES: Final[tuple[tuple[str, tuple[str, ...]], ...]] = (
    # What a profile or a condition is called, in small letters and digits alone; what begins
    # like another name comes before it.
    ("isocoatedv2", ("FOGRA39",)),
    ("isowebcoated", ("FOGRA28",)),
    ("isouncoatedyellowish", ("FOGRA30",)),
    ("isouncoated", ("FOGRA29",)),
    ("isocoated", ("FOGRA27",)),
    ("scpaper", ("FOGRA40",)),
    ("psomfcpaper", ("FOGRA41",)),
    ("psosnppaper", ("FOGRA42",)),
    ("psocoatednpscreen", ("FOGRA43",)),
    ("psouncoatednpscreen", ("FOGRA44",)),
    ("psolwcimproved", ("FOGRA45",)),
    ("psolwcstandard", ("FOGRA46",)),
    ("psouncoatediso12647", ("FOGRA47",)),
    ("psoinppaper", ("FOGRA48",)),
    ("psocoatedv2300matte", ("FOGRA49",)),
    ("psocoatedv2300glossy", ("FOGRA50",)),
    ("psocoatedv3", ("FOGRA51",)),
    ("psouncoatedv3", ("FOGRA52",)),
    ("psoscbpaperv3", ("FOGRA54",)),
    ("ecicmykv2", ("FOGRA59",)),
    ("ecicmyk", ("FOGRA53",)),
    ("gracol2006coated1", ("CGATS TR 006",)),
    ("gracol2013uncoated", ("CGATS21-2-CRPC3",)),
    ("gracol2013", ("CGATS21-2-CRPC6",)),
    ("gracol", ("CGATS TR 006", "CGATS21-2-CRPC6")),
    ("crpc3", ("CGATS21-2-CRPC3",)),
    ("crpc5", ("CGATS21-2-CRPC5",)),
    ("crpc6", ("CGATS21-2-CRPC6",)),
    ("swop2013c3", ("CGATS21-2-CRPC5",)),
    ("swop2006coated3", ("CGATS TR 003",)),
    ("swop2006coated5", ("CGATS TR 005",)),
    ("uswebcoatedswop", ("CGATS TR 001",)),
    ("tr001", ("CGATS TR 001",)),
    ("tr003", ("CGATS TR 003",)),
    ("tr005", ("CGATS TR 005",)),
    ("tr006", ("CGATS TR 006",)),
    ("swop", _SWOP),
    ("japancolor2001coated", ("JC200103",)),
    ("japancolor2001uncoated", ("JC200104",)),
    ("japancolor2002newspaper", ("JCN2002",)),
    ("japancolor2003web", ("JCW2003",)),
    ("japancolor2011coated", ("Japan Color 2011 Coated",)),
    ("jc200103", ("JC200103",)),
    ("jc200104", ("JC200104",)),
    ("jcn2002", ("JCN2002",)),
    ("jcw2003", ("JCW2003",)),
    ("isonewspaper26", ("IFRA26",)),
    ("ifra26", ("IFRA26",)),
)


_WHITES: Final[dict[str, tuple[float, float, float]]] = {
    "FOGRA39": (95.0, 0.0, -2.0),
    "FOGRA47": (95.0, 0.0, -2.0),
    "FOGRA51": (95.0, 1.5, -6.0),
    "FOGRA52": (93.5, 2.5, -10.0),
    "CGATS TR 006": (95.0, 0.0, -2.0),
    "CGATS21-2-CRPC6": (95.0, 1.0, -4.0),
    "IFRA26": (82.0, 0.0, 3.0),
}
"""CIELAB of the paper, as the data of a condition give it (ISO 12647-2, ISO 12647-3)."""

_PAPERS_DIFFER: Final = 4.0
"""A difference (CIE 1976) beyond that of two batches of one paper."""

_D50: Final = (0.9642, 1.0, 0.8249)


def white_of(icc: bytes) -> tuple[float, float, float] | None:
    """CIELAB of the paper of an output profile; None where it does not tell (ICC.1:2010, 9.2.36).

    A profile whose white is the reference itself was made without measuring the paper.
    """
    count = min(int.from_bytes(icc[128:132], "big"), 100)
    for at in range(132, 132 + 12 * count, 12):
        if icc[at : at + 4] != b"wtpt":
            continue
        start = int.from_bytes(icc[at + 4 : at + 8], "big") + 8
        raw = icc[start : start + 12]
        if len(raw) < 12:
            return None
        x, y, z = (
            _root(int.from_bytes(raw[4 * i : 4 * i + 4], "big", signed=True) / 65536 / _D50[i])
            for i in range(3)
        )
        found = 116 * y - 16, 500 * (x - y), 200 * (y - z)
        return None if dist(found, (100.0, 0.0, 0.0)) < 1 else found
    return None


def _root(share: float) -> float:
    """CIE 15, 8.2.1."""
    return cbrt(share) if share > 216 / 24389 else (841 / 108) * share + 4 / 29


def other_paper(icc: bytes, condition: str) -> tuple[float, float] | None:
    """How blue or yellow a profile's paper is and that of a condition (b*), where they differ.

    None where they do not, or either is not known.
    """
    white = white_of(icc)
    wanted = next((_WHITES[one] for one in conditions_of(condition) if one in _WHITES), None)
    if white is None or wanted is None or dist(white, wanted) <= _PAPERS_DIFFER:
        return None
    return white[2], wanted[2]


def conditions_of(text: str) -> tuple[str, ...]:
    """The printing conditions that a name or a description may mean, none where it tells nothing.

    Several come of a name that was given to several, such as SWOP.
    """
    plain = _plain(text)
    if fogra := _FOGRA.search(plain):
        return (f"FOGRA{fogra[1]}",)
    return next((found for name, found in _PROFILES if name in plain), ())


def told_by(icc: bytes) -> tuple[str, ...]:
    """The printing conditions that a profile may be made for, none where it does not tell."""
    texts = _texts(icc)
    return next((found for tag in _TAGS if (found := conditions_of(texts.get(tag, "")))), ())


def description(icc: bytes) -> str:
    """What a profile calls itself; empty where it has no name."""
    return _texts(icc).get(b"desc", "").strip()


def names(icc: bytes, condition: str) -> bool:
    """Whether a profile has the very name of a condition in one of its texts."""
    plain = _plain(condition)
    return len(plain) >= _LEAST and any(plain in _plain(text) for text in _texts(icc).values())


def _plain(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "", text.lower())


def _texts(icc: bytes) -> dict[bytes, str]:
    """The texts of a profile by their tags (ICC.1:2010, 7.3); what is cut short is left out."""
    found: dict[bytes, str] = {}
    count = min(int.from_bytes(icc[128:132], "big"), 100)
    for at in range(132, 132 + 12 * count, 12):
        tag = icc[at : at + 4]
        start, size = (int.from_bytes(icc[at + i : at + i + 4], "big") for i in (4, 8))
        if tag in _TAGS and tag not in found:
            found[tag] = _text(icc[start : start + size])
    return found


def _text(data: bytes) -> str:
    """A text of a profile: one of version 2, plain or with a count, or of several languages."""
    kind = data[:4]
    if kind == b"text":
        return _latin(data[8 : 8 + _LONGEST])
    if kind == b"desc":
        count = int.from_bytes(data[8:12], "big")
        return _latin(data[12 : 12 + min(count, _LONGEST)])
    if kind == b"mluc":
        count = min(int.from_bytes(data[8:12], "big"), 50)
        parts = []
        for at in range(16, 16 + 12 * count, 12):
            size, start = (int.from_bytes(data[at + i : at + i + 4], "big") for i in (4, 8))
            parts.append(data[start : start + min(size, _LONGEST)].decode("utf-16-be", "replace"))
        return " ".join(parts)
    return ""


def _latin(data: bytes) -> str:
    return data.partition(b"\0")[0].decode("latin-1")
