"""Our separations against Ghostscript's, and against what one can work out by hand."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray
from pikepdf import Array, Dictionary, Name
from PIL import Image
from tests.judges.programs import judge
from tests.preflight.broken import art, form, image, separation
from tests.preflight.conftest import Leaflet, small

from depliant.geometry import Rect
from depliant.pdfread.opening import opened
from depliant.preflight.inks import Plates
from depliant.preflight.job import JudgedFile, PageView

Grid = NDArray[np.uint8]


def plates(data: bytes, page: int = 1, text: bool = True) -> Plates:
    with opened(data) as file:
        view = PageView(JudgedFile(file, None), file.pages[page - 1])
        return view.plates if text else view.ground


def ink_at(data: bytes, x: float, y: float) -> dict[str, int]:
    """The ink in per cent at a point of the small page, in PDF's coordinates."""
    found = plates(data)
    row, column = int((220 - y) * found.scale), int(x * found.scale)
    return {plate: round(int(grid[row, column]) / 2.55) for plate, grid in found.inks.items()}


GROUND = {"Cyan": 10, "Magenta": 0, "Yellow": 20, "Black": 0}


def function(pdf: pikepdf.Pdf) -> Any:
    """A calculator from two inks to CMYK."""
    return pdf.make_stream(
        b"{ 0 exch 0 exch }", FunctionType=4, Domain=[0, 1, 0, 1], Range=[0, 1, 0, 1, 0, 1, 0, 1]
    )


def two_inks(pdf: pikepdf.Pdf) -> Any:
    names = Array([Name.Cyan, Name("/Gold")])
    return Array([Name.DeviceN, names, Name.DeviceCMYK, function(pdf)])


def shading(pdf: pikepdf.Pdf) -> Any:
    ramp = Dictionary(FunctionType=2, Domain=[0, 1], C0=[0, 0, 0, 0], C1=[0, 1, 0, 0.5], N=1)
    return Dictionary(
        ShadingType=2, ColorSpace=Name.DeviceCMYK, Coords=[0, 0, 220, 0], Function=ramp
    )


BOX = b"50 50 40 40 re f"
OVER = Dictionary(Type=Name.ExtGState, OP=True, op=True, OPM=0)


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        pytest.param(small(), GROUND, id="ground"),
        pytest.param(
            art(b"0.4 0.2 0 0.6 k " + BOX)(),
            {"Cyan": 40, "Magenta": 20, "Yellow": 0, "Black": 60},
            id="process ink knocks out",
        ),
        pytest.param(
            art(b"/Over gs 0 0 0 1 k " + BOX)(),
            {"Cyan": 10, "Magenta": 0, "Yellow": 20, "Black": 100},
            id="black overprints in mode 1",
        ),
        pytest.param(
            art(b"/M gs 0 0 0 1 k " + BOX, ExtGState_M=OVER)(),
            {"Cyan": 0, "Magenta": 0, "Yellow": 0, "Black": 100},
            id="black clears in mode 0",
        ),
        pytest.param(
            art(b"/A cs 0.5 scn " + BOX, ColorSpace_A=separation("Gold"))(),
            {"Cyan": 0, "Magenta": 0, "Yellow": 0, "Black": 0, "Gold": 50},
            id="spot knocks out",
        ),
        pytest.param(
            art(b"/Over gs /A cs 0.5 scn " + BOX, ColorSpace_A=separation("Gold"))(),
            {**GROUND, "Gold": 50},
            id="spot overprints",
        ),
        pytest.param(
            art(b"/A cs 0.2 0.7 scn " + BOX, ColorSpace_A=two_inks)(),
            {"Cyan": 20, "Magenta": 0, "Yellow": 0, "Black": 0, "Gold": 70},
            id="DeviceN",
        ),
        pytest.param(
            art(b"/A cs 1 scn " + BOX, ColorSpace_A=separation("All", 1, 1, 1, 1))(),
            dict.fromkeys(GROUND, 100),
            id="registration",
        ),
        pytest.param(
            art(b"0.5 g " + BOX)(),
            {"Cyan": 0, "Magenta": 0, "Yellow": 0, "Black": 50},
            id="gray is black",
        ),
        pytest.param(
            art(b"q 40 0 0 40 50 50 cm /I Do Q", XObject_I=image)(),
            {"Cyan": 13, "Magenta": 0, "Yellow": 13, "Black": 0},
            id="image",
        ),
        pytest.param(
            art(b"/F Do", XObject_F=lambda pdf: form(pdf, b"0 1 0 0 k " + BOX))(),
            {"Cyan": 0, "Magenta": 100, "Yellow": 0, "Black": 0},
            id="form",
        ),
        pytest.param(
            art(b"0 0 1 0 k /F Do", XObject_F=lambda pdf: form(pdf, BOX))(),
            {"Cyan": 0, "Magenta": 0, "Yellow": 100, "Black": 0},
            id="form that inherits its colour",
        ),
        pytest.param(
            art(b"/T gs 0 1 0 0 k " + BOX, ExtGState_T=Dictionary(ca=0.5))(),
            {"Cyan": 5, "Magenta": 50, "Yellow": 10, "Black": 0},
            id="half transparent",
        ),
        pytest.param(
            art(b"/T gs 0 1 0 0 k " + BOX, ExtGState_T=Dictionary(BM=Name.Multiply))(),
            {"Cyan": 10, "Magenta": 100, "Yellow": 20, "Black": 0},
            id="multiplied",
        ),
        pytest.param(
            art(b"50 50 40 40 re W n /S sh", Shading_S=shading)(),
            {"Cyan": 0, "Magenta": 32, "Yellow": 0, "Black": 16},
            id="shading",
        ),
    ],
)
def test_ink_at_a_point(data: bytes, expected: dict[str, int]) -> None:
    found = ink_at(data, 70, 70)
    assert found.keys() == expected.keys()
    for plate, amount in expected.items():
        assert abs(found[plate] - amount) <= 1, (plate, found)


