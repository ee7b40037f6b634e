"""What content and style say together: designs, stand-in marks, panels that stay blank."""

from __future__ import annotations

from collections.abc import Iterator

from depliant.content.model import Edition, LogoWall
from depliant.errors import Diagnostic
from depliant.source.suggestions import did_you_mean
from depliant.style.fold_kinds import FOLDS
from depliant.style.folds import blank_panels
from depliant.style.sheet import StyleSheet


def remarks(edition: Edition, sheet: StyleSheet) -> Iterator[Diagnostic]:
    """What is wrong or to be looked at in an edition with its style sheet."""
    for panel in edition.panels:
        if panel.design not in (panel.id, *sheet.designs):
            yield Diagnostic(
                "design-unknown",
                f"The style sheet has no design “{panel.design}” for the panel “{panel.id}”.",
                panel.place,
                did_you_mean(panel.design, list(sheet.designs)),
            )
    walls = (block for panel in edition.panels for block in panel.walk())
    logos = {logo for wall in walls if isinstance(wall, LogoWall) for logo in wall.logos}
    for logo in sorted(logos, key=lambda logo: logo.id):
        if logo.standin:
            yield Diagnostic(
                "logo-standin",
                f"The mark of {logo.name} is a stand-in.",
                logo.place,
                "Put the partner's own file in its place and remove `standin` before printing.",
                "warning",
            )
    yield from _on_the_sheet(edition, sheet)


def _on_the_sheet(edition: Edition, sheet: StyleSheet) -> Iterator[Diagnostic]:
    """Whether the panels fill the sheet and no more; a sheet that is not folded is a page each."""
    count, fold = len(edition.panels), sheet.format.fold
    room = FOLDS[fold].capacity
    if fold != "none" and count > room:
        yield Diagnostic(
            "panels-over",
            f"The content has {count} panels, and a sheet folded as `{fold}` has {room}, on both "
            "sides.",
            edition.panels[room].place,
            _more_room(count, count - room),
        )
    elif blank := blank_panels(sheet.format, count):
        yield Diagnostic(
            "panels-blank",
            f"The content has {count} panels, which do not fill a sheet folded as `{fold}`: "
            f"{blank} of its panels stay blank.",
            edition.panels[-1].place,
            _filled(count),
            "warning",
        )


def _more_room(count: int, beyond: int) -> str:
    """What to do about panels that a fold has no room for."""
    most = max(fold.capacity for fold in FOLDS.values())
    if count <= most:
        least = min(fold.capacity for fold in FOLDS.values() if fold.capacity >= count)
        names = " or ".join(f"`fold: {name}`" for name in _folds_of(least))
        return (
            f"Choose {names} in the style sheet for {least} panels, or leave out {beyond}. A "
            "booklet of sheets that are put into one another is not made."
        )
    return (
        f"No fold has more than {most}: leave out {count - most} or more, or print every panel as "
        "a page of its own (`fold: none`). A booklet of sheets that are put into one another is "
        "not made."
    )


def _filled(count: int) -> str:
    """What to do about a sheet that is not filled."""
    if names := _folds_of(count):
        return f"Add panels, or choose `fold: {names[0]}`, which has {count}."
    return "Add panels, or leave some out, unless that is meant."


def _folds_of(count: int) -> list[str]:
    """The folds that have just so many panels on both sides."""
    return [name for name, fold in FOLDS.items() if fold.capacity == count and name != "none"]
