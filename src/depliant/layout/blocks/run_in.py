"""Run-in headings: at the beginning of the first line of the paragraph below them."""

from __future__ import annotations

from msgspec.structs import replace

from depliant.content.model import RunIn
from depliant.layout.blocks.heading import HEADING_ROLES
from depliant.layout.blocks.kind import Kind
from depliant.layout.frame import Stack
from depliant.layout.run_in_text import Part, run_in_stack
from depliant.layout.setting import PanelSetting


def run_in(block: RunIn, setting: PanelSetting, measure: float) -> Stack:
    """A heading and a paragraph as one, each in the type style of its role."""
    heading, words = block.heading, block.paragraph
    of_heading, of_words = setting.style(heading.role), setting.style(words.role)
    before = max(of_heading.before, of_words.before)
    first = Part(heading.text, of_heading, HEADING_ROLES[heading.level])
    second = Part(words.text, replace(of_words, before=before), "P")
    return run_in_stack(setting, first, second, words.role, measure, block.place)


KIND = Kind(run_in, after="role", beside="lines")
