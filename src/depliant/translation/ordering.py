"""Figures and years that stand in another order in a translation than in its source.

Languages order their sentences as they will, and figures go with their nouns. That two have only
changed places is seen by what stands beside them: the noun that counts a figure, or a name, a year
or a link that both sentences have. Without either it is for the eye of a reader of both.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from typing import Final, Literal, NamedTuple

from depliant.errors import Diagnostic, Place
from depliant.sentences import say
from depliant.translation.quantities import Number, Said

Evidence = Literal["moved", "swapped", ""]
"""What shows that figures moved with their nouns, or that they did not; nothing shows either."""
_SOLID: Final = "\u3040-\u30ff\u3400-\u9fff"
"""Letters that are written against a name before them, and are no part of it: Lensの."""
_WORD: Final = re.compile(rf"[^\W\d_{_SOLID}]+(?:[’-][^\W\d_{_SOLID}]+)*|[{_SOLID}]+")
_ENDS: Final = re.compile(r"[.,;:!?()–—،؛。、]|\s[-–]\s")
_RANGE: Final = re.compile(r"(?<![\w.,–-])(\d+(?:[.,]\d+)?)[–-](\d+(?:[.,]\d+)?)(?![\w–-])")
_MOST: Final = 40
"""So many figures of one text are looked at."""
_WINDOW: Final = 3
"""So many words after a figure its noun is looked for."""


class _Item(NamedTuple):
    """A figure or a number that both texts have, and where it stands in each."""

    key: str
    kind: str
    source: Number
    its: Number


def order_faults(
    source: Said, its: Said, nouns: Mapping[str, tuple[str, ...]], place: Place
) -> Iterator[Diagnostic]:
    """Figures that have changed places; a warning where that cannot be told from an order."""
    yield from _turned_ranges(source, its, place)
    items = _items(source, its)
    told: set[str] = set()
    for one, other in combinations(items, 2):
        if not _comparable(one, other) or {one.key, other.key} & told:
            continue
        if _label(one, source, its) != _label(other, source, its):
            continue
        turned = (one.source.start < other.source.start) != (one.its.start < other.its.start)
        evidence = _by_nouns(one, other, its, nouns, turned=turned)
        if not turned and evidence != "swapped":
            continue
        if turned and not evidence:
            evidence = _by_neighbours(one, other, source, its)
        if evidence == "moved":
            continue
        told |= {one.key, other.key}
        yield _told(one, other, source, its, place, swapped=evidence == "swapped")


def _turned_ranges(source: Said, its: Said, place: Place) -> Iterator[Diagnostic]:
    """Ranges such as 2012–2017 whose ends have changed places: an error in any language."""
    ours, theirs = (
        {(match[1], match[2]): match[0] for match in _RANGE.finditer(said.text)}
        for said in (source, its)
    )
    for (one, other), printed in ours.items():
        if one != other and (other, one) in theirs and (one, other) not in theirs:
            yield Diagnostic(
                "translation-figures",
                say(
                    "“{turned}” runs the other way than “{printed}” in the source.",
                    turned=theirs[other, one],
                    printed=printed,
                ),
                place,
                say("Write its ends in the order of the source."),
            )


def _comparable(one: _Item, other: _Item) -> bool:
    """Whether two could be taken for one another: both of one kind, or both like years."""
    years = all(_IS_YEAR.fullmatch(item.key) for item in (one, other))
    return one.kind == other.kind or years


def _told(
    one: _Item, other: _Item, source: Said, its: Said, place: Place, *, swapped: bool
) -> Diagnostic:
    values = {
        "one": one.its.printed,
        "other": other.its.printed,
        "source": source.words,
        "text": its.words,
    }
    if swapped:
        return Diagnostic(
            "translation-figures",
            say(
                "“{one}” and “{other}” have changed places, and their nouns have not: "
                "“{source}” – “{text}”.",
                **values,
            ),
            place,
            say("Each figure stands with the noun that it stands with in the source."),
        )
    return Diagnostic(
        "translation-order",
        say(
            "“{one}” and “{other}” stand in another order than in the source: "
            "“{source}” – “{text}”.",
            **values,
        ),
        place,
        say(
            "See that each stands with its own noun. If so, begin a translator's comment with "
            "`figures read`."
        ),
        "warning",
    )


def _items(source: Said, its: Said) -> list[_Item]:
    """What stands once in each of the texts: figures, and numbers that are no parts of names."""
    items = [
        _Item(number.figure, "figure", number, twin)
        for number in source.figures[:_MOST]
        if (twin := _only(number, source.figures, its.figures)) is not None
    ]
    items += [
        _Item(number.printed, _kind(number, twin, source, its), number, twin)
        for number in _plain(source)[:_MOST]
        if not number.glued and (twin := _only(number, _plain(source), _plain(its))) is not None
    ]
    return items


def _plain(said: Said) -> tuple[Number, ...]:
    """The numbers of a text that are no figures, in digits and in words."""
    return (*said.typed, *said.spelled)


def _kind(number: Number, twin: Number, source: Said, its: Said) -> str:
    """What a number is, so far as what stands beside it says so: a share, a year, a time.

    Two that are of two kinds cannot be taken for one another.
    """
    before, after = its.text[: twin.start], its.text[twin.end :]
    dated = any((twin.start, twin.end) == (date.start, date.end) for date in its.dates)
    if _IS_YEAR.fullmatch(number.printed) and (
        dated or _AFTER_YEAR.match(after) or _BEFORE_YEAR.search(before)
    ):
        return "year"
    if _AFTER_HOUR.match(source.text[number.end :]) or _BEFORE_MINUTE.search(
        source.text[: number.start]
    ):
        return "time"
    return f"number {number.share}{number.scale or ''}{twin.sign}"


_AFTER_HOUR: Final = re.compile(r" ?(?:h(?!\w)|:\d\d)")
_BEFORE_MINUTE: Final = re.compile(r"\d ?[h:] ?$")
_IS_YEAR: Final = re.compile(r"(?:1[5-9]|20|25)\d\d")
_AFTER_YEAR: Final = re.compile(r" ?(?:年|년|r\.|rok|рок|рік|р\.|թ\.|г\.)")
_BEFORE_YEAR: Final = re.compile(
    r"(?:^|[\s(])(?:[^\W\d_]{1,3}|عام|سنة|rok[ue]?|anno|Jahre?|zwischen|between|entre|między|mezi"
    r"|tussen|since|seit|sinds|depuis|desde|from|until) $"
)


def _only(number: Number, sources: Sequence[Number], others: Sequence[Number]) -> Number | None:
    """The one number of the others that is the same, if there is one of it in each text."""

    def alike(each: Number) -> bool:
        if number.figure:
            return each.figure == number.figure
        return each.values[0] == number.values[0]

    twins = [each for each in others if alike(each)]
    return twins[0] if len(twins) == 1 and sum(map(alike, sources)) == 1 else None


def _label(item: _Item, source: Said, its: Said) -> str:
    """The word before a number, if it is the same in both texts: France 2, cité 9."""
    if item.kind == "figure":
        return ""
    one = _WORD.findall(source.text[: item.source.start].rstrip())[-1:]
    other = _WORD.findall(its.text[: item.its.start].rstrip())[-1:]
    same = [word.casefold() for word in one] == [word.casefold() for word in other]
    return one[0].casefold() if one and same and len(one[0]) > 3 else ""


def _by_nouns(
    one: _Item, other: _Item, its: Said, nouns: Mapping[str, tuple[str, ...]], *, turned: bool
) -> Evidence:
    """What the words that count two figures show."""
    mine, yours = nouns.get(one.key, ()), nouns.get(other.key, ())
    if one.kind != "figure" or not (mine or yours) or set(mine) & set(yours):
        return ""
    own = _nearness(one.its, its, mine), _nearness(other.its, its, yours)
    foreign = _nearness(one.its, its, yours), _nearness(other.its, its, mine)
    if (all(foreign) or (turned and any(foreign))) and not any(own):
        return "swapped"
    return "moved" if all(own) or 1 in own else ""


def _nearness(number: Number, its: Said, nouns: Sequence[str]) -> int:
    """Which word behind a number is one of the nouns, from 1 on; 0 if none of the first is.

    Those that the figure's own form prints are not looked at: they go where it goes.
    """
    before, after = its.text[: number.start].rstrip(), its.text[number.end :].lstrip()
    if any(before.endswith(noun) or after.startswith(noun) for noun in nouns if noun):
        return 1  # €5; and what is written without spaces
    end = _ENDS.search(after)
    stretch = after[: end.start()] if end else after
    stretch = re.split("[\\d\ufffc]", stretch)[0]
    words = _WORD.findall(stretch)[:_WINDOW]
    found = (at for at, word in enumerate(words, 1) if any(_is_form(word, noun) for noun in nouns))
    return next(found, 0)


def _is_form(word: str, noun: str) -> bool:
    """Whether a word is a noun, or another form of it."""
    word, noun = word.casefold(), noun.casefold().split(" ")[0]
    if word == noun:
        return True
    alike = 0
    while alike < min(len(word), len(noun)) and word[alike] == noun[alike]:
        alike += 1
    return alike > 3 and max(len(word), len(noun)) - alike < 4


def _by_neighbours(one: _Item, other: _Item, source: Said, its: Said) -> Evidence:
    """What the nearest words that both sentences have show: names, years, what is in quotes."""
    if _listed(one.its, other.its, its):
        return ""
    anchors = _anchors(source, its)
    before = _nearest(one.source, source, anchors), _nearest(other.source, source, anchors)
    if None in before or before[0] == before[1]:
        return ""
    names = [near[0] for near in before if near]
    for sided in (True, False):
        after = [
            _nearest(item.its, its, anchors, near[1] if near and sided else "")
            for item, near in zip((one, other), before, strict=True)
        ]
        its_names = [near[0] for near in after if near]
        if its_names == names:
            return "moved"
        if its_names == names[::-1]:
            return "swapped"
    return ""


def _listed(one: Number, other: Number, said: Said) -> bool:
    """Whether two numbers stand side by side, so that they have the same neighbours."""
    first, last = sorted((one, other), key=lambda number: number.start)
    return len(_WORD.findall(said.text[first.end : last.start])) < 2


def _anchors(source: Said, its: Said) -> frozenset[str]:
    """Words that stand once in each text and are the same in both."""
    ones, others = Counter(_WORD.findall(source.text)), Counter(_WORD.findall(its.text))
    return frozenset(
        word
        for word, count in ones.items()
        if count == 1 and others.get(word) == 1 and len(word) > 3 and not word.islower()
    )


def _nearest(
    number: Number, said: Said, anchors: frozenset[str], side: str = ""
) -> tuple[str, str] | None:
    """The word of the anchors that stands nearest to a number, and on which side of it.

    With a `side` those on the other are not looked at.
    """
    places = [
        (max(match.start() - number.end, number.start - match.end()), match[0], its_side)
        for match in _WORD.finditer(said.text)
        if match[0] in anchors
        and (its_side := "before" if match.start() < number.start else "after")
        == (side or its_side)
    ]
    return min(places)[1:] if places else None
