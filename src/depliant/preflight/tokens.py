"""Content streams as operations, read without building objects (ISO 32000-1, 7.8.2).

An operation keeps its bytes, so that a stream can be written again with some of them changed.
Reading never fails: what is no token is passed over, as viewers do.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

Operand = float | str | bytes | bool | None | list["Operand"] | dict[str, "Operand"]
"""A number, a name ("/F1"), a string's bytes, an array or a dictionary."""


class Operation(NamedTuple):
    """An operator with its operands; `source` is how the stream spells both."""

    operator: str
    operands: list[Operand]
    source: bytes


_TOKEN = re.compile(
    rb"(?:[\x00\t\n\x0c\r ]+|%[^\r\n]*)*"
    rb"(?:(?P<number>[+-]*(?:\d+\.?\d*|\.\d+))|(?P<name>/[^\x00\t\n\x0c\r ()<>\[\]{}/%]*)"
    rb"|(?P<open><<|\[)|(?P<close>>>|\])|(?P<hex><[^>]*>?)|(?P<string>\()"
    rb"|(?P<word>[^\x00\t\n\x0c\r ()<>\[\]{}/%]+)|(?P<other>[{})>]))"
)
_PAREN = re.compile(rb"[()\\]")
_ESCAPE = re.compile(rb"\\([0-7]{1,3}|\r\n|[\s\S])")
_HASH = re.compile(rb"#([0-9A-Fa-f]{2})")
_ESCAPED = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}
_IMAGE_END = re.compile(rb"[\x00\t\n\x0c\r ]EI(?=[\x00\t\n\x0c\r ]|$)")
_CONSTANTS: dict[bytes, Operand] = {b"true": True, b"false": False, b"null": None}
_MAX_DEPTH = 32


def operations(stream: bytes) -> Iterator[Operation]:
    """The operations of a content stream in order; an inline image is one, called "BI"."""
    at, start, end = 0, 0, len(stream)
    operands: list[Operand] = []
    stack: list[tuple[bytes, list[Operand]]] = []
    while at < end and (match := _TOKEN.match(stream, at)):
        kind, at = match.lastgroup, match.end()
        if kind == "word":
            word = match["word"]
            if word in _CONSTANTS:
                operands.append(_CONSTANTS[word])
            elif not stack:
                if word == b"BI":
                    fields, at = _inline_image(stream, at)
                    operands = [fields]
                yield Operation(word.decode("latin-1"), operands, stream[start:at])
                operands, start = [], at
        elif kind == "number":
            operands.append(_number(match["number"]))
        elif kind == "name":
            operands.append(_name(match["name"]))
        elif kind == "hex":
            operands.append(_hex(match["hex"]))
        elif kind == "string":
            text, at = _string(stream, at)
            operands.append(text)
        elif kind == "open" and len(stack) < _MAX_DEPTH:
            stack.append((match["open"], operands))
            operands = []
        elif kind == "close" and stack:
            opening, outer = stack.pop()
            outer.append(_pairs(operands) if opening == b"<<" else operands)
            operands = outer


def operator_count(stream: bytes) -> int:
    """About how many operations a stream has, without reading it as such."""
    return len(stream.split())


def _number(token: bytes) -> float:
    try:
        return float(token)
    except ValueError:
        return 0.0


def _name(token: bytes) -> str:
    if b"#" in token:
        token = _HASH.sub(lambda match: bytes([int(match[1], 16)]), token)
    return token.decode("utf-8", "surrogateescape")


def _hex(token: bytes) -> bytes:
    digits = re.sub(rb"[^0-9A-Fa-f]", b"", token)
    return bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode("ascii"))


def _string(stream: bytes, start: int) -> tuple[bytes, int]:
    """A literal string that begins at `start` (after its parenthesis), and where it ends."""
    depth, at = 1, start
    while depth and (match := _PAREN.search(stream, at)):
        at = match.end()
        if match[0] == b"\\":
            at += 1
        else:
            depth += 1 if match[0] == b"(" else -1
    if depth:
        return stream[start:], len(stream)
    body = stream[start : at - 1]
    return (_ESCAPE.sub(_unescaped, body) if b"\\" in body else body), at


def _unescaped(match: re.Match[bytes]) -> bytes:
    code = match[1]
    if code[:1].isdigit():
        return bytes([int(code, 8) & 255])
    return b"" if code in (b"\n", b"\r", b"\r\n") else _ESCAPED.get(code, code)


def _pairs(items: list[Operand]) -> dict[str, Operand]:
    return {
        str(key): value
        for key, value in zip(items[::2], items[1::2], strict=False)
        if isinstance(key, str)
    }


def _inline_image(stream: bytes, at: int) -> tuple[dict[str, Operand], int]:
    """The entries of an inline image and the end of its EI (8.9.7)."""
    items: list[Operand] = []
    stack: list[list[Operand]] = []
    while match := _TOKEN.match(stream, at):
        kind, at = match.lastgroup, match.end()
        if kind == "word" and match["word"] == b"ID":
            break
        if kind == "word":
            items.append(_CONSTANTS.get(match["word"]))
        elif kind == "number":
            items.append(_number(match["number"]))
        elif kind == "name":
            items.append(_name(match["name"]))
        elif kind == "hex":
            items.append(_hex(match["hex"]))
        elif kind == "string":
            text, at = _string(stream, at)
            items.append(text)
        elif kind == "open":
            stack.append(items)
            items = []
        elif kind == "close" and stack:
            inner, items = items, stack.pop()
            items.append(inner)
    fields = _pairs(items)
    found = _IMAGE_END.search(stream, at)
    end = found.end() if found else len(stream)
    fields["data"] = stream[at + 1 : found.start() if found else end]
    return fields, end
