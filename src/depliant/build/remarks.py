"""What content and style say together: designs, stand-in marks, panels that stay blank."""

from __future__ import annotations

from collections.abc import Iterator

from depliant.content.model import Edition, LogoWall
from depliant.errors import Diagnostic
from depliant.languages.table import lacks_hyphens
from depliant.source.suggestions import did_you_mean
from depliant.style.folds import blank_panels
from depliant.style.sheet import StyleSheet


def remarks(edition: Edition, sheet: StyleSheet) -> Iterator[Diagnostic]:
    """What is wrong or to be looked at in an edition with its style sheet."""
    for panel in edition.panels:
        if panel.design not in (panel.id, *sheet.designs):
            yield Diagnostic(
                "design-unknown",
                f"The style sheet has no design “{panel.design}” for the panel “{panel.id}”.",
                panel.place,
                did_you_mean(panel.design, list(sheet.designs)),
            )
    walls = (block for panel in edition.panels for block in panel.walk())
    logos = {logo for wall in walls if isinstance(wall, LogoWall) for logo in wall.logos}
    for logo in sorted(logos, key=lambda logo: logo.id):
        if logo.standin:
            yield Diagnostic(
                "logo-standin",
                f"The mark of {logo.name} is a stand-in.",
                logo.place,
                "Put the partner's own file in its place and remove `standin` before printing.",
                "warning",
            )
    if _wants_hyphens(sheet) and lacks_hyphens(edition.language):
        yield Diagnostic(
            "language-not-hyphenated",
            f"Words of `{edition.language}` are not hyphenated: no patterns for it are known.",
            None,
            "Set its long texts ragged, or allow hyphens in long words with U+00AD.",
            "info",
        )
    blank = blank_panels(sheet.format, len(edition.panels))
    if blank:
        yield Diagnostic(
            "panels-blank",
            f"{len(edition.panels)} panels do not fill the sheet: {blank} stay blank.",
            edition.panels[-1].place,
            "Add panels, or choose another fold in the style sheet.",
            "warning",
        )


def _wants_hyphens(sheet: StyleSheet) -> bool:
    return any(style.hyphenate for style in sheet.type.values())
