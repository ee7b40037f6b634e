"""Suspected spelling faults: advice for whoever edits the text, never applied.

French only, and only what a short list can say with confidence: accents missing from
capitals, the number of "million", compounds without their hyphens, one name written in two
ways, trade names without their capital.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from depliant.content.inline import plain
from depliant.content.model import Edition
from depliant.content.texts import Text, texts
from depliant.errors import Diagnostic, Place
from depliant.languages.rules import SPACE, listed
from depliant.sentences import Sentence, say


class _Text(NamedTuple):
    """One paragraph's text and where it is."""

    text: str
    place: Place


_ACCENTED = listed(
    "accélération actualité bâtiment célébration cité communauté création début découverte "
    "département développement éclairage école écologie économie écomusée écoquartier écrivain "
    "éditeur édition éducateur éducation égalité église électricien électricité élément élève élu "
    "énergie enquête époque épopée équipe équipement étape état étranger étude étudiant événement "
    "évolution fédération fête fierté hôpital hôtel identité intérêt journée média mécène mécénat "
    "mémoire métier métropole minière modèle musée numéro opération période préservation président "
    "prévention priorité qualité réalisation région réhabilitation rénovation répertoire "
    "république réseau réseaux résidence résultat réussite santé sécurité société solidarité "
    "supérieur théâtre université véhicule vélo vérité"
)
"""Frequent words with an accent that are no other word without it."""

_COMPOUNDS = tuple(
    (re.compile(pattern, re.IGNORECASE), hint)
    for pattern, hint in (
        (rf"\barrière{SPACE}(?:petit|petite|grand)(?:s)?\b[\w-]*",
         say("Write arrière-petit-fils.")),
        (rf"\b(?:grand|petit|petite)s?{SPACE}(?:mère|père|fils|fille)s?\b",
         say("Write grand-père, petit-fils, with a hyphen.")),
        (rf"\bc[’']est{SPACE}à{SPACE}dire\b", say("Write c’est-à-dire.")),
        (rf"\b(?:au{SPACE}delà|au{SPACE}dessus|au{SPACE}dessous|là{SPACE}bas|ci{SPACE}joint)\b",
         say("Join the words with a hyphen: au-delà, au-dessus, là-bas, ci-joint.")),
        (rf"\brendez{SPACE}vous\b", say("Write rendez-vous.")),
    )
)  # fmt: skip
_COMMUNE = re.compile(
    rf"\b(?:[àÀ]|de|près de){SPACE}((?:Vieux|Vieille|Saint|Sainte|Neuf)"
    rf"{SPACE}[A-ZÀ-Þ][\w-]+)"
)
_MILLION = re.compile(rf"(?<![\d,])(\d[\d\u202f\u00a0]*(?:,\d+)?){SPACE}((?:mill(?:ion|iard))s?)\b")
_TRADE_NAMES = {
    name.casefold(): name
    for name in listed("Facebook Instagram LinkedIn TikTok Twitter WhatsApp Wikipédia YouTube")
}
_WORD = re.compile(r"[^\W\d_]+")
_NAME_PART = re.compile(r"[^\W_]+|[^\w]+|_")
_PARTICLES = listed("de du des d la le les l lès sur sous en et")
_LONGEST_NAME = 5


def advise(edition: Edition) -> tuple[Diagnostic, ...]:
    """What looks misspelt in an edition, as advice; nothing for other languages than French."""
    if edition.language.replace("_", "-").partition("-")[0].casefold() != "fr":
        return ()
    entries = [
        _Text(unicodedata.normalize("NFC", _sentence(text)), text.place)
        for panel in edition.panels
        for text in texts(panel)
        if text.manner != "made" and not text.repeats
    ]
    findings = [*_names(entries)]
    for entry in entries:
        findings.extend(_accents(entry))
        findings.extend(_plurals(entry))
        findings.extend(_compounds(entry))
        findings.extend(_trade_names(entry))
    order = {entry.place: number for number, entry in reversed(list(enumerate(entries)))}
    findings.sort(key=lambda item: (order[item.place or entries[0].place], item.code))
    return tuple(dict.fromkeys(findings))


def _sentence(text: Text) -> str:
    """What a text says, with the figure in front of it that is its first word."""
    return " ".join(filter(None, (plain(text.lead), plain(text.words))))


def _advice(code: str, message: Sentence, place: Place, hint: Sentence) -> Diagnostic:
    return Diagnostic(code, message, place, hint, severity="advice")


def _bare(word: str) -> str:
    """A word without accents, in lower case."""
    decomposed = unicodedata.normalize("NFD", word.casefold())
    return "".join(c for c in decomposed if not unicodedata.combining(c))


