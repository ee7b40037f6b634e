"""What the file says of itself: version, standards, metadata."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from typing import NamedTuple

from depliant.errors import Severity
from depliant.pdfread.objects import entry, number
from depliant.pdfread.streams import filters
from depliant.preflight.census import is_image
from depliant.preflight.job import JudgedFile
from depliant.preflight.rules.base import ARCHIVE, PDF, PDFA, PRESS, UA, X4, Fault, document_rule
from depliant.press.condition import PrinterProfile
from depliant.sentences import Sentence, legible, say

_X_CLAIMS = {
    "PDF/X-1:2001": "1.3",
    "PDF/X-1a:2001": "1.3",
    "PDF/X-1a:2003": "1.4",
    "PDF/X-2:2003": "1.4",
    "PDF/X-3:2002": "1.3",
    "PDF/X-3:2003": "1.4",
    "PDF/X-4": "1.6",
    "PDF/X-4p": "1.6",
    "PDF/X-5g": "1.6",
    "PDF/X-5n": "1.6",
    "PDF/X-5pg": "1.6",
    "PDF/X-6": "2.0",
    "PDF/X-6n": "2.0",
    "PDF/X-6p": "2.0",
}
"""The versions of PDF/X (ISO 15930-1 and -3 to -9), each with the PDF that it is based on."""

_CONFORMANCE = ("PDF/X-1a:2001", "PDF/X-1:2001")
"""The one version that is claimed by GTS_PDFXConformance, and what GTS_PDFXVersion is beside it
(ISO 15930-1, 6.13)."""


@document_rule(
    "pdf-version",
    "error",
    "The version of the file is one that the standards it claims are based on.",
    say("{x4}: 1.6; {pdfa}, 6.1.2, and {ua}, 6.2: at most 1.7", x4=X4, pdfa=PDFA, ua=UA),
    "Export it with the version that the standard is based on.",
)
def version(job: JudgedFile, _: PrinterProfile) -> Iterator[Fault]:
    """Header and catalog against the claims."""
    used, limits = job.file.version, []
    if job.claim in _X_CLAIMS:
        limits.append((job.claim, _X_CLAIMS[job.claim]))
    part = job.packet.get("pdfaid:part")
    if part:
        limits.append((f"PDF/A-{part}", {"1": "1.4", "4": "2.0"}.get(part, "1.7")))
    if job.packet.get("pdfuaid:part") == "1":
        limits.append(("PDF/UA-1", "1.7"))
    for claim, limit in limits:
        if used > limit:
            yield Fault(
                say(
                    "The file is PDF {used}, but it claims {claim}: PDF {limit} at most.",
                    used=used,
                    claim=claim,
                    limit=limit,
                )
            )


@document_rule(
    "pdfx-missing",
    "warning",
    "A file for the press says which PDF/X it follows.",
    X4,
    "Export it as PDF/X-4.",
    PRESS,
)
def claims_pdfx(job: JudgedFile, profile: PrinterProfile) -> Iterator[Fault]:
    """A named printer's wish makes it an error."""
    if not job.claim:
        severity: Severity = "error" if profile.name else "warning"
        yield Fault(say("The file does not claim to be PDF/X."), severity=severity)


@document_rule(
    "pdfx-claim",
    "error",
    "The claim to PDF/X names a version, in the place where that version keeps it.",
    say("{x4}: the XMP packet's pdfxid:GTS_PDFXVersion; its forerunners: Info", x4=X4),
    "Export it again; do not edit the claim.",
    PRESS,
)
def claim_in_place(job: JudgedFile, _: PrinterProfile) -> Iterator[Fault]:
    """X-4 claims in XMP, and in Info nothing else; its forerunners claim in Info."""
    claim = job.claim
    if not claim:
        return
    if claim not in _X_CLAIMS:
        yield Fault(say("'{claim}' is no version of PDF/X.", claim=legible(claim)))
        return
    inside, info = job.packet.get("pdfxid:GTS_PDFXVersion"), job.info.get("/GTS_PDFXVersion", "")
    said = {"inside": legible(inside), "info": legible(info)}
    if job.claims_in_packet:
        if not inside:
            yield Fault(
                say("The Info dictionary claims '{info}', and the XMP packet nothing.", **said)
            )
        elif info and info != inside:
            yield Fault(
                say("The Info dictionary claims '{info}', the XMP packet '{inside}'.", **said)
            )
    elif not info:
        yield Fault(
            say("'{inside}' is claimed in the XMP packet, but not in the Info dictionary.", **said)
        )
    elif (claim == _CONFORMANCE[0]) != (info == _CONFORMANCE[1]) and claim != _CONFORMANCE[1]:
        yield Fault(
            say(
                "The file claims {claim}, and GTS_PDFXVersion is '{info}'.",
                claim=claim,
                info=legible(info),
            )
        )


