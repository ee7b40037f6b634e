"""What goes to an agency and comes back, whatever the format: a language's messages as units."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from typing import Final

from babel import Locale
from msgspec import Struct

from depliant.content.messages import Key, Message, shown_figures
from depliant.content.publication import Publication
from depliant.translation.merging import REVIEW, Budget
from depliant.translation.plurals import plural_index
from depliant.translation.po import Catalogue, PoEntry

_CATEGORIES: Final = ("zero", "one", "two", "few", "many", "other")
"""CLDR's categories of plurals (UTS 35, part 3, 5), in its order."""
_SAMPLES: Final = (*range(201), 1000, 10_000, 100_000, 1_000_000)
_SHOWN: Final = 4
"""Numbers that are named as examples of a plural form."""


class Form(Struct, frozen=True):
    """A plural form: CLDR's categories that take it, joined by hyphens, and numbers that do."""

    category: str
    examples: tuple[int, ...]

    @property
    def remark(self) -> str:
        """What a translator should know of it."""
        numbers = ", ".join(map(str, self.examples))
        shown = f", as for {numbers}" if numbers else ", as for fractions"
        return f"The plural form “{self.category}”{shown}."


class Unit(Struct, frozen=True):
    """A message with its translation: one, or with `forms` one for each of these.

    `figures` are the printed forms of its figures, by their placeholders; `most` is how many
    characters fit at most, where that is known.
    """

    id: str
    context: str
    source: str
    targets: tuple[str, ...]
    forms: tuple[Form, ...] = ()
    fuzzy: bool = False
    remarks: tuple[str, ...] = ()
    comments: tuple[str, ...] = ()
    reference: str = ""
    figures: Mapping[str, str] = {}
    most: int | None = None

    @property
    def translated(self) -> bool:
        """Whether every form has a translation."""
        return all(text.strip() for text in self.targets)


class Delivery(Struct, frozen=True):
    """The units of one language, and whose they are."""

    project: str
    source_language: str
    language: str
    units: tuple[Unit, ...]
    version: str
    reviewed: bool = False
    """Whether somebody has read the whole translation and answers for it."""
    right_to_left: bool = False


def unit_id(key: Key) -> str:
    """By what a message is found again: of its context and its text alone, an NMTOKEN of XML."""
    said = f"{key.context}\0{key.id}".encode()
    return f"m{hashlib.sha256(said).hexdigest()[:16]}"


def delivery(
    publication: Publication,
    messages: Iterable[Message],
    catalogue: Catalogue,
    language: str,
    locale: Locale,
    room: Mapping[Key, Budget],
    version: str,
) -> Delivery:
    """What is handed out of a language.

    Args:
        publication: in the language that it is written in.
        messages: all of it that is to be translated.
        catalogue: the language's, brought up to date with these.
        language: its tag.
        locale: how figures are written.
        room: how many characters fit.
        version: of this program.
    """
    known = catalogue.by_key()
    forms = plural_forms(catalogue.header.get("Plural-Forms", ""), locale)
    units = []
    for message in messages:
        entry = known[message.key]
        shown = shown_figures(message, publication, locale)
        units.append(
            _unit(
                entry,
                forms if entry.plural is not None else (),
                {figure.placeholder: figure.text for figure in shown},
                room.get(message.key),
            )
        )
    return Delivery(
        publication.content.id,
        publication.language,
        language,
        tuple(units),
        version,
        is_reviewed(catalogue),
        locale.text_direction == "rtl",
    )


def is_reviewed(catalogue: Catalogue) -> bool:
    """Whether the header names who has read the translation, or at least says nothing is due."""
    said = catalogue.header.get(REVIEW, "")
    return bool(said) and "due" not in said and said != "pseudo"


def _unit(
    entry: PoEntry, forms: tuple[Form, ...], figures: Mapping[str, str], room: Budget | None
) -> Unit:
    return Unit(
        unit_id(entry.key),
        entry.context,
        entry.id,
        entry.strings,
        forms,
        entry.fuzzy,
        entry.extracted,
        entry.comments,
        " ".join(entry.references),
        figures,
        room[1] if room is not None else None,
    )


def plural_forms(rule: str, locale: Locale) -> tuple[Form, ...]:
    """The plural forms of a `Plural-Forms` header, in its order, named as CLDR names them.

    A form that no whole number takes is that of fractions, which is CLDR's `other`.
    """
    from depliant.translation.merging import form_count

    index = plural_index(rule)
    count = form_count(rule)
    found: list[Form] = []
    for at in range(count):
        numbers = [number for number in _SAMPLES if index is not None and index(number) == at]
        taken = {str(locale.plural_form(number)) for number in numbers} or {"other"}
        named = "-".join(name for name in _CATEGORIES if name in taken)
        found.append(Form(named, tuple(numbers[:_SHOWN])))
    return tuple(found)
