"""What of a content stream cannot be followed: each viewer makes something else of it.

Readers pass over such things, as the standard lets them (ISO 32000-1, 7.8.2), so that the page is
shown all the same, with something left out or out of place. Whoever prints it wants to know.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any, Literal, NamedTuple

import pikepdf

from depliant.pdfread.events import Ended, Event, Faulty, FormShown, Passed
from depliant.pdfread.interpreter import Interpreter, Stream
from depliant.pdfread.objects import entry, identity, number
from depliant.pdfread.state import CHANGES, State

Kind = Literal["operator", "operands", "resource", "unbalanced", "leftover"]

_OTHERS = frozenset(
    ("q", "Q", "BT", "ET", "T*", "Td", "TD", "Tm", "BX", "EX", "MP", "DP", "i", "ri", "d0", "d1")
)
"""Operators that pass without an effect of their own on what is painted (table A.1)."""
_CATEGORIES = {
    "gs": "/ExtGState", "Do": "/XObject", "cs": "/ColorSpace", "CS": "/ColorSpace",
    "scn": "/Pattern", "SCN": "/Pattern", "sc": "/Pattern", "SC": "/Pattern", "sh": "/Shading",
    "Tf": "/Font",
}  # fmt: skip
"""Operators that name a resource, each with where it is looked for."""
_MOST_STREAMS = 20_000
_LONGEST = 40
"""Characters of what is quoted."""


class Damage(NamedTuple):
    """Something that cannot be followed: what it is, and its name or its words.

    Of a resource `category` says what it would be ("/Font").
    """

    kind: Kind
    what: str
    category: str = ""


def streams_of(interpreter: Interpreter, page: Stream) -> list[Stream]:
    """A page's content, and that of all that it is painted with, each stream once.

    Those are its forms, and of them and of itself the tiling patterns, the groups of soft masks
    and the procedures of fonts.

    Raises:
        BudgetError: there is more of it than may be read.
    """
    found, seen = [page], {identity(page.holder)}
    for stream in found:
        met: set[int] = set()
        for event in stream.events:
            if isinstance(event, FormShown):
                holders: Iterable[Any] = (event.xobject,)
            elif id(event.state) not in met:
                met.add(id(event.state))
                holders = _behind(event.state)
            else:
                continue
            for holder in holders:
                key = identity(holder)
                if isinstance(holder, pikepdf.Stream) and key not in seen:
                    seen.add(key)
                    found.append(interpreter.form(holder, event.state, stream.supplies))
        if len(found) > _MOST_STREAMS:
            break
    return found


def _behind(state: State) -> Iterator[Any]:
    """What a state paints with: tiling patterns, the group of a mask, a font's procedures."""
    for paint in (state.fill, state.stroke):
        if number(entry(paint.pattern, "/PatternType")) == 1:
            yield paint.pattern
    if state.soft_mask is not None:
        yield entry(state.soft_mask.entries, "/G")
    if state.face is not None and state.face.program is not None:
        yield from state.face.program.procedures


def damage_of(stream: Stream) -> Counter[Damage]:
    """What of a stream alone cannot be followed, each with how often it is met."""
    found: Counter[Damage] = Counter()
    saved = texts = compatible = 0
    for event in stream.events:
        if isinstance(event, Passed):
            operator = event.operation.operator
            saved += _DEPTH.get(operator, 0)
            compatible += _COMPATIBLE.get(operator, 0)
            texts += _TEXTS.get(operator, 0)
            if not 0 <= texts <= 1:
                found[Damage("unbalanced", operator)] += 1
                texts = min(max(texts, 0), 1)
            damage = _of_passed(event, compatible > 0)
        else:
            damage = _of_other(event, stream, compatible > 0)
        if damage is not None:
            found[damage] += 1
    if saved > 0:
        found[Damage("unbalanced", "q")] += saved
    if texts > 0:
        found[Damage("unbalanced", "BT")] += 1
    return found


_DEPTH = {"q": 1, "Q": -1}
_TEXTS = {"BT": 1, "ET": -1}
_COMPATIBLE = {"BX": 1, "EX": -1}
"""Between these an operator that is not known is meant to be passed over (table 32)."""


def _of_passed(event: Passed, is_compatible: bool) -> Damage | None:
    operator = event.operation.operator
    if operator == "Tf" and event.state.face is None:
        return _missing("Tf", _named(event))
    if operator in CHANGES or operator in _OTHERS or is_compatible:
        return None
    return Damage("operator", _quoted(operator))


def _of_other(event: Event, stream: Stream, is_compatible: bool) -> Damage | None:
    if isinstance(event, Faulty) and not is_compatible:
        return _of_faulty(event, stream)
    if isinstance(event, Ended) and event.operation is None:
        return Damage("unbalanced", "BMC")
    return None


def _of_faulty(event: Faulty, stream: Stream) -> Damage:
    """What an operation without effect is for: its resource is not there, or its operands."""
    operation = event.operation
    if not operation.operator:
        return Damage("leftover", _quoted(operation.source.decode("latin-1")))
    if operation.operator in ("Q", "EMC"):
        return Damage("unbalanced", operation.operator)
    category, called = _CATEGORIES.get(operation.operator), _named(event)
    if category and called and stream.supplies.get(category, called) is None:
        return _missing(operation.operator, called)
    return Damage("operands", _quoted(operation.source.decode("latin-1")))


def _missing(operator: str, called: str) -> Damage:
    return Damage("resource", _quoted(called[1:]), _CATEGORIES[operator])


def _named(event: Passed | Faulty) -> str:
    """The name among an operation's operands, with its slash."""
    names = [one for one in event.operation.operands if isinstance(one, str)]
    return names[-1] if names else ""


def _quoted(text: str) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= _LONGEST else plain[: _LONGEST - 1] + "…"
