"""Where the blocks of a panel stand: its frames, what runs on into others, what spans columns.

Which frames there are a design says, and layout looks at; here it is what content.yaml says of
itself: a name that is given twice, a flow that leads nowhere or into what is filled.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import Any, Final

from depliant.content import model, schema
from depliant.content.backdrops import Backdrop
from depliant.content.model import Block, Cell, Framed, Panel, Row, Spanning, Table, Target
from depliant.content.schema import Box, Content, FlowBreak
from depliant.content.schema import Panel as Written
from depliant.content.schema import Row as WrittenRow
from depliant.content.schema_table import Table as WrittenTable
from depliant.content.source_texts import parts
from depliant.errors import Diagnostic
from depliant.sentences import say
from depliant.source.suggestions import did_you_mean
from depliant.source.yaml import Route, Source

MAIN: Final = "main"
"""The frame of a panel's `blocks`."""
ASIDE: Final = "aside"
FOOT: Final = "foot"
Resolve = Callable[[tuple[Any, ...], Route], tuple[Block, ...]]
"""Resolves blocks, from these and the route to them."""

_OWN_KEYS: Final = {MAIN: "blocks", ASIDE: "aside", FOOT: "foot"}
"""The frames whose blocks have a key of their own in a panel."""


def parted(target: str) -> tuple[str, str]:
    """A panel and a frame of it: `three/aside`; the main one where none is named."""
    panel, _, frame = target.partition("/")
    return panel.strip(), frame.strip() or MAIN


def empty_panels(content: Content, source: Source) -> Iterator[Diagnostic]:
    """Panels on which nothing stands: no blocks of their own, and none of another run on there."""
    reached = {parted(target)[0] for panel in content.panels for target in panel.flow}
    spans = [one.across for panel in content.panels for one, _ in _pictures(panel.backdrop, ())]
    if any(not isinstance(across, tuple) and across != 1 for across in spans):
        return  # which panels they go over the sheet says
    reached |= {
        after.id
        for panel, after in pairwise(content.panels)
        if any(isinstance(one, WrittenTable) and one.across > 1 for one in panel.blocks)
    }
    reached |= {name for across in spans if isinstance(across, tuple) for name in across}
    for number, panel in enumerate(content.panels):
        if panel.id in reached or any(
            (panel.blocks, panel.aside, panel.foot, panel.backdrop, *panel.frames.values())
        ):
            continue
        yield Diagnostic(
            "panel-empty",
            say("The panel `{panel}` has no blocks.", panel=panel.id),
            source.place(("panels", number)),
            say("Write `blocks:` and below it `- text: …`, or delete the panel."),
        )


def duplicate_panels(content: Content, source: Source) -> Iterator[Diagnostic]:
    """Panels whose id another has."""
    seen: dict[str, int] = {}
    for number, panel in enumerate(content.panels):
        if seen.setdefault(panel.id, number) != number:
            yield Diagnostic(
                "panel-duplicate",
                say("There are two panels `{panel}`.", panel=panel.id),
                source.place(("panels", number, "id")),
            )


