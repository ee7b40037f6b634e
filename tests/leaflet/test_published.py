"""What the leaflet's files say beside their pages: its figures, and who publishes it."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable

import pikepdf
import pytest
import yaml
from tests.test_published import found_in

from .conftest import LANGUAGES, ROOT, Written

SOURCE = (ROOT / "content.yaml").read_text(encoding="utf-8")
REMARKS = [line.strip("# ") for line in SOURCE.splitlines() if line.lstrip().startswith("#")]
LONG = (*(remark for remark in REMARKS if len(remark) > 12), "allowed_numbers", "panels:")

CALCULATED = {
    "aides_sites_memoire": "26000000",
    "part_habitat": "53",
    "rapport_fete": "11.4",
    "rapport_audience": "5.4",
}
"""16 and 10 million; 100 of 189 million; 40 000 to 3 500; 2.7 million to 500 000."""

FileOf = Callable[[str, str], Written]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_figures_go_along_and_no_remark_does(language: str, file_of: FileOf) -> None:
    press, screen = (file_of(language, target).path for target in ("press", "screen"))
    with pikepdf.open(screen) as pdf:
        assert sorted(pdf.attachments) == ["figures.csv", "figures.json"]
        table = pdf.attachments["figures.csv"].get_file().read_bytes().decode("utf-8")
        assert str(pdf.docinfo.Author) == "Mission Bassin Minier"
    rows = {row["id"]: row for row in csv.DictReader(io.StringIO(table, newline=""))}
    written = yaml.safe_load(SOURCE)["figures"]
    assert rows.keys() == written.keys(), "the leaflet prints each of its figures"
    for name, row in rows.items():
        if "formula" in written[name]:
            assert row["value"] == CALCULATED[name]
            continue
        assert row["value"] == str(written[name]["value"])
        assert row["date"] == str(written[name].get("date", ""))
    assert rows["avis_positif"]["base"] == "personnes_interrogees"
    assert rows["mecenat_arenberg"]["part_of"] == "salle_des_fetes"
    assert (rows["eleves"]["unit"] == "élèves") == (language == "fr")
    assert len(LONG) > 15
    for path in (press, screen):
        assert found_in(path, LONG) == set()
