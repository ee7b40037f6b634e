"""Translations and their checks."""

from __future__ import annotations

from typing import Final

CODES: Final = {
    "translation-file": "An edition is asked for in a language that has no file of translations. "
    "`depliant translate update LANG` makes it, and a translator fills it.",
    "translation-waiting": "Sentences were written or changed after the other editions were "
    "translated. The edition that was asked for does not need them; those editions cannot be built "
    "before a translator has seen the sentences.",
    "translation-faulty": "An edition other than the one that was asked for has errors, so that it "
    "cannot be built. `depliant check --edition LANG` shows them, each with its line.",
    "translation-missing": "A message is not translated, so the edition would show the source's "
    "words. Translate it, or build a draft with --draft, which marks it on the page.",
    "translation-fuzzy": "A message changed after it was translated, or was found by likeness. The "
    "lines that begin with #| say what it was. Set the translation right and take the mark off.",
    "translation-placeholder": "A translation has lost a figure of its message, has it twice, or "
    "names one that the message does not have. Figures stand in braces and are never translated.",
    "translation-digit": "A number is typed in a translation where the message has a figure in "
    "braces. It would stay when the figure changes: write the figure.",
    "translation-figures": "An edition would show other numbers than its source: another value, "
    "sign, per cent, month or million, a number more or fewer, or two that changed places without "
    "their nouns. Both sentences are named: set the translation right. A number in words that only "
    "one of them has is a warning; a translator's comment that begins with `figures read` says: "
    "meant.",
    "translation-order": "Two figures or years stand in another order than in the source, and "
    "nothing shows that their nouns moved with them. Look at both sentences; if all is right, "
    "begin "
    "a translator's comment with `figures read`.",
    "translation-markup": "The bold passages, links, character styles or raised letters of a "
    "translation are not those of its message, or it holds HTML, or a mark that marks nothing "
    "(`**` between spaces, a single bracket), which would be printed as it stands.",
    "translation-quotes": "A translation has quotation marks of another language. Straight ones "
    "are set right by the program.",
    "translation-copy": "A translation is the same as its message, which seems to be more than a "
    "name. If it is right, begin a translator's comment with `kept`.",
    "translation-budget": "A translation has more characters than its share of the panel, and the "
    "texts of its panel have more together than there is room for. Say it more shortly; whether it "
    "fits is known when the edition is built.",
    "translation-characters": "A translation holds a control character, or one that turns the "
    "direction of the text. Most editors do not show them: delete what the sentence names.",
    "translation-language": "A PO file is of another language than its name says: by its header, "
    "by its words, or since they are those of another edition. Give it the right name, or take "
    "the right file.",
    "translation-twice": "Two PO files are of one language, whose tag is written in two ways, as "
    "pt-BR and pt_BR. Keep the one that is right.",
    "glossary-term": "The glossary of content.yaml says how a term is translated, or that it stays "
    "as it is, and a translation has other words for it. Take those of the glossary, or add yours.",
    "exchange-format": "The file is no XLIFF of version 1.x or 2.x. `depliant translate export` "
    "writes these; ask for the translation in the same format.",
    "exchange-project": "A file of translations is of another brochure: its head says so, or none "
    "of its units is a text of this one.",
    "exchange-language": "A file of translations is of another language than its name or its head "
    "says, is translated from another one, or does not say which it is.",
    "exchange-code": "An inline code of a translation (a figure, the beginning or the end of bold "
    "words) is none of its message's, or has lost its other half. Copy it from the source.",
    "exchange-plural": "The units of a word with plural forms are not as many as its forms. Keep "
    "those that were handed out.",
    "exchange-stale": "A text has changed since it was handed out. Its translation is taken, "
    "marked `fuzzy`, with the text that it was made for.",
    "exchange-unknown": "A file of translations has a unit of no text of the brochure, or of one "
    "that is translated by now. It is left out.",
    "translation-syntax": "A PO file cannot be read: a keyword, a quotation mark or a backslash is "
    "wrong. Programs such as Poedit write sound files; the fault is at the line named.",
    "translation-encoding": "A PO file is not in UTF-8, does not say so in its header, or starts "
    "with a byte order mark. Save it as UTF-8.",
    "translation-line-ends": "The lines of a PO file end in carriage returns. It is read all the "
    "same; `depliant translate update` writes line feeds.",
    "translation-duplicate": "A PO file holds one message twice, so that one of its two "
    "translations would be lost. Keep one.",
    "translation-plural": "The plural forms of a message are not as many as the header of the file "
    "says, the header's rule cannot be understood, or it contradicts CLDR's rules of the language "
    "or has their forms in another order (a warning), so that wrong words would stand behind "
    "numbers.",
    "translation-too-large": "A PO file or one of its texts is larger than any brochure needs.",
    "figure-typed": "A number is typed in a text, so that it has no source and does not change "
    "with the ledger. Declare it as a figure; or, if it is a part of a name, add the name to "
    "`allowed_numbers:`. It is an error where a figure says the same, its number and its unit; a "
    "warning where that is not sure, and an error of `depliant figures lint`.",
    "figure-share": "A percentage is below 0 or above 100. A share of a whole cannot be; a change "
    "is declared by a formula, `change(new, old)`.",
    "figure-thousands": "A value has three digits after its point, as 86.400 has, which is read as "
    "86.4: a point marks decimals in this file, whatever the language. Write thousands without a "
    "point, such as 86400; if the decimals are meant, say so by `precision: 0.001`.",
    "figure-baseless": "Percentages do not say what they are a share of: 99 % of 200 persons is "
    "another matter than 99 % of 20 000. Add `base:`.",
    "figure-plural": "A word behind a figure is in the singular where the number asks for the "
    "plural, or the other way round. The French plural begins at two: 1,4 million. Or a figure "
    "that is 1 is printed with its unit in the plural, by `{id:full}` or `{id:about}`: 1 evenings.",
    "figure-twice": "Two figures have the same value, unit, date and source. Use one of them, or "
    "write `same_as` if the repetition is meant.",
    "edit-refused": "A YAML file cannot be changed by the program at that place without touching "
    "what else stands there. Make the change by hand.",
    "ledger-missing": "The PDF carries no ledger that can be read. Screen files made by this "
    "program do if they say a figure: figures.json, among their attached files.",
}
