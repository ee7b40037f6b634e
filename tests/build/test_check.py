"""`check` gives the verdict of `build`: whatever a build refuses before it writes, check has said.

Each fault is an edit of the second brochure. What only a finished file shows is left to preflight.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from babel.messages.pofile import read_po, write_po

from depliant.build import pipeline
from depliant.build.report import BuildRequest, CheckRequest
from depliant.errors import DepliantError, Diagnostic
from depliant.starter import start

DATA = Path(__file__).parents[1] / "data"
STYLE = "assets/style.yaml"

Edit = Callable[[Path], None]


def change(old: str, new: str, file: str = "content.yaml") -> Edit:
    def edit(project: Path) -> None:
        path = project / file
        text = path.read_text(encoding="utf-8")
        assert old in text, old
        path.write_text(text.replace(old, new, 1), encoding="utf-8")

    return edit


def write(file: str, data: bytes) -> Edit:
    def edit(project: Path) -> None:
        (project / file).parent.mkdir(parents=True, exist_ok=True)
        (project / file).write_bytes(data)

    return edit


def remove(file: str) -> Edit:
    return lambda project: (project / file).unlink()


def both(*edits: Edit) -> Edit:
    def edit(project: Path) -> None:
        for one in edits:
            one(project)

    return edit


PICTURE = change(
    "      - logos: [friends]", "      - {picture: assets/x.jpg, alt: x}\n      - logos: [friends]"
)
MARK = "assets/logos/friends.svg"
FAULTS: dict[str, tuple[Edit, str]] = {
    "art that is not there": (remove("assets/art/waves.svg"), "asset-missing"),
    "art that is no SVG": (write("assets/art/waves.svg", b"\xff\xd8\xff"), "file-kind"),
    "art with live text": (
        write("assets/art/waves.svg", b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">'
              b"<text>x</text></svg>"), "svg-unsupported"),
    "art in an unknown colour": (change("{wave: tide-15}", "{}", STYLE), "svg-colour"),
    "art without width": (
        change("span: side,", "span: side, left_mm: 900,", STYLE), "art-no-width"),
    "a font that is not installed": (change("Fira Sans", "Fira Snas", STYLE), "font-missing"),
    "a weight that the font has not": (
        change("display, weight: 600, size: 14", "display, weight: 800, size: 14", STYLE),
        "font-missing"),
    "a mark that is not there": (remove(MARK), "asset-missing"),
    "a mark that is broken": (write(MARK, b"<svg"), "svg-invalid"),
    "a mark without a contract": (remove("assets/logos/friends.yaml"), "logo-unknown"),
    "a mark on the wrong ground": (
        change("ground: sand", "ground: tide", STYLE), "logo-ground"),
    "a picture that is not there": (PICTURE, "asset-missing"),
    "a picture that breaks off": (both(PICTURE, write("assets/x.jpg", b"\xff\xd8\xff\xe0")),
                                  "image-"),
    "a picture that is none": (both(PICTURE, write("assets/x.jpg", b"GIF89a")), "image-format"),
    "no profile": (remove("assets/icc/FOGRA39L_coated.icc"), "icc-missing"),
    "a profile that is none": (write("assets/icc/FOGRA39L_coated.icc", b"x" * 200), "icc-"),
    "an unknown figure": (change("{share}", "{shore}"), "figure-unknown"),
    "an unknown form": (change("{first:ordinal}", "{first:ordnal}"), "figure-form-unknown"),
    "an unknown design": (change("design: cover", "design: cuver"), "design-unknown"),
    "an unknown role": (change("role: strapline", "role: strapeline"), "role-unknown"),
    "a role of a chart": (
        change("- chart: bar", "- chart: bar\n        role: baar"), "role-unknown"),
    "bold that is not closed": (change("**{flour} kilograms**", "**{flour} kilograms"),
                                "markup-unclosed"),
    "HTML": (change("Twice a day", "Twice<br>a day"), "markup-html"),
    "a letter that the font has not": (change("Twice a day", "Twice 中 day"), "glyph-missing"),
    "units that cannot be compared": (
        change("chart: bar", "chart: bar\n        whole: flour"), "chart-"),
    "a sign that is not known": (
        change("chart: bar", "chart: icons\n        icon: trem"), "chart-icon"),
    "a broken link": (change("(https://www.saltmarsh", "(htps://www.saltmarsh"), "markup-link"),
    "margins that are too wide": (change("left: 9}", "left: 90}", STYLE), "design-no-room"),
    "too much text": (change("the gate; the", "the gate; " + "and so on " * 400), "overset"),
    "a word that is too wide": (change("Twice a day", "x" * 90), "word-too-wide"),
    "a brochure without its title": (change("level: 1", "level: 2"), "heading-level"),
    "ink above what the press takes": (change("ink_limit: 280", "ink_limit: 90", STYLE),
                                       "ink-limit"),
    "lines thinner than the press holds": (
        change("ink_limit: 280", "ink_limit: 280, minimum_line: 9", STYLE), "thin-line"),
    "a broken style sheet": (change("baseline: 6", "baseline: six", STYLE), "schema"),
    "too much ink": (change("ink_limit: 280", "ink_limit: 90", STYLE), "ink-limit"),
    "a line too thin to print": (
        change("ink_limit: 280", "ink_limit: 280, minimum_line: 9", STYLE), "thin-line"),
    "broken YAML": (change("title: Find us", 'title: "Find us'), "yaml-syntax"),
}  # fmt: skip


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return Path(shutil.copytree(DATA / "accordion", tmp_path / "project"))


def built(project: Path, **asked: object) -> tuple[list[Diagnostic], int]:
    """The errors of a build, and its exit code."""
    try:
        pipeline.build(project, BuildRequest(**asked))  # type: ignore[arg-type]
    except DepliantError as fault:
        return errors(fault.diagnostics), fault.exit_code
    return [], 0


def checked(project: Path, **asked: object) -> tuple[list[Diagnostic], int]:
    """The errors of a check, and its exit code."""
    try:
        found = errors(pipeline.check(project, CheckRequest(**asked)).diagnostics)  # type: ignore[arg-type]
    except DepliantError as fault:
        return errors(fault.diagnostics), fault.exit_code
    return found, 1 if found else 0


def errors(found: object) -> list[Diagnostic]:
    return sorted(
        {fault for fault in found if fault.severity == "error"},  # type: ignore[attr-defined]
        key=str,
    )


@pytest.mark.parametrize("name", FAULTS)
def test_check_refuses_what_build_refuses(project: Path, name: str) -> None:
    edit, code = FAULTS[name]
    edit(project)
    said, verdict = checked(project)
    assert any(fault.code.startswith(code) for fault in said), said
    assert built(project, preflight=False) == (said, verdict)
    assert not (project / "out").exists()


def test_check_passes_what_build_passes(project: Path) -> None:
    assert checked(project) == ([], 0)
    assert built(project) == ([], 0)


def test_all_that_is_wrong_comes_at_once(project: Path) -> None:
    """Faults of words, style, art and marks, none of which hides another."""
    several = ["art with live text", "a mark that is broken", "an unknown figure",
               "an unknown role", "HTML"]  # fmt: skip
    for name in several:
        FAULTS[name][0](project)
    said, verdict = checked(project)
    codes = {fault.code for fault in said}
    assert {FAULTS[name][1] for name in several} <= codes
    assert built(project) == (said, verdict)


# --- editions -------------------------------------------------------------------------------------


@pytest.fixture
def leaflet(tmp_path: Path) -> Path:
    return Path(shutil.copytree(DATA / "frozen", tmp_path / "leaflet"))


SENTENCE = change("Premier guide touristique", "Le premier guide touristique")


def test_other_editions_are_one_line(leaflet: Path) -> None:
    SENTENCE(leaflet)
    report = pipeline.check(leaflet)
    assert errors(report.diagnostics) == []
    (waits,) = (item for item in report.diagnostics if item.code == "translation-waiting")
    assert str(waits.message) == (
        "Sentences of 6 editions wait for translators: 1 to translate in each of "
        "`ar`, `de`, `en`, `nl`, `pl`, `uk`."
    )
    assert "depliant translate status" in str(waits.hint)
    assert built(leaflet, preflight=False, targets=("screen",)) == ([], 0)


def test_sentences_without_a_translation_are_told_from_those_that_changed(leaflet: Path) -> None:
    for other in set((leaflet / "assets/translations").glob("*.po")):
        if other.stem != "de":
            other.unlink()
    german = leaflet / "assets/translations/de.po"
    with german.open(encoding="utf-8") as stream:
        found = read_po(stream)
    texts = [message for message in found if message.id and not message.pluralizable]
    for message in texts[:60]:
        message.string = ""
    texts[60].flags.add("fuzzy")
    with german.open("wb") as stream:
        write_po(stream, found)
    report = pipeline.check(leaflet)
    (waits,) = (item for item in report.diagnostics if item.code == "translation-waiting")
    assert str(waits.message) == (
        "Sentences of the edition `de` wait for a translator: "
        "60 to translate, 1 changed since it was translated."
    )


def test_the_edition_that_is_asked_for_is_judged_as_its_build_judges_it(leaflet: Path) -> None:
    SENTENCE(leaflet)
    asked = {"editions": ("nl",)}
    said, verdict = checked(leaflet, **asked)
    assert [fault.code for fault in said] == ["translation-missing"]
    assert built(leaflet, **asked) == (said, verdict)
    every, _ = checked(leaflet, all_editions=True)
    assert len(every) == 6


def test_an_edition_that_is_wrong_otherwise_is_said_to_be_so(leaflet: Path) -> None:
    change("nplurals=3", "nplurals=x", "assets/translations/uk.po")(leaflet)
    found = pipeline.check(leaflet).diagnostics
    assert errors(found) == []
    (faulty,) = (item for item in found if item.code == "translation-faulty")
    assert "uk" in str(faulty.message)
    assert "--edition uk" in str(faulty.hint)
    assert checked(leaflet, editions=("uk",))[0]


def test_what_is_wrong_with_all_editions_is_said_of_the_one(leaflet: Path) -> None:
    change("{figure: rames_tramway, label", "{figure: rame, label")(leaflet)
    found = pipeline.check(leaflet).diagnostics
    assert [fault.code for fault in errors(found)] == ["figure-unknown"]
    assert "translation-faulty" not in {fault.code for fault in found}


def test_an_edition_that_is_not_there_is_an_error(leaflet: Path) -> None:
    said, verdict = checked(leaflet, editions=("xx",))
    assert (verdict, len(said)) == (2, 1)
    assert built(leaflet, editions=("xx",)) == (said, verdict)


def test_what_is_set_right_is_counted(leaflet: Path) -> None:
    assert len(pipeline.check(leaflet).corrections) > 100
    assert len(pipeline.check(leaflet, CheckRequest(("nl",))).corrections) < 20


def told_of_starter(project: Path, *changes: tuple[str, str]) -> set[tuple[str, str]]:
    """The errors that a check and a build tell of a new brochure with changes: code and place."""
    start(project, "en")
    for old, new in changes:
        change(old, new)(project)
    found = []
    for work in (pipeline.check, lambda root: pipeline.build(root, BuildRequest())):
        try:
            said = work(project).diagnostics
        except DepliantError as fault:
            said = fault.diagnostics
        found.append({(one.code, str(one.place)) for one in said if one.severity == "error"})
    assert found[0] == found[1], "a build says what a check says"
    return found[0]


KIND = ("    foot:\n      - quote", "      - texte: Oops\n    foot:\n      - quote")
NAME = ("{volunteers} volunteers**", "{volunteer} volunteers**")
LONG = ("12 Alder Street, beside", f"{'Far too many words. ' * 99}12 Alder Street, beside")


def test_faults_of_form_and_of_words_are_told_at_once(tmp_path: Path) -> None:
    found = told_of_starter(tmp_path / "mine", KIND, NAME)
    assert {code for code, _ in found} == {"key-unknown", "figure-unknown"}


def test_faults_of_words_and_what_has_no_room_are_told_at_once(tmp_path: Path) -> None:
    found = told_of_starter(tmp_path / "mine", NAME, LONG)
    assert {code for code, _ in found} == {"figure-unknown", "overset"}


def test_nothing_is_told_that_only_a_fault_of_form_makes_so(tmp_path: Path) -> None:
    """A figure whose entry has a fault is no unknown figure where it is used."""
    found = told_of_starter(tmp_path / "mine", ("visits:    {value:", "visits:    {valeur:"))
    assert {code for code, _ in found} == {"key-unknown", "key-missing"}


def test_marks_that_are_stand_ins_are_told_apart_where_a_name_has_a_comma(tmp_path: Path) -> None:
    start(tmp_path / "one")
    logos = tmp_path / "one/assets/logos"
    contract = (logos / "alder-street.yaml").read_text("utf-8")
    other = contract.replace("name: Alder Street Library", "name: Wool, Silk and Sons")
    (logos / "wool.yaml").write_text(other, "utf-8")
    shutil.copy(logos / "alder-street.svg", logos / "wool.svg")
    change("logos: [alder-street]", "logos: [alder-street, wool]")(tmp_path / "one")
    report = pipeline.check(tmp_path / "one", CheckRequest(()))
    (found,) = (one for one in report.diagnostics if one.code == "logo-standin")
    assert str(found.message) == (
        "2 marks are stand-ins: “Alder Street Library”, “Wool, Silk and Sons”."
    )
