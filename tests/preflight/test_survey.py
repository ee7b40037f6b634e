"""What an operator gets besides findings: what is in the file, and the pages with their places."""

from __future__ import annotations

import io
import json
import re
from base64 import b64decode
from pathlib import Path
from types import ModuleType

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String
from PIL import Image
from tests.preflight.broken import art, separation
from tests.preflight.conftest import small
from tests.preflight.pictures import halves

from depliant.commands.cli import run
from depliant.preflight import judge_file
from depliant.preflight.html import as_html
from depliant.preflight.inventory import Inventory
from depliant.preflight.rules import RULES
from depliant.preflight.showing import as_lines
from depliant.preflight.subjects import TITLES, part_of
from depliant.preflight.survey import MARGIN, Survey, survey_file

MM = 72 / 25.4
RED_AND_GOLD = b"1 0 0 rg 50 50 60 40 re f /A cs 0.5 scn 10 10 200 100 re f"


def _image(pdf: pikepdf.Pdf) -> pikepdf.Object:
    pixels = halves((0, 0, 0), (255, 255, 255)).astype("uint8").tobytes()
    return pdf.make_stream(
        pixels, Type=Name.XObject, Subtype=Name.Image, Width=64, Height=40,
        ColorSpace=Name.DeviceRGB, BitsPerComponent=8,
    )  # fmt: skip


def surveyed(folder: Path, data: bytes) -> tuple[Survey, str]:
    """The survey of a file, and the page of its report."""
    file = folder / "a.pdf"
    file.write_bytes(data)
    reports = judge_file(file)
    survey = survey_file(file, reports)
    return survey, as_html(reports, survey=survey)


def inventory(folder: Path, data: bytes) -> Inventory:
    found = surveyed(folder, data)[0].inventory
    assert found is not None
    return found


def test_plates_are_measured_and_a_spot_says_what_stands_for_it(tmp_path: Path) -> None:
    found = inventory(tmp_path, art(RED_AND_GOLD, ColorSpace_A=separation("Gold"))())
    gold = next(ink for ink in found.inks if ink.name == "Gold")
    assert gold.alternate == "CMYK 0 100 100 0"
    # Half of the ink on half of the trimmed page, which is 200 points from 10 10.
    ((page, share),) = gold.coverage
    assert page == 1
    assert share == pytest.approx(25, abs=0.3)
    # Gold knocks the red out, and no magenta is left.
    assert [ink.name for ink in found.inks] == ["Cyan", "Yellow", "Black", "Gold"]


def test_an_image_has_its_resolution_space_and_place(tmp_path: Path) -> None:
    shown = inventory(tmp_path, art(b"q 40 0 0 40 50 50 cm /I Do Q", XObject_I=_image)()).images
    assert [(one.page, one.width, one.height, one.space) for one in shown] == [
        (1, 64, 40, "DeviceRGB")
    ]
    assert shown[0].ppi == 72
    assert shown[0].box == pytest.approx((40 / MM, 120 / MM, 40 / MM, 40 / MM), abs=0.02)


def test_fonts_layers_and_boxes_are_listed(tmp_path: Path) -> None:
    def layered(pdf: pikepdf.Pdf) -> None:
        on, off = (
            pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String(name)))
            for name in ("Print", "Notes")
        )
        pdf.Root.OCProperties = Dictionary(OCGs=Array([on, off]), D=Dictionary(OFF=Array([off])))

    found = inventory(tmp_path, small(edit=layered))
    assert [(layer.name, layer.shows) for layer in found.layers] == [
        ("Print", True), ("Notes", False),
    ]  # fmt: skip
    assert [(font.embedded, font.subset, font.pages) for font in found.fonts] == [
        (True, True, (1, 2))
    ]
    (boxes,) = found.boxes
    assert boxes.pages == (1, 2)
    assert boxes.trim == pytest.approx((0, 0, 200 / MM, 200 / MM), abs=0.01)
    assert boxes.crop is None
    assert found.condition == "FOGRA39"
    said = "\n".join(as_lines(found))
    assert "Notes: does not show" in said
    assert "pages 1–2: TrimBox 70.6 × 70.6 mm at 0.0, 0.0" in said


