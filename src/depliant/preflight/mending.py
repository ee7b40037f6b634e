"""What can be mended in a file without touching what it paints: boxes, metadata, output intent.

Only what can be proved is done. Nothing is invented: a title that is nowhere, a trim that nobody
has said, one of two contradicting authors stay as they are. The plates of every page are made
before and after; a file in which one pixel of one plate is not the same is not given out.
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pikepdf
from msgspec import Struct

from depliant.bounds import LONG
from depliant.errors import Diagnostic, InputError, Place
from depliant.geometry import Rect
from depliant.pdfread.objects import entry, items, name
from depliant.preflight.blackening import blacken, keeps
from depliant.preflight.job import JudgedFile, PageView
from depliant.preflight.rules.identification import PAIRS
from depliant.sentences import Sentence, counted, say, verbatim

if TYPE_CHECKING:
    from depliant.pdfread.opening import OpenFile, PageFacts
    from depliant.preflight.inks import Plates
    from depliant.preflight.purpose import Kind
    from depliant.press.condition import OutputCondition, PrinterProfile

MOST_PAGES: Final = 100
"""Pages of a file that can be mended: the plates of all are made twice."""

_DATES = ("/CreationDate", "/ModDate")
_LISTS = {"dc:creator"}
_SLACK = 0.5
"""Points by which boxes may miss each other: they are rounded differently."""


class Coverage(Struct, frozen=True):
    """How much of a trimmed page a plate covers, in per cent, before and after."""

    page: int
    ink: str
    before: float
    after: float


class Mended(Struct, frozen=True):
    """A file that was mended: its bytes, what was done, and its plates; no bytes: nothing to do."""

    data: bytes = b""
    done: tuple[Sentence, ...] = ()
    plates: tuple[Coverage, ...] = ()


def mend_file(
    path: Path,
    kind: Kind,
    profile: PrinterProfile,
    condition: OutputCondition | None,
    *,
    black: bool = False,
) -> Mended:
    """What can be mended in a file that is for `kind`, in a process of its own.

    Args:
        path: the file, which stays as it is.
        kind: what it is judged for.
        profile: the printer, for what he wants of the CropBox.
        condition: his printing condition, for a file that has no output intent.
        black: whether text in rich black is made black alone.

    Raises:
        InputError: `fix-refused`, or as `judge_file`.
    """
    from depliant.confined import confined

    asked = (path, kind, profile, condition, black)
    return confined(Mended, Place(str(path)), _mended, *asked, seconds=LONG)


def _mended(
    path: Path,
    kind: Kind,
    profile: PrinterProfile,
    condition: OutputCondition | None,
    black: bool = False,
) -> Mended:
    """The child's part of `mend_file`."""
    from depliant.pdfread.budget import BudgetError

    try:
        return _mended_within(path, kind, profile, condition, black)
    except BudgetError:
        raise refused(say("a page of it paints more than can be judged")) from None


def _mended_within(
    path: Path,
    kind: Kind,
    profile: PrinterProfile,
    condition: OutputCondition | None,
    black: bool,
) -> Mended:
    """What `_mended` gives.

    Raises:
        BudgetError: a page paints more than can be judged.
    """
    from depliant.pdfread.opening import opened
    from depliant.preflight.purpose import given

    data = path.read_bytes()
    with opened(data, restricted=True) as file:
        _refuse(file)
        job = JudgedFile(file, None, given(kind), condition)
        # Pages and metadata are read before anything is changed.
        before = [(view, view.plates) for view in _views(job)]
        if black:
            _read_texts(before)
        done = (
            *_boxes(job, profile),
            *_intent(job, condition),
            *_metadata(job, data),
            *(_black(job) if black else ()),
        )
        if not done:
            return Mended()
        made = _saved(file.pdf)
        with opened(made) as after:
            again = JudgedFile(after, None, given(kind), condition)
            plates = tuple(_compared(before, list(_views(again)), black=black))
    return Mended(made, done, plates)


def _views(job: JudgedFile) -> Iterator[PageView]:
    for facts in job.file.pages:
        job.interpreter.budget.renew()
        yield PageView(job, facts)


def _refuse(file: OpenFile) -> None:
    """Leave alone what cannot be written again as it is.

    Raises:
        InputError: `fix-refused`
    """
    fields = items(entry(file.catalog, "/AcroForm", "/Fields"))
    signed = any(name(entry(one, "/FT")) == "Sig" for one in fields)
    reason = (
        say("it is damaged, and each program repairs it otherwise")
        if file.repairs or file.is_cut
        else say("it is signed, and a signature holds for the bytes that were signed")
        if signed or entry(file.catalog, "/Perms") is not None
        else say("it is encrypted, and whoever did that wants it left as it is")
        if file.pdf.is_encrypted
        else say("it has more than {count} pages", count=MOST_PAGES)
        if len(file.pages) > MOST_PAGES
        else None
    )
    if reason is not None:
        raise refused(reason)


_HINT: Final = say("Ask whoever made it to export it again.")


