"""A publication as far as a draft can show it, whatever is wrong with its files.

A part of content.yaml whose form is faulty says its words in a paragraph, and so does a table or a
map whose own file cannot be read; what a file would give stays away. A finished brochure is refused
for all of that: what is wrong is told by whoever reads the project as it is.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from copy import deepcopy
from typing import Any, Final

from msgspec.structs import replace

from depliant.content.logos import PartnerMark, stand_in_mark
from depliant.content.publication import CONTENT, Publication, filled, marked, put
from depliant.content.rows import with_example
from depliant.content.schema import Content, Paragraph
from depliant.source.examine import faulty_routes
from depliant.source.folder import Files
from depliant.source.validated import validated
from depliant.source.yaml import Route, Source, load_yaml
from depliant.tuples import NamedTuple

_IN_PANEL: Final = {"blocks": 4, "foot": 4, "aside": 4, "frames": 5}
"""How long the way to a block is, by the key of its panel that it stands below."""
_TABLES: Final = {"figures": 2, "sources": 2, "notes": 2, "issues": 2}
"""How long the way to an entry is, by the key of the head that it stands below."""
_NEEDED: Final[dict[str, str]] = {"id": "draft", "title": "…", "language": "en"}
"""What stands for what the head has to have, and has not."""
_NOTHING: Final = "…"
_TRIES: Final = 4
"""How often faults may show other faults behind them."""
_CONTROLS: Final = frozenset({"Cc", "Cs", "Co", "Cn"})
_NAMES: Final = frozenset({"role", "design", "align", "kind", "level", "span", "id", "icon"})
"""Keys that hold no words."""


def shown_publication(files: Files, file: str = CONTENT) -> Publication:
    """The publication of a project as far as it can be shown.

    Args:
        files: the project's.
        file: its content, from the project folder.

    Raises:
        DepliantError: nothing of it can be shown: it is no YAML, or has no panels.
    """
    source = with_example(load_yaml(files, file))
    for _ in range(_TRIES):
        routes = faulty_routes(Content, source)
        if not routes:
            break
        source = replace(source, data=_without(source.data, routes))
    return _loaded(files, validated(Content, source), source, file)


def _loaded(files: Files, content: Content, source: Source, file: str) -> Publication:
    """A publication with what stands for files that cannot be had."""
    marks: dict[str, PartnerMark] = dict(marked(content, source, files).marks)
    for name, _ in marked(content, source, files).named:
        if name not in marks:
            marks[name] = stand_in_mark(name)
    for _ in range(_TRIES):
        made = filled(content, source, files)
        if not made.lacking:
            break
        content = _without_files(content, source, made.lacking)
    return Publication(made.content, made.source, marks, file, row=content.row)


def _without_files(content: Content, source: Source, lacking: Iterable[Route]) -> Content:
    """The content without the series, tables and maps that cannot be had from their files."""
    for route in lacking:
        if route[0] == "figures":
            entries = {name: one for name, one in content.figures.items() if name != route[1]}
            content = replace(content, figures=entries)
        else:
            content = put(content, route, Paragraph(text=words_of(_at(source.data, route))))
    return content


class _Cut(NamedTuple):
    """A part to take out: the way to it, and whether a block stands in its place."""

    route: Route
    is_block: bool


def _without(data: dict[str, Any], routes: Iterable[Route]) -> dict[str, Any]:
    """The data of content.yaml without faulty parts, whose words stand in paragraphs."""
    whole = deepcopy(data)
    cuts = dict.fromkeys(_cut(route) for route in routes)
    for cut in sorted(cuts, key=lambda one: -len(one.route)):
        if cut.route:
            _take_out(whole, cut)
    for key, standin in _NEEDED.items():
        whole.setdefault(key, standin)
    return whole


def _cut(route: Route) -> _Cut:
    """What is taken out for a fault; of a block within another it is the outer one."""
    if len(route) > 1 and route[0] in _TABLES:
        return _Cut(route[:2], is_block=False)
    if len(route) > 2 and route[0] == "panels":
        length = _IN_PANEL.get(str(route[2]), 0)
        if length and len(route) >= length:
            return _Cut(route[:length], is_block=True)
        return _Cut(route[:3], is_block=False)
    if route and route[0] == "panels":
        return _Cut(route, is_block=False)
    return _Cut(route[:1], is_block=False)


def _take_out(whole: dict[str, Any], cut: _Cut) -> None:
    """Take a part out of the data; the words of a panel's key stand at the end of its blocks."""
    holder = _at(whole, cut.route[:-1])
    last = cut.route[-1]
    if cut.is_block:
        holder[last] = {"text": words_of(holder[last])}
        return
    if cut.route[0] != "panels":
        if isinstance(holder, dict):
            holder.pop(last, None)
        return
    if len(cut.route) < 3:
        if len(cut.route) == 2:
            _as_panel(holder, int(last))
        return
    if not isinstance(holder, dict) or last not in holder:
        return
    lost = holder.pop(last)
    if last == "id":
        holder["id"] = f"panel-{int(cut.route[1]) + 1}"
        return
    if last in ("design", "flow"):
        return
    blocks = holder.get("blocks")
    holder["blocks"] = [*(blocks if isinstance(blocks, list) else ()), {"text": words_of(lost)}]


def _as_panel(panels: list[Any], number: int) -> None:
    """Make a panel of what stands in the place of one, or give it the name that it lacks."""
    name = f"panel-{number + 1}"
    if isinstance(panels[number], dict):
        panels[number].setdefault("id", name)
    else:
        panels[number] = {"id": name, "blocks": [{"text": words_of(panels[number])}]}


def _at(data: Any, route: Route) -> Any:
    for step in route:
        data = data[step]
    return data


def words_of(part: Any) -> str:
    """All words of a part as it is written, one after the other, for a text of content.yaml."""
    words = " ".join(" ".join(_words(part)).split())
    shown = "".join(" " if unicodedata.category(one) in _CONTROLS else one for one in words)
    return shown.strip() or _NOTHING


def _words(part: Any, key: str = "") -> Iterator[str]:
    if isinstance(part, dict):
        for name, value in part.items():
            yield from _words(value, str(name))
    elif isinstance(part, list | tuple):
        for value in part:
            yield from _words(value, key)
    elif part is not None and not isinstance(part, bool) and key not in _NAMES:
        yield str(part)
