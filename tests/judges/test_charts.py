"""A chart of every kind in English and in Arabic, in both files, judged from outside.

What is read aloud of each is compared with the ledger, number by number.
"""

from __future__ import annotations

import re
from collections import Counter
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import yaml
from tests.docs.gallery import LANGUAGES, Looks, project

from depliant.commands.cli import run
from depliant.languages.phrases import phrases
from depliant.readaloud.reading import read_aloud

from .programs import verapdf
from .test_output import heard

Numbers = Counter[Decimal]

NO_DOCUMENT = {("warning", "HDG-012"), ("warning", "NAV-001"), ("warning", "PAG-001")}
"""Pages that hold a chart each have no headings, no bookmarks, and years at the same height."""
NOT_HEARD = {("warning", "TBL-012"), ("warning", "FIG-012")}
"""It reads no ActualText: cells that are drawn are empty to it, and many numbers no language."""
JOINED = {("warning", "TXT-004"), ("warning", "ORD-001")}
"""Forms of an Arabic letter are one character, and what is read first stands at the right."""


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The press and the screen file of each language."""
    folder = tmp_path_factory.mktemp("charts")
    root = project(Looks(95, "cool"), folder)
    editions = [part for language in LANGUAGES for part in ("--edition", language)]
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DEPLIANT_CACHE", str(folder / "cache"))
        assert run(["build", str(root), *editions, "--out", str(folder / "out")]) == 0
    return folder / "out"


def test_verapdf_passes_every_kind_of_chart(out: Path) -> None:
    files = sorted(out.glob("*.pdf"))
    assert len(files) == 2 * len(LANGUAGES)
    flavours = {"press": ("2a", "ua1"), "screen": ("3a", "ua1")}
    wanted = [f"PASS {file} {one}" for file in files for one in flavours[file.name.split(".")[2]]]
    assert verapdf(*files) == sorted(wanted)


@pytest.mark.parametrize("language", LANGUAGES)
def test_outloud_hears_nothing_wrong_in_any_chart(out: Path, language: str) -> None:
    allowed = NO_DOCUMENT | NOT_HEARD | (JOINED if language == "ar" else set())
    assert heard(out / f"charts.{language}.screen.pdf") <= allowed


CONTENT: dict[str, Any] = yaml.safe_load(
    (Path(__file__).parents[1] / "data" / "charts" / "content.yaml").read_text(encoding="utf-8")
)
CHARTS: list[dict[str, Any]] = [panel["blocks"][0] for panel in CONTENT["panels"]]
IN_WORDS = ("donut", "waffle", "icons")
"""Kinds of one value, which the sentence has; there is no table."""


def values(name: str) -> list[Decimal]:
    """What is known of a figure or a series, in its order."""
    entry = CONTENT["figures"][name]
    each = entry["values"].values() if "values" in entry else [entry]
    found = [value.get("value") if isinstance(value, dict) else value for value in each]
    return [Decimal(str(value)) for value in found if value is not None]


def ledger(chart: dict[str, Any]) -> Numbers:
    """The numbers that a listener is to get of a chart."""
    data = chart.get("data") or chart["series"]
    names = [data] if isinstance(data, str) else data
    names = [one if isinstance(one, str) else one.get("figure") or one["series"] for one in names]
    numbers = [value for name in names for value in values(name)]
    if chart["chart"] == "histogram":
        width = chart["classes"]["width"]
        counts, _ = np.histogram([float(value) for value in numbers], np.arange(10, 81, width))
        numbers = [Decimal(int(count)) for count in counts]
    if chart.get("scale") == "millions":
        numbers = [value / 1_000_000 for value in numbers]
    return Counter(value.normalize() for value in numbers)


def spoken(text: str) -> Numbers:
    """The numbers of a text."""
    found = re.findall(r"\d[\d,]*(?:\.\d+)?", text)
    return Counter(Decimal(one.replace(",", "")).normalize() for one in found)


def cells(told: str) -> Numbers:
    """The numbers in the last cells of each row of a table: those of its values.

    The first cell is what they are of; of a timeline the second is when. What heads their column
    is said before a value, and is no value.
    """
    found: Numbers = Counter()
    for row in re.findall(r"row \d+: (.*)", told):
        head, *rest = row.split(" | ")
        if head and "(header)" not in " ".join(rest):
            found += spoken(" ".join(cell.rpartition(": ")[2] for cell in rest))
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_value_of_every_chart_is_read_aloud(out: Path, language: str) -> None:
    said = "\n".join(read_aloud(out / f"charts.{language}.screen.pdf").lines)
    said = re.sub("[\u00a0\u202f]", " ", said)
    starts = [found.start() for found in re.finditer("^graphic: ", said, re.M)]
    told = [said[a:b] for a, b in pairwise([*starts, len(said)])]
    assert len(told) == len(CHARTS)
    known = phrases(language)
    assert known
    for chart, one in zip(CHARTS, told, strict=True):
        kind = chart["chart"]
        assert one.removeprefix("graphic: ").startswith(known.kinds[kind]), kind
        if kind in IN_WORDS:
            assert ledger(chart) <= spoken(one), kind
        elif kind == "timeline":
            assert ledger(chart) <= cells(one), kind
        else:
            assert cells(one) == ledger(chart), kind
