"""TMX 1.4b (LISA, 26 April 2005): what the editions already say, as a memory for translators.

A unit has the message and every finished translation of it. Of a word with plural forms it has the
last, which most numbers take. Codes are `bpt`, `ept` and `ph`, as in XLIFF 1.2.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from depliant.translation.exchange.inline import Part, ids, parts_of
from depliant.translation.exchange.units import Delivery, Unit
from depliant.translation.exchange.xml_writing import block, document, element, escaped, tag

_TYPES: Final = {"bold": "bold", "italic": "italic", "link": "link"}


def tmx(deliveries: Sequence[Delivery]) -> str:
    """The memory of a publication's editions.

    Args:
        deliveries: of one publication, each of another language; all of the same messages.
    """
    first = deliveries[0]
    head = tag(
        "header",
        creationtool="depliant",
        creationtoolversion=first.version,
        segtype="block",
        o_tmf="PO",
        adminlang="en",
        srclang=first.source_language,
        datatype="plaintext",
    )
    units = [
        line
        for at, unit in enumerate(first.units)
        for line in _unit(unit, first, [(each.language, each.units[at]) for each in deliveries])
    ]
    lines = [element(head), *block("body", units)]
    return document(block(tag("tmx", version="1.4"), lines))


def _unit(unit: Unit, first: Delivery, said: Sequence[tuple[str, Unit]]) -> Iterator[str]:
    finished = [
        (language, its.targets[-1]) for language, its in said if its.translated and not its.fuzzy
    ]
    if not finished:
        return
    source = parts_of(unit.source)
    lines = [
        element(tag("prop", type="x-project"), escaped(first.project)),
        element(tag("prop", type="x-context"), escaped(unit.context)),
    ]
    lines.append(_variant(first.source_language, source, ids(source)))
    for language, target in finished:
        parts = parts_of(target)
        lines.append(_variant(language, parts, ids(parts, source)))
    yield from block(tag("tu", tuid=unit.id, datatype="plaintext"), lines)


def _variant(language: str, parts: Sequence[Part], names: Sequence[int]) -> str:
    left = iter(names)
    opened: dict[int, int] = {}
    words = ""
    for part in parts:
        if isinstance(part, str):
            words += escaped(part)
        elif part.kind == "close":
            words += element(tag("ept", i=opened[part.pair]), escaped(part.data))
        else:
            number = next(left)
            kind = _TYPES.get(part.meaning, f"x-{part.meaning}")
            if part.kind == "open":
                opened[part.pair] = number
                head = tag("bpt", i=number, x=number, type=kind)
            else:
                head = tag("ph", x=number, type=kind)
            words += element(head, escaped(part.data))
    return element(tag("tuv", xml__lang=language), element("seg", words))
