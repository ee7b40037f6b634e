"""A translation typed anew: what is asked for, and no other byte of the PO file."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from depliant.content.messages import Key
from depliant.errors import InputError
from depliant.translation import po
from depliant.translation.retyping import entry_at, retyped

FILE = """\
# de: a translation.
msgid ""
msgstr ""
"Language: de\\n"
"Content-Type: text/plain; charset=UTF-8\\n"

# A note of the translator.
#. Room for 20 characters.
#: content.yaml:10
msgctxt "tide/title"
msgid "Twice a day"
msgstr "Zweimal am Tag"

#: content.yaml:12
#, fuzzy, c-format
#| msgid "Once"
msgctxt "tide/text"
msgid "Two\\n"
"lines"
msgstr ""
"Zwei\\n"
"Zeilen"

#, fuzzy
msgid "alone"
msgstr "allein"

msgctxt "unit"
msgid "visitor"
msgid_plural "visitor"
msgstr[0] "Besucher"
msgstr[1]   "Besucher"

#~ msgctxt "gone"
#~ msgid "Twice a day"
#~ msgstr "Alt"
"""
TITLE, TEXT, ALONE = (
    Key("tide/title", "Twice a day"),
    Key("tide/text", "Two\nlines"),
    Key("", "alone"),
)
VISITOR = Key("unit", "visitor")


@given(
    st.sampled_from([(TITLE, 0), (TEXT, 0), (ALONE, 0), (VISITOR, 0), (VISITOR, 1)]),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=60),
    st.sampled_from(["\n", "\r\n"]),
    st.sampled_from(["", "\ufeff"]),
)
def test_what_is_typed_is_what_is_read_back(
    of: tuple[Key, int], words: str, newline: str, mark: str
) -> None:
    key, form = of
    file = mark + FILE.replace("\n", newline)
    made = retyped(file, "de.po", key, form, words)
    entry = entry_at(made, "de.po", key)
    assert entry.strings[form] == words
    assert made.startswith(mark)
    assert made.replace("\r\n", "").count("\n") == (0 if newline == "\r\n" else made.count("\n"))
    before, after = (
        po.read(text.removeprefix("\ufeff").replace("\r\n", "\n"), "de.po")[0]
        for text in (file, made)
    )
    others = [one for one in before.entries if one.key != key or one.obsolete]
    assert others == [one for one in after.entries if one.key != key or one.obsolete]
    assert before.header == after.header
    assert "# A note of the translator." in made


def test_nothing_else_changes() -> None:
    made = retyped(FILE, "de.po", TITLE, 0, 'Täglich "zwei"')
    assert made == FILE.replace('"Zweimal am Tag"', '"Täglich \\"zwei\\""')
    assert retyped(FILE, "de.po", TITLE, 0, "Zweimal am Tag") == FILE
    assert retyped(FILE, "de.po", VISITOR, 1, "Gäste") == FILE.replace(
        'msgstr[1]   "Besucher"', 'msgstr[1] "Gäste"'
    )


def test_whoever_types_a_translation_has_looked_at_it() -> None:
    made = retyped(FILE, "de.po", TEXT, 0, "Zwei Zeilen")
    entry = entry_at(made, "de.po", TEXT)
    assert entry.flags == ("c-format",)
    assert entry.previous == ()
    assert "#, c-format\n" in made
    alone = retyped(FILE, "de.po", ALONE, 0, "einzeln")
    assert '\n\nmsgid "alone"\nmsgstr "einzeln"\n' in alone


def test_what_is_not_there_cannot_be_typed() -> None:
    with pytest.raises(LookupError):
        retyped(FILE, "de.po", Key("tide/title", "Thrice"), 0, "Dreimal")
    with pytest.raises(LookupError):
        retyped(FILE, "de.po", TITLE, 1, "Dreimal")
    with pytest.raises(InputError):
        retyped(FILE + 'msgid "broken', "de.po", TITLE, 0, "Dreimal")
    with pytest.raises(InputError):
        retyped(FILE.replace("\n", "\r", 3), "de.po", TITLE, 0, "Dreimal")
