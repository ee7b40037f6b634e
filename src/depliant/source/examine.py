"""All that is wrong with a file: its data and its model gone through together.

Every finding of a file is reported at once, in the order of the file, in plain words. What comes
out besides is the data with numbers and truths read: YAML lets one write them in more ways
(`.5`, `+5`, `yes`) than the quick reading knows.
"""

from __future__ import annotations

import contextlib
import math
import re
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType, NoneType, UnionType
from typing import Annotated, Any, Final, Literal, NamedTuple, Union, get_args, get_origin

from msgspec import Meta, ValidationError, structs

from depliant.errors import Diagnostic, UnfitError
from depliant.sentences import NOTHING, Sentence, counted, joined, legible, say
from depliant.source.reading import Choice, KindError, MisfitError, Part, Reading, typed
from depliant.source.suggestions import did_you_mean
from depliant.source.yaml import Route, Source, Tree

_WANTED: Final = {
    int: say("must be a whole number"),
    float: say("must be a number, with a point for the decimals"),
    bool: say("must be `true` or `false`"),
    str: say("must be a text"),
}
_TRUTHS: Final = {
    **dict.fromkeys(("true", "yes", "on", "y", "t", "1"), True),
    **dict.fromkeys(("false", "no", "off", "n", "f", "0"), False),
}


def examined(model: type[Part], source: Source) -> tuple[tuple[Diagnostic, ...], Tree]:
    """What is wrong with the data of `source`, in the order of the file; and the data, read."""
    examination = _Examination(source)
    data = examination.value(model, source.data, ())
    return tuple(sorted(examination.found, key=lambda item: item.place or ())), data


def faulty_routes(model: type[Part], source: Source) -> tuple[Route, ...]:
    """Where in its data the faults of a `source` are."""
    examination = _Examination(source)
    examination.value(model, source.data, ())
    return tuple(examination.routes)


