"""SVG files whose parts multiply: as a drawing of a panel and as a partner's mark."""

# ruff: noqa: E501 (a file that asks for too much is one line of a table)

from __future__ import annotations

from collections.abc import Callable
from math import cos, sin
from pathlib import Path

from tests.bombs.lab import Bomb, Call, brochure, built
from tests.bombs.pictures import added, as_mark

_HEAD = (
    '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
    'viewBox="0 0 100 100" width="100" height="100">'
)


def svg(body: str) -> bytes:
    """A drawing with this in it."""
    return f"{_HEAD}{body}</svg>".encode()


def doubled(kind: str, times: int, inner: str = '<path d="M0 0h9v9z"/>') -> str:
    """A part that uses another twice, that uses another twice …"""
    parts = [f'<g id="u0">{inner}</g>']
    for n in range(1, times):
        parts.append(
            f'<{kind} id="u{n}"><use xlink:href="#u{n - 1}"/><use xlink:href="#u{n - 1}" x="1"/></{kind}>'
        )
    return f'<defs>{"".join(parts)}</defs><use xlink:href="#u{times - 1}"/>'


def star(points: int) -> str:
    """A path that crosses itself very often."""
    at = [f"{50 + 49 * cos(n * 2.399):.2f} {50 + 49 * sin(n * 2.399):.2f}" for n in range(points)]
    return f'<path d="M{"L".join(at)}z"/>'


def _entity(number: int) -> str:
    """An entity that is ten times the one before."""
    return f'<!ENTITY a{number} "' + f"&a{number - 1};" * 10 + '">'


