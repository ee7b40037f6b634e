"""Fonts, text and typography."""

from __future__ import annotations

from typing import Final

CODES: Final = {
    "font-missing": "A font family, weight or style that the style sheet asks for is not "
    "installed. Fonts are Python packages: install the one that the hint names, or choose among "
    "the weights it lists.",
    "font-unreadable": "A font file is not a TrueType font with outlines. Reinstall its package, "
    "or name another family.",
    "glyph-missing": "A font has no glyph for a character of the text: it would print as an empty "
    "box. Use another character, or set the text in a family that has it.",
    "language-not-hyphenated": "The style sheet has words divided at the ends of lines, and no "
    "hyphenation patterns are known for the language of the edition: justified lines get wide "
    "spaces. Set such a text ragged, or put a soft hyphen (U+00AD) into its long words.",
    "typography-accent": "A capital seems to lack its accent (RESEAUX for RÉSEAUX, Etat for État). "
    "French capitals keep their accents. Advice only: the words are yours, change them in "
    "content.yaml.",
    "typography-hyphen": "A compound or the name of a commune seems to lack a hyphen (arrière "
    "petit-fils, Vieux Condé). Advice only.",
    "typography-name": "One name is written in two ways (Louvre Lens and Louvre-Lens, facebook and "
    "Facebook). Choose one. Advice only.",
    "typography-plural": "The number of million or milliard is wrong: the French plural begins at "
    "two, so 1,4 million but 2,7 millions. Advice only.",
}
