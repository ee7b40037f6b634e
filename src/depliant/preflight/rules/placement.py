"""Where things lie: text and the knife, text and the fold, marks and the bleed."""

from __future__ import annotations

from collections.abc import Iterator

from depliant.geometry import MM, Rect
from depliant.preflight.content import Image, Mark, Outline, Shade, Text
from depliant.preflight.job import PageView
from depliant.preflight.rules.base import PRESS, Fault, page_rule, paints, shortened, spread
from depliant.preflight.rules.overprint import mix
from depliant.preflight.steps import is_technical
from depliant.press.condition import PrinterProfile
from depliant.sentences import counted, say

_MARK_WIDTH = 1.5
"""Points: the widest line of a printer's mark."""

_AT_TRIM = 0.85
"""Points: what ends so near the trim ends at it, and lacks bleed."""

_NEARLY = 1.5
"""Points by which artwork may miss the safe margin: it is no text that one reads."""

_MOST = 500
"""Marks near the trim that are looked at on the plates."""

_FAINT = 0.1
"""Of one plate: less ink makes no edge that one sees."""

_ON_LINE = 1.0
"""Points by which a mark may miss the line that it marks."""


@page_rule(
    "text-near-trim",
    "warning",
    "Text keeps the safe margin: the knife moves.",
    "imprimerie-rimbaud.fr: 3 mm; pulsioprint.com: 5 mm",
    "Move it inwards.",
    PRESS,
)
def safe(page: PageView, profile: PrinterProfile) -> Iterator[Fault]:
    """Text that touches the margin is a warning, text that is cut an error."""
    trim = page.trim
    kept = trim.inset(*(profile.safe_margin,) * 4)
    for text in page.texts:
        if not text.box.overlaps(trim, 0.1) or not text.text.strip() or _within(text.box, kept):
            continue
        cut = not _within(text.box, trim)
        least = min(
            text.box.x - trim.x, text.box.y - trim.y,
            trim.right - text.box.right, trim.bottom - text.box.bottom,
        )  # fmt: skip
        yield Fault(
            say("“{text}” is cut off.", text=shortened(text.text))
            if cut
            else say(
                "“{text}” is {least:.1f} mm from the trim; the printer wants {safe_margin:g} mm.",
                text=shortened(text.text),
                least=least / MM,
                safe_margin=profile.safe_margin / MM,
            ),
            text.box,
            severity="error" if cut else "warning",
            limit="safe_margin",
        )


@page_rule(
    "art-near-trim",
    "warning",
    "Artwork keeps off the trim, or goes beyond it: the knife moves.",
    "imprimerie-rimbaud.fr: 3 mm",
    "Move it inwards, or let it reach into the bleed.",
    PRESS,
)
def clear(page: PageView, profile: PrinterProfile) -> Iterator[Fault]:
    """Paths and pictures that end a little inside the trim, where the paper is lighter than they.

    Nearer than half of the safe margin it is a warning, else advice.
    """
    found: list[tuple[float, Mark]] = []
    looked_at = 0
    for mark in page.printed:
        if looked_at >= _MOST:
            break
        if isinstance(mark, Text) or not _has_ink(mark):
            continue
        gaps = _gaps(mark.box, page.trim)
        near = [one for one in gaps if _AT_TRIM < one[0] < profile.safe_margin - _NEARLY]
        if near and min(gap for gap, _ in gaps) > -_AT_TRIM * 20:
            looked_at += 1
            bare = [gap for gap, strip in near if _is_lighter(page, mark, strip)]
            found += [(min(bare), mark)] if bare else []
    if found:
        least = min(gap for gap, _ in found)
        yield Fault(
            say(
                "Artwork ends {least:.1f} mm inside the trim; the printer wants {safe_margin:g} "
                "mm of room, or bleed.",
                least=least / MM,
                safe_margin=profile.safe_margin / MM,
            ),
            spread([mark for _, mark in found]),
            severity="warning" if least < profile.safe_margin / 2 else "advice",
        )


def _has_ink(mark: Mark) -> bool:
    """Whether a mark prints, and is no die line."""
    if isinstance(mark, Shade) or (isinstance(mark, Image) and not mark.mask):
        return True
    return any(
        (paint.pattern is not None or sum(mix(paint).values()) > _FAINT)
        and not is_technical(paint.space.root.names)
        for paint, _ in paints(mark.look)
    )


def _gaps(box: Rect, trim: Rect) -> list[tuple[float, Rect]]:
    """How far a box is from each edge of the trim, and the strip between the two."""
    return [
        (box.x - trim.x, Rect(trim.x, box.y, box.x - trim.x, box.height)),
        (box.y - trim.y, Rect(box.x, trim.y, box.width, box.y - trim.y)),
        (trim.right - box.right, Rect(box.right, box.y, trim.right - box.right, box.height)),
        (trim.bottom - box.bottom, Rect(box.x, box.bottom, box.width, trim.bottom - box.bottom)),
    ]


def _is_lighter(page: PageView, mark: Mark, strip: Rect) -> bool:
    """Whether what lies between a mark and the trim has clearly less ink than the mark.

    A line has little ink of its box: its own counts, as far as it is seen.
    """
    plates = page.plates
    inside = sum(plates.medians(mark.box).values())
    if isinstance(mark, Outline):
        own = max(sum(mix(paint).values()) for paint, _ in paints(mark.look))
        inside = max(inside, min(own, plates.most(mark.box.inset(*(-1.0,) * 4)) / 255))
    return inside - sum(plates.medians(strip).values()) > _FAINT


