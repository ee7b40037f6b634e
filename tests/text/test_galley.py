"""Paragraphs set: every character once and in order, lines that fit, and the edges of the rules."""

from __future__ import annotations

import re
from itertools import groupby, pairwise
from pathlib import Path
from typing import Literal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from depliant.colour import Colour
from depliant.errors import InputError, Place
from depliant.fonts.face import load
from depliant.fonts.registry import FaceRef
from depliant.text.breaking import Paragraph
from depliant.text.galley import set_line, set_paragraph
from depliant.text.justify import SLACK
from depliant.text.model import CharStyle, Galley, Inset, Line, ParagraphStyle, Run

BLACK = Colour(0, 0, 0, 1)
ROMAN = CharStyle(FaceRef("Barlow"), 8.0, BLACK)
BOLD = replace(ROMAN, face=FaceRef("Barlow", 700))
RAISED = replace(ROMAN, size=5.0, rise=3.0)
TRACKED = replace(ROMAN, face=FaceRef("Barlow Condensed"), size=11.0, tracking=60.0)

TEXT = (
    "Achèvement du programme expérimental des 5\u00a0cités pilotes, 33\u00a0millions d’euros "
    "d’aides exceptionnelles pour la rénovation de 680\u00a0logements, des équipements et des "
    "espaces publics\u00a0: Taffin à Vieux-Condé, Thiers à Bruay-sur-l’Escaut, Bruno à Dourges, "
    "Lemay et Sainte-Marie à Pecquencourt."
)
JUSTIFIED = ParagraphStyle("fr", align="justify", hyphenate=True)
RAGGED = ParagraphStyle("fr")


def one(text: str, style: ParagraphStyle = RAGGED, measure: float = 150.0) -> Galley:
    return set_paragraph([Run(text, ROMAN)], style, measure)


def read(galley: Galley) -> str:
    return "".join(line.text for line in galley.lines)


def extent_of(line: Line) -> tuple[float, float]:
    """Where the line's glyphs begin and end, closing space included: it has no width."""
    last = line.runs[-1].glyphs
    return line.runs[0].glyphs.x, last.x + sum(glyph.advance for glyph in last.glyphs)


@pytest.mark.parametrize(
    ("language", "expected"), [(None, {"he", "ri"}), ("en-GB", {"her", "it"}), ("zu", set())]
)
def test_words_of_another_language_are_divided_by_its_rules(
    language: str | None, expected: set[str]
) -> None:
    style = ParagraphStyle("fr", hyphenate=True)
    run = Run("heritage mine", replace(ROMAN, language=language))
    lines = set_paragraph([run], style, 12.0).lines
    assert {line.text.strip("\u00ad") for line in lines if line.hyphenated} == expected


@pytest.mark.parametrize("align", ["justify", "start"])
def test_rather_many_lines_end_with_hyphens_than_one_is_too_wide(align: Literal["justify"]) -> None:
    chain = "-".join(["barque", "piano", "rive", "haute", "porte", "sans", "vers", "droit"])
    style = ParagraphStyle("fr", align=align)
    lines = one(f"Une {chain} ici.", style, 45.0).lines
    assert len(lines) > 4
    assert max(line.width for line in lines) <= 45.0 + SLACK


# --- properties ---------------------------------------------------------------------------------

SYLLABLES = ["mi", "nier", "pa", "tri", "cons", "ti", "tu", "tion", "é", "ffi", "œ", "l’", "qu’"]
SIGNS = ["-", "\u2011", "/", "—", "\u00a0", "\u202f", "\u00ad", "\u200b", "«", "»", ".", ",", "!"]
SIGNS += ["12", "(", ")", "…", "\n", "  ", "\t", "www.", "@", "A", "É", "e\u0301"]
words = st.lists(st.sampled_from(SYLLABLES), min_size=1, max_size=9).map("".join)
odd = st.lists(st.sampled_from(SYLLABLES + SIGNS), max_size=8).map("".join)
texts = st.lists(words | odd, max_size=30).map(" ".join)
runs = st.lists(
    st.builds(Run, texts, st.sampled_from([ROMAN, BOLD, RAISED, TRACKED])), max_size=5
).map(tuple)
styles = st.builds(
    ParagraphStyle,
    language=st.just("fr"),
    align=st.sampled_from(["justify", "start", "centre", "end"]),
    hyphenate=st.booleans(),
    maximum_hyphens=st.integers(0, 3),
    whole_last_word=st.booleans(),
    flex=st.sampled_from([0.0, 0.015]),
    hang=st.sampled_from([0.0, 1.0]),
    indent=st.sampled_from([0.0, 10.0]),
)
measures = st.floats(15.0, 300.0)


