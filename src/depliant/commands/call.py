"""How a call is read: which command it names, its arguments, its help, and what is wrong with it.

A command is a module that offers a `COMMAND`; a module is imported when its command is called,
and only the parser of that one is built. A wrong call ends with the usage line and one sentence
on standard error, and with exit code 2.
"""

from __future__ import annotations

import os
import sys
from argparse import (
    Action,
    ArgumentError,
    ArgumentParser,
    ArgumentTypeError,
    HelpFormatter,
    Namespace,
)
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from importlib import import_module
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NoReturn

import depliant
from depliant.interface import ENGLISH, Interface
from depliant.output import Output
from depliant.sentences import Sentence, either, say, tame, verbatim
from depliant.tuples import NamedTuple

if TYPE_CHECKING:
    from argparse import _ArgumentGroup

    from depliant.bookkeeping.reading import Wishes

_HELP_FLAGS = ("-h", "--help")
_HELP = "Show this message and exit."


class Command(NamedTuple):
    """One thing that the program does: an example of its call, its arguments, and the doing.

    Further examples are further lines of `example`; `run` returns the exit code.
    """

    example: str
    arguments: Callable[[CommandParser], None]
    run: Callable[[Namespace], int]


class Group(NamedTuple):
    """Commands under one name, and what may stand in a command's place; `foot` ends its help.

    With `guides` that says where the guides are which are installed with the program.
    """

    commands: Mapping[str, Entry]
    options: Mapping[str, Entry] = MappingProxyType({})
    foot: str = ""
    guides: bool = False


class Entry(NamedTuple):
    """A command as its group lists it; `opens` may name the module that offers it."""

    summary: str
    opens: Command | Group | str


def answer(
    name: str, entry: Entry, arguments: Sequence[str], interface: Interface = ENGLISH
) -> int:
    """Do what a call asks, in the user's language. Its exit code.

    `name` is what was typed before `arguments`.

    Raises:
        SystemExit: help was asked for and given (0), or the call is wrong (2).
    """
    opened = entry.opens
    if isinstance(opened, str):
        opened = _offered_by(opened)
    parser = CommandParser(name, entry.summary, interface)
    if isinstance(opened, Group):
        return _choose(parser, opened, arguments)
    example = interface.tell("Example:")
    calls = map(interface.tell, opened.example.splitlines())
    parser.foot = "\n".join(f"{example}  {line}" for line in calls)
    opened.arguments(parser)
    call = parser.read(arguments)
    if written := [*parser.written(call)]:
        from depliant.commands.outputs import refused

        if code := refused(call, written):
            return code
    return opened.run(call)


def _offered_by(module: str) -> Command | Group:
    offered: Command | Group = import_module(module).COMMAND
    return offered


def _choose(parser: CommandParser, group: Group, arguments: Sequence[str]) -> int:
    """Hand the call on to the command that it names first."""
    choices = {**group.commands, **group.options}
    parser.usage = f"{parser.prog} {parser.interface.tell('COMMAND')} ..."
    if not arguments or arguments[0] in _HELP_FLAGS:
        _list(parser, group)
        parser.print_help(sys.stdout if arguments else sys.stderr)
        return 0 if arguments else 2
    name = arguments[0]
    if name.startswith("-") and name not in choices:
        parser.refuse_option(name, (*group.options, *_HELP_FLAGS))
    if name not in choices:
        message = say("There is no command '{name}'.", name=name)
        parser.refuse(suggesting(message, name, group.commands))
    return answer(f"{parser.prog} {name}", choices[name], arguments[1:], parser.interface)


def _list(parser: CommandParser, group: Group) -> None:
    """Make the parser's help that of a group: commands are listed as arguments would be."""
    commands = parser.add_argument_group("Commands")
    for name, entry in group.commands.items():
        commands.add_argument(name, help=entry.summary)
    options = parser.options()
    for name, entry in group.options.items():
        options.add_argument(name, help=entry.summary, action="store_true")
    options.add_argument(*_HELP_FLAGS, action="help", help=_HELP)
    parser.foot = parser.interface.tell(group.foot)
    if group.guides:
        found = say("The guides:  {file}", file=_guides(parser.interface.language))
        parser.foot += f"\n{parser.interface.tell(found)}"


def _guides(language: str) -> Path:
    """The first page of the guides, in French for those who have the program speak it."""
    docs = Path(depliant.__file__).parent / "docs"
    return docs / "fr" / "README.md" if language == "fr" else docs / "README.md"


