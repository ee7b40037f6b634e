"""Where the process begins: what happens on Ctrl-C comes first, since libraries take time."""

from __future__ import annotations

from depliant.interrupts import watch

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import NoReturn


def main() -> NoReturn:
    """Run the command and leave the process with its exit code."""
    watch()
    from depliant.commands import cli

    cli.main()
