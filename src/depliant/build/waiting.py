"""What is said of the editions that one does not work on: one line, and where to look."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence
from typing import Final

from depliant.build.session import Session
from depliant.errors import Diagnostic, InputError, Place
from depliant.sentences import Sentence, say
from depliant.translation.finding import FOLDER

_WAITING: Final = frozenset({"translation-missing", "translation-fuzzy"})
"""What a sentence is that was written or changed after its translation."""


def waiting(
    session: Session, languages: Sequence[str], said: Container[Diagnostic] = ()
) -> Iterator[Diagnostic]:
    """One warning for the editions that wait for translators, and one for those with errors.

    Args:
        session: of the project.
        languages: those of the editions.
        said: what was found already; what is wrong with all editions is not theirs.
    """
    sentences: dict[str, int] = {}
    errors: dict[str, int] = {}
    for language in languages:
        codes = [fault.code for fault in _errors(session, language) if fault not in said]
        waits = sum(code in _WAITING for code in codes)
        if waits:
            sentences[language] = waits
        if len(codes) > waits:
            errors[language] = len(codes) - waits
    if sentences:
        yield Diagnostic(
            "translation-waiting",
            _said(sentences),
            Place(FOLDER),
            say(
                "`depliant translate update` hands them to the translators; `depliant "
                "translate status` says which they are."
            ),
            "warning",
        )
    if errors:
        first, *others = errors
        listed = _listed(errors)
        yield Diagnostic(
            "translation-faulty",
            say("Editions have errors of their own: {listed}.", listed=listed)
            if others
            else say(
                "The edition {first} has errors of its own ({errors}).",
                first=first,
                errors=errors[first],
            ),
            Place(FOLDER),
            say("`depliant check --edition {first}` shows those of {first}.", first=first),
            "warning",
        )


def _errors(session: Session, language: str) -> list[Diagnostic]:
    """The errors that an edition has before it is laid out."""
    try:
        found = session.edition(language).diagnostics
    except InputError as fault:
        found = fault.diagnostics
    return [fault for fault in found if fault.severity == "error"]


def _said(sentences: Mapping[str, int]) -> Sentence:
    """How many editions wait for how many sentences."""
    count, fewest, most = len(sentences), min(sentences.values()), max(sentences.values())
    names = ", ".join(sentences)
    if count == 1:
        return (
            say("The edition {names} waits for 1 changed sentence.", names=names)
            if most == 1
            else say(
                "The edition {names} waits for {most} changed sentences.", names=names, most=most
            )
        )
    if most == 1:
        return say(
            "{count} editions wait for 1 changed sentence: {names}.", count=count, names=names
        )
    if fewest == most:
        return say(
            "{count} editions wait for {most} changed sentences: {names}.",
            count=count,
            most=most,
            names=names,
        )
    return say(
        "{count} editions wait for changed sentences: {listed}.",
        count=count,
        listed=_listed(sentences),
    )


def _listed(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{language} ({count})" for language, count in counts.items())
