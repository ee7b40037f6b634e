"""Content streams as operations, read without building objects (ISO 32000-1, 7.8.2).

An operation keeps its bytes, so that a stream can be written again with some of them changed.
Most of a page is outlines, so a run of whole path operators is one operation, whose segments are
read when somebody asks for them. Reading never fails: what is no token is passed over, as viewers
do.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from depliant.pdfread.outline import PATH, SPACED

Operand = float | str | bytes | bool | None | list["Operand"] | dict[str, "Operand"]
"""A number, a name ("/F1"), a string's bytes, an array or a dictionary."""


class Operation(NamedTuple):
    """An operator with its operands; `source` is how the stream spells both.

    A run of path operators is one operation, called `PATH`, without operands. What stands after
    the last operator, and is none, has no operator's name.
    """

    operator: str
    operands: list[Operand]
    source: bytes


_SPACE = rb"(?:[\x00\t\n\x0c\r ]++|%[^\r\n]*+)*+"
# Numbers out of all proportion are left to the reader of single tokens.
_NUMBER = rb"[+-]?+(?:\d{1,12}+\.?+\d*+|\.\d++)"
_NEXT = rb"(?:" + _NUMBER + rb"[\x00\t\n\x0c\r ]++)"
_END = rb"(?=[\x00\t\n\x0c\r ]|\Z)"
# Quantifiers are possessive throughout: nothing is read twice, however long it is.
_RUN = re.compile(
    rb"(?:[\x00\t\n\x0c\r ]*+(?:" + _NEXT + rb"{2}+(?:[ml]|" + _NEXT + rb"{2}+(?:re|[vy]|"
    + _NEXT + rb"{2}+c))|h)" + _END + rb")++"
)  # fmt: skip
_PLAIN = re.compile(_SPACE + rb"((?:" + _NEXT + rb")*+)([A-Za-z*'\"]++)" + _END)
# What most words are shown by: one string without brackets or escapes, or in hexadecimal digits.
_WORDS = re.compile(
    _SPACE + rb"(?:\(([^()\\]*+)\)|<([0-9A-Fa-f]++)>)[\x00\t\n\x0c\r ]*+([A-Za-z*'\"]++)" + _END
)
_TOKEN = re.compile(
    _SPACE + rb"(?:(?P<number>[+-]*+(?:\d++\.?+\d*+|\.\d++))"
    rb"|(?P<name>/[^\x00\t\n\x0c\r ()<>\[\]{}/%]*)"
    rb"|(?P<open><<|\[)|(?P<close>>>|\])|(?P<hex><[^>]*>?)|(?P<string>\()"
    rb"|(?P<word>[^\x00\t\n\x0c\r ()<>\[\]{}/%]+)|(?P<other>[{})>]))"
)  # fmt: skip
_BLANK = re.compile(_SPACE)
_PAREN = re.compile(rb"[()\\]")
_ESCAPE = re.compile(rb"\\([0-7]{1,3}|\r\n|[\s\S])")
_HASH = re.compile(rb"#([0-9A-Fa-f]{2})")
_ESCAPED = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}
_IMAGE_END = re.compile(rb"[\x00\t\n\x0c\r ]EI(?=[\x00\t\n\x0c\r ]|$)")
_SIGN = rb"[\x00\t\n\x0c\r\x20-\x7e]"
_READABLE = re.compile(_SIGN + rb"{16}|" + _SIGN + rb"{0,15}\Z")
"""What follows an inline image: up to 16 bytes, all of them signs that operators are made of."""
_SIDES = (("/W", "/Width"), ("/H", "/Height"))
_COMPONENTS = {"/RGB": 3, "/DeviceRGB": 3, "/CMYK": 4, "/DeviceCMYK": 4}
_LONGEST_SIDE = 100_000
_CONSTANTS: dict[bytes, Operand] = {b"true": True, b"false": False, b"null": None}
_NO_OPERATORS = frozenset((*_CONSTANTS, b"BI"))
_MAX_DEPTH = 32


