"""Wordings that an editor of each language found wrong in an edition: none of them comes back.

Each is looked for in the whole PO file of its language, and most were in an earlier one.
"""

from __future__ import annotations

import re
from functools import cache

import pytest

from depliant.source.folder import Folder
from depliant.translation.finding import languages
from depliant.translation.po import PoEntry, read

from .conftest import ROOT

LANGUAGES = languages(Folder(ROOT))
_PL = "stycz|lut|mar[cz]|kwie|maj|czerw|lip|sierp|wrze|paźdz|listop|grud"
_UK = "січ|лют|берез|квіт|трав|черв|лип|серп|верес|жовт|листоп|груд"

WRONG = [
    ("en", "[Mm]ade aware|sensiti[sz]ed", "teachers are trained or reached"),
    ("en", r"\brunners\b", "participants"),
    ("en", r"by the (?:French )?State\b", "by the French government"),
    ("en", "mining memory|major progress", "mining heritage sites: a major step forward"),
    ("en", r"with \**€\{habitat_minier", "including €…"),
    ("en", "[Rr]eopen", "inaugurated"),
    ("nl", "mijn-DNA", "which is read as my DNA: mijnbouw-DNA"),
    ("nl", r"(?i)top \{?\w+\}? van opvallendste", "van de opvallendste"),
    ("nl", "mijnherinneringssites", "herinneringsplaatsen van de mijnen"),
    ("nl", r"\b[Vv]orming(?:en)?\b|\b[Aa]rtikels\b|gesensibiliseerd", "neutral Dutch"),
    ("nl", r"\bPubliek, in", "Bereik"),
    ("de", "Verwalters?\\b", "Verwaltungsratsmitglied"),
    ("de", "Landesweit einmalig", "Erstmals in Frankreich"),
    ("de", r"davon \**\{habitat_minier", "mit"),
    ("de", "Bergbaugeschichte", "Erinnerungsorte des Bergbaus"),
    ("pl", rf"(?:\bw|\b(?:{_PL})\w*) (?:19|20)\d\d(?! r\.|-)", "a year is followed by r."),
    ("pl", "Koniec (?:pilotażowego )?programu", "Zakończenie pilotażowego programu"),
    ("pl", "zarządc", "członkowie zarządu"),
    ("pl", r"\(\{\w+\}\)|: \{\w+\}\**\.?$", "a count in brackets reads like a form: {…:full}"),
    ("uk", rf"(?:\b[ув]|\b(?:{_UK})\w*) (?:19|20)\d\d(?! (?:році|року|роках)| [ій] )",
     "у 2012 році"),
    ("uk", "Головні (?:числа|цифри)", "Ключові цифри"),
    ("uk", "добру або радше добру", "позитивну або радше позитивну"),
    ("uk", "управител", "члени правління"),
    ("uk", r"\(\{\w+\}\)|: \{\w+\}\**\.?$", "a count in brackets reads like a form: {…:full}"),
    ("ar", "ماذا يقول", "ما رأي"),
    ("ar", "(?:أحد|من) مديري", "أعضاء مجلس إدارة"),
]  # fmt: skip


@cache
def entries(language: str) -> tuple[PoEntry, ...]:
    """The messages of an edition, any space in them the same."""
    path = ROOT / "assets" / "translations" / f"{language}.po"
    text = re.sub("[\u00a0\u202f]", " ", path.read_text(encoding="utf-8"))
    return read(text, path.name)[0].entries


@pytest.mark.parametrize(("language", "wrong", "rather"), WRONG)
def test_a_wording_that_was_found_wrong_stays_away(language: str, wrong: str, rather: str) -> None:
    found = [
        (entry.context, text)
        for entry in entries(language)
        for text in entry.strings
        if re.search(wrong, text, re.MULTILINE)
    ]
    assert found == [], rather


KEPT = {
    "de": ("Artist in Residence", "en résidence"),
    "uk": ("експериментальну", "expérimental"),
    "cs": ("experimentální", "expérimental"),
}
"""A word that an edition had lost, and what it says of the source."""


@pytest.mark.parametrize("language", sorted(KEPT))
def test_a_word_that_was_lost_is_there(language: str) -> None:
    word, of = KEPT[language]
    texts = [entry.strings[0] for entry in entries(language) if of in entry.id]
    assert texts, "the source still says so"
    assert any(word in text for text in texts)


IN_SAINS = {
    "ar": "في سان-أن-غوهيل", "cs": "v Sains-en-Gohelle", "de": "in Sains-en-Gohelle",
    "en": "in Sains-en-Gohelle", "es": "en Sains-en-Gohelle", "it": "a Sains-en-Gohelle",
    "ja": "Sains-en-Gohelleの", "nl": "in Sains-en-Gohelle", "pl": "w Sains-en-Gohelle",
    "uk": "у Сен-ан-Гоель",
}  # fmt: skip
"""Where the cité of pit no. 10 de Béthune is; it does not reach from Béthune to there."""


@pytest.mark.parametrize("language", LANGUAGES)
def test_cite_10_de_bethune_is_in_sains_en_gohelle(language: str) -> None:
    (text,) = [entry.strings[0] for entry in entries(language) if "cité 10 de Béthune" in entry.id]
    name = "10 دو بيتون" if language == "ar" else "cité 10 de Béthune"
    parts = (IN_SAINS[language], name) if language == "ja" else (name, IN_SAINS[language])
    assert re.search(",? ?".join(parts), text, re.IGNORECASE), text
