"""The command as a process of its own: address, port, libraries, and a quiet end."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest
from tests.chromium import PATIENCE

from depliant.commands.cli import run
from depliant.preview.serve import listening, usual_port

CALL = [sys.executable, "-c", "from depliant.commands.cli import main; main()", "preview"]


@pytest.fixture
def process(project: Path) -> Iterator[subprocess.Popen[str]]:
    started = subprocess.Popen(
        [*CALL, "--no-open", "--project", str(project)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
    )
    yield started
    started.kill()
    started.wait()


def address(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    found = re.search(r"http://127\.0\.0\.1:\d+/[\w-]{20,}/", process.stdout.readline())
    assert found is not None
    assert "Ctrl-C" in process.stdout.readline()
    return found[0]


def test_it_says_its_address_and_ends_quietly_while_a_browser_listens(
    process: subprocess.Popen[str],
) -> None:
    found = address(process)
    with urllib.request.urlopen(found, timeout=PATIENCE) as page:
        assert page.status == 200
    with urllib.request.urlopen(f"{found}events", timeout=PATIENCE) as events:
        assert events.readline().startswith(b"event: state")
        began = time.monotonic()
        process.send_signal(signal.SIGINT)
        _, err = process.communicate(timeout=PATIENCE)
        assert time.monotonic() - began < 20
    assert process.returncode == 0
    assert err == ""


def test_a_browser_that_is_gone_in_the_midst_does_no_harm(
    process: subprocess.Popen[str],
) -> None:
    found = address(process)
    port, token = re.findall(r":(\d+)/([\w-]+)/", found)[0]
    for path in ("events", "snapshot.json", ""):
        with socket.create_connection(("127.0.0.1", int(port))) as asking:
            request = f"GET /{token}/{path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n\r\n"
            asking.sendall(request.encode())
            asking.recv(20)
    with urllib.request.urlopen(found, timeout=PATIENCE) as page:
        assert page.status == 200
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=PATIENCE)
    assert err == ""


def test_a_port_in_use_is_named(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        assert run(["preview", "--no-open", "--project", str(project), "--port", port]) == 2
    assert "error[port-taken]" in capsys.readouterr().err


def test_a_project_has_its_usual_port_and_another_while_that_is_taken(tmp_path: Path) -> None:
    with listening(None, tmp_path) as first, listening(None, tmp_path) as second:
        assert first.getsockname()[0] == "127.0.0.1"
        assert first.getsockname()[1] != second.getsockname()[1]
        assert usual_port(tmp_path) == usual_port(tmp_path)


def test_a_folder_without_content_is_no_project(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["preview", "--no-open", "--project", str(tmp_path)]) == 2
    assert "error[project-missing]" in capsys.readouterr().err


def test_without_the_libraries_it_says_what_to_install(
    project: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def there(name: str) -> object:
        return None if name == "uvicorn" else find_spec(name)

    monkeypatch.setattr("depliant.commands.preview.find_spec", there)
    assert run(["preview", "--no-open", "--project", str(project)]) == 2
    said = capsys.readouterr().err
    assert "error[preview-needs]" in said
    assert "pip install 'depliant[preview]'" in said
    assert "uvicorn" in said


def test_no_other_command_imports_the_server() -> None:
    program = (
        "import sys; from depliant.commands.cli import run; run(['preview', '--help'])\n"
        "print([m for m in ('starlette', 'uvicorn', 'watchfiles') if m in sys.modules])"
    )
    ran = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert ran.stdout.splitlines()[-1] == "[]"
    assert "Example:" in ran.stdout


def test_an_edition_that_there_is_not_is_not_shown(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def served(*_: object) -> None:
        raise AssertionError("the preview began")

    monkeypatch.setattr("depliant.preview.serve.serve", served)
    call = ["preview", "--project", str(project), "--no-open", "--edition"]
    for language, code in (("sv", "translation-file"), ("qq-x", "language-unknown")):
        assert run([*call, language]) == 2
        assert f"error[{code}]" in capsys.readouterr().err
