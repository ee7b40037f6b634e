"""What every command has in common once its call is read: the attempt, and what is said of it.

Whatever goes wrong ends in diagnostics and an exit code, never in a traceback: 0 good, 1 the
brochure has errors, 2 the input or the call is wrong, 130 stopped by hand. Results go to standard
output, everything else to standard error; `--json` gives one object on standard output. All of it
is in the user's language, but for codes and the keys of JSON.
"""

from __future__ import annotations

import contextlib
import os
import re
import shlex
import sys
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final, Generic, Protocol, TypeVar

from msgspec.structs import replace

from depliant.errors import (
    SEVERITIES,
    BrochureError,
    DepliantError,
    Diagnostic,
    InputError,
    Place,
    has_errors,
    internal,
    system_refused,
    tally,
)
from depliant.interface import Interface
from depliant.interrupts import EXIT, is_interrupt
from depliant.refusals import denied
from depliant.sentences import NOTHING, Sentence, counted, joined, say, some, tame, verbatim
from depliant.tuples import NamedTuple

_RANKS = tuple(SEVERITIES)
_COLOURS = {"error": "31", "warning": "33", "advice": "36", "info": ""}

_LISTED = 3
_ALIKE: Final = 40
"""Findings that are said one by one, of those that differ in a name alone."""
"""Places that are listed of a finding; of more, so many and a count."""

STOPPED: Final = Diagnostic(
    "interrupted", say("Stopped before the end."), hint=say("No file is half-written.")
)
"""What is said after Ctrl-C, alone."""

Progress = Callable[[Sentence], None]
Said = str | Sentence
"""What is printed: a sentence, or what is the same in every language."""


class Reported(Protocol):
    """What comes of work: a value that carries what was found on the way."""

    @property
    def diagnostics(self) -> Sequence[Diagnostic]:
        """All that was found, in any order."""
        ...


Report = TypeVar("Report", bound=Reported)


class Outcome(NamedTuple, Generic[Report]):
    """What came of the work: its report, if it got that far, and all diagnostics in order."""

    report: Report | None
    diagnostics: tuple[Diagnostic, ...]
    exit_code: int


class Answer(NamedTuple):
    """What a small command says: lines for people or data for programs, and diagnostics."""

    lines: Sequence[Said] = ()
    data: Mapping[str, Any] | None = None
    diagnostics: Sequence[Diagnostic] = ()


def tell(work: Callable[[], Answer], interface: Interface, as_json: bool = False) -> int:
    """Do the work and print what came of it; the exit code."""
    outcome = attempt(lambda _: work())
    answer = outcome.report or Answer()
    if as_json:
        print_json(outcome, answer.data or {}, interface)
    else:
        print_diagnostics(outcome.diagnostics, interface)
        print_lines(answer.lines, interface)
    return outcome.exit_code


def set_aside(former: Path | None) -> list[Said]:
    """What is said of a file that somebody had worked on, and that is kept under another name."""
    if former is None:
        return []
    return [say("What was there before is kept: {path}", path=shown(former))]


def print_lines(lines: Iterable[Said], interface: Interface) -> None:
    """Print lines on standard output."""
    for line in lines:
        put(in_words(line, interface))


def put(text: str, end: str = "\n") -> None:
    """Print a text on standard output, whatever is in it."""
    print(tame(text), end=end)


def mention(text: str) -> None:
    """Print a text on standard error, whatever is in it."""
    print(tame(text), file=sys.stderr)


def as_typed(argument: object) -> str:
    """An argument as a shell takes it: in quotation marks if it has spaces or signs in it.

    Double quotes are those of every shell, but they hold what some of them would replace.
    """
    text = str(argument)
    if re.fullmatch(r"[\w./:+,@=-]+", text.replace("\\", "/") if os.name == "nt" else text):
        return text
    is_plain = os.name == "nt" or not re.search(r"[\"$`!\\]", text)
    return f'"{text}"' if is_plain else shlex.quote(text)