class _Examination:
    """Goes through data by the types of a model; each method returns the data that it was given.

    Numbers and truths among them are read. `found` holds what is wrong so far.
    """

    def __init__(self, source: Source) -> None:
        self.source = source
        self.found: list[Diagnostic] = []
        self.routes: list[Route] = []

    def value(self, annotation: Any, data: Tree, route: Route) -> Tree:
        """A value of any type."""
        kind, limits = _bare(annotation)
        if get_origin(kind) in (Union, UnionType):
            members = get_args(kind)
            if data is None and NoneType in members:
                return None
            kind, limits = _bare(_member(members, data))
        if isinstance(kind, Choice):
            return self.choice(kind, data, route)
        if isinstance(kind, Reading):
            return self.reading(kind, data, route)
        if _is_part(kind):
            return self.part(kind, data, route)
        match get_origin(kind):
            case origin if origin is dict:
                return self.table(kind, limits, data, route)
            case origin if origin is tuple:
                return self.sequence(kind, limits, data, route)
        return self.scalar(kind, limits, data, route)

    def part(self, model: type[Part], data: Tree, route: Route) -> Tree:
        """A mapping of known keys, and the rules on several of them."""
        if not isinstance(data, dict):
            return self.wrong(say("must hold keys with values"), data, route)
        fields = _fields(model)
        before = len(self.found)
        for key, field in fields.items():
            if field.required and key not in data:
                self.missing_key(key, route)
        for key in data:
            if key not in fields:
                self.unknown_key(key, sorted(fields), route)
        read = {
            key: self.value(fields[key].type, value, (*route, key))
            for key, value in data.items()
            if key in fields
        }
        if len(self.found) == before and hasattr(model, "__post_init__"):
            self.rules(model, data, read, route)
        return read

    def rules(self, model: type[Part], data: Tree, read: Tree, route: Route) -> None:
        """What a part asks of values that are sound one by one; `data` are as they were typed."""
        try:
            typed(model, read)
        except ValidationError as error:
            fault = error.__cause__
            if not isinstance(fault, MisfitError):
                raise
            if fault.key is None:
                self.wrong(fault.why, data, route)
            else:
                self.wrong(fault.why, data.get(fault.key), (*route, fault.key))

    def table(self, kind: Any, limits: _Limits, data: Tree, route: Route) -> Tree:
        """A mapping of names to values of one type."""
        if not isinstance(data, dict):
            return self.wrong(say("must hold keys with values"), data, route)
        if not data and limits.min_length:
            return self.wrong(say("must not be empty"), data, route)
        if limits.max_length is not None and len(data) > limits.max_length:
            wish = counted(
                limits.max_length,
                "must have at most {count} entry",
                "must have at most {count} entries",
            )
            return self.wrong(wish, data, route)
        names, values = get_args(kind)
        for name in data:
            self.value(names, name, (*route, name))
        return {name: self.value(values, value, (*route, name)) for name, value in data.items()}

    def sequence(self, kind: Any, limits: _Limits, data: Tree, route: Route) -> Tree:
        """A list, of one type or with a type for each entry."""
        if not isinstance(data, list | tuple):
            return self.wrong(say("must be a list"), data, route)
        first, *others = get_args(kind)
        kinds = [first] * len(data) if others == [...] else [first, *others]
        most = limits.max_length if others == [...] else len(kinds)
        if not data and limits.min_length:
            return self.wrong(say("must not be empty"), data, route)
        if len(data) < len(kinds):
            self.wrong(say("has too few entries"), data, route)
        if most is not None and len(data) > most:
            wish = counted(
                most, "must have at most {count} entry", "must have at most {count} entries"
            )
            return self.wrong(wish, data, route)
        return [
            self.value(kind, entry, (*route, number))
            for number, (kind, entry) in enumerate(zip(kinds, data, strict=False))
        ]

    def choice(self, kind: Choice, data: Tree, route: Route) -> Tree:
        """A value of the model that the data choose."""
        try:
            model, meant = kind.choose(data)
        except KindError as fault:
            return self.unknown_kind(fault, data, route)
        except UnfitError as fault:
            return self.wrong(fault.why, data, route)
        return self.value(model, meant, route)

    def reading(self, kind: Reading, data: Tree, route: Route) -> Tree:
        """A value that code reads."""
        try:
            kind.read(data)
        except UnfitError as fault:
            self.wrong(fault.why, data, route)
        return data

    def scalar(self, kind: Any, limits: _Limits, data: Tree, route: Route) -> Tree:
        """A text, a number, a truth, or one word of several."""
        if get_origin(kind) is Literal:
            words = get_args(kind)
            if data in words:
                return data
            near = NOTHING
            words = (*words, *limits.also)
            if isinstance(data, str):
                near = limits.instead.get(data) or did_you_mean(data, words)
            listed = joined(say("'{word}'", word=word) for word in words)
            return self.wrong(say("must be one of {words}", words=listed), data, route, near)
        read = _read(kind, data)
        wish = _WANTED[kind] if read is None else limits.broken(read)
        return self.wrong(wish, data, route) if wish else read

    def wrong(self, wish: Sentence, data: Tree, route: Route, hint: Sentence = NOTHING) -> Tree:
        """Report what a value must be."""
        key = route[-1] if route and isinstance(route[-1], str) else ""
        if data is None:
            message = say("`{key}` is empty.", key=key) if key else say("This is empty.")
        elif data and isinstance(data, str):
            message = say(
                "`{key}` {wish}, not '{typed}'." if key else "This {wish}, not '{typed}'.",
                key=key,
                wish=wish,
                typed=legible(data if len(data) <= 40 else data[:39] + "…"),
            )
        else:
            message = say("`{key}` {wish}." if key else "This {wish}.", key=key, wish=wish)
        self._report("schema", message, route, hint)
        return data

    def unknown_key(self, key: str, known: list[str], route: Route) -> None:
        """Report a key that a part does not have."""
        hint = did_you_mean(key, known) or say("Known here: {listed}.", listed=_listed(known))
        if key.isdigit():  # {value: 76,9} or {value: 2,400}
            hint = say("Write decimals with a point, such as 76.9, and thousands without any sign.")
        self._report(
            "key-unknown",
            say("The key `{key}` is not known here.", key=key),
            (*route, key),
            hint,
            key=True,
        )

    def missing_key(self, key: str, route: Route) -> None:
        """Report a key that a part must have."""
        hint = (
            say("If the source is not known, write `source: unstated`.")
            if key == "source"
            else NOTHING
        )
        self._report("key-missing", say("The key `{key}` is missing here.", key=key), route, hint)

    def unknown_kind(self, fault: KindError, data: Tree, route: Route) -> Tree:
        """Report a mapping that is of no kind."""
        if not isinstance(data, dict) or not data:
            self._report("schema", fault.message, route, fault.example)
            return data
        first, kinds = next(iter(data)), list(fault.kinds)
        self._report(
            "key-unknown",
            say("`{first}` is no kind of {what}.", first=first, what=fault.what),
            (*route, first),
            did_you_mean(first, kinds)
            or say("A {what} starts with one of {listed}.", what=fault.what, listed=_listed(kinds)),
            key=True,
        )
        return data

    def _report(
        self, code: str, message: Sentence, route: Route, hint: Sentence, *, key: bool = False
    ) -> None:
        self.routes.append(route)
        self.found.append(Diagnostic(code, message, self.source.place(route, key=key), hint))


