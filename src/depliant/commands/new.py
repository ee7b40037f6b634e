"""`depliant new`: a brochure that builds at once, to be changed."""

from __future__ import annotations

from argparse import Action, ArgumentParser, Namespace
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from depliant.commands.call import Command, CommandParser, one_of
from depliant.commands.console import Answer, Said, aligned, as_typed, print_lines, tell
from depliant.errors import Diagnostic, InputError
from depliant.interface import Interface
from depliant.sentences import say


class _Listing(Action):
    """Lists the templates and leaves, as `--help` does: no folder is needed for that."""

    def __init__(self, option_strings: Sequence[str], dest: str, help: str) -> None:  # noqa: A002
        super().__init__(option_strings, dest, nargs=0, help=help)

    def __call__(
        self,
        parser: ArgumentParser,
        namespace: Namespace,
        values: str | Sequence[Any] | None,
        option_string: str | None = None,
    ) -> None:
        assert isinstance(parser, CommandParser)
        print_lines(_listed(parser.interface), parser.interface)
        parser.exit()


def _arguments(parser: CommandParser) -> None:
    from depliant.starter import languages
    from depliant.starter.listing import TEMPLATES

    parser.argument("directory", "DIR", "A folder that is empty or not there yet.", type=Path)
    options = parser.options()
    options.add_argument(
        "--template",
        metavar="NAME",
        type=one_of(*TEMPLATES),
        help="Start from one of those that `--list` lists. [default: a small brochure of four "
        "pages that explains all]",
    )
    options.add_argument("--list", action=_Listing, help="List the templates.")
    options.add_argument(
        "--language",
        metavar="LANG",
        help=f"What its words and comments are in: {', '.join(languages())}. "
        "[default: the system's, else en]",
    )


def _run(call: Namespace) -> int:
    def work() -> Answer:
        from depliant.starter import languages, start

        own = call.interface.language if call.interface.language in languages() else "en"
        if call.template is not None and call.language is not None:
            _agree(call.template, call.language)
        start(call.directory, own if call.language is None else call.language, call.template)
        return Answer((say("{folder} is ready.", folder=call.directory), *_next(call)))

    return tell(work, call.interface)


def _agree(template: str, language: str) -> None:
    """Refuse a language that a template is not in.

    Raises:
        InputError: it is in others.
    """
    from depliant.starter.listing import TEMPLATES

    there = TEMPLATES[template].languages
    if language.partition("-")[0].partition("_")[0].casefold() not in there:
        raise InputError(
            Diagnostic(
                "starter-language",
                say(
                    "The template “{template}” is not in the language “{language}”.",
                    template=template,
                    language=language,
                ),
                hint=say(
                    "It is in {names}: leave --language out, and write your own words over its "
                    "words.",
                    names=", ".join(there),
                ),
            )
        )


def _next(call: Namespace) -> tuple[Said, ...]:
    """What to do with what has been started."""
    from depliant.starter.listing import packages

    folder = as_typed(call.directory)
    wanting = packages(call.template) if call.template else ()
    install = f"pip install {' '.join(wanting)}"
    return (
        say("The words and figures are in content.yaml, the design in assets/style.yaml."),
        say(
            "`{check}` says what is wrong, and in which line; `{preview}` shows the pages as you "
            "change them.",
            check=f"depliant check {folder}",
            preview=f"depliant preview --project {folder}",
        ),
        *((say("First, for its typefaces:  {command}", command=install),) if wanting else ()),
        say("Next:  {command}", command=f"depliant build {folder}"),
    )


def _listed(interface: Interface) -> list[Said]:
    """A line a template: its name, what it is, its languages; and how to start from one."""
    from depliant.starter.listing import TEMPLATES

    rows = [(name, one.about, ", ".join(one.languages)) for name, one in TEMPLATES.items()]
    how = say("Start from one:  {command}", command="depliant new DIR --template NAME")
    return [*aligned(rows, interface), how]


COMMAND = Command(
    "depliant new my-brochure && depliant build my-brochure\n"
    "depliant new --language fr ma-brochure && depliant build ma-brochure\n"
    "depliant new my-leaflet --template shop",
    _arguments,
    _run,
)
