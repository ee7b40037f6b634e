r"""The marks of notes in a text: `[^key]`, as Pandoc has them, against the word that they are for.

A space that is typed before a mark is not printed: no mark begins a line. What looks like a mark
and is none is said, since it would be printed as it stands; behind a backslash it is meant so.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from depliant.patterns import late_pattern
from depliant.sentences import Sentence, say
from depliant.tuples import NamedTuple

if TYPE_CHECKING:
    from markdown_it.rules_inline import StateInline

NOTE_MARK: Final = late_pattern(r"\[\^([A-Za-z][A-Za-z0-9_-]{0,79})\]")
OPENING: Final = "[^"
_SLIP: Final = late_pattern(r"\[\^[^\[\]\n]{0,60}\]?")
_BEFORE: Final = " \t\n\u00a0\u202f\u2009"
"""Spaces that no mark of a note stands behind."""


class Slip(NamedTuple):
    """What is wrong with a mark, what to do, and how it is typed."""

    message: Sentence
    hint: Sentence
    snippet: str


def note_rule(state: StateInline, silent: bool) -> bool:
    """A rule of markdown-it: the mark of a note, or what looks like one.

    Where a bracket's partner is looked for (`silent`) its brackets are brackets like all others,
    so that words of a link may have a note.
    """
    if silent or not state.src.startswith(OPENING, state.pos):
        return False
    match = NOTE_MARK.match(state.src, state.pos, state.posMax)
    # With no word before it the mark would begin the text's first line.
    if match is None or not state.src[: state.pos].strip(f"{_BEFORE}*["):
        slip = match or _SLIP.match(state.src, state.pos, state.posMax)
        token = state.push("note_slip", "", 0)
        token.content = slip[0] if slip else OPENING
        token.meta = {"offset": state.pos}
        state.pos += len(token.content)
        return True
    state.pending = state.pending.rstrip(_BEFORE)
    token = state.push("note", "", 0)
    token.content, token.meta = match[1], {"offset": state.pos}
    state.pos = match.end()
    return True


def note_slip(text: str, offset: int) -> Slip:
    """What is wrong with what looks like a mark at a place of a text."""
    match = NOTE_MARK.match(text, offset)
    if match is not None:
        if text.startswith(":", match.end()):
            return Slip(
                say("The note `{snippet}` is defined in a text.", snippet=match[0]),
                say(
                    "Write it at the head of the file: `notes:`, and below it `{key}: …`.",
                    key=match[1],
                ),
                match[0],
            )
        return Slip(
            say("The mark of a note `{snippet}` stands before all words.", snippet=match[0]),
            say("Write it behind the word or the sentence that the note is for."),
            match[0],
        )
    found = _SLIP.match(text, offset)
    snippet = found[0] if found else OPENING
    if not snippet.endswith("]"):
        snippet = snippet[:20]
        hint = say("Close it with ]: [^key]; to print it as it stands, write \\[^.")
    else:
        hint = say(
            "Give the note a key that begins with a letter and has no spaces, as in [^survey], "
            "and define it under `notes:`; to print it as it stands, write \\[^."
        )
    return Slip(say("`{snippet}` is not the mark of a note.", snippet=snippet), hint, snippet)
