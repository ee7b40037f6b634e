"""What content.yaml and the style sheet say."""

from __future__ import annotations

from typing import Final

CODES: Final = {
    "key-unknown": "A key is not one that the file may hold, so what it says would be lost without "
    "a word. It is usually a typing error: see the hint.",
    "key-missing": "A key that is needed is not there. Add it.",
    "schema": "A value is not of the kind that its key asks for. The sentence says what it must "
    "be.",
    "panel-empty": "A panel has no blocks, so it would be a blank page of the brochure. Give it "
    "some, or delete it.",
    "box-in-box": "A box holds another box, beside it or deeper within it. A box may hold any "
    "blocks but boxes: take the inner one out, or write its blocks without a box round them.",
    "box-empty": "A box holds nothing. Write `blocks:` below `box:`, or delete it.",
    "row-empty": "A row holds nothing: write the blocks of each of its places, or delete it. Or "
    "one of its places holds nothing and stays white, which may be meant.",
    "panel-duplicate": "Two panels have the same id. Give one of them another.",
    "language-unknown": "The language is not one whose numbers and dates can be written, or the "
    "words that alternative texts are built of are not known in it yet.",
    "markup-foreign": "A text holds a sign of another program's markup (Markdown's headings, "
    "lists, tables, pictures, underscores, backticks), which means nothing here and would be "
    "printed. The hint says what is written instead; a sign that is to be printed has a backslash "
    "before it.",
    "markup-html": "A text holds HTML, such as `<br>`, `&nbsp;` or a comment, which would be "
    "printed as it stands. The hint says what is written instead.",
    "markup-unclosed": "A mark that stands on both sides of words, `**bold**`, `*italic*`, "
    "`1^er^`, `CO~2~`, stands on one side only, so that it would be printed. Write it on the other "
    "side too, without a space between the mark and the words; a star that is to be printed is "
    "`\\*`.",
    "markup-language": "What stands in braces after words in brackets is not the tag of a "
    "language. Write [words]{lang=en}.",
    "markup-link": "A link leads nowhere that a reader may be sent to: addresses start with "
    "https://, http://, mailto: or tel: (a number without spaces, such as tel:+33321000000).",
    "markup-style": "Braces behind words in brackets say a character style, the language, or both: "
    "[words]{.accent}, [words]{lang=en}, [words]{.accent lang=en}. They say something else.",
    "link-number": "The number that is printed in a link to a telephone is not the one that the "
    "link dials. Behind `tel:` it is written as it is dialled from abroad, with + and the code of "
    "the country, without the 0 that is dialled at home: [03 21 00 00 00](tel:+33321000000).",
    "markup-placeholder": "A brace in a text starts a figure, `{id}` or `{id:form}`, and this one "
    "is not complete. To print a brace, write a backslash before it.",
    "style-unknown-name": "The style sheet names a swatch, family, type style or design that it "
    "does not define. See the hint, or define it.",
    "style-cycle": "Styles, designs or swatches are based on each other in a circle. Take one "
    "`base` or `of` out.",
    "art-no-width": "The `left_mm` and `right_mm` of an artwork are together as much as the panel, "
    "or the side, is wide. Make one of them smaller.",
    "style-swatch": "A swatch must say its ink in one way: `cmyk`, or `spot` with the `cmyk` that "
    "stands in for it, or a tint `of` another swatch.",
    "style-spot": "A spot ink has a name that the press keeps for itself, or two swatches give the "
    "same ink two different stand-ins. One name is one plate and one colour.",
}
