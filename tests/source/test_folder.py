"""A project's files as values: each read once, and given as it was when it was read."""

from __future__ import annotations

import hashlib
import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from depliant.errors import Diagnostic, InputError, Place
from depliant.source.folder import File, Files, Folder
from depliant.source.yaml import MAXIMUM_FILE, load_yaml

FIRST, SECOND = Place("content.yaml", 3, 7), Place("assets/style.yaml", 9, 1)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    folder = tmp_path / "project"
    (folder / "assets").mkdir(parents=True)
    (folder / "assets/heaps.svg").write_text("old")
    return folder


def refused(files: Files, name: str, place: Place | None = None, **limits: object) -> Diagnostic:
    with pytest.raises(InputError) as caught:
        files.file(name, place, **limits)  # type: ignore[arg-type]
    (fault,) = caught.value.diagnostics
    return fault


def test_a_file_is_its_name_its_bytes_and_their_digest(root: Path) -> None:
    digest = hashlib.sha256(b"old").hexdigest()
    assert Folder(root).file("assets/heaps.svg") == File("assets/heaps.svg", b"old", digest)


@pytest.mark.parametrize("then", ["new", "", None])
def test_what_was_read_does_not_change(root: Path, then: str | None) -> None:
    folder = Folder(root)
    before = folder.file("assets/heaps.svg"), folder.names("assets")
    if then is None:
        (root / "assets/heaps.svg").unlink()
    else:
        (root / "assets/heaps.svg").write_text(then)
    (root / "assets/more.svg").write_text("more")
    for files in (folder, folder.snapshot(())):
        assert (files.file("assets/heaps.svg"), files.names("assets")) == before


def test_what_was_not_there_stays_away_for_everyone_who_asks(root: Path) -> None:
    """The fault is one and the same, with the place of each who names the file."""
    folder = Folder(root)
    fault = refused(folder, "assets/heap.svg", FIRST)
    assert (fault.code, fault.place) == ("asset-missing", FIRST)
    assert "assets/heaps.svg" in str(fault.hint)
    (root / "assets/heap.svg").write_text("late")
    for files in (folder, folder.snapshot(())):
        again = refused(files, "assets/heap.svg", SECOND)
        assert (again.code, again.message, again.hint, again.place) == (
            fault.code, fault.message, fault.hint, SECOND,
        )  # fmt: skip
    assert refused(folder, "assets/heap.svg").place is None


def test_a_snapshot_reads_what_is_asked_for_once_and_no_more(root: Path) -> None:
    (root / "content.yaml").write_text("id: old\n")
    snapshot = Folder(root).snapshot(["content.yaml", "assets/heaps.svg", "assets/none.svg"])
    (root / "content.yaml").write_text("id: new\n")
    (root / "assets/heaps.svg").unlink()
    assert snapshot.file("content.yaml").data == b"id: old\n"
    assert snapshot.file("assets/heaps.svg").data == b"old"
    assert refused(snapshot, "assets/none.svg", FIRST).place == FIRST
    with pytest.raises(LookupError):
        snapshot.file("assets/style.yaml")
    with pytest.raises(LookupError):
        snapshot.names("assets")


def test_nothing_leads_out_of_the_folder(root: Path) -> None:
    (root.parent / "secret").write_text("x")
    (root / "file").symlink_to(root.parent / "secret")
    (root / "folder").symlink_to(root.parent)
    for name in ("../secret", "file", "folder/secret", str(root.parent / "secret"), ""):
        fault = refused(Folder(root), name, FIRST)
        assert (fault.code, fault.place) == ("path-outside", FIRST), name


def test_what_is_no_file_cannot_be_had(root: Path) -> None:
    for name in ("assets", "assets/heaps.svg/inside", "x" * 5000):
        fault = refused(Folder(root), name, FIRST)
        assert (fault.code, fault.place) == ("asset-unreadable", FIRST), name


def test_a_picture_that_is_missing_is_reported_where_it_is_named(root: Path) -> None:
    fault = refused(Folder(root), "none.jpg", FIRST)
    assert (fault.code, fault.place) == ("asset-missing", FIRST)


@pytest.mark.parametrize("kind", ["folder", "snapshot"])
def test_the_limit_of_each_who_asks_holds(root: Path, kind: str) -> None:
    folder = Folder(root)
    folder.file("assets/heaps.svg")
    files: Files = folder if kind == "folder" else folder.snapshot(())
    assert files.file("assets/heaps.svg", limit=3).data == b"old"
    fault = refused(files, "assets/heaps.svg", FIRST, limit=2, too_large="yaml-too-large")
    assert (fault.code, fault.place) == ("yaml-too-large", FIRST)
    fault = refused(files, "assets/heaps.svg", limit=2)
    assert (fault.code, fault.place) == ("asset-too-large", Place("assets/heaps.svg"))


