"""Where what a changed file says stands in the file as it was."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from depliant.errors import Place
from depliant.source.former_places import former_places
from depliant.source.yaml import parse_yaml

BEFORE = """\
id: small
figures:
  bus: {value: 2}
  tram: {value: 2}
panels:
  - text: "Deux bus"
  - text: |
      Deux trams,
      et deux bus
"""
NOW = """\
id: small
issue: next
figures:
  bus:
    value: 2
    history:
      then: {value: 2}
  tram:
    value: 2
    history:
      then: {value: 2}
panels:
  - text: "Deux bus"
  - text: |
      Deux trams,
      et deux bus
"""


def _found(text: str, snippet: str) -> tuple[int, int]:
    at = text.index(snippet)
    return text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)


def _former(snippet: str) -> tuple[int | None, int | None]:
    former = former_places(parse_yaml(NOW, "content.yaml"), parse_yaml(BEFORE, "content.yaml"))
    return former(Place("content.yaml", *_found(NOW, snippet)))[1:3]


def test_keys_values_and_words_are_found_by_the_way_to_them() -> None:
    for snippet in ("tram:", "figures:", '"Deux bus"', "trams,", "et deux"):
        assert _former(snippet) == _found(BEFORE, snippet), snippet


def test_what_was_not_there_stands_behind_what_was() -> None:
    assert _former("issue:") == _found(BEFORE, "small")
    assert _former("then: {value: 2}\npanels") == (4, 17), "the value that its history is of"


def test_places_of_other_files_stay() -> None:
    source = parse_yaml(BEFORE, "content.yaml")
    for place in (Place("style.yaml", 3, 1), Place("content.yaml")):
        assert former_places(source, source)(place) == place


@given(st.integers(0, len(BEFORE) - 1))
def test_a_place_of_a_file_that_has_not_changed_is_its_own_or_before_it(at: int) -> None:
    source = parse_yaml(BEFORE, "content.yaml")
    line, column = BEFORE.count("\n", 0, at) + 1, at - BEFORE.rfind("\n", 0, at)
    found = former_places(source, source)(Place("content.yaml", line, column))
    assert found.line is not None
    assert found.column is not None
    assert (found.line, found.column) <= (line, column)
