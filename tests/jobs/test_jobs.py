"""Whole jobs as an agency gets them, made from content and style sheet alone.

Each folder beside this file is a job: a project with its translations, and `expected.yaml`, which
says what its build may warn of and why nobody can mend it (`warnings`), and how many lines its
files may have (`lines`). `pytest tests/jobs --update-golden` keeps new pictures of the pages.
"""

from __future__ import annotations

import contextlib
import io
import json
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
import yaml
from PIL import Image, ImageChops, ImageStat
from tests.conftest import Once
from tests.judges.programs import verapdf

from depliant.commands.cli import run

HERE = Path(__file__).parent
GOLDEN = HERE.parent / "golden" / "jobs"
PROFILE = HERE.parents[1] / "assets" / "icc" / "FOGRA39L_coated.icc"
JOBS = sorted(found.parent.name for found in HERE.glob("*/expected.yaml"))
KEPT = ("files", "panels", "diagnostics")
DPI = 18
MEAN, SPOT = 4.0, 90
"""How far pages may differ: the mean of all pixels, and any one of them once blurred, of 255.

Goldens have 256 colours, which makes them small and a little different.
"""


@dataclass(frozen=True)
class Job:
    """A job that is built: its folder, what its tests expect, the files and what was said."""

    name: str
    project: Path
    expected: dict[str, dict[str, object]]
    files: tuple[Path, ...]
    report: dict[str, list[dict[str, object]]]

    def of(self, target: str) -> list[Path]:
        """The files of a target, one an edition."""
        return [file for file in self.files if file.name.endswith(f".{target}.pdf")]


def _make(name: str) -> Callable[[Path], object]:
    """Build a job in its own language with preflight, and in all others without, to be quick."""

    def make(folder: Path) -> None:
        project = folder / "project"
        shutil.copytree(HERE / name, project)
        (project / "assets" / "icc").mkdir(parents=True, exist_ok=True)
        shutil.copy(PROFILE, project / "assets" / "icc")
        own = _content(project)["language"]
        others = sorted(found.stem for found in project.glob("assets/translations/*.po"))
        ways = (["--edition", own], [*_editions(others), "--no-preflight"])
        reports = [_built(project, folder / "out", way) for way in ways]
        both = {key: [*reports[0][key], *reports[1][key]] for key in reports[0] if key in KEPT}
        (folder / "report.json").write_text(json.dumps(both), encoding="utf-8")

    return make


def _editions(languages: list[str]) -> list[str]:
    return [word for one in languages for word in ("--edition", one)]


def _built(project: Path, out: Path, way: list[str]) -> dict[str, list[dict[str, object]]]:
    """What the command says of a build."""
    said = io.StringIO()
    with contextlib.redirect_stdout(said):
        run(["build", str(project), *way, "--json", "--out", str(out)])
    report: dict[str, list[dict[str, object]]] = json.loads(said.getvalue())
    return report


def _content(project: Path) -> dict[str, Any]:
    content: dict[str, Any] = yaml.safe_load((project / "content.yaml").read_text(encoding="utf-8"))
    return content


@pytest.fixture(params=JOBS)
def job(request: pytest.FixtureRequest, once: Once) -> Job:
    """Each job, built once a session in all its languages, both files, with preflight."""
    name: str = request.param
    folder = once(f"job-{name}", _make(name))
    report = json.loads((folder / "report.json").read_text(encoding="utf-8"))
    expected = yaml.safe_load((HERE / name / "expected.yaml").read_text(encoding="utf-8"))
    files = tuple(sorted((folder / "out").glob("*.pdf")))
    return Job(name, folder / "project", expected or {}, files, report)


def test_jobs_are_found() -> None:
    assert {"a-festival", "b-clinic"} <= {*JOBS}


def test_a_job_is_built_in_two_languages_without_a_finding(job: Job) -> None:
    """But for what the materials are not good enough for, as `expected.yaml` says."""
    found = [one for one in job.report["diagnostics"] if one["severity"] != "info"]
    allowed = {
        (severity, code)
        for severity, key in (("warning", "warnings"), ("advice", "advice"))
        for code in job.expected.get(key, {})
    }
    assert [one for one in found if (one["severity"], one["code"]) not in allowed] == []
    assert {(one["severity"], one["code"]) for one in found} == allowed
    editions = {file.name.split(".")[-3] for file in job.files}
    assert len(editions) >= 2
    assert len(job.files) == 2 * len(editions)


