"""Images of every depth and packing on the plates, against what was put in and Ghostscript."""

from __future__ import annotations

import io
from pathlib import Path

import pikepdf
import pytest
from PIL import Image
from tests.judges.programs import judge
from tests.preflight.pictures import LEFT, RIGHT, Case, cases
from tests.preflight.test_plates import plates

NAMES = ("Cyan", "Magenta", "Yellow", "Black", "Gold")
ALL = cases()
OTHERWISE = {
    # Gray that is described by the picture alone: black for us, four inks for Ghostscript.
    "JPEG 2000 of gray by itself",
    "JPEG 2000 with its opacity",
    # Ghostscript has lost the lower half of such samples before it compares them with the key.
    "a key of 16 bits",
}


def expected(case: Case, half: tuple[int, ...]) -> dict[str, int]:
    return dict(zip(NAMES, half, strict=False))


@pytest.mark.parametrize("case", ALL, ids=lambda case: case.name)
def test_what_was_put_in_is_on_the_plates(case: Case) -> None:
    found = plates(case.data)
    for (x, y), half in ((LEFT, case.left), (RIGHT, case.right)):
        row, column = int((220 - y) * found.scale), int(x * found.scale)
        for plate, amount in expected(case, half).items():
            there = found.inks[plate][row, column] / 2.55
            assert abs(there - amount) <= 1, (half, plate, there)


def test_ghostscript_sees_the_same(tmp_path: Path) -> None:
    """All of them as the pages of one file."""
    with pikepdf.new() as together:
        for case in ALL:
            with pikepdf.open(io.BytesIO(case.data)) as one:
                together.pages.append(one.pages[0])
        together.save(tmp_path / "all.pdf")
    judge(
        "gs", "-q", "-dSAFER", "-dBATCH", "-dNOPAUSE", "-sDEVICE=tiffsep", "-r72",
        f"-sOutputFile={tmp_path}/%d.tif", tmp_path / "all.pdf",
    )  # fmt: skip
    wrong = []
    for number, case in enumerate(ALL, 1):
        if case.name in OTHERWISE:
            continue
        for (x, y), half in ((LEFT, case.left), (RIGHT, case.right)):
            for plate, amount in expected(case, half).items():
                with Image.open(tmp_path / f"{number}({plate}).tif") as ink:
                    (light,) = (
                        ink.convert("L")
                        .crop((int(x), int(220 - y), int(x) + 1, int(221 - y)))
                        .tobytes()
                    )
                there = (255 - light) / 2.55
                if abs(there - amount) > 2:
                    wrong.append((case.name, half, plate, round(there)))
    assert not wrong
