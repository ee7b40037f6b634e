"""Of which kinds the parts of a brochure are: what preflight could find with one it finds with all.

A file is judged where it has a part of a kind that no judged one had: a face in a size and an ink,
an outline with its inks and lines, thin or not, a picture in its size, and on which page. What the
same words in another order could do to a page, layout has examined for each brochure: whether they
have room, stay away from the edge and the fold, and stand out from their ground.
"""

from __future__ import annotations

from depliant.display.items import DisplayDocument, Glyphs, Item, Mark, Path, Picture
from depliant.display.structure import walk
from depliant.geometry import Matrix
from depliant.memory import sized
from depliant.writers.walk import extent_of, held, leaves, parts

Kind = frozenset[object]


def kind_of(document: DisplayDocument, target: str) -> Kind:
    """The kinds of all parts of a document, as a target has it."""
    found: set[object] = {target}
    for number, page in enumerate(document.pages):
        found.add((number, page.trim, page.folds))
        for part, matrix in parts(page.items):
            inner = isinstance(part, Mark) and (part.content is None, part.artifact)
            found.add((number, inner, traits(held(part), matrix.scale)))
    found.update((one.role, bool(one.alt)) for one in walk(document.structure))
    return frozenset(found)


@sized(lambda found: 300 * len(found))
def traits(items: tuple[Item, ...], scale: float) -> frozenset[object]:
    """The kinds of items that stand on a page at a scale."""
    found: set[object] = set()
    for item, matrix in leaves(items):
        found.add(_trait(item, matrix, scale))
    return frozenset(found)


def _trait(item: object, matrix: Matrix, scale: float) -> object:
    size = matrix.scale * scale
    match item:
        case Glyphs():
            private = any("\ue000" <= one <= "\uf8ff" for one in item.text)
            return "glyphs", item.face, round(item.size * size, 2), item.colour, private
        case Path():
            box = extent_of((item,))
            thin = round(min(box.width, box.height) * size, 1) if box is not None else 0.0
            return "path", item.fill, item.stroke, item.even_odd, min(thin, 3.0)
        case Picture():
            frame = round(item.frame.width * size), round(item.frame.height * size)
            return "picture", item.raster.digest, item.crop, frame, item.inks, item.veils
        case _:
            return type(item).__name__
