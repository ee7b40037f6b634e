"""What only setting the pages shows."""

from __future__ import annotations

from typing import Final

CODES: Final = {
    "overset": "A panel holds more text than its frame has room for, even at the last copyfit "
    "step. No word is ever cut or dropped, so the build stops instead. Shorten the panel, or let "
    "the designer widen its frame or the copyfit bounds of the style sheet.",
    "word-too-wide": "A word is wider than its line and may not be broken, so it would run into "
    "the margin. Write it another way, allow a break in it with a soft hyphen (U+00AD), or set "
    "it smaller.",
    "leading-tight": "Lines of type stand so near one another that they overlap. Give the type "
    "style more leading, or a smaller size.",
    "numeral-too-wide": "A number set large, or the marker of a list, is wider than its room: the "
    "column in which figures hang, the middle of its chart, the measure of a key figure. Widen "
    "`hang_mm` in the panel's design, or set the type style that the hint names smaller.",
    "outside-panel": "Something would be printed over the edge of its panel, on the next panel or "
    "where the sheet is trimmed. Give the design more margin, or the type style that is named "
    "more leading or less size.",
    "design-no-room": "A design takes so much of its panel, by its margins, its columns, the "
    "column in which figures hang or the room of a key figure, that less than 5 mm are left to set "
    "text in; or its rule is longer than the text is wide. Make the length that is named smaller: "
    "keys that end in `_mm`, and margins, are millimetres.",
    "art-unseen": "Artwork stands wholly outside its panel, or outside the side that it spans, so "
    "nothing of it is printed. Its `top_mm` or `bottom_mm` is usually a typing error.",
    "design-unknown": "A panel names a design that the style sheet does not define. See the hint, "
    "define it under `designs`, or leave `design` out: the panel's id or `default` is taken then.",
    "role-unknown": "A block names a role for which the style sheet has no style, so that it would "
    "be set as running text. See the hint, define the style under `type` (`charts` for a chart, "
    "`walls` for logos), or leave `role` out.",
    "panels-blank": "The panels of the content do not fill the sheet, so some of its panels are "
    "printed blank. Add panels, or choose another fold in the style sheet.",
}
