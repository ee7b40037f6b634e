"""The files that a screen file carries: its figures as data, and the content it was made from."""

from __future__ import annotations

from depliant.display.items import Attachment
from depliant.document.datasets import figures_csv, figures_json
from depliant.document.issues import ledger_of
from depliant.document.model import Edition
from depliant.document.phrases import phrases
from depliant.document.publication import CONTENT, Publication
from depliant.document.source import read


def companions(publication: Publication, edition: Edition) -> tuple[Attachment, ...]:
    """What goes with an edition, described in its language."""
    words = publication.phrases or phrases(edition.language)
    assert words is not None  # an edition of another language was refused
    ledger, _ = ledger_of(publication.content, publication.source)
    source = read(publication.root, publication.file)
    return (
        Attachment(
            "figures.csv",
            figures_csv(ledger),
            "text/csv",
            words.ledger.format("CSV"),
            "Data",
        ),
        Attachment(
            "figures.json",
            figures_json(edition, ledger),
            "application/json",
            words.ledger.format("JSON"),
            "Data",
        ),
        # RFC 9512, 2.1
        Attachment(CONTENT, source, "application/yaml", words.words, "Source"),
    )
