"""Each template of `depliant new --template` is a brochure that every judge passes at once."""

from __future__ import annotations

import contextlib
import io
import json
import re
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pytest
import yaml
from tests.conftest import Once
from tests.judges.programs import judge, verapdf
from tests.judges.test_output import PROCESS, declared_spots, heard_of, plates

from depliant.commands.cli import run
from depliant.starter import listing
from depliant.starter.listing import FOLDER, TEMPLATES, packages

ROOT = Path(__file__).parents[2]
BUDGET = 1_500_000
"""Bytes that all of them may add to the wheel before it is packed."""


class Built(NamedTuple):
    """A template as `depliant new` leaves it, its files in all languages, and what was said."""

    name: str
    project: Path
    report: dict[str, Any]

    @property
    def files(self) -> list[Path]:
        return sorted((self.project / "out").glob("*.pdf"))


def _make(name: str) -> Callable[[Path], object]:
    def make(folder: Path) -> None:
        assert run(["new", str(folder / "mine"), "--template", name]) == 0
        said = io.StringIO()
        with contextlib.redirect_stdout(said):
            run(["build", str(folder / "mine"), "--all-editions", "--json"])
        (folder / "report.json").write_text(said.getvalue(), encoding="utf-8")

    return make


@pytest.fixture(params=TEMPLATES)
def built(request: pytest.FixtureRequest, once: Once) -> Built:
    folder = once(f"template-{request.param}", _make(request.param))
    report = json.loads((folder / "report.json").read_text(encoding="utf-8"))
    return Built(request.param, folder / "mine", report)


def _yaml(path: Path) -> dict[str, Any]:
    data: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return data


def test_it_builds_at_once_without_a_finding(built: Built) -> None:
    found = [one for one in built.report["diagnostics"] if one["severity"] != "info"]
    assert found == []
    said = {file["target"]: file["preflight"] for file in built.report["files"]}
    assert said == {"press": "sound", "screen": "sound"}
    assert len(built.files) == 2 * len(TEMPLATES[built.name].languages)


def test_verapdf_passes_all_files(built: Built) -> None:
    flavours = {"press": ("2a", "ua1"), "screen": ("3a", "ua1")}
    assert verapdf(*built.files) == sorted(
        f"PASS {file} {flavour}"
        for file in built.files
        for flavour in flavours[file.name.split(".")[-2]]
    )


def test_qpdf_poppler_and_outloud_find_nothing(built: Built) -> None:
    """But what outloud says of every chart of series, whose values are not all printed."""
    for file in built.files:
        assert "No syntax or stream encoding errors found" in judge("qpdf", "--check", file)
        fonts = [row.split()[-5:-2] for row in judge("pdffonts", file).splitlines()[2:]]
        assert fonts
        assert all(one == ["yes"] * 3 for one in fonts), "embedded, a subset, with its Unicode"
    screens = [file for file in built.files if file.name.endswith(".screen.pdf")]
    for heard in heard_of(*screens):
        assert heard <= {("warning", "TBL-012"), ("warning", "FIG-012")}


def test_ghostscript_finds_no_plate_too_many_and_not_too_much_ink(
    built: Built, tmp_path: Path
) -> None:
    press = next(file for file in built.files if file.name.endswith(".press.pdf"))
    inks = plates(press, 1, tmp_path / "plates")
    assert {*inks} == {*PROCESS} | declared_spots(built.project)
    whole = sum(np.frombuffer(plate, np.uint8).astype(np.int32) for plate in inks.values())
    assert int(np.max(whole)) <= 255 * 3 + len(inks), "of 300 %, each plate rounded to a 255th"


def test_it_needs_no_advice(built: Built, capsys: pytest.CaptureFixture[str]) -> None:
    """Of design, words and figures, in all its languages."""
    call = ["check", str(built.project), "--design", "--all-editions"]
    assert run(call) == 0
    err = capsys.readouterr().err
    assert re.findall(r"(?:error|warning|advice)\[[\w-]+\]", err) == [], err
    assert run(["figures", "lint", "--project", str(built.project)]) == 0
    assert capsys.readouterr().out == "no errors, 0 to look at.\n"


def test_no_text_is_tightened(built: Built) -> None:
    assert [one for one in built.report["fit"] if not one.endswith(": as designed")] == []


