"""Links, what is published and what is not, languages, the press: the last hours of a brochure."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest
from tests.judges.programs import judge
from tests.officer.desk import FROZEN, Edit, Hides, Prints, Says, try_out

from depliant.build import pipeline
from depliant.build.report import BuildRequest
from depliant.commands.cli import run

GRENAY = "installé à Grenay"
WEB = "[www.bassinminier-patrimoinemondial.org](http://www.bassinminier-patrimoinemondial.org)"
ELECTRICIANS = "aides_electriciens:      {value: 10000000, unit: EUR, date: 2018, source: unstated"
STYLE = "assets/style.yaml"
SCREEN: Any = {"preflight": False, "targets": ("screen",)}

PAGES: dict[str, Edit] = {
    "a telephone number to press": Edit(
        WEB, "[03 21 79 52 30](tel:+33321795230)", Prints(("03 21 79 52 30",), ("+333",))
    ),
    "a mail address": Edit(
        WEB, "[écrivez-nous](mailto:accueil@bassin.example)", Prints(("écrivez-nous",), ("@",))
    ),
    "an address in the open": Edit(WEB, "www.bassin.example", Prints(("www.bassin.example",))),
}  # fmt: skip

HIDDEN: dict[str, Edit] = {
    "a note to oneself": Edit(
        ELECTRICIANS, ELECTRICIANS + ', note: "contesté par le Département"',
        Hides(("contesté", "Département, ne")),
    ),
    "a comment": Edit(
        ELECTRICIANS, f"# NE PAS PUBLIER : provisoire\n  {ELECTRICIANS}",
        Hides(("NE PAS", "provisoire")),
    ),
    "a figure that no page says": Edit(
        "  # Signalétique\n", "  budget_secret: {value: 987654, unit: EUR, source: unstated}\n",
        Hides(("987654", "987 654", "budget_secret")),
    ),
    "a source of no figure that is said": Edit(
        "  mediametrie: Médiamétrie,", "  fuite: Note confidentielle du cabinet\n"
        "  mediametrie: Médiamétrie,", Hides(("confidentielle",)),
    ),
}  # fmt: skip

SLIPS: dict[str, Edit] = {
    "a link with a space": Edit(
        WEB, "[Le site](http://www.bassin minier.org)",
        Says("markup-link", "](http://www.bassin minier", "spaces out"),
    ),
    "a link without its beginning": Edit(
        WEB, "[Le site](www.bassinminier.example)",
        Says("markup-link", "](www.bassinminier.example", "https://"),
    ),
    "a link to a file on somebody's machine": Edit(
        WEB, "[Le plan](file:///C:/plan.pdf)", Says("markup-link", "](file:", "https:")
    ),
    "the source goes along": Edit(
        "language: fr\n", "language: fr\nattach: {source: true}\n",
        Says("source-attached", "true}", "Remove `attach`", "advice"),
    ),
    "a language that there is not": Edit(
        "language: fr\n", "language: fra_France\n", Says("language-unknown", "fra_France", "")
    ),
    "a language by its name": Edit(
        "language: fr\n", "language: français\n", Says("schema", "français", "")
    ),
    "no date": Edit("date: 2017-06-30\n", "", Says("date-missing", "id: chiffres-cles", "date:")),
    "a date as it is said": Edit(
        "date: 2017-06-30\n", "date: 30 juin 2017\n", Says("schema", "30 juin 2017", "")
    ),
    "an id with spaces": Edit(
        "id: chiffres-cles\n", "id: Chiffres clés 2017\n",
        Says("schema", "Chiffres clés 2017\n", ""),
    ),
    "a condition that is not that of the profile": Edit(
        "condition: FOGRA39", "condition: FOGRA52",
        Says("condition-profile", "FOGRA52", "`condition: FOGRA39`"), STYLE,
    ),
    "a profile that is lost": Edit(
        WEB, WEB, Says("icc-missing", "assets/icc/FOGRA39L", "", file=STYLE),
        loses=("assets/icc/FOGRA39L_coated.icc",),
    ),
    "a key misspelt in the style sheet": Edit(
        "ink_limit: 300", "inc_limit: 300", Says("key-unknown", "inc_limit", "`ink_limit`"), STYLE
    ),
    "a colour that there is not": Edit(
        "colour: brick, before: 5", "colour: brik, before: 5",
        Says("style-unknown-name", "brik, before", "`brick`"), STYLE,
    ),
    "ink above what the press takes": Edit(
        "seam:       {cmyk: [60, 50, 50, 70]}", "seam: {cmyk: [90, 90, 90, 70]}",
        Says("ink-limit", "{cmyk: [90, 90, 90, 70]}", "Take out"), STYLE,
    ),
    "another fold": Edit(
        "fold: roll3", "fold: half",
        Says("panels-over", "id: habitants", "`fold: roll3`", file="content.yaml"), STYLE,
    ),
    "a weight that the font has not": Edit(
        "years:       {family: display, weight: 700", "years: {family: display, weight: 750",
        Says("font-missing", "750,", "700"), STYLE,
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", PAGES)
def test_what_is_typed_is_printed(name: str, tmp_path: Path) -> None:
    try_out(PAGES[name], tmp_path)


@pytest.mark.parametrize("name", HIDDEN)
def test_what_is_not_meant_for_readers_is_in_no_file(name: str, tmp_path: Path) -> None:
    try_out(HIDDEN[name], tmp_path)


@pytest.mark.parametrize("name", SLIPS)
def test_what_is_wrong_is_said(name: str, tmp_path: Path) -> None:
    try_out(SLIPS[name], tmp_path)


def test_a_proof_takes_the_place_of_no_other_file(tmp_path: Path) -> None:
    project = Path(shutil.copytree(FROZEN, tmp_path / "leaflet"))
    whole = pipeline.build(project, BuildRequest(**SCREEN)).files[0].path
    proof = pipeline.build(project, BuildRequest(**SCREEN, proof="3")).files[0].path
    assert "proof-3" in proof.name
    assert judge("pdftotext", proof, "-") == judge("pdftotext", whole, "-")


def test_the_next_issue_has_other_years_on_its_cover(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    project = Path(shutil.copytree(FROZEN, tmp_path / "leaflet"))
    monkeypatch.chdir(project)
    assert run(["reissue", "2018-2022", "--date", "2023-06-30"]) == 0
    said = capsys.readouterr().out
    assert "2012-2017 → {issue}" in said, "the years on the cover follow"
    assert "fans_facebook: 2300 fans" in said, "what waits for a new value is listed"
    style = project / STYLE
    years = "size: 64, leading: 52.8, colour: lamp"
    fitted = style.read_text("utf-8").replace(years, f"{years}, fit: {{size: 0.8, lines: 1}}")
    style.write_text(fitted, encoding="utf-8")
    now = pipeline.build(project, BuildRequest(**SCREEN)).files[0].path
    assert "2018–2022" in judge("pdftotext", "-l", "1", now, "-")
    former = BuildRequest(**SCREEN, issue="2012-2017", out=tmp_path / "former")
    assert "2012-2017" in judge("pdftotext", pipeline.build(project, former).files[0].path, "-")
