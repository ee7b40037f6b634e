"""The draft: a PDF that shows pages with all that is wrong, in sRGB, and claims no standard.

It is written whatever its pages hold: what a finished file is refused for is marked on them. Where
they cannot be tagged it has no tags.
"""

from __future__ import annotations

from typing import Final

from msgspec.structs import replace

from depliant.display.items import DisplayDocument
from depliant.errors import DepliantError
from depliant.geometry import Rect
from depliant.press.condition import OutputCondition
from depliant.writers import base, rules
from depliant.writers.base import Conformance, Sheet
from depliant.writers.ink import ScreenInk
from depliant.writers.metadata import moment
from depliant.writers.painter import Layer, PictureRules
from depliant.writers.targets import Output

SUFFIX: Final = "draft.pdf"
"""How the names of drafts end: no finished file is called so."""
PICTURE_PPI: Final = 192
_NO_DATE: Final = "1970-01-01T00:00:00+00:00"
_ALL_INKS: Final = 8.0
"""More ink than there is."""


def write(document: DisplayDocument, condition: OutputCondition, stem: str) -> Output:
    """The draft of a document as `condition` would print it; `stem` begins its name.

    Raises:
        DepliantError: a font or a picture's profile that cannot be read.
    """
    if not _is_dated(document):
        document = replace(document, metadata=replace(document.metadata, date=_NO_DATE))
    sound = not any(True for _ in rules.structure_faults(document))
    sound = sound and not any(True for _ in rules.link_faults(document))
    try:
        data = _written(document, condition, tagged=sound)
    except DepliantError:
        data = _written(document, condition, tagged=False)
    return Output(f"{stem}.{SUFFIX}", data, len(document.pages))


def _is_dated(document: DisplayDocument) -> bool:
    try:
        moment(document.metadata.date)
    except DepliantError:
        return False
    return True


def _written(document: DisplayDocument, condition: OutputCondition, *, tagged: bool) -> bytes:
    sheets = []
    for page in document.pages:
        whole = Rect(0, 0, page.trim.width, page.trim.height)
        sheets.append(Sheet(page.trim, whole, 0.0, (Layer(page.items, whole),), page.label))
    conformance = Conformance(
        version=(1, 7),
        claims=(),
        intent=None,
        ink=ScreenInk(condition),
        condition=condition,
        ink_limit=_ALL_INKS,
        leads=tagged,
        tagged=tagged,
        pictures=PictureRules(ppi=PICTURE_PPI),
    )
    return base.write(document, sheets, conformance)
