"""What a screen reader says of a file."""

from __future__ import annotations

from typing import Final

CODES: Final = {
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
    "comment-unsaid": "A page has a comment, a sound, a video or an attached file that is in no "
    "element of the structure, so that a screen reader says it out of place, or not at all. Tag it "
    "as an annotation where it is to be read.",
    "form-dynamic": "The form of a PDF is made anew each time by the program that shows it (XFA). "
    "Hardly any program does so, and no screen reader reads it elsewhere: what stands in the pages "
    "is a stopgap. Ask for a form that is in the pages.",
    "media-undescribed": "A sound, a video, a model or an attached file of a page has no words "
    "that stand for it. Give it an alternative text.",
    "field-unnamed": "A field of a form has no name for people: neither a tooltip nor an "
    "alternative description. A screen reader says its name for programs, such as “Text1”, or "
    "none.",
    "field-unsaid": "A page has a field of a form that is in no element of the structure, so that "
    "a screen reader says it out of place, or not at all. Tag it as a form where it is to be read.",
    "language-unstated": "A PDF does not say what language it is in, so that it is read with the "
    "wrong voice. Give its language when exporting it.",
    "table-unheaded": "A table of a PDF has no header cells: one hears values without learning "
    "what they are of. Tag its first row or column as headers.",
    "text-unsaid": "A page shows text that is in no element of the structure, so that it is never "
    "read aloud. Tag it, or mark it as an artifact.",
    "text-unspeakable": "Characters of a PDF have no Unicode value, so that a screen reader cannot "
    "say them. Export the file with a ToUnicode map for each font.",
}
