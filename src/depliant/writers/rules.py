"""What must hold before a file is written: faults of a display document, all at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from depliant.colour import Colour
from depliant.display.items import DisplayDocument, Glyphs, Item, Mark, Page, Path
from depliant.display.structure import Element, contents, linked_contents, walk
from depliant.errors import BrochureError, Diagnostic, InputError
from depliant.geometry import Matrix
from depliant.memory import sized
from depliant.press.condition import OutputCondition, PressSpec
from depliant.sentences import counted, legible, say
from depliant.tuples import NamedTuple
from depliant.writers.thickness import thinnest
from depliant.writers.walk import colours, held, holding, leaves, parts

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


def refuse_unreadable(document: DisplayDocument) -> None:
    """Refuse what a reader, or one who listens, could not follow.

    Raises:
        BrochureError: content that is not tagged or not painted, links that lead nowhere.
    """
    refuse((*structure_faults(document), *link_faults(document)))


def structure_faults(document: DisplayDocument) -> Iterator[Diagnostic]:
    """Content that is in the structure or on the pages, but not in both (ISO 14289-1, 7.1)."""
    named = list(contents(document.structure))
    if len(set(named)) != len(named):
        raise ValueError("a content number is twice in the structure")
    painted: dict[int, str] = {}
    for page in document.pages:
        for part, _ in parts(page.items):
            if isinstance(part, Mark) and part.content is not None:
                painted.setdefault(part.content, page.label)
    for number in sorted(set(named) - set(painted)):
        yield Diagnostic(
            "structure-unpainted",
            say("Content {number} of the reading structure is painted on no page.", number=number),
            hint=say("Leave it out of this edition, or place it."),
        )
    for number in sorted(set(painted) - set(named)):
        yield Diagnostic(
            "content-untagged",
            say(
                "Content {number} on page '{page}' is not in the reading structure.",
                number=number,
                page=painted[number],
            ),
            hint=say("Tag it, or mark it as an artifact."),
        )


def link_faults(document: DisplayDocument) -> Iterator[Diagnostic]:
    """Links that a reader could not follow, or should not."""
    tagged = linked_contents(document.structure)
    for page in document.pages:
        links = (link for part, _ in parts(page.items) for link in holding(held(part)).links)
        for item, _ in links:
            if not item.uri.startswith("#") and not item.uri.lower().startswith(_SCHEMES):
                yield Diagnostic(
                    "link-scheme",
                    say(
                        "The link to '{uri}' on page '{label}' is not one to the web, to a mail "
                        "address or to a telephone number.",
                        uri=item.uri,
                        label=page.label,
                    ),
                    hint=say("Begin it with https:, http:, mailto: or tel:."),
                )
            if item.content not in tagged:
                yield Diagnostic(
                    "link-untagged",
                    say(
                        "The link to '{uri}' on page '{label}' is in no Link of the reading "
                        "structure.",
                        uri=item.uri,
                        label=page.label,
                    ),
                    hint=say("Tag the words that it covers as a Link."),
                )


def press_faults(document: DisplayDocument, spec: PressSpec) -> Iterator[Diagnostic]:
    """Ink, lines, small text and spots that the press could not print as they are."""
    spots: dict[str, tuple[float, float, float, float]] = {}
    shown = _shown(document.structure)
    for page in document.pages:
        for colour in colours(page.items):
            yield from _ink_faults(colour, spec, page.label)
            if colour.spot is not None:
                solid = (colour.cyan, colour.magenta, colour.yellow, colour.black)
                if spots.setdefault(colour.spot, solid) != solid:
                    yield Diagnostic(
                        "spot-conflict",
                        say(
                            "The spot ink '{spot}' has two different CMYK alternates.",
                            spot=colour.spot,
                        ),
                        hint=say("Give it one, and use tints of the swatch."),
                    )
        yield from _drawing_faults(page, spec, shown)
    limit = spec.spot_limit
    if limit is not None and spec.spots == "keep" and len(spots) > limit:
        yield Diagnostic(
            "spots-too-many",
            counted(
                len(spots),
                "There is {count} spot ink ({names}); the press takes {limit}.",
                "There are {count} spot inks ({names}); the press takes {limit}.",
                names=", ".join(spots),
                limit=limit,
            ),
            hint=say(
                "Mix the others from the process inks, or set `spots: convert` in the style sheet."
            ),
        )


def check_profile(condition: OutputCondition, version: tuple[int, int]) -> None:
    """Refuse an output profile that is newer than the file (ISO 32000-1, table 67).

    PDF 1.4 knows ICC profiles of version 2, not of version 4.

    Raises:
        InputError: `icc-version`.
    """
    if version < (1, 5) and condition.icc[8] > 2:
        raise InputError(
            Diagnostic(
                "icc-version",
                say(
                    "The output profile of {identifier} is of version {icc}; a PDF 1.4 "
                    "file takes version 2.",
                    identifier=condition.identifier,
                    icc=condition.icc[8],
                ),
                hint=say("Use the version 2 of the profile, or a printer that takes PDF/X-4."),
            )
        )


def _ink_faults(colour: Colour, spec: PressSpec, page: str) -> Iterator[Diagnostic]:
    if colour.spot == "All":
        yield Diagnostic(
            "registration-in-artwork",
            say("Artwork on page '{page}' is in the registration colour.", page=page),
            hint=say("Use a swatch of the style sheet."),
        )
        return
    ink = sum(colour.cmyk) if spec.spots == "convert" else colour.coverage
    if ink > spec.ink_limit + _TOLERANCE:
        amounts = " ".join(f"{100 * amount:g}" for amount in colour.cmyk)
        yield Diagnostic(
            "ink-limit",
            say(
                "The ink C M Y K {amounts} on page '{page}' has {ink:.0%} ink; the "
                "press allows {ink_limit:.0%}.",
                amounts=amounts,
                page=page,
                ink=ink,
                ink_limit=spec.ink_limit,
            ),
            hint=say("Take out cyan, magenta and yellow in equal parts."),
        )


def _shown(structure: Element) -> dict[int, str]:
    """What the drawings on the pages show, such as the name of a mark, by their content."""
    return {
        kid.number: element.alt
        for element in walk(structure)
        if element.alt
        for inner in walk(element)
        for kid in inner.kids
        if not isinstance(kid, Element)
    }


def _drawing_faults(page: Page, spec: PressSpec, shown: Mapping[int, str]) -> Iterator[Diagnostic]:
    """Lines thinner than the press holds, and text in unfit inks, of each look the first."""
    drawn: list[_Drawn] = []
    for part, matrix in parts(page.items):
        drawn.append(_drawn(held(part), matrix, spec.minimum_line))
        content = part.content if isinstance(part, Mark) else None
        of = shown.get(content, "") if content is not None else ""
        yield from (_thin(line, spec, page.label, of) for line in drawn[-1].thin)
    looks: dict[tuple[Colour, float], _Look] = {}
    for look in (look for found in drawn for look in found.looks):
        looks.setdefault((look.colour, look.size), look)
    for look in looks.values():
        yield from _look_faults(look, spec, page.label)


class _Line(NamedTuple):
    """A line, or a filled shape, that is thinner than the press holds, where it begins.

    In whole points, as they are told: of what differs by less nothing is told twice.
    """

    is_filled: bool
    width: float
    start: tuple[float, float] | None


class _Look(NamedTuple):
    """Text in one colour and size, and how the first of it begins."""

    colour: Colour
    size: float
    text: str


class _Drawn(NamedTuple):
    """What a part of a page shows the press: too thin lines, and each look of its text."""

    thin: tuple[_Line, ...]
    looks: tuple[_Look, ...]


@sized(lambda found: 400 + 200 * len(found.thin + found.looks))
def _drawn(items: tuple[Item, ...], matrix: Matrix, minimum_line: float) -> _Drawn:
    """What is to be judged of the items of a part, whose map to the page is `matrix`."""
    limit = minimum_line - _TOLERANCE
    thin: list[_Line] = []
    looks: dict[tuple[Colour, float], _Look] = {}
    for item, at in leaves(items, matrix):
        if isinstance(item, Path):
            thin += _thin_lines(item, at, limit)
        elif isinstance(item, Glyphs) and item.glyphs and item.colour.spot != "All":
            size = round(item.size * at.scale, 2)
            looks.setdefault((item.colour, size), _Look(item.colour, size, item.text[:SHOWN]))
    return _Drawn(tuple(thin), tuple(looks.values()))


def _thin_lines(path: Path, matrix: Matrix, limit: float) -> Iterator[_Line]:
    """The stroke, or else the filled shape, of a path if it is thinner than `limit`."""
    if path.stroke is not None:
        is_filled, width = False, path.stroke.width * matrix.scale
    elif path.fill is not None and not path.fill.is_paper:
        is_filled = True
        width = thinnest(path.outline, limit / matrix.scale) * matrix.scale
    else:
        return
    if width < limit:
        first = path.outline[0]
        at = matrix.apply(float(first[1]), float(first[2])) if len(first) == 3 else None
        yield _Line(is_filled, float(f"{width:.3g}"), at and (round(at[0], 0), round(at[1], 0)))


def _thin(line: _Line, spec: PressSpec, page: str, of: str) -> Diagnostic:
    what = say("A filled shape") if line.is_filled else say("A line")
    if of:
        what = (
            say("A filled shape of “{name}”", name=of)
            if line.is_filled
            else say("A line of “{name}”", name=of)
        )
    found = {"what": what, "page": page, "width": line.width, "least": spec.minimum_line}
    if line.start is None:
        message = say(
            "{what} on page '{page}' is {width:.3g} pt wide; the press holds {least:g} pt.", **found
        )
    else:
        x, y = line.start
        message = say(
            "{what} on page '{page}' at {x:.0f}, {y:.0f} pt is {width:.3g} pt wide; the press "
            "holds {least:g} pt.",
            x=x,
            y=y,
            **found,
        )
    return Diagnostic("thin-line", message, hint=say("Make it wider, or show the artwork larger."))


SHOWN = 30
"""Characters of a text that a fault says."""
_PLATES = 2
"""Of small text: a third plate out of register blurs it (gogoprint.sg, fine lines)."""
_RICH = 0.9
"""Of black: with other inks below it, that is a rich black, meant for areas."""
_AREA = 36.0
"""Points: half an inch, from which on a letter is an area."""


def _look_faults(look: _Look, spec: PressSpec, page: str) -> Iterator[Diagnostic]:
    """Small text on more than two plates, and text in rich black."""
    colour, size, text = look
    kept = colour.spot is not None and spec.spots == "keep"
    plates = 1 if kept else sum(amount > 0 for amount in colour.cmyk)
    inks = " ".join(f"{100 * amount:g}" for amount in colour.cmyk)
    if plates > _PLATES and size < spec.minimum_text_inks:
        yield Diagnostic(
            "text-inks",
            say(
                "The text '{text}' on page '{page}' is {size:g} pt small and in {plates} "
                "inks (C M Y K {inks}).",
                text=legible(text),
                page=page,
                size=size,
                plates=plates,
                inks=inks,
            ),
            hint=say(
                "Set it in black or in {plates} inks at most, or in "
                "{minimum_text_inks:g} pt or more.",
                plates=_PLATES,
                minimum_text_inks=spec.minimum_text_inks,
            ),
        )
    elif plates > 1 and colour.black >= _RICH and colour.spot is None and size < _AREA:
        # pulsioprint.com, préconisations: black text without yellow, magenta or cyan.
        yield Diagnostic(
            "rich-black-text",
            say(
                "The text '{text}' on page '{page}', {size:g} pt, is in a rich black "
                "(C M Y K {inks}).",
                text=legible(text),
                page=page,
                size=size,
                inks=inks,
            ),
            hint=say(
                "Set it in black alone, which overprints and needs no register; rich "
                "black is for areas."
            ),
        )
