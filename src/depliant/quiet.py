"""Libraries say nothing to the terminal of what they find strange in a file: this program does."""

from __future__ import annotations

import logging


def quiet(library: str) -> None:
    """Keep a library's log from standard error, where it goes if nobody has asked for it."""
    log = logging.getLogger(library)
    if not log.handlers:
        log.addHandler(logging.NullHandler())
