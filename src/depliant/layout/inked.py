"""Pictures as the style sheet has them printed: in inks of their own, below a veil.

What lies behind a panel and what stands among its blocks are printed in one way.
"""

from __future__ import annotations

from msgspec.structs import replace

from depliant.display.items import Picture, Raster, Veil
from depliant.errors import Place
from depliant.layout.job import Job
from depliant.style.picture_styles import PictureStyle


def style_of(role: str, job: Job) -> PictureStyle:
    """The style of a role; a picture in its own colours where there is none."""
    return job.sheet.pictures.get(role) or PictureStyle()


def read(name: str, place: Place, style: PictureStyle, job: Job, *, turned: bool = False) -> Raster:
    """The pixels of a file, in gray where they get inks of their own; `turned` as in a mirror.

    Raises:
        InputError: the file is missing, damaged, too large or not a picture.
    """
    from depliant.graphics import picture, toned

    file = job.files.file(name, place)

    def made() -> Raster:
        raster = picture.read(file, place)
        if style.inks:
            raster = toned.gray(raster, job.condition.icc)
        return toned.turned(raster) if turned else raster

    press = job.condition.icc if style.inks else b""
    made_from = ("picture", file.sha256, turned, bool(style.inks), press)
    return job.remember(Raster, made_from, made, on_disk=False)


def inked(shown: Picture, style: PictureStyle, job: Job, *, to_left: bool) -> Picture:
    """A picture in its inks, below its veil; `to_left` says that lines begin at the right."""
    inks = tuple(job.sheet.colour(name) for name in style.inks)
    return replace(shown, inks=inks, veil=_veil(style, job, to_left=to_left))


def _veil(style: PictureStyle, job: Job, *, to_left: bool) -> Veil | None:
    veil = style.veil
    if veil is None:
        return None
    sides = {"start": "left", "end": "right"}
    if to_left:
        sides = {"start": "right", "end": "left"}
    return Veil(
        job.sheet.colour(veil.swatch),
        veil.amount / 100,
        sides.get(veil.edge, veil.edge),  # type: ignore[arg-type]
        veil.reach / 100,
    )
