"""A draft laid out whatever its fonts lack, so that one sees the words of a language just begun.

Letters of a script that no family of the style sheet has are set in the one that the finding
names, if it is installed; what nothing has is drawn as an empty box. Each is said in a warning; a
finished edition is refused for it. For pages that show what is wrong (`Job.draft`) a family that is
not installed is replaced as well.
"""

from __future__ import annotations

from typing import Final

from msgspec.structs import replace

from depliant.build.remarks import as_meant
from depliant.content.model import Edition
from depliant.errors import DepliantError, Diagnostic
from depliant.fonts.boxes import boxes_for
from depliant.fonts.face import load
from depliant.fonts.missing import GLYPH_MISSING, lacking, of_draft
from depliant.fonts.registry import FaceRef, nearest
from depliant.layout.compose import Composition, compose
from depliant.layout.job import Job
from depliant.style.faces import with_families, with_stand_ins
from depliant.style.sheet import Family, StyleSheet, families_in

STAND_IN: Final = "Fira Sans"
"""The family that stands for one that is not installed."""


def shown_anyway(job: Job) -> Job:
    """The job of pages that are shown whatever is wrong, with families that can be opened."""
    sheet = job.sheet
    listed = (one.family for names in sheet.families.values() for one in families_in(names))
    others = {name: STAND_IN for name in dict.fromkeys(listed) if not _is_sound(name)}
    sheet = with_families(sheet, others) if others else sheet
    return replace(job, sheet=sheet, draft=True)


def _is_sound(family: str) -> bool:
    """Whether a family is installed, and its file is a font."""
    try:
        load(nearest(FaceRef(family)))
    except DepliantError:
        return False
    return True


def composed_draft(edition: Edition, job: Job) -> tuple[Job, Composition, tuple[Diagnostic, ...]]:
    """Lay out an edition with families that stand in for what its own lack.

    Returns:
        The job with the style sheet that it was set in, the composition, and a warning of each
        script that the style sheet itself has no family for.

    Raises:
        DepliantError: what keeps any panel from being set but a glyph that is missing.
    """
    own = job.sheet
    families: dict[tuple[str, str], None] = {}
    boxed: frozenset[str] = frozenset()
    said: dict[Diagnostic, None] = {}
    while True:
        found: tuple[Diagnostic, ...]
        raised: DepliantError | None = None
        try:
            composition = compose(as_meant(edition, job.sheet), job)
            found = composition.diagnostics
        except DepliantError as fault:
            raised, found = fault, fault.diagnostics
        wanted = lacking(found)
        fresh = [one for one in wanted.families if one not in families]
        unseen = frozenset[str]() if fresh else wanted.characters - boxed
        if not fresh and not unseen:
            if raised is not None:
                raise raised
            return job, _unlent(composition, own, job.sheet), of_draft(said, boxed)
        said |= dict.fromkeys(one for one in found if one.code == GLYPH_MISSING)
        families |= dict.fromkeys(fresh)
        boxed |= unseen
        stand_ins = [Family(family=family, script=script) for family, script in families]
        if boxed:
            stand_ins.append(Family(family=boxes_for(boxed)))
        job = replace(job, sheet=with_stand_ins(own, stand_ins))


def _unlent(composition: Composition, own: StyleSheet, sheet: StyleSheet) -> Composition:
    """The composition without the remark on families that lend letters, if any stands in."""
    if sheet is own:
        return composition
    notes = tuple(one for one in composition.notes if one.code != "font-lent")
    return replace(composition, notes=notes)
