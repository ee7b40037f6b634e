"""A specimen of a brochure's type: its families, a page each, and its type styles in its own words.

It looks as foundries show type: a large name, the weights in a ladder, the letters in a grid, and
then every style at its true size. Points, y down.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from depliant.colour import BLACK, Colour
from depliant.content.inline import Span
from depliant.display.items import DisplayDocument, Glyphs, Item, Metadata, Path, Stroke
from depliant.display.structure import Element
from depliant.fonts.face import load
from depliant.fonts.registry import FaceRef
from depliant.geometry import Rect, Size, mm, rectangle
from depliant.interface import Interface
from depliant.layout.lines import galley
from depliant.layout.plain_page import Builder, Run
from depliant.layout.setting import PanelSetting
from depliant.sentences import Sentence, joined, say
from depliant.style.sheet import TypeStyle
from depliant.text.galley import set_line
from depliant.text.model import CharStyle, Line, ParagraphStyle
from depliant.text.model import Run as TextRun

_PAGE: Final = Size(mm(210), mm(297))
_LEFT, _RIGHT, _TOP, _FOOT = mm(18), mm(192), mm(16), mm(282)
_MEASURE: Final = _RIGHT - _LEFT
_GREY: Final = BLACK.at(0.75)
_HAIR: Final = BLACK.at(0.25)
_SMALL: Final = 7.0
_LARGEST_NAME, _LETTERS = 92.0, 236.0
"""Sizes of the family's name at most, and of its two large letters."""
_LADDER: Final = mm(84)
"""From the left to the ladder of weights."""
_COLUMNS: Final = (10, 20)
"""Cells of the grid in a row: as few as there is room for, so that it fills the page."""
_STYLE_COLUMN: Final = mm(46)
_ROW_ROOM: Final = mm(5)
_FIRST_ROW, _NEXT_ROW = 6.2, 9.5
"""To the first baseline of what is said of a style, and from one to the next."""


class FamilySheet(Struct, frozen=True):
    """What a page shows of a family: its faces by weight, some letters, and facts about it.

    `face` is that of its letters and words, `strong` the one of its name, `large` two letters;
    `kind` is the kind of lettering that it is the first family of.
    """

    name: str
    kind: str
    face: FaceRef
    strong: FaceRef
    faces: tuple[FaceRef, ...]
    large: str
    letters: str
    facts: Sentence


class StyleSample(Struct, frozen=True):
    """A type style with words of the brochure: on what they stand, and whether it is used."""

    name: str
    style: TypeStyle
    face: FaceRef
    words: str
    ground: Colour | None
    is_used: bool
    several: bool


def specimen_pages(
    setting: PanelSetting,
    metadata: Metadata,
    title: str,
    families: Sequence[FamilySheet],
    samples: Sequence[StyleSample],
    accent: Colour,
    interface: Interface,
) -> DisplayDocument:
    """The pages of a specimen, tagged: a page a family, then the styles.

    Args:
        setting: how words are set.
        metadata: what the file says of itself.
        title: the brochure's, shown on every page.
        families: at least one.
        samples: the type styles in their order.
        accent: the colour of the two large letters.
        interface: the language of what is said.

    Raises:
        InputError: a font cannot be opened.
    """
    page = Builder(interface)
    for family in families:
        _family_page(page, setting, family, title, accent)
        page.turn()
    _style_pages(page, setting, title, families[0], samples)
    return page.document(_PAGE, metadata)


# --- families ---------------------------------------------------------------------------------


def _family_page(
    page: Builder, setting: PanelSetting, family: FamilySheet, title: str, accent: Colour
) -> None:
    _head(page, setting, family, title, say("Families"))
    y = _name(page, family) + mm(10)
    y = _letters_and_ladder(page, setting, family, y, title, accent)
    _grid(page, family, y + mm(9))
    facts = page.run(family.facts, family.face, _SMALL, _GREY)
    if facts.width > _MEASURE:
        facts = page.run(family.facts, family.face, _SMALL * _MEASURE / facts.width, _GREY)
    page.artifact([_rule(_FOOT - 12.0)])
    page.write("P", _LEFT, _FOOT, facts)


def _head(
    page: Builder, setting: PanelSetting, family: FamilySheet, title: str, chapter: Sentence
) -> None:
    """The line at the top: what is shown, and of which brochure."""
    left = page.run(chapter, family.strong, _SMALL)
    right = _line(setting, family, family.face, title, _SMALL, _GREY)
    shown = _at(right, _RIGHT - right.width, _TOP)
    page.artifact([left.at(_LEFT, _TOP), *shown, _rule(_TOP + 6.0)])


