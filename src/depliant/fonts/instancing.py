"""Static fonts of a project's own variable ones, exactly as fontTools' instancer makes them.

HarfBuzz, which does it for packages in a hundredth of the time, rounds each delta by itself and is
off by a unit here and there. A house has its type drawn to the unit; and what is made is kept.
Of glyphs with cubic curves (CFF2) it makes a font of the older kind (CFF), which every press reads.
"""

from __future__ import annotations

from io import BytesIO

from depliant.errors import Diagnostic, InputError
from depliant.fonts.sfnt import single
from depliant.quiet import quiet
from depliant.sentences import say


def instanced(data: bytes, index: int, location: tuple[tuple[str, float], ...]) -> bytes:
    """The static font at a location; axes that it does not name stand at their defaults.

    Args:
        data: the file.
        index: the number of the font in it, if it is a collection.
        location: settings by the tags of axes.

    Raises:
        InputError: `font-unreadable`: its variations are damaged.
    """
    from fontTools.ttLib import TTFont
    from fontTools.varLib.instancer import instantiateVariableFont

    quiet("fontTools")
    try:
        font = TTFont(BytesIO(single(data, index)), recalcTimestamp=False)
        axes = {axis.axisTag: axis.defaultValue for axis in font["fvar"].axes}
        wanted = {**axes, **{tag: value for tag, value in location if tag in axes}}
        older = "CFF2" in font
        still = instantiateVariableFont(font, wanted, inplace=True, downgradeCFF2=older)
        written = BytesIO()
        still.save(written)
    except Exception:  # whatever a damaged table makes of its reader
        raise InputError(
            Diagnostic(
                "font-unreadable",
                say("No static font can be made of the variable one: its variations are damaged."),
                hint=say("Ask its foundry for another, or use the static files of the family."),
            )
        ) from None
    return written.getvalue()
