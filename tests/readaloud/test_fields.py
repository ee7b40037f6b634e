"""Fields of forms are said with names, kinds, states and values; those out of the tree too."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Pdf, String
from tests.judges.programs import judge

from depliant.readaloud.reading import read_aloud

from .conftest import data, marked, tagged

REQUIRED, READ_ONLY, SEVERAL_LINES, PASSWORD = 1 << 1, 1 << 0, 1 << 12, 1 << 13
RADIO, PUSH, COMBO, EDIT, FILE, SEVERAL = 1 << 15, 1 << 16, 1 << 17, 1 << 18, 1 << 20, 1 << 21


def form(*fields: Dictionary, text: str = "Name: ", alt: str | None = None) -> Pdf:
    """A paragraph with a text and one Form element for each field, all of them on the page."""
    pdf = tagged(marked(text), ("P", 0, *[("Form",) for _ in fields]))
    made = [pdf.make_indirect(one) for one in fields]
    pdf.pages[0].obj.Annots = Array(made)
    paragraph = pdf.Root.StructTreeRoot.K[0]
    for element, widget in zip(list(paragraph.K)[1:], made, strict=True):
        element.K = Dictionary(Type=Name.OBJR, Obj=widget)
        if alt is not None:
            element.Alt = String(alt)
    pdf.Root.AcroForm = Dictionary(Fields=Array(made))
    return pdf


def widget(kind: str, **entries: Any) -> Dictionary:
    """A field that is its own widget."""
    flags = entries.pop("flags", 0)
    made = Dictionary(
        Type=Name.Annot, Subtype=Name.Widget, Rect=Array([0, 0, 9, 9]), FT=Name(f"/{kind}"),
        T=String("field1"), Ff=flags,
    )  # fmt: skip
    for key, value in {"TU": "Your name", **entries}.items():
        if value is not None:
            made[f"/{key}"] = String(value) if isinstance(value, str) else value
        elif f"/{key}" in made:
            del made[f"/{key}"]
    return made


def box(state: str, **entries: Any) -> Dictionary:
    """A box or button whose appearances are Off and On."""
    shown = Dictionary(On=Dictionary(), Off=Dictionary())
    return widget("Btn", AS=Name(f"/{state}"), AP=Dictionary(N=shown), **entries)


def said(pdf: Pdf) -> str:
    """The one line of a file in which nothing is wrong."""
    speech = read_aloud(data(pdf))
    assert speech.diagnostics == ()
    [line] = speech.lines[1:]
    return line


COUNTRIES = Array([Array([String("fr"), String("France")]), String("Spain")])


@pytest.mark.parametrize(
    ("field", "expected"),
    [
        (widget("Tx"), "text field “Your name”: blank"),
        (widget("Tx", V="Ada\rLovelace"), "text field “Your name”: Ada Lovelace"),
        (widget("Tx", flags=REQUIRED), "text field “Your name”, required: blank"),
        (
            widget("Tx", flags=SEVERAL_LINES | READ_ONLY, V="x"),
            "text field “Your name”, several lines, read-only: x",
        ),
        (
            widget("Tx", flags=PASSWORD, V="secret"),
            "password field “Your name”: what it holds is not said",
        ),
        (widget("Tx", flags=FILE, V="a.txt"), "field for a file “Your name”: a.txt"),
        (box("On"), "check box “Your name”: checked"),
        (box("Off"), "check box “Your name”: not checked"),
        (box("Off", flags=REQUIRED), "check box “Your name”, required: not checked"),
        (widget("Btn", V=Name.On), "check box “Your name”: checked"),
        (widget("Btn"), "check box “Your name”: not checked"),
        (box("On", flags=RADIO), "radio button “Your name”: selected"),
        (widget("Btn", flags=PUSH, TU="Send it"), "button “Send it”"),
        (
            widget("Btn", flags=PUSH, TU=None, MK=Dictionary(CA=String("Send"))),
            "button “Send”",
        ),
        (
            widget("Ch", Opt=COUNTRIES, V="fr", flags=COMBO),
            "drop-down list “Your name”, 2 options: France",
        ),
        (
            widget("Ch", Opt=COUNTRIES, flags=COMBO),
            "drop-down list “Your name”, 2 options: nothing chosen",
        ),
        (
            widget("Ch", Opt=COUNTRIES, V="Peru", flags=COMBO | EDIT),
            "drop-down list to type in “Your name”, 2 options: Peru",
        ),
        (widget("Ch", Opt=COUNTRIES, V="Spain"), "list “Your name”, 2 options: Spain"),
        (
            widget("Ch", Opt=COUNTRIES, V=Array([String("fr"), String("Spain")]), flags=SEVERAL),
            "list “Your name”, 2 options, several may be chosen: France, Spain",
        ),
        (widget("Ch", Opt=COUNTRIES, I=Array([1])), "list “Your name”, 2 options: Spain"),
        (widget("Sig"), "signature field “Your name”: not signed"),
        (
            widget("Sig", V=Dictionary(Name=String("Ada"))),
            "signature field “Your name”: signed by Ada",
        ),
        (widget("Sig", V=Dictionary()), "signature field “Your name”: signed"),
        (widget("Sig", V=String("x")), "signature field “Your name”: not signed"),
        (widget("Oddity"), "field of unknown kind “Your name”"),
    ],
)
def test_a_field_is_said_with_its_name_kind_state_and_value(
    field: Dictionary, expected: str
) -> None:
    assert said(form(field)) == f"Name: [{expected}]"


def test_a_long_value_is_kept_in_a_stream() -> None:
    pdf = form(widget("Tx"))
    pdf.pages[0].obj.Annots[0].V = pdf.make_stream("\ufeffà la carte".encode("utf-16-be"))
    assert said(pdf) == "Name: [text field “Your name”: à la carte]"


def test_fields_in_a_text_are_words_of_their_own() -> None:
    fields = [widget("Tx", T=name, TU=name) for name in ("one", "two")]
    assert said(form(*fields, text="Two:")) == (
        "Two: [text field “one”: blank] [text field “two”: blank]"
    )


def test_fields_that_stand_by_themselves_have_a_line_each() -> None:
    pdf = form(*[widget("Tx", T=name, TU=name) for name in ("one", "two")])
    paragraph = pdf.Root.StructTreeRoot.K[0]
    paragraph.S = Name.Sect
    assert read_aloud(data(pdf)).lines[1:] == (
        "Name: [text field “one”: blank]",
        "[text field “two”: blank]",
    )


# --- groups ---------------------------------------------------------------------------------


def group(flags: int, *states: str, **entries: Any) -> Pdf:
    """Boxes or buttons of one field, of which the second is on."""
    kids = [
        Dictionary(
            Type=Name.Annot, Subtype=Name.Widget, Rect=Array([0, 0, 9, 9]),
            AS=Name(f"/{state}") if number == 1 else Name.Off,
            AP=Dictionary(N=Dictionary({f"/{state}": Dictionary(), "/Off": Dictionary()})),
        )
        for number, state in enumerate(states)
    ]  # fmt: skip
    pdf = form(*kids)
    made = list(pdf.pages[0].obj.Annots)
    field = Dictionary(FT=Name.Btn, Ff=flags, T=String("post"), TU=String("Delivery"))
    field = pdf.make_indirect(field)
    for key, value in entries.items():
        field[f"/{key}"] = value
    field.Kids = Array(made)
    for kid in made:
        kid.Parent = field
    pdf.Root.AcroForm.Fields = Array([field])
    return pdf


@pytest.mark.parametrize(
    ("states", "options", "names"),
    [
        (("post", "mail"), None, ("“post”, ", "“mail”, ")),
        (("0", "1"), None, ("", "")),
        (("0", "1"), ("by post", "by mail"), ("“by post”, ", "“by mail”, ")),
    ],
)
def test_radio_buttons_say_which_of_their_group_they_are(
    states: tuple[str, ...], options: tuple[str, ...] | None, names: tuple[str, ...]
) -> None:
    more = {} if options is None else {"Opt": Array([String(one) for one in options])}
    assert said(group(RADIO, *states, **more)) == (
        f"Name: [radio button “Delivery”, {names[0]}1 of 2: not selected] "
        f"[radio button “Delivery”, {names[1]}2 of 2: selected]"
    )


def test_boxes_of_one_field_are_checked_each_for_itself() -> None:
    assert said(group(0, "Yes", "Yes")) == (
        "Name: [check box “Delivery”, 1 of 2: not checked] [check box “Delivery”, 2 of 2: checked]"
    )


def test_a_field_that_is_its_own_parent_ends() -> None:
    pdf = form(widget("Tx"))
    field = pdf.pages[0].obj.Annots[0]
    field.Parent = field
    assert "text field" in said(pdf)


# --- names ------------------------------------------------------------------------------------


def test_the_description_of_its_element_is_the_name_of_a_field_without_a_tooltip() -> None:
    assert said(form(widget("Tx", TU=None), alt="Given name")) == (
        "Name: [text field “Given name”: blank]"
    )


def test_that_of_its_annotation_too() -> None:
    assert "“Given name”" in said(form(widget("Tx", TU=None, Contents="Given name")))


def test_a_field_without_a_name_for_people_is_said_by_that_for_programs() -> None:
    pdf = form(widget("Tx", TU=None))
    above = pdf.make_indirect(Dictionary(T=String("address")))
    pdf.pages[0].obj.Annots[0].Parent = above
    speech = read_aloud(data(pdf))
    assert speech.lines[1:] == ("Name: [text field “address.field1”: blank]",)
    [fault] = speech.diagnostics
    assert fault.code == "field-unnamed"
    assert "address.field1" in str(fault.message)


def test_many_without_a_name_are_one_fault() -> None:
    fields = [widget("Tx", T=f"f{number}", TU=None) for number in range(12)]
    [fault] = read_aloud(data(form(*fields))).diagnostics
    assert str(fault.message).startswith("12 fields of a form have no name for people: ")
    assert str(fault.message).endswith("“f7”: blank] and 4 more.")


def test_a_field_without_any_name() -> None:
    speech = read_aloud(data(form(widget("Tx", TU=None, T=None))))
    assert speech.lines[1:] == ("Name: [text field without a name: blank]",)


# --- beside the tree --------------------------------------------------------------------------


def test_fields_in_no_element_are_said_to_be_so() -> None:
    pdf = form(widget("Tx"), widget("Tx", TU="Town", V="Arras"))
    del pdf.Root.StructTreeRoot.K[0].K[2]
    speech = read_aloud(data(pdf))
    assert speech.lines[1:] == ("Name: [text field “Your name”: blank]",)
    [fault] = speech.diagnostics
    assert fault.code == "field-unsaid"
    assert str(fault.message) == (
        "Page 1 has a field of a form that is in no element: [text field “Town”: Arras]"
    )


def test_many_of_them_are_counted() -> None:
    pdf = form(*[widget("Tx", TU=f"n{number}") for number in range(12)])
    pdf.Root.StructTreeRoot.K[0].K = Array([0])
    [fault] = read_aloud(data(pdf)).diagnostics
    assert str(fault.message).startswith("Page 1 has 12 fields of a form that are in no element: ")
    assert str(fault.message).endswith("“n7”: blank] and 4 more")


@pytest.mark.parametrize("flag", [1 << 1, 1 << 5])
@pytest.mark.parametrize("is_tagged", [True, False])
def test_a_hidden_field_is_not_said(flag: int, is_tagged: bool) -> None:
    pdf = form(widget("Tx", F=flag))
    if not is_tagged:
        pdf.Root.StructTreeRoot.K[0].K = Array([0])
    assert said(pdf) == "Name:"


@pytest.mark.parametrize("is_tagged", [True, False])
def test_nor_is_one_beside_the_page(is_tagged: bool) -> None:
    pdf = form(widget("Tx", TU=None, Rect=Array([800, 800, 900, 820])))
    if not is_tagged:
        pdf.Root.StructTreeRoot.K[0].K = Array([0])
    assert said(pdf) == "Name:"


def test_a_page_begins_with_a_field_that_is_its_first() -> None:
    pdf = tagged(marked("One"), ("P", 0), ("Form",))
    pdf.add_blank_page(page_size=(200, 200))
    field = pdf.make_indirect(widget("Tx"))
    pdf.pages[1].obj.Annots = Array([field])
    pdf.Root.AcroForm = Dictionary(Fields=Array([field]))
    pdf.Root.StructTreeRoot.K[1].K = Dictionary(Type=Name.OBJR, Obj=field)
    assert read_aloud(data(pdf), pages=True).lines[1:] == (
        "-- page 1", "One", "-- page 2", "[text field “Your name”: blank]",
    )  # fmt: skip


# --- on paper ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("attributes", "expected"),
    [
        (Dictionary(Role=Name.tv, Desc=String("Town")), "text field “Town”, read-only: Arras"),
        (
            Dictionary(Role=Name.cb, checked=Name.on, Desc=String("Town")),
            "check box “Town”, read-only: checked",
        ),
        (
            Dictionary(Role=Name.rb, Checked=Name.off, Desc=String("Town")),
            "radio button “Town”, read-only: not selected",
        ),
        (
            Dictionary(Role=Name.cb, checked=Name.neutral, Desc=String("Town")),
            "check box “Town”, read-only: neither on nor off",
        ),
    ],
)
def test_a_field_that_is_printed_only(attributes: Dictionary, expected: str) -> None:
    attributes.O = Name.PrintField
    assert said(tagged(marked("Arras"), ("Form", 0, {"A": attributes}))) == f"[{expected}]"


def test_a_printed_field_that_says_nothing_of_itself_is_its_text() -> None:
    assert said(tagged(marked("Arras"), ("Form", 0))) == "Arras"


# --- an outside judge -------------------------------------------------------------------------


def test_poppler_finds_the_fields_in_the_same_order(tmp_path: Path) -> None:
    pdf = form(widget("Tx", TU="one"), box("On", TU="two"), widget("Sig", TU="three"))
    file = tmp_path / "form.pdf"
    file.write_bytes(data(pdf))
    with pikepdf.open(file) as kept:
        tips = {one.objgen: str(one.TU) for one in kept.pages[0].obj.Annots}
    told = judge("pdfinfo", "-struct-text", file).split("Object ")[1:]
    order = [tips[int(one.split()[0]), int(one.split()[1])] for one in told]
    assert order == sorted(order, key=said(pdf).index) == ["one", "two", "three"]
