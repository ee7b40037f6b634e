"""The style sheet: `assets/style.yaml`, the designer's file, as typed values.

Lengths are millimetres where the key says `_mm`, else points; ink amounts and tints are per
cent; space before and after is counted in lines of the baseline grid. Unknown keys are refused.
"""

from __future__ import annotations

from typing import Annotated, Final, Literal

from msgspec import Meta, field
from msgspec.structs import replace

from depliant.colour import Colour
from depliant.fonts.registry import FaceRef, Fallback
from depliant.sentences import say
from depliant.source.reading import MisfitError, Part
from depliant.source.scalars import Length, Name, Offset, Percent
from depliant.style.block_styles import BoxStyle, Captions, DividerStyle, QuoteStyle
from depliant.style.format import Format as Format
from depliant.style.format import Numbering as Numbering
from depliant.style.frame_styles import Frame as Frame
from depliant.style.frame_styles import Furniture as Furniture
from depliant.style.frame_styles import Grid as Grid
from depliant.style.picture_styles import PictureStyle as PictureStyle
from depliant.style.picture_styles import Veil as Veil
from depliant.style.running_text import (
    CharacterStyle,
    DefinitionStyle,
    DropCap,
    Indent,
    StyleName,
)

Baseline = Annotated[float, Meta(ge=1, le=50)]


_TAG = {"must": say("must be the tag of an axis, such as wdth or opsz")}
AxisTag = Annotated[str, Meta(pattern=r"^[A-Za-z][A-Za-z0-9]{3}$(?!\n)", extra=_TAG)]

_INKS: Final = say("They are cyan, magenta, yellow and black, each from 0 to 100.")
_SCRIPT = {"must": say("must be a script by its four letters, such as Arab or Cyrl")}


class Press(Part, frozen=True, kw_only=True):
    """The printing condition; `icc` is a file below the project folder."""

    condition: Name = "FOGRA39"
    icc: str = "assets/icc/FOGRA39L_coated.icc"
    ink_limit: Annotated[float, Meta(gt=0, le=400)] = 300.0
    minimum_line: Length = 0.25
    spots: Literal["keep", "convert"] = "keep"
    images: Literal["convert", "keep"] = "convert"


class Swatch(Part, frozen=True, kw_only=True):
    """An ink mix by name: `cmyk`, or a `spot` with its `cmyk` alternate, or a tint `of` another."""

    cmyk: (
        Annotated[tuple[Percent, Percent, Percent, Percent], Meta(extra={"entries": _INKS})] | None
    ) = None
    spot: Name | None = None
    of: Name | None = None
    tint: Percent = 100.0


class Strong(Part, frozen=True, kw_only=True):
    """How bold runs of a type style differ from it."""

    weight: Annotated[int, Meta(ge=1, le=1000)] = 700
    colour: Name | None = None


class Fit(Part, frozen=True, kw_only=True):
    """How far a number, or a text set large, may get smaller where it has no room.

    `size` is the smallest factor allowed; 1 is not at all. A word too wide for its measure gets
    smaller, and with `lines` a text that would take more lines than that.
    """

    size: Annotated[float, Meta(ge=0.5, le=1)] = 1.0
    lines: Annotated[int, Meta(ge=1, le=6)] | None = None


