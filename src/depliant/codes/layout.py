"""What only setting the pages shows."""

from __future__ import annotations

from typing import Final

CODES: Final = {
    "overset": "A panel holds more text than its frame has room for, even at the last copyfit "
    "step. No word is ever cut or dropped, so the build stops instead. Shorten the panel, or let "
    "the designer widen its frame or the copyfit bounds of the style sheet. Where a chart counts "
    "out a number that has grown, the hint says the `each` at which all has room.",
    "word-too-wide": "A word is wider than its line and may not be broken, so it would run into "
    "the margin. Write it another way, allow a break in it with a soft hyphen (U+00AD), or set "
    "it smaller. In a language for which no hyphenation patterns are known, which is said then, "
    "no word is divided but at a hyphen of its own or of yours. An address of the web takes no "
    "hyphen: it goes on in the next line after a slash or before a full stop, or shorter words are "
    "linked to it.",
    "type-fitted": "A number, or a text set large, had no room at its own size, and its type style "
    "says how much smaller it may get (`fit`): it was set at the largest size at which it fits. "
    "Nothing need be done, but it is worth a look.",
    "fit-lines": "A text takes more lines than its type style asks for (`lines` of `fit`), and "
    "would at the smallest size that it allows as well: it is set at its full size, in as many "
    "lines as it takes. Shorten it, or let the designer allow a smaller size or more lines.",
    "lines-collide": "An accent, an ascender or a descender touches a letter of the line above or "
    "below. Give the type style more leading or a smaller size, or write `leading: auto-accents`: "
    "then each text gets the leading that its letters need, in whole lines of the grid. Where the "
    "lines are of two blocks, give the style of the lower one more room before it (`before`).",
    "leading-tight": "Lines of type stand so near one another that they overlap. Give the type "
    "style more leading, or a smaller size.",
    "numeral-too-wide": "A number set large, or the marker of a list, is wider than its room, even "
    "at the smallest size that its type style allows (`fit`): the column in which figures hang, "
    "the middle of its chart, the measure of a key figure. The hint says which shorter form of the "
    "number fits (`{id:compact}` is “1,7 million”), or how it stands in its sentence alone. A "
    "designer can widen `hang_mm` in the panel's design, or let the type style get smaller.",
    "outside-panel": "Something would be printed over the edge of its panel, on the next panel or "
    "where the sheet is trimmed. Give the design more margin, or the type style that is named "
    "more leading or less size.",
    "text-contrast": "Words do not stand out from what lies behind them: their panel's ground, its "
    "box, its art, or a part of a chart. The contrast is that of WCAG 2.1, as it is printed or as "
    "the screen file shows it, whichever is less, taken where the letters are inked. Text needs "
    "4.5 to 1, text from 18 points or bold from 14 needs 3; less is a warning. Below 1.5 nobody "
    "sees it, be it a word or the marker of a list, and that is an error. Give the type style "
    "another colour, the design more margin, or shorten what pushes the words off their ground.",
    "text-covered": "Words are hidden: a picture, a chart or a mark is painted over them. Move one "
    "of the two.",
    "title-lines": "A panel's title takes more lines than its design has room for (`title_lines`), "
    "so that it reaches below the band behind it, or stands lower than the titles beside it. "
    "Shorten it.",
    "font-lent": "A family of the style sheet has no glyph for some characters, and the next of "
    "its list set them. That is what the list is for; look at the page, since their weight or "
    "width may not be that of the words beside them.",
    "font-figures": "Raised or lowered figures, as in CO₂, are not in the family, and are made of "
    "its own figures, smaller and as strong as the words. It is a note, once for each family: a "
    "family that has them was drawn with them.",
    "fold-colour": "Two colours meet exactly where the sheet is folded. A fold strays by half a "
    "millimetre, so that a hair of one colour may show on the other panel. It is a note: let one "
    "colour run over the fold by a millimetre or two where that matters.",
    "fold-ink": "250 % of ink or more lie where the sheet is folded. Thick ink cracks along a "
    "fold, and white paper shows. It is a note: a printer can crease the sheet before it is folded "
    "or coat it; a lighter ground needs neither.",
    "safe-margin": "Text, a running head or a folio, a chart, a picture or a partner's mark stands "
    "nearer to the trim or to a fold than `safe_mm` of the style sheet's `format`: knife and fold "
    "stray by a millimetre or two. It is measured from the ink of the letters, and said once a "
    "block; where the margins of the design are the cause, once a panel. Move it inwards, widen "
    "the margins of the design, or give `safe_mm` what the printer asks for. Grounds, art and "
    "pictures that bleed are meant to run over the edge, and are not looked at; text on them is.",
    "backdrop-across": "A picture behind a panel is to go over panels that are not there, or not "
    "over the panel that names it. `across` is a number of panels of the side, from this one on in "
    "the direction of reading; `side` for all of them; or panels by their ids.",
    "table-across": "A table is to go over two facing pages (`across: 2`) and cannot. Either no "
    "page that follows faces its own: it is on the cover, or on the second of two, or the brochure "
    "is no booklet. Or it stands in another block, the text of a page runs on into others, or no "
    "place between two columns is left for the fold. Or its halves cannot be level: the frames of "
    "the pages begin at other heights, or something above the table grows.",
    "backdrop-cropped": "A part of a picture that `keep` names, such as a face, is cut off, by the "
    "frame of the picture or with the bleed that is trimmed away. Move `focus` towards it, give "
    "the picture a frame of another shape, or take a wider picture.",
    "backdrop-fold": "A picture goes over a fold, or over the edge where two pages meet. It is a "
    "note; it is a warning where its `focus` or a part that `keep` names lies there: a face on a "
    "fold is torn in two when the sheet is opened, and pages never meet exactly.",
    "picture-no-bleed": "A picture, a chart or a partner's mark ends exactly where the sheet is "
    "trimmed. The knife strays by a millimetre or two: what reaches the edge has to be printed "
    "beyond it, and what stands among blocks is not. Give the design margins on that side, or put "
    "the picture behind the blocks with `backdrop:`, which runs on into the bleed.",
    "frame-unknown": "A panel fills a frame that its design does not have, or a text is to run on "
    "into one. Name one of the frames that the design has, or let the designer define it under "
    "`frames:`. `main` and `foot` are always there.",
    "frame-key": "A panel fills `main`, `aside` or `foot` under `frames:`. They have keys of their "
    "own: `blocks:`, `aside:`, `foot:`.",
    "frame-outside": "A frame of the style sheet reaches beyond the edge of a panel, or goes to a "
    "column or a row that the grid of its design does not have. Give it another place.",
    "frame-no-room": "A frame of the style sheet leaves less than 5 mm to set anything in, or the "
    "rows of a grid have not a single line of the baseline grid. Make it larger, or give it fewer "
    "columns or less padding.",
    "frame-overlap": "Two frames that a panel fills lie on one another. It is advice: what stands "
    "in them may stand clear of each other, and a build says so if it does not. `main` is the "
    "whole type area unless the design places it too.",
    "flow-unknown": "The text of a panel is to run on into a panel that is not there. Write the id "
    "of one, or of one and its frame: `three/aside`.",
    "flow-taken": "The text of a panel is to run on into a frame that has blocks of its own, or "
    "that another text runs into already. Each frame holds one text; a panel's title may stand "
    "above what runs on into it.",
    "flow-empty": "A panel says where its text is to run on and has no blocks. `flow:` stands in "
    "the panel where the text begins, and names all the frames that it runs through after that.",
    "flow-short": "A text ends before it comes to the last of the frames that it may run on into, "
    "so that these stay empty. Take them out of `flow:`, or write more.",
    "break-nowhere": "After a break there is no other column or frame to go on in, or it stands "
    "within an item, a row or a box, where nothing flows. Take it out, or give the frame more "
    "columns or the panel a `flow`.",
    "box-no-room": "The padding of a box is as wide as the box, so that no text has room in it. "
    "Give the box more width (a wider cell of its row, `span: all`), or its style less "
    "`padding_mm` under `boxes:` of the style sheet.",
    "divider-undrawn": "A divider would stand first or last in its column, where it parts nothing: "
    "it is not drawn, and at the head of a column it takes no room. It is a note: where text runs "
    "on from column to column that is as it should be.",
    "row-stacked": "The blocks of a row stand one below the other, since side by side one of them "
    "would be narrower than the row's `least_mm`, or a word in it would be too wide. Nothing is "
    "wrong with it; give the row more room if it matters.",
    "furniture-unknown": "A running head or a folio of the style sheet has a name in braces that "
    "nothing says. It may have {page}, {pages}, {panel}, {title}, {edition}, {issue}, {date}, and "
    "what content.yaml has under `running:`.",
    "furniture-empty": "A running head or a folio asks for what content.yaml does not say, such as "
    "the date of a publication without one. The rest of the line is printed.",
    "furniture-wide": "A running head or a folio has no room in one line between the margins. "
    "Shorten it, or let the designer set it smaller.",
    "design-no-room": "A design takes so much of its panel, by its margins, its columns, the "
    "column in which figures hang or the room of a key figure, that less than 5 mm are left to set "
    "text in; or its rule is longer than the text is wide. Make the length that is named smaller: "
    "keys that end in `_mm`, and margins, are millimetres.",
    "art-unseen": "Artwork stands wholly outside its panel, or outside the side that it spans, so "
    "nothing of it is printed. Its `top_mm` or `bottom_mm` is usually a typing error.",
    "art-bleed": "Artwork of a design runs over the edge of the sheet, or up to it, and ends "
    "before the bleed does: a knife that strays leaves a stripe of the ground beside it. Draw it "
    "further over the edge of its box; with 5 mm it fits every printer.",
    "heading-level": "A level of headings is skipped, or the first heading is not the title of the "
    "brochure (`level: 1`), so that its outline has a hole: whoever listens goes from heading to "
    "heading. Choose levels by what stands below what, and looks by the `role`.",
    "design-unknown": "A panel names a design that the style sheet does not define. See the hint, "
    "define it under `designs`, or leave `design` out: the panel's id or `default` is taken then.",
    "design-plain": "A panel names no design, and the style sheet has none called as the panel, "
    "nor one called `default`. So the panel has no ground, no art and usual margins, which is "
    "seldom meant: often its `id` was changed. Name one of the designs with `design`.",
    "panels-over": "The content has more panels than the folded sheet has on both its sides, so "
    "that the rest would be printed on a sheet of its own. Choose a fold that has as many, bind "
    "them as a booklet (`fold: saddle`), or leave panels out. Without a fold (`fold: none`) every "
    "panel is a page.",
    "booklet-pages": "The pages of a booklet are printed on sheets that are folded once and put "
    "into one another, so that there are four on each. Add pages, leave some out, or let empty "
    "ones stand at the end with `blank: end` under `format`.",
    "panel-sticks-out": "The widths in `panels_mm` do not close: once the sheet is folded, a "
    "panel reaches beyond the cover, so that its edge shows or is bent. They are those of the "
    "first side, from left to right; without them the widths are worked out from the paper.",
    "cover-inside": "The first panel of the content, which is the cover, lies inside once the "
    "sheet is folded: `order` puts it there. Put it where a panel stays outside.",
    "role-unknown": "A block names a role for which the style sheet has no style, so that it would "
    "be set as running text. See the hint, define the style under `type` (`charts` for a chart, "
    "`walls` for logos), or leave `role` out.",
    "character-style-unknown": "Words are marked with a character style, [words]{.name}, that the "
    "style sheet does not have, so that they would look like those round them. See the hint, or "
    "define it under `character_styles`.",
    "panels-blank": "The panels of the content do not fill the sheet, so some of its panels are "
    "printed blank. Add panels, or choose another fold in the style sheet.",
    "table-too-wide": "A table is wider than its measure even if each column is only as wide as "
    "its longest word, which is never broken; or a column is given less than that by `width_mm` or "
    "`share`. It says by how much, and which column asks for most. Shorten the words, allow a "
    "hyphen in one with U+00AD, take a column out, or let the designer give the table smaller "
    "type, less room between columns, or a wider frame.",
    "drop-cap-left-out": "A paragraph whose type style has a drop capital is set without it: it "
    "has fewer lines than the capital would reach down, it begins with a figure or another sign "
    "that is no letter, a heading runs into it, or the capital would take more than half of the "
    "measure. The words are all there. Give the paragraph more words or a role without a drop "
    "capital, or let the designer take fewer `lines`.",
    "list-start": "A list says where its numbers begin, and has none; or it says so twice, by "
    "`start` and by `continue`; or it is to go on with the numbers of a list before it, and among "
    "the blocks beside it there is no numbered one. Numbers go on within one frame, cell or item; "
    "elsewhere write `start:` with the number.",
    "list-figure": "An item of a numbered list names a figure that would hang where its number "
    "stands. Write the figure in the words of the item, in braces, or take `numbered` out of the "
    "list.",
    "run-in-alone": "A heading is to run into the text below it, and what follows it is not a "
    "paragraph, or stands over another number of columns. It is set on lines of its own. Let a "
    "paragraph follow it, or take `run_in` out.",
}
