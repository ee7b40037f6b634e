"""Nothing of what the program tells about a French project stays English in another language.

All is said in a language of capitals (`loud`): a small English word is one that no catalogue can
translate. The officer's edits (`tests/officer`) are held to the same, each with what is said of it.
"""

from __future__ import annotations

import contextlib
import io
import re
import shutil
from decimal import Decimal
from pathlib import Path

import pytest
from tests.loud import LOUD
from tests.officer.desk import FROZEN
from tests.told import ENGLISH, leaks

from depliant.commands.call import answer
from depliant.commands.cli import DEPLIANT
from depliant.errors import InputError
from depliant.figures import formula
from depliant.graphics import picture
from depliant.graphics.svg import drawing as svg
from depliant.interface import Interface
from depliant.languages.rules import CALLED
from depliant.languages.rules import Rule as TypeRule
from depliant.refusals import refusal
from depliant.sentences import Sentence, say
from depliant.source.folder import File

Capture = pytest.CaptureFixture[str]

WRONG_CALLS = (
    "biuld",
    "--langage",
    "build --targt press",
    "build --targett",
    "build --target pres",
    "build --target",
    "build --image-width 1",
    "build --image-width 100 --image-ppi 72",
    "build --json=oui",
    "build --proof demain",
    "build content.yaml",
    "build . encore",
    "build --allow rien --marks rien",
    "build --marks croix",
    "build --ticket --target image",
    "build --target press --image-width 100",
    "build --issue ancienne",
    "build --edition xx",
    "build ailleurs",
    "check --edition zz",
    "explain rien",
    "figures lis",
    "figures import",
    "figures import absent.csv",
    "figures import table.csv --column valeur",
    "figures import table.csv --column valeur=2022",
    "figures import table.csv --encoding latin",
    "figures import table.csv --numbers klingon",
    "figures import table.csv --sheet Feuille",
    "figures import mal.csv",
    "figures import guillemets.csv",
    "figures import deux.csv",
    "figures import texte.odt",
    "figures where rien",
    "figures freeze a/b",
    "figures undo",
    "figures export chiffres.txt",
    "figures export absent/chiffres.csv",
    "figures extract content.yaml",
    "figures extract absent.pdf",
    "figures lint --on demain",
    "logo add",
    "logo add absent.svg",
    "logo add content.yaml --name ville",
    "logo add sceau.svg --height 0",
    "logo add sceau.svg --until demain",
    "logo add sceau.svg --page mille",
    "logo add sceau.svg --name ville --ink nuit",
    "new .",
    "reissue 2012-2017 --date demain",
    "translate update klingon",
    "translate update fr",
    "translate status klingon",
    "compare ici ailleurs",
    "compare content.yaml table.csv",
)

