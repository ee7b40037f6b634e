"""Fonts: embedded, subset, complete, and known to mean something."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from depliant.errors import Severity
from depliant.pdfread.fonts import Typeface
from depliant.preflight.content import Text
from depliant.preflight.job import PageView
from depliant.preflight.rules.base import PDF, PDFA, UA, X4, Fault, page_rule, shortened
from depliant.press.condition import PrinterProfile
from depliant.sentences import counted, say


def _by_face(
    page: PageView, wanted: Callable[[Text], bool]
) -> Iterator[tuple[Typeface, list[Text]]]:
    """The texts of a page that are wanted, by their font."""
    found: dict[str, tuple[Typeface, list[Text]]] = {}
    for mark in page.everything:
        if isinstance(mark, Text) and wanted(mark):
            key = f"{mark.face.key} {mark.face.name}"
            found.setdefault(key, (mark.face, []))[1].append(mark)
    yield from found.values()


@page_rule(
    "font-unembedded",
    "error",
    "Every font that is used is embedded.",
    f"{X4}; {PDFA}, 6.2.11.4; {UA}, 7.21.4.1",
    "Embed the font; a font that forbids it cannot be used.",
)
def embedded(page: PageView, _: PrinterProfile) -> Iterator[Fault]:
    """For the press also that of text that is not painted, which PDF/A and PDF/UA let pass."""
    press = page.job.kind == "press"
    for face, texts in _by_face(page, lambda text: not text.face.embedded):
        if any(text.visible for text in texts):
            yield Fault(say("The font {face} is not embedded.", face=face.name), texts[0].box)
        elif press:
            yield Fault(
                say(
                    "The font {face} is not embedded; what is set in it is unseen.", face=face.name
                ),
                texts[0].box,
                severity="error" if page.job.claim else "warning",
            )
    shown = (*page.everything, *page.hidden)
    used = {text.face.key for text in shown if isinstance(text, Text)}
    for item in page.job.resources:
        if item.category == "/Font" and item.page == page.number:
            named = page.supplies.read_face(item.value)
            if named is not None and not named.embedded and named.key not in used:
                yield Fault(
                    say(
                        "The font {named} is not embedded; nothing is set in it.", named=named.name
                    ),
                    severity="warning" if page.job.claims else "advice",
                    hint=say("Remove it from the file: a preflight that is stricter refuses it."),
                )


@page_rule(
    "font-whole",
    "advice",
    "Fonts are embedded as subsets: the press could edit text with a whole one.",
    f"{PDF}, 9.6.4",
    "Export it with fonts as subsets.",
)
def subset(page: PageView, _: PrinterProfile) -> Iterator[Fault]:
    """A subset says so by its name."""

    def whole(text: Text) -> bool:
        return text.face.embedded and not text.face.subset and text.face.kind != "Type3"

    for face, texts in _by_face(page, whole):
        yield Fault(say("The font {face} is embedded whole.", face=face.name), texts[0].box)


@page_rule(
    "glyph-missing",
    "error",
    "Every character that is set has a glyph in its font.",
    f"{X4}; {PDFA}, 6.2.11.8; {UA}, 7.21.8",
    "Set the character in a font that has it.",
)
def glyphs(page: PageView, _: PrinterProfile) -> Iterator[Fault]:
    """.notdef prints as a box or as nothing."""
    for face, texts in _by_face(page, lambda text: bool(text.missing) and text.visible):
        count = sum(len(text.missing) for text in texts)
        yield Fault(
            counted(
                count,
                "{count} character of {face} without a glyph, first in “{text}”.",
                "{count} characters of {face} without a glyph, first in “{text}”.",
                face=face.name,
                text=shortened(texts[0].text),
            ),
            texts[0].box,
        )


@page_rule(
    "unicode-missing",
    "error",
    "Every glyph leads back to its character.",
    f"{UA}, 7.21.7; {PDFA}, 6.2.11.7",
    "Export it again with ToUnicode maps, so that it can be searched and read aloud.",
)
def characters(page: PageView, _: PrinterProfile) -> Iterator[Fault]:
    """A warning where the file does not claim to be accessible."""
    severity: Severity = "error" if page.job.accessible else "warning"
    for face, texts in _by_face(page, lambda text: text.unknown and not text.section.artifact):
        yield Fault(
            say("The font {face} does not say which characters its codes are.", face=face.name),
            texts[0].box,
            severity=severity,
        )


RULES = (embedded, subset, glyphs, characters)
