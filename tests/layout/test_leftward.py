"""An Arabic panel: mirrored, joined, and read back word by word from the press file."""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path as FilePath

import pikepdf
import pypdfium2
import pytest
from bidi import get_display
from msgspec.structs import replace
from tests.judges.programs import judge, verapdf

from depliant.content.inline import Span, plain
from depliant.content.model import (
    Chart,
    Datum,
    Edition,
    Hanging,
    Heading,
    ItemList,
    KeyFigure,
    ListItem,
    LogoWall,
    Panel,
    Paragraph,
)
from depliant.content.publication import load as load_publication
from depliant.content.resolve import resolve
from depliant.display.items import Glyphs, Mark, Path
from depliant.display.structure import walk
from depliant.errors import Place
from depliant.figures.figure import Figure
from depliant.fonts.face import load
from depliant.geometry import Rect, bounds, mm, outline_points
from depliant.graphics.charts import chart as charts
from depliant.layout.blocks import lay
from depliant.layout.compose import Composition, compose
from depliant.layout.job import Job
from depliant.layout.paging import imposed, paged
from depliant.layout.setting import PanelSetting
from depliant.press.condition import OutputCondition, PressSpec, load_condition
from depliant.source.folder import Folder
from depliant.style.inheritance import load_style
from depliant.style.sheet import Design, Margin, Marker, StyleSheet
from depliant.writers import press_pdf, screen_pdf

from .conftest import ROOT, coated, glyph_runs, job
from .conftest import sheet as sheet_of

HERE = Place("content.yaml", 7, 3)

TEXT = (
    "أُدرج حوض التعدين في قائمة التراث العالمي لليونسكو بوصفه «منظرًا ثقافيًا متطورًا»، ويضم "
    "أبراج المناجم والأهداف والأكوام."
)
MIXED = "حوض (Bassin minier) بين عامي 2012 و2017، على طول 120 كم."
LABEL = "عنصرًا في المنظر الثقافي"
ITEM = "من السكان يشعرون بالفخر بإدراج الحوض"
TITLE = "التراث العالمي حافز للتنمية"


def figure(name: str, value: str, unit: str, number: str, shown: str) -> Figure:
    unit_shown = shown[len(number) :].strip()
    return Figure(name, Decimal(value), unit, number, unit_shown, shown, shown)


SHARE = figure("share", "76.9", "%", "76.9", "76.9%")
COUNT = figure("count", "353", "", "353", "353")
SITES = tuple(
    Datum(figure(label, value, "", value, value), label)
    for label, value in (("المدن العمالية", "124"), ("البلديات", "87"), ("أكوام الفحم", "51"))
)


def chart(kind: str, data: tuple[Datum, ...], title: str = "") -> Chart:
    return Chart(kind, data, title, "رسم بياني", kind, HERE, lead="رسم بياني")  # type: ignore[arg-type]


def paragraph(*spans: Span | str) -> Paragraph:
    return Paragraph(
        tuple(Span(span) if isinstance(span, str) else span for span in spans), "text", HERE
    )


def inside() -> Panel:
    items = ItemList(
        (
            ListItem(
                (
                    Span("نص قصير "),
                    Span("بخط عريض", strong=True),
                    Span(" هنا"),
                ),
                HERE,
            ),
            ListItem(
                (Span(ITEM),),
                HERE,
                Hanging(SHARE, False, chart("donut", (Datum(SHARE, ""),))),
            ),
        ),
        "item",
        HERE,
    )
    link = Span("الموقع", link="https://www.example.org")
    blocks = (
        KeyFigure(COUNT, (Span(LABEL),), HERE),
        paragraph(TEXT),
        paragraph(MIXED),
        items,
        paragraph("انظر ", link, " لمزيد من المعلومات."),
    )
    return Panel("inside", "inside", TITLE, blocks, (chart("bar", SITES, "عدد المواقع"),), HERE)


