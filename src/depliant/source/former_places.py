"""Where what a changed YAML file says stands in the file as it was.

Lines are of no help: a change adds lines, and many lines of a file are alike. What stands
somewhere is known by the way to it, which is the same in both.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator

from depliant.errors import Place
from depliant.source.lines import line_starts, position_at
from depliant.source.yaml import Route, Source

Position = tuple[int, int]
"""Line and column, both from 1."""


def former_places(now: Source, before: Source) -> Callable[[Place], Place]:
    """The function from a place of `now` to that of the same thing in `before`.

    What was not there is given the place of what stood before it; places of other files stay.
    """
    marks = dict(_marks(now, before))
    starts = sorted(marks)

    def former(place: Place) -> Place:
        if place.file != now.file or place.line is None or place.column is None:
            return place
        position = (place.line, place.column)
        if (found := marks.get(position)) is not None:
            return place._replace(line=found[0], column=found[1])
        if (found := _within(now, before, position)) is not None:
            return place._replace(line=found[0], column=found[1])
        at = bisect_right(starts, position)
        line, column = marks[starts[at - 1]] if at else (1, 1)
        return place._replace(line=line, column=column)

    return former


def _marks(now: Source, before: Source) -> Iterator[tuple[Position, Position]]:
    """Where keys and values that are in both stand in each; a key hides what it is the first of."""
    for mine, its in ((now.values, before.values), (now.keys, before.keys)):
        for route in sorted(mine, key=len):
            if route in its:
                yield (
                    (mine[route].line, mine[route].column),
                    (its[route].line, its[route].column),
                )


def _within(now: Source, before: Source, position: Position) -> Position | None:
    """Where a passage of a text that is the same in both stands in `before`."""
    offset = _offset(now.text, position)
    route = _text_at(now, offset)
    if route is None or route not in before.values:
        return None
    mine, its = now.values[route], before.values[route]
    if now.text[mine.start : mine.end] != before.text[its.start : its.end]:
        return its.line, its.column
    at = its.start + offset - mine.start
    return position_at(before.text, at)


def _offset(text: str, position: Position) -> int:
    line, column = position
    starts = line_starts(text)
    return (starts[line - 1] if line <= len(starts) else 0) + column - 1


def _text_at(source: Source, offset: int) -> Route | None:
    """The way to the text that a character belongs to."""
    holding = (
        route for route, stretch in source.values.items() if stretch.start <= offset < stretch.end
    )
    route = max(holding, key=len, default=())
    holders = {other[:-1] for other in source.values}
    return None if route in holders else route
