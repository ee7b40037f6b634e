"""A draft shows whatever can be set of a translation that is not done."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from depliant.build import pipeline
from depliant.build.report import BuildReport, BuildRequest
from depliant.commands.cli import run
from depliant.fonts import missing
from depliant.translation import po
from depliant.translation.draft import marked, showable
from depliant.translation.po import PoEntry

LEAFLET = Path(__file__).parents[2]
LONG = " Donaudampfschifffahrtsgesellschaftskapitän"


@pytest.fixture
def leaflet(tmp_path: Path) -> Path:
    """A copy of the shipped leaflet."""
    shutil.copy(LEAFLET / "content.yaml", tmp_path)
    shutil.copytree(LEAFLET / "assets", tmp_path / "assets")
    return tmp_path


def changed(project: Path, language: str, change: Callable[[int, PoEntry], PoEntry]) -> None:
    """Change every message of a language's file, of which each has its number."""
    path = project / "assets" / "translations" / f"{language}.po"
    catalogue, found = po.read(path.read_text("utf-8"), path.name)
    assert found == ()
    entries = tuple(change(number, entry) for number, entry in enumerate(catalogue.entries))
    path.write_text(po.written(replace(catalogue, entries=entries)), "utf-8")


def draft(project: Path, language: str, *targets: str) -> BuildReport:
    request = BuildRequest(editions=(language,), draft=True, targets=targets or ("screen",))
    return pipeline.build(project, request)


def words(report: BuildReport) -> str:
    with pypdfium2.PdfDocument(report.files[-1].path) as document:
        return " ".join(page.get_textpage().get_text_range() for page in document)


def emptied(number: int, entry: PoEntry) -> PoEntry:
    return replace(entry, strings=("",) * len(entry.strings))


def doubtful(number: int, entry: PoEntry) -> PoEntry:
    return replace(entry, flags=("fuzzy",))


def every_ninth(change: Callable[[int, PoEntry], PoEntry]) -> Callable[[int, PoEntry], PoEntry]:
    return lambda number, entry: change(number, entry) if number % 9 == 4 else entry


def far_too_long(number: int, entry: PoEntry) -> PoEntry:
    return replace(entry, strings=tuple(text + LONG * 3 for text in entry.strings))


def without_last_form(number: int, entry: PoEntry) -> PoEntry:
    return replace(entry, strings=(*entry.strings[:-1], "")) if entry.plural else entry


def with_stray_stars(number: int, entry: PoEntry) -> PoEntry:
    return entry if entry.plural else replace(entry, strings=(f"{entry.strings[0]} **",))


def without_figures(number: int, entry: PoEntry) -> PoEntry:
    lost = tuple(text.replace("{", "{zz") for text in entry.strings)
    return replace(entry, flags=("fuzzy",), strings=lost)


@pytest.mark.parametrize(
    ("language", "change"),
    [
        ("nl", emptied),
        ("ar", emptied),
        ("de", doubtful),
        ("ar", every_ninth(doubtful)),
        ("nl", far_too_long),
        ("ar", far_too_long),
        ("pl", without_last_form),
        ("de", with_stray_stars),
        ("nl", without_figures),
    ],
)
def test_a_draft_is_written_whatever_is_missing_or_too_long(
    leaflet: Path, language: str, change: Callable[[int, PoEntry], PoEntry]
) -> None:
    changed(leaflet, language, change)
    report = draft(leaflet, language, *(("press", "screen") if change is far_too_long else ()))
    assert report.files
    assert "error" not in {found.severity for found in report.diagnostics}


