"""Items: their widths are those of the shaped text, whole or divided anywhere."""

from __future__ import annotations

from itertools import pairwise

import pytest
from msgspec.structs import replace

from depliant.colour import Colour
from depliant.fonts.face import load
from depliant.fonts.registry import FaceRef
from depliant.fonts.shaping import shape
from depliant.text.boxes import (
    HYPHEN_PENALTY,
    INNER,
    RAGGED_HYPHEN_PENALTY,
    Setting,
    build,
    metric,
)
from depliant.text.items import EJECT, Box, Discretionary, Glue, Item, Penalty, scaled
from depliant.text.model import CharStyle, ParagraphStyle, Run
from depliant.text.tokens import tokenize

ROMAN = CharStyle(FaceRef("Barlow"), 8.0, Colour(0, 0, 0, 1))
BOLD = replace(ROMAN, face=FaceRef("Barlow", 700))
STYLE = ParagraphStyle("fr", align="justify", hyphenate=True, whole_last_word=False)


def items_of(*runs: Run, style: ParagraphStyle = STYLE, automatic: bool = True) -> list[Item]:
    return list(
        build(
            tokenize(runs),
            Setting(style, tuple(metric(run.style) for run in runs), 200.0, automatic),
        )
    )


def width(text: str, style: CharStyle = ROMAN) -> int:
    units = sum(glyph.x_advance for glyph in shape(style.face, text, language="fr"))
    return scaled(units * style.size / load(style.face).upem)


@pytest.mark.parametrize("word", ["efficacité", "AVaTaVa", "inauguration", "officier", "Tavernier"])
def test_a_division_costs_what_shaping_the_two_parts_anew_costs(word: str) -> None:
    items = items_of(Run(word, ROMAN))
    divisions = [n for n, item in enumerate(items) if isinstance(item, Discretionary)]
    assert divisions
    assert sum(item.width for item in items if isinstance(item, Box)) == width(word)
    for n in divisions:
        disc, left = items[n], items[n - 1]
        assert isinstance(disc, Discretionary)
        assert isinstance(left, Box)
        before = sum(item.width for item in items[:n] if isinstance(item, Box)) + disc.before
        after = sum(item.width for item in items[n:] if isinstance(item, Box)) + disc.after
        assert before == pytest.approx(width(word[: left.end] + "\u2010"), abs=2)
        assert after == pytest.approx(width(word[left.end :]), abs=2)


def test_a_division_inside_a_ligature_gives_it_up() -> None:
    items = items_of(Run("efficacité", ROMAN))
    cut = next(i for i in items if isinstance(i, Discretionary))
    # "ef-ficacité": the ligature ffi stands undivided, its parts apart are not as wide.
    assert width("ef") + width("ficacité") != width("efficacité")
    assert cut.after != 0


def test_a_word_through_two_styles_is_as_wide_as_its_pieces() -> None:
    items = items_of(Run("Bassin", BOLD), Run(",", ROMAN), automatic=False)
    assert isinstance(items[0], Box)
    assert items[0].width == pytest.approx(width("Bassin", BOLD) + width(","), abs=1)


def test_spaces_give_as_in_computer_modern_but_never_so_that_words_run_together() -> None:
    style = replace(STYLE, flex=0.0)
    (space,) = (i for i in items_of(Run("a b", ROMAN), style=style)[:-3] if isinstance(i, Glue))
    # Barlow's space is a fifth of an em: a third of it less would be 0.133 em.
    assert (space.width, space.stretch, space.shrink) == (
        scaled(1.6), scaled(8 / 6), scaled(8 * (0.2 - 0.175)),
    )  # fmt: skip
    ragged = replace(style, align="start")
    (space,) = (i for i in items_of(Run("a b", ROMAN), style=ragged)[:-3] if isinstance(i, Glue))
    assert (space.width, space.stretch, space.shrink) == (scaled(1.6), 0, 0)


def test_tracking_bends_every_letter_and_space_by_its_bound() -> None:
    items = items_of(Run("mine fin", ROMAN), style=replace(STYLE, flex=0.01), automatic=False)
    first, space, last = items[:3]
    assert isinstance(first, Box)
    assert isinstance(space, Glue)
    assert isinstance(last, Box)
    assert (first.stretch, first.shrink) == (scaled(4 * 0.08), scaled(4 * 0.08))
    assert last.stretch == scaled(2 * 0.08)  # the ligature fi is one
    assert space.stretch == scaled(8 / 6 + 0.08)


def test_a_ragged_edge_has_less_need_of_hyphens() -> None:
    def penalty(style: ParagraphStyle) -> int:
        items = items_of(Run("inauguration", ROMAN), style=style)
        return next(i.penalty for i in items if isinstance(i, Discretionary))

    assert penalty(STYLE) == HYPHEN_PENALTY
    assert penalty(replace(STYLE, align="start")) == RAGGED_HYPHEN_PENALTY > HYPHEN_PENALTY


@pytest.mark.parametrize(
    ("language", "word", "joints"),
    [
        ("de", "Landschaftspark", ["Landschafts"]),
        ("nl", "mijnwerkerswoningen", ["mijnwerkers"]),
        ("fi", "maailmanennätys", ["maailman"]),
    ],
)
def test_a_compound_is_divided_at_its_joint_for_less_than_within_a_part(
    language: str, word: str, joints: list[str]
) -> None:
    for align, price in (("justify", HYPHEN_PENALTY), ("start", RAGGED_HYPHEN_PENALTY)):
        style = replace(STYLE, language=language, align=align)
        items = items_of(Run(word, ROMAN), style=style)
        prices = {
            word[: left.end]: item.penalty
            for left, item in pairwise(items)
            if isinstance(item, Discretionary) and isinstance(left, Box)
        }
        assert [part for part, paid in prices.items() if paid == price] == joints
        assert {paid for part, paid in prices.items() if part not in joints} == {
            round(INNER * price)
        }


def test_soft_hyphens_replace_the_patterns_and_need_no_style() -> None:
    style = replace(STYLE, hyphenate=False)
    items = items_of(Run("inaugu\u00adration", ROMAN), style=style)
    (disc,) = (item for item in items if isinstance(item, Discretionary))
    assert (disc.automatic, disc.added) == (False, True)


def test_every_paragraph_and_forced_line_ends_in_fill() -> None:
    items = items_of(Run("a\nb", ROMAN))
    ends = [
        n for n, item in enumerate(items) if isinstance(item, Penalty) and item.penalty == EJECT
    ]
    assert len(ends) == 2
    assert ends[-1] == len(items) - 1
    for end in ends:
        fill = items[end - 1]
        assert isinstance(fill, Glue)
        assert fill.fill
