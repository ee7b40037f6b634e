"""The style sheet: bases filled in, and names and circles told with their place."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from depliant.errors import InputError
from depliant.source.folder import Folder
from depliant.style.inheritance import edition_changes, edition_sheet, load_style
from depliant.style.sheet import Copyfit, Strong, StyleSheet

PROJECT = Path(__file__).parents[1] / "data" / "frozen"

Load = Callable[[str], StyleSheet]
Faults = Callable[[str], list[tuple[str, str]]]


@pytest.fixture
def load(tmp_path: Path) -> Load:
    def run(text: str) -> StyleSheet:
        (tmp_path / "assets").mkdir(exist_ok=True)
        (tmp_path / "assets/style.yaml").write_text(text, encoding="utf-8")
        return load_style(Folder(tmp_path))

    return run


@pytest.fixture
def faults(load: Load) -> Faults:
    def run(text: str) -> list[tuple[str, str]]:
        with pytest.raises(InputError) as caught:
            load(text)
        return [
            (item.code, str(item.place).removeprefix("assets/style.yaml:"))
            for item in caught.value.diagnostics
        ]

    return run


def test_what_a_style_leaves_out_comes_from_its_base(load: Load) -> None:
    sheet = load("""\
type:
  c: {base: b, italic: false, strong: {colour: paper}}
  b: {base: a, size: 9}
  a: {size: 8, leading: 12, italic: true, align: centre, strong: {weight: 600}}
""")
    a, b, c = (sheet.type[name] for name in "abc")
    assert (b.size, b.leading, b.italic, b.align, b.strong.weight) == (9, 12, True, "centre", 600)
    assert (c.size, c.leading, c.italic, c.strong.weight) == (9, 12, False, 600)
    assert (c.strong.colour, b.strong.colour) == ("paper", None)
    assert [style.base for style in (a, b, c)] == [None, None, None]


def test_a_key_that_says_the_default_is_said(load: Load) -> None:
    sheet = load("type: {a: {align: justify}, b: {base: a, align: start}}\n")
    assert sheet.type["b"].align == "start"


def test_designs_inherit_their_parts_key_by_key(load: Load) -> None:
    sheet = load("""\
type: {x: {}, y: {}, marker: {}}
designs:
  a:
    margin: {top: 1, left: 2}
    roles: {text: x, item: x}
    marker: {text: "•"}
    title_rule: {colour: black, width: 3}
    item_rule: {colour: black}
  b:
    base: a
    margin: {top: 9}
    roles: {item: y}
    title_rule: null
    item_rule: {colour: paper}
""")
    b = sheet.designs["b"]
    assert (b.margin.top, b.margin.left, b.margin.right) == (9, 2, 7)
    assert b.roles == {"text": "x", "item": "y"}
    assert b.marker.text == "•"
    assert b.title_rule is None
    assert b.item_rule is not None
    assert b.item_rule.colour == "paper"


def test_an_edition_has_whole_styles_of_its_own(load: Load) -> None:
    sheet = load("""\
type:
  a: {size: 8, leading: .12e2, strong: {weight: 600}}
  b: {base: a, size: 9}
designs:
  d: {margin: {top: 1, left: 2}, roles: {text: a}}
copyfit: {size: 0.9, steps: 6}
editions:
  de: {type: {b: {tracking: -5, strong: {colour: paper}}}, copyfit: {tracking: -10}}
  nl: {designs: {d: {margin: {top: 9}, roles: {item: b}}}, copyfit: ~}
