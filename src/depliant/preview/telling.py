"""A snapshot as the page is told of it: JSON, in the language of whoever looks at it.

Lengths are points, y down, from the trim corner of a side.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator
from typing import Any

from babel import Locale, UnknownLocaleError
from msgspec import json

from depliant.build.project import Project
from depliant.errors import SEVERITIES
from depliant.interface import Interface
from depliant.languages.table import direction
from depliant.languages.tags import of_cldr
from depliant.preview.folding import booklet, pieces
from depliant.preview.snapshot import Finding, Sheet, Snapshot, Tile
from depliant.style.fold_kinds import fold_called, side_called
from depliant.translation.finding import languages
from depliant.translation.merging import PSEUDO


def state(snapshot: Snapshot, project: Project | None, interface: Interface) -> dict[str, Any]:
    """A snapshot without its findings, of which there is a digest and how many there are.

    `project` is the project as it could last be read.
    """
    pages = snapshot.pages
    counts = Counter(finding.diagnostic.severity for finding in snapshot.findings)
    return {
        "revision": snapshot.revision,
        "edition": snapshot.language,
        "state": snapshot.state,
        "good": pages is not None and pages.are_good,
        "settled": snapshot.settled,
        "milliseconds": round(snapshot.seconds * 1000),
        "direction": direction(snapshot.language) if snapshot.language else "ltr",
        "title": pages.composed.edition.title if pages is not None else "",
        "sheets": [told_sheet(sheet, interface) for sheet in pages.sheets]
        if pages is not None
        else [],
        "pieces": pieces(snapshot),
        "booklet": booklet(snapshot),
        "findings": {
            "digest": _digest(findings(snapshot, interface)),
            "counts": {severity: counts[severity] for severity in SEVERITIES},
        },
        "project": _project(project, interface) if project is not None else None,
    }


def findings(snapshot: Snapshot, interface: Interface) -> list[dict[str, Any]]:
    """All findings of a snapshot, the gravest first and else in their order."""
    ranks = list(SEVERITIES)
    ordered = sorted(snapshot.findings, key=lambda one: ranks.index(one.diagnostic.severity))
    return [_finding(finding, interface) for finding in ordered]


def _digest(told: object) -> str:
    return hashlib.sha256(json.encode(told)).hexdigest()[:16]


def told_sheet(sheet: Sheet, interface: Interface) -> dict[str, Any]:
    """A side with its parts."""
    called = interface.tell(side_called(sheet.label))
    return {
        "id": sheet.id,
        "label": f"{called} {sheet.number}" if sheet.number is not None else called,
        "width": sheet.trim.width,
        "height": sheet.trim.height,
        "bleed": sheet.bleed,
        "folds": sheet.folds,
        "crossFolds": sheet.cross_folds,
        "tiles": [_tile(tile) for tile in sheet.tiles],
    }


def _tile(tile: Tile) -> dict[str, Any]:
    return {
        "id": tile.id,
        "number": tile.number,
        "title": " ".join(tile.title.split()),
        "slot": tile.slot,
        "box": tile.box,
        "turn": tile.turn,
        "digest": tile.digest,
    }


def _finding(finding: Finding, interface: Interface) -> dict[str, Any]:
    one = finding.diagnostic
    place = one.place
    return {
        "code": one.code,
        "severity": one.severity,
        "message": interface.tell(one.message),
        "hint": interface.tell(one.hint),
        "place": None
        if place is None
        else {
            **place.data,
            "within": interface.tell(place.within) if place.within else "",
            "text": str(place) if not place.within else place.file,
        },
        "quoted": one.quoted,
        "panel": finding.panel,
        "side": finding.side,
        "box": finding.box,
    }


def _project(project: Project, interface: Interface) -> dict[str, Any]:
    form = project.sheet.format
    return {
        "name": project.publication.content.id,
        "folder": project.root.name,
        "fold": interface.tell(fold_called(form.fold)),
        "condition": project.condition.identifier,
        "editions": list(_editions(project)),
    }


def _editions(project: Project) -> Iterator[dict[str, str]]:
    for tag in editions_of(project):
        yield {"language": tag, "name": language_name(tag)}


def editions_of(project: Project) -> tuple[str, ...]:
    """The editions that can be shown, the source's first; also those that try a layout."""
    return (project.publication.language, *languages(project.files, pseudo=True))


def language_name(tag: str) -> str:
    """What a language calls itself, with a capital; its tag where nobody knows."""
    try:
        name = Locale.parse(of_cldr(tag)).get_display_name()
    except (UnknownLocaleError, ValueError):
        return tag
    called = name[:1].upper() + name[1:] if name else tag
    return f"{called} ({PSEUDO})" if tag.endswith(f"-{PSEUDO}") else called
