"""Marks are judged as a build judges them, and shown on every ground."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest
from pikepdf import Dictionary, Name
from PIL import Image
from tests.loud import ENGLISH, LOUD

from depliant.partners.adding import Wish, add
from depliant.partners.checking import checked
from depliant.partners.sheet import mark_sheet
from depliant.source.folder import Folder

from .conftest import MakePdf, separation


def write(project: Path, name: str, ink: str, contract: str, box: str = "") -> None:
    logos = project / "assets/logos"
    (logos / f"{name}.svg").write_text(
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20">{box}'
        f'<rect fill="{ink}" x="5" y="5" width="30" height="10"/></svg>'
    )
    (logos / f"{name}.yaml").write_text(f"name: {name.title()}\n{contract}")


def judged(project: Path, *names: str) -> dict[str, list[str]]:
    _, marks = checked(Folder(project), names)
    return {mark.id: [found.code for found in mark.diagnostics] for mark in marks}


def test_each_mark_is_judged_by_what_is_wrong_with_it(project: Path) -> None:
    write(project, "sound", "#000", 'inks: {"#000": [0, 0, 0, 100]}\n')
    write(project, "unseen", "#eee", 'inks: {"#eee": [0, 0, 2, 0]}\n')
    write(project, "unread", "#00f", "")
    write(project, "swatch", "#000", 'inks: {"#000": pinne}\n')
    write(project, "ground", "#000", 'grounds: [creem]\ninks: {"#000": black}\n')
    white = '<rect fill="#fff" width="40" height="20"/>'
    inks = 'inks: {"#000": black, "#fff": [0, 0, 0, 0]}\n'
    write(project, "boxed", "#000", f"grounds: [pine]\n{inks}", white)
    (project / "assets/logos/broken.yaml").write_text("nam: X\n")
    Image.new("RGB", (30, 20), "red").save(project / "assets/logos/alone.png")
    found = judged(project)
    assert found.pop("alder-street") == ["logo-standin"]
    alone = [codes for name, codes in found.items() if "alone" in name]
    assert alone == [["logo-unknown"]]
    assert {name: codes for name, codes in found.items() if "alone" not in name} == {
        "boxed": ["logo-white-box"],
        "broken": ["key-missing", "key-unknown"],
        "ground": ["logo-ground"],
        "sound": [],
        "swatch": ["logo-ink"],
        "unread": ["svg-colour"],
        "unseen": ["logo-unseen"],
    }
    assert judged(project, "sound", "nobody") == {"sound": [], "nobody": ["logo-unknown"]}


def test_inks_that_a_build_would_refuse_are_found(project: Path, pdf: MakePdf) -> None:
    style = project / "assets/style.yaml"
    text = style.read_text(encoding="utf-8")
    line = "swatches:\n  rouge: {spot: PANTONE 186 C, cmyk: [0, 100, 80, 5]}\n"
    style.write_text(text.replace("swatches:\n", line, 1), encoding="utf-8")
    spaces = Dictionary(S=separation("PANTONE 186 C", Name.DeviceCMYK, (0, 1, 1, 0)))
    content = b"/S cs 1 scn 10 10 9 9 re f 1 1 1 1 k 30 10 9 9 re f"
    path = pdf(content, ColorSpace=spaces)
    found = add(project, path, Wish(name="a")).diagnostics
    assert sorted(one.code for one in found) == ["ink-limit", "spot-conflict"]
    assert '"PANTONE 186 C": rouge' in "".join(str(one.hint) for one in found)
    again = add(project, path, Wish(name="a", replace=True, inks=["PANTONE 186 C=rouge"]))
    assert [one.code for one in again.diagnostics] == ["ink-limit"]


def test_lines_that_the_press_does_not_hold_are_found_with_the_size_that_it_does(
    project: Path, pdf: MakePdf
) -> None:
    path = pdf(b"0 0 0 1 k 0 0 200 90 re f 0 1 0 0 K 0.4 w 0 95 m 200 95 l S")
    (found,) = add(project, path, Wish(name="a")).diagnostics
    assert (found.code, found.severity) == ("thin-line", "warning")
    said = re.search(r"from about (\d+) mm", str(found.hint))
    assert said is not None
    height = 0.25 / 0.4 * 95.2 * 25.4 / 72
    assert height <= int(said[1]) + 0.5 <= height * 1.6


def test_what_is_past_its_day_is_told(project: Path) -> None:
    path = project / "assets/logos/alder-street.yaml"
    path.write_text(path.read_text(encoding="utf-8") + "permitted_until: 2001\n", encoding="utf-8")
    assert "logo-expired" in judged(project)["alder-street"]


def test_a_mark_is_shown_on_the_grounds_of_the_panels_and_of_its_contract(project: Path) -> None:
    _, (mark,) = checked(Folder(project))
    assert {stand.ground: stand.allowed for stand in mark.stands} == {
        "paper": True, "cream": True, "pine": False,
    }  # fmt: skip
    for stand in mark.stands:
        assert stand.placed.frame.height >= 10 * 72 / 25.4, "its least height"


def text_of(data: bytes) -> str:
    done = subprocess.run(
        ["pdftotext", "-layout", "-", "-"], input=data, capture_output=True, check=True
    )
    return done.stdout.decode()


def test_the_sheet_says_each_mark_with_its_grounds_and_its_sizes(
    project: Path, tmp_path: Path
) -> None:
    for number in range(9):
        write(project, f"mark-{number}", "#000", 'inks: {"#000": black}\n')
    write(project, "unread", "#00f", "")
    house, marks = checked(Folder(project))
    data = mark_sheet(marks, house, "Marks")
    assert data == mark_sheet(marks, house, "Marks")
    said = text_of(data)
    for mark in marks:
        assert mark.logo is not None
        assert mark.logo.name in said
    assert "pine: not allowed by its contract" in said
    assert "least height 10 mm" in said
    assert "It cannot be used" in said
    for page in said.split("\f"):
        assert page.count("· least height") == len(
            re.findall(r"paper: allowed, (?:8|10)\.0 mm high", page)
        ), "the tiles of a mark stand on its page"
    (tmp_path / "sheet.pdf").write_bytes(data)
    subprocess.run(["qpdf", "--check", tmp_path / "sheet.pdf"], check=True, capture_output=True)


def test_the_sheet_is_in_the_users_language(project: Path) -> None:
    write(project, "mark", "#000", 'inks: {"#000": black}\n')
    house, marks = checked(Folder(project))
    said = text_of(mark_sheet(marks, house, "Logos", LOUD))
    assert "PINE: NOT ALLOWED BY ITS CONTRACT" in said.upper()
    assert "LEAST HEIGHT 10 MM" in said
    assert not ENGLISH.search(said)


@pytest.mark.parametrize("name", ["Ville d’Å", "日本", "A" * 300, "\u05d0\u05d1 (x)"])
def test_a_name_of_any_letters_and_length_is_set(project: Path, pdf: MakePdf, name: str) -> None:
    added = add(project, pdf(b"0 0 0 1 k 10 10 9 9 re f"), Wish(holder=name))
    assert (project / added.sheet).read_bytes().startswith(b"%PDF-")


def test_a_mark_larger_than_its_tile_is_shown_smaller_and_that_is_said(
    project: Path, pdf: MakePdf
) -> None:
    added = add(project, pdf(b"0 0 0 1 k 0 49 200 2 re f"), Wish(minimum_height=40.0))
    assert "shown at" in text_of((project / added.sheet).read_bytes())


def test_a_colour_as_dark_as_the_ground_is_not_cut_off(project: Path, pdf: MakePdf) -> None:
    """Its box is the same on every ground where it shows, however dark that is."""
    house, _ = checked(Folder(project))
    cyan, magenta, yellow, black = house.sheet.colour("pine").cmyk
    other = f"{magenta} {cyan} {yellow} {black} k 10 10 40 40 re f 0 0 0 1 k 60 10 40 40 re f"
    path = pdf(other.encode())
    added = add(project, path, Wish())
    frames = {stand.ground: tuple(stand.placed.frame[2:]) for stand in added.checked.stands}
    wide, high = frames["paper"]
    assert frames["pine"][0] / frames["pine"][1] == pytest.approx(wide / high)