def _line(
    setting: PanelSetting,
    family: FamilySheet,
    ref: FaceRef,
    text: str,
    size: float,
    colour: Colour,
) -> Line:
    """A line of the brochure's own words, whichever way they run, with the brochure's stand-ins."""
    others = setting.sheet.fallbacks_of(family.kind)
    how = CharStyle(ref, size, colour, fallbacks=others)
    return set_line((TextRun(text, how),), ParagraphStyle(setting.language))


def _at(line: Line, x: float, y: float) -> list[Glyphs]:
    """The glyphs of a line with its left end and baseline at a place."""
    return [replace(run.glyphs, x=run.glyphs.x + x, y=run.glyphs.y + y) for run in line.runs]


def _rule(y: float, width: float = 0.5, colour: Colour = BLACK) -> Path:
    return Path((("M", _LEFT, y), ("L", _RIGHT, y)), stroke=Stroke(colour, width))


def _name(page: Builder, family: FamilySheet) -> float:
    """The family's name as wide as the page, or as large as a name is; its baseline."""
    one = Run(family.name, family.strong, 1.0, BLACK)
    size = min(_LARGEST_NAME, _MEASURE / one.width)
    face = load(family.strong)
    baseline = _TOP + mm(9) + size * face.cap_height / face.upem
    run = Run(family.name, family.strong, size, BLACK)
    page.write("H1", _LEFT - _bearing(family.strong, family.name, size), baseline, run)
    return baseline


def _bearing(ref: FaceRef, text: str, size: float) -> float:
    """How far the first letter's ink begins from where it is set: large type stands out by it."""
    face = load(ref)
    gid = face.glyph(text[0])
    extents = face.font.get_glyph_extents(gid) if gid is not None else None
    return float(extents.x_bearing) * size / face.upem if extents else 0.0


def _letters_and_ladder(
    page: Builder,
    setting: PanelSetting,
    family: FamilySheet,
    top: float,
    title: str,
    accent: Colour,
) -> float:
    """Two large letters, and beside them the faces by weight; where they end."""
    face = load(family.strong)
    size = min(_LETTERS, (_LADDER - mm(8)) / Run(family.large, family.strong, 1.0, accent).width)
    height = size * face.cap_height / face.upem
    step = min(max(height / max(len(family.faces) - 1, 1), 15.0), 30.0)
    rows = [top + 9.0 + step * number for number in range(len(family.faces))]
    baseline = max(top + height, rows[-1])
    large = Run(family.large, family.strong, size, accent)
    shown = [large.at(_LEFT - _bearing(family.strong, family.large, size), baseline)]
    page.add(Element("P", (page.content(shown),)))
    ladder = min(step * 0.62, 17.0)
    for ref, y in zip(family.faces, rows, strict=True):
        label = page.run(_face_called(ref), family.face, _SMALL, _GREY)
        at = _LEFT + _LADDER + mm(20)
        line = _line(setting, family, ref, title, ladder, BLACK)
        while line.width > _RIGHT - at and " " in title:
            title = title.rpartition(" ")[0]
            line = _line(setting, family, ref, title, ladder, BLACK)
        items: list[Item] = [label.at(_LEFT + _LADDER, y), *_at(line, at, y)]
        page.add(Element("P", (page.content(items),)))
    return baseline


def _face_called(ref: FaceRef) -> Sentence:
    if ref.style == "italic":
        return say("{weight} italic", weight=ref.weight)
    return say("{weight}", weight=ref.weight)


