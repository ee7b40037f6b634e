"""The words of each panel as the screen file's tags say them."""

from __future__ import annotations

from typing import Any

from depliant.preview.snapshot import Pages
from depliant.writers.alternatives import account


def words_of(pages: Pages) -> dict[str, list[dict[str, Any]]]:
    """The paragraphs of each panel in reading order, each with its kind, by the panels' ids."""
    document = pages.session.document(pages.composed, "screen")
    panels = pages.composed.composition.panels
    return {
        panel.panel.id: [part._asdict() for part in account(document, page).parts]
        for panel, page in zip(panels, document.pages, strict=True)
    }