def as_read(text: str) -> str:
    """What should be read back: spaces and line ends in a row once, soft hyphens gone."""
    return re.sub(r"[ \t\n]+", " ", text.replace("\u00ad", "")).strip(" ")


@settings(deadline=None, derandomize=True, max_examples=60)
@given(runs, styles, measures)
def test_every_character_is_placed_once_and_in_order(
    runs: tuple[Run, ...], style: ParagraphStyle, measure: float
) -> None:
    galley = set_paragraph(runs, style, measure)
    text = "".join(run.text for run in runs)
    assert read(galley).replace("\u00ad", "") == as_read(text)
    numbers = [run.run for line in galley.lines for run in line.runs]
    assert numbers == sorted(numbers)
    for number, run in enumerate(runs):
        own = "".join(
            part.glyphs.text for line in galley.lines for part in line.runs if part.run == number
        )
        assert re.sub(r"[\s\u00ad]", "", own) == re.sub(r"[\s\u00ad]", "", run.text)


@settings(deadline=None, derandomize=True, max_examples=60)
@given(runs, styles, measures)
def test_lines_fit_and_say_so_if_they_do_not(
    runs: tuple[Run, ...], style: ParagraphStyle, measure: float
) -> None:
    galley = set_paragraph(runs, style, measure)
    for number, line in enumerate(galley.lines):
        assert line.width - line.excess <= measure + SLACK
        if line.excess:
            assert line.width == pytest.approx(measure + line.excess)
            # Only what cannot be divided sticks out.
            assert " " not in line.text.rstrip(" ")
        indent = style.indent if number == 0 else 0.0
        start, end = extent_of(line)
        if not style.hang:
            assert end - start == pytest.approx(line.width - indent, abs=1e-6)
            edge = {"end": measure - line.width, "centre": (measure - line.width) / 2}
            assert start == pytest.approx(indent + edge.get(style.align, 0.0), abs=1e-6)
        for before, after in pairwise(line.runs):
            pen = before.glyphs.x + sum(glyph.advance for glyph in before.glyphs.glyphs)
            assert pen == pytest.approx(after.glyphs.x, abs=1e-6)


@settings(max_examples=100, deadline=None)
@given(runs, measures)
def test_a_fall_is_what_the_galley_then_shows(runs: tuple[Run, ...], measure: float) -> None:
    for style in (RAGGED, replace(RAGGED, hyphenate=True, indent=6.0)):
        galley = set_paragraph(runs, style, measure)
        known = Paragraph(runs, style).fall(measure, divide=style.hyphenate)
        assert known.lines == len(galley.lines)
        # What just fits may be seen either way: widths are counted in scaled points here.
        if abs(max((line.width for line in galley.lines), default=0.0) - measure) > 0.05:
            assert known.sticks_out == any(line.excess for line in galley.lines)
        # A line that ends by force ends with what forced it, or is the last.
        ends = [line.text[-1:] for line in galley.lines[:-1]]
        assert known.divided == sum(end in ("-", "\u00ad") for end in ends)


insets = st.lists(
    st.builds(Inset, st.sampled_from([0.0, 12.0, 31.0]), st.sampled_from([0.0, 9.0])), max_size=4
).map(tuple)


