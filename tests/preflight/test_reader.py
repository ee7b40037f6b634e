"""Bad input: damaged, encrypted, empty, huge, hostile. A diagnostic, never a traceback."""

from __future__ import annotations

import io
import zlib
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name
from tests.preflight.conftest import small

from depliant.errors import InputError
from depliant.preflight import judge, judge_file


def saved(pdf: pikepdf.Pdf, **options: object) -> bytes:
    file = io.BytesIO()
    pdf.save(file, **options)  # type: ignore[arg-type]
    return file.getvalue()


def raw(*objects: bytes, trailer: bytes = b"") -> bytes:
    """A file of objects 1, 2, 3, …; the first is the catalog."""
    body, places = b"%PDF-1.6\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    start = len(body)
    body += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    body += b"".join(b"%010d 00000 n \n" % place for place in places)
    return body + b"trailer\n<</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF\n" % (
        len(objects) + 1, trailer, start,
    )  # fmt: skip


def stream(data: bytes, entries: bytes = b"") -> bytes:
    return b"<</Length %d%s>>\nstream\n%s\nendstream" % (len(data), entries, data)


def for_certain_readers() -> bytes:
    """A file that whoever has a certain key may open (7.6.5)."""
    return raw(
        b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>",
        b"<</Filter/Adobe.PubSec/SubFilter/adbe.pkcs7.s5/V 4/Length 128>>",
        trailer=b"/Encrypt 4 0 R/ID[<00><00>]",
    )  # fmt: skip


def locked() -> bytes:
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        return saved(pdf, encryption=pikepdf.Encryption(owner="a", user="b"))


