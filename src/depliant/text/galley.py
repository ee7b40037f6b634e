"""Setting a paragraph: from styled runs to lines of placed glyphs.

The steps are this package's other modules, in this order: itemization, tokens, hyphenation and
boxes, linebreak (all of them called by breaking), justify; this one then places the glyphs.
Every character of the text is placed once and in order. A space at which a line ends stays,
without width, as the line's last glyph, so that words remain words when the text is read back
from the page.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from msgspec.structs import replace

from depliant.display.items import Glyph, Glyphs
from depliant.errors import Diagnostic, InputError, Place
from depliant.fonts.face import load
from depliant.fonts.registry import FaceRef
from depliant.fonts.shaping import SOFT_HYPHEN, SPACE, ShapedGlyph, shape
from depliant.languages.table import direction
from depliant.memory import remembered, sized
from depliant.text.bidi import visual_order
from depliant.text.boxes import Setting, hang_left, hang_right
from depliant.text.breaking import ENDLESS, Insets, Paragraph, strands_of, tokens_of
from depliant.text.items import Box, Discretionary, Glue, Item, Penalty
from depliant.text.justify import NATURAL, SLACK, Fit, Give, fit
from depliant.text.model import CharStyle, Galley, Inset, Line, ParagraphStyle, Run, SetRun
from depliant.text.tokens import Joint, LineEnd, Space, Token, Word


def set_paragraph(
    runs: Sequence[Run],
    style: ParagraphStyle,
    measure: float,
    place: Place | None = None,
    insets: Insets = (),
) -> Galley:
    r"""Set a paragraph in lines of `measure` points.

    It always ends and always places everything: a word that cannot be divided and is wider
    than the measure stands on a line of its own whose `excess` says how far it sticks out.

    Args:
        runs: the text; "\n" forces a line end.
        style: how it is broken and justified.
        measure: the width of the lines in points.
        place: where the text comes from, for diagnostics.
        insets: how far the first lines keep from the ends of the measure, one a line.

    Raises:
        InputError: `font-missing`; `glyph-missing`, one for each character and face.
    """
    try:
        lines = _set(tuple(runs), style, measure, insets)
    except InputError as error:
        raise InputError(faults(runs, style, error, place)) from None
    return Galley(lines, measure, place)


def faults(
    runs: Sequence[Run], style: ParagraphStyle, first: InputError, place: Place | None
) -> tuple[Diagnostic, ...]:
    """Everything that keeps the runs from being set, each fault once, the `first` included."""
    found = dict.fromkeys(first.diagnostics)
    try:
        tokens = tokens_of(strands_of(runs, style), style)
    except InputError as error:
        return tuple(replace(diagnostic, place=place) for diagnostic in error.diagnostics)
    for token in tokens:
        for piece in token.pieces if isinstance(token, Word) else ():
            try:
                shape(piece.style.face, piece.text, language=style.language)
            except InputError as error:
                found |= dict.fromkeys(error.diagnostics)
    return tuple(replace(diagnostic, place=place) for diagnostic in found)


def set_line(runs: Sequence[Run], style: ParagraphStyle, place: Place | None = None) -> Line:
    """Set text on one line, its left end at x = 0 whichever way it runs.

    It has no runs where there is nothing to set: marks of direction alone, or a soft hyphen.

    Raises:
        InputError: as `set_paragraph`.
    """
    lines = set_paragraph(runs, replace(style, align="start", hyphenate=False), ENDLESS, place)
    if not lines.lines:
        return Line((), 0.0, 0.0, hyphenated=False)
    line = lines.lines[0]
    if direction(style.language) == "ltr":
        return line
    return line.moved(line.width - ENDLESS)


def _weight(lines: tuple[Line, ...]) -> int:
    """About how many bytes lines take, with what they are made from."""
    return 1500 + sum(500 + 210 * len(run.glyphs.glyphs) for line in lines for run in line.runs)


@sized(_weight)
def _set(
    runs: tuple[Run, ...], style: ParagraphStyle, measure: float, insets: Insets
) -> tuple[Line, ...]:
    paragraph = Paragraph(runs, style)
    return set_lines(paragraph, measure, insets, divide=paragraph.divisible)


def set_lines(
    paragraph: Paragraph, measure: float, insets: Insets = (), *, divide: bool
) -> tuple[Line, ...]:
    """The lines of a paragraph; with `divide` words and phrases are parted where that helps.

    The first ones keep from the ends of the measure by `insets`.

    Raises:
        InputError: as `set_paragraph`, but the first fault alone, and without the place.
    """
    broken = paragraph.broken_at(measure, divide=divide, insets=insets)
    if broken is None:
        return ()
    tokens, setting, items, breaks = broken
    lines: list[Line] = []
    begin = 0
    for end in breaks.items:
        content = _content(items, tokens, begin, end)
        inset = insets[len(lines)] if len(lines) < len(insets) else _NO_INSET
        lines.append(_line(content, setting, inset, first=not lines))
        begin = end if isinstance(items[end], Discretionary) else end + 1
    return tuple(lines)


class _Part(NamedTuple):
    """A stretch of one word on a line, or (with `word` None) a space or a joint."""

    word: Word | None
    start: int
    end: int
    run: int
    style: CharStyle
    joint: Joint | None = None


class _Content(NamedTuple):
    """What stands on a line; `ending` is the space or forced end that closes it."""

    parts: tuple[_Part, ...]
    hyphen: bool
    hyphenated: bool
    ending: Space | LineEnd | None
    forced: bool


def _content(items: Sequence[Item], tokens: Sequence[Token], begin: int, end: int) -> _Content:
    """The parts of the line between two breaks, without the glue its beginning discards."""
    parts: list[_Part] = []
    for item in items[begin:end]:
        if isinstance(item, Box) and item.token >= 0:
            word = tokens[item.token]
            assert isinstance(word, Word)
            if parts and parts[-1].word is word and parts[-1].end == item.start:
                parts[-1] = parts[-1]._replace(end=item.end)
            else:
                parts.append(_Part(word, item.start, item.end, -1, word.pieces[0].style))
        elif isinstance(item, Glue) and parts and not item.fill:
            space = tokens[item.token]
            assert isinstance(space, Space | Joint)
            joint = space if isinstance(space, Joint) else None
            parts.append(_Part(None, 0, 0, space.run, space.style, joint))
    final = items[end]
    disc = isinstance(final, Discretionary)
    forced = isinstance(final, Penalty) and final.penalty <= -10_000
    glue = items[end - 1] if forced else final
    ending = None
    if isinstance(glue, Glue) and glue.token < len(tokens):
        token = tokens[glue.token]
        ending = token if isinstance(token, Space | LineEnd) else None
    added = isinstance(final, Discretionary) and final.added
    return _Content(tuple(parts), added, disc, ending, forced)


class _Stretch(NamedTuple):
    """Shaped glyphs of one run on a line; `space` if they are a space between words.

    `joint` is what parts the last of them from what follows.
    """

    run: int
    style: CharStyle
    glyphs: tuple[ShapedGlyph, ...]
    space: bool
    joint: Joint | None = None


def _stretches(content: _Content, setting: Setting) -> list[_Stretch]:
    """The line's glyphs in font units: words as shaped whole, divided ones shaped again."""
    language = setting.style.language
    found: list[_Stretch] = []
    for number, (word, start, end, run, style, joint) in enumerate(content.parts):
        if joint is not None:
            found[-1] = found[-1]._replace(joint=joint)
            continue
        if word is None:
            found.append(_Stretch(run, style, (_space_glyph(style.face),), True))
            continue
        divided = content.hyphen and number == len(content.parts) - 1
        for piece in word.pieces:
            first, last = max(start - piece.start, 0), min(end - piece.start, len(piece.text))
            if first >= last:
                continue
            text = piece.text[first:last]
            if divided and piece.start + last == end:
                text += SOFT_HYPHEN
            own = setting.metrics[piece.run]
            glyphs = shape(
                own.face,
                text,
                language=language,
                features=own.features,
                direction=own.direction,
                context=piece.context,
            )
            found.append(_Stretch(piece.run, piece.style, glyphs, False))
    return found


