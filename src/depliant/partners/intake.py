"""A partner's file taken in: what it is, what is in it, and what the project keeps of it.

The file is a stranger's, so all of this is done in a process of its own (`confined`). What is kept
is the partner's own file wherever a build can read it; else the plainest PDF that shows the same.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from depliant.colour import BLACK, PAPER, Colour
from depliant.confined import confined
from depliant.display.items import Path, Picture
from depliant.errors import InputError, Place
from depliant.geometry import Rect, bounds, outline_points
from depliant.graphics import picture
from depliant.graphics.art import Artwork
from depliant.graphics.logo import weighed
from depliant.graphics.mark import Asked, Drawn, Use, plain_key
from depliant.graphics.pdf_inks import converted_rgb, pure_gray
from depliant.graphics.pdfart import MAXIMUM_BYTES, interpreted
from depliant.graphics.plain_pdf import plain_pdf
from depliant.graphics.svg import drawing as svg
from depliant.graphics.svg.colours import parsed
from depliant.graphics.svg.document import Ground
from depliant.graphics.svg.tree import parse
from depliant.partners import kinds, pixels, postscript
from depliant.partners.faces import font_of, fonts_for
from depliant.partners.flattening import flattened
from depliant.partners.overflow import passing
from depliant.partners.pages import one_page
from depliant.partners.svg_text import called, outlined
from depliant.sentences import say
from depliant.source.folder import File

_BLACK: Final = "#000000"
_PAPER: Final = Ground(PAPER, "inks", cuts=True)
"""A mark is taken in as a wall prints it, on paper."""

LARGEST: Final = 64 * 1024**2
"""Bytes of a file that is looked at: a mark with its program's own document has as many."""


class Wanted(Struct, frozen=True):
    """What is asked of a file that comes in.

    `inks` are what the charter says of its colours, `fonts` stand in for fonts that it lacks, by
    their names ("" for any); `page` is a page of it, from 1, or 0 for its only one.
    """

    icc: bytes
    inks: Mapping[str, Colour] = {}
    fonts: Mapping[str, bytes] = {}
    flatten: bool = False
    trim: bool = False
    page: int = 0


class Taken(Struct, frozen=True):
    """A file that was taken in.

    `suffix` and `data` are what the project keeps; `is_own` says that they are the partner's file
    as it is, `is_baked` that the inks are in it and no contract changes them. `empty` are the
    shares of the drawing's box that nothing is drawn in, from the left, top, right and bottom.
    `pixels` is the size of a mark made of pixels. `is_boxed` tells an opaque white box behind it.
    `installed` are the fonts of live text for which none was given and one was here. `repaired` is
    what qpdf says of a broken PDF, of which the project keeps what it could be repaired to. `cut`
    are the shares of the box by which text passes its edges, from the left, top, right and bottom.
    """

    kind: kinds.Kind
    suffix: str
    data: bytes
    drawn: Drawn
    is_own: bool = True
    is_baked: bool = False
    empty: tuple[float, float, float, float] = (0.0, 0.0, 0.0, 0.0)
    pixels: tuple[int, int] | None = None
    is_boxed: bool = False
    unused: tuple[str, ...] = ()
    installed: tuple[str, ...] = ()
    repaired: str = ""
    cut: tuple[float, float, float, float] = (0.0, 0.0, 0.0, 0.0)


def taken(file: File, wanted: Wanted) -> Taken:
    """Take a file in, in a process of its own.

    Raises:
        InputError: everything that keeps it from being used.
    """
    place = Place(file.name)
    if len(file.data) > LARGEST:
        raise kinds.unusable(
            "logo-format",
            say(
                "{file} has {count:.0f} MB; {largest} MB are the most.",
                file=file.name,
                count=len(file.data) / 1000000.0,
                largest=LARGEST // 2**20,
            ),
            place,
            say("Ask for the mark alone, without its other versions."),
        )
    return confined(Taken, place, _taken_in_child, file, place, wanted)


