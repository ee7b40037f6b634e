"""What is said of a project whatever is made of it, and what of a file is told already."""

from __future__ import annotations

from collections.abc import Iterator

from depliant.build.project import Project
from depliant.build.remarks import of_another_time
from depliant.content.expiry import expired_marks
from depliant.content.naming import still_named
from depliant.errors import Diagnostic


def of_project(project: Project) -> Iterator[Diagnostic]:
    """What is to be known of a project whatever is made of it."""
    yield from expired_marks(project.publication)
    yield from still_named(project.publication)
    yield from of_another_time(project)
    yield from project.remarks


_SAID_OF_WORDS = {"ink-contrast": "text-contrast", "text-near-trim": "safe-margin"}
"""What preflight warns of on a page, and layout where the words are written: it is said once."""
_SAME_PPI = 0.02
"""The share by which cropping to whole pixels may part the pixels an inch of one picture."""


def unsaid(faults: tuple[Diagnostic, ...], said: tuple[Diagnostic, ...]) -> Iterator[Diagnostic]:
    """What preflight finds in a file, without the warnings that layout has given already."""
    codes = {one.code for one in said}
    pictures = [_ppi(one) for one in said if one.code == "image-ppi"]
    for fault in faults:
        if fault.severity == "warning":
            if _SAID_OF_WORDS.get(fault.code) in codes:
                continue
            own = _ppi(fault) if fault.code == "image-resolution" else 0.0
            if own and any(abs(own - ppi) <= _SAME_PPI * ppi for ppi in pictures):
                continue
        yield fault


def _ppi(fault: Diagnostic) -> float:
    """How many pixels an inch a picture has of which a fault tells."""
    found = dict(fault.message.values).get("ppi", 0.0)
    return float(found) if isinstance(found, int | float) else 0.0
