"""Findings that say the same of many places, gathered into one.

A table of a hundred hairlines is one thing to mend. What differs in its numbers or words alone is
gathered as well where there is much of it; each place then keeps its own words.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence

from msgspec.structs import replace

from depliant.geometry import Rect
from depliant.preflight.report import RANK, Finding, Where
from depliant.sentences import counted

_UNLIKE = 4
"""So many findings of a rule that differ in what fills their sentence are still told one by one."""

_MOST = 400
"""Places of a finding that are kept; of more there is the number."""


def in_order(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """Each finding once, with all its places: the gravest first, then the file before its pages.

    Places go page by page, down the page.
    """

    def order(item: Finding) -> tuple[int, int, str, float, float]:
        box = item.box or Rect(0, 0, 0, 0)
        return (RANK[item.severity], item.page or 0, item.code, box.y, box.x)

    equal: dict[Hashable, list[Finding]] = {}
    for item in sorted(dict.fromkeys(findings), key=order):
        equal.setdefault(replace(item, page=None, box=None, more=(), left=0), []).append(item)
    alike: dict[Hashable, list[list[Finding]]] = {}
    for group in equal.values():
        first = group[0]
        # What is not said of a place on a page names what it is about: that is never left out.
        told = first.message.template if first.box is not None else first.message
        key = (first.code, first.severity, told, first.rule, first.source, first.hint.template)
        alike.setdefault(key, []).append(group)
    found: list[Finding] = []
    for groups in alike.values():
        if len(groups) > _UNLIKE:
            groups = [sorted((one for group in groups for one in group), key=order)]
        found += map(_one, groups)
    return tuple(sorted(found, key=order))


def _one(group: Sequence[Finding]) -> Finding:
    """Some findings of one rule as one."""
    first, *others = group
    places = list[Where]()
    left = first.left
    for item in others:
        own = item.message if item.message != first.message else None
        places.append(Where(item.page, item.box, own))
        left += item.left
    unlike = sum(place.message is not None for place in places)
    message = first.message
    if unlike:
        message = counted(
            unlike,
            "{first} {count} more is like it, with other words or numbers.",
            "{first} {count} more are like it, with other words or numbers.",
            first=message,
        )
    return replace(
        first, message=message, more=tuple(places[:_MOST]), left=left + len(places[_MOST:])
    )
