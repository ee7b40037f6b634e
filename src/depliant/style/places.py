"""Where the style sheet says a thing, for a fault that is only found when it is put to use.

A sheet's values do not carry their places: hashed and remembered as they are, a comment added above
them would have everything made again. The file's text is taken apart once more instead, when there
is a fault to report.
"""

from __future__ import annotations

from contextlib import suppress

from depliant.errors import InputError, Place
from depliant.source.decoding import decoded
from depliant.source.folder import File
from depliant.source.yaml import Route, Source, Tree, parse_yaml


def style_place(style: File, route: Route) -> Place:
    """Where the style sheet says what stands at `route`."""
    with suppress(InputError):
        return _source(style).place(route)
    return Place(style.name)


def own_place(style: File, route: Route, language: str) -> Place:
    """The same for an edition in a language: what that has of its own comes first."""
    with suppress(InputError):
        source = _source(style)
        for tag in (language, language.partition("-")[0]):
            if (own := ("editions", tag, *route)) in source.values:
                return source.place(own)
    return style_place(style, route)


def art_place(style: File, file: str) -> Place:
    """Where the style sheet first names a file of art."""
    return said_place(style, ("file",), file)


def said_place(style: File, ending: Route, words: str) -> Place:
    """Where the style sheet first says some words, at a route with that ending."""
    with suppress(InputError):
        source = _source(style)
        for route, stretch in source.values.items():
            if (
                route[-len(ending) :] == ending
                and source.text[stretch.start : stretch.end].strip("\"'") == words
            ):
                return source.place(route)
    return Place(style.name)


def family_places(style: File, family: str) -> tuple[Place, ...]:
    """Where the style sheet first names a family; nowhere where it does not as it is called."""
    with suppress(InputError):
        source = _source(style)
        for route in source.values:
            if "families" in (*route[:1], *route[2:3]) and _at(source.data, route) == family:
                return (source.place(route),)
    return ()


def said_in_type(style: File, name: str, key: Route) -> Place | None:
    """Where the style sheet says something of a type style: there, or at the style it is based on.

    None where nothing says it, so that the style has it of itself.
    """
    with suppress(InputError):
        source = _source(style)
        styles = source.data.get("type", {})
        seen: set[str] = set()
        while name in styles and name not in seen:
            seen.add(name)
            if (route := ("type", name, *key)) in source.values:
                return source.place(route)
            name = styles[name].get("base", "")
    return None


def _at(data: Tree, route: Route) -> Tree:
    """What stands at a route."""
    for step in route:
        data = data[step]
    return data


def design_place(style: File, route: Route, language: str) -> Place:
    """Where the style sheet says what stands at `route` of a design, its name first.

    What the edition of a language has of its own comes first, then what the design says, then
    its base.
    """
    source = _source(style)
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


def _source(style: File) -> Source:
    """The style sheet's file with its places.

    Raises:
        InputError: it is not sound YAML.
    """
    return parse_yaml(decoded(style.data, style.name), style.name)
