"""Which part of a report a finding belongs to: the file itself, its print, or its reading.

A press file that claims to be tagged is judged for both; an operator looks at one part, whoever
made the file at the other.
"""

from __future__ import annotations

from typing import Final, Literal

from depliant.sentences import Sentence, say

Subject = Literal["file", "press", "screen"]

TITLES: Final[dict[Subject, Sentence]] = {
    "file": say("The file"),
    "press": say("On the press"),
    "screen": say("On the screen"),
}
"""The parts in the order in which a report has them."""

_FILE: Final = frozenset(
    ["content-broken", "content-cut", "embedded-files", "encrypted", "file-cut", "file-garbage",
     "file-repaired", "flavour-refused", "font-damaged", "image-cut", "image-undecodable", "lzw",
     "metadata-differs", "metadata-incomplete", "pdf-version", "pdfa-claim", "pdfa-missing",
     "pdfx-claim", "pdfx-feature", "pdfx-missing", "resource-missing", "title-missing",
     "trailer-id", "trapped-unknown", "xmp-compressed", "xmp-missing"]
)  # fmt: skip
"""What is read before anything is painted: claims, metadata, and whether all of it is there."""
_SCREEN: Final = frozenset(
    ["action", "alternative-missing", "content-untagged", "figure-box", "form-field",
     "heading-order", "javascript", "language-missing", "link-untagged", "list-structure",
     "page-labels", "pdfua-claim", "role-unmapped", "table-headers", "title-hidden",
     "unicode-missing", "untagged"]
)  # fmt: skip
"""What counts for whoever reads the file on a screen, or has it read aloud."""


def part_of(code: str, kind: str) -> Subject:
    """The part of a report on a file of a kind that a finding belongs to."""
    if code in _FILE:
        return "file"
    return "screen" if code in _SCREEN or kind != "press" else "press"
