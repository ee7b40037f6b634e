"""Notes: numbered in the order of reading, each given to the place where it is printed.

A mark is a span without text until it is set (`printed`), so that whatever looks at words does
not see it. Numbers depend on the order of the texts alone, never on where a page ends: what is
left to layout is the foot on which a note stands.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Final

from babel import Locale
from msgspec.structs import replace

from depliant.content.framing import linked_panels
from depliant.content.inline import Inline, NoteMark, Span
from depliant.content.model import Chart, Note, Notes, Panel, exchanged
from depliant.content.schema_notes import NoteMarks
from depliant.content.texts import Text, map_texts, texts
from depliant.errors import Diagnostic, Place
from depliant.figures import writing as figures
from depliant.languages.breaks import unspaced
from depliant.languages.phrases import Phrases
from depliant.patterns import late_pattern
from depliant.sentences import say
from depliant.tuples import NamedTuple

_RAISED: Final = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_SYMBOLS: Final = "*†‡§"
_LETTERS: Final = "abcdefghijklmnopqrstuvwxyz"
_COMMAS: Final = {"ar": "،", "fa": "،", "ur": "،"}
_JOINER: Final = "\u2060"
_APART: Final = "\u202f"
"""A thin space, at which no line ends."""
_POWERS: Final = late_pattern(r"\d(?:\s?[kdcmµ]?m)?\Z")
"""A number, or a length behind one."""
_ENDS: Final = 4
"""Stretches of text: a number, a space and a unit may be of three kinds."""


class Defined(NamedTuple):
    """The notes of a publication: their texts by their keys, and where each is written."""

    text: Callable[[str], Inline]
    places: Mapping[str, Place]


class Marking(NamedTuple):
    """How marks are counted and written.

    `sign` gives that of a number, from 1 on; `said` and `back` are what is said of a mark (with a
    place for its sign), and of the way back to it.
    """

    through: str
    sign: Callable[[int], str]
    is_raised: bool
    said: str
    back: str
    comma: str


def marking_of(wanted: NoteMarks, locale: Locale, words: Phrases) -> Marking:
    """How the marks of an edition are counted and written, in its digits and its words."""

    def number(value: int) -> str:
        return figures.number(Decimal(value), locale)

    is_raised = wanted.signs != "symbols"
    of_language = comma(locale.language)
    return Marking(
        wanted.through, signs(wanted.signs, number), is_raised, words.note, words.back, of_language
    )


def signs(kind: str, number: Callable[[int], str]) -> Callable[[int], str]:
    """What the marks of notes are, by their numbers; `number` writes these in the edition's digits.

    After z come aa, ab; after the last symbol the first of them twice.
    """
    return {"letters": _letters, "symbols": _symbols}.get(kind, number)


def comma(language: str) -> str:
    """What stands between two marks."""
    return _COMMAS.get(language, ",")


def _letters(number: int) -> str:
    found = ""
    while number:
        number, at = divmod(number - 1, len(_LETTERS))
        found = _LETTERS[at] + found
    return found


def _symbols(number: int) -> str:
    times, at = divmod(number - 1, len(_SYMBOLS))
    return _SYMBOLS[at] * (times + 1)


# --- marks in texts ------------------------------------------------------------------------------


def printed(inline: Inline) -> Inline:
    """A text with its marks written out, as it is set; what is written out already stays.

    Figures are those that the face has for it, anything else is raised by us. Where a line may end
    between any two characters it does not before a mark. Behind what is itself raised or lowered a
    mark stands apart: 5 m² with the note 1 is not to be read as m to the 21st, nor is a mark to
    stand on the figure of CO₂. So does a raised one behind a number or its length, which it would
    be a power of: 2017 with the note 1, 5 m with the note 2.
    """
    if not any(span.note for span in inline):
        return inline
    spans: list[Span] = []
    for span in inline:
        mark = span.note
        if mark is None or span.text:
            spans.append(span)
            continue
        sign = mark.sign.translate(_RAISED) if mark.is_raised else mark.sign
        is_raised = mark.is_raised and sign == mark.sign
        if mark.comma:
            spans.append(Span(mark.comma, superscript=mark.is_raised))
        elif spans and (_is_small(spans[-1]) or (mark.is_raised and _has_powers(spans))):
            spans.append(Span(_APART, superscript=True, language=spans[-1].language))
        elif spans and unspaced(spans[-1].text[-1:]):
            sign = _JOINER + sign
        spans.append(Span(sign, superscript=is_raised, link=f"#{mark.id}", note=mark))
    return tuple(spans)


def _is_small(span: Span) -> bool:
    """Whether words end with what is raised or lowered."""
    kind = unicodedata.decomposition(span.text[-1:])
    return span.superscript or span.subscript or kind.startswith(("<super>", "<sub>"))


def _has_powers(spans: Sequence[Span]) -> bool:
    """Whether words end with what a raised sign would be read as a power of."""
    end = "".join(span.text for span in spans[-_ENDS:])
    return bool(_POWERS.search(end))


def against_words(inline: Inline) -> Inline:
    """A text whose marks stand against the word before them: a space is moved behind the mark."""
    if not any(span.note for span in inline):
        return inline
    spans = list(inline)
    for at in range(1, len(spans)):
        before = spans[at - 1]
        words = before.text.rstrip()
        if spans[at].note is None or words == before.text:
            continue
        spans[at - 1] = before._replace(text=words)
        after = spans[at + 1] if at + 1 < len(spans) else None
        space = before.text[len(words) :]
        if after is None or after.text[:1].isspace():
            continue
        spans[at + 1] = after._replace(text=space + after.text)
    return tuple(spans)


def marks_of(inline: Inline) -> tuple[NoteMark, ...]:
    """The marks of a text."""
    return tuple(span.note for span in inline if span.note is not None)


def reading(panel: Panel) -> Iterator[Text]:
    """The texts of a panel in the order in which its page is read; the line below a chart last."""
    bare = replace(panel, blocks=(), foot=(), frames=(), notes=())
    blocks = (*panel.blocks, *(one for frame in panel.frames for one in frame.blocks), *panel.foot)
    for part in (bare, *blocks):
        later: list[Text] = []
        for text in texts(part):
            if later and text.chart is not later[0].chart:
                yield from later
                later = []
            if isinstance(text.part, Chart) and text.key == "note":
                later.append(text)
            else:
                yield text
        yield from later


# --- numbering -----------------------------------------------------------------------------------


class _Use(NamedTuple):
    """A mark: on which panel, in which text, and which of its spans it is."""

    panel: int
    text: Text
    at: int
    mark: NoteMark

    @property
    def name(self) -> _Name:
        """What tells it from all other marks."""
        return _name(self.text, self.at)

    @property
    def follows(self) -> bool:
        """Whether another mark stands before it."""
        return self.at > 0 and self.text.words[self.at - 1].note is not None


_Name = tuple[int, str, int]


def _name(text: Text, at: int) -> _Name:
    # A panel is one to whoever maps it, and may be another to whoever reads it.
    return 0 if isinstance(text.part, Panel) else id(text.part), text.key, at


def wanted(panels: tuple[Panel, ...]) -> bool:
    """Whether any panel has a block of notes."""
    return bool(_blocks(panels))


def noted(
    panels: tuple[Panel, ...], defined: Defined, marking: Marking
) -> tuple[tuple[Panel, ...], tuple[Diagnostic, ...]]:
    """The panels with their marks numbered and their notes in place, and what is wrong with them.

    Args:
        panels: of an edition, in reading order; each of their marks is of a note that is defined.
        defined: the notes.
        marking: how they are counted.
    """
    uses = [
        _Use(number, text, at, span.note)
        for number, panel in enumerate(panels)
        for text in reading(panel)
        for at, span in enumerate(text.words)
        if span.note is not None
    ]
    blocks = _blocks(panels)
    faults = [*_unused(uses, defined), *_block_faults(blocks, marking)]
    marks = _numbered(uses, _scopes(panels, marking), marking)
    done = list(panels)
    for number, panel in enumerate(panels):
        own = {use.name: mark for use, mark in marks if use.panel == number}
        done[number] = map_texts(panel, _marked(own)) if own else panel
    found = [
        (use.panel, Note(mark.id, mark.sign, defined.text(mark.key), marking.back, place))
        for use, mark in marks
        if mark.is_first
        for place in (defined.places[mark.key],)
    ]
    for number, block, notes in _places(found, blocks):
        done[number] = _with(done[number], block, notes)
    faults += (_empty(block) for _, block in blocks if not _notes_of(block, blocks, found))
    return tuple(done), tuple(faults)


def _scopes(panels: tuple[Panel, ...], marking: Marking) -> dict[int, str]:
    """Within what the marks of each panel are counted; panels that a story joins are one."""
    if marking.through == "publication":
        return dict.fromkeys(range(len(panels)), "")
    return {number: panels[group[0]].id for group in linked_panels(panels) for number in group}


def _numbered(
    uses: list[_Use], scopes: Mapping[int, str], marking: Marking
) -> list[tuple[_Use, NoteMark]]:
    """The marks with their numbers, in the order of reading."""
    numbers: dict[str, dict[str, int]] = {}
    found: list[tuple[_Use, NoteMark]] = []
    for use in uses:
        scope, key = scopes[use.panel], use.mark.key
        within = numbers.setdefault(scope, {})
        is_first = key not in within
        number = within.setdefault(key, len(within) + 1)
        sign = marking.sign(number)
        mark = NoteMark(
            key,
            "-".join(filter(None, ("note", scope, str(number)))),
            sign,
            marking.said.format(sign),
            is_first,
            marking.comma if use.follows else "",
            marking.is_raised,
        )
        found.append((use, mark))
    return found


def _marked(marks: Mapping[_Name, NoteMark]) -> Callable[[Text], Inline]:
    """Gives the words of a text their numbered marks, which are neither bold nor slanted."""

    def change(text: Text) -> Inline:
        return tuple(
            span
            if span.note is None
            else Span("", language=span.language, note=marks[_name(text, at)])
            for at, span in enumerate(text.words)
        )

    return change


# --- where notes stand ---------------------------------------------------------------------------

_Block = tuple[int, Notes]
"""A block of notes and the number of its panel."""
_Found = list[tuple[int, Note]]
"""Notes, each with the number of the panel that its first mark is on."""


def _blocks(panels: tuple[Panel, ...]) -> list[_Block]:
    return [
        (number, block)
        for number, panel in enumerate(panels)
        for block in panel.walk()
        if isinstance(block, Notes)
    ]


def _home(panel: int, blocks: list[_Block]) -> _Block | None:
    """The block that the notes of a panel stand in; None: they stand at the feet of its frames."""
    own = (one for one in blocks if one[0] == panel and one[1].of == "panel")
    of_all = (one for one in blocks if one[1].of == "publication")
    return next(own, None) or next(of_all, None)


def _notes_of(block: Notes, blocks: list[_Block], found: _Found) -> tuple[Note, ...]:
    homes = ((note, _home(panel, blocks)) for panel, note in found)
    return tuple(note for note, home in homes if home is not None and home[1] is block)


def _places(
    found: _Found, blocks: list[_Block]
) -> Iterator[tuple[int, Notes | None, tuple[Note, ...]]]:
    """What each block and each panel has of the notes."""
    for number, block in blocks:
        if notes := _notes_of(block, blocks, found):
            yield number, block, notes
    for number in dict.fromkeys(panel for panel, _ in found):
        if _home(number, blocks) is None:
            yield number, None, tuple(note for panel, note in found if panel == number)


def _with(panel: Panel, block: Notes | None, notes: tuple[Note, ...]) -> Panel:
    """A panel with notes in a block of it, or at its foot."""
    if block is None:
        return replace(panel, notes=notes)
    # What was mapped or exchanged may be another object by now, and is the same block.
    same = next(
        one
        for one in panel.walk()
        if isinstance(one, Notes) and not one.notes and one.place == block.place
    )
    return exchanged(panel, same, replace(block, notes=notes))


def _unused(uses: list[_Use], defined: Defined) -> Iterator[Diagnostic]:
    """Notes that no mark leads to."""
    used = {use.mark.key for use in uses}
    for key, place in defined.places.items():
        if key not in used:
            yield Diagnostic(
                "note-unused",
                say("No text has the mark of the note `{key}`, so it is not printed.", key=key),
                place,
                say("Write [^{key}] behind the words that it is for, or delete it.", key=key),
                "warning",
            )


def _block_faults(blocks: list[_Block], marking: Marking) -> Iterator[Diagnostic]:
    """Blocks that would hold the same notes as others, or notes with the same marks."""
    seen: set[tuple[int, str]] = set()
    for number, block in blocks:
        which = (number if block.of == "panel" else -1, block.of)
        if which in seen:
            yield Diagnostic(
                "notes-twice",
                say("There is another block of the same notes."),
                block.place,
                say("Delete one of the two: each note stands once."),
            )
        seen.add(which)
        if block.of == "publication" and marking.through == "panel":
            yield Diagnostic(
                "notes-mixed",
                say("Notes that are counted from 1 in each panel would stand together here."),
                block.place,
                say("Write `notes: panel`, or let `note_marks:` count through the publication."),
            )


def _empty(block: Notes) -> Diagnostic:
    return Diagnostic(
        "notes-empty",
        say("No note stands here: no text that it is for has the mark of one."),
        block.place,
        say("Delete it, or write [^key] behind the words that a note is for."),
        "warning",
    )
