"""A publication in another language: the words of a PO file put where its own stood.

`load_translation` reads `assets/translations/LANG.po` and says everything that is wrong with it,
each with its line; `translated` gives the publication with these words, from which `resolve`
makes the edition as it does from the source. What a diagnostic says of such a text points into
the PO file.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from msgspec import Struct, field
from msgspec.structs import replace

from depliant.content.messages import FRACTIONS, LOGOS, PHRASES, Key, Message, messages
from depliant.content.publication import Publication
from depliant.errors import Diagnostic, InputError, Place, has_errors
from depliant.figures import writing as figures
from depliant.figures.form_words import FormWords
from depliant.languages.counting import UnitWords
from depliant.languages.phrases import given
from depliant.languages.tags import canonical
from depliant.sentences import counted, say
from depliant.source.folder import Files
from depliant.source.yaml import Route, Source
from depliant.translation import po
from depliant.translation.belonging import language_faults
from depliant.translation.draft import marked, showable
from depliant.translation.finding import FOLDER, file_in, file_of, languages
from depliant.translation.merging import PSEUDO, REVIEW, RIGHT_WORDS, form_count
from depliant.translation.plurals import header_faults, plural_index
from depliant.translation.po import Catalogue, PoEntry
from depliant.translation.printing import proof_of
from depliant.translation.wording import entry_faults

_MOST_LISTED: Final = 1000
_BESIDE: Final = ("alt", "summary", "credit", "note", "by")
"""The texts of a block that are not what it is of: what is wrong with it is not wrong with them."""


class Translation(Struct, frozen=True):
    """A language's PO file: its catalogue, and its name from the project folder."""

    language: str
    file: str
    catalogue: Catalogue

    def place(self, entry: PoEntry | None) -> Place:
        """Where a message is; without one, the file."""
        return Place(self.file, entry.line if entry is not None and entry.line else None)

    @property
    def pseudo(self) -> bool:
        """Whether a program made it to try a layout."""
        return self.catalogue.header.get(REVIEW) == PSEUDO


def load_translation(
    files: Files, language: str, frozen: str = ""
) -> tuple[Translation, tuple[Diagnostic, ...]]:
    """A language's PO file, and what is wrong with its bytes and its syntax.

    The copy in the folder `frozen` of a frozen issue is taken, if there is one.

    Raises:
        InputError: `language-unknown`, `translation-file`, `translation-twice`;
            `asset-unreadable` or `path-outside`.
    """
    if figures.locale_of(language) is None or "/" in language or "\\" in language:
        raise InputError(
            Diagnostic(
                "language-unknown",
                say(
                    "For the language `{language}` there are no numbers and dates.",
                    language=language[:40],
                ),
                hint=say("Write a language's tag, such as nl, de or pl."),
            )
        )
    language = canonical(language)
    found_as = file_in(files, language, frozen + FOLDER) or file_in(files, language)
    if found_as is None:
        name = file_of(language)
        have = ", ".join(languages(files, pseudo=True))
        raise InputError(
            Diagnostic(
                "translation-file",
                say("There is no {name}.", name=name),
                hint=say(
                    "`depliant translate update {language}` makes it. There are {have}."
                    if have
                    else "`depliant translate update {language}` makes it.",
                    language=language,
                    have=have,
                ),
            )
        )
    name = found_as
    file = files.file(name, limit=po.MAXIMUM_FILE, too_large="translation-too-large")
    text, found = po.decoded(file.data, name)
    if any(fault.severity == "error" for fault in found):
        return Translation(language, name, Catalogue({}, ())), found
    read_catalogue, faults = po.read(text, name)
    if not faults:
        faults = tuple(language_faults(files, language, name, read_catalogue, file.data))
    return Translation(language, name, read_catalogue), (*found, *faults)


