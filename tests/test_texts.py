"""Every text that content.yaml may hold is translated, proved, spelled, set right and compared.

The schema itself is walked: a panel is made with one block of every kind and something of its own
at every key that takes words. A kind of block whose words get lost on any of these ways fails here.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any, cast, get_args, get_origin, get_type_hints

import pytest
from msgspec import Struct
from msgspec.structs import fields, replace

from depliant.build.budgets import grown_panel
from depliant.compare.passages import passages
from depliant.content import model
from depliant.content.inline import Span, TextField, plain
from depliant.content.messages import Message, messages
from depliant.content.model import Edition, ListItem
from depliant.content.orthotypography import set_right
from depliant.content.publication import Publication
from depliant.content.publication import load as load_publication
from depliant.content.resolve import resolve
from depliant.content.schema import BLOCKS, Blocks, Content, Panel
from depliant.content.schema_table import CellEntry, RowEntry
from depliant.content.spelling import advise
from depliant.content.texts import map_texts, texts
from depliant.content.worded import Worded
from depliant.errors import has_errors
from depliant.source.folder import Folder
from depliant.source.reading import Choice
from depliant.source.scalars import DrawnText, Text
from depliant.translation.digits import digit_proof

SAMPLES: dict[tuple[str, str], Any] = {
    ("Panel", "id"): "one",
    ("Item", "figure"): "share",
    ("Item", "chart"): "donut",
    ("KeyFigure", "key-figure"): "share",
    ("Chart", "chart"): "bar",
    ("Datum", "figure"): "share",
    ("Picture", "picture"): "assets/images/x.png",
    ("Logos", "logos"): ["friend"],
    ("Box", "box"): "box",
    ("Divider", "divider"): "divider",
    ("FlowBreak", "break"): "column",
    ("Notes", "notes"): "panel",
    ("Table", "table"): "hours",
    ("Drawing", "drawing"): "assets/images/x.svg",
    ("DrawingWord", "id"): "station",
    ("QrCode", "qr"): "https://depliant.example/17",
    ("Barcode", "barcode"): "4006381333931",
    ("When", "when"): {"row": "country", "is": "FR"},
    ("When", "otherwise"): [],  # which is not printed for the row that is shown
}
"""What stands at the keys that must be there, or matter here, and take no words."""


class Sampler:
    """Plain data for every key of a part that takes words or parts.

    `said` has the word that is said at a key and nowhere else, by the kind of part and the key.
    """

    def __init__(self, figure: str = "") -> None:
        self.figure = figure
        self.said: dict[str, str] = {}

    def part(self, kind: type[Worded], depth: int = 0) -> dict[str, Any]:
        data: dict[str, Any] = {}
        for field in fields(kind):
            key = field.encode_name
            leaves = set(_leaves(field.type))
            if (kind.__name__, key) in SAMPLES:
                data[key] = SAMPLES[kind.__name__, key]
            elif leaves & {Text, DrawnText}:
                data[key] = self.words(f"{kind.__name__}.{key}")
            elif Blocks in leaves:
                blocks = [self.part(BLOCKS["text"], depth + 1)] if depth < 2 else []
                data[key] = {"box": blocks} if _is_table(field.type) else blocks
            elif parts := [leaf for leaf in leaves if _is_worded(leaf)]:
                data[key] = [self.part(parts[0], depth + 1)]
            elif CellEntry in leaves:
                data[key] = [[self.words(f"{kind.__name__}.{key}")]]
            elif RowEntry in leaves:
                data[key] = [self.row(one) for one in cast("Choice", RowEntry).kinds]
            elif field.required:
                pytest.fail(f"SAMPLES does not say what {kind.__name__} has at `{key}`.")
        if kind is BLOCKS["table"]:  # what its row of totals counts
            data["columns"].append({"total": "sum"})
            data["rows"][0].append("41")
        return data

    def row(self, kind: Any) -> Any:
        """A row of a table of any kind."""
        return self.part(kind) if _is_worded(kind) else [self.words("Cell")]

    def words(self, at: str) -> str:
        number = len(self.said)
        word = f"Mot{chr(97 + number // 26)}{chr(97 + number % 26)}"
        self.said[f"{at} {number}"] = word
        # A space that is set right, a number that is proved, a fault that is seen.
        return f"de Vieux {word} : 17 pages{self.figure}"


def _is_worded(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, Worded)


def _is_table(annotation: Any) -> bool:
    """Whether a key holds others, of any names."""
    if get_origin(annotation) is Annotated:
        return _is_table(get_args(annotation)[0])
    return get_origin(annotation) is dict


def _leaves(annotation: Any) -> Iterator[Any]:
    if get_origin(annotation) is None:
        yield annotation
        return
    members = get_args(annotation)
    for member in members[:1] if get_origin(annotation) is Annotated else members:
        yield from _leaves(member)


def sample(figure: str = "") -> tuple[dict[str, Any], dict[str, str]]:
    """A panel with a block of every kind, and what is said where; `figure` is in every text."""
    sampler = Sampler(figure)
    blocks = [sampler.part(kind) for kind in BLOCKS.values()]
    panel = sampler.part(Panel)
    return {**panel, "blocks": [*blocks, *panel["blocks"]]}, sampler.said


DATA, SAID = sample()


def project(folder: Path, panel: object, **head: object) -> Publication:
    """A project of one panel, with the files that it names."""
    content = {
        "id": "all",
        "title": "All",
        "language": "fr",
        "row": {"country": "FR"},
        "figures": {"share": {"value": "41", "unit": "%", "source": "unstated"}},
        "panels": [panel],
        **head,
    }
    files = {
        "content.yaml": json.dumps(content, indent=1),
        "assets/logos/friend.yaml": 'name: "de Vieux Ami : 17 ans"',
        "assets/logos/friend.svg": '<svg viewBox="0 0 4 2"><rect width="4" height="2"/></svg>',
        "assets/images/x.png": "read by no test here",
        "assets/images/x.svg": "nor this",
    }
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return load_publication(Folder(folder))


@pytest.fixture(scope="module")
def publication(tmp_path_factory: pytest.TempPathFactory) -> Publication:
    return project(tmp_path_factory.mktemp("all"), DATA)


@pytest.fixture(scope="module")
def edition(publication: Publication) -> Edition:
    found, notes = resolve(publication, "fr")
    assert not has_errors(notes)
    return found


def message_of(word: str, publication: Publication) -> Message:
    (found,) = [message for message in messages(publication) if word in message.text]
    return found


@pytest.mark.parametrize("word", SAID.values(), ids=SAID)
def test_every_text_of_the_schema_is_a_text_of_the_edition(word: str, edition: Edition) -> None:
    (panel,) = edition.panels
    assert [text for text in texts(panel) if word in plain(text.words) and text.manner != "made"]


@pytest.mark.parametrize("word", SAID.values(), ids=SAID)
def test_every_text_is_translated(word: str, publication: Publication) -> None:
    message = message_of(word, publication)
    assert message.context.startswith("one/")
    assert message.panel == "one"


@pytest.mark.parametrize("word", SAID.values(), ids=SAID)
def test_a_message_is_drawn_if_the_text_is(
    word: str, publication: Publication, edition: Edition
) -> None:
    manners = {
        text.manner
        for text in texts(edition.panels[0])
        if word in plain(text.words) and not text.repeats and text.manner != "made"
    }
    assert (manners == {"drawn"}) == message_of(word, publication).drawn


@pytest.mark.parametrize("word", SAID.values(), ids=SAID)
def test_every_text_is_proved(word: str, edition: Edition, tmp_path: Path) -> None:
    other = json.loads(json.dumps(DATA).replace(f"{word} : 17", f"{word} : 71"))
    changed = resolve(project(tmp_path, other), "fr")[0]
    assert any(word in str(fault.message) for fault in digit_proof(edition, changed))
    assert not digit_proof(edition, edition)


@pytest.mark.parametrize("word", [*SAID.values(), "Ami"], ids=[*SAID, "Contract.name"])
def test_every_text_is_spelled(word: str, edition: Edition) -> None:
    assert [one for one in advise(edition) if word in str(one.message)]


@pytest.mark.parametrize("word", [*SAID.values(), "Ami"], ids=[*SAID, "Contract.name"])
def test_every_text_is_set_right(word: str, edition: Edition) -> None:
    right, corrections = set_right(edition)
    shown = [plain(text.words) for panel in right.panels for text in texts(panel)]
    assert [text for text in shown if f"{word}\u00a0:" in text]
    assert not [text for text in shown if f"{word} :" in text]
    assert [one for one in corrections if f"{word}\u00a0:" in one.after]


@pytest.mark.parametrize("word", SAID.values(), ids=SAID)
def test_every_text_that_is_set_is_given_room(word: str, edition: Edition) -> None:
    (panel,) = edition.panels
    before = [text for text in texts(panel) if word in plain(text.words)]
    after = [text for text in texts(grown_panel(panel, 2.0)) if word in plain(text.words)]
    for was, now in zip(before, after, strict=True):
        longer = len(plain(now.words)) > 1.5 * len(plain(was.words))
        assert longer == (was.manner in ("marked", "plain")), was


@pytest.mark.parametrize("word", [*SAID.values(), "Ami"], ids=[*SAID, "Contract.name"])
def test_every_text_is_compared(word: str, edition: Edition) -> None:
    assert [passage for passage in passages(edition, {}, ": ") if word in passage.text]


UNSAID = {"names", "allowed_numbers"}
"""Texts of the head that nobody is told."""
SPOKEN = "de 41\u00a0%"


def test_figures_are_written_out_in_every_text(tmp_path: Path) -> None:
    """In what is printed, in what is said in its stead, and in the words of the metadata."""
    panel, said = sample(" de {share:full}")
    words = {
        field.name: "Un * {share:full}"
        for field in fields(Content)
        if Text in set(_leaves(field.type)) and field.name not in UNSAID
    }
    several = {
        "keywords": [words["keywords"]],
        "running": {"head": words["running"]},
        "notes": {"key": words["notes"]},
    }
    panel["blocks"].append({"text": "Mot[^key]"})
    publication = project(tmp_path, panel, **{**words, **several})
    found, notes = resolve(publication, "fr")
    assert not has_errors(notes)
    shown = [plain(text.words) for text in texts(found.panels[0])]
    for at, word in said.items():
        assert [text for text in shown if f"{word} : 17 pages {SPOKEN}" in text], at
    assert not [text for text in shown if "{" in text]
    assert words.keys() > {"title", "subject", "author"}
    values = {key: getattr(found, key) for key in words if key != "notes"}
    values["notes"] = next(text for text in shown if text.startswith("Un *"))
    values["running"] = dict(found.running.words)["head"]
    for key, value in values.items():
        assert value in ("Un * 41\u00a0%", ("Un * 41\u00a0%",)), key


def test_a_figure_that_is_not_there_is_found_in_every_text(tmp_path: Path) -> None:
    panel, said = sample(" {shore}")
    publication = project(tmp_path, panel, subject="x {shore}")
    faults = [note for note in resolve(publication, "fr")[1] if note.code == "figure-unknown"]
    assert len({fault.place for fault in faults}) == len(said) + 1
    assert all(str(fault.hint) == "Did you mean `share`?" for fault in faults)


def test_texts_are_changed_where_they_stand(edition: Edition) -> None:
    (panel,) = edition.panels
    marked = map_texts(panel, lambda text: (Span(f"<{text.key}>"),) if text.words else ())
    assert all(plain(text.words) == f"<{text.key}>" for text in texts(marked))
    assert len(texts(marked)) == len(texts(panel))
    assert map_texts(panel, lambda text: text.words) is panel


def test_a_figure_that_hangs_is_the_beginning_of_its_sentence(tmp_path: Path) -> None:
    data = {"id": "one", "blocks": [{"items": [{"text": "{share} des élèves", "figure": "share"}]}]}
    (panel,) = resolve(project(tmp_path, data), "fr")[0].panels
    (text,) = texts(panel)
    assert (plain(text.lead), plain(text.words)) == ("41\u00a0%", "des élèves")
    assert isinstance(text.part, ListItem)
    assert text.part.hanging is not None
    repeated = replace(text.part.hanging, repeats=True)
    (again,) = texts(replace(text.part, hanging=repeated))
    assert again.lead == ()
    assert again.figure == text.figure


def model_kinds(kind: Any, seen: set[type]) -> set[type]:
    """The kinds of part below a type of the model."""
    for leaf in _leaves(kind):
        if isinstance(leaf, type) and issubclass(leaf, Struct) and leaf not in seen:
            seen.add(leaf)
            for annotation in get_type_hints(leaf, include_extras=True).values():
                model_kinds(annotation, seen)
    return seen


def test_words_are_fields_of_their_own_in_the_model() -> None:
    """A list of texts would not be found: each entry has to be a part, with a place of its own."""
    for kind in model_kinds(model.Panel, set()):
        for name, annotation in get_type_hints(kind, include_extras=True).items():
            if get_origin(annotation) is not Annotated:
                assert not [one for one in _within(annotation) if isinstance(one, TextField)], (
                    f"{kind.__name__}.{name} holds words in a list"
                )


def _within(annotation: Any) -> Iterator[Any]:
    for member in get_args(annotation):
        yield member
        yield from _within(member)
