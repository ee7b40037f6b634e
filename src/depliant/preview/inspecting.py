"""What is under the pointer: blocks with their words, how they look, and where they are written.

A panel is looked at when somebody asks for it, and once for each build.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from contextlib import suppress
from itertools import groupby
from typing import Any, Final

from msgspec import Struct

from depliant.content.model import Block, Framed, Panel, Spanning
from depliant.display.items import Glyphs, Mark
from depliant.errors import InputError, Place
from depliant.figures.figure import Figure
from depliant.geometry import Rect
from depliant.layout.blocks.kind import kind_name
from depliant.layout.frame import Placement
from depliant.layout.setting import PanelSetting
from depliant.layout.strays import leaves
from depliant.layout.template import design_name
from depliant.preview.laid import LaidPanel, boxes_in, laid_panels, slice_box
from depliant.preview.looks import Ink, Look, Looks
from depliant.preview.pictures import pictures_in
from depliant.preview.places import Sources, Written, innermost, offset_of, paired, plain_key
from depliant.preview.printed import Piece, pieces, printed
from depliant.preview.snapshot import Pages
from depliant.source.decoding import decoded
from depliant.source.yaml import Route, load_yaml
from depliant.style.inheritance import STYLE_FILE
from depliant.style.places import design_place

_ROLES: Final = {"title": "title", "list_item": "item", "key_figure": "key-label"}
"""The roles of what has none of its own."""


class Spot(Struct, frozen=True):
    """A place in a file; line and column from 1, None where nobody knows them."""

    file: str
    line: int | None
    column: int | None


class ToldWord(Struct, frozen=True):
    """A word: its boxes on the side, the numbers of its looks, where it is written.

    `figure` names the ledger's entry that it is the printed form of.
    """

    text: str
    boxes: tuple[Rect, ...]
    looks: tuple[int, ...]
    place: Spot | None
    figure: str


class ToldFigure(Struct, frozen=True):
    """A figure of the ledger: how it is shown, where it comes from, where it is written."""

    id: str
    shown: str
    period: str
    source: str
    place: Spot | None


class ToldBlock(Struct, frozen=True):
    """A block, or the part of one that stands in one frame.

    `box` holds it all, on the side. `message` is what a translator finds its first text by, `alt`
    what is said of a drawing or a picture in its stead, `ppi` the resolution of that.
    """

    id: str
    kind: str
    role: str
    frame: str
    box: Rect
    place: Spot | None
    message: str
    alt: str
    ppi: int | None
    figures: tuple[str, ...]
    words: tuple[ToldWord, ...]


class ToldPanel(Struct, frozen=True):
    """A panel: its design and ground, and its blocks in the order in which they are read."""

    id: str
    side: str
    design: str
    ground: Ink
    step: int
    place: Spot | None
    looks: tuple[Look, ...]
    figures: tuple[ToldFigure, ...]
    blocks: tuple[ToldBlock, ...]


class Found(Struct, frozen=True):
    """What of the pages a place of a file is about: the word if `word` is not empty, or a block."""

    panel: str
    side: str
    block: str
    boxes: tuple[Rect, ...]
    word: str


class Part(Struct, frozen=True):
    """A block's placements, in one frame; `place` is where it is written."""

    number: int
    frame: str
    place: Place | None
    placed: tuple[Placement, ...]


