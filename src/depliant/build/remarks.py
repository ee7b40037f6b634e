"""What is wrong or to be known before drawing: designs, roles, marks, panels, the head."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Final

from msgspec.structs import replace

from depliant.build.at_the_fold import kept_on_their_pages
from depliant.build.marked_words import unknown_character_styles
from depliant.build.on_the_sheet import on_the_sheet
from depliant.build.project import Project
from depliant.content import schema
from depliant.content.model import Edition, Heading, LogoWall, Panel
from depliant.content.publication import Publication, blocks, pictures_behind
from depliant.errors import Diagnostic, Place
from depliant.languages.breaks import EXTRA, lacks_dictionary
from depliant.languages.phrases import complete, phrases
from depliant.languages.table import lacks_hyphens
from depliant.layout.template import design_name, on_page
from depliant.sentences import in_quotes, joined, say
from depliant.source.suggestions import did_you_mean, nearest
from depliant.style.sheet import Design, StyleSheet
from depliant.version import __version__


def remarks(publication: Publication, edition: Edition, sheet: StyleSheet) -> Iterator[Diagnostic]:
    """What is wrong or to be looked at in an edition with its style sheet.

    Args:
        publication: what the edition was made from.
        edition: in its language.
        sheet: as it is for that edition.
    """
    yield from _roles(publication, sheet)
    yield from unknown_character_styles(publication, sheet)
    yield from _picture_roles(publication, sheet)
    for panel in edition.panels:
        if panel.design not in (panel.id, *sheet.designs):
            yield Diagnostic(
                "design-unknown",
                say(
                    "The style sheet has no design “{design}” for the panel “{panel}”.",
                    design=panel.design,
                    panel=panel.id,
                ),
                panel.place,
                did_you_mean(panel.design, list(sheet.designs)),
            )
        elif sheet.designs and not {panel.design, "default"} & sheet.designs.keys():
            yield Diagnostic(
                "design-plain",
                say(
                    "No design of the style sheet is called “{panel}”, and the panel names "
                    "none: it is set plainly, on bare paper.",
                    panel=panel.id,
                ),
                panel.place,
                say("Give it a `design`: {names}.", names=", ".join(sheet.designs)),
                "warning",
            )
    yield from _outline(edition)
    yield from _stand_ins(edition)
    if publication.phrases is None and phrases(edition.language) is None:
        yield _english_words(publication, edition)
    if _wants_hyphens(sheet) and lacks_hyphens(edition.language):
        yield Diagnostic(
            "language-not-hyphenated",
            say(
                "Words of `{language}` are not hyphenated: no patterns for it are known.",
                language=edition.language,
            ),
            None,
            say("Set its long texts ragged, or allow hyphens in long words with U+00AD."),
            "info",
        )
    if lacks_dictionary(edition.language):
        yield Diagnostic(
            "language-not-divided",
            say(
                "Lines of `{language}` can only end at spaces: what tells its words apart is not "
                "installed.",
                language=edition.language,
            ),
            None,
            say("Install it with `pip install depliant[{extra}]`.", extra=EXTRA),
            "warning",
        )
    yield from on_the_sheet(edition, sheet)


def _english_words(publication: Publication, edition: Edition) -> Diagnostic:
    """The program's own words are not known in the language of the content."""
    return Diagnostic(
        "language-english-words",
        say(
            "What is said of charts and sources to a screen reader is in English: these words "
            "are not known in `{language}`.",
            language=edition.language,
        ),
        publication.source.place(("language",)),
        say(
            "Write the content in one of {known}, and translate it into `{language}`.",
            known=", ".join(complete()),
            language=edition.language,
        ),
        "warning",
    )


def as_meant(edition: Edition, sheet: StyleSheet) -> Edition:
    """An edition whose panels take the nearest design where theirs is not defined.

    It is set so that what is said of such a panel is still true once its design is mended. A table
    that cannot go over two pages is on its own page. On the even pages of a booklet a design has
    its margins the other way round, if it says which is inner.
    """
    panels = kept_on_their_pages(edition, sheet.format)
    if any(panel.design not in (panel.id, *sheet.designs) for panel in panels):
        panels = tuple(replace(one, design=_meant(one, sheet)) for one in panels)
    if sheet.format.is_bound:
        panels = tuple(_on_its_page(one, number, sheet) for number, one in enumerate(panels, 1))
    return edition if panels is edition.panels else replace(edition, panels=panels)


