"""What can be changed of a block on the page, and where each of it is written.

What stands in the files is taken from the draft; where it stands, from the pages that are shown.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from typing import Any, Final

from msgspec import Struct

from depliant.content.messages import Key, messages
from depliant.content.publication import CONTENT
from depliant.content.source_texts import SourceText
from depliant.display.items import Picture
from depliant.errors import InputError
from depliant.figures import formula
from depliant.figures.schema import UNSTATED
from depliant.geometry import Rect
from depliant.languages.table import direction
from depliant.preview.desk import Desk
from depliant.preview.edits import FIGURE_KEYS, Edit, StaleError, marked, parsed, standing
from depliant.preview.inspecting import Inspected, ToldBlock
from depliant.preview.laid import LaidPanel, slice_box
from depliant.preview.pictures import pictures_in
from depliant.source.lines import position_at
from depliant.source.retyping import value_at
from depliant.source.yaml import Route, Source, Tree
from depliant.style.inheritance import STYLE_FILE

_BEHIND: Final = re.compile(r"/behind-(\d+)$")
_VALUES: Final = 40
"""The most values of a series that can be changed beside its chart."""


class ToldText(Struct, frozen=True):
    """A text that can be changed: what it is by its key, how it is typed, from line to line.

    `source` is what it says in the language that the brochure is written in, of a translation.
    """

    kind: str
    file: str
    route: Route
    key: str
    value: str
    line: int | None
    last: int | None
    source: str = ""


class ToldEntry(Struct, frozen=True):
    """A figure as the ledger has it: `values` are what can be changed of it.

    `why` says what keeps it from being changed here: "formula", with `formula` and the figures
    `names` in it; "file", with the `file` that its values stand in; "unknown".
    """

    name: str
    shown: str
    route: Route
    values: dict[str, str | None]
    line: int | None
    why: str = ""
    formula: str = ""
    names: tuple[str, ...] = ()
    file: str = CONTENT


class ToldFocus(Struct, frozen=True):
    """The point of a picture that is kept: its shares as written, None if nothing is.

    `crop` is what is seen of the picture: left, top, width and height as shares of it.
    """

    route: Route
    value: list[str] | None
    crop: Rect
    picture: str
    ratio: float
    alt: str


class ToldList(Struct, frozen=True):
    """The list that a block is an entry of: its place in it, and the boxes of all entries.

    `marks` are what entries are known by; the box of one that stands elsewhere is None.
    """

    route: Route
    place: int
    marks: tuple[str, ...]
    boxes: tuple[Rect | None, ...]


class Told(Struct, frozen=True):
    """What can be changed of a block.

    `lacks` is the PO file that has not its texts, `elsewhere` the table that they come from.
    """

    block: str
    box: Rect
    texts: tuple[ToldText, ...]
    figures: tuple[ToldEntry, ...]
    sources: tuple[str, ...]
    focuses: tuple[ToldFocus, ...]
    order: ToldList | None
    lacks: str = ""
    elsewhere: str = ""


class Editable:
    """What can be changed of the pages of one build, as a draft has it.

    Args:
        inspected: the pages, looked into.
        desk: the draft.
    """

    def __init__(self, inspected: Inspected, desk: Desk) -> None:
        self.inspected, self.desk = inspected, desk
        self.sources = inspected.sources
        self._keys: dict[Route, Key] | None = None

    def told(self, panel: str, block: str) -> Told | None:
        """What can be changed of a block; None if there is no such.

        Raises:
            InputError: content.yaml cannot be read.
        """
        laid, told = self.inspected.panels.get(panel), self.inspected.panel(panel)
        found = [one for one in told.blocks if one.id == block] if told is not None else []
        if laid is None or not found:
            return None
        routes = {
            f"{panel}/{part.number}": self.sources.route(part.place)
            for part in self.inspected.parts(laid)
        }
        content = self._content()
        if _BEHIND.search(block):
            route: Route | None = self._behind(laid, block, content.data)
        else:
            route = routes.get(block)
        figures, box = found[0].figures, found[0].box
        if route is None:
            known, place = self._figures(figures, content, ()), found[0].place
            own = (CONTENT, STYLE_FILE, self.inspected.pages.composed.words.file)
            file = place.file if place is not None and place.file not in own else ""
            return Told(block, box, (), known, _origins(content), (), None, elsewhere=file)
        inner = [one for one in routes.values() if one is not None and one != route]
        texts = tuple(self._said(route, inner))
        if any(one[: len(route)] == route for one in inner):
            written = _at(content.data, route)
            figures = _own_figures(found[0], texts, written if isinstance(written, dict) else {})
        po = self.inspected.pages.composed.words.file
        said = self.sources.said(route)
        return Told(
            block,
            box,
            texts,
            self._figures(figures, content, texts),
            _origins(content),
            tuple(self._focuses(laid, block, route, content.data)),
            self._order(laid, route, content.data),
            po if po is not None and said and not texts else "",
        )

    def figure(self, name: str) -> ToldEntry:
        """A figure of the ledger by its name.

        Raises:
            InputError: content.yaml cannot be read.
        """
        return self._figure(name, self._content())

    def _content(self) -> Source:
        return parsed(self.desk.text(CONTENT), CONTENT)

    # --- texts --------------------------------------------------------------------------------

    def _said(self, route: Route, inner: list[Route]) -> Iterator[ToldText]:
        """The texts of what is written at a route, but for those of blocks in it."""
        for text in self.sources.said(route):
            holders = [one for one in inner if text.route[: len(one)] == one]
            if any(len(one) > len(route) for one in holders) or text.held:
                continue
            told = self._message(text) if self._is_translated else self._own(text)
            if told is not None:
                yield told

    @property
    def _is_translated(self) -> bool:
        return self.inspected.pages.composed.words.file is not None

    def _own(self, text: SourceText) -> ToldText | None:
        edit = Edit("words", CONTENT, text.route, "", "")
        value = self._standing(edit)
        if value is None or text.route in self.sources.source.elsewhere:
            return None
        source = self._content()
        line = source.place(text.route).line
        stretch = source.values.get(text.route)
        last = position_at(source.text, stretch.end)[0] if stretch is not None else line
        return ToldText("words", CONTENT, text.route, _key(text.route), value, line, last)

    def _message(self, text: SourceText) -> ToldText | None:
        """A text in another language: its message in the PO file, if that has it."""
        pages = self.inspected.pages
        language, file = pages.composed.edition.language, pages.composed.words.file
        if file is None:
            return None
        if self._keys is None:
            asked = messages(pages.session.project.publication, language)
            self._keys = {route: one.key for one in asked for route in one.routes}
        key = self._keys.get(text.route)
        if key is None:
            return None
        route: Route = (key.context, key.id, 0)
        value = self._standing(Edit("message", file, route, "", ""))
        if value is None:
            return None
        line = self.sources.source.place(text.route).line
        return ToldText("message", file, route, _key(text.route), value, line, line, key.id)

    def _standing(self, edit: Edit) -> Any:
        with suppress(StaleError, InputError):
            return standing(edit, self.desk.text(edit.file))
        return None

    # --- figures ------------------------------------------------------------------------------

    def _figures(
        self, names: tuple[str, ...], content: Source, texts: tuple[ToldText, ...]
    ) -> tuple[ToldEntry, ...]:
        """The figures of a block; of a series those of its values that its texts name, or all."""
        found: dict[str, None] = {}
        for name in names:
            values = _at(content.data, ("figures", name, "values"))
            if isinstance(values, dict):
                named = [
                    f"{name}:{at}"
                    for text in texts
                    for at in re.findall(rf"\{{{re.escape(name)}:([\w/-]+)", text.value)
                    if at in (*values, "first", "last")
                ]
                found |= dict.fromkeys(named or [f"{name}:{at}" for at in values][:_VALUES])
            else:
                found[name] = None
        return tuple(self._figure(name, content) for name in found)

    def _figure(self, name: str, content: Source) -> ToldEntry:
        id_, _, at = name.partition(":")
        route: Route = ("figures", id_)
        shown = next(
            (
                one.full or one.shown
                for one in self.inspected.pages.composed.edition.figures
                if one.id == name
            ),
            "",
        )
        try:
            entry = value_at(content.data, route)
        except LookupError:
            return ToldEntry(name, shown, route, {}, None, "unknown")
        line = content.place(route).line
        if not isinstance(entry, dict):
            return ToldEntry(name, shown, route, {}, line, "unknown")
        if "formula" in entry and "value" not in entry:
            told = str(entry["formula"] or "")
            return ToldEntry(
                name, shown, route, {}, line, "formula", told, _names(told, content.data)
            )
        if entry.get("file"):
            return ToldEntry(name, shown, route, {}, line, "file", file=str(entry["file"]))
        if "values" in entry:
            return _of_series(name, shown, at, entry["values"], content)
        if any(isinstance(entry.get(key), dict | list) for key in FIGURE_KEYS):
            return ToldEntry(name, shown, route, {}, line, "unknown")
        return ToldEntry(name, shown, route, {key: entry.get(key) for key in FIGURE_KEYS}, line)

    # --- pictures -----------------------------------------------------------------------------

    def _behind(self, laid: LaidPanel, block: str, data: Tree) -> Route | None:
        """The way to a picture behind a panel; None where it is another panel's."""
        match = _BEHIND.search(block)
        number = self._panel_number(laid)
        told = self.inspected.panel(laid.id)
        behind = [one for one in told.blocks if _BEHIND.search(one.id)] if told is not None else []
        if match is None or number is None or len(behind) != len(laid.panel.panel.backdrops):
            return None
        at = [one.id for one in behind].index(block)
        with suppress(LookupError):
            written = value_at(data, ("panels", number, "backdrop"))
            if isinstance(written, list):
                return ("panels", number, "backdrop", at)
            return ("panels", number, "backdrop")
        return None

    def _panel_number(self, laid: LaidPanel) -> int | None:
        panels = self.sources.publication.content.panels
        return next((at for at, one in enumerate(panels) if one.id == laid.id), None)

    def _focuses(
        self, laid: LaidPanel, block: str, route: Route, data: Tree
    ) -> Iterator[ToldFocus]:
        """The pictures of a block, where it can be told which is which."""
        behind = _BEHIND.search(block)
        if behind is not None:
            shown = [*pictures_in((laid.panel.backdrop[int(behind[1])],))]
        else:
            parts = [
                one for one in self.inspected.parts(laid) if f"{laid.id}/{one.number}" == block
            ]
            placed = [mark for part in parts for one in part.placed for mark in one.slice.marks]
            shown = [*pictures_in(placed)]
        written = [*_pictured(_at(data, route), route)]
        if len(shown) == len(written):
            for picture, (at, entry) in zip(shown, written, strict=True):
                yield self._focus(picture, at, entry, is_behind=behind is not None)

    def _focus(
        self, shown: Picture, route: Route, entry: dict[str, Tree], *, is_behind: bool
    ) -> ToldFocus:
        language = self.inspected.pages.composed.edition.language
        file, alt = str(entry["picture"]), str(entry.get("alt") or "")
        own = _at(entry, ("editions", language))
        if isinstance(own, dict) and ("focus" in own or "picture" in own):
            route = (*route, "editions", language)
            file = str(own.get("picture") or file)
        at = (*route, "focus")
        raster, crop = shown.raster, shown.crop
        x, width = crop.x / raster.width, crop.width / raster.width
        is_turned = is_behind and entry.get("mirror") in ("true", "yes", "on")
        if is_turned and direction(language) == "rtl":
            x = 1 - x - width
        value = self._standing(Edit("focus", CONTENT, at, None, None))
        box = Rect(x, crop.y / raster.height, width, crop.height / raster.height)
        return ToldFocus(at, value, box, file, raster.width / raster.height, alt)

    # --- order --------------------------------------------------------------------------------

    def _order(self, laid: LaidPanel, route: Route, data: Tree) -> ToldList | None:
        """The list that what is written at a route is an entry of, if it has more than one."""
        entries = _at(data, route[:-1])
        is_entry = len(route) > 3 and isinstance(route[-1], int)
        if not is_entry or not isinstance(entries, list) or len(entries) < 2:
            return None
        boxes: list[Rect | None] = [None] * len(entries)
        depth = len(route) - 1
        for part in self.inspected.parts(laid):
            at = self.sources.route(part.place)
            if at is None or len(at) <= depth or at[:depth] != route[:-1]:
                continue
            number = int(at[depth])
            for placed in part.placed if number < len(entries) else ():
                box, former = slice_box(laid, placed), boxes[number]
                boxes[number] = box if former is None else former.union(box)
        marks = tuple(marked(entry) for entry in entries)
        return ToldList(route[:-1], int(route[-1]), marks, tuple(boxes))