class Inspected:
    """The pages of one build, looked into."""

    def __init__(self, pages: Pages) -> None:
        self.pages = pages
        words = pages.composed.words
        others = {}
        if words.file is not None:
            with suppress(InputError):
                data = pages.session.project.files.file(words.file).data
                others[words.file] = decoded(data, words.file)
        self.sources = Sources(words.publication, others)
        self.panels = {panel.id: panel for panel in laid_panels(pages)}
        self._looks: dict[tuple[object, ...], Looks] = {}
        self._told: dict[str, ToldPanel] = {}
        self._blocks: dict[Route, tuple[LaidPanel, Part]] = {}
        self._lock = threading.RLock()

    def panel(self, name: str) -> ToldPanel | None:
        """A panel by its id; None if there is no such."""
        laid = self.panels.get(name)
        if laid is None:
            return None
        with self._lock:
            if name not in self._told:
                self._told[name] = self._panel(laid)
            return self._told[name]

    def find(self, file: str, line: int, column: int) -> Found | None:
        """What a place of a file is about; None where nothing of the pages is."""
        sources = self.sources
        if file == STYLE_FILE:
            return self._styled(line, column)
        offset = sources.offset(file, line, column)
        if offset is None:
            return None
        inner: Route | None = None
        for route in sources.around(file, offset):
            if route[0] == "figures" and len(route) > 1:
                return self._figure(str(route[1]))
            found = self._block(route)
            if found is not None:
                return self._word(*found, inner or route, offset)
            inner = inner or route
        return None

    def parts(self, laid: LaidPanel) -> Iterator[Part]:
        """The blocks of a panel, each as far as it stands in one frame."""

        def key(placed: Placement) -> tuple[str, Place | None]:
            box = laid.frame_of(placed)
            return (box.name if box is not None else "", placed.slice.place)

        for number, ((frame, place), placed) in enumerate(groupby(laid.placements, key)):
            yield Part(number, frame, place, tuple(placed))

    def _panel(self, laid: LaidPanel) -> ToldPanel:
        looks = self._looks_of(laid)
        seen: dict[Look, int] = {}
        models = dict(models_of(laid.panel.panel))
        blocks = [self._told_block(laid, part, models, looks, seen) for part in self.parts(laid)]
        blocks += self._around(laid, looks, seen)
        design = design_name(laid.style, laid.panel.panel.design)
        names = dict.fromkeys(name for block in blocks for name in block.figures)
        return ToldPanel(
            laid.id,
            laid.sheet.id,
            design,
            looks.ink(laid.style.colour(laid.design.ground)),
            laid.step.number,
            _spot(laid.panel.panel.place),
            tuple(seen),
            tuple(self._told_figure(name) for name in names),
            tuple(blocks),
        )

    def _looks_of(self, laid: LaidPanel) -> Looks:
        """The looks of a panel; panels of one design and step share them."""
        key = laid.panel.panel.design, laid.step
        if key not in self._looks:
            edition, step = self.pages.composed.edition, laid.step
            job = self.pages.session.job(edition.language)
            setting = PanelSetting(
                job, laid.design, edition.language, frozenset(), step.size, step.leading,
                step.tracking,
            )  # fmt: skip
            self._looks[key] = Looks(setting, job.condition)
        return self._looks[key]

    def _told_block(
        self,
        laid: LaidPanel,
        part: Part,
        models: dict[Place, Any],
        looks: Looks,
        seen: dict[Look, int],
    ) -> ToldBlock:
        model = models.get(part.place) if part.place is not None else None
        kind = _kind(model, is_title=part.place == laid.panel.panel.title_place)
        role = getattr(model, "role", "") or _ROLES.get(kind, "")
        route = self.sources.route(part.place)
        said = self.sources.said(route) if route is not None else ()
        runs = pieces(laid, part.placed)
        figures = _figures(model) if model is not None else {}
        words = self._words(runs, self.sources.written(route) if route else (), figures, role)
        box = slice_box(laid, part.placed[0])
        for placed in part.placed[1:]:
            box = box.union(slice_box(laid, placed))
        return ToldBlock(
            f"{laid.id}/{part.number}",
            kind,
            role,
            part.frame,
            box,
            _spot(part.place),
            said[0].context if said else "",
            str(getattr(model, "alt", "") or ""),
            _ppi(laid, part.placed),
            tuple(dict.fromkeys((*figures, *(word.figure for word, _ in words if word.figure)))),
            tuple(_seen(word, numbers, runs, looks, seen, role) for word, numbers in words),
        )

    def _words(
        self,
        runs: Sequence[Piece],
        written: Sequence[Written],
        figures: dict[str, Figure],
        role: str,
    ) -> list[tuple[ToldWord, tuple[int, ...]]]:
        """The words of runs, each with the numbers of the runs that it is set in."""
        found = printed(runs)
        known = {plain_key(part): name for name, one in figures.items() for part in _forms(one)}
        told = []
        for word, origin in zip(found, paired([one.text for one in found], written), strict=True):
            place, figure = None, ""
            if origin is not None:
                place, figure = _spot(self.sources.place(origin)), origin.figure
            elif plain_key(word.text) in known:
                figure = known[plain_key(word.text)]
                place = _spot(self.sources.source.place(("figures", figure.partition(":")[0])))
            told.append((ToldWord(word.text, word.boxes, (), place, figure), word.runs))
        return told

    def _around(self, laid: LaidPanel, looks: Looks, seen: dict[Look, int]) -> Iterator[ToldBlock]:
        """The running heads and folios of a panel, and the pictures behind its blocks."""
        style = self.pages.session.project.files
        at = laid.matrix
        language = self.pages.composed.edition.language
        design = design_name(laid.style, laid.panel.panel.design)
        furniture = laid.panel.furniture
        if furniture:
            place = None
            with suppress(InputError, KeyError):
                place = design_place(style.file(STYLE_FILE), (design, "furniture"), language)
            runs = tuple(
                Piece(item, matrix)
                for item, matrix in leaves(furniture, at)
                if isinstance(item, Glyphs) and item.glyphs
            )
            words = self._words(runs, (), {}, "folio")
            boxes = [box for word, _ in words for box in word.boxes]
            if boxes:
                told = tuple(_seen(one, on, runs, looks, seen, "folio") for one, on in words)
                yield _plain_block(f"{laid.id}/furniture", "furniture", boxes, place, told)
        for number, mark in enumerate(laid.panel.backdrop):
            if isinstance(mark, Mark) and any(pictures_in((mark,))):
                boxes = [*boxes_in((mark,), at)]
                place = laid.panel.panel.place
                yield _plain_block(f"{laid.id}/behind-{number}", "backdrop", boxes, place, ())

    def _told_figure(self, name: str) -> ToldFigure:
        every = self.pages.composed.edition.figures
        one = next((figure for figure in every if figure.id == name), None)
        place = _spot(self.sources.source.place(("figures", name.partition(":")[0])))
        if one is None:
            return ToldFigure(name, "", "", "", place)
        return ToldFigure(name, one.full or one.shown, one.period, one.source, place)

    def _block(self, route: Route) -> tuple[LaidPanel, Part] | None:
        """The first block that is written at a route."""
        with self._lock:
            if not self._blocks:
                for laid in self.panels.values():
                    for part in self.parts(laid):
                        known = self.sources.route(part.place) or ()
                        self._blocks.setdefault(known, (laid, part))
        if route in self._blocks:
            return self._blocks[route]
        if len(route) == 2 and route[0] == "panels":
            panels = self.sources.publication.content.panels
            laid_ = self.panels.get(panels[int(route[1])].id)
            return (laid_, Part(-1, "", None, ())) if laid_ is not None else None
        return None

    def _word(self, laid: LaidPanel, part: Part, route: Route, offset: int) -> Found:
        """The word of a block that is written nearest to a character of its file."""
        side = laid.sheet.id
        told = self.panel(laid.id)
        block = f"{laid.id}/{part.number}"
        whole = [one for one in told.blocks if one.id == block] if told is not None else []
        if not whole:
            return Found(laid.id, side, "", (_paper(laid),), "")
        words = [
            word
            for one in (told.blocks if told is not None else ())
            if one.place == whole[0].place
            for word in one.words
        ]
        near = self._nearest(words, route, offset)
        if not near:
            return Found(laid.id, side, block, (whole[0].box,), "")
        boxes = tuple(box for word in near for box in word.boxes)
        return Found(laid.id, side, block, boxes, " ".join(word.text for word in near))

    def _nearest(
        self, words: Sequence[ToldWord], route: Route, offset: int
    ) -> tuple[ToldWord, ...]:
        """The words that are written where the text at `route` has the character, or before it."""
        stretch = self.sources.stretch(route)
        if stretch is None:
            return ()
        file, start, end = stretch
        written: dict[int, list[ToldWord]] = {}
        for word in words:
            place = word.place
            if place is None or place.file != file or place.line is None:
                continue
            at = self.sources.offset(file, place.line, place.column or 1)
            if at is not None and start <= at <= end:
                written.setdefault(at, []).append(word)
        if not written:
            return ()
        before = [at for at in written if at <= offset]
        alike = written[max(before) if before else min(written)]
        return tuple(word for word in alike if plain_key(word.text)) or tuple(alike)

    def _styled(self, line: int, column: int) -> Found | None:
        """The first words, or the first panel, that a line of the style sheet is about."""
        with suppress(InputError):
            style = load_yaml(self.pages.session.project.files, STYLE_FILE)
            offset = offset_of(style.text, line, column)
            found = innermost(style, offset) if offset is not None else ()
            kind, name = (*map(str, found[:2]), "", "")[:2]
            for laid in self.panels.values():
                told = self.panel(laid.id)
                if told is None or kind not in ("type", "swatches", "designs"):
                    return None
                if kind == "designs" and told.design == name:
                    return Found(laid.id, laid.sheet.id, "", (_paper(laid),), "")
                wanted = {
                    number
                    for number, look in enumerate(told.looks)
                    if name in (look.styles[:1] if kind == "type" else (look.ink.swatch,))
                }
                for block in told.blocks:
                    words = [one for one in block.words if not wanted.isdisjoint(one.looks)]
                    if words and kind != "designs":
                        boxes, text = words[0].boxes, words[0].text
                        return Found(laid.id, laid.sheet.id, block.id, boxes, text)
        return None

    def _figure(self, name: str) -> Found | None:
        """The first words that are the printed form of a figure."""
        for laid in self.panels.values():
            known = {one for _, model in models_of(laid.panel.panel) for one in _figures(model)}
            if not any(one.partition(":")[0] == name for one in known):
                continue
            told = self.panel(laid.id)
            for block in told.blocks if told is not None else ():
                words = [one for one in block.words if one.figure.partition(":")[0] == name]
                if words:
                    boxes = tuple(box for word in words for box in word.boxes)
                    text = " ".join(word.text for word in words)
                    return Found(laid.id, laid.sheet.id, block.id, boxes, text)
        return None


