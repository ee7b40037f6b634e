"""Live text of an SVG as outlines: each `<text>` becomes a group of paths that looks the same.

What paints the text (class, style, fill) stays on the group. Text along a path, turned letter by
letter or stretched to a length is left alone, and the reader of drawings refuses it by name.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from typing import Any, Final, NamedTuple
from xml.etree import ElementTree

import uharfbuzz as hb

from depliant.errors import Place
from depliant.graphics.svg import paths as svg_paths
from depliant.partners.kinds import unusable
from depliant.sentences import say

SVG: Final = "{http://www.w3.org/2000/svg}"
_SPACE: Final = "{http://www.w3.org/XML/1998/namespace}space"
_PLACED: Final = ("x", "y", "dx", "dy", _SPACE)
_ODD: Final = ("rotate", "textLength")
_FONT: Final = ("font-family", "font-size", "font-weight", "font-style", "letter-spacing",
                "text-anchor")  # fmt: skip
_PAINT: Final = ("fill", "stroke", "stroke-width", "fill-opacity", "stroke-opacity", "opacity")
_RULE: Final = re.compile(r"([^{}]*+)\{([^{}]*+)\}")
_COMMENT: Final = re.compile(r"/\*.*?\*/", re.DOTALL)
_BOLD: Final = {"bold": 700, "bolder": 700, "normal": 400, "lighter": 300}
_MOST: Final = 5000
"""Letters: a mark has a name and a line below it."""

Font = Callable[[str, int, bool], bytes | None]
"""A font by family, weight and whether it is slanted; None where there is none."""


class Outlined(NamedTuple):
    """A drawing without live text, and the fonts that its text was set in."""

    data: bytes
    fonts: tuple[str, ...]


def called(family: str, weight: int, *, slanted: bool) -> str:
    """What a font is called that text is to be set in, as `--font` has it."""
    return f"{family}-{'Bold' * (weight >= 600)}{'Italic' * slanted}".rstrip("-")


class _Pen:
    """Where the next letter goes."""

    def __init__(self) -> None:
        self.x = self.y = 0.0


def outlined(data: bytes, font: Font, place: Place) -> Outlined:
    """The drawing with its text as outlines; the drawing itself where it has none.

    The bytes must have been found sound (`svg.tree`).

    Raises:
        InputError: `pdf-art-font`: fonts are missing, all of which are named.
    """
    if b"text" not in data:
        return Outlined(data, ())
    try:
        root = ElementTree.fromstring(data)
    except (ElementTree.ParseError, ValueError):
        return Outlined(data, ())
    setting = _Setting(root, font)
    setting.walk(root, {})
    if setting.missing:
        names = ", ".join(setting.missing)
        options = " ".join(f"--font '{name}=FILE.otf'" for name in setting.missing)
        raise unusable(
            "pdf-art-font",
            say(
                "{file} has live text in fonts that are not here: {names}.",
                file=place.file,
                names=names,
            ),
            place,
            say(
                "Give them ({options}), or ask the partner to convert the text to outlines.",
                options=options,
            ),
        )
    if not setting.used:
        return Outlined(data, ())
    ElementTree.register_namespace("", SVG.strip("{}"))
    ElementTree.register_namespace("xlink", "http://www.w3.org/1999/xlink")
    return Outlined(ElementTree.tostring(root, encoding="utf-8"), tuple(setting.used))


class _Setting:
    """Turns the text of one drawing into paths."""

    def __init__(self, root: ElementTree.Element, font: Font) -> None:
        self.missing: dict[str, None] = {}
        self.used: dict[str, None] = {}
        self._font = font
        self._letters = 0
        self._rules = [
            rule for element in root.iter(f"{SVG}style") for rule in _rules(element.text or "")
        ]

    def walk(self, element: ElementTree.Element, above: Mapping[str, str]) -> None:
        """Go through all that is no text, with what it inherits."""
        looks = {**above, **_of(self._own(element), _FONT)}
        for kid in list(element):
            if kid.tag == f"{SVG}text" and not _is_odd(kid):
                self._text(kid, looks)
            else:
                self.walk(kid, looks)

    def _own(self, element: ElementTree.Element) -> dict[str, str]:
        """What an element says itself: attributes, over them rules, over them its style."""
        names = {str(element.tag).removeprefix(SVG), f"#{element.get('id', '')}"}
        names.update(f".{name}" for name in element.get("class", "").split())
        own = {key: value for key, value in element.attrib.items() if key in (*_FONT, *_PAINT)}
        for selector, declared in self._rules:
            if selector in names:
                own.update(declared)
        return own | _declared(element.get("style", ""))

    def _text(self, element: ElementTree.Element, above: Mapping[str, str]) -> None:
        pen = _Pen()
        group = self._group(element, above, pen, element.get(_SPACE) == "preserve")
        kept, tail = dict(group.attrib), element.tail
        element.clear()
        element.tag, element.tail = f"{SVG}g", tail
        element.attrib.update(kept)
        element.extend(list(group))

    def _group(
        self, element: ElementTree.Element, above: Mapping[str, str], pen: _Pen, keeps: bool
    ) -> ElementTree.Element:
        """A text or tspan as a group of paths."""
        own = self._own(element)
        looks = {**above, **_of(own, _FONT)}
        attributes = {
            key: value
            for key, value in element.attrib.items()
            if key not in (*_PLACED, *_FONT, *_PAINT, "style")
        }
        paint = _of(own, _PAINT)
        if paint:
            attributes["style"] = ";".join(f"{key}:{value}" for key, value in paint.items())
        group = ElementTree.Element(f"{SVG}g", attributes)
        size = _size(looks)
        spots = {key: _numbers(element.get(key), size) for key in ("x", "y", "dx", "dy")}
        parts: list[tuple[str, ElementTree.Element | None]] = [(element.text or "", None)]
        for kid in element:
            parts += [("", kid), (kid.tail or "", None)]
        for text, inner in parts:
            if inner is not None:
                group.append(self._group(inner, looks, pen, keeps))
            else:
                for path in self._paths(_spaced(text, keeps), looks, pen, spots):
                    group.append(ElementTree.Element(f"{SVG}path", {"d": path}))
        return group

    def _paths(
        self, text: str, looks: Mapping[str, str], pen: _Pen, spots: dict[str, list[float]]
    ) -> Iterator[str]:
        """The outlines of a run, in pieces where letters have places of their own."""
        at_once = all(len(values) <= 1 for values in spots.values())
        for piece in [text] if at_once else text:
            if not piece:
                continue
            pen.x, pen.y = _taken(spots, "x", pen.x), _taken(spots, "y", pen.y)
            pen.x += _taken(spots, "dx", 0.0)
            pen.y += _taken(spots, "dy", 0.0)
            path = self._run(piece, looks, pen)
            if path:
                yield path

    def _run(self, text: str, looks: Mapping[str, str], pen: _Pen) -> str:
        family = looks.get("font-family", "serif").split(",")[0].strip().strip("'\"")
        said = looks.get("font-weight", "400")
        weight = _BOLD.get(said, int(said) if said.isdecimal() else 400)
        slanted = looks.get("font-style", "normal") != "normal"
        name = called(family, weight, slanted=slanted)
        data = self._font(family, weight, slanted)
        self._letters += len(text)
        if data is None or self._letters > _MOST:
            self.missing.setdefault(name)
            return ""
        size, spacing = _size(looks), looks.get("letter-spacing", "normal")
        extra = 0.0 if spacing == "normal" else _length(spacing, size)
        path, width, whole = _drawn(text, data, size, extra, looks.get("text-anchor", "start"), pen)
        if not whole:
            self.missing.setdefault(name)
        self.used.setdefault(name)
        pen.x += width
        return path


def _drawn(
    text: str, data: bytes, size: float, extra: float, anchor: str, pen: _Pen
) -> tuple[str, float, bool]:
    """The path of a run at the pen, how far the pen moves, and whether the font has all of it."""
    font = hb.Font(hb.Face(data))
    buffer = hb.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    hb.shape(font, buffer)
    scale = size / font.face.upem
    infos, positions = buffer.glyph_infos or [], buffer.glyph_positions or []
    width = sum(at.x_advance for at in positions) * scale + extra * len(infos)
    shift = {"middle": -width / 2, "end": -width}.get(anchor, 0.0)
    x, parts = pen.x + shift, list[str]()
    for info, at in zip(infos, positions, strict=True):
        origin = x + at.x_offset * scale, pen.y - at.y_offset * scale
        font.draw_glyph(info.codepoint, _recorder(), (parts, scale, origin))
        x += at.x_advance * scale + extra
    pen.x += shift
    return "".join(parts), width, all(info.codepoint for info in infos)


@lru_cache(maxsize=1)
def _recorder() -> hb.DrawFuncs:
    """HarfBuzz's callbacks: each spells a segment in the drawing's own units, y down."""

    def spell(letter: str, *order: Any) -> None:
        *points, (parts, scale, (x, y)) = order
        spelled = [
            f"{y - value * scale:.4f}" if number % 2 else f"{x + value * scale:.4f}"
            for number, value in enumerate(points)
        ]
        parts.append(letter + " ".join(spelled))

    functions: Any = hb.DrawFuncs()
    functions.set_move_to_func(lambda *order: spell("M", *order))
    functions.set_line_to_func(lambda *order: spell("L", *order))
    functions.set_quadratic_to_func(lambda *order: spell("Q", *order))
    functions.set_cubic_to_func(lambda *order: spell("C", *order))
    functions.set_close_path_func(lambda order: order[0].append("Z"))
    return functions


def _is_odd(element: ElementTree.Element) -> bool:
    """Whether text is set in a way that is left to others."""
    return any(
        one.tag not in (f"{SVG}text", f"{SVG}tspan") or any(key in one.attrib for key in _ODD)
        for one in element.iter()
    )


def _rules(css: str) -> Iterator[tuple[str, dict[str, str]]]:
    """The simple rules of a style element, weakest first."""
    found = [
        (selector.strip(), _declared(body))
        for selectors, body in _RULE.findall(_COMMENT.sub("", css))
        for selector in selectors.split(",")
    ]
    yield from sorted(found, key=lambda rule: {"#": 2, ".": 1}.get(rule[0][:1], 0))


def _declared(text: str) -> dict[str, str]:
    pairs = (part.partition(":") for part in text.split(";"))
    return {name.strip().lower(): value.strip() for name, colon, value in pairs if colon}


def _of(looks: Mapping[str, str], names: tuple[str, ...]) -> dict[str, str]:
    return {name: value for name, value in looks.items() if name in names}


def _spaced(text: str, keeps: bool) -> str:
    text = re.sub(r"[\r\n\t]", " ", text)
    return text if keeps else re.sub(" +", " ", "" if not text.strip() else text.strip())


def _size(looks: Mapping[str, str]) -> float:
    return _length(looks.get("font-size", "16"), 16.0)


def _length(value: str, whole: float) -> float:
    try:
        if value.endswith("em") and not value.endswith("rem"):
            return float(value[:-2]) * whole
        return svg_paths.length(value, whole)
    except ValueError:
        return 0.0


def _numbers(value: str | None, size: float) -> list[float]:
    return [_length(part, size) for part in re.split(r"[\s,]+", (value or "").strip()) if part]


def _taken(spots: dict[str, list[float]], key: str, default: float) -> float:
    """The next number of a list of places, which it is taken from."""
    return spots[key].pop(0) if spots[key] else default
