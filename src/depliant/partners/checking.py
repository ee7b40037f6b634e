"""Marks judged as a build judges them, on each ground that the style sheet has."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from depliant.colour import Colour
from depliant.content.expiry import expired_marks
from depliant.content.logos import FOLDER, KINDS, PartnerMark, load_marks, logo_of
from depliant.content.model import Logo
from depliant.content.publication import load as load_publication
from depliant.content.publication import no_project
from depliant.display.items import (
    DisplayDocument,
    Form,
    Group,
    Item,
    Metadata,
    Page,
    Path,
    Picture,
)
from depliant.display.structure import Element
from depliant.errors import Diagnostic, InputError, Place
from depliant.geometry import MM, Size, scaling
from depliant.graphics import logo as walls
from depliant.graphics.logo import Look, PlacedLogo
from depliant.graphics.mark import Drawn, Use
from depliant.partners import pixels
from depliant.partners.contract import shown
from depliant.partners.intake import is_boxed
from depliant.press.condition import OutputCondition, contrast
from depliant.sentences import counted, say
from depliant.source.folder import Files, Folder
from depliant.source.suggestions import did_you_mean
from depliant.style.inheritance import STYLE_FILE, load_style
from depliant.style.printing import output_condition, press_spec
from depliant.style.sheet import StyleSheet, WallStyle
from depliant.writers.rules import press_faults

UNSEEN: Final = 1.5
"""To 1: a mark none of whose colours stands out more from its ground is not seen."""
_LARGER: Final = (1.25, 1.5, 2.0, 3.0, 4.0, 6.0)
_NOBODY: Final = Metadata("", "en", "2000-01-01T00:00:00+00:00", "")
_WIDE: Final = 400 * MM
"""A measure in which one mark always fits."""


class House(Struct, frozen=True):
    """What of a project a mark is judged by."""

    files: Files
    sheet: StyleSheet
    condition: OutputCondition

    @property
    def grounds(self) -> tuple[str, ...]:
        """The swatches that panels have as their ground; paper always."""
        designed = [design.ground for design in self.sheet.designs.values()]
        return tuple(dict.fromkeys(("paper", *designed)))

    @property
    def wall(self) -> WallStyle:
        """How a wall of marks is set."""
        styles = self.sheet.walls
        return styles.get("logos") or styles.get("wall") or WallStyle()

    def look(self, ground: str) -> Look:
        """What a mark on that ground is set with."""
        return Look(ground, self.sheet.colour(ground), self.condition.icc)


Dress = Callable[[StyleSheet, Files], StyleSheet]
"""Gives a style sheet the fonts that a project has of its own."""


def undressed(sheet: StyleSheet, _: Files) -> StyleSheet:
    """The style sheet as it is: its fonts are installed."""
    return sheet


def house_of(files: Files, dress: Dress = undressed) -> House:
    """The style sheet and the printing condition of a project; its content may be as it will.

    Raises:
        InputError: `project-missing`, or everything that is wrong with them.
    """
    if STYLE_FILE.rpartition("/")[2] not in files.names(STYLE_FILE.rpartition("/")[0]):
        otherwise = say("Run the command in a project folder, or name one with --project.")
        raise InputError(no_project(files, STYLE_FILE, otherwise))
    sheet = dress(load_style(files), files)
    return House(files, sheet, output_condition(sheet, files))


class Stand(Struct, frozen=True):
    """A mark on a ground: as it would be set, and whether its contract allows that."""

    ground: str
    under: Colour
    allowed: bool
    placed: PlacedLogo


class Checked(Struct, frozen=True):
    """A mark that was judged; None of it where it cannot even be read."""

    id: str
    logo: Logo | None
    stands: tuple[Stand, ...]
    diagnostics: tuple[Diagnostic, ...]
    uses: tuple[Use, ...] = ()

    @property
    def height(self) -> float:
        """Its height in a wall of its own, in millimetres."""
        return self.stands[0].placed.frame.height / MM if self.stands else 0.0


def checked(
    files: Folder, names: Sequence[str] = (), dress: Dress = undressed
) -> tuple[House, tuple[Checked, ...]]:
    """All marks of a project, or those that are named, judged.

    Raises:
        InputError: the style sheet or the output profile cannot be used.
    """
    house = house_of(files, dress)
    present = files.names(FOLDER)
    known = sorted(name.removesuffix(".yaml") for name in present if name.endswith(".yaml"))
    expired = _expired(files)
    found = []
    for name in names or known:
        place = Place(f"{FOLDER}/{name}.yaml")
        marks, faults = load_marks(files, [(name, place)])
        if name not in marks:
            found.append(Checked(name, None, (), faults))
            continue
        judged = judge(name, marks[name], house)
        late = tuple(item for item in expired if item.place == place)
        found.append(replace(judged, diagnostics=judged.diagnostics + late))
    if not names:
        orphans = tuple(_without_contract(present, known))
        found += [Checked(str(one.message), None, (), (one,)) for one in orphans]
    return house, tuple(found)


def _expired(files: Files) -> tuple[Diagnostic, ...]:
    """Marks that are out of date on the publication's day, if it can be read."""
    with contextlib.suppress(InputError):
        return tuple(expired_marks(load_publication(files)))
    return ()


