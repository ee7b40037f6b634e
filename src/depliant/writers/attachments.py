"""Files that a PDF carries along (ISO 32000-1, 7.11.4), as PDF/A-3 wants them.

Each is embedded, has its media type, size, checksum and date, says what it is to the document,
and is listed twice: in the name tree from which readers offer it, and in the catalog's /AF
(ISO 19005-3, 6.8 and annex E).
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import datetime

from depliant.display.items import Attachment
from depliant.writers.canvas import File
from depliant.writers.metadata import pdf_date
from depliant.writers.objects import Name, Ref, Value


def attach(file: File, attachments: Sequence[Attachment], date: datetime) -> dict[str, Value]:
    """Embed files; the catalog's entries for them, none if there are none.

    Raises:
        ValueError: two files have one name.
    """
    named = {attachment.name: _specification(file, attachment, date) for attachment in attachments}
    if len(named) != len(attachments):
        raise ValueError("two attached files have one name")
    if not named:
        return {}
    # A name tree is sorted by its keys (7.9.6).
    tree: list[Value] = []
    for key, ref in sorted((name.encode("utf-8"), ref) for name, ref in named.items()):
        tree += (key, ref)
    names = {"EmbeddedFiles": file.add({"Names": tree})}
    return {"Names": names, "AF": list(named.values())}


def _specification(file: File, attachment: Attachment, date: datetime) -> Ref:
    stream = file.add_stream(
        attachment.data,
        {
            "Type": Name("EmbeddedFile"),
            "Subtype": Name(attachment.media_type),
            "Params": {
                "Size": len(attachment.data),
                # Not for security: the format asks for MD5 (table 46).
                "CheckSum": hashlib.md5(attachment.data, usedforsecurity=False).digest(),
                "ModDate": pdf_date(date),
            },
        },
    )
    return file.add(
        {
            "Type": Name("Filespec"),
            "F": attachment.name.encode("utf-8"),
            "UF": attachment.name,
            "Desc": attachment.description,
            "AFRelationship": Name(attachment.relation),
            "EF": {"F": stream, "UF": stream},
        }
    )
