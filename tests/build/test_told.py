"""What one slip is told as: once, at its place, with nothing that merely follows from it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from depliant.build import pipeline
from depliant.build.project import Project
from depliant.build.session import Session
from depliant.errors import DepliantError, Diagnostic
from depliant.preview.making import drafted

DATA = Path(__file__).parents[1] / "data"
STYLE = "assets/style.yaml"
CONTENT = "content.yaml"
LONG = "The creek fills the pond " * 120
LOST = "    backdrop: {picture: assets/images/lost.jpg, alt: x}\n"


@pytest.fixture
def mill(tmp_path: Path) -> Path:
    """A copy of a small brochure."""
    return Path(shutil.copytree(DATA / "accordion", tmp_path / "mill"))


def edit(project: Path, old: str, new: str, file: str = CONTENT) -> None:
    path = project / file
    text = path.read_text(encoding="utf-8")
    assert old in text, old
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def line(project: Path, words: str, file: str = CONTENT) -> int:
    text = (project / file).read_text(encoding="utf-8")
    return text[: text.index(words)].count("\n") + 1


def told(project: Path) -> list[Diagnostic]:
    """All that a check says but notes and advice."""
    try:
        found = pipeline.check(project).diagnostics
    except DepliantError as fault:
        found = fault.diagnostics
    return [one for one in found if one.severity in ("error", "warning")]


def errors(project: Path) -> list[Diagnostic]:
    return [one for one in told(project) if one.severity == "error"]


def test_a_picture_that_is_missing_hides_no_lack_of_room(mill: Path) -> None:
    edit(mill, "  - id: front\n", f"  - id: front\n{LOST}")
    edit(mill, "The creek fills the pond ", LONG)
    missing, overset = sorted(errors(mill), key=lambda one: one.code)
    assert (missing.code, overset.code) == ("asset-missing", "overset")
    assert overset.place is not None
    assert overset.place.line == line(mill, LONG.strip()) - 1


def test_nothing_is_said_of_words_on_what_stands_for_a_picture(mill: Path) -> None:
    edit(mill, "  - id: front\n", f"  - id: front\n{LOST}")
    assert [one.code for one in errors(mill)] == ["asset-missing"]


def test_what_has_no_room_beside_a_block_that_cannot_be_set_is_not_known(mill: Path) -> None:
    edit(mill, "The creek fills the pond ", LONG)
    edit(mill, "      - key-figure: tide\n", "      - {picture: assets/lost.jpg, alt: x}\n"
         "      - key-figure: tide\n")  # fmt: skip
    assert [one.code for one in errors(mill)] == ["asset-missing"]


def test_a_key_and_a_swatch_misspelt_hide_no_missing_picture(mill: Path) -> None:
    edit(mill, "  - id: front\n", f"  - id: front\n{LOST}")
    edit(mill, "    title: Twice a day", "    titel: Twice a day")
    edit(mill, "colour: tide, after: 2", "colour: tied, after: 2", STYLE)
    found = {one.code for one in errors(mill)}
    assert found == {"key-unknown", "style-unknown-name", "asset-missing"}


@pytest.mark.parametrize(
    ("old", "new", "at"),
    [
        ("{text: Fira Sans,", "{text: Fira Snas,", "Fira Snas"),
        ("title:      {family: display, weight: 600", "title:      {family: display, weight: 650",
         "650"),
    ],
)  # fmt: skip
def test_a_font_is_told_once_where_the_style_asks_for_it(
    mill: Path, old: str, new: str, at: str
) -> None:
    edit(mill, old, new, STYLE)
    (fault,) = errors(mill)
    assert fault.code == "font-missing"
    assert fault.place is not None
    assert fault.place[:2] == (STYLE, line(mill, at, STYLE))


def test_a_weight_is_told_where_a_base_asks_for_it(mill: Path) -> None:
    edit(mill, "address:    {family: text, weight: 600",
         "plate: {family: text, weight: 650, size: 9, leading: 12}\n"
         "  address:    {base: plate", STYLE)  # fmt: skip
    (fault,) = errors(mill)
    assert fault.place is not None
    assert fault.place[:2] == (STYLE, line(mill, "650", STYLE))


def test_a_swatch_with_too_much_ink_is_named_once(mill: Path) -> None:
    edit(mill, "cmyk: [95, 50, 10, 10]", "cmyk: [95, 95, 95, 90]", STYLE)
    edit(mill, "{spot: Saltmarsh Blue, cmyk", "{cmyk", STYLE)
    faults = [one for one in errors(mill) if one.place and one.place.file == STYLE]
    assert [one.code for one in faults] == ["ink-limit"]
    assert "`tide`" in str(faults[0].message)
    assert faults[0].place is not None
    assert faults[0].place.line == line(mill, "tide:  {cmyk", STYLE)
    assert "rich-black-text" not in {one.code for one in errors(mill)}


def test_a_bleed_of_nothing_is_told_by_the_check(mill: Path) -> None:
    edit(mill, "bleed_mm: 5", "bleed_mm: 0", STYLE)
    (fault,) = [one for one in errors(mill) if one.code == "bleed-short"]
    assert fault.place is not None
    assert fault.place[:2] == (STYLE, 1)
    assert "bleed_mm: 3" in str(fault.hint)


def test_a_misspelt_figure_has_no_other_deleted(mill: Path) -> None:
    edit(mill, "{first:ordinal}", "{firts:ordinal}")
    assert [one.code for one in told(mill) if "figure" in one.code] == ["figure-unknown"]


def test_a_place_that_is_not_closed_is_no_doubled_word(mill: Path) -> None:
    edit(mill, "The {first:ordinal} mill", "The {first first mill")
    codes = [one.code for one in told(mill)]
    assert "markup-placeholder" in codes
    assert not {"figure-unused", "spelling-doubled"} & {*codes}


def test_a_sum_is_not_judged_without_one_of_its_parts(mill: Path) -> None:
    edit(mill, "children: {value: 5600,", "children: {value: 5600, sums_to: both,")
    edit(mill, "groups:   {value: 3100,",
         "both:     {value: 8700, unit: visitors, date: 2023, source: unstated}\n"
         "  groups:   {value: 3100, sums_to: both,")  # fmt: skip
    assert not errors(mill)
    edit(mill, "children: {value: 5600, sums_to: both, unit: visitors, date: 2023",
         "children: {value: 5600, sums_to: both, unit: visitors, date: 20233")  # fmt: skip
    assert [one.code for one in errors(mill)] == ["schema"]


def test_a_role_without_a_style_has_no_looks_yet(mill: Path) -> None:
    edit(mill, "role: strapline", "role: straplin")
    assert [one.code for one in told(mill) if one.severity == "error"] == ["role-unknown"]
    assert "text-contrast" not in {one.code for one in told(mill)}


def test_a_share_in_per_cent_is_told_how_to_be_written(mill: Path) -> None:
    edit(mill, "  - id: front\n", f"  - id: front\n{LOST.replace('}', ', focus: [70, 0.2]}')}")
    (fault,) = [one for one in errors(mill) if one.code == "schema"]
    assert "`focus`" in str(fault.message)
    assert "write 0.7 for 70 %" in str(fault.hint)


def test_inks_that_are_too_few_are_counted_and_named(mill: Path) -> None:
    edit(mill, "black: {cmyk: [0, 0, 0, 100]}", "black: {cmyk: [0, 0, 100]}", STYLE)
    (fault,) = errors(mill)
    assert "must have 4 entries, not 3" in str(fault.message)
    assert "cyan, magenta, yellow and black" in str(fault.hint)


@pytest.mark.parametrize(
    ("word", "hint"),
    [("www.the-tide-mill-at-saltmarsh-and-its-creek-and-its-pond" * 3 + ".example", "address"),
     ("x" * 90, "\\xAD")],
)  # fmt: skip
def test_a_word_that_is_too_wide_is_told_what_it_may_have(mill: Path, word: str, hint: str) -> None:
    edit(mill, "title: Twice a day", f"title: {word}")
    fault = next(one for one in errors(mill) if one.code == "word-too-wide")
    assert hint in str(fault.hint)
    assert " mm wider" in str(fault.message)


def test_the_preview_tells_what_a_check_tells(mill: Path) -> None:
    edit(mill, "  - id: front\n", f"  - id: front\n{LOST}")
    edit(mill, "The creek fills the pond ", LONG)
    said = errors(mill)
    project = Project.read(mill, draft=True)
    missing = [one for one in said if one.code == "asset-missing"]
    made = drafted(Session(project), "en", missing)
    assert {one.diagnostic for one in made.findings} == {*said}
    (overset,) = (one for one in made.findings if one.diagnostic.code == "overset")
    assert overset.panel == "tide"


def test_a_script_that_no_family_has_is_told_once(mill: Path) -> None:
    words = ("stood here", "Twice", "creek fills", "Who comes", "Guided", "School", "were spent")
    for word, char in zip(words, "山川水火木金土", strict=True):
        edit(mill, word, f"{word} {char}")
    found = [one for one in errors(mill) if one.code == "glyph-missing"]
    assert len(found) == 1
    assert found[0].place is not None
    assert found[0].place[:2] == (STYLE, line(mill, "families", STYLE))
