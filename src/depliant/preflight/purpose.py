"""What a file is for: the press, the screen or an archive. Its user says so, or it is guessed.

A guess goes by what the file says of itself, the surest first, and is told with its reason, so
that nobody takes it for a finding.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, Literal, NamedTuple

from depliant.pdfread.objects import entry, items
from depliant.pdfread.opening import OpenFile, PageFacts
from depliant.pdfread.xmp import Packet
from depliant.sentences import Sentence, say, verbatim

Kind = Literal["press", "screen", "archive"]
KINDS: Final[tuple[Kind, ...]] = ("press", "screen", "archive")

_APART = 1.0
"""Points by which a box differs from another on purpose."""


class Purpose(NamedTuple):
    """What a file is judged for, and how that is known."""

    kind: Kind
    why: Sentence
    guessed: bool


def given(kind: Kind) -> Purpose:
    """What its user says a file is for."""
    return Purpose(kind, say("It is judged for what was asked (--for)."), False)


def for_printer() -> Purpose:
    """A named printer makes any file one for the press."""
    return Purpose("press", say("It is judged for the press, since a printer is named."), False)


class Told(NamedTuple):
    """What a file tells of itself: claim to PDF/X, packet, kinds and spaces of its intents."""

    file: OpenFile
    claim: str
    packet: Packet
    kinds: frozenset[str]
    spaces: frozenset[str]


def guessed(told: Told) -> Purpose:
    """What a file says by itself that it is for."""
    kind, why = next(_signs(told))
    said = {"why": why}
    sentences: dict[Kind, Sentence] = {
        "press": say("It is judged for the press, since {why} (else: --for screen).", **said),
        "screen": say("It is judged for the screen, since {why} (else: --for press).", **said),
        "archive": say("It is judged for an archive, since {why} (else: --for press).", **said),
    }
    return Purpose(kind, sentences[kind], True)


def _signs(told: Told) -> Iterator[tuple[Kind, Sentence]]:
    """What tells what a file is for, the surest first; the last is always there."""
    catalog, spaces = told.file.catalog, told.spaces
    if told.claim:
        yield "press", say("it claims {claim}", claim=verbatim(told.claim))
    if "GTS_PDFX" in told.kinds:
        yield "press", say("it has an output intent for PDF/X")
    if told.packet.get("pdfuaid:part"):
        yield "screen", say("it claims {claim}", claim=verbatim("PDF/UA"))
    if "CMYK" in spaces:
        yield "press", say("it has an output intent in CMYK")
    if told.packet.get("pdfaid:part"):
        yield "archive", say("it claims {claim}", claim=verbatim("PDF/A"))
    if "RGB" in spaces:
        yield "screen", say("it has an output intent in RGB")
    if any(map(_is_trimmed, told.file.pages)):
        yield "press", say("its pages say where they are trimmed")
    if items(entry(catalog, "/AcroForm", "/Fields")):
        yield "screen", say("it has a form to fill in")
    if entry(catalog, "/MarkInfo", "/Marked") is True:
        yield "screen", say("it is tagged")
    yield "press", say("nothing in it says otherwise")


def _is_trimmed(page: PageFacts) -> bool:
    """Whether a page has a trim of its own within its media, or a bleed beyond its trim."""
    media, trim = page.media, page.trim or page.art
    if media is None or trim is None:
        return False
    outer = page.bleed or media
    return max(outer.width - trim.width, outer.height - trim.height) > _APART
