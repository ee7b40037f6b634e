"""Whether a translation says what its message says: figures, markup, numbers, quotation marks.

Each check compares one message with its translation and points at the line of the PO file. What
would print a wrong number, lose a link or break a file is an error; what only a reader of the
language can judge is a warning.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from typing import Final

from depliant.content import markup
from depliant.content.html_slips import html_faults
from depliant.content.messages import Message, printed_length
from depliant.content.publication import Publication
from depliant.errors import Diagnostic, Place
from depliant.figures import writing as figures
from depliant.figures.series import parted
from depliant.sentences import NOTHING, Sentence, counted, say
from depliant.source.suggestions import nearest
from depliant.translation.comparing import Pair, differences, unmatched
from depliant.translation.glossary import glossary_faults
from depliant.translation.po import PoEntry
from depliant.translation.printing import Proof, proof_of
from depliant.translation.quantities import said
from depliant.translation.stray import stray_faults

# What CLDR's `delimiters` give, with what careful printers of the language also use.
_QUOTES: Final = {
    "fr": "«»“”‹›",
    "en": "“”‘’",
    "nl": "“”‘’„",
    "de": "„“‚‘»«›‹",
    "pl": "„”«»‚’",
    "uk": "«»„“”",
    "ar": "«»“”‘’‹›",
    "ru": "«»„“",
    "es": "«»“”‘’",
    "it": "«»“”‘’",
    "pt": "«»“”‘’",
    "cs": "„“‚‘»«",
    "sk": "„“‚‘»«",
    "fi": "”’»",
    "sv": "”’»",
    "da": "»«”’“",
}
_ALL_QUOTES: Final = frozenset("«»‹›“”„‟‚‛‘「」『』《》")
_TAG: Final = re.compile(r"</?[A-Za-z][^<>]{0,80}>")
"""What programs for translators leave behind: tags of their own."""
_OVERRIDES: Final = frozenset("\u202d\u202e")
_DIRECTIONS: Final = frozenset("\u200e\u200f\u061c\u202a\u202b\u202c\u2066\u2067\u2068\u2069")
_NAME: Final = re.compile(r"\[[^\]]*\]\([^)]*\)|[«“„\"][^»”\"]*[»”“\"]|\b\w+\.\w+(?:\.\w+)*\b")
_ADDRESS: Final = re.compile(
    r"(?:https?://|www\.)[^\s\])]+|[\w.+-]+@[\w.-]+|(?<![\w.])(?:[\w-]+\.)+[a-z]{2,12}(?![\w.])(?:/\S*)?",
    re.IGNORECASE,
)
"""Addresses of the web and of mail, which are the same in every language."""
_SPECIES: Final = re.compile(
    r"[A-Z](?:[a-z]{2,}|\.) (?:× )?[a-z-]+(?:us|um|is|ae|ii|ensis)(?: [a-z-]+(?:us|um|is|ae|a|ii))?"
)
_SPECIES_MORE: Final = re.compile(
    r"[A-Z][a-z]+(?:us|um|is|ys|ex|ix|ax|as|ops|aria|ago|ula|ella|ica|nia|lia|rina) [a-z-]{3,}"
    r"(?:a|e|es|or|er|ur|ens|ans|ax|i)(?: [a-z-]+(?:a|us|um|is))?"
)
"""Names of kinds of animals and plants in Latin, by the endings that names there have."""
KEPT: Final = "kept"
"""How a translator's comment begins that says: these words stay as they are."""
READ: Final = "figures read"
"""How one begins that says: numbers in words and the order of figures were looked at."""


def entry_faults(
    message: Message,
    entry: PoEntry,
    language: str,
    publication: Publication,
    place: Place,
    proof: Proof | None = None,
) -> tuple[Diagnostic, ...]:
    """What is wrong with a message's translation, form by form.

    `proof` prints the messages of the publication in both languages; it is made where many are
    looked at.
    """
    found: list[Diagnostic] = []
    proof = proof or proof_of(publication, language, None)
    for text in entry.strings:
        if not text.strip():
            found.append(
                _fault("translation-missing", say("A plural form is not translated."), place)
            )
            continue
        found += _character_faults(text.replace("\n", " "), language, place)
        if message.unit:
            if placeholders(text) or any(map(str.isdecimal, text)):
                found.append(
                    _fault(
                        "translation-figures", say("The word of a unit has a number in it."), place
                    )
                )
            continue
        found += _figure_faults(message, text, place)
        found += _unread(_number_faults(message, text, proof, place), entry)
        found += _markup_faults(message, text, language, place)
        found += stray_faults(message.text, text, place)
        found += glossary_faults(message, text, language, publication.content.glossary, place)
        found += _quote_faults(text, language, place)
        found += _copy_faults(message, entry, publication, place)
    return tuple(dict.fromkeys(found))


