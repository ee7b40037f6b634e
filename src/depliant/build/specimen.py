"""The specimen of a project's type: which words show which style, and what is said of families."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from math import fsum
from typing import Final, NamedTuple

from msgspec.structs import replace

from depliant.build.font_report import FamilyFonts, FontReport, packaged
from depliant.build.session import Session
from depliant.colour import BLACK, PAPER, Colour
from depliant.display.items import Glyphs, Metadata
from depliant.errors import InputError
from depliant.fonts.face import characters
from depliant.fonts.registry import FaceRef, called, nearest
from depliant.fonts.scripts import script_of
from depliant.interface import Interface
from depliant.layout.compose import Composition
from depliant.layout.setting import PanelSetting
from depliant.layout.sight import letters
from depliant.layout.specimen import FamilySheet, StyleSample, specimen_pages
from depliant.layout.template import design_of
from depliant.press.condition import to_srgb
from depliant.sentences import Sentence, counted, joined, say
from depliant.style.faces import faces
from depliant.style.sheet import Design, StyleSheet, TypeStyle
from depliant.version import __version__
from depliant.writers import screen_pdf

_RUNNING: Final = 13.0
"""Up to this size words are shown in several lines."""
_LONGEST: Final = 240
_SMALLEST: Final = 0.78
"""The part of a style's size to which its words may have been made smaller."""
_LIGHT: Final = 0.6
"""Lighter words are shown on the ground that they have in the brochure."""
_DARK: Final = 0.5
"""Large letters that are darker are well seen on white paper."""
_VIVID: Final = 60
"""By how much the parts of a colour differ on the screen, of 255, that is not gray."""
_LATIN: Final = (
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
    "&.,:;…!?¿¡«»‹›“”‘’()[]/–—·•*§@%‰+−×÷=€£$"
)
_LEVEL: Final = 0.05
"""Points by which two baselines, or two sizes, may differ that are one."""
_NEXT: Final = 3.0
"""Of a size: how far below a line the next one of its text stands at most."""
_GAP: Final = 0.15
"""Of a size: the room between two runs of a line that are two words."""
_SEEN: Final = 0.35
"""By how much lighter words are than the ground on which they are shown."""
_ACCENTED: Final = "ÀÂÄÅÆÇÉÈÊËÎÏÔÖŒØÙÛÜŸàâäåæçéèêëîïíñóôöœøßùûüÿŁłŠšŽž"


def specimen(session: Session, report: FontReport, language: str, interface: Interface) -> bytes:
    """The PDF of a specimen, in the words of the edition of a language.

    Raises:
        DepliantError: the edition cannot be read.
    """
    draft = session.draft(language)
    if draft is None:
        raise InputError(session.edition(language).diagnostics)
    composed = draft.composed
    edition, sheet = composed.edition, composed.sheet
    # With the families that stand in for what the style sheet's own lack.
    job = replace(session.job(edition.language), sheet=sheet)
    setting = PanelSetting(job, Design(), edition.language, edition.unbroken)
    said = _said(composed.composition, sheet)
    found = _samples(sheet, said, edition.title, session)
    samples = sorted(found, key=lambda one: -one.style.size)
    used = tuple(_families(report, sheet))
    metadata = Metadata(
        interface.tell(say("{title}: its type", title=edition.title)),
        interface.language,
        f"{edition.date}T00:00:00+00:00",
        f"{edition.id}.specimen",
        program=f"Dépliant {__version__}",
    )
    accent = _accent(sheet, session)
    document = specimen_pages(setting, metadata, edition.title, used, samples, accent, interface)
    return screen_pdf.write(document, session.spec.condition)


# --- words ------------------------------------------------------------------------------------


class _Said(NamedTuple):
    """Words that were set in a type style, and the ground of the panel that they are of."""

    words: str
    ground: Colour


