"""A page's content taken apart into pieces that can be written again for one plate.

Each piece is bytes that all plates share, or something painted, which a plate shows in a gray
of its own amount of ink or, where another ink overprints, leaves as it was (8.6.7, 11.7.4.3).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from msgspec import Struct

from depliant.geometry import IDENTITY, Matrix
from depliant.pdfread.events import (
    Begun,
    Ended,
    Event,
    FormShown,
    Painted,
    Passed,
    Pictured,
    Shaded,
    Shown,
    Tag,
)
from depliant.pdfread.inline import as_stream
from depliant.pdfread.interpreter import Interpreter, Stream
from depliant.pdfread.layers import Layers
from depliant.pdfread.objects import entries, entry, identity, is_dict, name, number
from depliant.pdfread.spaces import ALL, GRAY, PROCESS, Space, ink, process_ink, read_space
from depliant.pdfread.state import BLACK, COLOUR_OPERATORS, Paint, State, Supplies
from depliant.pdfread.streams import decoded
from depliant.preflight.content import is_hidden
from depliant.preflight.knockout import is_knockout, knocked_out
from depliant.preflight.lit import Blending, own_blending
from depliant.preflight.steps import of_content, step_of

START = State()
Mixed = Callable[[Paint], Mapping[str, float]]
LIGHT = "light"
"""The plate of a soft mask: what its group lacks of light. No ink is called so, for it is none."""
_MAX_DEPTH = 12
_PATCHES = (6, 7)
"""The types of shadings over Coons' and tensor patches (8.7.4.5.7 and 8.7.4.5.8)."""
_HEAD = 200
"""Bytes of a glyph's procedure among which its first operator is."""
_MAX_PIECES = 2_000_000


class Coat(Struct, frozen=True):
    """What one paint puts on the plates: amounts, or a pattern; `over` if it overprints."""

    mix: dict[str, float]
    over: bool
    keeps_zero: bool
    pattern: Any = None
    space: Space = GRAY
    part: Part | None = None

    def amount(self, plate: str) -> float | None:
        """The ink on a plate, None where the plate stays as it was."""
        if ALL in self.mix:
            return self.mix[ALL]
        if not self.mix:
            return None
        found = self.mix.get(plate)
        if found is None:
            return None if self.over else 0.0
        if self.over and self.keeps_zero and found == 0 and plate in PROCESS:
            return None
        return found


class Inked(Struct, frozen=True):
    """A path or a string: `source` is what comes before its operator, `mode` how text is shown."""

    source: bytes
    operator: str
    fill: Coat | None
    stroke: Coat | None
    mode: int = 0
    is_text: bool = False


class Own(Struct, frozen=True):
    """What a group that is blended in a space of its own is there; `together` as of a separator."""

    part: Part
    blending: Blending
    together: bool


class Laid(Struct, frozen=True):
    """An image, a form or a shading that is put in place by name; `thing` is what it is."""

    kind: str
    thing: Any
    coat: Coat
    part: Part | None = None
    inline: bool = False
    """Whether it stood in the content: then it is no object of the file."""

    own: Own | None = None
    ctm: Matrix = IDENTITY
    """Where a form is shown."""


Piece = bytes | Inked | Laid


class Part(Struct, frozen=True):
    """A content stream taken apart, with the resources that its pieces name."""

    pieces: list[Piece]
    resources: Any
    holder: Any = None
    """The form or pattern that it is the content of, None for a page."""

    masks: dict[str, Part] = {}
    """The groups of its soft masks that are luminous, by the states that set them, as light."""

    glyphs: dict[str, dict[str, Glyph]] = {}
    """The glyphs that have colours of their own, by font and name."""

    composes: bool = False
    """Whether there is a group in it that is blended in a space of its own."""


class Glyph(Struct, frozen=True):
    """A procedure of a Type 3 font (9.6.5): the operator d0 with its widths, and what it paints."""

    head: bytes
    part: Part


def _composes(piece: Piece) -> bool:
    """Whether a piece is or holds a group in a space of its own."""
    if isinstance(piece, Laid):
        return piece.own is not None or (piece.part is not None and piece.part.composes)
    return False


def _is_drawn(state: State) -> bool:
    """Whether text is set in glyphs that are content themselves."""
    return state.face is not None and state.face.kind == "Type3"


