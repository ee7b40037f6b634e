"""PDF marks: the same vectors and inks, or a sentence that says why not."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path as FilePath

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name

from depliant.colour import Colour
from depliant.display.items import Group, Item, Path
from depliant.errors import InputError
from depliant.geometry import Rect
from depliant.graphics import pdfart
from depliant.graphics.art import Artwork
from depliant.source.folder import Folder

Make = Callable[..., FilePath]


@pytest.fixture
def make(tmp_path: FilePath) -> Make:
    def save(content: bytes, pages: int = 1, **resources: object) -> FilePath:
        pdf = pikepdf.new()
        for _ in range(pages):
            page = pdf.add_blank_page(page_size=(200, 100))
            page.obj["/TrimBox"] = Array([10, 20, 110, 70])
            page.obj["/Contents"] = pdf.make_stream(content)
            page.obj["/Resources"] = Dictionary(
                {f"/{name}": value for name, value in resources.items()}
            )
        pdf.save(tmp_path / "art.pdf", compress_streams=True)
        return tmp_path / "art.pdf"

    return save


def paths(items: tuple[Item, ...]) -> Iterator[Path]:
    for item in items:
        if isinstance(item, Group):
            yield from paths(item.items)
        elif isinstance(item, Path):
            yield item


def load(path: FilePath) -> Artwork:
    return pdfart.read(Folder(path.parent).file(path.name))


def fault(path: FilePath) -> tuple[str, str]:
    with pytest.raises(InputError) as caught:
        load(path)
    (found,) = caught.value.diagnostics
    assert found.hint
    return found.code, found.message


def separation(c1: tuple[float, ...] = (0, 0.8, 0.9, 0)) -> Dictionary:
    function = Dictionary(FunctionType=2, Domain=[0, 1], C0=[0, 0, 0, 0], C1=list(c1), N=1)
    return Dictionary(
        Rouge=Array([Name.Separation, Name("/Rouge Nord"), Name.DeviceCMYK, function])
    )


def test_the_trim_box_is_the_art_and_y_runs_down(make: Make) -> None:
    art = load(make(b"0 0 0 1 k 10 70 m 20 70 l 20 60 l h f"))
    assert art.bounds == Rect(0, 0, 100, 50)
    (path,) = paths(art.items)
    assert path.outline == (("M", 0, 0), ("L", 10, 0), ("L", 10, 10), ("Z",))


def test_inks_are_kept_to_the_digit(make: Make) -> None:
    art = load(
        make(
            b"0.15 0.8 0.85 0.1 k 10 20 5 5 re f 0.4 g 10 20 5 5 re f "
            b"/Rouge cs 0.5 scn 10 20 5 5 re f",
            ColorSpace=separation(),
        )
    )
    assert [path.fill for path in paths(art.items)] == [
        Colour(0.15, 0.8, 0.85, 0.1),
        Colour(0, 0, 0, 0.6),
        Colour(0, 0.8, 0.9, 0, spot="Rouge Nord", tint=0.5),
    ]


def test_strokes_scale_with_their_map_and_states_are_restored(make: Make) -> None:
    art = load(
        make(b"q 3 0 0 3 0 0 cm 0 1 0 0 K 2 w 1 J [1 2] 0 d 5 10 m 9 10 l S Q 12 30 m 13 30 l S")
    )
    first, second = paths(art.items)
    assert first.stroke is not None
    assert second.stroke is not None
    assert first.stroke.width == pytest.approx(6)
    assert first.stroke.dash == pytest.approx((3, 6))
    assert (first.stroke.cap, first.stroke.colour) == ("round", Colour(0, 1, 0, 0))
    assert (second.stroke.width, second.stroke.colour) == (1, Colour(0, 0, 0, 1))


def test_fill_rules_curves_and_closing_strokes(make: Make) -> None:
    art = load(make(b"10 20 m 11 21 12 22 v 13 23 14 24 y f* 0 0 m 1 0 l 1 1 l b"))
    first, second = paths(art.items)
    assert first.even_odd
    assert first.outline[1] == ("C", 0, 50, 1, 49, 2, 48)
    assert first.outline[2] == ("C", 3, 47, 4, 46, 4, 46)
    assert second.outline[-1] == ("Z",)
    assert second.fill is not None
    assert second.stroke is not None


def test_a_clip_holds_until_its_state_ends(make: Make) -> None:
    art = load(make(b"q 10 20 30 30 re W n 10 20 90 9 re f Q 10 20 9 9 re f"))
    clipped, free = art.items
    assert isinstance(clipped, Group)
    assert clipped.clip is not None
    assert isinstance(free, Path)


def test_a_form_is_drawn_in_its_place(make: Make, tmp_path: FilePath) -> None:
    path = make(b"q 1 0 0 1 10 20 cm /F Do Q")
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        form = pdf.make_stream(b"0 0 0 1 k 0 0 5 5 re f")
        form["/Type"], form["/Subtype"] = Name.XObject, Name.Form
        form["/BBox"] = Array([0, 0, 10, 10])
        form["/Matrix"] = Array([2, 0, 0, 2, 0, 0])
        pdf.pages[0].obj["/Resources"] = Dictionary(XObject=Dictionary(F=form))
        pdf.save(path)
    (path_item,) = paths(load(path).items)
    assert path_item.outline[2] == ("L", 10, 40)


@pytest.mark.parametrize(
    ("content", "word"),
    [
        (b"1 0 0 rg 10 20 5 5 re f", "RGB"),
        (b"BT /F 9 Tf (Lens) Tj ET", "text"),
        (b"/S sh", "shading"),
        (b"BI /W 1 /H 1 /CS /G /BPC 8 ID x EI", "pixels"),
        (b"/DeviceRGB cs 1 0 0 sc 10 20 5 5 re f", "DeviceRGB"),
        (b"/Pattern cs /P scn 10 20 5 5 re f", "Pattern"),
        (b"/G gs 10 20 5 5 re f", "transparency"),
        (b"10 20 9 9 re 12 22 3 3 re W* n 10 20 9 9 re f", "holes"),
        (b"q " * 300 + b"10 20 5 5 re f", "nested"),
        (b"0 0 m " * 101_000, "too many"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_is_not_plain_inked_shapes_is_refused(make: Make, content: bytes, word: str) -> None:
    state = Dictionary(G=Dictionary(ca=0.5))
    code, message = fault(make(content, ExtGState=state))
    assert code == "pdf-art-unsupported"
    assert word in message


@pytest.mark.parametrize("pages", [0, 2])
def test_only_one_page_is_art(make: Make, pages: int) -> None:
    assert fault(make(b"10 20 5 5 re f", pages))[0] == "pdf-art-invalid"


def test_a_small_file_that_unpacks_to_gigabytes_is_refused(make: Make) -> None:
    assert fault(make(b" " * 60_000_000))[0] == "pdf-art-unsupported"


@pytest.mark.parametrize(
    "data", [b"", b"%PDF-1.4\nnonsense", b"<svg/>", b"%PDF-1.7\n1 0 obj<<>>endobj trailer<<>>"]
)
def test_what_is_no_pdf_is_refused(tmp_path: FilePath, data: bytes) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(data)
    assert fault(path)[0] == "pdf-art-invalid"


def test_bad_operands_are_refused(make: Make) -> None:
    for content in (b"/x 1 m 2 2 l f", b"1 m", b"0 0 k", b"/None Do", b"/No gs", b"(a) w"):
        assert fault(make(content))[0] == "pdf-art-invalid"


def test_a_protected_file_is_refused(make: Make, tmp_path: FilePath) -> None:
    with pikepdf.open(make(b"10 20 5 5 re f")) as pdf:
        pdf.save(tmp_path / "locked.pdf", encryption=pikepdf.Encryption(owner="a", user="b"))
    assert fault(tmp_path / "locked.pdf")[0] == "pdf-art-invalid"
