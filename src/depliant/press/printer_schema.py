"""What a printer file may hold, as typed values; see `printers`, which reads it.

Each demand says its value and its source: an address where it was published, or `own`, for what
the shop has said itself. Unknown keys are refused.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any, Final, Literal

from msgspec import Meta
from msgspec.structs import asdict

from depliant.geometry import MM, mm
from depliant.press.condition import SHOPS_OWN, Flavour, MarkKind, PrinterProfile, StepKind
from depliant.sentences import Sentence, say
from depliant.source.reading import MisfitError, Part, described
from depliant.source.scalars import Name

Positive = Annotated[float, Meta(gt=0, le=5000)]


_ORIGIN = {"must": say("must be an address that starts with https://, or `own`")}


class _Demand(Part, frozen=True, kw_only=True):
    source: Annotated[
        str,
        Meta(pattern=r"^(own$(?!\n)|https?://)", extra=_ORIGIN),
        described("Where it was published, or `own`: the shop has said so."),
    ]


class Condition(_Demand, frozen=True, kw_only=True):
    """The printing condition."""

    name: Annotated[Name, described("Its name in the ICC registry, such as FOGRA39.")]
    icc: Annotated[Name, described("Its output profile, a file of the project.")]


class FlavourDemand(_Demand, frozen=True, kw_only=True):
    """The kind of file."""

    value: Annotated[Flavour, described("`PDF/X-4` or `PDF/X-1a:2003`.")]


class Bleed(_Demand, frozen=True, kw_only=True):
    """How far grounds and art run over the trim."""

    value: Annotated[float, Meta(ge=0, le=20), described("Millimetres.")]


class Safe(_Demand, frozen=True, kw_only=True):
    """How near to the trim anything may come that must not be cut."""

    value: Annotated[float, Meta(ge=0, le=30), described("Millimetres.")]


class InkLimit(_Demand, frozen=True, kw_only=True):
    """The most ink in one place."""

    value: Annotated[float, Meta(gt=0, le=400), described("Per cent, of all inks.")]
    area_mm2: Annotated[
        Annotated[float, Meta(ge=0, le=10_000)] | None,
        described("A region that is smaller is let pass; square millimetres."),
    ] = None


class Points(_Demand, frozen=True, kw_only=True):
    """The least size of something printed."""

    value: Annotated[float, Meta(ge=0, le=100), described("Points.")]


class Resolution(_Demand, frozen=True, kw_only=True):
    """Pixels an inch at the printed size."""

    warn: Annotated[Positive, described("Fewer look soft.")]
    fail: Annotated[Positive, described("Fewer are refused.")]
    most: Annotated[Positive | None, described("More are of no use.")] = None

    def __post_init__(self) -> None:
        """What is refused looks soft as well, and what is enough is not too much."""
        if self.fail > self.warn:
            raise MisfitError(say("must not be above `warn`"), "fail")
        if self.most is not None and self.most < self.warn:
            raise MisfitError(say("must not be below `warn`"), "most")


class Marks(_Demand, frozen=True, kw_only=True):
    """Printer's marks beside the trim."""

    value: Annotated[
        Literal["wanted", "refused", "either"],
        described("`wanted`, `refused`, or `either`: as you like."),
    ]
    which: Annotated[
        tuple[MarkKind, ...], described("Those that are wanted; none named: crop marks.")
    ] = ()


class Spots(_Demand, frozen=True, kw_only=True):
    """Spot inks."""

    value: Annotated[
        Literal["keep", "convert"] | Annotated[int, Meta(ge=0, le=12)],
        described("`keep` them, `convert` them to their CMYK, or how many may be kept."),
    ]
    names: Annotated[tuple[Name, ...], described("Those that the shop has; none named: any.")] = ()

    def __post_init__(self) -> None:
        """Who converts all spots has none."""
        if self.names and self.value == "convert":
            raise MisfitError(say("must not stand beside `convert`"), "names")


class Colours(_Demand, frozen=True, kw_only=True):
    """What colours are made of."""

    value: Annotated[
        Literal["ink", "any"],
        described("`ink`: CMYK, gray and spots alone, without profiles; or `any`."),
    ]


class Taken(_Demand, frozen=True, kw_only=True):
    """Something that a shop may refuse."""

    value: Annotated[Literal["refused", "either"], described("`refused`, or `either`.")]


class Crop(_Demand, frozen=True, kw_only=True):
    """What programs show of a page (CropBox)."""

    value: Annotated[
        Literal["none", "trim", "bleed", "either"],
        described("`none` but the whole page, the `trim`, the `bleed`, or `either`."),
    ]


class Steps(_Demand, frozen=True, kw_only=True):
    """What is done to the printed sheet, as layers of the file that say so (ISO 19593-1)."""

    which: Annotated[
        Annotated[tuple[StepKind, ...], Meta(min_length=1)],
        described("`folds` (creases, on heavy paper), `cuts` and `perforations`."),
    ]


class PageOrder(_Demand, frozen=True, kw_only=True):
    """What a page of the press file is."""

    value: Annotated[
        Literal["sides", "panels", "either"],
        described("`sides` of the flat sheet, outside first; single `panels`; or `either`."),
    ]


