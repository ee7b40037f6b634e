"""How editions fill their panels, as a picture: a strip a language, a bar a panel.

An SVG that stands alone, in pixels. What is overset is red, and says so with a sign and a word:
nothing is told by colour alone.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from xml.sax.saxutils import escape

from depliant.build.report import PanelFit

_MARGIN, _NAME, _CELL, _GAP = 24, 64, 168, 12
_HEAD, _STRIP, _BAR = 64, 86, 16
_INK, _QUIET, _TRACK, _FULL, _OVER = "#1f2328", "#57606a", "#e3e6ea", "#3d5a73", "#b3261e"
_AS_DESIGNED = "as designed"


def fit_picture(panels: Iterable[PanelFit]) -> str:
    """The text of an SVG file; panels in the order of the build, those of an edition together."""
    strips = [(name, list(group)) for name, group in groupby(panels, lambda one: one.edition)]
    columns = max((len(strip) for _, strip in strips), default=0)
    width = max(2 * _MARGIN + _NAME + columns * (_CELL + _GAP) - _GAP, 560)
    height = _HEAD + len(strips) * _STRIP + _MARGIN
    overset = sum(panel.overset for _, strip in strips for panel in strip)
    summary = f"{len(strips)} editions, {overset or 'no'} panels overset"
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" '
        f'viewBox="0 0 {width} {height}" role="img" aria-labelledby="title summary" '
        'font-family="system-ui, sans-serif" font-size="12">',
        '<title id="title">How the panels are filled</title>',
        f'<desc id="summary">{summary}</desc>',
        f'<rect width="{width}" height="{height}" fill="#ffffff"/>',
        _text(_MARGIN, 30, "How the panels are filled", size=16, weight=600),
        _text(_MARGIN, 48, f"{summary}; below each bar words divided, widest space", colour=_QUIET),
    ]
    for number, (language, strip) in enumerate(strips):
        top = _HEAD + number * _STRIP
        lines.append(f'<g role="group" aria-label="{escape(language, {chr(34): "&quot;"})}">')
        lines.append(f'<path d="M{_MARGIN} {top}H{width - _MARGIN}" stroke="{_TRACK}"/>')
        lines.append(_text(_MARGIN, top + 38, language, size=15, weight=600))
        for column, panel in enumerate(strip):
            lines += _cell(panel, _MARGIN + _NAME + column * (_CELL + _GAP), top)
        lines.append("</g>")
    return "\n".join((*lines, "</svg>", ""))


def _cell(panel: PanelFit, x: int, top: int) -> list[str]:
    """One panel: its name, its bar, and the numbers below."""
    colour = _OVER if panel.overset else _FULL
    filled = round(min(max(panel.fill, 0.0), 1.0) * _CELL, 1)
    share = f"{panel.fill:.0%}"
    said = f"▲ overset, {share}" if panel.overset else share
    step = "" if panel.step == _AS_DESIGNED else panel.step
    below = [f"{panel.hyphens} divided"]
    below += [f"{panel.loosest:.0%} space"] if panel.loosest else []
    return [
        _text(x, top + 20, panel.panel),
        _text(x + _CELL, top + 20, said, end=True, colour=colour, weight=600),
        f'<rect x="{x}" y="{top + 26}" width="{_CELL}" height="{_BAR}" rx="2" fill="{_TRACK}"/>',
        f'<rect x="{x}" y="{top + 26}" width="{_CELL if panel.overset else filled}" '
        f'height="{_BAR}" rx="2" fill="{colour}"/>',
        _text(x, top + 57, " · ".join(below), size=11, colour=_QUIET),
        *([_text(x, top + 72, step, size=11, weight=600)] if step else ()),
    ]


def _text(
    x: int, y: int, words: str, *, size: int = 12, weight: int = 400, colour: str = _INK,
    end: bool = False,
) -> str:  # fmt: skip
    """A line of text whose baseline is at `y`."""
    anchor = ' text-anchor="end"' if end else ""
    return (
        f'<text x="{x}" y="{y}" font-size="{size}" font-weight="{weight}" fill="{colour}"{anchor}>'
        f"{escape(words)}</text>"
    )
