"""PO files: gettext's own tools read what is written, and broken files are told, by line."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.judges.programs import missing

from depliant.translation.po import MAXIMUM_FILE, Catalogue, PoEntry, decoded, read, written

FROZEN = Path(__file__).parents[1] / "data" / "frozen"
SAMPLES = sorted((FROZEN / "assets/translations").glob("*.po*"))
HEADER = {
    "Project-Id-Version": "small",
    "PO-Revision-Date": "2017-06-30 00:00+0000",
    "Last-Translator": "none yet",
    "Language-Team": "none",
    "Language": "pl",
    "MIME-Version": "1.0",
    "Content-Type": "text/plain; charset=UTF-8",
    "Content-Transfer-Encoding": "8bit",
    "Plural-Forms": "nplurals=2; plural=(n != 1);",
}
HEAD = written(Catalogue(HEADER, ()))


def run(tool: str, *arguments: str, text: str = "") -> str:
    if shutil.which(tool) is None:
        missing(tool)
    done = subprocess.run([tool, *arguments], input=text.encode(), capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout.decode()


def faults(data: bytes | str) -> list[tuple[str, str]]:
    """Code and place of what is wrong with a file."""
    raw = data.encode() if isinstance(data, str) else data
    text, found = decoded(raw, "pl.po")
    if not any(fault.severity == "error" for fault in found):
        found += read(text, "pl.po")[1]
    return [(fault.code, str(fault.place)) for fault in found]


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name)
def test_a_file_that_another_program_wrapped_says_the_same(path: Path) -> None:
    wrapped = run("msgcat", "--width=60", str(path))
    assert wrapped.encode() != path.read_bytes()
    assert read(wrapped, "a") == read(path.read_text(), "b")


TEXT = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), max_size=30)
TEXTS = TEXT.flatmap(lambda text: st.sampled_from((text, text + "\n" + text, f'"{text}\\{text}"')))
POSTINGS = st.builds(
    PoEntry,
    id=TEXT.filter(str.strip),
    context=TEXT,
    strings=st.tuples(TEXTS),
    flags=st.sampled_from(((), ("fuzzy",))),
)


@given(st.lists(POSTINGS, max_size=4, unique_by=lambda entry: entry.key))
def test_what_is_written_is_read_back(entries: list[PoEntry]) -> None:
    whole = Catalogue(HEADER, tuple(entries))
    assert read(written(whole), "a") == (whole, ())


def test_gettext_reads_every_kind_of_message_as_it_was_written() -> None:
    entries = (
        PoEntry('a "b" \\ c', "panel/item:x", strings=("d\ne",), comments=("seen", "")),
        PoEntry(
            "new",
            strings=("x",),
            previous=(("msgctxt", "old"), ("msgid", "before")),
            flags=("fuzzy",),
        ),
        PoEntry(
            "cités", "unit", "cités", ("a", "b"), extracted=("one", "two"), references=("c:1",)
        ),
        PoEntry(
            "gone", strings=("x",), obsolete=True, previous=(("msgid", "y"),), flags=("fuzzy",)
        ),
    )
    text = written(Catalogue(HEADER, entries, ("Head.",)))
    assert run("msgcat", "--no-wrap", "-", text=text) == text
    assert read(text, "a")[0].entries == entries


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (HEAD + '\nmsgid "a"\nmsgstr "b\n', [("translation-syntax", "pl.po:14")]),
        (HEAD + '\nmsgid "a"\nmsgstr "b" c"\n', [("translation-syntax", "pl.po:14")]),
        (HEAD + '\nmsgid "a"\n', [("translation-syntax", "pl.po:13")]),
        (
            HEAD + '\nmsgstr "b"\n',
            [("translation-syntax", "pl.po:13"), ("translation-syntax", "pl.po:1")],
        ),
        (HEAD + "\nhello\n", [("translation-syntax", "pl.po:13")]),
        (
            HEAD + '\nmsgid "a"\nmsgstr b {c}\n\n#. d\nmsgid "d"\nmsgstr "e"\n',
            [("translation-syntax", "pl.po:14")],
        ),
        (
            HEAD + '\nmsgid "a"\nmsgstr[0] b"\nmsgstr[1] ""\n',
            [("translation-syntax", "pl.po:14"), ("translation-syntax", "pl.po:13")],
        ),
        (HEAD + '\nmsgid "a"\nmsgstr "\\q"\n', [("translation-syntax", "pl.po:14")]),
        (HEAD + '\nmsgid "a"\nmsgid "a"\nmsgstr ""\n', [("translation-syntax", "pl.po:14")]),
        (
            HEAD + '\nmsgid "a"\nmsgid_plural "a"\nmsgstr[1] ""\n',
            [("translation-syntax", "pl.po:13")],
        ),
        (
            HEAD + '\nmsgid "a"\nmsgstr "b"\n\nmsgid "a"\nmsgstr "c"\n',
            [("translation-duplicate", "pl.po:16")],
        ),
        ('msgid "a"\nmsgstr "b"\n', [("translation-syntax", "pl.po:1")]),
        ("", [("translation-syntax", "pl.po:1")]),
        (HEAD.replace("UTF-8", "ISO-8859-2"), [("translation-encoding", "pl.po:1")]),
        (HEAD + f'\nmsgid "a"\nmsgstr "{"b" * 10_001}"\n', [("translation-too-large", "pl.po:13")]),
    ],
)
def test_broken_files_are_told_where_they_break(text: str, expected: list[tuple[str, str]]) -> None:
    assert faults(text) == expected


def test_bytes_that_are_not_utf_8_are_refused_with_their_line() -> None:
    text = HEAD + '\nmsgid "a"\nmsgstr "żółć"\n'
    assert faults(text.encode("iso-8859-2")) == [("translation-encoding", "pl.po:14")]
    assert faults(text.encode("utf-16")) == [("translation-encoding", "pl.po:1")]


def test_a_file_that_is_too_large_is_not_read() -> None:
    assert faults(b"#" * (MAXIMUM_FILE + 1)) == [("translation-too-large", "pl.po:1:1")]


def test_a_byte_order_mark_and_mixed_line_ends_are_read_with_a_warning() -> None:
    text = HEAD + '\nmsgid "a"\nmsgstr "b"\n'
    mixed = b"\xef\xbb\xbf" + text.replace("\n", "\r\n", 5).encode()
    assert faults(mixed) == [
        ("translation-encoding", "pl.po:1:1"),
        ("translation-line-ends", "pl.po:1:1"),
    ]
    assert read(decoded(mixed, "a")[0], "a") == read(text, "a")


@given(st.binary(max_size=400))
def test_no_file_brings_the_reader_down(data: bytes) -> None:
    assert all(code.startswith("translation-") for code, _ in faults(data))


PIECES = [
    *HEAD.splitlines(),
    'msgid "a"',
    'msgstr "b"',
    '"c"',
    "#~ x",
    "#| msgid",
    "#,",
    '#~| msgid "q"',
    "msgctxt",
    'msgid_plural "p"',
    'msgstr[0] "z"',
    "",
]


@given(st.lists(st.sampled_from(PIECES), max_size=20))
def test_no_order_of_lines_brings_the_reader_down(lines: list[str]) -> None:
    assert all(code.startswith("translation-") for code, _ in faults("\n".join(lines)))
