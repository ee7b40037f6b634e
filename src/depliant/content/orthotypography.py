"""Spaces and quotation marks set right by the rules of a text's language.

Words are never changed: the letters and digits that come in go out. The rules look at the text of
a whole paragraph, so a bold run that ends before its colon makes no difference. A language without
rules of its own has its quotation marks, its apostrophe and its held numbers from CLDR; a passage
marked as of another language has the rules of that one. What looks like a spelling fault is not for
this module but for `spelling`, which only advises.
"""

from __future__ import annotations

import hashlib
from bisect import bisect_left
from collections.abc import Callable, Sequence
from functools import cache
from itertools import groupby
from typing import Literal, TypeVar

from msgspec import Struct, msgpack
from msgspec.structs import replace

from depliant.content.inline import Inline
from depliant.content.model import Edition, Panel
from depliant.content.notes import against_words
from depliant.content.texts import Text, map_texts
from depliant.errors import Place
from depliant.languages.rules import (
    Edit,
    Rule,
    arabic,
    czech,
    dutch,
    english,
    german,
    italian,
    polish,
    spanish,
    ukrainian,
)
from depliant.languages.rules_french import canadian, french
from depliant.languages.rules_others import held, of_any
from depliant.languages.tags import canonical
from depliant.memory import SHARED, remembered, sized
from depliant.patterns import late_pattern
from depliant.tuples import NamedTuple

Colon = Literal["full", "thin"]

_PASSES = 6
"""Rules may set off one another (a quotation mark, then the space inside it): two passes do
for what people write, and the bound makes sure that it ends."""

_SET_RIGHT = 10
"""Bytes that a panel takes for each byte of it as it is encoded."""

_ADDRESS = late_pattern(r"(?:https?://|www\.)[^\s«»]*[\w/]|[\w.+-]+@[\w-]+\.[\w.]*\w")
_CONTEXT_BEFORE = late_pattern(r"[^\s]*\s?[^\s]*$")
_CONTEXT_AFTER = late_pattern(r"[^\s]*\s?[^\s]*")


class Correction(NamedTuple):
    """One thing set right: the words round it before and after, where, and by which rule."""

    before: str
    after: str
    place: Place | None
    rule: str


def rules_for(language: str, colon: Colon = "full") -> tuple[Rule, ...]:
    """The rules of a language tag ("fr", "fr-BE", "en_GB"); of one not known those of any."""
    tag = canonical(language).casefold()
    if tag == "fr-ca":
        return canadian()
    base = tag.partition("-")[0]
    if base == "fr":
        return french(colon)
    languages = {
        "ar": arabic,
        "cs": czech,
        "de": german,
        "en": english,
        "es": spanish,
        "it": italian,
        "nl": dutch,
        "pl": polish,
        "uk": ukrainian,
    }
    return _with_held(languages[base], base) if base in languages else of_any(tag)


@cache  # as many as there are languages with rules of their own
def _with_held(of_language: Callable[[], tuple[Rule, ...]], base: str) -> tuple[Rule, ...]:
    """The rules of a language with those for its words that have a number."""
    return (*of_language(), *held(base))


def correct(text: str, language: str, colon: Colon = "full") -> str:
    """Set the spaces and quotation marks of one text right.

    Args:
        text: plain text of one paragraph.
        language: a language tag.
        colon: the width of the space before a French colon (Imprimerie nationale: full).
    """
    return _text(text, rules_for(language, colon))[0]


def correct_inline(inline: Inline, language: str, colon: Colon = "full") -> Inline:
    """Set the spaces and quotation marks of one paragraph of spans right."""
    return _inline(inline, rules_for(language, colon))[0]


def set_right(edition: Edition, colon: Colon = "full") -> tuple[Edition, tuple[Correction, ...]]:
    """Set every text of an edition right, and say what was changed, in reading order."""
    rules = rules_for(edition.language, colon)
    if not rules:
        return edition, ()
    proof = _Proof(rules)
    title = proof.text(edition.title)
    said = [(name, text) for name, text in edition.running.words if name != "title"]
    corrected = replace(
        edition,
        title=title,
        subject=proof.text(edition.subject),
        panels=tuple(proof.panel(panel) for panel in edition.panels),
        running=replace(
            edition.running,
            words=(("title", title), *((name, proof.text(text)) for name, text in said)),
        ),
    )
    return corrected, tuple(proof.corrections)


P = TypeVar("P", bound=Struct)


def part_set_right(part: P, language: str, colon: Colon = "full") -> P:
    """A part of a panel with all its texts set right, as `set_right` does in an edition."""
    rules = rules_for(language, colon)
    return map_texts(part, _Proof(rules).words) if rules else part


class _Proof:
    """One reading of an edition: its rules, and the corrections found so far."""

    def __init__(self, rules: tuple[Rule, ...]) -> None:
        self.rules = rules
        self.corrections: list[Correction] = []

    def text(self, text: str) -> str:
        """A text that stands on no panel, set right."""
        changed, found = _text(text, self.rules)
        self.corrections.extend(found)
        return changed

    def panel(self, panel: Panel) -> Panel:
        """A panel with all its texts set right; remembered as it stands."""
        written = msgpack.encode(panel)
        key = (_Proof, self.rules, hashlib.sha256(written).digest())
        found: tuple[Panel, tuple[Correction, ...]] | None = SHARED.find(key)
        if found is None:
            apart = _Proof(self.rules)
            changed = map_texts(panel, apart.words)
            made = changed, tuple(apart.corrections)
            found = SHARED.keep(key, made, _SET_RIGHT * len(written))
        self.corrections.extend(found[1])
        return found[0]

    def words(self, text: Text) -> Inline:
        """The words of a panel's text, set right."""
        changed, found = _inline(text.words, self.rules)
        self.corrections.extend(entry._replace(place=text.place) for entry in found)
        return changed


