r"""The inline markup of content.yaml: a small part of Markdown, and figures in braces.

    **bold**   *italic*   [words](https://address)   1^er^   CO~2~   {id}   {id:form}
    {series:2024}   {series:last:form}   (one value of a series)
    [words]{lang=en}   (words in another language)   [words]{.name}   (in a character style)
    word[^key]   (the mark of a note)   \* (a star)   \ at the end of a line (a line end)

Nothing else means anything: no HTML, no images, no code, no underscores; what is not markup is
printed as it stands. The rules for stars, links and backslashes are CommonMark's, as
markdown-it-py reads them, but that stars may stand against letters of any script: Arabic joins a
word to its conjunction, Chinese and Japanese part no words. Superscript and subscript are Pandoc's
(no space between the carets or tildes), and so are the marks of words in braces (`marks`).
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from depliant.content.marks import lowered_words, marked_words, read_marks
from depliant.content.markup_notes import note_rule, note_slip
from depliant.content.pieces import Piece as Piece
from depliant.content.pieces import is_safe_link as is_safe_link
from depliant.content.pieces import joined, occurrence_at
from depliant.content.simple_markup import simply_read
from depliant.content.telephone import other_number
from depliant.errors import Severity
from depliant.figures.placeholders import PLACEHOLDER, asked_for
from depliant.memory import remembered
from depliant.patterns import late_pattern
from depliant.sentences import Sentence, say

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token

_SUPERSCRIPT: Final = late_pattern(r"(?<!\[)\^([^\s^]{1,40})\^")
SPACED_LINK: Final = late_pattern(
    r"\]\((?:https?:|mailto:|tel:)[^\s()]{0,200}\s[^()]{0,200}\)", re.IGNORECASE
)
_TAG: Final = late_pattern(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}")


_LINE_END: Final = late_pattern(  # tried once for a row of spaces
    r"(?<![ \t])[ \t]*(?<!\\)((?:\\\\)*)(?:(?:\\?[\n\u2028]|\\[ \t])\s*)+"
)
"""With the spaces beside it, empty lines, and the backslash that may stand before it.

That makes a line end of what YAML has made a space of. Backslashes in pairs are printed.
"""
_LINED: Final = late_pattern(r"[\n\u2028]|\\[ \t]")


class MarkupError(Struct, frozen=True):
    """A fault in a text: the words at fault (`snippet`), and which of their occurrences it is."""

    code: str
    message: Sentence
    hint: Sentence
    snippet: str
    occurrence: int
    severity: Severity = "error"


def line_ends(text: str) -> str:
    """The text with its line ends alone, without what stands beside them."""
    if not _LINED.search(text):
        return text
    return _LINE_END.sub(r"\1\n", text.strip("\n\u2028")).strip("\n")


@remembered
def parse(text: str) -> tuple[tuple[Piece, ...], tuple[MarkupError, ...]]:
    """Read the markup of `text`, every character kept; a line end is one in print too.

    YAML has made a space of those that only wrap a long text, and kept those of a block that
    begins with `|`.
    """
    text = line_ends(text)
    if not _MEANT.search(text):
        return ((Piece(text),) if text else ()), ()
    if (simple := simply_read(text)) is not None:
        return simple, ()
    return fully_read(text)


def fully_read(text: str) -> tuple[tuple[Piece, ...], tuple[MarkupError, ...]]:
    """As `parse`, by markdown-it whatever there is to read; `text` has its line ends alone."""
    reader = _MarkupReader(text)
    for token in _parser().parseInline(text)[0].children or []:
        reader.take(token)
    pieces = joined(reader.pieces)
    # Without an opening bracket it would be no link without its space either.
    shown = pieces if "[" in text else ()
    spaced = [match[0] for piece in shown for match in SPACED_LINK.finditer(piece.text)]
    return pieces, (*reader.errors, *map(_spaced_link, spaced))


def literal(text: str) -> str:
    """The words of a marked-up text as they are printed; each figure leaves a mark."""
    return "".join("\ufffc" if piece.figure is not None else piece.text for piece in parse(text)[0])


class _MarkupReader:
    """Reads the tokens of one text: what is open, and the pieces and errors found so far."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.pieces: list[Piece] = []
        self.errors: list[MarkupError] = []
        self.strong = self.emphasis = self.opened = 0
        self.links: list[str | None] = [None]
        self.languages: list[str | None] = [None]
        self.styles: list[tuple[str, ...]] = [()]

    def take(self, token: Token) -> None:
        """Follow one token of markdown-it."""
        match token.type:
            case "strong_open" | "strong_close":
                self.strong += token.nesting
            case "em_open" | "em_close":
                self.emphasis += token.nesting
            case "link_open":
                self.links.append(_link(token, self.text, self.errors))
                self.opened = len(self.pieces)
            case "link_close":
                self.links.pop()
                if self.opened == len(self.pieces):
                    self.errors.append(_empty_link(self.text))
                self._dialled(self.pieces[self.opened :])
            case "marked_open":
                self._marked(token)
            case "marked_close":
                self.languages.pop()
                self.styles.pop()
            case "placeholder_slip":
                self.errors.append(_placeholder_error(token, self.text))
                self.pieces.append(self.piece(token.content))
            case "note_slip":
                self.errors.append(_note_error(token, self.text))
                self.pieces.append(self.piece(token.content))
            case "note":
                piece = self.piece("")._replace(note=token.content)
                occurrence = occurrence_at(self.text, f"[^{piece.note}]", token.meta["offset"])
                self.pieces.append(piece._replace(occurrence=occurrence))
            case "figure":
                piece = self.piece("")._replace(figure=token.content, form=token.info)
                occurrence = occurrence_at(self.text, piece.placeholder, token.meta["offset"])
                self.pieces.append(piece._replace(occurrence=occurrence))
            case kind:
                piece = self.piece(token.content)
                raised, lowered = kind == "superscript", kind == "subscript"
                self.pieces.append(piece._replace(superscript=raised, subscript=lowered))

    def _marked(self, token: Token) -> None:
        """Follow the opening of words that are marked: with a language, character styles, both."""
        offset: int = token.meta["offset"]
        marks = read_marks(token.info)
        language = self.languages[-1]
        if marks.language is not None:
            language = _language(marks.language, token.content, offset, self.text, self.errors)
        if marks.rest:
            self.errors.append(_marks_error(marks.rest, token.content, offset, self.text))
        self.languages.append(language)
        self.styles.append((*self.styles[-1], *marks.styles))

    def _dialled(self, words: list[Piece]) -> None:
        """Whether the words of a link to a telephone say the number that it leads to."""
        address = next((piece.link for piece in words if piece.link), "")
        if not address.lower().startswith("tel:") or any(piece.figure for piece in words):
            return
        said = "".join(piece.text for piece in words)
        number = other_number(said, address)
        if number:
            self.errors.append(_other_number(number, address, self.text))

    def piece(self, text: str) -> Piece:
        """A piece of what is open here."""
        return Piece(
            text,
            self.strong > 0,
            self.emphasis > 0,
            link=self.links[-1],
            language=self.languages[-1],
            styles=self.styles[-1],
        )