@cache  # one table
def _accented_words() -> dict[str, str]:
    """Accented words by their form without accents; plurals in -s as well."""
    words: dict[str, str] = {}
    for word in _ACCENTED:
        for form in (word, f"{word}s"):
            words[_bare(form)] = form
    return words


def _accents(entry: _Text) -> Iterator[Diagnostic]:
    """Capitals without their accents (Imprimerie nationale: capitals keep them)."""
    known = _accented_words()
    for match in _WORD.finditer(entry.text):
        word = match[0]
        right = known.get(word.casefold())
        if right is None or not word[0].isupper():
            continue
        if word.isupper() and len(word) > 1:
            shown = right.upper()
        elif _bare(right[0]) != right[0]:
            shown = right.capitalize()
        else:
            continue
        yield _advice(
            "typography-accent",
            say("“{word}” seems to lack an accent.", word=word),
            entry.place,
            say("Capitals keep their accents in French: {shown}.", shown=shown),
        )


def _plurals(entry: _Text) -> Iterator[Diagnostic]:
    """The number of million and milliard: the French plural begins at two (CLDR)."""
    for match in _MILLION.finditer(entry.text):
        from babel import Locale

        digits = re.sub(r"\D", "", match[1].partition(",")[0])
        singular = Locale("fr").plural_form(float(f"{digits}.{match[1].partition(',')[2] or 0}"))
        wanted = match[2].rstrip("s") + ("" if singular == "one" else "s")
        if wanted != match[2]:
            yield _advice(
                "typography-plural",
                say("“{match}” has the wrong number.", match=match[0]),
                entry.place,
                say(
                    "The French plural begins at two: {match} {wanted}.",
                    match=match[1],
                    wanted=wanted,
                ),
            )


def _compounds(entry: _Text) -> Iterator[Diagnostic]:
    for pattern, hint in _COMPOUNDS:
        for match in pattern.finditer(entry.text):
            yield _advice(
                "typography-hyphen",
                say("“{match}” lacks a hyphen.", match=match[0]),
                entry.place,
                hint,
            )
    for match in _COMMUNE.finditer(entry.text):
        yield _advice(
            "typography-hyphen",
            say("“{match}” seems to lack a hyphen.", match=match[1]),
            entry.place,
            say("The name of a commune takes hyphens: {sub}.", sub=re.sub(SPACE, "-", match[1])),
        )


def _trade_names(entry: _Text) -> Iterator[Diagnostic]:
    for match in _WORD.finditer(entry.text):
        right = _TRADE_NAMES.get(match[0].casefold())
        # Capitals throughout are a matter of style.
        if right and match[0] != right and not match[0].isupper():
            yield _advice(
                "typography-name",
                say("“{match}” is the name {right} in other letters.", match=match[0], right=right),
                entry.place,
                say("Write {right}.", right=right),
            )


def _names(texts: list[_Text]) -> Iterator[Diagnostic]:
    """One name with a hyphen here and a space there: "Louvre-Lens", "Louvre Lens"."""
    forms: dict[tuple[str, ...], dict[str, list[Place]]] = {}
    for entry in texts:
        for words, form in _compound_names(entry.text):
            forms.setdefault(words, {}).setdefault(form, []).append(entry.place)
    differing = {words: found for words, found in forms.items() if len(found) > 1}
    for words, found in differing.items():
        if any(_within(words, longer) for longer in differing if longer != words):
            continue
        usual = max(found, key=lambda form: (form.count("-"), len(found[form])))
        for form, places in found.items():
            if form == usual:
                continue
            for place in dict.fromkeys(places):
                yield _advice(
                    "typography-name",
                    say("“{form}” is written “{usual}” elsewhere.", form=form, usual=usual),
                    place,
                    say("Write a name in one way throughout."),
                )


def _within(words: tuple[str, ...], longer: tuple[str, ...]) -> bool:
    """Whether `words` stand in a row in `longer`."""
    return any(longer[i : i + len(words)] == words for i in range(len(longer)))


def _compound_names(text: str) -> Iterator[tuple[tuple[str, ...], str]]:
    """Runs of two to five words that begin and end with a capital, joined by - or a space."""
    parts = _NAME_PART.findall(text)
    for start, first in enumerate(parts):
        if not _is_name(first):
            continue
        words, form = [first], first
        for at in range(start + 1, min(start + 2 * _LONGEST_NAME - 2, len(parts) - 1), 2):
            joint, word = parts[at], parts[at + 1]
            if re.fullmatch(f"-|{SPACE}", joint) is None:
                break
            if not _is_name(word) and word not in _PARTICLES:
                break
            words.append(word)
            form += ("-" if joint == "-" else " ") + word
            if _is_name(word):
                yield tuple(word.casefold() for word in words), form


def _is_name(word: str) -> bool:
    return len(word) > 1 and word[0].isupper() and not word.isupper() and word.isalpha()
