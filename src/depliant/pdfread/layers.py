"""Layers: which of a file's optional content shows when it is opened (ISO 32000-1, 8.11)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from depliant.pdfread.objects import entry, identity, is_dict, items, listed, name

_MAX_DEPTH = 16
_POLICIES: dict[str, Callable[[list[bool]], bool]] = {
    "AllOn": all,
    "AnyOn": any,
    "AnyOff": lambda states: not all(states),
    "AllOff": lambda states: not any(states),
}
"""How a membership dictionary decides over its groups (table 99)."""


class Layers:
    """The layers of a file in its default configuration."""

    def __init__(self, catalog: Any) -> None:
        default = entry(catalog, "/OCProperties", "/D")
        listed_off, listed_on = entry(default, "/OFF"), entry(default, "/ON")
        self._base = name(entry(default, "/BaseState")) != "OFF"
        self._off = frozenset(map(identity, items(listed_off)))
        self._on = frozenset(map(identity, items(listed_on)))
        self._switched = bool(items(entry(default, "/AS")))

    def shows(self, content: Any) -> bool:
        """Whether what belongs to a group or membership dictionary is seen."""
        if not is_dict(content):
            return True
        if name(entry(content, "/Type")) != "OCMD":
            return self._is_on(content)
        expression = items(entry(content, "/VE"))
        if expression:
            return self._holds(expression, 0)
        states = [self._is_on(group) for group in listed(entry(content, "/OCGs")) if is_dict(group)]
        decide = _POLICIES.get(name(entry(content, "/P")), _POLICIES["AnyOn"])
        return not states or decide(states)

    def prints_otherwise(self, content: Any) -> bool:
        """Whether a group is switched when the file is printed (8.11.4.5)."""
        if not self._switched:
            return False
        groups = (content, *listed(entry(content, "/OCGs")))
        states = [(name(entry(g, "/Usage", "/Print", "/PrintState")), g) for g in groups]
        return any(state and (state == "ON") != self._is_on(group) for state, group in states)

    def _is_on(self, group: Any) -> bool:
        key = identity(group)
        return key in self._on if not self._base else key not in self._off

    def _holds(self, expression: tuple[Any, ...], depth: int) -> bool:
        """A visibility expression: And, Or, Not over groups and expressions."""
        if depth > _MAX_DEPTH:
            return True
        states = [
            self._holds(items(part), depth + 1) if items(part) else self._is_on(part)
            for part in expression[1:]
        ]
        match name(expression[0]):
            case "Not":
                return not any(states[:1])
            case "Or":
                return any(states)
        return all(states)
