"""A document twice as long takes twice as many steps: no panel looks through all the others."""

from __future__ import annotations

import sys
from types import FrameType

from depliant.content.model import Panel
from depliant.layout.compose import compose
from depliant.layout.paging import imposed

from .conftest import edition, job, panel, paragraph, sheet


def steps(count: int) -> int:
    """Calls, those of generators included, that laying out so many panels takes."""
    panels: list[Panel] = [
        panel(paragraph(f"Fosse {number} de {count}, puits et cités"), name=f"p{number}")
        for number in range(count)
    ]
    the_edition, the_job = edition(*panels), job(sheet())
    calls = 0

    def called(frame: FrameType, event: str, argument: object) -> None:
        nonlocal calls
        calls += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(called)
    try:
        imposed(compose(the_edition, the_job))
    finally:
        sys.setprofile(before)
    return calls


def test_the_steps_of_laying_out_grow_as_the_panels_do() -> None:
    steps(8)  # what all documents have in common is made once
    assert steps(600) / steps(200) < 3.1
