"""Marks that are out of date on the day of the publication: permissions and charters.

The date is the publication's own, never the clock's: an old issue is built again as it was,
without a warning about what came after it. Figures out of date are found by `sense`.
"""

from __future__ import annotations

from collections.abc import Iterator

from depliant.content.logos import FOLDER, Contract
from depliant.content.publication import Publication
from depliant.errors import Diagnostic, Place
from depliant.figures.periods import first_day, last_day
from depliant.sentences import say


def expired_marks(publication: Publication) -> Iterator[Diagnostic]:
    """A warning for each mark that should not be published any more, or not as it is."""
    date = publication.content.date
    if date is None:
        return
    for name in sorted(publication.marks):
        yield from _expired(name, publication.marks[name].contract, date)


def _expired(name: str, contract: Contract, date: str) -> Iterator[Diagnostic]:
    place = Place(f"{FOLDER}/{name}.yaml")
    until, charter = contract.permitted_until, contract.charter
    if until is not None and last_day(until) < first_day(date):
        yield Diagnostic(
            "logo-expired",
            say(
                "The mark of {contract} was permitted until {until}, and this issue is of {date}.",
                contract=contract.name,
                until=until,
                date=date,
            ),
            place,
            say("Ask the partner again, write the new date, or take the mark out."),
            "warning",
        )
    if charter is not None and first_day(charter.since) <= last_day(date):
        yield Diagnostic(
            "logo-charter",
            say(
                "The charter of {contract} changed in {since}: {note}",
                contract=contract.name,
                since=charter.since,
                note=charter.note,
            ),
            place,
            say("Put the new mark in its place and remove `charter`."),
            "warning",
        )
