"""The words of a drawing set in its place: in the brochure's type, at the drawing's sizes.

Words stand above the shapes. A drawing is never mirrored, so a word that begins at the right of a
dot does so in every language.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from typing import NamedTuple

from msgspec.structs import replace

from depliant.content.inline import Drawn, plain
from depliant.content.model import Drawing, DrawingWord
from depliant.display.items import Glyphs, Group, Item
from depliant.errors import Diagnostic
from depliant.geometry import MM, Matrix, Rect, Size, translation
from depliant.graphics.art import Label
from depliant.graphics.charts.lettering import Lettering
from depliant.sentences import in_quotes, joined, say
from depliant.source.suggestions import did_you_mean

SMALLEST = 6.5
"""Points; see `chart-small-label`."""
_SLACK = 0.5
"""Points by which the box of a word may reach out of the drawing, or into another's."""
_SHOWN = 8
_STEPS = 40


class SetWord(NamedTuple):
    """A word in its place: its items, the box round it, and its size, in points."""

    word: DrawingWord
    items: tuple[Item, ...]
    box: Rect
    size: float


def unsaid(block: Drawing, labels: Sequence[Label]) -> Iterator[Diagnostic]:
    """Texts of the drawing that nobody says in the brochure, and words for texts it lacks."""
    ids = [label.id for label in labels]
    said = {word.id for word in block.words}
    missing = [label for label in labels if label.id not in said]
    if missing:
        entries = ", ".join(_entry(one) for one in missing)
        yield Diagnostic(
            "drawing-words",
            say(
                "Nothing says what these texts of {file} are in the brochure: {names}.",
                file=block.file,
                names=joined([in_quotes(one.words) for one in missing[:_SHOWN]]),
            ),
            block.place,
            say("Write below `drawing:`, to be translated with the rest: words: [{entries}]",
                entries=entries),
        )  # fmt: skip
    seen: set[str] = set()
    for word in block.words:
        if word.id not in ids:
            yield Diagnostic(
                "drawing-words",
                say("{file} has no text with the id “{word}”.", file=block.file, word=word.id),
                word.place,
                did_you_mean(word.id, ids)
                or say("The words of a drawing take the place of a <text> that has an id."),
            )
        elif word.id in seen:
            yield Diagnostic(
                "drawing-words",
                say("The text “{word}” of the drawing is said twice.", word=word.id),
                word.place,
                say("Delete one of the two."),
            )
        seen.add(word.id)


def _entry(label: Label) -> str:
    """A text as its words may be written into content.yaml."""
    words = label.words.replace("\\", "\\\\").replace('"', '\\"')
    return f'{{id: {label.id}, text: "{words}"}}'


def set_words(
    block: Drawing, labels: Sequence[Label], to_points: Matrix, lettering: Lettering
) -> tuple[SetWord, ...]:
    """The words of a drawing that have their place in it.

    Args:
        block: the drawing.
        labels: the texts of its file.
        to_points: from the drawing's units to its place.
        lettering: the type of the words.
    """
    by_id: Mapping[str, Label] = {label.id: label for label in labels}
    return tuple(
        _set(word, by_id[word.id], to_points, lettering) for word in block.words if word.id in by_id
    )


def _set(word: DrawingWord, label: Label, to_points: Matrix, lettering: Lettering) -> SetWord:
    matrix = to_points @ label.matrix
    scale = matrix.scale or 1.0
    size = label.size * scale
    own = lettering.sized(size)
    if label.ink is not None:
        own = own.inked(label.ink)
    if label.strong:
        own = _bold(own)
    lines = broken(own, word.text, label.lines)
    leading = label.leading * scale or 1.2 * size
    items: list[Glyphs] = []
    left, right = 0.0, 0.0
    for number, line in enumerate(lines):
        wide = own.width(line)
        x = {"start": 0.0, "middle": -wide / 2, "end": -wide}[label.anchor]
        left, right = min(left, x), max(right, x + wide)
        items += (_moved(run, x, number * leading) for run in own.line(line))
    at = matrix.apply(label.x, label.y)
    turn = math.atan2(matrix.b, matrix.a)
    box = Rect(left, -own.cap, right - left, own.cap + (len(lines) - 1) * leading)
    if abs(turn) < 1e-6:
        placed: tuple[Item, ...] = tuple(_moved(run, at.x, at.y) for run in items)
        return SetWord(word, placed, box.moved(at.x, at.y), size)
    turned = translation(at.x, at.y) @ Matrix(
        math.cos(turn), math.sin(turn), -math.sin(turn), math.cos(turn)
    )
    return SetWord(word, (Group(tuple(items), turned),), turned.apply_rect(box), size)


def _bold(lettering: Lettering) -> Lettering:
    """The type for words that the drawing has bold as a whole."""
    strong = lettering.strong or lettering.style
    own = replace(strong, size=lettering.style.size, colour=lettering.style.colour)
    return replace(lettering, style=own)


def broken(lettering: Lettering, text: Drawn, most: int) -> tuple[Drawn, ...]:
    """A text over at most so many lines, each as short as that allows."""
    whole = lettering.width(text)
    if most < 2:
        return (text,)
    for step in range(_STEPS + 1):
        share = 1 / most + (1 - 1 / most) * step / _STEPS
        lines = lettering.lines(text, whole * share)
        if len(lines) <= most:
            return lines
    return (text,)


def _moved(run: Glyphs, dx: float, dy: float) -> Glyphs:
    return replace(run, x=run.x + dx, y=run.y + dy)


def misfits(words: Sequence[SetWord], size: Size) -> Iterator[Diagnostic]:
    """Words that reach out of the drawing, meet each other, or are too small to be read."""
    for one in words:
        box = one.box
        over = max(-box.x, box.right - size.width, -box.y, box.bottom - size.height)
        if over > _SLACK:
            yield Diagnostic(
                "drawing-room",
                say(
                    "“{words}” reaches {over:.1f} mm out of its drawing.",
                    words=plain(one.word.text),
                    over=over / MM,
                ),
                one.word.place,
                say("Say it in fewer letters, or give it more room in the drawing."),
            )
    for one, other in combinations(words, 2):
        if one.box.overlaps(other.box, _SLACK):
            yield Diagnostic(
                "drawing-room",
                say(
                    "“{words}” and “{others}” overlap in their drawing.",
                    words=plain(one.word.text),
                    others=plain(other.word.text),
                ),
                other.word.place,
                say("Say one of them in fewer letters, or part them in the drawing."),
            )
    small = [one for one in words if one.size < SMALLEST - 0.01]
    if small:
        least = min(small, key=lambda one: one.size)
        yield Diagnostic(
            "drawing-small-words",
            say(
                "“{words}” is set in {size:.1f} points in its drawing; below {smallest} many "
                "people cannot read it.",
                words=plain(least.word.text),
                size=least.size,
                smallest=SMALLEST,
            ),
            least.word.place,
            say("Give the drawing more width, or its texts a larger size."),
            "warning",
        )