SHAPE = '<path d="M0 0h90v90h-90z"/>'
KINDS: dict[str, Callable[[], bytes]] = {
    "use of use, 2^40": lambda: svg(doubled("g", 40)),
    "symbols of symbols, 2^16": lambda: svg(doubled("symbol", 16)),
    "a path of 1,000,000 points": lambda: svg(f'<path d="M0 0{"h1v1" * 500_000}"/>'),
    "a path of 390,000 points": lambda: svg(f'<path d="M0 0{"h1v1h-1" * 130_000}"/>'),
    "a star of 100,000 points": lambda: svg(star(100_000)),
    "a star of 20,000 points, see-through": lambda: svg(
        f'<g opacity=".5">{star(20_000)}</g><rect width="100" height="100" opacity=".5"/>'
    ),
    "a star of 20,000 points, even-odd": lambda: svg(
        star(20_000).replace("<path", '<path fill-rule="evenodd"')
    ),
    "dashes without number": lambda: svg(
        '<path d="M0 0L1e6 1e6" stroke="#000" stroke-dasharray="1e-6 1e-6"/>'
    ),
    "a stroke of 300,000 corners": lambda: svg(
        f'<path fill="none" stroke="#000" stroke-width="3" stroke-linejoin="round" d="M0 0{"l9 9-8-9" * 150_000}"/>'
    ),
    "50,000 shapes": lambda: svg('<path d="M0 0h9v9z"/>' * 49_000),
    "12,000 shapes, each see-through": lambda: svg(
        "".join(f'<path opacity=".5" d="M{n % 90} {n // 130}h9v9z"/>' for n in range(12_000))
    ),
    "pattern in pattern": lambda: svg(
        "<defs>"
        + "".join(
            f'<pattern id="p{n}" width=".01" height=".01"><rect width="9" height="9" fill="url(#p{n + 1})"/></pattern>'
            for n in range(9)
        )
        + '</defs><rect width="100" height="100" fill="url(#p0)"/>'
    ),
    "a pattern of very small tiles": lambda: svg(
        '<defs><pattern id="p" width="1e-5" height="1e-5" patternUnits="userSpaceOnUse">'
        f'{SHAPE}</pattern></defs><rect width="100" height="100" fill="url(#p)"/>'
    ),
    "4,000 patterns of 4,000 tiles": lambda: svg(
        '<defs><pattern id="p" width="1.6" height="1.6" patternUnits="userSpaceOnUse">'
        '<path d="M0 0h1v1z"/></pattern></defs>'
        + '<rect width="100" height="100" fill="url(#p)"/>'
        * 4_000
    ),
    "filters": lambda: svg(
        '<filter id="f">'
        + '<feGaussianBlur stdDeviation="9999"/>' * 5_000
        + "</filter>"
        + '<rect width="100" height="100" filter="url(#f)"/>' * 500
    ),
    "clips in clips": lambda: svg(
        "<defs>"
        + "".join(
            f'<clipPath id="c{n}" clip-path="url(#c{n + 1})">{SHAPE * 40}</clipPath>'
            for n in range(900)
        )
        + "</defs>"
        + '<rect width="100" height="100" clip-path="url(#c0)"/>' * 300
    ),
    "a mask on each of 5,000": lambda: svg(
        f'<mask id="m">{SHAPE * 200}</mask>'
        + '<rect width="100" height="100" fill="red" mask="url(#m)"/>' * 5_000
    ),
    "1,000,000 letters": lambda: svg(f'<text x="0" y="50">{"word " * 200_000}</text>'),
    "1,000,000 letters of CJK": lambda: svg(f'<text x="0" y="50">{"漢" * 1_000_000}</text>'),
    "40,000 selectors, one element": lambda: svg(
        f"<style>{''.join(f'.a{n} .b{n}{{fill:red}}' for n in range(40_000))}</style>{SHAPE}"
    ),
    "selectors and elements": lambda: svg(
        f"<style>{''.join(f'g g g .a{n}{{fill:red}}' for n in range(20_000))}</style>"
        + "<g><g><g>"
        + '<path class="a1 a2" d="M0 0h9z"/>' * 20_000
        + "</g></g></g>"
    ),
    "a rule of 4 MB": lambda: svg(f"<style>a{{{'fill:red;' * 400_000}}}</style>{SHAPE}"),
    "comments in CSS": lambda: svg(f"<style>{'/*' * 2_000_000}</style>{SHAPE}"),
    "comments, never closed": lambda: svg(f"<style>{'/* a ' * 1_500_000}</style>{SHAPE}"),
    "entities of entities": lambda: (
        "<!DOCTYPE svg ["
        + "".join(_entity(n) for n in range(1, 12))
        + '<!ENTITY a0 "word">]>'
        + svg("<text>&a11;</text>").decode()
    ).encode(),
    "100 entities, each 40,000 times": lambda: (
        f'<!DOCTYPE svg [<!ENTITY a "{"x" * 999}">]>'
        + svg(f"<desc>{'&a;' * 40_000}</desc>{SHAPE}").decode()
    ).encode(),
    "gradients of 20,000 stops": lambda: svg(
        '<linearGradient id="g">'
        + '<stop offset=".5" stop-color="red"/>' * 20_000
        + "</linearGradient>"
        + '<rect width="100" height="100" fill="url(#g)"/>' * 20_000
    ),
    "8,000 radial gradients": lambda: svg(
        '<radialGradient id="g" spreadMethod="repeat" r=".001"><stop stop-color="red"/>'
        '<stop offset="1" stop-color="blue" stop-opacity=".5"/></radialGradient>'
        + '<circle cx="50" cy="50" r="40" fill="url(#g)"/>'
        * 8_000
    ),
    "markers on 100,000 corners": lambda: svg(
        f'<marker id="m">{SHAPE * 100}</marker><path marker-mid="url(#m)" d="M0 0{"h1v1" * 50_000}"/>'
    ),
    "an attribute of 7 MB": lambda: svg(f'<path class="{"a " * 3_500_000}" d="M0 0h9v9z"/>'),
    "a transform of 7 MB": lambda: svg(
        f'<path transform="{"rotate(1) " * 700_000}" d="M0 0h9v9z"/>'
    ),
    "50,000 attributes": lambda: svg(
        "<path " + " ".join(f'a{n}="1"' for n in range(300_000)) + ' d="M0 0h9v9z"/>'
    ),
    "depth of 1,000,000": lambda: svg("<g>" * 1_000_000),
    "arcs, 200,000": lambda: svg(f'<path d="M0 0{"a1 9 7 1 1 3 3" * 200_000}"/>'),
    "embedded picture of 80 Mpx": lambda: svg(_picture()),
}


def _picture() -> str:
    import base64

    from tests.bombs.pictures import HIGH, WIDE, empty_png

    data = base64.b64encode(empty_png(WIDE, HIGH, 8, 6)).decode()
    return f'<image width="100" height="100" xlink:href="data:image/png;base64,{data}"/>'


def drawn(name: str, data: Callable[[], bytes]) -> Bomb:
    """A drawing that a panel shows."""

    def made(folder: Path) -> Call:
        project = brochure(
            folder / "p",
            "- drawing: assets/images/a.svg\n  alt: Much\n  width: 0.5\n  colours: {black: black, red: tide}",
        )
        (project / "assets" / "images").mkdir()
        (project / "assets" / "images" / "a.svg").write_bytes(data())
        return built(project)

    return Bomb(name, made)


BOMBS = (
    *(drawn(f"drawing: {name}", data) for name, data in KINDS.items()),
    *(as_mark(f"SVG mark: {name}", data, "svg") for name, data in KINDS.items()),
    *(added(f"logo add: SVG, {name}", data, "svg") for name, data in KINDS.items()),
)
