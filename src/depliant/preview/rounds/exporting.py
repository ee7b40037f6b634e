"""A proof as one HTML file: it opens from the disk, asks no server, and lets nothing be loaded.

Its policy (Content Security Policy 3, by `meta`) names our script and our style sheet by their
digests and allows nothing else: no words of a brochure can become a program or a style in it.
"""

from __future__ import annotations

import base64
import hashlib
import io
from collections.abc import Mapping, Sequence
from html import escape
from pathlib import Path
from typing import Any, Final, NamedTuple

import numpy as np
from msgspec import json
from numpy.typing import NDArray

from depliant.build.memory import Memory
from depliant.build.project import Project
from depliant.build.session import Session
from depliant.errors import BrochureError, Diagnostic
from depliant.interface import Interface, languages
from depliant.preview import telling
from depliant.preview.assets import ASSETS
from depliant.preview.inspecting import Inspected, ToldPanel
from depliant.preview.making import made
from depliant.preview.raster import Part, Raster
from depliant.preview.rounds import changes, records
from depliant.preview.rounds.bundle import bundled
from depliant.preview.rounds.records import Record, Shown, keyed, recorded, shown
from depliant.preview.snapshot import Pages, Snapshot, State
from depliant.preview.spoken import words_of
from depliant.sentences import say
from depliant.translation.finding import languages as translations

SCALE: Final = 2 * 96 / 72
"""Pixels a point: sharp at 200 % on a screen of 96 pixels an inch."""
_PHOTOGRAPH: Final = 500_000
"""Bytes of a picture without loss above which it is kept with some."""
_ENTRY: Final = "answers-app.js"
_STYLES: Final = ("preview.css", "fold.css", "answers.css")


class Exported(NamedTuple):
    """A proof that can be written: its record, its file's usual name, its page, what is to say."""

    record: Record
    name: str
    page: bytes
    is_new: bool
    diagnostics: tuple[Diagnostic, ...]


class _Edition(NamedTuple):
    """An edition that the proof shows."""

    snapshot: Snapshot
    pages: Pages
    inspected: Inspected
    shown: Shown


class _Picture(NamedTuple):
    """How a part of the pages looks: the digest of its pixels, and the picture."""

    digest: str
    webp: bytes


def exported(
    root: Path, asked: Sequence[str], day: str, interface: Interface, memory: Memory | None = None
) -> Exported:
    """The proof of a project as it is now.

    Args:
        root: the project's folder; nothing is written to it.
        asked: the editions' languages; none: all of them.
        day: the day of the proof, as 2026-12-01.
        interface: the language of the page where the browser's is none that we know.
        memory: what was made before.

    Raises:
        DepliantError: the project cannot be read; an edition that is asked for has no pages.
    """
    memory = memory or Memory()
    project = Project.read(root, remember=memory.remember)
    publication = project.publication
    tags = tuple(asked) or (publication.language, *translations(project.files))
    session = Session(project, memory)
    pictures: dict[str, _Picture] = {}
    editions = [_edition(session, language, pictures) for language in dict.fromkeys(tags)]
    content = publication.content
    former = records.latest(root)
    record = recorded([one.shown for one in editions], content.id, content.issue or "", day, former)
    is_new = former is None or record is not former
    before = records.latest(root, record.number)
    told = {
        "proof": _told_proof(record, before, editions[0].shown.title),
        "language": interface.language,
        "words": {tag: json.decode(ASSETS.files[f"words.{tag}.json"].data) for tag in languages()},
        "editions": [_told(one, record, before, interface, pictures) for one in editions],
    }
    page = _page(told, pictures, interface.language)
    name = f"{content.id.replace('{issue}', content.issue or '')}-proof-{record.number}.html"
    drafts = tuple(_is_draft(one) for one in editions if not one.pages.are_good)
    return Exported(record, name, page, is_new, drafts)


def _edition(session: Session, language: str, pictures: dict[str, _Picture]) -> _Edition:
    """An edition; the pictures of its pages are added to those that are there."""
    result = made(session, language)
    if result.pages is None:
        raise BrochureError([finding.diagnostic for finding in result.findings])
    pages = result.pages
    state: State = "good" if pages.are_good else "draft"
    snapshot = Snapshot(1, language, state, pages, (), session.project, settled=True)
    inspected = Inspected(pages)
    pictures.update(_pictures(pages, pictures))
    digests = {digest: picture.digest for digest, picture in pictures.items()}
    return _Edition(snapshot, pages, inspected, shown(language, pages, inspected, digests))


def _is_draft(one: _Edition) -> Diagnostic:
    language = one.shown.language
    project = one.snapshot.project
    is_own = project is not None and language == project.languages[0]
    command = "depliant check" if is_own else f"depliant check --edition {language}"
    return Diagnostic(
        "proof-draft",
        say(
            "The edition “{language}” has errors: its pages are a draft.",
            language=language,
        ),
        hint=say("`{command}` says what they are.", command=command),
        severity="warning",
    )


def _told_proof(record: Record, before: Record | None, title: str) -> dict[str, Any]:
    return {
        "project": record.project,
        "number": record.number,
        "digest": record.digest,
        "date": record.date,
        "issue": record.issue,
        "title": title,
        "former": None if before is None else {"number": before.number, "date": before.date},
    }


