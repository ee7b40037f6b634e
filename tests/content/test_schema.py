"""What content.yaml may hold: each slip is told with its place and what to do, all at once."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.loud import ENGLISH, LOUD

from depliant.content.model import ChartKind
from depliant.content.model_maps import MapKind
from depliant.content.model_plots import PlotKind
from depliant.content.schema import Content
from depliant.errors import Diagnostic, InputError
from depliant.figures.schema import Entry
from depliant.source.validated import validated
from depliant.source.yaml import parse_yaml

Found = Callable[..., list[Diagnostic]]
Faults = Callable[..., list[tuple[str, str]]]

PANELS = "panels: [{id: one, blocks: [{text: Bonjour}]}]\n"


def test_a_small_brochure_is_sound(faults: Faults) -> None:
    assert faults(PANELS) == []


def test_all_slips_of_a_file_come_at_once(faults: Faults) -> None:
    assert faults("""\
autor: me
figures:
  a: {value: 76,9, unit: "%", source: unstated}
  b: {value: 1}
  c c: {value: 1, source: unstated}
panels:
  - id: one
    blocks:
      - heading: Hello
        level: 7
      - teext: Hello
      - text:
      - items:
          - txt: a
            chart: dougnut
      - text: a
        heading: b
      - just words
      - chart: bar
        data: []
""") == [
        ("key-unknown", "content.yaml:4:1"),
        ("key-unknown", "content.yaml:6:17"),
        ("key-missing", "content.yaml:7:6"),
        ("schema", "content.yaml:8:8"),
        ("schema", "content.yaml:13:16"),
        ("key-unknown", "content.yaml:14:9"),
        ("schema", "content.yaml:15:14"),
        ("key-missing", "content.yaml:17:13"),
        ("key-unknown", "content.yaml:17:13"),
        ("schema", "content.yaml:18:20"),
        ("key-unknown", "content.yaml:20:9"),
        ("schema", "content.yaml:21:9"),
        ("schema", "content.yaml:23:15"),
    ]  # fmt: skip


KINDS = str((*get_args(ChartKind), *get_args(PlotKind), *get_args(MapKind)))[1:-1]


@pytest.mark.parametrize(
    ("content", "code", "place", "sentence", "hint"),
    [
        ("subjekt: x\n" + PANELS, "key-unknown", "4:1", "The key `subjekt` is not known here.",
         "Did you mean `subject`?"),
        ("panels: [{id: one, blocks: [{text: a, rolle: b}]}]", "key-unknown", "4:39",
         "The key `rolle` is not known here.", "Did you mean `role`?"),
        ("panels: [{id: one, blocks: [{keyfigure: a, label: b}]}]", "key-unknown", "4:30",
         "`keyfigure` is no kind of block.", "Did you mean `key-figure`?"),
        ("figures: {a: {value: 1, soruce: unstated}}\n" + PANELS, "key-missing", "4:14",
         "The key `source` is missing here.",
         "If the source is not known, write `source: unstated`."),
        ("figures: {a: {value: 76,9, source: unstated}}\n" + PANELS, "key-unknown", "4:25",
         "The key `9` is not known here.",
         "Write decimals with a point, such as 76.9, and thousands without any sign."),
        ("figures: {a: {value: 712 000, source: unstated}}\n" + PANELS, "schema", "4:22",
         "`value` must be a number such as 712000 or 76.9, without spaces or commas, "
         "not '712 000'.", ""),
        ("figures: {a: {value: 1e9, source: unstated}}\n" + PANELS, "schema", "4:22",
         "`value` must be a number such as 712000 or 76.9, without spaces or commas, "
         "not '1e9'.", ""),
        ("figures: {a: {value: 1, date: 2016-13, source: unstated}}\n" + PANELS, "schema", "4:31",
         "`date` must be a date that the calendar has, not '2016-13'.", ""),
        ("panels: [{id: one, blocks: [{chart: dougnut, data: [{figure: a, label: b}]}]}]",
         "schema", "4:37", f"`chart` must be one of {KINDS}, not 'dougnut'.",
         "Did you mean `donut`?"),
        ("panels:\n  - id: one\n    title:\n    blocks: x\n", "schema", "7:13",
         "`blocks` must be a list, not 'x'.", ""),
        ("panels: []\n", "schema", "4:9", "`panels` must not be empty.", ""),
    ],
)  # fmt: skip
def test_a_slip_is_told_in_a_sentence(
    found: Found, content: str, code: str, place: str, sentence: str, hint: str
) -> None:
    faults = {item.code: item for item in found(content)}
    assert str(faults[code].place) == f"content.yaml:{place}"
    assert str(faults[code].message) == sentence
    assert str(faults[code].hint) == hint
    assert not ENGLISH.search(LOUD.tell(faults[code].message))


def test_an_empty_text_is_told_as_empty(found: Found) -> None:
    [fault] = found("panels: [{id: one, blocks: [{text: }]}]\n")
    assert (fault.code, str(fault.message)) == ("schema", "`text` is empty.")


@pytest.mark.parametrize("blank", ["   ", "\\n", "\\u200B", " \\u2060 "])
def test_a_text_of_spaces_alone_is_told(found: Found, blank: str) -> None:
    (only,) = found(f'panels: [{{id: one, blocks: [{{text: "{blank}"}}]}}]\n')
    assert (only.code, str(only.message).partition(",")[0]) == ("schema", "`text` must hold words")


def test_a_figure_with_two_definitions(faults: Faults) -> None:
    assert faults("""\
