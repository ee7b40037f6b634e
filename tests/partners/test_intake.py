"""What partners send goes in as it was meant: inks, text, pages, pictures; or is refused truly."""

from __future__ import annotations

import io
import shutil
import struct
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name
from PIL import Image, ImageChops, ImageDraw

from depliant.colour import Colour
from depliant.display.items import Group, Item, Picture
from depliant.display.items import Path as Outline
from depliant.errors import InputError
from depliant.fonts.face import load
from depliant.fonts.registry import FaceRef
from depliant.graphics.plain_pdf import plain_pdf
from depliant.partners import postscript
from depliant.press.unfolding import bytes_of

from .conftest import MakePdf, Take, fault, looks, needs_ghostscript, plates, separation

BARLOW = load(FaceRef("Barlow", 700)).data


def fills(items: tuple[Item, ...]) -> list[Colour | None]:
    found: list[Colour | None] = []
    for item in items:
        if isinstance(item, Group):
            found += fills(item.items)
        elif isinstance(item, Outline):
            found.append(item.fill)
    return found


# --- inks -----------------------------------------------------------------------------------

RED = b"0.8902 0.0235 0.0745 rg 10 10 50 50 re f "


def test_an_rgb_colour_is_the_ink_that_the_charter_gives(pdf: MakePdf, take: Take) -> None:
    ink = Colour(0, 1, 1, 0)
    made = take(pdf(RED), inks={"#E30613": ink})
    assert fills(made.drawn.artwork.items) == [ink]
    (use,) = made.drawn.uses
    assert (use.key, use.word) == ("#e30613", "contract")
    assert made.is_own, "the partner's own file is kept"


def test_without_a_charter_the_profile_says_and_that_is_told(
    pdf: MakePdf, take: Take, icc: bytes
) -> None:
    """littleCMS is asked through Pillow: red of a drawing on coated paper is magenta and yellow."""
    made = take(pdf(RED))
    (use,) = made.drawn.uses
    assert use.word == "profile"
    cyan, magenta, yellow, black = use.ink.cmyk
    assert magenta > 0.9
    assert yellow > 0.85
    assert cyan + black < 0.1


BODIES = {
    "a variable": "<style>:root{--a:#e30613}</style>"
    '<path style="fill:var(--a,#000)" d="M0 0h9v9z"/>',
    "a variable's other value": '<path style="fill:var(--a, #e30613)" d="M0 0h9v9z"/>',
    "a share of opacity": '<path fill="rgba(227, 6, 19, .5)" d="M0 0h9v9z"/>',
    "a stroke before opacity": '<path fill="rgb(227 6 19 / 1)" d="M0 0h9v9z"/>',
    "a hue": '<path fill="hsl(356.5 95% 45.7% / 1)" d="M0 0h9v9z"/>',
    "a profile beside it": '<path fill="#e30613 icc-color(CMYK, 0, 1, 1, 0)" d="M0 0h9v9z"/>',
    "another's colour": '<g color="#e30613"><path fill="currentColor" d="M0 0h9v9z"/></g>',
    "overruled": "<style>.a{fill:#0f0}.a:hover{fill:#00f}</style>"
    '<path class="a" style="fill:#e30613" d="M0 0h9v9z"/>',
    "hidden": '<path display="none" fill="#0f0" d="M0 0h9v9z"/>'
    '<path fill="#e30613" d="M0 0h9v9z"/>',
    "light of a mask": '<mask id="m"><path fill="#fff" d="M0 0h9v9z"/></mask>'
    '<path mask="url(#m)" fill="#e30613" d="M0 0h9v9z"/>',
}


@pytest.mark.parametrize("name", BODIES)
@pytest.mark.parametrize(
    "charter", [{}, {"#e30613": Colour(0, 1, 1, 0)}], ids=["profile", "charter"]
)
def test_the_colours_of_a_drawing_are_those_that_it_shows(
    tmp_path: Path, take: Take, name: str, charter: dict[str, Colour]
) -> None:
    drawing = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">{BODIES[name]}</svg>'
    (tmp_path / "mark.svg").write_text(drawing)
    (use,) = take(tmp_path / "mark.svg", inks=charter).drawn.uses
    assert use.word == ("contract" if charter else "profile")
    assert use.ink == charter.get("#e30613", use.ink)
    assert use.ink.magenta > 0.8
    assert use.ink.cyan < 0.1


