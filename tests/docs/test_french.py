"""A French guide says what its English original says: it cannot fall behind unseen.

What no translation changes is compared section by section: headings and their levels, commands and
examples, keys and codes, the rows of tables, numbers, and where links lead. What the program says
is in French: its words differ, its numbers, codes and names do not.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import NamedTuple

import pytest

HERE = Path(__file__).parents[2]
GUIDES = HERE / "src" / "depliant" / "docs"
FRENCH = sorted((GUIDES / "fr").glob("*.md"))
OFFICERS = {"content.md", "figures.md", "first-change.md", "printing.md", "sending-to-a-printer.md"}

IN_FRENCH = {
    "**bold**": "**gras**",
    "*italic*": "*italique*",
    "[words](https://address)": "[mots](https://adresse)",
}
"""The examples in a line whose words are translated."""


SAID = re.compile(r"\S+:\d+:\d+: |\w+: .+ → ")
"""How a block begins in which the program speaks: with a finding, or with a change of a figure."""
KEPT = re.compile(r"`[^`]*`|\w+\.yaml|^\w+(?=: )|\[[a-z]+-[a-z-]+\]|\b[A-Z]+\d+|\d+|[→^]", re.M)


class Section(NamedTuple):
    """A heading, and what stands below it up to the next."""

    level: int
    title: str
    body: str


@pytest.fixture(params=FRENCH, ids=lambda path: path.name)
def pair(request: pytest.FixtureRequest) -> tuple[Path, Path]:
    """A French guide and its original."""
    return request.param, GUIDES / request.param.name


def sections(guide: Path) -> list[Section]:
    """The sections of a guide. A line of code that starts with `#` heads none."""
    found: list[Section] = []
    fenced = False
    for line in guide.read_text(encoding="utf-8").splitlines():
        fenced ^= line.startswith("```")
        if line.startswith("#") and not fenced:
            signs, _, title = line.partition(" ")
            found.append(Section(len(signs), title, ""))
        else:
            found[-1] = found[-1]._replace(body=f"{found[-1].body}{line}\n")
    return found


class Parts(NamedTuple):
    """The lines of a section: of code, of what the program says, and of words besides."""

    code: list[str]
    said: list[str]
    words: list[str]


def parted(body: str) -> Parts:
    """The lines of code, of a command with a remark the command alone; what is said; the words.

    Code stands between fences, or is moved in after an empty line; the further lines of an entry
    of a list are moved in too. What is moved in and begins as a finding does, or as a change of a
    figure, is said by the program.
    """
    code: list[str] = []
    said: list[str] = []
    words: list[str] = []
    fenced = moved = is_said = False
    before = ""
    for line in body.splitlines():
        began = moved
        moved = line.startswith("    ") and (moved or not before)
        if moved and not began:
            is_said = bool(SAID.match(line.strip()))
        if line.startswith("```") or fenced:
            fenced ^= line.startswith("```")
            code.append(line)
        elif moved:
            (said if is_said else code).append(re.split(r"\s{2,}", line.strip())[0])
        else:
            words.append(line)
        before = line
    return Parts(code, said, words)


def blocks(body: str) -> list[str]:
    """The lines of code."""
    return parted(body).code


def kept(body: str) -> Counter[str]:
    """What is the same in every language of what the program says: code, keys, codes, numbers."""
    return Counter(KEPT.findall("\n".join(parted(body).said)))


def prose(body: str) -> str:
    """The words with what stands in them, without blocks of code."""
    return "\n".join(parted(body).words)


def plain(body: str) -> str:
    """The words alone: without code, and without where links lead."""
    return re.sub(r"\]\([^)]*\)", "]", re.sub(r"`[^`]+`", "`", prose(body)))


def spans(text: str) -> list[str]:
    """The code in a line."""
    return [" ".join(span.split()) for span in re.findall(r"`([^`]+)`", text)]


def rows(body: str) -> list[list[str]]:
    """The cells of tables, row by row."""
    lines = [line for line in body.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]


def slug(title: str) -> str:
    """The anchor of a heading, as GitHub makes it."""
    return re.sub(r"[^\w\- ]", "", title.strip().lower()).replace(" ", "-")


def numbers(text: str) -> Counter[str]:
    """The digits in words; a space, a point or a comma may part them as the language wants it."""
    return Counter(re.findall(r"\d+", text))


class Target(NamedTuple):
    """Where a link leads: a page by its English name, and which of its headings (-1: its head)."""

    page: str
    heading: int


def targets(guide: Path, body: str) -> Iterator[Target]:
    """Where the links of a section lead."""
    for link in re.findall(r"\]\(([^)\s]+)\)", re.sub(r"`[^`]+`", "", prose(body))):
        address, _, anchor = link.partition("#")
        page = (guide.parent / address).resolve() if address else guide
        assert page.exists(), f"{link} leads nowhere"
        heading = [slug(one.title) for one in sections(page)].index(anchor) if anchor else -1
        original = GUIDES / page.name if page.parent == GUIDES / "fr" else page
        yield Target(str(original), heading)


def test_the_guides_that_an_officer_needs_are_there() -> None:
    assert {path.name for path in FRENCH} >= OFFICERS


def test_headings(pair: tuple[Path, Path]) -> None:
    """As many, of the same levels; those that are a key or a code are the same."""
    french, english = map(sections, pair)
    assert [one.level for one in french] == [one.level for one in english]
    for ours, theirs in zip(french, english, strict=True):
        assert spans(ours.title) == spans(theirs.title)


def test_commands_examples_keys_and_numbers(pair: tuple[Path, Path]) -> None:
    for ours, theirs in zip(*map(sections, pair), strict=True):
        assert blocks(ours.body) == blocks(theirs.body), ours.title
        assert kept(ours.body) == kept(theirs.body), ours.title
        wanted = Counter(IN_FRENCH.get(span, span) for span in spans(prose(theirs.body)))
        assert Counter(spans(prose(ours.body))) == wanted, ours.title
        assert numbers(plain(ours.body)) == numbers(plain(theirs.body)), ours.title


def test_tables(pair: tuple[Path, Path]) -> None:
    """The same rows and columns; in each cell the same keys."""
    for ours, theirs in zip(*map(sections, pair), strict=True):
        french, english = rows(ours.body), rows(theirs.body)
        assert [len(row) for row in french] == [len(row) for row in english], ours.title
        for cell, original in zip(chain(*french), chain(*english), strict=True):
            wanted = sorted(IN_FRENCH.get(span, span) for span in spans(original))
            assert sorted(spans(cell)) == wanted, cell


def test_links(pair: tuple[Path, Path]) -> None:
    """They lead where those of the original lead, and stay in French where there is French."""
    french, english = pair
    for ours, theirs in zip(*map(sections, pair), strict=True):
        wanted = Counter(targets(english, theirs.body))
        assert Counter(targets(french, ours.body)) == wanted, ours.title
    translated = {path.name for path in FRENCH}
    outside = re.findall(r"\]\(\.\./([\w-]+\.md)", french.read_text(encoding="utf-8"))
    assert not translated & set(outside)


def test_the_readme_leads_to_every_guide() -> None:
    readme = (HERE / "README.md").read_text(encoding="utf-8")
    for path in FRENCH:
        assert f"(src/depliant/docs/fr/{path.name})" in readme


WRONG_IN_FRENCH = "|".join((
    r"[^\u202f][;?»]",
    r"«[^\u202f]",
    r"(?<!#RE)[^\u202f]!(?!\[)",  # but #REF!, as spreadsheets say it, and the mark of a picture
    r"[^\u00a0|\-]:(?=\s)",  # but the rule of a table
    r"[^\u00a0]%",
    r"['“”]|\.\.\.",
))  # fmt: skip


def test_french_spaces_and_marks(pair: tuple[Path, Path]) -> None:
    """A no-break space before : and %, a narrow one before ; ! ? and inside « »; ’ for '."""
    text = re.sub(r"\]\([^)]*\)", "]", "\n".join(plain(one.body) for one in sections(pair[0])))
    found = [match[0] for match in re.finditer(rf".{{0,25}}(?:{WRONG_IN_FRENCH})", text)]
    assert found == []


def test_readers_are_spoken_to_politely(pair: tuple[Path, Path]) -> None:
    text = "\n".join(plain(one.body) for one in sections(pair[0]))
    assert not re.search(r"(?i)\b(tu|te|toi|ton(?![\s>]+direct)|ta|tes|t’)\b", text)