def _taken_in_child(file: File, place: Place, wanted: Wanted) -> Taken:
    """The child's part of `taken`."""
    postscript.bound()
    return taken_here(file, place, wanted)


def taken_here(file: File, place: Place, wanted: Wanted) -> Taken:
    """As `taken`, in this process, which it does not bound."""
    sent = kinds.sent(file.data, place)
    file = File(file.name, sent.data, file.sha256)
    try:
        if sent.kind == "SVG":
            made = _svg(file, place, wanted)
        elif sent.kind in ("PDF", "AI", "EPS"):
            made = _pdf(file, sent.kind, place, wanted)
        else:
            made = _raster(file, sent.kind, place, wanted)
    except MemoryError as fault:
        raise kinds.unusable(
            "pdf-hostile",
            say("{file} asks for more memory than any mark needs.", file=file.name),
            place,
            say("Ask the partner for another file."),
        ) from fault
    if sent.kind == "SVG":
        return made
    used = {plain_key(use.key) for use in made.drawn.uses}
    return replace(made, unused=tuple(name for name in wanted.inks if plain_key(name) not in used))


def _svg(sent: File, place: Place, wanted: Wanted) -> Taken:
    file, fonts, installed = _without_text(sent, place, wanted)
    by_name = {name: ink for name, ink in wanted.inks.items() if parsed(name) is None}
    named = svg.asked(file.data, by_name, file.name, _PAPER)
    uses = [
        Use(said, BLACK, "black") if shade is None else _ink_of(shade, said, wanted)
        for said, shade in named.items()
        # What takes the colour of the page round it is black where there is none (CSS Color 4).
        if shade is not None or said.lower() == "currentcolor"
    ]
    inks = {**{use.key: use.ink for use in uses}, **wanted.inks}
    try:
        art = svg.read(file.data, inks, file.name, _PAPER)
    except InputError as fault:
        # A shape that says no colour at all is black (SVG 2, 13.2).
        if _BLACK in inks or {one.code for one in fault.diagnostics} != {"svg-colour"}:
            raise
        uses.append(Use(_BLACK, BLACK, "black"))
        art = svg.read(file.data, {**inks, _BLACK: BLACK}, file.name, _PAPER)
    known = {plain_key(said) for said in named} | set(named.values())
    # A class or an id may be an ink's name too.
    unused = [
        name
        for name in wanted.inks
        if plain_key(name) not in known and name.encode() not in file.data
    ]
    drawn = Drawn(art, tuple(uses), fonts)
    is_own = file.data is sent.data
    made = Taken("SVG", ".svg", file.data, drawn, is_own, unused=tuple(unused), installed=installed)
    if fonts:
        all_inks = {**inks, _BLACK: inks.get(_BLACK, BLACK)}
        cut = passing(sent.data, file.data, all_inks, file.name, _PAPER)
        made = replace(made, cut=cut)
    return _measured(made)


def _without_text(
    file: File, place: Place, wanted: Wanted
) -> tuple[File, tuple[tuple[str, bool], ...], tuple[str, ...]]:
    """A drawing with its text as outlines, the fonts of that, and those that were installed."""
    _, faults = parse(file.data, file.name)
    if faults:
        return file, (), ()
    installed: list[str] = []

    def font(family: str, weight: int, slanted: bool) -> bytes | None:
        found = font_of(wanted.fonts, family, weight, slanted)
        if found is not None and found not in wanted.fonts.values():
            installed.append(called(family, weight, slanted=slanted))
        return found

    made = outlined(file.data, font, place)
    fonts = tuple((name, False) for name in made.fonts)
    return (replace(file, data=made.data) if fonts else file), fonts, tuple(installed)