def _on_its_page(panel: Panel, number: int, sheet: StyleSheet) -> Panel:
    """A panel with the design of the page that it is, where pages differ."""
    design = sheet.designs.get(design_name(sheet, panel.design))
    if design is None or not design.margin.is_mirrored:
        return panel
    return replace(panel, design=on_page(panel.design, number))


def _meant(panel: Panel, sheet: StyleSheet) -> str:
    """The design that a panel takes, or else the nearest, or else that of its id."""
    if panel.design in sheet.designs:
        return panel.design
    return nearest(panel.design, list(sheet.designs)) or panel.id


def _outline(edition: Edition) -> Iterator[Diagnostic]:
    """Headings whose level leaves a hole in the outline (ISO 14289-1, 7.4.2)."""
    before = 0
    for level, place in _headings(edition):
        if level > 1 and not before:
            yield Diagnostic(
                "heading-level",
                say("The first heading is of level {level}.", level=level),
                place,
                say(
                    "Begin the brochure with its title, a block `heading:` with `level: "
                    "1`; the title of a panel is of level 2."
                ),
            )
        elif level > before + 1:
            yield Diagnostic(
                "heading-level",
                say(
                    "A heading of level {level} follows one of level {before}.",
                    level=level,
                    before=before,
                ),
                place,
                say("Write `level: {before}`; how it looks is its `role`.", before=before + 1),
            )
        before = level


def _headings(edition: Edition) -> Iterator[tuple[int, Place]]:
    """The level of each heading in reading order, and where it is written."""
    for panel in edition.panels:
        if panel.title:
            yield 2, panel.title_place or panel.place
        yield from ((one.level, one.place) for one in panel.walk() if isinstance(one, Heading))


def _wants_hyphens(sheet: StyleSheet) -> bool:
    return any(style.hyphenate for style in sheet.type.values())


def head_remarks(publication: Publication) -> Iterator[Diagnostic]:
    """What is wrong or to be known of the head of content.yaml: no date, a source made public."""
    content, source = publication.content, publication.source
    if content.date is None:
        yield Diagnostic(
            "date-missing",
            say("The brochure has no day of publication, which is the date of its files."),
            source.place(),
            say("Write such as `date: 2017-06-30` at the head of the file."),
        )
    if content.attach.source:
        yield Diagnostic(
            "source-attached",
            say(
                "The screen file carries content.yaml as it stands: its comments, its "
                "notes and the figures that no page shows are public."
            ),
            source.place(("attach", "source")),
            say("Remove `attach` if it is not meant."),
            "advice",
        )


def of_another_time(project: Project) -> Iterator[Diagnostic]:
    """What of a former issue is not as it was, since it was not kept: a note."""
    issue = project.issue
    if issue is None or not (issue.is_former or issue.is_frozen):
        return
    place = project.publication.source.place(())
    if not issue.is_frozen:
        message = say(
            "The issue {issue} was not frozen: it has its own figures, and words "
            "and looks of today.",
            issue=issue.name,
        )
    elif issue.kept is None:
        message = say(
            "The issue {issue} was frozen without its looks: it is made with the "
            "style sheet, art, marks and fonts of today.",
            issue=issue.name,
        )
    elif issue.kept.program != __version__:
        message = say(
            "The issue {issue} was frozen by Dépliant {program}, and this is "
            "{version}: lines may fall otherwise.",
            issue=issue.name,
            program=issue.kept.program,
            version=__version__,
        )
    else:
        return
    hint = say("Compare it with the file that was published.")
    yield Diagnostic("issue-differs", message, place, hint, "info")


def _stand_ins(edition: Edition) -> Iterator[Diagnostic]:
    """One warning for all marks that are stand-ins, where the first of them is named."""
    blocks = (block for panel in edition.panels for block in panel.walk())
    logos = (logo for wall in blocks if isinstance(wall, LogoWall) for logo in wall.logos)
    found = {logo.id: logo for logo in logos if logo.standin}
    if not found:
        return
    first, *others = sorted(found.values(), key=lambda logo: logo.place)
    alike = Counter(logo.name for logo in (first, *others))
    names = joined(
        in_quotes(logo.name)
        if alike[logo.name] == 1
        else say("“{name}” (`{id}`)", name=logo.name, id=logo.id)
        for logo in (first, *others)
    )
    yield Diagnostic(
        "logo-standin",
        say("{count} marks are stand-ins: {names}.", count=len(found), names=names)
        if others
        else say("The mark of {names} is a stand-in.", names=first.name),
        first.place,
        say("Put the partner's own file in its place and remove `standin` before printing."),
        "warning",
    )


