"""What is remarkable about a mark that was taken in."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from depliant.errors import Diagnostic
from depliant.graphics.logo import MINIMUM_PPI
from depliant.partners.contract import Terms, shown
from depliant.partners.intake import Taken
from depliant.sentences import Sentence, joined, say, some

EMPTY: Final = 0.02
"""A margin of more than this share of the picture is worth a word."""
_MOST: Final = 12


def remarks(made: Taken, terms: Terms, *, accepted: bool) -> list[Diagnostic]:
    """All of them; with `accepted` the inks that the profile chose are what was wanted."""
    found = [*_of_shapes(made, terms), *_of_pixels(made, terms)]
    chosen = [use for use in made.drawn.uses if use.word == "profile"]
    if chosen and not accepted:
        inks = [say("{key} → {ink}", key=use.key, ink=shown(use.ink)) for use in chosen]
        found.append(
            _warning(
                "logo-inks-by-profile",
                say(
                    "The inks of {terms} are chosen by the output profile: {listed}.",
                    terms=terms.name,
                    listed=some(inks, _MOST),
                ),
                say(
                    "Give those of its charter with --ink, or say --from-profile if these will do."
                ),
            )
        )
    return found


def _of_shapes(made: Taken, terms: Terms) -> Iterator[Diagnostic]:
    for name in made.unused:
        yield _warning(
            "logo-ink",
            say("The mark of {terms} has no colour {name}.", terms=terms.name, name=name),
            say("It has {names}.", names=", ".join(use.key for use in made.drawn.uses[:_MOST]))
            if made.drawn.uses
            else say("It has none."),
        )
    if any(made.cut):
        yield _warning(
            "logo-cut",
            say(
                "Words of the mark of {terms} pass the edge of the drawing, and are cut off there: "
                "{edges}.",
                terms=terms.name,
                edges=_edges(made.cut, 0.0),
            ),
            say(
                "Give the font that it was drawn with by --font, ask the partner for outlines, or "
                "make the viewBox of the file larger."
            ),
        )
    if made.is_boxed:
        yield _warning(
            "logo-white-box",
            say(
                "The mark of {terms} stands on a white box, which shows on any ground but paper.",
                terms=terms.name,
            ),
            say(
                "Ask for a file without a background: a vector file, or a PNG that is "
                "clear round it."
            ),
        )


def _of_pixels(made: Taken, terms: Terms) -> Iterator[Diagnostic]:
    if made.pixels is None:
        return
    if max(made.empty) > EMPTY:
        yield _warning(
            "logo-margin",
            say(
                "The picture of {terms} is empty at its edges: {edges}. It is set "
                "smaller by that, and its clear space counts from the edge.",
                terms=terms.name,
                edges=_edges(made.empty),
            ),
            say("Take it in with --trim."),
        )
    good = made.pixels[1] / MINIMUM_PPI * 25.4
    if good < terms.minimum_height:
        yield _warning(
            "logo-resolution",
            say(
                "The mark of {terms} has {pixels} x {pixels_2} pixels, which is good "
                "up to {good:.1f} mm high; its least height is {minimum_height:g} mm.",
                terms=terms.name,
                pixels=made.pixels[0],
                pixels_2=made.pixels[1],
                good=good,
                minimum_height=terms.minimum_height,
            ),
            say("Ask the partner for an SVG or PDF."),
        )


def _edges(empty: tuple[float, ...], least: float = EMPTY) -> Sentence:
    names = (say("left"), say("top"), say("right"), say("bottom"))
    return joined(
        say("{side} {share:.0%}", side=name, share=share)
        for name, share in zip(names, empty, strict=True)
        if share > least
    )


def _warning(code: str, message: Sentence, hint: Sentence) -> Diagnostic:
    return Diagnostic(code, message, hint=hint, severity="warning")
