"""What is tried: projects and files of every kind, which of them are harmed, and by which commands.

Each subject begins once, by real commands; its mutants are copies of its folder with one file
harmed, named by a pattern of `Path.glob`.
"""

from __future__ import annotations

import csv
import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final, NamedTuple

from tests.batch.conftest import HEADINGS, PEOPLE, personal
from tests.test_editions import translate_all

from depliant.commands.cli import run

ROOT: Final = Path(__file__).parents[2]
PROFILE: Final = ROOT / "assets" / "icc" / "FOGRA39L_coated.icc"
BUILD: Final = ("build", "p", "--json", "--no-preflight", "--jobs", "1")


class Subject(NamedTuple):
    """What is tried of one kind.

    Args:
        name: what it is called.
        begin: makes what is there before, in the working folder; the project is its folder `p`.
        inputs: patterns of the files of which one is harmed.
        calls: the commands, of which one is run.
        keeps: files and folders that a command that succeeds may change.
        has_words: whether the words of content.yaml are in every press file.
    """

    name: str
    begin: Callable[[], None]
    inputs: tuple[str, ...]
    calls: tuple[tuple[str, ...], ...]
    keeps: tuple[str, ...] = ("p/out",)
    has_words: bool = True


def _project(folder: Path) -> None:
    shutil.copytree(folder, "p")
    if not list(Path("p").glob("assets/icc/*.icc")):
        Path("p/assets/icc").mkdir(parents=True, exist_ok=True)
        shutil.copy(PROFILE, "p/assets/icc")


def _of(name: str) -> Callable[[], None]:
    return lambda: _project(ROOT / "tests" / name)


def _new(template: str) -> Callable[[], None]:
    return lambda: _run("new", "p", "--template", template)


def _run(*call: str) -> None:
    """Run a command that has to succeed.

    Raises:
        RuntimeError: it does not.
    """
    if code := run(call):
        raise RuntimeError(f"{call} ends with {code}")


def _translated() -> None:
    _project(ROOT / "tests/data/accordion")
    translate_all(Path("p"), "nl")
    _run("translate", "export", "nl", "--project", "p", "--out", "nl.xlf")
    _run("translate", "export", "nl", "--project", "p", "--format", "xliff2", "--out", "nl2.xlf")


def _marks() -> None:
    from PIL import Image

    _project(ROOT / "tests/jobs/a-festival")
    logos = Path("p/assets/logos")
    Image.open(logos / "jpgco.jpg").convert("CMYK").save("cmyk.jpg", progressive=True)
    Image.open(logos / "brasserie.png").convert("RGBA").save("alpha.png")
    Image.open(logos / "brasserie.png").convert("P").save("palette.png")
    shutil.copy(logos / "radio.pdf", "radio.pdf")
    shutil.copy(ROOT / "tests/data/frozen/assets/logos/unesco.svg", "unesco.svg")


def _photographs() -> None:
    from PIL import Image

    _project(ROOT / "tests/data/programme")
    images = Path("p/assets/images")
    small = Image.open(images / "mill.jpg")
    small.thumbnail((800, 800))
    small.convert("CMYK").save(images / "barge.jpg", progressive=True, dpi=(300, 300))
    small.save(
        images / "mill.jpg", exif=b"Exif\0\0II*\0\x08\0\0\0\1\0\x12\1\3\0\1\0\0\0\6\0\0\0\0\0\0\0"
    )


def _png_photographs() -> None:
    from PIL import Image

    _photographs()
    images = Path("p/assets/images")
    for name, mode in (("mill", "RGBA"), ("barge", "LA")):
        Image.open(images / f"{name}.jpg").convert("RGB").convert(mode).save(images / f"{name}.png")
        (images / f"{name}.jpg").unlink()
    content = Path("p/content.yaml")
    content.write_text(content.read_text("utf-8").replace(".jpg", ".png"), "utf-8")


def _figures() -> None:
    _project(ROOT / "tests/data/almanac")
    for name in ("figures.csv", "figures.xlsx"):
        _run("figures", "export", name, "--project", "p")


def _in_workbooks(job: str) -> Callable[[], None]:
    """A job whose tables are workbooks."""

    def begin() -> None:
        from openpyxl import Workbook

        _project(ROOT / "tests/jobs" / job)
        for path in sorted(Path("p/assets/data").glob("*.csv")):
            book = Workbook()
            sheet = book.worksheets[0]
            with path.open(encoding="utf-8", newline="") as lines:
                for row in csv.reader(lines):
                    sheet.append([float(cell) if cell.isdecimal() else cell for cell in row])
            book.save(path.with_suffix(".xlsx"))
            path.unlink()
        content = Path("p/content.yaml")
        content.write_text(content.read_text("utf-8").replace(".csv", ".xlsx"), "utf-8")

    return begin


