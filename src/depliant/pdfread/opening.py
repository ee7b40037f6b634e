"""Opening any PDF safely: damaged, encrypted, empty, huge or hostile files become diagnostics.

qpdf's own limits bound what a stream may unfold to. They belong to the whole process, so they are
set before each file is opened, always to the same values, and never put back: a reader that put
them back would lift those of another that is still reading in another thread, or leave its own
behind. Nothing that this program makes or reads needs more.

The page tree is walked here with its visited nodes remembered, so a cycle ends the reading and
not the machine.
"""

from __future__ import annotations

import contextlib
import io
import re
import zlib
from collections.abc import Iterator
from typing import Any, Final

import pikepdf
from msgspec import Struct, field

from depliant.bounds import BRANCHES, FILE, OBJECT_STREAMS, PAGES, STREAM
from depliant.errors import Diagnostic, InputError
from depliant.geometry import Matrix, Rect
from depliant.pdfread.objects import box, entry, identity, is_dict, items, name, number
from depliant.sentences import Sentence, say

_LIMITS: dict[str, Any] = {
    "flate_max_memory": STREAM,
    "png_max_memory": STREAM,
    "tiff_max_memory": STREAM,
    "run_length_max_memory": STREAM,
    "dct_max_memory": STREAM,
    "dct_max_progressive_scans": 100,
    "max_stream_filters": 4,
    "parser_max_nesting": 100,
    "doc_max_warnings": 500,
}
_HEADER = re.compile(rb"%PDF-(\d)\.(\d)")
_TABLE = re.compile(rb"/Type\s*/(?:ObjStm|XRef)\b")
_STREAM = re.compile(rb"stream\r?\n")
_INHERITED = ("/Resources", "/MediaBox", "/CropBox", "/Rotate")


class PageFacts(Struct, frozen=True, eq=False):
    """A page with what it inherits. Boxes are in PDF's space: x, y of the lower left corner."""

    index: int
    node: Any
    resources: Any
    media: Rect | None
    crop: Rect | None
    trim: Rect | None
    bleed: Rect | None
    art: Rect | None
    rotate: int
    unit: float

    @property
    def cut(self) -> Rect:
        """What the page is cut to: its trim, art, crop or media box, or A4 for want of any."""
        return self.trim or self.art or self.crop or self.media or Rect(0, 0, 595.0, 842.0)

    @property
    def base(self) -> Matrix:
        """From PDF's space to points from the trim corner, y down."""
        cut, unit = self.cut, self.unit
        return Matrix(unit, 0, 0, -unit, -cut.x * unit, (cut.y + cut.height) * unit)

    def placed(self, area: Rect) -> Rect:
        """A box of PDF's space from the trim corner, y down."""
        return self.base.apply_rect(area)


_HARMLESS: Final = ("a common error handled correctly", "Resources is missing or invalid")
"""What qpdf says of a table that does not list itself (7.5.8), and of a page that needs nothing.

No reader needs the one, and whatever a page names and has not is found where it is painted.
"""


class OpenFile(Struct, frozen=True, eq=False):
    """A file that can be read; `header` is the version of its first line."""

    pdf: pikepdf.Pdf
    size: int
    header: str
    pages: tuple[PageFacts, ...]
    trailer_id: tuple[bytes, ...] = ()
    around: tuple[int, int] = (0, 0)
    """Bytes before the first line of the file and after the last."""
    is_cut: bool = False
    """Whether the file has no last line (7.5.5): its end was lost."""
    _met: list[str] = field(default_factory=list)

    @property
    def repairs(self) -> tuple[str, ...]:
        """What qpdf had to repair so far, in its words; objects are read as they are asked for."""
        # qpdf tells each but once.
        with contextlib.suppress(UnicodeDecodeError):  # it quotes what is in no encoding
            told = map(_plainly, self.pdf.get_warnings())
            self._met.extend(said for said in told if not any(one in said for one in _HARMLESS))
        return tuple(self._met)

    @property
    def catalog(self) -> Any:
        """The root dictionary."""
        return self.pdf.Root

    @property
    def version(self) -> str:
        """The version that counts: the catalog's, if it is later than the header's (7.5.2)."""
        return max(self.header, name(entry(self.catalog, "/Version")))


@contextlib.contextmanager
def opened(data: bytes, restricted: bool = False) -> Iterator[OpenFile]:
    """Open the bytes of a file.

    With `restricted` one that is encrypted passes, if it opens without a password.

    Raises:
        InputError: `pdf-empty`, `pdf-too-large`, `pdf-damaged`, `pdf-encrypted`, `pdf-hostile`.
    """
    _refuse_outright(data)
    pikepdf.settings.set_qpdf_limits(**_LIMITS)
    with _open(data) as pdf:
        if pdf.is_encrypted and not restricted:
            raise _restricted()
        header = _HEADER.search(data[:1024])
        found = entry(pdf.trailer, "/ID")
        yield OpenFile(
            pdf,
            len(data),
            f"{header[1].decode()}.{header[2].decode()}" if header else "",
            tuple(_pages(pdf)),
            tuple(bytes(part) for part in items(found) if isinstance(part, pikepdf.String)),
            *_edges(data, header),
        )


def _edges(data: bytes, header: re.Match[bytes] | None) -> tuple[tuple[int, int], bool]:
    """How much stands round a file in its own bytes, and whether its end is missing."""
    last = data.rfind(b"%%EOF")
    rest = data[last + 5 :].strip(b"\0\t\n\f\r ") if last >= 0 else b""
    # The first part of a file that is read page by page has a last line too (Annex F).
    is_cut = last < 0 or b"endobj" in rest
    return (header.start() if header else 0, 0 if is_cut else len(rest)), is_cut


