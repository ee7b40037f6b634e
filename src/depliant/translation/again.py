"""Messages that are there again: the same words in another place, under other names, or as once.

A panel or a figure was renamed, an item was taken out and put back, an edit was undone: nobody has
to look at such a translation, since the words that it was made for have not changed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Final

from depliant.patterns import late_pattern
from depliant.translation.po import Catalogue, PoEntry

_NAME: Final = late_pattern(r"(?<=\{)[A-Za-z][A-Za-z0-9_-]*(?=(?::[A-Za-z0-9_/-]+){0,2}\})")
"""A figure's name in a text."""


class Before:
    """What a language's file held.

    Args:
        gone: the messages of it that are in use no more; what is found again is taken out.
        old: all of it.
        fresh: the messages that are in use now.
    """

    def __init__(self, gone: list[PoEntry], old: Catalogue, fresh: Catalogue) -> None:
        self._gone = gone
        self._used = [entry for entry in old.entries if not entry.obsolete]
        new, former = set(_names(fresh.entries)), set(_names(self._used))
        self._no_more, self._first_now = former - new, new - former

    def again(self, entry: PoEntry) -> PoEntry | None:
        """The translation that a message of these words had, if it had one."""
        same = _fittest(entry, self._of_words(entry))
        if same is not None:
            self._gone.remove(same)
            return same
        for candidate in self._gone:
            renamed = self._under_new_names(entry, candidate)
            if renamed is not None:
                self._gone.remove(candidate)
                return renamed
        return self._as_once(entry) or self._elsewhere(entry)

    def _of_words(self, entry: PoEntry) -> list[PoEntry]:
        return [one for one in self._gone if _is_like(one, entry) and one.id == entry.id]

    def _under_new_names(self, entry: PoEntry, candidate: PoEntry) -> PoEntry | None:
        """A message with the names of its figures changed, if those figures were renamed."""
        if not _is_like(candidate, entry) or _NAME.sub("", candidate.id) != _NAME.sub("", entry.id):
            return None
        names: dict[str, str] = {}
        pairs = zip(_NAME.findall(candidate.id), _NAME.findall(entry.id), strict=True)
        for former, new in pairs:
            if names.setdefault(former, new) != new:
                return None
        changed = {former: new for former, new in names.items() if former != new}
        if not changed.keys() <= self._no_more or not set(changed.values()) <= self._first_now:
            return None
        strings = tuple(
            _NAME.sub(lambda found: names.get(found[0], found[0]), text)
            for text in candidate.strings
        )
        return replace(candidate, strings=strings)

    def _as_once(self, entry: PoEntry) -> PoEntry | None:
        """What a message was before a change that nobody has translated yet, and that is undone."""
        for candidate in (*self._gone, *self._used):
            if candidate.fuzzy and dict(candidate.previous).get("msgid") == entry.id:
                if candidate in self._gone:
                    self._gone.remove(candidate)
                flags = tuple(flag for flag in candidate.flags if flag != "fuzzy")
                return replace(candidate, flags=flags, previous=())
        return None

    def _elsewhere(self, entry: PoEntry) -> PoEntry | None:
        """A message in use that says the same in a place of the same kind."""
        return next(
            (
                one
                for one in self._used
                if one.id == entry.id
                and one.translated
                and _is_like(one, entry)
                and _kind(one) == _kind(entry)
            ),
            None,
        )


def _is_like(one: PoEntry, other: PoEntry) -> bool:
    """Whether both are texts, or both the words that figures count."""
    return (one.plural is None) == (other.plural is None)


def _fittest(entry: PoEntry, candidates: list[PoEntry]) -> PoEntry | None:
    """Of messages of the same words, the one from the nearest place.

    XLIFF 1.x made of a PO file has no contexts, or the place in their stead. Where two places of
    another kind have two translations, somebody has to choose.
    """
    for is_near in (
        lambda one: one.context == entry.context,
        lambda one: one.context in entry.references,
        lambda one: _kind(one) == _kind(entry),
        lambda one: not one.context,
    ):
        near = [one for one in candidates if is_near(one)]
        if near:
            return near[0]
    said = {one.strings for one in candidates}
    return candidates[0] if len(said) == 1 else None


def _kind(entry: PoEntry) -> str:
    """What a message is in its panel, whichever that is: item, title, label."""
    return entry.context.rpartition("/")[2].partition(":")[0]


def _names(entries: Iterable[PoEntry]) -> Iterator[str]:
    """The names of figures in messages and in their contexts."""
    for entry in entries:
        yield from _NAME.findall(entry.id)
        yield from (part.partition(":")[2] for part in entry.context.split("/") if ":" in part)
