"""Page boxes, sizes and numbers."""

from __future__ import annotations

from collections.abc import Iterator

from depliant.geometry import MM, Rect
from depliant.pdfread.objects import entry, items, number
from depliant.pdfread.opening import PageFacts
from depliant.preflight.job import JudgedFile, PageView
from depliant.preflight.rules.base import PDF, PRESS, X4, Fault, document_rule, page_rule
from depliant.press.condition import PrinterProfile
from depliant.sentences import say

_SLACK = 0.5
"""Points by which boxes may miss each other: they are rounded differently."""


@page_rule(
    "box-missing",
    "error",
    "A page for the press has a MediaBox and says where it is trimmed.",
    X4,
    "Export it with a TrimBox.",
    PRESS,
)
def present(page: PageView, _: PrinterProfile) -> Iterator[Fault]:
    """MediaBox, and TrimBox or ArtBox."""
    if page.facts.media is None:
        yield Fault(say("The page has no MediaBox."))
    if page.facts.trim is None and page.facts.art is None:
        yield Fault(say("The page has no TrimBox: nobody can tell where it is cut."))


@page_rule(
    "box-both",
    "error",
    "A page has a TrimBox or an ArtBox, not both.",
    X4,
    "Remove the ArtBox.",
    PRESS,
)
def either(page: PageView, _: PrinterProfile) -> Iterator[Fault]:
    """PDF/X wants to know one of the two."""
    if page.facts.trim and page.facts.art and job_claims(page):
        yield Fault(say("The page has a TrimBox and an ArtBox."))


def job_claims(page: PageView) -> bool:
    """Whether the file claims PDF/X."""
    return bool(page.job.claim)


@page_rule(
    "box-nesting",
    "error",
    "The trim lies within the bleed, and the bleed within the media.",
    f"{X4}; {PDF}, 14.11.2",
    "Export it again with sound page boxes.",
)
def nesting(page: PageView, profile: PrinterProfile) -> Iterator[Fault]:
    """Trim in Bleed in Media; Crop in Media."""
    facts = page.facts
    pairs = (
        ("TrimBox", facts.trim, "BleedBox", facts.bleed),
        ("TrimBox", facts.trim, "MediaBox", facts.media),
        ("ArtBox", facts.art, "MediaBox", facts.media),
        ("BleedBox", facts.bleed, "MediaBox", facts.media),
    )
    for inner_name, inner, outer_name, outer in pairs:
        if inner and outer and not _holds(outer, inner):
            yield Fault(
                say(
                    "The {inner_name} reaches beyond the {outer_name}.",
                    inner_name=inner_name,
                    outer_name=outer_name,
                )
            )
    yield from _cropped(facts, asked_for=profile.crop != "either")
    if facts.trim and (facts.trim.width < 1 or facts.trim.height < 1):
        yield Fault(say("The TrimBox is empty."))


def _cropped(facts: PageFacts, *, asked_for: bool) -> Iterator[Fault]:
    """A CropBox that hides what is printed: many programs show, and some print, no more than it.

    Whether it may hide the bleed is said by a printer who says what box is `asked_for`.
    """
    crop, cut = facts.crop, facts.trim or facts.art
    if crop is None or cut is None:
        return
    hint = say("Remove the CropBox, or make it as large as the MediaBox.")
    if not _holds(crop, cut):
        yield Fault(say("The CropBox lies inside the trim: it hides part of the page."), hint=hint)
    elif facts.bleed is not None and not asked_for and not _holds(crop, facts.bleed):
        yield Fault(say("The CropBox hides the bleed."), severity="advice", hint=hint)


def _holds(outer: Rect, inner: Rect) -> bool:
    return (
        inner.x >= outer.x - _SLACK
        and inner.y >= outer.y - _SLACK
        and inner.right <= outer.right + _SLACK
        and inner.bottom <= outer.bottom + _SLACK
    )


@document_rule(
    "page-sizes",
    "error",
    "All pages are trimmed to one size and lie the same way.",
    "GWG 2015, size and orientation",
    "Give all pages one size, or send them as separate jobs.",
    PRESS,
)
def one_size(job: JudgedFile, _: PrinterProfile) -> Iterator[Fault]:
    """Within half a point, after rotation and scale."""
    first: tuple[float, float] | None = None
    for page in job.file.pages:
        size = page.cut.width * page.unit, page.cut.height * page.unit
        if page.rotate in (90, 270):
            size = size[1], size[0]
        first = first or size
        if max(abs(a - b) for a, b in zip(size, first, strict=True)) > _SLACK:
            yield Fault(
                say(
                    "The page is {width:.1f} × {height:.1f} mm, the first one "
                    "{first_width:.1f} × {first_height:.1f} mm.",
                    width=size[0] / MM,
                    height=size[1] / MM,
                    first_width=first[0] / MM,
                    first_height=first[1] / MM,
                ),
                page=page.index + 1,
            )


@page_rule(
    "page-scaled",
    "error",
    "A page is described at its size.",
    "GWG 2015, page scaling",
    "Export it without UserUnit.",
    PRESS,
)
def unscaled(page: PageView, _: PrinterProfile) -> Iterator[Fault]:
    """UserUnit is 1."""
    if page.facts.unit != 1.0:
        yield Fault(say("The page is scaled by {unit:g}.", unit=page.facts.unit))


@document_rule(
    "page-count",
    "warning",
    "A folded sheet has two sides: pages come in even numbers.",
    say("the trade's custom"),
    "Add an empty page, or tell the printer that the back stays blank.",
    PRESS,
)
def even(job: JudgedFile, profile: PrinterProfile) -> Iterator[Fault]:
    """One page alone is a poster and no folder."""
    count = len(job.file.pages)
    if count > 1 and count % 2:
        yield Fault(say("The file has {count} pages.", count=count))
    if profile.page_order == "sides" and count not in (1, 2):
        yield Fault(
            say(
                "The printer wants a page for each side of the sheet; the file has {count} pages.",
                count=count,
            ),
            severity="error",
            limit="page_order",
            hint=say(
                "Send the imposed press file, not single panels; single pages are for a booklet."
            ),
        )
    if profile.page_order == "panels" and count == 2:
        yield Fault(
            say("The printer wants single panels; the file has the two sides of a sheet."),
            severity="error",
            limit="page_order",
            hint=say("Ask the printer whether the sides of the sheet will do."),
        )


@page_rule(
    "page-blank",
    "advice",
    "A page without content is meant to be blank.",
    "GWG 2015, empty pages",
    "Remove the page if it is not.",
    PRESS,
)
def blank(page: PageView, _: PrinterProfile) -> Iterator[Fault]:
    """Nothing is painted inside the trim."""
    if not any(mark.box.overlaps(page.trim) for mark in page.marks):
        yield Fault(say("Nothing is painted on the page."))


@document_rule(
    "page-labels",
    "warning",
    "Page labels cover all pages, from the first.",
    f"{PDF}, 12.4.2",
    "Export it again, or remove the labels.",
)
def labels(job: JudgedFile, _: PrinterProfile) -> Iterator[Fault]:
    """A label range begins at page 0 and none lies beyond the last page."""
    tree = entry(job.file.catalog, "/PageLabels")
    keys = [int(number(key, -1)) for key in items(entry(tree, "/Nums"))[::2]]
    if keys and (keys[0] != 0 or max(keys) >= len(job.file.pages)):
        yield Fault(say("The page labels do not fit the pages."))


RULES = (present, either, nesting, one_size, unscaled, even, blank, labels)
