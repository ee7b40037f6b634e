"""The cache: what goes in comes out, and nothing that is wrong on the disk does harm."""

from __future__ import annotations

import hashlib
import os
import time
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import msgpack
from msgspec.structs import replace

from depliant.build.store import Store, folder, key_of
from depliant.colour import Colour
from depliant.display.items import (
    Form,
    Glyph,
    Glyphs,
    Group,
    Item,
    Link,
    Mark,
    Picture,
    Raster,
    Stroke,
)
from depliant.display.items import Path as Drawn
from depliant.fonts.registry import FaceRef
from depliant.geometry import Matrix, Rect, Size, rectangle
from depliant.graphics.art import Art

NUMBERS = st.floats(allow_nan=False, allow_infinity=False, width=64)
SHARES = st.floats(0, 1)
TEXTS = st.text(max_size=6)
COLOURS = st.builds(
    Colour, SHARES, SHARES, SHARES, SHARES, spot=st.none() | TEXTS, tint=st.just(1.0)
)
RECTS = st.builds(Rect, NUMBERS, NUMBERS, NUMBERS, NUMBERS)
MATRICES = st.builds(Matrix, NUMBERS, NUMBERS, NUMBERS, NUMBERS, NUMBERS, NUMBERS)
OUTLINES = st.lists(
    st.one_of(
        st.just(("Z",)),
        st.tuples(st.just("M"), NUMBERS, NUMBERS),
        st.tuples(st.just("C"), NUMBERS, NUMBERS, NUMBERS, NUMBERS, NUMBERS, NUMBERS),
    ),
    max_size=4,
).map(tuple)
GLYPHS = st.builds(
    Glyphs,
    st.builds(FaceRef, TEXTS, st.integers(100, 900), st.sampled_from(["normal", "italic"])),
    NUMBERS,
    COLOURS,
    NUMBERS,
    NUMBERS,
    st.lists(
        st.builds(Glyph, st.integers(0, 65535), NUMBERS, NUMBERS, NUMBERS, TEXTS), max_size=4
    ).map(tuple),
    st.none() | TEXTS,
)
STROKES = st.builds(Stroke, COLOURS, NUMBERS, st.lists(NUMBERS, max_size=2).map(tuple))
RASTERS = st.builds(
    Raster,
    TEXTS,
    st.integers(1, 9),
    st.integers(1, 9),
    st.sampled_from(["gray", "rgb", "cmyk"]),
    st.binary(max_size=9),
    st.none() | st.binary(max_size=9),
)
LEAVES: st.SearchStrategy[Item] = st.one_of(
    GLYPHS,
    st.builds(Drawn, OUTLINES, st.none() | COLOURS, st.none() | STROKES, st.booleans()),
    st.builds(Picture, RASTERS, RECTS, RECTS, COLOURS),
    st.builds(Link, RECTS, TEXTS, st.integers(0, 9), TEXTS),
)


def _holding(inner: st.SearchStrategy[Item]) -> st.SearchStrategy[Item]:
    many = st.lists(inner, max_size=3).map(tuple)
    return st.one_of(
        st.builds(Form, many, RECTS, MATRICES),
        st.builds(Group, many, MATRICES, st.none() | OUTLINES),
        st.builds(Mark, many, st.none() | st.integers(0, 9), st.none() | RECTS),
    )


ITEMS = st.recursive(LEAVES, _holding, max_leaves=6)


@settings(max_examples=150, deadline=None)
@given(ITEMS)
def test_items_come_back_exactly(item: Item) -> None:
    with TemporaryDirectory() as where:
        Store(Path(where)).keep("k", art := Art((item,), Size(3.0, 4.5)))
        back = Store(Path(where)).find(Art, "k")
    assert back == art
    # Equal is not enough: 1 == 1.0 == True, and a writer would print each in its own way.
    assert repr(back) == repr(art)


SAMPLE = Art((Drawn(rectangle(Rect(0, 0, 3, 4)), fill=Colour(0, 0.1, 0.2, 1)),), Size(3.0, 4.5))


def test_artwork_is_found_again_under_its_key_alone(tmp_path: Path) -> None:
    Store(tmp_path).keep("bar, 40 mm", SAMPLE)
    assert Store(tmp_path).find(Art, "bar, 40 mm") == SAMPLE
    assert Store(tmp_path).find(Art, "bar, 41 mm") is None


def _entry(where: Path) -> Path:
    (path,) = where.glob("*.msgpack")
    return path