def _ink_of(shade: str, said: str, wanted: Wanted) -> Use:
    given = {plain_key(name): ink for name, ink in wanted.inks.items()}
    for name in (shade, plain_key(said)):
        if name in given:
            return Use(said, given[name], "contract")
    red, green, blue = (int(shade[at : at + 2], 16) / 255 for at in (1, 3, 5))
    gray = pure_gray((red, green, blue))
    if gray is not None:
        return Use(said, gray, "black")
    return Use(said, converted_rgb((red, green, blue), wanted.icc), "profile")


def _pdf(file: File, kind: kinds.Kind, place: Place, wanted: Wanted) -> Taken:
    data = postscript.to_pdf(file.data, place) if kind == "EPS" else file.data
    alone, lacking, repaired = one_page(
        data, place, wanted.page, tidy=kind != "PDF" or len(data) > MAXIMUM_BYTES
    )
    fonts = fonts_for(lacking, wanted.fonts, place)
    asked = Asked(wanted.inks, wanted.icc, fonts)
    read = File(file.name, alone, file.sha256)
    drawn = (flattened if wanted.flatten else interpreted)(read, place, asked)
    if drawn.flattened or lacking:
        made = Taken(kind, ".pdf", plain_pdf(drawn.artwork), drawn, is_own=False, is_baked=True)
    else:
        made = Taken(kind, ".pdf", alone, drawn, is_own=alone is file.data)
    given = wanted.fonts.values()
    installed = tuple(name for name, data in fonts.items() if data not in given)
    return _measured(replace(made, installed=installed, repaired=repaired))


def _measured(made: Taken) -> Taken:
    """With how much of its box is empty, and whether it is painted white as a whole."""
    art = made.drawn.artwork
    ink, box = weighed(art).box, art.bounds
    empty = (
        (ink.x - box.x) / box.width,
        (ink.y - box.y) / box.height,
        (box.right - ink.right) / box.width,
        (box.bottom - ink.bottom) / box.height,
    )
    return replace(made, empty=_shares(empty), is_boxed=is_boxed(art))


def _shares(empty: tuple[float, ...]) -> tuple[float, float, float, float]:
    left, top, right, bottom = (round(min(1.0, max(0.0, share)), 4) for share in empty)
    return left, top, right, bottom


def is_boxed(art: Artwork) -> bool:
    """Whether a mark stands on an opaque white box as large as itself."""
    first = art.items[0]
    if isinstance(first, Picture):
        return len(art.items) == 1 and pixels.seen(first.raster).is_boxed
    if not isinstance(first, Path) or first.fill is None or not first.fill.is_paper:
        return False
    box = bounds(outline_points(first.outline))
    return box.width >= 0.98 * art.bounds.width and box.height >= 0.98 * art.bounds.height


def _raster(file: File, kind: kinds.Kind, place: Place, wanted: Wanted) -> Taken:
    raster = picture.read_mark(file, place)
    found = pixels.seen(raster)
    if found.is_clear:
        what = say("transparent all over")
        raise kinds.unusable(
            "logo-format", say("{name} is {what}.", name=file.name, what=what), place, kinds.ASK
        )
    whole = Rect(0.0, 0.0, raster.width, raster.height)
    suffix = {"PNG": ".png", "JPEG": ".jpg"}.get(kind, "")
    data = file.data
    is_trimmed = wanted.trim and found.box != whole
    box = found.box if is_trimmed else whole
    if is_trimmed or not suffix:
        suffix, data = pixels.cropped(raster, box)
    frame = Rect(0.0, 0.0, box.width, box.height)
    drawn = Drawn(Artwork((Picture(raster, frame, box, PAPER),), frame))
    empty = (0.0, 0.0, 0.0, 0.0)
    if not is_trimmed:
        across, down = whole.width, whole.height
        empty = _shares(
            (found.box.x / across, found.box.y / down, (across - found.box.right) / across,
             (down - found.box.bottom) / down)
        )  # fmt: skip
    made = Taken(kind, suffix, data, drawn, is_own=data is file.data, empty=empty)
    size = int(box.width), int(box.height)
    return replace(made, pixels=size, is_boxed=found.is_boxed)
