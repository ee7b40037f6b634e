"""The files that a screen file carries: the figures that it says, as data.

The source itself goes along only where content.yaml asks for it.
"""

from __future__ import annotations

from depliant.bookkeeping.datasets import figures_csv, figures_json
from depliant.content.model import Edition
from depliant.content.publication import CONTENT, Publication
from depliant.display.items import Attachment
from depliant.languages.phrases import phrases_or_english


def attachments(
    publication: Publication, edition: Edition, source: bytes
) -> tuple[Attachment, ...]:
    """What goes with an edition, described in its language; `source` is content.yaml.

    Of an edition that says no figure there is nothing to carry.
    """
    words = publication.phrases or phrases_or_english(edition.language)
    described = words.ledger.format
    carried: list[Attachment] = []
    if edition.published.facts:
        table, data = figures_csv(edition), figures_json(edition)
        carried += [
            Attachment("figures.csv", table, "text/csv", described("CSV"), "Data"),
            Attachment("figures.json", data, "application/json", described("JSON"), "Data"),
        ]
    if publication.content.attach.source:
        # RFC 9512, 2.1
        carried.append(Attachment(CONTENT, source, "application/yaml", words.words, "Source"))
    return tuple(carried)
