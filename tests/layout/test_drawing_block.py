"""Drawings in a panel: their inks, their words in the brochure's type, their place."""

from __future__ import annotations

from pathlib import Path as FilePath

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from reportlab.pdfgen.canvas import Canvas

from depliant.colour import Colour
from depliant.content.inline import Span
from depliant.content.model import Drawing, DrawingWord
from depliant.display.items import Form, Group, Item, Mark, Path
from depliant.display.structure import walk
from depliant.errors import Diagnostic, InputError
from depliant.geometry import MM, Rect, bounds, mm, outline_points
from depliant.layout.compose import Composition, compose
from depliant.style.sheet import StyleSheet, Swatch, TypeStyle

from .conftest import HERE, edition, glyph_runs, job, panel, sheet

PLAN = """\
<svg viewBox="0 0 100 60"><style>text{font-size:5px}</style>
<path class="road" d="M0 30H100" stroke="#000" stroke-width="2" fill="none"/>
<g transform="translate(10 0)"><circle id="dot" cx="60" cy="30" r="4" fill="#f00"/>
<text id="station" x="66" y="26">Station</text></g>
<text id="park" x="20" y="45" text-anchor="middle"><tspan x="20" y="45">The old</tspan>
<tspan x="20" y="52">park</tspan></text>
<text id="street" transform="translate(40 58) rotate(-90)">Street</text>
</svg>
"""
WORDS = {"station": "Gare", "park": "Parc ancien", "street": "Rue"}
SWATCHES = {
    "house": Swatch(spot="PANTONE 3005 C", cmyk=(100, 31, 0, 0)),
    "red": Swatch(cmyk=(0, 100, 100, 0)),
}
HOUSE = Colour(1.0, 0.31, 0.0, 0.0, spot="PANTONE 3005 C")


@pytest.fixture
def project(tmp_path: FilePath) -> FilePath:
    (tmp_path / "plan.svg").write_text(PLAN, encoding="utf-8")
    return tmp_path


def drawing(**changes: object) -> Drawing:
    words = tuple(DrawingWord(name, text, HERE) for name, text in WORDS.items())
    colours = (("road", "house"), ("dot", "red"))
    plain = Drawing(
        "plan.svg", "Le plan", words, (), colours, 1.0, None, "start", "drawing-label", HERE
    )
    return replace(plain, **changes)


def styled() -> StyleSheet:
    plain = sheet()
    types = {**plain.type, "drawing-label": TypeStyle(family="display", size=7)}
    return replace(plain, swatches=SWATCHES, type=types)


def laid(project: FilePath, block: Drawing, language: str = "fr") -> Composition:
    words = replace(edition(panel(block)), language=language)
    return compose(words, job(styled(), project))


def faults(composition: Composition) -> list[Diagnostic]:
    return [one for one in composition.diagnostics if one.severity != "info"]


def paths(items: tuple[Item, ...]) -> list[tuple[Path, Rect]]:
    found = []
    for item in items:
        match item:
            case Path():
                found.append((item, bounds(outline_points(item.outline))))
            case Group(items=inside, matrix=inner) | Form(items=inside, matrix=inner):
                found += [(path, inner.apply_rect(box)) for path, box in paths(inside)]
            case Mark(items=inside):
                found += paths(inside)
            case _:
                pass
    return found


def test_a_drawing_is_in_the_swatches_of_its_block(project: FilePath) -> None:
    composition = laid(project, drawing())
    assert not faults(composition)
    drawn = paths(composition.panels[0].marks)
    assert [path.stroke.colour for path, _ in drawn if path.stroke] == [HOUSE]
    assert [path.fill for path, _ in drawn if path.fill] == [Colour(0.0, 1.0, 1.0, 0.0)]
    (figure,) = [one for one in walk(composition.structure) if one.role == "Figure"]
    assert figure.alt == "Le plan"
    (mark,) = [one for one in composition.panels[0].marks if isinstance(one, Mark)]
    assert mark.bounds is not None
    assert mark.bounds.width == pytest.approx(mm(50))
    assert mark.bounds.height == pytest.approx(mm(30))


def test_its_words_are_the_editions_in_the_brochures_type(project: FilePath) -> None:
    runs = [run for run, _ in glyph_runs(laid(project, drawing()).panels[0].marks)]
    assert [run.text.strip() for run in runs] == ["Gare", "Parc", "ancien", "Rue"]
    assert {run.face.family for run in runs} == {"Barlow Condensed"}
    scale = mm(50) / 100
    assert {round(run.size, 4) for run in runs} == {round(5 * scale, 4)}
    gare, parc, ancien, _ = runs
    assert (gare.x, gare.y) == pytest.approx((mm(5) + 76 * scale, mm(5) + 26 * scale))
    assert ancien.y - parc.y == pytest.approx(7 * scale)
    for run in (parc, ancien):
        width = sum(glyph.advance for glyph in run.glyphs if glyph.text != " ")
        assert run.x + width / 2 == pytest.approx(mm(5) + 20 * scale, abs=0.1)


