"""What came of a batch, row by row."""

from __future__ import annotations

from pathlib import Path
from typing import Final, Literal

from msgspec import Struct

from depliant.errors import Diagnostic
from depliant.sentences import Sentence, say

State = Literal["made", "kept", "failed", "left"]
"""Made now; made before and still there; not to be made; not come to, as the batch was stopped."""

STATES: Final[dict[State, Sentence]] = {
    "made": say("made"),
    "kept": say("kept"),
    "failed": say("failed"),
    "left": say("not made"),
}


class FileMade(Struct, frozen=True, array_like=True, gc=False):
    """A file of a row: its name, its SHA-256, its bytes and its pages."""

    name: str
    sha256: str
    size: int
    pages: int


class Outcome(Struct, frozen=True):
    """What came of a row.

    `number` is the row's in the table, `name` what its files are called by; `seconds` is the time
    that it took. `found` are the errors and warnings of its brochure, the gravest first, and no
    more than a few of them. `quick` says that it went by the checked lane.
    `older` are the files that an earlier call has left under the name of a row that was not made.
    """

    number: int
    name: str
    state: State
    seconds: float = 0.0
    files: tuple[FileMade, ...] = ()
    found: tuple[Diagnostic, ...] = ()
    quick: bool = False
    older: tuple[str, ...] = ()


class Sampled(Struct, frozen=True):
    """The random sample: the rows made anew the slow way, and those that came out otherwise."""

    numbers: tuple[int, ...] = ()
    different: tuple[int, ...] = ()


class BatchReport(Struct, frozen=True):
    """What came of a batch.

    `seconds` is the time of making, `cpu` that of all processors together, 0 on a cluster;
    `merged` are the files of several, if these were asked for. `diagnostics` are what is to be said
    of all of it.
    """

    folder: Path
    table: str
    outcomes: tuple[Outcome, ...]
    seconds: float
    cpu: float
    sampled: Sampled
    diagnostics: tuple[Diagnostic, ...]
    reports: tuple[Path, ...] = ()
    merged: tuple[Path, ...] = ()

    @property
    def quick(self) -> int:
        """How many went by the checked lane."""
        return sum(one.quick for one in self.outcomes)

    def count(self, state: State) -> int:
        """How many rows came out so."""
        return sum(one.state == state for one in self.outcomes)
