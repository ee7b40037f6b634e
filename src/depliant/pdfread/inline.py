"""Images that stand in a content stream (ISO 32000-1, 8.9.7), read as those of the resources."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pikepdf

from depliant.pdfread.objects import as_key, as_name, dictionary
from depliant.pdfread.streams import SHORT_FILTERS
from depliant.pdfread.tokens import Operand

_SHORT_KEYS = {
    "BPC": "BitsPerComponent",
    "CS": "ColorSpace",
    "D": "Decode",
    "DP": "DecodeParms",
    "F": "Filter",
    "H": "Height",
    "IM": "ImageMask",
    "I": "Interpolate",
    "L": "Length",
    "W": "Width",
}
_SPACES = {"/G": "/DeviceGray", "/RGB": "/DeviceRGB", "/CMYK": "/DeviceCMYK", "/I": "/Indexed"}
_MAX_DEPTH = 6


def fields_of(operand: Operand) -> dict[str, Operand]:
    """The entries of an inline image under their full names, with slashes.

    Raises:
        ValueError: it is no image.
    """
    if not isinstance(operand, dict):
        raise ValueError("no image")
    found: dict[str, Operand] = {}
    for key, value in operand.items():
        whole = "/" + _SHORT_KEYS.get(key[1:], key[1:])
        if key != "data":
            found.setdefault(whole, value)
    return found


def space_of(value: Operand) -> Any:
    """A colour space that an inline image names or spells, as an object; None without one."""
    if isinstance(value, str):
        return as_name(_SPACES.get(value, value))
    return _made(value) if isinstance(value, list) else None


def as_stream(pdf: pikepdf.Pdf, operand: Operand) -> pikepdf.Stream | None:
    """An inline image as a stream of `pdf`, without its colour space; None for no image."""
    if not isinstance(operand, dict):
        return None
    data = operand.get("data")
    made = pdf.make_stream(data if isinstance(data, bytes) else b"")
    made.Type, made.Subtype = pikepdf.Name.XObject, pikepdf.Name.Image
    for key, value in fields_of(operand).items():
        if key in ("/ColorSpace", "/Length") or len(key) < 2:
            continue
        entered = _filters(value) if key == "/Filter" else _made(value)
        if entered is not None:
            made[as_key(key)] = entered
    return made


def _filters(value: Operand) -> Any:
    """Filters by their full names."""
    if isinstance(value, list):
        return pikepdf.Array([_filters(one) for one in value])
    called = str(value)[1:]
    return as_name("/" + (SHORT_FILTERS.get(called, called) or "Unknown"))


def _made(value: Operand, depth: int = 0) -> Any:
    """An operand as an object; null for what lies too deep."""
    if depth > _MAX_DEPTH:
        return None
    if isinstance(value, str):
        return as_name(_SPACES.get(value, value)) if len(value) > 1 else None
    if isinstance(value, bytes):
        return pikepdf.String(value)
    if isinstance(value, list):
        return pikepdf.Array([_made(one, depth + 1) for one in value])
    if isinstance(value, Mapping):
        return dictionary(
            {key: _made(one, depth + 1) for key, one in value.items() if len(key) > 1}
        )
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value
