"""The locale of an edition: how its language writes numbers and dates, in which digits."""

from __future__ import annotations

from babel import Locale

from depliant.content.publication import Publication
from depliant.errors import Diagnostic, InputError
from depliant.figures import writing as figures
from depliant.languages.phrases import complete
from depliant.languages.tags import canonical
from depliant.sentences import say


def locale_in(publication: Publication, language: str) -> Locale:
    """The locale of the edition of a publication in a language.

    Raises:
        InputError: `language-unknown`.
    """
    locale = figures.locale_of(language)
    if locale is None:
        message = say("There are no numbers and dates of `{language}`.", language=language)
        hint = say("Write the code of a language, such as {known}.", known=", ".join(complete()))
        place = publication.source.place(("language",))
        raise InputError(Diagnostic("language-unknown", message, place, hint))
    chosen = {canonical(tag): system for tag, system in publication.content.digits.items()}
    system = chosen.get(language) or chosen.get(locale.language, "latn")
    return figures.in_digits(locale, system)
