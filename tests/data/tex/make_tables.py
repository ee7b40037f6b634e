"""Make tables.json again: tables as LuaLaTeX sets them.

    python tests/data/tex/make_tables.py

It needs LuaLaTeX with longtable (Debian: texlive-luatex and texlive-latex-base, 200 MB that take
two minutes to install: too much for each run of the tests). TeX shapes the words itself, in Barlow
of 8 on 10 points, and finds three things by its own means: how wide columns (`l`) are that are as
wide as their words; how words break in columns (`p`) of the widths that we find; and which rows
longtable puts on each page. The test tests/layout/test_table_tex.py compares them with ours and
needs no TeX.
"""

from __future__ import annotations

import json
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from depliant.fonts.face import load
from depliant.fonts.registry import FaceRef

HERE = Path(__file__).parent
_BP = 65781.76
"""Scaled points in a PostScript point, which is ours."""

SCHEDULE = [
    ["Opening walk with lanterns", "Quay", "sixty minutes"],
    ["Slow Harbour", "Barn", "seventy-five minutes"],
    ["La Ronde: the river danced from source to mouth", "Main stage", "60"],
]
PRICES = [
    ["Consultation sans rendez-vous", "du lundi au samedi", "30,00"],
    ["Soins dentaires, détartrage et carie", "sur rendez-vous, le matin", "28,92"],
    ["Radiographie du genou ou de la main", "tous les jours", "23,40"],
]
WORDS = [
    ["Zwischen den Hügeln und dem Meer", "Wanderung mit der Försterin"],
    ["Am alten Hafen", "Lesung und Gespräch bei Kerzenlicht"],
    ["Im Garten hinter dem Museum am Markt", "Konzert"],
]
_SOME = ("abend", "morgen", "mittag", "garten", "hafen")
PROGRAMME = [
    [f"{hour}:00", " ".join(_SOME[: 1 + number % 5] * 2)]
    for number, hour in enumerate(range(8, 26))
]
"""Rows of one line, two and three."""

NATURAL: list[list[list[str]]] = [SCHEDULE, PRICES, WORDS]
NARROW = [
    (SCHEDULE, [113.30, 30.10, 39.59]),
    (SCHEDULE, [64.96, 33.0, 44.0]),
    (PRICES, [90.0, 60.0, 22.0]),
    (PRICES, [58.0, 44.0, 22.0]),
    (WORDS, [70.0, 70.0]),
    (WORDS, [48.0, 60.0]),
]
PAGES = [(PROGRAMME, [25.0, 80.0], lines) for lines in (6, 9, 10, 13, 20)]
HEAD, CONTINUED = ["Zeit", "Was"], "weiter"

SETUP = r"""
\documentclass{article}
\usepackage{luaotfload,longtable}
\directlua{dofile("tables.lua")}
\font\body="file:Barlow.ttf:mode=node;script=latn;+kern;-liga" at 8bp
\hyphenpenalty=10000 \exhyphenpenalty=50
\tabcolsep=0pt \LTpre=0pt \LTpost=0pt \topskip=0pt \maxdepth=3bp
\def\ragged{\pretolerance=1000 \tolerance=1000 \emergencystretch=3em\relax
  \rightskip=0pt plus 2em\relax \spaceskip=\fontdimen2\font\relax}
\def\arraystretch{1}
\parindent=0pt \hoffset=0pt \voffset=0pt \oddsidemargin=0pt \textwidth=400bp
\begin{document}
\body \normalbaselineskip=10bp \normalbaselines \frenchspacing
\setbox\strutbox=\hbox{\vrule height 7bp depth 3bp width 0pt}
"""


def rows(cells: list[list[str]], kept: frozenset[int] = frozenset()) -> str:
    """Rows as LaTeX has them; behind those that are `kept` no page ends."""
    ends = ("\\\\*" if number in kept else "\\\\" for number in range(len(cells)))
    return "\n".join(" & ".join(row) + end for row, end in zip(cells, ends, strict=True))