def refused(reason: Sentence, hint: Sentence = _HINT) -> InputError:
    """That a file is not mended."""
    message = say("The file is not mended: {reason}.", reason=reason)
    return InputError(Diagnostic("fix-refused", message, hint=hint))


def _saved(pdf: pikepdf.Pdf) -> bytes:
    file = io.BytesIO()
    pdf.save(
        file, fix_metadata_version=False, compress_streams=False, deterministic_id=True,
        stream_decode_level=pikepdf.StreamDecodeLevel.none,
    )  # fmt: skip
    return file.getvalue()


# --- the plates -------------------------------------------------------------------------------


def _compared(
    before: list[tuple[PageView, Plates]], after: list[PageView], *, black: bool
) -> Iterator[Coverage]:
    """The plates of all pages, which must be the same to the last pixel.

    Where text was made black, black must be, and all others but where that text stands.

    Raises:
        InputError: `fix-refused`
    """
    from PIL import ImageStat

    if len(before) != len(after):
        raise refused(say("its plates would change"))
    for (old, plates), view in zip(before, after, strict=True):
        new = view.plates
        same = keeps(old, plates, new) if black else _same(plates, new)
        if plates.names != new.names or not same:
            raise refused(say("its plates would change"))
        pairs = zip(plates.names, plates.cut(old.trim), new.cut(view.trim), strict=True)
        for ink, one, other in pairs:
            means = [
                round(100 * ImageStat.Stat(picture).mean[0] / 255, 2)
                if picture.width * picture.height
                else 0.0
                for picture in (one, other)
            ]
            yield Coverage(view.number, ink, *means)


def _same(one: Plates, other: Plates) -> bool:
    return all(
        a.size == b.size and a.tobytes() == b.tobytes()
        for a, b in zip(one.pictures, other.pictures, strict=True)
    )


# --- black text -------------------------------------------------------------------------------


def _read_texts(before: list[tuple[PageView, Plates]]) -> None:
    """Have the texts of all pages read while they are as they were."""
    for view, _ in before:
        view.job.interpreter.budget.renew()
        list(view.texts)


def _black(job: JudgedFile) -> Iterator[Sentence]:
    """Text in rich black made black alone, which overprints."""
    count = sum(blacken(job.file.pdf, facts) for facts in job.file.pages)
    if count:
        yield counted(
            count,
            "{count} text in rich black is black alone now, and overprints.",
            "{count} texts in rich black are black alone now, and overprint.",
        )


# --- boxes ------------------------------------------------------------------------------------


def _boxes(job: JudgedFile, profile: PrinterProfile) -> Iterator[Sentence]:
    """Boxes that contradict others which say more; a trim that is not said stays unsaid."""
    if job.kind != "press":
        return
    arts, bleeds, crops = 0, 0, 0
    for facts in job.file.pages:
        if facts.trim is not None and facts.art is not None:
            _without(facts, "/ArtBox")
            arts += 1
        if facts.bleed is not None and facts.media is not None:
            kept = _within(facts.bleed, facts.media)
            if kept is not None:
                facts.node.BleedBox = _array(kept)
                bleeds += 1
        crops += _crop(facts, profile)
    if arts:
        yield counted(
            arts,
            "{count} page: the ArtBox is taken out, the TrimBox says where it is cut.",
            "{count} pages: the ArtBox is taken out, the TrimBox says where they are cut.",
        )
    if bleeds:
        yield counted(
            bleeds,
            "{count} page: the BleedBox ends with the MediaBox.",
            "{count} pages: the BleedBox ends with the MediaBox.",
        )
    if crops:
        yield counted(
            crops,
            "{count} page: the CropBox is as it is wanted.",
            "{count} pages: the CropBox is as it is wanted.",
        )


def _crop(facts: PageFacts, profile: PrinterProfile) -> bool:
    """Set the CropBox as the printer wants it; without a wish, one that hides the bleed goes."""
    crop, media, cut = facts.crop, facts.media, facts.trim
    if media is None or cut is None:
        return False
    whole = facts.bleed or cut
    wanted = {"none": media, "trim": cut, "bleed": whole}.get(profile.crop)
    if wanted is None:
        wanted = media if crop is not None and _within(whole, crop) is not None else crop or media
    if _far(crop or media, wanted) <= _SLACK:
        return False
    facts.node.CropBox = _array(wanted)
    return True


def _far(one: Rect, other: Rect) -> float:
    return max(
        abs(one.x - other.x), abs(one.y - other.y), abs(one.right - other.right),
        abs(one.bottom - other.bottom),
    )  # fmt: skip


def _within(inner: Rect, outer: Rect) -> Rect | None:
    """What is left of a box within another; None where all of it is, or nothing."""
    x, y = max(inner.x, outer.x), max(inner.y, outer.y)
    right, top = min(inner.right, outer.right), min(inner.bottom, outer.bottom)
    kept = Rect(x, y, right - x, top - y)
    return kept if _far(kept, inner) > _SLACK and min(kept.width, kept.height) > 0 else None


