"""Where links within a file lead: to which of its pages (ISO 32000-1, 12.3.2).

A destination is an array that begins with its page, or a name under which one is kept: in the
catalog's name tree, or in its older dictionary. An element of the structure may stand in the place
of the page (ISO 32000-2, 12.3.2.3).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pikepdf

from depliant.pdfread.objects import entries, entry, identity, is_dict, items, listed, name
from depliant.pdfread.opening import OpenFile

_MOST = 100_000
"""Nodes and names of a name tree that are read."""
_DEEPEST = 100
"""Levels of the structure that are gone down for a page."""


class Destinations:
    """The destinations of one file; names are read when the first is asked for."""

    def __init__(self, file: OpenFile) -> None:
        self._catalog = file.catalog
        self._pages = {identity(page.node): page.index for page in file.pages}
        self._named: dict[bytes, Any] | None = None

    def page(self, annotation: Any) -> int | None:
        """The page (from 0) that a link leads to; None for none in the file."""
        for stated in _stated(annotation):
            page = self._page(stated)
            if page is not None:
                return page
        return None

    def _page(self, found: Any) -> int | None:
        """The page of one destination."""
        if isinstance(found, pikepdf.String | pikepdf.Name):
            found = self._names().get(_key(found))
        if is_dict(found):
            found = entry(found, "/D")
        first = next(iter(items(found)), None)
        if isinstance(first, int) and not isinstance(first, bool):
            return first if 0 <= first < len(self._pages) else None
        own = _page_of(first) if name(entry(first, "/S")) else first
        return self._pages.get(identity(own)) if is_dict(own) else None

    def _names(self) -> dict[bytes, Any]:
        if self._named is None:
            older = entries(entry(self._catalog, "/Dests"))
            self._named = {key[1:].encode("utf-8", "replace"): value for key, value in older}
            self._read(entry(self._catalog, "/Names", "/Dests"), self._named)
        return self._named

    def _read(self, root: Any, found: dict[bytes, Any]) -> None:
        """Read a name tree, each of its nodes once."""
        stack, seen = [root], set[tuple[int, int]]()
        while stack and len(seen) + len(found) < _MOST:
            node = stack.pop()
            key = identity(node)
            if not is_dict(node) or key in seen:
                continue
            seen.update(() if key == (0, 0) else (key,))
            pairs = items(entry(node, "/Names"))
            for word, value in zip(pairs[::2], pairs[1::2], strict=False):
                if isinstance(word, pikepdf.String):
                    found[bytes(word)] = value
            stack += items(entry(node, "/Kids"))


def _stated(annotation: Any) -> Iterator[Any]:
    """The destinations that an annotation has, or its action; the first that holds counts."""
    found = entry(annotation, "/Dest")
    if found is None and name(entry(annotation, "/A", "/S")) == "GoTo":
        yield entry(annotation, "/A", "/SD")
        found = entry(annotation, "/A", "/D")
    yield found


def _page_of(element: Any) -> Any:
    """The page of an element, or of the first content in it that says its own."""
    for _ in range(_DEEPEST):
        page = entry(element, "/Pg")
        if page is not None or not is_dict(element):
            return page
        element = next(iter(listed(entry(element, "/K"))), None)
    return None


def _key(value: pikepdf.Object) -> bytes:
    """A name as the trees have it."""
    return bytes(value) if isinstance(value, pikepdf.String) else name(value).encode()
