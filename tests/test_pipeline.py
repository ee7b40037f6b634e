"""From a project folder to files: what is written, what is refused, and that old files survive."""

from __future__ import annotations

import errno
import os
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from depliant.build import pipeline
from depliant.build.report import BuildReport, BuildRequest, CheckRequest
from depliant.errors import BrochureError, DepliantError, Diagnostic, InputError

ROOT = Path(__file__).parents[1]
ACCORDION = ROOT / "tests" / "data" / "accordion"
FROZEN = ROOT / "tests" / "data" / "frozen"

check = pipeline.check

Project = Callable[[], Path]


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the second brochure, which builds."""
    monkeypatch.setenv("DEPLIANT_CACHE", str(tmp_path / "cache"))
    return Path(shutil.copytree(ACCORDION, tmp_path / "project"))


def build(project: Path, **request: object) -> BuildReport:
    return pipeline.build(project, BuildRequest(**request))  # type: ignore[arg-type]


def edit(project: Path, old: str, new: str, file: str = "content.yaml") -> None:
    path = project / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def refused(project: Path, kind: type[DepliantError] = BrochureError) -> dict[str, str]:
    """The errors of a build that must fail, message by code; an old file must survive it."""
    old = project / "out" / "tide-mill.en.press.pdf"
    old.parent.mkdir(exist_ok=True)
    old.write_bytes(b"the file of yesterday")
    with pytest.raises(kind) as caught:
        build(project)
    assert old.read_bytes() == b"the file of yesterday"
    assert [path.name for path in old.parent.iterdir()] == [old.name]
    return {f.code: str(f) for f in caught.value.diagnostics if f.severity == "error"}


def text_of(path: Path) -> str:
    """The text behind every glyph of a file, through its ToUnicode maps, page after page."""
    import pypdfium2

    document = pypdfium2.PdfDocument(path)
    try:
        return "\f".join(page.get_textpage().get_text_bounded() for page in document)
    finally:
        document.close()


# --- the second brochure --------------------------------------------------------------------


def test_an_unrelated_brochure_builds_from_its_own_files(project: Path) -> None:
    report = build(project)
    press, screen = report.files
    assert (press.path.name, press.pages) == ("tide-mill.en.press.pdf", 1)
    assert (screen.path.name, screen.pages) == ("tide-mill.en.screen.pdf", 4)
    with pikepdf.open(press.path) as pdf:
        fonts = {
            str(font.BaseFont).split("+")[1] for font in dict(pdf.pages[0].Resources.Font).values()
        }
        box = [float(value) for value in pdf.pages[0].BleedBox]
        spaces = str(pdf.pages[0].Resources.ColorSpace)
    assert all(name.startswith(("FiraSans", "ZillaSlab")) for name in fonts)
    assert len(fonts) >= 3
    millimetres = (box[2] - box[0]) / 72 * 25.4, (box[3] - box[1]) / 72 * 25.4
    assert millimetres == pytest.approx((396 + 10, 210 + 10), abs=0.01)
    assert "Saltmarsh Blue" in spaces


def test_numbers_follow_the_language_of_the_brochure(project: Path) -> None:
    said = text_of(build(project, targets=("screen",)).files[0].path)
    for shown in ("18,400", "37.5", "1,250", "1st", "2.4", "4.8"):
        assert shown in said


def test_a_changed_figure_changes_every_place_that_prints_it_and_nothing_else(
    project: Path,
) -> None:
    before = text_of(build(project, targets=("screen",)).files[0].path)
    edit(project, "value: 18400,", "value: 19700,")
    after = text_of(build(project, targets=("screen",)).files[0].path)
    assert before.count("18,400") == after.count("19,700") == 2
    assert after.replace("19,700", "18,400") == before


def test_a_changed_share_changes_its_alternative_text(project: Path) -> None:
    """Of a ring that stands by itself; beside an item, its number says it."""
    edit(project, "value: 37.5,", "value: 41.25,")
    ring = "      - {chart: donut, data: [{figure: share, label: Back}]}\n"
    edit(project, "      - chart: bar\n", f"{ring}      - chart: bar\n")
    with pikepdf.open(build(project, targets=("screen",)).files[0].path) as pdf:
        alts = " ".join(
            str(element.Alt)
            for element in pdf.objects
            if isinstance(element, pikepdf.Dictionary) and "/Alt" in element
        )
    assert "41.25%" in alts
    assert "58.75%" in alts
    assert "37.5" not in alts


def test_a_rebuild_is_the_same_bytes_with_and_without_the_cache(project: Path) -> None:
    first, again, without = (
        [file.path.read_bytes() for file in build(project, cache=cache, preflight=False).files]
        for cache in (True, True, False)
    )
    assert first == again == without


def test_only_what_is_asked_for_is_written(project: Path) -> None:
    report = build(project, targets=("press",), out=project / "elsewhere")
    assert [file.path for file in report.files] == [
        project / "elsewhere" / "tide-mill.en.press.pdf"
    ]
    assert not (project / "out").exists()


def test_stand_ins_and_copyfit_are_reported(project: Path) -> None:
    report = build(project)
    assert "logo-standin" in {found.code for found in report.diagnostics}
    assert [str(line) for line in report.fit] == ["en, inside: as designed"]


# --- what is refused ------------------------------------------------------------------------


def test_text_three_times_too_long(project: Path) -> None:
    creek = (project / "content.yaml").read_text(encoding="utf-8")
    start = creek.index("          The creek fills")
    story = creek[start : creek.index("*Nobody")].strip()
    edit(project, "The creek fills", (" ".join(story.split()) + " ") * 9 + "The creek fills")
    found = refused(project)
    assert set(found) == {"overset"}
    assert re.search(r"content\.yaml:\d+:\d+: .*“tide” lacks \d+\.\d mm", found["overset"])


def test_an_unbreakable_word_wider_than_its_measure(project: Path) -> None:
    edit(project, "Twice a day", "Rindfleischetikettierungsüberwachungsaufgabenübertragung")
    found = refused(project)
    assert set(found) == {"word-too-wide"}
    assert "Rindfleisch" in found["word-too-wide"]


def test_a_character_that_the_font_lacks(project: Path) -> None:
    edit(project, "Find us", "Find 我 us")
    found = refused(project, InputError)
    assert set(found) == {"glyph-missing"}
    assert "U+6211" in found["glyph-missing"]
    assert re.search(r"content\.yaml:\d+", found["glyph-missing"])


def test_an_empty_panel(project: Path) -> None:
    edit(project, "  - id: visit", "  - id: nothing\n    blocks: []\n  - id: visit")
    assert set(refused(project)) == {"panel-empty"}


def test_a_design_that_is_not_there(project: Path) -> None:
    edit(project, "design: cover", "design: covr")
    found = refused(project)
    assert set(found) == {"design-unknown"}
    assert "cover" in found["design-unknown"]


@pytest.mark.parametrize(
    ("file", "content", "code"),
    [
        ("friends.svg", "<svg viewBox='0 0 1 1'><script>alert(1)</script></svg>", "svg-unsafe"),
        (
            "friends.svg",
            '<!DOCTYPE svg [<!ENTITY a SYSTEM "b">]><svg viewBox="0 0 1 1"/>',
            "svg-unsafe",
        ),
        (
            "friends.svg",
            "<svg viewBox='0 0 1 1'><image href='http://x/y.png'/></svg>",
            "svg-unsafe",
        ),
        ("friends.svg", "<svg viewBox='0 0 1 1'", "svg-invalid"),
    ],
)
def test_hostile_or_broken_art(project: Path, file: str, content: str, code: str) -> None:
    (project / "assets" / "logos" / file).write_text(content, encoding="utf-8")
    assert set(refused(project, InputError)) == {code}


def test_art_that_lies_outside_the_project(project: Path) -> None:
    edit(project, "assets/art/waves.svg", "../../waves.svg", "assets/style.yaml")
    assert set(refused(project, InputError)) == {"path-outside"}


def test_all_faults_of_a_project_come_at_once(project: Path) -> None:
    edit(project, "{share}", "{shore}")
    edit(project, "id: visit", "id: visit\n    colour: red")
    found = refused(project, InputError)
    assert "key-unknown" in found


def test_one_panel_leaves_the_others_blank_and_says_so(project: Path) -> None:
    text = (project / "content.yaml").read_text(encoding="utf-8")
    text = text[: text.index("  - id: tide")]
    text = re.sub(r"figures:\n(  .*\n)+", "", text)
    text = re.sub(r"sources:\n(  .*\n)+", "", text)
    (project / "content.yaml").write_text(text, encoding="utf-8")
    report = build(project)
    assert [file.pages for file in report.files] == [1, 1]
    blank = [found.message for found in report.diagnostics if found.code == "panels-blank"]
    assert len(blank) == 1
    assert "1 panels" in str(blank[0])
    assert "3 of its panels stay blank" in str(blank[0])


def with_more_panels(project: Path, count: int) -> None:
    extra = "".join(
        f"  - id: extra-{number}\n    design: default\n    title: Panel {number}\n    blocks:\n"
        "      - text: Words.\n"
        for number in range(count)
    )
    path = project / "content.yaml"
    path.write_text(path.read_text(encoding="utf-8") + extra, encoding="utf-8")


def panels_over(project: Path) -> Diagnostic:
    """What is said of too many panels: the same by check and by build, at the first of them."""
    (said,) = [one for one in check(project).diagnostics if one.code == "panels-over"]
    with pytest.raises(BrochureError) as caught:
        build(project)
    assert said in caught.value.diagnostics
    assert not list((project / "out").glob("*"))
    return said


def test_panels_that_leave_the_fold_are_refused_with_the_folds_that_hold_them(
    project: Path,
) -> None:
    edit(project, "fold: accordion4", "fold: half", "assets/style.yaml")
    with_more_panels(project, 2)
    said = panels_over(project)
    text = (project / "content.yaml").read_text(encoding="utf-8")
    assert said.severity == "error"
    assert said.place is not None
    assert said.place.line == text[: text.index("- id: extra-0")].count("\n") + 1
    assert "6 panels" in str(said.message)
    assert "`half` has 4" in str(said.message)
    for name in ("roll3", "z3", "gate"):
        assert f"`fold: {name}`" in str(said.hint)
    assert "leave out 2" in str(said.hint)
    assert said.quoted[2] == "│  4 │  1 │    │  2 ┊  3 │", "the fold is shown"


def test_panels_that_no_fold_holds(project: Path) -> None:
    with_more_panels(project, 49)
    said = panels_over(project)
    assert "No fold has more than 48" in str(said.hint)
    assert "leave out 5" in str(said.hint)
    assert "`fold: none`" in str(said.hint)


def test_a_panel_that_reaches_out_of_the_closed_piece_is_told(project: Path) -> None:
    style = (project / "assets/style.yaml").read_text(encoding="utf-8")
    size = re.search(r"format: .*", style)
    assert size
    keys = "format: {fold: accordion4, size: [400, 210], panels_mm: [100, 98, 102, 100]"
    edit(project, size[0], f"{keys}, order: {{front: [2, 1, 3, 4]}}}}", "assets/style.yaml")
    said = {one.code: one for one in check(project).diagnostics}
    assert "4.0 mm beyond the cover" in str(said["panel-sticks-out"].message)
    assert "such as where panel 4 stands" in str(said["cover-inside"].hint)


def test_doors_of_a_gate_that_lie_over_one_another_are_told(project: Path) -> None:
    style = (project / "assets/style.yaml").read_text(encoding="utf-8")
    size = re.search(r"format: .*", style)
    assert size
    keys = "format: {fold: gate, size: [400, 210], panels_mm: [110, 180, 110]}"
    edit(project, size[0], keys, "assets/style.yaml")
    said = [
        str(one.message) for one in check(project).diagnostics if one.code == "panel-sticks-out"
    ]
    assert len(said) == 1
    assert "lie over one another by 40.0 mm" in said[0]


def test_without_a_fold_every_panel_is_a_page(project: Path) -> None:
    edit(project, "fold: accordion4", "fold: none", "assets/style.yaml")
    with_more_panels(project, 36)
    assert [file.pages for file in build(project, preflight=False).files] == [40, 40]


# --- writing --------------------------------------------------------------------------------


def test_a_full_disk_leaves_the_old_files(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    build(project)
    old = {path.name: path.read_bytes() for path in (project / "out").iterdir()}
    edit(project, "The Tide Mill", "The New Mill")

    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(InputError, match="output-unwritable") as caught:
        build(project)
    assert "No space left on device" in str(caught.value)
    assert {path.name: path.read_bytes() for path in (project / "out").iterdir()} == old


def test_a_build_removes_what_a_killed_one_has_left(project: Path) -> None:
    out = project / "out"
    out.mkdir()
    (out / ".depliant-0123456789abcdef-0.new").write_bytes(b"half a file")
    (out / ".hidden").write_bytes(b"another's")
    edit(project, "{share}", "{shore}")
    with pytest.raises(DepliantError):
        build(project, preflight=False)
    assert [path.name for path in out.iterdir()] == [".hidden"]


def test_an_output_folder_that_cannot_be_made(project: Path) -> None:
    (project / "out").write_text("in the way")
    with pytest.raises(InputError, match="output-unwritable"):
        build(project)


def test_no_project_here(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="project-missing"):
        build(tmp_path)


@pytest.mark.parametrize("stage", ["setting en", "writing en screen"])
@pytest.mark.parametrize(
    "file", ["content.yaml", "assets/style.yaml", "assets/icc/FOGRA39L_coated.icc"]
)
def test_a_file_that_goes_while_a_build_runs_is_named(project: Path, file: str, stage: str) -> None:
    def progress(at: str) -> None:
        if at == stage:
            (project / file).unlink()

    said = file
    try:
        build(project, targets=("screen",), preflight=False, progress=progress)
    except InputError as fault:
        said = str(fault)
    assert file in said


@pytest.mark.skipif(not hasattr(os, "symlink"), reason="needs links")
def test_a_folder_that_is_a_link_to_itself(tmp_path: Path) -> None:
    (tmp_path / "loop").symlink_to("loop")
    with pytest.raises(InputError, match="project-missing"):
        build(tmp_path / "loop")
    with pytest.raises(InputError, match="project-missing"):
        pipeline.check(tmp_path / "loop")


def test_a_name_that_is_too_long_for_a_file(project: Path) -> None:
    with pytest.raises(InputError, match="project-missing"):
        build(project / ("x" * 300))
    edit(project, "FOGRA39L_coated", "x" * 300, "assets/style.yaml")
    with pytest.raises(InputError, match=r"icc-missing|asset-unreadable"):
        build(project)


# --- check ----------------------------------------------------------------------------------


def test_check_reports_without_drawing_or_writing(project: Path) -> None:
    edit(project, "{share}", "{shore}")
    found = {fault.code: fault for fault in pipeline.check(project).diagnostics}
    assert found["figure-unknown"].severity == "error"
    assert str(found["figure-unknown"].place).startswith("content.yaml:")
    assert not (project / "out").exists()


def test_check_lists_what_the_rules_correct() -> None:
    report = pipeline.check(FROZEN, CheckRequest(typography=True))
    assert any("76,9" in made.after or "publics" in made.after for made in report.corrections)
    advice = " ".join(
        str(found.message) for found in report.diagnostics if found.severity == "advice"
    )
    assert "RESEAUX" in advice
    assert "1,4" in advice


def test_a_year_or_a_span_is_date_enough(project: Path) -> None:
    for written, stamp in (("2024", "D:20240101"), ("2023/2024-06", "D:20240601")):
        edit(
            project,
            "date: 2024-04-02" if written == "2024" else "date: 2024\n",
            f"date: {written}\n",
        )
        with pikepdf.open(build(project, targets=("press",)).files[0].path) as pdf:
            assert str(pdf.docinfo["/CreationDate"]).startswith(stamp)


def test_an_out_folder_that_leads_out_of_the_project_is_refused(
    project: Path, tmp_path: Path
) -> None:
    (tmp_path / "elsewhere").mkdir()
    (project / "out").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(InputError, match="path-outside"):
        build(project, preflight=False)
    assert not list((tmp_path / "elsewhere").iterdir())
    build(project, preflight=False, out=project / "out")
    assert len(list((tmp_path / "elsewhere").iterdir())) == 2


def test_what_layout_says_of_words_preflight_does_not_say_again(project: Path) -> None:
    """Words a little too light for their size, in both files."""
    edit(project, "cmyk: [95, 50, 10, 10]", "cmyk: [90, 45, 10, 0]", "assets/style.yaml")
    report = build(project)
    codes = [found.code for found in report.diagnostics]
    assert "text-contrast" in codes
    assert "ink-contrast" not in codes
    assert any("warning" in str(file.preflight) for file in report.files)


def test_a_picture_of_few_pixels_is_told_once(project: Path) -> None:
    Image.new("RGB", (600, 400), (200, 90, 40)).save(project / "assets/x.png")
    edit(project, "      - text: At Saltmarsh", "      - {picture: assets/x.png, alt: x}\n"
         "      - text: At Saltmarsh")  # fmt: skip
    report = build(project, targets=("press",))
    codes = [found.code for found in report.diagnostics]
    assert [code for code in codes if code.startswith("image-")] == ["image-ppi"]
    assert [str(file.preflight) for file in report.files] == ["1 warning"]


def test_words_in_too_many_inks_have_a_place(project: Path) -> None:
    old, new = "size: 12, leading: 18, colour: paper", "size: 6, leading: 18, colour: mixed"
    edit(project, old, new, "assets/style.yaml")
    edit(project, "swatches:", "swatches:\n  mixed: {cmyk: [0, 10, 20, 5]}", "assets/style.yaml")
    with pytest.raises(BrochureError) as caught:
        build(project, preflight=False)
    checked = pipeline.check(project, CheckRequest()).diagnostics
    for found in (caught.value.diagnostics, checked):
        (place,) = [one.place for one in found if one.code == "text-inks"]
        assert str(place) == "content.yaml:30:9"


def test_words_on_their_own_colour_fail_the_build_without_preflight(project: Path) -> None:
    edit(project, "ground: sand", "ground: black", "assets/style.yaml")
    with pytest.raises(BrochureError) as caught:
        build(project, preflight=False, targets=("screen",))
    found = [fault for fault in caught.value.diagnostics if fault.code == "text-contrast"]
    assert "error" in {fault.severity for fault in found}
    assert all(fault.place and fault.place.file == "content.yaml" for fault in found)


def test_a_proof_is_told_by_its_name_and_in_its_metadata_and_on_no_page(project: Path) -> None:
    plain = build(project, targets=("press", "screen", "svg"), preflight=False)
    proof = build(project, targets=("press", "screen", "svg"), preflight=False, proof="3",
                  marks=frozenset({"slug"}))  # fmt: skip
    for was, now in zip(plain.files, proof.files, strict=True):
        assert now.path.name == was.path.name.replace(".en.", ".en.proof-3.")
        if was.target == "svg":
            continue
        with pikepdf.open(was.path) as one, pikepdf.open(now.path) as other:
            metadata = [dict(pdf.open_metadata()) for pdf in (one, other)]
            changed = {key for key in metadata[0] if metadata[0][key] != metadata[1][key]}
            assert {key.rpartition("}")[2] for key in changed} == {"VersionID", "RenditionClass"}
            assert str(one.docinfo.Title) == str(other.docinfo.Title)
            assert str(one.docinfo.CreationDate) == str(other.docinfo.CreationDate)
            if was.target == "screen":
                streams = [
                    [page.Contents.read_bytes() for page in pdf.pages] for pdf in (one, other)
                ]
                assert streams[0] == streams[1]
    slug = text_of(next(file.path for file in proof.files if file.target == "press"))
    assert "proof 3" in slug
    assert all(file.path.is_file() for file in plain.files), "no proof takes the place of another"


def test_the_creation_date_is_that_of_the_issue(project: Path) -> None:
    """Whatever day it is: of a month its first, of a span the day on which it ends."""
    days = {"2017-06-30": "20170630", "2017-06": "20170601", "2016/2017-04-02": "20170402"}
    for written, day in days.items():
        path = project / "content.yaml"
        text = re.sub(r"(?m)^date: .*$", f"date: {written}", path.read_text(encoding="utf-8"))
        path.write_text(text, encoding="utf-8")
        for file in build(project, preflight=False).files:
            with pikepdf.open(file.path) as pdf:
                assert str(pdf.docinfo.CreationDate) == f"D:{day}000000+00'00'"


def test_a_brochure_without_a_date_is_refused_by_check_as_by_build(project: Path) -> None:
    path = project / "content.yaml"
    text = re.sub(r"(?m)^date: .*\n", "", path.read_text(encoding="utf-8"))
    path.write_text(text, encoding="utf-8")
    assert refused(project).keys() == {"date-missing"}
    (missing,) = [it for it in pipeline.check(project).diagnostics if it.severity == "error"]
    assert missing.code == "date-missing"


def test_how_panels_are_filled_is_looked_at_where_it_is_asked_for(project: Path) -> None:
    asked = build(project, targets=("press",), preflight=False)
    assert asked.panels
    unasked = build(project, targets=("press",), preflight=False, fits=False)
    assert unasked.panels == ()
    assert unasked.fit == asked.fit
