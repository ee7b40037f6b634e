"""Inline markup: what means something, and that all else is printed as it stands."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from depliant.content.markup import (
    Piece,
    fully_read,
    is_safe_link,
    line_ends,
    parse,
)
from depliant.content.simple_markup import simply_read


def pieces(text: str) -> list[Piece]:
    found, errors = parse(text)
    assert errors == ()
    return list(found)


def test_every_kind() -> None:
    assert pieces("a **b *c* {x:compact}** 1^er^ [d](https://e.fr/f) *g*") == [
        Piece("a "),
        Piece("b ", strong=True),
        Piece("c", strong=True, emphasis=True),
        Piece(" ", strong=True),
        Piece("", strong=True, figure="x", form="compact", occurrence=1),
        Piece(" 1"),
        Piece("er", superscript=True),
        Piece(" "),
        Piece("d", link="https://e.fr/f"),
        Piece(" "),
        Piece("g", emphasis=True),
    ]


@pytest.mark.parametrize(
    ("text", "bold"),
    [
        ("… و**«سلسلة الحدائق»** حول", "«سلسلة الحدائق»"),
        ("**国際観光地としての炭田地帯。**2015年", "国際観光地としての炭田地帯。"),
        ("第**{n}**回", "{n}"),
        ("**「서울」**은 도시", "「서울」"),
        ('עיר ו**"שלום"** כאן', '"שלום"'),
        ("ภาษา**(ไทย)**ครับ", "(ไทย)"),
        ("यह**«नाम»**है", "«नाम»"),
        # Letters with capitals part words by spaces: there the rule is CommonMark's.
        ("l**«mot»**x", ""),
        ("a ** b ** c", ""),
        ("漢字 ** 漢字 ** 漢字", ""),
    ],
)
def test_bold_beside_letters_of_scripts_that_part_no_words(text: str, bold: str) -> None:
    found = [piece for piece in pieces(text) if piece.strong]
    assert "".join(piece.text or piece.placeholder for piece in found) == bold


def test_words_in_another_language() -> None:
    assert pieces("le [The **Committee** {n}]{lang=en-GB}, [là]{lang=fr}") == [
        Piece("le "),
        Piece("The ", language="en-GB"),
        Piece("Committee", strong=True, language="en-GB"),
        Piece(" ", language="en-GB"),
        Piece("", figure="n", occurrence=1, language="en-GB"),
        Piece(", "),
        Piece("là", language="fr"),
    ]
    assert pieces("[[w](https://e.fr)]{ lang = en }") == [
        Piece("w", link="https://e.fr", language="en")
    ]


@pytest.mark.parametrize("tag", ["", "Deutsch", "english please", "e", "en_GB"])
def test_a_language_that_is_no_tag_is_told(tag: str) -> None:
    found, errors = parse(f"a [b]{{lang={tag}}}")
    assert "".join(piece.text for piece in found) == "a b"
    assert [(slip.code, slip.snippet) for slip in errors] == [
        ("markup-language", f"{{lang={tag}}}")
    ]


def test_a_figure_may_be_in_a_link_and_more_than_once() -> None:
    assert pieces("[{x} et {x}](mailto:a@b.fr)") == [
        Piece("", link="mailto:a@b.fr", figure="x", occurrence=1),
        Piece(" et ", link="mailto:a@b.fr"),
        Piece("", link="mailto:a@b.fr", figure="x", occurrence=2),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "a_b_c and _d_ and __e__",
        "2 * 3 * 4",
        "<b>bold</b> <script>alert(1)</script>",
        "`code` and ~~struck~~",
        "# not a heading",
        "- not a list",
        "&amp; &#65;",
        "http://a.fr is no link",
        "[no] (link) [neither]",
        "a ^ b ^ c",
        "x^2",
        "}",
        "l'Etat « Patrimoine » 9-9bis 11/19 76,9\u00a0%",
        "$x$ | a | b |",
    ],
)
def test_all_else_is_literal(text: str) -> None:
    assert pieces(text) == [Piece(text)]


def test_an_image_is_an_exclamation_mark_and_a_link() -> None:
    assert pieces("![a](http://b.fr/c.png)") == [Piece("!"), Piece("a", link="http://b.fr/c.png")]


def test_a_backslash_takes_the_meaning_away() -> None:
    assert pieces(r"\*a\* \{x} 1\^er\^ \[a](b) \\ c:\d") == [Piece(r"*a* {x} 1^er^ [a](b) \ c:\d")]


def test_line_ends_are_kept_without_what_stands_beside_them() -> None:
    assert pieces("a\n  **b**\nc\n") == [Piece("a\n"), Piece("b", strong=True), Piece("\nc")]
    for end in ("  \n", "\\\n", " \\\n  ", "\n\n"):
        assert pieces(f"a{end}b") == [Piece("a\nb")], "as in Markdown, and without empty lines"


def test_a_backslash_or_a_line_separator_ends_a_line() -> None:
    for end in ("\\ ", " \\  ", "\\\t", "\u2028", " \u2028\n ", "\\\u2028"):
        assert pieces(f"a{end}b") == [Piece("a\nb")]
    assert pieces("a\\\\ b") == [Piece("a\\ b")], "a pair of backslashes is one that is printed"
    assert pieces("a\\\\\nb") == [Piece("a\\\nb")]
    assert line_ends("a\\ b") == line_ends(line_ends("a\\ b")) == "a\nb"


@given(st.lists(st.sampled_from(["a", " ", "\\ ", "\\\n", "\n", "\u2028"])).map("".join))
def test_line_ends_once_found_stay(text: str) -> None:
    once = line_ends(text)
    assert "\u2028" not in once
    assert once.count("a") == text.count("a")
    assert line_ends(once) == once


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("CO~2~", [Piece("CO"), Piece("2", subscript=True)]),
        ("**CO**~2~", [Piece("CO", strong=True), Piece("2", subscript=True)]),
        ("**T~max~**", [Piece("T", strong=True), Piece("max", strong=True, subscript=True)]),
        ("x~i~^2^", [Piece("x"), Piece("i", subscript=True), Piece("2", superscript=True)]),
        ("(CH~3~)~2~", [Piece("(CH"), Piece("3", subscript=True), Piece(")"),
                        Piece("2", subscript=True)]),
        ("{n}~0~", [Piece("", figure="n", occurrence=1), Piece("0", subscript=True)]),
        *((text, [Piece(text)]) for text in (
            "~5 km et ~6 km", "9:00~12:00、13:00~17:00", "a~~b~~", "https://x.org/~a/~b",
            "월~금~토", "CO~ 2~", "CO~2", "10~2~", "~2~", "a~b c~")),
        ("CO\\~2~", [Piece("CO~2~")]),
    ],
)  # fmt: skip
def test_what_is_lowered_and_what_is_a_tilde(text: str, expected: list[Piece]) -> None:
    assert pieces(text) == expected


def test_words_in_character_styles() -> None:
    assert pieces("a [b **c** [d]{.x lang=de}]{.y}e [{n}](https://e.fr)") == [
        Piece("a "),
        Piece("b ", styles=("y",)),
        Piece("c", strong=True, styles=("y",)),
        Piece(" ", styles=("y",)),
        Piece("d", language="de", styles=("y", "x")),
        Piece("e "),
        Piece("", link="https://e.fr", figure="n", occurrence=1),
    ]
    assert pieces("[[w](https://e.fr)]{lang=en .x}") == [
        Piece("w", link="https://e.fr", language="en", styles=("x",))
    ]


@pytest.mark.parametrize(
    ("text", "code", "snippet"),
    [
        ("[a]{.b c}", "markup-style", "{.b c}"),
        ("[a]{.}", "markup-style", "{.}"),
        ("[a]{.é}", "markup-style", "{.é}"),
        ("a {.b}", "markup-placeholder", "{.b}"),
        ("[a]{.b lang=x}", "markup-language", "{.b lang=x}"),
    ],
)
def test_braces_that_say_nothing_are_told(text: str, code: str, snippet: str) -> None:
    found, errors = parse(text)
    assert "a" in "".join(piece.text for piece in found)
    assert [(slip.code, slip.snippet) for slip in errors] == [(code, snippet)]


@pytest.mark.parametrize(
    ("words", "address", "told"),
    [
        ("03 21 00 00 00", "tel:+33321000000", False),
        ("+33 (0)3 21 00 00 00", "tel:+33-321-00-00-00", False),
        ("Tél. **03 21 00 00 00**", "tel:+33321000000", False),
        ("8 495 123-45-67", "tel:+74951234567", False),
        ("06 698 12", "tel:+390669812", False),
        ("1-800-555-0100", "tel:+18005550100", False),
        ("٠٣ ٢١ ٠٠ ٠٠ ٠٠", "tel:+33321000000", False),
        ("112", "tel:112", False),
        ("Ring us", "tel:+33321000000", False),
        ("0800 LIBRARY", "tel:+448005427", False),
        ("03 21 00 00 01", "tel:+33321000000", True),
        ("06 12 34 56 78", "tel:+33712345678", True),
        ("113", "tel:112", True),
        ("03 21 00 00 01", "https://x.org", False),
    ],
)
def test_a_number_that_its_link_does_not_dial(words: str, address: str, told: bool) -> None:
    errors = parse(f"[{words}]({address})")[1]
    assert [(slip.code, slip.severity) for slip in errors] == [("link-number", "warning")] * told


def test_marks_reach_over_a_line_end() -> None:
    assert pieces("**a\nb** c") == [Piece("a\nb", strong=True), Piece(" c")]


@pytest.mark.parametrize(
    ("text", "snippet"),
    [("{a b}", "{a b}"), ("{}", "{}"), ("{a:}", "{a:}"), ("{a:é}", "{a:é}"), ("x {1a}", "{1a}"),
     ("{a", "{a"), ("{é}", "{é}")],
)  # fmt: skip
def test_a_brace_that_is_no_figure(text: str, snippet: str) -> None:
    found, errors = parse(text)
    assert "".join(piece.text for piece in found) == text
    assert [(slip.code, slip.snippet) for slip in errors] == [("markup-placeholder", snippet)]


@pytest.mark.parametrize(
    "address",
    ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "ftp://a.fr", "//a.fr", "a",
     "tel:", "tel:+", "tel:call", "tel:javascript:1", "tel:+33 3", "tel:1234;x", "http://a\u00a0b",
     "", "http://", "https:///x", "http://user@host", "mailto:nobody", "vbscript:x",
     "JAVASCRIPT:x", "https://a.fr\\@b.fr"],
)  # fmt: skip
def test_links_that_lead_elsewhere(address: str) -> None:
    assert not is_safe_link(address)
    found, errors = parse(f"[words]({address})")
    assert all(piece.link is None for piece in found)
    assert "words" in "".join(piece.text for piece in found)
    assert errors == () or {slip.code for slip in errors} == {"markup-link"}


def test_a_link_without_words_or_with_a_title_is_told() -> None:
    assert [slip.code for slip in parse("[](http://a.fr)")[1]] == ["markup-link"]
    assert [slip.code for slip in parse('[a](http://a.fr "title")')[1]] == ["markup-link"]


@given(st.text(st.characters(exclude_characters="*^~{[\\\n\u2028", exclude_categories=["Cs"])))
def test_a_text_without_markup_is_kept_whole(text: str) -> None:
    assert "".join(piece.text for piece in pieces(text)) == text


@given(st.text("ab *_!<>&`é}1:()\u202f\u00a0", max_size=60).map(lambda text: text + "^"))
def test_markup_takes_away_stars_and_nothing_else(text: str) -> None:
    printed = "".join(piece.text for piece in pieces(text))
    assert printed.replace("*", "") == text.replace("*", "")


@given(st.text("a *^~{}[]()\\:!.", max_size=40))
def test_any_markup_is_pieces_and_slips(text: str) -> None:
    found, errors = parse(text)
    assert "".join(piece.text for piece in found).count("a") <= text.count("a")
    ends = line_ends(text)
    assert all(slip.snippet in ends for slip in errors if slip.code == "markup-placeholder")


@pytest.mark.parametrize("unit", ["[", "*", "{", "^", "\\", "[a](", "**a ", "*a**", "![["])
def test_no_text_is_too_much(unit: str) -> None:
    text = unit * (10_000 // len(unit))
    found, _ = parse(text)
    assert found


# --- places -------------------------------------------------------------------------------

Faults = Callable[..., list[tuple[str, str]]]


def test_slips_have_the_place_of_their_words(faults: Faults) -> None:
    assert faults("""\
