"""The small brochure that `depliant new` copies, and the copying."""

from __future__ import annotations

import shutil
from pathlib import Path

from depliant.errors import Diagnostic, InputError

PROJECT = Path(__file__).parent / "project"


def start(directory: Path) -> None:
    """Copy the small brochure into `directory`.

    Raises:
        InputError: the folder holds something already, is a file, or cannot be written.
    """
    from depliant.starter.editor import FILES, schema_text

    try:
        if directory.exists() and (not directory.is_dir() or any(directory.iterdir())):
            raise InputError(
                Diagnostic(
                    "folder-not-empty",
                    f"{directory} is there already, and not an empty folder.",
                    hint="Name a new folder: nothing that exists is ever written over.",
                )
            )
        shutil.copytree(PROJECT, directory, dirs_exist_ok=True)
        for name, model in FILES.items():
            (directory / "assets" / name).write_text(schema_text(model), encoding="utf-8")
    except OSError as fault:
        reason = fault.strerror or "not every file could be copied"
        raise InputError(
            Diagnostic(
                "output-unwritable",
                f"{directory} cannot be written: {reason}.",
                hint="Choose a folder that is yours to write in.",
            )
        ) from fault
