"""Series in translations: each value is proved by itself, times are written by each language."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from depliant.content.inline import plain
from depliant.content.messages import messages
from depliant.content.model import Paragraph
from depliant.content.publication import Publication
from depliant.content.publication import load as load_publication
from depliant.content.resolve import resolve
from depliant.source.folder import Folder
from depliant.translation.digits import digit_proof
from depliant.translation.loading import load_translation, translated, translation_faults

Project = Callable[..., Path]

CONTENT = """\
figures:
  births: {unit: naissances, source: unstated, values: {2020: 1790, 2021: 799}}
  cantons: {source: unstated, values: {c1: {label: Nord, value: 3}, c2: {label: Sud, value: 4}}}
panels:
  - id: one
    blocks:
      - text: "{births:max} en {births:max:date}, {births:last:full} ; {cantons:c2}"
"""
PO = """\
msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\\n"
"Language: en\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"

msgctxt "publication/title"
msgid "Small"
msgstr "Small"

msgctxt "series:cantons"
msgid "Nord"
msgstr "North"

msgctxt "series:cantons"
msgid "Sud"
msgstr "South"

msgctxt "one/text"
msgid "{births:max} en {births:max:date}, {births:last:full} ; {cantons:c2}"
msgstr "WORDS"

msgctxt "unit"
msgid "naissances"
msgid_plural "naissances"
msgstr[0] "birth"
msgstr[1] "births"
"""
SOUND = "{births:max} in {births:max:date}, {births:last:full}; {cantons:c2}"


def edition(project: Project, words: str) -> tuple[Publication, Publication, list[str]]:
    root = project(CONTENT, files={"assets/translations/en.po": PO.replace("WORDS", words)})
    publication = load_publication(Folder(root))
    translation, faults = load_translation(Folder(root), "en")
    told = [*faults, *translation_faults(publication, translation)]
    return publication, translated(publication, translation), [fault.code for fault in told]


def test_values_are_translated_and_proved(project: Project) -> None:
    publication, english, told = edition(project, SOUND)
    assert told == []
    source, _ = resolve(publication, "fr")
    target, notes = resolve(english, "en")
    assert [note for note in notes if note.severity == "error"] == []
    (text,) = target.panels[0].blocks
    assert isinstance(text, Paragraph)
    assert plain(text.text).replace("\u00a0", " ") == "1,790 in 2020, 799 births; 4"
    assert digit_proof(source, target) == ()


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (SOUND.replace("{births:max}", "{births:min}"), "translation-placeholder"),
        (SOUND.replace("{births:max}", "1,790"), "translation-placeholder"),
        (SOUND.replace("{births:max:date}", "2021"), "translation-placeholder"),
        (SOUND.replace("{births:last:full}", "{births:last:fuul}"), "translation-placeholder"),
    ],
)
def test_a_value_that_is_exchanged_or_typed_is_refused(
    project: Project, words: str, code: str
) -> None:
    assert code in edition(project, words)[2]


def test_the_names_of_places_are_messages(project: Project) -> None:
    publication, english, _ = edition(project, SOUND)
    found = [message for message in messages(publication) if message.context == "series:cantons"]
    assert [message.text for message in found] == ["Nord", "Sud"]
    from depliant.figures.issues import ledger_of

    (_, cantons) = ledger_of(english.content, english.source)[0].series
    assert [point.label for point in cantons.points] == ["North", "South"]
