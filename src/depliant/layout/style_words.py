"""Words that the style sheet has, and no author: an ornament, a marker, what leads to a price.

A character that their font lacks is said where the style sheet has them, not where they are set.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from msgspec.structs import replace

from depliant.errors import InputError, Place
from depliant.layout.setting import PanelSetting
from depliant.source.folder import File
from depliant.style.inheritance import STYLE_FILE


@contextmanager
def of_style(setting: PanelSetting, place: Callable[[File], Place]) -> Iterator[None]:
    """Set words that stand at a `place` of the style sheet.

    Raises:
        InputError: what keeps them from being set, at that place.
    """
    try:
        yield
    except InputError as error:
        there = place(setting.job.files.file(STYLE_FILE))
        raise InputError(replace(found, place=there) for found in error.diagnostics) from None
