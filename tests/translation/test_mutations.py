"""Of two hundred things that may go wrong with figures in each language, nearly all are told."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from tests.translation.mutations import KINDS, Mutant, Sound, mutants
from tests.translation.proving import OF_FIGURES, desk
from tests.translation.sound import FIGURES, FRENCH, SOUND, TITLE, UNITS

from depliant.content.messages import messages
from depliant.content.publication import load as load_publication
from depliant.errors import Diagnostic
from depliant.source.folder import Folder
from depliant.translation.finding import languages
from depliant.translation.loading import load_translation, unit_words
from depliant.translation.printing import proof_of
from depliant.translation.wording import entry_faults

ROOT = Path(__file__).parents[2]
SHIPPED = languages(Folder(ROOT))
Tell = Callable[[int, str], Sequence[Diagnostic]]


def missed(sounds: Sequence[Sound], tell: Tell, most: int = 200) -> tuple[int, list[Mutant]]:
    """How many mutants there are, and which of them are not told."""
    made = mutants(sounds, most)
    return len(made), [mutant for at, mutant in made if not tell(at, mutant.text)]


@pytest.mark.parametrize("language", SHIPPED)
def test_two_hundred_mutations_of_a_shipped_edition_are_told(language: str) -> None:
    publication = load_publication(Folder(ROOT))
    translation, _ = load_translation(Folder(ROOT), language)
    known = translation.catalogue.by_key()
    proof = proof_of(publication, language, unit_words(publication, translation))
    found = [message for message in messages(publication, language) if not message.unit]
    units = dict(proof.facts.units)

    def tell(at: int, text: str) -> Sequence[Diagnostic]:
        entry = replace(known[found[at].key], strings=(text,))
        faults = entry_faults(
            found[at], entry, language, publication, translation.place(entry), proof
        )
        return [fault for fault in faults if fault.code in OF_FIGURES]

    sounds = [Sound(known[message.key].strings[0], units, language) for message in found]
    assert [at for at, sound in enumerate(sounds) if tell(at, sound.text)] == []
    count, lost = missed(sounds, tell)
    assert count == 200
    assert lost == []


@pytest.mark.parametrize("language", SOUND)
def test_small_sound_translations_pass_and_their_mutations_are_told(
    language: str, tmp_path: Path
) -> None:
    place = desk(tmp_path, FIGURES, language, UNITS[language])

    def tell(at: int, text: str) -> Sequence[Diagnostic]:
        return place.faults(FRENCH[at], text, drawn=at == TITLE)

    units = dict(place.proof.facts.units)
    sounds = [Sound(text, units, language) for text in SOUND[language]]
    assert [fault for at, sound in enumerate(sounds) for fault in tell(at, sound.text)] == []
    count, lost = missed(sounds, tell)
    assert count > (90 if language == "ja" else 170)
    # Times of the day and days of the month may change places: nothing tells them apart.
    assert Counter(mutant.kind for mutant in lost).keys() <= {"numbers swapped"}, lost
    assert len(lost) <= count * 0.03


def test_every_kind_of_mutation_is_made_of_the_small_translations() -> None:
    units = {"budget": "EUR", "part": "EUR"}
    made = mutants([Sound(text, units, "en") for text in SOUND["en"]], 10_000)
    assert {mutant.kind for _, mutant in made} == set(KINDS)