def in_words(said: Said, interface: Interface) -> str:
    """What is said, in the user's language; a text is the same in every language."""
    return said if isinstance(said, str) else interface.tell(said)


def attempt(
    work: Callable[[Progress], Report], interface: Interface | None = None
) -> Outcome[Report]:
    """Do the work; whatever it raises becomes diagnostics and an exit code.

    Its progress is shown where an interface is given.
    """
    try:
        with _progress(interface) as progress:
            report = work(progress)
    except DepliantError as fault:
        return Outcome(None, _in_order(fault.diagnostics), fault.exit_code)
    except KeyboardInterrupt:
        return Outcome(None, (STOPPED,), EXIT)
    except Exception as fault:  # the promise: never a traceback
        if is_interrupt(fault):
            return Outcome(None, (STOPPED,), EXIT)
        if os.environ.get("DEPLIANT_DEBUG") == "1":
            import traceback

            traceback.print_exc()
        reason = denied(fault)
        return Outcome(None, (_internal(fault) if reason is None else system_refused(reason),), 2)
    found = report.diagnostics
    refused = InputError if getattr(report, "is_refused", False) else BrochureError
    return Outcome(report, _in_order(found), refused.exit_code if has_errors(found) else 0)


def _internal(fault: Exception) -> Diagnostic:
    message = " ".join(str(fault).split())[:200]
    name = type(fault).__name__
    return internal(f"{name}: {message}" if message else name)


