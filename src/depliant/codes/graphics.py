"""Charts and partners' marks."""

from __future__ import annotations

from typing import Final

CODES: Final = {
    "beside-narrow": "A picture or a drawing leaves so little of its measure that fewer than "
    "twelve letters would stand on a line beside it, so that it stands alone. Give it a smaller "
    "width, or leave `side` out.",
    "chart-annotation": "An annotation or highlight of a chart names a series or a place that the "
    "chart does not show, or a time or place at which it has no value. The hint has the nearest "
    "name that it has.",
    "chart-axis": "The ends that are stated for a chart's axis leave values outside, or leave zero "
    "out where bars or areas stand on it, so that they would lie. Write other ends at `axis:`, or "
    "leave them out: they are then round values that hold all that is shown.",
    "chart-classes": "The classes of a histogram are so narrow that there would be more of them "
    "than can be seen. Write a greater `width` at `classes:`, or say with `number` about how many.",
    "chart-colour": "A chart was drawn in a colour that is no swatch of the style sheet. That is a "
    "fault of the program, not of your files: please report it with the chart's lines.",
    "chart-colour-blind": "Two series in a legend, parts of a waffle or classes of a map look "
    "alike to people with red, green or blue blindness (protan, deutan, tritan), of whom there "
    "is one in twelve men, and only their inks tell them apart. The inks are taken as they are "
    "printed, and a distance (CIEDE2000) of 8 is needed, which palettes made for all eyes keep. "
    "Take inks that differ in lightness, such as a dark blue and an orange, or let names stand "
    "at the marks.",
    "chart-contrast": "A chart's ink hardly stands out from the ground it is printed on: marks "
    "need a contrast of 3 to 1, computed on the printed colour. Choose a darker or lighter ink.",
    "chart-data": "The values of a chart are not such that its kind can show them: a slope needs "
    "two times and both values of each series, a dumbbell two series, areas on each other every "
    "value and none below zero. Choose other values, or another kind of chart.",
    "chart-date": "A timeline needs to know when each of its figures was: give the figure a `date` "
    "such as 2015, 2015-07 or 2015-07-31.",
    "chart-empty": "A chart has no data. Name at least one figure under its `data`, or remove it.",
    "chart-fill": "A chart is to take the height that is left of its frame, box or place in a row "
    "(`height: fill`), and does not: nothing is left, so that it is as low as it can be, or its "
    "kind keeps its shape. Shorten the text beside it, give its frame more room, or take the key "
    "out.",
    "chart-hues": "A chart is in more than four hues, and nobody remembers what each means. Hold "
    "back the series that matter less (`held_back: true`), take tints of one ink, or one ink for "
    "all where each mark has its label. Grays do not count, nor do tints.",
    "chart-icon": "An icons chart names a sign that does not exist. The hint lists those that do.",
    "chart-inks-alike": "Two series in a legend, or parts of a waffle, are in one ink or in two "
    "that hardly differ in print, and only their inks tell them apart. Name an ink for each in "
    "the chart style, or hold series back (`held_back: true`): those need not be told from each "
    "other.",
    "chart-mixed-periods": "A chart compares figures of different years or days as if they were of "
    "one. Say the years in its labels, title or note, or take figures of one time.",
    "chart-mixed-units": "A chart compares values of different units, which have no common scale. "
    "Make one chart for each unit.",
    "chart-zeros": "All values of a chart are 0, so that it has labels and nothing else to show. "
    "Correct the values, or leave the chart out.",
    "chart-signs": "A chart of people or icons would count out more signs than anybody could count "
    "or print. Let each stand for more, by a larger `each`, or leave `each` out: it is then "
    "chosen so that the signs can be counted.",
    "chart-negative": "A chart of counted signs, a pyramid or a treemap holds a negative number, "
    "which cannot be counted out and has no area. Use a bar chart.",
    "chart-neighbours": "Marks of a chart that touch do not stand out from each other by 3 to 1: "
    "lines that cross and are named in a legend, or areas of a treemap and the lines between "
    "them, which are in the ink of the `rest`. Take inks that differ more in lightness, or let "
    "the lines' names stand at their ends. Other marks have a gap of ground between them and "
    "need none of this.",
    "chart-overset": "A title, label, date or value has no room in its chart, though it is broken "
    "into lines: a word is wider than its line and may not be divided, two texts overlap, or one "
    "stands out of the chart. Shorten it, allow a break in it with a soft hyphen (U+00AD), give "
    "the chart more width, or set its type style smaller.",
    "chart-parts-alike": "Parts of a waffle, a stacked bar or a donut, or series of areas, "
    "columns, bars or dumbbells, are in one ink, so that nobody can tell which name belongs to "
    "which. Name an ink for each in the chart's style, under `inks`: the last of them serves for "
    "all that follow.",
    "chart-rounding": "The per cents that a chart of shares writes do not add up to 100 at some "
    "place, since each is rounded by itself, half up, and none is changed to make a sum. That is "
    "how statisticians do it: nothing need be done, a note below the chart may say so.",
    "chart-share": "A chart shows a share that is below zero or above its whole, parts that are "
    "together more than the whole, a sum of which a part is missing, or one value of which nothing "
    "says what it is a part of. Correct the value, or name the right figure as the chart's "
    "`whole`.",
    "chart-small-label": "A chart's labels are set smaller than 6.5 points, which many people "
    "cannot read. Set the type style's size to 6.5 or more.",
    "code-contrast": "A code stands out too little from its ground, or is lighter than it. "
    "Readers in shops light it red, in which red, orange and yellow bars are as light as paper; "
    "telephones see all colours. Print it in black or a dark ink on a light ground.",
    "code-content": "A code cannot hold what it is to hold: the check digit of an EAN-13 is wrong "
    "or missing, Code 128 has no such letter, or it is too much for a QR code. The hint says what "
    "is right.",
    "code-doubtful": "A code can be read, but what it holds leads nowhere, it seems: a word in "
    "braces that is no placeholder stays in it as it is, its address has a space in it, or begins "
    "as none does. Try it with a telephone before you print it.",
    "code-inks": "A code is in several inks, whose edges blur where they do not meet exactly, or "
    "in a tint, whose edges are made of dots. Print it in one solid ink.",
    "code-low": "The bars of a code are lower than its standard asks for, so that a reader has to "
    "be held straighter. Leave `height_mm` out if there is room.",
    "code-wide": "A code is wider than the lines it stands among, with the white margins that "
    "readers need. Make it smaller, or put it where there is room.",
    "drawing-inks": "A PDF that is placed as a drawing has colours of which nobody has said what "
    "inks they are: the output profile has chosen them. Name a swatch for each under `colours:`.",
    "drawing-room": "A word has no room in its drawing, or a drawing in its measure: it reaches "
    "out, or two words overlap. Say it in fewer letters, or give it more room in the drawing.",
    "drawing-small-words": "Words of a drawing are set smaller than 6.5 points, which many people "
    "cannot read. Give the drawing more width, or its texts a larger size.",
    "drawing-words": "The texts of a drawing and the `words` of its block do not agree: each "
    "<text> has an id, and each id its words, so that they are translated and proved like all "
    "others. The hint has the lines to write.",
    "map-contrast": "Neighbouring classes of a map, or its lowest class and the paper, are printed "
    "in inks that are hard to tell apart: 1.2 to 1 is needed between two of them. Take a darker "
    "ink, name a swatch for each class in the chart style, or make fewer classes.",
    "map-file": "The file of a map cannot be read as regions: it is no SVG or GeoJSON, is broken, "
    "is far too large, or has nothing that has an area. Export it again, with a path or a polygon "
    "for each region.",
    "map-region": "The regions of a map's file and the values of its series do not agree: a value "
    "has no region, so that nobody would see it, or a region has no value and is hatched. Ids are "
    "compared without regard to capitals, accents and signs; name others below `regions:`, and "
    "below `context:` what has no value, such as a lake.",
    "map-series": "A map shows values of places, and the series that it names has values of times. "
    "Name a series whose values are of places.",
    "map-tiles": "Two places of a tile map have one tile, or a place has none. Give each its "
    "own column and row.",
    "map-value": "Circles are as large as their values, and a value below zero has no circle. Use "
    "a map of classes, or a bar chart.",
    "outline-none": "Text is to run round the outline of a picture or a drawing that fills its "
    "whole rectangle: it has no clear or white ground. Text runs round the rectangle. Cut the "
    "picture out, or write `wrap: box`.",
    "picture-room": "A picture is to be wider than its measure, so that it would stand out of it. "
    "Write a smaller `width_mm`.",
    "swatch-unknown": "The content names a swatch for a drawing or a code, and the style sheet "
    "has no such swatch. The hint says which it has.",
    "logo-expired": "A partner's mark is published after the day until which its contract permits "
    "it (`permitted_until`). Ask the partner again before printing.",
    "logo-charter": "A partner's charter changed before the date of the issue, and the mark is "
    "still the one from before. Ask the partner for the new one.",
    "logo-too-small": "A partner's mark would be smaller than its contract allows. Give the wall "
    "more room, a larger height, or fewer marks.",
    "logo-ground": "A partner's mark stands on a ground that its contract does not allow, or the "
    "contract allows what is no swatch. Use an allowed swatch, or ask the partner and add it to "
    "the contract's grounds.",
    "logo-resolution": "A partner's mark is made of pixels and has too few of them for its size. "
    "Ask the partner for a vector file.",
    "logo-ai": "An Illustrator file was saved without its PDF, and nothing but Illustrator can "
    "read it. Ask for it saved again with “Create PDF Compatible File”, or for a PDF.",
    "logo-eps": "An EPS is a program that draws, which only Ghostscript can read here. Install it, "
    "or ask the partner for a PDF or SVG, which every drawing program writes.",
    "logo-exists": "There is a mark of that name, and nothing is written over without a word. Add "
    "`--replace` to put the new file in its place: what its contract says stays. Or give another "
    "name.",
    "logo-format": "The file is nothing that a mark can be: SVG, PDF, AI saved with its PDF, EPS, "
    "PNG, JPEG or TIFF. Ask the partner for one of these, best for a vector file.",
    "logo-ink": "An ink that is named for a mark is not known: a contract or a call names a swatch "
    "that the style sheet has not, an amount is no per cent, or the mark has no such colour. The "
    "hint says what there is. A spot ink is written with the inks that stand in for it.",
    "logo-cut": "Live text of a partner's drawing, outlined with the font that was given or is "
    "installed, passes the edge of the drawing, where it is cut off. The font is wider than the "
    "one it was drawn with: give that one, or ask the partner for outlines.",
    "logo-margin": "The picture of a mark is empty at its edges, so that the mark itself is set "
    "smaller than it should be. `depliant logo add FILE --trim` cuts the margin off.",
    "logo-name": "A mark's files are named by letters without accents, digits, - and _, first a "
    "letter: content.yaml names it so. Give such a name with `--name`.",
    "logo-pages": "A mark is one page. Say with `--page` which page of the file it is on.",
    "logo-unseen": "None of a mark's inks stands out from a ground that its contract allows, so "
    "that hardly anybody sees it. Ask the partner for the version for such grounds.",
    "logo-white-box": "A mark stands on an opaque white box, as JPEGs and some exports have it, "
    "and on any ground but paper the box shows. Ask for a file without a background.",
    "logo-inks-by-profile": "Colours of a mark are RGB or Lab, and neither its contract nor "
    "anybody has said what inks they are: the output profile has chosen them. They are near, but a "
    "partner's charter often asks for others: ask for its values and write them under `inks:`.",
    "logo-unknown": "A wall names a partner for whom there is no contract in assets/logos. See the "
    "hint, or add NAME.yaml beside the mark.",
    "logo-standin": "A mark on a wall is a stand-in, drawn until the partner's own file arrives. "
    "Do not print with it.",
}
