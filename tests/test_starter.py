"""What `depliant new` leaves is a brochure that builds at once, in whatever language."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path
from typing import NamedTuple

import pypdfium2
import pytest
import yaml
from tests.judges.programs import missing

from depliant import starter
from depliant.commands.cli import run
from depliant.starter import languages, start


class Started(NamedTuple):
    """A brochure as `depliant new` left it, and its language."""

    path: Path
    language: str


EDITIONS = {"en": "en-GB", "fr": "fr"}
"""What the words of each are in: a brochure that counts in pounds dates as the British do."""


@pytest.fixture(params=languages())
def project(request: pytest.FixtureRequest, tmp_path: Path) -> Started:
    assert run(["new", str(tmp_path / "mine"), "--language", request.param]) == 0
    return Started(tmp_path / "mine", request.param)


def words(text: str) -> str:
    """A text with its lines run together and every space an ordinary one."""
    return " ".join(text.split())


def test_it_builds_at_once(project: Started, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    assert run(["build", str(project.path)]) == 0
    out, err = capsys.readouterr()
    found = re.findall(r"(?:error|warning|advice)\[[\w-]+\]", err)
    assert found == ["warning[logo-standin]"], "nothing else to be said of it"
    names = sorted(path.name for path in (project.path / "out").iterdir())
    assert [name.split(".")[1:] for name in names] == [
        [EDITIONS[project.language], "press", "pdf"],
        [EDITIONS[project.language], "screen", "pdf"],
    ]
    assert names[0] in out


def test_its_figures_are_in_order(project: Started, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    assert run(["figures", "lint", "--project", str(project.path)]) == 0
    assert capsys.readouterr().out == "no errors, 0 to look at.\n"


def test_it_needs_no_advice(project: Started, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    assert run(["check", str(project.path), "--typography", "--design"]) == 0
    out, err = capsys.readouterr()
    assert {
        "en": 'quotes: "The best → “The best',
        "fr": "guillemets: « La meilleure → «·La meilleure",
    }.get(project.language, " → ") in out
    assert {"en": "1 March 2025 →", "fr": "1er mars 2025 →"}.get(project.language, " → ") in out
    assert "advice" not in err


def test_its_style_sheet_is_ready_for_what_its_comments_name(
    project: Started, capsys: pytest.CaptureFixture[str]
) -> None:
    """A table, a box and a rule, with no style of their own, look like parts of the design."""
    content = project.path / "content.yaml"
    head, _, _ = content.read_text("utf-8").partition("  - id: back\n")
    new = (
        "  - id: back\n    blocks:\n"
        "      - table: a\n        title: I\n        caption: Z\n        rows: [[J, K]]\n"
        "      - box:\n        title: E\n        blocks:\n          - items: [{text: F}]\n"
        "      - divider:\n"
    )
    content.write_text(head + new, "utf-8")
    assert run(["build", str(project.path)]) == 0
    assert "contrast" not in capsys.readouterr().err, "the markers of the box are seen"
    with pypdfium2.PdfDocument(next((project.path / "out").glob("*.screen.pdf"))) as document:
        page = document[3]
        colours = page.render(scale=1).to_pil().convert("RGB").getcolors(1 << 20)
        text = page.get_textpage()
        boxes = {
            text.get_text_range(at, 1): text.get_charbox(at) for at in range(text.count_chars())
        }
    shares = sorted(count for count, _ in colours or ())
    assert shares[-2] / sum(shares) > 0.03, "the ground of the box, on that of the page"
    height = {letter: box[3] - box[1] for letter, box in boxes.items()}
    assert height["I"] > 1.3 * height["J"], "the title of a table is larger than its cells"
    assert boxes["F"][0] - boxes["E"][0] < 20, "an item of a box hangs nothing out"


def test_its_art_fills_the_bleed_of_every_printer(
    project: Started, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["build", str(project.path), "--printer", "bleed-5mm", "--target", "press"]) == 0
    assert "art-bleed" not in capsys.readouterr().err
    with pypdfium2.PdfDocument(next((project.path / "out").glob("*.press.pdf"))) as document:
        page = document[0]
        trim, bleed = page.get_trimbox(), page.get_bleedbox()
        image, height = page.render(scale=4).to_pil().convert("RGB"), page.get_height()

    def row(y: float) -> list[object]:
        """The colours of the cover at a height, from the fold to the far edge of the trim."""
        across = range(int(2 * (trim[0] + trim[2])) + 8, int(4 * trim[2]) - 8)
        return [image.getpixel((x, int(4 * (height - y)))) for x in across]

    assert len(set(row(trim[1] + 2))) > 3, "backs of books stand at the foot"
    assert row(bleed[1] + 1) == row(trim[1] + 2)


@pytest.mark.parametrize("kind", ["dots", "stacked-bar", "waffle", "donut"])
def test_its_charts_are_told_apart_whatever_their_kind(
    project: Started, kind: str, capsys: pytest.CaptureFixture[str]
) -> None:
    content = project.path / "content.yaml"
    written = content.read_text("utf-8")
    content.write_text(written.replace("- chart: bar\n", f"- chart: {kind}\n"), "utf-8")
    assert run(["check", str(project.path)]) == 0
    assert "[chart" not in capsys.readouterr().err
    style = yaml.safe_load((project.path / "assets/style.yaml").read_bytes())
    assert kind in style["charts"], "not in plain black"


def test_lists_and_addresses_of_its_style_sheet_keep_off_what_follows(project: Started) -> None:
    content = project.path / "content.yaml"
    head, _, _ = content.read_text("utf-8").partition("  - id: back\n")
    new = (
        "  - id: back\n    blocks:\n"
        "      - items: [{text: A}, {text: B}]\n      - text: C\n"
        "      - {text: D, role: address}\n      - text: E\n"
    )
    content.write_text(head + new, "utf-8")
    assert run(["build", str(project.path), "--target", "screen", "--no-preflight"]) == 0
    with pypdfium2.PdfDocument(next((project.path / "out").glob("*.pdf"))) as document:
        text = document[3].get_textpage()
        base = {
            text.get_text_range(at, 1): text.get_charbox(at)[1] for at in range(text.count_chars())
        }
    assert base["B"] - base["C"] > 22, "more than the 15 points of a line"
    assert base["D"] - base["E"] > 22
    assert base["A"] - base["B"] < base["B"] - base["C"] + 1


def test_files_are_real_and_may_be_edited(project: Started) -> None:
    """No links back into the installed program, and all that the files name is there."""
    for path in project.path.rglob("*"):
        assert not path.is_symlink(), path
    for file in (project.path / "content.yaml", project.path / "assets" / "style.yaml"):
        named = re.search(r"\$schema=(\S+)", file.read_text(encoding="utf-8"))
        assert named is not None
        assert (file.parent / named[1]).is_file(), f"{named[1]}, which editors look for"


def test_it_is_the_same_design_in_every_language(project: Started, tmp_path: Path) -> None:
    """Only the comments of the style sheet differ; what can be shared is the same file."""
    start(tmp_path / "english", "en")
    english, other = (folder / "assets" for folder in (tmp_path / "english", project.path))
    sheets = [
        yaml.safe_load((assets / "style.yaml").read_text("utf-8")) for assets in (english, other)
    ]
    assert sheets[0] == sheets[1]
    for name in ("art/books.svg", "icc/FOGRA39L_coated.icc"):
        assert (english / name).read_bytes() == (other / name).read_bytes()


@pytest.mark.parametrize("file", ["content.yaml", "assets/style.yaml"])
def test_every_part_begins_with_an_explanation(project: Started, file: str) -> None:
    """What an empty line sets apart is a part; a comment in the reader's language heads each."""
    text = (project.path / file).read_text(encoding="utf-8")
    parts = [part for part in text.split("\n\n") if re.match(r"[a-z#]", part)]
    assert len(parts) > 5
    for part in parts:
        assert part.startswith("#"), f"nothing explains {part.splitlines()[0]}"