def test_text_can_be_left_out() -> None:
    with_text, without = plates(small()), plates(small(), text=False)
    assert with_text.inks["Black"].max() == 255
    assert without.inks["Black"].max() == 0
    assert without.inks["Cyan"].max() == with_text.inks["Cyan"].max()


def ghostscript(file: Path, page: int, folder: Path) -> dict[str, Grid]:
    folder.mkdir(parents=True)
    judge(
        "gs", "-q", "-dSAFER", "-dBATCH", "-dNOPAUSE", "-sDEVICE=tiffsep", "-r100",
        f"-dFirstPage={page}", f"-dLastPage={page}", f"-sOutputFile={folder}/page.tif", file,
    )  # fmt: skip
    found = {}
    for path in folder.glob("page(*).tif"):
        with Image.open(path) as plate:
            found[path.stem[5:-1]] = 255 - np.asarray(plate.convert("L"))
    return found


@pytest.mark.parametrize("page", [1, 2])
def test_ghostscript_sees_the_same_ink(leaflet: Leaflet, page: int, tmp_path: Path) -> None:
    """The heaviest ink within 3 points, each plate within 1.5 of coverage, area by area."""
    theirs = ghostscript(leaflet.press_path, page, tmp_path / "gs")
    ours = plates(leaflet.press, page)
    assert theirs.keys() == ours.inks.keys()
    total = np.sum([grid.astype(int) for grid in theirs.values()], axis=0)
    assert total.max() > 200
    assert abs(int(total.max()) - int(ours.total.max())) <= 3 * 2.55
    for name, grid in theirs.items():
        rows, columns = (
            min(a, b) // 50 * 50 for a, b in zip(grid.shape, ours.inks[name].shape, strict=True)
        )
        blocks = [
            plate[:rows, :columns].reshape(rows // 50, 50, columns // 50, 50).mean(axis=(1, 3))
            for plate in (grid, ours.inks[name])
        ]
        assert np.abs(blocks[0] - blocks[1]).mean() < 1.5 * 2.55, name


def test_ghostscript_sees_the_same_spots_and_overprints(tmp_path: Path) -> None:
    data = art(
        b"/Over gs /A cs 0.5 scn 40 40 60 60 re f /Knock gs /A cs 1 scn 120 40 60 60 re f "
        b"/M gs 0.3 0 0 0.2 k 40 120 60 60 re f /Over gs 0.3 0 0 0.2 k 120 120 60 60 re f",
        ColorSpace_A=separation("Gold"),
        ExtGState_M=OVER,
    )()
    file = tmp_path / "spots.pdf"
    file.write_bytes(data)
    theirs, ours = ghostscript(file, 1, tmp_path / "gs"), plates(data)
    assert theirs.keys() == ours.inks.keys() == {*GROUND, "Gold"}
    for name, grid in theirs.items():
        mine = ours.inks[name]
        rows, columns = (min(a, b) for a, b in zip(grid.shape, mine.shape, strict=True))
        far = np.abs(grid[:rows, :columns].astype(int) - mine[:rows, :columns]) > 4
        assert far.mean() < 0.02, name


def some_plates(count: int, seed: int, least: int, most: int) -> Plates:
    """Plates of 7 by 5 pixels, a point each, with any ink between two amounts."""
    grids = np.random.default_rng(seed).integers(least, most + 1, (count, 5, 7), np.uint8)
    pictures = tuple(map(Image.fromarray, grids))
    return Plates(pictures, tuple(map(str, range(count))), Rect(0, 0, 7, 5), 1.0)


AMOUNTS = st.tuples(st.integers(0, 255), st.integers(0, 255)).map(sorted)
BOXES = st.builds(
    Rect, st.floats(-3, 8), st.floats(-3, 8), st.floats(0, 12), st.floats(0, 12)
)  # fmt: skip


@given(st.integers(1, 9), st.integers(0, 99), AMOUNTS, BOXES)
def test_what_is_read_off_the_pictures_is_what_the_numbers_say(
    count: int, seed: int, amounts: list[int], box: Rect
) -> None:
    plates = some_plates(count, seed, *amounts)
    left, top, right, bottom = plates.window(box)
    inside = {name: grid[top:bottom, left:right] for name, grid in plates.inks.items()}
    total = plates.total[top:bottom, left:right]
    assert [part.size for part in plates.cut(box)] == [(right - left, bottom - top)] * count
    if not total.size:
        assert plates.medians(box) == dict.fromkeys(plates.names, 0.0)
        assert plates.most(box) == 0
        return
    medians = {name: float(np.median(part)) / 255 for name, part in inside.items()}
    assert plates.medians(box) == pytest.approx(medians)
    most = int(total.max())
    assert most <= plates.most(box) <= most + 4 * count
    for at in range(-1, 8):
        row = np.minimum(plates.total[at], 255) if 0 <= at < 5 else np.zeros(7)
        column = np.minimum(plates.total[:, at], 255) if 0 <= at < 7 else np.zeros(5)
        assert plates.line(at, True).tobytes() == row.astype(np.uint8).tobytes()
        assert plates.line(at, False).tobytes() == column.astype(np.uint8).tobytes()


def test_a_sound_file_is_judged_without_numpy(leaflet: Leaflet) -> None:
    script = (
        "import sys; from depliant.preflight import judge;"
        "assert not judge(open(sys.argv[1], 'rb').read()).findings;"
        "print('numpy' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, str(leaflet.press_path)],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert done.stdout == "False\n"
