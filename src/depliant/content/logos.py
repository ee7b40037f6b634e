"""A partner's contract: `assets/logos/<id>.yaml`, beside the mark `<id>.svg` (.pdf, .png, .jpg).

The contract is what the partner's guidelines ask: how small the mark may be, how much room it
needs, what it may stand on, and which of several partners comes first.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, Any, Final

from msgspec import Meta, field
from msgspec.structs import replace

from depliant.colour import Colour
from depliant.content.model import Logo
from depliant.errors import Diagnostic, InputError, Place, UnfitError
from depliant.memory import SHARED
from depliant.sentences import say
from depliant.source.folder import Files
from depliant.source.reading import Choose, Part, Read, described, text
from depliant.source.scalars import Name, Percent, Period, Text
from depliant.source.suggestions import did_you_mean
from depliant.source.validated import validated
from depliant.source.yaml import Tree, load_yaml
from depliant.tuples import NamedTuple

FOLDER: Final = "assets/logos"
KINDS: Final = (".svg", ".pdf", ".png", ".jpg", ".jpeg")
"""The kinds of file that a mark may be, best first."""


def _address(data: Tree) -> str:
    """An address that a reader may be sent to."""
    from depliant.content.markup import is_safe_link

    address = text(data)
    if not is_safe_link(address):
        raise UnfitError(say("must start with https://, http://, mailto: or tel:"))
    return address


Address = Read[str, _address, {"type": "string", "format": "uri"}]


Amounts = tuple[Percent, Percent, Percent, Percent]
"""Per cent of cyan, magenta, yellow and black."""


class SpotInk(Part, frozen=True, kw_only=True):
    """A spot ink, with the process inks that stand in for it where there is no plate for it."""

    spot: Annotated[Name, described("The name on its plate, such as PANTONE 186 C.")]
    cmyk: Annotated[Amounts, described("What stands in for it, in per cent.")]


def _ink(data: Tree) -> tuple[Any, Tree]:
    """A list is process inks, a mapping a spot, a name a swatch of the style sheet."""
    if isinstance(data, list):
        return Amounts, data
    return (SpotInk if isinstance(data, dict) else Name), data


Ink = Choose[Amounts | SpotInk | str, _ink, Amounts, SpotInk, Name]


class CharterNote(Part, frozen=True, kw_only=True):
    """A change of the partner's own charter: a mark from before it is out of date."""

    since: Annotated[Period, described("From when on the new charter holds.")]
    note: Annotated[Text, described("What changed, in a sentence.")]


class Contract(Part, frozen=True, kw_only=True):
    """What a partner asks for the mark; heights in millimetres."""

    name: Annotated[Text, described("The partner's name, as it is written.")]
    alt: Annotated[Text | None, described("What the mark says; left out: the name.")] = None
    link: Annotated[Address | None, described("Where a click leads in the screen file.")] = None
    minimum_height_mm: Annotated[
        float, Meta(gt=0, le=500), described("The least height of the mark.")
    ] = field(default=8.0, name="minimum-height-mm")
    clear_space: Annotated[
        float,
        Meta(ge=0, le=5),
        described("The room kept empty round the mark, as a share of its height."),
    ] = field(default=0.25, name="clear-space")
    grounds: Annotated[
        tuple[Name, ...], described("Swatches that it may stand on; none named: paper only.")
    ] = ()
    order: Annotated[
        int,
        Meta(ge=-1000, le=1000),
        described("Lower comes first; without one, and of equal ones, as content.yaml names them."),
    ] = 0
    inks: Annotated[
        dict[Name, Ink],
        described(
            "The partner's inks by the class, id, colour or spot that the file uses: per cent of "
            "cyan, magenta, yellow and black, a spot, or a swatch of the style sheet."
        ),
    ] = field(default_factory=dict)
    standin: Annotated[bool, described("Whether this is not the partner's own file yet.")] = False
    permitted_until: Annotated[
        Period | None, described("The last day on which the mark may be published.")
    ] = None
    charter: Annotated[
        CharterNote | None,
        described("A change of the partner's charter that this file does not follow yet."),
    ] = None

    def colours(self) -> tuple[tuple[str, Colour | str], ...]:
        """The partner's inks by name; one that is a swatch of the style sheet by its name."""
        return tuple((name, _colour(ink)) for name, ink in self.inks.items())


def _colour(ink: Amounts | SpotInk | str) -> Colour | str:
    if isinstance(ink, str):
        return ink
    if isinstance(ink, SpotInk):
        return replace(_mix(ink.cmyk), spot=ink.spot)
    return _mix(ink)


def _mix(amounts: Amounts) -> Colour:
    cyan, magenta, yellow, black = (amount / 100 for amount in amounts)
    return Colour(cyan, magenta, yellow, black)


class PartnerMark(NamedTuple):
    """A contract with the file that it is about, named from the project folder."""

    contract: Contract
    file: str


def logo_of(name: str, mark: PartnerMark, place: Place) -> Logo:
    """A mark as it is laid out; `place` is where it is named."""
    contract = mark.contract
    return Logo(
        name,
        contract.name,
        contract.alt or contract.name,
        mark.file,
        contract.link,
        contract.minimum_height_mm,
        contract.clear_space,
        contract.grounds,
        contract.order,
        contract.standin,
        place,
        contract.colours(),
    )


def stand_in_mark(name: str) -> PartnerMark:
    """What a draft takes for a mark that cannot be had."""
    return PartnerMark(Contract(name=name), f"{FOLDER}/{name}.svg")


def load_marks(
    files: Files, named: Iterable[tuple[str, Place]]
) -> tuple[dict[str, PartnerMark], tuple[Diagnostic, ...]]:
    """The marks that content.yaml names, each with the place where it does, and what is wrong."""
    marks: dict[str, PartnerMark] = {}
    faults: list[Diagnostic] = []
    for name, place in named:
        if name in marks:
            continue
        try:
            marks[name] = _mark(files, name, place)
        except InputError as error:
            faults.extend(error.diagnostics)
    return marks, tuple(dict.fromkeys(faults))


def _mark(files: Files, name: str, place: Place) -> PartnerMark:
    present = files.names(FOLDER)
    if f"{name}.yaml" not in present:
        known = [item.removesuffix(".yaml") for item in present if item.endswith(".yaml")]
        raise InputError(
            Diagnostic(
                "logo-unknown",
                say("There is no contract `{folder}/{name}.yaml`.", folder=FOLDER, name=name),
                place,
                did_you_mean(name, known) or say("Add it beside the mark."),
            )
        )
    source = load_yaml(files, f"{FOLDER}/{name}.yaml", place)
    key = (Contract, source.file, source.text)
    contract: Contract = SHARED.find(key) or SHARED.keep(key, validated(Contract, source))
    file = next((name + kind for kind in KINDS if name + kind in present), f"{name}.svg")
    files.file(f"{FOLDER}/{file}", place)
    return PartnerMark(contract, f"{FOLDER}/{file}")