_MEANT: Final = late_pattern(r"[*^~{\[\\]")
"""What any markup starts with; a text without it needs no parser."""


def _link(token: Token, text: str, errors: list[MarkupError]) -> str | None:
    """The address of a link, if a reader may be sent there."""
    address = str(token.attrs.get("href", ""))
    shown = address[:60]
    if not is_safe_link(address):
        problem = say(
            "The link `{address}` does not lead to a web page, a mail address or a telephone.",
            address=shown,
        )
    elif "title" in token.attrs:
        problem = say(
            "The link `{address}` has a title, which would not be printed.", address=shown
        )
    else:
        return address
    snippet = f"]({address}"
    at = text.find(snippet)
    errors.append(
        MarkupError(
            "markup-link",
            problem,
            say(
                "Write [words](https://address), (http://…), (mailto:…) or, without "
                "spaces, (tel:+33321000000)."
            ),
            snippet if at >= 0 else "](",
            1,
        )
    )
    return None


def _spaced_link(snippet: str) -> MarkupError:
    message = say(
        "The link `{snippet}` has a space in it, so that it is none.", snippet=snippet[2:-1][:60]
    )
    hint = say("Take the spaces out of the address, as in (tel:+33321000000); %20 stands for one.")
    return MarkupError("markup-link", message, hint, snippet, 1)


def _empty_link(text: str) -> MarkupError:
    message = say("A link has no words, so nothing of it would be printed.")
    return MarkupError("markup-link", message, say("Write [words](https://address)."), "[](", 1)


def _other_number(number: str, address: str, text: str) -> MarkupError:
    snippet = f"]({address}"
    return MarkupError(
        "link-number",
        say(
            "The link `{address}` does not lead to the number {number}.",
            address=address[:60],
            number=number,
        ),
        say("Write the number that is printed, as it is dialled from abroad: (tel:+33321000000)."),
        snippet if snippet in text else "](",
        1,
        "warning",
    )


def _language(
    tag: str, snippet: str, offset: int, text: str, errors: list[MarkupError]
) -> str | None:
    """The language that words are said to be in, if it is the tag of one."""
    if _TAG.fullmatch(tag):
        return tag
    errors.append(
        MarkupError(
            "markup-language",
            say("`{tag}` is not the tag of a language.", tag=tag),
            say("Write [words]{lang=en}, with en, de, nl, en-GB or the like."),
            snippet,
            occurrence_at(text, snippet, offset),
        )
    )
    return None


