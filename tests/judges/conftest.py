"""The brochure that `depliant new` makes, and small ones, each built once."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from shutil import copytree

import pytest

from depliant.commands.cli import run

DATA = Path(__file__).parents[1] / "data"


@dataclass(frozen=True)
class Brochure:
    """A project and the two files built from it."""

    project: Path
    press: Path
    screen: Path

    @property
    def passed(self) -> list[str]:
        """What veraPDF says of both where they are what they claim to be."""
        flavours = (
            (self.press, "2a"),
            (self.press, "ua1"),
            (self.screen, "3a"),
            (self.screen, "ua1"),
        )
        return [f"PASS {file} {flavour}" for file, flavour in flavours]

    @property
    def files(self) -> tuple[Path, Path]:
        return self.press, self.screen


def built(project: Path, folder: Path) -> Brochure:
    """Build a project as the command does, with an empty cache."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DEPLIANT_CACHE", str(folder / "cache"))
        assert run(["build", str(project), "--out", str(folder / "out")]) == 0
    (press,) = (folder / "out").glob("*.press.pdf")
    (screen,) = (folder / "out").glob("*.screen.pdf")
    return Brochure(project, press, screen)


def sample(name: str, folders: pytest.TempPathFactory) -> Brochure:
    """One of the small projects of `tests/data`, built."""
    project = folders.mktemp("samples") / name
    copytree(DATA / name, project)
    copytree(DATA / "accordion" / "assets" / "icc", project / "assets" / "icc")
    return built(project, folders.mktemp("built"))


@pytest.fixture(scope="session")
def brochure(tmp_path_factory: pytest.TempPathFactory) -> Brochure:
    """The brochure that `depliant new` makes, built once."""
    project = tmp_path_factory.mktemp("starter") / "library"
    assert run(["new", str(project)]) == 0
    return built(project, tmp_path_factory.mktemp("library"))
