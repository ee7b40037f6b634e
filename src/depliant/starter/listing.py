"""The brochures that `depliant new --template` starts, one a folder of `gallery`.

Each folder is a whole project but for what all share, the printing condition and the schemas for
editors. What is said of it stands here, since it is said in the user's language.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final, NamedTuple

from depliant.sentences import Sentence, say

FOLDER: Final = Path(__file__).parent / "gallery"


class Template(NamedTuple):
    """A brochure to start from.

    `languages` are those of its words, its own first and those of its translations after it;
    `families` the typefaces that it is set in.
    """

    about: Sentence
    languages: tuple[str, ...]
    families: tuple[str, ...]


TEMPLATES: Final[dict[str, Template]] = {
    "figures": Template(
        say("key figures: A4, folded in three like a roll"),
        ("fr",),
        ("Barlow Semi Condensed", "Barlow Condensed"),
    ),
    "shop": Template(
        say("a shop or a practice: DL, folded twice like a Z"),
        ("en",),
        ("Barlow", "Bricolage Grotesque"),
    ),
    "programme": Template(
        say("the programme of a concert: eight A5 pages in black and a spot ink"),
        ("fr",),
        ("Instrument Sans", "Instrument Serif"),
    ),
    "report": Template(
        say("an annual report with series and a map: A3, folded like a gate"),
        ("en",),
        ("Source Serif 4", "Barlow Semi Condensed"),
    ),
    "museum": Template(
        say("an accordion of a museum in two languages: eight narrow panels"),
        ("fr", "en"),
        ("DM Sans", "DM Serif Display"),
    ),
    "flyer": Template(say("a flyer: A4, printed on both sides"), ("fr",), ("Space Grotesk",)),
    "poster": Template(say("a poster: one A3 page"), ("en",), ("Jost",)),
}
"""All of them, by the names of their folders."""


def packages(name: str) -> tuple[str, ...]:
    """The packages of the typefaces of a template that are not installed."""
    from depliant.fonts.registry import family_files, package_of

    families = TEMPLATES[name].families
    return tuple(package_of(family) for family in families if not family_files(family))
