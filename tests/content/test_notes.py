"""Notes: their marks in texts, how they are numbered, and what is said where one cannot be."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from depliant.colour import BLACK
from depliant.content.inline import NoteMark, Span, plain
from depliant.content.markup import literal, parse
from depliant.content.messages import messages
from depliant.content.model import Chart, Edition, Notes
from depliant.content.notes import printed, signs
from depliant.content.orthotypography import set_right
from depliant.content.publication import load
from depliant.content.resolve import resolve
from depliant.content.texts import texts
from depliant.errors import Diagnostic
from depliant.fonts.registry import FaceRef
from depliant.geometry import Rect
from depliant.source.folder import Folder
from depliant.text.character import marked
from depliant.text.galley import set_line
from depliant.text.ink import glyph_boxes
from depliant.text.model import CharStyle, ParagraphStyle, Run

NOTES = """\
notes:
  census: Une enquête de 2016.
  pool: Sans le bassin fermé.
  lake: De mai à septembre.
"""
Resolve = Callable[..., tuple[Edition, tuple[Diagnostic, ...]]]


@pytest.fixture
def edition(project: Callable[..., Path]) -> Resolve:
    def run(content: str, language: str = "fr") -> tuple[Edition, tuple[Diagnostic, ...]]:
        return resolve(load(Folder(project(content))), language)

    return run


def shown(edition: Edition) -> list[str]:
    """The texts of an edition as they are printed, those of notes with their signs."""
    found = []
    for panel in edition.panels:
        for text in texts(panel):
            sign = getattr(text.part, "sign", "")
            found.append(" ".join(filter(None, (sign, plain(printed(text.words))))))
    return found


# --- marks ---------------------------------------------------------------------------------------


def test_a_mark_is_no_word_and_may_stand_in_any_kind_of_words() -> None:
    pieces, errors = parse("un **mot[^a]** [lien[^b]](https://a.fr)[^c] et [word[^d]]{lang=en}")
    assert not errors
    assert [(piece.note, piece.text) for piece in pieces if piece.note] == [
        (key, "") for key in "abcd"
    ]
    assert literal("un mot[^a].") == "un mot."
    assert next(piece.link for piece in pieces if piece.text == "lien") == "https://a.fr"


@pytest.mark.parametrize("family", ["Barlow", "Zilla Slab", "Fira Sans"])
@pytest.mark.parametrize(("words", "small"), [("CO", "~2~"), ("H", "~f~"), ("m", "^2^")])
def test_a_mark_stands_apart_from_what_is_raised_or_lowered(
    family: str, words: str, small: str
) -> None:
    """By its ink: 5 m² with the note 1 is not m to the 21st."""
    pieces, _ = parse(f"{words}{small}[^a] et")
    mark = NoteMark("a", "note-1", "1", is_raised=True)
    spans = printed(
        tuple(
            Span("", note=mark)
            if piece.note
            else Span(piece.text, superscript=piece.superscript, subscript=piece.subscript)
            for piece in pieces
        )
    )
    assert printed(spans) == spans
    style = CharStyle(FaceRef(family), 10.0, BLACK)
    runs = [Run(span.text, marked(style, span, ())) for span in spans]
    inked: dict[int, list[Rect]] = {}
    for run in set_line(runs, ParagraphStyle("fr")).runs:
        inked.setdefault(run.run, []).extend(glyph_boxes(run.glyphs))
    at = next(number for number, span in enumerate(spans) if span.note)
    last = max(box.right for box in inked[1])
    assert min(box.x for box in inked[at]) > last + 0.3
    assert "".join(span.text for span in spans).split()[-1] == "et"


@pytest.mark.parametrize("sign", ["1", "b"])
@pytest.mark.parametrize(
    "words", ["£1,250,000", "en 2017", "٤٢", "12,5", "5\u00a0m", "40 km", "1\u202f200 cm"]
)
def test_a_mark_behind_a_number_is_no_power(words: str, sign: str) -> None:
    mark = NoteMark("x", "note-x", sign)
    for before in (Span(words), Span(words, strong=True)):
        shown = printed((before, Span("", note=mark)))
        assert [span.text for span in shown[:2]] == [words, "\u202f"]
        assert shown[1].superscript, "narrower than between words"
        assert plain(shown)[-2:] in ("\u202f¹", "\u202fb")


@pytest.mark.parametrize("words", ["cités", "92\u00a0%", "(2017)", "2017.", "rom", "5 mm de"])
def test_a_mark_behind_anything_else_stands_against_it(words: str) -> None:
    mark = NoteMark("x", "note-x", "1")
    assert plain(printed((Span(words), Span("", note=mark)))) == f"{words}¹"


def test_a_symbol_stands_against_a_number() -> None:
    mark = NoteMark("x", "note-x", "*", is_raised=False)
    assert plain(printed((Span("2017"), Span("", note=mark)))) == "2017*"


@given(space=st.text(" \u00a0\u202f\n", max_size=3))
def test_no_space_is_printed_before_a_mark(space: str) -> None:
    pieces, _ = parse(f"un mot{space}[^a] et")
    assert [piece.text for piece in pieces] == ["un mot", "", " et"]


@pytest.mark.parametrize(
    ("text", "snippet", "said"),
    [
        ("x[^2]", "[^2]", "is not the mark"),
        ("x[^two words] y", "[^two words]", "is not the mark"),
        ("x[^open", "[^open", "is not the mark"),
        ("x[^]", "[^]", "is not the mark"),
        ("[^a] words", "[^a]", "stands before all words"),
        ("**[^a]** words", "[^a]", "stands before all words"),
        ("[^a]: what it says", "[^a]", "is defined in a text"),
    ],
)
def test_what_looks_like_a_mark_and_is_none_is_said_once(
    text: str, snippet: str, said: str, found: Callable[..., list[Diagnostic]]
) -> None:
    (error,) = parse(text)[1]
    assert (error.code, error.snippet) == ("note-mark", snippet)
    assert said in str(error.message)
    content = NOTES + f"panels:\n  - id: one\n    blocks:\n      - text: '{text}'\n"
    faults = [
        fault
        for fault in found(content)
        if fault.code != "note-unused" or ("`a`" in str(fault.message))
    ]
    assert [(fault.code, str(fault.place)) for fault in faults] == [
        ("note-mark", f"content.yaml:11:{16 + text.index(snippet)}")
    ]


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("text: '[^lake] Un mot.'", "note-mark"),
        ("text: '**[^lake]Un** mot.'", "note-mark"),
        ("text: 'Un mot\\[^lake].'", "note-unused"),
    ],
)
def test_a_note_whose_mark_is_typed_in_a_wrong_place_is_told_of_there(
    typed: str, code: str, found: Callable[..., list[Diagnostic]]
) -> None:
    """Put right there, the note is used: that none has its mark would mislead."""
    marks = "Un bain[^census][^pool]."
    content = NOTES + f"panels:\n  - id: one\n    blocks:\n      - text: {marks}\n      - {typed}\n"
    told = [fault.code for fault in found(content) if fault.code.startswith("note-")]
    assert told == [code]


def test_a_block_of_notes_is_not_said_to_be_empty_where_a_note_is_not_defined(
    found: Callable[..., list[Diagnostic]],
) -> None:
    content = "panels:\n  - id: one\n    blocks:\n      - text: Un mot%s.\n      - notes: panel\n"
    assert [fault.code for fault in found(content % "[^lac]")] == ["note-unknown"]
    assert [fault.code for fault in found(content % "")] == ["notes-empty"]


def test_a_backslash_prints_it_as_it_stands(found: Callable[..., list[Diagnostic]]) -> None:
    assert literal(r"x\[^2]") == "x[^2]"
    assert not found("panels:\n  - id: one\n    blocks:\n      - text: 'x\\[^2] y'\n")


# --- numbers -------------------------------------------------------------------------------------

PANELS = """\
panels:
  - id: one
    title: Titre[^lake]
    blocks:
      - text: "Un mot[^census]. Deux marques[^pool][^census]."
    aside:
      - text: "À côté[^pool]."
  - id: two
    blocks:
      - text: "Encore[^pool], et encore[^lake]."
