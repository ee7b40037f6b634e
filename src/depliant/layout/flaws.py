"""Where on the pages stands what is wrong: findings with the boxes of the blocks that they are of.

A finding names a place in content.yaml, or a file that is shown; the slices of a panel know where
they are written. What stands nearest round the place is meant: the block itself, or the list, the
row, the panel that holds it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from msgspec import Struct

from depliant.content import markup
from depliant.content.publication import Publication
from depliant.content.source_texts import source_texts
from depliant.display.items import Glyphs, Item, Mark
from depliant.errors import Diagnostic, Place
from depliant.geometry import IDENTITY, Matrix, Rect
from depliant.layout.compose import Composition
from depliant.layout.frame import Placement
from depliant.layout.stamps import stamp_of
from depliant.layout.strays import boxed, leaves
from depliant.layout.visible import Setting
from depliant.source.yaml import Route, Source, Stretch

_SAME: Final = 0.5
"""Points: runs that are no further apart are one word."""
_BLOCK: Final = {"blocks": 4, "foot": 4, "aside": 4, "frames": 5}
"""How long the way to a block is, by the key of its panel that it stands below."""
_UNSEEN: Final = frozenset({
    "chart-overset", "leading-tight", "lines-collide", "numeral-too-wide", "outside-panel",
    "text-contrast", "text-covered", "text-hidden", "word-too-wide",
})  # fmt: skip
"""What is said of words that are on the page, and perhaps cannot be read there."""


class Spot(Struct, frozen=True):
    """A box on a panel, in points from its trim corner."""

    panel: str
    box: Rect


class Flaw(Struct, frozen=True):
    """A finding, the panel that it is of, and where on the panels it is.

    Without `spots` it is of the whole panel `panel`, and without a panel of the whole edition.
    `words` are those that cannot be read where they stand, or are not there for it.
    """

    finding: Diagnostic
    panel: str = ""
    spots: tuple[Spot, ...] = ()
    words: str = ""


class _Found(Struct, frozen=True):
    """A slice as it is placed: the panel, where it is written, its box, and what it says."""

    panel: str
    place: Place
    box: Rect
    words: str
    over: bool


def located(
    found: Iterable[Diagnostic],
    settings: Iterable[Setting],
    composition: Composition,
    publication: Publication,
) -> tuple[Flaw, ...]:
    """Findings with the places on the panels that they are of, in the order of their places.

    Args:
        found: what was found of an edition.
        settings: its panels as they were set.
        composition: the same.
        publication: what the edition was made from.
    """
    look = _Look(tuple(settings), composition, publication)
    return tuple(look.flaw(one) for one in sorted(found, key=_order))


def _order(finding: Diagnostic) -> tuple[bool, str, int, int]:
    place = finding.place
    if place is None:
        return True, "", 0, 0
    return not place.file.endswith(".yaml"), place.file, place.line or 0, place.column or 0


class _Look:
    """An edition that is looked through for the places of what is wrong with it."""

    def __init__(
        self, settings: tuple[Setting, ...], composition: Composition, publication: Publication
    ) -> None:
        self.all = [one for setting in settings for one in _placed(setting)]
        self.placed = [one for one in self.all if not one.over]
        self.files = {
            name: place for setting in settings for name, place in stamp_of(setting.panel).files
        }
        self.panels = {panel.panel.id for panel in composition.panels}
        self.publication = publication

    @property
    def source(self) -> Source:
        return self.publication.source

    def flaw(self, finding: Diagnostic) -> Flaw:
        """A finding with its place on the panels."""
        named = str(dict(finding.message.values).get("panel", ""))
        panel = named if named in self.panels else ""
        place = finding.place
        if place is None:
            return Flaw(finding, panel)
        if place.file != self.source.file:
            place = self.files.get(place.file, place)
        missing = self._missing(place) if finding.severity == "error" else ""
        for nearest, route in _around(place, self.source):
            own = [one for one in self.placed if one.place == nearest]
            if own:
                said = " ".join(one.words for one in own) if finding.code in _UNSEEN else ""
                words = " ".join(f"{said} {missing}".split()).replace("\u00ad ", "")
                return Flaw(finding, own[0].panel, tuple(_joined(own)), words)
            if route[:1] == ("panels",) and len(route) == 2:
                panels = self.publication.content.panels
                number = int(route[1])
                name = panels[number].id if number < len(panels) else ""
                return Flaw(finding, name if name in self.panels else panel, (), missing)
        return Flaw(finding, panel, (), missing)

    def _missing(self, place: Place) -> str:
        """The texts of the block at a place that are on no page, wherever they should be."""
        route = next((route for _, route in _around(place, self.source) if route), ())
        length = _BLOCK.get(str(route[2]), 0) if len(route) > 2 and route[0] == "panels" else 0
        if not length or len(route) < length:
            return ""
        panel = self.publication.content.panels[int(route[1])]
        block = self.source.values.get(route[:length])
        within = [one.words for one in self.all if self._is_of(one, panel.id, block)]
        shown = _letters("".join(within))
        return " / ".join(
            text.text
            for text in source_texts(panel, route[:2])
            if text.route[:length] == route[:length]
            and not text.held
            and text.route[-1] != "alt"
            and not _is_in(text.text, shown)
        )

    def _is_of(self, one: _Found, panel: str, block: Stretch | None) -> bool:
        """Whether a slice is of a block; in a translation, whose places are its own, of a panel."""
        if one.place.file != self.source.file or block is None:
            return one.panel == panel
        return block.start <= _offset(one.place, self.source.text) <= block.end


def _is_in(text: str, shown: str) -> bool:
    """Whether all words of a text, as it is written, are among letters that are shown."""
    pieces, _ = markup.parse(text)
    words = " ".join(one.text for one in pieces if one.figure is None and one.note is None)
    return all(_letters(word) in shown for word in words.split())


def _letters(text: str) -> str:
    """The letters and digits of a text, whichever case they are in."""
    return "".join(char for char in text.casefold() if char.isalnum())


def _placed(setting: Setting) -> Iterator[_Found]:
    for one in setting.placements:
        box = _box(one)
        if one.slice.place is not None and box is not None:
            yield _Found(setting.panel.id, one.slice.place, box, _words(one), one.over)


def _words(placed: Placement) -> str:
    """What is written on a slice: runs that meet are one word."""
    said, end = "", (0.0, 0.0)
    for item, matrix in leaves(placed.slice.marks, IDENTITY):
        if isinstance(item, Glyphs):
            at = matrix.apply(item.x, item.y)
            meets = abs(at.y - end[1]) < _SAME and abs(at.x - end[0]) < _SAME
            said += item.text if meets else f" {item.text}"
            end = at.x + sum(glyph.advance for glyph in item.glyphs), at.y
    return said.strip()


def _box(placed: Placement) -> Rect | None:
    """What a slice paints, in points from the trim corner of its panel."""
    box: Rect | None = None
    for item in placed.slice.marks:
        own = _of(item, Matrix(e=placed.x, f=placed.y))
        if own is not None:
            box = own if box is None else box.union(own)
    return box


def _of(item: Item, matrix: Matrix) -> Rect | None:
    if isinstance(item, Mark) and item.bounds is not None:
        return matrix.apply_rect(item.bounds)
    return boxed((item,), matrix)


def _around(place: Place, source: Source) -> Iterator[tuple[Place, Route]]:
    """The places of what holds a place, from the innermost to the outermost."""
    yield place, ()
    if place.file != source.file or place.line is None:
        return
    at = _offset(place, source.text)
    holding = [
        (stretch.end - stretch.start, route)
        for route, stretch in source.values.items()
        if route and stretch.start <= at <= stretch.end
    ]
    for _, route in sorted(holding, key=lambda one: (one[0], -len(one[1]))):
        yield source.place(route), route


def _offset(place: Place, text: str) -> int:
    """The number of characters before a place."""
    start = 0
    for _ in range((place.line or 1) - 1):
        start = text.find("\n", start) + 1
        if not start:
            return len(text)
    return start + (place.column or 1) - 1


def _joined(found: list[_Found]) -> Iterator[Spot]:
    """The boxes of slices that stand below one another as one."""
    spot: Spot | None = None
    for one in found:
        if spot is not None and spot.panel == one.panel and _is_below(one.box, spot.box):
            spot = Spot(one.panel, spot.box.union(one.box))
            continue
        if spot is not None:
            yield spot
        spot = Spot(one.panel, one.box)
    if spot is not None:
        yield spot


def _is_below(box: Rect, other: Rect) -> bool:
    return box.y >= other.y - 1.0 and box.x < other.right and other.x < box.right
