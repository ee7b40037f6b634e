"""All that is wrong with a project comes at once, each fault where it is written."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from depliant.build import pipeline
from depliant.build.report import BuildRequest
from depliant.errors import DepliantError, Diagnostic, InputError

ACCORDION = Path(__file__).parent / "data" / "accordion"
STYLE = "assets/style.yaml"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of the second brochure, which builds."""
    return Path(shutil.copytree(ACCORDION, tmp_path / "project"))


def edit(project: Path, old: str, new: str, file: str = "content.yaml") -> None:
    path = project / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def errors(project: Path) -> list[Diagnostic]:
    """The errors of a build, which must fail."""
    with pytest.raises(DepliantError) as caught:
        pipeline.build(project, BuildRequest())
    return [fault for fault in caught.value.diagnostics if fault.severity == "error"]


def line(project: Path, words: str, file: str) -> int:
    """The line of a file that holds some words."""
    lines = (project / file).read_text(encoding="utf-8").splitlines()
    return next(number for number, text in enumerate(lines, 1) if words in text)


def test_content_and_style_are_both_judged(project: Path) -> None:
    edit(project, "language: en", "language: [en]")
    edit(project, "baseline: 6", "baseline: six", STYLE)
    files = {fault.place.file for fault in errors(project) if fault.place}
    assert files == {"content.yaml", STYLE}
    with pytest.raises(InputError) as caught:
        pipeline.check(project)
    assert {fault.place.file for fault in caught.value.diagnostics if fault.place} == files


LONG = "The tide turns the wheel. " * 120


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("- logos: [friends]", "- lgoos: [friends]", "key-unknown"),
        ('- text: "[www.saltmarsh', '- tetx: "[www.saltmarsh', "key-unknown"),
        ("figure: children,", "fgure: children,", "key-unknown"),
        ("tide:     {value:", "tide:     {valu:", "key-unknown"),
    ],
)
def test_faults_of_form_and_of_room_come_at_once(
    project: Path, old: str, new: str, code: str
) -> None:
    edit(project, old, new)
    alone = errors(project)
    assert code in {fault.code for fault in alone}
    assert "overset" not in {fault.code for fault in alone}
    edit(project, "The creek fills the pond", LONG)
    together = errors(project)
    assert [fault for fault in together if fault.code != "overset"] == alone
    (overset,) = (fault for fault in together if fault.code == "overset")
    assert overset.place
    assert overset.place.line == line(project, LONG.strip(), "content.yaml") - 1
    with pytest.raises(InputError) as caught:
        pipeline.check(project)
    assert "overset" in {fault.code for fault in caught.value.diagnostics}


def letters(fault: Diagnostic) -> object:
    """The characters that a diagnostic names."""
    values = dict(fault.message.values)
    return values.get("shown") or values.get("char", "")


def test_panels_charts_and_art_are_all_judged(project: Path) -> None:
    edit(project, "Twice a day", "Twice 中 day")
    edit(project, "mill on the creek stood", "mill 文 on the creek stood")
    edit(project, "label: Guided groups", "label: Guided ☃ groups")
    edit(project, "hangs at the gate", "hangs 木 at the gate")
    edit(project, "art/waves.svg", "art/wave.svg", STYLE)
    found = {
        (fault.code, fault.place and fault.place.line, letters(fault)) for fault in errors(project)
    }
    content = "content.yaml"
    title = line(project, "Twice 中 day", content)
    assert {
        ("glyph-missing", title, "中"),
        ("glyph-missing", line(project, "文", content), "文 木"),
        ("glyph-missing", line(project, "chart: bar", content), "☃"),
        ("glyph-missing", line(project, "木", content), "文 木"),
        ("asset-missing", line(project, "wave.svg", STYLE), ""),
    } == found


def test_a_drawing_is_named_from_the_project(project: Path) -> None:
    for name in ("assets/art/waves.svg", "assets/logos/friends.svg"):
        (project / name).write_text("<svg", encoding="utf-8")
    assert {str(fault.place) for fault in errors(project)} == {
        "assets/art/waves.svg:1:1",
        "assets/logos/friends.svg:1:1",
    }


@pytest.mark.parametrize("profile", ["assets/icc/none.icc", STYLE, "../../x.icc", "assets/icc"])
def test_an_output_profile_is_judged_where_it_is_named(project: Path, profile: str) -> None:
    edit(project, "assets/icc/FOGRA39L_coated.icc", profile, STYLE)
    (fault,) = errors(project)
    assert fault.place is not None
    assert fault.place[:2] == (STYLE, line(project, "icc:", STYLE))


def test_a_printer_s_profile_is_judged_where_the_printer_names_it(project: Path) -> None:
    (project / "assets/printers").mkdir()
    (project / "assets/printers/shop.yaml").write_text(
        "title: Shop\ncondition:\n  {name: X, icc: assets/icc/none.icc, source: own}\n"
    )
    with pytest.raises(InputError) as caught:
        pipeline.build(project, BuildRequest(printer="shop"))
    assert str(caught.value.diagnostics[0].place) == "assets/printers/shop.yaml:3:18"


def test_a_tab_in_a_label_is_a_space(project: Path) -> None:
    edit(project, "label: School children", 'label: "School\\tchildren"')
    edit(project, "title: Visitors in 2023", 'title: "Visitors\\tin 2023"')
    edit(project, "title: Find us", 'title: "Find\\tus"')
    pipeline.build(project, BuildRequest(preflight=False))


def test_a_folder_in_a_file_s_place_leaves_every_old_file(project: Path) -> None:
    out = project / "out"
    (out / "tide-mill.en.screen.pdf").mkdir(parents=True)
    (out / "tide-mill.en.press.pdf").write_bytes(b"the file of yesterday")
    (fault,) = errors(project)
    assert fault.code == "output-unwritable"
    assert "tide-mill.en.screen.pdf" in str(fault.message)
    assert (out / "tide-mill.en.press.pdf").read_bytes() == b"the file of yesterday"
    assert len(list(out.iterdir())) == 2


def test_a_very_long_word_is_shown_in_part(project: Path) -> None:
    edit(project, "Twice a day", "x" * 5000)
    messages = [fault.message for fault in errors(project) if fault.code == "word-too-wide"]
    assert messages
    assert all(len(str(message)) < 200 for message in messages)


def test_a_wall_without_room_is_told_without_words(project: Path) -> None:
    edit(project, "[friends]", f"[{', '.join(['friends'] * 100)}]")
    found = [fault.message for fault in errors(project) if fault.code == "overset"]
    assert len(found) == 1
    assert "0 words" not in str(found[0])
    assert "marks" in str(found[0])
