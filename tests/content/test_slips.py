"""What is typed otherwise than it is meant: found, with its place; and what is good text is not."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from depliant.content.markup import parse
from depliant.content.publication import load
from depliant.content.resolve import resolve
from depliant.content.slips import SLIPS, slips
from depliant.errors import Diagnostic
from depliant.source.folder import Folder
from depliant.source.yaml import parse_yaml

TYPED = [
    # text, the snippet at fault, code, severity, a part of the hint
    ("Interview **sur France Info.", "**", "markup-unclosed", "error", "both sides"),
    ("un **mot** et **un autre", "**", "markup-unclosed", "error", ""),
    ("un ** mot** gras", "**", "markup-unclosed", "error", "without a space"),
    ("Interview sur France Info** hier", "**", "markup-unclosed", "error", "\\*\\*"),
    ("un **mot ** gras", "**", "markup-unclosed", "error", ""),
    ("un ** mot ** gras", "**", "markup-unclosed", "error", ""),
    ("ouvert *tous les jours", "*", "markup-unclosed", "warning", "\\*"),
    ("un _mot_ penché", "_mot_", "markup-foreign", "error", "*italic*"),
    ("un __mot gras__", "__mot gras__", "markup-foreign", "error", "**bold**"),
    ("voir [le site](https://a.org", "](", "markup-unclosed", "error", "[words]"),
    ("voir [le site] (https://a.org)", "] (", "markup-unclosed", "error", "without a space"),
    ("voir le site](https://a.org a)", "](", "markup-unclosed", "error", "[words]"),
    ("voir [le site", "[", "markup-unclosed", "warning", ""),
    ("le 1^er mai", "^", "markup-unclosed", "error", "1^er^"),
    ("12 m^2", "^", "markup-unclosed", "error", "m^2^"),
    ("2^8 = 256 ? non, 2^8^", "^", "markup-unclosed", "error", ""),
    ("il y a visites} ici", "}", "markup-unclosed", "error", "\\}"),
    ("ligne<br>autre", "<br>", "markup-html", "error", "`|`"),
    ("ligne<br/>autre", "<br/>", "markup-html", "error", ""),
    ("<B>gras</B>", "<B>", "markup-html", "error", "**bold**"),
    ('<a href="x">y</a>', '<a href="x">', "markup-html", "error", "[words]"),
    ("CO<sub>2</sub>", "<sub>", "markup-html", "error", "CO~2~"),
    ("a <!-- b\nc --> d", "<!-- b", "markup-html", "error", "#"),
    ("a <!-- b", "<!-- b", "markup-html", "error", "#"),
    (
        '<span style="color: red">a</span>',
        '<span style="color: red">',
        "markup-html",
        "error",
        "{.name}",
    ),
    ("<a href='tel:+33'>b</a>", "<a href='tel:+33'>", "markup-html", "error", "[words](tel:+33)"),
    ("CO~2 en moins", "CO~2", "markup-unclosed", "warning", "CO~2~"),
    ("~A~lors, la houille", "~A~", "markup-unclosed", "warning", "behind a letter"),
    ("Voir ~ici~ et là", "~ici~", "markup-unclosed", "warning", "behind a letter"),
    ("10~max~ en tout", "~max~", "markup-unclosed", "warning", "behind a letter"),
    ("V~alimentationnominale~", "~alimentationnominale~", "markup-unclosed", "warning", "16 signs"),
    ("CO~ 2~ en moins", "CO~ 2~", "markup-unclosed", "warning", "CO~2~"),
    ("12&nbsp;000", "&nbsp;", "markup-html", "error", "space"),
    ("A &amp; B", "&amp;", "markup-html", "error", "sign itself: &"),
    ("l&#39;eau", "&#39;", "markup-html", "error", "'"),
    ("# Un titre", "#", "markup-foreign", "error", "heading"),
    ("- un\n- deux", "- un", "markup-foreign", "warning", "items"),
    ("Ceci :\n* un\n* deux", "* un", "markup-foreign", "warning", "items"),
    ("1. un\n2. deux", "1. un", "markup-foreign", "warning", "items"),
    ("![photo](a.jpg)", "![", "markup-foreign", "error", "picture"),
    ("| a | b |\n|---|---|", "|", "markup-foreign", "error", "items"),
    ("la commande `check`", "`", "markup-foreign", "error", "italic"),
    ("l`école", "`", "markup-foreign", "error", "apostrophe"),
    ("~~rayé~~", "~~", "markup-foreign", "error", "Delete"),
    ("Ligne un\\nLigne deux", "\\n", "markup-foreign", "error", ""),
    ("La mine -- et la ville", "--", "text-hyphens", "warning", "–"),
    ("La mine---et la ville", "---", "text-hyphens", "warning", "—"),
    ("de {debut}--{fin}", "--", "text-hyphens", "warning", ""),
    ("**Lens** --\nla ville", "--", "text-hyphens", "warning", ""),
    ("-- Bonjour !", "--", "text-hyphens", "warning", ""),
    ('Mars 2017 : un plan"', '"', "text-quotes", "warning", "other one"),
    ('"מורשת של צהל', '"', "text-quotes", "warning", "other one"),
    ("Soupe\t6,50", "\t", "text-tab", "warning", "leader"),
    ("caf\ufffd", "\ufffd", "text-spoilt", "error", "again"),
    ("lâ€™école", "â€™", "text-spoilt", "error", "UTF-8"),
    ("Ã©cole", "Ã©", "text-spoilt", "error", ""),
    ("cÅ“ur", "Å“", "text-spoilt", "error", ""),
    ("un\u200bmot", "\u200b", "text-invisible", "warning", "Delete"),
    ("le Bassin mi\u00ad nier", "\u00ad", "text-invisible", "warning", "copied"),
]


@pytest.mark.parametrize(("text", "snippet", "code", "severity", "hint"), TYPED)
def test_a_slip_is_found(text: str, snippet: str, code: str, severity: str, hint: str) -> None:
    found = [fault for fault in slips(text) if fault.code == code]
    assert found, slips(text)
    assert (found[0].snippet, found[0].severity) == (snippet, severity)
    assert hint in str(found[0].hint)
    assert {fault.code for fault in slips(text)} == {code}, "nothing else is said of it"
    assert code in SLIPS


@pytest.mark.parametrize(
    "text",
    [
        "Entrée 5 €*", "* sur réservation", "*Sur réservation uniquement", "Tarif** réduit*",
        "** hors taxes", "3 * 4 = 12", "2 ** 3", "a_b et c_d", "photo_2024_12.jpg",
        "Nom : ______", "écrire à jean_paul@mairie_lens.fr", "< 5 % et > 3 %", "x < y > z",
        "<nom@site.fr>", "A & B, R&D, AT&T; C&A;", "[sic]", "[…] suite", "[0 ; 10[",
        "« mot » et “mot” – tiret — cadratin… l’été", "un\u00a0espace\u202fdur", "C# et F#",
        "n° 5, #lens, #patrimoine", "- 50 visiteurs", "Lille | Lens | Arras", "1. Le départ",
        "à 10 h.\nEt après", "**gras** et *penché*, [un lien](https://a.org/x_y_z) et 1^er^",
        "\\*une étoile\\* et \\{une accolade\\} et \\_mot\\_", "{visites} et {visites:full}",
        "[mot]{lang=en}", "Umwelt\u00adschutz", "Ânerie, Île, Ã, Ðà, être", "a ~ b", "~50",
        "~20 km à ~30 km", "~20~30", "https://x.org/~ami~/", "9:00~12:00",
        "https://a--b.fr", "www.xn--caf-dma.fr", "photo--2.jpg", "l'option --help", "un\n---\ndeux",
        "\\-\\- deux traits", "---", "Lens - Liévin", "[un lien](https://a.org/x--y)", "A-t-il",
        "\\o/ et C:\\dossier", "نص\u200fعربي\u200c", "👩\u200d🚒", "2^8^ = 256",
        'un "mot" dit', 'un écran de 24"', 'של אונסק"ו', '"מורשת" של צה"ל',
        "Prix : 5 €* — Réduit : 3 €**",
    ],
)  # fmt: skip
def test_good_text_is_let_pass(text: str) -> None:
    assert slips(text) == ()


Faults = Callable[..., list[tuple[str, str]]]


def panel(text: str) -> str:
    return f"panels:\n  - id: one\n    blocks:\n      - text: {text}\n"


@pytest.mark.parametrize(
    ("written", "place"),
    [
        ('"un **mot** et **un autre"', "7:30"),
        ("un mot <br> et <br> un", "7:22"),
        ('"A &amp; B"', "7:18"),
        (">-\n          un mot\n          et **gras", "9:14"),
    ],
)
def test_a_slip_has_its_place(faults: Faults, written: str, place: str) -> None:
    assert faults(panel(written))[0][1] == f"content.yaml:{place}"


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("{{a}} x", "one brace on each side"),
        ("{ a } x", "without spaces"),
        ("{a et puis", "Close it with }"),
        ("mot{lang=en}", "[words]{lang=en}"),
    ],
)
def test_the_hint_of_a_brace_fits_it(
    found: Callable[..., list[Diagnostic]], text: str, hint: str
) -> None:
    figures = "figures: {a: {value: 1, source: unstated}}\n"
    faults = [fault for fault in found(figures + panel(f'"{text}"')) if fault.severity == "error"]
    assert [fault.code for fault in faults] == ["markup-placeholder"]
    assert hint in str(faults[0].hint)


def test_titles_and_labels_are_read_too(faults: Faults) -> None:
    head = "id: a\ntitle: Un &amp; deux\nlanguage: fr\n"
    chart = "{chart: bar, title: a<br>b, data: [{figure: f, label: '**c'}]}"
    content = (
        "figures: {f: {value: 1, source: unstated}}\n"
        f"panels:\n  - id: one\n    title: _un_\n    blocks: [{chart}]\n"
    )
    codes = [code for code, _ in faults(content, head=head)]
    assert codes.count("markup-html") == 2
    assert {"markup-foreign", "markup-unclosed"} <= set(codes)


@pytest.mark.parametrize(
    ("title", "codes"),
    [
        ("“Un titre”", ["text-quotes"]),
        ("“Un titre", []),
        ("“Un” et “deux”", []),
        ('"“Un titre”"', []),
    ],
)
def test_curly_quotes_for_yaml_s_are_printed(
    found: Callable[..., list[Diagnostic]], title: str, codes: list[str]
) -> None:
    content = f"panels: [{{id: one, title: {title}, blocks: [{{text: x}}]}}]\n"
    assert [(fault.code, fault.severity) for fault in found(content)] == [
        (code, "warning") for code in codes
    ]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("\u202e", "text-blank"),
        ("\u00ad", "text-blank"),
        ("[ ]{.x}", "text-blank"),
        ("\u2028", "text-blank"),
        ("\u200b", "schema"),
        ("[](https://a.org)", "markup-link"),
    ],
)
@pytest.mark.parametrize(
    "block",
    ["heading: %s", "text: %s", "items: [{text: %s}]", "{box: , title: %s, blocks: [{text: x}]}",
     "definitions: [{term: %s, text: x}]", "{quote: x, by: %s}"],
)  # fmt: skip
def test_a_text_of_which_nothing_is_printed_is_an_error(
    faults: Faults, block: str, text: str, code: str
) -> None:
    typed = json.dumps(text)
    found = faults(f"panels: [{{id: one, blocks: [{{{(block % typed).strip('{}')}}}]}}]\n")
    assert code in dict(found), found


def test_a_cell_of_a_table_may_be_blank(faults: Faults) -> None:
    table = '{table: t, columns: [{heading: A}], rows: [["\u00a0"]]}'
    found = faults(f"panels: [{{id: one, blocks: [{table}]}}]\n")
    assert "text-blank" not in dict(found)


def test_an_issue_that_was_published_is_made_again_as_it_was(project: Callable[..., Path]) -> None:
    publication = load(Folder(project(panel("un **mot"))))
    name = "issues/2012/content.yaml"
    frozen = replace(publication, file=name, source=replace(publication.source, file=name))
    for issue, severity in ((publication, "error"), (frozen, "warning")):
        (fault,) = resolve(issue, "fr")[1]
        assert (fault.code, fault.severity) == ("markup-unclosed", severity)


def written(value: object) -> list[str]:
    """The texts below a part of content.yaml."""
    if isinstance(value, dict):
        found = [(key, part) for key, part in value.items() if key in ("text", "label", "title")]
        own = [part for _, part in found if isinstance(part, str)]
        return own + [text for part in value.values() for text in written(part)]
    return [text for part in value for text in written(part)] if isinstance(value, list) else []


LEAFLET = Path(__file__).parents[1] / "data" / "frozen" / "content.yaml"
TEXTS = written(parse_yaml(LEAFLET.read_text(encoding="utf-8"), "c").data["panels"])


@pytest.mark.parametrize("mark", ["**", "{", "}", "](", "]{", "^"])
def test_a_mark_that_is_lost_is_missed(mark: str) -> None:
    """Every such mark of a real leaflet, taken out of its text, one at a time."""
    texts = [*TEXTS, "le 1^er^ mai et [ici](https://a.org)"]
    cut = [
        text[: match.start()] + text[match.end() :]
        for text in texts
        for match in re.finditer(re.escape(mark), text)
    ]
    assert cut
    assert [text for text in cut if not (*parse(text)[1], *slips(text))] == []
    assert [text for text in texts if slips(text)] == []


@given(st.text(alphabet='ab1 *_[](){}^<>&;`~|\\\t\n#-é\ufffd\u200bÃ©"', max_size=60))
def test_any_text_has_slips_or_none(text: str) -> None:
    for fault in slips(text):
        assert fault.snippet in text
        assert fault.occurrence >= 1