_ROLE_KEYS: Final[dict[type, str]] = {schema.Box: "box", schema.Divider: "divider"}
"""Where a kind of block says its role, if not at `role`."""


def _roles(publication: Publication, sheet: StyleSheet) -> Iterator[Diagnostic]:
    """Roles that are written in the content and that no style has.

    The role that a kind of block has of itself needs no style: it is set as running text.
    """
    content, source = publication.content, publication.source
    for block, route in blocks(content):
        role = getattr(block, "role", None)
        panel = content.panels[int(route[1])]
        known = _known(block, sheet, panel.design or panel.id)
        if isinstance(block, schema.Box) and role is None and "box" not in sheet.boxes:
            yield _bare_box(source.place((*route, "box")), sheet)
        if role is not None and role not in known:
            yield Diagnostic(
                "role-unknown",
                say("The style sheet has no style for the role “{role}”.", role=role),
                source.place((*route, _ROLE_KEYS.get(type(block), "role"))),
                did_you_mean(role, known)
                or say("Write one of: {names}.", names=", ".join(sorted(known))),
                # What was published is made again as it was.
                "warning" if publication.frozen_folder else "error",
            )


def _bare_box(place: Place, sheet: StyleSheet) -> Diagnostic:
    """That nothing is seen of a box that names no style."""
    return Diagnostic(
        "role-unknown",
        say("The style sheet has no style for a box that names none: nothing of it is seen."),
        place,
        say("Write one of: {names}.", names=", ".join(sorted(sheet.boxes)))
        if sheet.boxes
        else say("Define `box` under `boxes:` of style.yaml."),
        "warning",
    )


def _picture_roles(publication: Publication, sheet: StyleSheet) -> Iterator[Diagnostic]:
    """Roles of pictures behind panels that the style sheet has no picture style for."""
    source = publication.source
    known = tuple(dict.fromkeys(("backdrop", *sheet.pictures)))
    for part, route in pictures_behind(publication.content):
        if part.role not in known:
            yield Diagnostic(
                "role-unknown",
                say("The style sheet has no style for the role “{role}”.", role=part.role),
                source.place((*route, "role")),
                did_you_mean(part.role, known) or say("Define it under `pictures:` of style.yaml."),
            )


def _known(block: object, sheet: StyleSheet, design_name: str) -> tuple[str, ...]:
    """The roles that a block may have on a panel of a design."""
    design = sheet.designs.get(design_name) or sheet.designs.get("default") or Design()
    match block:
        case schema.Chart():
            return tuple(dict.fromkeys((block.chart, *sheet.charts, *design.charts)))
        case schema.Plot() | schema.MapPlot():
            return tuple(dict.fromkeys((block.chart, *sheet.charts, *design.charts)))
        case schema.Logos():
            return tuple(dict.fromkeys(("logos", "wall", *sheet.walls)))
        case schema.Table():
            return tuple(dict.fromkeys(("table", *sheet.tables)))
        case schema.Definitions():
            return tuple(dict.fromkeys(("definitions", *sheet.definitions)))
        case schema.Box():
            return tuple(dict.fromkeys(("box", *sheet.boxes)))
        case schema.Divider():
            return tuple(dict.fromkeys(("divider", *sheet.dividers)))
        case schema.Picture():
            return tuple(dict.fromkeys(("picture", *sheet.pictures)))
        case schema.Heading():
            own = "heading"
        case schema.Quote():
            own = "quote"
        case schema.Items():
            own = "item"
        case schema.Drawing():
            own = "drawing-label"
        case schema.Barcode():
            own = "barcode"
        case schema.Notes():
            own = "notes"
        case _:
            own = "text"
    of_frames = (role for frame in design.frames.values() for role in frame.roles)
    of_boxes = (role for box in sheet.boxes.values() for role in box.roles)
    of_kind = sheet.quotes if isinstance(block, schema.Quote) else ()
    return tuple(dict.fromkeys((own, *of_kind, *sheet.type, *design.roles, *of_frames, *of_boxes)))
