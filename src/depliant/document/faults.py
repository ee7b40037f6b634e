"""Checked values from plain data: pydantic's findings become diagnostics with their place.

Every finding of a file is reported at once, in the order of the file, in plain words.
"""

from __future__ import annotations

from collections.abc import Iterator
from types import UnionType
from typing import Annotated, Any, TypeVar, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo

from depliant.document.source import Route, Source, Tree, did_you_mean
from depliant.errors import Diagnostic, InputError, Place

Model = TypeVar("Model", bound=BaseModel)

_WANTED = {
    "string_type": "must be a text",
    "int_type": "must be a whole number",
    "int_parsing": "must be a whole number",
    "int_from_float": "must be a whole number",
    "float_type": "must be a number",
    "float_parsing": "must be a number, with a point for the decimals",
    "bool_type": "must be `true` or `false`",
    "bool_parsing": "must be `true` or `false`",
    "list_type": "must be a list",
    "tuple_type": "must be a list",
    "dict_type": "must hold keys with values",
    "model_type": "must hold keys with values",
    "model_attributes_type": "must hold keys with values",
    "string_too_short": "must not be empty",
    "too_short": "must not be empty",
    "string_pattern_mismatch": "may hold only letters without accents, digits, - and _, and "
    "starts with a letter",
}


def validated(model: type[Model], source: Source) -> Model:
    """The data of `source` as a `model`.

    Raises:
        InputError: `key-unknown`, `key-missing` or `schema`, for every finding.
    """
    try:
        return model.model_validate(source.data)
    except ValidationError as error:
        raise InputError(diagnostics(error, model, source)) from None


def diagnostics(
    error: ValidationError, model: type[BaseModel], source: Source
) -> tuple[Diagnostic, ...]:
    """The findings of `error` with their places, in the order of the file."""
    found: dict[tuple[str, Place | None], Diagnostic] = {}
    for fault in error.errors(include_url=False):
        if fault["type"] == "too_short" and fault["input"]:
            continue  # what the list holds is at fault, and told
        diagnostic = _diagnostic(dict(fault), model, source)
        # The members of a union each report the same place: the first says enough.
        found.setdefault((diagnostic.code, diagnostic.place), diagnostic)
    return tuple(sorted(found.values(), key=lambda item: item.place or ()))


def _diagnostic(fault: dict[str, Any], model: type[BaseModel], source: Source) -> Diagnostic:
    loc: Route = fault["loc"]
    route, exact = _route(loc, source.data)
    key = str(loc[-1]) if loc else ""
    match fault["type"]:
        case "extra_forbidden":
            known = sorted(_keys_at(model, loc[:-1]))
            hint = did_you_mean(key, known) or f"Known here: {_listed(known)}."
            if key.isdigit():  # {value: 76,9}
                hint = "Write decimals with a point, such as 76.9."
            return Diagnostic(
                "key-unknown",
                f"The key `{key}` is not known here.",
                source.place(route, key=True),
                hint,
            )
        case "missing" if isinstance(loc[-1], int):
            name = f"`{route[-1]}`" if isinstance(route[-1], str) else "This"
            return Diagnostic("schema", f"{name} has too few entries.", source.place(route))
        case "missing":
            hint = (
                "If the source is not known, write `source: unstated`." if key == "source" else ""
            )
            return Diagnostic(
                "key-missing", f"The key `{key}` is missing here.", source.place(route), hint
            )
        case "union_tag_not_found" | "union_tag_invalid":
            return _unknown_kind(route, source)
    name = f"`{route[-1]}`" if exact and route and isinstance(route[-1], str) else "This"
    message = f"{name} {_wish(fault)}"
    given = fault.get("input")
    if isinstance(given, str):
        message += f", not {_shortened(given)}"
    elif given is None:
        message = f"{name} is empty" if _is_empty(route, source.data) else message
    allowed = fault.get("ctx", {}).get("expected", "")
    near = ""
    if fault["type"] == "literal_error" and isinstance(given, str):
        near = did_you_mean(given, [word.strip("' ") for word in allowed.split(",")])
    return Diagnostic("schema", message + ".", source.place(route), near)