def _plainly(said: object) -> str:
    """What qpdf says, without the name that it has for the bytes of the file."""
    return re.sub(r"^stream <[^>]*>:? ?", "", " ".join(str(said).split()))[:160]


def _refuse_outright(data: bytes) -> None:
    if not data.strip():
        raise _fault("pdf-empty", say("The file is empty."), say("Export it again."))
    if len(data) > FILE:
        raise _fault(
            "pdf-too-large",
            say("The file has more than {max_bytes} MB.", max_bytes=FILE // 2**20),
            say("Split it, or lower the resolution of its images."),
        )
    if not _HEADER.search(data[:1024]):
        raise _fault("pdf-damaged", say("The file is not a PDF: its first line does not say so."))
    _refuse_bombs(data)


def _refuse_bombs(data: bytes) -> None:
    """Refuse object streams that unfold to far more than a file of this size can need.

    qpdf unfolds them when it opens the file, before anybody may ask.
    """
    total = 0
    for table in _TABLE.finditer(data):
        start = _STREAM.search(data, table.end(), table.end() + 4096)
        if start is None:
            continue
        unfolding, rest = zlib.decompressobj(), data[start.end() : start.end() + 2**24]
        with contextlib.suppress(zlib.error):
            while rest and not unfolding.eof:
                total += len(unfolding.decompress(rest, 1 << 20))
                rest = unfolding.unconsumed_tail
                if total > min(OBJECT_STREAMS, max(64 << 20, 100 * len(data))):
                    raise _hostile(say("Its object streams unfold to more than they should."))


def _open(data: bytes) -> pikepdf.Pdf:
    try:
        return pikepdf.open(io.BytesIO(data), suppress_warnings=True)
    except pikepdf.PasswordError:
        raise _locked() from None
    except (pikepdf.PdfError, RuntimeError, ValueError, RecursionError) as fault:
        # The message begins with the name of the stream that was read.
        said = " ".join(str(fault).rpartition(">")[2].split())[:160].lstrip(": ")
        if re.search(r"limit|loop|too deeply", said, re.IGNORECASE):
            message = say("Reading it was stopped; qpdf says “{said}”.", said=said)
            raise _hostile(message) from None
        if re.search(r"encrypt|security handler", said, re.IGNORECASE):
            raise _unknown_cipher(said) from None
        if "no pages found" in said:
            raise _no_page() from None
        message = say("The file is too damaged to be read; qpdf says “{said}”.", said=said)
        raise _fault("pdf-damaged", message) from None


def _pages(pdf: pikepdf.Pdf) -> Iterator[PageFacts]:
    """The pages in order.

    Raises:
        InputError: the tree has a cycle, is too deep or too large, or has no page.
    """
    root = entry(pdf.Root, "/Pages")
    if not is_dict(root):
        raise _fault("pdf-damaged", say("The file has no page tree."))
    stack: list[tuple[Any, dict[str, Any], int]] = [(root, {}, 0)]
    seen: set[tuple[int, int]] = set()
    count = 0
    while stack:
        node, inherited, depth = stack.pop()
        if not is_dict(node):
            continue
        key = identity(node)
        if (key != (0, 0) and key in seen) or depth > 100:
            raise _hostile(say("Its page tree leads back to itself or is endlessly deep."))
        seen.add(key)
        inherited = inherited | {k: v for k in _INHERITED if (v := entry(node, k)) is not None}
        kids = items(entry(node, "/Kids"))
        if name(entry(node, "/Type")) == "Pages" or kids:
            if len(kids) + len(stack) > BRANCHES:
                raise _hostile(say("Its page tree has more branches than can be read."))
            stack += [(kid, inherited, depth + 1) for kid in reversed(kids)]
            continue
        if count >= PAGES:
            raise _fault(
                "pdf-too-large",
                say("The file has more than {max_pages} pages.", max_pages=PAGES),
                say("Judge it in parts."),
            )
        yield _page(count, node, inherited)
        count += 1
    if not count:
        raise _no_page()


def _page(index: int, node: Any, inherited: dict[str, Any]) -> PageFacts:
    unit = number(entry(node, "/UserUnit"), 1.0)
    return PageFacts(
        index,
        node,
        inherited.get("/Resources"),
        box(inherited.get("/MediaBox")),
        box(inherited.get("/CropBox")),
        box(entry(node, "/TrimBox")),
        box(entry(node, "/BleedBox")),
        box(entry(node, "/ArtBox")),
        int(number(inherited.get("/Rotate"))) % 360,
        unit if 0.01 < unit < 1000 else 1.0,
    )


_AGAIN: Final = say("Export it again from its application.")


def _fault(code: str, message: Sentence, hint: Sentence = _AGAIN) -> InputError:
    return InputError(Diagnostic(code, message, hint=hint))


def _no_page() -> InputError:
    return _fault("pdf-empty", say("The file has no page."), say("Export it again."))


def _locked() -> InputError:
    return _fault(
        "pdf-encrypted",
        say("The file asks for a password before it opens."),
        say("Ask whoever made it to save it without one: no press and no archive takes it so."),
    )


def _restricted() -> InputError:
    return _fault(
        "pdf-encrypted",
        say("The file is encrypted, though it opens without a password."),
        say("Save it without a password and without restrictions."),
    )


def _unknown_cipher(said: str) -> InputError:
    return _fault(
        "pdf-encrypted",
        say(
            "The file is encrypted for certain readers, or in a way that is not known here; qpdf "
            "says “{said}”.",
            said=said,
        ),
        say("Ask whoever made it to save it without encryption."),
    )


def _hostile(message: Sentence) -> InputError:
    return InputError(
        Diagnostic("pdf-hostile", message, hint=say("Do not open it; ask its sender for another."))
    )
