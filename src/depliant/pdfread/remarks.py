"""What lies on a page besides links and fields: comments, media and attached files (12.5.6).

Those that say something to whoever reads are `Remark` values; marks for the press, and windows in
which other remarks open (popups), are none.
"""

from __future__ import annotations

import re
from typing import Any, Final, Literal, get_args

from msgspec import Struct

from depliant.geometry import Rect
from depliant.pdfread.objects import box, entry, identity, is_dict, items, name, number, text

RemarkKind = Literal[
    "note", "reply", "text box", "highlight", "underline", "strikethrough", "insertion", "stamp",
    "drawing", "redaction", "file", "sound", "media", "model",
]  # fmt: skip
KINDS: Final[tuple[RemarkKind, ...]] = get_args(RemarkKind)

_KINDS: Final[dict[str, RemarkKind]] = {
    "Text": "note",
    "FreeText": "text box",
    "Highlight": "highlight",
    "Underline": "underline",
    "Squiggly": "underline",
    "StrikeOut": "strikethrough",
    "Caret": "insertion",
    "Stamp": "stamp",
    **dict.fromkeys(("Ink", "Line", "Square", "Circle", "Polygon", "PolyLine"), "drawing"),
    "Redact": "redaction",
    "FileAttachment": "file",
    "Sound": "sound",
    **dict.fromkeys(("Movie", "Screen", "RichMedia"), "media"),
    "3D": "model",
}
_TAG = re.compile(r"<[^<>]*>")
_HIDDEN, _NO_VIEW = 1 << 1, 1 << 5
"""Flags of an annotation (12.5.3)."""
_DEEPEST = 20
"""Replies to replies that are followed to the remark that they are about."""
_LONGEST = 100_000
"""Characters of a remark in rich text that are read."""


class Remark(Struct, frozen=True):
    """One of them: what it says, who says it, and its name: that of a stamp, file or clip."""

    kind: RemarkKind
    words: str = ""
    author: str = ""
    title: str = ""
    is_hidden: bool = False


def is_remark(annotation: Any) -> bool:
    """Whether an annotation is one."""
    return name(entry(annotation, "/Subtype")) in _KINDS


def read_remark(annotation: Any) -> Remark:
    """What an annotation says, for which `is_remark` holds."""
    kind = _KINDS[name(entry(annotation, "/Subtype"))]
    is_markup = kind not in ("media", "model")
    if kind == "note" and _answered(annotation) is not None:
        kind = "reply"
    words = text(entry(annotation, "/Contents"))
    if not words.strip():
        words = " ".join(_TAG.sub(" ", text(entry(annotation, "/RC"))[:_LONGEST]).split())
    return Remark(
        kind,
        words,
        text(entry(annotation, "/T")) if is_markup else "",
        _title(kind, annotation),
        bool(int(number(entry(annotation, "/F"))) & (_HIDDEN | _NO_VIEW)),
    )


def place_of(annotation: Any) -> Rect | None:
    """The box of a remark on its page; of a reply that of the remark which it is about."""
    for _ in range(_DEEPEST):
        above = _answered(annotation)
        if above is None:
            break
        annotation = above
    return box(entry(annotation, "/Rect"))


def _answered(annotation: Any) -> Any:
    """What a remark is a reply to (12.5.6.2); None if it is none."""
    above = entry(annotation, "/IRT")
    is_reply = is_dict(above) and name(entry(annotation, "/RT")) != "Group"
    return above if is_reply and identity(above) != identity(annotation) else None


def _title(kind: RemarkKind, annotation: Any) -> str:
    if kind == "stamp":
        return _spaced(name(entry(annotation, "/Name")))
    if kind == "file":
        return name_of_file(entry(annotation, "/FS"))
    return text(entry(annotation, "/T")) if kind in ("media", "model") else ""


def _spaced(called: str) -> str:
    """The name of a stamp as it is read: `NotApproved` are two words, `#Draft` is one."""
    found = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", called.lstrip("#"))
    return found if re.fullmatch(r"[A-Za-z ]+", found) else ""


# --- files ------------------------------------------------------------------------------------

Relation = Literal["", "Source", "Data", "Alternative", "Supplement"]
RELATIONS: Final[tuple[Relation, ...]] = get_args(Relation)
_MOST = 1_000
"""Files, and nodes of the tree that names them, that are read."""


class AttachedFile(Struct, frozen=True):
    """A file within the file: its name, what is said of it, what it is to the document."""

    name: str
    description: str = ""
    relation: Relation = ""


def attached_files(catalog: Any) -> tuple[AttachedFile, ...]:
    """The files that a document has attached to it as a whole, each once (7.11.4, 14.13)."""
    found = dict[Any, AttachedFile]()
    for one in (*_named(catalog), *items(entry(catalog, "/AF"))[:_MOST]):
        if is_dict(entry(one, "/EF")):
            read = _file(one)
            key = identity(one)
            found.setdefault(read if key == (0, 0) else key, read)
    return tuple(found.values())


def _named(catalog: Any) -> list[Any]:
    """The files in the tree of names, each of whose nodes is read once."""
    stack, seen = [entry(catalog, "/Names", "/EmbeddedFiles")], set[tuple[int, int]]()
    found: list[Any] = []
    for _ in range(_MOST):
        if not stack or len(found) >= _MOST:
            break
        node = stack.pop()
        key = identity(node)
        if key in seen:
            continue
        seen.update(() if key == (0, 0) else (key,))
        found += items(entry(node, "/Names"))[1 : 2 * _MOST : 2]
        stack += reversed(items(entry(node, "/Kids"))[:_MOST])
    return found


def _file(specification: Any) -> AttachedFile:
    relation = name(entry(specification, "/AFRelationship"))
    return AttachedFile(
        name_of_file(specification),
        text(entry(specification, "/Desc")),
        next((one for one in RELATIONS if one == relation), ""),
    )


def name_of_file(specification: Any) -> str:
    """The name of a file by its specification (7.11.3), which may be the name alone."""
    named = (text(entry(specification, key)) for key in ("/UF", "/F"))
    return next((found for found in named if found), text(specification))
