"""HTML that was left in a text: its tags, its comments, its names of signs.

Only what is HTML is found: `a < b`, `R&D`, `<info@town.example>` are good text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from depliant.content.markup import MarkupError, is_safe_link
from depliant.sentences import Sentence, say

_NAMES: Final = (
    "a|abbr|acronym|address|article|aside|b|bdi|bdo|big|blockquote|body|br|button|caption|center"
    "|cite|code|col|colgroup|dd|del|details|dfn|div|dl|dt|em|embed|figcaption|figure|font|footer"
    "|form|h[1-6]|head|header|hr|html|i|iframe|img|input|ins|kbd|label|li|link|main|mark|meta|nav"
    "|nobr|o:p|object|ol|p|picture|pre|q|rp|rt|ruby|s|samp|script|section|small|source|span|strike"
    "|strong|style|sub|summary|sup|svg|table|tbody|td|tfoot|th|thead|time|tr|tt|u|ul|var|video|wbr"
)
_ATTRIBUTE: Final = r"""\s+[\w:-]{1,40}\s*=\s*(?:"[^"<>]*"|'[^'<>]*'|[^\s"'<>]+)"""
_TAG: Final = re.compile(rf"</?({_NAMES})((?:{_ATTRIBUTE})*)\s*/?>", re.IGNORECASE)
_COMMENT: Final = re.compile(r"<!--(?:.*?-->|.*)|<!\[CDATA\[|<!doctype\b|<\?xml\b", re.I | re.S)
_TARGET: Final = re.compile(r"""\bhref\s*=\s*(?:"([^"]*)"|'([^']*)'|(\S+))""", re.IGNORECASE)
_ENTITY: Final = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});")
_SPACES: Final = "\u00a0\u2002\u2003\u2009\u202f"
_SHOWN: Final = 60

_DELETE: Final = say("Delete it.")
_BOLD: Final = say("Write **bold**.")
_ITALIC: Final = say("Write *italic*.")
_STYLE: Final = say(
    "Write [words]{.name}, with a name of `character_styles` in assets/style.yaml that says how "
    "they look."
)
_HEADING: Final = say("Write a block `- heading: …`.")
_LIST: Final = say("Write a block `- items:` with a `- text:` for each.")
_TABLE: Final = say("Write a block `- table:`.")
_PICTURE: Final = say("Write a block `- picture: assets/…`.")
_STRUCK: Final = say("Delete it, with the words that are not to be printed.")
_PARAGRAPH: Final = say("Write each paragraph as a text of its own.")
_INSTEAD_OF: Final[dict[str, Sentence]] = {
    "br": say(
        "Begin the text with `|` and write what follows in the next line; in double quotes, write "
        "\\n."
    ),
    "sup": say("Write ^raised^ for what is raised."),
    "sub": say("Write CO~2~ for what is lowered."),
    "a": say("Write [words](https://address)."),
    "q": say("Write quotation marks."),
    "blockquote": say("Write a block `- quote: …`."),
    **dict.fromkeys(("p", "div", "article", "section"), _PARAGRAPH),
    **dict.fromkeys(("b", "strong"), _BOLD),
    **dict.fromkeys(("i", "em", "cite", "var", "dfn"), _ITALIC),
    **dict.fromkeys(("span", "font", "small", "big", "mark", "u"), _STYLE),
    **dict.fromkeys(("s", "strike", "del"), _STRUCK),
    **dict.fromkeys(("img", "picture", "figure", "svg"), _PICTURE),
    **dict.fromkeys(("ul", "ol", "li"), _LIST),
    **dict.fromkeys(("table", "thead", "tbody", "tfoot", "tr", "td", "th"), _TABLE),
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), _HEADING),
}
"""What is written in place of a tag; of another, nothing is."""


def html_faults(text: str) -> Iterator[MarkupError]:
    """The HTML in a text, each with what to write instead."""
    for match in _TAG.finditer(text):
        hint = _INSTEAD_OF.get(match[1].lower(), _DELETE)
        target = _TARGET.search(match[2]) if match[1].lower() == "a" else None
        address = next(filter(None, target.groups()), "") if target is not None else ""
        if is_safe_link(address):
            hint = say("Write [words]({address}).", address=address)
        yield _html(text, match.start(), match[0], hint)
    for match in _COMMENT.finditer(text):
        hint = _DELETE
        if match[0].startswith("<!--"):
            hint = say("Delete it; a line of the file that begins with # is a note to yourself.")
        yield _html(text, match.start(), match[0], hint)
    if _ENTITY.search(text):
        yield from _entities(text)


def _entities(text: str) -> Iterator[MarkupError]:
    """Names of signs, such as &amp; and &#233;; what HTML gives no meaning is none."""
    from html import unescape

    for match in _ENTITY.finditer(text):
        sign = unescape(match[0])
        if sign == match[0]:
            continue
        hint = say("Write the sign itself: {sign}", sign=sign)
        if sign in _SPACES:
            hint = say("Write a space.")
        elif sign == "\u00ad":
            hint = say("Delete it; in a text in double quotes, \\u00AD is a soft hyphen.")
        yield _html(text, match.start(), match[0], hint)


def _html(text: str, offset: int, found: str, hint: Sentence) -> MarkupError:
    snippet = found.split("\n")[0]
    shown = found if len(found) <= _SHOWN else f"{found[:_SHOWN]}…"
    return MarkupError(
        "markup-html",
        say("`{match}` is HTML and would be printed as it stands.", match=" ".join(shown.split())),
        hint,
        snippet,
        text.count(snippet, 0, offset + len(snippet)),
    )
