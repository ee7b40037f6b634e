"""What waits on the disk until a file is whole: the same bytes, whatever the disk does."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

import pytest

from depliant.geometry import Size
from depliant.writers import spool
from depliant.writers.canvas import File, PageObject
from depliant.writers.spool import Spool, Waiting, Whole


def test_few_streams_stay_and_many_wait_on_the_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spool, "_KEPT", 10)
    streams = [bytes([65 + number]) * 6 for number in range(5)]
    waiting = Spool()
    put = [waiting.put(data) for data in streams]
    assert [isinstance(one, Waiting) for one in put] == [False, True, True, True, True]
    # In any order, and between what is put later.
    assert [one.read() for one in reversed(put) if isinstance(one, Waiting)] == streams[:0:-1]
    last = waiting.put(b"last")
    assert isinstance(last, Waiting)
    assert last.read() == b"last"


def test_a_stream_stays_where_the_disk_takes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    def full() -> Any:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(spool, "_KEPT", 0)
    monkeypatch.setattr(tempfile, "TemporaryFile", full)
    assert Spool().put(b"stream") == b"stream"


def test_a_temporary_file_that_is_cut_is_told(tmp_path: Path) -> None:
    with (tmp_path / "cut").open("w+b") as file, pytest.raises(OSError, match="temporary"):
        Waiting(file, 0, 3).read()


def _written(count: int) -> bytes:
    file = File((1, 6), "fr-FR", {"Title": "Éditions"})
    pages = [
        PageObject(Size(100 + number, 80), file.aside(b"%d 0 m" % number), {}, {}, {}, "")
        for number in range(count)
    ]
    for page in pages:
        file.add_page(page)
    return file.finish()


def test_a_file_is_the_same_wherever_its_streams_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    in_memory = _written(9)
    monkeypatch.setattr(spool, "_KEPT", 0)
    assert _written(9) == in_memory


def test_a_file_is_identified_in_its_last_bytes() -> None:
    unknown = b"[" + b"0" * 32 + b"|" + b"0" * 32 + b"]"
    whole = Whole(20_000)
    whole.write(unknown + b"x" * 5000 + unknown + b"end")
    data = whole.identified(unknown)
    assert data.startswith(unknown)
    assert data.endswith(b"end")
    assert data[-69:-37] == data[-36:-4] != b"0" * 32

    foreign = Whole()
    foreign.write(b"[an identifier of its own]")
    with pytest.raises(ValueError, match="identifier"):
        foreign.identified(unknown)
