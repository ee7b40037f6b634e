"""Parting a block between two frames: its structure, and the words of a paragraph.

What stands in both parts is one element of the document: `rejoined` makes it that again, however
many frames lie between, once the contents of all panels are numbered.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from depliant.content.inline import Inline, Span
from depliant.content.notes import printed
from depliant.display.items import Link, Mark
from depliant.display.structure import ContentRef, Element, contents
from depliant.layout.frame import Slice
from depliant.tuples import NamedTuple

_SOFT_HYPHEN = "\u00ad"


class Parted(NamedTuple):
    """The elements of a block in two parts; `depth` is how deep the second goes on in the first."""

    first: tuple[Element, ...]
    second: tuple[Element, ...]
    depth: int


def parted(
    elements: tuple[Element, ...], first: Iterable[Slice], second: Iterable[Slice]
) -> Parted:
    """The structure of a block whose slices are parted into a first and a second lot."""
    before, after = _numbers(first), _numbers(second)
    return Parted(
        _within(elements, before), _within(elements, after), _depth(elements, before, after)
    )


def _numbers(slices: Iterable[Slice]) -> frozenset[int]:
    """The contents that slices show."""
    return frozenset(
        mark.content
        for slice_ in slices
        for mark in slice_.marks
        if isinstance(mark, Mark | Link) and mark.content is not None
    )


def _within(elements: tuple[Element, ...], numbers: frozenset[int]) -> tuple[Element, ...]:
    """The elements with the contents of those numbers alone."""
    return tuple(kid for kid in _kids_within(elements, numbers) if isinstance(kid, Element))


def _kids_within(
    kids: Iterable[Element | ContentRef], numbers: frozenset[int]
) -> Iterator[Element | ContentRef]:
    """The same of any kids; an empty one, such as a cell, stays behind what stands before it."""
    is_here: bool | None = None
    waiting: list[Element] = []
    for kid in kids:
        found = [kid.number] if isinstance(kid, ContentRef) else [*contents(kid)]
        if not found and isinstance(kid, Element):
            if is_here is None:
                waiting.append(kid)
            elif is_here:
                yield kid
            continue
        if is_here is None and found[0] in numbers:
            yield from waiting
        is_here = found[-1] in numbers
        if numbers.isdisjoint(found):
            continue
        if isinstance(kid, Element):
            yield replace(kid, kids=tuple(_kids_within(kid.kids, numbers)))
        else:
            yield kid


def _depth(
    elements: Iterable[Element | ContentRef], before: frozenset[int], after: frozenset[int]
) -> int:
    """How many elements, one in the other, have contents in both parts."""
    for element in elements:
        if isinstance(element, Element):
            numbers = set(contents(element))
            if numbers & before and numbers & after:
                return 1 + _depth(element.kids, before, after)
    return 0


def rejoined(first: Element, second: Element, depth: int) -> Element:
    """Two parts of an element as one; below it the last of the first with the first of the second.

    `depth` is how many of them, one in the other, are one.
    """
    kids, others = first.kids, second.kids
    if depth > 1 and kids and others:
        last, following = kids[-1], others[0]
        if isinstance(last, Element) and isinstance(following, Element):
            one = rejoined(last, following, depth - 1)
            return replace(first, kids=(*kids[:-1], one, *others[1:]))
    return replace(first, kids=(*kids, *others))


def remaining(text: Inline, lines: Iterable[Slice]) -> Inline | None:
    """The words of a text after those of its first lines; None where the lines do not show them.

    Spaces and hyphens at the ends of lines do not count; capitals may have been made of letters.
    """
    said = _letters("".join(line.text for line in lines))
    spans = list(printed(text))
    while spans and said:
        span = spans[0]
        end = 0
        while end < len(span.text) and said:
            letter = _letters(span.text[end])
            if not said.startswith(letter):
                return None
            said = said[len(letter) :]
            end += 1
        spans[0] = span._replace(text=span.text[end:])
        if not spans[0].text:
            spans.pop(0)
    if said:
        return None
    return _from_a_word(spans)


def _letters(text: str) -> str:
    """What tells texts apart however they are broken and set."""
    joined = "".join(text.split()).replace(_SOFT_HYPHEN, "")
    return joined.upper()


def _from_a_word(spans: list[Span]) -> Inline:
    """Spans without the space, or the place for a hyphen, that they begin with."""
    while spans:
        text = spans[0].text.lstrip().lstrip(_SOFT_HYPHEN)
        if text:
            spans[0] = spans[0]._replace(text=text)
            break
        spans.pop(0)
    return tuple(spans)