def test_preflight_passes_both_files_of_a_job(job: Job) -> None:
    judged = [file for file in job.report["files"] if file["preflight"] != "not run"]
    assert {file["target"] for file in judged} == {"press", "screen"}
    said = {str(file["preflight"]) for file in judged}
    assert all(one == "sound" or one.endswith(("warning", "warnings")) for one in said), said


def test_no_page_of_a_job_is_nearly_empty(job: Job) -> None:
    """At most one in six, as a cover may be."""
    sparse = [one for one in job.report["panels"] if float(str(one["fill"])) < 0.4]
    assert 6 * len(sparse) <= len(job.report["panels"])
    assert not [one for one in job.report["panels"] if one["overset"]]


def test_files_of_a_job_are_as_short_as_was_asked(job: Job) -> None:
    for name, most in job.expected.get("lines", {}).items():
        lines = (job.project / name).read_text(encoding="utf-8").count("\n")
        assert lines <= int(str(most)), name


def _pages(file: Path) -> list[Image.Image]:
    with pypdfium2.PdfDocument(file) as document:
        return [page.render(scale=DPI / 72).to_pil().convert("RGB") for page in document]


def test_pages_of_a_job_look_as_they_did(job: Job, request: pytest.FixtureRequest) -> None:
    """All pages of an edition in one small picture."""
    for file in job.of("screen"):
        shown = _pages(file)
        width, height = (max(one.size[at] for one in shown) for at in (0, 1))
        now = Image.new("RGB", (width * len(shown), height), "white")
        for at, page in enumerate(shown):
            now.paste(page, (at * width, 0))
        kept = GOLDEN / f"{job.name}.{file.name.split('.')[-3]}.png"
        if request.config.getoption("--update-golden"):
            kept.parent.mkdir(parents=True, exist_ok=True)
            now.quantize(256, dither=Image.Dither.NONE).save(kept, optimize=True)
        before = Image.open(kept).convert("RGB")
        assert now.size == before.size
        difference = ImageChops.difference(now, before)
        mean = sum(ImageStat.Stat(difference).mean) / 3
        spot = max(high for _, high in ImageStat.Stat(difference.reduce(4)).extrema)
        assert (mean <= MEAN, spot <= SPOT) == (True, True), (kept.name, mean, spot)


def test_verapdf_passes_all_files_of_a_job(job: Job) -> None:
    flavours = {"press": ("2a", "ua1"), "screen": ("3a", "ua1")}
    assert verapdf(*job.files) == sorted(
        f"PASS {file} {flavour}"
        for target, claimed in flavours.items()
        for file in job.of(target)
        for flavour in claimed
    )


def _words(value: object) -> list[str]:
    """The words of all texts below a part of content.yaml that are printed as they stand."""
    if isinstance(value, dict):
        printed = ("title", "heading", "text", "quote", "term", "label", "credit", "caption")
        own = [str(value[key]) for key in printed if isinstance(value.get(key), str)]
        words = [word for text in own if not {*"{[*^~"} & {*text} for word in text.split()]
        return words + [word for one in value.values() for word in _words(one)]
    if isinstance(value, list):
        return [word for one in value for word in _words(one)]
    return []


def test_pages_of_a_job_hold_all_its_words(job: Job) -> None:
    """As PDFium finds them, letters and digits only: lines are divided and signs are set right."""
    content = _content(job.project)
    [own] = [one for one in job.of("screen") if one.name.split(".")[-3] == content["language"]]
    with pypdfium2.PdfDocument(own) as document:
        text = "".join(page.get_textpage().get_text_range() for page in document)
    printed = _letters(text)
    wanted = _words(content["panels"])
    assert len(wanted) > 20
    assert [word for word in wanted if _letters(word) not in printed] == []


def _letters(text: str) -> str:
    return "".join(letter for letter in text.casefold() if letter.isalnum())
