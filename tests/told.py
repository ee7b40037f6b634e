"""What of a sentence would stay English in every other language.

`Marking` says everything in a language that there is not: what a catalogue can translate stands
between ⟦ and ⟧, and what is filled in stands as it is. So an English word outside the brackets is
one that nobody can translate, unless it is of the user's own files.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable
from string import Formatter

from depliant.errors import Diagnostic
from depliant.interface import Interface
from depliant.sentences import Sentence, filled

ENGLISH = frozenset(
    "a all also an and another are as be because been beyond but by cannot could does each either "
    "else empty every for found from had has have here how if in instead into is it its larger "
    "may missing more must need needs neither no none nor not nothing of on one only or other our "
    "out over read should so some such than that the their them then there they this to too two "
    "under until was were what when where which while who whose with within without would".split()
)
"""Words without which there is hardly an English sentence, or a part of one."""

FRENCH = frozenset("a an as but empty in on or our".split())
"""Those of them that may be French words: they tell nothing where the words are a Frenchman's."""


class Marking(Interface):
    """Says everything with what is translated in brackets.

    Args:
        known: the templates that a catalogue has; None: as if it had all that there are.
    """

    def __init__(self, known: Container[str] | None = None) -> None:
        super().__init__()
        self._known = known

    def tell(self, said: str | Sentence) -> str:
        if isinstance(said, str):
            return self._marked(said, is_template=False)
        values = {
            name: self.tell(value) if isinstance(value, Sentence) else value
            for name, value in said.values
        }
        template = said.many if said.many and values["count"] != 1 else said.template
        if self._known is not None and template not in self._known:
            return filled(template, values) if values else template
        marked = self._marked(template, is_template=bool(values))
        return filled(marked, values) if values else marked

    def _marked(self, text: str, *, is_template: bool) -> str:
        """A text with its own words in brackets, and the names of what is filled in."""
        if not is_template:
            return f"⟦{text}⟧" if text.strip() else text
        parts = []
        for words, name, form, _ in Formatter().parse(text):
            own = words.replace("{", "{{").replace("}", "}}")
            parts.append(f"⟦{own}⟧" if re.search(r"\w", own) else own)
            if name is not None:
                parts.append(f"{{{name}:{form}}}" if form else f"{{{name}}}")
        return "".join(parts)


def left_english(text: str, words: Container[str] = ENGLISH) -> list[str]:
    """The English words outside the brackets, and outside what is quoted as code."""
    outside = re.sub(r"⟦[^⟧]*⟧", " ", text)
    return [word for word in re.findall(r"[A-Za-z]+(?:[-'’][A-Za-z]+)*", outside) if word in words]


def leaks(found: Iterable[Diagnostic], interface: Marking | None = None) -> list[str]:
    """What diagnostics about French files say that only an Englishman understands."""
    marking = interface or Marking()
    said = [marking.tell(part) for one in found for part in (one.message, one.hint) if part]
    return [text for text in said if left_english(text, ENGLISH - FRENCH)]
