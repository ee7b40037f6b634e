"""From content to edition: what is drawn of a file or of data, that is drawings and codes.

What a code holds is left exactly as it is: neither markup nor the rules of a language touch it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import suppress
from typing import Final
from urllib.parse import quote, unquote, urlsplit, urlunsplit

from depliant.content import schema
from depliant.content.inline import Drawn, Inline
from depliant.content.model import (
    AtSide,
    Barcode,
    Block,
    Drawing,
    DrawingWord,
    PictureBlock,
    QrCode,
    Symbol,
)
from depliant.content.rows import held
from depliant.content.schema_drawn import OwnPicture
from depliant.content.schema_rows import Row
from depliant.errors import Place
from depliant.languages.table import direction
from depliant.languages.tags import canonical
from depliant.patterns import late_pattern
from depliant.source.yaml import Route
from depliant.tuples import NamedTuple

Source = schema.Drawing | schema.QrCode | schema.Barcode
"""What is resolved here."""

ISSUE: Final = "{issue}"
NOMINAL_MODULE: Final = 0.33
"""Millimetres: the X-dimension of an EAN-13 at magnification 1 (GS1 General Specifications,
5.2.3.1)."""

_BESIDE: Final = 0.4
"""The share of the measure that a picture takes which text stands beside."""

_WEB: Final = late_pattern(r"https?://", re.IGNORECASE)
_LED_TO: Final = late_pattern(r"(https?://|mailto:|tel:)\S+", re.IGNORECASE)
_NAMED: Final = tuple(
    late_pattern(rf"(?:^|[\n:;]){key}(?:;[^:\n]*)?:((?:\\.|[^;\n\\])+)") for key in ("FN", "N", "S")
)
"""The name in a vCard, a MeCard, and that of a wireless network."""
_CARD: Final = late_pattern(r"BEGIN:VCARD|MECARD:|WIFI:", re.IGNORECASE)
_ESCAPED: Final = late_pattern(r"\\(.)")


class Ways(NamedTuple):
    """How words become those of the edition, each by its route; and what the issue is called.

    `without_issue` is told what is written for the name of an issue that has none.
    """

    inline: Callable[[str, Route], Inline]
    line: Callable[[str, Route], str]
    drawn: Callable[[str, Route], Drawn]
    place: Callable[[Route], Place]
    without_issue: Callable[[str, Place], None]
    issue: str
    row: Row


def resolved(block: Source, route: Route, ways: Ways) -> Block:
    """A drawing or a code in the words of its edition."""
    match block:
        case schema.Drawing():
            return _drawing(block, route, ways)
        case schema.QrCode():
            return _qr_code(block, route, ways)
        case schema.Barcode():
            return _barcode(block, route, ways)


def _drawing(block: schema.Drawing, route: Route, ways: Ways) -> Drawing:
    words = []
    for number, word in enumerate(block.words):
        at = (*route, "words", number)
        words.append(DrawingWord(word.id, ways.drawn(word.text, (*at, "text")), ways.place(at)))
    return Drawing(
        block.drawing,
        ways.line(block.alt, (*route, "alt")),
        tuple(words),
        ways.inline(block.credit, (*route, "credit")) if block.credit else (),
        tuple(block.colours.items()),
        share_of(block),
        block.width_mm,
        block.align,
        block.role,
        ways.place(route),
        at_side(block),
    )


def picture(
    block: schema.Picture, alt: str, credit: Inline, place: Place, language: str
) -> PictureBlock:
    """A picture whose words are said already, in an edition in that language."""
    own = _own(block, language)
    return PictureBlock(
        own.picture or block.picture,
        alt,
        credit,
        own.focus or block.focus,
        own.aspect or block.aspect,
        place,
        share_of(block),
        block.width_mm,
        block.align,
        at_side(block),
        block.mirror and direction(language) == "rtl",
        block.role,
    )


def _own(block: schema.Picture, language: str) -> OwnPicture:
    """What a picture has of its own in a language: by its tag, or by the nearest shorter one."""
    known = {canonical(tag): own for tag, own in block.editions.items()}
    parts = canonical(language).split("-")
    tags = ("-".join(parts[:count]) for count in range(len(parts), 0, -1))
    return next((known[tag] for tag in tags if tag in known), OwnPicture())


def share_of(block: schema.Drawing | schema.Picture) -> float:
    """How wide a picture or a drawing is, as a share of its measure, where no length is given."""
    return block.width or (_BESIDE if block.side else 1.0)


def at_side(block: schema.Drawing | schema.Picture) -> AtSide | None:
    """At which side a picture or a drawing stands, and how text runs round it, if it does."""
    return AtSide(block.side, block.wrap or "box", block.gap_mm) if block.side else None


def _qr_code(block: schema.QrCode, route: Route, ways: Ways) -> QrCode:
    holds = encodable(_held(block.qr, (*route, "qr"), ways))
    return QrCode(
        holds,
        ways.line(block.alt, (*route, "alt")) if block.alt else "",
        ways.inline(block.label, (*route, "label")) if block.label else (),
        shown(holds),
        block.printed,
        holds if _LED_TO.fullmatch(holds) else "",
        block.level,
        block.size_mm,
        _symbol(block),
        block.role,
        ways.place(route),
    )


def _barcode(block: schema.Barcode, route: Route, ways: Ways) -> Barcode:
    goods = block.kind == "ean-13"
    return Barcode(
        block.kind,
        _held(block.barcode, (*route, "barcode"), ways),
        ways.line(block.alt, (*route, "alt")) if block.alt else "",
        NOMINAL_MODULE * block.magnification if goods else block.module_mm,
        block.height_mm,
        _symbol(block),
        block.role,
        ways.place(route),
    )


def _symbol(block: schema.QrCode | schema.Barcode) -> Symbol:
    return Symbol(block.colour, block.ground, block.align)


def _held(written: str, route: Route, ways: Ways) -> str:
    """What a code holds in this issue, for this row."""
    written = held(written, ways.row)
    if ISSUE not in written:
        return written
    if not ways.issue:
        ways.without_issue(ISSUE, ways.place(route))
    return written.replace(ISSUE, ways.issue or ISSUE)


def encodable(holds: str) -> str:
    """What is written, as programs read it: addresses in ASCII, the lines of a vCard as it asks.

    RFC 3986, 2.1; RFC 3987, 3.1; RFC 6350, 3.2.
    """
    if holds.upper().startswith("BEGIN:VCARD"):
        return "\r\n".join(holds.splitlines()) + "\r\n"
    if not _WEB.match(holds) or holds.isascii():
        return holds
    try:
        parts = urlsplit(holds)
        host = parts.netloc.encode("idna").decode("ascii")
    except (UnicodeError, ValueError):
        return holds
    kept = "/%:;@&=+$,!~*'()?"
    rest = (quote(part, safe=kept) for part in (parts.path, parts.query, parts.fragment))
    return urlunsplit((parts.scheme, host, *rest))


def shown(holds: str) -> str:
    """What a code holds, as people write it: an address without its scheme, the name of a card."""
    if _CARD.match(holds):
        named = next((found for name in _NAMED if (found := name.search(holds))), None)
        return _ESCAPED.sub(r"\1", named[1]).strip() if named else ""
    if _WEB.match(holds):
        address = _WEB.sub("", holds, count=1)
        host, slash, path = address.partition("/")
        with suppress(UnicodeError, ValueError):
            host = host.encode("ascii").decode("idna")
        return (host + slash + _readable(path)).removesuffix("/")
    scheme, colon, rest = holds.partition(":")
    if colon and scheme.lower() in ("mailto", "tel", "geo", "sms"):
        return rest.partition("?")[0]
    return " ".join(holds.split())


def _readable(path: str) -> str:
    """A path with its escaped letters as such, unless that would part or hide anything."""
    try:
        readable = unquote(path, errors="strict")
    except UnicodeError:
        return path
    return readable if readable.isprintable() and " " not in readable else path
