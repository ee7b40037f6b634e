"""What a file that came back changes in a language's catalogue.

A unit is known by its id, which is made of its message's context and text; in a file that another
program has made, by these. One whose message has changed since is taken as `fuzzy`, with the text
that it was made for, as `translate update` would; one of no message at all is told and left out. A
unit without a translation changes nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from msgspec import Struct

from depliant.content.messages import Key, Message
from depliant.content.publication import Publication
from depliant.errors import Diagnostic
from depliant.sentences import say
from depliant.translation.exchange.receiving import Receipt, Received
from depliant.translation.exchange.units import unit_id
from depliant.translation.loading import shortened
from depliant.translation.merging import changed, nearest
from depliant.translation.po import Catalogue, PoEntry
from depliant.translation.wording import entry_faults


class Change(Struct, frozen=True):
    """A message whose translation is another now, as it was before and as it is."""

    before: PoEntry
    after: PoEntry


class Taken(Struct, frozen=True):
    """A catalogue with what came back; what was changed in it, and what is to be said of it.

    `known` is how many units are of messages of the publication.
    """

    catalogue: Catalogue
    changes: tuple[Change, ...]
    known: int
    faults: tuple[Diagnostic, ...]


Group = tuple[Received, ...]
"""The units of one message: one, or one for each plural form."""


def taken(
    receipt: Receipt,
    catalogue: Catalogue,
    messages: Iterable[Message],
    publication: Publication,
    language: str,
    *,
    finished: bool = False,
) -> Taken:
    """Take what came back into a catalogue.

    Args:
        receipt: the file.
        catalogue: the language's, brought up to date.
        messages: those of the publication, all of which the catalogue has.
        publication: in the language that it is written in.
        language: the catalogue's.
        finished: every translation is, whatever the file says of it.
    """
    by_key = {message.key: message for message in messages}
    live = [entry for entry in catalogue.entries if not entry.obsolete]
    found, unknown = _matched(_groups(receipt.units), live)
    after: dict[Key, PoEntry] = {}
    faults: list[Diagnostic] = []
    for entry in live:
        group = found.get(entry.key)
        if group is None:
            continue
        if len(group) != len(entry.strings):
            faults.append(_forms_differ(entry, group))
            continue
        new = _filled(entry, group, finished)
        after[entry.key] = new
        if new != entry and not new.fuzzy and not any(unit.broken for unit in group):
            message, place = by_key[entry.key], group[0].place
            faults += entry_faults(message, new, language, publication, place)
    stale = _stale([entry for entry in live if entry.key not in found], unknown)
    after |= {key: entry for key, (entry, _) in stale.items()}
    outdated = [group for _, group in stale.values()]
    faults += map(_is_stale, outdated)
    faults += [_is_unknown(group) for group in unknown if group not in outdated]
    entries = tuple(
        entry if entry.obsolete else after.get(entry.key, entry) for entry in catalogue.entries
    )
    changes = tuple(
        Change(entry, after[entry.key])
        for entry in live
        if entry.key in after and after[entry.key] != entry
    )
    return Taken(replace(catalogue, entries=entries), changes, len(found), tuple(faults))


def _groups(units: Iterable[Received]) -> list[Group]:
    """The units of each message, plural forms in their order."""
    found: dict[tuple[str, str, str], dict[int, Received]] = {}
    for unit in units:
        found.setdefault((unit.id, unit.context, unit.source), {})[unit.form or 0] = unit
    return [tuple(forms[at] for at in sorted(forms)) for forms in found.values()]


def _matched(
    groups: Sequence[Group], entries: Sequence[PoEntry]
) -> tuple[Mapping[Key, Group], list[Group]]:
    """The units of each message, and those of none of them that have a translation."""
    by_id = {unit_id(entry.key): entry for entry in entries}
    by_key = {entry.key: entry for entry in entries}
    alone: dict[str, PoEntry | None] = {}
    for entry in entries:
        alone[entry.id] = None if entry.id in alone else entry
    found: dict[Key, Group] = {}
    unknown: list[Group] = []
    for group in groups:
        first = group[0]
        # What another program has made has ids of its own, and may have left contexts out.
        own = by_id.get(first.id) or by_key.get(Key(first.context, first.source))
        if own is None and not first.context:
            own = alone.get(first.source)
        if own is not None:
            found[own.key] = group
        elif all(unit.target.strip() for unit in group):
            unknown.append(group)
    return found, unknown


def _filled(entry: PoEntry, group: Group, finished: bool) -> PoEntry:
    """A message with the translation that came back; without one, as it was."""
    remarks = tuple(line for unit in group for note in unit.comments for line in note.splitlines())
    comments = tuple(dict.fromkeys((*entry.comments, *remarks)))
    if not all(unit.target.strip() for unit in group):
        return replace(entry, comments=comments)
    done = finished or all(unit.finished for unit in group)
    flags = tuple(flag for flag in entry.flags if flag != "fuzzy")
    return replace(
        entry,
        strings=tuple(unit.target for unit in group),
        comments=comments,
        flags=flags if done else ("fuzzy", *flags),
        previous=() if done else entry.previous,
    )


def _stale(
    entries: Sequence[PoEntry], unknown: Sequence[Group]
) -> dict[Key, tuple[PoEntry, Group]]:
    """What a message was when it was handed out: the units of a text that has changed since.

    A message that is translated by now has no need of them.
    """
    gone = {
        id(old): (old, group)
        for group in unknown
        for old in [
            PoEntry(
                group[0].source,
                group[0].context,
                group[0].source if group[0].form is not None else None,
                tuple(unit.target for unit in group),
            )
        ]
    }
    found: dict[Key, tuple[PoEntry, Group]] = {}
    for entry in entries:
        if entry.translated and not entry.fuzzy:
            continue
        near = nearest(entry, [old for old, _ in gone.values()])
        if near is not None:
            new = changed(entry, near, len(entry.strings))
            found[entry.key] = replace(new, comments=entry.comments), gone.pop(id(near))[1]
    return found


def _forms_differ(entry: PoEntry, group: Group) -> Diagnostic:
    return Diagnostic(
        "exchange-plural",
        say(
            "“{text}” has {count} plural forms in this file, not {wanted}.",
            text=shortened(entry.id),
            count=len(group),
            wanted=len(entry.strings),
        ),
        group[0].place,
        say("Keep every unit of the group as it was handed out."),
    )


def _is_stale(group: Group) -> Diagnostic:
    return Diagnostic(
        "exchange-stale",
        say("“{text}” has changed since it was handed out.", text=shortened(group[0].source)),
        group[0].place,
        say("Its translation is taken, and marked `fuzzy`: look at it."),
        "warning",
    )


def _is_unknown(group: Group) -> Diagnostic:
    return Diagnostic(
        "exchange-unknown",
        say("“{text}” is no text of this brochure.", text=shortened(group[0].source)),
        group[0].place,
        say("It was taken out, or translated by now: nothing is done with it."),
        "warning",
    )
