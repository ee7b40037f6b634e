"""PDF marks: the same vectors and inks, or a sentence that says why not."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator
from pathlib import Path as FilePath
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name

from depliant.colour import Colour
from depliant.confined import confined
from depliant.display.items import Group, Item, Path
from depliant.errors import InputError, Place
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


def read(path: FilePath) -> Artwork:
    """The child's part, without the child."""
    return pdfart.interpreted(Folder(path.parent).file(path.name), Place(str(path))).artwork


def load(path: FilePath) -> Artwork:
    return pdfart.read(Folder(path.parent).file(path.name), Place(str(path))).artwork


def fault(path: FilePath) -> tuple[str, str]:
    with pytest.raises(InputError) as caught:
        read(path)
    (found,) = caught.value.diagnostics
    assert found.hint
    return found.code, str(found.message)


def separation(c1: tuple[float, ...] = (0, 0.8, 0.9, 0)) -> Dictionary:
    function = Dictionary(FunctionType=2, Domain=[0, 1], C0=[0, 0, 0, 0], C1=list(c1), N=1)
    return Dictionary(
        Rouge=Array([Name.Separation, Name("/Rouge Nord"), Name.DeviceCMYK, function])
    )


def test_the_trim_box_is_the_art_and_y_runs_down(make: Make) -> None:
    art = read(make(b"0 0 0 1 k 10 70 m 20 70 l 20 60 l h f"))
    assert art.bounds == Rect(0, 0, 100, 50)
    (path,) = paths(art.items)
    assert path.outline == (("M", 0, 0), ("L", 10, 0), ("L", 10, 10), ("Z",))


def test_inks_are_kept_to_the_digit(make: Make) -> None:
    art = read(
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
    art = read(
        make(b"q 3 0 0 3 0 0 cm 0 1 0 0 K 2 w 1 J [1 2] 0 d 5 10 m 9 10 l S Q 12 30 m 13 30 l S")
    )
    first, second = paths(art.items)
    assert first.stroke is not None
    assert second.stroke is not None
    assert first.stroke.width == pytest.approx(6)
    assert first.stroke.dash == pytest.approx((3, 6))
    assert (first.stroke.cap, first.stroke.colour) == ("round", Colour(0, 1, 0, 0))
    assert (second.stroke.width, second.stroke.colour) == (1, Colour(0, 0, 0, 1))


def test_a_named_state_has_caps_joins_and_dashes_too(make: Make) -> None:
    named: dict[str, Any] = {"LW": 2, "LC": 1, "LJ": 2, "D": Array([Array([3, 1]), 2])}
    path = make(b"/G gs 10 20 m 30 40 l S", ExtGState=Dictionary(G=Dictionary(**named)))
    (drawn,) = paths(read(path).items)
    assert drawn.stroke is not None
    assert (drawn.stroke.width, drawn.stroke.cap, drawn.stroke.join) == (2, "round", "bevel")
    assert (drawn.stroke.dash, drawn.stroke.phase) == ((3, 1), 2)


@pytest.mark.parametrize(("said", "limit"), [(b"", 10), (b"2 M ", 2), (b"0.5 M ", 1)])
def test_a_mitre_limit_is_kept(make: Make, said: bytes, limit: float) -> None:
    (drawn,) = paths(read(make(said + b"10 20 m 30 40 l 50 20 l S")).items)
    assert drawn.stroke is not None
    assert drawn.stroke.miter == limit


@pytest.mark.parametrize("pen", [b"-5 w", b"[-1 2] 0 d", b"[0 0] 0 d", b"/G gs"])
def test_a_line_that_no_file_may_have_is_refused(make: Make, pen: bytes) -> None:
    state = Dictionary(G=Dictionary(LW=-1))
    code, _ = fault(make(pen + b" 10 20 m 30 40 l S", ExtGState=state))
    assert code == "pdf-art-invalid"


def test_fill_rules_curves_and_closing_strokes(make: Make) -> None:
    art = read(make(b"10 20 m 11 21 12 22 v 13 23 14 24 y f* 0 0 m 1 0 l 1 1 l b"))
    first, second = paths(art.items)
    assert first.even_odd
    assert first.outline[1] == ("C", 0, 50, 1, 49, 2, 48)
    assert first.outline[2] == ("C", 3, 47, 4, 46, 4, 46)
    assert second.outline[-1] == ("Z",)
    assert second.fill is not None
    assert second.stroke is not None


def test_a_clip_holds_until_its_state_ends(make: Make) -> None:
    art = read(make(b"q 10 20 30 30 re W n 10 20 90 9 re f Q 10 20 9 9 re f"))
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
    (path_item,) = paths(read(path).items)
    assert path_item.outline[2] == ("L", 10, 40)


@pytest.mark.parametrize(
    ("content", "word"),
    [
        (b"1 0 0 rg 10 20 5 5 re f", "RGB"),
        (b"BT /F 9 Tf (Lens) Tj ET", "text"),
        (b"BT 7 Tr /F 9 Tf (Lens) Tj ET", "text"),
        (b"/S sh", "shading"),
        (b"BI /W 1 /H 1 /CS /G /BPC 8 ID x EI", "pixels"),
        (b"/DeviceRGB cs 1 0 0 sc 10 20 5 5 re f", "DeviceRGB"),
        (b"/Pattern cs /P scn 10 20 5 5 re f", "Pattern"),
        (b"/G gs 10 20 5 5 re f", "transparency"),
        (b"10 20 9 9 re 12 22 9 9 re W* n 10 20 9 9 re f", "holes"),
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


# --- layers ---------------------------------------------------------------------------------


def layered(path: FilePath, off: bool = True, **usage: Any) -> FilePath:
    """The file with a layer called L, named in its resources, and off or on."""
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        layer = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=pikepdf.String("L"), **usage))
        default = Dictionary(OFF=Array([layer] if off else []))
        if usage:
            application = Dictionary(Event=Name.Print, OCGs=Array([layer]), Category=[Name.Print])
            default.AS = Array([application])
        pdf.Root.OCProperties = Dictionary(OCGs=Array([layer]), D=default)
        resources = pdf.pages[0].obj.Resources
        resources.Properties = Dictionary(
            L=layer, M=Dictionary(Type=Name.OCMD, OCGs=layer, P=Name.AllOff)
        )
        for form in resources.get("/XObject", Dictionary()).values():
            form.OC = layer
        pdf.save(path)
    return path


HIDDEN = b"/OC /L BDC 10 20 5 5 re f EMC 0 0 0 0.5 k 20 20 5 5 re f"


def test_a_hidden_layer_is_not_printed(make: Make) -> None:
    (shown,) = paths(read(layered(make(HIDDEN))).items)
    assert shown.fill == Colour(0, 0, 0, 0.5)
    assert len(list(paths(read(layered(make(HIDDEN), off=False)).items))) == 2


def test_a_layer_that_shows_while_another_does_not(make: Make) -> None:
    content = HIDDEN.replace(b"/L", b"/M")
    assert len(list(paths(read(layered(make(content))).items))) == 2
    assert len(list(paths(read(layered(make(content), off=False)).items))) == 1


def test_a_form_in_a_hidden_layer_is_not_printed(make: Make) -> None:
    path = make(b"/F Do 0 0 0 0.5 k 20 20 5 5 re f")
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        form = pdf.make_stream(b"1 0 0 rg 10 20 5 5 re f")
        form.Type, form.Subtype, form.BBox = Name.XObject, Name.Form, Array([0, 0, 200, 100])
        pdf.pages[0].obj.Resources = Dictionary(XObject=Dictionary(F=form))
        pdf.save(path)
    (shown,) = paths(read(layered(path)).items)
    assert shown.fill == Colour(0, 0, 0, 0.5)


def test_a_mark_whose_layers_are_all_hidden_is_refused(make: Make) -> None:
    code, message = fault(layered(make(b"/OC /L BDC 10 20 5 5 re f EMC")))
    assert code == "pdf-art-invalid"
    assert "nothing that shows" in message


def test_a_layer_that_prints_otherwise_than_it_shows_is_refused(make: Make) -> None:
    usage = Dictionary(Print=Dictionary(PrintState=Name.ON))
    code, message = fault(layered(make(HIDDEN), Usage=usage))
    assert code == "pdf-art-unsupported"
    assert "layer" in message


# --- numbers --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "map_",
    [
        b"0 0 0 0 0 0 cm",
        b"1 0 1 0 0 0 cm",
        b"1000000000 0 0 1000000000 0 0 cm",
        b"1" + b"0" * 40 + b" 0 0 1 0 0 cm",
        b"100000000000 0 0 100000000000 0 0 cm " * 30,
        b"9" * 400 + b" 0 0 1 0 0 cm",
    ],
    ids=["nothing", "flat", "huge", "beyond", "again and again", "endless"],
)
def test_a_shape_out_of_all_proportion_is_refused(make: Make, map_: bytes) -> None:
    code, message = fault(make(b"10 20 5 5 re f q " + map_ + b" 10 20 5 5 re f Q"))
    assert code == "pdf-art-invalid"
    assert message


