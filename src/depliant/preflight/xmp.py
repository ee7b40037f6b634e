"""The XMP packet as plain keys and values (ISO 16684-1), read without fetching anything."""

from __future__ import annotations

from typing import Any

import pikepdf
from msgspec import Struct, field

from depliant.preflight.objects import decoded, filters

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
_MAX_BYTES = 4 * 1024 * 1024


class Packet(Struct, frozen=True):
    """The properties by prefixed name; of several values the first."""

    properties: dict[str, str] = field(default_factory=dict)
    present: bool = False
    compressed: bool = False
    sound: bool = True

    def get(self, key: str, default: str = "") -> str:
        """A property such as "dc:title"."""
        return self.properties.get(key, default)


def read_packet(stream: Any) -> Packet:
    """The packet of a catalog's Metadata stream."""
    from lxml import etree

    if not isinstance(stream, pikepdf.Stream):
        return Packet()
    compressed = bool(filters(stream))
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    try:
        root = etree.fromstring(decoded(stream)[:_MAX_BYTES].strip(b"\0 \r\n\t"), parser)
    except (etree.XMLSyntaxError, ValueError):
        return Packet({}, True, compressed, False)
    found: dict[str, str] = {}
    for description in root.iter(_RDF + "Description"):
        for key, value in description.attrib.items():
            _enter(found, str(key), str(value))
        for child in description:
            if isinstance(child.tag, str):
                _enter(found, child.tag, " ".join("".join(map(str, child.itertext())).split()))
    return Packet(found, True, compressed, True)


def _enter(found: dict[str, str], tag: str, value: str) -> None:
    uri, _, local = tag.lstrip("{").partition("}")
    if uri in _SPACES:
        found.setdefault(f"{_SPACES[uri]}:{local}", value)
