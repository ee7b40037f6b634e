"""Whether a PO file is of the language that its name says: a `de` file delivered as `nl.po` is not.

Three witnesses: its header; the words that every text of a language has (articles, and, of, with);
and, where nothing is known of those, the PO files beside it, of which it may be a copy.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Final

from depliant.content import markup
from depliant.errors import Diagnostic, InputError, Place
from depliant.languages.tags import canonical, language_of, may_be
from depliant.sentences import Sentence, say
from depliant.source.folder import Files
from depliant.translation.merging import PSEUDO
from depliant.translation.po import MAXIMUM_FILE, Catalogue, PoEntry

# Small words that stand in no text of another language of the table as often.
_COMMON: Final = {
    language: frozenset(words.split())
    for language, words in {
        "ar": "من في على إلى التي الذي عن مع هذه",
        "bg": "и на от за се със което през",
        "ca": "els les amb per una dels als és i",
        "cs": "se na je ve že pro jako který jsou",
        "cy": "yn yr y ac gan wedi ar ei",
        "da": "og det af til der ikke ved som blev",
        "de": "der die das und den von für mit ist des im eine",
        "el": "και το της του την των για με στην",
        "en": "the of and with from for this was which by",
        "es": "el los las del y con por una que su",
        "fi": "ja on sekä joka ovat kanssa ei sen",
        "fr": "le les des du une dans pour avec est et sur",
        "he": "של את על עם לא זה הוא גם",
        "hu": "az egy hogy nem és volt is meg",
        "it": "il gli della delle nel con per una che di",
        "nl": "het een van voor met wordt de op zijn naar",
        "pl": "się jest na oraz dla przez nie w z od",
        "pt": "os das dos uma com não em do da são",
        "ro": "și din pentru care cu este prin un la",
        "ru": "и на что это для как по из который",
        "sv": "och det av som för är till ett på",
        "tr": "ve bir bu için ile olarak olan da",
        "uk": "та у що до від із який для є",
        "vi": "của và các những được cho trong là",
    }.items()
}
_ENOUGH: Final = 20
"""Small words of another language that are no chance."""
_TIMES: Final = 3
"""How much more often they must be those of another language than its own."""
_LONG: Final = 12
"""Characters of a translation that two languages hardly share."""
_FEWEST: Final = 8
"""Translations of such a length that a comparison needs."""
_LINE: Final = re.compile(rb'^msgstr(?:\[\d\])? "(.{12,})"\s*$', re.MULTILINE)


def language_faults(
    files: Files, language: str, name: str, catalogue: Catalogue, data: bytes
) -> Iterator[Diagnostic]:
    """What tells that a PO file is of another language than its name says; the first of it.

    Args:
        files: the project's, among which are the other PO files.
        language: the tag that the name says.
        name: the file's name from the project folder.
        catalogue: what it holds.
        data: its bytes.
    """
    said = catalogue.header.get("Language", "").strip()
    own = canonical(language).removesuffix(f"-{PSEUDO}")
    if said and not may_be(canonical(said).removesuffix(f"-{PSEUDO}"), own):
        message = say("The header says that this file is `{said}`.", said=said[:40])
        yield _fault(message, name, language)
        return
    if language != own:
        return
    texts = _translations(catalogue.entries)
    evident = evident_language(texts, language_of(own))
    # Words of the source are not translated yet, which is told of each message.
    source = language_of(catalogue.header.get("X-Source-Language", ""))
    if evident is not None and evident != source:
        yield _fault(say("Its words are those of `{evident}`.", evident=evident), name, language)
    elif language_of(own) not in _COMMON and (copied := _copied(files, language, name, data)):
        message = say("Most of its translations are those of {copied}.", copied=copied)
        yield _fault(message, name, language)


def _fault(message: Sentence, name: str, language: str) -> Diagnostic:
    return Diagnostic(
        "translation-language",
        message,
        Place(name, 1),
        say(
            "If it is `{language}` all the same, set `Language:` in its header right; else take "
            "the right file.",
            language=language,
        ),
    )


def _translations(entries: Iterable[PoEntry]) -> list[str]:
    """The words of a file's translations in its language, but those that copy their messages."""
    return [
        " ".join(piece.text for piece in markup.parse(text)[0] if piece.language is None)
        for entry in entries
        if not entry.obsolete
        for text in entry.strings
        if text.strip() and text != entry.id
    ]


def evident_language(texts: Iterable[str], own: str) -> str | None:
    """The language that texts are in by their small words, if it is plainly not `own`."""
    if own not in _COMMON:
        return None
    words = Counter(word for text in texts for word in re.findall(r"[^\W\d_]+", text.casefold()))
    counts = {language: sum(words[each] for each in common) for language, common in _COMMON.items()}
    most = max(counts, key=lambda language: counts[language])
    if counts[most] >= _ENOUGH and counts[most] >= _TIMES * counts[own]:
        return most
    return None


def _copied(files: Files, language: str, name: str, data: bytes) -> str | None:
    """The PO file of another language that has most of the same translations."""
    mine = set(_LINE.findall(data))
    if len(mine) < _FEWEST:
        return None
    folder, _, own = name.rpartition("/")
    for other in sorted(files.names(folder)):
        tag = canonical(other.removesuffix(".po"))
        if other == own or not other.endswith(".po") or language_of(tag) == language_of(language):
            continue
        try:
            theirs = files.file(f"{folder}/{other}", limit=MAXIMUM_FILE)
        except InputError:
            continue
        if 2 * len(mine & set(_LINE.findall(theirs.data))) > len(mine):
            return f"{folder}/{other}"
    return None
