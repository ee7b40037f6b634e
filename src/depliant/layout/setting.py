"""How a panel's matter is set: the style sheet at its copyfit step, and text made into slices.

A `Setting` is what every layout function of a block gets. It hands out content numbers from
the panel's own counter; everything else in it is a value.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from depliant.colour import Colour
from depliant.display.items import Glyphs, Item, Link, Mark
from depliant.display.structure import Content, Element, Role, contents
from depliant.document.model import Chart, Inline, Span, plain
from depliant.document.style import Design, StyleSheet, TypeStyle
from depliant.errors import Diagnostic, Place
from depliant.geometry import Rect
from depliant.graphics.art import Art
from depliant.layout.frame import Slice, Stack
from depliant.text.balance import set_balanced
from depliant.text.galley import set_paragraph
from depliant.text.languages import direction
from depliant.text.model import CharStyle, Galley, Line, ParagraphStyle, Run

_TRACKING_FLEX = 0.01
"""How far tracking may help justification, of an em: less than the 1.5 % that go unnoticed, so
that words in the tightest line still stand 0.15 em apart."""

BASELINE_SHARE = 0.5
"""How far above a slice's lower edge its baseline lies, in units of the grid."""

_SUPERSCRIPT_SIZE, _SUPERSCRIPT_RISE = 0.62, 0.33
"""Of the size: about what type designers draw where a face has its own superscripts."""


class ChartOrder(Struct, frozen=True):
    """A chart to be drawn: its width in points, its language, and the swatch it stands on.

    `centre_label` says whether the number of a share is set in the middle of its donut.
    """

    chart: Chart
    sheet: StyleSheet
    width: float
    language: str
    ground: str
    centre_label: bool = True


DrawChart = Callable[[ChartOrder], Art]
"""Draws a chart, or finds it where drawn charts are kept."""


