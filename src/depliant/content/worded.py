"""What all parts of content.yaml that hold words have in common."""

from __future__ import annotations

from typing import Annotated, Literal

from depliant.source.reading import Part, described
from depliant.source.yaml import Route

Span = Annotated[
    Literal["all"] | None,
    described("`all`: over all columns of its frame; left out: in one of them."),
]


class Worded(Part, frozen=True, kw_only=True):
    """A part that holds words, or parts that do; its fields stand in the order of reading."""

    @property
    def called(self) -> str:
        """What a translator finds it called; nothing for what only holds other parts."""
        return self.__struct_encode_fields__[0]

    def called_at(self, _: Route) -> str:
        """What a translator finds a part of it called: of all parts the same, but of a table."""
        return self.called

    def context(self, key: str) -> str:
        """What a translator finds its text at `key` called."""
        own = key == self.__struct_encode_fields__[0]
        return self.called if own else f"{self.called}/{key}"
