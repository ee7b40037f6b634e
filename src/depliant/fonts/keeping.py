"""What one must know of a font file to keep it: the package that it comes in, and its licence."""

from __future__ import annotations

import struct

import uharfbuzz as hb

from depliant.fonts.registry import package_of

_RESTRICTIONS = 0x030F
"""OpenType, OS/2, fsType: all bits that forbid something of a file; none is installable."""


def package_version(family: str) -> str:
    """The version of the package that a family comes in; empty if it comes in another way."""
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version(package_of(family))
    except PackageNotFoundError:
        return ""


def may_be_kept(data: bytes) -> bool:
    """Whether a font file may be kept with a document: its licence bits forbid nothing."""
    table = hb.Face(hb.Blob(data)).reference_table("OS/2").data
    if len(table) < 10:
        return False
    (bits,) = struct.unpack_from(">H", table, 8)
    return not bits & _RESTRICTIONS