"""


def test_marks_are_numbered_as_they_are_read_and_a_note_is_printed_once(edition: Resolve) -> None:
    found, faults = edition(NOTES + PANELS)
    assert not faults
    assert shown(found) == [
        "Titre¹",
        "Un mot². Deux marques³,².",
        "À côté³.",
        "1 De mai à septembre.",
        "2 Une enquête de 2016.",
        "3 Sans le bassin fermé.",
        "Encore³, et encore¹.",
    ]
    assert [panel.title if isinstance(panel.title, str) else plain(panel.title)
            for panel in found.panels] == ["Titre", ""]  # fmt: skip


def test_marks_may_be_numbered_in_each_panel_and_be_letters_or_symbols(edition: Resolve) -> None:
    found, _ = edition("note_marks: {through: panel, signs: letters}\n" + NOTES + PANELS)
    assert shown(found)[-3:] == [
        "Encorea, et encoreb.",
        "a Sans le bassin fermé.",
        "b De mai à septembre.",
    ]
    found, _ = edition("note_marks: {signs: symbols}\n" + NOTES + PANELS)
    assert shown(found)[1] == "Un mot†. Deux marques‡,†."


def test_panels_that_a_story_joins_are_counted_as_one(edition: Resolve) -> None:
    flowing = PANELS.replace("title: Titre[^lake]", "flow: [three]") + "  - id: three\n"
    found, _ = edition(
        "note_marks: {through: panel}\n" + NOTES + flowing + "    title: La fin[^lake]\n"
    )
    assert "La fin³" in shown(found)


@given(number=st.integers(1, 2000))
def test_no_two_numbers_have_one_sign(number: int) -> None:
    for kind in ("letters", "symbols"):
        sign = signs(kind, str)
        assert sign(number) != sign(number + 1)
        assert len({sign(at) for at in range(1, 60)}) == 59


@given(
    marks=st.lists(st.lists(st.sampled_from("abcdef"), max_size=4), min_size=1, max_size=6),
    through=st.sampled_from(["publication", "panel"]),
)
def test_each_mark_has_its_note_in_order_and_no_other(
    marks: list[list[str]], through: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    panels = ""
    for number, keys in enumerate(marks):
        words = "mot" + "".join(f" x[^{key}]" for key in keys)
        panels += f'  - id: p{number}\n    blocks:\n      - text: "{words}"\n'
    notes = "".join(f"  {key}: note {key}\n" for key in "abcdef")
    folder = tmp_path_factory.mktemp("notes")
    (folder / "content.yaml").write_text(
        f"id: s\ntitle: S\nlanguage: fr\nnote_marks: {{through: {through}}}\nnotes:\n{notes}"
        f"panels:\n{panels}",
        encoding="utf-8",
    )
    found, faults = resolve(load(Folder(folder)), "fr")
    printed_notes = [note for panel in found.panels for note in panel.notes]
    known = {note.id: plain(note.text) for note in printed_notes}
    assert len(known) == len(printed_notes)
    seen: list[str] = []
    for panel, keys in zip(found.panels, marks, strict=True):
        spans = [span for text in texts(panel) for span in text.words if span.note]
        assert [span.note.key for span in spans if span.note] == keys
        for span in spans:
            assert span.note is not None
            assert known[span.note.id] == f"note {span.note.key}"
            assert span.note.is_first == (span.note.id not in seen)
            seen.append(span.note.id)
    assert list(dict.fromkeys(seen)) == [note.id for note in printed_notes]
    used = {key for keys in marks for key in keys}
    assert {fault.code for fault in faults} <= {"note-unused"}
    assert len(faults) == 6 - len(used)


# --- where notes stand ---------------------------------------------------------------------------


def test_a_block_takes_the_notes_of_its_panel_or_of_all_others(edition: Resolve) -> None:
    own = "      - notes: panel\n"
    found, faults = edition("note_marks: {through: panel}\n" + NOTES + PANELS + own)
    assert not faults
    first, second = found.panels
    assert len(first.notes) == 3
    assert not second.notes
    (block,) = [one for one in second.walk() if isinstance(one, Notes)]
    assert [plain(note.text) for note in block.notes] == [
        "Sans le bassin fermé.", "De mai à septembre."]  # fmt: skip
    found, faults = edition(NOTES + PANELS + "      - notes: publication\n")
    assert not faults
    assert not any(panel.notes for panel in found.panels)
    assert shown(found)[-1] == "3 Sans le bassin fermé."


BLOCK = "      - text: Un mot[^census]\n"


@pytest.mark.parametrize(
    ("content", "code", "place"),
    [
        (BLOCK.replace("census", "censu"), "note-unknown", "11:21"),
        (BLOCK + "      - picture: x.png\n        alt: Vue[^pool]\n", "note-misplaced", "13:17"),
        (BLOCK + "      - notes: panel\n      - notes: panel\n", "notes-twice", "13:9"),
    ],
)
def test_a_mark_that_cannot_be_is_told_where_it_stands(
    content: str, code: str, place: str, project: Callable[..., Path]
) -> None:
    root = project(NOTES + "panels:\n  - id: one\n    blocks:\n" + content, files={"x.png": ""})
    _, faults = resolve(load(Folder(root)), "fr")
    told = [fault for fault in faults if fault.code not in ("note-unused", "notes-empty")]
    assert [(one.code, str(one.place)) for one in told] == [(code, f"content.yaml:{place}")]
    assert str(told[0].hint)


@pytest.mark.parametrize(
    ("head", "code", "line"),
    [
        ("subject: Un sujet[^census]\n", "note-misplaced", 4),
        ("names: ['Lac[^census]']\n", "note-misplaced", 4),
        ("running: {line: 'Mot[^census]'}\n", "note-misplaced", 4),
        ("glossary: [{term: 'lac[^census]'}]\n", "note-misplaced", 4),
        ("notes: {census: 'Voir[^lake]', lake: Ici.}\n", "note-nested", 4),
        ("notes: {census: Voir., sea: Là.}\n", "note-unused", 4),
    ],
)
def test_texts_that_have_no_notes_say_so(
    head: str, code: str, line: int, found: Callable[..., list[Diagnostic]]
) -> None:
    notes = "" if head.startswith("notes") else "notes: {census: Voir.}\n"
    use = "[^lake]" if "lake" in head and "notes" in head else ""
    content = (
        head + notes + f"panels:\n  - id: one\n    blocks:\n      - text: Mot[^census] et{use}\n"
    )
    faults = found(content)
    assert [(one.code, one.place and one.place.line) for one in faults] == [(code, line)]


def test_notes_counted_in_each_panel_cannot_stand_together(
    found: Callable[..., list[Diagnostic]],
) -> None:
    content = "note_marks: {through: panel}\n" + NOTES + PANELS + "      - notes: publication\n"
    assert [fault.code for fault in found(content)] == ["notes-mixed"]


# --- whoever else looks at words -----------------------------------------------------------------


def test_typography_leaves_a_mark_against_its_word(edition: Resolve) -> None:
    found, _ = edition(
        NOTES
        + 'panels:\n  - id: one\n    blocks:\n      - text: "Dit-il[^census]! \\"Oui[^pool]\\""\n'
    )
    right, corrections = set_right(found)
    assert corrections
    assert shown(right)[0] == "Dit-il¹\u202f! «\u202fOui²\u202f»"


def test_a_note_is_a_message_that_names_the_panel_of_its_mark(project: Callable[..., Path]) -> None:
    root = project(NOTES + "  never: Nulle part.\n" + PANELS)
    found = {message.context: message for message in messages(load(Folder(root)))}
    assert found["one/note:lake"].text == "De mai à septembre."
    assert found["one/note:lake"].panel == "one"
    assert found["note:never"].panel == ""


def test_an_alternative_text_is_without_marks(edition: Resolve) -> None:
    content = NOTES + (
        "figures:\n  a: {value: 12, unit: '%', source: unstated}\n"
        "panels:\n  - id: one\n    blocks:\n      - chart: bar\n        title: Parts[^lake]\n"
        "        note: Une ligne[^pool]\n"
        "        data: [{figure: a, label: 'Clubs[^census]'}]\n"
    )
    found, faults = edition(content)
    assert not [fault for fault in faults if fault.severity == "error"]
    (chart,) = [one for one in found.panels[0].walk() if isinstance(one, Chart)]
    assert "Clubs\u00a0: 12" in chart.alt
    assert "Parts. " in chart.alt
    assert "[^" not in chart.alt
    # The line below a chart is read after what is in it.
    assert [plain(note.text)[:5] for note in found.panels[0].notes] == ["De ma", "Une e", "Sans "]


def test_marks_are_written_out_once() -> None:
    once = printed((Span("mot"),))
    assert printed(once) == once


def test_no_line_can_end_before_a_mark_where_one_may_end_between_any_two_signs() -> None:
    mark = NoteMark("a", "note-1", "1")
    assert printed((Span("市"), Span("", note=mark)))[-1].text == "\u2060¹"
    assert printed((Span("ville"), Span("", note=mark)))[-1].text == "¹"


def test_digits_that_no_face_has_small_are_raised() -> None:
    mark = NoteMark("a", "note-1", "١", comma="،")
    comma, sign = printed((Span("", note=mark),))
    assert (comma.text, sign.text) == ("،", "١")
    assert comma.superscript
    assert sign.superscript
