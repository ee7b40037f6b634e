"""A translation of a PO file typed anew, every other byte as it was.

Whoever types a translation has looked at it: the mark `fuzzy` goes, and with it the lines that say
what the message was before (as `msgattrib --clear-fuzzy --clear-previous` has it).
"""

from __future__ import annotations

import re
from typing import Final

from depliant.content.messages import Key
from depliant.errors import Diagnostic, InputError, Place
from depliant.sentences import say
from depliant.translation import po

_LINE: Final = re.compile(r"[^\n]*\n|[^\n]+")
_TEXT: Final = re.compile(r'[ \t]*"')
_FLAGS: Final = re.compile(r"(?<=[, ])fuzzy(?:,[ \t]*|(?=[ \t]*$))")


def entry_at(text: str, name: str, key: Key) -> po.PoEntry:
    """A message of a PO file.

    Raises:
        InputError: the file cannot be read.
        LookupError: there is no such message.
    """
    catalogue, faults = po.read(_plain(text), name)
    if faults:
        raise InputError(faults)
    return catalogue.by_key()[key]


def retyped(text: str, name: str, key: Key, form: int, words: str) -> str:
    """The text of a PO file with another translation of a message.

    Args:
        text: the file, its lines ended as they are.
        name: what diagnostics call it.
        key: what the message is found by.
        form: the plural form, from 0; 0 of a message without.
        words: the translation.

    Raises:
        InputError: `edit-refused`, or why the words cannot stand in a PO file.
        LookupError: there is no such message or form.
    """
    entry = entry_at(text, name, key)
    strings = list(entry.strings)
    if strings[form] == words:
        return text
    strings[form] = words
    lines = _LINE.findall(text.removeprefix("\ufeff"))
    if "\r" in text.replace("\r\n", "\n"):
        raise _refused(name, entry.line)  # a line ends otherwise than lines of a PO file do
    first, last = _stretch(lines, entry.line - 1, "msgstr" if entry.plural is None else form)
    newline = "\r\n" if lines[first].endswith("\r\n") else "\n"
    keyword = lines[first][: lines[first].index('"')].strip()
    lines[first:last] = [line + newline for line in po.strings(((keyword, words),), "")]
    if entry.fuzzy:
        lines = _looked_at(lines, entry.line - 1)
    whole = ("\ufeff" if text.startswith("\ufeff") else "") + "".join(lines)
    if not text.endswith("\n"):
        whole = whole.rstrip("\r\n")
    _check(whole, text, name, key, tuple(strings))
    return whole


def _plain(text: str) -> str:
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


def _stretch(lines: list[str], at: int, form: str | int) -> tuple[int, int]:
    """From which line to before which a translation stands."""
    keyword = form if isinstance(form, str) else f"msgstr[{form}]"
    while not lines[at].lstrip().startswith(keyword):
        at += 1
    end = at + 1
    while end < len(lines) and _TEXT.match(lines[end]):
        end += 1
    return at, end


def _looked_at(lines: list[str], at: int) -> list[str]:
    """The lines without what says that a message has to be looked at."""
    first = at
    while first and lines[first - 1].startswith(("#", "msgctxt", '"')):
        first -= 1
    kept = []
    for line in lines[first:at]:
        if line.startswith("#|"):
            continue
        if line.startswith("#,"):
            line = _FLAGS.sub("", line)
            bare = line.rstrip()
            line = bare.rstrip(",") + line[len(bare) :]
            if line.strip() == "#":
                continue
        kept.append(line)
    return [*lines[:first], *kept, *lines[at:]]


def _check(whole: str, text: str, name: str, key: Key, strings: tuple[str, ...]) -> None:
    """Refuse a file that says anything else than it should.

    Raises:
        InputError: it does.
    """
    before, _ = po.read(_plain(text), name)
    after, faults = po.read(_plain(whole), name)
    if faults:
        raise InputError(faults)

    def others(catalogue: po.Catalogue) -> list[tuple[object, ...]]:
        return [
            (one.key, one.strings, one.flags, one.comments, one.extracted, one.obsolete)
            for one in catalogue.entries
            if one.obsolete or one.key != key
        ]

    if others(before) != others(after) or after.by_key()[key].strings != strings:
        raise _refused(name, before.by_key()[key].line)


def _refused(name: str, line: int) -> InputError:
    return InputError(
        Diagnostic(
            "edit-refused",
            say("{file} cannot be changed here without touching more than that.", file=name),
            Place(name, line),
            say("Make the change by hand."),
        )
    )
