"""The colours of CSS, as a drawing writes them: names, hexadecimal, rgb(), hsl().

Two ways of writing one colour are one colour: that is how `#c00` finds the ink of
`rgb(204, 0, 0)`. Nothing here becomes ink; only the light of a mask is taken from these.
"""

from __future__ import annotations

import colorsys
import re
from functools import cache
from typing import NamedTuple


class Shade(NamedTuple):
    """An sRGB colour, 0 to 255 each, and its opacity from 0 to 1."""

    red: int
    green: int
    blue: int
    opacity: float = 1.0

    @property
    def hex(self) -> str:
        """As `#rrggbb`, without its opacity."""
        return f"#{self.red:02x}{self.green:02x}{self.blue:02x}"

    @property
    def light(self) -> float:
        """Its luminance from 0 to 1, as masks take it (CSS Masking 1, 6.6)."""
        return (0.2125 * self.red + 0.7154 * self.green + 0.0721 * self.blue) / 255


_HEX = re.compile(r"#([0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})")
_FUNCTION = re.compile(r"(rgb|hsl)a?\(([^()]*+)\)")
_PART = re.compile(r"([+-]?+(?:\d++\.?+\d*+|\.\d++)(?:e[+-]?+\d++)?+)(%|deg|rad|turn|grad|)")
_TURNS = {"": 1 / 360, "deg": 1 / 360, "grad": 1 / 400, "turn": 1.0, "rad": 0.15915494309189535}
# CSS Color 4, 6.1: the names that are no others' aliases end in -gray or stand once.
_NAMES = """
aliceblue f0f8ff antiquewhite faebd7 aqua 00ffff aquamarine 7fffd4 azure f0ffff beige f5f5dc
bisque ffe4c4 black 000000 blanchedalmond ffebcd blue 0000ff blueviolet 8a2be2 brown a52a2a
burlywood deb887 cadetblue 5f9ea0 chartreuse 7fff00 chocolate d2691e coral ff7f50
cornflowerblue 6495ed cornsilk fff8dc crimson dc143c cyan 00ffff darkblue 00008b darkcyan 008b8b
darkgoldenrod b8860b darkgray a9a9a9 darkgreen 006400 darkkhaki bdb76b darkmagenta 8b008b
darkolivegreen 556b2f darkorange ff8c00 darkorchid 9932cc darkred 8b0000 darksalmon e9967a
darkseagreen 8fbc8f darkslateblue 483d8b darkslategray 2f4f4f darkturquoise 00ced1
darkviolet 9400d3 deeppink ff1493 deepskyblue 00bfff dimgray 696969 dodgerblue 1e90ff
firebrick b22222 floralwhite fffaf0 forestgreen 228b22 fuchsia ff00ff gainsboro dcdcdc
ghostwhite f8f8ff gold ffd700 goldenrod daa520 gray 808080 green 008000 greenyellow adff2f
honeydew f0fff0 hotpink ff69b4 indianred cd5c5c indigo 4b0082 ivory fffff0 khaki f0e68c
lavender e6e6fa lavenderblush fff0f5 lawngreen 7cfc00 lemonchiffon fffacd lightblue add8e6
lightcoral f08080 lightcyan e0ffff lightgoldenrodyellow fafad2 lightgray d3d3d3
lightgreen 90ee90 lightpink ffb6c1 lightsalmon ffa07a lightseagreen 20b2aa lightskyblue 87cefa
lightslategray 778899 lightsteelblue b0c4de lightyellow ffffe0 lime 00ff00 limegreen 32cd32
linen faf0e6 magenta ff00ff maroon 800000 mediumaquamarine 66cdaa mediumblue 0000cd
mediumorchid ba55d3 mediumpurple 9370db mediumseagreen 3cb371 mediumslateblue 7b68ee
mediumspringgreen 00fa9a mediumturquoise 48d1cc mediumvioletred c71585 midnightblue 191970
mintcream f5fffa mistyrose ffe4e1 moccasin ffe4b5 navajowhite ffdead navy 000080 oldlace fdf5e6
olive 808000 olivedrab 6b8e23 orange ffa500 orangered ff4500 orchid da70d6 palegoldenrod eee8aa
palegreen 98fb98 paleturquoise afeeee palevioletred db7093 papayawhip ffefd5 peachpuff ffdab9
peru cd853f pink ffc0cb plum dda0dd powderblue b0e0e6 purple 800080 rebeccapurple 663399
red ff0000 rosybrown bc8f8f royalblue 4169e1 saddlebrown 8b4513 salmon fa8072 sandybrown f4a460
seagreen 2e8b57 seashell fff5ee sienna a0522d silver c0c0c0 skyblue 87ceeb slateblue 6a5acd
slategray 708090 snow fffafa springgreen 00ff7f steelblue 4682b4 tan d2b48c teal 008080
thistle d8bfd8 tomato ff6347 turquoise 40e0d0 violet ee82ee wheat f5deb3 white ffffff
whitesmoke f5f5f5 yellow ffff00 yellowgreen 9acd32
"""


@cache
def _names() -> dict[str, str]:
    words = _NAMES.split()
    names = dict(zip(words[::2], words[1::2], strict=True))
    return names | {name.replace("gray", "grey"): value for name, value in names.items()}


def parsed(value: str) -> Shade | None:
    """The colour that a value of CSS says; None if it says none that is known here."""
    value = value.strip().lower().partition(" icc-color(")[0]
    if value == "transparent":
        return Shade(0, 0, 0, 0.0)
    if value in _names():
        return _from_digits(_names()[value])
    if found := _HEX.fullmatch(value):
        return _from_digits(found[1])
    if found := _FUNCTION.fullmatch(value):
        parts = found[2].replace(",", " ").replace("/", " ").split()
        numbers = [_PART.fullmatch(part) for part in parts]
        if len(parts) in (3, 4) and all(numbers):
            return _from_numbers(found[1], [(float(item[1]), item[2]) for item in numbers if item])
    return None


def _from_digits(digits: str) -> Shade:
    if len(digits) < 6:
        digits = "".join(digit * 2 for digit in digits)
    red, green, blue, *alpha = bytes.fromhex(digits)
    return Shade(red, green, blue, round(alpha[0] / 255, 4) if alpha else 1.0)


def _from_numbers(kind: str, parts: list[tuple[float, str]]) -> Shade | None:
    """A colour of a function's arguments, each a number with its unit."""
    opacity = 1.0
    if len(parts) == 4:
        number, unit = parts[3]
        opacity = _within(number / 100 if unit == "%" else number, 1.0)
    if kind == "rgb":
        whole = [number * 255 / 100 if unit == "%" else number for number, unit in parts[:3]]
        if any(unit not in ("", "%") for _, unit in parts):
            return None
        red, green, blue = (round(_within(number, 255.0)) for number in whole)
        return Shade(red, green, blue, opacity)
    (angle, unit), (strength, _), (lightness, _) = parts[:3]
    if unit not in _TURNS:
        return None
    hue = angle * _TURNS[unit] % 1.0
    shares = colorsys.hls_to_rgb(hue, _within(lightness / 100, 1.0), _within(strength / 100, 1.0))
    red, green, blue = (round(share * 255) for share in shares)
    return Shade(red, green, blue, opacity)


def _within(value: float, most: float) -> float:
    return min(most, max(0.0, value))
