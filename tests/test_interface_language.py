"""The program speaks the user's language: what it can say is translated, all of it."""

from __future__ import annotations

import ast
import contextlib
import io
import re
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from gettext import GNUTranslations

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from depliant.codes import CODES
from depliant.commands.call import Group, answer
from depliant.commands.cli import DEPLIANT, run
from depliant.interface import DOMAIN, LOCALE, Interface, chosen, languages, without
from depliant.sentences import Sentence, joined, say
from depliant.source.folder import Folder
from depliant.source.yaml import load_yaml

SOURCE = LOCALE.parent
Capture = pytest.CaptureFixture[str]


class _Recording(Interface):
    """Says everything in English, and remembers what it was asked to say."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[str] = []

    def tell(self, said: str | Sentence) -> str:
        if isinstance(said, str):
            self.asked.append(said)
        return str(said)


def _calls(group: Group, before: tuple[str, ...] = ()) -> list[tuple[str, ...]]:
    """The names of all commands, groups before what they hold."""
    from importlib import import_module

    found = [before]
    for name, entry in group.commands.items():
        opened = entry.opens
        if isinstance(opened, str):
            opened = import_module(opened).COMMAND
        here = (*before, name)
        found += _calls(opened, here) if isinstance(opened, Group) else [here]
    return found


Text = str | tuple[str, str]
"""A text; or two, for one of a thing and for more."""


def _templates() -> Iterator[Text]:
    """The templates of all sentences, from the source: what `say` and its like are called with."""
    for file in sorted(SOURCE.rglob("*.py")):
        for call in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(call, ast.Call) and isinstance(call.func, ast.Name):
                yield from _said(call, call.func.id, f"{file}:{call.lineno}")


def _said(call: ast.Call, name: str, place: str) -> Iterator[Text]:
    """What a call can say."""
    if name == "say":
        found = _literals(call.args[0])
        assert found or _PASSES_ON in place, f"{place}: a template must be written out"
        yield from found
    elif name == "counted" and len(call.args) > 2:
        yield from zip(*map(_literals, call.args[1:3]), strict=True)
    elif name in ("document_rule", "page_rule"):
        hints = [word.value for word in call.keywords if word.arg == "hint"]
        for node in (call.args[2], *call.args[4:5], *hints):
            yield from _literals(node)


_PASSES_ON = "preflight/rules/base.py"
"""Where `say` is given what a rule was given, which is looked at there."""


def _literals(node: ast.expr) -> list[str]:
    """The texts that an expression can be."""
    if isinstance(node, ast.IfExp):
        return [*_literals(node.body), *_literals(node.orelse)]
    return [node.value] if isinstance(node, ast.Constant) and isinstance(node.value, str) else []


def texts() -> list[Text]:
    """Every text that is to be translated: helps, what codes mean, and what is said."""
    recording = _Recording()
    assert isinstance(DEPLIANT.opens, Group)
    for call in _calls(DEPLIANT.opens):
        with contextlib.suppress(SystemExit):
            answer("depliant", DEPLIANT, (*call, "--help"), recording)
    found = (*recording.asked, *CODES.values(), *_templates(), *_of_printers())
    return [text for text in dict.fromkeys(found) if _has_words(text)]


def _of_printers() -> Iterator[str]:
    """What the shipped printers are called, and what is to be known of them."""
    folder = SOURCE / "printers"
    for file in sorted(folder.glob("*.yaml")):
        printer = load_yaml(Folder(folder), file.name).data
        yield from (printer[key] for key in ("title", "note") if key in printer)


_ENGLISH = re.compile(r"(?<!\.)\b[a-z]{2}")
"""Letters of a word; the ending of a file's name is none."""


def _filled_in(node: ast.expr) -> Iterator[ast.expr]:
    """What the value of a sentence can be."""
    parts = [node.body, node.orelse] if isinstance(node, ast.IfExp) else []
    parts = node.values if isinstance(node, ast.BoolOp) else parts
    if not parts:
        yield node
    for part in parts:
        yield from _filled_in(part)


