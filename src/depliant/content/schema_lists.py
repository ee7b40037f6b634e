"""What content.yaml may hold of definition lists."""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Meta

from depliant.content.worded import Worded
from depliant.source.reading import described
from depliant.source.scalars import Name, Text


class Definition(Worded, frozen=True, kw_only=True):
    """A term and what is said of it."""

    term: Annotated[Text, described("The term.")]
    text: Annotated[Text, described("What is said of it.")]


class Definitions(Worded, frozen=True, kw_only=True):
    """Terms, and what is said of each."""

    definitions: Annotated[
        tuple[Definition, ...],
        Meta(min_length=1, max_length=500),
        described("The terms in their order, each with its `text`."),
    ]
    role: Annotated[
        Name, described("The style, by its name under `definitions` in the style sheet.")
    ] = "definitions"
    span: Annotated[
        Literal["all"] | None,
        described("`all`: over all columns of its frame; left out: in one of them."),
    ] = None

    @property
    def called(self) -> str:
        """Nothing: its terms have names of their own."""
        return ""
