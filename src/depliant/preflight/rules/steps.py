"""Processing steps: what is cut and folded by, which is no ink and takes none away."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from depliant.pdfread.spaces import ALL, PROCESS
from depliant.preflight.content import Image, Mark, Shade
from depliant.preflight.job import JudgedFile, PageView
from depliant.preflight.rules.base import (
    PRESS,
    Fault,
    document_rule,
    page_rule,
    paints,
    spread,
)
from depliant.preflight.steps import Step, in_file, is_technical
from depliant.press.condition import PrinterProfile
from depliant.sentences import counted, every, in_quotes, legible, say

_STANDARD = "ISO 19593-1:2018"


@page_rule(
    "step-knockout",
    "error",
    "A line that is cut or folded by overprints: else it leaves a white line in the artwork.",
    _STANDARD,
    "Set the lines of the step to overprint.",
    PRESS,
)
def knockout(page: PageView, _: PrinterProfile) -> Iterator[Fault]:
    """Lines of a step on the page that clear the inks below them."""
    found = [
        (step, mark)
        for step, mark in page.steps
        if mark.box.overlaps(page.bleed, -0.01) and not all(over for _, over in paints(mark.look))
    ]
    for step, count in _counts(found).items():
        yield Fault(
            counted(
                count,
                "{count} line of the step “{step}” knocks out the artwork below it.",
                "{count} lines of the step “{step}” knock out the artwork below them.",
                step=legible(step.called),
            ),
            spread([mark for one, mark in found if one == step]),
        )


@page_rule(
    "die-knockout",
    "error",
    "What is cut, creased or varnished by overprints: else it leaves white in the artwork.",
    say("{standard}; the trade's custom", standard=_STANDARD),
    "Set the lines in that ink to overprint, and say on a layer what they are for.",
    PRESS,
)
def named_knockout(page: PageView, _: PrinterProfile) -> Iterator[Fault]:
    """Known by the name of its ink, where no layer says what it is."""
    found: dict[str, list[Mark]] = {}
    for mark in page.printed:
        for paint, over in paints(mark.look):
            inks = paint.space.root.names
            if not over and is_technical(inks) and any(paint.values):
                found.setdefault(inks[0], []).append(mark)
    for ink, marks in found.items():
        yield Fault(
            counted(
                len(marks),
                "{count} mark in the ink “{ink}” knocks out the artwork below it.",
                "{count} marks in the ink “{ink}” knock out the artwork below them.",
                ink=legible(ink),
            ),
            spread(marks),
        )


@page_rule(
    "step-ink",
    "error",
    "A processing step is in a spot ink that nothing else on the page has.",
    _STANDARD,
    "Give the lines of the step a spot ink of their own.",
    PRESS,
)
def own_ink(page: PageView, _: PrinterProfile) -> Iterator[Fault]:
    """Steps in process inks, or in an ink that prints as well."""
    printed = {ink for mark in page.printed for ink in _inks(mark)}
    found = [
        (step, mark)
        for step, mark in page.steps
        if not _inks(mark) or any(ink in (ALL, *PROCESS) or ink in printed for ink in _inks(mark))
    ]
    for step in _counts(found):
        yield Fault(
            say(
                "The step “{step}” is not in a spot ink of its own: it would be printed.",
                step=legible(step.called),
            ),
            spread([mark for one, mark in found if one == step]),
        )


@page_rule(
    "step-content",
    "error",
    "A processing step holds lines, areas and words, and no pictures.",
    _STANDARD,
    "Draw the step as vectors.",
    PRESS,
)
def content(page: PageView, _: PrinterProfile) -> Iterator[Fault]:
    """Images and shadings in a step."""
    found = [(step, mark) for step, mark in page.steps if isinstance(mark, Image | Shade)]
    for step in _counts(found):
        yield Fault(
            say("The step “{step}” has a picture in it.", step=legible(step.called)),
            spread([mark for one, mark in found if one == step]),
        )


@document_rule(
    "step-unknown",
    "warning",
    "A processing step is called what the standard calls it, or has a prefix of its vendor's.",
    _STANDARD,
    "Give its layer a group and a type of the standard's.",
    PRESS,
)
def named(job: JudgedFile, _: PrinterProfile) -> Iterator[Fault]:
    """Groups and types that no reader knows."""
    unknown = dict.fromkeys(step for step in in_file(job.file.catalog) if not step.is_known)
    if unknown:
        names = every(in_quotes(legible(f"{step.group} {step.type}".strip())) for step in unknown)
        yield Fault(say("The standard knows no processing step {names}.", names=names))


def _counts(found: Sequence[tuple[Step, Mark]]) -> Counter[Step]:
    return Counter(step for step, _ in found)


def _inks(mark: Mark) -> frozenset[str]:
    """The spot and process inks that a mark is painted in, by their names."""
    return frozenset(ink for paint, _ in paints(mark.look) for ink in paint.space.root.names)


RULES = (knockout, named_knockout, own_ink, content, named)
