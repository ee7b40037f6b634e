"""Text that runs to the left: written as it stands on the page, told as it is read.

Readers of PDF (poppler, pdfium, Acrobat) take the glyphs of a line from left to right and put
Arabic and Hebrew in reading order by themselves: so it is written in that order, glyph by glyph
and run by run. What they do not undo are codes of several characters, which come out turned
round; each code here stands for one. Whoever walks the tags is told by ActualText on a Span
(ISO 32000-1, 14.9.4), since the order of such a text's marks says nothing.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping

from msgspec.structs import replace

from depliant.display.items import Form, Glyph, Glyphs, Group, Item, Link, Mark
from depliant.display.structure import Element
from depliant.fonts.face import Face
from depliant.fonts.shaping import SOFT_HYPHEN, SPACE

Piece = tuple[str | None, tuple[Glyph, ...]]
"""Glyphs, and the text they stand for together where that is not glyph by glyph."""

_GAP_EM = 0.07
"""Room within a word, left by kerning, from which readers would take it for two words."""
_FIRST_LEFTWARD = "\u0590"
"""Where Hebrew begins: no character before it runs to the left."""
_SAME_LINE = 0.5
"""Of the size: baselines nearer than that are of one line, raised figures among them."""


def runs_left(text: str) -> bool:
    """Whether a text has letters that run to the left."""
    return not text.isascii() and any(
        unicodedata.bidirectional(character) in ("R", "AL")
        for character in set(text)
        if character >= _FIRST_LEFTWARD
    )


def pieces(run: Glyphs, face: Face) -> list[Piece]:
    """The glyphs of a run that runs to the left, in the order in which they stand.

    Each letter stands for one character; for those that it stands for besides, its marks among
    them, blank glyphs stand where they are read. Marks come last, and say nothing themselves.
    """
    scale = run.size / face.upem
    blank = face.glyph(SPACE) or 0
    blank_width = face.advance(blank) * scale
    found: list[Piece] = []
    marks: list[Glyph] = []
    end: float | None = None
    for cluster in reversed(list(_clusters(run.glyphs))):
        base = cluster[0]
        marks += (glyph._replace(text="") for glyph in cluster[1:])
        text = "".join(glyph.text for glyph in cluster)
        right = base.x + face.advance(base.gid) * scale
        said = [base._replace(text=text[-1:])]
        said += (
            Glyph(blank, x, 0.0, 0.0, char)
            for x, char in zip(
                _places(base.x, right, blank_width, len(text)), reversed(text[:-1]), strict=True
            )
        )
        if end is not None and base.x - end > _GAP_EM * run.size and not text.isspace():
            found.append((text[-1:], (Glyph(blank, end, 0.0, 0.0, ""), said.pop(0))))
        end = None if text.isspace() else right
        if found and found[-1][0] is None:
            said = [*found.pop()[1], *said]
        found.append((None, tuple(said)))
    return [piece for piece in (*found, ("", tuple(marks))) if piece[1]]


def _places(left: float, right: float, width: float, count: int) -> list[float]:
    """Where the blanks of a glyph for `count` characters stand: against its right edge.

    So readers find no gap before the next letter, and each begins to the right of the glyph.
    """
    step = min(width, (right - left) / count)
    return [
        max(right - width - (count - 1 - number) * step, left + (right - left) * number / count)
        for number in range(1, count)
    ]


def _clusters(glyphs: Iterable[Glyph]) -> Iterator[list[Glyph]]:
    """Letters with the marks on them, in reading order."""
    cluster: list[Glyph] = []
    for glyph in glyphs:
        alone = glyph.advance != 0.0 or glyph.text.isspace()
        if cluster and glyph.text and alone:
            yield cluster
            cluster = []
        cluster.append(glyph)
    if cluster:
        yield cluster


def described(items: Iterable[Item]) -> dict[int, str]:
    """The text of each content that has any running to the left, in reading order."""
    texts: dict[int, str] = {}
    for mark in _marks(items):
        if mark.content is not None:
            said = "".join(run.text for run in _runs(mark.items))
            texts[mark.content] = texts.get(mark.content, "") + said
    return {
        number: text.replace(SOFT_HYPHEN, "") for number, text in texts.items() if runs_left(text)
    }


def _marks(items: Iterable[Item]) -> Iterator[Mark]:
    for item in items:
        if isinstance(item, Mark):
            yield item
        elif isinstance(item, Group):
            yield from _marks(item.items)


def _runs(items: Iterable[Item]) -> Iterator[Glyphs]:
    for item in items:
        if isinstance(item, Glyphs):
            yield item
        elif isinstance(item, Group | Form):
            yield from _runs(item.items)


def telling(element: Element, texts: Mapping[int, str]) -> Element:
    """The structure with each of these contents in a Span that tells it.

    What is already told by other words (a figure by its alternative text) stays as it is.
    """
    if element.alt is not None or element.actual_text is not None:
        return element
    kids = tuple(
        telling(kid, texts)
        if isinstance(kid, Element)
        else Element("Span", (kid,), actual_text=texts[kid.number])
        if kid.number in texts
        else kid
        for kid in element.kids
    )
    return replace(element, kids=kids)


def as_seen(items: Iterable[Item]) -> tuple[Item, ...]:
    """The items with every line that runs to the left in the order in which it stands."""
    found: list[Item] = []
    lines: list[Item] = []
    for item in items:
        if isinstance(item, Link) or (isinstance(item, Mark) and _is_text(item)):
            lines.append(item)
            continue
        found += _by_lines(lines)
        lines = []
        found.append(replace(item, items=as_seen(item.items)) if isinstance(item, Group) else item)
    return tuple(found + _by_lines(lines))


def _is_text(mark: Mark) -> bool:
    return mark.bounds is None and all(isinstance(item, Glyphs) for item in mark.items)


def _by_lines(items: list[Item]) -> list[Item]:
    """Marks of text cut into lines, and each line's runs from left to right."""
    if not any(runs_left(run.text) for mark in _marks(items) for run in _runs(mark.items)):
        return items
    lines: list[list[tuple[Mark, Glyphs]]] = []
    links = [item for item in items if isinstance(item, Link)]
    for mark in _marks(items):
        for run in _runs(mark.items):
            last = lines[-1][-1][1] if lines else None
            if last is None or abs(run.y - last.y) > _SAME_LINE * max(run.size, last.size):
                lines.append([])
            lines[-1].append((mark, run))
    found: list[Item] = []
    for line in lines:
        for mark, run in sorted(line, key=lambda part: part[1].x):
            last_mark = found[-1] if found else None
            if isinstance(last_mark, Mark) and (last_mark.content, last_mark.artifact) == (
                mark.content,
                mark.artifact,
            ):
                found[-1] = replace(last_mark, items=(*last_mark.items, run))
            else:
                found.append(replace(mark, items=(run,)))
    return [*found, *links]
