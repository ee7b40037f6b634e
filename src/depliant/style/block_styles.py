"""How boxes, dividers, quotations and captions look: parts of the style sheet."""

from __future__ import annotations

from typing import Annotated, Final, Literal

from msgspec import Meta, field

from depliant.sentences import say
from depliant.source.reading import MisfitError, Part
from depliant.source.scalars import Name

_Length = Annotated[float, Meta(ge=0, le=500)]
Lines = Annotated[float, Meta(ge=0, le=40)]
Edge = Literal["top", "bottom", "start", "end"]


_CLEAR_MM: Final = 2.0
"""How far words keep from a line that is cut: a knife, or a hand, strays by a millimetre."""


class Line(Part, frozen=True, kw_only=True):
    """A line: its swatch, its thickness in points, and whether it is drawn in dashes or dots."""

    colour: Name = "black"
    width: Annotated[float, Meta(ge=0.25, le=50)] = 0.5
    line: Literal["solid", "dashed", "dotted"] = "solid"


Step = Literal["cut", "perforation"]
"""What the printer does along a line; it is printed where he wants no processing steps."""


class BoxRule(Line, frozen=True, kw_only=True):
    """The line round a box, or along some of its `sides`: `start` is where lines of text begin.

    Along it readers cut with the `scissors` that stand on it, or the printer does a `step`.
    """

    sides: Literal["all"] | Annotated[tuple[Edge, ...], Meta(min_length=1, max_length=4)] = "all"
    step: Step | None = None
    scissors: bool = False

    @property
    def edges(self) -> frozenset[Edge]:
        """The sides that it is drawn along."""
        return frozenset(("top", "bottom", "start", "end") if self.sides == "all" else self.sides)


class Padding(Part, frozen=True, kw_only=True):
    """The room between each side of a box and what it holds, in millimetres."""

    top: _Length = 3.0
    bottom: _Length = 3.0
    start: _Length = 3.0
    end: _Length = 3.0


class BoxStyle(Part, frozen=True, kw_only=True):
    """How a box looks.

    `ground` is the swatch that it is filled with, none: nothing. `padding_mm` lies between its
    edges and what it holds, on all sides alike or each by its name. `corner_mm` is the radius of
    its corners. `roles` come before those of the design: `text: box-body`. With `title_ground` its
    title stands in a band of that swatch. With `break` it may be parted between two columns or
    frames: ground and rule go on, and each part has its padding.
    """

    ground: Name | None = None
    rule: BoxRule | None = None
    padding_mm: _Length | Padding = 3.0
    corner_mm: _Length = 0.0
    roles: dict[Name, Name] = field(default_factory=dict)
    title_ground: Name | None = None
    breaks: bool = field(name="break", default=False)

    def __post_init__(self) -> None:
        """Corners are rounded where two sides meet."""
        if self.rule is None:
            return
        if self.corner_mm and len(self.rule.edges) < 4:
            raise MisfitError(say("must not have both `corner_mm` and a rule on some sides alone"))
        if self.rule.step is not None or self.rule.scissors:
            self._check_cut(self.rule)

    def _check_cut(self, rule: BoxRule) -> None:
        """What is cut out is whole, and the knife strays by a millimetre."""
        near = [edge for edge in sorted(rule.edges) if getattr(self.padding, edge) < _CLEAR_MM]
        if near:
            raise MisfitError(
                say(
                    "must keep {clear:g} mm free along a line that is cut: `{edge}` has less",
                    clear=_CLEAR_MM,
                    edge=near[0],
                ),
                "padding_mm",
            )
        if self.breaks:
            raise MisfitError(say("must not stand beside a line that is cut"), "break")
        if rule.scissors and not {"top", "bottom"} & rule.edges:
            raise MisfitError(say("must have a rule at its top or its bottom for `scissors`"))

    @property
    def padding(self) -> Padding:
        """The room on each side."""
        given = self.padding_mm
        if isinstance(given, Padding):
            return given
        return Padding(top=given, bottom=given, start=given, end=given)


class DividerStyle(Part, frozen=True, kw_only=True):
    """What stands between two blocks: a rule, an ornament, or room alone.

    `lines` is the room that it takes, in lines of the baseline grid. The `rule` is as long as
    `length_mm`, or as its measure; with `reach: trim` it runs from edge to edge of the panel,
    where nothing stands beside it. `ornament` is set in the type style `style`. `cut` draws
    scissors on the rule: what is below it is cut out. Along the rule the printer does a `step`.
    """

    rule: Line | None = None
    length_mm: _Length | None = None
    reach: Literal["measure", "trim"] = "measure"
    align: Literal["start", "centre", "end"] = "centre"
    ornament: Annotated[str, Meta(min_length=1, max_length=12)] | None = None
    style: Name = "divider"
    lines: Annotated[int, Meta(ge=1, le=40)] = 2
    cut: bool = False
    step: Step | None = None

    def __post_init__(self) -> None:
        """Scissors cut along a rule, and an ornament stands in the place of one."""
        if self.step is not None and (self.rule is None or self.ornament is not None):
            raise MisfitError(say("must have a `rule`, and no `ornament`, where it has `step`"))
        if self.cut and self.rule is None:
            raise MisfitError(say("must have a `rule` where it has `cut`"))
        if self.cut and self.ornament is not None:
            raise MisfitError(say("must not have both `cut` and `ornament`"))


class QuoteStyle(Part, frozen=True, kw_only=True):
    """How a quotation looks beside the type of its role.

    With `marks` the quotation marks of the edition's language are printed round it, unless it has
    some. `by` is the type style of who said it, with a dash before it if `dash` says so.
    `top_rule` and `end_rule` are drawn above and below all of it.
    """

    marks: bool = False
    by: Name = "credit"
    dash: bool = False
    top_rule: Line | None = None
    end_rule: Line | None = None


class CaptionStyle(Part, frozen=True, kw_only=True):
    """How captions look: their type style, where they stand, and whether they are numbered."""

    style: Name = "caption"
    at: Literal["below", "above"] = "below"
    numbered: bool = False


class TableCaptionStyle(CaptionStyle, frozen=True, kw_only=True):
    """How captions of tables look: above the table, unless something else is said."""

    at: Literal["below", "above"] = "above"


class Captions(Part, frozen=True, kw_only=True):
    """The captions of figures (pictures, drawings and charts) and those of tables."""

    figure: CaptionStyle = CaptionStyle()
    table: TableCaptionStyle = TableCaptionStyle()
