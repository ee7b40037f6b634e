"""The XMP packet as plain keys and values (ISO 16684-1), read without fetching anything.

The standard library's expat is enough for it, and a packet has no document type: one that declares
any is refused before an entity can be defined, so that none can unfold or be fetched.
"""

from __future__ import annotations

import codecs
from typing import Any
from xml.etree import ElementTree
from xml.parsers import expat

import pikepdf
from msgspec import Struct, field

from depliant.bounds import PROFILE
from depliant.pdfread.streams import decoded, filters

_SPACES = {
    "http://purl.org/dc/elements/1.1/": "dc",
    "http://ns.adobe.com/xap/1.0/": "xmp",
    "http://ns.adobe.com/xap/1.0/mm/": "xmpMM",
    "http://ns.adobe.com/pdf/1.3/": "pdf",
    "http://ns.adobe.com/pdfx/1.3/": "pdfx",
    "http://www.npes.org/pdfx/ns/id/": "pdfxid",
    "http://www.aiim.org/pdfa/ns/id/": "pdfaid",
    "http://www.aiim.org/pdfua/ns/id/": "pdfuaid",
}
_RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
_ALTERNATIVES = _RDF + "Alt"
_ITEM = _RDF + "li"
_ARRAYS = frozenset((_ALTERNATIVES, _RDF + "Bag", _RDF + "Seq"))
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_MAX_DEPTH = 100
_MAX_BYTES = 4 * 1024 * 1024


class Packet(Struct, frozen=True):
    """The properties by prefixed name, each with its values.

    Those of a list stand in its order, those of language alternatives with the default first
    (ISO 16684-1, 8.2.2.4). Of a property that is there twice the first counts.
    """

    properties: dict[str, tuple[str, ...]] = field(default_factory=dict)
    present: bool = False
    compressed: bool = False
    sound: bool = True
    undecided: frozenset[str] = frozenset()
    """Properties in several languages of which none is the default."""

    def get(self, key: str, default: str = "") -> str:
        """A property such as "dc:title": its one value, or the first."""
        return next(iter(self.all(key)), default)

    def all(self, key: str) -> tuple[str, ...]:
        """All values of a property; none for one that is not there."""
        return self.properties.get(key, ())


def read_packet(stream: Any) -> Packet:
    """The packet of a catalog's Metadata stream."""
    if not isinstance(stream, pikepdf.Stream):
        return Packet()
    compressed = bool(filters(stream))
    try:
        root = _parsed(_unpadded(decoded(stream, PROFILE)[:_MAX_BYTES]))
    except (expat.ExpatError, ValueError, LookupError):
        return Packet({}, True, compressed, False)
    found: dict[str, tuple[str, ...]] = {}
    undecided: set[str] = set()
    for description in root.iter(_RDF + "Description"):
        for key, value in description.attrib.items():
            _enter(found, key, (value,))
        for child in description:
            key = _enter(found, child.tag, _values(child))
            languages = [part.get(_LANGUAGE, "x-default") for part in child.iter(_ITEM)]
            if languages and "x-default" not in languages:
                undecided.add(key)
    return Packet(found, True, compressed, True, frozenset(undecided))


def _values(element: ElementTree.Element) -> tuple[str, ...]:
    """The values of a property that are not empty, its own or those of its array."""
    array = next((one for one in element if one.tag in _ARRAYS), None)
    if array is None:
        parts = [element]
    else:
        parts = array.findall(_ITEM)
        if array.tag == _ALTERNATIVES:
            # The sort is stable: what has no default keeps its order.
            parts.sort(key=lambda part: part.get(_LANGUAGE, "").lower() != "x-default")
    said = (" ".join("".join(part.itertext()).split()) for part in parts)
    return tuple(one for one in said if one)


def _unpadded(data: bytes) -> bytes:
    """The packet without what surrounds it; in UTF-16 every other byte is nothing."""
    wide = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    return data if wide else data.strip(b"\0 \r\n\t")


def _parsed(data: bytes) -> ElementTree.Element:
    """The packet's tree.

    Raises:
        ExpatError: it is not well formed.
        ValueError: it declares a document type, or lies too deep.
        LookupError: it is written in an unknown encoding.
    """
    parser, builder = expat.ParserCreate(namespace_separator="}"), ElementTree.TreeBuilder()
    depth = 0

    def start(tag: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > _MAX_DEPTH:
            raise ValueError("too deep")
        builder.start(_named(tag), {_named(key): value for key, value in attributes.items()})

    def end(tag: str) -> None:
        nonlocal depth
        depth -= 1
        builder.end(_named(tag))

    parser.StartDoctypeDeclHandler = _refuse
    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.CharacterDataHandler = builder.data
    parser.Parse(data, True)
    return builder.close()


def _refuse(*_: object) -> None:
    raise ValueError("a packet has no document type")


def _named(tag: str) -> str:
    """A name as trees write it: its namespace in braces."""
    return "{" + tag if "}" in tag else tag


def _enter(found: dict[str, tuple[str, ...]], tag: str, values: tuple[str, ...]) -> str:
    """Enter a property that is known, and say what it is called; empty for any other."""
    uri, _, local = tag.lstrip("{").partition("}")
    if uri not in _SPACES:
        return ""
    key = f"{_SPACES[uri]}:{local}"
    found.setdefault(key, values)
    return key