def edition(language: str = "ar") -> Edition:
    cover = Panel("cover", "inside", "", (Heading(1, (Span("أرقام"),), "heading", HERE),), (), HERE)
    others = tuple(
        Panel(f"panel-{number}", "inside", "", (paragraph(word),), (), HERE)
        for number, word in enumerate(("إقليم", "نظرة", "سكان", "شركاء"))
    )
    return Edition("t", language, "أرقام", "", "", (), "2017-06-30", (cover, inside(), *others), ())


@pytest.fixture(scope="module")
def sheet() -> StyleSheet:
    # Arabic letters go further below the line than the sheet's own grid has room for.
    whole = replace(load_style(Folder(ROOT)), baseline=5.0)
    bare = replace(whole.designs["inside"], art=(), ground="paper")
    black = {name: replace(style, colour="black") for name, style in whole.type.items()}
    return replace(whole, designs={"inside": bare}, type=black)


@pytest.fixture(scope="module")
def composition(sheet: StyleSheet) -> Composition:
    return compose(edition(), Job(sheet, Folder(ROOT), coated()))


@pytest.fixture(scope="module")
def condition() -> OutputCondition:
    icc = ROOT / "assets" / "icc" / "FOGRA39L_coated.icc"
    return load_condition(icc, "FOGRA39", "Coated FOGRA39 (ISO 12647-2:2004)")


@pytest.fixture(scope="module")
def press(composition: Composition, condition: OutputCondition) -> bytes:
    spec = PressSpec(condition, bleed=mm(3), safe_margin=mm(4))
    return press_pdf.write(imposed(composition), spec)


def place_of(composition: Composition, text: str) -> Rect:
    """The box, as wide as what is set, of the run that says `text` on the inside panel."""
    document = paged(composition)
    for run, _ in glyph_runs(document.pages[1].items):
        if run.text.strip() == text:
            return Rect(run.x, run.y, sum(glyph.advance for glyph in run.glyphs), 0.0)
    raise AssertionError(text)


def test_lists_and_figures_stand_at_the_right(composition: Composition, sheet: StyleSheet) -> None:
    design = sheet.designs["inside"]
    assert not composition.diagnostics
    width = composition.panels[1].leaf.size.width
    edge = width - mm(design.margin.left)
    column = edge - mm(design.hang_mm)
    number, label = place_of(composition, "353"), place_of(composition, LABEL)
    assert number.right == pytest.approx(edge, abs=0.1)
    assert label.right == pytest.approx(edge - mm(design.hero_mm), abs=0.1)
    marker = place_of(composition, "›")  # which is mirrored there
    assert column - 0.1 < marker.x < marker.right < edge
    sentence = place_of(composition, "نص قصير")
    assert sentence.right == pytest.approx(column - mm(design.hang_gap_mm), abs=0.1)
    share = place_of(composition, "76.9")
    assert column < share.x < share.right < edge
    assert place_of(composition, "التراث العالمي").right == pytest.approx(edge, abs=0.1)


def test_a_line_is_in_visual_order_and_its_glyphs_too(composition: Composition) -> None:
    """Each next part of "حوض (Bassin minier) بين عامي 2012 …" stands to the left."""
    first, latin = place_of(composition, "حوض ("), place_of(composition, "Bassin minier")
    year = place_of(composition, "2012")
    assert year.right <= latin.x < latin.right <= first.x
    document = paged(composition)
    for run, _ in glyph_runs(document.pages[1].items):
        starts = [glyph.x for glyph in run.glyphs if glyph.advance]
        if any("\u0600" <= char <= "\u06ff" for char in run.text):
            assert starts == sorted(starts, reverse=True)
        else:
            assert starts == sorted(starts)


def test_justified_lines_are_not_letterspaced(composition: Composition) -> None:
    """Every letter's advance is the face's own: only spaces give."""
    document = paged(composition)
    seen = 0
    for run, _ in glyph_runs(document.pages[1].items):
        for glyph in run.glyphs:
            if "\u0620" <= glyph.text[:1] <= "\u064a" and glyph.advance:
                units = load(run.face).advance(glyph.gid) * run.size / load(run.face).upem
                kern = (glyph.advance - units) * 1000 / run.size
                assert abs(kern - round(kern)) < 0.01
                seen += 1
    assert seen > 200


