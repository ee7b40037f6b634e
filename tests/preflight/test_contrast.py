"""Text on its ground and under what is painted later, in files for the press and for the screen."""

from __future__ import annotations

import pikepdf
import pytest
from tests.layout.conftest import coated
from tests.preflight.broken import text, words
from tests.preflight.conftest import Leaflet, edited, small

from depliant.colour import PAPER, Colour
from depliant.preflight import judge
from depliant.preflight.report import Finding
from depliant.press.condition import screen_contrast

WHITE, BLACK = b"0 0 0 0 k", b"0 0 0 1 k"
LONG = b" BT /F1 10 Tf 20 100 Td (Hello Hello Hello Hello) Tj ET\n"


def found(data: bytes, *codes: str) -> dict[str, Finding]:
    return {one.code: one for one in judge(data).findings if one.code in codes}


def contrast(data: bytes) -> Finding | None:
    return found(data, "ink-contrast").get("ink-contrast")


def box(
    colour: bytes, x: int, y: int, width: int, height: int, state: bytes = b"/Knock gs"
) -> bytes:
    return b"%s %s %d %d %d %d re f\n" % (colour, state, x, y, width, height)


def test_no_contrast_is_an_error_and_too_little_a_warning() -> None:
    lost = contrast(words(text(10, b"0.1 0 0.2 0 k"))())
    assert lost is not None
    assert lost.severity == "error"
    assert "1.0 to 1" in str(lost.message)
    weak = contrast(words(text(10, b"0.3 0 0.2 0.4 k"))())
    assert weak is not None
    assert weak.severity == "warning"
    assert contrast(small()) is None


@pytest.mark.parametrize(
    ("bound", "below", "above"), [(1.5, "error", "warning"), (4.5, "warning", None)]
)
def test_the_bounds_are_one_and_a_half_and_what_is_needed(
    bound: float, below: str, above: str | None
) -> None:
    """At the greys beside the bound, which layout weighs with a reckoning of its own."""
    profile = coated()
    greys = [amount / 400 for amount in range(400)]
    ratios = [screen_contrast(profile, Colour(0.0, 0.0, 0.0, grey), PAPER) for grey in greys]
    at = next(at for at, ratio in enumerate(ratios) if ratio >= bound)
    assert bound - 0.06 < ratios[at - 1] < bound <= ratios[at] < bound + 0.06
    for grey, severity in ((greys[at - 2], below), (greys[at + 2], above)):
        said = contrast(words(text(10, b"0 0 0 %.4f k" % grey), ground=b"")())
        assert (said.severity if said else None) == severity


def test_a_part_of_a_line_that_leaves_its_ground_is_found() -> None:
    """White text over a dark band that ends under its last word."""
    line = WHITE + b" /Knock gs" + LONG
    dark = box(BLACK, 0, 90, 200, 30)
    assert contrast(words(dark + line)()) is None
    lost = contrast(words(box(BLACK, 0, 90, 75, 30) + line)())
    assert lost is not None
    assert lost.severity == "error"


def test_the_upper_half_of_a_line_that_leaves_its_ground_is_found() -> None:
    line = WHITE + b" /Knock gs" + LONG
    assert contrast(words(box(BLACK, 0, 90, 200, 13) + line)()) is not None
    # Only what hangs below the line: no letter is lost.
    assert contrast(words(box(BLACK, 0, 99, 200, 20) + line)()) is None


def test_a_dark_stroke_between_two_words_is_no_ground() -> None:
    line = BLACK + b" /Over gs BT /F1 10 Tf 20 100 Td (Hello) Tj 60 0 Td (Hello) Tj ET\n"
    assert contrast(words(box(BLACK, 62, 90, 3, 30) + line)()) is None


def test_black_that_overprints_black_art_is_not_seen() -> None:
    coal = box(b"0.6 0.5 0.5 0.9 k", 0, 90, 200, 30)
    lost = contrast(words(coal + BLACK + b" /Over gs" + LONG)())
    assert lost is not None
    assert lost.severity == "error"


@pytest.mark.parametrize(
    ("over", "is_hidden"),
    [
        (box(WHITE, 10, 90, 120, 30), True),
        (box(b"0.1 0 0.2 0 k", 10, 90, 120, 30), True),
        (box(WHITE, 10, 112, 120, 30), False),
        # Half of the words.
        (box(WHITE, 60, 90, 120, 30), True),
        # A frame that lies round them.
        (b"/Knock gs 0 0 0 0 k 10 90 120 30 re 15 95 110 20 re f*\n", False),
        # A hairline through them.
        (box(BLACK, 10, 103, 120, 1), False),
    ],
    ids=["white", "the ground's", "above", "half", "frame", "hairline"],
)
def test_text_under_something_opaque(over: bytes, is_hidden: bool) -> None:
    line = BLACK + b" /Over gs" + LONG
    assert ("text-hidden" in found(words(line + over)(), "text-hidden")) == is_hidden
    assert "text-hidden" not in found(words(over + line)(), "text-hidden")


def shown(leaflet: Leaflet, content: bytes) -> bytes:
    """The screen file with something painted on its first page."""

    def add(pdf: pikepdf.Pdf) -> None:
        page = pdf.pages[0].obj
        fonts = page.Resources.Font
        name = next(iter(fonts.keys()))
        made = pdf.make_stream(b"/Artifact BMC q " + content % name.encode() + b" Q EMC")
        page.Contents = pikepdf.Array([page.Contents, made])

    return edited(leaflet.screen, add)


def test_screen_files_are_looked_at_in_their_own_colours(leaflet: Leaflet) -> None:
    assert found(leaflet.screen, "ink-contrast", "text-hidden") == {}
    # Whatever the glyphs are: letters of white on white.
    codes = b"<" + b"0001" * 8 + b">"
    white = b"1 1 1 rg 40 100 200 40 re f BT %s 20 Tf 50 110 Td " + codes + b" Tj ET"
    lost = found(shown(leaflet, white), "ink-contrast")["ink-contrast"]
    assert lost.severity == "error"
    black = white.replace(b"BT", b"0 0 0 rg BT")
    assert found(shown(leaflet, black), "ink-contrast") == {}
