"""The report as one page of HTML: opens from the disk, asks the network for nothing.

Each page of the file is shown with the boxes of the findings on it, numbered as in the list below,
so that one sees where to look: its picture where the file was surveyed, or else its outline. A
finding in the list shows its own part of the picture again, larger, since on a telephone a page is
an inch wide. Each picture is in the page once.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from html import escape
from importlib.resources import files
from typing import Final, NamedTuple

from depliant.errors import Severity
from depliant.geometry import Rect
from depliant.interface import ENGLISH, Interface
from depliant.preflight.report import (
    LISTED,
    Finding,
    Report,
    accepts,
    heading,
    place_said,
    reasons,
    verdict,
)
from depliant.preflight.showing import as_section
from depliant.preflight.subjects import TITLES, part_of
from depliant.preflight.survey import MARGIN, PagePicture, Survey
from depliant.sentences import Sentence, counted, looked_up, say, tame

_A_LINE = 22
"""Numbers on a page: so many of their height are its width, that they are read on a telephone."""
_LEAST_SEEN = 36.0
"""Millimetres of the page beside a finding that are shown, so that one knows it again."""
_WHOLE = 0.75
"""A finding that takes this share of the page has no picture of its own."""

_NUMBERED = 6
"""Boxes of one finding on a page that bear its number each."""

_LABELS: Mapping[Severity, Sentence] = {
    "error": say("Error"),
    "warning": say("Warning"),
    "advice": say("Advice"),
    "info": say("Allowed"),
}

Tell = Callable[[Sentence], str]
"""Says a sentence in the user's language, as HTML."""


_NOTHING: Final = Survey()


class _Sheet(NamedTuple):
    """A page as a report shows it: its trimmed size, and its picture if there is one."""

    size: tuple[float, float]
    picture: PagePicture | None

    @property
    def area(self) -> Rect:
        """What there is to see, in millimetres from the trim corner."""
        if self.picture is not None:
            return self.picture.place
        width, height = (side + 2 * MARGIN for side in self.size)
        return Rect(-MARGIN, -MARGIN, width, height)

    @property
    def drawn(self) -> str:
        """The page as SVG: its picture under the line of its trim."""
        image = "" if self.picture is None else f'<use href="#p{self.picture.page}"/>'
        plain = ' fill-opacity="0"' if image else ""
        width, height = self.size
        return f'{image}<rect class="page" width="{width:g}" height="{height:g}"{plain}/>'


def as_html(
    reports: Sequence[Report], interface: Interface = ENGLISH, survey: Survey = _NOTHING
) -> str:
    """The reports on one file as a document of its own, with its pages' pictures if there are."""

    def tell(said: Sentence) -> str:
        return escape(tame(interface.tell(said)))

    pictures = {picture.page: picture for picture in survey.pictures}
    parts = [*_defined(survey)]
    parts += _table(reports, tell) if len(reports) > 1 else ()
    for number, report in enumerate(reports):
        parts += _section(report, number, pictures, tell)
    if survey.inventory is not None:
        parts += as_section(survey.inventory, tell)
    if survey.missing:
        parts.append(f"<p>{tell(_unsurveyed(survey))}</p>")
    return as_page(say("Preflight of {name}", name=reports[0].name), parts, interface)


def as_page(title: Sentence, parts: Iterable[str], interface: Interface) -> str:
    """A page of its own, of parts that are HTML."""
    said = escape(tame(interface.tell(title)))
    style = files("depliant.preflight").joinpath("report.css").read_text(encoding="utf-8")
    return (
        f'<!doctype html>\n<html lang="{interface.language}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{said}</title>\n<style>\n{style}</style>\n</head>\n<body>\n<main>\n"
        f"<h1>{said}</h1>\n" + "\n".join(parts) + "\n</main>\n</body>\n</html>\n"
    )


def _printer(report: Report, tell: Tell) -> str:
    return tell(looked_up(report.printer_title or report.printer) or say("Printers in general"))


def _table(reports: Sequence[Report], tell: Tell) -> Iterator[str]:
    """Who would take the file, who would not, and why."""
    yield f'<table><caption class="unseen">{tell(say("Who would accept the file"))}</caption>'
    heads = (say("Printer"), say("Would accept"), say("Why not"))
    cells = "".join(f'<th scope="col">{tell(head)}</th>' for head in heads)
    yield f"<thead><tr>{cells}</tr></thead><tbody>"
    for number, report in enumerate(reports):
        yield (
            f'<tr><th scope="row"><a href="#r{number}">{_printer(report, tell)}</a></th>'
            f'<td class="{_state(report)}">{tell(accepts(report))}</td>'
            f"<td>{escape(reasons(report))}</td></tr>"
        )
    yield "</tbody></table>"


