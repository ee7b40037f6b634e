"""What is said of words that are not seen, or that stand too near the knife or a fold.

What is found depends on what is painted alone, and is remembered with its panel; the places in
content.yaml are looked up when there is something to say.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from depliant.colour import Colour
from depliant.content.model import Panel
from depliant.display.items import Glyphs, Item, Mark
from depliant.errors import Diagnostic, Place, Severity
from depliant.geometry import IDENTITY, MM, Matrix, Rect, Size, mm
from depliant.languages.table import direction
from depliant.layout.folding import Edges
from depliant.layout.frame import Placement
from depliant.layout.lent import Lent
from depliant.layout.room import Order
from depliant.layout.sight import UNSEEN, Sight, letters, rough_sides
from depliant.layout.strays import leaves
from depliant.layout.template import Leaf, design_name, design_of, off_page
from depliant.press.condition import told
from depliant.sentences import Sentence, in_quotes, joined, say, verbatim
from depliant.style.inheritance import STYLE_FILE
from depliant.style.places import design_place
from depliant.style.sheet import Design, Margin, StyleSheet
from depliant.text.ink import around, glyph_boxes
from depliant.tuples import NamedTuple

_SLACK = mm(0.05)
"""Points: lengths are given in tenths of a millimetre at most."""

_SHOWN = 80
"""Characters of a text that a diagnostic shows."""

_EACH = 3
"""Texts of a panel that cannot be read are named one by one, as long as there are no more."""

Edge = Literal["left", "right", "top", "bottom"]


class Near(Struct, frozen=True):
    """Something nearer than is safe to an edge of its panel: its words, and how far it is off.

    `text` is empty for what is no text. `x` and `y` are where its run begins, or its upper left
    corner; `distance` is in points.
    """

    text: str
    edge: Edge
    distance: float
    x: float
    y: float


class Seen(Struct, frozen=True):
    """What was found on a panel: words that are hard to see, and what stands too near an edge.

    `lent` are the characters that came from another family, `edges` the colours along its edges.
    """

    sights: tuple[Sight, ...]
    near: tuple[Near, ...]
    lent: tuple[Lent, ...] = ()
    edges: Edges | None = None


def too_near(marks: tuple[Item, ...], size: Size, safe: float) -> tuple[Near, ...]:
    """What of a panel's own content stands less than `safe` points from an edge of its trim.

    Running heads and folios count as any text does. What stands over the edge is left to `strays`;
    a figure that does is meant to bleed. One that ends there is 0 points off, of every such edge.
    """
    kept = Rect(0.0, 0.0, *size).inset(safe, safe, safe, safe)
    found: list[Near] = []
    panel = Rect(0.0, 0.0, *size)
    for mark in marks:
        if not isinstance(mark, Mark):
            continue
        if mark.bounds is not None:  # a figure, which holds its own letters
            found += _nearest("", mark.bounds, kept, safe)
            found += _flush(mark.bounds, size)
            if min(_room(mark.bounds, panel).values()) >= -_SLACK:
                continue  # else it is meant to bleed, which none of its letters is
        for run, matrix in letters((mark,)):
            if mark.content is None and not any(map(str.isalnum, run.text)):
                continue  # the dots of a leader
            if matrix is IDENTITY:
                left, top, right, bottom = rough_sides(run)
                if left >= safe and top >= safe and right <= kept.right and bottom <= kept.bottom:
                    continue
            box = around(glyph_boxes(run))
            if box is not None:
                found += _nearest(run.text, matrix.apply_rect(box), kept, safe)
    return tuple(found)


def _nearest(text: str, box: Rect, kept: Rect, safe: float) -> Iterator[Near]:
    """The edge that a box comes too near to, if there is one: that which it is nearest to."""
    room = _room(box, kept)
    edge = min(room, key=lambda one: room[one])
    if -safe + _SLACK < room[edge] < -_SLACK:
        yield Near(text, edge, safe + room[edge], box.x, box.y)


def _flush(box: Rect, size: Size) -> Iterator[Near]:
    """The edges of a panel at which a figure ends."""
    for edge, room in _room(box, Rect(0.0, 0.0, *size)).items():
        if abs(room) <= _SLACK:
            yield Near("", edge, 0.0, box.x, box.y)


def _room(box: Rect, kept: Rect) -> dict[Edge, float]:
    """How far a box is from each edge of another that it should be in."""
    return {
        "left": box.x - kept.x,
        "top": box.y - kept.y,
        "right": kept.right - box.right,
        "bottom": kept.bottom - box.bottom,
    }


class Setting(NamedTuple):
    """A panel as it was set, with what is needed to speak of it.

    `pictured` says that a picture lies behind its blocks.
    """

    panel: Panel
    leaf: Leaf
    order: Order
    placements: tuple[Placement, ...]
    pictured: bool = False

    @property
    def sheet(self) -> StyleSheet:
        """The style sheet that it is set in."""
        return self.order.sheet

    @property
    def design(self) -> str:
        """The name of the design that it takes."""
        return design_name(self.sheet, self.panel.design)

    @property
    def look(self) -> Design:
        """That design itself."""
        return design_of(self.sheet, self.panel.design)

    def place(self, x: float, y: float) -> Place:
        """Where the words are written that are set nearest to a point."""
        best, where = float("inf"), self.panel.place
        for placed in self.placements:
            for item, matrix in leaves(placed.slice.marks, Matrix(e=placed.x, f=placed.y)):
                if isinstance(item, Glyphs) and placed.slice.place is not None:
                    at = matrix.apply(item.x, item.y)
                    apart = abs(at.x - x) + abs(at.y - y)
                    if apart < best:
                        best, where = apart, placed.slice.place
        return where

    def figure_place(self, x: float, y: float) -> Place:
        """Where the block is written whose upper left corner is nearest to a point."""
        placed = min(
            (one for one in self.placements if one.slice.place is not None),
            key=lambda one: abs(one.x - x) + abs(one.y - y),
            default=None,
        )
        return (placed and placed.slice.place) or self.panel.place

    @property
    def title_lines(self) -> int:
        """How many lines the panel's title takes."""
        place = self.panel.title_place
        return sum(bool(one.slice.text) and one.slice.place == place for one in self.placements)


