"""The looks of SVG elements: presentation attributes, the style attribute, CSS rules.

A style sheet inside the drawing may select by element name, class, id and attribute, and by
what holds an element (`.logo .a`, `g > path`); what else it asks for is refused by name. Rules
weigh as CSS says: by specificity, then order, and what is `!important` over all else. At-rules
that concern fonts, movement and screens are passed over; none of them shows in a still drawing
without text. Whatever leads out of the file is refused. Reading is linear in the text, and
matching is bounded.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from msgspec import Struct

from depliant.graphics.svg.tree import Node
from depliant.sentences import Sentence, legible, say

INHERITED = frozenset(
    ("fill", "stroke", "stroke-width", "stroke-linecap", "stroke-linejoin", "stroke-dasharray",
     "stroke-dashoffset", "stroke-miterlimit", "fill-rule", "clip-rule", "fill-opacity",
     "stroke-opacity", "visibility", "marker", "marker-start", "marker-mid", "marker-end",
     "color", "paint-order", "font-family", "font-weight", "font-style", "font-size",
     "text-anchor")
)  # fmt: skip
PROPERTIES = INHERITED | {
    "opacity", "display", "clip-path", "mask", "filter", "mix-blend-mode", "transform",
    "transform-origin", "transform-box", "vector-effect", "overflow", "stop-color",
    "stop-opacity", "mask-type", "isolation",
}  # fmt: skip
MAXIMUM_SELECTORS = 50_000
MAXIMUM_PARTS = 12
MAXIMUM_NAMES = 32
"""Classes, attributes and the like that a selector asks of one element."""
MAXIMUM_TRIES = 4_000_000
"""How often an element may be held against a part of a selector; long ones count for several."""
_LONG = 64
"""Characters of classes that are looked through about as fast as one element is held."""
_MANY = 2
"""Declarations of a rule that are copied about as fast."""

_OUTSIDE = re.compile(r"url\(\s*+[\"']?+\s*+(?!#|data:)", re.IGNORECASE)
_IMPORTANT = re.compile(r"!\s*+important\s*+$", re.IGNORECASE)
_NAME = r"[^][\s.#:>+~*,()\"'=]++"
_SIMPLE = rf"""(?P<tag>\*|{_NAME})|\.(?P<cls>{_NAME})|\#(?P<id>{_NAME})|(?P<pseudo>::?+{_NAME})
    |\[\s*+(?P<key>{_NAME})\s*+(?:=\s*+["']?+(?P<value>[^"'\]]*+)["']?+\s*+)?+\]"""
# What never holds for a still drawing: an element is not hovered over.
_NEVER = frozenset((":hover", ":active", ":focus", ":visited", ":target", ":focus-within",
                    ":focus-visible"))  # fmt: skip
_SKIPPED = frozenset(("@font-face", "@keyframes", "@-webkit-keyframes", "@page", "@supports",
                      "@charset", "@namespace", "@layer", "@property", "@container"))  # fmt: skip

Declaration = tuple[str, str, bool]
"""A property, its value, and whether it is important."""


class StyleFault(NamedTuple):
    """Something wrong with a style sheet: the code and the sentence of a diagnostic."""

    code: str
    message: Sentence


class Compound(Struct, frozen=True):
    """What one element must be: `path.a#b[c=d]`. `never` is for what no still element is."""

    tag: str = "*"
    id: str | None = None
    classes: tuple[str, ...] = ()
    attributes: tuple[tuple[str, str | None], ...] = ()
    first: bool = False
    root: bool = False
    never: bool = False

    @property
    def rank(self) -> tuple[int, int, int]:
        """Its specificity (CSS Selectors 3, 9)."""
        named = len(self.classes) + len(self.attributes) + self.first + self.root
        return (self.id is not None, named, self.tag != "*")

    def fits(self, node: Node, holder: Node | None) -> bool:
        """Whether an element is such; `holder` is the one round it."""
        attributes = node.attributes
        return (
            not self.never
            and self.tag in ("*", node.tag)
            and (self.id is None or self.id == attributes.get("id"))
            and set(self.classes).issubset(attributes.get("class", "").split())
            and all(
                key in attributes and value in (None, attributes[key])
                for key, value in self.attributes
            )
            and not (self.root and holder is not None)
            and not (self.first and holder is not None and holder.kids[0] is not node)
        )


class Rule(Struct, frozen=True):
    """A selector and what it sets: compounds from the outside in, each with how it is joined.

    `joins[i]` is " " or ">" between compound i and the next.
    """

    compounds: tuple[Compound, ...]
    joins: tuple[str, ...]
    declarations: tuple[Declaration, ...]
    order: int

    @property
    def rank(self) -> tuple[int, int, int, int]:
        """Its weight among rules: specificity, then order."""
        ids, names, tags = map(sum, zip(*(item.rank for item in self.compounds), strict=True))
        return ids, names, tags, self.order

    def fits(self, line: list[Node]) -> bool:
        """Whether it holds for the last of `line`, elements from the root down."""
        reached = {len(line) - 1}
        for at in range(len(self.compounds) - 1, -1, -1):
            one = self.compounds[at]
            reached = {i for i in reached if one.fits(line[i], line[i - 1] if i else None)}
            if not reached or not at:
                break
            if self.joins[at - 1] == ">":
                reached = {i - 1 for i in reached if i}
            else:
                reached = set(range(max(reached)))
        return bool(reached)


def declarations(text: str) -> tuple[Declaration, ...]:
    """The properties that a style attribute or a rule's body sets."""
    found = []
    for part in _without_comments(text).split(";"):
        name, colon, value = part.partition(":")
        name = name.strip()
        name = name if name.startswith("--") else name.lower()
        if colon and (name in PROPERTIES or name.startswith("--")):
            value = value.strip()
            plain = _IMPORTANT.sub("", value)
            found.append((name, plain.strip(), plain != value))
    return tuple(found)


