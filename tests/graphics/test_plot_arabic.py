"""Charts of series in Arabic letters, which reach far up and down and are joined: nothing meets."""

from __future__ import annotations

from itertools import combinations
from typing import get_args

from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from tests.graphics.plotting import SHEET, draw, outline_box, paths, plot, series, within

from depliant.content.model_plots import PlotKind, PlotPlace
from depliant.display.items import Glyphs
from depliant.text.ink import glyph_boxes

SCRIPTS = replace(
    SHEET,
    families={
        "text": ("Barlow", "IBM Plex Sans Arabic"),
        "display": ("Barlow Condensed", "IBM Plex Sans Arabic"),
    },
    type={
        **SHEET.type,
        "chart-label": replace(SHEET.type["chart-label"], leading=10),
        "chart-value": replace(SHEET.type["chart-value"], leading=10),
    },
)
WORDS = ("المواليد", "أُسَر", "الإنفاق على الرعاية الاجتماعية", "لانس", "ريفولن وقراها", "الطرق")
KINDS = tuple(kind for kind in get_args(PlotKind) if kind != "histogram")
"""Those whose places have names."""


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_no_arabic_words_meet_or_stand_on_a_mark(data: st.DataObject) -> None:
    kind: PlotKind = data.draw(st.sampled_from(KINDS))
    count = 2 if kind == "slope" else data.draw(st.integers(1, 8))
    several = 1 if kind == "treemap" else 2
    row = st.lists(st.integers(1, 900_000), min_size=count, max_size=count)
    rows = data.draw(st.lists(row, min_size=several, max_size=several))
    names = data.draw(st.lists(st.sampled_from(WORDS), min_size=count, max_size=count))
    places = [
        PlotPlace(f"p{n}", name, 2000.5 + n if kind in ("line", "area", "slope", "range") else None)
        for n, name in enumerate(names)
    ]
    labels = data.draw(st.lists(st.sampled_from(WORDS), min_size=several, max_size=several))
    heads = {
        "title": data.draw(st.sampled_from(WORDS)),
        "subtitle": data.draw(st.sampled_from(WORDS)),
    }
    made = plot(
        kind,
        places,
        *(
            series(f"s{n}", one, label)
            for n, (one, label) in enumerate(zip(rows, labels, strict=True))
        ),
        locale="ar",
        arrange="stacked" if kind == "area" else "grouped",
        **heads,
    )
    art = draw(made, data.draw(st.floats(35, 250)), "ar", SCRIPTS)
    assert {fault.code for fault in art.diagnostics} <= {"chart-overset"}
    if art.diagnostics:
        return
    assert within(art, 5)
    lines = [glyph_boxes(item) for item in art.items if isinstance(item, Glyphs)]
    for one, other in combinations(lines, 2):
        assert not any(a.overlaps(b, 0.06) for a in one for b in other)
    if kind == "treemap":  # whose words stand in its areas
        return
    marks = [
        outline_box(path)
        for number in range(several)
        for place in range(count)
        for path in paths(art, "value", place, number)
        if path.fill
    ]
    letters = [box for line in lines for box in line]
    assert not any(box.overlaps(mark, 0.05) for box in letters for mark in marks)
