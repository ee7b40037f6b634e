"""The step of hatchling that compiles modules and puts them into the wheel."""

from __future__ import annotations

import shutil
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

from building.compiled import ROOT, CompileError, extensions, is_demanded, settings, wanted


class CompiledModules(BuildHookInterface[Any]):
    """Compiles the modules that pyproject.toml names, where that is wanted and can be done."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Add them to what the wheel is made of, whose tag then names this Python and machine.

        An editable install finds them beside their sources.

        Raises:
            CompileError: they were demanded, and could not be compiled.
        """
        self._folder = TemporaryDirectory(prefix="depliant-")
        if not wanted(version):
            return
        folder = Path(self._folder.name)
        try:
            found = extensions(settings()["compiled"], folder)
        except CompileError as error:
            if is_demanded():
                raise
            self.app.display_warning(f"{error}\nThe wheel is pure Python: slower, else the same.")
            return
        build_data["pure_python"] = False
        build_data["infer_tag"] = True
        for path in found:
            name = path.relative_to(folder).as_posix()
            if version == "editable":
                shutil.copy(path, ROOT / "src" / name)
            else:
                build_data["force_include"][str(path)] = name

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Take away what the work has left."""
        self._folder.cleanup()
