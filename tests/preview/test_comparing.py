"""What changed since an older version: told apart, placed, and read without harm."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient
from tests.judges.programs import missing

from depliant.build.memory import Memory
from depliant.commands.cli import run
from depliant.preview.service import Service

from .conftest import TOKEN, change, client_of, until

ITEM = '      - items:\n          - text: "**{flour} kilograms**'
CHURCH = (
    '          - text: "The {first:ordinal} mill on the creek stood here before the church did."\n'
)
REPAIR = (
    '          - text: "**{repair:compact} pounds** were spent on the dam, '
    'the gates and the wheel."\n'
    "            figure: repair\n"
)

Compared = Callable[[str], dict[str, Any]]


def saved(service: Service, old: str, new: str, file: str = "content.yaml") -> None:
    """Save other words, and wait until they are on the pages."""
    former = service.snapshot("")
    assert former is not None
    change(service.root, old, new, file)
    service.builder.changed()
    until(
        lambda: (found := service.snapshot("")) and found.project is not former.project and found,
        "the new pages",
    )


@pytest.fixture
def compared(client: TestClient) -> Compared:
    def ask(version: str) -> dict[str, Any]:
        answer = client.get(f"/{TOKEN}/compare.json?with={version}")
        assert answer.status_code == 200, answer.text
        found: dict[str, Any] = answer.json()
        return found

    return ask


def versions(client: TestClient) -> list[dict[str, str]]:
    found: list[dict[str, str]] = client.get(f"/{TOKEN}/versions.json").json()
    return found


def told(found: dict[str, Any]) -> list[tuple[str, str]]:
    return [(one["kind"], one["block"]) for one in found["changes"]]


def test_nothing_changed_is_nothing(compared: Compared) -> None:
    found = compared("start")
    assert found["same"]
    assert found["changes"] == found["figures"] == []


def test_a_word_is_marked_where_it_is_and_where_it_was(
    service: Service, compared: Compared
) -> None:
    saved(service, "always on", "mostly on")
    found = compared("start")
    (one,) = found["changes"]
    assert (one["kind"], one["block"]) == ("words", "paragraph")
    assert [*map(tuple, one["text"])][-3:-1] == [("removed", "always"), ("added", "mostly")]
    (was,), (now,) = one["old"]["boxes"], one["new"]["boxes"]
    assert one["old"]["panel"] == one["new"]["panel"] == "visit"
    assert was[:2] == pytest.approx(now[:2], abs=0.01)
    assert 5 < now[2] < 60
    assert one["place"]["file"] == "content.yaml"
    assert compared("before")["changes"] == found["changes"]


def test_what_only_moved_is_no_changed_word(service: Service, compared: Compared) -> None:
    """A longer sentence pushes what stands below it."""
    saved(service, "rain.*", "rain, nor for wind, nor for anything that the sky may send.*")
    found = compared("start")
    kinds = told(found)
    assert kinds.count(("words", "paragraph")) == 1
    moved = [one for one in found["changes"] if one["kind"] == "moved"]
    assert len(moved) >= 3
    for one in moved:
        assert one["new"]["boxes"][0][1] > one["old"]["boxes"][0][1]
    assert {one["kind"] for one in found["changes"]} == {"words", "moved"}


def test_an_item_in_another_place_has_moved(service: Service, compared: Compared) -> None:
    saved(service, CHURCH + REPAIR, REPAIR + CHURCH)
    found = compared("start")
    assert {kind for kind, _ in told(found)} == {"moved"}
    assert "church" not in str(found["figures"])


def test_a_block_that_went_and_one_that_came(service: Service, compared: Compared) -> None:
    saved(service, CHURCH, "")
    found = compared("start")
    (gone,) = [one for one in found["changes"] if one["kind"] == "went"]
    assert gone["new"] is None
    assert gone["text"][0][0] == "removed"
    assert "church" in gone["text"][0][1]
    saved(service, REPAIR, CHURCH + REPAIR)
    assert compared("before")["changes"][0]["kind"] in ("came", "moved")
    assert compared("start")["same"]


def test_a_figure_is_told_once_with_all_its_places(service: Service, compared: Compared) -> None:
    saved(service, "visitors: {value: 18400", "visitors: {value: 21000")
    found = compared("start")
    (one,) = [one for one in found["figures"] if one["id"] == "visitors"]
    assert one["status"] == "changed"
    assert one["percent"] == pytest.approx(14.13, abs=0.01)
    assert "18,400" in one["old"]["shown"]
    assert "21,000" in one["new"]["shown"]
    assert {spot["panel"] for spot in one["is"]} == {"people"}
    assert len(one["is"]) == len(one["was"]) >= 2
    words = [one for one in found["changes"] if one["kind"] == "words"]
    assert any(one["figures"] == ["visitors"] for one in words)


def test_a_drawing_that_is_drawn_otherwise(service: Service, compared: Compared) -> None:
    art = service.root / "assets" / "art" / "waves.svg"
    text = art.read_text(encoding="utf-8")
    former = service.snapshot("")
    art.write_text(text.replace("</svg>", '<circle cx="40" cy="20" r="18"/></svg>'), "utf-8")
    service.builder.changed()
    until(lambda: service.snapshot("") is not former and service.snapshot("").project)  # type: ignore[union-attr]
    found = compared("start")
    assert {one["kind"] for one in found["changes"]} == {"drawn"}
    assert found["changes"][0]["new"]["panel"] == "front"


def test_panels_that_change_places_are_the_same_panels(
    service: Service, compared: Compared
) -> None:
    text = (service.root / "content.yaml").read_text(encoding="utf-8")
    at, end = text.index("  - id: people"), text.index("  - id: visit")
    tide = text.index("  - id: tide")
    saved(service, text[tide:end], text[at:end] + text[tide:at])
    found = compared("start")
    assert found["changes"] == []


def test_pages_with_errors_are_compared_all_the_same(service: Service, compared: Compared) -> None:
    saved(service, "the kettle is always on", "the kettle is always on " * 120)
    found = compared("start")
    assert found["old"]["good"]
    assert [one["block"] for one in found["changes"] if one["kind"] == "words"] == ["paragraph"]
    former = service.snapshot("")
    change(service.root, "  - id: people\n", "  - id: people\n    colour: blue\n")
    service.builder.changed()
    until(
        lambda: (one := service.snapshot("")) is not former and one and one.project is None,
        "the draft of what cannot be read",
    )
    assert compared("start")["changes"]


# --- versions -------------------------------------------------------------------------------


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
def committed(service: Service) -> Service:
    """The same, in a git repository with one commit of it."""
    git(service.root, "init", "-q")
    git(service.root, "add", "-A")
    git(service.root, "commit", "-q", "-m", "The kettle \x1b[31mis\u202e on")
    git(service.root, "tag", "v1")
    return service


def test_a_commit_is_listed_and_compared(
    committed: Service, client: TestClient, compared: Compared
) -> None:
    saved(committed, "always on", "mostly on")
    (one,) = [one for one in versions(client) if one["kind"] == "git"]
    assert one["name"] == "v1"
    assert one["note"] == "The kettle  [31mis  on"
    found = compared(one["id"])
    assert told(found) == [("words", "paragraph")]
    tile = found["old"]["sheets"][0]["tiles"][0]
    assert client.get(f"/{TOKEN}/tile/{tile['digest']}.png?scale=1").status_code == 200


def test_nothing_that_git_could_run_is_run(
    committed: Service, client: TestClient, tmp_path: Path
) -> None:
    trap = tmp_path / "trap"
    program = tmp_path / "program"
    program.write_text(f"#!/bin/sh\ntouch {trap}\n", encoding="utf-8")
    program.chmod(0o755)
    for key in ("core.fsmonitor", "core.pager", "diff.external", "gpg.program", "core.sshCommand"):
        git(committed.root, "config", key, str(program))
    git(committed.root, "config", "log.showSignature", "true")
    hook = committed.root / ".git" / "hooks" / "post-checkout"
    hook.parent.mkdir(exist_ok=True)
    shutil.copy(program, hook)
    (one,) = [one for one in versions(client) if one["kind"] == "git"]
    assert client.get(f"/{TOKEN}/compare.json?with={one['id']}").json()["same"]
    assert not trap.exists()


@pytest.mark.parametrize(
    "asked",
    ["", "git-HEAD", "git---upload-pack=x", "git-" + "0" * 40, "file-../../etc/passwd", "issue-x"],
)
def test_only_versions_that_are_listed_can_be_asked_for(
    committed: Service, client: TestClient, asked: str
) -> None:
    assert committed.root.is_dir()
    assert client.get(f"/{TOKEN}/compare.json?with={asked}").status_code == 404


def test_git_looks_at_the_folder_s_own_repository(
    committed: Service, client: TestClient, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = tmp_path / "other"
    git(tmp_path, "init", "-q", str(other))
    monkeypatch.setenv("GIT_DIR", str(other / ".git"))
    assert [one["name"] for one in versions(client) if one["kind"] == "git"] == ["v1"]
    assert committed.root.is_dir()


@pytest.mark.parametrize("target", ["press", "screen"])
def test_an_older_build_is_compared_by_what_it_says(
    service: Service, client: TestClient, compared: Compared, target: str
) -> None:
    snapshot = service.snapshot("")
    assert snapshot is not None
    assert snapshot.pages is not None
    (file,) = snapshot.pages.session.write(snapshot.pages.composed, target)
    (service.root / "out").mkdir()
    (service.root / "out" / file.name).write_bytes(file.data)
    (one,) = [one for one in versions(client) if one["kind"] == "file"]
    assert one["note"] == f"out/{file.name}"
    found = compared(one["id"])
    assert found["changes"] == []
    assert ("new" in found) == (target == "screen")
    saved(service, "always on", "mostly on")
    found = compared(one["id"])
    assert told(found) == [("words", "paragraph")]
    (was,) = found["changes"][0]["old"]["boxes"]
    assert 5 < was[2] < 60
    digest = found["old"]["sheets"][0]["tiles"][0]["digest"]
    part = service.raster.part(digest)
    assert part is not None
    assert part.is_foreign  # a process of its own paints what may be anybody's
    assert client.get(f"/{TOKEN}/tile/{digest}.png?scale=0.5").content.startswith(b"\x89PNG")


def test_a_file_that_is_no_pdf_says_so(service: Service, client: TestClient) -> None:
    (service.root / "broken.pdf").write_bytes(b"%PDF-1.7\nnothing")
    (service.root / "link.pdf").symlink_to("/etc/passwd")
    (one,) = [one for one in versions(client) if one["kind"] == "file"]
    found = client.get(f"/{TOKEN}/compare.json?with={one['id']}").json()
    assert "broken.pdf" in found["faults"][0]


def test_a_frozen_issue_has_the_words_that_it_had(project: Path, memory: Memory) -> None:
    change(project, "date: 2024-04-02\n", 'date: 2024-04-02\nissue: "2024"\n')
    assert run(["reissue", "2025", "--project", str(project)]) == 0
    service = Service(project, memory=memory)
    service.start()
    until(lambda: service.snapshot(""), "the first snapshot")
    client = client_of(service)
    (one,) = [one for one in versions(client) if one["kind"] == "issue"]
    assert (one["name"], one["day"]) == ("2024", "2024-04-02")
    assert client.get(f"/{TOKEN}/compare.json?with={one['id']}").json()["changes"] == []
    saved(service, "always on", "mostly on")
    found = client.get(f"/{TOKEN}/compare.json?with={one['id']}").json()
    assert told(found) == [("words", "paragraph")]
    service.stop()


def test_no_more_versions_are_held_than_a_few(
    service: Service, client: TestClient, compared: Compared
) -> None:
    text = "always on"
    for number in range(8):
        saved(service, text, f"on {number}")
        text = f"on {number}"
        assert compared("before")["changes"]
        assert compared("start")["changes"]
    assert len(service.former._laid) <= 3
    assert len(versions(client)) == 2


def test_a_version_that_cannot_be_set_says_why(
    service: Service, client: TestClient, compared: Compared
) -> None:
    text = (service.root / "content.yaml").read_text(encoding="utf-8")
    git(service.root, "init", "-q")
    (service.root / "content.yaml").write_text("id: [", encoding="utf-8")
    git(service.root, "add", "-A")
    git(service.root, "commit", "-q", "-m", "broken")
    (service.root / "content.yaml").write_text(text, encoding="utf-8")
    (one,) = [one for one in versions(client) if one["kind"] == "git"]
    assert compared(one["id"])["faults"]