def _without_contract(present: Iterable[str], known: Sequence[str]) -> Iterator[Diagnostic]:
    for file in sorted(present):
        stem, dot, kind = file.rpartition(".")
        if dot + kind in KINDS and stem not in known:
            yield Diagnostic(
                "logo-unknown",
                say(
                    "There is no contract `{folder}/{stem}.yaml` for {file}.",
                    folder=FOLDER,
                    stem=stem,
                    file=file,
                ),
                Place(f"{FOLDER}/{file}"),
                say(
                    "`depliant logo add {folder}/{file} --replace` writes one.",
                    folder=FOLDER,
                    file=file,
                ),
                "warning",
            )


def judge(name: str, mark: PartnerMark, house: House) -> Checked:
    """One mark and its contract as a build would find them."""
    place = Place(f"{FOLDER}/{name}.yaml")
    logo = logo_of(name, mark, place)
    try:
        (logo,) = walls.inked((logo,), house.sheet)
        drawn = walls.load(logo, house.files, house.look("paper"))
        stands = tuple(_stands(logo, house))
    except InputError as fault:
        return Checked(name, logo, (), fault.diagnostics)
    found = [*_of_contract(logo, house), *_of_looks(logo, drawn, house), *_at_size(logo, house)]
    found += _thin_lines(stands[0].placed, house)
    return Checked(name, logo, stands, tuple(dict.fromkeys(found)), drawn.uses)


def _stands(logo: Logo, house: House) -> Iterator[Stand]:
    """The mark on every ground that there is or that its contract names."""
    allowed = logo.grounds or ("paper",)
    for ground in dict.fromkeys((*house.grounds, *allowed)):
        try:
            look = house.look(ground)
        except KeyError:
            continue
        (placed,) = walls.wall([logo], house.wall, _WIDE, house.files, look).placed
        yield Stand(ground, look.under, ground in allowed, placed)


def _of_contract(logo: Logo, house: House) -> Iterator[Diagnostic]:
    if logo.standin:
        yield Diagnostic(
            "logo-standin",
            say("The mark of {logo} is a stand-in.", logo=logo.name),
            logo.place,
            say(
                "`depliant logo add FILE --name {logo} --replace` puts the partner's "
                "own in its place.",
                logo=logo.id,
            ),
            "warning",
        )
    for ground in logo.grounds:
        try:
            house.sheet.colour(ground)
        except KeyError:
            yield Diagnostic(
                "logo-ground",
                say(
                    "The contract of {logo} allows {ground}, which is no swatch.",
                    logo=logo.name,
                    ground=ground,
                ),
                logo.place,
                did_you_mean(ground, ["paper", *house.sheet.swatches])
                or say("Name a swatch of the style sheet."),
                "warning",
            )


def _at_size(logo: Logo, house: House) -> Iterator[Diagnostic]:
    """What a wall of its own finds, on a ground that it may stand on."""
    allowed = logo.grounds or ("paper",)
    ground = next((name for name in allowed if name in house.grounds), "paper")
    wall = walls.wall([logo], house.wall, _WIDE, house.files, house.look(ground))
    yield from (item for item in wall.diagnostics if item.code != "logo-ground")


