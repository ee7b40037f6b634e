"""PDF functions, for tint transforms (ISO 32000-1, 7.10)."""

from __future__ import annotations

import itertools
import math
import re
from collections.abc import Callable, Sequence
from typing import Any

from msgspec import Struct

from depliant.bounds import PROFILE
from depliant.pdfread.objects import entry, items, number, numbers
from depliant.pdfread.streams import decoded

Values = tuple[float, ...]
Range = tuple[tuple[float, float], ...]
_MAX_DEPTH = 8
_MAX_SAMPLES = 1 << 20
_MAX_STEPS = 10_000
_NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?", re.ASCII)


class Sampled(Struct, frozen=True):
    """Type 0: a grid, read with linear interpolation."""

    domain: Range
    range: Range
    size: tuple[int, ...]
    encode: Range
    decode: Range
    samples: tuple[float, ...]

    def at(self, values: Sequence[float]) -> Values:
        """The function's value."""
        places = []
        for value, (low, high), (first, last), size in zip(
            values, self.domain, self.encode, self.size, strict=False
        ):
            spread = (high - low) or 1.0
            place = first + (_within(value, low, high) - low) * (last - first) / spread
            places.append(_within(place, 0, size - 1))
        width = len(self.range)
        sums = [0.0] * width
        for corner in itertools.product((0, 1), repeat=len(places)):
            weight, index, step = 1.0, 0, 1
            for place, up, size in zip(places, corner, self.size, strict=False):
                low_cell = min(int(place), max(size - 2, 0))
                share = place - low_cell
                weight *= share if up else 1 - share
                index += step * min(low_cell + up, size - 1)
                step *= size
            if weight:
                for channel in range(width):
                    sums[channel] += weight * self.samples[index * width + channel]
        return tuple(
            _within(low + total * (high - low), *limits)
            for total, (low, high), limits in zip(sums, self.decode, self.range, strict=False)
        )


class Exponential(Struct, frozen=True):
    """Type 2: from C0 to C1 with an exponent."""

    domain: Range
    start: Values
    end: Values
    exponent: float

    def at(self, values: Sequence[float]) -> Values:
        """The function's value."""
        x = _within(values[0] if values else 0.0, *self.domain[0])
        try:
            share = x**self.exponent if x > 0 else float(self.exponent == 0)
        except OverflowError:
            share = math.inf
        found = (a + share * (b - a) for a, b in zip(self.start, self.end, strict=False))
        return tuple(value if math.isfinite(value) else 0.0 for value in found)


class Stitching(Struct, frozen=True):
    """Type 3: one function after another along the domain."""

    domain: Range
    parts: tuple[Function, ...]
    bounds: Values
    encode: Range

    def at(self, values: Sequence[float]) -> Values:
        """The function's value."""
        low, high = self.domain[0]
        x = _within(values[0] if values else 0.0, low, high)
        index = min(sum(x >= bound for bound in self.bounds), len(self.parts) - 1)
        edges = (low, *self.bounds, high)
        first, last = self.encode[index]
        spread = (edges[index + 1] - edges[index]) or 1.0
        return self.parts[index].at((first + (x - edges[index]) * (last - first) / spread,))


class Calculator(Struct, frozen=True):
    """Type 4: a PostScript calculator; `program` is nested tuples of words and numbers."""

    domain: Range
    range: Range
    program: tuple[Any, ...]

    def at(self, values: Sequence[float]) -> Values:
        """The function's value; zeros where the program is faulty."""
        stack: list[float] = [
            _within(value, *limits) for value, limits in zip(values, self.domain, strict=False)
        ]
        try:
            _run(self.program, stack, [_MAX_STEPS])
        except (IndexError, ValueError, ZeroDivisionError, OverflowError):
            stack = []
        count = len(self.range)
        kept = ([0.0] * count + stack)[len(stack) :]
        return tuple(
            _within(value, *limits) for value, limits in zip(kept, self.range, strict=True)
        )


