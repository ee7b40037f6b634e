"""The program speaks the user's language: what it can say is translated, all of it."""

from __future__ import annotations

import contextlib
import io
import re
from collections import Counter
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

Capture = pytest.CaptureFixture[str]


class _Recording(Interface):
    """Says everything in English, and remembers what it was asked to say."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[str] = []

    def tell(self, text: str) -> str:
        self.asked.append(text)
        return text


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


def texts() -> list[str]:
    """Every text that is to be translated: helps of all commands, and what codes mean."""
    recording = _Recording()
    assert isinstance(DEPLIANT.opens, Group)
    for call in _calls(DEPLIANT.opens):
        with contextlib.suppress(SystemExit):
            answer("depliant", DEPLIANT, (*call, "--help"), recording)
    return list(dict.fromkeys((*(text for text in recording.asked if text), *CODES.values())))


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
            known = found.get(text)
            made.add(text, known.string if known else "")
        place.with_suffix(".po").write_bytes(written(made))
        place.with_suffix(".mo").write_bytes(compiled(made))
        found = catalogue(language)
    told = {str(message.id): message for message in found if message.id}
    assert sorted(told) == sorted(wanted)
    assert [text for text, message in told.items() if not message.string or message.fuzzy] == []
    with place.with_suffix(".mo").open("rb") as stream:
        used = GNUTranslations(stream)
    for text, message in told.items():
        assert used.gettext(text) == message.string, "--update-golden compiles it"


_DAY = datetime(2026, 11, 30, tzinfo=UTC)


def _head(language: str) -> Catalog:
    """A catalogue whose head says no person, and one day for ever, so that it stays the same."""
    return Catalog(
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


def _kept(text: str) -> Counter[str]:
    """What must stand in a translation as in the original: code, and values to be filled in."""
    return Counter(re.findall(r"`[^`]*`|\{[^{}]*\}|--[a-z-]+|%[()a-z%]+", text))


@pytest.mark.parametrize("language", languages()[1:])
def test_code_stays_as_it_is(language: str) -> None:
    for message in catalogue(language):
        if message.id:
            assert _kept(str(message.string)) == _kept(str(message.id)), message.id


_BADLY_SPACED = re.compile(r"[^\u202f\u00a0\s][;!?](?:\s|$)|[\w»)]:\s|«[^\u00a0]|[^\u00a0]»")


def test_french_is_spaced_as_french_is() -> None:
    for message in catalogue("fr"):
        if not message.id:
            continue
        said = re.sub(r"`[^`]*`|(?:https?|mailto|tel):\S*|\[[^\]]*\]\S*", "", str(message.string))
        assert not re.search(
            r"[^\u202f\u00a0\s][;!?](?:\s|$)|[\w»)]:\s|«[^\u00a0]|[^\u00a0]»", said
        )
        assert "'" not in said, message.string


@pytest.mark.parametrize(
    ("arguments", "environment", "language"),
    [
        (["--language", "fr", "check"], {"LANG": "de_DE.UTF-8"}, "fr"),
        (["check", "--language=fr"], {}, "fr"),
        (["check"], {"LANG": "fr_FR.UTF-8"}, "fr"),
        (["check"], {"LANG": "fr_FR.UTF-8", "LC_ALL": "C"}, "en"),
        (["check"], {"LANGUAGE": "fr_CA:en", "LANG": "en_GB.UTF-8"}, "fr"),
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


def test_a_language_that_it_does_not_speak_is_english(capsys: Capture) -> None:
    assert run(["--language", "eo", "explain", "overset"]) == 0
    assert CODES["overset"].split()[0] in capsys.readouterr().out
