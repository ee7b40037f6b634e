"""Files that cannot be read, YAML above all."""

from __future__ import annotations

from typing import Final

CODES: Final = {
    "xml-unreadable": "An XML file is not sound, so that nothing of it can be read. Save it again "
    "with the program that has made it.",
    "xml-unsafe": "An XML file declares a document type, by which entities could fill the memory "
    "or read other files. Delete the declaration; no translation needs it.",
    "xml-too-large": "An XML file is larger, or deeper, than any translation of a brochure.",
    "yaml-syntax": "A YAML file cannot be read: an indentation, a quote or a bracket is wrong, or "
    "a text that holds `: ` has no quotes round it. The fault is at the place named or above it.",
    "yaml-encoding": "A YAML file is not in UTF-8, so that letters with accents would be lost. In "
    "the editor choose “Save as” and UTF-8 as the encoding.",
    "yaml-conflict": "A program for versions (git) has put two versions of a file together, and "
    "nobody has chosen between them. Keep one of the two passages, and delete the lines of "
    "<<<<<<<, ======= and >>>>>>>.",
    "yaml-quotes": "Word and some editors turn straight quotation marks into curly ones, which "
    "mean nothing to YAML: they become a part of the value. Write straight ones, or none.",
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
}
