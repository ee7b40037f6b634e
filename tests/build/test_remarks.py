"""What a build and a check say of a publication as a whole."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from msgspec.structs import replace

from depliant.build import pipeline
from depliant.build.remarks import remarks
from depliant.build.report import BuildRequest
from depliant.content.publication import load as load_publication
from depliant.content.resolve import resolve
from depliant.errors import BrochureError
from depliant.source.folder import Folder
from depliant.style.sheet import StyleSheet, TypeStyle

from ..conftest import dress

Project = Callable[..., Path]
PANELS = "panels: [{id: one, blocks: [{text: Un texte.}]}]\n"
ONLY = BuildRequest(targets=("press",), preflight=False, cache=False)


def test_a_brochure_without_a_date_is_said_by_check_and_by_build(project: Project) -> None:
    root = dress(project(PANELS))
    [found] = [item for item in pipeline.check(root).diagnostics if item.severity == "error"]
    with pytest.raises(BrochureError) as caught:
        pipeline.build(root, ONLY)
    assert [item for item in caught.value.diagnostics if item.severity == "error"] == [found]
    assert found.code == "date-missing"
    place = found.place
    assert place is not None
    assert place.line is not None
    assert place.line <= 3, "the head of the file"
    assert not list((root / "out").glob("*")), "nothing is written"
    text = (root / "content.yaml").read_text()
    (root / "content.yaml").write_text(f"date: 2017-06-30\n{text}")
    assert len(pipeline.build(root, ONLY).files) == 1


def test_what_was_set_smaller_is_in_the_fit_of_its_panel(project: Project) -> None:
    root = dress(
        project("date: 2017\npanels: [{id: one, blocks: [{text: 2018-2022, role: big}]}]\n")
    )
    style = root / "assets/style.yaml"
    style.write_text("type: {big: {size: 70, leading: 70}}\n")
    with pytest.raises(BrochureError, match="word-too-wide"):
        pipeline.build(root, ONLY)
    style.write_text("type: {big: {size: 70, leading: 70, fit: {size: 0.5}}}\n")
    report = pipeline.build(root, ONLY)
    [panel] = report.panels
    assert str(panel.step) == "as designed, 1 set smaller"
    assert [item.severity for item in report.diagnostics if item.code == "type-fitted"] == ["info"]
    style.write_text("type: {big: {size: 40, leading: 70, fit: {size: 0.5}}}\n")
    assert str(pipeline.build(root, ONLY).panels[0].step) == "as designed"


def test_texts_of_a_former_issue_are_said_by_check_and_by_build(project: Project) -> None:
    root = dress(
        project(f"date: 2022-06-30\nissue: 2018-2022\nissues: {{2012-2017: {{}}}}\n{PANELS}")
    )
    content = root / "content.yaml"
    content.write_text(content.read_text().replace("Un texte.", "2012-2017"))
    for found in (pipeline.check(root).diagnostics, pipeline.build(root, ONLY).diagnostics):
        assert [item.code for item in found].count("issue-named") == 1
    content.write_text(content.read_text().replace("text: 2012-2017", "text: '{issue}'"))
    for found in (pipeline.check(root).diagnostics, pipeline.build(root, ONLY).diagnostics):
        assert "issue-named" not in [item.code for item in found]


def codes(root: Path, language: str, *, hyphenate: bool = True) -> list[str]:
    publication = load_publication(Folder(root))
    edition, _ = resolve(publication, publication.language)
    sheet = StyleSheet(type={"text": TypeStyle(hyphenate=hyphenate)})
    found = remarks(publication, replace(edition, language=language), sheet)
    return [item.code for item in found if item.code == "language-not-hyphenated"]


@pytest.mark.parametrize("language", ["sw", "mt", "sw-KE"])
def test_a_language_without_patterns_is_named_once(project: Project, language: str) -> None:
    assert codes(project(PANELS), language) == ["language-not-hyphenated"]


@pytest.mark.parametrize("language", ["fr", "de-AT", "fi", "tr", "pl", "ar", "zh"])
def test_one_with_patterns_is_not_nor_one_that_has_no_hyphens(
    project: Project, language: str
) -> None:
    assert codes(project(PANELS), language) == []


def test_nor_where_nothing_is_to_be_hyphenated(project: Project) -> None:
    assert codes(project(PANELS), "sw", hyphenate=False) == []


def test_content_may_be_in_a_language_whose_words_the_program_does_not_know(
    project: Project,
) -> None:
    """Then what it adds to alternative texts is in English, and it says so."""
    for language, said in (("eu", ["language-english-words"]), ("es", []), ("nn", [])):
        head = f"id: small\ntitle: Small\nlanguage: {language}\n"
        publication = load_publication(Folder(project(PANELS, head=head)))
        edition, _ = resolve(publication, language)
        found = [item.code for item in remarks(publication, edition, StyleSheet())]
        assert [code for code in found if code == "language-english-words"] == said


OUTLINES = {
    "a panel's title comes first": (
        "panels: [{id: one, title: Le titre, blocks: [{text: Un texte.}]}]\n", "Le titre"),
    "a level is skipped": (
        "panels: [{id: one, blocks: [{heading: Un, level: 1}, {heading: Bas, level: 3}]}]\n",
        "{heading: Bas"),
}  # fmt: skip


@pytest.mark.parametrize("name", OUTLINES)
def test_a_hole_in_the_outline_is_said_by_check_and_by_build(name: str, project: Project) -> None:
    panels, at = OUTLINES[name]
    root = dress(project(f"date: 2017\n{panels}"))
    with pytest.raises(BrochureError) as caught:
        pipeline.build(root, replace(ONLY, preflight=True))
    text = (root / "content.yaml").read_text()
    offset = text.index(at)
    line = text.count("\n", 0, offset) + 1
    for found in (pipeline.check(root).diagnostics, caught.value.diagnostics):
        [fault] = [item for item in found if item.severity == "error"]
        assert fault.code == "heading-level"
        assert fault.place is not None
        assert fault.place.line == line
