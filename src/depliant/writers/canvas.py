"""The one door to ReportLab: a file that takes finished content streams and plain values.

ReportLab numbers the objects, keeps the page tree and the page labels, and writes the
cross-reference table. What it would add of its own accord is kept out here, each by one hook
on a private part, and each hook has its test in `tests/writers/test_canvas.py`:

  * the preamble of every stream, which names an unembedded Helvetica;
  * ASCII 85 round every compressed stream, and no line end before `endstream`, which PDF/A
    asks for (ISO 19005-2, 6.1.7.1);
  * the Info dictionary with the time of day and words such as "anonymous";
  * the file identifier made from that time, which here is the digest of the file itself;
  * the join of all parts beside the parts themselves;
  * an empty outline, and an empty transition on every page;
  * silence about catalog and page keys that it does not know: it drops them.
"""

from __future__ import annotations

import hashlib
import io
import zlib
from codecs import BOM_UTF16_BE
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from typing import Any, Final

from msgspec import Struct
from reportlab.pdfbase import pdfdoc
from reportlab.pdfgen.canvas import Canvas

from depliant.geometry import Size
from depliant.memory import SHARED
from depliant.writers.objects import Entries, Name, Ref, Value, spell, spell_name

_LEVEL = 5
"""How hard streams are deflated: 4 is a millisecond less for the leaflet, whose text then takes 3 %
more; zlib's own 6 takes half as long again for half a per cent less."""
_UNKNOWN_ID = b"\n[<" + b"0" * 32 + b"><" + b"0" * 32 + b">]\n"


class Deflated(bytes):
    """The bytes of a stream as they stand in the file."""

    __slots__ = ()


class PageObject(Struct, frozen=True):
    """A finished page: `boxes` are named without "Box" and in PDF's coordinates.

    Its `content` is operators, or these deflated.
    """

    size: Size
    content: bytes
    resources: Entries
    boxes: Mapping[str, tuple[float, float, float, float]]
    entries: Entries
    label: str


class _Stream(pdfdoc.PDFStream):  # type: ignore[misc, unused-ignore]
    """A stream of ready bytes; `endstream` stands on a line of its own."""

    def __init__(self, entries: Entries, content: bytes) -> None:
        super().__init__(content=content)
        self.entries = entries

    def format(self, document: Any) -> bytes:
        head = _spelt({**self.entries, "Length": len(self.content)}, document)
        content, self.content = self.content, b""  # it is in the file, and once is enough
        return b"".join((head, b"\nstream\n", content, b"\nendstream\n"))


class _Info(pdfdoc.PDFInfo):  # type: ignore[misc, unused-ignore]
    """An Info dictionary that says what it is given and nothing else."""

    def __init__(self, entries: Entries) -> None:
        super().__init__()
        self.entries = entries

    def format(self, document: Any) -> bytes:
        return _spelt(self.entries, document)


class _Canvas(Canvas):  # type: ignore[misc, unused-ignore]
    """ReportLab's canvas without the words that it puts before every stream."""

    def _make_preamble(self) -> None:
        self._preamble = ""


class _Joined:
    """The parts of a file, which are let go of as they are joined: there may be 500 MB of them.

    ReportLab has those who sign a file change its parts, before it joins them itself.
    """

    def __init__(self) -> None:
        self._stream = io.BytesIO()
        self._digest = hashlib.sha256()
        self._at = -1

    def sign(self, file: Any) -> None:
        """Take the parts of a file."""
        parts: list[bytes] = file.strings
        for number, part in enumerate(parts):
            found = part.rfind(_UNKNOWN_ID) if number == len(parts) - 1 else -1
            self._at = found if found < 0 else self._stream.tell() + found
            self._stream.write(part)
            self._digest.update(part)
            parts[number] = b""

    def data(self) -> bytes:
        """The file with its identifier."""
        if self._at < 0:
            raise ValueError("ReportLab wrote a file identifier of its own")
        own = self._digest.hexdigest()[:32].upper().encode("ascii")
        self._stream.seek(self._at)
        self._stream.write(_UNKNOWN_ID.replace(b"0" * 32, own))
        return self._stream.getvalue()


class File:
    """A PDF file in the making. Objects are numbered in the order they are added."""

    def __init__(self, version: tuple[int, int], language: str, info: Entries) -> None:
        self._canvas = _Canvas(
            io.BytesIO(), pageCompression=0, invariant=1, pdfVersion=version, lang=language
        )
        self._document: Any = self._canvas._doc  # type: ignore[attr-defined]
        self._document.info = _Info(info)
        self._document._ID = _UNKNOWN_ID
        self._document.Catalog.Outlines = None
        self._pages = 0
        self._objects = 0

    def add(self, value: Entries | Iterable[Value]) -> Ref:
        """Write a dictionary or an array as an object of its own."""
        ref = self._register(_Object({}))
        self._spell(ref, value if isinstance(value, Mapping) else tuple(value))
        return ref

    def add_stream(self, data: bytes, entries: Entries, compress: bool = True) -> Ref:
        """Write a stream, deflated unless `compress` is false or it names a filter itself."""
        return self._register(_stream(data, entries, compress))

    def reserve(self) -> Ref:
        """A reference to a dictionary that `define` fills in later."""
        return self._register(_Object({}))

    def define(self, ref: Ref, entries: Entries) -> None:
        """Fill in a reserved dictionary."""
        self._spell(ref, entries)

    def _spell(self, ref: Ref, value: Entries | tuple[Value, ...]) -> None:
        """Give an object its value: spelt at once, if all that it refers to is there.

        A long document has tens of thousands of small ones, and as text they take an eighth.
        """
        thing: _Object = self._document.idToObject[ref.key]
        try:
            thing.value = _Spelt(_spelt(value, self._document))
        except KeyError:
            thing.value = value

    def page_ref(self, index: int) -> Ref:
        """The reference of page `index` (from 0), also of one that is still to come."""
        return Ref(f"Page{index + 1}")

    def add_page(self, page: PageObject) -> None:
        """Add a page after the others."""
        canvas = self._canvas
        canvas.setPageSize((page.size.width, page.size.height))
        if page.label:
            canvas.addPageLabel(self._pages, prefix=page.label)
        canvas.showPage()
        written = self._document.Pages.pages[-1]
        written.Contents = _stream(page.content, {}, compress=True)
        written.Resources = _Object(page.resources)
        written.Trans = None
        boxes = {"media": (0, 0, *page.size), **page.boxes}
        _set(written, {f"{name.capitalize()}Box": box for name, box in boxes.items()})
        _set(written, page.entries)
        self._pages += 1

    def set_catalog(self, entries: Entries) -> None:
        """Add entries to the document catalog."""
        _set(self._document.Catalog, entries)

    def finish(self) -> bytes:
        """The bytes of the file, identified by their own digest (ISO 32000-1, 14.4)."""
        joined = _Joined()
        self._document._digiSigs = [joined]
        self._document.format()
        return joined.data()

    def _register(self, value: Any) -> Ref:
        self._objects += 1
        key = f"O{self._objects}"
        self._document.Reference(value, key)
        return Ref(key)


