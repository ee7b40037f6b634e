"""Series are compared value by value, whether pages print them or not."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from depliant.compare.changes import figure_changes, passage_changes, places
from depliant.compare.passages import passages
from depliant.content.model import Edition
from depliant.content.publication import load as load_publication
from depliant.content.resolve import resolve
from depliant.source.folder import Folder

Project = Callable[..., Path]


def edition(project: Project, values: str) -> Edition:
    root = project(
        f"figures: {{births: {{source: unstated, values: {values}}}}}\n"
        'panels: [{id: one, blocks: [{text: "{births:last} enfants"}]}]\n'
    )
    return resolve(load_publication(Folder(root)), "fr")[0]


def test_each_value_has_what_became_of_it(project: Project) -> None:
    old = edition(project, "{2015: 812, 2016: 806, 2017: {value: 799, provisional: true}, 2018: 5}")
    new = edition(project, "{2015: 812, 2016: 808, 2017: 799, 2019: 791}")
    found = {
        change.figure.id: change for change in figure_changes(old.figures, new.figures, (), ())
    }
    assert {name: change.status for name, change in found.items()} == {
        "births:2015": "unchanged",
        "births:2016": "changed",
        "births:2017": "restated",  # what was provisional is final
        "births:2019": "added",
        "births:2018": "removed",
    }
    assert found["births:2016"].difference == 2


def test_a_sentence_that_follows_its_series_has_the_same_words(project: Project) -> None:
    old, new = (edition(project, values) for values in ("{2016: 806}", "{2016: 806, 2017: 799}"))
    said = [passages(one, {}, ": ") for one in (old, new)]
    (change,) = passage_changes("fr", *said)
    assert change.cause == "figures"
    assert [name for name, _ in change.passage.figures] == ["births:2017"]


CHARTED = """\
issue: "{issue}"
date: {issue}-03-01
figures: {{births: {{source: unstated, values: {values}}}}}
panels:
  - id: one
    title: Ville
    blocks:
      - {{chart: line, title: Moins, series: [births]}}
      - text: "Rendez-vous en {{issue}}"
      - {{qr: "https://ville.example/{{issue}}", label: Lisez, printed: true}}
      - text: "Ouvert {open}"
"""


def charted(project: Project, issue: int, values: str, hours: str) -> Edition:
    root = project(CHARTED.format(issue=issue, values=values, open=hours))
    return resolve(load_publication(Folder(root)), "fr")[0]


def test_a_chart_prints_the_values_of_its_series(project: Project) -> None:
    old = passages(charted(project, 2025, "{2023: 9, 2024: 8}", "tard"), {}, ": ")
    new = passages(charted(project, 2026, "{2023: 9, 2024: 8, 2025: 7}", "tôt"), {}, ": ")
    said = next(one for one in new if one.kind == "chart")
    assert said.text.splitlines() == ["2023: 9", "2024: 8", "2025: 7"]
    printed = {one.figure for one in places("fr", new)}
    assert {"births:2023", "births:2024", "births:2025"} <= printed
    causes = {
        (change.passage.kind, change.passage.text): change.cause
        for change in passage_changes("fr", old, new)
    }
    assert {kind: cause for (kind, _), cause in causes.items() if kind != "text"} == {
        "chart": "figures",
        "alternative": "figures",
    }
    assert causes["text", "Rendez-vous en 2026"] == "figures", "nobody reworded it"
    assert causes["text", "Ouvert tôt"] == "words"
    addresses = [cause for (_, text), cause in causes.items() if "ville.example" in text]
    assert addresses == ["figures"]


def test_a_typed_year_within_others_is_no_issue(project: Project) -> None:
    old, new = (
        passages(charted(project, issue, "{2023: 9}", f"2019–{issue}"), {}, ": ")
        for issue in (2025, 2026)
    )
    causes = {one.passage.text: one.cause for one in passage_changes("fr", old, new)}
    assert causes["Ouvert 2019–2026"] == "words"