def _from_agencies() -> None:
    """Photographs as agencies send them: with Exif, XMP, IPTC and a profile, one on its side."""
    from PIL import Image

    _project(ROOT / "tests/data/programme")
    images = Path("p/assets/images")
    xmp = (
        '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/'
        '22-rdf-syntax-ns#"><rdf:Description xmlns:dc="http://purl.org/dc/elements/1.1/" '
        'dc:rights="© Agency"/></rdf:RDF></x:xmpmeta>'
    ).encode()
    legend = b"Photoshop 3.0\x008BIM\x04\x04\0\0\0\0\0\x0e\x1c\x02\x78\0\x09A mill now"
    for number, path in enumerate(sorted(images.glob("*.jpg"))):
        small = Image.open(path)
        small.thumbnail((1200, 1200))
        exif = small.getexif()
        exif[0x0112], exif[0x8298], exif[0x9003] = 6 + number, "© Agency", "2026:05:01 10:00:00"
        small.convert("CMYK").save(
            path, exif=exif, xmp=xmp, icc_profile=PROFILE.read_bytes(), dpi=(72, 72)
        )
        data = path.read_bytes()
        at = data.index(b"\xff\xe2")  # before the profile, where Photoshop has it
        size = (len(legend) + 2).to_bytes(2, "big")
        path.write_bytes(data[:at] + b"\xff\xed" + size + legend + data[at:])


def _plurals() -> None:
    """Translations with other plural rules, another direction and another script."""
    _project(ROOT / "tests/data/accordion")
    for language in ("pl", "ar", "ja"):
        translate_all(Path("p"), language)


def _proofs() -> None:
    _answers()
    translate_all(Path("p"), "nl")


def _people() -> None:
    import pyarrow
    from openpyxl import Workbook
    from pyarrow import parquet

    personal(Path("p"))
    people = PEOPLE[:2]
    with Path("people.csv").open("w", encoding="utf-8", newline="") as lines:
        csv.writer(lines).writerows((HEADINGS, *people))
    book = Workbook()
    sheet = book.worksheets[0]
    for row in (HEADINGS, *people):
        sheet.append(row)
    book.save("people.xlsx")
    columns = dict(zip(HEADINGS, map(list, zip(*people, strict=True)), strict=True))
    parquet.write_table(pyarrow.table(columns), "people.parquet")


def _fonts() -> None:
    from tests.fonts import house

    from depliant.fonts.registry import FaceRef

    _project(ROOT / "tests/data/garden")
    folder = Path("p/assets/fonts")
    folder.mkdir()
    regular = house.data_of(house.named(house.opened(FaceRef("Barlow")), "Maison"))
    bold = house.named(house.opened(FaceRef("Barlow", 700)), "Maison", "Bold")
    (folder / "maison.ttf").write_bytes(regular)
    (folder / "maison-bold.woff2").write_bytes(house.data_of(bold, "woff2"))
    cubic = house.cubic(house.named(house.opened(FaceRef("Barlow")), "Cubic"))
    (folder / "cubic.otf").write_bytes(house.data_of(cubic))
    pair = [
        house.named(house.opened(FaceRef("Barlow", weight)), "Pair", style)
        for weight, style in ((400, "Regular"), (700, "Bold"))
    ]
    (folder / "pair.ttc").write_bytes(house.collection(pair))
    (folder / "wide.ttf").write_bytes(house.data_of(house.named(house.variable("Heebo"), "Wide")))
    style_sheet = Path("p/assets/style.yaml")
    text = style_sheet.read_text("utf-8")
    for old, new in (
        ("display: Barlow Condensed", "display: Maison, other: Cubic, third: Pair, fourth: Wide"),
        ("display, weight: 500", "display, weight: 700"),
        (
            "heading: {size: 13, leading: 13, italic: true",
            "heading: {size: 13, leading: 13, family: other",
        ),
        ("term: {size", "term: {family: third, size"),
        ("number: {size", "number: {family: fourth, size"),
    ):
        assert old in text, old
        text = text.replace(old, new, 1)
    style_sheet.write_text(text, "utf-8")


def _printer() -> None:
    _project(ROOT / "tests/data/accordion")
    folder = Path("p/assets/printers")
    folder.mkdir()
    shutil.copy(ROOT / "src/depliant/printers/bleed-5mm.yaml", folder / "own.yaml")


