"""Printer files: what they may say, what they refuse, and how they meet the style sheet."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import get_args

import pytest
from msgspec.structs import fields, replace

import depliant
from depliant.errors import InputError
from depliant.geometry import mm
from depliant.press import printer_schema
from depliant.press.condition import ICC_SIZE_LIMIT, SHOPS_OWN, PrinterProfile
from depliant.source.folder import Folder
from depliant.source.reading import Part
from depliant.style.inheritance import load_style
from depliant.style.printing import (
    check_printers,
    load_printer,
    output_condition,
    press_spec,
    printed_by,
    printer_names,
)
from depliant.style.sheet import Format, Press, StyleSheet

ROOT = Path(__file__).parents[1] / "data" / "frozen"
SHIPPED = ("bleed-5mm", "generic-coated", "generic-uncoated", "pdf-x1a", "web-to-print")
GUIDE = Path(depliant.__file__).parent / "docs" / "printers.md"

LEAST = """\
title: Atelier
condition: {name: FOGRA39, icc: assets/icc/FOGRA39L_coated.icc, source: own}
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project with a style sheet, a profile and an empty folder of printers."""
    shutil.copytree(ROOT / "assets" / "icc", tmp_path / "assets" / "icc")
    (tmp_path / "assets" / "printers").mkdir()
    (tmp_path / "assets" / "style.yaml").write_text("baseline: 5\n")
    return tmp_path


def write(project: Path, text: str, name: str = "atelier") -> None:
    (project / "assets" / "printers" / f"{name}.yaml").write_text(text, encoding="utf-8")


def faults(project: Path, name: str = "atelier") -> list[str]:
    with pytest.raises(InputError) as caught:
        load_printer(name, Folder(project))
    return [str(item) for item in caught.value.diagnostics]


@pytest.mark.parametrize("name", SHIPPED)
def test_every_limit_of_a_shipped_printer_has_a_source(name: str) -> None:
    printer = load_printer(name)
    stated = dict(printer.sources)
    assert {
        "bleed", "safe_margin", "ink_limit", "minimum_line", "minimum_text", "minimum_text_inks",
        "image_ppi_warn", "image_ppi_fail", "marks", "spots", "page_order", "condition", "flavour",
    } <= stated.keys()  # fmt: skip
    for field, source in stated.items():
        assert source == SHOPS_OWN or re.fullmatch(r"https?://\S+", str(source)), field
    numbers = ("bleed", "safe_margin", "ink_limit", "minimum_line", "image_ppi_fail")
    assert all(stated[field] != SHOPS_OWN for field in numbers), "published, not invented"
    assert not printer.states("minimum_line_inks"), "of custom, and never enforced"


def test_the_printers_that_are_shipped() -> None:
    assert printer_names() == SHIPPED
    by_name = {name: load_printer(name) for name in SHIPPED}
    assert by_name["bleed-5mm"].bleed == mm(5)
    assert by_name["bleed-5mm"].mark_kinds == {"crop", "fold"}
    assert by_name["web-to-print"].marks == "refused"
    assert by_name["web-to-print"].spots == "refused"
    assert by_name["pdf-x1a"].flavour == "PDF/X-1a:2003"
    assert by_name["pdf-x1a"].spot_limit == 2
    assert by_name["generic-uncoated"].condition == "FOGRA52"


def test_without_a_printer_the_style_sheet_asks_what_generic_coated_asks() -> None:
    sheet = StyleSheet(format=Format(), press=Press())
    assert printed_by(sheet, load_printer("generic-coated", Folder(ROOT))) == sheet
    condition = output_condition(sheet, Folder(ROOT))
    assert press_spec(sheet, condition) == press_spec(
        sheet, condition, load_printer("generic-coated", Folder(ROOT))
    )


def test_a_projects_own_printer_goes_first(project: Path) -> None:
    write(project, LEAST)
    write(project, LEAST.replace("Atelier", "Ours"), "generic-coated")
    assert printer_names(Folder(project)) == tuple(sorted((*SHIPPED, "atelier")))
    assert load_printer("generic-coated", Folder(project)).title == "Ours"
    assert load_printer("generic-coated").title != "Ours"
    own = load_printer("atelier", Folder(project))
    assert own == PrinterProfile(
        "atelier",
        "Atelier",
        icc="assets/icc/FOGRA39L_coated.icc",
        sources=(("condition", SHOPS_OWN),),
    ), "what it leaves out is as most shops have it"
    assert not own.states("bleed")


def test_a_printer_says_everything_it_can(project: Path) -> None:
    write(
        project,
        LEAST
        + """\
