"""How well an edition fits its panels: what a designer looks at before the pages.

Everything is read off the set panels: nothing here sets type again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from depliant.build.report import PanelFit
from depliant.content.framing import MAIN
from depliant.display.items import Glyphs, Group, Item, Mark
from depliant.fonts.face import load
from depliant.layout.boxes import Lines, boxes_of
from depliant.layout.compose import Composition, SetPanel
from depliant.layout.template import design_of
from depliant.sentences import Sentence, counted
from depliant.style.sheet import StyleSheet

SOFT_HYPHEN = "\u00ad"


def panel_fits(composition: Composition, sheet: StyleSheet) -> tuple[PanelFit, ...]:
    """The fit of each panel, in reading order."""
    steps = dict(zip(composition.sides, composition.steps, strict=True))
    language = composition.metadata.language
    return tuple(
        _panel_fit(panel, sheet, language, steps[panel.leaf.side].described)
        for panel in composition.panels
    )


def _panel_fit(panel: SetPanel, sheet: StyleSheet, language: str, step: Sentence) -> PanelFit:
    runs = list(_runs(panel.marks))
    widths = [width for run in runs for width in _spaces(run)]
    smaller = sum(found.code == "type-fitted" for found in panel.diagnostics)
    design, lines = design_of(sheet, panel.panel.design), Lines(sheet.baseline, sheet.baseline)
    height = boxes_of(design, panel.leaf.size, lines, to_left=False)[MAIN].inner.height
    return PanelFit(
        language,
        panel.panel.id,
        round(1 - panel.room / height, 3) if height else 0.0,
        counted(smaller, "{step}, {count} set smaller", "{step}, {count} set smaller", step=step)
        if smaller
        else step,
        sum(glyph.text == SOFT_HYPHEN for run in runs for glyph in run.glyphs),
        round(max(widths, default=0.0), 2),
        panel.overset,
    )


def _runs(items: Iterable[Item]) -> Iterator[Glyphs]:
    for item in items:
        if isinstance(item, Glyphs):
            yield item
        elif isinstance(item, Mark | Group):
            yield from _runs(item.items)


def _spaces(run: Glyphs) -> Iterator[float]:
    """The spaces between words of a run, each as a share of the face's own."""
    face = load(run.face)
    for glyph in run.glyphs:
        if glyph.text == " " and glyph.advance > 0:
            own = face.advance(glyph.gid) * run.size / face.upem
            if own > 0:
                yield glyph.advance / own
