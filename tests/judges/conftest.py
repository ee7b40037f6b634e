"""The brochure that `depliant new` makes, built once."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from depliant.commands.cli import run


@dataclass(frozen=True)
class Brochure:
    """A project and the two files built from it."""

    project: Path
    press: Path
    screen: Path

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


@pytest.fixture(scope="session")
def brochure(tmp_path_factory: pytest.TempPathFactory) -> Brochure:
    """The brochure that `depliant new` makes, built once."""
    project = tmp_path_factory.mktemp("starter") / "library"
    assert run(["new", str(project)]) == 0
    return built(project, tmp_path_factory.mktemp("library"))