note: By the river.
flavour: {value: "PDF/X-1a:2003", source: own}
bleed_mm: {value: 4, source: https://example.org/bleed}
safe_mm: {value: 6, source: own}
ink_limit: {value: 260, area_mm2: 4, source: own}
minimum_line: {value: 0.3, source: own}
minimum_line_inks: {value: 1, source: own}
minimum_text: {value: 5, source: own}
minimum_text_inks: {value: 10, source: own}
ppi: {warn: 250, fail: 200, most: 400, source: own}
bitmap_ppi: {warn: 1200, fail: 600, most: 2400, source: own}
marks: {value: wanted, source: own}
spots: {value: 1, names: [PANTONE 286 C], source: own}
colours: {value: ink, source: own}
type3: {value: refused, source: own}
layers: {value: refused, source: own}
crop: {value: none, source: https://example.org/crop}
page_order: {value: either, source: own}
""",
    )
    printer = load_printer("atelier", Folder(project))
    assert str(printer.source("bleed")) == "https://example.org/bleed"
    assert (printer.bleed, printer.safe_margin) == (mm(4), mm(6))
    assert printer.ink_limit == 2.6
    assert printer.ink_area == pytest.approx(mm(2) ** 2)
    assert (printer.minimum_line, printer.minimum_line_inks) == (0.3, 1)
    assert (printer.minimum_text, printer.minimum_text_inks) == (5, 10)
    assert (printer.image_ppi_warn, printer.image_ppi_fail) == (250, 200)
    assert (printer.bitmap_ppi_warn, printer.bitmap_ppi_fail) == (1200, 600)
    assert (printer.image_ppi_most, printer.bitmap_ppi_most) == (400, 2400)
    assert (printer.colours, printer.spot_names) == ("ink", ("PANTONE 286 C",))
    assert (printer.type3, printer.layers, printer.crop) == ("refused", "refused", "none")
    assert str(printer.source("crop")) == "https://example.org/crop"
    assert printer.marks == "wanted"
    assert printer.mark_kinds == {"crop"}
    assert (printer.spots, printer.spot_limit) == ("allowed", 1)
    assert (printer.page_order, printer.flavour) == ("either", "PDF/X-1a:2003")
    assert printer.note == "By the river."


@pytest.mark.parametrize(
    ("line", "code", "place", "said"),
    [
        ("bleed: 3", "key-unknown", "3:1", "Did you mean `bleed_mm`?"),
        ("bleed_mm: {value: 3, source: own, unit: cm}", "key-unknown", "3:35", "`value`"),
        ("bleed_mm: {value: 3}", "key-missing", "3:11", "source"),
        ("bleed_mm: {value: three, source: own}", "schema", "3:19", "number"),
        ("bleed_mm: {value: -1, source: own}", "schema", "3:19", "0"),
        ("ink_limit: {value: 300, source: a friend}", "schema", "3:33", "`own`"),
        ("flavour: {value: PDF/X-3, source: own}", "schema", "3:18", "PDF/X-1a:2003"),
        ("marks: {value: wanted, which: [cut], source: own}", "schema", "3:32", "crop"),
        ("ppi: {warn: 100, fail: 200, source: own}", "schema", "3:24", "above `warn`"),
        ("ppi: {warn: 200, fail: 99, most: 99, source: own}", "schema", "3:34", "below `warn`"),
        ("spots: {value: convert, names: [Gold], source: own}", "schema", "3:32", "`convert`"),
        ("crop: {value: media, source: own}", "schema", "3:15", "bleed"),
    ],
)
def test_what_a_printer_file_may_not_say(
    project: Path, line: str, code: str, place: str, said: str
) -> None:
    write(project, LEAST + line + "\n")
    (fault, *more) = faults(project)
    assert not more
    assert fault.startswith(f"assets/printers/atelier.yaml:{place}: error[{code}]"), fault
    assert said in fault
    assert [str(item) for item in check_printers(Folder(project))] == [fault]


def test_a_printer_that_is_not_there(project: Path) -> None:
    (fault,) = faults(project, "generic-coted")
    assert "error[printer-unknown]" in fault
    assert "Did you mean `generic-coated`?" in fault
    (fault,) = faults(project, "../../etc/passwd")
    assert "error[printer-unknown]" in fault
    assert all(name in fault for name in SHIPPED)


def test_a_missing_profile_is_asked_for_by_name_and_place(project: Path) -> None:
    printer = load_printer("generic-uncoated", Folder(project))
    sheet = printed_by(StyleSheet(), printer)
    with pytest.raises(InputError) as caught:
        output_condition(sheet, Folder(project), printer)
    (fault,) = caught.value.diagnostics
    assert fault.code == "icc-missing"
    assert "assets/icc/PSOuncoated_v3_FOGRA52.icc" in str(fault.message)
    assert "FOGRA52" in str(fault.message)
    assert "eci.org" in str(fault.hint)
    data = (project / "assets/icc/FOGRA39L_coated.icc").read_bytes()
    (project / "assets/icc/PSOuncoated_v3_FOGRA52.icc").write_bytes(
        data.replace(b"FOGRA39L", b"FOGRA52L")
    )
    assert output_condition(sheet, Folder(project), printer).identifier == "FOGRA52"


def test_a_profile_that_is_no_press_profile_is_refused(project: Path) -> None:
    from depliant.press.condition import screen_profile

    (project / "assets/icc/PSOuncoated_v3_FOGRA52.icc").write_bytes(screen_profile())
    sheet = printed_by(StyleSheet(), load_printer("generic-uncoated", Folder(project)))
    with pytest.raises(InputError) as caught:
        output_condition(sheet, Folder(project))
    assert caught.value.diagnostics[0].code == "icc-not-cmyk-output"


def test_a_profile_of_very_many_bytes_is_refused(project: Path) -> None:
    """One of 300 MB was read and kept, and went into every file."""
    path = project / "assets/icc/FOGRA39L_coated.icc"
    path.write_bytes(path.read_bytes() + bytes(ICC_SIZE_LIMIT))
    with pytest.raises(InputError) as caught:
        output_condition(StyleSheet(), Folder(project))
    (fault,) = caught.value.diagnostics
    assert fault.code == "icc-unreadable"
    assert f"{ICC_SIZE_LIMIT} bytes" in str(fault.message)


def test_a_profile_outside_the_project_is_refused(project: Path, tmp_path: Path) -> None:
    (tmp_path.parent / "stray.icc").write_bytes(b"x")
    write(
        project, LEAST.replace("FOGRA39,", "X,").replace("assets/icc/FOGRA39L_coated", "../stray")
    )
    printer = load_printer("atelier", Folder(project))
    with pytest.raises(InputError) as caught:
        output_condition(printed_by(StyleSheet(), printer), Folder(project), printer)
    assert caught.value.diagnostics[0].code == "path-outside"


def test_the_stricter_limit_counts() -> None:
    sheet = load_style(Folder(ROOT))
    lax, strict = (
        replace(sheet, press=replace(sheet.press, **update))
        for update in (
            {"ink_limit": 320.0, "minimum_line": 0.1, "spots": "keep"},
            {"ink_limit": 240.0, "minimum_line": 0.5, "spots": "convert"},
        )
    )
    printer = load_printer("web-to-print", Folder(ROOT))
    press = printed_by(lax, printer).press
    assert (press.ink_limit, press.minimum_line, press.spots) == (280, 0.25, "convert")
    press = printed_by(strict, load_printer("bleed-5mm", Folder(ROOT))).press
    assert (press.ink_limit, press.minimum_line, press.spots) == (240, 0.5, "convert")
    page = printed_by(sheet, load_printer("bleed-5mm", Folder(ROOT))).format
    assert page.bleed_mm == pytest.approx(5)
    assert page.safe_mm == sheet.format.safe_mm


def test_marks_are_the_printers_unless_the_user_says_otherwise() -> None:
    sheet = StyleSheet()
    condition = output_condition(sheet, Folder(ROOT))
    wanted, refused = (load_printer(name, Folder(ROOT)) for name in ("bleed-5mm", "web-to-print"))
    assert press_spec(sheet, condition, wanted).marks == {"crop", "fold"}
    assert press_spec(sheet, condition, wanted, frozenset()).marks == frozenset()
    assert press_spec(sheet, condition, refused).marks == frozenset()
    assert press_spec(sheet, condition, refused, frozenset({"slug"})).marks == {"slug"}


def test_single_panels_are_refused_in_words(project: Path) -> None:
    write(project, LEAST + "page_order: {value: panels, source: own}\n")
    printer = load_printer("atelier", Folder(project))
    sheet = StyleSheet()
    with pytest.raises(InputError) as caught:
        press_spec(sheet, output_condition(sheet, Folder(project)), printer)
    assert caught.value.diagnostics[0].code == "printer-panels"


# --- the guide --------------------------------------------------------------------------------


def described() -> dict[str, str]:
    """The keys of the guide's tables with what is said of each."""
    rows = re.findall(r"^\| `(\w+)` \|(.*)\|$", GUIDE.read_text(encoding="utf-8"), re.MULTILINE)
    return dict(rows)


def test_the_guide_has_every_key() -> None:
    assert set(described()) == {field.name for field in fields(printer_schema.Printer)}


def test_the_guide_has_what_each_demand_holds() -> None:
    for field in fields(printer_schema.Printer):
        annotation, *_ = get_args(field.type)
        for kind in (annotation, *get_args(annotation)):
            if isinstance(kind, type) and issubclass(kind, Part):
                for part in {own.name for own in fields(kind)} - {"value", "source"}:
                    assert f"`{part}`" in described()[field.name], f"{field.name}: {part}"


def test_the_guide_names_the_shipped_printers_and_its_example_is_sound(project: Path) -> None:
    text = GUIDE.read_text(encoding="utf-8")
    assert all(f"`{name}`" in text for name in SHIPPED)
    example = re.search(r"```yaml\n(.*?)```", text, re.DOTALL)
    assert example
    write(project, example[1])
    assert load_printer("atelier", Folder(project)).states("bleed")


def test_a_printer_whose_profile_is_of_another_condition_is_named_by_his_file(
    project: Path,
) -> None:
    write(project, LEAST.replace("FOGRA39,", "PSO Coated v3,"))
    printer = load_printer("atelier", Folder(project))
    with pytest.raises(InputError) as caught:
        output_condition(printed_by(StyleSheet(), printer), Folder(project), printer)
    (fault,) = caught.value.diagnostics
    assert fault.code == "condition-profile"
    assert fault.place is not None
    assert fault.place[:2] == ("assets/printers/atelier.yaml", 2)