figures: {aa: {value: 1, source: unstated}}
panels:
  - id: one
    blocks:
      - text: "**{aa}** and {ab}, {ab} and {aa:compactt}"
      - text: 'it''s {aa:percent} and [here](javascript:x)'
      - text: >-
          {a b} folded
          text {ab}
      - items:
          - text: "{aa:ordinal}"
            figure: ac
      - key-figure: ad
        label: "{ae}"
""") == [
        ("figure-unsourced", "content.yaml:4:1"),
        ("figure-unknown", "content.yaml:8:29"),
        ("figure-unknown", "content.yaml:8:35"),
        ("figure-form-unknown", "content.yaml:8:44"),
        ("figure-form-unfit", "content.yaml:9:22"),
        ("markup-link", "content.yaml:9:44"),
        ("markup-placeholder", "content.yaml:11:11"),
        ("figure-unknown", "content.yaml:12:16"),
        ("figure-unknown", "content.yaml:15:21"),
        ("figure-unknown", "content.yaml:16:21"),
        ("figure-unknown", "content.yaml:17:17"),
    ]


@pytest.mark.parametrize(
    "address", ["tel:+33321000000", "tel:112", "tel:+1-201-555-0123;ext=5", "tel:03.21.00.00.00"]
)
def test_a_telephone_is_a_link(address: str) -> None:
    assert pieces(f"[Call]({address})") == [Piece("Call", link=address)]


def test_a_link_with_a_space_is_none_and_is_told() -> None:
    found, (error,) = parse("[03 21](tel:03 21 00) and [a](https://b.fr)")
    assert (error.code, error.snippet) == ("markup-link", "](tel:03 21 00)")
    assert found[-1] == Piece("a", link="https://b.fr")


def test_spaces_without_end_are_soon_read() -> None:
    spaces = " " * 200_000
    assert line_ends(f"a{spaces}b\\\n{spaces}c") == f"a{spaces}b\nc"


_SIGNS = r"""
** ** * a é É word 1 {fig} {a:short} {b:2024:x} {a_b} ^er^ ^ « » ( ) . , ; : ! ? % ’ _ - & <b> [ ]
[words](https://a.fr/b) [two]{lang=en} [x]{.bold} [^n] ]( http://x { } ~2~ — ☎ 日 א ` \\
"""
_PARTS = st.sampled_from((*_SIGNS.split(), " ", " ", "\n", "\u00a0", "\u202f", "\t"))


@given(st.lists(_PARTS, max_size=14).map("".join))
@settings(max_examples=2000)
def test_what_is_read_simply_is_read_as_markdown_it_reads_it(text: str) -> None:
    text = line_ends(text)
    simple = simply_read(text)
    assert simple is None or (simple, ()) == fully_read(text)


@pytest.mark.parametrize(
    "text",
    [
        "**{sites} sites :** le 1^er^ juin, {sum:compact} d'euros **pour l'habitat**.",
        "(**Les Douches**) «**Patrimoine mondial**», **«Patrimoine»**, puis",
        "[www.a.org](http://www.a.org) [The Committee]{lang=en}, **{x}**",
    ],
)
def test_most_markup_needs_no_library(text: str) -> None:
    assert simply_read(text) is not None


def test_what_opens_no_link_is_no_link_with_a_space_in_it() -> None:
    """It was told so where there was other markup beside it, and not where there was none."""
    spaced = "here](https://example.org a)"
    assert parse(spaced)[1] == parse(f"**Go** {spaced}")[1] == ()
    assert [fault.code for fault in parse(f"[{spaced}")[1]] == ["markup-link"]
    assert [fault.code for fault in parse(f"[**Go** {spaced}")[1]] == ["markup-link"]
