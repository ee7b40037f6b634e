"""Boxes: blocks on a ground or within a rule, a title in a band above them.

What a box holds keeps to the baseline grid: its edges are as far from it as its style says, and
the room that is left to whole lines is outside. A box is one slice, unless its style lets it be
parted; then each part has its padding, and is open where it goes on.
"""

from __future__ import annotations

from typing import Final, NamedTuple

from msgspec.structs import replace

from depliant.content.model import Block, BoxBlock, Heading, ItemList, blocks_in
from depliant.display.items import Mark, Path
from depliant.display.structure import Element
from depliant.errors import Diagnostic
from depliant.geometry import Outline, Rect, mm
from depliant.layout.blocks import lay_all, lay_to
from depliant.layout.blocks.kind import Kind, lay
from depliant.layout.frame import Slice, Stack, Surround, counted_from
from depliant.layout.growing import grows
from depliant.layout.lined import cornered
from depliant.layout.setting import BASELINE_SHARE, PanelSetting
from depliant.layout.stacking import fused, indented, moved
from depliant.layout.surrounds import physical
from depliant.sentences import say
from depliant.style.block_styles import BoxStyle

_LEAST: Final = mm(5)
"""Points: less is no measure."""
_CAPITALS: Final = 0.7
"""How high capitals are, of the size of their type."""
_BAND: Final = 0.6, mm(1.0)
"""The room above and below the words of a title in its band: of the padding, and the least."""


class _Look(NamedTuple):
    """How a box looks: its style, how its panel is set, and how what it holds is set."""

    style: BoxStyle
    outer: PanelSetting
    inner: PanelSetting
    measure: float

    @property
    def start(self) -> float:
        """Where what it holds begins, in points into the measure."""
        return mm(self.style.padding.start)

    @property
    def room(self) -> float:
        """The measure of what it holds, in points."""
        return self.measure - mm(self.style.padding.start) - mm(self.style.padding.end)

    @property
    def x(self) -> float:
        """x of what it holds."""
        return self.outer.across(self.start, self.room, self.measure)

    @property
    def surround(self) -> Surround:
        """What is drawn round it, but for where it begins and ends."""
        style, setting = self.style, self.outer
        ground = setting.colour(style.ground) if style.ground is not None else None
        ink = setting.colour(style.rule.colour) if style.rule is not None else None
        return Surround(
            0.0,
            self.measure,
            "body",
            below=mm(style.padding.bottom),
            ground=ground,
            rule=style.rule,
            ink=ink,
            corner=mm(style.corner_mm),
            to_left=setting.to_left,
        )


def box(block: BoxBlock, setting: PanelSetting, measure: float) -> Stack:
    """A box with all that it holds."""
    return box_stack(block, setting, measure)


def box_stack(
    block: BoxBlock, setting: PanelSetting, measure: float, least: float | None = None
) -> Stack:
    """A box; one that is to be at least so many points high is never parted.

    What grows in it takes what height that leaves.
    """
    if setting.height:
        least = max(setting.height, least or 0.0)
    look = _look_of(block, setting, measure)
    if look.room < _LEAST:
        return _narrow(block, setting, measure)
    first = _head(block, look)
    foot = setting.ceil(mm(look.style.padding.bottom))
    held = lay_all(block.blocks, look.inner, look.room)
    whole = first.height + held.height + foot
    if least is not None and least > whole and grows(block):
        held = lay_to(block.blocks, look.inner, look.room, held.height + least - whole)
    held = indented(counted_from(first.contents, held), look.x)
    slices = [*first.slices, *_body(held, look)]
    whole = Stack(tuple(slices)).height + foot
    if least is not None and least > whole:
        foot += least - whole
    end = mm(look.style.padding.bottom) - setting.ceil(mm(look.style.padding.bottom))
    slices.append(_slice(foot, replace(look.surround, part="foot", below=end)))
    contents = first.contents + held.contents
    found = (*first.diagnostics, *held.diagnostics)
    elements = (*first.elements, *held.elements)
    elements = (Element("Sect" if block.title else "Div", elements),) if elements else ()
    stack = Stack(tuple(slices), elements, found, contents)
    if look.style.breaks and least is None:
        return stack
    text = " ".join(slice_.text for slice_ in slices if slice_.text)
    shows = tuple(alt for slice_ in slices for alt in slice_.shows)
    one = Slice(stack.height, fused(stack), text=text, shows=shows, place=block.place)
    return replace(stack, slices=(one,))


def _look_of(block: BoxBlock, setting: PanelSetting, measure: float) -> _Look:
    style = setting.sheet.boxes.get(block.role) or BoxStyle()
    design = setting.design
    roles = {**design.roles, **style.roles}
    # A title of a box is no title of a panel, whatever its level.
    design = replace(design, roles=roles, title_rule=None, title_lines=1)
    if not any(map(_hangs, blocks_in(block.blocks))):  # a column for figures would stand empty
        design = replace(design, hang_mm=0.0)
    if style.ground is not None:  # it hides what art the panel has
        design = replace(design, ground=style.ground, art=())
    inner = replace(
        setting,
        design=design,
        within_item=False,
        beside=(0.0, 0.0, 0.0),
        free=_free(style, setting),
        around=None,
        pictured=setting.pictured and style.ground is None,
    )
    return _Look(style, setting, inner, measure)


def _free(style: BoxStyle, setting: PanelSetting) -> tuple[float, float]:
    """What its padding leaves free at the left and at the right of what a box holds, in points."""
    rule = style.rule.width if style.rule is not None else 0.0
    start, end = (max(0.0, mm(one) - rule) for one in (style.padding.start, style.padding.end))
    return (end, start) if setting.to_left else (start, end)


