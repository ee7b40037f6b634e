"""What the program tells one to type can be typed as it stands."""

from __future__ import annotations

import shlex
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from depliant.commands.call import CommandParser, Group, _offered_by
from depliant.commands.cli import DEPLIANT

LOCALE = Path(__file__).parents[1] / "src/depliant/locale/fr/LC_MESSAGES/depliant.po"
NAMED = {
    "depliant figures import",
    "depliant new",
    "depliant preflight",
    "depliant translate import",
}
"""Commands that a sentence speaks of, and that it tells nobody to type."""


def _commands() -> set[str]:
    with LOCALE.open("rb") as stream:
        catalogue = read_po(stream)
    texts = [
        text
        for message in catalogue
        for side in (message.id, message.string)
        for text in ((side,) if isinstance(side, str) else side or ())
    ]
    quoted = {" ".join(part.split()) for text in texts for part in text.split("`")[1::2]}
    return {part for part in quoted if part.startswith("depliant ") and "COMMAND" not in part}


def _parsed(command: str) -> None:
    name, *words = shlex.split(command)
    opened = DEPLIANT.opens
    while True:
        opened = _offered_by(opened) if isinstance(opened, str) else opened
        if not isinstance(opened, Group):
            break
        word = words.pop(0)
        name, opened = f"{name} {word}", {**opened.commands, **opened.options}[word].opens
    parser = CommandParser(name, "")
    opened.arguments(parser)
    parser.read(words)


def test_every_command_that_one_is_told_to_type_can_be_typed() -> None:
    commands = _commands()
    assert len(commands) > 20
    assert commands > NAMED
    for command in sorted(commands - NAMED):
        try:
            _parsed(command)
        except SystemExit as leaving:
            if leaving.code:
                pytest.fail(f"`{command}` is refused as it stands")
