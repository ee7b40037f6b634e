"""The ledger as plain values: what each figure of an issue is, and where it comes from.

`figures:` holds the figures of the issue that is being made; the `history` of a figure holds what
it was in each former issue. `ledger_of` gives an issue's figures with every formula calculated. A
frozen issue keeps a digest of each of its figures, so that a later edit is found.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from decimal import Decimal
from graphlib import CycleError, TopologicalSorter
from typing import Any, NamedTuple

from msgspec import Struct
from msgspec.structs import asdict, replace

from depliant.errors import Diagnostic
from depliant.figures import formula
from depliant.figures.schema import Derived, Entry, LedgerPart, Origin, Retired
from depliant.sentences import Sentence, say
from depliant.source.suggestions import did_you_mean
from depliant.source.yaml import Route, Source


class SourceNote(Struct, frozen=True):
    """Where figures come from; `date` as the ledger has it, empty texts where nothing is said."""

    id: str
    title: str
    publisher: str = ""
    date: str = ""
    link: str = ""


class Fact(Struct, frozen=True):
    """A figure of one issue: its exact value, and everything that is said of it.

    `source` is an id of the ledger's sources, or `unstated`; a derived figure may have none of its
    own. `sources` are its own or, in the end, those of the figures that it is calculated from;
    `inputs` are the figures that its formula names. Empty texts and None where nothing is said.
    """

    id: str
    value: Decimal
    unit: str = ""
    date: str = ""
    source: str = ""
    base: int | str | None = None
    precision: Decimal | None = None
    approximate: str = ""
    note: str = ""
    valid_until: str = ""
    part_of: str = ""
    sums_to: str = ""
    not_before: str = ""
    same_as: str = ""
    formula: str = ""
    inputs: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()


class IssueLedger(Struct, frozen=True):
    """The figures of one issue, in the order of the file, and the sources that they name.

    `issue` and `date` are empty where content.yaml does not give them.
    """

    issue: str
    date: str
    facts: tuple[Fact, ...]
    sources: tuple[SourceNote, ...]

    def by_id(self) -> dict[str, Fact]:
        """The figures by id."""
        return {fact.id: fact for fact in self.facts}


def issue_names(content: LedgerPart) -> tuple[str, ...]:
    """Every issue that content.yaml knows: former ones, then the one that is being made."""
    former = [name for figure in content.figures.values() for name in figure.history]
    names = dict.fromkeys((*content.issues, *former))
    if content.issue is not None:
        names.pop(content.issue, None)
        names[content.issue] = None
    return tuple(names)


def printable(content: LedgerPart) -> dict[str, Entry | Derived]:
    """The figures that this issue may print: all but those that only former issues have."""
    return {
        name: entry for name, entry in content.figures.items() if not isinstance(entry, Retired)
    }


def figure_route(content: LedgerPart, source: Source, name: str) -> Route:
    """Where the figure `name` of the content's issue is written."""
    former: Route = ("figures", name, "history", content.issue or "")
    of_former = not content.figures[name].history and former in source.values
    return former if of_former else ("figures", name)


# --- values -----------------------------------------------------------------------------------


def ledger_of(content: LedgerPart, source: Source) -> tuple[IssueLedger, tuple[Diagnostic, ...]]:
    """The ledger of the content's issue, its formulas calculated, and what is wrong with these.

    A figure whose formula comes to nothing is there with the value zero.
    """
    given = {name: _fact(name, entry) for name, entry in printable(content).items()}
    facts, faults = _calculated(given)
    found = tuple(
        Diagnostic(
            fault.code,
            fault.message,
            source.place((*figure_route(content, source, fault.figure), "formula")),
            fault.hint,
        )
        for fault in faults
    )
    named = {name for fact in facts.values() for name in fact.sources}
    sources = tuple(
        _note(name, origin) for name, origin in content.sources.items() if name in named
    )
    ledger = IssueLedger(content.issue or "", content.date or "", tuple(facts.values()), sources)
    return ledger, found


def _fact(name: str, entry: Entry | Derived) -> Fact:
    return Fact(
        name,
        stated(entry.value, entry.precision) if isinstance(entry, Entry) else Decimal(0),
        entry.unit,
        entry.date or "",
        entry.source or "",
        entry.base,
        entry.precision,
        entry.approximate or "",
        entry.note or "",
        entry.valid_until or "",
        entry.part_of or "",
        entry.sums_to or "",
        entry.not_before or "",
        entry.same_as or "",
        entry.formula if isinstance(entry, Derived) else "",
        sources=(entry.source,) if entry.source is not None else (),
    )


def stated(value: Decimal, precision: Decimal | None) -> Decimal:
    """A value with as many decimals as it is written with, and at least those of its precision."""
    if precision is None or value.same_quantum(precision):
        return value
    finer = (value + precision).as_tuple().exponent == precision.as_tuple().exponent
    return value.quantize(precision) if finer else value


