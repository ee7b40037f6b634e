"""PO files that follow a change of the source which nobody has to translate.

Where the source's words changed in one name alone, and a translation has the same name, both are
written again with the new one: the message stays translated. Every other byte stays as it is.
"""

from __future__ import annotations

from collections.abc import Collection

from depliant.errors import has_errors
from depliant.translation import po


def following(data: bytes, file: str, texts: Collection[str], old: str, new: str) -> bytes:
    """The bytes of a PO file that follows the source.

    Args:
        data: the file.
        file: its name, for diagnostics.
        texts: the texts of the source, as they were, in which a name changed.
        old: that name.
        new: the one that stands there now.
    """
    text, faults = po.decoded(data, file)
    if has_errors(faults):
        return data
    lines = data.decode("utf-8").split("\n")
    for entry in po.read(text, file)[0].entries:
        if entry.id not in texts or entry.obsolete or not entry.line:
            continue
        said, translated = entry.line - 1, entry.line
        alone = _is_alone(lines, said, "msgid") and _is_alone(lines, translated, "msgstr")
        if alone and old in lines[said] and old in lines[translated]:
            for at in (said, translated):
                lines[at] = lines[at].replace(old, new)
    return "\n".join(lines).encode("utf-8")


def _is_alone(lines: list[str], at: int, keyword: str) -> bool:
    """Whether a line is the whole of a text of a message."""
    if at >= len(lines) or not lines[at].startswith(f'{keyword} "'):
        return False
    after = lines[at + 1] if at + 1 < len(lines) else ""
    return not after.startswith('"')
