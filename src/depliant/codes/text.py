"""Fonts, text and typography."""

from __future__ import annotations

from typing import Final

CODES: Final = {
    "font-missing": "A font family, weight or style that the style sheet asks for is not there. "
    "Fonts are files in assets/fonts, or Python packages: put the family's files there, install "
    "the package that the hint names, or choose among the weights it lists. `depliant fonts` shows "
    "what was found.",
    "font-unreadable": "A font file cannot be used: it is damaged, is no font, or is made in a way "
    "that is not read; the sentence says which. Take a file of assets/fonts from its foundry "
    "again, or delete it; reinstall a package.",
    "font-twice": "Two files in assets/fonts are the same family, weight and style, so that only "
    "one can be set. Delete the one that is not meant.",
    "font-axis": "A setting of a variable font in the style sheet names an axis or an instance "
    "that the font has not, or a value beyond its range. The hint says what it has.",
    "font-restricted": "The licence bits of a font (fsType) forbid what a PDF needs: that it is "
    "embedded, or only the glyphs of it that are used. The brochure is not built with it. Ask the "
    "foundry for files that may be embedded; whoever holds a licence that allows it says so in the "
    "style sheet with `fonts: {allow_restricted: …}`, and the words stand in the report.",
    "glyph-missing": "A font has no glyph for a character of the text: it would print as an empty "
    "box. Use another character, or set the text in a family that has it. Characters of a script "
    "that a font lacks are said together, and the hint names a family for it.",
    "language-english-words": "The content is written in a language in which the program does not "
    "know the few words that it adds itself: what a chart is, “Source”, “Period”. They are in "
    "English, in alternative texts only. As a translation the edition would have its own: its PO "
    "file asks for these words.",
    "language-not-hyphenated": "The style sheet has words divided at the ends of lines, and no "
    "hyphenation patterns are known for the language of the edition: justified lines get wide "
    "spaces. Set such a text ragged, or put a soft hyphen (U+00AD) into its long words.",
    "language-not-divided": "Lao, Khmer and Burmese are written without spaces between words, and "
    "where a line may end is found in a dictionary. It comes with an extra of the program: `pip "
    "install depliant[scripts]`. Without it lines end at spaces alone, short or too wide.",
    "text-joined": "Within double quotes YAML joins a line that ends with a backslash to the next "
    "one without a space. A line that is to end in print ends with \\n there, or the text begins "
    "with `|`.",
    "text-blank": "A text has nothing that is printed: characters that nobody sees, or brackets "
    "without words. Write its words, or delete the block or the key. A cell of a table may be "
    "empty.",
    "text-tab": "A text holds a tab, which is printed as a space: nothing stands in columns by it. "
    "Write a space; words with a price or a number at the end of their line are a block of "
    "`table` with `leader: true`, dots between the two.",
    "text-hyphens": "Two or three hyphens stand for a dash, which some programs make of them. Here "
    "they are printed as they stand. Write the dash itself, – or —, as the language of the text "
    "has it.",
    "text-quotes": "A quotation mark stands by itself, or a title or label as a whole stands "
    "between curly ones, which are printed. YAML's own are straight: if the marks were to show "
    "where the text begins and ends, write straight ones.",
    "text-spoilt": "A text holds letters that a program has lost or spoilt: the sign U+FFFD, or "
    "pairs such as Ã© for é, which come of a file that was opened in another encoding than it was "
    "saved in. Type the letters again.",
    "text-invisible": "A text holds a character that nobody sees, such as a zero width space, "
    "mostly copied from a web page or a PDF. It keeps words from being found, divided and "
    "spelled: delete it.",
    "spelling-dictionary": "The spelling of a language is not checked, since the machine has no "
    "dictionary of it. French and English come with the program; others as the hint says, or with "
    "LibreOffice.",
    "spelling-doubled": "A word stands twice in a row (“que le le territoire”). Take one away.",
    "spelling-language": "So many words are in no dictionary of the language that they are in "
    "another one. `language:` at the head of content.yaml is the brochure's; words in another are "
    "written [words]{lang=en}.",
    "spelling-names": "Words with a capital that no dictionary has: names, as far as a program can "
    "tell. Read them through once; what is right goes under `names:` in content.yaml, or after "
    "`X-Depliant-Words:` in the head of a translation, and is not asked again.",
    "spelling-slips": "Words of the editions that were built look misspelt. A build only counts "
    "them; `depliant check` lists each with its place and what may be meant.",
    "spelling-unknown": "A word that no dictionary of its language has, nor the brochure's names. "
    "The hint says what may be meant. Words are never changed by the program; one that is right "
    "goes under `names:` in content.yaml, or after `X-Depliant-Words:` in the head of a "
    "translation.",
    "spelling-unlikely": "A word that exists, but mostly stands where another is meant (viles for "
    "villes, ballade for balade). Advice only.",
    "typography-accent": "A capital seems to lack its accent (RESEAUX for RÉSEAUX, Etat for État). "
    "French capitals keep their accents. Advice only: the words are yours, change them in "
    "content.yaml.",
    "typography-hyphen": "A compound or the name of a commune seems to lack a hyphen (arrière "
    "petit-fils, Vieux Condé). Advice only.",
    "typography-name": "One name is written in two ways (Louvre Lens and Louvre-Lens, facebook and "
    "Facebook). Choose one. Advice only.",
    "typography-plural": "The number of million or milliard is wrong: the French plural begins at "
    "two, so 1,4 million but 2,7 millions. Advice only.",
}
