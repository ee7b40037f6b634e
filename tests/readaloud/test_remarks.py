"""Comments, media, attached files and forms that are made anew, as a listener meets them."""

from __future__ import annotations

from typing import Any

import pytest
from pikepdf import Array, Dictionary, Name, Pdf, String

from depliant.readaloud.reading import read_aloud

from .conftest import data, element, marked, tagged


def remark(pdf: Pdf, kind: str, at: float = 100, **entries: Any) -> Dictionary:
    """An annotation on the first page."""
    made = pdf.make_indirect(
        Dictionary(Type=Name.Annot, Subtype=Name(f"/{kind}"), Rect=Array([10, at, 60, at + 10]))
    )
    for key, value in entries.items():
        made[f"/{key}"] = String(value) if isinstance(value, str) else value
    page = pdf.pages[0].obj
    page.Annots = Array([*page.get("/Annots", ()), made])
    return made


def hold(pdf: Pdf, made: Dictionary, **entries: Any) -> None:
    """Let an element of the structure hold an annotation."""
    holder = element(pdf, pdf.Root.StructTreeRoot, ("Annot", entries))
    holder.K.append(Dictionary(Type=Name.OBJR, Obj=made))
    pdf.Root.StructTreeRoot.K.append(holder)


def words() -> Pdf:
    return tagged(marked("Words."), ("P", 0))


@pytest.mark.parametrize(
    ("kind", "entries", "said"),
    [
        ("Text", {"T": "Ada", "Contents": "Is this\rstill so?"}, "note by Ada: Is this still so?"),
        ("Text", {"RC": "<body><p>Rich &#8211; </p></body>"}, "note: Rich &#8211;"),
        ("FreeText", {"Contents": "Draft"}, "text box: Draft"),
        ("Highlight", {"T": "Ada"}, "highlight by Ada"),
        ("Squiggly", {"Contents": "Typo"}, "underline: Typo"),
        ("StrikeOut", {}, "strikethrough"),
        ("Caret", {"Contents": "word"}, "insertion: word"),
        ("Stamp", {"Name": Name.NotApproved}, "stamp “Not Approved”"),
        ("Stamp", {"Name": Name("/#20a1b2c3")}, "stamp"),
        ("Ink", {"Contents": "An arrow"}, "drawing: An arrow"),
        ("Redact", {}, "place to be blacked out"),
        ("Sound", {"Contents": "A bell"}, "sound recording: A bell"),
        (
            "Screen",
            {"T": "clip", "Contents": "A bell rings"},
            "video or sound “clip”: A bell rings",
        ),
        ("RichMedia", {"Contents": "A film"}, "video or sound: A film"),
        ("3D", {"Contents": "A pump"}, "model in three dimensions: A pump"),
        ("FileAttachment", {"FS": "a.csv", "Contents": "a.csv"}, "attached file “a.csv”"),
        (
            "FileAttachment",
            {"FS": Dictionary(UF=String("prices.csv")), "Contents": "Prices"},
            "attached file “prices.csv”: Prices",
        ),
    ],
)
def test_a_remark_is_said_where_its_element_stands(
    kind: str, entries: dict[str, Any], said: str
) -> None:
    pdf = words()
    hold(pdf, remark(pdf, kind, **entries))
    pdf.Root.StructTreeRoot.K.append(element(pdf, pdf.Root.StructTreeRoot, ("P", ("Span",))))
    speech = read_aloud(data(pdf))
    assert speech.lines[1:] == ("Words.", f"[{said}]")
    assert speech.diagnostics == ()


def test_what_is_not_for_readers_is_not_said() -> None:
    pdf = words()
    for kind in ("Popup", "PrinterMark", "TrapNet", "Watermark"):
        remark(pdf, kind, Contents="unsaid")
    hold(pdf, remark(pdf, "Text", Contents="hidden", F=2))
    hold(pdf, remark(pdf, "Text", at=900, Contents="beside the page"))
    speech = read_aloud(data(pdf))
    assert (speech.lines[1:], speech.diagnostics) == (("Words.",), ())


def test_the_description_of_the_element_stands_in_for_words() -> None:
    pdf = words()
    hold(pdf, remark(pdf, "Screen"), Alt="A bell rings")
    speech = read_aloud(data(pdf))
    assert speech.lines[2:] == ("[video or sound: A bell rings]",)
    assert speech.diagnostics == ()


