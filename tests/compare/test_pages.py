"""Two PDFs of any origin: pages paired, changed words found at their places, drawings compared."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from pathlib import Path

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from depliant.compare import matching
from depliant.compare import pictures as module
from depliant.compare.pages import PagePair, page_pairs
from depliant.compare.pictures import pictured
from depliant.compare.sheets import MAXIMUM_PIXELS, opened
from depliant.errors import InputError
from depliant.geometry import Rect

Draw = Callable[[Canvas], None]


def pdf(*pages: str | Draw, size: tuple[float, float] = (200, 300)) -> bytes:
    """A PDF of pages: lines of text from y = 50 down, 20 points apart; or whatever is drawn."""
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=size)
    for page in pages:
        if callable(page):
            page(canvas)
        else:
            canvas.setFont("Helvetica", 12)
            for number, line in enumerate(page.split("\n")):
                canvas.drawString(20, size[1] - 50 - 20 * number, line)
        canvas.showPage()
    canvas.save()
    return stream.getvalue()


def compared(old: bytes, new: bytes) -> tuple[PagePair, ...]:
    with opened(old, "old") as before, opened(new, "new") as after:
        return pictured(page_pairs(before, after), before, after)


def numbers(pairs: Sequence[PagePair]) -> list[tuple[int | None, int | None]]:
    return [
        (pair.old.number if pair.old else None, pair.new.number if pair.new else None)
        for pair in pairs
    ]


def test_a_changed_word_is_marked_where_it_stands() -> None:
    (pair,) = compared(pdf("one two three\nfour five"), pdf("one two three\nfour six"))
    assert pair.old is not None
    assert pair.new is not None
    (box,) = pair.new.words
    # The second line's baseline is 70 points down.
    assert box.x == pytest.approx(20 + stringWidth("four ", "Helvetica", 12), abs=1)
    assert 58 < box.y < box.bottom < 74
    assert [[tuple(part) for part in one] for one in pair.text] == [
        [("same", "one two three four"), ("removed", "five"), ("added", "six")]
    ]
    assert pair.new.drawings == ()


def test_the_same_file_has_no_pictures() -> None:
    data = pdf("one", "two")
    pairs = compared(data, data)
    assert all(pair.same and pair.new and pair.new.picture is None for pair in pairs)


def test_words_that_only_moved_are_not_marked() -> None:
    (pair,) = compared(pdf("one two\nthree"), pdf("\none two\nthree"))
    assert pair.moved
    assert not pair.same
    assert pair.new is not None
    assert (pair.new.words, pair.new.drawings, pair.text) == ((), (), ())


def test_a_page_put_in_and_a_page_taken_out() -> None:
    story = ["the first page of it", "what comes then is this", "and here is its end"]
    assert numbers(compared(pdf(*story), pdf(story[0], "all new", *story[1:]))) == [
        (1, 1),
        (None, 2),
        (2, 3),
        (3, 4),
    ]
    assert numbers(compared(pdf(*story), pdf(story[0], story[2]))) == [(1, 1), (2, None), (3, 2)]


def test_the_words_of_a_page_on_one_side_alone_are_new_or_removed() -> None:
    def told(old: bytes, new: bytes) -> list[list[list[tuple[str, str]]]]:
        pairs = compared(old, new)
        return [[[(kind, text) for kind, text in one] for one in pair.text] for pair in pairs]

    assert told(pdf("one two", "three"), pdf("four", "five six", "seven")) == [
        [[("added", "four")]],
        [[("added", "five six")]],
        [[("added", "seven")]],
        [[("removed", "one two")]],
        [[("removed", "three")]],
    ]
    assert told(pdf("one two"), pdf("one two", "")) == [[], []], "it has no words"


def test_a_reworded_page_keeps_its_partner_beside_a_new_one() -> None:
    old = pdf("one two three four five", "end")
    new = pdf("all new words", "one two three four six", "end")
    assert numbers(compared(old, new)) == [(None, 1), (1, 2), (2, 3)]


def _box(x: float, width: float) -> Draw:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(20, 250, "A chart")
        canvas.rect(x, 100, width, 20, stroke=0, fill=1)

    return draw


def test_a_changed_drawing_is_marked_where_it_changed() -> None:
    (pair,) = compared(pdf(_box(50, 40)), pdf(_box(50, 90)))
    assert pair.new is not None
    (region,) = pair.new.drawings
    assert region.x == pytest.approx(90, abs=6)
    assert region.right == pytest.approx(140, abs=6)
    assert region.y == pytest.approx(180, abs=6)
    assert region.bottom == pytest.approx(200, abs=6)


def test_a_drawing_whose_frame_is_known_is_marked_as_a_whole() -> None:
    frame = Rect(40, 170, 120, 40)
    with opened(pdf(_box(50, 40)), "old") as old, opened(pdf(_box(50, 90)), "new") as new:
        (pair,) = page_pairs(old, new, frames=([[frame]], [[frame, Rect(0, 0, 10, 10)]]))
    assert pair.old is not None
    assert pair.new is not None
    assert pair.old.drawings == pair.new.drawings == (frame,)


def test_a_divided_word_is_one_word() -> None:
    whole = pdf("a renovation of it")
    divided = pdf("a reno-\nvation of it")
    (pair,) = compared(whole, divided)
    assert pair.text == ()


def test_boxes_are_those_of_the_page_as_it_is_shown() -> None:
    with pikepdf.open(io.BytesIO(pdf("one two"))) as file:
        file.pages[0].Rotate = 90
        file.pages[0].CropBox = [10, 100, 200, 300]
        stream = io.BytesIO()
        file.save(stream)
    with opened(stream.getvalue(), "x") as sheets:
        sheet = sheets.read(0)
        picture = sheets.picture(0, 1.0)
    assert tuple(sheet.size) == picture.size == (200, 190)
    first = sheet.words[0].boxes[0]
    # Baseline 250 in the file: 150 above the crop box, and turned clockwise 150 from the left.
    assert first.x == pytest.approx(150, abs=2)
    assert first.y == pytest.approx(10, abs=2)
    assert first.height > first.width


def test_pages_of_other_sizes_are_not_compared_as_drawings() -> None:
    (pair,) = compared(pdf("one"), pdf("one", size=(220, 300)))
    assert not pair.same
    assert pair.new is not None
    assert pair.new.drawings == ()


def test_pictures_are_small_images_of_the_pages() -> None:
    (pair,) = compared(pdf("one"), pdf("two"))
    assert pair.new is not None
    assert pair.new.picture is not None
    image = Image.open(io.BytesIO(pair.new.picture.data))
    assert image.format == "WEBP"
    assert image.size == (400, 600) == (pair.new.picture.width, pair.new.picture.height)


def test_all_pictures_together_keep_to_the_budget(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "PIXEL_BUDGET", 100_000)
    pairs = compared(pdf(*"abcde"), pdf(*"fghij"))
    pixels = sum(
        view.picture.width * view.picture.height
        for pair in pairs
        for view in (pair.old, pair.new)
        if view is not None and view.picture is not None
    )
    assert 80_000 < pixels < 105_000


def test_a_huge_page_is_pictured_within_bounds() -> None:
    with opened(pdf("one", size=(14400, 14400)), "x") as sheets:
        picture = sheets.picture(0, 2.0)
    assert picture.width * picture.height <= MAXIMUM_PIXELS * 1.01


def test_a_page_of_no_size_is_compared_all_the_same() -> None:
    with pikepdf.open(io.BytesIO(pdf("one"))) as file:
        file.pages[0].MediaBox = pikepdf.Array([0, 0, 100, 0.2])
        stream = io.BytesIO()
        file.save(stream)
    (pair,) = compared(stream.getvalue(), pdf("two"))
    assert not pair.same
    (pair,) = compared(stream.getvalue(), stream.getvalue())
    assert pair.same


@pytest.mark.parametrize(
    "data", [b"", b"no PDF", b"%PDF-1.7\n%%EOF", pdf("one")[:300], b"\0" * 2000]
)
def test_what_is_no_pdf_is_refused(data: bytes) -> None:
    with pytest.raises(InputError, match="compare-pdf"), opened(data, "x.pdf"):
        pass


def test_a_file_with_a_password_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "locked.pdf"
    with pikepdf.open(io.BytesIO(pdf("one"))) as file:
        file.save(path, encryption=pikepdf.Encryption(owner="a", user="b"))
    with pytest.raises(InputError, match="password"), opened(path.read_bytes(), "locked.pdf"):
        pass


def test_too_many_pages_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("depliant.compare.sheets.MAXIMUM_PAGES", 2)
    with pytest.raises(InputError, match="3 pages"), opened(pdf("a", "b", "c"), "x"):
        pass


def chapter(name: str, folio: int | str) -> Draw:
    """A page with words of its own, and a folio at its foot."""

    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 10)
        for number in range(6):
            line = " ".join(f"{name}{number}{word}" for word in ("alpha", "beta", "gamma"))
            canvas.drawString(20, 240 - 20 * number, line)
        canvas.drawCentredString(100, 15, str(folio))

    return draw


def book(names: str, first: int = 1) -> bytes:
    """A page for each letter, numbered from `first` on."""
    return pdf(*(chapter(name, first + at) for at, name in enumerate(names)))


def test_one_page_in_and_one_out_leave_the_others_alone() -> None:
    pairs = compared(book("abcdef"), book("aubcdf"))
    assert numbers(pairs) == [(1, 1), (None, 2), (2, 3), (3, 4), (4, 5), (5, None), (6, 6)]
    assert [pair.same for pair in pairs] == [True, False, True, True, True, False, True]


def test_a_folio_that_counts_otherwise_is_a_change() -> None:
    wrong = pdf(*(chapter(name, 8 if name == "c" else at + 1) for at, name in enumerate("abcdef")))
    pairs = compared(book("abcdef"), wrong)
    assert [pair.new.number for pair in pairs if pair.new and not pair.same] == [3]


def test_a_page_taken_out_of_a_finished_file_leaves_the_others_alone() -> None:
    """Folios before it then count otherwise than those behind it; none of them has changed."""
    letters = "abcdefghij"
    kept = [(name, at) for at, name in enumerate(letters, 1) if name != "d"]
    pairs = compared(book(letters), pdf(*(chapter(name, at) for name, at in kept)))
    assert [pair.old.number for pair in pairs if pair.old and not pair.same] == [4]
    assert sum(pair.same for pair in pairs) == len(kept)


def test_a_folio_of_two_figures_moves_nothing() -> None:
    assert all(pair.same for pair in compared(book("bcdef", 8), book("bcdef", 9)))


def test_a_number_in_the_text_is_no_folio() -> None:
    old = pdf(*(f"{name}one {name}two\n{name}three {at}" for at, name in enumerate("abc", 1)))
    new = pdf(*(f"{name}one {name}two\n{name}three {at}" for at, name in enumerate("abc", 2)))
    assert not any(pair.same for pair in compared(old, new))


@given(st.lists(st.sampled_from("abcdefghij"), unique=True, min_size=2), st.data())
def test_pages_that_stay_in_order_are_found_whatever_comes_and_goes(
    old: list[str], data: st.DataObject
) -> None:
    new = [name for name in old if data.draw(st.booleans())]
    for name in data.draw(st.lists(st.sampled_from("klmnop"), unique=True)):
        new.insert(data.draw(st.integers(0, len(new))), name)
    said = [[tuple(f"{name}{word}" for word in range(9)) for name in names] for names in (old, new)]
    pairs = matching.pairing(*said)
    assert [one for one, _ in pairs if one is not None] == [*range(len(old))]
    assert [other for _, other in pairs if other is not None] == [*range(len(new))]
    same = {(old[one], new[other]) for one, other in pairs if one is not None and other is not None}
    assert {name for name in old if name in new} == {one for one, other in same if one == other}