def no_pages() -> bytes:
    return raw(b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[]/Count 0>>")


def cyclic_pages() -> bytes:
    return raw(b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
               b"<</Type/Pages/Parent 2 0 R/Kids[2 0 R]/Count 1>>")  # fmt: skip


def deep_pages() -> bytes:
    nodes = [b"<</Type/Pages/Kids[%d 0 R]/Count 1>>" % (n + 1) for n in range(2, 500)]
    return raw(b"<</Type/Catalog/Pages 2 0 R>>", *nodes, b"<</Type/Page>>")


def cyclic_structure() -> bytes:
    def edit(pdf: pikepdf.Pdf) -> None:
        document = pdf.Root.StructTreeRoot.K
        document.K.append(document)

    return small(edit=edit)


def deep_structure() -> bytes:
    def edit(pdf: pikepdf.Pdf) -> None:
        inner = pdf.Root.StructTreeRoot.K
        for _ in range(500):
            outer = pdf.make_indirect(Dictionary(S=Name.Sect, K=Array([inner])))
            inner = outer
        pdf.Root.StructTreeRoot.K = inner

    return small(edit=edit)


def object_stream_bomb() -> bytes:
    bomb = zlib.compress(b" " * (80 << 20), 9)
    return raw(
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[]/Count 0>>",
        stream(bomb, b"/Type/ObjStm/N 1/First 10/Filter/FlateDecode"),
    )


def multiplying_forms() -> bytes:
    """Ten forms, each of which shows the next one forty times: 40^10 painted boxes."""

    def edit(pdf: pikepdf.Pdf) -> None:
        inner = None
        for _ in range(10):
            made = pdf.make_stream(b"/F Do\n" * 40 if inner is not None else b"0 0 1 1 re f\n")
            made.Type, made.Subtype, made.BBox = Name.XObject, Name.Form, Array([0, 0, 9, 9])
            made.Resources = (
                Dictionary(XObject=Dictionary(F=inner)) if inner is not None else Dictionary()
            )
            inner = pdf.make_indirect(made)
        pdf.pages[0].obj.Resources.XObject = Dictionary(F=inner)

    return small(b"/F Do", edit=edit)


@pytest.mark.parametrize(
    ("make", "code"),
    [
        (lambda: b"", "pdf-empty"),
        (lambda: b"  \n", "pdf-empty"),
        (no_pages, "pdf-empty"),
        (lambda: b"GIF89a" + b"\0" * 100, "pdf-damaged"),
        (lambda: b"%PDF-1.6\n" + b"\xff\x00" * 5000, "pdf-damaged"),
        (lambda: raw(b"<</Type/Catalog>>"), "pdf-damaged"),
        (for_certain_readers, "pdf-encrypted"),
        (locked, "pdf-encrypted"),
        (cyclic_pages, "pdf-hostile"),
        (deep_pages, "pdf-hostile"),
        (cyclic_structure, "pdf-hostile"),
        (deep_structure, "pdf-hostile"),
        (object_stream_bomb, "pdf-hostile"),
    ],
    ids=lambda value: getattr(value, "__name__", str(value)),
)
def test_bad_input_is_a_diagnostic(make: Callable[[], bytes], code: str) -> None:
    with pytest.raises(InputError) as caught:
        judge(make())
    (diagnostic,) = caught.value.diagnostics
    assert diagnostic.code == code
    assert diagnostic.hint
    assert caught.value.exit_code == 2


def test_forms_that_multiply_are_a_page_that_is_not_judged(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("depliant.preflight.job.STEPS", 50_000)
    report = judge(multiplying_forms())
    found = [(item.code, item.severity, item.page) for item in report.findings]
    assert ("beyond-limits", "error", 1) in found
    assert not report.without(["beyond-limits"]).accepted


def test_what_asks_for_a_password_is_told_from_what_is_for_certain_readers() -> None:
    for make, said in ((locked, "asks for a password"), (for_certain_readers, "certain readers")):
        with pytest.raises(InputError, match=said):
            judge(make())


def test_too_many_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("depliant.pdfread.opening.PAGES", 3)
    with pytest.raises(InputError, match="pdf-too-large"):
        judge(small(pages=4))


def test_too_many_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("depliant.pdfread.opening.FILE", 1000)
    with pytest.raises(InputError, match="pdf-too-large"):
        judge(small())


def test_a_form_that_shows_itself_is_shown_once() -> None:
    def edit(pdf: pikepdf.Pdf) -> None:
        made = pdf.make_stream(b"0 0 1 0 k 0 0 5 5 re f /F Do")
        made.Type, made.Subtype, made.BBox = Name.XObject, Name.Form, Array([0, 0, 9, 9])
        made.Resources = Dictionary(XObject=Dictionary(F=made))
        pdf.pages[0].obj.Resources.XObject = Dictionary(F=made)

    assert judge(small(b"/F Do", edit=edit)).accepted


def test_a_content_stream_that_unfolds_without_measure_is_not_unfolded(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("depliant.preflight.job.MAX_CONTENT", 1 << 20)

    def edit(pdf: pikepdf.Pdf) -> None:
        bomb = zlib.compress(b"0 0 1 1 re f " * 1_000_000, 9)
        pdf.pages[0].obj.Contents = pdf.make_stream(bomb, Filter=Name.FlateDecode)

    report = judge(small(edit=edit))
    (item,) = (item for item in report.findings if item.page == 1)
    assert "content that unfolds to more than" in str(item.message)


@pytest.mark.parametrize("cut", [0.2, 0.5, 0.9, 0.999])
def test_a_file_cut_short_is_judged_or_refused(cut: float) -> None:
    data = small()
    refused: tuple[str, ...] = ()
    try:
        report = judge(data[: int(len(data) * cut)])
    except InputError as fault:
        refused = tuple(item.code for item in fault.diagnostics)
    assert refused in (("pdf-damaged",), ("pdf-empty",)) or report.pages


def test_a_file_of_the_disk_is_judged_in_a_process_of_its_own(tmp_path: Path) -> None:
    good, bad = tmp_path / "good.pdf", tmp_path / "bad.pdf"
    good.write_bytes(small())
    bad.write_bytes(cyclic_pages())
    (report,) = judge_file(good)
    assert (report.name, report.accepted) == ("good.pdf", True)
    with pytest.raises(InputError, match="pdf-hostile") as caught:
        judge_file(bad)
    assert str(caught.value.diagnostics[0].place) == str(bad)
    with pytest.raises(InputError, match="pdf-unreadable"):
        judge_file(tmp_path / "none.pdf")
