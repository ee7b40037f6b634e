"""Finnish compounds, divided by Voikko: a morphology that shares nothing with TeX's patterns."""

from __future__ import annotations

import subprocess
from itertools import product
from pathlib import Path

from tests.judges.programs import missing

from depliant.languages.hyphenation import divisions

FIRST = """kaivos työn maailman kansalais hallitus yhteis kaupungin metsän luonnon ihmis rikos
    valtion opetus perheen asumis kunnan lasten""".split()  # noqa: SIM905
SECOND = """alue ennätys oikeus ohjelma yhdistys asukas eläin omistaja alue asunto ympäristö
    osasto yhtiö perintö suojelu talo museo""".split()  # noqa: SIM905
_ASK = """
import sys, libvoikko
voikko = libvoikko.Voikko("fi")
for word in sys.stdin.read().split():
    print(voikko.hyphenate(word) if voikko.spell(word) else "-")
"""


def hyphenated(words: list[str]) -> list[str]:
    python = Path("/usr/bin/python3")
    if not python.exists() or subprocess.run([python, "-c", "import libvoikko"]).returncode:
        missing("voikko")
    asked = subprocess.run(
        [python, "-c", _ASK], input="\n".join(words), capture_output=True, text=True, check=True
    )
    return asked.stdout.split()


def test_finnish_compounds_are_divided_where_voikko_divides_them() -> None:
    words = ["".join(pair) for pair in product(FIRST, SECOND)]
    marked = [each for each in hyphenated(words) if each != "-"]
    assert len(marked) > 100
    wrong = []
    for each in marked:
        pieces = each.split("-")
        right = {sum(map(len, pieces[:number])) for number in range(len(pieces))}
        word = "".join(pieces)
        found = {at for at, _ in divisions(word, "fi", (2, 2), frozenset(), True)}
        if found - right:
            wrong.append((each, found))
    assert not wrong
