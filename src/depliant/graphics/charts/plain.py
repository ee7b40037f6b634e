"""matplotlib with the settings that it comes with, whatever lies about.

Its first import looks for a `matplotlibrc` in the working folder, which may be a project from
anybody, where the environment says, and in the home folder, where it may make a folder or
complain that it cannot. Here its package sees an `os` of its own, in which there is none of these;
the process's own environment stays as it is, and other threads notice nothing.
"""

from __future__ import annotations

import builtins
import os
import sys
import threading
from collections.abc import Callable
from importlib.util import find_spec, module_from_spec
from pathlib import Path
from types import ModuleType
from typing import Any

_IMPORTING = threading.Lock()


def load_plain() -> None:
    """Import matplotlib's package, unless the program that we are part of has done so.

    Raises:
        ModuleNotFoundError: it is not installed.
    """
    with _IMPORTING:
        if "matplotlib" not in sys.modules:
            _load()


def _load() -> None:
    """Import the package itself; its modules are then imported as any others."""
    spec = find_spec("matplotlib")
    if spec is None or spec.loader is None or spec.origin is None:
        raise ModuleNotFoundError("matplotlib is not installed")
    module = module_from_spec(spec)
    own = _bare_os(Path(spec.origin).parent / "mpl-data" / "matplotlibrc")
    vars(module)["__builtins__"] = {**vars(builtins), "__import__": _giving(own)}
    sys.modules["matplotlib"] = module
    try:
        spec.loader.exec_module(module)
    except BaseException:
        del sys.modules["matplotlib"]
        raise


def _bare_os(settings: Path) -> ModuleType:
    """`os` where the environment names the settings alone, and nothing is in the working folder."""
    bare, paths = ModuleType("os"), ModuleType("os.path")
    exists = os.path.exists
    vars(paths).update(vars(os.path), exists=lambda name: os.path.isabs(name) and exists(name))
    vars(bare).update(vars(os), environ={"MATPLOTLIBRC": str(settings)}, path=paths)
    return bare


def _giving(bare: ModuleType) -> Callable[..., Any]:
    """An `__import__` that gives `bare` for `os`."""

    def importing(name: str, *rest: Any, **more: Any) -> Any:
        return bare if name == "os" else __import__(name, *rest, **more)

    return importing
