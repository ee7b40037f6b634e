"""What the files of an edition say of themselves."""

from __future__ import annotations

from depliant.content.model import Edition
from depliant.display.items import Metadata
from depliant.languages.table import direction


def metadata_of(edition: Edition) -> Metadata:
    """What the files of an edition say of themselves."""
    # A year or a month stands for its first day, a span for the day it ends.
    day = (edition.date.split("/")[-1] + "-01-01")[:10]
    date = edition.date if "T" in edition.date else f"{day}T00:00:00+00:00"
    return Metadata(
        edition.title,
        tag_of(edition),
        date,
        f"{edition.id}.{edition.language}",
        edition.author,
        edition.subject,
        edition.keywords,
        direction=direction(edition.language),
    )


def tag_of(edition: Edition) -> str:
    """The language of an edition as files say it (BCP 47): content.yaml takes pt_BR for pt-BR."""
    return edition.language.replace("_", "-")