def operations(stream: bytes) -> Iterator[Operation]:
    """The operations of a content stream in order; an inline image is one, called "BI"."""
    at, end = 0, len(stream)
    while at < end:
        run = _RUN.match(stream, at)
        if run:
            yield Operation(PATH, [], run[0])
            at = run.end()
            continue
        plain = _PLAIN.match(stream, at)
        if plain and plain[2] not in _NO_OPERATORS:
            operands: list[Operand] = [*map(float, plain[1].translate(SPACED).split())]
            yield Operation(plain[2].decode("ascii"), operands, plain[0])
            at = plain.end()
            continue
        words = _WORDS.match(stream, at)
        if words and words[3] not in _NO_OPERATORS:
            shown = words[1] if words[2] is None else _hex(words[2])
            yield Operation(words[3].decode("ascii"), [shown], words[0])
            at = words.end()
            continue
        operation = _operation(stream, at)
        if operation is None:
            if not _BLANK.fullmatch(stream, at):
                yield Operation("", [], stream[at:])
            return
        yield operation
        at += len(operation.source)


def _operation(stream: bytes, start: int) -> Operation | None:
    """The next operation, token by token; None where none follows."""
    at = start
    operands: list[Operand] = []
    stack: list[tuple[bytes, list[Operand]]] = []
    while match := _TOKEN.match(stream, at):
        kind, at = match.lastgroup, match.end()
        if kind == "word":
            word = match["word"]
            if word in _CONSTANTS:
                operands.append(_CONSTANTS[word])
            elif not stack:
                if word == b"BI":
                    fields, at = _inline_image(stream, at)
                    operands = [fields]
                return Operation(word.decode("latin-1"), operands, stream[start:at])
        elif kind == "open" and len(stack) < _MAX_DEPTH:
            stack.append((match["open"], operands))
            operands = []
        elif kind == "close" and stack:
            opening, outer = stack.pop()
            outer.append(_pairs(operands) if opening == b"<<" else operands)
            operands = outer
        else:
            at = _enter(operands, match, stream, at)
    return None


def _enter(operands: list[Operand], match: re.Match[bytes], stream: bytes, at: int) -> int:
    """Add a number, a name or a string to the operands; where it ends."""
    kind = match.lastgroup
    if kind == "number":
        operands.append(_number(match["number"]))
    elif kind == "name":
        operands.append(_name(match["name"]))
    elif kind == "hex":
        operands.append(_hex(match["hex"]))
    elif kind == "string":
        text, at = _string(stream, at)
        operands.append(text)
    return at


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
    if b"0" <= code[:1] <= b"7":
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
        elif kind == "open":
            stack.append(items)
            items = []
        elif kind == "close" and stack:
            inner, items = items, stack.pop()
            items.append(inner)
        else:
            at = _enter(items, match, stream, at)
    fields = _pairs(items)
    found = _image_end(stream, at + 1 + _plain_length(fields))
    end = found.end() if found else len(stream)
    fields["data"] = stream[at + 1 : found.start() if found else end]
    return fields, end


def _image_end(stream: bytes, at: int) -> re.Match[bytes] | None:
    """The end of an inline image's data from some place on.

    Data may hold the two letters by chance; behind those that end it comes what can be read.
    """
    found = first = _IMAGE_END.search(stream, max(at - 1, 0))
    while found is not None and not _READABLE.match(stream, found.end()):
        found = _IMAGE_END.search(stream, found.end())
    return found or first


def _plain_length(fields: dict[str, Operand]) -> int:
    """How long the data of an image that is not packed are, at the least; 0 for any other."""
    if "/F" in fields or "/Filter" in fields:
        return 0
    sides = [fields.get(short, fields.get(long)) for short, long in _SIDES]
    if not all(isinstance(side, float) and 0 < side < _LONGEST_SIDE for side in sides):
        return 0
    width, height = (int(side) for side in sides if isinstance(side, float))
    bits = fields.get("/BPC", fields.get("/BitsPerComponent"))
    space = fields.get("/CS", fields.get("/ColorSpace"))
    count = _COMPONENTS.get(space, 1) if isinstance(space, str) else 1
    return (width * count * (int(bits) if isinstance(bits, float) else 1) + 7) // 8 * height
