"""The files that a screen file carries: its figures as data, and the content it was made from."""

from __future__ import annotations

from depliant.bookkeeping.datasets import figures_csv, figures_json
from depliant.content.model import Edition
from depliant.content.publication import CONTENT, Publication
from depliant.display.items import Attachment
from depliant.figures.issues import ledger_of
from depliant.languages.phrases import phrases


def attachments(
    publication: Publication, edition: Edition, source: bytes
) -> tuple[Attachment, ...]:
    """What goes with an edition, described in its language; `source` is content.yaml."""
    words = publication.phrases or phrases(edition.language)
    assert words is not None  # an edition of another language was refused
    ledger, _ = ledger_of(publication.content, publication.source)
    described = words.ledger.format
    table, data = figures_csv(ledger), figures_json(edition, ledger)
    return (
        Attachment("figures.csv", table, "text/csv", described("CSV"), "Data"),
        Attachment("figures.json", data, "application/json", described("JSON"), "Data"),
        # RFC 9512, 2.1
        Attachment(CONTENT, source, "application/yaml", words.words, "Source"),
    )
