"""The ink of an image's pixels, plate by plate."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

import pikepdf

from depliant.pdfread.objects import entry, number, numbers
from depliant.pdfread.spaces import PROCESS, Space, clipped, ink, looked_up, to_press
from depliant.pdfread.streams import decoded, filters

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Grid = NDArray[np.uint8]

MAX_SAMPLES = 200_000_000


def plates_of(xobject: Any, space: Space, bits: int, icc: bytes, side: int) -> dict[str, Grid]:
    """The ink of an image by plate, 255 for solid, with at most about `side` pixels a side.

    Empty for an image that cannot be decoded.
    """
    samples = _samples(xobject, space.count, bits, side)
    if samples is None:
        return {}
    return _inked(samples, space, _decode_array(xobject, space, bits), icc)


def _decode_array(xobject: Any, space: Space, bits: int) -> tuple[float, ...]:
    found = numbers(entry(xobject, "/Decode"))
    if len(found) == 2 * space.count:
        return found
    if space.kind == "Indexed":
        return (0.0, float((1 << bits) - 1))
    if space.kind == "Lab":
        return (0.0, 100.0, *space.range)
    return (0.0, 1.0) * space.count


def _samples(xobject: Any, count: int, bits: int, side: int) -> Grid | None:
    """Raw samples as (rows, columns, components), 0 to 255 for one of 8 bits."""
    import numpy as np

    width = int(number(entry(xobject, "/Width")))
    height = int(number(entry(xobject, "/Height")))
    if width < 1 or height < 1 or width * height * count > MAX_SAMPLES:
        return None
    used = filters(xobject)
    if used and used[-1] in ("DCTDecode", "JPXDecode"):
        grid = _photograph(xobject, count, side)
        return None if grid is None or grid.shape[2] != count else grid
    if used and used[-1] in ("CCITTFaxDecode", "JBIG2Decode"):
        return _bilevel(xobject)
    data = np.frombuffer(decoded(xobject), dtype=np.uint8)
    stride = (width * count * bits + 7) // 8
    if data.size < stride * height:
        return None
    rows = data[: stride * height].reshape(height, stride)
    # A coarse pick of rows and columns is enough for areas of ink.
    step = max(1, min(width, height) // side)
    rows = rows[::step]
    if bits == 16:
        grid = rows.reshape(len(rows), -1, 2)[:, : width * count, 0]
    elif bits == 8:
        grid = rows[:, : width * count]
    else:
        unpacked = np.unpackbits(rows, axis=1)[:, : width * count * bits]
        weights = (1 << np.arange(bits - 1, -1, -1)).astype(np.uint8)
        grid = (unpacked.reshape(len(rows), -1, bits) * weights).sum(axis=2).astype(np.uint8)
    return np.ascontiguousarray(grid.reshape(len(rows), width, count)[:, ::step])


def _photograph(xobject: Any, count: int, side: int) -> Grid | None:
    """The samples of a JPEG or JPEG 2000 as the file keeps them."""
    import numpy as np
    from PIL import Image, UnidentifiedImageError

    try:
        with Image.open(io.BytesIO(bytes(xobject.read_raw_bytes()))) as picture:
            picture.draft(None, (side, side))
            inverted = picture.mode == "CMYK" and "adobe" in picture.info
            mode = {1: "L", 3: "RGB", 4: "CMYK"}.get(count)
            loaded = picture if picture.mode == mode else picture.convert(mode)
            loaded.thumbnail((2 * side, 2 * side))
            grid = np.asarray(loaded)
    except (
        OSError,
        ValueError,
        UnidentifiedImageError,
        pikepdf.PdfError,
        Image.DecompressionBombError,
    ):
        return None
    grid = grid[:, :, None] if grid.ndim == 2 else grid
    # Pillow turns Adobe's inverted CMYK round; in the file it is as its Decode array says.
    return np.ascontiguousarray(255 - grid if inverted else grid)


def _bilevel(xobject: Any) -> Grid | None:
    import numpy as np

    try:
        picture = pikepdf.PdfImage(xobject).as_pil_image().convert("1")
    except (pikepdf.PdfError, NotImplementedError, OSError, ValueError, RuntimeError):
        return None
    return np.asarray(picture, dtype=np.uint8)[:, :, None]


def _inked(samples: Grid, space: Space, decode: tuple[float, ...], icc: bytes) -> dict[str, Grid]:
    import numpy as np

    root = space.root
    if space.kind == "Indexed" or root.family not in ("cmyk", "gray", "rgb", "spot"):
        return _by_palette(samples, space, decode, icc)
    top = 255.0
    low = np.array(decode[::2])
    spread = (np.array(decode[1::2]) - low) / top
    values = np.clip(low + samples * spread, 0.0, 1.0)
    amounts = np.rint(values * 255).astype(np.uint8)
    if root.family == "cmyk":
        return {plate: amounts[:, :, i] for i, plate in enumerate(PROCESS)}
    if root.family == "gray":
        empty = np.zeros(amounts.shape[:2], np.uint8)
        return {**dict.fromkeys(PROCESS[:3], empty), "Black": 255 - amounts[:, :, 0]}
    if root.family == "spot":
        return {name: amounts[:, :, i] for i, name in enumerate(root.names) if name != "None"}
    return _from_rgb(amounts, icc)


def _from_rgb(amounts: Grid, icc: bytes) -> dict[str, Grid]:
    import numpy as np
    from PIL import Image

    transform = to_press("RGB", icc) if icc else None
    if transform is None:
        black = 255 - amounts.max(axis=2)
        mixed = [255 - amounts[:, :, i] - black for i in range(3)]
        return dict(zip(PROCESS, (*mixed, black), strict=True))
    made = np.asarray(transform.apply(Image.fromarray(np.ascontiguousarray(amounts), "RGB")))
    return {plate: made[:, :, i] for i, plate in enumerate(PROCESS)}


def _by_palette(
    samples: Grid, space: Space, decode: tuple[float, ...], icc: bytes
) -> dict[str, Grid]:
    """Through a table of at most 256 colours; of a Lab image the lightness alone counts."""
    import numpy as np

    base = space.base or space
    tables: dict[str, list[int]] = {}
    spread = (decode[1] - decode[0]) / 255
    for code in range(256):
        if space.kind == "Indexed":
            # Samples of fewer than 8 bits are indices as they stand.
            mix = ink(base, looked_up(space, float(code)), icc)
        else:
            mix = ink(space, (decode[0] + code * spread, 0.0, 0.0), icc)
        for plate, amount in mix.items():
            tables.setdefault(plate, [0] * 256)[code] = round(clipped(amount) * 255)
    return {plate: np.array(table, np.uint8)[samples[:, :, 0]] for plate, table in tables.items()}
