"""`depliant translate export` and `import` as one who works with an agency sees them."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
from tests.judges.programs import judge, missing

from depliant.commands.cli import run
from depliant.translation.po import Catalogue, PoEntry, read

from .conftest import dress

CONTENT = """\
id: small
title: Petit
language: fr
names: [Lens]
glossary:
  - {term: Bassin minier, translations: {nl: [mijnbekken, mijnstreek], de: Bergbaurevier}}
  - {term: Chaîne des parcs, note: A name.}
figures:
  a: {value: 5, unit: cités, source: unstated}
panels:
  - id: one
    blocks:
      - heading: Le Bassin minier
      - text: "**{a}** cités, [le site](https://e.fr)."
      - text: Un mot.
"""
HEADER = """\
# nl
msgid ""
msgstr ""
"Project-Id-Version: small\\n"
"Language: nl\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"
"X-Source-Language: fr\\n"

# kept: a name
msgctxt "publication/title"
msgid "Petit"
msgstr "Petit"

msgctxt "one/heading"
msgid "Le Bassin minier"
msgstr "Het mijnbekken"

#, fuzzy
msgctxt "one/text"
msgid "**{a}** cités, [le site](https://e.fr)."
msgstr "**{a}** wijken, [site](https://e.fr)."
"""
Capture = pytest.CaptureFixture[str]


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small brochure with a Dutch edition that is half done; the place that one works at."""
    monkeypatch.setenv("DEPLIANT_CACHE", str(tmp_path / "cache"))
    root = tmp_path / "project"
    (root / "assets" / "translations").mkdir(parents=True)
    (root / "content.yaml").write_text(CONTENT)
    (root / "assets" / "translations" / "nl.po").write_text(HEADER)
    monkeypatch.chdir(dress(root))
    return root


def po(project: Path, name: str = "nl") -> Path:
    return project / "assets" / "translations" / f"{name}.po"


def catalogue(path: Path) -> Catalogue:
    found, faults = read(path.read_text("utf-8"), path.name)
    assert faults == ()
    return found


def entries(path: Path) -> dict[str, PoEntry]:
    return {entry.id: entry for entry in catalogue(path).entries if not entry.obsolete}


def said(capture: Capture) -> str:
    out, err = capture.readouterr()
    return out + err


def handed_out(form: str = "xliff", language: str = "nl") -> Path:
    assert run(["translate", "export", language, "--format", form]) == 0
    return Path("out") / f"small.{language}{'.xliff2' * (form == 'xliff2')}.xlf"


def edited(path: Path, *changes: tuple[str, str]) -> Path:
    text = path.read_text("utf-8")
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new)
    path.write_text(text, "utf-8")
    return path


Deliver = Callable[..., Path]


@pytest.fixture(params=["xliff", "xliff2"])
def delivered(request: pytest.FixtureRequest, project: Path) -> Deliver:
    """An agency's file: “Un mot.” and the word of the unit translated, as finished."""

    def make(*changes: tuple[str, str]) -> Path:
        path = handed_out(request.param)
        if request.param == "xliff":
            empty = '<source>{}</source>\n{}<target state="needs-translation"/>'
            full = '<source>{}</source>\n{}<target state="translated">{}</target>'
        else:
            empty = '<segment state="initial">\n{1}<source>{0}</source>\n'
            full = (
                '<segment state="translated">\n{1}<source>{0}</source>\n{1}<target>{2}</target>\n'
            )
        spaces = " " * 8
        text = path.read_text("utf-8")
        words = empty.format("Un mot.", spaces)
        assert words in text, text
        path.write_text(text.replace(words, full.format("Un mot.", spaces, "Een woord.")), "utf-8")
        return edited(path, *changes)

    return make


def test_what_is_handed_out_and_comes_back_changes_nothing(
    delivered: Deliver, project: Path, capsys: Capture
) -> None:
    assert run(["translate", "update", "nl"]) == 0
    path = delivered(("Een woord.", ""))
    before = po(project).read_bytes()
    assert run(["translate", "import", str(path), "--yes"]) == 0
    assert "Nothing changes." in said(capsys)
    assert po(project).read_bytes() == before


