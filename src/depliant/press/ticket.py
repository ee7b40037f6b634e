"""The job ticket: what a print shop wants to know of a press file without opening it."""

from __future__ import annotations

from msgspec import Struct


class TicketPanel(Struct, frozen=True):
    """A panel on a side: its number in reading order (None: blank), its place and size in mm.

    `turn` is by how many degrees it is turned: 180 stands on its head.
    """

    number: int | None
    x_mm: float
    width_mm: float
    y_mm: float = 0.0
    height_mm: float = 0.0
    turn: int = 0


class TicketFold(Struct, frozen=True):
    """A fold on a side: how far it is from the left edge of the trimmed sheet, in mm.

    `ink` is the most that lies on it in per cent, `breaks` whether two colours meet at it.
    """

    x_mm: float
    ink: int
    breaks: bool


class TicketSide(Struct, frozen=True):
    """One side of the flat sheet, that is one page of the press file.

    `cross_folds` are those that run across, from above; their `x_mm` is from the upper edge.
    """

    page: int
    label: str
    panels: tuple[TicketPanel, ...]
    folds: tuple[TicketFold, ...]
    cross_folds: tuple[TicketFold, ...] = ()


class SpotInk(Struct, frozen=True):
    """A spot ink by its name, and its stand-in in per cent of cyan, magenta, yellow and black."""

    name: str
    cmyk: tuple[int, int, int, int]


class Ticket(Struct, frozen=True, kw_only=True):
    """Everything on a job ticket; lengths in millimetres, ink in per cent.

    `turns` says for each fold of the first side, from left to right, whether it is a hill (1) or a
    valley (-1), and `steps` when it is made: those of step 1 first. `cross_turns` and `cross_steps`
    are the same of those that run across, from above: of the first column, as the others are of the
    upper row. `weight` is the paper's that the widths of the panels allow for. `pages` are those of
    the file. A booklet has so many `sheets`, and its sides are its pages; `cover` is the weight of
    a cover of another paper.
    """

    title: str
    language: str
    file: str
    sha256: str
    size: int
    date: str
    program: str
    standard: str
    condition: str
    condition_info: str
    open_mm: tuple[float, float]
    closed_mm: tuple[float, float]
    fold: str
    fold_called: str
    turns: tuple[int, ...]
    steps: tuple[int, ...]
    panels: int
    sides: tuple[TicketSide, ...]
    weight: str
    bleed_mm: float
    safe_mm: float
    process: tuple[str, ...]
    spots: tuple[SpotInk, ...]
    ink_limit: int
    marks: tuple[str, ...]
    printer: str = ""
    cross_turns: tuple[int, ...] = ()
    cross_steps: tuple[int, ...] = ()
    pages: int = 0
    sheets: int = 0
    cover: str = ""
    imposed: bool = False

    @property
    def side_mm(self) -> tuple[float, float]:
        """The size of a side: of a booklet that of a page."""
        return self.closed_mm if self.sheets else self.open_mm
