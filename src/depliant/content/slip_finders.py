"""How each slip of `slips` is found: marks, the markup of other programs, spoilt characters."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Final

from depliant.content import markup
from depliant.content.html_slips import html_faults
from depliant.content.markup import SPACED_LINK, MarkupError, literal
from depliant.errors import Severity
from depliant.sentences import Sentence, say

_ESCAPED: Final = re.compile(r"\\\[\^|\\[!-/:-@\[-`{-~]|\[\^[^\[\]\n]{0,60}\]?")
"""Signs behind a backslash, and marks of notes: what is wrong with these is said where they are
read."""
_TRIED: Final = 50
"""Marks of a text that are tried out one by one."""
_MASK: Final = "\ue000"
_UNLOWERED: Final = re.compile(
    r"\b[A-Za-z]{1,4}(?:~ ?\d{1,2}(?![\d.,:~-])|~ ?[0-9A-Za-z]{1,3} ?~(?!\w))"
)
"""A short word, such as a chemical sign, with a tilde that lowers nothing."""
_TILDES: Final = re.compile(
    r"(?<![~/.:@_=-])~(?=[A-Za-z\u00c0-\u024f\u0370-\u03ff\u0400-\u052f])[^\s~/]{1,40}~(?![~/])"
)
"""Two tildes round a word, or a part of one, where it is not lowered; addresses have some too."""
_HYPHENS: Final = re.compile(
    r"(?<=[^\n] )-{2,3}(?=\s|$)|(?<!\S)-{2,3}(?= [^\n])"
    r"|(?<=[\w’)»”\"%\ufffc])-{2,3}(?=[\w‘(«“\"\ufffc])"
)
"""Two or three hyphens with words on their line, between spaces or letters."""
_OF_ADDRESS: Final = re.compile(r"[/@\\:]|[._]\w")
"""What is in a word that is an address or the name of a file, which may have two hyphens."""
_MOJIBAKE: Final = re.compile(
    r"(?:[ÂÃÅÐÑ][\x80-\xbf\u0152-\u017e\u02c6-\u2122]|â[\x80-\xbf\u0152-\u017e\u02c6-\u2122]{2}"
    r"|ð[\x80-\xbf\u0152-\u017e\u02c6-\u2122]{3})+"
)
"""UTF-8 that was read as Windows-1252: a lead byte as a letter, the others as signs."""
_INVISIBLE: Final = {
    "\u200b": say("zero width space"),
    "\u2060": say("word joiner"),
    "\u2061": say("function application"),
    "\u2062": say("invisible times"),
    "\u2063": say("invisible separator"),
    "\u2064": say("invisible plus"),
    "\u200c": say("zero width non-joiner"),
    "\u200d": say("zero width joiner"),
    "\u200e": say("left-to-right mark"),
    "\u200f": say("right-to-left mark"),
    "\u202a": say("left-to-right embedding"),
    "\u202b": say("right-to-left embedding"),
    "\u202c": say("pop directional formatting"),
    "\u202d": say("left-to-right override"),
    "\u202e": say("right-to-left override"),
    "\u2066": say("left-to-right isolate"),
    "\u2067": say("right-to-left isolate"),
    "\u2068": say("first strong isolate"),
    "\u2069": say("pop directional isolate"),
    "\u2029": say("paragraph separator"),
}
_NEEDED: Final = re.compile("[\u0590-\u08ff\u0900-\u109f\u1780-\u18af\U0001f000-\U0001faff]")
"""Scripts that need joiners and marks of direction; and emoji, which are joined by them."""


def found(text: str) -> tuple[MarkupError, ...]:
    """What is typed wrongly in a text, in the order of the finders below."""
    return tuple(fault for finder in _FINDERS for fault in finder(text))


def _said(
    code: str,
    message: Sentence,
    hint: Sentence,
    at: tuple[str, int, str],
    severity: Severity = "error",
) -> MarkupError:
    """A fault at the place of a snippet: (the text, its offset, the snippet)."""
    text, offset, snippet = at
    occurrence = text.count(snippet, 0, offset + len(snippet))
    return MarkupError(code, message, hint, snippet, occurrence, severity)


def _in(text: str, printed: str) -> tuple[str, int, str]:
    """Where words that are printed stand in a text; their first sign if lines part them."""
    snippet = printed if printed in text else printed[0]
    return text, text.index(snippet), snippet


def _masked(text: str) -> str:
    """The text with marks of notes, and what is behind a backslash, blanked out sign by sign."""
    return _ESCAPED.sub(lambda found: _MASK * len(found[0]), text)


def _left_over(text: str, mark: str) -> int:
    """The offset of the first `mark` that is printed as it stands; -1 if there is none.

    A mark is one that is printed if fewer are when it is taken out. Of very many, it is the first.
    """
    masked = _masked(text)
    count = literal(masked).count(mark)
    at = first = masked.find(mark) if count else -1
    for _ in range(_TRIED):
        if at < 0:
            return -1
        without = masked[:at] + _MASK * len(mark) + masked[at + len(mark) :]
        if literal(without).count(mark) < count:
            return at
        at = masked.find(mark, at + len(mark))
    return first


# --- marks that are not closed --------------------------------------------------------------------


def _bold(text: str) -> Iterator[MarkupError]:
    """Two stars that are printed, unless they are the sign of a second footnote.

    That stands at the beginning, before a space, or behind a word of a text with a star for the
    first.
    """
    at = _left_over(text, "**")
    if at < 0:
        return
    printed = literal(_masked(text))
    several = printed.count("**") > 1
    begins = re.match(r"\*\*+[^\s*]", text[at:]) is not None
    ends = at > 0 and not text[at - 1].isspace() and "*" not in printed.replace("**", "")
    if several or begins or ends:
        hint = say(
            "Write ** on both sides of the bold words, without a space between; "
            "stars that are to be printed are \\*\\*."
        )
        message = say("Two stars ** have no counterpart, so that they would be printed.")
        yield _said("markup-unclosed", message, hint, (text, at, "**"))


def _italic(text: str) -> Iterator[MarkupError]:
    """A star before a word in the middle of a sentence that no other closes."""
    printed = literal(_masked(text)).replace("**", _MASK * 2)
    if not re.search(r"[\w,;:’'»)] \*[^\W\d_]", printed):
        return
    match = re.search(r"(?<=[\w,;:’'»)] )\*(?=[^\W\d_])", _masked(text))
    if match is not None and printed.count("*") == 1:
        yield _said(
            "markup-unclosed",
            say("A star before a word is not closed, so that it would be printed."),
            say("Close the words in italics with * as well; a star that is to be printed is \\*."),
            (text, match.start(), "*"),
            "warning",
        )


def _underlined(text: str) -> Iterator[MarkupError]:
    pattern = r"(?<![\w/.@_])(_{1,2})(?=[^\s_])([^_]{0,200}?[^\s_])\1(?![\w/@_])"
    for match in re.finditer(pattern, literal(_masked(text))):
        yield _said(
            "markup-foreign",
            say("The underscores of “{match}” would be printed.", match=match[0][:40]),
            say("Write *italic* or **bold** with stars."),
            _in(text, match[0]),
        )


def _link(text: str) -> Iterator[MarkupError]:
    hint = say("Write [words](https://address), the two brackets without a space between them.")
    message = say("A link is not whole, so that its brackets would be printed.")
    at = _left_over(text, "](")
    is_spaced = "[" in text and SPACED_LINK.match(text, at)  # which is said by itself
    if at >= 0 and not is_spaced:
        yield _said("markup-unclosed", message, hint, (text, at, "]("))
    for match in re.finditer(r"\]\s+\((?=https?:|mailto:|www\.)", literal(_masked(text))):
        yield _said("markup-unclosed", message, hint, _in(text, match[0]))
    printed = literal(_masked(text))
    if at < 0 and re.search(r"\[[^\W\d_][^\[\]]*$", printed):
        yield _said(
            "markup-unclosed",
            say("A bracket [ is not closed."),
            hint,
            (text, text.rfind("["), "["),
            "warning",
        )


def _raised(text: str) -> Iterator[MarkupError]:
    masked = _masked(text)
    at = _left_over(text, "^")
    if at >= 0 and re.search(r"\w\^|\^\w", masked[max(at - 1, 0) : at + 2]):
        yield _said(
            "markup-unclosed",
            say("A sign ^ is not closed, so that it would be printed."),
            say("What is raised stands between two of them, without a space: 1^er^, m^2^."),
            (text, at, "^"),
        )


def _lowered(text: str) -> Iterator[MarkupError]:
    """A tilde that was to lower what follows: a tilde by itself is good text."""
    printed = literal(_masked(text))
    match = _UNLOWERED.search(printed)
    if match is not None:
        yield _said(
            "markup-unclosed",
            say("The tilde of “{match}” would be printed.", match=match[0]),
            say(
                "What is lowered stands between two of them, without a space: CO~2~; a tilde that "
                "is to be printed is \\~."
            ),
            _in(text, match[0]),
            "warning",
        )
        return
    match = _TILDES.search(printed)
    if match is not None:
        yield _said(
            "markup-unclosed",
            say(
                "Nothing is lowered in “{match}”, and its tildes would be printed.", match=match[0]
            ),
            say(
                "What is lowered stands behind a letter or a bracket and has 16 signs at most: "
                "CO~2~; a tilde that is to be printed is \\~."
            ),
            _in(text, match[0]),
            "warning",
        )


def _brace(text: str) -> Iterator[MarkupError]:
    """A closing brace that no opening one goes with; an opening one is the markup's to report."""
    masked = _masked(text)
    if any(error.code == "markup-placeholder" for error in markup.parse(masked)[1]):
        return
    at = _left_over(text, "}")
    if at >= 0:
        yield _said(
            "markup-unclosed",
            say("A closing brace } has no opening one."),
            say("Write {id} or {id:form}; to print a brace, write \\}."),
            (text, at, "}"),
        )