@settings(deadline=None, derandomize=True, max_examples=80)
@given(runs, styles, st.floats(90.0, 300.0), insets, st.sampled_from(["fr", "ar"]))
def test_first_lines_keep_from_the_ends_by_their_insets(
    runs: tuple[Run, ...],
    style: ParagraphStyle,
    measure: float,
    kept: tuple[Inset, ...],
    language: str,
) -> None:
    style = replace(style, language=language, hang=0.0)
    galley = set_paragraph(runs, style, measure, insets=kept)
    text = "".join(run.text for run in runs)
    assert read(galley).replace("\u00ad", "") == as_read(text)
    for number, line in enumerate(galley.lines):
        inset = kept[number] if number < len(kept) else Inset()
        indent = style.indent if number == 0 else 0.0
        first, last = inset.start + indent, measure - inset.end
        if language == "ar":
            first, last = measure - last, measure - first
        glyphs = [(run.glyphs.x + g.x, g.advance) for run in line.runs for g in run.glyphs.glyphs]
        start = min(x for x, _ in glyphs)
        end = max(x + advance for x, advance in glyphs)
        if not line.excess:
            assert start >= first - 2 * SLACK
            assert end <= last + 2 * SLACK
        elif style.align != "end":  # it sticks out where lines end, and nowhere else
            outside = start if language == "fr" else end
            assert outside == pytest.approx(first if language == "fr" else last, abs=0.4) or (
                style.align == "centre"
            )


def test_a_paragraph_whose_lines_all_keep_away_falls_as_in_a_narrower_measure() -> None:
    for style in (JUSTIFIED, RAGGED):
        narrow = one(TEXT, style, 120.0)
        kept = (Inset(20.0, 10.0),) * len(narrow.lines)
        within = set_paragraph([Run(TEXT, ROMAN)], style, 150.0, insets=kept)
        assert [line.text for line in within.lines] == [line.text for line in narrow.lines]
        for line, other in zip(within.lines, narrow.lines, strict=True):
            assert extent_of(line) == pytest.approx([20.0 + x for x in extent_of(other)], abs=1e-6)


ROOMY = 100.0
"""Points: in so wide a measure no word of those above has to end three lines with a hyphen."""


@settings(deadline=None, derandomize=True, max_examples=60)
@given(runs, styles, measures)
def test_hyphens_in_a_row_and_in_the_last_word_keep_to_the_style(
    runs: tuple[Run, ...], style: ParagraphStyle, measure: float
) -> None:
    galley = set_paragraph(runs, style, measure)
    for hyphenated, lines in groupby(galley.lines, key=lambda line: line.hyphenated):
        # Where a word alone takes more lines, more of them may have to.
        assert not hyphenated or len(list(lines)) <= style.maximum_hyphens or measure < ROOMY
    for line in galley.lines:
        if line.text.endswith("\u00ad"):
            assert line.hyphenated
    last = galley.lines[-1].text if galley.lines else ""
    divided = len(galley.lines) > 1 and galley.lines[-2].text.endswith("\u00ad")
    if style.whole_last_word and divided and " " not in last:
        # The last word is divided only if it is wider than the measure by itself.
        wide = set_paragraph(runs, replace(style, align="start", hang=0.0, indent=0.0), 1e5)
        glyphs = [g for run in wide.lines[-1].runs for g in run.glyphs.glyphs]
        spaces = [n for n, glyph in enumerate(glyphs) if glyph.text == " "]
        word = glyphs[spaces[-1] + 1 :] if spaces else glyphs
        assert sum(glyph.advance for glyph in word) > measure - 1e-6


