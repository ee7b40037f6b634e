"""What finished files say is what the pages say: nothing of what an officer keeps for herself.

A brochure is built as it is, and with one secret word in every place that no page shows. The word
is in no file, in whatever way it might be written there; and every file has the same bytes, so that
nothing of the word is in them, not even a digest.
"""

from __future__ import annotations

import hashlib
import io
import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo
from tests.conftest import Once

from depliant.build.pipeline import build, check
from depliant.build.report import BuildReport, BuildRequest

FROZEN = Path(__file__).parent / "data" / "frozen"
SECRET = "Zweckentfremdung"
LANGUAGES = ("fr", "nl", "ar")

HEAD = f"""# {SECRET}
attach: {{source: false}}
issue: {SECRET}-2017
issues: {{{SECRET}-2012: {{date: 2012, title: "{SECRET}"}}}}
"""
SOURCES = f"""sources:  # {SECRET}
  {SECRET}: "{SECRET} {{secret}}"
  {SECRET}-2: {{title: "{SECRET}", publisher: "{SECRET}", link: "https://{SECRET}.example"}}
"""
FIGURES = f"""figures:
  # NE PAS PUBLIER : {SECRET}
  rest: {{value: 21.1, unit: "%", source: {SECRET}, sums_to: whole}}
  whole: {{value: 98.0, unit: "%", source: {SECRET}}}
  secret: {{value: 20120620, unit: {SECRET}, source: {SECRET}-2, note: "{SECRET}"}}
  {SECRET}:
    formula: "secret * 2"
    source: {SECRET}
    history: {{{SECRET}-2012: {{value: 3, source: {SECRET}, note: "{SECRET}"}}}}
"""
FIGURE = (
    f'note: "{SECRET}", base: secret, part_of: whole, sums_to: whole, '
    f"valid_until: 2031-01-01, not_before: 2001, precision: 0.1, "
    f'history: {{{SECRET}-2012: {{value: 20120619, source: {SECRET}, note: "{SECRET}"}}}}}}'
)


def with_secrets(root: Path) -> Path:
    """The project with the secret wherever no page shows it."""
    content = (root / "content.yaml").read_text(encoding="utf-8")
    content = content.replace("\nid:", f"\n{HEAD}\nid:", 1)
    content = content.replace("sources:\n", SOURCES, 1).replace("figures:\n", FIGURES, 1)
    content = content.replace("names: [", f"names: [{SECRET}, ", 1)
    content = content.replace("allowed_numbers: [", f'allowed_numbers: ["{SECRET} 4", ', 1)
    content = content.replace("\npanels:\n", f"\npanels:\n  # - id: {SECRET}\n", 1)
    old = 'fierte:                  {value: 76.9, unit: "%", date: 2016, source: cohorte}'
    assert old in content
    content = content.replace(old, f"{old[:-1]}, {FIGURE}")
    (root / "content.yaml").write_text(content, encoding="utf-8")
    for path in [*root.glob("assets/*.yaml"), *root.glob("assets/logos/*.yaml")]:
        path.write_text(f"# {SECRET}\n{path.read_text(encoding='utf-8')}", encoding="utf-8")
    for path in root.glob("assets/**/*.svg"):
        path.write_text(f"{path.read_text(encoding='utf-8')}<!-- {SECRET} -->", encoding="utf-8")
    with (root / "assets/logos/region.yaml").open("a", encoding="utf-8") as contract:
        contract.write(
            f"\ncharter: {{since: 2031-01, note: {SECRET}}}\npermitted_until: 2031-02-03\n"
        )
    for language in LANGUAGES[1:]:
        with_secrets_of_the_translator(root / f"assets/translations/{language}.po")
    return root


def with_secrets_of_the_translator(path: Path) -> None:
    """The secret in comments, in what is no longer used, and in words that no page shows."""
    text = path.read_text(encoding="utf-8").replace("msgctxt", f"# {SECRET}\nmsgctxt", 3)
    messages = [
        (f"source:{SECRET}", f"{SECRET} {{secret}}"),
        (f"source:{SECRET}-2", SECRET),
        (f"source:{SECRET}-2/publisher", SECRET),
    ]
    for context, words in messages:
        text += f'\n#. {SECRET}\nmsgctxt "{context}"\nmsgid "{words}"\nmsgstr "{words} bis"\n'
    forms = "".join(f'msgstr[{n}] "{SECRET}"\n' for n in range(6 if path.stem == "ar" else 2))
    text += f'\nmsgctxt "unit"\nmsgid "{SECRET}"\nmsgid_plural "{SECRET}"\n{forms}'
    text += f'\n#~ msgid "{SECRET}"\n#~ msgstr "{SECRET}"\n'
    path.write_text(text, encoding="utf-8")


def built(root: Path, out: Path) -> BuildReport:
    targets = ("press", "screen", "svg", "image")
    request = BuildRequest(editions=LANGUAGES, targets=targets, out=out, preflight=False)
    return build(root, request)


