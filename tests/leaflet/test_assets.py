"""The leaflet's art and the stand-ins for its partners' marks."""

from __future__ import annotations

import pytest
import yaml

from depliant.colour import BLACK, Colour
from depliant.content.model import Logo
from depliant.display.items import Path
from depliant.errors import Place
from depliant.graphics import logo as walls
from depliant.graphics.svg import drawing as svg
from depliant.source.folder import Folder

from .conftest import ROOT

STANDINS = (
    "mission-bassin-minier", "region", "euralens", "louvre-lens-tourisme", "unesco",
    "patrimoine-mondial",
)  # fmt: skip


@pytest.mark.parametrize("name", STANDINS)
def test_the_stand_ins_are_vectors_in_their_own_inks_and_say_what_they_are(name: str) -> None:
    text = (ROOT / "assets" / "logos" / f"{name}.yaml").read_text(encoding="utf-8")
    found = yaml.safe_load(text)
    assert found["standin"] is True
    assert found["alt"].startswith("Logo ")
    inks = tuple(
        (key, Colour(*(amount / 100 for amount in mix))) for key, mix in found["inks"].items()
    )
    mark = Logo(
        name, found["name"], found["alt"], f"assets/logos/{name}.svg", None,
        found["minimum-height-mm"], found["clear-space"], (), 0, True, Place(name), inks,
    )  # fmt: skip
    art = walls.load(mark, Folder(ROOT)).artwork
    assert {item.fill for item in art.items if isinstance(item, Path)} == {ink for _, ink in inks}


@pytest.mark.parametrize("name", ["cover", "heaps", "headframe", "terraces"])
def test_the_brochures_art_is_readable_in_its_five_inks(name: str) -> None:
    path = ROOT / "assets" / "art" / f"{name}.svg"
    inks = dict.fromkeys(("heap", "far", "line", "accent", "sky"), BLACK)
    assert svg.read(path.read_bytes(), inks, name).items
