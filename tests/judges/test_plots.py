"""Charts of series in both files, judged from outside: drawings that are tables to a listener."""

from __future__ import annotations

import pytest

from depliant.readaloud.reading import read_aloud

from .conftest import Brochure, sample
from .programs import verapdf
from .test_output import heard


@pytest.fixture(scope="module")
def almanac(tmp_path_factory: pytest.TempPathFactory) -> Brochure:
    """Two panels with a chart of each kind that has no map."""
    return sample("almanac", tmp_path_factory)


def test_verapdf_passes_charts_of_series(almanac: Brochure) -> None:
    assert verapdf(*almanac.files) == almanac.passed


def test_outloud_hears_nothing_wrong_in_charts_of_series(almanac: Brochure) -> None:
    """But what it takes for faults: it counts printed letters alone, so that cells whose value is
    said instead of what is drawn are empty to it, and finds many sums in a text no language.
    """
    assert heard(almanac.screen) <= {("warning", "TBL-012"), ("warning", "FIG-012")}


def test_every_value_is_read_in_its_row(almanac: Brochure) -> None:
    said = " ".join(" ".join(read_aloud(almanac.screen).lines).split())
    for told in (
        "Grouped bar chart: Lens is the last to be connected.",
        "Dumbbell chart: Arras runs away from the others.",
        "Slope chart: Fewer children in Béthune than in Lens.",
        "Area chart: More readers than before the library closed.",
    ):
        assert told in said, told
    # Sorted by value, whatever the order of the ledger; what is only drawn is said as well.
    values = ("85.3%", "72.4%", "58.1%", "45.2%", "41.9%")
    order = [said.index(f"(header) | {value}") for value in values]
    assert order == sorted(order)
    assert "3,120 readers" in said
    assert "2021 (header) | Care: 410 euros | Schools: 120 euros | Roads: 60 euros" in said
