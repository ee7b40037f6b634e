"""What a screen reader says, line by line, in the order of the structure.

It announces what things are, as screen readers do: the level of a heading, the length of a
list, the size of a table and its headers, the description of a graphic, where a link leads,
and when the language changes. What it announces is in the language of whoever asks; what it reads
is the document's own.

    heading level 2: UN TERRITOIRE VISIBLE ET RECONNU
    list with 2 items
      - 3 | panneaux installés
      - 4 | panneaux
    end of list
    graphic: Diagramme à barres
    table with 2 rows and 2 columns: Audiences
      summary: Les audiences par année
      row 1: L'épopée (header) | 2,7
    end of table
    Your name: [text field “Name”, required: blank]
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec import Struct, field, structs

from depliant.errors import Diagnostic
from depliant.interface import ENGLISH, Interface
from depliant.pdfread.characters import UNKNOWN
from depliant.readaloud.contents import Words
from depliant.readaloud.fields import SWITCHES, field_said, name_of
from depliant.readaloud.kinds import (
    GRAPHICS,
    GROUPS,
    HEADINGS,
    SAID_OF,
    begins_with_text,
    grouped,
    is_block,
    is_field,
    is_inline,
    is_label,
    is_one,
    linked,
    nodes,
    page_of,
    texts,
)
from depliant.readaloud.remarks import file_said, is_described, remark_said
from depliant.readaloud.tables import Cell, Headers, grid
from depliant.readaloud.tree import Annotation, Comment, Kid, Node, Tree, Widget, spoken
from depliant.sentences import NOTHING, Sentence, counted, joined, legible, say, some, verbatim

_INDENT = "  "
_HEADING = 200
"""Characters of a header that are said of a cell."""


class Speech(Struct, frozen=True):
    """The lines that are said, and what a listener would miss."""

    lines: tuple[str, ...]
    diagnostics: tuple[Diagnostic, ...]


def speech(tree: Tree, pages: bool = False, interface: Interface = ENGLISH) -> Speech:
    """Say a document.

    Args:
        tree: the document.
        pages: whether to say when another page begins.
        interface: announces in the user's language.
    """
    reader = _Speaker(tree.language, tree.spaced, tree.labels if pages else (), interface)
    reader.places = {node.identifier: node for node in nodes(tree.kids) if node.identifier}
    opening = say(
        "document, {language}: {title}",
        language=tree.language or say("language unknown"),
        title=tree.title or say("no title"),
    )
    lines = [interface.tell(opening), *reader.blocks(tree.kids)]
    lines += [interface.tell(file_said(file)) for file in tree.files]
    if not tree.language:
        reader.fault(
            "language-unstated",
            say("The document does not say its language: a screen reader takes its user's."),
            say("Give the document's language when exporting it."),
        )
    if reader.unnamed:
        reader.fault(
            "field-unnamed",
            counted(
                len(reader.unnamed),
                "A field of a form has no name for people: a listener hears {fields}.",
                "{count} fields of a form have no name for people: a listener hears {fields}.",
                fields=some(reader.unnamed, 8, " "),
            ),
            say("Give each a tooltip that says what to fill in."),
        )
    faults = dict.fromkeys((*tree.faults, *reader.faults))
    return Speech(tuple(lines), tuple(faults))


class _Speaker(Struct):
    """Reads on; `language` is that in force, `page` the one last said."""

    language: str
    spaced: bool
    labels: tuple[str, ...]
    interface: Interface
    page: int = -1
    faults: list[Diagnostic] = field(default_factory=list)
    places: dict[str, Node] = field(default_factory=dict)
    in_note: bool = False
    unnamed: list[Sentence] = field(default_factory=list)

    def fault(self, code: str, message: Sentence, hint: Sentence = NOTHING) -> None:
        self.faults.append(Diagnostic(code, message, hint=hint))

    def announced(self, said: Sentence) -> str:
        """What is said by the reader and not by the document."""
        return self.interface.tell(said)

    # --- blocks -------------------------------------------------------------------------------

    def blocks(self, kids: Sequence[Kid]) -> Iterator[str]:
        """Blocks one after the other; text between them is a paragraph of its own."""
        for group in grouped(kids):
            if isinstance(group, Node):
                yield from self._block(group)
            else:
                yield from self._said(NOTHING, group)

    def _block(self, node: Node) -> Iterator[str]:
        if node.actual is not None or (node.alt is not None and node.role not in GRAPHICS):
            yield from self._turned(node)
            said = node.actual if node.actual is not None else node.alt or ""
            yield from self._lines(NOTHING, said)
            return
        yield from self._turned(node)
        before, self.language = self.language, node.language or self.language
        role = node.role
        if role in HEADINGS:
            level = role[1:]
            heading = say("heading level {level}:", level=level) if level else say("heading:")
            yield from self._said(heading, node.kids)
        elif role in GRAPHICS:
            yield from self._page(node)
            yield from self._lines(NOTHING, self._graphic(node))
        elif role == "L":
            yield from self._list(node)
        elif role == "Table":
            yield from self._table(node)
        elif role in GROUPS:
            yield from self.blocks(node.kids)
        else:
            yield from self._said(SAID_OF.get(role, NOTHING), node.kids)
        self.language = before

    def _turned(self, node: Node) -> Iterator[str]:
        """A change of language, and that back, are said where a block brings them about."""
        if node.language and not is_one(node.language, self.language):
            yield f"({node.language})"

    def _said(self, opening: Sentence, kids: Sequence[Kid]) -> Iterator[str]:
        """Text, with the blocks that stand within it after it."""
        inside = [kid for kid in kids if not is_block(kid) or is_inline(kid)]
        outside = [kid for kid in kids if is_block(kid) and not is_inline(kid)]
        yield from self._page(*inside)
        yield from self._lines(opening, self._inline(inside))
        yield from self.blocks(outside)

    def _lines(self, opening: Sentence, text: str) -> Iterator[str]:
        text = " ".join(text.split())
        if UNKNOWN in text:
            self.fault(
                "text-unspeakable",
                say(
                    "Some characters of “{text}” have no meaning that a screen reader knows.",
                    text=text[:60],
                ),
                say("Export the file with a ToUnicode map for each font."),
            )
        if text or opening:
            yield f"{self.announced(opening)} {text}".strip()

    def _page(self, *kids: Kid) -> Iterator[str]:
        if not self.labels:
            return
        first = page_of(kids)
        if first is not None and first != self.page:
            self.page = first
            label = self.labels[first]
            number = first + 1
            yield self.announced(
                say("-- page {number}", number=number)
                if label == str(number)
                else say("-- page {number} ({label})", number=number, label=label)
            )

    # --- lists and tables -----------------------------------------------------------------------

    def _list(self, node: Node) -> Iterator[str]:
        yield from self._page(node)
        items = [kid for kid in node.kids if isinstance(kid, Node) and kid.role in ("LI", "L")]
        others = [kid for kid in node.kids if kid not in items]
        yield from self.blocks(others)
        count = sum(item.role == "LI" for item in items)
        yield self.announced(
            counted(count, "list with {count} item", "list with {count} items"),
        )
        for item in items:
            lines = self._list(item) if item.role == "L" else self._item(item)
            yield from (_INDENT + line for line in lines)
        yield self.announced(say("end of list"))

    def _item(self, node: Node) -> Iterator[str]:
        """An item: its label, its first words on the same line, the rest below."""
        yield from self._turned(node)
        yield from self._page(node)
        before, self.language = self.language, node.language or self.language
        label = [kid for kid in node.kids if isinstance(kid, Node) and kid.role == "Lbl"]
        body: list[Kid] = []
        for kid in node.kids:
            if isinstance(kid, Node) and kid.role == "LBody" and kid.actual is kid.alt is None:
                body += kid.kids
            elif kid not in label:
                body.append(kid)
        lines = list(self.blocks(body))
        spoken_label = " ".join(self._inline(label).split())
        first = lines.pop(0) if lines and (not body or begins_with_text(body[0])) else ""
        parts = [part for part in (spoken_label, first) if part]
        yield ("- " + " | ".join(parts)).rstrip()
        yield from (_INDENT + line for line in lines)
        self.language = before

    def _table(self, node: Node) -> Iterator[str]:
        yield from self._page(node)
        caption = [kid for kid in node.kids if isinstance(kid, Node) and kid.role == "Caption"]
        table = grid(node)
        name = " ".join(self._inline(caption).split())
        size = {
            "rows": counted(len(table.rows), "{count} row", "{count} rows"),
            "columns": counted(table.width, "{count} column", "{count} columns"),
        }
        yield self.announced(
            say("table with {rows} and {columns}: {name}", name=name, **size)
            if name
            else say("table with {rows} and {columns}", **size)
        )
        if node.summary:
            summary = " ".join(node.summary.split())
            yield _INDENT + self.announced(say("summary: {summary}", summary=summary))
        said = {id(cell): " ".join(self._inline([cell.node]).split()) for cell in table.cells()}
        headers = Headers(table, lambda cell: not said[id(cell)])
        for number, row in enumerate(table.rows, 1):
            cells = joined([_cell_said(cell, said, headers) for cell in row], " | ")
            row_said = say("row {number}: {cells}", number=number, cells=cells)
            yield _INDENT + self.announced(row_said)
        if table.rows and not any(cell.is_header for cell in table.cells()):
            self.fault(
                "table-unheaded",
                say(
                    "The table '{name}' has no header: its cells say a value without what it is "
                    "of.",
                    name=legible(name),
                ),
                say("Tag the cells of its first row or column as headers."),
            )
        yield self.announced(say("end of table"))

    # --- words ----------------------------------------------------------------------------------

    def _inline(self, kids: Iterable[Kid]) -> str:
        """Kids as one text; what is not plain text stands in brackets.

        Paragraphs, cells and items within one text are words apart, and so is what stands on
        another line, unless the file writes its spaces itself.
        """
        words, end = Words(self.spaced), None
        for kid in kids:
            if isinstance(kid, Annotation):
                continue
            if isinstance(kid, Widget | Comment):
                words.add_apart(self._field(kid) if isinstance(kid, Widget) else self._remark(kid))
                continue
            leaves = list(texts([kid]))
            saying = self._told(kid) if isinstance(kid, Node) else spoken(leaves, self.spaced)
            start = next((leaf.passage.start for leaf in leaves), None)
            if is_block(kid) and not is_inline(kid):
                words.add_line(saying, parted=True)
            elif is_field(kid):
                words.add_apart(saying)
            elif is_label(kid):
                words.add(f"{saying} ")
            elif start is not None and end is not None and start.is_below(end):
                words.add_line(saying)
            elif start is not None and end is not None and start.is_apart(end):
                words.add_beyond(saying)
            else:
                words.add(saying)
            end = leaves[-1].passage.end if leaves else end
        return str(words)

    def _told(self, node: Node) -> str:
        """What is said of an element within a text."""
        before, self.language = self.language, node.language or self.language
        saying = next((t for t in (node.actual, node.expansion) if t is not None), None)
        if saying is None and node.role == "Form":
            saying = self._form(node)
        if saying is None and node.role == "Annot":
            saying = self._annotated(node)
        if saying is None and node.role in GRAPHICS:
            saying = f"[{self._graphic(node)}]"
        if saying is None and node.alt is not None:
            saying = node.alt
        if saying is None:
            saying = self._inline(node.kids)
        if node.role == "Link":
            saying = self.announced(self._led(node, saying.strip()))
        if node.role == "Reference":
            saying = f" {saying.strip()}"
        if node.language and not is_one(node.language, before):
            saying = f"[{node.language}: {saying}]"
        self.language = before
        return saying

    def _led(self, node: Node, words: str) -> Sentence:
        """A link: of the mark of a note what the note says, of the note's own sign that alone."""
        found = next((kid for kid in node.kids if isinstance(kid, Annotation)), None)
        target = self.places.get(found.uri[1:]) if found and found.uri.startswith("#") else None
        if target is None:
            return linked(node, words)
        if target.role != "Note" or self.in_note:
            return verbatim(words)
        self.in_note = True
        sign, note = self._note(target)
        self.in_note = False
        return say("[note {sign}: {text}]", sign=sign or words, text=note)

    def _note(self, note: Node) -> tuple[str, str]:
        """The sign of a note, and its words."""
        labels = [kid for kid in note.kids if is_label(kid)]
        others = [kid for kid in note.kids if not is_label(kid)]
        sign, words = (" ".join(self._inline(kids).split()) for kids in (labels, others))
        return sign, words

    def _form(self, node: Node) -> str:
        """A form: the fields in it by their names, and between them what is shown."""
        fields = [kid for kid in node.kids if isinstance(kid, Widget)]
        said = self._inline([kid for kid in node.kids if not isinstance(kid, Widget)])
        if node.printed is not None:
            values = () if node.printed.kind in SWITCHES or not said.strip() else (said,)
            shown = structs.replace(node.printed, values=values)
            return self.announced(field_said(shown, node.alt or ""))
        told = [self._field(kid, node.alt or "") for kid in fields]
        return " ".join(part for part in (said, *told) if part.strip())

    def _annotated(self, node: Node) -> str | None:
        """The comments of an element that is there for them; None for one without any."""
        if not any(isinstance(kid, Comment) for kid in node.kids):
            return None
        said = self._inline([kid for kid in node.kids if not isinstance(kid, Comment)])
        comments = (kid for kid in node.kids if isinstance(kid, Comment))
        told = [self._remark(kid, node.alt or "") for kid in comments]
        return " ".join(part for part in (said, *told) if part.strip())

    def _remark(self, comment: Comment, alternative: str = "") -> str:
        said = remark_said(comment.remark, alternative)
        if not is_described(comment.remark, alternative):
            self.fault(
                "media-undescribed",
                say("Nothing is said of what a listener cannot hear or open: {media}", media=said),
                say("Give it an alternative text that says what it is."),
            )
        return self.announced(said)

    def _field(self, widget: Widget, alternative: str = "") -> str:
        alternative = alternative or widget.description
        if not name_of(widget.field, alternative):
            self.unnamed.append(field_said(widget.field))
        return self.announced(field_said(widget.field, alternative))

    def _graphic(self, node: Node) -> str:
        saying = node.actual if node.actual is not None else node.alt
        if saying is not None and saying.strip():
            return self.announced(say("graphic: {text}", text=saying))
        if saying is None or node.role == "Figure":
            inside = " ".join(spoken(texts(node.kids), self.spaced).split())
            self.fault(
                "alternative-missing",
                say(
                    "A graphic that shows “{text}” has no alternative text: a listener learns "
                    "nothing of it.",
                    text=inside[:60],
                )
                if inside
                else say("A graphic has no alternative text: a listener learns nothing of it."),
                say("Describe it, or mark it as an artifact if it says nothing."),
            )
        return self.announced(say("graphic without description"))


def _shortened(heading: str) -> str:
    """A header as it is said of each cell again: an essay is none."""
    return heading if len(heading) <= _HEADING else heading[:_HEADING].rstrip() + " …"


def _cell_said(cell: Cell, said: Mapping[int, str], headers: Headers) -> Sentence:
    """A cell after its headers, with what it is and spans."""
    text = verbatim(said[id(cell)]) if said[id(cell)] else say("(empty)")
    notes = [say("header")] if cell.is_header else []
    if cell.columns > 1:
        notes.append(counted(cell.columns, "{count} column", "{count} columns"))
    if cell.rows > 1:
        notes.append(counted(cell.rows, "{count} row", "{count} rows"))
    if notes:
        text = say("{text} ({notes})", text=text, notes=joined(notes))
    over = [_shortened(said[id(head)]) for head in headers.of(cell)]
    return say("{headers}: {text}", headers=joined(over), text=text) if over else text
