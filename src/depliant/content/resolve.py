"""From a publication to an edition: every figure written out, every block in its final words.

Nothing is read here and nothing is drawn: the edition is a function of the publication and the
language. What is wrong is collected and returned with the edition, so that all of it is seen at
once; an unknown figure is printed as its placeholder.
"""

from __future__ import annotations

from collections.abc import Callable
from copy import copy
from functools import partial
from typing import Any, Final, get_args

from babel import Locale
from msgspec.structs import replace

from depliant.content import (
    framing,
    hollow,
    markup,
    note_places,
    notes,
    resolve_boxes,
    resolve_charts,
    resolve_drawn,
    resolve_lists,
    resolve_maps,
    resolve_table,
    rows,
    schema,
    values,
)
from depliant.content.inline import (
    Drawn,
    Inline,
    Line,
    Span,
    drawn,
    line,
    plain,
    spans_of,
)
from depliant.content.issues import frozen_faults, issue_printed
from depliant.content.logos import logo_of
from depliant.content.model import (
    Block,
    Edition,
    Hanging,
    Heading,
    ItemList,
    ListItem,
    Logo,
    LogoWall,
    Notes,
    Panel,
    Paragraph,
    PictureBlock,
    Quote,
    Table,
)
from depliant.content.publication import Publication
from depliant.content.published import based, published
from depliant.content.running import running_of
from depliant.content.terms import names_in
from depliant.content.tongue import locale_in
from depliant.content.typing_faults import or_dots, typing_faults
from depliant.content.unchanged import RESOLVED, WHOLE, around, ends_of_lines, panel_key
from depliant.content.unit_twice import units_twice
from depliant.errors import Diagnostic, Place
from depliant.figures import writing as figures
from depliant.figures.figure import Figure
from depliant.figures.issues import IssueLedger
from depliant.figures.ledger import Asked, Ledger
from depliant.figures.series import parted
from depliant.languages.first_days import with_raised
from depliant.languages.phrases import Phrases, phrases_or_english
from depliant.memory import SHARED
from depliant.sentences import NOTHING, Sentence, say
from depliant.source.yaml import Route
from depliant.tuples import NamedTuple

ISSUE: Final = "issue"
"""What stands in braces for the name of the issue, unless a figure has that id."""
_ONE_LINE: Final = str.maketrans("\t\n", "  ")


def resolve(publication: Publication, language: str) -> tuple[Edition, tuple[Diagnostic, ...]]:
    """The edition of `publication` in `language`, and what is wrong or could be better.

    Raises:
        InputError: `language-unknown`.
    """
    return resolver_of(publication, language).edition()


def resolver_of(publication: Publication, language: str) -> Resolver:
    """What resolves a publication in a language.

    Raises:
        InputError: `language-unknown`.
    """
    shown = rows.shown(publication.content, publication.source, publication.row)
    publication = replace(publication, content=shown.content, source=shown.source)
    words = publication.phrases or phrases_or_english(language)
    return Resolver(publication, locale_in(publication, language), words, language)


class _Resolved(NamedTuple):
    """A panel in its final words, what was found in it, and the figures that it asks for.

    `based` are the shares of which it says what they are a share of.
    """

    panel: Panel
    faults: tuple[Diagnostic, ...]
    asked: Asked
    based: frozenset[str]


