"""Printers: what a print shop asks of a file, and how it meets what the style sheet says.

A project's own are in `assets/printers`, those that every project can name are in the package
(`depliant/printers`); a project's file goes before one of the package of the same name.

A printer's demands and the style sheet's own are met together: the stricter limit counts, and
bleed, condition and flavour are the printer's.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

from msgspec.structs import replace

from depliant.document.faults import validated
from depliant.document.sheet_places import style_place
from depliant.document.source import asset, did_you_mean, load_yaml
from depliant.document.style import StyleSheet
from depliant.errors import Diagnostic, InputError, Place
from depliant.geometry import MM, mm
from depliant.press import (
    MarkKind,
    OutputCondition,
    PressSpec,
    PrinterProfile,
    load_condition,
)

FOLDER: Final = "assets/printers"
SHIPPED: Final = Path(__file__).parents[1] / "printers"


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
    # Its models cost time, and a build without a printer needs none of them.
    from depliant.document.printer_schema import Printer, profile_of

    home = files[name]
    source = load_yaml(home / f"{name}.yaml", SHIPPED if root is None or home == SHIPPED else root)
    return profile_of(name, validated(Printer, source), root)


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
    press = replace(
        own,
        condition=printer.condition,
        icc=icc,
        ink_limit=min(own.ink_limit, printer.ink_limit * 100),
        minimum_line=max(own.minimum_line, printer.minimum_line),
        spots="convert" if printer.spots == "refused" else own.spots,
    )
    page = replace(
        sheet.format,
        bleed_mm=printer.bleed / MM,
        safe_mm=max(sheet.format.safe_mm, printer.safe_margin / MM),
    )
    return replace(sheet, press=press, format=page)


def output_condition(
    sheet: StyleSheet, root: Path, printer: PrinterProfile | None = None
) -> OutputCondition:
    """The printing condition of a style sheet, with its profile read from the project.

    If the profile is not there, the note of the printer that it is for says where to get it.

    Raises:
        InputError: `icc-missing`, or what `load_condition` finds.
    """
    name = _below(root / sheet.press.icc, root)
    try:
        if not os.path.exists(root / name):
            raise InputError(
                Diagnostic(
                    "icc-missing",
                    f"The output profile of {sheet.press.condition} is not in the project: there "
                    f"is no file {name}.",
                    hint=(printer.note if printer is not None else "")
                    or "Ask the printer for that profile, or take it from its publisher, and put "
                    "it there under that name.",
                )
            )
        return load_condition(asset(root, name), sheet.press.condition)
    except InputError as error:
        place = _profile_place(sheet, root, printer)
        raise InputError(replace(fault, place=place) for fault in error.diagnostics) from None


def _profile_place(sheet: StyleSheet, root: Path, printer: PrinterProfile | None) -> Place:
    """Where the output profile is named: in the style sheet, or in the printer's file."""
    if printer is None or sheet.press.icc != str(printer.icc):
        return style_place(root, ("press", "icc"))
    path = printer_file(printer.name, root)
    if not path.is_relative_to(root):
        return Place(path.name)
    return load_yaml(path, root).place(("condition", "icc"))


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
        images=sheet.press.images,
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


def _below(path: Path, root: Path) -> str:
    """A path as it is named from the project folder."""
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else str(path)
