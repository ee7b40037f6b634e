"""How a file comes to harm: bytes and letters, whatever it is.

A mutation takes the bytes of a file and a source of chance, and gives other bytes; `None` where
it finds nothing to change. What it draws depends on nothing but that source.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from random import Random
from typing import Final

Mutation = Callable[[bytes, Random], bytes | None]

NUMBERS: Final = (
    "0", "-1", "-0", "1", "2147483648", "-99999999999999999999", "1e308", "1e-308", "1e999",
    "NaN", ".nan", "inf", ".inf", "0x7f", "1_000", "00012", "0.0000001", "1/0", "½", "٣", "99999",
    "1e6", "65536", "4294967296", "3.", "-.5", "",
)  # fmt: skip
"""What is written where a number stands."""

LETTERS: Final = (
    "\u202e", "\u2066", "\u200f", "\u200b", "\u00ad", "\ufeff", "\0", "\x1b[31m", "\x07", "\x85",
    "\u2028", "\ufffe", "\U0010fffd", "\ue000", "e" + "\u0301" * 60, "ﷺ", "ffi", "İ", "ß", "\u0345",
    "👩\u200d👩\u200d👧", "ا" * 300, "क्ष", "ไทย" * 40, "中文" * 60, "W" * 400,
    "\r", "\t", "a" * 3000,
    "{figure}", "{x:y}", "${PATH}", "&amp;", "<b>", "]]>", "**", "[a](b)", "![a](b)", "`", "|",
    "---", "../../../etc/passwd", "/dev/zero", "http://127.0.0.1:9/", "file:///etc/passwd",
    "a" * 256 + ".svg",
)  # fmt: skip
"""What is written between the letters of a text."""

SURROGATE: Final = b"\xed\xa0\x80"
"""Half a sign of UTF-16, written as UTF-8 does not allow."""

ENCODINGS: Final = (
    "utf-8-sig", "utf-16", "utf-16-be", "utf-32", "latin-1", "cp1252", "shift_jis", "cp037",
)  # fmt: skip


def flipped(data: bytes, random: Random) -> bytes | None:
    """Some bits turned over."""
    if not data:
        return None
    changed = bytearray(data)
    for _ in range(random.choice((1, 1, 2, 8, 64))):
        changed[random.randrange(len(changed))] ^= 1 << random.randrange(8)
    return bytes(changed)


def overwritten(data: bytes, random: Random) -> bytes | None:
    """A stretch of bytes set to one value, or to chance."""
    if not data:
        return None
    start, length = _stretch(data, random, 64)
    fill = random.choice((b"\0", b"\xff", b"\x80", b"\x7f", random.randbytes(1)))
    new = random.randbytes(length) if random.random() < 0.3 else fill * length
    return data[:start] + new + data[start + length :]


def cut(data: bytes, random: Random) -> bytes | None:
    """The end cut off, or a stretch in the midst."""
    if not data:
        return None
    if random.random() < 0.5:
        return data[: random.randrange(len(data))]
    start, length = _stretch(data, random, max(1, len(data) // 4))
    return data[:start] + data[start + length :]


def repeated(data: bytes, random: Random) -> bytes | None:
    """A stretch said again and again, or the whole twice."""
    if not data:
        return None
    if random.random() < 0.1:
        return data + data
    start, length = _stretch(data, random, 2000)
    times = random.choice((1, 2, 20, 200))
    return data[:start] + data[start : start + length] * times + data[start:]


def emptied(data: bytes, random: Random) -> bytes:
    """Nothing, or next to nothing."""
    return random.choice((b"", b"\n", b"\0", b" " * 70_000, b"\xff\xfe", b"\xef\xbb\xbf", data[:1]))


def swollen(data: bytes, random: Random) -> bytes:
    """With much behind it, or before it."""
    more = random.choice((b"\n", b" ", b"\0", b"A", b"[", b"{", b"<g>", b"- "))
    more *= random.choice((1000, 100_000))
    return data + more if random.random() < 0.7 else more + data


def _stretch(data: bytes, random: Random, most: int) -> tuple[int, int]:
    start = random.randrange(len(data))
    return start, random.randint(1, max(1, min(most, len(data) - start)))


BYTES: Final[Sequence[Mutation]] = (
    flipped, flipped, overwritten, overwritten, cut, repeated, emptied, swollen,
)  # fmt: skip


def numbered(data: bytes, random: Random) -> bytes | None:
    """A number made another one."""
    return replaced(data, random, rb"-?\d+(?:\.\d+)?", lambda: random.choice(NUMBERS).encode())


def lettered(data: bytes, random: Random) -> bytes | None:
    """Signs of all kinds between the letters."""
    places = [found.end() for found in re.finditer(rb"[A-Za-z]{2,}", data)]
    if not places:
        return None
    for at in sorted(
        random.sample(places, min(len(places), random.choice((1, 1, 3)))), reverse=True
    ):
        sign = SURROGATE if random.random() < 0.05 else random.choice(LETTERS).encode()
        data = data[:at] + sign + data[at:]
    return data


def renamed(data: bytes, random: Random) -> bytes | None:
    """A word put in the place of another of the same file."""
    words = re.findall(rb"[\w-]{2,40}", data)
    if len(words) < 2:
        return None
    return replaced(data, random, rb"[\w-]{2,40}", lambda: random.choice(words))


def lines_moved(data: bytes, random: Random) -> bytes | None:
    """Lines dropped, said twice, moved, or put further in or out."""
    lines = data.splitlines(keepends=True)
    if len(lines) < 2:
        return None
    at, other = random.randrange(len(lines)), random.randrange(len(lines))
    way = random.randrange(5)
    if way == 0:
        del lines[at : at + random.choice((1, 1, 4))]
    elif way == 1:
        lines.insert(at, lines[at])
    elif way == 2:
        lines[at], lines[other] = lines[other], lines[at]
    elif way == 3:
        lines[at] = b" " * random.choice((1, 2, 7)) + lines[at]
    else:
        lines[at] = lines[at].lstrip(b" ")
    return b"".join(lines)


def encoded(data: bytes, random: Random) -> bytes | None:
    """The same letters in another encoding."""
    return data.decode("utf-8", "replace").encode(random.choice(ENCODINGS), "replace")


def punctuated(data: bytes, random: Random) -> bytes | None:
    """A sign of the grammar dropped, doubled or made another."""
    signs = (
        b":",
        b",",
        b"[",
        b"]",
        b"{",
        b"}",
        b'"',
        b"'",
        b"<",
        b">",
        b"/",
        b"=",
        b"#",
        b"-",
        b"\n",
    )
    return replaced(
        data, random, rb"[:,\[\]{}\"'<>/=#\n-]",
        lambda: random.choice((b"", *signs, random.choice(signs) * 2)),
    )  # fmt: skip


def replaced(data: bytes, random: Random, pattern: bytes, new: Callable[[], bytes]) -> bytes | None:
    """Data in which one to three places that a pattern finds are something else."""
    found = list(re.finditer(pattern, data))
    if not found:
        return None
    chosen = random.sample(found, min(len(found), random.choice((1, 1, 1, 2, 3))))
    for one in sorted(chosen, key=lambda each: -each.start()):
        data = data[: one.start()] + new() + data[one.end() :]
    return data


TEXT: Final[Sequence[Mutation]] = (
    numbered, numbered, lettered, lettered, renamed, lines_moved, lines_moved, encoded, punctuated,
)  # fmt: skip