class Resolver:
    """Resolves one publication; what it finds on the way gathers in `faults`."""

    def __init__(
        self, publication: Publication, locale: Locale, words: Phrases, language: str
    ) -> None:
        self.publication = publication
        self.content = publication.content
        self.source = publication.source
        self.marks = publication.marks
        self.locale = locale
        self.words = words
        self.language = language
        self.faults: list[Diagnostic] = []
        self.based: frozenset[str] = frozenset()
        self.around = around(publication, language)
        self.ends = ends_of_lines(publication) if self.around else ()
        self.ledger = self._ledger()

    def _ledger(self) -> Ledger:
        """The ledger, which nobody has asked yet; the figures are as they were for most changes."""
        key = (Ledger, self.around)
        found: Ledger | None = SHARED.find(key) if self.around else None
        if found is None:
            given = self.publication.unit_words, self.publication.form_words
            found = Ledger(self.content, self.source, self.locale, *given)
            if self.around:
                SHARED.keep(key, found, WHOLE * len(self.source.text))
        return found.again()

    def edition(self) -> tuple[Edition, tuple[Diagnostic, ...]]:
        """The edition, and what was found."""
        content = self.content
        title, subject, author, keywords = self._head()
        panels = tuple(self._resolved(panel, n) for n, panel in enumerate(content.panels))
        panels = resolve_boxes.numbered(panels, self.words, self.locale)
        self.faults += framing.duplicate_panels(content, self.source)
        self.faults += framing.empty_panels(content, self.source)
        self.faults += framing.flow_faults(panels)
        marking = notes.marking_of(content.note_marks, self.locale, self.words)
        panels, found = note_places.placed(panels, self.publication, marking, self._inline)
        self.faults += found
        edition = Edition(
            self._of_head(content.id, ("id",)),
            self.language,
            title,
            subject,
            author,
            keywords,
            content.date or "",
            panels,
            tuple(self.ledger.figures.values()),
            names_in(content, self.language),
            content.issue or "",
            self._published(),
            running_of(content, title, self.locale, self._line),
        )
        frozen = frozen_faults(self.publication) if content.issues else ()
        told = (*self.ledger.faults, *self.faults, *self.ledger.unused(self.faults), *frozen)
        return edition, tuple(sorted(told, key=lambda item: item.place or ()))

    def _without_marks(self, spans: Inline, route: Route) -> Inline:
        """The spans of a text that no mark of a note may stand in, without any."""
        self.faults += note_places.misplaced(spans, route, self.source)
        return tuple(span for span in spans if span.note is None)

    def _of_head(self, text: str, route: Route) -> str:
        """A text of the head of the file, with the name of the issue in the place of `{issue}`."""
        placeholder = f"{{{ISSUE}}}"
        if placeholder not in text:
            return text
        if self.content.issue is None:
            self._without_issue(placeholder, self.source.place_within(route, placeholder))
        return text.replace(placeholder, self.content.issue or "")

    def _published(self) -> IssueLedger:
        """What is public of the ledger; remembered as the ledger is."""
        key = (published, self.around, self.ledger.asked.used, self.based)
        found: IssueLedger | None = SHARED.find(key) if self.around else None
        if found is None:
            found = published(self.ledger, self.based)
            if self.around:
                SHARED.keep(key, found)
        return found

    def _head(self) -> tuple[str, str, str, tuple[str, ...]]:
        """The words of the metadata: title, subject, author, keywords."""
        content = self.content
        return (
            self._line(content.title, ("title",)),
            self._line(content.subject or "", ("subject",)),
            self._line(content.author or "", ("author",)),
            tuple(self._line(word, ("keywords", n)) for n, word in enumerate(content.keywords)),
        )

    def _resolved(self, panel: schema.Panel, number: int) -> Panel:
        """A panel in its final words; remembered for as long as it and all round it stay."""
        key = panel_key(self.publication, number, self.around, self.ends)
        found: _Resolved | None = SHARED.find(key) if key else None
        if found is None:
            apart = copy(self)
            apart.faults, apart.ledger = [], self.ledger.apart()
            resolved = apart._panel(panel, ("panels", number))
            asked = apart.ledger.asked
            found = _Resolved(resolved, tuple(apart.faults), asked, based(resolved))
            if key:
                SHARED.keep(key, found, RESOLVED * key.size)
        self.faults += found.faults
        self.based |= found.based
        self.ledger.join(found.asked)
        return found.panel

    def _panel(self, panel: schema.Panel, route: Route) -> Panel:
        self.faults += framing.misplaced(panel, route, self.source)
        self.faults += hollow.hollow(panel, route, self.source)
        self.faults += hollow.twin_tables(panel, route, self.source)
        title = self._titled(panel.title, (*route, "title")) if panel.title else ""
        # Where only frames beside the main one are filled, the text of another panel runs on.
        level = 3 if title or (not panel.blocks and (panel.aside or panel.frames)) else 2

        def of(blocks: tuple[Any, ...], at: Route) -> tuple[Block, ...]:
            return self._blocks(blocks, at, level, frame=True)

        return Panel(
            panel.id,
            panel.design or panel.id,
            title,
            of(panel.blocks, (*route, "blocks")),
            of(panel.foot, (*route, "foot")),
            self.source.place(route),
            self.source.place((*route, "title")) if title else None,
            framing.framed(panel, route, self.source, of),
            framing.targets(panel, route, self.source),
            backdrops=framing.backdrops(panel, route, self.source, self._line),
        )

    def _blocks(
        self, blocks: tuple[Any, ...], route: Route, level: int, *, frame: bool = False
    ) -> tuple[Block, ...]:
        """Blocks that follow one another, in a frame or within a block."""
        found = tuple(self._block(block, (*route, n), level) for n, block in enumerate(blocks))
        means = self.locale, self.language, self.source.place, self.faults.append
        around = resolve_lists.Around(*means, frame)
        return resolve_lists.sequence(blocks, found, route, around)

    def _block(self, block: Any, route: Route, level: int) -> Block:
        """A block; `level` is that of the headings that stand where it does."""
        made = _KINDS[type(block)](self, block, route, level)
        return resolve_boxes.captioned(made, block, route, self._inline)

    def _heading(self, block: schema.Heading, route: Route, level: int) -> Heading:
        text = self._inline(block.heading, (*route, "heading"))
        return Heading(block.level or level, text, block.role, self.source.place(route))

    def _paragraph(self, block: schema.Paragraph, route: Route, _: int) -> Paragraph:
        text = self._inline(block.text, (*route, "text"))
        return Paragraph(text, block.role, self.source.place(route))

    # --- words ------------------------------------------------------------------------------

    def _line(self, text: str, route: Route) -> str:
        """The words of a text that is set without markup, in one line."""
        spans = self._without_marks(self._inline(text, route), route)
        return plain(spans).translate(_ONE_LINE)

    def _titled(self, text: str, route: Route) -> Line:
        """The words of a title, which leads nowhere in the ledger."""
        return line(tuple(span._replace(figure=None) for span in self._inline(text, route)))

    def _drawn(self, text: str, route: Route) -> Drawn:
        """The words of a text within a chart, which is broken where it needs to be."""
        spans = self._inline(text, route)
        return drawn(tuple(span._replace(text=span.text.translate(_ONE_LINE)) for span in spans))

    def _lettered(self, text: str, route: Route) -> Drawn:
        """The words of a text within a drawing."""
        return drawn(self._without_marks(spans_of(self._drawn(text, route)), route))

    def _inline(self, text: str, route: Route) -> Inline:
        """The spans of a marked-up text."""
        pieces, errors = markup.parse(text)
        self.faults += typing_faults(text, route, self.publication, errors)
        spans: list[Span] = []
        words = ("", *(piece.text for piece in pieces), "")
        for piece, before, behind in zip(pieces, words, words[2:], strict=False):
            own = self._spans(piece, route)
            spans += own
            if own and own[0].figure is not None:
                self._check_unit(piece, plain(tuple(own)), (before, behind), route)
        return or_dots(tuple(spans), route) if text else ()

    def _check_unit(
        self, piece: markup.Piece, printed: str, around: tuple[str, str], route: Route
    ) -> None:
        """Ask whether the words around a figure say its unit once more."""
        fact = self.ledger.fact(piece.figure or "")
        if fact is not None:
            place = self.source.place_within(route, piece.placeholder, piece.occurrence)
            self.faults += units_twice(printed, fact.unit, around, self.locale, place)

    def _spans(self, piece: markup.Piece, route: Route) -> list[Span]:
        if piece.note is not None:
            return [note_places.mark(piece, route, self.publication, self.faults)]
        if piece.figure is None or rows.is_column(piece.figure):
            said = rows.said(piece, self.publication.row)
            marks = (piece.language, piece.subscript, piece.styles)
            return [Span(said, *piece[1:5], None, *marks)] if said else []
        of_issue = parted(piece.figure)[0] == ISSUE and ISSUE not in self.content.figures
        written = None if of_issue else self._written(piece, route)
        kinds = Span(piece.placeholder, piece.strong, piece.emphasis, link=piece.link)
        kinds = kinds._replace(language=piece.language, styles=piece.styles)
        if of_issue or (written is not None and piece.form == "date"):
            # A date says no value: it is proved as every other date of a text is.
            said = self._issue(piece, route) if written is None else written.text
            parts = with_raised(said, self.locale.language)
            return [kinds._replace(text=text, superscript=raised) for text, raised in parts]
        if written is None:
            return [kinds]
        kinds = kinds._replace(text=written.text, figure=self.ledger.id_of(piece.figure))
        if written.raised:
            raised = kinds._replace(text=written.unit, superscript=True)
            return [kinds._replace(text=written.number), raised]
        return [kinds]

    def _issue(self, piece: markup.Piece, route: Route) -> str:
        """`{issue}`: the name of the issue; `{issue:date}`: its day of publication."""
        content = self.content
        shown = content.issue if not piece.form else figures.period(content.date or "", self.locale)
        if shown and piece.form in ("", "date") and piece.figure == ISSUE:
            return issue_printed(shown)
        place = self.source.place_within(route, piece.placeholder, piece.occurrence)
        self._without_issue(piece.placeholder, place)
        return piece.placeholder

    def _without_issue(self, placeholder: str, place: Place) -> None:
        self._fault(
            "issue-unknown",
            say("There is nothing to print for `{placeholder}`.", placeholder=placeholder),
            place,
            say(
                "Write `issue:` and `date:` at the head of the file; {issue} is the "
                "name of the issue and {issue:date} its date."
            ),
        )

    def _written(self, piece: markup.Piece, route: Route) -> figures.Written | None:
        """A figure of a text in the form that the text asks for."""
        place = self.source.place_within(route, piece.placeholder, piece.occurrence)
        return self.ledger.written(piece.figure or "", piece.form, place)

    # --- lists ------------------------------------------------------------------------------

    def _list(self, block: schema.Items, route: Route, level: int) -> ItemList:
        items = tuple(
            self._item(item, (*route, "items", n), level) for n, item in enumerate(block.items)
        )
        return ItemList(items, block.role, self.source.place(route))

    def _item(self, item: schema.Item, route: Route, level: int) -> ListItem:
        text = self._inline(item.text, (*route, "text"))
        hanging = None
        if item.figure is not None:
            figure = self.ledger.get(item.figure, self.source.place((*route, "figure")))
            if figure is not None:
                hanging, text = self._hanging(item, figure, text, route)
        elif item.chart is not None:
            self._fault(
                "figure-needed",
                say("The chart has no figure to show."),
                self.source.place((*route, "chart")),
                say("Write `figure: id` above it."),
            )
        blocks = self._blocks(item.blocks, (*route, "blocks"), level + 1)
        return ListItem(
            text,
            self.source.place(route),
            hanging,
            tuple(values.unrepeated(block, text, hanging) for block in blocks),
        )

    def _hanging(
        self, item: schema.Item, figure: Figure, text: Inline, route: Route
    ) -> tuple[Hanging, Inline]:
        """The figure beside an item, and the item's text without what hangs in its stead."""
        chart = None
        if item.chart is not None:
            label = plain(text).translate(_ONE_LINE)
            chart = resolve_charts.of_item(item.chart, figure, label, route, self._for_charts())
        (lead, *_), _ = markup.parse(item.text)
        return resolve_lists.hung(
            Hanging(figure, True, chart), text, lead, lambda: self._written(lead, (*route, "text"))
        )

    def _definitions(self, block: schema.Definitions, route: Route, _: int) -> Block:
        return resolve_lists.definitions(block, route, self.source.place, self._inline)

    # --- figures, charts, pictures, marks -----------------------------------------------------

    def _key_figure(self, block: schema.KeyFigure, route: Route, _: int) -> Block:
        return resolve_charts.key_figure(block, route, self._for_charts())

    def _chart(self, block: schema.Chart, route: Route, _: int) -> Block:
        return resolve_charts.chart(block, route, self._for_charts())

    def _plot(self, block: schema.Plot | schema.MapPlot, route: Route, _: int) -> Block:
        return resolve_maps.resolved(block, route, self._for_charts())

    def _for_charts(self) -> resolve_charts.Means:
        given = self.ledger, self.words, self._drawn, self._inline, self.source.place
        return resolve_charts.Means(*given, self.faults.append)

    def _picture(self, block: schema.Picture, route: Route, _: int) -> PictureBlock:
        credit = self._inline(block.credit, (*route, "credit")) if block.credit else ()
        place = self.source.place(route)
        alt = self._line(block.alt, (*route, "alt"))
        return resolve_drawn.picture(block, alt, credit, place, self.language)

    def _apart(self, block: resolve_drawn.Source, route: Route, _: int) -> Block:
        issue, lines = self.content.issue or "", (self._inline, self._line, self._lettered)
        given = self._without_issue, issue, self.publication.row
        ways = resolve_drawn.Ways(*lines, self.source.place, *given)
        return resolve_drawn.resolved(block, route, ways)

    def _quote(self, block: schema.Quote, route: Route, _: int) -> Quote:
        words = self._inline(block.quote, (*route, "quote"))
        by = self._inline(block.by, (*route, "by")) if block.by else ()
        return Quote(words, by, block.role, self.source.place(route))

    def _flowing(self, block: schema.Row | schema.FlowBreak, route: Route, level: int) -> Block:
        return framing.flowing(block, route, self.source, partial(self._blocks, level=level))

    def _notes(self, block: schema.Notes, route: Route, _: int) -> Notes:
        return Notes(block.of, (), block.role, self.source.place(route))

    def _boxed(self, block: schema.Box | schema.Divider, route: Route, level: int) -> Block:
        means = resolve_boxes.Means(self._inline, self._blocks, self.source.place)
        return resolve_boxes.boxed(block, route, level, means)

    def _table(self, block: schema.Table, route: Route, _: int) -> Table:
        panel = self.content.panels[int(route[1])].id
        means = self._inline, self.source.place, self._fault, self.faults.append
        around = resolve_table.Around(*means, self.ledger, self.words, panel)
        return resolve_table.table(block, route, around)

    def _wall(self, block: schema.Logos, route: Route, _: int) -> LogoWall:
        logos = [self._logo(name, (*route, "logos", n)) for n, name in enumerate(block.logos)]
        ordered = tuple(sorted(logos, key=lambda logo: logo.order))
        return LogoWall(ordered, block.role, self.source.place(route))

    def _logo(self, name: str, route: Route) -> Logo:
        logo = logo_of(name, self.marks[name], self.source.place(route))
        return replace(logo, alt=self._line(logo.alt, route))

    def _fault(self, code: str, message: Sentence, place: Place, hint: Sentence = NOTHING) -> None:
        self.faults.append(Diagnostic(code, message, place, hint))


_KINDS: Final[dict[type, Callable[[Resolver, Any, Route, int], Block]]] = {
    schema.Heading: Resolver._heading,
    schema.Paragraph: Resolver._paragraph,
    schema.Items: Resolver._list,
    schema.Definitions: Resolver._definitions,
    schema.KeyFigure: Resolver._key_figure,
    schema.Chart: Resolver._chart,
    schema.Plot: Resolver._plot,
    schema.MapPlot: Resolver._plot,
    schema.Picture: Resolver._picture,
    schema.Logos: Resolver._wall,
    schema.Quote: Resolver._quote,
    schema.Row: Resolver._flowing,
    schema.FlowBreak: Resolver._flowing,
    schema.Box: Resolver._boxed,
    schema.Divider: Resolver._boxed,
    schema.Table: Resolver._table,
    schema.Notes: Resolver._notes,
    **dict.fromkeys(get_args(resolve_drawn.Source), Resolver._apart),
}
"""How each kind of block is resolved: from the block, the route to it, and the level of headings
where it stands."""
