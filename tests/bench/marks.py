"""Which share of a set of marks is taken in as it is, and what keeps the others out.

    python tests/bench/marks.py FOLDER [EACH]

FOLDER holds the files of a set (SVG, PDF, AI, EPS, PNG, JPEG, TIFF), in folders of its own if it
has any; of EACH, such as 10, only every tenth is tried. Public sets to try it on are packages of
npm, for example (`npm pack devicon && tar -xf devicon-*.tgz`):

    devicon          icons in colour, many with gradients and live text
    simple-icons     brands in one colour, which is that of the page

A mark counts as taken where `depliant logo add FILE` takes it without any option, and as taken
with an option where `--flatten` or `--font` is asked for as well. The inks are those that the
profile of the starter gives. Files that are the same are tried once. They are read in this process,
and not in a child that a hostile file may spoil: try sets that are trusted.
"""

from __future__ import annotations

import hashlib
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from depliant import starter
from depliant.errors import DepliantError, Place
from depliant.fonts.face import load
from depliant.fonts.registry import FaceRef
from depliant.partners.intake import Wanted, taken_here
from depliant.source.folder import File

KINDS = (".svg", ".pdf", ".ai", ".eps", ".png", ".jpg", ".jpeg", ".tif", ".tiff")
"""How the names of files end that may be marks."""


class Tried(Struct, frozen=True):
    """A file that was tried: how it got in (as it is, or by which `option`), or why it did not."""

    name: str
    kind: str
    option: str | None
    code: str = ""
    message: str = ""


def marks(folder: Path, each: int = 1) -> Iterator[Path]:
    """Every so manieth file of a folder that may be a mark, in the order of their names."""
    found = [path for path in sorted(folder.rglob("*")) if path.suffix.lower() in KINDS]
    seen: set[bytes] = set()
    for path in found[::each]:
        digest = hashlib.sha256(path.read_bytes()).digest()
        if digest not in seen:
            seen.add(digest)
            yield path


def tried(path: Path, wanted: Wanted) -> Tried:
    """What becomes of a file: as it is, flattened, with a font in the stead of its own, or not."""
    data = path.read_bytes()
    file = File(path.name, data, hashlib.sha256(data).hexdigest())
    kind = path.suffix.lower().lstrip(".")
    options = {
        "": wanted,
        "--flatten": replace(wanted, flatten=True),
        "--font": replace(wanted, fonts={"": load(FaceRef("Barlow", 400)).data}),
    }
    first = ("", "")
    for option, asked in options.items():
        try:
            taken_here(file, Place(file.name), asked)
        except DepliantError as fault:
            found = fault.diagnostics[0]
            first = first if option else (found.code, str(found.message))
        else:
            return Tried(path.name, kind, option)
    return Tried(path.name, kind, None, *first)


def report(found: Iterable[Tried]) -> Iterator[str]:
    """The shares by kind of file, and the reasons with an example of each."""
    everything = list(found)
    for kind in (*sorted({one.kind for one in everything}), ""):
        of = [one for one in everything if kind in ("", one.kind)]
        plain = sum(one.option == "" for one in of)
        helped = sum(bool(one.option) for one in of)
        share = plain / len(of) if of else 0.0
        name = kind or "all"
        yield f"{name:5} {plain} of {len(of)} ({share:.1%}), {helped} more with an option"
    refused = [one for one in everything if one.option is None]
    for code, count in Counter(one.code for one in refused).most_common():
        example = next(one for one in refused if one.code == code)
        yield f"  {count} {code}, such as {example.name}: {example.message}"


def main(folder: Path, each: int = 1) -> None:
    """Try a set, and print what became of it."""
    profile = Path(starter.__file__).parent / "shared/assets/icc/FOGRA39L_coated.icc"
    wanted = Wanted(profile.read_bytes())
    for line in report(tried(path, wanted) for path in marks(folder, each)):
        print(line)


if __name__ == "__main__":
    main(Path(sys.argv[1]), *map(int, sys.argv[2:3]))
