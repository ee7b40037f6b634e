"""An inventory for people: as HTML for the report's page, as text for a terminal, as data."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

from msgspec import to_builtins

from depliant.interface import ENGLISH, Interface
from depliant.preflight.report import on_pages
from depliant.sentences import Sentence, counted, joined, legible, say, verbatim

if TYPE_CHECKING:
    from depliant.geometry import Rect
    from depliant.preflight.inventory import (
        BoxUse,
        FontUse,
        ImageUse,
        InkUse,
        Inventory,
        LayerUse,
    )

Tell = Callable[[Sentence], str]

_PAGES = 8
"""Pages of which the coverage is named; more are hinted at."""


class Line(NamedTuple):
    """A thing of an inventory: what it is called, and what is said of it."""

    head: Sentence
    said: Sentence


class Part(NamedTuple):
    """The things of one kind."""

    title: Sentence
    lines: tuple[Line, ...]


def parts_of(inventory: Inventory) -> tuple[Part, ...]:
    """The parts of an inventory that hold something, in words."""
    found = (
        Part(say("Plates"), tuple(map(_ink, inventory.inks))),
        Part(say("Fonts"), tuple(map(_font, inventory.fonts))),
        Part(say("Images"), tuple(map(_image, inventory.images))),
        Part(
            say("Colour spaces"),
            tuple(Line(_name(one.name), on_pages(one.pages)) for one in inventory.spaces),
        ),
        Part(say("Layers"), tuple(map(_layer, inventory.layers))),
        Part(say("Page boxes"), tuple(line for one in inventory.boxes for line in _boxes(one))),
        Part(say("Output intent"), tuple(_intent(inventory))),
    )
    return tuple(part for part in found if part.lines)


def remarkson_pages(inventory: Inventory) -> tuple[Sentence, ...]:
    """What is to be known of the numbers, and of what is not listed."""
    last = max((boxes.pages[-1] for boxes in inventory.boxes), default=0)
    said = []
    if 0 < inventory.measured < last:
        said.append(say("Plates were measured on pages 1 to {count}.", count=inventory.measured))
    if inventory.left_out:
        said.append(
            counted(
                inventory.left_out,
                "{count} more is not listed.",
                "{count} more are not listed.",
            )
        )
    return tuple(said)


def as_lines(inventory: Inventory, interface: Interface = ENGLISH) -> list[str]:
    """An inventory for a terminal."""
    lines: list[str] = []
    for title, things in parts_of(inventory):
        lines.append(f"  {interface.tell(title)}")
        for head, said in things:
            line = say("{head}: {said}", head=head, said=said) if said else head
            lines.append(f"      {interface.tell(line)}")
    return [*lines, *(f"  {interface.tell(said)}" for said in remarkson_pages(inventory))]


def as_section(inventory: Inventory, tell: Tell) -> Iterator[str]:
    """An inventory as a section of the report's page, each part to be opened and shut."""
    yield f'<section id="inventory"><h2>{tell(say("What is in the file"))}</h2>'
    for title, things in parts_of(inventory):
        yield f"<details open><summary>{tell(title)} <b>{len(things)}</b></summary><dl>"
        yield from (
            f"<div><dt>{tell(head)}</dt><dd>{tell(said)}</dd></div>" for head, said in things
        )
        yield "</dl></details>"
    yield from (f"<p>{tell(said)}</p>" for said in remarkson_pages(inventory))
    yield "</section>"


def as_data(inventory: Inventory) -> dict[str, Any]:
    """An inventory as plain data, for JSON."""
    found: dict[str, Any] = to_builtins(inventory)
    for ink in found["inks"]:
        ink["coverage"] = [{"page": page, "percent": share} for page, share in ink["coverage"]]
    for image in found["images"]:
        image["box_mm"] = image.pop("box")
    for boxes in found["boxes"]:
        for kind in ("trim", "bleed", "media", "crop", "art"):
            boxes[f"{kind}_mm"] = boxes.pop(kind)
    return found


def _name(text: str) -> Sentence:
    return verbatim(legible(text) or "?")


def _ink(ink: InkUse) -> Line:
    said = []
    if ink.alternate:
        said.append(say("stands as {alternate}", alternate=ink.alternate))
    if ink.is_step:
        said.append(say("not printed: of processing steps or hidden layers alone"))
    shown = ink.coverage[:_PAGES]
    said += [say("page {page}: {share:.1f} %", page=page, share=share) for page, share in shown]
    if len(ink.coverage) > _PAGES:
        said.append(verbatim("…"))
    return Line(_name(ink.name), joined(said, "; "))


def _font(font: FontUse) -> Line:
    how = (
        say("not embedded")
        if not font.embedded
        else say("a subset")
        if font.subset
        else say("embedded whole")
    )
    plain = font.name.partition("+")[2] if font.subset else font.name
    return Line(_name(plain), joined((verbatim(font.kind), how, on_pages(font.pages))))


def _image(image: ImageUse) -> Line:
    head = say(
        "{width} × {height} pixels, {ppi} ppi",
        width=image.width,
        height=image.height,
        ppi=image.ppi,
    )
    said = [verbatim(legible(image.space)), counted(image.bits, "{count} bit", "{count} bits")]
    if image.packed:
        said.append(verbatim(legible(image.packed)))
    said.append(say("page {page}", page=image.page))
    said.append(_size(image.box))
    return Line(head, joined(said))


def _layer(layer: LayerUse) -> Line:
    return Line(_name(layer.name), say("shows") if layer.shows else say("does not show"))


def _intent(inventory: Inventory) -> Iterator[Line]:
    if inventory.condition or inventory.profile:
        yield Line(_name(inventory.condition), verbatim(legible(inventory.profile)))


def _boxes(boxes: BoxUse) -> Iterator[Line]:
    """The boxes of some pages, each with how far it stands out beyond the trim."""
    named = (
        ("TrimBox", boxes.trim), ("BleedBox", boxes.bleed), ("MediaBox", boxes.media),
        ("CropBox", boxes.crop), ("ArtBox", boxes.art),
    )  # fmt: skip
    said = [joined((verbatim(kind), _size(box)), " ") for kind, box in named if box is not None]
    if boxes.rotate:
        said.append(say("turned by {degrees}°", degrees=boxes.rotate))
    yield Line(on_pages(boxes.pages), joined(said, "; "))


def _size(box: Rect) -> Sentence:
    return say(
        "{width:.1f} × {height:.1f} mm at {x:.1f}, {y:.1f}",
        width=box.width,
        height=box.height,
        x=box.x + 0.0,
        y=box.y + 0.0,
    )
