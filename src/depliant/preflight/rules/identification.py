"""What the file says of itself: version, standards, metadata."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from depliant.errors import Severity
from depliant.preflight.job import JudgedFile
from depliant.preflight.rules.base import PDF, PDFA, PRESS, UA, X4, Fault, document_rule
from depliant.press.condition import PrinterProfile
from depliant.sentences import Sentence, legible, say

_X_CLAIMS = {
    "PDF/X-1:2001": "1.3",
    "PDF/X-1a:2001": "1.3",
    "PDF/X-1a:2003": "1.4",
    "PDF/X-3:2002": "1.3",
    "PDF/X-3:2003": "1.4",
    "PDF/X-4": "1.6",
    "PDF/X-4p": "1.6",
}


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
    say("{x4}: the XMP packet's pdfxid:GTS_PDFXVersion, and nothing in Info", x4=X4),
    "Export it again; do not edit the claim.",
    PRESS,
)
def claim_in_place(job: JudgedFile, _: PrinterProfile) -> Iterator[Fault]:
    """X-4 claims in XMP alone, its forerunners in Info."""
    inside, info = job.packet.get("pdfxid:GTS_PDFXVersion"), job.info.get("/GTS_PDFXVersion", "")
    if job.claim and job.claim not in _X_CLAIMS and not job.claim.startswith("PDF/X-"):
        yield Fault(say("'{claim}' is no version of PDF/X.", claim=legible(job.claim)))
    if job.claim.startswith("PDF/X-4") and info:
        yield Fault(
            say(
                "The Info dictionary claims '{info}'; PDF/X-4 has no claim there.",
                info=legible(info),
            )
        )
    if not job.claim.startswith("PDF/X-4") and job.claim and not info:
        yield Fault(
            say(
                "'{inside}' is claimed in the XMP packet, but not in the Info dictionary.",
                inside=legible(inside),
            )
        )


@document_rule(
    "flavour-refused",
    "error",
    "The printer takes files of one flavour of PDF/X.",
    say("the printer's profile"),
    "Build it for this printer: --printer NAME.",
    PRESS,
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
    if job.packet.compressed and job.claims:
        yield Fault(say("The metadata packet is compressed."))


_PAIRS = (
    ("/Title", "dc:title"),
    ("/Author", "dc:creator"),
    ("/Subject", "dc:description"),
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
    """Only what both have is compared."""
    for key, name in _PAIRS:
        info, xmp = job.info.get(key, ""), job.packet.get(name)
        if info and xmp and job.claims and _plain(info) != _plain(xmp):
            yield Fault(
                say(
                    "{key} is '{info}' in Info and '{xmp}' in the packet.",
                    key=key[1:],
                    info=legible(info),
                    xmp=legible(xmp),
                )
            )


def _plain(value: str) -> object:
    """A date as a point in time, any other text without its spacing."""
    match = re.fullmatch(
        r"(?:D:)?(\d{4})-?(\d\d)-?(\d\d)T?(\d\d)?:?(\d\d)?:?(\d\d)?(?:\.\d+)?"
        r"(?:(Z)(?:00'?00'?)?|([+-]\d\d)[:']?(\d\d)'?)?",
        value,
    )
    if match is None:
        return " ".join(value.split())
    try:
        time = dt.datetime(*(int(part or 0) for part in match.groups()[:6]))  # type: ignore[arg-type]
    except ValueError:
        return value
    hours, minutes = int(match[8] or 0), int(match[9] or 0)
    return time - dt.timedelta(hours=hours, minutes=minutes if hours >= 0 else -minutes)


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
    if job.claim.startswith("PDF/X-4"):
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
    if job.claim.startswith("PDF/X-4") and xmp and xmp not in ("True", "False"):
        yield Fault(say("Trapped in the metadata packet is '{xmp}'.", xmp=legible(xmp)))


@document_rule(
    "trailer-id",
    "error",
    "The trailer has an ID of two strings.",
    f"{X4}; {PDFA}, 6.1.3",
    "Export it again.",
)
def identifier(job: JudgedFile, _: PrinterProfile) -> Iterator[Fault]:
    """By which a workflow tells two files apart."""
    if len(job.file.trailer_id) != 2 or not all(job.file.trailer_id):
        severity: Severity = "error" if job.claims else "warning"
        yield Fault(say("The trailer has no ID."), severity=severity)


RULES = (
    version, claims_pdfx, claim_in_place, flavour, pdfa, pdfua, packet, packet_plain, same_twice,
    complete, titled, trapped, identifier,
)  # fmt: skip