@settings(deadline=None, derandomize=True, max_examples=40)
@given(texts, measures, st.sampled_from([0.0, 0.015, 0.03]))
def test_tracking_stays_within_its_bound(text: str, measure: float, flex: float) -> None:
    galley = one(text, replace(JUSTIFIED, flex=flex), measure)
    face = load(ROMAN.face)
    bare = one(text, replace(JUSTIFIED, flex=0.0), 1e5)
    natural = {
        (g.gid, g.text): face.advance(g.gid) * ROMAN.size / face.upem
        for line in bare.lines
        for run in line.runs
        for g in run.glyphs.glyphs
    }
    spread = {key for key in natural if key[1] in ("n", "m", "t")}
    for line in galley.lines:
        for run in line.runs:
            for glyph, after in pairwise(run.glyphs.glyphs):
                key = glyph.gid, glyph.text
                if key in spread and after.text in ("i", "u"):
                    assert abs(glyph.advance - natural[key]) <= flex * ROMAN.size + 1e-6


# --- cases --------------------------------------------------------------------------------------


def test_justified_lines_are_as_wide_as_the_measure_and_the_last_is_not() -> None:
    galley = one(TEXT, JUSTIFIED, 170.0)
    assert len(galley.lines) > 4
    for line in galley.lines[:-1]:
        assert line.width == pytest.approx(170.0, abs=SLACK)
        assert line.ratio != 0.0
    assert galley.lines[-1].width < 170.0
    assert galley.lines[-1].ratio == 0.0


def test_a_divided_word_is_set_with_a_soft_hyphen_and_whole_words_without() -> None:
    galley = one(TEXT, JUSTIFIED, 118.0)
    divided = [line for line in galley.lines if line.text.endswith("\u00ad")]
    assert divided
    assert all(line.hyphenated for line in divided)
    for line in divided:
        glyph = line.runs[-1].glyphs.glyphs[-1]
        assert glyph.gid == load(ROMAN.face).glyph("\u2010")
        assert glyph.advance > 0
    assert read(galley).replace("\u00ad", "") == TEXT


def test_a_compound_broken_at_its_hyphen_gets_no_second_one() -> None:
    galley = one("à Bruay-sur-l’Escaut", RAGGED, 50.0)
    assert [line.text for line in galley.lines] == ["à Bruay-sur-", "l’Escaut"]
    assert [line.hyphenated for line in galley.lines] == [True, False]


def test_a_space_where_a_line_ends_has_no_width_and_is_still_read() -> None:
    galley = one("un deux trois quatre cinq", RAGGED, 40.0)
    assert len(galley.lines) > 1
    for line in galley.lines[:-1]:
        assert line.text.endswith(" ")
        assert line.runs[-1].glyphs.glyphs[-1].advance == 0.0
        assert extent_of(line)[1] == pytest.approx(line.width)
    assert not galley.lines[-1].text.endswith(" ")


def test_the_closing_space_stays_in_its_own_run() -> None:
    galley = set_paragraph([Run("minier", BOLD), Run(" fête", ROMAN)], RAGGED, 30.0)
    assert [[(run.run, run.glyphs.text) for run in line.runs] for line in galley.lines] == [
        [(0, "minier"), (1, " ")],
        [(1, "fête")],
    ]


def test_a_word_wider_than_the_measure_is_placed_and_says_how_far_it_sticks_out() -> None:
    galley = one("le patrimoine mondial", RAGGED, 30.0)
    alone = one("patrimoine", RAGGED, 500.0).lines[0].width
    assert [line.text for line in galley.lines] == ["le ", "patrimoine ", "mondial"]
    assert galley.lines[1].excess == pytest.approx(alone - 30.0)
    assert galley.lines[0].excess == 0.0


def test_no_break_spaces_hold_and_keep_their_width_in_a_stretched_line() -> None:
    text = "aide de 712\u202f000\u00a0euros versés en mécénat par le prince"
    galley = one(text, JUSTIFIED, 92.0)
    glyphs = [g for line in galley.lines for run in line.runs for g in run.glyphs.glyphs]
    assert any("712\u202f000\u00a0euros" in line.text for line in galley.lines)
    fixed = {g.text: g.advance for g in glyphs if g.text in "\u202f\u00a0"}
    assert fixed["\u202f"] == pytest.approx(0.175 * 8.0, abs=0.015 * 8.0 + 1e-9)
    assert fixed["\u00a0"] == pytest.approx(0.2 * 8.0, abs=0.015 * 8.0 + 1e-9)


