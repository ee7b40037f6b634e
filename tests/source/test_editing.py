"""content.yaml changed by the program: what was asked for changes, and not one byte beside it."""

from __future__ import annotations

import difflib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from depliant.errors import InputError
from depliant.source.editing import Drop, Edit, Put, edited
from depliant.source.yaml import parse_yaml

FROZEN = Path(__file__).parents[1] / "data" / "frozen"
LEAFLET = (FROZEN / "content.yaml").read_text(encoding="utf-8")

FILE = """\
# A brochure
id: x     # its name
date: "2017"

figures:   # all of them
  # the first
  one:    {value: 76.9, unit: "%", source: 's'}   # well known
  three:
    value: 3   # three
    unit: cités

    note: |
      Two
      lines.
  # the last
sources: {s: 'A: ''b''', t: {title: T}}
tail: [a, b]
"""


def changes(text: str, *edits: Edit) -> list[str]:
    """The lines that differ."""
    result = edited(parse_yaml(text, "c"), edits)
    lines = difflib.unified_diff(text.splitlines(), result.splitlines(), lineterm="", n=0)
    return [line for line in lines if not line.startswith(("---", "+++", "@@"))]


ONE = ("figures", "one")


@pytest.mark.parametrize(
    ("edit", "expected"),
    [
        (Put((*ONE, "value"), "80.1"), [
            """-  one:    {value: 76.9, unit: "%", source: 's'}   # well known""",
            """+  one:    {value: 80.1, unit: "%", source: 's'}   # well known"""]),
        (Put((*ONE, "unit"), 'a "b"'), [
            """-  one:    {value: 76.9, unit: "%", source: 's'}   # well known""",
            """+  one:    {value: 76.9, unit: "a \\"b\\"", source: 's'}   # well known"""]),
        (Put((*ONE, "source"), "it's"), [
            """-  one:    {value: 76.9, unit: "%", source: 's'}   # well known""",
            """+  one:    {value: 76.9, unit: "%", source: 'it''s'}   # well known"""]),
        (Put((*ONE, "note"), "a, b: c"), [
            """-  one:    {value: 76.9, unit: "%", source: 's'}   # well known""",
            """+  one:    {value: 76.9, unit: "%", source: 's', note: "a, b: c"}   # well known"""
        ]),
        (Drop((*ONE, "value")), [
            """-  one:    {value: 76.9, unit: "%", source: 's'}   # well known""",
            """+  one:    {unit: "%", source: 's'}   # well known"""]),
        (Drop((*ONE, "source")), [
            """-  one:    {value: 76.9, unit: "%", source: 's'}   # well known""",
            """+  one:    {value: 76.9, unit: "%"}   # well known"""]),
        (Put(("figures", "three", "value"), "4"), ["-    value: 3   # three",
                                                   "+    value: 4   # three"]),
        (Put(("figures", "three", "note"), "One"), ["-    note: |", "-      Two", "-      lines.",
                                                    "+    note: One"]),
        (Put(("figures", "three", "date"), "2016"), ["+    date: 2016"]),
        (Drop(("figures", "three", "note")), ["-    note: |", "-      Two", "-      lines."]),
        (Drop(("figures", "three")), ["-  three:", "-    value: 3   # three", "-    unit: cités",
                                      "-", "-    note: |", "-      Two", "-      lines."]),
        (Put(("figures", "four"), {"value": "4", "source": "s"}), [
            "+  four: {value: 4, source: s}"]),
        (Put(("issue",), "2018", "date"), ["+issue: 2018"]),
        (Put(("id",), "null"), ["-id: x     # its name", '+id: "null"     # its name']),
        (Put(("sources", "u"), "X"), ["-sources: {s: 'A: ''b''', t: {title: T}}",
                                      "+sources: {s: 'A: ''b''', t: {title: T}, u: X}"]),
        (Put(("new",), {"a": {"b": "c"}}), ["+new:", "+  a: {b: c}"]),
    ],
)  # fmt: skip
def test_one_change(edit: Edit, expected: list[str]) -> None:
    assert changes(FILE, edit) == expected


def test_the_ends_of_lines_stay() -> None:
    edit = Put(("figures", "four"), {"value": "4"})
    result = edited(parse_yaml(FILE.replace("\n", "\r\n"), "c"), [edit])
    assert result == edited(parse_yaml(FILE, "c"), [edit]).replace("\n", "\r\n")


