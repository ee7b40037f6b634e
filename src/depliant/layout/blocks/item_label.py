"""What leads the items of a list: where labels end and words begin, and the numbers themselves.

The labels of a numbered list end at one line, so that their stops stand below one another; the
column is as wide as the widest of them needs, or as the design's own if that is wide enough. The
numeral of a step is large: it stands on the baseline of the line down to which its height reaches,
as a drop capital does.
"""

from __future__ import annotations

from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from depliant.content.model import ItemList, ListItem
from depliant.display.items import Mark
from depliant.display.structure import ContentRef, Element
from depliant.geometry import mm
from depliant.languages.counters import Counting
from depliant.layout.blocks.numeral import NumeralLine, one_line
from depliant.layout.frame import Slice, Stack
from depliant.layout.lines import capital_height, char_style
from depliant.layout.setting import BASELINE_SHARE, PanelSetting
from depliant.layout.stacking import beside
from depliant.style.sheet import TypeStyle
from depliant.text.model import Run

LIST_NUMBERING: Final[dict[Counting | None, str]] = {
    "decimal": "Decimal",
    "steps": "Decimal",
    "letters": "LowerAlpha",
    "capital-letters": "UpperAlpha",
    "roman": "LowerRoman",
    "capital-roman": "UpperRoman",
}
"""What the structure calls each way of numbering (ISO 32000-1, table 347)."""

_MARKER_COLUMN: Final = mm(3.2)
"""Where no figures hang: room for the marker and its distance from the text."""

_GAP: Final = 0.5
"""Between a number and the words, in ems of these, where the design does not say."""

_STEP: Final = 2.0
"""How much larger than its words the numeral of a step is, where the sheet has no style for it."""


class Labels(Struct, frozen=True):
    """The labels of one list; lengths in points, from where its measure begins.

    `role` is the type style of its words, which begin at `column`; `hang` is the width of the
    column in which figures hang, 0 if there is none. Numbers are set in `style` and end at `end`;
    `large` ones are those of steps.
    """

    role: str
    hang: float
    column: float
    style: TypeStyle = TypeStyle()
    end: float = 0.0
    large: bool = False

    @classmethod
    def of(cls, block: ItemList, role: str, setting: PanelSetting) -> Labels:
        """Those of a list whose words are in the type style of a role.

        A list without figures within an item has no column for them.
        """
        hangs = not setting.within_item or any(item.hanging for item in block.items)
        hang = mm(setting.design.hang_mm) if hangs else 0.0
        gap = mm(setting.design.hang_gap_mm)
        column = hang + gap if hang else _MARKER_COLUMN
        if block.numbered is None:
            return cls(role, hang, column)
        large = block.numbered == "steps"
        style = _style(setting, role, large=large)
        widest = max(_line(item, setting, style).width for item in block.items if item.label)
        if not hang:
            gap = _GAP * (style if large else setting.style(role)).size
        column = max(column, widest + gap)
        return cls(role, hang, column, style, column - gap, large)

    def beside(self, entry: ListItem, own: Stack, setting: PanelSetting, measure: float) -> Stack:
        """The words of an item with its number beside them, as the contents after theirs.

        A step whose words are fewer lines than its numeral reaches over has room below them.
        """
        line = _line(entry, setting, self.style)
        slices = list(own.slices)
        height = slices[0].height
        down = self._lines_down(setting, height)
        for number in range(min(down, len(slices)) - 1):
            slices[number] = replace(slices[number], keep=True)
        if len(slices) < down:
            slices[-1] = replace(slices[-1], keep=True)
            slices.append(Slice((down - len(slices)) * height, (), place=entry.place))
        baseline = down * height - BASELINE_SHARE * setting.unit
        x = setting.across(self.end - line.width, line.width, measure)
        mark = Mark(line.glyphs((x, baseline)), own.contents)
        slices[0] = beside(slices[0], (mark,))
        label = Element("Lbl", (ContentRef(own.contents),))
        return replace(
            own, slices=tuple(slices), elements=(label, *own.elements), contents=own.contents + 1
        )

    def _lines_down(self, setting: PanelSetting, leading: float) -> int:
        """On the baseline of which line numbers stand: steps on that which they reach down to."""
        if not self.large:
            return 1
        more = capital_height(setting, self.style) - capital_height(
            setting, setting.style(self.role)
        )
        return 1 + max(0, int(more / leading + 0.5))


def labelled(body: Stack) -> Stack:
    """The item whose first element is its label, and the others its body."""
    label, *others = body.elements
    return replace(body, elements=(Element("LI", (label, Element("LBody", tuple(others)))),))


def _style(setting: PanelSetting, role: str, *, large: bool) -> TypeStyle:
    """The type style of numbers: that of their role, or else after the words beside them."""
    names: tuple[str, ...] = ("step", "numeral") if large else ("number",)
    if setting.within_item:
        names = tuple(f"nested-{name}" for name in names)
    for name in names:
        if name in setting.design.roles or name in setting.sheet.type:
            return setting.style(name)
    words = setting.style(role)
    if not large:
        return words
    return replace(words, size=_STEP * words.size, weight=words.strong.weight)


def _line(entry: ListItem, setting: PanelSetting, style: TypeStyle) -> NumeralLine:
    run = Run(entry.label, char_style(setting, style))
    return one_line([run], setting, style, entry.place)