@pytest.mark.parametrize("damage", [b"", b"\xff\xfe", b"{}", bytes(40)])
def test_a_damaged_entry_is_a_miss(tmp_path: Path, damage: bytes) -> None:
    Store(tmp_path).keep("k", SAMPLE)
    _entry(tmp_path).write_bytes(damage)
    assert Store(tmp_path).find(Art, "k") is None


def test_an_entry_that_was_cut_off_or_altered_is_a_miss(tmp_path: Path) -> None:
    Store(tmp_path).keep("k", SAMPLE)
    whole = _entry(tmp_path).read_bytes()
    for altered in (whole[:-1], whole[:-1] + bytes([whole[-1] ^ 1])):
        assert altered != whole
        _entry(tmp_path).write_bytes(altered)
        assert Store(tmp_path).find(Art, "k") is None


def test_an_entry_of_another_type_is_a_miss(tmp_path: Path) -> None:
    Store(tmp_path).keep("k", SAMPLE)
    assert Store(tmp_path).find(Colour, "k") is None
    body = msgpack.encode({"items": [["Popen", "id"]], "size": [1.0, 2.0]})
    _entry(tmp_path).write_bytes(hashlib.sha256(b"k" + body).digest() + body)
    assert Store(tmp_path).find(Art, "k") is None, "what is no display item"


def test_an_entry_under_the_name_of_another_is_a_miss(tmp_path: Path) -> None:
    Store(tmp_path).keep("k", SAMPLE)
    _entry(tmp_path).rename(tmp_path / "other.msgpack")
    assert Store(tmp_path).find(Art, "other") is None


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no named pipes")
def test_a_pipe_in_an_entry_s_place_keeps_nobody_waiting(tmp_path: Path) -> None:
    cache = Store(tmp_path)
    os.mkfifo(tmp_path / "k.msgpack")
    assert cache.find(Art, "k") is None
    cache.keep("k", SAMPLE)
    assert cache.find(Art, "k") == SAMPLE


def test_equal_values_have_equal_keys_and_others_have_others() -> None:
    again = Art(SAMPLE.items, Size(3.0, 4.5))
    key = key_of(Art, (SAMPLE, frozenset({"a", "b", "c"})))
    assert key_of(Art, (again, frozenset({"c", "b", "a"}))) == key
    assert key_of(Colour, (SAMPLE, frozenset({"a", "b", "c"}))) != key
    assert key_of(Art, (replace(again, size=Size(3.0, 4.6)), frozenset({"a", "b", "c"}))) != key


def test_the_folder_stays_within_its_limit(tmp_path: Path) -> None:
    cache = Store(tmp_path, limit=1200)
    for number in range(20):
        cache.keep(str(number), SAMPLE)
        os.utime(max(tmp_path.glob("*.msgpack"), key=os.path.getmtime), (number + 1, number + 1))
    assert sum(path.stat().st_size for path in tmp_path.iterdir()) <= 1200
    assert cache.find(Art, "19") == SAMPLE, "the newest stays"
    assert cache.find(Art, "0") is None, "the oldest went"


def test_a_cache_that_cannot_be_written_is_no_fault(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("not a folder")
    cache = Store(blocked / "cache")
    cache.keep("k", SAMPLE)
    assert cache.find(Art, "k") is None


def test_no_half_written_file_is_left(tmp_path: Path) -> None:
    Store(tmp_path).keep("k", SAMPLE)
    assert [path.suffix for path in tmp_path.iterdir()] == [".msgpack"]


@pytest.mark.parametrize("age", [3600, -3600])
def test_what_a_killed_program_left_half_written_goes(tmp_path: Path, age: int) -> None:
    left, another, begun = (f".depliant-{digit * 16}.part" for digit in "012")
    for name in (left, begun, "notes.part"):
        (tmp_path / name).write_bytes(b"half")
        os.utime(tmp_path / name, (time.time() - age, time.time() - age))
    os.utime(tmp_path / begun)
    (tmp_path / another).mkdir()
    Store(tmp_path).keep("k", SAMPLE)
    assert {path.name for path in tmp_path.iterdir()} == {"k.msgpack", begun, another, "notes.part"}


def test_where_the_cache_is(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.delenv("DEPLIANT_CACHE", raising=False)
    monkeypatch.setenv("XDG_CACHE_HOME", "relative")
    assert folder() == tmp_path / ".cache" / "depliant"
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "x"))
    assert folder() == tmp_path / "x" / "depliant"
    monkeypatch.setenv("DEPLIANT_CACHE", str(tmp_path / "own"))
    assert folder() == tmp_path / "own"
