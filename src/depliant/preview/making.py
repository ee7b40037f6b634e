"""From a project to a snapshot of one edition: the session's steps, and what each of them finds.

What has errors is shown all the same wherever it can be set: then its pages are a draft, which no
build would write.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress

from msgspec import Struct
from msgspec.structs import replace

from depliant.build.elsewhere import on_sound_panels
from depliant.build.findings import of_project, unsaid
from depliant.build.session import Composed, Session
from depliant.build.spelled import spelling
from depliant.content.publication import CONTENT, Publication
from depliant.errors import (
    SEVERITIES,
    BrochureError,
    DepliantError,
    Diagnostic,
    InputError,
    has_errors,
)
from depliant.layout.flaws import Flaw
from depliant.preview.snapshot import Finding, Pages, pages_of, sheets_of
from depliant.style.printing import check_printers


class Made(Struct, frozen=True, eq=False):
    """What came of an edition: its pages if it has any, and what was found."""

    pages: Pages | None
    findings: tuple[Finding, ...]


def made(session: Session, language: str) -> Made:
    """The pages of an edition, and what was found on the way to them; nothing is raised."""
    found: tuple[Diagnostic, ...] = ()
    try:
        words = session.edition(language)
        if words.edition is None:  # a translation with errors: its draft can be seen
            found = words.diagnostics
            words = session.edition(language, draft=True)
        if words.edition is None:
            raise BrochureError(words.diagnostics)
        composed = session.compose(words)
        found = (*found, *composed.diagnostics)
        are_good = not has_errors(found) and not words.draft
        pages = pages_of(session, composed, are_good=are_good)
    except DepliantError as fault:
        return drafted(session, language, (*found, *fault.diagnostics))
    found = (*of_project(session.project), *found)
    return Made(pages, placed(found, session.project.publication, composed))


def drafted(session: Session, language: str, found: Sequence[Diagnostic]) -> Made:
    """The pages of an edition that cannot be set as it is, as far as they can be shown.

    What is missing or cannot be drawn has a struck box in its stead.
    """
    publication = session.project.publication
    try:
        draft = session.draft(language, found)
        if draft is None:
            return Made(None, placed(found, publication, None))
        file = session.write_sides_anyway(draft)
    except DepliantError as fault:
        return Made(None, placed((*found, *fault.diagnostics), publication, None))
    composed = draft.composed
    source = composed.words.publication.source
    found = (*found, *on_sound_panels(composed.composition, composed.edition, found, source))
    sheets = sheets_of(composed.composition, 0.0)
    pages = Pages(file.data, False, sheets, session, composed, anyway=True)
    return Made(pages, boxed(placed(found, publication, composed), draft.flaws, pages))


def boxed(findings: Sequence[Finding], flaws: Sequence[Flaw], pages: Pages) -> tuple[Finding, ...]:
    """Findings with the boxes on the sides of the sheet that they are seen in."""
    spots = {_key(flaw.finding): flaw.spots[0] for flaw in flaws if flaw.spots}
    slots = {tile.id: (sheet.id, tile) for sheet, tile in pages.tiles}
    result = []
    for one in findings:
        spot = spots.get(_key(one.diagnostic))
        if spot is not None and spot.panel in slots:
            side, tile = slots[spot.panel]
            one = replace(one, panel=spot.panel, side=side, box=tile.on_side(spot.box))
        result.append(one)
    return tuple(result)


Look = Callable[[], Sequence[Diagnostic]]


def further_looks(pages: Pages, known: Sequence[Finding], language: str) -> Iterator[Look]:
    """What takes its time, step by step: spelling, printers, both files, a designer's eye."""
    session, composed = pages.session, pages.composed
    said = tuple(finding.diagnostic for finding in known)

    def spelt() -> Sequence[Diagnostic]:
        with suppress(InputError):
            return tuple(spelling(session, language))
        return ()

    def judged(target: str) -> Sequence[Diagnostic]:
        try:
            (file,) = session.write(composed, target)
            return tuple(unsaid(session.judge(file.name, file.data, target), said))
        except DepliantError as fault:
            return fault.diagnostics

    yield spelt
    yield lambda: tuple(check_printers(session.project.files))
    if not has_errors(said):
        yield lambda: judged("press")
        yield lambda: judged("screen")
        yield lambda: session.design(composed)


def placed(
    found: Sequence[Diagnostic], publication: Publication | None, composed: Composed | None
) -> tuple[Finding, ...]:
    """Findings, each once, with the panels that they are of as far as that is known."""
    of_panels: dict[tuple[object, ...], tuple[str, str]] = {}
    for panel in composed.composition.panels if composed is not None else ():
        for one in panel.diagnostics:
            of_panels[_key(one)] = panel.panel.id, panel.leaf.side.label
    lines = _lines_of_panels(publication) if publication is not None else []
    return tuple(_finding(one, of_panels, lines) for one in _gravest(found))


def _gravest(found: Iterable[Diagnostic]) -> Iterable[Diagnostic]:
    """Findings, each once: of those that say the same, as a draft does, the gravest."""
    kept: dict[tuple[object, ...], Diagnostic] = {}
    rank = list(SEVERITIES)
    for one in found:
        former = kept.get(_key(one))
        if former is None or rank.index(one.severity) < rank.index(former.severity):
            kept[_key(one)] = one
    return kept.values()


def _finding(
    one: Diagnostic, of_panels: dict[tuple[object, ...], tuple[str, str]], lines: list[_Lines]
) -> Finding:
    panel, side = of_panels.get(_key(one), (None, None))
    place = one.place
    if panel is None and place is not None and place.file == CONTENT and place.line is not None:
        line = place.line
        panel = next((each.panel for each in lines if each.first <= line < each.end), None)
    return Finding(one, panel, side)


def _key(one: Diagnostic) -> tuple[object, ...]:
    """A finding but for its severity, which a draft makes milder."""
    return one.code, one.message, one.place


class _Lines(Struct, frozen=True):
    """The lines of content.yaml from which to before which a panel is written."""

    panel: str
    first: int
    end: float


def _lines_of_panels(publication: Publication) -> list[_Lines]:
    panels = publication.content.panels
    starts = [
        publication.source.place(("panels", number)).line or 0 for number in range(len(panels))
    ]
    ends = [*starts[1:], float("inf")]
    return [
        _Lines(panel.id, first, end) for panel, first, end in zip(panels, starts, ends, strict=True)
    ]
