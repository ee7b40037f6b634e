"""Files that claim PDF/UA and one thing of them that is not so, beside such in which it is."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String
from tests.preflight.variants_files import READ_ALOUD, Node, tree

from depliant.preflight import judge, judge_all

Edit = Callable[[pikepdf.Pdf], object]

SAID = {"pdfuaid:part": "1"}


def found(edit: Edit, *nodes: Node, code: str) -> list[str]:
    """What a rule says of a tagged file that claims PDF/UA, changed."""
    with pikepdf.open(io.BytesIO(tree(*nodes, claims=SAID)())) as pdf:
        edit(pdf)
        stream = io.BytesIO()
        pdf.save(stream)
    report = judge(stream.getvalue())
    return [str(one.message) for one in report.findings if one.code == code]


def annotation(pdf: pikepdf.Pdf, role: str = "", alt: str = "", **entries: Any) -> pikepdf.Object:
    """An annotation on the page, in an element of a role at the end of the document."""
    made = pdf.make_indirect(Dictionary(Type=Name.Annot, Rect=Array([20, 20, 60, 40]), **entries))
    page = pdf.pages[0].obj
    page.Annots, page.Tabs = pdf.make_indirect(Array([made])), Name.S
    if entries["Subtype"] == Name.Widget:
        pdf.Root.AcroForm = Dictionary(Fields=Array([made]))
    if role:
        top = pdf.Root.StructTreeRoot.K
        reference = Dictionary(Type=Name.OBJR, Obj=made)
        item = Dictionary(S=Name("/" + role), P=top, K=Array([reference]))
        if alt:
            item.Alt = String(alt)
        top.K.append(pdf.make_indirect(item))
    return made


WORDS: dict[str, Any] = {"Contents": String("A remark")}


@pytest.mark.parametrize(
    ("role", "entries", "expected"),
    [
        ("Annot", {"Subtype": Name.Text, **WORDS}, []),
        ("P", {"Subtype": Name.Text, **WORDS},
         ["A Text annotation is not tagged as an annotation."]),
        ("", {"Subtype": Name.Text, **WORDS},
         ["A Text annotation is not tagged as an annotation."]),
        ("Annot", {"Subtype": Name.Text}, ["A Text annotation has no description."]),
        ("", {"Subtype": Name.Text, "F": 2}, []),
        ("", {"Subtype": Name.Popup}, []),
        ("Form", {"Subtype": Name.Widget, "TU": String("Your name")}, []),
        ("Form", {"Subtype": Name.Widget, "Parent": Dictionary(TU=String("Your name"))}, []),
        ("P", {"Subtype": Name.Widget, "TU": String("Your name")},
         ["A field of a form is not tagged as a form."]),
        ("Form", {"Subtype": Name.Widget}, ["A field of a form has no description."]),
        ("Annot", {"Subtype": Name.PrinterMark}, ["A printer's mark is in the structure tree."]),
        ("", {"Subtype": Name.PrinterMark}, []),
        ("", {"Subtype": Name.TrapNet}, ["A TrapNet annotation lies on the page."]),
    ],
)  # fmt: skip
def test_annotations_are_tagged_as_what_they_are_and_described(
    role: str, entries: dict[str, Any], expected: list[str]
) -> None:
    assert found(lambda pdf: annotation(pdf, role, **entries), code="pdfua-feature") == expected


def test_an_element_describes_its_annotation() -> None:
    def edit(pdf: pikepdf.Pdf) -> None:
        annotation(pdf, "Annot", "A remark", Subtype=Name.Text)

    assert found(edit, code="pdfua-feature") == []


@pytest.mark.parametrize(
    ("clip", "expected"),
    [
        ({"CT": String("video/mp4"), "Alt": Array([String("en"), String("A film")])}, []),
        ({"Alt": Array([String("en"), String("A film")])},
         ["A media clip does not say of what type it is."]),
        ({"CT": String("video/mp4")}, ["A media clip has no description."]),
        ({"CT": String("video/mp4"), "Alt": Array([String("en"), String("")])},
         ["A media clip has no description."]),
    ],
)  # fmt: skip
def test_media_clips_say_what_they_are(clip: dict[str, Any], expected: list[str]) -> None:
    action = Dictionary(S=Name.Rendition, R=Dictionary(S=Name.MR, C=Dictionary(**clip)))

    def edit(pdf: pikepdf.Pdf) -> None:
        annotation(pdf, "Annot", Subtype=Name.Screen, A=action, **WORDS)

    assert found(edit, code="pdfua-feature") == expected


@pytest.mark.parametrize(("names", "count"), [({"F": "a", "UF": "a"}, 0), ({"F": "a"}, 1)])
def test_attached_files_have_names(names: dict[str, str], count: int) -> None:
    def edit(pdf: pikepdf.Pdf) -> None:
        file = Dictionary(Type=Name.Filespec, EF=Dictionary(F=pdf.make_stream(b"x")))
        for key, value in names.items():
            file["/" + key] = String(value)
        pdf.Root.Names = Dictionary(EmbeddedFiles=Dictionary(Names=Array([String("a"), file])))

    assert len(found(edit, code="pdfua-feature")) == count


@pytest.mark.parametrize(("when", "count"), [(b"required", 1), (b"forbidden", 0)])
def test_a_form_that_its_reader_makes_anew_is_none(when: bytes, count: int) -> None:
    def edit(pdf: pikepdf.Pdf) -> None:
        packet = b"<config><dynamicRender\n>" + when + b"</dynamicRender></config>"
        pdf.Root.AcroForm = Dictionary(XFA=pdf.make_stream(packet))

    assert len(found(edit, code="pdfua-feature")) == count


def test_standard_tags_are_not_mapped_and_tags_are_not_suspect() -> None:
    def mapped(pdf: pikepdf.Pdf) -> None:
        pdf.Root.StructTreeRoot.RoleMap = Dictionary(P=Name.Span)

    assert found(mapped, code="role-unmapped") == ["The standard tag 'P' is mapped."]

    def suspect(pdf: pikepdf.Pdf) -> None:
        pdf.Root.MarkInfo.Suspects = True

    assert len(found(suspect, code="untagged")) == 1


# --- languages --------------------------------------------------------------------------------


def _spoken(pdf: pikepdf.Pdf, *, of: str) -> None:
    """Take the language from the catalog, and give it to some other place."""
    del pdf.Root["/Lang"]
    document = pdf.Root.StructTreeRoot.K
    if of == "document":
        document.Lang = String("en")
    elif of == "content":
        page = pdf.pages[0].obj
        said = page.Contents.read_bytes()
        said = said.replace(b"/P <</MCID 0>> BDC", b"/P <</MCID 0 /Lang (en)>> BDC")
        page.Contents = pdf.make_stream(said)


@pytest.mark.parametrize(("of", "count"), [("document", 0), ("content", 0), ("none", 1)])
def test_texts_may_name_their_language_by_themselves(of: str, count: int) -> None:
    assert len(found(lambda pdf: _spoken(pdf, of=of), code="language-missing")) == count


def test_an_alternative_text_is_in_a_language() -> None:
    figure = Node("Figure", Alt=String("A house"))
    said = found(lambda pdf: _spoken(pdf, of="content"), figure, code="language-missing")
    assert len(said) == 1
    assert found(lambda pdf: _spoken(pdf, of="document"), figure, code="language-missing") == []


@pytest.mark.parametrize(
    ("tag", "count"), [("en", 0), ("fr-CA", 0), ("x-klingon", 0), ("en_GB", 1), ("English!", 1)]
)
def test_a_language_is_named_by_its_tag(tag: str, count: int) -> None:
    def edit(pdf: pikepdf.Pdf) -> None:
        pdf.Root.Lang = String(tag)

    assert len(found(edit, code="language-missing")) == count


def test_artifacts_do_not_lie_in_tagged_content() -> None:
    def edit(pdf: pikepdf.Pdf) -> None:
        page = pdf.pages[0].obj
        said = page.Contents.read_bytes()
        page.Contents = pdf.make_stream(
            said.replace(b"/MCID 0>> BDC", b"/MCID 0>> BDC /Artifact BMC EMC")
        )

    assert len(found(edit, code="content-untagged")) == 1


def test_scripts_are_forbidden_by_what_forbids_them() -> None:
    def edit(pdf: pikepdf.Pdf) -> None:
        script = Dictionary(S=Name.JavaScript, JS=String("1"))
        pdf.Root.Names = Dictionary(JavaScript=Dictionary(Names=Array([String("a"), script])))

    def severity(claims: dict[str, str]) -> str | None:
        with pikepdf.open(io.BytesIO(tree(claims=claims)())) as pdf:
            edit(pdf)
            stream = io.BytesIO()
            pdf.save(stream)
        (report,) = judge_all(stream.getvalue(), kind="screen")
        (finding,) = (one for one in report.findings if one.code == "javascript")
        return finding.severity

    assert severity(SAID) == "advice"
    assert severity(READ_ALOUD) == "error", "it claims PDF/X as well"