class Several(Struct, frozen=True):
    """An array of functions of one output each."""

    parts: tuple[Function, ...]

    def at(self, values: Sequence[float]) -> Values:
        """The functions' values, one after another."""
        return tuple(value for part in self.parts for value in part.at(values))


Function = Sampled | Exponential | Stitching | Calculator | Several


def read_function(value: Any, depth: int = 0) -> Function | None:
    """A function object as a value; None if it is none or is not sound."""
    if depth > _MAX_DEPTH:
        return None
    if parts := items(value):
        read = [read_function(part, depth + 1) for part in parts[:32]]
        return Several(tuple(part for part in read if part)) if all(read) else None
    domain = _pairs(entry(value, "/Domain"))
    kind = number(entry(value, "/FunctionType"), -1)
    if not domain:
        return None
    if kind == 0:
        return _sampled(value, domain)
    if kind == 2:
        start = numbers(entry(value, "/C0")) or (0.0,)
        end = numbers(entry(value, "/C1")) or (1.0,)
        return Exponential(domain, start, end, number(entry(value, "/N"), 1.0))
    if kind == 3:
        read = [read_function(part, depth + 1) for part in items(entry(value, "/Functions"))[:64]]
        sound = tuple(part for part in read if part)
        bounds = numbers(entry(value, "/Bounds"))
        encode = _pairs(entry(value, "/Encode"))
        if not sound or len(sound) != len(read) or len(encode) < len(sound):
            return None
        return Stitching(domain, sound, bounds[: len(sound) - 1], encode)
    if kind == 4:
        program = _program(decoded(value, PROFILE)[:100_000])
        return Calculator(domain, _pairs(entry(value, "/Range")), program)
    return None


def _sampled(value: Any, domain: Range) -> Sampled | None:
    size = tuple(int(count) for count in numbers(entry(value, "/Size")))
    span = _pairs(entry(value, "/Range"))
    bits = int(number(entry(value, "/BitsPerSample")))
    count = math.prod(size) * len(span)
    sound = len(size) == len(domain) <= 6 and all(side > 0 for side in size) and span
    if not sound or bits not in (1, 2, 4, 8, 12, 16, 24, 32) or count > _MAX_SAMPLES:
        return None
    data = decoded(value, PROFILE)
    if len(data) * 8 < count * bits:
        return None
    top = float((1 << bits) - 1)
    raw = _samples(data, bits, count)
    encode = _pairs(entry(value, "/Encode")) or tuple((0.0, side - 1.0) for side in size)
    decode = _pairs(entry(value, "/Decode")) or span
    return Sampled(domain, span, size, encode, decode, tuple(sample / top for sample in raw))


