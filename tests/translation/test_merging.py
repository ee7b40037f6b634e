"""Merging a changed source: exactly what changed becomes fuzzy, and nothing is lost."""

from __future__ import annotations

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
    assert set(states(back).values()) <= {"translated", "fuzzy"}
    assert "nl {b} élèves sensibilisés 0" in [p.strings[0] for p in back.entries]


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
