"""What an operator looks at besides the findings: an inventory of the file, and its pages shown.

Both are made only when they are asked for, in a process of their own: a file on which they fail
keeps its verdict, and the report says why they are missing.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from depliant.bounds import LONG
from depliant.errors import InputError, Place
from depliant.geometry import MM, Rect
from depliant.pdfread.pdfium import PDFIUM
from depliant.preflight.inventory import Inventory, inventory_of
from depliant.preflight.purpose import Kind, given
from depliant.preflight.report import UNJUDGED
from depliant.sentences import NOTHING, Sentence

if TYPE_CHECKING:
    from depliant.pdfread.opening import PageFacts
    from depliant.preflight.report import Report
    from depliant.press.condition import OutputCondition

MARGIN = 6.0
"""Millimetres that are shown round the trim."""
MOST_SHOWN = 24
"""Pages that are shown; a finding on any other has its place in words."""

_PPI = 150
_MOST_PIXELS = 4_000_000
_QUALITY = 75


class PagePicture(Struct, frozen=True):
    """A page as a screen shows it: a JPEG, and its place in millimetres from the trim corner."""

    page: int
    place: Rect
    jpeg: bytes


class Survey(Struct, frozen=True):
    """An inventory and pictures; `missing` says why there are none."""

    inventory: Inventory | None = None
    pictures: tuple[PagePicture, ...] = ()
    missing: Sentence = NOTHING


def survey_file(
    path: Path, reports: Sequence[Report], condition: OutputCondition | None = None
) -> Survey:
    """The survey of a file that was judged; `condition` is its printer's, if it has none itself.

    A bound that is met, or a page that cannot be shown, is no error: the survey says what is
    missing.
    """
    from depliant.confined import confined

    kind: Any = reports[0].kind
    unjudged = _unjudged(reports)
    shown = sorted((_with_places(reports) or {1}) - unjudged)[:MOST_SHOWN]
    try:
        return confined(
            Survey, Place(str(path)), _surveyed, path, kind, condition, tuple(shown), seconds=LONG
        )
    except InputError as fault:
        return Survey(missing=fault.diagnostics[0].message)


def _with_places(reports: Iterable[Report]) -> set[int]:
    """The pages that have findings with a place on the page."""
    findings = (finding for report in reports for finding in report.findings)
    places = (place for finding in findings for place in finding.places)
    return {one.page for one in places if one.page is not None and one.box is not None}


def _unjudged(reports: Iterable[Report]) -> set[int]:
    """The pages that paint more than can be judged: to show one may take as long."""
    findings = (finding for report in reports for finding in report.findings)
    return {one.page for one in findings if one.code == UNJUDGED and one.page is not None}


def _surveyed(
    path: Path, kind: Kind, condition: OutputCondition | None, shown: tuple[int, ...]
) -> Survey:
    """The child's part of `survey_file`."""
    from depliant.pdfread.budget import BudgetError
    from depliant.pdfread.opening import opened
    from depliant.preflight.job import JudgedFile
    from depliant.preflight.limits import endless

    data = path.read_bytes()
    with opened(data, restricted=True) as file:
        job = JudgedFile(file, None, given(kind), condition)
        facts = [file.pages[page - 1] for page in shown if page <= len(file.pages)]
        pictures = pictures_of(data, facts)
        try:
            return Survey(inventory_of(job), pictures)
        except BudgetError:
            return Survey(None, pictures, endless())


def pictures_of(data: bytes, pages: Sequence[PageFacts]) -> tuple[PagePicture, ...]:
    """Pages of a file as a screen shows them, a little more than their trim; none it cannot show.

    They are not turned, so that places on them are those of the findings.
    """
    import pypdfium2

    found: list[PagePicture] = []
    with PDFIUM:
        try:
            document = pypdfium2.PdfDocument(data)
        except pypdfium2.PdfiumError:
            return ()
        try:
            for facts in pages:
                if facts.index < len(document):
                    found.append(_picture(document, facts))
        finally:
            document.close()
    return tuple(found)


def _picture(document: Any, facts: PageFacts) -> PagePicture:
    area = _shown(facts)
    place = facts.placed(area)
    page = document[facts.index]
    page.set_rotation(0)
    page.set_mediabox(area.x, area.y, area.right, area.bottom)
    page.set_cropbox(area.x, area.y, area.right, area.bottom)
    square = max(place.width * place.height, 1.0)
    scale = min(_PPI / 72, (_MOST_PIXELS / square) ** 0.5) * facts.unit
    bitmap = page.render(scale=scale, rev_byteorder=True)
    file = io.BytesIO()
    bitmap.to_pil().convert("RGB").save(file, "JPEG", quality=_QUALITY)
    bitmap.close()
    page.close()
    in_mm = Rect(*(edge / MM for edge in place))
    return PagePicture(facts.index + 1, in_mm, file.getvalue())


def _shown(facts: PageFacts) -> Rect:
    """What is shown of a page, in PDF's space: its trim and a margin, as far as there is paper."""
    cut, media = facts.cut, facts.media or facts.cut
    margin = MARGIN * MM / facts.unit
    left, bottom = max(cut.x - margin, media.x), max(cut.y - margin, media.y)
    right = min(cut.right + margin, media.right)
    top = min(cut.bottom + margin, media.bottom)
    if right - left < 1 or top - bottom < 1:
        return media
    return Rect(left, bottom, right - left, top - bottom)
