"""The JSON Schemas in assets are those of the models, and the YAML files name them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from depliant.starter.editor import FILES, schema_text

ASSETS = Path(__file__).parents[2] / "assets"


@pytest.mark.parametrize("name", sorted(FILES))
def test_schemas_are_current(name: str, request: pytest.FixtureRequest) -> None:
    text = schema_text(FILES[name])
    if request.config.getoption("--update-golden"):
        (ASSETS / name).write_text(text, encoding="utf-8")
    assert (ASSETS / name).read_text(encoding="utf-8") == text


def test_the_files_name_their_schema() -> None:
    content = (ASSETS.parent / "content.yaml").read_text(encoding="utf-8").splitlines()[0]
    style = (ASSETS / "style.yaml").read_text(encoding="utf-8").splitlines()[0]
    assert content == "# yaml-language-server: $schema=assets/content.schema.json"
    assert style == "# yaml-language-server: $schema=style.schema.json"


def test_an_editor_takes_numbers_and_dates_as_they_are_typed() -> None:
    schema = json.loads(schema_text(FILES["content.schema.json"]))
    entry = schema["$defs"]["Entry"]["properties"]
    assert entry["value"]["type"] == "number"
    assert "integer" in json.dumps(entry["date"])
    assert schema["$defs"]["KeyFigure"]["required"] == ["key-figure", "label"]
    assert schema["additionalProperties"] is False