def test_art_beside_its_page_is_refused(make: Make) -> None:
    code, message = fault(make(b"500 500 5 5 re f"))
    assert code == "pdf-art-invalid"
    assert "page" in message


# --- what is made to do harm ----------------------------------------------------------------


def bomb(path: FilePath) -> FilePath:
    """A file of 80 kB, one of whose object streams unfolds to 80 MB when it is opened."""
    packed = zlib.compress(b" " * (80 << 20), 9)
    length = b"%d" % len(packed)
    parts = [
        b"%PDF-1.6\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n",
        b"2 0 obj\n<</Type/Pages/Kids[]/Count 0>>\nendobj\n",
        b"3 0 obj\n<</Type/ObjStm/N 1/First 10/Filter/FlateDecode/Length " + length + b">>\n",
        b"stream\n" + packed + b"\nendstream\nendobj\ntrailer\n<</Root 1 0 R>>\n%%EOF\n",
    ]
    path.write_bytes(b"".join(parts))
    return path


def test_a_file_that_unfolds_without_measure_is_not_unfolded(tmp_path: FilePath) -> None:
    assert fault(bomb(tmp_path / "bomb.pdf"))[0] == "pdf-hostile"


def test_a_file_is_read_in_a_process_of_its_own_and_once(
    make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls: list[object] = []

    def counted(*order: object) -> object:
        calls.append(order)
        return confined(*order)  # type: ignore[arg-type]

    monkeypatch.setattr(pdfart, "confined", counted)
    path = make(b"0.15 0.8 0.85 0.1 k 10 20 5 5 re f")
    assert load(path) == load(path) == read(path)
    assert len(calls) == 1


def test_what_a_child_refuses_is_said_of_the_file(make: Make) -> None:
    path = make(b"1 0 0 rg 10 20 5 5 re f")
    with pytest.raises(InputError, match="pdf-art-unsupported") as caught:
        load(path)
    assert str(caught.value.diagnostics[0].place) == str(path)