def _unread(faults: list[Diagnostic], entry: PoEntry) -> list[Diagnostic]:
    """The faults but those that a reader of both languages says that he has looked at."""
    if any(comment.strip().casefold().startswith(READ) for comment in entry.comments):
        return [fault for fault in faults if fault.severity == "error"]
    return faults


def _fault(
    code: str, message: Sentence, place: Place, hint: Sentence = NOTHING, *, mild: bool = False
) -> Diagnostic:
    return Diagnostic(code, message, place, hint, "warning" if mild else "error")


def placeholders(text: str) -> Counter[str]:
    """How often each figure is named in a text."""
    return Counter(piece.figure for piece in markup.parse(text)[0] if piece.figure is not None)


def _with_form(piece: markup.Piece, wanted: Counter[str]) -> markup.Piece:
    """A figure's place, a word that is no form read as one where the message has no series."""
    own, key = parted(piece.figure or "")
    if key and piece.figure not in wanted and own in wanted:
        return piece._replace(figure=own, form=key)
    return piece


def _figure_faults(message: Message, text: str, place: Place) -> Iterator[Diagnostic]:
    wanted = placeholders(message.text)
    pieces = [_with_form(piece, wanted) for piece in markup.parse(text)[0]]
    given = Counter(piece.figure for piece in pieces if piece.figure is not None)
    meant = _misspelt(wanted, given)
    for name in sorted(wanted - given - Counter(meant.values())):
        yield _fault(
            "translation-placeholder",
            say(
                "The figure `{{{name}}}` is lost."
                if name not in given
                else "The figure `{{{name}}}` is there too rarely.",
                name=name,
            ),
            place,
            say("Put it back."),
        )
    for name in sorted(given - wanted):
        if name in wanted:
            yield _fault(
                "translation-placeholder",
                say("The figure `{{{name}}}` is there twice.", name=name),
                place,
            )
        else:
            listed = ", ".join(f"{{{known}}}" for known in sorted(wanted))
            yield _fault(
                "translation-placeholder",
                say("The message has no figure `{{{name}}}`.", name=name),
                place,
                say("Did you mean `{near}`?", near=f"{{{meant[name]}}}")
                if name in meant
                else say("Its figures are: {listed}.", listed=listed)
                if listed
                else say("Its figures are: none."),
            )
    for piece in pieces:
        if piece.figure is not None and piece.form and piece.form not in figures.FORMS:
            yield _fault(
                "translation-placeholder",
                say(
                    "`{placeholder}` asks for a form that does not exist.",
                    placeholder=piece.placeholder,
                ),
                place,
                say("The forms are {names}.", names=", ".join(figures.FORMS)),
            )
    for error in markup.parse(text)[1]:
        if error.code == "markup-placeholder":
            yield _fault("translation-placeholder", error.message, place, error.hint)


def _misspelt(wanted: Counter[str], given: Counter[str]) -> dict[str, str]:
    """The figures of a translation that its message has not, with those that they stand for."""
    left = sorted(wanted - given)
    meant = {}
    for name in sorted(given - wanted):
        near = nearest(name, left) if name not in wanted else ""
        if near:
            meant[name] = near
            left.remove(near)
    return meant


def _number_faults(message: Message, text: str, context: Proof, place: Place) -> list[Diagnostic]:
    """Whether a translation says the numbers of its message, all figures written out."""
    if figures.locale_of(context.language) is None:
        return []
    source = said(context.runs(message.text, own=True), context.source)
    its = said(context.runs(text), context.language, context.source)
    wanted, given = placeholders(message.text), placeholders(text)
    lost = wanted - given - Counter(_misspelt(wanted, given).values())
    if given != wanted:
        typed = [number.printed for number in unmatched(source.typed, its.typed)[1]]
        if not (lost and typed) or given - wanted:
            return []
        fault = _fault(
            "translation-digit",
            say(
                "The number {typed} is typed where the message has {names}.",
                typed=", ".join(typed),
                names=", ".join(f"{{{name}}}" for name in lost),
            ),
            place,
            say("Write the name in braces: the number may change."),
        )
        return [fault]
    return list(differences(Pair(source, its, place, message.drawn), context.facts))


