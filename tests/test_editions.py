"""Editions from a project folder: the shipped ones and a small one, translated and built."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pypdfium2
import pytest

from depliant.build import pipeline
from depliant.build.editions import edition_in
from depliant.build.report import BuildReport, BuildRequest
from depliant.build.translations import budget_faults, room_of, status
from depliant.commands.cli import run
from depliant.content.publication import load as load_publication
from depliant.errors import BrochureError, InputError, has_errors
from depliant.source.folder import Folder
from depliant.translation.finding import languages
from depliant.translation.loading import load_translation
from depliant.translation.po import read
from depliant.translation.pseudo_letters import letters_of

ACCORDION = Path(__file__).parent / "data" / "accordion"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of the second brochure, which is in English."""
    return Path(shutil.copytree(ACCORDION, tmp_path / "project"))


def build(project: Path, **request: object) -> BuildReport:
    return pipeline.build(project, BuildRequest(**request))  # type: ignore[arg-type]


def po(project: Path, language: str) -> Path:
    return project / "assets" / "translations" / f"{language}.po"


def page_text(path: Path) -> str:
    document = pypdfium2.PdfDocument(path)
    try:
        return " ".join(page.get_textpage().get_text_range() for page in document)
    finally:
        document.close()


def translate_all(project: Path, language: str) -> None:
    """A translation that only marks the words: “nl: …”."""
    assert run(["translate", "update", language, "--project", str(project)]) == 0
    path = po(project, language)
    head, _, rest = path.read_text().partition("\n\n")
    rest = re.sub(r'msgid "(.*)"\nmsgstr ""', r'msgid "\1"\nmsgstr "N \1"', rest)
    rest = re.sub(r'msgid_plural "(.*)"((?:\nmsgstr\[\d\] "")+)', _plurals, rest)
    path.write_text(f"{head}\n\n{rest}")


def _plurals(match: re.Match[str]) -> str:
    return f'msgid_plural "{match[1]}"' + match[2].replace('""', f'"{match[1]}"')


