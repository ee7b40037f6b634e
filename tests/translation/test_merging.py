"""Merging a changed source: exactly what changed becomes fuzzy, and nothing is lost."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from babel import Locale

from depliant.content.messages import messages
from depliant.content.publication import load as load_publication
from depliant.source.folder import Folder
from depliant.translation.merging import form_count, merged, template
from depliant.translation.po import Catalogue, PoEntry, read, written

CONTENT = """\
figures:
  a: {value: 5, unit: cités, source: unstated}
  b: {value: 400, unit: élèves, source: unstated}
panels:
  - id: one
    title: UN TITRE
    blocks:
      - items:
          - {text: "{a} cités rénovées en ville", figure: a}
          - {text: "{b} élèves sensibilisés", figure: b}
          - {text: Une phrase sans chiffre au milieu}
      - chart: bar
        title: Les nombres
        data: [{figure: b, label: Élèves}]
"""
RULE = "nplurals=2; plural=(n != 1);"

Fresh = Callable[[str], Catalogue]


@pytest.fixture
def fresh(project: Callable[..., Path]) -> Fresh:
    """The template of a content."""

    def make(content: str) -> Catalogue:
        publication = load_publication(Folder(project(content)))
        locale = Locale.parse("nl")
        return template(publication, messages(publication), locale, {}, "2017-06-30 00:00+0000")

    return make


def translated(fresh: Catalogue) -> Catalogue:
    """A template with every message translated."""
    empty = merged(fresh, Catalogue({}, ()), "nl", RULE, "depliant 1")
    entries = tuple(
        PoEntry(
            p.id,
            p.context,
            p.plural,
            tuple(f"nl {p.id} {n}" for n, _ in enumerate(p.strings)),
            ("Mine.",),
            p.extracted,
            p.references,
        )
        for p in empty.entries
    )
    return Catalogue(empty.header, entries, empty.comments)


def update(fresh: Catalogue, old: Catalogue) -> Catalogue:
    return merged(fresh, old, "nl", RULE, "depliant 1")


def states(catalogue: Catalogue) -> dict[str, str]:
    return {
        p.id: "obsolete"
        if p.obsolete
        else "fuzzy"
        if p.fuzzy
        else "translated"
        if p.translated
        else "missing"
        for p in catalogue.entries
    }


def test_every_text_is_a_message_with_its_figures_as_they_are_printed(fresh: Fresh) -> None:
    entries = fresh(CONTENT.replace("400", "40000")).entries
    assert [(p.context, p.id) for p in entries] == [
        ("publication/title", "Small"),
        ("one/title", "UN TITRE"),
        ("one/item:a", "{a} cités rénovées en ville"),
        ("one/item:b", "{b} élèves sensibilisés"),
        ("one/item", "Une phrase sans chiffre au milieu"),
        ("one/bar/title", "Les nombres"),
        ("one/bar/label:b", "Élèves"),
        ("unit", "cités"),
        ("unit", "élèves"),
    ]
    assert entries[3].extracted == ("{b} is printed as “40.000”.",)


def test_updating_after_no_change_changes_no_byte(fresh: Fresh) -> None:
    old = translated(fresh(CONTENT))
    again = update(fresh(CONTENT), old)
    assert again == old
    assert written(update(fresh(CONTENT), read(written(again), "a")[0])) == written(old)


def test_a_figure_that_changes_needs_no_new_translation(fresh: Fresh) -> None:
    after = update(fresh(CONTENT.replace("400", "500")), translated(fresh(CONTENT)))
    assert set(states(after).values()) == {"translated"}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("{b} élèves sensibilisés", "Visites de {b} jeunes gens et de leurs familles"),
        ("Une phrase sans chiffre au milieu", "Une phrase sans nombre au milieu"),
        ("UN TITRE", "AUTRE CHOSE"),
    ],
)
def test_a_sentence_that_changes_makes_its_message_fuzzy_and_no_other(
    fresh: Fresh, old: str, new: str
) -> None:
    after = update(fresh(CONTENT.replace(old, new)), translated(fresh(CONTENT)))
    assert [name for name, state in states(after).items() if state != "translated"] == [new]
    (changed,) = (p for p in after.entries if p.fuzzy)
    assert changed.strings == (f"nl {old} 0",)
    assert dict(changed.previous)["msgid"] == old
    assert changed.comments == ("Mine.",)


def test_neighbours_that_move_change_nothing(fresh: Fresh) -> None:
    lines = CONTENT.splitlines(keepends=True)
    moved = "".join([*lines[:8], lines[10], lines[9], lines[8], *lines[11:]])
    after = states(update(fresh(moved), translated(fresh(CONTENT))))
    assert after == dict.fromkeys(states(fresh(CONTENT)), "translated")


def test_what_is_new_is_missing_and_what_is_gone_is_kept_as_obsolete(fresh: Fresh) -> None:
    after = states(
        update(
            fresh(
                CONTENT.replace(
                    "{text: Une phrase sans chiffre au milieu}", "{text: Tout autre propos}"
                )
            ),
            translated(fresh(CONTENT)),
        )
    )
    assert after["Tout autre propos"] == "missing"
    assert after["Une phrase sans chiffre au milieu"] == "obsolete"


def test_a_message_that_comes_back_has_its_translation_again(fresh: Fresh) -> None:
    shorter = CONTENT.replace('          - {text: "{b} élèves sensibilisés", figure: b}\n', "")
    gone = update(fresh(shorter), translated(fresh(CONTENT)))
    assert states(gone)["{b} élèves sensibilisés"] == "obsolete"
    back = update(fresh(CONTENT), gone)
    assert back == update(fresh(CONTENT), translated(fresh(CONTENT)))
    assert set(states(back).values()) == {"translated"}


def test_an_edit_that_is_undone_leaves_nothing_to_look_at(fresh: Fresh) -> None:
    changed = fresh(CONTENT.replace("sensibilisés", "formés"))
    back = update(fresh(CONTENT), update(changed, translated(fresh(CONTENT))))
    assert back == update(fresh(CONTENT), translated(fresh(CONTENT)))


def test_an_item_whose_translation_was_taken_for_another_has_it_again(fresh: Fresh) -> None:
    """The sentence goes, one much like it comes and is fuzzy with its words; both stand there."""
    old = "{text: Une phrase sans chiffre au milieu}"
    new = "{text: Une phrase sans nombre au milieu}"
    once = update(fresh(CONTENT.replace(old, new)), translated(fresh(CONTENT)))
    both = update(fresh(CONTENT.replace(old, f"{old}\n          - {new}")), once)
    found = {p.id: p for p in both.entries}
    assert not found["Une phrase sans chiffre au milieu"].fuzzy
    assert found["Une phrase sans chiffre au milieu"].translated
    assert found["Une phrase sans nombre au milieu"].fuzzy


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("id: one", "id: first-panel"),
        ("  - id: one\n    title: UN TITRE", "  - id: two\n    title: UN TITRE"),
    ],
)
def test_a_panel_that_is_renamed_needs_no_translation(fresh: Fresh, old: str, new: str) -> None:
    after = update(fresh(CONTENT.replace(old, new)), translated(fresh(CONTENT)))
    assert set(states(after).values()) == {"translated"}
    assert len(after.entries) == len(fresh(CONTENT).entries)


def test_a_figure_that_is_renamed_is_renamed_in_its_translations(fresh: Fresh) -> None:
    renamed = re.sub(r"\bb\b", "pupils", CONTENT)
    after = update(fresh(renamed), translated(fresh(CONTENT)))
    assert set(states(after).values()) == {"translated"}
    assert "nl {pupils} élèves sensibilisés 0" in [p.strings[0] for p in after.entries]


def test_another_figure_in_a_sentence_is_to_be_looked_at(fresh: Fresh) -> None:
    """Both figures are there before and after: which of them is meant has changed."""
    swapped = CONTENT.replace('"{b} élèves', '"{a} élèves')
    after = update(fresh(swapped), translated(fresh(CONTENT)))
    assert states(after)["{a} élèves sensibilisés"] == "fuzzy"


def test_a_sentence_that_stands_twice_is_translated_once(fresh: Fresh) -> None:
    line = "          - {text: Une phrase sans chiffre au milieu}\n"
    twice = CONTENT + "  - id: two\n    title: DEUX\n    blocks:\n      - items:\n" + line
    after = update(fresh(twice), translated(fresh(CONTENT)))
    said = [p for p in after.entries if p.id == "Une phrase sans chiffre au milieu"]
    assert [p.context for p in said] == ["one/item", "two/item"]
    assert all(p.translated and not p.fuzzy for p in said)


def test_a_fuzzy_message_stays_fuzzy_until_somebody_looks_at_it(fresh: Fresh) -> None:
    changed = CONTENT.replace("sensibilisés", "formés")
    once = update(fresh(changed), translated(fresh(CONTENT)))
    assert update(fresh(changed), once) == once


def test_what_a_translator_wrote_into_the_header_stays(fresh: Fresh) -> None:
    old = translated(fresh(CONTENT))
    header = {**old.header, "Last-Translator": "An <an@x.org>", "X-Poedit-Bookmarks": "3"}
    after = update(fresh(CONTENT), Catalogue(header, old.entries, ("Hers.",)))
    assert after.header["Last-Translator"] == "An <an@x.org>"
    assert after.header["X-Poedit-Bookmarks"] == "3"
    assert after.comments == ("Hers.",)
    assert after.header["X-Depliant-Review"] == "native review due"


@pytest.mark.parametrize(
    ("rule", "forms"),
    [(RULE, 2), ("nplurals=6; plural=0;", 6), ("", 1), ("nplurals=99;", 6), ("nplurals=x", 1)],
)
def test_the_number_of_plural_forms_is_bounded(rule: str, forms: int) -> None:
    assert form_count(rule) == forms
