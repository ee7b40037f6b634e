"""How what a file says comes to harm: trees of YAML and JSON, elements of SVG.

Keys are renamed, dropped and nested, values are of another kind, and parts of one file stand in
another (`donors`): what comes of it is well formed, so that it is read further than damage is.
"""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Sequence
from functools import partial
from random import Random
from typing import Any, Final

import yaml
from tests.mutants.raw import LETTERS, NUMBERS

Step = str | int
Way = tuple[Step, ...]

VALUES: Final[Sequence[Any]] = (
    None, True, False, 0, -1, 1, 0.5, -3.7, 10**30, 1e308, float("nan"), float("inf"), "", " ", [],
    {}, [[]], [None], {"": None}, [0, 0, 0, 0], [1, 2], "black", "all", "assets", ".", "..",
    "assets/style.yaml", "2024-02-30", "12:30:45", "1e3", "true", "~", "null", "#", "*", "- a",
    "a: b", "{row.id}",
)  # fmt: skip
"""What stands where something else did."""

DEPTHS: Final = (5, 30, 60, 100)


_BOOLEAN: Final = re.compile(r"(?:true|false)\Z")


def ways(tree: Any, so_far: Way = ()) -> list[Way]:
    """Every way to a value of a tree."""
    found = []
    items: Any = ()
    if isinstance(tree, dict):
        items = tree.items()
    elif isinstance(tree, list):
        items = enumerate(tree)
    for step, value in items:
        found.append((*so_far, step))
        found += ways(value, (*so_far, step))
    return found


def at(tree: Any, way: Way) -> Any:
    """The value that a way leads to."""
    for step in way:
        tree = tree[step]
    return tree


def changed(tree: Any, random: Random, donors: Sequence[Any]) -> Any:
    """A tree of which one value, or key, is another."""
    tree = copy.deepcopy(tree)
    every = ways(tree)
    if not every:
        return random.choice(VALUES)
    way = random.choice(every)
    home, last = at(tree, way[:-1]), way[-1]
    kind = random.choices(_KINDS, _WEIGHTS)[0]
    if kind == "dropped":
        del home[last]
    elif kind == "another":
        home[last] = random.choice(VALUES)
    elif kind == "renamed":
        _rename(home, last, every, random)
    elif kind == "nested":
        home[last] = _nested(home[last], random)
    elif kind == "moved":
        home[last] = copy.deepcopy(at(tree, random.choice(every)))
    elif kind == "given" and donors:
        donor = random.choice(donors)
        home[last] = copy.deepcopy(at(donor, random.choice(ways(donor) or [()])))
    elif kind == "of its kind":
        kin = [found for one in (tree, *donors) for found in _called(one, last)]
        home[last] = copy.deepcopy(random.choice(kin)) if kin else None
    elif kind == "repeated" and isinstance(home, list) and isinstance(last, int):
        home[last:last] = [copy.deepcopy(home[last])] * random.choice((1, 2, 30))
    elif kind == "grafted":
        _graft(home, random.choice((tree, *donors)), random)
    else:
        _touch(tree, every, random)
    return tree


_KINDS: Final = (
    "dropped", "another", "renamed", "nested", "moved", "given", "of its kind", "repeated",
    "grafted", "touched",
)  # fmt: skip
_WEIGHTS: Final = (2, 2, 2, 1, 1, 1, 5, 1, 4, 8)
"""More often what may be well formed in the end, so that it is set, drawn and written."""


def _called(tree: Any, name: Step) -> list[Any]:
    """All that a tree has under a key."""
    return [at(tree, way) for way in ways(tree) if way[-1] == name]


def _graft(home: Any, donor: Any, random: Random) -> None:
    """Put another member among those of a list, or of a value with keys."""
    kin = [
        value
        for value in map(partial(at, donor), ways(donor))
        if type(value) is type(home) and value
    ]
    given = random.choice(kin) if kin else home
    if isinstance(home, list):
        home.insert(random.randrange(len(home) + 1), copy.deepcopy(random.choice(given or [None])))
    elif given:
        name = random.choice(list(given))
        home[name] = copy.deepcopy(given[name])


