"""Where a note belongs on the pages as they are now: by its block, by its words, or nowhere.

Content moves on while a proof is out. A note is looked for in this order: the same words on the
same panel, on another panel, other words of the block that it was made on; else its place has gone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Literal

from msgspec import Struct

from depliant.compare.rewording import words
from depliant.geometry import Rect
from depliant.preview.inspecting import Inspected, Spot, ToldBlock
from depliant.preview.rounds.answers import Note
from depliant.preview.rounds.records import Block, Panel, Shown, keyed

Standing = Literal["there", "taken", "moved", "changed", "gone", "unknown"]
"""Where it was; its suggestion has been taken up; on another panel; its words are others; nowhere;
there are no pages to look for it."""

_MOVED = 0.72
_CHANGED = 0.4
_FEW = 3
"""Words that are found on another panel by themselves are at least so many."""


class Standpoint(Struct, frozen=True):
    """Where a note stands: its panel, the point on its side in points, the block's box and words.

    `place` is where the block, or else its panel, is written.
    """

    standing: Standing
    panel: str | None = None
    side: str | None = None
    point: tuple[float, float] | None = None
    box: Rect | None = None
    place: Spot | None = None
    words: str = ""


class _Now(Struct, frozen=True):
    """A block as it is now."""

    panel: str
    side: str
    block: Block
    told: ToldBlock


class Standpoints:
    """The places of one edition as its pages are now.

    Args:
        inspected: the pages.
    """

    def __init__(self, inspected: Inspected) -> None:
        self._papers: dict[str, tuple[str, Rect, Spot | None]] = {}
        self._blocks: list[_Now] = []
        for name, laid in inspected.panels.items():
            told = inspected.panel(name)
            if told is None:
                continue
            paper = laid.on_side(Rect(0.0, 0.0, *laid.panel.leaf.size))
            self._papers[name] = (laid.sheet.id, paper, told.place)
            named = keyed(told.blocks)
            self._blocks += [_Now(name, told.side, named[one.id], one) for one in told.blocks]

    def of(self, note: Note, then: Shown | None) -> Standpoint:
        """Where a note belongs; `then` is what the proof showed."""
        panel = _panel(note, then)
        blocks = panel.blocks if panel is not None else ()
        former = next((one for one in blocks if one.key == note.block), None)
        if former is None:
            return self._on_panel(note)
        found = self._found(note, former, blocks)
        if found is None:
            return Standpoint("gone")
        standing, now = found
        return self._at(note, now, standing, is_same=standing == "there")

    def says(self, then: Panel) -> bool:
        """Whether a panel says what it said in a proof."""
        now = [one.block.words for one in self._blocks if one.panel == then.id]
        return now == [one.words for one in then.blocks]

    def _found(
        self, note: Note, former: Block, blocks: Sequence[Block]
    ) -> tuple[Standing, _Now] | None:
        here = [one for one in self._blocks if one.panel == note.panel]
        mine = next((one for one in here if one.block.key == former.key), None)
        if not former.words:
            same = mine if mine is not None and mine.block.kind == former.kind else None
            return ("there", same) if same is not None else None
        if mine is not None and note.new and _plain(mine.block.words) == _plain(note.new):
            return "taken", mine
        same = next((one for one in (mine, *here) if one and _is_same(one.block, former)), None)
        if same is not None:
            return "there", same
        there = [one for one in self._blocks if _is_same(one.block, former)]
        if len(there) == 1 and len(words(former.words)) >= _FEW:
            return "moved", there[0]
        best = _nearest(here, former, mine)
        if best is not None:
            return "changed", best
        if mine is not None and _is_alone(former, blocks, [one.block for one in here]):
            return "changed", mine
        far = _nearest(self._blocks, former, None, _MOVED)
        return ("changed", far) if far is not None else None

    def _at(self, note: Note, now: _Now, standing: Standing, *, is_same: bool) -> Standpoint:
        """On a block: the point of the note while that is in the block, else its first corner."""
        side, paper, place = self._papers[now.panel]
        box = now.told.box
        point = (paper.x + note.x * paper.width, paper.y + note.y * paper.height)
        slack = 6.0
        inside = (
            box.x - slack <= point[0] <= box.right + slack
            and box.y - slack <= point[1] <= box.bottom + slack
        )
        if not is_same or not inside:
            point = (box.x, box.y)
        words_ = now.block.words
        return Standpoint(standing, now.panel, side, point, box, now.told.place or place, words_)

    def _on_panel(self, note: Note) -> Standpoint:
        """On a panel: at the same share of it."""
        known = self._papers.get(note.panel)
        if known is None or note.block:
            return Standpoint("gone")
        side, paper, place = known
        point = (paper.x + note.x * paper.width, paper.y + note.y * paper.height)
        return Standpoint("there", note.panel, side, point, None, place)


def _panel(note: Note, then: Shown | None) -> Panel | None:
    """The panel that a note was made on, as the proof showed it."""
    panels = then.panels if then is not None else ()
    return next((panel for panel in panels if panel.id == note.panel), None)


def _is_alone(block: Block, *panels: Sequence[Block]) -> bool:
    """Whether a block's key is that of no other block of its panel, then and now."""
    return all(
        [one.kind for one in panel if one.key.partition("#")[0] == block.key] == [block.kind]
        for panel in panels
    )


def _nearest(
    blocks: Sequence[_Now], former: Block, mine: _Now | None, least: float = _CHANGED
) -> _Now | None:
    """The block whose words are nearest to those of a former one; `mine` goes before others."""
    ranked = [(_likeness(one.block, former) + (0.2 if one is mine else 0.0), one) for one in blocks]
    best = max(ranked, key=lambda one: one[0], default=None)
    return best[1] if best is not None and best[0] >= least else None


def _likeness(now: Block, then: Block) -> float:
    """How many of their words two blocks share: from 0 to 1."""
    if now.kind != then.kind:
        return 0.0
    ours, theirs = Counter(words(_plain(now.words))), Counter(words(_plain(then.words)))
    return 2 * (ours & theirs).total() / max(ours.total() + theirs.total(), 1)


def _is_same(now: Block, then: Block) -> bool:
    return now.kind == then.kind and now.words == then.words


def _plain(text: str) -> str:
    return " ".join(text.split())
