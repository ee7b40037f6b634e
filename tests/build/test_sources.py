"""Brochures whose own language is neither French nor English: pages, and what is set right."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from tests.conftest import dress

from depliant.build import pipeline
from depliant.build.report import BuildRequest
from depliant.commands.cli import run
from depliant.translation.po import read, written

SOURCES = {
    "es": (
        "mercado",
        "El mercado cubierto",
        'Reabierto el 12 de mayo de 2021: {puestos:full} y {obras:compact} de euros, "venga con '
        'una cesta". El aprovisionamiento extraordinariamente diversificado representa un {parte} '
        "de los establecimientos alimentarios.",
        ("Frutas", "Quesos"),
        "puestos",
        ("42 puestos", "2,4 millones de euros, «venga", "un 37,5 % de"),
    ),
    "fi": (
        "kauppahalli",
        "Katettu kauppahalli",
        'Avattu uudelleen 12. toukokuuta 2021: {puestos:full} ja {obras:compact} euroa, "tule '
        'korin kanssa". Elintarviketuotannon monipuolistamisohjelma kattaa {parte} '
        "ympäristöystävällisistä maataloustuotteista.",
        ("Hedelmät", "Juustot"),
        "myyntipaikkaa",
        ("42 myyntipaikkaa", "2,4 miljoonaa euroa, ”tule", "kattaa 37,5 % ympäristö"),
    ),
}
Project = Callable[..., Path]


@pytest.fixture
def source(project: Project, request: pytest.FixtureRequest) -> tuple[str, Path]:
    """A small brochure in a language."""
    language: str = request.param
    name, title, text, labels, unit, _ = SOURCES[language]
    head = f"id: {name}\ntitle: {title}\nauthor: X\nlanguage: {language}\ndate: 2022-03-01\n"
    root = dress(project(
        "figures:\n"
        f"  puestos: {{value: 42, unit: {unit}, source: unstated}}\n"
        "  obras: {value: 2400000, unit: EUR, source: unstated}\n"
        '  parte: {value: 37.5, unit: "%", source: unstated}\n'
        f"  a: {{value: 18, unit: {unit}, source: unstated}}\n"
        f"  b: {{value: 7, unit: {unit}, source: unstated}}\n"
        f"panels:\n  - id: uno\n    blocks:\n      - {{heading: {title}, level: 1}}\n"
        f"      - text: '{text}'\n"
        f"      - {{chart: bar, title: X, data: [{{figure: a, label: {labels[0]}}}, "
        f"{{figure: b, label: {labels[1]}}}]}}\n",
        head=head,
    ))  # fmt: skip
    style = "format: {size: [50, 150], fold: none}\n"
    style += "type: {text: {size: 9, leading: 12, hyphenate: true, align: justify}}\n"
    (root / "assets/style.yaml").write_text(style)
    return language, root


@pytest.mark.parametrize("source", sorted(SOURCES), indirect=True)
def test_pages_are_made_from_content_in_any_language(source: tuple[str, Path]) -> None:
    language, root = source
    report = pipeline.build(root, BuildRequest(targets=("screen",)))
    assert [str(fault) for fault in report.diagnostics if fault.severity != "advice"] == []
    path = report.files[0].path
    with pikepdf.open(path) as pdf:
        assert str(pdf.Root.Lang) == language
    with pypdfium2.PdfDocument(path) as document:
        text = document[0].get_textpage().get_text_range()
    # PDFium reads a hyphen at the end of a line as U+FFFE.
    assert "\ufffe" in text, "long words are divided by the language's patterns"
    shown = " ".join(text.replace("\ufffe", "").split())
    for words in SOURCES[language][-1]:
        assert words in shown, shown


@pytest.mark.parametrize(
    ("language", "typed", "lines"),
    [
        (
            "de",
            'Die "Halle", z. B. mit 42%',
            [
                'quotes: Die "Halle", z. → Die „Halle", z.',
                '→ Die "Halle“, z.',
                "→ „Halle“, z.⍽B. mit",
                "mit 42% → mit 42⍽%",
            ],
        ),
        ("he", 'שוק "ישן" בצה"ל, 42%', ['→ שוק ”ישן" בצה"ל,', '→ "ישן" בצה״ל, 42%']),
        (
            "ja",
            '市場の"計画"は42%。',
            ['"計画"は42%。 → 市場の「計画"は', '"計画"は42%。 → 市場の"計画」は'],
        ),
    ],
)
def test_what_is_set_right_in_an_edition_is_listed(
    language: str, typed: str, lines: list[str], project: Project,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    head = "id: small\ntitle: Small\nauthor: X\nlanguage: fr\ndate: 2022-03-01\n"
    root = dress(project("panels: [{id: one, blocks: [{text: Le marché 42 %}]}]\n", head=head))
    (root / "assets/style.yaml").write_text(
        "families: {text: [Barlow, {family: Heebo, script: Hebr}, "
        "{family: Noto Sans JP, script: Jpan}]}\n"
    )
    assert run(["translate", "update", language, "--project", str(root)]) == 0
    file = root / "assets" / "translations" / f"{language}.po"
    catalogue, _ = read(file.read_text("utf-8"), file.name)
    entries = tuple(
        replace(entry, strings=(typed if entry.id == "Le marché 42 %" else entry.id,))
        for entry in catalogue.entries
    )
    file.write_text(written(replace(catalogue, entries=entries)), "utf-8")
    capsys.readouterr()
    assert run(["check", str(root), "--edition", language, "--typography"]) == 0
    said = capsys.readouterr().out
    for line in lines:
        assert line in said, said