def _touch(tree: Any, every: Sequence[Way], random: Random) -> None:
    """Change a word or a number somewhat."""
    scalars = [way for way in every if not isinstance(at(tree, way), dict | list)]
    if scalars:
        way = random.choice(scalars)
        home = at(tree, way[:-1])
        home[way[-1]] = _scalar(home[way[-1]], random)


def _rename(home: Any, last: Step, every: Sequence[Way], random: Random) -> None:
    if isinstance(home, dict):
        names = [step for way in every for step in way if isinstance(step, str)]
        name = random.choice((*names, "", "x", str(last).upper(), f"{last}s", "é", "a" * 500, "1"))
        items = [(name if key == last else key, value) for key, value in home.items()]
        home.clear()
        home.update(items)
    else:
        random.shuffle(home)


def _nested(value: Any, random: Random) -> Any:
    for _ in range(random.choice(DEPTHS)):
        value = [value] if random.random() < 0.7 else {"blocks": value}
    return value


def _scalar(value: Any, random: Random) -> Any:
    if isinstance(value, bool) or value is None:
        return random.choice(VALUES)
    if isinstance(value, int | float):
        return random.choice(
            (0, -value, value * 1000, value + 0.5, -1, 1, 10**12, 1e-9, f"{value} ")
        )
    text = str(value)
    spot = random.randrange(len(text) + 1)
    sign = random.choice(LETTERS if random.random() < 0.7 else NUMBERS)
    return random.choice((
        text[:spot] + sign + text[spot:], text[:spot] + sign + text[spot:], text[spot:],
        text + text, text.upper(), text * 50, sign, " ".join(reversed(text.split())),
        text.replace(" ", "\u00a0"), text + " *" * 40,
    ))  # fmt: skip


class _Loader(yaml.SafeLoader):
    """What reads YAML as the program does: `on` is a key of that name, 12:30 no number."""


