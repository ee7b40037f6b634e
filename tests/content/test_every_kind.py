"""One brochure with every kind of block, taken through all that the program does with words.

To add a kind of block: write one of it in `EXAMPLES`, with "§" wherever it takes words. The schema
is walked, and a kind, or a key for words, that no example has fails the first two tests, which name
it. Everything else then asks of each of these words that they are given to translators with their
room, proved, spelled, set right, compared, printed in both files and read aloud in order; and of
each key that both guides and the editor know it.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple, get_args

import pytest
from msgspec.structs import fields
from PIL import Image

import depliant
from depliant.build.budgets import budgets
from depliant.build.project import Project
from depliant.build.session import Composed, Session
from depliant.build.spelled import spelling
from depliant.compare.passages import passages
from depliant.content.inline import plain
from depliant.content.messages import Key, Message, messages
from depliant.content.orthotypography import set_right
from depliant.content.resolve import resolve
from depliant.content.schema import BLOCKS, KINDS, SPOKEN, Panel
from depliant.content.texts import texts
from depliant.content.worded import Worded
from depliant.errors import has_errors
from depliant.readaloud.reading import read_aloud
from depliant.source.scalars import DrawnText, Text
from depliant.source.yaml import WORDS
from depliant.starter.editor import FILES, schema_text
from depliant.translation.digits import digit_proof

EXAMPLES: dict[str, dict[str, Any]] = {
    "heading": {"heading": "§"},
    "text": {"text": "Une note[^source] de la ville"},
    "quote": {"quote": "§", "by": "§"},
    "items": {
        "items": [
            {"text": "§", "blocks": [{"text": "§"}]},
            {"text": "§", "figure": "share", "chart": "donut"},
        ]
    },
    "definitions": {"definitions": [{"term": "§", "text": "§"}]},
    "box": {"box": "box", "title": "§", "blocks": [{"text": "§"}]},
    "divider": {"divider": None},
    "notes": {"notes": "panel"},
    "key-figure": {"key-figure": "share", "label": "§"},
    "chart": {
        "chart": "bar",
        "caption": "§",
        "title": "§",
        "data": [{"figure": "share", "label": "§"}, {"figure": "share", "label": "§"}],
        "note": "§",
    },
    "line": {
        "chart": "line",
        "caption": "§",
        "title": "§",
        "subtitle": "§",
        "series": [{"series": "births", "label": "§"}, {"series": "deaths", "label": "§"}],
        "annotations": [{"at": 2021, "text": "§"}],
        "references": [{"at": 40, "label": "§"}],
        "note": "§",
    },
    "symbols": {
        "chart": "symbols",
        "caption": "§",
        "title": "§",
        "subtitle": "§",
        "series": "isles",
        "note": "§",
    },
    "scatter": {
        "chart": "scatter",
        "title": "§",
        "series": [{"series": "births", "label": "§"}, {"series": "deaths", "label": "§"}],
        "annotations": [{"at": 2021, "text": "§"}],
    },
    "picture": {"picture": "assets/images/x.png", "alt": "§", "caption": "§", "credit": "§"},
    "logos": {"logos": ["friend"]},
    "drawing": {
        "drawing": "assets/images/x.svg",
        "alt": "§",
        "words": [{"id": "station", "text": "§"}],
        "caption": "§",
        "credit": "§",
        "colours": {"black": "black"},
    },
    "qr": {"qr": "https://depliant.example/17", "label": "§", "alt": "§"},
    "barcode": {"barcode": "4006381333931", "alt": "§"},
    "row": {"row": [{"blocks": [{"text": "§"}]}, {"blocks": [{"text": "§"}]}]},
    "break": {"break": "column"},
    "when": {"when": {"row": "town", "is": "Lens"}, "blocks": [{"text": "§"}]},
    "table": {
        "table": "hours",
        "caption": "§",
        "title": "§",
        "summary": "§",
        "columns": [{"heading": "§"}, {"heading": "§", "total": "sum"}],
        "heads": [["§", "§"]],
        "rows": [{"group": "§"}, ["§", 3], [{"text": "§"}, 4], {"total": "§"}],
    },
}
"""A block of every kind, by a name of its own; "§" stands for words."""
STARTS = {next(iter(block)) for block in EXAMPLES.values()}

PANEL: dict[str, Any] = {
    "id": "top",
    "title": "§",
    "aside": [{"text": "§"}],
    "frames": {"low": [{"text": "§"}]},
    "foot": [{"text": "§"}],
}
"""What a panel itself holds, beside its blocks."""

NOTES = {"source": "§"}
"""The notes of the publication; its mark stands in the example of a text."""

HOW = "in EXAMPLES of tests/content/test_every_kind.py"


# --- the examples and the schema --------------------------------------------------------------


def wanted() -> set[tuple[str, str]]:
    """Each part of the schema that holds words, with the key that it holds them at."""
    found: set[tuple[str, str]] = set()
    seen: set[type[Worded]] = set()

    def walk(kind: Any) -> None:
        if kind in seen:
            return
        seen.add(kind)
        for field in fields(kind):
            for leaf in leaves(field.type):
                if leaf in (Text, DrawnText):
                    found.add((kind.__name__, field.encode_name))
                elif isinstance(leaf, type) and issubclass(leaf, Worded):
                    walk(leaf)

    for kind in (*KINDS, Panel):
        walk(kind)
    return found


def leaves(annotation: Any) -> Iterator[Any]:
    """The types that an annotation is made of; of a choice all that may be chosen."""
    yield annotation
    kinds = getattr(annotation, "kinds", ())
    for member in kinds or get_args(annotation):
        yield from leaves(member)


class Planted(NamedTuple):
    """A word of an example: the kind of block and the keys that lead to it."""

    word: str
    block: str
    way: tuple[str, ...]

    @property
    def key(self) -> str:
        """The key that it stands at."""
        return next(step for step in reversed(self.way) if step)

    @property
    def is_said(self) -> bool:
        """Whether it is read aloud alone, and printed nowhere."""
        return self.key in SPOKEN


class Planter:
    """Gives each "§" of the examples a text with a word of its own, which no dictionary has.

    Beside it stand what is set right and a number that is proved.
    """

    def __init__(self) -> None:
        self.found: list[Planted] = []

    def plant(self, data: Any, block: str, way: tuple[str, ...] = ()) -> Any:
        if data == "§":
            number = len(self.found)
            word = f"zvulp{chr(97 + number // 26)}{chr(97 + number % 26)}"
            self.found.append(Planted(word, block, way))
            return f"de l'{word} des villes : 17"
        if isinstance(data, dict):
            return {key: self.plant(one, block, (*way, key)) for key, one in data.items()}
        if isinstance(data, list):
            return [self.plant(one, block, (*way, "")) for one in data]
        return data


KNOWN = """Les habitants des villes et des villages du bassin ont vu passer les trains de houille
durant plus de cent ans. Leurs maisons, leurs jardins, leurs écoles et leurs églises restent debout,
et les enfants jouent au pied des collines noires où poussent aujourd'hui les bouleaux. On y marche,
on y court, on y chante le soir, et le vent porte loin la musique des fanfares. Ici le printemps
revient avec la pluie, les hirondelles et les marchés du dimanche ; ailleurs l'hiver dure encore.
Chaque famille garde une lampe, une photographie, quelques lettres, et raconte à ses petits comment
était la vie quand tout le monde travaillait sous terre. Le matin, les boulangers ouvrent avant le
jour, les facteurs partent sur leur vélo, et devant la mairie les marchands posent leurs tables. On
achète du pain, des pommes, un bouquet ; on parle du temps, du match de la veille, des enfants qui
grandissent, et l'on rentre chez soi par le chemin qui longe le canal."""
"""Words enough for the language of the others to be told."""


