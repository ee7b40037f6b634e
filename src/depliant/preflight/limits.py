"""What is said of a page that paints more than is read: it is not judged, and never called good."""

from __future__ import annotations

from typing import Final

from depliant.bounds import PATH_OPERATORS, STEPS
from depliant.preflight.report import UNJUDGED, Finding
from depliant.sentences import Sentence, say

_HINT: Final = say(
    "Nobody has looked at it to its end: look at it yourself, or have it exported more simply."
)


def unjudged(page: int | None = None) -> Finding:
    """What is found on a page of which not all is read; without one, on the file."""
    return Finding(
        UNJUDGED, "error", _said(page), say("All that is printed is judged."),
        say("this program's own measure"), _HINT, page,
    )  # fmt: skip


def endless() -> Sentence:
    """What is said where nothing can be made of the pages of such a file."""
    return _said(None)


def _said(page: int | None) -> Sentence:
    if page is None:
        return say("The pages of the file paint more than can be judged.")
    return say(
        "Page {page} paints more than can be judged: more than {count} thousand operations, "
        "or {points} million points.",
        page=page,
        count=STEPS // 2_000,
        points=PATH_OPERATORS // 1_000_000,
    )
