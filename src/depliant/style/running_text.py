"""What styles say of running text: indents, drop capitals, definition lists, marked words."""

from __future__ import annotations

from typing import Annotated, Final, Literal

from msgspec import Meta

from depliant.geometry import mm
from depliant.sentences import say
from depliant.source.reading import MisfitError, Part
from depliant.source.scalars import Name

_LENGTH: Final = {"must": say("must be a length with its unit, such as 1em or 4mm")}
Indent = Annotated[str, Meta(pattern=r"^(\d{1,2}(\.\d+)?)(em|mm)$(?!\n)", extra=_LENGTH)]
"""A length in ems of its type size, or in millimetres: 1em, 4mm."""
_STYLE_NAME: Final = {
    "must": say("must be the name of a style: a letter, then letters, digits, hyphens, underscores")
}
StyleName = Annotated[str, Meta(pattern=r"^[A-Za-z][A-Za-z0-9_-]{0,79}$(?!\n)", extra=_STYLE_NAME)]
"""The name of a character style, which texts write behind a point."""
_Gap = Annotated[float, Meta(ge=0, le=100)]


def points(indent: Indent, size: float) -> float:
    """An indent in points, of a text of a size in points."""
    number = float(indent[:-2])
    return mm(number) if indent.endswith("mm") else number * size


class DropCap(Part, frozen=True, kw_only=True):
    """A drop capital: how many lines it reaches down, and how it differs from its text.

    `characters` is how many letters are set large, beside the quotation mark or bracket that may
    stand before them; `gap_mm` lies between it and the words beside it.
    """

    lines: Annotated[int, Meta(ge=2, le=8)] = 3
    characters: Annotated[int, Meta(ge=1, le=5)] = 1
    family: Name | None = None
    weight: Annotated[int, Meta(ge=1, le=1000)] | None = None
    italic: bool | None = None
    colour: Name | None = None
    gap_mm: _Gap = 1.0


class DefinitionStyle(Part, frozen=True, kw_only=True):
    """How a definition list looks.

    `term` and `text` are type styles; that of terms, where it is not defined, is the bold of
    `text`. A term stands above its text, which `indent_mm` then moves in; at the beginning of its
    first line (`run-in`); or beside it, in a column of `term_mm`, `gap_mm` away. `before` is the
    room above the list and `between` that between two entries, in lines of the baseline grid.
    """

    term: Name = "term"
    text: Name = "text"
    place: Literal["above", "run-in", "beside"] = "above"
    term_mm: Annotated[float, Meta(ge=0, le=1000)] = 25.0
    gap_mm: _Gap = 3.0
    indent_mm: _Gap = 0.0
    before: Annotated[float, Meta(ge=0, le=100)] = 0.0
    between: Annotated[float, Meta(ge=0, le=100)] = 1.0


class CharacterStyle(Part, frozen=True, kw_only=True):
    """How words that content.yaml marks with its name differ from those round them.

    `size` is a share of theirs. `tracking` is in thousandths of an em, in the stead of theirs.
    `small_capitals` stand for small letters, `capitals` for all. What is left out stays as it is.
    """

    family: Name | None = None
    colour: Name | None = None
    weight: Annotated[int, Meta(ge=1, le=1000)] | None = None
    italic: bool | None = None
    size: Annotated[float, Meta(ge=0.5, le=2)] = 1.0
    capitals: bool = False
    small_capitals: bool = False
    tracking: Annotated[float, Meta(ge=-100, le=500)] | None = None

    def __post_init__(self) -> None:
        """Letters are capitals in one way."""
        if self.capitals and self.small_capitals:
            raise MisfitError(say("must not have both `capitals` and `small_capitals`"))