def _note(name: str, origin: Origin) -> SourceNote:
    return SourceNote(
        name, origin.title, origin.publisher or "", origin.date or "", origin.link or ""
    )


class _Fault(NamedTuple):
    """What is wrong with the formula of a figure."""

    figure: str
    code: str
    message: Sentence
    hint: Sentence


_Formulas = dict[str, formula.Expression]
"""Formulas that can be read, by the figures that they give."""


def _calculated(facts: Mapping[str, Fact]) -> tuple[dict[str, Fact], list[_Fault]]:
    """The facts with the values of their formulas, and what is wrong with these."""
    formulas, faults = _parsed(facts)
    order, circle = _ordered(formulas)
    result = dict(facts)
    for name in order:
        try:
            result[name] = _evaluated(result, name, formulas[name])
        except formula.FormulaError as error:
            faults.append(_wrong(name, error))
    return result, [*faults, *circle]


def _parsed(facts: Mapping[str, Fact]) -> tuple[_Formulas, list[_Fault]]:
    """The formulas whose figures are all there."""
    formulas: _Formulas = {}
    faults: list[_Fault] = []
    for name, fact in facts.items():
        if not fact.formula:
            continue
        try:
            tree = formula.parse(fact.formula)
        except formula.FormulaError as error:
            faults.append(_wrong(name, error))
            continue
        missing = [other for other in formula.names(tree) if other not in facts]
        faults += [_unknown(name, other, facts) for other in missing]
        if not missing:
            formulas[name] = tree
    return formulas, faults


def _ordered(formulas: _Formulas) -> tuple[tuple[str, ...], list[_Fault]]:
    """The figures with a formula, each after those that it needs; none if two need each other."""
    needs = {
        name: [other for other in formula.names(tree) if other in formulas]
        for name, tree in formulas.items()
    }
    try:
        return tuple(TopologicalSorter(needs).static_order()), []
    except CycleError as error:
        circle = list(reversed(error.args[1]))
        message = say(
            "The figures {names} are calculated from each other in a circle.",
            names=" → ".join(circle),
        )
        return (), [_Fault(circle[0], "formula-cycle", message, say("Give one of them a value."))]


def _evaluated(facts: Mapping[str, Fact], name: str, tree: formula.Expression) -> Fact:
    """The fact `name` with what its formula comes to.

    Raises:
        FormulaError: it comes to nothing.
    """
    fact = facts[name]
    inputs = {other: facts[other] for other in formula.names(tree)}
    quantities = {other: formula.Quantity(one.value, one.unit) for other, one in inputs.items()}
    result = formula.evaluate(tree, quantities, fact.unit or None, fact.precision)
    dates = {fact.date for fact in inputs.values()}
    sources = dict.fromkeys(source for fact in inputs.values() for source in fact.sources)
    return replace(
        fact,
        value=stated(result.value, fact.precision),
        unit=result.unit,
        date=fact.date or (dates.pop() if len(dates) == 1 else ""),
        inputs=tuple(inputs),
        sources=fact.sources or tuple(sources),
    )


def _wrong(name: str, error: formula.FormulaError) -> _Fault:
    return _Fault(
        name,
        error.code,
        say("The formula of `{name}` is wrong: {error}.", name=name, error=error.message),
        error.hint,
    )


def _unknown(name: str, missing: str, known: Mapping[str, Fact]) -> _Fault:
    hint = did_you_mean(missing, tuple(known))
    hint = hint or say("A minus between two figures needs spaces round it: a - b.")
    return _Fault(
        name, "figure-unknown", say("There is no figure `{missing}`.", missing=missing), hint
    )


# --- frozen issues ------------------------------------------------------------------------------


def digest(entry: Entry | Derived | Retired, sources: Mapping[str, Origin]) -> str:
    """Twelve hexadecimal digits that stand for all that is said of a figure, its source's too."""
    if isinstance(entry, Retired):
        return ""
    said = _stated(entry)
    for key in ("value", "precision"):
        if (number := getattr(entry, key, None)) is not None:
            said[key] = f"{number.normalize():f}"
    if entry.source is not None and entry.source in sources:
        said["source"] = _stated(sources[entry.source])
    return _sha(said)[:12]


def _stated(part: Entry | Derived | Origin) -> dict[str, Any]:
    """What is said in a part, by key, without its history; nothing of it can be empty."""
    said = {name: value for name, value in asdict(part).items() if name != "history"}
    return {name: value for name, value in said.items() if value not in (None, "")}


def digests(content: LedgerPart) -> dict[str, str]:
    """The digest of each figure of the content's issue, by id."""
    return {name: digest(entry, content.sources) for name, entry in printable(content).items()}


def _sha(value: object) -> str:
    text = json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8")).hexdigest()
