"""Which modules a wheel holds compiled, and when; that they are the same bytes is CI's to show."""

from __future__ import annotations

import ast
import sys
from pathlib import Path

import pytest

from building import compiled
from building.compiled import SWITCH, CompileError, requirements, settings, wanted

SOURCE = Path(__file__).parents[1] / "src"
MODULES: list[str] = settings()["compiled"]


@pytest.mark.parametrize(
    ("said", "version", "here", "is_wanted"),
    [
        (None, "standard", True, True),
        (None, "standard", False, False),
        (None, "editable", True, False),
        ("0", "standard", True, False),
        ("1", "standard", False, True),
        ("1", "editable", True, True),
        ("", "editable", True, False),
    ],
)
def test_modules_are_compiled_where_it_is_asked_or_can_be_done(
    monkeypatch: pytest.MonkeyPatch, said: str | None, version: str, here: bool, is_wanted: bool
) -> None:
    monkeypatch.setattr(compiled, "compiler_is_here", lambda: here)
    assert wanted(version, {} if said is None else {SWITCH: said}) is is_wanted


def test_a_switch_that_says_neither_is_refused() -> None:
    with pytest.raises(CompileError, match=f"{SWITCH} is 'yes': 1 compiles, 0 does not"):
        wanted("standard", {SWITCH: "yes"})


def test_nothing_more_is_installed_for_an_editable_install(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv(SWITCH, raising=False)
    assert requirements("editable") == []


def test_a_compiler_that_is_not_there_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CC", "no-such-compiler -O2")
    monkeypatch.setattr(sys, "platform", "linux")
    assert not compiled.compiler_is_here()


def test_mypyc_is_one_version_for_all() -> None:
    (mypy,) = [each for each in settings()["compile-requires"] if each.startswith("mypy")]
    assert mypy.startswith("mypy[mypyc]==")


@pytest.mark.parametrize("module", MODULES)
def test_no_class_that_is_compiled_is_one_that_mypyc_would_change(module: str) -> None:
    # `class Glue(Struct, frozen=True)` becomes a class that is not frozen, in silence.
    for node in ast.walk(ast.parse((SOURCE / module).read_text(encoding="utf-8"))):
        if isinstance(node, ast.ClassDef):
            assert not node.keywords, node.name
            assert {ast.unparse(base) for base in node.bases} <= {"NamedTuple"}, node.name
