"""From printed words to where they are written, to the word, and back.

A block says where its texts are written; the words of both are laid side by side, as a comparison
of two versions does, and what stands between equal words is one another's: so a figure's printed
form finds the `{figure}` of its text, and a hyphenated or transposed word its original.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from functools import lru_cache
from typing import Final, NamedTuple

from depliant.content.publication import Publication
from depliant.content.source_texts import SourceText, source_texts
from depliant.errors import Place
from depliant.source.yaml import Route, Source

_ADDRESS: Final = re.compile(r"\]\([^()\s]*\)")
"""Where the words of a link lead."""
_HEAD: Final = re.compile(r"[|>][-+0-9]*[ \t]*(#.*)?$", re.MULTILINE)
"""How a text begins that is written in lines of its own."""
_TOKEN: Final = re.compile(r"\{[^{}\s]+\}|[^\s{}]+")
_FIGURE: Final = re.compile(r"\{([A-Za-z][\w/-]*)(?![\w/-]*=)")
_KIND: Final = re.compile(r"\{[^{}\s]*=[^{}]*\}")
"""What a stretch of words is: a language, a style."""
_SIGNS: Final = "\"'*_[(«“„‘\u00a0\u202f"
"""What stands before the letters of a word, and is no part of it."""
_INDENT: Final = re.compile(r"[ \t]*(?:- +)*")
_STRINGS: Final = re.compile(r'msgstr[^"\n]*((?:"(?:[^"\\]|\\.)*"[ \t]*\r?\n?)+)')
_ESCAPE: Final = re.compile(r"\\[nt]")


class Written(NamedTuple):
    """A word as it is written: from `start` to before `end` of its file.

    `figure` names the ledger's entry if it stands for one.
    """

    file: str
    start: int
    end: int
    key: str
    figure: str = ""


class Sources:
    """The files that an edition's texts are written in: content.yaml, and its PO file.

    Args:
        publication: the edition's, in its own language.
        texts: what stands in the other files, by their names.
    """

    def __init__(self, publication: Publication, texts: dict[str, str]) -> None:
        self.publication = publication
        source = publication.source
        self.texts = {**texts, source.file: source.text}
        self._starts = {name: _line_starts(text) for name, text in self.texts.items()}
        self._translated: dict[Route, Place] = getattr(source, "translated", {})
        self._routes: dict[Place, Route] = {}
        for route, stretch in source.values.items():
            place = Place(source.file, stretch.line, stretch.column)
            self._routes[place] = max(self._routes.get(place, ()), route, key=len)
        for route, place in self._translated.items():
            known = self._routes.get(place, route)
            self._routes[place] = min(known, route, key=len)
        self._said: dict[int, tuple[SourceText, ...]] = {}

    @property
    def source(self) -> Source:
        """content.yaml."""
        return self.publication.source

    def route(self, place: Place | None) -> Route | None:
        """The way to what is written at a place."""
        return self._routes.get(Place(*place[:3])) if place is not None else None

    def said(self, route: Route) -> tuple[SourceText, ...]:
        """The texts at a route and below it, in their order."""
        if not route:
            return ()
        found: tuple[SourceText, ...] = ()
        if route[0] == "panels" and len(route) > 1:
            number = int(route[1])
            if number not in self._said:
                panels = self.publication.content.panels
                texts = source_texts(panels[number], ("panels", number))
                self._said[number] = tuple(texts) if number < len(panels) else ()
            found = self._said[number]
        elif route[0] == "notes":
            value = self.source.values.get(route)
            if value is not None and isinstance(_at(self.source.data, route), str):
                found = (SourceText("note", str(_at(self.source.data, route)), route),)
        return tuple(one for one in found if one.route[: len(route)] == route)

    def place(self, written: Written) -> Place:
        """The line and the column of a word."""
        return self.place_of(written.file, written.start)

    def place_of(self, file: str, offset: int) -> Place:
        """The line and the column of a character."""
        starts = self._starts[file]
        line = bisect_right(starts, offset)
        return Place(file, line, offset - starts[line - 1] + 1)

    def offset(self, file: str, line: int, column: int) -> int | None:
        """The character at a line and a column; None if there is no such line."""
        return offset_of(self.texts[file], line, column) if file in self.texts else None

    def around(self, file: str, offset: int) -> Iterator[Route]:
        """The ways to what is written round a character of a file, the innermost first."""
        if file != self.source.file:
            for route, place in self._translated.items():
                stretch = self.stretch(route) if place.file == file else None
                begins = self._starts[file][(place.line or 1) - 1]
                if stretch is not None and begins <= offset <= stretch[2]:
                    yield from (route[:end] for end in range(len(route), 0, -1))
                    return
            return
        best = innermost(self.source, offset)
        yield from (best[:end] for end in range(len(best), 0, -1))

    def written(self, route: Route) -> tuple[Written, ...]:
        """The words of all texts at a route and below it, as they are written."""
        return tuple(word for text in self.said(route) for word in self._words(text.route))

    def stretch(self, route: Route) -> tuple[str, int, int] | None:
        """The file in which a text is written, and from where to where; None if nobody knows."""
        place = self._translated.get(route)
        if place is not None and place.line is not None and place.file in self.texts:
            text = self.texts[place.file]
            found = _STRINGS.search(text, self._starts[place.file][place.line - 1])
            return (place.file, found.start(1), found.end(1)) if found else None
        if route in self.source.elsewhere:
            return None
        value = self.source.values.get(route)
        return (self.source.file, value.start, value.end) if value is not None else None

    def _words(self, route: Route) -> Iterator[Written]:
        stretch = self.stretch(route)
        if stretch is None:
            return
        file, start, end = stretch
        text = self.texts[file][start:end]
        if text[:1] in "|>":
            text = _HEAD.sub(_blank, text, count=1)
        for aside in (_KIND, _ADDRESS, _ESCAPE):
            text = aside.sub(_blank, text)
        for match in _TOKEN.finditer(text):
            figure = _FIGURE.match(match[0])
            key = match[0] if figure else plain_key(match[0])
            if key:
                name = figure[1] if figure else ""
                # The place of a word is that of its first letter, behind quotes and asterisks.
                before = 0 if figure else len(match[0]) - len(match[0].lstrip(_SIGNS))
                begins = start + match.start() + before
                yield Written(file, begins, start + match.end(), key, name)


def innermost(source: Source, offset: int) -> Route:
    """The way to the innermost value that is written round a character, its key included.

    Of the room before what a line holds, to what that is a part of.
    """
    text = source.text
    indent = _INDENT.match(text, text.rfind("\n", 0, offset) + 1)
    offset = max(offset, indent.end() if indent is not None else offset)
    best: Route = ()
    for route, value in source.values.items():
        begins = source.keys.get(route, value).start
        # What a block holds ends for the parser where the next begins.
        if begins <= offset < value.end and len(route) > len(best):
            written = text[value.start : value.end].rstrip()
            if offset <= value.start + len(written):
                best = route
    return best


def _at(data: object, route: Route) -> object:
    for step in route:
        data = data[step]  # type: ignore[index]
    return data


def _blank(match: re.Match[str]) -> str:
    return " " * len(match[0])


def offset_of(text: str, line: int, column: int) -> int | None:
    """The character of a text at a line and a column, from 1; None if there is no such line."""
    starts = _line_starts(text)
    if not 1 <= line <= len(starts):
        return None
    return min(starts[line - 1] + max(column, 1) - 1, len(text))


@lru_cache(maxsize=16)
def _line_starts(text: str) -> tuple[int, ...]:
    return (0, *(match.end() for match in re.finditer("\n", text)))


def plain_key(word: str) -> str:
    """What of a word is compared: its letters and digits, whatever their case and their marks."""
    folded = unicodedata.normalize("NFKC", word).casefold()
    return "".join(sign for sign in folded if sign.isalnum())


def paired(printed: Sequence[str], written: Sequence[Written]) -> tuple[Written | None, ...]:
    """What each printed word is written as; None of a word that nobody wrote.

    A mark without letters is written where the word before it is, or else the one behind it.
    """
    keys = [plain_key(word) for word in printed]
    worded = [at for at, key in enumerate(keys) if key]
    found: list[Written | None] = [None] * len(printed)
    ours, theirs = [keys[at] for at in worded], [one.key for one in written]
    for tag, first, end, start, stop in SequenceMatcher(
        None, ours, theirs, autojunk=False
    ).get_opcodes():
        if tag == "equal":
            for number in range(first, end):
                found[worded[number]] = written[start + number - first]
        elif tag == "replace":
            for number in range(first, end):
                at = start + (number - first) * (stop - start) // (end - first)
                found[worded[number]] = written[at]
    last: Written | None = None
    for at, key in enumerate(keys):
        last = found[at] if key else last
        found[at] = last
    following: Written | None = None
    for at in range(len(keys) - 1, -1, -1):
        following = found[at] if keys[at] else following
        found[at] = found[at] or (following if not keys[at] else None)
    return tuple(found)
