"""What was written before: it saves work, and is never seen in the bytes."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from msgspec.structs import replace

from depliant.colour import BLACK, Colour
from depliant.display.items import (
    DisplayDocument,
    Form,
    Glyphs,
    Group,
    Item,
    Mark,
    Path,
    Picture,
    Raster,
)
from depliant.fonts.registry import FaceRef
from depliant.geometry import Rect, rectangle, scaling
from depliant.memory import SHARED
from depliant.press.condition import PressSpec
from depliant.writers import press_pdf, screen_pdf

Files = tuple[bytes, ...]
Write = Callable[[DisplayDocument], Files]

AREA = Mark((Path(rectangle(Rect(10, 10, 40, 40)), fill=BLACK),), None)
"""As large as it is, it knocks out; at a tenth it is a line and overprints."""


@pytest.fixture(autouse=True)
def nothing_remembered() -> None:
    """Every test begins as a fresh process does."""
    SHARED.forget()


@pytest.fixture
def write(spec: PressSpec) -> Write:
    """A document in every kind of PDF."""
    specs = (
        spec,
        replace(spec, spots="convert"),
        replace(spec, flavour="PDF/X-1a:2003", marks=frozenset({"crop", "bars", "slug"})),
    )

    def write(document: DisplayDocument) -> Files:
        press = (press_pdf.write(document, kind) for kind in specs)
        return (*press, screen_pdf.write(document, spec.condition))

    return write


@pytest.fixture
def first(document: DisplayDocument) -> DisplayDocument:
    """A document with pictures, forms, spots and a black area."""
    return before(document, AREA)


@pytest.fixture
def second(
    document: DisplayDocument,
    line: Callable[..., Glyphs],
    sign: Callable[[float, float], Form],
    pixels: Callable[..., Raster],
) -> DisplayDocument:
    """The same parts among others, so that they have other codes, names, states and sizes."""
    picture = pixels("rgb", 2, 2, bytes(range(12)))
    form = Form((line("é", 0, 0),), Rect(0, -10, 10, 12))
    added: tuple[Item, ...] = (
        line("snoitces ni", 10, 10, face=FaceRef("Barlow", 600), colour=Colour(0, 0, 1, 0, "Azur")),
        line("eérutcurts", 10, 30, colour=Colour(0, 1, 0, 0)),
        Picture(picture, Rect(0, 0, 10, 10), Rect(0, 0, 2, 2), BLACK),
        form,
        sign(150, 40),
    )
    return before(document, Mark(added, None), Group((AREA,), scaling(0.1)))


@pytest.fixture
def arabic(document: DisplayDocument, line: Callable[..., Glyphs]) -> DisplayDocument:
    """The same with a line that runs to the left."""
    run = line("خدمات soit", 20, 190, face=FaceRef("IBM Plex Sans Arabic"))
    return before(document, Mark((run, line("soit 712", 90, 190)), None))


def before(document: DisplayDocument, *items: Item) -> DisplayDocument:
    """The document with items before all others."""
    page, *others = document.pages
    return replace(document, pages=(replace(page, items=(*items, *page.items)), *others))


def test_what_was_written_before_does_not_show(
    write: Write, first: DisplayDocument, second: DisplayDocument, arabic: DisplayDocument
) -> None:
    documents = (first, second, arabic)
    alone = []
    for document in documents:
        SHARED.forget()
        alone.append(write(document))
    SHARED.forget()
    for _ in range(2):
        for document, files in zip(documents, alone, strict=True):
            assert write(document) == files


def test_threads_that_write_at_once_give_the_same_bytes(
    write: Write, first: DisplayDocument, second: DisplayDocument
) -> None:
    wanted = {0: write(first), 1: write(second)}
    SHARED.forget()
    with ThreadPoolExecutor(4) as pool:
        written = pool.map(
            lambda number: (number % 2, write((first, second)[number % 2])), range(8)
        )
        for number, files in written:
            assert files == wanted[number]


def test_a_part_is_painted_again_where_its_size_tells(
    write: Write, document: DisplayDocument
) -> None:
    """A black area that is drawn as a line overprints, though its items are the same."""
    large, small = before(document, AREA), before(document, Group((AREA,), scaling(0.1)))
    alone = write(small)
    SHARED.forget()
    assert write(large) != alone
    assert write(small) == alone


def test_one_changed_line_adds_little_to_what_is_remembered(
    write: Write, first: DisplayDocument, line: Callable[..., Glyphs]
) -> None:
    write(before(first, Mark((line("un mot", 10, 10),), None)))
    whole = SHARED.size
    write(before(first, Mark((line("un autre", 10, 10),), None)))
    assert 0 < SHARED.size - whole < whole / 20
