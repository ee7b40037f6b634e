"""Spaces and quotation marks: every rule, on strings, over spans, and on the whole leaflet."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from depliant.content.inline import Span, plain
from depliant.content.model import (
    Chart,
    Datum,
    Edition,
    Hanging,
    ItemList,
    ListItem,
    Panel,
    Paragraph,
)
from depliant.content.orthotypography import correct, correct_inline, set_right
from depliant.errors import Place
from depliant.figures.figure import Figure

LEAFLET = Path(__file__).parents[1] / "data" / "leaflet.txt"


def seen(text: str) -> str:
    """The text with its no-break spaces made visible: ~ full, ^ narrow."""
    return text.replace("\u00a0", "~").replace("\u202f", "^")


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("Quoi ? Non ! Si ; oui", "Quoi^? Non^! Si^; oui"),
        ("Quoi? Non! Si; oui", "Quoi^? Non^! Si^; oui"),
        ("Quoi ?! Eh bien!!", "Quoi^?! Eh bien^!!"),
        ("publics: Taffin", "publics~: Taffin"),
        ("Mars 2017 : un plan", "Mars 2017~: un plan"),
        ("Source\u2009: x", "Source~: x"),
        ("à 14:30, échelle 1:500", "à 14:30, échelle 1:500"),
        ("voir https://example.org/a?b=c;d: fin", "voir https://example.org/a?b=c;d~: fin"),
        ("www.bassinminier-patrimoinemondial.org", "www.bassinminier-patrimoinemondial.org"),
        ("(sic!) et (?)", "(sic^!) et (?)"),
        ("«Patrimoine mondial»,", "«^Patrimoine mondial^»,"),
        ("« arts de jardin » : ici", "«^arts de jardin^»~: ici"),
        ("«\u00a0déjà\u2009» fait", "«^déjà^» fait"),
        ('un "mot" et "deux mots"', "un «^mot^» et «^deux mots^»"),
        ('« dit "non" »', "«^dit “non”^»"),
        ('un écran de 12" large', 'un écran de 12" large'),
        ("76,9% et 41 %", "76,9~% et 41~%"),
        ("10€ ou 10 €", "10~€ ou 10~€"),
        ("l'Escaut, Un'Escaut, d'« ici »", "l’Escaut, Un’Escaut, d'«^ici^»".replace("d'", "d’")),
        ("712 000 euros", "712^000~euros"),
        ("1 234 567,5 mètres", "1^234^567,5~mètres"),
        ("en 2015 et 2016 sur", "en 2015 et 2016 sur"),
        ("en 2016 500 auditeurs", "en 2016 500~auditeurs"),
        ("100 millions d'euros", "100~millions d’euros"),
        ("le 7 juillet 2015 avec lui", "le 7~juillet 2015 avec lui"),
        ("le 1er janvier", "le 1er~janvier"),
        ("(Axe 4 mesure 6c)", "(Axe~4 mesure~6c)"),
        ("cité 12-14, cité 9, cité 10 de Béthune", "cité 12-14, cité~9, cité~10 de Béthune"),
        ("France 2 : 2,7 millions", "France~2~: 2,7~millions"),
        ("le Top 3 des réalisations", "le Top~3 des réalisations"),
        ("99% des 200 personnes", "99~% des 200~personnes"),
        ("Environ 200. Plus de 500 articles", "Environ 200. Plus de 500~articles"),
        ("le 11/19 à Loos, le 9-9bis en 2013", "le 11/19 à Loos, le 9-9bis en 2013"),
        ("autoroutes A2 et A23", "autoroutes A2 et A23"),
        ("2012-2017", "2012-2017"),
        ("à 20 h 30 précises", "à 20~h~30 précises"),
        ("03 21 79 00 00", "03~21~79~00~00"),
        ("n°5, n° 6, p. 12", "n°~5, n°~6, p.~12"),
        ("M. Dupont, Mme Martin, J. M. André", "M.~Dupont, Mme~Martin, J.~M.~André"),
        ("et puis... rien", "et puis… rien"),
        ("sommaire .... 3", "sommaire .... 3"),
        ("deux  espaces , ici ( là )", "deux espaces, ici (là)"),
        ("QU'EN PENSENT LES HABITANTS ?", "QU’EN PENSENT LES HABITANTS^?"),
        ("", ""),
        (" : ", " : "),
    ],
)
def test_french(typed: str, wanted: str) -> None:
    assert seen(correct(typed, "fr")) == wanted


def test_the_space_before_a_french_colon_can_be_thin() -> None:
    assert correct("Source : x", "fr", colon="thin") == "Source\u202f: x"


@pytest.mark.parametrize(
    ("language", "typed", "wanted"),
    [
        ("en", 'It\'s "new" : 5 km', "It’s “new”: 5~km"),
        ("en-GB", "the 'old' mine, 7 July", "the ‘old’ mine, 7~July"),
        ("de", 'Das "Werk" hat 41% und 3 Millionen', "Das „Werk“ hat 41~% und 3~Millionen"),
        ("de", "am 7. Juli, z. B. hier", "am 7.~Juli, z.~B. hier"),
        ("nl", 'foto\'s van "de mijn", € 5', "foto’s van “de mijn”, €~5"),
        ("pl", 'w kopalni "Bruno" 2 300 osób', "w kopalni „Bruno” 2~300 osób"),
        ("fr-BE", "Oui !", "Oui^!"),
        # Canadian French has other spaces.
        ("fr-CA", 'Oui! l\'été: "41%"', "Oui! l’été~: «~41~%~»"),
        ("fr_CA", "Et puis? 12 $; M. Roy", "Et puis? 12~$; M.~Roy"),
        # Without rules nothing changes.
        ("xx", "l'été  : «x» ...", "l'été  : «x» ..."),
    ],
)
def test_other_languages(language: str, typed: str, wanted: str) -> None:
    assert seen(correct(typed, language)) == wanted


def test_a_paragraph_is_read_across_its_spans() -> None:
    spans = (
        Span("le réaménagement", strong=True),
        Span(": l"),
        Span("'", emphasis=True),
        Span("accord «"),
        Span("Patrimoine", strong=True, link="https://example.org"),
        Span("», 41"),
        Span("%", strong=True),
    )
    result = correct_inline(spans, "fr")
    assert seen(plain(result)) == "le réaménagement~: l’accord «^Patrimoine^», 41~%"
    assert [span._replace(text="") for span in result] == [s._replace(text="") for s in spans]
    linked = [span.text for span in result if span.link]
    assert linked == ["Patrimoine"], "the link does not take in the guillemets' spaces"


@pytest.mark.parametrize(
    ("language", "wanted"),
    [("zh-TW", "他說「你好」"), ("zh-CN", "他說“你好”"), ("iw", "צה״ל")],
)
def test_a_language_has_its_marks_however_its_tag_says_it(language: str, wanted: str) -> None:
    assert correct(re.sub("[「」“”״]", '"', wanted), language) == wanted


def test_words_of_another_language_have_the_marks_of_that_language() -> None:
    spans = (
        Span("Le livre «"),
        Span('What\'s "mine"? 10 %', language="en"),
        Span("», c'est 10 %!"),
    )
    result = correct_inline(spans, "fr")
    assert [seen(span.text) for span in result] == [
        "Le livre «^", "What’s “mine”? 10 %", "^», c’est 10~%^!",
    ]  # fmt: skip


def test_a_figure_keeps_its_id() -> None:
    spans = (Span("100 millions", figure="habitat", strong=True), Span(" d'euros"))
    result = correct_inline(spans, "fr")
    assert result == (
        Span("100\u00a0millions", figure="habitat", strong=True),
        Span(" d’euros"),
    )


FRENCH_LIKE = st.text(
    st.sampled_from(" \u00a0\u202f\u2009.,;:!?%«»“”\"'’()[]/-…°€0123456789aàeéhnMXr"), max_size=40
)


@settings(max_examples=400)
@given(FRENCH_LIKE, st.sampled_from(["fr", "en", "de", "nl", "pl"]))
def test_setting_right_twice_changes_nothing_more(text: str, language: str) -> None:
    once = correct(text, language)
    assert correct(once, language) == once


@settings(max_examples=200)
@given(st.one_of(FRENCH_LIKE, st.text(max_size=40)), st.sampled_from(["fr", "en", "de", "pl"]))
def test_letters_and_digits_are_never_touched(text: str, language: str) -> None:
    def words(text: str) -> str:
        return "".join(re.findall(r"\w", text))

    assert words(correct(text, language)) == words(text)


@given(st.lists(FRENCH_LIKE, min_size=1, max_size=5))
def test_spans_say_what_the_whole_text_says(texts: list[str]) -> None:
    spans = tuple(Span(text, strong=bool(number % 2)) for number, text in enumerate(texts))
    assert plain(correct_inline(spans, "fr")) == correct("".join(texts), "fr")


def leaflet_edition() -> Edition:
    """The real leaflet's text, one paragraph a line, bold runs as spans."""
    blocks = []
    for number, line in enumerate(LEAFLET.read_text(encoding="utf-8").splitlines(), 1):
        parts = re.sub(r"^(- )?(> )?", "", line).replace("^{er}", "er").split("**")
        spans = tuple(Span(part, strong=i % 2 == 1) for i, part in enumerate(parts) if part)
        if spans:
            blocks.append(Paragraph(spans, "text", Place("leaflet.txt", number)))
    panel = Panel("all", "all", "", tuple(blocks), (), Place("leaflet.txt", 1))
    return Edition("x", "fr", "", "", "", (), "2017-06-30", (panel,), ())