class Setting(Struct, frozen=True):
    """The style sheet, a panel's design, and what setting its text needs to know.

    `size` is the copyfit factor on type size, `leading` that on the grid, `tracking` what is
    added in thousandths of an em.
    `within_item` says that a list item's sentence stands above, which is the label of its charts.
    """

    sheet: StyleSheet
    design: Design
    language: str
    root: Path
    numbers: Iterator[int]
    draw: DrawChart
    unbroken: frozenset[str] = frozenset()
    size: float = 1.0
    leading: float = 1.0
    tracking: float = 0.0
    within_item: bool = False

    @property
    def unit(self) -> float:
        """The baseline grid's unit in points, at this copyfit step."""
        return self.sheet.baseline * self.leading

    @property
    def to_left(self) -> bool:
        """Whether the language runs to the left, and everything begins at the right."""
        return direction(self.language) == "rtl"

    def across(self, start: float, width: float, measure: float) -> float:
        """x of what is `width` wide and begins `start` points into the measure."""
        return measure - start - width if self.to_left else start

    def style_name(self, role: str) -> str:
        """The type style that the panel's design gives to a role."""
        return self.design.roles.get(role, role)

    def style(self, role: str) -> TypeStyle:
        """The type style of a role, at this copyfit step.

        A role that neither the design nor the sheet knows is set as running text.
        """
        name = self.style_name(role)
        style = self.sheet.type.get(name) or self.sheet.type.get("text") or TypeStyle()
        fitted = self.sheet.copyfit.styles
        if fitted and name not in fitted:
            return style
        return replace(style, size=style.size * self.size, tracking=style.tracking + self.tracking)

    def lines_of(self, style: TypeStyle) -> float:
        """The leading of a style in points: whole units of the grid, at least one."""
        return max(1, int(style.leading / self.sheet.baseline + 0.5)) * self.unit

    def room(self, lines: float) -> float:
        """Room counted in units of the grid, in points."""
        return int(lines + 0.5) * self.unit

    def ceil(self, height: float) -> float:
        """`height` rounded up to whole units of the grid."""
        return -(-(height - 0.01) // self.unit) * self.unit

    def number(self) -> int:
        """A content number that no other content of the panel has."""
        return next(self.numbers)

    def colour(self, name: str) -> Colour:
        """The ink of a swatch of the sheet."""
        return self.sheet.colour(name)


_PLAIN = Span("")

_TIGHTEST = 0.75
"""The least leading of several lines, as a share of the type size."""

_SHOWN = 80
"""Characters of a text that a diagnostic shows."""


def char_style(setting: Setting, style: TypeStyle, span: Span = _PLAIN) -> CharStyle:
    """How a span is set within a type style."""
    strong = style.strong
    colour = strong.colour if span.strong and strong.colour else style.colour
    base = CharStyle(
        setting.sheet.face(style, strong=span.strong, emphasis=span.emphasis),
        style.size,
        setting.colour(colour),
        style.tracking,
        0.0,
        style.features,
        setting.sheet.fallbacks(style),
        language=span.language,
    )
    if span.superscript:
        return replace(
            base, size=style.size * _SUPERSCRIPT_SIZE, rise=style.size * _SUPERSCRIPT_RISE
        )
    return base


def paragraph_style(setting: Setting, style: TypeStyle) -> ParagraphStyle:
    """How a type style's paragraphs are broken."""
    return ParagraphStyle(
        language=setting.language,
        align=style.align,
        hyphenate=style.hyphenate,
        unbroken=setting.unbroken,
        flex=_TRACKING_FLEX,
        hang=0.6 if style.align == "justify" else 0.0,
        capitals=style.capitals,
    )


def galley(
    setting: Setting, text: Inline, style: TypeStyle, measure: float, place: Place | None
) -> Galley:
    """Set a text to a measure, in points."""
    runs = _runs(setting, text, style)
    return set_paragraph(runs, paragraph_style(setting, style), measure, place)


def _runs(setting: Setting, text: Inline, style: TypeStyle) -> tuple[Run, ...]:
    return tuple(Run(span.text, char_style(setting, style, span)) for span in text)


def balanced(
    setting: Setting,
    text: Inline,
    style: TypeStyle,
    measure: float,
    place: Place | None,
    lines: int = 1,
) -> Galley:
    """Set a text in lines of about equal length, and in no fewer than `lines` of them."""
    runs = _runs(setting, text, style)
    return set_balanced(runs, paragraph_style(setting, style), measure, place, lines)


class _Leaves(Struct, frozen=True):
    """Which content number and structure each run of a paragraph has."""

    numbers: tuple[int, ...]
    kids: tuple[Element | Content, ...]


def _leaves(setting: Setting, text: Inline) -> _Leaves:
    """Give each run its content: neighbours of one kind share one.

    Each link has its own, and so have words in another language (PDF/UA-1, 7.2).
    """
    numbers: list[int] = []
    kids: list[Element | Content] = []
    last: tuple[str | None, str | None] = (None, None)
    for span in text:
        if (span.link, span.language) != last or not numbers:
            number = setting.number()
            leaf = Content(number)
            last = span.link, span.language
            role: Role | None = "Link" if span.link else "Span" if span.language else None
            kids.append(Element(role, (leaf,), language=span.language) if role else leaf)
        numbers.append(number)
    return _Leaves(tuple(numbers), tuple(kids))


def link_description(words: str, address: str) -> str:
    """What is said of a link: its words, and where it leads if they do not say so."""
    shown = address.removeprefix("mailto:")
    words = " ".join(words.split())
    return shown if words in shown else f"{words} ({shown})"


def _link_words(text: Inline, run: int) -> str:
    """All the words of the link that a run is of, whatever their kinds."""
    link = text[run].link
    first, last = run, run + 1
    while first and text[first - 1].link == link:
        first -= 1
    while last < len(text) and text[last].link == link:
        last += 1
    return plain(text[first:last])


def line_marks(
    setting: Setting, line: Line, text: Inline, numbers: tuple[int, ...], at: tuple[float, float]
) -> list[Item]:
    """The marks of one set line with its origin at `at`: the measure's left end, the baseline."""
    x, y = at
    marks: list[Item] = []
    for run in line.runs:
        glyphs = run.glyphs
        moved = replace(glyphs, x=glyphs.x + x, y=glyphs.y + y)
        number = numbers[run.run]
        marks.append(Mark((moved,), number))
        link = text[run.run].link
        if link:
            description = link_description(_link_words(text, run.run), link)
            marks.append(Link(_box(moved), link, number, description))
    return marks


def _box(glyphs: Glyphs) -> Rect:
    """The rough box of a run: a line's height round its baseline."""
    width = sum(glyph.advance for glyph in glyphs.glyphs)
    return Rect(glyphs.x, glyphs.y - 0.8 * glyphs.size, width, 1.1 * glyphs.size)


def text_stack(
    setting: Setting,
    text: Inline,
    role: str,
    measure: float,
    place: Place,
    *,
    element: Role = "P",
    lines: int = 0,
) -> Stack:
    """A paragraph or heading as slices of one line each, and its structure element.

    No widow and no orphan: the first two lines stay together, and the last two. With `lines`
    the text is balanced over at least so many; so is text whose type style
    asks for it.
    """
    style = setting.style(role)
    if lines or style.balance:
        set_text = balanced(setting, text, style, measure, place, max(lines, 1))
    else:
        set_text = galley(setting, text, style, measure, place)
    leaves = _leaves(setting, text)
    height = setting.lines_of(style)
    baseline = height - BASELINE_SHARE * setting.unit
    count = len(set_text.lines)
    slices = []
    for index, line in enumerate(set_text.lines):
        marks = line_marks(setting, line, text, leaves.numbers, (0.0, baseline))
        keep = index + 1 < count and (index == 0 or index == count - 2)
        before = setting.room(style.before) if index == 0 else 0.0
        slices.append(Slice(height, tuple(marks), before, keep, text=line.text, place=place))
    found = (*_too_wide(set_text, place), *_too_tight(set_text, style, height, role))
    kids = _painted(leaves, set_text)
    return Stack(tuple(slices), (Element(element, kids),), found)


def _painted(leaves: _Leaves, galley_: Galley) -> tuple[Element | Content, ...]:
    """The structure without what no line shows: a space between two links may end a line."""
    shown = {leaves.numbers[run.run] for line in galley_.lines for run in line.runs}
    return tuple(
        kid
        for kid in leaves.kids
        if (
            kid.number in shown if isinstance(kid, Content) else not shown.isdisjoint(contents(kid))
        )
    )


def _too_tight(
    galley_: Galley, style: TypeStyle, height: float, role: str
) -> tuple[Diagnostic, ...]:
    """Lines that run into one another: set solid is 1, and capitals alone are 0.7 high."""
    if len(galley_.lines) < 2 or height >= _TIGHTEST * style.size:
        return ()
    message = (
        f"Lines of {style.size:g} pt type stand {height:g} pt apart (role “{role}”), so that they "
        "run into one another."
    )
    hint = "Give the type style more leading, or a smaller size."
    return (Diagnostic("leading-tight", message, galley_.place, hint),)


def _short(words: str) -> str:
    return words if len(words) <= _SHOWN else f"{words[: _SHOWN - 1]}…"


def _too_wide(galley_: Galley, place: Place) -> tuple[Diagnostic, ...]:
    return tuple(
        Diagnostic(
            "word-too-wide",
            f"“{_short(line.text.strip())}” is {line.excess:.1f} pt wider than its measure of "
            f"{galley_.measure:.0f} pt and cannot be broken.",
            place,
            "Write it another way, allow a hyphen in it with U+00AD, or set it smaller.",
        )
        for line in galley_.lines
        if line.excess > 0.01
    )