@document_rule(
    "flavour-refused",
    "error",
    "The printer takes files of one flavour of PDF/X.",
    say("the printer's profile"),
    "Ask whoever made it for the flavour that the printer takes.",
    PRESS,
    own="Build it for this printer: --printer NAME.",
)
def flavour(job: JudgedFile, profile: PrinterProfile) -> Iterator[Fault]:
    """A PDF/X-1a file is also good for a shop that takes PDF/X-4."""
    if profile.name and job.claim and not job.claim.startswith(profile.flavour[:8]):
        simpler = job.flattened and profile.flavour == "PDF/X-4"
        yield Fault(
            say(
                "The file is {claim}; the printer asks for {flavour}.",
                claim=job.claim,
                flavour=profile.flavour,
            ),
            severity="advice" if simpler else "error",
            limit="flavour",
        )


@document_rule(
    "pdfx-feature",
    "error",
    "A file uses no more of PDF than the PDF/X that it claims is based on.",
    "ISO 15930-1:2001, ISO 15930-3:2002, ISO 15930-4:2003, ISO 15930-6:2003",
    "Export it as PDF/X-4, or with JPEG or Flate compression and 8 bits a channel.",
    PRESS,
)
def features(job: JudgedFile, profile: PrinterProfile) -> Iterator[Fault]:
    """Images of PDF 1.5 in files based on 1.3 or 1.4, and of 1.4 in those based on 1.3."""
    claim = profile.flavour if not job.claim and profile.name else job.claim
    if not claim.startswith(("PDF/X-1", "PDF/X-2", "PDF/X-3")):
        return
    if entry(job.file.pdf.trailer, "/W") is not None:  # a stream in place of the table
        yield Fault(
            say("The file has cross-reference streams, which {claim} does not know.", claim=claim)
        )
    for item in filter(is_image, job.resources):
        used = filters(item.value)
        found = [
            ("JPEG 2000", "JPXDecode" in used),
            (say("16 bits a channel"), number(entry(item.value, "/BitsPerComponent")) == 16),
            ("JBIG2", "JBIG2Decode" in used and _X_CLAIMS.get(claim) == "1.3"),
        ]
        for feature, there in found:
            if there:
                yield Fault(
                    say(
                        "The image {called} has {feature}, which {claim} does not know.",
                        called=legible(item.called[1:]),
                        feature=feature,
                        claim=claim,
                    ),
                    page=item.page,
                )


@document_rule(
    "pdfa-claim",
    "error",
    "The claim to PDF/A names a part and a level that belong together.",
    f"{PDFA}, 6.6.4",
    "Export it again; do not edit the claim.",
)
def pdfa(job: JudgedFile, _: PrinterProfile) -> Iterator[Fault]:
    """Part, level, and the tags that level A stands for."""
    part, level = job.packet.get("pdfaid:part"), job.packet.get("pdfaid:conformance")
    if not part and not level:
        return
    levels = {"1": "AB", "2": "ABU", "3": "ABU", "4": "EF"}
    if part not in levels or (part != "4" and (not level or level.upper() not in levels[part])):
        yield Fault(_no_part(legible(part), legible(level)))
    elif level.upper() == "A" and not job.tree.present:
        yield Fault(say("The file claims level A of PDF/A, but it has no structure tree."))


@document_rule(
    "pdfa-missing",
    "error",
    "A file for an archive says which PDF/A it follows.",
    f"{PDFA}, 6.6.4",
    "Export it as PDF/A.",
    ARCHIVE,
)
def claims_pdfa(job: JudgedFile, _: PrinterProfile) -> Iterator[Fault]:
    """Asked where the file is said to be for an archive."""
    if not job.packet.get("pdfaid:part"):
        yield Fault(say("The file does not claim to be PDF/A."))


def _no_part(part: str, level: str) -> Sentence:
    """That a part and a level, of which one may be missing, are not of PDF/A."""
    if not part:
        return say("Level {level} without a part is no PDF/A.", level=level)
    if not level:
        return say("Part {part} without a level is no PDF/A.", part=part)
    return say("Part {part} and level {level} are no PDF/A.", part=part, level=level)


