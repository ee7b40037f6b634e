"""Panels, titles, items and the cover, as an officer adds, takes away and rewrites them."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.officer.desk import FROZEN, Also, Edit, Prints, Says, try_out

TITLE = "title: UN TERRITOIRE VISIBLE ET RECONNU"
YEARS = "- text: 2012-2017"
FITS = Also(
    "assets/style.yaml",
    "size: 64, leading: 52.8, colour: lamp",
    "size: 64, leading: 52.8, colour: lamp, fit: {size: 0.8, lines: 1}",
)
AGENDA = """
  - id: agenda
    design: habitants
    title: AGENDA
    blocks:
      - text: Visites des fosses
  - id: presse
    design: habitants
    title: PRESSE
    blocks:
      - text: Dossiers
"""
PARTNERS = "  - id: partners\n"
ADDRESS = '- text: "[www.bassinminier-patrimoinemondial.org](http://www.bassinminier-patrimoinemondial.org)"'
BACK = f"      {ADDRESS}\n        role: address\n"
CONTENT = (FROZEN / "content.yaml").read_text(encoding="utf-8")
FLAP_PANEL = CONTENT[CONTENT.index("  - id: habitants") : CONTENT.index("  - id: partners")]
GRENAY = '"{panneau_relais:ordinal} panneau Relais Infos Services installé à Grenay"'

PAGES: dict[str, Edit] = {
    "an item taken away": Edit(
        f"          - text: {GRENAY}\n            figure: panneau_relais\n", "",
        Prints(("bailleurs sociaux",), ("Grenay",)), also=(
            Also("content.yaml", "Élèves de Grenay, Bully", "Élèves de Bully"),
            Also("content.yaml", "{eleves} élèves de Grenay, Bully", "{eleves} élèves de Bully"),
        ),
    ),
    "a shorter title": Edit(
        TITLE, "title: UN TERRITOIRE", Prints(("UN TERRITOIRE",), ("RECONNU",))
    ),
    "a title of two lines": Edit(
        TITLE, "title: UN TERRITOIRE VISIBLE, RECONNU ET FRÉQUENTÉ",
        Prints(("UN TERRITOIRE VISIBLE, RECONNU ET FRÉQUENTÉ",)),
    ),
    "a title with a question": Edit(
        TITLE, 'title: "UN TERRITOIRE : VISIBLE ?"', Prints(("UN TERRITOIRE : VISIBLE ?",))
    ),
    "the years on the cover": Edit(
        YEARS, "- text: 2018-2022", Prints(("2018-2022",), ("2012-2017",)), also=(FITS,)
    ),
    "the issue on the cover": Edit(
        YEARS, '- text: "{issue}"', Prints(("2020–2024",)),
        also=(FITS, Also("content.yaml", "date: 2017-06-30", "date: 2025-06-30\nissue: 2020-2024"),
              Also("content.yaml", "title: Chiffres clés 2012-2017", "title: Chiffres {issue}")),
    ),
    "a line of the address more": Edit(
        f"      {ADDRESS}\n",
        "      - text: |\n          Mission Bassin Minier\n          Carreau de fosse\n",
        Prints(("Mission Bassin Minier Carreau de fosse",)),
    ),
    "another design for a panel": Edit(
        "  - id: habitants\n", "  - id: enquete\n    design: habitants\n",
        Prints(("QU’EN PENSENT LES HABITANTS ?",)),
    ),
    "a panel renamed": Edit(
        "title: UN ACCÉLÉRATEUR DE PROJETS", "title: DES PROJETS",
        Prints(("DES PROJETS",), ("ACCÉLÉRATEUR",)),
    ),
}  # fmt: skip

SLIPS: dict[str, Edit] = {
    "two panels more than the sheet holds": Edit(
        BACK, BACK + AGENDA, Says("panels-over", "id: agenda", "`fold: roll4`")
    ),
    "a panel taken away": Edit(
        FLAP_PANEL, "",
        Says("panels-blank", "id: partners", "Add panels", "warning"),
    ),
    "a title of three lines": Edit(
        TITLE, "title: UN TERRITOIRE DÉSORMAIS VISIBLE, RECONNU ET FRÉQUENTÉ PAR LE MONDE ENTIER",
        Says("text-contrast", "UN TERRITOIRE DÉSORMAIS", "3 lines"),
    ),
    "a word that is wider than the panel": Edit(
        TITLE, "title: INTERNATIONALEMENTRECONNUVISIBLEETFREQUENTE",
        Says("word-too-wide", "INTERNATIONALEMENT", "U+00AD"),
    ),
    "far too many words": Edit(
        "Une première nationale : ", "Une première nationale, " * 60,
        Says("overset", 'text: "Une première', "Shorten the text"),
    ),
    "a panel that has no id": Edit(
        PARTNERS, "  -\n", Says("key-missing", "blocks:\n      - heading: Conception", "")
    ),
    "a panel twice": Edit(
        PARTNERS, "  - id: habitants\n    design: partners\n",
        Says("panel-duplicate", "habitants\n    design", ""),
    ),
    "an empty panel": Edit(
        FLAP_PANEL, "  - id: habitants\n", Says("panel-empty", "id: habitants", "delete the panel")
    ),
    "a design that there is not": Edit(
        "  - id: regard\n", "  - id: regard\n    design: regards\n",
        Says("design-unknown", "id: regard", "`regard`"),
    ),
    "a heading of the wrong level": Edit(
        "- heading: Signalétique", "- {heading: Signalétique, level: 4}",
        Says("heading-level", "{heading: Signalétique", "`level: 3`"),
    ),
    "a brochure without its title": Edit(
        "      - heading: Chiffres clés\n        level: 1\n", "",
        Says("heading-level", "UN ACCÉLÉRATEUR", "`level: 1`"),
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", PAGES)
def test_what_is_changed_is_on_the_page(name: str, tmp_path: Path) -> None:
    try_out(PAGES[name], tmp_path)


@pytest.mark.parametrize("name", SLIPS)
def test_what_does_not_fit_is_said(name: str, tmp_path: Path) -> None:
    try_out(SLIPS[name], tmp_path)
