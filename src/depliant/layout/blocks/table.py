"""Tables: columns as wide as their words need, rows on the grid, grounds, rules and leaders.

A row is a slice, which is never parted; rows that one cell reaches over are one slice. Where a
table goes on in another frame, its head stands there once more, with the word that says so. The
type of all rows keeps to the grid, unless a table style gives them other room than whole lines:
then what follows the table does. The edge between two rows lies in the middle of the room
between their lines, so that what is drawn there may lie half a unit below the lower edge of a row.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from math import fsum
from typing import Final

from msgspec.structs import replace

from depliant.content.inline import Span, plain
from depliant.content.model import Table, TableCell, TableRow
from depliant.display.items import Glyphs, Item, Link, Mark, Path
from depliant.display.structure import Element
from depliant.errors import Diagnostic
from depliant.geometry import Rect, rectangle
from depliant.layout.blocks.kind import Kind
from depliant.layout.captions import captioned, lead_words
from depliant.layout.frame import Slice, Stack, counted_from, spaced
from depliant.layout.halves import RowSize, TableHalf
from depliant.layout.lines import galley, text_stack
from depliant.layout.setting import BASELINE_SHARE, PanelSetting
from depliant.layout.stacking import fused, moved
from depliant.layout.style_words import of_style
from depliant.layout.table_columns import Columns, columns_of
from depliant.layout.table_look import Look, dots, look_of, sign_at, spread
from depliant.layout.table_tags import Heads, caption, table_element
from depliant.style.places import said_place
from depliant.style.sheet import Rule
from depliant.tuples import NamedTuple

_OVERLAP: Final = 0.4
"""Points."""


class _Set(NamedTuple):
    """A cell that is set: its lines, and where they begin on the table."""

    cell: TableCell
    stack: Stack
    x: float


def table(block: Table, setting: PanelSetting, measure: float) -> Stack:
    """A table as slices of a row each."""
    look = look_of(block, setting)
    columns, found = columns_of(look, measure)
    stack = _Builder(look, columns, measure, found).stack()
    return captioned(stack, block.caption, "table", setting, (block.place, measure))


def half(block: TableHalf, setting: PanelSetting, measure: float) -> Stack:
    """The columns of a table that a page has: slices that stay together, as it goes on nowhere."""
    stack = _half_builder(block, setting, measure).stack()
    return captioned(stack, block.caption, "table", setting, (block.place, measure))


def row_sizes(
    block: TableHalf, setting: PanelSetting, measure: float
) -> tuple[RowSize | None, ...]:
    """What each row of a table needs for the columns that a page has; None: it has no words."""
    return _half_builder(block, setting, measure).sizes()


def _half_builder(block: TableHalf, setting: PanelSetting, measure: float) -> _Builder:
    look = look_of(block.own, setting)
    # It fills its page to the fold, beyond which it goes on.
    look = look._replace(style=replace(look.style, width="measure"))
    columns, found = columns_of(look, measure)
    return _Builder(look, columns, measure, found, block)


# --- rows -------------------------------------------------------------------------------------


class _Builder:
    """Sets a table row by row; contents are numbered in the order of reading."""

    def __init__(
        self,
        look: Look,
        columns: Columns,
        measure: float,
        found: tuple[Diagnostic, ...],
        half: TableHalf | None = None,
    ) -> None:
        self.look, self.columns, self.measure = look, columns, measure
        self.setting, self.unit = look.setting, look.setting.unit
        self.x = look.setting.across(0.0, columns.whole, measure)
        self.found = [*found]
        self.contents = 0
        self.striped = 0
        self.half = half
        self.whole = half or look.table
        self.heads = Heads(self.whole)
        self.before, self.after = self._to_the_fold()
        self.rows: list[tuple[TableRow, Element]] = []

    def stack(self) -> Stack:
        """The whole table."""
        title = self._title()
        slices = [*title.slices]
        group: Slice | None = None
        heads: list[Slice] = []
        above: dict[int, list[Slice]] = {}
        for rows in _together(self.look.table.rows):
            kind = rows[0].kind
            slice_ = self._slice(rows)
            if kind == "head":
                heads.append(slice_)
                slices.append(replace(slice_, keep=True))
                continue
            of_group = [group] if group is not None and kind == "row" else []
            above[len(slices)] = [*heads, *of_group]
            slice_ = replace(slice_, keep=kind == "group")
            if kind == "group":
                group = slice_
            slices.append(slice_)
        slices = self._led(slices, above)
        slices = _held(slices, self.look.table.rows, len(slices))
        element = table_element(self.look.table, caption(title), self.rows)
        if self.half is not None:
            slices = _kept(slices, len(title.slices), self.half)
            element = replace(element, identifier=self.half.key)
        return Stack(tuple(slices), (element,), tuple(dict.fromkeys(self.found)), self.contents)

    def sizes(self) -> tuple[RowSize | None, ...]:
        """What each row needs; None of one without words."""
        found: list[RowSize | None] = []
        for rows in _together(self.look.table.rows):
            cells = [[self._cell(row, cell) for cell in row.cells] for row in rows]
            for row, height in zip(cells, _heights(cells, self.unit), strict=True):
                first = _first_line(row)
                found.append(RowSize(first, height) if first else None)
        return tuple(found)

    def _to_the_fold(self) -> tuple[float, float]:
        """How far grounds and rules go beyond the table, before it and after it: over the fold.

        They go over it by a hair, so that no seam of paper shows in them.
        """
        if self.half is None:
            return 0.0, 0.0
        _, left, right = self.setting.beside
        if not self.half.half.is_first:
            return (right if self.setting.to_left else left) + _OVERLAP, 0.0
        beyond = left if self.setting.to_left else right
        return 0.0, self.measure - self.columns.whole + beyond + _OVERLAP

    def _title(self) -> Stack:
        """The words above the table."""
        block = self.look.table
        if not block.title:
            return Stack(())
        style = self.look.named("title")
        found = text_stack(
            self.setting, block.title, self.look.style.title, self.measure, block.place, style=style
        )
        self.contents += found.contents
        self.found += found.diagnostics
        found = replace(found, slices=tuple(replace(one, keep=True) for one in found.slices))
        name = self.setting.style_name(self.look.style.title)
        own = self.setting.sheet.type.get(name)
        return found if own is None else spaced(found, self.setting.room(own.before))

    def _led(self, slices: list[Slice], above: dict[int, list[Slice]]) -> list[Slice]:
        """The slices with what stands above them once more where another frame begins with them.

        Where rows are off the grid the last one takes what the table lacks to whole lines, and
        each lead what it and all rows from there on lack: what follows is on the grid.
        """
        whole = fsum(one.height for one in slices)
        lacking = self.setting.ceil(whole) - whole
        if slices and lacking > 0:
            slices = [*slices[:-1], replace(slices[-1], height=slices[-1].height + lacking)]
        led = list(slices)
        for at, head in above.items():
            rest = fsum(one.height for one in slices[at:])
            led[at] = replace(slices[at], lead=self._lead(head, rest))
        return led

    def _lead(self, above: list[Slice], rest: float) -> Slice:
        """What stands above a row where another frame begins with it; no part of the structure.

        `rest` is the height of that row and all that follow.
        """
        block, style = self.look.table, self.look.named("continued")
        called = block.title or lead_words(block.caption, self.setting)
        words = (*called, Span(" ")) if called else ()
        words = (*words, Span(f"({block.continued})"))
        text = tuple(span._replace(link=None) for span in words)
        name = self.look.style.continued
        said = text_stack(self.setting, text, name, self.measure, block.place, style=style)
        tall = said.height + fsum(one.height for one in above) + rest
        room = max(0.0, self.setting.ceil(tall) - tall)
        rows = [replace(one, before=0.0) for one in above]
        whole = Stack((*said.slices, Slice(room, ()), *rows))
        return Slice(whole.height, tuple(_unread(fused(whole))), keep=True, place=block.place)

    def _slice(self, rows: tuple[TableRow, ...]) -> Slice:
        """Rows that stand together, with what is drawn behind and between them."""
        cells = [[self._cell(row, cell) for cell in row.cells] for row in rows]
        heights = _heights(cells, self.unit)
        lines = [_first_line(row) for row in cells]
        if self.half is not None and self.half.half.rows:
            begin = len(self.rows)
            sizes = self.half.half.rows[begin : begin + len(rows)]
            heights, lines = [one.height for one in sizes], [one.first for one in sizes]
        above = self.look.above
        drawn: list[Item] = []
        marks: list[Item] = []
        top = 0.0
        open_: dict[int, int] = {}
        for number, row in enumerate(rows):
            height = heights[number] + self.look.padding
            held = {at for at, rows_ in open_.items() if rows_ > number}
            open_ |= {
                at: number + cell.rows
                for cell in row.cells
                for at in range(cell.column, cell.column + cell.columns)
            }
            drawn += self._drawn(row, Rect(self.x, top, self.columns.whole, height), held)
            elements = []
            bottom = self._is_led(row)
            of_whole = self.whole.rows[len(self.rows)]
            placed = iter(cells[number])
            for cell in of_whole.cells:
                if self.half is not None and not self.half.holds(cell):
                    self.heads.cell(of_whole, cell, Stack(()))  # it may head cells of this half
                    continue
                one = next(placed)
                down = top + above + _down(one, lines[number], heights[number], bottom=bottom)
                marks += self._placed(one, down)
                elements.append(self.heads.cell(of_whole, cell, self._numbered(one)))
            marks += self._leaders(row, cells[number], top + above + heights[number])
            self.rows.append((row, Element("TR", tuple(elements))))
            top += height
        text = " ".join(plain(cell.text) for row in rows for cell in row.cells if cell.text)
        return Slice(top, (*drawn, *marks), text=text, place=rows[0].place)

    def _numbered(self, one: _Set) -> Stack:
        """A cell's structure, its contents numbered on after those before it."""
        self.contents += one.stack.contents
        return counted_from(self.contents - one.stack.contents, one.stack)

    def _placed(self, one: _Set, down: float) -> tuple[Item, ...]:
        stack = counted_from(self.contents, one.stack)
        return moved(fused(stack), one.x, down)

    def _cell(self, row: TableRow, cell: TableCell) -> _Set:
        """A cell set to its width, a number with its decimal sign below those above it."""
        look, width = self.look, self.columns.width(cell)
        x = self.x + self.setting.across(
            self.columns.starts[cell.column], width, self.columns.whole
        )
        if not cell.text:
            return _Set(cell, Stack(()), x)
        style, role = look.type_of(row, cell), look.role(row, cell)
        stack = text_stack(self.setting, cell.text, role, width, cell.place, style=style)
        # That a column is too narrow is said once, of the column.
        self.found += [one for one in stack.diagnostics if one.code != "word-too-wide"]
        extent = look.extent(row, cell) if cell.columns == 1 else None
        signs = self.columns.signs[cell.column]
        if extent is not None and signs is not None and len(stack.slices) == 1:
            line = galley(self.setting, cell.text, style, width, cell.place).lines[0]
            wanted = signs.before if self.setting.to_left else width - signs.after
            x += wanted - sign_at(line, look.table.decimal)
        return _Set(cell, stack, x)

    # --- what is drawn ----------------------------------------------------------------------

    def _drawn(self, row: TableRow, at: Rect, held: set[int]) -> list[Item]:
        """The ground of a row and the rules at its edges.

        `at` is its part of the slice, and `held` the columns that a cell above reaches down over:
        no rule parts that.
        """
        style = self.look.style
        box = at.moved(0.0, self.look.above - self.look.padding / 2)
        grounds = {
            "head": style.head_ground,
            "group": style.group_ground,
            "total": style.total_ground,
        }
        ground = grounds.get(row.kind, "paper")
        if row.kind == "row" and style.rows:
            ground = style.rows[self.striped % len(style.rows)]
        self.striped = self.striped + 1 if row.kind == "row" else 0
        drawn: list[Item] = []
        if ground != "paper":
            length = self.before + box.width + self.after
            x = self.x + self.setting.across(-self.before, length, box.width)
            path = Path(
                rectangle(box._replace(x=x, width=length)), fill=self.setting.colour(ground)
            )
            drawn.append(Mark((path,), None, artifact="Background"))
        upper, lower = self._rules(row)
        below: set[int] = set()
        if row.kind == "head" and lower is None:
            # Several headings below one that reaches over them: a rule holds them together.
            lower = style.row_rule or style.head_rule
            wide = [cell for cell in row.cells if cell.columns > 1 and cell.text]
            over = {at for one in wide for at in range(one.column, one.column + one.columns)}
            below = set(range(len(self.columns.widths))) - over
        for rule, y, without in ((upper, box.y, held), (lower, box.bottom, below)):
            if rule is not None:
                drawn += self._ruled(rule, y, without)
        return drawn

    def _ruled(self, rule: Rule, y: float, without: set[int]) -> Iterator[Item]:
        """A rule over the columns but some, in as many pieces as that makes."""
        count = len(self.columns.widths)
        begin = 0
        for at in range(count + 1):
            if at < count and at not in without:
                continue
            if at > begin:
                # Inside the table a piece ends where the words of its columns do.
                start = -self.before if begin == 0 else self.columns.starts[begin]
                last = self.columns.starts[at - 1] + self.columns.widths[at - 1]
                end = self.columns.whole + self.after if at == count else last
                x = self.x + self.setting.across(start, end - start, self.columns.whole)
                line = Rect(x, y - rule.width / 2, end - start, rule.width)
                path = Path(rectangle(line), fill=self.setting.colour(rule.colour))
                yield Mark((path,), None)
            begin = at + 1

    def _rules(self, row: TableRow) -> tuple[Rule | None, Rule | None]:
        """The rules at the upper and the lower edge of a row."""
        style, rows = self.look.style, self.look.table.rows
        at = next(number for number, one in enumerate(rows) if one is row)
        before = rows[at - 1].kind if at else ""
        upper = style.top_rule if not at else None
        if at and before != "head":
            between = style.row_rule if before in ("row", "total") or row.kind == "group" else None
            own = {"group": style.group_rule, "total": style.total_rule}
            upper = own.get(row.kind) or between
        lower = style.end_rule if at + 1 == len(rows) else None
        if row.kind == "head" and (at + 1 == len(rows) or rows[at + 1].kind != "head"):
            lower = style.head_rule or lower
        return upper, lower

    def _is_led(self, row: TableRow) -> bool:
        """Whether dots lead from a cell of a row to the next."""
        return row.kind == "row" and any(column.leader for column in self.whole.columns)

    def _leaders(self, row: TableRow, cells: list[_Set], bottom: float) -> Iterator[Item]:
        """The dots between words and what they lead to, in the reading direction; an artifact."""
        if not self._is_led(row):
            return
        sample = self._sample()
        if sample is None:
            return
        air = 0.3 * sample.size
        y = bottom - BASELINE_SHARE * self.unit
        for one, after in pairwise(cells):
            if not self.look.table.columns[one.cell.column].leader or not one.stack.slices:
                continue
            begin, end = _last_line(one), _last_line(after)
            if not after.stack.slices:
                continue
            ends = (end[1], begin[0]) if self.setting.to_left else (begin[1], end[0])
            if found := dots(sample, ends[0] + air, ends[1] - air, y):
                yield Mark((found,), None)

    def _sample(self) -> Glyphs | None:
        """The sign that a leader repeats, at x = 0."""
        style = replace(self.look.named("text"), align="start")
        words = self.look.style.leader
        with of_style(self.setting, lambda file: said_place(file, ("leader",), words)):
            line = galley(self.setting, (Span(words),), style, self.measure, None)
        runs = line.lines[0].runs if line.lines else ()
        return replace(runs[0].glyphs, x=0.0) if runs else None