def said(seen: Seen, setting: Setting) -> Iterator[Diagnostic]:
    """The diagnostics of what was found on a panel."""
    found = _by_place(seen.sights, setting)
    lost = {place for place, _, kind in found if kind != "faint"}
    groups: dict[tuple[Colour, Colour | None, _Kind], list[tuple[Place, Sight]]] = {}
    for (place, colour, kind), alike in found.items():
        sight = _together(alike)
        if kind == "covered":
            yield _covered(sight, place)
        elif kind == "unseen" or place not in lost:  # of words that are not seen no more is said
            groups.setdefault((colour, sight.on, kind), []).append((place, sight))
    for (_, _, kind), texts in groups.items():
        if kind == "faint" or len(texts) > _EACH:
            yield _weak(texts, setting)
        else:
            for one in texts:
                yield _weak([one], setting)
    flush = [one for one in seen.near if not one.distance]
    cut = [one for one in flush if not _is_fold(one.edge, setting.leaf)]
    if cut:
        yield _no_bleed(cut[0], setting)
    yield from _too_near([one for one in seen.near if one.distance], setting)


_Kind = Literal["covered", "unseen", "faint"]
_Key = tuple[Place, Colour, _Kind]


def each_once(found: tuple[Diagnostic, ...]) -> tuple[Diagnostic, ...]:
    """The findings without those of a title that is too long, where it cannot be read at all."""
    lost = {one.place for one in found if one.code == "text-contrast" and one.severity == "error"}
    return tuple(one for one in found if one.code != "title-lines" or one.place not in lost)


def _by_place(sights: Iterable[Sight], setting: Setting) -> dict[_Key, list[Sight]]:
    """The sights of one block together, which are alike in all but their words."""
    found: dict[_Key, list[Sight]] = {}
    for sight in sights:
        kind: _Kind = (
            "covered" if not sight.ratio else "unseen" if sight.ratio < UNSEEN else "faint"
        )
        key = setting.place(sight.x, sight.y), sight.colour, kind
        found.setdefault(key, []).append(sight)
    return found


def _together(alike: list[Sight]) -> Sight:
    """Sights as one: all their words, on what most of them stand on."""
    most = max(alike, key=lambda sight: len(sight.text))
    return replace(most, text=_short(" ".join(sight.text for sight in alike)))


def _covered(sight: Sight, place: Place) -> Diagnostic:
    return Diagnostic(
        "text-covered",
        say("“{text}” is not seen: something else is painted over it.", text=sight.text),
        place,
        say("Move one of the two, or leave out what lies above."),
    )


