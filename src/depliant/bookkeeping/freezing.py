"""Freezing an issue: its figures go into their histories, and content.yaml is kept as it was.

From then on `depliant build --issue NAME` makes the same brochure again, and an edit of one of
its figures is an error that names it.
"""

from __future__ import annotations

import hashlib
import re
from typing import Any

from msgspec import Struct

from depliant.bookkeeping.imports import head_edit
from depliant.content.issues import frozen_copy
from depliant.content.kept import LISTING, Kept
from depliant.content.publication import CONTENT, Publication
from depliant.errors import Diagnostic, InputError
from depliant.figures.digests import digests
from depliant.figures.issues import printable
from depliant.figures.schema import FILE_KEYS, PointEntry, Printable, Retired, SeriesEntry
from depliant.sentences import say
from depliant.source.editing import Edit, Put, edited
from depliant.source.folder import Files
from depliant.source.yaml import Route, Tree
from depliant.translation.finding import file_in, languages

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,79}", re.ASCII)


class Frozen(Struct, frozen=True):
    """What freezing writes: content.yaml as changed, and copies by name, its own first.

    The folder of the copies mirrors the project: it holds content.yaml and the translations, and
    beside them the list of what the issue looks like.
    """

    text: str
    copies: tuple[tuple[str, bytes], ...]
    figures: int


def frozen(publication: Publication, files: Files, name: str, kept: Kept) -> Frozen:
    """The issue that is being made, frozen under `name`; nothing is written yet.

    Args:
        publication: the project as it is.
        files: its files.
        name: of the issue.
        kept: what it looks like.

    Raises:
        InputError: `issue-name`, `issue-frozen`, `issue-unknown`, or `edit-refused`.
    """
    content, source = publication.content, publication.source
    _check_name(publication, name)
    original = files.file(publication.file).data
    edits: list[Edit] = []
    if content.issue is None:
        edits.append(head_edit(source.data, "issue", name))
    said: dict[str, Any] = {}
    record = content.issues.get(name)
    if content.date is not None and not (record and record.date):
        said["date"] = content.date
    if not (record and record.title):
        said["title"] = content.title
    said["content"] = hashlib.sha256(original).hexdigest()
    said["kept"] = hashlib.sha256(kept.listing()).hexdigest()
    said["frozen"] = digests(content)
    edits += _recorded(publication, name, said)
    for figure in printable(content):
        raw = source.data["figures"][figure]
        entry = _as_it_was(raw, content.figures[figure])
        route: Route = ("figures", figure, "history")
        if isinstance(raw.get("history"), dict):
            edits.append(Put((*route, name), entry))
        else:
            edits.append(Put(route, {name: entry}))
    copies = [(frozen_copy(name), original)]
    folder = frozen_copy(name).removesuffix(CONTENT)
    for language in languages(files):
        if copy := file_in(files, language):
            copies.append((folder + copy, files.file(copy).data))
    copies.append((folder + LISTING, kept.listing()))
    return Frozen(edited(source, edits), tuple(copies), len(said["frozen"]))


def _as_it_was(raw: dict[str, Tree], entry: Printable | Retired) -> dict[str, Tree]:
    """What a figure's history keeps of it: a series has its values there, whatever its file has."""
    kept = {key: value for key, value in raw.items() if key not in ("history", "values")}
    if not isinstance(entry, SeriesEntry):
        return kept
    own = raw.get("values") or {}
    values = {at: own.get(at, plain(point)) for at, point in entry.values.items()}
    return {**{key: value for key, value in kept.items() if key not in FILE_KEYS}, "values": values}


def plain(point: PointEntry) -> Tree:
    """A value of a series as content.yaml would have it."""
    said: dict[str, Tree] = {"value": None if point.value is None else f"{point.value:f}"}
    for key in ("label", "note", "approximate"):
        if (words := getattr(point, key)) is not None:
            said[key] = words
    if point.provisional is not None:
        said["provisional"] = str(point.provisional).lower()
    return said["value"] if len(said) == 1 else said


def check_issue_name(name: str) -> None:
    """Refuse what cannot be the name of an issue.

    Raises:
        InputError: `issue-name`.
    """
    if not _NAME.fullmatch(name):
        hint = say("Take letters without accents, digits, points, hyphens and _.")
        raise InputError(
            Diagnostic("issue-name", say("`{name}` is no name of an issue.", name=name), None, hint)
        )


def _check_name(publication: Publication, name: str) -> None:
    content = publication.content
    place = publication.source.place(("issue",))
    check_issue_name(name)
    if name in content.issues and content.issues[name].frozen:
        raise InputError(
            Diagnostic("issue-frozen", say("The issue {name} is frozen already.", name=name), place)
        )
    if content.issue not in (None, name):
        raise InputError(
            Diagnostic(
                "issue-unknown",
                say(
                    "The issue that is being made is {issue}, not {name}.",
                    issue=content.issue,
                    name=name,
                ),
                place,
                say("Freeze {issue}, or correct `issue:`.", issue=content.issue),
            )
        )


def _recorded(publication: Publication, name: str, said: dict[str, Tree]) -> list[Edit]:
    """What content.yaml says of the issue from now on."""
    data = publication.source.data
    issues = data.get("issues")
    if isinstance(issues, dict) and isinstance(issues.get(name), dict):
        return [Put(("issues", name, key), value) for key, value in said.items()]
    if isinstance(issues, dict):
        return [Put(("issues", name), said)]
    return [head_edit(data, "issues", {name: said})]
