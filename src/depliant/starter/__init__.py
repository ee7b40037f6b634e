"""The small brochure that `depliant new` copies, and the copying."""

from __future__ import annotations

from pathlib import Path

from depliant import files
from depliant.errors import Diagnostic, InputError

PROJECT = Path(__file__).parent / "project"
_HINT = "Choose a folder that is yours to write in."


def start(directory: Path) -> None:
    """Copy the small brochure into `directory`.

    Raises:
        InputError: the folder holds something already, is a file, or cannot be written.
    """
    from depliant.starter.editor import FILES, schema_text

    files.settle(directory)
    try:
        if directory.exists() and (not directory.is_dir() or any(map(_holds, directory.iterdir()))):
            raise InputError(
                Diagnostic(
                    "folder-not-empty",
                    f"{directory} is there already, and not an empty folder.",
                    hint="Name a new folder: nothing that exists is ever written over.",
                )
            )
        those = {
            path.relative_to(PROJECT).as_posix(): path.read_bytes()
            for path in sorted(PROJECT.rglob("*"))
            if path.is_file()
        }
    except OSError as fault:
        reason = fault.strerror or "not every file could be copied"
        raise InputError(
            Diagnostic("output-unwritable", f"{directory} cannot be written: {reason}.", hint=_HINT)
        ) from fault
    made = {f"assets/{name}": schema_text(model).encode("utf-8") for name, model in FILES.items()}
    files.save(directory, {**those, **made}, _HINT)


def _holds(path: Path) -> bool:
    """Whether it is a file or a folder with a file in it: a killed copy leaves bare folders."""
    return not path.is_dir() or path.is_symlink() or any(map(_holds, path.iterdir()))
