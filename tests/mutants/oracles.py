"""What every mutant is held to: the judges from outside, and what the program promises."""

from __future__ import annotations

import json
import re
import subprocess
import unicodedata
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final

import yaml
from tests.judges.programs import verapdf

from depliant.codes import CODES

CPU_SECONDS: Final = 60
MEMORY: Final = 1024**3
_WORDED: Final = frozenset({".yaml", ".svg", ".po", ".csv", ".json", ".geojson"})
_TEXTS: Final = frozenset({"text", "heading", "quote"})
_SAID: Final = re.compile(r"(?m)^(?:.+?: )?(?:error|warning|advice|info)\[([\w-]+)\]: ")
_SILENT: Final = (0, 1, 2)


class Ended:
    """How a command ended, what it said, and what it took.

    Args:
        code: its exit code, negative for a signal; `None` where it had to be ended.
        out: what it printed.
        told: what it printed on standard error.
        seconds: of the processor, its children's too.
        memory: bytes, of the largest of them.
    """

    def __init__(self, code: int | None, out: str, told: str, seconds: float, memory: int) -> None:
        self.code, self.out, self.told = code, out, told
        self.seconds, self.memory = seconds, memory


def of_the_call(done: Ended, call: tuple[str, ...], folder: Path) -> Iterator[str]:
    """What is wrong with how a command ended and what it said."""
    if done.code is None:
        yield "hang"
        return
    if done.code not in _SILENT:
        yield f"exit {done.code}"
    for word in ("Traceback", "[internal]", '"internal"', "Fatal Python error", "RuntimeWarning"):
        if word in done.out or word in done.told:
            yield f"said {word}: {_line(word, done)}"
    if done.seconds > CPU_SECONDS:
        yield f"took {done.seconds:.0f} s"
    if done.memory > MEMORY:
        yield f"took {done.memory / 1024**2:.0f} MB"
    if control := re.search(r"[\0-\x08\x0b-\x1f\x7f-\x9f]", done.out + done.told):
        yield f"a terminal obeys {control[0]!r}"
    yield from _of_diagnostics(done, call, folder)


def _line(word: str, done: Ended) -> str:
    lines = [line for line in (done.out + done.told).splitlines() if "The program failed" in line]
    lines = lines or [line for line in (done.out + done.told).splitlines() if word in line]
    return lines[0].strip()[:300]


def _of_diagnostics(done: Ended, call: tuple[str, ...], folder: Path) -> Iterator[str]:
    if "--json" not in call:
        codes = _SAID.findall(done.told)
        yield from (f"unknown code {code}" for code in codes if code not in CODES)
        told = codes or "Error: " in done.told or (call[0] == "preflight" and done.out)
        if done.code and not told:
            yield "ends without a reason"
        return
    try:
        found: list[dict[str, Any]] = json.loads(done.out).get("diagnostics", [])
    except ValueError:
        if "Error: " not in done.told:
            yield "no JSON"
        return
    errors = [one for one in found if one["severity"] == "error"]
    if done.code and '"severity": "error"' not in done.out:  # of a file, or of a row, too
        yield f"ends with {done.code} without an error"
    if not done.code and errors:
        yield f"ends with 0 and an error: {errors[0]['code']}"
    seen = set()
    for one in found:
        key = json.dumps(one, sort_keys=True)
        if key in seen:
            yield f"said twice: {one['code']}"
        seen.add(key)
        yield from _of_place(one, folder)


def codes(done: Ended) -> list[str]:
    """The codes of all that a command found, errors alone if there are any."""
    try:
        found = json.loads(done.out)["diagnostics"]
        errors = [one["code"] for one in found if one["severity"] == "error"]
        return errors or [one["code"] for one in found]
    except (ValueError, KeyError, TypeError):
        return _SAID.findall(done.told)


def _of_place(one: dict[str, Any], folder: Path) -> Iterator[str]:
    """A place is a place of the file."""
    place = one["place"]
    if not place or not place["line"] or "within" in place:
        return
    path = next(
        (p for p in (folder / "p" / place["file"], folder / place["file"]) if p.is_file()), None
    )
    if path is None or path.suffix not in _WORDED:
        return
    data = path.read_bytes()
    try:
        lines = re.split(r"\r\n|[\n\r]", data.decode("utf-8-sig"))
    except UnicodeDecodeError:
        return
    if not 1 <= place["line"] <= len(lines):
        yield f"no such line: {one['code']} {place['line']} of {len(lines)}"
    elif place["column"] and not 1 <= place["column"] <= len(lines[place["line"] - 1]) + 2:
        yield f"no such column: {one['code']} {place['line']}:{place['column']}"


def sound(file: Path) -> Iterator[str]:
    """What qpdf finds wrong with a PDF."""
    done = subprocess.run(
        ["qpdf", "--check", file], capture_output=True, text=True, errors="replace", check=False
    )
    if done.returncode:
        said = (done.stdout + done.stderr).strip().splitlines()
        yield f"broken PDF {file.name}: {' / '.join(said[-3:])[:300]}"


def letters(text: str) -> str:
    """The letters of a text and nothing else, so that neither hyphens nor lines count."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    return "".join(sign for sign in plain if sign.isalpha())


def printed(file: Path) -> str:
    """The letters of a PDF in the order that they are drawn in."""
    done = subprocess.run(["pdftotext", "-raw", file, "-"], capture_output=True, check=False)
    return letters(done.stdout.decode("utf-8", "replace"))


def words(content: Path) -> set[str]:
    """The words of a brochure that are printed as they are typed: texts, headings, quotations."""
    try:
        tree = yaml.safe_load(content.read_bytes())
    except (yaml.YAMLError, ValueError, RecursionError, OSError):
        return set()
    panels = tree.get("panels") if isinstance(tree, dict) else None
    return {
        letters(word)
        for text in _texts(panels)
        for word in re.findall(r"[^\W\d_]{4,}", _bare(text))
    }


def _texts(tree: Any) -> Iterator[str]:
    if isinstance(tree, dict):
        if "when" in tree or "chart" in tree:
            return
        for key, value in tree.items():
            if key in _TEXTS and isinstance(value, str):
                yield value
            else:
                yield from _texts(value)
    elif isinstance(tree, list):
        for value in tree:
            yield from _texts(value)


_MARKS: Final = re.compile(r"\{[^{}]*\}|\]\([^)]*\)|\\.|<[^>]*>|[a-z]+://\S+|\S+@\S+|\[\^[^\]]*\]")


def _bare(text: str) -> str:
    """A text without figures, addresses and what else is not printed as it is typed."""
    return _MARKS.sub(" ", text)


def claims_hold(files: Sequence[Path]) -> Iterator[str]:
    """What veraPDF finds wrong with PDFs, each in every flavour that it claims."""
    for file in files:
        try:
            verapdf(file)
        except AssertionError as fault:
            yield f"{file.name}: {str(fault)[:1000]}"
