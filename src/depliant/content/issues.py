"""A publication as one of its issues has it: a former one, or the one that is being made.

A frozen issue keeps a copy of the whole content.yaml as it was, from which `load_issue` makes the
same brochure again, and what it looked like (`content.kept`). Issues that were frozen when looks
were not kept yet have their copy in `issues/NAME`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from msgspec import ValidationError
from msgspec.structs import replace

from depliant.content.kept import ISSUES, Kept, KeptFiles, altered, gone, listed
from depliant.content.publication import CONTENT, Publication, load
from depliant.content.schema import Content
from depliant.errors import Diagnostic, InputError
from depliant.figures.digests import digest
from depliant.figures.issues import issue_names, printable
from depliant.figures.schema import Issue, Printable, Sourced
from depliant.patterns import late_pattern
from depliant.sentences import say
from depliant.source.folder import Folder
from depliant.source.reading import typed
from depliant.source.suggestions import did_you_mean
from depliant.source.yaml import MAXIMUM_FILE, Route, Source, load_yaml
from depliant.tuples import NamedTuple

FORMER_FOLDER: Final = "issues"
"""Where the project has content.yaml of issues that were frozen without their looks."""
_YEARS: Final = late_pattern(r"\A((?:1[89]|20|21)\d\d)-((?:1[89]|20|21)\d\d)\Z")


def issue_printed(name: str) -> str:
    """The name of an issue as it is printed: a dash stands between two years."""
    return _YEARS.sub(r"\1–\2", name)


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
        listed = (
            say("There are {names}.", names=", ".join(known))
            if known
            else say("No issue is named in content.yaml.")
        )
        raise InputError(
            Diagnostic(
                "issue-unknown",
                say("There is no issue `{name}`.", name=name),
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


class IssueSource(NamedTuple):
    """A project as an issue has it: its files, the publication, and what it keeps of its looks.

    `is_former` says that another issue is being made now; `is_frozen` that its words are kept.
    """

    files: Folder | KeptFiles
    publication: Publication
    is_former: bool = False
    is_frozen: bool = False

    @property
    def kept(self) -> Kept | None:
        """What it keeps of its looks; None if it keeps nothing of them."""
        return self.files.kept if isinstance(self.files, KeptFiles) else None


def load_issue(folder: Folder, name: str | None) -> IssueSource:
    """Read and check a project as the issue `name` has it; None: as it is.

    A frozen issue is read from the copy of content.yaml that was kept when it was frozen, words
    and all, whatever has become of the words of today; another one has its own figures, date and
    title, and the words of today.

    Raises:
        InputError: `issue-unknown`, `issue-altered`, or everything that is wrong with the files.
    """
    if name is None or CONTENT not in folder.names("."):
        return IssueSource(folder, load(folder))
    source = load_yaml(folder, CONTENT)
    is_former = source.data.get("issue") != name if isinstance(source.data, dict) else False
    record = _record(source, name)
    if record is None or record.content is None:
        return IssueSource(folder, at_issue(load(folder), name), is_former)
    place = source.place(("issues", name, "content"))
    copy = frozen_copy(name, has_looks=record.kept is not None)
    if copy.rpartition("/")[2] not in folder.names(copy.rpartition("/")[0]):
        raise gone(CONTENT, name, copy, place)
    file = folder.file(copy, place, limit=MAXIMUM_FILE, too_large="yaml-too-large")
    if file.sha256 != record.content:
        raise altered(copy, name, place)
    if record.kept is None:
        return IssueSource(folder, load(folder, copy), is_former, is_frozen=True)
    own = copy.removesuffix(CONTENT)
    kept = listed(folder, name, record.kept, source.place(("issues", name, "kept")))
    files = KeptFiles(folder, name, kept, own, place)
    return IssueSource(files, load(files, copy), is_former, is_frozen=True)


def _record(source: Source, name: str) -> Issue | None:
    """What content.yaml says of an issue, if that can be read; the rest of it may be wrong."""
    data = source.data.get("issues") if isinstance(source.data, dict) else None
    found = data.get(name) if isinstance(data, dict) else None
    try:
        return None if found is None else typed(Issue, found)
    except ValidationError:
        return None


def frozen_copy(name: str, *, has_looks: bool = True) -> str:
    """The copy of content.yaml of a frozen issue, from the project folder."""
    return f"{ISSUES if has_looks else FORMER_FOLDER}/{name}/{CONTENT}"


def _entries(content: Content, issue: str) -> Iterator[tuple[str, Printable]]:
    """The figures of an issue; of a former one from their history."""
    for name, figure in content.figures.items():
        entry = figure if issue == content.issue else figure.history.get(issue)
        if isinstance(entry, Printable):
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
    message = say(
        "The figure `{figure}` has changed since the issue {issue} was frozen."
        if present
        else "The figure `{figure}` is gone since the issue {issue} was frozen.",
        figure=figure,
        issue=issue,
    )
    if figure not in content.issues[issue].frozen:
        message = say(
            "The figure `{figure}` was added since the issue {issue} was frozen.",
            figure=figure,
            issue=issue,
        )
    route: Route = ("figures", figure, "history", issue)
    hint = say("Put it back as it was; what its source says of itself counts as well.")
    if current:
        hint = say(
            "Put it back as it was; what its source says of itself counts as well. For the next "
            "issue give `issue:` at the head of the file another name first."
        )
    return Diagnostic(
        "figure-frozen",
        message,
        publication.source.place(route[:2] if current else route),
        hint,
    )
