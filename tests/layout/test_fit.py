"""Copyfitting: bounded steps, the first that fits."""

from __future__ import annotations

from depliant.layout.fit import Step, fitted, steps
from depliant.style.sheet import Copyfit


def test_steps_run_from_none_to_the_bounds() -> None:
    policy = Copyfit(size=0.9, leading=0.8, tracking=-8, steps=4)
    taken = list(steps(policy))
    assert taken[0] == Step(0)
    assert taken[-1] == Step(4, 0.9, 0.8, -8.0)
    assert [step.size for step in taken] == sorted((step.size for step in taken), reverse=True)


def test_the_first_step_that_fits_is_taken() -> None:
    tried: list[int] = []

    def lay(step: Step) -> float:
        tried.append(step.number)
        return 100 * step.size

    step, height = fitted(Copyfit(size=0.9, steps=4), lay, lambda height: height <= 96)
    assert step.number == 2
    assert tried == [0, 1, 2]
    assert height == 95


def test_the_last_step_is_taken_where_none_fits() -> None:
    step, _ = fitted(Copyfit(steps=3), lambda step: step, lambda _: False)
    assert step.number == 3
    step, _ = fitted(Copyfit(steps=0), lambda step: step, lambda _: False)
    assert step.number == 0


def test_a_step_says_what_it_did() -> None:
    assert str(Step(0).described) == "as designed"
    assert "size 95.0%" in str(Step(2, 0.95, 0.97, -4).described)
