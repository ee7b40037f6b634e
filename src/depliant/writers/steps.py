"""What is done to the sheet after it is printed, as processing steps of ISO 19593-1:2018.

Each kind is a layer of its own (an optional content group) that says in its metadata what it is:
`GTS_Metadata` with `GTS_ProcStepsGroup` and `GTS_ProcStepsType`. It holds vectors alone, stroked in
a spot ink of their own that overprints, so that whoever does not know it takes nothing off the
artwork. Layers have a configuration with a name, and none switches itself (ISO 19005-2, 6.9).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from msgspec.structs import replace

from depliant.colour import Colour
from depliant.display.items import Finishing, Group, Item, Mark, Page, Path, Stroke
from depliant.press.condition import PressSpec
from depliant.tuples import NamedTuple
from depliant.writers.canvas import File
from depliant.writers.objects import Name, Ref, Value

_GROUP: Final = "Structural"
_WIDTH: Final = 0.5
"""Points."""


class Step(NamedTuple):
    """A kind of step: its type in the standard, which its layer is named after, and its ink."""

    type: str
    ink: Colour


def _step(type_: str, cyan: float, magenta: float, yellow: float) -> Step:
    return Step(type_, Colour(cyan, magenta, yellow, 0.0, spot=f"Dieline {type_}"))


CUTTING: Final = _step("Cutting", 0.0, 1.0, 0.0)
PERFORATING: Final = _step("Perforating", 0.0, 0.5, 1.0)
CREASING: Final = _step("Creasing", 1.0, 0.0, 1.0)
FOLDING: Final = _step("Folding", 1.0, 0.0, 0.0)
ALL: Final = (CUTTING, PERFORATING, CREASING, FOLDING)

_FINISHED: Final[dict[Finishing, tuple[str, Step]]] = {
    "cut": ("cuts", CUTTING),
    "perforation": ("perforations", PERFORATING),
}


class Stepped(NamedTuple):
    """A page without what its steps hold, and these, each with what it paints."""

    page: Page
    steps: tuple[tuple[Step, tuple[Item, ...]], ...]


def parted(page: Page, spec: PressSpec) -> Stepped:
    """A page and the steps that the printer wants; without any it is as it was."""
    if not spec.steps or spec.flavour != "PDF/X-4":
        return Stepped(page, ())
    found: dict[Step, list[Item]] = {}
    wanted = {kind: step for kind, (asked, step) in _FINISHED.items() if asked in spec.steps}
    items = tuple(_kept(page.items, wanted, found))
    lines = [*_folds(page)] if "folds" in spec.steps else []
    if lines:
        found[CREASING if spec.creased else FOLDING] = lines
    steps = tuple(
        (step, (Mark(tuple(_inked(found[step], step)), None, artifact="Page"),))
        for step in ALL
        if step in found
    )
    return Stepped(replace(page, items=items), steps)


def _folds(page: Page) -> Iterator[Item]:
    """The folds of a page from one trim edge to the other."""
    width, height = page.trim
    stroke = Stroke(FOLDING.ink, _WIDTH)
    for x in page.folds:
        yield Path((("M", x, 0.0), ("L", x, height)), stroke=stroke)
    for y in page.cross_folds:
        yield Path((("M", 0.0, y), ("L", width, y)), stroke=stroke)


def _kept(
    items: Sequence[Item], wanted: dict[Finishing, Step], found: dict[Step, list[Item]]
) -> Iterator[Item]:
    """The items that stay artwork; what belongs to a step goes there."""
    for item in items:
        match item:
            case Mark(finishing=kind) if kind is not None and kind in wanted:
                found.setdefault(wanted[kind], []).extend(item.items)
            case Group():
                inner: dict[Step, list[Item]] = {}
                kept = tuple(_kept(item.items, wanted, inner))
                for step, lines in inner.items():
                    found.setdefault(step, []).append(Group(tuple(lines), item.matrix))
                yield replace(item, items=kept) if inner else item
            case _:
                yield item


def _inked(items: Sequence[Item], step: Step) -> Iterator[Item]:
    """The lines of a step in its ink: strokes alone, as thin as a knife, and unbroken."""
    for item in items:
        match item:
            case Path(stroke=stroke) if stroke is not None:
                yield replace(item, fill=None, stroke=Stroke(step.ink, _WIDTH))
            case Group():
                yield replace(item, items=tuple(_inked(item.items, step)))
            case _:
                pass  # scissors, and whatever else is only to be seen


def entered(file: File, steps: Sequence[Step]) -> dict[Step, Ref]:
    """The layers of a file, one a step."""
    return {
        step: file.add({
            "Type": Name("OCG"),
            "Name": step.type,
            "GTS_Metadata": {
                "GTS_ProcStepsGroup": Name(_GROUP),
                "GTS_ProcStepsType": Name(step.type),
            },
        })
        for step in steps
    }  # fmt: skip


def properties(groups: Sequence[Ref]) -> dict[str, Value]:
    """The entry of the catalog that lists the layers (ISO 32000-1, table 100): all are shown."""
    listed = tuple(groups)
    default: dict[str, Value] = {"Name": "Processing steps", "ON": listed, "Order": listed}
    return {"OCProperties": {"OCGs": listed, "D": default}}
