"""The readers that are fuzzed: what each is given, and what it has to bear.

A reader may refuse what it is given, by a fault that carries diagnostics and whose every sentence
can be said; whatever else it raises is a fault of this program.
"""

from __future__ import annotations

import io
import math
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from functools import cache, partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final, NamedTuple

from msgspec import msgpack
from tests.fuzz import pdfs, seeds

from depliant.errors import DepliantError, Place, UnfitError
from depliant.press.condition import OutputCondition
from depliant.source.folder import File, Folder

DECLARED: Final = (DepliantError, UnfitError)
"""What a reader may raise."""
SHIRE: Final = seeds.DATA / "shire"


class Reader(NamedTuple):
    """How a reader is fuzzed.

    `read` has all of it read, `seeds` is what to begin with, and `words` are what its files are
    made of. `most` is how many bytes it is given.
    """

    read: Callable[[bytes], object]
    seeds: Callable[[], Iterable[bytes]]
    words: tuple[bytes, ...] = ()
    most: int = 6000


def told(fault: Exception) -> str:
    """All that a declared fault says."""
    if isinstance(fault, DepliantError):
        msgpack.encode(fault.diagnostics)
        return "\n".join(str(found) for found in fault.diagnostics)
    return str(fault)


def _file(name: str, data: bytes) -> File:
    return File(name, data, str(hash(data)))


def _bearing(read: Callable[..., object], *given: object) -> Any:
    """What a part gives; None where it refuses."""
    try:
        return read(*given)
    except DECLARED as fault:
        told(fault)
        return None


def svg(data: bytes) -> None:
    """A mark or a drawing: its colours, its artwork, and that as a PDF that a reader opens."""
    from depliant.colour import BLACK, PAPER
    from depliant.graphics.logo import weighed
    from depliant.graphics.plain_pdf import plain_pdf
    from depliant.graphics.svg import drawing
    from depliant.graphics.svg.document import Ground

    ground = Ground(PAPER, "inks", cuts=True)
    shown = drawing.asked(data, {"coal": BLACK}, "a.svg", ground)
    inks = {**dict.fromkeys(shown, BLACK), "coal": BLACK, "#000000": BLACK}
    art = drawing.read(data, inks, "a.svg", ground)
    weighed(art)
    _sound(plain_pdf(art))


def map_svg(data: bytes) -> None:
    """A map drawn as SVG."""
    from depliant.graphics.maps.simplified import simplified
    from depliant.graphics.svg.regions import regions

    simplified(regions(data, "a.svg"))


def incoming(data: bytes) -> None:
    """An SVG as `logo add` takes it in, with its text."""
    from depliant.partners.intake import Taken, Wanted, taken_here

    for trim in (False, True):
        wanted = Wanted(_condition().icc, trim=trim)
        taken = _bearing(taken_here, _file("a.svg", data), Place("a.svg"), wanted)
        if taken is not None:
            _carried(Taken, taken)


def _sound(pdf: bytes) -> None:
    """Hold a PDF of ours to what qpdf finds in it."""
    import pikepdf

    with pikepdf.open(io.BytesIO(pdf)) as opened:
        for page in opened.pages:
            pikepdf.parse_content_stream(page)
        found = opened.check_pdf_syntax()
    assert not found, found


def _carried(kind: Any, value: object) -> None:
    """Hold a value to what a child of `confined` has to give back."""
    assert msgpack.decode(msgpack.encode(value, enc_hook=str), type=kind) is not None


def mark(data: bytes) -> None:
    """A mark that is a PDF, its text and its effects kept out or made a picture."""
    from depliant.graphics.mark import Asked, Drawn
    from depliant.graphics.pdfart import interpreted
    from depliant.graphics.plain_pdf import plain_pdf

    file = _file("a.pdf", pdfs.assembled(data))
    for asked in (Asked(), Asked(flatten=True)):
        drawn = _bearing(interpreted, file, Place("a.pdf"), asked)
        if drawn is not None:
            _carried(Drawn, drawn)
            _sound(plain_pdf(drawn.artwork))


