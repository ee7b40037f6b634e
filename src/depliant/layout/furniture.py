"""Running heads and folios: the lines that a design puts at the head and the foot of its pages.

They are no part of what is read: artifacts of pagination in the tags. The pages are the panels in
the order of reading; those with odd numbers are at the right, in a language that runs to the left
at the left.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, Literal

from msgspec.structs import replace

from depliant.content.inline import Span, plain
from depliant.content.model import Edition
from depliant.display.items import Item, Mark
from depliant.errors import DepliantError, Diagnostic, Place
from depliant.geometry import Size, mm
from depliant.languages.first_days import with_raised
from depliant.layout.frame import Placement, Slice
from depliant.layout.job import Job
from depliant.layout.lines import galley
from depliant.layout.setting import PanelSetting
from depliant.layout.template import design_name, design_of, type_area
from depliant.patterns import late_pattern
from depliant.sentences import say
from depliant.source.suggestions import did_you_mean
from depliant.style import booklets
from depliant.style.inheritance import STYLE_FILE
from depliant.style.places import design_place
from depliant.style.sheet import Design, Furniture
from depliant.tuples import NamedTuple

PAGE_VALUES: Final = ("page", "pages", "panel")
"""What a line may say of the page that it stands on."""

_CAPITALS: Final = 0.7
"""The height of capitals and figures, of the size."""

_NAME: Final = late_pattern(r"\{([^{}]*)\}")


class Furnished(NamedTuple):
    """The lines of a page, each where it stands and where it is written, and what is wrong."""

    lines: tuple[Placement, ...] = ()
    found: tuple[Diagnostic, ...] = ()

    @property
    def items(self) -> tuple[Item, ...]:
        """What is painted."""
        return tuple(mark for line in self.lines for mark in line.slice.marks)


class _Page(NamedTuple):
    """A page by its number, from 1, with what its lines may say."""

    number: int
    size: Size
    values: dict[str, str]
    setting: PanelSetting
    name: str
    job: Job

    @property
    def side(self) -> Literal["left", "right"]:
        """Where it lies in an open publication."""
        return "right" if bool(self.number % 2) != self.setting.to_left else "left"

    def place(self, number: int) -> Place:
        """Where the style sheet says a line of the page."""
        style = self.job.files.file(STYLE_FILE)
        return design_place(style, (self.name, "furniture", number), self.setting.language)


def furnish(edition: Edition, index: int, size: Size, job: Job) -> Furnished:
    """The running heads and folios of a panel, by its place in the order of reading."""
    panel = edition.panels[index]
    design = design_of(job.sheet, panel.design)
    if not design.furniture:
        return Furnished()
    digits = str.maketrans("0123456789", edition.running.digits)
    number, count = _counted(edition, index, job)
    values = dict(edition.running.words) | {
        "page": number.translate(digits),
        "pages": count.translate(digits),
        "panel": plain(panel.title),
    }
    setting = PanelSetting(job, design, edition.language, edition.unbroken)
    name = design_name(job.sheet, panel.design)
    page = _Page(index + 1, size, values, setting, name, job)
    lines: list[Placement] = []
    found: list[Diagnostic] = []
    for at, line in enumerate(design.furniture):
        if line.on in ("all", page.side) and (number or "{page}" not in line.text):
            faults = list(_unknown(line, at, page))
            found += faults
            words = " ".join(_NAME.sub(lambda match: values.get(match[1], ""), line.text).split())
            if words and not faults:
                marks, more = _set(line, words, at, page)
                place = page.place(at)
                lines.append(Placement(Slice(0.0, marks, text=words, place=place), 0.0, 0.0))
                found += more
    return Furnished(tuple(lines), tuple(found))


def _counted(edition: Edition, index: int, job: Job) -> tuple[str, str]:
    """The number of a page, and the last number that any page has."""
    style, pages = job.sheet.format, len(edition.panels)
    if not style.is_bound:
        return str(index + 1), str(pages)
    numbers = booklets.numbers(style, booklets.whole(style, pages))
    return numbers[index], next(number for number in reversed(numbers) if number)


def _unknown(line: Furniture, number: int, page: _Page) -> Iterator[Diagnostic]:
    """Names in braces that say nothing."""
    known = tuple(page.values)
    if {"{", "}"} & set(_NAME.sub("", line.text)):
        yield Diagnostic(
            "furniture-unknown",
            say(
                "A line of the furniture of the design “{design}” has a brace without its other: "
                "“{text}”.",
                design=page.name,
                text=line.text,
            ),
            page.place(number),
            say("Write a name between two braces, such as {page}."),
        )
    for name in dict.fromkeys(_NAME.findall(line.text)):
        if name not in page.values:
            yield Diagnostic(
                "furniture-unknown",
                say(
                    "A line of the furniture of the design “{design}” asks for {{{name}}}, which "
                    "nothing says.",
                    design=page.name,
                    name=name,
                ),
                page.place(number),
                did_you_mean(name, known)
                or say(
                    "Write one of {names}, or its words under `running:` in content.yaml.",
                    names=", ".join(known),
                ),
            )
        elif not page.values[name] and name not in PAGE_VALUES:
            yield Diagnostic(
                "furniture-empty",
                say(
                    "A line of the furniture of the design “{design}” asks for {{{name}}}, and "
                    "content.yaml has none.",
                    design=page.name,
                    name=name,
                ),
                page.place(number),
                say(
                    "Write `{name}:` at the head of content.yaml, or take the line out.", name=name
                ),
                "warning",
            )


def _set(
    line: Furniture, words: str, number: int, page: _Page
) -> tuple[tuple[Item, ...], tuple[Diagnostic, ...]]:
    """A line in its place; one that has no room is an error."""
    setting, design = page.setting, page.setting.design
    style = setting.style(line.style)
    area = type_area(design, page.size, to_left=setting.to_left)
    place = page.place(number)
    style = replace(style, align=_align(line, page), hyphenate=False, balance=False)
    parts = with_raised(words, setting.language)
    spans = tuple(Span(text, superscript=raised) for text, raised in parts)
    try:
        lines = galley(setting, spans, style, area.width, place).lines
    except DepliantError as fault:
        if not page.job.draft:
            raise
        return (), fault.diagnostics
    if len(lines) != 1 or lines[0].excess > 0.01:
        return (), (
            Diagnostic(
                "furniture-wide",
                say(
                    "“{words}” has no room in one line of the furniture of the design “{design}”.",
                    words=words,
                    design=page.name,
                ),
                place,
                say("Shorten it, or give its type style less size."),
            ),
        )
    y = _baseline(line, design, page, style.size)
    glyphs = tuple(
        replace(run.glyphs, x=run.glyphs.x + area.x, y=run.glyphs.y + y) for run in lines[0].runs
    )
    if not _CAPITALS * style.size <= y <= page.size.height:
        return (), (
            Diagnostic(
                "outside-panel",
                say(
                    "“{words}”, a line of the furniture of the design “{design}”, stands outside "
                    "its page.",
                    words=words,
                    design=page.name,
                ),
                place,
                say("Give it another `edge_mm`: the distance of its baseline from the edge."),
            ),
        )
    return (Mark(glyphs, None, artifact="Pagination"),), ()


def _align(line: Furniture, page: _Page) -> Literal["start", "centre", "end"]:
    """Where in its line the text stands, seen in the direction of reading."""
    if line.align in ("start", "centre", "end"):
        return line.align
    is_right = (line.align == "outside") == (page.side == "right")
    return "end" if is_right != page.setting.to_left else "start"


def _baseline(line: Furniture, design: Design, page: _Page, size: float) -> float:
    """y of the baseline of a line: as far from the edge as it says, or mid-margin."""
    if line.at == "head":
        edge = mm(design.margin.top) / 2 + _CAPITALS * size / 2
        return mm(line.edge_mm) if line.edge_mm is not None else edge
    edge = mm(design.margin.bottom) / 2 - _CAPITALS * size / 2
    return page.size.height - (mm(line.edge_mm) if line.edge_mm is not None else edge)
