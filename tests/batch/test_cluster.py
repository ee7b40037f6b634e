"""Batches on a cluster: a real scheduler, real workers, one of which is killed.

`python -m tests.batch.test_cluster 1000` runs the long form: as many rows, two workers, one of
them killed when a third is made, and every file compared with what this process makes alone.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path

import pytest
from tests.batch.conftest import Write, personal

from depliant.batch import cluster as on_cluster
from depliant.batch.making import Order, Task
from depliant.batch.parcel import Luggage, Parcel, maker_of, packed
from depliant.build.project import Project
from depliant.commands.cli import run
from depliant.memory import SHARED

Capture = pytest.CaptureFixture[str]
_SECONDS = 300


def started(*call: object, log: Path) -> subprocess.Popen[bytes]:
    code = f"from distributed.cli.dask_{call[0]} import main; main()"
    with log.open("wb") as out:
        return subprocess.Popen(
            [sys.executable, "-c", code, *map(str, call[1:])], stdout=out, stderr=out
        )


class Cluster:
    """A scheduler and workers, each a process."""

    def __init__(self, folder: Path, workers: int) -> None:
        file = folder / "scheduler.json"
        here = "--host", "127.0.0.1", "--port", "0", "--no-dashboard"
        call = "scheduler", *here, "--scheduler-file", file
        self.processes = [started(*call, log=folder / "scheduler.log")]
        end = time.monotonic() + _SECONDS
        while not (file.exists() and file.stat().st_size):
            assert time.monotonic() < end, (folder / "scheduler.log").read_text()
            time.sleep(0.05)
        self.address: str = json.loads(file.read_bytes())["address"]
        for number in range(workers):
            self.processes.append(
                started("worker", self.address, "--nthreads", 1, "--no-nanny", "--no-dashboard",
                        "--local-directory", folder, log=folder / f"worker{number}.log")
            )  # fmt: skip

    def kill(self, worker: int) -> None:
        self.processes[1 + worker].send_signal(signal.SIGKILL)
        self.processes[1 + worker].wait()


@contextmanager
def cluster(folder: Path, workers: int) -> Iterator[Cluster]:
    made = Cluster(folder, workers)
    try:
        yield made
    finally:
        for one in made.processes:
            one.kill()
            one.wait()


@pytest.fixture(scope="module")
def two(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    with cluster(tmp_path_factory.mktemp("dask"), 2) as made:
        yield made


def people(count: int) -> list[tuple[str, ...]]:
    return [
        (str(1000 + n), f"{'ABCDEFGH'[n % 8]}. Reader {n}", "UK" if n % 3 else "FR", "York", str(n))
        for n in range(1, count + 1)
    ]


def pressed(folder: Path) -> dict[str, str]:
    return {one.name: sha256(one.read_bytes()).hexdigest() for one in folder.glob("*.press.pdf")}


def killed_in_the_middle(project: Path, data: Path, out: Path, made: Cluster) -> str:
    """Have a cluster make a table, kill a worker when a third is there, and give what is said."""
    call = ["batch", str(project), "--data", str(data), "--key", "id", "--sample", "0"]
    third = (len(data.read_text("utf-8").splitlines()) - 1) // 3
    code = "from depliant.commands.cli import main; main()"
    end = time.monotonic() + _SECONDS + third
    with subprocess.Popen(
        [sys.executable, "-c", code, *call, "--out", str(out), "--scheduler", made.address],
        stdout=subprocess.PIPE,
        text=True,
    ) as client:
        while len([*out.glob("*.press.pdf")]) < third and client.poll() is None:
            assert time.monotonic() < end
            time.sleep(0.02)
        assert client.poll() is None, "all was made before a worker could be killed"
        made.kill(0)
        said, _ = client.communicate()
    assert client.returncode == 0, said
    return said


def test_a_killed_worker_loses_no_row_and_doubles_none(
    project: Path, write: Write, tmp_path: Path
) -> None:
    data, out = write(people(120)), tmp_path / "shared"
    with cluster(tmp_path, 2) as made:
        said = killed_in_the_middle(project, data, out, made)
    assert "120 brochures made." in said
    call = ["batch", str(project), "--data", str(data), "--key", "id", "--sample", "0"]
    assert run([*call, "--out", str(tmp_path / "alone"), "--jobs", "2"]) == 0
    alone = pressed(tmp_path / "alone")
    assert len(alone) == 120
    assert pressed(out) == alone
    assert not [one for one in out.iterdir() if one.name.endswith(".part")]
    report = json.loads((out / "batch.report.json").read_bytes())
    assert [row["outcome"] for row in report["rows"]] == ["made"] * 120
    journal = [json.loads(one) for one in (out / "batch.journal").read_text().splitlines() if one]
    assert sorted(one["files"][0][0] for one in journal) == sorted(alone)


def test_merged_files_and_pictures_of_rows(
    project: Path, write: Write, tmp_path: Path, two: Cluster
) -> None:
    """The workers have nothing of the project's folder but what is sent."""
    from PIL import Image

    content = project / "content.yaml"
    block = (
        "      - picture: assets/faces/{row.city}.png\n        alt: Somebody\n        width: 0.2\n"
    )
    text = content.read_text("utf-8")
    content.write_text(text.replace("      - heading: Come in\n", block), "utf-8")
    (project / "assets/faces").mkdir()
    Image.new("RGB", (900, 900), "#a05030").save(project / "assets/faces/York.png")
    call = ["batch", str(project), "--data", str(write(people(5))), "--key", "id", "--split", "3"]
    call += ["--sample", "0", "--merge"]
    there = ["--scheduler", two.address]
    assert run([*call, str(tmp_path / "a/all.pdf"), *there]) == 0
    assert run([*call, str(tmp_path / "b/all.pdf")]) == 0
    for name in ("all-01.pdf", "all-01.records.csv", "all-02.pdf", "all-02.records.csv"):
        assert (tmp_path / "a" / name).read_bytes() == (tmp_path / "b" / name).read_bytes()