def test_a_language_that_nobody_began_is_shown_in_the_words_of_the_source(leaflet: Path) -> None:
    assert run(["translate", "update", "pt", "--project", str(leaflet)]) == 0
    report = draft(leaflet, "pt")
    shown = " ".join(words(report).split())
    assert shown.count("[fr]") > 60
    assert not any(found.code == "numeral-too-wide" for found in report.diagnostics)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Chiffres clés", "\\[fr\\] Chiffres clés"),
        ("{a:full} de retombées", "{a:full} \\[fr\\] de retombées"),
        ("**{a}** visiteurs", "**{a}** \\[fr\\] visiteurs"),
        ("**{a} visiteurs** par an", "**{a} \\[fr\\] visiteurs** par an"),
        ("{a}-{b} ans", "\\[fr\\] {a}-{b} ans"),
        ("{a}", "\\[fr\\] {a}"),
        ("En {a} ans", "\\[fr\\] En {a} ans"),
    ],
)
def test_the_mark_stands_behind_the_figure_that_a_sentence_begins_with(
    text: str, expected: str
) -> None:
    assert marked(text, "fr") == expected


def test_the_mark_of_a_text_without_markup_is_in_plain_brackets() -> None:
    assert marked("environ {a}", "fr", plain=True) == "[fr] environ {a}"


@pytest.mark.parametrize(
    ("translation", "can"),
    [
        ("{a} bezoekers", True),
        ("bezoekers: **{a}**", True),
        ("bezoekers", False),
        ("{a} en {a}", False),
        ("{b} bezoekers", False),
        ("{a:often} bezoekers", False),
        ("{a} bezoekers\u0007", False),
        ("\u202e{a} bezoekers", False),
    ],
)
def test_a_doubtful_translation_is_shown_if_its_figures_are_those_of_its_message(
    translation: str, can: bool
) -> None:
    assert showable("{a} visiteurs", translation) is can


def test_a_draft_shows_what_the_proof_of_figures_refuses(leaflet: Path) -> None:
    """A month that is another: an error of the edition, a warning of its draft."""
    path = leaflet / "assets" / "translations" / "nl.po"
    text = path.read_text(encoding="utf-8")
    assert text.count("juni 2016") > 1
    path.write_text(text.replace("juni 2016", "juli 2016"), encoding="utf-8")
    report = draft(leaflet, "nl")
    found = [item for item in report.diagnostics if item.code == "translation-figures"]
    assert found
    assert {item.severity for item in found} == {"warning"}
    assert report.files


WORD = {"he": "שלום", "hi": "नमस्ते", "ko": "안녕", "th": "สวัสดี", "zh_Hans": "你好"}


@pytest.fixture
def accordion(tmp_path: Path) -> Path:
    """A copy of a small brochure."""
    return Path(shutil.copytree(Path(__file__).parents[1] / "data" / "accordion", tmp_path / "a"))


@pytest.mark.parametrize(
    ("language", "family"),
    [("he", "Heebo"), ("hi", ""), ("ko", ""), ("th", "Noto Sans Thai"), ("zh_Hans", "")],
)
def test_a_draft_has_letters_of_another_family_or_boxes_for_those_that_its_own_lacks(
    accordion: Path, language: str, family: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not family:
        monkeypatch.setattr(missing, "family_files", lambda _: ())
    assert run(["translate", "update", language, "--project", str(accordion)]) == 0

    def begun(_: int, entry: PoEntry) -> PoEntry:
        return replace(entry, strings=tuple(f"{WORD[language]} {entry.id}" for _ in entry.strings))

    changed(accordion, language.replace("_", "-"), begun)
    report = draft(accordion, language)
    assert report.files
    assert "error" not in {found.severity for found in report.diagnostics}
    lacks = [found for found in report.diagnostics if found.code == "glyph-missing"]
    ((message, hint),) = {(str(found.message), str(found.hint)) for found in lacks}
    assert f"this draft has {family or 'empty boxes'}." in message
    assert hint.startswith("Add {family: " if family else "Install a family that has it with `pip")
    assert not any(found.code == "font-lent" for found in report.diagnostics)
    assert set(words(report)) >= set(WORD[language])
    with pikepdf.open(report.files[-1].path) as pdf:
        fonts = {str(font.get("/BaseFont")) for page in pdf.pages for font in page_fonts(page)}
    its = family.replace(" ", "") or "EmptyBoxes"
    assert any(its in name for name in fonts)


def page_fonts(page: pikepdf.Page) -> list[pikepdf.Object]:
    """The fonts of a page."""
    return list(page.resources.get("/Font", pikepdf.Dictionary()).as_dict().values())