def test_an_import_is_shown_then_written_and_taken_back(
    delivered: Deliver, project: Path, capsys: Capture
) -> None:
    before = po(project).read_bytes()
    path = delivered()
    capsys.readouterr()
    assert run(["translate", "import", str(path)]) == 0
    shown = said(capsys)
    assert "one/text: “Een woord.”" in shown
    assert "1 changed; 3 translated, 1 fuzzy, 1 missing." in shown
    assert "Add --yes to write it." in shown
    assert po(project).read_bytes() == before
    assert run(["translate", "import", str(path), "--yes"]) == 0
    assert "`depliant translate undo nl` takes it back" in said(capsys)
    found = entries(po(project))
    assert found["Un mot."].strings == ("Een woord.",)
    assert found["Petit"].comments == ("kept: a name",)
    assert found["**{a}** cités, [le site](https://e.fr)."].fuzzy
    judge("msgfmt", "--check", "-o", "-", po(project))
    capsys.readouterr()
    assert run(["translate", "undo", "nl"]) == 0
    assert "one/text: not translated." in said(capsys)
    assert po(project).read_bytes() == before
    assert run(["translate", "undo", "nl"]) == 2
    assert "undo-nothing" in said(capsys)


def test_an_update_without_a_cache_says_that_it_cannot_be_undone(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    """Of a file that is made there is nothing to lose, and of one that stays as it is."""
    (project / "file").write_text("no folder")
    monkeypatch.setenv("DEPLIANT_CACHE", str(project / "file"))
    assert run(["translate", "update", "nl", "de"]) == 0
    assert run(["translate", "update", "de"]) == 0
    capsys.readouterr()
    content = project / "content.yaml"
    content.write_text(content.read_text("utf-8").replace("Un mot.", "Un autre mot."), "utf-8")
    assert run(["translate", "update", "nl", "de"]) == 0
    told = said(capsys)
    assert told.count("warning[undo-nothing]") == 1
    assert "nl.po, assets/translations/de.po" in told
    assert "takes it back" not in told
    assert "takes one of them back" not in told
    assert run(["translate", "update"]) == 0
    assert "undo-nothing" not in said(capsys)


def test_an_import_may_name_the_format_that_it_was_handed_out_in(
    delivered: Deliver, capsys: Capture
) -> None:
    path = delivered()
    is_second = 'version="2.0"' in path.read_text("utf-8").partition("<file")[0]
    own, other = ("xliff2", "xliff")[:: 1 if is_second else -1]
    capsys.readouterr()
    assert run(["translate", "import", str(path), "--format", own]) == 0
    assert "one/text: “Een woord.”" in said(capsys)
    assert run(["translate", "import", str(path), "--format", other]) == 2
    found, wanted = ("2.0", "1.2")[:: 1 if is_second else -1]
    assert f"error[exchange-format]: The file is XLIFF {found}, not {wanted}." in said(capsys)


def test_an_import_makes_a_file_that_was_not_there(project: Path, capsys: Capture) -> None:
    path = handed_out("xliff2", "pt_BR".replace("_", "-"))
    edited(
        path,
        (
            '<segment state="initial">\n        <source>Un mot.</source>\n',
            '<segment state="translated">\n        <source>Un mot.</source>\n'
            "        <target>Uma palavra.</target>\n",
        ),
    )
    assert run(["translate", "import", str(path), "--yes"]) == 0
    assert entries(po(project, "pt-BR"))["Un mot."].strings == ("Uma palavra.",)
    assert run(["translate", "undo", "pt_BR"]) == 0
    assert not po(project, "pt-BR").exists()


def test_an_update_is_taken_back_byte_for_byte(project: Path, capsys: Capture) -> None:
    was = po(project).read_bytes()
    assert run(["translate", "update", "nl", "de"]) == 0
    assert said(capsys).endswith("`depliant translate undo LANG` takes one of them back.\n")
    assert po(project).read_bytes() != was
    assert run(["translate", "undo", "nl"]) == 0
    assert "is again what it was before the update of assets/translations/nl.po" in said(capsys)
    assert po(project).read_bytes() == was
    assert run(["translate", "undo", "de"]) == 0
    assert not po(project, "de").exists()


def test_several_files_are_brought_up_to_date_together_or_not_at_all(
    project: Path, capsys: Capture
) -> None:
    was = po(project).read_bytes()
    po(project, "de").mkdir()  # nothing can have that name
    assert run(["translate", "update", "nl", "de"]) == 2
    assert "error[" in said(capsys)
    assert po(project).read_bytes() == was


def test_both_formats_stand_side_by_side_and_what_is_replaced_is_told(
    project: Path, capsys: Capture
) -> None:
    first = handed_out()
    was = first.read_bytes()
    second = handed_out("xliff2")
    assert (first.read_bytes(), first == second) == (was, False)
    assert "before" not in said(capsys)
    handed_out()
    assert "before" not in said(capsys), "it says the same"
    edited(first, ("Un mot.</source>", "Un mot.</source><target>Een woord.</target>"))
    handed_out()
    kept = first.with_name("small.nl.before.xlf")
    assert f"What was there before is kept: {kept}" in said(capsys)
    assert "Een woord." in kept.read_text("utf-8")
    assert run(["translate", "export", "nl", "--format", "tmx", "--out", str(first)]) == 0
    assert "before" not in said(capsys), "nobody has worked on that"


@pytest.mark.parametrize("form", ["xliff", "xliff2"])
def test_the_name_of_a_file_that_is_handed_out_says_its_language(
    project: Path, capsys: Capture, form: str
) -> None:
    path = handed_out(form)
    other = path.rename(path.with_name(path.name.replace(".nl.", ".de.")))
    assert run(["translate", "import", str(other)]) == 2
    assert "The file is called `de`, and says that it is `nl`." in said(capsys)


def test_every_count_of_what_is_missing_is_the_same(project: Path, capsys: Capture) -> None:
    def counts_in(words: str) -> list[tuple[str, ...]]:
        return re.findall(r"(\d+) translated, (\d+) fuzzy, (\d+) missing", words)

    # The address that a code holds may stay as it is: nobody is asked to translate it.
    code = CONTENT + "      - qr: https://e.fr/chiffres\n        alt: Le site\n"
    (project / "content.yaml").write_text(code)
    assert run(["translate", "update", "nl"]) == 0
    (updated,) = counts_in(said(capsys))
    path = edited(handed_out(), ("Un mot.</source>", "Un mot.</source><target>Een woord.</target>"))
    assert run(["translate", "import", str(path), "--finished", "--yes"]) == 0
    (imported,) = counts_in(said(capsys))
    run(["translate", "status", "nl"])
    counts = tuple(said(capsys).splitlines()[1].split()[1:4])
    assert imported == counts
    assert int(updated[2]) - int(imported[2]) == 1
    found = (line for line in entries(po(project)).values() if not any(line.strings))
    assert len(list(found)) == int(imported[2]) + 1, "the address alone is not counted"


def test_as_json(delivered: Deliver, project: Path, capsys: Capture) -> None:
    path = delivered()
    capsys.readouterr()
    assert run(["translate", "import", str(path), "--json"]) == 0
    data = json.loads(capsys.readouterr().out)
    assert data["language"] == "nl"
    assert data["changes"] == ["one/text: “Een woord.”"]
    assert (data["written"], data["changed"], data["fuzzy"]) == (False, 1, 1)


def test_what_is_finished_is_no_longer_fuzzy(delivered: Deliver, project: Path) -> None:
    path = delivered()
    assert run(["translate", "import", str(path), "--yes", "--finished"]) == 0
    assert not any(entry.fuzzy for entry in entries(po(project)).values())


def test_a_text_that_has_changed_since_is_fuzzy(
    delivered: Deliver, project: Path, capsys: Capture
) -> None:
    path = delivered()
    edited(project / "content.yaml", ("Un mot.", "Un mot !"))
    assert run(["translate", "import", str(path), "--yes"]) == 0
    assert "exchange-stale" in said(capsys)
    entry = entries(po(project))["Un mot !"]
    assert entry.fuzzy
    assert entry.strings == ("Een woord.",)
    assert ("msgid", "Un mot.") in entry.previous


def test_a_text_that_is_no_longer_there_is_told_and_left_out(
    delivered: Deliver, project: Path, capsys: Capture
) -> None:
    path = delivered()
    edited(project / "content.yaml", ("      - text: Un mot.\n", ""))
    assert run(["translate", "import", str(path), "--yes"]) == 0
    assert "warning[exchange-unknown]: “Un mot.” is no text of this brochure." in said(capsys)


@pytest.mark.parametrize(
    ("name", "changes", "code"),
    [
        ("small.nl.xlf", [('"nl"', '"de"')], "exchange-language"),
        ("small.de.xlf", [], "exchange-language"),
        ("back.xlf", [('"nl"', '"fr"')], "language-unknown"),
        ("back.xlf", [('"nl"', '"tlh"')], "language-unknown"),
        ("back.xlf", [('"fr"', '"en"')], "exchange-language"),
        ("back.xlf", [("small/content.yaml", "large/content.yaml")], "exchange-project"),
        (
            "back.xlf",
            [("small/content.yaml", "x"), ('id="m', 'id="x'), ("Un mot", "Ein"), ("minier", "x"),
             ("Petit", "Gros"), ("cités", "villes")],
            "exchange-project",
        ),
    ],
)  # fmt: skip
def test_a_file_of_something_else_is_refused(
    delivered: Deliver,
    project: Path,
    capsys: Capture,
    name: str,
    changes: list[tuple[str, str]],
    code: str,
) -> None:
    before = po(project).read_bytes()
    path = delivered(*changes).rename(name)
    assert run(["translate", "import", str(path), "--yes"]) == 2
    assert f"error[{code}]" in said(capsys)
    assert po(project).read_bytes() == before


def test_a_german_file_that_says_it_is_dutch_is_refused(
    delivered: Deliver, project: Path, capsys: Capture
) -> None:
    words = "der Ort und die Stadt, die von dem Land ist, das mit der Grube für den Bau war. " * 3
    path = delivered(("Een woord.", words))
    assert run(["translate", "import", str(path), "--yes"]) == 2
    assert "its words are those of `de`" in said(capsys)


def test_a_translation_that_has_lost_its_figure_is_refused_with_its_line(
    project: Path, capsys: Capture
) -> None:
    path = handed_out()
    text = path.read_text("utf-8")
    line = next(number for number, each in enumerate(text.split("\n"), 1) if "wijken" in each)
    text = text.replace('state="needs-review-translation"', 'state="translated"')
    head, target, tail = text.partition('<target state="translated"><bpt')
    code = '<ph id="2" ctype="x-figure" equiv-text="5">{a}</ph>'
    assert code in tail
    path.write_text(head + target + tail.replace(code, "", 1), "utf-8")
    capsys.readouterr()
    assert run(["translate", "import", str(path), "--yes"]) == 2
    assert f"small.nl.xlf:{line}:9: error[translation-placeholder]" in said(capsys)


def test_a_broken_code_is_told_once(project: Path, capsys: Capture) -> None:
    path = handed_out()
    code = '<ph id="2" ctype="x-figure" equiv-text="5">{a}</ph>'
    head, target, tail = path.read_text("utf-8").partition('<target state="needs-review')
    text = head + target + tail.replace(code, '<ph id="7"/>', 1)
    path.write_text(text.replace('"needs-review-translation"', '"translated"'), "utf-8")
    capsys.readouterr()
    assert run(["translate", "import", str(path), "--yes"]) == 2
    (line,) = said(capsys).splitlines()
    assert "error[exchange-code]: The code `7` is none of the message's." in line


def test_a_remark_of_the_agency_becomes_a_translators_comment(
    delivered: Deliver, project: Path
) -> None:
    path = delivered()
    text = path.read_text("utf-8")
    note = '<note from="agency">Is this a place?</note>'
    if "</notes>" in text:
        text = text.replace("</notes>", note.replace(' from="agency"', "") + "</notes>", 1)
    else:
        text = text.replace("</trans-unit>", f"{note}</trans-unit>", 1)
    path.write_text(text, "utf-8")
    assert run(["translate", "import", str(path), "--yes"]) == 0
    assert entries(po(project))["Petit"].comments == ("kept: a name", "Is this a place?")


def test_what_is_no_xliff_is_refused(project: Path, capsys: Capture) -> None:
    assert run(["translate", "export", "--format", "tmx"]) == 0
    assert run(["translate", "import", "out/small.tmx"]) == 2
    assert run(["translate", "import", "nowhere.xlf"]) == 2
    assert run(["translate", "import", "out"]) == 2
    found = said(capsys)
    assert "exchange-format" in found
    assert "asset-missing" in found
    assert "asset-unreadable" in found


def toolkit(module: str, data: bytes) -> Any:
    """The units of a file as translate-toolkit reads it."""
    if find_spec("translate") is None:
        missing("translate-toolkit")
    store = getattr(import_module(f"translate.storage.{module}"), f"{module}file")
    return store.parsestring(data).units


def test_a_memory_has_what_is_finished_in_each_language(project: Path) -> None:
    german = HEADER.replace("Language: nl", "Language: de").replace(
        "Het mijnbekken", "Das Bergbaurevier"
    )
    po(project, "de").write_text(german)
    assert run(["translate", "export", "--format", "tmx", "--out", "memory.tmx"]) == 0
    units = toolkit("tmx", Path("memory.tmx").read_bytes())
    assert [(unit.source, unit.target) for unit in units] == [
        ("Petit", "Petit"),
        ("Le Bassin minier", "Das Bergbaurevier"),
    ]
    text = Path("memory.tmx").read_text("utf-8")
    assert '<tuv xml:lang="nl"><seg>Het mijnbekken</seg></tuv>' in text
    assert run(["translate", "export", "nl", "--format", "tmx", "--out", "nl.tmx"]) == 0
    assert "Bergbaurevier" not in Path("nl.tmx").read_text("utf-8")


def test_a_term_base_has_the_glossary_and_the_names(project: Path) -> None:
    assert run(["translate", "export", "nl", "uk", "--format", "tbx", "--out", "terms.tbx"]) == 0
    units = toolkit("tbx", Path("terms.tbx").read_bytes())
    assert [(unit.source, unit.target) for unit in units] == [
        ("Bassin minier", "mijnbekken"),
        ("Chaîne des parcs", "Chaîne des parcs"),
        ("Lens", "Lens"),
    ]
    text = Path("terms.tbx").read_text("utf-8")
    assert text.count("mijnstreek") == 1
    # A name is written in Ukrainian letters there.
    assert text.count("<term>Lens</term>") == 2


def test_several_languages_are_several_files(project: Path) -> None:
    assert run(["translate", "export", "nl", "de", "--out", "agency"]) == 0
    assert sorted(path.name for path in Path("agency").iterdir()) == [
        "small.de.xlf",
        "small.nl.xlf",
    ]


def test_the_room_of_a_message_is_that_of_its_comment(project: Path) -> None:
    text = handed_out().read_text("utf-8")
    assert 'size-unit="char"' in text
    assert run(["translate", "update", "nl"]) == 0
    room = next(
        line for line in entries(po(project))["Un mot."].extracted if line.startswith("Room")
    )
    most = room.split()[2]
    assert f'resname="one/text" maxwidth="{most}"' in text


def test_a_project_without_translations_says_so(project: Path, capsys: Capture) -> None:
    shutil.rmtree(project / "assets" / "translations")
    assert run(["translate", "export"]) == 2
    assert "There are no translations." in said(capsys)


@pytest.mark.parametrize("blank", ["", " ", "\t\u00a0"])
def test_a_blank_is_no_language(project: Path, blank: str, capsys: Capture) -> None:
    calls = [("translate", each) for each in ("update", "status", "pseudo", "export", "undo")]
    for call in (*calls, ("build", ".", "--edition"), ("check", ".", "--edition")):
        assert run([*call, blank]) == 2
        assert "takes a language's tag, such as nl, de or pl, not" in said(capsys)
    assert not list(project.glob("assets/translations/.po"))
