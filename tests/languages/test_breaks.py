"""Where lines may end in scripts without spaces: rules of JLREQ and CLREQ, and other breakers."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icu4py.breakers import LineBreaker

from depliant.languages import breaks
from depliant.languages.breaks import lacks_dictionary, opportunities, phrases, unspaced

NOT_FIRST = "、。，．・：；？！」』）】〉》〕ーぁぃぅぇぉっゃゅょァィゥェォッャュョ々”’…"
NOT_LAST = "「『（【〈《〔"

JAPANESE = "2012年6月、世界遺産委員会は「ノール＝パ・ド・カレーの鉱山盆地」を（一覧表に）記載した。"


def cut(text: str, places: frozenset[int]) -> list[str]:
    ends = [0, *sorted(places), len(text)]
    return [text[a:b] for a, b in pairwise(ends)]


@given(st.text("漢字かなカナ" + NOT_FIRST + NOT_LAST, min_size=2, max_size=20))
def test_no_line_begins_or_ends_with_what_may_not(text: str) -> None:
    for at in opportunities(text, "ja", True):
        # A quotation mark may open as well as close: beside an ideograph it may begin a line.
        assert text[at] not in NOT_FIRST or text[at] in "”’"
        assert text[at - 1] not in NOT_LAST


@given(st.text("漢字かなカナ、。「」（）年2015", min_size=2, max_size=20))
def test_breaks_are_those_of_icu(text: str) -> None:
    """ICU's strict breaks, of whose dictionary for Japanese nothing comes into lines."""
    by_icu, at = set[int](), 0
    for part in LineBreaker(text, "ja-u-lb-strict"):
        at += len(part)
        by_icu.add(at)
    assert opportunities(text, "ja", True) == by_icu - {len(text)}


def test_phrases_stay_whole_and_keep_to_the_rules() -> None:
    parts = cut(JAPANESE, phrases(JAPANESE, "ja"))
    assert "世界遺産委員会は" in parts
    assert "記載した。" in parts
    assert "201" not in parts
    assert phrases(JAPANESE, "ja") <= opportunities(JAPANESE, "ja", True)


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("zh_Hans", "他说：“世界遗产”很好", ["他", "说：", "“世", "界", "遗", "产”", "很", "好"]),
        ("zh-Hant", "他說：「好」", ["他", "說：", "「好」"]),
        ("th", "ลุ่มน้ำเหมืองแร่", ["ลุ่ม", "น้ำ", "เหมือง", "แร่"]),
        ("lo", "ອົງການຢູເນສໂກໄດ້", ["ອົງ", "ການ", "ຢູ", "ເນສ", "ໂກ", "ໄດ້"]),
        ("my", "ကမ္ဘာ့အမွေအနှစ်", ["ကမ္ဘာ့", "အမွေအနှစ်"]),
        ("km", "ត្រូវបានចុះក្នុងបញ្ជី", ["ត្រូវ", "បាន", "ចុះ", "ក្នុង", "បញ្ជី"]),
    ],
)
def test_other_scripts(language: str, text: str, expected: list[str]) -> None:
    assert cut(text, opportunities(text, language, True)) == expected


def test_korean_is_broken_at_spaces_or_if_words_may_be_divided_between_syllables() -> None:
    text = "세계유산(2012년)에"
    assert opportunities(text, "ko", False) == frozenset()
    assert cut(text, opportunities(text, "ko", True))[:4] == ["세", "계", "유", "산"]


def test_only_what_needs_it_is_looked_at() -> None:
    assert not unspaced("Été 2012, Łódź, Київ, Ελλάδα, مرحبا, हिन्दी")
    assert unspaced("Louvre-Lens美術館")


def test_lao_lacks_its_dictionary_without_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    assert not lacks_dictionary("lo")
    monkeypatch.setattr(breaks, "find_spec", lambda _: None)
    breaks._has_icu.cache_clear()
    try:
        assert [tag for tag in ("lo", "km", "my", "th", "ja", "fr") if lacks_dictionary(tag)] == [
            "lo", "km", "my",
        ]  # fmt: skip
    finally:
        breaks._has_icu.cache_clear()
