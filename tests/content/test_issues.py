"""Issues of a ledger: derived figures, rules of sense, former and frozen issues."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from depliant.build import ledgers
from depliant.content.inline import plain
from depliant.content.issues import load_issue
from depliant.content.model import KeyFigure, Paragraph
from depliant.content.publication import load as load_publication
from depliant.content.resolve import resolve
from depliant.errors import Diagnostic, InputError
from depliant.figures.issues import Fact, SourceNote, issue_names, ledger_of
from depliant.source.folder import Folder

from ..conftest import dress

Project = Callable[..., Path]
Found = Callable[..., list[Diagnostic]]

ALL = "panels: [{id: one, blocks: [{text: '{a} {b} {c}'}]}]\n"


def codes(found: list[Diagnostic]) -> list[str]:
    return [item.code for item in found if item.severity in ("error", "warning")]


# --- derived figures ----------------------------------------------------------------------------


def test_a_reckoned_figure_is_printed_as_any_other(project: Project) -> None:
    root = project("""\
sources: {s: Mairie, t: {title: Registre, publisher: État, date: 2016-06}}
figures:
  total: {value: 712000, unit: EUR, date: 2016, source: s}
  don:   {value: 80000, unit: EUR, date: 2016, source: t}
  part:  {formula: "share(don, total)", precision: 0.1}
  reste: {formula: total - don}
  deux:  {formula: reste + don}
panels:
  - id: one
    blocks:
      - text: "{part}, {reste:full}, {deux}"
      - {key-figure: part, label: du total}