@remembered
def _space_glyph(ref: FaceRef) -> ShapedGlyph:
    face = load(ref)
    gid = face.glyph(SPACE) or 0
    return ShapedGlyph(gid, 0, face.advance(gid), 0, 0, SPACE)


_NO_INSET = Inset()


def _line(content: _Content, setting: Setting, inset: Inset, *, first: bool) -> Line:
    """Justify one line and place its glyphs."""
    style, measure = setting.style, setting.measure
    stretches = _stretches(content, setting)
    indent = style.indent if first else 0.0
    room = max(0.0, measure - inset.start - inset.end) - indent
    left, right = _hangs(content, setting)
    justified = style.align == "justify"
    natural, give = _measured(stretches, setting, style.flex if justified else 0.0)
    width = natural - left - right
    fitted, slack = NATURAL, SLACK
    if justified and not (content.forced and width <= room):
        # So much is taken from the spaces of a line, and goes unnoticed where it has none.
        slack = SLACK + style.flex * stretches[-1].style.size
        fitted = fit(room - width, give, slack=slack)
        width = room - fitted.left
    x = inset.start + indent - left
    if style.align == "end":
        x += room - width
    elif style.align == "centre":
        x += (room - width) / 2
    excess = width - room
    if setting.to_left:
        x = measure - x - (width + left + right)
    spread = _Spread(fitted, style.flex, setting)
    place = _reordered if setting.levels else _placed
    return Line(
        place(stretches, content.ending, x, spread),
        width + indent,
        fitted.ratio,
        content.hyphenated,
        excess if excess > slack else 0.0,
    )


