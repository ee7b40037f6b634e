"""Pictures with opacity for a file without transparency: mixed with what lies below them.

What lies below a picture, its panel's ground and the art on it, is painted by PDFium in the
picture's own pixels, without smoothing and with a number for each colour; so a mixed pixel holds
exact inks. Another picture below it is painted with one number for all of it, and its own pixels
are put where that number is seen. What is quite clear is not painted at all (a stencil mask):
there the art below stays, with its sharp edges and its spots. Each of these steps makes all pixels
anew: so a picture of more than `MOST` has fewer from then on.
"""

from __future__ import annotations

import hashlib
import zlib
from math import ceil, isqrt
from typing import TYPE_CHECKING, Literal

from msgspec import Struct, field
from msgspec.structs import replace

from depliant.colour import Colour
from depliant.display.items import DisplayDocument, Form, Group, Item, Mark, Page, Picture, Raster
from depliant.display.structure import Element
from depliant.errors import BrochureError, Diagnostic
from depliant.geometry import IDENTITY, Matrix, Rect, Size
from depliant.pdfread.pdfium import PDFIUM
from depliant.press import unfolding
from depliant.press.condition import PressSpec
from depliant.press.strips import reduced
from depliant.press.unfolding import Packed
from depliant.sentences import Sentence, say
from depliant.writers import base
from depliant.writers.base import Conformance, Intent, Sheet
from depliant.writers.images import MODES, convert, job_of, whole_frame, whole_pixels
from depliant.writers.ink import Paint, PressInk
from depliant.writers.painter import Layer
from depliant.writers.spelling import spell
from depliant.writers.walk import is_transparent

if TYPE_CHECKING:
    from PIL import Image

_MOST_COLOURS = 255
_PPI = 300
"""How fine what lies below is mixed in, at least: a coarse picture gets more pixels for it."""
MOST = 12_000_000
"""Pixels of a picture that is mixed: A4 at 370 an inch, A3 at 260."""
_MOST_MADE = 2 * MOST
"""What a coarse one may get for it."""
_IN_INK = PressInk({})


class _Numbers(Struct):
    """Paints each colour as a number, which is a level of red; 0 is paper."""

    known: dict[Colour, int] = field(default_factory=dict)

    pictures: dict[int, tuple[Picture, Matrix]] = field(default_factory=dict)

    picture_space: Literal["DeviceRGB"] = "DeviceRGB"
    has_overprint: bool = False
    spots: frozenset[str] = frozenset()

    @property
    def count(self) -> int:
        """How many numbers are given."""
        return len(self.known) + len(self.pictures)

    def paint(self, colour: Colour) -> Paint:
        """The operators for the number of a colour."""
        number = self.known.get(colour) or self.known.setdefault(colour, self.count + 1)
        level = spell(min(number, _MOST_COLOURS) / 255)
        return Paint(f"{level} 0 0 rg", f"{level} 0 0 RG", False)

    def marked(self, items: tuple[Item, ...], matrix: Matrix) -> tuple[Item, ...]:
        """Items with each picture as one of a single number, which is noted with its map."""
        done: list[Item] = []
        for item in items:
            match item:
                case Mark():
                    done.append(replace(item, items=self.marked(item.items, matrix)))
                case Group() | Form():
                    inner = matrix @ item.matrix
                    done.append(replace(item, items=self.marked(item.items, inner)))
                case Picture():
                    number, item = self.count + 1, _bearable(item)
                    self.pictures[number] = (item, matrix)
                    done.append(_numbered(item, min(number, _MOST_COLOURS)))
                case _:
                    done.append(item)
        return tuple(done)

    def channels(self, colour: Colour) -> tuple[int, ...]:
        """The ground of a picture, of which there is none below."""
        return (0, 0, 0)


def flattened(document: DisplayDocument, spec: PressSpec) -> DisplayDocument:
    """The document with each picture mixed with what lies below, where both are seen.

    Raises:
        BrochureError: `picture-transparent`: what lies below cannot be mixed with it.
    """
    pages = [
        replace(page, items=_Flattening(document, page, spec).items(page.items, (), Matrix()))
        if is_transparent(page.items)
        else page
        for page in document.pages
    ]
    return replace(document, pages=tuple(pages))