def planted() -> tuple[list[dict[str, Any]], dict[str, str], list[Planted]]:
    """The panels of the brochure, a block on each, its notes, and all words in them."""
    planter = Planter()
    words = [{"heading": "Tous les mots", "level": 1}, {"text": KNOWN}]
    cover = {"id": "cover", "blocks": words, "design": "plain"}
    panels = [cover, {**planter.plant(PANEL, "panel"), "design": "framed"}]
    for name, block in EXAMPLES.items():
        one = planter.plant(block, name)
        after = [{"text": "Des mots de la ville."}] if name in ("break", "divider") else []
        panels.append({"id": f"p-{name}", "blocks": [one, *after], "design": "plain"})
    return panels, planter.plant(NOTES, "text"), planter.found


PANELS, NOTED, PLANTED = planted()
each = pytest.mark.parametrize("one", PLANTED, ids=lambda one: f"{one.block}.{'.'.join(one.way)}")


def test_every_kind_of_block_has_an_example() -> None:
    lacking = BLOCKS.keys() - STARTS
    assert not lacking, f"Write a block of {', '.join(sorted(lacking))} {HOW}, with § for words."
    unknown = STARTS - BLOCKS.keys()
    assert not unknown, f"There is no block {', '.join(sorted(unknown))}: take it out {HOW}."


