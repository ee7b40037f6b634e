"""Words on what lies behind them and below what is painted over them."""

from __future__ import annotations

from pathlib import Path as FilePath

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from PIL import Image

from depliant.colour import BLACK, PAPER, Colour
from depliant.content.inline import Span
from depliant.content.model import (
    Block,
    BoxBlock,
    Divider,
    ItemList,
    ListItem,
    Panel,
    PictureBlock,
)
from depliant.display.items import Form, Glyph, Glyphs, Group, Item, Mark, Path, Picture, Raster
from depliant.errors import Diagnostic
from depliant.fonts.face import load
from depliant.fonts.registry import FaceRef
from depliant.fonts.shaping import shape
from depliant.geometry import Matrix, Rect, Size, mm, rectangle, translation
from depliant.graphics.backing import backing
from depliant.layout.compose import compose
from depliant.layout.sight import sights
from depliant.layout.visible import too_near
from depliant.press.condition import screen_contrast
from depliant.style.sheet import Art, Design, Format, Margin, Swatch, TypeStyle

from .conftest import HERE, coated, edition, job, panel, paragraph, sheet

FACE = FaceRef("Barlow", 400)
PAGE = Rect(0.0, 0.0, 200.0, 100.0)
NIGHT = Colour(1.0, 0.8, 0.3, 0.6)


def run(text: str, x: float, y: float, *, colour: Colour = BLACK, size: float = 10.0) -> Glyphs:
    scale = size / load(FACE).upem
    pen, glyphs = 0.0, []
    for shaped in shape(FACE, text, language="en"):
        advance = shaped.x_advance * scale
        glyphs.append(Glyph(shaped.gid, pen, 0.0, advance, shaped.text))
        pen += advance
    return Glyphs(FACE, size, colour, x, y, tuple(glyphs))


def box(x: float, y: float, width: float, height: float, colour: Colour) -> Path:
    return Path(rectangle(Rect(x, y, width, height)), fill=colour)


def seen(*items: Item, behind: tuple[Item, ...] = ()) -> list[tuple[str, float]]:
    """The words that are not seen well, each with its contrast; 0 for what is covered."""
    marks = tuple(Mark((item,), 0) for item in items)
    found = sights(marks, backing(behind, PAGE), lambda a, b: screen_contrast(coated(), a, b))
    return [(sight.text, round(sight.ratio, 1)) for sight in found]


def test_text_on_its_ground() -> None:
    night = (box(0, 0, 200, 100, NIGHT),)
    assert seen(run("Words", 10, 50)) == []
    assert seen(run("Words", 10, 50, colour=PAPER), behind=night) == []
    assert seen(run("Words", 10, 50, colour=PAPER)) == [("Words", 1.0)]
    assert seen(run("Words", 10, 50), behind=night) != []


@given(grey=st.integers(0, 100), ground=st.integers(0, 100), words=st.text("Ag .–é", min_size=1))
def test_a_line_on_one_colour_is_judged_as_letter_by_letter(
    grey: int, ground: int, words: str
) -> None:
    """A speck that no letter touches has each letter looked at by itself."""
    text = run(words, 10, 50, colour=Colour(0, 0, 0, grey / 100))
    even = box(0, 0, 200, 100, Colour(0, 0, 0, ground / 100))
    speck = box(10.0, 43.0, 0.2, 0.2, NIGHT)
    assert seen(text, behind=(even,)) == seen(text, behind=(even, speck))


def test_only_the_words_that_leave_the_band_are_named() -> None:
    band = (box(0, 0, 60, 100, NIGHT),)
    text = run("White words run on and on over the band", 10, 50, colour=PAPER)
    ((words, ratio),) = seen(text, behind=band)
    assert ratio == 1.0
    assert words.startswith(("words", "run", "on"))
    assert words.endswith("over the band")
    # A line that stands wholly in it is sound.
    assert seen(run("White", 10, 50, colour=PAPER), behind=band) == []


def test_a_descender_that_leaves_the_band_is_no_lost_letter() -> None:
    band = (box(0, 0, 200, 51, NIGHT),)
    assert seen(run("Ground", 10, 50, colour=PAPER, size=20), behind=band) == []


