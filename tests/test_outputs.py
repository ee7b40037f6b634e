"""No call writes over what a brochure is made of, whichever command is called and however."""

from __future__ import annotations

import hashlib
import os
import shutil
from argparse import Action
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.conftest import dress

from depliant.commands.call import Command, CommandParser, Entry, Group, _offered_by
from depliant.commands.cli import DEPLIANT, run
from depliant.output import Output

TABLE = "id,name\n1,Ann\n"
READ = {
    ("batch", "data"),
    ("compare", "project"),
    ("figures import", "file"),
    ("figures extract", "file"),
    ("logo add", "file"),
    ("new", "directory"),
    ("preflight", "file"),
    ("proof import", "file"),
    ("read-aloud", "file"),
    ("reissue", "table"),
    ("translate import", "file"),
}
"""Arguments that are files which are read, and folders."""
FOLDERS = {("batch", "out"), ("build", "out"), ("compare", "out")}
"""Folders into which files of fixed names go."""


def _commands(entry: Entry, name: str = "") -> Iterator[tuple[str, Command]]:
    opened = _offered_by(entry.opens) if isinstance(entry.opens, str) else entry.opens
    if isinstance(opened, Command):
        yield name, opened
        return
    assert isinstance(opened, Group)
    for called, one in opened.commands.items():
        yield from _commands(one, f"{name} {called}".strip())


def _arguments() -> Iterator[tuple[str, Action]]:
    for name, command in _commands(DEPLIANT):
        parser = CommandParser(name, "")
        command.arguments(parser)
        yield from ((name, action) for action in parser._actions)


NEEDED = {"batch": ["--data", "people.csv"], "translate undo": ["nl"], "preflight": ["a.pdf"],
          "figures extract": ["a.pdf"]}  # fmt: skip
WRITES = [(name, action) for name, action in _arguments() if isinstance(action.type, Output)]


def test_each_path_is_read_or_written() -> None:
    """A new argument that is a path is put down here, or has an ending."""
    paths = {(name, action.dest) for name, action in _arguments() if action.type is Path}
    assert paths - READ - FOLDERS == set()
    assert len(WRITES) >= 11


@pytest.fixture
def brochure(project_folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(project_folder)
    return project_folder


@pytest.fixture
def project_folder(tmp_path: Path) -> Path:
    root = tmp_path / "brochure"
    root.mkdir()
    dress(root)
    (root / "content.yaml").write_text(
        "id: a\nlanguage: en\ntitle: A\nissue: '1'\ndate: 2020-01-01\npanels:\n"
        "  - id: cover\n    blocks:\n      - picture: art/a.svg\n        alt: A\n",
        encoding="utf-8",
    )
    (root / "people.csv").write_text(TABLE, encoding="utf-8")
    (root / "a.pdf").write_bytes(b"%PDF-1.4\n")
    (root / "art").mkdir()
    for ending in ("svg", "pdf", "csv", "xlsx", "html", "json", "po", "yaml", "xlf", "tmx"):
        (root / "assets" / f"own.{ending}").write_text("own", encoding="utf-8")
    return root


def _state(root: Path) -> dict[str, str]:
    return {
        str(path.relative_to(root)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(root.rglob("*"))
        if path.is_file()
    }


def _call(name: str, action: Action, path: str) -> list[str]:
    rest = NEEDED.get(name, [])
    return [*name.split(), *rest, *action.option_strings[:1], path]


def _ids(one: object) -> str:
    return one if isinstance(one, str) else f"{getattr(one, 'dest', one)}"


@pytest.mark.parametrize(("name", "action"), WRITES, ids=_ids)
def test_nothing_is_written_over_a_source(
    name: str, action: Action, brochure: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Content, style, assets, a picture that content names: by whatever path it is named."""
    output = action.type
    assert isinstance(output, Output)
    before = _state(brochure)
    (brochure / "link").symlink_to(brochure / "assets")
    named = [f"assets/own{ending}" for ending in output.endings if ending not in (".htm", ".yml",
             ".xliff", ".tbx")]  # fmt: skip
    sources = ["content.yaml", "assets/style.yaml", *named, str(brochure / named[0])]
    sources.append(named[0].replace("assets", "link"))
    sources = [one for one in sources if one != output.own]
    for source in sources:
        assert run(_call(name, action, source)) == 2, source
        told = capsys.readouterr()
        kind = "source" if Path(source).suffix in output.endings else "kind"
        assert f"[output-{kind}]" in told.err, told.err
        assert source in told.err
        (brochure / "link").unlink(missing_ok=True)
        assert _state(brochure) == before
        (brochure / "link").symlink_to(brochure / "assets")


@pytest.mark.parametrize(("name", "action"), WRITES, ids=_ids)
def test_nothing_is_written_over_what_the_call_reads(
    name: str, action: Action, brochure: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    read = next((one for one in NEEDED.get(name, []) if "." in one), None)
    if read is None:
        return
    before = _state(brochure)
    assert run(_call(name, action, read)) == 2
    assert "[output-" in capsys.readouterr().err
    assert _state(brochure) == before


def test_a_picture_that_the_content_names_is_a_source(
    brochure: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (brochure / "art" / "a.svg").write_text("<svg/>", encoding="utf-8")
    assert run(["build", "--fit-picture", "art/a.svg"]) == 2
    assert "[output-source]" in capsys.readouterr().err
    assert (brochure / "art" / "a.svg").read_text("utf-8") == "<svg/>"
    # Even where the content cannot be read.
    with (brochure / "content.yaml").open("a") as file:
        file.write("  bad: [\n")
    assert run(["folds", "--picture", "art/a.svg"]) == 2
    assert "[output-source]" in capsys.readouterr().err


def test_another_project_is_guarded_too(
    brochure: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    other = tmp_path / "other"
    shutil.copytree(brochure, other)
    monkeypatch.chdir(tmp_path)
    assert run(["folds", "--picture", "other/assets/own.svg"]) == 2
    assert "[output-source]" in capsys.readouterr().err


def test_what_is_nobodys_source_is_written_again(brochure: Path) -> None:
    """A file in the project's folder that this program has written there, and a device."""
    for _ in range(2):
        assert run(["folds", "gate", "--picture", "gate.svg"]) == 0
    assert run(["folds", "gate", "--picture", os.devnull]) == 0


def test_json_holds_the_refusal(brochure: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["build", "--fit-picture", "content.yaml", "--json"]) == 2
    assert '"output-kind"' in capsys.readouterr().out
