"""A folder that is watched: what is put into it is judged once, sorted, and stays as it was."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from msgspec.structs import replace
from tests.preflight.broken import art
from tests.preflight.conftest import small

from depliant.commands import watching
from depliant.commands.cli import run
from depliant.errors import InputError
from depliant.interface import ENGLISH
from depliant.preflight import judge
from depliant.preflight.hotfolder import (
    PATIENCE,
    QUIET,
    Entry,
    HotFolder,
    Judgement,
    Tools,
    Verdict,
)
from depliant.preflight.hotindex import index_of
from depliant.preflight.limits import unjudged
from depliant.preflight.survey import Survey

WHOLE = b"%PDF-1.7 and so on\n%%EOF\n"


class Desk:
    """A hot folder whose judge says what it is told, and whose clock is turned by hand."""

    def __init__(self, folder: Path, *, move: bool = False) -> None:
        self.folder = folder
        self.results = folder / "preflight"
        self.judged: list[tuple[str, bytes]] = []
        self.verdict: Verdict = "accepted"
        self.time = 0.0
        tools = Tools(
            self._judge, lambda entries: index_of(entries, "in"), lambda: self.time, lambda: "now"
        )
        self.hot = HotFolder(folder, tools, move=move)

    def _judge(self, path: Path) -> Judgement:
        self.judged.append((path.name, path.read_bytes()))
        return Judgement(self.verdict, "<p>page</p>", "" if self.verdict == "accepted" else "no")

    def look(self, seconds: float = 0.0) -> list[Entry]:
        """What is sorted so many seconds later."""
        self.time += seconds
        with self.hot.watched():
            return list(self.hot.look())

    def put(self, data: bytes = WHOLE, name: str = "a.pdf") -> Path:
        """Put a file into the folder."""
        path = self.folder / name
        path.write_bytes(data)
        return path

    def made(self) -> list[str]:
        """The names of all that was made."""
        return sorted(
            str(path.relative_to(self.results))
            for path in self.results.rglob("*")
            if path.is_file()
        )


def test_a_file_is_sorted_when_it_is_quiet_and_stays_where_it_is(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    path = desk.put()
    assert desk.look() == []
    assert desk.look(QUIET / 2) == []
    (entry,) = desk.look(QUIET)
    assert (entry.name, entry.verdict) == ("a.pdf", "accepted")
    assert path.read_bytes() == WHOLE
    assert desk.made() == ["accepted/a.pdf", "index.html", "judged.json", "reports/a.pdf.html"]
    assert (desk.results / "accepted/a.pdf").read_bytes() == WHOLE
    assert 'href="reports/a.pdf.html"' in (desk.results / "index.html").read_text()


def test_nothing_is_judged_twice_not_after_a_new_start_either(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    desk.put()
    desk.look()
    assert desk.look(QUIET)
    assert desk.look(PATIENCE) == []
    again = Desk(tmp_path)
    assert again.look() == again.look(PATIENCE) == []
    assert again.judged == []
    assert [entry.name for entry in again.hot.entries] == ["a.pdf"]


def test_a_file_that_is_being_copied_is_left_until_it_is_whole(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    desk.put(WHOLE[:9])
    desk.look()
    assert desk.look(QUIET) == [], "it has no end yet"
    desk.put(WHOLE[:12])
    assert desk.look(PATIENCE - 1) == [], "it has grown"
    desk.put()
    desk.look()
    assert [entry.verdict for entry in desk.look(QUIET)] == ["accepted"]
    assert desk.judged == [("a.pdf", WHOLE)], "judged once, and whole"


def test_a_file_that_was_cut_off_is_judged_in_the_end(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    desk.put(b"%PDF")
    desk.look()
    assert desk.look(PATIENCE)


def test_a_file_that_comes_again_gets_a_number_and_overwrites_nothing(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    desk.verdict = "refused"
    desk.put()
    desk.look()
    desk.look(QUIET)
    desk.verdict = "accepted"
    desk.put(WHOLE + b"mended %%EOF")
    desk.look()
    desk.look(QUIET)
    assert desk.made() == [
        "accepted/a (2).pdf", "index.html", "judged.json", "refused/a.pdf",
        "reports/a (2).pdf.html", "reports/a.pdf.html",
    ]  # fmt: skip
    assert (desk.results / "refused/a.pdf").read_bytes() == WHOLE


def test_links_folders_and_other_files_are_left_alone(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_bytes(WHOLE)
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "link.pdf").symlink_to(secret)
    (folder / "folder.pdf").mkdir()
    (folder / ".hidden.pdf").write_bytes(WHOLE)
    (folder / "a.txt").write_bytes(WHOLE)
    desk = Desk(folder)
    desk.look()
    assert desk.look(PATIENCE) == []
    assert desk.judged == []


def test_a_link_in_place_of_the_results_leads_nowhere(tmp_path: Path) -> None:
    elsewhere, folder = tmp_path / "elsewhere", tmp_path / "in"
    elsewhere.mkdir()
    folder.mkdir()
    desk = Desk(folder)
    desk.put()
    desk.look()
    (folder / "preflight" / "accepted").symlink_to(elsewhere)
    with pytest.raises(InputError, match="path-outside"):
        desk.look(QUIET)
    assert list(elsewhere.iterdir()) == []


def test_moving_takes_away_what_was_sorted_and_nothing_else(tmp_path: Path) -> None:
    desk = Desk(tmp_path, move=True)
    gone = desk.put()
    desk.look()
    kept = desk.put(name="b.pdf")
    desk.look(QUIET)
    assert not gone.exists()
    assert kept.exists()
    assert (desk.results / "accepted/a.pdf").read_bytes() == WHOLE


def test_a_file_that_changes_while_it_is_judged_is_not_taken_away(tmp_path: Path) -> None:
    desk = Desk(tmp_path, move=True)
    path = desk.put()

    def judge(copy: Path) -> Judgement:
        path.write_bytes(WHOLE + b"more")
        return Judgement("accepted", "")

    desk.hot._tools = desk.hot._tools._replace(judge=judge)
    desk.look()
    desk.look(QUIET)
    assert path.read_bytes() == WHOLE + b"more"
    assert (desk.results / "accepted/a.pdf").read_bytes() == WHOLE, "what was judged"


def test_a_folder_of_somebody_elses_is_not_used(tmp_path: Path) -> None:
    (tmp_path / "preflight").mkdir()
    (tmp_path / "preflight" / "index.html").write_text("mine")
    with pytest.raises(InputError, match="holds other things"):
        Desk(tmp_path)
    assert (tmp_path / "preflight" / "index.html").read_text() == "mine"


def test_one_folder_is_watched_once(tmp_path: Path) -> None:
    desk, other = Desk(tmp_path), Desk(tmp_path)
    with (
        desk.hot.watched(),
        pytest.raises(InputError, match="cannot be watched"),
        other.hot.watched(),
    ):
        pass


def test_what_a_killed_one_has_left_is_put_away_by_the_next(tmp_path: Path) -> None:
    results = tmp_path / "preflight"
    (results / ".judging").mkdir(parents=True)
    (results / ".judging" / "a.pdf").write_bytes(b"half")
    (results / ".watched").write_bytes(b"")
    with Desk(tmp_path).hot.watched():
        pass
    assert sorted(path.name for path in results.iterdir()) == ["index.html", "judged.json"]


@pytest.mark.parametrize(
    ("codes", "verdict"),
    [(["beyond-limits"], "unjudged"), (["beyond-limits", "colour-rgb"], "refused")],
)
def test_a_file_with_a_page_that_was_not_judged_is_neither_good_nor_bad(
    tmp_path: Path, codes: list[str], verdict: Verdict
) -> None:
    found = tuple(replace(unjudged(1, "operations"), code=code) for code in codes)
    report = replace(judge(small()), findings=found)
    judged = watching._judged(tmp_path / "a.pdf", lambda _: (report,), lambda *_: Survey(), ENGLISH)
    assert judged.verdict == verdict


def test_names_are_no_markup(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    desk.put(name='<b>&"#?.pdf')
    desk.look()
    desk.look(QUIET)
    page = (desk.results / "index.html").read_text()
    assert "<b>" not in page
    assert 'href="reports/%3Cb%3E%26%22%23%3F.pdf.html"' in page


def _until(holds: Callable[[], bool]) -> None:
    for _ in range(2400):
        if holds():
            return
        time.sleep(0.1)
    raise AssertionError("it did not happen")


@pytest.mark.parametrize("ending", [signal.SIGINT, signal.SIGTERM])
def test_the_command_sorts_files_and_ends_with_one_line(
    tmp_path: Path, ending: signal.Signals
) -> None:
    """Sound, faulty and damaged; ended by Ctrl-C, or by the system."""
    (tmp_path / "sound.pdf").write_bytes(small())
    (tmp_path / "faulty.pdf").write_bytes(art(b"1 0 0 rg 50 50 60 40 re f")())
    (tmp_path / "damaged.pdf").write_bytes(b"nothing %%EOF")
    code = "from depliant.commands.cli import main; main()"
    with subprocess.Popen(
        [sys.executable, "-c", code, "preflight", str(tmp_path), "--watch"],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    ) as process:  # fmt: skip
        assert process.stdout is not None
        first = process.stdout.readline()
        judged = tmp_path / "preflight" / "judged.json"
        _until(lambda: judged.exists() and len(json.loads(judged.read_text())) == 3)
        process.send_signal(ending)
        out, err = process.communicate(timeout=240)
    assert process.returncode == 0
    assert err == ""
    *said, last = out.splitlines()
    assert first.startswith("Watching ")
    assert said == [
        "damaged.pdf: refused (pdf-damaged)", "faulty.pdf: refused (colour-rgb)",
        "sound.pdf: accepted",
    ]  # fmt: skip
    assert last == "Ended: 1 accepted, 2 refused, 0 not judged."
    results = tmp_path / "preflight"
    assert sorted(path.name for path in results.iterdir()) == [
        "accepted", "index.html", "judged.json", "refused", "reports",
    ]  # fmt: skip
    assert "data:image/jpeg" in (results / "reports/faulty.pdf.html").read_text()
    assert "pdf-damaged" in (results / "reports/damaged.pdf.html").read_text()


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["a.pdf", "--watch"], "is not a folder"),
        ([".", "--watch", "--json"], "--watch and --json"),
        ([".", "--watch", "--printer", "nobody"], "nobody"),
        (["a.pdf", "--move"], "--move goes with --watch"),
    ],
)
def test_what_cannot_be_watched(
    options: list[str], said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    (tmp_path / "a.pdf").write_bytes(WHOLE)
    monkeypatch.chdir(tmp_path)
    assert run(["preflight", *options]) == 2
    assert said in capsys.readouterr().err
    assert not (tmp_path / "preflight").exists()
