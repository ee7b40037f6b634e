"""Pictures, art, marks and other files."""

from __future__ import annotations

from typing import Final

CODES: Final = {
    "svg-unsafe": "A drawing holds something that art must not: a script, an animation, a "
    "reference to outside its file, entities that hold others, or far too many parts. It is "
    "refused before it is drawn. Remove what the line shows, or save the drawing as plain SVG.",
    "svg-invalid": "A drawing cannot be read: its XML, path data, lengths or transforms are "
    "damaged, or it has no size. Save it again as plain SVG.",
    "svg-unsupported": "A drawing uses what cannot be printed as inked shapes: live text, an "
    "effect such as a shadow, a blend mode, a spot colour mixed with another ink, or so many parts "
    "seen one through the other that they cannot be worked out. Convert text to outlines, and "
    "expand or flatten effects in the drawing program; docs/svg.md says what is read.",
    "svg-colour": "A drawing has colours for which no ink is known; the message names all of them, "
    "and the hint shows what to write. Colours are never turned into inks by a formula: map the "
    "colour, class or id to a swatch or an ink, or write device-cmyk().",
    "file-kind": "A file is of another kind than its place takes, whatever it is called: the "
    "sentence says what it is. Art is SVG; photographs are placed with `picture:`.",
    "image-format": "A picture is not a JPEG, PNG or TIFF in gray, RGB or CMYK. Export it as one "
    "of these.",
    "image-damaged": "A picture breaks off or is damaged. Export or copy it again.",
    "image-too-large": "A picture has far more pixels than any print needs. Reduce it to 300 "
    "pixels an inch at its printed size.",
    "image-profile": "A picture carries a colour profile for another kind of colour, so its "
    "colours would be wrong. Export it again with the profile of its own colour space.",
    "image-ppi": "A picture has too few pixels for the size it is printed at: under 225 pixels an "
    "inch it looks soft, under 150 it looks wrong. Use a larger picture or a smaller frame.",
    "image-black": "A picture in RGB has pure black and gray, for which a profile would take "
    "four inks. They are printed in black ink alone, so that codes and small type stay sharp: the "
    "whole picture if it holds nothing else, or these parts of a drawing. What has 4096 colours or "
    "fewer counts as one, also a photograph that was saved with so few; other photographs are not "
    "changed. There is nothing to do; where the rich black is wanted, export the picture in CMYK.",
    "code-cut": "The `aspect` of a picture cuts off a part of the QR code in it, which nothing can "
    "read then. Leave `aspect` out.",
    "code-small": "A code is printed so small that not every reader sees it sharp. A QR code drawn "
    "here needs squares of 0.4 mm and a side of 15 mm; of one in a picture, squares under 0.4 mm "
    "are a warning and under 0.25 mm an error; the bars of a Code 128 need 0.25 mm. Print it "
    "larger, or let it lead to a shorter address, which takes fewer squares.",
    "code-quiet-zone": "A QR code needs white round it, four of its squares wide, or readers do "
    "not find it. The picture has less. Export it again with its margin.",
    "pdf-art-font": "A partner's mark has live text in a font that its file does not carry, so "
    "nobody can tell how it is to look. Give the font's file with `--font`, or ask the partner for "
    "a file whose text is converted to outlines.",
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
    "condition-profile": "The printing condition that the style sheet or the printer names is not "
    "the one that the output profile was made for: colours, ink limits and contrasts would be "
    "computed for another paper. Name the condition of the profile, or use the profile of the "
    "condition; the sentence says both.",
    "condition-unproved": "Neither the description of the output profile nor its measurements say "
    "that it is made for the printing condition that is named. If the printer says so it is in "
    "order; if not, ask which profile belongs to the condition.",
    "icc-version": "PDF/X-1a is PDF 1.4, which knows ICC profiles up to version 2 only. Use the "
    "profile's version 2, or a printer that takes PDF/X-4.",
    "path-outside": "A file is named that is not in the project folder: an absolute path, one "
    "that climbs with `..`, or a link that leads out. Put the file into the project.",
    "asset-missing": "A file that the brochure needs is not there. Check its name and its folder.",
    "asset-unreadable": "A file that the brochure needs cannot be read: it is a folder, or its "
    "permissions forbid it.",
    "asset-too-large": "A file is larger than this program reads. Make it smaller.",
}
