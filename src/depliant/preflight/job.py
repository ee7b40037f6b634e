"""What the rules read: the file, its claims and its pages, each worked out once and when asked."""

from __future__ import annotations

import contextlib
from collections import Counter
from collections.abc import Iterator
from functools import cached_property

from msgspec import Struct

from depliant.bounds import PROFILE, STEPS
from depliant.errors import Diagnostic, InputError
from depliant.geometry import Rect
from depliant.pdfread.budget import Bound, Budget, BudgetError
from depliant.pdfread.damage import Damage, damage_of, streams_of
from depliant.pdfread.interpreter import Interpreter, Stream
from depliant.pdfread.layers import Layers
from depliant.pdfread.objects import entry, identity, is_dict, items, name, number, text
from depliant.pdfread.opening import OpenFile, PageFacts
from depliant.pdfread.spaces import ALL, GRAY, PROCESS, Space, read_space
from depliant.pdfread.state import Supplies
from depliant.pdfread.streams import STREAM_LIMIT, decoded
from depliant.pdfread.structure import Tree, read_tree
from depliant.pdfread.xmp import Packet, read_packet
from depliant.preflight.census import Resource, is_image, resources_of, spaces_of
from depliant.preflight.content import Image, Mark, Marks, Outline, Shade, Text, page_marks
from depliant.preflight.inks import Plates
from depliant.preflight.plates import Separations, ground_of, separate
from depliant.preflight.purpose import Kind, Purpose, Told, guessed
from depliant.preflight.soundness import State as ImageState
from depliant.preflight.soundness import image_state
from depliant.preflight.steps import Step, in_file
from depliant.press.condition import OutputCondition
from depliant.sentences import say

_PROGRAM = "Dépliant"

_LOOKED_INTO = 400
"""Pages that are looked into for the spots that are painted: almost all are on the first ones."""

MAX_CONTENT = STREAM_LIMIT
"""What the content of a page, or of a form, may unfold to, in bytes."""


class Intent(Struct, frozen=True):
    """An output intent: its kind ("GTS_PDFX"), its condition and its profile."""

    kind: str
    identifier: str
    profile: bytes
    key: tuple[int, int]
    info: str = ""
    """What the intent calls its condition for people to read."""

    components: int = 0
    """How many the stream says that its profile has."""

    @property
    def device_class(self) -> str:
        """The profile's device class, such as "prtr" (ICC.1:2010, 7.2.5)."""
        return self.profile[12:16].decode("latin-1") if len(self.profile) >= 128 else ""

    @property
    def space(self) -> str:
        """The profile's colour space: "CMYK", "RGB" or "GRAY"."""
        return self.profile[16:20].decode("latin-1").strip() if len(self.profile) >= 128 else ""


def _endless() -> InputError:
    return InputError(
        Diagnostic(
            "pdf-hostile",
            say("The structure tree of the file leads back to itself or has no end."),
            hint=say("Do not open it; ask its sender for another."),
        )
    )