def test_a_row_that_fails_is_told(
    project: Path, write: Write, two: Cluster, capsys: Capture
) -> None:
    data = write([*people(3), ("1050", "Anna " * 400, "UK", "York", "3")])
    call = ["batch", str(project), "--data", str(data), "--sample", "1"]
    assert run([*call, "--scheduler", two.address]) == 1
    captured = capsys.readouterr()
    assert "3 brochures made." in captured.out
    assert "the same byte for byte" in captured.out
    assert "overset" in captured.err


def test_a_folder_that_workers_have_elsewhere_is_told(
    project: Path, write: Write, two: Cluster, capsys: Capture, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    elsewhere, asked = tmp_path / "elsewhere", on_cluster._Asked
    elsewhere.mkdir()
    monkeypatch.setattr(
        on_cluster, "_Asked", lambda _, block, files: asked(str(elsewhere), block, files)
    )
    call = ["batch", str(project), "--data", str(write(people(2))), "--sample", "0"]
    assert run([*call, "--scheduler", two.address]) == 1
    assert "batch-elsewhere" in capsys.readouterr().err
    assert pressed(elsewhere)


def test_workers_of_another_make_are_refused(
    project: Path, people: Path, two: Cluster, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("depliant.batch.parcel.make_stamp", lambda: "another")
    call = ["batch", str(project), "--data", str(people), "--scheduler", two.address]
    assert run(call) == 2
    assert "error[batch-other]: A worker, " in capsys.readouterr().err


def test_nobody_answers(
    project: Path, people: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(on_cluster, "_PATIENCE", 1)
    call = ["batch", str(project), "--data", str(people), "--scheduler"]
    assert run([*call, "tcp://127.0.0.1:9"]) == 2
    assert "error[batch-cluster]: No workers are had from tcp://127.0.0.1:9" in (
        capsys.readouterr().err
    )
    assert run([*call, "http://127.0.0.1"]) == 2
    assert "--scheduler takes an address such as tcp://10.0.0.5:8786" in capsys.readouterr().err


def test_who_listens_and_says_nothing_is_not_waited_for_long(
    project: Path, people: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is waited for is said before the end of it."""
    monkeypatch.setattr(on_cluster, "_PATIENCE", 3)
    monkeypatch.setattr(on_cluster, "_QUIET", 0.2)
    with socket.create_server(("127.0.0.1", 0)) as mute:
        address = f"tcp://127.0.0.1:{mute.getsockname()[1]}"
        call = ["batch", str(project), "--data", str(people), "--scheduler", address]
        started = time.monotonic()
        assert run(call) == 2
    assert time.monotonic() - started < 30
    said = capsys.readouterr().err
    waits = f"waiting for the scheduler at {address}, at most 3 s"
    assert said.index(waits) < said.index("error[batch-cluster]: No workers are had from")


def test_a_scheduler_without_workers_is_not_waited_for_long(
    project: Path, people: Path, tmp_path: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(on_cluster, "_QUIET", 0.1)
    with cluster(tmp_path, 0) as made:
        monkeypatch.setattr(on_cluster, "_PATIENCE", 5)
        call = ["batch", str(project), "--data", str(people), "--scheduler", made.address]
        assert run(call) == 2
    said = capsys.readouterr().err
    waits = "waiting for a first worker, at most 5 s"
    assert said.index(waits) < said.index("error[batch-cluster]: No workers are had from")


def test_without_the_library(
    project: Path, people: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    call = ["batch", str(project), "--data", str(people), "--scheduler", "tcp://127.0.0.1:9"]
    assert run(call) == 2
    assert "pip install 'depliant[dask]'" in capsys.readouterr().err


def test_a_parcel_has_all_that_a_worker_needs(project: Path, tmp_path: Path) -> None:
    """Its memory too: what was made once is not made again."""
    from msgspec import msgpack

    read = Project.read(project)
    row = {"id": "1", "name": "Ada", "country": "UK", "city": "York", "loans": "3"}
    task = Task(2, "1", row)
    data = packed(read, Order(("en-GB",), ("press",)), task)
    shutil.rmtree(project)
    SHARED.forget()
    maker = maker_of(msgpack.decode(data, type=Parcel), tmp_path / "nowhere")
    luggage = maker.memory
    assert isinstance(luggage, Luggage)
    before = set(luggage.held)
    assert before
    (output,), found = maker.outputs(task)
    assert output.data.startswith(b"%PDF-1.6")
    assert not [one for one in found if one.severity == "error"]
    assert set(luggage.held) == before


def main(count: int) -> None:
    """The long form, with its figures."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        project, data, out = personal(folder / "library"), folder / "people.csv", folder / "out"
        rows = [("ID", "Name", "Country", "City", "Loans"), *people(count)]
        data.write_text("".join(f"{','.join(row)}\n" for row in rows), "utf-8")
        begin = time.perf_counter()
        with cluster(folder, 2) as made:
            print(killed_in_the_middle(project, data, out, made))
        print(f"{time.perf_counter() - begin:.1f} s; now the same alone, to compare")
        call = ["batch", str(project), "--data", str(data), "--key", "id", "--sample", "0"]
        assert run([*call, "--out", str(folder / "alone"), "--jobs", str(os.cpu_count())]) == 0
        same = pressed(out) == pressed(folder / "alone")
        print(len(pressed(out)), "files,", "each the same" if same else "NOT the same")


if __name__ == "__main__":
    main(int(sys.argv[1]))
