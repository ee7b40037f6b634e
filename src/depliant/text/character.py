"""Words in character styles: how the style sheet says that they differ from those round them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from msgspec.structs import replace

from depliant.colour import Colour
from depliant.content.inline import Span
from depliant.fonts.registry import Fallback
from depliant.style.faces import in_character_style
from depliant.style.running_text import CharacterStyle
from depliant.style.sheet import StyleSheet
from depliant.text.model import CharStyle, lowered, raised


class Named(NamedTuple):
    """A character style by its name, with the ink of its colour, and its family if it has one.

    `fallbacks` are for what that family lacks.
    """

    name: str
    own: CharacterStyle
    colour: Colour | None
    family: str | None = None
    fallbacks: tuple[Fallback, ...] = ()


def named_styles(sheet: StyleSheet) -> tuple[Named, ...]:
    """The character styles of a sheet."""
    return tuple(_named(name, own, sheet) for name, own in sheet.character_styles.items())


def _named(name: str, own: CharacterStyle, sheet: StyleSheet) -> Named:
    colour = None if own.colour is None else sheet.colour(own.colour)
    if own.family is None:
        return Named(name, own, colour)
    first, *_ = sheet.listed(own.family)
    return Named(name, own, colour, first.family, sheet.fallbacks_of(own.family))


def marked(style: CharStyle, span: Span, styles: Sequence[Named]) -> CharStyle:
    """The style of a span, from that of its text: its character styles, then raised or lowered.

    A name that is not among `styles` changes nothing; it is told elsewhere.
    """
    for name in span.styles:
        style = next((_in(style, one, span) for one in styles if one.name == name), style)
    if span.subscript:
        return lowered(style)
    return raised(style) if span.superscript else style


def _in(style: CharStyle, named: Named, span: Span) -> CharStyle:
    own = named.own
    capitals = "all" if own.capitals else "small" if own.small_capitals else style.capitals
    if named.family is not None:
        face = style.face._replace(family=named.family)
        style = replace(style, face=face, fallbacks=named.fallbacks)
    return replace(
        style,
        face=in_character_style(style.face, own, strong=span.strong),
        size=style.size * own.size,
        colour=named.colour or style.colour,
        tracking=style.tracking if own.tracking is None else own.tracking,
        capitals=capitals,
    )