def _samples(data: bytes, bits: int, count: int) -> list[int]:
    """Samples of so many bits each, without gaps between them (7.10.2)."""
    # Those that part a byte, or two: the fewest bytes that hold whole ones, and where they lie.
    width = 3 if bits == 12 else max(bits // 8, 1)
    shifts = range(width * 8 - bits, -1, -bits)
    used = (count * bits + 7) // 8
    whole = data[:used].ljust(-(-used // width) * width, b"\0")
    parts = (int.from_bytes(whole[at : at + width], "big") for at in range(0, len(whole), width))
    mask = (1 << bits) - 1
    return [part >> shift & mask for part in parts for shift in shifts][:count]


def _pairs(value: Any) -> Range:
    found = numbers(value)
    return tuple(zip(found[::2], found[1::2], strict=False))


def _within(value: float, low: float, high: float) -> float:
    """A value cut to its bounds; the lower one for what is no number."""
    return low if math.isnan(value) else min(max(value, low), high)


def _program(source: bytes) -> tuple[Any, ...]:
    """Nested tuples of words and numbers, one tuple a brace."""
    stack: list[list[Any]] = [[]]
    for token in re.findall(rb"[{}]|[^\s\0{}]+", source):
        if token == b"{":
            if len(stack) > 16:
                return ()
            stack.append([])
        elif token == b"}":
            if len(stack) < 2:
                return ()
            done = tuple(stack.pop())
            stack[-1].append(done)
        else:
            word = token.decode("latin-1")
            stack[-1].append(float(word) if _NUMBER.fullmatch(word) else word)
    first = stack[0][0] if stack[0] else ()
    return first if isinstance(first, tuple) else ()


def _integer_quotient(a: float, b: float) -> float:
    return float(math.trunc(a / b))


_BINARY: dict[str, Callable[[float, float], float]] = {
    "add": lambda a, b: a + b,
    "sub": lambda a, b: a - b,
    "mul": lambda a, b: a * b,
    "div": lambda a, b: a / b,
    "idiv": _integer_quotient,
    "mod": math.fmod,
    "exp": math.pow,
    "atan": lambda a, b: math.degrees(math.atan2(a, b)) % 360,
    "eq": lambda a, b: float(a == b),
    "ne": lambda a, b: float(a != b),
    "gt": lambda a, b: float(a > b),
    "ge": lambda a, b: float(a >= b),
    "lt": lambda a, b: float(a < b),
    "le": lambda a, b: float(a <= b),
    "and": lambda a, b: float(int(a) & int(b)),
    "or": lambda a, b: float(int(a) | int(b)),
    "xor": lambda a, b: float(int(a) ^ int(b)),
}
_UNARY: dict[str, Callable[[float], float]] = {
    "abs": abs,
    "neg": lambda a: -a,
    "ceiling": lambda a: float(math.ceil(a)),
    "floor": lambda a: float(math.floor(a)),
    "round": lambda a: float(math.floor(a + 0.5)),
    "truncate": lambda a: float(math.trunc(a)),
    "cvi": lambda a: float(math.trunc(a)),
    "cvr": float,
    "sqrt": math.sqrt,
    "sin": lambda a: math.sin(math.radians(a)),
    "cos": lambda a: math.cos(math.radians(a)),
    "ln": math.log,
    "log": math.log10,
    "not": lambda a: float(not a),
}


def _run(program: tuple[Any, ...], stack: list[float], budget: list[int]) -> None:
    """Run a program on a stack (7.10.5); `budget` counts down its steps.

    Raises:
        IndexError, ValueError, ZeroDivisionError, OverflowError: the program is faulty.
    """
    for index, word in enumerate(program):
        budget[0] -= 1
        if budget[0] < 0 or len(stack) > 100:
            raise ValueError("the program is too long")
        if isinstance(word, float):
            stack.append(word)
        elif isinstance(word, tuple):
            continue
        elif word in _BINARY:
            b, a = stack.pop(), stack.pop()
            stack.append(_BINARY[word](a, b))
        elif word in _UNARY:
            stack.append(_UNARY[word](stack.pop()))
        elif word in ("if", "ifelse"):
            condition = stack.pop()
            branches = program[max(index - (2 if word == "ifelse" else 1), 0) : index]
            if not all(isinstance(branch, tuple) for branch in branches):
                raise ValueError("no procedure")
            if condition:
                _run(branches[0], stack, budget)
            elif word == "ifelse":
                _run(branches[1], stack, budget)
        else:
            _shuffle(word, stack)


def _shuffle(word: str, stack: list[float]) -> None:
    """The operators that move what is on the stack."""
    if word == "pop":
        stack.pop()
    elif word == "exch":
        stack[-1], stack[-2] = stack[-2], stack[-1]
    elif word == "dup":
        stack.append(stack[-1])
    elif word == "copy":
        count = int(stack.pop())
        stack.extend(stack[len(stack) - count :] if count > 0 else [])
    elif word == "index":
        stack.append(stack[-1 - int(stack.pop())])
    elif word == "roll":
        by, count = int(stack.pop()), int(stack.pop())
        if not 0 < count <= len(stack):
            raise ValueError("nothing to roll")
        part = stack[-count:]
        stack[-count:] = part[-by % count :] + part[: -by % count]
    elif word in ("true", "false"):
        stack.append(float(word == "true"))
    else:
        raise ValueError(f"unknown operator {word!r}")
