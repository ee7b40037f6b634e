"""Which language a PO file is of: its name however written, its header, its words, its copies."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from depliant.build import pipeline
from depliant.build.editions import edition_in
from depliant.build.report import BuildRequest
from depliant.commands.cli import run
from depliant.content.publication import load as load_publication
from depliant.errors import Diagnostic, InputError
from depliant.languages.tags import canonical, may_be
from depliant.source.folder import Folder
from depliant.translation.finding import languages
from depliant.translation.loading import load_translation

ROOT = Path(__file__).parents[1] / "data" / "frozen"
ACCORDION = Path(__file__).parents[1] / "data" / "accordion"
SHIPPED = languages(Folder(ROOT))


@pytest.mark.parametrize(
    ("tag", "expected"),
    [
        ("pt_br", "pt-BR"),
        ("PT-BR", "pt-BR"),
        ("zh_hans_cn", "zh-Hans-CN"),
        ("sr@latin", "sr-Latn"),
        ("sr_RS@latin", "sr-Latn-RS"),
        ("de_pseudo", "de-pseudo"),
        ("ca-valencia", "ca-valencia"),
        ("NL", "nl"),
        ("iw_IL", "he-IL"),
        ("in", "id"),
        ("tl-PH", "fil-PH"),
        ("sh", "sr-Latn"),
        ("sh-Cyrl", "sr-Cyrl"),
        ("cmn-Hant", "zh-Hant"),
    ],
)
def test_a_tag_is_written_in_one_way(tag: str, expected: str) -> None:
    assert canonical(tag) == expected
    assert canonical(expected) == expected


@pytest.mark.parametrize(
    ("said", "tag", "expected"),
    [
        ("nl", "nl-BE", True),
        ("pt_BR", "pt", True),
        ("pt_BR", "pt-PT", False),
        ("zh_Hans", "zh-Hant", False),
        ("zh_TW", "zh-Hant", True),
        ("de", "nl", False),
    ],
)
def test_a_tag_may_say_less(said: str, tag: str, expected: bool) -> None:
    assert may_be(said, tag) == expected


@pytest.fixture
def brochure(tmp_path: Path) -> Path:
    """The frozen brochure, without what only its pages need."""
    folder = tmp_path / "project"
    shutil.copytree(ROOT / "assets", folder / "assets")
    shutil.copy(ROOT / "content.yaml", folder)
    return folder


def file(project: Path, name: str) -> Path:
    return project / "assets" / "translations" / name


def found(project: Path, language: str) -> list[tuple[str, str]]:
    faults: tuple[Diagnostic, ...] = load_translation(Folder(project), language)[1]
    return [(fault.code, str(fault.message)) for fault in faults]


def without_header(path: Path) -> None:
    lines = path.read_text("utf-8").split("\n")
    path.write_text("\n".join(line for line in lines if '"Language:' not in line), "utf-8")


@pytest.mark.parametrize("language", SHIPPED)
def test_a_shipped_file_is_of_its_language(language: str, brochure: Path) -> None:
    without_header(file(brochure, f"{language}.po"))
    assert found(brochure, language) == []


@pytest.mark.parametrize("name", [other for other in SHIPPED if other != "nl"])
def test_another_languages_file_is_refused_by_its_header_or_its_words(
    name: str, brochure: Path
) -> None:
    shutil.copy(file(brochure, f"{name}.po"), file(brochure, "nl.po"))
    assert found(brochure, "nl") == [
        ("translation-language", f"The header says that this file is `{name}`.")
    ]
    without_header(file(brochure, "nl.po"))
    (fault,) = found(brochure, "nl")
    assert fault == ("translation-language", f"Its words are those of `{name}`.")
    # The file that was copied is of its own language all the same.
    assert found(brochure, name) == []


def test_nothing_is_built_or_written_over(
    brochure: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copy(file(brochure, "de.po"), file(brochure, "nl.po"))
    data = file(brochure, "nl.po").read_bytes()
    assert edition_in(load_publication(Folder(brochure)), Folder(brochure), "nl").edition is None
    assert run(["translate", "update", "nl", "--project", str(brochure)]) == 2
    assert "translation-language" in capsys.readouterr().err
    assert file(brochure, "nl.po").read_bytes() == data


def test_a_copy_is_told_in_a_language_whose_words_are_not_known(brochure: Path) -> None:
    shutil.copy(file(brochure, "de.po"), file(brochure, "eu.po"))
    without_header(file(brochure, "eu.po"))
    assert found(brochure, "eu") == [
        (
            "translation-language",
            "Most of its translations are those of assets/translations/de.po.",
        )
    ]


def test_a_header_may_say_less_than_the_name(brochure: Path) -> None:
    file(brochure, "nl.po").rename(file(brochure, "nl_BE.po"))
    assert found(brochure, "nl-BE") == []


@pytest.mark.parametrize("name", ["pt-BR.po", "pt_BR.po", "pt_br.po"])
@pytest.mark.parametrize("asked", ["pt-BR", "pt_BR", "pt_br"])
def test_a_file_is_found_whichever_way_its_name_is_written(
    name: str, asked: str, brochure: Path
) -> None:
    text = file(brochure, "en.po").read_text("utf-8").replace('"Language: en', '"Language: pt_BR')
    # Few of its words are left: it is an edition that has just been begun.
    head, _, rest = text.partition("\n\n")
    file(brochure, name).write_text(f"{head}\n\n" + "\n\n".join(rest.split("\n\n")[:5]), "utf-8")
    translation, faults = load_translation(Folder(brochure), asked)
    assert faults == ()
    assert (translation.language, translation.file) == ("pt-BR", f"assets/translations/{name}")
    assert "pt-BR" in languages(Folder(brochure))


def test_two_files_of_one_language_are_told(
    brochure: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("en-GB.po", "en_GB.po"):
        shutil.copy(file(brochure, "en.po"), file(brochure, name))
    assert languages(Folder(brochure)).count("en-GB") == 1
    with pytest.raises(InputError, match="translation-twice"):
        load_translation(Folder(brochure), "en_gb")
    assert run(["translate", "update", "en-GB", "--project", str(brochure)]) == 2
    assert "en-GB.po and en_GB.po are of one language" in capsys.readouterr().err


def test_update_keeps_the_name_of_a_file(tmp_path: Path) -> None:
    project = Path(shutil.copytree(ACCORDION, tmp_path / "project"))
    where = ["--project", str(project)]
    assert run(["translate", "update", "pt_BR", *where]) == 0
    made = file(project, "pt-BR.po").rename(file(project, "pt_BR.po"))
    assert run(["translate", "update", "pt-br", *where]) == 0
    assert sorted(made.parent.glob("pt*.po")) == [made]


def test_a_source_language_is_one_too(tmp_path: Path) -> None:
    project = Path(shutil.copytree(ACCORDION, tmp_path / "project"))
    content = project / "content.yaml"
    content.write_text(content.read_text().replace("language: en\n", "language: en_gb\n"))
    report = pipeline.build(
        project, BuildRequest(editions=("en-GB",), out=tmp_path / "out", preflight=False)
    )
    assert {made.edition for made in report.files} == {"en-GB"}