@pytest.mark.parametrize("kind", ["Sound", "Screen", "3D", "FileAttachment"])
def test_media_without_words_are_told_of(kind: str) -> None:
    pdf = words()
    hold(pdf, remark(pdf, kind))
    assert [one.code for one in read_aloud(data(pdf)).diagnostics] == ["media-undescribed"]


def test_a_remark_in_a_text_is_said_in_it() -> None:
    pdf = tagged(marked("One ", "two."), ("P", 0, ("Annot",), 1))
    holder = pdf.Root.StructTreeRoot.K[0].K[1]
    holder.K.append(Dictionary(Type=Name.OBJR, Obj=remark(pdf, "Text", Contents="Really?")))
    assert read_aloud(data(pdf)).lines[1:] == ("One [note: Really?] two.",)


def test_remarks_in_no_element_are_told_of() -> None:
    pdf = words()
    remark(pdf, "Text", at=50, T="Bob", Contents="below")
    remark(pdf, "Stamp", at=150, Name=Name.Draft)
    [fault] = read_aloud(data(pdf)).diagnostics
    assert fault.code == "comment-unsaid"
    assert "2 comments" in str(fault.message)
    assert "[stamp “Draft”] [note by Bob: below]" in str(fault.message)


def test_without_a_structure_remarks_are_said_down_the_page() -> None:
    pdf = words()
    del pdf.Root.StructTreeRoot
    below = remark(pdf, "Text", at=50, T="Bob", Contents="below")
    remark(pdf, "Highlight", at=150, Contents="above")
    # An answer stands after what it is about, wherever its own sign is.
    remark(pdf, "Text", at=190, T="Ada", Contents="yes", IRT=below)
    speech = read_aloud(data(pdf), pages=True)
    assert speech.lines[1:] == (
        "-- page 1",
        "[highlight: above]",
        "[note by Bob: below]",
        "[reply by Ada: yes]",
    )
    assert "comment-unsaid" not in [one.code for one in speech.diagnostics]


def test_a_remark_that_answers_itself_ends() -> None:
    pdf = words()
    first, second = remark(pdf, "Text", Contents="a"), remark(pdf, "Text", Contents="b")
    first.IRT, second.IRT = second, first
    assert [one.code for one in read_aloud(data(pdf)).diagnostics] == ["comment-unsaid"]


# --- files ------------------------------------------------------------------------------------


def _file(name: str, **entries: Any) -> Dictionary:
    return Dictionary(Type=Name.Filespec, UF=String(name), EF=Dictionary(), **entries)


def test_attached_files_are_said_once_at_the_end() -> None:
    pdf = words()
    prices = pdf.make_indirect(
        _file("prices.csv", Desc=String("What a garden costs"), AFRelationship=Name.Data)
    )
    source = _file("garden.docx", AFRelationship=Name.Source)
    names = Array([String("a"), prices, String("b"), _file("plan.dxf", Desc=String("plan.dxf"))])
    pdf.Root.Names = Dictionary(EmbeddedFiles=Dictionary(Kids=Array([Dictionary(Names=names)])))
    pdf.Root.AF = Array([prices, source, Dictionary(UF=String("outside.txt"))])
    speech = read_aloud(data(pdf))
    assert speech.lines[2:] == (
        "[attached file “prices.csv”, data: What a garden costs]",
        "[attached file “plan.dxf”]",
        "[attached file “garden.docx”, source of the document]",
    )
    assert speech.diagnostics == ()


def test_a_tree_of_files_that_holds_itself_ends() -> None:
    pdf = words()
    node = pdf.make_indirect(Dictionary(Kids=Array()))
    node.Kids.append(node)
    pdf.Root.Names = Dictionary(EmbeddedFiles=node)
    assert read_aloud(data(pdf)).lines[1:] == ("Words.",)


# --- forms that are made anew -----------------------------------------------------------------


def test_a_form_that_is_made_anew_is_told_of() -> None:
    pdf = words()
    config = pdf.make_stream(b"<config><dynamicRender>required</dynamicRender></config>")
    pdf.Root.AcroForm = Dictionary(Fields=Array(), XFA=Array([String("config"), config]))
    assert [one.code for one in read_aloud(data(pdf)).diagnostics] == ["form-dynamic"]
    config.write(b"<config><dynamicRender>forbidden</dynamicRender></config>")
    assert read_aloud(data(pdf)).diagnostics == ()
    pdf.Root.NeedsRendering = True
    assert [one.code for one in read_aloud(data(pdf)).diagnostics] == ["form-dynamic"]