def _without_comments(css: str) -> str:
    """CSS without its comments; one that has no end runs to the end (CSS Syntax 3, 4.3.2)."""
    kept, at = [], 0
    while (start := css.find("/*", at)) >= 0:
        kept.append(css[at:start])
        end = css.find("*/", start + 2)
        if end < 0:
            return " ".join(kept)
        at = end + 2
    return " ".join((*kept, css[at:]))


class StyleSheet:
    """The rules of a drawing's style elements, found again by what they ask of an element."""

    def __init__(self) -> None:
        self.faults: list[StyleFault] = []
        self._count = 0
        self._tries = 0
        self._rules: defaultdict[tuple[str, str], list[Rule]] = defaultdict(list)

    def add(self, css: str) -> None:
        """Add the text of a style element."""
        css = _without_comments(css)
        if "\\" in css or "@import" in css.lower():
            self._outside()
            return
        for selectors, body in self._blocks(css):
            if _OUTSIDE.search(body):
                self._outside()
                return
            set_ = declarations(body)
            for selector in selectors.split(","):
                self._count += 1
                if self._count > MAXIMUM_SELECTORS:
                    message = say(
                        "The drawing has more than {most} CSS selectors.", most=MAXIMUM_SELECTORS
                    )
                    self.faults.append(StyleFault("svg-unsafe", message))
                    return
                if set_:
                    self._add(selector.strip(), set_)

    def _outside(self) -> None:
        message = say("The style sheet of the drawing refers to outside the file.")
        self.faults.append(StyleFault("svg-unsafe", message))

    def _blocks(self, css: str) -> Iterator[tuple[str, str]]:
        """The rules of a sheet, selectors and body each; at-rules are left out."""
        at = 0
        while (brace := css.find("{", at)) >= 0:
            prelude = css[at:brace].rpartition(";")[2].strip()
            if prelude.startswith("@"):
                name = prelude.split()[0].lower()
                if name not in _SKIPPED and not (name == "@media" and _for_screens(prelude)):
                    message = say(
                        "The CSS rule '{rule}' cannot be followed.", rule=legible(prelude[:60])
                    )
                    self.faults.append(StyleFault("svg-unsupported", message))
                at = _block_end(css, brace)
                continue
            end = css.find("}", brace)
            end = len(css) if end < 0 else end
            yield prelude, css[brace + 1 : end]
            at = end + 1

    def _add(self, selector: str, set_: tuple[Declaration, ...]) -> None:
        read = _selector(selector)
        if read is None:
            message = say(
                "The CSS selector '{selector}' cannot be followed.",
                selector=legible(selector[:60]),
            )
            self.faults.append(StyleFault("svg-unsupported", message))
            return
        compounds, joins = read
        last = compounds[-1]
        if last.id is not None:
            key = ("#", last.id)
        elif last.classes:
            key = (".", last.classes[0])
        else:
            key = ("", last.tag)
        self._rules[key].append(Rule(compounds, joins, set_, self._count))

    def looks(self, line: list[Node]) -> dict[str, str]:
        """What the last of `line`, elements from the root down, sets itself.

        Raises:
            OverflowError: matching takes far too long.
        """
        node = line[-1]
        attributes = node.attributes
        looks = {name: value.strip() for name, value in attributes.items() if name in PROPERTIES}
        own = declarations(attributes["style"]) if "style" in attributes else ()
        rules = self._fitting(line) if self._rules else []
        for important in (False, True):
            for rule in rules:
                looks.update((n, v) for n, v, strong in rule.declarations if strong is important)
            looks.update((n, v) for n, v, strong in own if strong is important)
        return looks

    def _fitting(self, line: list[Node]) -> list[Rule]:
        node = line[-1]
        keys = [("", "*"), ("", node.tag), ("#", node.attributes.get("id", ""))]
        keys += [(".", name) for name in set(node.attributes.get("class", "").split())]
        weight = sum(1 + len(one.attributes.get("class", "")) // _LONG for one in line)
        found: list[Rule] = []
        for key in keys:
            candidates = self._rules.get(key, ())
            self._count_tries(weight * sum(len(rule.compounds) for rule in candidates))
            found += [rule for rule in candidates if rule.fits(line)]
        self._count_tries(sum(len(rule.declarations) // _MANY for rule in found))
        return sorted(found, key=lambda rule: rule.rank)

    def _count_tries(self, more: int) -> None:
        self._tries += more
        if self._tries > MAXIMUM_TRIES:
            raise OverflowError


def _for_screens(prelude: str) -> bool:
    """Whether a media query is not about print: what it changes is not for paper."""
    query = prelude[len("@media") :].strip().lower()
    return query.startswith(("(prefers-", "screen", "(max-", "(min-", "only screen", "(hover"))


def _block_end(css: str, brace: int) -> int:
    """Where the block that `brace` opens has ended."""
    depth = 0
    for found in re.compile(r"[{}]").finditer(css, brace):
        depth += 1 if found[0] == "{" else -1
        if not depth:
            return found.end()
    return len(css)


def _selector(text: str) -> tuple[tuple[Compound, ...], tuple[str, ...]] | None:
    """The parts of a selector and how they are joined; None if it is of another kind."""
    words = text.replace(">", " > ").split()
    if not words or len(words) > MAXIMUM_PARTS:
        return None
    compounds: list[Compound] = []
    joins: list[str] = []
    joined = True  # as before the first: nothing has to be between
    for word in words:
        if word == ">":
            if joined:
                return None
            joins.append(">")
            joined = True
            continue
        if not joined:
            joins.append(" ")
        one = _compound(word)
        if one is None:
            return None
        compounds.append(one)
        joined = False
    return None if joined else (tuple(compounds), tuple(joins))


def _compound(word: str) -> Compound | None:
    simple = re.compile(_SIMPLE, re.VERBOSE)  # kept by `re`; few drawings need it
    tag, id_, never, first, root = "*", None, False, False, False
    classes, attributes = [], []
    at = names = 0
    while at < len(word):
        found = simple.match(word, at)
        names += 1
        if found is None or (found["tag"] and at) or names > MAXIMUM_NAMES:
            return None
        if found["tag"]:
            tag = found["tag"]
        elif found["cls"]:
            classes.append(found["cls"])
        elif found["id"]:
            never = never or id_ not in (None, found["id"])
            id_ = found["id"]
        elif found["key"]:
            attributes.append((found["key"], found["value"]))
        elif found["pseudo"] in _NEVER or found["pseudo"].startswith("::"):
            never = True
        elif found["pseudo"] in (":first-child", ":root"):
            first, root = (
                first or found["pseudo"] == ":first-child",
                root or found["pseudo"] == ":root",
            )
        else:
            return None
        at = found.end()
    return Compound(tag, id_, tuple(classes), tuple(attributes), first, root, never)


def inherit(above: Mapping[str, str], own_looks: Mapping[str, str]) -> dict[str, str]:
    """The looks of an element below another: inherited ones, then its own."""
    looks = {
        name: value for name, value in above.items() if name in INHERITED or name.startswith("--")
    }
    for name, value in own_looks.items():
        if value == "inherit":
            if name in above:
                looks[name] = above[name]
        elif value not in ("initial", "unset"):
            looks[name] = value
        elif value == "initial" or name not in INHERITED:
            looks.pop(name, None)
    return looks