class JudgedFile:
    """A file being judged, for a printing condition and a purpose if they are given."""

    def __init__(
        self,
        file: OpenFile,
        condition: OutputCondition | None = None,
        purpose: Purpose | None = None,
        printers_condition: OutputCondition | None = None,
    ) -> None:
        self.file = file
        self.given_condition = condition
        self._given_purpose = purpose
        self.printers_condition = printers_condition
        self.interpreter = Interpreter(Budget(STEPS), MAX_CONTENT)

    @cached_property
    def packet(self) -> Packet:
        """The metadata packet; empty where there is none."""
        return read_packet(entry(self.file.catalog, "/Metadata"))

    @cached_property
    def info(self) -> dict[str, str]:
        """The Info dictionary's texts and names by key, with slashes."""
        found = entry(self.file.pdf.trailer, "/Info")
        keys = found.keys() if hasattr(found, "keys") else ()
        return {key: text(entry(found, key)) or name(entry(found, key)) for key in sorted(keys)}

    @cached_property
    def intents(self) -> tuple[Intent, ...]:
        """The output intents of the catalog."""
        return tuple(
            Intent(
                name(entry(item, "/S")),
                text(entry(item, "/OutputConditionIdentifier")),
                decoded(entry(item, "/DestOutputProfile"), PROFILE),
                identity(entry(item, "/DestOutputProfile")),
                text(entry(item, "/OutputCondition")) or text(entry(item, "/Info")),
                int(number(entry(item, "/DestOutputProfile", "/N"))),
            )
            for item in items(entry(self.file.catalog, "/OutputIntents"))[:20]
        )

    @cached_property
    def claim(self) -> str:
        """The PDF/X version that the file claims, empty for none.

        PDF/X-4 and its successors say it in the packet, their forerunners in Info, where PDF/X-1a
        of 2001 has an entry of its own.
        """
        return (
            self.packet.get("pdfxid:GTS_PDFXVersion")
            or self.info.get("/GTS_PDFXConformance", "")
            or self.info.get("/GTS_PDFXVersion", "")
        )

    @property
    def claims_in_packet(self) -> bool:
        """Whether the file claims a PDF/X whose metadata are in the packet: PDF/X-4 or later."""
        return self.claim.startswith(("PDF/X-4", "PDF/X-5", "PDF/X-6"))

    @cached_property
    def purpose(self) -> Purpose:
        """What the file is judged for, as its user says or as it is guessed."""
        if self._given_purpose is not None:
            return self._given_purpose
        kinds = frozenset(intent.kind for intent in self.intents)
        spaces = frozenset(intent.space for intent in self.intents)
        return guessed(Told(self.file, self.claim, self.packet, kinds, spaces))

    @property
    def kind(self) -> Kind:
        """What the file is judged for."""
        return self.purpose.kind

    @cached_property
    def own(self) -> bool:
        """Whether this program made the file, by the file's own word."""
        made_by = self.packet.get("pdf:Producer") or self.info.get("/Producer", "")
        return made_by.startswith(_PROGRAM)

    @cached_property
    def flattened(self) -> bool:
        """Whether the file claims a PDF/X without transparency and layers: before PDF/X-4."""
        return self.claim.startswith(("PDF/X-1", "PDF/X-2", "PDF/X-3"))

    @property
    def of_ink_alone(self) -> bool:
        """Whether the file claims PDF/X-1 or PDF/X-1a, whose colours are inks and nothing else."""
        return self.claim.startswith("PDF/X-1")

    @cached_property
    def accessible(self) -> bool:
        """Whether the file claims to be tagged: PDF/UA, or a level A of PDF/A."""
        return bool(
            self.packet.get("pdfuaid:part")
            or self.packet.get("pdfaid:conformance", "").upper() == "A"
        )

    @property
    def claims_form(self) -> bool:
        """Whether it claims PDF/X or PDF/A, which ask how a file is written; PDF/UA does not."""
        return bool(self.claim or self.packet.get("pdfaid:part"))

    @property
    def read_by_tags(self) -> bool:
        """Whether its tags are judged: it claims them, or is for the screen."""
        return self.accessible or self.kind == "screen"

    @cached_property
    def claims(self) -> tuple[str, ...]:
        """The standards that the file names, as one writes them."""
        found = [self.claim] if self.claim else []
        part, level = self.packet.get("pdfaid:part"), self.packet.get("pdfaid:conformance", "")
        if part:
            found.append(f"PDF/A-{part}{level.lower()}")
        if self.packet.get("pdfuaid:part"):
            found.append(f"PDF/UA-{self.packet.get('pdfuaid:part')}")
        return tuple(found)

    @cached_property
    def condition(self) -> OutputCondition | None:
        """The printing condition: the one given, or the file's own CMYK intent's.

        For want of both it is the printer's; None where he has none either.
        """
        if self.given_condition is not None:
            return self.given_condition
        own = next((intent for intent in self.intents if intent.space == "CMYK"), None)
        return OutputCondition(own.identifier, own.profile) if own else self.printers_condition

    @property
    def borrows_condition(self) -> bool:
        """Whether the printing condition is the printer's, for want of any in the file."""
        return self.condition is not None and self.condition is self.printers_condition

    @property
    def output_profile(self) -> bytes:
        """The ICC profile of the printing condition; empty without one."""
        return self.condition.icc if self.condition is not None else b""

    @cached_property
    def layers(self) -> Layers:
        """The layers of the file, as they are when it is printed."""
        return Layers(self.file.catalog, printing=self.kind == "press")

    @cached_property
    def tree(self) -> Tree:
        """The structure tree; empty where there is none.

        Raises:
            InputError: `pdf-hostile`, it leads back to itself or has no end.
        """
        found = read_tree(self.file.catalog)
        if found.cyclic or found.cut:
            raise _endless()
        return found

    @cached_property
    def resources(self) -> list[Resource]:
        """All resources of the pages, those of forms and patterns with them."""
        return resources_of(self.file.pages)

    @cached_property
    def spaces(self) -> list[tuple[int, Space]]:
        """All colour spaces that the resources name, with the page of each."""
        return list(spaces_of(self.resources))

    @cached_property
    def painted_spots(self) -> dict[str, int]:
        """The spot inks that something is painted in, each with the first page where that is.

        Programs leave the spots of a palette among the resources: what paints nothing gets no
        plate. What the pages that are looked into do not paint, of a very long file, counts as
        painted.
        """
        named: dict[str, int] = {}
        for page, space in self.spaces:
            for colorant in space.names:
                if colorant not in (ALL, "None", *PROCESS):
                    named.setdefault(colorant, page)
        found: dict[str, int] = {}
        start = min(named.values(), default=1) - 1
        for facts in self.file.pages[start : start + _LOOKED_INTO]:
            if found.keys() >= named.keys():
                return found
            self.interpreter.budget.renew()
            try:
                inks = {ink for mark in PageView(self, facts).painted for ink in _inks(mark)}
            except BudgetError:
                return found  # what is too heavy is said of the page itself
            for ink in sorted(inks & named.keys()):
                found.setdefault(ink, facts.index + 1)
        is_whole = start + _LOOKED_INTO >= len(self.file.pages)
        return found if is_whole else {**named, **found}

    @cached_property
    def step_inks(self) -> frozenset[str]:
        """The spot inks that processing steps and hidden layers alone are in: they get no plate."""
        if not in_file(self.file.catalog) and not self.layers.off:
            return frozenset()
        printed: set[str] = set()
        stepped: set[str] = set()
        for facts in self.file.pages:
            self.interpreter.budget.renew()
            view = PageView(self, facts)
            with contextlib.suppress(BudgetError):  # which the page itself will say
                printed |= {ink for mark in view.everything for ink in _inks(mark)}
                unprinted = (*view.hidden, *(mark for _, mark in view.steps))
                stepped |= {ink for mark in unprinted for ink in _inks(mark)}
        return frozenset(stepped - printed)


