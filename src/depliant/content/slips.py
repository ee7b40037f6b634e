r"""What people type into a text that would be printed otherwise than they meant.

Marks that are not closed, the markup of other programs (HTML, the whole of Markdown), tabs, and
characters that a program or the clipboard has spoilt. What would be printed wrong is an error; what
may be meant is a warning. Footnote stars, `a_b`, `3 * 4`, `< 5 %`, `A & B`, `[sic]` and the
curly quotes and dashes of Word are good text, and so is a sign behind a backslash.
"""

from __future__ import annotations

from itertools import pairwise
from typing import Final

from depliant.content.markup import MarkupError, literal
from depliant.memory import remembered

SLIPS: Final = frozenset(
    {"markup-unclosed", "markup-foreign", "markup-html", "text-tab", "text-spoilt"}
    | {"text-invisible", "text-quotes", "text-hyphens"}
)
"""The codes of slips: what is printed as it stands, and keeps no page from being set."""

_PRINTED: Final = frozenset("*_[]^~}`\\")
"""Signs of a slip where they are printed; read as markup they are none."""
_PAIRED: Final = ("&;", "<>", "~~", "||", "# ", "<!", "<?")
"""Signs of a slip where both are printed: an & by itself is good text."""
_ANYWHERE: Final = frozenset(
    "\t\ufffd\xad\u200b\u200c\u200d\u200e\u200f\u2029\u202a\u202b\u202c\u202d\u202e"
    "\u2060\u2061\u2062\u2063\u2064\u2066\u2067\u2068\u2069"
)
_LEADS: Final = "ÂÃÅÐÑâð"
"""What the first byte of a letter in UTF-8 looks like in Windows-1252."""

_LISTED: Final = frozenset("-•+*0123456789|")
"""How lines begin that are meant as a list or a table."""
_SIGNS: Final = frozenset("€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ")
"""Where Windows-1252 differs from Latin-1."""


@remembered
def slips(text: str) -> tuple[MarkupError, ...]:
    """What is typed wrongly in a text of content.yaml."""
    if not _is_suspect(text):
        return ()
    # Few texts have a slip, and the patterns for all of them take longer to make than a page.
    from depliant.content.slip_finders import found

    return found(text)


def _is_suspect(text: str) -> bool:
    """Whether anything in a text is worth a second look."""
    printed = literal(text)
    return bool(
        not _ANYWHERE.isdisjoint(text)
        or "![" in text
        or text.count('"') % 2
        or "--" in printed
        or not _PRINTED.isdisjoint(printed)
        or any(printed.count(one) > (one == other) and other in printed for one, other in _PAIRED)
        or ("\n" in text.strip() and any(line.lstrip()[:1] in _LISTED for line in text.split("\n")))
        or any(
            after in _SIGNS or "\x80" <= after <= "\xbf"
            for before, after in pairwise(text)
            if before in _LEADS
        )
    )
