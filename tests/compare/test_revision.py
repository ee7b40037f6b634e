"""Revisions: what git holds is laid out as it is, and nothing that git could run is run."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest
from tests.judges.programs import missing

from depliant.compare import revision
from depliant.compare.revision import extract
from depliant.errors import InputError


def git(folder: Path, *arguments: str) -> str:
    if shutil.which("git") is None:
        missing("git")
    identity = {"GIT_AUTHOR_NAME": "a", "GIT_AUTHOR_EMAIL": "a@example.org"}
    identity |= {"GIT_COMMITTER_NAME": "a", "GIT_COMMITTER_EMAIL": "a@example.org"}
    answer = subprocess.run(
        ["git", *arguments],
        cwd=folder,
        env={**os.environ, **identity},
        check=True,
        capture_output=True,
        text=True,
    )
    return answer.stdout.strip()


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A repository with a project in a folder, at two revisions."""
    folder = tmp_path / "repository"
    project = folder / "brochures" / "mine"
    (project / "assets" / "art").mkdir(parents=True)
    git(tmp_path, "init", "-q", str(folder))
    (project / "content.yaml").write_text("id: one\n")
    (project / "assets" / "art" / "a.svg").write_bytes(b"<svg\r\n/>\n")
    (project / "other").mkdir()
    (project / "other" / "large.bin").write_bytes(b"x")
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", "one")
    git(folder, "tag", "v1")
    (project / "content.yaml").write_text("id: two\n")
    git(folder, "commit", "-q", "-am", "two")
    return folder


def into(tmp_path: Path) -> Path:
    folder = tmp_path / "into"
    folder.mkdir()
    return folder


def files(folder: Path) -> dict[str, bytes]:
    found = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


@pytest.mark.parametrize(("name", "said"), [("v1", b"id: one\n"), ("HEAD", b"id: two\n")])
def test_a_revision_is_laid_out_byte_for_byte(
    repository: Path, tmp_path: Path, name: str, said: bytes
) -> None:
    found = extract(name, "brochures/mine", repository, into(tmp_path))
    assert files(found) == {"content.yaml": said, "assets/art/a.svg": b"<svg\r\n/>\n"}


@pytest.mark.parametrize("path", ["./", "./."])
def test_a_path_may_count_from_the_folder(repository: Path, tmp_path: Path, path: str) -> None:
    found = extract("v1", path, repository / "brochures" / "mine", into(tmp_path))
    assert "content.yaml" in files(found)


def test_a_file_of_a_revision(repository: Path, tmp_path: Path) -> None:
    found = extract("v1", "brochures/mine/content.yaml", repository, into(tmp_path))
    assert found.read_bytes() == b"id: one\n"


@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("v2", ""),
        ("--upload-pack=touch x", ""),
        ("HEAD", "nowhere"),
        ("HEAD", "../.."),
        ("", ""),
        ("HEAD:brochures", "mine"),
    ],
)
def test_what_is_not_there_is_refused(
    repository: Path, tmp_path: Path, name: str, path: str
) -> None:
    with pytest.raises(InputError, match="compare-revision"):
        extract(name, path, repository, into(tmp_path))


def test_a_folder_outside_any_repository(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="compare-revision"):
        extract("HEAD", "", tmp_path, into(tmp_path))


def test_no_filter_hook_or_monitor_of_the_repository_runs(repository: Path, tmp_path: Path) -> None:
    trap = tmp_path / "ran"
    attributes = repository / "brochures" / "mine" / ".gitattributes"
    attributes.write_text("* filter=trap export-subst\ncontent.yaml export-ignore\n")
    git(repository, "add", "-A")
    git(repository, "commit", "-q", "-m", "three")
    hook = repository / ".git" / "hooks" / "post-checkout"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text(f"#!/bin/sh\ntouch {trap}\n")
    hook.chmod(0o755)
    for key in ("filter.trap.smudge", "filter.trap.process", "core.fsmonitor", "core.pager"):
        git(repository, "config", key, f"touch {trap}")
    found = extract("HEAD", "brochures/mine", repository, into(tmp_path))
    assert files(found)["content.yaml"] == b"id: two\n"
    assert not trap.exists()


def test_links_are_left_out(repository: Path, tmp_path: Path) -> None:
    project = repository / "brochures" / "mine"
    (project / "assets" / "out").symlink_to("/etc")
    git(repository, "add", "-A")
    git(repository, "commit", "-q", "-m", "link")
    found = extract("HEAD", "brochures/mine", repository, into(tmp_path))
    assert set(files(found)) == {"content.yaml", "assets/art/a.svg"}


def test_a_name_that_climbs_out_is_refused(repository: Path, tmp_path: Path) -> None:
    blob = git(repository, "hash-object", "-w", "brochures/mine/content.yaml")
    tree = b"100644 ..\0" + bytes.fromhex(blob)
    inner = _tree(repository, tree)
    outer = _tree(repository, b"40000 assets\0" + bytes.fromhex(inner))
    commit = git(repository, "commit-tree", outer, "-m", "bad")
    folder = into(tmp_path)
    with pytest.raises(InputError, match="compare-revision"):
        extract(commit, "", repository, folder)
    assert files(folder) == {}


def _tree(repository: Path, data: bytes) -> str:
    answer = subprocess.run(
        ["git", "hash-object", "-t", "tree", "-w", "--stdin", "--literally"],
        cwd=repository,
        input=data,
        check=True,
        capture_output=True,
    )
    return answer.stdout.decode().strip()


def test_far_too_much_is_refused_before_it_is_read(
    repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(revision, "MAXIMUM_BYTES", 10)
    folder = into(tmp_path)
    with pytest.raises(InputError, match="compare-revision"):
        extract("HEAD", "brochures/mine", repository, folder)
    assert files(folder) == {}
