"""Drawings: an SVG or PDF in the brochure's inks, its texts in the brochure's words and type."""

from __future__ import annotations

from msgspec.structs import replace

from depliant.colour import Colour
from depliant.content.model import Drawing
from depliant.display.items import Group
from depliant.errors import Diagnostic, Gathering, InputError, Place
from depliant.geometry import Matrix, Size, rectangle
from depliant.graphics import labels
from depliant.graphics.art import Art, Artwork
from depliant.graphics.charts.lettering import Lettering, lettering_of
from depliant.layout.blocks.code import swatch
from depliant.layout.blocks.framed import framed, too_wide, width_of
from depliant.layout.blocks.kind import Kind
from depliant.layout.blocks.side import Outlined
from depliant.layout.frame import Stack
from depliant.layout.setting import PanelSetting
from depliant.sentences import say
from depliant.source.folder import File
from depliant.source.kinds import NAMES, RASTERS, kind_of

_OWN_ROLE, _KIN = "drawing-label", "chart-label"
"""The role that a drawing's words have of themselves, and whose style they take without one."""


def drawing(block: Drawing, setting: PanelSetting, measure: float) -> Stack:
    """A drawing as a Figure with its caption, its credit below.

    Raises:
        InputError: the file is missing, unsafe or no drawing, or an ink is not known.
    """
    art = _art(block, setting, width_of(block, measure))
    found = (*art.diagnostics, *too_wide(block, "drawing-room", measure))
    return framed(block, Outlined(replace(art, diagnostics=found), block.file), setting, measure)


def _art(block: Drawing, setting: PanelSetting, width: float) -> Art:
    """The drawing in its width, in points, with its words and what is wrong with them."""
    artwork, found = _read(block, setting)
    box = artwork.bounds
    scale = width / box.width
    size = Size(width, box.height * scale)
    to_points = Matrix(scale, 0.0, 0.0, scale, -box.x * scale, -box.y * scale)
    faults = [*found, *labels.unsaid(block, artwork.labels)]
    words = labels.set_words(block, artwork.labels, to_points, _lettering(block, setting))
    faults += labels.misfits(words, size)
    shapes = Group(artwork.items, to_points, clip=rectangle(box))
    drawn = (shapes, *(item for word in words for item in word.items))
    return Art(drawn, size, tuple(faults))


def _lettering(block: Drawing, setting: PanelSetting) -> Lettering:
    """The type of a drawing's words: as designed, since the drawing says how large they are."""
    name = setting.style_name(block.role)
    if name == _OWN_ROLE and name not in setting.sheet.type:
        name = _KIN
    types = setting.sheet.type
    return lettering_of(types.get(name) or setting.style("text"), setting.sheet, setting.language)


def _read(block: Drawing, setting: PanelSetting) -> tuple[Artwork, tuple[Diagnostic, ...]]:
    """The artwork of the file in the inks of the swatches that the block names.

    Raises:
        InputError: as `drawing`.
    """
    inks: dict[str, Colour] = {}
    faults = Gathering()
    for name, of in block.colours:
        with faults:
            inks[name] = swatch(of, setting, block.place)
    faults.raise_any()
    file = setting.job.files.file(block.file, block.place)
    kind = kind_of(file.data)
    if kind == "pdf":
        return _of_pdf(file, block, inks, setting)
    if kind is not None and kind != "svg":
        hint = say("Export it as SVG or PDF, or name another file.")
        if kind in RASTERS:
            hint = say("Place it with `picture:` in the stead of `drawing:`.")
        message = say("{file} is {names}; a drawing is SVG or PDF.", file=file.name,
                      names=NAMES[kind])  # fmt: skip
        raise InputError(Diagnostic("file-kind", message, block.place, hint))
    ground = setting.colour(setting.design.ground)

    def read() -> Artwork:
        from depliant.graphics.svg import drawing as svg
        from depliant.graphics.svg.document import Ground

        return svg.read(file.data, inks, block.file, Ground(ground, "drawing", cuts=True))

    made_from = ("drawing", file.sha256, inks, ground)
    return setting.job.remember(Artwork, made_from, read), ()


def _of_pdf(
    file: File, block: Drawing, inks: dict[str, Colour], setting: PanelSetting
) -> tuple[Artwork, tuple[Diagnostic, ...]]:
    """A PDF of one page: its text becomes shapes, and colours without a swatch are told."""
    from depliant.graphics import pdfart
    from depliant.graphics.mark import Asked

    asked = Asked(inks, setting.job.condition.icc)
    try:
        drawn = pdfart.read(file, block.place, asked)
    except InputError as error:
        hint = say("Export it with flat colours and its text as outlines, or as SVG.")
        raise InputError(
            replace(fault, hint=hint) if fault.code.startswith("pdf-art") else fault
            for fault in error.diagnostics
        ) from None
    found = []
    chosen = [use.key for use in drawn.uses if use.word == "profile"]
    if chosen:
        found.append(_by_profile(block, chosen))
    if drawn.fonts:
        found.append(_drawn_words(block, block.place))
    if block.words:
        found.append(_drawn_words(block, block.words[0].place, said=True))
    return drawn.artwork, tuple(found)


def _by_profile(block: Drawing, chosen: list[str]) -> Diagnostic:
    return Diagnostic(
        "drawing-inks",
        say(
            "Inks of {file} are chosen by the output profile, since nothing says which they are: "
            "{names}.",
            file=block.file,
            names=", ".join(chosen[:8]),
        ),
        block.place,
        say(
            "Write below `drawing:`, with a swatch for each: colours: {{{entries}}}",
            entries=", ".join(f'"{key}": SWATCH' for key in chosen[:8]),
        ),
        "warning",
    )


def _drawn_words(block: Drawing, place: Place, *, said: bool = False) -> Diagnostic:
    if said:
        return Diagnostic(
            "drawing-words",
            say("The texts of {file} are shapes: nothing else can be said there.", file=block.file),
            place,
            say("Export it as SVG with its text as text, or leave `words` out."),
        )
    return Diagnostic(
        "drawing-words",
        say("{file} has words, which are drawn as they are in every edition.", file=block.file),
        place,
        say("Export it as SVG with its text as text: its words are then said and translated."),
        "warning",
    )


KIND = Kind(drawing)
