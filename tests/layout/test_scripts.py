"""Paragraphs in scripts whose letters are joined or carry several marks, set in narrow columns.

HarfBuzz says what a line's glyphs are, called here without the program's own shaping; poppler
reads the words back from the file.
"""

from __future__ import annotations

import unicodedata
from functools import cache
from pathlib import Path

import pytest
import uharfbuzz
from tests.judges.programs import judge

from depliant.content.inline import Span
from depliant.content.model import Edition, Panel, Paragraph
from depliant.display.items import Glyphs
from depliant.fonts.registry import FaceRef, file_of
from depliant.layout.compose import Composition
from depliant.layout.paging import paged
from depliant.style.sheet import Format, TypeStyle
from depliant.writers import screen_pdf

from .conftest import HERE, coated, composed, glyph_runs, sheet

TEXTS = {
    "vi": (
        "Noto Sans",
        "Lưu vực mỏ Nord-Pas de Calais được ghi vào Danh sách Di sản thế giới ngày 30 tháng 6 năm "
        "2012. Hơn 4.000 héc-ta cảnh quan, những ngọn núi xỉ than và các khu nhà ở của thợ mỏ kể "
        "lại ba thế kỷ khai thác; người dân tự hào về điều ấy và mời quý khách đến thưởng ngoạn.",
    ),
    "hi": (
        "Noto Sans Devanagari",
        "नोर-पा-द-कैले का खनन क्षेत्र 30 जून 2012 को विश्व धरोहर सूची में शामिल किया गया। चार हज़ार "
        "हेक्टेयर का यह सांस्कृतिक परिदृश्य तीन शताब्दियों के कोयला-खनन की स्मृति सँजोए हुए है; श्रमिकों की "
        "बस्तियाँ, ऊँचे टीले और खदानों के स्तंभ आज भी दृष्टिगोचर हैं।",
    ),
}


@cache
def setting(language: str) -> tuple[Composition, bytes]:
    """The text in a column of 50 mm, justified, and its screen file."""
    family, text = TEXTS[language]
    style = TypeStyle(size=9, leading=15, align="justify", hyphenate=True)
    narrow = sheet(format=Format(fold="none", size=(60, 150)), type={"text": style}, baseline=15.0,
                   families={"text": family})  # fmt: skip
    panel = Panel("one", "default", "", (Paragraph((Span(text),), "text", HERE),), (), HERE)
    edition = Edition("test", language, "Test", "", "", (), "2020-01-01", (panel,), ())
    made = composed(edition, narrow)
    return made, screen_pdf.write(paged(made), coated())


def lines(language: str) -> list[list[Glyphs]]:
    """The runs of glyphs of each line, from the top."""
    by_line: dict[float, list[Glyphs]] = {}
    for run, _ in glyph_runs(paged(setting(language)[0]).pages[0].items):
        by_line.setdefault(round(run.y, 2), []).append(run)
    return [by_line[y] for y in sorted(by_line)]


@pytest.mark.parametrize("language", TEXTS)
def test_lines_end_between_words_and_stay_in_their_column(language: str) -> None:
    composition, _ = setting(language)
    assert composition.diagnostics == ()
    said = [line_text(line) for line in lines(language)]
    assert len(said) > 5
    assert " ".join(said).split() == TEXTS[language][1].split()
    measure = 50 / 25.4 * 72
    *full, last = [
        max(run.x + glyph.x + glyph.advance for run in line for glyph in run.glyphs
            if glyph.text.strip(" ,;.।")) - min(run.x for run in line)
        for line in lines(language)
    ]  # fmt: skip
    assert last < measure
    # Signs at the end of a line hang.
    assert all(measure - 3.0 < width < measure + 0.01 for width in full)


def line_text(line: list[Glyphs]) -> str:
    return "".join(run.text for run in line).strip()


@pytest.mark.parametrize("language", TEXTS)
def test_each_word_has_the_glyphs_that_harfbuzz_gives_it(language: str) -> None:
    family, _ = TEXTS[language]
    blob = uharfbuzz.Blob.from_file_path(str(file_of(FaceRef(family)).path))
    font = uharfbuzz.Font(uharfbuzz.Face(blob))
    for line in lines(language):
        buffer = uharfbuzz.Buffer()
        buffer.add_str(line_text(line))
        buffer.guess_segment_properties()
        buffer.language = language
        uharfbuzz.shape(font, buffer)
        space = font.get_nominal_glyph(ord(" "))
        expected = [info.codepoint for info in buffer.glyph_infos if info.codepoint != space]
        found = [glyph.gid for run in line for glyph in run.glyphs if glyph.gid != space]
        assert found == expected


@pytest.mark.parametrize("language", TEXTS)
def test_the_words_are_read_back_by_poppler(language: str, tmp_path: Path) -> None:
    file = tmp_path / "page.pdf"
    file.write_bytes(setting(language)[1])
    read = unicodedata.normalize("NFC", judge("pdftotext", file, "-"))
    assert read.split() == unicodedata.normalize("NFC", TEXTS[language][1]).split()
