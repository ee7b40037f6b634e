"""Codes in finished files: the plates as Ghostscript separates them, read by zxing."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from PIL import Image
from tests.judges.programs import judge, library

from depliant.commands.cli import run

STYLE = """\
format: {size: A5, orientation: portrait, fold: none}
families: {text: Barlow, display: Barlow}
press: {icc: FOGRA39L_coated.icc}
baseline: 6
swatches: {night: {cmyk: [100, 80, 20, 40]}, house: {spot: PANTONE 3005 C, cmyk: [100, 31, 0, 0]}}
type: {text: {size: 10, leading: 12}, heading: {size: 20, leading: 24, colour: INK}}
designs: {default: {ground: GROUND, margin: {top: 10, right: 10, bottom: 10, left: 10}}}
"""
CONTENT = """\
date: 2026-01-01
issue: "2026"
panels:
  - id: p
    blocks:
      - {heading: Code, level: 1}
"""
ICC = Path(__file__).parents[2] / "assets" / "icc" / "FOGRA39L_coated.icc"
ADDRESS = "https://www.depliant.example/opening-hours/2026"
CODES = """\
      - {qr: "https://www.depliant.example/opening-hours/{issue}", printed: true, INK}
      - {barcode: "978-2-1234-5680-3", INK}
      - {barcode: "AB-0815/x", kind: code-128, align: end, INK}