def _array(box: Rect) -> pikepdf.Array:
    return pikepdf.Array([box.x, box.y, box.right, box.bottom])


def _without(facts: PageFacts, key: str) -> None:
    if key in facts.node:
        del facts.node[key]


# --- the output intent ------------------------------------------------------------------------


def _intent(job: JudgedFile, condition: OutputCondition | None) -> Iterator[Sentence]:
    """The printer's output intent, in a file for the press that has none at all."""
    if job.kind != "press" or condition is None or job.intents:
        return
    pdf = job.file.pdf
    profile = pdf.make_stream(condition.icc, N=4)
    pdf.Root.OutputIntents = pikepdf.Array(
        [
            pdf.make_indirect(
                pikepdf.Dictionary(
                    Type=pikepdf.Name.OutputIntent,
                    S=pikepdf.Name.GTS_PDFX,
                    OutputConditionIdentifier=pikepdf.String(condition.identifier),
                    RegistryName=pikepdf.String(condition.registry),
                    Info=pikepdf.String(condition.info or condition.identifier),
                    DestOutputProfile=profile,
                )
            )
        ]
    )
    yield say(
        "The output intent is {condition}, the printer's.",
        condition=verbatim(condition.identifier),
    )


# --- metadata ---------------------------------------------------------------------------------


def _metadata(job: JudgedFile, data: bytes) -> Iterator[Sentence]:
    """What one of Info and packet says and the other lacks; Trapped, where nobody says it."""
    if not job.claim or (job.packet.present and not job.packet.sound):
        return
    wanted, trapped = _missing(job), _trapped(job)
    if job.claims_in_packet:
        wanted |= _identifiers(job, data, wanted)
    bare = job.packet.present and job.packet.compressed
    if not (wanted or trapped or bare):
        return
    pdf, in_packet = job.file.pdf, job.packet.present or job.claims_in_packet
    if trapped:
        pdf.docinfo["/Trapped"] = pikepdf.Name("/" + trapped)
        yield say("Trapped is {value}, in Info and in the packet.", value=verbatim(trapped))
    for key, _ in PAIRS:
        if key in wanted:
            pdf.docinfo[key] = pikepdf.String(wanted[key])
    if in_packet:
        with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as packet:
            for key, value in wanted.items():
                if not key.startswith("/"):
                    packet[key] = [value] if key in _LISTS else value
            if trapped:
                packet["pdf:Trapped"] = trapped
    if wanted:
        names = ", ".join(key.lstrip("/") for key in wanted)
        yield say("Filled in from what the file says elsewhere: {names}.", names=names)
    if bare:
        pdf.Root.Metadata.write(pdf.Root.Metadata.read_bytes())
        yield say("The metadata packet is stored as it is.")


def _missing(job: JudgedFile) -> dict[str, str]:
    """What Info or the packet lacks and the other has, by the key under which it lacks."""
    found: dict[str, str] = {}
    for key, property_ in PAIRS:
        if key == "/Trapped" or property_ in job.packet.undecided:
            continue
        info, xmp = job.info.get(key, ""), job.packet.all(property_)
        if info and not xmp and (job.packet.present or job.claims_in_packet):
            found[property_] = _xmp_date(info) if key in _DATES else info
        elif xmp and not info:
            found[key] = _info_date(xmp[0]) if key in _DATES else "; ".join(xmp)
    return {key: value for key, value in found.items() if value}


def _identifiers(job: JudgedFile, data: bytes, found: dict[str, str]) -> dict[str, str]:
    """What PDF/X-4 wants to tell a document and its versions apart: made from the file's bytes."""
    changed = job.packet.get("xmp:ModifyDate") or found.get("xmp:ModifyDate", "")
    wanted = {
        "xmp:MetadataDate": changed,
        "xmpMM:DocumentID": f"uuid:{hashlib.sha256(data).hexdigest()[:32]}",
        "xmpMM:VersionID": "1",
        "xmpMM:RenditionClass": "default",
    }
    return {key: value for key, value in wanted.items() if value and not job.packet.get(key)}


def _trapped(job: JudgedFile) -> str:
    """What Trapped is to be set to; empty where it is said, or said in two ways."""
    said = {job.info.get("/Trapped", ""), job.packet.get("pdf:Trapped")}
    known = said & {"True", "False"}
    if len(known) > 1 or (job.kind != "press"):
        return ""
    is_complete = job.info.get("/Trapped", "") in known and (
        not job.claims_in_packet or job.packet.get("pdf:Trapped") in known
    )
    return "" if is_complete else known.pop() if known else "False"


def _xmp_date(text: str) -> str:
    from pikepdf.models.metadata import decode_pdf_date

    try:
        return decode_pdf_date(text).isoformat()
    except ValueError:
        return ""


def _info_date(text: str) -> str:
    from datetime import datetime

    from pikepdf.models.metadata import encode_pdf_date

    try:
        return "D:" + encode_pdf_date(datetime.fromisoformat(text)).removeprefix("D:")
    except ValueError:
        return ""
