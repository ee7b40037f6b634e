"""Three thousand faults of one kind, in every kind of file that people send: a few lines."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from depliant import starter
from depliant.commands.cli import run

FAR_FEWER = 110
"""Lines that a terminal shows, of some thousand faults and what else is said."""

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100">{}</svg>'
Capture = pytest.CaptureFixture[str]
Call = tuple[str | Path, ...]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    folder = tmp_path / "library"
    starter.start(folder)
    return folder


def figures(project: Path, keys: Sequence[str]) -> Call:
    content, head = project / "content.yaml", "\nfigures:\n"
    lines = "".join(f"  f{at}: {{{one}}}\n" for at, one in enumerate(keys))
    text = content.read_text("utf-8").replace(head, head + lines, 1)
    content.write_text(text, "utf-8")
    return "check", project


def values(project: Path, names: Sequence[str]) -> Call:
    return figures(project, [f"value: {name}, source: register" for name in names])


def sources(project: Path, names: Sequence[str]) -> Call:
    return figures(project, [f"value: 1, source: {name}" for name in names])


def style(project: Path, names: Sequence[str]) -> Call:
    with (project / "assets/style.yaml").open("a", encoding="utf-8") as sheet:
        sheet.writelines(f"{name}: 1\n" for name in names)
    return "check", project


def drawing(project: Path, names: Sequence[str]) -> Call:
    shapes = "".join(f'<text x="1" y="1">{name}</text>' for name in names)
    (project / "assets/art/books.svg").write_text(SVG.format(shapes), "utf-8")
    return "check", project


def table(project: Path, names: Sequence[str]) -> Call:
    rows = "".join(f"{name}-{at},{name}?,unstated\n" for at, name in enumerate(names))
    (project / "t.csv").write_text(f"id,value,source\n{rows}", "utf-8")
    return "figures", "import", project / "t.csv", "--project", project


def translation(project: Path, names: Sequence[str]) -> Call:
    assert run(["translate", "update", "nl", "--project", str(project)]) == 0
    with (project / "assets/translations/nl.po").open("a", encoding="utf-8") as po:
        po.writelines(f"\nmsgid {name}\n" for name in names)
    return "check", project, "--edition", "nl"


@pytest.mark.parametrize("is_alike", [True, False], ids=["alike", "each of its own name"])
@pytest.mark.parametrize("kind", [values, sources, style, drawing, table, translation])
def test_a_flood_is_a_few_lines_that_count_it(
    project: Path, capsys: Capture, kind: Callable[[Path, Sequence[str]], Call], is_alike: bool
) -> None:
    call = kind(project, [f"n{0 if is_alike else number}" for number in range(3000)])
    capsys.readouterr()
    assert run([str(word) for word in call]) in (1, 2)
    said = capsys.readouterr().err.splitlines()
    assert len(said) < FAR_FEWER
    counts = [int(one) for line in said for one in re.findall(r"and (\d+) more", line)]
    # What is wrong in a drawing in the same words is said once, where it is first.
    assert (kind is drawing and is_alike) or 2800 < max(counts) < 3000
