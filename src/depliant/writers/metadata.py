"""What a file says of itself: the Info dictionary and the XMP packet, from one value.

PDF/A asks that the two agree (ISO 19005-2, 6.6.3), PDF/X-4 that both are there, that `Trapped`
is known, and that the packet is not compressed. A schema that PDF/A does not know is described
in the packet itself (6.6.2.3.3).
"""

from __future__ import annotations

import hashlib
from datetime import datetime
from html import escape

from msgspec import Struct

from depliant.display.items import Metadata
from depliant.errors import Diagnostic, InputError
from depliant.sentences import legible, say
from depliant.writers.objects import Entries, Name

PRODUCER = "Dépliant"


class Claim(Struct, frozen=True):
    """One statement of conformance: a property of a schema, as the schema's owner wrote it."""

    prefix: str
    name: str
    value: str


TRAPPED = Claim("pdf", "Trapped", "False")
"""That traps are still to be made: PDF/X wants it said one way or the other."""


class _Property(Struct, frozen=True):
    """A property of a schema unknown to PDF/A."""

    name: str
    kind: str
    description: str


class _Schema(Struct, frozen=True):
    """A schema unknown to PDF/A, with those of its properties that are used here."""

    namespace: str
    title: str
    properties: tuple[_Property, ...]


_SCHEMAS = {
    "pdf": _Schema(
        "http://ns.adobe.com/pdf/1.3/",
        "Adobe PDF",
        (_Property("Trapped", "Text", "Whether the file has been trapped"),),
    ),
    "pdfxid": _Schema(
        "http://www.npes.org/pdfx/ns/id/",
        "PDF/X identification",
        (_Property("GTS_PDFXVersion", "Text", "Which version of PDF/X the file follows"),),
    ),
    "pdfuaid": _Schema(
        "http://www.aiim.org/pdfua/ns/id/",
        "PDF/UA identification",
        (_Property("part", "Integer", "Which part of PDF/UA the file follows"),),
    ),
    "build": _Schema(
        "urn:depliant:build#",
        "How the file was built",
        (_Property("program", "Text", "Name and version of the program"),),
    ),
}
_NAMESPACES = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "xmp": "http://ns.adobe.com/xap/1.0/",
    "xmpMM": "http://ns.adobe.com/xap/1.0/mm/",
    "pdfaid": "http://www.aiim.org/pdfa/ns/id/",
    "pdfaExtension": "http://www.aiim.org/pdfa/ns/extension/",
    "pdfaSchema": "http://www.aiim.org/pdfa/ns/schema#",
    "pdfaProperty": "http://www.aiim.org/pdfa/ns/property#",
} | {prefix: schema.namespace for prefix, schema in _SCHEMAS.items()}


class Statement(Struct, frozen=True):
    """Metadata of one file and the conformance that it claims."""

    metadata: Metadata
    claims: tuple[Claim, ...]
    info_version: str = ""
    """PDF/X before its fourth part is claimed in the Info dictionary (ISO 15930-4, 6.3)."""

    @property
    def moment(self) -> datetime:
        """The date of the publication.

        Raises:
            InputError: `date-unreadable`.
        """
        return moment(self.metadata.date)

    def info(self) -> Entries:
        """The Info dictionary (ISO 32000-1, 14.3.3); what is not known is left out."""
        date = pdf_date(self.moment)
        metadata = self.metadata
        return {
            "Title": metadata.title,
            "Author": metadata.author or None,
            "Subject": metadata.subject or None,
            "Keywords": ", ".join(metadata.keywords) or None,
            "Creator": PRODUCER,
            "Producer": metadata.program or PRODUCER,
            "CreationDate": date,
            "ModDate": date,
            "Trapped": Name("False") if TRAPPED in self.claims else None,
            "GTS_PDFXVersion": self.info_version or None,
        }

    def packet(self) -> bytes:
        """The XMP packet, in UTF-8 and with no room for later changes."""
        metadata = self.metadata
        date = self.moment.isoformat(timespec="seconds")
        properties = [
            _simple("dc:format", "application/pdf"),
            _alternative("dc:title", metadata.title),
            _bag("dc:language", (metadata.language,)),
            _simple("xmp:CreatorTool", PRODUCER),
            *(_simple(f"xmp:{name}", date) for name in ("CreateDate", "ModifyDate")),
            _simple("xmp:MetadataDate", date),
            _simple("pdf:Producer", metadata.program or PRODUCER),
            _simple("xmpMM:DocumentID", _document_id(metadata.identifier)),
            _simple("xmpMM:VersionID", metadata.proof or "1"),
            # XMP, RenditionClass: "proof" is what is to be looked through, "default" the work.
            _simple("xmpMM:RenditionClass", "proof" if metadata.proof else "default"),
        ]
        if metadata.author:
            properties.append(_sequence("dc:creator", (metadata.author,)))
        if metadata.subject:
            properties.append(_alternative("dc:description", metadata.subject))
        if metadata.keywords:
            properties.append(_simple("pdf:Keywords", ", ".join(metadata.keywords)))
        properties += [_simple(f"{c.prefix}:{c.name}", c.value) for c in self.claims]
        prefixes = {claim.prefix for claim in self.claims}
        if metadata.program:
            properties.append(_simple("build:program", metadata.program))
            prefixes.add("build")
        if "pdfaid" in prefixes:
            properties.append(_extensions(prefixes))
        spaces = " ".join(f'xmlns:{key}="{uri}"' for key, uri in _NAMESPACES.items())
        body = "\n".join(text for text in properties if text)
        return (
            '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>\n'
            '<x:xmpmeta xmlns:x="adobe:ns:meta/">\n'
            '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">\n'
            f'<rdf:Description rdf:about="" {spaces}>\n{body}\n</rdf:Description>\n'
            '</rdf:RDF>\n</x:xmpmeta>\n<?xpacket end="r"?>'
        ).encode()


