"""Every diagnostic code with its explanation: what it means, why it matters, what to do.

`depliant explain CODE` prints an entry; a test keeps this list and the codes in use equal.
The codes are stable: a released one is never given another meaning.
"""

from __future__ import annotations

CODES: dict[str, str] = {
    # --- the call -------------------------------------------------------------------------
    "project-missing": "The folder has no content.yaml. Run the command in a project folder, "
    "name one, or start one with `depliant new DIR`.",
    "folder-not-empty": "`depliant new` starts a brochure in a folder that is empty or not there "
    "yet: nothing that exists is ever written over.",
    "marks-unknown": "The press page has crop, fold, registration, bars and slug marks, and no "
    "others.",
    "target-unknown": "A brochure is written as a press file, a screen file, PNG images or SVG "
    "images. The hint lists the names by which a call asks for them.",
    "image-size": "An image of a panel or a side would be smaller or larger than any web page, "
    "mail or social network shows. Ask for a width or a resolution within the bounds named.",
    "image-unasked": "The call says how large images are to be, or what they show, but writes only "
    "PDFs. Images are written with `--target image` (PNG) or `--target svg`.",
    "printer-unknown": "No printer is known by that name: neither in the project's assets/printers "
    "nor among those that come with the program. The hint lists them.",
    "printer-panels": "A printer's profile asks for one panel a page, but the press file of a "
    "folded brochure has whole sides of the flat sheet. Most shops that fold want those: ask.",
    "compare-side": "A side of a comparison is none of what can be compared: a project folder, "
    "REVISION:PATH, the name of an issue, a PDF.",
    "compare-revision": "A side of a comparison is a git revision that cannot be read: git is not "
    "installed, the revision or the path is not in the repository, or it is far too large.",
    "compare-language": "A translation is so wrong that its edition cannot be set, so the "
    "comparison leaves that language out. The others are compared all the same.",
    "compare-pdf": "A PDF that is to be compared cannot be read: it is damaged, asks for a "
    "password, or has far too many pages.",
    "code-unknown": "No diagnostic has that code. `depliant explain` lists all.",
    "interrupted": "The command was stopped before its end. Files are written only when all are "
    "good, so older ones are as they were.",
    "internal": "The program itself failed. Nothing in your files should be able to bring that "
    "about: please report it, with what the command prints when DEPLIANT_DEBUG=1 is set.",
    # --- reading files --------------------------------------------------------------------
    "yaml-syntax": "A YAML file cannot be read: an indentation, a quote or a bracket is wrong, or "
    "a text that holds `: ` has no quotes round it. The fault is at the place named or above it.",
    "yaml-encoding": "A YAML file is not in UTF-8. Save it as UTF-8 in the editor.",
    "yaml-characters": "A YAML file holds a control character, which nothing can print. Most "
    "editors do not show it: delete what stands at the place named.",
    "yaml-empty": "A YAML file holds nothing but comments. Restore it, or write its keys.",
    "yaml-not-mapping": "A YAML file must hold `key: value` lines, and this one holds a list or a "
    "single text.",
    "yaml-comment": "A text without quotes is followed by a #, which begins a comment in YAML: the "
    "words after it would be lost. Put the whole text in quotes, or the comment on its own line.",
    "yaml-duplicate-key": "A key is written twice in one place, so that one of its two values "
    "would be lost: for a figure, that is a number with two definitions. Keep one of them.",
    "yaml-alias": "YAML's anchors, aliases and merge keys are not used in these files, because a "
    "few lines of them can stand for gigabytes. Write the value out; put quotes round a text that "
    "starts with * or &.",
    "yaml-tag": "YAML's tags (`!name`) are not used in these files. Put quotes round a text that "
    "starts with an exclamation mark.",
    "yaml-too-large": "A YAML file, one of its texts or its nesting is larger than any brochure "
    "needs. Split the text, or keep the data elsewhere.",
    # --- content.yaml and style.yaml ------------------------------------------------------
    "key-unknown": "A key is not one that the file may hold, so what it says would be lost without "
    "a word. It is usually a typing error: see the hint.",
    "key-missing": "A key that is needed is not there. Add it.",
    "schema": "A value is not of the kind that its key asks for. The sentence says what it must "
    "be.",
    "panel-empty": "A panel has no blocks, so it would be a blank page of the brochure. Give it "
    "some, or delete it.",
    "panel-duplicate": "Two panels have the same id. Give one of them another.",
    "language-unknown": "The language is not one whose numbers and dates can be written, or the "
    "words that alternative texts are built of are not known in it yet.",
    "markup-language": "What stands in braces after words in brackets is not the tag of a "
    "language. Write [words]{lang=en}.",
    "markup-link": "A link leads nowhere that a reader may be sent to: addresses start with "
    "https://, http:// or mailto:.",
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
    # --- figures --------------------------------------------------------------------------
    "figure-unknown": "A text, chart or list names a figure that `figures:` does not define. See "
    "the hint, or define it.",
    "figure-unused": "A figure is defined and never printed. Use it, or delete it, so that the "
    "list of figures is the list of what the brochure says.",
    "figure-form-unknown": "A figure is asked for in a form that does not exist. The forms are "
    "about, compact, millions, full, ordinal and percent.",
    "figure-form-unfit": "A figure cannot be written in the form that is asked for: an ordinal "
    "needs a whole number, a percentage the unit %, `about` a figure that is approximate.",
    "figure-unsourced": "Figures have `source: unstated`. A reader who asks where a number comes "
    "from finds no answer: add the source when it is known.",
    "figure-needed": "A list item asks for a chart, but names no figure for it to show.",
    "source-unknown": "A figure names a source that `sources:` does not define.",
    "source-unused": "A source is defined and no figure names it.",
    "figure-part": "A figure is larger than the one that it is a `part_of`, or counted in another "
    "unit. One of the two is wrong.",
    "figure-sum": "The figures that name one total under `sums_to` do not come to it, even with "
    "what their `precision` allows for rounding.",
    "figure-early": "A figure's date lies before what its `not_before` says. One of the two dates "
    "is wrong.",
    "figure-frozen": "A figure of a frozen issue is not as it was when the issue was frozen: what "
    "was published cannot be changed any more. Put it back; for the next issue give `issue:` "
    "another name and change the figure then.",
    "issue-unknown": "No issue has that name: neither `issue:` nor `issues:` nor the history of "
    "any figure.",
    "issue-altered": "The copy of content.yaml that was kept when an issue was frozen is not as it "
    "was, so the issue cannot be built as it was published.",
    "figure-stale": "A figure's `valid_until` lies before the date of the issue: its source has "
    "probably a newer value.",
    "formula-syntax": "A formula cannot be read. It holds ids of figures, numbers, + - * / and "
    "brackets, and sum(a, b), share(part, whole), change(new, old), per(amount, count).",
    "formula-unit": "A formula puts figures of different units together, or comes out in another "
    "unit than the figure's own.",
    "formula-value": "A formula divides by zero, comes to too large a number, or to one that "
    "never ends: then say with `precision` how it is rounded.",
    "formula-cycle": "Figures are made from each other in a circle, so that none has a value. "
    "Give one of them a value.",
    # --- translations ---------------------------------------------------------------------
    "translation-file": "An edition is asked for in a language that has no file of translations. "
    "`depliant translate update LANG` makes it, and a translator fills it.",
    "translation-missing": "A message is not translated, so the edition would show the source's "
    "words. Translate it, or build a draft with --draft, which marks it on the page.",
    "translation-fuzzy": "A message changed after it was translated, or was found by likeness. The "
    "lines that begin with #| say what it was. Set the translation right and take the mark off.",
    "translation-placeholder": "A translation has lost a figure of its message, has it twice, or "
    "names one that the message does not have. Figures stand in braces and are never translated.",
    "translation-digit": "A number is typed in a translation where the message has a figure in "
    "braces. It would stay when the figure changes: write the figure.",
    "translation-figures": "An edition would show other numbers than its source. Both sentences "
    "are named: set the translation right.",
    "translation-markup": "The bold passages, links or raised letters of a translation are not "
    "those of its message, or it holds HTML, which would be printed as it stands.",
    "translation-quotes": "A translation has quotation marks of another language. Straight ones "
    "are set right by the program.",
    "translation-copy": "A translation is the same as its message, which seems to be more than a "
    "name. If it is right, begin a translator's comment with `kept`.",
    "translation-budget": "A translation has more characters than its frame is likely to hold. Say "
    "it more shortly; whether it fits is known when the edition is built.",
    "translation-characters": "A translation holds a control character, or one that turns the "
    "direction of the text. Most editors do not show them: delete what the sentence names.",
    "translation-syntax": "A PO file cannot be read: a keyword, a quotation mark or a backslash is "
    "wrong. Programs such as Poedit write sound files; the fault is at the line named.",
    "translation-encoding": "A PO file is not in UTF-8, does not say so in its header, or starts "
    "with a byte order mark. Save it as UTF-8.",
    "translation-line-ends": "The lines of a PO file end in carriage returns. It is read all the "
    "same; `depliant translate update` writes line feeds.",
    "translation-duplicate": "A PO file holds one message twice, so that one of its two "
    "translations would be lost. Keep one.",
    "translation-plural": "The plural forms of a message are not as many as the header of the file "
    "says, or the header's rule cannot be understood.",
    "translation-too-large": "A PO file or one of its texts is larger than any brochure needs.",
    "figure-typed": "A number is typed in a text, so that it has no source and does not change "
    "with the ledger. Declare it as a figure; or, if it is a part of a name, add the name to "
    "`allowed_numbers:`.",
    "figure-share": "A percentage is below 0 or above 100. A share of a whole cannot be; a change "
    "is declared by a formula, `change(new, old)`.",
    "figure-thousands": "A value has three digits after its point, as 86.400 has, which is read as "
    "86.4: a point marks decimals in this file, whatever the language. Write thousands without a "
    "point, such as 86400; if the decimals are meant, say so by `precision: 0.001`.",
    "figure-baseless": "Percentages do not say what they are a share of: 99 % of 200 persons is "
    "another matter than 99 % of 20 000. Add `base:`.",
    "figure-plural": "A word behind a figure is in the singular where the number asks for the "
    "plural, or the other way round. The French plural begins at two: 1,4 million.",
    "figure-twice": "Two figures have the same value, unit, date and source. Use one of them, or "
    "write `same_as` if the repetition is meant.",
    "issue-name": "An issue's name has letters without accents, digits, points, hyphens and _ "
    "only, such as 2012-2017.",
    "issue-frozen": "The issue is frozen already: what was published is not published again.",
    "edit-refused": "A YAML file cannot be changed by the program at that place without touching "
    "what else stands there. Make the change by hand.",
    "ledger-missing": "The PDF carries no ledger that can be read. Screen files made by this "
    "program do: figures.json, among their attached files.",
    # --- tables of figures ----------------------------------------------------------------
    "table-kind": "Figures are imported from .csv and .xlsx files only.",
    "table-encoding": "A CSV file is not in UTF-8, so that letters with accents would be lost. "
    "Save it as “CSV UTF-8”.",
    "table-syntax": "A table cannot be read: a quotation mark is not closed, or the file is "
    "damaged or of another kind than its name says.",
    "table-too-large": "A table has more rows or bytes than any brochure has figures. Take out "
    "what is not a figure.",
    "table-columns": "The first row of a table must name its columns, `id` among them, each once "
    "and by the names that content.yaml uses.",
    "table-twice": "A table has two rows for one figure of one issue. Keep one of them.",
    "table-source": "Two rows of a table describe one source in different words. Make them the "
    "same.",
    "table-formula": "A cell of a workbook holds a formula, whose result nobody has checked. Put "
    "the result there as a value; or write the figure's own `formula`.",
    "table-number": "A number is not written with a point for the decimals and without spaces, or "
    "it could be read in two ways (712.000). Write it plainly, or say with `--numbers fr` by which "
    "language's rules the numbers of the table are written.",
    "table-cell": "A cell holds a character that nothing can print, or far too long a text.",
    # --- assets ---------------------------------------------------------------------------
    "svg-unsafe": "A drawing holds something that art must not: a script, an animation, a document "
    "type, a reference to outside its file, or far too many parts. It is refused before it is "
    "drawn. Remove what the line shows, or save the drawing as plain SVG.",
    "svg-invalid": "A drawing cannot be read: its XML, path data, lengths or transforms are "
    "damaged, or it has no size. Save it again as plain SVG.",
    "svg-unsupported": "A drawing uses what cannot be printed as plain inked shapes: live text, a "
    "gradient, a filter, a mask, transparency. Convert text to outlines, give shapes flat colours, "
    "and cut masked shapes in the drawing program.",
    "svg-colour": "A drawing has a colour for which no ink is known. Colours are never turned into "
    "inks by a formula: map the colour, class or id to a swatch or an ink, or write "
    "device-cmyk().",
    "image-format": "A picture is not a JPEG, PNG or TIFF in gray, RGB or CMYK. Export it as one "
    "of these.",
    "image-damaged": "A picture breaks off or is damaged. Export or copy it again.",
    "image-too-large": "A picture has far more pixels than any print needs. Reduce it to 300 "
    "pixels an inch at its printed size.",
    "image-profile": "A picture carries a colour profile for another kind of colour, so its "
    "colours would be wrong. Export it again with the profile of its own colour space.",
    "image-ppi": "A picture has too few pixels for the size it is printed at: under 225 pixels an "
    "inch it looks soft, under 150 it looks wrong. Use a larger picture or a smaller frame.",
    "pdf-art-invalid": "A PDF that is used as art cannot be read, is protected, has more than one "
    "page, shows nothing, or has shapes that are scaled to nothing or beyond any page. Export one "
    "page without a password, with its transformations undone.",
    "pdf-art-unsupported": "A PDF that is used as art holds what is not plain inked shapes: RGB, "
    "live text, pictures, shadings, transparency, a layer that prints otherwise than it shows. "
    "Export it with outlined text and flat CMYK or spot colours.",
    "icc-unreadable": "The output profile named in the style sheet cannot be read, or is no ICC "
    "profile. Copy it again from where it was published.",
    "icc-not-cmyk-output": "The output profile is not that of a CMYK press (class prtr). Ask the "
    "printer which profile belongs to the paper and press.",
    "icc-missing": "The output profile of the printing condition is not in the project. Profiles "
    "belong to those who publish them: take it from there or from the printer, and put it where "
    "the sentence says.",
    "icc-version": "PDF/X-1a is PDF 1.4, which knows ICC profiles up to version 2 only. Use the "
    "profile's version 2, or a printer that takes PDF/X-4.",
    "path-outside": "A file is named that is not in the project folder: an absolute path, one "
    "that climbs with `..`, or a link that leads out. Put the file into the project.",
    "asset-missing": "A file that the brochure needs is not there. Check its name and its folder.",
    "asset-unreadable": "A file that the brochure needs cannot be read: it is a folder, or its "
    "permissions forbid it.",
    "asset-too-large": "A file is larger than this program reads. Make it smaller.",
    # --- fonts and text -------------------------------------------------------------------
    "font-missing": "A font family, weight or style that the style sheet asks for is not "
    "installed. Fonts are Python packages: install the one that the hint names, or choose among "
    "the weights it lists.",
    "font-unreadable": "A font file is not a TrueType font with outlines. Reinstall its package, "
    "or name another family.",
    "glyph-missing": "A font has no glyph for a character of the text: it would print as an empty "
    "box. Use another character, or set the text in a family that has it.",
    # --- typography advice ----------------------------------------------------------------
    "typography-accent": "A capital seems to lack its accent (RESEAUX for RÉSEAUX, Etat for État). "
    "French capitals keep their accents. Advice only: the words are yours, change them in "
    "content.yaml.",
    "typography-hyphen": "A compound or the name of a commune seems to lack a hyphen (arrière "
    "petit-fils, Vieux Condé). Advice only.",
    "typography-name": "One name is written in two ways (Louvre Lens and Louvre-Lens, facebook and "
    "Facebook). Choose one. Advice only.",
    "typography-plural": "The number of million or milliard is wrong: the French plural begins at "
    "two, so 1,4 million but 2,7 millions. Advice only.",
    # --- charts and logos -----------------------------------------------------------------
    "chart-colour": "A chart was drawn in a colour that is no swatch of the style sheet. That is a "
    "fault of the program, not of your files: please report it with the chart's lines.",
    "chart-contrast": "A chart's ink hardly stands out from the ground it is printed on: marks "
    "need a contrast of 3 to 1, computed on the printed colour. Choose a darker or lighter ink.",
    "chart-date": "A timeline needs to know when each of its figures was: give the figure a `date` "
    "such as 2015, 2015-07 or 2015-07-31.",
    "chart-empty": "A chart has no data. Name at least one figure under its `data`, or remove it.",
    "chart-icon": "An icons chart names a sign that does not exist. The hint lists those that do.",
    "chart-mixed-periods": "A chart compares figures of different years or days as if they were of "
    "one. Say so in its title or note, or take figures of one time.",
    "chart-mixed-units": "A chart compares values of different units, which have no common scale. "
    "Make one chart for each unit.",
    "chart-zeros": "All values of a chart are 0, so that it has labels and nothing else to show. "
    "Correct the values, or leave the chart out.",
    "chart-signs": "A chart of people or icons would count out more signs than anybody could count "
    "or print. Let each stand for more, by a larger `each`, or leave `each` out: it is then "
    "chosen so that the signs can be counted.",
    "chart-negative": "A chart of counted signs holds a negative number, which cannot be counted "
    "out. Use a bar chart.",
    "chart-overset": "A title, label, date or value has no room in its chart, though it is broken "
    "into lines: a word is wider than its line and may not be divided, two texts overlap, or one "
    "stands out of the chart. Shorten it, allow a break in it with a soft hyphen (U+00AD), give "
    "the chart more width, or set its type style smaller.",
    "chart-share": "A chart shows a share that is below zero or above its whole, or parts that are "
    "together more than the whole. Correct the value, or name the right `whole`.",
    "chart-small-label": "A chart's labels are set smaller than 6.5 points, which many people "
    "cannot read. Set the type style's size to 6.5 or more.",
    "logo-expired": "A partner's mark is published after the day until which its contract permits "
    "it (`permitted_until`). Ask the partner again before printing.",
    "logo-charter": "A partner's charter changed before the date of the issue, and the mark is "
    "still the one from before. Ask the partner for the new one.",
    "logo-too-small": "A partner's mark would be smaller than its contract allows. Give the wall "
    "more room, a larger height, or fewer marks.",
    "logo-ground": "A partner's mark stands on a ground that its contract does not allow. Use an "
    "allowed swatch, or ask the partner and add it to the contract's grounds.",
    "logo-resolution": "A partner's mark is made of pixels and has too few of them for its size. "
    "Ask the partner for a vector file.",
    "logo-unknown": "A wall names a partner for whom there is no contract in assets/logos. See the "
    "hint, or add NAME.yaml beside the mark.",
    "logo-standin": "A mark on a wall is a stand-in, drawn until the partner's own file arrives. "
    "Do not print with it.",
    # --- layout ---------------------------------------------------------------------------
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
    "panels-blank": "The panels of the content do not fill the sheet, so some of its panels are "
    "printed blank. Add panels, or choose another fold in the style sheet.",
    # --- writing --------------------------------------------------------------------------
    "output-unwritable": "The output folder is read-only, or its disk is full. Files are written "
    "beside the old ones and take their place only when all are complete, so the old ones are as "
    "they were.",
    "ink-limit": "A swatch or an image puts more ink on the paper than the press allows: the sheet "
    "would not dry. Lighten the swatch's cyan, magenta and yellow, or convert the image with the "
    "press's profile.",
    "thin-line": "A line is thinner than the press can hold after scaling. Make it wider in the "
    "style sheet, or show the artwork larger.",
    "text-inks": "Small text is in more inks than the press can hold in register: its edges would "
    "show in colours. Set it in black or in two inks at most, or larger.",
    "rich-black-text": "Text is in a rich black, that is black with other inks below it. Rich "
    "black is for areas: letters in it get coloured edges as soon as one plate is out of register. "
    "Set text in black alone.",
    "spots-too-many": "The brochure has more spot inks than the press has room for. Mix the others "
    "from the process inks, or build with a printer that takes them.",
    "spot-conflict": "One spot ink has two different CMYK alternates, so one of them would print "
    "or show wrong. Give the swatch one alternate and use tints of it.",
    "registration-in-artwork": "The artwork uses the registration colour, which prints on every "
    "plate and is kept for the marks outside the trim. Use a swatch.",
    "structure-unpainted": "The reading structure names content that is on no page of this file: "
    "a screen reader would announce something that is not there.",
    "content-untagged": "Something is painted as content but has no place in the reading "
    "structure: a screen reader would not say it. Tag it, or mark it as an artifact.",
    "figure-unbounded": "A figure of the reading structure lies on more than one page, so it has "
    "no bounding box. Keep it on one page or make two figures of it.",
    "link-scheme": "A link leads somewhere other than a web page, a mail address or a telephone "
    "number. Use an address that begins with https:, http:, mailto: or tel:.",
    "link-untagged": "A link covers content that is not in a Link of the reading structure, so a "
    "screen reader would not offer it.",
    "date-unreadable": "The publication's date cannot be read. Write it with its time zone, such "
    "as 2017-06-30T00:00:00+00:00.",
    "image-unreadable-profile": "An image carries a colour profile that cannot be used. Save the "
    "image again with a working profile, or with none.",
    # --- reading aloud --------------------------------------------------------------------
    "pdf-unreadable": "A PDF cannot be opened: there is no such file, it is damaged, protected by "
    "a password, or larger than any brochure.",
    "page-unreadable": "A page's content is damaged, packed in a way that is not read, or larger "
    "than any page needs to be, so that some of its text is missing from what is said.",
    "pdf-untagged": "A PDF has no structure, so a screen reader can only guess the order of its "
    "text, and knows no headings, lists or graphics. Export it as a tagged PDF.",
    "structure-cyclic": "The structure of a PDF leads back to itself, or to one element in two "
    "ways. A screen reader may stop or never end: export the file again.",
    "structure-too-large": "The structure of a PDF is deeper or larger than that of any brochure; "
    "what lies beyond the limit is not said.",
    "alternative-missing": "A graphic of a PDF has no alternative text, so that a listener learns "
    "nothing of it. Describe it, or mark it as an artifact if it says nothing.",
    "language-unstated": "A PDF does not say what language it is in, so that it is read with the "
    "wrong voice. Give its language when exporting it.",
    "table-unheaded": "A table of a PDF has no header cells: one hears values without learning "
    "what they are of. Tag its first row or column as headers.",
    "text-unsaid": "A page shows text that is in no element of the structure, so that it is never "
    "read aloud. Tag it, or mark it as an artifact.",
    "text-unspeakable": "Characters of a PDF have no Unicode value, so that a screen reader cannot "
    "say them. Export the file with a ToUnicode map for each font.",
    # --- preflight ------------------------------------------------------------------------
    "pdf-empty": "The file to judge has no bytes or no pages. Export it again.",
    "pdf-damaged": "The file to judge is no PDF, or so broken that it cannot be read. Export it "
    "again from its application; a repaired file often lacks pages.",
    "pdf-encrypted": "The file to judge is encrypted. No standard for print or archiving allows "
    "that, with a password or without: save it without restrictions.",
    "pdf-hostile": "The file is built so that reading it never ends, or fills the memory: streams "
    "that unfold without measure, page trees or structure trees that lead back to themselves. Do "
    "not open it.",
    "pdf-too-large": "The file to judge has more bytes or pages than a job for print needs. "
    "Split it.",
    "pdf-version": "The version in the first line of the file, or in its catalog, is later than "
    "the standards that the file claims. PDF/X-4 is based on PDF 1.6, PDF/A-2 and PDF/UA-1 on "
    "PDF 1.7, PDF/X-1a:2003 on PDF 1.4.",
    "pdfx-missing": "A file for the press does not say which PDF/X it follows, so nothing in it "
    "is promised. Export it as PDF/X-4.",
    "pdfx-claim": "The claim to PDF/X is no version that exists, or is where that version does "
    "not keep it: PDF/X-4 claims in the metadata packet, earlier versions in the Info "
    "dictionary.",
    "flavour-refused": "The printer takes files of another flavour of PDF/X than this one. Build "
    "it for this printer.",
    "pdfa-claim": "The claim to PDF/A names a part and a level that do not exist together, or "
    "level A without tags.",
    "pdfua-claim": "The claim to PDF/UA names no part, or the file is not tagged.",
    "xmp-missing": "The file has no metadata packet, or one that is not well formed, so no "
    "program can tell what it is.",
    "xmp-compressed": "The metadata packet is compressed, so a program that looks for it in the "
    "bytes of the file does not find it. Optimisers do that.",
    "metadata-differs": "The Info dictionary and the metadata packet say different things: one "
    "was edited without the other.",
    "metadata-incomplete": "A file for the press lacks its title, a date or an identifier.",
    "title-missing": "The document has no title in its metadata packet: a screen reader reads "
    "out the name of the file instead.",
    "trapped-unknown": "A file for the press must say whether it has been trapped, True or "
    "False. Unknown is refused: the press could trap twice or never.",
    "trailer-id": "The trailer has no ID, by which workflows tell two files, or two versions of "
    "one, apart.",
    "intent-missing": "A file for the press has no output intent, or more than one: nobody can "
    "tell for which paper and press its inks were mixed.",
    "intent-profile": "The output intent has no name or embeds no output profile, or a profile "
    "of another class than 'prtr'.",
    "intent-condition": "The file is made for another printing condition than the printer works "
    "to: its colours would shift.",
    "intents-differ": "The output intents embed different profiles. PDF/A asks for one.",
    "screen-intent": "The file claims PDF/A but has no output intent that explains its colours.",
    "box-missing": "A page has no MediaBox, or neither TrimBox nor ArtBox, so that nobody can "
    "tell where it is cut.",
    "box-both": "A page has a TrimBox and an ArtBox. PDF/X allows one of the two.",
    "box-nesting": "The boxes of a page do not lie in one another: trim within bleed, bleed "
    "within media.",
    "page-sizes": "The pages are trimmed to different sizes, or lie different ways. An "
    "imposition takes one size.",
    "page-scaled": "A page is described at another size than it is printed at (UserUnit). Many "
    "workflows overlook that.",
    "page-count": "The number of pages does not fit a folded sheet, or the order in which the "
    "printer wants them.",
    "page-blank": "Nothing is painted on a page. That may be meant.",
    "page-labels": "The page labels do not start at the first page, or go beyond the last.",
    "font-unembedded": "A font is not in the file: the press would set the text in another one.",
    "font-whole": "A font is embedded whole. That is no fault, but makes the file large and lets "
    "others edit its text.",
    "unicode-missing": "A font does not say which characters its codes stand for: text cannot be "
    "searched or read aloud.",
    "colour-rgb": "Something is painted in RGB without a profile: it prints as somebody else's "
    "software thinks right.",
    "colour-managed": "Something for the press is painted in a space that a profile describes. "
    "PDF/X-4 allows it, PDF/X-1a does not; either way, it is turned to ink by somebody else.",
    "colour-gray": "Something is painted in DeviceGray. It prints in black ink, but cannot "
    "overprint as black in CMYK does.",
    "colour-cmyk-overprint": "CMYK that is described by a profile overprints in mode 1, which "
    "PDF/A forbids: paint it in DeviceCMYK.",
    "colour-unmanaged": "An archived file paints in a device space for which it has no output "
    "intent.",
    "spot-spelling": "Two names of spot inks differ in case, spacing or suffix alone: there "
    "would be two plates where one is meant.",
    "spot-refused": "The file has a spot ink, and the printer prints in four inks only.",
    "white-overprint": "White is set to overprint, so it disappears: what lies below prints on.",
    "black-knockout": "Black text is cut out of the ground below it. Where a plate is out of "
    "register, paper shows round the letters.",
    "overprint-mode": "Black is set to overprint, but in mode 0 or in gray, where it still "
    "clears cyan, magenta and yellow.",
    "text-small": "Text is smaller than the printer can hold.",
    "text-small-inks": "Small text is made of more than two inks, so it shows seams of colour "
    "wherever a plate is out of register.",
    "image-resolution": "An image has too few pixels for its size on the page.",
    "transparency-refused": "The file is or should be PDF/X-1a, which has no transparency, and "
    "something in it is transparent.",
    "blend-space": "Transparency is blended in another space than the press's, so that colours "
    "shift where it touches them.",
    "annotation-in-bleed": "An annotation, such as a link or a comment, lies on a page for the "
    "press.",
    "javascript": "The file runs a program. Files for print and archiving do not.",
    "action": "A file for the press does something when it is opened or clicked.",
    "form-field": "A file for the press has a form to fill in.",
    "optional-content": "The layers of the file have no name or no default, or decide by "
    "themselves whether they print.",
    "embedded-files": "A file for the press carries other files. Keep them for the screen file.",
    "lzw": "A stream is compressed by LZW, which the standards for print and archiving forbid.",
    "transfer-function": "The file changes the ink that it asks for, by a transfer function. "
    "Some presses obey it and some do not.",
    "postscript": "The file holds PostScript, which a press may or may not run.",
    "opi": "An image stands in for another, or has alternates: nobody can tell which one prints.",
    "text-near-trim": "Text is nearer to the trim than the printer's safe margin, or is cut off.",
    "text-across-fold": "A line of text runs across a fold, where the sheet cracks and the eye "
    "loses it.",
    "marks-in-bleed": "Crop marks reach into the bleed, where a careless cut leaves them to be "
    "seen.",
    "marks-refused": "The file has crop marks, and the printer sets his own.",
    "marks-missing": "The file has no crop marks, and the printer wants them.",
    "bleed-unpainted": "What is printed up to the edge of the page stops there: where the knife "
    "strays, paper shows.",
    "bleed-short": "The page has less room for bleed than the printer wants.",
    "ink-contrast": "Text as it is printed does not stand out from its ground: 4.5 to 1 is "
    "wanted, 3 to 1 for large text, computed from the inks through the output profile.",
    "text-reversed": "Small white text stands in several inks, and fills in wherever a plate is "
    "out of register.",
    "untagged": "The document has no structure that a screen reader could follow.",
    "figure-box": "A figure of the structure does not say where it is on its page.",
    "language-missing": "The document does not say in which language it is, so a screen reader "
    "reads it in its own.",
    "title-hidden": "The window shows the name of the file instead of the title of the document.",
    "heading-order": "A level of headings is skipped, so the outline has a hole.",
    "table-headers": "A table has no header cells, or they do not say what they head.",
    "list-structure": "Lists or tables are nested in a way that readers do not understand.",
    "role-unmapped": "A tag is neither a standard one nor mapped to one.",
}
