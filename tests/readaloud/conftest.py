"""Small tagged PDFs, made object by object, so that each can be broken in one place."""

from __future__ import annotations

import io
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf, String

Spec = tuple[Any, ...]
"""A role, then kids (numbers of marked content, or specs) and dictionaries of entries."""


def tagged(content: str, *specs: Spec, **catalog: object) -> Pdf:
    """A page with `content` in Helvetica, and a structure tree made to the specs."""
    pdf = Pdf.new()
    page = pdf.add_blank_page(page_size=(200, 200))
    font = Dictionary(
        Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica, Encoding=Name.WinAnsiEncoding
    )
    page.obj.Resources = Dictionary(Font=Dictionary(F=pdf.make_indirect(font)))
    page.obj.Contents = pdf.make_stream(content.encode("cp1252"))
    root = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
    root.K = Array([element(pdf, root, spec) for spec in specs])
    pdf.Root.StructTreeRoot = root
    pdf.Root.Lang = String("en")
    for key, value in catalog.items():
        pdf.Root[f"/{key}"] = value
    return pdf


def element(pdf: Pdf, parent: pikepdf.Object, spec: Spec) -> pikepdf.Object:
    """An element and all below it."""
    role, *kids = spec
    made = pdf.make_indirect(
        Dictionary(Type=Name.StructElem, S=Name(f"/{role}"), P=parent, Pg=pdf.pages[0].obj)
    )
    listed = []
    for kid in kids:
        if isinstance(kid, dict):
            for key, value in kid.items():
                made[f"/{key}"] = String(value) if isinstance(value, str) else value
        else:
            listed.append(element(pdf, made, kid) if isinstance(kid, tuple) else kid)
    made.K = Array(listed)
    return made


def marked(*texts: str, role: str = "P") -> str:
    """Content with one marked piece for each text, each on a line of its own."""
    pieces = []
    for number, text in enumerate(texts):
        at = 180 - 12 * number
        shown = text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
        pieces.append(
            f"/{role} <</MCID {number}>> BDC BT /F 10 Tf 1 0 0 1 10 {at} Tm ({shown}) Tj ET EMC"
        )
    return "\n".join(pieces)


def data(pdf: Pdf, **options: Any) -> bytes:
    """The bytes of a file."""
    stream = io.BytesIO()
    pdf.save(stream, **options)
    return stream.getvalue()