@pytest.mark.parametrize("colour", ["#c00NaN", "#zz0000", "#12345", "#"])
def test_a_colour_that_is_all_but_hexadecimal_is_asked_for(
    tmp_path: Path, take: Take, colour: str
) -> None:
    (tmp_path / "mark.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">'
        f'<path fill="{colour}" d="M0 0h9v9z"/></svg>'
    )
    with pytest.raises(InputError, match="colour") as found:
        take(tmp_path / "mark.svg")
    assert [one.code for one in found.value.diagnostics] == ["svg-colour"]


def test_a_drawing_that_takes_the_colour_of_its_page_is_black(tmp_path: Path, take: Take) -> None:
    (tmp_path / "mark.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">'
        '<path fill="currentColor" d="M0 0h9v9z"/></svg>'
    )
    made = take(tmp_path / "mark.svg")
    (use,) = made.drawn.uses
    assert (use.key.lower(), use.ink, use.word) == ("currentcolor", Colour(0, 0, 0, 1), "black")
    assert fills(made.drawn.artwork.items) == [Colour(0, 0, 0, 1)]


@pytest.mark.parametrize(
    ("content", "black"),
    [
        (b"0 0 0 rg 10 10 9 9 re f", 1.0),
        (b"0.5 0.5 0.5 rg 10 10 9 9 re f", 0.5),
        (b"0.25 g 10 10 9 9 re f", 0.75),
        (b"/S cs 1 scn 10 10 9 9 re f", 1.0),
    ],
    ids=["black", "gray", "gray by itself", "registration"],
)
def test_pure_grays_are_black_ink_alone(
    pdf: MakePdf, take: Take, content: bytes, black: float
) -> None:
    spaces = Dictionary(S=separation("All", Name.DeviceCMYK, (1, 1, 1, 1)))
    (fill,) = fills(take(pdf(content, ColorSpace=spaces)).drawn.artwork.items)
    assert fill is not None
    assert fill.cmyk == pytest.approx((0, 0, 0, black), abs=0.005)
    assert fill.spot is None


def test_a_spot_stays_a_spot_unless_the_charter_says_otherwise(pdf: MakePdf, take: Take) -> None:
    spaces = Dictionary(S=separation("PANTONE 186 C", Name.DeviceCMYK, (0, 1, 0.8, 0.05)))
    path = pdf(b"/S cs 0.5 scn 10 10 9 9 re f", ColorSpace=spaces)
    (fill,) = fills(take(path).drawn.artwork.items)
    assert fill == Colour(0, 1, 0.8, 0.05, "PANTONE 186 C", 0.5)
    (fill,) = fills(take(path, inks={"pantone 186 c": Colour(0, 1, 1, 0)}).drawn.artwork.items)
    assert fill == Colour(0, 0.5, 0.5, 0)


def test_a_spot_that_stands_on_rgb_gets_a_stand_in_in_inks(pdf: MakePdf, take: Take) -> None:
    spaces = Dictionary(S=separation("Corail", Name.DeviceRGB, (1, 0.2, 0.1)))
    (fill,) = fills(take(pdf(b"/S cs 1 scn 10 10 9 9 re f", ColorSpace=spaces)).drawn.artwork.items)
    assert fill is not None
    assert fill.spot == "Corail"
    assert fill.magenta > 0.7
    assert fill.cyan < 0.1


