"""Programs that nobody here wrote judge the real output.

A judge that is not installed is skipped on a developer's machine; in CI (`CI=true`) its absence
is a failure.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
import yaml

from depliant.commands.cli import run

from .conftest import judge, missing

ROOT = Path(__file__).parents[2]
JARS = ROOT / ".ci" / "verapdf" / "target" / "lib"
"""Where `.ci/verapdf/pom.xml` puts veraPDF."""
LEAFLET_TEXT = ROOT / "tests" / "data" / "leaflet.txt"


@dataclass(frozen=True)
class Brochure:
    """A project and the two files built from it."""

    project: Path
    press: Path
    screen: Path

    @property
    def files(self) -> tuple[Path, Path]:
        return self.press, self.screen


def built(project: Path, folder: Path) -> Brochure:
    """Build a project as the command does, with an empty cache."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DEPLIANT_CACHE", str(folder / "cache"))
        assert run(["build", str(project), "--out", str(folder / "out")]) == 0
    (press,) = (folder / "out").glob("*.press.pdf")
    (screen,) = (folder / "out").glob("*.screen.pdf")
    return Brochure(project, press, screen)


@pytest.fixture(scope="session")
def leaflet(tmp_path_factory: pytest.TempPathFactory) -> Brochure:
    """The leaflet, built once."""
    return built(ROOT, tmp_path_factory.mktemp("leaflet"))


@pytest.fixture(scope="session")
def starter(tmp_path_factory: pytest.TempPathFactory) -> Brochure:
    """The brochure that `depliant new` makes, built once."""
    project = tmp_path_factory.mktemp("starter") / "library"
    assert run(["new", str(project)]) == 0
    return built(project, tmp_path_factory.mktemp("library"))


@pytest.fixture(params=["leaflet", "starter"])
def brochure(request: pytest.FixtureRequest) -> Brochure:
    """Each of the brochures in turn."""
    found = request.getfixturevalue(request.param)
    assert isinstance(found, Brochure)
    return found


# --- sound files, fonts, conformance, the same bytes ------------------------------------------


def test_qpdf_finds_nothing(brochure: Brochure) -> None:
    for file in brochure.files:
        assert "No syntax or stream encoding errors found" in judge("qpdf", "--check", file)


def test_every_font_is_embedded_as_a_subset(brochure: Brochure) -> None:
    for file in brochure.files:
        rows = judge("pdffonts", file).splitlines()[2:]
        # name, type, encoding, emb, sub, uni, object (two numbers)
        flags = {row.split()[0]: row.split()[-5:-2] for row in rows}
        assert len(flags) >= 2, "text is text, not outlines"
        assert {name: flag for name, flag in flags.items() if flag != ["yes"] * 3} == {}
        assert all(re.match(r"[A-Z]{6}\+", name) for name in flags)


@pytest.mark.parametrize(
    ("file", "flavour"), [("press", "ua1"), ("press", "2a"), ("screen", "ua1"), ("screen", "3a")]
)
def test_verapdf_passes(brochure: Brochure, file: str, flavour: str) -> None:
    if not any(JARS.glob("greenfield-apps-*.jar")):
        missing("veraPDF")
    path = getattr(brochure, file)
    command = ("java", "-cp", f"{JARS}/*", "org.verapdf.apps.GreenfieldCliWrapper")
    said = judge(*command, "--flavour", flavour, "--format", "text", "-v", path)
    assert f"PASS {path} {flavour}" in said, said


def heard(file: Path) -> set[tuple[str, str]]:
    """What outloud finds, more than information, as (severity, rule)."""
    said = judge("outloud", "--fail-on", "never", "--json", "-", file)
    [found] = json.loads(said[said.index("{") :])["results"]
    findings = {(finding["severity"], finding["rule"]) for finding in found["findings"]}
    return {finding for finding in findings if finding[0] != "info"}


def test_outloud_hears_nothing_wrong(brochure: Brochure) -> None:
    """But that in print an address is no link, which a press file may not hold (PDF/X-4)."""
    assert heard(brochure.screen) == set()
    assert heard(brochure.press) <= {("warning", "LNK-010")}


