"""Boxes, dividers and captions as they are written, and what is said where they cannot be."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from depliant.build import pipeline
from depliant.build.project import Project
from depliant.content.inline import plain
from depliant.content.messages import messages
from depliant.content.model import BoxBlock, Chart, Divider, Heading, Table
from depliant.content.publication import load as load_publication
from depliant.content.resolve import resolve
from depliant.errors import Diagnostic, InputError
from depliant.source.folder import Folder

from ..conftest import dress

Faults = Callable[..., list[tuple[str, str]]]
Found = Callable[..., list[Diagnostic]]

CHART = """\
      - chart: bar
        data: [{figure: share, label: Part}]
        caption: %s
"""
WRITTEN = f"""\
figures: {{share: {{value: "41", unit: "%", source: unstated}}}}
panels:
  - id: one
    title: Un
    blocks:
      - box: facts
        title: Bon à savoir
        blocks:
          - heading: Plus loin
          - text: Dedans.
      - divider:
      - divider: cut
      - box:
        blocks: [{{text: Encore.}}]
      - table: hours
        rows: [[Un, Deux]]
        caption: Les heures.
{CHART % "Le premier."}
    foot:
{CHART % "Le troisième."}
    aside:
{CHART % "Le deuxième."}
  - id: two
    blocks:
{CHART % "Le quatrième {share}."}
"""


def test_boxes_and_dividers_are_what_their_styles_are_called(
    project: Callable[..., Path],
) -> None:
    edition, found = resolve(load_publication(Folder(project(WRITTEN))), "fr")
    assert [one.code for one in found] == ["figure-unsourced"]
    facts, rule, cut, plain_box, *_ = edition.panels[0].blocks
    assert isinstance(facts, BoxBlock)
    assert facts.role == "facts"
    assert isinstance(plain_box, BoxBlock)
    assert (plain_box.role, plain_box.title) == ("box", None)
    assert isinstance(rule, Divider)
    assert isinstance(cut, Divider)
    assert (rule.role, cut.role) == ("divider", "cut")


def test_headings_in_a_box_are_below_its_title(project: Callable[..., Path]) -> None:
    edition, _ = resolve(load_publication(Folder(project(WRITTEN))), "fr")
    found = [block for block in edition.panels[0].walk() if isinstance(block, Heading)]
    assert [(plain(one.text), one.level) for one in found] == [
        ("Bon à savoir", 3),
        ("Plus loin", 4),
    ]


def test_captions_are_counted_in_the_order_of_reading_figures_and_tables_apart(
    project: Callable[..., Path],
) -> None:
    publication = load_publication(Folder(project(WRITTEN)))
    edition, _ = resolve(publication, "fr")
    found = [
        (block.caption.label, plain(block.caption.text))
        for panel in edition.panels
        for block in panel.walk()
        if isinstance(block, Chart | Table) and block.caption is not None
    ]
    assert found == [
        ("Tableau\u00a01", "Les heures."),
        ("Figure\u00a01", "Le premier."),
        ("Figure\u00a02", "Le deuxième."),
        ("Figure\u00a03", "Le troisième."),
        ("Figure\u00a04", "Le quatrième 41\u00a0%."),
    ]
    german, _ = resolve(publication, "de")
    labels = [one.caption.label for one in german.panels[1].walk() if isinstance(one, Chart)]  # type: ignore[union-attr]
    assert labels == ["Abbildung\u00a04"]


def test_a_translator_finds_what_is_in_boxes_and_captions(project: Callable[..., Path]) -> None:
    publication = load_publication(Folder(project(WRITTEN)))
    contexts = {message.text: message.context for message in messages(publication)}
    assert contexts["Bon à savoir"] == "one/box/title"
    assert contexts["Dedans."] == "one/text"
    assert contexts["Les heures."] == "one/table:hours/caption"
    assert contexts["Le premier."] == "one/bar/caption"


def test_how_captions_are_counted_is_asked_of_a_translator_where_nobody_knows(
    project: Callable[..., Path],
) -> None:
    publication = load_publication(Folder(project(WRITTEN)))
    asked = {message.context for message in messages(publication, "eo")}
    assert {"phrase:figure_number", "phrase:table_number"} <= asked
    (only,) = (one for one in WRITTEN.split("  - id: two")[:1])
    without = "\n".join(line for line in only.splitlines() if "caption" not in line)
    publication = load_publication(Folder(project(without + "\n")))
    asked = {message.context for message in messages(publication, "eo")}
    assert not {"phrase:figure_number", "phrase:table_number"} & asked


IN = "panels:\n  - id: one\n    blocks:\n"


@pytest.mark.parametrize(
    ("written", "code", "place"),
    [
        ("      - box:\n        blocks: [{box: , blocks: [{text: A}]}]\n", "box-in-box", "8:18"),
        (
            "      - box:\n        blocks: [{row: [{blocks: [{box: , blocks: [{text: A}]}]}]}]\n",
            "box-in-box",
            "8:35",
        ),
        ("      - box: facts\n", "box-empty", "7:9"),
        ("      - row: [{blocks: []}, {blocks: []}]\n", "row-empty", "7:9"),
        ("      - row: [{blocks: []}, {blocks: [{text: A}]}]\n", "row-empty", "7:15"),
        ("      - table: hours\n        rows: [['', '']]\n", "table-empty", "7:9"),
        ("      - box:\n        blocks: [{text: A}, {break: column}]\n", "break-nowhere", "8:29"),
    ],
)
def test_what_a_box_cannot_hold_is_said_with_its_place(
    written: str, code: str, place: str, found: Found
) -> None:
    [fault] = found(IN + written)
    assert (fault.code, str(fault.place)) == (code, f"content.yaml:{place}")
    assert fault.hint


def test_two_tables_of_one_panel_have_two_names(found: Found) -> None:
    """Elsewhere the same name may stand: translators see the panel before it."""
    one = "      - table: hours\n        rows: [[A, B]]\n"
    row = "      - row: [{blocks: [{table: hours, rows: [[C]]}]}, {blocks: [{text: A}]}]\n"
    [fault] = found(IN + one + row)
    assert (fault.code, fault.severity) == ("table-name", "warning")
    assert str(fault.place) == "content.yaml:9:33"
    assert "content.yaml:7:16" in str(fault.message)
    other = "  - id: two\n    blocks:\n" + one
    assert not found(IN + one + other)


def test_a_box_that_is_written_as_a_list_says_how_it_is_written(found: Found) -> None:
    [fault] = found(IN + "      - box: [{text: A}]\n")
    assert (fault.code, str(fault.place)) == ("schema", "content.yaml:7:14")
    assert "`blocks:`" in str(fault.message)


def test_a_style_that_a_box_names_must_be_there(project: Callable[..., Path]) -> None:
    written = (
        IN
        + "      - {heading: Un, level: 1}\n      - box: fcts\n        blocks: [{text: A}]\n"
        + "      - divider: ct\n      - text: B\n"
    )
    root = dress(project(written))
    sheet = root / "assets/style.yaml"
    more = "boxes: {facts: {}}\ndividers: {cut: {}}\n"
    sheet.write_text(sheet.read_text("utf-8") + more, encoding="utf-8")
    unknown = [one for one in pipeline.check(root).diagnostics if one.code == "role-unknown"]
    assert [str(one.place) for one in unknown] == ["content.yaml:8:14", "content.yaml:10:18"]
    assert "facts" in str(unknown[0].hint)
    assert "cut" in str(unknown[1].hint)


def test_the_picture_of_another_edition_is_missed_and_kept_as_any_other(
    project: Callable[..., Path],
) -> None:
    shown = "{picture: red.png, alt: Rouge, editions: {ar: {picture: blue.png}}}"
    root = dress(project(IN + "      - {heading: Un, level: 1}\n      - " + shown + "\n"))
    Image.new("RGB", (900, 300), (200, 20, 20)).save(root / "red.png")
    with pytest.raises(InputError) as caught:
        pipeline.check(root)
    assert [str(one.place) for one in caught.value.diagnostics] == ["content.yaml:8:65"]
    Image.new("RGB", (900, 300), (20, 20, 200)).save(root / "blue.png")
    read = Project.read(root)
    assert {"red.png", "blue.png"} <= {name for name, _ in read.digests(read.sheet)}


def test_a_picture_style_that_a_picture_names_must_be_there(project: Callable[..., Path]) -> None:
    written = (
        IN
        + "      - {heading: Un, level: 1}\n"
        + "      - {picture: red.png, alt: Rouge, role: du}\n"
        + "      - {picture: red.png, alt: Rouge, role: duo}\n"
        + "      - {picture: red.png, alt: Rouge}\n"
    )
    root = dress(project(written))
    Image.new("RGB", (900, 300), (200, 20, 20)).save(root / "red.png")
    sheet = root / "assets/style.yaml"
    sheet.write_text(sheet.read_text("utf-8") + "pictures: {duo: {inks: [black]}}\n", "utf-8")
    unknown = [one for one in pipeline.check(root).diagnostics if one.code == "role-unknown"]
    assert [str(one.place) for one in unknown] == ["content.yaml:8:46"]
    assert "duo" in str(unknown[0].hint)


@pytest.mark.parametrize(("styles", "hint"), [("", "boxes"), ("boxes: {facts: {}}\n", "facts")])
def test_a_box_without_a_style_is_seen_by_nobody_and_said(
    project: Callable[..., Path], styles: str, hint: str
) -> None:
    root = dress(project(IN + "      - box:\n        blocks: [{text: A}]\n"))
    sheet = root / "assets/style.yaml"
    text = sheet.read_text("utf-8")
    for more, count in ((styles, 1), ("boxes: {box: {}}\n", 0)):
        sheet.write_text(text + more, encoding="utf-8")
        found = [one for one in pipeline.check(root).diagnostics if one.code == "role-unknown"]
        assert [one.severity for one in found] == ["warning"] * count
        assert all(hint in str(one.hint) and one.place for one in found)
