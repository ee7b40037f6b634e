"""Rows: what a brochure says to one reader, laid over the content before it is set.

A column is named in braces: `{row.name}`. In words it stays until they are resolved, so that a
translation has it too, and its cell is printed as it is, never read as markup. Anywhere else in
content.yaml (the file of a picture, a mark, the value of a figure) the cell takes its place before
the file is read, and is examined as if it had been typed there. Blocks below `when:` are shown or
left out. A brochure that is built for nobody in particular shows the example at `row:`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final
from urllib.parse import quote

from msgspec import Struct
from msgspec.structs import replace

from depliant.content.markup import Piece
from depliant.content.schema import Content, When
from depliant.content.schema_rows import Row
from depliant.content.source_texts import all_parts
from depliant.content.worded import Worded
from depliant.errors import Diagnostic, Place
from depliant.figures.placeholders import ROW
from depliant.memory import SHARED
from depliant.patterns import late_pattern
from depliant.sentences import say
from depliant.source.suggestions import did_you_mean
from depliant.source.yaml import Route, Source, Tree
from depliant.tuples import NamedTuple

PLACE: Final = late_pattern(r"\{row\.([A-Za-z][A-Za-z0-9_-]*)\}", re.ASCII)
_FORMED: Final = late_pattern(r"\{row\.([A-Za-z][A-Za-z0-9_-]*):[^{}]*\}", re.ASCII)
_SOME: Final = "{row."
_HEAD: Final = frozenset({"title", "subject", "author", "keywords", "running", "notes"})
"""Keys at the head of the file whose values are words."""
_WORDS: Final = frozenset({
    "alt", "barcode", "by", "caption", "credit", "group", "heading", "label", "note", "qr", "quote",
    "subtitle", "summary", "term", "text", "title", "total",
    "rows",
})  # fmt: skip
"""Keys in panels whose values are words, or what a code holds; so are the cells of tables."""
_WEB: Final = late_pattern(r"https?://", re.IGNORECASE)


# --- what is no word: before the file is read ---------------------------------------------------


def with_example(source: Source) -> Source:
    """content.yaml with the example of a row in the places that are no words."""
    if _SOME not in source.text or not isinstance(source.data, dict):
        return source
    row = source.data.get("row")
    cells = row if isinstance(row, dict) else {}
    return with_cells(source, {key: str(one or "") for key, one in cells.items()})


def with_cells(source: Source, row: Row, *, without: frozenset[str] = frozenset()) -> Source:
    """content.yaml with the cells of a row in the places that are no words.

    Args:
        source: content.yaml.
        row: the cells.
        without: figures that are left out, such as those of `unfilled`.
    """
    data = _filled(source.data, (), row)
    if without and isinstance(data, dict) and isinstance(figures := data.get("figures"), dict):
        kept = {name: one for name, one in figures.items() if name not in without}
        data = {**data, "figures": kept}
    return source if data is source.data else replace(source, data=data)


def unfilled(source: Source, row: Row) -> frozenset[str]:
    """The figures whose value is a cell that is empty: there is none of them for this row."""
    figures = source.data.get("figures") if isinstance(source.data, dict) else None
    if _SOME not in source.text or not isinstance(figures, dict):
        return frozenset()
    values = {
        name: one["value"]
        for name, one in figures.items()
        if isinstance(one, dict) and isinstance(one.get("value"), str)
    }
    return frozenset(
        name
        for name, value in values.items()
        if _SOME in value and not _in_place(value, row).strip()
    )


def with_cells_in(data: Tree, row: Row) -> Tree:
    """A part of content.yaml that holds no words with the cells of a row."""
    return _filled(data, ("figures",), row)


def places(source: Source) -> tuple[Route, ...]:
    """The ways to what names a column and is no word."""
    return tuple(_places(source.data, ())) if _SOME in source.text else ()


def _places(data: Tree, route: Route) -> Iterator[Route]:
    if isinstance(data, str):
        if _SOME in data and not _is_word(route):
            yield route
    else:
        for step, value in _steps(data):
            yield from _places(value, (*route, step))


def _filled(data: Tree, route: Route, row: Row) -> Tree:
    """The data with cells in it; itself where there are none to fill."""
    if isinstance(data, str):
        return _in_place(data, row) if _SOME in data and not _is_word(route) else data
    changed = {
        step: made
        for step, value in _steps(data)
        if (made := _filled(value, (*route, step), row)) is not value
    }
    if not changed:
        return data
    if isinstance(data, dict):
        return {**data, **changed}
    return [changed.get(number, value) for number, value in enumerate(data)]


def _steps(data: Tree) -> Iterator[tuple[str | int, Tree]]:
    if isinstance(data, dict):
        yield from data.items()
    elif isinstance(data, list):
        yield from enumerate(data)


def _is_word(route: Route) -> bool:
    """Whether a value is words: they keep their places until they are resolved."""
    if not route or route[0] != "panels":
        return route[:1] == ("row",) or (bool(route) and route[0] in _HEAD)
    key = next((step for step in reversed(route) if isinstance(step, str)), "")
    return key in _WORDS


def _in_place(text: str, row: Row) -> str:
    return PLACE.sub(lambda match: row.get(match[1], match[0]), text)


# --- words ----------------------------------------------------------------------------------------


def is_column(figure: str) -> bool:
    """Whether what a text asks for is a column of the row."""
    return figure.startswith(ROW)


def said(piece: Piece, row: Row) -> str:
    """The words of a piece of a text: its own, or the cell of the column that it names.

    What is no column is said by its name, of which `faults` tells.
    """
    if piece.figure is None:
        return piece.text
    return row.get(piece.figure.removeprefix(ROW), piece.placeholder)


def held(written: str, row: Row) -> str:
    """What a code holds for a row; in an address of the web a cell can be nothing but a part."""
    if _SOME not in written:
        return written
    is_web = _WEB.match(written) is not None

    def cell(match: re.Match[str]) -> str:
        found = row.get(match[1])
        if found is None:
            return match[0]
        return quote(found, safe="") if is_web and match.start() else found

    return PLACE.sub(cell, written)


def columns_in(content: Content, source: Source) -> dict[str, Place]:
    """The columns that content.yaml names, each with the first place where it does."""
    found: dict[str, Place] = {}
    for route, text in _texts(source.data, ()):
        for match in PLACE.finditer(text):
            if match[1] not in found:
                found[match[1]] = source.place_within(route, match[0])
    for when, route in whens(content):
        found.setdefault(when.when.row, source.place((*route, "when", "row")))
    return found


def spoken(source: Source) -> frozenset[str]:
    """The columns that stand in words, or in what a code holds."""
    return frozenset(
        match[1]
        for route, text in _texts(source.data, ())
        if _is_word(route)
        for match in PLACE.finditer(text)
    )


def faults(content: Content, source: Source) -> Iterator[Diagnostic]:
    """Columns that the example of a row lacks, and columns in a form, which they have none of."""
    if _SOME not in source.text and "when" not in source.text:
        return
    known = list(content.row)
    for name, place in columns_in(content, source).items():
        if name not in content.row:
            yield Diagnostic(
                "row-unknown",
                say("There is no column `{name}`.", name=name),
                place,
                did_you_mean(name, known)
                or say("Write it below `row:` at the head of the file, with an example."),
            )
    for route, text in _texts(source.data, ()):
        for match in _FORMED.finditer(text):
            plain = f"{{row.{match[1]}}}"
            yield Diagnostic(
                "row-form",
                say("A cell is printed as it is: `{placeholder}`.", placeholder=match[0]),
                source.place_within(route, match[0]),
                say(
                    "Write {place}; for another form make it the value of a figure.",
                    place=plain,
                ),
            )


def _texts(data: Tree, route: Route) -> Iterator[tuple[Route, str]]:
    if isinstance(data, str):
        if _SOME in data:
            yield route, data
    else:
        for step, value in _steps(data):
            yield from _texts(value, (*route, step))


# --- blocks that some rows have -------------------------------------------------------------------


class LocatedWhen(NamedTuple):
    """A condition with its blocks, and the route to it."""

    block: When
    route: Route


def whens(content: Content) -> tuple[LocatedWhen, ...]:
    """Every condition of every panel."""
    return tuple(
        LocatedWhen(part, route)
        for part, route in all_parts(content.panels)
        if isinstance(part, When)
    )


def pruned(source: Source, conditions: tuple[LocatedWhen, ...], row: Row) -> Source:
    """content.yaml without what a row is not shown, which need not be sound for it."""
    data = source.data
    for block, route in conditions:
        hidden = "otherwise" if block.when.holds(row) else "blocks"
        data = _emptied(data, (*route, hidden))
    return source if data is source.data else replace(source, data=data)


def _emptied(data: Tree, route: Route) -> Tree:
    """The data without the list at a route, if there is one."""
    if not route:
        return []
    step, *rest = route
    known = data if isinstance(data, dict) else range(len(data) if isinstance(data, list) else 0)
    if step not in known:
        return data
    made = _emptied(data[step], tuple(rest))
    if made is data[step]:
        return data
    if isinstance(data, dict):
        return {**data, step: made}
    return [made if number == step else one for number, one in enumerate(data)]


class Shown(Struct, frozen=True):
    """Content with the blocks that a row is shown, and where each stands in the file."""

    content: Content
    source: Source


def shown(content: Content, source: Source, row: Row) -> Shown:
    """The content as a row is shown it: of each condition, what it says, where it stands.

    The same outcome of all conditions is the same content.
    """
    if "when" not in source.text:
        return Shown(content, source)
    found = whens(content)
    if not found:
        return Shown(content, source)
    outcome = tuple(one.block.when.holds(row) for one in found)
    key = (shown, id(content), id(source), outcome)
    kept: tuple[Shown, Content, Source] | None = SHARED.find(key)
    if kept is not None and kept[1] is content and kept[2] is source:
        return kept[0]
    made = _shown(content, source, row)
    SHARED.keep(key, (made, content, source), 50 * len(source.text))
    return made


def _shown(content: Content, source: Source, row: Row) -> Shown:
    moves: dict[Route, Route] = {}
    gone: set[Route] = set()
    panels = tuple(
        _part(panel, ("panels", number), ("panels", number), _Moving(row, moves, gone))
        for number, panel in enumerate(content.panels)
    )
    return Shown(replace(content, panels=panels), _moved(source, moves, gone))


class _Moving(NamedTuple):
    """The row, and what is found of the ways to blocks: from where to where, and which go."""

    row: Row
    moves: dict[Route, Route]
    gone: set[Route]


def _part(part: Any, old: Route, new: Route, moving: _Moving) -> Any:
    """A part whose lists of blocks are as the row is shown them."""
    changed: dict[str, Any] = {}
    for name, key in zip(part.__struct_fields__, part.__struct_encode_fields__, strict=True):
        value = getattr(part, name)
        made = _value(value, (*old, key), (*new, key), moving)
        if made is not value:
            changed[name] = made
    return replace(part, **changed) if changed else part


def _value(value: Any, old: Route, new: Route, moving: _Moving) -> Any:
    if isinstance(value, Worded):
        return _part(value, old, new, moving)
    if isinstance(value, dict):
        made = {key: _value(one, (*old, key), (*new, key), moving) for key, one in value.items()}
        return made if any(made[key] is not value[key] for key in value) else value
    if not isinstance(value, tuple) or not any(isinstance(one, Worded) for one in value):
        return value
    listed = list(_listed(value, old, moving))
    is_moved = any(isinstance(one, When) for one in value)
    blocks = []
    for number, (block, route) in enumerate(listed):
        at = (*new, number)
        if is_moved or route != at:
            moving.moves[route] = at
        blocks.append(_value(block, route, at, moving))
    same = len(blocks) == len(value) and all(map(_is, blocks, value))
    return value if same else tuple(blocks)


def _is(one: object, other: object) -> bool:
    return one is other


def _listed(blocks: tuple[Any, ...], route: Route, moving: _Moving) -> Iterator[tuple[Any, Route]]:
    """Blocks with the ways to them, those of conditions in the stead of these."""
    for number, block in enumerate(blocks):
        at = (*route, number)
        if not isinstance(block, When):
            yield block, at
            continue
        moving.gone.add(at)
        key = "blocks" if block.when.holds(moving.row) else "otherwise"
        yield from _listed(getattr(block, key), (*at, key), moving)


def _moved(source: Source, moves: Mapping[Route, Route], gone: set[Route]) -> Source:
    """The source, in which what has moved is found where it is now."""

    def ways(found: Mapping[Route, Any]) -> dict[Route, Any]:
        kept = {}
        for route, value in found.items():
            at = _way(route, moves, gone)
            if at is not None:
                kept[at] = value
        return kept

    tables = {
        name: ways(value)
        for name in source.__struct_fields__
        if isinstance(value := getattr(source, name), Mapping) and name != "data"
    }
    return replace(source, **tables)


def _way(route: Route, moves: Mapping[Route, Route], gone: set[Route]) -> Route | None:
    """The way to what was at a route; None if it is no longer there."""
    for length in range(len(route), 2, -1):
        start = route[:length]
        if start in moves:
            return (*moves[start], *route[length:])
        if start in gone:
            return None
    return route
