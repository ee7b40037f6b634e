"""What the parser of YAML says of a broken file, in the user's language.

It is libyaml, whose messages (`scanner.c`, `parser.c`) are few and in English; one that is not
listed here is said as it is.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from depliant.sentences import Sentence, say, verbatim

_PROBLEMS: Final[Mapping[str, Sentence]] = MappingProxyType(
    {
        str(sentence): sentence
        for sentence in (
            say("block sequence entries are not allowed in this context"),
            say("could not find expected ':'"),
            say("did not find expected '-' indicator"),
            say("did not find expected ',' or ']'"),
            say("did not find expected ',' or '}'"),
            say("did not find expected <document start>"),
            say("did not find expected alphabetic or numeric character"),
            say("did not find expected comment or line break"),
            say("did not find expected hexdecimal number"),
            say("did not find expected key"),
            say("did not find expected node content"),
            say("did not find expected whitespace or line break"),
            say("found a tab character that violates indentation"),
            say("found a tab character where an indentation space is expected"),
            say("found an indentation indicator equal to 0"),
            say("found character that cannot start any token"),
            say("found undefined tag handle"),
            say("found unexpected ':'"),
            say("found unexpected document indicator"),
            say("found unexpected end of stream"),
            say("found unknown escape character"),
            say("mapping keys are not allowed in this context"),
            say("mapping values are not allowed in this context"),
        )
    }
)


def called(problem: str) -> Sentence:
    """What the parser says of what it has met; empty where it says nothing."""
    if not problem:
        return say("it cannot be read")
    return _PROBLEMS.get(problem) or verbatim(problem)
