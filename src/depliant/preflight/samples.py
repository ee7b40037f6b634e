"""The samples of an image as its file keeps them, of every depth and packing.

Flate and its like are unpacked as bytes; JPEG and JPEG 2000 are decoded by Pillow, the packings of
bilevel scans by pdfium, which reads CCITT and JBIG2.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any, NamedTuple

import pikepdf

from depliant.pdfread.objects import entry, is_dict, listed, number
from depliant.pdfread.pdfium import PDFIUM
from depliant.pdfread.streams import StreamError, decoded, filters, packed

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Grid = NDArray[np.uint8 | np.uint16]
    Bytes = NDArray[np.uint8]

MAX_SAMPLES = 200_000_000
_BILEVEL = ("CCITTFaxDecode", "JBIG2Decode")
_DEPTHS = (1, 2, 4, 8, 16)
_MODES = {1: "L", 3: "RGB", 4: "CMYK"}


class Samples(NamedTuple):
    """Samples as (rows, columns, components) of 0 to `top`.

    `alpha` is the opacity that a JPEG 2000 picture brings with it, 255 for opaque.
    """

    grid: Grid
    top: int
    alpha: Bytes | None = None


class Wanted(NamedTuple):
    """What is asked of an image: its components and depth, and about how many pixels a side.

    `exact` samples are picked and never mixed, as the numbers of a table and keys have to be.
    """

    components: int
    bits: int
    side: int
    exact: bool = False


def samples_of(xobject: Any, wanted: Wanted) -> Samples | None:
    """The samples of an image; None for one that cannot be decoded."""
    width = int(number(entry(xobject, "/Width")))
    height = int(number(entry(xobject, "/Height")))
    used = filters(xobject)
    last = used[-1] if used else ""
    if last == "JPXDecode":
        # Its own size is the one that counts (7.4.9).
        return _photograph(xobject, wanted)
    if width < 1 or height < 1 or width * height * wanted.components > MAX_SAMPLES:
        return None
    if last == "DCTDecode":
        return _photograph(xobject, wanted)
    if last in _BILEVEL:
        grid = bilevel(xobject)
        if grid is None or wanted.components != 1:
            return None
        return Samples(_picked(grid, wanted.side), 1)
    return _plain(decoded(xobject), width, height, wanted)


def _plain(data: bytes, width: int, height: int, wanted: Wanted) -> Samples | None:
    import numpy as np

    count, bits = wanted.components, wanted.bits
    if bits not in _DEPTHS:
        return None
    stride = (width * count * bits + 7) // 8
    if len(data) < stride * height:
        return None
    rows = np.frombuffer(data, np.uint8, stride * height).reshape(height, stride)
    # A coarse pick of rows and columns is enough for areas of ink.
    step = _step(width, height, wanted.side)
    rows = rows[::step]
    grid: NDArray[Any]
    if bits == 16:
        grid = np.ascontiguousarray(rows).view(">u2").astype(np.uint16)
    elif bits == 8:
        grid = rows
    else:
        unpacked = np.unpackbits(rows, axis=1)[:, : width * count * bits]
        grid = np.zeros((len(rows), width * count), np.uint8)
        for at in range(bits):
            grid = (grid << 1) | unpacked[:, at::bits]
    picked = grid[:, : width * count].reshape(len(rows), width, count)[:, ::step]
    return Samples(np.ascontiguousarray(picked), (1 << bits) - 1)


def _step(width: int, height: int, side: int) -> int:
    return max(1, min(width, height) // side)


def _picked(grid: Bytes, side: int) -> Bytes:
    step = _step(grid.shape[1], grid.shape[0], side)
    return grid[::step, ::step]


def _photograph(xobject: Any, wanted: Wanted) -> Samples | None:
    """The samples of a JPEG or JPEG 2000 as the file keeps them."""
    import numpy as np
    from PIL import Image

    side = wanted.side
    try:
        with Image.open(io.BytesIO(packed(xobject)), formats=("JPEG", "JPEG2000")) as picture:
            if picture.width * picture.height * wanted.components > MAX_SAMPLES:
                return None
            if not wanted.exact:
                _coarsen(picture, side)
            # Pillow turns ink round, as Adobe keeps it; in the file it is as its Decode says.
            inverted = picture.format == "JPEG" and picture.mode == "CMYK"
            loaded, alpha = _parted(picture, wanted.components)
            if wanted.exact:
                step = _step(loaded.width, loaded.height, side)
                grid = np.asarray(loaded)[::step, ::step]
                alpha = alpha and alpha.resize(grid.shape[1::-1], Image.Resampling.NEAREST)
            else:
                loaded.thumbnail((2 * side, 2 * side))
                alpha = alpha and alpha.resize(loaded.size)
                grid = np.asarray(loaded)
    except (StreamError, OSError, ValueError, TypeError, SyntaxError, MemoryError,
            Image.DecompressionBombError):  # fmt: skip
        return None
    grid = grid[:, :, None] if grid.ndim == 2 else grid
    if grid.shape[2] != wanted.components:
        return None
    grid = np.ascontiguousarray(255 - grid if inverted else grid)
    return Samples(grid, 255, np.asarray(alpha) if alpha else None)


def _coarsen(picture: Any, side: int) -> None:
    """Let a picture be decoded with fewer pixels, where its packing has them apart."""
    if picture.format == "JPEG":
        picture.draft(None, (side, side))
        return
    halvings = max(min(picture.size) // side, 1).bit_length() - 1
    if halvings:
        picture.reduce = min(halvings, 5)


def _parted(picture: Any, count: int) -> tuple[Any, Any]:
    """A picture with so many components of 8 bits, and its opacity or None."""
    mode = _MODES.get(count, "")
    alpha = None
    if picture.mode in ("LA", "RGBA", "PA"):
        alpha = picture.getchannel("A")
        picture = picture.convert("L" if picture.mode == "LA" else "RGB")
    if picture.mode.startswith("I;16"):
        picture = picture.point(lambda value: value / 256).convert("L")
    return (picture if picture.mode == mode or not mode else picture.convert(mode)), alpha


def bilevel(xobject: Any, *, turned: bool = False) -> Bytes | None:
    """The pixels of a scan, each 0 or 1, as pdfium decodes them.

    With `turned` a CCITT one is read as if black were white in it, and white black.
    """
    import numpy as np
    import pypdfium2
    import pypdfium2.raw as pdfium

    file = io.BytesIO()
    try:
        with pikepdf.new() as pdf:
            scan = pdf.copy_foreign(xobject)
            _alone(scan, xobject, turned=turned)
            for key in ("/SMask", "/Mask", "/Decode", "/ImageMask", "/OC", "/Metadata"):
                if key in scan:
                    del scan[key]
            scan.ColorSpace, scan.BitsPerComponent = pikepdf.Name.DeviceGray, 1
            page = pdf.add_blank_page(page_size=(10, 10)).obj
            page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(I=scan))
            page.Contents = pdf.make_stream(b"10 0 0 10 0 0 cm /I Do")
            pdf.save(file)
        with PDFIUM:
            document = pypdfium2.PdfDocument(file.getvalue())
            try:
                leaf = document[0]
                image = next(leaf.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE]), None)
                if image is None:
                    return None
                light = np.array(image.get_bitmap(render=False).to_numpy())
            finally:
                document.close()
    except (StreamError, pikepdf.PdfError, pypdfium2.PdfiumError, RuntimeError, ValueError,
            MemoryError):  # fmt: skip
        return None
    light = light[:, :, 0] if light.ndim == 3 else light
    return (light > 127).astype(np.uint8)[:, :, None]


def _alone(scan: Any, xobject: Any, *, turned: bool) -> None:
    """Leave of the filters of a scan the last alone, and turn what it says of black."""
    used = filters(xobject)
    settings = [*listed(entry(scan, "/DecodeParms")), None, None, None, None][len(used) - 1]
    if len(used) > 1:
        scan.write(packed(xobject), filter=pikepdf.Name("/" + used[-1]), decode_parms=settings)
    elif used:
        # A filter in a list of its own would want its settings in one as well.
        scan.Filter = pikepdf.Name("/" + used[-1])
        if is_dict(settings):
            scan.DecodeParms = settings
    if turned:
        settings = settings if is_dict(settings) else pikepdf.Dictionary()
        settings.BlackIs1 = entry(settings, "/BlackIs1") is not True
        scan.DecodeParms = settings