def _of_looks(logo: Logo, drawn: Drawn, house: House) -> Iterator[Diagnostic]:
    """Whether the mark shows on the grounds that it may stand on, and without a white box."""
    inks = list(dict.fromkeys(_inks(drawn.artwork.items)))
    yield from _of_inks(logo, inks, house)
    boxed = is_boxed(drawn.artwork)
    for ground in logo.grounds or ("paper",):
        try:
            under = house.sheet.colour(ground)
        except KeyError:
            continue
        if boxed and not under.is_paper:
            yield Diagnostic(
                "logo-white-box",
                say(
                    "{logo} stands on a white box, which shows on {ground}.",
                    logo=logo.name,
                    ground=ground,
                ),
                logo.place,
                say("Ask for a file without a background, or allow paper alone."),
                "warning",
            )
        best = max((contrast(house.condition, ink, under) for ink in inks), default=21.0)
        if best < UNSEEN:
            yield Diagnostic(
                "logo-unseen",
                say(
                    "{logo} is hardly seen on {ground}: the contrast is {best:.1f} to 1.",
                    logo=logo.name,
                    ground=ground,
                    best=best,
                ),
                logo.place,
                say(
                    "Ask for the version for such grounds, or take the ground out of the contract."
                ),
                "warning",
            )


def _of_inks(logo: Logo, inks: Sequence[Colour], house: House) -> Iterator[Diagnostic]:
    """Inks that a build would refuse: too much of them, or a spot with another stand-in."""
    limit = house.sheet.press.ink_limit / 100
    for ink in inks:
        if ink.coverage > limit:
            yield Diagnostic(
                "ink-limit",
                say(
                    "{logo} has {coverage:.0%} of ink in {ink}; the press allows {limit:.0%}.",
                    logo=logo.name,
                    coverage=ink.coverage,
                    ink=shown(ink),
                    limit=limit,
                ),
                logo.place,
                say("Ask for a file with less ink, or give the colour another ink."),
            )
    swatches = {name: house.sheet.colour(name) for name in house.sheet.swatches}
    ours = {ink.spot: (name, ink.at(1.0)) for name, ink in swatches.items() if ink.tint == 1}
    for ink in dict.fromkeys(replace(one, tint=1.0) for one in inks if one.spot is not None):
        name, known = ours.get(ink.spot, ("", ink))
        if known != ink:
            yield Diagnostic(
                "spot-conflict",
                say(
                    "{logo} shows {spot} by other inks than the swatch {name}.",
                    logo=logo.name,
                    spot=ink.spot,
                    name=name,
                ),
                logo.place,
                say('Write in its contract: inks: {{"{spot}": {name}}}.', spot=ink.spot, name=name),
            )


def _thin_lines(placed: PlacedLogo, house: House) -> Iterator[Diagnostic]:
    """Lines that the press does not hold at the mark's size, and from which size it does."""
    spec = press_spec(house.sheet, house.condition)

    def thin(scale: float) -> int:
        items = (Group(placed.items, scaling(scale)),)
        document = DisplayDocument(
            (Page(Size(1000.0, 1000.0), items, placed.logo.name),), Element("Document"), (), _NOBODY
        )
        return sum(one.code == "thin-line" for one in press_faults(document, spec))

    count, height = thin(1.0), placed.frame.height / MM
    if not count:
        return
    holds = next((scale for scale in _LARGER if not thin(scale)), None)
    yield Diagnostic(
        "thin-line",
        counted(
            count,
            "{logo} has {count} line or shape of less than {minimum_line:g} pt at {height:.1f} mm "
            "high.",
            "{logo} has {count} lines or shapes of less than {minimum_line:g} pt at {height:.1f} "
            "mm high.",
            logo=placed.logo.name,
            minimum_line=spec.minimum_line,
            height=height,
        ),
        placed.logo.place,
        say(
            "Ask for the version for small sizes, or show it larger: it holds from about "
            "{least:.0f} mm.",
            least=height * holds,
        )
        if holds
        else say("Ask for the version for small sizes, or show it larger."),
        "warning",
    )


def _inks(items: Iterable[Item]) -> Iterator[Colour]:
    """The inks that items are painted with; a picture counts as what is darkest in it."""
    for item in items:
        if isinstance(item, Path):
            if item.fill is not None:
                yield item.fill
            if item.stroke is not None:
                yield item.stroke.colour
        elif isinstance(item, Group | Form):
            yield from _inks(item.items)
        elif isinstance(item, Picture):
            yield from pixels.extremes(item.raster)
