"""Text against its ground, as the press prints both."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache, partial
from itertools import islice, pairwise

from depliant.colour import Colour
from depliant.geometry import Rect
from depliant.pdfread.spaces import Space, clipped, process_ink
from depliant.pdfread.state import Paint
from depliant.preflight.content import Text
from depliant.preflight.grounds import Covers, Ground, core, grounds, screen_light
from depliant.preflight.job import PageView
from depliant.preflight.rules.base import OWN, PRESS, Fault, page_rule, shortened, spread
from depliant.preflight.rules.type_size import VISIBLE_PLATE
from depliant.press.condition import (
    OutputCondition,
    PrinterProfile,
    Srgb,
    contrast,
    relative_luminance,
    told,
)
from depliant.sentences import Sentence, counted, say

_LARGE = 18.0
_LARGE_BOLD = 14.0
_LIMIT, _LARGE_LIMIT = 4.5, 3.0
_UNSEEN = 1.5
"""Less is no contrast at all."""

_LOST, _FAINT = 0.3, 0.5
"""The part of a letter that stands on a ground on which it is not seen, or hardly."""

_MOST = 1500
"""Texts of a page that are looked at."""

_COVERED = 1.0
"""Ems of a text that are hidden where it is no accident."""


Weigh = Callable[[Paint, bool, tuple[float, ...]], float]
"""The contrast of a paint, which may overprint, with the inks of all plates below it."""


def _weigher(page: PageView) -> Weigh | None:
    """How contrast is taken on a page; None where nobody can tell."""
    if page.job.kind != "press":
        return _on_screen
    if page.job.condition is None:
        return None
    recipes = _recipes(page)
    return lru_cache(maxsize=4096)(partial(_in_print, page.job.condition, recipes))


def _recipes(page: PageView) -> tuple[Space | None, ...]:
    """The space of each plate that is a spot's, which tells what stands in for it."""
    spots = {space.names[0]: space for _, space in page.job.spaces if space.kind == "Separation"}
    return tuple(spots.get(name) for name in page.behind.names)


def _on_screen(paint: Paint, _: bool, below: tuple[float, ...]) -> float:
    both = process_ink(paint.space, paint.values), below[:4]
    dark, light = sorted(relative_luminance(Srgb(*screen_light(inks))) for inks in both)
    return (light + 0.05) / (dark + 0.05)


def _in_print(
    condition: OutputCondition,
    recipes: tuple[Space | None, ...],
    paint: Paint,
    overprints: bool,
    below: tuple[float, ...],
) -> float:
    mix = list(below[:4])
    for space, amount in zip(recipes, below, strict=True):
        if space is not None and amount:
            mix = [
                have + more for have, more in zip(mix, process_ink(space, (amount,)), strict=True)
            ]
    under = _mixed(mix)
    ink = _mixed(process_ink(paint.space, paint.values, condition.icc))
    if overprints:
        ink = _mixed(max(a, b) for a, b in zip(ink.cmyk, under.cmyk, strict=True))
    return contrast(condition, ink, under)


def _mixed(amounts: Iterable[float]) -> Colour:
    cyan, magenta, yellow, black = map(clipped, amounts)
    return Colour(cyan, magenta, yellow, black)


def _over(ground: Ground, paint: Paint, overprints: bool, limit: float, weigh: Weigh) -> float:
    """The contrast of a letter with its ground: that of what most of its weak part stands on."""
    weighed = [(weigh(paint, overprints, inks), part) for inks, part in ground]
    for below, least in ((_UNSEEN, _LOST), (limit, _FAINT)):
        weak = [(part, ratio) for ratio, part in weighed if ratio < below]
        if sum(part for part, _ in weak) >= least:
            return max(weak)[1]
    return max(ratio for ratio, _ in weighed)


def _weakest(ratios: list[float]) -> float:
    """The least contrast that neighbours share: one letter's breadth may be a gap in the words."""
    return ratios[0] if len(ratios) == 1 else min(max(pair) for pair in pairwise(ratios))


def contrasts(page: PageView) -> Iterator[tuple[Text, float, float]]:
    """The texts of a page, each with its contrast to its ground and the least that it needs.

    Left out are texts of which nobody can tell: in a pattern, or see-through.
    """
    weigh = _weigher(page)
    for text in page.texts[:_MOST] if weigh is not None else ():
        fill = text.look.fill
        if weigh is None or fill is None or fill.pattern is not None or not text.text.strip():
            continue
        if text.look.state.fill_alpha < 1:
            continue  # what shows through it is not known
        bold = "bold" in text.face.name.lower()
        large = text.size >= _LARGE or (bold and text.size >= _LARGE_BOLD)
        limit = _LARGE_LIMIT if large else _LIMIT
        overprints = text.look.state.overprint_fill
        ratio = _weakest(
            [_over(ground, fill, overprints, limit, weigh) for ground in grounds(page.behind, text)]
        )
        yield text, ratio, limit


