"""What `depliant figures` does: reads a project's ledger, changes it, gets it out of a PDF.

Nothing is written unless all of it is good.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from depliant import files
from depliant.bookkeeping.datasets import columns_of, ledger_json, ledger_rows
from depliant.build import setting_aside, undo
from depliant.content.issues import load_issue
from depliant.content.naming import name_in
from depliant.content.publication import CONTENT, Publication, load, read_again
from depliant.errors import Diagnostic, InputError
from depliant.figures.issues import IssueLedger, ledger_of
from depliant.figures.unknown import unknown_figure
from depliant.sentences import Sentence, joined, say, verbatim
from depliant.source.folder import Folder
from depliant.source.former_places import former_places
from depliant.source.suggestions import nearest
from depliant.source.yaml import Source

if TYPE_CHECKING:
    from depliant.bookkeeping.imports import Change
    from depliant.bookkeeping.reading import Wishes
    from depliant.bookkeeping.rows import Sheet

_LEDGERS_OWN: Final = ("figure-", "source-", "issue-", "formula-")
"""How the codes begin by which a build tells what is wrong with its figures."""
_HINT: Final = say("Free some room, or change its permissions.")


def ledger(project: Path, issue: str | None = None) -> tuple[IssueLedger, Publication]:
    """The figures of an issue, and the publication as that issue has it.

    Raises:
        InputError: the project cannot be read, or a formula comes to nothing.
    """
    publication = load_issue(Folder(project), issue).publication
    found, faults = ledger_of(publication.content, publication.source)
    if faults:
        raise InputError(faults)
    return found, publication


def linted(project: Path, issue: str | None = None, on: str | None = None) -> list[Diagnostic]:
    """What is wrong or doubtful about the figures, in the order of the file.

    Raises:
        InputError: the project cannot be read; `schema` if `on` is no day.
    """
    from depliant.bookkeeping.lint import lint
    from depliant.content.resolve import resolve

    if on is not None:
        try:
            date.fromisoformat(on)
        except ValueError:
            raise InputError(
                Diagnostic(
                    "schema",
                    say("`{on}` is no day.", on=on),
                    hint=say("Write it such as 2018-06-30."),
                )
            ) from None
    publication = load_issue(Folder(project), issue).publication
    found = list(lint(publication, on))
    _, notes = resolve(publication, publication.language)
    found += [
        note
        for note in notes
        if note.code.startswith(_LEDGERS_OWN) and note.code not in ("figure-unsourced",)
    ]
    return sorted(dict.fromkeys(found), key=lambda item: item.place or ())


def known(name: str, publication: Publication) -> None:
    """Refuse a figure that the ledger does not have.

    Raises:
        InputError: `figure-unknown`.
    """
    if name in publication.content.figures:
        return
    book = ledger_of(publication.content, publication.source)[0]
    named = book.named()
    if name not in named:
        series = {one.id: one for one in book.series}
        fault = unknown_figure(name, (*publication.content.figures, *named), series, None)
        if fault.code == "figure-unknown" and not nearest(
            name, (*publication.content.figures, *named)
        ):
            fault = replace(fault, hint=say("`depliant figures list` lists all."))
        raise InputError(fault)


class Import(NamedTuple):
    """What an import changes, a line each; what it leaves alone; and whether it was written.

    `cells` are the changes one by one, with their cells; `notes` what is to be said of how the
    table was read.
    """

    changes: tuple[Sentence, ...]
    absent: tuple[str, ...]
    written: bool
    cells: tuple[Change, ...] = ()
    notes: tuple[Diagnostic, ...] = ()


class Planned(Struct, frozen=True):
    """An import that can be made: what it changes, and content.yaml before it and after."""

    result: Import
    table: str
    before: bytes
    after: bytes


def planned(
    project: Path,
    table: Path,
    *,
    wishes: Wishes | None = None,
    issue: str | None = None,
    is_kept: bool = False,
) -> Planned:
    """What taking a table of figures into content.yaml would change; nothing is written.

    Args:
        project: the folder.
        table: a CSV or XLSX file.
        wishes: what the user says of the table.
        issue: the issue that begins with these figures; None: the present one.
        is_kept: whether whoever calls freezes the issue that ends.

    Raises:
        InputError: the table or the project is not sound, or the change would break a rule;
            `issue-unkept` if nobody keeps the issue that ends.
    """
    files.settle(project)
    folder = Folder(project)
    publication = load(folder)
    if issue is not None and not is_kept:
        _refuse_to_lose_one(publication, issue)
    result, text = foreseen(publication, table, wishes=wishes, issue=issue)
    return Planned(result, table.name, folder.file(CONTENT).data, as_written(folder, text))


def foreseen(
    publication: Publication,
    table: Path,
    *,
    wishes: Wishes | None = None,
    issue: str | None = None,
    present: Source | None = None,
) -> tuple[Import, str]:
    """What taking a table into a publication would change, and the text of content.yaml then.

    Args:
        publication: the one to take it into.
        table: the file.
        wishes: what the user says of it.
        issue: the issue to begin with it.
        present: content.yaml as it is on the disk, where the publication is another already.

    Raises:
        InputError: the table or the project is not sound, or the change would break a rule.
    """
    from depliant.bookkeeping.imports import plan
    from depliant.bookkeeping.reading import read_table

    sheet = read_table(table, publication=publication, wishes=wishes)
    found = plan(publication, sheet, issue)
    lines = _lines(found.changes)
    if lines:
        refuse_new_faults(publication, found.text, sheet, present)
    return Import(lines, found.absent, False, found.changes, sheet.notes), found.text


def _refuse_to_lose_one(publication: Publication, issue: str) -> None:
    """Refuse to begin an issue on the figures of one that is not frozen: it would be lost.

    Raises:
        InputError: `issue-unkept`.
    """
    content = publication.content
    former = content.issue or name_in(content.title)
    frozen = {name for name, record in content.issues.items() if record.frozen}
    if issue in (content.issue, former) or not content.figures or frozen & {issue, former}:
        return
    message = say("Nothing would be left of {former}, which is not frozen.", former=former)
    begin = say(
        "`depliant reissue {issue}` freezes {former} and begins {issue}; import without --issue "
        "then.",
        issue=issue,
        former=former,
    )
    if not former:
        message = say("Nothing would be left of the present issue, which has no name.")
        begin = say(
            "`depliant reissue {issue} --former NAME` freezes it as NAME and begins {issue}; "
            "import without --issue then. If {issue} is the present one, write `issue: {issue}` "
            "first.",
            issue=issue,
        )
    place = publication.source.place(("issue",) if content.issue else ("title",))
    raise InputError(Diagnostic("issue-unkept", message, place, begin))


def carried_out(project: Path, plan: Planned) -> Import:
    """Make an import that was planned; `depliant figures undo` takes it back.

    Raises:
        InputError: `import-changed`: content.yaml is no longer what the plan was made for; or
            `output-unwritable`.
    """
    if not plan.result.changes:
        return plan.result
    content = files.resolved(project / CONTENT)
    if Folder(project).file(CONTENT).data != plan.before:
        raise InputError(
            Diagnostic(
                "import-changed",
                say(
                    "{content} has been changed since the import was shown; nothing is written.",
                    content=CONTENT,
                ),
                hint=say("Import again, to see what changes now."),
            )
        )
    what = say("the import of {table}", table=plan.table)
    back = _lines(
        change._replace(old=change.new, new=change.old, cell="") for change in plan.result.cells
    )
    step = undo.Step(what, back, plan.before, undo.digest(plan.after))
    notes = plan.result.notes
    if not undo.remember(project, step):
        message = say(
            "This import cannot be undone, since the folder of the cache cannot be written."
        )
        hint = say("Keep a copy of content.yaml; DEPLIANT_CACHE names another folder.")
        notes = (*notes, Diagnostic("undo-nothing", message, None, hint, "warning"))
    files.save_file(content, plan.after, _HINT)
    return plan.result._replace(written=True, notes=notes)


def imported(
    project: Path,
    table: Path,
    *,
    numbers: str | None = None,
    issue: str | None = None,
    write: bool = False,
    wishes: Wishes | None = None,
) -> Import:
    """Take a table of figures into content.yaml, or only say what would change.

    An issue that begins with it is begun by whoever calls: the one before it is kept.

    Raises:
        InputError: as `planned` and `carried_out` do.
    """
    from depliant.bookkeeping.reading import Wishes

    plan = planned(project, table, wishes=wishes or Wishes(numbers), issue=issue, is_kept=True)
    return carried_out(project, plan) if write else plan.result


def _lines(changes: Iterable[Change]) -> tuple[Sentence, ...]:
    """The changes, a line for each figure or source, each with its cell and what stands there."""
    changed: dict[Sentence, list[Sentence]] = {}
    for change in changes:
        name = verbatim(change.id)
        name = verbatim(f"{change.id}:{change.at}") if change.at else name
        head = say("source {name}", name=name) if change.kind == "sources" else name
        if change.issue:
            head = say("{head} ({issue})", head=head, issue=change.issue)
        changed.setdefault(head, []).append(_change(change))
    return tuple(
        say("{head}: {changes}", head=head, changes=joined(parts, "; "))
        for head, parts in changed.items()
    )


def _change(change: Change) -> Sentence:
    """One value before and after, with its cell and what stands there."""
    none = say("none")
    old, new = (none if value is None else value for value in (change.old, change.new))
    line = say("{key} {old} → {new}", key=change.key, old=old, new=new)
    if not change.key:
        line = say("{old} → {new}", old=old, new=new)
    if not change.cell:
        return line
    shown = change.cell if change.shown in ("", change.new) else f"{change.cell}: {change.shown}"
    return say("{line} [{cell}]", line=line, cell=shown)


def refuse_new_faults(
    publication: Publication,
    text: str,
    sheet: Sheet | None = None,
    present: Source | None = None,
) -> None:
    """Refuse a change of content.yaml that brings an error which was not there before.

    `present` is the file on the disk, where the publication is another already.

    Raises:
        InputError: each such error, at its cell where the change comes from a table; others where
            the present file has what is wrong.
    """
    from depliant.content.resolve import resolve

    after = read_again(publication, text)
    source = after.source
    before = {(item.code, item.message) for item in resolve(publication, publication.language)[1]}
    found = [
        item
        for item in resolve(after, after.language)[1]
        if item.severity == "error" and (item.code, item.message) not in before
    ]
    # Where a figure would stand in content.yaml is nowhere yet.
    cells = {
        source.place(route): sheet.source.place(
            route if route in sheet.source.values else (*route[:2], "value")
        )
        for route in source.values
        if found and sheet and route[:1] == ("figures",) and route[:2] in sheet.source.values
    }
    if found:
        former = former_places(source, present or publication.source)
        raise InputError(
            replace(item, place=cells.get(item.place) or former(item.place)) if item.place else item
            for item in found
        )


def exported(project: Path, table: Path) -> tuple[int, Path | None]:
    """Write all figures and their histories as a table; the number of its rows.

    What somebody has made of the table before is kept: under the path that comes along.

    Raises:
        InputError: the project cannot be read, `table-kind`, or `output-unwritable`.
    """
    from depliant.bookkeeping.tables import csv_bytes, rows, xlsx_bytes

    found = rows(load(Folder(project)).content)
    if table.suffix.lower() not in (".csv", ".xlsx"):
        raise _kind(table)
    data = csv_bytes(found) if table.suffix.lower() == ".csv" else xlsx_bytes(found)
    return len(found), setting_aside.saved(table, data, _HINT)


def freeze(project: Path, name: str) -> tuple[int, tuple[Diagnostic, ...]]:
    """Freeze the issue that is being made, words and looks, remembered for `depliant figures undo`.

    Gives the number of its figures, and what is to be said of that.

    Raises:
        InputError: the brochure has errors, the issue cannot be frozen, or not be written.
    """
    files.settle(project)
    folder = Folder(project)
    found = frozen_now(folder, name)
    root, content = folder.root, content_of(folder)
    what = say("the freezing of issue {name}", name=name)
    back = (say("issue {name}: no longer frozen", name=name),)
    step = undo.step_of(root, what, back, found.files, content)
    return found.figures, undo.carried_out(root, step, found.files)


class FrozenNow(NamedTuple):
    """Every file that freezing writes, the text of content.yaml, and how many figures freeze."""

    files: dict[str, bytes]
    text: str
    figures: int


def frozen_now(folder: Folder, name: str) -> FrozenNow:
    """What freezing the issue that is being made writes.

    Raises:
        InputError: the brochure has errors, or the issue cannot be frozen.
    """
    from depliant.bookkeeping.freezing import frozen
    from depliant.build.looks import looks_of
    from depliant.build.project import Project
    from depliant.content.kept import stored
    from depliant.content.resolve import resolve

    project = Project.read(folder)
    publication = project.publication
    looks = looks_of(project, folder)
    found = frozen(publication, folder, name, looks.kept)
    errors = [
        item for item in resolve(publication, publication.language)[1] if item.severity == "error"
    ]
    if errors:
        raise InputError(errors)
    for copy, _ in found.copies:
        if (folder.root / copy).exists():
            raise InputError(
                Diagnostic(
                    "issue-frozen",
                    say("{copy} is there already; it is never written over.", copy=copy),
                )
            )
    written = {stored(sha256): data for sha256, data in looks.data.items()}
    there = {name for name, data in written.items() if _is_there(folder.root / name, data)}
    written = {name: data for name, data in written.items() if name not in there}
    written |= {**dict(found.copies), content_of(folder): as_written(folder, found.text)}
    return FrozenNow(written, found.text, found.figures)


def content_of(folder: Folder) -> str:
    """The name of the file that content.yaml is, which may be a link to it."""
    return files.resolved(folder.root / CONTENT).relative_to(folder.root).as_posix()


def _is_there(path: Path, data: bytes) -> bool:
    """Whether a file holds these bytes: one that another issue keeps as well."""
    try:
        return path.stat().st_size == len(data) and path.read_bytes() == data
    except OSError:
        return False


def extracted(pdf: Path, out: Path | None) -> tuple[bytes, Path | None]:
    """The ledger that a screen file carries, as JSON, CSV or a workbook; written if `out` is given.

    A table has the columns that the file says something in. What somebody has made of the file
    that is written is kept: under the path that comes along.

    Raises:
        InputError: the PDF carries none, `table-kind`, or `output-unwritable`.
    """
    from depliant.bookkeeping.carried import carried_apart
    from depliant.bookkeeping.tables import csv_bytes, xlsx_bytes

    found = carried_apart(pdf)
    table = ledger_rows(found)
    columns = columns_of(table)
    match out.suffix.lower() if out else ".json":
        case ".json":
            data = ledger_json(found)
        case ".csv":
            data = csv_bytes(table, columns)
        case ".xlsx":
            data = xlsx_bytes(table, columns)
        case _:
            raise _kind(out or pdf)
    return data, None if out is None else setting_aside.saved(out, data, _HINT)


def _kind(path: Path) -> InputError:
    return InputError(
        Diagnostic(
            "table-kind",
            say("{path} is none of the kinds that are written.", path=path.name),
            hint=say("Let its name end in .csv or .xlsx."),
        )
    )


def as_written(folder: Folder, text: str) -> bytes:
    """A text in UTF-8, with a byte order mark if content.yaml has one."""
    mark = folder.file(CONTENT).data[:3] == b"\xef\xbb\xbf"
    return text.encode("utf-8-sig" if mark else "utf-8")
