"""Spelling: slips found with what may be meant, and nothing said of what is right."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from depliant.build import pipeline
from depliant.build.memory import Memory
from depliant.build.pipeline import check
from depliant.build.report import BuildRequest
from depliant.build.spelled import spelled
from depliant.build.store import Store
from depliant.content.publication import load
from depliant.errors import Diagnostic
from depliant.languages import dictionaries
from depliant.languages.dictionaries import Dictionary
from depliant.source.folder import Folder

from ..conftest import dress

Found = Callable[..., list[Diagnostic]]


@pytest.fixture
def spell(tmp_path: Path) -> Found:
    """What is found in texts, each a paragraph; `names` are right."""

    def run(
        *texts: str,
        language: str = "fr",
        names: tuple[str, ...] = (),
        glossary: tuple[dict[str, object], ...] = (),
    ) -> list[Diagnostic]:
        content = {
            "id": "x",
            "title": "9",
            "language": language,
            "date": "2020-01-01",
            "names": list(names),
            "glossary": list(glossary),
            "panels": [{"id": "one", "blocks": [{"text": text} for text in texts]}],
        }
        text = yaml.safe_dump(content, allow_unicode=True, width=10_000)
        (tmp_path / "content.yaml").write_text(text, encoding="utf-8")
        publication = load(Folder(tmp_path))
        return list(spelled(publication, publication, Memory().remember))

    return run


# --- what is found ------------------------------------------------------------------------------

SLIPS = {
    "Un giude pour tous": ("giude", "guide"),
    "Ouvertrue du musée": ("Ouvertrue", "Ouverture"),
    "lors de formasions": ("formasions", "formations"),
    "ils considérent": ("considérent", "considèrent"),
    "le developement du reseau": ("developement", "développement"),
    "un evenement": ("evenement", "événement"),
    "l'acceuil du public": ("acceuil", "accueil"),
    "c'est **un apartement**": ("apartement", "appartement"),
    "Zone d'Aménagment Concerté": ("Aménagment", "Aménagement"),
    "LA VIE APRÈS LA MINNE": ("MINNE", "MINE"),
    "un arrière-petti-fils": ("petti", "petit"),
    "l’inscripton": ("inscripton", "inscription"),
    "aujourdhui": ("aujourdhui", "aujourd’hui"),
}


@pytest.mark.parametrize("text", SLIPS)
def test_a_slip_is_found_with_what_may_be_meant(spell: Found, text: str) -> None:
    wrong, meant = SLIPS[text]
    first = spell(text)[0]
    assert (first.code, first.severity) == ("spelling-unknown", "warning")
    assert f"“{wrong}”" in str(first.message)
    assert meant.casefold() in str(first.hint).casefold()


def test_a_slip_is_said_where_it_stands(spell: Found, tmp_path: Path) -> None:
    (found,) = spell("Le musée", "Un beau giude, un autre giude")
    lines = (tmp_path / "content.yaml").read_text(encoding="utf-8").splitlines()
    assert found.place is not None
    assert found.place.line is not None
    assert found.place.column is not None
    assert lines[found.place.line - 1][found.place.column - 1 :].startswith("giude")


def test_a_slip_is_said_once_with_its_number(spell: Found) -> None:
    (found,) = spell("Un giude", "Un giude et un giude")
    assert "3 times" in str(found.message)


def test_a_name_is_a_slip_where_it_is_all_but_another_word_of_the_brochure(spell: Found) -> None:
    (found,) = spell("La Mission Bassin Minier", "par la Mission Bassin Minié")
    assert found.code == "spelling-unknown"
    assert "Perhaps Minier" in str(found.hint)
    (found,) = spell("avec Médiamétrei", names=("Médiamétrie",))
    assert found.code == "spelling-unknown"


def test_names_are_one_line(spell: Found) -> None:
    (found,) = spell("Les villes de Drocourt, de Libercourt et d'Évin-Malmaison", "à Drocourt")
    assert (found.code, found.severity) == ("spelling-names", "info")
    assert "Drocourt, Libercourt, Évin, Malmaison." in str(found.message)


def test_a_short_word_at_the_head_of_a_sentence_may_be_another_one(spell: Found) -> None:
    (found,) = spell("Teh café was open.", language="en")
    assert (found.code, found.severity) == ("spelling-names", "info")
    assert "taken for names: Teh (perhaps The)." in str(found.message)
    (found,) = spell("We met Teh there, and Abdu.", language="en")
    assert "taken for names: Teh, Abdu." in str(found.message)


@pytest.mark.parametrize(
    ("text", "language", "offered"),
    [
        ("The cafétéria is open.", "en", "Perhaps cafeteria. "),
        ("We recieve you.", "en", "Perhaps receive, "),
    ],
)
def test_only_words_that_are_near_are_offered(
    spell: Found, text: str, language: str, offered: str
) -> None:
    (found,) = spell(text, language=language)
    assert str(found.hint).startswith(offered)


def test_a_unit_in_other_letters_is_a_sign_and_no_word(project: Callable[..., Path]) -> None:
    head = "id: x\ntitle: X\nlanguage: en\ndate: 2020-01-01\n"
    figures = "figures: {cost: {value: 12.5, unit: gbp, date: 2024, source: unstated}}\n"
    panel = 'panels: [{id: one, blocks: [{text: "{cost}"}]}]\n'
    table = "panels: [{id: one, blocks: [{table: t, rows: [[{number: 5, unit: gbp}]]}]}]\n"
    publication = load(Folder(project(figures + panel, head=head)))
    assert list(spelled(publication, publication, Memory().remember)) == []
    publication = load(Folder(project(table, head=head)))
    (found,) = spelled(publication, publication, Memory().remember)
    assert "“gbp”" in str(found.message)
    assert "Perhaps GBP. " in str(found.hint)


def test_names_that_are_listed_are_right(spell: Found) -> None:
    names = ("Drocourt", "Libercourt", "Évin-Malmaison", "coworking")
    assert spell("De Drocourt à Libercourt, Évin-Malmaison, le coworking", names=names) == []


def test_terms_of_the_glossary_are_right_and_so_are_their_translations(
    spell: Found, project: Callable[..., Path], small: Callable[..., None]
) -> None:
    term: dict[str, object] = {"term": "terrikon", "translations": {"nl": ["mijnbekken", "steort"]}}
    assert [item.code for item in spell("Un terrikon")] == ["spelling-unknown"]
    assert spell("Un terrikon", glossary=(term,)) == []
    # A translation into another language says nothing of the words of this one.
    assert [item.code for item in spell("Un steort", glossary=(term,))] == ["spelling-unknown"]

    small("een")
    glossary = "glossary: [{term: terrikon, translations: {nl: [mijnbekken, steort]}}]\n"
    panels = glossary + "panels: [{id: one, blocks: [{text: %s}]}]\n"
    source = load(Folder(project(panels % "un autre")))
    said = panels % "een steort een mijnbekken een terrikon een terrikn"
    dutch = load(Folder(project(said, head="id: x\ntitle: X\nlanguage: nl\n")))
    found = list(spelled(dutch, source, Memory().remember))
    assert [word for item in found for word in re.findall("“(.*?)”", str(item.message))] == [
        "terrikn"
    ]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("pour le le territoire", "fr"),
        ("pour le **le** territoire", "fr"),
        ("La la mer", "fr"),
        ("LES LES HABITANTS", "fr"),
        ("it is is right", "en"),
    ],
)
def test_a_word_that_stands_twice_is_found(spell: Found, text: str, language: str) -> None:
    (found,) = spell(text, language=language)
    assert (found.code, found.severity) == ("spelling-doubled", "warning")


def test_a_word_that_is_seldom_meant_is_advice(spell: Found) -> None:
    (found,) = spell("des contrats de viles")
    assert (found.code, found.severity) == ("spelling-unlikely", "advice")
    assert "villes" in str(found.hint)


def test_a_brochure_in_another_language_is_one_line(spell: Found) -> None:
    found = spell(
        "Welcome to the mining museum, which has been opened every day since the war",
        "Visitors from around the world may explore buildings, workshops and shafts underground",
    )
    assert [item.code for item in found] == ["spelling-language"]


# --- what is left in peace ----------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "Qu'est-ce que l'on fait aujourd'hui ? Y a-t-il quelqu’un jusqu’à la presqu'île ?",
        "Rendez-vous le samedi 1^er^ juin à 14h30, 12 bis, av. du Gal de Gaulle, tél. 03 21 00 00",
        "contact@agglo-henincarvin.fr, www.agglo-henincarvin.fr, [ici](https://exmaple.fr)",
        "Au XIXe siècle, sous Louis XIV, la 2e édition, le XXIème siècle, le XX^e^ siècle",
        "3 500 m² de bureaux, 45 kWh/m²/an, 3,2 M€ HT, le CO2, l'A26, le 9-9bis, la R&D",
        "L'IUT, l'ESAT et la MJC avec l'ADEME ; TVA, TTC, EPCI",
        "UN NOUVEAU REGARD SUR LES RESEAUX SOCIAUX",
        "LES EQUIPEMENTS ET L'ECOLE",
        "l'Etat et les Etats, À la une",
        "Cœur de ville, œuvres, Œuvres, maître d'œuvre",
        "co-construction, éco-quartier, hyper-centre, vice-président",
        "nous nous engageons, vous vous inscrivez, il faut faire faire",
        "la première ligne<br>la deuxième, R&nbsp;D, \\#VisitezLille, @mairie",
        "Les habitant·e·s, le·la conseiller·ère",
        "un prin\u00adtemps",
        "Les éléves éprouve un sentiments".replace("éléves", "élèves"),  # grammar is left alone
        "M. Martin, Mme Petit, Dr Durand, p. ex., cf. la page 3, env. 30 pers. présentes",
        "[The Industrial Heritage]{lang=en} et le [colour]{lang=en-GB}",
    ],
)
def test_right_words_are_left_in_peace(spell: Found, text: str) -> None:
    assert [str(item) for item in spell(text)] == []


@pytest.mark.parametrize(
    "text",
    [
        "It's what we've done; don't, workers' rights, John's, o'clock, the 1990s",
        "colour, color, organise, organize, a multi-storey car park",
        "She had had enough of that that",
    ],
)
def test_right_english_words_are_left_in_peace(spell: Found, text: str) -> None:
    assert [str(item) for item in spell(text, language="en")] == []


def test_words_in_another_language_are_judged_by_its_dictionary(spell: Found) -> None:
    (found,) = spell("la page [The Industrail Heritage]{lang=en}")
    assert "“Industrail” is in no dictionary of `en`" in str(found.message)


# --- other languages, by small dictionaries -------------------------------------------------------


@pytest.fixture
def small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Make the only dictionary that there is: one of a few words."""

    def make(*words: str) -> None:
        (tmp_path / "small.aff").write_text("SET UTF-8\n", encoding="utf-8")
        text = "\n".join((str(len(words)), *words, ""))
        (tmp_path / "small.dic").write_text(text, encoding="utf-8")
        made = Dictionary((tmp_path / "small",))
        monkeypatch.setattr("depliant.build.spelled.dictionary", lambda _: made)

    return make


