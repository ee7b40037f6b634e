"""Editions: what hangs, what charts hold and say, and that a figure changes everywhere at once."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from msgspec import Struct
from msgspec.structs import replace

from depliant.content.inline import Span, plain
from depliant.content.model import (
    AtSide,
    Chart,
    Edition,
    Heading,
    ItemList,
    KeyFigure,
    ListItem,
    Paragraph,
    PictureBlock,
)
from depliant.content.model_plots import Plot
from depliant.content.publication import load as load_publication
from depliant.content.resolve import resolve
from depliant.errors import Diagnostic, InputError
from depliant.figures.schema import Entry
from depliant.source.folder import Folder

Project = Callable[..., Path]
Faults = Callable[..., list[tuple[str, str]]]

LEAFLET = Path(__file__).parents[1] / "data" / "frozen"


def edition(root: Path) -> Edition:
    publication = load_publication(Folder(root))
    return resolve(publication, publication.language)[0]


def items(project: Project, figures: str, *texts: str, language: str = "fr") -> list[ListItem]:
    """The items of a list, all led by the figure `a`."""
    lines = "".join(f"          - {text}\n            figure: a\n" for text in texts)
    content = f"figures:\n  {figures}\npanels:\n  - id: one\n    blocks:\n      - items:\n{lines}"
    root = project(content, head=f"id: small\ntitle: Small\nlanguage: {language}\n")
    [block] = edition(root).panels[0].blocks
    assert isinstance(block, ItemList)
    return list(block.items)


@pytest.mark.parametrize(
    ("entry", "text", "hangs", "stays"),
    [
        ("value: 400", "{a} élèves", ("400", "", "400"), "élèves"),
        ("value: 76.9, unit: '%'", "{a} pensent", ("76,9", "%", "76,9\u00a0%"), "pensent"),
        ("value: 712000, unit: EUR", "**{a} euros dont** x", ("712\u202f000", "", "712\u202f000"),
         "euros dont x"),
        ("value: 1000000, unit: EUR", "**{a:compact} d'euros**",
         ("1", "million", "1\u00a0million"), "d'euros"),
        ("value: 1", "{a:ordinal} panneau", ("1er", "", "1er"), "panneau"),
        ("value: 4", "**{a}** **quinzaines**", ("4", "", "4"), "quinzaines"),
    ],
)  # fmt: skip
def test_a_figure_that_opens_its_sentence_hangs_in_its_stead(
    project: Project, entry: str, text: str, hangs: tuple[str, str, str], stays: str
) -> None:
    [item] = items(project, f"a: {{{entry}, source: unstated}}", f'text: "{text}"')
    hanging = item.hanging
    assert hanging is not None
    assert not hanging.repeats
    figure = hanging.figure
    assert (figure.number, figure.unit_shown, figure.shown) == hangs
    assert plain(hanging.spans) == figure.shown
    assert plain(item.text) == stays


@pytest.mark.parametrize(
    "text",
    ["Environ {a} élèves", "**Environ** {a}", "{a}-{a} élèves", "{a}, dit-on", "{a}", "{b} {a}",
     "Élèves", "{a} "],
)  # fmt: skip
def test_else_it_repeats_what_the_sentence_says(project: Project, text: str) -> None:
    figures = "a: {value: 400, source: unstated}\n  b: {value: 5, source: unstated}"
    [item] = items(project, figures, f'text: "{text}"')
    assert item.hanging is not None
    assert item.hanging.repeats
    assert item.hanging.spans == ()
    assert item.hanging.figure.shown == "400"
    assert plain(item.text) == text.replace("{a}", "400").replace("{b}", "5").replace("**", "")


def test_an_ordinal_keeps_its_raised_end(project: Project) -> None:
    [item] = items(project, "a: {value: 1, source: unstated}", 'text: "{a:ordinal} panneau"')
    assert item.hanging is not None
    assert item.hanging.spans == (
        Span("1", figure="a"),
        Span("er", superscript=True, figure="a"),
    )


def test_a_key_figure_takes_the_form_that_is_asked_for(project: Project) -> None:
    root = project("""\