def _words_in(node: ast.expr) -> str:
    """The words that code writes into a value; what is typed (`depliant build`) is no word."""
    if not isinstance(node, ast.Constant | ast.JoinedStr):
        return ""
    texts = [str(part.value) for part in ast.walk(node) if isinstance(part, ast.Constant)]
    is_typed = bool(texts) and texts[0].startswith("depliant ")
    return "" if is_typed else " ".join(texts)


def test_no_english_words_are_filled_in() -> None:
    """What is filled into a sentence is a name, a number or a sentence of its own."""
    for file in sorted(SOURCE.rglob("*.py")):
        for call in ast.walk(ast.parse(file.read_text("utf-8"))):
            if not isinstance(call, ast.Call) or not isinstance(call.func, ast.Name):
                continue
            if call.func.id in ("say", "counted"):
                for value in (part for word in call.keywords for part in _filled_in(word.value)):
                    written = _words_in(value)
                    assert not _ENGLISH.search(written), f"{file}:{value.lineno}: {written}"


def test_what_nothing_is_filled_into_is_said_as_it_is_written() -> None:
    """A sentence without values is not a template: braces that are doubled would stay so."""
    doubled = [
        f"{file}:{call.lineno}"
        for file in sorted(SOURCE.rglob("*.py"))
        for call in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name)
        if call.func.id == "say" and not call.keywords
        if any(isinstance(one, ast.Constant) and "{{" in str(one.value) for one in call.args)
    ]
    assert doubled == []


def _has_words(text: Text) -> bool:
    """Whether there is something to translate in it: words, or marks that languages set apart."""
    return bool(re.search(r"[^\W\d_]|[“”':;!?]", re.sub(r"\{[^{}]*\}", "", _one(text))))


def _one(text: object) -> str:
    """A text that is to be translated; of two, the one for one thing."""
    return text[0] if isinstance(text, tuple | list) else str(text)


def _all(text: object) -> list[str]:
    """All forms of a text."""
    return list(text) if isinstance(text, tuple | list) else [str(text)]


def catalogue(language: str) -> Catalog:
    with (LOCALE / language / "LC_MESSAGES" / f"{DOMAIN}.po").open("rb") as stream:
        return read_po(stream, locale=language)


def compiled(found: Catalog) -> bytes:
    stream = io.BytesIO()
    write_mo(stream, found)
    return stream.getvalue()


def written(found: Catalog) -> bytes:
    stream = io.BytesIO()
    write_po(stream, found, width=100, omit_header=False, sort_output=True)
    return stream.getvalue()


@pytest.mark.parametrize("language", languages()[1:])
def test_everything_is_translated(language: str, request: pytest.FixtureRequest) -> None:
    """`--update-golden` takes new texts into the catalogue and leaves out what is gone."""
    found, wanted = catalogue(language), texts()
    place = LOCALE / language / "LC_MESSAGES" / DOMAIN
    if request.config.getoption("--update-golden"):
        made = _head(language)
        for text in wanted:
            known = found.get(_one(text))
            made.add(text, known.string if known else "" if isinstance(text, str) else ("", ""))
        place.with_suffix(".po").write_bytes(written(made))
        place.with_suffix(".mo").write_bytes(compiled(made))
        found = catalogue(language)
    told = {_one(message.id): message for message in found if message.id}
    assert sorted(told) == sorted(map(_one, wanted))
    lacking = [id_ for id_, message in told.items() if not all(_all(message.string))]
    assert lacking == []
    with place.with_suffix(".mo").open("rb") as stream:
        used = GNUTranslations(stream)
    for text, message in told.items():
        said = _all(message.string)
        assert used.gettext(text) == said[0], "--update-golden compiles it"
        if message.pluralizable:
            one, many = _all(message.id)
            assert [used.ngettext(one, many, n) for n in (0, 1, 2)] == [said[0], *said]


_PLURALS = {"fr": "nplurals=2; plural=(n > 1);"}
"""A form for one and none, and one for more. Unicode knows a third of French, for whole millions
("un million de pages"), which nothing here is counted to."""
_DAY = datetime(2026, 11, 30, tzinfo=UTC)


