"""Processing steps: layers that say what is done to the sheet, as other readers find them."""

from __future__ import annotations

from pathlib import Path

import pikepdf
import pytest
from tests.build.test_tickets import folded
from tests.judges.programs import verapdf

from depliant.build import pipeline
from depliant.build.report import BuildRequest
from depliant.geometry import MM
from depliant.preflight import judge
from depliant.style.fold_kinds import FoldKind
from depliant.style.folds import sides
from depliant.style.format import Format

PRINTER = """
title: A shop with a plotter
condition: {name: FOGRA39, icc: assets/icc/FOGRA39L_coated.icc, source: own}
steps: {which: [folds, cuts, perforations], source: own}
"""


def built(root: Path, printer: str = PRINTER) -> Path:
    (root / "assets/printers").mkdir(exist_ok=True)
    (root / "assets/printers/plotter.yaml").write_text(printer, encoding="utf-8")
    request = BuildRequest(targets=("press",), printer="plotter", preflight=False, out=root / "out")
    (found,) = (file.path for file in pipeline.build(root, request).files)
    return found


def steps(pdf: pikepdf.Pdf) -> dict[str, pikepdf.Object]:
    """The layers of a file by the type of their step."""
    found = {}
    for group in pdf.Root.OCProperties.OCGs:
        data = group.GTS_Metadata
        assert data.GTS_ProcStepsGroup == "/Structural"
        found[str(data.GTS_ProcStepsType)[1:]] = group
    return found


@pytest.mark.parametrize("kind", ["map3x2", "roll3", "french"])
def test_each_fold_is_a_line_of_its_step(kind: FoldKind, tmp_path: Path) -> None:
    root = folded(tmp_path, kind)
    file = built(root)
    with pikepdf.open(file) as pdf:
        # The style sheet has cover paper, which is creased.
        assert [*steps(pdf)] == ["Creasing"]
        default = pdf.Root.OCProperties.D
        assert default.Name
        assert "/AS" not in default
        assert [*default.Order] == [*pdf.Root.OCProperties.OCGs]
        style = Format(
            size="DL", size_of="panel", orientation="portrait", fold=kind, weight="cover"
        )
        for page, side in zip(pdf.pages, sides(style, 12 if kind == "map3x2" else 6), strict=False):
            upright, across = lines(page)
            trim = [float(edge) for edge in page.TrimBox]
            wanted = [trim[0] + x for x in side.folds]
            assert sorted(upright) == pytest.approx(wanted, abs=0.01 * MM)
            assert sorted(across) == pytest.approx(
                sorted(trim[3] - y for y in side.cross_folds), abs=0.01 * MM
            )
    assert verapdf(file)
    found = {item.code for item in judge(file.read_bytes()).findings}
    assert not {code for code in found if code.startswith(("step", "optional"))}


def lines(page: pikepdf.Page) -> tuple[list[float], list[float]]:
    """x of the upright lines of a page's steps, and y of those across, in the page's space."""
    upright, across = [], []
    name = ""
    inside = False
    matrix, start = pikepdf.Matrix(), (0.0, 0.0)
    stack = []
    overprints = False
    for instruction in pikepdf.parse_content_stream(page):
        assert isinstance(instruction, pikepdf.ContentStreamInstruction)
        operands, operator = instruction.operands, instruction.operator
        match str(operator):
            case "BDC":
                inside = inside or operands[0] == "/OC"
                stack.append(operands[0] == "/OC")
            case "EMC":
                inside = inside and not stack.pop()
            case "cm" if inside:
                matrix = pikepdf.Matrix(*map(float, operands))
            case "CS" if inside:
                name = str(page.Resources.ColorSpace[str(operands[0])][1])
            case "gs" if inside:
                overprints = bool(page.Resources.ExtGState[str(operands[0])].OP)
            case "m" if inside:
                start = matrix.transform((float(operands[0]), float(operands[1])))
            case "l" if inside:
                end = matrix.transform((float(operands[0]), float(operands[1])))
                assert name.startswith("/Dieline")
                assert overprints
                if abs(start[0] - end[0]) < 0.01:
                    upright.append(float(start[0]))
                else:
                    across.append(float(start[1]))
            case "f" | "B" | "Do" | "Tj" | "TJ" | "sh" if inside:
                raise AssertionError("a step has strokes alone")
    return upright, across


def test_without_a_printer_that_wants_them_there_are_no_layers(tmp_path: Path) -> None:
    root = folded(tmp_path, "roll3")
    plain = PRINTER.replace("steps: {which: [folds, cuts, perforations], source: own}\n", "")
    with pikepdf.open(built(root, plain)) as pdf:
        assert "/OCProperties" not in pdf.Root


def test_text_weight_is_folded_and_not_creased(tmp_path: Path) -> None:
    root = folded(tmp_path, "roll3")
    style = root / "assets/style.yaml"
    style.write_text(style.read_text(encoding="utf-8").replace("weight: cover", "weight: text"))
    with pikepdf.open(built(root)) as pdf:
        assert [*steps(pdf)] == ["Folding"]


def test_steps_in_a_file_that_has_no_layers_are_refused(tmp_path: Path) -> None:
    root = folded(tmp_path, "roll3")
    old = PRINTER + 'flavour: {value: "PDF/X-1a:2003", source: own}\n'
    with pytest.raises(Exception, match="PDF/X-1a, which has no layers"):
        built(root, old)


STYLE = """
boxes:
  coupon: {padding_mm: 4, rule: {line: dashed, step: cut, scissors: true}}
dividers:
  tear: {rule: {line: dotted}, step: perforation}
"""
BLOCKS = "[{box: coupon, blocks: [{text: Free entry}]}, {text: a}, {divider: tear}, {text: b}]"


def with_coupon(folder: Path) -> Path:
    root = folded(folder, "half")
    style, content = root / "assets/style.yaml", root / "content.yaml"
    style.write_text(style.read_text(encoding="utf-8") + STYLE, encoding="utf-8")
    text = content.read_text(encoding="utf-8")
    content.write_text(text.replace("[{text: a}]", BLOCKS, 1), encoding="utf-8")
    return root


def test_a_coupon_is_a_step_or_is_printed_as_the_printer_has_it(tmp_path: Path) -> None:
    root = with_coupon(tmp_path)
    file = built(root)
    with pikepdf.open(file) as pdf:
        assert sorted(steps(pdf)) == ["Creasing", "Cutting", "Perforating"]
        upright, across = lines(pdf.pages[0])
        # The fold; the coupon's sides; its top and bottom, and the line to tear along.
        assert len(upright) == 3
        assert len(across) == 3
        forms = pdf.pages[0].Contents.read_bytes().count(b" Do")
    assert verapdf(file)
    findings = judge(file.read_bytes()).findings
    assert not [str(one) for one in findings if one.severity == "error"]
    plain = built(root, PRINTER.partition("steps:")[0])
    with pikepdf.open(plain) as pdf:
        assert "/OCProperties" not in pdf.Root
        printed = pdf.pages[0].Contents.read_bytes().count(b" Do")
    assert printed == forms + 1, "scissors are for readers, and not for the plotter"
