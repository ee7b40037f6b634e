"""The leaflet's art and the stand-ins for its partners' marks."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
import yaml

from depliant.colour import BLACK, Colour
from depliant.content.model import Logo
from depliant.display.items import Item, Path
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


def test_the_brochures_art_is_readable_in_its_inks_and_all_of_it_is_used() -> None:
    style = yaml.safe_load((ROOT / "assets" / "style.yaml").read_text(encoding="utf-8"))
    used = {
        art["file"]: art["colours"]
        for design in style["designs"].values()
        for art in design.get("art", ())
    }
    assert used.keys() == {f"assets/art/{path.name}" for path in (ROOT / "assets/art").iterdir()}
    for name, colours in used.items():
        inks = dict.fromkeys(colours, BLACK)
        drawn = svg.read((ROOT / name).read_bytes(), inks, name)
        assert drawn.items
        assert not _other_inks(drawn.items), "every class has a swatch"


def _other_inks(items: Iterable[Item]) -> list[Item]:
    """Shapes in an ink that the style sheet gives none of its swatches for."""
    found: list[Item] = []
    for item in items:
        if isinstance(item, Path):
            if {item.fill, item.stroke.colour if item.stroke else None} - {None, BLACK}:
                found.append(item)
        else:
            found += _other_inks(getattr(item, "items", ()))
    return found
