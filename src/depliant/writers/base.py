"""What both files have in common: the order in which a PDF comes about.

A `Conformance` says, before the first operator, what the file will conform to; a `Sheet` says
where a page's trim lies in its MediaBox, which starts at 0 0. Only here does the axis turn:
display lists have y down from the trim corner, PDF has y up from the corner of the MediaBox.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Literal
from urllib.parse import quote

from msgspec import Struct
from msgspec.structs import replace

from depliant.display.items import Attachment, DisplayDocument
from depliant.fonts.registry import FaceRef
from depliant.geometry import Matrix, Rect, Size
from depliant.press.condition import OutputCondition
from depliant.press.unfolding import let_go
from depliant.tuples import NamedTuple
from depliant.writers import leftward, steps
from depliant.writers.attachments import attach
from depliant.writers.canvas import File, PageObject
from depliant.writers.glyph_font import GlyphFont, embed, gather, shown
from depliant.writers.ink import Ink
from depliant.writers.metadata import Claim, Statement
from depliant.writers.objects import Name, Objects, Ref, Value
from depliant.writers.outline import add_outline, destinations
from depliant.writers.painter import Layer, PaintedPage, Painter, PictureRules
from depliant.writers.spool import Waiting
from depliant.writers.tags import Annotation, TagTree, boxed_contents, roles
from depliant.writers.walk import held, holding, parts

Duplex = Literal["Simplex", "DuplexFlipShortEdge", "DuplexFlipLongEdge"]
"""Whether paper is printed on both sides, and over which edge it is turned for the second."""

_PRINTED = 4
"""The annotation flag Print, which PDF/A asks for (ISO 19005-2, 6.3.2)."""
_URI_SAFE = "%:/?#[]@!$&'()*+,;=-._~"


class Intent(Struct, frozen=True):
    """An output intent: one profile, declared once for each of the standards in `kinds`."""

    kinds: tuple[str, ...]
    identifier: str
    info: str
    registry: str
    profile: bytes
    components: int


class Conformance(Struct, frozen=True):
    """What is decided before writing.

    With `leads` the file has links and an outline; with `tagged` it has the structure tree.
    A file without an `intent` claims nothing. `pictures` says how it holds pictures.
    `info_version` is the PDF/X version that the Info dictionary claims. With `duplex` a viewer
    prints the file at its size, and on paper of that size if the printer has any.
    """

    version: tuple[int, int]
    claims: tuple[Claim, ...]
    intent: Intent | None
    ink: Ink
    condition: OutputCondition
    ink_limit: float
    leads: bool
    tagged: bool = True
    pictures: PictureRules = PictureRules()
    info_version: str = ""
    attachments: tuple[Attachment, ...] = ()
    duplex: Duplex | None = None


class Sheet(NamedTuple):
    """A page as the file holds it: `trim` in the MediaBox, y down from its top left corner.

    `bleed` is the room for bleed round the trim; without it the page has no BleedBox.
    """

    media: Size
    trim: Rect
    bleed: float
    layers: tuple[Layer, ...]
    label: str

    @property
    def place(self) -> Matrix:
        """From the trim corner, y down, to PDF's page space."""
        return Matrix(1, 0, 0, -1, self.trim.x, self.media.height - self.trim.y)

    def boxes(self) -> dict[str, tuple[float, float, float, float]]:
        """TrimBox and BleedBox in PDF's page space (ISO 32000-1, 14.11.2)."""
        boxes = {"trim": self._edges(0.0)}
        if self.bleed:
            boxes["bleed"] = self._edges(self.bleed)
        return boxes

    def _edges(self, room: float) -> tuple[float, float, float, float]:
        height = self.media.height
        return (
            self.trim.x - room,
            height - self.trim.bottom - room,
            self.trim.right + room,
            height - self.trim.y + room,
        )


