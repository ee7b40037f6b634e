"""Print the oldest versions that pyproject.toml allows, as constraints for pip.

    python .ci/lowest.py [EXTRA …] > constraints.txt

`>=1.2` becomes `==1.2`; what a library wants of others is left to pip.
"""

from __future__ import annotations

import sys
import tomllib
from pathlib import Path

PYPROJECT = Path(__file__).resolve().parents[1] / "pyproject.toml"


def lowest(requirement: str) -> str:
    """A requirement with its lower bound as its only version.

    Raises:
        SystemExit: it has no lower bound.
    """
    name, bound, version = requirement.partition(">=")
    if not bound:
        sys.exit(f"pyproject.toml says no oldest version of {requirement}: write {requirement}>=…")
    return f"{name}=={version}"


def main() -> None:
    """Print a line for each dependency, and for those of the extras that are named."""
    project = tomllib.loads(PYPROJECT.read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"]
    for requirement in [*project["dependencies"], *(r for e in sys.argv[1:] for r in extras[e])]:
        print(lowest(requirement))


if __name__ == "__main__":
    main()
