"""What lies on the folds: ink, and colours that meet there."""

from __future__ import annotations

from pathlib import Path as FilePath

import pytest
from msgspec.structs import replace

from depliant.errors import Diagnostic
from depliant.geometry import mm
from depliant.layout.compose import Composition, compose
from depliant.style.sheet import Art, Design, Format, Margin, Swatch, TypeStyle

from .conftest import ROOT, edition, job, panel, paragraph, sheet

HILL = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 120 80">
<path class="hill" d="M0 80L60 20L120 80Z"/></svg>"""


def laid(
    left: str,
    right: str,
    root: FilePath = ROOT,
    art: tuple[Art, ...] = (),
    coal: tuple[float, float, float, float] = (60, 60, 60, 90),
) -> Composition:
    """Two panels on the inside of a sheet that is folded once."""

    def design(ground: str) -> Design:
        return Design(ground=ground, margin=Margin(top=5, right=5, bottom=5, left=5), art=art)

    the_sheet = sheet(
        format=Format(fold="half", size=(120, 80), safe_mm=0),
        swatches={
            "coal": Swatch(cmyk=coal),
            "sand": Swatch(cmyk=(0, 5, 20, 0)),
            "gold": Swatch(spot="Gold", cmyk=(100, 100, 60, 60)),
        },
        type={"text": TypeStyle(size=8, leading=10, colour="paper")},
        designs={"left": design(left), "right": design(right)},
    )
    words = replace(panel(paragraph("W")), design="left"), replace(panel(), design="right")
    return compose(edition(*words), job(the_sheet, root))


def notes(composition: Composition) -> dict[str, Diagnostic]:
    return {one.code: one for one in composition.notes}


def test_where_the_folds_are_and_what_lies_on_them() -> None:
    (side,) = laid("coal", "coal").folds
    (fold,) = side.folds
    assert side.label == "inside"
    assert fold.at == pytest.approx(mm(60))
    assert fold.at_mm == pytest.approx(60)
    assert fold.ink == pytest.approx(2.7)
    assert fold.breaks == ()


def test_heavy_ink_on_a_fold_is_a_note() -> None:
    found = notes(laid("coal", "coal"))
    assert set(found) == {"fold-ink"}
    assert found["fold-ink"].severity == "info"
    assert "270 %" in str(found["fold-ink"].message)
    assert "60.0 mm" in str(found["fold-ink"].message)
    # A spot is one plate, whatever stands in for it.
    assert notes(laid("gold", "gold")) == {}


@pytest.mark.parametrize(("black", "is_said"), [(69, False), (70, True)])
def test_ink_on_a_fold_is_heavy_from_250_percent(black: int, is_said: bool) -> None:
    inks = (60.0, 60.0, 60.0, float(black))
    found = notes(laid("coal", "coal", coal=inks))
    assert ("fold-ink" in found) is is_said
    if is_said:
        assert "250 %" in str(found["fold-ink"].message)


def test_two_grounds_that_meet_at_a_fold_are_a_note() -> None:
    composition = laid("coal", "sand")
    (fold,) = composition.folds[0].folds
    ((top, bottom),) = fold.breaks
    assert top == 0.0
    assert bottom == pytest.approx(mm(80))
    assert set(notes(composition)) == {"fold-colour", "fold-ink"}
    assert "60.0 mm" in str(notes(composition)["fold-colour"].message)


def test_art_that_runs_over_the_fold_does_not_break_there(tmp_path: FilePath) -> None:
    (tmp_path / "assets").mkdir(exist_ok=True)
    (tmp_path / "assets" / "style.yaml").write_text("designs: {}\n", encoding="utf-8")
    (tmp_path / "hill.svg").write_text(HILL, encoding="utf-8")
    art = Art(file="hill.svg", span="side", bottom_mm=0, colours={"hill": "sand"})
    composition = laid("gold", "gold", tmp_path, (art,))
    assert composition.folds[0].folds[0].breaks == ()
    assert notes(composition) == {}
    single = Art(file="hill.svg", span="panel", bottom_mm=0, colours={"hill": "sand"})
    assert laid("gold", "gold", tmp_path, (single,)).folds[0].folds[0].breaks == ()


def test_a_panel_that_stays_blank_is_paper() -> None:
    the_sheet = sheet(
        format=Format(fold="half", size=(120, 80), safe_mm=0),
        swatches={"coal": Swatch(cmyk=(10, 20, 30, 90))},
        type={"text": TypeStyle(size=8, leading=10, colour="paper")},
        designs={"default": Design(ground="coal")},
    )
    (side,) = compose(edition(panel(paragraph("W"))), job(the_sheet)).folds
    assert [bool(fold.breaks) for fold in side.folds] == [True]
