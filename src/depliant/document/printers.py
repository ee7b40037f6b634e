"""Printer files: what one print shop asks of a file, `NAME.yaml`, as typed values.

A project's own are in `assets/printers`, those that every project can name are in the package
(`depliant/printers`); a project's file goes before one of the package of the same name. Each
demand says its value and its source: an address where it was published, or `own`, for what the
shop has said itself. Unknown keys are refused.

A printer's demands and the style sheet's own are met together: the stricter limit counts, and
bleed, condition and flavour are the printer's.
"""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Any, Final, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    ValidationInfo,
    field_validator,
)

from depliant.document.faults import validated
from depliant.document.source import asset, did_you_mean, load_yaml
from depliant.document.style import Name, StyleSheet
from depliant.errors import Diagnostic, InputError
from depliant.geometry import MM, mm
from depliant.press import (
    SHOPS_OWN,
    Flavour,
    MarkKind,
    OutputCondition,
    PressSpec,
    PrinterProfile,
    load_condition,
)

FOLDER: Final = "assets/printers"
SHIPPED: Final = Path(__file__).parents[1] / "printers"

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


def printer_names(root: Path | None = None) -> tuple[str, ...]:
    """The printers that can be named: those of the package and of the project in `root`."""
    return tuple(sorted(_files(root)))


def load_printer(name: str, root: Path | None = None) -> PrinterProfile:
    """The printer called `name`, of the project in `root` or else of the package.

    Its `icc` is the file that it names below `root`, whether it is there or not; without a
    project, none.

    Raises:
        InputError: `printer-unknown`, or everything that is wrong with its file.
    """
    files = _files(root)
    if name not in files:
        raise InputError(
            Diagnostic(
                "printer-unknown",
                f"There is no printer called {name!r}.",
                hint=did_you_mean(name, list(files))
                or f"Choose among {', '.join(sorted(files))}, or add {FOLDER}/NAME.yaml.",
            )
        )
    home = files[name]
    source = load_yaml(home / f"{name}.yaml", SHIPPED if root is None or home == SHIPPED else root)
    return _profile(name, validated(Printer, source), root)


def check_printers(root: Path) -> tuple[Diagnostic, ...]:
    """What is wrong with the printer files of the project in `root`."""
    found: list[Diagnostic] = []
    for name, folder in sorted(_files(root).items()):
        if folder != SHIPPED:
            try:
                load_printer(name, root)
            except InputError as error:
                found += error.diagnostics
    return tuple(found)


def printer_file(name: str, root: Path) -> Path:
    """The file of a printer that `load_printer` has found."""
    return _files(root)[name] / f"{name}.yaml"


def printed_by(sheet: StyleSheet, printer: PrinterProfile) -> StyleSheet:
    """The style sheet as it is laid out and written for a printer; see the module."""
    own = sheet.press
    same = own.condition == printer.condition
    icc = own.icc if same or printer.icc is None else str(printer.icc)
    press = own.model_copy(
        update={
            "condition": printer.condition,
            "icc": icc,
            "ink_limit": min(own.ink_limit, printer.ink_limit * 100),
            "minimum_line": max(own.minimum_line, printer.minimum_line),
            "spots": "convert" if printer.spots == "refused" else own.spots,
        }
    )
    page = sheet.format.model_copy(
        update={
            "bleed_mm": printer.bleed / MM,
            "safe_mm": max(sheet.format.safe_mm, printer.safe_margin / MM),
        }
    )
    return sheet.model_copy(update={"press": press, "format": page})


def output_condition(
    sheet: StyleSheet, root: Path, printer: PrinterProfile | None = None
) -> OutputCondition:
    """The printing condition of a style sheet, with its profile read from the project.

    If the profile is not there, the note of the printer that it is for says where to get it.

    Raises:
        InputError: `icc-missing`, or what `load_condition` finds.
    """
    name = sheet.press.icc
    path = root / name
    if not path.exists():
        raise InputError(
            Diagnostic(
                "icc-missing",
                f"The output profile of {sheet.press.condition} is not in the project: there is "
                f"no file {_below(path, root)}.",
                hint=(printer.note if printer is not None else "")
                or "Ask the printer for that profile, or take it from its publisher, and put it "
                "there under that name.",
            )
        )
    return load_condition(asset(root, _below(path, root)), sheet.press.condition)


def press_spec(
    sheet: StyleSheet,
    condition: OutputCondition,
    printer: PrinterProfile | None = None,
    marks: frozenset[MarkKind] | None = None,
) -> PressSpec:
    """What the press asks: a style sheet `printed_by` the printer, if there is one.

    `marks` are those that the user asks for; None: those that the printer wants.

    Raises:
        InputError: `printer-panels`: the printer wants single panels, which a folded sheet is not.
    """
    spec = PressSpec(
        condition,
        bleed=mm(sheet.format.bleed_mm),
        safe_margin=mm(sheet.format.safe_mm),
        ink_limit=sheet.press.ink_limit / 100,
        minimum_line=sheet.press.minimum_line,
        spots=sheet.press.spots,
        marks=marks or frozenset(),
    )
    if printer is None:
        return spec
    if printer.page_order == "panels":
        raise InputError(
            Diagnostic(
                "printer-panels",
                f"The printer {printer.name} wants one panel a page; a press file has one side "
                "of the flat sheet a page.",
                hint="Ask whether it takes flat sides, outside first, as others do.",
            )
        )
    wanted = printer.mark_kinds if printer.marks == "wanted" else frozenset()
    text = printer.minimum_text_inks if printer.states("minimum_text_inks") else None
    return replace(
        spec,
        marks=wanted if marks is None else marks,
        flavour=printer.flavour,
        spot_limit=printer.spot_limit,
        minimum_text_inks=text or spec.minimum_text_inks,
    )


def _files(root: Path | None) -> dict[str, Path]:
    """The folder that each printer's file is in."""
    folders = [SHIPPED] if root is None else [SHIPPED, root / FOLDER]
    found: dict[str, Path] = {}
    for folder in folders:
        try:
            names = [entry.name for entry in os.scandir(folder)]
        except OSError:
            continue
        for name in names:
            if name.endswith(".yaml"):
                found[name.removesuffix(".yaml")] = folder
    return found


def _profile(name: str, printer: Printer, root: Path | None) -> PrinterProfile:
    """The demands of a printer file as the value that the whole house shares."""
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


def _below(path: Path, root: Path) -> str:
    """A path as it is named from the project folder."""
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else str(path)
