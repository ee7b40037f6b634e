"""Our plates beside Ghostscript's, over a folder of PDFs that somebody else has made.

    python -m tests.preflight.agreement FOLDER [--pages 2] [--most 60] [--icc PROFILE]

For each page the widest difference on solid areas, in points of ink, and the share of the page
whose ink, a few millimetres taken together, differs by more than five points. What is solid is
so on both sides: each pixel like all round it. Files that cannot be read by one side are named.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageFilter

from depliant.pdfread.opening import opened
from depliant.preflight.inks import Plates
from depliant.preflight.job import JudgedFile, PageView
from depliant.press.condition import OutputCondition

Grid = NDArray[np.uint8]
PPI = 100
_AROUND = 9
"""Pixels a side of what must be alike for its middle to be solid."""

_LEAST = 40
"""Pixels of a solid area: fewer are chance."""

_BLOCK = 16
_ICC = Path(__file__).parents[1] / "data/frozen/assets/icc/FOGRA39L_coated.icc"


class Agreement(NamedTuple):
    """A page: by plate the widest difference on solid areas, and the share that differs."""

    page: int
    solid: dict[str, float]
    apart: float
    where: tuple[int, int] = (0, 0)

    @property
    def worst(self) -> float:
        """The widest difference of all plates, in points."""
        return max(self.solid.values(), default=0.0)


def ours(data: bytes, page: int, icc: bytes) -> dict[str, Grid]:
    """Our plates of a page, from 1."""
    return dict(plates_of(data, page, icc).inks)


def plates_of(data: bytes, page: int, icc: bytes) -> Plates:
    """Our plates of a page, from 1, with how fine they are."""
    with opened(data) as file:
        job = JudgedFile(file, OutputCondition("test", icc))
        return PageView(job, file.pages[page - 1]).plates


def theirs(
    path: Path, page: int, icc: Path, seconds: int = 60, ppi: float = PPI
) -> dict[str, Grid]:
    """Ghostscript's plates of a page; a spot's name is written as in files' names."""
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(
            ["gs", "-q", "-dSAFER", "-dBATCH", "-dNOPAUSE", "-sDEVICE=tiffsep", f"-r{ppi:g}",
             "-dShowAnnots=false", "-dMaxSpots=20", f"-sOutputICCProfile={icc}",
             f"-sDefaultCMYKProfile={icc}",
             f"--permit-file-read={icc}", f"-dFirstPage={page}", f"-dLastPage={page}",
             f"-sOutputFile={folder}/page.tif", str(path)],
            capture_output=True, timeout=seconds, check=False,
        )  # fmt: skip
        found = {}
        for plate in Path(folder).glob("page(*).tif"):
            with Image.open(plate) as picture:
                found[plate.stem[5:-1]] = 255 - np.asarray(picture.convert("L"))
        return found


def compared(mine: Mapping[str, Grid], its: Mapping[str, Grid], page: int) -> Agreement:
    """How two sets of plates agree; a plate that one side lacks is without ink there."""
    names = [*dict.fromkeys((*mine, *its))]
    rows = min(grid.shape[0] for grid in (*mine.values(), *its.values()))
    columns = min(grid.shape[1] for grid in (*mine.values(), *its.values()))
    empty = np.zeros((rows, columns), np.uint8)
    solid, apart, where = {}, np.zeros((rows // _BLOCK, columns // _BLOCK), bool), (0, 0)
    for name in names:
        one = mine.get(name, empty)[:rows, :columns]
        other = its.get(name, empty)[:rows, :columns]
        both = _solid(one) & _solid(other)
        far = np.abs(one.astype(int) - other) * both
        worst = int(np.partition(far, -_LEAST, axis=None)[-_LEAST]) if far.size > _LEAST else 0
        solid[name] = worst / 2.55
        if solid[name] == max(solid.values()):
            row, column = np.unravel_index(int(far.argmax()), far.shape)
            where = int(column), int(row)
        apart |= np.abs(_blocks(one) - _blocks(other)) > 5 * 2.55
    return Agreement(page, solid, float(apart.mean()) if apart.size else 0.0, where)


def _solid(grid: Grid) -> NDArray[np.bool_]:
    picture = Image.fromarray(np.ascontiguousarray(grid))
    most = np.asarray(picture.filter(ImageFilter.MaxFilter(_AROUND))).astype(int)
    least = np.asarray(picture.filter(ImageFilter.MinFilter(_AROUND)))
    found: NDArray[np.bool_] = most - least <= 1
    return found


def _blocks(grid: Grid) -> NDArray[np.float64]:
    rows, columns = (side // _BLOCK for side in grid.shape)
    part = grid[: rows * _BLOCK, : columns * _BLOCK]
    means: NDArray[np.float64] = part.reshape(rows, _BLOCK, columns, _BLOCK).mean(axis=(1, 3))
    return means


def over(
    paths: Sequence[Path], pages: int, icc: Path = _ICC
) -> Iterator[tuple[Path, Agreement | str]]:
    """The first pages of some files, each compared; or why a file is not."""
    profile = icc.read_bytes()
    for path in paths:
        data = path.read_bytes()
        try:
            with opened(data) as file:
                count = min(len(file.pages), pages)
            for page in range(1, count + 1):
                # Posters are rastered coarser than others.
                mine = plates_of(data, page, profile)
                its = theirs(path, page, icc, ppi=72 * mine.scale)
                found = compared(mine.inks, its, page) if its else "Ghostscript has no plates"
                yield path, found
        except Exception as fault:  # any file may be damaged in any way
            yield path, f"{type(fault).__name__}: {fault}"


def main(arguments: Sequence[str]) -> None:
    """The comparison as a table, the worst pages last."""
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("--pages", type=int, default=2)
    parser.add_argument("--most", type=int, default=60)
    parser.add_argument("--icc", type=Path, default=_ICC)
    call = parser.parse_args(arguments)
    done: list[tuple[Path, Agreement]] = []
    for path, found in over(sorted(call.folder.rglob("*.pdf")), call.pages, call.icc.resolve()):
        if isinstance(found, str):
            print(f"{path.name}: {found}")
            continue
        done.append((path, found))
        if len(done) >= call.most:
            break
    for path, found in sorted(done, key=lambda one: one[1].worst):
        plates = ", ".join(f"{k} {v:.0f}" for k, v in found.solid.items() if v > 2)
        print(
            f"{found.worst:6.1f} {found.apart:6.1%} {path.name} {found.page} {found.where} {plates}"
        )
    within = sum(found.worst <= 2 for _, found in done)
    print(f"{len(done)} pages, {within} within 2 points on every solid area")


if __name__ == "__main__":
    main(sys.argv[1:])
