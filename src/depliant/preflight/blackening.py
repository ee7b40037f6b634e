"""Text in rich black made text in black alone, which overprints: where it is asked for.

Text that is printed from four plates shows seams of colour wherever one is out of register. Only
text of full black, filled in DeviceCMYK by the page's own content, is changed: the black plate
stays the same to the last pixel, and the others change nowhere but where such text stands.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import pikepdf
from pikepdf.models import PdfParsingError

from depliant.geometry import Rect
from depliant.pdfread.objects import as_written, dictionary, entries, entry, name, number

if TYPE_CHECKING:
    from PIL.Image import Image as Picture

    from depliant.pdfread.opening import PageFacts
    from depliant.preflight.content import Text
    from depliant.preflight.inks import Plates
    from depliant.preflight.job import PageView

_FULL: Final = 0.995
"""The ink from which black is full."""
_LEAST: Final = 0.02
"""Less of all other inks together is none."""
_SHOWING: Final = frozenset(["Tj", "TJ", "'", '"'])
_AROUND: Final = 0.5
"""How far a letter may reach out of the box of its text, as a share of the size."""

Number = int | float | Decimal


class _Graphics(NamedTuple):
    """What is to be known of the graphics state: the fill, its overprinting, how text is shown."""

    fill: tuple[Number, ...] | None = None
    is_cmyk: bool = False
    overprints: bool = False
    mode: int = 0
    rendering: int = 0

    @property
    def is_rich(self) -> bool:
        """Whether text is now filled in rich black."""
        return self.rendering == 0 and self.fill is not None and is_rich(self.fill)


def is_rich(inks: tuple[Any, ...]) -> bool:
    """Whether four amounts are full black, and something besides."""
    return len(inks) == 4 and number(inks[3]) >= _FULL and sum(map(number, inks[:3])) > _LEAST


def blacken(pdf: pikepdf.Pdf, facts: PageFacts) -> int:
    """Change the text of a page; how many strings were changed."""
    if entry(facts.resources, "/ColorSpace", "/DefaultCMYK") is not None:
        return 0
    states = dict(entries(entry(facts.resources, "/ExtGState")))
    made: list[Any] = []
    count, writing = 0, _Writing(states)
    for operation in _operations(facts):
        found = [*writing.follow(operation)]
        count += len(found) > 1
        made += found
    if count:
        _put(pdf, facts, states | writing.own, pikepdf.unparse_content_stream(made))
    return count


def _operations(facts: PageFacts) -> Iterable[Any]:
    """What a page does; nothing of one that pikepdf cannot read, which stays as it is."""
    try:
        return pikepdf.parse_content_stream(pikepdf.Page(facts.node))
    except (TypeError, ValueError, pikepdf.PdfError, PdfParsingError):
        return ()


def _put(pdf: pikepdf.Pdf, facts: PageFacts, states: dict[str, Any], content: bytes) -> None:
    """Give a page content and states of its own: resources may be shared by others."""
    resources = dictionary(dict(entries(facts.resources)))
    resources.ExtGState = dictionary(states)
    facts.node.Resources = resources
    facts.node.Contents = pdf.make_stream(content)


class _Writing:
    """Follows a page's content, and writes it anew; `own` are the states that it needs."""

    def __init__(self, states: dict[str, Any]) -> None:
        self._states = states
        self._now = _Graphics()
        self._kept: list[_Graphics] = []
        self.own: dict[str, Any] = {}

    def follow(self, operation: Any) -> Iterator[Any]:
        """An operation as it is, or with what is done for it round it."""
        operands, operator = [*operation.operands], str(operation.operator)
        if operator in _SHOWING and self._now.is_rich and self._now.fill is not None:
            now = self._now
            yield _operation([0, 0, 0, 1], "k")
            yield _operation([self._state(True, 1)], "gs")
            yield operation
            yield _operation([*self._now.fill], "k")
            yield _operation([self._state(now.overprints, now.mode)], "gs")
            return
        self._enter(operands, operator)
        yield operation

    def _state(self, overprints: bool, mode: int) -> pikepdf.Name:
        called = f"/DepliantOver{int(overprints)}{mode}"
        self.own[called] = pikepdf.Dictionary(Type=pikepdf.Name.ExtGState, op=overprints, OPM=mode)
        return pikepdf.Name(called)

    def _enter(self, operands: list[Any], operator: str) -> None:
        now = self._now
        match operator:
            case "q":
                self._kept.append(now)
            case "Q":
                self._now = self._kept.pop() if self._kept else now
            case "k":
                self._now = now._replace(fill=tuple(operands), is_cmyk=True)
            case "g" | "rg":
                self._now = now._replace(fill=None, is_cmyk=False)
            case "cs":
                is_cmyk = name(operands[0] if operands else None) == "DeviceCMYK"
                self._now = now._replace(fill=None, is_cmyk=is_cmyk)
            case "sc" | "scn":
                self._now = now._replace(fill=tuple(operands) if now.is_cmyk else None)
            case "Tr":
                self._now = now._replace(rendering=int(number(operands[0] if operands else 0)))
            case "gs":
                self._switch(self._states.get(as_written(operands[0]) if operands else ""))

    def _switch(self, state: Any) -> None:
        """What a graphics state says of overprinting (8.4.5): OP alone is for both."""
        both, own = entry(state, "/OP"), entry(state, "/op")
        said = own if own is not None else both
        now = self._now
        if said is not None:
            now = now._replace(overprints=bool(said))
        if entry(state, "/OPM") is not None:
            now = now._replace(mode=int(number(entry(state, "/OPM"))))
        self._now = now


def _operation(operands: list[Any], operator: str) -> pikepdf.ContentStreamInstruction:
    return pikepdf.ContentStreamInstruction(operands, pikepdf.Operator(operator))


def keeps(view: PageView, before: Plates, after: Plates) -> bool:
    """Whether plates differ nowhere but where a page has text in rich black, and black nowhere."""
    from PIL import Image, ImageChops, ImageDraw

    open_ = Image.new("L", before.pictures[0].size, 255)
    draw = ImageDraw.Draw(open_)
    for text in view.texts:
        if _is_blackened(text):
            draw.rectangle(_pixels(text, before), fill=0)
    for ink, one, other in zip(before.names, before.pictures, after.pictures, strict=True):
        if one.size != other.size:
            return False
        changed: Picture = ImageChops.difference(one, other)
        if ink != "Black":
            changed = ImageChops.multiply(changed, open_)
        if changed.getbbox() is not None:
            return False
    return True


def _is_blackened(text: Text) -> bool:
    fill = text.look.fill
    return fill is not None and fill.space.kind == "DeviceCMYK" and is_rich(tuple(fill.values))


def _pixels(text: Text, plates: Plates) -> tuple[float, float, float, float]:
    """The pixels that a text may touch."""
    around = _AROUND * text.size
    box: Rect = text.box.inset(-around, -around, -around, -around)
    left, top = (box.x - plates.area.x) * plates.scale, (box.y - plates.area.y) * plates.scale
    return (
        left - 1,
        top - 1,
        left + box.width * plates.scale + 1,
        top + box.height * plates.scale + 1,
    )
