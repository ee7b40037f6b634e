"""The budgets are true: panels whose texts all have exactly so many characters fit as designed."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.translation.lengths import edition_of_lengths

from depliant.build.budgets import budgets
from depliant.build.memory import Memory
from depliant.build.project import Project
from depliant.build.session import Session
from depliant.geometry import mm
from depliant.layout.compose import set_panel
from depliant.layout.fit import Step, steps
from depliant.layout.template import Leaf
from depliant.style.folds import sides

ROOT = Path(__file__).parents[1]
LANGUAGES = ("nl", "de", "pl", "en")
SEEDS = 2


def outcomes(session: Session, language: str, seed: int) -> list[str]:
    """How each panel fits: as designed, with copyfitting, or not."""
    job = session.job(language)
    room = {key: budget.own for key, budget in budgets(session, language).items()}
    edition = edition_of_lengths(session, language, room, seed)
    last = tuple(steps(job.sheet.copyfit))[-1]
    result = []
    for side in sides(job.sheet.format, len(edition.panels)):
        for slot in side.slots:
            if slot.panel is None:
                continue
            leaf = Leaf(slot, side, mm(job.sheet.format.bleed_mm))
            if not set_panel(edition, leaf, job, Step(0)).overset:
                result.append("as designed")
            elif not set_panel(edition, leaf, job, last).overset:
                result.append("fitted")
            else:
                result.append("overset")
    return result


@pytest.mark.parametrize("folder", [ROOT, ROOT / "tests" / "data" / "accordion"])
def test_nine_of_ten_panels_fit_as_designed_and_none_is_overset(folder: Path) -> None:
    session = Session(Project.read(folder), Memory())
    source = session.project.publication.language
    found = [
        outcome
        for language in LANGUAGES
        if language != source
        for seed in range(SEEDS)
        for outcome in outcomes(session, language, seed)
    ]
    assert len(found) > 20
    assert "overset" not in found
    assert found.count("as designed") >= 0.9 * len(found), found
