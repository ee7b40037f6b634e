"""Diagnostics and the exceptions that carry them.

    DepliantError            carries one or more diagnostics; never a bare string
    ├── InputError           the input or the call is wrong: exit code 2
    └── BrochureError        the brochure has errors (overset, missing glyph, …): exit code 1

A stage that can go on after a fault collects `Diagnostic` values and returns them with its
result; a stage that cannot raises with all it has found. Every code that may be printed is a
key of `CODES`, where it is explained for `depliant explain CODE`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Final, Literal

from msgspec import Struct

from depliant.codes import CODES
from depliant.sentences import NOTHING, Sentence, counted, say
from depliant.tuples import NamedTuple

Severity = Literal["error", "warning", "advice", "info"]


class Place(NamedTuple):
    """Where a diagnostic points: a file, and if known its line and column (both from 1).

    Of a file that was made `within` says where: a page, and what of it.
    """

    file: str
    line: int | None = None
    column: int | None = None
    within: Sentence = NOTHING

    @property
    def data(self) -> dict[str, str | int | None]:
        """File, line and column, as JSON has them."""
        return {"file": self.file, "line": self.line, "column": self.column}

    def __str__(self) -> str:
        if self.within:
            return f"{self.file}, {self.within}"
        return ":".join(str(part) for part in self[:3] if part is not None)


class Diagnostic(Struct, frozen=True):
    """One finding: a stable code, one sentence, where it is, and what to do about it.

    `quoted` are the line at fault and one with a caret below the character, where they help.

    Raises:
        KeyError: `code` is not documented in `CODES`.
    """

    code: str
    message: Sentence
    place: Place | None = None
    hint: Sentence = NOTHING
    severity: Severity = "error"
    quoted: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if self.code not in CODES:
            raise KeyError(f"undocumented diagnostic code {self.code!r}")

    def __str__(self) -> str:
        where = f"{self.place}: " if self.place else ""
        hint = f" {self.hint}" if self.hint else ""
        lines = "".join(f"\n    {line}" for line in self.quoted)
        return f"{where}{self.severity}[{self.code}]: {self.message}{hint}{lines}"


class DepliantError(Exception):
    """A fault with its diagnostics; `exit_code` is what the command returns for it."""

    exit_code = 2

    def __init__(self, diagnostics: Diagnostic | Iterable[Diagnostic]) -> None:
        if isinstance(diagnostics, Diagnostic):
            diagnostics = (diagnostics,)
        self.diagnostics = tuple(diagnostics)
        super().__init__("\n".join(str(item) for item in self.diagnostics))


class InputError(DepliantError):
    """The input or the call is wrong; nothing was written."""

    exit_code = 2


class BrochureError(DepliantError):
    """The input is sound, but the brochure made of it has errors; nothing was written."""

    exit_code = 1


def internal(reason: str, place: Place | None = None) -> Diagnostic:
    """What is said of a fault of this program; `reason` is the exception in one line."""
    return Diagnostic(
        "internal",
        say("The program failed: {reason}.", reason=reason),
        place,
        say(
            "This is a fault of Dépliant, not of your files: please report it, "
            "with what DEPLIANT_DEBUG=1 shows."
        ),
    )


def system_refused(reason: Sentence) -> Diagnostic:
    """What is said where the system denies the program what it needs; `reason` is a clause."""
    return Diagnostic(
        "system-refused",
        say("The system lets the program do no more: {reason}.", reason=reason),
        hint=say("Close other programs, free some room, or work with `--jobs 1`."),
    )


class UnfitError(ValueError):
    """A value is not what it should be; `why` is a clause, and whoever catches it knows where."""

    def __init__(self, why: Sentence) -> None:
        super().__init__(why)
        self.why = why


class Gathering:
    """Goes on after a fault, so that all of them come at once: `with gathering:` round each part.

    What a part that failed should have given is not there; so `raise_any` comes before its use.
    """

    def __init__(self) -> None:
        self._found: list[Diagnostic] = []
        self._kind: type[DepliantError] = BrochureError

    @property
    def found(self) -> tuple[Diagnostic, ...]:
        """What was kept so far."""
        return tuple(self._found)

    def __enter__(self) -> None:
        """Begin a part."""

    def __exit__(self, kind: object, fault: BaseException | None, trace: object) -> bool:
        """End a part, and keep what it has raised."""
        if not isinstance(fault, DepliantError):
            return False
        self._found += fault.diagnostics
        if isinstance(fault, InputError):
            self._kind = InputError
        return True

    def raise_any(self) -> None:
        """Raise all that was kept; as `InputError`, if any of it was one.

        Raises:
            DepliantError: at least one part has failed.
        """
        if self._found:
            raise self._kind(self._found)


SEVERITIES: Final[Mapping[Severity, Sentence]] = {
    "error": say("error"),
    "warning": say("warning"),
    "advice": say("advice"),
    "info": say("info"),
}
"""What each severity is called, the gravest first."""


def tally(found: Iterable[Severity]) -> list[Sentence]:
    """How many findings there are of each severity of which there are any, the gravest first."""
    counts = Counter[str](found)
    said = {
        "error": counted(counts["error"], "{count} error", "{count} errors"),
        "warning": counted(counts["warning"], "{count} warning", "{count} warnings"),
        "advice": counted(counts["advice"], "{count} piece of advice", "{count} pieces of advice"),
        "info": counted(counts["info"], "{count} note", "{count} notes"),
    }
    return [sentence for severity, sentence in said.items() if counts[severity]]


def has_errors(diagnostics: Iterable[Diagnostic]) -> bool:
    """Whether any of `diagnostics` is an error rather than a warning, advice or information."""
    return any(item.severity == "error" for item in diagnostics)