class Printer(Part, frozen=True, kw_only=True):
    """A printer file."""

    title: Annotated[Name, described("What one calls the shop or the kind of order.")]
    note: Annotated[
        str, Meta(min_length=1, max_length=1000), described("What one must know of it.")
    ] = ""
    condition: Annotated[Condition, described("What the job is printed by.")]
    flavour: Annotated[FlavourDemand | None, described("The kind of file; PDF/X-4.")] = None
    bleed_mm: Annotated[Bleed | None, described("Bleed.")] = None
    safe_mm: Annotated[Safe | None, described("Safe margin.")] = None
    ink_limit: Annotated[InkLimit | None, described("Total ink.")] = None
    minimum_line: Annotated[Points | None, described("The thinnest line.")] = None
    minimum_line_inks: Annotated[Points | None, described("The same in several inks.")] = None
    minimum_text: Annotated[Points | None, described("The smallest text.")] = None
    minimum_text_inks: Annotated[Points | None, described("The same in several inks.")] = None
    ppi: Annotated[Resolution | None, described("Of photographs.")] = None
    bitmap_ppi: Annotated[Resolution | None, described("Of images of one bit.")] = None
    marks: Annotated[Marks | None, described("Printer's marks.")] = None
    spots: Annotated[Spots | None, described("Spot inks.")] = None
    colours: Annotated[Colours | None, described("Ink, or colours with profiles too.")] = None
    type3: Annotated[Taken | None, described("Type 3 fonts, whose glyphs are drawings.")] = None
    layers: Annotated[Taken | None, described("Layers.")] = None
    crop: Annotated[Crop | None, described("The CropBox.")] = None
    steps: Annotated[Steps | None, described("Processing steps; PDF/X-4 alone has them.")] = None
    page_order: Annotated[PageOrder | None, described("Sides or panels.")] = None

    def __post_init__(self) -> None:
        """Processing steps are layers, and PDF/X-1a has none."""
        if self.steps is not None and self.flavour and self.flavour.value != "PDF/X-4":
            raise MisfitError(say("must not stand beside PDF/X-1a, which has no layers"), "steps")
        if self.steps is not None and self.layers and self.layers.value == "refused":
            raise MisfitError(
                say("must not stand beside `layers: refused`: it needs them"), "steps"
            )


_Fields = dict[str, Any]
"""Fields of a `PrinterProfile`; None where a demand leaves one open."""


def _ink_limit(demand: InkLimit) -> _Fields:
    area = None if demand.area_mm2 is None else demand.area_mm2 * MM * MM
    return {"ink_limit": demand.value / 100, "ink_area": area}


def _marks(demand: Marks) -> _Fields:
    wanted = demand.which or ("crop",) if demand.value == "wanted" else ()
    return {"marks": demand.value, "mark_kinds": frozenset(wanted)}


def _spots(demand: Spots) -> _Fields:
    limit = demand.value if isinstance(demand.value, int) else None
    return {
        "spots": "refused" if demand.value == "convert" else "allowed",
        "spot_limit": limit,
        "spot_names": demand.names or None,
    }


def _resolution(kind: str) -> Callable[[Any], _Fields]:
    """What is said of a kind of images."""

    def fields(demand: Resolution) -> _Fields:
        limits = {"warn": demand.warn, "fail": demand.fail, "most": demand.most}
        return {f"{kind}_ppi_{limit}": value for limit, value in limits.items()}

    return fields


_STATED: Final[dict[str, Callable[[Any], _Fields]]] = {
    "condition": lambda demand: {"condition": demand.name},
    "bleed_mm": lambda demand: {"bleed": mm(demand.value)},
    "safe_mm": lambda demand: {"safe_margin": mm(demand.value)},
    "ink_limit": _ink_limit,
    "ppi": _resolution("image"),
    "bitmap_ppi": _resolution("bitmap"),
    "marks": _marks,
    "spots": _spots,
    "steps": lambda demand: {"steps": frozenset(demand.which)},
}
"""What a demand says of the profile, by its key; any other gives the field of its own name."""


def _stated(key: str, demand: Any) -> _Fields:
    """What a demand says of the profile."""
    return _STATED[key](demand) if key in _STATED else {key: demand.value}


def profile_of(name: str, printer: Printer, *, of_project: bool) -> PrinterProfile:
    """The demands of a printer file as the value that the whole house shares.

    For a project, its output profile is the file of that name there.
    """
    stated: _Fields = {}
    sources: dict[str, str | Sentence] = {}
    for key, demand in asdict(printer).items():
        if isinstance(demand, _Demand):
            fields = _stated(key, demand).items()
            given = {field: value for field, value in fields if value is not None}
            stated |= given
            source = SHOPS_OWN if demand.source == "own" else demand.source
            sources |= dict.fromkeys(given, source)
    if of_project:
        stated["icc"] = printer.condition.icc
    return PrinterProfile(
        name, printer.title, note=printer.note, sources=tuple(sources.items()), **stated
    )