class TypeStyle(Part, frozen=True, kw_only=True):
    """A type style; what it leaves out comes from the style named by `base`.

    `leading` is rounded to the baseline grid by layout; `auto-accents` gives each text what its
    letters need, accents above capitals among them. `tracking` is in thousandths of an em.
    `balance` makes the lines of a short text about equally long. `indent` is that of the first
    line of a paragraph that follows another, `between` the room between the two in lines of the
    grid: none with an indent, unless it is given. `hanging` lets quotation marks, hyphens and
    stops stand a little outside the measure, as they do by themselves in justified text.
    """

    base: Name | None = None
    family: Name = "text"
    weight: Annotated[int, Meta(ge=1, le=1000)] = 400
    italic: bool = False
    size: Annotated[float, Meta(ge=3, le=400)] = 8.0
    leading: Annotated[float, Meta(ge=3, le=500)] | Literal["auto-accents"] = 10.0
    colour: Name = "black"
    align: Literal["justify", "start", "centre", "end"] = "start"
    hyphenate: bool = False
    tracking: Annotated[float, Meta(ge=-100, le=500)] = 0.0
    capitals: bool = False
    balance: bool = False
    hanging: bool | None = None
    indent: Indent | None = None
    features: tuple[str, ...] = ()
    before: Annotated[float, Meta(ge=0, le=100)] = 0.0
    after: Annotated[float, Meta(ge=0, le=100)] = 0.0
    between: Annotated[float, Meta(ge=0, le=100)] | None = None
    drop_cap: DropCap | None = None
    fit: Fit = Fit()
    strong: Strong = Strong()

    @property
    def initial(self) -> TypeStyle | None:
        """The style of its drop capital but for the size, which is that of the lines beside it."""
        cap = self.drop_cap
        if cap is None:
            return None
        return replace(
            self,
            family=cap.family or self.family,
            weight=cap.weight or self.weight,
            italic=self.italic if cap.italic is None else cap.italic,
            colour=cap.colour or self.colour,
            tracking=0.0,
            features=(),
            drop_cap=None,
        )


class Margin(Part, frozen=True, kw_only=True):
    """Distances of the type area from a panel's edges, in millimetres.

    `inner` is at the spine of a booklet and `outer` opposite: they go before `left` and `right`,
    and change sides from page to page.
    """

    top: Length = 8.0
    right: Length = 7.0
    bottom: Length = 8.0
    left: Length = 7.0
    inner: Length | None = None
    outer: Length | None = None

    @property
    def is_mirrored(self) -> bool:
        """Whether it is not the same on left and right pages."""
        return self.inner is not None or self.outer is not None

    def on_page(self, *, odd: bool) -> Margin:
        """What it is on a page with an odd number, or an even one.

        `left` is where a line begins: at the spine of odd pages, in both directions of reading.
        """
        spine, edge = ("left", "right") if odd else ("right", "left")
        own = {spine: self.inner, edge: self.outer}
        given = {side: width for side, width in own.items() if width is not None}
        return replace(self, inner=None, outer=None, **given)


class Art(Part, frozen=True, kw_only=True):
    """Artwork on a panel: an SVG drawn in swatches.

    With `span: side` the art is as wide as the whole side of the sheet and each panel shows
    its part, so that it runs on from panel to panel; with `span: closed` as the closed piece, of
    which several panels may be seen, such as the doors of a gate: on a panel inside it, as that
    panel. Its box (the SVG's viewBox) is as wide as
    the trim, less `left_mm` and `right_mm`, and stands `top_mm` from the upper edge or
    `bottom_mm` from the lower one; with `bleed`, what it draws outside that box shows in the
    bleed. `colours` maps the SVG's class or id names to swatches.
    """

    file: str
    span: Literal["panel", "side", "closed"] = "panel"
    top_mm: Offset | None = None
    bottom_mm: Offset | None = None
    left_mm: Offset = 0.0
    right_mm: Offset = 0.0
    bleed: bool = True
    colours: dict[str, Name] = field(default_factory=dict)
    tint: Percent = 100.0


class Rule(Part, frozen=True, kw_only=True):
    """A rule: its swatch, thickness in points, and length in millimetres (none: the measure)."""

    colour: Name
    width: Annotated[float, Meta(ge=0.25, le=50)] = 1.0
    length_mm: Length | None = None


class Marker(Part, frozen=True, kw_only=True):
    """The sign before an item that has no hanging figure."""

    text: Annotated[str, Meta(min_length=1, max_length=3)] = "›"
    style: Name = "marker"