def _hangs(block: Block) -> bool:
    """Whether it is a list with figures beside its items."""
    return isinstance(block, ItemList) and any(item.hanging for item in block.items)


def _narrow(block: BoxBlock, setting: PanelSetting, measure: float) -> Stack:
    """What a box holds without the box, where its padding leaves it no measure; an error."""
    head = (block.title,) if block.title is not None else ()
    stack = lay_all((*head, *block.blocks), setting, measure)
    found = Diagnostic(
        "box-no-room",
        say(
            "The padding of the box “{role}” leaves text no room in a measure of {measure:.1f} mm.",
            role=block.role,
            measure=measure / mm(1),
        ),
        block.place,
        say("Give the box more width, or its style less `padding_mm`."),
    )
    return replace(stack, diagnostics=(*stack.diagnostics, found))


def _slice(height: float, around: Surround, *, keep: bool = False) -> Slice:
    """A slice of room within a box."""
    return Slice(height, (), keep=keep, surround=around)


# --- the head ---------------------------------------------------------------------------------


def _head(block: BoxBlock, look: _Look) -> Stack:
    """The room at the head of a box, and its title."""
    padding, setting = mm(look.style.padding.top), look.outer
    around = replace(look.surround, part="head")
    room = setting.ceil(padding)
    if block.title is None:
        return Stack((_slice(room, replace(around, above=room - padding), keep=True),))
    if look.style.title_ground is not None:
        return _band(block.title, look)
    title = _titled(block.title, look)
    above = _slice(room, replace(around, above=room - padding), keep=True)
    return replace(title, slices=(above, *_surrounded(title, look)))


def _titled(title: Heading, look: _Look) -> Stack:
    """The words of a title; without a type style of its own they are set as a heading."""
    title = replace(title, role=look.inner.role_of(title.role, "heading"))
    stack = lay(title, look.inner, look.room)
    first, *others = stack.slices
    stack = replace(stack, slices=(replace(first, before=0.0), *others))
    after = look.inner.room(look.inner.style(title.role).after)
    if after:
        stack = replace(stack, slices=(*stack.slices, Slice(after, (), keep=True)))
    return indented(stack, look.x)


def _band(title: Heading, look: _Look) -> Stack:
    """A title in a band: as much room above its capitals as below its last line."""
    setting, style = look.outer, look.style
    inner = replace(look.inner, design=replace(look.inner.design, ground=style.title_ground))
    words = _titled(title, look._replace(inner=inner))
    lines = [slice_ for slice_ in words.slices if slice_.marks]
    type_style = inner.style(inner.role_of(title.role, "heading"))
    share, least = _BAND
    air = max(least, share * mm(style.padding.top))
    capitals = lines[0].height - BASELINE_SHARE * setting.unit - _CAPITALS * type_style.size
    text = Stack(tuple(lines)).height
    down = max(0.0, setting.ceil(air - capitals))
    top = down + capitals - air
    bottom = down + text - BASELINE_SHARE * setting.unit + air
    height = setting.ceil(bottom + mm(style.padding.top))
    ground = setting.colour(style.title_ground or "paper")
    band = _within_rule(Rect(0.0, top, look.measure, bottom - top), look)
    path = Mark((Path(band, fill=ground),), None, artifact="Background")
    marks = (path, *fused(replace(words, slices=tuple(lines)), down))
    said = " ".join(slice_.text for slice_ in lines)
    around = replace(look.surround, part="head", above=top)
    head = Slice(height, marks, keep=True, text=said, place=title.place, surround=around)
    return replace(words, slices=(head,))


def _within_rule(band: Rect, look: _Look) -> Outline:
    """A band at the head of a box without what the rule round the box takes of it."""
    style, corner = look.style, mm(look.style.corner_mm)
    if style.rule is None:
        return cornered(band, corner, 0.0)
    width = style.rule.width
    sides = physical(style.rule.edges, to_left=look.outer.to_left)
    left, top, right = (width if side in sides else 0.0 for side in ("left", "top", "right"))
    return cornered(band.inset(left, top, right, 0.0), max(0.0, corner - width), 0.0)


# --- the body ---------------------------------------------------------------------------------


def _surrounded(stack: Stack, look: _Look) -> tuple[Slice, ...]:
    around = look.surround
    return tuple(replace(slice_, surround=around) for slice_ in stack.slices)


def _body(held: Stack, look: _Look) -> tuple[Slice, ...]:
    """What a box holds, slice by slice; each may go on in another frame below some room."""
    if not held.slices:
        return ()
    padding = mm(look.style.padding.top)
    room = look.outer.ceil(padding)
    again = _slice(room, replace(look.surround, part="again", above=room - padding), keep=True)
    tail = look.outer.ceil(mm(look.style.padding.bottom))
    first, *others = held.slices
    slices = [replace(first, before=0.0, stretch=False)]
    slices += (replace(one, lead=_lead(one, again)) for one in others)
    slices[-1] = replace(slices[-1], keep=True)
    around = look.surround
    return tuple(replace(one, surround=around, tail=tail) for one in slices)


def _lead(slice_: Slice, again: Slice) -> Slice | None:
    """What stands above a slice where a frame begins with it: room, and what it has anyway."""
    if not slice_.marks:
        return None
    if slice_.lead is None:
        return again
    marks = moved(slice_.lead.marks, 0.0, again.height)
    return replace(again, height=again.height + slice_.lead.height, marks=marks)


KIND = Kind(box, beside="narrow")