def _hangs(content: _Content, setting: Setting) -> tuple[float, float]:
    """How far the line's first and last characters hang outside the measure, in points."""
    head, tail = content.parts[0], content.parts[-1]
    assert head.word is not None
    assert tail.word is not None
    return (
        hang_left(head.word, head.start, setting),
        hang_right(tail.word, tail.end, setting, hyphen=content.hyphen),
    )


def _measured(stretches: Sequence[_Stretch], setting: Setting, flex: float) -> tuple[float, Give]:
    """The natural width of a line in points, tracking included, and what it can give.

    The last glyph's tracking would move nothing: it does not count.
    """
    width = stretch = shrink = bend = 0.0
    for run, _, glyphs, space, joint in stretches:
        own = setting.metrics[run]
        advances = [glyph.x_advance for glyph in glyphs if glyph.x_advance]
        width += sum(advances) * own.scale + len(advances) * own.tracking
        bend += len(advances) * own.elastic
        if space:
            stretch += own.stretch
            shrink += own.shrink
        if joint is not None:
            width += joint.width
            stretch += joint.stretch
            shrink += joint.shrink
    last = stretches[-1]
    if last.glyphs[-1].x_advance:
        own = setting.metrics[last.run]
        width -= own.tracking
        bend -= own.elastic
    return width, Give(stretch, shrink, bend * flex)


class _Spread:
    """How a line's glyphs are spread."""

    __slots__ = ("fit", "flex", "setting")

    def __init__(self, fit: Fit, flex: float, setting: Setting) -> None:
        self.fit = fit
        self.flex = flex
        self.setting = setting

    def scale(self, run: int) -> float:
        """The size of a font unit in points."""
        return self.setting.metrics[run].scale

    def more(self, run: int, space: bool) -> float:
        """What is added to each advance, in points: a word space gives besides."""
        own = self.setting.metrics[run]
        letters = own.tracking + self.fit.tracking * self.flex * own.elastic
        if not space:
            return letters
        return letters + self.fit.ratio * (own.stretch if self.fit.ratio > 0 else own.shrink)

    def parting(self, joint: Joint | None) -> float:
        """What a joint adds to the advance of the glyph before it, in points."""
        if joint is None:
            return 0.0
        ratio = self.fit.ratio
        return joint.width + ratio * (joint.stretch if ratio > 0 else joint.shrink)

    def set_run(self, run: int, style: CharStyle, x: float, glyphs: Sequence[Glyph]) -> SetRun:
        """The glyphs of a strand, under the number of the run that it is cut from."""
        set_glyphs = Glyphs(
            style.face,
            style.size,
            style.colour,
            x,
            -style.rise,
            tuple(glyphs),
            leads=style.leads,
        )
        return SetRun(self.setting.origins[run], set_glyphs)


