"""Printers: what a print shop asks of a file, and how it meets what the style sheet says.

A project's own are in `assets/printers`, those that every project can name are in the package
(`depliant/printers`); a project's file goes before one of the package of the same name.

A printer's demands and the style sheet's own are met together: the stricter limit counts, and
bleed, condition and flavour are the printer's.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

from msgspec.structs import replace

from depliant.errors import Diagnostic, InputError, Place
from depliant.geometry import MM, mm
from depliant.press.characterization import conditions_of, description, names, other_paper, told_by
from depliant.press.condition import (
    ICC_SIZE_LIMIT,
    MarkKind,
    OutputCondition,
    PressSpec,
    PrinterProfile,
    load_condition,
)
from depliant.sentences import legible, looked_up, say
from depliant.source.folder import File, Files, Folder
from depliant.source.suggestions import did_you_mean
from depliant.source.validated import validated
from depliant.source.yaml import load_yaml
from depliant.style.inheritance import STYLE_FILE
from depliant.style.places import style_place
from depliant.style.sheet import StyleSheet

FOLDER: Final = "assets/printers"
SHIPPED: Final = Path(__file__).parents[1] / "printers"


def printer_names(files: Files | None = None) -> tuple[str, ...]:
    """The printers that can be named: those of the package and of a project."""
    return tuple(sorted(_homes(files)))


def load_printer(name: str, files: Files | None = None) -> PrinterProfile:
    """The printer called `name`, of a project or else of the package.

    Its `icc` is the file that it names, whether it is there or not; without a project, none.

    Raises:
        InputError: `printer-unknown`, or everything that is wrong with its file.
    """
    homes = _homes(files)
    if name not in homes:
        raise InputError(
            Diagnostic(
                "printer-unknown",
                say("There is no printer called '{name}'.", name=legible(name)),
                hint=did_you_mean(name, list(homes))
                or say(
                    "Choose among {names}, or add {folder}/NAME.yaml.",
                    names=", ".join(sorted(homes)),
                    folder=FOLDER,
                ),
            )
        )
    # Its models cost time, and a build without a printer needs none of them.
    from depliant.press.printer_schema import Printer, profile_of

    source = load_yaml(*homes[name])
    return profile_of(name, validated(Printer, source), of_project=files is not None)


def check_printers(files: Files) -> tuple[Diagnostic, ...]:
    """What is wrong with the printer files of a project."""
    found: list[Diagnostic] = []
    for name, (home, _) in sorted(_homes(files).items()):
        if home is files:
            try:
                load_printer(name, files)
            except InputError as error:
                found += error.diagnostics
    return tuple(found)


def printer_file(name: str, files: Files) -> File:
    """The file of a printer that `load_printer` has found; one of the package by its folder too."""
    home, file = _homes(files)[name]
    found = home.file(file)
    return found if home is files else replace(found, name=f"{SHIPPED.name}/{file}")


def printed_by(sheet: StyleSheet, printer: PrinterProfile) -> StyleSheet:
    """The style sheet as it is laid out and written for a printer; see the module."""
    own = sheet.press
    same = own.condition == printer.condition
    icc = own.icc if same or printer.icc is None else printer.icc
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
    sheet: StyleSheet, files: Files, printer: PrinterProfile | None = None
) -> OutputCondition:
    """The printing condition of a style sheet, with its profile read from the project.

    If the profile is not there, the note of the printer that it is for says where to get it.

    Raises:
        InputError: `icc-missing`, or what `load_condition` finds.
    """
    name = sheet.press.icc
    try:
        try:
            file = files.file(name, limit=ICC_SIZE_LIMIT, too_large="icc-unreadable")
        except InputError as error:
            raise InputError(
                _missing(fault, sheet, printer) for fault in error.diagnostics
            ) from None
        condition = load_condition(file.data, sheet.press.condition)
    except InputError as error:
        place = _profile_place(sheet, files, printer)
        raise InputError(replace(fault, place=place) for fault in error.diagnostics) from None
    if fault := _doubt(sheet, condition):
        fault = replace(fault, place=_condition_place(sheet, files, printer))
        if fault.severity == "error":
            raise InputError(fault)
    return condition


def condition_remarks(
    sheet: StyleSheet,
    files: Files,
    condition: OutputCondition,
    printer: PrinterProfile | None = None,
) -> tuple[Diagnostic, ...]:
    """A warning where nothing says that the output profile is that of the printing condition."""
    fault = _doubt(sheet, condition)
    return (replace(fault, place=_condition_place(sheet, files, printer)),) if fault else ()


def _doubt(sheet: StyleSheet, condition: OutputCondition) -> Diagnostic | None:
    """What is wrong where a profile and a condition do not belong together, or may not."""
    name, icc = sheet.press.condition, sheet.press.icc
    told, meant = told_by(condition.icc), conditions_of(name)
    if set(told) & set(meant) or (not meant and names(condition.icc, name)):
        return None
    called = description(condition.icc) or icc
    paper = other_paper(condition.icc, name)
    if told and meant:
        return Diagnostic(
            "condition-profile",
            say(
                "The printing condition is {name}, and the profile {icc} (“{called}”) "
                "is that of {told}: the colours would be wrong on the paper.",
                name=name,
                icc=icc,
                called=called,
                told=told[0],
            ),
            hint=say(
                "Write `condition: {told}` if that is what is printed; if not, put the "
                "profile of {meant} into the project and name it as `icc`.",
                told=told[0],
                meant=meant[0],
            ),
        )
    hint = say("Ask the printer whether the two belong together.")
    if paper is not None:
        return Diagnostic(
            "condition-profile",
            say(
                "The printing condition is {name}, and the profile {icc} (“{called}”) is for "
                "another paper: its b* is {b:.1f}, not {wanted:.1f}.",
                name=name,
                icc=icc,
                called=called,
                b=paper[0],
                wanted=paper[1],
            ),
            hint=hint,
        )
    if told:
        return Diagnostic(
            "condition-unproved",
            say(
                "The profile {icc} (“{called}”) is that of {told}; whether that is the "
                "condition “{name}” is not known.",
                icc=icc,
                called=called,
                told=told[0],
                name=name,
            ),
            hint=hint,
            severity="warning",
        )
    return Diagnostic(
        "condition-unproved",
        say(
            "The profile {icc} (“{called}”) does not say which printing condition "
            "it is for; whether that is {name} is not known.",
            icc=icc,
            called=called,
            name=name,
        ),
        hint=hint,
        severity="warning",
    )


def _condition_place(sheet: StyleSheet, files: Files, printer: PrinterProfile | None) -> Place:
    """Where the printing condition is named: in the style sheet, or in the printer's file."""
    if printer is None:
        return style_place(files.file(STYLE_FILE), ("press", "condition"))
    home, file = _homes(files)[printer.name]
    return load_yaml(home, file).place(("condition", "name")) if home is files else Place(file)


