"""XLIFF 1.2 (OASIS, 1 February 2008), written as its guide for gettext's PO files says.

Codes are `bpt` and `ept` for pairs and `ph` for what stands alone, with the code itself in them, so
that a source is the message when its words are put together. Whether a translation is finished is
`approved`, as the guide has it, and `state`; the room is `maxwidth`, in characters.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from depliant.translation.exchange.inline import Code, Meaning, Part, ids, parts_of
from depliant.translation.exchange.units import Delivery, Form, Unit
from depliant.translation.exchange.xml_writing import block, document, element, escaped, tag

SPACE: Final = "urn:oasis:names:tc:xliff:document:1.2"
_CTYPES: Final[Mapping[Meaning, str]] = {
    "bold": "bold",
    "italic": "italic",
    "link": "link",
    "language": "x-language",
    "style": "x-style",
    "raised": "x-raised",
    "lowered": "x-lowered",
    "figure": "x-figure",
    "note": "x-note",
    "sign": "x-sign",
}


def xliff1(delivery: Delivery) -> str:
    """The XLIFF 1.2 file of a language's messages."""
    tool = tag("tool", tool_id="depliant", tool_name="Dépliant", tool_version=delivery.version)
    head = tag(
        "file",
        original=f"{delivery.project}/content.yaml",
        source_language=delivery.source_language,
        target_language=delivery.language,
        datatype="x-depliant",
        tool_id="depliant",
    )
    units = [line for unit in delivery.units for line in _unit(unit, delivery)]
    file = block(head, [*block("header", [element(tool)]), *block("body", units)])
    return document(block(tag("xliff", version="1.2", xmlns=SPACE), file))


def _unit(unit: Unit, delivery: Delivery) -> Iterator[str]:
    if not unit.forms:
        yield from _one(unit, unit.id, unit.targets[0], delivery)
        return
    head = tag("group", id=unit.id, resname=unit.context, restype="x-gettext-plurals")
    forms = [
        line
        for at, (form, target) in enumerate(zip(unit.forms, unit.targets, strict=False))
        for line in _one(unit, f"{unit.id}[{at}]", target, delivery, form)
    ]
    yield from block(head, forms)


def _one(
    unit: Unit, name: str, target: str, delivery: Delivery, form: Form | None = None
) -> Iterator[str]:
    """A unit of one translation."""
    done = bool(target.strip()) and not unit.fuzzy
    head = tag(
        "trans-unit",
        id=name,
        resname=unit.context or None,
        extradata=form.category if form else None,
        maxwidth=unit.most,
        size_unit=None if unit.most is None else "char",
        approved="yes" if done else "no",
        xml__space="preserve",
    )
    source = parts_of(unit.source)
    lines = [element("source", _inline(source, ids(source), unit.figures))]
    state = "needs-review-translation" if target.strip() else "needs-translation"
    if done:
        state = "final" if delivery.reviewed else "translated"
    parts = parts_of(target)
    words = _inline(parts, ids(parts, source), unit.figures)
    lines.append(element(tag("target", state=state), words))
    lines += _contexts(unit)
    lines += _notes(unit, form)
    yield from block(head, lines)


def _inline(parts: Sequence[Part], names: tuple[int, ...], figures: Mapping[str, str]) -> str:
    """Words and codes; `names` are the ids of codes, in order."""
    left = iter(names)
    opened: dict[int, int] = {}
    return "".join(
        escaped(part) if isinstance(part, str) else _code(part, left, opened, figures)
        for part in parts
    )


def _code(
    code: Code, left: Iterator[int], opened: dict[int, int], figures: Mapping[str, str]
) -> str:
    if code.kind == "close":
        return element(tag("ept", id=opened.pop(code.pair)), escaped(code.data))
    name = next(left)
    ctype = _CTYPES[code.meaning]
    if code.kind == "open":
        opened[code.pair] = name
        return element(tag("bpt", id=name, ctype=ctype), escaped(code.data))
    printed = code.data[1:] if code.meaning == "sign" else figures.get(code.data, code.data)
    return element(tag("ph", id=name, ctype=ctype, equiv_text=printed), escaped(code.data))


def _contexts(unit: Unit) -> Iterator[str]:
    """What the unit is, and where it is written.

    The guide gives such groups names; the schema wants no two groups of a file to have one name.
    """
    if unit.context:
        said = element(tag("context", context_type="x-depliant-context"), escaped(unit.context))
        yield from block(tag("context-group", purpose="information"), [said])
    for place in unit.reference.split():
        file, _, line = place.partition(":")
        where = [element(tag("context", context_type="sourcefile"), escaped(file))]
        if line:
            where.append(element(tag("context", context_type="linenumber"), escaped(line)))
        yield from block(tag("context-group", purpose="location"), where)


def _notes(unit: Unit, form: Form | None) -> Iterator[str]:
    for remark in (*unit.remarks, *((form.remark,) if form else ())):
        yield element(tag("note", **{"from": "developer"}), escaped(remark))
    for comment in unit.comments:
        yield element(tag("note", **{"from": "translator"}), escaped(comment))