def test_a_forced_line_end_starts_a_line_and_is_read_as_a_space() -> None:
    galley = one("UNE VIE\nAPRÈS LA MINE", JUSTIFIED, 200.0)
    assert [line.text for line in galley.lines] == ["UNE VIE ", "APRÈS LA MINE"]
    assert [line.ratio for line in galley.lines] == [0.0, 0.0]


def test_raised_letters_stand_above_the_line() -> None:
    galley = set_paragraph([Run("1", ROMAN), Run("er", RAISED), Run(" prix", ROMAN)], RAGGED, 99.0)
    assert [run.glyphs.y for run in galley.lines[0].runs] == [0.0, -3.0, 0.0]
    assert galley.lines[0].runs[1].glyphs.size == 5.0


def test_the_indent_moves_the_first_line_only() -> None:
    galley = one(TEXT, replace(JUSTIFIED, indent=12.0), 150.0)
    starts = [line.runs[0].glyphs.x for line in galley.lines]
    assert starts[0] == 12.0
    assert set(starts[1:]) == {0.0}
    assert all(extent_of(line)[1] == pytest.approx(150.0, abs=SLACK) for line in galley.lines[:-1])


def test_punctuation_hangs_outside_both_edges() -> None:
    style = replace(JUSTIFIED, hang=1.0)
    galley = one("« " + TEXT.replace(" ", ", ").replace(",,", ",") + " »", style, 140.0)
    for line in galley.lines[:-1]:
        start, end = extent_of(line)
        text = line.text.rstrip(" ")
        assert line.width == pytest.approx(140.0, abs=SLACK)
        if text[-1] in ",\u00ad-":
            own = [g for run in line.runs for g in run.glyphs.glyphs if g.text != " "][-1].advance
            assert end == pytest.approx(140.0 + own, abs=SLACK)
        if text[0] == "«":
            assert start < 0.0
    assert galley.lines[0].text[0] == "«"


def test_tracking_is_left_out_behind_the_last_letter() -> None:
    style = replace(RAGGED, align="end")
    tracked = set_paragraph([Run("MINE", TRACKED)], style, 100.0).lines[0]
    plain = set_paragraph([Run("MINE", replace(TRACKED, tracking=0.0))], style, 100.0).lines[0]
    assert extent_of(tracked)[1] == pytest.approx(100.0)
    assert tracked.width - plain.width == pytest.approx(3 * 0.06 * 11.0)


def test_tracking_before_a_sign_without_width_keeps_the_line_in_its_measure() -> None:
    plain = set_paragraph([Run("mine fin", TRACKED)], RAGGED, 100.0).lines[0].width
    galley = set_paragraph([Run("mine fin\u200b", TRACKED)], RAGGED, plain + 0.1)
    assert len(galley.lines) == 2
    assert not any(line.excess for line in galley.lines)


def test_wide_tracking_parts_ligatures() -> None:
    galley = set_paragraph([Run("effi", TRACKED)], RAGGED, 100.0)
    assert [g.text for g in galley.lines[0].runs[0].glyphs.glyphs] == ["e", "f", "f", "i"]


def test_capitals_are_set_as_capitals() -> None:
    assert read(one("réseaux œuvre", replace(RAGGED, capitals=True))) == "RÉSEAUX ŒUVRE"


def test_a_paragraph_does_not_end_in_one_short_word_if_it_can_be_helped() -> None:
    words = "au titre de la Loi Paysages comme la Baie du Mont ou la Dune du Val"
    for measure in range(60, 160, 3):
        galley = one(words, RAGGED, measure)
        assert len(galley.lines) == 1 or galley.lines[-1].text != "Val", measure