@pytest.fixture(scope="module")
def folders(once: Once) -> tuple[Path, Path]:
    """The files of the brochure as it is, and of the one with the secret."""

    def make(folder: Path) -> None:
        for name in ("plain", "secret"):
            shutil.copytree(FROZEN, folder / name)
        with_secrets(folder / "secret")
        for name in ("plain", "secret"):
            built(folder / name, folder / name / "out")

    folder = once("published", make)
    return folder / "plain" / "out", folder / "secret" / "out"


def spellings(word: str) -> Iterator[bytes]:
    """A word as a file may write it."""
    for encoding in ("utf-8", "utf-16-be", "utf-16-le"):
        yield word.encode(encoding)
        yield word.encode(encoding).hex().encode()
        yield word.encode(encoding).hex().upper().encode()


def insides(path: Path) -> bytes:
    """All bytes of a file; of a PDF also as qpdf unpacks it, and the strings in it."""
    if path.suffix != ".pdf":
        return path.read_bytes()
    unpacked = io.BytesIO()
    with pikepdf.open(path) as pdf:
        level = pikepdf.StreamDecodeLevel.all
        modes = pikepdf.ObjectStreamMode.disable
        pdf.save(
            unpacked, qdf=True, compress_streams=False,
            stream_decode_level=level, object_stream_mode=modes,
        )  # fmt: skip
        texts = [str(value) for item in pdf.objects for value in strings(item)]
    return b"".join((path.read_bytes(), unpacked.getvalue(), "\n".join(texts).encode()))


def strings(item: Any) -> Iterator[pikepdf.String]:
    """The strings of an object, as a reader decodes them."""
    if isinstance(item, pikepdf.String):
        yield item
    elif isinstance(item, pikepdf.Array):
        for entry in item:
            if not getattr(entry, "is_indirect", False):
                yield from strings(entry)
    elif isinstance(item, pikepdf.Dictionary | pikepdf.Stream):
        for _, entry in item.items():
            if not getattr(entry, "is_indirect", False):
                yield from strings(entry)


def found_in(path: Path, words: tuple[str, ...]) -> set[str]:
    whole = insides(path)
    return {word for word in words if any(spelt in whole for spelt in spellings(word))}


def test_no_file_says_what_no_page_shows(folders: tuple[Path, Path]) -> None:
    files = sorted(folders[1].iterdir())
    assert len(files) > 20
    digests = [
        hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folders[1].parent.rglob("*")
        if path.is_file() and path.suffix in (".yaml", ".po", ".svg") and "out" not in path.parts
    ]
    words = (SECRET, SECRET.lower(), "20120620", "40241240", "20120619", "2031-0", *digests)
    for path in files:
        assert found_in(path, words) == set(), path.name


def test_what_no_page_shows_changes_no_byte(folders: tuple[Path, Path]) -> None:
    plain, secret = folders
    assert {path.name for path in plain.iterdir()} == {path.name for path in secret.iterdir()}
    changed = [p.name for p in plain.iterdir() if p.read_bytes() != (secret / p.name).read_bytes()]
    assert changed == []


def test_the_source_goes_along_where_it_is_asked_for(tmp_path: Path) -> None:
    root = with_secrets(Path(shutil.copytree(FROZEN, tmp_path / "project")))
    content = root / "content.yaml"
    text = content.read_text(encoding="utf-8").replace("source: false", "source: true")
    content.write_text(text, encoding="utf-8")
    request = BuildRequest(out=tmp_path / "out", preflight=False)
    report = build(root, request)
    files = {file.target: file for file in report.files}
    assert [name for name, _ in files["screen"].carries] == [
        "figures.csv", "figures.json", "content.yaml",
    ]  # fmt: skip
    assert dict(files["screen"].carries)["content.yaml"] == len(content.read_bytes())
    assert files["press"].carries == ()
    assert found_in(files["screen"].path, (SECRET, "20120620")) == {SECRET, "20120620"}
    assert found_in(files["press"].path, (SECRET,)) == set()
    with pikepdf.open(files["screen"].path) as pdf:
        assert pdf.attachments["content.yaml"].get_file().read_bytes() == content.read_bytes()
        assert [str(entry.AFRelationship) for entry in pdf.Root.AF] == ["/Data", "/Data", "/Source"]
    for told in (report.diagnostics, check(root).diagnostics):
        (note,) = [fault for fault in told if fault.code == "source-attached"]
        line = text[: text.index("source: true")].count("\n") + 1
        assert (note.severity, note.place and note.place.line) == ("advice", line)


PICTURED = """id: x
title: X
language: fr
date: 2017-06-30
panels:
  - id: partners
    blocks:
      - {picture: assets/images/a.jpg, alt: A, aspect: 2}
      - {picture: assets/images/b.png, alt: B, aspect: 2}
      - logos: [region, euralens]
"""