def moment(date: str) -> datetime:
    """An ISO 8601 date with an offset.

    Raises:
        InputError: `date-unreadable`: not a date, or one without an offset.
    """
    try:
        read = datetime.fromisoformat(date)
    except ValueError:
        read = None
    if read is None or read.tzinfo is None:
        raise InputError(
            Diagnostic(
                "date-unreadable",
                say("'{date}' is not a date with a time zone.", date=legible(date)),
                hint=say('Write it as "2017-06-30T00:00:00+00:00".'),
            )
        )
    return read


def pdf_date(when: datetime) -> str:
    """A date as PDF writes it (ISO 32000-1, 7.9.4)."""
    offset = when.strftime("%z")
    # `%Y` writes the year 999 in three digits on some systems.
    return f"D:{when.year:04}{when:%m%d%H%M%S}{offset[:3]}'{offset[3:5]}'"


def _document_id(identifier: str) -> str:
    """A UUID that is always the same for one publication (RFC 4122, 4.3: by name)."""
    digest = bytearray(hashlib.sha256(identifier.encode("utf-8")).digest()[:16])
    digest[6] = digest[6] & 0x0F | 0x50
    digest[8] = digest[8] & 0x3F | 0x80
    text = digest.hex()
    return "uuid:" + "-".join((text[:8], text[8:12], text[12:16], text[16:20], text[20:]))


def _simple(name: str, value: str) -> str:
    return f"<{name}>{escape(value, quote=False)}</{name}>"


def _alternative(name: str, value: str) -> str:
    item = f'<rdf:li xml:lang="x-default">{escape(value, quote=False)}</rdf:li>'
    return f"<{name}><rdf:Alt>{item}</rdf:Alt></{name}>"


def _items(name: str, kind: str, values: tuple[str, ...]) -> str:
    items = "".join(f"<rdf:li>{escape(value, quote=False)}</rdf:li>" for value in values)
    return f"<{name}><rdf:{kind}>{items}</rdf:{kind}></{name}>"


def _bag(name: str, values: tuple[str, ...]) -> str:
    return _items(name, "Bag", values)


def _sequence(name: str, values: tuple[str, ...]) -> str:
    return _items(name, "Seq", values)


def _extensions(prefixes: set[str]) -> str:
    """The description of every schema in use that PDF/A does not know."""
    described = [
        '<rdf:li rdf:parseType="Resource">'
        f"<pdfaSchema:schema>{schema.title}</pdfaSchema:schema>"
        f"<pdfaSchema:namespaceURI>{schema.namespace}</pdfaSchema:namespaceURI>"
        f"<pdfaSchema:prefix>{prefix}</pdfaSchema:prefix>"
        f"<pdfaSchema:property><rdf:Seq>{''.join(map(_described, schema.properties))}</rdf:Seq>"
        "</pdfaSchema:property></rdf:li>"
        for prefix, schema in _SCHEMAS.items()
        if prefix in prefixes
    ]
    if not described:
        return ""
    bag = "\n".join(described)
    return f"<pdfaExtension:schemas><rdf:Bag>\n{bag}\n</rdf:Bag></pdfaExtension:schemas>"


def _described(item: _Property) -> str:
    return (
        '<rdf:li rdf:parseType="Resource">'
        f"<pdfaProperty:name>{item.name}</pdfaProperty:name>"
        f"<pdfaProperty:valueType>{item.kind}</pdfaProperty:valueType>"
        "<pdfaProperty:category>internal</pdfaProperty:category>"
        f"<pdfaProperty:description>{item.description}</pdfaProperty:description>"
        "</rdf:li>"
    )
