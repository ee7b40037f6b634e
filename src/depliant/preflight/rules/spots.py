"""Spot inks: one name, one ink, one plate."""

from __future__ import annotations

import re
from collections.abc import Iterator

from depliant.geometry import Rect
from depliant.pdfread.spaces import ALL, PROCESS, Space
from depliant.preflight.census import mixtures_of
from depliant.preflight.content import Mark, Outline
from depliant.preflight.job import JudgedFile, PageView
from depliant.preflight.rules.base import (
    OWN,
    PDF,
    PDFA,
    PRESS,
    X1A,
    X4,
    Fault,
    document_rule,
    page_rule,
    paints,
    spread,
)
from depliant.press.condition import PrinterProfile
from depliant.sentences import counted, every, in_quotes, legible, say


def _spots(job: JudgedFile) -> dict[str, list[tuple[int, Space]]]:
    """The Separation spaces of the file by their ink, and the inks of its DeviceN spaces."""
    found: dict[str, list[tuple[int, Space]]] = {}
    for page, space in job.spaces:
        if space.kind in ("Separation", "DeviceN"):
            for colorant in space.names:
                if colorant not in (ALL, "None", *PROCESS):
                    found.setdefault(colorant, []).append((page, space))
    return found


def printed_spots(job: JudgedFile) -> dict[str, int]:
    """The spot inks that are painted, and not in processing steps alone, with the page of each."""
    return {ink: page for ink, page in job.painted_spots.items() if ink not in job.step_inks}


def _plain(ink: str) -> str:
    """A name as a careless reader sees it: without case, spacing, or the suffix of the paper."""
    plain = re.sub(r"[\W_]+", "", ink).casefold()
    return re.sub(r"(?<=\d)(c|cv|cvc|u|cvu|m|coated|uncoated)$", "", plain)


@document_rule(
    "spot-spelling",
    "error",
    "One spot ink is spelled the same everywhere: two spellings make two plates.",
    "GWG 2015, spot colour naming",
    "Rename the swatch in the file that spells it differently.",
)
def spelling(job: JudgedFile, _: PrinterProfile) -> Iterator[Fault]:
    """Names that differ in case, spacing or suffix alone, those of the process inks among them."""
    by_sound: dict[str, list[str]] = {}
    for ink in (*PROCESS, *job.painted_spots):
        by_sound.setdefault(_plain(ink), []).append(ink)
    for inks in by_sound.values():
        if len(inks) > 1:
            names = every(in_quotes(legible(ink)) for ink in inks)
            yield Fault(say("{names} are probably one ink.", names=names))


@document_rule(
    "spot-conflict",
    "error",
    "One spot ink has one alternate and one tint transform.",
    f"{PDFA}, 6.2.4.4; GWG 2015, spot colour ambiguity",
    "Give the swatch one alternate everywhere.",
)
def alternates(job: JudgedFile, _: PrinterProfile) -> Iterator[Fault]:
    """Compared by what they do, not by which object they are."""
    for ink, uses in _spots(job).items():
        recipes = {(s.base, s.tint) for _, s in uses if s.kind == "Separation"}
        if len(recipes) > 1:
            yield Fault(
                say(
                    "The ink '{ink}' has {count} different alternates.",
                    ink=legible(ink),
                    count=len(recipes),
                )
            )


@document_rule(
    "spot-refused",
    "error",
    "The printer prints in the four process inks.",
    say("the printer's profile"),
    "Ask whoever made it to convert its spots to CMYK, or order the extra ink.",
    PRESS,
    own="Build it with spots converted, or order the extra ink.",
)
def refused(job: JudgedFile, profile: PrinterProfile) -> Iterator[Fault]:
    """Every spot is a plate more, and has its price."""
    printed = printed_spots(job)
    if profile.spots == "refused":
        for ink, page in printed.items():
            yield Fault(
                say("The file has the spot ink '{ink}'.", ink=legible(ink)),
                page=page,
                limit="spots",
            )
    elif profile.spot_limit is not None and len(printed) > profile.spot_limit:
        yield Fault(
            counted(
                len(printed),
                "The file has {count} spot ink; the printer has room for {spot_limit}.",
                "The file has {count} spot inks; the printer has room for {spot_limit}.",
                spot_limit=profile.spot_limit,
            ),
            limit="spot_limit",
        )