def _told(
    one: _Edition,
    record: Record,
    before: Record | None,
    interface: Interface,
    pictures: Mapping[str, _Picture],
) -> dict[str, Any]:
    """An edition as the page is told of it: its state as a preview has it, and what was said."""
    language = one.shown.language
    ids = [panel.id for panel in one.shown.panels]
    panels = [told for name in ids if (told := one.inspected.panel(name)) is not None]
    found = changes.changed(record, before, language) if before is not None else ()
    gone = changes.gone(record, before, language) if before is not None else ()
    state = telling.state(one.snapshot, one.snapshot.project, interface)
    for sheet in state["sheets"]:
        for tile in sheet["tiles"]:
            tile["digest"] = pictures[tile["digest"]].digest
    return {
        "language": language,
        "name": telling.language_name(language),
        "state": state,
        "labels": {tag: _labels(one.snapshot, tag) for tag in languages()},
        "words": {"language": language, "panels": words_of(one.pages)},
        "blocks": {panel.id: _blocks(panel) for panel in panels},
        "changes": found,
        "gone": [panel.title or panel.id for panel in gone],
    }


def _labels(snapshot: Snapshot, language: str) -> list[str]:
    """What the sides are called in a language of the interface."""
    state = telling.state(snapshot, snapshot.project, Interface(language))
    return [sheet["label"] for sheet in state["sheets"]]


def _blocks(panel: ToldPanel) -> list[dict[str, Any]]:
    """The blocks of a panel: what can be pointed at."""
    named = keyed(panel.blocks)
    return [
        {
            "key": named[block.id].key,
            "kind": block.kind,
            "box": _rounded(block.box),
            "text": named[block.id].words,
            "isSet": bool(block.words),
            "words": [
                {"text": word.text, "boxes": [_rounded(box) for box in word.boxes]}
                for word in block.words
            ],
        }
        for block in panel.blocks
    ]


def _rounded(box: Sequence[float]) -> list[float]:
    return [round(value, 2) for value in box]


def _pictures(pages: Pages, known: Mapping[str, _Picture]) -> dict[str, _Picture]:
    """The pictures of the parts of pages that are not known yet, by the digests of the parts."""
    found: dict[str, _Picture] = {}
    raster = Raster()
    try:
        for sheet, tile in pages.tiles:
            if tile.digest not in known and tile.digest not in found:
                pixels = raster.pixels(Part(pages.press, sheet.page, tile.box), SCALE)
                digest = hashlib.sha256(repr(pixels.shape).encode() + pixels.tobytes()).hexdigest()
                found[tile.digest] = _Picture(digest[:32], _webp(pixels))
    finally:
        raster.close()
    return found


def _webp(pixels: NDArray[np.uint8]) -> bytes:
    """A picture without loss, or with so little that nobody sees it where it would be large."""
    from PIL import Image

    image = Image.fromarray(pixels)
    kept = io.BytesIO()
    image.save(kept, "WEBP", lossless=True, quality=60, method=3)
    if len(kept.getvalue()) > _PHOTOGRAPH:
        lossy = io.BytesIO()
        image.save(lossy, "WEBP", quality=92, method=4)
        if len(lossy.getvalue()) < len(kept.getvalue()):
            return lossy.getvalue()
    return kept.getvalue()


def _page(told: dict[str, Any], pictures: Mapping[str, _Picture], language: str) -> bytes:
    modules = {
        name: asset.data.decode() for name, asset in ASSETS.files.items() if name.endswith(".js")
    }
    script = bundled(_ENTRY, modules)
    style = "\n".join(ASSETS.files[name].data.decode() for name in _STYLES)
    title = f"{told['proof']['title']} · {told['proof']['number']}"
    without = told["words"][language]["answers.script"]
    parts = [
        "<!doctype html>",
        f'<html lang="{escape(language)}">',
        "<head>",
        '<meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{escape(_policy(script, style))}">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        '<meta name="color-scheme" content="light dark">',
        '<meta name="referrer" content="no-referrer">',
        f"<title>{escape(title)}</title>",
        f"<style>{style}</style>",
        "</head>",
        '<body class="answering">',
        f"<noscript><p>{escape(without)}</p></noscript>",
        f'<script type="application/json" id="proof">{_inert(told)}</script>',
        *(
            f'<script type="text/plain" data-picture="{digest}">'
            f"{base64.b64encode(webp).decode()}</script>"
            for digest, webp in sorted(set(pictures.values()))
        ),
        f'<script type="module">{script}</script>',
        "</body>",
        "</html>",
    ]
    return "\n".join(parts).encode()


def _policy(script: str, style: str) -> str:
    """Nothing is loaded, asked, sent or framed; what runs and what dresses is ours to the byte."""
    return "; ".join(
        (
            "default-src 'none'",
            f"script-src {_digest(script)}",
            f"style-src {_digest(style)}",
            "img-src blob:",
            "base-uri 'none'",
            "form-action 'none'",
            "require-trusted-types-for 'script'",
            "trusted-types 'none'",
        )
    )


def _digest(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def _inert(told: dict[str, Any]) -> str:
    """JSON in which nothing is markup (HTML, 4.12.1.3)."""
    text = json.encode(told).decode()
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