def _kept(slices: list[Slice], titles: int, half: TableHalf) -> list[Slice]:
    """The slices of a half, none of which is parted from the next, below the room before them."""
    kept = [
        replace(one, keep=one.keep or at + 1 < len(slices), lead=None)
        for at, one in enumerate(slices)
    ]
    if titles < len(kept):
        kept[titles] = replace(kept[titles], level=half.key)
    down = half.half.down
    return [Slice(down, (), keep=True, place=half.place), *kept] if down else kept


def _first_line(cells: Sequence[_Set]) -> float:
    """The height of the tallest first line in a row; 0 without words."""
    return max((one.stack.slices[0].height for one in cells if one.stack.slices), default=0.0)


def _together(rows: Sequence[TableRow]) -> Iterator[tuple[TableRow, ...]]:
    """The rows, those together that a cell reaches over."""
    begin, reach = 0, 0
    for at, row in enumerate(rows):
        reach = max(reach, at + max((cell.rows for cell in row.cells), default=1))
        if at + 1 >= min(reach, len(rows)):
            yield tuple(rows[begin : at + 1])
            begin = at + 1


def _heights(cells: list[list[_Set]], unit: float) -> list[float]:
    """The heights of rows without the room between them: what their cells need, a unit at least.

    What a cell over several of them needs beyond theirs is given to the last.
    """
    found = []
    for row in cells:
        own = [one for one in row if one.cell.rows == 1 and one.stack.slices]
        first = _first_line(row)
        found.append(
            max(
                (first - one.stack.slices[0].height + one.stack.height for one in own), default=unit
            )
        )
    for at, row in enumerate(cells):
        for one in row:
            last = min(at + one.cell.rows, len(found)) - 1
            lacking = one.stack.height - sum(found[at : last + 1])
            found[last] += max(0.0, lacking)
    return found


