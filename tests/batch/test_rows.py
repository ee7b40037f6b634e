"""The mapping from a row to a brochure: what a cell may hold, and what it can never become."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.batch.conftest import personal

from depliant.batch.names import slug
from depliant.batch.overlay import Overlay, RowFiles
from depliant.build.project import Project
from depliant.content.inline import plain
from depliant.content.model import QrCode
from depliant.content.resolve import resolve
from depliant.content.rows import held
from depliant.content.schema_rows import Condition
from depliant.content.texts import texts
from depliant.errors import InputError, has_errors

ROW = {"id": "1", "name": "Ada", "country": "UK", "city": "York", "loans": "12"}
CELLS = st.text(
    st.characters(blacklist_categories=("Cs", "Cc", "Cn", "Co")), min_size=1, max_size=40
).map(str.strip)


@pytest.fixture(scope="module")
def overlay(tmp_path_factory: pytest.TempPathFactory) -> Overlay:
    return Overlay(Project.read(personal(tmp_path_factory.mktemp("rows") / "library")))


@settings(max_examples=150)
@given(CELLS)
def test_a_cell_is_printed_as_it_is(overlay: Overlay, cell: str) -> None:
    """Whatever stands in it: stars, braces, brackets and backslashes mean nothing there."""
    project = overlay.project_for({**ROW, "name": cell})
    edition, found = resolve(project.publication, "en-GB")
    assert not has_errors(found)
    said = [plain(text.words) for panel in edition.panels for text in texts(panel)]
    assert f"For {cell}, who borrowed 12 loans".removesuffix(" loans") in " ".join(said)
    assert edition.title == f"{cell}: A Year at Alder Street Library"


@settings(max_examples=100)
@given(CELLS)
def test_an_address_leads_where_it_was_meant_to(overlay: Overlay, cell: str) -> None:
    project = overlay.project_for({**ROW, "id": cell})
    edition, _ = resolve(project.publication, "en-GB")
    (code,) = (b for panel in edition.panels for b in panel.blocks if isinstance(b, QrCode))
    assert code.holds.startswith("https://www.alder-street.example/?id=")
    assert not set(code.holds[37:]) & set("&#/?@ ")


@settings(max_examples=60)
@given(CELLS)
def test_a_figure_is_a_number_or_refused(overlay: Overlay, cell: str) -> None:
    try:
        overlay.project_for({**ROW, "loans": cell})
    except InputError as fault:
        codes = {one.code for one in fault.diagnostics}
    else:
        codes = set()
    assert codes <= {"schema", "key-missing"}
    if not codes:
        assert cell.isascii()
        assert cell.replace(".", "").lstrip("-").isdigit()


def test_what_no_row_changes_is_the_same_value(overlay: Overlay) -> None:
    one = resolve(overlay.project_for(ROW).publication, "en-GB")[0]
    other = resolve(overlay.project_for({**ROW, "name": "Bob"}).publication, "en-GB")[0]
    assert one.panels[1:3] == other.panels[1:3]
    assert one.panels[0] != other.panels[0]


def test_places_are_those_of_the_file(overlay: Overlay) -> None:
    """Blocks behind a condition stand where they stand, whether it holds or not."""
    lines = overlay.project.publication.source.text.splitlines()
    for country in ("UK", "FR"):
        edition, _ = resolve(overlay.project_for({**ROW, "country": country}).publication, "en-GB")
        (code,) = (b for p in edition.panels for b in p.blocks if isinstance(b, QrCode))
        assert "- qr:" in lines[(code.place.line or 0) - 1]
        back = edition.panels[3]
        shown = lines[(back.blocks[2].place.line or 0) - 1]
        assert ("swimming pool" in shown) is (country == "UK")
        assert ("United Kingdom" in shown) is (country == "FR")


@pytest.mark.parametrize(
    ("said", "cell", "holds"),
    [
        ({"is_": "FR"}, "FR", True),
        ({"is_": "12"}, "12.0", True),
        ({"is_": "FR"}, "fr", False),
        ({"is_not": "FR"}, "", True),
        ({"one_of": ("FR", "BE")}, "BE", True),
        ({"one_of": ("FR", "BE")}, "NL", False),
        ({"filled": True}, "", False),
        ({"filled": False}, "", True),
        ({"above": 12}, "12.5", True),
        ({"above": 12}, "twelve", False),
        ({"at_least": 12, "below": 20}, "12", True),
        ({"at_least": 12, "below": 20}, "20", False),
        ({"at_most": 3}, "1_0", False),
        ({"at_most": 3}, "NaN", False),
    ],
)
def test_conditions(said: dict[str, object], cell: str, holds: bool) -> None:
    assert Condition(row="x", **said).holds({"x": cell}) is holds  # type: ignore[arg-type]


@given(st.text(max_size=200))
def test_a_key_is_a_safe_part_of_a_name(key: str) -> None:
    name = slug(key)
    assert len(name.encode()) <= 240 or len(name) <= 80
    assert not set(name) & set('/\\:*?"<>|\0\n ')
    assert not name.startswith((".", "-"))
    assert ".." not in name
    assert slug(name) == name


def test_what_no_web_address_is_stays_as_it_is() -> None:
    assert held("WIFI:S:{row.name};;", {"name": "a b"}) == "WIFI:S:a b;;"
    assert (
        held("https://x.example/{row.name}", {"name": "a/../b"}) == "https://x.example/a%2F..%2Fb"
    )


def test_files_of_very_many_rows_are_not_all_held(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """They are let go when they are much, and read again where somebody asks."""
    for name in ("a", "b"):
        (project / "assets" / name).write_bytes(name.encode() * 100)
    monkeypatch.setattr("depliant.batch.overlay.MOST_HELD", 150)
    files = RowFiles(Project.read(project))
    first = files.file("assets/a")
    files.spare()
    assert [*files.own] == ["assets/a"]
    files.file("assets/b")
    files.spare()
    assert not files.own
    assert files.file("assets/a") == first