def _state(report: Report) -> str:
    """The class of what says whether a file is accepted."""
    return "yes" if report.accepted else "no"


def _unsurveyed(survey: Survey) -> Sentence:
    if survey.pictures:
        return say("There is no inventory: {reason}", reason=survey.missing)
    return say("There are no pictures and no inventory: {reason}", reason=survey.missing)


def _defined(survey: Survey) -> Iterator[str]:
    """The pictures of pages, to be used wherever something on them is shown."""
    if not survey.pictures:
        return
    yield '<svg class="unseen" aria-hidden="true"><defs>'
    for picture in survey.pictures:
        x, y, width, height = picture.place
        data = b64encode(picture.jpeg).decode("ascii")
        yield (
            f'<image id="p{picture.page}" x="{x:.2f}" y="{y:.2f}" width="{width:.2f}" '
            f'height="{height:.2f}" preserveAspectRatio="none" '
            f'href="data:image/jpeg;base64,{data}"/>'
        )
    yield "</defs></svg>"


def _section(
    report: Report, number: int, pictures: Mapping[int, PagePicture], tell: Tell
) -> Iterator[str]:
    yield f'<section id="r{number}"><h2>{_printer(report, tell)}</h2>'
    yield f"<p>{tell(heading(report))}</p>"
    yield from (f"<p>{tell(note)}</p>" for note in report.notes)
    said = tell(verdict(report))
    yield f'<p class="verdict {_state(report)}">{said[:1].upper()}{said[1:]}</p>'
    numbered = [*enumerate(report.findings, 1)]
    sheets = _sheets(report, pictures)
    yield from _maps(numbered, sheets, tell)
    for subject, title in TITLES.items():
        here = [(n, item) for n, item in numbered if part_of(item.code, report.kind) == subject]
        if here:
            yield f"<h3>{tell(title)}</h3><ol>"
            for n, item in here:
                yield _item(n, item, sheets.get(item.page or 0), tell)
            yield "</ol>"
    yield "</section>"


def _sheets(report: Report, pictures: Mapping[int, PagePicture]) -> dict[int, _Sheet]:
    """The pages of a file that have findings with a place."""
    places = [place for item in report.findings for place in item.places]
    pages = sorted({place.page for place in places if place.page and place.box})
    sizes = report.sizes
    return {
        page: _Sheet(sizes[page - 1] if page <= len(sizes) else (210.0, 297.0), pictures.get(page))
        for page in pages
    }


def _item(number: int, item: Finding, sheet: _Sheet | None, tell: Tell) -> str:
    where = f'<span class="where">{tell(item.place)}</span>' if item.place else ""
    hint = f'<p class="hint">{tell(item.hint)}</p>' if item.hint else ""
    return (
        f'<li class="{item.severity}" value="{number}"><p class="head"><span class="number">'
        f'{number}</span> <span class="badge">{tell(_LABELS[item.severity])}</span> '
        f"<code>{escape(item.code)}</code> {where}</p>"
        f"<p>{tell(item.message)}</p>{hint}{_detail(item, sheet, tell)}{_places(item, tell)}"
        f'<p class="rule">{tell(item.rule)} <cite>{tell(item.source)}</cite></p></li>'
    )


def _places(item: Finding, tell: Tell) -> str:
    """All places of a finding that has many, to be opened, with what is said of each alone."""
    if item.count <= LISTED:
        return ""
    listed = "".join(
        f"<li>{tell(place_said(place))}"
        + ("" if place.message is None else f"<br>{tell(place.message)}")
        + "</li>"
        for place in item.places
    )
    rest = item.left and counted(item.left, "{count} more place", "{count} more places")
    what = counted(item.count, "{count} place", "{count} places")
    return (
        f'<details class="places"><summary>{tell(what)}</summary><ul>{listed}'
        f"{f'<li>{tell(rest)}</li>' if rest else ''}</ul></details>"
    )