"""

Project = Callable[..., Path]


@pytest.fixture
def reader() -> Any:
    return library("zxingcpp", "zxing-cpp")


def built(project: Project, ground: str, blocks: str, sound: bool = True) -> Path:
    ink = "black" if ground == "paper" else "paper"
    style = STYLE.replace("GROUND", ground).replace("INK", ink)
    root = project(CONTENT + blocks, files={"assets/style.yaml": style})
    (root / ICC.name).write_bytes(ICC.read_bytes())
    assert (run(["build", str(root)]) == 0) == sound
    return root


def plate(root: Path, name: str) -> Image.Image:
    file, folder = root / "out" / "small.fr.press.pdf", root / "plates"
    folder.mkdir()
    judge(
        "gs", "-q", "-dSAFER", "-dBATCH", "-dNOPAUSE", "-sDEVICE=tiffsep", "-r300",
        f"-sOutputFile={folder}/page.tif", str(file),
    )  # fmt: skip
    return Image.open(folder / f"page({name}).tif").convert("L")


@pytest.mark.parametrize(("ground", "ink", "name"), [
    ("paper", "colour: black", "Black"),
    ("paper", "colour: house", "PANTONE 3005 C"),
    ("night", "colour: black", "Black"),
])  # fmt: skip
def test_codes_are_read_from_their_own_plate(
    project: Project, reader: Any, ground: str, ink: str, name: str
) -> None:
    root = built(project, ground, CODES.replace("INK", ink).replace("printed: true, ", ""))
    seen = {one.text for one in reader.read_barcodes(plate(root, name))}
    assert seen == {ADDRESS, "9782123456803", "AB-0815/x"}


def test_the_screen_file_leads_where_the_code_does_and_tells_what_it_is(
    project: Project, reader: Any
) -> None:
    root = built(project, "paper", CODES.replace("INK", "colour: black"))
    with pikepdf.open(root / "out" / "small.fr.screen.pdf") as pdf:
        links = [str(one.A.URI) for one in pdf.pages[0].Annots]
        figures = [
            found
            for found in pdf.objects
            if isinstance(found, pikepdf.Dictionary) and found.get("/S") == "/Figure"
        ]
        said = [str(one.Alt) for one in figures]
        text = [str(one.ActualText) for one in figures]
        assert all("/BBox" in one.A for one in figures)
    assert links == [ADDRESS, ADDRESS]
    assert said == [f"QR: {ADDRESS.removeprefix('https://')}", "9782123456803", "AB-0815/x"]
    assert text == [ADDRESS, "9782123456803", "AB-0815/x"]


@pytest.mark.parametrize(
    ("block", "code", "says"),
    [
        ("{qr: 'https://depliant.example', size_mm: 12}", "code-small", "size_mm: 15.0"),
        ("{qr: 'https://depliant.example/" + "x" * 120 + "', size_mm: 16}", "code-small",
         "size_mm: 19.6"),
        ("{qr: 'https://depliant.example', size_mm: 130}", "code-wide", "Make it smaller"),
        ("{barcode: '4006381333930'}", "code-content", "4006381333931"),
        ("{barcode: 'AB', kind: code-128, module_mm: 0.2}", "code-small", "module_mm: 0.25"),
        ("{qr: x, colour: hause}", "swatch-unknown", "house"),
        ("{qr: x, colour: paper, ground: night}", "code-contrast", "colour: black"),
    ],
)  # fmt: skip
def test_a_code_that_no_reader_reads_is_an_error(
    project: Project, capsys: pytest.CaptureFixture[str], block: str, code: str, says: str
) -> None:
    built(project, "paper", f"      - {block}\n", sound=False)
    told = "".join(capsys.readouterr())
    assert code in told
    assert says in " ".join(told.split())


@pytest.mark.parametrize(
    ("block", "says"),
    [
        ("{qr: 'htps://www.depliant.example'}", ["begins as no address", "`https:`"]),
        ("{qr: 'htps://www.depliant example'}", ["begins as no address", "has a space"]),
        ("{qr: 'https://www.depliant example'}", ["has a space in it"]),
        ("{qr: 'https//www.depliant.example'}", ["begins as no address", "`https://`"]),
        ("{qr: 'HTTP/www.depliant.example'}", ["begins as no address", "`http://`"]),
        ("{qr: 'mialto:a@depliant.example'}", ["`mailto:`"]),
        ("{qr: 'https://depliant.example/{isue}'}", ["“{isue}” stays", "`issue`"]),
        ("{qr: 'https://depliant.example/{visitors}'}", [" {issue} and"]),
        ("{barcode: 'A{isue}', kind: code-128}", ["“{isue}” stays", "`issue`"]),
    ],
)
def test_a_code_that_leads_nowhere_is_told(
    project: Project, capsys: pytest.CaptureFixture[str], block: str, says: list[str]
) -> None:
    built(project, "paper", f"      - {block}\n")
    told = " ".join("".join(capsys.readouterr()).split())
    assert "warning[code-doubtful]" in told
    assert [one for one in says if one not in told] == []


@pytest.mark.parametrize(
    "holds",
    ["https://depliant.example/a?b={issue}", "WIFI:T:WPA;S:a network;P:a b;;", "geo:50.4,2.8",
     "Ask at the desk: it is open", "smsto:+33321:hello you", "tel:+33321000000", "Note: words",
     "MECARD:N:A B;;", "upi://pay", "Text: a b"],
)  # fmt: skip
def test_a_code_that_is_meant_is_not_doubted(
    project: Project, capsys: pytest.CaptureFixture[str], holds: str
) -> None:
    built(project, "paper", f"      - {{qr: '{holds}'}}\n")
    assert "code-doubtful" not in "".join(capsys.readouterr())


def test_an_edition_may_lead_elsewhere(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    """An address that the PO file gives is printed; one that it leaves out stays."""
    block = "      - {qr: 'https://depliant.example/fr'}\n      - {qr: 'tel:+33321000000'}\n"
    root = built(project, "paper", block)
    monkeypatch.chdir(root)
    assert run(["translate", "update", "en"]) == 0
    po = root / "assets" / "translations" / "en.po"
    text = po.read_text(encoding="utf-8")
    text = text.replace(
        'msgid "https://depliant.example/fr"\nmsgstr ""',
        'msgid "https://depliant.example/fr"\nmsgstr "https://depliant.example/en"',
    )
    for said in ("Code", "Small"):
        text = text.replace(f'msgid "{said}"\nmsgstr ""', f'msgid "{said}"\nmsgstr "{said}"')
    po.write_text(text, encoding="utf-8")
    assert run(["build", "--all-editions"]) == 0
    with pikepdf.open(root / "out" / "small.en.screen.pdf") as pdf:
        links = [str(one.A.URI) for one in pdf.pages[0].Annots]
    assert links == ["https://depliant.example/en", "tel:+33321000000"]