def test_a_file_that_is_too_large_for_the_first_who_asks(root: Path) -> None:
    fault = refused(Folder(root), "assets/heaps.svg", FIRST, limit=2, too_large="yaml-too-large")
    assert (fault.code, fault.place) == ("yaml-too-large", FIRST)


def test_yaml_that_was_had_as_bytes_is_held_to_its_own_limit(root: Path) -> None:
    (root / "c.yaml").write_text("# " + "x" * MAXIMUM_FILE)
    folder = Folder(root)
    folder.file("c.yaml")
    with pytest.raises(InputError, match="yaml-too-large"):
        load_yaml(folder, "c.yaml")


def test_a_folder_that_is_not_there_has_no_names(root: Path) -> None:
    assert Folder(root).names("assets") == {"heaps.svg"}
    for name in ("none", "assets/heaps.svg", "a\0b"):
        assert Folder(root).names(name) == frozenset()
    assert Folder(root / "nowhere").names(".") == frozenset()


# --- read again ---------------------------------------------------------------------------------

HEAPS = "assets/heaps.svg"


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> None:
    """A minute has gone by since the files were written."""
    now = time.time_ns() + 60 * 10**9
    monkeypatch.setattr("time.time_ns", lambda: now)


@pytest.mark.usefixtures("later")
def test_what_was_not_written_since_is_taken_over_unread(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = Folder(root).snapshot([HEAPS, "assets/none.svg"])
    again = Folder(root, before)
    monkeypatch.setattr("depliant.source.folder.read", None)  # what is called, fails
    assert again.file(HEAPS) is before.file(HEAPS)
    assert Folder(root, again.snapshot(())).file(HEAPS) is before.file(HEAPS)


def rewritten(path: Path, data: bytes) -> None:
    path.write_bytes(data)


def replaced(path: Path, data: bytes) -> None:
    path.with_name("new").write_bytes(data)
    path.with_name("new").replace(path)


def linked(path: Path, data: bytes) -> None:
    path.with_name("other").write_bytes(data)
    path.unlink()
    path.symlink_to("other")


def in_a_linked_folder(path: Path, data: bytes) -> None:
    path.parent.rename(path.parent.with_name("moved"))
    path.parent.symlink_to("moved")
    path.write_bytes(data)


@pytest.mark.usefixtures("later")
@pytest.mark.parametrize("change", [rewritten, replaced, linked, in_a_linked_folder])
@pytest.mark.parametrize("data", [b"new", b"longer", b""])
def test_every_change_is_seen_whatever_the_time_of_the_file_says(
    root: Path, change: Callable[[Path, bytes], None], data: bytes
) -> None:
    path = root / HEAPS
    found = path.stat()
    before = Folder(root).snapshot([HEAPS])
    assert before.stamps
    time.sleep(0.02)  # a tick of the kernel's clock
    change(path, data)
    os.utime(path, ns=(found.st_atime_ns, found.st_mtime_ns))
    assert Folder(root, before).file(HEAPS).data == data
    assert before.file(HEAPS).data == b"old"


def test_what_is_written_twice_in_a_tick_is_seen(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of equal size, in the same place, at the same time by any clock: nothing tells them apart."""
    path = root / HEAPS
    stamp = Folder(root)._stamp(HEAPS)
    monkeypatch.setattr(Folder, "_stamp", lambda folder, name: stamp)
    before = Folder(root).snapshot([HEAPS])
    path.write_bytes(b"new")
    assert Folder(root, before).file(HEAPS).data == b"new"


@pytest.mark.usefixtures("later")
def test_what_is_gone_or_leads_out_by_now_is_refused_as_ever(root: Path) -> None:
    before = Folder(root).snapshot([HEAPS])
    (root / HEAPS).rename(root.parent / "heaps.svg")
    assert refused(Folder(root, before), HEAPS).code == "asset-missing"
    (root / HEAPS).symlink_to(root.parent / "heaps.svg")
    assert refused(Folder(root, before), HEAPS).code == "path-outside"
    (root / HEAPS).unlink()
    (root / "assets").rmdir()
    (root.parent / "away").mkdir()
    (root.parent / "heaps.svg").rename(root.parent / "away" / "heaps.svg")
    (root / "assets").symlink_to(root.parent / "away")
    assert refused(Folder(root, before), HEAPS).code == "path-outside"


@pytest.mark.usefixtures("later")
def test_what_was_taken_over_is_measured_by_who_asks_for_it(root: Path) -> None:
    before = Folder(root).snapshot([HEAPS])
    fault = refused(Folder(root, before), HEAPS, limit=2, too_large="yaml-too-large")
    assert fault.code == "yaml-too-large"


@pytest.mark.usefixtures("later")
def test_what_was_not_there_is_looked_for_again(root: Path) -> None:
    before = Folder(root).snapshot(["assets/late.svg"])
    (root / "assets/late.svg").write_text("late")
    again = Folder(root, before)
    assert again.file("assets/late.svg").data == b"late"
    assert again.names("assets") == {"heaps.svg", "late.svg"}
