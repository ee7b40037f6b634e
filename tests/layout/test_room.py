"""Room: what a design leaves none for is said once, where the style sheet says it."""

from __future__ import annotations

from pathlib import Path

import pytest

from depliant.content.inline import Span
from depliant.content.model import Hanging, KeyFigure
from depliant.errors import Diagnostic
from depliant.layout.compose import compose
from depliant.source.folder import Folder
from depliant.style.inheritance import load_style

from .conftest import HERE, edition, job, panel, paragraph
from .test_blocks import figure, item, items

HEAD = """format: {fold: none, size: [60, 80], bleed_mm: 3}
swatches: {black: {cmyk: [0, 0, 0, 100]}, grey: {cmyk: [0, 0, 0, 50]}}
type: {marker: {size: 6}, key-number: {size: 20, leading: 20}}
designs:
"""
BAND = '<svg viewBox="0 0 60 10"><path class="band" d="M0 0H60V10H0Z"/></svg>'


def found(root: Path, design: str, band: str = BAND) -> tuple[Diagnostic, ...]:
    """What laying out says of a page of 60 by 80 mm, with 3 mm of bleed, in a design."""
    (root / "assets").mkdir()
    (root / "assets/band.svg").write_text(band)
    (root / "assets/style.yaml").write_text(f"{HEAD}  default: {{{design}}}\n")
    sheet = load_style(Folder(root))
    hero = KeyFigure(figure("7"), (Span("jours"),), HERE)
    hanging = Hanging(figure("4"), repeats=False) if "hang" in design else None
    led = item("Un point", hanging)
    one = panel(paragraph("Deux mots"), items(led, item("Et deux")), hero)
    return compose(edition(one), job(sheet, root)).diagnostics


@pytest.mark.parametrize(
    ("design", "at", "hint"),
    [
        ("margin: {left: 40, right: 40}", "margin", "`left` or `right`"),
        ("margin: {top: 40, bottom: 40}", "margin", "`top` or `bottom`"),
        ("columns: 6, gutter_mm: 9", "gutter_mm", "`columns` or `gutter_mm`"),
        ("hang_mm: 200", "hang_mm", "`hang_mm`"),
        ("hang_mm: 1, hang_gap_mm: 200", "hang_gap_mm", "`hang_gap_mm`"),
        ("hero_mm: 200", "hero_mm", "`hero_mm`"),
        ("item_rule: {colour: black, length_mm: 62}", "item_rule", "`length_mm`"),
    ],
)
def test_what_a_design_leaves_no_room_for_is_one_error(
    tmp_path: Path, design: str, at: str, hint: str
) -> None:
    (fault,) = found(tmp_path, design)
    assert (fault.code, fault.severity) == ("design-no-room", "error")
    assert fault.place is not None
    assert fault.place[:2] == ("assets/style.yaml", 5)
    line = f"  default: {{{design}}}"
    assert fault.place.column is not None
    assert line[: fault.place.column - 1].endswith(f"{at}: ")
    assert hint in str(fault.hint)


@pytest.mark.parametrize("where", ["top_mm: 300", "bottom_mm: -200", "left_mm: 70, right_mm: -70"])
def test_art_that_is_out_of_sight_is_told(tmp_path: Path, where: str) -> None:
    swatch = "{file: assets/band.svg, colours: {band: black}, WHERE}".replace("WHERE", where)
    (fault,) = found(tmp_path, f"art: [{swatch}]")
    assert (fault.code, fault.severity) == ("art-unseen", "warning")
    assert fault.place is not None
    assert fault.place[:2] == ("assets/style.yaml", 5)


@pytest.mark.parametrize("where", ["top_mm: 81", "bottom_mm: -12", "top_mm: 0, span: side"])
def test_art_that_shows_in_the_bleed_is_in_sight(tmp_path: Path, where: str) -> None:
    swatch = "{file: assets/band.svg, colours: {band: paper}, WHERE}".replace("WHERE", where)
    assert found(tmp_path, f"art: [{swatch}]") == ()


def band(*shapes: str) -> str:
    return f'<svg viewBox="0 0 60 10">{"".join(shapes)}</svg>'


ART = "art: [{file: assets/band.svg, colours: {band: black, other: grey}MORE}]"
HOLE = '<clipPath id="c"><path d="M-2 -9H70V9H-2Z"/></clipPath>'


@pytest.mark.parametrize(
    ("shapes", "more", "runs"),
    [
        (['<rect class="band" x="-2" y="4" width="9" height="9"/>'], "", "2.0"),
        (['<rect class="band" x="9" y="4" width="9" height="6"/>'], "", "0.0"),
        (['<path class="band" d="M50 0H61.5V8H50Z"/>'], "", "1.5"),
        (['<rect class="band" x="-9" y="0" width="70" height="11"/>'], "", "1.0"),
        (['<rect class="band" x="9" y="4" width="9" height="19"/>'], ", bleed: false", "0.0"),
        ([HOLE, '<g clip-path="url(#c)"><path class="band" d="M-9 0H11V9H-9Z"/></g>'], "", "2.0"),
        # What lies below it in another colour shows where it ends.
        (['<rect class="other" x="-9" y="0" width="20" height="20"/>',
          '<rect class="band" x="-2" y="2" width="9" height="3"/>'], "", "2.0"),
    ],
)  # fmt: skip
def test_art_that_ends_before_the_bleed_is_told(
    tmp_path: Path, shapes: list[str], more: str, runs: str
) -> None:
    swatch = ART.replace("MORE", more)
    (fault,) = found(tmp_path, swatch, band(*shapes))
    assert (fault.code, fault.severity) == ("art-bleed", "warning")
    assert f"runs {runs} mm over" in str(fault.message)
    assert "3 mm" in str(fault.message)
    assert fault.place is not None
    assert fault.place[:2] == ("assets/style.yaml", 5)
    assert ("bleed: false" in str(fault.hint)) == bool(more)


@pytest.mark.parametrize(
    "shapes",
    [
        ['<rect class="band" x="-3" y="4" width="9" height="9"/>'],
        ['<rect class="band" x="2" y="2" width="9" height="7"/>'],
        ['<circle class="band" cx="0" cy="5" r="2"/>'],
        ['<path class="band" d="M5 0L60.8 3L5 9Z"/>'],
        ['<rect class="band" x="9" y="4" width="1.5" height="6"/>'],
        ['<rect class="paper" x="-2" y="4" width="9" height="5"/>'],
        ['<rect class="band" x="-2" y="4" width="9" height="5"/>',
         '<rect class="other" x="-9" y="0" width="20" height="20"/>'],
        ['<rect class="band" x="-9" y="0" width="20" height="20"/>',
         '<rect class="band" x="-2" y="4" width="9" height="5"/>'],
    ],
)  # fmt: skip
def test_art_that_fills_the_bleed_or_bends_into_it_is_not(
    tmp_path: Path, shapes: list[str]
) -> None:
    swatch = ART.replace("MORE", "").replace("other: grey", "other: grey, paper: paper")
    assert found(tmp_path, swatch, band(*shapes)) == ()
