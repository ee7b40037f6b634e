"""How files of parts come to harm: what is within a part changes, and what holds the parts stays.

A bit turned over in a ZIP or a PNG is found by its checksum and goes no further; so the parts are
unpacked, harmed and packed anew.
"""

from __future__ import annotations

import io
import logging
import re
import struct
import zipfile
import zlib
from collections.abc import Sequence
from contextlib import suppress
from random import Random
from typing import Any, Final

import pikepdf
from tests.mutants.raw import BYTES, NUMBERS, TEXT, flipped, overwritten
from tests.mutants.trees import mutated_xml

_ODD: Final = (
    0,
    1,
    2,
    0x7F,
    0x80,
    0xFF,
    0x7FFF,
    0x8000,
    0xFFFF,
    0x7FFFFFFF,
    0x80000000,
    0xFFFFFFFF,
)


def mutated_zip(data: bytes, random: Random, donors: Sequence[bytes]) -> bytes | None:
    """A workbook of which one part is another."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            parts = {name: packed.read(name) for name in packed.namelist()}
    except (zipfile.BadZipFile, OSError, ValueError):
        return None
    name = random.choice(sorted(parts))
    kind = random.randrange(6)
    if kind == 0:
        del parts[name]
    elif kind == 1:
        parts[name] = parts[random.choice(sorted(parts))]
    elif kind < 4:
        parts[name] = mutated_xml(parts[name], random, donors) or b""
    else:
        parts[name] = random.choice(TEXT)(parts[name], random) or b""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as packed:
        for each, part in parts.items():
            packed.writestr(zipfile.ZipInfo(each), part)
    return written.getvalue()


def mutated_png(data: bytes, random: Random, donors: Sequence[bytes]) -> bytes | None:
    """A PNG of which one chunk is another, with the checksum that belongs to it."""
    if not data.startswith(b"\x89PNG"):
        return None
    chunks, at = [], 8
    while at + 12 <= len(data):
        (length,) = struct.unpack_from(">I", data, at)
        chunks.append((data[at + 4 : at + 8], data[at + 8 : at + 8 + length]))
        at += 12 + length
    number = random.randrange(len(chunks))
    tag, body = chunks[number]
    kind = random.randrange(5)
    if kind == 0:
        del chunks[number]
    elif kind == 1:
        chunks.insert(number, (tag, body))
    elif kind == 2 and tag == b"IHDR":
        chunks[number] = (tag, _word(body, random))
    elif kind == 3 and tag == b"IDAT":
        chunks[number] = (tag, zlib.compress(random.randbytes(random.choice((0, 9, 9999)))))
    else:
        chunks[number] = (tag, random.choice(BYTES)(body, random) or b"")
    return data[:8] + b"".join(map(_chunk, chunks))


def _chunk(chunk: tuple[bytes, bytes]) -> bytes:
    tag, body = chunk
    return struct.pack(">I", len(body)) + tag + body + struct.pack(">I", zlib.crc32(tag + body))


def _word(data: bytes, random: Random) -> bytes:
    """Data with an odd number somewhere."""
    size, code = random.choice(((1, "B"), (2, "H"), (4, "I")))
    if len(data) < size:
        return data
    at = random.randrange(0, len(data) - size + 1)
    word = random.choice(_ODD) & (1 << 8 * size) - 1
    return data[:at] + struct.pack(f">{code}", word) + data[at + size :]


def mutated_jpeg(data: bytes, random: Random, donors: Sequence[bytes]) -> bytes | None:
    """A JPEG with an odd number in one of its segments."""
    if data[:2] != b"\xff\xd8":
        return None
    starts, at = [], 2
    while at + 4 <= len(data) and data[at] == 0xFF and data[at + 1] != 0xDA:
        starts.append(at)
        at += 2 + struct.unpack_from(">H", data, at + 2)[0]
    start = random.choice([*starts, at])
    length = struct.unpack_from(">H", data, start + 2)[0] if start + 4 <= len(data) else 0
    end = start + 2 + length
    if random.random() < 0.2:
        return data[:start] + data[start:end] * random.choice((0, 2, 300)) + data[end:]
    return data[: start + 2] + _word(data[start + 2 : end], random) + data[end:]


def mutated_tables(data: bytes, random: Random, donors: Sequence[bytes]) -> bytes | None:
    """A font, or an ICC profile, with odd numbers in one of its tables or in their list."""
    if data[36:40] == b"acsp":
        (count,) = struct.unpack_from(">I", data, 128)
        spans = [struct.unpack_from(">II", data, 136 + 12 * n) for n in range(min(count, 100))]
        head = 132 + 12 * count
    elif data[:4] in (b"\0\1\0\0", b"OTTO", b"true"):
        (count,) = struct.unpack_from(">H", data, 4)
        spans = [struct.unpack_from(">II", data, 20 + 16 * n) for n in range(count)]
        head = 12 + 16 * count
    else:
        return None
    start, length = random.choice([*spans, (0, head)])
    if random.random() < 0.5:
        length = min(length, 64)
    part = data[start : start + length]
    for _ in range(random.choice((1, 1, 3, 20))):
        part = random.choice((_word, _word, flipped, overwritten))(part, random) or part
    return data[:start] + part + data[start + length :]


PDF_VALUES: Final = (
    "null", "true", "0", "-1", "99999999999", "-0.00001", "3.4e38", "/Name", "/DeviceCMYK",
    "/Pattern", "()", "(\\000\\377)", "<FEFF202E>", "<FEFFD800>", "(\\033[31m)", "[]", "[0 0 0 0]",
    "[[[[]]]]", "<<>>", "[1e9 0 0 1e9 0 0]", "[0 0 0 0 0 0]", "<</Type/Page>>",
    "[/Indexed/DeviceRGB 255 ()]", "[/ICCBased null]", "<</FunctionType 4>>",
    "<</FunctionType 2/N 0/Domain[1 0]>>", "[/Separation/All/DeviceCMYK null]",
)  # fmt: skip
"""What stands in a PDF where something else did."""

_OPERATORS: Final = (
    b" Q ", b" q " * 200, b" BT ", b" ET ", b" 0 0 0 0 0 0 cm ", b" 1e30 0 0 1e30 0 0 cm ",
    b" /X Do ", b" W n ", b" /CS cs ", b" 1 1 1 1 1 scn ", b" nan g ", b" BI /W 9 /H 9 ID EI ",
    b" /P BMC ", b" EMC ", b" /P <</MCID 99>> BDC ", b" 0 Tf ", b" /F 0 Tf ", b" 1000 Tz ",
    b" [(a) 1e9] TJ ", b" <FF> Tj ", b" /G gs ", b" ( ", b" << ", b" [ ", b" 0 w 0 0 m 0 0 l S ",
    b" 7 Tr ", b" 0 0 0 0 re f ", b" /Sh sh ", b" -1 i ", b" [0 0] 0 d ",
    b" 99999 0 m 0 99999 l S ",
)  # fmt: skip


def mutated_pdf(data: bytes, random: Random, donors: Sequence[bytes]) -> bytes | None:
    """A PDF of which a value, or what a page paints, is another."""
    try:
        document = pikepdf.open(io.BytesIO(data))
    except pikepdf.PdfError:
        return None
    logging.disable(logging.CRITICAL)  # what the library says of the harm is nothing to be told
    try:
        with document:
            return _harmed(document, random)
    except (pikepdf.PdfError, RuntimeError, ValueError):
        return None
    finally:
        logging.disable(logging.NOTSET)


def _harmed(document: pikepdf.Pdf, random: Random) -> bytes | None:
    homes = [each for each in document.objects if _holds(each)]
    if not homes:
        return None
    for _ in range(random.choice((1, 1, 2, 6))):
        with suppress(
            pikepdf.PdfError, KeyError, ValueError, TypeError, RuntimeError, AttributeError
        ):
            _harm(document, homes, random)
    written = io.BytesIO()
    document.save(written, static_id=True)
    return written.getvalue()


def _holds(value: Any) -> bool:
    return isinstance(value, pikepdf.Dictionary | pikepdf.Array | pikepdf.Stream)


def _harm(document: pikepdf.Pdf, homes: list[Any], random: Random) -> None:
    home = random.choice(homes)
    if isinstance(home, pikepdf.Stream) and random.random() < 0.5:
        body = home.read_bytes()
        spot = random.randrange(len(body) + 1)
        ways = (
            lambda: body[:spot] + random.choice(_OPERATORS) + body[spot:],
            lambda: random.choice(TEXT)(body, random) or b"",
            lambda: random.choice(BYTES)(body, random) or b"",
            lambda: re.sub(rb"\d+", random.choice(NUMBERS).encode(), body, count=3),
        )
        home.write(random.choice(ways)())
        return
    for _ in range(random.randrange(3)):  # not at the surface alone
        inner = [each for each in _values(home) if _holds(each)]
        home = random.choice(inner) if inner else home
    keys = list(home.keys()) if not isinstance(home, pikepdf.Array) else list(range(len(home)))
    if not keys:
        return
    key = random.choice(keys)
    kind = random.randrange(4)
    if kind == 0:
        del home[key]
    elif kind == 1:  # a reference to anything, to one that holds it too
        home[key] = random.choice(homes)
    elif kind == 2:
        home[key] = pikepdf.Object.parse(random.choice(PDF_VALUES).encode())
    elif isinstance(home, pikepdf.Array):
        home.extend([home[key]] * random.choice((1, 3, 2000)))
    else:
        other = random.choice([each for each in homes if not isinstance(each, pikepdf.Array)])
        name = random.choice(list(other.keys()) or ["/X"])
        home[name] = other.get(name, pikepdf.Name("/X"))


def _values(home: Any) -> list[Any]:
    if isinstance(home, pikepdf.Array):
        return list(home)
    return [value for _, value in home.items()]