@remembered
def _text(text: str, rules: tuple[Rule, ...]) -> tuple[str, tuple[Correction, ...]]:
    """Set one text right."""
    changed, _, corrections = _run(text, rules)
    return changed, tuple(corrections)


@sized(lambda found: 600 + sum(300 + 2 * len(span.text) for span in found[0]) + 400 * len(found[1]))
def _inline(inline: Inline, rules: tuple[Rule, ...]) -> tuple[Inline, tuple[Correction, ...]]:
    """Set spans right; each keeps its kind, and one that becomes empty is dropped."""
    text = "".join(span.text for span in inline)
    owners = [number for number, span in enumerate(inline) for _ in span.text]
    foreign = frozenset(number for number, span in enumerate(inline) if span.language)
    changed, owners, corrections = _run(text, rules, owners, foreign)
    if foreign:
        changed, owners, others = _foreign(inline, changed, owners)
        corrections += others
    if not corrections:
        return inline, ()
    texts = [""] * len(inline)
    for character, owner in zip(changed, owners, strict=True):
        texts[owner] += character
    spans = (
        span._replace(text=text)
        for span, text in zip(inline, texts, strict=True)
        if text or not span.text
    )
    return against_words(tuple(spans)), tuple(corrections)


def _foreign(
    inline: Inline, text: str, owners: list[int]
) -> tuple[str, list[int], list[Correction]]:
    """Set each passage in another language right by the rules of that language."""
    made, whose, corrections = list[str](), list[int](), list[Correction]()
    of_language = zip(text, owners, strict=True)
    for language, passage in groupby(of_language, lambda pair: inline[pair[1]].language):
        stretch = [*passage]
        part, own = "".join(char for char, _ in stretch), [owner for _, owner in stretch]
        if language:
            part, own, found = _run(part, rules_for(language), own)
            corrections += found
        made.append(part)
        whose += own
    return "".join(made), whose, corrections


def _run(
    text: str,
    rules: tuple[Rule, ...],
    owners: list[int] | None = None,
    foreign: frozenset[int] = frozenset(),
) -> tuple[str, list[int], list[Correction]]:
    """Apply rules until nothing changes; `owners` says which span each character is of.

    Within the spans `foreign` nothing is changed here.
    """
    owners = [0] * len(text) if owners is None else owners
    corrections: list[Correction] = []
    signs = set(text)
    for _ in range(_PASSES):
        settled = True
        for rule in rules:
            if rule.signs and rule.signs.isdisjoint(signs):
                continue
            edits = _outside_addresses(text, list(rule.find(text)))
            edits = [edit for edit in edits if not _within(edit, owners, foreign)]
            if not edits:
                continue
            corrections.extend(_correction(text, edit, rule.name) for edit in edits)
            text, owners = _applied(text, owners, edits)
            signs, settled = set(text), False
        if settled:
            break
    return text, owners, corrections


def _within(edit: Edit, owners: list[int], foreign: frozenset[int]) -> bool:
    """Whether an edit changes something of a foreign span, or stands between two signs of one."""
    if not foreign:
        return False
    if edit.start < edit.end:
        return not foreign.isdisjoint(owners[edit.start : edit.end])
    beside = owners[max(edit.start - 1, 0) : edit.start + 1]
    return foreign.issuperset(beside)


def _outside_addresses(text: str, edits: list[Edit]) -> list[Edit]:
    """Leave out the edits inside a web or mail address."""
    if not edits:
        return edits
    spans = [match.span() for match in _ADDRESS.finditer(text)]
    starts = [start for start, _ in spans]

    def is_inside(edit: Edit) -> bool:
        last = max(edit.end, edit.start + 1)
        before = bisect_left(starts, last)
        return before > 0 and last <= spans[before - 1][1]

    return [edit for edit in edits if not is_inside(edit)]


def _applied(text: str, owners: list[int], edits: Sequence[Edit]) -> tuple[str, list[int]]:
    """A text with edits, which are in order and apart, and whose its signs are then."""
    parts, whose, done = list[str](), list[int](), 0
    for edit in edits:
        at = edit.start - 1 if edit.start == edit.end and edit.side == "left" else edit.start
        owner = owners[min(at, len(owners) - 1)]
        parts += text[done : edit.start], edit.text
        whose += owners[done : edit.start]
        whose += [owner] * len(edit.text)
        done = edit.end
    return "".join((*parts, text[done:])), whose + owners[done:]


def _correction(text: str, edit: Edit, rule: str) -> Correction:
    """The words round an edit as they are, and as they will be."""
    before = _CONTEXT_BEFORE.search(text, max(0, edit.start - 24), edit.start)
    after = _CONTEXT_AFTER.match(text, edit.end, edit.end + 24)
    left = before[0] if before else ""
    right = after[0] if after else ""
    return Correction(
        left + text[edit.start : edit.end] + right, left + edit.text + right, None, rule
    )
