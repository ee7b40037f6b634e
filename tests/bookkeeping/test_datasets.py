"""The ledger that a screen file carries: what goes in comes out again, equal."""

from __future__ import annotations

import csv
import io
import json
import unicodedata
from decimal import Decimal
from pathlib import Path

import openpyxl
import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from depliant.bookkeeping.carried import carried_ledger
from depliant.bookkeeping.datasets import figures_csv, figures_json, ledger_from, ledger_json
from depliant.bookkeeping.imports import plan
from depliant.bookkeeping.reading import read_table
from depliant.bookkeeping.tables import xlsx_bytes
from depliant.build.ledgers import extracted
from depliant.content.publication import load as load_publication
from depliant.content.resolve import resolve
from depliant.errors import InputError
from depliant.figures.issues import Fact, IssueLedger, SourceNote, ledger_of
from depliant.source.folder import Folder

LEAFLET = Path(__file__).parents[1] / "data" / "frozen"

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
WORDS = TEXTS.filter(bool)
NUMBERS = st.decimals(1 - 10**15, 10**15 - 1, places=9)
FACTS = st.builds(
    Fact,
    WORDS,
    NUMBERS,
    *[TEXTS] * 3,
    st.none() | st.integers(1, 10**9) | st.sampled_from(["a", "b-1"]),
    st.none() | st.decimals("0.001", 1000, places=3),
    *[TEXTS] * 8,
    st.lists(TEXTS, max_size=3).map(tuple),
    st.lists(TEXTS, max_size=3).map(tuple),
)
LEDGERS = st.builds(
    IssueLedger,
    TEXTS,
    TEXTS,
    st.lists(FACTS, max_size=4).map(tuple),
    st.lists(st.builds(SourceNote, WORDS, WORDS, *[TEXTS] * 3), max_size=3).map(tuple),
)


@given(LEDGERS)
def test_json_gives_the_ledger_back(ledger: IssueLedger) -> None:
    assert ledger_from(ledger_json(ledger, title="x")) == ledger


@given(
    st.binary(max_size=60)
    | st.recursive(
        st.none() | st.integers() | TEXTS | st.sampled_from(["value", "1e9", "NaN"]),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(
                st.sampled_from(["figures", "sources", "id", "value", "base", "inputs", "title"]),
                inner,
                max_size=4,
            )
        ),
        max_leaves=10,
    ).map(lambda value: json.dumps(value).encode())
)
def test_any_bytes_are_a_ledger_or_refused(data: bytes) -> None:
    try:
        ledger = ledger_from(data)
    except ValueError:
        return
    assert all(fact.value.is_finite() for fact in ledger.facts)


@pytest.mark.parametrize("character", ["\x00", "\x1b", "\x7f", "\uffff"])
def test_a_workbook_of_a_foreign_ledger_holds_what_it_can(character: str) -> None:
    figure = {"id": "a", "value": "1", "note": f"red {character}"}
    (fact,) = ledger_from(json.dumps({"figures": [figure], "sources": []}).encode()).facts
    data = xlsx_bytes([{"id": fact.id, "note": fact.note}])
    cells = openpyxl.load_workbook(io.BytesIO(data)).worksheets[0].iter_rows(values_only=True)
    assert "red " in str(list(cells)[1])


def test_half_a_character_is_no_text() -> None:
    figure = {"id": "a", "value": "1", "note": "red \ud800"}
    with pytest.raises(ValueError, match="characters"):
        ledger_from(json.dumps({"figures": [figure], "sources": []}).encode())


def _spec(pdf: pikepdf.Pdf, data: bytes) -> pikepdf.AttachedFileSpec:
    kind = "application/json"
    return pikepdf.AttachedFileSpec(
        pdf, data, description="", filename="", mime_type=kind, creation_date="", mod_date=""
    )


def attached(path: Path, name: str, data: bytes) -> Path:
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.attachments[name] = _spec(pdf, data)
        pdf.save(path)
    return path