def _weak(texts: list[tuple[Place, Sight]], setting: Setting) -> Diagnostic:
    """What is said of texts of a panel that are of one colour, on one ground."""
    place, sight = min(texts, key=lambda one: one[1].ratio)
    text, ground = _named(sight.colour, setting.sheet), _named(sight.on, setting.sheet)
    is_lost, looks = (
        sight.ratio < UNSEEN,
        {
            "text": sight.text,
            "more": len(texts) - 1,
            "colour": text,
            "ground": ground,
            "ratio": told(sight.ratio),
            "needed": sight.needed,
        },
    )
    if len(texts) > 1:
        message = say(
            "“{text}” ({more} more like it) cannot be read: it is set in {colour} and stands on "
            "{ground}, a contrast of {ratio:.1f} to 1; it needs {needed:g}."
            if is_lost
            else "“{text}” ({more} more like it) is hard to read: it is set in {colour} and stands "
            "on {ground}, a contrast of {ratio:.1f} to 1; it needs {needed:g}.",
            **looks,
        )
    else:
        message = say(
            "“{text}” cannot be read: it is set in {colour} and stands on {ground}, a contrast of "
            "{ratio:.1f} to 1; it needs {needed:g}."
            if is_lost
            else "“{text}” is hard to read: it is set in {colour} and stands on {ground}, a "
            "contrast of {ratio:.1f} to 1; it needs {needed:g}.",
            **looks,
        )
    severity: Severity = "error" if is_lost else "warning"
    return Diagnostic("text-contrast", message, place, _way_out(sight, place, setting), severity)


def _way_out(sight: Sight, place: Place, setting: Setting) -> Sentence:
    """What can be done about words on the wrong ground."""
    panel, sheet = setting.panel, setting.sheet
    design = setting.look
    lines, room = setting.title_lines, design.title_lines
    if place == panel.title_place and lines > room > 1:
        return say(
            "The title takes {lines} lines, and the design “{design}” has room for "
            "{room}: shorten it.",
            lines=lines,
            design=setting.design,
            room=room,
        )
    if setting.design not in sheet.designs and sheet.designs:
        names = ", ".join(sheet.designs)
        return say(
            "No design of the style sheet is called “{design}”: give the panel a "
            "`design` ({names}).",
            design=off_page(panel.design),
            names=names,
        )
    if sight.on is None and setting.pictured:
        return say(
            "Give the picture a `veil` by its role under `pictures` of style.yaml, the text "
            "another `colour`, or another place.",
        )
    grounds = (design.ground, *(one.ground for one in design.frames.values() if one.ground))
    if sight.on in {sheet.colour(ground) for ground in grounds}:
        return say(
            "Give its type style a `colour` that stands out from the ground of the "
            "design “{design}”.",
            design=setting.design,
        )
    if sight.on in {sheet.colour(box.ground) for box in sheet.boxes.values() if box.ground}:
        return say(
            "Give its type style a `colour` that stands out from the ground of its box, or the box "
            "another `ground` under `boxes` of style.yaml."
        )
    return say(
        "Let the text stand clear of the art, by the margins of the design "
        "“{design}”, or give its type style another `colour`.",
        design=setting.design,
    )


def _named(colour: Colour | None, sheet: StyleSheet) -> Sentence:
    """A colour by its swatch, or by its ink; none is that of a picture."""
    if colour is None:
        return say("a picture")
    for name in (*sheet.swatches, "paper", "black"):
        if sheet.colour(name) == colour:
            return in_quotes(name)
    ink = "/".join(f"{amount * 100:.0f}" for amount in colour.cmyk)
    return verbatim(f"{colour.spot} ({ink})" if colour.spot else f"CMYK {ink}")


def _too_near(near: list[Near], setting: Setting) -> Iterator[Diagnostic]:
    """What is said of all that stands too near the edges of a panel: once a block.

    Where the margins themselves are too narrow that is said, once a panel.
    """
    is_rtl = direction(setting.order.language) == "rtl"
    margin, safe = setting.look.margin, _safe(setting)
    blamed: list[Near] = []
    blocks: dict[Place, list[Near]] = {}
    for one in near:
        place = setting.place(one.x, one.y) if one.text else setting.figure_place(one.x, one.y)
        edge = _MIRRORED[one.edge] if is_rtl else one.edge
        if place.file != STYLE_FILE and _widths(margin)[edge] < safe:
            blamed.append(one)
        else:
            blocks.setdefault(place, []).append(one)
    if blamed:
        yield _narrow(blamed, setting)
    for place, alike in blocks.items():
        worst = min(alike, key=lambda one: one.distance)
        yield Diagnostic(
            "safe-margin",
            _too_near_said(worst, 0, setting),
            place,
            say("Give it more `edge_mm`, or give `safe_mm` what your printer asks for.")
            if place.file == STYLE_FILE
            else say(
                "Shorten the text or move it inwards, or give `safe_mm` what your printer asks for."
            ),
            "warning",
        )