""")
    own = edition_sheet(sheet, "de-AT")
    b = own.type["b"]
    assert (b.size, b.leading, b.tracking, b.strong) == (
        9, 12, -5, Strong(weight=600, colour="paper"),
    )  # fmt: skip
    assert own.type["a"] == sheet.type["a"]
    assert own.copyfit == Copyfit(size=0.9, steps=6, tracking=-10)
    design = edition_sheet(sheet, "nl").designs["d"]
    assert (design.margin.top, design.margin.left) == (9, 2)
    assert design.roles == {"text": "a", "item": "b"}
    assert edition_sheet(sheet, "nl").copyfit == sheet.copyfit
    assert edition_sheet(sheet, "fr") is sheet


@pytest.mark.parametrize(
    ("named", "language"),
    [("pt-BR", "pt_BR"), ("pt_BR", "pt-BR"), ("pt", "pt_BR"), ("zh-Hans", "zh-Hans-CN")],
)
def test_an_edition_is_found_however_its_tag_is_written(
    load: Load, named: str, language: str
) -> None:
    sheet = load(f"type: {{t: {{}}}}\neditions: {{{named}: {{type: {{t: {{size: 7}}}}}}}}")
    assert edition_sheet(sheet, language).type["t"].size == 7
    assert [str(change) for change in edition_changes(sheet, language)] == ["type t"]


def test_a_style_of_an_edition_takes_the_rest_from_a_base_of_its_own(load: Load) -> None:
    sheet = load("""\
type: {text: {size: 9, leading: 12}, note: {size: 7, italic: true}}
editions: {nl: {type: {text: {base: note, leading: 10}}}}
""")
    text = edition_sheet(sheet, "nl").type["text"]
    assert (text.size, text.italic, text.leading, text.base) == (7, True, 10, None)


def test_an_edition_may_have_a_family_of_its_own(load: Load) -> None:
    sheet = load("""\
families: {text: [Barlow, Fira Sans], display: Barlow Condensed}
type: {a: {}, b: {base: a, size: 9}, c: {family: display}}
editions: {uk: {families: {text: Fira Sans}}}
""")
    own = edition_sheet(sheet, "uk")
    assert [own.face(own.type[name]).family for name in "abc"] == [
        "Fira Sans", "Fira Sans", "Barlow Condensed",
    ]  # fmt: skip
    assert own.fallbacks(own.type["b"]) == ()
    assert sheet.face(sheet.type["b"]).family == "Barlow"
    assert [str(change) for change in edition_changes(sheet, "uk")] == ["family text"]


def test_a_long_line_of_bases(load: Load) -> None:
    styles = "".join(f"  s{n}: {{base: s{n + 1}}}\n" for n in range(1500))
    assert load(f"type:\n{styles}  s1500: {{size: 7}}\n").type["s0"].size == 7


def test_swatches_are_inks(load: Load) -> None:
    sheet = load("""\
swatches:
  brick: {cmyk: [12, 82, 88, 8]}
  pale: {of: brick, tint: 50}
  gold: {spot: PANTONE 871 C, cmyk: [20, 25, 60, 25]}
  faint: {of: gold, tint: 10}
