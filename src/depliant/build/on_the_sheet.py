"""Whether the panels of the content, and the widths they are given, suit the folded sheet."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from depliant.build.at_the_fold import tables_at_the_fold
from depliant.content.model import Edition
from depliant.errors import Diagnostic
from depliant.sentences import Sentence, counted, either, say
from depliant.style import booklets
from depliant.style.fold_kinds import FOLDS, LISTED
from depliant.style.fold_lines import in_lines
from depliant.style.folded import Face, folded, outer, panel_on
from depliant.style.folds import blank_panels
from depliant.style.format import Format
from depliant.style.sheet import StyleSheet

_OUT_MM: Final = 0.2
"""How far a panel may reach beyond those that it lies between before anybody sees it."""


def on_the_sheet(edition: Edition, sheet: StyleSheet) -> Iterator[Diagnostic]:
    """Whether the panels fill the sheet and no more; a sheet that is not folded is a page each."""
    yield from tables_at_the_fold(edition, sheet.format)
    if sheet.format.is_bound:
        yield from _bound(edition, sheet.format)
    else:
        yield from _folded(edition, sheet.format)
        yield from _when_closed(sheet.format)


def _bound(edition: Edition, style: Format) -> Iterator[Diagnostic]:
    """Whether the pages of a booklet fill its sheets, which have four each."""
    count = len(edition.panels)
    over = booklets.whole(style, count) % booklets.A_SHEET
    if not over:
        return
    lacking = booklets.A_SHEET - over
    wanted = counted(lacking, "Add {count} page", "Add {count} pages")
    empty = say(
        "or write `blank: end` under `format` in the style sheet: empty pages then make it "
        "{whole}.",
        whole=count + lacking,
    )
    yield Diagnostic(
        "booklet-pages",
        counted(
            count,
            "The booklet has {count} page, and its sheets, which are folded once, have four each.",
            "The booklet has {count} pages, and its sheets, which are folded once, have four each.",
        ),
        edition.panels[-1].place,
        say("{add}, {empty}", add=wanted, empty=empty)
        if count < booklets.A_SHEET
        else say("{add}, leave {over} out, {empty}", add=wanted, over=over, empty=empty),
    )


def _folded(edition: Edition, style: Format) -> Iterator[Diagnostic]:
    count, fold = len(edition.panels), style.fold
    room = style.folding.capacity
    if fold != "none" and count > room:
        yield Diagnostic(
            "panels-over",
            say(
                "The content has {count} panels, and a sheet folded as `{fold}` has "
                "{room}, on both sides.",
                count=count,
                fold=fold,
                room=room,
            ),
            edition.panels[room].place,
            _more_room(count, count - room),
            quoted=in_lines(style.folding),
        )
    elif blank := blank_panels(style, count):
        yield Diagnostic(
            "panels-blank",
            say(
                "The content has {count} panels, which do not fill a sheet folded as "
                "`{fold}`: {blank} of its panels stay blank.",
                count=count,
                fold=fold,
                blank=blank,
            ),
            edition.panels[-1].place,
            _filled(count),
            "warning",
            in_lines(style.folding),
        )


def _when_closed(style: Format) -> Iterator[Diagnostic]:
    """Whether the piece closes: nothing reaches out of it, and its first panel is outside."""
    fold, widths, heights = style.folding, style.widths_mm, style.heights_mm
    front, back = outer(fold, widths, heights)
    plies = folded(fold, widths, None, heights)
    cover = [ply for ply in plies if any((ply.column, ply.row) == face[::2] for face in front)]
    left, right = min(ply.left for ply in cover), max(ply.right for ply in cover)
    for ply in plies:
        beyond = max(left - ply.left, ply.right - right)
        if beyond > _OUT_MM and ply.row == 0:
            panel = panel_on(fold, Face(ply.column, False))
            yield Diagnostic(
                "panel-sticks-out",
                say(
                    "Panel {panel}, {width:g} mm wide, reaches {beyond:.1f} mm beyond the cover "
                    "once the sheet is folded.",
                    panel=(panel or 0) + 1,
                    width=round(widths[ply.column], 2),
                    beyond=beyond,
                ),
                hint=say(
                    "Change its width or those before it in `panels_mm`, or leave that out: the "
                    "widths are worked out from the paper then."
                ),
                severity="warning",
            )
    yield from _doors(style)
    if 0 not in [panel_on(fold, face) for face in (*front, *back)]:
        yield Diagnostic(
            "cover-inside",
            say("Once the sheet is folded, the first panel of the content lies inside."),
            hint=say(
                "In `order`, put it where it stays outside, such as where panel {panel} stands.",
                panel=(panel_on(fold, front[0]) or 0) + 1,
            ),
            severity="warning",
        )


def _doors(style: Format) -> Iterator[Diagnostic]:
    """Whether the two doors of a gate lie side by side once they are closed."""
    if style.fold not in ("gate", "double-gate"):
        return
    left, *middle, right = style.widths_mm
    over = left + right - sum(middle)
    if over > _OUT_MM:
        yield Diagnostic(
            "panel-sticks-out",
            say(
                "The doors, {left:g} and {right:g} mm wide, lie over one another by {over:.1f} mm "
                "once the sheet is folded.",
                left=round(left, 2),
                right=round(right, 2),
                over=over,
            ),
            hint=say(
                "In `panels_mm`, make them narrower than the {middle:g} mm between them together.",
                middle=round(sum(middle), 2),
            ),
            severity="warning",
        )


def _more_room(count: int, beyond: int) -> Sentence:
    """What to do about panels that a fold has no room for."""
    most = max(fold.capacity for fold in FOLDS.values())
    if count <= most:
        least = min(fold.capacity for fold in FOLDS.values() if fold.capacity >= count)
        names = either(say("`fold: {name}`", name=name) for name in _folds_of(least))
        return say(
            "Choose {names} in the style sheet for {least} panels, `fold: saddle` for a booklet of "
            "{count} pages, or leave out {beyond}.",
            names=names,
            least=least,
            count=-(-count // booklets.A_SHEET) * booklets.A_SHEET,
            beyond=beyond,
        )
    return say(
        "No fold has more than {most}: bind the panels as the pages of a booklet (`fold: saddle`), "
        "leave out {count} or more, or print every panel as a page of its own (`fold: none`).",
        most=most,
        count=count - most,
    )


def _filled(count: int) -> Sentence:
    """What to do about a sheet that is not filled."""
    if names := _folds_of(count):
        return say(
            "Add panels, or choose `fold: {names}`, which has {count}.", names=names[0], count=count
        )
    return say("Add panels, or leave some out, unless that is meant.")


def _folds_of(count: int) -> list[str]:
    """The folds that have just so many panels on both sides."""
    return [name for name in LISTED if FOLDS[name].capacity == count and name != "none"]
