"""Series are compared value by value, whether pages print them or not."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from depliant.compare.changes import figure_changes, passage_changes
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
