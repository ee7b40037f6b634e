"""The sheet of marks: each on every ground, at its size, with its clear space drawn round it.

Pages of A4 that are written as a screen file, so that what is seen is what will be printed. What a
contract does not allow is crossed out and said in words.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from msgspec.structs import replace

from depliant.colour import BLACK, PAPER, Colour
from depliant.display.items import DisplayDocument, Group, Item, Mark, Metadata, Page, Path, Stroke
from depliant.display.structure import ContentRef, Element, Role
from depliant.fonts.face import load
from depliant.geometry import MM, Rect, Size, rectangle, translation
from depliant.graphics.charts.lettering import set_line
from depliant.graphics.logo import PlacedLogo
from depliant.interface import ENGLISH, Interface
from depliant.partners.checking import Checked, House, Stand
from depliant.partners.contract import shown
from depliant.sentences import Sentence, joined, say
from depliant.style.sheet import TypeStyle
from depliant.text.model import CharStyle

NAME: Final = "marks.pdf"
PAGE: Final = Size(210 * MM, 297 * MM)
_MARGIN: Final = 15 * MM
_GAP: Final = 5 * MM
_COLUMNS: Final = 3
_TILE: Final = Size((PAGE.width - 2 * _MARGIN - (_COLUMNS - 1) * _GAP) / _COLUMNS, 30 * MM)
_CAPTION: Final = 11.0
_HEAD: Final = 30.0
_QUIET: Final = BLACK.at(0.65)
_LEAST_SEEN: Final = 5.0
"""Points round a mark, at the least, in its tile."""


def mark_sheet(
    marks: Sequence[Checked], house: House, title: str, interface: Interface = ENGLISH
) -> bytes:
    """The sheet as a PDF, in the user's language.

    Raises:
        DepliantError: it cannot be written.
    """
    from depliant.writers import screen_pdf

    setting = _Setting(house, interface)
    for mark in marks:
        setting.mark(mark)
    pages = tuple(
        Page(PAGE, tuple(items), str(number)) for number, items in enumerate(setting.pages, 1)
    )
    structure = Element("Document", tuple(setting.sections))
    metadata = Metadata(title, interface.language, "2000-01-01T00:00:00+00:00", "depliant-marks")
    return screen_pdf.write(DisplayDocument(pages, structure, (), metadata), house.condition)


class _Setting:
    """Pages being filled from the top: what is on them, and how it is told."""

    def __init__(self, house: House, interface: Interface) -> None:
        self._interface = interface
        self.pages: list[list[Item]] = []
        self.sections: list[Element] = []
        self._y = PAGE.height
        self._contents = 0
        family = house.sheet.face(house.sheet.type.get("text") or TypeStyle())
        self._face = family

    def mark(self, mark: Checked) -> None:
        """One mark: its name, its tiles, what its inks are."""
        tiles = [*mark.stands, *_least(mark)]
        rows = [tiles[at : at + _COLUMNS] for at in range(0, len(tiles), _COLUMNS)]
        row = _TILE.height + _CAPTION + _GAP
        whole = _HEAD + row * len(rows)
        self._room(whole if whole <= PAGE.height - 2 * _MARGIN else _HEAD + row)
        name = mark.logo.name if mark.logo is not None else mark.id
        parts = [self._text(name, 12, BLACK, self._y + 12, "H1")]
        terms = self._interface.tell(_terms(mark))
        parts.append(self._text(terms, 7.5, _QUIET, self._y + 23, "P"))
        self._y += _HEAD
        for tiles_of_row in rows:
            self._room(row)
            for column, stand in enumerate(tiles_of_row):
                parts += self._tile(stand, _MARGIN + column * (_TILE.width + _GAP), name)
            self._y += row
        self.sections.append(Element("Sect", tuple(parts)))

    def _room(self, height: float) -> None:
        if self._y + height > PAGE.height - _MARGIN:
            self.pages.append([])
            self._y = _MARGIN

    def _text(
        self, text: str, size: float, colour: Colour, y: float, role: Role, x: float = _MARGIN
    ) -> Element:
        """A line of text at its place, and the element that tells it."""
        style = CharStyle(self._face, size, colour)
        line = " ".join(text.split()) or "-"
        most = PAGE.width - _MARGIN - x if x == _MARGIN else _TILE.width
        # A name may be in letters that the brochure's own face lacks.
        covers = load(self._face).covers
        line = "".join(
            letter if covers(letter) else " " if letter.isspace() else "?" for letter in line
        )
        language = self._interface.language
        glyphs = set_line(line, style, language)
        wide = sum(glyph.advance for run in glyphs for glyph in run.glyphs)
        if wide > most:
            smaller = replace(style, size=size * most / wide)
            glyphs = set_line(line, smaller, language)
        placed = tuple(replace(run, x=run.x + x, y=run.y + y) for run in glyphs)
        return self._told(placed, Element(role))

    def _told(
        self, items: tuple[Item, ...], element: Element, bounds: Rect | None = None
    ) -> Element:
        self.pages[-1].append(Mark(items, self._contents, bounds))
        made = replace(element, kids=(ContentRef(self._contents),))
        self._contents += 1
        return made

    def _tile(self, stand: Stand, x: float, name: str) -> list[Element]:
        """A mark on a ground, the ground's edge and the clear space; below, what that is."""
        box = Rect(x, self._y, *_TILE)
        placed, scale = _fitted(stand.placed, box)
        edge = Stroke(_QUIET, 0.4)
        under: Item = Path(rectangle(box), stand.under, edge)
        self.pages[-1].append(Mark((under,), None))
        clear = Stroke(_against(stand.under), 0.4, (2.0, 2.0))
        drawn = Group(
            (*placed.items, Path(rectangle(placed.clear), None, clear)), clip=rectangle(box)
        )
        alt = self._interface.tell(say("{name} on {ground}", name=name, ground=stand.ground))
        parts = [self._told((drawn,), Element("Figure", alt=alt), box)]
        if not stand.allowed:
            cross = Stroke(_against(stand.under), 1.5)
            lines = (
                ("M", box.x, box.y), ("L", box.right, box.bottom),
                ("M", box.right, box.y), ("L", box.x, box.bottom),
            )  # fmt: skip
            self.pages[-1].append(Mark((Path(lines, None, cross),), None))
        said = self._interface.tell(_verdict(stand, scale))
        parts.append(self._text(said, 7, _QUIET, box.bottom + _CAPTION - 2, "P", x))
        return parts


