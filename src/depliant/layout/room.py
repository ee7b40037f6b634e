"""Whether a design leaves its panel room to set anything in, and whether its art is to be seen.

Margins wider than the panel would make an error of every word, and art that stands beside the
sheet would be missed without one: said here once, where the style sheet says it.
"""

from __future__ import annotations

from collections.abc import Iterator

from depliant.content.model import Heading, ItemList, KeyFigure, Panel
from depliant.display.items import Item
from depliant.errors import Diagnostic
from depliant.geometry import Size, mm, outline_bounds, rectangle, transformed
from depliant.layout.setting import hangs_labels
from depliant.layout.template import Leaf, design_name, design_of, forms, type_area
from depliant.sentences import Sentence, either, say, verbatim
from depliant.source.folder import Files
from depliant.style.inheritance import STYLE_FILE
from depliant.style.places import design_place
from depliant.style.sheet import Design, Rule, StyleSheet
from depliant.tuples import NamedTuple

_LEAST = mm(5)
"""Points; narrower, or lower, nothing can be read."""

_SLACK = mm(0.5)
"""Points by which a rule may exceed its measure: lengths are given in round millimetres."""


class Order(NamedTuple):
    """The style sheet that panels are set in, the language, and the project's files."""

    sheet: StyleSheet
    language: str
    files: Files


def lacking(panel: Panel, size: Size, order: Order) -> tuple[Diagnostic, ...]:
    """What a panel's design leaves no room for; all errors. `size` is its trim in points."""
    sheet, language, files = order
    name = design_name(sheet, panel.design)
    return tuple(
        Diagnostic(
            "design-no-room",
            say(
                "The design “{name}” leaves {what} of panel “{panel}” no room: {reason}.",
                name=name,
                what=found.what,
                panel=panel.id,
                reason=found.reason,
            ),
            design_place(files.file(STYLE_FILE), (name, found.key), language),
            say("Make {cause} smaller; lengths are millimetres.", cause=found.cause),
        )
        for found in _shortages(panel, size, design_of(sheet, panel.design))
    )


class _Shortage(NamedTuple):
    """The key of the design that is at fault, what it harms, why, and what to make smaller."""

    key: str
    what: Sentence
    reason: Sentence
    cause: Sentence


def _shortages(panel: Panel, size: Size, design: Design) -> Iterator[_Shortage]:
    """All that a design leaves no room for in a panel of that size."""
    area, margin = type_area(design, size), design.margin
    column = (area.width - mm(design.gutter_mm) * (design.columns - 1)) / design.columns
    if area.height < _LEAST:
        taken = _margins(margin.top, margin.bottom, size.height)
        yield _Shortage("margin", say("the text"), taken, either(["`top`", "`bottom`"]))
    if area.width < _LEAST:
        taken = _margins(margin.left, margin.right, size.width)
        yield _Shortage("margin", say("the text"), taken, either(["`left`", "`right`"]))
    elif column < _LEAST:
        taken = say(
            "it is parted into {columns} columns {gutter:g} mm apart",
            columns=design.columns,
            gutter=design.gutter_mm,
        )
        cause = either(["`columns`", "`gutter_mm`"])
        yield _Shortage("gutter_mm", say("the text"), taken, cause)
    else:
        yield from _beside(panel, column, design)


def _margins(one: float, other: float, extent: float) -> Sentence:
    """That two margins, in millimetres, take too much of an extent in points."""
    return say(
        "its margins take {one:g} and {other:g} mm of {extent:.0f} mm",
        one=one,
        other=other,
        extent=extent / mm(1),
    )


def _beside(panel: Panel, measure: float, design: Design) -> Iterator[_Shortage]:
    """What takes so much of a sound measure that no words can stand beside it."""
    wide = measure / mm(1)
    blocks = tuple(panel.walk())
    hang = design.hang_mm + design.hang_gap_mm if design.hang_mm else 0.0
    if measure - mm(hang) < _LEAST and hangs_labels(blocks):
        key = "hang_mm" if design.hang_mm >= design.hang_gap_mm else "hang_gap_mm"
        taken = say(
            "the figures that hang beside them take {hang:g} mm of {wide:.0f} mm",
            hang=hang,
            wide=wide,
        )
        yield _Shortage(key, say("the items"), taken, verbatim(f"`{key}`"))
    hero = any(isinstance(block, KeyFigure) and block.label for block in blocks)
    if measure - mm(design.hero_mm) < _LEAST and hero:
        taken = say(
            "the key figure takes {hero:g} mm of {wide:.0f} mm", hero=design.hero_mm, wide=wide
        )
        yield _Shortage("hero_mm", say("a label"), taken, verbatim("`hero_mm`"))
    titled = panel.title or any(isinstance(one, Heading) and one.level == 2 for one in blocks)
    several = any(isinstance(one, ItemList) and len(one.items) > 1 for one in blocks)
    rules: tuple[tuple[str, Rule | None, bool, Sentence], ...] = (
        ("title_rule", design.title_rule, bool(titled), say("the rule below the title")),
        ("item_rule", design.item_rule, several, say("the rule between its items")),
    )
    for key, rule, drawn, what in rules:
        if drawn and rule is not None and mm(rule.length_mm or 0.0) > measure + _SLACK:
            taken = say(
                "it is {length:g} mm long, and the measure {wide:.0f} mm",
                length=rule.length_mm,
                wide=wide,
            )
            yield _Shortage(key, what, taken, say("its `length_mm`"))


def unseen_art(
    behind: tuple[Item, ...], panel: Panel, leaf: Leaf, order: Order
) -> tuple[Diagnostic, ...]:
    """Warnings for art of a panel's backdrop that stands wholly beside what it should show on.

    Art that spans a side, or the closed piece, may well be seen on other panels than this one.
    """
    name = design_name(order.sheet, panel.design)
    found = []
    arts = zip(forms(behind), design_of(order.sheet, panel.design).art, strict=True)
    for number, (form, art) in enumerate(arts):
        shown = outline_bounds(transformed(rectangle(form.bounds), form.matrix))
        around = {"side": leaf.whole, "closed": leaf.piece.inset(*(-leaf.bleed,) * 4)}
        if shown.overlaps(around.get(art.span, leaf.region)):
            continue
        found.append(
            Diagnostic(
                "art-unseen",
                say("{file} stands where nothing of it is seen.", file=art.file),
                design_place(order.files.file(STYLE_FILE), (name, "art", number), order.language),
                say("Look at its `top_mm`, `bottom_mm`, `left_mm` and `right_mm`."),
                "warning",
            )
        )
    return tuple(found)
