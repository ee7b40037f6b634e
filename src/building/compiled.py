"""Which modules are compiled for a wheel, whether, and how: by mypyc, and by a compiler of C.

The same source runs as Python where nothing is compiled. To mypyc what other libraries give is of
any type, but for msgspec: it is to make the same of the program wherever it runs.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import sysconfig
import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
SWITCH = "DEPLIANT_COMPILE"
"""The variable of the environment that says whether to compile: 1, 0, or where it can be done."""


class CompileError(Exception):
    """Modules were to be compiled, and could not be; the message says why."""


def wanted(version: str, environ: Mapping[str, str] = os.environ) -> bool:
    """Whether modules are to be compiled for a wheel, or for an `editable` install.

    Raises:
        CompileError: the switch is neither 1 nor 0.
    """
    said = environ.get(SWITCH, "")
    if said not in ("", "0", "1"):
        raise CompileError(f"{SWITCH} is {said!r}: 1 compiles, 0 does not")
    return said == "1" or (not said and version == "standard" and compiler_is_here())


def is_demanded(environ: Mapping[str, str] = os.environ) -> bool:
    """Whether a build is to fail rather than to go without compiled modules."""
    return environ.get(SWITCH) == "1"


def compiler_is_here() -> bool:
    """Whether a C compiler and the headers of this Python are on the machine."""
    if sys.implementation.name != "cpython":
        return False
    if not Path(sysconfig.get_path("include"), "Python.h").exists():
        return False
    if sys.platform == "win32":
        programs = os.environ.get("ProgramFiles(x86)", r"C:\Program Files (x86)")  # noqa: SIM112
        finder = Path(programs, "Microsoft Visual Studio", "Installer", "vswhere.exe")
        return shutil.which("cl") is not None or finder.exists()
    words = (os.environ.get("CC") or sysconfig.get_config_var("CC") or "cc").split()
    return shutil.which(words[0]) is not None


def settings() -> dict[str, Any]:
    """The table `tool.depliant` of pyproject.toml: `compiled`, `compile-requires`."""
    with (ROOT / "pyproject.toml").open("rb") as file:
        table: dict[str, Any] = tomllib.load(file)["tool"]["depliant"]
    return table


def requirements(version: str) -> list[str]:
    """What has to be installed to compile: nothing where nothing is compiled."""
    return settings()["compile-requires"] if wanted(version) else []


def extensions(modules: Sequence[str], folder: Path) -> list[Path]:
    """Compile modules within an empty folder.

    Args:
        modules: their files, from `src` on: "depliant/text/linebreak.py".
        folder: where the work is done. It is left to whoever made it.

    Returns:
        The extension modules, each where it belongs below the folder: beside its source, but for
        the one that holds the code of all of them, which stands at the top.

    Raises:
        CompileError: mypyc or the C compiler refused, or is not there.
    """
    for source in sorted((ROOT / "src").rglob("*.py")):
        copy = folder / source.relative_to(ROOT / "src")
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(source, copy)
    call = [sys.executable, "-c", _COMPILE, *modules]
    done = subprocess.run(call, cwd=folder, capture_output=True, text=True, check=False)
    if done.returncode:
        raise CompileError(f"modules were not compiled:\n{done.stdout}{done.stderr}")
    suffix = sysconfig.get_config_var("EXT_SUFFIX")
    found = sorted(path.relative_to(folder) for path in folder.rglob(f"*{suffix}"))
    return [folder / path for path in found if path.parts[0] != "build"]


_COMPILE = """
import sys
from mypyc.build import mypycify
from setuptools import setup
modules = sys.argv[1:]
options = ["--ignore-missing-imports", "--follow-imports=silent", *modules]
extensions = mypycify(options, opt_level="3", debug_level="0", group_name="depliant")
sys.argv[1:] = ["-q", "build_ext", "--inplace"]
setup(name="depliant", packages=[], py_modules=[], ext_modules=extensions)
"""
"""A process of its own: mypyc reads and writes where it is, and it may be refused."""