def _is_transparent(event: Event) -> bool:
    """Whether an event makes the space count in which its page is blended."""
    state = event.state
    if min(state.fill_alpha, state.stroke_alpha) < 1 or state.blend != "Normal" or state.soft_mask:
        return True
    if isinstance(event, FormShown):
        return name(entry(event.xobject, "/Group", "/S")) == "Transparency"
    if isinstance(event, Pictured) and event.xobject is not None:
        held = event.xobject
        return is_dict(entry(held, "/SMask")) or number(entry(held, "/SMaskInData")) > 0
    return False


def _inherits(event: Event) -> bool:
    """Whether something is painted in the colour that was in force before its stream."""
    if isinstance(event, Painted):
        fill, stroke = event.fill, event.stroke
    else:
        fill, stroke = isinstance(event, Pictured) and event.mask, False
    return (fill and event.state.fill is BLACK) or (stroke and event.state.stroke is BLACK)


def darkness(paint: Paint) -> dict[str, float]:
    """What a colour of a mask's group lacks of light (10.3.4 and 11.5.3)."""
    cyan, magenta, yellow, black = process_ink(paint.space, paint.values)
    return {LIGHT: min(0.3 * cyan + 0.59 * magenta + 0.11 * yellow + black, 1.0)}


def _around(tag: Tag | None) -> Iterator[Tag]:
    while tag is not None:
        yield tag
        tag = tag.outer


def _unprinted(event: Event) -> Piece | None:
    """What is left of an event that prints nothing: a path clips, and a text moves what follows."""
    if isinstance(event, Painted) and event.clip:
        return event.shape.source + b" " + event.clip.encode() + b" n\n"
    if isinstance(event, Shown):
        return Inked(event.operation.source, event.operation.operator, None, None, 3, True)
    return None


