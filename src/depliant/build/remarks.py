"""What content and style say together: designs, roles, stand-in marks, panels that stay blank."""

from __future__ import annotations

from collections.abc import Iterator

from depliant.content import schema
from depliant.content.model import Edition, LogoWall
from depliant.content.publication import Publication, blocks
from depliant.errors import Diagnostic
from depliant.source.suggestions import did_you_mean
from depliant.style.folds import blank_panels
from depliant.style.sheet import Design, StyleSheet


def remarks(publication: Publication, edition: Edition, sheet: StyleSheet) -> Iterator[Diagnostic]:
    """What is wrong or to be looked at in an edition with its style sheet.

    Args:
        publication: what the edition was made from.
        edition: in its language.
        sheet: as it is for that edition.
    """
    yield from _roles(publication, sheet)
    for panel in edition.panels:
        if panel.design not in (panel.id, *sheet.designs):
            yield Diagnostic(
                "design-unknown",
                f"The style sheet has no design “{panel.design}” for the panel “{panel.id}”.",
                panel.place,
                did_you_mean(panel.design, list(sheet.designs)),
            )
    yield from _stand_ins(edition)
    blank = blank_panels(sheet.format, len(edition.panels))
    if blank:
        yield Diagnostic(
            "panels-blank",
            f"{len(edition.panels)} panels do not fill the sheet: {blank} stay blank.",
            edition.panels[-1].place,
            "Add panels, or choose another fold in the style sheet.",
            "warning",
        )


def _stand_ins(edition: Edition) -> Iterator[Diagnostic]:
    """One warning for all marks that are stand-ins, where the first of them is named."""
    blocks = (block for panel in edition.panels for block in panel.walk())
    logos = (logo for wall in blocks if isinstance(wall, LogoWall) for logo in wall.logos)
    found = {logo.id: logo for logo in logos if logo.standin}
    if not found:
        return
    first, *others = sorted(found.values(), key=lambda logo: logo.place)
    names = ", ".join(logo.name for logo in (first, *others))
    yield Diagnostic(
        "logo-standin",
        f"{len(found)} marks are stand-ins: {names}."
        if others
        else f"The mark of {names} is a stand-in.",
        first.place,
        "Put the partner's own file in its place and remove `standin` before printing.",
        "warning",
    )


def _roles(publication: Publication, sheet: StyleSheet) -> Iterator[Diagnostic]:
    """Roles that are written in the content and that no style has.

    The role that a kind of block has of itself needs no style: it is set as running text.
    """
    content, source = publication.content, publication.source
    for block, route in blocks(content):
        role = getattr(block, "role", None)
        panel = content.panels[int(route[1])]
        known = _known(block, sheet, panel.design or panel.id)
        if role is not None and role not in known:
            yield Diagnostic(
                "role-unknown",
                f"The style sheet has no style for the role “{role}”.",
                source.place((*route, "role")),
                did_you_mean(role, known) or f"Write one of: {', '.join(sorted(known))}.",
                # What was published is made again as it was.
                "warning" if publication.frozen_folder else "error",
            )


def _known(block: object, sheet: StyleSheet, design_name: str) -> tuple[str, ...]:
    """The roles that a block may have on a panel of a design."""
    design = sheet.designs.get(design_name) or sheet.designs.get("default") or Design()
    match block:
        case schema.Chart():
            return tuple(dict.fromkeys((block.chart, *sheet.charts, *design.charts)))
        case schema.Logos():
            return tuple(dict.fromkeys(("logos", "wall", *sheet.walls)))
        case schema.Heading():
            own = "heading"
        case schema.Quote():
            own = "quote"
        case schema.Items():
            own = "item"
        case _:
            own = "text"
    return tuple(dict.fromkeys((own, *sheet.type, *design.roles)))
