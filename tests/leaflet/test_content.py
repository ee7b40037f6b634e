"""The leaflet's content.yaml: every word of the original, every figure used, nothing wrong."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from tests.starter.test_editor import underlined

from depliant.bookkeeping.lint import lint, uses
from depliant.content.inline import plain
from depliant.content.model import Framed, Heading, ItemList, KeyFigure, Paragraph, Row
from depliant.content.publication import load as load_publication
from depliant.content.resolve import resolve
from depliant.source.folder import Folder

from .conftest import ROOT


def test_the_files_name_their_schema() -> None:
    content = (ROOT / "content.yaml").read_text(encoding="utf-8").splitlines()[0]
    style = (ROOT / "assets" / "style.yaml").read_text(encoding="utf-8").splitlines()[0]
    assert content == "# yaml-language-server: $schema=assets/content.schema.json"
    assert style == "# yaml-language-server: $schema=style.schema.json"


@pytest.mark.parametrize(
    ("schema", "file"),
    [("content.schema.json", "content.yaml"), ("style.schema.json", "assets/style.yaml")],
)
def test_an_editor_underlines_nothing(schema: str, file: str) -> None:
    assert underlined(schema, (ROOT / file).read_text(encoding="utf-8")) == []


def test_the_leaflet_has_no_error_and_few_warnings() -> None:
    found = lint(load_publication(Folder(ROOT)))
    assert [item.severity for item in found if item.severity == "error"] == []
    assert sorted({item.code for item in found}) == [
        "chart-mixed-periods", "figure-baseless", "figure-plural", "figure-unsourced",
    ]  # fmt: skip
    assert len(found) <= 6
    [plural] = [item for item in found if item.code == "figure-plural"]
    assert "“million”, not “millions”" in str(plural.message)


def test_every_number_of_the_leaflet_is_somewhere() -> None:
    publication = load_publication(Folder(ROOT))
    used = {use.figure for use in uses(publication)}
    assert used == set(publication.content.figures)


def test_every_word_of_the_leaflet_is_there_in_order() -> None:
    original = (Path(__file__).parent / "original.txt").read_text(encoding="utf-8")
    parts = _panels_of(original)
    made = {panel.id: panel for panel in resolve(load_publication(Folder(ROOT)), "fr")[0].panels}
    assert set(parts) == set(made)
    for name, text in parts.items():
        panel = made[name]
        blocks = [*panel.blocks, *panel.frames, *panel.foot]
        got = [*_said(plain(panel.title)), *_spoken(blocks)]
        # The dash between the years is typography: the original has a hyphen there.
        got = [re.sub(r"(?<=\b\d{4})–(?=\d{4}\b)", "-", word) for word in got]
        wanted = _said(text)
        assert len(wanted) > 5
        assert got == wanted, name


def _panels_of(text: str) -> dict[str, str]:
    """The original text cut at the titles of its panels; markup and list marks taken out."""
    text = re.sub(r"\*\*|\^\{|\}", "", text)
    text = re.sub(r"(?m)^(- )?(> )?", "", text)
    starts = {
        "accelerateur": "UN ACCÉLÉRATEUR", "territoire": "UN TERRITOIRE",
        "regard": "UN NOUVEAU REGARD", "habitants": "QU'EN PENSENT",
        "partners": "Conception et réalisation", "cover": "Les impacts de l'inscription",
    }  # fmt: skip
    at = [text.index(start) for start in starts.values()] + [len(text)]
    return {name: text[at[n] : at[n + 1]] for n, name in enumerate(starts)}


def _said(text: str) -> list[str]:
    """The words and numbers; spaces, and where they stand, are typography."""
    text = re.sub(r"(?<=\d)[\s\u202f\u00a0](?=\d{3}\b)", "", text)
    return re.findall(r"\d+(?:,\d+)?\s*%|[^\s%]+", text.replace("\u00a0%", "%"))


def _spoken(blocks: list[Any]) -> list[str]:
    """What the blocks say, in reading order; a figure that repeats a sentence says nothing."""
    said: list[str] = []
    for block in blocks:
        if isinstance(block, Heading | Paragraph):
            said += _said(plain(block.text))
        elif isinstance(block, KeyFigure):
            repeats = any(span.figure == block.figure.id for span in block.label)
            said += _said(("" if repeats else f"{block.figure.shown} ") + plain(block.label))
        elif isinstance(block, ItemList):
            for item in block.items:
                first = ""
                if item.hanging is not None and not item.hanging.repeats:
                    first = plain(item.hanging.spans) + " "
                said += [*_said(first + plain(item.text)), *_spoken(list(item.blocks))]
        elif isinstance(block, Framed):
            said += _spoken(list(block.blocks))
        elif isinstance(block, Row):
            said += [word for cell in block.cells for word in _spoken(list(cell.blocks))]
    return said


def test_the_leaflet_has_no_slips() -> None:
    publication = load_publication(Folder(ROOT))
    _, found = resolve(publication, "fr")
    assert [item.code for item in found if item.severity != "advice"] == []