def columns(widths: list[float]) -> str:
    """Columns of these widths, in points, with ragged ends."""
    return "".join(f"p{{{width}bp}}" for width in widths)


def document() -> Iterator[str]:
    """The tables, each followed by what writes down what came of it."""
    yield SETUP
    for cells in NATURAL:
        kind = "l" * len(cells[0])
        yield f"\\setbox0=\\hbox{{\\begin{{tabular}}{{{kind}}}{rows(cells)}\\end{{tabular}}}}"
        yield "\\directlua{write_widths(0)}"
    yield "\\makeatletter \\g@addto@macro\\@arrayparboxrestore{\\ragged} \\makeatother"
    for cells, widths in NARROW:
        kind = columns(widths)
        yield f"\\setbox0=\\hbox{{\\begin{{tabular}}{{{kind}}}{rows(cells)}\\end{{tabular}}}}"
        yield "\\directlua{write_lines(0)}"
    yield "\\directlua{write_pages()}"
    for cells, widths, height in PAGES:
        # As here, the first two rows stand together, and the last two.
        kept = frozenset((0, len(cells) - 2))
        head = rows([HEAD])
        again = f"\\multicolumn{{{len(widths)}}}{{l}}{{\\vtop{{\\hsize=60bp {CONTINUED}}}}}\\\\"
        # A little more than the lines take, so that no rounding of struts decides.
        yield f"\\clearpage \\textheight={height * 10 + 1}bp \\vsize=\\textheight"
        yield "\\csname @colht\\endcsname=\\textheight \\csname @colroom\\endcsname=\\textheight"
        yield f"\\begin{{longtable}}{{{columns(widths)}}}{head}\\endfirsthead"
        yield f"{again}{head}\\endhead {rows(cells, kept)}\\end{{longtable}}"
        yield "\\clearpage \\directlua{write_end()}"
    yield "\\end{document}"


def solved() -> tuple[str, list[str]]:
    """LuaLaTeX's version, and what it writes down of the tables."""
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        (work / "Barlow.ttf").write_bytes(bytes(load(FaceRef("Barlow", 400)).data))
        (work / "tables.lua").write_bytes((HERE / "tables.lua").read_bytes())
        (work / "tables.tex").write_text("\n".join(document()), encoding="utf-8")
        command = ["lualatex", "--interaction=nonstopmode", "--halt-on-error", "tables.tex"]
        done = subprocess.run(command, cwd=work, capture_output=True, text=True, check=False)
        if done.returncode:
            raise SystemExit(done.stdout[-3000:])
        version = done.stdout.splitlines()[0].strip()
        return version, (work / "tables.txt").read_text(encoding="utf-8").splitlines()


def main() -> None:
    """Let LuaLaTeX set everything, and keep what it says."""
    version, said = solved()
    answers = iter(said)
    kept: dict[str, Any] = {"made_with": version, "natural": [], "narrow": [], "pages": []}
    for cells in NATURAL:
        widths = [round(int(width) / _BP, 3) for width in next(answers).split()]
        kept["natural"].append({"rows": cells, "widths": widths})
    for cells, given in NARROW:
        kept["narrow"].append({"rows": cells, "widths": given, "lines": next(answers)})
    for cells, given, height in PAGES:
        pages = list(iter(answers.__next__, "end"))
        one = {"rows": cells, "widths": given, "lines": height, "head": HEAD}
        kept["pages"].append({**one, "continued": CONTINUED, "pages": pages})
    parts = []
    for key, value in kept.items():
        if isinstance(value, list):
            lines = ",\n  ".join(json.dumps(one, ensure_ascii=False) for one in value)
            parts.append(f'"{key}": [\n  {lines}\n ]')
        else:
            parts.append(f'"{key}": {json.dumps(value)}')
    (HERE / "tables.json").write_text("{" + ",\n ".join(parts) + "}\n", encoding="utf-8")


if __name__ == "__main__":
    main()
