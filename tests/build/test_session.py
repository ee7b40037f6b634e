"""The one way from a project to its files: what is laid out, and from what."""

from __future__ import annotations

import io
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from babel import Locale

from depliant.build import pipeline
from depliant.build.budgets import budgets
from depliant.build.memory import Memory
from depliant.build.project import Project
from depliant.build.report import BuildRequest
from depliant.build.session import Session
from depliant.build.sides import locate, read_side
from depliant.content.messages import messages
from depliant.content.publication import load as load_publication
from depliant.errors import DepliantError, InputError, has_errors
from depliant.source.folder import File, Folder
from depliant.source.paths import read
from depliant.translation.merging import merged, template
from depliant.translation.plurals import plural_rule
from depliant.translation.po import Catalogue, PoEntry, written
from depliant.writers.targets import Output

ACCORDION = Path(__file__).parents[1] / "data" / "accordion"
STYLE, ICC = "assets/style.yaml", "assets/icc/FOGRA39L_coated.icc"
DUTCH, LOGO, ART = "assets/translations/nl.po", "assets/logos/friends.svg", "assets/art/waves.svg"
OF_DUTCH = """
editions:
  nl:
    families: {text: Barlow}
    type: {title: {size: 17}}
    copyfit: {size: 0.9}
    designs: {default: {art: [{file: assets/art/dunes.svg, span: side, colours: {wave: sand}}]}}
"""


