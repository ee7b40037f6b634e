"""The page's own modules as one script: a file that opens from the disk can load no modules.

What is joined is ours, written in a part of the language that this file knows: named imports of
modules beside it, and exports where something is declared. Anything else is refused, not guessed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

_IMPORT: Final = re.compile(r'^import \{([^}]*)\} from "\./([\w.-]+)";\n', re.M)
_EXPORT: Final = re.compile(r"^export ((?:async )?function|const|class) (\w+)", re.M)
_LEFT: Final = re.compile(r"^(?:import|export)\b.*", re.M)


def bundled(entry: str, modules: Mapping[str, str]) -> str:
    """A module and all that it imports, each once and before those that need it.

    Args:
        entry: the name of the module that starts it all.
        modules: the text of each by its name.

    Raises:
        ValueError: a module imports itself by way of others, or is written in another way.
        KeyError: a module is not there.
    """
    order: dict[str, str] = {}
    _add(entry, modules, order, ())
    names = {name: f"$module{number}" for number, name in enumerate(order)}
    return "".join(_wrapped(name, text, names) for name, text in order.items())


def _add(
    name: str, modules: Mapping[str, str], order: dict[str, str], within: tuple[str, ...]
) -> None:
    if name in within:
        raise ValueError(f"{name} imports itself by way of {' and '.join(within)}")
    if name in order:
        return
    text = modules[name]
    for match in _IMPORT.finditer(text):
        _add(match[2], modules, order, (*within, name))
    order[name] = text


def _wrapped(name: str, text: str, names: Mapping[str, str]) -> str:
    """A module as a value with what it exports."""
    exports = [match[2] for match in _EXPORT.finditer(text)]
    body = _IMPORT.sub(lambda match: _taken(match[1], names[match[2]]), text)
    body = _EXPORT.sub(r"\1 \2", body)
    left = _LEFT.search(body)
    if left is not None:
        raise ValueError(f"{name}: {left[0]}")
    given = ", ".join(exports)
    return f"// {name}\nconst {names[name]} = (() => {{\n{body}return {{ {given} }};\n}})();\n"


def _taken(listed: str, module: str) -> str:
    """The names that are imported, as a declaration."""
    names = [" ".join(one.split()).replace(" as ", ": ") for one in listed.split(",")]
    return f"const {{ {', '.join(filter(None, names))} }} = {module};\n"