def test_art_is_seen_where_it_is_painted_and_not_by_its_box() -> None:
    corner = Path((("M", 0.0, 0.0), ("L", 200.0, 0.0), ("L", 0.0, 100.0), ("Z",)), fill=NIGHT)
    assert seen(run("Words", 140, 80), behind=(corner,)) == []
    assert seen(run("Words", 5, 20), behind=(corner,)) != []
    ring = Path(
        (*rectangle(Rect(0, 0, 200, 100)), *rectangle(Rect(20, 20, 160, 60))),
        fill=NIGHT,
        even_odd=True,
    )
    assert seen(run("Words", 50, 50), behind=(ring,)) == []
    clipped = Group((box(0, 0, 200, 100, NIGHT),), clip=rectangle(Rect(0, 0, 40, 40)))
    assert seen(run("Words", 50, 80), behind=(clipped,)) == []
    form = Form((box(0, 0, 20, 10, NIGHT),), Rect(0, 0, 20, 10), Matrix(10, 0, 0, 10, 0, 0))
    assert seen(run("Words", 50, 80), behind=(form,)) != []


def test_what_is_painted_last_counts() -> None:
    layers = (box(0, 0, 200, 100, NIGHT), box(0, 30, 200, 40, PAPER))
    assert seen(run("Words", 10, 50), behind=layers) == []


def test_a_number_in_a_bar_is_judged_on_the_bar() -> None:
    bar = Group((box(10, 30, 100, 30, NIGHT), run("42", 20, 50, colour=PAPER)), translation(0, 0))
    assert seen(bar) == []
    beside = Group((box(10, 30, 100, 30, NIGHT), run("42", 120, 50, colour=PAPER)))
    assert seen(beside) == [("42", 1.0)]
    dark = Group((box(10, 30, 100, 30, NIGHT), run("42", 20, 50)), Matrix(e=5.0, f=9.0))
    assert [words for words, _ in seen(dark)] == ["42"]


def test_a_number_in_a_ring_stands_on_what_is_behind_the_ring() -> None:
    ring = Path(
        (*rectangle(Rect(20, 20, 100, 60)), *rectangle(Rect(30, 30, 80, 40))),
        fill=BLACK,
        even_odd=True,
    )
    assert seen(Group((ring,)), run("76,9", 60, 55)) == []


def test_text_below_something_opaque_is_covered() -> None:
    words, white = run("Words", 10, 50), box(0, 30, 200, 40, PAPER)
    assert seen(words, Group((white,))) == [("Words", 0.0)]
    assert seen(Group((white,)), words) == []
    assert seen(words, Group((box(0, 60, 200, 10, PAPER),))) == []
    assert seen(Group((words, white))) == [("Words", 0.0)]
    line = Group((box(0, 47.0, 200, 0.5, BLACK),))
    assert seen(words, line) == []


def raster(space: str, pixel: bytes, alpha: bytes | None = None) -> Raster:
    return Raster("0" * 64, 2, 1, space, pixel * 2, None, alpha)  # type: ignore[arg-type]


def test_pictures_are_seen_by_their_pixels() -> None:
    frame, crop = Rect(0, 30, 200, 40), Rect(0, 0, 2, 1)
    night = Picture(raster("rgb", b"\x10\x10\x20"), frame, crop, PAPER)
    day = Picture(raster("rgb", b"\xf0\xf0\xf0"), frame, crop, PAPER)
    half = Picture(raster("rgb", b"\x10\x10\x20", b"\xff\x00"), frame, crop, PAPER)
    words = run("Words", 120, 55)
    assert seen(day, words) == []
    assert [text for text, _ in seen(night, words)] == ["Words"]
    assert seen(half, words) == []
    assert seen(words, day) == [("Words", 0.0)]
    assert seen(words, half) == []
    assert [text for text, _ in seen(words, behind=(night,))] == ["Words"]
    assert seen(words, behind=(half,)) == []
    ink = Picture(raster("cmyk", b"\xff\xcc\x80\x80"), frame, crop, PAPER)
    assert [text for text, _ in seen(words, behind=(ink,))] == ["Words"]
    gray = Picture(raster("gray", b"\xe0"), frame, crop, PAPER)
    assert seen(words, behind=(gray,)) == []


