"""Info and XMP say the same, and say it by the rules."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from depliant.display.items import Metadata
from depliant.errors import InputError
from depliant.writers.metadata import TRAPPED, Claim, Statement

METADATA = Metadata(
    "Chiffres <clés> & Cie", "fr", "2017-06-30T09:05:00+02:00", "essai.fr", "Mission", "Sujet",
    ("a", "b"),
)  # fmt: skip
CLAIMS = (
    Claim("pdfxid", "GTS_PDFXVersion", "PDF/X-4"),
    Claim("pdfaid", "part", "2"),
    Claim("pdfuaid", "part", "1"),
    TRAPPED,
)
NAMES = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "pdf": "http://ns.adobe.com/pdf/1.3/",
    "xmp": "http://ns.adobe.com/xap/1.0/",
    "xmpMM": "http://ns.adobe.com/xap/1.0/mm/",
    "pdfxid": "http://www.npes.org/pdfx/ns/id/",
    "pdfaProperty": "http://www.aiim.org/pdfa/ns/property#",
    "build": "urn:depliant:build#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "pdfaSchema": "http://www.aiim.org/pdfa/ns/schema#",
}


def said(packet: bytes, path: str) -> list[str]:
    root = ElementTree.fromstring(packet)
    return ["".join(node.itertext()) for node in root.findall(f".//{path}", NAMES)]


def test_info_and_packet_agree() -> None:
    statement = Statement(METADATA, CLAIMS)
    info, packet = statement.info(), statement.packet()
    assert said(packet, "dc:title") == [info["Title"]] == ["Chiffres <clés> & Cie"]
    assert said(packet, "dc:creator") == [info["Author"]]
    assert said(packet, "dc:description") == [info["Subject"]]
    assert said(packet, "pdf:Keywords") == [info["Keywords"]] == ["a, b"]
    assert said(packet, "pdf:Producer") == [info["Producer"]]
    assert said(packet, "pdf:Trapped") == [info["Trapped"]] == ["False"]
    assert info["CreationDate"] == info["ModDate"] == "D:20170630090500+02'00'"
    for name in ("xmp:CreateDate", "xmp:ModifyDate", "xmp:MetadataDate"):
        assert said(packet, name) == ["2017-06-30T09:05:00+02:00"]


def test_what_is_not_known_is_in_neither() -> None:
    bare = replace(METADATA, author="", subject="", keywords=())
    statement = Statement(bare, ())
    assert all(
        statement.info()[key] is None for key in ("Author", "Subject", "Keywords", "Trapped")
    )
    assert said(statement.packet(), "dc:creator") == []
    assert b"pdfaExtension:schemas" not in statement.packet()


def test_schemas_that_pdfa_does_not_know_are_described() -> None:
    packet = Statement(METADATA, CLAIMS).packet()
    assert sorted(said(packet, "pdfaSchema:prefix")) == ["pdf", "pdfuaid", "pdfxid"]
    assert said(packet, "pdfxid:GTS_PDFXVersion") == ["PDF/X-4"]


def test_a_file_without_pdfa_describes_no_schemas() -> None:
    assert b"pdfaExtension:schemas" not in Statement(METADATA, (TRAPPED,)).packet()


def test_the_program_is_named_and_described() -> None:
    statement = Statement(replace(METADATA, program="Dépliant 0.1.0"), CLAIMS)
    packet = statement.packet()
    assert statement.info()["Producer"] == "Dépliant 0.1.0"
    assert said(packet, "pdf:Producer") == said(packet, "build:program") == ["Dépliant 0.1.0"]
    assert "build" in said(packet, "pdfaSchema:prefix")
    assert "program" in said(packet, "pdfaProperty:name")
    assert b"build:program" not in Statement(METADATA, CLAIMS).packet()


def test_a_proof_says_which_it_is() -> None:
    first, third = (
        Statement(replace(METADATA, proof=proof), CLAIMS).packet() for proof in ("", "3")
    )
    assert said(first, "xmpMM:VersionID") + said(first, "xmpMM:RenditionClass") == ["1", "default"]
    assert said(third, "xmpMM:VersionID") + said(third, "xmpMM:RenditionClass") == ["3", "proof"]
    assert said(first, "xmpMM:DocumentID") == said(third, "xmpMM:DocumentID")


def test_a_publication_keeps_its_identifier() -> None:
    one, same, other = (
        said(Statement(item, ()).packet(), "xmpMM:DocumentID")[0]
        for item in (METADATA, replace(METADATA, title="x"), replace(METADATA, identifier="y"))
    )
    assert one == same != other
    assert re.fullmatch(r"uuid:[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}",
                        one)  # fmt: skip


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff")))
def test_any_title_is_read_back(title: str) -> None:
    packet = Statement(replace(METADATA, title=title), ()).packet()
    assert said(packet, "dc:title") == [title]


@pytest.mark.parametrize("date", ["", "30 juin 2017", "2017-06-30", "2017-06-30T00:00:00"])
def test_a_date_needs_its_zone(date: str) -> None:
    with pytest.raises(InputError) as caught:
        Statement(replace(METADATA, date=date), ()).info()
    assert caught.value.diagnostics[0].code == "date-unreadable"


@pytest.mark.parametrize(
    ("date", "written"),
    [
        ("2017-06-30T00:00:00Z", "D:20170630000000+00'00'"),
        ("2017-06-30T23:59:59-03:30", "D:20170630235959-03'30'"),
        ("0999-01-01T00:00:00Z", "D:09990101000000+00'00'"),
    ],
)
def test_dates_are_written_by_the_book(date: str, written: str) -> None:
    assert Statement(replace(METADATA, date=date), ()).info()["CreationDate"] == written
