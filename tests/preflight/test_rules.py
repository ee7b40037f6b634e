"""Every rule finds the file that breaks it, and finds nothing in the one that does not."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name
from tests.loud import ENGLISH, LOUD
from tests.preflight.broken import BROKEN, DIE, Broken, art, separation, step, stepped
from tests.preflight.conftest import Edit, Leaflet, edited, small
from tests.preflight.damaged import VARIANTS as DAMAGED
from tests.preflight.test_variants import VARIANTS

from depliant.codes import CODES
from depliant.geometry import mm
from depliant.preflight import judge
from depliant.preflight.rules import RULES
from depliant.press.condition import PrinterProfile


def test_nothing_is_found_in_a_sound_file() -> None:
    report = judge(small())
    assert [str(item) for item in report.findings] == []
    assert report.kind == "press"
    assert report.claims == ("PDF/X-4", "PDF/A-2a", "PDF/UA-1")


@pytest.mark.parametrize("broken", BROKEN, ids=lambda b: f"{b.code} {b.name}".strip())
def test_a_broken_file_is_found_by_its_code(broken: Broken) -> None:
    report = judge(broken.make(), broken.profile)
    found = {item.code: item for item in report.findings}
    assert broken.code in found, [str(item) for item in report.findings]
    item = found[broken.code]
    assert item.message
    assert item.rule
    assert item.source
    assert item.hint
    for said in (item.message, item.rule, item.hint, item.place):
        assert not ENGLISH.search(LOUD.tell(said)), "no English is filled in"


# Not broken in the small press file: they are asked of screen files, or need the file's bytes.
ELSEWHERE = {"title-missing", "screen-intent", "colour-unmanaged", "link-untagged", "trailer-id"}


def test_every_rule_has_a_broken_file() -> None:
    broken = {item.code for item in BROKEN} | {item.code for item in DAMAGED} - {""} | ELSEWHERE
    broken |= {code for variant in VARIANTS for code in variant.codes}
    assert {rule.code for rule in RULES} - broken == set()
    assert broken - {rule.code for rule in RULES} == set()


def test_every_rule_is_explained_and_registered_once() -> None:
    codes = [rule.code for rule in RULES]
    assert len(set(codes)) == len(codes)
    for rule in RULES:
        assert rule.code in CODES
        assert str(rule.text).endswith(".")
        assert rule.source


@pytest.mark.parametrize(
    "sound",
    [
        # A spot ink spelled one way, with one recipe, tinted.
        art(b"/A cs 0.5 scn 50 50 20 20 re f", ColorSpace_A=separation("Gold")),
        # Rich black in an area, within the limit.
        art(b"0.5 0.4 0.4 1 k 50 20 60 60 re f"),
        # Registration colour in the slug, clear of the bleed.
        art(b"/A cs 1 scn 50 -8 20 3 re f", ColorSpace_A=separation("All", 1, 1, 1, 1)),
        # Over the limit, but no larger than a full stop.
        art(b"0.9 0.9 0.9 0.9 k 50 50 3 3 re f"),
        # Steps: a line thinner than any that prints, one of a vendor’s, a group alone.
        stepped(b"/S gs /D CS 1 SCN 0.05 w 20 20 m 90 90 l S /D cs 1 scn 40 40 40 40 re f"),
        stepped(b"/S gs /D CS 1 SCN 20 20 m 90 90 l S", type_="GWGS_Kiss cut"),
        stepped(b"/Over gs /D cs 1 scn 20 20 30 30 re f", "White", ""),
        # White that knocks out, black that overprints.
        art(b"/Knock gs 0 0 0 0 k 50 50 20 20 re f /Over gs 0 0 0 1 k 80 50 20 20 re f"),
        # An ornament that leaves the page slanting.
        art(b"0.3 0 0 0 k 0 100 m 20 112 l 20 90 l f"),
        # A line that is thin in its own space, but not on the page.
        art(b"10 0 0 10 0 0 cm 0 0 0 1 K 0.05 w 5 5 m 9 5 l S"),
    ],
    ids=[
        "spot",
        "rich black",
        "registration",
        "full stop",
        "step",
        "own step",
        "white step",
        "white",
        "slant",
        "scaled line",
    ],
)
def test_what_looks_like_a_fault_and_is_none(sound: Callable[[], bytes]) -> None:
    assert [str(item) for item in judge(sound()).findings] == []


# --- where, and for whom ----------------------------------------------------------------------


def test_a_finding_says_where_it_is_in_millimetres_from_the_trim_corner() -> None:
    data = art(b"1 0 0 rg 38.346 153.307 28.346 28.346 re f")()
    (item,) = (item for item in judge(data).findings if item.code == "colour-rgb")
    assert item.page == 1
    assert item.box == pytest.approx((10, 10, 10, 10), abs=0.05)
    assert str(item.place) == "page 1, 10.0 × 10.0 mm at 10.0, 10.0"


def test_a_limit_that_the_printer_does_not_state_is_no_error() -> None:
    data = art(b"1 1 0.6 0.6 k 50 50 40 40 re f")()
    stated = PrinterProfile("a", ink_limit=3.0, sources=(("ink_limit", "his sheet"),))
    silent = PrinterProfile("b", ink_limit=3.0)
    (one,) = (item for item in judge(data, stated).findings if item.code == "ink-limit")
    (two,) = (item for item in judge(data, silent).findings if item.code == "ink-limit")
    assert (one.severity, str(one.source)) == ("error", "his sheet")
    assert two.severity == "warning"
    assert "320 %" in str(one.message)


def test_the_same_fault_many_times_is_counted() -> None:
    lines = b"".join(b"50 %d m 90 %d l S\n" % (y, y) for y in range(40, 90, 2))
    found = judge(art(b"0 0 0 1 K 0.1 w " + lines)()).findings
    (thin,) = (item for item in found if item.code == "thin-line")
    assert (thin.count, len(thin.places)) == (25, 25)
    assert len({place.box for place in thin.places}) == 25
    assert str(thin.place).startswith("25 places on page 1, the first: 14.")


def test_a_printer_with_more_bleed_gets_it_from_a_page_that_has_it() -> None:
    profile = PrinterProfile("a", bleed=mm(3), sources=(("bleed", "his sheet"),))
    assert judge(small(), profile).accepted


# --- what pikepdf writes by itself, and screen files ------------------------------------------


def test_a_trailer_without_an_id_is_found() -> None:
    data = small()
    at = data.rindex(b"/ID [")
    assert "trailer-id" in codes(data[:at] + b"/XX [" + data[at + 5 :])


def codes(data: bytes) -> set[str]:
    return {item.code for item in judge(data).findings}


def without_title(pdf: pikepdf.Pdf) -> None:
    packet = pdf.Root.Metadata
    start, _, rest = packet.read_bytes().partition(b"<dc:title>")
    packet.write(start + rest.partition(b"</dc:title>")[2])


def without_archive_intent(pdf: pikepdf.Pdf) -> None:
    pdf.Root.OutputIntents[0].S = Name("/GTS_Other")


def in_ink(pdf: pikepdf.Pdf) -> None:
    page = pdf.pages[0].obj
    page.Contents = Array(
        [page.Contents, pdf.make_stream(b"/Artifact BMC 0 1 0 0 k 20 20 30 30 re f EMC")]
    )


def loose_link(pdf: pikepdf.Pdf) -> None:
    for page in pdf.pages:
        for annotation in page.obj.get("/Annots", Array()):
            del annotation.Contents


@pytest.mark.parametrize(
    ("code", "edit"),
    [
        ("title-missing", without_title),
        ("screen-intent", without_archive_intent),
        ("colour-unmanaged", in_ink),
        ("link-untagged", loose_link),
    ],
)
def test_screen_files_have_rules_of_their_own(leaflet: Leaflet, code: str, edit: Edit) -> None:
    assert codes(edited(leaflet.screen, edit)) == {code}


def test_a_screen_file_is_no_press_file_unless_a_printer_is_named(leaflet: Leaflet) -> None:
    assert judge(leaflet.screen).kind == "screen"
    report = judge(leaflet.screen, PrinterProfile("a"))
    assert report.kind == "press"
    assert {"colour-rgb", "pdfx-missing"} <= {item.code for item in report.findings}


def test_nothing_is_found_in_our_own_files(leaflet: Leaflet) -> None:
    for data in (leaflet.press, leaflet.screen):
        assert [str(item) for item in judge(data).findings] == []


def test_forms_are_walked_into_with_their_scale() -> None:
    def edit(pdf: pikepdf.Pdf) -> None:
        inner = pdf.make_stream(b"0 0 0 1 K 1 w 0 0 m 400 0 l S")
        inner.Type, inner.Subtype = Name.XObject, Name.Form
        inner.BBox, inner.Matrix = Array([0, -5, 400, 5]), Array([0.5, 0, 0, 0.5, 0, 0])
        holder = pdf.pages[0].obj.Resources
        holder.XObject = Dictionary(F=inner)

    data = small(b"0.2 0 0 0.2 50 50 cm /F Do", edit=edit)
    (item,) = judge(data).findings
    assert item.code == "thin-line"
    assert "0.10 pt" in str(item.message)


def test_the_judged_file_is_left_as_it_is(tmp_path: Path) -> None:
    file = tmp_path / "job.pdf"
    file.write_bytes(small())
    before = file.read_bytes()
    judge(before)
    assert file.read_bytes() == before
    with pikepdf.open(io.BytesIO(before)) as pdf:
        assert len(pdf.pages) == 2


def test_a_processing_step_is_no_ink() -> None:
    """Neither a plate, nor ink that adds up, nor a spot that a printer refuses."""
    below = b"0.7 0.7 0.7 0.7 k 30 30 60 60 re f "
    die = b"/OC /Die BDC /Over gs /D cs 1 scn 30 30 60 60 re f EMC"
    both = {"Properties_Die": step("Structural", "Cutting"), "ColorSpace_D": DIE}
    profile = PrinterProfile("test", spots="refused", ink_limit=2.9, sources=(("spots", "own"),))
    codes = {item.code for item in judge(art(below + die, **both)(), profile).findings}
    assert not codes & {"ink-limit", "spot-refused"}
    printed = below + b"/Over gs /D cs 1 scn 30 30 60 60 re f"
    found = judge(art(printed, ColorSpace_D=DIE)(), profile).findings
    assert {"ink-limit", "spot-refused"} <= {item.code for item in found}
