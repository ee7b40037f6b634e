"""JSON Schema of content.yaml and the style sheet, for editors that complete and check YAML.

The files in `assets/` are made from the models; the first line of a YAML file names its own
(`# yaml-language-server: $schema=…`). They are written by the rules of this module alone, since
the schemas that msgspec makes differ from version to version: who edits a file is not to find it
changed because a library was. Only `msgspec.inspect` is asked, for what a type is.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from functools import cache
from inspect import cleandoc
from typing import Any, Final

from msgspec import NODEFAULT, to_builtins
from msgspec import inspect as types

from depliant.content.schema import Content
from depliant.source.reading import Choice, Part, Reading
from depliant.style.sheet import StyleSheet

FILES: Final[dict[str, type[Part]]] = {
    "content.schema.json": Content,
    "style.schema.json": StyleSheet,
}

Schema = dict[str, Any]
Found = dict[type[Part], None]
"""The models that schemas refer to, in the order in which they were found."""

_RANGE: Final = {
    "ge": "minimum",
    "gt": "exclusiveMinimum",
    "le": "maximum",
    "lt": "exclusiveMaximum",
}
_BOUNDS: Final[dict[type[types.Type], dict[str, str]]] = {
    types.IntType: _RANGE,
    types.FloatType: _RANGE,
    types.StrType: {"max_length": "maxLength", "min_length": "minLength", "pattern": "pattern"},
    types.VarTupleType: {"max_length": "maxItems", "min_length": "minItems"},
    types.DictType: {"max_length": "maxProperties", "min_length": "minProperties"},
}
"""The bounds that a type may have, and what JSON Schema calls them."""
_SCALARS: Final[dict[type[types.Type], str]] = {
    types.NoneType: "null",
    types.BoolType: "boolean",
    types.IntType: "integer",
    types.FloatType: "number",
    types.StrType: "string",
}


@cache  # of two models
def schema_text(model: type[Part]) -> str:
    """The JSON Schema of a model as text."""
    found: Found = {model: None}
    parts: dict[type[Part], Schema] = {}
    while len(parts) < len(found):  # each turn describes the models that the last one found
        for part in [one for one in found if one not in parts]:
            parts[part] = _described(part, found)
    schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **parts.pop(model),
        "$defs": {part.__name__: parts[part] for part in sorted(parts, key=lambda p: p.__name__)},
    }
    return json.dumps(schema, indent=1, ensure_ascii=False) + "\n"


def _described(model: type[Part], found: Found) -> Schema:
    """The JSON Schema of a model: its name, its first words, its keys."""
    fields = _fields(model)
    return {
        "title": model.__name__,
        # Python 3.13 takes the indent off a docstring, those before it do not.
        "description": cleandoc(model.__doc__ or ""),
        "type": "object",
        "properties": {one.encode_name: _schema(one.type, found) | _default(one) for one in fields},
        "required": [one.encode_name for one in fields if one.required],
        "additionalProperties": False,
    }


def _fields(model: type[Part]) -> tuple[types.Field, ...]:
    """The keys of a model, in order."""
    info = types.type_info(model)
    assert isinstance(info, types.StructType)
    return info.fields


def _default(field: types.Field) -> Schema:
    """What a key that is left out stands for."""
    if field.default is not NODEFAULT:
        return {"default": to_builtins(field.default)}
    if field.default_factory is not NODEFAULT:
        return {"default": to_builtins(field.default_factory())}
    return {}


def _schema(kind: types.Type, found: Found) -> Schema:
    """The JSON Schema of a type; the models that it refers to go into `found`."""
    match kind:
        case types.Metadata():
            return {**(kind.extra_json_schema or {}), **_schema(kind.type, found)}
        case types.StructType(cls=model) if issubclass(model, Part):
            found[model] = None
            return {"$ref": f"#/$defs/{model.__name__}"}
        case types.CustomType(cls=Choice() as choice):
            return _any_of(types.multi_type_info(choice.kinds), found)
        case types.CustomType(cls=Reading() as reading):
            return dict(reading.schema)
        case types.UnionType():
            return _any_of(kind.types, found)
        case types.LiteralType():
            return {"enum": sorted(kind.values)}
        case _:
            return {**_shape(kind, found), **_bounds(kind)}


def _any_of(kinds: Iterable[types.Type], found: Found) -> Schema:
    """One of several types, null the last: an editor offers what a key may hold first."""
    ordered = sorted(kinds, key=lambda kind: isinstance(kind, types.NoneType))
    schemas = [_schema(kind, found) for kind in ordered]
    return schemas[0] if len(schemas) == 1 else {"anyOf": schemas}


def _shape(kind: types.Type, found: Found) -> Schema:
    """What a scalar, a list or a mapping of any names is, without its bounds."""
    match kind:
        case types.VarTupleType():
            return {"type": "array", "items": _schema(kind.item_type, found)}
        case types.TupleType():
            size = len(kind.item_types)
            return {
                "type": "array",
                "minItems": size,
                "maxItems": size,
                "prefixItems": [_schema(item, found) for item in kind.item_types],
                "items": False,
            }
        case types.DictType():
            names = _bounds(kind.key_type)
            return {
                "type": "object",
                **({"propertyNames": names} if names else {}),
                "additionalProperties": _schema(kind.value_type, found),
            }
        case _:
            return {"type": _SCALARS[type(kind)]}


def _bounds(kind: types.Type) -> Schema:
    """The bounds of a type that are set."""
    if isinstance(kind, types.Metadata):
        return _bounds(kind.type)
    bounds = {word: getattr(kind, name) for name, word in _BOUNDS.get(type(kind), {}).items()}
    return {word: bound for word, bound in bounds.items() if bound is not None}