def _unknown_kind(route: Route, source: Source) -> Diagnostic:
    """A block whose keys name no kind of block."""
    from depliant.document.schema import BLOCK_KINDS

    block = _at(source.data, route)
    kinds = _listed(BLOCK_KINDS)
    if not isinstance(block, dict) or not block:
        return Diagnostic(
            "schema",
            f"A block must start with one of {kinds}.",
            source.place(route),
            "Write `- text: …` for a paragraph.",
        )
    first = next(iter(block))
    return Diagnostic(
        "key-unknown",
        f"`{first}` is no kind of block.",
        source.place((*route, first), key=True),
        did_you_mean(first, BLOCK_KINDS) or f"A block starts with one of {kinds}.",
    )


def _wish(fault: dict[str, Any]) -> str:
    """What a value must be, from pydantic's kind of error."""
    kind, context = fault["type"], fault.get("ctx", {})
    if kind in _WANTED:
        return _WANTED[kind]
    match kind:
        case "literal_error":
            return f"must be one of {context['expected'].replace(' or ', ', ')}"
        case "greater_than_equal":
            return f"must be {context['ge']:g} or more"
        case "greater_than":
            return f"must be more than {context['gt']:g}"
        case "less_than_equal":
            return f"must be {context['le']:g} or less"
        case "less_than":
            return f"must be less than {context['lt']:g}"
        case "string_too_long":
            return f"must have at most {context['max_length']} characters"
        case "too_long":
            return f"must have at most {context['max_length']} entries"
        case "value_error":
            return str(context["error"])
    return f"is not right ({fault['msg'].rstrip('.').lower()})"


def _route(loc: Route, data: Tree) -> tuple[Route, bool]:
    """The route in the data that a pydantic location means, and whether it goes all the way.

    A location also names members of unions, and keys that are missing: these are left out.
    """
    route: list[str | int] = []
    exact = True
    for part in loc:
        if (isinstance(data, dict) and part in data) or _has_index(data, part):
            data = data[part]
        elif part == "[key]":
            continue
        else:
            exact = False
            continue
        exact = True
        route.append(part)
    return tuple(route), exact


def _has_index(data: Tree, part: str | int) -> bool:
    return isinstance(data, list) and isinstance(part, int) and part < len(data)


def _at(data: Tree, route: Route) -> Tree:
    for part in route:
        data = data[part]
    return data


def _is_empty(route: Route, data: Tree) -> bool:
    return _at(data, route) is None


def _shortened(text: str) -> str:
    return repr(text if len(text) <= 40 else text[:39] + "…")


def _listed(words: tuple[str, ...] | list[str]) -> str:
    return ", ".join(f"`{word}`" for word in words)


def _keys_at(model: type[BaseModel], loc: Route) -> set[str]:
    """The keys that the model at the end of `loc` knows."""
    kinds: list[Any] = [model]
    for part in loc:
        kinds = [inner for kind in kinds for inner in _step(kind, part)]
    return {field.alias or name for kind in kinds for name, field in _fields(kind)}


def _step(kind: Any, part: str | int) -> Iterator[Any]:
    """The types that `part` of a location may lead to from `kind`."""
    if isinstance(part, str) and part.startswith("block:"):
        if any(part == f"block:{field.alias or name}" for name, field in _fields(kind)):
            yield kind
    elif isinstance(kind, type) and issubclass(kind, BaseModel):
        for name, field in _fields(kind):
            if part == (field.alias or name):
                yield from _members(field.annotation, part)
    elif get_origin(kind) in (tuple, list):
        yield from _members(get_args(kind)[0], part)
    elif get_origin(kind) is dict:
        yield from _members(get_args(kind)[1], part)


def _fields(kind: Any) -> list[tuple[str, FieldInfo]]:
    """The fields of a model; none of anything else."""
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        return list(kind.model_fields.items())
    return []


def _members(kind: Any, part: str | int) -> Iterator[Any]:
    """The members of unions, without the annotations round them."""
    origin = get_origin(kind)
    if origin is Annotated:
        yield from _members(get_args(kind)[0], part)
    elif origin in (Union, UnionType):
        for member in get_args(kind):
            yield from _members(member, part)
    else:
        yield kind