@document_rule(
    "pdfua-claim",
    "error",
    "The claim to PDF/UA names a part, and the file is tagged.",
    say("{ua}, 5 and 7.1", ua=UA),
    "Export it tagged, or without the claim.",
)
def pdfua(job: JudgedFile, _: PrinterProfile) -> Iterator[Fault]:
    """A number, and a structure tree."""
    part = job.packet.get("pdfuaid:part")
    if part and part not in ("1", "2"):
        yield Fault(say("'{part}' is no part of PDF/UA.", part=legible(part)))
    elif part == "2" and job.file.version < "2.0":
        yield Fault(
            say("The file is PDF {used}, but it claims PDF/UA-2: PDF 2.0.", used=job.file.version)
        )
    elif part and not job.tree.present:
        yield Fault(say("The file claims PDF/UA, but it has no structure tree."))


@document_rule(
    "xmp-missing",
    "error",
    "The file has a metadata packet that can be read.",
    f"{X4}; {PDFA}, 6.6.2; {UA}, 7.1",
    "Export it again with metadata.",
)
def packet(job: JudgedFile, profile: PrinterProfile) -> Iterator[Fault]:
    """Without one no standard can be claimed."""
    if job.packet.present and not job.packet.sound:
        yield Fault(say("The metadata packet is not well-formed XML."))
    elif not job.packet.present and (not job.flattened or not job.claim):
        severity: Severity = "error" if job.claims else "warning"
        yield Fault(say("The file has no metadata packet."), severity=severity)


@document_rule(
    "xmp-compressed",
    "error",
    "The metadata packet is stored as it is, so that any program finds it.",
    f"{X4}; {PDFA}, 6.6.2.1",
    "Export it again; do not run it through an optimiser.",
)
def packet_plain(job: JudgedFile, _: PrinterProfile) -> Iterator[Fault]:
    """A Filter entry hides it."""
    if job.packet.compressed and job.claims_form:
        yield Fault(say("The metadata packet is compressed."))


PAIRS = (
    ("/Title", "dc:title"),
    ("/Author", "dc:creator"),
    ("/Subject", "dc:description"),
    ("/Keywords", "pdf:Keywords"),
    ("/Creator", "xmp:CreatorTool"),
    ("/Producer", "pdf:Producer"),
    ("/CreationDate", "xmp:CreateDate"),
    ("/ModDate", "xmp:ModifyDate"),
    ("/Trapped", "pdf:Trapped"),
)


@document_rule(
    "metadata-differs",
    "error",
    "The Info dictionary and the metadata packet say the same.",
    f"{X4}; ISO 19005-1, 6.7.3",
    "Export it again; do not edit one of the two.",
)
def same_twice(job: JudgedFile, _: PrinterProfile) -> Iterator[Fault]:
    """Only what both have is compared, and only where PDF/X or PDF/A-1 is claimed.

    The later parts of PDF/A and PDF/UA read the packet alone.
    """
    if not (job.claim or job.packet.get("pdfaid:part") == "1"):
        return
    for key, name in PAIRS:
        info, xmp = job.info.get(key, ""), job.packet.all(name)
        if name in job.packet.undecided and any(_same(key, info, (one,)) for one in xmp):
            continue
        if info and xmp and not _same(key, info, xmp):
            yield Fault(
                say(
                    "{key} is '{info}' in Info and '{xmp}' in the packet.",
                    key=key[1:],
                    info=legible(info),
                    xmp=legible("; ".join(xmp) if key == "/Author" else xmp[0]),
                )
            )


def _same(key: str, info: str, xmp: tuple[str, ...]) -> bool:
    """Whether an entry of Info says what a property does: all its authors, its default language."""
    if key == "/Author":
        return _authors(info) == _authors("; ".join(xmp))
    if key in ("/CreationDate", "/ModDate"):
        ours, theirs = _moment(info), _moment(xmp[0])
        if ours is not None and theirs is not None:
            return ours.agrees(theirs)
    return " ".join(info.split()) == " ".join(xmp[0].split())


def _authors(text: str) -> list[str]:
    """The authors of a list as programs write it, in its order."""
    plain = text.replace('"', "")  # a name with a comma is put in quotes
    return [" ".join(one.split()) for one in re.split(r"[;,]", plain) if one.strip()]


_DATE = re.compile(
    r"(?:D:)?(\d{4})-?(\d\d)?-?(\d\d)?T?(\d\d)?:?(\d\d)?:?(\d\d)?(?:\.\d+)?"
    r"(?:(Z)(?:00'?(?:00'?)?)?|([+-]\d\d)[:']?(\d\d)?'?)?"
)
"""A date of ISO 32000-1, 7.9.4, or of ISO 16684-1, 8.2.1.2: both may end after any part."""


