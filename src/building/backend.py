"""The build backend: hatchling's, that also asks for a compiler of Python where one is of use.

A wheel holds some modules compiled besides their source (`tool.depliant` in pyproject.toml), where
the machine can compile them; else it is pure Python. `DEPLIANT_COMPILE=1` says that it must hold
them, `DEPLIANT_COMPILE=0` that it shall not. An editable install is pure Python unless asked.
"""

from __future__ import annotations

from typing import Any

from hatchling import build as hatchling
from hatchling.build import build_editable, build_sdist, build_wheel, get_requires_for_build_sdist

from building.compiled import requirements

__all__ = [
    "build_editable",
    "build_sdist",
    "build_wheel",
    "get_requires_for_build_editable",
    "get_requires_for_build_sdist",
    "get_requires_for_build_wheel",
]


def get_requires_for_build_wheel(settings: dict[str, Any] | None = None) -> list[str]:
    """What a wheel is built with (PEP 517)."""
    return [*hatchling.get_requires_for_build_wheel(settings), *requirements("standard")]


def get_requires_for_build_editable(settings: dict[str, Any] | None = None) -> list[str]:
    """What an editable install is built with (PEP 660)."""
    return [*hatchling.get_requires_for_build_editable(settings), *requirements("editable")]
