"""What we read in a structure beside what poppler reads there, over PDFs of somebody else's.

    python -m tests.readaloud.agreement FOLDER [--most 60] [--show 3]

`pdfinfo -struct-text` prints every piece of marked content of the tree as its glyphs are mapped, in
the order of the structure. Four things it does otherwise, and they are taken out of the comparison:

- it never parts words where the pen moves on: pieces are compared without white space;
- it leaves soft hyphens out;
- it loses the rest of a piece after marked content in it that has no number of its own (a Span with
  ActualText, say), and does not heed ActualText there: both sides are given the file without these;
- it leaves out what lies beyond the page: such differences are listed, and are its own.
"""

from __future__ import annotations

import argparse
import io
import re
import subprocess
import sys
import tempfile
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any, NamedTuple

import pikepdf

from depliant.pdfread.opening import opened
from depliant.readaloud.tree import Kid, Node, Text, Tree, tree

_PIECE = re.compile(r'^ *"(.*?)"$', re.DOTALL | re.MULTILINE)
_IGNORED = re.compile(r"[\s\u00ad\u200b\ufeff\x00-\x1f]+")


class Agreement(NamedTuple):
    """How many pieces of a file both sides read, and those in which they differ: ours, theirs."""

    pieces: int
    apart: list[tuple[str, str]]


def squeezed(piece: str) -> str:
    """A piece without what poppler does not say; ligatures and forms of letters are one letter."""
    return _IGNORED.sub("", unicodedata.normalize("NFKC", piece))


def ours(data: bytes) -> list[str]:
    """Our pieces of a file, in the order of its structure."""
    with opened(data, restricted=True) as file:
        return [squeezed(piece) for piece in _pieces(tree(file))]


def _pieces(found: Tree) -> Iterator[str]:
    def walk(kids: Iterable[Kid]) -> Iterator[str]:
        for kid in kids:
            if isinstance(kid, Text):
                yield "".join("".join(line) for line in kid.passage.lines)
            elif isinstance(kid, Node):
                yield from walk(kid.kids)

    return walk(found.kids)


def theirs(data: bytes, seconds: int = 240) -> list[str]:
    """Poppler's pieces of a file."""
    with tempfile.NamedTemporaryFile(suffix=".pdf") as file:
        file.write(data)
        file.flush()
        done = subprocess.run(
            ["pdfinfo", "-enc", "UTF-8", "-struct-text", file.name],
            capture_output=True, timeout=seconds, check=False,
        )  # fmt: skip
    return [squeezed(found) for found in _PIECE.findall(done.stdout.decode("utf-8", "replace"))]


def plain(data: bytes) -> bytes:
    """A file whose pieces have no marked content in them that has no number."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for page in pdf.pages:
            page.contents_coalesce()
            if isinstance(page.obj.get("/Contents"), pikepdf.Stream):
                _make_plain(page.obj.Contents, page.obj.get("/Resources"))
        for found in pdf.objects:
            if isinstance(found, pikepdf.Stream) and found.get("/Subtype") == "/Form":
                _make_plain(found, found.get("/Resources"))
        stream = io.BytesIO()
        pdf.save(stream)
        return stream.getvalue()


def _make_plain(stream: Any, resources: Any) -> None:
    kept: list[Any] = []
    opened_as: list[str] = []
    for operation in pikepdf.parse_content_stream(stream):
        operands, code = operation.operands, str(operation.operator)
        if code in ("BMC", "BDC"):
            kind = "piece" if _has_number(operands, resources) else "other"
            inside = kind == "other" and "piece" in opened_as
            opened_as.append("inside" if inside else kind)
            if inside:
                continue
        elif code == "EMC" and opened_as and opened_as.pop() == "inside":
            continue
        kept.append(operation)
    stream.write(pikepdf.unparse_content_stream(kept))


def _has_number(operands: Any, resources: Any) -> bool:
    properties = operands[1] if len(operands) > 1 else None
    if isinstance(properties, pikepdf.Name) and resources is not None:
        properties = resources.get("/Properties", {}).get(str(properties))
    return isinstance(properties, pikepdf.Dictionary) and "/MCID" in properties


def compared(mine: Sequence[str], its: Sequence[str]) -> Agreement:
    """How two readings agree; pieces that are empty on one side are not there."""
    mine, its = [piece for piece in mine if piece], [piece for piece in its if piece]
    if "".join(mine) == "".join(its):
        return Agreement(len(mine), [])
    matcher = SequenceMatcher(None, mine, its, autojunk=False)
    apart = [
        ("|".join(mine[a:b]), "|".join(its[c:d]))
        for kind, a, b, c, d in matcher.get_opcodes()
        if kind != "equal"
    ]
    return Agreement(len(mine), apart)


def over(paths: Iterable[Path]) -> Iterator[tuple[Path, Agreement | str]]:
    """Files that have a structure, each compared; or why a file is not."""
    for path in paths:
        try:
            if b"/StructTreeRoot" not in path.read_bytes() and not _is_tagged(path):
                continue
            data = plain(path.read_bytes())
            yield path, compared(ours(data), theirs(data))
        except Exception as fault:  # any file may be damaged in any way
            yield path, f"{type(fault).__name__}: {fault}"


def _is_tagged(path: Path) -> bool:
    with pikepdf.open(path) as pdf:
        return "/StructTreeRoot" in pdf.Root


def main(arguments: Sequence[str]) -> None:
    """The comparison as a table."""
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("--most", type=int, default=60)
    parser.add_argument("--show", type=int, default=3)
    call = parser.parse_args(arguments)
    done: list[Agreement] = []
    for path, found in over(sorted(call.folder.rglob("*.pdf"))):
        if isinstance(found, str):
            print(f"{path.name}: {found}")
            continue
        done.append(found)
        print(f"{len(found.apart):5} of {found.pieces:5} apart: {path.name}", flush=True)
        for mine, its in found.apart[: call.show]:
            print(f"        ours  {mine[:150]!r}\n        their {its[:150]!r}")
        if len(done) >= call.most:
            break
    same = sum(not found.apart for found in done)
    print(f"{len(done)} files, {same} read alike")


if __name__ == "__main__":
    main(sys.argv[1:])
