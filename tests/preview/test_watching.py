"""What is told of changes in a folder, and of the folder itself."""

from __future__ import annotations

import threading
import time
from pathlib import Path

import pytest

from depliant.preview.watching import Watch, is_of_project

from .conftest import until


@pytest.mark.parametrize(
    ("path", "is_told"),
    [
        ("content.yaml", True),
        ("assets/style.yaml", True),
        ("assets/art/hill.svg", True),
        ("assets/translations/de.po", True),
        ("", True),
        ("out/leaflet.fr.press.pdf", False),
        (".git/index", False),
        ("assets/.style.yaml.swp", False),
        ("content.yaml~", False),
        ("content.yaml.tmp", False),
        ("4913", False),
        ("#content.yaml#", False),
        (".depliant-0123.part", False),
        ("../elsewhere/content.yaml", False),
    ],
)
def test_what_is_of_a_project(tmp_path: Path, path: str, is_told: bool) -> None:
    whole = str(tmp_path / path) if not path.startswith("..") else "/elsewhere/content.yaml"
    assert is_of_project(tmp_path, whole) is is_told


def test_a_save_is_told_of_and_what_is_built_is_not(tmp_path: Path) -> None:
    told = threading.Event()
    (tmp_path / "out").mkdir()
    (tmp_path / "content.yaml").touch()
    watch = Watch(tmp_path, told.set)
    watch.start()
    time.sleep(0.3)
    told.clear()
    (tmp_path / "out" / "leaflet.pdf").write_bytes(b"x")
    assert not told.wait(0.3)
    (tmp_path / "content.yaml").write_text("id: x", encoding="utf-8")
    assert told.wait(20)
    watch.stop()


def test_a_file_that_is_put_in_anothers_place_is_told_of(tmp_path: Path) -> None:
    """As editors save: a new file that takes the name."""
    told = threading.Event()
    (tmp_path / "content.yaml").touch()
    watch = Watch(tmp_path, told.set)
    watch.start()
    time.sleep(0.3)
    told.clear()
    fresh = tmp_path / ".content.new"
    fresh.write_text("id: y", encoding="utf-8")
    fresh.replace(tmp_path / "content.yaml")
    assert told.wait(20)
    watch.stop()


def test_a_folder_that_goes_and_comes_back_is_watched_again(tmp_path: Path) -> None:
    root = tmp_path / "brochure"
    root.mkdir()
    count = 0

    def changed() -> None:
        nonlocal count
        count += 1

    watch = Watch(root, changed)
    watch.start()
    time.sleep(0.3)
    root.rename(tmp_path / "away")
    until(lambda: count > 0, "that the folder is gone")
    time.sleep(1.0)
    gone = count
    (tmp_path / "away").rename(root)
    until(lambda: count > gone, "that the folder is back")
    time.sleep(0.5)
    back = count
    (root / "content.yaml").write_text("id: z", encoding="utf-8")
    until(lambda: count > back, "the change in the folder")
    watch.stop()
