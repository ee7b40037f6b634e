"""Fonts of a project's own, from its folder to its pages; what forbids them, and what is said."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from fontTools.feaLib.builder import addOpenTypeFeaturesFromString
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont
from tests.conftest import HEAD, dress
from tests.fonts.house import collection, cubic, data_of, named, opened, put, variable
from tests.judges.programs import judge

from depliant.build import house_reading, ledgers, pipeline
from depliant.build.memory import Memory
from depliant.build.project import Project
from depliant.build.report import BuildRequest
from depliant.build.session import Composed, Session
from depliant.build.store import Store
from depliant.display.items import Glyphs
from depliant.errors import DepliantError, Diagnostic, InputError
from depliant.fonts import sfnt
from depliant.fonts.face import load
from depliant.fonts.house_file import HouseFile
from depliant.fonts.registry import FaceRef, called, file_of
from depliant.layout.sight import letters
from depliant.sentences import verbatim
from depliant.source.folder import File

BARLOW = FaceRef("Barlow")
FROZEN = Path(__file__).parents[1] / "data" / "frozen"
PANELS = """\
panels:
  - id: one
    design: plain
    blocks:
      - {heading: Fluffy, level: 1}
      - text: Waffle AVATAR. To Ta
"""


@pytest.fixture
def house(project: Callable[..., Path]) -> Callable[..., Path]:
    """Make a project set in `family`, and in `weight`, with some font files."""

    def make(family: str, fonts: dict[str, bytes], weight: int = 400, more: str = "") -> Path:
        root = dress(project(PANELS, head=f"{HEAD}date: 2026-05-01\n"))
        (root / "assets/style.yaml").write_text(
            f"families: {{text: {family}}}\n{more}"
            f"type: {{text: {{size: 8, weight: {weight}}}}}\ndesigns: {{plain: {{}}}}\n",
            encoding="utf-8",
        )
        for name, data in fonts.items():
            put(root, name, data)
        return root

    return make


def composed(root: Path) -> Composed:
    session = Session(Project.read(root))
    return session.compose(session.edition("fr"))


def runs(root: Path) -> list[Glyphs]:
    panels = composed(root).composition.panels
    return [run for panel in panels for run, _ in letters(panel.marks)]


def refused(root: Path) -> Diagnostic:
    """What is wrong with a project, wherever it is met."""
    with pytest.raises(DepliantError) as raised:
        composed(root)
    faults = [one for one in raised.value.diagnostics if one.severity == "error"]
    assert len({one.message for one in faults}) == 1
    return faults[0]


def plain(ref: FaceRef = BARLOW, family: str = "Maison", style: str = "Regular") -> TTFont:
    return named(opened(ref), family, style)


# --- kinds of files ---------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["ttf", "otf", "ttc", "woff2"])
def test_every_kind_of_file_sets_the_same_lines(kind: str, house: Callable[..., Path]) -> None:
    font = plain()
    data = {
        "ttf": lambda: data_of(font),
        "otf": lambda: data_of(cubic(font)),
        "ttc": lambda: collection([plain(family="Autre"), font]),
        "woff2": lambda: data_of(font, "woff2"),
    }[kind]()
    own = runs(house("Maison", {f"x.{kind}": data}))
    wanted = runs(house("Barlow", {}))
    assert {called(run.face.family) for run in own} == {"Maison"}
    assert [run.text for run in own] == [run.text for run in wanted]
    places, known = ([glyph.x for run in each for glyph in run.glyphs] for each in (own, wanted))
    assert places == pytest.approx(known)


def test_ligatures_and_kerning_of_a_font_with_cubic_curves_are_its_own(
    house: Callable[..., Path],
) -> None:
    own = runs(house("Maison", {"m.otf": data_of(cubic(plain()))}))
    texts = [glyph.text for run in own for glyph in run.glyphs]
    plain_advances = load(own[0].face)
    assert any(text in ("fl", "ff", "ffl") for text in texts)
    kerned = [run for run in own if "AVATAR" in run.text]
    (first,) = [glyph for run in kerned for glyph in run.glyphs if glyph.text == "V"][:1]
    width = plain_advances.advance(first.gid) * kerned[0].size / plain_advances.upem
    assert first.advance < width - 0.01


def test_files_in_folders_are_found_and_others_left_alone(house: Callable[..., Path]) -> None:
    root = house("maison", {"House/Desktop/m.TTF": data_of(plain())})
    for name in ("LICENCE.txt", ".DS_Store", "._m.ttf"):
        put(root, name, b"nothing of ours")
    project = Project.read(root)
    assert not project.house.remarks
    assert {called(run.face.family) for run in runs(root)} == {"Maison"}


def test_a_family_of_ones_own_goes_before_a_package(house: Callable[..., Path]) -> None:
    font = named(opened(FaceRef("Fira Sans")), "Barlow")
    (ref, *_) = {run.face for run in runs(house("Barlow", {"b.ttf": data_of(font)}))}
    assert load(ref).advance(load(ref).glyph("a") or 0) == font["hmtx"]["a"][0]


def test_the_same_files_make_the_same_bytes(house: Callable[..., Path], tmp_path: Path) -> None:
    fonts = {"m.otf": data_of(cubic(plain())), "s.ttf": data_of(named(variable("Heebo"), "S"))}
    root = house("[Maison, S]", fonts)

    def made(memory: Memory) -> list[bytes]:
        session = Session(Project.read(root, remember=memory.remember), memory)
        pages = session.compose(session.edition("fr"))
        return [
            file.data for target in ("press", "screen") for file in session.write(pages, target)
        ]

    store = Store(tmp_path / "cache")
    first = made(Memory(store))
    assert made(Memory(store)) == first
    assert made(Memory()) == first


# --- variable fonts ---------------------------------------------------------------------------


def test_any_weight_of_an_axis_is_exactly_what_its_makers_would_make(
    house: Callable[..., Path],
) -> None:
    font = named(variable("Heebo"), "Studio")
    (ref, *_) = {run.face for run in runs(house("Studio", {"s.ttf": data_of(font)}, 350))}
    assert ref.weight == 350
    wanted = instantiateVariableFont(font, {"wght": 350})
    made, known = sfnt.tables(file_of(ref).read()), sfnt.tables(data_of(wanted))
    assert all(made[tag] == known[tag] for tag in ("glyf", "hmtx", "GPOS", "OS/2", "hhea"))
    assert load(ref).post_script_name == "Studio-350"


def test_another_axis_is_set_by_its_tag(house: Callable[..., Path]) -> None:
    data = data_of(named(variable("Noto Sans Thai"), "Atelier"))
    wide = runs(house("{family: Atelier}", {"a.ttf": data}))
    narrow = runs(house("{family: Atelier, axes: {wdth: 70}}", {"a.ttf": data}))
    black = runs(house("{family: Atelier, instance: Black}", {"a.ttf": data}, 700))
    widths = [sum(glyph.advance for run in each for glyph in run.glyphs) for each in (narrow, wide)]
    assert widths[0] < 0.9 * widths[1]
    assert load(narrow[0].face).post_script_name == "Atelier-400_70wdth"
    assert str(narrow[0].face) == "Atelier 400 wdth 70"
    assert str(black[0].face) == "Atelier 700 wdth 100"


def test_a_variable_family_of_a_package_has_all_weights_and_axes(
    house: Callable[..., Path],
) -> None:
    one = runs(house("{family: Noto Sans Thai, axes: {wdth: 80}}", {}, 432))
    assert {(run.face.weight, called(run.face.family)) for run in one} == {(432, "Noto Sans Thai")}
    assert load(one[0].face).advance(load(one[0].face).glyph("n") or 0) < 560


@pytest.mark.parametrize(
    ("family", "said"),
    [
        ("{family: Studio, axes: {wdth: 70}}", "Studio has no axis wdth. It has wght from 100"),
        ("{family: Studio, axes: {wght: 70}}", "set by the `weight` of type styles"),
        ("{family: Studio, instance: Blod}", "no instance “Blod”. Did you mean `Bold`?"),
        ("{family: Barlow, axes: {wdth: 70}}", "Barlow has no axis wdth. It is static"),
        ("{family: Noto Sans Thai, axes: {wdth: 7}}", "It is drawn from 62.5 to 100"),
        ("{family: Barlow, instance: Bold}", "Only variable fonts in assets/fonts"),
    ],
)
def test_a_setting_that_a_font_has_not_is_told(
    family: str, said: str, house: Callable[..., Path]
) -> None:
    fault = refused(house(family, {"s.ttf": data_of(named(variable("Heebo"), "Studio"))}))
    assert fault.code == "font-axis"
    assert said in f"{fault.message} {fault.hint}"
    assert str(fault.place).startswith("assets/style.yaml:1:")


# --- licences ---------------------------------------------------------------------------------


def licensed(bits: int) -> bytes:
    font = plain()
    font["OS/2"].fsType = bits
    return data_of(font)


@pytest.mark.parametrize(
    ("bits", "why"),
    [
        (0x0002, "must not be embedded in any document"),
        (0x0100, "must not be embedded in part"),
        (0x0108, "must not be embedded in part"),
        (0x0200, "only bitmaps of it may be embedded"),
    ],
)
def test_what_licence_bits_forbid_is_an_error(
    bits: int, why: str, house: Callable[..., Path]
) -> None:
    fault = refused(house("Maison", {"m.ttf": licensed(bits)}))
    assert fault.code == "font-restricted"
    assert why in str(fault.message)
    assert str(fault.place) == "assets/fonts/m.ttf"
    assert "`fonts: {allow_restricted: …}`" in str(fault.hint)


@pytest.mark.parametrize("bits", [0, 0x0004, 0x0008, 0x0006])
def test_what_they_allow_is_set(bits: int, house: Callable[..., Path]) -> None:
    assert runs(house("Maison", {"m.ttf": licensed(bits)}))


def test_a_font_that_is_not_used_forbids_nothing(house: Callable[..., Path]) -> None:
    assert runs(house("Barlow", {"m.ttf": licensed(2)}))


def test_whoever_holds_a_licence_says_so_and_it_is_told(house: Callable[..., Path]) -> None:
    reason = "fonts: {allow_restricted: Licence 4711 of the foundry}\n"
    root = house("Maison", {"m.ttf": licensed(2)}, more=reason)
    assert runs(root)
    (told,) = Project.read(root).remarks
    assert (told.code, told.severity) == ("font-restricted", "info")
    assert "Licence 4711 of the foundry" in str(told.message)


# --- what is said -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("family", "said"),
    [
        ("Nonesuch", "Looked in assets/fonts (Maison) and among the installed packages. No package "
         "of that name is known: put the family's files into assets/fonts"),
        ("Maisom", "Did you mean `Maison`?"),
        ("Maison Light", "“Maison Light” is a style of Maison: name Maison, and in the type style "
         "`weight: 300`."),
        ("Lato", "Install it with `pip install fontpkg-lato`"),
    ],
)  # fmt: skip
def test_a_family_that_is_missing_says_where_it_was_looked_for(
    family: str, said: str, house: Callable[..., Path]
) -> None:
    light = named(opened(FaceRef("Barlow", 300)), "Maison Light", typographic=("Maison", "Light"))
    fault = refused(house(family, {"l.ttf": data_of(light)}, 300))
    assert fault.code == "font-missing"
    assert said in str(fault.hint)


def test_a_folder_without_fonts_is_told_too(house: Callable[..., Path]) -> None:
    assert "Looked in assets/fonts, which has no fonts" in str(refused(house("None", {})).hint)


@pytest.mark.parametrize("steps", [2, 20])
def test_a_font_that_multiplies_letters_is_told(house: Callable[..., Path], steps: int) -> None:
    """A letter becomes 60, each of these 60 again: HarfBuzz alone stops at 16,384."""
    font = plain()
    rules = "".join(
        f"lookup l{n} {{ sub a by {' '.join(['a'] * 60)}; }} l{n};" for n in range(steps)
    )
    uses = " ".join(f"lookup l{n};" for n in range(steps))
    addOpenTypeFeaturesFromString(font, f"{rules} feature ccmp {{ {uses} }} ccmp;")
    with pytest.raises(InputError, match="Maison makes far more glyphs") as caught:
        runs(house("Maison", {"m.ttf": data_of(font)}))
    assert "beyond-limits" in [one.code for one in caught.value.diagnostics]


def test_a_weight_that_is_missing_names_those_there_are(house: Callable[..., Path]) -> None:
    fonts = {"m.ttf": data_of(plain()), "s.ttf": data_of(named(variable("Heebo"), "Studio"))}
    fault = refused(house("Maison", fonts, 450))
    assert str(fault.message) == "The font Maison 450 is not installed."
    assert str(fault.hint) == "Maison has normal: 400; italic: none."
    fault = refused(house("Studio", fonts, 90 + 820))
    assert str(fault.hint) == "Studio has normal: 100 to 900; italic: none."


def test_files_that_cannot_be_used_hinder_nothing(house: Callable[..., Path]) -> None:
    fonts = {"a.ttf": b"\0\1\0\0garbage", "m.ttf": data_of(plain()), "z.otf": b"no"}
    root = house("Maison", fonts)
    assert runs(root)
    remarks = Project.read(root).remarks
    assert [(one.code, one.severity, str(one.place)) for one in remarks] == [
        ("font-unreadable", "warning", "assets/fonts/a.ttf"),
        ("font-unreadable", "warning", "assets/fonts/z.otf"),
    ]


def test_files_beyond_their_bound_together_are_not_looked_at(
    house: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    data = data_of(plain())
    monkeypatch.setattr(house_reading, "FONTS", len(data) + 2**20)
    root = house("Maison", {"a.ttf": data, "b.ttf": data + bytes(2 * 2**20)})
    (told,) = Project.read(root).remarks
    assert (told.code, told.severity) == ("font-unreadable", "warning")
    assert "more than 1 MB of fonts" in str(told.message)
    assert runs(root)


def test_a_file_that_takes_too_much_is_looked_at_once(
    house: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[list[str]] = []

    def looked_at(files: list[File]) -> dict[str, HouseFile]:
        asked.append([file.name for file in files])
        raise InputError(Diagnostic("beyond-limits", verbatim("too long")))

    monkeypatch.setattr(house_reading, "_looked_at", looked_at)
    root = house("Barlow", {"m.ttf": data_of(plain())})
    (told,) = Project.read(root).remarks
    assert "took more memory or time than any font needs" in str(told.message)
    assert asked == [["assets/fonts/m.ttf"]]


def test_a_process_is_given_no_more_files_than_it_can_hold(
    house: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[int] = []

    def looked_at(files: list[File]) -> dict[str, HouseFile]:
        asked.append(len(files))
        return house_reading.read_files((file.name, file.data) for file in files)

    monkeypatch.setattr(house_reading, "_looked_at", looked_at)
    data = data_of(plain())
    monkeypatch.setattr(house_reading, "_TOGETHER", 2 * len(data))
    root = house("Maison", {f"{n}.ttf": data + bytes(4 * n) for n in range(3)} | {"9.otf": b"no"})
    assert runs(root)
    assert sum(asked) == 4
    assert max(asked) == 2


def test_two_files_of_one_face_are_told_and_the_plain_one_is_used(
    house: Callable[..., Path],
) -> None:
    fonts = {"a.woff2": data_of(plain(), "woff2"), "b.ttf": data_of(plain())}
    root = house("Maison", fonts)
    (told,) = Project.read(root).remarks
    assert told.code == "font-twice"
    assert "a.woff2 and assets/fonts/b.ttf are both Maison 400 upright" in str(told.message)
    assert "b.ttf is used" in str(told.message)


def test_a_file_that_stops_its_reader_is_told_and_the_others_are_read(
    house: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(house_reading, "SECONDS", 0)
    root = house("Barlow", {"m.ttf": data_of(plain())})
    (told,) = Project.read(root).remarks
    assert told.code == "font-unreadable"
    assert "more memory or time" in str(told.message)


def test_draft_pages_are_shown_whatever_is_forbidden(house: Callable[..., Path]) -> None:
    root = house("Maison", {"m.ttf": licensed(2)})
    with pytest.raises(InputError):
        Project.read(root)
    assert Project.read(root, draft=True).house.faults


def test_font_files_belong_to_what_an_edition_is_made_from(house: Callable[..., Path]) -> None:
    fonts = {"m.ttf": data_of(plain()), "n.ttf": data_of(plain(family="Other"))}
    project = Project.read(house("Maison", fonts))
    digests = dict(project.digests(project.sheet))
    assert "assets/fonts/m.ttf" in digests
    assert "assets/fonts/n.ttf" not in digests
    assert "assets/fonts/m.ttf" in project.looks


def test_a_changed_font_changes_the_pages(house: Callable[..., Path]) -> None:
    first = runs(house("Maison", {"m.ttf": data_of(plain())}))
    second = runs(house("Maison", {"m.ttf": data_of(plain(FaceRef("Fira Sans")))}))
    assert first[0].face != second[0].face
    assert [run.text for run in first] == [run.text for run in second]


def test_an_arabic_font_joins_its_letters_and_is_read_in_its_order(
    house: Callable[..., Path], tmp_path: Path
) -> None:
    font = named(opened(FaceRef("IBM Plex Sans Arabic")), "Dar")
    root = house("[Barlow, {family: Dar, script: Arab}]", {"dar.otf": data_of(cubic(font))})
    content = root / "content.yaml"
    text = content.read_text(encoding="utf-8").replace("language: fr", "language: ar")
    content.write_text(text.replace("Waffle AVATAR. To Ta", "أرقام أساسية ١٢"), encoding="utf-8")
    session = Session(Project.read(root))
    pages = session.compose(session.edition("ar"))
    (file,) = session.write(pages, "screen")
    (tmp_path / file.name).write_bytes(file.data)
    assert "CID Type 0C" in judge("pdffonts", tmp_path / file.name)
    words = re.sub("[\u202a-\u202e]", "", judge("pdftotext", tmp_path / file.name, "-"))
    assert {"أرقام", "أساسية"} <= set(words.split())
    found = [run for panel in pages.composition.panels for run, _ in letters(panel.marks)]
    own = [glyph for run in found if called(run.face.family) == "Dar" for glyph in run.glyphs]
    face = load(next(run.face for run in found if called(run.face.family) == "Dar"))
    seen = [glyph.gid for glyph in own if glyph.text == "س"]
    assert seen
    assert face.glyph("س") not in seen  # but the form that begins what is joined


def test_a_frozen_issue_keeps_its_fonts(tmp_path: Path) -> None:
    root = tmp_path / "leaflet"
    shutil.copytree(FROZEN, root)
    for weight in (400, 500, 600, 700):
        for style in ("normal", "italic"):
            font = named(opened(FaceRef("Barlow", weight, style)), "Maison")
            put(root, f"{weight}-{style}.ttf", data_of(font))
    sheet = root / "assets/style.yaml"
    text = sheet.read_text(encoding="utf-8")
    sheet.write_text(text.replace("text: [Barlow,", "text: [Maison,"), encoding="utf-8")

    def built(issue: str | None = None) -> list[bytes]:
        report = pipeline.build(root, BuildRequest(issue=issue, preflight=False, cache=False))
        return [file.path.read_bytes() for file in report.files]

    first = built()
    ledgers.freeze(root, "2012-2017")
    shutil.rmtree(root / "assets/fonts")
    put(root, "other.ttf", data_of(named(opened(FaceRef("Fira Sans")), "Maison")))
    assert built("2012-2017") == first
