"""A small document with every kind of item and tag, and the judges that read what is written."""

from __future__ import annotations

import hashlib
import io
import re
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path as FilePath
from typing import Any

import pikepdf
import pytest
from tests.judges import programs

from depliant.colour import BLACK, PAPER, Colour
from depliant.display.items import (
    DisplayDocument,
    Form,
    Glyph,
    Glyphs,
    Group,
    Item,
    Link,
    Mark,
    Metadata,
    Page,
    Path,
    Picture,
    Raster,
    Stroke,
)
from depliant.display.structure import ContentRef, Element, OutlineEntry
from depliant.fonts.face import load
from depliant.fonts.registry import FaceRef
from depliant.fonts.shaping import shape
from depliant.geometry import Matrix, Outline, Rect, Size, mm, rectangle, translation
from depliant.press.condition import OutputCondition, PressSpec, load_condition

ICC = FilePath(__file__).parents[2] / "assets" / "icc" / "FOGRA39L_coated.icc"

TEXT = FaceRef("Barlow")
BOLD = FaceRef("Barlow", 700)
BRICK = Colour(0.1, 0.85, 0.9, 0.1)
GOLD = Colour(0.0, 0.2, 0.9, 0.1, spot="Or du Nord")


def set_line(
    text: str, x: float, y: float, *, face: FaceRef = TEXT, size: float = 9, colour: Colour = BLACK
) -> Glyphs:
    """A line of shaped text at (x, y)."""
    scale = size / load(face).upem
    glyphs: list[Glyph] = []
    pen = 0.0
    for shaped in shape(face, text, language="fr"):
        glyphs.append(
            Glyph(
                shaped.gid,
                pen + shaped.x_offset * scale,
                -shaped.y_offset * scale,
                shaped.x_advance * scale,
                shaped.text,
            )
        )
        pen += shaped.x_advance * scale
    return Glyphs(face, size, colour, x, y, tuple(glyphs))


def raster(
    space: str, width: int, height: int, samples: bytes, alpha: bytes | None = None
) -> Raster:
    digest = hashlib.sha256(space.encode() + samples + (alpha or b"")).hexdigest()
    return Raster(digest, width, height, space, samples, None, alpha)  # type: ignore[arg-type]


