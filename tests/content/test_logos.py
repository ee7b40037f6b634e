"""Partners' contracts: read with the mark beside them, or told what is missing."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from depliant.colour import Colour
from depliant.content.model import LogoWall
from depliant.content.publication import load as load_publication
from depliant.content.resolve import resolve
from depliant.errors import Diagnostic
from depliant.source.folder import Folder

CONTENT = "panels: [{id: one, blocks: [{logos: [b, a]}]}]\n"


def wall(root: Path) -> LogoWall:
    [block] = resolve(load_publication(Folder(root)), "fr")[0].panels[0].blocks
    assert isinstance(block, LogoWall)
    return block


def test_a_contract_is_read_with_its_mark(project: Callable[..., Path]) -> None:
    files = {
        "assets/logos/a.yaml": "name: Ah\nalt: The mark of Ah\nlink: https://a.fr\n"
        "minimum-height-mm: 12\nclear-space: 0.5\ngrounds: [paper]\norder: 1\nstandin: true\n",
        "assets/logos/a.pdf": "",
        "assets/logos/a.png": "",
        "assets/logos/b.yaml": "name: Be\norder: 2\n",
        "assets/logos/b.svg": "",
    }
    first, second = wall(project(CONTENT, files=files)).logos
    assert (first.id, first.name, first.alt, first.link) == (
        "a", "Ah", "The mark of Ah", "https://a.fr",
    )  # fmt: skip
    assert (first.minimum_height, first.clear_space, first.standin) == (12, 0.5, True)
    assert first.file == "assets/logos/a.pdf", "vectors before pixels"
    assert (second.id, second.alt, second.standin) == ("b", "Be", False), "order counts"


def test_without_order_they_stand_as_they_are_named(project: Callable[..., Path]) -> None:
    files = {f"assets/logos/{name}": "name: X\n" for name in ("a.yaml", "b.yaml", "a.svg", "b.svg")}
    assert [logo.id for logo in wall(project(CONTENT, files=files)).logos] == ["b", "a"]


def test_an_ink_is_four_amounts_a_swatch_or_a_spot(project: Callable[..., Path]) -> None:
    files = {
        "assets/logos/a.yaml": "name: A\ninks:\n  a: [0, 50, 100, 0]\n  b: rouge\n"
        "  c: {spot: PANTONE 186 C, cmyk: [0, 100, 80, 5]}\n",
        "assets/logos/a.svg": "",
        "assets/logos/b.yaml": "name: B\n",
        "assets/logos/b.svg": "",
    }
    logos = {logo.id: dict(logo.inks) for logo in wall(project(CONTENT, files=files)).logos}
    assert logos["a"] == {
        "a": Colour(0, 0.5, 1, 0),
        "b": "rouge",
        "c": Colour(0, 1, 0.8, 0.05, spot="PANTONE 186 C"),
    }


def test_an_ink_that_is_none_is_told_with_its_place(
    found: Callable[..., list[Diagnostic]],
) -> None:
    files = {
        "assets/logos/a.yaml": "name: A\ninks:\n  a: [0, 50, 100]\n  c: {spott: X}\n"
        "  d: [0, 0, 0, 400]\n",
        "assets/logos/a.svg": "",
        "assets/logos/b.yaml": "name: B\n",
        "assets/logos/b.svg": "",
    }
    faults = found(CONTENT, files=files)
    assert {str(item.place).rpartition(":")[0] for item in faults} == {
        f"assets/logos/a.yaml:{line}" for line in (3, 4, 5)
    }


def test_all_that_is_missing_is_told(found: Callable[..., list[Diagnostic]]) -> None:
    files = {
        "assets/logos/a.yaml": "nam: X\nlink: javascript:x\n",
        "assets/logos/a.svg": "",
        "assets/logos/bb.yaml": "name: X\n",
        "assets/logos/c.yaml": "name: X\n",
    }
    content = "panels: [{id: one, blocks: [{logos: [b, a, c, ../c]}]}]\n"
    faults = found(content.replace(", ../c", ""), files=files)
    assert [(item.code, str(item.place)) for item in faults] == [
        ("logo-unknown", "content.yaml:4:38"),
        ("key-missing", "assets/logos/a.yaml:1:1"),
        ("key-unknown", "assets/logos/a.yaml:1:1"),
        ("schema", "assets/logos/a.yaml:2:7"),
        ("asset-missing", "content.yaml:4:44"),
    ]
    assert str(faults[0].hint) == "Did you mean `bb`?"
    assert [item.code for item in found(content, files=files)] == ["schema"]