def test_the_leaflet(golden: Callable[[str, str], None]) -> None:
    edition, corrections = set_right(leaflet_edition())
    listed = [
        f"{entry.place} {entry.rule}: {seen(entry.before)} -> {seen(entry.after)}"
        for entry in corrections
    ]
    texts = [
        seen(plain(block.text))
        for block in edition.panels[0].blocks
        if isinstance(block, Paragraph)
    ]
    golden("orthotypography_leaflet.txt", "\n".join([*texts, "", *listed, ""]))
    assert set_right(edition) == (edition, ())


def test_a_figure_that_hangs_keeps_its_kinds_and_its_chart() -> None:
    place = Place("content.yaml", 1, 1)
    figure = Figure("f", Decimal(1), "", "1er", "", "1er", "1er")
    chart = Chart("donut", (Datum(figure, "part : une"),), "", "", "donut", place)
    spans = (Span("1"), Span("er", superscript=True))
    item = ListItem((Span("panneau"),), place, Hanging(figure, False, chart, spans))
    panel = Panel("p", "p", "", (ItemList((item,), "item", place),), (), place)
    before = Edition("x", "fr", "X", "", "", (), "2020", (panel,), (figure,))
    (block,) = set_right(before)[0].panels[0].blocks
    assert isinstance(block, ItemList)
    hanging = block.items[0].hanging
    assert hanging is not None
    assert hanging.spans == spans
    assert hanging.chart is not None
    assert hanging.chart.data[0].label == "part\u00a0: une"


def test_a_long_text_is_set_right_as_its_parts_are() -> None:
    """Each correction wrote the whole text anew, which took minutes."""
    count = 60_000
    assert correct("Oui ! " * count, "fr") == "Oui\u202f! " * count
    passages = tuple(Span(word, language=of) for word, of in (("Oui ! ", None), ("Yes. ", "en")))
    (first, second) = correct_inline(passages * 2, "fr")[:2]
    long = correct_inline(passages * 4000, "fr")
    assert long[:2] == (first, second)
    assert "".join(span.text for span in long) == (first.text + second.text) * 4000
