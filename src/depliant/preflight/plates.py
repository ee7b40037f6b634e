"""Separations of a page: one gray page a plate, rastered by pdfium and read as ink.

The page's content is written once for each plate, every colour turned to the gray of its ink on
that plate; what overprints is left out where it leaves the plate as it was. Fonts, clips and
transparency stay as they are, so each plate is composed by itself, as on a press. Cyan, magenta
and yellow are the three channels of one page where all that is painted treats them alike.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import chain
from math import ceil
from typing import TYPE_CHECKING, Any, NamedTuple

import pikepdf
from msgspec import Struct

from depliant.geometry import Rect
from depliant.pdfread.interpreter import Interpreter, Stream
from depliant.pdfread.layers import Layers
from depliant.pdfread.objects import entry
from depliant.pdfread.opening import PageFacts
from depliant.pdfread.spaces import PROCESS
from depliant.preflight.composing import Canvas
from depliant.preflight.inks import Plates
from depliant.preflight.lit import LIGHTS, Blending, Lighting, lighting
from depliant.preflight.printing import Printer
from depliant.preflight.rastering import Channels, View, rastered
from depliant.preflight.separation import Mixed, Part, Separator

if TYPE_CHECKING:
    from PIL.Image import Image as Picture

Window = tuple[int, int, int, int]
PPI = 100
"""Fine enough for areas of ink; a line that is thinner has no area to dry."""

_MAX_PIXELS = 4_000_000
_MAX_SPOTS = 60
_MANY_PLATES = 16
"""Of more plates the pixels are coarser, so that together they take no more memory."""


class Separations(Struct, frozen=True):
    """A page's plates, and the same without its text: what text is printed on."""

    whole: Plates
    ground: Plates


class Fineness(NamedTuple):
    """How fine a page is rastered: pixels an inch, and no more of them than so many in all.

    `smooth` mixes the pixels on an edge, for what is looked at; judging wants none mixed. Gradients
    in RGB are converted at so many `steps` a channel, and between them mixed. A `window` is all
    that is rastered, however many its pixels: left, top, width, height from the trim corner.
    """

    ppi: float = PPI
    pixels: int = _MAX_PIXELS
    smooth: bool = False
    steps: int = 33
    window: Window | None = None


JUDGED = Fineness()


class _Plan(NamedTuple):
    """A page taken apart for its plates: which are written together, and how they are rastered."""

    part: Part
    names: tuple[str, ...]
    sheets: list[Channels]
    media: Rect
    area: Rect
    scale: float
    unmeasured: tuple[str, ...] = ()
    meshed: bool = False
    lighting: Lighting | None = None
    lit: Part | None = None
    """The page as light, where it is blended as such."""

    def part_for(self, channels: Channels) -> Part:
        """The page as it is written for some plates."""
        return self.lit if channels == LIGHTS and self.lit is not None else self.part


def _plan(
    interpreter: Interpreter,
    page: Stream,
    facts: PageFacts,
    icc: bytes,
    fineness: Fineness = JUDGED,
    mixed: Mixed | None = None,
    *,
    overprints: bool = True,
    layers: Layers | None = None,
) -> _Plan:
    kin: dict[Blending, Separator] | None = {} if mixed is None and icc else None
    separator = Separator(interpreter, icc, mixed, overprints=overprints, layers=layers, kin=kin)
    part = separator.part(page)
    spots = tuple(separator.spots)
    names = (*PROCESS, *spots[:_MAX_SPOTS])
    media = facts.media or facts.cut
    area, scale = facts.placed(media), fineness.ppi / 72
    if fineness.window is None:
        pixels = fineness.pixels * min(1.0, _MANY_PLATES / len(names))
        scale = min(scale, (pixels / max(area.width * area.height, 1.0)) ** 0.5)
    sheets: list[Channels] = [(plate,) for plate in names]
    light = lighting(facts, icc) if separator.transparent and mixed is None else None
    lit = None
    if light is not None:
        # One of groups that lie in the page may have been begun already.
        other = (kin or {}).get(light) or Separator(
            interpreter,
            icc,
            light.lacking,
            overprints=False,
            layers=layers,
            blending=light,
            kin=kin,
        )
        lit, sheets[: len(PROCESS)] = other.part(page), [LIGHTS]
    elif separator.together:
        sheets[:3] = [PROCESS[:3]]
    return _Plan(
        part, names, sheets, media, area, scale, spots[_MAX_SPOTS:], separator.meshed, light, lit
    )


