"""Templates for translators, and merging a changed source into their files.

`template` is the catalogue of a publication without translations. `merged` puts what is already
translated into it: a message whose words are the same keeps its translation, wherever it stands
now; one whose words changed keeps it as fuzzy, with the words that it was made for (`#|`); what is
no longer used is kept as obsolete. A figure that changes touches no message, since messages hold
its name.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Final

from babel import Locale

from depliant.content.messages import FRACTIONS, PHRASES, Key, Message, shown_figures
from depliant.content.publication import Publication
from depliant.languages.phrases import explained
from depliant.translation.again import Before
from depliant.translation.po import Catalogue, PoEntry
from depliant.tuples import NamedTuple

_ALIKE: Final = 0.6
"""How alike two texts without a common context must be: the value of gettext's `msgmerge`."""

REVIEW: Final = "X-Depliant-Review"
RIGHT_WORDS: Final = "X-Depliant-Words"
"""The header's field for words that are right though no dictionary has them."""
"""The header that says who has to look at the translation yet."""
PSEUDO: Final = "pseudo"
"""What it says of a translation that a program made to try a layout."""


class Budget(NamedTuple):
    """How many characters fit: of a message, and of all that stand on its panel together.

    `own` is a message's share of its panel: if no text of the panel has more, all fit as designed.
    """

    own: int
    panel: str
    together: int


def template(
    publication: Publication,
    found: Sequence[Message],
    locale: Locale,
    budgets: Mapping[Key, Budget],
    made: str,
) -> Catalogue:
    """The catalogue of all messages, none translated.

    Args:
        publication: where the messages come from.
        found: the messages.
        locale: how figures are written in the comments.
        budgets: what fits, for those messages that stand on a page.
        made: the date of the header, as gettext writes it.
    """
    entries = tuple(
        PoEntry(
            message.text,
            message.context,
            message.text if message.unit else None,
            ("", "") if message.unit else ("",),
            (),
            tuple(_remarks(message, publication, locale, budgets.get(message.key))),
            (message.reference,),
        )
        for message in found
    )
    header = {
        "Project-Id-Version": publication.content.id,
        "Report-Msgid-Bugs-To": "",
        "POT-Creation-Date": made,
        "PO-Revision-Date": made,
        "Last-Translator": "none yet",
        "Language-Team": "none",
        "Language": "",
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "X-Source-Language": publication.language,
    }
    head = (f"The messages of {publication.content.id}, to be translated.",)
    return Catalogue(header, entries, head)


def _remarks(
    message: Message, publication: Publication, locale: Locale, budget: Budget | None
) -> Iterable[str]:
    """What a translator should know of a message."""
    if message.unit:
        yield "The word after a number, in each of its plural forms."
    if message.held:
        yield "What a code holds: write another address for this language, or leave it empty."
        return
    if message.routes[0][0] == FRACTIONS:
        yield "The word after a fraction, such as 2.5."
    for shown in shown_figures(message, publication, locale):
        yield f"{shown.placeholder} is printed as “{shown.text}”."
    step, *rest = message.routes[0]
    if step == PHRASES and (said := explained(str(rest[0]))):
        yield said
    if budget is not None:
        yield (
            f"Room for {budget.own} characters; all texts of the panel “{budget.panel}” "
            f"together: {budget.together}."
        )


def merged(fresh: Catalogue, old: Catalogue, language: str, plural: str, tool: str) -> Catalogue:
    """The messages of `fresh` with the translations of `old`.

    Args:
        fresh: the template.
        old: the language's file as it is, or an empty catalogue.
        language: its tag.
        plural: its plural rule, where the file has none of its own.
        tool: name and version of this program.
    """
    known = old.by_key()
    rule = old.header.get("Plural-Forms") or plural
    forms = form_count(rule)
    kept = {entry.key for entry in fresh.entries} & known.keys()
    gone = [entry for entry in known.values() if entry.key not in kept]
    gone += [entry for entry in old.entries if entry.obsolete]
    before = Before(gone, old, fresh)
    found = [
        known[entry.key] if entry.key in kept else before.again(entry) for entry in fresh.entries
    ]
    entries = []
    for entry, same in zip(fresh.entries, found, strict=True):
        if same is not None:
            entries.append(_taken_over(entry, same, forms))
        elif (near := nearest(entry, gone)) is not None:
            gone.remove(near)
            entries.append(changed(entry, near, forms))
        else:
            entries.append(replace(entry, strings=_empty(entry, forms)))
    left = tuple(_obsolete(entry) for entry in gone if any(entry.strings))
    return Catalogue(
        _header(fresh, old, language, rule, tool),
        (*entries, *left),
        old.comments or (f"{language}: translation of {fresh.header['Project-Id-Version']}.",),
    )


