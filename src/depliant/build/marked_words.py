"""Character styles that texts ask for and the style sheet does not have."""

from __future__ import annotations

from collections.abc import Iterator

from depliant.content import markup
from depliant.content.publication import Publication
from depliant.content.source_texts import source_texts
from depliant.errors import Diagnostic
from depliant.sentences import say
from depliant.source.suggestions import did_you_mean
from depliant.style.sheet import StyleSheet


def unknown_character_styles(publication: Publication, sheet: StyleSheet) -> Iterator[Diagnostic]:
    """Each passage that is marked with a name that is not among `character_styles`."""
    source, known = publication.source, tuple(sheet.character_styles)
    for number, panel in enumerate(publication.content.panels):
        for text in source_texts(panel, ("panels", number)):
            if text.held or "{" not in text.text:
                continue
            names = (name for piece in markup.parse(text.text)[0] for name in piece.styles)
            for name in dict.fromkeys(names):
                if name in known:
                    continue
                listed = ", ".join(sorted(known))
                yield Diagnostic(
                    "character-style-unknown",
                    say("The style sheet has no character style “{name}”.", name=name),
                    source.place_within(text.route, f".{name}"),
                    did_you_mean(name, known)
                    or (
                        say("Write one of: {names}.", names=listed)
                        if listed
                        else say("Define it under `character_styles` in assets/style.yaml.")
                    ),
                    # What was published is made again as it was.
                    "warning" if publication.frozen_folder else "error",
                )
