"""JSON Schema of content.yaml and the style sheet, for editors that complete and check YAML.

The files in `assets/` are made from the models; the first line of a YAML file names its own
(`# yaml-language-server: $schema=…`).
"""

from __future__ import annotations

import json
from typing import Any, Final

from msgspec.json import schema_components

from depliant.content.schema import Content
from depliant.source.reading import Choice, Part
from depliant.style.sheet import StyleSheet

FILES: Final[dict[str, type[Part]]] = {
    "content.schema.json": Content,
    "style.schema.json": StyleSheet,
}


def schema_text(model: type[Part]) -> str:
    """The JSON Schema of a model as text."""
    models: dict[type[Part], None] = {model: None}
    found = 0
    while found < len(models):  # each turn opens the choices that the last one came upon
        found = len(models)
        _, parts = schema_components(list(models), schema_hook=lambda kind: _schema(kind, models))
    schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **parts.pop(model.__name__),
        "$defs": dict(sorted(parts.items())),
    }
    return json.dumps(schema, indent=1, ensure_ascii=False) + "\n"


def _schema(kind: Any, models: dict[type[Part], None]) -> dict[str, Any]:
    """The JSON Schema of a type that code reads; the models that it may be go into `models`."""
    if not isinstance(kind, Choice):
        return dict(kind.schema)
    schemas: list[dict[str, Any]] = []
    for member in kind.kinds:
        if isinstance(member, type) and issubclass(member, Part):
            models[member] = None
            schemas.append({"$ref": f"#/$defs/{member.__name__}"})
        else:
            (schema,), _ = schema_components(
                [member], schema_hook=lambda inner: _schema(inner, models)
            )
            schemas.append(schema)
    return schemas[0] if len(schemas) == 1 else {"anyOf": schemas}
