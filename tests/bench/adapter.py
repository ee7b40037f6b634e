"""What the benchmark harness calls: the same work as the peers do, by the real pipeline.

    adapter.py [--cold] w1 OUT.pdf      the leaflet's press file
    adapter.py [--cold] w2 OUTDIR       24 editions of it: other year, sums and percentages
    adapter.py [--cold] w3 N OUT.pdf    its four text panels in turn, N of them, three a page
    adapter.py --reword w1 OUT.pdf      the press file after a change of one word

Files are written without preflight, which no peer has. With --cold the cache is empty at the
start and thrown away at the end. With --reword a word that no build has seen before is put into
a sentence, so that its panel is set again. The changes of an edition are those of the harness's
own `content.raw_text`.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
LEAFLET = ROOT / "tests" / "data" / "frozen"
STYLE = Path(__file__).with_name("long.yaml")
EDITIONS = 24
TEXT_PANELS = ("accelerateur", "territoire", "regard", "habitants")


def main(arguments: list[str]) -> int:
    """Do one piece of work; the exit code of the command, or 2 for a call that is wrong."""
    call = [argument for argument in arguments if argument not in ("--cold", "--reword")]
    with tempfile.TemporaryDirectory() as empty:
        if "--cold" in arguments:
            os.environ["DEPLIANT_CACHE"] = empty
        match call:
            case ["w1", out] if "--reword" in arguments:
                return _reworded(Path(out))
            case ["w1", out]:
                return _build(LEAFLET, Path(out))
            case ["w2", folder]:
                return _editions(Path(folder))
            case ["w3", count, out]:
                return _long(int(count), Path(out))
    print(__doc__, file=sys.stderr)
    return 2


def edition(text: str, k: int) -> str:
    """content.yaml with the year, sums and percentages of edition `k`.

    Raises:
        ValueError: a value that changes is not where it was.
    """
    changes = {
        r"(text: 2012-)2017$": str(2017 + k),
        r"(habitat_minier: +\{value: )100": str(100 + k),
        r"(participants_trail: +\{value: )3(?=500,)": str(3 + k),
        r"(perception_miniere: +\{value: )41": str(41 + k),
        r"(fierte: +\{value: )76\.9": f"{76.9 - k * 0.7:.1f}",
        r"(attractif: +\{value: )66\.3": f"{66.3 - k * 0.7:.1f}",
        r"(avenir: +\{value: )55\.2": f"{55.2 - k * 0.7:.1f}",
        r"(avis_positif: +\{value: )99": str(99 - k),
    }
    for pattern, value in changes.items():
        text, count = re.subn(pattern, rf"\g<1>{value}", text, flags=re.MULTILINE)
        if count != 1:
            raise ValueError(f"{pattern} is {count} times in content.yaml")
    return text


def reworded(text: str, number: int) -> str:
    """content.yaml with a word more in one sentence: one for each number, of six letters.

    Raises:
        ValueError: the sentence is not where it was.
    """
    letters = "".join(chr(97 + number // 26**place % 26) for place in range(6))
    before, sentence, after = text.partition("Premier guide touristique ")
    if not sentence:
        raise ValueError("the sentence is not in content.yaml")
    return f"{before}{sentence}{letters} {after}"


def long(text: str, count: int) -> str:
    """content.yaml with `count` panels: the text panels in turn, numbered, without charts."""
    import yaml

    # Every scalar stays the text that it is: 2017-03 is no date here.
    content = yaml.load(text, Loader=yaml.BaseLoader)
    panels = {panel["id"]: panel for panel in content["panels"]}
    plain = [_without_charts(panels[name]) for name in TEXT_PANELS]
    content["panels"] = []
    content["allowed_numbers"] += [f"#. {panel['title']}" for panel in plain]
    for i in range(count):
        panel = plain[i % len(plain)]
        own = {"id": f"panel-{i + 1}", "title": f"{i + 1}. {panel['title']}", "design": "default"}
        content["panels"].append(panel | own)
    # A document that is tagged begins with its title.
    first = content["panels"][0]
    headings = {"heading": content["title"], "level": 1}, {"heading": first.pop("title")}
    first["blocks"] = [*headings, *first["blocks"]]
    return json.dumps(content, ensure_ascii=False, indent=1)  # JSON is YAML


def _without_charts(value: Any) -> Any:
    """A part of the content without charts and what stands at a panel's foot."""
    if isinstance(value, list):
        kept = (_without_charts(part) for part in value if "data" not in part)
        return [part for part in kept if part]
    if isinstance(value, dict):
        kept_parts = {
            key: _without_charts(part)
            for key, part in value.items()
            if key not in ("chart", "foot")
        }
        return {key: part for key, part in kept_parts.items() if part}
    return value


def _editions(folder: Path) -> int:
    text = (LEAFLET / "content.yaml").read_text(encoding="utf-8")
    with _project() as project:
        style = project / "assets" / "style.yaml"
        # Some years are wider than 2017, in type that fills its panel.
        changed = re.sub(r"( years: .*size: )\d+", r"\g<1>60", style.read_text(encoding="utf-8"))
        style.write_text(changed, encoding="utf-8")
        for k in range(EDITIONS):
            (project / "content.yaml").write_text(edition(text, k), encoding="utf-8")
            code = _build(project, folder / f"{k}.pdf")
            if code:
                return code
    return 0


def _reworded(out: Path) -> int:
    text = (LEAFLET / "content.yaml").read_text(encoding="utf-8")
    with _project(os.link) as project:
        changed = reworded(text, time.time_ns() // 1000)
        (project / "content.yaml").write_text(changed, encoding="utf-8")
        return _build(project, out)


def _long(count: int, out: Path) -> int:
    text = (LEAFLET / "content.yaml").read_text(encoding="utf-8")
    with _project() as project:
        shutil.copy(STYLE, project / "assets" / "style.yaml")
        (project / "content.yaml").write_text(long(text, count), encoding="utf-8")
        return _build(project, out)


@contextmanager
def _project(copy: Callable[[str, str], object] = shutil.copy2) -> Iterator[Path]:
    """A copy of the leaflet's project, to be changed; its assets too, unless they are links."""
    with tempfile.TemporaryDirectory(dir=ROOT / "out") as folder:
        shutil.copytree(LEAFLET / "assets", Path(folder, "assets"), copy_function=copy)
        yield Path(folder)


def _build(project: Path, out: Path) -> int:
    """Build a project's press file as the command does, and put it where it is wanted."""
    from depliant.commands import cli

    cli.hasten()
    with tempfile.TemporaryDirectory(dir=out.resolve().parent) as folder:
        call = ["build", str(project), "--target", "press", "--out", folder, "--no-preflight"]
        code = cli.run(call)
        for path in Path(folder).glob("*.pdf"):
            path.replace(out)
    return code


if __name__ == "__main__":
    from depliant.commands.cli import leave

    leave(main(sys.argv[1:]))
