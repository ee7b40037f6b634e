"""Line breaks against TeX's own, and what we ask for beyond TeX."""

from __future__ import annotations

import json
from itertools import groupby
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from depliant.text.items import EJECT, Box, Discretionary, Glue, Item, Penalty
from depliant.text.linebreak import Breaking, Pass, break_lines

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


def fits(point: tuple[int, int, int], width: int) -> int | None:
    """TeX's badness of a line of that natural width, stretch and shrink, None if it is refused."""
    natural, stretch, shrink = point
    lacking = width - natural
    if lacking < 0 and -lacking > shrink:
        return None
    give = stretch if lacking > 0 else shrink
    if not lacking:
        return 0
    return _badness(abs(lacking), give) if give else 10_000


def _badness(lacking: int, give: int) -> int:
    """About 100 times the cube of the share, in the whole numbers of tex.web, §108."""
    if lacking <= 7_230_584:
        share = lacking * 297 // give
    elif give >= 1_663_497:
        share = lacking // (give // 297)
    else:
        share = lacking
    return 10_000 if share > 1290 else (share**3 + 0o400000) // 0o1000000


def cheapest(words: list[int], widths: tuple[int, ...]) -> int | None:
    """The demerits of the best way of all, by trying every one; none if no way is good enough."""

    def classes(bad: int, *, tight: bool) -> int:
        if tight:
            return 3 if bad > 12 else 2
        return 2 if bad <= 12 else 1 if bad <= 99 else 0

    def rest(start: int, line: int, before: int) -> int | None:
        best: int | None = None
        width = widths[min(line, len(widths) - 1)]
        for end in range(start + 1, len(words) + 1):
            count = end - start - 1
            point = (sum(words[start:end]) + 4 * count * UNIT, 2 * count * UNIT, count * UNIT)
            last = end == len(words)
            bad = 0 if last and point[0] < width else fits(point, width)
            if bad is None or bad > 4000:
                continue
            own = 2 if bad == 0 else classes(bad, tight=point[0] > width)
            cost = (10 + bad) ** 2 + (10_000 if abs(own - before) > 1 else 0)
            more = 0 if last else rest(end, line + 1, own)
            if more is not None and (best is None or cost + more < best):
                best = cost + more
        return best

    return rest(0, 0, 2)


UNIT = 65_536


@settings(deadline=None, derandomize=True, max_examples=300)
@given(
    st.lists(st.integers(3, 30).map(lambda units: units * UNIT), min_size=1, max_size=11),
    st.lists(st.integers(30, 90).map(lambda units: units * UNIT), min_size=1, max_size=4),
)
def test_of_all_ways_through_lines_of_many_widths_the_cheapest_is_found(
    words: list[int], widths: list[int]
) -> None:
    items: list[Item] = []
    for word in words:
        items += [Box(word), Glue(4 * UNIT, 2 * UNIT, UNIT)]
    items[-1:] = [Penalty(10_000), Glue(0, fill=True), Penalty(EJECT)]
    best = cheapest(words, tuple(widths))
    try:
        found = break_lines(items, tuple(widths), Breaking(), [Pass(4000)]).demerits
    except ValueError:
        assert best is None
        return
    assert best is not None
    assert found == best