def test_german_compounds_are_made_of_words(spell: Found, small: Callable[..., None]) -> None:
    small("Halde", "Kette", "Welterbe", "Liste", "Kultur", "und", "Bildung", "die", "Veranstaltung")
    right = "Die Haldenkette und die Welterbeliste, Kultur- und Bildungsliste, die, die"
    assert spell(right, language="de") == []
    found = spell("die Vernstaltung und die Welterbelsite", language="de")
    assert [item.code for item in found] == ["spelling-unknown", "spelling-names"]


def test_names_are_inflected(spell: Found, small: Callable[..., None]) -> None:
    small("місто")
    assert spell("місто Ланс", "місто Лансі", language="uk", names=("Ланс",)) == []
    assert spell("місто Брно", language="uk", names=("Ланс",)) != []


def test_a_script_without_capitals_has_its_unknown_words_in_one_line(
    spell: Found, small: Callable[..., None]
) -> None:
    small("مدينة")
    (found,) = spell("مدينة ومدينة مدرسسة باريس", language="ar")
    assert found.code == "spelling-names"
    assert "مدرسسة, باريس" in str(found.message)


@pytest.mark.parametrize("language", ["fr", "de", "uk"])
@pytest.mark.parametrize(
    "text",
    [
        "E" * 9000,
        "e" * 9000,
        "l'" * 4000 + "eau",
        "a-" * 4000 + "a",
        "(" * 9000 + "a " + "b(" * 40,
        "A " * 4500,
        "a." * 4500,
        "@" * 9000,
        "x@" * 4000,
        "haus" * 2000,
        "\u0301" * 9000 + "e",
    ],
    ids=lambda text: text[:8],
)
def test_what_is_no_word_of_anybody_does_no_harm(
    spell: Found, small: Callable[..., None], text: str, language: str
) -> None:
    small("haus", "eau")
    spell(text, language=language)


