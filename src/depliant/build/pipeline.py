"""What `depliant build` and `depliant check` do: a session's steps for every edition and target.

Files are written only when every one of them is good: all or none.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, nullcontext, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from depliant import files
from depliant.build.besides import besides, read_or_told
from depliant.build.editions import Words
from depliant.build.findings import of_project, unsaid
from depliant.build.memory import Memory
from depliant.build.own_folder import OUT, own_folder
from depliant.build.project import Project
from depliant.build.report import (
    BuildReport,
    BuildRequest,
    CheckReport,
    CheckRequest,
    PanelFit,
    silent,
)
from depliant.build.session import Composed, PagesAsked, Session
from depliant.build.store import Store
from depliant.build.waiting import waiting
from depliant.build.written import Written, older_tickets, saved
from depliant.content.orthotypography import Correction
from depliant.errors import (
    BrochureError,
    DepliantError,
    Diagnostic,
    InputError,
    has_errors,
    tally,
)
from depliant.interface import Interface
from depliant.languages.tags import canonical
from depliant.layout.compose import Ahead
from depliant.roomy import roomy
from depliant.sentences import Sentence, counted, joined, say, verbatim
from depliant.style.fold_kinds import side_called
from depliant.style.inheritance import edition_changes
from depliant.style.printing import check_printers
from depliant.workers import workers
from depliant.writers.targets import Output, target_named

if TYPE_CHECKING:
    from depliant.build.ahead import Helpers


class _Made(Struct, frozen=True):
    """What came of one edition: its files, and what was found on the way.

    `refused` says that the input cannot be used at all; `slips` are words that look misspelt.
    """

    files: tuple[Written, ...]
    found: tuple[Diagnostic, ...]
    fit: tuple[Sentence, ...] = ()
    panels: tuple[PanelFit, ...] = ()
    refused: bool = False
    slips: int = 0


@roomy
def build(root: Path, request: BuildRequest) -> BuildReport:
    """Build a project's editions.

    Raises:
        InputError: the project cannot be read; nothing was written.
        BrochureError: the brochure has errors; nothing was written.
    """
    request.progress(say("reading"))
    files.settle(root)
    memory = Memory(Store() if request.cache else None)
    try:
        project = read_or_told(root, memory, issue=request.issue, printer=request.printer)
    except InputError as fault:
        if not request.draft:
            raise
        return _shown_anyway(root, request, memory, fault)
    out = request.out or _folder(project)
    files.settle(out)
    session = _session(project, memory, request)
    tags = _editions(project, request)
    made = _all_made(session, request, tags)
    found = [*of_project(project)]
    found += [fault for edition in made for fault in edition.found]
    slips = {tag: edition.slips for tag, edition in zip(tags, made, strict=True) if edition.slips}
    found += _of_spelling(slips, project.languages[0])
    panels = tuple(panel for edition in made for panel in edition.panels)
    if request.fit_picture is not None and panels:
        _draw_fit(panels, request.fit_picture, Interface(request.language))
    is_refused = any(edition.refused for edition in made)
    if not request.draft:
        if is_refused:
            raise InputError(dict.fromkeys(found))
        if has_errors(found):
            raise BrochureError(dict.fromkeys(found))
    written = [file for edition in made for file in edition.files]
    reports = saved(out, written)
    if not request.ticket and not request.draft:
        paths = [report.path for report in reports]
        found += older_tickets(zip(paths, written, strict=True))
    fit = tuple(step for edition in made for step in edition.fit)
    told = tuple(dict.fromkeys(found))
    return BuildReport(
        reports, told, fit, panels, is_refused, request.draft, _lost(request, tags, made)
    )


def _session(project: Project, memory: Memory, request: BuildRequest) -> Session:
    """A session that makes files as they are asked for."""
    pages = PagesAsked(request.imposition, request.spreads)
    return Session(project, memory, request.marks, request.proof, pages)


def _lost(request: BuildRequest, tags: tuple[str, ...], made: list[_Made]) -> tuple[str, ...]:
    """The editions of which no draft could be made."""
    pairs = zip(tags, made, strict=True)
    return tuple(tag for tag, one in pairs if not one.files) if request.draft else ()


def _shown_anyway(
    root: Path, request: BuildRequest, memory: Memory, fault: InputError
) -> BuildReport:
    """Drafts of a project that cannot be read as it is; `fault` says why.

    Raises:
        InputError: nothing of it can be shown, or drafts cannot be written.
    """
    remember = memory.remember
    try:
        project = Project.read(root, printer=request.printer, remember=remember, draft=True)
        if request.issue is not None:
            raise fault
        out = request.out or _folder(project)
        session = _session(project, memory, request)
        tags = _editions(project, request)
        drafts = [_draft(session, request, language, fault.diagnostics) for language in tags]
    except DepliantError:
        raise fault from None
    files.settle(out)
    reports = saved(out, [file for made in drafts for file in made])
    lost = tuple(tag for tag, made in zip(tags, drafts, strict=True) if not made)
    return BuildReport(reports, fault.diagnostics, (), (), True, True, lost)


def _of_spelling(slips: dict[str, int], main: str) -> Iterator[Diagnostic]:
    """One line for all words that look misspelt, by the languages of their editions."""
    if not slips:
        return
    command = "depliant check --all-editions"
    if len(slips) == 1:
        [tag] = slips
        command = "depliant check" if tag == main else f"depliant check --edition {tag}"
    count = sum(slips.values())
    message = counted(count, "{count} word looks misspelt.", "{count} words look misspelt.")
    hint = say("`{command}` lists them, and what may be meant.", command=command)
    yield Diagnostic("spelling-slips", message, None, hint, "warning")


def _draw_fit(panels: tuple[PanelFit, ...], path: Path, interface: Interface) -> None:
    """Write the fit of the panels as a picture.

    Raises:
        InputError: the file cannot be written.
    """
    from depliant.build.fit_picture import fit_picture

    picture = fit_picture(panels, interface).encode("utf-8")
    files.save_file(path, picture, say("Name another file with --fit-picture."))


def _editions(project: Project, request: BuildRequest | CheckRequest) -> tuple[str, ...]:
    """The languages that are asked for, each once."""
    every = project.languages if request.all_editions else ()
    asked = map(canonical, (*request.editions, *every))
    return tuple(dict.fromkeys(asked)) or project.languages[:1]


def _all_made(session: Session, request: BuildRequest, tags: tuple[str, ...]) -> list[_Made]:
    """Every edition, in the order asked for; several at a time where that is wanted."""
    if (request.jobs or 1) < 2 or len(tags) < 2:
        return [_made(session, request, language) for language in tags]
    request.progress(counted(len(tags), "setting {count} edition", "setting {count} editions"))
    apart = replace(request, progress=silent, jobs=1)
    count = min(request.jobs or 1, len(tags))
    orders = zip(*((session.project, apart, tag) for tag in tags), strict=True)
    with workers(count) as pool:
        return list(pool.map(_made_apart, *orders))


@roomy
def _made_apart(project: Project, request: BuildRequest, language: str) -> _Made:
    """One edition, in a process of its own."""
    memory = Memory(Store() if request.cache else None)
    return _made(_session(project, memory, request), request, language)


def _made(session: Session, request: BuildRequest, language: str) -> _Made:
    """One edition: its files, unless it has errors; or its draft, whatever is wrong with it."""
    made = _finished(session, request, language)
    if not request.draft:
        return made
    return replace(made, files=_draft(session, request, language, made.found))


def _draft(
    session: Session, request: BuildRequest, language: str, found: Iterable[Diagnostic]
) -> tuple[Written, ...]:
    """The draft of an edition with what was found of it; none where nothing can be shown."""
    started = time.perf_counter()
    request.progress(say("drafting {language}", language=language))
    try:
        draft = session.draft(language, found)
        if draft is None:
            return ()
        output = session.write_draft(draft, Interface(request.language).tell)
    except DepliantError:  # of which making the finished files has told
        return ()
    seconds = time.perf_counter() - started
    name, data, pages, _ = output
    return (Written(name, "draft", language, data, pages, seconds, verbatim("–")),)


def _finished(session: Session, request: BuildRequest, language: str) -> _Made:
    """One edition: its files, unless it has errors."""
    from depliant.build.spelled import slips

    started = time.perf_counter()
    request.progress(say("setting {language}", language=language))
    words = _worded(session, language, draft=request.draft)
    if isinstance(words, _LaidOut):
        return _Made((), words.found, refused=words.refused)
    if request.draft:  # finished files are looked at, and not kept
        request = replace(request, progress=silent)
    with _helped(session, words, request) as ahead:
        laid_out = _composed(session, words, ahead)
        if laid_out.composed is None:
            return _Made((), laid_out.found, refused=laid_out.refused)
        try:
            made = _written(session, request, laid_out.composed, started)
            if ahead is not None:
                ahead.finish()
            return replace(made, slips=slips(session, laid_out.composed.words))
        except DepliantError as fault:
            return _Made((), fault.diagnostics, refused=isinstance(fault, InputError))


def _helped(
    session: Session, words: Words, request: BuildRequest
) -> AbstractContextManager[Helpers | None]:
    """The processes that help to set a long document; a short one needs none."""
    from depliant.build.ahead import FEWEST_PANELS, helpers, processors
    from depliant.build.spelled import slips

    if words.edition is None or len(words.edition.panels) < FEWEST_PANELS:
        return nullcontext()
    count = processors() if request.jobs is None else request.jobs
    found = helpers(count, session.memory, [lambda: slips(session, words)])
    return nullcontext() if found is None else found


class _LaidOut(Struct, frozen=True):
    """An edition as far as it could be laid out, and what was found up to there.

    `refused` says that the input cannot be used at all.
    """

    found: tuple[Diagnostic, ...]
    composed: Composed | None = None
    refused: bool = False


def _laid_out(session: Session, language: str, *, draft: bool = False) -> _LaidOut:
    """All of an edition but its files: what a build examines before it writes, and a check too."""
    words = _worded(session, language, draft=draft)
    return words if isinstance(words, _LaidOut) else _composed(session, words)


def _worded(session: Session, language: str, *, draft: bool) -> Words | _LaidOut:
    """An edition in its final words; or what keeps it from having any."""
    try:
        words = session.edition(language, draft=draft)
        if words.edition is None:
            return _LaidOut((*words.diagnostics, *besides(session, words.diagnostics, language)))
    except DepliantError as fault:
        return _LaidOut(fault.diagnostics, refused=isinstance(fault, InputError))
    return words


def _composed(session: Session, words: Words, ahead: Ahead | None = None) -> _LaidOut:
    """An edition as far as its words can be laid out."""
    try:
        composed = session.compose(words, ahead)
    except DepliantError as fault:
        return _LaidOut(fault.diagnostics, refused=isinstance(fault, InputError))
    return _LaidOut(composed.diagnostics, composed)


def _written(session: Session, request: BuildRequest, composed: Composed, started: float) -> _Made:
    """The files of an edition that is laid out."""
    found = composed.diagnostics
    fit = tuple(_fit(composed, edition_changes(session.project.sheet, composed.edition.language)))
    panels = _filled(composed) if request.fits or request.fit_picture is not None else ()
    if has_errors(found):
        return _Made((), found, fit, panels)
    made: list[Written] = []
    inputs = session.project.digests(composed.sheet, composed.words.file)
    language = composed.edition.language
    for target in request.targets:
        request.progress(say("writing {language} {target}", language=language, target=target))
        found += session.advice(composed, target)
        for output in session.write(composed, target, request.images):
            verdict, faults = _verdict(session, request, output, target, composed.words)
            found += tuple(unsaid(faults, composed.diagnostics))
            seconds = time.perf_counter() - started
            name, data, pages, carries = output
            made.append(
                Written(name, target, language, data, pages, seconds, verdict, carries, inputs)
            )
            started = time.perf_counter()
            if request.ticket and target == "press":
                made += _ticket(session, composed, output, Interface(request.language))
    return _Made(tuple(made), found, fit, panels)


def _filled(composed: Composed) -> tuple[PanelFit, ...]:
    """How the panels of an edition are filled: every glyph of it is looked at."""
    from depliant.build.fit_report import panel_fits

    return panel_fits(composed.composition, composed.sheet)


def _ticket(
    session: Session, composed: Composed, output: Output, interface: Interface
) -> Iterator[Written]:
    """The job ticket of a press file."""
    from depliant.build.tickets import files_of, ticket_of

    started = time.perf_counter()
    language = composed.edition.language
    ticket = ticket_of(session, composed, output)
    for file in files_of(ticket, session.spec.condition, interface):
        seconds = time.perf_counter() - started
        yield Written(file.name, "ticket", language, file.data, file.pages, seconds, verbatim("–"))


def _verdict(
    session: Session, request: BuildRequest, output: Output, target: str, words: Words
) -> tuple[Sentence, tuple[Diagnostic, ...]]:
    """What preflight finds in a file: in a word or two, and all of it."""
    if target_named(target).judged is None:
        return verbatim("–"), ()
    if not request.preflight:
        return say("not run"), ()
    request.progress(say("judging {file}", file=output.name))
    found = words.seen(session.judge(output.name, output.data, target, request.allow))
    counts = tally(fault.severity for fault in found if fault.severity in ("error", "warning"))
    return joined(counts) if counts else say("sound"), found


@roomy
def check(root: Path, request: CheckRequest | None = None) -> CheckReport:
    """What a build would refuse before it writes a file; and how the words are set right.

    Every edition is laid out as a build lays it out, and is remembered for it.

    Raises:
        InputError: the project, or what it names, cannot be used.
    """
    from depliant.build.spelled import spelling

    request = request or CheckRequest()
    memory = Memory(Store())
    project = read_or_told(root, memory)
    session = Session(project, memory)
    tags = _editions(project, request)
    found = [*of_project(project), *check_printers(project.files)]
    corrections: list[Correction] = []
    refused = False
    for language in tags:
        laid_out = _laid_out(session, language)
        found += laid_out.found
        refused |= laid_out.refused
        if laid_out.composed is not None:
            if not has_errors(laid_out.found):  # else a build comes to no file
                found += session.refusals(laid_out.composed)
                if request.design:
                    found += session.design(laid_out.composed)
            made, advice = _read_through(laid_out.composed, advise=request.typography)
            corrections += made
            found += advice
        with suppress(InputError):  # of which laying out has told
            found += spelling(session, language)
    found += waiting(session, [tag for tag in project.languages if tag not in tags], set(found))
    if refused:
        raise InputError(dict.fromkeys(found))
    return CheckReport(tuple(dict.fromkeys(found)), tuple(corrections))


def _read_through(
    composed: Composed, *, advise: bool
) -> tuple[tuple[Correction, ...], tuple[Diagnostic, ...]]:
    """What is set right in an edition's words; if asked, which of them look misspelt."""
    from depliant.content.orthotypography import set_right
    from depliant.content.resolve import resolve

    edition, _ = resolve(composed.words.publication, composed.edition.language)
    made = set_right(edition)[1]
    if not advise:
        return made, ()
    from depliant.content import spelling

    return made, spelling.advise(edition)


def _fit(composed: Composed, changes: tuple[Sentence, ...]) -> Iterator[Sentence]:
    """One sentence a side: the copyfit step taken; and what the edition has of its own."""
    composition = composed.composition
    language = composition.metadata.language
    if changes:
        yield say("{language}: own {names}", language=language, names=joined(changes))
    for label, step in composition.stepped:
        yield say(
            "{language}, {side}: {step}",
            language=language,
            side=side_called(label),
            step=step.described,
        )


def _folder(project: Project) -> Path:
    """The project's own folder for what is built; a former issue has one of its own in it.

    Raises:
        InputError: it is a link that leads out of the project.
    """
    issue = project.issue
    names = (issue.name,) if issue is not None and issue.is_former else ()
    return own_folder(project.root, OUT, *names)