def _placed(
    stretches: Sequence[_Stretch], ending: Space | LineEnd | None, x: float, spread: _Spread
) -> tuple[SetRun, ...]:
    """The line's runs with every glyph in its place, from `x` on."""
    runs: list[SetRun] = []
    glyphs: list[Glyph] = []
    origin, pen = x, 0.0
    last = len(stretches) - 1
    for number, (run, style, shapes, space, joint) in enumerate(stretches):
        scale, more = spread.scale(run), spread.more(run, space)
        for gid, _, advance, x_offset, y_offset, text in shapes:
            step = advance * scale + more if advance else 0.0
            glyphs.append(Glyph(gid, pen + x_offset * scale, -y_offset * scale, step, text))
            pen += step
        if more_room := spread.parting(joint):
            glyphs[-1] = glyphs[-1]._replace(advance=glyphs[-1].advance + more_room)
            pen += more_room
        if number == last and glyphs[-1].advance:
            # Nothing follows that tracking could part from the last glyph.
            glyphs[-1] = glyphs[-1]._replace(advance=glyphs[-1].advance - more)
            pen -= more
        if number == last or stretches[number + 1].run != run:
            runs.append(spread.set_run(run, style, origin, glyphs))
            origin, pen, glyphs = origin + pen, 0.0, []
    return tuple(runs) if ending is None else _closed(runs, ending, origin, spread)


def _reordered(
    stretches: Sequence[_Stretch], ending: Space | LineEnd | None, x: float, spread: _Spread
) -> tuple[SetRun, ...]:
    """The line's runs in reading order, each where the order of the line puts it, from `x` on.

    What is cut from one strand stands together, since it is of one level.
    """
    levels = spread.setting.levels
    placed = [
        _from_origin(stretch, spread, last=number == len(stretches) - 1)
        for number, stretch in enumerate(stretches)
    ]
    starts = [0.0] * len(stretches)
    pen = x
    for number in visual_order([levels[stretch.run] for stretch in stretches]):
        starts[number] = pen
        pen += sum(glyph.advance for glyph in placed[number])
    runs: list[SetRun] = []
    begin = 0
    for number, stretch in enumerate(stretches):
        if number + 1 < len(stretches) and stretches[number + 1].run == stretch.run:
            continue
        together = range(begin, number + 1)
        origin = min(starts[index] for index in together)
        glyphs = [
            glyph._replace(x=glyph.x + starts[index] - origin)
            for index in together
            for glyph in placed[index]
        ]
        runs.append(spread.set_run(stretch.run, stretch.style, origin, glyphs))
        begin = number + 1
    end = x if spread.setting.to_left else pen
    return tuple(runs) if ending is None else _closed(runs, ending, end, spread)


def _from_origin(stretch: _Stretch, spread: _Spread, *, last: bool) -> list[Glyph]:
    """A stretch's glyphs from x = 0, in reading order."""
    run, _, shapes, space, joint = stretch
    scale, more = spread.scale(run), spread.more(run, space)
    to_left = bool(spread.setting.levels[run] & 1)
    final = 0 if to_left else len(shapes) - 1
    glyphs: list[Glyph] = []
    pen = 0.0
    for index, (gid, _, advance, x_offset, y_offset, text) in enumerate(shapes):
        added = 0.0 if last and index == final else more
        step = advance * scale + added if advance else 0.0
        glyphs.append(Glyph(gid, pen + x_offset * scale, -y_offset * scale, step, text))
        pen += step
    if more_room := spread.parting(joint):
        final = 0 if to_left else -1
        glyphs[final] = glyphs[final]._replace(advance=glyphs[final].advance + more_room)
        if to_left:
            glyphs = [glyph._replace(x=glyph.x + more_room) for glyph in glyphs]
    return glyphs[::-1] if to_left else glyphs


def _closed(
    runs: list[SetRun], ending: Space | LineEnd, x: float, spread: _Spread
) -> tuple[SetRun, ...]:
    """The runs with the space at which the line ends: it has no width but keeps its character."""
    space = _space_glyph(ending.style.face)
    closing = spread.set_run(ending.run, ending.style, x, [Glyph(space.gid, 0.0, 0.0, 0.0, SPACE)])
    glyphs = runs[-1].glyphs
    if (runs[-1].run, glyphs.face) == (closing.run, closing.glyphs.face):
        own = Glyph(space.gid, x - glyphs.x, 0.0, 0.0, SPACE)
        runs[-1] = SetRun(closing.run, replace(glyphs, glyphs=(*glyphs.glyphs, own)))
    else:
        runs.append(closing)
    return tuple(runs)
