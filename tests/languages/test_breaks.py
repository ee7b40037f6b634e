"""Where lines may end in scripts without spaces: rules of JLREQ and CLREQ, and other breakers."""

from __future__ import annotations

from collections.abc import Callable
from itertools import accumulate, pairwise

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


def by_icu(text: str, language: str) -> set[int]:
    """ICU's strict breaks within a text."""
    ends = accumulate(map(len, LineBreaker(text, f"{language}-u-lb-strict")))
    return {*ends} - {len(text)}


@pytest.mark.parametrize("text", ["約12.4億円", "人口は1,200万人", "约3亿元", "約５千人", "4萬"])
@pytest.mark.parametrize("places", [opportunities, phrases])
def test_a_number_stays_with_its_magnitude(
    text: str, places: Callable[..., frozenset[int]]
) -> None:
    of = (text, "ja", True) if places is opportunities else (text, "ja")
    pieces = cut(text, places(*of))
    assert not any(piece[-1].isdecimal() for piece in pieces)


@pytest.mark.parametrize(
    ("language", "letters"),
    [
        ("ja", "漢字かなカナ、。「」（）年2015"),
        ("zh-Hans", "世界遗产，。：；！？、《》（）「」…—％年2015.abé"),
        ("zh-Hant", "世界遺產，。：；！？、《》（）「」『』…—％年2015.abé"),
    ],
)
@given(data=st.data())
def test_breaks_are_those_of_icu(language: str, letters: str, data: st.DataObject) -> None:
    """ICU's strict breaks, of whose dictionary for Japanese nothing comes into lines."""
    text = data.draw(st.text(letters, min_size=2, max_size=20))
    assert opportunities(text, language, True) == by_icu(text, language)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("zh-Hans", "2012年6月30日，世界遗产委员会把“北部-加来海峡采矿盆地”列入《世界遗产名录》。"),
        ("zh-Hans", "采矿盆地（约4,000公顷）占地区的40％，在Louvre-Lens附近……"),
        (
            "zh-Hant",
            "2012年6月30日，世界遺產委員會把「加萊海峽採礦盆地」列入《世界遺產名錄》！",
        ),
        ("zh-Hant", "採礦盆地：約4,000公頃，佔地區的40％；『活的景觀』。"),
    ],
)
def test_breaks_of_chinese_sentences_are_those_of_icu(language: str, text: str) -> None:
    assert opportunities(text, language, True) == by_icu(text, language)


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
