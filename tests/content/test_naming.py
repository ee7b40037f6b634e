"""Texts that name an issue, in all the ways in which its years are written."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from depliant.content.naming import mentions, name_in, still_named, with_years
from depliant.content.publication import Publication, load
from depliant.source.folder import Folder

Project = Callable[..., Path]


def publication(project: Project, text: str, extra: str = "") -> Publication:
    quoted = text.replace("'", "''")
    content = (
        f"issue: 2018-2022\n{extra}"
        "issues: {2012-2017: {date: 2017-06-30}, '2011': {}, printemps-2010: {}}\n"
        f"panels: [{{id: one, blocks: [{{text: '{quoted}'}}]}}]\n"
    )
    return load(Folder(project(content)))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2012-2017", "2012-2017"),
        ("Chiffres clés 2012–2017", "2012–2017"),
        ("de 2012 à 2017", "2012 à 2017"),
        ("2012 - 2017", "2012 - 2017"),
        ("2012/2017", "2012/2017"),
        ("2012-17, en bref", "2012-17"),
        ("**2012-2017**", "2012-2017"),
        ("En 2012, puis en 2017", ""),
        ("2018-2022", ""),
        ("12012-2017", ""),
        ("2012-20170", ""),
        ("2012-2018", ""),
    ],
)
def test_years_of_an_issue_however_they_are_written(
    project: Project, text: str, words: str
) -> None:
    found = list(mentions(publication(project, text), "2012-2017"))
    assert [mention.words for mention in found] == [words] * bool(words)
    assert all(mention.text == text for mention in found)


@pytest.mark.parametrize(
    ("text", "count"),
    [("Édition 2011", 1), ("Inaugurée en juin 2011 par le maire de Lens", 0), ("2011", 1)],
)
def test_a_year_alone_names_an_issue_in_a_few_words_only(
    project: Project, text: str, count: int
) -> None:
    found = publication(project, text)
    assert len(list(mentions(found, "2011"))) == count
    # In a sentence it is one to look at.
    assert len(list(with_years(found, "2011"))) == 1 - count


def test_a_name_of_words_is_found_in_words(project: Project) -> None:
    found = publication(project, "Notre numéro Printemps 2010")
    assert [one.words for one in mentions(found, "printemps-2010")] == ["Printemps 2010"]


def test_texts_that_still_name_a_former_issue_are_one_warning_with_its_places(
    project: Project,
) -> None:
    found = publication(project, "2012-2017", "subject: Bilan 2012-2017\n")
    [warning] = still_named(found)
    assert (warning.code, warning.severity) == ("issue-named", "warning")
    assert "2018-2022 still name 2012-2017 (2)" in str(warning.message)
    assert "“Bilan 2012-2017” (content.yaml:5:16)" in str(warning.message)
    assert "“2012-2017” (content.yaml:7:" in str(warning.message)


def test_what_is_meant_is_no_mention(project: Project) -> None:
    allowed = "allowed_numbers: ['par rapport à 2012-#']\n"
    found = publication(project, "Deux fois plus par rapport à 2012-2017", allowed)
    assert list(still_named(found)) == []


def test_without_another_issue_nothing_is_said(project: Project) -> None:
    root = project("panels: [{id: one, blocks: [{text: 2012-2017}]}]\n")
    assert list(still_named(load(Folder(root)))) == []


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Chiffres clés 2012-2017", "2012-2017"),
        ("Bilan 2012–2017", "2012-2017"),
        ("Rapport 2022", "2022"),
        ("De 2012 puis 2017", ""),
        ("Chiffres clés", ""),
    ],
)
def test_the_name_of_an_issue_by_its_title(title: str, name: str) -> None:
    assert name_in(title) == name


def test_the_issue_stands_in_every_text_of_the_head(project: Project) -> None:
    from depliant.content.resolve import resolve

    root = project(
        "issue: 2018-2022\nsubject: 'Bilan {issue}'\nkeywords: ['Lens {issue}']\n"
        "panels: [{id: one, blocks: [{text: '{issue}'}]}]\n",
        head="id: cle-{issue}\ntitle: 'Clés {issue}'\nlanguage: fr\n",
    )
    edition, faults = resolve(load(Folder(root)), "fr")
    assert faults == ()
    said = (edition.id, edition.title, edition.subject, edition.keywords)
    assert said == ("cle-2018-2022", "Clés 2018–2022", "Bilan 2018–2022", ("Lens 2018–2022",))


def test_an_issue_without_a_name_has_nothing_to_print_in_the_title(project: Project) -> None:
    from depliant.content.resolve import resolve

    root = project(
        "panels: [{id: one, blocks: [{text: a}]}]\n",
        head="id: cle\ntitle: 'Clés {issue}'\nlanguage: fr\n",
    )
    [fault] = resolve(load(Folder(root)), "fr")[1]
    assert (fault.code, str(fault.place)) == ("issue-unknown", "content.yaml:2:14")