class _Flattening(Struct):
    """Goes through a page in painting order."""

    document: DisplayDocument
    page: Page
    spec: PressSpec

    def items(
        self, items: tuple[Item, ...], below: tuple[Item, ...], matrix: Matrix
    ) -> tuple[Item, ...]:
        """Items whose map to the page is `matrix`, over what is painted `below`, flattened."""
        done: tuple[Item, ...] = ()
        for item in items:
            under = (*below, Group(done, matrix)) if done else below
            match item:
                case Mark():
                    item = replace(item, items=self.items(item.items, under, matrix))
                case Group() | Form():
                    inner = self.items(item.items, under, matrix @ item.matrix)
                    item = replace(item, items=inner)
                case Picture() if item.raster.alpha is not None:
                    item = self.picture(item, under, matrix)
                case _:
                    pass
            done = (*done, item)
        return done

    def picture(self, picture: Picture, below: tuple[Item, ...], matrix: Matrix) -> Picture:
        """A picture that is opaque wherever it is painted."""
        from PIL import Image

        picture = _bearable(picture)
        crop, frame = whole_pixels(picture), whole_frame(picture)
        ground = _IN_INK.channels(picture.ground)
        exact = replace(picture, raster=replace(picture.raster, lossy=False))
        spec = self.spec
        pixels = convert(job_of(exact, ground, "DeviceCMYK", spec.condition, spec.ink_limit))
        size = (pixels.width, pixels.height)
        assert pixels.alpha is not None
        alpha = Image.frombytes("L", size, zlib.decompress(pixels.alpha))
        image = _opened(pixels.data, size, jpeg=pixels.jpeg)
        times = max(1, ceil(_PPI / 72 * frame.width * matrix.scale / size[0] - 0.01))
        times = min(times, max(1, isqrt(_MOST_MADE // (size[0] * size[1]))))
        if times > 1:
            size = (size[0] * times, size[1] * times)
            image, alpha = (each.resize(size, Image.Resampling.NEAREST) for each in (image, alpha))
        if alpha.point([0] + [255] * 254 + [0]).getbbox():  # some of it is half clear
            behind = self._behind((Group(below, matrix.inverse or IDENTITY),), frame, size)
            image = Image.composite(image, behind, alpha)
        mask = alpha.point([0] + [255] * 255)
        raster = _raster(picture.raster, image, mask)
        shown = picture.crop.moved(-crop.left, -crop.top)
        part = Rect(*(edge * times for edge in shown))
        return replace(picture, raster=raster, crop=part, inks=(), veils=())

    def _behind(self, items: tuple[Item, ...], frame: Rect, size: tuple[int, int]) -> Image.Image:
        """What `items` paint within `frame`, in ink, as so many pixels."""
        numbers = _Numbers()
        painted = _rastered(self._file(numbers.marked(items, Matrix()), frame, numbers), size)
        if numbers.count >= _MOST_COLOURS:
            raise _refused(
                say(
                    "A picture on page '{label}' is half clear and lies over {count} colours: "
                    "PDF/X-1a has no transparency, and this cannot be mixed.",
                    label=self.page.label,
                    count=numbers.count,
                )
            )
        image = _in_ink(painted, numbers)
        for number, (below, matrix) in numbers.pictures.items():
            seen = painted.point([255 * (level == number) for level in range(256)])
            if seen.getbbox():
                image.paste(self._pixels_of(below, matrix, frame, size), mask=seen)
        return image

    def _pixels_of(
        self, picture: Picture, matrix: Matrix, frame: Rect, size: tuple[int, int]
    ) -> Image.Image:
        """A picture in ink, as it lies on the pixels of a frame; `matrix` leads to the frame's."""
        from PIL import Image

        ground = _IN_INK.channels(picture.ground)
        spec = self.spec
        pixels = convert(job_of(picture, ground, "DeviceCMYK", spec.condition, spec.ink_limit))
        own = (pixels.width, pixels.height)
        whole = whole_frame(picture)
        to_frame = Matrix(frame.width / size[0], 0, 0, frame.height / size[1], frame.x, frame.y)
        to_pixels = Matrix(own[0] / whole.width, 0, 0, own[1] / whole.height)
        to_pixels = to_pixels @ Matrix(e=-whole.x, f=-whole.y)
        a, b, c, d, e, f = to_pixels @ (matrix.inverse or IDENTITY) @ to_frame
        image = _opened(pixels.data, own, jpeg=pixels.jpeg)
        return image.transform(
            size, Image.Transform.AFFINE, (a, c, e, b, d, f), Image.Resampling.BILINEAR
        )

    def _file(self, items: tuple[Item, ...], frame: Rect, numbers: _Numbers) -> bytes:
        """A file of one page, as large as the frame."""
        media = Size(frame.width, frame.height)
        trim = Rect(-frame.x, -frame.y, *media)
        sheet = Sheet(media, trim, 0.0, (Layer(items, frame),), "")
        condition = self.spec.condition
        bare = replace(self.document, structure=Element("Document"), outline=(), attachments=())
        conformance = Conformance(
            version=(1, 4),
            claims=(),
            intent=Intent((), "", "", "", condition.icc, 4),
            ink=numbers,
            condition=condition,
            ink_limit=4.0,
            leads=False,
            tagged=False,
        )
        return base.write(bare, (sheet,), conformance)


def _bearable(picture: Picture) -> Picture:
    """The picture with no more pixels in what is seen of it than can be mixed."""
    from PIL import Image

    crop, raster = whole_pixels(picture), picture.raster
    whole = (crop.right - crop.left, crop.bottom - crop.top)
    if whole[0] * whole[1] <= MOST:
        return picture
    share = (MOST / (whole[0] * whole[1])) ** 0.5
    size = (max(1, int(whole[0] * share)), max(1, int(whole[1] * share)))

    def fewer(mode: str, samples: bytes | Packed) -> bytes:
        strips = unfolding.strips(mode, (raster.width, raster.height), samples, crop)
        return reduced(strips, whole, size, Image.Resampling.LANCZOS).tobytes()

    samples = fewer(MODES[raster.space], raster.samples)
    alpha = None if raster.alpha is None else fewer("L", raster.alpha)
    unfolding.let_go()
    digest = hashlib.sha256(f"fewer {crop} {raster.digest}".encode()).hexdigest()
    less = replace(raster, digest=digest, width=size[0], height=size[1], samples=samples,
                   alpha=alpha, jpeg=None)  # fmt: skip
    across, along = size[0] / whole[0], size[1] / whole[1]
    shown = picture.crop.moved(-crop.left, -crop.top)
    part = Rect(shown.x * across, shown.y * along, shown.width * across, shown.height * along)
    return replace(picture, raster=less, crop=part)


def _numbered(picture: Picture, number: int) -> Picture:
    """A picture of one level of red, painted where another is."""
    raster = picture.raster
    size, crop = (raster.width, raster.height), picture.crop
    if raster.alpha is None:
        size, crop = (1, 1), Rect(0.0, 0.0, 1.0, 1.0)
    samples = bytes((number, 0, 0)) * (size[0] * size[1])
    digest = f"numbered {number} {raster.digest}"
    flat = Raster(digest, *size, "rgb", samples, alpha=raster.alpha)
    return Picture(flat, picture.frame, crop, picture.ground)


def _opened(data: bytes, size: tuple[int, int], *, jpeg: bool) -> Image.Image:
    import io

    from PIL import Image

    if jpeg:
        return Image.open(io.BytesIO(data), formats=("JPEG",)).convert("CMYK")
    return Image.frombytes("CMYK", size, zlib.decompress(data))


def _rastered(data: bytes, size: tuple[int, int]) -> Image.Image:
    """The levels of red of the only page of a file, without any smoothing."""
    import pypdfium2
    import pypdfium2.raw as pdfium

    flags = (
        pdfium.FPDF_RENDER_NO_SMOOTHTEXT
        | pdfium.FPDF_RENDER_NO_SMOOTHIMAGE
        | pdfium.FPDF_RENDER_NO_SMOOTHPATH
    )
    with PDFIUM:
        document = pypdfium2.PdfDocument(data)
        bitmap = pypdfium2.PdfBitmap.new_native(*size, pdfium.FPDFBitmap_BGR)
        try:
            bitmap.fill_rect((0, 0, 0, 255), 0, 0, *size)
            pdfium.FPDF_RenderPageBitmap(bitmap, document[0], 0, 0, *size, 0, flags)
            red: Image.Image = bitmap.to_pil().convert("RGB").getchannel("R")
            return red.copy()
        finally:
            bitmap.close()
            document.close()


def _in_ink(painted: Image.Image, numbers: _Numbers) -> Image.Image:
    """Numbers as the inks of their colours; a spot as its alternate."""
    from PIL import Image

    plates = [[0] * 256 for _ in range(4)]
    for colour, number in numbers.known.items():
        for plate, level in zip(plates, _IN_INK.channels(colour), strict=True):
            plate[number] = level
    return Image.merge("CMYK", [painted.point(plate) for plate in plates])


def _raster(raster: Raster, image: Image.Image, mask: Image.Image) -> Raster:
    samples, alpha = image.tobytes(), mask.tobytes()
    digest = hashlib.sha256(b"flattened %d" % image.width + samples + alpha).hexdigest()
    return Raster(digest, image.width, image.height, "cmyk", samples, None, alpha, raster.lossy)


def _refused(message: Sentence) -> BrochureError:
    return BrochureError(
        Diagnostic(
            "picture-transparent",
            message,
            hint=say(
                "Move the picture, save it without transparency, or ask whether the "
                "printer takes PDF/X-4."
            ),
        )
    )
