"""The length budget of messages: what it says fits does fit, and what is longer does not."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace
from tests.layout.conftest import coated, job

from depliant.build.budgets import budgets, grown, panel_shares
from depliant.build.project import Project
from depliant.build.session import Session
from depliant.content.inline import Span, plain
from depliant.content.messages import messages
from depliant.content.model import Edition, Panel, Paragraph
from depliant.content.publication import load as load_publication
from depliant.errors import Place
from depliant.layout.compose import compose
from depliant.source.folder import Folder
from depliant.source.reading import typed
from depliant.style.sheet import Copyfit, Format, StyleSheet

HERE = Place("content.yaml", 7, 3)
WORDS = "Le vieux puits de la mine est un musée que les familles du bassin viennent voir. "


def sheet(**changes: object) -> StyleSheet:
    """One page of 60 by 80 mm; text of 8 on 10 pt."""
    given: dict[str, object] = {
        "format": Format(fold="none", size=(60, 80)),
        "baseline": 5.0,
        "type": {"text": {"size": 8, "leading": 10}, "note": {"size": 7, "leading": 10}},
        "designs": {"default": {"margin": {"top": 5, "right": 5, "bottom": 5, "left": 5}}},
        "copyfit": Copyfit(size=0.9, leading=0.9, tracking=-8, steps=4),
    }
    return typed(StyleSheet, given | changes)


def edition(*texts: str) -> Edition:
    blocks = tuple(Paragraph((Span(text),), "text", HERE) for text in texts)
    panel = Panel("one", "default", "", blocks, (), HERE)
    return Edition("test", "fr", "Test", "", "", (), "2020-01-01", (panel,), ())


def session(root: Path, the_sheet: StyleSheet) -> Session:
    """A session on the project in `root`, in another style sheet than its own."""
    folder = Folder(root)
    files, words = folder.snapshot(()), load_publication(folder)
    return Session(Project(root, files, words, the_sheet, coated()))


def fits(the_edition: Edition, the_sheet: StyleSheet) -> bool:
    return not any(panel.overset for panel in compose(the_edition, job(the_sheet)).panels)


@pytest.mark.parametrize("length", [0, 1, 9, 57, 58, 200])
@pytest.mark.parametrize("longest", [0, 16])
def test_a_text_is_made_longer_of_its_own_words(length: int, longest: int) -> None:
    text = (Span("Le vieux "), Span("puits", strong=True), Span(" de la mine", figure="f"))
    long = grown(text, length, longest)
    assert len(plain(long)) == length
    assert not plain(long).endswith(" ")
    assert plain(long).replace(" ", "").startswith(plain(text).replace(" ", "")[: length // 2])
    if length > 50:
        assert {span.strong for span in long} == {True, False}
    assert grown((), length) == ()


def test_words_are_drawn_together_to_long_ones_and_no_longer() -> None:
    words = plain(grown((Span(WORDS),), 200, 16)).split()
    assert max(map(len, words)) <= 16
    assert sum(map(len, words)) / len(words) > 1.5 * len(WORDS.replace(" ", "")) / len(
        WORDS.split()
    )


def test_a_panel_may_grow_by_the_room_that_it_has() -> None:
    near, far = (panel_shares(edition(WORDS * n), job(sheet()))["one"] for n in (9, 5))
    assert near < far


def test_a_panel_that_is_too_full_must_shrink() -> None:
    assert panel_shares(edition(WORDS * 16), job(sheet()))["one"] < 1


CONTENT = f"""\
id: small
title: Small
language: fr
figures: {{f: {{value: 12, unit: "%", source: unstated}}}}
panels:
  - id: one
    design: default
    title: Le puits
    blocks:
      - text: {WORDS * 4}
      - chart: bar
        title: Les visites
        data: [{{figure: f, label: des familles}}]
        note: Une note sous le dessin
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "content.yaml").write_text(CONTENT, encoding="utf-8")
    return tmp_path


def test_what_is_set_on_a_panel_has_a_budget_and_what_a_chart_draws_has_none(project: Path) -> None:
    small = session(project, sheet())
    room = budgets(small, "fr")
    said = {message.context: message.key in room for message in messages(small.project.publication)}
    assert said == {
        "publication/title": False,
        "one/title": True,
        "one/text": True,
        "one/bar/title": False,
        "one/bar/label:f": False,
        "one/bar/note": True,
    }


def test_the_room_of_a_panel_is_that_of_its_messages_together(project: Path) -> None:
    room = budgets(session(project, sheet()), "fr").values()
    assert {budget.panel for budget in room} == {"one"}
    assert {budget.together for budget in room} == {sum(budget.own for budget in room)}


def test_what_the_budget_allows_fits_as_designed(tmp_path: Path) -> None:
    content = (
        f"id: a\ntitle: A\nlanguage: fr\npanels: [{{id: a, blocks: [{{text: '{WORDS * 7}'}}]}}]"
    )
    (tmp_path / "content.yaml").write_text(content, encoding="utf-8")
    (room,) = budgets(session(tmp_path, sheet()), "fr").values()
    as_designed = replace(sheet(), copyfit=Copyfit(steps=0))
    within, beyond = (edition((WORDS * 30)[: int(room.own * share)].rstrip()) for share in (1, 1.2))
    assert fits(within, as_designed)
    assert not fits(beyond, as_designed)
