"""Translations of exactly so many characters, of the words of real languages."""

from __future__ import annotations

import random
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from depliant.build.session import Session
from depliant.content import markup
from depliant.content.messages import Key, Message, messages, printed_length
from depliant.content.model import Edition
from depliant.content.orthotypography import set_right
from depliant.content.publication import Publication
from depliant.content.resolve import resolve
from depliant.figures.writing import locale_of
from depliant.translation import po
from depliant.translation.loading import Translation, translated
from depliant.translation.po import Catalogue, PoEntry

SHIPPED = Path(__file__).parents[2] / "assets" / "translations"


@cache
def words_of(language: str) -> tuple[str, ...]:
    """The words of a shipped translation, as often as they stand there."""
    catalogue, _ = po.read((SHIPPED / f"{language}.po").read_text("utf-8"), "")
    text = " ".join(
        markup.literal(entry.strings[0]) for entry in catalogue.entries if entry.plural is None
    )
    return tuple(word for word in re.findall(r"[^\W\d_]+", text) if not word.isupper())


@cache
def fitting(language: str, room: int) -> tuple[str, ...]:
    """The words of a language that fill so many characters, or leave room for others."""
    return tuple(word for word in words_of(language) if len(word) == room or len(word) <= room - 3)


def of_length(language: str, length: int, chance: random.Random) -> str:
    """Words of a language, of exactly so many characters with the spaces between them."""
    text = ""
    while len(text) < length:
        rest = length - len(text) - bool(text)
        if rest < 1:
            return text + "s"
        words = fitting(language, rest)
        word = chance.choice(words) if words else "abcdefgh"[:rest]
        text += f" {word}" if text else word
    return text


def as_long_as(
    message: Message, length: int, language: str, publication: Publication, chance: random.Random
) -> str:
    """A text in a language for a message: its figures and its bold words, so many characters."""
    locale = locale_of(language)
    assert locale is not None
    figures = [piece.placeholder for piece in markup.parse(message.text)[0] if piece.figure]
    taken = sum(printed_length(figure, publication, locale) + 1 for figure in figures)
    if figures and length - taken < 1:
        return " ".join(figures)
    words = of_length(language, length - taken, chance)
    if message.text.isupper():
        words = words.upper()
    if not figures:
        return words[:1].upper() + words[1:]
    if markup.parse(message.text)[0][0].figure:
        return " ".join((figures[0], words, *figures[1:]))
    return " ".join((words, *figures))


def edition_of_lengths(
    session: Session, language: str, lengths: Mapping[Key, int], seed: int
) -> Edition:
    """An edition whose texts have as many characters as `lengths` says."""
    publication, chance = session.project.publication, random.Random(seed)
    entries = []
    for message in messages(publication, language):
        if message.unit:
            continue
        text = message.text
        if message.key in lengths:
            text = as_long_as(message, lengths[message.key], language, publication, chance)
        entries.append(PoEntry(message.text, message.context, None, (text,), (), (), (), ()))
    words = translated(publication, Translation(language, "x.po", Catalogue({}, tuple(entries))))
    return set_right(resolve(words, language)[0])[0]
