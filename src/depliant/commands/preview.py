"""`depliant preview`: the brochure in the browser as it is now, or a proof of it to be sent."""

from __future__ import annotations

import os
from argparse import Namespace
from datetime import UTC, datetime
from importlib.util import find_spec

from depliant.commands.call import Command, CommandParser, add_project, language_tag, whole_number
from depliant.commands.console import Answer, print_lines, shown, tell
from depliant.content.publication import refuse_no_project
from depliant.errors import DepliantError, Diagnostic, InputError
from depliant.interface import Interface
from depliant.languages.tags import canonical
from depliant.output import Output
from depliant.sentences import Sentence, counted, every, say
from depliant.source.folder import Folder

_HINT = say("Name another folder, or free some room.")
_NEEDS = ("starlette", "uvicorn", "watchfiles")


def _arguments(parser: CommandParser) -> None:
    options = parser.options()
    add_project(options)
    options.add_argument(
        "--edition",
        metavar="LANG",
        type=language_tag,
        action="append",
        default=[],
        help="The language that is shown first; of a proof each language that it shows, again for "
        "more. [default: its own; of a proof all]",
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
    options.add_argument(
        "--export",
        metavar="PATH",
        type=Output(".html", ".htm", folder=True),
        help="Show nothing: write a proof that opens from the disk, to be answered, into this "
        "folder or to this .html file.",
    )


def _run(call: Namespace) -> int:
    if call.export is not None:
        return _export(call)
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
        edition = canonical(call.edition[-1]) if call.edition else ""
        _refuse_no_edition(Folder(call.project), edition)
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


def _refuse_no_edition(folder: Folder, language: str) -> None:
    """Refuse to show an edition that there is not; what cannot be read yet may have it.

    Raises:
        InputError: `language-unknown`, `translation-file`
    """
    from depliant.content.publication import load
    from depliant.translation.loading import load_translation

    try:
        own = load(folder).language
    except DepliantError:
        return
    if language not in ("", own):
        load_translation(folder, language)


def _export(call: Namespace) -> int:
    """Write a proof, and keep its record in the project."""

    def work() -> Answer:
        refuse_no_project(Folder(call.project))
        from depliant import files
        from depliant.build.memory import Memory
        from depliant.build.store import Store
        from depliant.preview.rounds import exporting, records

        files.settle(call.project)
        root = call.project.resolve()
        asked = [canonical(language) for language in call.edition]
        made = exporting.exported(root, asked, _today(), call.interface, Memory(Store()))
        is_page = call.export.suffix.casefold() in (".html", ".htm")
        path = call.export if is_page else call.export / made.name
        if made.is_new:  # first the record: answers to a proof without one cannot be placed
            records.save(root, made.record)
        files.save_file(path, made.page, _HINT)
        kept = records.name_of(made.record.number)
        lines = [
            say("{path} is written: proof {number}.", path=shown(path), number=made.record.number),
            say("{file} keeps what it showed.", file=kept)
            if made.is_new
            else say("It shows what proof {number} showed.", number=made.record.number),
            say("Send it; what comes back is taken in by:  depliant proof import FILE"),
        ]
        return Answer(lines, diagnostics=made.diagnostics)

    return tell(work, call.interface)


def _today() -> str:
    """The day of a proof: SOURCE_DATE_EPOCH, or the day on which it goes out."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    moment = datetime.fromtimestamp(int(epoch), UTC) if epoch.isdecimal() else datetime.now()
    return moment.date().isoformat()


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
    "depliant preview --project my-brochure\n"
    "depliant preview --edition fr --port 8080\n"
    "depliant preview --export proof.html\n"
    "depliant preview --export out --edition fr --edition nl",
    _arguments,
    _run,
)
