"""The gallery of charts: every kind, by lines that make it, in pictures that are up to date."""

from __future__ import annotations

import re
from pathlib import Path
from typing import get_args

import pytest
from PIL import Image

from depliant.content.model import ChartKind
from depliant.content.model_maps import MapKind
from depliant.content.model_plots import PlotKind

from .gallery import DATA, GUIDES, SHOWN, Looks, outlined

PROJECT = (DATA / "charts" / "content.yaml").read_text(encoding="utf-8")
PANELS = re.findall(
    r"^  - id: (\S+)\n    blocks:\n((?: {6}.*\n)+)", PROJECT.partition("\npanels:\n")[2], re.M
)


def test_every_kind_has_a_panel() -> None:
    kinds = {*get_args(ChartKind), *get_args(PlotKind), *get_args(MapKind)}
    assert {re.search(r"chart: (\S+)", block)[1] for _, block in PANELS} == kinds  # type: ignore[index]
    assert any("multiples: true" in block for _, block in PANELS)


@pytest.mark.parametrize("guide", ["charts.md", "fr/charts.md"])
def test_every_panel_has_its_lines_and_its_picture_in_the_guide(guide: str) -> None:
    text = (GUIDES / guide).read_text(encoding="utf-8")
    shown = re.findall(
        r"```yaml\n(.*?)```\n\n!\[[^]]+\]\((?:\.\./)?gallery-(\S+)\.png\)", text, re.S
    )
    wanted = [(re.sub("^ {6}", "", block, flags=re.M), panel) for panel, block in PANELS]
    assert shown == wanted


def test_there_are_no_other_pictures_and_all_of_them_are_small() -> None:
    pictures = sorted(GUIDES.glob("gallery-*.png"))
    assert {one.stem.removeprefix("gallery-") for one in pictures} == {panel for panel, _ in PANELS}
    assert sum(one.stat().st_size for one in pictures) < 1_500_000


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("gallery")


@pytest.mark.parametrize("looks", [Looks(45, "warm"), Looks(190, "ink")])
def test_charts_have_no_findings_and_their_pictures_are_up_to_date(
    looks: Looks, folder: Path
) -> None:
    """At the head and at the foot of the pictures; the others are drawn alike.

    `python -m tests.docs.gallery` draws all anew.
    """
    there = [shown for shown in SHOWN if shown.looks == looks]
    made = outlined(looks, folder, tuple(sorted({shown.language for shown in there})))
    assert made.found == ()
    stale = []
    for panel, _ in PANELS:
        with Image.open(GUIDES / f"gallery-{panel}.png") as picture:
            told = picture.text  # type: ignore[attr-defined]
        if any(told[one.name] != made.digests[panel, one.language] for one in there):
            stale.append(panel)
    assert stale == [], "draw them anew: python -m tests.docs.gallery"
