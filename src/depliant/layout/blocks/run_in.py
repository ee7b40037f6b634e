"""Run-in headings: at the beginning of the first line of the paragraph below them."""

from __future__ import annotations

from depliant.content.model import RunIn
from depliant.layout.blocks.heading import HEADING_ROLES
from depliant.layout.blocks.kind import Kind
from depliant.layout.frame import Stack, spaced
from depliant.layout.run_in_text import Part, run_in_stack
from depliant.layout.setting import PanelSetting


def run_in(block: RunIn, setting: PanelSetting, measure: float) -> Stack:
    """A heading and a paragraph as one, each in the type style of its role."""
    heading, words = block.heading, block.paragraph
    first = Part(heading.text, setting.style(heading.role), HEADING_ROLES[heading.level])
    second = Part(words.text, setting.style(words.role), "P")
    stack = run_in_stack(setting, first, second, words.role, measure, block.place)
    before = max(setting.room(part.style.before) for part in (first, second))
    return spaced(stack, before)


KIND = Kind(run_in, after="role")