def _quotation(text: str) -> Iterator[MarkupError]:
    """A straight quotation mark by itself; behind a number it means inches.

    Between Hebrew letters it may be the mark of an acronym (צה"ל).
    """
    marks = [match.start() for match in re.finditer('"', text)]
    if len(marks) % 2 and not re.search(r"\d\"|[א-ת]\"[א-ת]", text):
        yield _said(
            "text-quotes",
            say('A quotation mark (") stands by itself, and is printed.'),
            say("Write the other one, or delete it."),
            (text, marks[-1], '"'),
            "warning",
        )


# --- the markup of other programs -----------------------------------------------------------------


_FOREIGN: Final[tuple[tuple[re.Pattern[str], Sentence, Sentence], ...]] = (
    (
        re.compile(r"\A\s*#{1,6} (?=\S)"),
        say("A # does not make a heading; it would be printed."),
        say("Write a block `- heading: …`."),
    ),
    (
        re.compile(r"!\[(?=[^\[\]]*\]\()"),
        say("A picture cannot stand within a text."),
        say("Write a block `- picture: assets/…` with its `alt`."),
    ),
    (
        re.compile(r"(?:\A|\n)\s*(?=\|.*\|\s*(?:\n|\Z))\||\|\s*:?-{3,}"),
        say("Strokes do not make a table; they would be printed."),
        say("Write a block `- items:` with a `- text:` for each row."),
    ),
    (
        re.compile(r"`+(?=[^`\s][^`]{0,200}`)"),
        say("A backtick would be printed."),
        say("Write *italic*, or quotation marks."),
    ),
    (
        re.compile(r"(?<=[^\W\d_])`(?=[^\W\d_])"),
        say("A backtick stands where an apostrophe is meant."),
        say("Write ' for an apostrophe."),
    ),
    (
        re.compile(r"~~(?=[^~\s][^~]{0,200}~~)"),
        say("Two tildes do not strike words out; they would be printed."),
        say("Delete them, with the words that are not to be printed."),
    ),
    (
        re.compile(r"\\(?=n\b|\s*\Z)|\\n(?=[A-ZÀ-Ý])"),
        say("A backslash would be printed."),
        say("Delete it; at the end of a line of the file, before another, it ends the line."),
    ),
)
"""Signs of other programs: what they look like, what becomes of them, what to write."""


