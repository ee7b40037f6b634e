"""Patterns that are compiled when they are used first are as good as those compiled at once."""

from __future__ import annotations

import copy
import importlib
import pickle
import pkgutil
import re

import pytest

import depliant
from depliant.patterns import late_pattern


def test_a_late_pattern_finds_what_a_pattern_finds() -> None:
    late, soon = late_pattern(r"(\d+)\s*(%|€)", re.IGNORECASE), re.compile(r"(\d+)\s*(%|€)", re.I)
    text = "41 % and 100 €, 3%"
    assert late.findall(text) == soon.findall(text)
    assert late.sub(r"<\1>", text) == soon.sub(r"<\1>", text)
    assert [found.span() for found in late.finditer(text)] == [
        found.span() for found in soon.finditer(text)
    ]
    assert (late.pattern, late.groups, late.flags) == (soon.pattern, soon.groups, soon.flags)


def test_a_late_pattern_travels_to_another_process() -> None:
    late = late_pattern(rb"^a+$")
    assert late.match(b"aa")
    for other in (pickle.loads(pickle.dumps(late)), copy.deepcopy(late)):
        assert other.fullmatch(b"aaa")
        assert not other.fullmatch(b"ab")


def test_what_no_pattern_has_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError):
        _ = late_pattern("a").searches  # type: ignore[attr-defined]


def _modules() -> list[str]:
    found = pkgutil.walk_packages(depliant.__path__, "depliant.")
    return [each.name for each in found if not each.name.startswith("depliant.preview.")]


def test_every_pattern_of_the_program_can_be_compiled() -> None:
    """What `re.compile` would refuse at an import is not left to whoever first meets it."""
    kind = type(late_pattern(""))
    seen = 0
    for name in _modules():
        for value in vars(importlib.import_module(name)).values():
            if isinstance(value, kind):
                assert value.groups >= 0
                seen += 1
    assert seen > 100
