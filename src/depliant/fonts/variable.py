"""Static faces of variable fonts: the weight that is wanted, all else as the font has it.

HarfBuzz makes them (`hb-subset`): what is set, embedded and kept is a static TrueType file of that
weight, of the same bytes for the same HarfBuzz.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

import uharfbuzz as hb

WEIGHT_AXIS: Final = "wght"
_STEP: Final = 100


def weights(path: Path) -> tuple[int, ...]:
    """The weights that a variable font can be set in, in steps of a hundred.

    A font without that axis has the regular one alone.
    """
    face = hb.Face(hb.Blob.from_file_path(str(path)))
    for axis in face.axis_infos:
        if axis.tag == WEIGHT_AXIS:
            first = -(-int(axis.min_value) // _STEP) * _STEP
            return tuple(range(max(first, _STEP), int(axis.max_value) + 1, _STEP))
    return (400,)


def static(data: bytes, weight: int) -> bytes:
    """The static font file of a weight; its other axes stand at their defaults."""
    face = hb.Face(hb.Blob(data))
    wanted = hb.SubsetInput()
    wanted.keep_everything()
    for axis in face.axis_infos:
        if axis.tag == WEIGHT_AXIS:
            wanted.pin_axis_location(face, axis.tag, weight)
        else:
            wanted.pin_axis_to_default(face, axis.tag)
    part = hb.SubsetPlan(face, wanted).execute()
    return bytes(part.blob.data)