""")
    publication = load_publication(Folder(root))
    edition, notes = resolve(publication, "fr")
    assert codes(list(notes)) == []
    text, key = edition.panels[0].blocks
    assert isinstance(text, Paragraph)
    assert plain(text.text) == "11,2\u00a0%, 632\u202f000\u00a0€, 712\u202f000"
    assert isinstance(key, KeyFigure)
    assert key.figure.source == "Registre, État, juin 2016; Mairie"
    assert (key.figure.period, key.figure.date) == ("2016", "2016")
    ledger, _ = ledger_of(publication.content, publication.source)
    assert ledger.by_id()["part"] == Fact(
        "part", Decimal("11.2"), "%", "2016", precision=Decimal("0.1"),
        formula="share(don, total)", inputs=("don", "total"), sources=("t", "s"),
    )  # fmt: skip
    assert ledger.sources[1] == SourceNote("t", "Registre", "État", "2016-06")


@pytest.mark.parametrize(
    ("figures", "code", "place", "words"),
    [
        ("a: {formula: b + c}\n  b: {formula: c}\n  c: {formula: a}", "formula-cycle", "5:16",
         "a → c → a"),
        ("a: {formula: a}", "formula-cycle", "5:16", "a → a"),
        ("a: {formula: d - 1}\n  d-1: {value: 1, source: unstated}", "figure-unknown", "5:16",
         "no figure `d`"),
        ("a: {formula: b +}", "formula-syntax", "5:16", "missing at its end"),
        ("a: {formula: b / 3}\n  b: {value: 1, source: unstated}", "formula-value", "5:16",
         "on and on"),
        ("a: {formula: b + c}\n  b: {value: 1, unit: x, source: unstated}\n"
         "  c: {value: 1, unit: y, source: unstated}", "formula-unit", "5:16", "x and y"),
        ("a: {formula: b, value: 3, source: unstated}", "key-unknown", "5:7", "`formula`"),
        ("a: {}", "key-missing", "5:6", "`value`"),
    ],
)  # fmt: skip
def test_formulas_that_cannot_be_reckoned(
    found: Found, figures: str, code: str, place: str, words: str
) -> None:
    faults = found(f"figures:\n  {figures}\n{ALL}")
    first = next(item for item in faults if item.code == code)
    assert str(first.place) == f"content.yaml:{place}"
    assert words in str(first.message)


@given(st.lists(st.integers(-999, 999), min_size=1, max_size=60))
def test_a_long_chain_of_formulas(numbers: list[int]) -> None:
    from depliant.content.schema import Content
    from depliant.source.validated import validated
    from depliant.source.yaml import parse_yaml

    figures = {"f0": f"{{value: {numbers[0]}, source: unstated}}"}
    figures |= {
        f"f{n}": f"{{formula: 'f{n - 1} + {number}'}}".replace("+ -", "- ")
        for n, number in enumerate(numbers[1:], 1)
    }
    # Backwards: the order of the file does not matter.
    lines = "".join(f"  {name}: {entry}\n" for name, entry in reversed(figures.items()))
    text = f"id: a\ntitle: a\nlanguage: fr\nfigures:\n{lines}{ALL}"
    source = parse_yaml(text, "c")
    ledger, faults = ledger_of(validated(Content, source), source)
    assert faults == ()
    assert ledger.by_id()[f"f{len(numbers) - 1}"].value == sum(numbers)


# --- rules of sense -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("figures", "expected"),
    [
        ("a: {value: 80000, part_of: b}, b: {value: 712000}", []),
        ("a: {value: 800000, part_of: b}, b: {value: 712000}", ["figure-part"]),
        ("a: {value: 8, unit: EUR, part_of: b}, b: {value: 712000}", ["figure-part"]),
        ("a: {value: 8, part_of: x}, b: {value: 1}", ["figure-unknown"]),
        ("a: {value: 3, sums_to: c}, b: {value: 4, sums_to: c}, c: {value: 7}", []),
        ("a: {value: 3, sums_to: c}, b: {value: 4, sums_to: c}, c: {value: 8}", ["figure-sum"]),
        ("a: {value: 3, sums_to: c}, b: {value: 4, unit: x, sums_to: c}, c: {value: 7}",
         ["figure-sum"]),
        ("a: {value: 33.3, precision: 0.1, sums_to: c}, "
         "b: {value: 66.6, precision: 0.1, sums_to: c}, c: {value: 100}", []),
        ("a: {value: 33.3, precision: 0.1, sums_to: c}, "
         "b: {value: 66.5, precision: 0.1, sums_to: c}, c: {value: 100}", ["figure-sum"]),
        ("a: {value: 1, date: 2015, not_before: 2016}", ["figure-early"]),
        ("a: {value: 1, date: 2016, not_before: 2016-06}", []),
        ("a: {value: 1, date: 2016-05, not_before: 2016-06-01}", ["figure-early"]),
        ("a: {value: 1, date: 2015/2016, not_before: b}, b: {value: 1, date: 2016-12}", []),
        ("a: {value: 1, date: 2015/2016, not_before: b}, b: {value: 1, date: 2017}",
         ["figure-early"]),
        ("a: {value: 1, valid_until: 2017-05}", ["figure-stale"]),
        ("a: {value: 1, valid_until: 2017-06}", []),
        ("a: {value: 86.400}", ["figure-thousands"]),
        ("a: {value: -7.125, unit: EUR}", ["figure-thousands"]),
        ("a: {value: 712.000, unit: €}", ["figure-thousands"]),
        ("a: {value: 42.190, unit: km}", ["figure-thousands"]),
        ("a: {value: 42.195, unit: km}", []),
        ("a: {value: 1.875, precision: 0.001, unit: enfants}", []),
        ("a: {value: 0.712, unit: EUR}", []),
        ("a: {value: 1234.500}", []),
    ],
)  # fmt: skip
def test_rules_are_checked_on_every_build(found: Found, figures: str, expected: list[str]) -> None:
    ledger = figures.replace("}", ", source: unstated}")
    names = " ".join(f"{{{name}}}" for name in "abc" if f"{name}: {{" in figures)
    text = f"date: 2017-06-30\nfigures: {{{ledger}}}\n"
    faults = found(text + f"panels: [{{id: one, blocks: [{{text: '{names}'}}]}}]\n")
    assert codes(faults) == expected
    assert all(item.place and item.place.line == 5 for item in faults if item.code in expected)


# --- issues ---------------------------------------------------------------------------------------

FIRST = """\
date: 2017-06-30
sources: {s: Enquête 2016}
figures:
  # the survey
  fierte: {value: 76.9, unit: "%", date: 2016, base: gens, source: s}
  gens:   {value: 200, unit: personnes, source: s}
  bus:    {value: 2, unit: bus, source: unstated}
  double: {formula: bus * 2}
