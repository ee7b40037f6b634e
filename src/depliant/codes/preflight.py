"""What preflight finds in a finished file."""

from __future__ import annotations

from typing import Final

CODES: Final = {
    "pdf-empty": "The file to judge has no bytes or no pages. Export it again.",
    "pdf-damaged": "The file to judge is no PDF, or so broken that it cannot be read. Export it "
    "again from its application; a repaired file often lacks pages.",
    "pdf-encrypted": "The file to read asks for a password before it opens, or is encrypted for "
    "certain readers; of art and of what else becomes part of a brochure, any that is encrypted. "
    "Have it saved without a password and without restrictions.",
    "encrypted": "The file is encrypted, though it opens without a password. PDF/X and PDF/A "
    "forbid that; PDF/UA allows it as long as programs that read aloud may have the text. For the "
    "press it is an error, since what imposes a file or makes its plates may refuse it; where it "
    "may not be printed by its own word, that is said too.",
    "pdf-hostile": "The file is built so that reading it never ends, or fills the memory: streams "
    "that unfold without measure, page trees or structure trees that lead back to themselves. Do "
    "not open it.",
    "hot-folder": "A folder cannot be watched: it is none or not there, another program watches "
    "it, or something else lies where the results go.",
    "preflight-options": "Options of `depliant preflight` were given that do not go together, or "
    "one without the other that it needs.",
    "fix-refused": "A file is not mended: it is damaged, signed or too long, its plates would not "
    "stay the same, something would be wrong that was not, or it would be written over.",
    "pdf-too-large": "The file to judge has more bytes or pages than a job for print needs. "
    "Split it.",
    "file-cut": "A file breaks off: its last line, where readers begin, is missing. It was cut "
    "off on its way, and nobody can tell what was in the rest. Have it sent again.",
    "file-repaired": "Something in the file is broken and was repaired when it was read: the table "
    "that says where everything lies, or an object. Each program repairs it otherwise, so what is "
    "printed may differ from what is judged. Have it exported again.",
    "file-garbage": "Bytes stand before the first line of a file or after the last. Something on "
    "its way has added to it; some workflows do not find the file among them.",
    "content-cut": "What a page paints is damaged where it is packed, so that some or all of it is "
    "lost.",
    "content-broken": "An operation of a page cannot be followed: an operator that is not known, "
    "operands that cannot be used, a state or a text that is not ended. Viewers pass over it, each "
    "in its own way.",
    "resource-missing": "A page names a font, an image, a state, a colour space, a pattern or a "
    "shading that is not in the file. What is missing is not printed, or in a way that nobody "
    "knows.",
    "font-damaged": "A font in the file breaks off or cannot be read, so that its letters print "
    "as boxes, in another font or not at all.",
    "image-cut": "An image in the file breaks off or cannot be read, so that a part of it "
    "prints black, white or not at all.",
    "image-undecodable": "There is no decoder here for the way in which an image is packed. That "
    "is no fault of the file, but nothing is known of the image's ink or of what is printed on it.",
    "pdf-version": "The version in the first line of the file, or in its catalog, is later than "
    "the standards that the file claims. PDF/X-4 is based on PDF 1.6, PDF/A-2 and PDF/UA-1 on "
    "PDF 1.7, PDF/X-1a:2003 on PDF 1.4.",
    "pdfx-missing": "A file for the press does not say which PDF/X it follows, so nothing in it "
    "is promised. Export it as PDF/X-4.",
    "pdfx-claim": "The claim to PDF/X is no version that exists, or is where that version does "
    "not keep it: PDF/X-4 claims in the metadata packet, earlier versions in the Info "
    "dictionary. PDF/X-4 may repeat its claim there.",
    "pdfx-feature": "The file claims a PDF/X that is based on PDF 1.3 or 1.4, and an image uses "
    "what came later: JPEG 2000, 16 bits a channel, or JBIG2. A press that takes that PDF/X may "
    "print nothing in its place.",
    "pdfa-missing": "The file is judged for an archive and does not claim to be PDF/A.",
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
    "intent-mismatch": "The output intent names one printing condition and embeds the profile of "
    "another, by its name or by the colour of its paper, so a printer converts and proofs the "
    "colours for the wrong paper.",
    "intents-differ": "The output intents embed different profiles. PDF/A asks for one.",
    "screen-intent": "The file claims PDF/A but has no output intent that explains its colours.",
    "box-missing": "A page has no MediaBox, or neither TrimBox nor ArtBox, so that nobody can "
    "tell where it is cut.",
    "box-both": "A page has a TrimBox and an ArtBox. PDF/X allows one of the two.",
    "box-nesting": "The boxes of a page do not lie in one another: trim within bleed, bleed "
    "within media, and what is shown (CropBox) no less than the trim.",
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
    "spot-alternate": "A spot ink is shown, or printed where its ink is not to be had, in RGB: "
    "nobody can tell which inks it becomes.",
    "spot-undescribed": "A DeviceN space mixes a spot ink that its Colorants do not describe, so "
    "that a program that lacks the ink cannot show it by itself.",
    "spots-many": "The page has more spot inks than can be measured. What they add to the ink on "
    "the paper is not known.",
    "spot-refused": "The file has a spot ink, and the printer prints in four inks only.",
    "spot-unlisted": "The file has a spot ink that is not among those which the printer names. An "
    "ink of another name is another plate, even if it is the same paint.",
    "colour-refused": "Something is painted in colours that a profile describes, and the printer "
    "takes ink alone.",
    "image-fine": "An image has more pixels than the printer can use. It prints no better for "
    "them, and makes the file large.",
    "font-type3": "Text is set in a Type 3 font, whose glyphs are drawings, and the printer "
    "does not take those.",
    "layers-refused": "The file has layers, and the printer takes none.",
    "crop-refused": "The CropBox of a page is not what the printer wants. Programs that place "
    "pages on sheets often take it for the page.",
    "white-overprint": "White is set to overprint, so it disappears: what lies below prints on.",
    "black-knockout": "Black text is cut out of the ground below it. Where a plate is out of "
    "register, paper shows round the letters.",
    "overprint-mode": "Black is set to overprint, but in mode 0 or in gray, where it still "
    "clears cyan, magenta and yellow.",
    "text-small": "Text is smaller than the printer can hold.",
    "text-small-inks": "Small text is made of more than two inks, so it shows seams of colour "
    "wherever a plate is out of register.",
    "tint-line": "A fine line is printed in a pale tint: a row of dots that hardly hold together. "
    "Make it wider, or print it in full ink.",
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
    "step-knockout": "A line that the sheet is cut or folded by (a processing step, ISO 19593-1) "
    "takes away the artwork below it, which leaves a white line. Set it to overprint.",
    "die-knockout": "What is cut, creased or varnished by, as the name of its ink says, takes away "
    "the artwork below it. Set it to overprint.",
    "step-ink": "A processing step is in a process ink, or in a spot ink that prints as well. Its "
    "lines would be printed: give them a spot ink of their own.",
    "step-content": "A processing step has a picture or a gradient in it; it may hold lines, areas "
    "and words.",
    "step-unknown": "The layer of a processing step is called what no reader of ISO 19593-1 knows. "
    "Its group is such as Structural, its type such as Cutting, Creasing or Perforating.",
    "embedded-files": "A file for the press carries other files. Keep them for the screen file.",
    "lzw": "A stream is compressed by LZW, which the standards for print and archiving forbid.",
    "transfer-function": "The file changes the ink that it asks for, by a transfer function. "
    "Some presses obey it and some do not.",
    "postscript": "The file holds PostScript, which a press may or may not run.",
    "opi": "An image stands in for another, or has alternates: nobody can tell which one prints.",
    "text-near-trim": "Text is nearer to the trim than the printer's safe margin, or is cut off.",
    "art-near-trim": "A path or a picture ends a little inside the trim. The knife is never exact, "
    "so that its edge is cut off or runs askew beside that of the paper.",
    "text-across-fold": "A line of text runs across a fold, where the sheet cracks and the eye "
    "loses it.",
    "marks-in-bleed": "Crop marks reach into the bleed, where a careless cut leaves them to be "
    "seen.",
    "marks-refused": "The file has crop marks, and the printer sets his own.",
    "marks-missing": "The file has no crop marks, and the printer wants them.",
    "bleed-unpainted": "What is printed up to the edge of the page stops there: where the knife "
    "strays, paper shows, or the ground below.",
    "bleed-short": "The page has less room for bleed than the printer wants.",
    "ink-contrast": "Text as it is printed, or shown on a screen, does not stand out from its "
    "ground: 4.5 to 1 is wanted, 3 to 1 for large text, computed from the inks through the output "
    "profile, from end to end of the text. Below 1.5 nobody sees it, and that is an error.",
    "text-hidden": "Something opaque is painted over text, so that it is in the file and not on "
    "the page. Bring the text to the front, or move one of the two.",
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
    "pdfua-feature": "The file claims PDF/UA, and something that a screen reader meets besides the "
    "text is not as that asks: a note, an annotation, a field, a clip, an attachment or a font.",
    "role-unmapped": "A tag is neither a standard one nor mapped to one.",
}