def test_it_is_in_the_languages_and_typefaces_that_are_said(built: Built) -> None:
    content = _yaml(built.project / "content.yaml")
    translated = sorted(file.stem for file in built.project.glob("assets/translations/*.po"))
    tags = (str(content["language"]), *translated)
    assert TEMPLATES[built.name].languages == tuple(tag.partition("-")[0] for tag in tags)
    families = _yaml(built.project / "assets" / "style.yaml")["families"]
    assert {*families.values()} == {*TEMPLATES[built.name].families}


@pytest.mark.parametrize("file", ["content.yaml", "assets/style.yaml"])
def test_its_files_explain_themselves(built: Built, file: str) -> None:
    """What an empty line sets apart is a part; most of them begin with a comment."""
    text = (built.project / file).read_text(encoding="utf-8")
    parts = [part for part in text.split("\n\n") if re.match(r"[a-z#]", part)]
    assert len(parts) >= 4
    explained = [part for part in parts if part.startswith("#")]
    assert len(explained) >= len(parts) / 2
    named = re.search(r"\$schema=(\S+)", text)
    assert named
    assert ((built.project / file).parent / named[1]).is_file(), "which editors look for"


@pytest.mark.parametrize(("name", "way"), [("programme", "saddle"), ("flyer", "repeat:2x1")])
def test_those_that_name_a_way_onto_sheets_go_there(
    name: str, way: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["new", str(tmp_path / "mine"), "--template", name]) == 0
    content = (tmp_path / "mine" / "content.yaml").read_text("utf-8")
    assert f"depliant build --target press --impose {way} " in content
    capsys.readouterr()
    call = ["build", str(tmp_path / "mine"), "--target", "press", "--impose", way, "--json"]
    assert run(call) == 0
    report = json.loads(capsys.readouterr().out)
    assert [file["preflight"] for file in report["files"]] == ["sound"]
    assert [one for one in report["diagnostics"] if one["severity"] != "info"] == []


def test_there_is_a_folder_for_each_and_together_they_are_small() -> None:
    assert {path.name for path in FOLDER.iterdir() if path.is_dir()} == {*TEMPLATES}
    files = [path for path in FOLDER.rglob("*") if path.is_file()]
    assert sum(path.stat().st_size for path in files) < BUDGET
    assert not [path for path in files if path.is_symlink()]


def test_their_typefaces_come_with_the_program_or_an_extra() -> None:
    with (ROOT / "pyproject.toml").open("rb") as file:
        project = tomllib.load(file)["project"]
    extras = project["optional-dependencies"]
    come = {re.split("[>=]", one)[0] for one in (*project["dependencies"], *extras["gallery"])}
    wanted = {
        "fontpkg-" + family.lower().replace(" ", "-")
        for one in TEMPLATES.values()
        for family in one.families
    }
    assert wanted <= come
    assert {*extras["gallery"]} <= {*extras["dev"]}


def test_they_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["new", "--list"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in lines[:-1]] == [*TEMPLATES]
    assert lines[-1].endswith("depliant new DIR --template NAME")


def test_typefaces_that_are_missing_are_named_with_their_packages(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    one = TEMPLATES["shop"]._replace(families=("Barlow", "Playfair Display", "Lato"))
    monkeypatch.setitem(listing.TEMPLATES, "shop", one)
    assert packages("shop") == ("fontpkg-playfair-display", "fontpkg-lato")
    assert run(["new", str(tmp_path / "mine"), "--template", "shop"]) == 0
    assert "pip install fontpkg-playfair-display fontpkg-lato\n" in capsys.readouterr().out


def test_what_to_do_next_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["new", str(tmp_path / "my shop"), "--template", "shop"]) == 0
    out = capsys.readouterr().out
    for command in ("build", "check", "preview --project"):
        assert f'depliant {command} "{tmp_path / "my shop"}"' in out


def test_a_template_that_is_not_there(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["new", "mine", "--template", "shp"]) == 2
    assert "Did you mean shop?" in capsys.readouterr().err


def test_a_language_that_a_template_is_not_in(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    call = ["new", str(tmp_path / "mine"), "--template", "shop", "--language"]
    assert run([*call, "de"]) == 2
    assert "error[starter-language]" in capsys.readouterr().err
    assert not (tmp_path / "mine").exists()
    assert run([*call, "en_GB"]) == 0