def _paper(laid: LaidPanel) -> Rect:
    """The trim of a panel on its side."""
    return laid.on_side(Rect(0.0, 0.0, *laid.panel.leaf.size))


def _spot(place: Place | None) -> Spot | None:
    return Spot(place.file, place.line, place.column) if place is not None and place.file else None


def _plain_block(
    name: str, kind: str, boxes: Sequence[Rect], place: Place | None, words: tuple[ToldWord, ...]
) -> ToldBlock:
    box = boxes[0]
    for other in boxes[1:]:
        box = box.union(other)
    return ToldBlock(name, kind, "", "", box, _spot(place), "", "", None, (), words)


def _seen(
    word: ToldWord,
    numbers: tuple[int, ...],
    runs: Sequence[Piece],
    looks: Looks,
    seen: dict[Look, int],
    role: str,
) -> ToldWord:
    """A word with the numbers of its looks, each of which is told once."""
    mine = []
    for number in numbers:
        run, matrix = runs[number]
        look = looks.of(run, matrix.scale, role)
        mine.append(seen.setdefault(look, len(seen)))
    return ToldWord(word.text, word.boxes, tuple(dict.fromkeys(mine)), word.place, word.figure)


def models_of(panel: Panel) -> Iterator[tuple[Place, Any]]:
    """The parts of a panel that have a place of their own, by it; a part before what it holds."""
    found: dict[Place, Any] = {}
    stack: list[Any] = [panel]
    while stack:
        part = stack.pop()
        if type(part) is tuple:
            stack += reversed(part)
            continue
        if not isinstance(part, Struct):
            continue
        place = getattr(part, "place", None)
        if isinstance(place, Place) and not isinstance(part, Panel | Framed | Spanning):
            found.setdefault(place, part)
        stack += reversed([getattr(part, name) for name in part.__struct_fields__])
    yield from found.items()


def _kind(model: Any, *, is_title: bool) -> str:
    """What a part of the model is called: "paragraph", "list_item"; "title" of a panel's."""
    if model is None:
        return "title" if is_title else "block"
    kind: type[Block] = type(model)
    return kind_name(kind)


def _figures(model: Any) -> dict[str, Figure]:
    """The figures of a block by their ids, in the order in which they are named."""
    found: dict[str, Figure] = {}
    stack: list[Any] = [model]
    while stack:
        part = stack.pop()
        if isinstance(part, Figure):
            found.setdefault(part.id, part)
        elif type(part) is tuple:
            stack += reversed(part)
        elif isinstance(part, Struct):
            stack += reversed([getattr(part, name) for name in part.__struct_fields__])
    return found


def _forms(figure: Figure) -> Iterator[str]:
    """The words that a figure may be printed in."""
    for form in (figure.shown, figure.full, f"{figure.number} {figure.unit_shown}"):
        yield from (part for part in form.split() if plain_key(part))


def _ppi(laid: LaidPanel, placed: Sequence[Placement]) -> int | None:
    """The least resolution of the pictures of a block, in pixels an inch."""
    found = [one.ppi for part in placed for one in pictures_in(part.slice.marks)]
    return round(min(found)) if found else None