def separate(
    interpreter: Interpreter,
    page: Stream,
    facts: PageFacts,
    icc: bytes,
    fineness: Fineness = JUDGED,
    mixed: Mixed | None = None,
    *,
    layers: Layers | None = None,
) -> Separations:
    """The separations of a page, over all of its media box; `icc` is the press's profile.

    `mixed` says what a flat colour puts on the plates, where that is not as the file has it. What
    is on a layer of `layers` that is off is on no plate.
    """
    plan = _plan(interpreter, page, facts, icc, fineness, mixed, layers=layers)
    target = pikepdf.new()
    whole = Printer(target, icc, fineness.steps, plan.lighting, _canvas(plan, facts, fineness))
    ground = whole.without_text()
    for channels in plan.sheets:
        group = _group(facts, channels)
        _add_page(target, plan.media, whole.printed(plan.part_for(channels), channels), group)
    lettered = [channels for channels in plan.sheets if channels in whole.lettered]
    for channels in lettered:
        group = _group(facts, channels)
        _add_page(target, plan.media, ground.printed(plan.part_for(channels), channels), group)
    pictures = rastered(
        target,
        plan.scale * facts.unit,
        [*plan.sheets, *lettered],
        smooth=fineness.smooth,
        meshed=plan.meshed,
    )
    first = dict(zip(plan.sheets, pictures, strict=False))
    below = first | dict(zip(lettered, pictures[len(plan.sheets) :], strict=True))
    return Separations(_plates(plan, first), _plates(plan, below))


def ground_of(
    interpreter: Interpreter,
    page: Stream,
    facts: PageFacts,
    icc: bytes,
    *,
    layers: Layers | None = None,
) -> Plates:
    """The separations of a page without its text alone; as `separate`."""
    plan = _plan(interpreter, page, facts, icc, layers=layers)
    canvas = _canvas(plan, facts, JUDGED)
    printer = Printer(pikepdf.new(), icc, JUDGED.steps, plan.lighting, canvas).without_text()
    return _printed(printer, plan, facts, JUDGED)


def whole_of(
    interpreter: Interpreter,
    page: Stream,
    facts: PageFacts,
    icc: bytes,
    fineness: Fineness = JUDGED,
    *,
    overprints: bool = True,
) -> Plates:
    """The separations of a page with its text alone; as `separate`.

    Without `overprints` what is printed over another ink knocks it out, as on a press whose
    software does not heed that.
    """
    plan = _plan(interpreter, page, facts, icc, fineness, overprints=overprints)
    canvas = _canvas(plan, facts, fineness)
    printer = Printer(pikepdf.new(), icc, fineness.steps, plan.lighting, canvas)
    return _printed(printer, plan, facts, fineness)


def _printed(printer: Printer, plan: _Plan, facts: PageFacts, fineness: Fineness) -> Plates:
    for channels in plan.sheets:
        group = _group(facts, channels)
        printed = printer.printed(plan.part_for(channels), channels)
        _add_page(printer.target, plan.media, printed, group)
    area, scale, view = plan.area, plan.scale, None
    if fineness.window is not None:
        left, top, width, height = fineness.window
        view = View(area.x * scale - left, area.y * scale - top, width, height)
        plan = plan._replace(area=Rect(left / scale, top / scale, width / scale, height / scale))
    pictures = rastered(
        printer.target,
        scale * facts.unit,
        plan.sheets,
        smooth=fineness.smooth,
        meshed=plan.meshed,
        view=view,
    )
    return _plates(plan, dict(zip(plan.sheets, pictures, strict=True)))


def _canvas(plan: _Plan, facts: PageFacts, fineness: Fineness) -> Canvas | None:
    """The pixels that a page is rastered to; None where no group of it needs to know them."""
    if not (plan.part.composes or (plan.lit is not None and plan.lit.composes)):
        return None
    scale, media = plan.scale * facts.unit, plan.media
    if fineness.window is not None:
        left, top, columns, rows = fineness.window
        x, y = plan.area.x * plan.scale - left, plan.area.y * plan.scale - top
        corner = media.x - x / scale, media.y + media.height + y / scale
        return Canvas(*corner, scale, scale, columns, rows)
    width, height = max(media.width, 3.0), max(media.height, 3.0)
    columns, rows = ceil(media.width * scale), ceil(media.height * scale)
    return Canvas(media.x, media.y + media.height, columns / width, rows / height, columns, rows)


def _plates(plan: _Plan, pictures: Mapping[Channels, list[Picture]]) -> Plates:
    found = (*chain(*pictures.values()),)
    if plan.lighting is not None:
        found = (*plan.lighting.inked(pictures[LIGHTS]), *found[len(LIGHTS) :])
    return Plates(found, plan.names, plan.area, plan.scale, plan.unmeasured)


def _add_page(
    target: pikepdf.Pdf, media: Rect, printed: tuple[pikepdf.Dictionary, bytes], group: Any
) -> None:
    page = target.add_blank_page(page_size=(max(media.width, 3.0), max(media.height, 3.0))).obj
    page.MediaBox = pikepdf.Array([media.x, media.y, media.x + media.width, media.y + media.height])
    page.Resources, content = printed
    page.Contents = target.make_stream(content)
    if group is not None:
        page.Group = group


def _group(facts: PageFacts, channels: Channels) -> Any:
    """The page's transparency group in the space of some channels; None where it has none."""
    if entry(facts.node, "/Group") is None:
        return None
    space = pikepdf.Name.DeviceGray if len(channels) == 1 else pikepdf.Name.DeviceRGB
    return pikepdf.Dictionary(S=pikepdf.Name.Transparency, CS=space)