class NoteStyle(Part, frozen=True, kw_only=True):
    """How notes stand at the foot of a frame, over all its columns.

    `gap` lines of the baseline grid are left between the text and the `rule` above them. With
    `columns` they stand in as many, about equally high. Their type style is that of the role
    `notes`; where the sheet has none, that of running text at 80 % of its size.
    """

    rule: Rule | None = Rule(colour="black", width=0.25, length_mm=15.0)
    gap: Annotated[int, Meta(ge=0, le=10)] = 1
    columns: Annotated[int, Meta(ge=1, le=6)] = 1


class Design(Part, frozen=True, kw_only=True):
    """How a panel looks; what it leaves out comes from the design named by `base`.

    `roles` maps a block's role (title, heading, text, item, note, numeral, unit, key-number,
    key-label, …) to a type style; a role without an entry uses the type style of its own name.
    `charts` does the same for charts: it maps a chart's role (its kind, if the content gives
    none) to a chart style.
    `hang_mm` is the width of the column in which figures hang, `hang_gap_mm` its distance. With
    `figures_in_text` none hangs: where an item's sentence says it, it has that character style.
    `title_lines` sets a panel's title in at least so many lines, so that the rules below the
    titles of a spread stand level. `hero_mm` is the width kept for a key figure whose label
    stands beside it (0: the label stands below). `spread` says where room that is left over
    goes: between the blocks, two units of the grid a gap at most, or all of it (`fill`), so that
    the last stands at the foot; or nowhere. `balance_columns` makes the columns about equally high;
    blocks of the roles (or kinds) in `spans` stand over all of them.
    """

    base: Name | None = None
    ground: Name = "paper"
    margin: Margin = Margin()
    columns: Annotated[int, Meta(ge=1, le=6)] = 1
    gutter_mm: Length = 5.0
    hang_mm: Length = 0.0
    hang_gap_mm: Length = 2.5
    figures_in_text: Name | None = None
    roles: dict[str, Name] = field(default_factory=dict)
    charts: dict[str, Name] = field(default_factory=dict)
    marker: Marker = Marker()
    title_lines: Annotated[int, Meta(ge=1, le=6)] = 1
    hero_mm: Length = 0.0
    title_rule: Rule | None = None
    item_rule: Rule | None = None
    art: tuple[Art, ...] = ()
    spread: Literal["none", "blocks", "fill"] = "none"
    balance_columns: bool = False
    spans: tuple[Name, ...] = ()
    grid: Grid = Grid()
    frames: dict[Name, Frame] = field(default_factory=dict)
    furniture: tuple[Furniture, ...] = ()
    notes: NoteStyle = NoteStyle()


class ChartStyle(Part, frozen=True, kw_only=True):
    """Swatches and sizes of a chart; heights in millimetres.

    `inks` are used in the order of the data, or of the series that are not held back; `rest` is
    for the remainder of a share, `held_back` for series that are (left out: half of `axis`).
    `subtitle` is a type style (left out: that of labels), `stroke` the thickness of lines in
    points.
    """

    inks: tuple[Name, ...] = ("accent",)
    rest: Name = "paper"
    axis: Name = "black"
    held_back: Name | None = None
    label: Name = "chart-label"
    value: Name = "chart-value"
    title: Name = "chart-title"
    subtitle: Name | None = None
    stroke: Annotated[float, Meta(ge=0.25, le=12)] = 1.4
    height_mm: Length | None = None
    thickness: Annotated[float, Meta(gt=0, le=1)] | None = None
    """Of a donut's ring, as a share of its radius; of bars and columns, of their pitch.

    Left out: 0.24 of a ring; bars go by their letters and their room.
    """


class WallStyle(Part, frozen=True, kw_only=True):
    """A logo wall: columns (0: as fits), the mean height of a mark, gaps; millimetres.

    `density` is how much a dense mark is made smaller than a light one, from not at all (0).
    """

    columns: Annotated[int, Meta(ge=0, le=12)] = 0
    height_mm: Length = 12.0
    gap_mm: Length = 6.0
    density: Annotated[float, Meta(ge=0, le=1)] = 0.4
    align: Literal["start", "centre", "end"] = "centre"