def _inks(mark: Mark) -> Iterator[str]:
    """The inks that a mark is painted in, by their names."""
    if isinstance(mark, Image | Shade):
        yield from mark.space.root.names
    for paint in (mark.look.fill, mark.look.stroke):
        if paint is not None:
            yield from paint.space.root.names


class PageView:
    """A page being judged; `beyond` is the bound that it has been found to meet."""

    def __init__(self, job: JudgedFile, facts: PageFacts) -> None:
        self.job = job
        self.facts = facts
        self.beyond: Bound | None = None

    @property
    def number(self) -> int:
        """The page's number, from 1."""
        return self.facts.index + 1

    @cached_property
    def content(self) -> Stream:
        """The page's content, interpreted.

        Raises:
            BudgetError: there is more of it than may be read.
        """
        self._refuse_beyond()
        return self.job.interpreter.page(self.facts)

    def _refuse_beyond(self) -> None:
        """Read nothing of a page that has been found to be beyond what is read.

        Each who asks would read as far in vain, and a raster would never end.

        Raises:
            BudgetError: the page is.
        """
        if self.beyond is not None:
            raise BudgetError(self.beyond)

    @cached_property
    def damage(self) -> Counter[Damage]:
        """What of the page's content, and of all that it paints with, cannot be followed."""
        found = Counter[Damage]()
        for stream in self._streams:
            found += damage_of(stream)
        return found

    @cached_property
    def is_cut(self) -> bool:
        """Whether some of the page's content, or of what it paints with, is lost."""
        return any(stream.faulty or stream.is_cut for stream in self._streams)

    @cached_property
    def _streams(self) -> list[Stream]:
        """The page's content and that of all that it shows or paints with, each once."""
        return streams_of(self.job.interpreter, self.content)

    @cached_property
    def image_states(self) -> list[tuple[str, ImageState]]:
        """What of the images that are met on this page first can be read, by their names."""
        found = []
        for item in self.job.resources:
            if item.page == self.number and is_image(item):
                value = entry(item.value, "/ColorSpace")
                space = GRAY if value is None else read_space(value, item.resources)
                found.append((item.called[1:], image_state(item.value, space.count)))
                mask = entry(item.value, "/SMask")
                if is_dict(mask):
                    found.append((f"{item.called[1:]}/SMask", image_state(mask, 1)))
        return found

    @property
    def supplies(self) -> Supplies:
        """The page's resources."""
        return self.content.supplies

    @cached_property
    def _marks(self) -> Marks:
        return page_marks(self.job.interpreter, self.content, self.facts, self.job.layers)

    @property
    def marks(self) -> list[Mark]:
        """All that the page paints; not what belongs to a processing step."""
        return self._marks.printed

    @property
    def hidden(self) -> list[Mark]:
        """What is on layers that are off: not printed, and not judged."""
        return self._marks.hidden

    @property
    def steps(self) -> list[tuple[Step, Mark]]:
        """What belongs to processing steps: no ink of the page."""
        return self._marks.steps

    @cached_property
    def trim(self) -> Rect:
        """The trimmed page; its corner is at 0 0."""
        return self.facts.placed(self.facts.cut)

    @cached_property
    def bleed(self) -> Rect:
        """The page with its bleed: the BleedBox, or the trim where there is none."""
        return self.facts.placed(self.facts.bleed) if self.facts.bleed else self.trim

    @cached_property
    def media(self) -> Rect:
        """The whole sheet that the page describes."""
        return self.facts.placed(self.facts.media) if self.facts.media else self.trim

    @cached_property
    def _separations(self) -> Separations:
        self._refuse_beyond()
        job = self.job
        return separate(
            job.interpreter, self.content, self.facts, job.output_profile, layers=job.layers
        )

    @property
    def plates(self) -> Plates:
        """The page's separations, rastered."""
        return self._separations.whole

    @property
    def ground(self) -> Plates:
        """The page's separations without its text."""
        return self._separations.ground

    @cached_property
    def behind(self) -> Plates:
        """What text stands on: the ground as it is printed, or for a screen as it is shown.

        What is shown is parted by subtraction alone, so that it can be put together again.
        """
        if self.job.kind == "press":
            return self.ground
        self._refuse_beyond()
        job = self.job
        return ground_of(job.interpreter, self.content, self.facts, b"", layers=job.layers)

    @cached_property
    def printed(self) -> list[Mark]:
        """The marks that are printed and left on the sheet: within the bleed, not in the slug."""
        return self._inside(self.marks)

    @cached_property
    def inked(self) -> list[Mark]:
        """What is printed, and with it what the patterns are made of that it is painted with."""
        return [*self.printed, *self._inside(self._marks.tiled)]

    @cached_property
    def everything(self) -> list[Mark]:
        """All that the page consists of: its marks, and those of its patterns and soft masks."""
        return [*self.marks, *self._marks.tiled, *self._marks.masking]

    @property
    def painted(self) -> list[Mark]:
        """All that is painted and not hidden: marks, those of steps and what patterns hold."""
        return [*self.marks, *(mark for _, mark in self.steps), *self._marks.tiled]

    def _inside(self, marks: list[Mark]) -> list[Mark]:
        return [mark for mark in marks if mark.box.overlaps(self.bleed, -0.01)]

    @cached_property
    def texts(self) -> list[Text]:
        """The visible strings inside the bleed."""
        return [m for m in self.printed if isinstance(m, Text) and m.visible]

    @cached_property
    def outlines(self) -> list[Outline]:
        """The paths inside the bleed, and of patterns."""
        return [m for m in self.inked if isinstance(m, Outline)]

    @cached_property
    def images(self) -> list[Image]:
        """The images inside the bleed, and of patterns and soft masks."""
        found = [*self.inked, *self._inside(self._marks.masking)]
        return [m for m in found if isinstance(m, Image)]

    @cached_property
    def lettering(self) -> list[Text]:
        """The visible strings inside the bleed, and of patterns, but for those of spaces alone."""
        return [m for m in self.inked if isinstance(m, Text) and m.visible and m.text.strip()]
