"""Pictures of very many pixels, scans, chunks and profiles."""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PIL import Image
from tests.bombs.lab import Bomb, Call, brochure, built

WIDE, HIGH = 10_000, 7_990


def gradient(mode: str, width: int = WIDE, height: int = HIGH) -> Image.Image:
    """A picture of many colours whose pixels are made quickly."""
    across = Image.linear_gradient("L").rotate(90).resize((width, height))
    along = Image.linear_gradient("L").resize((width, height))
    if mode in ("L", "1", "P"):
        return across.convert(mode)
    bands = [across, along, across.point(lambda value: 255 - value), along]
    return Image.merge(mode, bands[: len(mode)])


def saved(image: Image.Image, kind: str, **more: Any) -> bytes:
    """The picture as a file."""
    stream = io.BytesIO()
    image.save(stream, kind, **more)
    return stream.getvalue()


def chunk(kind: bytes, data: bytes) -> bytes:
    """A part of a PNG."""
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def empty_png(width: int, height: int, depth: int, colour: int, *more: bytes) -> bytes:
    """A PNG of nothing, as small as can be."""
    channels = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}[colour]
    row = b"\0" * (1 + (width * channels * depth + 7) // 8)
    packer, packed = zlib.compressobj(1), []
    for _ in range(height):
        packed.append(packer.compress(row))
    packed.append(packer.flush())
    head = struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, 0)
    parts = (chunk(b"IHDR", head), *more, chunk(b"IDAT", b"".join(packed)), chunk(b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


def in_panel(name: str, data: Callable[[], bytes]) -> Bomb:
    """A picture that a panel shows."""
    return in_a_row(name, lambda _: data(), 1)


def in_a_row(name: str, data: Callable[[int], bytes], count: int) -> Bomb:
    """Several pictures that a panel shows, each another."""

    def made(folder: Path) -> Call:
        blocks = "\n".join(
            f"- picture: assets/images/{n}.png\n  alt: Much\n  aspect: {1.5 * count}"
            for n in range(count)
        )
        project = brochure(folder / "p", blocks)
        (project / "assets" / "images").mkdir()
        for n in range(count):
            (project / "assets" / "images" / f"{n}.png").write_bytes(data(n))
        return built(project)

    return Bomb(name, made)


def lighter(number: int) -> Image.Image:
    """A picture unlike those of other numbers."""
    return gradient("RGB").point([min(255, level + number) for level in range(256)] * 3)


def as_mark(name: str, data: Callable[[], bytes], suffix: str) -> Bomb:
    """A partner's mark that is a picture, on a wall of a brochure that has another."""

    def made(folder: Path) -> Call:
        project = brochure(folder / "p", "- logos: [friends, evil]")
        marks = project / "assets" / "logos"
        (marks / f"evil.{suffix}").write_bytes(data())
        sheet = (marks / "friends.yaml").read_text("utf-8").partition("inks:")[0]
        (marks / "evil.yaml").write_text(sheet.replace("Saltmarsh", "Evil"), "utf-8")
        return built(project)

    return Bomb(name, made)


def added(name: str, data: Callable[[], bytes], suffix: str) -> Bomb:
    """A partner's file that is taken in."""

    def made(folder: Path) -> Call:
        project = brochure(folder / "p")
        (folder / f"evil.{suffix}").write_bytes(data())
        return ("logo", "add", folder / f"evil.{suffix}", "--project", project, "--dry-run")

    return Bomb(name, made)


BOMBS = (
    in_panel("picture: PNG, 80 Mpx, RGB", lambda: saved(gradient("RGB"), "PNG", compress_level=1)),
    in_panel(
        "picture: PNG, 80 Mpx, RGBA", lambda: saved(gradient("RGBA"), "PNG", compress_level=1)
    ),
    in_panel("picture: PNG, 80 Mpx, RGBA, nothing", lambda: empty_png(WIDE, HIGH, 8, 6)),
    in_panel("picture: PNG, 80 Mpx, RGBA, 16 bits", lambda: empty_png(WIDE, HIGH, 16, 6)),
    in_panel("picture: PNG, 80 Mpx, gray, 16 bits", lambda: empty_png(WIDE, HIGH, 16, 0)),
    in_panel(
        "picture: PNG, 80 Mpx, gray, 16 bits, keyed",
        lambda: empty_png(WIDE, HIGH, 16, 0, chunk(b"tRNS", b"\x12\x34")),
    ),
    in_panel("picture: PNG, 80 Mpx, gray", lambda: saved(gradient("L"), "PNG", compress_level=1)),
    in_panel(
        "picture: PNG, 80 Mpx, palette, clear",
        lambda: empty_png(
            WIDE, HIGH, 8, 3, chunk(b"PLTE", bytes(range(48))), chunk(b"tRNS", b"\x00\x80")
        ),
    ),
    in_panel("picture: JPEG, 80 Mpx, RGB", lambda: saved(gradient("RGB"), "JPEG", quality=90)),
    in_panel(
        "picture: JPEG, 80 Mpx, progressive",
        lambda: saved(gradient("RGB"), "JPEG", quality=90, progressive=True),
    ),
    in_panel("picture: JPEG, 80 Mpx, CMYK", lambda: saved(gradient("CMYK"), "JPEG", quality=90)),
    in_panel(
        "picture: JPEG, 80 Mpx, lies on its side",
        lambda: saved(
            gradient("RGB"),
            "JPEG",
            exif=b"Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0",
        ),
    ),
    in_panel(
        "picture: TIFF, 80 Mpx, CMYK, LZW",
        lambda: saved(gradient("CMYK"), "TIFF", compression="tiff_lzw"),
    ),
    in_a_row("pictures: PNG, 4 of 80 Mpx", lambda n: saved(lighter(n), "PNG", compress_level=1), 4),
    in_a_row("pictures: JPEG, 8 of 80 Mpx", lambda n: saved(lighter(n), "JPEG", quality=90), 8),
    in_panel(
        "picture: PNG, a text of 2 GB",
        lambda: empty_png(
            100, 100, 8, 2, chunk(b"zTXt", b"a\0\0" + zlib.compress(bytes(10**8), 9))
        ),
    ),
    in_panel(
        "picture: PNG, a profile of 1 GB",
        lambda: empty_png(
            100, 100, 8, 2, chunk(b"iCCP", b"a\0\0" + zlib.compress(bytes(10**9), 9))
        ),
    ),
    in_panel("picture: PNG, 1 x 30,000", lambda: empty_png(1, 30_000, 8, 2)),
    as_mark("mark: PNG, 20 Mpx, RGBA", lambda: saved(gradient("RGBA", 5000, 3990), "PNG"), "png"),
    as_mark("mark: PNG, 80 Mpx", lambda: empty_png(WIDE, HIGH, 8, 6), "png"),
    added(
        "logo add: PNG, 80 Mpx, RGBA",
        lambda: saved(gradient("RGBA"), "PNG", compress_level=1),
        "png",
    ),
    added("logo add: JPEG, 80 Mpx", lambda: saved(gradient("RGB"), "JPEG"), "jpg"),
    added(
        "logo add: TIFF, 80 Mpx, CMYK",
        lambda: saved(gradient("CMYK"), "TIFF", compression="tiff_lzw"),
        "tif",
    ),
)