def incoming_pdf(data: bytes) -> None:
    """A PDF as `logo add` takes it in."""
    from depliant.partners.intake import Taken, Wanted, taken_here

    file = _file("a.pdf", pdfs.assembled(data))
    for wanted in (
        Wanted(_condition().icc, page=1),
        Wanted(_condition().icc, flatten=True, trim=True),
    ):
        taken = _bearing(taken_here, file, Place("a.pdf"), wanted)
        if taken is not None:
            _carried(Taken, taken)


def aloud(data: bytes) -> None:
    """What a screen reader says of a PDF."""
    from depliant.interface import Interface
    from depliant.pdfread.opening import opened
    from depliant.readaloud.speech import Speech, speech
    from depliant.readaloud.tree import tree

    with opened(pdfs.assembled(data), restricted=True) as file:
        _carried(Speech, speech(tree(file), True, Interface("en")))


def preflight(data: bytes) -> None:
    """A PDF that is judged: its findings, its inventory, its pictures, its report."""
    from depliant.interface import Interface
    from depliant.pdfread.opening import opened
    from depliant.preflight import judge_all
    from depliant.preflight.html import as_html
    from depliant.preflight.inventory import Inventory, inventory_of
    from depliant.preflight.job import JudgedFile
    from depliant.preflight.report import Report
    from depliant.preflight.survey import Survey
    from depliant.style.printing import load_printer

    whole = pdfs.assembled(data)
    reports = judge_all(
        whole, (load_printer("generic-coated"),), _condition(), "a.pdf", None, "press"
    )
    with opened(whole) as file:
        inventory = inventory_of(JudgedFile(file, _condition()))
    _carried(tuple[Report, ...], reports)
    _carried(Inventory, inventory)
    as_html(reports, Interface("en"), Survey(inventory))


@cache
def _condition() -> OutputCondition:
    profile = seeds.DATA / "frozen" / "assets" / "icc" / "FOGRA39L_coated.icc"
    return OutputCondition("FOGRA39", profile.read_bytes())


def ledger(data: bytes) -> None:
    """The figures that a PDF carries."""
    from depliant.bookkeeping.carried import carried_ledger

    _on_disk("a.pdf", pdfs.assembled(data), carried_ledger)


def ledger_json(data: bytes) -> None:
    """The figures themselves, and what is written of them again."""
    from depliant.bookkeeping.datasets import ledger_from, ledger_json, ledger_rows

    found = ledger_from(data)
    ledger_rows(found)
    assert ledger_from(ledger_json(found)) == found


def _on_disk(name: str, data: bytes, read: Callable[[Path], object]) -> object:
    with TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(data)
        return read(path)


def po(data: bytes) -> None:
    """A translation: its syntax, its faults, the publication in its words; written again."""
    from depliant.content.resolve import resolve
    from depliant.translation import loading
    from depliant.translation.finding import FOLDER
    from depliant.translation.po import read, written

    listings = {FOLDER: frozenset({"fr.po"})}
    folder = Folder(SHIRE, instead={f"{FOLDER}/fr.po": data}, listings=listings)
    translation, found = loading.load_translation(folder, "fr")
    said = [str(one) for one in found]
    if any(one.severity == "error" for one in found):
        return
    again, faults = read(written(translation.catalogue), "fr.po")
    assert not faults, faults
    assert again.by_key() == translation.catalogue.by_key() or said
    publication = _shire()
    found = loading.translation_faults(publication, translation, draft=True)
    if not any(one.severity == "error" for one in found):
        resolve(loading.translated(publication, translation, draft=True), "fr")


@cache
def _shire() -> Any:
    from depliant.content.publication import load

    return load(Folder(SHIRE))