panels:
  - id: one
    blocks:
      - {text: "{fierte} de {gens}, {bus}, {double}, {issue} ({issue:date})"}
"""


def printed(root: Path, issue: str | None = None) -> str:
    edition, notes = resolve(load_issue(Folder(root), issue).publication, "fr")
    assert [str(note) for note in notes if note.severity == "error"] == []
    [block] = edition.panels[0].blocks
    assert isinstance(block, Paragraph)
    return plain(block.text).replace("\u00a0", " ")


def test_the_first_of_a_month_is_in_its_order_in_french_alone(project: Project) -> None:
    root = project("issue: a\n" + FIRST.replace("2017-06-30", "2017-07-01"))
    publication = load_issue(Folder(root), None).publication
    said = {}
    for language in ("fr", "en-GB"):
        [block] = resolve(publication, language)[0].panels[0].blocks
        assert isinstance(block, Paragraph)
        raised = [span.text for span in block.text if span.superscript]
        said[language] = (plain(block.text).replace("\u00a0", " ").partition("(")[2], raised)
    assert said == {"fr": ("1er juillet 2017)", ["er"]), "en-GB": ("1 July 2017)", [])}


def test_a_reissue_and_the_issue_before_it(project: Project) -> None:
    root = dress(project("issue: 2012-2017\n" + FIRST))
    old = "76,9 % de 200, 2, 4, 2012–2017 (30 juin 2017)"
    assert printed(root) == old
    before = (root / "content.yaml").read_bytes()
    assert ledgers.freeze(root, "2012-2017")[0] == 4
    assert (root / "assets/issues/2012-2017/content.yaml").read_bytes() == before
    assert printed(root) == old
    text = (root / "content.yaml").read_text()
    assert "  # the survey\n" in text

    # The next issue: values change, one figure goes, one comes, words change.
    text = text.replace("issue: 2012-2017", "issue: 2013-2018").replace(
        "date: 2017-06-30\nsources", "date: 2018-06-30\nsources"
    )
    text = text.replace("  fierte: {value: 76.9,", "  fierte: {value: 80.1,")
    text = text.replace("  bus:    {value: 2, unit: bus, source: unstated,", "  bus:    {")
    text = text.replace("  double: {formula: bus * 2,", "  double: {formula: gens * 2,")
    text = text.replace("panels:", "  tram: {value: 6, unit: rames, source: unstated}\npanels:")
    text = text.replace("de {gens}, {bus},", "de {gens}, {tram} rames,")
    (root / "content.yaml").write_text(text)
    assert printed(root) == "80,1 % de 200, 6 rames, 400, 2013–2018 (30 juin 2018)"
    assert printed(root, "2012-2017") == old
    publication = load_publication(Folder(root))
    assert issue_names(publication.content) == ("2012-2017", "2013-2018")

    # The ledger of the former issue, from its copy and from the histories, is the same.
    kept, _ = ledgers.ledger(root, "2012-2017")
    from depliant.content.issues import at_issue

    at = at_issue(publication, "2012-2017")
    remembered, _ = ledger_of(at.content, at.source)
    assert remembered == kept
    assert kept.by_id()["double"].value == 4


def test_a_figure_of_a_former_issue_alone(project: Project) -> None:
    root = project("""\
issue: b
figures:
  old: {history: {a: {value: 1, source: unstated}}}
