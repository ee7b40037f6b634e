"""The comparison as data, for programs: the same facts as the HTML report, without pictures.

Values are exact decimals as text; boxes are points from the top left corner of the page. Keys and
codes are the same in every language; sentences are told in the user's.
"""

from __future__ import annotations

import json
from typing import Any, Final

from depliant.compare.changes import FigureChange, PassageChange, Printed
from depliant.compare.comparison import Comparison, LanguagePages
from depliant.compare.details import Detail
from depliant.compare.pages import PagePair, View
from depliant.compare.passages import Passage
from depliant.compare.sides import Side
from depliant.errors import Diagnostic
from depliant.figures.figure import Figure
from depliant.interface import Interface
from depliant.sentences import tame

FORMAT: Final = "depliant-compare/1"


def json_report(found: Comparison, interface: Interface) -> str:
    """The whole comparison as JSON, its sentences in the language of an interface."""
    content = {
        "format": FORMAT,
        "old": _side(found.old),
        "new": _side(found.new),
        "sourced": found.sourced,
        "summary": _summary(found),
        "figures": [_figure_change(change) for change in found.figures],
        "passages": [_passage_change(change) for change in found.passages],
        "stale_translations": [_diagnostic(item, interface) for item in found.stale],
        "pages": [_pages(pages) for pages in found.pages],
        "copyfit": [
            {
                "language": fit.language,
                "side": fit.side,
                "old": interface.tell(fit.old),
                "new": interface.tell(fit.new),
            }
            for fit in found.fit
        ],
        "folds": [
            {
                "languages": list(fold.languages),
                "old": interface.tell(fold.old),
                "new": interface.tell(fold.new),
            }
            for fold in found.folds
        ],
        "expired": [_diagnostic(item, interface) for item in found.expired],
    }
    return tame(json.dumps(content, ensure_ascii=False, indent=2)) + "\n"


def _side(side: Side) -> dict[str, Any]:
    languages = [proof.language for proof in side.proofs if proof.language]
    return {"name": side.name, "title": side.title, "date": side.date, "languages": languages}


def _summary(found: Comparison) -> dict[str, int]:
    counts = found.counts
    return {
        **{f"figures_{status}": count for status, count in counts.figures.items()},
        "passages_changed": len(found.passages),
        "passages_to_read": counts.passages,
        "pages": counts.pages,
        "pages_changed": counts.pages_changed,
        **{f"details_{kind}": count for kind, count in counts.details.items()},
        "expired": len(found.expired),
    }


def _figure_change(change: FigureChange) -> dict[str, Any]:
    return {
        "id": change.figure.id,
        "status": change.status,
        "old": _figure(change.old),
        "new": _figure(change.new),
        "difference": None if change.difference is None else f"{change.difference:f}",
        "per_cent": None if change.per_cent is None else f"{change.per_cent:.2f}",
        "printed_old": [_printed(printed) for printed in change.old_places],
        "printed_new": [_printed(printed) for printed in change.new_places],
    }


def _figure(figure: Figure | None) -> dict[str, str] | None:
    if figure is None:
        return None
    return {
        "value": f"{figure.value:f}",
        "unit": figure.unit,
        "shown": figure.full,
        "date": figure.date,
        "source": figure.source,
    }


def _printed(printed: Printed) -> dict[str, Any]:
    return {
        "language": printed.language,
        "page": printed.page,
        "panel": printed.passage.panel,
        "kind": printed.kind,
        "shown": printed.shown,
        "text": printed.passage.text,
        "place": str(printed.passage.place) if printed.passage.place else None,
    }


def _passage_change(change: PassageChange) -> dict[str, Any]:
    return {
        "language": change.language,
        "kind": change.passage.kind,
        "cause": change.cause,
        "old": _passage(change.old),
        "new": _passage(change.new),
        "sentences": [[list(stretch) for stretch in one] for one in change.sentences],
    }


def _passage(passage: Passage | None) -> dict[str, Any] | None:
    if passage is None:
        return None
    return {
        "page": passage.page,
        "panel": passage.panel,
        "text": passage.text,
        "figures": [name for name, _ in passage.figures],
        "place": str(passage.place) if passage.place else None,
    }


def _pages(pages: LanguagePages) -> dict[str, Any]:
    return {"language": pages.language, "pairs": [_pair(pages, pair) for pair in pages.pairs]}


def _pair(pages: LanguagePages, pair: PagePair) -> dict[str, Any]:
    leaf = pages.leaf(pair)
    return {
        "panel": leaf.id if leaf else None,
        "same": pair.same,
        "moved": pair.moved,
        "old": _view(pair.old),
        "new": _view(pair.new),
        "text": [[list(stretch) for stretch in one] for one in pair.text],
        "details": [_detail(detail) for detail in pair.details],
    }


def _detail(detail: Detail) -> dict[str, Any]:
    return {
        "kind": detail.kind,
        "old": detail.old,
        "new": detail.new,
        "words": detail.words,
        "old_boxes": [_rounded(box) for box in detail.old_boxes],
        "new_boxes": [_rounded(box) for box in detail.new_boxes],
    }


def _view(view: View | None) -> dict[str, Any] | None:
    if view is None:
        return None
    return {
        "page": view.number,
        "size": _rounded(view.size),
        "words": [_rounded(box) for box in view.words],
        "drawings": [_rounded(box) for box in view.drawings],
    }


def _rounded(numbers: tuple[float, ...]) -> list[float]:
    return [round(number, 2) for number in numbers]


def _diagnostic(item: Diagnostic, interface: Interface) -> dict[str, Any]:
    return {
        "code": item.code,
        "message": interface.tell(item.message),
        "hint": interface.tell(item.hint),
        "place": str(item.place) if item.place else None,
    }
