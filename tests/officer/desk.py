"""The officer's desk: an edit of the leaflet as somebody types it, and what is said or printed.

An `Edit` finds a passage of content.yaml (or of another file) and puts another in its place; files
may come and go with it. What comes of it is `Says` (a diagnostic, at the passage named, from
`check` and from `build` alike), `Prints` (words on the pages of the screen file, as poppler reads
them) or `Hides` (words that are in no finished file). A module of this folder holds the edits of
one subject as a table, and hands each to `try_out`.
"""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from msgspec import Struct
from tests.judges.programs import judge
from tests.told import leaks

from depliant.build import pipeline
from depliant.build.report import BuildRequest
from depliant.errors import DepliantError, Diagnostic

FROZEN = Path(__file__).parents[1] / "data" / "frozen"


class Says(Struct, frozen=True):
    """A finding: its code, words at whose beginning it stands, its hint.

    The words are of the edited file, or of `file`; without any the finding is of no one place.
    """

    code: str
    at: str
    hint: str = ""
    severity: str = "error"
    file: str = ""


class Prints(Struct, frozen=True):
    """Words that the pages then show, in this order, and words that they show no more."""

    words: tuple[str, ...]
    gone: tuple[str, ...] = ()


class Hides(Struct, frozen=True):
    """Words that are in no finished file, neither on its pages nor in what it carries."""

    words: tuple[str, ...]


class Also(Struct, frozen=True):
    """A passage of another file that is changed with an edit."""

    file: str
    find: str
    put: str


class Edit(Struct, frozen=True):
    """What was there, what is typed instead, and what comes of it.

    `also` is changed too, `brings` are files that are put in, `loses` files that are taken away.
    """

    find: str
    put: str
    then: Says | Prints | Hides
    file: str = "content.yaml"
    also: tuple[Also, ...] = ()
    brings: tuple[tuple[str, bytes], ...] = ()
    loses: tuple[str, ...] = ()


def try_out(edit: Edit, folder: Path) -> None:
    """Make an edit in a copy of the leaflet, and see that what should come of it comes."""
    project = Path(shutil.copytree(FROZEN, folder / "leaflet"))
    for name in edit.loses:
        (project / name).unlink()
    for name, data in edit.brings:
        (project / name).parent.mkdir(exist_ok=True)
        (project / name).write_bytes(data)
    for one in (Also(edit.file, edit.find, edit.put), *edit.also):
        _change(project / one.file, one)
    match edit.then:
        case Says():
            _said(edit.then, project, edit.then.file or edit.file)
        case Prints():
            _printed(edit.then, project)
        case Hides():
            _hidden(edit.then, project)


def _change(path: Path, change: Also) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count(change.find) == 1, "an edit is of one passage"
    edited = text.replace(change.find, change.put)
    path.write_text(edited, encoding="utf-8", newline="")


def _said(wanted: Says, project: Path, file: str) -> None:
    place = _place(wanted.at, project, file) if wanted.at else "None"
    own = (project / "content.yaml").read_text(encoding="utf-8", errors="replace")
    for found in (_checked(project), _built(project)):
        news = [one for one in found if _is_news(one, wanted)]
        assert [(one.code, str(one.place), one.severity) for one in news] == [
            (wanted.code, place, wanted.severity)
        ]
        assert wanted.hint in str(news[0].hint)
        assert leaks(found, own) == []


def _place(words: str, project: Path, file: str) -> str:
    """The place of words in a file, as a diagnostic writes it."""
    text = (project / file).read_text(encoding="utf-8")
    assert text.count(words) == 1, "a place is found by its words"
    offset = text.index(words)
    line = text.count("\n", 0, offset) + 1
    column = offset - text.rfind("\n", 0, offset)
    return f"{file}:{line}:{column}"


def _is_news(one: Diagnostic, wanted: Says) -> bool:
    """Whether a finding is of the edit; a slip makes a word that no dictionary has, besides."""
    is_spelling = one.code.startswith("spelling-") and not wanted.code.startswith("spelling-")
    return one.code not in _KNOWN and one.severity != "info" and not is_spelling


_KNOWN = frozenset(
    {"figure-unsourced", "logo-standin", "translation-waiting", "translation-faulty"}
    | {"figure-unused", "source-unused"}
)
"""What is said of the leaflet before any edit, of other editions, and of what an edit leaves."""


def _checked(project: Path) -> tuple[Diagnostic, ...]:
    try:
        return pipeline.check(project).diagnostics
    except DepliantError as fault:
        return fault.diagnostics


def _built(project: Path) -> tuple[Diagnostic, ...]:
    try:
        return pipeline.build(
            project, BuildRequest(preflight=False, targets=("press", "screen"))
        ).diagnostics
    except DepliantError as fault:
        return fault.diagnostics


def _printed(wanted: Prints, project: Path) -> None:
    report = pipeline.build(project, BuildRequest(preflight=False, targets=("screen",)))
    text = _words(judge("pdftotext", report.files[0].path, "-"))
    at = 0
    for words in wanted.words:
        at = text.find(words, at)
        assert at >= 0, f"“{words}” is not on the pages"
    for words in wanted.gone:
        assert words not in text


def _hidden(wanted: Hides, project: Path) -> None:
    report = pipeline.build(project, BuildRequest(preflight=False, targets=("press", "screen")))
    for file in report.files:
        plain = project / "plain.pdf"
        judge("qpdf", "--qdf", "--stream-data=uncompress", file.path, plain)
        data, text = plain.read_bytes(), judge("pdftotext", file.path, "-")
        for words in wanted.words:
            assert words not in text
            for encoding in ("utf-8", "utf-16-be"):
                assert words.encode(encoding) not in data


def _words(text: str) -> str:
    """The words of a page with single spaces, divided words joined."""
    joined = re.sub("\u00ad\n|(?<=\\w)-\n(?=[a-zà-ÿ])", "", text)
    return " ".join(joined.split())