def yaml(data: bytes) -> None:
    """The form of content.yaml: its syntax, and all that is wrong with its keys and values."""
    from depliant.content.schema import Content
    from depliant.source.decoding import decoded
    from depliant.source.examine import examined
    from depliant.source.yaml import parse_yaml

    found, _ = examined(Content, parse_yaml(decoded(data, "content.yaml"), "content.yaml"))
    assert all(str(one) for one in found)


def content(data: bytes) -> None:
    """content.yaml: all its faults, what is sound of it, and what it says."""
    from depliant.content.publication import CONTENT, load
    from depliant.content.resolve import resolve
    from depliant.content.salvage import further_faults
    from depliant.content.shown import shown_publication

    folder = Folder(SHIRE, instead={CONTENT: data})
    for read in (load, shown_publication):
        found = _bearing(read, folder)
        if found is not None:
            _, faults = resolve(found, found.language)
            assert all(str(one) for one in faults)
    assert all(str(one) for one in further_faults(folder))


def style(data: bytes) -> None:
    """A style sheet, and how it prints."""
    from depliant.style.inheritance import STYLE_FILE, edition_sheet, load_style
    from depliant.style.printing import output_condition

    folder = Folder(SHIRE, instead={STYLE_FILE: data})
    sheet = edition_sheet(load_style(folder), "fr")
    _bearing(output_condition, sheet, folder)


def printer(data: bytes) -> None:
    """What a printer wants."""
    from depliant.style.printing import FOLDER, load_printer

    listings = {FOLDER: frozenset({"a.yaml"})}
    load_printer("a", Folder(SHIRE, instead={f"{FOLDER}/a.yaml": data}, listings=listings))


def contract(data: bytes) -> None:
    """What is agreed of a partner's mark."""
    from depliant.content.logos import FOLDER, load_marks, logo_of

    listings = {FOLDER: frozenset({"a.yaml", "a.svg"})}
    folder = Folder(
        SHIRE, instead={f"{FOLDER}/a.yaml": data, f"{FOLDER}/a.svg": b""}, listings=listings
    )
    marks, faults = load_marks(folder, (("a", Place("content.yaml", 1)),))
    assert all(str(one) for one in faults)
    for name, found in marks.items():
        logo_of(name, found, Place("content.yaml", 1))


def geojson(data: bytes) -> None:
    """A map."""
    from depliant.graphics.maps.geojson import regions
    from depliant.graphics.maps.simplified import simplified

    simplified(regions(data, "a.geojson", "code"))


def table(data: bytes) -> None:
    """A table of figures."""
    from depliant.bookkeeping.imports import plan
    from depliant.bookkeeping.reading import read_table

    for numbers in (None, "fr"):
        read = partial(read_table, numbers=numbers, publication=_shire())
        sheet = _bearing(_on_disk, "a.csv", data, read)
        if sheet is not None:
            _bearing(plan, _shire(), sheet)


def batch(data: bytes) -> None:
    """The table of a batch."""
    from depliant.batch.tables import read_table

    _on_disk("a.csv", data, partial(read_table, encoding=None, sheet=None, language="fr"))


def xlsx(data: bytes) -> None:
    """A workbook of figures, or of a batch."""
    from depliant.batch import tables as batches
    from depliant.bookkeeping.reading import read_table

    packed = seeds.workbook(data)
    for read in (
        partial(read_table, publication=_shire()),
        partial(batches.read_table, encoding=None, sheet=None, language="fr"),
    ):
        _bearing(_on_disk, "a.xlsx", packed, read)


def answers(data: bytes) -> None:
    """The answers to a proof."""
    from depliant.preview.rounds.answers import checked

    checked(data, Place("a.json"))


