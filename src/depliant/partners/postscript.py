"""EPS as PDF, by Ghostscript where it is installed: a program of its own, and none of ours.

PostScript is a language in which a stranger's file can do what it likes, so Ghostscript runs with
its own safety on, in an empty folder, with bounds on its time, its memory and what it writes.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Final

from depliant.bounds import SECONDS
from depliant.errors import Place
from depliant.partners.kinds import unusable
from depliant.sentences import say

LARGEST: Final = 256 * 1024**2
"""Bytes that Ghostscript may write."""
_NAMES: Final = ("gs", "gswin64c", "gswin32c")


def ghostscript() -> str | None:
    """The path of Ghostscript; None where it is not installed."""
    return next(filter(None, map(shutil.which, _NAMES)), None)


def to_pdf(data: bytes, place: Place) -> bytes:
    """The drawing of an EPS as a PDF of its bounding box; colours stay as they are.

    Raises:
        InputError: `logo-eps`: Ghostscript is not there, or cannot read it.
    """
    name = place.file.rpartition("/")[2]
    program = ghostscript()
    if program is None:
        raise unusable(
            "logo-eps",
            say("{name} is an EPS, which Ghostscript reads, and that is not installed.", name=name),
            place,
            say(
                "Install it (Debian: apt install ghostscript; else ghostscript.com). Or ask the "
                "partner for a PDF or SVG."
            ),
        )
    with tempfile.TemporaryDirectory(prefix="depliant-eps-") as folder:
        (Path(folder) / "in.eps").write_bytes(data)
        order = [
            program, "-dSAFER", "-dBATCH", "-dNOPAUSE", "-dNOPROMPT", "-dQUIET",
            "-sDEVICE=pdfwrite", "-dEPSCrop", "-dAutoRotatePages=/None", "-dMaxBitmap=100000000",
            "-dColorConversionStrategy=/LeaveColorUnchanged", "-dCompatibilityLevel=1.6",
            "-dEncodeColorImages=true", "-dAutoFilterColorImages=false",
            "-dColorImageFilter=/FlateEncode", "-dDownsampleColorImages=false",
            "-dAutoFilterGrayImages=false", "-dGrayImageFilter=/FlateEncode",
            "-dEmbedAllFonts=true", "-sOutputFile=out.pdf", "in.eps",
        ]  # fmt: skip
        try:
            done = subprocess.run(
                order,
                cwd=folder,
                env=_surroundings(folder),
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                timeout=SECONDS,
                check=False,
            )
            made = Path(folder) / "out.pdf"
            if done.returncode == 0 and 0 < made.stat().st_size <= LARGEST:
                return made.read_bytes()
        except (subprocess.TimeoutExpired, OSError):
            pass
    raise unusable(
        "logo-eps",
        say(
            "{name} cannot be read by Ghostscript: it is damaged, or asks for too much.", name=name
        ),
        place,
        say("Ask the partner for a PDF or SVG."),
    )


def _surroundings(folder: str) -> dict[str, str]:
    """What Ghostscript is told of the machine: where programs are, and a folder of its own."""
    kept = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT") if name in os.environ}
    return kept | dict.fromkeys(("HOME", "TEMP", "TMP", "TMPDIR"), folder)


def bound() -> None:
    """Bound this process and what it starts, where the system can; for a child of its own."""
    if sys.platform == "win32":
        return
    import resource

    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_FSIZE, (LARGEST, LARGEST))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