def test_an_address_wider_than_the_measure_is_broken_without_a_hyphen() -> None:
    galley = one("www.bassinminier-patrimoinemondial.org", RAGGED, 140.0)
    assert [line.text for line in galley.lines] == ["www.bassinminier-patrimoinemondial", ".org"]
    assert not galley.lines[0].hyphenated
    mail = one("accueil@clinique-des-tilleuls.example", RAGGED, 110.0)
    assert [line.text for line in mail.lines] == ["accueil@", "clinique-des-tilleuls.example"]
    narrower = one("www.bassinminier-patrimoinemondial.org", RAGGED, 125.0)
    assert [line.text for line in narrower.lines] == ["www.bassinminier", "-patrimoinemondial.org"]


@pytest.mark.parametrize("style", [RAGGED, replace(RAGGED, align="justify")])
def test_an_address_is_divided_before_a_point_only_where_it_would_stick_out(
    style: ParagraphStyle,
) -> None:
    words = "Les horaires sont sur www.tilleuls.example/rendez-vous et ailleurs encore."
    whole = one("www.tilleuls.example/", style, 500.0).lines[0].width
    for measure in range(60, 240, 4):
        texts = [line.text.strip() for line in one(words, style, measure).lines]
        assert not any(text.endswith("-") for text in texts), measure
        assert not any(text[0] in ".-" for text in texts) or measure < whole, measure


def test_an_empty_paragraph_has_no_lines() -> None:
    assert one("").lines == one(" \n ").lines == set_paragraph([], RAGGED, 100.0).lines == ()


def test_capitals_keep_accents_and_leave_raised_letters() -> None:
    raised_ = replace(ROMAN, size=5.0, rise=3.0)
    turkish = replace(ROMAN, language="tr")
    runs = [Run("réseaux, 1", ROMAN), Run("er", raised_), Run(" œuvre ", ROMAN)]
    line = set_line([*runs, Run("izmir", turkish)], replace(RAGGED, capitals=True))
    assert line.text == "RÉSEAUX, 1er ŒUVRE İZMİR"


def test_what_a_face_lacks_is_said_once_each_with_the_place() -> None:
    place = Place("content.yaml", 42, 7)
    runs = [Run("漢字 漢", ROMAN), Run("漢", BOLD)]
    with pytest.raises(InputError) as raised:
        set_paragraph(runs, RAGGED, 100.0, place)
    said = [str(diagnostic) for diagnostic in raised.value.diagnostics]
    assert len(said) == 3
    assert all(line.startswith("content.yaml:42:7: error[glyph-missing]") for line in said)
    assert sum("Barlow 400" in line for line in said) == 2
    assert sum("Barlow 700" in line for line in said) == 1


def test_a_missing_font_is_said_with_the_place() -> None:
    place = Place("assets/style.yaml", 9)
    nowhere = replace(ROMAN, face=FaceRef("Nonesuch", 400))
    for text in ("mine", " "):
        with pytest.raises(InputError) as raised:
            set_paragraph([Run("la", ROMAN), Run(text, nowhere)], RAGGED, 100.0, place)
        (fault,) = raised.value.diagnostics
        assert (fault.code, fault.place) == ("font-missing", place)


def test_a_very_long_word_is_placed_in_bounded_time() -> None:
    text = "minier" * 2000
    galley = one(text, replace(JUSTIFIED, hyphenate=False), 120.0)
    assert read(galley) == text
    assert galley.lines[-1].excess > 0.0


def test_a_very_long_chain_of_words_is_divided_at_its_hyphens() -> None:
    text = "mi-nier" * 2000
    galley = one(text, JUSTIFIED, 120.0)
    assert read(galley) == text
    assert not any(line.excess for line in galley.lines)


def test_the_galley_knows_its_measure_and_place() -> None:
    place = Place("content.yaml", 3)
    galley = set_paragraph([Run("mine", ROMAN)], RAGGED, 100.0, place)
    assert (galley.measure, galley.place) == (100.0, place)


# --- lines that run to the left ---------------------------------------------------------------

ARABIC = replace(ROMAN, face=FaceRef("IBM Plex Sans Arabic"))
SHAPED = (Path(__file__).parents[1] / "fonts" / "hb_shape.txt").read_text(encoding="utf-8")
WORDS = {
    text: [int(found) for found in re.findall(r"(\d+)=", said)]
    for family, weight, _, _, text, said in (line.split("\t") for line in SHAPED.splitlines())
    if (family, weight) == (ARABIC.face.family, "400") and "(" not in text
}


