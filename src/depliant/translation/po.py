"""PO files, gettext's exchange format with translators: read with the place of every message.

The format is that of the GNU gettext manual ("The Format of PO Files"). Reading is strict and
says every fault with its line; writing gives, byte for byte, what `msgcat --no-wrap` makes of the
same catalogue, so that Poedit, Weblate and the gettext tools pass files on without noise. Babel
has a reader too, but it makes a translator's comment of what a message was before (`#|`), and
takes dates from the clock; its plural rules are used (`translation`), its reader is not.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

from depliant.content.messages import Key
from depliant.errors import Diagnostic, Place
from depliant.patterns import late_pattern
from depliant.sentences import NOTHING, Sentence, say
from depliant.source.lines import position_of_byte

MAXIMUM_FILE: Final = 2 * 1024 * 1024
"""Bytes of a PO file; the leaflet's have 40 000."""
MAXIMUM_TEXT: Final = 10_000
"""Characters of one message, as of one text of content.yaml."""
_MOST_FAULTS: Final = 5_000

_KEYWORD: Final = late_pattern(r"(msgctxt|msgid_plural|msgid|msgstr)(?:\[(\d)\])?[ \t]*(?=\"|$)")
_UNQUOTED: Final = late_pattern(
    r"((?:msgctxt|msgid_plural|msgid|msgstr)(?:\[\d\])?)[ \t]+(?!\")(.+)"
)
"""A keyword whose text begins without a quotation mark."""
_STRING: Final = late_pattern(r'"((?:[^"\\]|\\.)*)"[ \t]*')
_ESCAPE: Final = late_pattern(r"\\(x[0-9A-Fa-f]{1,2}|[0-7]{1,3}|.)")
_LETTERS: Final = {"n": "\n", "t": "\t", "r": "\r", "a": "\a", "b": "\b", "f": "\f", "v": "\v"}
_NAMED: Final = {character: f"\\{letter}" for letter, character in _LETTERS.items()}


@dataclass(frozen=True, slots=True)
class PoEntry:
    """A message of a PO file with its translation.

    `strings` are one translation, or with `plural` one for each plural form; `previous` are the
    lines that say what the message was before it changed; `line` is that of its `msgid` (0: it
    was never in a file).
    """

    id: str
    context: str = ""
    plural: str | None = None
    strings: tuple[str, ...] = ("",)
    comments: tuple[str, ...] = ()
    extracted: tuple[str, ...] = ()
    references: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()
    previous: tuple[tuple[str, str], ...] = ()
    obsolete: bool = False
    line: int = field(default=0, compare=False)

    @property
    def key(self) -> Key:
        """What the message is found by."""
        return Key(self.context, self.id)

    @property
    def fuzzy(self) -> bool:
        """Whether somebody has to look at the translation again."""
        return "fuzzy" in self.flags

    @property
    def translated(self) -> bool:
        """Whether every form has a translation."""
        return bool(self.strings) and all(text.strip() for text in self.strings)


@dataclass(frozen=True, slots=True)
class Catalogue:
    """A PO file: the comments at its head, its header's fields in order, and its messages."""

    header: Mapping[str, str]
    entries: tuple[PoEntry, ...]
    comments: tuple[str, ...] = ()
    header_fuzzy: bool = False

    def by_key(self) -> dict[Key, PoEntry]:
        """The messages in use by their keys."""
        return {entry.key: entry for entry in self.entries if not entry.obsolete}