def _foreign(text: str) -> Iterator[MarkupError]:
    masked = _masked(text)
    for pattern, message, hint in _FOREIGN:
        match = pattern.search(masked)
        if match is not None:
            snippet = match[0].strip() or match[0]
            at = text.find(snippet, match.start())
            yield _said("markup-foreign", message, hint, (text, at, snippet))


def _list(text: str) -> Iterator[MarkupError]:
    """Lines that begin with the sign of a list: one sign by itself may be a dash."""
    signs = list(re.finditer(r"(?:^|\n)[ \t]*([-•+*]|\d{1,2}[.)])[ \t]+(?=\S)", text))
    if len(signs) < 2:
        return
    first = text[signs[0].start(1) :].partition("\n")[0]
    yield _said(
        "markup-foreign",
        say("Lines that begin with a sign or a number are not set, nor read aloud, as a list."),
        say("Write a block `- items:` with a `- text:` for each."),
        (text, signs[0].start(1), first[:20]),
        "warning",
    )


# --- characters -----------------------------------------------------------------------------------


def _tabs(text: str) -> Iterator[MarkupError]:
    if "\t" in text.strip():
        yield _said(
            "text-tab",
            say("A tab is printed as a space: nothing stands in columns by it."),
            say(
                "Write a space; for words with a price or a number at the end of their line, "
                "write a block `- table:` with `leader: true`."
            ),
            (text, text.index("\t"), "\t"),
            "warning",
        )