class _Limits(NamedTuple):
    """The bounds of a type, and `must`: what its values must be if they lack its pattern.

    `instead` is what to say of words that people write, and that are none of the type's; `also` are
    words that stand there in another kind of part.
    """

    ge: float | None = None
    gt: float | None = None
    le: float | None = None
    lt: float | None = None
    min_length: int | None = None
    max_length: int | None = None
    pattern: str | None = None
    must: Sentence = say("is not of the right form")
    instead: Mapping[str, Sentence] = MappingProxyType({})
    also: tuple[str, ...] = ()

    def broken(self, value: str | float) -> Sentence:
        """What `value` must be and is not; empty if it is within all bounds."""
        return self._of_text(value) if isinstance(value, str) else self._of_number(value)

    def _of_text(self, text: str) -> Sentence:
        if len(text) < (self.min_length or 0):
            return say("must not be empty")
        if self.max_length is not None and len(text) > self.max_length:
            return say("must have at most {most} characters", most=self.max_length)
        if self.pattern is not None and not re.search(self.pattern, text):
            return self.must
        return NOTHING

    def _of_number(self, number: float) -> Sentence:
        if self.ge is not None and number < self.ge:
            return say("must be {least:g} or more", least=self.ge)
        if self.gt is not None and number <= self.gt:
            return say("must be more than {bound:g}", bound=self.gt)
        if self.le is not None and number > self.le:
            return say("must be {most:g} or less", most=self.le)
        if self.lt is not None and number >= self.lt:
            return say("must be less than {bound:g}", bound=self.lt)
        return NOTHING


@cache  # as many as there are models
def _fields(model: type[Part]) -> dict[str, structs.FieldInfo]:
    """The fields of a model by their keys."""
    return {field.encode_name: field for field in structs.fields(model)}


def _bare(annotation: Any) -> tuple[Any, _Limits]:
    """A type without what is annotated, and its limits."""
    if get_origin(annotation) is not Annotated:
        return annotation, _Limits()
    kind, *metas = get_args(annotation)
    given: dict[str, Any] = {}
    for meta in metas:
        if isinstance(meta, Meta):
            stated = {name: getattr(meta, name, None) for name in _Limits._fields}
            given |= {name: limit for name, limit in stated.items() if limit is not None}
            given |= meta.extra or {}
    return kind, _Limits(**given)


def _is_part(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, Part)


def _member(members: tuple[Any, ...], data: Tree) -> Any:
    """The member of a union that data are nearest to: one that takes them, or the first."""
    return next((member for member in members if _takes(member, data)), members[0])


def _takes(annotation: Any, data: Tree) -> bool:
    """Whether data have the shape of a type."""
    kind, _ = _bare(annotation)
    if isinstance(data, dict):
        return _is_part(kind) or get_origin(kind) is dict
    if isinstance(data, list):
        return get_origin(kind) is tuple
    if get_origin(kind) is Literal:
        return data in get_args(kind)
    return kind in _WANTED and _read(kind, data) is not None


def _read(kind: type, data: Tree) -> str | float | None:
    """A scalar as it is meant by its type; None if it cannot be."""
    if not isinstance(data, str):
        return None
    if kind is str:
        return data
    if kind is bool:
        return _TRUTHS.get(data.lower())
    if not data.isascii():
        return None
    if kind is int:
        with contextlib.suppress(ValueError):
            return int(data)
    try:
        number = float(data)
    except ValueError:
        return None
    if not math.isfinite(number):
        return None
    if kind is int:
        return int(number) if number.is_integer() else None
    return number


def _listed(words: list[str]) -> str:
    return ", ".join(f"`{word}`" for word in words)