def test_black_that_overprints_is_judged_as_it_prints() -> None:
    """Black on 90 % of black with colours below it: on the press the colours show through."""
    coal = Colour(0.6, 0.5, 0.5, 0.9)
    ((_, ratio),) = seen(run("Words", 10, 50), behind=(box(0, 0, 200, 100, coal),))
    assert ratio < 1.2


def test_spots_are_seen_by_what_stands_in_for_them() -> None:
    gold = Colour(0.0, 0.05, 0.1, 0.0, spot="Gold")
    assert seen(run("Words", 10, 50, colour=gold)) == [("Words", 1.1)]


def test_large_text_needs_less() -> None:
    grey = Colour(0.0, 0.0, 0.0, 0.55)
    assert [text for text, _ in seen(run("Words", 10, 50, colour=grey))] == ["Words"]
    assert seen(run("Words", 10, 50, colour=grey, size=18)) == []


# Whole panels.


def weigh(grey: float) -> float:
    """The contrast of so many hundredths of black with paper."""
    return screen_contrast(coated(), Colour(0.0, 0.0, 0.0, grey / 100), PAPER)


def about(bound: float) -> tuple[float, float]:
    """The last grey whose contrast with paper is below a bound, and the first that has it."""
    greys = [amount / 4 for amount in range(400)]
    at = next(at for at, grey in enumerate(greys) if weigh(grey) >= bound)
    below, above = greys[at - 1 : at + 1]
    assert bound - 0.06 < weigh(below) < bound <= weigh(above) < bound + 0.06
    return below, above


def set_in(grey: float, tmp_path: FilePath) -> list[tuple[str, str]]:
    """What is said of words in so much black on bare paper."""
    the_sheet = sheet(
        format=Format(fold="none", size=(60, 80), safe_mm=0),
        swatches={"grey": Swatch(cmyk=(0, 0, 0, grey))},
        designs={"default": Design(margin=Margin(top=5, right=5, bottom=5, left=5))},
        type={"text": TypeStyle(size=8, leading=10, colour="grey")},
    )
    found = compose(edition(panel(paragraph("Words."))), job(the_sheet, tmp_path)).diagnostics
    return [(one.code, one.severity) for one in found]


def test_a_contrast_below_one_and_a_half_is_an_error_and_from_there_a_warning(
    tmp_path: FilePath,
) -> None:
    below, above = about(1.5)
    assert set_in(below, tmp_path) == [("text-contrast", "error")]
    assert set_in(above, tmp_path) == [("text-contrast", "warning")]


def test_a_contrast_below_what_is_needed_is_a_warning_and_from_there_nothing(
    tmp_path: FilePath,
) -> None:
    below, above = about(4.5)
    assert set_in(below, tmp_path) == [("text-contrast", "warning")]
    assert set_in(above, tmp_path) == []