def form_count(rule: str) -> int:
    """How many plural forms a `Plural-Forms` header speaks of; 1 to 6."""
    number = rule.partition("nplurals=")[2].partition(";")[0].strip()
    return min(max(int(number), 1), 6) if number.isascii() and number.isdigit() else 1


def _empty(entry: PoEntry, forms: int) -> tuple[str, ...]:
    return ("",) * (forms if entry.plural is not None else 1)


def _fitted(strings: tuple[str, ...], entry: PoEntry, forms: int) -> tuple[str, ...]:
    """The translations as many as the message needs."""
    wanted = _empty(entry, forms)
    return (*strings[: len(wanted)], *wanted[len(strings) :])


def _taken_over(entry: PoEntry, same: PoEntry, forms: int) -> PoEntry:
    return replace(
        entry,
        strings=_fitted(same.strings, entry, forms),
        comments=same.comments,
        flags=same.flags,
        previous=same.previous if same.fuzzy else (),
    )


def changed(entry: PoEntry, near: PoEntry, forms: int) -> PoEntry:
    """A message with the translation of what it was before."""
    previous = [("msgctxt", near.context)] if near.context else []
    previous.append(("msgid", near.id))
    if near.plural is not None:
        previous.append(("msgid_plural", near.plural))
    return replace(
        entry,
        strings=_fitted(near.strings, entry, forms),
        comments=near.comments,
        flags=tuple(dict.fromkeys(("fuzzy", *near.flags))),
        previous=near.previous if near.fuzzy and near.previous else tuple(previous),
    )


def nearest(entry: PoEntry, gone: Sequence[PoEntry]) -> PoEntry | None:
    """What the message was before: of one context whatever it said, else much alike.

    Without a figure in its context a sentence has to be somewhat alike even so.
    """
    best, score = None, 0.0
    for candidate in gone:
        if not candidate.translated or (candidate.plural is None) != (entry.plural is None):
            continue
        near = candidate.context == entry.context
        anchored = near and (":" in entry.context or entry.context.endswith("title"))
        likeness = _likeness(entry.id, candidate.id)
        if not anchored and likeness < _ALIKE:
            continue
        likeness += near
        if likeness > score:
            best, score = candidate, likeness
    return best


def _likeness(one: str, other: str) -> float:
    from difflib import SequenceMatcher  # a build merges nothing

    matcher = SequenceMatcher(None, one, other, autojunk=False)
    if matcher.real_quick_ratio() < 0.3 or matcher.quick_ratio() < 0.3:
        return 0.0
    return matcher.ratio()


def _obsolete(entry: PoEntry) -> PoEntry:
    return replace(entry, obsolete=True, extracted=(), references=())


def _header(
    fresh: Catalogue, old: Catalogue, language: str, rule: str, tool: str
) -> Mapping[str, str]:
    """The header of a language's file: what translators wrote stays."""
    header = dict(fresh.header)
    header["Last-Translator"] = "none yet"
    kept: dict[str, str] = {
        name: value for name, value in old.header.items() if name != "POT-Creation-Date"
    }
    header.update(kept)
    header["Language"] = language.replace("-", "_")
    header["Plural-Forms"] = rule
    header["Content-Type"] = "text/plain; charset=UTF-8"
    header["X-Generator"] = old.header.get("X-Generator") or tool
    header["X-Depliant-Version"] = tool
    header.setdefault(REVIEW, "native review due")
    return header
