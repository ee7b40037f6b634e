"""TBX-Basic of 2008 (ISO 30042:2008): the names and the glossary of content.yaml, as a term base.

The edition of 2019 has other names for the same elements (`tbx`, `conceptEntry`, `termSec`), which
few of the programs that agencies work with open; this one (`martif`, `termEntry`, `tig`) all do.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from babel.core import get_global

from depliant.content.publication import Publication
from depliant.content.schema import Term
from depliant.content.terms import expected
from depliant.languages.tags import canonical, language_of
from depliant.translation.exchange.xml_writing import block, document, element, escaped, tag

_PREFERRED = element(tag("termNote", type="administrativeStatus"), "preferredTerm-admn-sts")
_NAME = element(tag("termNote", type="partOfSpeech"), "properNoun")


def tbx(publication: Publication, languages: Sequence[str]) -> str:
    """The term base of a publication in some languages beside its own."""
    content = publication.content
    terms = [
        *(_entry(term, publication.language, languages) for term in content.glossary),
        *(
            _entry(Term(term=name), publication.language, languages, is_name=True)
            for name in content.names
            if name not in {term.term for term in content.glossary}
        ),
    ]
    entries = [
        line
        for number, lines in enumerate(terms, 1)
        for line in block(tag("termEntry", id=f"t{number}"), lines)
    ]
    described = block("titleStmt", [element("title", escaped(content.title))])
    where = block("sourceDesc", [element("p", escaped(f"{content.id}/content.yaml"))])
    coded = element(tag("p", type="XCSURI"), "TBXBasicXCSV02.xcs")
    header = block(
        "martifHeader",
        [*block("fileDesc", [*described, *where]), *block("encodingDesc", [coded])],
    )
    text = block("text", block("body", entries))
    head = tag("martif", type="TBX-Basic", xml__lang=publication.language)
    return document(block(head, [*header, *text]))


def _entry(
    term: Term, source: str, languages: Sequence[str], *, is_name: bool = False
) -> list[str]:
    """A term in its own language and in those that content.yaml has words for."""
    remarks = [term.note] if term.note else []
    if is_name:
        remarks.append("A name: it stays as it is where it can be read.")
    elif not term.translations:
        remarks.append("Stays as it is in every language.")
    lines = [element("note", escaped(remark)) for remark in remarks]
    lines += _in_language(source, (term.term,), is_name)
    for language in languages:
        words = expected(term, language)
        if words and not (is_name and _script(language) != _script(source)):
            lines += _in_language(language, words, is_name)
    return lines


def _script(language: str) -> str:
    """The script that a language is written in, as far as CLDR knows."""
    tag = canonical(language).replace("-", "_")
    known = get_global("likely_subtags")
    likely = known.get(tag) or known.get(language_of(language)) or ""
    scripts = [part for part in f"{tag}_{likely}".split("_") if len(part) == 4 and part.isalpha()]
    return scripts[0] if scripts else ""


def _in_language(language: str, words: Sequence[str], is_name: bool) -> Iterator[str]:
    """The words for a term, the first of which is to be taken before the others."""
    terms: list[str] = []
    for number, each in enumerate(words):
        notes = [_NAME] * is_name + [_PREFERRED] * (number == 0)
        terms += block("tig", [element("term", escaped(each)), *notes])
    yield from block(tag("langSet", xml__lang=language), terms)