class Separator:
    """Takes streams apart, each once.

    `together` says that cyan, magenta and yellow may be written as one page of three channels:
    nothing paints some of them and leaves another as it was. `meshed` says that there are
    gradients over patches, `transparent` that something lets through what lies below it, or is in a
    group.

    Args:
        interpreter: reads the file.
        icc: the output profile, for what is no ink.
        mixed: says what a flat colour puts on the plates; left out: what the file and the profile
            say.
        overprints: whether what overprints leaves the inks below it as they were.
        layers: what is on those that are off is not printed.
        blending: in what the streams are blended.
        kin: the separators of the same page by what they blend in, where groups may differ in
            that; left out: all is blended alike.
    """

    def __init__(
        self,
        interpreter: Interpreter,
        icc: bytes,
        mixed: Mixed | None = None,
        *,
        overprints: bool = True,
        layers: Layers | None = None,
        blending: Blending = None,
        kin: dict[Blending, Separator] | None = None,
    ) -> None:
        self._blending = blending
        self._kin = kin
        if kin is not None:
            kin[blending] = self
        self._layers = layers if layers is not None and layers.off else None
        self.icc = icc
        self._mixed = mixed
        self._overprints = overprints
        self.spots: dict[str, None] = {}
        self.together = True
        self.meshed = False
        self.transparent = False
        self._luminous: Separator | None = None
        self._interpreter = interpreter
        self._done: dict[int, tuple[Stream, Part]] = {}
        self._coats: dict[tuple[int, bool, int], tuple[Paint, Coat]] = {}
        self._open: list[tuple[int, int]] = []
        self._pieces = 0

    def part(self, stream: Stream) -> Part:
        """Take one stream apart."""
        if id(stream) in self._done:
            return self._done[id(stream)][1]
        pieces: list[Piece] = []
        shared: list[bytes] = []
        depth = 0
        masked = drawn = False
        cuts = knocked_out(self._interpreter, stream) if is_knockout(stream.holder) else {}
        for at, event in enumerate(stream.events):
            masked = masked or event.state.soft_mask is not None
            drawn = drawn or (isinstance(event, Shown) and _is_drawn(event.state))
            self.transparent = self.transparent or _is_transparent(event)
            self._pieces += 1
            if self._pieces > _MAX_PIECES:
                break
            piece = self._piece(event, stream)
            if isinstance(piece, bytes):
                shared.append(piece)
                depth += _NESTING.get(piece.strip(), 0)
            elif piece is not None:
                cut = cuts.get(at)
                if cut is not None:
                    shared.append(b"q\n" + cut)
                pieces += (b"".join(shared), piece)
                shared = [] if cut is None else [b"Q\n"]
        pieces.append(b"".join(shared) + b"Q\n" * depth)
        masks = self._masks(stream) if masked else {}
        glyphs = self._glyphs(stream) if drawn else {}
        composes = any(map(_composes, pieces))
        made = Part(pieces, stream.supplies.resources, stream.holder, masks, glyphs, composes)
        self._done[id(stream)] = stream, made
        return made

    def _masks(self, stream: Stream) -> dict[str, Part]:
        """The luminous soft masks that the states of a stream set (11.5.3)."""
        found = {}
        for called, state in entries(entry(stream.supplies.resources, "/ExtGState")):
            group = entry(state, "/SMask", "/G")
            if group is not None and name(entry(state, "/SMask", "/S")) == "Luminosity":
                found[called] = self._light()._inner(group, START, stream)
        return found

    def _light(self) -> Separator:
        """One that takes masks apart: all that they are painted in is light alone."""
        if self._mixed is darkness:
            return self
        if self._luminous is None:
            self._luminous = Separator(
                self._interpreter, b"", darkness, overprints=False, layers=self._layers
            )
        return self._luminous

    def _glyphs(self, stream: Stream) -> dict[str, dict[str, Glyph]]:
        """The procedures of a stream's Type 3 fonts that choose colours."""
        found: dict[str, dict[str, Glyph]] = {}
        for called, font in entries(entry(stream.supplies.resources, "/Font")):
            if name(entry(font, "/Subtype")) != "Type3":
                continue
            own = entry(font, "/Resources")
            supplies = stream.supplies if own is None else self._interpreter.supplies(font, own)
            read = {
                glyph: self._glyph(procedure, supplies)
                for glyph, procedure in entries(entry(font, "/CharProcs"))
            }
            found[called] = {glyph: one for glyph, one in read.items() if one is not None}
        return {called: glyphs for called, glyphs in found.items() if glyphs}

    def _glyph(self, procedure: Any, supplies: Supplies) -> Glyph | None:
        """A procedure taken apart; None for one in the colour of its text, or that shows itself."""
        if b"d0" not in decoded(procedure)[:_HEAD] or identity(procedure) in self._open:
            return None
        stream = self._interpreter.form(procedure, START, supplies)
        head = next((one.operation for one in stream.events if isinstance(one, Passed)), None)
        if head is None or head.operator != "d0" or any(map(_inherits, stream.events)):
            return None
        self._open.append(identity(procedure))
        part = self.part(stream)
        self._open.pop()
        return Glyph(head.source, part)

    def _piece(self, event: Event, stream: Stream) -> Piece | None:
        """What an event is written again as; None for what no plate shows."""
        if not isinstance(event, Passed | Begun | Ended) and not self._prints(event):
            return _unprinted(event)
        if isinstance(event, Painted):
            return self._path(event)
        if isinstance(event, Shown):
            return self._text(event)
        if isinstance(event, FormShown):
            if of_content(entry(event.xobject, "/OC")) is not None:
                return None
            # A group is composed by itself and then laid on as a whole.
            part = self._inner(event.xobject, event.state, stream)
            return Laid(
                "form", event.xobject, Coat({}, False, False), part,
                own=self._own(event, stream), ctm=event.state.ctm,
            )  # fmt: skip
        if isinstance(event, Pictured):
            return self._image(event)
        if isinstance(event, Shaded):
            self._note_mesh(event.shading)
            return self._laid("shading", event.shading, event.space, event.state)
        if not isinstance(event, Passed | Begun | Ended) or event.operation is None:
            return None
        dropped = event.operation.operator in COLOUR_OPERATORS or event.operation.operator == "Tr"
        return None if dropped else event.operation.source + b"\n"

    def _prints(self, event: Event) -> bool:
        """Whether an event is neither part of a processing step nor on a layer that is off."""
        if step_of(_around(event.tag)) is not None:
            return False
        return self._layers is None or not is_hidden(self._layers, event, _around(event.tag))

    def _path(self, event: Painted) -> Inked:
        source = event.shape.source + b" " + event.clip.encode()
        return Inked(
            source, event.operation.operator, *self._both(event.state, event.fill, event.stroke)
        )

    def _text(self, event: Shown) -> Inked:
        mode = event.state.render_mode
        coats = self._both(event.state, mode in (0, 2, 4, 6), mode in (1, 2, 5, 6))
        return Inked(event.operation.source, event.operation.operator, *coats, mode, True)

    def _both(self, state: State, fill: bool, stroke: bool) -> tuple[Coat | None, Coat | None]:
        mode = state.overprint_mode
        return (
            self.coat(state.fill, state.overprint_fill, mode) if fill else None,
            self.coat(state.stroke, state.overprint_stroke, mode) if stroke else None,
        )

    def _own(self, event: FormShown, stream: Stream) -> Own | None:
        """A group in its own space; None for one that is blended as this stream is."""
        if self._kin is None:
            return None
        resources = stream.supplies.resources
        found = own_blending(event.xobject, resources, self.icc, self._blending)
        if found is None:
            return None
        (blending,) = found
        other = self._kin.get(blending) or Separator(
            self._interpreter,
            self.icc,
            blending.lacking if blending is not None else None,
            overprints=blending is None and self._overprints,
            layers=self._layers,
            blending=blending,
            kin=self._kin,
        )
        part = other._inner(event.xobject, event.state, stream)
        return Own(part, blending, other.together)

    def _image(self, event: Pictured) -> Laid | None:
        """An image; one that stands in the content is read as if it were among the resources."""
        thing, inline = event.xobject, event.xobject is None
        if inline:
            thing = as_stream(self._interpreter.scratch, event.operation.operands[-1])
            if thing is None:
                return None
        if event.mask:
            coat = self._both(event.state, True, False)[0]
            return Laid("mask", thing, coat or Coat({}, False, False), inline=inline)
        return self._laid("image", thing, event.space, event.state, inline)

    def _laid(
        self, kind: str, thing: Any, space: Space, state: State, inline: bool = False
    ) -> Laid:
        self._enter(space)
        over = state.overprint_fill and self._overprints
        coat = Coat(_all_of(space), over, False, space=space)
        return Laid(kind, thing, self._checked(coat), inline=inline)

    def coat(self, paint: Paint, over: bool, mode: int) -> Coat:
        """What a paint puts on the plates."""
        over = over and self._overprints
        key = (id(paint), over, mode)
        if key not in self._coats:
            self._coats[key] = paint, self._checked(self._coat(paint, over, mode))
        return self._coats[key][1]

    def _checked(self, coat: Coat) -> Coat:
        """The coat, having noted whether it treats cyan, magenta and yellow alike."""
        untouched = {coat.amount(plate) is None for plate in PROCESS[:3]}
        if len(untouched) > 1:
            self.together = False
        return coat

    def _coat(self, paint: Paint, over: bool, mode: int) -> Coat:
        if paint.pattern is not None:
            return self._pattern(paint, over)
        if self._mixed is not None:
            mix = dict(self._mixed(paint))
            for plate in mix:
                if plate not in (ALL, LIGHT, *PROCESS):
                    self.spots.setdefault(plate)
        else:
            mix = ink(paint.space, paint.values, self.icc)
        self._enter(paint.space)
        return Coat(mix, over, mode == 1 and paint.space.kind == "DeviceCMYK")

    def _pattern(self, paint: Paint, over: bool) -> Coat:
        """A tiling or shading pattern; an uncoloured one takes the colour that comes with it."""
        pattern, base = paint.pattern, paint.space.base
        if number(entry(pattern, "/PatternType")) == 2:
            self._note_mesh(entry(pattern, "/Shading"))
            space = read_space(entry(pattern, "/Shading", "/ColorSpace"))
            self._enter(space)
            return Coat(_all_of(space), over, False, pattern, space)
        if number(entry(pattern, "/PaintType")) == 2 and base is not None:
            self._enter(base)
            plain = Paint(base, paint.values)
            mix = dict(self._mixed(plain)) if self._mixed else ink(base, paint.values, self.icc)
            return Coat(mix, over, False, pattern)
        part = self._inner(pattern, START, None)
        return Coat(dict.fromkeys(PROCESS, 0.0), False, False, pattern, part=part)

    def _inner(self, holder: Any, state: State, outer: Stream | None) -> Part:
        """The content of a form or pattern; nothing of one that lies in itself."""
        if identity(holder) in self._open or len(self._open) > _MAX_DEPTH:
            return Part([], None, holder)
        supplies = outer.supplies if outer else self._interpreter.supplies(None, None)
        self._open.append(identity(holder))
        made = self.part(self._interpreter.form(holder, state, supplies))
        self._open.pop()
        return made

    def _note_mesh(self, shading: Any) -> None:
        self.meshed = self.meshed or number(entry(shading, "/ShadingType")) in _PATCHES

    def _enter(self, space: Space) -> None:
        """Remember a space's spot inks."""
        root = space.root
        if root.kind in ("Separation", "DeviceN"):
            for colorant in root.names:
                if colorant not in (ALL, "None", *PROCESS):
                    self.spots.setdefault(colorant)


def _all_of(space: Space) -> dict[str, float]:
    """The plates that a space can print on, each with some ink."""
    root = space.root
    if root.kind in ("Separation", "DeviceN"):
        return {colorant: 1.0 for colorant in root.names if colorant != "None"}
    return dict.fromkeys(PROCESS, 1.0)


_NESTING = {b"q": 1, b"Q": -1}
