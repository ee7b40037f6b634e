"""All rows examined before anything is made: what would be wrong with them, told at once.

What a column fills that is no word is read for every value that it has; files are there or not;
letters are in the fonts or not; of codes the longest is tried, of pictures one of each size, in the
place that they are to have. Whether words fit is seen when they are set.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from itertools import product
from typing import Any, Final

from msgspec import ValidationError
from msgspec.structs import replace

from depliant.batch.making import Order, Task
from depliant.batch.overlay import Overlay, RowFiles
from depliant.build.memory import Memory
from depliant.build.remarks import as_meant
from depliant.build.session import Session
from depliant.content.publication import blocks, shown_files
from depliant.content.rows import PLACE, held
from depliant.content.schema import Backdrop, Barcode, Content, Drawing, Picture, QrCode
from depliant.content.schema_rows import Row
from depliant.errors import DepliantError, Diagnostic, InputError, Place
from depliant.fonts.missing import lacking
from depliant.graphics.symbols import code128, ean13, qr
from depliant.graphics.symbols.symbol import UnfitSymbolError
from depliant.layout.compose import compose
from depliant.sentences import Sentence, counted, joined, say, some
from depliant.source.reading import typed
from depliant.source.yaml import Route

_LISTED: Final = 8
"""Rows of which a finding says the numbers."""
_FLOOD: Final = 20
"""Findings of one code that are told one by one."""
_SIZES: Final = 100
"""Sizes of pictures that are tried in their places."""
_OUTCOMES: Final = 100
"""Outcomes of all conditions in which letters are tried."""
_SEVERAL: Final = 400
"""Characters that are tried in one text."""
_UNKNOWN: Final = "figure-unknown"
"""What is said of a figure that is shown and that a row has none of."""
_OF_CODES: Final = frozenset({"code-content", "code-small", "code-wide"})


class Checker:
    """Examines rows.

    Args:
        overlay: lays them over the project.
        order: what is to be made of them.
        tasks: all of them.
        place: where a row, and one of its columns, is in the table.
    """

    def __init__(self, overlay: Overlay, order: Order, tasks: Sequence[Task], table: Any) -> None:
        self._overlay = overlay
        self._order = order
        self._tasks = tasks
        self._table = table
        self._memory = Memory()
        self._found: dict[tuple[str, Sentence, Sentence, Place | None], dict[int, None]] = {}

    def findings(self) -> tuple[Diagnostic, ...]:
        """What is wrong with the rows, each with their numbers; of a flood the first are told."""
        self._values()
        self._unfilled()
        if not self._found:
            self._codes()
            self._pictures()
            self._letters()
        return tuple(_told(self._found, self._table))

    def _note(self, task: Task, fault: Diagnostic, code: str = "row-value") -> None:
        key = code, fault.message, fault.hint, fault.place
        self._found.setdefault(key, {})[task.number] = None

    # --- what is no word --------------------------------------------------------------------------

    def _values(self) -> None:
        """What columns fill that is no word, and the files that are named so."""
        overlay = self._overlay
        parts: dict[Route, set[str]] = {}
        for route in overlay.places:
            columns = {match[1] for match in PLACE.finditer(overlay.written(route))}
            parts.setdefault(_part(route), set()).update(columns)
        if not parts:
            return
        files = RowFiles(overlay.project)
        for part, columns in parts.items():
            named = sorted(columns | set(overlay.compared))
            for task, same in self._by(named):
                fault = self._unfit(part, task.row, files)
                files.spare()
                for one in same if fault else ():
                    for each in fault:
                        self._note(one, each)

    def _unfit(self, part: Route, row: Row, files: RowFiles) -> tuple[Diagnostic, ...]:
        """What is wrong with a part of content.yaml as a row fills it."""
        data: Any = self._overlay.data_for(row)
        try:
            model = Content if len(part) < 2 else _MODELS.get(str(part[0]))
            value = typed(model or Content, _at(data, part) if model and len(part) == 2 else data)
        except (ValidationError, KeyError, TypeError):
            return self._told_wholly(row, files)
        lost: list[Diagnostic] = []
        for name, place in self._names(value, part):
            try:
                files.file(name, place)
            except InputError as fault:
                lost += fault.diagnostics
        if lost:
            return tuple(dict.fromkeys((*self._told_wholly(row, files), *lost)))
        if part[:1] == ("panels",) and any("logos" in route for route in self._overlay.places):
            return self._told_wholly(row, files)
        return ()

    def _told_wholly(self, row: Row, files: RowFiles) -> tuple[Diagnostic, ...]:
        """What reading all of content.yaml tells of it."""
        try:
            self._overlay.publication_for(row, files)
        except DepliantError as fault:
            return tuple(replace(one, quoted=()) for one in fault.diagnostics)
        return ()

    def _unfilled(self) -> None:
        """Figures that are shown to rows which have none of them, their cells being empty."""
        alike: dict[object, list[Task]] = {}
        for task in self._tasks:
            if lacks := self._overlay.unfilled(task.row):
                alike.setdefault((self._shown(task.row), lacks), []).append(task)
        files = RowFiles(self._overlay.project)
        for tasks in alike.values():
            row = tasks[0].row
            if not any(one.code == _UNKNOWN for one in self._said(row)):
                continue
            try:
                self._overlay.with_unfilled(row, files)
            except DepliantError as refused:
                for fault, task in product(refused.diagnostics, tasks):
                    self._note(task, replace(fault, quoted=()))

    def _shown(self, row: Row) -> tuple[bool, ...]:
        """Which conditions hold for a row: rows for which the same do are shown the same blocks."""
        return tuple(one.block.when.holds(row) for one in self._overlay.conditions)

    def _said(self, row: Row) -> Iterator[Diagnostic]:
        """What is found in the words of a row."""
        try:
            session = Session(self._overlay.project_for(row), self._memory)
            for language in self._order.languages:
                yield from session.edition(language).diagnostics
        except DepliantError as fault:
            yield from fault.diagnostics

    def _names(self, value: Any, part: Route) -> Iterator[tuple[str, Place | None]]:
        """The files of pictures that a panel names."""
        panels = (value,) if part[:1] == ("panels",) and len(part) == 2 else ()
        for panel in panels:
            whole = replace(self._overlay.project.publication.content, panels=(panel,))
            for block, route in blocks(whole):
                if isinstance(block, Picture | Drawing | Backdrop):
                    for name, at in shown_files(block, (*part, *route[2:])):
                        yield name, self._overlay.place(at)

    def _by(self, columns: Sequence[str]) -> Iterator[tuple[Task, list[Task]]]:
        """The rows that have the same in some columns, and the first of them."""
        same: dict[tuple[str, ...], list[Task]] = {}
        for task in self._tasks:
            key = tuple(task.row.get(name, "") for name in columns)
            same.setdefault(key, []).append(task)
        for tasks in same.values():
            yield tasks[0], tasks

    # --- codes ------------------------------------------------------------------------------------

    def _codes(self) -> None:
        """Bar codes of every row; of QR codes the longest, and then whether they have room."""
        publication = self._overlay.project.publication
        for block, route in blocks(publication.content):
            if isinstance(block, Barcode) and "{row." in block.barcode:
                place = publication.source.place((*route, "barcode"))
                for task in self._tasks:
                    fault = _bars(block, task.row, place)
                    if fault is not None:
                        self._note(task, fault)
            elif isinstance(block, QrCode) and "{row." in block.qr:
                self._longest(block, publication.source.place((*route, "qr")))

    def _longest(self, block: QrCode, place: Place) -> None:
        """The rows whose QR code holds too much or is too small, from the longest down."""
        shown = [task for task in self._tasks if task.row]
        ordered = sorted(shown, key=lambda task: -len(held(block.qr, task.row).encode()))
        for task in ordered:
            fault = _squares(block, task.row, place)
            if fault is None:
                break
            self._note(task, fault)

    # --- pictures ---------------------------------------------------------------------------------

    def _pictures(self) -> None:
        """Whether pictures have pixels enough for their places: one of each size is tried."""
        overlay = self._overlay
        routes = [route for route in overlay.places if "picture" in route or "backdrop" in route]
        columns = sorted(
            {match[1] for route in routes for match in PLACE.finditer(overlay.written(route))}
        )
        if not columns:
            return
        files = RowFiles(overlay.project)
        sizes: dict[object, list[Task]] = {}
        for task, same in self._by(sorted({*columns, *overlay.compared})):
            sizes.setdefault(self._sizes(task.row, routes, files), []).extend(same)
            files.spare()
        for tasks in list(sizes.values())[:_SIZES]:
            for fault in self._set(tasks[0].row, {"image-ppi"}):
                for task in tasks:
                    self._note(task, fault, "row-picture")

    def _sizes(self, row: Row, routes: Sequence[Route], files: RowFiles) -> object:
        """The sizes of the pictures of a row."""
        found = []
        for route in routes:
            name = PLACE.sub(lambda match: row.get(match[1], ""), self._overlay.written(route))
            found.append(_size(files, name))
        return tuple(found)

    def _set(self, row: Row, codes: Iterable[str]) -> Iterator[Diagnostic]:
        """The errors of these codes that setting a row finds."""
        for language in self._order.languages:
            try:
                session = Session(self._overlay.project_for(row), self._memory)
                words = session.edition(language)
                found = words.diagnostics
                if words.edition is not None:
                    found = session.compose(words).diagnostics
            except DepliantError as fault:
                found = fault.diagnostics
            for one in found:
                if one.code in codes and one.severity == "error":
                    yield replace(one, quoted=())

    def _unset(self, row: Row) -> tuple[Diagnostic, ...]:
        """What keeps a row from being set, every letter by itself."""
        found: tuple[Diagnostic, ...] = ()
        for language in self._order.languages:
            try:
                session = Session(self._overlay.project_for(row), self._memory)
                edition = session.edition(language).edition
                if edition is not None:
                    job = session.job(language)
                    compose(as_meant(edition, job.sheet), job)
            except DepliantError as fault:
                found = (*found, *fault.diagnostics)
        return found

    # --- letters ----------------------------------------------------------------------------------

    def _letters(self) -> None:
        """Letters that are in no font of the words that they are to stand in."""
        alike: dict[object, list[Task]] = {}
        for task in self._tasks:
            alike.setdefault(self._shown(task.row), []).append(task)
        for tasks, column in product(
            list(alike.values())[:_OUTCOMES], sorted(self._overlay.spoken)
        ):
            there: dict[str, None] = {}
            for task in tasks:
                there.update(dict.fromkeys(task.row.get(column, "")))
            strange = [one for one in there if not (one.isascii() and one.isprintable())]
            for start in range(0, len(strange), _SEVERAL):
                tried = strange[start : start + _SEVERAL]
                example = {**tasks[0].row, column: " ".join(tried)}
                missing = lacking(self._unset(example)).characters
                if missing:
                    self._lacking(tasks, column, missing)

    def _lacking(self, tasks: Sequence[Task], column: str, missing: frozenset[str]) -> None:
        """Note the rows that have letters which are missing."""
        for task in tasks:
            has = [one for one in dict.fromkeys(task.row.get(column, "")) if one in missing]
            for one in has:
                message = say(
                    "No font of the text has U+{ord:04X} “{char}” of the column `{column}`.",
                    ord=ord(one),
                    char=one if one.isprintable() else "",
                    column=column,
                )
                hint = say("Add a family that has it to `families` in the style sheet.")
                place = self._overlay.columns.get(column)
                self._note(task, Diagnostic("row-glyph", message, place, hint), "row-glyph")


def _told(
    found: Mapping[tuple[str, Sentence, Sentence, Place | None], Mapping[int, None]], table: Any
) -> Iterator[Diagnostic]:
    """Findings with the numbers of their rows, the first of each code, and how many more.

    How many more stands behind those that are told, which are sorted by their rows.
    """
    counts: dict[str, int] = {}
    told: dict[str, set[int]] = {}
    last: dict[str, int] = {}
    left: dict[str, list[Mapping[int, None]]] = {}
    for (code, message, hint, place), listed in found.items():
        counts[code] = counts.get(code, 0) + 1
        if counts[code] > _FLOOD:
            left.setdefault(code, []).append(listed)
            continue
        numbers = list(listed)
        told.setdefault(code, set()).update(numbers)
        last[code] = max(last.get(code, 0), numbers[0])
        rows = counted(len(numbers), "row {rows}", "rows {rows}", rows=some(numbers, _LISTED))
        said = say("{rows}: {message}", rows=rows, message=message)
        of_content = say("It is named at {place}.", place=place) if place else None
        whole = joined([part for part in (hint, of_content) if part], " ")
        yield Diagnostic(code, said, table.place(numbers[0]), whole)
    for code, rest in left.items():
        yield Diagnostic(code, _more(rest, told[code]), table.place(last[code]))


def _more(left: Sequence[Mapping[int, None]], told: Set[int]) -> Sentence:
    """How many rows are not told of; where each is for something else, how many findings."""
    rows = set().union(*left) - told
    if rows:
        return counted(
            len(rows), "{count} more row is like these.", "{count} more rows are like these."
        )
    return counted(
        len(left), "{count} more finding is like these.", "{count} more findings are like these."
    )


def _part(route: Route) -> Route:
    """The part of content.yaml that is read by itself."""
    return route[:2] if len(route) > 2 and route[0] in _MODELS else ()


def _models() -> dict[str, Any]:
    from depliant.content.schema import Panel
    from depliant.figures.schema import FigureEntry

    return {"panels": Panel, "figures": FigureEntry}


_MODELS: Final = _models()


def _at(data: Any, route: Route) -> Any:
    for step in route:
        data = data[step]
    return data


def _bars(block: Barcode, row: Row, place: Place) -> Diagnostic | None:
    """Why a bar code cannot hold what it is to."""
    try:
        holds = held(block.barcode, row)
        if block.kind == "ean-13":
            ean13.digits(holds)
        else:
            code128.widths(holds)
    except UnfitSymbolError as error:
        return Diagnostic("code-content", error.message, place, error.hint)
    return None


def _squares(block: QrCode, row: Row, place: Place) -> Diagnostic | None:
    """Why a QR code cannot hold what it is to, or has no room for it."""
    try:
        count = len(qr.modules(held(block.qr, row), block.level))
    except UnfitSymbolError as error:
        return Diagnostic("code-content", error.message, place, error.hint)
    needed = max(qr.LEAST_SIDE, qr.LEAST_MODULE * count)
    if block.size_mm is not None and block.size_mm < needed - 0.001:
        message = say(
            "The QR code needs {needed:.1f} mm to be read, and has {side:.1f} mm.",
            needed=needed,
            side=block.size_mm,
        )
        return Diagnostic("code-small", message, place, say("Let it hold less, or make it larger."))
    return None


def _size(files: RowFiles, name: str) -> object:
    """The pixels of a picture and their kind; of what is none, or is not there, its name."""
    import io

    from PIL import Image

    try:
        with Image.open(io.BytesIO(files.file(name).data)) as picture:
            return picture.size, picture.mode, picture.format
    except (InputError, OSError, ValueError, Image.DecompressionBombError):
        return name