def test_a_language_without_a_dictionary_is_said_with_what_helps(
    spell: Found, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("depliant.build.spelled.dictionary", lambda _: None)
    (found,) = spell("een huis", language="nl")
    assert (found.code, found.severity) == ("spelling-dictionary", "info")
    assert f"pip install {dictionaries.PACKAGE}" in str(found.hint)


def test_without_the_reader_one_line_says_so(spell: Found, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("depliant.build.spelled.has_reader", lambda: False)
    codes = [item.code for item in spell("le le giude et [the giude]{lang=en}")]
    assert codes == ["spelling-doubled", "spelling-dictionary"]


# --- translations, and what is remembered --------------------------------------------------------


def test_words_of_the_source_may_stay_in_a_translation(
    project: Callable[..., Path], small: Callable[..., None]
) -> None:
    small("het", "in")
    panels = "panels: [{id: one, blocks: [{text: %s}]}]\n"
    root = project(panels % "le Métaphone à Lens")
    source = load(Folder(root))
    root = project(panels % "het Métaphone in Lensch", head="id: x\ntitle: X\nlanguage: nl\n")
    found = list(spelled(load(Folder(root)), source, Memory().remember))
    assert [str(item.message) for item in found] == [
        "In no dictionary, and taken for names: Lensch."
    ]


def test_the_same_words_are_not_looked_up_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, project: Callable[..., Path]
) -> None:
    root = project("panels: [{id: one, blocks: [{text: Ouvertrue d'un giude}]}]\n")
    publication = load(Folder(root))
    kept = Store(tmp_path / "kept")
    first = list(spelled(publication, publication, Memory(kept).remember))
    monkeypatch.setattr(Dictionary, "knows", None)
    monkeypatch.setattr(Dictionary, "nearest", None)
    again = list(spelled(publication, publication, Memory(kept).remember))
    assert again == first
    assert len(first) == 2


# --- a build ------------------------------------------------------------------------------------

SLIPPED = """\
panels:
  - id: cover
    blocks:
      - text: Un giude pour le le territoire, et un acceuil à Lnes
      - text: "[A guied]{lang=en} pour Wrzzk"
"""
ENGLISH = """\
msgid ""
msgstr ""
"Language: en\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"X-Depliant-Words: steort\\n"

msgctxt "publication/title"
msgid "Un bilan"
msgstr "A balance"

msgctxt "cover/text"
msgid "Un giude"
msgstr "{}"
"""
HEAD = "id: x\ntitle: Un bilan\nlanguage: fr\ndate: 2020-01-01\n"


@pytest.fixture
def brochure(project: Callable[..., Path]) -> Callable[[str], Path]:
    """A folder that can be built, with these panels."""

    def make(panels: str) -> Path:
        return dress(project(panels, head=HEAD))

    return make


def of_spelling(root: Path, **more: object) -> list[str]:
    request = BuildRequest(targets=("screen",), preflight=False, **more)  # type: ignore[arg-type]
    found = pipeline.build(root, request).diagnostics
    return [f"{item.severity}: {item.message} {item.hint}" for item in found
            if item.code.startswith("spelling")]  # fmt: skip


def test_a_build_says_in_one_line_how_many_words_check_lists(
    brochure: Callable[[str], Path],
) -> None:
    root = brochure(SLIPPED)
    listed = [item for item in check(root).diagnostics if item.code.startswith("spelling")]
    warned = [item for item in listed if item.severity == "warning"]
    assert len(listed) == len(warned) + 1, "names are listed, and are no slips"
    assert of_spelling(root) == [
        f"warning: {len(warned)} words look misspelt. `depliant check` lists them, and what may "
        "be meant."
    ]
    assert len(warned) == 4
    text = (root / "content.yaml").read_text().replace("giude", "guide").replace("le le", "le")
    (root / "content.yaml").write_text(text.replace("acceuil", "accueil").replace("Lnes", "Lens"))
    assert [line[:28] for line in of_spelling(root)] == ["warning: 1 word looks misspe"]
    (root / "content.yaml").write_text("names: [guied]\n" + (root / "content.yaml").read_text())
    assert of_spelling(root) == []


def test_an_edition_that_is_as_it_was_is_not_read_again(
    brochure: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    root = brochure(SLIPPED)
    said = of_spelling(root)

    def forbidden(*_: object) -> object:
        raise AssertionError("words are read again")

    with monkeypatch.context() as patch:
        patch.setattr("depliant.build.spelled.stretches", forbidden)
        patch.setattr("depliant.languages.dictionaries.Dictionary.knows", forbidden)
        assert of_spelling(root) == said
    (root / "content.yaml").write_text(
        (root / "content.yaml").read_text().replace("giude", "guide")
    )
    assert of_spelling(root) != said


def test_without_a_dictionary_a_build_says_nothing_of_spelling(
    brochure: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    root = brochure(SLIPPED)
    monkeypatch.setattr("depliant.build.spelled.has_reader", lambda: False)
    assert of_spelling(root) == []
    monkeypatch.setattr("depliant.build.spelled.has_reader", lambda: True)
    monkeypatch.setattr("depliant.build.spelled.dictionary", lambda tag: None)
    panels = SLIPPED.replace("le le", "le")
    assert of_spelling(brochure(panels)) == []


def test_slips_of_several_editions_are_one_line(brochure: Callable[[str], Path]) -> None:
    root = brochure("panels: [{id: cover, blocks: [{text: Un giude}]}]\n")
    folder = root / "assets/translations"
    folder.mkdir()
    (folder / "en.po").write_text(ENGLISH.format("A guied for lnag walks"))
    tail = "lists them, and what may be meant."
    assert of_spelling(root, editions=("en",)) == [
        f"warning: 2 words look misspelt. `depliant check --edition en` {tail}"
    ]
    for jobs in (1, 2):
        assert of_spelling(root, all_editions=True, jobs=jobs) == [
            f"warning: 3 words look misspelt. `depliant check --all-editions` {tail}"
        ]
    (folder / "en.po").write_text(ENGLISH.format("A guide for steort walks"))
    assert of_spelling(root, editions=("en",)) == []
    (folder / "en.po").write_text(ENGLISH.format(""))
    assert of_spelling(root, editions=("en",), draft=True) == [], "its words are the source's"


def test_words_of_another_language_are_all_counted(brochure: Callable[[str], Path]) -> None:
    english = (
        "Somewhere beyond these hills lives everyone whose weathered walls remember nothing, "
        "though nobody knows when strangers would have built their homely houses"
    )
    root = brochure(f'panels: [{{id: cover, blocks: [{{text: "{english}"}}]}}]\n')
    (one,) = of_spelling(root)
    count = int(one.split()[1])
    (said,) = (item for item in check(root).diagnostics if item.code == "spelling-language")
    assert str(said.message).startswith(f"{count} of ")