@page_rule(
    "ink-contrast",
    "warning",
    "Text stands out from its ground as it is printed or shown: 4.5 to 1, large text 3 to 1.",
    say("WCAG 2.1, 1.4.3, on the colours of the output profile"),
    "Choose a darker ink for the text or a lighter ground, or move it off what lies behind it.",
)
def stands_out(page: PageView, _: PrinterProfile) -> Iterator[Fault]:
    """Luminance of the printed inks through the output profile, or of the screen's colours."""
    weak: dict[tuple[str, float], list[Text]] = {}
    for text, ratio, limit in contrasts(page):
        # A dash before an item says nothing: it is enough that it is seen.
        if ratio < (limit if any(map(str.isalnum, text.text)) else _UNSEEN):
            weak.setdefault((f"{told(ratio):.1f}", limit), []).append(text)
    # Some programs write a text letter by letter: what is equally weak is one finding.
    for (ratio_said, needed), texts in weak.items():
        yield Fault(
            _too_weak(texts, ratio_said, needed),
            spread(texts),
            severity="error" if float(ratio_said) < _UNSEEN else "warning",
        )


def _too_weak(texts: list[Text], ratio: str, needed: float) -> Sentence:
    """What is said of texts that have too little contrast; `ratio` is a number as it is shown."""
    text, more = shortened(texts[0].text), len(texts) - 1
    if not more:
        return say(
            "“{text}” has a contrast of {ratio:.1f} to 1; {needed:g} are needed.",
            text=text,
            ratio=ratio,
            needed=needed,
        )
    return counted(
        more,
        "“{text}” and {count} more text have a contrast of {ratio:.1f} to 1; {needed:g} are "
        "needed.",
        "“{text}” and {count} more texts have a contrast of {ratio:.1f} to 1; {needed:g} are "
        "needed.",
        text=text,
        ratio=ratio,
        needed=needed,
    )


@page_rule(
    "text-hidden",
    "error",
    "Nothing opaque is painted over text.",
    OWN,
    "Move one of the two, or bring the text to the front.",
)
def uncovered(page: PageView, _: PrinterProfile) -> Iterator[Fault]:
    """Something is painted later over a text, and no letter shows there on any plate."""
    covers = Covers(page.marks)
    hidden: list[Text] = []
    for order, text in islice(_shown(page), _MOST):
        box = core(text)
        least = min(_COVERED * text.size, box.width * 0.9)
        for part in covers.over(order, box):
            if part.width < least or part.height < box.height / 2:
                continue
            if not page.plates.differs(page.ground, part) and _would_show(page, text, part):
                hidden.append(text)
                break
    for text in hidden:
        yield Fault(
            say("“{text}” is hidden by what is painted over it.", text=shortened(text.text)),
            text.box,
        )


def _shown(page: PageView) -> Iterator[tuple[int, Text]]:
    """The texts that are painted within the bleed, each with its number among all marks."""
    for order, mark in enumerate(page.marks):
        if not isinstance(mark, Text) or not mark.visible or not mark.text.strip():
            continue
        if mark.box.overlaps(page.bleed):
            yield order, mark


def _would_show(page: PageView, text: Text, part: Rect) -> bool:
    """Whether a text would be seen on what is there: else nobody can tell whether it is hidden."""
    fill, weigh = text.look.fill, _weigher(page)
    if fill is None or fill.pattern is not None or weigh is None:
        return False
    below = tuple(page.behind.medians(part).values())
    return weigh(fill, text.look.state.overprint_fill, below) >= _UNSEEN


@page_rule(
    "text-reversed",
    "warning",
    "Small white text stands in no more than two inks: a plate out of register fills it in.",
    "printall.ee: 6 pt; GWG 2015, small text",
    "Set it larger or bolder, or on a ground of one or two inks.",
    PRESS,
)
def reversed_out(page: PageView, profile: PrinterProfile) -> Iterator[Fault]:
    """Letters of no ink, on a ground of several."""
    for text in page.texts[:_MOST]:
        fill = text.look.fill
        if fill is None or fill.space.family != "cmyk" or any(fill.values) or not text.text.strip():
            continue
        if text.size >= profile.minimum_text_inks - 0.05:
            continue
        plates = [
            plate for plate, ink in page.ground.medians(text.box).items() if ink >= VISIBLE_PLATE
        ]
        if len(plates) > 2:
            yield Fault(
                say(
                    "“{text}” is {size:.1f} pt, white in {count} inks; that needs "
                    "{minimum_text_inks:g} pt.",
                    text=shortened(text.text),
                    size=text.size,
                    count=len(plates),
                    minimum_text_inks=profile.minimum_text_inks,
                ),
                text.box,
                limit="minimum_text_inks",
            )


RULES = (stands_out, uncovered, reversed_out)