def test_every_key_for_words_is_in_an_example() -> None:
    shown = {one.key for one in PLANTED}
    lacking = {f"{kind}.{key}" for kind, key in wanted() if key not in shown}
    assert not lacking, f"Write § at {', '.join(sorted(lacking))} {HOW}."
    in_blocks = {key for kind, key in wanted() if kind != "Panel"}
    assert {"heading", "text", "alt", "label", "group", "total", "by"} <= in_blocks


# --- the brochure -------------------------------------------------------------------------------

STYLE = """\
format: {size: [120, 120], fold: none, bleed_mm: 3, safe_mm: 3}
press: {icc: assets/icc/FOGRA39L_coated.icc}
baseline: 5
type:
  text: {size: 8, leading: 10}
  chart-number: {size: 8, leading: 10}
  chart-unit: {size: 6, leading: 10}
designs:
  plain: {margin: {top: 8, right: 8, bottom: 8, left: 8}, hang_mm: 20}
  framed:
    margin: {top: 8, right: 8, bottom: 8, left: 8}
    frames:
      main:  {top_mm: 8, height_mm: 20}
      aside: {top_mm: 30, height_mm: 20}
      low:   {top_mm: 52, height_mm: 20}
      foot:  {top_mm: 74, height_mm: 20}
    furniture:
      - {text: "{head} {page}", style: text, at: foot, align: centre}
"""
SVG = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 20">
<rect width="400" height="2"/><text id="station" x="2" y="12" font-size="8">x</text></svg>"""
MARK = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 2">
<rect width="4" height="2"/></svg>"""


def project(root: Path, panels: list[dict[str, Any]], noted: dict[str, str]) -> Project:
    """The brochure as a project."""
    content = {
        "id": "all",
        "title": "Tous",
        "language": "fr",
        "date": "2024-05-01",
        "notes": noted,
        "running": {"head": "Entête"},
        "allowed_numbers": ["17", "#"],
        "row": {"town": "Lens"},
        "figures": {
            "share": {"value": "41", "unit": "%", "source": "unstated"},
            "births": {"values": {"2020": 48, "2021": 41, "2022": 30}, "source": "unstated"},
            "isles": {"values": {"north": 48, "south": 41}, "source": "unstated"},
            "deaths": {"values": {"2020": 10, "2021": 12, "2022": 14}, "source": "unstated"},
        },
        "panels": panels,
    }
    files = {
        "content.yaml": json.dumps(content, indent=1),
        "assets/style.yaml": STYLE,
        "assets/logos/friend.yaml": "name: Ami\ninks: {black: [0, 0, 0, 100]}",
        "assets/logos/friend.svg": MARK,
        "assets/images/x.svg": SVG,
    }
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    picture = Image.new("RGB", (900, 450), (200, 80, 40))
    picture.putpixel((0, 0), (10, 20, 30))
    picture.save(root / "assets/images/x.png")
    icc = Path(depliant.__file__).parent / "starter/shared/assets/icc"
    shutil.copytree(icc, root / "assets/icc", dirs_exist_ok=True)
    return Project.read(root)


class Made(NamedTuple):
    """The brochure with all that was made of it."""

    session: Session
    composed: Composed
    files: dict[str, bytes]
    misspelt: str

    @property
    def messages(self) -> dict[str, Message]:
        """The messages of words that were planted, by these."""
        found = list(messages(self.session.project.publication))
        return {
            one.word: message for one in PLANTED for message in found if one.word in message.text
        }

    def printed(self, target: str) -> str:
        """The words of a file, as poppler reads them."""
        asked = ["pdftotext", "-", "-"]
        done = subprocess.run(asked, input=self.files[target], capture_output=True, check=True)
        return done.stdout.decode("utf-8").replace("\u2019", "'")

    def said(self) -> str:
        """What a screen reader says of the screen file."""
        return "\n".join(read_aloud(self.files["screen"]).lines).replace("\u2019", "'")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    session = Session(project(tmp_path_factory.mktemp("every"), PANELS, NOTED))
    composed = session.compose(session.edition("fr"))
    assert not [str(one) for one in composed.diagnostics if one.severity == "error"]
    files = {
        target: file.data
        for target in ("press", "screen")
        for file in session.write(composed, target)
    }
    return Made(session, composed, files, "\n".join(map(str, spelling(session, "fr"))))