def test_bars_run_from_the_right() -> None:
    # Arabic letters go further below the line than the sheet's own grid has room for.
    whole = replace(load_style(Folder(ROOT)), baseline=5.0)
    drawn = charts.draw(chart("bar", SITES), whole, 220.0, "ar")
    bars = [bounds(outline_points(item.outline)) for item in drawn.items if isinstance(item, Path)]
    assert len(bars) == len(SITES)
    assert len({round(bar.right, 3) for bar in bars}) == 1
    assert [bar.width for bar in bars] == sorted((bar.width for bar in bars), reverse=True)
    for part in drawn.parts:
        run = drawn.items[part.first]
        assert isinstance(run, Glyphs)
        end = run.x + sum(glyph.advance for glyph in run.glyphs)
        if part.saying == "label":
            assert end == pytest.approx(220.0, abs=0.01)
            assert run.x > bars[0].right
        else:
            assert end < bars[part.datum].x


def test_a_ring_runs_clockwise_in_every_language() -> None:
    # Arabic letters go further below the line than the sheet's own grid has room for.
    whole = replace(load_style(Folder(ROOT)), baseline=5.0)
    rings = []
    for language in ("fr", "ar"):
        drawn = charts.draw(chart("donut", (Datum(SHARE, ""),)), whole, 70.0, language)
        ring = next(item for item in drawn.items if isinstance(item, Path))
        box = bounds(outline_points(ring.outline))
        points = {(round(x - box.x, 1), round(y, 1)) for x, y in outline_points(ring.outline)}
        rings.append(points)
    assert len(rings[0] & rings[1]) > 0.9 * len(rings[0])


@pytest.mark.parametrize(("sign", "turned"), [("›", "‹"), ("»", "«"), ("→", "←"), ("•", "•")])
def test_the_sign_of_an_item_points_to_its_words(sign: str, turned: str) -> None:
    """What Unicode mirrors is not turned a second time."""
    design = Design(marker=Marker(text=sign))
    the_sheet = sheet_of(designs={"default": design}, families={"text": "Fira Sans"})
    block = ItemList((ListItem((Span("abc"),), HERE),), "item", HERE)
    for language, wanted in (("fr", sign), ("ar", turned)):
        setting = PanelSetting(job(the_sheet), design, language)
        runs = [run for run, _ in glyph_runs(lay(block, setting, 100.0).slices[0].marks)]
        (marker,) = (run for run in runs if run.text.strip() != "abc")
        assert [glyph.gid for glyph in marker.glyphs] == [load(marker.face).glyph(wanted)]


def test_columns_and_margins_are_turned_round(sheet: StyleSheet) -> None:
    design = replace(
        sheet.designs["inside"], columns=2, margin=Margin(left=20, right=5), spread="none"
    )
    two = replace(sheet, designs={"inside": design})
    long = tuple(paragraph(TEXT) for _ in range(40))
    panel = Panel("inside", "inside", "", long, (), HERE)
    setting = replace(edition(), panels=(panel,))
    result = compose(setting, Job(two, Folder(ROOT), coated()))
    ends = [
        run.x + sum(glyph.advance for glyph in run.glyphs)
        for run, _ in glyph_runs(paged(result).pages[0].items)
        if run.text.startswith("أُدرج")
    ]
    width = result.panels[0].leaf.size.width
    assert ends[0] == pytest.approx(width - mm(20), abs=0.1)
    assert min(ends) < width / 2
    assert ends == sorted(ends, reverse=True)


