"""`depliant new`: a small brochure that builds at once, to be changed."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from depliant.commands.call import Command, CommandParser
from depliant.commands.console import Answer, as_typed, tell
from depliant.sentences import say


def _arguments(parser: CommandParser) -> None:
    from depliant.starter import languages

    parser.argument("directory", "DIR", "A folder that is empty or not there yet.", type=Path)
    parser.options().add_argument(
        "--language",
        metavar="LANG",
        help=f"What its words and comments are in: {', '.join(languages())}. "
        "[default: the system's, else en]",
    )


def _run(call: Namespace) -> int:
    def work() -> Answer:
        from depliant.starter import languages, start

        own = call.interface.language if call.interface.language in languages() else "en"
        start(call.directory, own if call.language is None else call.language)
        return Answer(
            (
                say("{folder} is ready.", folder=call.directory),
                say("The words and figures are in content.yaml, the design in assets/style.yaml."),
                say("Next:  {command}", command=f"depliant build {as_typed(call.directory)}"),
            )
        )

    return tell(work, call.interface)


COMMAND = Command(
    "depliant new my-brochure && depliant build my-brochure\n"
    "depliant new --language fr ma-brochure && depliant build ma-brochure",
    _arguments,
    _run,
)