def write(document: DisplayDocument, sheets: Sequence[Sheet], conformance: Conformance) -> bytes:
    """Write a file. `document` has been found free of faults.

    Raises:
        BrochureError: `figure-unbounded`, or what a picture's conversion raises.
        InputError: `date-unreadable`, or what a font's opening raises.
    """
    # What was known of each page is gone before all of them are put together.
    return _made(document, sheets, conformance).finish()


def _made(document: DisplayDocument, sheets: Sequence[Sheet], conformance: Conformance) -> File:
    """The file with all its objects."""
    statement = Statement(document.metadata, conformance.claims, conformance.info_version)
    file = File(conformance.version, document.metadata.language, statement.info())
    structure = document.structure
    gathered, runs_left = _gathered(sheets, conformance)
    if runs_left:
        every = [item for sheet in sheets for layer in sheet.layers for item in layer.items]
        structure = leftward.telling(structure, leftward.described(every))
        sheets = [_as_seen(sheet) for sheet in sheets]
    fonts = {face: (font, embed(font, file)) for face, font in gathered.items()}
    known = roles(structure) if conformance.tagged else None
    every_step = {layer.step: None for sheet in sheets for layer in sheet.layers if layer.step}
    groups = steps.entered(file, [*every_step])
    painter = Painter(
        file,
        conformance.ink,
        fonts,
        conformance.condition,
        conformance.ink_limit,
        known,
        conformance.pictures,
        groups,
    )
    # An outline leads to any content; without one few places are asked for.
    placed = None if conformance.leads else boxed_contents(structure)
    painted = [_painted(sheet, painter, file, placed) for sheet in sheets]
    pages = [page for page, _ in painted]
    names = destinations(file, structure, pages) if conformance.leads else {}
    annotations = _annotate(file, pages, names) if conformance.leads else []
    on_page: dict[int, list[Ref]] = {}
    for annotation in annotations:
        on_page.setdefault(annotation.page, []).append(annotation.ref)
    for index, (sheet, (page, stream)) in enumerate(zip(sheets, painted, strict=True)):
        key = index if conformance.tagged else None
        group = conformance.ink.picture_space if page.transparent else None
        made = page_object(sheet, page, key, on_page.get(index, ()), group)
        file.add_page(replace(made, content=stream))
    catalog: dict[str, Value] = {
        "Metadata": file.add_stream(
            statement.packet(), {"Type": Name("Metadata"), "Subtype": Name("XML")}, compress=False
        ),
        "ViewerPreferences": _preferences(document.metadata.direction, conformance.duplex),
    }
    if conformance.intent is not None:
        catalog["OutputIntents"] = intents(file, conformance.intent)
    if conformance.tagged:
        tree = TagTree(file, pages, annotations).write(structure)
        catalog |= {"MarkInfo": {"Marked": True}, "StructTreeRoot": tree}
    if groups:
        catalog |= steps.properties([*groups.values()])
    outline = add_outline(file, document.outline, pages) if conformance.leads else None
    if outline is not None:
        catalog |= {"Outlines": outline, "PageMode": Name("UseOutlines")}
    catalog |= attach(file, conformance.attachments, statement.moment)
    if names:
        listed = [value for pair in sorted(names.items()) for value in pair]
        given = catalog.get("Names")
        own = given if isinstance(given, dict) else {}
        catalog["Names"] = {**own, "Dests": file.add({"Names": listed})}
    file.set_catalog(catalog)
    let_go()  # the whole file takes the room of the pictures in it
    return file


def _painted(
    sheet: Sheet, painter: Painter, file: File, placed: Collection[int] | None
) -> tuple[PaintedPage, bytes | Waiting]:
    """A page, and its stream set aside: as operators all of them are many times what they were.

    Of its contents' places those of `placed` are kept, or all.
    """
    page = painter.page(sheet.layers, sheet.place)
    if placed is not None:
        page.places = {number: box for number, box in page.places.items() if number in placed}
    stream, page.stream = file.aside(page.stream), b""
    return page, stream


