"""Runs to tokens."""

from __future__ import annotations

from msgspec.structs import replace

from depliant.colour import Colour
from depliant.fonts.registry import FaceRef
from depliant.text.model import CharStyle, Run
from depliant.text.tokens import LineEnd, Space, Word, tokenize

ROMAN = CharStyle(FaceRef("Barlow"), 8.0, Colour(0, 0, 0, 1))
BOLD = replace(ROMAN, face=FaceRef("Barlow", 700))
RAISED = replace(ROMAN, size=5.0, rise=3.0)


def shown(*runs: Run) -> list[str]:
    signs: dict[type, str] = {Space: "_", LineEnd: "/"}
    return [
        "+".join(piece.text for piece in token.pieces)
        if isinstance(token, Word)
        else f"{signs[type(token)]}{token.run}"
        for token in tokenize(runs)
    ]


def test_a_word_runs_through_styles_and_a_space_belongs_to_its_run() -> None:
    assert shown(Run("du ", ROMAN), Run("Bassin", BOLD), Run(", puis", ROMAN)) == [
        "du", "_0", "Bassin+,", "_2", "puis",
    ]  # fmt: skip


def test_spaces_in_a_row_count_once_and_at_the_ends_not_at_all() -> None:
    assert shown(Run("  a  ", ROMAN), Run("\t b ", BOLD), Run("  ", ROMAN)) == ["a", "_0", "b"]


def test_fixed_spaces_are_part_of_a_word() -> None:
    assert shown(Run("712\u202f000\u00a0euros", ROMAN)) == ["712\u202f000\u00a0euros"]


def test_a_forced_line_end_swallows_the_spaces_beside_it() -> None:
    assert shown(Run("\n a \n b\n", ROMAN)) == ["a", "/0", "b"]
    assert shown(Run("a\n \n", ROMAN), Run("\nb", ROMAN)) == ["a", "/0", "b"]


def test_nothing_gives_nothing() -> None:
    assert shown() == shown(Run("", ROMAN)) == shown(Run(" \n\u00ad ", ROMAN)) == []


def test_soft_hyphens_become_places() -> None:
    (word,) = tokenize([Run("trans\u00adport", ROMAN), Run("able\u00ads\u00ad", BOLD)])
    assert isinstance(word, Word)
    assert (word.text, word.soft) == ("transportables", (5, 13))
    assert [piece.start for piece in word.pieces] == [0, 9]
