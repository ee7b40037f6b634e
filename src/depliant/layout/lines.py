"""Text made into slices: a paragraph or a heading, broken, balanced and marked line by line."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from depliant.content.inline import Inline, NoteMark, Span, plain
from depliant.content.notes import printed
from depliant.display.items import Glyphs, Item, Link, Mark
from depliant.display.structure import ContentRef, Element, Role, contents
from depliant.errors import Diagnostic, Place
from depliant.fonts.face import load
from depliant.geometry import MM, Rect
from depliant.languages.table import lacks_hyphens
from depliant.layout.beside import narrowed
from depliant.layout.frame import Slice, Stack
from depliant.layout.setting import BASELINE_SHARE, PanelSetting
from depliant.layout.shrinking import largest, made_smaller, too_many_lines
from depliant.patterns import late_pattern
from depliant.sentences import Sentence, say
from depliant.style.sheet import TypeStyle
from depliant.text import collisions
from depliant.text.balance import set_balanced
from depliant.text.breaking import Insets
from depliant.text.character import marked, named_styles
from depliant.text.galley import set_paragraph
from depliant.text.model import CharStyle, Galley, Inset, Line, ParagraphStyle, Run

_TRACKING_FLEX = 0.01
"""How far tracking may help justification, of an em: less than the 1.5 % that go unnoticed, so
that words in the tightest line still stand 0.15 em apart."""

_HANG = 0.6
"""How much of a mark's share hangs outside the measure: less than all, so that edges look even."""

_PLAIN = Span("")

_TIGHTEST = 0.75
"""The least leading of several lines, as a share of the type size."""

_EXCESS = 0.01
"""Points by which rounding may make a word wider than its measure."""

_SHOWN = 80
"""Characters of a text that a diagnostic shows."""


def char_style(setting: PanelSetting, style: TypeStyle, span: Span = _PLAIN) -> CharStyle:
    """How a span is set within a type style."""
    strong = style.strong
    colour = strong.colour if span.strong and strong.colour else style.colour
    base = CharStyle(
        setting.sheet.face(style, strong=span.strong, emphasis=span.emphasis),
        style.size,
        setting.colour(colour),
        style.tracking,
        0.0,
        style.features,
        setting.sheet.fallbacks(style),
        language=span.language,
    )
    return marked(base, span, named_styles(setting.sheet) if span.styles else ())


def _hangs(style: TypeStyle) -> bool:
    return style.align == "justify" if style.hanging is None else style.hanging


def paragraph_style(setting: PanelSetting, style: TypeStyle) -> ParagraphStyle:
    """How a type style's paragraphs are broken."""
    return ParagraphStyle(
        language=setting.language,
        align=style.align,
        hyphenate=style.hyphenate,
        unbroken=setting.unbroken,
        flex=_TRACKING_FLEX,
        hang=_HANG if _hangs(style) else 0.0,
        capitals=style.capitals,
    )


def capital_height(setting: PanelSetting, style: TypeStyle) -> float:
    """The height of a type style's capitals, in points."""
    face = load(setting.sheet.face(style))
    return style.size * face.cap_height / face.upem


def galley(
    setting: PanelSetting,
    text: Inline,
    style: TypeStyle,
    measure: float,
    place: Place | None,
    insets: Insets = (),
    indent: float = 0.0,
) -> Galley:
    """Set a text to a measure, in points; its first lines keep from its ends by `insets`.

    The first of them is indented besides.
    """
    text = printed(text)
    how = paragraph_style(setting, style)
    how = replace(how, indent=indent) if indent else how
    return set_paragraph(runs_of(setting, text, style), how, measure, place, insets)


def runs_of(setting: PanelSetting, text: Inline, style: TypeStyle) -> tuple[Run, ...]:
    """The spans of a text as runs in a type style."""
    return tuple(
        Run(span.text, char_style(setting, style, span), _is_isolated(span)) for span in text
    )


def _is_isolated(span: Span) -> bool:
    """Whether a span keeps its own order among words that run the other way."""
    return span.figure is not None or span.note is not None


def balanced(
    setting: PanelSetting,
    text: Inline,
    style: TypeStyle,
    measure: float,
    place: Place | None,
    lines: int = 1,
) -> Galley:
    """Set a text in lines of about equal length, and in no fewer than `lines` of them."""
    text = printed(text)
    runs = runs_of(setting, text, style)
    return set_balanced(runs, paragraph_style(setting, style), measure, place, lines)


class _Leaves(Struct, frozen=True):
    """Which content number each run of a paragraph has, and the structure of each content."""

    numbers: tuple[int, ...]
    kids: tuple[Element | ContentRef, ...]


