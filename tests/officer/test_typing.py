"""What an officer types on a working day: words, marks, numbers, YAML.

Each edit is found by `check` and by `build` alike, at its place, with what to write; or it is on
the page.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.officer.desk import Edit, Prints, Says, try_out

GUIDE = "Premier guide touristique entièrement consacré au territoire sorti en 2016."
RADIO = (
    "- text: Interview sur France Info dans la matinale de Fabienne Sintès le 7 juillet 2015 avec "
    "{auditeurs} auditeurs en moyenne."
)
LEAD = "role: lead"
TITLE = "title: UN TERRITOIRE VISIBLE ET RECONNU"
GRENAY = '"{panneau_relais:ordinal} panneau Relais Infos Services installé à Grenay"'
AUDIENCE = "{value: 2700000, unit: personnes, date: 2017-01-31, source: unstated}"

PAGES: dict[str, Edit] = {
    "a number changes everywhere": Edit(
        "fans_facebook:           {value: 2300",
        "fans_facebook:           {value: 2450",
        Prints(("2 450", "fans sur la page"), ("2 300",)),
    ),
    "a word": Edit("Fabienne Sintès", "Marie Durand", Prints(("Marie Durand",), ("Sintès",))),
    "bold words": Edit(GUIDE, f"**{GUIDE}**", Prints((GUIDE,), ("**",))),
    "a link": Edit(
        "à Grenay", "à [Grenay](https://www.grenay.fr)", Prints(("installé à Grenay",), ("](",))
    ),
    "an item more": Edit(
        f"          - text: {GRENAY}",
        f'          - text: "Une borne à Lens"\n          - text: {GRENAY}',
        Prints(("Une borne à Lens", "panneau Relais")),
    ),
    "a footnote": Edit("installé à Grenay", "installé à Grenay*", Prints(("à Grenay*",))),
    "a telephone number": Edit(
        "installé à Grenay", "à Grenay, tél. 03 21 79 52 30", Prints(("03 21 79 52 30",))
    ),
    "opening hours": Edit(
        "installé à Grenay", "ouvert de 9 h à 18 h 30, le 1^er^ mai excepté",
        Prints(("de 9 h à 18 h 30", "mai excepté")),
    ),
    "less than": Edit("installé à Grenay", "< 5 % & plus", Prints(("< 5 % & plus",))),
    "Word's quotation marks": Edit("installé à Grenay", "“installé” à l’école…",
                                   Prints(("installé", "à l’école…"))),
    "a comment": Edit("  - id: habitants\n", "  # à relire\n  - id: habitants\n",
                      Prints(("QU’EN PENSENT",), ("à relire",))),
}  # fmt: skip

SLIPS: dict[str, Edit] = {
    # marks
    "bold that is not closed": Edit(
        GUIDE, f"Premier **guide {GUIDE[14:]}",
        Says("markup-unclosed", "**guide", "on both sides"),
    ),
    "italics that are not closed": Edit(
        GUIDE, f"Premier *guide {GUIDE[14:]}",
        Says("markup-unclosed", "*guide", "\\*", "warning"),
    ),
    "a raised ending that is not closed": Edit(
        "à Grenay", "à Grenay le 1^er mai", Says("markup-unclosed", "^er mai", "1^er^")
    ),
    "a link that is not closed": Edit(
        "à Grenay", "à [Grenay](https://www.grenay.fr",
        Says("markup-unclosed", "](https://www.grenay", "[words]"),
    ),
    "underscores": Edit("à Grenay", "à _Grenay_", Says("markup-foreign", "_Grenay_", "*italic*")),
    "HTML": Edit(
        "à Grenay", "à Grenay<br>et Lens", Says("markup-html", "<br>", "`|`")
    ),
    "an entity": Edit("à Grenay", "à Grenay &amp; Lens", Says("markup-html", "&amp;", "&")),
    "a heading of Markdown": Edit(
        "- heading: Signalétique", '- text: "# Signalétique"',
        Says("markup-foreign", '# Signalétique"', "- heading:"),
    ),
    "a figure that is not closed": Edit(
        "{panneau_relais:ordinal} panneau", "{panneau_relais:ordinal panneau",
        Says("markup-placeholder", "{panneau_relais:ordinal panneau", "Close it"),
    ),
    "two braces": Edit(
        "{panneau_relais:ordinal} panneau", "{{panneau_relais:ordinal}} panneau",
        Says("markup-placeholder", "{{panneau_relais", "one brace"),
    ),
    "a brace too many": Edit(
        "{panneau_relais:ordinal} panneau", "{panneau_relais:ordinal}} panneau",
        Says("markup-unclosed", "} panneau Relais", "\\}"),
    ),
    "a form that there is not": Edit(
        "{panneau_relais:ordinal}", "{panneau_relais:ordinale}",
        Says("figure-form-unknown", "{panneau_relais:ordinale}", "`ordinal`"),
    ),
    "a figure that there is not": Edit(
        "{duree_plan} ans", "{durée_plan} ans",
        Says("markup-placeholder", "{durée_plan}", "{id}"),
    ),
    # words
    "a role that there is not": Edit(
        LEAD, "role: lede", Says("role-unknown", "lede", "`lead`")
    ),
    "mojibake": Edit("à Grenay", "Ã  l'Ã©cole", Says("text-spoilt", "Ã©", "UTF-8")),
    "a tab between a word and a price": Edit(
        '"{panneau_relais:ordinal} panneau Relais Infos Services installé à Grenay"',
        "Panneau\t{panneau_relais}", Says("text-tab", "\t{panneau", "`leader: true`", "warning"),
    ),
    "a zero width space": Edit(
        "à Grenay", "à Gre\u200bnay", Says("text-invisible", "\u200bnay", "Delete", "warning")
    ),
    "a quantity typed": Edit(
        RADIO, "- text: Interview sur France Info avec 500 000 auditeurs en moyenne.",
        Says("figure-typed", "500 000 auditeurs", "write {auditeurs}"),
    ),
    "a quantity typed that is no figure yet": Edit(
        RADIO, "- text: Interview sur France Info avec 450 000 auditeurs en moyenne.",
        Says("figure-typed", "450 000 auditeurs", "figures:", "warning"),
    ),
    "a percentage typed": Edit(
        "{avenir} ayant", "55,2 % ayant", Says("figure-typed", "55,2 % ayant", "write {avenir}")
    ),
    "a unit": Edit(
        "duree_plan:              {value: 3, unit: ans",
        "duree_plan:              {value: 3, unit: m2",
        Says("unit-unknown", "m2", "`m²`", "warning"),
    ),
    # YAML
    "a colon in a sentence": Edit(
        RADIO, "- text: Sur France Info : {auditeurs} auditeurs.",
        Says("yaml-syntax", ": {auditeurs}", "quotes"),
    ),
    "a quotation mark that is not closed": Edit(
        GRENAY, GRENAY[:-1], Says("yaml-syntax", GRENAY[:-1], "straight mark")
    ),
    "a quotation mark within": Edit(
        GRENAY, '"Le panneau "Relais" installé à Grenay"',
        Says("yaml-syntax", '"Relais" inst', "« »"),
    ),
    "curly quotation marks": Edit(
        TITLE, "title: “UN TERRITOIRE VISIBLE”",
        Says("text-quotes", "“UN TERRITOIRE", "straight", "warning"),
    ),
    "curly quotation marks round a unit": Edit(
        'avenir:                  {value: 55.2, unit: "%"',
        "avenir:                  {value: 55.2, unit: “%”", Says("yaml-quotes", "“%”", "straight"),
    ),
    "a tab for an indentation": Edit(
        f"    {TITLE}", f"\t{TITLE}", Says("yaml-syntax", f"\t{TITLE}", "two for each step")
    ),
    "an indentation": Edit(
        f"    {TITLE}", f"     {TITLE}", Says("yaml-syntax", TITLE, "column 5")
    ),
    "a text that begins with a figure": Edit(
        GRENAY, GRENAY[1:-1], Says("yaml-syntax", GRENAY[1:-1], '`text: "{panneau')
    ),
    "a text that begins with a star": Edit(
        RADIO, "- text: **Interview** sur France Info",
        Says("yaml-syntax", "**Interview**", '"**Interview** sur France Info"'),
    ),
    "a text that begins with an at sign": Edit(
        RADIO, "- text: @unesco suit", Says("yaml-syntax", "@unesco", '"@unesco suit"')
    ),
    "a text that begins with a number sign": Edit(
        "- heading: Signalétique", "- heading: #patrimoine",
        Says("yaml-comment", " #patrimoine", "quotes"),
    ),
    "a comma left out": Edit(
        AUDIENCE, AUDIENCE.replace(", unit", " unit"),
        Says("yaml-syntax", "unit: personnes, date: 2017-01-31, source: unstated}\n"
             "  audience_apres", "comma"),
    ),
    "a brace left out": Edit(
        AUDIENCE, AUDIENCE[:-1], Says("yaml-syntax", AUDIENCE[:-1], "Write }")
    ),
    "no space behind the colon": Edit(
        f"    {TITLE}", f"    {TITLE.replace(': ', ':')}",
        Says("yaml-syntax", ":UN TERRITOIRE", "`title: …`"),
    ),
    "two versions in one file": Edit(
        f"    {TITLE}\n", f"<<<<<<< HEAD\n    {TITLE}\n=======\n    title: AUTRE\n>>>>>>> b\n",
        Says("yaml-conflict", "<<<<<<< HEAD", "Keep one"),
    ),
    "a key twice": Edit(
        f"    {TITLE}\n", f"    {TITLE}\n    title: AUTRE\n",
        Says("yaml-duplicate-key", "title: AUTRE", "Keep one"),
    ),
    "a key that there is not": Edit(
        f"    {TITLE}", "    titre: UN TERRITOIRE", Says("key-unknown", "titre: UN", "`title`")
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", PAGES)
def test_what_is_typed_is_printed(name: str, tmp_path: Path) -> None:
    try_out(PAGES[name], tmp_path)


@pytest.mark.parametrize("name", SLIPS)
def test_what_is_mistyped_is_said(name: str, tmp_path: Path) -> None:
    try_out(SLIPS[name], tmp_path)
