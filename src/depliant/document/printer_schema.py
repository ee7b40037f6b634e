"""What a printer file may hold, as typed values; see `printers`, which reads it.

Each demand says its value and its source: an address where it was published, or `own`, for what
the shop has said itself. Unknown keys are refused.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    ValidationInfo,
    field_validator,
)

from depliant.document.style import Name
from depliant.geometry import MM, mm
from depliant.press import SHOPS_OWN, Flavour, MarkKind, PrinterProfile

Positive = Annotated[float, Field(gt=0, le=5000)]


def _origin(value: str) -> str:
    """An address, or `own` for what the shop itself has said."""
    if value != "own" and not value.startswith(("https://", "http://")):
        raise ValueError("must be an address that starts with https://, or `own`")
    return value


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True, allow_inf_nan=False)


class _Demand(_Part):
    source: Annotated[str, AfterValidator(_origin)] = Field(
        description="Where it was published, or `own`: the shop has said so."
    )


class Condition(_Demand):
    """The printing condition."""

    name: Name = Field(description="Its name in the ICC registry, such as FOGRA39.")
    icc: Name = Field(description="Its output profile, a file of the project.")


class FlavourDemand(_Demand):
    """The kind of file."""

    value: Flavour = Field(description="`PDF/X-4` or `PDF/X-1a:2003`.")


class Bleed(_Demand):
    """How far grounds and art run over the trim."""

    value: Annotated[float, Field(ge=0, le=20)] = Field(description="Millimetres.")


class Safe(_Demand):
    """How near to the trim anything may come that must not be cut."""

    value: Annotated[float, Field(ge=0, le=30)] = Field(description="Millimetres.")


class InkLimit(_Demand):
    """The most ink in one place."""

    value: Annotated[float, Field(gt=0, le=400)] = Field(description="Per cent, of all inks.")
    area_mm2: Annotated[float, Field(ge=0, le=10_000)] | None = Field(
        None, description="A region that is smaller is let pass; square millimetres."
    )


class Points(_Demand):
    """The least size of something printed."""

    value: Annotated[float, Field(ge=0, le=100)] = Field(description="Points.")


class Resolution(_Demand):
    """Pixels an inch at the printed size."""

    warn: Positive = Field(description="Fewer look soft.")
    fail: Positive = Field(description="Fewer are refused.")

    @field_validator("fail")
    @classmethod
    def _below_warn(cls, value: float, others: ValidationInfo) -> float:
        if value > others.data.get("warn", value):
            raise ValueError("must not be above `warn`")
        return value


class Marks(_Demand):
    """Printer's marks beside the trim."""

    value: Literal["wanted", "refused", "either"] = Field(
        description="`wanted`, `refused`, or `either`: as you like."
    )
    which: tuple[MarkKind, ...] = Field(
        (), description="Those that are wanted; none named: crop marks."
    )


class Spots(_Demand):
    """Spot inks."""

    value: Literal["keep", "convert"] | Annotated[int, Field(ge=0, le=12)] = Field(
        description="`keep` them, `convert` them to their CMYK, or how many may be kept."
    )


class PageOrder(_Demand):
    """What a page of the press file is."""

    value: Literal["sides", "panels", "either"] = Field(
        description="`sides` of the flat sheet, outside first; single `panels`; or `either`."
    )


class Printer(_Part):
    """A printer file."""

    title: Name = Field(description="What one calls the shop or the kind of order.")
    note: Annotated[str, Field(min_length=1, max_length=1000)] = Field(
        "", description="What one must know of it."
    )
    condition: Condition = Field(description="What the job is printed by.")
    flavour: FlavourDemand | None = Field(None, description="The kind of file; PDF/X-4.")
    bleed_mm: Bleed | None = Field(None, description="Bleed.")
    safe_mm: Safe | None = Field(None, description="Safe margin.")
    ink_limit: InkLimit | None = Field(None, description="Total ink.")
    minimum_line: Points | None = Field(None, description="The thinnest line.")
    minimum_line_inks: Points | None = Field(None, description="The same in several inks.")
    minimum_text: Points | None = Field(None, description="The smallest text.")
    minimum_text_inks: Points | None = Field(None, description="The same in several inks.")
    ppi: Resolution | None = Field(None, description="Of photographs.")
    bitmap_ppi: Resolution | None = Field(None, description="Of images of one bit.")
    marks: Marks | None = Field(None, description="Printer's marks.")
    spots: Spots | None = Field(None, description="Spot inks.")
    page_order: PageOrder | None = Field(None, description="Sides or panels.")


def profile_of(name: str, printer: Printer, root: Path | None) -> PrinterProfile:
    """The demands of a printer file as the value that the whole house shares.

    With a project in `root`, its output profile is the file named there.
    """
    stated: dict[str, Any] = {"condition": printer.condition.name}
    sources = {"condition": printer.condition.source}
    if root is not None:
        stated["icc"] = root / printer.condition.icc

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