def _said(composition: Composition, sheet: StyleSheet) -> Mapping[str, _Said]:
    """What was set in each type style, by its name: of the panel that says most in it."""
    found: dict[str, _Said] = {}
    panels = [(panel, [run for run, _ in letters(panel.marks)]) for panel in composition.panels]
    for name, style in sheet.type.items():
        said = []
        for panel, runs in panels:
            own = [at for at, run in enumerate(runs) if _is_in(run, style, sheet)]
            if own:
                kept = [runs[at] for at in own]
                is_running = style.size <= _RUNNING
                words = _joined(_with_emphasis(runs, own)) if is_running else _longest(kept)
                ground = sheet.colour(design_of(sheet, panel.panel.design).ground)
                said.append(_Said(words, ground))
        if said:
            found[name] = max(said, key=lambda one: (_begins(one.words), len(one.words)))
    return found


def _with_emphasis(runs: Sequence[Glyphs], own: Sequence[int]) -> list[Glyphs]:
    """The runs of a style with those between them that stand in their lines: what is bold there."""
    found = [runs[own[0]]]
    for before, at in pairwise(own):
        ends = runs[before], runs[at]
        found += [run for run in runs[before + 1 : at] if any(_are_level(run, one) for one in ends)]
        found.append(runs[at])
    return found


def _are_level(one: Glyphs, other: Glyphs) -> bool:
    """Whether two runs are of one size and stand on one baseline."""
    return abs(one.y - other.y) < _LEVEL and abs(one.size - other.size) < _LEVEL


def _is_in(run: Glyphs, style: TypeStyle, sheet: StyleSheet) -> bool:
    """Whether a run is set in a style, be it in a family that stands in for some letters."""
    if style.family not in sheet.families or run.colour != sheet.colour(style.colour):
        return False
    face, scale = sheet.face(style), 1.0
    for other in sheet.fallbacks(style):
        if run.face == nearest(face._replace(family=other.family)):
            face, scale = run.face, other.scale
    most = style.size * scale
    return run.face == face and _SMALLEST * most <= run.size <= most + 0.01


def _longest(runs: list[Glyphs]) -> str:
    return max((run.text.strip("\u00ad ") for run in runs), key=len)


def _begins(text: str) -> bool:
    """Whether a line can be the first of a text: it begins with no small letter and no sign."""
    first = text.lstrip("«“„‘ \u00a0\u202f")[:1]
    return bool(first) and not first.islower() and first.isalnum()


def _joined(runs: list[Glyphs]) -> str:
    """What lines say that follow each other, from the longest on."""
    first = max(range(len(runs)), key=lambda at: (_begins(runs[at].text), len(runs[at].text)))
    said = ""
    for number, run in enumerate(runs[first:], first):
        before = runs[max(number - 1, first)]
        if run is not before and _are_level(run, before):
            said += " " if _apart(before, run) else ""
        elif run is not before:
            if not 0 < run.y - before.y < _NEXT * run.size:
                break  # another part of the page
            said = said.removesuffix("\u00ad") if said.endswith("\u00ad") else f"{said} "
            if len(said) > _LONGEST:
                break
        said += run.text
    return " ".join(said.removesuffix("\u00ad").split())


def _apart(one: Glyphs, other: Glyphs) -> bool:
    """Whether room lies between two runs of one line, as between the cells of a table."""
    ends = [(run.x, run.x + fsum(glyph.advance for glyph in run.glyphs)) for run in (one, other)]
    (_, first), (second, _) = sorted(ends)
    return second - first > _GAP * one.size


def _samples(
    sheet: StyleSheet, said: Mapping[str, _Said], title: str, session: Session
) -> Iterator[StyleSample]:
    for name, style in sheet.type.items():
        if style.family not in sheet.families:
            continue
        light = _lightness(sheet.colour(style.colour), session)
        shown = said.get(name) or _Said(title, PAPER)
        ground = shown.ground if shown.ground != PAPER else _ground(name, sheet)
        if light - _lightness(ground, session) < _SEEN:  # where it is an ornament
            ground = BLACK
        yield StyleSample(
            name,
            style,
            sheet.face(style),
            shown.words,
            ground if light > _LIGHT else None,
            name in said,
            style.size <= _RUNNING,
        )