def _in_order(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """By place, without repetition; what has no place comes first."""

    def order(item: Diagnostic) -> tuple[str, int, int, str, int]:
        place = item.place
        rank = _RANKS.index(item.severity)
        if place is None:
            return "", 0, 0, "", rank
        return place.file, place.line or 0, place.column or 0, str(place.within), rank

    return tuple(sorted(dict.fromkeys(diagnostics), key=order))


@contextlib.contextmanager
def _progress(interface: Interface | None) -> Iterator[Progress]:
    """Where steps are shown: a moving line on a terminal, plain lines elsewhere."""
    if interface is None:
        yield lambda _: None
    elif sys.stderr.isatty():
        from rich.console import Console
        from rich.text import Text

        with Console(stderr=True).status(interface.tell(say("starting"))) as status:
            # A plain text: brackets in a file's name are no markup.
            yield lambda step: status.update(Text(tame(interface.tell(step))))
    else:
        yield lambda step: mention(interface.tell(step))


def agrees(question: Sentence, interface: Interface) -> bool:
    """Ask something at a terminal that takes a yes; whatever else is typed is a no."""
    try:
        typed = input(tame(interface.tell(say("{question} [y/N]", question=question))) + " ")
    except EOFError:
        print()
        return False
    return typed.strip().lower() in ("y", "yes", "o", "oui")


def print_diagnostics(diagnostics: Iterable[Diagnostic], interface: Interface) -> None:
    """One finding a line on standard error; on a terminal its severity in colour.

    What is found in several places is said once, with the first of them and how many there are;
    of very many that differ in a name alone the first are said, and how many more there are. Words
    of the brochure that are quoted in it may end in several lines.
    """
    # Both streams may lead to one place: what was said before stays before.
    sys.stdout.flush()
    coloured = sys.stderr.isatty() and not os.environ.get("NO_COLOR")
    for item, places in _summed_up(grouped(diagnostics)):
        label = f"{interface.tell(SEVERITIES[item.severity])}[{item.code}]"
        said = [interface.tell(part) for part in (item.message, item.hint) if part]
        head = interface.tell(say("{label}: {message}", label=label, message=" ".join(said)))
        line = " ".join(head.splitlines())
        line = f"{interface.tell(where(places))}: {line}" if places else line
        text = tame("\n    ".join((line, *item.quoted)))
        if coloured:
            style = ";".join(filter(None, ("1", _COLOURS[item.severity])))
            text = text.replace(label, f"\x1b[{style}m{label}\x1b[0m", 1)
        print(text, file=sys.stderr)


_Found = tuple[Diagnostic, tuple[Place, ...]]


def grouped(diagnostics: Iterable[Diagnostic]) -> list[_Found]:
    """Each finding once, with the places where it was found, in the order of the first of them."""
    found: dict[Diagnostic, list[Place]] = {}
    for item in diagnostics:
        places = found.setdefault(replace(item, place=None), [])
        if item.place is not None:
            places.append(item.place)
    return [(item, tuple(places)) for item, places in found.items()]


def _summed_up(found: Sequence[_Found]) -> Iterator[_Found]:
    """Findings, of which those that differ in a name alone are one after so many."""
    kinds: dict[tuple[str, str, str], list[_Found]] = {}
    for one in found:
        kinds.setdefault(_kind(one[0]), []).append(one)
    said: dict[tuple[str, str, str], int] = {}
    for item, places in found:
        kind = _kind(item)
        number = said[kind] = said.get(kind, 0) + 1
        rest = kinds[kind][_ALIKE:]
        if number <= _ALIKE or len(rest) == 1:
            yield item, places
        elif number == _ALIKE + 1:
            count = sum(max(len(those), 1) for _, those in rest)
            message = counted(count, "{count} more is like these.", "{count} more are like these.")
            more = replace(item, message=message, hint=NOTHING, quoted=())
            yield more, tuple(place for _, those in rest for place in those)


def _kind(item: Diagnostic) -> tuple[str, str, str]:
    return item.code, item.severity, item.message.template


def where(places: Sequence[Place]) -> Sentence:
    """The first places of a finding, what they have in common once, and how many more there are."""
    first, *others = places
    said = [_spot(first)]
    for place in others:
        if place.file != first.file:
            said.append(_spot(place))
        elif place.within:
            said.append(place.within)
        else:
            said.append(verbatim(str(place).removeprefix(f"{place.file}:")))
    return some(said, _LISTED, "; " if first.within else ", ")


def _spot(place: Place) -> Sentence:
    """One place, with its file."""
    if place.within:
        return say("{file}, {within}", file=place.file, within=place.within)
    return verbatim(place)


def verdict(diagnostics: Sequence[Diagnostic]) -> Sentence:
    """The last line: how many findings there are of each severity."""
    counts = tally(item.severity for item in diagnostics if item.severity != "info")
    if not has_errors(diagnostics):
        counts.insert(0, say("no errors"))
    return say("{counts}.", counts=joined(counts))


def aligned(
    rows: Sequence[Sequence[Said]], interface: Interface, numbers: Container[int] = ()
) -> list[str]:
    """Rows as lines with aligned columns; those that hold `numbers` are flush right."""
    table = [[in_words(cell, interface) for cell in row] for row in rows]
    widths = [max(map(len, column)) for column in zip(*table, strict=True)]
    return [
        "  ".join(
            cell.rjust(width) if column in numbers else cell.ljust(width)
            for column, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in table
    ]


def shown(path: Path) -> str:
    """A path as one would type it from here."""
    with contextlib.suppress(ValueError):
        return str(path.resolve().relative_to(Path.cwd()))
    return str(path)


def print_json(outcome: Outcome[Any], content: Mapping[str, object], interface: Interface) -> None:
    """What came of the work as one JSON object on standard output."""
    import json

    data = {
        "exit_code": outcome.exit_code,
        **content,
        "diagnostics": [
            {
                "code": item.code,
                "severity": item.severity,
                "message": interface.tell(item.message),
                "hint": interface.tell(item.hint),
                "place": _place(item.place, interface) if item.place else None,
                **({"quoted": list(item.quoted)} if item.quoted else {}),
            }
            for item in outcome.diagnostics
        ],
    }
    put(json.dumps(data, ensure_ascii=False, indent=2))


def _place(place: Place, interface: Interface) -> dict[str, str | int | None]:
    """A place as JSON has it."""
    if place.within:
        return {**place.data, "within": interface.tell(place.within)}
    return place.data
