"""Line breaks against TeX's own, and what we ask for beyond TeX."""

from __future__ import annotations

import json
from itertools import groupby
from pathlib import Path
from typing import Any

import pytest

from depliant.text.linebreak import (
    EJECT,
    Box,
    Breaking,
    Discretionary,
    Glue,
    Item,
    Pass,
    Penalty,
    break_lines,
)

DATA = Path(__file__).parents[1] / "data" / "tex"
ENTRIES: list[dict[str, Any]] = json.loads((DATA / "breaks.json").read_text(encoding="utf-8"))
OTHERS: list[dict[str, Any]] = json.loads((DATA / "languages.json").read_text(encoding="utf-8"))


def item(row: list[Any]) -> Item:
    match row:
        case ["box", width, stretch, shrink]:
            return Box(width, stretch, shrink)
        case ["glue", width, stretch, shrink]:
            return Glue(width, stretch, shrink)
        case ["fill"]:
            return Glue(0, fill=True)
        case ["penalty", penalty]:
            return Penalty(penalty)
        case ["disc", before, after, penalty, automatic]:
            return Discretionary(before, after, penalty, automatic)
    raise ValueError(row)


def as_tex_does(case: dict[str, Any]) -> list[Pass]:
    """TeX's passes: without hyphens, with them, and with emergency stretch if there is any."""
    final = not case["emergency"]
    passes = [Pass(case["tolerance"], final=final)]
    if case["pretolerance"] >= 0:
        passes.insert(0, Pass(case["pretolerance"], hyphenate=False))
    if not final:
        passes.append(Pass(case["tolerance"], emergency=case["emergency"], final=True))
    return passes


def longest_run(items: list[Item], breaks: tuple[int, ...]) -> int:
    divided = [isinstance(items[end], Discretionary) for end in breaks]
    return max((len(list(run)) for hyphen, run in groupby(divided) if hyphen), default=0)


@pytest.mark.parametrize("entry", [*ENTRIES, *OTHERS], ids=lambda entry: entry["name"])
def test_breaks_and_demerits_are_those_of_tex(entry: dict[str, Any]) -> None:
    items = [*map(item, entry["items"]), Penalty(EJECT)]
    for case in entry["cases"]:
        found = break_lines(
            items, case["measure"], Breaking(margin=case["margin"]), as_tex_does(case)
        )
        assert list(found.items) == case["breaks"], case
        assert found.demerits == case["demerits"], case


def test_a_limit_on_hyphens_changes_nothing_where_tex_keeps_it_by_itself() -> None:
    kept = changed = 0
    for entry in ENTRIES:
        items = [*map(item, entry["items"]), Penalty(EJECT)]
        for case in entry["cases"]:
            found = break_lines(
                items,
                case["measure"],
                Breaking(margin=case["margin"], maximum_hyphens=2),
                as_tex_does(case),
            )
            assert longest_run(items, found.items) <= 2
            if longest_run(items, tuple(case["breaks"])) <= 2:
                assert list(found.items) == case["breaks"], (entry["name"], case)
                kept += 1
            else:
                changed += 1
    assert kept > changed > 0