def _missing(fault: Diagnostic, sheet: StyleSheet, printer: PrinterProfile | None) -> Diagnostic:
    """The fault of a profile that cannot be had; of one that is not there, what to do about it."""
    if fault.code != "asset-missing":
        return fault
    return Diagnostic(
        "icc-missing",
        say(
            "The output profile of {condition} is not in the project: there is no file {icc}.",
            condition=sheet.press.condition,
            icc=sheet.press.icc,
        ),
        hint=looked_up(printer.note)
        if printer is not None and printer.note
        else say(
            "Ask the printer for that profile, or take it from its publisher, and "
            "put it there under that name."
        ),
    )


def _profile_place(sheet: StyleSheet, files: Files, printer: PrinterProfile | None) -> Place:
    """Where the output profile is named: in the style sheet, or in the printer's file."""
    if printer is None or sheet.press.icc != printer.icc:
        return style_place(files.file(STYLE_FILE), ("press", "icc"))
    home, file = _homes(files)[printer.name]
    return load_yaml(home, file).place(("condition", "icc")) if home is files else Place(file)


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
        creased=sheet.format.weight == "cover",
    )
    if printer is None:
        return spec
    if printer.page_order == "panels" and not sheet.format.is_bound:
        raise InputError(
            Diagnostic(
                "printer-panels",
                say(
                    "The printer {printer} wants one panel a page; a press file has one "
                    "side of the flat sheet a page.",
                    printer=printer.name,
                ),
                hint=say("Ask whether it takes flat sides, outside first, as others do."),
            )
        )
    wanted = printer.mark_kinds if printer.marks == "wanted" else frozenset()
    text = printer.minimum_text_inks if printer.states("minimum_text_inks") else None
    return replace(
        spec,
        marks=wanted if marks is None else marks,
        flavour=printer.flavour,
        steps=printer.steps,
        spot_limit=printer.spot_limit,
        minimum_text_inks=text or spec.minimum_text_inks,
    )


def _homes(files: Files | None) -> dict[str, tuple[Files, str]]:
    """Each printer's file: whose it is, and its name there."""
    package = Folder(SHIPPED)
    homes: list[tuple[Files, str]] = [(package, file) for file in package.names(".")]
    if files is not None:
        homes += [(files, f"{FOLDER}/{file}") for file in files.names(FOLDER)]
    return {
        file.rpartition("/")[2].removesuffix(".yaml"): (home, file)
        for home, file in homes
        if file.endswith(".yaml")
    }