figures: {a: {value: 100000000, unit: EUR, source: unstated}}
panels:
  - id: one
    blocks:
      - {key-figure: a, label: x}
      - {key-figure: a, form: compact, label: d'euros}
""")
    blocks = edition(root).panels[0].blocks
    shown = [block.figure.shown for block in blocks if isinstance(block, KeyFigure)]
    assert shown == ["100\u00a0M€", "100\u00a0millions"]


def test_headings_get_the_level_of_their_panel(project: Project) -> None:
    root = project("""\
panels:
  - id: one
    blocks: [{heading: A}, {heading: B, level: 1}]
  - id: two
    title: "**T** 1^er^"
    blocks: [{heading: C}]
""")
    one, two = edition(root).panels
    assert [block.level for block in one.blocks if isinstance(block, Heading)] == [2, 1]
    assert [block.level for block in two.blocks if isinstance(block, Heading)] == [3]
    assert plain(two.title) == "T 1er"
    assert two.design == "two"


def chart_of(project: Project, figures: str, block: str, language: str = "fr") -> Chart:
    root = project(
        f"sources: {{s: Enquête}}\nfigures:\n{figures}panels:\n  - id: one\n    blocks:\n{block}",
        head=f"id: small\ntitle: Small\nlanguage: {language}\n",
    )
    [found] = charts(edition(root).panels[0].blocks)
    return found


SHARE = "  a: {value: 99, unit: '%', date: 2016-06, base: b, source: s}\n"
PEOPLE = "  b: {value: 200, unit: personnes, source: unstated}\n"


@pytest.mark.parametrize("kind", ["donut", "waffle", "people", "stacked-bar"])
def test_a_chart_of_an_item_shows_the_number_that_is_said(project: Project, kind: str) -> None:
    """Whatever it leaves of its whole: nobody reads that on the page either."""
    block = f'      - items: [{{text: "{{a}} sont contents.", figure: a, chart: {kind}}}]\n'
    chart = chart_of(project, SHARE + PEOPLE, block)
    assert chart.alt == ""
    assert chart.data[0].figure.base == 200


def test_a_chart_below_an_item_that_has_a_title_says_it(project: Project) -> None:
    block = """\
      - items:
          - text: "{b:full} sont venues."
            blocks: [{chart: icons, icon: bus, title: En 2016, data: [{figure: b, label: venues}]}]
"""
    alt = "Pictogrammes\u00a0: En 2016. venues\u00a0: 200\u00a0personnes."
    assert chart_of(project, PEOPLE, block).alt == alt


SIGNS = """\
      - items:
          - text: "{b:full} sont venues."
            blocks: [{chart: icons, icon: bus, data: [{figure: %s, label: venues}]}]
"""


@pytest.mark.parametrize(
    ("figure", "expected"),
    [("b", ""), ("c", "Pictogrammes\u00a0: venues\u00a0: 2\u00a0bus.")],
)
def test_a_chart_below_a_sentence_that_says_its_number_says_nothing(
    project: Project, figure: str, expected: str
) -> None:
    figures = PEOPLE + "  c: {value: 2, unit: bus, source: unstated}\n"
    assert chart_of(project, figures, SIGNS % figure).alt == expected


def test_a_chart_in_millions_says_what_it_prints(project: Project) -> None:
    figures = (
        "  a: {value: 33000000, unit: EUR, source: unstated}\n"
        "  b: {value: 712000, unit: EUR, approximate: true, source: s}\n"
    )
    block = """\
      - chart: bar
        title: Millions d'euros
        scale: millions
        data: [{figure: a, label: Cités}, {figure: b, label: Salle}]
"""
    chart = chart_of(project, figures, block)
    assert [datum.figure.shown for datum in chart.data] == ["33", "0,712"]
    assert chart.alt == (
        "Diagramme à barres\u00a0: Millions d'euros. Cités\u00a0: 33\u202f; "
        "Salle\u00a0: environ 0,712. Source (Salle)\u00a0: Enquête."
    )
    assert chart.lead == (
        "Diagramme à barres\u00a0: les valeurs sont dans le tableau qui suit. "
        "Source (Salle)\u00a0: Enquête."
    )
    assert chart.role == "bar"


def test_a_chart_without_scale_says_values_with_their_units(project: Project) -> None:
    block = "      - {chart: people, data: [{figure: b, label: Interrogés}]}\n"
    chart = chart_of(project, PEOPLE, block, "en")
    assert chart.alt == "Pictograms of people: Interrogés: 200\u00a0personnes."


def test_unused_figures_and_sources_are_warned_of(project: Project, faults: Faults) -> None:
    content = """\
sources:
  s: Enquête
  t: Nobody
figures:
  a: {value: 1, source: s}
  b: {value: 2, source: s}
  c: {value: 3, source: r}
panels: [{id: one, blocks: [{text: "{a} {c}"}]}]
"""
    assert faults(content) == [
        ("source-unused", "content.yaml:6:3"),
        ("figure-unused", "content.yaml:9:3"),
        ("source-unknown", "content.yaml:10:25"),
    ]
    publication = load_publication(Folder(project(content)))
    severities = {item.code: item.severity for item in resolve(publication, "fr")[1]}
    assert severities == {
        "source-unused": "warning", "figure-unused": "warning", "source-unknown": "error",
    }  # fmt: skip


def test_a_missing_figure_is_told_with_its_neighbour(
    found: Callable[..., list[Diagnostic]],
) -> None:
    content = """\
figures: {eleves: {value: 1, source: unstated}}
panels: [{id: one, blocks: [{text: "{elevs} {eleves}"}]}]
"""
    [fault] = [item for item in found(content) if item.code == "figure-unknown"]
    assert str(fault.hint) == "Did you mean `eleves`?"
    assert str(fault.place) == "content.yaml:5:37"


def test_a_base_must_be_a_count(faults: Faults) -> None:
    assert faults("""\
figures:
  a: {value: 99, unit: "%", base: b, source: unstated}
  b: {value: 1.5, source: unstated}
  c: {value: 99, unit: "%", base: d, source: unstated}
panels: [{id: one, blocks: [{text: "{a} {c}"}]}]
""")[1:] == [("schema", "content.yaml:5:35"), ("figure-unknown", "content.yaml:7:35")]


def test_a_chart_needs_a_figure(faults: Faults) -> None:
    content = "panels: [{id: one, blocks: [{items: [{text: a, chart: donut}]}]}]\n"
    assert faults(content) == [("figure-needed", "content.yaml:4:55")]


def test_a_language_without_numbers_is_refused(project: Project) -> None:
    root = project(
        "panels: [{id: one, blocks: [{text: a}]}]\n",
        head="id: small\ntitle: Small\nlanguage: xx\n",
    )
    with pytest.raises(InputError, match=r"content\.yaml:3:11: error\[language-unknown\]"):
        edition(root)


@pytest.mark.parametrize("language", ["es", "it", "pt", "sv", "fi", "da", "cs", "sk", "hu", "eu"])
def test_content_may_be_in_any_language_with_numbers(project: Project, language: str) -> None:
    root = project(
        "figures: {a: {value: 1234567.5, source: unstated}}\n"
        "panels: [{id: one, blocks: [{text: 'a {a}'}]}]\n",
        head=f"id: small\ntitle: Small\nlanguage: {language}\n",
    )
    made = edition(root)
    assert made.language == language
    assert isinstance(made.panels[0].blocks[0], Paragraph)


def test_pictures_must_be_there(project: Project, faults: Faults) -> None:
    content = "panels: [{id: one, blocks: [{picture: %s, alt: A}]}]\n"
    files = {"assets/images/a.jpg": "x"}
    [block] = edition(project(content % "assets/images/a.jpg", files=files)).panels[0].blocks
    assert isinstance(block, PictureBlock)
    assert (block.focus, block.aspect) == ((0.5, 0.5), None)
    assert faults(content % "assets/images/b.jpg") == [("asset-missing", "content.yaml:4:39")]
    assert faults(content % "../a.jpg") == [("path-outside", "content.yaml:4:39")]
    assert faults(content % "assets/images") == [("asset-unreadable", "content.yaml:4:39")]


@pytest.mark.parametrize(
    ("language", "file", "mirrored"),
    [
        ("ar", "b.jpg", True),
        ("ar-MA", "b.jpg", True),
        ("he", "a.jpg", True),
        ("fr", "a.jpg", False),
    ],
)
def test_an_edition_may_have_a_picture_and_a_crop_of_its_own(
    project: Project, language: str, file: str, *, mirrored: bool
) -> None:
    root = project(
        "panels: [{id: one, blocks: [{picture: assets/images/a.jpg, alt: A, aspect: 2,\n"
        "  mirror: true, editions: {ar: {picture: assets/images/b.jpg, focus: [0.8, 0]}}}]}]\n",
        head=f"id: small\ntitle: Small\nlanguage: {language}\n",
        files={"assets/images/a.jpg": "x", "assets/images/b.jpg": "y"},
    )
    [block] = edition(root).panels[0].blocks
    assert isinstance(block, PictureBlock)
    own = file == "b.jpg"
    assert (block.file, block.aspect) == (f"assets/images/{file}", 2)
    assert (block.focus, block.mirrored) == ((0.8, 0.0) if own else (0.5, 0.5), mirrored)


def test_text_runs_round_a_picture_that_has_a_side(project: Project, faults: Faults) -> None:
    content = "panels: [{id: one, blocks: [{picture: assets/images/a.jpg, alt: A, %s}]}]\n"
    files = {"assets/images/a.jpg": "x"}
    [block] = edition(project(content % "side: end, wrap: outline", files=files)).panels[0].blocks
    assert isinstance(block, PictureBlock)
    assert (block.width, block.at_side) == (0.4, AtSide("end", "outline", None))
    assert faults(content % "wrap: outline") == [("schema", "content.yaml:4:29")]
    assert faults(content % "width: 0.5, width_mm: 30") == [("schema", "content.yaml:4:29")]


# --- the leaflet ---------------------------------------------------------------------------


def spans(value: Any) -> Iterator[Span]:
    """Every span of a block, those of charts and nested blocks too."""
    if isinstance(value, Span):
        yield value
    elif isinstance(value, Struct):
        for name in value.__struct_fields__:
            yield from spans(getattr(value, name))
    elif isinstance(value, tuple):
        for part in value:
            yield from spans(part)


def blocks_of(panels: Any) -> dict[tuple[int, str, int], Any]:
    """The blocks of an edition's panels, or of content.yaml's, by where they stand."""
    return {
        (number, part, at): block
        for number, panel in enumerate(panels)
        for part in ("blocks", "foot")
        for at, block in enumerate(
            panel.get(part, []) if isinstance(panel, dict) else getattr(panel, part)
        )
    }


def charts(value: Any) -> Iterator[Chart]:
    if isinstance(value, Chart):
        yield value
    elif isinstance(value, Struct):
        for name in value.__struct_fields__:
            yield from charts(getattr(value, name))
    elif isinstance(value, tuple):
        for part in value:
            yield from charts(part)


def test_one_changed_value_changes_all_that_uses_it_and_nothing_else() -> None:
    publication = load_publication(Folder(LEAFLET))
    content = publication.content
    before = resolve(publication, "fr")[0]
    written = {
        where: json.dumps(block)
        for where, block in blocks_of(publication.source.data["panels"]).items()
    }
    entries = {name: e for name, e in content.figures.items() if isinstance(e, Entry)}
    assert len(entries) > 30
    for name, entry in entries.items():
        value = entry.value + (1 if entry.value < 1000 else entry.value / 10)
        ledger = {**content.figures, name: replace(entry, value=value)}
        changed = replace(publication, content=replace(content, figures=ledger))
        after = resolve(changed, "fr")[0]
        concerned = {name} | {other for other, e in entries.items() if e.base == name}
        users = {
            where
            for where, block in written.items()
            if any(re.search(rf"\b{one}\b", block) for one in concerned)
        }
        old, new = blocks_of(before.panels), blocks_of(after.panels)
        assert {where for where in old if old[where] != new[where]} == users != set()
        for where in users:
            for was, now in zip(spans(old[where]), spans(new[where]), strict=True):
                assert (was != now) == (was.figure == name), "a printed form, and it alone"
            for was_chart, now_chart in zip(charts(old[where]), charts(new[where]), strict=True):
                uses = {datum.figure.id for datum in was_chart.data}
                told = was_chart.alt != now_chart.alt or not now_chart.alt
                assert told or name not in uses, "its alternative text tells the new value"
        assert {
            was.id for was, now in zip(before.figures, after.figures, strict=True) if was != now
        } == concerned
        assert [(panel.id, panel.title) for panel in before.panels] == [
            (panel.id, panel.title) for panel in after.panels
        ]


def test_decimals_that_are_stated_are_kept_wherever_a_figure_stands(project: Project) -> None:
    root = project(
        "sources: {s: Enquête}\n"
        "figures:\n"
        "  a: {value: 55.0, unit: '%', source: s}\n"
        "  b: {value: 7, unit: '%', precision: 0.1, source: s}\n"
        "  c: {value: 30, unit: élèves, source: s}\n"
        "  d: {value: 60, unit: élèves, source: s}\n"
        "  e: {formula: 'share(c, d)', precision: 0.01, source: s}\n"
        "  f: {formula: 'share(c, d)', source: s}\n"
        "panels:\n"
        "  - id: one\n"
        "    blocks:\n"
        "      - text: '{a} {b} {e} {f} {c:full}'\n"
        "      - chart: bar\n"
        "        data: [{figure: a, label: A}, {figure: b, label: B}, {figure: e, label: E}]\n"
    )
    words, chart = edition(root).panels[0].blocks
    shares = "55,0~%", "7,0~%", "50,00~%"
    text = " ".join((*shares, "50~%", "30~élèves")).replace("~", "\u00a0")
    assert isinstance(words, Paragraph)
    assert plain(words.text) == text
    assert isinstance(chart, Chart)
    assert [datum.figure.shown.replace("\u00a0", "~") for datum in chart.data] == [*shares]
    assert all(share.replace("~", "\u00a0") in chart.alt for share in shares)


def charted(project: Project, figures: str, chart: str, language: str = "fr") -> Chart:
    """The chart of a panel, with these figures."""
    lines = "".join(f"  {figure}\n" for figure in figures.splitlines())
    content = f"sources: {{s: S}}\nfigures:\n{lines}panels:\n  - id: one\n    blocks:\n"
    head = f"id: small\ntitle: Small\nlanguage: {language}\n"
    [block] = edition(project(f"{content}      - {chart}\n", head=head)).panels[0].blocks
    assert isinstance(block, Chart)
    return block


@pytest.mark.parametrize(
    ("values", "unit", "shown"),
    [
        (("1468000", "1470000"), "hab", "1_468_000 1_470_000"),
        (("100000000", "33000000"), "EUR", "100~M€ 33~M€"),
        (("100000000", "2000000000"), "EUR", "100~M€ 2_000~M€"),
        (("5000000", "400000"), "EUR", "5_000_000~€ 400_000~€"),
        (("5000000", "0"), "EUR", "5~M€ 0~€"),
        (("1500000", "12000000"), "hab", "1,5~M 12~M"),
    ],
)
def test_the_numbers_of_a_chart_have_one_form(
    project: Project, values: tuple[str, str], unit: str, shown: str
) -> None:
    figures = "\n".join(
        f"{name}: {{value: {value}, unit: {unit}, source: s}}"
        for name, value in zip("ab", values, strict=True)
    )
    data = charted(
        project, figures, "{chart: bar, data: [{figure: a, label: A}, {figure: b, label: B}]}"
    ).data
    found = " ".join(datum.figure.shown for datum in data)
    assert found == shown.replace("_", "\u202f").replace("~", "\u00a0")


EUROS = (
    "a: {value: 80, unit: EUR, source: s%s}\n"
    "b: {value: 57, unit: EUR, source: s%s}\n"
    "t: {value: 200, unit: EUR, source: s}"
)
PARTS = "{chart: stacked-bar, data: [{figure: a, label: A}, {figure: b, label: B}]%s}"


@pytest.mark.parametrize(
    ("said", "named", "whole"),
    [("", "", "137"), ("", ", whole: t", "200"), (", part_of: t", "", "200")],
)
def test_parts_of_any_unit_are_of_a_stated_whole_or_of_their_sum(
    project: Project, said: str, named: str, whole: str
) -> None:
    chart = charted(project, EUROS % (said, said), PARTS % named)
    assert str(chart.whole) == whole


def test_a_share_of_a_named_whole_says_what_is_left(project: Project) -> None:
    figures = EUROS % ("", "")
    chart = charted(project, figures, "{chart: donut, whole: t, data: [{figure: a, label: A}]}")
    assert "80\u00a0€" in chart.alt
    assert "120\u00a0€" in chart.alt


@pytest.mark.parametrize(
    ("named", "code"), [("nobody", "figure-unknown"), ("p", "chart-mixed-units")]
)
def test_a_whole_that_is_none_is_told(faults: Faults, named: str, code: str) -> None:
    figures = (EUROS % ("", "")).replace("\n", "\n  ")
    content = (
        f"sources: {{s: S}}\nfigures:\n  {figures}\n  p: {{value: 5, unit: '%', source: s}}\n"
        f"panels:\n  - id: one\n    blocks:\n      - {PARTS % f', whole: {named}'}\n"
        "      - text: '{p} {t}'\n"
    )
    assert (code, "content.yaml:13:91") in faults(content)


def test_marks_stay_in_the_words_of_a_chart_and_are_said(project: Project) -> None:
    chart = charted(
        project,
        "a: {value: 8, unit: m, source: s}\nb: {value: 9, unit: m, source: s}",
        "{chart: bar, title: '*Surface* en m^2^', note: 'Voir **ici**^3^', "
        "data: [{figure: a, label: 'Emplois^2^'}, {figure: b, label: B}]}",
    )
    assert chart.title[-1] == Span("2", superscript=True)
    assert chart.data[0].label == (Span("Emplois"), Span("2", superscript=True))
    assert chart.data[1].label == "B"
    assert [span.strong for span in chart.note] == [False, True, False]
    assert "Surface en m²" in chart.alt
    assert "Emplois²" in chart.alt


ADDRESS = """\
panels:
  - id: one
    title: |
      Two
      words
    blocks:
      - text: |
          Alder Street Library
          12 Alder Street
      - text: >-
          Alder Street Library
          12 Alder Street
      - text: Alder Street Library
          12 Alder Street
      - text: "Alder Street Library\\n12 Alder Street"
      - heading: |-
          Alder Street
          Library
"""


def test_line_ends_are_kept_where_the_author_wrote_them(project: Project) -> None:
    panel = edition(project(ADDRESS)).panels[0]
    told = "Alder Street Library\n12 Alder Street"
    found = [plain(block.text) for block in panel.blocks]  # type: ignore[union-attr]
    assert found == [told, told.replace("\n", " "), told.replace("\n", " "), told,
                     "Alder Street\nLibrary"]  # fmt: skip
    assert panel.title == "Two\nwords"


def test_a_title_keeps_its_marks(project: Project) -> None:
    content = "panels:\n  - {id: one, title: 'Habitants^1^'}\n  - {id: two, title: Rien}\n"
    marked, bare = edition(project(content)).panels
    assert marked.title == (Span("Habitants"), Span("1", superscript=True))
    assert bare.title == "Rien"


@pytest.mark.parametrize(("said", "whole"), [("", "0"), (", part_of: t", "200")])
def test_an_item_s_chart_is_of_the_whole_that_its_figure_is_a_part_of(
    project: Project, said: str, whole: str
) -> None:
    content = (
        "sources: {s: S}\nfigures:\n"
        f"  a: {{value: 80, unit: EUR, source: s{said}}}\n"
        "  t: {value: 200, unit: EUR, source: s}\n"
        "panels:\n  - id: one\n    blocks:\n      - items:\n"
        "          - {text: '{a} euros sur {t:full}', figure: a, chart: donut}\n"
    )
    (block,) = edition(project(content)).panels[0].blocks
    assert isinstance(block, ItemList)
    (item,) = block.items
    assert item.hanging is not None
    assert item.hanging.chart is not None
    assert str(item.hanging.chart.whole) == whole


def test_a_key_figure_has_its_noun_and_the_words_of_what_is_approximate(project: Project) -> None:
    root = project("""\
figures:
  a: {value: 20, unit: destinations, source: unstated}
  b: {value: 500, unit: articles, approximate: over, source: unstated}
  c: {value: 100000000, unit: EUR, source: unstated}
panels:
  - id: one
    blocks:
      - {key-figure: a, noun: true, label: x}
      - {key-figure: b, noun: true, label: x}
      - {key-figure: c, noun: true, label: x}
""")
    blocks = edition(root).panels[0].blocks
    shown = [block.figure for block in blocks if isinstance(block, KeyFigure)]
    assert [one.shown for one in shown] == [
        "20\u00a0destinations", "plus de 500\u00a0articles", "100\u00a0M€",
    ]  # fmt: skip
    assert [one.unit_shown for one in shown] == ["destinations", "articles", "M€"]


def test_a_treemap_of_single_figures_has_a_place_for_each(project: Project) -> None:
    root = project("""\
figures:
  a: {value: 3000000, unit: EUR, source: unstated}
  b: {value: 1000000, unit: EUR, source: unstated}
panels:
  - id: one
    blocks:
      - chart: treemap
        scale: millions
        data: [{figure: a, label: Mine}, {figure: b, label: Church}]
        highlight: [b]
""")
    (block,) = edition(root).panels[0].blocks
    assert isinstance(block, Plot)
    assert [place.label for place in block.places] == ["Mine", "Church"]
    assert [one.shown for one in block.series[0].values if one] == ["3", "1"]
    assert block.highlighted == (1,)