def _within(inner: Rect, outer: Rect) -> bool:
    slack = 0.1
    return (
        inner.x >= outer.x - slack
        and inner.y >= outer.y - slack
        and inner.right <= outer.right + slack
        and inner.bottom <= outer.bottom + slack
    )


def _lines(page: PageView) -> Iterator[tuple[Outline, bool]]:
    """Thin straight lines outside the trim, each with whether it is upright."""
    for mark in page.marks:
        if not isinstance(mark, Outline) or mark.box.overlaps(page.trim, 0.1):
            continue
        thin, long = sorted((mark.box.width, mark.box.height))
        if thin <= _MARK_WIDTH and 4 < long < 60:
            yield mark, mark.box.height > mark.box.width


def crop_marks(page: PageView) -> list[Outline]:
    """Lines outside the trim that go on from one of its edges."""
    trim = page.trim
    found = []
    for mark, upright in _lines(page):
        centre = mark.box.centre
        edges = (trim.x, trim.right) if upright else (trim.y, trim.bottom)
        at = centre.x if upright else centre.y
        if min(abs(at - edge) for edge in edges) <= _ON_LINE:
            found.append(mark)
    return found


def folds(page: PageView, *, across: bool = False) -> list[float]:
    """Where a page is folded: x of upright folds, or y of those that run across it.

    Dashed lines on both sides of it say so, or lines of such a processing step.
    """
    start, end = _extent(page.trim, across=across)
    low, high = _extent(page.trim, across=not across)
    before, after = set[int](), set[int]()
    for mark, upright in _lines(page):
        at = mark.box.centre.y if across else mark.box.centre.x
        if upright != across and mark.look.state.dashed and start + 10 < at < end - 10:
            (before if _extent(mark.box, across=not across)[1] <= low else after).add(round(at))
    for step, line in page.steps:
        at = line.box.centre.y if across else line.box.centre.x
        first, last = _extent(line.box, across=not across)
        is_fold = step.type in ("Folding", "Creasing") and last - first > 0.9 * (high - low)
        if is_fold and start + 10 < at < end - 10:
            before.add(round(at))
            after.add(round(at))
    return [float(at) for at in sorted(before & after)]


def _extent(box: Rect, *, across: bool) -> tuple[float, float]:
    """From where to where a box reaches: from above, or from the left."""
    return (box.y, box.bottom) if across else (box.x, box.right)


@page_rule(
    "text-across-fold",
    "warning",
    "No line of text runs across a fold.",
    say("the trade's custom; folds are known by their marks"),
    "Keep each line on its panel.",
    PRESS,
)
def folded(page: PageView, _: PrinterProfile) -> Iterator[Fault]:
    """Found where the file has fold marks, or says where it is folded."""
    for across in (False, True):
        for fold in folds(page, across=across):
            for text in page.texts:
                start, end = _extent(text.box, across=across)
                if text.box.overlaps(page.trim, 0.1) and start < fold - 1 and end > fold + 1:
                    said = {"text": shortened(text.text), "fold": fold / MM}
                    yield Fault(
                        say("“{text}” runs across the fold {fold:.1f} mm from above.", **said)
                        if across
                        else say("“{text}” runs across the fold at {fold:.1f} mm.", **said),
                        text.box,
                    )


@page_rule(
    "marks-in-bleed",
    "error",
    "Printer's marks stand outside the bleed.",
    say("the trade's custom; ferpala.es"),
    "Give the marks an offset of the bleed or more.",
    PRESS,
)
def marks_clear(page: PageView, profile: PrinterProfile) -> Iterator[Fault]:
    """Crop marks that reach into the bleed would be seen after a careless cut."""
    bleed = page.bleed
    if page.facts.bleed is None:
        bleed = page.trim.inset(*(-profile.bleed,) * 4)
    wrong = [
        mark
        for mark in crop_marks(page)
        if mark.box.overlaps(bleed, 0.2) or _touches(mark.box, bleed)
    ]
    if wrong:
        yield Fault(
            counted(
                len(wrong),
                "{count} crop mark reaches into the bleed.",
                "{count} crop marks reach into the bleed.",
            ),
            spread(wrong),
        )


def _touches(line: Rect, area: Rect) -> bool:
    """Whether a line, which has no width to speak of, has a length inside an area."""
    across = min(line.right, area.right) - max(line.x, area.x)
    along = min(line.bottom, area.bottom) - max(line.y, area.y)
    return across >= 0 and along >= 0 and max(across, along) > 0.5


@page_rule(
    "marks-refused",
    "error",
    "The printer sets his own marks.",
    say("wolf.ua: no marks in the layout"),
    "Ask whoever made it to export it without marks.",
    PRESS,
    own="Build it without marks.",
)
def unwanted(page: PageView, profile: PrinterProfile) -> Iterator[Fault]:
    """Asked for a printer who refuses them."""
    if profile.marks == "refused" and (found := crop_marks(page)):
        yield Fault(say("The page has crop marks."), spread(found), limit="marks")


@page_rule(
    "marks-missing",
    "error",
    "The printer wants crop marks.",
    say("ferpala.es: crop marks"),
    "Ask whoever made it to export it with crop marks.",
    PRESS,
    own="Build it with --marks crop.",
)
def wanted(page: PageView, profile: PrinterProfile) -> Iterator[Fault]:
    """Asked for a printer who wants them; four corners have eight lines."""
    if profile.marks == "wanted" and len(crop_marks(page)) < 8:
        yield Fault(say("The page has no crop marks."), limit="marks")


RULES = (safe, clear, folded, marks_clear, unwanted, wanted)