def test_english_is_what_one_gets_without_asking(tmp_path: Path) -> None:
    assert run(["new", str(tmp_path / "mine")]) == 0
    content = yaml.safe_load((tmp_path / "mine" / "content.yaml").read_text("utf-8"))
    assert content["language"] == "en-GB"


def test_where_the_system_speaks_french_the_brochure_does(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LANG", "fr_BE.UTF-8")
    for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(name, raising=False)
    assert run(["new", str(tmp_path / "a")]) == 0
    assert "language: fr" in (tmp_path / "a" / "content.yaml").read_text("utf-8")
    assert run(["new", str(tmp_path / "b"), "--language", "en"]) == 0
    assert "language: en" in (tmp_path / "b" / "content.yaml").read_text("utf-8")


@pytest.mark.parametrize("tag", ["fr", "FR", "fr-BE", "fr_CA.UTF-8", "fr_FR@euro"])
def test_a_language_as_a_computer_says_it(tmp_path: Path, tag: str) -> None:
    assert run(["new", str(tmp_path / "mine"), "--language", tag]) == 0
    content = (tmp_path / "mine" / "content.yaml").read_text("utf-8")
    assert yaml.safe_load(content)["language"] == "fr"
    assert "Changez un nombre ici" in words(content), "the comments too are in French"


@pytest.mark.parametrize("tag", ["tlh", "", "..", "../en", "C.UTF-8", "/", "french"])
def test_a_language_that_no_starter_has(
    tmp_path: Path, tag: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["new", str(tmp_path / "mine"), "--language", tag]) == 2
    err = capsys.readouterr().err
    assert "error[starter-language]" in err
    assert "en (English), fr (français)" in err
    assert not (tmp_path / "mine").exists()


def test_another_language_is_only_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A folder makes it known; its file of the name of a shared one takes that one's place."""
    here = tmp_path / "starter"
    shutil.copytree(Path(starter.__file__).parent, here)
    shutil.copytree(here / "languages" / "en", here / "languages" / "pt-BR")
    art = here / "languages" / "pt-BR" / "assets" / "art"
    art.mkdir()
    (art / "books.svg").write_text("<svg/>", encoding="utf-8")
    monkeypatch.setattr(starter, "_HERE", here)
    assert run(["new", str(tmp_path / "mine"), "--language", "pt_BR.UTF-8"]) == 0
    made = tmp_path / "mine" / "assets"
    assert (made / "art" / "books.svg").read_text("utf-8") == "<svg/>"
    assert (made / "icc" / "FOGRA39L_coated.icc").is_file()
    capsys.readouterr()
    assert run(["new", str(tmp_path / "other"), "--language", "nl"]) == 2
    assert "pt-BR (português (Brasil))" in capsys.readouterr().err


def test_the_help_names_the_languages(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["new", "--help"]) == 0
    assert ", ".join(languages()) in words(capsys.readouterr().out)


def test_french_as_it_is_set(tmp_path: Path) -> None:
    """What poppler reads on the pages: French quotation marks, apostrophes, figures, accents."""
    if shutil.which("pdftotext") is None:
        missing("pdftotext")
    start(tmp_path / "mine", "fr")
    assert run(["build", str(tmp_path / "mine"), "--no-preflight"]) == 0
    [file] = (tmp_path / "mine" / "out").glob("*.screen.pdf")
    read = subprocess.run(["pdftotext", str(file), "-"], capture_output=True, check=True)
    text = words(read.stdout.decode())
    for said in (
        "« La meilleure heure de ma semaine, et elle ne coûte rien. »",
        "86 400 visites",
        "À eux seuls, les livres de jeunesse font 34 % des prêts.",
        "27 euros par habitant et par an : le prix",
        "l’ouverture ; à midi",
    ):
        assert said in text
    assert not set("\"'“”{}*") & set(text)


def test_a_folder_in_which_a_copy_was_killed(tmp_path: Path) -> None:
    (tmp_path / "assets" / "icc").mkdir(parents=True)
    (tmp_path / "assets" / ".depliant-0123456789abcdef-0.new").write_bytes(b"half")
    (tmp_path / ".depliant-save").write_bytes(
        b'{"token": "0123456789abcdef", "files": [["assets/style.yaml", false]]}\n'
    )
    assert run(["new", str(tmp_path)]) == 0
    assert (tmp_path / "content.yaml").exists()
    assert not list(tmp_path.rglob(".*"))