def gradient(width: int = 40, height: int = 30) -> Raster:
    """A coloured picture whose left half fades out."""
    samples = bytes(
        value
        for y in range(height)
        for x in range(width)
        for value in (255 * x // width, 255 * y // height, 90)
    )
    alpha = bytes(min(255, 510 * x // width) for _ in range(height) for x in range(width))
    return raster("rgb", width, height, samples, alpha)


def star(x: float, y: float) -> Form:
    """A sign drawn in ink and spot, to be placed several times."""
    arms: Outline = (("M", 0.0, -8.0), ("L", 5.0, 6.0), ("L", -7.0, -2.5), ("L", 7.0, -2.5),
                     ("L", -5.0, 6.0), ("Z",))  # fmt: skip
    items: tuple[Item, ...] = (
        Path(arms, fill=GOLD.at(0.5), stroke=Stroke(BRICK, 0.5)),
        set_line("9", -2, 3, size=6),
    )
    return Form(items, Rect(-10, -10, 20, 20), translation(x, y))


def page_one() -> Page:
    ground = Path(rectangle(Rect(-mm(3), -mm(3), 200 + mm(6), 60)), fill=GOLD)
    link_text = set_line("missionbassinminier.org", 20, 140, colour=BRICK)
    link_width = sum(glyph.advance for glyph in link_text.glyphs)
    items: tuple[Item, ...] = (
        Mark((ground,), None, artifact="Background"),
        Mark((set_line("Chiffres clés", 20, 40, face=BOLD, size=20, colour=PAPER),), 1),
        Mark((set_line("Un office à 76,9\u202f% d’efficacité,", 20, 80),), 2),
        Mark((set_line("soit 712\u202f000\u00a0euros par territ\u00ad", 20, 92),), 2),
        Mark((set_line("•", 20, 110, colour=BRICK),), 3),
        Mark((set_line("premier point", 30, 110),), 4),
        Mark((set_line("•", 20, 122, colour=BRICK),), 5),
        Mark((set_line("second point", 30, 122),), 6),
        Mark((link_text,), 7),
        Link(Rect(20, 131, link_width, 11), "https://www.missionbassinminier.org/é", 7, "Site web"),
        Group(
            (
                Mark(
                    (Picture(gradient(), Rect(0, 0, 80, 60), Rect(0, 0, 40, 30), GOLD.at(0.3)),),
                    8,
                    Rect(0, 0, 80, 60),
                ),
            ),
            Matrix(0.5, 0, 0, 0.5, 20, 150),
            rectangle(Rect(0, 0, 80, 60)),
        ),
        Mark((star(100, 165), star(130, 165)), 9, Rect(90, 155, 50, 20)),
    )
    return Page(Size(200, 200), items, "extérieur", folds=(100.0,))


def page_two() -> Page:
    items: tuple[Item, ...] = (
        Mark((set_line("oire, au total.", 20, 20),), 2),
        Mark((star(150, 20),), None),
        *(
            Mark((set_line(text, 20 + 60 * (n % 2), 50 + 14 * (n // 2)),), 10 + n)
            for n, text in enumerate(("Projet", "M€", "Louvre-Lens", "100"))
        ),
        Mark((set_line("1", 20, 120, size=5),), 14),
        Mark((set_line("Source : enquête 2016", 26, 120, size=7),), 15),
        Mark(
            (
                Path(
                    rectangle(Rect(20, 130, 100, 40)),
                    fill=BLACK,
                    stroke=Stroke(BLACK, 0.5, (2, 1), "round", "bevel"),
                ),
                Path((("M", 20, 180), ("C", 40, 170, 60, 190, 80, 180)), stroke=Stroke(BLACK, 0.3)),
            ),
            None,
        ),
    )
    return Page(Size(200, 200), items, "intérieur")


def structure() -> Element:
    def item(label: int, body: int) -> Element:
        return Element(
            "LI", (Element("Lbl", (ContentRef(label),)), Element("LBody", (ContentRef(body),)))
        )

    def row(role: str, cells: tuple[int, int], **scope: str) -> Element:
        attributes = (("Table", "Scope", "Column"),) if role == "TH" else ()
        return Element(
            "TR",
            tuple(
                Element(role, (ContentRef(cell),), attributes=attributes)  # type: ignore[arg-type]
                for cell in cells
            ),
        )

    link = Element("P", (Element("Link", (ContentRef(7),)),))
    table = Element(
        "Table",
        (Element("THead", (row("TH", (10, 11)),)), Element("TBody", (row("TD", (12, 13)),))),
        attributes=(("Table", "Summary", "Montants par projet"),),
    )
    note = Element("Note", (Element("Lbl", (ContentRef(14),)), ContentRef(15)), identifier="note-1")
    return Element(
        "Document",
        (
            Element("H1", (ContentRef(1),), title="Chiffres clés"),
            Element("P", (ContentRef(2),)),
            Element("L", (item(3, 4), item(5, 6)), attributes=(("List", "ListNumbering", "Disc"),)),
            link,
            Element("Figure", (ContentRef(8),), alt="Un dégradé", language="fr"),
            Element("Figure", (ContentRef(9),), alt="Deux étoiles"),
            table,
            note,
        ),
    )


@pytest.fixture
def document() -> DisplayDocument:
    return DisplayDocument(
        (page_one(), page_two()),
        structure(),
        (
            OutlineEntry("Chiffres clés", 1, (OutlineEntry("Une liste", 3),)),
            OutlineEntry("Un tableau", 10),
        ),
        Metadata(
            "Chiffres clés 2012–2017 ↔ essai",
            "fr",
            "2017-06-30T00:00:00+02:00",
            "essai.fr",
            "Mission Bassin Minier",
            "Un essai",
            ("bassin minier", "patrimoine"),
        ),
    )


@pytest.fixture(scope="session")
def condition() -> OutputCondition:
    return load_condition(ICC, "FOGRA39", "Coated FOGRA39 (ISO 12647-2:2004)")


@pytest.fixture
def spec(condition: OutputCondition) -> PressSpec:
    return PressSpec(condition, bleed=mm(3), safe_margin=mm(4))


@pytest.fixture
def line() -> Callable[..., Glyphs]:
    """`set_line`, for tests that set text of their own."""
    return set_line


@pytest.fixture
def pixels() -> Callable[..., Raster]:
    """`raster`, for tests that make pictures of their own."""
    return raster


@pytest.fixture
def sign() -> Callable[[float, float], Form]:
    """`star`, a form with text, fill, stroke and a spot."""
    return star


class Reader:
    """What a reader finds in a written file, by pikepdf's parser."""

    def __init__(self, data: bytes) -> None:
        self.pdf = pikepdf.open(io.BytesIO(data))

    def operators(self, page: int) -> list[tuple[str, list[object]]]:
        """The operators of a page with their operands, forms not entered."""
        return [
            (str(step.operator), list(step.operands))
            for step in pikepdf.parse_content_stream(self.pdf.pages[page])
        ]

    def texts(self, page: int) -> dict[int, str]:
        """What the marked content of each MCID says; ActualText stands for what it covers."""
        resources = self.pdf.pages[page].Resources
        fonts = {str(key): self.to_unicode(font) for key, font in resources.Font.items()}
        said: dict[int, str] = {}
        stack: list[tuple[int | None, str | None]] = []
        font: dict[int, str] = {}
        for operator, operands in self.operators(page):
            if operator in ("BDC", "BMC"):
                stack.append(_opened(operands))
            elif operator == "EMC":
                _, actual = stack.pop()
                number = _innermost(stack)
                if actual is not None and number is not None:
                    said[number] = said.get(number, "") + actual
            elif operator == "Tf":
                font = fonts[str(operands[0])]
            elif operator == "TJ" and not any(actual is not None for _, actual in stack):
                number = _innermost(stack)
                if number is not None:
                    said[number] = said.get(number, "") + _decoded(operands[0], font)
        return said

    def to_unicode(self, font: pikepdf.Object) -> dict[int, str]:
        """The ToUnicode map of a Type 0 font."""
        cmap = font.ToUnicode.read_bytes().decode("ascii")
        pairs = re.findall(r"^<([0-9A-F]{4})> <([0-9A-F]+)>$", cmap, re.MULTILINE)
        return {int(code, 16): bytes.fromhex(text).decode("utf-16-be") for code, text in pairs}

    def tree(self) -> str:
        """The structure tree as text, each leaf with its page and what is said there."""
        pages = {page.obj.objgen: index for index, page in enumerate(self.pdf.pages)}
        texts = [self.texts(index) for index in range(len(self.pdf.pages))]
        lines: list[str] = []

        def leaf(number: int, at: pikepdf.Object, depth: int) -> None:
            page = pages[at.objgen]
            lines.append(f"{'  ' * depth}page {page + 1}: {texts[page].get(number, '')!r}")

        def element(node: pikepdf.Object, depth: int) -> None:
            keys = ("/Alt", "/ActualText", "/Lang", "/T", "/ID", "/A")
            said = "".join(f" {key}={_plain(node[key])}" for key in keys if key in node)
            lines.append("  " * depth + str(node.S)[1:] + said)
            held = node.get("/K", pikepdf.Array())
            for kid in held if isinstance(held, pikepdf.Array) else [held]:
                if isinstance(kid, int | Decimal):
                    leaf(int(kid), node.Pg, depth + 1)
                elif kid.get("/Type") == "/MCR":
                    leaf(int(kid.MCID), kid.Pg, depth + 1)
                elif kid.get("/Type") == "/OBJR":
                    uri = bytes(kid.Obj.A.URI).decode()
                    lines.append(f"{'  ' * (depth + 1)}link {uri} {str(kid.Obj.Contents)!r}")
                else:
                    element(kid, depth + 1)

        element(self.pdf.Root.StructTreeRoot.K, 0)
        return "\n".join(lines) + "\n"


def _opened(operands: list[object]) -> tuple[int | None, str | None]:
    """The MCID and the ActualText that a marked-content operator brings."""
    if len(operands) < 2 or not isinstance(operands[1], pikepdf.Dictionary):
        return None, None
    properties = operands[1]
    number = int(properties["/MCID"]) if "/MCID" in properties else None
    return number, str(properties["/ActualText"]) if "/ActualText" in properties else None


def _innermost(stack: list[tuple[int | None, str | None]]) -> int | None:
    return next((number for number, _ in reversed(stack) if number is not None), None)


def _decoded(array: object, font: dict[int, str]) -> str:
    assert isinstance(array, pikepdf.Array)
    text = ""
    for part in array:
        if isinstance(part, pikepdf.String):
            codes = bytes(part)
            text += "".join(
                font[int.from_bytes(codes[at : at + 2], "big")] for at in range(0, len(codes), 2)
            )
    return text


def _plain(value: object) -> str:
    if isinstance(value, pikepdf.Array):
        return f"[{' '.join(_plain(item) for item in value)}]"
    if isinstance(value, pikepdf.Dictionary):
        return "{" + " ".join(f"{key} {_plain(item)}" for key, item in value.items()) + "}"
    return str(value)


@pytest.fixture
def read() -> Callable[[bytes], Reader]:
    """Open a written file."""
    return Reader


@pytest.fixture
def judge() -> Callable[..., str]:
    """Run a program that reads PDF and return what it prints; it must end well."""
    return programs.judge


@pytest.fixture
def plates(tmp_path: FilePath, judge: Callable[..., str]) -> Callable[[bytes], dict[str, Any]]:
    """The plates of a file's first page by Ghostscript, at 72 dpi: 0 is solid, 255 paper."""

    from PIL import Image

    def separate(data: bytes) -> dict[str, Any]:
        (tmp_path / "in.pdf").write_bytes(data)
        judge("gs", "-q", "-dNOPAUSE", "-dBATCH", "-dSAFER", "-sDEVICE=tiffsep", "-r72",
              "-dOverprint=/enable", "-dFirstPage=1", "-dLastPage=1",
              "-o", tmp_path / "p.tif", tmp_path / "in.pdf")  # fmt: skip
        found = {}
        for path in sorted(tmp_path.glob("p(*).tif")):
            with Image.open(path) as image:
                found[path.name[2:-5]] = image.convert("L")
        return found

    return separate
