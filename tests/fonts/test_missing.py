"""What is said of characters that a font lacks: once for each font and script."""

from __future__ import annotations

from pathlib import Path

import pytest

from depliant.errors import Diagnostic, InputError, Place
from depliant.fonts import missing
from depliant.fonts.boxes import boxes_for
from depliant.fonts.face import characters
from depliant.fonts.missing import gathered, missing_glyph
from depliant.fonts.registry import FaceRef, family_files, file_of, nearest, packs
from depliant.sentences import say

BARLOW = FaceRef("Barlow")


def faults(text: str, language: str, line: int = 1) -> list[Diagnostic]:
    return [missing_glyph(char, BARLOW, language, Place("content.yaml", line)) for char in text]


def test_a_script_is_said_once_at_each_of_its_places() -> None:
    other = Diagnostic("overset", say("Full."))
    found = gathered([*faults("世界", "ja"), other, *faults("界の、カ", "ja", 5)])
    assert [fault.place and fault.place.line for fault in found] == [1, None, 5]
    assert found[0].message == found[2].message
    assert "Barlow 400 has no glyphs for 5 characters: 世 界 の 、 カ." in str(found[0].message)


def test_only_some_of_many_characters_are_shown() -> None:
    many = "".join(map(chr, range(0x4E00, 0x4E00 + 742)))
    (said,) = gathered(faults(many, "zh_Hans"))
    assert "742 characters: 一 丁 丂 七 丄 丅 丆 万 丈 三 上 下 …" in str(said.message)


def test_scripts_and_lone_characters_stay_apart() -> None:
    found = gathered([*faults("Жж", "uk"), *faults("☃", "uk")])
    assert len(found) == 2
    assert "U+2603 SNOWMAN" in str(found[1].message)


@pytest.mark.parametrize(
    ("char", "language", "family"),
    [
        ("世", "ja", "Noto Sans JP, script: Jpan"),
        ("世", "zh_Hans", "Noto Sans SC, script: Hans"),
        ("世", "zh-TW", "Noto Sans TC, script: Hant"),
        ("世", "ko", "Noto Sans KR, script: Kore"),
        ("세", "ko", "Noto Sans KR, script: Kore"),
        ("ש", "he", "Heebo, script: Hebr"),
        ("थ", "hi", "Noto Sans Devanagari, script: Deva"),
        ("।", "hi", "Noto Sans Devanagari, script: Deva"),
        ("ท", "th", "Noto Sans Thai, script: Thai"),
        ("ລ", "lo", "Noto Sans Lao, script: Laoo"),
    ],
)
def test_the_hint_names_a_family_that_has_it(char: str, language: str, family: str) -> None:
    hint = str(missing_glyph(char, BARLOW, language).hint)
    assert f"{{family: {family}}}" in hint
    assert char in characters(nearest(FaceRef(family.partition(",")[0])))


@pytest.mark.parametrize("char", ["😀", "👩", "🦊", "\U0002ebe0"])
def test_no_family_is_named_that_lacks_it_too(char: str) -> None:
    hint = str(missing_glyph(char, BARLOW, "en").hint)
    assert hint == "Use another character, or a family that has it."
    assert char not in characters(nearest(FaceRef("Noto Sans JP")))


@pytest.mark.parametrize("char", ["！", "、"])
def test_the_signs_of_a_script_are_in_its_family(char: str) -> None:
    hint = str(missing_glyph(char, BARLOW, "ja").hint)
    assert "Noto Sans JP" in hint
    assert char in characters(nearest(FaceRef("Noto Sans JP")))


def test_a_family_that_is_not_installed_is_named_with_its_package(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(missing, "family_files", lambda _: ())
    assert "`pip install justmytype-intl-cjk`" in str(missing_glyph("世", BARLOW, "ja").hint)
    assert "`pip install fontpkg-heebo`" in str(missing_glyph("ש", BARLOW, "he").hint)
    assert "pip" not in str(missing_glyph("☃", BARLOW, "fr").hint)


def test_a_family_that_is_missing_is_said_alike_for_all_its_weights() -> None:
    said = set()
    for weight in (400, 700):
        with pytest.raises(InputError) as caught:
            file_of(FaceRef("EB Garamond", weight))
        said.add(str(caught.value))
    assert len(said) == 1


def test_boxes_are_the_same_font_for_the_same_characters() -> None:
    name = boxes_for("한글")
    assert boxes_for("글한") == name
    assert boxes_for("한") != name
    # Shaping takes a syllable apart where the font lets it.
    assert {"한", "ᄒ", "ᅡ", "ᆫ", "\N{COMBINING ACUTE ACCENT}"} <= characters(nearest(FaceRef(name)))


GUIDE = Path(__file__).parents[2] / "src" / "depliant" / "docs" / "translation.md"


@pytest.mark.parametrize("script", sorted({*missing._FAMILIES} | {"Hani"}))
def test_each_family_that_is_named_is_that_of_the_guide_with_its_package(script: str) -> None:
    """And it has the script's letters, where it is installed."""
    family, code = missing._family_of(script, "")
    rows = [
        [cell.strip() for cell in line.strip("|\n ").split("|")]
        for line in GUIDE.read_text("utf-8").partition("## Scripts and fonts")[2].splitlines()
        if line.startswith("| ")
    ]
    (row,) = [row for row in rows if f"script: {code}" in row[1] or f"`{code}`" in row[1]]
    assert family in row[1]
    pack, own = packs().get(family, ""), f"`fontpkg-{family.lower().replace(' ', '-')}`"
    extras = {"justmytype-intl-sea": "depliant[scripts]", "justmytype-intl-cjk": "depliant[cjk]"}
    said = {f"`{extras.get(pack, pack)}`", own, "`fontpkg-…`", "comes along", "the same"}
    assert any(one in row[2] for one in said), row[2]
    if family_files(family):
        letters = [
            char for char in LETTERS[script] if char not in characters(nearest(FaceRef(family)))
        ]
        assert letters == []


LETTERS = {
    "Arab": "سپ", "Beng": "কল", "Cyrl": "ЖїЎ", "Deva": "कल", "Ethi": "ሊሚ", "Grek": "Ωώϊ",
    "Hang": "한글", "Hani": "世界", "Hebr": "של", "Hira": "の", "Kana": "カー", "Khmr": "ខ្មែរ",
    "Laoo": "ລາວ", "Mymr": "မြန်", "Taml": "தமிழ்", "Telu": "తెలుగు", "Thai": "ไทย",
}  # fmt: skip
