"""What is read back shares its rows of glyphs, and is otherwise as it was."""

from __future__ import annotations

from msgspec import Struct, msgpack

from depliant.colour import BLACK
from depliant.display.items import Glyph, Glyphs, Group, Item, Mark
from depliant.display.sharing import share_glyphs
from depliant.fonts.registry import FaceRef


class Painted(Struct, frozen=True):
    marks: tuple[Item, ...]


class Several(Struct, frozen=True):
    panels: tuple[Painted, ...]


def line(word: str, y: float) -> Glyphs:
    row = tuple(Glyph(ord(letter), 4.0 * at, 0.0, 4.0, letter) for at, letter in enumerate(word))
    return Glyphs(FaceRef("Barlow", 600), 8.0, BLACK, 10.0, y, row)


def read_back(value: Painted | Several) -> Painted | Several:
    read = msgpack.decode(msgpack.encode(value), type=type(value))
    share_glyphs(read)
    return read


def test_equal_lines_that_are_read_back_hold_one_row_of_glyphs() -> None:
    whole = Painted((Mark((line("mine", 10.0), Group((line("mine", 30.0),))), 1),))
    first, again = read_back(whole), read_back(whole)
    assert isinstance(first, Painted)
    assert isinstance(again, Painted)
    assert first == again == whole
    rows = []
    for one in (first, again):
        (mark,) = one.marks
        assert isinstance(mark, Mark)
        upper, group = mark.items
        assert isinstance(upper, Glyphs)
        assert isinstance(group, Group)
        (lower,) = group.items
        assert isinstance(lower, Glyphs)
        rows += [upper, lower]
    assert len({id(run.glyphs) for run in rows}) == 1
    assert len({id(run.face) for run in rows}) == len({id(run.colour) for run in rows}) == 1
    assert [run.y for run in rows] == [10.0, 30.0, 10.0, 30.0]


def test_so_do_panels_that_stories_join() -> None:
    both = Several((Painted((Mark((line("fosse", 1.0),), 0),)), Painted((line("fosse", 2.0),))))
    read = read_back(both)
    assert read == both
    assert isinstance(read, Several)
    (mark,), (bare,) = (one.marks for one in read.panels)
    assert isinstance(mark, Mark)
    (run,) = mark.items
    assert isinstance(run, Glyphs)
    assert isinstance(bare, Glyphs)
    assert run.glyphs is bare.glyphs


def test_equal_items_are_held_once_wherever_they_stand() -> None:
    one = Painted((Mark((line("puits", 5.0), line("terril", 15.0)), 4),))
    other = Painted((Mark((line("puits", 5.0), line("terril", 15.0)), 92),))
    moved = Painted((Mark((line("puits", 6.0), line("terril", 15.0)), 92),))
    items = []
    for whole in (one, other, moved):
        share_glyphs(whole)
        (mark,) = whole.marks
        assert isinstance(mark, Mark)
        items.append(mark.items)
    assert items[0] is items[1]
    assert items[0] != items[2]
    assert (one.marks[0], other.marks[0]) == (Mark(items[0], 4), Mark(items[0], 92))
