"""`depliant preview`: the brochure in the browser, true while its files change."""

from __future__ import annotations

from argparse import Namespace
from importlib.util import find_spec

from depliant.commands.call import Command, CommandParser, add_project, whole_number
from depliant.commands.console import Answer, print_lines, tell
from depliant.content.publication import refuse_no_project
from depliant.errors import Diagnostic, InputError
from depliant.interface import Interface
from depliant.languages.tags import canonical
from depliant.sentences import Sentence, counted, every, say
from depliant.source.folder import Folder

_NEEDS = ("starlette", "uvicorn", "watchfiles")


def _arguments(parser: CommandParser) -> None:
    options = parser.options()
    add_project(options)
    options.add_argument(
        "--edition", metavar="LANG", help="The language that is shown first. [default: its own]"
    )
    options.add_argument(
        "--port",
        metavar="N",
        type=whole_number(1024, 65535),
        help="Where the preview listens, on this machine alone. [default: a free port]",
    )
    options.add_argument(
        "--no-open", action="store_true", help="Open no browser; say the address alone."
    )


def _run(call: Namespace) -> int:
    interface: Interface = call.interface

    def work() -> Answer:
        _refuse_without_libraries()
        refuse_no_project(Folder(call.project))
        from depliant import files
        from depliant.build.memory import Memory
        from depliant.build.store import Store
        from depliant.preview.serve import serve
        from depliant.preview.service import Service

        files.settle(call.project)
        edition = canonical(call.edition) if call.edition else ""
        root = call.project.resolve()
        service = Service(root, interface, edition, Memory(Store()))

        def opened(address: str) -> None:
            lines = (say("Preview: {address}", address=address), say("Ctrl-C ends it."))
            print_lines(lines, interface)
            if not call.no_open:
                import webbrowser

                webbrowser.open(address)

        print_lines(_of_last_time(service.desk.restored), interface)
        serve(service, call.port, opened)
        desk = service.desk
        print_lines(_unsaved(desk.count, is_kept=desk.is_kept), interface)
        return Answer()

    return tell(work, interface)


def _of_last_time(count: int) -> tuple[Sentence, ...]:
    """That an earlier preview left changes that are not saved."""
    if not count:
        return ()
    return (
        counted(
            count,
            "{count} change of the last preview is not saved; it is shown on the pages.",
            "{count} changes of the last preview are not saved; they are shown on the pages.",
        ),
    )


def _unsaved(count: int, *, is_kept: bool) -> tuple[Sentence, ...]:
    """What becomes of changes that are not saved when the preview ends."""
    if not count:
        return ()
    if not is_kept:
        return (
            counted(
                count,
                "{count} change was not saved, and is lost: the folder of the cache cannot be "
                "written.",
                "{count} changes were not saved, and are lost: the folder of the cache cannot be "
                "written.",
            ),
        )
    return (
        counted(
            count,
            "{count} change is not saved. It is kept, and comes back with the next preview.",
            "{count} changes are not saved. They are kept, and come back with the next preview.",
        ),
    )


def _refuse_without_libraries() -> None:
    """Refuse to go on without the libraries of the extra.

    Raises:
        InputError: `preview-needs`
    """
    missing = [name for name in _NEEDS if find_spec(name) is None]
    if missing:
        raise InputError(
            Diagnostic(
                "preview-needs",
                say("The preview needs {names}, which are not installed.", names=every(missing)),
                hint=say("Install them with `pip install 'depliant[preview]'`."),
            )
        )


COMMAND = Command(
    "depliant preview --project my-brochure\ndepliant preview --edition fr --port 8080",
    _arguments,
    _run,
)
