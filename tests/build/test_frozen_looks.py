"""A frozen issue comes back as it was, whatever becomes of the project that it was made from."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import struct
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from msgspec.structs import replace

from depliant.build import ledgers, pipeline
from depliant.build.project import Project
from depliant.build.report import BuildRequest
from depliant.build.session import Session
from depliant.errors import Diagnostic, InputError
from depliant.fonts.face import load
from depliant.fonts.keeping import may_be_kept
from depliant.fonts.registry import FaceRef, family_files, file_of

FROZEN = Path(__file__).parents[1] / "data" / "frozen"
NAME = "2012-2017"
SOURCE = Path(__file__).parents[2] / "src"


def built(root: Path, issue: str | None = None) -> tuple[dict[str, str], list[Diagnostic]]:
    """The digests of both files, and what was found."""
    request = BuildRequest(issue=issue, preflight=False, cache=False)
    report = pipeline.build(root, request)
    digests = {
        file.path.name: hashlib.sha256(file.path.read_bytes()).hexdigest() for file in report.files
    }
    return digests, list(report.diagnostics)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, str]]:
    """The leaflet, frozen, and the digests of its files before it was."""
    root = tmp_path_factory.mktemp("frozen") / "leaflet"
    shutil.copytree(FROZEN, root, ignore=shutil.ignore_patterns("out"))
    digests, _ = built(root)
    ledgers.freeze(root, NAME)
    return root, digests


@pytest.fixture
def frozen(made: tuple[Path, dict[str, str]], tmp_path: Path) -> tuple[Path, dict[str, str]]:
    """The same, in a folder that may be spoilt."""
    shutil.copytree(made[0], tmp_path / "leaflet")
    return tmp_path / "leaflet", made[1]


def test_it_comes_back_whatever_changes(frozen: tuple[Path, dict[str, str]]) -> None:
    root, digests = frozen
    assets = root / "assets"
    (assets / "style.yaml").write_text("no style sheet at all: [")
    for folder in ("art", "logos", "translations"):
        shutil.rmtree(assets / folder)
    (assets / "icc/FOGRA39L_coated.icc").write_bytes(b"another profile")
    content = root / "content.yaml"
    content.write_text(content.read_text().replace("\npanels:", "\npannels:"))
    with pytest.raises(InputError):
        built(root)
    again, found = built(root, NAME)
    assert again == digests
    assert {str(item.place.file) for item in found if item.place} == {
        f"assets/issues/{NAME}/content.yaml"
    }


def test_a_former_issue_does_not_overwrite_the_present_one(
    frozen: tuple[Path, dict[str, str]],
) -> None:
    root, _ = frozen
    content = root / "content.yaml"
    content.write_text(content.read_text().replace(f"issue: {NAME}\n", "issue: next\n"))
    before = {path.name: path.read_bytes() for path in (root / "out").iterdir()}
    built(root, NAME)
    assert {path.name: path.read_bytes() for path in (root / "out").glob("*.pdf")} == before
    assert {path.name for path in (root / "out" / NAME).iterdir()} == set(before)


def test_issues_share_the_files_that_they_have_in_common(
    frozen: tuple[Path, dict[str, str]],
) -> None:
    root, _ = frozen
    store = root / "assets/issues/_files"
    before = {path.name for path in store.iterdir()}
    content = root / "content.yaml"
    content.write_text(content.read_text().replace(f"issue: {NAME}\n", "issue: next\n"))
    style = root / "assets/style.yaml"
    style.write_text(style.read_text() + "# another\n")
    ledgers.freeze(root, "next")
    after = {path.name: path.read_bytes() for path in store.iterdir()}
    assert after.keys() - before == {hashlib.sha256(style.read_bytes()).hexdigest()}
    assert all(hashlib.sha256(data).hexdigest() == name for name, data in after.items())


def test_freezing_is_the_same_bytes_in_every_folder(
    made: tuple[Path, dict[str, str]], tmp_path: Path
) -> None:
    root = tmp_path / "elsewhere"
    shutil.copytree(FROZEN, root, ignore=shutil.ignore_patterns("out"))
    ledgers.freeze(root, NAME)
    one, other = (
        {
            path.relative_to(folder): path.read_bytes()
            for path in folder.rglob("*")
            if path.is_file() and folder / "out" not in path.parents
        }
        for folder in (root, made[0])
    )
    assert one == other


@pytest.mark.parametrize("is_gone", [True, False])
def test_what_is_not_there_any_more_is_named(
    frozen: tuple[Path, dict[str, str]], is_gone: bool
) -> None:
    root, _ = frozen
    digest = hashlib.sha256((root / "assets/art/cover.svg").read_bytes()).hexdigest()
    kept = root / "assets/issues/_files" / digest
    before = kept.read_bytes()
    kept.unlink()
    assert built(root, NAME)[0], "the project's own is still the same"
    (root / "assets/art/cover.svg").write_text("<svg/>")
    kept.write_bytes(before)
    if is_gone:
        kept.unlink()
    else:
        kept.write_bytes(b"<svg/>")
    with pytest.raises(InputError) as caught:
        built(root, NAME)
    [fault] = [one for one in caught.value.diagnostics if one.severity == "error"]
    assert fault.code == ("issue-incomplete" if is_gone else "issue-altered")
    assert digest in str(fault.message)
    assert ("assets/art/cover.svg" in str(fault.message)) == is_gone


def test_a_listing_that_was_changed_is_refused(frozen: tuple[Path, dict[str, str]]) -> None:
    root, _ = frozen
    listing = root / f"assets/issues/{NAME}/kept.json"
    listing.write_text(listing.read_text().replace('"kept": true', '"kept": false'))
    with pytest.raises(InputError, match="issue-altered"):
        built(root, NAME)
    listing.unlink()
    with pytest.raises(InputError, match="issue-incomplete"):
        built(root, NAME)


def test_an_issue_that_was_frozen_without_its_looks_is_built_with_those_of_today(
    frozen: tuple[Path, dict[str, str]],
) -> None:
    root, digests = frozen
    content = root / "content.yaml"
    old = root / "issues" / NAME
    shutil.copytree(root / "assets/issues" / NAME, old)
    shutil.rmtree(root / "assets/issues")
    kept = hashlib.sha256((old / "kept.json").read_bytes()).hexdigest()
    text = content.read_text()
    assert text.count(kept) == 1
    start = text.index("    kept:")
    content.write_text(text[:start] + text[text.index("\n", start) + 1 :])
    again, found = built(root, NAME)
    assert again == digests
    [note] = [item for item in found if item.code == "issue-differs"]
    assert note.severity == "info"
    assert "without its looks" in str(note.message)


def test_a_project_s_own_printer_comes_back_and_may_name_a_profile_that_is_not_there(
    tmp_path: Path,
) -> None:
    root = tmp_path / "leaflet"
    shutil.copytree(FROZEN, root, ignore=shutil.ignore_patterns("out"))
    shipped = (SOURCE / "depliant/printers/bleed-5mm.yaml").read_text()
    printers = root / "assets/printers"
    printers.mkdir(exist_ok=True)
    (printers / "ours.yaml").write_text(shipped)
    other = shipped.replace("FOGRA39L_coated.icc", "not-there.icc")
    (printers / "other.yaml").write_text(other)
    (printers / "broken.yaml").write_text("title: [")
    request = BuildRequest(targets=("press",), printer="ours", preflight=False, cache=False)
    [before] = pipeline.build(root, request).files
    data = before.path.read_bytes()
    ledgers.freeze(root, NAME)
    (printers / "ours.yaml").write_text(shipped.replace("value: 5", "value: 7"))
    [again] = pipeline.build(root, replace(request, issue=NAME)).files
    assert again.path.read_bytes() == data


# --- fonts --------------------------------------------------------------------------------------


def other_barlow(folder: Path) -> None:
    """A package of the family Barlow whose letters are those of another one."""
    package = folder / "fontpkg_barlow"
    package.mkdir()
    (package / "__init__.py").touch()
    slab = {(file.weight, file.style): file.path for file in family_files("Zilla Slab")}
    files = []
    for file in family_files("Barlow"):
        near = min(slab, key=lambda key: (key[1] != file.style, abs(key[0] - file.weight)))
        name = f"{file.weight}{file.style}.ttf"
        shutil.copy(slab[near], package / name)
        files.append({"weight": file.weight, "style": file.style, "path": name, "variable": False})
    (package / "metadata.json").write_text(json.dumps({"files": files}))


def in_another_world(root: Path, packages: Path, *call: str) -> str:
    """What a build says in a process that finds `packages` first."""
    code = "from depliant.commands.cli import main; main()"
    path = os.pathsep.join((str(packages), str(SOURCE)))
    run = subprocess.run(
        [sys.executable, "-c", code, "build", str(root), "--no-preflight", *call],
        env={**os.environ, "PYTHONPATH": path, "DEPLIANT_CACHE": str(packages / "cache")},
        capture_output=True,
        text=True,
    )
    return run.stdout + run.stderr


def test_fonts_come_back_though_others_are_installed(
    frozen: tuple[Path, dict[str, str]], tmp_path: Path
) -> None:
    root, digests = frozen
    packages = tmp_path / "packages"
    packages.mkdir()
    other_barlow(packages)
    shutil.rmtree(root / "out")
    today = in_another_world(root, packages)
    for name, digest in digests.items():
        now = hashlib.sha256((root / "out" / name).read_bytes()).hexdigest()
        assert now != digest, today
    # Two processes at a time are told of the kept fonts as well.
    said = in_another_world(root, packages, "--issue", NAME, "--all-editions", "--jobs", "2")
    for name, digest in digests.items():
        assert hashlib.sha256((root / "out" / name).read_bytes()).hexdigest() == digest, said


def relist(root: Path, change: Callable[[dict[str, Any]], None]) -> None:
    """The listing of what the issue keeps, changed, and content.yaml that agrees with it."""
    listing, content = root / f"assets/issues/{NAME}/kept.json", root / "content.yaml"
    before = listing.read_bytes()
    data = json.loads(before)
    for face in data["fonts"]:
        change(face)
    listing.write_text(json.dumps(data))
    old, new = (hashlib.sha256(each).hexdigest() for each in (before, listing.read_bytes()))
    content.write_text(content.read_text().replace(old, new))


def test_projects_that_bring_one_family_differently_do_not_meet(
    frozen: tuple[Path, dict[str, str]], tmp_path: Path
) -> None:
    """The same files serve as other weights; in one process each project has its own."""
    slab = {
        file.weight: file.read() for file in family_files("Zilla Slab") if file.style == "normal"
    }
    one, other = roots = tmp_path / "one", tmp_path / "other"
    for root in roots:
        shutil.copytree(frozen[0], root)
    store = "assets/issues/_files"

    def slabs(face: dict[str, Any]) -> None:
        if face["family"] == "Barlow" and face["weight"] in slab:
            data = slab[face["weight"]]
            face["sha256"] = hashlib.sha256(data).hexdigest()
            for root in roots:
                (root / store / face["sha256"]).write_bytes(data)

    def turned_round(face: dict[str, Any]) -> None:
        slabs(face)
        face["weight"] = {400: 700, 700: 400}.get(face["weight"], face["weight"])

    relist(one, slabs)
    relist(other, turned_round)

    def regular(root: Path) -> bytes:
        session = Session(Project.read(root, issue=NAME))
        family = next(each for each in session.project.fonts if each.name.startswith("Barlow\x01"))
        return load(FaceRef(family.name, 400)).data

    with ThreadPoolExecutor(2) as pool:
        for _ in range(2):
            assert list(pool.map(regular, roots)) == [slab[400], slab[700]]


def test_a_listing_cannot_name_the_family_of_another_project(
    frozen: tuple[Path, dict[str, str]],
) -> None:
    root, _ = frozen
    relist(root, lambda face: face.update(family=face["family"] + "\x01abc"))
    with pytest.raises(InputError, match="issue-altered"):
        built(root, NAME)


def test_a_font_that_may_not_be_kept_is_named_with_its_package(
    frozen: tuple[Path, dict[str, str]], tmp_path: Path
) -> None:
    root, _ = frozen
    relist(root, lambda face: face.update(kept=False))
    built(root, NAME)  # the fonts that are installed are the same
    packages = tmp_path / "packages"
    packages.mkdir()
    other_barlow(packages)
    said = in_another_world(root, packages, "--issue", NAME)
    assert "error[issue-font]" in said
    assert "`pip install fontpkg-barlow==" in said


def test_licence_bits_say_whether_a_font_may_be_kept() -> None:
    data = bytearray(file_of(FaceRef("Barlow", 400)).read())
    assert may_be_kept(bytes(data))
    count = struct.unpack_from(">H", data, 4)[0]
    records = [struct.unpack_from(">4sLLL", data, 12 + 16 * at) for at in range(count)]
    offset = next(record[2] for record in records if record[0] == b"OS/2")
    struct.pack_into(">H", data, offset + 8, 0x0002)  # Restricted License embedding
    assert not may_be_kept(bytes(data))


def test_every_face_that_the_pages_are_set_in_is_kept(
    frozen: tuple[Path, dict[str, str]],
) -> None:
    root, digests = frozen
    listing = json.loads((root / f"assets/issues/{NAME}/kept.json").read_text())
    kept = {
        load(FaceRef(face["family"], face["weight"], face["style"])).post_script_name
        for face in listing["fonts"]
    }
    used = set()
    for name in digests:
        with pikepdf.open(root / "out" / name) as pdf:
            fonts = [item for item in pdf.objects if isinstance(item, pikepdf.Dictionary)]
            used |= {
                str(font["/BaseFont"]).partition("+")[2] for font in fonts if "/BaseFont" in font
            }
    assert used
    assert used <= kept