def decoded(data: bytes, name: str) -> tuple[str, tuple[Diagnostic, ...]]:
    """The text of a PO file, with line ends of one kind, and what is wrong with its bytes."""
    place = Place(name, 1, 1)
    if len(data) > MAXIMUM_FILE:
        fault = Diagnostic(
            "translation-too-large",
            say(
                "The file has {count} bytes; a translation of a brochure has a few thousand.",
                count=len(data),
            ),
            place,
        )
        return "", (fault,)
    found: list[Diagnostic] = []
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = position_of_byte(data, error.start)[0]
        fault = Diagnostic(
            "translation-encoding",
            say("Byte {data:#04x} is not UTF-8.", data=data[error.start]),
            Place(name, line),
            say("Save the file as UTF-8 in the editor."),
        )
        return "", (fault,)
    if data.startswith(b"\xef\xbb\xbf"):
        found.append(
            Diagnostic(
                "translation-encoding",
                say("The file starts with a byte order mark, which gettext's tools refuse."),
                place,
                say("`depliant translate update` takes it out."),
                "warning",
            )
        )
    if "\r" in text:
        found.append(
            Diagnostic(
                "translation-line-ends",
                say("Lines end in carriage returns.")
                if "\n" not in text.replace("\r\n", "")
                else say("Some lines end in carriage returns and some do not."),
                place,
                say("`depliant translate update` writes line feeds alone."),
                "warning",
            )
        )
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text, tuple(found)


def read(text: str, name: str) -> tuple[Catalogue, tuple[Diagnostic, ...]]:
    """The catalogue of a PO file, and what is wrong with its syntax.

    Args:
        text: the file, its lines ended by line feeds.
        name: what diagnostics call it.
    """
    reader = _PoReader(name)
    for number, line in enumerate(text.split("\n"), 1):
        reader.take(line, number)
    return reader.finished()


@dataclass(slots=True)
class _Draft:
    """A message while its lines are read."""

    line: int = 0
    obsolete: bool = False
    comments: list[str] = field(default_factory=list)
    extracted: list[str] = field(default_factory=list)
    references: list[str] = field(default_factory=list)
    flags: list[str] = field(default_factory=list)
    parts: dict[str, str] = field(default_factory=dict)
    previous: dict[str, str] = field(default_factory=dict)
    current: str = ""
    in_previous: bool = False

    @property
    def ended(self) -> bool:
        """Whether its translation was read, so that what comes next is another message's."""
        return any(part.startswith("msgstr") for part in self.parts)