def _least(mark: Checked) -> list[Stand]:
    """The mark at its least height, on a ground that it may stand on."""
    stand = next((one for one in mark.stands if one.allowed), None)
    if stand is None or mark.logo is None:
        return []
    frame, least = stand.placed.frame, mark.logo.minimum_height * MM
    scale = least / frame.height
    if abs(scale - 1) < 0.01:
        return []
    return [replace(stand, placed=_scaled(stand.placed, scale))]


def _scaled(placed: PlacedLogo, scale: float) -> PlacedLogo:
    from depliant.geometry import scaling

    frame = placed.frame
    smaller = Rect(frame.x * scale, frame.y * scale, frame.width * scale, frame.height * scale)
    return replace(placed, frame=smaller, items=(Group(placed.items, scaling(scale)),))


def _fitted(placed: PlacedLogo, box: Rect) -> tuple[PlacedLogo, float]:
    """A mark in the middle of its tile, smaller where it has no room with its clear space."""
    clear = placed.clear
    room = min(
        1.0,
        (box.width - _LEAST_SEEN) / clear.width,
        (box.height - _LEAST_SEEN) / clear.height,
    )
    sized = placed if room >= 1 else _scaled(placed, room)
    frame = sized.frame
    dx = box.centre.x - frame.centre.x
    dy = box.centre.y - frame.centre.y
    moved = Group(sized.items, translation(dx, dy))
    return replace(sized, frame=frame.moved(dx, dy), items=(moved,)), room


def _against(under: Colour) -> Colour:
    """Black or white, whichever stands out from a ground."""
    from depliant.graphics.weight import darkness

    return BLACK.at(0.8) if darkness(under) < 0.5 else PAPER


def _verdict(stand: Stand, scale: float) -> Sentence:
    """What is said below a tile, in which the mark is shown at `scale`."""
    said = say(
        "{ground}: allowed, {high:.1f} mm high"
        if stand.allowed
        else "{ground}: not allowed by its contract, {high:.1f} mm high",
        ground=stand.ground,
        high=stand.placed.frame.height / MM,
    )
    return say("{said}, shown at {scale:.0%}", said=said, scale=scale) if scale < 1 else said


def _terms(mark: Checked) -> Sentence:
    """A line on a mark: its terms and its inks."""
    if mark.logo is None or not mark.stands:
        faults = joined((one.message for one in mark.diagnostics[:2]), " ")
        return say("It cannot be used: {faults}", faults=faults)
    logo = mark.logo
    inks = [
        say("{key}: {ink}", key=use.key, ink=shown(use.ink))
        for use in mark.uses
        if use.word == "profile"
    ]
    said = (
        logo.file.rpartition("/")[2],
        say("least height {height:g} mm", height=logo.minimum_height),
        say("clear space {share:g} of its height", share=logo.clear_space),
    )
    return joined((*said, *inks[:4]), " · ")
