"""What must hold before a file is written: faults of a display document, all at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from depliant.colour import Colour
from depliant.display.items import DisplayDocument, Glyphs, Item, Link, Mark, Path, Picture
from depliant.display.structure import contents
from depliant.errors import BrochureError, Diagnostic
from depliant.press import PressSpec
from depliant.writers.tags import linked_contents
from depliant.writers.walk import leaves

_TOLERANCE = 1e-6
_SCHEMES = ("https:", "http:", "mailto:", "tel:")


def refuse(faults: Iterable[Diagnostic]) -> None:
    """Raise all faults together, if there are any.

    Raises:
        BrochureError: with each different fault once.
    """
    found = tuple(dict.fromkeys(faults))
    if found:
        raise BrochureError(found)


def structure_faults(document: DisplayDocument) -> Iterator[Diagnostic]:
    """Content that is in the structure or on the pages, but not in both (ISO 14289-1, 7.1)."""
    named = list(contents(document.structure))
    if len(set(named)) != len(named):
        raise ValueError("a content number is twice in the structure")
    painted: dict[int, str] = {}
    for page in document.pages:
        for item, _ in leaves(page.items):
            if isinstance(item, Mark) and item.content is not None:
                painted.setdefault(item.content, page.label)
    for number in sorted(set(named) - set(painted)):
        yield Diagnostic(
            "structure-unpainted",
            f"Content {number} of the reading structure is painted on no page.",
            hint="Leave it out of this edition, or place it.",
        )
    for number in sorted(set(painted) - set(named)):
        yield Diagnostic(
            "content-untagged",
            f"Content {number} on page {painted[number]!r} is not in the reading structure.",
            hint="Tag it, or mark it as an artifact.",
        )


def link_faults(document: DisplayDocument) -> Iterator[Diagnostic]:
    """Links that a reader could not follow, or should not."""
    tagged = linked_contents(document.structure)
    for page in document.pages:
        for item, _ in leaves(page.items):
            if not isinstance(item, Link):
                continue
            if not item.uri.lower().startswith(_SCHEMES):
                yield Diagnostic(
                    "link-scheme",
                    f"The link to {item.uri!r} on page {page.label!r} is not one to the web, "
                    "to a mail address or to a telephone number.",
                    hint="Begin it with https:, http:, mailto: or tel:.",
                )
            if item.content not in tagged:
                yield Diagnostic(
                    "link-untagged",
                    f"The link to {item.uri!r} on page {page.label!r} is in no Link of the "
                    "reading structure.",
                    hint="Tag the words that it covers as a Link.",
                )


def press_faults(document: DisplayDocument, spec: PressSpec) -> Iterator[Diagnostic]:
    """Ink, lines and spots that the press could not print as they are."""
    spots: dict[str, tuple[float, float, float, float]] = {}
    for page in document.pages:
        for colour in colours(page.items):
            yield from _ink_faults(colour, spec, page.label)
            if colour.spot is not None:
                solid = (colour.cyan, colour.magenta, colour.yellow, colour.black)
                if spots.setdefault(colour.spot, solid) != solid:
                    yield Diagnostic(
                        "spot-conflict",
                        f"The spot ink {colour.spot!r} has two different CMYK alternates.",
                        hint="Give it one, and use tints of the swatch.",
                    )
        yield from _line_faults(page.items, spec, page.label)


def colours(items: Iterable[Item]) -> Iterator[Colour]:
    """Every colour that items are painted with, each once."""
    found: dict[Colour, None] = {}
    for item, _ in leaves(items):
        match item:
            case Glyphs():
                found[item.colour] = None
            case Path():
                if item.fill is not None:
                    found[item.fill] = None
                if item.stroke is not None:
                    found[item.stroke.colour] = None
            case Picture():
                found[item.ground] = None
    yield from found


def _ink_faults(colour: Colour, spec: PressSpec, page: str) -> Iterator[Diagnostic]:
    if colour.spot == "All":
        yield Diagnostic(
            "registration-in-artwork",
            f"Artwork on page {page!r} is in the registration colour.",
            hint="Use a swatch of the style sheet.",
        )
        return
    ink = sum(colour.cmyk) if spec.spots == "convert" else colour.coverage
    if ink > spec.ink_limit + _TOLERANCE:
        amounts = " ".join(f"{100 * amount:g}" for amount in colour.cmyk)
        yield Diagnostic(
            "ink-limit",
            f"The swatch C M Y K {amounts} on page {page!r} has {ink:.0%} ink; "
            f"the press allows {spec.ink_limit:.0%}.",
            hint="Take out cyan, magenta and yellow in equal parts.",
        )


def _line_faults(items: Iterable[Item], spec: PressSpec, page: str) -> Iterator[Diagnostic]:
    for item, matrix in leaves(items):
        if not isinstance(item, Path) or item.stroke is None:
            continue
        width = item.stroke.width * matrix.scale
        if width < spec.minimum_line - _TOLERANCE:
            first = item.outline[0]
            at = matrix.apply(float(first[1]), float(first[2])) if len(first) == 3 else None
            where = f" at {at.x:.0f}, {at.y:.0f} pt" if at else ""
            yield Diagnostic(
                "thin-line",
                f"A line on page {page!r}{where} is {width:.3g} pt wide; "
                f"the press holds {spec.minimum_line:g} pt.",
                hint="Make it wider, or show the artwork larger.",
            )