class TableStyle(Part, frozen=True, kw_only=True):
    """How a table looks.

    `text`, `head`, `row_head`, `group`, `total`, `title` and `continued` are type styles; those of
    headings, subheads and totals that are not defined are the bold of `text`. `padding` is the
    room between the lines of two rows, in lines of the baseline grid, whole or in parts;
    `padding_mm` is the same in millimetres, in its stead; `gap_mm` is that between the words of two
    columns, `inset_mm` that at the edges (left out: half the gap where there is a
    ground, else none). `rows` are grounds that rows have in turn: paper is none. `top_rule`,
    `head_rule`, `row_rule`, `group_rule`, `total_rule` and `end_rule` are drawn above the table,
    below its headings, between its rows, above its subheads, above its totals, and below it.
    `width` is that of the measure, or what the words need. `leader` is what leads to a price.
    """

    text: Name = "table-text"
    head: Name = "table-head"
    row_head: Name = "table-row-head"
    group: Name = "table-group"
    total: Name = "table-total"
    title: Name = "table-title"
    continued: Name = "table-continued"
    padding: Annotated[float, Meta(ge=0, le=10)] = 1
    padding_mm: Length | None = None
    gap_mm: Length = 3.0
    inset_mm: Length | None = None
    rows: tuple[Name, ...] = ()
    head_ground: Name = "paper"
    group_ground: Name = "paper"
    total_ground: Name = "paper"
    top_rule: Rule | None = None
    head_rule: Rule | None = None
    row_rule: Rule | None = None
    group_rule: Rule | None = None
    total_rule: Rule | None = None
    end_rule: Rule | None = None
    width: Literal["measure", "words"] = "measure"
    leader: Annotated[str, Meta(min_length=1, max_length=3)] = "."


class Copyfit(Part, frozen=True, kw_only=True):
    """How far copyfitting may go; all panels of a side take the same step.

    `size` and `leading` are the smallest factors allowed, `tracking` the tightest in
    thousandths of an em; `steps` is how many steps lie between none and all of it. Only the
    type styles named in `styles` get smaller and tighter (none named: all of them); leading
    moves with the baseline grid, so it moves for all.
    """

    size: Annotated[float, Meta(gt=0.5, le=1)] = 0.94
    leading: Annotated[float, Meta(gt=0.5, le=1)] = 0.94
    tracking: Annotated[float, Meta(ge=-30, le=0)] = -8.0
    steps: Annotated[int, Meta(ge=0, le=12)] = 4
    styles: tuple[Name, ...] = ()


class Family(Part, frozen=True, kw_only=True):
    """A family that stands in where the first of its list has no letters.

    With `script` (ISO 15924: Arab, Cyrl, Grek …) it sets that script alone, and before the
    others; `scale` makes its letters look as large as those of the first. Of a variable family
    `axes` sets other axes than that of weight by their tags (wdth, opsz), and `instance` all that a
    named instance sets.
    """

    family: Name
    axes: dict[AxisTag, float] = field(default_factory=dict)
    instance: Name | None = None
    script: Annotated[str, Meta(pattern=r"^[A-Z][a-z]{3}$(?!\n)", extra=_SCRIPT)] | None = None
    scale: Annotated[float, Meta(ge=0.5, le=2)] = 1.0


FamilyList = Name | Family | Annotated[tuple[Name | Family, ...], Meta(min_length=1)]
"""A family by its name, or a list: its name, then those for what it has no letters for."""


def families_in(listed: FamilyList) -> tuple[Family, ...]:
    """The families of a list in their order, however it is written."""
    entries = (listed,) if isinstance(listed, str | Family) else listed
    return tuple(Family(family=one) if isinstance(one, str) else one for one in entries)


class Fonts(Part, frozen=True, kw_only=True):
    """What is settled of the project's own font files.

    With `allow_restricted` fonts are used whose licence bits forbid it: it says by what right.
    """

    allow_restricted: Name | None = None

    def __post_init__(self) -> None:
        """A right has a name; a mere yes is none."""
        if (self.allow_restricted or "-").casefold() in ("true", "yes", "on", "oui", "vrai"):
            raise MisfitError(
                say("must say by what right, such as: Licence 4711 of the foundry"),
                "allow_restricted",
            )


