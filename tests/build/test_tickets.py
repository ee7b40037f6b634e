"""The job ticket says what the press file beside it holds, as other programs read it."""

from __future__ import annotations

import hashlib
import json
import math
import re
import shutil
import subprocess
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from tests.judges.programs import judge, missing, verapdf

from depliant.build import pipeline
from depliant.build.report import BuildReport, BuildRequest
from depliant.commands.cli import run
from depliant.layout.ticket_page import _on_folds
from depliant.press.imposition import imposition
from depliant.press.ticket import TicketFold, TicketSide
from depliant.style.fold_kinds import FOLDS, FoldKind

ACCORDION = Path(__file__).parents[1] / "data" / "accordion"
POINTS = 72 / 25.4


PANEL = "  - {id: p%d, design: default, blocks: [{text: a}]}\n"


def project(folder: Path) -> Path:
    return Path(shutil.copytree(ACCORDION, folder / "project"))


def folded(folder: Path, fold: FoldKind) -> Path:
    """A project of a letter a panel, as many as a fold has."""
    root = project(folder)
    sheet = root / "assets" / "style.yaml"
    text = sheet.read_text(encoding="utf-8")
    assert "fold: accordion4" in text
    sheet.write_text(text.replace("fold: accordion4", f"fold: {fold}"), encoding="utf-8")
    head = "id: small\ntitle: Small\nlanguage: en\ndate: 2026\npanels:\n"
    panels = "".join(PANEL % number for number in range(FOLDS[fold].capacity))
    (root / "content.yaml").write_text(head + panels, encoding="utf-8")
    return root


def built(root: Path) -> BuildReport:
    request = BuildRequest(targets=("press",), ticket=True, preflight=False, out=root / "out")
    return pipeline.build(root, request)


def ticket(report: BuildReport) -> dict[str, Any]:
    (file,) = (each.path for each in report.files if each.path.name.endswith(".ticket.json"))
    found: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    return found


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> BuildReport:
    return built(project(tmp_path_factory.mktemp("ticket")))


def path(report: BuildReport, suffix: str) -> Path:
    (found,) = (each.path for each in report.files if each.path.name.endswith(suffix))
    return found


def test_it_names_the_very_file(report: BuildReport) -> None:
    data = path(report, ".press.pdf").read_bytes()
    said = ticket(report)
    assert said["file"] == path(report, ".press.pdf").name
    assert said["sha256"] == hashlib.sha256(data).hexdigest()
    assert said["size"] == len(data)


def test_a_title_in_another_script_is_not_written_in_question_marks(tmp_path: Path) -> None:
    root = folded(tmp_path, "half")
    content = root / "content.yaml"
    content.write_text(
        content.read_text(encoding="utf-8").replace("Small", "أرقام"), encoding="utf-8"
    )
    report = built(root)
    page = subprocess.run(
        ["pdftotext", str(path(report, ".ticket.pdf")), "-"], capture_output=True, text=True
    ).stdout
    assert "?" not in page
    assert page.splitlines()[2] == "small.en"
    assert ticket(report)["title"] == "أرقام"


def test_a_french_ticket_has_its_narrow_spaces(tmp_path: Path) -> None:
    """No face has a glyph for U+202F, which French has before a semicolon."""
    root = folded(tmp_path, "half")
    request = BuildRequest(
        targets=("press",), ticket=True, preflight=False, out=root / "out", language="fr"
    )
    written = path(pipeline.build(root, request), ".ticket.pdf")
    page = subprocess.run(["pdftotext", str(written), "-"], capture_output=True, text=True).stdout
    assert "?" not in page
    assert re.search(r"\s;", page)


def test_sizes_are_those_of_the_boxes(report: BuildReport) -> None:
    said = ticket(report)
    with pikepdf.open(path(report, ".press.pdf")) as pdf:
        assert len(pdf.pages) == len(said["sides"])
        for page in pdf.pages:
            left, bottom, right, top = map(float, page.trimbox)
            wide, high = (right - left) / POINTS, (top - bottom) / POINTS
            assert said["open_mm"] == pytest.approx([wide, high], abs=0.01)
            bled = float(page.mediabox[2]) - float(page.mediabox[0])
            assert (bled / POINTS - wide) / 2 == pytest.approx(said["bleed_mm"], abs=0.01)