def _head(language: str) -> Catalog:
    """A catalogue whose head says no person, and one day for ever, so that it stays the same."""
    made = Catalog(
        locale=language,
        project="Dépliant",
        version="1",
        creation_date=_DAY,
        revision_date=_DAY,
        msgid_bugs_address="none",
        last_translator="none",
        language_team="none",
        header_comment="# What the program says to whoever uses it.",
        fuzzy=False,
    )
    made.mime_headers = [("Plural-Forms", _PLURALS[language])]
    return made


def _kept(text: str) -> Counter[str]:
    """What must stand in a translation as in the original: code, and values to be filled in."""
    return Counter(re.findall(r"`[^`]*`|\{\w[^{}]*\}|--[a-z-]+|%[()a-z%]+", text))


@pytest.mark.parametrize("language", languages()[1:])
def test_code_stays_as_it_is(language: str) -> None:
    for message in catalogue(language):
        if message.id:
            for said, text in zip(_all(message.string), _all(message.id), strict=True):
                assert _kept(said) == _kept(text), message.id


_BADLY_SPACED = re.compile(r"[^\u202f\u00a0\s][;!?](?:\s|$)|[\w»)]:\s|«[^\u00a0]|[^\u00a0]»")


def test_french_is_spaced_as_french_is() -> None:
    for message in catalogue("fr"):
        if not message.id:
            continue
        words, original = (" ".join(_all(text)) for text in (message.string, message.id))
        for key in re.findall(r"[a-z_-]+: ", original):
            words = words.replace(key, "")  # what is written in YAML
        said = re.sub(r"`[^`]*`|(?:https?|mailto|tel):\S*|\[[^\]]*\]\S*", "", words)
        assert not _BADLY_SPACED.search(said), message.string
        assert "'" not in said, message.string


@pytest.mark.parametrize(
    ("arguments", "environment", "language"),
    [
        (["--language", "fr", "check"], {"LANG": "de_DE.UTF-8"}, "fr"),
        (["check", "--language=fr"], {}, "fr"),
        (["check"], {"LANG": "fr_FR.UTF-8"}, "fr"),
        (["check"], {"LANG": "fr_FR.UTF-8", "LC_ALL": "C"}, "en"),
        (["check"], {"LANGUAGE": "fr_CA:en", "LANG": "en_GB.UTF-8"}, "fr"),
        (["check"], {"LANGUAGE": "br:fr:en", "LANG": "br_FR.UTF-8"}, "fr"),
        (["check"], {"LC_MESSAGES": "POSIX"}, "en"),
        (["check"], {}, "en"),
    ],
)
def test_the_language_is_that_of_the_call_or_of_the_system(
    arguments: list[str], environment: dict[str, str], language: str
) -> None:
    assert chosen(arguments, environment) == language
    assert without(arguments) == ["check"]


def test_help_and_explanations_are_in_french(capsys: Capture) -> None:
    assert run(["--language", "fr", "explain", "overset"]) == 0
    said = capsys.readouterr().out
    assert "volet" in said
    assert run(["build", "--help", "--language", "fr"]) == 0
    assert "Exemple" in capsys.readouterr().out


def test_what_has_no_words_is_set_as_the_language_sets_it() -> None:
    said = say("{name}: “{title}”", name="x; y: z", title="a: b")
    assert Interface("fr").tell(said) == "x; y: z\u00a0: «\u00a0a: b\u00a0»"
    assert Interface("fr").tell(joined(("a", say("{x}; {y}", x=1.5, y=2)), "; ")) == (
        "a\u202f; 1,5\u202f; 2"
    )
    assert Interface("en").tell(said) == str(said)


@pytest.mark.parametrize("language", ["eo", "german", "de"])
def test_a_language_that_it_does_not_speak_is_refused(capsys: Capture, language: str) -> None:
    assert run(["--language", language, "explain", "overset"]) == 2
    out, err = capsys.readouterr()
    assert not out
    assert f"does not speak “{language}”; it speaks en, fr." in err


def test_a_system_in_a_language_that_it_does_not_speak_is_spoken_to_in_english(
    capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LANGUAGE", "eo")
    assert run(["explain", "overset"]) == 0
    assert CODES["overset"].split()[0] in capsys.readouterr().out