def _shape(text: str) -> tuple[int, Counter[str], int]:
    """How many bold runs, which links, and how many raised runs a text has."""
    pieces = markup.parse(text)[0]
    bold, before = 0, False
    for piece in pieces:
        bold += piece.strong and not before
        before = piece.strong
    links = Counter(piece.link for piece in pieces if piece.link)
    raised = sum(piece.superscript for piece in pieces)
    return bold, Counter(dict.fromkeys(links, 1)), raised


def _styles(text: str) -> Counter[str]:
    """How many passages of a text are in each character style."""
    found: Counter[str] = Counter()
    before: frozenset[str] = frozenset()
    for piece in markup.parse(text)[0]:
        found.update(set(piece.styles) - before)
        before = frozenset(piece.styles)
    return found


def _style_faults(message: Message, text: str, place: Place) -> Iterator[Diagnostic]:
    """Passages in character styles that a translation has lost, renamed or made up."""
    wanted, given = _styles(message.text), _styles(text)
    for name in sorted(wanted - given):
        yield _fault(
            "translation-markup",
            say("The words in the character style `{name}` have lost their mark.", name=name),
            place,
            say("Write [words]{{.{name}}} round the same words as in the message.", name=name),
            mild=True,
        )
    for name in sorted(given - wanted):
        yield _fault(
            "translation-markup",
            say("The character style `{name}` is not that of a passage of the message.", name=name),
            place,
            say("Take [ ] and {{.{name}}} away; names of styles are not translated.", name=name),
            mild=True,
        )


def _line_faults(message: Message, text: str, place: Place) -> Iterator[Diagnostic]:
    """Line ends where the message has none; one that is lost may be meant."""
    if "\n" in markup.line_ends(text) and "\n" not in message.text:
        yield _fault(
            "translation-markup",
            say("A line ends within the translation, and none within the message."),
            place,
            say("Delete it, unless the line is to end there in print."),
            mild=True,
        )


def _html_faults(message: Message, text: str, place: Place) -> Iterator[Diagnostic]:
    """HTML, and the tags of translators' programs."""
    faults = tuple(html_faults(text))
    for fault in faults:
        yield _fault("translation-markup", fault.message, place, fault.hint)
    tag = _TAG.search(text)
    if tag is not None and not faults and tag[0] not in message.text:
        yield _fault(
            "translation-markup",
            say("`{found}` is HTML, which would be printed as it stands.", found=tag[0]),
            place,
            say("Write **bold**, *italic*, [words](https://address)."),
        )


def _note_faults(message: str, text: str, place: Place) -> Iterator[Diagnostic]:
    """Marks of notes that a translation loses, or has beside those of its message.

    They may stand in another order: they are numbered as the page of the translation is read.
    """
    wanted, given = (
        Counter(piece.note for piece in markup.parse(each)[0] if piece.note is not None)
        for each in (message, text)
    )
    for key in sorted(wanted - given):
        yield _fault(
            "translation-markup",
            say("The mark of the note `[^{key}]` is lost.", key=key),
            place,
            say("Put it back behind the words that the note is for."),
        )
    for key in sorted(given - wanted):
        yield _fault(
            "translation-markup",
            say("The mark of the note `[^{key}]` is there twice.", key=key)
            if key in wanted
            else say("The message has no mark of a note `[^{key}]`.", key=key),
            place,
            say("Take it out."),
        )


def _languages(text: str) -> frozenset[str]:
    """The languages that words of a text are marked with."""
    return frozenset(piece.language for piece in markup.parse(text)[0] if piece.language)


