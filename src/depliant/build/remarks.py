"""What is wrong or to be known before drawing: designs, marks, blank panels, the file's head."""

from __future__ import annotations

from collections.abc import Iterator

from depliant.build.project import Project
from depliant.content.model import Edition, LogoWall
from depliant.content.publication import Publication
from depliant.errors import Diagnostic
from depliant.languages.table import lacks_hyphens
from depliant.source.suggestions import did_you_mean
from depliant.style.folds import blank_panels
from depliant.style.sheet import StyleSheet
from depliant.version import __version__


def remarks(edition: Edition, sheet: StyleSheet) -> Iterator[Diagnostic]:
    """What is wrong or to be looked at in an edition with its style sheet."""
    for panel in edition.panels:
        if panel.design not in (panel.id, *sheet.designs):
            yield Diagnostic(
                "design-unknown",
                f"The style sheet has no design “{panel.design}” for the panel “{panel.id}”.",
                panel.place,
                did_you_mean(panel.design, list(sheet.designs)),
            )
    walls = (block for panel in edition.panels for block in panel.walk())
    logos = {logo for wall in walls if isinstance(wall, LogoWall) for logo in wall.logos}
    for logo in sorted(logos, key=lambda logo: logo.id):
        if logo.standin:
            yield Diagnostic(
                "logo-standin",
                f"The mark of {logo.name} is a stand-in.",
                logo.place,
                "Put the partner's own file in its place and remove `standin` before printing.",
                "warning",
            )
    if _wants_hyphens(sheet) and lacks_hyphens(edition.language):
        yield Diagnostic(
            "language-not-hyphenated",
            f"Words of `{edition.language}` are not hyphenated: no patterns for it are known.",
            None,
            "Set its long texts ragged, or allow hyphens in long words with U+00AD.",
            "info",
        )
    blank = blank_panels(sheet.format, len(edition.panels))
    if blank:
        yield Diagnostic(
            "panels-blank",
            f"{len(edition.panels)} panels do not fill the sheet: {blank} stay blank.",
            edition.panels[-1].place,
            "Add panels, or choose another fold in the style sheet.",
            "warning",
        )


def _wants_hyphens(sheet: StyleSheet) -> bool:
    return any(style.hyphenate for style in sheet.type.values())


def head_remarks(publication: Publication) -> Iterator[Diagnostic]:
    """What is wrong or to be known of the head of content.yaml: no date, a source made public."""
    content, source = publication.content, publication.source
    if content.date is None:
        yield Diagnostic(
            "date-missing",
            "The brochure has no day of publication, which is the date of its files.",
            source.place(),
            "Write such as `date: 2017-06-30` at the head of the file.",
        )
    if content.attach.source:
        yield Diagnostic(
            "source-attached",
            "The screen file carries content.yaml as it stands: its comments, its notes and the "
            "figures that no page shows are public.",
            source.place(("attach", "source")),
            "Remove `attach` if it is not meant.",
            "advice",
        )


def of_another_time(project: Project) -> Iterator[Diagnostic]:
    """What of a former issue is not as it was, since it was not kept: a note."""
    issue = project.issue
    if issue is None or not (issue.is_former or issue.is_frozen):
        return
    place = project.publication.source.place(())
    if not issue.is_frozen:
        message = (
            f"The issue {issue.name} was not frozen: it has its own figures, and words and looks "
            "of today."
        )
    elif issue.kept is None:
        message = (
            f"The issue {issue.name} was frozen without its looks: it is made with the style "
            "sheet, art, marks and fonts of today."
        )
    elif issue.kept.program != __version__:
        message = (
            f"The issue {issue.name} was frozen by Dépliant {issue.kept.program}, and this is "
            f"{__version__}: lines may fall otherwise."
        )
    else:
        return
    hint = "Compare it with the file that was published."
    yield Diagnostic("issue-differs", message, place, hint, "info")