def test_inks_are_the_plates_of_ghostscript(report: BuildReport, tmp_path: Path) -> None:
    page = tmp_path / "plate%d.tif"
    judge("gs", "-q", "-dNOPAUSE", "-dBATCH", "-dSAFER", "-sDEVICE=tiffsep", "-r20",
          f"-sOutputFile={page}", path(report, ".press.pdf"))  # fmt: skip
    from PIL import Image

    inked = set()
    for plate in tmp_path.glob("plate*(*).tif"):
        with Image.open(plate) as image:
            if image.convert("L").getextrema()[0] < 255:  # type: ignore[operator]
                inked.add(plate.name.partition("(")[2].removesuffix(").tif"))
    said = ticket(report)
    assert {*said["process"], *(spot["name"] for spot in said["spots"])} == inked


@pytest.mark.parametrize("fold", FOLDS)
def test_panels_and_folds_add_up(fold: FoldKind, tmp_path: Path) -> None:
    said = ticket(built(folded(tmp_path, fold)))
    assert len(said["turns"]) == len(FOLDS[fold].recto) - 1
    for side in said["sides"]:
        row = [panel for panel in side["panels"] if not panel["y_mm"]]
        widths = [panel["width_mm"] for panel in row]
        assert sum(widths) == pytest.approx(said["open_mm"][0], abs=0.05)
        assert [mark["x_mm"] for mark in side["folds"]] == [panel["x_mm"] for panel in row[1:]]
        assert max(widths) == said["closed_mm"][0]
        column = [panel for panel in side["panels"] if not panel["x_mm"]]
        heights = [panel["height_mm"] for panel in column]
        assert sum(heights) == pytest.approx(said["open_mm"][1], abs=0.05)
        places = [panel["y_mm"] for panel in column[1:]]
        assert [mark["x_mm"] for mark in side["cross_folds"]] == places
        assert len(said["cross_turns"]) == len(FOLDS[fold].rows) - 1
        assert max(heights) == said["closed_mm"][1]


def test_ink_on_a_fold_is_that_of_the_plates(report: BuildReport, tmp_path: Path) -> None:
    """What Ghostscript's plates have on the fold, in the middle of their anti-aliasing."""
    from PIL import Image

    judge("gs", "-q", "-dNOPAUSE", "-dBATCH", "-dSAFER", "-sDEVICE=tiffsep", "-r72",
          f"-sOutputFile={tmp_path / 'plate%d.tif'}", path(report, ".press.pdf"))  # fmt: skip
    said = ticket(report)
    for side in said["sides"]:
        plates = []
        for name in tmp_path.glob(f"plate{side['page']}(*).tif"):
            with Image.open(name) as image:
                plates.append(image.convert("L"))
        for fold in side["folds"]:
            x = round((fold["x_mm"] + said["bleed_mm"]) * POINTS)
            most = max(
                sum(255 - _level(plate, (at, y)) for plate in plates) / 255 * 100
                for at in (x - 2, x + 1)
                for y in range(20, plates[0].height - 20)
            )
            assert fold["ink"] == pytest.approx(most, abs=2)


def _level(plate: Any, at: tuple[int, int]) -> int:
    level: int = plate.getpixel(at)
    return level


def test_the_page_says_it_too(report: BuildReport) -> None:
    if shutil.which("pdftotext") is None:
        missing("pdftotext")
    page = subprocess.run(
        ["pdftotext", "-layout", str(path(report, ".ticket.pdf")), "-"],
        capture_output=True,
        check=True,
    ).stdout.decode("utf-8")
    said = ticket(report)
    assert said["title"] in page
    assert said["sha256"] in page
    for side in said["sides"]:
        for fold in side["folds"]:
            assert f"{fold['x_mm']:g} mm" in page


def test_the_page_says_on_which_fold_most_ink_lies(report: BuildReport) -> None:
    page = judge("pdftotext", "-layout", path(report, ".ticket.pdf"), "-")
    words = " ".join(page.split())
    for side in ticket(report)["sides"]:
        most = max(fold["ink"] for fold in side["folds"])
        at = [f"{fold['x_mm']:g}" for fold in side["folds"] if fold["ink"] == most]
        said = f"page {side['page']}: up to {most} % of ink"
        assert f"{said} at {' and '.join(at)} mm" in words if most else said in words


