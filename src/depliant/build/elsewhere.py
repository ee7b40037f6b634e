"""What has no room in a brochure of which some blocks cannot be set: told along with these.

The brochure is laid out as a draft, a struck box in the stead of each such block. What is wrong on
panels that have none of them is wrong whatever the blocks turn out to be; what is wrong on the
others cannot be known before, and is not said.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from msgspec.structs import replace

from depliant.build.drafts import composed_draft, shown_anyway
from depliant.content.model import Edition
from depliant.errors import DepliantError, Diagnostic, Place
from depliant.layout.compose import Composition, SetPanel
from depliant.layout.job import Job
from depliant.layout.linked import group_of
from depliant.source.yaml import Route, Source

_OF_LOOKS: Final = frozenset({
    "ink-contrast", "text-contrast", "text-covered", "text-hidden", "text-small",
    "text-small-inks", "title-lines",
})  # fmt: skip
"""What hangs on the type style that a text is set in."""


_OF_LETTERS: Final = frozenset({"font-missing", "font-unreadable", "glyph-missing"})
"""Of letters that are not there nobody knows the width."""


def as_styled(
    found: Iterable[Diagnostic], noted: Iterable[Diagnostic], source: Source
) -> tuple[Diagnostic, ...]:
    """What was found on pages, without the looks of blocks whose role has no style yet.

    Args:
        found: in laying out.
        noted: before it.
        source: where the words are written.
    """
    roles = [one.place for one in noted if one.code == "role-unknown" and one.place is not None]
    blocks = {
        source.place(route)
        for place in roles
        if place.file == source.file
        for route in _within(place, source)
        if len(route) > 3
    }
    return tuple(one for one in found if one.code not in _OF_LOOKS or one.place not in blocks)


def elsewhere(
    edition: Edition, job: Job, found: Iterable[Diagnostic], source: Source
) -> tuple[Diagnostic, ...]:
    """Errors on panels that are sound themselves, of an edition that cannot be laid out.

    Args:
        edition: as it was to be laid out.
        job: what it is laid out with.
        found: what keeps it from that.
        source: where its words are written.
    """
    found = tuple(found)
    if any(one.code in _OF_LETTERS for one in found) or _hurt(found, source) is None:
        return ()
    try:
        _, composition, _ = composed_draft(edition, shown_anyway(job))
    except DepliantError:
        return ()
    return on_sound_panels(composition, edition, found, source)


def on_sound_panels(
    composition: Composition, edition: Edition, found: Iterable[Diagnostic], source: Source
) -> tuple[Diagnostic, ...]:
    """Errors of a draft on panels that are sound themselves.

    Args:
        composition: the draft.
        edition: what it is of.
        found: what keeps it from being finished.
        source: where its words are written.
    """
    faults = frozenset(found)
    hurt = _hurt(faults, source)
    if hurt is None or any(one.code in _OF_LETTERS for one in faults):
        return ()
    said = {replace(one, place=None) for one in faults}
    known = {
        number
        for number, panel in enumerate(composition.panels)
        if panel.panel.id in hurt or _is_hurt_elsewhere(panel, faults, source)
    }
    return tuple(
        one
        for number, panel in enumerate(composition.panels)
        if known.isdisjoint(group_of(number, edition.panels))
        for one in panel.diagnostics
        if one.severity == "error" and replace(one, place=None) not in said
    )


def _hurt(faults: Iterable[Diagnostic], source: Source) -> set[str] | None:
    """The panels that faults of their words are in, by their ids.

    None where one is in no panel, as of a figure: any panel may hang on it.
    """
    panels = source.data.get("panels", ())
    found = set()
    for one in faults:
        if one.severity != "error" or one.place is None or one.place.file != source.file:
            continue
        within = _within(one.place, source)
        numbers = [int(route[1]) for route in within if len(route) > 1 and route[0] == "panels"]
        if not numbers:
            return None
        if not any(route[2:3] == ("backdrop",) for route in within):
            found.add(str(panels[numbers[0]].get("id", "")))
    return found


def _is_hurt_elsewhere(panel: SetPanel, faults: frozenset[Diagnostic], source: Source) -> bool:
    """Whether what is wrong with a panel is written in another file, such as a translation."""
    return any(
        one in faults and (one.place is None or one.place.file != source.file)
        for one in panel.diagnostics
    )


def _within(place: Place, source: Source) -> list[Route]:
    """The ways to all that holds a place."""
    if place.line is None:
        return []
    at = place.line, place.column or 1
    starts = [(one.line, one.column, route) for route, one in source.values.items()]
    return [route for line, column, route in starts if (line, column) <= at <= _end(source, route)]


def _end(source: Source, route: Route) -> tuple[int, int]:
    """The line and the column where something ends."""
    before = source.text[: source.values[route].end]
    return before.count("\n") + 1, len(before) - before.rfind("\n")
