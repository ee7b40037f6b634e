"""The pages of a draft: what is painted, what found no room, and what is wrong, marked and told.

A page of a draft is larger than the paper: over it stands that it is a draft, beside it what found
no room in its frames and what is wrong, each with the number that it has on the page. The same is
done for one panel and for a whole side. Points, y down, from the corner of the draft's page.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from math import atan2, cos, hypot, sin
from typing import Final, Literal

from msgspec import Struct
from msgspec.structs import replace

from depliant.colour import BLACK, PAPER, Colour
from depliant.display.items import (
    DisplayDocument,
    Glyphs,
    Group,
    Item,
    Mark,
    Page,
    Path,
    Stroke,
)
from depliant.errors import Diagnostic
from depliant.geometry import IDENTITY, Matrix, Rect, Size, rectangle, translation
from depliant.languages.draft_word import ENGLISH, draft_word
from depliant.layout.compose import Composition, SetPanel
from depliant.layout.flaws import Flaw
from depliant.layout.paging import imposed, paged
from depliant.layout.panel import Spill
from depliant.layout.plain_words import is_drawn, outlined, plain_words, width_of
from depliant.layout.standins import LINE, PALE, STRUCK
from depliant.layout.strays import leaves
from depliant.layout.template import design_of
from depliant.sentences import Sentence, counted, say, some, verbatim
from depliant.style.sheet import StyleSheet
from depliant.tuples import NamedTuple

Tell = Callable[[Sentence], str]
"""Says a sentence in the language of whoever looks at the draft."""

_EDGE: Final = 20.0
"""Points round the paper: room for what bleeds."""
_HEAD: Final = 26.0
"""Points: the height of the band at the head."""
_GAP: Final = 14.0
"""Points between the paper and what is told of it, and between the columns of that."""
_MEASURE: Final = 190.0
"""Points: the width of what is told."""
_PAD: Final = 6.0
_SIZE: Final = 7.0
"""Points: the words of what is told."""
_LEAST: Final = 260.0
"""Points: the least height of a page below its band."""
_NEAR: Final = 8.0
"""Points: so far beside the paper what is wrong is boxed."""
_PLACES: Final = 6
"""Places that are told of a finding; of more, so many and a count."""
_BADGE: Final = 5.2
"""Points: half the width of a number on the page."""
_GRAY: Final = Colour(0.0, 0.0, 0.0, 0.6)
_DARK: Final = Colour(0.0, 0.0, 0.0, 0.7)
_LIGHT: Final = 0.35
"""The ink below which letters are light."""
_HEAVY: Final = 700


class Marked(Struct, frozen=True):
    """A flaw on a page: its number in the draft, and its boxes on the page."""

    number: int
    boxes: tuple[Rect, ...]


class DraftPage(Struct, frozen=True):
    """Where things stand on a page: the trim of each panel by its id, and what is wrong there."""

    panels: tuple[tuple[str, Rect], ...]
    marked: tuple[Marked, ...]


class DraftPages(Struct, frozen=True):
    """The pages of a draft as they are drawn, and what stands where on each.

    `flaws` are what is wrong, what is said alike of several blocks together: their number is their
    place in it, from 1.
    """

    document: DisplayDocument
    pages: tuple[DraftPage, ...]
    flaws: tuple[tuple[Flaw, ...], ...]


class _Sheet(NamedTuple):
    """One page to be made: the paper, the panels on it with their places, and what it shows."""

    page: Page
    panels: tuple[tuple[SetPanel, Matrix], ...]


class _Card(NamedTuple):
    """Something told beside the paper, drawn from its own corner."""

    items: tuple[Item, ...]
    size: Size


class _Look(NamedTuple):
    """What all pages have in common."""

    composition: Composition
    flaws: tuple[tuple[Flaw, ...], ...]
    sheet: StyleSheet
    tell: Tell

    @property
    def word(self) -> str:
        """What a draft is called in the language of the edition."""
        word = draft_word(self.composition.metadata.language)
        return word if is_drawn(word, _HEAVY) else ENGLISH


def struck(flaws: Iterable[Flaw]) -> tuple[tuple[Flaw, ...], ...]:
    """The flaws that a finished brochure is refused for, those of one sentence together."""
    alike: dict[Diagnostic, list[Flaw]] = {}
    for flaw in flaws:
        if flaw.finding.severity == "error":
            alike.setdefault(replace(flaw.finding, place=None, quoted=()), []).append(flaw)
    return tuple(map(tuple, alike.values()))


def drafted(
    composition: Composition,
    pages: Literal["sides", "panels"],
    flaws: Iterable[Flaw],
    sheet: StyleSheet,
    tell: Tell,
) -> DraftPages:
    """The pages of a composition as those of a draft.

    Args:
        composition: of a draft's job.
        pages: a side of the sheet a page, or a panel.
        flaws: what is wrong with it; only errors are shown.
        sheet: the style sheet that it is set in.
        tell: says a sentence to whoever looks at it.
    """
    look = _Look(composition, struck(flaws), sheet, tell)
    placed = imposed(composition) if pages == "sides" else paged(composition)
    made = [_page(one, look, at) for at, one in enumerate(_sheets(placed, composition, pages))]
    metadata = replace(placed.metadata, title=f"{look.word} – {placed.metadata.title}")
    document = replace(placed, pages=tuple(page for page, _ in made), metadata=metadata)
    return DraftPages(document, tuple(at for _, at in made), look.flaws)


def _sheets(
    document: DisplayDocument, composition: Composition, pages: Literal["sides", "panels"]
) -> Iterator[_Sheet]:
    """The pages of a document with the panels on each."""
    if pages == "panels":
        for page, panel in zip(document.pages, composition.panels, strict=True):
            yield _Sheet(page, ((panel, IDENTITY),))
        return
    for page, side in zip(document.pages, composition.sides, strict=True):
        own = [one for one in composition.panels if one.leaf.side == side]
        yield _Sheet(page, tuple((one, side.placing(one.leaf.slot)) for one in own))


def _page(sheet: _Sheet, look: _Look, number: int) -> tuple[Page, DraftPage]:
    """A page of a draft, and where things stand on it."""
    paper = Rect(_EDGE, _HEAD + _EDGE, *sheet.page.trim)
    own = [
        (at, here)
        for at, flaws in enumerate(look.flaws, 1)
        if (here := [one for one in flaws if _is_on(one, sheet, is_first=number == 0)])
    ]
    cards = [card for panel, _ in sheet.panels for card in _spilt(panel, look)]
    cards += (_told(at, flaws, look.tell) for at, flaws in own)
    high = max(paper.height, _LEAST, *(card.size.height for card in cards), 0.0)
    beside, width = _columns(cards, Rect(paper.right + _EDGE, paper.y, 0.0, high))
    size = Size(max(width, paper.right) + _EDGE, paper.y + high + _EDGE)
    at_paper = translation(paper.x, paper.y)
    items: list[Item] = [
        _apart(Path(rectangle(Rect(0.0, 0.0, *size)), fill=PAPER)),
        *_shadow(paper),
        Group(sheet.page.items, at_paper),
        _apart(Path(rectangle(paper), stroke=Stroke(_GRAY, 0.25))),
        *_across(sheet, look.word, paper),
        *(mark for panel, at in sheet.panels for mark in _ends(panel, at_paper @ at)),
    ]
    marked = [
        Marked(at, tuple(dict.fromkeys(box for one in flaws for box in _boxes(one, sheet, paper))))
        for at, flaws in own
    ]
    items += (_struck(one) for one in marked if one.boxes)
    items += (*beside, *_band(sheet, look, size.width, len(own)))
    panels = tuple(
        (panel.panel.id, (at_paper @ at).apply_rect(Rect(0.0, 0.0, *panel.leaf.size)))
        for panel, at in sheet.panels
    )
    page = replace(sheet.page, trim=size, items=tuple(items), folds=(), cross_folds=())
    return page, DraftPage(panels, tuple(marked))


def _apart(*items: Item) -> Mark:
    """Items that are no part of what is read."""
    return Mark(items, None, artifact="Page")


def _is_on(flaw: Flaw, sheet: _Sheet, *, is_first: bool) -> bool:
    """Whether a flaw is of a page; what is of none is told on the first."""
    if not flaw.panel and not flaw.spots:
        return is_first
    names = {panel.panel.id for panel, _ in sheet.panels}
    return flaw.panel in names or any(spot.panel in names for spot in flaw.spots)


def _shadow(paper: Rect) -> Iterator[Item]:
    """What lets the paper stand out from the page."""
    yield _apart(Path(rectangle(paper.moved(1.2, 1.2)), fill=Colour(0.0, 0.0, 0.0, 0.18)))
    yield _apart(Path(rectangle(paper), fill=PAPER))


def _across(sheet: _Sheet, word: str, paper: Rect) -> Iterator[Item]:
    """The word across each panel, in contours, so that all below it can be read."""
    stroke = Stroke(Colour(0.0, 0.5, 0.4, 0.0), 0.45)
    for panel, at in sheet.panels:
        width, height = panel.leaf.size
        length = 0.8 * hypot(width, height)
        size = min(100 * length / max(width_of(word, 100.0, _HEAVY), 1.0), 0.3 * min(width, height))
        letters = outlined(word, size, stroke)
        angle = -atan2(height, width)
        turned = Matrix(cos(angle), sin(angle), -sin(angle), cos(angle), 0.0, 0.0)
        half = width_of(word, size, _HEAVY) / 2
        middle = translation(paper.x, paper.y) @ at @ translation(width / 2, height / 2)
        yield _apart(Group(letters, middle @ turned @ translation(-half, 0.35 * size)))


def _ends(panel: SetPanel, at: Matrix) -> Iterator[Item]:
    """A bar at the foot of each frame that has no room for all its words."""
    for spill in panel.spills:
        box = spill.box
        foot = min(max(box.bottom, 8.0), panel.leaf.size.height)
        bar = Rect(box.x, foot - 1.0, max(box.width, 10.0), 2.0)
        tip = (
            ("M", bar.right - 9.0, foot - 8.0),
            ("L", bar.right, foot - 8.0),
            ("L", bar.right - 4.5, foot - 2.0),
            ("Z",),
        )
        painted = Path(rectangle(bar), fill=STRUCK), Path(tip, fill=STRUCK)
        yield _apart(Group(painted, at))


def _boxes(flaw: Flaw, sheet: _Sheet, paper: Rect) -> Iterator[Rect]:
    """The boxes of a flaw on the page; of one of a whole panel that of the panel."""
    on_paper = translation(paper.x, paper.y)
    places = {panel.panel.id: on_paper @ at for panel, at in sheet.panels}
    for spot in flaw.spots:
        if spot.panel in places:
            yield _within(places[spot.panel].apply_rect(spot.box), paper)
    if not flaw.spots:
        for panel, _ in sheet.panels:
            if panel.panel.id == flaw.panel:
                whole = places[flaw.panel].apply_rect(Rect(0.0, 0.0, *panel.leaf.size))
                yield whole.inset(2.0, 2.0, 2.0, 2.0)


def _within(box: Rect, paper: Rect) -> Rect:
    """What of a box is on the paper or near it."""
    near = paper.inset(*(-_NEAR,) * 4)
    x, y = min(max(box.x, near.x), near.right), min(max(box.y, near.y), near.bottom)
    right, bottom = max(min(box.right, near.right), x), max(min(box.bottom, near.bottom), y)
    return Rect(x, y, right - x, bottom - y)


def _struck(marked: Marked) -> Item:
    """Dashed boxes round what is wrong, the first with its number."""
    items: list[Item] = []
    for box in marked.boxes:
        round_it = box.inset(-1.5, -1.5, -1.5, -1.5)
        items.append(Path(rectangle(round_it), stroke=Stroke(STRUCK, LINE, (3.0, 1.5))))
    first = marked.boxes[0]
    at = first.x - 1.5, first.y - 1.5 + 2 * _BADGE * ((marked.number - 1) % 3)
    return _apart(*items, *_badge(marked.number, *at))


def _badge(number: int, x: float, y: float) -> Iterator[Item]:
    """A number on a ground, round the point (x, y)."""
    said = str(number)
    words = plain_words(said, _SIZE, PAPER, 50.0, 600)
    wide = max(2 * _BADGE, words.size.width + 4.0)
    yield Path(rectangle(Rect(x - wide / 2, y - _BADGE, wide, 2 * _BADGE)), fill=STRUCK)
    yield from _moved(words.items, x - words.size.width / 2, y - words.size.height / 2)


def _moved(items: Sequence[Item], x: float, y: float) -> tuple[Item, ...]:
    return (Group(tuple(items), translation(x, y)),) if items else ()


# --- what is told beside the paper ---------------------------------------------------------------


def _told(number: int, flaws: Sequence[Flaw], tell: Tell) -> _Card:
    """A finding in words, with its number, its places and what to do."""
    room = _MEASURE - 20.0
    finding = flaws[0].finding
    places = dict.fromkeys(str(one.finding.place) for one in flaws if one.finding.place)
    head = f"{finding.code}  {tell(some([*places], _PLACES))}" if places else finding.code
    words = " / ".join(dict.fromkeys(one.words for one in flaws if one.words))
    parts = [
        plain_words(head, _SIZE, STRUCK, room, 600),
        plain_words(tell(finding.message), _SIZE, BLACK, room),
    ]
    if finding.hint:
        parts.append(plain_words(tell(finding.hint), _SIZE, _GRAY, room))
    if words:
        parts.append(
            plain_words(tell(say("Its words: “{words}”", words=words)), _SIZE, BLACK, room)
        )
    items: list[Item] = [*_badge(number, 7.0, 5.5)]
    y = 0.0
    for part in parts:
        items += _moved(part.items, 18.0, y)
        y += part.size.height + 1.0
    return _Card((_apart(*items),), Size(_MEASURE, y + 3.0))


def _spilt(panel: SetPanel, look: _Look) -> Iterator[_Card]:
    """What found no room on a panel, as it would be set, in a box that is not to be mistaken."""
    for spill in panel.spills:
        message = say(
            "OVER: no room in the frame {frame} of “{panel}” (words: {count})",
            frame=spill.frame,
            panel=panel.panel.id,
            count=len(spill.words.split()),
        )
        width = max(spill.size.width + 2 * _PAD, _MEASURE)
        head = plain_words(look.tell(message), _SIZE, PAPER, width - 2 * _PAD, 600)
        top = head.size.height + 4.0
        size = Size(width, top + spill.size.height + 2 * _PAD)
        ground = Rect(0.0, 0.0, *size)
        within = translation(_PAD, top + _PAD)
        yield _Card(
            (
                _apart(
                    Path(rectangle(ground), fill=_ground(panel, spill, look.sheet)),
                    Path(rectangle(ground), stroke=Stroke(STRUCK, 1.4, (4.0, 2.0))),
                    Path(rectangle(Rect(0.0, 0.0, width, top)), fill=STRUCK),
                    *_moved(head.items, _PAD, 2.0),
                ),
                Group(spill.items, within),
            ),
            size,
        )


def _ground(panel: SetPanel, spill: Spill, sheet: StyleSheet) -> Colour:
    """The ground that words without room can be read on: that of their frame if it is one."""
    design = design_of(sheet, panel.panel.design)
    frame = design.frames.get(spill.frame)
    own = sheet.colour((frame.ground if frame is not None else None) or design.ground)
    inks = [
        item.colour.coverage
        for item, _ in leaves(spill.items, IDENTITY)
        if isinstance(item, Glyphs)
    ]
    light = sum(ink < _LIGHT for ink in inks)
    if own.coverage < _LIGHT and light:
        return _DARK
    return own if own.coverage >= _LIGHT else PALE


def _columns(cards: Sequence[_Card], room: Rect) -> tuple[list[Item], float]:
    """Cards one below the other in as many columns as they take, and where the last one ends."""
    wide = max((card.size.width for card in cards), default=0.0)
    items: list[Item] = []
    x, y = room.x, room.y
    for card in cards:
        if y > room.y and y + card.size.height > room.bottom:
            x, y = x + wide + _GAP, room.y
        items.append(Group(card.items, translation(x, y)))
        y += card.size.height + _PAD
    return items, x + wide if cards else room.x - _EDGE


def _band(sheet: _Sheet, look: _Look, width: float, count: int) -> Iterator[Item]:
    """The band at the head: that this is a draft, of what, and how much is wrong with it."""
    metadata = look.composition.metadata
    names = ", ".join(panel.panel.id for panel, _ in sheet.panels)
    errors = counted(count, "{count} error", "{count} errors") if count else say("no errors")
    said = say(
        "{title} · {language} · {panels} · {errors} · not for print",
        title=verbatim(metadata.title),
        language=metadata.language,
        panels=names,
        errors=errors,
    )
    word = plain_words(look.word, 16.0, PAPER, width, _HEAVY)
    room = max(width - word.size.width - 3 * _PAD, 40.0)
    line = plain_words(look.tell(said), _SIZE, PAPER, room, 600)
    high = max(_HEAD, line.size.height + 4.0)
    yield _apart(
        Path(rectangle(Rect(0.0, 0.0, width, high)), fill=STRUCK),
        *_moved(word.items, _PAD, (_HEAD - word.size.height) / 2),
        *_moved(line.items, word.size.width + 2 * _PAD, (high - line.size.height) / 2),
    )
