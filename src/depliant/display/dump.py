"""A display list and a structure tree as text that a reviewer can compare line by line.

One item a line, what it holds indented below it; lengths in points, rounded to two decimals.
Colours are their ink percentages in the order C M Y K, or the spot's name with its tint. The
text is for goldens and for the eye; nothing reads it back.
"""

from __future__ import annotations

from collections.abc import Iterator

from depliant.colour import Colour
from depliant.display.items import (
    MITER_LIMIT,
    DisplayDocument,
    Form,
    Glyphs,
    Group,
    Item,
    Link,
    Mark,
    Page,
    Path,
    Picture,
    Stroke,
    Veil,
)
from depliant.display.structure import Element, OutlineEntry
from depliant.geometry import IDENTITY, Matrix, Outline, Rect

_INDENT = "  "


def dump(value: DisplayDocument | Page | Element | Item) -> str:
    """The text of a document, of one page, of a structure tree or of one item."""
    match value:
        case DisplayDocument():
            lines = _document(value)
        case Page():
            lines = _page(value)
        case Element():
            lines = _element(value)
        case _:
            lines = _item(value)
    return "\n".join(lines) + "\n"


def _document(document: DisplayDocument) -> Iterator[str]:
    metadata = document.metadata
    yield f"document {metadata.title!r} {metadata.language} {metadata.date}"
    for page in document.pages:
        yield from _below(_page(page))
    yield "structure"
    yield from _below(_element(document.structure))
    yield "outline"
    for entry in document.outline:
        yield from _below(_entry(entry))
    for attachment in document.attachments:
        yield f"attached {attachment!r} {attachment.media_type} {attachment.description!r}"


def _page(page: Page) -> Iterator[str]:
    folds = f" folds {_numbers(page.folds)}" if page.folds else ""
    folds += f" across {_numbers(page.cross_folds)}" if page.cross_folds else ""
    cuts = "".join(f" cut {_numbers(box)}" for box in page.cuts)
    yield f"page {page.label!r} {_numbers(page.trim)}{folds}{cuts}"
    for item in page.items:
        yield from _below(_item(item))


def _element(element: Element) -> Iterator[str]:
    given = {
        "alt": element.alt,
        "actual": element.actual_text,
        "expansion": element.expansion,
        "lang": element.language,
        "title": element.title,
        "id": element.identifier,
    }
    said = "".join(f" {key}={text!r}" for key, text in given.items() if text is not None)
    said += "".join(f" {owner}.{name}={value}" for owner, name, value in element.attributes)
    yield element.role + said
    for kid in element.kids:
        if isinstance(kid, Element):
            yield from _below(_element(kid))
        else:
            yield f"{_INDENT}#{kid.number}"


def _entry(entry: OutlineEntry) -> Iterator[str]:
    yield f"{entry.title!r} -> #{entry.target}"
    for kid in entry.kids:
        yield from _below(_entry(kid))


def _item(item: Item) -> Iterator[str]:
    match item:
        case Glyphs():
            actual = " actual" if item.actual_text is not None else ""
            yield (
                f"text {item.text!r}{actual} at {_numbers((item.x, item.y))} "
                f"{item.face} {_number(item.size)} {_colour(item.colour)} "
                f"to {_number(item.x + _width(item))}"
            )
        case Path():
            yield _path(item)
        case Picture():
            yield (
                f"picture {item.raster!r} in {_rect(item.frame)} crop {_rect(item.crop)} "
                f"on {_colour(item.ground)}{_toned(item)}"
            )
        case Form():
            yield f"form {_rect(item.bounds)}{_matrix(item.matrix)}"
        case Group():
            clip = f" clip {_outline(item.clip)}" if item.clip is not None else ""
            rule = " even-odd" if item.even_odd else ""
            yield f"group{_matrix(item.matrix)}{clip}{rule}"
        case Link():
            yield f"link #{item.content} {item.uri!r} {item.description!r} {_rect(item.frame)}"
        case Mark():
            bounds = f" {_rect(item.bounds)}" if item.bounds is not None else ""
            kind = f"artifact {item.artifact}" if item.content is None else f"#{item.content}"
            yield f"mark {kind}{bounds}"
    if isinstance(item, Form | Group | Mark):
        for inner in item.items:
            yield from _below(_item(inner))


def _toned(picture: Picture) -> str:
    inks = f" in {' '.join(map(_colour, picture.inks))}" if picture.inks else ""
    return inks + "".join(map(_veil, picture.veils))


def _veil(veil: Veil) -> str:
    amounts = f"{_number(100 * veil.amount)} {veil.edge} {_number(100 * veil.reach)}"
    return f" veil {_colour(veil.colour)} {amounts}"


def _below(lines: Iterator[str]) -> Iterator[str]:
    return (_INDENT + line for line in lines)


def _width(run: Glyphs) -> float:
    return max((glyph.x + glyph.advance for glyph in run.glyphs), default=0.0)


def _path(path: Path) -> str:
    fill = f" fill {_colour(path.fill)}" if path.fill is not None else ""
    rule = " even-odd" if path.even_odd else ""
    stroke = f" stroke {_stroke(path.stroke)}" if path.stroke is not None else ""
    return f"path {_outline(path.outline)}{fill}{rule}{stroke}"


def _stroke(stroke: Stroke) -> str:
    dash = f" dash {_numbers(stroke.dash)}" if stroke.dash else ""
    ends = "" if (stroke.cap, stroke.join) == ("butt", "miter") else f" {stroke.cap} {stroke.join}"
    phase = f" from {_number(stroke.phase)}" if stroke.phase else ""
    miter = f" miter {_number(stroke.miter)}" if stroke.miter != MITER_LIMIT else ""
    return f"{_number(stroke.width)} {_colour(stroke.colour)}{dash}{phase}{ends}{miter}"


def _outline(outline: Outline) -> str:
    return " ".join(
        segment[0] + ",".join(_number(float(number)) for number in segment[1:])
        for segment in outline
    )


def _colour(colour: Colour) -> str:
    if colour.spot is not None:
        return f"[{colour.spot} {_number(100 * colour.tint)}]"
    return f"[{_numbers(tuple(100 * amount for amount in colour.cmyk))}]"


def _matrix(matrix: Matrix) -> str:
    return "" if matrix == IDENTITY else f" by {_numbers(matrix)}"


def _rect(rect: Rect) -> str:
    return f"({_numbers(rect)})"


def _numbers(numbers: tuple[float, ...]) -> str:
    return " ".join(_number(number) for number in numbers)


def _number(number: float) -> str:
    text = f"{number:.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text