def _answers() -> None:
    from tests.preview.rounds import answers_to, note, proof_of

    from depliant.build.memory import Memory

    _project(ROOT / "tests/data/accordion")
    record, _ = proof_of(Path("p"), Memory())
    decision = {"edition": "en", "panel": "tide", "decision": "refused", "date": "2026-12-01"}
    answers = answers_to(
        record, note(), note(id="0123456789abcdee", old="Twice", new="Thrice"),
        decisions=[{**decision, "reason": "No map."}],
    )  # fmt: skip
    Path("anna.json").write_text(json.dumps(answers), "utf-8")


def _issues() -> None:
    _project(ROOT / "tests/data/almanac")
    content = Path("p/content.yaml")
    text = content.read_text("utf-8")
    content.write_text(text.replace("\ndate:", "\nissue: first\ndate:", 1), "utf-8")
    _run("figures", "freeze", "first", "--project", "p")
    _run("figures", "export", "figures.csv", "--project", "p")


def _files() -> None:
    _project(ROOT / "tests/data/accordion")
    _run("build", "p", "--no-preflight")
    shutil.copy("p/out/tide-mill.en.press.pdf", "press.pdf")
    shutil.copy("p/out/tide-mill.en.screen.pdf", "screen.pdf")
    shutil.copy("p/out/tide-mill.en.screen.pdf", "former.pdf")


_STARTER: Final = ("figures", "flyer", "museum", "poster", "programme", "report", "shop")
_SMALL: Final = ("garden", "almanac", "market", "notes", "shire", "towns", "programme", "quay")
_DRAFT: Final = ("build", "p", "--draft", "--json", "--jobs", "1")
_JUDGED: Final = ("build", "p", "--json", "--jobs", "1", "--target", "press")
_DRAWN: Final = (*BUILD, "--target", "svg", "--target", "office", "--target", "press")
_SEEN: Final = (*BUILD, "--target", "image", "--image-ppi", "36", "--target", "press")
_WAYS: Final = (BUILD, BUILD, BUILD, _DRAFT, _DRAWN, _SEEN)
_CHECK: Final = ("check", "p", "--json", "--design", "--typography")
_IN: Final = ("--project", "p")
_ADD: Final = ("logo", "add", "{input}", *_IN, "--json", "--name", "new", "--from-profile")
_BATCH: Final = ("batch", "p", "--data", "{input}", "--json", "--no-preflight", "--sample", "0")
_SECOND: Final = ("reissue", "second", "--date", "2031-01-01", *_IN, "--json")
_TABLE: Final = ("figures", "import", "{input}", *_IN, "--yes", "--json")


def _subjects() -> Iterator[Subject]:
    """All of them: each file that somebody may give us, old and new."""
    for name in (*_SMALL, "charts"):
        yield Subject(f"content-{name}", _of(f"data/{name}"), ("p/content.yaml",), (*_WAYS, _CHECK))
    for name in _SMALL:
        yield Subject(f"style-{name}", _of(f"data/{name}"), ("p/assets/style.yaml",), _WAYS)
    for name in _STARTER:
        files = ("p/content.yaml", "p/assets/style.yaml", "p/assets/art/*.svg")
        yield Subject(f"gallery-{name}", _new(name), files, (*_WAYS, _JUDGED))
    accordion = _of("data/accordion")
    yield Subject("art", accordion, ("p/assets/art/*.svg",), (*_WAYS, _JUDGED))
    maps = ("p/assets/maps/*.svg", "p/assets/maps/*.geojson")
    yield Subject("maps", _of("data/shire"), maps, _WAYS)
    judged = ("logo", "check", *_IN, "--json")
    yield Subject("marks", _marks, ("p/assets/logos/*",), (BUILD, _DRAWN, _SEEN, judged))
    sent = ("cmyk.jpg", "alpha.png", "palette.png", "radio.pdf", "unesco.svg")
    adds = (_ADD, (*_ADD, "--flatten"), (*_ADD, "--trim"))
    yield Subject("marks-added", _marks, sent, adds, ("p/assets/logos", "p/content.yaml", "p/out"))
    yield Subject("photographs", _photographs, ("p/assets/images/*",), _WAYS)
    yield Subject("photographs-png", _png_photographs, ("p/assets/images/*",), _WAYS)
    series, rows = _of("jobs/c-departement"), _of("jobs/a-festival")
    yield Subject("series", series, ("p/assets/data/*.csv",), (BUILD, _DRAFT))
    yield Subject("profiles", accordion, ("p/assets/icc/*.icc",), (BUILD,))
    printed = (*BUILD, "--printer", "own")
    yield Subject("printers", _printer, ("p/assets/printers/own.yaml",), (printed,))
    specimen = ("fonts", "p", "--specimen", "specimen.pdf")
    shown = (BUILD, ("fonts", "p", "--json"), specimen)
    yield Subject("fonts", _fonts, ("p/assets/fonts/*",), shown, ("p/out", "specimen.pdf"))
    yield from _exchanged()
    yield Subject("rows", rows, ("p/assets/data/*.csv",), (BUILD, _DRAFT, _DRAWN))
    books = ("p/assets/data/*.xlsx",)
    yield Subject("workbook-rows", _in_workbooks("a-festival"), books, (BUILD, _DRAFT))
    yield Subject("workbook-series", _in_workbooks("c-departement"), books, (BUILD, _DRAFT))
    photographs = ("p/assets/images/*",)
    yield Subject("photographs-agency", _from_agencies, photographs, (BUILD, _DRAWN, _SEEN))
    yield from _sent_round()


