"""What `depliant reissue` does: ends the present issue, begins the next, and says what is left.

Nothing is written unless all of it is good.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Final, NamedTuple

from msgspec import Struct

from depliant import files
from depliant.bookkeeping.freezing import check_issue_name
from depliant.bookkeeping.reading import Wishes
from depliant.bookkeeping.reissuing import (
    Begun,
    Done,
    Left,
    NewIssue,
    begun,
    left_of,
)
from depliant.build import ledgers, undo
from depliant.build.own_folder import OUT, own_folder
from depliant.content.expiry import expired_marks
from depliant.content.issues import issue_printed, load_issue
from depliant.content.naming import PLACEHOLDER, name_in
from depliant.content.publication import Publication, load, read_again
from depliant.content.schema import Content
from depliant.errors import Diagnostic, InputError
from depliant.figures.issues import issue_names
from depliant.figures.periods import last_day
from depliant.patterns import late_pattern
from depliant.sentences import Sentence, say
from depliant.source.folder import Folder
from depliant.source.former_places import former_places
from depliant.source.yaml import Source
from depliant.translation.finding import file_in, languages
from depliant.translation.following import following
from depliant.translation.loading import load_translation, translation_faults

_HINT = say("Free some room, or change its permissions.")
_YEAR: Final = late_pattern(r"(?<!\d)\d{4}(?!\d)")
_NUMBER: Final = late_pattern(r"\d+")


class ReissueRequest(Struct, frozen=True):
    """What to begin; without a name, what of the present issue is left is only said.

    `former` is the name of the issue that ends, where content.yaml does not give it. `table` holds
    figures of the new issue, `wishes` what the user says of it. Without `write` nothing is changed.
    """

    project: Path
    name: str | None = None
    former: str | None = None
    date: str | None = None
    title: str | None = None
    table: Path | None = None
    wishes: Wishes | None = None
    write: bool = True


class ReissueReport(Struct, frozen=True):
    """The present issue and the one before it, what was done, and what is left to do.

    `frozen` says that the former one was frozen now; `changed` are texts of content.yaml,
    `imported` the lines of an import, `moved` files in `out`, `followed` translations. `undoable`
    says that `depliant figures undo` takes it back. Where no former issue is known, `titled` are
    the years that the title names beside the issue's own name.
    """

    issue: str
    former: str
    frozen: bool = False
    changed: tuple[Done, ...] = ()
    imported: tuple[Sentence, ...] = ()
    moved: tuple[str, ...] = ()
    followed: tuple[str, ...] = ()
    left: tuple[Left, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
    undoable: bool = False
    titled: str = ""


class Present(NamedTuple):
    """The issue that a project is of now: its name, or else the one that its title gives it."""

    name: str
    is_named: bool


def present(project: Path) -> Present:
    """The issue that a project is of now.

    Raises:
        InputError: the project cannot be read.
    """
    content = load(Folder(project)).content
    return Present(content.issue or name_in(content.title), content.issue is not None)


def reissue(request: ReissueRequest) -> ReissueReport:
    """Begin an issue, or say what of it is left to do.

    Raises:
        InputError: the project or the table is not sound, the name cannot be an issue's, or
            something cannot be written.
    """
    files.settle(request.project)
    folder = Folder(request.project)
    publication = load(folder)
    content = publication.content
    if request.name is None:
        return _said(folder)
    has_begun = request.name == content.issue
    former = _before(content) if has_begun else _former(request, publication)
    _check_new(request.name, former, publication)
    work = _Work.of(folder, publication, former, request)
    expected = _expected(request, work.begun.publication, publication.source)
    if not request.write:
        return _foreseen(folder, former, work, expected, request.name)
    notes = work.carry_out(request.name)
    moved = () if has_begun else tuple(_set_apart(folder.root, content, former))
    imported = _imported(request, request.name)
    return ReissueReport(
        request.name,
        former,
        work.freezes,
        work.begun.done,
        imported.changes,
        moved,
        work.followed,
        _said(Folder(request.project)).left,
        (*imported.notes, *notes),
        bool(work.files) and not notes,
    )


def _foreseen(
    folder: Folder, former: str, work: _Work, expected: _Expected, name: str
) -> ReissueReport:
    """What beginning an issue would do and leave to do, with the places of content.yaml today."""
    present = load(folder).source
    begun, later = (
        former_places(publication.source, present)
        for publication in (work.begun.publication, expected.publication)
    )
    done = (one._replace(place=begun(one.place)) for one in work.begun.done)
    left = (
        one._replace(place=later(one.place)) if one.place else one
        for one in _left(folder, expected.publication, former)
    )
    return ReissueReport(
        name,
        former,
        work.freezes,
        tuple(done),
        expected.imported.changes,
        (),
        work.followed,
        tuple(left),
        expected.imported.notes,
    )


def _former(request: ReissueRequest, publication: Publication) -> str:
    """The name of the issue that ends.

    Raises:
        InputError: `issue-unnamed`, or `issue-unknown` if it has another name.
    """
    named = publication.content.issue
    if request.former is not None and named not in (None, request.former):
        raise InputError(
            Diagnostic(
                "issue-unknown",
                say(
                    "The issue that is being made is {named}, not {former}.",
                    named=named,
                    former=request.former,
                ),
                publication.source.place(("issue",)),
                say("Leave --former out, or correct `issue:`."),
            )
        )
    found = request.former or named or name_in(publication.content.title)
    if not found:
        raise InputError(
            Diagnostic(
                "issue-unnamed",
                say("Nothing says what the issue is called that ends here."),
                publication.source.place(("title",)),
                say("Name it: `depliant reissue {request} --former NAME`.", request=request.name),
            )
        )
    return found


def _check_new(name: str, former: str, publication: Publication) -> None:
    """Refuse a name that the next issue cannot have; one that has begun after another keeps it.

    Raises:
        InputError: `issue-name`.
    """
    check_issue_name(name)
    content = publication.content
    has_begun = former and name == content.issue
    if not has_begun and name in (former, content.issue, *issue_names(content)):
        raise InputError(
            Diagnostic(
                "issue-name",
                say("There is an issue {name} already.", name=name),
                publication.source.place(("issue",)),
                say("Give the next issue a name of its own."),
            )
        )
    if not has_begun and _is_earlier(name, former):
        raise InputError(
            Diagnostic(
                "issue-name",
                say(
                    "The issue {name} would follow {former}, and is named as an earlier one.",
                    name=name,
                    former=former,
                ),
                publication.source.place(("issue",)),
                say("Name the issue that comes after {former}.", former=former),
            )
        )


def _is_earlier(name: str, former: str) -> bool:
    """Whether of two issues that are named alike by their years one is before the other."""
    shapes = {_NUMBER.sub("#", one) for one in (name, former)}
    years, before = (_YEAR.findall(one) for one in (name, former))
    return len(shapes) == 1 and len(years) == len(before) > 0 and years < before


class _Work(NamedTuple):
    """All that beginning an issue writes, and what is to be said of it."""

    folder: Folder
    files: dict[str, bytes]
    freezes: bool
    begun: Begun
    followed: tuple[str, ...]

    def carry_out(self, name: str) -> tuple[Diagnostic, ...]:
        """Write it, remembered for `depliant figures undo`; what is to be said of that."""
        if not self.files:
            return ()
        root, what = self.folder.root, say("the reissue as {name}", name=name)
        back = tuple(_back(one) for one in self.begun.done)
        step = undo.step_of(root, what, back, self.files, ledgers.content_of(self.folder))
        return undo.carried_out(root, step, self.files)

    @classmethod
    def of(
        cls, folder: Folder, publication: Publication, former: str, request: ReissueRequest
    ) -> _Work:
        """The work, done in memory.

        Raises:
            InputError: the brochure has errors, or cannot be changed.
        """
        record, present = publication.content.issues.get(former), publication.source
        has_begun = publication.content.issue == request.name
        freezes = not has_begun and (record is None or not record.frozen)
        written: dict[str, bytes] = {}
        if freezes:
            frozen = ledgers.frozen_now(folder, former)
            written |= frozen.files
            publication = read_again(publication, frozen.text)
        assert request.name is not None, "the caller's case"
        new = NewIssue(request.name, request.date, request.title)
        found = begun(publication, former, new)
        ledgers.refuse_new_faults(publication, found.text, present=present)
        followed = dict(_followed(folder, found, former))
        written |= followed
        if freezes or found.done:
            written[ledgers.content_of(folder)] = ledgers.as_written(folder, found.text)
        return cls(folder, written, freezes, found, tuple(followed))


def _back(done: Done) -> Sentence:
    """What taking a change back changes."""
    return say("{key}: {new} → {old}", key=done.key, old=done.old, new=done.new)


def _followed(folder: Folder, found: Begun, former: str) -> Iterator[tuple[str, bytes]]:
    """The translations that are written again since their words follow by themselves."""
    changed = {
        name: {done.old for done in found.done if done.new == done.old.replace(name, PLACEHOLDER)}
        for name in dict.fromkeys((former, issue_printed(former)))
    }
    for language in languages(folder):
        name = file_in(folder, language)
        assert name is not None  # it is one of those that were found
        file = folder.file(name)
        data = file.data
        for called, texts in changed.items():
            data = following(data, file.name, texts, called, PLACEHOLDER)
        if data != file.data:
            yield file.name, data


def _set_apart(root: Path, content: Content, former: str) -> Iterator[str]:
    """Move the files that were built of the former issue to where they are not overwritten."""
    try:
        out = own_folder(root, OUT, former).parent
    except InputError:
        return  # files that are not the project's are not touched
    if PLACEHOLDER in content.id or not out.is_dir():
        return
    for name in sorted(os.listdir(out)):
        path, target = out / name, out / former / name
        if name.startswith(f"{content.id}.") and path.is_file() and not target.exists():
            try:
                target.parent.mkdir(exist_ok=True)
                os.replace(path, target)
            except OSError:
                continue
            yield name


class _Expected(NamedTuple):
    """What a table will change, and the publication with that in it."""

    imported: ledgers.Import
    publication: Publication


def _expected(request: ReissueRequest, publication: Publication, present: Source) -> _Expected:
    """What the table of a request will change in a publication; nothing without one."""
    if request.table is None:
        return _Expected(ledgers.Import((), (), False), publication)
    imported, text = ledgers.foreseen(
        publication, request.table, wishes=request.wishes, present=present
    )
    return _Expected(imported, read_again(publication, text))


def _imported(request: ReissueRequest, issue: str) -> ledgers.Import:
    """Take the table in, and what is to be said of it; nothing without one."""
    if request.table is None:
        return ledgers.Import((), (), False)
    return ledgers.imported(
        request.project, request.table, wishes=request.wishes, issue=issue, write=True
    )


def _said(folder: Folder) -> ReissueReport:
    """The present issue, and what of it is left to do."""
    publication = load(folder)
    content = publication.content
    former, titled = _before(content), name_in(content.title)
    left = tuple(_left(folder, publication, former)) if former else ()
    return ReissueReport(
        content.issue or "",
        former,
        left=left,
        titled="" if former or titled == content.issue else titled,
    )


def _before(content: Content) -> str:
    """The issue before the present one: the last that was frozen; empty if none is known.

    The last is so by its date, whatever it is called and wherever it stands.
    """
    if content.issue is None:
        return ""
    names = [name for name in issue_names(content) if name != content.issue]
    frozen = [name for name in names if name in content.issues and content.issues[name].frozen]
    days = {name: record.date for name, record in content.issues.items() if record.date}
    if frozen and all(name in days for name in frozen):
        return max(frozen, key=lambda name: (last_day(days[name] or ""), frozen.index(name)))
    return (frozen or names or [""])[-1]


def _left(folder: Folder, publication: Publication, former: str) -> Iterator[Left]:
    """All that is left to do of an issue."""
    try:
        before: Publication | None = load_issue(folder, former).publication
    except InputError:
        before = None
    yield from left_of(publication, former, before)
    for mark in expired_marks(publication):
        yield Left("mark", mark.place, mark.message)
    for language in languages(folder):
        translation, found = load_translation(folder, language)
        faults = (*found, *translation_faults(publication, translation))
        waiting = Counter(fault.severity for fault in faults)["error"]
        if waiting:
            words = say("{language}: {count}", language=language, count=waiting)
            yield Left("translation", translation.place(None), words)
    record = publication.content.issues.get(former)
    if record is not None and record.frozen and record.kept is None:
        yield Left(
            "looks",
            publication.source.place(("issues", former), key=True),
            say(
                "{former} was frozen without its style sheet, art, marks and fonts.", former=former
            ),
        )
