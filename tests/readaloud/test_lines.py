"""Lines joined to what a voice says: a space between words, none where a script has none."""

from __future__ import annotations

import pytest

from depliant.readaloud.contents import Words


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        (("the red", "bricks"), "the red bricks"),
        (("well-", "known"), "well-known"),
        (("brick\u00ad", "yard"), "brickyard"),
        (("鉱山地帯の", "世界遺産"), "鉱山地帯の世界遺産"),
        (("うち、", "1億ユーロ"), "うち、1億ユーロ"),
        (("Dourgesの", "Bruno"), "DourgesのBruno"),
        (("矿区", "遗产"), "矿区遗产"),
        (("ภาษา", "ไทย"), "ภาษาไทย"),
        (("광산", "지대"), "광산 지대"),
    ],
)
def test_lines_are_joined_as_their_script_is_written(lines: tuple[str, ...], said: str) -> None:
    words = Words()
    for line in lines:
        words.add_line(line)
    assert str(words) == said