def _spoilt(text: str) -> Iterator[MarkupError]:
    """Letters that a program has lost, or has read in another encoding than they were in."""
    if "\ufffd" in text:
        yield _said(
            "text-spoilt",
            say("A program has lost a letter here, and left the sign �."),
            say("Type the letter again."),
            (text, text.index("\ufffd"), "\ufffd"),
        )
    for match in _MOJIBAKE.finditer(text):
        meant = _decoded(match[0])
        if meant:
            yield _said(
                "text-spoilt",
                say(
                    "“{match}” was probably “{meant}” before a program spoilt it.",
                    match=match[0],
                    meant=meant,
                ),
                say("Type it again, or save the file that it comes from as UTF-8."),
                (text, match.start(), match[0]),
            )


def _decoded(spoilt: str) -> str:
    """UTF-8 that was read as Windows-1252, read as what it is; nothing if it is no such."""
    data = bytearray()
    for char in spoilt:
        try:
            data += char.encode("cp1252")
        except UnicodeEncodeError:
            if char > "\xff":
                return ""
            data += char.encode("latin-1")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return ""


def _invisible(text: str) -> Iterator[MarkupError]:
    needed = _NEEDED.search(text) is not None
    for char in dict.fromkeys(text):
        if char not in _INVISIBLE or (needed and "\u200c" <= char <= "\u2069"):
            continue
        yield _said(
            "text-invisible",
            say(
                "An invisible character stands in the text: {invisible} (U+{ord:04X}).",
                invisible=_INVISIBLE[char],
                ord=ord(char),
            ),
            say("Delete it with what stands beside it, and type that again."),
            (text, text.index(char), char),
            "warning",
        )
    match = re.search("\xad(?=\\s)|(?<=[\\s-])\xad", text)
    if match is not None:
        yield _said(
            "text-invisible",
            say("A soft hyphen (U+00AD) stands at the end of a word, where none can be divided."),
            say("It was probably copied from the end of a line: delete it, and join the word."),
            (text, match.start(), "\xad"),
            "warning",
        )


def _hyphens(text: str) -> Iterator[MarkupError]:
    """Hyphens one after the other, of which other programs make a dash."""
    printed = literal(_masked(text))
    for match in _HYPHENS.finditer(printed):
        before, after = printed[: match.start()], printed[match.end() :]
        word = re.split(r"\s", before)[-1] + match[0] + re.split(r"\s", after)[0]
        if not _OF_ADDRESS.search(word):
            yield _said(
                "text-hyphens",
                say("“{hyphens}” is printed as hyphens, not as a dash.", hyphens=match[0]),
                say(
                    "Write the dash itself: – with a space on both sides or — without, as your "
                    "language has it."
                ),
                _in(text, match[0]),
                "warning",
            )
            return


_FINDERS: Final[tuple[Callable[[str], Iterator[MarkupError]], ...]] = (
    _bold,
    _italic,
    _underlined,
    _link,
    _raised,
    _lowered,
    _brace,
    _quotation,
    html_faults,
    _foreign,
    _hyphens,
    _list,
    _tabs,
    _spoilt,
    _invisible,
)
