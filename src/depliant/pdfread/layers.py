"""Layers: which of a file's optional content shows, when it is opened or printed.

See ISO 32000-1, 8.11.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from depliant.pdfread.objects import entry, identity, is_dict, items, listed, name, text

_MAX_DEPTH = 16
_POLICIES: dict[str, Callable[[list[bool]], bool]] = {
    "AllOn": all,
    "AnyOn": any,
    "AnyOff": lambda states: not all(states),
    "AllOff": lambda states: not any(states),
}
"""How a membership dictionary decides over its groups (table 99)."""


class Layers:
    """The layers of a file in its default configuration; with `printing` as they are printed.

    `off` are the groups that are not seen, in the order of the file.
    """

    def __init__(self, catalog: Any, *, printing: bool = False) -> None:
        properties = entry(catalog, "/OCProperties")
        default = entry(properties, "/D")
        listed_off, listed_on = entry(default, "/OFF"), entry(default, "/ON")
        groups = tuple(group for group in items(entry(properties, "/OCGs")) if is_dict(group))
        self._base = name(entry(default, "/BaseState")) != "OFF"
        self._off = frozenset(map(identity, items(listed_off)))
        self._on = frozenset(map(identity, items(listed_on)))
        self._usages = items(entry(default, "/AS"))
        self._switched = bool(self._usages)
        self._printed = self._when_printed() if printing else {}
        self.off = tuple(group for group in groups if not self._is_on(group))

    def _when_printed(self) -> dict[tuple[int, int], bool]:
        """The layers that printing switches by itself (8.11.4.4), and how."""
        found: dict[tuple[int, int], bool] = {}
        for usage in self._usages:
            if name(entry(usage, "/Event")) != "Print":
                continue
            if "Print" not in map(name, items(entry(usage, "/Category"))):
                continue
            for group in items(entry(usage, "/OCGs")):
                state = name(entry(group, "/Usage", "/Print", "/PrintState"))
                if state in ("ON", "OFF"):
                    found[identity(group)] = state == "ON"
        return found

    @property
    def off_names(self) -> tuple[str, ...]:
        """What the groups that are off are called."""
        return tuple(text(entry(group, "/Name")) for group in self.off)

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
        if key in self._printed:
            return self._printed[key]
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