@pytest.mark.parametrize(
    ("space", "values", "plate"),
    [
        (Array([Name.DeviceN, Array([Name.Cyan, Name.Black]), Name.DeviceCMYK,
                Dictionary(FunctionType=2, Domain=[0, 1, 0, 1], N=1)]), b"1 0", "cyan"),
        (Array([Name.Indexed, Name.DeviceCMYK, 1, pikepdf.String(b"\0\0\0\0\xff\0\0\0")]), b"1",
         "cyan"),
        (Array([Name.Lab, Dictionary(WhitePoint=[0.96, 1, 0.82], Range=[-128, 127, -128, 127])]),
         b"55 -37 -50", "cyan"),
    ],
    ids=["DeviceN", "Indexed", "Lab"],
)  # fmt: skip
def test_other_spaces_lead_to_inks(
    pdf: MakePdf, take: Take, space: Array, values: bytes, plate: str
) -> None:
    path = pdf(b"/S cs " + values + b" sc 10 10 9 9 re f", ColorSpace=Dictionary(S=space))
    (fill,) = fills(take(path).drawn.artwork.items)
    assert fill is not None
    assert getattr(fill, plate) == max(fill.cmyk) > 0.9


# --- text -----------------------------------------------------------------------------------


def lettered(folder: Path, embed: bool) -> Path:
    """A PDF with two words, drawn by ReportLab, which embeds the font or does not."""
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.pdfgen.canvas import Canvas

    path = folder / "letters.pdf"
    canvas = Canvas(str(path), (200, 100))
    if embed:
        pdfmetrics.registerFont(TTFont("B", io.BytesIO(BARLOW)))
    canvas.setFillColorCMYK(0, 0, 0, 1)
    canvas.setFont("B" if embed else "Helvetica-Bold", 24)
    canvas.drawString(10, 20, "Ville")
    canvas.setFont("B" if embed else "Helvetica-Bold", 24, leading=30)
    canvas.drawString(10, 55, "de Lens")
    canvas.save()
    return path


def test_text_with_its_font_looks_as_it_did_and_needs_no_font(tmp_path: Path, take: Take) -> None:
    path = lettered(tmp_path, embed=True)
    made = take(path)
    assert [carried for _, carried in made.drawn.fonts] == [True]
    plain = plain_pdf(made.drawn.artwork)
    with pikepdf.open(path.parent / "letters.pdf") as pdf:
        assert "/Font" in pdf.pages[0].Resources
    outlined = tmp_path / "outlined.pdf"
    outlined.write_bytes(plain)
    fonts = subprocess.run(["pdffonts", outlined], capture_output=True, text=True, check=True)
    assert len(fonts.stdout.splitlines()) == 2, "a head and no font"
    before, after = (at_72(looks(data)) for data in (path.read_bytes(), plain))
    assert darkest(after) < 60
    assert brightest(ImageChops.difference(before, after)) < 90, "but for the fitting of edges"


