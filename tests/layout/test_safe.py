"""What comes nearer to the trim or to a fold than `safe_mm`: on any side, of any fold."""

from __future__ import annotations

from typing import Any

import pytest
from msgspec.structs import replace

from depliant.content.inline import Span
from depliant.content.model import Framed, Panel, Paragraph
from depliant.display.items import Mark
from depliant.errors import Diagnostic, Place
from depliant.geometry import Rect, Size
from depliant.layout.visible import too_near
from depliant.style.fold_kinds import FOLDS, FoldKind
from depliant.style.folds import sides
from depliant.style.sheet import Design, Format, Margin, Swatch

from .conftest import composed, edition, sheet
from .test_sight import run

WORDS = "Quelques mots de la ville"


def written(name: str, *texts: str) -> Panel:
    """A panel with blocks that are each written on a line of its own."""
    blocks = tuple(
        Paragraph((Span(text),), "text", Place("content.yaml", line, 1))
        for line, text in enumerate(texts, 10 * ord(name))
    )
    return Panel(name, "look", "", blocks, (), Place("content.yaml", 10 * ord(name), 1))


def near(found: tuple[Diagnostic, ...]) -> list[str]:
    return [str(one.message) for one in found if one.code == "safe-margin"]


@pytest.mark.parametrize("language", ["fr", "ar"])
@pytest.mark.parametrize("kind", FOLDS)
def test_every_panel_of_every_fold_is_looked_at(kind: FoldKind, language: str) -> None:
    """With 3 mm at the left, and at the right where it is read to the left, all text is too near.

    What is said names the fold where the panel has one there, and else the trim.
    """
    wide = 60 * len(FOLDS[kind].recto)
    the_format = Format(fold=kind, size=(wide, 80), safe_mm=5)
    panels = [written(chr(97 + number), WORDS) for number in range(FOLDS[kind].capacity)]
    look = Design(margin=Margin(top=10, right=3, bottom=10, left=3))
    the_edition = replace(edition(*panels), language=language)
    found = near(
        composed(the_edition, sheet(format=the_format, designs={"look": look})).diagnostics
    )
    assert len(found) == len(panels)
    at = {
        slot.panel: (slot.x, slot.x + slot.width, side.trim.width)
        if not slot.turn
        else (side.trim.width - slot.x - slot.width, side.trim.width - slot.x, side.trim.width)
        for side in sides(the_format, len(panels))
        for slot in side.slots
    }
    for panel in panels:
        (said,) = [one for one in found if f"panel “{panel.id}”" in one]
        assert f"“{WORDS.split(maxsplit=1)[0]}" in said
        assert " 3." in said
        if language == "fr":
            is_fold = at[ord(panel.id) - 97][0] > 1
            assert ("the fold at the left" if is_fold else "the left trim edge") in said


def test_text_that_leaves_a_sound_margin_is_named_block_by_block() -> None:
    """A frame that stands nearer to the edge than the margins of its design."""
    frames: dict[str, Any] = {
        "notes": {"right_mm": 2, "top_mm": 20, "width_mm": 20, "height_mm": 40}
    }
    look = {"margin": Margin(top=6, right=6, bottom=6, left=6), "frames": frames}
    page = Format(fold="none", size=(60, 80), safe_mm=5)
    beside = written("b", "Mots à droite sur deux lignes", "Autres mots à droite de la page")
    panel = replace(written("a", "Mot"), frames=(Framed("notes", beside.blocks, beside.place),))
    found = composed(edition(panel), sheet(format=page, designs={"look": look})).diagnostics
    messages = near(found)
    assert len(messages) == 2
    assert all("the right trim edge of panel “a”" in one for one in messages)
    places = [one.place.line for one in found if one.code == "safe-margin" and one.place]
    assert places == [980, 981]
    frames["notes"]["right_mm"] = 6
    sound = composed(edition(panel), sheet(format=page, designs={"look": look})).diagnostics
    assert not near(sound)


def test_grounds_and_figures_that_bleed_may_come_near_and_their_letters_may_not() -> None:
    page = Size(200, 100)
    bleeding = Rect(-8.0, -8.0, 216.0, 50.0)
    assert too_near((Mark((), 0, bounds=bleeding),), page, 10.0) == ()
    (found,) = too_near((Mark((run("Lens", 4, 30),), 0, bounds=bleeding),), page, 10.0)
    assert (found.text, found.edge) == ("Lens", "left")
    within = Rect(20.0, 20.0, 50.0, 50.0)
    assert too_near((Mark((run("Lens", 4, 30),), 0, bounds=within),), page, 10.0) == ()


def test_words_that_are_no_content_count_and_dots_do_not() -> None:
    """The head of a table that goes on is printed again, and nobody has it read out twice."""
    page = Size(200, 100)
    again = Mark((run("Suite", 3, 50),), None, artifact="Pagination")
    assert [one.text for one in too_near((again,), page, 10.0)] == ["Suite"]
    assert too_near((Mark((run(". . .", 3, 50),), None),), page, 10.0) == ()


@pytest.mark.parametrize(
    ("margin", "line", "where"),
    [
        ({"top": 12}, {"at": "head", "edge_mm": 4.5, "align": "start"}, "the upper trim edge"),
        ({"bottom": 12}, {"at": "foot", "edge_mm": 4.5, "align": "start"}, "the lower trim edge"),
        ({"top": 12, "left": 3}, {"at": "head", "align": "start"}, "the left trim edge"),
        ({"top": 12, "right": 3}, {"at": "head", "align": "end"}, "the right trim edge"),
    ],
)
def test_a_folio_counts_at_every_edge(
    margin: dict[str, float], line: dict[str, Any], where: str
) -> None:
    around = {"top": 6, "right": 6, "bottom": 6, "left": 6} | margin
    look = {"margin": around, "furniture": [{"text": "page {page}", "style": "text", **line}]}
    page = Format(fold="none", size=(60, 80), safe_mm=5)
    panel = replace(written("a"), blocks=())
    (said,) = near(composed(edition(panel), sheet(format=page, designs={"look": look})).diagnostics)
    assert "“page 1”" in said
    assert f"{where} of panel “a”" in said


@pytest.mark.parametrize(("ground", "colour", "codes"), [
    ("night", "black", ["text-contrast"]),
    ("night", "paper", []),
    ("paper", "black", []),
])  # fmt: skip
def test_a_folio_is_to_stand_out_from_its_ground(
    ground: str, colour: str, codes: list[str]
) -> None:
    line = {"text": "page {page}", "style": "folio", "at": "foot"}
    look = {"ground": ground, "furniture": [line]}
    the_sheet = sheet(
        format=Format(fold="none", size=(100, 100), safe_mm=2),
        swatches={"night": Swatch(cmyk=(100, 80, 30, 60))},
        designs={"look": look},
        type={"folio": {"size": 8, "leading": 10, "colour": colour}},
    )
    found = composed(edition(replace(written("a"), blocks=())), the_sheet).diagnostics
    assert [one.code for one in found] == codes
    assert all("“page 1”" in str(one.message) for one in found)
