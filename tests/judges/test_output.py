"""Programs that nobody here wrote judge what is built from the brochure that `new` makes.

The leaflet's own tests run those of these tests that it does not have for all its editions.
"""

from __future__ import annotations

import json
import re
from pathlib import Path

import pikepdf
import pytest
import yaml

from .conftest import Brochure, built
from .programs import judge, verapdf

# --- sound files, fonts, conformance, the same bytes ------------------------------------------


def test_qpdf_finds_nothing(brochure: Brochure) -> None:
    for file in brochure.files:
        assert "No syntax or stream encoding errors found" in judge("qpdf", "--check", file)


def test_every_font_is_embedded_as_a_subset(brochure: Brochure) -> None:
    for file in brochure.files:
        rows = judge("pdffonts", file).splitlines()[2:]
        # name, type, encoding, emb, sub, uni, object (two numbers)
        flags = {row.split()[0]: row.split()[-5:-2] for row in rows}
        assert len(flags) >= 2, "text is text, not outlines"
        assert {name: flag for name, flag in flags.items() if flag != ["yes"] * 3} == {}
        assert all(re.match(r"[A-Z]{6}\+", name) for name in flags)


def test_verapdf_passes(brochure: Brochure) -> None:
    assert verapdf(*brochure.files) == brochure.passed


def heard_of(*files: Path) -> list[set[tuple[str, str]]]:
    """What outloud finds in each file, more than information, as (severity, rule)."""
    said = judge("outloud", "--fail-on", "never", "--json", "-", *files)
    results = json.loads(said[said.index("{") :])["results"]
    findings = {Path(one["path"]): one["findings"] for one in results}
    return [
        {
            (finding["severity"], finding["rule"])
            for finding in findings[file]
            if finding["severity"] != "info"
        }
        for file in files
    ]


def heard(file: Path) -> set[tuple[str, str]]:
    """What outloud finds in a file."""
    return heard_of(file)[0]


def test_outloud_hears_nothing_wrong(brochure: Brochure) -> None:
    """But that in print an address is no link, which a press file may not hold (PDF/X-4)."""
    screen, press = heard_of(brochure.screen, brochure.press)
    assert screen == set()
    assert press <= {("warning", "LNK-010")}


def test_a_rebuild_is_the_same_bytes(
    brochure: Brochure, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In another folder, with an empty cache, elsewhere in the world."""
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    again = built(brochure.project, tmp_path)
    for first, second in zip(brochure.files, again.files, strict=True):
        assert first.read_bytes() == second.read_bytes(), first.name


# --- ink --------------------------------------------------------------------------------------


def test_the_press_file_has_no_colour_but_ink(brochure: Brochure) -> None:
    """Neither operators nor colour spaces of RGB, gray or calibrated colour."""
    with pikepdf.open(brochure.press) as pdf:
        streams: list[pikepdf.Object] = [page.obj for page in pdf.pages]
        spaces = set()
        for item in pdf.objects:
            if isinstance(item, pikepdf.Stream) and item.get("/Subtype") == "/Form":
                streams.append(item)
            if isinstance(item, pikepdf.Dictionary | pikepdf.Stream):
                spaces.add(str(item.get("/ColorSpace", "")))
            if isinstance(item, pikepdf.Array) and len(item):
                spaces.add(str(item[0]))
        used = {
            str(instruction.operator)
            for stream in streams
            for instruction in pikepdf.parse_content_stream(stream)
        }
    assert "k" in used, "something is painted"
    assert used & {"rg", "RG", "g", "G", "sh"} == set()
    assert spaces & {"/DeviceRGB", "/DeviceGray", "/CalRGB", "/CalGray", "/Lab"} == set()


def plates(file: Path, page: int, folder: Path, *options: str) -> dict[str, bytes]:
    """The plates of a page by their ink, 100 dpi, one byte a pixel, 255 for solid."""
    from PIL import Image, ImageChops

    folder.mkdir(parents=True)
    judge(
        "gs", "-q", "-dSAFER", "-dBATCH", "-dNOPAUSE", "-sDEVICE=tiffsep", "-r100",
        f"-dFirstPage={page}", f"-dLastPage={page}", *options,
        f"-sOutputFile={folder}/page.tif", file,
    )  # fmt: skip
    found = {}
    for path in folder.glob("page(*).tif"):
        with Image.open(path) as plate:
            found[path.stem[5:-1]] = ImageChops.invert(plate.convert("L")).tobytes()
    return found


PROCESS = ("Cyan", "Magenta", "Yellow", "Black")


def declared_spots(project: Path) -> set[str]:
    """The spot inks of a project's style sheet."""
    sheet = yaml.safe_load((project / "assets" / "style.yaml").read_text(encoding="utf-8"))
    return {swatch["spot"] for swatch in sheet["swatches"].values() if "spot" in swatch}


@pytest.mark.parametrize("page", [1, 2])
def test_the_plates(brochure: Brochure, page: int, tmp_path: Path) -> None:
    """No plate too many, no more than 300 % ink, and no pixel without its share of it."""
    inks = plates(brochure.press, page, tmp_path / "all")
    assert set(inks) == {*PROCESS} | declared_spots(brochure.project)
    heaviest = max(map(sum, zip(*inks.values(), strict=True)))
    assert heaviest > 255 * 0.9, "the page is not blank"
    # Each plate is rounded to a 255th.
    assert heaviest <= 255 * 3 + len(inks), f"{heaviest / 2.55:.0f} % ink"


@pytest.mark.parametrize("page", [1, 2])
def test_black_text_is_on_the_black_plate_alone(
    brochure: Brochure, page: int, tmp_path: Path
) -> None:
    """It adds nothing to the other plates, and takes nothing away: it overprints."""
    whole = plates(brochure.press, page, tmp_path / "whole")
    ground = plates(brochure.press, page, tmp_path / "ground", "-dFILTERTEXT")
    pairs = enumerate(zip(whole["Black"], ground["Black"], strict=True))
    black = [at for at, (with_text, without) in pairs if with_text == 255 > without]
    assert len(black) > 500, "there is black text"
    for ink in whole.keys() - {"Black"}:
        assert all(whole[ink][at] == ground[ink][at] for at in black), ink
