"""Text against its ground, as the press prints both."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from depliant.colour import Colour
from depliant.preflight.content import Text
from depliant.preflight.job import PageView
from depliant.preflight.rules.base import PRESS, Fault, counted, page_rule, shortened, spread
from depliant.preflight.rules.type_size import VISIBLE_PLATE
from depliant.preflight.spaces import PROCESS, clipped, process_ink
from depliant.press.condition import PrinterProfile, contrast

_LARGE = 18.0
_LARGE_BOLD = 14.0
_LIMIT, _LARGE_LIMIT = 4.5, 3.0
_MOST = 400
"""Texts of a page that are looked at."""


def ground(page: PageView, text: Text) -> dict[str, float]:
    """The ink that most of a text's box has once the text is taken away."""
    import numpy as np

    window = page.ground.window(text.box)
    found = {}
    for plate, grid in page.ground.inks.items():
        part = grid[window]
        found[plate] = float(np.median(part)) / 255 if part.size else 0.0
    return found


def _process(page: PageView, inks: dict[str, float]) -> Colour:
    """The mix that stands for some ink, spots by their alternates."""
    mix = [inks.get(plate, 0.0) for plate in PROCESS]
    for _, space in page.job.spaces:
        if space.kind == "Separation" and space.names[0] in inks and inks[space.names[0]] > 0:
            extra = process_ink(space, (inks.pop(space.names[0]),))
            mix = [have + more for have, more in zip(mix, extra, strict=True)]
    return _mixed(mix)


def _mixed(amounts: Iterable[float]) -> Colour:
    cyan, magenta, yellow, black = map(clipped, amounts)
    return Colour(cyan, magenta, yellow, black)


@page_rule(
    "ink-contrast",
    "warning",
    "Text stands out from its ground as it is printed: 4.5 to 1, large text 3 to 1.",
    "WCAG 2.1, 1.4.3, on the colours of the output profile",
    "Choose a darker ink for the text or a lighter ground.",
    PRESS,
)
def stands_out(page: PageView, _: PrinterProfile) -> Iterator[Fault]:
    """Luminance of the printed inks, through the output profile."""
    condition = page.job.condition
    if condition is None:
        return
    weak: dict[tuple[str, float], list[Text]] = {}
    for text in page.texts[:_MOST]:
        fill = text.look.fill
        if fill is None or fill.pattern is not None or not text.text.strip():
            continue
        below = ground(page, text)
        own = _mixed(process_ink(fill.space, fill.values, condition.icc))
        under = _process(page, below)
        if text.look.state.overprint_fill:
            own = _mixed(max(a, b) for a, b in zip(own.cmyk, under.cmyk, strict=True))
        ratio = contrast(condition, own, under)
        bold = "bold" in text.face.name.lower()
        large = text.size >= _LARGE or (bold and text.size >= _LARGE_BOLD)
        limit = _LARGE_LIMIT if large else _LIMIT
        if ratio < limit:
            weak.setdefault((f"{ratio:.1f}", limit), []).append(text)
    # Some programs write a text letter by letter: what is equally weak is one finding.
    for (ratio_said, needed), texts in weak.items():
        more = f" and {counted(len(texts) - 1, 'more text')}" if len(texts) > 1 else ""
        have = "have" if more else "has"
        yield Fault(
            f"{shortened(texts[0].text)}{more} {have} a contrast of {ratio_said} to 1; "
            f"{needed:g} are needed.",
            spread(texts),
        )


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
        plates = [plate for plate, ink in ground(page, text).items() if ink >= VISIBLE_PLATE]
        if len(plates) > 2:
            yield Fault(
                f"{shortened(text.text)} is {text.size:.1f} pt, white in {len(plates)} inks; that "
                f"needs {profile.minimum_text_inks:g} pt.",
                text.box,
                limit="minimum_text_inks",
            )


RULES = (stands_out, reversed_out)
