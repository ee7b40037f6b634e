"""The sheets of an edition as pieces that one opens: see `style.opening`. Lengths are points."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from depliant.geometry import mm
from depliant.languages.table import direction
from depliant.preview.snapshot import Pages, Sheet, Snapshot
from depliant.style import booklets
from depliant.style.folded import Face
from depliant.style.folds import is_mirrored
from depliant.style.format import Format, mirrored_rows
from depliant.style.opening import opening
from depliant.style.poses import Opening, mirrored

_Sides = tuple[Sheet | None, Sheet | None]
"""The recto and the verso of a sheet; None where nothing is printed."""


def pieces(snapshot: Snapshot) -> list[dict[str, Any]]:
    """Each sheet as the page is told of it: its paper, what is on it, how it is opened.

    `faces` are the tiles on the panels of the recto, row by row and from left to right, and of the
    verso behind them; None for bare paper.
    """
    pages = snapshot.pages
    if pages is None:
        return []
    style = pages.session.project.sheet.format
    to_left = is_mirrored(style, direction(snapshot.language))
    if style.is_bound:
        return [_book(pages, style, to_left=to_left)]
    return [_piece(sides, style, to_left=to_left) for sides in _by_sheets(pages, style)]


def _by_sheets(pages: Pages, style: Format) -> Iterator[_Sides]:
    """The sides of each sheet; one that stands alone is the side that it is called."""
    labels = [label for label, _ in style.folding.sides]
    waiting: Sheet | None = None
    for sheet, side in zip(pages.sheets, pages.composed.composition.sides, strict=True):
        if side.label != labels[0]:
            yield waiting, sheet
            waiting = None
            continue
        if waiting is not None:
            yield waiting, None
        waiting = sheet
    if waiting is not None:
        yield waiting, None


def _piece(sides: _Sides, style: Format, *, to_left: bool) -> dict[str, Any]:
    recto, verso = sides
    widths = [mm(width) for width in style.widths_mm]
    heights = [mm(height) for height in style.heights_mm]
    one = opening(style.folding, widths, (recto is not None, verso is not None), heights)
    if to_left:
        one = mirrored(one)
    columns = len(widths)
    bare: list[str | None] = [None] * (columns * len(heights))
    faces = [
        [tile.id for tile in recto.tiles] if recto else bare,
        [tile.id for tile in mirrored_rows(verso.tiles, columns)] if verso else bare,
    ]
    return {
        "height": mm(style.sheet_mm[1]),
        "caliper": mm(style.thickness_mm),
        "widths": one.widths,
        "heights": one.heights,
        "rows_within": one.rows_within,
        "anchor": one.anchor,
        "faces": faces,
        "poses": [pose._asdict() for pose in one.poses],
        "stages": [_stage(one, number, faces) for number in range(len(one.stages))],
    }


def _book(pages: Pages, style: Format, *, to_left: bool) -> dict[str, Any]:
    """A booklet as a piece: its leaves in the place of panels, each with its front and its back.

    `bound` is where its spine is when one looks on the cover. A stage has so many leaves turned.
    """
    tiles: list[str | None] = [tile.id for sheet in pages.sheets for tile in sheet.tiles]
    if len(tiles) % 2:  # of one that is not finished
        tiles.append(None)
    fronts, backs = tiles[::2], tiles[1::2]
    seen = [[fronts[0]], *map(list, zip(backs[:-1], fronts[1:], strict=True)), [backs[-1]]]
    acts = ["closed", *["leafed"] * (len(fronts) - 1), "shut"]
    return {
        "height": mm(style.sheet_mm[1]),
        "caliper": mm(style.thickness_mm),
        "widths": [mm(style.widths_mm[0])] * len(fronts),
        "faces": [fronts, backs],
        "bound": "right" if to_left else "left",
        "poses": [],
        "stages": [
            {"act": act, "seen": shown[::-1] if to_left else shown, "met": shown}
            for act, shown in zip(acts, seen, strict=True)
        ],
    }


def booklet(snapshot: Snapshot) -> dict[str, Any] | None:
    """How the pages of a booklet lie side by side, each by the id of its side; None: it is none.

    `spreads` are as they lie open, `printed` as they stand on the sheets, the outermost first; from
    left to right. Pages that do not fill the sheets stand on none.
    """
    pages = snapshot.pages
    if pages is None or not pages.session.project.sheet.format.is_bound:
        return None
    style = pages.session.project.sheet.format
    to_left = is_mirrored(style, direction(snapshot.language))
    ids = [sheet.id for sheet in pages.sheets]
    count = len(ids)

    def across(*numbers: int) -> list[str]:
        return [ids[number] for number in (reversed(numbers) if to_left else numbers)]

    # The back is seen with the cover on its sheet alone, and else by itself.
    alone = {0} if count % 2 else {0, count - 1}
    opened = dict.fromkeys(
        (page,) if page in alone else booklets.facing(page, count) for page in range(count)
    )
    return {
        "spreads": [across(*numbers) for numbers in opened],
        "printed": [
            {
                "sheet": side.sheet + 1,
                "outside": side.is_outside,
                "pages": across(side.left, side.right),
                "creep": booklets.creep_mm(style, side.sheet),
            }
            for side in booklets.printed(0 if count % booklets.A_SHEET else count)
        ],
    }


def _stage(one: Opening, number: int, faces: Sequence[Sequence[str | None]]) -> dict[str, Any]:
    """A stage, with the panels that are met there first."""
    before = {face for stage in one.stages[:number] for face in stage.faces}
    stage = one.stages[number]

    def named(face: Face) -> str | None:
        return faces[face.is_verso][face.row * len(one.widths) + face.column]

    return {
        "act": stage.act,
        "seen": [named(face) for face in stage.faces],
        "met": [named(face) for face in stage.faces if face not in before],
    }