def test_a_file_without_a_last_newline() -> None:
    assert edited(parse_yaml("a: 1", "c"), [Put(("b",), "2")]) == "a: 1\nb: 2"


def test_a_long_history_starts_a_line() -> None:
    entry = {"value": "76.9", "unit": "%", "date": "2016", "source": "s", "note": "of the survey"}
    (_, first, second) = changes(FILE, Put((*ONE, "history"), {"2012-2017": entry}))
    assert first == """+  one:    {value: 76.9, unit: "%", source: 's',"""
    assert second == (
        '+    history: {2012-2017: {value: 76.9, unit: "%", date: 2016, source: s, '
        "note: of the survey}}}   # well known"
    )


def test_what_cannot_be_done_is_refused_whole() -> None:
    text = "figures:\n  ? one\n  : {value: 1}\n"
    with pytest.raises(InputError, match="edit-refused"):
        edited(parse_yaml(text, "c"), [Put(("figures", "two"), "x"), Drop(("figures", "one"))])


def test_many_changes_of_the_leaflet_are_those_changes_alone() -> None:
    source = parse_yaml(LEAFLET, "content.yaml")
    edits: list[Edit] = [
        Put(("figures", name, "value"), str(number))
        for number, name in enumerate(source.data["figures"])
    ]
    result = edited(source, edits)
    for before, after in zip(LEAFLET.split("\n"), result.split("\n"), strict=True):
        assert before == after or before.partition("{value:")[0] == after.partition("{value:")[0]
    again = parse_yaml(result, "content.yaml").data
    assert [entry["value"] for entry in again["figures"].values()] == [
        str(number) for number in range(len(again["figures"]))
    ]


KEYS = st.sampled_from(["value", "unit", "note", "date", "x"])
TEXTS = st.text(
    st.characters(exclude_categories=["Cs", "Cc", "Cn"], exclude_characters="\ufeff"), max_size=20
) | st.sampled_from(["76.9", "a: b", "# c", "'", '"', "- x", "null", "~", "a\nb", "{x}", "\t"])
NAMES = st.sampled_from(["one", "two", "three", "four"])


@st.composite
def files(draw: st.DrawFn) -> str:
    """A ledger in any mixture of styles, with comments and blank lines."""
    lines = ["# head", "figures:"]
    for name in draw(st.lists(NAMES, min_size=1, unique=True)):
        entry = draw(st.dictionaries(KEYS, st.sampled_from(["1", "'a'", '"b c"', "d"]), min_size=1))
        remark = draw(st.sampled_from(["", " # why", "   "]))
        if draw(st.booleans()):
            inner = ", ".join(f"{key}: {value}" for key, value in entry.items())
            lines.append(f"  {name}:{' ' * draw(st.integers(1, 4))}{{{inner}}}{remark}")
        else:
            lines.append(f"  {name}:{remark}")
            lines += [f"     {key}:  {value}{remark}" for key, value in entry.items()]
        lines += draw(st.sampled_from([[], [""], ["  # between"], ["# between", ""]]))
    return "\n".join((*lines, "tail: end # of it", ""))


@given(files(), st.data())
def test_any_change_of_any_file(text: str, data: st.DataObject) -> None:
    """What comes out holds what was asked for, and every comment and other value is there."""
    source = parse_yaml(text, "c")
    figures: dict[str, dict[str, str]] = source.data["figures"]
    edits: list[Edit] = []
    wanted: dict[str, Any] = {name: dict(entry) for name, entry in figures.items()}
    for name in figures:
        for key in data.draw(st.sets(KEYS)):
            if key in figures[name] and len(wanted[name]) > 1 and data.draw(st.booleans()):
                edits.append(Drop(("figures", name, key)))
                del wanted[name][key]
            else:
                value = data.draw(TEXTS)
                edits.append(Put(("figures", name, key), value))
                wanted[name][key] = value
    try:
        result = edited(source, edits)
    except InputError:
        # All keys that a block had are gone, and new ones come: that is left to a person.
        assert any(isinstance(edit, Drop) for edit in edits)
        return
    found = parse_yaml(result, "c").data
    assert found == {"figures": wanted, "tail": "end"}
    kept = [line for line in text.split("\n") if line.lstrip().startswith("#")]
    assert [line for line in result.split("\n") if line.lstrip().startswith("#")] == kept
    if not edits:
        assert result == text
