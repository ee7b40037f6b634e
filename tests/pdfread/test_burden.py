"""What would be painted for hours is known before; what a page needs is not refused."""

from __future__ import annotations

import pytest
from tests.bombs.papers import page, stream

from depliant.compare.weighing import weighed
from depliant.errors import InputError
from depliant.geometry import Rect
from depliant.pdfread.budget import Budget, BudgetError
from depliant.pdfread.burden import Burden
from depliant.pdfread.interpreter import Interpreter
from depliant.pdfread.opening import opened
from depliant.pdfread.walk import walk

STATES = b"/ExtGState<</G<</ca .5/BM/Multiply>>/A<</ca .5>>>>"
WHOLE = b"0 0 200 100 re f "
PIXELS = 200 * 100 * (100 / 72) ** 2
"""Of the page, as it is judged."""


def painted_again(
    contents: bytes, resources: bytes = b"", more: dict[int, bytes] | None = None
) -> float:
    """How many times over the page is painted again."""
    with opened(page(contents, b"<<" + STATES + resources + b">>", more)) as file:
        interpreter = Interpreter(Budget(100_000))
        burden = Burden(interpreter, Rect(0, 0, 200, 100))
        for event, frame in walk(interpreter, interpreter.page(file.pages[0]), file.pages[0]):
            burden.bear(event, frame)
    return burden.again / PIXELS


def test_each_of_what_is_blended_is_painted_after_all_that_is_blended_below_it() -> None:
    assert painted_again(b"/G gs " + WHOLE * 10) == pytest.approx(45)


@pytest.mark.parametrize(
    "contents",
    [
        WHOLE * 10,
        b"/A gs " + WHOLE * 10,
        b"/G gs " + b"".join(b"%d 0 10 100 re f " % x for x in range(0, 200, 25)),
        b"/G gs " + b"500 0 200 100 re f " * 10,
    ],
    ids=["opaque", "see-through", "side by side", "beside the page"],
)
def test_what_is_not_blended_or_not_on_one_another_costs_nothing(contents: bytes) -> None:
    assert painted_again(contents) < 1


def test_what_a_group_holds_is_blended_as_a_whole() -> None:
    """Ten fills in a group that is blended are not blended with one another."""
    head = b"/Type/XObject/Subtype/Form/BBox[0 0 200 100]/Resources<<>>/Group<</S/Transparency>>"
    shown = {9: stream(WHOLE * 10, head)}
    assert painted_again(b"/G gs /F Do /F Do", b"/XObject<</F 9 0 R>>", shown) == pytest.approx(1)


def tiles(step: bytes, box: bytes = b"0 0 200 100") -> tuple[bytes, bytes, dict[int, bytes]]:
    """A page that is filled with tiles."""
    entries = (
        b"/PatternType 1/PaintType 1/TilingType 1/BBox[%s]/XStep %s/YStep %s/Resources<<>>"
        % (box, step, step)
    )
    filled = b"/Pattern cs /P scn " + WHOLE
    return filled, b"/Pattern<</P 9 0 R>>", {9: stream(b"0 0 1 1 re f", entries)}


def test_tiles_that_lie_on_one_another_count_by_their_size() -> None:
    assert painted_again(*tiles(b"10", b"0 0 10 10")) == pytest.approx(1 / 20)
    assert painted_again(*tiles(b"10")) == pytest.approx(200 / 20)


def test_more_tiles_than_any_page_needs_are_not_painted() -> None:
    with pytest.raises(BudgetError) as met:
        painted_again(*tiles(b".01", b"0 0 .01 .01"))
    assert met.value.bound == "tiles"


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (page(b"/G gs " + WHOLE * 1_000, b"<<" + STATES + b">>"), "blended"),
        (page(tiles(b".001")[0], b"<</Pattern<</P 9 0 R>>>>", tiles(b".001")[2]), "million tiles"),
        (
            page(b"/G gs 0 0 m " + b"9 9 l 0 9 l " * 2_000_001 + b"f", b"<<" + STATES + b">>"),
            "million points",
        ),
    ],
    ids=["blended", "tiles", "points"],
)
def test_compare_says_which_page_cannot_be_painted(data: bytes, said: str) -> None:
    """PDFium would be at it for minutes, or hours."""
    with pytest.raises(InputError) as refused:
        weighed(data, "evil.pdf")
    (one,) = refused.value.diagnostics
    assert one.code == "beyond-limits"
    assert "Page 1" in str(one.message)
    assert said in str(one.message)
    assert one.place is not None
    assert one.place.file == "evil.pdf"


@pytest.mark.parametrize("data", [page(), b"no PDF"], ids=["sound", "none"])
def test_what_is_sound_or_cannot_be_read_is_left_to_those_who_read_it(data: bytes) -> None:
    weighed(data, "file.pdf")