@pytest.mark.parametrize("rotate", [0, 90])
def test_a_picture_shows_the_page_where_the_findings_say(tmp_path: Path, rotate: int) -> None:
    """The red square is where its box is, on a page that is turned as well."""

    def turned(pdf: pikepdf.Pdf) -> None:
        pdf.pages[0].obj.Rotate = rotate

    survey, _ = surveyed(tmp_path, small(b"1 0 0 rg 50 50 60 40 re f", edit=turned))
    (shown,) = survey.pictures
    assert shown.place.x >= -MARGIN - 0.01
    picture = Image.open(io.BytesIO(shown.jpeg)).convert("RGB")
    scale = picture.width / shown.place.width

    def green(x: float, y: float) -> int:
        """The green of the pixel at a place in points from the trim corner."""
        place = (x / MM - shown.place.x) * scale, (y / MM - shown.place.y) * scale
        pixel = picture.getpixel((round(place[0]), round(place[1])))
        assert isinstance(pixel, tuple)
        return int(pixel[1])

    left, top = 40, 200 - 80
    assert green(left + 10, top + 10) < 60, "inside it is red"
    assert green(left - 3, top + 10) > 200, "beside it is the ground"
    assert green(left + 10, top - 3) > 200


def test_the_page_of_a_report_shows_each_picture_once(tmp_path: Path) -> None:
    _, page = surveyed(tmp_path, art(b"1 0 0 rg 50 50 60 40 re f 0.05 w 30 180 m 150 185 l S")())
    pictures = re.findall(r'href="data:image/jpeg;base64,([^"]+)"', page)
    assert len(pictures) == 1
    assert Image.open(io.BytesIO(b64decode(pictures[0]))).format == "JPEG"
    assert page.count('<use href="#p1"/>') >= 2, "the page, and the finding by itself"
    assert 'id="inventory"' in page
    assert not re.search(r"https?://|@import", page)


def test_what_a_file_calls_things_is_no_markup(tmp_path: Path) -> None:
    _, page = surveyed(tmp_path, art(RED_AND_GOLD, ColorSpace_A=separation("<b>Gold</b>"))())
    assert "<b>Gold</b>" not in page
    assert "&lt;b&gt;Gold&lt;/b&gt;" in page


def test_a_survey_that_fails_leaves_the_verdict(tmp_path: Path) -> None:
    file = tmp_path / "a.pdf"
    file.write_bytes(small())
    reports = judge_file(file)
    file.write_bytes(b"%PDF-1.7 and nothing more")
    survey = survey_file(file, reports)
    assert survey.inventory is None
    assert "There are no pictures and no inventory" in as_html(reports, survey=survey)


def test_the_command_gives_the_inventory(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "a.pdf"
    file.write_bytes(art(RED_AND_GOLD, ColorSpace_A=separation("Gold"))())
    run(["preflight", str(file), "--json"])
    data = json.loads(capsys.readouterr().out)
    assert {ink["name"] for ink in data["inventory"]["inks"]} >= {"Cyan", "Gold"}
    assert data["inventory"]["boxes"][0]["trim_mm"][2] == pytest.approx(70.56, abs=0.01)
    assert {item["part"] for item in data["reports"][0]["findings"]} <= set(TITLES)
    run(["preflight", str(file), "--inventory"])
    assert "Gold: stands as CMYK 0 100 100 0" in capsys.readouterr().out
    run(["preflight", str(file)])
    assert "stands as" not in capsys.readouterr().out


def test_each_rule_on_tags_belongs_to_the_screen_and_on_ink_to_the_press() -> None:
    from depliant.preflight.rules import damage, identification, lines, raster, spots, tags

    def parts(module: ModuleType) -> set[str]:
        return {part_of(rule.code, "press") for rule in module.RULES}

    assert parts(tags) == {"screen"}
    assert parts(raster) == parts(lines) == parts(spots) == {"press"}
    assert parts(damage) == {"file"}
    assert parts(identification) <= {"file", "screen"}
    assert {part_of(rule.code, "screen") for rule in RULES} == {"file", "screen"}