def _leaves(text: Inline, first: int = 0) -> _Leaves:
    """Give each run its content, from number `first` on: neighbours of one kind share one.

    Each link has its own, and so have words in another language (PDF/UA-1, 7.2). Words between
    marks of notes are elements as these are, so that a reader who takes an element's own content
    before that of what is in it keeps their order.
    """
    is_noted = any(span.note is not None for span in text)
    numbers: list[int] = []
    kids: list[Element | ContentRef] = []
    last: tuple[str | None, str | None] = (None, None)
    for span in text:
        if (span.link, span.language) != last or not numbers:
            leaf = ContentRef(first + len(kids))
            last = span.link, span.language
            if span.note is not None:
                kids.append(reference(span.note, leaf))
                numbers.append(first + len(kids) - 1)
                continue
            is_span = span.language or is_noted
            role: Role | None = "Link" if span.link else "Span" if is_span else None
            kids.append(Element(role, (leaf,), language=span.language) if role else leaf)
        numbers.append(first + len(kids) - 1)
    return _Leaves(tuple(numbers), tuple(kids))


def reference(mark: NoteMark, leaf: ContentRef) -> Element:
    """The structure of the mark of a note; its first has an identifier, which the note leads to."""
    identifier = mark_identifier(mark.id) if mark.is_first else None
    return Element("Reference", (Element("Link", (leaf,)),), identifier=identifier)


def mark_identifier(note: str) -> str:
    """The identifier of the first mark of a note."""
    return f"{note}-mark"


def _link_words(text: Inline, run: int) -> str:
    """All the words of the link that a run is of, whatever their kinds.

    They are what is said of its place as well: a voice that is given both says them once.
    """
    note = text[run].note
    if note is not None:
        return note.said
    link = text[run].link
    first, last = run, run + 1
    while first and text[first - 1].link == link:
        first -= 1
    while last < len(text) and text[last].link == link:
        last += 1
    return " ".join(plain(text[first:last]).split())


def _line_marks(
    line: Line, text: Inline, numbers: tuple[int, ...], at: tuple[float, float]
) -> list[Item]:
    """The marks of one set line with its origin at `at`: the measure's left end, the baseline."""
    x, y = at
    marks: list[Item] = []
    links: list[Link] = []
    before: int | None = None
    for run in line.runs:
        glyphs = run.glyphs
        moved = replace(glyphs, x=glyphs.x + x, y=glyphs.y + y)
        number = numbers[run.run]
        marks.append(Mark((moved,), number))
        link = text[run.run].link
        if link and number == before:  # one place on a line, whatever kinds its words are of
            links[-1] = replace(links[-1], frame=links[-1].frame.union(run_box(moved)))
        elif link:
            links.append(Link(run_box(moved), link, number, _link_words(text, run.run)))
        before = number
    return [*marks, *links]


def run_box(glyphs: Glyphs) -> Rect:
    """The rough box of a run: a line's height round its baseline."""
    width = sum(glyph.advance for glyph in glyphs.glyphs)
    return Rect(glyphs.x, glyphs.y - 0.8 * glyphs.size, width, 1.1 * glyphs.size)


def text_stack(
    setting: PanelSetting,
    text: Inline,
    role: str,
    measure: float,
    place: Place,
    *,
    element: Role = "P",
    lines: int = 0,
    style: TypeStyle | None = None,
    insets: Insets = (),
    indent: float = 0.0,
) -> Stack:
    """A paragraph or heading as slices of one line each, and its structure element.

    It is set in the type style of its role, or in the `style` that is given.

    No widow and no orphan: the first two lines stay together, and the last two. With `lines`
    the text is balanced over at least so many; so is text whose type style
    asks for it. A style may let it get smaller where it has no room (`fit`). Lines that keep from
    the ends of the measure by `insets`, or one that is indented, are not balanced.
    """
    designed = style or setting.style(role)
    if setting.around is not None and (
        lines or designed.balance or designed.leading == "auto-accents"
    ):

        def apart(setting: PanelSetting, measure: float) -> Stack:
            return text_stack(
                setting, text, role, measure, place, element=element, lines=lines, style=style
            )

        return narrowed(apart, setting, measure, setting.room(designed.before))
    text = printed(text)

    def at(style: TypeStyle) -> Galley:
        if (lines or style.balance) and not insets and not indent:
            return balanced(setting, text, style, measure, place, max(lines, 1))
        kept = beside_of(setting, style, measure, insets)
        return galley(setting, text, style, measure, place, kept, indent)

    style, set_text = _fitted(designed, at, lines)
    found = faults_of(setting, set_text, style, role)
    if style is not designed:
        found += (made_smaller(_short(plain(text)), designed, style, place),)
    most, takes = max(style.fit.lines or 0, lines), len(set_text.lines)
    if style.fit.lines and style.fit.size < 1 and takes > most:
        found += (too_many_lines(_short(plain(text)), style, (takes, most), place),)
    return replace(
        stacked(setting, text, set_text, style, ((element, len(text)),)), diagnostics=found
    )