def test_a_project_is_extracted_translated_and_built_by_command(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    where = ["--project", str(project)]
    assert run(["translate", "extract", *where]) == 0
    assert "messages." in capsys.readouterr().out
    with pytest.raises(InputError, match="translation-file"):
        build(project, editions=("nl",))
    translate_all(project, "nl")
    assert run(["translate", "status", "nl", *where]) == 0
    row = capsys.readouterr().out.splitlines()[-1].split()
    assert row[0] == "nl"
    assert int(row[1]) > 20
    assert row[2:4] == ["0", "0"]
    report = build(project, editions=("en", "nl"), targets=("screen",))
    assert [file.edition for file in report.files] == ["en", "nl"]
    assert "18.400" in page_text(report.files[1].path) or "18.4" in page_text(report.files[1].path)


def test_updating_twice_leaves_the_file_alone(project: Path) -> None:
    translate_all(project, "nl")
    run(["translate", "update", "nl", "--project", str(project)])
    before = po(project, "nl").read_bytes(), po(project, "nl").stat().st_mtime_ns
    assert run(["translate", "update", "nl", "--project", str(project)]) == 0
    assert (po(project, "nl").read_bytes(), po(project, "nl").stat().st_mtime_ns) == before


def test_all_files_are_brought_up_to_date_by_one_call_or_none_is(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    where = ["--project", str(project)]
    assert run(["translate", "update", *where]) == 2
    assert "There are no translations." in capsys.readouterr().err
    assert run(["translate", "update", "nl", "de", *where]) == 0
    content = project / "content.yaml"
    content.write_text(content.read_text().replace("title: ", "title: New ", 1))
    assert run(["translate", "update", *where]) == 0
    assert re.findall(r"(\w+)\.po is written", capsys.readouterr().out) == ["nl", "de", "de", "nl"]
    content.write_text(content.read_text().replace("title: New ", "title: Newer ", 1))
    before = po(project, "de").read_bytes()
    po(project, "nl").write_text('msgid "a"\nmsgstr "b\n')
    assert run(["translate", "update", *where]) == 2
    assert "nl.po:2" in capsys.readouterr().err
    assert po(project, "de").read_bytes() == before


def test_missing_messages_fail_the_build_and_are_marked_in_a_draft(project: Path) -> None:
    assert run(["translate", "update", "nl", "--project", str(project)]) == 0
    with pytest.raises(BrochureError) as caught:
        build(project, editions=("nl",))
    codes = [fault.code for fault in caught.value.diagnostics if fault.severity == "error"]
    assert set(codes) == {"translation-missing"}
    assert len(codes) > 20
    (file,) = build(project, editions=("nl",), targets=("screen",), draft=True).files
    assert file.path.name.endswith(".nl.draft.pdf")
    assert "[en]" in page_text(file.path)


def test_a_broken_file_is_told_and_not_written_over(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    po(project, "nl").parent.mkdir(parents=True)
    po(project, "nl").write_text('msgid "a"\nmsgstr "b\n')
    assert run(["translate", "update", "nl", "--project", str(project)]) == 2
    assert "nl.po:2" in capsys.readouterr().err
    assert po(project, "nl").read_text() == 'msgid "a"\nmsgstr "b\n'
    with pytest.raises(BrochureError, match="translation-syntax"):
        build(project, editions=("nl",))


def test_editions_made_side_by_side_are_the_same_bytes(project: Path) -> None:
    translate_all(project, "nl")
    one = build(project, all_editions=True, targets=("screen",), out=project / "one")
    two = build(project, all_editions=True, targets=("screen",), out=project / "two", jobs=2)
    assert [file.edition for file in one.files] == [file.edition for file in two.files]
    assert len(one.files) == 2
    for mine, its in zip(one.files, two.files, strict=True):
        assert mine.path.read_bytes() == its.path.read_bytes()
    assert one.panels == two.panels


def test_the_fit_of_each_panel_is_told(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["build", str(project), "--target", "screen", "--fit"]) == 0
    out = capsys.readouterr().out
    assert out.splitlines()[0].split() == [
        "edition", "panel", "fill", "hyphens", "loosest", "copyfit",
    ]  # fmt: skip
    panels = build(project, targets=("screen",)).panels
    assert all(0 < panel.fill <= 1 for panel in panels)
    assert not any(panel.overset for panel in panels)
    assert any(panel.loosest >= 1 for panel in panels)


@pytest.mark.parametrize(
    ("language", "letters"),
    [
        ("de", r"[àćêğïñôûýž]"),
        ("ar", r"[\u0627-\u064a]"),
        ("el", r"[\u03b1-\u03c9]"),
        ("uk", r"[\u0430-\u0449]"),
        ("he", r"[\u05d0-\u05ea]"),
        ("th", r"[\u0e01-\u0e2d]"),
        ("mirrored", r"[àćêğïñôûýž]"),
    ],
)
def test_a_pseudo_edition_keeps_figures_and_markup(
    project: Path, language: str, letters: str, capsys: pytest.CaptureFixture[str]
) -> None:
    run(["translate", "pseudo", language, "--project", str(project)])
    tag = "en-Arab-pseudo" if language == "mirrored" else f"{language}-pseudo"
    assert f"--edition {tag}" in capsys.readouterr().out
    translation, found = load_translation(Folder(project), tag)
    assert found == ()
    made = edition_in(load_publication(Folder(project)), Folder(project), tag)
    assert not has_errors(made.diagnostics)
    assert made.edition is not None
    entries = [p for p in translation.catalogue.entries if p.plural is None]
    words = [p for p in entries if len(p.id) > 20 and re.search(r"\b[a-z]{3,} [a-z]{3,}\b", p.id)]
    assert len(words) > 5
    assert all(re.search(letters, p.strings[0]) for p in words)
    assert tag not in languages(Folder(project))
    if language == "de":
        longer = sum(len(p.strings[0]) for p in entries) / sum(len(p.id) for p in entries)
        assert 1.2 < longer < 1.4


def test_made_up_words_are_in_the_letters_of_a_script() -> None:
    said = {
        tag: letters_of(tag).disguised("Les mines, 3 km")
        for tag in ("Latn", "Grek", "Cyrl", "Hebr", "Jpan", "Zzzz")
    }
    assert said == {
        "Latn": "Łêš mïňêš, 3 km",
        "Grek": "Λες μινες, 3 κμ",
        "Cyrl": "Лес минес, 3 км",
        "Hebr": "לס מנס, 3 קמ",
        "Jpan": "土天火白, 3 金",
        "Zzzz": "Łêš mïňêš, 3 km",
    }


@pytest.mark.parametrize("language", ["de", "mirrored"])
def test_a_pseudo_edition_fits(
    project: Path, language: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["translate", "pseudo", language, "--project", str(project)]) == 0
    tag = re.search(r"--edition (\S+)", capsys.readouterr().out)
    assert tag is not None
    report = build(project, editions=(tag[1],), targets=("screen",))
    assert not any(panel.overset for panel in report.panels)


def test_a_pseudo_edition_says_why_it_cannot_be_built(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["translate", "pseudo", "am", "--project", str(project)]) in (0, 1)
    assert run(["translate", "pseudo", "he", "--project", str(project)]) == 1
    assert "glyph-missing" in capsys.readouterr().err


def test_a_translation_that_is_longer_than_its_room_is_told_where_its_panel_is_too_full(
    project: Path,
) -> None:
    translate_all(project, "nl")
    path = po(project, "nl")
    text = path.read_text()
    room = re.search(
        r"Room for (\d+) characters; all texts of the panel “tide” together: (\d+)\.\n"
        r"#: .*\nmsgctxt (.*)",
        text,
    )
    assert room is not None
    for length, told in ((int(room[1]) + 1, False), (int(room[2]), True)):
        long = "woord " * (length // 6 + 1)
        path.write_text(
            re.sub(
                rf'(msgctxt {re.escape(room[3])}\nmsgid .*\nmsgstr )".*"',
                rf'\1"{long[: length - 1]}s"',
                text,
            )
        )
        folder = Folder(project)
        publication = load_publication(folder)
        translation, _ = load_translation(folder, "nl")
        found = budget_faults(publication, translation, room_of(folder, "nl"))
        assert {fault.severity for fault in found} <= {"warning"}
        assert len(found) == told


def test_the_room_is_what_it_is_now_and_not_what_a_comment_says(project: Path) -> None:
    translate_all(project, "nl")
    path = po(project, "nl")
    text = re.sub(
        r"(#\. Room for .*\n)(.*\n.*\n.*\nmsgstr )(.*)",
        rf'\2"{"woord " * 400}"',
        path.read_text(),
        count=1,
    )
    path.write_text(re.sub(r"#\. Room for .*\n", "", text))
    (row,), found = status(project, ("nl",))
    assert row.over_budget == 1
    assert "translation-budget" in {fault.code for fault in found}


def test_the_template_names_no_clock(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1500000000")
    assert run(["translate", "extract", "--project", str(project)]) == 0
    template = project / "assets/translations/messages.pot"
    catalogue, found = read(template.read_text(), "pot")
    assert found == ()
    assert catalogue.header["POT-Creation-Date"] == "2017-07-14 02:40+0000"