def _gathered(
    sheets: Sequence[Sheet], conformance: Conformance
) -> tuple[dict[FaceRef, GlyphFont], bool]:
    """The fonts of all that the parts of the file hold, and whether any line runs to the left."""
    found = [
        holding(held(part))
        for sheet in sheets
        for layer in sheet.layers
        for part, _ in parts(layer.items)
    ]
    runs = (shown(run, conformance.tagged) for part in found for run in part.runs)
    return gather(runs), any(part.leftward for part in found)


def _as_seen(sheet: Sheet) -> Sheet:
    """The sheet with lines that run to the left in the order in which they stand."""
    layers = tuple(layer._replace(items=leftward.as_seen(layer.items)) for layer in sheet.layers)
    return sheet._replace(layers=layers)


def _preferences(direction: str, duplex: Duplex | None) -> dict[str, Value]:
    """How a viewer shows and prints the file (ISO 32000-1, table 150).

    Pages are shown side by side as they are read.
    """
    preferences: dict[str, Value] = {"DisplayDocTitle": True}
    if direction == "rtl":
        preferences["Direction"] = Name("R2L")
    if duplex is not None:
        preferences |= {
            "PrintScaling": Name("None"),
            "Duplex": Name(duplex),
            "PickTrayByPDFSize": True,
        }
    return preferences


def page_object(
    sheet: Sheet,
    page: PaintedPage,
    index: int | None,
    annotations: Sequence[Ref],
    blended_in: str | None,
) -> PageObject:
    """A page with its key into the parent tree, and its links in reading order (`Tabs`).

    Without an index it is a page of a file without tags, and has neither. Transparency is blended
    in the space of the file's own colours (ISO 15930-7, 6.15; ISO 32000-1, 11.4.7).
    """
    entries: dict[str, Value] = {}
    if index is not None:
        entries = {"StructParents": index, "Tabs": Name("S")}
    if blended_in is not None:
        space = Name(blended_in)
        entries["Group"] = {"Type": Name("Group"), "S": Name("Transparency"), "CS": space}
    if annotations:
        entries["Annots"] = annotations
    return PageObject(sheet.media, page.stream, page.resources, sheet.boxes(), entries, sheet.label)


def _annotate(
    file: File, pages: Sequence[PaintedPage], names: Mapping[bytes, Value]
) -> list[Annotation]:
    """Write the links; their struct parents count on from those of the pages.

    One into the document itself leads to one of its `names`, or nowhere.
    """
    annotations: list[Annotation] = []
    for index, page in enumerate(pages):
        for link, box in page.links:
            inside = link.uri[1:].encode("utf-8") if link.uri.startswith("#") else None
            if inside is not None and inside not in names:
                continue
            leads: dict[str, Value] = {"Dest": inside}
            if inside is None:
                uri = quote(link.uri, safe=_URI_SAFE).encode("ascii")
                leads = {"A": {"S": Name("URI"), "URI": uri}}
            entries: dict[str, Value] = {
                "Type": Name("Annot"),
                "Subtype": Name("Link"),
                "Rect": tuple(round(e, 3) for e in (box.x, box.y, box.right, box.bottom)),
                "Border": (0, 0, 0),
                "F": _PRINTED,
                "P": file.page_ref(index),
                "Contents": link.description,
                **leads,
                "StructParent": len(pages) + len(annotations),
            }
            annotations.append(Annotation(file.add(entries), link.content, index))
    return annotations


def intents(file: Objects, intent: Intent) -> list[Ref]:
    """Output intents that share one profile stream (ISO 19005-2, 6.2.3)."""
    profile = file.add_stream(intent.profile, {"N": intent.components})
    return [
        file.add(
            {
                "Type": Name("OutputIntent"),
                "S": Name(kind),
                "OutputConditionIdentifier": intent.identifier,
                "OutputCondition": intent.info or None,
                "Info": intent.info or None,
                "RegistryName": intent.registry or None,
                "DestOutputProfile": profile,
            }
        )
        for kind in intent.kinds
    ]