def test_what_pictures_and_marks_say_of_themselves_is_in_no_file(tmp_path: Path) -> None:
    """Where and by whom a photograph was taken, what is in a mark's file beside the mark."""
    root = tmp_path / "pictured"
    shutil.copytree(FROZEN / "assets", root / "assets")
    (root / "assets/images").mkdir()
    (root / "content.yaml").write_text(PICTURED, encoding="utf-8")
    picture = Image.effect_noise((1200, 900), 80).convert("RGB")
    exif = Image.Exif()
    exif[0x010E] = exif[0x013B] = SECRET
    chunks = PngInfo()
    chunks.add_text("Comment", SECRET)
    picture.save(root / "assets/images/a.jpg", exif=exif, comment=SECRET.encode())
    picture.save(root / "assets/images/b.png", pnginfo=chunks)
    picture.save(root / "assets/logos/region.png", pnginfo=chunks)
    with pikepdf.new() as mark:
        page = mark.add_blank_page(page_size=(100, 50))
        page.Contents = mark.make_stream(f"% {SECRET}\n0 0 0 1 k 10 10 50 20 re f".encode())
        page[f"/{SECRET}"] = mark.docinfo["/Title"] = pikepdf.String(SECRET)
        mark.save(root / "assets/logos/euralens.pdf")
    for name in ("region", "euralens"):
        (root / f"assets/logos/{name}.svg").unlink()
    targets = ("press", "screen", "svg", "image")
    request = BuildRequest(targets=targets, out=tmp_path / "out", preflight=False)
    assert {file.target for file in build(root, request).files} == set(targets)
    assert SECRET.encode() in (root / "assets/images/a.jpg").read_bytes()
    for path in (tmp_path / "out").iterdir():
        assert found_in(path, (SECRET,)) == set(), path.name


# --- what is said -----------------------------------------------------------------------------

SMALL = """id: x
title: X
language: fr
date: 2017-06-30
sources:
  e: {title: "Enquête auprès de {gens:full}", publisher: INSEE, date: 2016, link: "https://insee.fr/x"}
  f: Autre
figures:
  avis: {value: 99.0, unit: "%", base: gens, date: 2016-06, source: e, approximate: over}
  gens: {value: 200, unit: km, source: f}
  part: {value: 40, unit: "%", base: gens, source: unstated}
  solo: {value: 41, unit: "%", base: 1234, source: unstated}
  item: {value: 42, unit: "%", base: 1234, source: unstated}
  tout: {value: 900, unit: km, source: f, part_of: grand}
  grand: {value: 901, unit: km, source: f}
  bout: {value: 30, unit: km, source: f, part_of: tout}
  calc: {formula: "tout - bout - 1", source: e}
  vu:   {formula: "tout * 2"}
panels:
  - id: habitants
    blocks:
      - text: "{bout} {tout} {vu} {avis} {part}"
      - {chart: donut, data: [{figure: solo, label: Un}]}
      - items: [{text: "{item} de tous", figure: item, chart: donut}]
"""


@pytest.fixture
def small(tmp_path: Path) -> dict[str, Any]:
    root = tmp_path / "small"
    shutil.copytree(FROZEN / "assets", root / "assets")
    (root / "content.yaml").write_text(SMALL, encoding="utf-8")
    request = BuildRequest(targets=("screen",), out=tmp_path / "out", preflight=False)
    (file,) = build(root, request).files
    with pikepdf.open(file.path) as pdf:
        found: dict[str, Any] = json.loads(pdf.attachments["figures.json"].get_file().read_bytes())
    return found


def test_the_figures_that_are_said_and_what_is_said_of_them(small: dict[str, Any]) -> None:
    figures = {figure.pop("id"): figure for figure in small["figures"]}
    assert {key: small[key] for key in ("title", "language", "date", "publication")} == {
        "title": "X", "language": "fr", "date": "2017-06-30", "publication": "x",
    }  # fmt: skip
    assert figures.keys() == {"avis", "part", "solo", "item", "tout", "bout", "vu"}
    assert figures["avis"] == {
        "value": "99.0", "unit": "%", "date": "2016-06", "source": "e", "approximate": "over",
        "sources": ["e"],
    }  # fmt: skip
    assert "base" not in figures["part"], "nobody says of how many it is a share"
    assert figures["solo"]["base"] == "1234", "its ring says so to a listener"
    assert "base" not in figures["item"], "its ring says nothing that its sentence does not say"
    assert figures["bout"]["part_of"] == "tout"
    assert "part_of" not in figures["tout"]
    assert figures["vu"] == {"value": "1800", "unit": "km", "sources": ["f"]}


def test_sources_are_those_of_the_figures_that_are_said(small: dict[str, Any]) -> None:
    assert small["sources"] == [
        {
            "id": "e", "title": "Enquête auprès de 200\u00a0km", "publisher": "INSEE",
            "date": "2016", "link": "https://insee.fr/x",
        },
        {"id": "f", "title": "Autre"},
    ]  # fmt: skip
