"""How a page's words are set and where its links lead, as PDFium tells: colours, fonts, targets.

What can be seen or followed and is no word: the colour and the font of words, links, alternative
texts, and the boxes of the page.
"""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator
from typing import Any, Final, NamedTuple

from depliant.geometry import Matrix, Rect

MOST_LINKS: Final = 2_000
MOST_ELEMENTS: Final = 20_000
_DEEPEST: Final = 60
_MOST_LETTERS: Final = 4_000
"""Letters of one target or one alternative text."""
_INVISIBLE: Final = 3
"""The mode in which text is shown and not painted (ISO 32000-1, 9.3.6)."""
_SUBSET: Final = re.compile(r"[A-Z]{6}\+")
_BOXES: Final = (
    ("MediaBox", "FPDFPage_GetMediaBox"),
    ("CropBox", "FPDFPage_GetCropBox"),
    ("BleedBox", "FPDFPage_GetBleedBox"),
    ("TrimBox", "FPDFPage_GetTrimBox"),
    ("ArtBox", "FPDFPage_GetArtBox"),
)


class Look(NamedTuple):
    """How letters are set: colour (red, green, blue, opacity; none for a pattern), font's name.

    Of text that is shown and not painted, opacity is 0.
    """

    colour: tuple[int, int, int, int] | None
    font: str


class Link(NamedTuple):
    """A link: its place, and where it leads: an address, or a page of the file (from 0)."""

    box: Rect
    address: str
    page: int | None


class Looks:
    """The looks of one page's letters; each text object is asked once."""

    def __init__(self, text: Any) -> None:
        self._text = text
        self._known: dict[int, Look] = {}

    def of(self, number: int) -> Look | None:
        """That of the character `number`; none for one that the file does not hold."""
        import pypdfium2.raw as pdfium

        shown = pdfium.FPDFText_GetTextObject(self._text, number)
        if not shown:
            return None
        address = ctypes.addressof(shown.contents)
        found = self._known.get(address)
        if found is None:
            found = self._known[address] = _look(shown)
        return found


def _look(shown: Any) -> Look:
    import pypdfium2.raw as pdfium

    parts = [ctypes.c_uint() for _ in range(4)]
    colour = None
    if pdfium.FPDFPageObj_GetFillColor(shown, *map(ctypes.byref, parts)):
        red, green, blue, opacity = (part.value for part in parts)
        hidden = pdfium.FPDFTextObj_GetTextRenderMode(shown) == _INVISIBLE
        colour = (red, green, blue, 0 if hidden else opacity)
    font = pdfium.FPDFTextObj_GetFont(shown)
    name = ctypes.create_string_buffer(256)
    told = pdfium.FPDFFont_GetBaseFontName(font, name, len(name)) if font else 0
    return Look(colour, _SUBSET.sub("", name.value.decode("utf-8", "replace")) if told else "")


def links(document: Any, page: Any, shown: Matrix) -> Iterator[Link]:
    """The links of a page, in the file's order; those that lead nowhere too."""
    import pypdfium2.raw as pdfium

    at, link, edges = ctypes.c_int(0), pdfium.FPDF_LINK(), pdfium.FS_RECTF()
    for _ in range(MOST_LINKS):
        if not pdfium.FPDFLink_Enumerate(page, ctypes.byref(at), ctypes.byref(link)):
            return
        if not pdfium.FPDFLink_GetAnnotRect(link, ctypes.byref(edges)):
            continue
        low, high = sorted((edges.bottom, edges.top))
        box = Rect(edges.left, low, edges.right - edges.left, high - low)
        yield Link(shown.apply_rect(box), *_target(document, link))


def _target(document: Any, link: Any) -> tuple[str, int | None]:
    import pypdfium2.raw as pdfium

    place = pdfium.FPDFLink_GetDest(document, link)
    action = pdfium.FPDFLink_GetAction(link)
    kind = pdfium.FPDFAction_GetType(action) if action else 0
    if not place and kind == pdfium.PDFACTION_GOTO:
        place = pdfium.FPDFAction_GetDest(document, action)
    if place:
        page = pdfium.FPDFDest_GetDestPageIndex(document, place)
        return "", page if page >= 0 else None
    if kind == pdfium.PDFACTION_URI:
        return _address(pdfium.FPDFAction_GetURIPath, document, action), None
    if kind in (pdfium.PDFACTION_REMOTEGOTO, pdfium.PDFACTION_LAUNCH):
        return _address(pdfium.FPDFAction_GetFilePath, action), None
    return "", None


def _address(ask: Any, *of: Any) -> str:
    room = min(ask(*of, None, 0), _MOST_LETTERS)
    letters = ctypes.create_string_buffer(max(room, 1))
    ask(*of, letters, room)
    return letters.value.decode("utf-8", "replace")


def alternatives(page: Any) -> Iterator[str]:
    """The alternative texts of a page's elements, in the order of the structure."""
    import pypdfium2.raw as pdfium

    tree = pdfium.FPDF_StructTree_GetForPage(page)
    if not tree:
        return
    try:
        count = pdfium.FPDF_StructTree_CountChildren(tree)
        roots = (pdfium.FPDF_StructTree_GetChildAtIndex(tree, at) for at in range(count))
        stack = [(root, 0) for root in reversed([*roots]) if root]
        for _ in range(MOST_ELEMENTS):
            if not stack:
                return
            element, depth = stack.pop()
            if said := _alternative(element):
                yield said
            if depth < _DEEPEST:
                inside = range(pdfium.FPDF_StructElement_CountChildren(element))
                kids = (pdfium.FPDF_StructElement_GetChildAtIndex(element, at) for at in inside)
                stack += [(kid, depth + 1) for kid in reversed([*kids]) if kid]
    finally:
        pdfium.FPDF_StructTree_Close(tree)


def _alternative(element: Any) -> str:
    import pypdfium2.raw as pdfium

    room = pdfium.FPDF_StructElement_GetAltText(element, None, 0)
    if room <= 2:
        return ""
    letters = ctypes.create_string_buffer(room)
    pdfium.FPDF_StructElement_GetAltText(element, letters, room)
    said = letters.raw[: room - 2].decode("utf-16-le", "replace")
    return " ".join(said[:_MOST_LETTERS].split())


def page_boxes(page: Any) -> tuple[tuple[str, tuple[float, ...]], ...]:
    """The boxes that a page gives itself: left, bottom, right, top, in points."""
    import pypdfium2.raw as pdfium

    found = []
    for name, ask in _BOXES:
        edges = [ctypes.c_float() for _ in range(4)]
        if getattr(pdfium, ask)(page, *map(ctypes.byref, edges)):
            found.append((name, tuple(round(edge.value, 2) for edge in edges)))
    return tuple(found)
