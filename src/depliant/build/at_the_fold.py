"""Whether tables that are to go over two pages stand where two pages face each other."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from depliant.content.framing import MAIN, sound_flows, tables_across
from depliant.content.model import Edition, Panel, Table, exchanged
from depliant.errors import Diagnostic
from depliant.languages.table import direction
from depliant.sentences import Sentence, say
from depliant.style.folds import sides
from depliant.style.format import Format


def tables_at_the_fold(edition: Edition, style: Format) -> Iterator[Diagnostic]:
    """The errors of tables with `across: 2` that have no page beside theirs to go on on."""
    yield from (fault for _, _, fault in _lost(edition, style))


def kept_on_their_pages(edition: Edition, style: Format) -> tuple[Panel, ...]:
    """The panels of an edition, with such tables on their own page alone."""
    lost = list(_lost(edition, style))
    if not lost:
        return edition.panels
    kept = list(edition.panels)
    for number, table, _ in lost:
        kept[number] = exchanged(kept[number], table, replace(table, across=False))
    return tuple(kept)


def _lost(edition: Edition, style: Format) -> Iterator[tuple[int, Table, Diagnostic]]:
    """The tables that cannot go over two pages, each with the number of its panel and why."""
    panels = edition.panels
    if not any(isinstance(one, Table) and one.across for panel in panels for one in panel.walk()):
        return
    faces = _faces(edition, style)
    for number, panel in enumerate(panels):
        own = [*tables_across(panel)]
        for table in panel.walk():
            if not isinstance(table, Table) or not table.across:
                continue
            if not any(table is one for one in own):
                yield number, table, _nested(table)
            elif not style.is_bound:
                yield number, table, _no_booklet(table)
            elif number not in faces:
                yield number, table, _no_page(table, panel, panels, faces)
            elif any(_runs_on(at, panels) for at in (number, number + 1)):
                yield number, table, _flowing(table)


def _runs_on(number: int, panels: tuple[Panel, ...]) -> bool:
    """Whether the text of a page runs on into others, or that of another into its main frame."""
    flows = sound_flows(panels)
    return number in flows or any(
        (one.panel, one.frame) == (panels[number].id, MAIN)
        for targets in flows.values()
        for one in targets
    )


def _faces(edition: Edition, style: Format) -> frozenset[int]:
    """The numbers of the pages that the next one faces."""
    the_sides = sides(style, len(edition.panels), direction(edition.language))
    spreads = {
        slot.panel: side.spread.number
        for side in the_sides
        for slot in side.slots
        if slot.panel is not None and side.spread is not None
    }
    return frozenset(
        number
        for number in spreads
        if spreads[number] and spreads.get(number + 1) == spreads[number]
    )


def _fault(table: Table, message: Sentence, hint: Sentence) -> Diagnostic:
    return Diagnostic("table-across", message, table.place, hint)


def _nested(table: Table) -> Diagnostic:
    return _fault(
        table,
        say(
            "The table “{table}” is to go over two pages, and stands in another block or frame.",
            table=table.name,
        ),
        say("Write it among the `blocks` of its page, or take `across` out."),
    )


def _no_booklet(table: Table) -> Diagnostic:
    return _fault(
        table,
        say(
            "The table “{table}” is to go over two pages, and this brochure is no booklet.",
            table=table.name,
        ),
        say("Take `across` out, or let the designer bind the panels (`fold: saddle`)."),
    )


def _no_page(
    table: Table, panel: Panel, panels: tuple[Panel, ...], faces: frozenset[int]
) -> Diagnostic:
    names = ", ".join(panels[number].id for number in sorted(faces))
    return _fault(
        table,
        say(
            "The table “{table}” is to go over two pages, and no page that follows faces `{page}`.",
            table=table.name,
            page=panel.id,
        ),
        say("Write it on the first page of two that face each other: {names}.", names=names)
        if names
        else say("Take `across` out."),
    )


def _flowing(table: Table) -> Diagnostic:
    return _fault(
        table,
        say(
            "The table “{table}” is to go over two pages, and the text of one of them runs on.",
            table=table.name,
        ),
        say("Take `flow` out of these pages, or `across` out of the table."),
    )
