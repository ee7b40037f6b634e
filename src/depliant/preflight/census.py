"""Everything that the resources of the pages hold, forms and patterns walked into once each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import pikepdf
from msgspec import Struct

from depliant.pdfread.objects import entries, entry, identity, is_dict, items, key_name, name
from depliant.pdfread.opening import PageFacts
from depliant.pdfread.spaces import Space, read_space

MAX_RESOURCES = 200_000


class Resource(Struct, frozen=True):
    """A resource: the page where it was met first, its category ("/XObject") and its value."""

    page: int
    category: str
    called: str
    value: Any
    resources: Any


def resources_of(pages: Iterable[PageFacts]) -> list[Resource]:
    """The resources of the pages and of all forms, patterns, masks and glyph procedures."""
    found: list[Resource] = []
    seen: set[tuple[int, int]] = set()
    for page in pages:
        stack = [page.resources]
        while stack and len(found) < MAX_RESOURCES:
            holder = stack.pop()
            key = identity(holder)
            if not is_dict(holder) or (key != (0, 0) and key in seen):
                continue
            seen.add(key)
            for item in _listed(holder, page.index + 1):
                found.append(item)
                own = identity(item.value)
                if own == (0, 0) or own not in seen:
                    seen.add(own)
                    stack += _inner(item)
    return found


def _listed(holder: Any, page: int) -> Iterator[Resource]:
    for category in ("/XObject", "/ExtGState", "/ColorSpace", "/Pattern", "/Shading", "/Font"):
        for called, value in entries(entry(holder, category)):
            yield Resource(page, category, called, value, holder)


def _inner(item: Resource) -> Iterator[Any]:
    """The resources that a resource brings with it."""
    value = item.value
    if item.category in ("/XObject", "/Pattern", "/Font"):
        yield entry(value, "/Resources")
    if item.category == "/ExtGState":
        yield entry(value, "/SMask", "/G", "/Resources")


def spaces_of(resources: Iterable[Resource]) -> Iterator[tuple[int, Space]]:
    """The colour spaces of resources, images and shadings, with the page of each.

    With them go the spaces by which a DeviceN space describes its inks one by one.
    """
    for item in resources:
        value = item.value
        if item.category == "/Pattern":
            value = entry(value, "/Shading")
        if item.category != "/ColorSpace":
            value = entry(value, "/ColorSpace")
        if isinstance(value, pikepdf.Array | pikepdf.Name):
            space = read_space(value, item.resources)
            yield item.page, space
            if space.base is not None:
                yield item.page, space.base
            for _, described in entries(entry(_attributes(value), "/Colorants")):
                yield item.page, read_space(described, item.resources)


def _attributes(value: Any) -> Any:
    """The attributes of a DeviceN space; None for any other."""
    parts = items(value)
    return parts[4] if len(parts) > 4 and name(parts[0]) == "DeviceN" else None


def mixtures_of(
    resources: Iterable[Resource],
) -> Iterator[tuple[int, tuple[str, ...], frozenset[str]]]:
    """The DeviceN spaces (8.6.6.5): page, inks, and those of them that it describes by itself.

    Spaces of shadings, and those below Indexed ones, with them.
    """
    for item in resources:
        value = entry(item.value, "/Shading") if item.category == "/Pattern" else item.value
        if item.category != "/ColorSpace":
            value = entry(value, "/ColorSpace")
        parts = items(value)
        if name(parts[0] if parts else None) in ("Indexed", "I", "Pattern") and len(parts) > 1:
            parts = items(parts[1])
        if len(parts) > 3 and name(parts[0]) == "DeviceN":
            attributes = parts[4] if len(parts) > 4 else None
            told = {key_name(key) for key, _ in entries(entry(attributes, "/Colorants"))}
            told |= {*map(name, items(entry(attributes, "/Process", "/Components")))}
            yield item.page, tuple(map(name, items(parts[1])[:32])), frozenset(told)


def is_image(item: Resource) -> bool:
    """Whether a resource is an image."""
    return item.category == "/XObject" and name(entry(item.value, "/Subtype")) == "Image"


def actions(value: Any, depth: int = 0) -> Iterator[str]:
    """The kinds of an action and of those that follow it ("JavaScript", "URI")."""
    if depth > 20:
        return
    for part in items(value) or ((value,) if is_dict(value) else ()):
        kind = name(entry(part, "/S"))
        if kind:
            yield kind
        yield from actions(entry(part, "/Next"), depth + 1)