def _marks_error(rest: str, snippet: str, offset: int, text: str) -> MarkupError:
    return MarkupError(
        "markup-style",
        say("`{rest}` says nothing of the words before it.", rest=rest),
        say("Write [words]{.name} for a character style, {lang=en}, or {.name lang=en}."),
        snippet,
        occurrence_at(text, snippet, offset),
    )


def _placeholder_error(token: Token, text: str) -> MarkupError:
    offset: int = token.meta["offset"]
    end = text.find("}", offset)
    snippet = text[offset : end + 1] if 0 <= end - offset <= 60 else text[offset : offset + 20]
    if snippet.startswith("{{") and text.startswith("}}", end):
        snippet += "}"
    hint = say("Write {id} or {id:form}, without spaces; to print a brace, write \\{.")
    if re.match(r"\{\s*lang\s*=", snippet):
        hint = say("Put the words in brackets before it: [words]{lang=en}.")
    elif re.match(r"\{\s*\.", snippet):
        hint = say("Put the words in brackets before it: [words]{.name}.")
    elif snippet.startswith("{{"):
        hint = say("Write one brace on each side: {id}.")
    elif "}" not in snippet:
        hint = say("Close it with }: {id}; to print a brace, write \\{.")
    return MarkupError(
        "markup-placeholder",
        say("`{snippet}` is not a figure's place.", snippet=snippet),
        hint,
        snippet,
        occurrence_at(text, snippet, offset),
    )


def _note_error(token: Token, text: str) -> MarkupError:
    offset: int = token.meta["offset"]
    slip = note_slip(text, offset)
    occurrence = occurrence_at(text, slip.snippet, offset)
    return MarkupError("note-mark", slip.message, slip.hint, slip.snippet, occurrence)


@cache  # one
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt

    parser = MarkdownIt("zero").enable(["emphasis", "link", "escape"])
    parser.options["maxNesting"] = 40
    # Which addresses are safe is decided by `_link`, which can say so; none is rewritten.
    parser.validateLink = lambda url: True  # type: ignore[method-assign]
    parser.normalizeLink = lambda url: url  # type: ignore[method-assign]
    parser.inline.ruler.at("emphasis", _stars)
    parser.inline.ruler.before("emphasis", "underscore", _underscore)
    parser.inline.ruler.before("emphasis", "superscript", _superscript)
    parser.inline.ruler.before("emphasis", "subscript", lowered_words)
    parser.inline.ruler.before("emphasis", "figure", _figure)
    parser.inline.ruler.before("link", "marked", marked_words)
    parser.inline.ruler.before("marked", "note", note_rule)
    # Rules are put together at their first use; another thread must not see half of them.
    parser.parseInline("*a*")
    return parser


def _underscore(state: StateInline, silent: bool) -> bool:
    """An underscore is an underscore: addresses and file names are full of them."""
    if state.src[state.pos] != "_":
        return False
    if not silent:
        state.pending += "_"
    state.pos += 1
    return True


def _stars(state: StateInline, silent: bool) -> bool:
    """Stars, which begin or end something beside a sign only if no letter is at their other side.

    That is CommonMark's rule (6.2, "flanking"), made for scripts that part words by spaces. Beside
    a letter without capitals, or a sign that is as wide as one, only a space keeps them apart.
    """
    from markdown_it.rules_inline import emphasis

    start, known = state.pos, len(state.delimiters)
    if not emphasis.tokenize(state, silent):
        return False
    before = state.src[start - 1] if start else " "
    after = state.src[state.pos] if state.pos < state.posMax else " "
    if _joins_words(before) or _joins_words(after):
        for star in state.delimiters[known:]:
            star.open, star.close = not after.isspace(), not before.isspace()
    return True


def _joins_words(character: str) -> bool:
    """Whether it is of a script in which a word may stand against what is not a part of it."""
    if character < "\u0590":  # Latin, Greek, Cyrillic, Armenian, and their accents
        return False
    kind = unicodedata.category(character)
    wide = unicodedata.east_asian_width(character) in ("W", "F")
    return wide or kind in ("Lo", "Lm", "Mn", "Mc")


def _superscript(state: StateInline, silent: bool) -> bool:
    match = _SUPERSCRIPT.match(state.src, state.pos, state.posMax)
    if match is None:
        return False
    if not silent:
        state.push("superscript", "", 0).content = match[1]
    state.pos = match.end()
    return True


def _figure(state: StateInline, silent: bool) -> bool:
    if state.src[state.pos] != "{":
        return False
    match = PLACEHOLDER.match(state.src, state.pos, state.posMax)
    if not silent:
        token = state.push("figure" if match else "placeholder_slip", "", 0)
        token.content, token.info = asked_for(match) if match else ("{", "")
        token.meta = {"offset": state.pos}
    state.pos = match.end() if match else state.pos + 1
    return True