def at_72(image: Image.Image) -> Image.Image:
    return image.resize((image.width // 4, image.height // 4), Image.Resampling.BOX)


def darkest(image: Image.Image) -> int:
    return next(level for level, count in enumerate(image.histogram()) if count)


def brightest(image: Image.Image) -> int:
    return max(level for level, count in enumerate(image.histogram()) if count)


def test_a_font_that_is_missing_is_named_with_what_to_write(tmp_path: Path, take: Take) -> None:
    code, message, hint = fault(take, lettered(tmp_path, embed=False))
    assert code == "pdf-art-font"
    assert "Helvetica-Bold" in message
    assert "--font 'Helvetica-Bold=" in hint


@pytest.mark.parametrize("name", ["Helvetica-Bold", ""])
def test_a_font_that_is_given_outlines_the_text(tmp_path: Path, take: Take, name: str) -> None:
    made = take(lettered(tmp_path, embed=False), fonts={name: BARLOW})
    assert made.drawn.fonts == (("Helvetica-Bold", False),)
    assert not made.is_own
    assert make_dark(looks(made.data)) > 1000


def make_dark(image: Image.Image) -> int:
    return sum(image.histogram()[:100])


def test_the_letters_of_a_standard_font_without_widths_do_not_overlap(
    pdf: MakePdf, take: Take
) -> None:
    """They stand by the widths of the font that is given, through two strings of one line."""
    font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name("/Helvetica"))
    path = pdf(b"BT /F 30 Tf 10 30 Td (ii) Tj (ii) Tj ET", Font=Dictionary(F=font))
    made = take(path, fonts={"": BARLOW})
    across = looks(made.data).point([255 * (level < 128) for level in range(256)])
    columns = across.resize((across.width, 1), Image.Resampling.BOX).tobytes()
    bars = sum(1 for a, b in pairwise(columns) if b and not a)
    assert bars == 4, "four stems with room between"
    advance = 30 * 0.27
    assert across.getbbox()[2] / 4 < 10 + 4 * advance  # type: ignore[index]


def test_what_is_no_font_does_not_help(tmp_path: Path, take: Take) -> None:
    code, _, _ = fault(take, lettered(tmp_path, embed=False), fonts={"": b"OTTO nonsense"})
    assert code == "pdf-art-font"


# --- pages ----------------------------------------------------------------------------------


def test_one_of_several_pages_is_taken_where_it_is_said(pdf: MakePdf, take: Take) -> None:
    path = pdf(RED, pages=3)
    code, message, hint = fault(take, path)
    assert (code, "3 pages" in message, "--page" in hint) == ("logo-pages", True, True)
    made = take(path, page=2)
    (tmp := path.parent / "one.pdf").write_bytes(made.data)
    with pikepdf.open(tmp) as kept:
        assert len(kept.pages) == 1
    assert fault(take, path, page=4)[0] == "logo-pages"


def test_a_turned_page_is_set_upright(pdf: MakePdf, take: Take) -> None:
    path = pdf(b"0 0 0 1 k 0 0 100 100 re f")
    with pikepdf.open(path, allow_overwriting_input=True) as turned:
        turned.pages[0].rotate(90, relative=False)
        turned.save(path)
    made = take(path)
    assert tuple(made.drawn.artwork.bounds[2:]) == (100, 200)
    assert made.empty == pytest.approx((0, 0, 0, 0.5)), "turned with the clock, left goes up"
    assert ImageChops.difference(looks(path.read_bytes()), looks(made.data)).getbbox() is None


def test_a_file_that_may_be_read_but_not_changed_goes_in(pdf: MakePdf, take: Take) -> None:
    path = pdf(b"0 0 0 1 k 10 10 9 9 re f")
    with pikepdf.open(path) as open_:
        open_.save(path.parent / "locked.pdf", encryption=pikepdf.Encryption(owner="a", user=""))
    kept = take(path.parent / "locked.pdf").data
    assert b"/Encrypt" not in kept


def test_an_illustrator_file_without_its_pdf_says_what_to_ask_for(
    tmp_path: Path, take: Take
) -> None:
    from reportlab.pdfgen.canvas import Canvas

    canvas = Canvas(str(tmp_path / "mark.ai"), (400, 100))
    canvas.drawString(10, 60, "This is an Adobe Illustrator File that was")
    canvas.drawString(10, 40, "saved without PDF Content.")
    canvas.save()
    code, _, hint = fault(take, tmp_path / "mark.ai")
    assert code == "logo-ai"
    assert "PDF Compatible" in hint


def test_an_illustrator_file_is_kept_without_its_own_document(pdf: MakePdf, take: Take) -> None:
    path = pdf(b"0 0 0 1 k 10 10 9 9 re f", name="mark.ai")
    with pikepdf.open(path, allow_overwriting_input=True) as made:
        private = made.make_stream(b"the whole document of the program" * 1000)
        made.pages[0].PieceInfo = Dictionary(Illustrator=Dictionary(Private=private))
        made.save(path, compress_streams=False)
    kept = take(path)
    assert kept.kind == "AI"
    assert b"document of the program" not in kept.data
    assert len(kept.data) < 3000


def test_the_holes_of_a_clip_stay_holes(pdf: MakePdf, take: Take) -> None:
    path = pdf(b"q 10 10 80 80 re 20 20 m 20 80 l 80 80 l 80 20 l h 30 30 40 40 re W* n "
               b"0 0 0 1 k 0 0 200 100 re f Q")  # fmt: skip
    made = take(path)
    assert not made.drawn.flattened
    plain = looks(plain_pdf(made.drawn.artwork))
    assert brightest(ImageChops.difference(looks(path.read_bytes()), plain)) < 40


# --- EPS ------------------------------------------------------------------------------------

EPS = (
    b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 20 30 120 80\n"
    b"0 1 1 0 setcmykcolor 30 40 80 30 rectfill showpage\n"
)


@needs_ghostscript
@pytest.mark.parametrize("dos", [False, True])
def test_an_eps_becomes_a_pdf_of_its_box_in_the_same_inks(
    tmp_path: Path, take: Take, dos: bool
) -> None:
    head = struct.pack("<4s6I", b"\xc5\xd0\xd3\xc6", 30, len(EPS), 0, 0, 30 + len(EPS), 4)
    data = head + b"\xff\xff" + EPS + b"TIFF" if dos else EPS
    (tmp_path / "mark.eps").write_bytes(data)
    made = take(tmp_path / "mark.eps")
    assert (made.kind, made.suffix) == ("EPS", ".pdf")
    assert tuple(made.drawn.artwork.bounds[2:]) == (100, 50)
    assert fills(made.drawn.artwork.items) == [Colour(0, 1, 1, 0)]
    assert plates(made.data, tmp_path).getpixel((50, 25)) == (0, 255, 255, 0)
    assert take(tmp_path / "mark.eps").data == made.data, "the same bytes at any time"


@needs_ghostscript
@pytest.mark.parametrize(
    "program",
    [
        b"{} loop",
        b"(OUT) (w) file (x) writestring",
        b"(/etc/hostname) (r) file pop",
        b"100000000000 string pop",
        b"nonsense",
    ],
)
def test_an_eps_that_does_harm_is_refused_and_does_none(
    tmp_path: Path, take: Take, monkeypatch: pytest.MonkeyPatch, program: bytes
) -> None:
    monkeypatch.setattr(postscript, "SECONDS", 2)
    out = tmp_path / "written"
    data = EPS.replace(b"showpage", program.replace(b"OUT", str(out).encode()) + b" showpage")
    (tmp_path / "mark.eps").write_bytes(data)
    code, _, hint = fault(take, tmp_path / "mark.eps")
    assert code == "logo-eps"
    assert "PDF or SVG" in hint
    assert not out.exists()


def test_without_ghostscript_it_is_said_how_to_get_it(
    tmp_path: Path, take: Take, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: None)
    (tmp_path / "mark.eps").write_bytes(EPS)
    code, message, hint = fault(take, tmp_path / "mark.eps")
    assert (code, "not installed" in message, "Ghostscript" in message) == ("logo-eps", True, True)
    assert "apt install ghostscript" in hint


# --- pixels ---------------------------------------------------------------------------------


def dotted(mode: str, ground: object) -> Image.Image:
    """A disc of 100 pixels in a picture of 300 by 200."""
    image = Image.new(mode, (300, 200), ground)  # type: ignore[arg-type]
    ink = {"RGB": (200, 0, 30), "RGBA": (200, 0, 30, 255), "CMYK": (0, 255, 200, 0)}[mode]
    ImageDraw.Draw(image).ellipse((100, 50, 199, 149), fill=ink)
    return image


def test_a_white_box_and_an_empty_margin_are_found(tmp_path: Path, take: Take) -> None:
    dotted("RGB", "white").save(tmp_path / "a.jpg", quality=85)
    made = take(tmp_path / "a.jpg")
    assert made.is_boxed
    assert made.pixels == (300, 200)
    assert made.empty == pytest.approx((1 / 3, 1 / 4, 1 / 3, 1 / 4), abs=0.02)


def test_a_clear_picture_has_no_box(tmp_path: Path, take: Take) -> None:
    dotted("RGBA", (0, 0, 0, 0)).save(tmp_path / "a.png")
    assert not take(tmp_path / "a.png").is_boxed


@pytest.mark.parametrize(
    ("mode", "ground", "name", "suffix"),
    [
        ("RGBA", (0, 0, 0, 0), "a.png", ".png"),
        ("RGB", "white", "a.tif", ".png"),
        ("CMYK", (0, 0, 0, 0), "a.tif", ".pdf"),
    ],
)
def test_trimming_leaves_the_mark_and_loses_no_pixel(
    tmp_path: Path, take: Take, mode: str, ground: object, name: str, suffix: str
) -> None:
    dotted(mode, ground).save(tmp_path / name)
    made = take(tmp_path / name, trim=True)
    assert made.suffix == suffix
    assert made.pixels == (100, 100)
    assert made.empty == (0, 0, 0, 0)
    (tmp_path / f"kept{suffix}").write_bytes(made.data)
    if suffix == ".png":
        with Image.open(tmp_path / "kept.png") as kept:
            assert kept.size == (100, 100)
            assert kept.getpixel((50, 50))[:3] == (200, 0, 30)  # type: ignore[index]
    else:
        again = take(tmp_path / "kept.pdf")
        (picture,) = again.drawn.artwork.items
        assert isinstance(picture, Picture)
        at = 4 * (50 * 100 + 50)
        assert bytes_of(picture.raster.samples)[at : at + 4] == bytes((0, 255, 200, 0))


# --- what is nothing ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (b"", "empty"),
        (b"GIF89a" + bytes(50), "GIF"),
        (b"PK\x03\x04" + bytes(50), "ZIP"),
        (b"\xc5\xd0\xd3\xc6" + b"\xff" * 30, "cut short"),
        (bytes(range(256)), "no picture"),
    ],
)
def test_what_is_no_mark_is_called_by_its_name(
    tmp_path: Path, take: Take, data: bytes, word: str
) -> None:
    (tmp_path / "mark.ai").write_bytes(data)
    code, message, hint = fault(take, tmp_path / "mark.ai")
    assert code == "logo-format"
    assert word in message
    assert "Ask the partner" in hint


