"""Which printing condition a profile is for, by its own words."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pikepdf
import pytest

from depliant.build.pipeline import build
from depliant.build.project import Project
from depliant.build.report import BuildRequest
from depliant.errors import InputError, Place
from depliant.preflight import judge
from depliant.press.characterization import conditions_of, description, names, told_by

ROOT = Path(__file__).parent / "data" / "frozen"
ICC = ROOT / "assets" / "icc" / "FOGRA39L_coated.icc"


def profile(**texts: bytes) -> bytes:
    """A profile that has nothing but its texts: each a whole tag, its type first."""
    table = len(texts).to_bytes(4, "big")
    at = 128 + 4 + 12 * len(texts)
    body = b""
    for tag, data in texts.items():
        table += tag.encode() + (at + len(body)).to_bytes(4, "big") + len(data).to_bytes(4, "big")
        body += data
    return bytes(128) + table + body


def text(words: str) -> bytes:
    return b"text\0\0\0\0" + words.encode("latin-1") + b"\0"


def desc(words: str) -> bytes:
    return b"desc\0\0\0\0" + (len(words) + 1).to_bytes(4, "big") + words.encode() + b"\0" * 79


def languages(words: str) -> bytes:
    data = words.encode("utf-16-be")
    head = b"mluc\0\0\0\0" + (1).to_bytes(4, "big") + (12).to_bytes(4, "big") + b"enUS"
    return head + len(data).to_bytes(4, "big") + (28).to_bytes(4, "big") + data


@pytest.mark.parametrize(
    ("called", "condition"),
    [
        ("FOGRA39L", "FOGRA39"),
        ("Coated FOGRA39 (ISO 12647-2:2004)", "FOGRA39"),
        ("Coated FOGRA27 (ISO 12647-2:2004)", "FOGRA27"),
        ("ISO Coated v2 (ECI)", "FOGRA39"),
        ("ISO Coated v2 300% (basICColor)", "FOGRA39"),
        ("ISO Coated", "FOGRA27"),
        ("PSO Coated v3", "FOGRA51"),
        ("PSOuncoated_v3_FOGRA52.icc", "FOGRA52"),
        ("PSO Uncoated ISO12647 (ECI)", "FOGRA47"),
        ("PSO LWC Improved (ECI)", "FOGRA45"),
        ("U.S. Web Coated (SWOP) v2", "CGATS TR 001"),
        ("SWOP2006_Coated3v2.icc", "CGATS TR 003"),
        ("GRACoL2013_CRPC6.icc", "CGATS21-2-CRPC6"),
        ("Japan Color 2001 Coated", "JC200103"),
        ("Uncoated paper of our printer", None),
    ],
)
def test_what_conditions_and_profiles_are_called(called: str, condition: str | None) -> None:
    assert next(iter(conditions_of(called)), None) == condition


def test_a_name_that_several_conditions_share_may_mean_each() -> None:
    assert {"CGATS TR 001", "CGATS TR 003"} <= set(conditions_of("Artifex CMYK SWOP Profile"))


def test_a_profile_tells_by_its_description_or_its_measurements() -> None:
    assert told_by(ICC.read_bytes()) == ("FOGRA39",)
    assert description(ICC.read_bytes()).startswith("FOGRA39L coated")
    assert told_by(profile(desc=languages("PSO Coated v3"))) == ("FOGRA51",)
    assert told_by(profile(desc=desc("Ours"), targ=text('DESCRIPTOR "FOGRA52L"'))) == ("FOGRA52",)
    # What it is called goes before what it was measured on.
    both = profile(targ=text('DESCRIPTOR "FOGRA27L"'), desc=desc("PSO Coated v3"))
    assert told_by(both) == ("FOGRA51",)
    assert told_by(profile(desc=desc("Our own"))) == ()
    assert names(profile(desc=desc("Papeterie du Nord, mat")), "papeterie du nord")
    assert not names(profile(desc=desc("Papeterie du Nord, mat")), "mat")


@pytest.mark.parametrize("cut", [0, 100, 130, 140, 200])
def test_a_profile_that_breaks_off_tells_nothing_and_harms_nobody(cut: int) -> None:
    assert told_by(ICC.read_bytes()[:cut]) == ()


def test_texts_that_claim_more_than_there_is_are_read_as_far_as_they_go() -> None:
    mad = b"mluc\0\0\0\0" + b"\xff" * 40
    assert told_by(profile(desc=mad)) == ()
    assert told_by(bytes(128) + b"\xff" * 60) == ()


def project(folder: Path, press: str, data: bytes | None = None) -> Path:
    (folder / "assets" / "icc").mkdir(parents=True)
    (folder / "assets" / "icc" / "own.icc").write_bytes(data or ICC.read_bytes())
    (folder / "assets" / "style.yaml").write_text(
        f"format: {{fold: none}}\npress: {{{press}, icc: assets/icc/own.icc}}\n", encoding="utf-8"
    )
    (folder / "content.yaml").write_text(
        "id: one\ntitle: One\nlanguage: en\ndate: 2025-01-01\n"
        "panels:\n  - id: page\n    blocks:\n      - text: Words.\n",
        encoding="utf-8",
    )
    return folder


@pytest.mark.parametrize("named", ["FOGRA39", "FOGRA39L", "ISO Coated v2", "Coated FOGRA39"])
def test_a_profile_of_the_condition_is_in_order(tmp_path: Path, named: str) -> None:
    assert Project.read(project(tmp_path, f"condition: {named}")).remarks == ()


@pytest.mark.parametrize("named", ["FOGRA52", "PSO Coated v3", "CGATS TR 006"])
def test_a_profile_of_another_condition_is_refused(tmp_path: Path, named: str) -> None:
    with pytest.raises(InputError) as caught:
        Project.read(project(tmp_path, f"condition: {named}"))
    (fault,) = caught.value.diagnostics
    assert (fault.code, fault.severity) == ("condition-profile", "error")
    assert fault.place is not None
    assert fault.place == Place("assets/style.yaml", 2, 20)
    assert named in str(fault.message)
    assert "FOGRA39" in str(fault.message)
    assert "`condition: FOGRA39`" in str(fault.hint)


def test_a_build_for_another_condition_is_refused_and_writes_nothing(tmp_path: Path) -> None:
    folder = project(tmp_path / "project", "condition: FOGRA52")
    with pytest.raises(InputError) as caught:
        build(folder, BuildRequest(out=tmp_path / "out"))
    (fault,) = caught.value.diagnostics
    assert (fault.code, fault.severity) == ("condition-profile", "error")
    assert {"FOGRA52", "FOGRA39"} <= {*re.findall(r"FOGRA\d\d", str(fault.message))}
    assert not [*tmp_path.rglob("*.pdf")]


def test_our_own_file_that_names_another_condition_is_found_out(tmp_path: Path) -> None:
    """Nobody but who writes it knows: the file alone must tell."""
    folder = project(tmp_path / "project", "condition: FOGRA39")
    build(folder, BuildRequest(out=tmp_path / "out"))
    (press,) = (tmp_path / "out").glob("*.press.pdf")
    for named, expected in (("FOGRA39", False), ("FOGRA52", True)):
        file = io.BytesIO()
        with pikepdf.open(press) as pdf:
            for intent in pdf.Root.OutputIntents:
                intent.OutputConditionIdentifier = pikepdf.String(named)
            pdf.save(file, fix_metadata_version=False)
        said = [i for i in judge(file.getvalue()).findings if i.code == "intent-mismatch"]
        assert bool(said) == expected
        assert all("FOGRA52" in str(i.message) and "FOGRA39" in str(i.message) for i in said)


def test_where_one_of_the_two_says_nothing_that_is_a_warning(tmp_path: Path) -> None:
    silent = ICC.read_bytes().replace(b"FOGRA39L", b"OURPAPER")
    (doubt,) = Project.read(project(tmp_path / "a", "condition: FOGRA39", silent)).remarks
    assert (doubt.code, doubt.severity) == ("condition-unproved", "warning")
    (doubt,) = Project.read(project(tmp_path / "b", "condition: Matt paper")).remarks
    assert "Matt paper" in str(doubt.message)
    assert "FOGRA39" in str(doubt.message)
    assert Project.read(project(tmp_path / "c", "condition: OurPaper", silent)).remarks == ()


def test_check_and_build_say_the_same(tmp_path: Path) -> None:
    from depliant.build.pipeline import build, check

    silent = ICC.read_bytes().replace(b"FOGRA39L", b"OURPAPER")
    folder = project(tmp_path, "condition: FOGRA39", silent)
    asked = BuildRequest(preflight=False, cache=False, targets=("press",))
    for found in (check(folder).diagnostics, build(folder, asked).diagnostics):
        assert "condition-unproved" in [one.code for one in found]