def _set(thing: Any, entries: Entries) -> None:
    """Set entries of a ReportLab catalog or page, known to it or not."""
    known = thing.__NoDefault__
    thing.__NoDefault__ = [*known, *(key for key in entries if key not in known)]
    for key, value in entries.items():
        setattr(thing, key, _entry(value))


def _entry(value: Value) -> Any:
    """A value of a catalog or page; ReportLab makes objects of some that it does not know."""
    match value:
        case Ref():
            return pdfdoc.PDFObjectReference(value.key)
        case Name():
            return spell_name(value)
        case _:
            return _Object(value)


def _stream(data: bytes, entries: Entries, compress: bool) -> _Stream:
    if compress and "Filter" not in entries:
        data = data if isinstance(data, Deflated) else deflated(data)
        entries = {**entries, "Filter": Name("FlateDecode")}
    return _Stream(entries, data)


def deflated(data: bytes) -> Deflated:
    """A stream's bytes deflated, remembered by their digest, which is shorter than they are."""
    key = ("deflated", hashlib.sha256(data).digest())
    found: Deflated | None = SHARED.find(key)
    return SHARED.keep(key, Deflated(zlib.compress(data, _LEVEL))) if found is None else found


class _Object(pdfdoc.PDFObject):  # type: ignore[misc, unused-ignore]
    """A value that is spelt when ReportLab has numbered what it refers to."""

    def __init__(self, value: Value) -> None:
        self.value = value

    def format(self, document: Any) -> bytes:
        spelt = _spelt(self.value, document)
        if type(self.value) is _Spelt:  # it is in the file, and once is enough
            self.value = None
        return spelt


class _Spelt(bytes):
    """A value as it stands in the file."""

    __slots__ = ()


def _spelt(value: Any, document: Any) -> bytes:
    """A value of `objects` as it stands in a file, dictionaries on one line."""
    spelling = _SPELLINGS.get(type(value))
    if spelling is not None:
        return spelling(value, document)
    return _dictionary(value, document) if isinstance(value, Mapping) else _array(value, document)


def _dictionary(entries: Entries, document: Any) -> bytes:
    parts = [
        _key(key) + _spelt(value, document)
        for key, value in sorted(entries.items())
        if value is not None
    ]
    return b"<<" + b" ".join(parts) + b">>"


def _array(values: Iterable[Any], document: Any) -> bytes:
    return b"[ " + b" ".join([_spelt(value, document) for value in values]) + b" ]"


def _number(number: float, document: Any) -> bytes:
    return spell(number, 5).encode("ascii")


def _reference(ref: Ref, document: Any) -> bytes:
    return b"%d %d R" % document.idToObjectNumberAndVersion[ref.key]


_UNKNOWN: Final = frozenset(map(chr, (*range(9), 11, 12, *range(14, 24), 0x7F, 0x9F, 0xAD)))
"""What PDFDocEncoding has no code for (ISO 32000-1, D.3), U+00AD among it.

ReportLab takes whatever codec is called so, and of those that libraries bring not all know that.
"""


def _text(text: str, document: Any) -> bytes:
    if _UNKNOWN.isdisjoint(text):
        string = pdfdoc.PDFString(text)
    else:
        string = pdfdoc.PDFString(BOM_UTF16_BE + text.encode("utf-16-be"), enc="raw")
    spelt: bytes = string.format(document)
    return spelt


def _octets(octets: bytes, document: Any) -> bytes:
    spelt: bytes = pdfdoc.PDFText(octets).format(document)
    return spelt


@lru_cache(maxsize=256)  # as many as the program has
def _key(name: str) -> bytes:
    """A dictionary's key and the space behind it."""
    return spell_name(name).encode("ascii") + b" "


_SPELLINGS: dict[type, Callable[[Any, Any], bytes]] = {
    Name: lambda name, document: spell_name(name).encode("ascii"),
    Ref: _reference,
    bool: lambda truth, document: b"true" if truth else b"false",
    int: lambda number, document: b"%d" % number,
    float: _number,
    str: _text,
    bytes: _octets,
    _Spelt: lambda spelt, document: spelt,
    type(None): lambda nothing, document: b"null",
    dict: _dictionary,
    tuple: _array,
    list: _array,
}
"""How each kind of value is spelt; other mappings are dictionaries, other rows arrays."""
