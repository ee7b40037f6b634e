"""Japanese and Chinese lines: their ends, signs beside one another, Latin letters among them."""

from __future__ import annotations

from itertools import pairwise

import budoux
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from depliant.colour import BLACK
from depliant.fonts.registry import FaceRef, Fallback
from depliant.text.balance import set_balanced
from depliant.text.galley import set_line, set_paragraph
from depliant.text.ink import glyph_boxes
from depliant.text.model import CharStyle, Line, ParagraphStyle, Run

SIZE = 10.0
MEASURE = 163.0
TEXT = (
    "2012年6月30日、世界遺産委員会は「ノール＝パ・ド・カレーの鉱山盆地」を世界遺産一覧表に記載した"
    "（面積は約4,000ヘクタール）。Louvre-Lens美術館の開館とあわせて、地域の姿は大きく変わった。"
    "「遺産」とは、過去のものではない。「人々が暮らしつづける『生きた景観』なのだ」と語る。"
)
NOT_FIRST, NOT_LAST = "、。」』）ーっょ・", "「『（"


def style(family: str, script: str) -> CharStyle:
    return CharStyle(FaceRef("Barlow"), SIZE, BLACK, fallbacks=(Fallback(family, script),))


JAPANESE = style("Noto Sans JP", "Jpan")
JUSTIFIED = ParagraphStyle("ja", align="justify")
RAGGED = ParagraphStyle("ja", hyphenate=True)


def lines(text: str, how: ParagraphStyle = JUSTIFIED, measure: float = MEASURE) -> tuple[Line, ...]:
    return set_paragraph([Run(text, JAPANESE)], how, measure).lines


def ink(line: Line) -> list[tuple[float, float]]:
    boxes = [box for run in line.runs for box in glyph_boxes(run.glyphs)]
    return [(box.x, box.x + box.width) for box in boxes]


def places(line: Line) -> dict[str, float]:
    """Where each character of a line stands; of several that are alike, the last."""
    return {glyph.text: run.glyphs.x + glyph.x for run in line.runs for glyph in run.glyphs.glyphs}


def test_nothing_is_lost_and_no_space_is_put_in() -> None:
    assert "".join(line.text for line in lines(TEXT)) == TEXT


@given(st.floats(60, 300))
@example(167.375)  # a line of full width but for a hair
@settings(max_examples=30)
def test_lines_are_full_and_keep_the_rules_at_any_measure(measure: float) -> None:
    found = lines(TEXT, measure=measure)
    for line in found:
        assert line.text[0] not in NOT_FIRST
        assert line.text[-1] not in NOT_LAST
        assert not line.excess
    for line in found[:-1]:
        last = ink(line)[-1][1]
        # What is blank beside the last character, or half of it: never a hole.
        assert measure - 0.5 * SIZE <= last <= measure + 0.05
    assert "".join(line.text for line in found) == TEXT


def test_a_bracket_begins_and_a_comma_ends_flush_with_the_edge() -> None:
    (line,) = lines("「漢字」と漢字、")
    assert ink(line)[0][0] == pytest.approx(0.0, abs=0.15 * SIZE)
    assert line.width == pytest.approx(7 * SIZE, abs=0.1)  # eight squares less two halves


def test_signs_beside_one_another_give_up_their_blank_halves() -> None:
    at = places(set_line([Run("あ）。『い", JAPANESE)], RAGGED))
    assert at["。"] - at["）"] == pytest.approx(SIZE / 2, abs=0.01)
    assert at["『"] - at["。"] == pytest.approx(SIZE / 2, abs=0.01)
    assert at["い"] - at["『"] == pytest.approx(SIZE, abs=0.01)


def test_the_comma_of_taiwan_stands_in_the_middle_and_gives_up_nothing() -> None:
    hant = style("Noto Sans TC", "Hant")
    line = set_line([Run("甲，乙", hant)], ParagraphStyle("zh-Hant"))
    assert line.width == pytest.approx(3 * SIZE, abs=0.01)
    ended = set_line([Run("甲乙，", hant)], ParagraphStyle("zh-Hant"))
    assert ended.width == pytest.approx(3 * SIZE, abs=0.01)


def test_latin_letters_stand_a_little_apart_but_not_at_signs_or_line_ends() -> None:
    whole = set_line([Run("年A年", JAPANESE)], RAGGED).width
    letter = set_line([Run("A", JAPANESE)], RAGGED).width
    assert whole - letter - 2 * SIZE == pytest.approx(SIZE / 4, abs=0.01)
    bracketed = set_line([Run("（A）", JAPANESE)], RAGGED).width
    assert bracketed == pytest.approx(letter + SIZE, abs=0.01)


def test_figures_among_ideographs_are_of_the_first_family() -> None:
    line = set_line([Run("約4,000年", JAPANESE)], RAGGED)
    families = {
        glyph.text: run.glyphs.face.family for run in line.runs for glyph in run.glyphs.glyphs
    }
    assert families["4"] == families[","] == "Barlow"
    assert families["約"] == families["年"] == "Noto Sans JP"


def test_no_last_line_of_one_character() -> None:
    for count in range(20, 40):
        text = "漢" * count + "。"
        for line in lines(text, RAGGED, 100.0)[1:]:
            assert len(line.text) > 2