panels: [{id: one, blocks: [{text: "{old}"}]}]
""")
    notes = resolve(load_publication(Folder(root)), "fr")[1]
    [note] = [item for item in notes if item.severity == "error"]
    assert note.code == "figure-unknown"
    assert "in the issue a" in str(note.hint)
    assert printed(root, "a") == "1"


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("  fierte: {value: 76.9,", "  fierte: {value: 76.8,", ["6:11"]),
        ("  fierte: {value: 76.9,", "  fierte: {value: 76.90,", []),
        ("history: {2012-2017: {value: 76.9,", "history: {2012-2017: {value: 76.8,", ["history"]),
        ("Enquête 2016}", "Enquête 2017}", ["fierte", "fierte", "gens", "gens"]),
        ("# the survey", "# another note", []),
        ("issue: 2012-2017", "issue: next", []),
    ],
)
def test_frozen_figures_stay(project: Project, old: str, new: str, expected: list[str]) -> None:
    root = dress(project(FIRST))
    ledgers_text = (root / "content.yaml").read_text().replace("{issue} ({issue:date})", "x")
    (root / "content.yaml").write_text(ledgers_text)
    ledgers.freeze(root, "2012-2017")
    text = (root / "content.yaml").read_text()
    assert text.count(old) == 1
    (root / "content.yaml").write_text(text.replace(old, new))
    notes = resolve(load_publication(Folder(root)), "fr")[1]
    frozen = [item for item in notes if item.code == "figure-frozen"]
    assert len(frozen) == len(expected)
    assert all(item.severity == "error" and "`" in str(item.message) for item in frozen)
    if expected == ["fierte", "fierte", "gens", "gens"]:
        named = sorted(str(item.message).split("`")[1] for item in frozen)
        assert named == expected


def test_an_altered_copy_is_refused(project: Project) -> None:
    root = dress(project("issue: x\n" + FIRST))
    ledgers.freeze(root, "x")
    copy = root / "assets/issues/x/content.yaml"
    copy.write_text(copy.read_text().replace("76.9", "80"))
    with pytest.raises(InputError, match="issue-altered"):
        load_issue(Folder(root), "x")
    copy.unlink()
    with pytest.raises(InputError, match=r"issue-incomplete.*assets/issues/x/content.yaml"):
        load_issue(Folder(root), "x")


@pytest.mark.parametrize(
    ("name", "code"),
    [("other", "issue-unknown"), ("../x", "issue-name"), ("x", "issue-frozen"), ("", "issue-name")],
)
def test_what_cannot_be_frozen(project: Project, name: str, code: str) -> None:
    root = dress(project("issue: x\n" + FIRST))
    ledgers.freeze(root, "x")
    before = (root / "content.yaml").read_bytes()
    with pytest.raises(InputError, match=code):
        ledgers.freeze(root, name)
    assert (root / "content.yaml").read_bytes() == before


def test_a_brochure_with_errors_is_not_frozen(project: Project) -> None:
    root = dress(project("issue: x\n" + FIRST.replace("{bus}", "{tram}")))
    with pytest.raises(InputError, match="figure-unknown"):
        ledgers.freeze(root, "x")
    assert not (root / "assets/issues").exists()


def test_an_unknown_issue(project: Project) -> None:
    root = project("issue: 2012-2017\n" + FIRST)
    with pytest.raises(InputError, match="Did you mean `2012-2017`"):
        load_issue(Folder(root), "2012-2018")
    with pytest.raises(InputError, match="issue-unknown"):
        load_issue(Folder(root), "")


def test_an_issue_without_a_name_cannot_be_printed(found: Found) -> None:
    [fault] = found("panels: [{id: one, blocks: [{text: 'Nr. {issue}'}]}]\n")
    assert (fault.code, str(fault.place)) == ("issue-unknown", "content.yaml:4:41")


def test_the_title_names_its_issue(project: Project) -> None:
    root = project(FIRST, head="id: a\ntitle: Chiffres {issue}\nlanguage: fr\nissue: 2018\n")
    assert resolve(load_publication(Folder(root)), "fr")[0].title == "Chiffres 2018"
    assert resolve(load_publication(Folder(root)), "fr")[0].issue == "2018"


def test_values_are_hashable(project: Project) -> None:
    ledger, _ = ledgers.ledger(project("issue: x\n" + FIRST))
    assert hash(ledger) == hash(replace(ledger))