class CommandParser(ArgumentParser):
    """The parser of one command, by which its module says what it takes."""

    def __init__(self, name: str, summary: str, interface: Interface = ENGLISH) -> None:
        super().__init__(
            prog=name,
            usage=f"{name} [{interface.tell('options')}]",
            description=summary,
            formatter_class=partial(_HelpLayout, interface=interface),
            add_help=False,
            allow_abbrev=False,
            exit_on_error=False,
        )
        self.interface = interface
        self.set_defaults(interface=interface)
        self.foot = ""
        self._arguments = self.add_argument_group("Arguments")
        self._last: _ArgumentGroup | None = None

    def argument(
        self,
        name: str,
        metavar: str,
        help: str,  # noqa: A002 (as argparse calls it)
        *,
        nargs: str | None = None,
        **settings: Any,
    ) -> None:
        """Take an argument by its position; `nargs`: "?" none or one, "*" any number, "+" more."""
        if nargs == "*":
            # Without a default argparse calls it required where something else is missing.
            settings.setdefault("default", ())
        self._arguments.add_argument(name, metavar=metavar, help=help, nargs=nargs, **settings)
        shape = {"?": "[{0}]", "*": "[{0} ...]", "+": "{0} ..."}.get(nargs or "", "{0}")
        self.usage = f"{self.usage} {shape.format(self.interface.tell(metavar))}"

    def options(self, title: str = "Options") -> _ArgumentGroup:
        """Begin a group of options under a title; `--help` will stand at the end of the last."""
        self._last = self.add_argument_group(title)
        return self._last

    def read(self, arguments: Sequence[str]) -> Namespace:
        """The call's arguments, by name. Options may stand anywhere between the others."""
        (self._last or self.options()).add_argument(*_HELP_FLAGS, action="help", help=_HELP)
        try:
            call, left = self.parse_known_intermixed_args(arguments)
        except ArgumentError as fault:
            self.refuse(_said_of(fault, self.interface))
        for word in left:
            if word.startswith("-"):
                # argparse shows its options in no public place.
                self.refuse_option(word.split("=")[0], self._option_string_actions)
            self.refuse(say("'{word}' is one argument too many.", word=word))
        return call

    def written(self, call: Namespace) -> Iterator[Action]:
        """The arguments by which a call names files for writing."""
        for action in self._actions:
            if isinstance(action.type, Output) and getattr(call, action.dest) is not None:
                yield action

    def refuse_option(self, name: str, known: Iterable[str]) -> NoReturn:
        """Leave, since an option is not known; name the known one that may be meant."""
        # The dashes, which all have, would make any option look near.
        bare = {option.lstrip("-"): option for option in known}
        message = say("There is no option {name}.", name=name)
        self.refuse(suggesting(message, name.lstrip("-"), bare, shown=bare))

    def refuse(self, message: Sentence) -> NoReturn:
        """Say what is wrong with the call, and leave."""
        tell = self.interface.tell
        said = tame(tell(say("Error: {message}", message=message)))
        more = tell(say("`{command} --help` says more.", command=self.prog))
        self.exit(2, f"{self.format_usage()}{said}\n{more}\n")

    def error(self, message: str) -> NoReturn:
        """Say what argparse finds wrong with a call as a whole, and leave."""
        self.refuse(_of_argparse(message, self.interface))

    def format_help(self) -> str:
        """The help, wrapped to the terminal, with an example at its foot."""
        return super().format_help() + (f"\n{self.foot}\n" if self.foot else "")


class RefusedError(ArgumentTypeError):
    """An argument does not take a value; `said` says so of the argument, which is its name."""

    def __init__(self, said: Callable[[str], Sentence]) -> None:
        super().__init__(said)
        self.said = said


def _said_of(fault: ArgumentError, interface: Interface) -> Sentence:
    """What is wrong with one argument of a call."""
    name = fault.argument_name or ""
    name = name if name.startswith("-") else interface.tell(name)
    if isinstance(fault.__context__, RefusedError):
        return fault.__context__.said(name)
    return _of_argparse(fault.message, interface, name)


def _of_argparse(message: str, interface: Interface, name: str = "") -> Sentence:
    """What argparse says in English, of an argument or of the call, as a sentence."""
    head, _, tail = message.partition(": ")
    if head == "the following arguments are required":
        names = ", ".join(map(interface.tell, tail.split(", ")))
        return say("The following arguments are required: {names}.", names=names)
    if message.startswith("expected "):
        return say("{option} needs a value.", option=name)
    if other := _after(message, "not allowed with argument "):
        return say("{option} is not allowed with argument {other}.", option=name, other=other)
    if value := _after(message, "ignored explicit argument "):
        return say("{option} takes no value such as {value}.", option=name, value=value)
    return verbatim(" ".join(filter(None, (name, message))))


def _after(text: str, head: str) -> str:
    """What follows the beginning of a text; empty if it begins otherwise."""
    return text.removeprefix(head) if text.startswith(head) else ""


