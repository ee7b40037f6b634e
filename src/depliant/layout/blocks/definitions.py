"""Definition lists: terms above their texts, beside them, or at the head of their first line."""

from __future__ import annotations

from math import fsum

from msgspec.structs import replace

from depliant.content.model import Definition, Definitions
from depliant.display.structure import Element
from depliant.errors import Gathering
from depliant.geometry import mm
from depliant.layout.blocks.kind import Kind
from depliant.layout.frame import Slice, Stack, counted_from, joined, spaced
from depliant.layout.lines import text_stack
from depliant.layout.run_in_text import Part, run_in_stack
from depliant.layout.setting import PanelSetting
from depliant.layout.stacking import fused, indented, moved
from depliant.layout.touching import touching
from depliant.style.running_text import DefinitionStyle
from depliant.style.sheet import TypeStyle


def definitions(block: Definitions, setting: PanelSetting, measure: float) -> Stack:
    """A definition list in its style; the terms are the labels of its items."""
    style = setting.sheet.definitions.get(block.role, DefinitionStyle())
    between = setting.room(style.between)
    stacks: list[Stack] = []
    faults = Gathering()
    for entry in block.entries:
        with faults:
            stack = _entry(entry, style, setting, measure)
            stacks.append(spaced(stack, between, stretch=True) if stacks else stack)
    faults.raise_any()
    whole = spaced(joined(touching(stacks, setting)), setting.room(style.before))
    attributes = (("List", "ListNumbering", "None"),)
    return replace(whole, elements=(Element("L", whole.elements, attributes=attributes),))


def _entry(
    entry: Definition, style: DefinitionStyle, setting: PanelSetting, measure: float
) -> Stack:
    """A term and its text as an item of a list."""
    if style.place == "run-in":
        first = Part(entry.term, _of_terms(style, setting), "Lbl")
        second = Part(entry.text, setting.style(style.text), "P")
        stack = run_in_stack(setting, first, second, style.text, measure, entry.place)
    elif style.place == "beside":
        stack = _beside(entry, style, setting, measure)
    else:
        stack = _above(entry, style, setting, measure, mm(style.indent_mm))
    label, *body = stack.elements
    item = Element("LI", (label, Element("LBody", tuple(body))))
    return replace(stack, elements=(item,))


def _of_terms(style: DefinitionStyle, setting: PanelSetting) -> TypeStyle:
    """The type style of terms; where there is none, the bold of that of their texts."""
    if style.term in setting.design.roles or style.term in setting.sheet.type:
        return setting.style(style.term)
    words = setting.style(style.text)
    return replace(words, weight=words.strong.weight, colour=words.strong.colour or words.colour)


def _term(
    entry: Definition,
    style: DefinitionStyle,
    setting: PanelSetting,
    measure: float,
    *,
    ragged: bool = False,
) -> Stack:
    """The term; `ragged`: not justified, since its column has room for few words."""
    own = _of_terms(style, setting)
    if ragged and own.align == "justify":
        own = replace(own, align="start")
    place = entry.place
    return text_stack(setting, entry.term, style.term, measure, place, element="Lbl", style=own)


def _above(
    entry: Definition, style: DefinitionStyle, setting: PanelSetting, measure: float, start: float
) -> Stack:
    """The term, and below it its text, which begins `start` points from where the measure does."""
    term = _term(entry, style, setting, measure)
    text = text_stack(setting, entry.text, style.text, measure - start, entry.place)
    text = indented(text, setting.across(start, measure - start, measure))
    kept = tuple(replace(slice_, keep=True) for slice_ in term.slices)
    return joined([replace(term, slices=kept), text])


def _beside(
    entry: Definition, style: DefinitionStyle, setting: PanelSetting, measure: float
) -> Stack:
    """The term in a column of its own, its first line level with that of its text.

    The lines of the text beside the term stay together with it. A term with a word that is wider
    than its column stands above its text, which stays where all others are.
    """
    width, start = mm(style.term_mm), mm(style.term_mm + style.gap_mm)
    if not 0 < width < measure - start:
        return _above(entry, style, setting, measure, mm(style.indent_mm))
    term = _term(entry, style, setting, width, ragged=True)
    if any(fault.code == "word-too-wide" for fault in term.diagnostics):
        return _above(entry, style, setting, measure, start)
    text = text_stack(setting, entry.text, style.text, measure - start, entry.place)
    text = counted_from(term.contents, text)
    text = indented(text, setting.across(start, measure - start, measure))
    term = indented(term, setting.across(0.0, width, measure))
    first, *others = text.slices
    down = first.height - term.slices[0].height
    if down < 0:  # the term's first line is the higher one: the text's goes down to it
        first = replace(first, height=first.height - down, marks=moved(first.marks, 0.0, -down))
        down = 0.0
    first = replace(first, marks=(*fused(term, down), *first.marks))
    slices = [first, *others]
    lacking = setting.ceil(down + term.height - fsum(one.height for one in slices))
    if lacking > 0:
        slices.append(Slice(lacking, (), place=entry.place))
    bottom = 0.0
    for number, one in enumerate(slices[:-1]):
        bottom += one.height
        if bottom < down + term.height:
            slices[number] = replace(one, keep=True)
    slices[0] = replace(slices[0], text=f"{_words(term)} {slices[0].text}")
    return Stack(
        tuple(slices),
        (*term.elements, *text.elements),
        (*term.diagnostics, *text.diagnostics),
        term.contents + text.contents,
    )


def _words(stack: Stack) -> str:
    return " ".join("".join(slice_.text for slice_ in stack.slices).split())


KIND = Kind(definitions, after="role", beside="narrow")
