"""Text that begins with words of another kind: a run-in heading, a run-in term.

Both are set as one paragraph, and are two elements of the structure.
"""

from __future__ import annotations

from typing import NamedTuple

from msgspec.structs import replace

from depliant.content.inline import Inline, Span
from depliant.content.notes import printed
from depliant.display.structure import Role
from depliant.errors import Place
from depliant.layout.drop_cap import run_into
from depliant.layout.frame import Stack
from depliant.layout.lines import beside_of, faults_of, paragraph_style, runs_of, stacked
from depliant.layout.setting import PanelSetting
from depliant.style.sheet import TypeStyle
from depliant.text.capitals import in_capitals
from depliant.text.galley import set_paragraph

APART = Span(" ")
"""What parts the two: a space of the first."""


class Part(NamedTuple):
    """Words with their type style and their structure element."""

    text: Inline
    style: TypeStyle
    element: Role


def run_in_stack(
    setting: PanelSetting, first: Part, second: Part, role: str, measure: float, place: Place
) -> Stack:
    """Two texts set as one paragraph, as the type style of the second has it.

    Args:
        setting: of the panel.
        first: what it begins with.
        second: the words that follow on the same line.
        role: that of the second, for what is said of it.
        measure: in points.
        place: where the first is written.
    """
    lead, words = printed((*first.text, APART)), printed(second.text)
    runs = runs_of(setting, lead, first.style)
    rest = runs_of(setting, words, second.style)
    how = paragraph_style(setting, second.style)
    if first.style.capitals != how.capitals:
        # One paragraph has one rule for capitals: they are made here where only one of the two has.
        runs = in_capitals(runs, setting.language) if first.style.capitals else runs
        rest = in_capitals(rest, setting.language) if how.capitals else rest
        how = replace(how, capitals=False)
    insets = beside_of(setting, second.style, measure)
    set_text = set_paragraph((*runs, *rest), how, measure, place, insets)
    text = (*lead, *words)
    elements = ((first.element, len(lead)), (second.element, len(words)))
    stack = stacked(setting, text, set_text, second.style, elements)
    found = faults_of(setting, set_text, second.style, role)
    if second.style.drop_cap is not None:
        found = (*found, run_into(second.text, place))
    return replace(stack, diagnostics=found)