class EditionStyle(Part, frozen=True, kw_only=True):
    """What is different in the edition of one language: families, grid, type, designs, copyfitting.

    Of a style or design only the keys that are given are other than they were; the styles and
    designs based on it stay what they are.
    """

    families: dict[Name, FamilyList] = field(default_factory=dict)
    baseline: Baseline | None = None
    type: dict[Name, TypeStyle] = field(default_factory=dict)
    designs: dict[Name, Design] = field(default_factory=dict)
    copyfit: Copyfit | None = None


class StyleSheet(Part, frozen=True, kw_only=True):
    """The whole style sheet.

    `families` gives each kind of lettering a family, or a list: the family's name, then those
    that set what it has no letters for.

    After `load_style` every `base` is already resolved, and the styles of each edition are
    whole, so a value can be used as it stands.
    """

    format: Format = Format()
    press: Press = Press()
    families: dict[Name, FamilyList] = field(
        default_factory=lambda: {"text": "Barlow", "display": "Barlow Condensed"}
    )
    fonts: Fonts = Fonts()
    baseline: Baseline = 5.0
    swatches: dict[Name, Swatch] = field(default_factory=dict)
    type: dict[Name, TypeStyle] = field(default_factory=dict)
    character_styles: dict[StyleName, CharacterStyle] = field(default_factory=dict)
    designs: dict[Name, Design] = field(default_factory=dict)
    charts: dict[Name, ChartStyle] = field(default_factory=dict)
    walls: dict[Name, WallStyle] = field(default_factory=dict)
    tables: dict[Name, TableStyle] = field(default_factory=dict)
    definitions: dict[Name, DefinitionStyle] = field(default_factory=dict)
    boxes: dict[Name, BoxStyle] = field(default_factory=dict)
    dividers: dict[Name, DividerStyle] = field(default_factory=dict)
    quotes: dict[Name, QuoteStyle] = field(default_factory=dict)
    captions: Captions = Captions()
    pictures: dict[Name, PictureStyle] = field(default_factory=dict)
    copyfit: Copyfit = Copyfit()
    editions: dict[Name, EditionStyle] = field(default_factory=dict)

    def colour(self, name: str) -> Colour:
        """The ink of a swatch.

        Raises:
            KeyError: no swatch has that name (`load_style` has checked those of the sheet).
        """
        if name not in self.swatches and name in _BUILT_IN:
            return _BUILT_IN[name]
        swatch = self.swatches[name]
        if swatch.of is not None:
            return self.colour(swatch.of).at(swatch.tint / 100)
        c, m, y, k = (amount / 100 for amount in swatch.cmyk or (0, 0, 0, 0))
        tint = swatch.tint / 100
        if swatch.spot is not None:
            return Colour(c, m, y, k, spot=swatch.spot, tint=tint)
        return Colour(c, m, y, k).at(tint)

    def face(self, style: TypeStyle, *, strong: bool = False, emphasis: bool = False) -> FaceRef:
        """The face that a run of `style` is set in."""
        first, *_ = self.listed(style.family)
        return FaceRef(
            first.family,
            style.strong.weight if strong else style.weight,
            "italic" if style.italic or emphasis else "normal",
        )

    def fallbacks(self, style: TypeStyle) -> tuple[Fallback, ...]:
        """The families for what the face of `style` lacks."""
        return self.fallbacks_of(style.family)

    def fallbacks_of(self, kind: str) -> tuple[Fallback, ...]:
        """The families for what the first of a kind of lettering lacks."""
        _, *others = self.listed(kind)
        return tuple(Fallback(one.family, one.script or "", one.scale) for one in others)

    def listed(self, kind: str) -> tuple[Family, ...]:
        """The families of a kind of lettering: its own, then those for what it lacks."""
        return families_in(self.families[kind])


_BUILT_IN = {"paper": Colour(0, 0, 0, 0), "black": Colour(0, 0, 0, 1)}