""")
    assert sheet.colour("pale").cmyk == pytest.approx((0.06, 0.41, 0.44, 0.04))
    assert (sheet.colour("faint").spot, sheet.colour("faint").tint) == ("PANTONE 871 C", 0.1)
    assert sheet.colour("black").is_black


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("type: {a: {base: b}, b: {base: a}}", [("style-cycle", "1:18"), ("style-cycle", "1:32")]),
        ("designs: {a: {base: a}}", [("style-cycle", "1:21")]),
        ("type: {a: {base: b}, b: {base: c}, c: {base: b}}",
         [("style-cycle", "1:32"), ("style-cycle", "1:46")]),
        ("swatches: {a: {of: b}, b: {of: a}}",
         [("style-cycle", "1:20"), ("style-cycle", "1:32")]),
        ("type: {a: {base: nobody}}", [("style-unknown-name", "1:18")]),
        ("swatches: {a: {of: nobody}}", [("style-unknown-name", "1:20")]),
        ("swatches:\n  a: {}\n", [("style-swatch", "2:3")]),
        ("swatches: {a: {cmyk: [0, 0, 0, 1], of: black}}", [("style-swatch", "1:12")]),
        ("swatches: {a: {spot: Gold}}", [("style-swatch", "1:12")]),
        ("swatches: {a: {spot: All, cmyk: [1, 1, 1, 1]}}", [("style-spot", "1:22")]),
        ("swatches:\n  a: {spot: Gold, cmyk: [0, 0, 0, 1]}\n  b: {spot: Gold, cmyk: [0, 0, 0, 2]}",
         [("style-spot", "3:13")]),
        ("type: {a: {colour: brik, strong: {colour: brck}}}\nswatches: {brick: {of: black}}",
         [("style-unknown-name", "1:20"), ("style-unknown-name", "1:43")]),
        ("type: {a: {family: serif}}", [("style-unknown-name", "1:20")]),
        ("editions: {uk: {families: {serif: X}}}", [("style-unknown-name", "1:28")]),
        (
            "type: {t: {}}\neditions: {uk: {type: {t: {colour: red}}}}",
            [("style-unknown-name", "2:36")],
        ),
        (
            "type: {t: {}}\neditions: {uk: {type: {t: {family: serif}}}}",
            [("style-unknown-name", "2:36")],
        ),
        (
            "type: {t: {}}\neditions: {uk: {type: {t: {strong: {colour: red}}}}}",
            [("style-unknown-name", "2:45")],
        ),
        (
            "type: {t: {}}\neditions: {uk: {type: {t: {base: s}}}}",
            [("style-unknown-name", "2:34")],
        ),
        (
            "designs: {d: {}}\neditions: {uk: {designs: {d: {ground: red, roles: {text: t}}}}}",
            [("style-unknown-name", "2:39"), ("style-unknown-name", "2:58")],
        ),
        (
            "designs: {d: {}}\neditions: {uk: {designs: {d: {base: e}}}}",
            [("style-unknown-name", "2:37")],
        ),
        ("editions: {uk: {copyfit: {styles: [t]}}}", [("style-unknown-name", "1:36")]),
        ("families: {serif: X}\ntype: {a: {}}", [("style-unknown-name", "2:11")]),
        ("designs: {a: {ground: x, roles: {text: y}, marker: {style: z}}}",
         [("style-unknown-name", "1:23"), ("style-unknown-name", "1:40"),
          ("style-unknown-name", "1:60")]),
        ("designs: {a: {title_rule: {colour: x}, art: [{file: a.svg, colours: {b: y}}]}}",
         [("style-unknown-name", "1:36"), ("style-unknown-name", "1:73")]),
        ("type: {a: {}}\ncharts: {d: {held_back: x, subtitle: b, label: a, value: a, title: a,"
         " inks: [black]}}",
         [("style-unknown-name", "2:25"), ("style-unknown-name", "2:38")]),
        ("type: {a: {}}\ncharts: {d: {inks: [x], label: a, value: a, title: b}}",
         [("style-unknown-name", "2:21"), ("style-unknown-name", "2:52")]),
        ("designs: {a: {charts: {donut: d}}}", [("style-unknown-name", "1:31")]),
        ("designs: {a: {art: [{file: a.svg, top_mm: inf}]}}", [("schema", "1:43")]),
        ("copyfit: {styles: [text]}", [("style-unknown-name", "1:20")]),
        ("type: {a: {colur: black, size: big}}", [("key-unknown", "1:12"), ("schema", "1:32")]),
        ("format: {size: A7, fold: [1]}", [("schema", "1:16"), ("schema", "1:26")]),
        ("swatches: {a: {cmyk: [0, 0, 0]}}", [("schema", "1:22")]),
        ("swatches: {a: {cmyk: [0, 0, 0, 101]}}", [("schema", "1:32")]),
        ("baseline: nan", [("schema", "1:11")]),
    ],
)  # fmt: skip
def test_faults_have_code_and_place(
    faults: Faults, text: str, expected: list[tuple[str, str]]
) -> None:
    assert faults(text) == expected


@pytest.mark.parametrize("folder", [PROJECT, PROJECT.with_name("accordion")])
def test_the_style_sheets_of_the_project_are_sound(folder: Path) -> None:
    sheet = load_style(Folder(folder))
    assert sheet.designs
    assert all(style.base is None for style in sheet.type.values())
