"""Marks of single words: what is lowered, and what braces behind brackets say of the words in them.

    CO~2~   [words]{lang=en}   [words]{.accent}   [words]{.accent lang=de}

A tilde by itself is a tilde: what is lowered stands between two without a space, behind a letter
or a bracket, and is short. So the tildes of "9:00~12:00" and of addresses stay what they are.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from depliant.patterns import late_pattern
from depliant.tuples import NamedTuple

if TYPE_CHECKING:
    from markdown_it.rules_inline import StateInline

SUBSCRIPT: Final = late_pattern(
    r"(?<=[^\W\d_]|[)\]}*^])~([0-9A-Za-z\u00b7\u00c0-\u024f\u1e00-\u1eff\u0370-\u03ff\u0400-\u052f"
    r"+\u2212()=.,/-]{1,16})~(?!~)"
)
"""What stands between tildes; letters with case, since others are no subscripts but ranges."""
MARKS: Final = late_pattern(r"\{\s*(?=\.|lang\s*=)([^{}]{0,200})\}")
"""Braces behind brackets that say something of the words, and are no figure."""
STYLE_NAME: Final = r"[A-Za-z][A-Za-z0-9_-]*"
_MARK: Final = late_pattern(rf"\.({STYLE_NAME})(?=\s|\Z)|lang\s*=\s*(\S*)")


class Marks(NamedTuple):
    """What braces say: the tag of a language, character styles, and what is neither."""

    language: str | None
    styles: tuple[str, ...]
    rest: str


def read_marks(written: str) -> Marks:
    """Read what stands between the braces."""
    language: str | None = None
    styles: list[str] = []
    for match in _MARK.finditer(written):
        if match[1]:
            styles.append(match[1])
        else:
            language = match[2]
    rest = " ".join(_MARK.sub(" ", written).split())
    if language is not None and rest:  # a tag has no spaces: that is said of the whole
        language, rest = f"{language} {rest}", ""
    return Marks(language, tuple(dict.fromkeys(styles)), rest)


def lowered_words(state: StateInline, silent: bool) -> bool:
    """The rule of what stands between tildes."""
    match = SUBSCRIPT.match(state.src, state.pos, state.posMax)
    if match is None:
        return False
    if not silent:
        state.push("subscript", "", 0).content = match[1]
    state.pos = match.end()
    return True


def marked_words(state: StateInline, silent: bool) -> bool:
    """Words in brackets with their language or their character style after them."""
    if state.src[state.pos] != "[":
        return False
    start = state.pos + 1
    end = state.md.helpers.parseLinkLabel(state, state.pos)
    match = MARKS.match(state.src, end + 1, state.posMax) if end >= start else None
    if match is None:
        return False
    if not silent:
        outer, state.pos, state.posMax = state.posMax, start, end
        opened = state.push("marked_open", "", 1)
        opened.content, opened.info = match[0], match[1]
        opened.meta = {"offset": match.start()}
        state.md.inline.tokenize(state)
        state.push("marked_close", "", -1)
        state.posMax = outer
    state.pos = match.end()
    return True