class _PoReader:
    """Reads the lines of one PO file; what is wrong gathers in `faults`."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.faults: list[Diagnostic] = []
        self.entries: list[PoEntry] = []
        self.header: PoEntry | None = None
        self.seen: dict[tuple[Key, bool], int] = {}
        self.draft = _Draft()

    def take(self, line: str, number: int) -> None:
        """Read one line."""
        bare = line.strip()
        if not bare:
            if self.draft.ended:
                self._close()
            return
        if bare.startswith("#") and not bare.startswith(("#~", "#|")):
            self._comment(bare, number)
            return
        obsolete, previous = False, False
        if bare.startswith("#~"):
            obsolete, bare = True, bare[2:].lstrip()
        for mark in ("#|", "|"):
            if bare.startswith(mark) and (obsolete or mark == "#|"):
                previous, bare = True, bare[len(mark) :].lstrip()
        if bare:
            self._statement(bare, number, obsolete, previous)

    def _comment(self, bare: str, number: int) -> None:
        if self.draft.ended:
            self._close()
        draft, kind, rest = self.draft, bare[1:2], bare[2:].strip()
        if draft.parts:
            self._fault(say("A comment stands within a message."), number)
        match kind:
            case ".":
                draft.extracted.append(rest)
            case ":":
                draft.references += rest.split()
            case ",":
                draft.flags += [flag.strip() for flag in rest.split(",") if flag.strip()]
            case _:
                draft.comments.append(bare[1:].removeprefix(" "))

    def _statement(self, bare: str, number: int, obsolete: bool, previous: bool) -> None:
        keyword = _KEYWORD.match(bare)
        unquoted = _UNQUOTED.match(bare) if keyword is None else None
        if unquoted is not None:  # read as it is meant, so that nothing else is said of it
            name = unquoted[1]
            message = say("The text after `{keyword}` stands in no quotation marks.", keyword=name)
            hint = say('Put it in straight ones: `{keyword} "…"`.', keyword=name)
            self._fault(message, number, hint)
            words = unquoted[2].strip('"').replace("\\", "").replace('"', "")
            bare = f'{unquoted[1]} "{words}"'
            keyword = _KEYWORD.match(bare)
        if keyword is None and not bare.startswith('"'):
            self._fault(
                say("`{bare}` is neither a keyword nor a text in quotes.", bare=bare[:40]),
                number,
                say('Put it in quotes, `"…"`, if it goes on with the text above it.'),
            )
            return
        if keyword is None:
            target = self.draft.previous if self.draft.in_previous else self.draft.parts
            if self.draft.current not in target:
                self._fault(say("A text stands before any keyword."), number)
                return
            target[self.draft.current] += self._string(bare, number)
            return
        name = keyword[1] + (f"[{keyword[2]}]" if keyword[2] else "")
        if self.draft.ended and (previous or not name.startswith("msgstr")):
            self._close()
        draft = self.draft
        target = draft.previous if previous else draft.parts
        if name in target and unquoted is None:  # one fault of a line is enough
            self._fault(say("`{name}` is said twice in one message.", name=name), number)
        if name.startswith("msgstr") and "msgid" not in draft.parts:
            self._fault(say("A msgstr has no msgid before it."), number)
        draft.current, draft.in_previous, draft.obsolete = name, previous, obsolete
        if name == "msgid" and not previous:
            draft.line = number
        target[name] = self._string(bare[keyword.end() :], number)

    def _string(self, quoted: str, number: int) -> str:
        match = _STRING.fullmatch(quoted)
        if match is None:
            self._fault(
                say("A text is not closed by a quotation mark, or has one within it."),
                number,
                say('Write \\" for a straight mark within a text, or a typographic one.'),
            )
            return ""
        return _ESCAPE.sub(lambda found: self._escaped(found[1], number), match[1])

    def _escaped(self, code: str, number: int) -> str:
        if code[0] == "x" and len(code) > 1:
            return chr(int(code[1:], 16))
        if code[0] in "01234567":
            return chr(int(code, 8))
        if code in _LETTERS or code in '"\\':
            return _LETTERS.get(code, code)
        self._fault(
            say("`\\{code}` means nothing in a PO file.", code=code),
            number,
            say("Write \\\\ for a backslash."),
        )
        return code

    def _close(self) -> None:
        """End the message whose lines were read."""
        draft, self.draft = self.draft, _Draft()
        if not draft.parts:
            return
        if "msgid" not in draft.parts or not draft.ended:
            self._fault(say("A message has no msgid or no msgstr."), draft.line or 1)
            return
        entry = self._posting(draft)
        if entry is None:
            return
        if not entry.id and not entry.context and not entry.obsolete:
            if self.header is not None:
                message = say(
                    "The header is there twice, first in line {first}.", first=self.header.line
                )
                self._duplicate(message, draft.line)
            self.header = entry
            return
        first = self.seen.setdefault((entry.key, entry.obsolete), draft.line)
        if first != draft.line and not entry.obsolete:
            message = say(
                "The message “{text}” is there twice, first in line {first}.",
                text=entry.id[:40],
                first=first,
            )
            self._duplicate(message, draft.line)
            return
        self.entries.append(entry)

    def _posting(self, draft: _Draft) -> PoEntry | None:
        parts = draft.parts
        if max(map(len, parts.values())) > MAXIMUM_TEXT:
            message = say(
                "A text has more than {maximum_text} characters.", maximum_text=MAXIMUM_TEXT
            )
            self.faults.append(
                Diagnostic("translation-too-large", message, Place(self.name, draft.line))
            )
            return None
        plural = parts.get("msgid_plural")
        forms = sorted(name for name in parts if name.startswith("msgstr"))
        wanted = ["msgstr"] if plural is None else [f"msgstr[{n}]" for n in range(len(forms))]
        if forms != wanted:
            self._fault(say("The plural forms are not numbered from 0 on."), draft.line)
            return None
        return PoEntry(
            parts["msgid"],
            parts.get("msgctxt", ""),
            plural,
            tuple(parts[name] for name in forms),
            tuple(draft.comments),
            tuple(draft.extracted),
            tuple(draft.references),
            tuple(dict.fromkeys(draft.flags)),
            tuple(draft.previous.items()),
            draft.obsolete,
            draft.line,
        )

    def _duplicate(self, message: Sentence, line: int) -> None:
        self.faults.append(
            Diagnostic(
                "translation-duplicate",
                message,
                Place(self.name, line),
                say("Keep one of the two."),
            )
        )

    def _fault(self, message: Sentence, line: int, hint: Sentence = NOTHING) -> None:
        self.faults.append(Diagnostic("translation-syntax", message, Place(self.name, line), hint))

    def finished(self) -> tuple[Catalogue, tuple[Diagnostic, ...]]:
        """The catalogue, once all lines were read, and what is wrong with it."""
        if self.draft.parts and not self.draft.ended:
            self._fault(say("The file breaks off within a message."), self.draft.line or 1)
            self.draft = _Draft()
        self._close()
        fields: dict[str, str] = {}
        if self.header is None:
            self._fault(say("The file has no header (the message whose msgid is empty)."), 1)
            return Catalogue(fields, tuple(self.entries)), self._bounded()
        for line in self.header.strings[0].split("\n"):
            name, colon, value = line.partition(":")
            if colon:
                fields[name.strip()] = value.strip()
        charset = fields.get("Content-Type", "").partition("charset=")[2].strip()
        if charset.upper() not in ("UTF-8", "UTF8"):
            self.faults.append(
                Diagnostic(
                    "translation-encoding",
                    say(
                        "The header says `{charset}` of the charset, and the file is read as UTF-8."
                        if charset
                        else "The header says nothing of the charset, and the file is read as "
                        "UTF-8.",
                        charset=charset,
                    ),
                    Place(self.name, self.header.line),
                    say(
                        "Save the file as UTF-8; its header says `Content-Type: text/plain; "
                        "charset=UTF-8`."
                    ),
                )
            )
        comments = self.header.comments
        catalogue = Catalogue(fields, tuple(self.entries), comments, self.header.fuzzy)
        return catalogue, self._bounded()

    def _bounded(self) -> tuple[Diagnostic, ...]:
        """The faults, or the first of far too many."""
        return tuple(self.faults[:_MOST_FAULTS])


def written(catalogue: Catalogue) -> str:
    """The PO file of a catalogue, as `msgcat --no-wrap` would write it."""
    header = "".join(f"{name}: {value}\n" for name, value in catalogue.header.items())
    first = PoEntry(
        "",
        strings=(header,),
        comments=catalogue.comments,
        flags=("fuzzy",) if catalogue.header_fuzzy else (),
    )
    ordered = (first, *sorted(catalogue.entries, key=lambda entry: entry.obsolete))
    return "\n".join(_lines(entry) for entry in ordered)


def _lines(entry: PoEntry) -> str:
    gone = "#~ " if entry.obsolete else ""
    before = "#~| " if entry.obsolete else "#| "
    lines = [f"# {text}".rstrip() if text else "#" for text in entry.comments]
    if not entry.obsolete:
        lines += [f"#. {text}" for text in entry.extracted]
        lines += [f"#: {place}" for place in entry.references]
    if entry.flags:
        lines.append(f"#, {', '.join(entry.flags)}")
    lines += strings(entry.previous, before)
    parts = [("msgctxt", entry.context)] if entry.context else []
    parts.append(("msgid", entry.id))
    if entry.plural is None:
        parts.append(("msgstr", entry.strings[0]))
    else:
        parts.append(("msgid_plural", entry.plural))
        parts += [(f"msgstr[{n}]", text) for n, text in enumerate(entry.strings)]
    return "\n".join((*lines, *strings(parts, gone), ""))


def strings(parts: Iterable[tuple[str, str]], prefix: str) -> list[str]:
    """Keywords with their texts; a text of several lines starts below its keyword."""
    lines: list[str] = []
    for name, text in parts:
        pieces = re.findall(r"[^\n]*\n|[^\n]+", text) if "\n" in text else [text]
        if len(pieces) == 1:
            lines.append(f'{prefix}{name} "{_quoted(pieces[0])}"')
            continue
        lines.append(f'{prefix}{name} ""')
        lines += [f'{prefix}"{_quoted(piece)}"' for piece in pieces]
    return lines


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return "".join(_NAMED.get(character, character) for character in escaped)
