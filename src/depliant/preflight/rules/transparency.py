"""Transparency: where it is allowed, blended in the space of the press."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from typing import Any

from depliant.pdfread.objects import entry, is_dict, name, number
from depliant.pdfread.spaces import read_space
from depliant.preflight.content import Image, Mark
from depliant.preflight.job import PageView
from depliant.preflight.rules.base import PRESS, X1A, X4, Fault, page_rule, spread
from depliant.press.condition import PrinterProfile
from depliant.sentences import counted, say


def is_transparent(mark: Mark) -> bool:
    """Whether what lies below a mark shows through."""
    state = mark.look.state
    if state.soft_mask or state.blend != "Normal":
        return True
    if mark.look.fill is not None and state.fill_alpha < 1:
        return True
    if mark.look.stroke is not None and state.stroke_alpha < 1:
        return True
    if isinstance(mark, Image):
        within = number(entry(mark.xobject, "/SMaskInData"))
        return is_dict(entry(mark.xobject, "/SMask")) or within > 0 or state.fill_alpha < 1
    return False


@page_rule(
    "transparency-refused",
    "error",
    "A file for PDF/X-1a is flattened: nothing in it is transparent.",
    X1A,
    "Flatten it, or ask whether the printer takes PDF/X-4.",
    PRESS,
)
def flattened(page: PageView, profile: PrinterProfile) -> Iterator[Fault]:
    """Alpha, blend modes, soft masks."""
    if page.job.flattened or profile.flavour == "PDF/X-1a:2003":
        found = [mark for mark in page.everything if is_transparent(mark)]
        if found:
            yield Fault(
                counted(
                    len(found), "{count} mark is transparent.", "{count} marks are transparent."
                ),
                spread(found),
            )
        elif name(entry(page.facts.node, "/Group", "/S")) == "Transparency":
            yield Fault(say("The page is a transparency group."))


@page_rule(
    "blend-space",
    "error",
    "Transparency is blended in the colour space of the output intent.",
    f"{X4}; Kozea/WeasyPrint issue 2723",
    "Give the page a transparency group in CMYK.",
    PRESS,
)
def blending(page: PageView, _: PrinterProfile) -> Iterator[Fault]:
    """The page's group first, then those of its forms, once for each space."""
    wanted = {i.space.lower() for i in page.job.intents if i.kind == "GTS_PDFX"} or {"cmyk"}
    intent = "/".join(sorted(wanted)).upper()
    own = entry(page.facts.node, "/Group", "/CS")
    for space in _others(page, (own,), wanted):
        yield Fault(say("The page blends in {space}, not in {intent}.", space=space, intent=intent))
    forms = [
        entry(item.value, "/Group", "/CS")
        for item in page.job.resources
        if item.category == "/XObject" and item.page == page.number
    ]
    for space in _others(page, forms, wanted):
        yield Fault(
            say("Forms of the page blend in {space}, not in {intent}.", space=space, intent=intent)
        )


def _others(page: PageView, spaces: Iterable[Any], wanted: Container[str]) -> Iterator[str]:
    """Those of some groups' spaces that are none of the press, each once."""
    given = (read_space(one, page.facts.resources).family for one in spaces if one is not None)
    for family in dict.fromkeys(given):
        if family not in wanted and not (family == "gray" and "cmyk" in wanted):
            yield family.upper()


RULES = (flattened, blending)
