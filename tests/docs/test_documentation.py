"""The two guides name every key that the files may hold, and the style guide its default."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from msgspec import NODEFAULT
from msgspec.structs import FieldInfo, fields

import depliant
from depliant.content import logos, schema
from depliant.figures import writing as figures
from depliant.figures.schema import Derived, Entry
from depliant.source.reading import Part, typed
from depliant.source.yaml import parse_yaml
from depliant.style import block_styles, running_text
from depliant.style import sheet as style
from depliant.style.block_styles import Captions, CaptionStyle

GUIDES = Path(depliant.__file__).parent / "docs"


def tables(guide: str) -> dict[str, list[list[str]]]:
    """The rows of the tables of keys below each heading."""
    found: dict[str, list[list[str]]] = {}
    heading = ""
    for line in (GUIDES / guide).read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            heading = line.strip("# ")
        elif line.startswith("| `"):
            cells = [cell.strip() for cell in line.strip("|").split("|")]
            found.setdefault(heading, []).append(cells)
    return found


def keys(model: type[Part]) -> set[str]:
    return {field.encode_name for field in fields(model)}


FIGURES: list[type[Part]] = [Entry, Derived]


@pytest.mark.parametrize(
    ("heading", "models"),
    [
        ("Figures", FIGURES),
        ("The head of the file", [schema.Content]),
        ("Panels", [schema.Panel]),
        ("Pictures behind a panel", [schema.Backdrop]),
        ("`text`", [schema.Paragraph]),
        ("`quote`", [schema.Quote]),
        ("`heading`", [schema.Heading]),
        ("`items`", [schema.Item, schema.Items]),
        ("`definitions`", [schema.Definitions, schema.Definition]),
        ("`key-figure`", [schema.KeyFigure]),
        ("`chart`", [schema.Chart]),
        ("`picture`", [schema.Picture]),
        ("`logos`", [schema.Logos]),
        ("`row`", [schema.Row, schema.RowCell]),
        ("`box`", [schema.Box]),
        ("`divider`", [schema.Divider]),
        ("`break`", [schema.FlowBreak]),
        ("A partner's mark", [logos.Contract]),
    ],
)
def test_the_content_guide_has_every_key(heading: str, models: list[type[Part]]) -> None:
    named = {cells[0].strip("`") for cells in tables("content.md")[heading]}
    named = {name for name in named if not name.startswith("{")}
    assert named == set().union(*(keys(model) for model in models))


def test_the_content_guide_has_every_form() -> None:
    named = {cells[0] for cells in tables("content.md")["Figures"] if cells[0].startswith("`{")}
    assert named == {"`{id}`", *(f"`{{id:{form}}}`" for form in figures.FORMS)}


STYLE_PARTS: dict[str, type[Part]] = {
    "The sheet: top level": style.StyleSheet,
    "`format`": style.Format,
    "`numbering`": style.Numbering,
    "`families`": style.Family,
    "`fonts`": style.Fonts,
    "`press`": style.Press,
    "`swatches`": style.Swatch,
    "`type`": style.TypeStyle,
    "`drop_cap`": running_text.DropCap,
    "`character_styles`": running_text.CharacterStyle,
    "`fit`": style.Fit,
    "`strong`": style.Strong,
    "`designs`": style.Design,
    "`grid`": style.Grid,
    "`frames`": style.Frame,
    "`furniture`": style.Furniture,
    "`notes`": style.NoteStyle,
    "`margin`": style.Margin,
    "`marker`": style.Marker,
    "`title_rule`, `item_rule`": style.Rule,
    "`art`": style.Art,
    "`charts`": style.ChartStyle,
    "`walls`": style.WallStyle,
    "`tables`": style.TableStyle,
    "`pictures`": style.PictureStyle,
    "`veil`": style.Veil,
    "`definitions`": running_text.DefinitionStyle,
    "`boxes`": block_styles.BoxStyle,
    "`dividers`": block_styles.DividerStyle,
    "`quotes`": block_styles.QuoteStyle,
    "`copyfit`": style.Copyfit,
    "`editions`": style.EditionStyle,
}


def default(field: FieldInfo) -> str:
    """A default as the guide writes it."""
    value: Any = field.default
    if field.required:
        return "needed"
    if value is NODEFAULT:
        value = field.default_factory()
    if isinstance(value, Part):
        return "see below"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float | int):
        return f"{value:g}"
    if isinstance(value, dict):
        return ", ".join(f"`{key}`: {word}" for key, word in value.items()) or "none"
    if isinstance(value, tuple):
        return ", ".join(value) or "none"
    return "none" if value is None else str(value)


@pytest.mark.parametrize("heading", list(STYLE_PARTS))
def test_the_style_guide_has_every_key_with_its_default(heading: str) -> None:
    model = STYLE_PARTS[heading]
    told = {cells[0].strip("`"): cells[2] for cells in tables("style.md")[heading]}
    assert told == {field.encode_name: default(field) for field in fields(model)}


@pytest.mark.parametrize("heading", list(STYLE_PARTS))
def test_lengths_in_the_style_guide_have_their_unit(heading: str) -> None:
    for cells in tables("style.md")[heading]:
        assert cells[0].endswith("_mm`") == (cells[1] == "mm") or heading == "`margin`"


def test_every_part_of_the_style_sheet_is_in_the_guide() -> None:
    parts = {
        value
        for value in vars(style).values()
        if isinstance(value, type) and issubclass(value, Part) and value is not Part
    }
    assert parts == {*STYLE_PARTS.values(), Captions}


def test_captions_are_in_the_guide_those_of_tables_too() -> None:
    assert {field.encode_name for field in fields(Captions)} == {"figure", "table"}
    told = {cells[0].strip("`"): cells[2] for cells in tables("style.md")["`captions`"]}
    assert told == {field.encode_name: default(field) for field in fields(CaptionStyle)}


@pytest.mark.parametrize(
    ("guide", "model"), [("content.md", schema.Content), ("style.md", style.StyleSheet)]
)
def test_the_example_at_the_head_of_a_guide_is_sound(guide: str, model: type[Part]) -> None:
    text = (GUIDES / guide).read_text(encoding="utf-8")
    example = re.search(r"```yaml\n(.*?)```", text, re.DOTALL)
    assert example
    typed(model, parse_yaml(example[1], guide).data)
