"""Where the style sheet says a thing, for a fault that is only found when it is put to use.

A sheet's values do not carry their places: hashed and cached as they are, a comment added above
them would make everything anew. The file is read again instead, once there is a fault to tell.
"""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from depliant.errors import InputError, Place
from depliant.source.yaml import Route, load_yaml
from depliant.style.inheritance import STYLE_FILE


def style_place(root: Path, route: Route) -> Place:
    """Where the style sheet says what stands at `route`."""
    with suppress(InputError):
        return load_yaml(root / STYLE_FILE, root).place(route)
    return Place(STYLE_FILE)


def art_place(root: Path, file: str) -> Place:
    """Where the style sheet first names a file of art."""
    with suppress(InputError):
        source = load_yaml(root / STYLE_FILE, root)
        for route, stretch in source.values.items():
            if (
                route[-1:] == ("file",)
                and source.text[stretch.start : stretch.end].strip("\"'") == file
            ):
                return source.place(route)
    return Place(STYLE_FILE)


def design_place(root: Path, route: Route, language: str) -> Place:
    """Where the style sheet says what stands at `route` of a design, its name first.

    What the edition of a language has of its own comes first, then what the design says, then
    its base.
    """
    source = load_yaml(root / STYLE_FILE, root)
    name, *rest = route
    for tag in (language, language.partition("-")[0]):
        if (own := ("editions", tag, "designs", name, *rest)) in source.values:
            return source.place(own)
    designs = source.data.get("designs", {})
    seen: set[str | int] = set()
    while name in designs and name not in seen:
        seen.add(name)
        if ("designs", name, *rest) in source.values:
            return source.place(("designs", name, *rest))
        name = designs[name].get("base")
    return source.place(("designs", *route))
