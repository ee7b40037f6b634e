"""Images of a brochure, from its project: the files, their names, and the words beside them."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from tests.judges.programs import missing

import depliant
from depliant.build import pipeline
from depliant.build.report import BuildReport, BuildRequest
from depliant.commands.cli import run
from depliant.errors import InputError
from depliant.writers.targets import ImageOptions

ACCORDION = Path(__file__).parent / "data" / "accordion"
PANELS = ("front", "tide", "people", "visit")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> BuildReport:
    """The second brochure as a screen file and as both kinds of images."""
    folder = tmp_path_factory.mktemp("images")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DEPLIANT_CACHE", str(folder / "cache"))
        request = BuildRequest(targets=("screen", "image", "svg"), out=folder / "out")
        return pipeline.build(ACCORDION, request)


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("DEPLIANT_CACHE", str(tmp_path / "cache"))
    return Path(shutil.copytree(ACCORDION, tmp_path / "project"))


def test_each_panel_has_an_image_by_its_name(built: BuildReport) -> None:
    names = [file.path.name for file in built.files]
    assert names == [
        "tide-mill.en.screen.pdf",
        *(f"tide-mill.en.{panel}.png" for panel in PANELS),
        "tide-mill.en.images.json",
        *(f"tide-mill.en.{panel}.svg" for panel in PANELS),
        "tide-mill.en.svg.json",
    ]
    assert all(file.path.stat().st_size == file.size for file in built.files)


def test_images_are_not_judged(built: BuildReport) -> None:
    assert {file.target: str(file.preflight) for file in built.files} == {
        "screen": "sound",
        "image": "–",
        "svg": "–",
    }


def beside(report: BuildReport, target: str) -> Any:
    (path,) = [f.path for f in report.files if f.target == target and f.path.suffix == ".json"]
    return json.loads(path.read_text(encoding="utf-8"))


def test_the_file_beside_them_names_every_image(built: BuildReport) -> None:
    for target, suffix in (("image", ".png"), ("svg", ".svg")):
        images = beside(built, target)["images"]
        files = [f.path.name for f in built.files if f.path.suffix == suffix]
        assert [image["file"] for image in images] == files
        assert [image["panel"] for image in images] == list(PANELS)
    titles = [image["title"] for image in beside(built, "image")["images"]]
    assert titles == ["The Tide Mill", "Twice a day", "Who comes to see it?", "Find us"]


def words(text: str) -> Counter[str]:
    return Counter(re.findall(r"\w+", text))


def test_the_words_are_those_of_the_screen_file(built: BuildReport) -> None:
    """As poppler reads them; it reads no alternative texts."""
    if shutil.which("pdftotext") is None:
        missing("pdftotext")
    for number, image in enumerate(beside(built, "image")["images"], 1):
        page = ("-f", str(number), "-l", str(number))
        read = subprocess.run(
            ["pdftotext", *page, str(built.files[0].path), "-"], capture_output=True, check=True
        ).stdout.decode("utf-8")
        said = "\n".join(part["text"] for part in image["parts"] if part["kind"] != "figure")
        assert words(said) == words(read), image["file"]


def test_figures_have_their_alternative_texts(built: BuildReport) -> None:
    by_panel = {image["panel"]: image for image in beside(built, "image")["images"]}
    (bars,) = by_panel["people"]["figures"]
    assert "Bar chart" in bars
    assert bars in by_panel["people"]["alt"].splitlines()
    assert "37.5% of the 18,400 visitors" in by_panel["people"]["alt"], "which its ring repeats"
    assert by_panel["visit"]["links"][0]["address"] == "https://www.saltmarsh-mill.example"


def test_the_guide_names_every_key_and_option(
    built: BuildReport, capsys: pytest.CaptureFixture[str]
) -> None:
    guide = (Path(depliant.__file__).parent / "docs" / "images.md").read_text(encoding="utf-8")
    keys = {key for image in beside(built, "image")["images"] for key in image}
    named = {name for row in re.findall(r"^\| (`.*?) \|", guide, re.M)
             for name in re.findall(r"`([\w-]+)", row)}  # fmt: skip
    assert keys <= named
    assert run(["build", "--help"]) == 0
    options = re.findall(r"(--image-\w+)", capsys.readouterr().out)
    assert options
    assert all(f"`{option}" in guide for option in options)


def test_sides_are_whole_sheets(project: Path) -> None:
    request = BuildRequest(
        targets=("image",), images=ImageOptions("sides", width=800), out=project / "web"
    )
    image, beside = pipeline.build(project, request).files
    assert (image.path.name, beside.path.name) == (
        "tide-mill.en.inside.png",
        "tide-mill.en.images.json",
    )
    (entry,) = json.loads(beside.path.read_text(encoding="utf-8"))["images"]
    assert entry["side"] == "inside"
    assert (entry["width"], entry["height"]) == (800, 424), "396 by 210 mm"
    assert entry["title"].startswith("The Tide Mill · Twice a day")


def test_the_same_project_gives_the_same_bytes(built: BuildReport, project: Path) -> None:
    request = BuildRequest(targets=("image", "svg"), out=project / "web", cache=False)
    again = {file.path.name: file.path for file in pipeline.build(project, request).files}
    for file in built.files[1:]:
        assert again[file.path.name].read_bytes() == file.path.read_bytes(), file.path.name


def test_a_target_that_is_not_there_is_an_error(project: Path) -> None:
    with pytest.raises(InputError) as caught:
        pipeline.build(project, BuildRequest(targets=("word",)))
    assert [fault.code for fault in caught.value.diagnostics] == ["target-unknown"]


@pytest.mark.parametrize(
    ("call", "sentence"),
    [
        ("--target image --image-width 0", "--image-width takes a whole number from 16 to 10000"),
        ("--target image --image-width 100000", "from 16 to 10000, not '100000'"),
        ("--target svg --image-ppi 9999", "--image-ppi takes a whole number from 36 to 1200"),
        ("--target svg --image-width x", "not 'x'"),
        ("--target image --image-of pages", "--image-of takes panels or sides"),
        ("--image-width 300 --image-ppi 300 --target svg", "not allowed with"),
    ],
)
def test_a_wrong_call_says_what_is_right(
    call: str, sentence: str, project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["build", str(project), *call.split()]) == 2
    assert sentence in capsys.readouterr().err
    assert not (project / "out").exists()


def test_images_that_are_described_must_be_asked_for(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["build", str(project), "--image-width", "300"]) == 2
    assert "error[image-unasked]" in capsys.readouterr().err
    assert not (project / "out").exists()


def test_a_call_writes_images_alone(
    project: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    call = "--target image --image-width 320 --image-of sides --out web"
    monkeypatch.chdir(project)
    assert run(["build", *call.split()]) == 0
    assert sorted(path.name for path in (project / "web").iterdir()) == [
        "tide-mill.en.images.json",
        "tide-mill.en.inside.png",
    ]
    assert "web/tide-mill.en.inside.png" in capsys.readouterr().out
