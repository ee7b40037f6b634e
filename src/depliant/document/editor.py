"""JSON Schema of content.yaml and the style sheet, for editors that complete and check YAML.

The files in `assets/` are made from the models; the first line of a YAML file names its own
(`# yaml-language-server: $schema=…`).
"""

from __future__ import annotations

import json
from typing import Final

from pydantic import BaseModel

from depliant.document.schema import Content
from depliant.document.style import StyleSheet

FILES: Final[dict[str, type[BaseModel]]] = {
    "content.schema.json": Content,
    "style.schema.json": StyleSheet,
}


def schema_text(model: type[BaseModel]) -> str:
    """The JSON Schema of a model as text."""
    schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **model.model_json_schema(by_alias=True),
    }
    return json.dumps(schema, indent=1, ensure_ascii=False) + "\n"
