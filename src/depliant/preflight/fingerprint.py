"""What the findings on a page depend on, as plain values: where they are equal, so is the verdict.

A page's rules see the page with all that it leads to (content, resources, annotations), how the
rules of the file see it, and the facts of the file in `FILE_FACTS`. Objects are called by the order
in which they are met, so that it does not matter how a file numbers them. Nobody follows a page to
its parent, whose gifts are among the page's own facts, nor to another page: of that its place
counts.
"""

from __future__ import annotations

import hashlib
import re
from typing import Any

import pikepdf

from depliant.pdfread.objects import entry, identity
from depliant.preflight.job import JudgedFile, PageView
from depliant.press.condition import PrinterProfile

FILE_FACTS = frozenset(
    ["accessible", "claim", "claims", "claims_in_packet", "condition", "flattened", "intents",
     "kind", "layers", "of_ink_alone", "packet", "read_by_tags", "resources", "spaces", "tree"]
)  # fmt: skip
"""What a page's rule may ask of the file; each has its part in a fingerprint."""

_MOST_OBJECTS = 20_000
"""Objects that a page leads to; one with more is judged each time."""

# A string as qpdf writes it, with brackets in it escaped; or a reference outside of strings.
_REFERENCE = re.compile(rb"\((?:\\.|[^\\()])*\)|\b(\d+) (\d+) R\b", re.DOTALL)

Key = tuple[int, int]
Fingerprint = tuple[Any, ...]


class Fingerprints:
    """The fingerprints of the pages of a file that is judged as `kind`."""

    def __init__(self, job: JudgedFile, kind: str) -> None:
        self._file = job.file
        self._pages = {identity(page.node): b"page%d" % page.index for page in job.file.pages}
        self._owned: dict[Key, list[int]] = {}
        for owned in job.tree.owners:
            self._owned.setdefault(owned.owner, []).append(owned.mcid)
        self._referred = {key for element in job.tree.elements for key in element.objects}
        self._off = [identity(group) for group in job.layers.off]
        condition = job.condition
        self._of_file = (
            kind, job.kind, job.own, job.claims, job.claim, job.accessible,
            job.packet.get("pdfaid:part"),
            [(item.kind, item.space, _digest(item.profile)) for item in job.intents],
            condition and (condition.identifier, _digest(condition.icc)),
            _digest(job.output_profile), job.tree.present,
            [*dict.fromkeys(space for _, space in job.spaces if space.kind == "Separation")],
        )  # fmt: skip

    def of(self, page: PageView, profile: PrinterProfile) -> Fingerprint | None:
        """That of a page for a printer; None for one that cannot be read as it stands."""
        try:
            graph = _Graph(self._file.pdf, page, self._pages)
        except (pikepdf.PdfError, RuntimeError, ValueError):
            return None
        if graph.cut or self._file.repairs:
            return None
        facts, numbers = page.facts, graph.numbers
        boxes = facts.media, facts.crop, facts.trim, facts.bleed, facts.art
        owned = numbers.keys() & self._owned
        first_met_here = [item for item in page.job.resources if item.page == page.number]
        return (
            self._of_file, profile, page.number, graph.digest, boxes, facts.rotate, facts.unit,
            sorted((numbers[key], sorted(self._owned[key])) for key in owned),
            sorted(numbers[key] for key in numbers.keys() & self._referred),
            sorted(numbers[key] for key in numbers.keys() & set(self._off)),
            [(i.category, i.called, numbers.get(identity(i.value))) for i in first_met_here],
        )  # fmt: skip


class _Graph:
    """All that a page leads to: its digest, and the number of each object in the order met."""

    def __init__(self, pdf: pikepdf.Pdf, page: PageView, pages: dict[Key, bytes]) -> None:
        node = page.facts.node
        self.numbers: dict[Key, int] = {(0, 0): 0, identity(node): 1}
        self.cut = False
        self._places = {**pages, identity(entry(node, "/Parent")): b"parent"}
        del self._places[identity(node)]
        self._met: list[Any] = [node, page.facts.resources]
        made = hashlib.sha256()
        for found in self._met:
            if isinstance(found, tuple):
                found = pdf.get_object(found)
            for part in self._parts(found):
                made.update(b"%d " % len(part) + part)
            if len(self._met) > _MOST_OBJECTS:
                self.cut = True
                break
        self.digest = made.hexdigest()

    def _parts(self, found: Any) -> tuple[bytes, ...]:
        """An object, with the objects it names by their numbers."""
        if isinstance(found, pikepdf.Stream):
            return self._said(found.stream_dict.unparse()), found.read_raw_bytes()
        if isinstance(found, pikepdf.Object):
            return (self._said(found.unparse(resolved=True)),)
        return (repr(found).encode(),)

    def _said(self, text: bytes) -> bytes:
        return _REFERENCE.sub(self._named, text)

    def _named(self, found: re.Match[bytes]) -> bytes:
        if found[1] is None:
            return found[0]
        key = int(found[1]), int(found[2])
        if key in self._places:
            return self._places[key]
        if key not in self.numbers:
            self.numbers[key] = len(self.numbers)
            self._met.append(key)
        return b"#%d" % self.numbers[key]


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