def test_headings_are_broken_between_phrases() -> None:
    text = "人々とともに守り伝える産業の景観"
    how = ParagraphStyle("ja", hyphenate=False)
    found = set_balanced([Run(text, JAPANESE)], how, 110.0).lines
    assert [line.text for line in found] == ["人々とともに", "守り伝える産業の景観"]


@pytest.mark.parametrize("measure", [150.0, 180.0, 210.0, 240.0])
def test_balanced_text_parts_no_phrase_that_has_room(measure: float) -> None:
    text = "「鉱山地帯の遺産」都市契約4件を、ヴァランシエンヌ地域で締結。"
    how = ParagraphStyle("ja", hyphenate=False)
    found = set_balanced([Run(text, JAPANESE)], how, measure).lines
    phrases = budoux.load_default_japanese_parser().parse(text)
    ends = {len("".join(phrases[:count])) for count in range(len(phrases) + 1)}
    assert {
        len("".join(line.text for line in found[:count])) for count in range(len(found))
    } <= ends


def test_a_phrase_wider_than_its_measure_is_broken_all_the_same() -> None:
    found = lines("世界遺産委員会", ParagraphStyle("ja"), 45.0)
    assert [line.text for line in found] == ["世界遺産", "委員会"]
    assert not any(line.excess for line in found)


def test_korean_words_are_divided_only_where_words_may_be() -> None:
    korean = style("Noto Sans KR", "Kore")
    text = "유네스코 세계유산위원회는 탄광 분지를 세계유산목록에 등재하였다"
    words = set(text.split())
    whole = set_paragraph([Run(text, korean)], ParagraphStyle("ko"), 90.0).lines
    assert all(words.issuperset(line.text.split()) for line in whole)
    divided = set_paragraph([Run(text, korean)], ParagraphStyle("ko", align="justify"), 90.0).lines
    assert len(divided) <= len(whole)
    assert "".join(line.text for line in divided) == text


def test_korean_words_of_a_ragged_text_are_divided_only_where_a_line_would_be_half_empty() -> None:
    korean, ragged = style("Noto Sans KR", "Kore"), ParagraphStyle("ko", hyphenate=True)
    text = "사회주택 기관과 함께 등재 광산촌 124곳의 안내 표지를 세우는 3년 계획 1건"
    for measure in range(60, 200, 10):
        found = set_paragraph([Run(text, korean)], ragged, float(measure)).lines
        assert all(set(text.split()).issuperset(line.text.split()) for line in found)
    found = set_paragraph([Run("세계유산위원회는", korean)], ragged, 50.0).lines
    assert len(found) == 2
    assert not any(line.excess for line in found)


def test_no_korean_line_ends_between_a_number_and_its_counter() -> None:
    korean = style("Noto Sans KR", "Kore")
    text = "광산촌124곳의3,300만유로와제1차계획을세운다"
    for measure in range(25, 120, 3):
        how = ParagraphStyle("ko", align="justify")
        found = set_paragraph([Run(text, korean)], how, float(measure)).lines
        for before, after in pairwise(line.text for line in found):
            assert not before[-1].isdigit() or not after[0].isalpha()
            assert not after[0].isdigit()


def test_a_korean_bracket_gives_up_its_blank_half_beside_a_space() -> None:
    korean = style("Noto Sans KR", "Kore")
    inked = ink(set_line([Run("책 『가』 책", korean)], ParagraphStyle("ko"), None))
    gaps = [after[0] - before[1] for before, after in pairwise(inked)]
    assert max(gaps) < 0.45 * SIZE
    (stop,) = ink(set_line([Run("『가』.", korean)], ParagraphStyle("ko"), None))[-1:]
    assert stop[0] - ink(set_line([Run("『가』", korean)], ParagraphStyle("ko"), None))[-1][1] < 3


def test_thai_lines_end_between_words() -> None:
    thai = style("Noto Sans Thai", "Thai")
    text = "ลุ่มน้ำเหมืองแร่ได้รับการขึ้นทะเบียนเป็นมรดกโลก"
    found = set_paragraph([Run(text, thai)], ParagraphStyle("th"), 70.0).lines
    assert "".join(line.text for line in found) == text
    assert len(found) > 2
    assert all(not line.excess for line in found)
    assert not any(line.text[0] in "\u0e31\u0e34\u0e35\u0e48\u0e49\u0e30\u0e32" for line in found)


def test_bold_words_among_others_change_no_break_rule() -> None:
    bold = replace(JAPANESE, face=FaceRef("Barlow", 700))
    runs = [Run("これは「", JAPANESE), Run("世界遺産", bold), Run("」、と語る", JAPANESE)]
    for line in set_paragraph(runs, JUSTIFIED, 50.0).lines:
        assert line.text[0] not in NOT_FIRST
        assert line.text[-1] not in NOT_LAST


def test_advances_follow_the_places() -> None:
    for line in lines(TEXT):
        for run in line.runs:
            pen = 0.0
            for glyph in run.glyphs.glyphs:
                assert glyph.x == pytest.approx(pen, abs=0.01)
                pen += glyph.advance
        for before, after in pairwise(line.runs):
            end = before.glyphs.x + sum(glyph.advance for glyph in before.glyphs.glyphs)
            assert after.glyphs.x == pytest.approx(end, abs=0.01)
