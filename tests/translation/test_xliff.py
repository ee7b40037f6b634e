"""XLIFF by translate-toolkit's converters: there and back without loss.

Its `po2xliff` writes XLIFF 1.1 and leaves out `msgctxt`: the converted file has the place of a
message instead. `depliant translate update` puts the contexts back, and the order of the header.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

import pytest
from tests.judges.programs import missing

from depliant.commands.cli import run
from depliant.source.folder import Folder
from depliant.translation.finding import languages
from depliant.translation.po import Catalogue, read
from depliant.translation.wording import placeholders

ROOT = Path(__file__).parents[1] / "data" / "frozen"


def convert(module: str, source: Path, target: Path) -> None:
    if find_spec("translate") is None:
        missing("translate-toolkit")
    program = f"from translate.convert.{module} import main; main()"
    call = [sys.executable, "-W", "ignore", "-c", program, "--progress=none"]
    subprocess.run([*call, str(source), str(target)], check=True, capture_output=True)


def catalogue(path: Path) -> Catalogue:
    found, faults = read(path.read_text("utf-8"), path.name)
    assert faults == ()
    return found


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """The frozen brochure with one style sheet for all editions, so that room is measured once."""
    folder = tmp_path / "project"
    shutil.copytree(ROOT / "assets", folder / "assets")
    shutil.copy(ROOT / "content.yaml", folder)
    sheet = folder / "assets" / "style.yaml"
    plain, cut, _ = sheet.read_text("utf-8").partition("\neditions:\n")
    assert cut
    sheet.write_text(plain + "\n", "utf-8")
    return folder


@pytest.fixture
def there_and_back(project: Path, tmp_path: Path) -> Callable[[str], Path]:
    """Convert a language's file to XLIFF and back, in its place."""

    def away(language: str) -> Path:
        path = project / "assets" / "translations" / f"{language}.po"
        convert("po2xliff", path, tmp_path / "out.xlf")
        path.unlink()
        convert("xliff2po", tmp_path / "out.xlf", path)
        return path

    return away


@pytest.mark.parametrize("language", languages(Folder(ROOT)))
def test_a_shipped_file_comes_back_whole(
    language: str, project: Path, there_and_back: Callable[[str], Path]
) -> None:
    before = catalogue(ROOT / "assets" / "translations" / f"{language}.po")
    path = there_and_back(language)
    plain = catalogue(path)
    assert [p.id for p in plain.entries] == [p.id for p in before.entries]
    assert [p.strings for p in plain.entries] == [p.strings for p in before.entries]
    for entry in plain.entries:
        assert placeholders(entry.strings[0]) == placeholders(entry.id)
    assert run(["translate", "update", language, "--project", str(project)]) == 0
    after = catalogue(path)
    assert [p.key for p in after.entries] == [p.key for p in before.entries]
    for mine, its in zip(before.entries, after.entries, strict=True):
        assert (its.strings, its.flags, its.comments) == (mine.strings, mine.flags, mine.comments)
    assert after.header["X-Depliant-Review"] == before.header["X-Depliant-Review"]
    assert after.header["Plural-Forms"] == before.header["Plural-Forms"]


def test_fuzzy_and_missing_messages_come_back_as_such(
    project: Path, there_and_back: Callable[[str], Path]
) -> None:
    path = project / "assets" / "translations" / "nl.po"
    text = path.read_text("utf-8")
    text = text.replace('msgctxt "cover/heading"', '#, fuzzy\nmsgctxt "cover/heading"')
    text = text.replace('msgstr "Bewegwijzering"', 'msgstr ""')
    path.write_text(text, "utf-8")
    before = catalogue(path)
    assert sum(p.fuzzy for p in before.entries) == 1
    there_and_back("nl")
    assert run(["translate", "update", "nl", "--project", str(project)]) == 0
    after = catalogue(path)
    assert [p.key for p in after.entries if p.fuzzy] == [p.key for p in before.entries if p.fuzzy]
    missing = [p.context for p in after.entries if not p.translated]
    assert missing == ["regard/heading"]
