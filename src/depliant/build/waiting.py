"""What is said of the editions that one does not work on: one line, and where to look."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence
from typing import Final

from depliant.build.session import Session
from depliant.errors import Diagnostic, InputError, Place
from depliant.sentences import Sentence, counted, joined, say
from depliant.translation.finding import FOLDER
from depliant.tuples import NamedTuple


class _Waits(NamedTuple):
    """How many sentences have no translation, and how many changed since they had one."""

    missing: int
    changed: int

    @property
    def said(self) -> Sentence:
        """Both, in words."""
        parts = []
        if self.missing:
            parts.append(counted(self.missing, "{count} to translate", "{count} to translate"))
        if self.changed:
            parts.append(
                counted(
                    self.changed,
                    "{count} changed since it was translated",
                    "{count} changed since they were translated",
                )
            )
        return joined(parts)


def waiting(
    session: Session, languages: Sequence[str], said: Container[Diagnostic] = ()
) -> Iterator[Diagnostic]:
    """One warning for the editions that wait for translators, and one for those with errors.

    Args:
        session: of the project.
        languages: those of the editions.
        said: what was found already; what is wrong with all editions is not theirs.
    """
    sentences: dict[str, _Waits] = {}
    errors: dict[str, int] = {}
    for language in languages:
        faults = [fault for fault in _errors(session, language) if fault not in said]
        waits = _Waits(
            _sentences(faults, "translation-missing"), _sentences(faults, "translation-fuzzy")
        )
        if any(waits):
            sentences[language] = waits
        if own := sum(fault.code not in _WAITING for fault in faults):
            errors[language] = own
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
        listed = joined(
            say("`{language}` ({what})", language=language, what=count)
            for language, count in errors.items()
        )
        yield Diagnostic(
            "translation-faulty",
            say("Editions have errors of their own: {listed}.", listed=listed)
            if others
            else say(
                "The edition `{first}` has errors of its own ({errors}).",
                first=first,
                errors=errors[first],
            ),
            Place(FOLDER),
            say("`depliant check --edition {first}` shows those of `{first}`.", first=first),
            "warning",
        )


def _errors(session: Session, language: str) -> list[Diagnostic]:
    """The errors that an edition has before it is laid out."""
    try:
        found = session.edition(language).diagnostics
    except InputError as fault:
        found = fault.diagnostics
    return [fault for fault in found if fault.severity == "error"]


_WAITING: Final = frozenset({"translation-missing", "translation-fuzzy"})
"""What a sentence is that was written or changed after its translation."""


def _sentences(faults: Sequence[Diagnostic], code: str) -> int:
    """How many sentences faults of a code are about; one may be about the rest of very many."""
    found = (dict(fault.message.values).get("count", 1) for fault in faults if fault.code == code)
    return sum(count for count in found if isinstance(count, int))


def _said(sentences: Mapping[str, _Waits]) -> Sentence:
    """How many editions wait for how many sentences."""
    first, *others = sentences
    if not others:
        return say(
            "Sentences of the edition `{name}` wait for a translator: {what}.",
            name=first,
            what=sentences[first].said,
        )
    names = joined(say("`{language}`", language=language) for language in sentences)
    if len(set(sentences.values())) == 1:
        return say(
            "Sentences of {count} editions wait for translators: {what} in each of {names}.",
            count=len(sentences),
            names=names,
            what=sentences[first].said,
        )
    return say(
        "Sentences of {count} editions wait for translators: {listed}.",
        count=len(sentences),
        listed=joined(
            (
                say("`{language}` ({what})", language=language, what=waits.said)
                for language, waits in sentences.items()
            ),
            "; ",
        ),
    )