def translation_faults(
    publication: Publication, translation: Translation, *, draft: bool = False
) -> tuple[Diagnostic, ...]:
    """What is missing in a translation, fuzzy or wrong in its messages.

    With `draft` what is missing or fuzzy is no more than a warning.
    """
    known = translation.catalogue.by_key()
    found: list[Diagnostic] = []
    missing: list[Message] = []
    asked = messages(publication, translation.language)
    proof = proof_of(publication, translation.language, _unit_words(asked, translation))
    for message in asked:
        entry = known.get(message.key)
        if entry is None or not any(text.strip() for text in entry.strings):
            missing += () if message.held else (message,)
            continue
        place = translation.place(entry)
        if entry.fuzzy:
            found.append(
                Diagnostic(
                    "translation-fuzzy",
                    say("“{text}” changed after it was translated.", text=shortened(message.text)),
                    place,
                    say("Look at the translation, and take the mark `fuzzy` off."),
                    "warning" if draft else "error",
                )
            )
        faults = entry_faults(message, entry, translation.language, publication, place, proof)
        found += faults if not entry.fuzzy and not message.held else ()
    found += _missing(missing, known, translation, draft)
    return (*found, *_plural_faults(translation))


def _missing(
    missing: list[Message], known: Mapping[Key, PoEntry], translation: Translation, draft: bool
) -> list[Diagnostic]:
    """One diagnostic for each message without a translation; of very many, the first."""
    found = [
        Diagnostic(
            "translation-missing",
            say(
                "“{text}” ({context}) is not translated."
                if message.key in known
                else "“{text}” ({context}) is not translated: it is not in {file}.",
                text=shortened(message.text),
                context=message.context,
                file=translation.file,
            ),
            translation.place(known.get(message.key)),
            say("Translate it.")
            if message.key in known
            else say(
                "`depliant translate update {language}` puts it there.",
                language=translation.language,
            ),
            "warning" if draft else "error",
        )
        for message in missing[:_MOST_LISTED]
    ]
    if len(missing) > _MOST_LISTED:
        rest = counted(
            len(missing) - _MOST_LISTED,
            "{count} more message is not translated.",
            "{count} more messages are not translated.",
        )
        found.append(replace(found[-1], message=rest))
    return found


def _plural_faults(translation: Translation) -> list[Diagnostic]:
    rule = translation.catalogue.header.get("Plural-Forms", "")
    locale = figures.locale_of(translation.language)
    if locale is None or not any(
        entry.plural is not None for entry in translation.catalogue.entries
    ):
        return []
    found = header_faults(rule, locale, Place(translation.file, 1))
    if has_errors(found):
        return found
    wanted = form_count(rule)
    return found + [
        Diagnostic(
            "translation-plural",
            say(
                "“{entry}” has {count} plural forms, not {wanted}.",
                entry=shortened(entry.id),
                count=len(entry.strings),
                wanted=wanted,
            ),
            translation.place(entry),
        )
        for entry in translation.catalogue.entries
        if entry.plural is not None and not entry.obsolete and len(entry.strings) != wanted
    ]


def unit_words(publication: Publication, translation: Translation) -> UnitWords:
    """The words of a translation that stand after numbers."""
    return _unit_words(messages(publication, translation.language), translation)


def _unit_words(asked: tuple[Message, ...], translation: Translation) -> UnitWords:
    known = translation.catalogue.by_key()
    units: dict[str, tuple[str, ...]] = {}
    fractions: dict[str, str] = {}
    for message in asked:
        entry = known.get(message.key)
        if entry is None or not entry.translated:
            continue
        if message.unit:
            units[message.text] = entry.strings
        elif message.routes[0][0] == FRACTIONS:
            fractions[message.text] = entry.strings[0]
    index = plural_index(translation.catalogue.header.get("Plural-Forms", ""))
    return UnitWords(units, index, figures.locale_of(translation.language), fractions)


def shortened(text: str, most: int = 60) -> str:
    """The beginning of a text, for a diagnostic."""
    text = text.replace("\n", " ")
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


