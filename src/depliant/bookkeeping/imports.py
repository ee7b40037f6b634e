"""A table of figures taken into content.yaml: what would change, and the file with it changed.

Columns that the table does not have, and figures that it does not name, stay as they are. In a
table whose columns are those of content.yaml and no others, an empty cell takes its key away, but
never the value of a figure. Nothing is written here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal, InvalidOperation
from typing import Any, Final, NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from depliant.bookkeeping.rows import Sheet
from depliant.bookkeeping.tables import FIGURE_COLUMNS, POINT_KEYS, SOURCE_COLUMNS
from depliant.content.publication import Publication
from depliant.content.schema import Content
from depliant.errors import Diagnostic, InputError
from depliant.figures.periods import in_time, kind_of
from depliant.figures.schema import UNSTATED, FigureEntry, Sourced
from depliant.sentences import say
from depliant.source.editing import Drop, Edit, Put, edited
from depliant.source.reading import Part
from depliant.source.scalars import Id
from depliant.source.validated import validated
from depliant.source.yaml import Route, Source, Tree, parse_yaml

_MISSING: Final = "null"
"""What content.yaml has for a value that is missing."""
_HEAD: Final = ("issues", "issue", "date", "language")
"""Behind the first of these that is there, a new key of the head of the file is written."""


class Change(NamedTuple):
    """One value that differs: of a figure (in a former `issue`, if not empty) or of a source.

    `old` is None for what is new, `new` for what goes. `cell` is where the table says it, and
    `shown` what stands there. `at` is the place of the value in its series.
    """

    kind: str
    id: str
    issue: str
    key: str
    old: str | None
    new: str | None
    cell: str = ""
    shown: str = ""
    at: str = ""

    @property
    def route(self) -> Route:
        """Where the value stands in content.yaml."""
        former = ("history", self.issue) if self.issue else ()
        point = ("values", self.at) if self.at else ()
        return (self.kind, self.id, *former, *point, self.key)


class Plan(Struct, frozen=True):
    """What an import changes, figures that the table does not name, and the text that comes out."""

    changes: tuple[Change, ...]
    absent: tuple[str, ...]
    text: str


class _Table(Part, frozen=True, kw_only=True):
    """The part of content.yaml that a table can hold."""

    figures: dict[Id, FigureEntry]
    sources: dict[Id, Sourced]


def plan(publication: Publication, sheet: Sheet, issue: str | None = None) -> Plan:
    """What taking `sheet` into content.yaml would change.

    Args:
        publication: the project as it is.
        sheet: the table.
        issue: the name of the issue that begins with these figures; None: the present one.

    Raises:
        InputError: a figure of the table is not sound, or the file cannot be changed.
    """
    _check(sheet, publication)
    source = publication.source
    changes: list[Change] = []
    edits: list[Edit] = []
    if issue is not None and issue != publication.content.issue:
        changes.append(Change("issue", "issue", "", "", publication.content.issue, issue))
        edits.append(head_edit(source.data, "issue", issue))
    for kind, columns in (("sources", SOURCE_COLUMNS), ("figures", FIGURE_COLUMNS)):
        names = {column.removeprefix("source_") for column in columns if column in sheet.columns}
        given = _Given(frozenset(names), sheet.clears)
        new = sheet.source.data[kind]
        edits += _table_edits(kind, source.data, new, given, changes)
    changes = [change._replace(**_seen(change, sheet)) for change in changes]
    named = sheet.source.data["figures"]
    absent = tuple(name for name in publication.content.figures if name not in named)
    text = edited(source, edits) if edits else source.text
    validated(Content, parse_yaml(text, source.file))
    return Plan(tuple(changes), absent, text)


class _Given(NamedTuple):
    """Which keys a table speaks of: its columns, and whether their empty cells say something."""

    columns: frozenset[str]
    clears: bool

    def keys(self, entry: Mapping[str, Any]) -> frozenset[str]:
        """The keys that a row gives or takes away; its value only where something replaces it."""
        given = frozenset(entry) - {"history", "values"}
        if not self.clears:
            return given
        if "values" in entry:
            return given | (self.columns - {*POINT_KEYS, "formula", "date"})
        kept = {"value", "formula"} if not given & {"value", "formula"} else set()
        return given | (self.columns - kept)


def _seen(change: Change, sheet: Sheet) -> dict[str, str]:
    """The cell that a change is from."""
    found = sheet.seen.get(change.route)
    return found._asdict() if found else {}


def head_edit(data: Mapping[str, Any], key: str, tree: Tree) -> Put:
    """The edit that gives a key of the head of content.yaml its value."""
    return Put((key,), tree, next((name for name in _HEAD if name in data), None))


def _check(sheet: Sheet, publication: Publication) -> None:
    """Refuse a table whose figures content.yaml could not hold, with rows and columns."""
    existing: Mapping[str, Any] = publication.source.data.get("figures") or {}
    source, given = sheet.source, _Given(sheet.columns, sheet.clears)
    merged = {}
    for name, figure in source.data["figures"].items():
        old = existing.get(name)
        merged[name] = _merged(old if isinstance(old, dict) else {}, figure, given)
    refused = [*_unlike(existing, source)]
    if refused:
        raise InputError(refused)
    sources = {name: said for name, said in source.data["sources"].items() if "title" in said}
    data = {"figures": merged, "sources": sources}
    validated(_Table, replace(source, data=data))
    known = {*(publication.source.data.get("sources") or {}), *sources, UNSTATED}
    unknown = [
        Diagnostic(
            "source-unknown",
            say("`{figure}` is not defined under `sources`.", figure=figure["source"]),
            source.place(("figures", name, "source")),
            say(
                "Write the id or the title of one that is; or give it a title in the "
                "column `source_title`."
            ),
        )
        for name, figure in source.data["figures"].items()
        if figure.get("source", UNSTATED) not in known
    ]
    described = source.data["sources"].get(UNSTATED)
    if described:
        unknown.append(
            Diagnostic(
                "table-source",
                say(
                    "`{unstated}` says that a figure has no source, and is described here.",
                    unstated=UNSTATED,
                ),
                source.place(("sources", UNSTATED, min(described))),
                say("Give the source an id of its own in the column `source`."),
            )
        )
    if unknown:
        raise InputError(unknown)


def _unlike(existing: Mapping[str, Any], source: Source) -> Iterator[Diagnostic]:
    """Values of series for what is none in content.yaml, or has its values in a file."""
    for name, figure in source.data["figures"].items():
        old = existing.get(name)
        if "values" not in figure or not isinstance(old, dict):
            continue
        place = source.place(("figures", name))
        if old.get("file"):
            yield Diagnostic(
                "table-series",
                say("The values of `{name}` are in {file}.", name=name, file=old["file"]),
                place,
                say("Change them there."),
            )
        elif "values" not in old and old.keys() & {"value", "formula"}:
            yield Diagnostic(
                "table-series",
                say("`{name}` is one value in content.yaml, and no series.", name=name),
                place,
                say("Give the series an id of its own, or make `values` of its `value` first."),
            )


def _merged(old: Mapping[str, Any], new: Mapping[str, Any], given: _Given) -> Tree:
    """A figure as it will be: cells over what the table says nothing of."""
    spoken = given.keys(new) if new.keys() - {"history"} else frozenset()
    merged = {key: value for key, value in old.items() if key not in spoken}
    merged |= {key: value for key, value in new.items() if key not in ("history", "values")}
    if "values" in new:
        former = {at: _pointed(point) for at, point in (old.get("values") or {}).items()}
        news = {at: {**former.get(at, {}), **point} for at, point in new["values"].items()}
        merged["values"] = {**former, **news}
    history = {**(old.get("history") or {}), **new.get("history", {})}
    for issue, entry in new.get("history", {}).items():
        history[issue] = _merged((old.get("history") or {}).get(issue) or {}, entry, given)
    last = {"history": history} if history else {}
    return {**{key: value for key, value in merged.items() if key != "history"}, **last}


def _table_edits(
    kind: str,
    data: Mapping[str, Any],
    new: Mapping[str, Any],
    given: _Given,
    changes: list[Change],
) -> Iterator[Edit]:
    """The edits of `figures` or `sources`; all changes are added to `changes`."""
    existing = data.get(kind)
    added = {}
    for name, entry in new.items():
        old = existing.get(name) if isinstance(existing, dict) else None
        if old is None:
            added[name] = _ordered(_plain_values(entry))
            changes += _news(kind, name, "", entry)
        elif isinstance(old, str):  # a source that is its title alone
            if entry != {"title": old}:
                yield Put((kind, name), entry["title"] if set(entry) == {"title"} else entry)
                changes.append(Change(kind, name, "", "title", old, entry.get("title")))
        else:
            yield from _entry_edits((kind, name), old, entry, given, changes)
    if not added:
        return
    if isinstance(existing, dict):
        for name, entry in added.items():
            yield Put((kind, name), _short(kind, entry))
    else:
        tree = {name: _short(kind, entry) for name, entry in added.items()}
        yield head_edit({"date": 0} if "date" in data else data, kind, tree)


def _short(kind: str, entry: Mapping[str, Any]) -> Tree:
    """A source that is nothing but a title is written as that title."""
    return entry["title"] if kind == "sources" and set(entry) == {"title"} else dict(entry)


def _entry_edits(
    route: Route,
    old: Mapping[str, Any],
    new: Mapping[str, Any],
    given: _Given,
    changes: list[Change],
) -> Iterator[Edit]:
    """The edits of one figure, source or past issue of a figure that is there already."""
    kind, name, issue = str(route[0]), str(route[1]), str(route[3]) if len(route) > 3 else ""
    if new.keys() - {"history"}:
        spoken = given.keys(new)
        for key in (*FIGURE_COLUMNS, "title", "publisher", "link"):
            if key not in spoken:
                continue
            was, now = old.get(key), new.get(key)
            if _same(key, was, now):
                continue
            changes.append(Change(kind, name, issue, key, was, now))
            yield Drop((*route, key)) if now is None else Put((*route, key), now)
    if "values" in new:
        yield from _point_edits(route, old, new["values"], given, changes)
    history = old.get("history")
    fresh = {}
    for former, entry in new.get("history", {}).items():
        if isinstance(history, dict) and isinstance(history.get(former), dict):
            at: Route = (*route, "history", former)
            yield from _entry_edits(at, history[former], entry, given, changes)
        else:
            fresh[former] = _ordered(_plain_values(entry))
            changes += _news(kind, name, former, entry)
    if isinstance(history, dict):
        for former, entry in fresh.items():
            yield Put((*route, "history", former), entry)
    elif fresh:
        yield Put((*route, "history"), fresh)


def _pointed(point: Tree) -> dict[str, Any]:
    """A value of a series with its key."""
    return point if isinstance(point, dict) else {} if point is None else {"value": point}


def _written_point(point: Mapping[str, Any]) -> Tree:
    """A value of a series as short as it can be written."""
    if not point.keys() - {"value"}:
        return point.get("value")
    return {"value": point.get("value"), **point}


def _plain_values(entry: Mapping[str, Any]) -> dict[str, Any]:
    """An entry with the values of a series as content.yaml has them, its other keys before."""
    plain = {key: value for key, value in entry.items() if key != "values"}
    if "values" in entry:
        values = {at: _written_point(point) for at, point in entry["values"].items()}
        plain["values"] = dict(sorted(values.items(), key=_by_time) if _timed(values) else values)
    return plain


def _by_time(item: tuple[str, Any]) -> tuple[str, str]:
    return in_time(item[0])


def _timed(values: Mapping[str, Any]) -> bool:
    return all(kind_of(at) != "name" for at in values)


def _point_edits(
    route: Route,
    old: Mapping[str, Any],
    new: Mapping[str, Any],
    given: _Given,
    changes: list[Change],
) -> Iterator[Edit]:
    """The edits of the values of a series; one that is new stands where its time is."""
    kind, name, issue = str(route[0]), str(route[1]), str(route[3]) if len(route) > 3 else ""
    former: Mapping[str, Any] = old.get("values") or {}
    cleared = {*POINT_KEYS} & given.columns - {"value"} if given.clears else set()
    timed = _timed({**former, **new})
    ordered = sorted(new.items(), key=_by_time) if timed else [*new.items()]
    for at, point in ordered:
        was = _pointed(former.get(at))
        now = {key: text for key, text in was.items() if key not in cleared} | point
        keys = [key for key in POINT_KEYS if not _same(key, was.get(key), now.get(key))]
        if not keys and at in former:
            continue
        changes += [
            Change(kind, name, issue, key, was.get(key), now.get(key), at=at) for key in keys
        ] or [Change(kind, name, issue, "value", None, _MISSING, at=at)]
        before = [one for one in former if in_time(one) < in_time(at)] if timed else []
        after = max(before, key=in_time) if before else None
        yield Put((*route, "values", at), _written_point(now), after)


def _news(kind: str, name: str, issue: str, entry: Mapping[str, Any]) -> Iterator[Change]:
    """The changes that a new entry is made of."""
    for key, value in _ordered(entry).items():
        if key == "history":
            for former, past in value.items():
                yield from _news(kind, name, former, past)
        elif key == "values":
            for at, point in value.items():
                for one, said in (point or {"value": _MISSING}).items():
                    yield Change(kind, name, issue, one, None, said, at=at)
        else:
            yield Change(kind, name, issue, key, None, value)


def _ordered(entry: Mapping[str, Any]) -> dict[str, Any]:
    """A new entry with its history last."""
    last = {"history": entry["history"]} if "history" in entry else {}
    return {**{key: value for key, value in entry.items() if key != "history"}, **last}


def _same(key: str, old: str | None, new: str | None) -> bool:
    """Whether two cells say the same: 0.1 and 0.10, true and about, nothing and an empty text.

    A value says by its decimals how exact it is: 55 is not 55.0.
    """
    if key == "approximate":
        spoken = {"true": "about", "false": None}
        return spoken.get(old or "", old) == spoken.get(new or "", new)
    if old is not None and new is not None and key in ("value", "precision", "base"):
        try:
            one, other = Decimal(old), Decimal(new)
            return one == other and (key != "value" or one.as_tuple()[2] == other.as_tuple()[2])
        except InvalidOperation:
            return old == new
    return (old or None) == (new or None)
