"""A PO file of a language that nobody prepared: it builds, or what is missing is said exactly."""

from __future__ import annotations

import re
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from depliant.build.editions import edition_in
from depliant.commands.cli import run
from depliant.content.publication import load as load_publication
from depliant.errors import has_errors
from depliant.source.folder import Folder
from depliant.translation.po import read, written

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
