"""What an edition publishes of the ledger: the figures that it says, and of these what is public.

Of a figure its value, unit, date and source are public, whether it is approximate or provisional,
and what it is a share or a part of where that is said too. Everything else in content.yaml is the
officer's own: notes, comments, history, formulas, rules, the figures that no page says, the names
of issues.
"""

from __future__ import annotations

from depliant.content.model import Chart, Panel
from depliant.figures.issues import Fact, IssueLedger
from depliant.figures.ledger import Ledger


def published(ledger: Ledger, based: frozenset[str]) -> IssueLedger:
    """The public part of a ledger, in the words of its edition.

    Args:
        ledger: that was asked for every figure that the edition says.
        based: the shares of which it is said what they are a share of.
    """
    said = ledger.asked.used
    facts = []
    for fact in ledger.book.facts:
        if fact.id in said:
            base = _base(fact, ledger, said, fact.id in based)
            whole = fact.part_of if fact.part_of in said else ""
            facts.append(_public(fact, ledger.unit(fact), base, whole))
    named = {source for fact in facts for source in fact.sources}
    sources = tuple(note for name, note in ledger.sources.items() if name in named)
    return IssueLedger("", ledger.book.date, tuple(facts), sources)


def _public(fact: Fact, unit: str, base: int | str | None, whole: str) -> Fact:
    """What is public of a fact; a key that a fact is given some day is not, unless it is put here.

    A calculated figure has the date and the sources of those that it comes from, though it names
    none of them.
    """
    return Fact(
        fact.id,
        fact.value,
        unit,
        fact.date,
        fact.source,
        base,
        approximate=fact.approximate,
        part_of=whole,
        sources=fact.sources,
        provisional=fact.provisional,
    )


def _base(fact: Fact, ledger: Ledger, said: frozenset[str], spoken: bool) -> int | str | None:
    """What a share is a share of: a figure that is said, or a number that an alternative text is.

    What nobody says is not public.
    """
    if fact.base in said:
        return fact.base
    return ledger.figures[fact.id].base if spoken else None


def based(panel: Panel) -> frozenset[str]:
    """The shares of which a panel's alternative texts say what they are a share of.

    They are in charts of one figure: one of several is read as a table, which says none.
    """
    charts = (block for block in panel.walk() if isinstance(block, Chart))
    return frozenset(
        chart.data[0].figure.id for chart in charts if chart.alt and len(chart.data) == 1
    )