class _HelpLayout(HelpFormatter):
    """Help in the user's language, its second column where our longest options end."""

    def __init__(self, prog: str, interface: Interface) -> None:
        super().__init__(prog, max_help_position=28)
        self._interface = interface

    def start_section(self, heading: str | None) -> None:
        # argparse puts the colon.
        gap = "\u00a0" if self._interface.language == "fr" else ""
        super().start_section(heading and f"{self._interface.tell(heading)}{gap}")

    def add_text(self, text: str | None) -> None:
        super().add_text(text and self._interface.tell(text))

    def _get_help_string(self, action: Action) -> str | None:
        """As argparse's own formatters do that say more of an argument."""
        return action.help and self._interface.tell(action.help)

    def _metavar_formatter(
        self, action: Action, default_metavar: str
    ) -> Callable[[int], tuple[str, ...]]:
        """What stands for a value, by a word of the user's language; what is typed stays."""
        named = super()._metavar_formatter(action, default_metavar)
        tell = self._interface.tell
        return lambda size: tuple(one if one.islower() else tell(one) for one in named(size))

    def add_usage(
        self,
        usage: str | None,
        actions: Iterable[Any],
        groups: Iterable[Any],
        prefix: str | None = None,
    ) -> None:
        super().add_usage(usage, actions, groups, prefix or f"{self._interface.tell('Usage:')} ")


def take_project(parser: CommandParser) -> None:
    """Take the project's folder as the argument of a call."""
    parser.argument(
        "project",
        "PROJECT",
        "A folder with a content.yaml. [default: .]",
        nargs="?",
        type=_folder,
        default=Path("."),
    )


def add_project(options: _ArgumentGroup) -> None:
    """Add the project's folder to the options of a call whose argument is something else."""
    options.add_argument(
        "--project",
        metavar="DIR",
        type=_folder,
        default=Path("."),
        help="A project folder. [default: .]",
    )


def _folder(text: str) -> Path:
    """The type of an argument that is a project's folder, which may not be there."""
    path = Path(text)
    if os.path.isfile(path):  # which no name is too long for
        folder = path.parent
        raise RefusedError(
            lambda option: say(
                "{option} takes a folder, and '{text}' is a file: name {folder}.",
                option=option,
                text=text,
                folder=folder,
            )
        )
    return path


def one_of(*names: str) -> Callable[[str], str]:
    """The type of an argument that is one of a few names."""

    def read(text: str) -> str:
        if text in names:
            return text
        listed = either(names)
        raise RefusedError(
            lambda option: suggesting(
                say(
                    "{option} takes {names}, not '{text}'.", option=option, names=listed, text=text
                ),
                text,
                names,
            )
        )

    return read


def language_tag(text: str) -> str:
    """The type of an argument that is the tag of a language, whichever there are.

    Raises:
        RefusedError: it is blank.
    """
    if text.strip():
        return text
    raise RefusedError(
        lambda option: say(
            "{option} takes a language's tag, such as nl, de or pl, not '{text}'.",
            option=option,
            text=text,
        )
    )


def whole_number(least: int, most: int) -> Callable[[str], int]:
    """The type of an argument that is a whole number within bounds."""

    def read(text: str) -> int:
        if text.isdecimal() and least <= int(text) <= most:
            return int(text)
        raise RefusedError(
            lambda option: say(
                "{option} takes a whole number from {least} to {most}, not '{text}'.",
                option=option,
                least=least,
                most=most,
                text=text,
            )
        )

    return read


def take_table(options: _ArgumentGroup) -> None:
    """Add what a user may say of a table of figures to the options of a call; see `wished`."""
    from depliant.source.cells import ENCODINGS

    options.add_argument(
        "--numbers",
        metavar="LANG",
        type=language_tag,
        help="The language by whose rules its numbers are written.",
    )
    options.add_argument("--sheet", metavar="NAME", help="The sheet of a workbook that is meant.")
    options.add_argument(
        "--column",
        metavar="KEY=HEADING",
        action="append",
        type=_column,
        default=[],
        help="The heading of the column that holds the ids, the values, …",
    )
    options.add_argument(
        "--encoding",
        metavar="NAME",
        type=one_of(*ENCODINGS),
        help=f"How the letters of a .csv are written: {', '.join(ENCODINGS)}.",
    )


def wished(call: Namespace) -> Wishes:
    """What a call says of its table of figures."""
    from depliant.bookkeeping.reading import Wishes

    return Wishes(call.numbers, call.sheet, dict(call.column), call.encoding)


def _column(text: str) -> tuple[str, str]:
    """A column by what it holds and its heading: value=Valeur 2022."""
    key, sign, heading = text.partition("=")
    if not (key.strip() and sign and heading.strip()):
        raise RefusedError(
            lambda option: say(
                "{option} takes KEY=HEADING, such as value=2022, not '{text}'.",
                option=option,
                text=text,
            )
        )
    return key.strip(), heading.strip()


def suggesting(
    message: Sentence, name: str, known: Iterable[str], shown: Mapping[str, str] | None = None
) -> Sentence:
    """A sentence, and behind it the known name that may be meant, as a question.

    `shown` says how a known name is written in that question, if not as it is.
    """
    from difflib import get_close_matches

    for near in get_close_matches(name, known, n=1):
        meant = (shown or {}).get(near, near)
        return say("{message} Did you mean {near}?", message=message, near=meant)
    return message
