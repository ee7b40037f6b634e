"""All that is wrong with a file: its data and its model gone through together.

Every finding of a file is reported at once, in the order of the file, in plain words. What comes
out besides is the data with numbers and truths read: YAML lets one write them in more ways
(`.5`, `+5`, `yes`) than the quick reading knows.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin

from msgspec import ValidationError, structs

from depliant.errors import Diagnostic, UnfitError
from depliant.sentences import NOTHING, Sentence, counted, joined, legible, say
from depliant.source.reading import Choice, KindError, MisfitError, Part, Reading, typed
from depliant.source.suggestions import did_you_mean, nearest
from depliant.source.unquoted import cut, is_sentence, placeholder, words
from depliant.source.wanted import (
    WANTED,
    Limits,
    as_typed,
    bare,
    fields_of,
    is_part,
    is_text,
    member,
    words_of,
)
from depliant.source.yaml import Route, Source, Tree


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
        self.within: list[tuple[type[Part], Route]] = []
        self.found: list[Diagnostic] = []
        self.routes: list[Route] = []

    def value(self, annotation: Any, data: Tree, route: Route) -> Tree:
        """A value of any type."""
        kind, limits = bare(annotation)
        if get_origin(kind) in (Union, UnionType):
            members = get_args(kind)
            if data is None and NoneType in members:
                return None
            others = tuple(one for one in members if one is not NoneType)
            kind, limits = bare(words_of(others) or member(members, data))
        if isinstance(kind, Choice):
            return self.choice(kind, data, route)
        if isinstance(kind, Reading):
            return self.reading(kind, data, route)
        if is_part(kind):
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
        fields = fields_of(model)
        if (
            "text" in fields
            and not data.keys() & fields.keys()
            and not nearest(next(iter(data), ""), [*fields])
            and self.words(data, route)
        ):
            return data
        before = len(self.found)
        for key, field in fields.items():
            if field.required and key not in data:
                self.missing_key(key, route)
        self.unknown_keys(data, fields, route)
        self.within.append((model, route))
        read = {
            key: self.value(fields[key].type, value, (*route, key))
            for key, value in data.items()
            if key in fields
        }
        self.within.pop()
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

    def table(self, kind: Any, limits: Limits, data: Tree, route: Route) -> Tree:
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
        lost = self.cut_off(data, (), route)
        for name in data:
            if name not in lost:
                self.value(names, name, (*route, name))
        return {
            name: self.value(values, value, (*route, name))
            for name, value in data.items()
            if name not in lost
        }

    def sequence(self, kind: Any, limits: Limits, data: Tree, route: Route) -> Tree:
        """A list, of one type or with a type for each entry."""
        if not isinstance(data, list | tuple):
            return self.wrong(say("must be a list"), data, route)
        first, *others = get_args(kind)
        kinds = [first] * len(data) if others == [...] else [first, *others]
        most = limits.max_length if others == [...] else len(kinds)
        if not data and limits.min_length:
            return self.wrong(say("must not be empty"), data, route)
        if len(data) < len(kinds):
            wish = counted(
                len(kinds), "must have {count} entry, not {given}",
                "must have {count} entries, not {given}", given=len(data),
            )  # fmt: skip
            self.wrong(wish, data, route, limits.entries)
        if most is not None and len(data) > most:
            wish = counted(
                most, "must have at most {count} entry", "must have at most {count} entries"
            )
            return self.wrong(wish, data, route, limits.entries)
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
        if isinstance(data, dict) and any(is_text(member) for member in kind.kinds):
            known = fields_of(model) if is_part(model) else {}
            if not data.keys() & known.keys() and self.words(data, route, alone=True):
                return data
        if isinstance(meant, dict) and is_part(model):
            return self.kinds(model, kind, meant, route)
        return self.value(model, meant, route)

    def kinds(self, model: type[Part], kind: Choice, data: Tree, route: Route) -> Tree:
        """A part of one kind; from the key of another kind on, what stands there is of that."""
        starts = {next(iter(fields_of(one)), "") for one in kind.kinds if is_part(one)}
        fields = fields_of(model)
        left = [key for key in fields if key not in data]
        others = (key for key in data if key in starts and key not in fields)
        other = next((key for key in others if not nearest(key, left)), None)
        if other is None or next(iter(data)) not in starts:
            return self.value(model, data, route)
        at = list(data).index(other)
        follows = fields_of(kind.choose(dict(list(data.items())[at:]))[0])
        own = {
            key: value
            for number, (key, value) in enumerate(data.items())
            if number < at or (key not in follows and key in fields)
        }
        self._report(
            "key-unknown",
            say("The key `{key}` is not known here.", key=other),
            (*route, other),
            self.own_dash(other, route),
            key=True,
        )
        read = self.value(model, own, route)
        rest = {key: value for key, value in data.items() if key not in own}
        before, head = len(self.found), self.source.place(route)
        read |= self.choice(kind, rest, route)
        begins = self.source.place((*route, other), key=True)
        self.found[before:] = [
            structs.replace(item, place=begins) if item.place == head else item
            for item in self.found[before:]
        ]
        return read

    def own_dash(self, key: str, route: Route) -> Sentence:
        """How what begins with a key is written beside what stands before it."""
        if self.source.is_flow(route):
            return say("Write what begins with `{key}` between braces of its own.", key=key)
        return say(
            "Write `- {key}: …` with a dash, which stands below the dash of what comes before.",
            key=key,
        )

    def outside(self, key: str, value: Tree, route: Route) -> Sentence:
        """Where a list or a mapping belongs that a part round this one has a key for."""
        if not isinstance(value, list | dict) or self.source.is_flow(route):
            return NOTHING
        for model, at in reversed(self.within):
            if key in fields_of(model):
                beside = route[len(at)]
                return (
                    NOTHING
                    if beside == key
                    else say(
                        "Write `{key}:` in the column of `{beside}:`, without a dash.",
                        key=key,
                        beside=beside,
                    )
                )
        return NOTHING

    def reading(self, kind: Reading, data: Tree, route: Route) -> Tree:
        """A value that code reads."""
        if is_text(kind) and self.words(data, route, alone=True):
            return data
        try:
            kind.read(data)
        except UnfitError as fault:
            self.wrong(fault.why, data, route)
        return data

    def scalar(self, kind: Any, limits: Limits, data: Tree, route: Route) -> Tree:
        """A text, a number, a truth, or one word of several."""
        if get_origin(kind) is Literal:
            words = get_args(kind)
            if data in words:
                return data
            near = NOTHING
            words = (*words, *limits.also)
            if isinstance(data, str):
                near = limits.instead.get(data) or _side(data, words) or did_you_mean(data, words)
            listed = joined(say("'{word}'", word=word) for word in words)
            return self.wrong(say("must be one of {words}", words=listed), data, route, near)
        if kind is str and (typed := placeholder(self.source, route, data)):
            return self.without_braces(typed, limits, route, data)
        read = as_typed(kind, data)
        wish = WANTED[kind] if read is None else limits.broken(read)
        return self.wrong(wish, data, route, limits.share_of(read)) if wish else read

    def without_braces(self, typed: str, limits: Limits, route: Route, data: Tree) -> Tree:
        """Report a figure in braces where its name alone is wanted."""
        name = typed[1:-1].partition(":")[0]
        hint = (
            NOTHING
            if limits.broken(name)
            else say("Write the name of the figure without braces: `{name}`.", name=name)
        )
        return self.wrong(WANTED[str], data, route, hint)

    def wrong(self, wish: Sentence, data: Tree, route: Route, hint: Sentence = NOTHING) -> Tree:
        """Report what a value must be."""
        key = route[-1] if route and isinstance(route[-1], str) else ""
        listed = route[-2] if len(route) > 1 and not key else ""
        if data is None:
            message = say("`{key}` is empty.", key=key) if key else say("This is empty.")
        elif data and isinstance(data, str):
            message = say(
                "`{key}` {wish}, not '{typed}'."
                if key
                else "An entry of `{listed}` {wish}, not '{typed}'."
                if isinstance(listed, str) and listed
                else "This {wish}, not '{typed}'.",
                key=key,
                listed=listed,
                wish=wish,
                typed=legible(data if len(data) <= 40 else data[:39] + "…"),
            )
        else:
            message = say("`{key}` {wish}." if key else "This {wish}.", key=key, wish=wish)
        self._report("schema", message, route, hint)
        return data

    def unknown_key(self, key: str, value: Tree, known: list[str], route: Route) -> None:
        """Report a key that a part does not have."""
        hint = (
            did_you_mean(key, known)
            or self.outside(key, value, route)
            or say("Known here: {listed}.", listed=_listed(known))
        )
        if key.isdigit():  # {value: 76,9} or {value: 2,400}
            hint = say("Write decimals with a point, such as 76.9, and thousands without any sign.")
        self._report(
            "key-unknown",
            say("The key `{key}` is not known here.", key=key),
            (*route, key),
            hint,
            key=True,
        )

    def unknown_keys(
        self, data: dict[str, Tree], fields: Mapping[str, structs.FieldInfo], route: Route
    ) -> None:
        """Report the keys of a mapping that a part does not have."""
        lost = self.cut_off(data, fields, route)
        for key in data:
            if key not in fields and key not in lost:
                self.unknown_key(key, data[key], sorted(fields), route)

    def cut_off(
        self, data: dict[str, Tree], known: Collection[str], route: Route
    ) -> frozenset[str]:
        """Report the keys that are words behind the comma of a text without quotes."""
        lost: set[str] = set()
        for key in data:
            if key in known or key in lost:
                continue
            found = cut(self.source, route, data, key, texts=not known)
            if found is None:
                continue
            lost.update(found.keys)
            self._report(
                "key-unknown",
                say("`{words}` is read as a key, and not as words.", words=key),
                (*route, key),
                say(
                    "If it belongs to the words before the comma, put all of them in quotes: "
                    "`{quoted}`.",
                    quoted=found.quoted,
                ),
                key=True,
            )
        return frozenset(lost)

    def words(self, data: Tree, route: Route, *, alone: bool = False) -> bool:
        """Report a mapping that was meant as words; whether it was.

        Args:
            data: what was read.
            route: where.
            alone: whether words may stand there by themselves, and not at `text:`.
        """
        found = words(self.source, route, data)
        if found is None or not (alone or is_sentence(data) or found.typed.startswith("{")):
            return False
        self._report(
            "key-unknown",
            say("`{words}` is read as a key, and not as words.", words=found.typed),
            route,
            say("Write `{right}`, in quotes.", right=found.quoted)
            if alone
            else say("Write `text: {right}`, in quotes.", right=found.quoted),
        )
        return True

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
        if "text" in kinds and not nearest(first, kinds) and self.words(data, route):
            return data
        self._report(
            "key-unknown",
            say("`{first}` is no kind of {what}.", first=first, what=fault.what),
            (*route, first),
            self.outside(first, data[first], route)
            or did_you_mean(first, kinds)
            or (fault.example if placeholder(self.source, route, data) else NOTHING)
            or say("A {what} starts with one of {listed}.", what=fault.what, listed=_listed(kinds)),
            key=True,
        )
        return data

    def _report(
        self, code: str, message: Sentence, route: Route, hint: Sentence, *, key: bool = False
    ) -> None:
        self.routes.append(route)
        self.found.append(Diagnostic(code, message, self.source.place(route, key=key), hint))


def _side(data: str, known: tuple[str, ...]) -> Sentence:
    """What is written for left and right where sides go by the direction of writing."""
    if data.lower() not in ("left", "right") or not {"start", "end"} <= {*known}:
        return NOTHING
    return say(
        "`start` is the side where a line begins, and `end` the one where it ends: the right, in a "
        "language that is written from left to right."
    )


def _listed(words: list[str]) -> str:
    return ", ".join(f"`{word}`" for word in words)
