"""Pictures behind panels: to the bleed and no further, whole over folds, what matters kept in view.

The truth is in the plates and the pages that PDFium paints.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path as FilePath
from typing import Any

import pikepdf
import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import ValidationError, to_builtins
from msgspec.structs import replace
from PIL import Image

from depliant.content import schema
from depliant.content.backdrops import Backdrop
from depliant.content.model import Edition, QrCode, Symbol
from depliant.display.items import Group, Mark, Picture
from depliant.errors import InputError
from depliant.geometry import Rect, mm
from depliant.layout.compose import Composition, compose
from depliant.layout.paging import imposed, paged
from depliant.press.condition import PressSpec
from depliant.source.folder import Folder
from depliant.source.reading import typed
from depliant.style.fold_kinds import FoldKind
from depliant.style.inheritance import load_style
from depliant.style.picture_styles import PictureStyle, Veil
from depliant.style.sheet import Design, Format, Frame, StyleSheet, Swatch, TypeStyle
from depliant.writers import press_pdf, screen_pdf

from .conftest import HERE, coated, edition, job, panel, paragraph, sheet

SCALE = 4
"""Pixels a point in which pages are looked at."""
BLEED = mm(3)
EDGE = 0.4
"""Points beside an edge that are looked at: more than the smoothing of a pixel."""


@pytest.fixture
def project(tmp_path: FilePath) -> FilePath:
    """A ramp from black at the left to white at the right, and pictures of one gray."""
    ramp = Image.frombytes("L", (1024, 1), bytes(x // 4 for x in range(1024)))
    ramp.resize((1024, 700)).save(tmp_path / "ramp.png")
    Image.new("RGB", (900, 900), (200, 40, 40)).save(tmp_path / "red.jpg", quality=95)
    Image.new("L", (900, 900), 255).save(tmp_path / "white.png")
    half = Image.new("L", (400, 400), 0)
    half.paste(255, (200, 0, 400, 400))
    half.save(tmp_path / "half.png")
    (tmp_path / "plan.svg").write_text("<svg viewBox='0 0 9 9'/>", encoding="utf-8")
    return tmp_path


def behind(file: str = "red.jpg", **changes: object) -> Backdrop:
    plain = Backdrop(file, "", (0.5, 0.5), (), None, (), 1, False, "backdrop", HERE)
    return replace(plain, **changes)


def brochure(*behinds: tuple[Backdrop, ...], words: str = "") -> Edition:
    """A panel for each group of pictures, called a, b, c, …"""
    panels = []
    for number, pictures in enumerate(behinds):
        blocks = (paragraph(words),) if words else ()
        panels.append(replace(panel(*blocks, name="abcdef"[number]), backdrops=pictures))
    return edition(*panels)


def folded(fold: FoldKind, **changes: object) -> StyleSheet:
    """Panels of 60 by 80 mm."""
    the_format = Format(fold=fold, size=(60, 80), size_of="panel", bleed_mm=3)
    return sheet(format=the_format, **changes)


def laid(the_edition: Edition, the_sheet: StyleSheet, project: FilePath) -> Composition:
    return compose(the_edition, job(the_sheet, project))


def pressed(composition: Composition, flavour: str = "PDF/X-4") -> bytes:
    spec = PressSpec(coated(), bleed=BLEED, safe_margin=0.0, flavour=flavour)  # type: ignore[arg-type]
    return press_pdf.write(imposed(composition), spec)


def shown(data: bytes, page: int = 0) -> Image.Image:
    """A page of a file in gray."""
    document = pypdfium2.PdfDocument(data)
    image: Image.Image = document[page].render(scale=SCALE).to_pil().convert("L")
    document.close()
    return image


Look = Callable[[float, float], int]


def looker(image: Image.Image, bleed: float = BLEED) -> Look:
    """Gives the gray at a point from the trim corner."""
    return lambda x, y: int(image.getpixel((int((x + bleed) * SCALE), int((y + bleed) * SCALE))))  # type: ignore[arg-type]


def codes(composition: Composition) -> list[tuple[str, str]]:
    return [(one.code, one.severity) for one in composition.diagnostics]


def test_a_picture_reaches_to_the_end_of_the_bleed_and_to_the_fold(project: FilePath) -> None:
    """Two panels on a side: the picture is on the left one alone."""
    composition = laid(brochure((behind(),), ()), folded("half"), project)
    look = looker(shown(pressed(composition)))
    width, height = mm(60), mm(80)
    dark = look(width / 2, height / 2)
    assert dark < 150
    for x in (-BLEED + EDGE, width - EDGE):
        for y in (-BLEED + EDGE, height + BLEED - EDGE):
            assert look(x, y) == pytest.approx(dark, abs=3), (x, y)
    assert look(width + EDGE, height / 2) == 255


@pytest.mark.parametrize("fold", ["half", "z3"])
def test_over_a_fold_a_picture_is_one(fold: FoldKind, project: FilePath) -> None:
    count = {"half": 2, "z3": 3}[fold]
    one = behind("ramp.png", count=0)
    composition = laid(brochure((one,), *[()] * (count - 1)), folded(fold), project)
    data = pressed(composition)
    look = looker(shown(data))
    row = [look(x / 4, 100) for x in range(int(4 * count * mm(60)))]
    steps = [after - before for before, after in pairwise(row)]
    assert min(steps) >= -1
    assert max(steps) <= 3
    assert row[0] < 40
    assert row[-1] > 215
    with pikepdf.open(io.BytesIO(data)) as file:
        assert len(file.pages[0].Resources.XObject) == 1, "its pixels are in the file once"
    pages = screen_pdf.write(paged(composition), coated())
    ends = [looker(shown(pages, number), 0.0) for number in range(count)]
    for before, after in pairwise(ends):
        assert before(mm(60) - EDGE, 100) == pytest.approx(after(EDGE, 100), abs=3)


def test_over_rows_a_picture_is_one_and_upright_on_the_side(project: FilePath) -> None:
    """On the outside of a card two panels stand on their heads: the picture does not."""
    one = behind("ramp.png", count=0)
    style = sheet(format=Format(fold="french", size=(240, 160), bleed_mm=3, safe_mm=0))
    composition = laid(brochure((one,), (), (), ()), style, project)
    assert [slot.turn for slot in composition.sides[0].slots] == [180, 180, 0, 0]
    look = looker(shown(pressed(composition)))
    for y in (40, mm(80) - EDGE, mm(80) + EDGE, mm(160) - 40):
        row = [look(x / 4, y) for x in range(int(4 * mm(240)))]
        steps = [after - before for before, after in pairwise(row)]
        assert min(steps) >= -1
        assert max(steps) <= 3
        assert row[0] < 40
        assert row[-1] > 215
    # One that goes over a panel of its own stands as that panel does.
    alone = laid(brochure((), (behind("ramp.png"),), (), ()), style, project)
    (slot,) = (one for one in alone.sides[0].slots if one.panel == 1)
    look = looker(shown(pressed(alone)))
    left, right = (look(slot.x + x, 100) for x in (10, slot.width - 10))
    assert slot.turn == 180
    assert left > right + 100
    # So does one that goes over both halves of the spread within.
    spread = laid(brochure((), (behind("ramp.png", panels=("b", "c")),), (), ()), style, project)
    look = looker(shown(pressed(spread)))
    row = [look(x / 4, 100) for x in range(int(4 * mm(240)))]
    steps = [after - before for before, after in pairwise(row)]
    assert max(steps) <= 1
    assert min(steps) >= -4
    assert row[0] > 200


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_a_picture_on_the_doors_of_a_gate_is_one_when_they_are_closed(
    language: str, project: FilePath
) -> None:
    one = replace(behind("ramp.png", count=0), closed=True)
    style = sheet(format=Format(fold="gate", size=(240, 80), bleed_mm=3, safe_mm=0))
    gate = replace(brochure((one,), *[()] * 5), language=language)
    composition = laid(gate, style, project)
    look = looker(shown(pressed(composition)))
    outside = composition.sides[0]
    doors = sorted(
        (slot for slot in outside.slots if slot.panel in (0, 1)),
        key=lambda slot: slot.closed.x if slot.closed else 0.0,
    )
    row = []
    for slot in doors:
        assert slot.closed is not None
        row += [
            (slot.closed.x + x / 4, look(slot.x + x / 4, 100))
            for x in range(4, int(4 * slot.width) - 4)
        ]
    # Along the closed piece it goes on evenly, what lies in the gap left out.
    whole = doors[0].closed.width if doors[0].closed else 0.0
    assert row[0][0] < 2
    assert row[-1][0] == pytest.approx(whole, abs=2)
    assert row[-1][1] - row[0][1] > 170
    for (x, level), (further, after) in pairwise(row):
        assert -1 <= after - level <= 2 + 2 * (further - x)
    # A panel that lies inside has the picture to itself.
    inside = laid(brochure((), (), (one,), *[()] * 3), style, project)
    alone = laid(brochure((), (), (behind("ramp.png"),), *[()] * 3), style, project)
    assert pressed(inside) == pressed(alone)


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_pages_that_meet_at_a_spine_share_a_picture(language: str, project: FilePath) -> None:
    """In a booklet of single pages the last and the first lie side by side when it is open."""
    one = behind("ramp.png", panels=("b", "a"))
    booklet = replace(brochure((one,), ()), language=language)
    composition = laid(booklet, folded("none"), project)
    data = pressed(composition)
    a, b = (looker(shown(data, number)) for number in range(2))
    left, right = (b, a) if language == "fr" else (a, b)
    assert left(mm(60) - EDGE, 100) == pytest.approx(right(EDGE, 100), abs=4)
    assert left(0, 100) < left(mm(60) - EDGE, 100) < right(mm(60) - EDGE, 100)
    # What is cut off at the spine is what the other page shows, and no paper.
    assert left(mm(60) + BLEED - EDGE, 100) == pytest.approx(right(BLEED - EDGE, 100), abs=4)


def test_a_frame_at_the_edge_bleeds_there_alone(project: FilePath) -> None:
    design = Design(frames={"photo": Frame(left_mm=0, right_mm=20, bottom_mm=0, height_mm=30)})
    the_sheet = folded("none", designs={"default": design})
    composition = laid(brochure((behind(frame="photo"),)), the_sheet, project)
    look = looker(shown(pressed(composition)))
    right, top = mm(40), mm(50)
    assert look(-BLEED + EDGE, mm(80) + BLEED - EDGE) < 150
    assert look(right - EDGE, top + EDGE) < 150
    assert look(right + EDGE, top + EDGE) == look(right - EDGE, top - EDGE) == 255


shares = st.floats(0, 1)
regions = st.tuples(shares, shares, shares, shares).map(
    lambda r: (r[0], r[1], r[2] * (1 - r[0]), r[3] * (1 - r[1]))
)


@settings(max_examples=30)
@given(
    size=st.tuples(st.integers(20, 400), st.integers(20, 400)),
    focus=st.tuples(shares, shares),
    keep=st.lists(regions, max_size=2).map(tuple),
    frame=st.tuples(st.integers(5, 50), st.integers(5, 70)),
    mirror=st.booleans(),
)
def test_the_focus_is_always_in_view(
    size: tuple[int, int],
    focus: tuple[float, float],
    keep: tuple[tuple[float, float, float, float], ...],
    frame: tuple[int, int],
    mirror: bool,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    """What is kept is seen, or it is said that it is not; the crop has the ratio of its frame."""
    root = tmp_path_factory.mktemp("focus")
    Image.new("L", size, 90).save(root / "x.png")
    box = Frame(left_mm=0, width_mm=frame[0], top_mm=0, height_mm=frame[1])
    the_sheet = folded("none", designs={"default": Design(frames={"photo": box})})
    one = behind("x.png", frame="photo", focus=focus, keep=keep, mirror=mirror)
    book = replace(brochure((one,)), language="ar" if mirror else "fr")
    composition = laid(book, the_sheet, root)
    picture = _picture(composition)
    crop, placed = picture.crop, picture.frame
    assert crop.width / crop.height == pytest.approx(placed.width / placed.height, rel=1e-6)
    whole = Rect(0, 0, *size)
    assert min(crop.x, crop.y) >= -1e-6
    assert crop.right <= whole.right + 1e-6
    assert crop.bottom <= whole.bottom + 1e-6
    scale = placed.width / crop.width
    x = (1 - focus[0] if mirror else focus[0]) * size[0]
    at = placed.x + (x - crop.x) * scale, placed.y + (focus[1] * size[1] - crop.y) * scale
    # A part that has no room beside the focus may push it out; alone it is seen, unless the picture
    # ends in the bleed.
    if not keep:
        left = mm(60 - frame[0] if mirror else 0)
        is_seen = left - 0.01 <= at[0] <= left + mm(frame[0]) + 0.01
        assert is_seen or min(crop.x, whole.right - crop.right) < 1e-6
        is_seen = -0.01 <= at[1] <= mm(frame[1]) + 0.01
        assert is_seen or min(crop.y, whole.bottom - crop.bottom) < 1e-6
        assert placed.x - 0.01 <= at[0] <= placed.right + 0.01
        assert placed.y - 0.01 <= at[1] <= placed.bottom + 0.01


def _picture(composition: Composition) -> Picture:
    """The first picture behind a panel."""
    for item in composition.panels[0].backdrop:
        for group in item.items if isinstance(item, Mark) else ():
            for inner in group.items if isinstance(group, Group) else ():
                if isinstance(inner, Picture):
                    return inner
    raise AssertionError("no picture")


def test_a_part_to_keep_moves_the_crop_and_is_told_of_where_it_has_no_room(
    project: FilePath,
) -> None:
    face = (0.06, 0.4, 0.2, 0.2)
    kept = laid(brochure((behind("ramp.png", keep=(face,)),)), folded("none"), project)
    assert _picture(kept).crop.x < 0.1 * 1024
    assert ("backdrop-cropped", "warning") not in codes(kept)
    lost = behind("ramp.png", keep=(face, (0.8, 0.4, 0.2, 0.2)))
    assert ("backdrop-cropped", "warning") in codes(
        laid(brochure((lost,)), folded("none"), project)
    )


@pytest.mark.parametrize(
    ("changes", "severity"),
    [
        ({"focus": (0.3, 0.5)}, "info"),
        ({"focus": (0.5, 0.5)}, "warning"),
        ({"focus": (0.3, 0.5), "keep": ((0.45, 0.4, 0.1, 0.1),)}, "warning"),
    ],
)
def test_a_fold_through_what_matters_is_told_of(
    changes: dict[str, object], severity: str, project: FilePath
) -> None:
    one = behind("ramp.png", count=2, **changes)
    composition = laid(brochure((one,), ()), folded("half"), project)
    assert [found for found in codes(composition) if found[0] == "backdrop-fold"] == [
        ("backdrop-fold", severity)
    ]
    assert "60 mm" in " ".join(str(one.message) for one in composition.diagnostics)


def test_what_is_no_such_panel_frame_or_picture_is_refused_all_at_once(project: FilePath) -> None:
    book = brochure(
        (behind(panels=("a", "z")), behind(count=3), behind("plan.svg"), behind(panels=("b",))),
        (),
    )
    with pytest.raises(InputError) as caught:
        laid(book, folded("half"), project)
    found = caught.value.diagnostics
    assert [one.code for one in found] == [
        "backdrop-across", "backdrop-across", "image-format", "backdrop-across",
    ]  # fmt: skip
    assert all(one.place == HERE and one.hint for one in found[:3])
    assert "`drawing:`" in str(found[2].hint)
    composition = laid(brochure((behind(frame="fotto"),)), folded("none"), project)
    assert ("frame-unknown", "error") in codes(composition)


def test_it_is_a_figure_or_nothing_that_is_read(project: FilePath) -> None:
    book = brochure((behind(alt="Un champ", count=2), behind()), (), words="Mots")
    composition = laid(book, folded("half"), project)
    data = pressed(composition)
    with pikepdf.open(io.BytesIO(data)) as file:
        figures = [one for one in _elements(file.Root.StructTreeRoot) if one.S == "/Figure"]
        (figure,) = figures
        assert str(figure.Alt) == "Un champ"
        left, bottom, right, top = (float(edge) for edge in figure.A.BBox)
        assert right - left == pytest.approx(mm(60) + BLEED + 0.5, abs=0.1)
        assert top - bottom == pytest.approx(mm(80) + 2 * BLEED, abs=0.1)
    assert len(shown_figures(screen_pdf.write(paged(composition), coated()))) == 1


def _elements(node: Any) -> list[Any]:
    kids = node.get("/K", [])
    kids = kids if isinstance(kids, pikepdf.Array) else [kids]
    found = []
    for kid in kids:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            found += [kid, *_elements(kid)]
    return found


def shown_figures(data: bytes) -> list[Any]:
    with pikepdf.open(io.BytesIO(data)) as file:
        return [str(one.Alt) for one in _elements(file.Root.StructTreeRoot) if one.S == "/Figure"]


INKS = {
    "swatches": {
        "house": Swatch(spot="PANTONE 3005 C", cmyk=(100, 31, 0, 0)),
        "plum": Swatch(cmyk=(40, 80, 0, 30)),
        "black": Swatch(cmyk=(0, 0, 0, 100)),
    }
}


@pytest.mark.parametrize("flavour", ["PDF/X-4", "PDF/X-1a:2003"])
def test_two_inks_are_two_plates(flavour: str, project: FilePath) -> None:
    the_sheet = folded("none", pictures={"backdrop": PictureStyle(inks=("black", "house"))}, **INKS)
    data = pressed(laid(brochure((behind("half.png"),)), the_sheet, project), flavour)
    with pikepdf.open(io.BytesIO(data)) as file:
        (image,) = file.pages[0].Resources.XObject.values()
        kind, names, alternate, *_ = image.ColorSpace
        assert (str(kind), [str(name) for name in names], str(alternate)) == (
            "/DeviceN",
            ["/Black", "/PANTONE 3005 C"],
            "/DeviceCMYK",
        )
        samples = image.read_bytes()
        # The picture is black at the left and white at the right.
        assert samples[:2] == b"\xff\xff"
        assert samples[-2:] == b"\x00\x00"
    look = looker(shown(data))
    assert look(3, 100) < 60
    assert look(mm(60) - 3, 100) == 255


def test_one_spot_is_a_separation_and_a_mix_is_in_process_inks(project: FilePath) -> None:
    for inks, space in ((("house",), "/Separation"), (("plum",), "/DeviceCMYK")):
        the_sheet = folded("none", pictures={"backdrop": PictureStyle(inks=inks)}, **INKS)
        composition = laid(brochure((behind("half.png"),)), the_sheet, project)
        with pikepdf.open(io.BytesIO(pressed(composition))) as file:
            (image,) = file.pages[0].Resources.XObject.values()
            named = image.ColorSpace
            assert str(named[0] if isinstance(named, pikepdf.Array) else named) == space
            if inks == ("plum",):
                assert tuple(image.read_bytes()[:4]) == (102, 204, 0, 77)
    pages = screen_pdf.write(paged(composition), coated())
    with pikepdf.open(io.BytesIO(pages)) as file:
        (image,) = file.pages[0].Resources.XObject.values()
        assert str(image.ColorSpace) == "/DeviceRGB"


def test_a_veil_fades_from_its_edge_and_makes_words_readable(project: FilePath) -> None:
    text = TypeStyle(size=12, leading=15, colour="paper")
    looks = {"type": {"text": text}, **INKS}
    bare = folded("none", **looks)
    book = brochure((behind("white.png"),), words="Des mots en blanc")
    assert ("text-contrast", "error") in codes(laid(book, bare, project))
    veil = Veil(swatch="black", amount=80, edge="top")
    veiled = folded("none", pictures={"backdrop": PictureStyle(veil=veil)}, **looks)
    composition = laid(book, veiled, project)
    assert not {"text-contrast"} & {code for code, _ in codes(composition)}
    look = looker(shown(pressed(laid(brochure((behind("white.png"),)), veiled, project))))
    column = [look(mm(30), y) for y in range(0, int(mm(80)), 4)]
    assert column == sorted(column)
    assert column[0] < 90
    assert column[-1] > 250


def test_two_veils_make_words_readable_at_both_ends(project: FilePath) -> None:
    from_top = Veil(swatch="black", amount=80, edge="top", reach=40)
    from_foot = Veil(swatch="plum", amount=60, edge="bottom", reach=30)
    for veil in (from_top, (from_top, from_foot)):
        style = PictureStyle(veil=veil)
        assert typed(PictureStyle, to_builtins(style)) == style
        veiled = folded("none", pictures={"backdrop": style}, **INKS)
        look = looker(shown(pressed(laid(brochure((behind("white.png"),)), veiled, project))))
        column = [look(mm(30), y) for y in range(0, int(mm(80)), 4)]
        assert column[0] < 100
        assert column[len(column) // 2] > 250
        assert (column[-1] < 200) == isinstance(veil, tuple)


def test_a_veil_of_several_names_a_swatch_that_is_not_there(project: FilePath) -> None:
    text = "pictures: {backdrop: {veil: [{from: top}, {from: bottom, swatch: blak}]}}\n"
    (project / "assets").mkdir(exist_ok=True)
    (project / "assets" / "style.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(InputError) as caught:
        load_style(Folder(project))
    (fault,) = caught.value.diagnostics
    assert str(fault.place) == "assets/style.yaml:1:66"


def test_it_is_turned_over_only_where_that_is_allowed(project: FilePath) -> None:
    for mirror, language, left_is_dark in (
        (True, "ar", False), (False, "ar", True), (True, "fr", True),
    ):  # fmt: skip
        book = replace(brochure((behind("half.png", mirror=mirror),)), language=language)
        look = looker(shown(pressed(laid(book, folded("none"), project))))
        assert (look(2, 100) < look(mm(60) - 2, 100)) is left_is_dark


def test_a_code_keeps_a_light_ground_of_its_own(project: FilePath) -> None:
    code = QrCode("https://a.example", "", (), "a.example", False, "", "M", 20, Symbol(), "text",
                  HERE)  # fmt: skip
    book = edition(replace(panel(code, name="a"), backdrops=(behind(),)))
    look = looker(shown(pressed(laid(book, folded("none"), project))))
    margin = mm(5) + 1
    row = [look(margin, y) for y in range(int(mm(5)), int(mm(80)), 2)]
    assert row.count(255) * 2 > mm(20), "its white margin"
    assert min(row) < 150, "the picture below it"


def test_type_and_margins_are_as_without_a_picture(project: FilePath) -> None:
    """What is behind words moves none of them."""
    with_one = laid(brochure((behind(),), words="Des mots"), folded("none"), project)
    without = laid(brochure((), words="Des mots"), folded("none"), project)
    assert with_one.panels[0].marks == without.panels[0].marks


BACKDROP = {"picture": "a.jpg", "alt": "Un champ"}


@pytest.mark.parametrize("across", ["2", "side", ["a", "b"]])
def test_the_keys_of_content_and_style(across: object) -> None:
    """What is read is read again from what was kept of it."""
    written = typed(schema.Panel, {"id": "a", "backdrop": [{**BACKDROP, "across": across}]})
    assert typed(schema.Panel, to_builtins(written)) == written
    assert isinstance(written.backdrop, tuple)
    assert written.backdrop[0].across == (2 if across == "2" else typed_ids(across))
    style = typed(PictureStyle, {"inks": ["black"], "veil": {"from": "start"}})
    assert style.veil == Veil(swatch="black", edge="start")


def typed_ids(across: object) -> object:
    return tuple(across) if isinstance(across, list) else across


@pytest.mark.parametrize(
    "changes",
    [{"alt": None}, {"decorative": "true"}, {"focus": ["1.2", "0"]}, {"across": "0"},
     {"across": "all"}, {"keep": [["0", "0", "1"]]}],
)  # fmt: skip
def test_what_does_not_fit_is_refused(changes: dict[str, object]) -> None:
    given_keys = {key: value for key, value in (BACKDROP | changes).items() if value is not None}
    typed(schema.Panel, {"id": "a", "backdrop": BACKDROP})
    with pytest.raises(ValidationError):
        typed(schema.Panel, {"id": "a", "backdrop": given_keys})
