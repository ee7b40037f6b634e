"""Parts of a chart that are told apart by their inks: what shares one cannot be."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from depliant.colour import Colour
from depliant.errors import Diagnostic
from depliant.sentences import Sentence, every, joined, say


def alike_faults(
    parts: Iterable[tuple[Sentence, Colour]], count: int, style: str
) -> Iterator[Diagnostic]:
    """A warning if parts are in one ink.

    Args:
        parts: what each is called, and its ink.
        count: how many inks there should be.
        style: the name of the chart style.
    """
    inks: dict[Colour, list[Sentence]] = {}
    for name, ink in parts:
        inks.setdefault(ink, []).append(name)
    alike = [every(names) for names in inks.values() if len(names) > 1]
    if alike:
        yield Diagnostic(
            "chart-parts-alike",
            say(
                "Parts of the chart are in one ink, so that they cannot be told apart: {names}.",
                names=joined(alike, "; "),
            ),
            hint=say(
                "Name {count} inks in the style sheet, in the order of the data: "
                "`{kind}: {{inks: […]}}` under `charts`.",
                count=count,
                kind=style,
            ),
            severity="warning",
        )