def edits(data: bytes) -> None:
    """What a page of the preview asks for: a change of content.yaml, which can be taken back."""
    import msgspec

    from depliant.preview.editor import Asked
    from depliant.preview.edits import Edit, StaleError, bare, is_allowed, laid, parsed

    try:
        asked = msgspec.json.decode(data, type=Asked)
    except (msgspec.MsgspecError, RecursionError, UnicodeDecodeError):
        return
    change = Edit(asked.kind, asked.file, asked.route, asked.before, asked.after, asked.mark)
    if not is_allowed(change) or change.kind == "message":
        return
    change = bare(change)
    try:
        after = laid(change, seeds.EDITED)
    except StaleError:
        return
    again = laid(change.inverse, after)
    assert parsed(again, "content.yaml").data == parsed(seeds.EDITED, "content.yaml").data


def icc(data: bytes) -> None:
    """An output profile: its header, its texts, its white."""
    from depliant.press.characterization import description, names, other_paper, told_by, white_of
    from depliant.press.condition import load_condition

    condition = load_condition(data, "FOGRA39")
    for found in (*told_by(condition.icc), description(condition.icc)):
        assert isinstance(found, str)
    names(condition.icc, "PSO Coated v3")
    white = white_of(condition.icc)
    assert white is None or all(map(math.isfinite, white)), white
    other_paper(condition.icc, "FOGRA51")


def font_names(data: bytes) -> None:
    """The names of a font."""
    from depliant.fonts.house_file import read_house_file

    found = read_house_file("a.ttf", seeds.named(data))
    assert found.why or all(font.family for font in found.fonts)


def font(data: bytes) -> None:
    """A font file."""
    from depliant.fonts.house_file import read_house_file

    found = read_house_file("a.ttf", data)
    assert found.why or found.fonts


def markup(data: bytes) -> None:
    """A marked-up text, read in the short way and in the long one, and as an agency has it."""
    from depliant.content.html_slips import html_faults
    from depliant.content.markup import fully_read, line_ends, literal, parse
    from depliant.content.orthotypography import correct
    from depliant.translation.exchange.inline import joined, parts_of

    # Neither of the two has a text with NUL, which no file may have.
    text = data.decode("utf-8", "replace").replace("\0", "")
    pieces, faults = parse(text)
    assert (pieces, faults) == fully_read(line_ends(text)), "the short way reads it otherwise"
    assert all(str(fault.message) + str(fault.hint) for fault in faults)
    assert all(str(fault.message) for fault in html_faults(text))
    literal(text)
    for language in ("fr", "en", "de"):
        correct(text, language)
    assert joined(parts_of(text)) == text


def xliff(data: bytes) -> None:
    """A translation that comes back from an agency."""
    from depliant.translation.exchange.receiving import received

    found = received(data, "a.xlf")
    assert all(str(one) for one in found.faults)


def numbers(data: bytes) -> None:
    """Amounts, formulas and periods as people type them."""
    from depliant.bookkeeping.amounts import UnreadableError
    from depliant.figures.formula import FormulaError, parse
    from depliant.press.imposition import imposition
    from depliant.translation.reading import read_number

    text = data.decode("utf-8", "replace")
    for language in (None, "fr", "de", "ar"):
        with suppress(UnreadableError):
            _amounts(language).amount(text)
    for speaking in ("fr", "en", "hi", "ja"):
        read_number(text, speaking)
    with suppress(FormulaError):
        parse(text)
    _bearing(imposition, text)


@cache
def _amounts(language: str | None) -> Any:
    from depliant.bookkeeping.amounts import Reader as Amounts

    return Amounts(language, ("fr", "en"))


def picture(data: bytes) -> None:
    """A photograph or a mark of pixels."""
    from depliant.graphics.picture import darkness, read_mark

    darkness(read_mark(_file("a.png", data)))


def _of(*data: bytes) -> Callable[[], Iterable[bytes]]:
    return lambda: data


def _printers() -> Iterator[bytes]:
    home = Path(seeds.__file__).parents[2] / "src" / "depliant"
    for path in sorted(home.glob("printers/*.yaml")):
        yield path.read_bytes()


