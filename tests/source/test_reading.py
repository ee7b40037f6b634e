"""Plain data become values as they are typed, in every way in which YAML lets one type them."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import ValidationError, msgpack

from depliant.content import schema
from depliant.errors import InputError
from depliant.figures.schema import Entry, Origin, Retired
from depliant.press.printer_schema import Resolution
from depliant.source import scalars
from depliant.source.examine import examined
from depliant.source.reading import Part, Read, typed
from depliant.source.validated import validated
from depliant.source.yaml import parse_yaml
from depliant.style.sheet import Art, Design, StyleSheet, TypeStyle


def read(model: type[Part], text: str) -> Any:
    return validated(model, parse_yaml(text, "f.yaml"))


def described(model: type[Part], text: str) -> list[str]:
    with pytest.raises(InputError) as caught:
        read(model, text)
    return [
        f"{item.place and item.place.column} {item.message}" for item in caught.value.diagnostics
    ]


@pytest.mark.parametrize(
    ("typed_text", "value"),
    [("8", 8.0), ("8.5", 8.5), ("1e1", 10.0), ("5.", 5.0), ("+5", 5.0), ("05", 5.0), ("1_0", 10.0)],
)
def test_a_number_may_be_written_as_yaml_allows(typed_text: str, value: float) -> None:
    size = read(TypeStyle, f"size: {typed_text}\nweight: 500\n").size
    assert (size, type(size)) == (value, float)
    assert read(Design, f"columns: 2\nhang_mm: {typed_text}\n").hang_mm == value


@pytest.mark.parametrize("typed_text", ["3", "3.0", "+3", "03"])
def test_a_whole_number_may_be_too(typed_text: str) -> None:
    columns = read(Design, f"columns: {typed_text}\n").columns
    assert (columns, type(columns)) == (3, int)


@pytest.mark.parametrize(
    "typed_text", ["inf", "-inf", "nan", "Infinity", "1e999", "٣", "0x1", "1 0"]
)
def test_what_is_no_finite_number_is_told(typed_text: str) -> None:
    message = "9 `top_mm` must be a number, with a point for the decimals"
    assert described(Art, f"file: a\ntop_mm: {typed_text}\n") == [f"{message}, not {typed_text!r}."]


@pytest.mark.parametrize(
    ("typed_text", "value"),
    [("true", True), ("True", True), ("yes", True), ("on", True), ("no", False), ("OFF", False)],
)
def test_a_truth_may_be_written_in_words(typed_text: str, value: bool) -> None:
    assert read(TypeStyle, f"italic: {typed_text}\n").italic is value


def test_a_text_that_looks_like_something_else_stays_a_text() -> None:
    datum = read(schema.Datum, "figure: a\nlabel: 'null'\n")
    assert datum.label == "null"
    assert read(schema.Datum, "figure: no\nlabel: 1e3\n") == schema.Datum(figure="no", label="1e3")


def test_numbers_and_periods_are_plain_values() -> None:
    entry = read(Entry, "value: 76.90\nsource: s\ndate: 2016-06\nbase: 40\nprecision: 0.1\n")
    assert (str(entry.value), type(entry.value)) == ("76.90", Decimal)
    assert (entry.base, type(entry.date), entry.precision) == (40, str, Decimal("0.1"))
    assert read(Entry, "value: 1\nsource: s\nbase: b-2\n").base == "b-2"


@pytest.mark.parametrize(
    ("typed_text", "manner"),
    [("true", "about"), ("false", None), ("~", None), ("some", "some")],
)
def test_an_approximation_has_a_manner(typed_text: str, manner: str | None) -> None:
    entry = read(Entry, f"value: 1\nsource: s\napproximate: {typed_text}\n")
    assert entry.approximate == manner


def test_words_of_two_types_are_listed_together() -> None:
    (line,) = described(StyleSheet, "format: {fold: sadle}\n")
    assert "'roll3'" in line
    assert line.endswith("'saddle', not 'sadle'.")


@pytest.mark.parametrize("key", ["id", "language", "issue"])
def test_a_name_does_not_end_with_a_line_break(key: str) -> None:
    head = {"id": "a", "title": "b", "language": "fr", "panels": "[{id: one}]", key: '"fr\\n"'}
    text = "".join(f"{name}: {value}\n" for name, value in head.items())
    assert [line.split()[1] for line in described(schema.Content, text)] == [f"`{key}`"]


@pytest.mark.parametrize(
    ("model", "text", "expected"),
    [
        (schema.Picture, "{picture: a, alt: b, focus: [0.1]}",
         ["29 `focus` must have 2 entries, not 1."]),
        (schema.Picture, "{picture: a, alt: b, focus: [0, 1, 0]}",
         ["29 `focus` must have at most 2 entries."]),
        (schema.Picture, "{picture: a, alt: b, aspect: 20}",
         ["30 `aspect` must be less than 20, not '20'."]),
        (schema.Picture, "{picture: a, alt: b, aspect: 0}",
         ["30 `aspect` must be more than 0.05, not '0'."]),
        (Retired, "{history: {}}", ["11 `history` must not be empty."]),
        (Retired, "{history: {v1: {value: 1, source: s, history: {v0: {}}}}}",
         ["16 `v1` must be the figure of that issue, and hold no history."]),
        (Retired, "{history: {v 1: {value: 1, source: s}}}",
         ["17 `v 1` may hold only letters without accents, digits, ., - and _, and starts with a "
          "letter or digit, not 'v 1'."]),
        (schema.Heading, "{}", ["1 The key `heading` is missing here."]),
        (Origin, "{title: a, link: ftp://a}",
         ["18 `link` must be an address that starts with https:// or http://, not 'ftp://a'."]),
        (Entry, "{value: 1, source: s, approximate: abot}",
         ["36 `approximate` must be one of 'about', 'over', 'under', 'some', not 'abot'."]),
        (Entry, "{}", ["1 The key `value` is missing here.",
                              "1 The key `source` is missing here."]),
        (Resolution, "{warn: 1, fail: .2e1, source: own}",
         ["17 `fail` must not be above `warn`, not '.2e1'."]),
        (StyleSheet, "{format: {size: [1, 2]}}",
         ["10 `format` must have a `size` of 10 mm at least and, unfolded, 4900 mm at most."]),
        (StyleSheet, "{families: {a: []}}", ["16 `a` must not be empty."]),
        (StyleSheet, "{families: {a: [b, {family: c, script: arab}]}}",
         ["40 `script` must be a script by its four letters, such as Arab or Cyrl, not 'arab'."]),
    ],
)  # fmt: skip
def test_each_limit_is_told_in_words(model: type[Part], text: str, expected: list[str]) -> None:
    assert described(model, text) == expected


SCALARS = st.sampled_from(
    ["", " ", "a", "a b", "1", "0", "-1", ".5", "1e3", "nan", "yes", "true", "2016", "A4"]
)
KEYS = st.sampled_from(
    [
        *("id", "title", "text", "items", "chart", "data", "figure", "label", "history", "value"),
        *("source", "formula", "date", "base", "approximate", "blocks", "panels", "figures", "v1"),
        *("size", "format", "type", "families", "editions", "designs", "margin", "art", "focus"),
    ]
)
DATA = st.recursive(
    st.none() | SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=4),
    max_leaves=10,
)


@given(
    st.dictionaries(KEYS, DATA, max_size=4),
    st.sampled_from([schema.Content, schema.Panel, schema.Items, schema.Chart, Entry, StyleSheet]),
)
def test_what_cannot_be_read_is_told_and_the_rest_is_read(
    data: dict[str, Any], model: type[Part]
) -> None:
    """The quick reading and the examination are of one mind, but for numbers it cannot read."""
    source = parse_yaml("a: b\n", "f.yaml")
    found, mended = examined(model, type(source)(source.file, data, "", source.values, {}))
    if found:
        with pytest.raises(ValidationError):
            typed(model, data)
    else:
        assert isinstance(typed(model, mended), model)


def test_a_style_sheet_is_plain_through_and_through() -> None:
    sheet = read(StyleSheet, "type: {a: {size: 9}}\ndesigns: {d: {roles: {text: a}}}\n")
    encoded = msgpack.encode(sheet, order="deterministic")
    assert msgpack.decode(encoded, type=StyleSheet) == sheet


def test_what_a_reading_says_is_no_class_of_its_own() -> None:
    assert isinstance(typed(scalars.Period, "2016"), str)
    with pytest.raises(ValidationError, match="calendar"):
        typed(scalars.Period, "2016-02-30")


Miscounted = Read[str, len, {}]


class Count(Part, frozen=True, kw_only=True):
    words: Miscounted


def test_a_reading_that_gives_another_type_than_it_declares_is_refused() -> None:
    with pytest.raises(ValidationError, match="got `int`"):
        typed(Count, {"words": "one two"})
