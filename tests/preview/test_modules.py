"""The page's modules fit together: a name is one thing in each, and what is imported is there.

A browser loads nothing of the page where that does not hold; two branches that each hold it can
lose it when they are merged.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from depliant.preview.assets import FOLDER

_IMPORT = re.compile(r'^import\s*\{([^}]*)\}\s*from\s*"\./([\w-]+\.js)";', re.MULTILINE)
_DECLARED = re.compile(
    r"^(export )?(?:async )?(?:function\*?|class|const|let) +([A-Za-z_$][\w$]*)", re.MULTILINE
)
_MODULES = sorted(FOLDER.glob("*.js"))


def _imported(script: str) -> Iterator[tuple[str, str, str]]:
    """The module, what it calls a name, and what the name is here."""
    for names, module in _IMPORT.findall(script):
        for one in filter(None, (name.strip() for name in names.split(","))):
            there, _, here = one.partition(" as ")
            yield module, there, here or there


@pytest.mark.parametrize("path", _MODULES, ids=lambda path: path.name)
def test_a_name_is_declared_once_and_what_is_imported_is_exported(path: Path) -> None:
    script = path.read_text(encoding="utf-8")
    own = [name for _, name in _DECLARED.findall(script)]
    names = Counter([*own, *(here for _, _, here in _imported(script))])
    assert [name for name, count in names.items() if count > 1] == []
    for module, there, _ in _imported(script):
        exported = _DECLARED.findall((FOLDER / module).read_text(encoding="utf-8"))
        assert there in [name for is_exported, name in exported if is_exported], (module, there)
