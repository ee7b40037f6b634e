"""Reading YAML and finding assets: what is refused, and where it says so."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from depliant.content.publication import load
from depliant.errors import Diagnostic, InputError, Place
from depliant.source import paths
from depliant.source import yaml as source
from depliant.source.decoding import decoded
from depliant.source.folder import Folder


def refused(text: str) -> list[tuple[str, str]]:
    with pytest.raises(InputError) as caught:
        source.parse_yaml(text, "c.yaml")
    return [(item.code, str(item.place)) for item in caught.value.diagnostics]


def test_values_stay_as_they_are_written() -> None:
    read = source.parse_yaml(
        "value: 76.90\nbig: 712000\nday: 2017-06-30\nno: no\nfolded: >-\n  a\n  b\n"
        'list: [1, ~, "", null, "null"]\nnothing:\n',
        "c.yaml",
    )
    assert read.data == {
        "value": "76.90",
        "big": "712000",
        "day": "2017-06-30",
        "no": "no",
        "folded": "a b",
        "list": ["1", None, "", None, "null"],
        "nothing": None,
    }


def test_keys_and_values_have_their_place() -> None:
    read = source.parse_yaml("a:\n  - b: {c: 1}\n    d: 2\n", "c.yaml")
    assert read.place(("a", 0, "b", "c")) == Place("c.yaml", 2, 12)
    assert read.place(("a", 0, "d")) == Place("c.yaml", 3, 8)
    assert read.place(("a", 0, "d"), key=True) == Place("c.yaml", 3, 5)
    assert read.place(("a", 0)) == Place("c.yaml", 2, 5)
    assert read.place(("a", 0, "missing", "deeper")) == Place("c.yaml", 2, 5)


@pytest.mark.parametrize(
    ("written", "line", "column"),
    [
        ("{x} and {x}", 1, 12),
        ("'it''s {x} and {x}'", 1, 19),
        ('"caf\\u00e9 {x} and {x}"', 1, 23),
        (">-\n  {x}\n  and\n  {x}", 4, 3),
    ],
)
def test_words_within_a_text_have_their_place(written: str, line: int, column: int) -> None:
    read = source.parse_yaml(f"a: {written}\n" if written[0] != "{" else f"a: ({written}\n", "c")
    place = read.place_within(("a",), "{x}", 2)
    shift = 1 if written[0] == "{" else 0
    assert place == Place("c", line, column + shift)


def test_columns_count_characters_not_bytes() -> None:
    read = source.parse_yaml('é: "🎉ü"\nb: {éé: ü, d: 1}\n', "c.yaml")
    assert read.place(("b", "d")) == Place("c.yaml", 2, 15)


def test_a_byte_order_mark_is_no_part_of_the_file(tmp_path: Path) -> None:
    (tmp_path / "c.yaml").write_bytes(b"\xef\xbb\xbfa: 1\r\nb: 2\r\n")
    read = source.load_yaml(Folder(tmp_path), "c.yaml")
    assert read.data == {"a": "1", "b": "2"}
    assert read.place(("a",), key=True) == Place("c.yaml", 1, 1)
    assert read.place(("b",)) == Place("c.yaml", 2, 4)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: [1\nb: 2", [("yaml-syntax", "c.yaml:1:4")]),
        ("a: 1\nAAAA", [("yaml-syntax", "c.yaml:2:5")]),
        ("a: b: c", [("yaml-syntax", "c.yaml:1:5")]),
        ("a:\n\t- b\n", [("yaml-syntax", "c.yaml:2:1")]),
        ("a: 1\n---\nb: 2\n", [("yaml-syntax", "c.yaml:2:1")]),
        ("a: {[1]: 2}", [("yaml-syntax", "c.yaml:1:5")]),
        ("a: {habitat: 1}: 2", [("yaml-syntax", "c.yaml:1:16")]),
        ("a: 1\nb: {c: 1, c: 2}\na: 3\n", [
            ("yaml-duplicate-key", "c.yaml:2:11"), ("yaml-duplicate-key", "c.yaml:3:1"),
        ]),
        ("a: &x 1\nb: *x\n", [("yaml-alias", "c.yaml:1:4"), ("yaml-alias", "c.yaml:2:4")]),
        ("a:\n  <<: {b: 1}\n", [("yaml-alias", "c.yaml:2:3")]),
        ("a: !!python/object/apply:os.system [ls]", [("yaml-tag", "c.yaml:1:4")]),
        ("a: !include secret.yaml", [("yaml-tag", "c.yaml:1:4")]),
        ('a: 1\nb: "\\0"', [("yaml-characters", "c.yaml:2:4")]),
        ("a: 1\nb: x\x07y", [("yaml-characters", "c.yaml:2:5")]),
        ('a: "\\r"', [("yaml-characters", "c.yaml:1:4")]),
        ("a: \ufeff", [("yaml-characters", "c.yaml:1:4")]),
        ("a: " + "[" * 60, [("yaml-too-large", "c.yaml:1:44")]),
        ("a: " + "x" * 10_001, [("yaml-too-large", "c.yaml:1:4")]),
        ("", [("yaml-empty", "c.yaml:1:1")]),
        ("# nothing\n", [("yaml-empty", "c.yaml:1:1")]),
        ("- a\n", [("yaml-not-mapping", "c.yaml:1:1")]),
        ("just words", [("yaml-not-mapping", "c.yaml:1:1")]),
    ],
)  # fmt: skip
def test_refused_with_code_and_place(text: str, expected: list[tuple[str, str]]) -> None:
    assert refused(text) == expected


def test_an_alias_bomb_does_not_go_off() -> None:
    lines = ["a0: &a0 [x,x,x,x,x,x,x,x,x]"]
    lines += [f"a{n}: &a{n} [{','.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 12)]
    faults = refused("\n".join(lines))
    assert {code for code, _ in faults} == {"yaml-alias"}
    assert faults[:3] == [
        ("yaml-alias", "c.yaml:1:5"), ("yaml-alias", "c.yaml:2:5"), ("yaml-alias", "c.yaml:2:10"),
    ]  # fmt: skip


def test_too_many_values_are_not_read() -> None:
    assert refused("a: [" + "1," * (source.MAXIMUM_NODES + 1) + "]")[0][0] == "yaml-too-large"


def test_a_file_that_is_not_utf_8(tmp_path: Path) -> None:
    (tmp_path / "c.yaml").write_bytes("title: é\nb: né".encode() + b"\xe9")
    with pytest.raises(InputError) as caught:
        source.load_yaml(Folder(tmp_path), "c.yaml")
    [fault] = caught.value.diagnostics
    assert (fault.code, str(fault.place)) == ("yaml-encoding", "c.yaml:2:6")


def test_a_file_that_is_too_large(tmp_path: Path) -> None:
    (tmp_path / "c.yaml").write_text("# " + "x" * source.MAXIMUM_FILE)
    with pytest.raises(InputError) as caught:
        source.load_yaml(Folder(tmp_path), "c.yaml")
    assert [item.code for item in caught.value.diagnostics] == ["yaml-too-large"]


@given(st.text(max_size=200))
def test_any_text_is_a_value_or_a_diagnostic(text: str) -> None:
    data: object = {}
    found: tuple[Diagnostic, ...] = ()
    try:
        data = source.parse_yaml(text, "c.yaml").data
    except InputError as error:
        found = error.diagnostics
    assert isinstance(data, dict)
    assert all(item.place is not None for item in found)


@given(st.text(alphabet=" \n-:[]{}&*!|>'\"%@`#,?ab<~\t\r\\0é", max_size=60))
def test_any_punctuation_is_a_value_or_a_diagnostic(text: str) -> None:
    test_any_text_is_a_value_or_a_diagnostic.hypothesis.inner_test(text)  # type: ignore[attr-defined]


# --- assets --------------------------------------------------------------------------------


def asset_code(root: Path, name: str) -> str:
    with pytest.raises(InputError) as caught:
        paths.asset(root, name, Place("content.yaml", 3, 7))
    [fault] = caught.value.diagnostics
    assert str(fault.place) == "content.yaml:3:7"
    return fault.code


def test_a_file_of_the_project_is_found(tmp_path: Path) -> None:
    (tmp_path / "assets").mkdir()
    (tmp_path / "assets/a.svg").write_text("x")
    (tmp_path / "assets/b.svg").symlink_to(tmp_path / "assets/a.svg")
    assert paths.asset(tmp_path, "assets/a.svg").read_text() == "x"
    assert paths.asset(tmp_path, "assets/b.svg").read_text() == "x", "a link inside is fine"


@pytest.mark.parametrize(
    "name",
    ["../secret", "/etc/passwd", "assets/../../secret", "", "a\0b", "C:\\x", "\\\\host\\x", "..",
     "inside/../../secret"],
)  # fmt: skip
def test_no_path_leaves_the_project(tmp_path: Path, name: str) -> None:
    (tmp_path / "secret").write_text("x")
    root = tmp_path / "project"
    root.mkdir()
    assert asset_code(root, name) == "path-outside"


def test_no_link_leaves_the_project(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("x")
    root = tmp_path / "project"
    root.mkdir()
    (root / "file").symlink_to(tmp_path / "secret")
    (root / "folder").symlink_to(tmp_path)
    assert asset_code(root, "file") == "path-outside"
    assert asset_code(root, "folder/secret") == "path-outside"


def test_files_that_cannot_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "a.jpeg").write_text("x")
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    os.mkfifo(tmp_path / "pipe")
    assert asset_code(tmp_path, "folder") == "asset-unreadable"
    assert asset_code(tmp_path, "pipe") == "asset-unreadable", "reading it would wait for ever"
    assert asset_code(tmp_path, "loop") == "asset-unreadable"
    assert asset_code(tmp_path, "x" * 5000) == "asset-unreadable"
    assert asset_code(tmp_path, "a.jpeg/b") == "asset-unreadable"
    assert asset_code(tmp_path, "a.jpg") == "asset-missing"
    monkeypatch.setattr(os, "access", lambda *_: False)  # root may read everything
    assert asset_code(tmp_path, "a.jpeg") == "asset-unreadable"


def test_a_missing_file_is_told_with_its_neighbour(tmp_path: Path) -> None:
    (tmp_path / "assets").mkdir()
    (tmp_path / "assets/heaps.svg").write_text("x")
    with pytest.raises(InputError, match=r"Did you mean `assets/heaps\.svg`\?"):
        paths.asset(tmp_path, "assets/heap.svg")


def test_a_file_of_too_many_bytes(tmp_path: Path) -> None:
    with (tmp_path / "big").open("wb") as file:
        file.truncate(paths.MAXIMUM_ASSET + 1)
    assert asset_code(tmp_path, "big") == "asset-too-large"
    with pytest.raises(InputError, match="asset-too-large"):
        paths.read(tmp_path, "big", limit=10)


def test_content_yaml_itself_may_not_be_a_link_out(
    tmp_path: Path, project: Callable[..., Path]
) -> None:
    (tmp_path / "elsewhere").mkdir()
    root = tmp_path / "inner"
    root.mkdir()
    (tmp_path / "elsewhere/content.yaml").write_text("id: x\n")
    (root / "content.yaml").symlink_to(tmp_path / "elsewhere/content.yaml")
    with pytest.raises(InputError, match="path-outside"):
        load(Folder(root))


def test_words_that_a_hash_makes_a_comment_are_not_lost_in_silence() -> None:
    with pytest.raises(InputError) as caught:
        source.parse_yaml("panels:\n  - text: Lens # et Liévin\n    id: a # a remark\n", "c.yaml")
    (found,) = caught.value.diagnostics
    assert (found.code, str(found.place)) == ("yaml-comment", "c.yaml:2:15")
    kept = source.parse_yaml('text: "Lens # et Liévin"  # a remark\ntitle: n°#1\n', "c.yaml")
    assert kept.data == {"text": "Lens # et Liévin", "title": "n°#1"}


@pytest.mark.parametrize(("sign", "escape"), [("\u2028", "L"), ("\u2029", "P"), ("\x85", "N")])
@pytest.mark.parametrize("written", ["a{0}b", '"a{0}b"', '"a\\{1}b"', "|-\n    a{0}b"])
def test_a_separator_is_a_sign_of_its_text(written: str, sign: str, escape: str) -> None:
    written = written.format(sign, escape)
    read = source.parse_yaml(f"x:\n  - {written}\n  - c: \ufdd0\n", "c.yaml")
    assert read.data == {"x": [f"a{sign}b", {"c": "\ufdd0"}]}
    assert read.place(("x", 1, "c")) == Place("c.yaml", 3 + written.count("\n"), 8)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"], ids=["feeds", "both", "returns"])
@pytest.mark.parametrize(
    ("fault", "place"),
    [
        ("b: \0\n", (3, 4)),
        ("b: \ud800", (3, 4)),
        ("b: *alias\n", (3, 4)),
        ("b: [1\nc: 2", (3, 4)),
        ("b: {c\n", (3, 4)),
        ("b: 1\nb: 2\n", (4, 1)),
        ("<<<<<<< mine\n", (3, 1)),
        ("b: 'é\n", (3, 4)),
        ("b: é\xff", (3, 5)),
    ],
)
def test_lines_end_as_in_an_editor(fault: str, place: tuple[int, int], end: str) -> None:
    """A carriage return alone ends one, as it did on old Macintoshes; a break of a text does not.

    Oracle: `str.splitlines` of the text without separators of other kinds.
    """
    text = f"# \u2029, \x85\na: é\n{fault}".replace("\n", end)
    data = text.replace("\xff", "").encode("utf-8", "surrogatepass")
    data += b"\xff" if "\xff" in fault else b""
    with pytest.raises(InputError) as caught:
        source.parse_yaml(text if "\ud800" in text else decoded(data, "c.yaml"), "c.yaml")
    found = caught.value.diagnostics[0]
    assert found.place == Place("c.yaml", *place)
    assert "\r" not in "".join(found.quoted)
    line = text.replace("\x85", "").replace("\u2029", "").splitlines()[place[0] - 1]
    assert place[1] <= len(line) + 1