def test_a_rebuild_is_the_same_bytes(
    brochure: Brochure, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In another folder, with an empty cache, elsewhere in the world."""
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    again = built(brochure.project, tmp_path)
    for first, second in zip(brochure.files, again.files, strict=True):
        assert first.read_bytes() == second.read_bytes(), first.name


# --- ink --------------------------------------------------------------------------------------


def test_the_press_file_has_no_colour_but_ink(brochure: Brochure) -> None:
    """Neither operators nor colour spaces of RGB, gray or calibrated colour."""
    with pikepdf.open(brochure.press) as pdf:
        streams: list[pikepdf.Object] = [page.obj for page in pdf.pages]
        spaces = set()
        for item in pdf.objects:
            if isinstance(item, pikepdf.Stream) and item.get("/Subtype") == "/Form":
                streams.append(item)
            if isinstance(item, pikepdf.Dictionary | pikepdf.Stream):
                spaces.add(str(item.get("/ColorSpace", "")))
            if isinstance(item, pikepdf.Array) and len(item):
                spaces.add(str(item[0]))
        used = {
            str(instruction.operator)
            for stream in streams
            for instruction in pikepdf.parse_content_stream(stream)
        }
    assert "k" in used, "something is painted"
    assert used & {"rg", "RG", "g", "G", "sh"} == set()
    assert spaces & {"/DeviceRGB", "/DeviceGray", "/CalRGB", "/CalGray", "/Lab"} == set()


def plates(file: Path, page: int, folder: Path, *options: str) -> dict[str, bytes]:
    """The plates of a page by their ink, 100 dpi, one byte a pixel, 255 for solid."""
    from PIL import Image, ImageChops

    folder.mkdir(parents=True)
    judge(
        "gs", "-q", "-dSAFER", "-dBATCH", "-dNOPAUSE", "-sDEVICE=tiffsep", "-r100",
        f"-dFirstPage={page}", f"-dLastPage={page}", *options,
        f"-sOutputFile={folder}/page.tif", file,
    )  # fmt: skip
    found = {}
    for path in folder.glob("page(*).tif"):
        with Image.open(path) as plate:
            found[path.stem[5:-1]] = ImageChops.invert(plate.convert("L")).tobytes()
    return found


PROCESS = ("Cyan", "Magenta", "Yellow", "Black")


def declared_spots(project: Path) -> set[str]:
    """The spot inks of a project's style sheet."""
    sheet = yaml.safe_load((project / "assets" / "style.yaml").read_text(encoding="utf-8"))
    return {swatch["spot"] for swatch in sheet["swatches"].values() if "spot" in swatch}


@pytest.mark.parametrize("page", [1, 2])
def test_the_plates(brochure: Brochure, page: int, tmp_path: Path) -> None:
    """No plate too many, no more than 300 % ink, and no pixel without its share of it."""
    inks = plates(brochure.press, page, tmp_path / "all")
    assert set(inks) == {*PROCESS} | declared_spots(brochure.project)
    heaviest = max(map(sum, zip(*inks.values(), strict=True)))
    assert heaviest > 255 * 0.9, "the page is not blank"
    # Each plate is rounded to a 255th.
    assert heaviest <= 255 * 3 + len(inks), f"{heaviest / 2.55:.0f} % ink"


@pytest.mark.parametrize("page", [1, 2])
def test_black_text_is_on_the_black_plate_alone(
    brochure: Brochure, page: int, tmp_path: Path
) -> None:
    """It adds nothing to the other plates, and takes nothing away: it overprints."""
    whole = plates(brochure.press, page, tmp_path / "whole")
    ground = plates(brochure.press, page, tmp_path / "ground", "-dFILTERTEXT")
    pairs = enumerate(zip(whole["Black"], ground["Black"], strict=True))
    black = [at for at, (with_text, without) in pairs if with_text == 255 > without]
    assert len(black) > 500, "there is black text"
    for ink in whole.keys() - {"Black"}:
        assert all(whole[ink][at] == ground[ink][at] for at in black), ink


# --- words ------------------------------------------------------------------------------------


def plain_words(text: str) -> list[str]:
    """The words and numbers of a text, whatever its spaces, quotes and hyphens."""
    text = unicodedata.normalize("NFKC", text).replace("’", "'")
    text = re.sub(r"\b1\s+er\b", "1er", text)
    return re.findall(r"\w+", text.casefold())


def leaflet_sections() -> list[list[str]]:
    """The words of the leaflet, panel by panel in reading order: the cover comes first."""
    text = LEAFLET_TEXT.read_text(encoding="utf-8")
    text = re.sub(r"\*\*|\^\{(\w+)\}", r"\1", text)
    starts = (
        "UN ACCÉLÉRATEUR", "UN TERRITOIRE VISIBLE", "UN NOUVEAU REGARD", "QU'EN PENSENT",
        "Conception et", "Les impacts",
    )  # fmt: skip
    edges = [*(text.index(start) for start in starts), len(text)]
    assert edges == sorted(edges)
    panels = [plain_words(text[a:b]) for a, b in pairwise(edges)]
    return [panels[-1], *panels[:-1]]


def page_words(file: Path, page: int, known: set[str]) -> list[str]:
    """The words of a page as Chrome's PDFium copies them, hyphenation undone."""
    document = pypdfium2.PdfDocument(file)
    said: str = document[page - 1].get_textpage().get_text_range()
    document.close()

    def joined(match: re.Match[str]) -> str:
        whole = match[1] + match[2]
        return whole if whole.casefold() in known else f"{match[1]} {match[2]}"

    # U+FFFE is how PDFium gives a hyphen at the end of a line.
    said = unicodedata.normalize("NFKC", said)
    return plain_words(re.sub(r"(\w+)(?:[-\u00ad\u2010]\s*\n|\ufffe)\s*(\w+)", joined, said))


def test_every_word_is_in_the_screen_file_in_reading_order(leaflet: Brochure) -> None:
    for page, words in enumerate(leaflet_sections(), 1):
        found = iter(page_words(leaflet.screen, page, set(words)))
        lost = [word for word in words if word not in found]
        assert lost == [], f"page {page}"


def test_every_word_is_in_the_press_file(leaflet: Brochure) -> None:
    wanted = Counter(word for panel in leaflet_sections() for word in panel)
    found = Counter(word for page in (1, 2) for word in page_words(leaflet.press, page, {*wanted}))
    assert wanted - found == Counter()


def test_pages(leaflet: Brochure) -> None:
    """The press file: two sides of A4 with bleed; the screen file: six panels."""
    with pikepdf.open(leaflet.press) as pdf:
        boxes = [[float(edge) for edge in page.trimbox] for page in pdf.pages]
        media = [[float(edge) for edge in page.mediabox] for page in pdf.pages]
    assert len(boxes) == 2
    for (left, low, right, high), paper in zip(boxes, media, strict=True):
        assert (right - left) * 25.4 / 72 == pytest.approx(297, abs=0.01)
        assert (high - low) * 25.4 / 72 == pytest.approx(210, abs=0.01)
        assert paper[:2] == [0, 0]
    with pikepdf.open(leaflet.screen) as pdf:
        assert len(pdf.pages) == 6