_Loader.yaml_implicit_resolvers = {
    first: [
        (tag, _BOOLEAN if tag.endswith(":bool") else pattern)
        for tag, pattern in resolvers
        if not tag.endswith((":int", ":float", ":timestamp", ":merge"))
    ]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
_Loader.add_implicit_resolver(
    "tag:yaml.org,2002:int", re.compile(r"[-+]?(?:0|[1-9][0-9]*)\Z"), list("-+0123456789")
)
_Loader.add_implicit_resolver(
    "tag:yaml.org,2002:float", re.compile(r"[-+]?[0-9]+\.[0-9]+\Z"), list("-+0123456789")
)


def mutated_yaml(data: bytes, random: Random, donors: Sequence[bytes]) -> bytes | None:
    """YAML that says something else."""
    try:
        tree = yaml.load(data, _Loader)
        others = [yaml.load(each, _Loader) for each in donors]
    except (yaml.YAMLError, ValueError, RecursionError):
        return None
    for _ in range(random.choice((1, 1, 2, 4))):
        tree = changed(tree, random, others)
    try:
        said = yaml.safe_dump(tree, allow_unicode=True, sort_keys=False, width=10**6)
    except (yaml.YAMLError, RecursionError):
        said = "a: " + "[" * 3000 + "]" * 3000
    return said.encode("utf-8", "replace")


def mutated_json(data: bytes, random: Random, donors: Sequence[bytes]) -> bytes | None:
    """JSON that says something else."""
    try:
        tree = json.loads(data)
        others = [json.loads(each) for each in donors]
    except (ValueError, RecursionError):
        return None
    for _ in range(random.choice((1, 1, 2, 4))):
        tree = changed(tree, random, others)
    try:
        return json.dumps(tree).encode()
    except (ValueError, RecursionError):
        return b'{"a":' * 3000 + b"1" + b"}" * 3000


ATTRIBUTES: Final = (
    'transform="scale(0)"', 'transform="matrix(1 0 0 0 0 0)"', 'transform="rotate(nan)"',
    'transform="scale(1e30)"', 'viewBox="0 0 0 0"', 'viewBox="0 0 1e-9 1e9"', 'width="0"',
    'opacity="-1"', 'fill="url(#x)"', 'fill="url(#a)"', 'clip-path="url(#a)"', 'mask="url(#a)"',
    'filter="url(#a)"', 'style="fill:red;;:;stroke"', 'id="a"', 'href="#a"',
    'href="http://127.0.0.1:9/a"', 'stroke-dasharray="0 0"', 'stroke-dasharray="-1"',
    'stroke-width="1e9"', 'd="M0 0L1 1Z"', 'd="M"', 'd="a1 1 0 0 1 0 0"', 'points="1"',
    'display="none"', 'onload="alert(1)"', 'xml:base=".."', 'fill="currentColor"',
    'fill="rgb(300%,-1,x)"', 'fill="hsl(1turn 5% 5%)"', 'fill="none"', 'font-size="0"',
    'overflow="visible"', 'preserveAspectRatio="xMaxYMax slice"',
)  # fmt: skip

ELEMENTS: Final = (
    '<use href="#a"/>', '<g id="a"><use href="#a"/></g>',
    '<image href="a.png" width="9" height="9"/>', "<text>Words</text>",
    "<style>*{fill:red}</style>", "<style>@import url(a.css);</style>",
    "<style>a b c d > e ~ f {fill: blue</style>", "<script>alert(1)</script>", "<foreignObject/>",
    '<linearGradient id="a"><stop offset="nan"/></linearGradient>',
    '<clipPath id="a"><path d="M0 0h9v9"/></clipPath>', '<pattern id="a" width="0" height="0"/>',
    '<mask id="a"><rect width="9" height="9" fill="url(#a)"/></mask>',
    '<rect width="-1" height="9"/>', '<circle r="nan"/>', '<path d="M0 0C1 2 3"/>', "<path/>",
    "<svg/>", '<svg viewBox="0 0 0 0"><path d="M0 0h1v1"/></svg>',
    '<symbol id="a" viewBox="0 0 1 1"/>', "<!-- -- -->", '<!DOCTYPE svg [<!ENTITY a "aaaa">]>',
    "&a;", "&#0;", "&#xD800;", "<![CDATA[", "<?xml version='1.1'?>", '<animate attributeName="x"/>',
    "<switch/>", "<marker/>", "<filter/>", "<a/>", "<title>\u202e</title>",
)  # fmt: skip


def mutated_xml(data: bytes, random: Random, donors: Sequence[bytes]) -> bytes | None:
    """Elements with other attributes, other elements among them, some dropped, some from donors."""
    tags = list(re.finditer(rb"<[A-Za-z][^<>]*?(/?)>", data))
    if not tags:
        return None
    for _ in range(random.choice((1, 1, 2, 5))):
        tag = random.choice(tags)
        kind = random.randrange(5)
        if kind == 0:
            new = re.sub(rb"(/?)>\Z", rb" " + random.choice(ATTRIBUTES).encode() + rb"\1>", tag[0])
        elif kind == 1:
            new = tag[0] + random.choice(ELEMENTS).encode()
        elif kind == 2:
            parts = re.findall(rb'\s[\w:-]+="[^"]*"', tag[0])
            new = tag[0].replace(random.choice(parts), b"", 1) if parts else b""
        elif kind == 3 and donors:
            given = re.findall(rb"<[A-Za-z][^<>]*?/>", random.choice(donors)) or [b""]
            new = tag[0] + random.choice(given) * random.choice((1, 1, 50))
        else:
            new = re.sub(
                rb'"[^"]*"', b'"' + random.choice(NUMBERS).encode() + b'"', tag[0], count=1
            )
        data = data.replace(tag[0], new, 1)
    return data