def _pictured(value: Tree, route: Route) -> Iterator[tuple[Route, dict[str, Tree]]]:
    """What is written of pictures at a route and below it, each with its own."""
    if isinstance(value, dict) and isinstance(value.get("picture"), str):
        yield route, value
    elif isinstance(value, dict | list):
        steps = value.items() if isinstance(value, dict) else enumerate(value)
        for step, inner in steps:
            yield from _pictured(inner, (*route, step))


def _at(data: Tree, route: Route) -> Tree:
    """What stands at a route; None where nothing does."""
    with suppress(LookupError):
        return value_at(data, route)
    return None


def _own_figures(
    block: ToldBlock, texts: tuple[ToldText, ...], written: dict[str, Tree]
) -> tuple[str, ...]:
    """The figures of a block without those of the blocks in it."""
    words = {word.figure for word in block.words}
    named = {str(written.get(key) or "").partition(":")[0] for key in ("figure", "key-figure")}
    said = {name for text in texts for name in re.findall(r"\{([\w-]+)", text.value)}
    own = words | named | said
    return tuple(name for name in block.figures if name in own or name.partition(":")[0] in own)


def _key(route: Route) -> str:
    """The key of a text: of one in a list that of the list."""
    return next((step for step in reversed(route) if isinstance(step, str)), "")


def _origins(content: Source) -> tuple[str, ...]:
    """What the source of a figure may be."""
    known = content.data.get("sources")
    return (*(known if isinstance(known, dict) else ()), UNSTATED)


def _names(text: str, data: Tree) -> tuple[str, ...]:
    """The figures that a formula calculates with, as far as it can be read."""
    with suppress(formula.FormulaError):
        return formula.names(formula.parse(text))
    words = frozenset(re.findall(r"[\w-]+", text))
    return tuple(name for name in data.get("figures", {}) if name in words)


def _of_series(name: str, shown: str, at: str, values: Tree, content: Source) -> ToldEntry:
    """A value of a series that stands in the ledger."""
    id_ = name.partition(":")[0]
    if isinstance(values, dict) and values:
        at = {"first": next(iter(values)), "last": next(reversed(values))}.get(at, at)
    route: Route = ("figures", id_, "values", at)
    value = _at(content.data, route)
    line = content.place(route).line
    if not isinstance(values, dict) or at not in values or isinstance(value, list):
        return ToldEntry(name, shown, ("figures", id_), {}, line, "unknown")
    told = value.get("value") if isinstance(value, dict) else value
    return ToldEntry(name, shown, route, {"value": told}, line)
