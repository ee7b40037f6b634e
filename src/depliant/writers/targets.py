"""What a brochure can be written as: the registry of targets, and what all of them say.

A target is one module of this package that declares its differences in a `TARGET`. It is found
by its name in the table below and imported when it is asked for: a build of the press file pays
for no other. To add one, write its module and enter it here.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from importlib import import_module
from typing import TYPE_CHECKING, Literal

from msgspec import Struct

from depliant.errors import Diagnostic, InputError
from depliant.geometry import Size
from depliant.sentences import say
from depliant.tuples import NamedTuple

if TYPE_CHECKING:
    from depliant.display.items import DisplayDocument
    from depliant.press.condition import PressSpec

_MODULES = {
    "press": "depliant.writers.press_pdf",
    "screen": "depliant.writers.screen_pdf",
    "office": "depliant.writers.office_pdf",
    "image": "depliant.writers.png_image",
    "svg": "depliant.writers.svg_image",
}
TARGETS = tuple(_MODULES)
"""The names of all targets."""

USUAL = ("press", "screen")
"""Those that are written where none is named."""

Pages = Literal["sides", "panels"]
"""Whole sides of the flat sheet, or single panels in reading order."""


WIDTHS = (16, 10_000)
"""Pixels: narrower images show nothing, wider ones are more than screens and networks take."""

RESOLUTIONS = (36, 1200)
"""Pixels an inch."""


class ImageOptions(Struct, frozen=True):
    """What images show and how large they are: `width` in pixels, or `ppi` pixels an inch.

    A panel's width is that of its trim. With both None the target's own resolution is taken.
    """

    pages: Pages = "panels"
    width: int | None = None
    ppi: int | None = None


class Options(Struct, frozen=True):
    """What a call may say of a target: the `stem` of its files' names, and what images are like.

    A stem is such as "leaflet.fr": the edition's name with its language.
    """

    stem: str
    images: ImageOptions = ImageOptions()


class Output(NamedTuple):
    """One finished file: its name, its bytes, and how many pages or pictures it shows.

    `carries` names the files within it, each with its size in bytes.
    """

    name: str
    data: bytes
    pages: int
    carries: tuple[tuple[str, int], ...] = ()


Write = Callable[["DisplayDocument", "PressSpec", Options], tuple[Output, ...]]
"""Raises `BrochureError` or `InputError` for what the document or the options do not allow."""


Advise = Callable[[Sequence[Size]], tuple[Diagnostic, ...]]
"""What is to be known of a file before it is used, by the sizes of the sheet's sides."""


def _nothing(_: Sequence[Size]) -> tuple[Diagnostic, ...]:
    """Nothing is to be known."""
    return ()


class Target(Struct, frozen=True):
    """One kind of file, and what it asks of those who make and judge it.

    `suffix` ends the names of its files, `media_type` is theirs. `pages` says what a page of the
    document must be, None that the options do. With `attaches` it carries the figures that its
    pages say. `judged` says by what it is judged: a printer's wishes, those of readers, or
    not at all. What `imposes` takes pages that are put on sheets.
    """

    name: str
    suffix: str
    media_type: str
    pages: Pages | None
    judged: Literal["printer", "reader"] | None
    write: Write
    attaches: bool = False
    advise: Advise = _nothing
    imposes: bool = False

    def takes(self, options: Options) -> Pages:
        """What the pages of its document must be."""
        return self.pages or options.images.pages


def target_named(name: str) -> Target:
    """The target of that name.

    Raises:
        InputError: `target-unknown`.
    """
    if name not in _MODULES:
        raise InputError(
            Diagnostic(
                "target-unknown",
                say("Nothing is written as “{name}”.", name=name),
                hint=say("Choose among {names}.", names=", ".join(TARGETS)),
            )
        )
    found: Target = import_module(_MODULES[name]).TARGET
    return found
