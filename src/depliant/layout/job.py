"""What laying out needs beside the edition: style, files, printing condition, and a memory."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol, TypeVar

from msgspec import Struct
from msgspec.structs import force_setattr

from depliant.memory import digest_of
from depliant.press.condition import OutputCondition
from depliant.source.folder import Files
from depliant.style.sheet import StyleSheet

T = TypeVar("T")


class Remember(Protocol):
    """Gives what was made before from equal values, or has it made."""

    def __call__(
        self, kind: type[T], made_from: object, make: Callable[[], T], *, on_disk: bool = True
    ) -> T:
        """A value of type `kind`: what `make` gives, now or in an earlier build.

        Without `on_disk` it is not to outlast the process.
        """


def made_each_time(
    kind: type[T], made_from: object, make: Callable[[], T], *, on_disk: bool = True
) -> T:
    """Make it, whatever was made before."""
    return make()


class Job(Struct, frozen=True):
    """What laying out needs beside the edition.

    `sheet` is the style sheet as it is for the edition; `files` are the project's; `condition`
    is what charts are judged by. Whatever depends on values alone is asked of `remember`.

    `style` and `looks` are the digests of the whole sheet and of what a chart takes from it: each
    is looked through once a job, and not for every key that it is a part of.

    In a `draft` nothing refuses the whole: what cannot be set has something in its stead, and what
    found no room is kept apart from what is painted. What has no findings is the same in both.
    """

    sheet: StyleSheet
    files: Files
    condition: OutputCondition
    remember: Remember = made_each_time
    style: str = ""
    looks: str = ""
    draft: bool = False

    def __post_init__(self) -> None:
        sheet = self.sheet
        looks = (sheet.charts, sheet.type, sheet.swatches, sheet.families)
        force_setattr(self, "style", digest_of(sheet))
        force_setattr(self, "looks", digest_of(looks))