figures:
  a: {value: 1, source: unstated}
  b: {value: 2, source: unstated}
  a: {value: 3, source: unstated}
panels: [{id: one, blocks: [{text: "{a} {b}"}]}]
""") == [("yaml-duplicate-key", "content.yaml:7:3")]


@pytest.mark.parametrize("blocks", ["", "    blocks: []\n", "    blocks:\n", "    title: A\n"])
def test_an_empty_panel(faults: Faults, blocks: str) -> None:
    content = f"panels:\n  - id: one\n    blocks: [{{text: a}}]\n  - id: two\n{blocks}"
    assert faults(content) == [("panel-empty", "content.yaml:7:5")]


def test_two_panels_of_one_name(faults: Faults) -> None:
    panel = "  - {id: one, blocks: [{text: a}]}\n"
    assert faults("panels:\n" + panel * 2) == [("panel-duplicate", "content.yaml:6:10")]


@pytest.mark.parametrize("count", [1, 40])
def test_any_number_of_panels(faults: Faults, count: int) -> None:
    lines = "".join(f"  - {{id: p{n}, blocks: [{{text: a}}]}}\n" for n in range(count))
    assert faults("panels:\n" + lines) == []


@given(st.decimals(1 - 10**15, 10**15 - 1, places=9) | st.integers(1 - 10**15, 10**15 - 1))
def test_numbers_are_exact(number: Decimal | int) -> None:
    text = f"{number:f}" if isinstance(number, Decimal) else str(number)
    content = f"id: a\ntitle: a\nlanguage: fr\nfigures: {{a: {{value: {text}, source: unstated}}}}"
    checked = validated(Content, parse_yaml(f"{content}\n{PANELS}", "c"))
    entry = checked.figures["a"]
    assert isinstance(entry, Entry)
    value = entry.value
    assert value == Decimal(text)
    assert f"{value:f}" == text


@given(
    st.recursive(
        st.none() | st.text(max_size=5) | st.sampled_from(["bar", "1", "text"]),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(
                st.sampled_from(
                    ["id", "title", "panels", "blocks", "text", "items", "chart", "data", "figure"]
                ),
                inner,
                max_size=4,
            )
        ),
        max_leaves=12,
    )
)
def test_any_data_is_a_value_or_diagnostics(data: object) -> None:
    import json

    text = json.dumps({"id": "a", "title": "b", "language": "fr", "panels": data})
    found: tuple[Diagnostic, ...] = ()
    try:
        validated(Content, parse_yaml(text, "c.yaml"))
    except InputError as error:
        found = error.diagnostics
    assert all(item.place is not None for item in found)


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("30/06/2025", "`date` must be written 2025-06-30"),
        ("06/30/2025", "`date` must be written 2025-06-30"),
        ("30.6.2025", "`date` must be written 2025-06-30"),
        ("01/03/2025", "`date` must be 2025-03-01 or 2025-01-03, whichever is meant"),
        ("31/06/2025", "`date` must be a date that the calendar has"),
    ],
)
def test_a_day_that_is_typed_otherwise_is_told_as_it_is_to_be_written(
    typed: str, told: str
) -> None:
    head = f"id: a\ntitle: b\nlanguage: en\ndate: {typed}\n"
    text = head + "panels: [{id: one, blocks: [{text: c}]}]\n"
    with pytest.raises(InputError) as raised:
        validated(Content, parse_yaml(text, "content.yaml"))
    assert [str(one.message) for one in raised.value.diagnostics] == [f"{told}, not '{typed}'."]
