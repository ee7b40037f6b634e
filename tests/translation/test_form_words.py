"""Words for “about”, for places in an order and for millions, where only a translator has them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest
from tests.conftest import dress

from depliant.build import pipeline
from depliant.build.report import BuildRequest
from depliant.build.translations import status
from depliant.commands.cli import run
from depliant.content.markup import parse
from depliant.languages.phrases import asked, explained
from depliant.translation import po

CONTENT = """\
id: small
title: Small
date: 2024-01-01
language: en
figures:
  people: {value: 200, approximate: over, source: unstated}
  place: {value: 41, source: unstated}
  money: {value: 2700000, source: unstated}
panels:
  - id: one
    blocks:
      - text: "{people:about} came, the {place:ordinal} had {money:compact}."
"""
WORDS = {
    "form:about/over": "aktar minn {a}",
    "form:ordinal": "{a} post",
    "form:compact/million": "{a} miljun",
}


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "content.yaml").write_text(CONTENT, "utf-8")
    return dress(tmp_path)


def catalogue(project: Path, language: str) -> po.Catalogue:
    path = project / "assets" / "translations" / f"{language}.po"
    found, faults = po.read(path.read_text("utf-8"), path.name)
    assert faults == ()
    return found


def test_a_language_without_the_words_is_asked_for_those_that_are_used(project: Path) -> None:
    assert run(["translate", "update", "mt", "--project", str(project)]) == 0
    forms = {
        entry.context: entry
        for entry in catalogue(project, "mt").entries
        if entry.context.startswith("form:")
    }
    assert {context: entry.id for context, entry in forms.items()} == {
        "form:about/over": "more than {a}",
        "form:ordinal": "{a}st",
        "form:compact/million": "{a}\u00a0million",
    }
    assert all("{a} is the number" in entry.extracted[0] for entry in forms.values())
    (row,), _ = status(project, ("mt",))
    assert row.missing == len(catalogue(project, "mt").entries)


def test_what_a_code_holds_may_stay_empty(project: Path) -> None:
    content = CONTENT + "      - qr: https://example.org\n"
    (project / "content.yaml").write_text(content, "utf-8")
    assert run(["translate", "update", "nl", "--project", str(project)]) == 0
    made = catalogue(project, "nl")
    entries = tuple(
        entry if "qr" in entry.context else replace(entry, strings=(entry.id,))
        for entry in made.entries
    )
    assert any(not any(entry.strings) for entry in entries)
    path = project / "assets" / "translations" / "nl.po"
    path.write_text(po.written(replace(made, entries=entries)), "utf-8")
    (row,), _ = status(project, ("nl",))
    assert (row.missing, row.fuzzy) == (0, 0)
    assert 0 < row.translated < len(entries)


def test_a_language_that_has_the_words_is_not_asked(project: Path) -> None:
    assert run(["translate", "update", "nl", "--project", str(project)]) == 0
    assert not [entry for entry in catalogue(project, "nl").entries if "form:" in entry.context]


def test_the_words_of_the_translator_are_printed(project: Path) -> None:
    assert run(["translate", "update", "mt", "--project", str(project)]) == 0
    made = catalogue(project, "mt")
    entries = tuple(
        replace(entry, strings=(WORDS.get(entry.context, f"X {entry.id}"),))
        for entry in made.entries
    )
    path = project / "assets" / "translations" / "mt.po"
    path.write_text(po.written(replace(made, entries=entries)), "utf-8")
    report = pipeline.build(project, BuildRequest(editions=("mt",), targets=("screen",)))
    with pypdfium2.PdfDocument(report.files[0].path) as document:
        text = document[0].get_textpage().get_text_range()
    shown = " ".join(text.replace("\u00a0", " ").split())
    assert "X aktar minn 200 came, the 41 post had 2.7 miljun." in shown


def test_every_placeholder_of_a_phrase_is_explained() -> None:
    for name, text in asked("mt", "en").items():
        letters = {piece.placeholder for piece in parse(text)[0] if piece.figure}
        assert explained(name)
        assert all(letter in explained(name) for letter in letters)
