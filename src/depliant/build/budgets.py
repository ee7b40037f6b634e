"""The length budget of a message: how many characters of it fit on its panel.

It is measured, not calculated: every text of a panel is made longer or shorter by the same share,
set as designed with the real fonts in the real frame, and the share is halved between what fits and
what does not. So each text may grow by the part of the panel's free room that its length gives it;
one that takes more takes it from its neighbours, so that the sum of all is told too. Words within
charts have no budget: a label that is too long is told by the chart (`chart-overset`).

The words that are added are the text's own, and once more drawn together to words as long as those
of German or Dutch, which part into lines less well: what fits with both fits in nine of ten
languages' words as designed, and in the others with copyfitting (`tests/test_budget_lengths.py`).
The average width of a character is that of the source's language: Arabic runs narrower, capitals
run wider.
"""

from __future__ import annotations

from itertools import cycle
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from depliant.build.memory import Memory
from depliant.build.session import Session
from depliant.content.inline import Inline, Span
from depliant.content.messages import Key, Message, messages, printed_length
from depliant.content.model import Edition, Panel
from depliant.content.schema import SPOKEN
from depliant.content.texts import Text, map_texts
from depliant.figures.writing import locale_of
from depliant.geometry import mm
from depliant.layout.compose import set_panel
from depliant.layout.fit import Step
from depliant.layout.job import Job
from depliant.layout.linked import group_of
from depliant.layout.stamps import stamp_of
from depliant.layout.template import Leaf
from depliant.style.folds import sides
from depliant.translation.merging import Budget

_LEAST, _MOST, _HALVINGS = 0.6, 2.2, 6
"""Shares of the source's length between which the budget is looked for."""
_APART: Final[float] = (_MOST - _LEAST) / 2**_HALVINGS
"""How near that comes."""
_SPARE: Final[float] = 2 * _APART
"""By how much the budget is less, for words that end where lines do not."""
_LONGEST: Final = 16
"""Letters up to which the source's words are drawn together, to try what long words need."""


class Share(Struct, frozen=True):
    """By how much the texts of a panel may grow, all of them at once."""

    of_length: float


def budgets(session: Session, language: str) -> dict[Key, Budget]:
    """The budget of every message that stands on a panel, by its key.

    Measured with the source's words in the style sheet of the edition of `language`.
    """
    publication = session.project.publication
    edition = session.edition(publication.language).edition
    assert edition is not None  # only a translation can lack one
    locale = locale_of(publication.language)
    assert locale is not None  # `resolve` has refused it
    shares = panel_shares(edition, session.job(language))
    own: dict[str, dict[Key, int]] = {}
    for message in messages(publication):
        if message.panel in shares and _is_set(message):
            length = printed_length(message.text, publication, locale)
            room = int(length * shares[message.panel])
            own.setdefault(message.panel, {})[message.key] = room
    return {
        key: Budget(most, panel, sum(of_panel.values()))
        for panel, of_panel in own.items()
        for key, most in of_panel.items()
    }


def _is_set(message: Message) -> bool:
    """Whether a message is set as text: not drawn in a chart, held by a code or only read aloud."""
    return not message.drawn and not message.held and message.routes[0][-1] not in SPOKEN


def panel_shares(edition: Edition, job: Job) -> dict[str, float]:
    """By how much the texts of each panel may grow, by its id."""
    bleed = mm(job.sheet.format.bleed_mm)
    result: dict[str, float] = {}
    for side in sides(job.sheet.format, len(edition.panels)):
        for slot in side.slots:
            if slot.panel is not None:
                panel = edition.panels[slot.panel]
                result[panel.id] = _share(edition, panel, Leaf(slot, side, bleed), job)
    return result


def _share(edition: Edition, panel: Panel, leaf: Leaf, job: Job) -> float:
    """By how much the texts of one panel may grow; measured only if that is not remembered."""

    def measured() -> Share:
        # What the grown panels have in common, their charts above all, is made once.
        once = replace(job, remember=Memory().remember)
        return Share(_largest(edition, leaf, once))

    linked = group_of(leaf.slot.panel or 0, edition.panels)
    stamps = [stamp_of(edition.panels[number]) for number in linked]
    words = tuple(stamp.words for stamp in stamps)
    files = tuple(file for stamp in stamps for file in stamp.of_files(job.files))
    made_from = stamp_of(panel).words, words, leaf.size, job.style, edition.language
    made: Share = job.remember(Share, (*made_from, edition.unbroken, files), measured)
    return made.of_length


def _largest(edition: Edition, leaf: Leaf, job: Job) -> float:
    """The largest share of their length at which a panel's texts fit, whatever their words."""

    def fits(share: float, longest: int) -> bool:
        grown_edition = _grown(edition, leaf.slot.panel or 0, share, longest)
        return not set_panel(grown_edition, leaf, job, Step(0)).overset

    low, high = _LEAST, _MOST
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        if fits(middle, _LONGEST):
            low = middle
        else:
            high = middle
    # Short words may need more room once in a while: a line ends where they do.
    while low > _LEAST and not fits(low, 0):
        low -= _APART
    return max(low - _SPARE, _LEAST)


def _grown(edition: Edition, number: int, share: float, longest: int) -> Edition:
    """The edition with the texts of one panel made longer or shorter."""
    panel = grown_panel(edition.panels[number], share, longest)
    panels = (*edition.panels[:number], panel, *edition.panels[number + 1 :])
    return replace(edition, panels=panels)


def grown_panel(panel: Panel, share: float, longest: int = 0) -> Panel:
    """A panel with the texts that are set on it made longer or shorter; see `grown`."""

    def grow(text: Text) -> Inline:
        if text.manner not in ("marked", "plain"):
            return text.words
        # What hangs beside the words is as long as it is.
        hung = sum(len(span.text) for span in text.lead) + bool(text.lead)
        length = sum(len(span.text) for span in text.words)
        return grown(text.words, int((hung + length) * share) - hung, longest)

    return map_texts(panel, grow)


def grown(text: Inline, length: int, longest: int = 0) -> Inline:
    """A text of `length` characters: its words from the start again and again, the last cut off.

    With `longest`, words are drawn together as long as they come to no more letters than that: so
    a language of long words fills its lines.
    """
    words = _drawn_together([(w, span) for span in text for w in span.text.split()], longest)
    spans: list[Span] = []
    left = length
    for word, span in cycle(words):
        piece = (f" {word}" if spans else word)[:left]
        # Of one letter that is left a space would be all; it goes to the word before.
        piece = "e" if piece == " " else piece
        if not piece:
            break
        spans.append(span._replace(text=piece))
        left -= len(piece)
    return tuple(spans)


def _drawn_together(words: list[tuple[str, Span]], longest: int) -> list[tuple[str, Span]]:
    """Words, each with the next as one where the two have no more letters than `longest`."""
    made: list[tuple[str, Span]] = []
    alone = True
    for word, span in words:
        if not alone and made[-1][0].isalpha() and word.isalpha():
            together = made[-1][0] + word
            if len(together) <= longest:
                made[-1], alone = (together, made[-1][1]), True
                continue
        made.append((word, span))
        alone = False
    return made
