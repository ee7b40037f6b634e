"""Files in the screen file, read back with pikepdf."""

from __future__ import annotations

import hashlib
import io

import pikepdf
import pytest
from msgspec.structs import replace

from depliant.display.items import Attachment, DisplayDocument
from depliant.press.condition import OutputCondition, PressSpec
from depliant.writers import press_pdf, screen_pdf

TABLE = Attachment("figures.csv", b"id,value\r\na,1\r\n", "text/csv", "Les chiffres", "Data")
SOURCE = Attachment("contenu é.yaml", b"id: x\n", "application/yaml", "Les textes", "Source")


@pytest.fixture
def carrying(document: DisplayDocument) -> DisplayDocument:
    return replace(document, attachments=(TABLE, SOURCE))


def test_each_file_is_listed_and_associated(
    carrying: DisplayDocument, condition: OutputCondition
) -> None:
    with pikepdf.open(io.BytesIO(screen_pdf.write(carrying, condition))) as pdf:
        listed = list(pdf.Root.Names.EmbeddedFiles.Names)
        names = [bytes(name) for name in listed[::2]]
        assert names == sorted(names)
        assert len(pdf.Root.AF) == 2
        assert {entry.objgen for entry in listed[1::2]} == {entry.objgen for entry in pdf.Root.AF}
        for wanted, found in zip((TABLE, SOURCE), pdf.Root.AF, strict=True):
            assert found.Type == "/Filespec"
            assert str(found.UF) == wanted.name
            assert bytes(found.F) == wanted.name.encode()
            assert str(found.Desc) == wanted.description
            assert found.AFRelationship == f"/{wanted.relation}"
            stream = found.EF.F
            assert stream.read_bytes() == wanted.data
            assert stream.Subtype == f"/{wanted.media_type}"
            assert stream.Params.Size == len(wanted.data)
            assert bytes(stream.Params.CheckSum) == hashlib.md5(wanted.data).digest()
            assert str(stream.Params.ModDate).startswith("D:2017")


def test_qpdf_finds_them(carrying: DisplayDocument, condition: OutputCondition) -> None:
    with pikepdf.open(io.BytesIO(screen_pdf.write(carrying, condition))) as pdf:
        found = {name: file.get_file() for name, file in pdf.attachments.items()}
        assert [file.read_bytes() for file in found.values()] == [SOURCE.data, TABLE.data]


def test_the_same_files_are_the_same_bytes(
    carrying: DisplayDocument, condition: OutputCondition
) -> None:
    assert screen_pdf.write(carrying, condition) == screen_pdf.write(carrying, condition)


def test_a_file_without_attachments_says_nothing_of_them(
    document: DisplayDocument, condition: OutputCondition
) -> None:
    with pikepdf.open(io.BytesIO(screen_pdf.write(document, condition))) as pdf:
        assert "/AF" not in pdf.Root
        assert "/Names" not in pdf.Root


def test_the_press_file_carries_nothing(carrying: DisplayDocument, spec: PressSpec) -> None:
    with pikepdf.open(io.BytesIO(press_pdf.write(carrying, spec))) as pdf:
        assert "/AF" not in pdf.Root
        assert len(pdf.attachments) == 0


def test_two_files_of_one_name_are_refused(
    document: DisplayDocument, condition: OutputCondition
) -> None:
    twice = replace(document, attachments=(TABLE, replace(SOURCE, name=TABLE.name)))
    with pytest.raises(ValueError, match="one name"):
        screen_pdf.write(twice, condition)
