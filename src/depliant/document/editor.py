"""JSON Schema of content.yaml and the style sheet, for editors that complete and check YAML.

The files in `assets/` are made from the models; the first line of a YAML file names its own
(`# yaml-language-server: $schema=…`).
"""

from __future__ import annotations

import json
from typing import Any, Final

from msgspec.json import schema_components

from depliant.document.reading import Choice, Part
from depliant.document.schema import Content
from depliant.document.style import StyleSheet

FILES: Final[dict[str, type[Part]]] = {
    "content.schema.json": Content,
    "style.schema.json": StyleSheet,
}


def schema_text(model: type[Part]) -> str:
    """The JSON Schema of a model as text."""
    models: dict[Any, None] = {model: None}

    def hook(kind: type) -> dict[str, Any]:
        return _schema(kind, models)

    schema_components(list(models), schema_hook=hook)  # finds the models that choices hide
    _, parts = schema_components(list(models), schema_hook=hook)
    schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **parts.pop(model.__name__),
        "$defs": dict(sorted(parts.items())),
    }
    return json.dumps(schema, indent=1, ensure_ascii=False) + "\n"


def _schema(
    kind: Any, models: dict[Any, None], opened: frozenset[Any] = frozenset()
) -> dict[str, Any]:
    """The JSON Schema of a type that code reads; what it may be is added to `models`.

    A choice within itself (a list in a list) is not opened again: its models are there already.
    """
    if not isinstance(kind, Choice):
        return dict(kind.schema)
    models.update(dict.fromkeys(kind.kinds))
    if kind in opened:
        return {}
    schemas, _ = schema_components(
        kind.kinds, schema_hook=lambda inner: _schema(inner, models, opened | {kind})
    )
    return schemas[0] if len(schemas) == 1 else {"anyOf": list(schemas)}
