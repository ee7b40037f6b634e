"""Files that a user names for writing: they end in what is written, and harm no source.

An argument that names such a file has an `Output` as its type. Whatever the command, all of them
are examined before it begins.
"""

from __future__ import annotations

import os
from argparse import Action, Namespace
from collections.abc import Iterable, Iterator
from pathlib import Path

from depliant.commands.console import Answer, tell
from depliant.errors import Diagnostic, InputError, Place
from depliant.output import Output
from depliant.sentences import either, say


def refused(call: Namespace, actions: Iterable[Action]) -> int:
    """Say which files the call must not write; its exit code, 0 where there are none."""
    found = [*_faults(call, [*actions])]

    def work() -> Answer:
        raise InputError(found)

    return tell(work, call.interface, getattr(call, "json", False)) if found else 0


def _faults(call: Namespace, actions: list[Action]) -> Iterator[Diagnostic]:
    read = [*_read(call, actions)]
    for action in actions:
        path, output = getattr(call, action.dest), action.type
        if not (isinstance(path, Path) and isinstance(output, Output)) or _is_stream(path):
            continue
        name = (action.option_strings or [call.interface.tell(str(action.metavar))])[0]
        is_there = os.path.isfile(path)
        if not output.writes(path) and (is_there or not output.folder):
            yield _kind(name, path, output)
        elif is_there and path.name != output.own:
            yield from _harm(name, path, read, getattr(call, "project", Path()))


def _is_stream(path: Path) -> bool:
    """Whether it is a pipe or a device, which is written to and has no ending."""
    return os.path.exists(path) and not (os.path.isfile(path) or os.path.isdir(path))


def _read(call: Namespace, actions: list[Action]) -> Iterator[Path]:
    """The files that the call reads."""
    written = {action.dest for action in actions}
    for name, value in vars(call).items():
        for one in value if isinstance(value, list | tuple) else (value,):
            if name not in written and isinstance(one, Path) and os.path.isfile(one):
                yield one


def _harm(name: str, path: Path, read: list[Path], project: Path) -> Iterator[Diagnostic]:
    from depliant.build.own_files import is_source

    hint = say("Name another file with {option}.", option=name)
    if any(os.path.samefile(path, one) for one in read):
        message = say(
            "{option} names a file that this very call reads: it would be written over.",
            option=name,
        )
    elif is_source(path, project):
        message = say(
            "{option} names a file that the brochure is made of: it would be written over.",
            option=name,
        )
    else:
        return
    yield Diagnostic("output-source", message, Place(str(path)), hint)


def _kind(name: str, path: Path, output: Output) -> Diagnostic:
    endings = either(output.endings)
    return Diagnostic(
        "output-kind",
        say("{option} does not write a file of that kind.", option=name),
        Place(str(path)),
        say("Give the file a name that ends in {endings}.", endings=endings),
    )
