"""The interface for programs: what the package offers, and that the guide's example runs."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import depliant
from depliant import InputError, Memory, Project, Session, Store

ARCHITECTURE = Path(depliant.__file__).parent / "docs" / "architecture.md"
GUIDE = ARCHITECTURE.read_text(encoding="utf-8")
ACCORDION = Path(__file__).parent / "data" / "accordion"


def test_every_public_name_is_there_documented_and_in_the_guide() -> None:
    section = GUIDE.partition("## From Python")[2]
    for name in depliant.__all__:
        if not name.startswith("__"):
            assert (getattr(depliant, name).__doc__ or "").strip(), name
            assert f"`{name}`" in section, name
    with pytest.raises(AttributeError, match="nothing_of_that_name"):
        _ = depliant.nothing_of_that_name
    assert (Path(depliant.__file__).parent / "py.typed").exists()


def test_the_package_itself_imports_nothing() -> None:
    """A command pays for what it uses, and a name for its own home."""
    script = (
        "import sys, depliant; depliant.__version__;"
        "print([m for m in sys.modules if m.startswith('depliant.') and m != 'depliant.version'])"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True)
    assert done.stdout == "[]\n", done.stderr


def test_the_guides_example_writes_the_screen_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(ACCORDION, tmp_path / "brochure")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DEPLIANT_CACHE", str(tmp_path / "cache"))
    example = re.findall(r"```python\n(.*?)```", GUIDE, re.DOTALL)[0]
    exec(compile(example, "architecture.md", "exec"), {})
    project = Project.read(tmp_path / "brochure")
    assert len(list(tmp_path.glob("*.screen.pdf"))) == len(project.languages)


def test_the_packages_example_judges_what_it_wrote(tmp_path: Path) -> None:
    session = Session(Project.read(ACCORDION), Memory(Store(tmp_path / "cache")))
    pages = session.compose(session.edition("en"))
    [file] = session.write(pages, "screen")
    assert session.judge(file.name, file.data, "screen") == ()
    with pytest.raises(InputError, match="project-missing"):
        Project.read(tmp_path)


def test_the_guide_names_files_that_are_there() -> None:
    root = ARCHITECTURE.parents[3]
    named = re.findall(r"^    (src/\S+)", GUIDE, re.MULTILINE)
    assert named
    for name in named:
        assert (root / name).is_file(), name
