"""What the command asks of the pipeline, and what the pipeline tells of it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from msgspec import Struct

from depliant.content.orthotypography import Correction
from depliant.errors import Diagnostic
from depliant.press.condition import MarkKind
from depliant.press.imposition import Imposition
from depliant.sentences import Sentence, say
from depliant.tuples import NamedTuple
from depliant.writers.targets import USUAL, ImageOptions


def silent(_: Sentence) -> None:
    """Report no progress."""


class BuildRequest(Struct, frozen=True):
    """What to build; no editions named means the source language, `out` None the project's.

    `targets` are names of `depliant.writers.targets`; `images` says what images are like.
    `all_editions` adds every language that has a file of translations; `jobs` editions are made at
    a time, or panels of a long one: None means one edition, and of its panels as many as there are
    processors. With `draft` a draft of each is written in the stead of its files, whatever is wrong
    with it: `targets` are then made to be judged alone. A message that is not translated is no
    error of a draft.
    `issue` names a former one to build again; None is the one that is being made.
    `preflight` judges each file before it is written: an error fails the build, unless `allow`
    names its code. `ticket` adds a job ticket to each press file. `fit_picture` is a file for the
    fit of all panels as a picture (SVG); it is written even where an overset panel fails the build.
    `proof` is the number or day of a proof. Pages are put on sheets as `imposition` says; with
    `spreads` the screen file shows those of a booklet two by two. `language` is that of whoever
    builds: in it are what is written for them, the ticket and the fit. How panels are filled is
    looked at if `fits` asks for it.
    Without a printer the style sheet says what the press asks; `marks` None means those that
    the printer wants.
    """

    editions: tuple[str, ...] = ()
    all_editions: bool = False
    draft: bool = False
    jobs: int | None = None
    targets: tuple[str, ...] = USUAL
    images: ImageOptions = ImageOptions()
    out: Path | None = None
    marks: frozenset[MarkKind] | None = None
    printer: str | None = None
    issue: str | None = None
    cache: bool = True
    preflight: bool = True
    allow: tuple[str, ...] = ()
    ticket: bool = False
    fit_picture: Path | None = None
    fits: bool = True
    proof: str | None = None
    imposition: Imposition | None = None
    spreads: bool = False
    language: str = "en"
    progress: Callable[[Sentence], None] = silent


class FileReport(Struct, frozen=True):
    """One written file; `preflight` is its verdict in a word or two, "–" where none is given.

    `carries` names the files within it with their sizes in bytes; `inputs` are the files of the
    project that it was made from, with their SHA-256.
    """

    path: Path
    target: str
    edition: str
    pages: int
    seconds: float
    size: int
    preflight: Sentence = say("not run")
    carries: tuple[tuple[str, int], ...] = ()
    inputs: tuple[tuple[str, str], ...] = ()


class PanelFit(NamedTuple):
    """How one panel of an edition is filled.

    `fill` is the share of the height of the type area that is in use, `step` the copyfit step
    and how many texts were set smaller than designed, `hyphens` the number of divided words,
    `loosest` the widest space between two words as a share of the face's own (1: as drawn), 0
    where there is none.
    """

    edition: str
    panel: str
    fill: float
    step: Sentence
    hyphens: int
    loosest: float
    overset: bool


class BuildReport(Struct, frozen=True):
    """What a build wrote, what it found, the copyfit step of each side, how panels are filled.

    The report of a draft may hold errors: `is_refused` says that the input cannot be used at all
    for finished files, `is_draft` that its files are drafts, of which the editions
    `undrafted` have none, since nothing of them can be shown.
    """

    files: tuple[FileReport, ...]
    diagnostics: tuple[Diagnostic, ...]
    fit: tuple[Sentence, ...] = ()
    panels: tuple[PanelFit, ...] = ()
    is_refused: bool = False
    is_draft: bool = False
    undrafted: tuple[str, ...] = ()


class CheckRequest(Struct, frozen=True):
    """What to check; no editions named means the source language.

    `all_editions` adds every language that has a file of translations; `typography` asks for
    advice on spelling, `design` for what a designer would see on the pages.
    """

    editions: tuple[str, ...] = ()
    all_editions: bool = False
    typography: bool = False
    design: bool = False


class CheckReport(Struct, frozen=True):
    """What a check found, and how the words of the editions are set right when they are built."""

    diagnostics: tuple[Diagnostic, ...]
    corrections: tuple[Correction, ...] = ()