RIGHT_CALLS = (
    "figures list",
    "figures where salle_des_fetes",
    "figures lint",
    "figures import table.csv",
    "translate status ar",
    "reissue",
    "logo check",
    "check --typography",
    "check --design",
)


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the French leaflet with a few files beside it, where one works."""
    folder = tmp_path / "ici"
    shutil.copytree(FROZEN, folder)
    for name, text in {
        "table.csv": "id,value\nsalle_des_fetes,712001\n",
        "mal.csv": "id,value,date\nsalle_des_fetes,douze mille,06/07/2016\nrien,12 € 5\n",
        "guillemets.csv": 'id,value\n"salle_des_fetes,7\n',
        "deux.csv": "Indicateur,Valeur 2022,Valeur 2023\nsalle_des_fetes,1,2\n",
        "texte.odt": "PK\3\4",
        "sceau.svg": '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">'
        '<path fill="#123456" d="M0 0h9v9z"/></svg>',
    }.items():
        (folder / name).write_text(text, encoding="utf-8")
    monkeypatch.chdir(folder)
    monkeypatch.setenv("DEPLIANT_CACHE", str(tmp_path / "cache"))
    return folder


def _told(call: str, capsys: Capture) -> str:
    """What a call says, without the line of its usage and the text of lines that are quoted."""
    with contextlib.suppress(SystemExit):
        answer("depliant", DEPLIANT, call.split(), LOUD)
    out, err = capsys.readouterr()
    lines = [line for line in f"{out}\n{err}".splitlines() if not re.match(r"USAGE: |    ", line)]
    return "\n".join(lines)


@pytest.mark.parametrize("call", WRONG_CALLS)
def test_what_is_said_of_a_wrong_call_can_be_translated(
    call: str, desk: Path, capsys: Capture
) -> None:
    said = _told(call, capsys)
    assert said.strip()
    assert [line for line in said.splitlines() if ENGLISH.search(line)] == []


@pytest.mark.parametrize("call", RIGHT_CALLS)
def test_what_a_command_lists_can_be_translated(call: str, desk: Path, capsys: Capture) -> None:
    said = _told(call, capsys)
    assert said.strip()
    assert [line for line in said.splitlines() if ENGLISH.search(line)] == []


DRAWINGS = (
    "<path d='x'/>",
    "<path d='M 1'/>",
    "<path d='M0 0 A 1 2'/>",
    "<path d='M0 0 L 9e99 1'/>",
    "<rect width='large' height='2'/>",
    "<polygon points='1 2 3'/>",
    "<g transform='tourner(3)'><path d='M0 0h1'/></g>",
    "<g transform='rotate(1 2)'><path d='M0 0h1'/></g>",
    "<use href='#rien'/>",
    "<script/>",
    "<animate/>",
    "<foreignObject/>",
    "<image href='https://exemple.fr/a.png'/>",
    "<image width='1' height='1' href='data:image/webp;base64,AAAA'/>",
    "<image width='1' height='1' href='data:,'/>",
    "<text x='1'>Bonjour</text>",
    "<text font-family='Lato'>Bonjour</text>",
    "<rect filter='url(#f)' width='1' height='1'/><filter id='f'><feBlend/></filter>",
    "<rect fill='#123456' width='1' height='1'/>",
    "<style>a+b{fill:red}@tout{x{}}</style><rect clip-path='circle(1)' width='1' height='1'/>",
    "<rect fill='device-cmyk(1)' width='1' height='1'/>",
    "<g><g>",
    "<rect width='1' width='2'/>",
    "<rect>&rien;</rect>",
    "<x:rect/>",
    "<g>" * 70 + "</g>" * 70,
)


@pytest.mark.parametrize("body", DRAWINGS)
def test_what_is_wrong_with_a_drawing_can_be_translated(body: str) -> None:
    drawing = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">{body}</svg>'
    with pytest.raises(InputError) as caught:
        svg.read(drawing.encode(), {}, "dessin.svg")
    assert leaks(caught.value.diagnostics) == []


@pytest.mark.parametrize("data", [b"", b"GIF89a", b"%PDF-1.7", b"\xff\xd8\xff\xe0rien", b"<html>"])
def test_what_is_wrong_with_a_picture_can_be_translated(data: bytes) -> None:
    with pytest.raises(InputError) as caught:
        picture.read(File("image.jpg", data, str(len(data))), None)
    assert leaks(caught.value.diagnostics) == []


@pytest.mark.parametrize(
    "text",
    [
        *("a +", "a b", "(a", "a ! b", "somme(a)", "share(a)", "sum(a, b)", "a + b", "a / 0"),
        *("1" * 60, "(" * 200 + "a", "+".join("a" * 200), "a" * 3000, "1 / 3"),
    ],
)
def test_what_is_wrong_with_a_formula_can_be_translated(text: str) -> None:
    known = {
        "a": formula.Quantity(Decimal(1), "élèves"),
        "b": formula.Quantity(Decimal(2), "euros"),
    }
    with pytest.raises(formula.FormulaError) as caught:
        formula.evaluate(formula.parse(text), known)
    told = [LOUD.tell(caught.value.message), LOUD.tell(caught.value.hint)]
    assert [said for said in told if ENGLISH.search(said)] == []


def test_what_the_system_says_is_in_our_own_words(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError) as caught:
        (tmp_path / "rien").read_bytes()
    assert LOUD.tell(refusal(caught.value)) == "NO SUCH FILE OR DIRECTORY"
    strange = OSError(99999, "disque en feu")
    assert LOUD.tell(refusal(strange)) == "disque en feu"
    assert LOUD.tell(refusal(OSError(), say("it is no file"))) == "IT IS NO FILE"


def test_every_rule_of_typography_has_a_name() -> None:
    from depliant.content.orthotypography import rules_for

    named: set[str] = set()
    for language in ("ar", "de", "en", "fr", "fr-CA", "nl", "pl", "uk", "eo"):
        rules: tuple[TypeRule, ...] = rules_for(language)
        named |= {rule.name for rule in rules}
    assert named == set(CALLED)


def test_examples_and_what_stands_for_values_can_be_translated(capsys: Capture) -> None:
    with contextlib.suppress(SystemExit):
        answer("depliant", DEPLIANT, ("figures", "import", "--help"), LOUD)
    said = capsys.readouterr().out
    assert "figures import [OPTIONS] FILE" in said
    assert "EXAMPLE:  DEPLIANT FIGURES IMPORT FIGURES.XLSX" in said


def test_what_stands_for_a_value_is_in_the_words_of_the_user() -> None:
    class Lettered(Interface):
        def tell(self, said: str | Sentence) -> str:
            return {"DIR": "DOSSIER", "FILE": "FICHIER"}.get(str(said), str(said))

    printed = io.StringIO()
    with contextlib.suppress(SystemExit), contextlib.redirect_stdout(printed):
        answer("depliant", DEPLIANT, ("figures", "import", "--help"), Lettered())
    assert "--project DOSSIER" in printed.getvalue()
    assert "  FICHIER " in printed.getvalue()
    said = io.StringIO()
    with contextlib.suppress(SystemExit), contextlib.redirect_stderr(said):
        answer("depliant", DEPLIANT, ("figures", "import"), Lettered())
    assert "required: FICHIER." in said.getvalue()
