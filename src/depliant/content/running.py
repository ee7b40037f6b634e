"""What the lines at head and foot of pages may say of an edition, by the names in braces."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from babel import Locale

from depliant.content.model import Running
from depliant.content.schema import Content
from depliant.figures import writing as figures
from depliant.source.yaml import Route


def running_of(
    content: Content, title: str, locale: Locale, line: Callable[[str, Route], str]
) -> Running:
    """The words of each name, those of `running:` after those that every publication has.

    Args:
        content: what is written.
        title: that of the publication, resolved.
        locale: of the edition, with its digits.
        line: resolves a text that is set in one line, from the text and the route to it.
    """
    words = {
        "title": title,
        "edition": locale.get_language_name(locale) or str(locale),
        "issue": content.issue or "",
        "date": figures.period(content.date or "", locale),
    }
    for name, text in content.running.items():
        words[name] = line(text, ("running", name))
    digits = "".join(figures.number(Decimal(digit), locale) for digit in range(10))
    return Running(tuple(words.items()), digits)