class _Moment(NamedTuple):
    """A date as far as it is told, and where it is told its offset from universal time."""

    parts: tuple[int, ...]
    offset: dt.timedelta | None

    def agrees(self, other: _Moment) -> bool:
        """Whether two dates are one moment, as far as both tell."""
        told = min(len(self.parts), len(other.parts))
        mine, its = self.parts[:told], other.parts[:told]
        if self.offset is None or other.offset is None or self.offset == other.offset or told < 4:
            return mine == its
        return _universal(mine, self.offset) == _universal(its, other.offset)


def _universal(parts: tuple[int, ...], offset: dt.timedelta) -> dt.datetime:
    return dt.datetime(*parts) - offset  # type: ignore[arg-type]


def _moment(value: str) -> _Moment | None:
    """A date; None for what is none."""
    match = _DATE.fullmatch(value.strip())
    if match is None:
        return None
    parts = tuple(int(part) for part in match.groups()[:6] if part is not None)
    try:
        dt.datetime(*(*parts, 1, 1)[: max(len(parts), 3)])  # type: ignore[arg-type]
    except ValueError:
        return None
    if match[7]:
        return _Moment(parts, dt.timedelta())
    if not match[8]:
        return _Moment(parts, None)
    hours, minutes = int(match[8]), int(match[9] or 0)
    sign = -1 if match[8].startswith("-") else 1
    return _Moment(parts, dt.timedelta(hours=hours, minutes=sign * minutes))


@document_rule(
    "metadata-incomplete",
    "error",
    "A file for the press has a title, its dates and its identifiers.",
    f"{X4}; {PDF}, 14.3.3",
    "Give the document a title and export it again.",
    PRESS,
)
def complete(job: JudgedFile, _: PrinterProfile) -> Iterator[Fault]:
    """Title and dates in Info, and in the packet with the identifiers of the document."""
    if not job.claim:
        return
    wanted = [key for key in ("/Title", "/CreationDate", "/ModDate") if not job.info.get(key)]
    if job.claims_in_packet:
        names = (
            "dc:title", "xmp:CreateDate", "xmp:ModifyDate", "xmp:MetadataDate",
            "xmpMM:DocumentID", "xmpMM:VersionID", "xmpMM:RenditionClass",
        )  # fmt: skip
        wanted += [name for name in names if not job.packet.get(name)]
    if wanted:
        yield Fault(say("There is no {names}.", names=", ".join(key.lstrip("/") for key in wanted)))


@document_rule(
    "title-missing",
    "error",
    "The document has a title.",
    f"{UA}, 7.1",
    "Give the document a title and export it again.",
    frozenset({"screen"}),
)
def titled(job: JudgedFile, _: PrinterProfile) -> Iterator[Fault]:
    """In the metadata packet, where readers look for it."""
    if not job.packet.get("dc:title"):
        yield Fault(say("The metadata packet has no title."))


@document_rule(
    "trapped-unknown",
    "error",
    "The file says whether it has been trapped: True or False, in Info and in the packet.",
    f"{X4}; {PDF}, 14.3.3",
    "Export it as PDF/X; for a file that is not trapped the value is False.",
    PRESS,
)
def trapped(job: JudgedFile, _: PrinterProfile) -> Iterator[Fault]:
    """Unknown is not an answer."""
    if not job.claim:
        return
    info, xmp = job.info.get("/Trapped", ""), job.packet.get("pdf:Trapped")
    if info not in ("True", "False"):
        yield Fault(
            say("Trapped in Info is {info}.", info=legible(info))
            if info
            else say("Trapped in Info is missing.")
        )
    if job.claims_in_packet and xmp and xmp not in ("True", "False"):
        yield Fault(say("Trapped in the metadata packet is '{xmp}'.", xmp=legible(xmp)))


@document_rule(
    "trailer-id",
    "error",
    "The trailer has an ID of two strings.",
    f"{X4}; {PDFA}, 6.1.3",
    "Export it again.",
)
def identifier(job: JudgedFile, _: PrinterProfile) -> Iterator[Fault]:
    """By which a workflow tells two files apart; asked by PDF/X and PDF/A."""
    there = len(job.file.trailer_id) == 2 and all(job.file.trailer_id)
    if job.claims_form and not there:
        yield Fault(say("The trailer has no ID."))


RULES = (
    version, claims_pdfx, claim_in_place, flavour, features, claims_pdfa, pdfa, pdfua, packet,
    packet_plain, same_twice, complete, titled, trapped, identifier,
)  # fmt: skip
