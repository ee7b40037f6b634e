"""What of a proof is not as it was in the one before: panels by what is drawn, blocks by words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from msgspec import Struct

from depliant.compare.rewording import blocks, paired, similar, words
from depliant.preview.rounds.records import Block, Panel, Record

How = Literal["same", "new", "words", "looks"]
"""A panel is as it was; was not there; says something else; says the same and looks otherwise."""


class Change(Struct, frozen=True):
    """A block that says something else: `old` or `new` is "" of one that came or went.

    `key` is that of the block as it is now, or else as it was.
    """

    key: str
    old: str
    new: str


class PanelChange(Struct, frozen=True):
    """What became of a panel."""

    panel: str
    how: How
    changes: tuple[Change, ...] = ()


def changed(record: Record, former: Record, language: str) -> tuple[PanelChange, ...]:
    """What became of each panel of an edition since a former proof."""
    now, then = record.edition(language), former.edition(language)
    before = {panel.id: panel for panel in then.panels} if then is not None else {}
    panels = now.panels if now is not None else ()
    return tuple(_panel(panel, before.get(panel.id)) for panel in panels)


def gone(record: Record, former: Record, language: str) -> tuple[Panel, ...]:
    """The panels of a former proof that are there no longer."""
    now, then = record.edition(language), former.edition(language)
    known = {panel.id for panel in now.panels} if now is not None else set()
    return tuple(one for one in (then.panels if then else ()) if one.id not in known)


def _panel(now: Panel, then: Panel | None) -> PanelChange:
    if then is None:
        return PanelChange(now.id, "new")
    found = tuple(_reworded(then.blocks, now.blocks))
    if found:
        return PanelChange(now.id, "words", found)
    return PanelChange(now.id, "same" if now.digest == then.digest else "looks")


def _reworded(old: tuple[Block, ...], new: tuple[Block, ...]) -> Iterator[Change]:
    """The blocks whose words are others; one that only stands elsewhere has not changed."""
    gone_, come = [one.words for one in old], [one.words for one in new]
    for same, i1, i2, j1, j2 in blocks(gone_, come):
        if same:
            continue
        before = [one for one in old[i1:i2] if one.words not in come]
        after = [one for one in new[j1:j2] if one.words not in gone_]
        for was, is_ in paired(before, after, _alike):
            one = is_ or was
            if one is not None and one.words:
                yield Change(one.key, was.words if was else "", is_.words if is_ else "")


def _alike(was: Block, is_: Block) -> bool:
    return was.key == is_.key or similar(words(was.words), words(is_.words))
