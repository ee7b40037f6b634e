"""The files that a screen file carries: the figures that it says, as data.

The source itself goes along only where content.yaml asks for it.
"""

from __future__ import annotations

from collections.abc import Iterator

from depliant.bookkeeping.datasets import figures_csv, figures_json
from depliant.content.model import Edition
from depliant.content.publication import CONTENT, Publication
from depliant.display.items import Attachment
from depliant.errors import Diagnostic
from depliant.languages.phrases import phrases


def attachments(
    publication: Publication, edition: Edition, source: bytes
) -> tuple[Attachment, ...]:
    """What goes with an edition, described in its language; `source` is content.yaml."""
    words = publication.phrases or phrases(edition.language)
    assert words is not None  # an edition of another language was refused
    described = words.ledger.format
    table, data = figures_csv(edition), figures_json(edition)
    carried = [
        Attachment("figures.csv", table, "text/csv", described("CSV"), "Data"),
        Attachment("figures.json", data, "application/json", described("JSON"), "Data"),
    ]
    if publication.content.attach.source:
        # RFC 9512, 2.1
        carried.append(Attachment(CONTENT, source, "application/yaml", words.words, "Source"))
    return tuple(carried)


def attached_source(publication: Publication) -> Iterator[Diagnostic]:
    """That content.yaml is made public as it stands, where it is."""
    if publication.content.attach.source:
        yield Diagnostic(
            "source-attached",
            "The screen file carries content.yaml as it stands: its comments, its notes and the "
            "figures that no page shows are public.",
            publication.source.place(("attach", "source")),
            "Remove `attach` if it is not meant.",
            "advice",
        )
