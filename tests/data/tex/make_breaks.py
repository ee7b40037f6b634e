"""Make breaks.json and languages.json again: paragraphs with the line ends that LuaTeX chooses.

    python tests/data/tex/make_breaks.py

It needs LuaTeX (Debian: texlive-luatex). The paragraphs are the leaflet's, and in languages.json
two in each of some other languages, shaped in Barlow; TeX is given our widths, glue, ties and
hyphenation points, and chooses the breaks alone. The test tests/text/test_linebreak.py compares
the kept numbers with our breaks and needs no TeX.
"""

from __future__ import annotations

import json
import re
import subprocess
import tempfile
from itertools import product
from pathlib import Path

from depliant.colour import Colour
from depliant.fonts.registry import FaceRef
from depliant.text.boxes import Setting, build, metric
from depliant.text.items import Box, Discretionary, Glue, Item, Penalty, scaled
from depliant.text.model import CharStyle, ParagraphStyle, Run
from depliant.text.tokens import tokenize

HERE = Path(__file__).parent
BLACK = Colour(0, 0, 0, 1)
REGULAR = CharStyle(FaceRef("Barlow", 400), 8.0, BLACK)
BOLD = CharStyle(FaceRef("Barlow", 700), 8.0, BLACK)
CYRILLIC = CharStyle(FaceRef("Fira Sans", 400), 8.0, BLACK)
MEASURES = (58, 93, 117, 138.5, 170, 240)

# pretolerance, tolerance, emergency stretch in points
JUSTIFIED = ((100, 200, 0.0), (100, 1000, 0.0), (-1, 9999, 0.0), (50, 300, 24.0), (-1, 10000, 24.0))
RAGGED = ((100, 1000, 0.0), (1000, 9999, 0.0), (-1, 10000, 24.0))
# the style, the flex of tracking, the stretch of the margin in points
SETTINGS = (("justify", 0.0, 0.0), ("justify", 0.015, 0.0), ("start", 0.0, 16.0))


Paragraphs = list[tuple[str, tuple[Run, ...]]]


def in_languages() -> Paragraphs:
    """Paragraphs in other languages, each line with its language before it."""
    lines = (HERE / "languages.txt").read_text(encoding="utf-8").splitlines()
    faces = {"uk": CYRILLIC}
    return [
        (tag, (Run(text, faces.get(tag, REGULAR)),))
        for tag, text in (line.split("\t") for line in lines)
    ]


def in_french() -> Paragraphs:
    """Every second paragraph of the text kept beside this file, bold where it is bold."""
    found = []
    for line in (HERE / "leaflet.txt").read_text(encoding="utf-8").splitlines()[::2]:
        parts = re.split(r"\*\*", line)
        found.append(
            tuple(Run(t, BOLD if n % 2 else REGULAR) for n, t in enumerate(parts) if t.strip())
        )
    return [("fr", runs) for runs in found]


def row(item: Item) -> list[object]:
    """An item as plain numbers."""
    if isinstance(item, Box):
        return ["box", item.width, item.stretch, item.shrink]
    if isinstance(item, Glue):
        return ["fill"] if item.fill else ["glue", item.width, item.stretch, item.shrink]
    if isinstance(item, Penalty):
        return ["penalty", item.penalty]
    assert isinstance(item, Discretionary)
    return ["disc", item.before, item.after, item.penalty, item.automatic]


def lua(value: object) -> str:
    """A value as Lua writes it."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key} = {lua(part)}" for key, part in value.items()) + "}"
    if isinstance(value, list):
        return "{" + ", ".join(map(lua, value)) + "}"
    return json.dumps(value)


def described(paragraphs: Paragraphs) -> list[dict[str, object]]:
    """Every paragraph in every setting, with the cases that TeX is to solve."""
    found: list[dict[str, object]] = []
    for (tag, runs), (align, flex, margin) in product(paragraphs, SETTINGS):
        style = ParagraphStyle(tag, align=align, hyphenate=True, flex=flex)  # type: ignore[arg-type]
        metrics = tuple(metric(run.style) for run in runs)
        items = build(tokenize(runs), Setting(style, metrics, 1000.0, automatic=True))
        cases = [
            {
                "measure": scaled(measure),
                "pretolerance": first,
                "tolerance": second,
                "emergency": scaled(emergency),
                "margin": scaled(margin),
            }
            for measure in MEASURES
            for first, second, emergency in (JUSTIFIED if align == "justify" else RAGGED)
        ]
        name = " ".join("".join(run.text for run in runs).split()[:4])
        title = f"{name} ({align}, flex {flex:g})"
        # TeX ends the paragraph by itself: without our last penalty.
        found.append({"name": title, "items": [row(item) for item in items[:-1]], "cases": cases})
    return found


def main() -> None:
    """Let LuaTeX break everything, and keep what it says."""
    keep("breaks.json", described(in_french()))
    keep("languages.json", described(in_languages()))


def keep(name: str, entries: list[dict[str, object]]) -> None:
    """Let LuaTeX break some paragraphs, and keep what it says."""
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        source = "return " + lua([{k: e[k] for k in ("items", "cases")} for e in entries])
        (work / "paragraphs.lua").write_text(source, encoding="utf-8")
        (work / "breaks.lua").write_bytes((HERE / "breaks.lua").read_bytes())
        (work / "breaks.tex").write_text(
            "\\catcode`\\{=1 \\catcode`\\}=2 \\hbadness=10000 \\hfuzz=16383pt"
            ' \\directlua{dofile("breaks.lua")}\n\\end\n'
        )
        command = ["luatex", "--ini", "--interaction=batchmode", "breaks.tex"]
        subprocess.run(command, cwd=work, check=True, stdout=subprocess.DEVNULL)
        solved = (work / "breaks.txt").read_text().splitlines()
    answers = iter(solved)
    for entry in entries:
        for case in entry["cases"]:  # type: ignore[attr-defined]
            _, demerits, *boxes = map(int, next(answers).split())
            case["demerits"] = demerits
            # The line ends at the item behind its last box; Lua counts from 1. The last line
            # ends at the penalty behind its fill.
            case["breaks"] = [*boxes[:-1], len(entry["items"])]  # type: ignore[arg-type]
    lines = ",\n".join(
        "{" + f'"name": {json.dumps(entry["name"], ensure_ascii=False)},\n'
        f' "items": {json.dumps(entry["items"], separators=(",", ":"))},\n "cases": [\n  '
        + ",\n  ".join(json.dumps(case, separators=(",", ":")) for case in entry["cases"])  # type: ignore[attr-defined]
        + "]}"
        for entry in entries
    )
    (HERE / name).write_text(f"[\n{lines}\n]\n", encoding="utf-8")


if __name__ == "__main__":
    main()
