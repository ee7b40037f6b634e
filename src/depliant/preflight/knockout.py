"""Knockout groups (ISO 32000-1, 11.4.6), written so that any painter shows them.

In such a group each element is laid over what lies behind the group, not over those painted before
it. What is opaque covers them anyway; before what is not they are cut away here: each element is
clipped by all around the later ones.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from depliant.geometry import IDENTITY, Matrix
from depliant.pdfread.events import Event, FormShown, Painted, Pictured, Shaded
from depliant.pdfread.interpreter import Interpreter, Stream
from depliant.pdfread.objects import entry, is_dict, number

_FAR = 20_000.0
"""Points: further than any page reaches."""

_MOST = 64
"""Elements that are cut out of others; so many clips are still shown in reasonable time."""

_MAX_DEPTH = 6
_SQUARE = b"0 0 1 1 re"


def is_knockout(holder: Any) -> bool:
    """Whether a form is a group whose elements knock each other out."""
    return entry(holder, "/Group", "/K") is True


def knocked_out(interpreter: Interpreter, stream: Stream) -> Mapping[int, bytes]:
    """The clips that a knockout group needs, by the place of an event among those of its stream.

    Text is left as it is.
    """
    cuts: dict[int, bytes] = {}
    later: list[bytes] = []
    for at in range(len(stream.events) - 1, -1, -1):
        event = stream.events[at]
        if not _paints(event):
            continue
        back = event.state.ctm.inverse
        if later and back is not None and not (isinstance(event, Painted) and event.clip):
            cuts[at] = _moved(back) + b"".join(later) + _moved(event.state.ctm)
        if _shows_through(interpreter, event, stream):
            later += _around(interpreter, event, stream, IDENTITY)
            if len(later) > _MOST:
                break
    return cuts


def _paints(event: Event) -> bool:
    if isinstance(event, Painted):
        return event.fill or event.stroke
    return isinstance(event, Pictured | FormShown | Shaded)


def _shows_through(interpreter: Interpreter, event: Event, stream: Stream, depth: int = 0) -> bool:
    """Whether an element lets anything show that lies below it."""
    state = event.state
    is_line = isinstance(event, Painted) and not event.fill
    if (state.stroke_alpha if is_line else state.fill_alpha) < 1:
        return True
    if state.blend != "Normal" or state.soft_mask is not None:
        return True
    if isinstance(event, Pictured):
        inside = number(entry(event.xobject, "/SMaskInData"))
        return is_dict(entry(event.xobject, "/SMask")) or inside > 0
    if not isinstance(event, FormShown) or depth > _MAX_DEPTH:
        return False
    inner = interpreter.form(event.xobject, state, stream.supplies)
    return any(
        _paints(one) and _shows_through(interpreter, one, inner, depth + 1) for one in inner.events
    )


def _around(
    interpreter: Interpreter, event: Event, stream: Stream, placed: Matrix, depth: int = 0
) -> Iterator[bytes]:
    """Clips to all around an element, one for each of its shapes; lines have none."""
    matrix = placed @ event.state.ctm
    if isinstance(event, FormShown):
        if depth > _MAX_DEPTH:
            return
        inner = interpreter.form(event.xobject, event.state, stream.supplies)
        within = matrix @ interpreter.facts(event.xobject).matrix
        for one in inner.events:
            if _paints(one):
                yield from _around(interpreter, one, inner, within, depth + 1)
        return
    if isinstance(event, Painted):
        shape = event.shape.source if event.fill else b""
    else:
        shape = _SQUARE if isinstance(event, Pictured) and not event.mask else b""
    back = matrix.inverse
    if shape and back is not None:
        reach = _FAR / matrix.scale
        outer = b"%.3f %.3f %.3f %.3f re " % (-reach, -reach, 2 * reach, 2 * reach)
        yield _moved(matrix) + outer + shape + b" W* n\n" + _moved(back)


def _moved(matrix: Matrix) -> bytes:
    return b"" if matrix == IDENTITY else b"%.9g %.9g %.9g %.9g %.9g %.9g cm\n" % matrix