def _sent_round() -> Iterator[Subject]:
    """What is personal, spoken otherwise, or shown to others before it is printed."""
    people = ("batch", "p", "--data", "people.csv", "--json", "--no-preflight", "--sample", "0")
    chosen = (*people, "--key", "ID", "--where", "loans >= 1 and city != ''")
    made = ("p/out", "all.", "batch.")
    personal = ("p/content.yaml", "p/assets/style.yaml")
    yield Subject("batch-content", _people, personal, (people, chosen), made, False)
    ways = tuple((*_DRAFT, "--edition", tag) for tag in ("pl", "ar", "ja"))
    built = tuple((*BUILD, "--edition", tag) for tag in ("pl", "ar"))
    calls = (*ways, *built, ("translate", "status", *_IN), ("translate", "update", *_IN))
    files = ("p/out", "p/assets/translations")
    yield Subject("plurals", _plurals, ("p/assets/translations/*.po",), calls, files, False)
    proofs = ("p/content.yaml", "p/assets/style.yaml", "p/assets/translations/*.po",
              "p/assets/proofs/*", "p/assets/art/*.svg")  # fmt: skip
    sent = ("preview", *_IN, "--export", "told")
    listed = ("proof", "list", "--all", *_IN, "--json")
    yield Subject("proofs", _proofs, proofs, (sent, sent, listed), ("told", "p/assets/proofs"))


def _exchanged() -> Iterator[Subject]:
    """What comes from translators, offices, readers and other makers of PDF."""
    po, languages = ("p/assets/translations/*.po",), ("p/out", "p/assets/translations")
    dutch, draft = (*BUILD, "--edition", "nl"), (*_DRAFT, "--edition", "nl")
    status, update = ("translate", "status", *_IN), ("translate", "update", "nl", *_IN)
    yield Subject("translations", _translated, po, (dutch, draft, status, update), languages, False)
    agency = ("translate", "import", "{input}", *_IN, "--yes", "--json")
    yield Subject("xliff", _translated, ("*.xlf",), (agency,), languages)
    issue = ("reissue", "2030", "--table", "{input}", "--date", "2030-01-02", *_IN, "--json")
    yield Subject("figures", _figures, ("figures.*",), (_TABLE, issue), ("p",))
    rows = ((*_BATCH, "--key", "ID"), (*_BATCH, "--check"), (*_BATCH, "--merge", "all.pdf"))
    made = ("p/out", "all.", "batch.")
    yield Subject("batch", _people, ("people.*",), rows, made, False)
    answers = ("proof", "import", "anna.json", *_IN, "--json")
    kept = ("p/assets/proofs",)
    yield Subject("answers", _answers, ("anna.json", "p/assets/proofs/*"), (answers,), kept)
    former = ("p/assets/issues/**/*.*", "p/content.yaml")
    again = ((*BUILD, "--issue", "first"), _SECOND)
    yield Subject("issues", _issues, former, again, ("p",), False)
    judges = (
        ("preflight", "{input}", "--json"),
        ("preflight", "{input}", "--html", "report.html"),
        ("preflight", "{input}", "--fix", "mended.pdf", "--black-text", "--json"),
        ("read-aloud", "{input}"),
        ("compare", "{input}", "former.pdf", "--out", "told", "--json"),
        ("figures", "extract", "{input}"),
    )
    written = ("report.html", "mended.pdf", "told")
    yield Subject("pdf", _files, ("press.pdf", "screen.pdf"), judges, written, False)


SUBJECTS: Final = tuple(_subjects())