_CONTRACT = (
    b"name: House of A\nalt: The house\nurl: https://example.org\nclearspace: 0.25\n"
    b"min_width_mm: 12\n"
    b'inks: {"#c00": [0, 100, 100, 0], coal: {spot: PANTONE 185 C, cmyk: [0, 90, 80, 0]}}\n'
)
_AMOUNTS = (
    "1 234,5 %", "12.5 millions €", "(1,234)", "३.५ km", "sum(a, b) / 2 * -c", "a[2020] - b",
    "share(a, b)", "vingt et un", "one million two", "repeat:2x4:6", "2,5 Mrd. Euro",
)  # fmt: skip

READERS: Final[dict[str, Reader]] = {
    "svg": Reader(svg, _of(*seeds.SVGS), seeds.SVG_WORDS),
    "svg-map": Reader(map_svg, _of(*seeds.SVGS), seeds.SVG_WORDS),
    "svg-incoming": Reader(incoming, _of(*seeds.SVGS), seeds.SVG_WORDS),
    "pdf-mark": Reader(mark, _of(*pdfs.PDFS), pdfs.PDF_WORDS),
    "pdf-incoming": Reader(incoming_pdf, _of(*pdfs.PDFS), pdfs.PDF_WORDS),
    "pdf-aloud": Reader(aloud, _of(*pdfs.PDFS), pdfs.PDF_WORDS),
    "pdf-preflight": Reader(preflight, _of(*pdfs.PDFS), pdfs.PDF_WORDS),
    "pdf-ledger": Reader(ledger, _of(*pdfs.PDFS), (*pdfs.PDF_WORDS, *seeds.JSON_WORDS)),
    "ledger": Reader(ledger_json, _of(*seeds.LEDGERS), seeds.JSON_WORDS),
    "po": Reader(po, _of(seeds.PO_SEED), seeds.PO_WORDS),
    "xliff": Reader(xliff, _of(*seeds.XLIFFS), seeds.XLIFF_WORDS),
    "yaml": Reader(yaml, lambda: seeds.yamls("content.yaml"), seeds.yaml_words(), 8000),
    "content": Reader(content, lambda: seeds.yamls("content.yaml"), seeds.yaml_words(), 8000),
    "style": Reader(style, lambda: seeds.yamls("assets/style.yaml"), seeds.yaml_words(), 8000),
    "printer": Reader(printer, _printers, seeds.yaml_words()),
    "contract": Reader(contract, _of(_CONTRACT), seeds.yaml_words(), 2000),
    "markup": Reader(markup, _of(*seeds.MARKUPS), seeds.MARKUP_WORDS, 600),
    "geojson": Reader(geojson, _of(*seeds.GEOJSONS), seeds.JSON_WORDS),
    "table": Reader(table, _of(*seeds.TABLES), seeds.TABLE_WORDS, 2000),
    "batch": Reader(batch, _of(*seeds.TABLES), seeds.TABLE_WORDS, 2000),
    "xlsx": Reader(xlsx, _of(*seeds.XLSXS), seeds.XLSX_WORDS, 9000),
    "answers": Reader(answers, _of(*seeds.ANSWERS), seeds.JSON_WORDS),
    "edits": Reader(edits, _of(*seeds.EDITS), seeds.JSON_WORDS, 2000),
    "icc": Reader(icc, _of(seeds.icc()), seeds.ICC_WORDS, 1000),
    "font-names": Reader(font_names, seeds.name_tables, (), 1000),
    "font": Reader(font, _of(seeds.font()), (), 9000),
    "numbers": Reader(numbers, _of(*(text.encode() for text in _AMOUNTS)), seeds.TABLE_WORDS, 200),
    "picture": Reader(picture, seeds.picture_seeds, ()),
}
"""Every reader by the name that a command calls it by."""