def _narrow(near: list[Near], setting: Setting) -> Diagnostic:
    """What is said of margins that are themselves less than is safe, and what they let happen."""
    safe = _safe(setting)
    widths = _widths(setting.look.margin)
    edges = joined(
        say("{side} {width:g}", side=_SIDES[edge], width=width)
        for edge, width in widths.items()
        if width < safe
    )
    worst = min(near, key=lambda one: one.distance)
    file = setting.order.files.file(STYLE_FILE)
    return Diagnostic(
        "safe-margin",
        say(
            "The margins of the design “{design}” ({edges} mm) are less than `safe_mm` keeps free "
            "along trim and folds. {found}",
            design=setting.design,
            edges=edges,
            found=_too_near_said(worst, len(near) - 1, setting),
        ),
        design_place(file, (setting.design, "margin"), setting.order.language),
        say("Widen them, or give `safe_mm` what your printer asks for."),
        "warning",
    )


def _safe(setting: Setting) -> float:
    return setting.sheet.format.safe_mm


def _too_near_said(worst: Near, more: int, setting: Setting) -> Sentence:
    """That something stands too near an edge of its panel, and so many more things do."""
    found = {
        "text": _short(worst.text),
        "distance": worst.distance / MM,
        "where": _EDGES[worst.edge, _is_fold(worst.edge, setting.leaf)],
        "panel": setting.panel.id,
        "more": more,
        "safe": setting.sheet.format.safe_mm,
    }
    if more:
        return say(
            "“{text}” stands {distance:.1f} mm from {where} of panel “{panel}” ({more} more like "
            "it); `safe_mm` keeps {safe:g} mm free."
            if worst.text
            else "A picture, chart or mark stands {distance:.1f} mm from {where} of panel "
            "“{panel}” ({more} more like it); `safe_mm` keeps {safe:g} mm free.",
            **found,
        )
    return say(
        "“{text}” stands {distance:.1f} mm from {where} of panel “{panel}”; `safe_mm` keeps "
        "{safe:g} mm free."
        if worst.text
        else "A picture, chart or mark stands {distance:.1f} mm from {where} of panel “{panel}”; "
        "`safe_mm` keeps {safe:g} mm free.",
        **found,
    )


def _no_bleed(near: Near, setting: Setting) -> Diagnostic:
    """What is said of a picture that the knife would have to meet exactly."""
    where = _EDGES[near.edge, False]
    return Diagnostic(
        "picture-no-bleed",
        say(
            "A picture, chart or mark ends at {where} of panel “{panel}”: a knife "
            "that strays leaves a line of the ground beside it. What stands among "
            "blocks does not run on into the bleed.",
            where=where,
            panel=setting.panel.id,
        ),
        setting.figure_place(near.x, near.y),
        say(
            "Give the design “{design}” margins there; or put a picture behind the "
            "blocks with `backdrop:`, which runs over the edge.",
            design=setting.design,
        ),
        "warning",
    )


_MIRRORED: dict[Edge, Edge] = {"left": "right", "right": "left", "top": "top", "bottom": "bottom"}
"""The edges of a panel that reads to the left, by the margins that lie along them."""


def _widths(margin: Margin) -> dict[Edge, float]:
    """The margins of a design by the edge that each lies along, in millimetres."""
    return {
        "top": margin.top,
        "right": margin.right,
        "bottom": margin.bottom,
        "left": margin.left,
    }


def _is_fold(edge: Edge, leaf: Leaf) -> bool:
    """Whether an edge of a panel is a fold, and not the trim."""
    return not leaf.trimmed[edge]


_EDGES = {
    ("left", False): say("the left trim edge"),
    ("left", True): say("the fold at the left"),
    ("right", False): say("the right trim edge"),
    ("right", True): say("the fold at the right"),
    ("top", False): say("the upper trim edge"),
    ("top", True): say("the fold above"),
    ("bottom", False): say("the lower trim edge"),
    ("bottom", True): say("the fold below"),
}

_SIDES: dict[Edge, Sentence] = {
    "left": say("left"),
    "right": say("right"),
    "top": say("top"),
    "bottom": say("bottom"),
}


def _short(words: str) -> str:
    words = " ".join(words.split())
    return words if len(words) <= _SHOWN else f"{words[: _SHOWN - 1]}…"