def test_the_page_leaves_a_printer_nothing_to_ask(tmp_path: Path) -> None:
    """Sizes, folding, inks, paper, bleed and pages in words, and lines for what is to be added."""
    report = built(folded(tmp_path, "roll3"))
    page = judge("pdftotext", "-layout", path(report, ".ticket.pdf"), "-")
    rows = dict(re.findall(r"^(\S[^\n]*?)\s{3,}(\S.*)$", page, re.MULTILINE))
    said = ticket(report)
    for called, key in (("open", "open_mm"), ("closed", "closed_mm")):
        assert f"{called} {' × '.join(f'{each:g}' for each in said[key])} mm" in rows["Size"]
    assert rows["Fold"] == f"roll fold, {said['panels']} panels on 2 pages"
    assert rows["Bleed"].startswith(f"{said['bleed_mm']:g} mm on all sides")
    inks = (*said["process"], *(spot["name"] for spot in said["spots"]))
    assert all(ink in rows["Inks"] for ink in inks)
    assert rows["Paper's weight"].startswith(
        f"the panels' widths allow for {said['weight']} weight"
    )
    assert rows["File"].startswith(f"{said['standard']}, 2 pages")
    assert rows["Marks"].startswith("none")
    assert {"Paper", "Quantity", "Finishing", "Delivery"} <= {
        line.strip() for line in page.splitlines()
    }


@pytest.mark.parametrize(
    ("fold", "called"), [("roll3", "roll fold"), ("accordion4", "accordion fold")]
)
def test_the_fold_is_drawn_as_it_is_seen_from_above(
    tmp_path: Path, fold: FoldKind, called: str
) -> None:
    """One line that turns at each fold the way the sheet does, beside the words that say so."""
    report = built(folded(tmp_path, fold))
    said = ticket(report)
    corners = _thick_line(path(report, ".ticket.pdf"))
    parts = [(x1 - x0, y1 - y0) for (x0, y0), (x1, y1) in pairwise(corners)]
    widths = [panel["width_mm"] for panel in said["sides"][0]["panels"]]
    scale = math.hypot(*parts[0]) / widths[0]
    assert [math.hypot(*each) / scale for each in parts] == pytest.approx(widths, rel=0.01)
    turned = [math.copysign(1, x0 * y1 - y0 * x1) for (x0, y0), (x1, y1) in pairwise(parts)]
    assert turned in (said["turns"], [-turn for turn in said["turns"]])
    words = judge("pdftotext", "-layout", path(report, ".ticket.pdf"), "-")
    assert f"{called}, seen from above" in words
    numbers = [str(panel["number"]) for side in said["sides"] for panel in side["panels"]]
    assert set(numbers) <= set(words.split())


def _thick_line(file: Path) -> list[tuple[float, float]]:
    """The corners of the one line of a page that is 1.2 points thick."""
    width, corners = 0.0, []
    with pikepdf.open(file) as pdf:
        for operation in pikepdf.parse_content_stream(pdf.pages[0]):
            values = [float(each) for each in operation.operands if isinstance(each, int | Decimal)]
            match str(operation.operator):
                case "w":
                    width = values[0]
                case "m" | "l" if width == pytest.approx(1.2):
                    corners.append((values[0], values[1]))
    return corners


def test_a_default_build_has_no_marks_and_ends_at_the_bleed(report: BuildReport) -> None:
    """Portals want the page with its bleed and nothing else: a trim of its own, and no slug."""
    said = ticket(report)
    assert said["marks"] == []
    with pikepdf.open(path(report, ".press.pdf")) as pdf:
        for page in pdf.pages:
            media, bleed, trim = (
                [float(each) for each in page.obj[box]]
                for box in ("/MediaBox", "/BleedBox", "/TrimBox")
            )
            assert media == bleed
            assert [media[0] - trim[0], trim[2] - media[2]] == pytest.approx(
                [-said["bleed_mm"] * POINTS] * 2, abs=0.01
            )


def test_the_page_is_for_everybody(report: BuildReport) -> None:
    said = verapdf(path(report, ".ticket.pdf"))
    assert [line.split()[0] for line in said] == ["PASS", "PASS"]