@pytest.mark.parametrize(
    ("align", "language", "left"),
    [("start", "fr", 5), ("end", "fr", 35), ("centre", "fr", 20),
     ("start", "ar", 35), ("end", "ar", 5)],
)  # fmt: skip
def test_a_narrow_drawing_stands_where_it_is_aligned(
    project: FilePath, align: str, language: str, left: float
) -> None:
    """Its place is mirrored right to left; the drawing itself is not."""
    block = drawing(align=align, width_mm=20.0)
    (mark,) = [
        one for one in laid(project, block, language).panels[0].marks if isinstance(one, Mark)
    ]
    assert mark.bounds is not None
    assert mark.bounds.x / MM == pytest.approx(left)
    ((_, road), (_, dot)) = paths((mark,))
    assert dot.centre.x > road.centre.x


@pytest.mark.parametrize(
    ("changes", "code", "says"),
    [
        ({"words": ()}, "drawing-words", 'id: park, text: "The old park"'),
        ({"words": (DrawingWord("sation", "x", HERE),)}, "drawing-words", "Did you mean `station`"),
        ({"colours": (("road", "hose"), ("dot", "red"))}, "swatch-unknown", "house"),
        ({"colours": (("road", "house"),)}, "svg-colour", "colours:"),
        ({"width_mm": 70.0}, "drawing-room", "width_mm"),
    ],
)
def test_what_is_wrong_is_said_with_what_to_write(
    project: FilePath, changes: dict[str, object], code: str, says: str
) -> None:
    try:
        found = faults(laid(project, drawing(**changes)))
    except InputError as error:
        found = list(error.diagnostics)
    assert [one for one in found if one.code == code and says in f"{one.message} {one.hint}"]


def test_words_that_have_no_room_are_said_by_how_much(project: FilePath) -> None:
    long = tuple(DrawingWord(name, text * 6, HERE) for name, text in WORDS.items())
    found = faults(laid(project, drawing(words=long)))
    assert any("mm out of its drawing" in str(one.message) for one in found)
    assert any("overlap" in str(one.message) for one in found)


def test_a_text_without_an_id_is_refused(project: FilePath) -> None:
    svg = PLAN.replace('id="street"', "")
    (project / "plan.svg").write_text(svg, encoding="utf-8")
    with pytest.raises(InputError) as refused:
        laid(project, drawing())
    assert [one.code for one in refused.value.diagnostics] == ["drawing-words"]


def test_a_pdf_is_a_drawing_in_its_own_inks_or_in_swatches(tmp_path: FilePath) -> None:
    canvas = Canvas(str(tmp_path / "plan.pdf"), pagesize=(100, 60))
    canvas.setFillColorCMYK(0, 0, 0, 1)
    canvas.rect(0, 0, 50, 60, stroke=0, fill=1)
    canvas.setFillColorRGB(0.8, 0, 0)
    canvas.rect(50, 0, 50, 60, stroke=0, fill=1)
    canvas.save()
    block = drawing(file="plan.pdf", words=(), colours=(("#c00", "house"),))
    composition = laid(tmp_path, block)
    assert not faults(composition)
    inks = [path.fill for path, _ in paths(composition.panels[0].marks)]
    assert inks == [Colour(0.0, 0.0, 0.0, 1.0), HOUSE]
    told = faults(laid(tmp_path, replace(block, colours=())))
    assert [one.code for one in told] == ["drawing-inks"]
    assert '"#cc0000": SWATCH' in str(told[0].hint)


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    text=st.text(st.characters(codec="latin-1", exclude_categories=["C"]), min_size=1).filter(
        lambda text: text.strip(" \u00a0")
    ),
    width=st.floats(0.05, 1.0),
)
def test_whatever_a_word_says_it_is_set_or_said(project: FilePath, text: str, width: float) -> None:
    words = (
        DrawingWord("station", text, HERE),
        DrawingWord("park", (Span(text, strong=True),), HERE),
        DrawingWord("street", "Rue", HERE),
    )
    composition = laid(project, drawing(words=words, width=width))
    set_text = "".join(run.text for run, _ in glyph_runs(composition.panels[0].marks))
    wanted = "".join(text.split())
    assert "".join(set_text.split()).count(wanted) >= 2