def _down(one: _Set, first: float, height: float, *, bottom: bool) -> float:
    """How far below the head of its row a cell begins: its first or last line is level."""
    if not one.stack.slices:
        return 0.0
    if bottom and one.cell.rows == 1:
        return height - one.stack.height
    return first - one.stack.slices[0].height


def _last_line(one: _Set) -> tuple[float, float]:
    """The leftmost and the rightmost x of a cell's last line."""
    if not one.stack.slices:
        return one.x, one.x
    left, right = spread(one.stack.slices[-1].marks)
    return one.x + left, one.x + right


def _unread(marks: Sequence[Item]) -> Iterator[Item]:
    """Marks that stand once more: artifacts, whose links lead nowhere."""
    for mark in marks:
        if isinstance(mark, Mark):
            yield replace(mark, content=None, artifact="Pagination")
        elif not isinstance(mark, Link):
            yield mark


def _held(slices: list[Slice], rows: Sequence[TableRow], count: int) -> list[Slice]:
    """The slices with no row alone: the first two of a table stay together, and the last two.

    Totals stay with the row above them.
    """
    held = list(slices)
    body = [row.kind for rows_ in _together(rows) for row in rows_[:1]]
    first = count - len(body)
    for at, kind in enumerate(body):
        follows = body[at + 1] if at + 1 < len(body) else ""
        begins = kind == "row" and (not at or body[at - 1] != "row")
        ends = follows == "row" and (at + 2 == len(body) or body[at + 2] in ("group", "total"))
        if follows == "total" or (follows == "row" and begins) or (kind == "row" and ends):
            held[first + at] = replace(held[first + at], keep=True)
    return held


KIND = Kind(table)