@pytest.fixture(scope="module")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The second brochure in English and Dutch, whose edition has its own type and art."""
    root = Path(shutil.copytree(ACCORDION, tmp_path_factory.mktemp("session") / "project"))
    (root / "assets/art/dunes.svg").write_bytes((root / ART).read_bytes() + b"<!-- dunes -->\n")
    with (root / STYLE).open("a", encoding="utf-8") as style:
        style.write(OF_DUTCH)
    publication, locale = load_publication(Folder(root)), Locale.parse("nl")
    fresh = template(publication, messages(publication, "nl"), locale, {}, "2024-01-01")
    empty = merged(fresh, Catalogue({}, ()), "nl", plural_rule(locale), "depliant 1")
    filled = tuple(
        PoEntry(one.id, one.context, one.plural, tuple(f"N {one.id}" for _ in one.strings))
        for one in empty.entries
    )
    (root / "assets/translations").mkdir()
    (root / DUTCH).write_text(written(Catalogue(empty.header, filled)), encoding="utf-8")
    return root


@pytest.fixture
def root(shipped: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("DEPLIANT_CACHE", str(tmp_path / "cache"))
    return Path(shutil.copytree(shipped, tmp_path / "project"))


def built(root: Path, **request: Any) -> dict[str, bytes]:
    """The files of all editions by their names, made from nothing that was made before."""
    made = BuildRequest(all_editions=True, preflight=False, cache=False, **request)
    return {file.path.name: file.path.read_bytes() for file in pipeline.build(root, made).files}


@pytest.fixture(scope="module")
def old(shipped: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """What a build makes that nobody disturbs."""
    return built(shipped, out=tmp_path_factory.mktemp("old"))


# --- one way ----------------------------------------------------------------------------------


def test_compare_lays_editions_out_as_build_does(root: Path, old: dict[str, bytes]) -> None:
    side = read_side(locate(str(root), root, root / "none"))
    assert {proof.language: proof.pdf for proof in side.proofs} == {
        language: old[f"tide-mill.{language}.screen.pdf"] for language in ("en", "nl")
    }


def test_an_edition_has_what_the_style_sheet_has_for_it(root: Path) -> None:
    session = Session(Project.read(root))
    faces = {}
    for language in ("en", "nl"):
        [file] = session.write(session.compose(session.edition(language)), "screen")
        with pikepdf.open(io.BytesIO(file.data)) as pdf:
            fonts = [font for page in pdf.pages for font in page.Resources.Font.values()]
            faces[language] = " ".join(str(font.BaseFont) for font in fonts)
    assert "Barlow" not in faces["en"]
    assert "Barlow" in faces["nl"]
    assert session.job("en").sheet.type["title"].size == 20
    assert session.job("nl").sheet.type["title"].size == 17


def test_the_budgets_of_an_edition_are_measured_in_its_own_type(root: Path) -> None:
    style = root / STYLE
    text = style.read_text(encoding="utf-8")
    style.write_text(text.replace("{title: {size: 17}}", "{text: {size: 15, leading: 24}}"))
    session = Session(Project.read(root))
    english, dutch = budgets(session, "en"), budgets(session, "nl")
    assert english.keys() == dutch.keys()
    assert all(dutch[key] <= english[key] for key in english)
    assert sum(room for room, _ in dutch.values()) < sum(room for room, _ in english.values())


def test_an_edition_is_made_from_art_of_its_own(root: Path) -> None:
    session = Session(Project.read(root))
    inputs = {
        language: dict(session.project.digests(session.job(language).sheet, words.file))
        for language in ("en", "nl")
        for words in [session.edition(language)]
    }
    assert inputs["nl"].keys() - inputs["en"].keys() == {"assets/art/dunes.svg", DUTCH}
    assert inputs["en"].keys() - inputs["nl"].keys() == {ART}


# --- each step alone --------------------------------------------------------------------------


def test_the_steps_need_the_project_alone_and_no_folder(root: Path, old: dict[str, bytes]) -> None:
    session = Session(Project.read(root))
    shutil.rmtree(root)
    for language in session.project.languages:
        words = session.edition(language)
        assert words.edition is not None
        assert words.edition.language == language
        composed = session.compose(words)
        assert [panel.panel.id for panel in composed.composition.panels] == [
            "front", "tide", "people", "visit",
        ]  # fmt: skip
        assert not has_errors(composed.diagnostics)
        for target in ("press", "screen"):
            [file] = session.write(composed, target)
            assert file.data == old[file.name]
            assert file.name == f"tide-mill.{language}.{target}.pdf"


def test_a_file_is_judged_without_its_edition(root: Path, old: dict[str, bytes]) -> None:
    session = Session(Project.read(root))
    assert not has_errors(session.judge("a.pdf", old["tide-mill.en.press.pdf"], "press"))
    with pytest.raises(InputError, match="pdf-damaged"):
        session.judge("a.pdf", old["tide-mill.en.press.pdf"][:5000], "press")


def test_sessions_on_one_memory_draw_a_chart_once(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from depliant.graphics.charts import chart

    drawn: list[str] = []
    draw = chart.draw

    def noted(one: Any, *rest: Any, **more: Any) -> Any:
        drawn.append(one.kind)
        return draw(one, *rest, **more)

    monkeypatch.setattr(chart, "draw", noted)
    memory = Memory()
    composed = [
        session.compose(session.edition("en"))
        for session in (Session(Project.read(root), memory) for _ in range(2))
    ]
    assert sorted(drawn) == ["bar", "donut"]
    assert composed[0] == composed[1]


def test_a_language_that_is_not_there_is_reported(root: Path) -> None:
    session = Session(Project.read(root))
    with pytest.raises(InputError, match="translation-file"):
        session.edition("de")


# --- saved while a build runs -----------------------------------------------------------------


def overwrite(root: Path) -> None:
    """Save every file as another that is as sound."""
    for name, before, after in (
        ("content.yaml", "flour:    {value: 1250", "flour:    {value: 1251"),
        (STYLE, "bottom: 12", "bottom: 14"),
        (DUTCH, "N ", "M "),
        (LOGO, "<svg", "<!-- new --><svg"),
        (ART, "<svg", "<!-- new --><svg"),
        ("assets/art/dunes.svg", "<svg", "<!-- new --><svg"),
    ):
        text = (root / name).read_text(encoding="utf-8")
        assert before in text, name
        (root / name).write_text(text.replace(before, after), encoding="utf-8")
    with (root / ICC).open("ab") as icc:
        icc.write(bytes(4))


def truncate(root: Path) -> None:
    for path in files(root):
        os.truncate(path, path.stat().st_size // 2)


def empty(root: Path) -> None:
    for path in files(root):
        os.truncate(path, 0)


def delete(root: Path) -> None:
    for path in files(root):
        path.unlink()


def files(root: Path) -> Iterator[Path]:
    return (path for path in sorted(root.rglob("*")) if path.is_file() and path.suffix != ".pdf")


Damage = Callable[[Path], None]
DAMAGES = [overwrite, truncate, empty, delete]


@pytest.mark.parametrize("damage", DAMAGES)
@pytest.mark.parametrize("moment", ["once read", "at the first page"])
def test_what_is_saved_while_a_build_runs_is_in_the_next(
    root: Path,
    old: dict[str, bytes],
    monkeypatch: pytest.MonkeyPatch,
    damage: Damage,
    moment: str,
) -> None:
    """Words, attachment and digests are all those of the project as it was read."""
    done: list[str] = []

    def once() -> None:
        if not done:
            done.append(moment)
            damage(root)

    if moment == "once read":
        whole = Project.read

        def then(*given: Any, **more: Any) -> Project:
            project = whole(*given, **more)
            once()
            return project

        monkeypatch.setattr(Project, "read", then)
    else:
        write = Session.write

        def before(*given: Any) -> tuple[Output, ...]:
            once()
            return write(*given)

        monkeypatch.setattr(Session, "write", before)
    assert built(root) == old
    assert done
    monkeypatch.undo()
    if damage is overwrite:
        assert built(root, targets=("screen",)) != {
            name: data for name, data in old.items() if "screen" in name
        }


@pytest.mark.parametrize("damage", DAMAGES)
def test_at_any_moment_of_reading_a_project_is_read_or_refused(
    shipped: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, damage: Damage
) -> None:
    """Before its first file is read, before its second, and so on."""
    left, calls = [0], 0

    def disturbed(at: Path, *given: Any, **more: Any) -> bytes:
        left[0] -= 1
        if left[0] == 0:
            damage(at)
        return read(at, *given, **more)

    monkeypatch.setattr("depliant.source.folder.read", disturbed)
    versions = _digests(shipped), _digests_after(damage, shipped, tmp_path)
    outcomes = []
    while True:
        calls += 1
        root = Path(shutil.copytree(shipped, tmp_path / str(calls)))
        left[0] = calls
        try:
            project = Project.read(root)
        except DepliantError:
            outcomes.append(False)
            continue
        outcomes.append(True)
        for name, entry in project.files.entries.items():
            if isinstance(entry, File):
                assert entry.sha256 in [version.get(name) for version in versions], name
        if left[0] > 0:  # it was read before its turn came
            break
    assert len(outcomes) > 8, "every file had its turn"
    assert outcomes[-1]


@pytest.mark.parametrize("name", ["content.yaml", STYLE, ICC, DUTCH, LOGO, ART])
def test_a_file_that_goes_before_it_is_read_is_reported(
    root: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """Listed or named, and gone when its turn comes."""

    def disturbed(at: Path, asked: str, *given: Any, **more: Any) -> bytes:
        if asked == name:
            (root / name).unlink(missing_ok=True)
        return read(at, asked, *given, **more)

    monkeypatch.setattr("depliant.source.folder.read", disturbed)
    with pytest.raises(DepliantError) as caught:
        built(root)
    codes = {fault.code for fault in caught.value.diagnostics if fault.severity == "error"}
    assert codes == {"icc-missing" if name == ICC else "asset-missing"}
    assert all(
        name in str(fault.message) for fault in caught.value.diagnostics if fault.code in codes
    )


def _digests(root: Path) -> dict[str, str]:
    opened = Folder(root)
    names = [path.relative_to(root).as_posix() for path in files(root)]
    return {name: opened.file(name).sha256 for name in names}


def _digests_after(damage: Damage, shipped: Path, tmp_path: Path) -> dict[str, str]:
    root = Path(shutil.copytree(shipped, tmp_path / "after"))
    damage(root)
    return _digests(root)
