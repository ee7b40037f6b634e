"""A project to take marks into, and files such as partners send."""

from __future__ import annotations

import hashlib
import io
import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name
from PIL import Image

from depliant.errors import InputError, Place
from depliant.partners.intake import Taken, Wanted, taken_here
from depliant.source.folder import File
from depliant.starter import start

MakePdf = Callable[..., Path]
Take = Callable[..., Taken]

needs_ghostscript = pytest.mark.skipif(
    # In CI its absence is a failure.
    shutil.which("gs") is None and os.environ.get("CI") != "true",
    reason="gs is not installed",
)


@pytest.fixture(scope="session")
def started(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project of `depliant new`, made once and not to be changed."""
    project = tmp_path_factory.mktemp("started") / "project"
    start(project)
    return project


@pytest.fixture
def project(started: Path, tmp_path: Path) -> Path:
    """A project of one's own."""
    return shutil.copytree(started, tmp_path / "project")


@pytest.fixture(scope="session")
def icc(started: Path) -> bytes:
    return (started / "assets/icc/FOGRA39L_coated.icc").read_bytes()


@pytest.fixture
def pdf(tmp_path: Path) -> MakePdf:
    """Makes a PDF of 200 by 100 points from content and resources."""

    def make(content: bytes, name: str = "mark.pdf", pages: int = 1, **resources: Any) -> Path:
        made = pikepdf.new()
        for _ in range(pages):
            page = made.add_blank_page(page_size=(200, 100)).obj
            page.Contents = made.make_stream(content)
            page.Resources = Dictionary({f"/{key}": value for key, value in resources.items()})
        made.save(tmp_path / name)
        return tmp_path / name

    return make


@pytest.fixture
def take(icc: bytes) -> Take:
    """The child's part of taking a file in, without the child."""

    def taken(path: Path, **wanted: Any) -> Taken:
        data = path.read_bytes()
        file = File(path.name, data, hashlib.sha256(data).hexdigest())
        return taken_here(file, Place(path.name), Wanted(icc, **wanted))

    return taken


def fault(take: Take, path: Path, **wanted: Any) -> tuple[str, str, str]:
    """The code, the message and the hint with which a file is refused."""
    with pytest.raises(InputError) as caught:
        take(path, **wanted)
    (found,) = caught.value.diagnostics
    return found.code, str(found.message), str(found.hint)


def gradient(space: Name = Name.DeviceCMYK, ends: Any = ((0, 1, 1, 0), (1, 0, 0, 0))) -> Dictionary:
    """A pattern that runs from one colour to another over the first 100 points."""
    first, last = ends
    function = Dictionary(FunctionType=2, Domain=[0, 1], C0=list(first), C1=list(last), N=1)
    shading = Dictionary(
        ShadingType=2, ColorSpace=space, Coords=[0, 0, 100, 0], Function=function,
        Extend=[True, True],
    )  # fmt: skip
    return Dictionary(P=Dictionary(Type=Name.Pattern, PatternType=2, Shading=shading))


def separation(name: str, alternate: Name, solid: tuple[float, ...]) -> Array:
    function = Dictionary(
        FunctionType=2, Domain=[0, 1], C0=[float(len(solid) == 3)] * len(solid), C1=list(solid), N=1
    )
    return Array([Name.Separation, Name("/" + name), alternate, function])


def plates(data: bytes, folder: Path) -> Image.Image:
    """A PDF as Ghostscript separates it, a pixel a point: the judge of inks."""
    (folder / "judged.pdf").write_bytes(data)
    order = ["gs", "-q", "-dSAFER", "-dBATCH", "-dNOPAUSE", "-sDEVICE=tiff32nc", "-r72"]
    subprocess.run(
        [*order, f"-sOutputFile={folder / 'judged.tif'}", str(folder / "judged.pdf")], check=True
    )
    with Image.open(folder / "judged.tif") as image:
        image.load()
        return image.copy()


def looks(data: bytes) -> Image.Image:
    """A PDF as poppler paints it, in gray, four pixels a point."""
    done = subprocess.run(
        ["pdftoppm", "-r", "288", "-gray", "-singlefile", "-"],
        input=data, capture_output=True, check=True,
    )  # fmt: skip
    return Image.open(io.BytesIO(done.stdout)).convert("L")
