"""Numbered lists, definitions, run-in headings, and what a paragraph follows."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from depliant.content.inline import plain
from depliant.content.model import (
    Block,
    Definitions,
    Heading,
    ItemList,
    Paragraph,
    RunIn,
    Spanning,
)
from depliant.content.publication import load as load_publication
from depliant.content.resolve import resolve
from depliant.source.folder import Folder

Project = Callable[..., Path]

HEAD = "id: small\ntitle: Small\nlanguage: en\ndigits: {ar: arab}\n"


def blocks(
    project: Project, text: str, language: str = "en"
) -> tuple[tuple[Block, ...], list[tuple[str, int]]]:
    """The blocks of a panel, and what is said of them: codes and lines, counted from its first."""
    lines = "".join(f"      {line}\n" for line in text.strip().splitlines())
    root = project(f"panels:\n  - id: one\n    blocks:\n{lines}", head=HEAD)
    edition, found = resolve(load_publication(Folder(root)), language)
    first = next(
        number
        for number, line in enumerate((root / "content.yaml").read_text().splitlines(), 2)
        if line.startswith("    blocks:")
    )
    told = [(one.code, ((one.place and one.place.line) or 0) - first + 1) for one in found]
    return edition.panels[0].blocks, told


def labels(block: Block) -> list[str]:
    assert isinstance(block, ItemList)
    return [item.label for item in block.items]


def test_a_list_is_numbered_and_goes_on(project: Project) -> None:
    found, told = blocks(
        project,
        """
- items: [{text: one}, {text: two}]
  numbered: decimal
- text: Between them.
- items: [{text: three}]
  numbered: decimal
  continue: true
- items: [{text: a}]
- items: [{text: i}, {text: ii}]
  numbered: capital-roman
  start: 9
- items: [{text: x}]
  numbered: letters
  continue: true
""",
    )
    assert told == []
    lists = [labels(block) for block in found if isinstance(block, ItemList)]
    assert lists == [["1.", "2."], ["3."], [""], ["IX.", "X."], ["k)"]]


def test_numbers_are_in_the_digits_of_the_edition(project: Project) -> None:
    text = "- items: [{text: one}, {text: two}]\n  numbered: decimal\n  start: 9"
    found, _ = blocks(project, text, "ar")
    assert labels(found[0]) == ["٩.", "١٠."]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("- items: [{text: a}]\n  start: 2", [("list-start", 2)]),
        ("- items: [{text: a}]\n  continue: true", [("list-start", 2)]),
        (
            "- items: [{text: a}]\n  numbered: decimal\n  continue: true",
            [("list-start", 3)],
        ),
        (
            "- items: [{text: a}]\n  numbered: decimal\n"
            "- items: [{text: a}]\n  numbered: decimal\n  start: 4\n  continue: true",
            [("list-start", 5)],
        ),
        ("- heading: Alone.\n  run_in: true", [("run-in-alone", 2)]),
        (
            "- heading: Alone.\n  run_in: true\n- items: [{text: a}]",
            [("run-in-alone", 2)],
        ),
        (
            "- heading: Alone.\n  run_in: true\n- text: a\n  span: all",
            [("run-in-alone", 2)],
        ),
    ],
)
def test_what_cannot_be_is_told_once_and_nothing_is_lost(
    project: Project, text: str, expected: list[tuple[str, int]]
) -> None:
    found, told = blocks(project, text)
    assert told == expected
    assert len(found) == text.count("- ")


def test_a_figure_has_no_room_beside_a_number(project: Project) -> None:
    root = project(
        "figures:\n  f: {value: 4, source: unstated}\npanels:\n  - id: one\n    blocks:\n"
        "      - items: [{text: '{f} of them', figure: f}]\n        numbered: decimal\n",
        head=HEAD,
    )
    edition, found = resolve(load_publication(Folder(root)), "en")
    assert "list-figure" in [one.code for one in found]
    assert labels(edition.panels[0].blocks[0]) == [""]


def test_a_run_in_heading_stands_with_its_paragraph(project: Project) -> None:
    found, told = blocks(
        project,
        "- heading: Thinning.\n  run_in: true\n- text: Take out all.\n- text: Eat them.",
    )
    assert told == []
    together, after = found
    assert isinstance(together, RunIn)
    assert plain(together.heading.text) == "Thinning."
    assert plain(together.paragraph.text) == "Take out all."
    assert isinstance(after, Paragraph)
    assert after.follows == "text"


def test_one_over_all_columns_stands_there_with_its_paragraph(project: Project) -> None:
    text = "- heading: H.\n  run_in: true\n  span: all\n- text: a\n  span: all"
    (found,), told = blocks(project, text)
    assert told == []
    assert isinstance(found, Spanning)
    assert isinstance(found.block, RunIn)


def test_a_paragraph_knows_what_it_follows(project: Project) -> None:
    found, _ = blocks(
        project,
        """
- text: first
  role: lead
- text: second
- text: third
- heading: H
- text: fourth
- row:
    - blocks: [{text: fifth}, {text: sixth}]
""",
    )
    follows = [block.follows for block in found if isinstance(block, Paragraph)]
    assert follows == ["", "lead", "text", ""]
    assert isinstance(found[3], Heading)


def test_terms_and_their_texts_are_resolved(project: Project) -> None:
    (found,), told = blocks(project, "- definitions: [{term: '**Drill**', text: a furrow}]")
    assert told == []
    assert isinstance(found, Definitions)
    assert found.role == "definitions"
    assert [(plain(one.term), plain(one.text)) for one in found.entries] == [("Drill", "a furrow")]
