"""The pictures that are painted, also those that are clipped to their frames."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from depliant.display.items import Form, Group, Item, Mark, Picture


def pictures_in(items: Sequence[Item]) -> Iterator[Picture]:
    """The pictures among items and in them, in the order in which they are painted."""
    for item in items:
        match item:
            case Picture():
                yield item
            case Mark(items=inside) | Group(items=inside) | Form(items=inside):
                yield from pictures_in(inside)
            case _:
                pass
