"""The markup that most texts have, read without a library of sixty modules.

`markup` reads all there is, by markdown-it; here only what can be read in one way is read, and a
test holds both to the same. A build of a brochure in which nothing else stands saves a tenth of the
time that it takes to start.
"""

from __future__ import annotations

import re
from typing import Final

from depliant.content.pieces import Piece, is_safe_link, joined, occurrence_at
from depliant.figures.placeholders import BODY, PLACEHOLDER, asked_for
from depliant.patterns import late_pattern

_NOT_SIMPLE: Final = late_pattern(r"[~\\\r\0\u0590-\u1fff\u2c00-\U0010ffff]")
"""What is left to markdown-it: tildes, backslashes, scripts without capitals."""
_SIMPLE: Final = late_pattern(
    r"(?P<words>[^*^{}\[\]]+)"
    rf"|(?P<figure>\{{(?a:{BODY})\}})"
    r"|\^(?P<raised>[^\W_]{1,40})\^"
    r"|\[(?P<inside>[^*^{}\[\]]+)\]"
    r"(?:\((?P<address>https?://[A-Za-z0-9./-]{1,200})\)|\{lang=(?P<tag>[a-z]{2,3})\})"
    # Stars of which CommonMark can only say one thing (6.2, "flanking").
    r"|(?P<opens>(?:(?<=[ \n\u00a0\u202f(«])|(?<!.))\*\*(?=[^\W_])"
    r"|(?:(?<=[ \n\u00a0\u202f])|(?<!.))\*\*(?=[{«]))"
    r"|(?P<closes>(?<=[\w}.,;:!?»)])(?<!_)\*\*(?=[ \n\u00a0\u202f).,;:!?»]|\Z))",
    re.DOTALL,
)


def simply_read(text: str) -> tuple[Piece, ...] | None:
    """The pieces of a text with the markup that most have, read without markdown-it.

    None is given where that might read the text otherwise: bold words, figures, raised letters,
    links and words in another language are all that is read here, where stars stand as they mostly
    do.
    """
    if _NOT_SIMPLE.search(text):
        return None
    pieces: list[Piece] = []
    strong, at = False, 0
    while at < len(text):
        match = _SIMPLE.match(text, at)
        if match is None:
            return None
        at = match.end()
        match match.lastgroup:
            case "words":
                pieces.append(Piece(match["words"], strong))
            case "raised":
                pieces.append(Piece(match["raised"], strong, superscript=True))
            case "address" if is_safe_link(match["address"]):
                pieces.append(Piece(match["inside"], strong, link=match["address"]))
            case "tag":
                pieces.append(Piece(match["inside"], strong, language=match["tag"]))
            case "opens" if not strong:
                strong = True
            case "closes" if strong:
                strong = False
            case "figure":
                asked = PLACEHOLDER.fullmatch(match["figure"])
                assert asked is not None, "both say what a placeholder is"
                name, form = asked_for(asked)
                piece = Piece("", strong, figure=name, form=form)
                occurrence = occurrence_at(text, piece.placeholder, match.start())
                pieces.append(piece._replace(occurrence=occurrence))
            case _:
                return None
    return None if strong else joined(pieces)
