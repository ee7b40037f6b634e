"""`depliant folds`: the ways to fold a sheet, in words and as a drawing."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from depliant import files
from depliant.commands.call import Command, CommandParser
from depliant.commands.console import Answer, Said, aligned, tell
from depliant.errors import Diagnostic, InputError
from depliant.interface import Interface
from depliant.output import Output
from depliant.sentences import joined, say
from depliant.source.suggestions import did_you_mean

if TYPE_CHECKING:
    from depliant.style.fold_kinds import Binding, FoldKind


def _arguments(parser: CommandParser) -> None:
    parser.argument("kind", "FOLD", "A fold by its name; none: all.", nargs="?")
    options = parser.options()
    options.add_argument(
        "--picture",
        metavar="FILE",
        type=Output(".pdf", ".svg"),
        help="Draw them too: a PDF, or an SVG.",
    )


def _run(call: Namespace) -> int:
    def work() -> Answer:
        from depliant.style.fold_kinds import fold_named, side_called
        from depliant.style.fold_lines import in_lines, rows_of

        kinds = _kinds(call.kind)
        rows: list[tuple[Said, ...]] = []
        for kind in kinds:
            fold = fold_named(kind)
            sides = [
                say("{side} {panels}", side=side_called(label), panels=rows_of(fold, order))
                for label, order in fold.sides
            ]
            rows.append((kind, str(fold.capacity), fold.called, joined(sides, "; ")))
        lines: list[Said] = [*aligned(rows, call.interface, numbers=(1,))]
        if call.kind is not None:
            lines += ["", *in_lines(fold_named(kinds[0]))]
        if call.picture is not None:
            _draw(call.picture, kinds, call.interface)
            lines = [*lines, say("Drawn: {file}", file=call.picture)]
        return Answer(lines)

    return tell(work, call.interface)


def _kinds(name: str | None) -> tuple[FoldKind | Binding, ...]:
    from depliant.style.fold_kinds import BINDINGS, FOLDS, LISTED

    known = (*FOLDS, *BINDINGS)
    found = tuple(kind for kind in known if name == kind) if name else (*LISTED, *BINDINGS)
    if not found:
        raise InputError(
            Diagnostic(
                "fold-unknown",
                say("No fold is called '{name}'.", name=name or ""),
                hint=did_you_mean(name or "", known) or say("`depliant folds` lists all."),
            )
        )
    return found


def _draw(path: Path, kinds: tuple[FoldKind | Binding, ...], interface: Interface) -> None:
    from depliant.build.fold_picture import fold_picture
    from depliant.press.condition import OutputCondition
    from depliant.starter import PROFILE

    condition = OutputCondition("FOGRA39", PROFILE.read_bytes())
    picture = fold_picture(kinds, path.suffix.lower(), condition, interface)
    files.save_file(path, picture, say("Name another file with --picture."), make_folder=False)


COMMAND = Command("depliant folds\ndepliant folds roll4 --picture roll4.pdf", _arguments, _run)
