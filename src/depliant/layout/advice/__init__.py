"""What a designer would see on a laid out edition, as far as it can be computed: advice.

Nothing here fails a build. A module a kind, each with an `advise` that is given the pages as they
are seen and gives a diagnostic a panel at most; `ADVICE` lists them, and nothing else does.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from depliant.content.model import Edition
from depliant.errors import Diagnostic
from depliant.layout.advice import (
    detail,
    fill,
    headings,
    hyphens,
    leading,
    measure,
    near_misses,
    rivers,
    runts,
    sizes,
)
from depliant.layout.advice.seeing import Page, pages_of
from depliant.layout.compose import Composition, settings_of
from depliant.layout.job import Job

ADVICE: Final[tuple[Callable[[tuple[Page, ...]], Iterator[Diagnostic]], ...]] = (
    rivers.advise,
    hyphens.advise,
    runts.advise,
    headings.advise,
    measure.advise,
    leading.advise,
    sizes.advise,
    near_misses.advise,
    detail.advise,
    fill.advise,
)
"""All that is looked for, in the order in which it is told."""


def advise(composition: Composition, edition: Edition, job: Job) -> tuple[Diagnostic, ...]:
    """What may be more beautiful in a composition that has no errors.

    Args:
        composition: the edition as it was laid out.
        edition: what it was made from.
        job: as it was laid out with.
    """
    pages = pages_of(composition, settings_of(composition, edition, job))
    return tuple(found for look in ADVICE for found in look(pages))
