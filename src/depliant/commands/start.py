"""Where the process begins: what happens on Ctrl-C comes first, since libraries take time."""

from __future__ import annotations

import os

from depliant.interrupts import watch

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Final, NoReturn

_REFUSED: Final = "error[system-refused]: The system does not let the program begin"


def main() -> NoReturn:
    """Run the command and leave the process with its exit code."""
    watch()
    try:
        from depliant.commands import cli
    except (OSError, MemoryError, EOFError) as fault:  # nothing is there that could translate
        reason = getattr(fault, "strerror", None) or "there is no more memory"
        if isinstance(fault, EOFError):  # Python has compiled it on a disk that was full
            reason = "a file of its own is cut off, install it again"
        os.write(2, f"{_REFUSED}: {reason}.\n".encode("utf-8", "replace"))
        os._exit(2)
    cli.main()
