"""What is said of comments, media and attached files.

[note by Ada: Is this still so?]
[highlight by Ada]
[stamp “Approved”]
[attached file “prices.csv”: What a garden costs]
"""

from __future__ import annotations

from typing import Final

from depliant.pdfread.remarks import AttachedFile, Relation, Remark, RemarkKind
from depliant.sentences import Sentence, in_quotes, joined, say

_KINDS: Final[dict[RemarkKind, Sentence]] = {
    "note": say("note"),
    "reply": say("reply"),
    "text box": say("text box"),
    "highlight": say("highlight"),
    "underline": say("underline"),
    "strikethrough": say("strikethrough"),
    "insertion": say("insertion"),
    "stamp": say("stamp"),
    "drawing": say("drawing"),
    "redaction": say("place to be blacked out"),
    "file": say("attached file"),
    "sound": say("sound recording"),
    "media": say("video or sound"),
    "model": say("model in three dimensions"),
}
_RELATIONS: Final[dict[Relation, Sentence]] = {
    "Source": say("source of the document"),
    "Data": say("data"),
    "Alternative": say("the same in another form"),
    "Supplement": say("supplement"),
}
_OWN_WORDS: Final = frozenset(("file", "sound", "media", "model"))
"""What is there for more than its words, so that without them a listener misses it."""


def is_described(remark: Remark, alternative: str = "") -> bool:
    """Whether words stand for what cannot be heard in a remark (ISO 14289-1, 7.18.1)."""
    return bool(remark.kind not in _OWN_WORDS or _plain(alternative) or _plain(remark.words))


def remark_said(remark: Remark, alternative: str = "") -> Sentence:
    """A remark as it is announced: `alternative` is the description of its element."""
    told: list[Sentence] = [_KINDS[remark.kind]]
    if title := _plain(remark.title):
        told.append(in_quotes(title))
    kind = joined(told, " ")
    if author := _plain(remark.author):
        kind = say("{kind} by {author}", kind=kind, author=author)
    words = _plain(remark.words) or _plain(alternative)
    words = "" if words == title else words
    return (
        say("[{field}: {state}]", field=kind, state=words)
        if words
        else say("[{field}]", field=kind)
    )


def file_said(file: AttachedFile) -> Sentence:
    """A file that is attached to the document as a whole."""
    name = _plain(file.name)
    told = [joined([_KINDS["file"], in_quotes(name)], " ") if name else _KINDS["file"]]
    if file.relation:
        told.append(_RELATIONS[file.relation])
    kind, description = joined(told), _plain(file.description)
    if description and description != name:
        return say("[{field}: {state}]", field=kind, state=description)
    return say("[{field}]", field=kind)


def _plain(words: str) -> str:
    return " ".join(words.split())