def test_a_long_title_is_whole(tmp_path: Path) -> None:
    root = project(tmp_path)
    content = root / "content.yaml"
    long = "Brochure " * 30 + "x" * 120 + " end"
    lines = content.read_text(encoding="utf-8").splitlines()
    lines = [f"title: {long}" if line.startswith("title:") else line for line in lines]
    content.write_text("\n".join(lines) + "\n", encoding="utf-8")
    written = path(built(root), ".ticket.pdf")
    with pikepdf.open(written) as pdf:
        assert len(pdf.pages) == 1
    if shutil.which("pdftotext") is None:
        missing("pdftotext")
    text = subprocess.run(
        ["pdftotext", str(written), "-"], capture_output=True, check=True
    ).stdout.decode("utf-8")
    assert "end" in text.split()


def test_a_ticket_of_another_press_file_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = project(tmp_path)
    call = ["build", str(root), "--target", "press", "--no-preflight"]
    assert run([*call, "--ticket"]) == 0
    assert run(call) == 0
    assert "ticket-older" not in capsys.readouterr().err, "it is of this file"
    assert run([*call, "--marks", "crop"]) == 0
    assert "warning[ticket-older]" in capsys.readouterr().err
    assert run([*call, "--marks", "crop", "--ticket"]) == 0
    assert "ticket-older" not in capsys.readouterr().err


def test_without_the_option_there_is_none(tmp_path: Path) -> None:
    root = project(tmp_path)
    assert run(["build", str(root), "--target", "press", "--no-preflight"]) == 0
    assert [file.name for file in (root / "out").iterdir()] == ["tide-mill.en.press.pdf"]


@pytest.mark.parametrize(
    ("inks", "breaks", "words"),
    [
        ((120, 250), (True, True), "page 1: up to 250 % of ink at 197.5 mm, two colours meet at "
         "98.5 and 197.5 mm"),
        ((250, 250), (False, False), "page 1: up to 250 % of ink at 98.5 and 197.5 mm"),
        ((30, 0), (False, False), "page 1: up to 30 % of ink at 98.5 mm"),
        ((0, 0), (False, True), "page 1: no ink, two colours meet at 197.5 mm"),
        ((0, 0), (False, False), "page 1: no ink"),
    ],
)  # fmt: skip
def test_the_fold_on_which_most_ink_lies_is_named(
    inks: tuple[int, int], breaks: tuple[bool, bool], words: str
) -> None:
    folds = map(TicketFold, (98.5, 197.5), inks, breaks)
    assert str(_on_folds(TicketSide(1, "outside", (), tuple(folds)))) == words


def booklet(folder: Path, pages: int) -> Path:
    """A project of a letter a page, bound as a booklet with a cover of its own paper."""
    root = folded(folder, "half")
    sheet = root / "assets" / "style.yaml"
    text = sheet.read_text(encoding="utf-8")
    text = re.sub(r"format: .*", "format: {size: A5, fold: saddle, cover_weight: cover}", text)
    sheet.write_text(text, encoding="utf-8")
    head = "id: small\ntitle: Small\nlanguage: en\ndate: 2026\npanels:\n"
    panels = "".join(PANEL % number for number in range(pages))
    (root / "content.yaml").write_text(head + panels, encoding="utf-8")
    return root


@pytest.mark.parametrize(("way", "pages"), [(None, 8), ("saddle", 4)])
def test_a_booklet_is_told_by_its_sheets_and_its_papers(
    way: str | None, pages: int, tmp_path: Path
) -> None:
    root = booklet(tmp_path, 8)
    request = BuildRequest(
        targets=("press",),
        ticket=True,
        preflight=False,
        out=root / "out",
        imposition=imposition(way) if way else None,
    )
    report = pipeline.build(root, request)
    said = ticket(report)
    assert (said["open_mm"], said["closed_mm"]) == ([296.0, 210.0], [148.0, 210.0])
    assert (said["sheets"], said["pages"], said["cover"]) == (2, pages, "cover")
    assert len(said["sides"]) == 8
    page = subprocess.run(
        ["pdftotext", "-layout", str(path(report, ".ticket.pdf")), "-"],
        capture_output=True,
        text=True,
    ).stdout
    assert "saddle-stitched booklet, 8 pages on 2 sheets" in page
    assert "cover: cover weight" in page
    assert ("4 pages, imposed" if way else "8 pages, single") in page
    assert path(report, ".press.pdf").name == (
        "small.en.imposed.press.pdf" if way else "small.en.press.pdf"
    )
