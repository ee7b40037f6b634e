"""Try files that ask for too much: `python -m tests.bombs [--only WORD ...] [--list]`.

Prints a line for each: the input, the command, seconds of the processor, MiB of the largest process
and of all together, the exit code, and what was said. Ends with 1 if any was beyond the bounds.
"""

from __future__ import annotations

import argparse
import sys

from tests.bombs import drawings, fonts, papers, pictures, tables, texts
from tests.bombs.lab import Bomb, tried

ALL: tuple[Bomb, ...] = (
    *pictures.BOMBS,
    *drawings.BOMBS,
    *papers.BOMBS,
    *tables.BOMBS,
    *texts.BOMBS,
    *fonts.BOMBS,
)


def main() -> int:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m tests.bombs", description=__doc__)
    parser.add_argument("--only", nargs="*", default=[""], help="those with one of these words")
    parser.add_argument("--list", action="store_true", help="say their names alone")
    asked = parser.parse_args()
    beyond = 0
    for bomb in ALL:
        if not any(word in bomb.name for word in asked.only):
            continue
        if asked.list:
            print(bomb.name)
            continue
        found = tried(bomb)
        beyond += not found.is_bounded
        mark = " " if found.is_bounded else "!"
        took = f"{found.seconds:7.1f} s {found.peak:6} MiB {found.together:6} MiB"
        print(f"{mark} {bomb.name:44} {took} {found.code:4}  {found.said}", flush=True)
    return 1 if beyond else 0


if __name__ == "__main__":
    sys.exit(main())