def stacked(
    setting: PanelSetting,
    text: Inline,
    set_text: Galley,
    style: TypeStyle,
    elements: tuple[tuple[Role, int], ...],
    lines: tuple[Line, ...] = (),
) -> Stack:
    """Set text as slices of one line each, with its structure.

    Args:
        setting: of the panel.
        text: its spans, by which the runs of the lines are numbered.
        set_text: its lines, which give it its leading.
        style: its type style.
        elements: the structure elements that it is of, each with the number of its spans.
        lines: what is painted in the place of these lines, if it is not the same.
    """
    kinds: list[Element] = []
    numbers: tuple[int, ...] = ()
    start = contents_ = 0
    shown = {run.run for line in lines or set_text.lines for run in line.runs}
    for role, count in elements:
        leaves = _leaves(text[start : start + count], contents_)
        seen = {leaves.numbers[number - start] for number in shown if 0 <= number - start < count}
        kinds.append(Element(role, _painted(leaves, seen)))
        numbers += leaves.numbers
        start, contents_ = start + count, contents_ + len(leaves.kids)
    height = leading_of(setting, style, set_text)
    baseline = height - BASELINE_SHARE * setting.unit
    count = len(set_text.lines)
    slices = []
    for index, line in enumerate(lines or set_text.lines):
        marks = _line_marks(line, text, numbers, (0.0, baseline))
        keep = index + 1 < count and (index == 0 or index == count - 2)
        before = setting.room(style.before) if index == 0 else 0.0
        place = set_text.place
        slices.append(Slice(height, tuple(marks), before, keep, text=line.text, place=place))
    return Stack(tuple(slices), tuple(kinds), (), contents_)


def faults_of(
    setting: PanelSetting, set_text: Galley, style: TypeStyle, role: str
) -> tuple[Diagnostic, ...]:
    """What is wrong with set text: words too wide for their measure, lines that touch."""
    height = leading_of(setting, style, set_text)
    return (
        *_too_wide(set_text, style, setting.language),
        *(_too_tight(set_text, style, height, role) or _colliding(set_text, style, height, role)),
    )


def beside_of(
    setting: PanelSetting, style: TypeStyle, measure: float, insets: Insets = ()
) -> Insets:
    """The insets of a text's lines, with what they keep from a picture that stands beside them."""
    around = setting.around
    if around is None or abs(around.measure - measure) > _EXCESS:
        return insets
    height = setting.lines_of(style)
    begins = around.begins(setting.room(style.before))
    baseline = height - BASELINE_SHARE * setting.unit
    found = list(insets)
    for number, inset in enumerate(around.insets(begins, height, baseline, style.size)):
        if number < len(insets):
            own = insets[number]
            found[number] = Inset(own.start + inset.start, own.end + inset.end)
        else:
            found.append(inset)
    return tuple(found)


def leading_of(setting: PanelSetting, style: TypeStyle, set_text: Galley) -> float:
    """The distance between the baselines of a text, in points: whole units of the grid.

    A style whose leading follows its accents gets what the letters need that are there.
    """
    height = setting.lines_of(style)
    if style.leading != "auto-accents" or collisions.reach(set_text.lines) <= height:
        return height
    return max(height, setting.ceil(collisions.needed(set_text.lines, style.size)))


def _fitted(
    style: TypeStyle, at: Callable[[TypeStyle], Galley], lines: int
) -> tuple[TypeStyle, Galley]:
    """The largest style within its bounds at which a text fits, and the text set in it.

    It has no more lines than the style allows, or than the design gives it anyway; where that
    cannot be, no word is wider than the measure. Where neither can be, it is as designed.
    """
    designed = at(style)
    most = max(style.fit.lines or len(designed.lines), lines)
    if _fits(designed, most):
        return style, designed
    smaller = largest(style, lambda one: _fits(at(one), most))
    if smaller is None and any(line.excess > _EXCESS for line in designed.lines):
        more = max(most, len(designed.lines))
        smaller = largest(style, lambda one: _fits(at(one), more))
    return (style, designed) if smaller is None else (smaller, at(smaller))


