"""What a printer file may hold, as typed values; see `printers`, which reads it.

Each demand says its value and its source: an address where it was published, or `own`, for what
the shop has said itself. Unknown keys are refused.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from msgspec import Meta

from depliant.geometry import MM, mm
from depliant.press.condition import SHOPS_OWN, Flavour, MarkKind, PrinterProfile
from depliant.source.reading import MisfitError, Part, told
from depliant.source.scalars import Name

Positive = Annotated[float, Meta(gt=0, le=5000)]


_ORIGIN = {"must": "must be an address that starts with https://, or `own`"}


class _Demand(Part, frozen=True, kw_only=True):
    source: Annotated[
        str,
        Meta(pattern=r"^(own$(?!\n)|https?://)", extra=_ORIGIN),
        told("Where it was published, or `own`: the shop has said so."),
    ]


class Condition(_Demand, frozen=True, kw_only=True):
    """The printing condition."""

    name: Annotated[Name, told("Its name in the ICC registry, such as FOGRA39.")]
    icc: Annotated[Name, told("Its output profile, a file of the project.")]


class FlavourDemand(_Demand, frozen=True, kw_only=True):
    """The kind of file."""

    value: Annotated[Flavour, told("`PDF/X-4` or `PDF/X-1a:2003`.")]


class Bleed(_Demand, frozen=True, kw_only=True):
    """How far grounds and art run over the trim."""

    value: Annotated[float, Meta(ge=0, le=20), told("Millimetres.")]


class Safe(_Demand, frozen=True, kw_only=True):
    """How near to the trim anything may come that must not be cut."""

    value: Annotated[float, Meta(ge=0, le=30), told("Millimetres.")]


class InkLimit(_Demand, frozen=True, kw_only=True):
    """The most ink in one place."""

    value: Annotated[float, Meta(gt=0, le=400), told("Per cent, of all inks.")]
    area_mm2: Annotated[
        Annotated[float, Meta(ge=0, le=10_000)] | None,
        told("A region that is smaller is let pass; square millimetres."),
    ] = None


class Points(_Demand, frozen=True, kw_only=True):
    """The least size of something printed."""

    value: Annotated[float, Meta(ge=0, le=100), told("Points.")]


class Resolution(_Demand, frozen=True, kw_only=True):
    """Pixels an inch at the printed size."""

    warn: Annotated[Positive, told("Fewer look soft.")]
    fail: Annotated[Positive, told("Fewer are refused.")]

    def __post_init__(self) -> None:
        """What is refused looks soft as well."""
        if self.fail > self.warn:
            raise MisfitError("must not be above `warn`", "fail")


class Marks(_Demand, frozen=True, kw_only=True):
    """Printer's marks beside the trim."""

    value: Annotated[
        Literal["wanted", "refused", "either"],
        told("`wanted`, `refused`, or `either`: as you like."),
    ]
    which: Annotated[
        tuple[MarkKind, ...], told("Those that are wanted; none named: crop marks.")
    ] = ()


class Spots(_Demand, frozen=True, kw_only=True):
    """Spot inks."""

    value: Annotated[
        Literal["keep", "convert"] | Annotated[int, Meta(ge=0, le=12)],
        told("`keep` them, `convert` them to their CMYK, or how many may be kept."),
    ]


class PageOrder(_Demand, frozen=True, kw_only=True):
    """What a page of the press file is."""

    value: Annotated[
        Literal["sides", "panels", "either"],
        told("`sides` of the flat sheet, outside first; single `panels`; or `either`."),
    ]


class Printer(Part, frozen=True, kw_only=True):
    """A printer file."""

    title: Annotated[Name, told("What one calls the shop or the kind of order.")]
    note: Annotated[str, Meta(min_length=1, max_length=1000), told("What one must know of it.")] = (
        ""
    )
    condition: Annotated[Condition, told("What the job is printed by.")]
    flavour: Annotated[FlavourDemand | None, told("The kind of file; PDF/X-4.")] = None
    bleed_mm: Annotated[Bleed | None, told("Bleed.")] = None
    safe_mm: Annotated[Safe | None, told("Safe margin.")] = None
    ink_limit: Annotated[InkLimit | None, told("Total ink.")] = None
    minimum_line: Annotated[Points | None, told("The thinnest line.")] = None
    minimum_line_inks: Annotated[Points | None, told("The same in several inks.")] = None
    minimum_text: Annotated[Points | None, told("The smallest text.")] = None
    minimum_text_inks: Annotated[Points | None, told("The same in several inks.")] = None
    ppi: Annotated[Resolution | None, told("Of photographs.")] = None
    bitmap_ppi: Annotated[Resolution | None, told("Of images of one bit.")] = None
    marks: Annotated[Marks | None, told("Printer's marks.")] = None
    spots: Annotated[Spots | None, told("Spot inks.")] = None
    page_order: Annotated[PageOrder | None, told("Sides or panels.")] = None


def profile_of(name: str, printer: Printer, *, of_project: bool) -> PrinterProfile:
    """The demands of a printer file as the value that the whole house shares.

    For a project, its output profile is the file of that name there.
    """
    stated: dict[str, Any] = {"condition": printer.condition.name}
    sources = {"condition": printer.condition.source}
    if of_project:
        stated["icc"] = printer.condition.icc

    def state(demand: _Demand | None, **values: Any) -> None:
        if demand is not None:
            given = {field: value for field, value in values.items() if value is not None}
            stated.update(given)
            sources.update(dict.fromkeys(given, demand.source))

    if (flavour := printer.flavour) is not None:
        state(flavour, flavour=flavour.value)
    if (bleed := printer.bleed_mm) is not None:
        state(bleed, bleed=mm(bleed.value))
    if (safe := printer.safe_mm) is not None:
        state(safe, safe_margin=mm(safe.value))
    if (ink := printer.ink_limit) is not None:
        area = None if ink.area_mm2 is None else ink.area_mm2 * MM * MM
        state(ink, ink_limit=ink.value / 100, ink_area=area)
    if (line := printer.minimum_line) is not None:
        state(line, minimum_line=line.value)
    if (lines := printer.minimum_line_inks) is not None:
        state(lines, minimum_line_inks=lines.value)
    if (text := printer.minimum_text) is not None:
        state(text, minimum_text=text.value)
    if (texts := printer.minimum_text_inks) is not None:
        state(texts, minimum_text_inks=texts.value)
    if (ppi := printer.ppi) is not None:
        state(ppi, image_ppi_warn=ppi.warn, image_ppi_fail=ppi.fail)
    if (bitmap := printer.bitmap_ppi) is not None:
        state(bitmap, bitmap_ppi_warn=bitmap.warn, bitmap_ppi_fail=bitmap.fail)
    if (marks := printer.marks) is not None:
        kinds = frozenset(marks.which or ("crop",)) if marks.value == "wanted" else frozenset()
        state(marks, marks=marks.value, mark_kinds=kinds)
    if (spots := printer.spots) is not None:
        limit = spots.value if isinstance(spots.value, int) else None
        refused = spots.value == "convert"
        state(spots, spots="refused" if refused else "allowed", spot_limit=limit)
    if (order := printer.page_order) is not None:
        state(order, page_order=order.value)
    told = tuple(
        (field, SHOPS_OWN if source == "own" else source) for field, source in sources.items()
    )
    return PrinterProfile(name, printer.title, note=printer.note, sources=told, **stated)
