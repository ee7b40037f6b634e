"""The next issue of a brochure with series: what is still as the former one had it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from depliant.bookkeeping.reissuing import left_of
from depliant.content.publication import load as load_publication
from depliant.source.folder import Folder

CONTENT = """\
issue: "2018"
figures:
  same:
    source: unstated
    values: {2016: 1, 2017: 2}
    history: {"2017": {source: unstated, values: {2016: 1, 2017: 2.0}}}
  grown:
    source: unstated
    values: {2016: 1, 2017: 2, 2018: 3}
    history: {"2017": {source: unstated, values: {2016: 1, 2017: 2}}}
panels: [{id: one, blocks: [{text: "{same:last} {grown:last}"}]}]
"""


def test_a_series_without_a_new_value_is_left_to_look_at(project: Callable[..., Path]) -> None:
    publication = load_publication(Folder(project(CONTENT)))
    left = [one for one in left_of(publication, "2017", None) if one.kind == "figure"]
    assert [(str(one.words), str(one.place)) for one in left] == [
        ("same: 2016 – 2017", "content.yaml:6:3")
    ]
