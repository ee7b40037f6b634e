"""The metadata packet, of whatever origin."""

from __future__ import annotations

import pikepdf
import pytest

from depliant.pdfread.xmp import Packet, read_packet

OPENING = (
    '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF '
    'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description '
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/" '
    'pdf:Trapped="False">'
)
CLOSING = "</rdf:Description></rdf:RDF></x:xmpmeta>"
TITLE = "<dc:title><!-- a word --><rdf:Alt><rdf:li>A  leaflet</rdf:li></rdf:Alt></dc:title>"


def packet(body: str, encoding: str = "utf-8") -> Packet:
    with pikepdf.new() as pdf:
        return read_packet(pdf.make_stream(body.encode(encoding)))


@pytest.mark.parametrize("blank", ["", "\n ", "\0"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
def test_properties_are_read_from_elements_and_attributes(
    encoding: str, mark: str, blank: str
) -> None:
    """The encodings of ISO 16684-1, 7.1: with a mark of their order, and without."""
    body = f'<?xpacket begin="\ufeff"?>{OPENING}{TITLE}{CLOSING}<?xpacket end="r"?>{blank}'
    found = packet(mark + body if mark else blank + body, encoding)
    assert found.sound
    assert found.properties == {"pdf:Trapped": ("False",), "dc:title": ("A leaflet",)}


def test_what_a_packet_says_of_its_encoding_counts_less_than_its_bytes() -> None:
    declared = "<?xml version='1.0' encoding='UTF-16'?>" + OPENING + TITLE + CLOSING
    for encoding in ("utf-16", "utf-16-le", "utf-32"):
        assert packet(declared, encoding).get("dc:title") == "A leaflet"


def test_the_default_language_comes_first_and_lists_keep_their_order() -> None:
    names = (
        "<dc:title><rdf:Alt><rdf:li xml:lang='fr'>Chiffres</rdf:li>"
        "<rdf:li xml:lang='x-default'>Figures</rdf:li></rdf:Alt></dc:title>"
        "<dc:creator><rdf:Seq><rdf:li>Ann</rdf:li><rdf:li> Bob </rdf:li><rdf:li/></rdf:Seq>"
        "</dc:creator>"
    )
    found = packet(OPENING + names + CLOSING)
    assert found.get("dc:title") == "Figures"
    assert found.all("dc:title") == ("Figures", "Chiffres")
    assert found.all("dc:creator") == ("Ann", "Bob")
    assert found.get("dc:description") == ""


@pytest.mark.parametrize(
    "body",
    [
        "",
        "no packet",
        OPENING,
        "<!DOCTYPE x [<!ENTITY a 'aaaa'>]>" + OPENING + CLOSING,
        "<!DOCTYPE x SYSTEM 'file:///etc/passwd'><x/>",
        OPENING + "<dc:title>&nothing;</dc:title>" + CLOSING,
        "<x>" * 5000 + "</x>" * 5000,
        "<?xml version='1.0' encoding='no-such-code'?><x/>",
    ],
)
def test_what_is_no_plain_xml_is_not_sound(body: str) -> None:
    found = packet(body)
    assert found.present
    assert not found.sound
    assert not found.properties


def test_no_packet() -> None:
    assert not read_packet(None).present