def _fits(galley_: Galley, lines: int) -> bool:
    """Whether a text takes so many lines at most, and no word sticks out of any."""
    return len(galley_.lines) <= lines and all(line.excess <= _EXCESS for line in galley_.lines)


def _painted(leaves: _Leaves, shown: set[int]) -> tuple[Element | ContentRef, ...]:
    """The structure without what no line shows: a space between two links may end a line."""
    return tuple(
        kid
        for kid in leaves.kids
        if (
            kid.number in shown
            if isinstance(kid, ContentRef)
            else not shown.isdisjoint(contents(kid))
        )
    )


def _too_tight(
    galley_: Galley, style: TypeStyle, height: float, role: str
) -> tuple[Diagnostic, ...]:
    """Lines that run into one another: set solid is 1, and capitals alone are 0.7 high."""
    if len(galley_.lines) < 2 or height >= _TIGHTEST * style.size:
        return ()
    message = say(
        "Lines of {size:g} pt type stand {height:g} pt apart (role “{role}”), "
        "so that they run into one another.",
        size=style.size,
        height=height,
        role=role,
    )
    hint = say("Give the type style more leading, or a smaller size.")
    return (Diagnostic("leading-tight", message, galley_.place, hint),)


def _colliding(
    galley_: Galley, style: TypeStyle, height: float, role: str
) -> tuple[Diagnostic, ...]:
    """Lines whose letters touch: an accent below a descender, where the leading is enough for most.

    It is looked at twice: roughly, which clears nearly all, then outline by outline.
    """
    if collisions.reach(galley_.lines) + collisions.CLEARANCE * style.size <= height:
        return ()
    needed = collisions.needed(galley_.lines, style.size)
    if needed <= height + _EXCESS:
        return ()
    message = say(
        "Letters of two lines touch: they stand {height:.1f} pt apart, and those of “{text}” need "
        "{needed:.1f} pt (role “{role}”).",
        height=height,
        text=_short(" ".join(line.text.strip() for line in galley_.lines)),
        needed=needed,
        role=role,
    )
    hint = say(
        "Give the type style more leading or a smaller size, in this edition alone under "
        "`editions`; or `leading: auto-accents`, which gives each text what its letters need."
    )
    return (Diagnostic("lines-collide", message, galley_.place, hint, "warning"),)


def _short(words: str) -> str:
    return words if len(words) <= _SHOWN else f"{words[: _SHOWN - 1]}…"


_ADDRESS: Final = late_pattern(
    r"https?://|www\.|\S@\S|(?<![\w.])(?:[\w-]+\.)+[a-z]{2,}(?![\w.])(?:/|$|\s)"
)
"""What an address of the web or of mail has in it."""
_ADDRESS_HINT: Final = say(
    "A hyphen would be read as a part of an address, which goes on in the next line after a slash "
    "or before a full stop: link shorter words to it, `[words](https://…)`, or set it smaller."
)
_WORD_HINT: Final = say(
    "Write it another way, allow a hyphen in it with a soft hyphen (U+00AD; in double quotes YAML "
    "writes it `\\xAD`), or set it smaller."
)


def _around(galley_: Galley, number: int) -> str:
    """The words of a line with those that it may be one word with: an address goes over lines."""
    texts = [line.text for line in galley_.lines]
    before = texts[number - 1].split()[-1:] if number else []
    after = texts[number + 1].split()[:1] if number + 1 < len(texts) else []
    return "".join((*before, texts[number].strip(), *after))


def _too_wide(galley_: Galley, style: TypeStyle, language: str) -> tuple[Diagnostic, ...]:
    unknown = style.hyphenate and lacks_hyphens(language)

    def message(words: str, excess: float) -> Sentence:
        short, measure = _short(words), galley_.measure / MM
        if unknown:
            return say(
                "“{short}” is {excess:.1f} mm wider than its measure of {measure:.1f} "
                "mm and cannot be broken: no hyphenation patterns are known for `{language}`.",
                short=short,
                excess=excess,
                measure=measure,
                language=language,
            )
        return say(
            "“{short}” is {excess:.1f} mm wider than its measure of {measure:.1f} "
            "mm and cannot be broken.",
            short=short,
            excess=excess,
            measure=measure,
        )

    return tuple(
        Diagnostic(
            "word-too-wide",
            message(line.text.strip(), line.excess / MM),
            galley_.place,
            _ADDRESS_HINT if _ADDRESS.search(_around(galley_, number)) else _WORD_HINT,
        )
        for number, line in enumerate(galley_.lines)
        if line.excess > _EXCESS
    )