class TranslatedSource(Source, frozen=True):
    """content.yaml whose translated texts are said to be where their translations are."""

    translated: Mapping[Route, Place] = field(default_factory=dict)

    def place(self, route: Route = (), *, key: bool = False) -> Place:
        """Where a value's translation stands; of what is not translated, the value."""
        if not key and (place := self.translated.get(route)):
            return place
        return super().place(route, key=key)

    def place_within(self, route: Route, snippet: str, occurrence: int = 1) -> Place:
        """Where a text's translation stands, or the words within a text of content.yaml."""
        if place := self.translated.get(route):
            return place
        return super().place_within(route, snippet, occurrence)


def translated(
    publication: Publication, translation: Translation, *, draft: bool = False
) -> Publication:
    """The publication with a translation's words.

    Args:
        publication: in the language that it is written in.
        translation: whose messages were found sound.
        draft: show what is missing in the source's words and what is fuzzy as it is, with a
            mark (`[fr]`, `[?]`) before it or behind the figure that it begins with.
    """
    known = translation.catalogue.by_key()
    content = replace(publication.content, language=translation.language)
    marks = dict(publication.marks)
    spoken: dict[str, str] = {}
    places: dict[Route, Place] = {}
    asked = messages(publication, translation.language)
    for message in asked:
        entry = known.get(message.key)
        place = translation.place(entry)
        if message.unit or message.routes[0][0] == FRACTIONS:
            continue
        if message.held and translation.pseudo:
            continue
        words = _words(message, entry, publication.language, draft and not message.held)
        if message.routes[0][0] == PHRASES:
            spoken[str(message.routes[0][1])] = words
            continue
        for route in message.routes:
            if route[0] == LOGOS:
                mark = marks[str(route[1])]
                contract = replace(mark.contract, alt=words)
                marks[str(route[1])] = mark._replace(contract=contract)
                continue
            content = _put(content, route, words)
            if entry is not None and entry.line:
                _point(places, route, place)
    source = publication.source
    kept = {name: getattr(source, name) for name in Source.__struct_fields__}
    return replace(
        publication,
        content=content,
        marks=marks,
        source=TranslatedSource(**kept, translated=places),
        unit_words=_unit_words(asked, translation),
        phrases=given(translation.language, publication.language, spoken),
        form_words=FormWords(
            {name[5:]: text for name, text in spoken.items() if name.startswith("form:")}
        ),
        right_words=(translation.catalogue.header.get(RIGHT_WORDS, ""),),
    )


def _point(places: dict[Route, Place], route: Route, place: Place) -> None:
    """Let a text, and the block it is the first text of, be found in the PO file."""
    places[route] = place
    if len(route) > 3 and route[-1] not in _BESIDE:
        places.setdefault(route[:-1], place)


_PLAIN: Final = (LOGOS, PHRASES, "sources")
"""Where texts are written without markup: a bracket there is a bracket."""


def _words(message: Message, entry: PoEntry | None, source: str, draft: bool) -> str:
    """A message's translation; in a draft with a mark, or its own words if there is none."""
    there = entry is not None and entry.translated
    if entry is not None and there and not entry.fuzzy and not draft:
        return entry.strings[0]
    if not draft:
        return message.text
    plain = message.routes[0][0] in _PLAIN
    if entry is None or not there or not showable(message.text, entry.strings[0]):
        return marked(message.text, source, plain=plain)
    return marked(entry.strings[0], "?", plain=plain) if entry.fuzzy else entry.strings[0]


def _put(part: Any, route: Route, text: str) -> Any:
    """A value of the content with the text at `route` below it replaced."""
    if not route:
        return text if isinstance(part, str) else replace(part, title=text)
    step, *rest = route
    if isinstance(part, tuple):
        at = int(step)
        return (*part[:at], _put(part[at], tuple(rest), text), *part[at + 1 :])
    if isinstance(part, dict):
        return {**part, step: _put(part[step], tuple(rest), text)}
    name = str(step).replace("-", "_")
    return replace(part, **{name: _put(getattr(part, name), tuple(rest), text)})
