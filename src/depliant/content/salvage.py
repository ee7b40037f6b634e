"""What else is wrong with a content.yaml whose form has faults: told along with them.

Parts with a fault are taken out, and the rest is resolved. What is told of it would be true of the
whole as well: nothing that might follow from what is not there.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from copy import deepcopy
from typing import Any, Final

from msgspec.structs import replace

from depliant.content.publication import CONTENT, Publication, loaded
from depliant.content.resolve import resolve
from depliant.content.rows import with_example
from depliant.content.schema import Content
from depliant.errors import DepliantError, Diagnostic, Place
from depliant.source.examine import faulty_routes
from depliant.source.folder import Files
from depliant.source.lines import position_at
from depliant.source.validated import validated
from depliant.source.yaml import Route, Source, load_yaml
from depliant.tuples import NamedTuple

_ENTRIES: Final = frozenset({"figures", "sources", "notes", "issues"})
"""Tables of the head whose entries stand by themselves."""
_HOLDS: Final = frozenset({"id", "blocks", "foot", "aside", "frames"})
"""The keys of a panel that it is not without, or that hold blocks."""
_STANDIN: Final = {"text": "…"}
"""What stands for a block, so that those behind it keep their places."""
_OF_USE: Final = ("-unused", "-empty")
"""How codes end of what a part that was taken out may have need of."""
_OF_ENTRIES: Final = ("figure", "formula", "source", "note", "issue")
"""How codes begin that might tell of what was taken out."""


def further_faults(files: Files) -> tuple[Diagnostic, ...]:
    """Errors in the texts of a content.yaml that has faults of its form; none if it has not.

    Args:
        files: the project's.
    """
    try:
        rest = sound_part(files)
        if rest is None:
            return ()
        found = resolve(rest.publication, rest.publication.language)[1]
    except DepliantError as fault:  # what else it says is told already, or cannot be told yet
        return tuple(one for one in fault.diagnostics if one.code.startswith("asset-"))
    return tuple(_true(found, rest.cuts, rest.whole))


class SoundPart(NamedTuple):
    """A publication without its faulty parts, the ways to these, and the whole file."""

    publication: Publication
    cuts: frozenset[Route]
    whole: Source


def sound_part(files: Files) -> SoundPart | None:
    """What of a project's content.yaml has no faults of its form.

    None where it has none at all, or some that are in no part that can be taken out.

    Raises:
        DepliantError: what is left is not sound.
    """
    source = with_example(load_yaml(files, CONTENT))
    cuts = {_cut(route) for route in faulty_routes(Content, source)}
    known = frozenset(cut for cut in cuts if cut is not None)
    if not cuts or None in cuts:
        return None
    rest = replace(source, data=_without(source.data, known))
    return SoundPart(loaded(files, validated(Content, rest), rest, CONTENT), known, source)


def without_faulty(
    publication: Publication, found: Iterable[Diagnostic], files: Files
) -> Publication | None:
    """A publication without the blocks that errors are in; None where some are in no block.

    Args:
        publication: as it is.
        found: what is wrong with its words.
        files: the project's.

    Raises:
        DepliantError: what is left is not sound.
    """
    source = publication.source
    cuts = set()
    for item in found:
        if item.severity == "error":
            cut = _block_at(source, item.place)
            if cut is None:
                return None
            cuts.add(cut)
    rest = replace(source, data=_without(source.data, cuts))
    return loaded(files, validated(Content, rest), rest, publication.file)


def _block_at(source: Source, place: Place | None) -> Route | None:
    """The block of a panel that a place is in."""
    if place is None or place.file != source.file or place.line is None:
        return None
    at = place.line, place.column or 1
    for route, stretch in source.values.items():
        if len(route) == 4 and _cut(route) == route and (stretch.line, stretch.column) <= at:
            last = position_at(source.text, stretch.end)[0]
            if at[0] <= last:
                return route
    return None


def _cut(route: Route) -> Route | None:
    """The part to take out for a fault: an entry of a table, a block, or a key of a panel.

    None where there is none that the rest could do without.

    Of a block within another it is the outer one.
    """
    if len(route) > 1 and route[0] in _ENTRIES:
        return route[:2]
    if len(route) > 3 and route[0] == "panels" and route[2] in ("blocks", "foot"):
        return route[:4]
    if len(route) > 2 and route[0] == "panels" and route[2] not in _HOLDS:
        return route[:3]
    return None


def _without(data: dict[str, Any], cuts: Iterable[Route]) -> dict[str, Any]:
    whole = deepcopy(data)
    for cut in cuts:
        part: Any = whole
        for step in cut[:-1]:
            part = part[step]
        if cut[0] in _ENTRIES or len(cut) == 3:
            part.pop(cut[-1], None)
        else:
            part[cut[-1]] = dict(_STANDIN)
    return whole


def _true(
    found: Iterable[Diagnostic], cuts: frozenset[Route], source: Source
) -> Iterator[Diagnostic]:
    """Findings that do not hang on what was taken out."""
    places = {source.place(cut) for cut in cuts}
    names = {str(cut[-1]) for cut in cuts if cut[0] in _ENTRIES}
    for item in found:
        if item.severity != "error" or item.place in places or item.code.endswith(_OF_USE):
            continue
        if names and item.code.startswith(_OF_ENTRIES) and _speaks_of(item, names):
            continue
        if any(cut[0] == "figures" for cut in cuts) and item.code.startswith("formula"):
            continue
        if item.code == "figure-sum" and _lacks_part(item, names, source):
            continue
        yield item


def _lacks_part(item: Diagnostic, names: set[str], source: Source) -> bool:
    """Whether a part of the total that a finding is of was taken out, or perhaps was."""
    total = dict(item.message.values).get("total")
    figures = source.data.get("figures", {})
    for name in names & figures.keys():
        entry = figures[name]
        if not isinstance(entry, dict) or entry.get("sums_to") == total:
            return True
    return False


def _speaks_of(item: Diagnostic, names: set[str]) -> bool:
    """Whether a finding names an entry that was taken out."""
    return any(str(value) in names for _, value in item.message.values)
