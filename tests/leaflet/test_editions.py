"""The judges on every edition that the project ships: all languages, press and screen."""

from __future__ import annotations

import json
import re
import unicodedata
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from tests.judges.programs import verapdf

from depliant.preflight import judge
from depliant.press.condition import OutputCondition
from depliant.translation.draft import OF_ROOM

from .conftest import ROOT, Written


def paths(editions: list[Written], target: str) -> list[Path]:
    return [file.path for file in editions if file.target == target]


def test_every_language_is_there_twice(editions: list[Written]) -> None:
    translated = {file.stem for file in (ROOT / "assets" / "translations").glob("*.po")}
    assert len(translated) >= 6
    wanted = {(language, target) for language in {"fr", *translated} for target in
              ("press", "screen")}  # fmt: skip
    assert sorted((file.edition, file.target) for file in editions) == sorted(wanted)


def test_letters_touch_and_stand_out_nowhere(findings: list[tuple[str, str]]) -> None:
    """Accents reach for the line above more often in some languages than in others."""
    assert [said for code, said in findings if code in OF_ROOM] == []


def test_verapdf_passes_every_edition(editions: list[Written]) -> None:
    """In all that a file claims to be: PDF/UA-1 and PDF/A, with every letter of the claim."""
    flavours = {"press": ("2a", "ua1"), "screen": ("3a", "ua1")}
    wanted = [f"PASS {file.path} {each}" for file in editions for each in flavours[file.target]]
    assert verapdf(*(file.path for file in editions)) == sorted(wanted)


def test_verapdf_tells_one_broken_file_from_the_others(
    editions: list[Written], tmp_path: Path
) -> None:
    """One process for many files hides none of them."""
    sound, other = paths(editions, "screen")[:2]
    broken = tmp_path / "broken.pdf"
    with pikepdf.open(other) as pdf:
        del pdf.Root.MarkInfo
        pdf.save(broken)
    with pytest.raises(AssertionError) as caught:
        verapdf(sound, broken)
    assert f"FAIL {broken} ua1" in str(caught.value)
    assert f"PASS {sound} ua1" in str(caught.value)


def test_outloud_hears_nothing_wrong_on_any_screen(
    editions: list[Written], ask: Callable[..., str]
) -> None:
    files = paths(editions, "screen")
    said = ask("outloud", "--fail-on", "never", "--json", "-", *files)
    results = json.loads(said[said.index("{") :])["results"]
    assert len(results) == len(files)
    wrong = []
    for result in results:
        leftward = Path(result["path"]).name.split(".")[1] == "ar"
        wrong += [
            (result["path"], finding)
            for finding in result["findings"]
            if finding["severity"] != "info" and not (leftward and only_turned(finding))
        ]
    assert wrong == []


CUT = 80
"""Characters that outloud shows of a long text."""


def only_turned(finding: dict[str, Any]) -> bool:
    """Whether a finding says no more than that Arabic stands from right to left.

    outloud 0.2.1 knows no bidirectional text: it takes glyphs as they stand for the order of
    reading (ORD-001), the joined forms of one letter for a faulty font (TXT-004), and a text
    that is told by ActualText for another one (TAG-032), though the letters are the same.
    """
    if finding["rule"] == "TAG-032":
        seen, told = finding["evidence"], finding["location"]["replacement"]
        if min(len(seen), len(told)) < CUT:
            return letters(seen) == letters(told)
        # Each is cut off at its end, which is the other's beginning.
        return (letters(seen) & letters(told)).total() > 0.8 * letters(told).total()
    if finding["rule"] == "TXT-004":
        return "Arabic" in str(finding["evidence"])
    return bool(finding["rule"] == "ORD-001")


def letters(text: str) -> Counter[str]:
    """How often each letter and digit is in a text, whatever their order."""
    return Counter(filter(str.isalnum, unicodedata.normalize("NFKC", text)))


def test_lost_letters_are_not_taken_for_turned_ones() -> None:
    location = {"replacement": "المصدر: 126 radios"}
    finding = {"rule": "TAG-032", "evidence": "radios 126 :ردصملا", "location": location}
    assert only_turned(finding)
    assert not only_turned({**finding, "evidence": "radios 16 :ردصملا"})
    long = {"rule": "TAG-032", "location": {"replacement": "المصدر " * 12}}
    assert only_turned({**long, "evidence": "ردصملا " * 12})
    assert not only_turned({**long, "evidence": "radios " * 12})


def test_qpdf_and_poppler_find_nothing(editions: list[Written], ask: Callable[..., str]) -> None:
    for file in editions:
        said = ask("qpdf", "--check", file.path)
        assert "No syntax or stream encoding errors found" in said, file.path.name
        # name, type, encoding, emb, sub, uni, object (two numbers)
        rows = [row.split() for row in ask("pdffonts", file.path).splitlines()[2:]]
        assert len(rows) >= 2, "text is text, not outlines"
        for row in rows:
            assert re.match(r"[A-Z]{6}\+", row[0]), row
            assert row[-5:-2] == ["yes"] * 3, row


def test_our_preflight_finds_every_file_sound(
    editions: list[Written], condition: OutputCondition
) -> None:
    for file in editions:
        report = judge(file.path.read_bytes(), None, condition, file.path.name)
        found = [(fault.severity, fault.code, fault.place) for fault in report.findings]
        assert [fault for fault in found if fault[0] != "advice"] == [], file.path.name
