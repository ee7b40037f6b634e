"""Texts typed anew and lists put in another order: what is asked for, and no other byte."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from depliant.errors import InputError
from depliant.source.retyping import moved, retyped, value_at
from depliant.source.yaml import Route, parse_yaml

CONTENT = """\
# The head of the file.
plain: A plain title   # behind a title
'quoted': 'It''s quoted'
double: "With \\"marks\\""
many: plain words that go
  on in a second line
both: "quoted words that go
  on in a second line"
folded: >-
    The creek fills the pond through a gate.
    When the water has fallen far enough, the wheel turns.
    Nobody waits for rain.

# Before a literal.
literal: |
  One line.
    A deeper one.

flow: {text: in braces, note: 'other'}  # behind braces
items:
  # About the first.
  - text: First
    figure: one

  - text: "Second"   # behind the second
    blocks:
      - text: Inner

  # About the third,
  # in two lines.
  - {text: Third, figure: three}

  # At the end of the list.
names: [Lens, Béthune,
  "Loos, en Gohelle", Wallers]
last: the end
"""
ROUTES: tuple[Route, ...] = (
    ("plain",),
    ("quoted",),
    ("double",),
    ("many",),
    ("both",),
    ("folded",),
    ("literal",),
    ("flow", "text"),
    ("items", 0, "text"),
    ("items", 1, "text"),
    ("items", 1, "blocks", 0, "text"),
    ("items", 2, "text"),
    ("names", 2),
    ("last",),
)
REFUSED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufeff\ufffe\uffff]")
"""What cannot stand in a YAML file, however it is written."""

typed = st.text(max_size=80) | st.text(alphabet="ab :#-'\"\\{}[]|>&*!%@`,?\n\t", max_size=40)


@pytest.fixture(params=["\n", "\r\n", "\r"], ids=["feeds", "both", "returns"], scope="module")
def content(request: pytest.FixtureRequest) -> str:
    """A file with every way to write a text, its lines ended in either way."""
    return CONTENT.replace("\n", str(request.param))


def comments(text: str) -> list[str]:
    return re.findall(r"# [A-Za-z][^\n\r]*", text)


@given(st.sampled_from(ROUTES), typed.filter(lambda text: not REFUSED.search(text)))
def test_what_is_typed_is_what_is_read_back(content: str, route: Route, text: str) -> None:
    source = parse_yaml(content, "content.yaml")
    made = retyped(source, route, text)
    after = parse_yaml(made, "content.yaml")
    assert value_at(after.data, route) == text
    before = source.values[route]
    assert made.startswith(content[: before.start])
    tail = content[before.end :]
    assert made.endswith(tail)
    assert comments(content) == [one for one in comments(made) if one in comments(content)]


@given(st.sampled_from(ROUTES), st.text(alphabet="a\x00\x07\r\ufeff", min_size=1, max_size=4))
def test_what_cannot_stand_in_the_file_is_refused(route: Route, text: str) -> None:
    source = parse_yaml(CONTENT, "content.yaml")
    if REFUSED.search(text):
        with pytest.raises(InputError):
            retyped(source, route, text)


@pytest.mark.parametrize(
    ("route", "text", "line"),
    [
        (("plain",), "Another title: no", 'plain: "Another title: no"   # behind a title'),
        (("plain",), "Plain; with marks, all", "plain: Plain; with marks, all   # behind a title"),
        (("quoted",), "It's new", "'quoted': 'It''s new'"),
        (("double",), "No marks", 'double: "No marks"'),
        (("many",), "plain words that stay", "many: plain words that stay"),
        (("flow", "text"), "a, b", """flow: {text: "a, b", note: 'other'}  # behind braces"""),
        (("items", 2, "text"), "3rd", "  - {text: 3rd, figure: three}"),
    ],
)
def test_a_text_keeps_the_way_it_is_written(route: Route, text: str, line: str) -> None:
    made = retyped(parse_yaml(CONTENT, "content.yaml"), route, text)
    assert line in made.splitlines()


def test_lines_that_say_the_same_stay(content: str) -> None:
    source = parse_yaml(content, "content.yaml")
    text = str(source.data["folded"]).replace("fallen far", "at last fallen far")
    made = retyped(source, ("folded",), text)
    changed = [one for one in made.splitlines() if one not in content.splitlines()]
    assert changed == [
        "    When the water has at last fallen far enough, the wheel",
        "    turns.",
    ]


def test_a_text_that_is_as_it_was_changes_nothing(content: str) -> None:
    source = parse_yaml(content, "content.yaml")
    for route in ROUTES:
        assert retyped(source, route, value_at(source.data, route)) == content


@given(
    st.sampled_from([(("items",), 3), (("names",), 4)]),
    st.integers(min_value=0, max_value=3),
    st.integers(min_value=0, max_value=3),
)
def test_a_moved_entry_takes_its_comments_along_and_goes_back(
    content: str, of: tuple[Route, int], first: int, last: int
) -> None:
    route, count = of
    first, last = first % count, last % count
    source = parse_yaml(content, "content.yaml")
    made = moved(source, route, first, last)
    after = parse_yaml(made, "content.yaml")
    entries = [*source.data[str(route[0])]]
    entries.insert(last, entries.pop(first))
    assert after.data == source.data | {str(route[0]): entries}
    assert sorted(comments(made)) == sorted(comments(content))
    assert moved(after, route, last, first) == content


def test_comments_stay_with_what_they_are_about() -> None:
    made = moved(parse_yaml(CONTENT, "content.yaml"), ("items",), 2, 0)
    head = made[made.index("items:") : made.index("- text: First")]
    assert "# About the third,\n  # in two lines.\n  - {text: Third, figure: three}" in head
    assert made.index("# About the first.") > made.index("Third")
    assert made.index("# At the end of the list.") > made.index("Second")


@pytest.mark.parametrize(
    ("text", "route"),
    [("a:\n  - - x\n    - y\n  - z\n", ("a", 0)), ("a: [x, y]\n", ("b",)), ("a: [x]\n", ("a",))],
)
def test_what_shares_its_line_or_is_not_there_is_refused(text: str, route: Route) -> None:
    with pytest.raises((InputError, LookupError)):
        moved(parse_yaml(text, "f.yaml"), route, 1, 0)