@pytest.mark.parametrize("mode", ["RGBA", "LA"])
def test_a_picture_that_shows_nothing_is_no_mark(tmp_path: Path, take: Take, mode: str) -> None:
    Image.new(mode, (90, 60)).save(tmp_path / "mark.png")
    code, message, _ = fault(take, tmp_path / "mark.png")
    assert code == "logo-format"
    assert "transparent" in message


def test_the_ending_of_a_name_says_nothing(pdf: MakePdf, take: Take) -> None:
    path = pdf(RED, name="logo.eps")
    assert take(path).kind == "PDF"


@pytest.mark.skipif(sys.platform == "win32", reason="needs POSIX")
def test_only_a_child_of_its_own_is_bounded(take: Take, tmp_path: Path) -> None:
    import resource

    def most() -> tuple[int, int]:
        return resource.getrlimit(resource.RLIMIT_FSIZE)

    before = most()
    mark = tmp_path / "mark.svg"
    mark.write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9v9z"/></svg>'
    )
    take(mark)
    assert most() == before


# --- damage ---------------------------------------------------------------------------------


@pytest.mark.parametrize("wanted", [{}, {"flatten": True}], ids=["as sent", "flattened"])
@pytest.mark.parametrize("share", [0.3, 0.6, 0.9, 0.99])
def test_a_pdf_that_was_cut_off_is_refused(
    pdf: MakePdf, take: Take, share: float, wanted: dict[str, bool]
) -> None:
    """What was in the rest nobody knows, even where a drawing is found in what is left."""
    path = pdf(RED, Unused=Dictionary(), pages=1)
    data = path.read_bytes()
    path.write_bytes(data[: int(len(data) * share)])
    code, message, hint = fault(take, path, **wanted)
    assert code in ("pdf-art-invalid", "pdf-damaged")
    if share > 0.6:
        assert "only a part of a PDF" in message
        assert "sent again" in hint


def test_a_pdf_that_is_broken_is_repaired_and_that_is_told(pdf: MakePdf, take: Take) -> None:
    """Judged by qpdf: what the project keeps is sound, and shows the same."""
    path = pdf(RED)
    whole = take(path)
    assert not whole.repaired
    data = path.read_bytes()
    at = data.rindex(b"startxref")
    path.write_bytes(data[:at] + b"startxref\n7\n%%EOF\n")
    made = take(path)
    assert made.repaired
    assert not made.is_own
    assert made.drawn.artwork == whole.drawn.artwork
    kept = path.with_name("kept.pdf")
    kept.write_bytes(made.data)
    assert subprocess.run(["qpdf", "--check", kept], check=False).returncode == 0