def test_logos_stand_from_the_right(sheet: StyleSheet) -> None:
    publication = load_publication(Folder(ROOT))
    source, _ = resolve(publication, publication.language)
    wall = next(
        block
        for panel in source.panels
        for block in (*panel.blocks, *panel.foot)
        if isinstance(block, LogoWall) and len(block.logos) > 1
    )

    def lefts(language: str) -> list[float]:
        panel = Panel("inside", "inside", "", (wall,), (), HERE)
        result = compose(
            replace(edition(language), panels=(panel,)), Job(sheet, Folder(ROOT), coated())
        )
        marks = [item for item in result.panels[0].marks if isinstance(item, Mark) and item.bounds]
        assert [element.alt for element in walk(result.structure) if element.role == "Figure"] == [
            logo.alt for logo in sorted(wall.logos, key=lambda logo: logo.order)
        ]
        return [mark.bounds.x for mark in marks if mark.bounds is not None]

    assert lefts("fr") == sorted(lefts("fr"))
    assert lefts("ar") == sorted(lefts("ar"), reverse=True)


# --- read back --------------------------------------------------------------------------------


def words(*texts: str) -> Counter[str]:
    return Counter(word for text in texts for word in text.split())


PROSE = (TEXT, MIXED, LABEL, ITEM, TITLE, "نص قصير بخط عريض هنا", "انظر الموقع لمزيد من المعلومات.",
         "عدد المواقع", *(plain(datum.label) for datum in SITES))  # fmt: skip


def test_the_tags_tell_the_words_in_reading_order(press: bytes) -> None:
    """ActualText of the tree, walked in order, is the text: word by word, figures and all."""
    with pikepdf.open(io.BytesIO(press)) as pdf:
        told = "".join(f"{text} " for text in actual_texts(pdf.Root.StructTreeRoot.K))
    found = told.split()
    for text in PROSE:
        wanted = text.split()
        assert any(found[at : at + len(wanted)] == wanted for at in range(len(found))), (text, told)


def actual_texts(node: pikepdf.Object) -> Iterator[str]:
    if isinstance(node, pikepdf.Array):
        for kid in node:
            yield from actual_texts(kid)
    elif isinstance(node, pikepdf.Dictionary):
        if "/ActualText" in node:
            yield str(node.ActualText)
        elif "/K" in node:
            yield from actual_texts(node.K)


def test_pdftotext_reads_every_word(press: bytes, tmp_path: FilePath) -> None:
    """Poppler puts numbers and Latin words between embedding marks, in the order they stand in.

    That order is turned back by python-bidi.
    """
    file = tmp_path / "press.pdf"
    file.write_bytes(press)
    text = judge("pdftotext", file, "-")
    text = re.sub("\u202a(.*?)\u202c", lambda found: get_display(found[1], base_dir="R"), text)
    found = words(re.sub("[\u202a-\u202e\u200e\u200f]", "", text))
    assert words(*PROSE) - found == Counter()


def test_pdfium_reads_every_arabic_word(press: bytes) -> None:
    reader = pypdfium2.PdfDocument(press)
    text = " ".join(page.get_textpage().get_text_range() for page in reader)
    found = words(re.sub("[^\u0621-\u0652\\s]", " ", text))
    wanted = words(re.sub("[^\u0621-\u0652\\s]", " ", " ".join(PROSE)))
    assert wanted - found == Counter()


def test_viewers_are_told_the_direction(press: bytes, condition: OutputCondition) -> None:
    with pikepdf.open(io.BytesIO(press)) as pdf:
        assert pdf.Root.ViewerPreferences.Direction == "/R2L"
        assert str(pdf.Root.Lang) == "ar"


def test_the_cover_is_at_the_left_of_the_outside(composition: Composition) -> None:
    assert [[slot.panel for slot in side.slots] for side in composition.sides] == [
        [0, 5, 4],
        [3, 2, 1],
    ]


def test_verapdf_passes(
    press: bytes, composition: Composition, condition: OutputCondition, tmp_path: FilePath
) -> None:
    files = tmp_path / "press.pdf", tmp_path / "screen.pdf"
    files[0].write_bytes(press)
    files[1].write_bytes(screen_pdf.write(paged(composition), condition))
    assert verapdf(*files) == [
        f"PASS {files[0]} 2a",
        f"PASS {files[0]} ua1",
        f"PASS {files[1]} 3a",
        f"PASS {files[1]} ua1",
    ]
