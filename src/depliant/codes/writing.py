"""Writing the files of a target."""

from __future__ import annotations

from typing import Final

CODES: Final = {
    "ticket-older": "A job ticket lies beside the press file, and its checksum, and perhaps its "
    "sizes and marks, are those of an earlier one. Sent along, it would mislead the printer: build "
    "with `--ticket`, or delete it.",
    "output-unwritable": "The output folder is read-only, or its disk is full. Files are written "
    "beside the old ones and take their place only when all are complete, so the old ones are as "
    "they were.",
    "output-kind": "A file that is named for writing has an ending of another kind than what is "
    "written, so it may be meant for something else. Nothing was touched. Give it a name with one "
    "of the endings that the hint lists.",
    "output-source": "A file that is named for writing is one that the brochure is made of, or one "
    "that the same call reads: it would be lost. Nothing was touched. Name another file.",
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
    "source-attached": "content.yaml says `attach: {source: true}`, so whoever has the screen file "
    "can read it as you typed it: comments, notes, histories, figures that no page shows. "
    "Without it the file carries what the pages say: their figures with unit, date and source.",
    "date-missing": "content.yaml has no `date:`. It is the day of publication, and as such the "
    "creation date of every file: the same content is the same file on whatever day it is built.",
    "date-unreadable": "The publication's date cannot be read. Write it with its time zone, such "
    "as 2017-06-30T00:00:00+00:00.",
    "picture-transparent": "PDF/X-1a has no transparency. A half clear picture is mixed with "
    "the ground, the art and the pictures below it, but not with hundreds of colours. "
    "Move it, save it without transparency, or ask whether the printer takes PDF/X-4.",
    "image-unreadable-profile": "An image carries a colour profile that cannot be used. Save the "
    "image again with a working profile, or with none.",
    "impose-unfit": "The pages cannot be put on sheets in the way that `--impose` asks for: a "
    "booklet has sheets of its own (`saddle`), and what is no booklet has none of those; work-and-"
    "turn and work-and-tumble are for what is printed on both sides.",
    "impose-large": "So many pages side by side come to a sheet that a PDF cannot hold. Put fewer "
    "on a sheet, or with less gutter.",
    "office-paper": "The office file has whole sheets at their size, and this sheet is none that "
    "office printers take. Scaled to fit, its folds would not be where they are meant to be.",
}
