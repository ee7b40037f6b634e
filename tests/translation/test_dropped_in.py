"""A PO file of a language that nobody prepared: it builds, or what is missing is said exactly."""

from __future__ import annotations

import re
import shutil
from collections import Counter
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pypdfium2
import pytest

from depliant.build import pipeline
from depliant.build.editions import edition_in
from depliant.build.report import BuildRequest
from depliant.commands.cli import run
from depliant.content.publication import load as load_publication
from depliant.errors import has_errors
from depliant.figures.writing import locale_of, plain_marks, write
from depliant.source.folder import Folder
from depliant.translation.po import PoEntry, read, written

from .market import PHRASES, SAID, TEXTS, TRANSLATIONS, UNITS

ACCORDION = Path(__file__).parents[1] / "data" / "accordion"
FORMS = {
    "fi": "nplurals=2; plural=(n != 1);",
    "sk": "nplurals=3; plural=(n==1) ? 0 : (n>=2 && n<=4) ? 1 : 2;",
}


@pytest.fixture(params=sorted(FORMS))
def dropped(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A project with a language's file, made from the template by another program."""
    project = Path(shutil.copytree(ACCORDION, tmp_path / "project"))
    assert run(["translate", "extract", "--project", str(project)]) == 0
    folder = project / "assets" / "translations"
    template, found = read((folder / "messages.pot").read_text("utf-8"), "messages.pot")
    assert found == ()
    rule = FORMS[request.param]
    count = int(rule[9])
    entries = tuple(
        replace(entry, strings=(f"Ää {entry.id}",) * (count if entry.plural else 1))
        for entry in template.entries
    )
    header = {**template.header, "Language": request.param, "Plural-Forms": rule}
    made = replace(template, header=header, entries=entries)
    file = folder / f"{request.param}.po"
    file.write_text(written(made), "utf-8")
    return file


def test_only_what_the_template_cannot_know_is_missing_and_then_it_builds(
    dropped: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    project, language = dropped.parents[2], dropped.stem
    made = edition_in(load_publication(Folder(project)), Folder(project), language)
    missing = [fault for fault in made.diagnostics if fault.severity == "error"]
    assert {fault.code for fault in missing} <= {"translation-missing"}
    assert all(re.search("phrase:|unit/fraction", str(fault.message)) for fault in missing)
    assert all("translate update" in str(fault.hint) for fault in missing)
    assert run(["translate", "update", language, "--project", str(project)]) == 0
    catalogue, _ = read(dropped.read_text("utf-8"), dropped.name)
    entries = tuple(
        entry if entry.translated else replace(entry, strings=(entry.id,))
        for entry in catalogue.entries
    )
    dropped.write_text(written(replace(catalogue, entries=entries)), "utf-8")
    made = edition_in(load_publication(Folder(project)), Folder(project), language)
    assert not has_errors(made.diagnostics), made.diagnostics
    assert run(["build", str(project), "--edition", language, "--target", "screen"]) == 0
    assert f".{language}.screen.pdf" in capsys.readouterr().out


MARKET = Path(__file__).parents[1] / "data" / "market"
PROFILE = ACCORDION / "assets" / "icc" / "FOGRA39L_coated.icc"


@pytest.fixture
def market(tmp_path: Path) -> Path:
    """A small brochure in French, whose families have many scripts."""
    project = Path(shutil.copytree(MARKET, tmp_path / "market"))
    (project / "assets" / "icc").mkdir()
    shutil.copy(PROFILE, project / "assets" / "icc")
    return project


def delivered(language: str, entry: PoEntry) -> PoEntry:
    """A message as an agency has it that gets the file of `translate update`."""
    texts, units = TRANSLATIONS[language]
    if entry.plural:
        forms = units[UNITS.index(entry.id)]
        count = len(entry.strings)
        return replace(entry, strings=(forms + forms[-1:] * count)[:count])
    if entry.context.startswith("phrase:"):
        return replace(entry, strings=(SAID[language][PHRASES.index(entry.context[7:])],))
    return replace(entry, strings=(texts[TEXTS.index(entry.id)],))


def words_of(pdf: Path) -> str:
    with pypdfium2.PdfDocument(pdf) as document:
        text = " ".join(page.get_textpage().get_text_range() for page in document)
    return "".join(re.sub("[\u200e\u200f\u202a-\u202e\u2066-\u2069]", "", text).split())


@pytest.mark.parametrize("language", sorted(TRANSLATIONS))
def test_an_edition_of_an_agency_builds_and_says_its_words(market: Path, language: str) -> None:
    assert run(["translate", "update", language, "--project", str(market)]) == 0
    file = market / "assets" / "translations" / f"{language}.po"
    catalogue, _ = read(file.read_text("utf-8"), file.name)
    entries = tuple(delivered(language, entry) for entry in catalogue.entries)
    file.write_text(written(replace(catalogue, entries=entries)), "utf-8")
    report = pipeline.build(market, BuildRequest(editions=(language,), targets=("screen",)))
    assert [str(fault) for fault in report.diagnostics if fault.severity != "advice"] == []
    shown = words_of(report.files[0].path)
    # What is read from right to left comes in the order of the page: letter by letter.
    sides = [TRANSLATIONS[language][0][at] for at in (0, 7, 9, 10)]
    assert all("".join(text.split()) in shown for text in sides) or language == "he"
    assert not Counter("".join(sides).replace(" ", "")) - Counter(shown)
    locale = locale_of(language)
    assert locale is not None
    for value, unit, form in ((37.5, "%", ""), (1_250_000, "", "compact"), (18, "", "")):
        number = write(Decimal(str(value)), unit, form, locale).number
        assert "".join(plain_marks(number).split()) in shown
