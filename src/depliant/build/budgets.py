"""The length budget of a message: how many characters of it fit on its panel.

It is measured, not calculated: every text of a panel is made longer or shorter by the same share,
set with the real fonts in the real frame, and the share is halved between what fits and what does
not. So each text may grow by the part of the panel's free room that its length gives it; one that
takes more takes it from its neighbours. Measured twice: as designed, and at the last step that
copyfitting allows. Words within charts have no budget: a label that is too long is told by the
chart (`chart-overset`).

The words that are added are the text's own, so the average width of a character is that of the
source's language; Arabic runs narrower, capitals run wider.
"""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace

from depliant.build.session import Session
from depliant.content.messages import Key, messages, printed_length
from depliant.content.model import Edition, Inline, Panel, Span
from depliant.content.texts import Text, map_texts
from depliant.figures.writing import locale_of
from depliant.geometry import mm
from depliant.layout.compose import set_panel
from depliant.layout.fit import Step, steps
from depliant.layout.job import Job, made_each_time
from depliant.layout.linked import group_of
from depliant.layout.stamps import stamp_of
from depliant.layout.template import Leaf
from depliant.style.folds import sides
from depliant.translation.merging import Budget

_LEAST, _MOST, _HALVINGS = 0.6, 2.2, 6
"""Shares of the source's length between which the budget is looked for, to about 2 %."""


class Shares(Struct, frozen=True):
    """By how much the texts of a panel may grow: as designed, and with all copyfitting."""

    designed: float
    fitted: float


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
    result: dict[Key, Budget] = {}
    for message in messages(publication):
        if message.panel in shares and not message.drawn and not message.held:
            length = printed_length(message.text, publication, locale)
            share = shares[message.panel]
            result[message.key] = (int(length * share.designed), int(length * share.fitted))
    return result


def panel_shares(edition: Edition, job: Job) -> dict[str, Shares]:
    """By how much the texts of each panel may grow, by its id."""
    bleed = mm(job.sheet.format.bleed_mm)
    result: dict[str, Shares] = {}
    for side in sides(job.sheet.format, len(edition.panels)):
        for slot in side.slots:
            if slot.panel is not None:
                panel = edition.panels[slot.panel]
                result[panel.id] = _shares(edition, panel, Leaf(slot, side, bleed), job)
    return result


def _shares(edition: Edition, panel: Panel, leaf: Leaf, job: Job) -> Shares:
    """By how much the texts of one panel may grow; measured only if that is not remembered."""

    def measured() -> Shares:
        # The grown panels are set this once, and not to be remembered themselves.
        once = replace(job, remember=made_each_time)
        designed = _largest(edition, leaf, once, Step(0))
        last = tuple(steps(job.sheet.copyfit))[-1]
        return Shares(designed, max(designed, _largest(edition, leaf, once, last)))

    linked = group_of(leaf.slot.panel or 0, edition.panels)
    stamps = [stamp_of(edition.panels[number]) for number in linked]
    words = tuple(stamp.words for stamp in stamps)
    files = tuple(file for stamp in stamps for file in stamp.of_files(job.files))
    made_from = stamp_of(panel).words, words, leaf.size, job.style, edition.language
    return job.remember(Shares, (*made_from, edition.unbroken, files), measured)


def _largest(edition: Edition, leaf: Leaf, job: Job, step: Step) -> float:
    """The largest share of their length at which a panel's texts fit."""

    def fits(share: float) -> bool:
        return not set_panel(_grown(edition, leaf.slot.panel or 0, share), leaf, job, step).overset

    low, high = _LEAST, _MOST
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        if fits(middle):
            low = middle
        else:
            high = middle
    return low


def _grown(edition: Edition, number: int, share: float) -> Edition:
    """The edition with the texts of one panel made longer or shorter."""
    panel = grown_panel(edition.panels[number], share)
    panels = (*edition.panels[:number], panel, *edition.panels[number + 1 :])
    return replace(edition, panels=panels)


def grown_panel(panel: Panel, share: float) -> Panel:
    """A panel with the texts that are set on it made longer or shorter."""

    def grow(text: Text) -> Inline:
        is_set = text.manner in ("marked", "plain")
        return grown(text.words, share) if is_set else text.words

    return map_texts(panel, grow)


def grown(text: Inline, share: float) -> Inline:
    """A text of about `share` times its length: its words from the start again, or fewer."""
    words = [(word, span) for span in text for word in span.text.split(" ") if word]
    length = sum(len(word) + 1 for word, _ in words)
    spans: list[Span] = []
    used, wanted = 0, length * share
    for word, span in _endless(words):
        if used + (len(word) + 1) / 2 > wanted and spans:
            break
        spans.append(span._replace(text=f" {word}" if spans else word))
        used += len(word) + 1
    return tuple(spans)


def _endless(words: list[tuple[str, Span]]) -> list[tuple[str, Span]]:
    return words * int(_MOST + 1)
