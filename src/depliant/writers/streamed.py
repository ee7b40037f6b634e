"""A file of very many pages, written as they come: nothing is kept of an object but its place.

It knows what a merged file needs and no more: objects, streams, pages with their labels, a catalog.
The page tree and the tree of labels are written node by node (ISO 32000-1, 7.7.3 and 7.9.7), and
resources that pages share once. Objects are numbered in the order in which they are asked for.
"""

from __future__ import annotations

import hashlib
import zlib
from array import array
from collections.abc import Iterable, Mapping
from typing import Any, BinaryIO, Final

from depliant.writers.canvas import PageObject
from depliant.writers.objects import Entries, Name, Ref, Value
from depliant.writers.spelling import spell, spell_name, spell_text
from depliant.writers.spool import Waiting

_LEVEL: Final = 4
"""How hard streams are deflated: there are very many, and less hard than in other files."""
_NODE: Final = 128
"""Pages, or labels, below one node of a tree."""
_RESOURCES: Final = 4096
"""Resources that are remembered, to be written once: a batch has a few."""


class StreamedFile:
    """A PDF file that is written to a stream while it is made.

    Args:
        stream: takes the bytes; what it has is not read again.
        version: of PDF.
        language: of the document.
        info: the Info dictionary.

    Raises:
        OSError: the stream cannot be written to. So do all methods.
    """

    def __init__(
        self, stream: BinaryIO, version: tuple[int, int], language: str, info: Entries
    ) -> None:
        self._stream = stream
        self._digest = hashlib.sha256()
        self._places = array("Q", [0])
        self.size = 0
        self.pages = 0
        self._put(b"%%PDF-%d.%d\n%%\x93\x8c\x8b\x9e\n" % version)
        self._root, self._tree, self._labels = self._number(), self._number(), self._number()
        self._info = self.add(info)
        self._catalog: dict[str, Value] = {"Lang": language}
        self._nodes: list[Ref] = []
        self._kids: list[Ref] = []
        self._named: list[Value] = []
        self._ranges: list[Ref] = []
        self._resources: dict[bytes, Ref] = {}

    def add(self, value: Entries | Iterable[Value]) -> Ref:
        """Write a dictionary or an array as an object of its own."""
        return self._write(self._number(), spelt(value))

    def add_stream(self, data: bytes, entries: Entries, compress: bool = True) -> Ref:
        """Write a stream, deflated unless `compress` is false or it names a filter itself."""
        if compress and "Filter" not in entries:
            data, entries = zlib.compress(data, _LEVEL), {**entries, "Filter": Name("FlateDecode")}
        head = spelt({**entries, "Length": len(data)})
        return self._write(self._number(), b"%b\nstream\n%b\nendstream" % (head, data))

    def reserve(self) -> Ref:
        """A reference to a dictionary that `define` writes later."""
        return self._number()

    def define(self, ref: Ref, entries: Entries) -> None:
        """Write a reserved dictionary."""
        self._write(ref, spelt(entries))

    def resources(self, entries: Entries) -> Ref:
        """The resources of pages; equal ones are written once."""
        written = spelt(entries)
        found = self._resources.get(written)
        if found is None:
            found = self._write(self._number(), written)
            if len(self._resources) < _RESOURCES:
                self._resources[written] = found
        return found

    def add_page(self, page: PageObject) -> None:
        """Write a page after the others."""
        content = page.content.read() if isinstance(page.content, Waiting) else page.content
        self.add_written(self.add_content(content), self.entries(page), page.label)

    def entries(self, page: PageObject) -> bytes:
        """The entries of a page as they are spelt, but for what it is called and its content."""
        boxes = {"media": (0, 0, *page.size), **page.boxes}
        entries = {f"{name.capitalize()}Box": box for name, box in boxes.items()}
        resources = self.resources(page.resources)
        return spelt({**entries, **page.entries, "Resources": resources})[2:-2]

    def add_content(self, content: bytes) -> Ref:
        """Write a content stream."""
        data = zlib.compress(content, _LEVEL)
        head = b"<</Filter /FlateDecode /Length %d>>\nstream\n" % len(data)
        return self._write(self._number(), b"%b%b\nendstream" % (head, data))

    def add_written(self, own: Ref, entries: bytes, label: str) -> None:
        """Write a page.

        Args:
            own: its content.
            entries: what else it has, as it is spelt.
            label: what it is called.
        """
        if not self._kids:
            self._nodes.append(self._number())
        parent = self._nodes[-1]
        page = self._write(
            self._number(),
            b"<</Type /Page /Parent %b 0 R /Contents %b 0 R %b>>"
            % (parent.key.encode(), own.key.encode(), entries),
        )
        self._kids.append(page)
        self._named += [self.pages, {"P": label} if label else {"S": Name("D")}]
        self.pages += 1
        if len(self._kids) == _NODE:
            self._end_node()

    def set_catalog(self, entries: Entries) -> None:
        """Add entries to the document catalog."""
        self._catalog |= entries

    def finish(self) -> int:
        """Write all that ends the file, and give its bytes.

        Its identifier is the digest of all that stands before it (ISO 32000-1, 14.4).
        """
        self._end_node()
        tree: Entries = {"Type": Name("Pages"), "Kids": self._nodes, "Count": self.pages}
        self.define(self._tree, tree)
        self.define(self._labels, {"Kids": self._ranges})
        catalog: dict[str, Value] = {
            "Type": Name("Catalog"),
            "Pages": self._tree,
            "PageLabels": self._labels,
            "PageMode": Name("UseNone"),
            **self._catalog,
        }
        self.define(self._root, catalog)
        begin, count = self.size, len(self._places)
        self._put(b"xref\n0 %d\n0000000000 65535 f \n" % count)
        for at in range(1, count, 1000):
            self._put(b"".join(b"%010d 00000 n \n" % one for one in self._places[at : at + 1000]))
        own = bytes.fromhex(self._digest.hexdigest()[:32])
        trailer = {"Size": count, "Root": self._root, "Info": self._info, "ID": (own, own)}
        self._put(b"trailer\n%b\nstartxref\n%d\n%%%%EOF\n" % (spelt(trailer), begin))
        return self.size

    def _end_node(self) -> None:
        """Write the node of the page tree, and that of the labels, of the pages that came last."""
        if not self._kids:
            return
        node: Entries = {
            "Type": Name("Pages"),
            "Parent": self._tree,
            "Kids": self._kids,
            "Count": len(self._kids),
        }
        self.define(self._nodes[-1], node)
        limits = self.pages - len(self._kids), self.pages - 1
        self._ranges.append(self.add({"Nums": self._named, "Limits": limits}))
        self._kids, self._named = [], []

    def _number(self) -> Ref:
        self._places.append(0)
        return Ref(str(len(self._places) - 1))

    def _write(self, ref: Ref, written: bytes) -> Ref:
        self._places[int(ref.key)] = self.size
        self._put(b"%b 0 obj\n%b\nendobj\n" % (ref.key.encode(), written))
        return ref

    def _put(self, data: bytes) -> None:
        self._stream.write(data)
        self._digest.update(data)
        self.size += len(data)


def spelt(value: Any) -> bytes:
    """A value of `objects` as it stands in a file; a reference's key is a number."""
    match value:
        case Name():
            return spell_name(value).encode("ascii")
        case Ref():
            return b"%b 0 R" % value.key.encode()
        case bool():
            return b"true" if value else b"false"
        case int():
            return b"%d" % value
        case float():
            return spell(value, 5).encode("ascii")
        case str():
            return _text(value)
        case bytes():
            return b"<%b>" % value.hex().upper().encode()
        case None:
            return b"null"
        case Mapping():
            parts = (
                spell_name(key).encode("ascii") + b" " + spelt(value[key])
                for key in sorted(value)
                if value[key] is not None
            )
            return b"<<%b>>" % b" ".join(parts)
        case _:
            return b"[%b]" % b" ".join(map(spelt, value))


def _text(text: str) -> bytes:
    """A text string: as it is where that is plain, else in UTF-16 (ISO 32000-1, 7.9.2.2)."""
    if text.isascii() and text.isprintable() and not set("()\\") & set(text):
        return b"(%b)" % text.encode("ascii")
    return spell_text(text).encode("ascii")
