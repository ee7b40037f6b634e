"""`depliant fonts`: what there is, what is missing, and the specimen."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from tests.fonts.house import cubic, data_of, named, opened, put, variable
from tests.judges.programs import judge, verapdf

from depliant import preflight
from depliant.commands.cli import run
from depliant.fonts.registry import FaceRef

FROZEN = Path(__file__).parent / "data" / "frozen"


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The frozen leaflet in a house font, with another that it does not use."""
    root = tmp_path_factory.mktemp("fonts") / "leaflet"
    shutil.copytree(FROZEN, root)
    for weight in (400, 500, 600, 700):
        for style in ("normal", "italic"):
            font = named(opened(FaceRef("Barlow", weight, style)), "Maison")
            put(root, f"{weight}-{style}.otf", data_of(cubic(font)))
    put(root, "studio.ttf", data_of(named(variable("Heebo"), "Studio")))
    put(root, "broken.ttf", b"nothing")
    sheet = root / "assets/style.yaml"
    text = sheet.read_text(encoding="utf-8")
    sheet.write_text(text.replace("text: [Barlow,", "text: [Maison,"), encoding="utf-8")
    return root


def test_what_there_is_is_listed(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["fonts", str(project)]) == 0
    out, err = capsys.readouterr()
    assert "Maison: upright 400, 500, 600, 700; italic 400, 500, 600, 700" in out
    assert "CFF; 694 glyphs; Latn; may be embedded" in out
    assert "Studio: upright 100 to 900; no italic" in out
    assert "axes: wght 100 to 900" in out
    assert "fontpkg-fira-sans" in out
    assert "warning[font-unreadable]" in err
    assert "broken.ttf cannot be used: it is no font file" in err


def test_a_family_of_italics_alone_is_listed(
    project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = shutil.copytree(project, tmp_path / "leaflet")
    slanted = named(opened(FaceRef("Barlow", 400, "italic")), "Script")
    put(root, "script.ttf", data_of(slanted))
    assert run(["fonts", str(root)]) == 0
    assert "  Script: italic 400\n" in capsys.readouterr().out


def test_letters_are_told_for_each_edition(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["fonts", str(project), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert {one["family"] for one in told["own"]} == {"Maison", "Studio"}
    letters = {(one["edition"], one["kind"]): one for one in told["letters"]}
    french = letters["fr", "text"]
    assert french["own"] == french["all"] > 60
    assert french["missing"] == ""
    arabic = letters["ar", "text"]
    assert set(arabic["lent"]) == {"IBM Plex Sans Arabic"}
    assert "م" in arabic["lent"]["IBM Plex Sans Arabic"]
    assert arabic["own"] + len(arabic["lent"]["IBM Plex Sans Arabic"]) == arabic["all"]


def test_letters_that_nothing_has_are_told(
    project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = tmp_path / "leaflet"
    shutil.copytree(project, root)
    sheet = root / "assets/style.yaml"
    text = sheet.read_text(encoding="utf-8")
    sheet.write_text(text.replace("text: [Maison,", "text: [Nonesuch,"), encoding="utf-8")
    run(["fonts", str(root)])
    out = capsys.readouterr().out
    assert "Nonesuch: not there" in out
    assert "0 of " in out


def test_the_specimen_shows_families_and_styles_in_the_words_of_the_brochure(
    project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "type.screen.pdf"
    assert run(["fonts", str(project), "--specimen", str(file)]) == 0
    assert f"Drawn: {file}" in capsys.readouterr().out
    words = judge("pdftotext", "-layout", file, "-")
    for wanted in ("Maison", "Barlow Condensed", "cover-title", "Chiffres clés", "700 italic"):
        assert wanted in words
    assert verapdf(file) == [f"PASS {file} 3a", f"PASS {file} ua1"]
    assert [
        one for one in preflight.judge(file.read_bytes()).findings if one.severity != "info"
    ] == []
    again = tmp_path / "again.pdf"
    assert run(["fonts", str(project), "--specimen", str(again)]) == 0
    assert again.read_bytes() == file.read_bytes()


def test_words_of_a_specimen_keep_what_is_bold_and_it_passes_preflight(tmp_path: Path) -> None:
    assert run(["new", str(tmp_path / "new")]) == 0
    file = tmp_path / "type.screen.pdf"
    assert run(["fonts", str(tmp_path / "new"), "--specimen", str(file)]) == 0
    words = " ".join(judge("pdftotext", "-layout", file, "-").split())
    assert "34% of all loans" in words
    assert [
        one for one in preflight.judge(file.read_bytes()).findings if one.severity != "info"
    ] == []


def test_a_specimen_without_a_family_shows_what_stands_in_for_it(tmp_path: Path) -> None:
    root = shutil.copytree(FROZEN.parent / "garden", tmp_path / "garden")
    shutil.copytree(FROZEN / "assets/icc", root / "assets/icc", dirs_exist_ok=True)
    sheet = root / "assets/style.yaml"
    text = sheet.read_text(encoding="utf-8")
    sheet.write_text(text.replace("display: Barlow Condensed", "display: Nowhere"), "utf-8")
    file = tmp_path / "specimen.pdf"
    run(["fonts", str(root), "--specimen", str(file)])
    assert "Fira Sans" in judge("pdftotext", "-layout", file, "-")


def test_a_specimen_of_another_edition_runs_its_way(project: Path, tmp_path: Path) -> None:
    file = tmp_path / "type.pdf"
    assert run(["fonts", str(project), "--specimen", str(file), "--edition", "ar"]) == 0
    assert "Type styles" in judge("pdftotext", file, "-")


@pytest.mark.parametrize(
    ("more", "code"),
    [(["--specimen", "x.png"], "output-kind"), (["--edition", "xx", "--specimen", "x.pdf"], "")],
)
def test_wrong_calls_are_said(
    more: list[str],
    code: str,
    project: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(["fonts", str(project), *more]) == 2
    assert f"error[{code}" in capsys.readouterr().err
    assert not list(tmp_path.iterdir())
