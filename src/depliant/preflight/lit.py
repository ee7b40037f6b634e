"""Light: what a page is made of whose transparency is blended in RGB (ISO 32000-1, 11.4.5, 11.6).

Such a page is composed in red, green and blue, and what has come of it is turned into ink, pixel by
pixel and not object by object. Its plates of light hold what is lacking of each, as those of ink
hold ink. Spot inks take no part in it: each is composed by itself.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from depliant.pdfread.objects import entry, name
from depliant.pdfread.spaces import (
    ALL,
    MODES,
    PROCESS,
    Space,
    conversion,
    described,
    ink,
    looked_up,
    own_profile,
    read_space,
    to_press,
)
from depliant.preflight.lights import Lattice, lattice_image

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from PIL.Image import Image as Picture
    from PIL.ImageCms import ImageCmsTransform

    from depliant.pdfread.opening import PageFacts
    from depliant.pdfread.state import Paint

    Grid = NDArray[np.uint8]

LIGHTS = ("Red", "Green", "Blue")
"""The plates of what is lacking of the light; no ink is called so, for they are none."""

_STEPS = {1: 256, 3: 17, 4: 9}
"""Steps of a component of a gradient's space, by how many these are."""


class Lighting(NamedTuple):
    """How colours are light: by the press's profile, and that of the group or none for sRGB."""

    press: bytes
    group: bytes = b""

    def lacking(self, paint: Paint) -> dict[str, float]:
        """What a flat colour lacks of each light."""
        return lacking(paint, self)

    def inked(self, lacks: list[Picture]) -> list[Picture]:
        """The process inks of what is lacking of the light."""
        from PIL import Image, ImageChops

        light = Image.merge("RGB", [ImageChops.invert(one) for one in lacks])
        transform = to_press("RGB", self.press, self.group)
        if transform is None:
            return [*light.convert("CMYK").split()]
        return [*transform.apply(light).split()]


Blending = Lighting | None
"""In what something is blended: light, or None for ink."""


def lighting(facts: PageFacts, press: bytes) -> Blending:
    """In what a page is blended."""
    return _blending(entry(facts.node, "/Group", "/CS"), facts.resources, press)


def own_blending(
    form: Any, resources: Any, press: bytes, around: Blending
) -> tuple[Blending] | None:
    """In what a form is blended that lies in something else; None for one that is as that is.

    Only an isolated group has a space of its own (table 147).
    """
    group = entry(form, "/Group")
    value = entry(group, "/CS")
    if (
        value is None
        or entry(group, "/I") is not True
        or name(entry(group, "/S")) != "Transparency"
    ):
        return None
    family = read_space(value, entry(form, "/Resources") or resources).family
    if not press or family not in ("rgb", "cmyk") or (family == "rgb") == (around is not None):
        return None
    return (_blending(value, entry(form, "/Resources") or resources, press),)


def _blending(value: Any, resources: Any, press: bytes) -> Blending:
    space = None if value is None else read_space(value, resources)
    if not press or space is None or space.family != "rgb":
        return None
    if to_press("RGB", press, space.icc) is None:
        return Lighting(press)
    return Lighting(press, space.icc)


def _to_light(mode: str, source: bytes, group: bytes) -> ImageCmsTransform | None:
    """To the light of a group, from a profile or else from sRGB or Lab."""
    return conversion(mode, source, "RGB", group)


def lacking(paint: Paint, how: Lighting) -> dict[str, float]:
    """What a flat colour lacks of each light."""
    import numpy as np

    space, values = paint.space, paint.values
    if space.kind == "Indexed" and space.base is not None:
        space, values = space.base, looked_up(space, values[0] if values else 0.0)
    mix = ink(space, values, unlit(space, how.press))
    grids = {plate: np.full((1, 1), round(255 * part), np.uint8) for plate, part in mix.items()}
    lacks = lacks_of(grids, space, how)
    return {plate: float(grid[0, 0]) / 255 for plate, grid in lacks.items()}


def unlit(space: Space, press: bytes) -> bytes:
    """By what profile colours are made ink that are then made light: only Lab needs one."""
    return press if space.root.family == "lab" else b""


def lacks_of(plates: Mapping[str, Grid], space: Space, how: Lighting) -> dict[str, Grid]:
    """What is lacking of the light where there is so much ink of each plate, 255 for all.

    RGB and gray are taken to be parted into ink by subtraction alone, which is undone; ink is
    seen through its profile. What spots lack is on plates of their own.
    """
    import numpy as np
    from PIL import Image

    none = np.zeros_like(next(iter(plates.values()))) if plates else np.zeros((1, 1), np.uint8)
    inks = [plates.get(plate, plates.get(ALL, none)) for plate in PROCESS]
    root = space.root
    transform = None
    if root.family in ("rgb", "gray"):
        black = inks[3].astype(np.uint16)
        light = np.dstack([255 - np.minimum(one + black, 255) for one in inks[:3]]).astype(np.uint8)
        if root.icc and described(root.icc) != described(how.group):
            mode = MODES[root.count]
            transform = _to_light(mode, root.icc, how.group)
            light = light[:, :, 0] if root.count == 1 else light
    elif any(one.any() for one in inks):
        mode, light = "CMYK", np.dstack(inks)
        transform = _to_light(mode, own_profile(root, how.press) or how.press, how.group)
    else:
        return dict.fromkeys(LIGHTS, none)
    if transform is not None:
        picture = Image.fromarray(np.ascontiguousarray(light), mode)
        light = np.asarray(transform.apply(picture))
    elif light.ndim == 2 or light.shape[2] != 3:
        light = np.dstack([255 - np.maximum(inks[0], inks[3])] * 3)
    return {plate: 255 - light[:, :, at] for at, plate in enumerate(LIGHTS)}


def lit(space: Space, how: Lighting) -> tuple[bytes, dict[str, Any]]:
    """A function from a space's components to light: its body and the entries of its kind."""
    count = max(space.count, 1)
    if space.family == "rgb" and not (space.icc and described(space.icc) != described(how.group)):
        return b"{ }", {"/FunctionType": 4}
    if space.family == "gray" and not space.icc:
        return b"{ dup dup }", {"/FunctionType": 4}
    if space.family == "spot" or count not in _STEPS:
        return _spelled(space, count), {"/FunctionType": 4}
    ends = space.range if space.family == "lab" else ()
    kind = {"/FunctionType": 0, "/BitsPerSample": 8, "/Size": [_STEPS[count]] * count}
    return _grid(space, Lattice(count, _STEPS[count], ends), how), kind


def _spelled(space: Space, count: int) -> bytes:
    """A calculator for spots, which take no light away, and process inks among them, which do."""
    steps = []
    for at, colorant in enumerate(PROCESS[:3]):
        found = [one for one in (colorant, "Black", ALL) if one in space.names]
        terms = b"0"
        for one in found:
            terms += b" %d index add" % (count - space.names.index(one) + at)
        steps.append(terms + b" dup 1 gt { pop 1 } if 1 exch sub")
    dropped = b"pop " * count
    return b"{ %s %d 3 roll %s}" % (b" ".join(steps), count + 3, dropped)


@lru_cache(maxsize=8)
def _grid(space: Space, lattice: Lattice, how: Lighting) -> bytes:
    """Samples from a lattice to light, the first component fastest (7.10.2)."""
    image = lattice_image(lattice)
    source = space.icc
    if space.family == "cmyk":
        source = own_profile(space, how.press) or how.press
    transform = _to_light(image.mode, source, how.group)
    if transform is None:
        return image.convert("RGB").tobytes()
    return transform.apply(image).tobytes()
