"""What content.yaml may hold of notes: how their marks are counted, and where they stand."""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import field

from depliant.content.worded import Worded
from depliant.source.reading import Part, described
from depliant.source.scalars import Name


class Notes(Worded, frozen=True, kw_only=True):
    """Where notes stand together, and not at the foot of the frames that their marks are in."""

    of: Annotated[
        Literal["panel", "publication"],
        described("`panel`: those of its panel; `publication`: all that no panel has by itself."),
    ] = field(name="notes")
    role: Annotated[Name, described("The type style of the notes.")] = "notes"
    span: Annotated[
        Literal["all"] | None,
        described("`all`: over all columns of its frame; left out: in one of them."),
    ] = None

    @property
    def called(self) -> str:
        """Nothing: it has no words of its own."""
        return ""


class NoteMarks(Part, frozen=True, kw_only=True):
    """How the marks of notes are counted, and what they are."""

    through: Annotated[
        Literal["publication", "panel"],
        described("`publication`: from the first to the last; `panel`: in each panel from 1 on."),
    ] = "publication"
    signs: Annotated[
        Literal["figures", "letters", "symbols"],
        described("`figures`: 1 2 3; `letters`: a b c; `symbols`: * † ‡."),
    ] = "figures"