def _markup_faults(
    message: Message, text: str, language: str, place: Place
) -> Iterator[Diagnostic]:
    yield from _note_faults(message.text, text, place)
    bold, links, raised = _shape(message.text)
    its_bold, its_links, its_raised = _shape(text)
    if bold != its_bold:
        yield _fault(
            "translation-markup",
            counted(
                its_bold,
                "{count} bold passage instead of {bold}.",
                "{count} bold passages instead of {bold}.",
                bold=bold,
            ),
            place,
            say("Put ** round the same words as in the message."),
            mild=True,
        )
    if links != its_links:
        lost, more = ", ".join(links - its_links), ", ".join(its_links - links)
        if lost and more:
            said = say(
                "The links are not those of the message (lost: {lost}; new: {more}).",
                lost=lost,
                more=more,
            )
        elif lost:
            said = say("The links are not those of the message (lost: {lost}).", lost=lost)
        else:
            said = say("The links are not those of the message (new: {more}).", more=more)
        yield _fault("translation-markup", said, place)
    if its_raised > raised:
        yield _fault(
            "translation-markup", say("More raised letters than in the message."), place, mild=True
        )
    own = language.partition("-")[0].partition("_")[0]
    if unmarked := _languages(message.text) - _languages(text) - {own}:
        tag = min(unmarked)
        yield _fault(
            "translation-markup",
            say("The words in another language have lost their mark {{lang={tag}}}.", tag=tag),
            place,
            say("Write [words]{{lang={tag}}}: voices and hyphens go by it.", tag=tag),
            mild=True,
        )
    for error in markup.parse(text)[1]:
        if error.code != "markup-placeholder":
            mild = error.severity == "warning"
            yield _fault("translation-markup", error.message, place, error.hint, mild=mild)
    yield from _style_faults(message, text, place)
    yield from _line_faults(message, text, place)
    yield from _html_faults(message, text, place)


def _character_faults(text: str, language: str, place: Place) -> Iterator[Diagnostic]:
    locale = figures.locale_of(language)
    rtl = locale is not None and locale.text_direction == "rtl"
    bad = {
        character
        for character in text
        if unicodedata.category(character) in ("Cc", "Cs", "Co", "Cn")
        or character in _OVERRIDES
        or (character in _DIRECTIONS and not rtl)
        or character == "\ufeff"
    }
    for character in sorted(bad):
        yield _fault(
            "translation-characters",
            say(
                "The character U+{ord:04X} turns the direction of text."
                if ord(character) >= 0x200E
                else "The character U+{ord:04X} cannot be printed.",
                ord=ord(character),
            ),
            place,
            say("Delete it; most editors do not show it."),
        )


def _quote_faults(text: str, language: str, place: Place) -> Iterator[Diagnostic]:
    own = _QUOTES.get(language.partition("-")[0].partition("_")[0])
    if own is None:
        return
    # A single mark after a letter is an apostrophe in every language.
    words = re.sub(r"(?<=\w)[’']", "", markup.literal(text))
    foreign = sorted(_ALL_QUOTES.intersection(words) - set(own))
    if foreign:
        yield _fault(
            "translation-quotes",
            say("{names} are not quotation marks of this language.", names=" ".join(foreign)),
            place,
            say('Write straight ones (") or {own}.', own=own[:2]),
            mild=True,
        )


def _copy_faults(
    message: Message, entry: PoEntry, publication: Publication, place: Place
) -> Iterator[Diagnostic]:
    if entry.strings[0] != message.text or is_name(message.text, publication.content.names):
        return
    if any(comment.strip().casefold().startswith(KEPT) for comment in entry.comments):
        return
    yield _fault(
        "translation-copy",
        say("“{text}” is a copy of the source.", text=message.text[:60]),
        place,
        say(
            "If the words stay as they are, begin a translator's comment with `{kept}`.", kept=KEPT
        ),
        mild=True,
    )


def is_name(text: str, names: tuple[str, ...]) -> bool:
    """Whether a text may well be the same in every language: names, titles, figures, addresses."""
    bare = "".join(
        " " if piece.figure is not None or _is_species(piece) else piece.text
        for piece in markup.parse(text)[0]
    )
    bare = _NAME.sub(" ", _ADDRESS.sub(" ", bare))
    known = {word.casefold() for name in names for word in re.findall(r"\w+", name)}
    words = [word for word in re.findall(r"[^\W\d_]+", bare) if len(word) > 3]
    return all(not word.islower() or word.casefold() in known for word in words)


def _is_species(piece: markup.Piece) -> bool:
    """Whether words in italics are the Latin name of a species: Quercus robur."""
    words = piece.text.strip()
    return piece.emphasis and bool(_SPECIES.fullmatch(words) or _SPECIES_MORE.fullmatch(words))


def over_budget(
    text: str, most: int | None, language: str, publication: Publication, place: Place
) -> Diagnostic | None:
    """That a translation is longer than fits its frame, if it is."""
    locale = figures.locale_of(language)
    if most is None or locale is None:
        return None
    length = printed_length(text, publication, locale)
    if length <= most:
        return None
    return _fault(
        "translation-budget",
        say(
            "{length} characters, {length_2} more than are likely to fit.",
            length=length,
            length_2=length - most,
        ),
        place,
        say("Say it more shortly."),
        mild=True,
    )
