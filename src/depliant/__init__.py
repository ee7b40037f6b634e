"""Dépliant: structured content in, print-ready brochures out.

What a program can use, each step alone:

    from pathlib import Path
    from depliant import Project, Session

    session = Session(Project.read(Path("brochure")))
    words = session.edition("fr")
    pages = session.compose(words)
    (file,) = session.write(pages, "screen")
    findings = session.judge(file.name, file.data, "screen")

A program that has a project open for long, such as a preview, gives all its sessions one memory,
and reads the project again from its former reading:

    memory = Memory()
    project = Project.read(root, remember=memory.remember, since=project)
    session = Session(project, memory)

What was not written since is not read, and what is made from equal values is not made again;
`depliant.memory.BUDGET` bounds what is remembered. When the first edition is made, let it say
`gc.freeze()` and `gc.set_threshold(500_000, 20, 100)`: the steps leave few cycles, and looking for
them takes up to a quarter of the time.

Everything is a value, and nothing is written to the disk unless the session gets a `Memory` with a
`Store`. What is wrong with the input is an `InputError`, what is wrong with the brochure a
`BrochureError`; both are `DepliantError`s and carry `Diagnostic`s, each with its `Place`.
"""

from __future__ import annotations

from depliant.version import __version__

TYPE_CHECKING = False
"""As typing's, which every checker knows by its name: importing that is a good part of a start."""

if TYPE_CHECKING:
    from typing import Any, Final

    from depliant.build.editions import Words
    from depliant.build.memory import Memory
    from depliant.build.project import Project
    from depliant.build.session import Composed, Session
    from depliant.build.store import Store
    from depliant.errors import BrochureError, DepliantError, Diagnostic, InputError, Place

__all__ = [
    "BrochureError",
    "Composed",
    "DepliantError",
    "Diagnostic",
    "InputError",
    "Memory",
    "Place",
    "Project",
    "Session",
    "Store",
    "Words",
    "__version__",
]

_HOMES: Final = {
    "Composed": "depliant.build.session",
    "Memory": "depliant.build.memory",
    "Project": "depliant.build.project",
    "Session": "depliant.build.session",
    "Store": "depliant.build.store",
    "Words": "depliant.build.editions",
    **dict.fromkeys(
        ("BrochureError", "DepliantError", "Diagnostic", "InputError", "Place"), "depliant.errors"
    ),
}


def __getattr__(name: str) -> Any:
    """A public name, imported when it is first used: a command needs few of them."""
    if name not in _HOMES:
        raise AttributeError(f"module 'depliant' has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_HOMES[name]), name)
