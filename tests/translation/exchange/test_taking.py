"""A language through XLIFF and back: every translation, form, state and comment is there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

import pytest

from depliant.content.messages import Message, messages
from depliant.content.publication import Publication
from depliant.content.publication import load as load_publication
from depliant.figures.writing import locale_of
from depliant.source.folder import Folder
from depliant.translation.exchange.receiving import received
from depliant.translation.exchange.taking import Taken, taken
from depliant.translation.exchange.units import Delivery, delivery, plural_forms
from depliant.translation.exchange.xliff1 import xliff1
from depliant.translation.exchange.xliff2 import xliff2
from depliant.translation.finding import languages
from depliant.translation.loading import load_translation
from depliant.translation.merging import merged, template
from depliant.translation.plurals import plural_rule
from depliant.translation.po import Catalogue

ROOT = Path(__file__).parents[2] / "data" / "frozen"
WRITERS = pytest.mark.parametrize("writer", [xliff1, xliff2])


class Edition(NamedTuple):
    """A language's catalogue, brought up to date, and one of nothing translated."""

    language: str
    publication: Publication
    messages: tuple[Message, ...]
    full: Catalogue
    empty: Catalogue

    def handed_out(self, catalogue: Catalogue) -> Delivery:
        locale = locale_of(self.language)
        assert locale is not None
        return delivery(
            self.publication, self.messages, catalogue, self.language, locale, {}, "1.0"
        )

    def taken(self, text: str, into: Catalogue) -> Taken:
        receipt = received(text.encode("utf-8"), "back.xlf")
        return taken(receipt, into, self.messages, self.publication, self.language)


@pytest.fixture(params=languages(Folder(ROOT)))
def edition(request: pytest.FixtureRequest) -> Edition:
    """One of the frozen brochure's editions."""
    language = request.param
    files = Folder(ROOT)
    publication = load_publication(files)
    found = messages(publication, language)
    locale = locale_of(language)
    assert locale is not None
    fresh = template(publication, found, locale, {}, "2017")
    old = load_translation(files, language)[0].catalogue
    rule = old.header.get("Plural-Forms") or plural_rule(locale)
    full = merged(fresh, old, language, rule, "depliant 1.0")
    nothing = replace(old, entries=())
    return Edition(
        language, publication, found, full, merged(fresh, nothing, language, rule, "depliant 1.0")
    )


@WRITERS
def test_an_edition_comes_back_exactly(writer: Callable[[Delivery], str], edition: Edition) -> None:
    live = tuple(entry for entry in edition.full.entries if not entry.obsolete)
    # Every fifth message is fuzzy, and every seventh missing.
    handed = tuple(
        replace(entry, strings=("",) * len(entry.strings), comments=())
        if not at % 7
        else replace(entry, flags=("fuzzy",))
        if not at % 5
        else entry
        for at, entry in enumerate(live)
    )
    text = writer(edition.handed_out(replace(edition.full, entries=handed)))
    result = edition.taken(text, edition.empty)
    assert [fault for fault in result.faults if fault.severity == "error"] == []
    assert result.known == len(live)
    assert result.catalogue.entries == handed
    again = edition.taken(text, result.catalogue)
    assert again.changes == ()


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("nl", ["one", "other"]),
        ("pl", ["one", "few", "many"]),
        ("uk", ["one", "few", "many"]),
        ("ja", ["other"]),
        ("ar", ["zero", "one", "two", "few", "many", "other"]),
        ("cs", ["one", "few", "other"]),
    ],
)
def test_plural_forms_have_the_names_of_cldr(language: str, expected: list[str]) -> None:
    locale = locale_of(language)
    assert locale is not None
    forms = plural_forms(plural_rule(locale), locale)
    named = [form.category for form in forms]
    assert sorted(named) == sorted(expected)
    for form in forms:
        for number in form.examples:
            assert str(locale.plural_form(number)) in form.category.split("-")
