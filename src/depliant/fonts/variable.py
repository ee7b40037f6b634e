"""Static faces of variable fonts of packages: the weight and settings that are wanted.

HarfBuzz makes them (`hb-subset`): what is set, embedded and kept is a static TrueType file of that
weight, of the same bytes for the same HarfBuzz.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Final

import uharfbuzz as hb

WEIGHT_AXIS: Final = "wght"
_STEP: Final = 100


def weight_range(path: Path) -> tuple[int, int] | None:
    """The least and the most weight that a variable font is drawn in; None without that axis."""
    face = hb.Face(hb.Blob.from_file_path(str(path)))
    for axis in face.axis_infos:
        if axis.tag == WEIGHT_AXIS:
            return max(-(-int(axis.min_value) // 1), 1), int(axis.max_value)
    return None


def steps(span: tuple[int, int] | None) -> tuple[int, ...]:
    """The weights that are told of a range: its hundreds; the regular one alone without any.

    A range between two hundreds has its ends.
    """
    if span is None:
        return (400,)
    least, most = span
    hundreds = range(max(-(-least // _STEP) * _STEP, _STEP), most + 1, _STEP)
    return tuple(hundreds) or tuple(sorted({least, most}))


def static(data: bytes, weight: int, axes: Iterable[tuple[str, float]] = ()) -> bytes:
    """The static font file of a weight; axes that are not set stand at their defaults."""
    face = hb.Face(hb.Blob(data))
    wanted = hb.SubsetInput()
    wanted.keep_everything()
    settings = {**dict(axes), WEIGHT_AXIS: weight}
    for axis in face.axis_infos:
        if axis.tag in settings:
            value = min(max(settings[axis.tag], axis.min_value), axis.max_value)
            wanted.pin_axis_location(face, axis.tag, value)
        else:
            wanted.pin_axis_to_default(face, axis.tag)
    part = hb.SubsetPlan(face, wanted).execute()
    return bytes(part.blob.data)
