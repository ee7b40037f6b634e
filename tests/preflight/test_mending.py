"""What can be proved is mended, in another file, and the plates stay as they are."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String
from tests.preflight.variants import SIDE, box, page, put, sheet

from depliant.commands.cli import run
from depliant.errors import InputError
from depliant.preflight import judge
from depliant.preflight.mending import Mended, mend_file
from depliant.preflight.profiles import ANY_PRINTER
from depliant.press.condition import OutputCondition, PrinterProfile, load_condition
from depliant.starter import PROFILE

RED = b"0 1 1 0 k 50 50 60 40 re f"
FOGRA39 = load_condition(PROFILE.read_bytes(), "FOGRA39")


def mended(
    folder: Path, data: bytes, profile: PrinterProfile = ANY_PRINTER,
    condition: OutputCondition | None = None,
) -> Mended:  # fmt: skip
    file = folder / "a.pdf"
    file.write_bytes(data)
    found = mend_file(file, "press", profile, condition)
    assert file.read_bytes() == data, "the file itself stays"
    return found


def errors(data: bytes, profile: PrinterProfile | None = None) -> set[str]:
    return {one.code for one in judge(data, profile).findings if one.severity == "error"}


def bare(pdf: pikepdf.Pdf) -> None:
    """Take the output intent away."""
    del pdf.Root.OutputIntents


@pytest.mark.parametrize(
    ("options", "code", "said"),
    [
        ({"edit": page(put(ArtBox=box(0, 0, SIDE, SIDE)))}, "box-both", "ArtBox"),
        ({"edit": page(put(CropBox=box(20, 20, 150, 150)))}, "box-nesting", "CropBox"),
        ({"edit": page(put(BleedBox=box(-30, -9, 209, 209)))}, "box-nesting", "BleedBox"),
        ({"info": {"/Title": None}}, "metadata-incomplete", "Title"),
        ({"info": {"/CreationDate": None}}, "metadata-incomplete", "CreationDate"),
        ({"packet": {"xmp:ModifyDate": None}}, "metadata-incomplete", "xmp:ModifyDate"),
        ({"packet": {"xmpMM:DocumentID": None}}, "metadata-incomplete", "xmpMM:DocumentID"),
        ({"packet": {"dc:title": None}}, "metadata-incomplete", "dc:title"),
        ({"info": {"/Trapped": None}}, "trapped-unknown", "Trapped is False"),
        ({"info": {"/Trapped": Name.Unknown}}, "trapped-unknown", "Trapped is False"),
    ],
    ids=lambda one: str(one)[:40],
)
def test_what_can_be_proved_is_mended(
    tmp_path: Path, options: Mapping[str, Any], code: str, said: str
) -> None:
    data = sheet(RED, **options)
    assert code in errors(data)
    found = mended(tmp_path, data)
    assert errors(found.data) <= errors(data) - {code}
    assert any(said in str(one) for one in found.done), [str(one) for one in found.done]
    assert found.plates
    assert all(one.before == one.after for one in found.plates)
    assert {one.ink for one in found.plates if one.before > 0} >= {"Magenta", "Yellow"}


def test_the_printers_intent_is_put_into_a_file_without_one(tmp_path: Path) -> None:
    data = sheet(RED, edit=bare)
    assert "intent-missing" in errors(data)
    assert mended(tmp_path, data).data == b"", "without a printer nobody says which"
    found = mended(tmp_path, data, ANY_PRINTER, FOGRA39)
    assert errors(found.data) == set()
    with pikepdf.open(io.BytesIO(found.data)) as pdf:
        (intent,) = pdf.Root.OutputIntents
        assert intent.DestOutputProfile.read_bytes() == PROFILE.read_bytes()


@pytest.mark.parametrize("wanted", ["none", "trim", "bleed"])
def test_the_crop_is_as_the_printer_wants_it(tmp_path: Path, wanted: Any) -> None:
    profile = PrinterProfile("p", crop=wanted, sources=(("crop", "own"),))
    wrong = box(-3, -3, SIDE, SIDE)
    data = sheet(edit=page(put(CropBox=wrong)))
    assert "crop-refused" in errors(data, profile)
    assert "crop-refused" not in errors(mended(tmp_path, data, profile).data, profile)


@pytest.mark.parametrize(
    "data",
    [
        sheet(RED),
        # Nobody knows where it is cut, what it is called, or which of two authors is right.
        sheet(edit=page(lambda node: node.__delitem__("/TrimBox"))),
        sheet(info={"/Title": None}, packet={"dc:title": None}),
        sheet(info={"/Title": "Another"}),
        sheet(b"1 0 0 rg 50 50 60 40 re f"),
    ],
    ids=["sound", "no trim", "no title", "two titles", "RGB"],
)
def test_nothing_is_invented(tmp_path: Path, data: bytes) -> None:
    assert mended(tmp_path, data).data == b""


def _signed(pdf: pikepdf.Pdf) -> None:
    bare(pdf)
    pdf.Root.AcroForm = Dictionary(
        Fields=Array([Dictionary(FT=Name.Sig, T=String("s"))]), SigFlags=3
    )


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (sheet(edit=_signed), "signed"),
        (sheet(edit=bare)[:-40], "damaged"),
        (sheet(edit=bare, pages=101), "100 pages"),
    ],
    ids=["signed", "damaged", "long"],
)
def test_what_cannot_be_written_again_is_refused(tmp_path: Path, data: bytes, said: str) -> None:
    with pytest.raises(InputError, match=said):
        mended(tmp_path, data, ANY_PRINTER, FOGRA39)


def test_a_file_whose_plates_would_change_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from depliant.preflight import mending

    def repaint(pdf: pikepdf.Pdf) -> bytes:
        pdf.pages[0].contents_add(b"q 1 0 0 0 k 30 30 2 2 re f Q")
        return kept(pdf)

    kept = mending._saved
    monkeypatch.setattr(mending, "_saved", repaint)
    file = tmp_path / "a.pdf"
    file.write_bytes(sheet(RED, edit=bare))
    with pytest.raises(InputError, match="plates would change"):
        mending._mended(file, "press", ANY_PRINTER, FOGRA39)


RICH = b"BT /F1 10 Tf 0.5 0.4 0.4 1 k 60 110 Td (Hello) Tj ET\n"


def test_text_in_rich_black_is_black_alone_when_asked(tmp_path: Path) -> None:
    """On a ground of magenta, which is whole below it then; what comes after is as it was."""
    file = tmp_path / "a.pdf"
    after = (
        b"BT /F1 10 Tf 60 60 Td 1 0 0 0 k (After) Tj ET 20 20 30 30 re f\n"
        b"q 20 0 0 20 150 150 cm BI /W 1 /H 1 /CS /CMYK /BPC 8 ID \x80\x00\x80\x00 EI Q\n"
    )
    file.write_bytes(sheet(b"0 0.6 0 0 k 40 100 90 30 re f", words=RICH + after))
    assert "rich-black-text" in {one.code for one in judge(file.read_bytes()).findings}
    assert mend_file(file, "press", ANY_PRINTER, None).data == b"", "not asked for"
    found = mend_file(file, "press", ANY_PRINTER, None, black=True)
    assert "1 text in rich black is black alone now" in str(found.done[0])
    codes = {one.code for one in judge(found.data).findings}
    assert not codes & {"rich-black-text", "black-knockout", "overprint-mode"}
    share = {one.ink: (one.before, one.after) for one in found.plates}
    assert share["Black"][0] == share["Black"][1] > 0
    assert share["Yellow"][1] < share["Yellow"][0], "no yellow is left in the letters"
    assert share["Magenta"][1] > share["Magenta"][0], "the ground runs on below them"


@pytest.mark.parametrize("odd", [b"/P <</A 7 0 R>> BDC EMC\n", b"(a) 0 0 1 k\n"])
def test_a_page_that_says_what_no_page_may_stays_as_it_is(tmp_path: Path, odd: bytes) -> None:
    """An object that lies elsewhere (7.8.2), or words for an ink."""
    file = tmp_path / "a.pdf"
    file.write_bytes(sheet(words=odd + b"BT /F1 10 Tf 60 110 Td (Hello) Tj ET\n"))
    assert "rich black" not in str(mend_file(file, "press", ANY_PRINTER, None, black=True).done)


@pytest.mark.parametrize(
    "words",
    [
        b"BT /F1 10 Tf 0.5 0.4 0.4 0.9 k 60 110 Td (Hello) Tj ET\n",
        b"BT /F1 10 Tf 2 Tr 0.5 0.4 0.4 1 k 60 110 Td (Hello) Tj ET\n",
        b"q 0.5 0.4 0.4 1 k 60 110 30 30 re f Q /Over gs 0 0 0 1 k BT /F1 9 Tf 60 60 Td (A) Tj ET",
        b"q 0.5 0.4 0.4 1 k Q BT /F1 9 Tf 60 60 Td (A) Tj ET",
    ],
    ids=["less than full", "with a line", "an area", "restored"],
)
def test_other_blacks_stay(tmp_path: Path, words: bytes) -> None:
    file = tmp_path / "a.pdf"
    file.write_bytes(sheet(words=words))
    assert mend_file(file, "press", ANY_PRINTER, None, black=True).data == b""


def test_overprinting_is_as_it_was_after_such_a_text(tmp_path: Path) -> None:
    file = tmp_path / "a.pdf"
    for state in (b"/Over gs ", b"/Knock gs "):
        file.write_bytes(sheet(words=state + RICH + b"0 0 0 1 k 60 60 30 30 re f"))
        found = mend_file(file, "press", ANY_PRINTER, None, black=True)
        assert found.data, "the square below is not changed, or it would be refused"


def test_the_same_file_is_mended_to_the_same_bytes(tmp_path: Path) -> None:
    data = sheet(RED, info={"/Trapped": None}, packet={"xmpMM:DocumentID": None})
    assert mended(tmp_path, data).data == mended(tmp_path, data).data


def test_the_command_says_what_it_did_and_writes_another_file(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file, target = tmp_path / "a.pdf", tmp_path / "b.pdf"
    file.write_bytes(sheet(RED, info={"/Trapped": None}, edit=bare))
    call = ["preflight", str(file), "--fix", str(target), "--printer", "generic-coated"]
    assert run(call) == 0
    said = capsys.readouterr().out
    assert "The output intent is FOGRA39, the printer's." in said
    assert "Trapped is False" in said
    assert "No longer found: intent-missing, trapped-unknown." in said
    assert re.search(r"page 1, Magenta: (6\.\d\d) % → \1 %", said), said
    assert errors(target.read_bytes()) == set()
    assert run([*call, "--json"]) == 0
    data = json.loads(capsys.readouterr().out)
    assert data["written"] == str(target)
    assert not data["reports_before"][0]["accepted"]
    assert data["reports"][0]["accepted"]
    assert {one["ink"] for one in data["plates"]} == {"Cyan", "Magenta", "Yellow", "Black"}


def test_a_file_is_never_written_over(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file, link = tmp_path / "a.pdf", tmp_path / "link.pdf"
    file.write_bytes(sheet(RED, edit=bare))
    link.symlink_to(file)
    before = file.read_bytes()
    for target in (file, link):
        call = ["preflight", str(file), "--fix", str(target), "--printer", "generic-coated"]
        assert run(call) == 2
        assert "written over" in capsys.readouterr().err
    assert file.read_bytes() == before


def test_nothing_to_mend_writes_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file, target = tmp_path / "a.pdf", tmp_path / "b.pdf"
    file.write_bytes(sheet(RED))
    assert run(["preflight", str(file), "--fix", str(target)]) == 0
    assert "Nothing was found that can be mended safely" in capsys.readouterr().out
    assert not target.exists()
    assert run(["preflight", str(file), "--fix", str(target), "--html", "x.html"]) == 2
    assert run(["preflight", str(file), "--black-text"]) == 2
