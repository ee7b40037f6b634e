"""What the file beside the images says: words in reading order, figures by their texts."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from msgspec.structs import replace

from depliant.display.items import DisplayDocument, Glyphs, Mark, Page
from depliant.display.structure import ContentRef, Element
from depliant.geometry import Size
from depliant.press.condition import PressSpec
from depliant.writers.alternatives import account
from depliant.writers.targets import ImageOptions, Options, target_named

Line = Callable[..., Glyphs]


def said(document: DisplayDocument, page: int = 0) -> list[tuple[str, str]]:
    return [(part.kind, part.text) for part in account(document, document.pages[page]).parts]


def test_each_page_says_its_own_part_in_reading_order(document: DisplayDocument) -> None:
    assert said(document) == [
        ("heading 1", "Chiffres clés"),
        (
            "paragraph",
            "Un office à 76,9\u202f% d’efficacité,soit 712\u202f000\u00a0euros par territ",
        ),
        ("list item", "• premier point"),
        ("list item", "• second point"),
        ("paragraph", "missionbassinminier.org"),
        ("figure", "Un dégradé"),
        ("figure", "Deux étoiles"),
    ]
    assert said(document, 1) == [
        ("paragraph", "oire, au total."),
        ("table row", "Projet – M€"),
        ("table row", "Louvre-Lens – 100"),
        ("note", "1 Source : enquête 2016"),
    ]
    assert account(document, document.pages[0]).links == (
        ("Site web", "https://www.missionbassinminier.org/é"),
    )


def made_of(document: DisplayDocument, *elements: Element, **texts: Glyphs) -> DisplayDocument:
    """One page of numbered texts under a structure."""
    marks = tuple(Mark((run,), number) for number, run in enumerate(texts.values()))
    page = Page(Size(200, 200), marks, "1", name="cover")
    return replace(document, pages=(page,), structure=Element("Document", elements), outline=())


def test_a_divided_word_is_whole_again(document: DisplayDocument, line: Line) -> None:
    paragraph = Element("P", (ContentRef(0), ContentRef(1)))
    divided = made_of(
        document, paragraph, a=line("le territ\u00ad", 10, 20), b=line("oire minier ", 10, 32)
    )
    assert said(divided) == [("paragraph", "le territoire minier")]


def test_the_first_paragraph_of_an_item_stands_beside_its_label(
    document: DisplayDocument, line: Line
) -> None:
    body = Element(
        "LBody",
        (Element("P", (ContentRef(1),)), Element("Figure", (ContentRef(2),), alt="Un plan"),
         Element("P", (ContentRef(3),))),
    )  # fmt: skip
    item = Element("LI", (Element("Lbl", (ContentRef(0),)), body))
    made = made_of(
        document,
        Element("L", (item,)),
        **{text: line(text, 10, 20) for text in ("33", "millions", "dessin", "ensuite")},
    )
    assert said(made) == [
        ("list item", "33 millions"),
        ("figure", "Un plan"),
        ("paragraph", "ensuite"),
    ]


def test_what_is_told_by_other_words_is_told_by_these(
    document: DisplayDocument, line: Line
) -> None:
    paragraph = Element("P", (Element("Span", (ContentRef(0),), actual_text="deux mille"),))
    assert said(made_of(document, paragraph, a=line("2000", 10, 20))) == [
        ("paragraph", "deux mille")
    ]


def test_a_title_is_that_of_the_parts_shown_or_the_documents(
    document: DisplayDocument, line: Line
) -> None:
    first = Element("Sect", (Element("P", (ContentRef(0),)),), title="Un moteur")
    second = Element("Sect", (Element("P", (ContentRef(1),)),), title="Un regard")
    made = made_of(document, first, second, a=line("a", 10, 20), b=line("b", 10, 32))
    assert account(made, made.pages[0]).title == "Un moteur · Un regard"
    assert account(document, document.pages[1]).title == document.metadata.title


def sidecar(document: DisplayDocument, spec: PressSpec, name: str, **wish: Any) -> Any:
    outputs = target_named(name).write(document, spec, Options("essai.fr", ImageOptions(**wish)))
    return json.loads(outputs[-1].data)


def test_the_file_says_of_each_image_all_that_an_editor_needs(
    document: DisplayDocument, spec: PressSpec
) -> None:
    content = sidecar(document, spec, "image", width=400)
    assert (content["title"], content["language"], content["direction"]) == (
        document.metadata.title,
        "fr",
        "ltr",
    )
    first, second = content["images"]
    assert first["file"] == "essai.fr.extérieur.png"
    assert (first["width"], first["height"]) == (400, 400)
    assert first["panel"] == "extérieur"
    assert first["alt"].splitlines()[0] == "Chiffres clés"
    assert first["figures"] == ["Un dégradé", "Deux étoiles"]
    assert first["links"] == [
        {"text": "Site web", "address": "https://www.missionbassinminier.org/é"}
    ]
    assert second["parts"][0] == {"kind": "paragraph", "text": "oire, au total."}
    assert sidecar(document, spec, "svg", pages="sides")["images"][1]["side"] == "intérieur"


def test_an_abbreviation_is_printed_short_and_said_in_full(
    document: DisplayDocument, line: Line
) -> None:
    short = Element("Span", (ContentRef(1),), expansion="33 millions d’euros")
    paragraph = Element("P", (ContentRef(0), short))
    written = made_of(document, paragraph, a=line("Aides : ", 10, 20), b=line("33 M€", 60, 20))
    assert said(written) == [("paragraph", "Aides : 33 M€")]
    assert account(written, written.pages[0]).text == "Aides : 33 millions d’euros"