def _grid(page: Builder, family: FamilySheet, top: float) -> None:
    """The letters in a grid, each in the middle of its cell, as far as there is room."""
    room, letters = _FOOT - mm(8) - top, family.letters
    columns = next(
        (
            count
            for count in range(*_COLUMNS)
            if -(-len(letters) // count) * (_MEASURE / count) <= room
        ),
        _COLUMNS[-1],
    )
    cell = _MEASURE / columns
    rows = [letters[at : at + columns] for at in range(0, len(letters), columns)]
    rows = rows[: max(int(room // cell), 1)]
    face = load(family.face)
    size = cell * 0.54
    for number, row in enumerate(rows):
        y = top + number * cell
        items: list[Item] = []
        for column, char in enumerate(row):
            run = Run(char, family.face, size, BLACK)
            x = _LEFT + (column + 0.5) * cell - run.width / 2
            items.append(run.at(x, y + (cell + size * face.cap_height / face.upem) / 2))
        page.artifact([_rule(y, 0.3, _HAIR)])
        page.add(Element("P", (page.content(items),)))
    page.artifact([_rule(top + len(rows) * cell, 0.3, _HAIR)])


# --- styles -----------------------------------------------------------------------------------


def _style_pages(
    page: Builder,
    setting: PanelSetting,
    title: str,
    family: FamilySheet,
    samples: Sequence[StyleSample],
) -> None:
    y = _FOOT
    is_first = True
    for sample in samples:
        lines, style = _set(setting, sample)
        height = _height(setting, sample, style, lines)
        if y + height > _FOOT:
            if not is_first:
                page.turn()
            _head(page, setting, family, title, say("Type styles, at their true size"))
            y, is_first = _TOP + mm(6), False
        _style_row(page, family, sample, style, lines, y, height)
        y += height


def _set(setting: PanelSetting, sample: StyleSample) -> tuple[tuple[Line, ...], TypeStyle]:
    """The words of a sample in lines, made smaller if their longest word has no room."""
    style = replace(sample.style, drop_cap=None, align="start")
    measure = _MEASURE - _STYLE_COLUMN - (mm(6) if sample.ground else 0.0)
    words = sample.words
    while True:
        lines = galley(setting, (Span(words),), style, measure, None).lines
        if lines and lines[0].excess > 0 and style.size > 12:
            style = replace(style, size=style.size * measure / (measure + lines[0].excess) * 0.99)
            continue
        if not sample.several and len(lines) > 1 and " " in words:
            words = words.rpartition(" ")[0]
            continue
        return lines[:3], style


def _height(
    setting: PanelSetting, sample: StyleSample, style: TypeStyle, lines: Sequence[Line]
) -> float:
    ground = mm(3) if sample.ground else 0.0
    text = _ascent(style, sample.face) + (len(lines) - 1) * setting.lines_of(style)
    described = _FIRST_ROW + _NEXT_ROW * (2 if sample.is_used else 3)
    return max(text + style.size * 0.28 + ground, described) + 2 * _ROW_ROOM


def _ascent(style: TypeStyle, face: FaceRef) -> float:
    opened = load(face)
    return style.size * max(opened.cap_height, opened.x_height) / opened.upem


def _style_row(
    page: Builder,
    family: FamilySheet,
    sample: StyleSample,
    style: TypeStyle,
    lines: Sequence[Line],
    top: float,
    height: float,
) -> None:
    """A row: what the style is called and is, and beside it the words."""
    page.artifact([_rule(top + height, 0.3, _HAIR)])
    y = top + _ROW_ROOM
    items: list[Item] = []
    for number, (said, ref) in enumerate(_described(sample, family)):
        run = page.run(said, ref, 8.5 if not number else _SMALL, BLACK if not number else _GREY)
        items.append(run.at(_LEFT, y + _FIRST_ROW + number * _NEXT_ROW))
    page.add(Element("P", (page.content(items),)))
    x = _LEFT + _STYLE_COLUMN
    # Lines keep the leading that the style has in the brochure.
    step = style.leading if style.leading != "auto-accents" else style.size
    if sample.ground is not None:
        box = Rect(x, top + _ROW_ROOM / 2, _RIGHT - x, height - _ROW_ROOM)
        page.artifact([Path(rectangle(box), fill=sample.ground)])
        block = _ascent(style, sample.face) + (len(lines) - 1) * step
        x, y = x + mm(3), box.y + (box.height - block) / 2
    baseline = y + _ascent(style, sample.face)
    shown: list[Item] = []
    for number, line in enumerate(lines):
        shown += _at(line, x, baseline + number * step)
    page.add(Element("P", (page.content(shown),)))


def _described(sample: StyleSample, family: FamilySheet) -> Iterator[tuple[Sentence, FaceRef]]:
    """What a row says of its style: its name, its face, its size and leading, and the rest."""
    style = sample.style
    yield say("{name}", name=sample.name), family.strong
    yield say("{face}", face=sample.face), family.face
    leading = say("{leading:g}", leading=style.leading) if style.leading != "auto-accents" else None
    parts = [
        say("{size:g} on {leading} pt", size=style.size, leading=leading)
        if leading
        else say("{size:g} pt", size=style.size)
    ]
    if style.tracking:
        parts.append(say("tracking {tracking:g}", tracking=style.tracking))
    yield joined([*parts, say("{colour}", colour=style.colour)], ", "), family.face
    if not sample.is_used:
        yield say("not used in this edition"), family.face
