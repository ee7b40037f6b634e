"""Notes and their marks."""

from __future__ import annotations

from typing import Final

CODES: Final = {
    "note-mark": "Something in a text looks like the mark of a note and is none: `[^2]`, whose key "
    "begins with a figure, a bracket that is not closed, or a mark with no word before it. A mark "
    "is `[^key]`, against the word that the note is for; the note stands under `notes:` at the "
    "head of content.yaml. Numbers are given by the program. A backslash prints it as it stands: "
    "`\\[^2]`.",
    "note-unknown": "A text has the mark of a note that is not defined. Write it under `notes:` at "
    "the head of content.yaml, by the key that the mark has, or correct the key.",
    "note-unused": "A note is defined, and no text has its mark, so that it is printed nowhere. "
    "Write `[^key]` behind the words that it is for, or delete the note.",
    "note-nested": "The text of a note has the mark of a note. Notes have none: a reader would be "
    "sent from foot to foot. Say it in the one note, or give the words both marks.",
    "note-misplaced": "The mark of a note stands in a text that is not set on a panel, such as an "
    "alternative text, the title of the file, a running head, a name or the title of a source; or "
    "in the words of a drawing. There it could neither be printed nor followed. Put it into a text "
    "of the panel: below a drawing that is its credit.",
    "notes-twice": "Two blocks ask for the same notes. Each note stands once: delete one of them.",
    "notes-mixed": "`notes: publication` would print notes of several panels together, and "
    "`note_marks` counts them from 1 in each panel, so that two would have one number. Write "
    "`notes: panel` in each, or let the marks count through the publication.",
    "notes-empty": "A block of notes has nothing to print: no mark that is first of its note "
    "stands in the texts that it is for. A note that an earlier panel has as well is printed "
    "there, unless `note_marks: {through: panel}` counts them apart.",
}
