"""Mistakes that people make in a project, each as an edit of its files: for tests of drafts."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random
from typing import Any

import yaml

DATA = Path(__file__).parents[1] / "data"
PROFILE = DATA / "frozen/assets/icc/FOGRA39L_coated.icc"
TEXTS = frozenset(
    {"text", "heading", "label", "title", "caption", "credit", "quote", "by", "term", "definition"}
)
"""Keys of content.yaml whose values are printed."""

Mistake = Callable[[Path, Random], None]


def copied(name: str, folder: Path) -> Path:
    """A copy of a test project that can be built."""
    project = Path(shutil.copytree(DATA / name, folder / name))
    (project / "assets/icc").mkdir(exist_ok=True)
    shutil.copy(PROFILE, project / "assets/icc")
    return project


def _line(
    project: Path, random: Random, pattern: str, change: Callable[[re.Match[str]], str]
) -> None:
    """Change one of the passages of content.yaml that match a pattern, if there is any."""
    path = project / "content.yaml"
    text = path.read_text("utf-8")
    start = text.index("\npanels:")
    found = [one for one in re.finditer(pattern, text) if one.start() > start]
    if found:
        one = random.choice(found)
        path.write_text(text[: one.start()] + change(one) + text[one.end() :], "utf-8")


_WORDS = r'(?m)^( *(?:- )?text: "?)([A-Z][a-z]+ )'


def far_too_long(project: Path, random: Random) -> None:
    """A text has many more words than its panel has room for."""
    more = " ".join(f"overlong{number}" for number in range(random.randint(60, 400)))
    _line(project, random, _WORDS, lambda one: f"{one[1]}{more} {one[2]}")


def one_long_word(project: Path, random: Random) -> None:
    """A word is wider than any measure."""
    word = "Donaudampf" * random.randint(4, 12)
    _line(project, random, _WORDS, lambda one: f"{one[1]}{word} {one[2]}")


def strange_letters(project: Path, random: Random) -> None:
    """Letters that the families lack, and that none has."""
    signs = random.choice(["☃ ", "漢字 ", "ድርሳን ", "𓀀 "])
    _line(project, random, _WORDS, lambda one: f"{one[1]}{one[2]}{signs}")


def no_such_figure(project: Path, random: Random) -> None:
    """A figure is misspelt, in a sentence or in a chart."""
    _line(project, random, r"\{(figure: )?([a-z_]+)", lambda one: f"{{{one[1] or ''}{one[2]}qq")


def no_such_key_figure(project: Path, random: Random) -> None:
    """The figure of a key figure or of an item is misspelt."""
    _line(project, random, r"(figure: )([a-z_]+)\n", lambda one: f"{one[1]}{one[2]}qq\n")


def open_markup(project: Path, random: Random) -> None:
    """Bold words that do not end."""
    _line(project, random, _WORDS, lambda one: f"{one[1]}{one[2]}**")


def misspelt_key(project: Path, random: Random) -> None:
    """The key of a block is none."""
    _line(
        project,
        random,
        r"(?m)^( *- )(text|heading|items|picture|chart|box):",
        lambda one: f"{one[1]}{one[2]}e:",
    )


def one_key_more(project: Path, random: Random) -> None:
    """A block has a key that is not known."""
    _line(
        project,
        random,
        r"(?m)^( *)- (text|heading):",
        lambda one: f"{one[1]}- colour: red\n{one[1]}  {one[2]}:",
    )


def no_such_frame(project: Path, random: Random) -> None:
    """Words stand in a frame that no design has."""
    more = "    frames:\n      nowhere:\n        - text: Nobody frames these words\n"
    _line(project, random, r"(?m)^  - id: [a-z-]+\n", lambda one: f"{one[0]}{more}")


def _asset(project: Path, random: Random) -> Path | None:
    kinds = {".svg", ".jpg", ".png", ".pdf", ".geojson"}
    found = sorted(one for one in project.glob("assets/**/*") if one.suffix in kinds)
    return random.choice(found) if found else None


def lost_file(project: Path, random: Random) -> None:
    """A picture, a mark, a map or art is not there."""
    path = _asset(project, random)
    if path is not None:
        path.unlink()


def damaged_file(project: Path, random: Random) -> None:
    """A picture, a mark, a map or art is cut off."""
    path = _asset(project, random)
    if path is not None:
        path.write_bytes(path.read_bytes()[: random.randint(0, 200)])


def pale_ink(project: Path, random: Random) -> None:
    """The running text is in an ink that nobody can read."""
    path = project / "assets/style.yaml"
    text = path.read_text("utf-8")
    path.write_text(
        re.sub(r"(?m)^(  text: *\{)(?!.*colour)", r"\1colour: paper, ", text, count=1), "utf-8"
    )


def wide_margin(project: Path, random: Random) -> None:
    """A design leaves its panels no room."""
    path = project / "assets/style.yaml"
    text = path.read_text("utf-8")
    path.write_text(
        re.sub(r"margin: \{[^}]*\}", "margin: {left: 400, right: 20}", text, count=1), "utf-8"
    )


MISTAKES: tuple[Mistake, ...] = (
    far_too_long, one_long_word, strange_letters, no_such_figure, no_such_key_figure, open_markup,
    misspelt_key, one_key_more, no_such_frame, lost_file, damaged_file, pale_ink, wide_margin,
)  # fmt: skip


def words_of(project: Path) -> set[str]:
    """The words that content.yaml has for its panels, letters and digits alone."""
    data = yaml.safe_load((project / "content.yaml").read_text("utf-8"))
    texts = (text for panel in data["panels"] for text in _texts(panel))
    bare = (re.sub(r"\{[^{}]*\}|\]\([^)]*\)|\[\^[^\]]*\]", " ", text) for text in texts)
    return {letters(word) for text in bare for word in text.split()} - {""}


def _texts(part: Any, key: str = "") -> Iterator[str]:
    if isinstance(part, dict):
        for name, value in part.items():
            yield from _texts(value, name)
    elif isinstance(part, list):
        for value in part:
            yield from _texts(value, key)
    elif isinstance(part, str) and (key in TEXTS or key.removesuffix("e") in TEXTS):
        yield part


def letters(text: str) -> str:
    """The letters and digits of a text, whichever case they are in."""
    return "".join(char for char in text.casefold() if char.isalnum())
