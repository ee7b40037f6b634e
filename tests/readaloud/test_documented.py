"""The example of the guide is what the program says of such a file."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from pikepdf import Array, Dictionary, Name, Pdf, String

import depliant
from depliant.readaloud.reading import read_aloud

from .conftest import data, marked, tagged
from .test_fields import RADIO, REQUIRED, widget
from .test_tables import COLUMN, ROW, Text

GUIDE = Path(depliant.__file__).parent / "docs" / "read-aloud.md"


def example() -> list[str]:
    """The indented lines of the guide that begin with a document."""
    lines = GUIDE.read_text(encoding="utf-8").splitlines()
    start = next(at for at, line in enumerate(lines) if line.startswith("    document, "))
    return [line[4:] for line in lines[start : lines.index("", start)]]


def test_the_example_of_the_guide() -> None:
    speech = read_aloud(data(garden()))
    assert speech.diagnostics == ()
    assert list(speech.lines) == example()


def garden() -> Pdf:
    """An application for a garden, with a link, a table and a form."""
    cell = Text()
    cell.texts += ["A garden by the canal", "Apply until ", "1 May", "What a garden costs"]
    table = (
        "Table", ("Caption", 3),
        ("THead",
         ("TR", cell("TH", "Garden", RowSpan=2, Scope=COLUMN),
          cell("TH", "Rent of a year", ColSpan=2, Scope=COLUMN)),
         ("TR", cell("TH", "member", Scope=COLUMN), cell("TH", "guest", Scope=COLUMN))),
        ("TBody",
         ("TR", cell("TH", "small", Scope=ROW), cell("TD", "90"), cell("TD", "120")),
         ("TR", cell("TH", "large", Scope=ROW), cell("TD", "150"), cell("TD", ""))),
    )  # fmt: skip
    asked = ["Name: ", "Garden: ", "Pay by: "]
    first = len(cell.texts)
    cell.texts += asked
    pdf = tagged(
        marked(*cell.texts), ("H1", 0), ("P", 1, ("Link", 2)), table,
        ("P", first, ("Form",)), ("P", first + 1, ("Form",), ("Form",)),
        ("P", first + 2, ("Form",)), ("P", ("Form",)), ("P", ("Form",)),
    )  # fmt: skip
    pdf.docinfo["/Title"] = "A garden by the canal"
    _fill(pdf)
    return pdf


def _fill(pdf: Pdf) -> None:
    """Put the link and the fields into the elements that are there for them."""
    kids = list(pdf.Root.StructTreeRoot.K)
    link = Dictionary(Type=Name.Annot, Subtype=Name.Link, Contents=String("1 May"))
    link.A = Dictionary(S=Name.URI, URI=String("https://example.org/gardens"))
    kids[1].K[1].K.append(_object(pdf, link))
    buttons = [_button("small", "small"), _button("large", "Off")]
    which = pdf.make_indirect(
        Dictionary(FT=Name.Btn, Ff=RADIO, T=String("garden"), TU=String("Which garden"))
    )
    fields = [
        widget("Tx", flags=REQUIRED, V="Ada Lovelace"),
        *buttons,
        widget(
            "Ch", flags=1 << 17, T="pay", TU="How you pay", V="bank",
            Opt=Array([Array([String("bank"), String("Bank transfer")]), String("Cash")]),
        ),
        widget("Btn", flags=REQUIRED, T="rules", TU="I know the rules", AS=Name.Off),
        widget("Btn", flags=1 << 16, T="send", TU="Send"),
    ]  # fmt: skip
    places = [kids[3].K[1], kids[4].K[1], kids[4].K[2], kids[5].K[1], kids[6].K[0], kids[7].K[0]]
    made = []
    for place, field in zip(places, fields, strict=True):
        place.K = _object(pdf, field)
        made.append(place.K.Obj)
    which.Kids = Array(made[1:3])
    for button in made[1:3]:
        button.Parent = which
    pdf.pages[0].obj.Annots = Array(made)
    pdf.Root.AcroForm = Dictionary(Fields=Array([made[0], which, *made[3:]]))


def _button(stands_for: str, state: str) -> Dictionary:
    shown = Dictionary({f"/{stands_for}": Dictionary(), "/Off": Dictionary()})
    return Dictionary(
        Type=Name.Annot, Subtype=Name.Widget, Rect=Array([0, 0, 9, 9]),
        AS=Name(f"/{state}"), AP=Dictionary(N=shown),
    )  # fmt: skip


def _object(pdf: Pdf, annotation: Dictionary) -> Any:
    return Dictionary(Type=Name.OBJR, Obj=pdf.make_indirect(annotation))