def spanning(written: tuple[Any, ...], blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """The blocks of a frame, those that are to stand over all its columns marked as such."""
    return tuple(
        Spanning(block, block.place) if getattr(one, "span", None) == "all" else block
        for one, block in zip(written, blocks, strict=True)
    )


def flowing(
    block: WrittenRow | FlowBreak, route: Route, source: Source, of: Resolve
) -> Row | model.FlowBreak:
    """Blocks side by side, or a break; `of` resolves the blocks of a cell."""
    place = source.place(route)
    if isinstance(block, FlowBreak):
        return model.FlowBreak(block.to, place)
    cells = tuple(
        Cell(of(cell.blocks, (*route, "row", number, "blocks")), cell.width, cell.width_mm)
        for number, cell in enumerate(block.row)
    )
    return Row(cells, block.gap_mm, block.least_mm, place)


def framed(panel: Written, route: Route, source: Source, of: Resolve) -> tuple[Framed, ...]:
    """What stands in the frames of a panel beside its main one; `of` resolves blocks."""
    written: list[tuple[str, tuple[Any, ...], Route]] = []
    if panel.aside:
        written.append((ASIDE, panel.aside, (*route, ASIDE)))
    written += (
        (name, blocks, (*route, "frames", name))
        for name, blocks in panel.frames.items()
        if name not in _OWN_KEYS
    )
    return tuple(
        Framed(name, of(blocks, at), source.place(at, key=True)) for name, blocks, at in written
    )


def backdrops(
    panel: Written, route: Route, source: Source, line: Callable[[str, Route], str]
) -> tuple[Backdrop, ...]:
    """The pictures behind the blocks of a panel; `line` has their words in one line."""
    return tuple(
        Backdrop(
            one.picture,
            line(one.alt, (*at, "alt")) if one.alt else "",
            one.focus,
            one.keep,
            one.frame,
            one.across if isinstance(one.across, tuple) else (),
            one.across if isinstance(one.across, int) else 0,
            one.mirror,
            one.role,
            source.place(at),
            one.across == "closed",
        )
        for one, at in _pictures(panel.backdrop, (*route, "backdrop"))
    )


def _pictures(given: schema.Backdrops, route: Route) -> Iterator[tuple[schema.Backdrop, Route]]:
    """The pictures that a key holds, one or several, with the routes to them."""
    if isinstance(given, tuple):
        yield from ((one, (*route, number)) for number, one in enumerate(given))
    else:
        yield given, route


def targets(panel: Written, route: Route, source: Source) -> tuple[Target, ...]:
    """The frames that a panel's blocks run on into."""
    return tuple(
        Target(*parted(target), source.place((*route, "flow", number)))
        for number, target in enumerate(panel.flow)
    )


def misplaced(panel: Written, route: Route, source: Source) -> Iterator[Diagnostic]:
    """Frames that have a key of their own, and breaks where nothing flows."""
    for name in panel.frames:
        if name in _OWN_KEYS:
            yield Diagnostic(
                "frame-key",
                say("The frame `{name}` is filled by a key of its own.", name=name),
                source.place((*route, "frames", name), key=True),
                say("Write `{key}:` in the panel, beside `id:`.", key=_OWN_KEYS[name]),
            )
    if panel.flow and not panel.blocks:
        yield Diagnostic(
            "flow-empty",
            say("The panel `{panel}` has no blocks that could run on.", panel=panel.id),
            source.place((*route, "flow"), key=True),
            say("Write `blocks:` in it, or `flow:` in the panel where the text begins."),
        )
    yield from _misplaced_boxes(panel, route, source)
    for part, at in parts(panel, route):
        if (
            isinstance(part, FlowBreak)
            and sum(isinstance(key, int) for key in at[len(route) :]) > 1
        ):
            yield Diagnostic(
                "break-nowhere",
                say("A break stands among the blocks of a panel; here nothing flows."),
                source.place(at),
                say("Take it out of the item, the row or the box."),
            )


def _misplaced_boxes(panel: Written, route: Route, source: Source) -> Iterator[Diagnostic]:
    """Boxes within boxes."""
    outer: list[Route] = []
    for part, at in parts(panel, route):
        if not isinstance(part, Box):
            continue
        if any(at[: len(one)] == one for one in outer):
            yield Diagnostic(
                "box-in-box",
                say("A box stands within a box."),
                source.place(at),
                say("Take it out, or write its blocks without `box:` round them."),
            )
        outer.append(at)


def flow_faults(panels: tuple[Panel, ...]) -> Iterator[Diagnostic]:
    """Flows into a panel that is not there, into a frame that is filled, or into one twice."""
    known = {panel.id: panel for panel in panels}
    taken: set[tuple[str, str]] = set()
    for panel in panels:
        for target in panel.flow:
            name = f"{target.panel}/{target.frame}"
            other = known.get(target.panel)
            if other is None:
                yield Diagnostic(
                    "flow-unknown",
                    say("There is no panel `{panel}` to run on into.", panel=target.panel),
                    target.place,
                    did_you_mean(target.panel, list(known)),
                )
            elif _has_blocks(other, target.frame):
                yield Diagnostic(
                    "flow-taken",
                    say(
                        "The text of `{panel}` cannot run on into `{name}`, which has blocks of "
                        "its own.",
                        panel=panel.id,
                        name=name,
                    ),
                    target.place,
                    say("Take these blocks out, or name another frame."),
                )
            elif (target.panel, target.frame) in taken:
                yield Diagnostic(
                    "flow-taken",
                    say("The frame `{name}` is named twice to run on into.", name=name),
                    target.place,
                    say("Name it once, in the `flow` of one panel."),
                )
            taken.add((target.panel, target.frame))


def _has_blocks(panel: Panel, frame: str) -> bool:
    """Whether a frame of a panel has blocks of its own; its title may stand above what runs on."""
    if frame == MAIN:
        return bool(panel.blocks)
    if frame == FOOT:
        return bool(panel.foot)
    return any(one.frame == frame for one in panel.frames)


def sound_flows(panels: tuple[Panel, ...]) -> dict[int, tuple[Target, ...]]:
    """The frames that each panel's blocks run on into, by its number, without faulty ones."""
    known = {panel.id: panel for panel in panels}
    taken: set[tuple[str, str]] = set()
    found: dict[int, tuple[Target, ...]] = {}
    for number, panel in enumerate(panels):
        targets = []
        for target in panel.flow if panel.blocks else ():
            other = known.get(target.panel)
            frame = (target.panel, target.frame)
            if other is not None and not _has_blocks(other, target.frame) and frame not in taken:
                taken.add(frame)
                targets.append(target)
        if targets:
            found[number] = tuple(targets)
    return found


def tables_across(panel: Panel) -> Iterator[Table]:
    """The tables among a panel's blocks that go on on the page that faces it."""
    for block in panel.blocks:
        inner = block.block if isinstance(block, Spanning) else block
        if isinstance(inner, Table) and inner.across:
            yield inner


def linked_panels(panels: tuple[Panel, ...]) -> tuple[tuple[int, ...], ...]:
    """The numbers of the panels, those that stories or tables join together, as they are read."""
    crossed = [
        (index, index + 1) for index, panel in enumerate(panels[:-1]) if any(tables_across(panel))
    ]
    if not crossed and not any(panel.flow for panel in panels):
        return tuple((index,) for index in range(len(panels)))
    number = {panel.id: index for index, panel in reversed(list(enumerate(panels)))}
    groups: dict[int, tuple[int, ...]] = {index: (index,) for index in range(len(panels))}
    flows = sound_flows(panels).items()
    crossed += [(index, number[target.panel]) for index, all_of in flows for target in all_of]
    for index, other in crossed:
        joined = tuple(sorted({*groups[index], *groups[other]}))
        groups |= dict.fromkeys(joined, joined)
    return tuple(dict.fromkeys(groups.values()))
