"""Scatter, pyramid, histogram, treemap and small multiples in both files, judged from outside."""

from __future__ import annotations

import re

import pytest

from depliant.readaloud.reading import read_aloud

from .conftest import Brochure, sample
from .programs import verapdf
from .test_output import heard


@pytest.fixture(scope="module")
def towns(tmp_path_factory: pytest.TempPathFactory) -> Brochure:
    """A brochure with one of each."""
    return sample("towns", tmp_path_factory)


def test_verapdf_passes_charts_of_series(towns: Brochure) -> None:
    assert verapdf(*towns.files) == towns.passed


def test_outloud_hears_nothing_wrong_in_charts_of_series(towns: Brochure) -> None:
    """But that it does not read ActualText: for it a cell that is drawn is empty.

    It also takes a text with more figures than letters for none.
    """
    assert heard(towns.screen) <= {("warning", "TBL-012"), ("warning", "FIG-012")}


def test_a_listener_gets_the_table_of_each(towns: Brochure) -> None:
    said = "\n".join(read_aloud(towns.screen.read_bytes()).lines)
    said = re.sub("[\u00a0\u202f]", " ", said)
    tables = [table.partition("end of table")[0] for table in said.split("table with ")[1:]]
    scatter, pyramid, histogram, treemap, multiples = tables
    # A row for each town that has both values, whether its name is written or not.
    assert scatter.startswith("18 rows and 3 columns")
    assert "Combelle (header) | Taux de chômage: 7,5 % | Revenu médian: 21 800 euros" in scatter
    assert "Tilloy" not in scatter
    assert scatter.count("(header) | ") == 1 + 17
    assert "10-19 (header) | Hommes: 1 110 habitants | Femmes: 1 060 habitants" in pyramid
    rows = re.findall(r"([\d–]+ %) \(header\) \| Communes: (\d+)", histogram)
    assert rows == [
        ("6–8 %", "3"),
        ("8–10 %", "6"),
        ("10–12 %", "3"),
        ("12–14 %", "4"),
        ("14–16 %", "2"),
    ]
    assert "Tourisme (header) | 12" in treemap
    assert multiples.startswith("12 rows and 7 columns")
    assert "2014 (header) | Rivaulne: 9 % | Côte: 10 % | Bassin: 11 %" in multiples
