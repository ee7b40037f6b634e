"""The report as a file: nothing in it comes from outside or runs, and nothing said gets lost."""

from __future__ import annotations

import base64
import hashlib
import json
import re
import shutil
from html.parser import HTMLParser
from pathlib import Path
from typing import NamedTuple

import pytest
from msgspec.structs import replace

from depliant.build.sides import locate, read_side
from depliant.compare.comparison import Comparison, compared
from depliant.compare.html_parts import Html, Markup, text
from depliant.compare.html_report import html_report
from depliant.compare.json_report import json_report
from depliant.interface import ENGLISH, Interface
from depliant.sentences import Sentence

ACCORDION = Path(__file__).parents[1] / "data" / "accordion"
HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(1)>\" onload='alert(1)' &amp; </style>"


class Tag(NamedTuple):
    """An element with its attributes."""

    name: str
    attributes: dict[str, str]


class Page(HTMLParser):
    """The elements and the text of a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[Tag] = []
        self.text: list[str] = []
        self.style = ""
        self.open: list[str] = []
        self.languages: list[str | None] = []
        """Of every open element, the language of what it says."""
        self.said: list[tuple[str | None, str]] = []
        """Texts with their language."""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(Tag(tag, {name: value or "" for name, value in attrs}))
        if tag not in ("meta", "img"):
            self.open.append(tag)
            outside = self.languages[-1] if self.languages else None
            self.languages.append(dict(attrs).get("lang", outside))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag, "elements nest"
        self.languages.pop()

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] == "style":
            self.style += data
        else:
            self.text.append(data)
            self.said.append((self.languages[-1] if self.languages else None, data))


def comparison(old: Path, new: Path, scratch: Path) -> Comparison:
    sides = [read_side(locate(str(side), scratch, scratch)) for side in (old, new)]
    return compared(sides[0], sides[1], lambda _: None)


def report(old: Path, new: Path, scratch: Path, interface: Interface = ENGLISH) -> str:
    return html_report(comparison(old, new, scratch), interface)


def project(folder: Path, *edits: tuple[str, str]) -> Path:
    shutil.copytree(ACCORDION, folder)
    content = folder / "content.yaml"
    said = content.read_text(encoding="utf-8")
    for old, new in edits:
        assert old in said
        said = said.replace(old, new)
    content.write_text(said, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Page:
    """A report on a brochure that says what would harm a page that does not escape it."""
    folder = tmp_path_factory.mktemp("hostile")
    said = HOSTILE.replace('"', '\\"')
    old = project(folder / "old")
    new = project(
        folder / "new",
        ("title: The Tide Mill at Saltmarsh", f'title: "{said}"'),
        ("title: Twice a day", 'title: "<script> a <b> day"'),
        ("Nobody has ever had", "Nobody <b onclick=x> ever had"),
        ("Creek survey, spring 2023\n\n", "Creek <i>survey</i>\n\n"),
        ("label: All", 'label: "<u>"'),
        ("value: 18400", "value: 19700"),
    )
    return Page(report(old, new, folder))


def test_nothing_said_becomes_markup(hostile: Page) -> None:
    names = {tag.name for tag in hostile.tags}
    assert not names & {"script", "i", "u", "iframe", "object", "link", "form", "base"}
    assert not any(tag.attributes for tag in hostile.tags if tag.name == "b")
    assert not any(name.startswith("on") for tag in hostile.tags for name in tag.attributes)
    assert HOSTILE in "".join(hostile.text)


def test_nothing_comes_from_outside(hostile: Page) -> None:
    for tag in hostile.tags:
        for name in ("src", "href", "action", "data", "poster", "srcset"):
            if name in tag.attributes:
                assert tag.attributes[name].startswith(("#", "data:image/webp;base64,"))
        assert "style" not in tag.attributes, "the policy forbids it"
    for address in re.findall(r"url\(([^)]*)\)", hostile.style):
        assert address.strip("\"'").startswith("data:font/ttf;base64,")
    assert "@import" not in hostile.style


def test_the_policy_allows_this_style_sheet_and_nothing_else(hostile: Page) -> None:
    (policy,) = (
        tag.attributes["content"]
        for tag in hostile.tags
        if tag.attributes.get("http-equiv") == "Content-Security-Policy"
    )
    digest = base64.b64encode(hashlib.sha256(hostile.style.encode()).digest()).decode()
    assert policy.split("; ") == [
        "default-src 'none'",
        "img-src data:",
        "font-src data:",
        f"style-src 'sha256-{digest}'",
        "base-uri 'none'",
        "form-action 'none'",
    ]


def test_every_link_leads_somewhere(hostile: Page) -> None:
    names = [tag.attributes["id"] for tag in hostile.tags if "id" in tag.attributes]
    assert len(names) == len(set(names))
    for tag in hostile.tags:
        for key in ("href", "aria-labelledby"):
            if key in tag.attributes:
                assert tag.attributes[key].removeprefix("#") in names


def test_the_same_sides_give_the_same_bytes(tmp_path: Path) -> None:
    old = project(tmp_path / "old")
    new = project(tmp_path / "new", ("value: 18400", "value: 19700"))
    assert report(old, new, tmp_path) == report(old, new, tmp_path)


def test_copyfitting_that_differs_is_said(tmp_path: Path) -> None:
    old = project(tmp_path / "old")
    new = project(tmp_path / "new", ("for five\n", "for five " + "and more " * 139 + "\n"))
    page = Page(report(old, new, tmp_path))
    assert "Copyfitting" in page.text
    assert "as designed" in page.text
    assert any(part.startswith("step ") for part in page.text)


def test_a_fold_that_changed_is_said(tmp_path: Path) -> None:
    old, new = project(tmp_path / "old"), project(tmp_path / "new")
    style = tmp_path / "new" / "assets" / "style.yaml"
    text = style.read_text(encoding="utf-8")
    style.write_text(text.replace("fold: accordion4", "fold: double-gate"), encoding="utf-8")
    shown = Page(report(old, new, tmp_path)).text
    assert (
        "accordion fold, sheet of 396 × 210 mm: "
        "inside 1 (99 mm) | 2 (99 mm) | 3 (99 mm) | 4 (99 mm)"
    ) in shown
    assert (
        "double gate fold, sheet of 389.6 × 210 mm: "
        "inside 1 (95.8 mm) | 2 (99 mm) | 3 (99 mm) | 4 (95.8 mm)"
    ) in shown
    found = comparison(old, new, tmp_path)
    assert str(found.summary).endswith("The fold changed.")
    assert json.loads(json_report(found, ENGLISH))["folds"][0]["languages"] == ["en"]
    same = comparison(old, old, tmp_path)
    assert same.folds == ()
    assert "The fold changed." not in str(same.summary)


def test_panels_that_came_and_went(tmp_path: Path) -> None:
    old = project(tmp_path / "old")
    new = project(tmp_path / "new", ("  - id: visit\n", "  - id: coming\n    design: visit\n"))
    said = " ".join(Page(report(old, new, tmp_path)).text)
    assert "new page" in said
    assert "removed page" in said
    assert "there is no such page" in said


# --- languages --------------------------------------------------------------------------------


class Marking(Interface):
    """Says everything in English, between brackets."""

    def tell(self, said: str | Sentence) -> str:
        return f"⟦{said}⟧"


@pytest.fixture(scope="module")
def many_changes(tmp_path_factory: pytest.TempPathFactory) -> Comparison:
    """Figures, words, panels, copyfitting and marks that have all changed somehow."""
    folder = tmp_path_factory.mktemp("many")
    old = project(folder / "old")
    new = project(
        folder / "new",
        ("value: 18400", "value: 19700"),
        ("value: 4.8", "value: 4.9"),
        ("value: 37.5", "value: 39"),
        ("value: 5600, unit: visitors, date: 2023", "value: 5600, unit: visitors, date: 2024"),
        ("  first:    {value: 1, unit: mill, source: unstated}\n", ""),
        ("The {first:ordinal} mill on the creek stood", "A mill on the creek stood"),
        ("  - id: visit\n", "  - id: coming\n    design: visit\n"),
        ("for five\n", "for five " + "and more " * 139 + "\n"),
    )
    with (new / "assets/logos/friends.yaml").open("a", encoding="utf-8") as file:
        file.write("permitted_until: 2023\n")
    return comparison(old, new, folder)


def test_every_word_of_the_report_is_told_in_the_users_language(many_changes: Comparison) -> None:
    page = Page(html_report(many_changes, Marking("fr")))
    told = " ".join(text for _, text in page.said if "⟦" in text)
    side = many_changes.fit[0].side
    for word in ("Figures", "Words", "Pages", "Copyfitting", "Expired", side, "restated"):
        assert re.search(rf"⟦[^⟧]*\b{word}\b", told), word
    # What is left are names that are the same in every language; and the days and languages, which
    # are French here.
    left = " ".join(text for language, text in page.said if language == "fr" and "⟦" not in text)
    names = {change.figure.id for change in many_changes.figures}
    names |= {many_changes.old.name, many_changes.new.name, "permitted_until", "avril", "anglais"}
    assert {
        part
        for part in re.split(r"[\s,]+", left)
        if re.search("[a-z]", part) and not re.match(r".*[.]yaml|[(]en[)]", part)
    } <= names
    for tag in page.tags:
        for name in ("alt", "data-name", "title", "aria-label"):
            if name in tag.attributes:
                assert tag.attributes[name].startswith("⟦")


def test_the_report_in_french_and_the_brochure_in_english(many_changes: Comparison) -> None:
    page = Page(html_report(many_changes, Interface("fr")))
    assert page.tags[0] == ("html", {"lang": "fr"})
    said = " ".join(text for language, text in page.said if language == "fr")
    assert "2 avril 2024" in said
    assert "anglais" in said
    quoted = " ".join(text for language, text in page.said if language == "en")
    assert "The Tide Mill at Saltmarsh" in quoted
    assert "Who comes to see it?" in quoted
    assert "All: " in quoted, "the colon of the brochure's language"
    assert "Who comes to see it?" not in said
    assert "Visitors in 2023" not in said


def test_of_several_languages_each_is_named_as_the_reader_names_it(
    many_changes: Comparison,
) -> None:
    first = many_changes.pages[0]
    doubled = replace(many_changes, pages=(first, replace(first, language="nl")))
    page = Page(html_report(doubled, Interface("fr")))
    said = " ".join(text for language, text in page.said if language == "fr")
    assert re.search(r"anglais, page \d", said)
    assert re.search(r"néerlandais, page \d", said)
    assert re.search(r"\b(en|nl), page", said) is None


def test_the_report_counts_what_the_summary_counts(many_changes: Comparison) -> None:
    html = html_report(many_changes, ENGLISH)
    numbers = re.findall(r"<b>(\d+)</b> <span>([^<]*)</span>", html)
    tiles = {words: int(number) for number, words in numbers}
    assert tiles["restated"] == 1
    total = sum(count for words, count in tiles.items() if words in (
        "figures changed", "added", "removed", "restated", "unchanged"
    ))  # fmt: skip
    assert total == len(many_changes.figures)
    shown = html.count('<span class="kind">')
    assert tiles["passages changed"] == shown < len(many_changes.passages)
    assert str(many_changes.summary) == (
        "figures: 3 changed, 0 added, 1 removed, 1 restated, 3 unchanged; "
        f"passages: {shown}; {tiles['of 5 pages']} of 5 pages differ."
    )


# --- escaping ---------------------------------------------------------------------------------


def test_texts_are_escaped_and_markup_is_kept() -> None:
    html = Html(ENGLISH)
    assert html.element("p", "a < b & c", html.element("b", "x"), title='"') == (
        '<p title="&quot;">a &lt; b &amp; c<b>x</b></p>'
    )
    assert html.joined(("<", None, Markup("<br>"))) == "&lt;<br>"


@pytest.mark.parametrize("bad", ["\0", "\x1b", "\u202e", "\ud800", "\ufffe", "\x85"])
def test_what_html_may_not_hold_is_shown_as_such(bad: str) -> None:
    assert text(f"a{bad}b") == "a\ufffdb"
    assert text(f"a{bad}b").encode("utf-8")


def test_the_folder_that_one_stands_in_is_called_by_its_title(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ACCORDION)
    said = " ".join(Page(report(Path("."), ACCORDION, tmp_path)).text)
    assert "., " not in said
