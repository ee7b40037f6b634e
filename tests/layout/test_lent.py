"""Characters that a fallback family sets, and figures that no fallback has to set."""

from __future__ import annotations

from pathlib import Path as FilePath

from msgspec.structs import replace
from tests.judges.programs import judge

from depliant.errors import Diagnostic
from depliant.geometry import mm
from depliant.languages.table import script
from depliant.layout.compose import Composition, compose
from depliant.layout.paging import imposed, paged
from depliant.press.condition import PressSpec
from depliant.style.sheet import Design, Family, Format, Margin, TypeStyle
from depliant.writers import press_pdf

from .conftest import coated, edition, glyph_runs, job, panel, paragraph, sheet

LIST: tuple[str | Family, ...] = (
    "Barlow",
    Family(family="IBM Plex Sans Arabic", script="Arab"),
    "Fira Sans",
)


def laid(text: str, language: str = "fr", families: object = LIST) -> Composition:
    the_sheet = sheet(
        format=Format(fold="none", size=(60, 80), safe_mm=0),
        families={"text": families},
        type={"text": TypeStyle(size=8, leading=10)},
        designs={"default": Design(margin=Margin(top=5, right=5, bottom=5, left=5))},
    )
    return compose(replace(edition(panel(paragraph(text))), language=language), job(the_sheet))


def notes(composition: Composition) -> list[Diagnostic]:
    return [one for one in composition.diagnostics if one.code == "font-lent"]


def test_a_lowered_figure_comes_from_the_face_of_its_words(tmp_path: FilePath) -> None:
    composition = laid("Moins de CO₂, de H₂SO₄ et de m³")
    assert [one.code for one in composition.diagnostics] == ["font-figures"]
    runs = [run for run, _ in glyph_runs(paged(composition).pages[0].items)]
    assert {run.face.family for run in runs} == {"Barlow"}
    file = tmp_path / "press.pdf"
    file.write_bytes(press_pdf.write(imposed(composition), PressSpec(coated(), mm(3), mm(4))))
    for options in ((), ("-raw",)):
        assert "CO₂, de H₂SO₄ et de m³" in " ".join(judge("pdftotext", *options, file, "-").split())


def test_without_a_fallback_it_needs_none() -> None:
    (note,) = laid("CO₂ et 10⁻⁰", families="Barlow").diagnostics
    assert note.severity == "info"
    assert "Barlow has no ⁰ ⁻ ₂" in str(note.message)


def test_figures_that_were_made_are_said_once_a_family() -> None:
    """Of several styles and panels; a family that has its own, and figures that it has, are not."""
    the_sheet = sheet(
        format=Format(fold="none", size=(60, 80), safe_mm=0),
        families={"text": "Barlow", "display": LIST, "other": "Fira Sans"},
        type={
            "text": TypeStyle(size=8, leading=10),
            "lead": TypeStyle(size=9, leading=10, weight=600, family="display"),
            "note": TypeStyle(size=7, leading=10, family="other"),
        },
        designs={"default": Design(margin=Margin(top=5, right=5, bottom=5, left=5))},
    )
    texts = (("CO₂", "text"), ("H₂O et CO₂", "lead"), ("N₃", "note"), ("m² et m³", "text"))
    paragraphs = (paragraph(text, role=role) for text, role in texts)
    (note,) = compose(edition(panel(*paragraphs)), job(the_sheet)).diagnostics
    assert (note.code, note.severity) == ("font-figures", "info")
    assert "Barlow has no ₂; they are made of its own figures (family `text`)." in str(note.message)


def test_a_stray_sign_of_another_family_is_said_once() -> None:
    (note,) = notes(laid("Trajet A → B → C, puis Ж et →"))
    assert note.severity == "info"
    assert "Fira Sans" in str(note.message)
    assert "Barlow" in str(note.message)
    assert "→" in str(note.message)
    assert "Ж" in str(note.message)
    assert "A" not in str(note.message).split(":")[1].split("(")[0]


def test_a_script_that_was_given_a_family_is_not_said() -> None:
    assert notes(laid("Lens et لنس", "fr")) == []
    assert notes(laid("Шахтний басейн, 353 об’єкти", "uk")) == []
    assert notes(laid("Le Bassin minier", "fr")) == []


def test_the_script_of_a_language() -> None:
    tags = {
        "fr": "Latn",
        "uk": "Cyrl",
        "ar": "Arab",
        "zh_Hant": "Hant",
        "sr-Latn": "Latn",
        "xx": "",
    }
    assert {tag: script(tag) for tag in tags} == tags