def _detail(item: Finding, sheet: _Sheet | None, tell: Tell) -> str:
    """The place of a finding on the picture of its page, larger; nothing without a picture."""
    if item.box is None or sheet is None or sheet.picture is None:
        return ""
    view = _beside(item.box, sheet.area)
    if view.width >= _WHOLE * sheet.area.width and view.height >= _WHOLE * sheet.area.height:
        return ""
    return (
        f'<svg class="detail" viewBox="{_numbers(view)}" role="img" '
        f'aria-label="{tell(say("The place on page {page}", page=item.page))}">'
        f'{sheet.drawn}<g class="{item.severity}">{_frame(_seen(item.box, sheet.area))}</g></svg>'
    )


def _beside(box: Rect, area: Rect) -> Rect:
    """A box with what is beside it: neither too small nor too slender, and of the page alone."""
    width, height = max(1.5 * box.width, _LEAST_SEEN), max(1.5 * box.height, _LEAST_SEEN / 2)
    width, height = min(max(width, height), area.width), min(max(height, width / 3), area.height)
    x = min(max(box.centre.x - width / 2, area.x), area.right - width)
    y = min(max(box.centre.y - height / 2, area.y), area.bottom - height)
    return Rect(x, y, width, height)


def _maps(
    numbered: Sequence[tuple[int, Finding]], sheets: Mapping[int, _Sheet], tell: Tell
) -> Iterator[str]:
    """Each page that has findings with a box, and where they are."""
    for page, sheet in sheets.items():
        here = [
            (n, item, [one.box for one in item.places if one.page == page and one.box])
            for n, item in numbered
        ]
        boxes = "".join(_boxes(*one, sheet, tell) for one in here if one[2])
        boxes += "".join(_labels(here, sheet.area))
        what = counted(
            sum(len(found) for _, _, found in here),
            "Page {page} with {count} place",
            "Page {page} with {count} places",
            page=page,
        )
        yield (
            f'<figure><svg viewBox="{_numbers(sheet.area)}" role="img" '
            f'aria-label="{tell(what)}" font-size="{sheet.area.width / _A_LINE:.1f}">'
            f"{sheet.drawn}{boxes}</svg>"
            f"<figcaption>{tell(say('Page {page}', page=page))}</figcaption></figure>"
        )


def _boxes(number: int, item: Finding, found: Sequence[Rect], sheet: _Sheet, tell: Tell) -> str:
    """A finding's boxes on a page, at least large enough to be seen."""
    drawn = "".join(_frame(_seen(box, sheet.area)) for box in found)
    return f'<g class="{item.severity}"><title>{number}: {tell(item.message)}</title>{drawn}</g>'


def _labels(here: Sequence[tuple[int, Finding, list[Rect]]], area: Rect) -> Iterator[str]:
    """The numbers of a page's boxes, on all frames and none on another.

    Of many boxes of a finding the first alone has it: numbers upon numbers hide what is framed.
    """
    taken: list[Rect] = []
    for number, item, found in here:
        for box in found if len(found) <= _NUMBERED else found[:1]:
            place = _label_place(number, _seen(box, area), area, taken)
            taken.append(place)
            yield (
                f'<g class="{item.severity}"><text x="{place.x:.1f}" y="{place.bottom:.1f}">'
                f"{number}</text></g>"
            )


def _label_place(number: int, box: Rect, area: Rect, taken: Sequence[Rect]) -> Rect:
    """Where the number of a box stands: beside it or in it, and below those that are there."""
    letter = area.width / _A_LINE
    wide = 0.65 * letter * len(str(number))
    inside = box.right + wide > area.right - 1
    x = box.right - wide - 0.5 if inside else box.right + 0.4
    lowest = area.bottom - 1
    y = min(max(box.y + 0.9 * letter, area.y + letter), lowest)
    place = Rect(x, y - 0.8 * letter, wide, 0.8 * letter)
    apart = -0.3 * letter
    while place.bottom + letter <= lowest and any(place.overlaps(one, apart) for one in taken):
        place = place.moved(0, 0.5 * letter)
    return place


def _seen(box: Rect, area: Rect) -> Rect:
    """A box as far as it can be seen, and not so small that it could not."""
    x, y = max(box.x, area.x + 1), max(box.y, area.y + 1)
    right, bottom = min(box.right, area.right - 1), min(box.bottom, area.bottom - 1)
    return Rect(x, y, max(right - x, 1.5), max(bottom - y, 1.5))


def _frame(box: Rect) -> str:
    """A frame, and below it a broader one of paper, so that it is seen on any ground."""
    x, y, width, height = box
    edges = f'x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height:.1f}"'
    return f'<rect class="halo" {edges}/><rect {edges}/>'


def _numbers(view: Rect) -> str:
    return " ".join(f"{edge:g}" for edge in (round(one, 2) for one in view))
