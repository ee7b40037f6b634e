"""Beginning the next issue: what of content.yaml is surely to change, and what is left to do.

What is sure is done byte-exactly: the name of the issue, its date and title where they are given,
and `{issue}` where the former issue's name stands alone. Everything else is a matter of knowing
better, and is listed with its place. Nothing is read or written here.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, Literal, NamedTuple

from msgspec import Struct

from depliant.bookkeeping.imports import head_edit
from depliant.content.issues import issue_printed
from depliant.content.naming import PLACEHOLDER, Mention, mentions, with_years
from depliant.content.publication import Publication, read_again
from depliant.errors import InputError, Place
from depliant.figures.issues import figure_route, printable
from depliant.figures.periods import last_day
from depliant.figures.schema import Entry, SeriesEntry
from depliant.sentences import Sentence, say, verbatim
from depliant.source.editing import Edit, Put, edited
from depliant.source.yaml import Route

Kind = Literal["date", "words", "figure", "source", "mark", "translation", "looks", "years"]
"""What is left to do: of which kind."""

_ABOUT: Final = 30
"""Characters that are shown on either side of what names an issue."""

_HEAD: Final = ("title", "subject")
"""Texts in which the former issue's name is surely that of the issue itself."""


class NewIssue(NamedTuple):
    """The issue that begins: its name, and its date and title where they are given."""

    name: str
    date: str | None = None
    title: str | None = None


class Done(NamedTuple):
    """A text that was changed: where it is written now, what it was and is."""

    place: Place
    key: str
    old: str
    new: str


class Left(NamedTuple):
    """Something that is left to do or to look at: of which kind, where, and what in a sentence."""

    kind: Kind
    place: Place | None
    words: Sentence


class Begun(Struct, frozen=True):
    """A publication as the next issue begins with it, the text it is read from, what changed."""

    publication: Publication
    done: tuple[Done, ...]

    @property
    def text(self) -> str:
        """The whole of content.yaml."""
        return self.publication.source.text


def begun(publication: Publication, former: str, new: NewIssue) -> Begun:
    """The next issue as far as it can surely be begun.

    Args:
        publication: the project, its former issue frozen.
        former: the issue that ends.
        new: the issue that begins, or has begun already.

    Raises:
        InputError: `edit-refused`, or what is wrong with the date or the title.
    """
    data = publication.source.data
    edits: list[Edit] = []
    old: list[tuple[Route, str, str]] = []
    for key, given in (("issue", new.name), ("date", new.date), ("title", new.title)):
        was = str(data.get(key) or "")
        if given is not None and given != was:
            edits.append(head_edit(data, key, given))
            old.append(((key,), was, given))
    after = read_again(publication, edited(publication.source, edits))
    for mention in _surely_named(after, former):
        written = _by_itself(after, mention, new.name)
        try:
            after = read_again(after, edited(after.source, [Put(mention.route, written)]))
        except InputError:
            continue  # it is listed among what is left
        old.append((mention.route, mention.text, written))
    done = [Done(after.source.place(route), str(route[-1]), was, now) for route, was, now in old]
    return Begun(after, tuple(sorted(done, key=lambda one: one.place)))


def _surely_named(publication: Publication, former: str) -> list[Mention]:
    """The texts in which the name of the former issue, as it is, is that of the issue itself.

    A dash between its years is as good as the hyphen of its name.
    """
    return [
        mention
        for mention in mentions(publication, former)
        if mention.words in (former, issue_printed(former))
        and (mention.text == mention.words or mention.route[0] in _HEAD)
    ]


def _by_itself(publication: Publication, mention: Mention, name: str) -> str:
    """A text with `{issue}` in the place of the former name: it then follows by itself."""
    written = name if "issue" in publication.content.figures else PLACEHOLDER
    return mention.text.replace(mention.words, written)


# --- what is left -------------------------------------------------------------------------------


def left_of(publication: Publication, former: str, before: Publication | None) -> Iterator[Left]:
    """What of a publication is still as the issue `former` had it.

    Args:
        publication: the project as it is.
        former: the issue before this one.
        before: the publication as that issue had it, if it can be had.
    """
    yield from _left_of_date(publication, former)
    for mention in mentions(publication, former):
        yield Left("words", mention.place, _shown(mention))
    yield from _left_of_figures(publication, former)
    if before is not None:
        yield from _left_of_sources(publication, before)
    for mention in with_years(publication, former):
        yield Left("years", mention.place, _shown(mention))


def _shown(mention: Mention) -> Sentence:
    """The words of a text that name an issue, with a few of those about them."""
    at = max(0, mention.text.find(mention.words))
    start, end = max(0, at - _ABOUT), at + len(mention.words) + _ABOUT
    before, after = "…" * (start > 0), "…" * (end < len(mention.text))
    return say("“{text}”", text=f"{before}{mention.text[start:end].strip()}{after}")


def _left_of_date(publication: Publication, former: str) -> Iterator[Left]:
    content, source = publication.content, publication.source
    record = content.issues.get(former)
    if content.date is None:
        yield Left("date", source.place(("language",), key=True), say("There is no `date:`."))
    elif record is not None and record.date and last_day(content.date) <= last_day(record.date):
        yield Left("date", source.place(("date",)), _no_later(content.date, former, record.date))


def _no_later(date: str, former: str, of_former: str) -> Sentence:
    """That an issue has the date of the one before it, or an older one."""
    if date == of_former:
        return say("{date} is still the date of {former}.", date=date, former=former)
    return say(
        "{date} is no later than {of_former}, the date of {former}.",
        date=date,
        former=former,
        of_former=of_former,
    )


def _left_of_figures(publication: Publication, former: str) -> Iterator[Left]:
    """Figures with the value and the date that they had: a new date says that it still holds."""
    content, source = publication.content, publication.source
    for name, entry in printable(content).items():
        past = content.figures[name].history.get(former)
        if (
            isinstance(entry, SeriesEntry)
            and isinstance(past, SeriesEntry)
            and (entry.values, entry.date) == (past.values, past.date)
        ):
            place = source.place(figure_route(content, source, name), key=True)
            span = " – ".join(
                dict.fromkeys((next(iter(entry.values)), next(reversed(entry.values))))
            )
            yield Left("figure", place, verbatim(f"{name}: {span}"))
        if (
            isinstance(entry, Entry)
            and isinstance(past, Entry)
            and (entry.value, entry.date) == (past.value, past.date)
        ):
            value = " ".join(filter(None, (f"{entry.value:f}", entry.unit, entry.date)))
            place = source.place(figure_route(content, source, name), key=True)
            yield Left("figure", place, verbatim(f"{name}: {value}"))


def _left_of_sources(publication: Publication, before: Publication) -> Iterator[Left]:
    """Sources of the present figures that say of themselves what they said then."""
    content = publication.content
    named = {entry.source for entry in printable(content).values()}
    for name, origin in content.sources.items():
        if name in named and before.content.sources.get(name) == origin:
            place = publication.source.place(("sources", name), key=True)
            yield Left("source", place, say("{name}: “{title}”", name=name, title=origin.title))
