"""A draft shows every page whatever is wrong, and nobody can take it for a finished file."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import pikepdf
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from tests.build import mistakes
from tests.build.mistakes import MISTAKES, Mistake, copied, letters, words_of
from tests.judges.programs import judge

from depliant.build import pipeline
from depliant.build.memory import Memory
from depliant.build.project import Project
from depliant.build.report import BuildReport, BuildRequest
from depliant.build.session import Session
from depliant.commands.cli import run
from depliant.errors import DepliantError, Diagnostic, InputError
from depliant.languages.draft_word import draft_word

PROJECTS = ("frozen", "quay", "garden", "programme", "towns", "notes", "accordion", "shire")
OVER = " ".join(f"overlong{number}" for number in range(300))


def drafted(project: Path, **more: object) -> BuildReport:
    request = BuildRequest(draft=True, preflight=False, **more)  # type: ignore[arg-type]
    return pipeline.build(project, request)


def refused(project: Path) -> tuple[Diagnostic, ...]:
    """What a build finds that makes no draft."""
    try:
        return pipeline.build(project, BuildRequest(preflight=False)).diagnostics
    except DepliantError as fault:
        return fault.diagnostics


def text_of(path: Path) -> str:
    return judge("pdftotext", "-raw", path, "-")


def written(path: Path) -> str:
    """The letters of a file in the order in which they are drawn, divided words joined."""
    return letters(re.sub("\u00ad|-\n", "", text_of(path)))


@pytest.fixture
def frozen(tmp_path: Path) -> Path:
    return copied("frozen", tmp_path)


def change(project: Path, before: str, after: str, file: str = "content.yaml") -> None:
    path = project / file
    text = path.read_text("utf-8")
    assert before in text, "a change is of a passage that is there"
    path.write_text(text.replace(before, after, 1), "utf-8")


def _in_content(before: str, after: str) -> Callable[[Path], None]:
    return lambda project: change(project, before, after)


def _in_style(before: str, after: str) -> Callable[[Path], None]:
    return lambda project: change(project, before, after, "assets/style.yaml")


def _without(name: str) -> Callable[[Path], None]:
    return lambda project: (project / name).unlink()


def _damaged(name: str) -> Callable[[Path], None]:
    def damage(project: Path) -> None:
        (project / name).write_bytes(b"no picture")

    return damage


def _coarse(project: Path) -> None:
    from PIL import Image

    path = project / "assets/images/quay.jpg"
    with Image.open(path) as picture:
        picture.resize((60, 20)).save(path)


FAULTS: Mapping[str, tuple[str, Callable[[Path], None], tuple[str, ...]]] = {
    "overset": (
        "frozen",
        _in_content("- heading: Signalétique", f"- text: {OVER}\n      - heading: Signalétique"),
        ("overlong0", "overlong299", "OVER"),
    ),
    "word-too-wide": (
        "frozen",
        _in_content("heading: Chiffres clés", f"heading: {'Chiffresclés' * 6}"),
        ("Chiffresclés" * 6,),
    ),
    "figure-unknown": (
        "frozen",
        _in_content("{logements_renoves} logements", "{logements_rares} logements"),
        ("{logements_rares} logements",),
    ),
    "chart-figure": (
        "frozen",
        _in_content("{figure: bus, label: bus}", "{figure: omnibus, label: omnibusses}"),
        ("omnibusses",),
    ),
    "markup-unclosed": (
        "frozen",
        _in_content("**Créative mine**", "**Créative mine"),
        ("Créative mine",),
    ),
    "glyph-missing": ("frozen", _in_content("Ouverture du", "Ouverture ☃ du"), ("☃",)),
    "font-missing": ("frozen", _in_style("text: [Barlow,", "text: [Barlovian,"), ("Wallers",)),
    "text-contrast": (
        "frozen",
        _in_style("leading: 8.8, colour: black", "leading: 8.8, colour: mist"),
        ("Its words",),
    ),
    "ink-limit": (
        "frozen",
        _in_style("brick:      {cmyk: [12, 82", "brick:      {cmyk: [100, 100"),
        ("Wallers",),
    ),
    "asset-missing": ("frozen", _without("assets/logos/euralens.svg"), ("euralens.svg",)),
    "logo-unknown": ("frozen", _in_content("logos: [region,", "logos: [regoin,"), ("regoin",)),
    "svg-invalid": ("frozen", _damaged("assets/art/cover.svg"), ("assets/art/cover.svg",)),
    "frame-unknown": (
        "frozen",
        _in_content(
            "  - id: habitants\n",
            "  - id: habitants\n    frames: {nowhere: [{text: Unframed words}]}\n",
        ),
        ("Unframed words",),
    ),
    "design-no-room": (
        "frozen",
        _in_style("margin: {top: 4.95, right: 6.0", "margin: {top: 4.95, right: 99"),
        ("Wallers",),
    ),
    "key-unknown": ("frozen", _in_content("role: years\n", "rolle: years\n"), ("2012-2017",)),
    "picture missing": (
        "quay",
        _without("assets/images/quay.jpg"),
        ("assets/images/quay.jpg", "Ines Baum"),
    ),
    "image-format": (
        "quay",
        _damaged("assets/images/quay.jpg"),
        ("assets/images/quay.jpg", "Ines Baum"),
    ),
    "image-ppi": ("quay", _coarse, ("Ines Baum",)),
}
"""A project, what goes wrong in it, and words that its draft shows."""


@pytest.mark.parametrize("name", FAULTS)
def test_a_draft_shows_what_a_build_refuses(name: str, tmp_path: Path) -> None:
    of, spoil, shown = FAULTS[name]
    project = copied(of, tmp_path)
    spoil(project)
    found = refused(project)
    report = drafted(project)
    assert set(map(repr, report.diagnostics)) == set(map(repr, found))
    (file,) = report.files
    assert file.path.name.endswith(".draft.pdf")
    text = " ".join(text_of(file.path).split())
    for words in shown:
        assert letters(words) in written(file.path) or words in text
    pages = text_of(file.path).split("\f")[:-1]
    assert len(pages) == file.pages
    assert all(draft_word(file.edition) in page for page in pages)


def test_a_draft_claims_no_standard_and_replaces_no_finished_file(frozen: Path) -> None:
    before = {
        file.path: file.path.read_bytes() for file in pipeline.build(frozen, BuildRequest()).files
    }
    change(frozen, "{logements_renoves}", "{nothing}")
    (file,) = drafted(frozen).files
    assert {path: path.read_bytes() for path in before} == before
    assert file.path not in before
    with pikepdf.open(file.path) as pdf:
        assert "/OutputIntents" not in pdf.Root
        assert str(pdf.docinfo["/Title"]).startswith("BROUILLON")
        assert "/GTS_PDFXVersion" not in pdf.docinfo
        packet = pdf.Root.Metadata.read_bytes().decode()
        assert not re.search("(pdfaid|pdfuaid|pdfxid|pdfx):[A-Za-z]+>", packet)
        assert all("/TrimBox" in page.obj or page.mediabox for page in pdf.pages)


@cache
def _sound(name: str) -> tuple[frozenset[str], frozenset[str]]:
    """The words of a project that its draft shows while nothing is wrong, and all of them."""
    with TemporaryDirectory() as folder:
        project = copied(name, Path(folder))
        said = written(drafted(project).files[0].path)
        words = words_of(project)
    return frozenset(word for word in words if word in said), frozenset(words)


@settings(max_examples=14)
@example("programme", (mistakes.far_too_long,), 23)
@example("garden", (mistakes.misspelt_key, mistakes.far_too_long), 39)
@given(
    st.sampled_from(PROJECTS),
    st.lists(st.sampled_from(MISTAKES), min_size=1, max_size=3, unique=True).map(tuple),
    st.integers(0, 10_000),
)
def test_whatever_is_wrong_no_word_is_lost(name: str, made: tuple[Mistake, ...], seed: int) -> None:
    shown, every = _sound(name)
    with TemporaryDirectory() as folder:
        project = copied(name, Path(folder))
        random = Random(seed)
        for mistake in made:
            mistake(project, random)
        found = refused(project)
        report = drafted(project)
        assert set(map(repr, report.diagnostics)) == set(map(repr, found))
        said = written(report.files[0].path)
        wanted = {word for word in words_of(project) if word in shown or word not in every}
        assert sorted(word for word in wanted if word not in said) == []


def test_what_is_no_yaml_cannot_be_shown_and_it_is_said(
    frozen: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    change(frozen, "panels:\n", "panels: [\n")
    assert run(["build", "--draft", str(frozen)]) == 2
    assert "There is no draft either" in capsys.readouterr().out
    assert not (frozen / "out").exists()


@pytest.mark.parametrize(
    ("before", "after", "code"),
    [
        ("{logements_renoves}", "{nothing}", 1),
        ("role: years\n", "rolle: years\n", 2),
        ("a", "a", 0),
    ],
)
def test_the_exit_code_is_that_of_a_build_and_the_draft_is_named(
    frozen: Path, capsys: pytest.CaptureFixture[str], before: str, after: str, code: int
) -> None:
    change(frozen, before, after)
    assert run(["build", "--draft", "--no-preflight", str(frozen)]) == code
    told = capsys.readouterr()
    assert "Written as a draft" in told.out
    assert "chiffres-cles.fr.draft.pdf" in told.out
    assert bool(code) == ("error[" in told.err)
    assert [path.name for path in (frozen / "out").iterdir()] == ["chiffres-cles.fr.draft.pdf"]


def test_a_draft_is_of_no_target(frozen: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["build", "--draft", "--target", "press", str(frozen)]) == 2
    assert "draft-target" in capsys.readouterr().err


def test_a_translation_with_errors_is_shown_in_its_own_language(frozen: Path) -> None:
    (frozen / "assets/art/cover.svg").unlink()
    report = drafted(frozen, editions=("de", "ar", "fr"))
    assert report.is_refused
    assert [file.path.name for file in report.files] == [
        f"chiffres-cles.{tag}.draft.pdf" for tag in ("de", "ar", "fr")
    ]
    assert "ENTWURF" in text_of(report.files[0].path)


def test_drafts_are_the_same_with_several_jobs(frozen: Path, tmp_path: Path) -> None:
    change(frozen, "{logements_renoves}", "{nothing}")
    tags = ("fr", "de")
    alone = drafted(frozen, editions=tags, out=tmp_path / "one")
    together = drafted(frozen, editions=tags, out=tmp_path / "two", jobs=2)
    assert [file.path.read_bytes() for file in alone.files] == [
        file.path.read_bytes() for file in together.files
    ]
    assert alone.diagnostics == together.diagnostics


def test_a_session_says_which_blocks_carry_which_finding(frozen: Path) -> None:
    change(frozen, "{logements_renoves}", "{nothing}")
    change(frozen, "- heading: Signalétique", f"- text: {OVER}\n      - heading: Signalétique")
    session = Session(Project.read(frozen))
    draft = session.draft("fr")
    assert draft is not None
    errors = {flaw.finding.code: flaw for flaw in draft.flaws if flaw.finding.severity == "error"}
    assert set(errors) == {"figure-unknown", "overset"}
    unknown = errors["figure-unknown"]
    (spot,) = unknown.spots
    assert (unknown.panel, spot.panel) == ("accelerateur", "accelerateur")
    (panel,) = (one for one in draft.composed.composition.panels if one.panel.id == spot.panel)
    assert 0 <= spot.box.x < spot.box.right <= panel.leaf.size.width
    assert 0 <= spot.box.y < spot.box.bottom <= panel.leaf.size.height
    for kind, count in (("panels", 6), ("sides", 2)):
        made = session.draft_pages(draft, pages=kind)  # type: ignore[arg-type]
        assert len(made.document.pages) == len(made.pages) == count
        assert len(made.flaws) == 2
        trims = dict(trim for page in made.pages for trim in page.panels)
        assert set(trims) == {one.panel.id for one in draft.composed.composition.panels}
        (box,) = (
            box
            for page in made.pages
            for marked in page.marked
            if made.flaws[marked.number - 1][0].finding == unknown.finding
            for box in marked.boxes
        )
        trim = trims["accelerateur"]
        assert box == pytest.approx(spot.box.moved(trim.x, trim.y))


def test_a_project_with_faults_of_its_form_is_read_for_a_draft_alone(frozen: Path) -> None:
    change(frozen, "role: years\n", "rolle: years\n")
    with pytest.raises(InputError):
        Project.read(frozen)
    session = Session(Project.read(frozen, draft=True))
    draft = session.draft("fr")
    assert draft is not None
    assert "2012-2017" in str(draft.composed.edition.panels[0].blocks)


def test_findings_of_joined_panels_name_their_places_after_an_edit(tmp_path: Path) -> None:
    project = copied("programme", tmp_path)
    mistakes.far_too_long(project, Random(7))
    memory = Memory()

    def places() -> list[int]:
        session = Session(Project.read(project), memory)
        found = session.compose(session.edition("en")).composition.diagnostics
        return [one.place.line or 0 for one in found if one.code == "overset" and one.place]

    before = places()
    change(project, "panels:", "# a line more\npanels:")
    assert before
    assert places() == [line + 1 for line in before]
