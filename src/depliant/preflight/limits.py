"""What is said of a page that paints more than is read: it is not judged, and never called good."""

from __future__ import annotations

from typing import Final

from depliant.bounds import PATH_OPERATORS, STEPS, STREAM
from depliant.pdfread.budget import Bound
from depliant.pdfread.burden import MOST_PIXELS, MOST_TILES
from depliant.preflight.report import UNJUDGED, Finding
from depliant.sentences import Sentence, say

_BOUNDS: Final[dict[Bound, Sentence]] = {
    "operations": say(
        "more than {count} thousand operations, with its forms", count=STEPS // 2_000
    ),
    "points": say("paths of more than {count} million points", count=PATH_OPERATORS // 1_000_000),
    "bytes": say("content that unfolds to more than {size} MB", size=STREAM // 2**20),
    "tiles": say(
        "patterns of more than {count} million tiles, or of tiles that lie on one another",
        count=MOST_TILES // 1_000_000,
    ),
    "blended": say(
        "so much that is blended with what is blended below it, that more than {count} million "
        "pixels would be painted again",
        count=MOST_PIXELS // 1_000_000,
    ),
}


def beyond(bound: Bound) -> Sentence:
    """A bound in words: what there is more of than may be."""
    return _BOUNDS[bound]


def unjudged(page: int | None, bound: Bound) -> Finding:
    """What is found on a page of which not all is read; without one, on the file."""
    message = (
        say("A page has more than can be judged: {bound}.", bound=_BOUNDS[bound])
        if page is None
        else say(
            "Page {page} has more than can be judged: {bound}.", page=page, bound=_BOUNDS[bound]
        )
    )
    hint = say(
        "Nobody has looked at it to its end: look at it yourself, or have it exported more simply."
    )
    return Finding(
        UNJUDGED, "error", message, say("All that is printed is judged."),
        say("this program's own measure"), hint, page,
    )  # fmt: skip


def endless() -> Sentence:
    """What is said where nothing can be made of the pages of such a file."""
    return say("The pages of the file paint more than can be judged.")
