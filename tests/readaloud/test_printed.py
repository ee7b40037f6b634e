"""What a file says is printed up to a bound, and what is left out is said."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.preflight.conftest import WORDS, small

from depliant.commands import readaloud
from depliant.commands.cli import run
from depliant.commands.readaloud import bounded


@pytest.mark.parametrize(
    ("most", "kept", "left"),
    [(9, ["abc", "def"], 0), (6, ["abc", "def"], 0), (4, ["abc", "d"], 2), (3, ["abc"], 3)],
)
def test_lines_are_kept_up_to_a_bound(most: int, kept: list[str], left: int) -> None:
    assert bounded(["abc", "def"], most) == (kept, left)


def test_what_is_not_printed_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "a.pdf"
    file.write_bytes(small(words=WORDS.replace(b"(Hello)", b"(" + b"Hello " * 80 + b")")))
    monkeypatch.setattr(readaloud, "PRINTED", 100)
    run(["read-aloud", str(file)])
    out, err = capsys.readouterr()
    assert len(out.replace("\n", "")) == 100
    assert "warning[beyond-limits]" in err
    assert "characters more than are printed (100)" in err
