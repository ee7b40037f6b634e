"""XLIFF 2.0 (OASIS, 5 August 2014), with its size and length restriction module.

A pair of codes is `pc`, what stands alone is `ph`; what they stand for in a message is kept in
`originalData`. The room is that of the profile `xliff:codepoints`, in which a figure has the size
that is printed of it (`slr:sizeInfo`) and other codes have none.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from depliant.translation.exchange.inline import Code, Meaning, Part, ids, parts_of, pieces
from depliant.translation.exchange.units import Delivery, Form, Unit
from depliant.translation.exchange.xml_writing import FORBIDDEN, block, document, element, escaped
from depliant.translation.exchange.xml_writing import tag as tagged

SPACE: Final = "urn:oasis:names:tc:xliff:document:2.0"
SIZES: Final = "urn:oasis:names:tc:xliff:sizerestriction:2.0"
_TYPES: Final[Mapping[Meaning, tuple[str, str | None]]] = {
    "bold": ("fmt", "xlf:b"),
    "italic": ("fmt", "xlf:i"),
    "raised": ("fmt", "depliant:raised"),
    "lowered": ("fmt", "depliant:lowered"),
    "style": ("fmt", "depliant:style"),
    "link": ("link", None),
    "language": ("other", "depliant:language"),
    "figure": ("other", "depliant:figure"),
    "note": ("other", "depliant:note"),
    "sign": ("other", "depliant:sign"),
}
"""Types and subtypes of codes; those with the prefix `xlf` are the standard's own."""


def xliff2(delivery: Delivery) -> str:
    """The XLIFF 2.0 file of a language's messages."""
    head = tagged(
        "xliff",
        version="2.0",
        xmlns=SPACE,
        xmlns__slr=SIZES,
        srcLang=delivery.source_language,
        trgLang=delivery.language,
    )
    sizes = block(
        tagged("slr:profiles", generalProfile="xliff:codepoints"),
        [element(tagged("slr:normalization", general="none"))],
    )
    units = [line for unit in delivery.units for line in _unit(unit, delivery)]
    file = tagged(
        "file",
        id="f1",
        original=f"{delivery.project}/content.yaml",
        trgDir="rtl" if delivery.right_to_left else None,
    )
    return document(block(head, block(file, [*sizes, *units])))


def _unit(unit: Unit, delivery: Delivery) -> Iterator[str]:
    if not unit.forms:
        yield from _one(unit, unit.id, unit.targets[0], delivery)
        return
    forms = [
        line
        for at, (form, target) in enumerate(zip(unit.forms, unit.targets, strict=False))
        for line in _one(unit, f"{unit.id}.{at}", target, delivery, form)
    ]
    head = tagged("group", id=unit.id, name=unit.context, type="depliant:plural")
    yield from block(head, forms)


def _one(
    unit: Unit, name: str, target: str, delivery: Delivery, form: Form | None = None
) -> Iterator[str]:
    """A unit of one translation."""
    head = tagged(
        "unit",
        id=name,
        name=unit.context or None,
        canResegment="no",
        type=f"depliant:plural-{form.category}" if form else None,
        xml__space="preserve",
        slr__sizeRestriction=unit.most,
    )
    source, translation = parts_of(unit.source), parts_of(target)
    writer = _Codes(source, translation, unit.figures)
    words = [
        element("source", writer.inline(source, ids(source))),
        element("target", writer.inline(translation, ids(translation, source))),
    ]
    notes = list(_notes(unit, form))
    lines = block("notes", notes) if notes else []
    if writer.data:
        lines += block("originalData", writer.kept())
    lines += block(_segment(unit, target, delivery), words if target.strip() else words[:1])
    yield from block(head, lines)


def _segment(unit: Unit, target: str, delivery: Delivery) -> str:
    if not target.strip():
        return tagged("segment", state="initial")
    if unit.fuzzy:
        return tagged("segment", state="initial", subState="depliant:needs-review")
    return tagged("segment", state="final" if delivery.reviewed else "translated")


def _notes(unit: Unit, form: Form | None) -> Iterator[str]:
    for place in unit.reference.split():
        yield element(tagged("note", category="location"), escaped(place))
    for remark in (*unit.remarks, *((form.remark,) if form else ())):
        yield element(tagged("note", category="developer"), escaped(remark))
    for comment in unit.comments:
        yield element(tagged("note", category="translator"), escaped(comment))


class _Codes:
    """Writes the codes of one unit; `data` are what they stand for, with their ids."""

    def __init__(
        self, source: Sequence[Part], target: Sequence[Part], figures: Mapping[str, str]
    ) -> None:
        self.data: dict[str, str] = {}
        self.figures = figures
        # A code that must stay cannot be one that the translation has in another form.
        mine = pieces(source)
        self.stays = not target or not set(mine) - set(pieces(target))

    def kept(self) -> Iterator[str]:
        """What codes stand for."""
        for data, name in self.data.items():
            yield element(tagged("data", id=name, xml__space="preserve"), _characters(data))

    def inline(self, parts: Sequence[Part], names: tuple[int, ...]) -> str:
        """Words and codes; `names` are the ids of codes, in order."""
        left = iter(names)
        done: list[str] = []
        ends = {part.pair: part.data for part in parts if not isinstance(part, str)}
        for part in parts:
            if isinstance(part, str):
                done.append(_characters(part))
            elif part.kind == "close":
                done.append("</pc>")
            elif part.kind == "open":
                done.append(f"<{self._pair(part, next(left), ends[part.pair])}>")
            else:
                done.append(element(self._alone(part, next(left))))
        return "".join(done)

    def _pair(self, code: Code, name: int, end: str) -> str:
        kind, sub = _TYPES[code.meaning]
        return tagged(
            "pc",
            id=name,
            dataRefStart=self._named(code.data),
            dataRefEnd=self._named(end),
            type=kind,
            subType=sub,
        )

    def _alone(self, code: Code, name: int) -> str:
        kind, sub = _TYPES[code.meaning]
        data = code.data
        printed = data[1:] if code.meaning == "sign" else self.figures.get(data, data)
        stays = code.meaning == "figure" and self.stays
        return tagged(
            "ph",
            id=name,
            dataRef=self._named(data),
            equiv=printed,
            disp=data,
            type=kind,
            subType=sub,
            canCopy="no" if stays else None,
            canDelete="no" if stays else None,
            slr__sizeInfo=len(printed),
        )

    def _named(self, data: str) -> str:
        """The id of what a code stands for."""
        return self.data.setdefault(data, f"d{len(self.data) + 1}")


def _characters(text: str) -> str:
    """Words with what XML cannot hold as its number (`cp`)."""
    start, done = 0, []
    for match in FORBIDDEN.finditer(text):
        done += [escaped(text[start : match.start()]), f'<cp hex="{ord(match[0]):04X}"/>']
        start = match.end()
    return "".join((*done, escaped(text[start:])))
