"""What the tests of the proof round share: a proof of the brochure, and answers to it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from msgspec import json

from depliant.build.memory import Memory
from depliant.interface import ENGLISH, Interface
from depliant.preview.rounds import exporting, records
from depliant.preview.rounds.records import Record

DAY = "2026-12-01"
SAVED = "2026-12-02T09:30:00Z"


def proof_of(
    project: Path, memory: Memory, interface: Interface = ENGLISH, *asked: str
) -> tuple[Record, bytes]:
    """Export a proof of a project, and keep its record."""
    made = exporting.exported(project, asked, DAY, interface, memory)
    if made.is_new:
        records.save(project, made.record)
    return made.record, made.page


def note(block: str = "", **more: Any) -> dict[str, Any]:
    """A note on the second panel, or wherever it is said."""
    return {
        "id": "0123456789abcdef",
        "edition": "en",
        "panel": "tide",
        "x": 0.2,
        "y": 0.2,
        "date": DAY,
        "block": block,
        "word": "",
        "text": "Since when?",
        "old": "",
        "new": None,
        **more,
    }


def answers_to(record: Record, *notes: dict[str, Any], **more: Any) -> dict[str, Any]:
    """Answers to a proof, as its page saves them."""
    proof = {"project": record.project, "number": record.number, "digest": record.digest}
    return {
        "depliant": "proof answers 1",
        "proof": proof,
        "reviewer": {"id": "00000000000000aa", "name": "Anna Berger"},
        "saved": SAVED,
        "decisions": [],
        "notes": list(notes),
        **more,
    }


def written(folder: Path, answers: dict[str, Any], name: str = "anna.json") -> Path:
    """A file with answers, as a reviewer sends it."""
    path = folder / name
    path.write_bytes(json.encode(answers))
    return path
