"""What `check --design` advises: nothing is wrong, and it may be more beautiful."""

from __future__ import annotations

from typing import Final

CODES: Final = {
    "river": "Four lines or more of a paragraph have wide spaces below one another, half as wide "
    "again as the face has them, so that a white river runs through it and the eye follows that. "
    "Justified text in a narrow measure does so. Set it ragged (`align: start`), let its words be "
    "divided (`hyphenate: true`), make the measure wider, or change a word.",
    "hyphen-stack": "Three lines or more in a row end with a hyphen: a ladder at the edge of the "
    "text, and many words in pieces. Change a word, allow a hyphen elsewhere with U+00AD, or name "
    "a word that is to stay whole under `names:` in content.yaml.",
    "runt": "The last line of a paragraph or a heading is one word of four letters at most, which "
    "leaves a hole above what follows; or its other lines stand beside a picture, and one word "
    "alone below it. Tie it to the word before it with a no-break space, write a "
    "word more or less, or let the type style make its lines about equal (`balance: true`).",
    "heading-alone": "A heading stands at the foot of a column with no line of its text below it, "
    "or one, and the rest is elsewhere: whoever reads the heading finds nothing to it. The program "
    "keeps them together where it can; a `break:` after the heading parts them.",
    "line-length": "Lines of running text have more than 75 characters on average, so that the eye "
    "loses its way back to the next, or fewer than 25, so that there are gaps or hyphens in each. "
    "45 to 65 read best. Give the frame other columns, the text another size, the design another "
    "margin. Tables, labels and lines that their author ends are not counted, nor short lines "
    "beside a picture or a drop capital, or in type of 14 points and more.",
    "leading-solid": "Lines of a text stand nearer to one another than its type is high. Letters "
    "may not touch yet, but the lines look like one dark band, and an accent meets the line above. "
    "Leading is rounded to whole lines of the baseline grid: 6 points on a grid of 5 are 5. Type "
    "from 14 points on is not counted: few large lines may be tight.",
    "type-sizes": "Words of more than five sizes stand on one side of the sheet, so that none says "
    "what is how important. Sizes that differ by less than a twentieth count as one, words in "
    "charts count; raised figures do not, nor numbers that stand alone. Give styles that do the "
    "same work the same size; steps of a fifth at least are seen.",
    "near-miss": "Two left edges of text, or the gaps above two blocks of the same kind, differ by "
    "0.2 to 1.5 mm: too little to look meant, and enough to look wrong. Make them equal: edges by "
    "columns of the grid or the same `left_mm`, gaps by whole units of the baseline grid, which "
    "what is not text (a picture's `aspect`) may be off.",
    "text-on-detail": "Words stand on art or a picture that changes from letter to letter. Their "
    "contrast may do everywhere, and they are still hard to read. Move them to a calm part, give "
    "their frame a `ground`, or the art a lighter `tint`.",
    "panel-fill": "Less than 40 % of the height of a panel is in use, by text, pictures or art, "
    "which looks forgotten; or its text takes more than 97 % of its main frame, which looks "
    "crammed and leaves translations no room. The first and the last panel, cover and back, may be "
    "nearly empty, and text that runs on from panel to panel fills them.",
}