@pytest.mark.parametrize("align", ["justify", "start"])
@pytest.mark.parametrize("measure", [60.0, 97.0, 400.0])
def test_the_letters_of_set_words_join_as_by_hb_shape(align: str, measure: float) -> None:
    style = ParagraphStyle("ar", align=align, hyphenate=True)  # type: ignore[arg-type]
    text = " ".join(WORDS)
    lines = set_paragraph([Run(text, ARABIC)], style, measure).lines
    assert "".join(line.text for line in lines) == text
    glyphs = [glyph for line in lines for run in line.runs for glyph in run.glyphs.glyphs]
    gids = [glyph.gid for glyph in glyphs if glyph.text != " "]
    assert gids == [gid for word in WORDS.values() for gid in reversed(word)]


def test_a_style_that_changes_within_a_word_parts_no_letters() -> None:
    bold = replace(ARABIC, face=FaceRef("IBM Plex Sans Arabic", 700))
    one_style = set_paragraph([Run("بحوض", ARABIC)], ParagraphStyle("ar"), 200.0).lines[0]
    two = set_paragraph([Run("ب", ARABIC), Run("حوض", bold)], ParagraphStyle("ar"), 200.0).lines[0]
    assert [len(run.glyphs.glyphs) for run in two.runs] == [1, 3]
    first = one_style.runs[0].glyphs.glyphs[0]
    assert two.runs[0].glyphs.glyphs[0].gid == first.gid
    assert two.runs[0].glyphs.x == pytest.approx(two.runs[1].glyphs.x + two.width - first.advance)


@pytest.mark.parametrize(
    ("align", "left", "right"),
    [("start", None, 200.0), ("end", 0.0, None), ("centre", None, None), ("justify", None, 200.0)],
)
def test_a_line_begins_at_the_right(align: str, left: float | None, right: float | None) -> None:
    style = ParagraphStyle("ar", align=align, indent=12.0 if align == "start" else 0.0)  # type: ignore[arg-type]
    (line,) = set_paragraph([Run("حوض التعدين", ARABIC)], style, 200.0).lines
    (run,) = line.runs
    width = sum(glyph.advance for glyph in run.glyphs.glyphs)
    begins = run.glyphs.x + width
    if right is not None:
        assert begins == pytest.approx(right - style.indent)
    if left is not None:
        assert run.glyphs.x == pytest.approx(left)
    if align == "centre":
        assert run.glyphs.x == pytest.approx(200.0 - begins)


def test_punctuation_hangs_at_the_left() -> None:
    text = "حوض التعدين في قائمة التراث العالمي، وأكوام بارز في لا الأهداف، كنيسة " * 3
    style = ParagraphStyle("ar", align="justify", hang=1.0)
    hung = 0
    for line in set_paragraph([Run(text, ARABIC)], style, 97.0).lines[:-1]:
        last = line.runs[-1].glyphs
        if line.text.rstrip().endswith("،"):
            hung += 1
            assert min(last.x + glyph.x for glyph in last.glyphs) < -1.0
        assert line.width == pytest.approx(97.0, abs=0.06)
    assert hung


def test_only_spaces_give_in_arabic() -> None:
    text = " ".join([*WORDS, *WORDS])
    loose = set_paragraph([Run(text, ARABIC)], ParagraphStyle("ar", align="justify"), 97.0)
    ragged = set_paragraph([Run(text, ARABIC)], ParagraphStyle("ar"), 97.0)

    def letters(galley: Galley) -> list[float]:
        return [
            glyph.advance
            for line in galley.lines
            for run in line.runs
            for glyph in run.glyphs.glyphs
            if glyph.text != " "
        ]

    assert letters(loose) == pytest.approx(letters(ragged))
    assert any(line.ratio for line in loose.lines)
