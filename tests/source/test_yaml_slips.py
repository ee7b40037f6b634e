"""YAML as officers mistype it: where it is wrong, to the character, and what to write instead."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from depliant.errors import Diagnostic, InputError
from depliant.source import yaml as source
from depliant.source.folder import Folder
from depliant.source.yaml_slips import quoted_line, slip


def only(text: str) -> Diagnostic:
    """The one fault of a text."""
    with pytest.raises(InputError) as caught:
        source.parse_yaml(text, "c")
    (fault,) = caught.value.diagnostics
    return fault


SLIPS = [
    # a tab
    ("a:\n\t- b\n", "2:1", "A tab stands", "two for each step"),
    ("panels:\n  - id: x\n\tblocks:\n", "3:1", "A tab stands", ""),
    ("a:\n  -\tb: c\n", "2:4", "A tab stands", ""),
    # a quotation mark that is not closed, shown where it opens
    ('a:\n  - text: "Un\n  - text: "Deux"\n  - text: "x"\n', "2:11", "is not closed", '(")'),
    ("a:\n  - text: 'Un\n  - text: 'Deux'\n", "2:11", "is not closed", "(')"),
    ('a: "Un\nb: c\nd: e\n', "1:4", "is not closed", ""),
    ('a:\n  - text: "Un”\n  - text: "Deux"\n', "2:11", "is not closed", ""),
    ('"a: b\nc: d\n', "1:1", "is not closed", ""),
    # one that ends too soon
    ("a: 'l'église'\nb: c\n", "1:6", "goes on", "double quotes"),
    ('a: "Il dit "oui" et"\n', "1:12", "goes on", '\\"'),
    ('text: "Le Monde" en parle\n', "1:16", "goes on", "« »"),
    # a colon in a sentence
    ("a:\n  - text: Ouvert: de 9 h\n", "2:17", "A colon", '`text: "Ouvert: de 9 h"`'),
    ("text: “Ouvert: 9 h”\n", "1:14", "A colon", '`text: "Ouvert: 9 h"`'),
    ("a:\n  - Il a dit: oui: non\n", "2:18", "A colon", '`- "Il a dit: oui: non"`'),
    ('text: Il a dit: "oui"\n', "1:15", "A colon", "`text: 'Il a dit: \"oui\"'`"),
    # a sign that means something to YAML
    ("text: @unesco suit\n", "1:7", "begins with @", '`text: "@unesco suit"`'),
    ("text: % des gens\n", "1:7", "begins with %", ""),
    ("text: `x` y\n", "1:7", "begins with `", ""),
    ("text: **Gras** x\n", "1:7", "begins with *", '`text: "**Gras** x"`'),
    ("text: *penché* x\n", "1:7", "begins with *", ""),
    ("text: & Co\n", "1:7", "begins with &", ""),
    ("text: > 50 visiteurs\n", "1:7", "begins with >", ""),
    ("text: - 50 visiteurs\n", "1:7", "begins with -", '`text: "- 50 visiteurs"`'),
    ("text: ? quoi\n", "1:7", "begins with ?", ""),
    ("text: {visits} visites\n", "1:7", "begins with {", '`text: "{visits} visites"`'),
    ("text: [Site](https://a.org) ici\n", "1:7", "begins with [", ""),
    ("a:\n  - @x\n", "2:5", "begins with @", '`- "@x"`'),
    ("a: {label: @x, b: c}\n", "1:12", "begins with @", ""),
    ("a: {unit: %, b: c}\n", "1:11", "begins with %", ""),
    ("text: *12, rue\n", "1:7", "begins with *", '`text: "*12, rue"`'),
    ("text: &12, rue\n", "1:7", "begins with &", ""),
    # a colon that is missing
    ("p:\n  - id: x\n    title La porte\n    blocks:\n", "3:9", "behind `title`", "La porte`"),
    ("p:\n  - text un mot\n    role: x\n", "2:8", "behind `text`", "`- text: un mot`"),
    ("p:\n  - id: x\n    blocks\n      - text: a\n", "3:10", "behind `blocks`", "`blocks:`"),
    ("figures\n  a: {value: 5}\n", "1:7", "behind `figures`", ""),
    ("id: x\ntitle Un mot\n", "2:5", "behind `title`", ""),
    ("id: x\ntitle Un mot\ndate: 2017\n", "2:5", "behind `title`", ""),
    ("f:\n  a {value: 5, unit: m}\n  b: {value: 4}\n", "2:3", "behind `a`", "`a: {value: 5"),
    ("p:\n  - text: Un\n    mot de trop\n    role: x\n", "3:5", "no key", "move it in"),
    ("p:\n  - text: Un\n  mot de trop\n  - text: x\n", "3:3", "no key", "move it in"),
    # commas and brackets
    ("f:\n  a: {value: 5 unit: x}\n", "2:16", "comma is missing before `unit`", ""),
    ("f:\n  a: {value: 5, unit: x date: 2}\n", "2:25", "before `date`", ""),
    ("f:\n  a: {value: 5, unit: x\n  b: {value: 3}\n", "2:6", "This { is not closed", "}"),
    ("f: [a, b\ng: c\n", "1:4", "This [ is not closed", "]"),
    ("f: [a, b\n", "1:4", "This [ is not closed", "]"),
    ("f: {a: 5}}\n", "1:10", "behind this }", "Delete"),
    # spaces and columns
    ("title:Bonjour\nid: x\n", "1:6", "behind the colon", "`title: …`"),
    ("id: x\ntitle:Bonjour\nb: c\n", "2:6", "behind the colon", ""),
    ("a:\n  - {b: c}\n  -text: x\n    figure: y\n  - d: e\n", "3:3", "behind the hyphen", ""),
    ("names:[a,\n  b,\n  c]\nd: e\n", "1:6", "behind the colon", ""),
    ("p:\n  - b: c\n    d: e\n  b: f\n", "4:3", "hyphen is missing before `b`", "as in line 2"),
    ("p:\n b: c\n  d: e\n  f: g\n", "2:2", "column 2, and those below", "column 3"),
    ("p:\n   b: c\n  d: e\n  f: g\n", "2:4", "column 4, and those below", "column 3"),
    ("a:\n  -text: x\n  - text: y\n", "2:3", "behind the hyphen", ""),
    (
        "p:\n  - b:\n      - text: x\n       role: note\n",
        "4:8",
        "column 8",
        "column 9, as in line 3",
    ),
    ("p:\n  - b:\n      - text: x\n     role: note\n", "4:6", "column 6", "column 5, as in line 2"),
    ("p:\n  - id: x\n   title: y\n", "3:4", "column 4", "column 5"),
    ("p:\n  - id: x\n     title: y\n", "3:6", "column 6", "column 5"),
    ('a: "50 \\% de"\n', "1:8", "backslash", "twice"),
    # a hyphen too far left or right, and where lists have theirs
    ("b:\n      - text: x\n    - text: y\n", "3:5", "column 5", "column 7, as in line 2"),
    ("b:\n  - text: x\n    - text: y\n", "3:5", "column 5", "column 3, as in line 2"),
    ("b:\n  - d:\n      - e: f\n    - text: y\n", "4:5", "column 5", "column 7, as in line 3"),
    # words without a key
    ('a:\n  - "words"\n    figure: b\n', "2:5", "without a key", '`- text: "words"`'),
    ("a:\n  - Some words\n    figure: b\n", "2:5", "without a key", "`- text: Some words`"),
    ("a:\n  -heading: x\n  - text: y\n", "2:3", "behind the hyphen", "`- heading: …`"),
    ("a:\n  - Nous avons: ceci:\n", "2:21", "A colon at the end", '"Nous avons: ceci:"'),
    # an apostrophe at the beginning, a quotation mark at the end alone
    ("a:\n  - text: 'tis now\n  - text: b\n", "2:11", "not closed", '`text: "\'tis now"`'),
    ("a:\n  - text: 't is\n      nu\n  - text: b\n", "2:11", "not closed", '`text: "…"`'),
    ("text: 'tis the season's best\n", "1:22", "goes on", "Put the whole text"),
    ('text: **Gras** x."\n', "1:7", "begins with *", '`text: "**Gras** x."`'),
    ('text: *de 5"\n', "1:7", "begins with *", "`text: '*de 5\"'`"),
    ('text: **Gras**\n  suite."\n', "1:7", "begins with *", "from its first line to its last"),
    # a colon between braces, and commas that are missing
    ("f:\n  - {a: b, label: Romans: tous}\n", "2:19", "A colon", '`label: "Romans: tous"`'),
    ("f:\n  - {label: Deux mots: x, a: b}\n", "2:18", "or quotes", '`label: "Deux mots: x"`'),
    ("f:\n  - {value: unit: x}\n", "2:13", "No value", "a comma stands between"),
    ("f:\n  - {value: 5, unit:, date: 2}\n", "2:20", "behind the colon", "`unit: …`"),
    ("f:\n  - {value: 5, un{a}it: x}\n", "2:18", "broken", ""),
    ("f:\n  - {label: Ro[mans, unit: x}\n", "2:15", "", ""),
    ('a:\n  - text"mots"\n    figure: b\n', "2:8", "behind `text`", '`- text: "mots"`'),
    ("f:\n  - [a, b: c: d]\n", "2:12", "A colon", '`"b: c: d"`'),
    ('f:\n  - [Mots "{a:full}"]\n', "2:12", "comma is missing", '`Mots, "{a:full}"` for two'),
    ('f:\n  - [M "{a}"]\n  - [N "{b}"]\n', "2:9", "comma is missing", '`M, "{a}"` for two'),
    ("f:\n  - [Mots {a}, b]\n", "2:11", "comma is missing", '`"Mots {a}"` for one'),
    ("f:\n  - [£{a:full}, b]\n", "2:6", "must be in quotes", '`"£{a:full}"`'),
    ("f:\n  - [{a} fois, b]\n", "2:6", "must be in quotes", '`"{a} fois"`'),
    ("f:\n  - {label: Les {a}, b: c}\n", "2:13", "must be in quotes", '`"Les {a}"`'),
    ('f:\n  - ["a" "b"]\n', "2:10", "comma is missing before this", "between one entry"),
    ('f:\n  - {label: "a" unit: b}\n', "2:17", "before `unit`", "between one entry"),
    ("f:\n  - [{a: b} {c: d}]\n", "2:13", "comma is missing before this", "between one entry"),
]


@pytest.mark.parametrize(("text", "place", "says", "hint"), SLIPS)
@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_a_slip_is_named_where_it_was_made(
    text: str, place: str, says: str, hint: str, ends: str
) -> None:
    fault = only(text.replace("\n", ends))
    assert (fault.code, str(fault.place)) == ("yaml-syntax", f"c:{place}")
    assert says in str(fault.message)
    assert hint in str(fault.hint)
    line, caret = fault.quoted
    row, column = map(int, place.split(":"))
    assert line == text.split("\n")[row - 1].replace("\t", " ").rstrip()
    assert caret.index("^") == column - 1


@pytest.mark.parametrize("text", [each[0] for each in SLIPS])
def test_no_hint_asks_for_the_column_that_the_line_is_in(text: str) -> None:
    fault = only(text)
    is_in = re.match(r"This line begins in column (\d+)", str(fault.message))
    if is_in:
        assert f"Begin it in column {is_in[1]}," not in str(fault.hint)


@pytest.mark.parametrize(
    ("text", "place", "code"),
    [
        ("a: ! Attention\n", "1:4", "yaml-tag"),
        ("text: #1 en France\n", "1:6", "yaml-comment"),
        ("a: {unit: “%”}\n", "1:11", "yaml-quotes"),
        ("role: “lead”\n", "1:7", "yaml-quotes"),
        ("names: [„Berlin“]\n", "1:9", "yaml-quotes"),
        ("text\u00a0: Bonjour\n", "1:1", "yaml-characters"),
        ("a:\n  - id: x\n\u00a0   title: y\n", "3:1", "yaml-characters"),
        ("a: b\n<<<<<<< HEAD\nc: d\n=======\nc: e\n>>>>>>> other\n", "2:1", "yaml-conflict"),
    ],
)
def test_what_would_be_read_otherwise_than_it_was_meant(text: str, place: str, code: str) -> None:
    fault = only(text)
    assert (fault.code, str(fault.place)) == (code, f"c:{place}")
    assert fault.quoted[1].index("^") == int(place.split(":")[1]) - 1


@pytest.mark.parametrize(
    "text",
    [
        'text: "deux\n  lignes : avec"\n',
        'text: >-\n  Il dit "x: y\n  z: @k\n',
        "names: [a,\n  b]\nf: {a: 5,\n  b: 6}\n",
        "text: “Bonjour”, dit-il\n",
        "sources: {s: “Le Monde”}\n",
        "names: [’t Zand]\n",
        "text: l'été # commentaire\n" * 0 + "text: C# et F#\n",
        "link: https://a.org/x:y\n",
    ],
)
def test_what_is_sound_is_let_pass(text: str) -> None:
    source.parse_yaml(text, "c")


def test_the_line_of_a_slip_is_shown_in_part_if_it_is_long() -> None:
    fault = only(f"text: {'mot ' * 100}: {'x ' * 100}: y\n")
    line, caret = fault.quoted
    assert len(line) <= 80
    assert line[caret.index("^")] == ":"


@pytest.mark.parametrize(
    ("data", "place", "says"),
    [
        ("a: b\ntitle: Été à Lille\n".encode("cp1252"), "2:8", "Windows-1252 (“Été”)"),
        ("title: Été\n".encode("utf-16"), "1:1", "UTF-16"),
        ("title: Été\n".encode("utf-16-le"), "1:1", "UTF-16"),
        ("title: A\n".encode("utf-16-be"), "1:1", "UTF-16"),
    ],
)
def test_a_file_in_another_encoding(tmp_path: Path, data: bytes, place: str, says: str) -> None:
    (tmp_path / "c").write_bytes(data)
    with pytest.raises(InputError) as caught:
        source.load_yaml(Folder(tmp_path), "c")
    (fault,) = caught.value.diagnostics
    assert (fault.code, str(fault.place)) == ("yaml-encoding", f"c:{place}")
    assert says in str(fault.message)
    assert "UTF-8" in str(fault.hint)


LEAFLET = (Path(__file__).parents[1] / "data" / "frozen" / "content.yaml").read_text("utf-8")


@pytest.mark.parametrize(
    ("pattern", "cut"),
    [
        (r"^\s*(?:- )?\w+: (\").*\"$", -1),  # the closing quotation mark of a text
        (r"^  \w+: +(\{).*\}$", -1),  # the closing brace of a figure
        (r"^ +(-) \w+: .*$", 1),  # the space behind a hyphen
    ],
)
def test_a_sign_that_is_lost_is_missed_where_it_belongs(pattern: str, cut: int) -> None:
    """Every such sign of a real leaflet, one at a time, to the line and the column."""
    found = list(re.finditer(pattern, LEAFLET, re.MULTILINE))
    assert len(found) > 20
    for match in found:
        at = match.end() - 1 if cut < 0 else match.end(1)
        text = LEAFLET[:at] + LEAFLET[at + 1 :]
        line = text.count("\n", 0, match.start()) + 1
        with pytest.raises(InputError) as caught:
            source.parse_yaml(text, "c")
        place = caught.value.diagnostics[0].place
        assert place is not None
        assert place[1:3] == (line, match.start(1) - match.start() + 1), match[0]


@given(
    st.text(alphabet="ab: -\n\t\"'{}[],#|>*&!%@`?\\“”", max_size=60),
    st.integers(0, 60),
    st.sampled_from(["mapping values are not allowed", "did not find expected key", "escape"]),
)
def test_whatever_is_typed_a_slip_is_a_place_in_it(text: str, at: int, problem: str) -> None:
    found = slip(text, min(at, len(text)), problem, {"a"})
    if found is not None:
        assert 0 <= found.offset <= len(text)
        line, caret = quoted_line(text, found.offset)
        assert "\n" not in line
        assert caret.endswith("^")
