"""How editions fill their panels, as a picture: a strip a language, a bar a panel.

An SVG that stands alone, in pixels. What is overset is red, and says so with a sign and a word:
nothing is told by colour alone.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from xml.sax.saxutils import escape

from depliant.build.report import PanelFit
from depliant.interface import ENGLISH, Interface
from depliant.layout.fit import AS_DESIGNED
from depliant.sentences import counted, say, verbatim

_MARGIN, _NAME, _CELL, _GAP = 24, 64, 168, 12
_HEAD, _STRIP, _BAR = 64, 86, 16
_INK, _QUIET, _TRACK, _FULL, _OVER = "#1f2328", "#57606a", "#e3e6ea", "#3d5a73", "#b3261e"


def fit_picture(panels: Iterable[PanelFit], interface: Interface = ENGLISH) -> str:
    """The text of an SVG file; panels in the order of the build, those of an edition together."""
    tell = interface.tell
    strips = [(name, list(group)) for name, group in groupby(panels, lambda one: one.edition)]
    columns = max((len(strip) for _, strip in strips), default=0)
    width = max(2 * _MARGIN + _NAME + columns * (_CELL + _GAP) - _GAP, 560)
    height = _HEAD + len(strips) * _STRIP + _MARGIN
    overset = sum(panel.overset for _, strip in strips for panel in strip)
    summary = tell(
        say(
            "{editions}, {panels}",
            editions=counted(len(strips), "{count} edition", "{count} editions"),
            panels=counted(overset, "{count} panel overset", "{count} panels overset"),
        )
    )
    title = tell(say("How the panels are filled"))
    below = tell(
        say("{summary}; below each bar words divided, widest space", summary=verbatim(summary))
    )
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" '
        f'viewBox="0 0 {width} {height}" role="img" aria-labelledby="title summary" '
        'font-family="system-ui, sans-serif" font-size="12">',
        f'<title id="title">{title}</title>',
        f'<desc id="summary">{summary}</desc>',
        f'<rect width="{width}" height="{height}" fill="#ffffff"/>',
        _text(_MARGIN, 30, title, size=16, weight=600),
        _text(_MARGIN, 48, below, colour=_QUIET),
    ]
    for number, (language, strip) in enumerate(strips):
        top = _HEAD + number * _STRIP
        lines.append(f'<g role="group" aria-label="{escape(language, {chr(34): "&quot;"})}">')
        lines.append(f'<path d="M{_MARGIN} {top}H{width - _MARGIN}" stroke="{_TRACK}"/>')
        lines.append(_text(_MARGIN, top + 38, language, size=15, weight=600))
        for column, panel in enumerate(strip):
            lines += _cell(panel, _MARGIN + _NAME + column * (_CELL + _GAP), top, interface)
        lines.append("</g>")
    return "\n".join((*lines, "</svg>", ""))


def _cell(panel: PanelFit, x: int, top: int, interface: Interface) -> list[str]:
    """One panel: its name, its bar, and the numbers below."""
    colour = _OVER if panel.overset else _FULL
    filled = round(min(max(panel.fill, 0.0), 1.0) * _CELL, 1)
    said = interface.tell(
        say("▲ overset, {share:.0%}" if panel.overset else "{share:.0%}", share=panel.fill)
    )
    step = "" if panel.step == AS_DESIGNED else interface.tell(panel.step)
    below = [interface.tell(counted(panel.hyphens, "{count} divided", "{count} divided"))]
    if panel.loosest:
        below.append(interface.tell(say("{share:.0%} space", share=panel.loosest)))
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
