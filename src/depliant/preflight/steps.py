"""Processing steps: what a file says is done to the printed sheet (ISO 19593-1:2018).

Such content belongs to an optional content group whose `GTS_Metadata` has a `GTS_ProcStepsGroup`
and mostly a `GTS_ProcStepsType`. It is no ink of the page.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any, Final, NamedTuple

from depliant.pdfread.events import Tag
from depliant.pdfread.objects import entry, is_dict, items, listed, name

TYPES: Final[dict[str, frozenset[str]]] = {
    "Structural": frozenset({
        "Cutting", "PartialCutting", "ReversePartialCutting", "Creasing", "ReverseCreasing",
        "CuttingCreasing", "ReverseCuttingCreasing", "PartialCuttingCreasing",
        "ReversePartialCuttingCreasing", "Drilling", "Gluing", "FoilStamping", "ColdFoilStamping",
        "Embossing", "Debossing", "Perforating", "Bleed", "VarnishFree", "InkFree",
        "InkVarnishFree", "Folding", "Punching", "Stapling",
    }),
    "Positions": frozenset({
        "Hologram", "Barcode", "ContentArea", "CodingMarking", "Imprinting",
    }),
    "White": frozenset(),
    "Varnish": frozenset(),
    "Dimensions": frozenset(),
    "Braille": frozenset(),
    "Legend": frozenset(),
}  # fmt: skip
"""The groups of the standard, and the types of each; a group without types has none."""

_OWN: Final = re.compile(r"[A-Za-z0-9]+_.+")
"""A name of a vendor's: its registered prefix, and what it calls the step."""


_TECHNICAL: Final = re.compile(
    r"(?<![^\W_])(?:die|die ?cut|die ?line|cut|cut ?contour|thru ?cut|through ?cut|kiss ?cut|crease"
    r"|creasing|score|fold|folding|perf|perforation|stanze|stanzkontur|rill|rillung|falz"
    r"|d[ée]coupe|rainage|pli|perfo|forme de d[ée]coupe|troquel|fustella"
    r"|varnish|spot ?uv|uv|lack|vernis|vernis s[ée]lectif|barniz)(?:[ ]?lines?)?(?![^\W_])",
    re.IGNORECASE,
)
"""What a spot ink is called that stands for something done to the sheet."""


def is_technical(inks: Iterable[str]) -> bool:
    """Whether inks, of which there is at least one, stand for what is done to the printed sheet.

    By their names alone, where no layer says so: a die line, a crease, a varnish.
    """
    found = [one for one in inks if one != "None"]
    return bool(found) and all(_TECHNICAL.search(_spaced(one)) for one in found)


def _spaced(ink: str) -> str:
    """An ink's name with its words apart: "CutContour" is "Cut Contour"."""
    return re.sub(r"(?<=[a-zà-ÿ])(?=[A-ZÀ-Þ])|[-_./]+", " ", ink)


class Step(NamedTuple):
    """A processing step by its group and its type, empty where it has none."""

    group: str
    type: str

    @property
    def called(self) -> str:
        """Its type, or its group."""
        return self.type or self.group

    @property
    def is_known(self) -> bool:
        """Whether the standard has it, or a vendor has named it as the standard says."""
        if self.group not in TYPES:
            return bool(_OWN.fullmatch(self.group))
        types = TYPES[self.group]
        return (
            self.type in types
            or bool(types and _OWN.fullmatch(self.type))
            or (not types and not self.type)
        )


def step_of(tags: Iterable[Tag]) -> Step | None:
    """The step that something belongs to, by the marked content it stands in."""
    for tag in tags:
        if tag.name == "OC" and (found := of_content(tag.properties)) is not None:
            return found
    return None


def of_content(content: Any) -> Step | None:
    """The step of a group, or of a membership of which one group is one."""
    if not is_dict(content):
        return None
    for group in (content, *listed(entry(content, "/OCGs"))):
        metadata = entry(group, "/GTS_Metadata") if is_dict(group) else None
        if is_dict(metadata):
            return Step(
                name(entry(metadata, "/GTS_ProcStepsGroup")),
                name(entry(metadata, "/GTS_ProcStepsType")),
            )
    return None


def in_file(catalog: Any) -> tuple[Step, ...]:
    """The steps that a file has layers for."""
    groups = items(entry(catalog, "/OCProperties", "/OCGs"))
    return tuple(step for group in groups if (step := of_content(group)) is not None)
