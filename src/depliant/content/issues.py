"""A publication as one of its issues has it: a former one, or the one that is being made.

A frozen issue keeps a copy of the whole content.yaml as it was, from which `load_issue` makes the
same brochure again.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from msgspec.structs import replace

from depliant.content.publication import CONTENT, Publication, load
from depliant.content.schema import Content
from depliant.errors import Diagnostic, InputError
from depliant.figures.issues import digest, issue_names, printable
from depliant.figures.schema import Derived, Entry, Issue, Sourced
from depliant.source.folder import Files
from depliant.source.reading import typed
from depliant.source.suggestions import did_you_mean
from depliant.source.yaml import MAXIMUM_FILE, Route

FOLDER: Final = "issues"
"""Where the project keeps content.yaml of each frozen issue."""


def at_issue(publication: Publication, name: str | None) -> Publication:
    """The publication as the issue `name` has it: its figures, date and title; None: as it is.

    Raises:
        InputError: `issue-unknown`.
    """
    content = publication.content
    if name is None or name == content.issue:
        return publication
    known = issue_names(content)
    if name not in known:
        listed = f"There are {', '.join(known)}." if known else "No issue is named in content.yaml."
        raise InputError(
            Diagnostic(
                "issue-unknown",
                f"There is no issue `{name}`.",
                publication.source.place(("issues",)),
                did_you_mean(name, known) or listed,
            )
        )
    issue = content.issues.get(name, Issue())
    return replace(
        publication,
        content=replace(
            content,
            issue=name,
            date=issue.date or content.date,
            title=issue.title or content.title,
            figures=dict(_entries(content, name)),
            issues={name: issue},
        ),
    )


def load_issue(files: Files, name: str | None) -> Publication:
    """Read and check a project's content as the issue `name` has it; None: as it is.

    A frozen issue is read from the copy of content.yaml that was kept when it was frozen, words
    and all; another one has its own figures, date and title, and the words of today.

    Raises:
        InputError: `issue-unknown`, `issue-altered`, or everything that is wrong with the files.
    """
    publication = load(files)
    issue = publication.content.issues.get(name or "")
    if name is None or issue is None or issue.content is None:
        return at_issue(publication, name)
    place = publication.source.place((FOLDER, name, "content"))
    copy = files.file(frozen_copy(name), place, limit=MAXIMUM_FILE, too_large="yaml-too-large")
    if copy.sha256 != issue.content:
        raise InputError(
            Diagnostic(
                "issue-altered",
                f"{frozen_copy(name)} is not what it was when the issue {name} was frozen.",
                place,
                "Take it from the project's archive.",
            )
        )
    return load(files, frozen_copy(name))


def frozen_copy(name: str) -> str:
    """The copy of content.yaml of a frozen issue, from the project folder."""
    return f"{FOLDER}/{name}/{CONTENT}"


def _entries(content: Content, issue: str) -> Iterator[tuple[str, Entry | Derived]]:
    """The figures of an issue; of a former one from their history."""
    for name, figure in content.figures.items():
        entry = figure if issue == content.issue else figure.history.get(issue)
        if isinstance(entry, Entry | Derived):
            yield name, entry


def frozen_faults(publication: Publication) -> tuple[Diagnostic, ...]:
    """What was changed in the figures of frozen issues since: one error for each figure."""
    content = publication.content
    # As they are written: an edition in another language has their words translated.
    sources = typed(dict[str, Sourced], publication.source.data.get("sources") or {})
    found: list[Diagnostic] = []
    for name, issue in content.issues.items():
        former = {
            figure: digest(entry.history[name], sources)
            for figure, entry in content.figures.items()
            if name in entry.history
        }
        copies = [(former, False)] if former or name != content.issue else []
        if name == content.issue:
            now = {figure: digest(entry, sources) for figure, entry in printable(content).items()}
            copies.append((now, True))
        for now, current in copies if issue.frozen else ():
            found += [
                _thawed(publication, name, figure, figure in now, current)
                for figure in dict.fromkeys((*issue.frozen, *now))
                if issue.frozen.get(figure) != now.get(figure)
            ]
    return tuple(found)


def _thawed(
    publication: Publication, issue: str, figure: str, present: bool, current: bool
) -> Diagnostic:
    """The diagnostic of a figure that is not as its issue froze it."""
    content = publication.content
    what = "has changed" if present else "is gone"
    if figure not in content.issues[issue].frozen:
        what = "was added"
    route: Route = ("figures", figure, "history", issue)
    hint = "Put it back as it was; what its source says of itself counts as well."
    if current:
        hint += " For the next issue give `issue:` at the head of the file another name first."
    return Diagnostic(
        "figure-frozen",
        f"The figure `{figure}` {what} since the issue {issue} was frozen.",
        publication.source.place(route[:2] if current else route),
        hint,
    )
