"""The JSON Schemas in assets are those of the models, and an editor that knows them is right.

The judge is jsonschema, an implementation of JSON Schema that nobody here wrote.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from depliant.starter.editor import FILES, schema_text

ASSETS = Path(__file__).parents[2] / "assets"
ACCORDION = Path(__file__).parents[1] / "data" / "accordion"


class _Editor(yaml.SafeLoader):
    """YAML as an editor's language server reads it (1.2, core schema): a date is a text."""


_Editor.yaml_implicit_resolvers = {
    first: [(tag, shape) for tag, shape in resolvers if not tag.endswith(":timestamp")]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def underlined(schema: str, text: str) -> list[str]:
    """What an editor says of a YAML text."""
    judge = Draft202012Validator(json.loads(schema_text(FILES[schema])))
    return [error.message for error in judge.iter_errors(yaml.load(text, _Editor))]


@pytest.mark.parametrize("name", sorted(FILES))
def test_schemas_are_current(name: str, request: pytest.FixtureRequest) -> None:
    text = schema_text(FILES[name])
    if request.config.getoption("--update-golden"):
        (ASSETS / name).write_text(text, encoding="utf-8")
    assert (ASSETS / name).read_text(encoding="utf-8") == text


@pytest.mark.parametrize("name", sorted(FILES))
def test_a_schema_is_one(name: str) -> None:
    Draft202012Validator.check_schema(json.loads(schema_text(FILES[name])))


@pytest.mark.parametrize("name", sorted(FILES))
def test_nothing_is_said_of_the_way_that_a_docstring_is_indented(name: str) -> None:
    for model in json.loads(schema_text(FILES[name]))["$defs"].values():
        assert "\n " not in model["description"]


@pytest.mark.parametrize(
    ("schema", "file"),
    [("content.schema.json", "content.yaml"), ("style.schema.json", "assets/style.yaml")],
)
def test_an_editor_underlines_nothing_in_a_brochure_that_is_right(schema: str, file: str) -> None:
    assert underlined(schema, (ACCORDION / file).read_text(encoding="utf-8")) == []


HEAD = "{id: a, title: A, language: en, date: 2024-04-02, figures: {n: {value: 1, source: s}}, "
"""A content that lacks its panels."""


@pytest.mark.parametrize(
    ("schema", "text"),
    [
        ("content.schema.json", HEAD + "panels: [{id: p, blocks: [{text: a}]}]}"),
        ("content.schema.json", HEAD + "panels: [{id: p, blocks: [{text: 2017}]}]}"),
        ("content.schema.json", HEAD + "panels: [{id: p, blocks: [{key-figure: n, label: l}]}]}"),
        ("style.schema.json", "type: {text: {size: 8, align: centre}}"),
        ("style.schema.json", "format: {size: [210, 99]}"),
        ("style.schema.json", "families: {text: [Barlow, {family: Amiri, script: Arab}]}"),
    ],
)
def test_an_editor_takes_what_may_be_written(schema: str, text: str) -> None:
    assert underlined(schema, text) == []


@pytest.mark.parametrize(
    ("schema", "text"),
    [
        ("content.schema.json", HEAD.rstrip(", ") + "}"),
        ("content.schema.json", HEAD + "panels: [{id: p}], colour: red}"),
        ("content.schema.json", HEAD + "panels: [{id: p, blocks: [{txet: a}]}]}"),
        ("content.schema.json", HEAD + "panels: [{id: p, blocks: [{key-figure: n}]}]}"),
        ("content.schema.json", HEAD + "panels: [{id: p, blocks: [{heading: a, level: 5}]}]}"),
        ("content.schema.json", HEAD + "panels: [{id: é}]}"),
        ("style.schema.json", "type: {text: {size: large}}"),
        ("style.schema.json", "type: {text: {align: middle}}"),
        ("style.schema.json", f"type: {{{'n' * 81}: {{size: 8}}}}"),
        ("style.schema.json", "format: {size: [210, 99, 3]}"),
        ("style.schema.json", "families: {text: []}"),
        ("style.schema.json", "swatches: {red: {cmyk: [0, 100, 101, 0]}}"),
    ],
)
def test_an_editor_underlines_what_may_not(schema: str, text: str) -> None:
    assert len(underlined(schema, text)) == 1


def test_an_editor_takes_numbers_and_dates_as_they_are_typed() -> None:
    schema: Any = json.loads(schema_text(FILES["content.schema.json"]))
    entry = schema["$defs"]["Entry"]["properties"]
    assert entry["value"]["type"] == "number"
    assert "integer" in json.dumps(entry["date"])
    assert schema["$defs"]["KeyFigure"]["required"] == ["key-figure", "label"]
    assert schema["additionalProperties"] is False


ROW = "panels: [{id: p, blocks: [{row: [{blocks: [{text: a}]}, {width: 2, blocks: []}]}]}]}"


def test_an_editor_underlines_nothing_in_a_row() -> None:
    assert underlined("content.schema.json", HEAD + ROW) == []