def _ground(name: str, sheet: StyleSheet) -> Colour:
    """The darkest ground of designs that use a style that is white."""
    grounds = [
        sheet.colour(design.ground)
        for design in sheet.designs.values()
        if name in (*design.roles.values(), *design.roles) and sheet.colour(design.ground) != PAPER
    ]
    return max(grounds, key=lambda colour: sum(colour.cmyk), default=BLACK)


# --- families ---------------------------------------------------------------------------------


def _families(report: FontReport, sheet: StyleSheet) -> Iterator[FamilySheet]:
    """The first family of each kind of lettering, each once."""
    facts = {one.name: one for one in (*report.own, *report.packaged)}
    of_family: dict[str, list[FaceRef]] = {}
    kinds: dict[str, str] = {}
    for kind in sheet.families:
        first = sheet.listed(kind)[0].family
        of_family[first] = []
        kinds.setdefault(first, kind)
    for ref in faces(sheet):
        if ref.family in of_family:
            of_family[ref.family].append(ref)
    for family, asked in of_family.items():
        had = [ref for ref in asked if _is_there(ref)]
        if not had:
            continue
        upright = [ref for ref in had if ref.style == "normal"] or had
        face = min(upright, key=lambda ref: abs(ref.weight - 400))
        strong = max(upright, key=lambda ref: ref.weight)
        # The draft is set in another family where the style sheet's own is not there.
        fonts = facts.get(called(family)) or packaged(family)
        script = fonts.scripts[:1] or ("Latn",)
        known = characters(face)
        yield FamilySheet(
            called(family),
            kinds[family],
            face,
            strong,
            tuple(sorted(had, key=lambda ref: (ref.style == "italic", ref.weight))),
            "Aa" if {"A", "a"} <= known else _letters_of(known, script[0])[:2],
            _shown_letters(known, script[0]),
            _facts(fonts),
        )


def _is_there(ref: FaceRef) -> bool:
    try:
        characters(ref)
    except InputError:
        return False
    return True


def _shown_letters(known: frozenset[str], script: str) -> str:
    """The letters that a specimen shows: Latin ones, and before them those of another script."""
    latin = "".join(char for char in _LATIN + _ACCENTED if char in known)
    return latin if script in ("Latn", "") else _letters_of(known, script) + latin


def _letters_of(known: frozenset[str], script: str) -> str:
    found = (char for char in known if script_of(char) == script)
    return "".join(sorted(char for char in found if unicodedata.category(char) != "Mn"))[:108]


def _facts(family: FamilyFonts) -> Sentence:
    parts: list[Sentence | str] = [
        say("{number} font files in {folder}", number=len(family.files), folder=family.source)
        if len(family.files) > 1
        else family.files[0]
        if family.files
        else family.source
    ]
    if family.outlines:
        glyphs = counted(family.glyphs, "{count} glyph", "{count} glyphs")
        parts += [family.outlines, glyphs]
    parts.append(", ".join(family.scripts))
    if family.axes:
        axes = joined(
            say("{tag} {least:g} to {most:g}", tag=tag, least=least, most=most)
            for tag, least, most in family.axes
        )
        parts.append(say("axes: {axes}", axes=axes))
    if family.licence:
        parts.append(family.licence)
    return joined(parts, "  ·  ")


def _accent(sheet: StyleSheet, session: Session) -> Colour:
    """The colour of the large letters: that of the largest style that is dark and no gray."""
    for style in sorted(sheet.type.values(), key=lambda style: -style.size):
        colour = sheet.colour(style.colour)
        (seen,) = to_srgb(session.spec.condition, (colour,))
        is_dark = _lightness(colour, session) < _DARK
        if is_dark and max(seen) - min(seen) > _VIVID:
            return colour
    return BLACK


def _lightness(colour: Colour, session: Session) -> float:
    """How light a colour is as it is printed, from 0 to 1."""
    (seen,) = to_srgb(session.spec.condition, (colour,))
    red, green, blue = (part / 255 for part in seen)
    return 0.3 * red + 0.59 * green + 0.11 * blue