@document_rule(
    "spot-alternate",
    "error",
    "What stands in for a spot ink is made of the inks of the press.",
    say("{x4}; {x1a}", x4=X4, x1a=X1A),
    "Give the swatch an alternate in CMYK or Lab.",
    PRESS,
)
def of_inks(job: JudgedFile, profile: PrinterProfile) -> Iterator[Fault]:
    """An alternate in DeviceRGB; in RGB with a profile, or in Lab, under PDF/X-1a alone.

    What is never painted stands for nothing; the inventory lists it.
    """
    uses = _spots(job)
    for ink, page in job.painted_spots.items():
        for _, space in uses.get(ink, ()):
            base = space.base.root if space.base is not None else None
            if base is None or base.family not in ("rgb", "lab"):
                continue
            if base.kind == "DeviceRGB" or job.of_ink_alone:
                yield Fault(
                    say(
                        "What stands in for the ink '{ink}' is in {space}.",
                        ink=legible(ink),
                        space=base.kind,
                    ),
                    page=page,
                    severity="error" if job.claim else "warning",
                )
                break


@document_rule(
    "spot-undescribed",
    "error",
    "Each spot ink of a mixture of inks is described by itself.",
    say("{x4}; {pdfa}, 6.2.4.4", x4=X4, pdfa=PDFA),
    "Export it again: the Colorants of a DeviceN space name each of its spots.",
)
def described(job: JudgedFile, _: PrinterProfile) -> Iterator[Fault]:
    """Asked of PDF/X-4 and its successors, and of PDF/A-2 and later."""
    if not (job.claims_in_packet or job.packet.get("pdfaid:part") in ("2", "3", "4")):
        return
    missing: dict[str, int] = {}
    for page, inks, told in mixtures_of(job.resources):
        for ink in inks:
            if ink not in (ALL, "None", *PROCESS) and ink not in told:
                missing.setdefault(ink, page)
    for ink, page in missing.items():
        yield Fault(
            say("The ink '{ink}' of a DeviceN space has no entry in Colorants.", ink=legible(ink)),
            page=page,
        )


@page_rule(
    "spots-many",
    "warning",
    "Every ink is looked at.",
    OWN,
    "Leave out the inks that do not print, or have it judged in parts.",
    PRESS,
)
def measured(page: PageView, _: PrinterProfile) -> Iterator[Fault]:
    """So many plates are measured; no ink is left out without a word."""
    if left := page.plates.unmeasured:
        yield Fault(
            counted(
                len(left),
                "The page has more inks than can be measured: {count} spot ink, first {first}, "
                "is in no sum.",
                "The page has more inks than can be measured: {count} spot inks, first {first}, "
                "are in no sum.",
                first=in_quotes(legible(left[0])),
            )
        )


@page_rule(
    "registration-in-artwork",
    "error",
    "The registration colour is for marks outside the trim.",
    f"{PDF}, 8.6.6.4; GWG 2015, use of All",
    "Use black, or a rich black for areas.",
    PRESS,
)
def registration(page: PageView, _: PrinterProfile) -> Iterator[Fault]:
    """Nothing inside the trim prints on every plate."""
    inside = [
        mark
        for mark in page.inked
        if any(box.overlaps(page.trim, 0.1) for box in _boxes(mark))
        and any(
            ALL in paint.space.root.names and any(paint.values) for paint, _ in paints(mark.look)
        )
    ]
    if inside:
        yield Fault(say("The page is painted in the registration colour."), spread(inside))


def _boxes(mark: Mark) -> tuple[Rect, ...]:
    """Where a mark is: crop marks in one path are round the page and not on it."""
    return (isinstance(mark, Outline) and mark.pieces) or (mark.box,)


RULES = (spelling, alternates, of_inks, described, refused, measured, registration)
