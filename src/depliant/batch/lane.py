"""The checked lane: what does not vary is set once, and in a merged file written once.

The first row of each kind of content (the same blocks shown, the same cells empty) is set and
judged in full. What varies in it are blocks: paragraphs, headings, QR codes. For the next row each
of these is resolved again and set in its own frame. Where it takes the same room there, line for
line, has nothing to be said of it, stands out from its ground and away from the edge, and is of a
kind that was judged, the rest of the page is as it was; where not, the row is set in full. So no
word stands over another: what needs other room never goes this way.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final, NamedTuple

from msgspec import msgpack
from msgspec.structs import replace

from depliant.batch.exact import exact_or_none
from depliant.batch.kinds import traits
from depliant.batch.overlay import Overlay
from depliant.build.remarks import as_meant
from depliant.build.session import Composed, Session
from depliant.content.model import Block, Heading, Paragraph, QrCode
from depliant.content.resolve_again import Again
from depliant.content.rows import PLACE
from depliant.content.schema import Content, Panel
from depliant.content.schema import Heading as WrittenHeading
from depliant.content.schema import Paragraph as WrittenParagraph
from depliant.content.schema import QrCode as WrittenCode
from depliant.content.schema_rows import Row
from depliant.content.source_texts import source_texts
from depliant.display.items import DisplayDocument, Item, Mark
from depliant.errors import DepliantError
from depliant.figures.placeholders import PLACEHOLDER
from depliant.figures.schema import FigureEntry
from depliant.geometry import Matrix
from depliant.layout.paging import bare_sides, parts_of, placed
from depliant.layout.slots import Filling, Slotted, same_marks, slotted
from depliant.memory import SHARED
from depliant.source.yaml import Route
from depliant.style.folds import Slot
from depliant.writers.merged_pdf import shared

_KINDS: Final[dict[type, type]] = {
    WrittenParagraph: Paragraph,
    WrittenHeading: Heading,
    WrittenCode: QrCode,
}
"""The kinds of block that may vary, as they are written and as they are resolved."""


class Filled(NamedTuple):
    """The slots of a row, filled, of each panel that has any; and of which kinds they are."""

    panels: tuple[tuple[Filling, ...], ...]
    kinds: frozenset[object]

    @property
    def marks(self) -> tuple[tuple[Item, ...], ...]:
        """What is painted on each of the panels."""
        return tuple(tuple(mark for one in own for mark in one.marks) for own in self.panels)


class Lane:
    """Makes pages of rows of an edition as far as they are like one that was set in full.

    Args:
        overlay: lays rows over the project.
    """

    def __init__(self, overlay: Overlay) -> None:
        self._overlay = overlay
        self._is_open = all(route[0] == "figures" for route in overlay.places)
        self._likes: dict[object, Like | None] = {}

    def like(self, row: Row) -> Like | None:
        """What is known of rows like this one; None where there is nothing to go by."""
        return self._likes.get(self._key(row)) if self._is_open else None

    def learn(self, row: Row, session: Session, composed: Composed) -> None:
        """Take a row that was set in full, and judged, for one that others are like."""
        key = self._key(row)
        if not self._is_open:
            return
        known = self._likes.get(key)
        try:
            if key not in self._likes:
                known = self._likes[key] = Like(self._overlay, self._overlay.own, session, composed)
            if known is not None:
                known.judged(composed)
        except (LookupError, DepliantError):
            self._likes[key] = None

    def forget(self, row: Row) -> None:
        """Set all rows like this one in full from now on."""
        self._likes[self._key(row)] = None

    def _key(self, row: Row) -> object:
        shown = tuple(one.block.when.holds(row) for one in self._overlay.conditions)
        return shown, tuple(bool(cell) for cell in row.values())


class Like:
    """Rows that are shown the same blocks: the first of them, and the slots that vary.

    Raises:
        LookupError: more varies than blocks that can be set by themselves.
    """

    def __init__(
        self, overlay: Overlay, own: frozenset[str], session: Session, composed: Composed
    ) -> None:
        self._overlay = overlay
        language = composed.edition.language
        self._again = Again(composed.words.publication, language)
        content = self._again.content
        if content.notes:
            raise LookupError("notes are numbered in all of it")
        routes, figures = _varying(content, own)
        self._figures = {name: content.figures[name] for name in figures}
        self._kinds: set[frozenset[object]] = set()
        self.routes: tuple[tuple[Route, ...], ...] = ()
        self.panels: tuple[Slotted, ...] = ()
        composition, job = composed.composition, session.job(language)
        job = replace(job, sheet=composed.sheet)
        edition = as_meant(composed.edition, composed.sheet)
        steps = dict(zip(composition.sides, composition.steps, strict=True))
        for panel in composition.panels:
            number = panel.leaf.slot.panel or 0
            mine = tuple(route for route in routes if route[1] == number)
            if panel.furniture and _is_in_head(content):
                raise LookupError("running heads vary")
            if mine:
                blocks = [_block(panel.panel, route, content) for route in mine]
                placed = edition, job, steps[panel.leaf.side]
                self.panels += (slotted(panel, blocks, placed),)
                self.routes += (mine,)
        self.session = session
        self._exact = exact_or_none(self.panels, composed)
        self._has_own_head = _is_said(content, own)
        self._places: dict[Slot, Matrix] = {}
        self.ground = self._grounds(session, composed)
        """The pages without what varies."""

    def _grounds(self, session: Session, composed: Composed) -> DisplayDocument:
        """The pages without what varies, each one artwork."""
        composition = composed.composition
        around = {id(one.panel.marks): one.around for one in self.panels}
        pages = []
        for side, page in zip(composition.sides, bare_sides(composition), strict=True):
            items: list[Item] = []
            for part, matrix in parts_of(side, composition):
                items += placed(around.get(id(part), part), matrix)
            self._places |= {slot: side.placing(slot) for slot in side.slots}
            pages.append(replace(page, items=(shared(items, page, session.spec.bleed),)))
        document = session.document(composed, "press")
        return replace(document, pages=tuple(pages))

    def judged(self, composed: Composed) -> None:
        """Note of which kinds the slots of a row are that was judged in full."""
        found = self.filled(composed.words.publication.row)
        if found is not None:
            self._kinds.add(found.kinds)

    def is_judged(self, filled: Filled) -> bool:
        """Whether slots are of kinds that were judged."""
        return filled.kinds in self._kinds

    def filled(self, row: Row) -> Filled | None:
        """The slots of a row; None where it needs its panels' full setting.

        Raises:
            DepliantError: what keeps a block from being set.
        """
        with SHARED.passing():
            return self._filled(row)

    def _figures_of(self, row: Row) -> Mapping[str, FigureEntry]:
        """The figures that slots name, as a row has them."""
        own = self._overlay.figures_for(row, self._figures) if self._figures else {}
        return {**self._figures, **own}

    def _filled(self, row: Row) -> Filled | None:
        figures = self._figures_of(row)
        kinds: set[object] = set()
        panels: list[tuple[Filling, ...]] = []
        for panel, routes in zip(self.panels, self.routes, strict=True):
            own: list[Filling] = []
            for number, (slot, route) in enumerate(zip(panel.slots, routes, strict=True)):
                block = self._again.block(route, row, figures)
                filling = panel.filled(slot, _with(slot.block, block)) if block else None
                if filling is None:
                    return None
                own.append(filling)
                kinds |= {
                    (panel.panel.panel.id, number, traits(one.items, 1.0))
                    for one in filling.marks
                    if isinstance(one, Mark)
                }
            panels.append(tuple(own))
        return Filled(tuple(panels), frozenset(kinds))

    def composed(self, row: Row, filled: Filled) -> Composed | None:
        """What a single file of a row is written from; None where the row is to be set in full.

        Raises:
            DepliantError: what keeps the words of the file's properties from being read.
        """
        if self._exact is None:
            return None
        if not self._has_own_head:
            return self._exact.composed(filled.panels, None)
        head = self._again.head(row, self._figures_of(row))
        return None if head is None else self._exact.composed(filled.panels, head)

    def own(self, filled: Filled) -> tuple[tuple[Item, ...], ...]:
        """What is painted over each page of `ground` for a row whose slots are filled."""
        pages: dict[str, tuple[Item, ...]] = {page.name: () for page in self.ground.pages}
        for one, marks in zip(self.panels, filled.marks, strict=True):
            leaf = one.panel.leaf
            pages[leaf.side.label] += placed(marks, self._places[leaf.slot])
        return tuple(pages.values())

    def is_same(self, filled: Filled, composed: Composed) -> bool:
        """Whether a row that was set in full is painted as its filled slots are."""
        full = {panel.leaf.slot: panel for panel in composed.composition.panels}
        return all(
            same_marks((*one.around, *marks), full[one.panel.leaf.slot].marks)
            for one, marks in zip(self.panels, filled.marks, strict=True)
        )


def _varying(content: Content, own: frozenset[str]) -> tuple[tuple[Route, ...], frozenset[str]]:
    """The ways to blocks that vary, and the figures that these name.

    Raises:
        LookupError: more varies than such blocks.
    """
    routes: dict[Route, None] = {}
    figures: set[str] = set()
    for number, panel in enumerate(content.panels):
        rest: Panel = panel
        for text in source_texts(panel, ("panels", number)):
            names = {match[1] for match in PLACEHOLDER.finditer(text.text)}
            if not names & own and not PLACE.search(text.text):
                continue
            route = text.route[:4]
            if len(text.route) != 5 or text.route[2] not in ("blocks", "foot"):
                raise LookupError("a text within a block")
            key, at = str(route[2]), int(route[3])
            block = getattr(panel, key)[at]
            if type(block) not in _KINDS or _is_joined(block):
                raise LookupError("another kind of block")
            routes[route] = None
            figures |= {name for name in names if name in content.figures}
            listed = getattr(rest, key)
            stand_in = WrittenParagraph(text="…")
            listed = (*listed[:at], stand_in, *listed[at + 1 :])
            rest = replace(rest, **{key: listed})
        _refuse_more(msgpack.encode(rest), own)
    _refuse_more(
        msgpack.encode([one for name, one in content.figures.items() if name not in own]), own
    )
    return tuple(routes), frozenset(figures) if own else frozenset()


def _is_joined(block: object) -> bool:
    """Whether a block stands over columns, or in the line of another."""
    return bool(getattr(block, "run_in", False) or getattr(block, "span", None))


def _refuse_more(written: bytes, own: frozenset[str]) -> None:
    """Refuse what names a column, or a figure that rows have of their own.

    Raises:
        LookupError: it does.
    """
    if b"{row." in written or any(
        re.search(rb"(?<![\w-])%b(?![\w-])" % re.escape(name.encode()), written) for name in own
    ):
        raise LookupError("something else varies")


def _is_said(content: Content, own: frozenset[str]) -> bool:
    """Whether what files say of themselves names a column, or a figure that rows have."""
    said = (content.title, content.subject or "", content.author or "", *content.keywords)
    return any(varies(words, own) for words in said)


def varies(words: str, own: frozenset[str]) -> bool:
    """Whether words name a column, or a figure that rows have of their own."""
    return "{row." in words or not own.isdisjoint(match[1] for match in PLACEHOLDER.finditer(words))


def _is_in_head(content: Content) -> bool:
    """Whether words of running heads name a column."""
    return any("{row." in words for words in (content.title, *content.running.values()))


def _block(panel: object, route: Route, content: Content) -> Block:
    """The resolved block that a written one is.

    Raises:
        LookupError: they do not stand in the same places.
    """
    key, at = str(route[2]), int(route[3])
    written = getattr(content.panels[int(route[1])], key)
    blocks: tuple[Block, ...] = getattr(panel, key)
    if len(blocks) != len(written) or type(blocks[at]) is not _KINDS[type(written[at])]:
        raise LookupError("blocks that are put together")
    return blocks[at]


def _with(first: Block, block: Block) -> Block:
    """A block with what the first has of those round it."""
    if isinstance(first, Paragraph | Heading) and isinstance(block, Paragraph | Heading):
        return replace(first, text=block.text)
    return block
