"""Figures, their units, sources and dates, and charts of them, as an officer changes them."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.officer.desk import Also, Edit, Prints, Says, try_out

HALL = "salle_des_fetes:         {value: 712000,"
FIT = Also(
    "assets/style.yaml",
    "numeral:     {family: display, weight: 700, size: 13.5, leading: 13.2, colour: brick, align: ",
    "numeral:     {family: display, weight: 700, size: 13.5, leading: 13.2, fit: {size: 0.8}, "
    "colour: brick, align: ",
)
PRIDE = 'fierte:                  {value: 76.9, unit: "%"'
RECORD = "    role: audiences\n"
AUDIENCES = """      - chart: bar
        title: Audiences, en millions de personnes
        scale: millions
        role: audiences
        data:
          - {figure: audience_epopee, label: "« L'ÉPOPÉE DES GUEULES NOIRES »"}
          - {figure: audience_apres_la_mine, label: "« UNE VIE APRÈS LA MINE »"}
          - {figure: auditeurs, label: "France Info, la matinale"}
"""

GROWN = "{value: 40000, unit: personnes", "{value: 150000, unit: personnes"

CHANGED: dict[str, Edit] = {
    "a number that grows by a digit": Edit(
        HALL, HALL.replace("712000", "1712000"), Prints(("1 712 000",)),
        also=(FIT,),
    ),
    "a number that grows in a chart of people, whose signs stand for more": Edit(
        GROWN[0], GROWN[1], Prints(("150 000",), ("40 000",)),
        also=(FIT, Also("content.yaml", "each: 100", "each: 200")),
    ),
    "a number that shrinks": Edit(
        "{value: 3500, unit: participants", "{value: 950, unit: participants",
        Prints(("950", "participants"), ("3 500",)),
    ),
    "decimals": Edit(
        PRIDE, PRIDE.replace("76.9", "76.95"), Prints(("76,95",), ("76,9 %", "77")),
    ),
    "a nought that says how exact it is": Edit(
        PRIDE, PRIDE.replace("76.9", "77.0"), Prints(("77,0",), ("76,9",)),
    ),
    "a share that becomes a round one": Edit(
        'perception_miniere:      {value: 41, unit: "%"',
        'perception_miniere:      {value: 50, unit: "%"',
        Prints(("50", "des touristes étrangers"), ("41",)),
    ),
    "a figure more, in a sentence": Edit(
        "  # Signalétique\n", "  guides: {value: 17, unit: guides, source: mediametrie}\n  # S\n",
        Prints(("17 guides formés",)),
        also=(Also("content.yaml", "- heading: Signalétique", '- text: "{guides:full} formés"'),),
    ),
    "a date": Edit(
        "unit: auditeurs, date: 2015-07-07", "unit: auditeurs, date: 2016-09", Prints(("500 000",))
    ),
    "a chart more to an item": Edit(
        "figure: perception_miniere\n            chart: donut",
        "figure: perception_miniere\n            chart: waffle", Prints(("41",))
    ),
}  # fmt: skip

KINDS: dict[str, str] = {
    "donut": "[{figure: attractif, label: Attractif}]",
    "bar": "[{figure: attractif, label: Attractif}, {figure: fierte, label: Fierté}]",
    "dots": "[{figure: attractif, label: Attractif}, {figure: fierte, label: Fierté}]",
    "stacked-bar": "[{figure: panneaux_nord, label: Nord},\n"
    "          {figure: panneaux_pas_de_calais, label: Pas-de-Calais}]",
    "waffle": "[{figure: attractif, label: Attractif}]",
    "people": "[{figure: enseignants, label: Enseignants}]",
    "icons": "[{figure: rames_tramway, label: Rames}]\n        icon: tram",
    "timeline": "[{figure: aides_creative_mine, label: Créative mine},\n"
    "          {figure: aides_electriciens, label: Électriciens}]",
}
PRINTED = {
    "donut": ("66,3", "Attractif"),
    "bar": ("66,3", "76,9"),
    "dots": ("66,3", "76,9"),
    "stacked-bar": ("Nord",),
    "waffle": ("66,3", "Attractif"),
    "people": ("200", "Enseignants"),
    "icons": ("Rames",),
    "timeline": ("2015", "2018"),
}

SLIPS: dict[str, Edit] = {
    "a number that grows in a chart of people": Edit(
        GROWN[0], GROWN[1], Says("overset", 'text: "**Un guide Lonely', "`each: "), also=(FIT,)
    ),
    "a unit in another spelling": Edit(
        "participants_trail:      {value: 3500, unit: participants",
        "participants_trail:      {value: 3500, unit: km2",
        Says("unit-unknown", "km2", "`km²`", "warning"),
    ),
    "a source that there is not": Edit(
        "source: mediametrie", "source: mediametry",
        Says("source-unknown", "mediametry", "`mediametrie`"),
    ),
    "a figure that is deleted, and still used": Edit(
        "  logements_renoves:       {value: 680, unit: logements, source: unstated}\n", "",
        Says("figure-unknown", "{logements_renoves} logements", "figures:"),
    ),
    "a figure misspelt in a sentence": Edit(
        "{fans_facebook} fans", "{fan_facebook} fans",
        Says("figure-unknown", "{fan_facebook}", "fans_facebook"),
    ),
    "a decimal comma": Edit(
        PRIDE, PRIDE.replace("76.9", "76,9"),
        Says("key-unknown", '9, unit: "%", date: 2016, source: cohorte}\n  attractif', "76.9"),
    ),
    "a number with spaces": Edit(
        HALL, HALL.replace("712000", "712 000"), Says("schema", "712 000, unit", "")
    ),
    "a sign behind the number": Edit(
        PRIDE, PRIDE.replace("76.9", "76.9 %"), Says("schema", "76.9 %, unit", "")
    ),
    "a share above the whole": Edit(
        PRIDE, PRIDE.replace("76.9", "769"),
        Says("chart-share", 'donut\n          - text: "{attractif}', "bar chart"),
    ),
    "a part larger than its whole": Edit(
        "mecenat_arenberg:        {value: 80000", "mecenat_arenberg: {value: 800000",
        Says("figure-part", "salle_des_fetes}\n", "One of the two"),
    ),
    "a day that there is not": Edit(
        "date: 2015-07-07", "date: 2015-02-30", Says("schema", "2015-02-30", "")
    ),
    "a date as it is said": Edit(
        "date: 2015-07-07", "date: 07/07/2015", Says("schema", "07/07/2015", "")
    ),
    "a chart of a kind that there is not": Edit(
        "- chart: people", "- chart: pie", Says("schema", "pie", "`donut`")
    ),
    "a line chart": Edit(
        "- chart: people", "- chart: line", Says("schema", "chart: line", "")
    ),
    "a chart of euros and of people": Edit(
        "{figure: enseignants, label: Enseignants sensibilisés}",
        "{figure: salle_des_fetes, label: Salle des fêtes}",
        Says("chart-mixed-units", "chart: people", "each unit"),
    ),
    "an icon that there is not": Edit(
        "icon: tram\n", "icon: metro\n",
        Says("chart-icon", "chart: icons\n                icon: metro", "tram"),
    ),
    "a chart without a label": Edit(
        "{figure: auditeurs, label: \"France Info, la matinale\"}", "{figure: auditeurs}",
        Says("key-missing", "{figure: auditeurs}", ""),
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", CHANGED)
def test_a_figure_is_changed_everywhere(name: str, tmp_path: Path) -> None:
    try_out(CHANGED[name], tmp_path)


@pytest.mark.parametrize("kind", KINDS)
def test_a_chart_of_each_kind(kind: str, tmp_path: Path) -> None:
    chart = f"      - chart: {kind}\n        data: {KINDS[kind]}\n"
    try_out(Edit(AUDIENCES, chart, Prints(PRINTED[kind], ("GUEULES NOIRES » 2,7",))), tmp_path)


@pytest.mark.parametrize("name", SLIPS)
def test_what_is_mistyped_is_said(name: str, tmp_path: Path) -> None:
    try_out(SLIPS[name], tmp_path)
