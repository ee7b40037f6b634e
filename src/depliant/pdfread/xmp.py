"""The XMP packet as plain keys and values (ISO 16684-1), read without fetching anything.

The standard library's expat is enough for it, and a packet has no document type: one that declares
any is refused before an entity can be defined, so that none can unfold or be fetched.
"""

from __future__ import annotations

import codecs
import re
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
_AROUND = "\0 \r\n\t"
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
        data = decoded(stream, PROFILE)[:_MAX_BYTES]
        root = _parsed(_in_utf8(data), "utf-8" if _wide_encoding(data) else None)
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


_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
"""How text in wide characters begins that says so; the longer ones first (XML 1.0, F.1)."""
_WIDE = (
    ("utf-32-le", re.compile(rb"(?s)<\0\0\0.\0\0\0")),
    ("utf-32-be", re.compile(rb"(?s)\0\0\0<\0\0\0")),
    ("utf-16-le", re.compile(rb"(?s)<\0.\0")),
    ("utf-16-be", re.compile(rb"(?s)\0<\0.")),
)
"""Those that do not, by what their first two characters are that are no blanks."""


def _in_utf8(data: bytes) -> bytes:
    """A packet in UTF-16 or UTF-32 in UTF-8, any other as it is; without what surrounds it.

    Raises:
        ValueError: it is not what its beginning says.
    """
    encoding = _wide_encoding(data)
    if not encoding:
        return data.strip(_AROUND.encode())
    unit = _unit(encoding)
    return data[: len(data) // unit * unit].decode(encoding).strip(_AROUND).encode()


def _wide_encoding(data: bytes) -> str:
    """The encoding of a packet in wide characters; empty for any other."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return encoding
    first = data.find(b"<")
    for encoding, begun in _WIDE:
        unit = _unit(encoding)
        if begun.match(data, first // unit * unit):
            return encoding
    return ""


def _unit(encoding: str) -> int:
    """The bytes of a wide character."""
    return 4 if "32" in encoding else 2


def _parsed(data: bytes, encoding: str | None) -> ElementTree.Element:
    """The packet's tree; `encoding` is what it is in, whatever it says.

    Raises:
        ExpatError: it is not well formed.
        ValueError: it declares a document type, or lies too deep.
        LookupError: it is written in an unknown encoding.
    """
    parser, builder = expat.ParserCreate(encoding, "}"), ElementTree.TreeBuilder()
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
