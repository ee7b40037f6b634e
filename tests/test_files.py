"""Files saved all or none, whatever is killed when, and names that stay below their folder."""

from __future__ import annotations

import errno
import json
import os
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from depliant import files
from depliant.errors import InputError
from depliant.locks import lock, unlock
from depliant.sentences import NOTHING, say

KILLS = Path(__file__).with_name("kills.py")
OLD = {"press.pdf": b"old press", "screen.pdf": b"old screen"}
NEW = {"press.pdf": b"new press", "screen.pdf": b"new screen"}
TOKEN = "0123456789abcdef"

posix = pytest.mark.skipif(sys.platform == "win32", reason="needs POSIX")


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """A folder with an older set."""
    files.save(tmp_path / "out", OLD, NOTHING)
    return tmp_path / "out"


def there(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


# --- all or none ------------------------------------------------------------------------------


def test_a_set_is_written_and_nothing_else_is_there(out: Path) -> None:
    paths = files.save(out, NEW, NOTHING)
    assert paths == (out / "press.pdf", out / "screen.pdf")
    assert there(out) == NEW


@posix
@pytest.mark.parametrize("when", ["lines", "clock", "rivals"])
def test_a_kill_leaves_the_old_set_or_the_new_one(when: str, tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, KILLS, when, tmp_path / "out"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    seen = json.loads(done.stdout)
    assert seen["kills"] > 10
    if when == "lines":  # the kills came before and after the point from which the set is new
        assert seen["mixed"] > 0
        assert seen["old"] > 50
        assert seen["new"] > 50
    if when == "clock":
        assert seen["left"] > 10


def test_where_a_file_cannot_be_replaced_the_others_are_put_back(
    out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    replace = os.replace

    def held(source: Path, target: Path) -> None:
        if target.name == "screen.pdf" and source.suffix == ".new":
            raise OSError(errno.EBUSY, "it is open elsewhere")
        replace(source, target)

    monkeypatch.setattr(os, "replace", held)
    with pytest.raises(InputError, match="output-unwritable"):
        files.save(out, {**NEW, "extra.csv": b"not there before"}, NOTHING)
    assert there(out) == OLD


@pytest.mark.parametrize(("held_for", "is_written"), [(0, True), (3, True), (7, True), (8, False)])
def test_on_windows_a_name_that_somebody_holds_is_tried_again(
    out: Path, monkeypatch: pytest.MonkeyPatch, held_for: int, is_written: bool
) -> None:
    """A viewer or a virus scanner that reads a file there keeps its name for a moment."""
    replace, tried = os.replace, []
    waited: list[float] = []

    def held(source: Path, target: Path) -> None:
        if target.name == "screen.pdf" and source.suffix == ".new":
            tried.append(target)
            if len(tried) <= held_for:
                raise PermissionError(errno.EACCES, "It is being used by another process")
        replace(source, target)

    monkeypatch.setattr(files, "_IS_WINDOWS", True)
    monkeypatch.setattr(os, "replace", held)
    monkeypatch.setattr(time, "sleep", waited.append)
    if is_written:
        files.save(out, NEW, NOTHING)
    else:
        with pytest.raises(InputError, match="output-unwritable"):
            files.save(out, NEW, NOTHING)
    assert there(out) == (NEW if is_written else OLD)
    assert len(tried) == min(held_for + 1, 8)
    assert waited == sorted(waited), "each time a little longer"
    assert sum(waited) < 3


def test_elsewhere_a_name_that_may_not_be_taken_is_tried_once(
    out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    replace, tried = os.replace, []

    def refused(source: Path, target: Path) -> None:
        if target.name == "screen.pdf" and source.suffix == ".new":
            tried.append(target)
            raise PermissionError(errno.EACCES, "Permission denied")
        replace(source, target)

    monkeypatch.setattr(files, "_IS_WINDOWS", False)
    monkeypatch.setattr(os, "replace", refused)
    with pytest.raises(InputError, match="output-unwritable"):
        files.save(out, NEW, NOTHING)
    assert len(tried) == 1
    assert there(out) == OLD


def test_a_disk_that_is_full_before_the_last_step(
    out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written, fsync = [], os.fsync

    def full(handle: int) -> None:
        written.append(handle)
        if len(written) > len(NEW):
            raise OSError(errno.ENOSPC, "No space left on device")
        fsync(handle)

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(InputError, match="No space left on device"):
        files.save(out, {**NEW, "extra.csv": b""}, NOTHING)
    assert there(out) == OLD


def test_what_cannot_be_removed_in_the_end_is_no_fault_of_a_save(
    out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The new set is there by then: that older files are as they were would be untrue."""
    unlink = os.unlink

    def held(path: Path, **named: object) -> None:
        if os.fspath(path).endswith(".old"):
            raise OSError(errno.EIO, "Input/output error")
        unlink(path)

    monkeypatch.setattr(os, "unlink", held)
    files.save(out, NEW, NOTHING)
    assert {name: (out / name).read_bytes() for name in NEW} == NEW
    monkeypatch.undo()
    files.settle(out)
    assert there(out) == NEW


@pytest.mark.parametrize("written", [None, 3])
def test_a_journal_that_finds_no_room_leaves_nothing(
    out: Path, monkeypatch: pytest.MonkeyPatch, written: int | None
) -> None:
    write = os.write

    def full(handle: int, data: bytes) -> int:
        if written is None:
            raise OSError(errno.ENOSPC, "No space left on device")
        return write(handle, data[:written])

    monkeypatch.setattr(os, "write", full)
    with pytest.raises(InputError, match="No space left on device"):
        files.save(out, NEW, NOTHING)
    assert there(out) == OLD


def test_a_file_keeps_its_permissions(out: Path) -> None:
    (out / "press.pdf").chmod(0o600)
    files.save(out, {**NEW, "other.pdf": b""}, NOTHING)
    assert [path.stat().st_mode & 0o777 for path in sorted(out.iterdir())] == [0o644, 0o600, 0o644]


@posix
def test_a_link_in_a_file_s_place_is_replaced_and_not_followed(out: Path, tmp_path: Path) -> None:
    (tmp_path / "letter").write_bytes(b"dear")
    (out / "screen.pdf").unlink()
    (out / "screen.pdf").symlink_to(tmp_path / "letter")
    files.save(out, NEW, NOTHING)
    assert (tmp_path / "letter").read_bytes() == b"dear"
    assert not (out / "screen.pdf").is_symlink()


@posix
def test_a_folder_below_that_leads_out_is_refused(out: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (out / "data").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(InputError, match=r"path-outside.*in the link's place") as caught:
        files.save(out, {**NEW, "data/x.csv": b""}, say("Free some room."))
    assert "room" not in str(caught.value), "that would not help"
    assert not list((tmp_path / "elsewhere").iterdir())
    (out / "data").unlink()
    assert there(out) == OLD


def test_a_name_that_no_disk_takes(out: Path) -> None:
    with pytest.raises(InputError, match="output-unwritable"):
        files.save(out, {**NEW, "x" * 300: b""}, NOTHING)
    assert there(out) == OLD
    files.save(out, {"x" * 250: b"long"}, NOTHING)
    assert (out / ("x" * 250)).read_bytes() == b"long"


@posix
def test_without_locks_a_set_is_saved_all_the_same(
    out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import fcntl

    def none(*_: object) -> None:
        raise OSError(errno.ENOLCK, "No locks available")

    monkeypatch.setattr(fcntl, "flock", none)
    files.save(out, NEW, NOTHING)
    (out / files.JOURNAL).unlink()
    assert there(out) == NEW


def test_two_threads_save_in_one_folder(out: Path) -> None:
    sets = [{name: f"{word} {name}".encode() for name in OLD} for word in ("a", "b", "c", "d")]
    threads = [threading.Thread(target=files.save, args=(out, each, "")) for each in sets * 4]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert there(out) in sets


# --- what the dead left -----------------------------------------------------------------------


def test_what_was_left_is_removed_and_what_is_another_s_stays(out: Path) -> None:
    (out / f".depliant-{TOKEN}-0.new").write_bytes(b"half")
    (out / f".depliant-{TOKEN}-1.old").write_bytes(b"spare")
    others = {".depliant-notes.new", ".hidden", ".press.pdf.swp", f".depliant-{TOKEN}-0.new.bak"}
    for name in others:
        (out / name).write_bytes(b"")
    files.settle(out)
    assert there(out).keys() == {*OLD, *others}


def test_what_a_living_program_writes_stays(out: Path) -> None:
    handle = lock(out / files.JOURNAL, 0)
    assert handle is not None
    (out / f".depliant-{TOKEN}-0.new").write_bytes(b"half")
    files.settle(out)
    assert (out / f".depliant-{TOKEN}-0.new").exists()
    unlock(handle, out / files.JOURNAL, done=True)
    files.settle(out)
    assert there(out) == OLD


def test_a_folder_that_is_clean_is_not_touched(out: Path) -> None:
    before = out.stat().st_mtime_ns
    files.settle(out)
    files.settle(out / "none")
    assert out.stat().st_mtime_ns == before


@pytest.mark.parametrize(
    "journal",
    [
        b"",
        b"not ours",
        b"\xff\xfe\n\n",
        b'{"token": "../x", "files": [["press.pdf", true]]}\nready\n',
        b'{"token": "0123456789abcdef", "files": [["../letter", false]]}\nback\n',
        b'{"token": "0123456789abcdef", "files": [["/etc/x", false]]}\nback\n',
        b'{"token": "0123456789abcdef", "files": [["a/..", false]]}\nback\n',
        b'{"token": "0123456789abcdef", "files": [[".", false]]}\nback\n',
        b'{"token": "0123456789abcdef", "files": [["press.pdf", true]]}\nrea',
    ],
)
def test_a_journal_that_cannot_be_followed_harms_nothing(
    out: Path, tmp_path: Path, journal: bytes
) -> None:
    (tmp_path / "letter").write_bytes(b"dear")
    (out / files.JOURNAL).write_bytes(journal)
    files.settle(out)
    assert there(out) == OLD
    (out / files.JOURNAL).write_bytes(journal)
    files.save(out, NEW, NOTHING)
    assert there(out) == NEW
    assert (tmp_path / "letter").read_bytes() == b"dear"


@posix
@pytest.mark.parametrize("state", ["", "ready\n", "back\n"])
@pytest.mark.parametrize("name", ["gone/x", "press.pdf/x", "folder", "loop/x", "x" * 300])
def test_a_journal_of_what_can_be_no_file_any_more_stops_nobody(
    out: Path, name: str, state: str
) -> None:
    (out / "folder").mkdir()
    (out / "loop").symlink_to("loop")
    plan = json.dumps({"token": TOKEN, "files": [[name, False], ["screen.pdf", True]]})
    (out / files.JOURNAL).write_text(f"{plan}\n{state}")
    (out / f".depliant-{TOKEN}-1.new").write_bytes(b"new screen")
    files.save(out, {"press.pdf": b"new press"}, NOTHING)
    expected = b"new screen" if state == "ready\n" else b"old screen"
    assert (out / "screen.pdf").read_bytes() == expected
    assert {path.name for path in out.iterdir()} == {"press.pdf", "screen.pdf", "folder", "loop"}


@posix
@pytest.mark.parametrize("kind", ["link", "hard link", "pipe", "folder"])
def test_something_else_has_the_journal_s_name(out: Path, tmp_path: Path, kind: str) -> None:
    (tmp_path / "letter").write_bytes(b"dear")
    match kind:
        case "link":
            (out / files.JOURNAL).symlink_to(tmp_path / "letter")
        case "hard link":
            (out / files.JOURNAL).hardlink_to(tmp_path / "letter")
        case "pipe":
            os.mkfifo(out / files.JOURNAL)
        case "folder":
            (out / files.JOURNAL).mkdir()
    files.save(out, NEW, NOTHING)
    assert {name: (out / name).read_bytes() for name in NEW} == NEW
    assert (tmp_path / "letter").read_bytes() == b"dear"


# --- one file ---------------------------------------------------------------------------------


def test_one_file_through_a_link(tmp_path: Path) -> None:
    (tmp_path / "report.html").write_bytes(b"old")
    (tmp_path / "link").symlink_to("report.html")
    files.save_file(tmp_path / "link", b"new", NOTHING)
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "report.html").read_bytes() == b"new"


def test_one_file_and_the_folder_for_it(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="output-unwritable"):
        files.save_file(tmp_path / "a" / "b.csv", b"", NOTHING, make_folder=False)
    files.save_file(tmp_path / "a" / "b.csv", b"1", NOTHING)
    assert there(tmp_path / "a") == {"b.csv": b"1"}
    with pytest.raises(InputError, match="output-unwritable"):
        files.save_file(tmp_path / "a", b"1", NOTHING)


@posix
def test_a_pipe_is_written_to(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    got: list[bytes] = []
    reader = threading.Thread(target=lambda: got.append(pipe.read_bytes()))
    reader.start()
    files.save_file(pipe, b"a page", NOTHING)
    reader.join()
    assert got == [b"a page"]


def test_files_that_can_be_made_again_and_find_no_room_leave_the_older_ones(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in "ab":
        (tmp_path / name).write_bytes(b"old")
    write, written = Path.write_bytes, []

    def full(path: Path, data: bytes) -> int:
        written.append(path)
        if len(written) == 2:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return write(path, data)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "write_bytes", full)
        with pytest.raises(OSError, match="space"):
            files.put_all(tmp_path, {"a": b"new", "b": b"new"})
    (tmp_path / "c").mkdir()
    with pytest.raises(IsADirectoryError):
        files.put_all(tmp_path, {"a": b"new", "c": b"new"})
    assert [(tmp_path / name).read_bytes() for name in "ab"] == [b"old", b"old"]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a", "b", "c"]
    files.put_all(tmp_path, {"a": b"new", "b": b"new"})
    assert [(tmp_path / name).read_bytes() for name in "ab"] == [b"new", b"new"]


def test_a_file_that_can_be_made_again(tmp_path: Path) -> None:
    files.put(tmp_path / "entry", b"one")
    files.put(tmp_path / "entry", b"two")
    assert there(tmp_path) == {"entry": b"two"}
    with pytest.raises(OSError, match="none"):
        files.put(tmp_path / "none" / "entry", b"")


# --- names ------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["x", "a/x", "a/./x", "é/ü.jpg", "a b", "..x", "x" * 300])
def test_a_name_below(tmp_path: Path, name: str) -> None:
    assert files.below(tmp_path, name) == (tmp_path / name).resolve()


@pytest.mark.parametrize("name", ["", "../x", "a/../../x", "/etc/x", "C:x", "c:/x", "a\\x", "a\0"])
def test_a_name_that_is_not_below(tmp_path: Path, name: str) -> None:
    with pytest.raises(files.OutsideError) as caught:
        files.below(tmp_path, name)
    assert not caught.value.is_link


@posix
def test_a_link_that_leads_out(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "link").symlink_to(tmp_path)
    with pytest.raises(files.OutsideError) as caught:
        files.below(tmp_path / "in", "link/x")
    assert caught.value.is_link
    assert files.below(tmp_path, "in/link/x") == tmp_path / "x"