@each
def test_translators_get_it_with_its_context_and_its_room(
    one: Planted, made: Made, room: dict[Key, Any]
) -> None:
    message = made.messages[one.word]
    assert message.context.startswith("top/" if one.block == "panel" else f"p-{one.block}/")
    is_set = not message.drawn and not one.is_said
    assert (message.key in room) == is_set


@pytest.fixture(scope="module")
def room(made: Made) -> dict[Key, Any]:
    return budgets(made.session, "fr")


@each
def test_it_is_spelled(one: Planted, made: Made) -> None:
    assert one.word in made.misspelt


@each
def test_it_is_set_right(one: Planted, made: Made) -> None:
    edition, _ = resolve(made.session.project.publication, "fr")
    shown = [plain(text.words) for panel in set_right(edition)[0].panels for text in texts(panel)]
    assert any(f"de l\u2019{one.word} des villes\u00a0: 17" in text for text in shown)


@pytest.fixture(scope="module")
def changed(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The brochure with another number in every text."""
    panels, noted = json.loads(json.dumps([PANELS, NOTED]).replace(" : 17", " : 71"))
    return project(tmp_path_factory.mktemp("changed"), panels, noted)


def test_a_wrong_number_in_its_translation_is_refused(made: Made, changed: Project) -> None:
    edition, _ = resolve(made.session.project.publication, "fr")
    translated, notes = resolve(changed.publication, "fr")
    assert not has_errors(notes)
    refused = "\n".join(str(fault) for fault in digit_proof(edition, translated))
    assert [one for one in PLANTED if one.word not in refused] == []
    assert not digit_proof(edition, edition)


def test_its_change_is_seen(made: Made, changed: Project) -> None:
    before, after = (
        {passage.text for passage in passages(resolve(one, "fr")[0], {}, ": ")}
        for one in (made.session.project.publication, changed.publication)
    )
    new = "\n".join(after - before)
    assert [one for one in PLANTED if one.word not in new] == []


@pytest.mark.parametrize("target", ["press", "screen"])
def test_it_is_printed(target: str, made: Made) -> None:
    printed = made.printed(target)
    assert [one for one in PLANTED if not one.is_said and one.word not in printed] == []
    assert [one for one in PLANTED if one.is_said and one.word in printed] == []
    assert printed.count("Entête") == 1


def test_it_is_read_aloud_block_by_block(made: Made) -> None:
    said = made.said()
    # A drawing is told by its alternative text, which stands for the words in it too.
    silent = [one for one in PLANTED if one.word not in said]
    assert [one for one in silent if one.way[0] != "words"] == []
    at = {one: said.index(one.word) for one in PLANTED if one not in silent}
    blocks = [[at[one] for one in at if one.block == block] for block in ("panel", *EXAMPLES)]
    firsts = [min(block) for block in blocks if block]
    assert firsts == sorted(firsts)
    assert "Entête" not in said  # furniture is no part of what is read


@pytest.mark.parametrize("target", ["press", "screen"])
def test_preflight_has_nothing_against_it(target: str, made: Made) -> None:
    found = made.session.judge(f"all.{target}.pdf", made.files[target], target)
    assert [str(one) for one in found if one.severity == "error"] == []


def test_what_is_lost_after_a_number_sign_is_noticed() -> None:
    """YAML ends a value before " #"; where words stand, that is said."""
    lacking = {key for _, key in wanted()} - WORDS - {"columns", "heads", "rows"}
    assert not lacking, f"Add {', '.join(sorted(lacking))} to WORDS of depliant/source/yaml.py."


# --- guides and editor --------------------------------------------------------------------------

DOCS = Path(depliant.__file__).parent / "docs"
KEYS = sorted({*BLOCKS, *(key for _, key in wanted())})


@pytest.mark.parametrize("guide", ["content.md", "fr/content.md"])
@pytest.mark.parametrize("key", KEYS)
def test_the_guides_name_its_keys(key: str, guide: str) -> None:
    text = (DOCS / guide).read_text(encoding="utf-8")
    assert re.search(rf"(?<![\w-]){key}:|`{key}`", text), f"docs/{guide} does not say `{key}:`."


@pytest.mark.parametrize("kind", KINDS)
def test_an_editor_completes_and_explains_it(kind: type[Worded]) -> None:
    schema = json.loads(schema_text(FILES["content.schema.json"]))
    model = schema["$defs"][kind.__name__]
    assert model["description"]
    for field in fields(kind):
        entry = model["properties"][field.encode_name]
        assert entry.get("description") or field.encode_name == "span", field.encode_name