ART = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 60 20">
<path class="band" d="M0 0H60V15.5H0Z"/></svg>"""


def found(
    one: Panel, root: FilePath, design: Design | None = None, *, safe: float = 0.0
) -> tuple[Diagnostic, ...]:
    the_sheet = sheet(
        format=Format(fold="none", size=(60, 80), safe_mm=safe, bleed_mm=0),
        swatches={"night": Swatch(cmyk=(100, 80, 30, 60))},
        designs={"default": design or Design(margin=Margin(top=5, right=5, bottom=5, left=5))},
        type={
            "text": TypeStyle(size=8, leading=10),
            "title": TypeStyle(size=14, leading=15, weight=700, colour="paper"),
            "pale": TypeStyle(size=8, leading=10, colour="paper"),
        },
    )
    return compose(edition(one), job(the_sheet, root)).diagnostics


def banded(tmp_path: FilePath, title_lines: int = 2) -> Design:
    (tmp_path / "band.svg").write_text(ART, encoding="utf-8")
    art = Art(file="band.svg", top_mm=0, colours={"band": "night"})
    margin = Margin(top=5, right=5, bottom=5, left=5)
    return Design(margin=margin, art=(art,), title_lines=title_lines)


def titled(title: str) -> Panel:
    return replace(panel(paragraph("Words.")), title=title, title_place=HERE._replace(line=8))


def test_a_title_of_three_lines_where_there_is_room_for_two(tmp_path: FilePath) -> None:
    design = banded(tmp_path)
    assert found(titled("A title"), tmp_path, design) == ()
    (fault,) = found(titled("A title that takes three lines where there is room for two"),
                     tmp_path, design)  # fmt: skip
    assert (fault.code, fault.severity) == ("text-contrast", "error")
    assert fault.place is not None
    assert fault.place.line == 8
    assert "“paper”" in str(fault.message)
    assert "takes 3 lines" in str(fault.hint)
    assert "room for 2" in str(fault.hint)


def test_a_long_title_on_a_plain_ground_is_a_warning(tmp_path: FilePath) -> None:
    design = Design(ground="night", title_lines=2)
    (fault,) = [
        one
        for one in found(titled("A title that takes three lines where there is room for two"),
                         tmp_path, design)
        if one.code != "text-contrast"  # the running text is black
    ]  # fmt: skip
    assert (fault.code, fault.severity) == ("title-lines", "warning")


def test_text_that_begins_below_a_band(tmp_path: FilePath) -> None:
    (fault,) = found(panel(paragraph("Words that nobody sees.")), tmp_path, banded(tmp_path))
    assert (fault.code, fault.severity, fault.place) == ("text-contrast", "error", HERE)
    assert "“Words that nobody sees.”" in str(fault.message)
    assert "“night”" in str(fault.message)


def test_lines_of_one_block_are_one_finding(tmp_path: FilePath) -> None:
    many = paragraph(
        "Words that nobody sees, and more of them, so that they take some lines.", "pale"
    )
    (fault,) = found(panel(many, many), tmp_path)[:1]
    assert "so that they take some lines" in str(fault.message) or "…" in str(fault.message)


def signed(*blocks: Block, ink: str) -> tuple[Diagnostic, ...]:
    """What is found on a panel whose marker and ornament are of an ink, in a box of pale green."""
    margin = {"top": 5, "right": 5, "bottom": 5, "left": 5}
    the_sheet = sheet(
        format=Format(fold="none", size=(60, 80), safe_mm=0),
        swatches={
            "pine": {"cmyk": [85, 35, 60, 40]},
            "pale": {"of": "pine", "tint": 20},
            "apricot": {"cmyk": [0, 48, 78, 0]},
        },
        designs={"default": {"margin": margin, "marker": {"text": "–", "style": "sign"}}},
        type={
            "text": TypeStyle(size=8, leading=10),
            "sign": TypeStyle(size=8, leading=10, colour=ink),
        },
        boxes={"box": {"ground": "pale"}},
        dividers={"divider": {"ornament": "•", "style": "sign"}},
    )
    boxed = BoxBlock(None, blocks, "box", HERE)
    return compose(edition(panel(boxed)), job(the_sheet)).diagnostics


@pytest.mark.parametrize(
    ("block", "sign"),
    [
        (ItemList((ListItem((Span("Words"),), HERE),), "item", HERE), "–"),
        (Divider("divider", HERE), "•"),
    ],
)
def test_a_sign_that_is_lost_in_print_alone_is_found_before_a_file_is_written(
    block: Block, sign: str
) -> None:
    """Apricot on a fifth of pine is 1.52 to 1 on a screen and 1.47 in print; a sign needs 1.5."""
    around_it = (paragraph("One."), block, paragraph("Two."))
    (fault,) = signed(*around_it, ink="apricot")
    assert (fault.code, fault.severity, fault.place) == ("text-contrast", "error", HERE)
    assert f"“{sign}”" in str(fault.message)
    assert "1.4 to 1; it needs 1.5" in str(fault.message)
    assert "`boxes`" in str(fault.hint)
    assert signed(*around_it, ink="pine") == ()


def test_a_picture_is_not_painted_over_its_credit(tmp_path: FilePath) -> None:
    Image.new("RGB", (900, 600), (200, 80, 40)).save(tmp_path / "heap.jpg")
    picture = PictureBlock("heap.jpg", "A heap", (Span("Photo: X"),), (0.5, 0.5), 1.5, HERE)
    assert found(panel(picture), tmp_path) == ()


# The knife and the folds.


@pytest.mark.parametrize(
    ("x", "y", "edge"), [(3, 50, "left"), (170, 50, "right"), (50, 9, "top"), (50, 98, "bottom")]
)
def test_text_near_an_edge(x: float, y: float, edge: str) -> None:
    (near,) = too_near((Mark((run("Words", x, y),), 0),), Size(200, 100), 10.0)
    assert (near.text, near.edge) == ("Words", edge)
    assert 0 <= near.distance < 10


def test_what_is_no_content_of_its_own_may_come_near_an_edge() -> None:
    rule = Mark((box(1, 50, 150, 1, BLACK),), None)
    assert too_near((rule,), Size(200, 100), 10.0) == ()
    assert too_near((Mark((run("Words", 11, 50),), 0),), Size(200, 100), 10.0) == ()


@pytest.mark.parametrize("safe", [0.0, 3.0])
def test_a_picture_that_ends_at_the_trim_has_no_bleed(tmp_path: FilePath, safe: float) -> None:
    Image.new("RGB", (2400, 1600), (200, 80, 40)).save(tmp_path / "heap.jpg")
    picture = PictureBlock("heap.jpg", "A heap", (), (0.5, 0.5), 1.5, HERE)
    bare = Design(margin=Margin(top=0, right=0, bottom=0, left=0))
    whole = found(panel(picture), tmp_path, bare, safe=safe)
    (fault,) = [one for one in whole if one.code == "picture-no-bleed"]
    assert fault.severity == "warning"
    assert "the bleed" in str(fault.message)
    assert fault.place == HERE
    within = found(panel(picture), tmp_path, safe=safe)
    assert "picture-no-bleed" not in [one.code for one in within]


def test_a_picture_may_end_at_a_fold() -> None:
    from depliant.geometry import Rect

    mark = Mark((), 0, bounds=Rect(0.0, 20.0, 200.0, 50.0))
    near = too_near((mark,), Size(200, 100), 0.0)
    assert [one.edge for one in near] == ["left", "right"]


def test_margins_that_are_less_than_is_safe_are_said_once(tmp_path: FilePath) -> None:
    (tmp_path / "assets").mkdir()
    (tmp_path / "assets" / "style.yaml").write_text(
        "designs:\n  default: {margin: {top: 5, right: 5, bottom: 5, left: 5}}\n", encoding="utf-8"
    )
    assert found(panel(paragraph("Words.")), tmp_path, safe=5.0) == ()
    (fault,) = found(panel(paragraph("Words.")), tmp_path, safe=6.0)
    assert (fault.code, fault.severity) == ("safe-margin", "warning")
    assert fault.place is not None
    assert fault.place[:2] == ("assets/style.yaml", 2)
    assert "6 mm" in str(fault.message)


def test_text_that_leaves_a_sound_margin_is_named_with_its_place(tmp_path: FilePath) -> None:
    """A word that hangs beside the type area, as a figure that is wider than its column."""
    from depliant.layout.frame import Placement, Slice
    from depliant.layout.room import Order
    from depliant.layout.template import Leaf
    from depliant.layout.visible import Seen, Setting, said
    from depliant.style.folds import sides

    the_sheet = sheet(format=Format(fold="half", size=(120, 80), safe_mm=4))
    side = sides(the_sheet.format, 2)[0]
    marks = (Mark((run("Words", 0, 0),), 0),)
    placed = Placement(Slice(10.0, marks, place=HERE), 4.0, 50.0)
    leaf = Leaf(side.slots[1], side, 0.0)
    near = too_near((Mark((run("Words", 4, 50),), 0),), leaf.size, mm(4))
    order = Order(the_sheet, "fr", job(the_sheet, tmp_path).files)
    (fault,) = said(Seen((), near), Setting(panel(), leaf, order, (placed,)))
    assert fault.place == HERE
    assert "the fold at the left" in str(fault.message)