def test_the_leaflets_ledger_comes_out_of_a_pdf(tmp_path: Path) -> None:
    publication = load_publication(Folder(LEAFLET))
    ledger, faults = ledger_of(publication.content, publication.source)
    assert faults == ()
    assert len(ledger.facts) > 40
    path = attached(tmp_path / "a.pdf", "figures.json", ledger_json(ledger))
    assert carried_ledger(path) == ledger


def test_the_leaflets_table_changes_nothing_when_it_is_imported(tmp_path: Path) -> None:
    publication = load_publication(Folder(LEAFLET))
    edition, _ = resolve(publication, "fr")
    (tmp_path / "figures.csv").write_bytes(figures_csv(edition))
    result = plan(publication, read_table(tmp_path / "figures.csv"))
    assert (result.changes, result.absent) == ((), ())
    assert result.text == publication.source.text


def test_a_table_taken_out_of_a_file_takes_nothing_away(tmp_path: Path) -> None:
    """What no file says has no column: an empty cell would take the key out of content.yaml."""
    publication = load_publication(Folder(LEAFLET))
    edition, _ = resolve(publication, "fr")
    pdf = attached(tmp_path / "a.pdf", "figures.json", figures_json(edition))
    for kind in (".csv", ".xlsx"):
        table = tmp_path / f"out{kind}"
        extracted(pdf, table)
        found = read_table(table)
        assert "note" not in found.columns
        result = plan(publication, found)
        assert (result.changes, result.absent) == ((), ())


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", " =", "\u00a0=", "\uff1d", "'="])
def test_no_cell_of_a_public_table_is_a_formula(sign: str, tmp_path: Path) -> None:
    text = f'{sign}HYPERLINK("https://evil.example";"x")'
    root = tmp_path / "x"
    root.mkdir()
    content = {
        "id": "x", "title": text, "language": "fr", "sources": {"s": {"title": text}},
        "figures": {"a": {"value": "-3", "unit": text, "source": "s"}},
        "panels": [{"id": "one", "blocks": [{"text": "{a}"}]}],
    }  # fmt: skip
    (root / "content.yaml").write_text(json.dumps(content), encoding="utf-8")
    edition, _ = resolve(load_publication(Folder(root)), "fr")
    rows = list(csv.reader(io.StringIO(figures_csv(edition).decode("utf-8"), newline="")))
    cells = [cell for row in rows for cell in row]
    assert "-3" in cells, "a number is a number"
    assert len([cell for cell in cells if "HYPERLINK" in cell]) == 2
    for cell in cells:
        plain = unicodedata.normalize("NFKC", cell).strip()
        assert cell == "-3" or plain[:1] not in ("=", "+", "-", "@"), cell


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("other.json", b"{}", "ledger-missing"),
        ("figures.json", b"{}", "ledger-missing"),
        ("figures.json", b"[" * 100_000, "ledger-missing"),
        ("figures.json", b" " * 20_000_000, "ledger-missing"),
    ],
)
def test_pdfs_without_a_ledger(tmp_path: Path, name: str, data: bytes, code: str) -> None:
    with pytest.raises(InputError) as caught:
        carried_ledger(attached(tmp_path / "a.pdf", name, data))
    assert [item.code for item in caught.value.diagnostics] == [code]


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7\n%%EOF", b"no pdf at all"])
def test_files_that_are_no_pdf(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "a.pdf").write_bytes(data)
    with pytest.raises(InputError, match="ledger-missing"):
        carried_ledger(tmp_path / "a.pdf")
    with pytest.raises(InputError, match="asset-unreadable"):
        carried_ledger(tmp_path / "none.pdf")


def test_a_number_keeps_every_digit() -> None:
    fact = Fact("a", Decimal("712000.10"))
    [again] = ledger_from(ledger_json(IssueLedger("", "", (fact,), ()))).facts
    assert f"{again.value:f}" == "712000.10"
