"""One change that somebody makes on the page: where it is written, what stood there, what is to.

An edit is a value. It is laid over the text of a file by the byte-exact editors, and its inverse is
an edit as well; it says what stood there before, so that it can be told whether it still fits a
file that was changed meanwhile.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final, Literal

from msgspec import Struct
from msgspec.structs import replace

from depliant.content.messages import Key
from depliant.content.publication import CONTENT
from depliant.errors import InputError
from depliant.memory import digest_of
from depliant.source.editing import Drop, Put, edited
from depliant.source.editing import Edit as FileEdit
from depliant.source.retyping import moved, retyped, value_at
from depliant.source.yaml import Route, Source, Tree, parse_yaml
from depliant.translation.retyping import entry_at
from depliant.translation.retyping import retyped as retold

Kind = Literal["words", "message", "figure", "focus", "order"]
"""What is changed: a text of content.yaml, a translation, a figure, the point of a picture that is
kept, the place of an entry in its list."""

FIGURE_KEYS: Final = ("value", "unit", "date", "source", "note")
"""What of a figure can be changed on the page."""
_MARKED: Final = ("panels", "notes")
"""Where texts stand that can be changed on the page."""


class Edit(Struct, frozen=True):
    """A change of one value.

    `route` is the way to it; of a message its context, its text and its plural form. `before` and
    `after` are texts; of a figure what stands at its keys, None where nothing does; of a focus its
    two shares as they are written, or None; of an order the places from and to which an entry goes.
    `mark` knows that entry again.
    """

    kind: Kind
    file: str
    route: Route
    before: Any
    after: Any
    mark: str = ""

    @property
    def inverse(self) -> Edit:
        """What takes it back."""
        return replace(self, before=self.after, after=self.before)

    @property
    def target(self) -> tuple[object, ...]:
        """What it changes; two edits of one target follow upon each other."""
        return self.kind, self.file, self.route


def bare(edit: Edit) -> Edit:
    """The edit without the ends of lines that end a text: the file has those that it had.

    A translation ends as what it translates does.
    """
    if edit.kind == "message":
        words = edit.after.rstrip("\n")
        return replace(edit, after=words and words + _ends(str(edit.route[1])))
    if edit.kind != "words":
        return edit
    return replace(edit, before=edit.before.rstrip("\n"), after=edit.after.rstrip("\n"))


def _ends(text: str) -> str:
    """The ends of lines that end a text."""
    return text[len(text.rstrip("\n")) :]


class StaleError(Exception):
    """Something else stands where an edit was made for.

    Args:
        found: what stands there; None where nothing does, or nothing of the kind.
    """

    def __init__(self, found: Any) -> None:
        super().__init__()
        self.found = found


def laid(edit: Edit, text: str) -> str:
    """The text of a file with an edit made.

    Raises:
        StaleError: something else stands there than the edit was made for.
        InputError: the file cannot be changed so.
    """
    present = standing(edit, text)
    if present != edit.before:
        raise StaleError(None if edit.kind == "order" else present)
    try:
        if edit.kind == "message":
            context, id_, form = edit.route
            return retold(text, edit.file, Key(str(context), str(id_)), int(form), edit.after)
        source = parsed(text, edit.file)
        changed = _LAID[edit.kind](edit, source)
    except LookupError as fault:
        raise StaleError(None) from fault
    return ("\ufeff" if text.startswith("\ufeff") else "") + changed


def parsed(text: str, file: str) -> Source:
    """A file of content read, whatever it begins with.

    Raises:
        InputError: it cannot be.
    """
    return parse_yaml(text.removeprefix("\ufeff"), file)


def _words(edit: Edit, source: Source) -> str:
    former = value_at(source.data, edit.route)
    tail = _ends(former) if isinstance(former, str) else ""
    return retyped(source, edit.route, edit.after + tail)


def _figure(edit: Edit, source: Source) -> str:
    entry = value_at(source.data, edit.route)
    if not isinstance(entry, dict):  # a value of a series that stands alone
        return edited(source, (Put(edit.route, edit.after["value"]),))
    changes: list[FileEdit] = []
    last = None
    for key, value in edit.after.items():
        route = (*edit.route, key)
        if value is None:
            changes += [Drop(route)] if key in entry else []
        elif entry.get(key) != value or key not in entry:
            changes.append(Put(route, value, last))
        last = key if value is not None or key in entry else last
    return edited(source, changes) if changes else source.text


def _focus(edit: Edit, source: Source) -> str:
    if edit.after is None:
        return edited(source, (Drop(edit.route),))
    after = "picture"
    return edited(source, (Put(edit.route, list(edit.after), after),))


def _order(edit: Edit, source: Source) -> str:
    first, last = edit.after
    return moved(source, edit.route, first, last)


_LAID: Final = {"words": _words, "figure": _figure, "focus": _focus, "order": _order}


def standing(edit: Edit, text: str) -> Any:
    """What stands now where an edit is made: as its `before` has it.

    Raises:
        StaleError: nothing of the kind does.
        InputError: the file cannot be read.
    """
    try:
        if edit.kind == "message":
            context, id_, form = edit.route
            entry = entry_at(text, edit.file, Key(str(context), str(id_)))
            return entry.strings[int(form)]
        found = value_at(parsed(text, edit.file).data, edit.route[: _depth(edit)])
        return _STANDING[edit.kind](edit, found)
    except LookupError as fault:
        raise StaleError(None) from fault


def _depth(edit: Edit) -> int:
    return len(edit.route) - (1 if edit.kind == "focus" else 0)


def _standing_words(edit: Edit, found: Tree) -> str:
    if found is not None and not isinstance(found, str):
        raise LookupError(edit.route)
    return (found or "").rstrip("\n")


def _standing_figure(edit: Edit, found: Tree) -> Mapping[str, str | None]:
    if not isinstance(found, dict):
        if isinstance(found, list) or list(edit.after) != ["value"]:
            raise LookupError(edit.route)
        return {"value": found}
    if any(isinstance(found.get(key), dict | list) for key in edit.after):
        raise LookupError(edit.route)
    return {key: found.get(key) for key in edit.after}


def _standing_focus(edit: Edit, found: Tree) -> list[str] | None:
    if not isinstance(found, dict):
        raise LookupError(edit.route)
    focus = found.get(edit.route[-1])
    return [str(share) for share in focus] if isinstance(focus, list) else None


def _standing_order(edit: Edit, found: Tree) -> Any:
    """The places, if the entry stands where it is taken from, else those where it does."""
    if not isinstance(found, list):
        raise LookupError(edit.route)
    first, last = edit.after
    if max(first, last) >= len(found) or marked(found[first]) != edit.mark:
        raise LookupError(edit.route)
    return edit.before


_STANDING: Final = {
    "words": _standing_words,
    "figure": _standing_figure,
    "focus": _standing_focus,
    "order": _standing_order,
}


def marked(entry: Tree) -> str:
    """What an entry of a list is known by again."""
    return digest_of(("entry", _plain(entry)))[:16]


def _plain(value: Tree) -> Any:
    if isinstance(value, dict):
        return tuple((key, _plain(one)) for key, one in value.items())
    return tuple(_plain(one) for one in value) if isinstance(value, list) else value


def carried(route: Route, order: Edit) -> Route:
    """Where what stood at a route stands after an entry of a list has gone to another place."""
    depth = len(order.route)
    if len(route) <= depth or route[:depth] != order.route:
        return route
    first, last = order.after
    at = int(route[depth])
    if at == first:
        at = last
    elif first < at <= last:
        at -= 1
    elif last <= at < first:
        at += 1
    return (*route[:depth], at, *route[depth + 1 :])


def is_allowed(edit: Edit) -> bool:
    """Whether an edit changes something that may be changed on the page, with a value of its kind.

    What it says of a place is checked against the file when it is laid over it.
    """
    of_content = edit.file == CONTENT
    route, values = edit.route, (edit.before, edit.after)
    match edit.kind:
        case "words":
            is_text = all(isinstance(one, str) for one in values)
            return of_content and is_text and len(route) > 1 and route[0] in _MARKED
        case "message":
            is_text = all(isinstance(one, str) for one in values)
            is_key = len(route) == 3 and [type(one) for one in route] == [str, str, int]
            return not of_content and is_text and is_key and 0 <= int(route[2]) < 10
        case "figure":
            return (
                of_content
                and route[:1] == ("figures",)
                and len(route) in (2, 4)
                and (
                    all(_is_figure(one) for one in values) and list(edit.before) == list(edit.after)
                )
            )
        case "focus":
            is_there = route[:1] == ("panels",) and route[-1] == "focus"
            return of_content and is_there and all(one is None or _is_point(one) for one in values)
        case "order":
            is_there = route[:1] == ("panels",) and len(route) > 2
            return (
                of_content
                and is_there
                and all(_is_places(one) for one in values)
                and (list(edit.before) == list(reversed(edit.after)))
            )


def _is_figure(value: object) -> bool:
    return (
        isinstance(value, dict)
        and bool(value)
        and all(key in FIGURE_KEYS for key in value)
        and all(one is None or isinstance(one, str) for one in value.values())
    )


def _is_point(value: object) -> bool:
    return (
        isinstance(value, list) and len(value) == 2 and all(isinstance(one, str) for one in value)
    )


def _is_places(value: object) -> bool:
    return (
        isinstance(value, list)
        and len(value) == 2
        and all(type(one) is int and 0 <= one < 10_000 for one in value)
    )


def relocated(edit: Edit, text: str) -> Edit | None:
    """The edit of a text that stands elsewhere now; None unless it stands in one place alone."""
    if edit.kind != "words" or not edit.before:
        return None
    try:
        data = parsed(text, edit.file).data
    except InputError:
        return None
    key = edit.route[-1]
    found = [
        route
        for route, value in _leaves(data)
        if route[-1] == key
        and route[0] == edit.route[0]
        and isinstance(value, str)
        and value.rstrip("\n") == edit.before
    ]
    return replace(edit, route=found[0]) if len(found) == 1 else None


def _leaves(data: Tree, route: Route = ()) -> list[tuple[Route, Tree]]:
    """All values of a file with the ways to them, but the root."""
    found: list[tuple[Route, Tree]] = [(route, data)] if route else []
    steps = data.items() if isinstance(data, dict) else []
    if isinstance(data, list):
        steps = list(enumerate(data))
    for step, value in steps:
        found += _leaves(value, (*route, step))
    return found
