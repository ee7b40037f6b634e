"""How a text asks for a figure: {id}, {id:form}, {series:2024}, {series:last:form}; or {row.name}.

What stands behind the first colon is a form if it is the name of one, and else the value of a
series that is meant; no value of a series may be called like a form (`scalars.RESERVED`). What
stands behind `row.` is a column of the row that a brochure is made for.
"""

from __future__ import annotations

import re
from typing import Final

from depliant.figures.writing import FORMS
from depliant.patterns import late_pattern
from depliant.source.scalars import POINT
from depliant.tuples import NamedTuple

BODY: Final = rf"(?:row\.)?[A-Za-z][A-Za-z0-9_-]*(?::{POINT})?(?::[a-z-]+)?"
"""A figure with the value and the form that are asked for, as a pattern without groups."""
PLACEHOLDER: Final = late_pattern(
    rf"\{{((?:row\.)?[A-Za-z][A-Za-z0-9_-]*)(?::({POINT}))?(?::([a-z-]+))?\}}", re.ASCII
)


ROW: Final = "row."
"""How the name of what is asked for begins, if it is a column of the row."""


class AskedFor(NamedTuple):
    """The figure that a text asks for, and its form; of a series the name is `births:2024`."""

    name: str
    form: str


def asked_for(match: re.Match[str]) -> AskedFor:
    """What a match of `PLACEHOLDER` asks for."""
    name, key, form = match[1], match[2] or "", match[3] or ""
    if key in FORMS and not form:
        return AskedFor(name, key)
    return AskedFor(f"{name}:{key}" if key else name, form)
