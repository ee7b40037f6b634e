"""A project worked on in one process: nothing stale, whatever changes, and little made again."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import Struct

from depliant.build import memory as made_before
from depliant.build.memory import Memory
from depliant.build.project import Project
from depliant.build.session import Composed, Session, Verdict
from depliant.build.store import Store
from depliant.errors import Diagnostic, InputError
from depliant.layout import compose
from depliant.layout.job import Job
from depliant.layout.panel import Matter, PanelOrder, set_matter
from depliant.memory import SHARED, Recent
from depliant.sentences import say
from depliant.source.paths import read as read_file

ACCORDION = Path(__file__).parents[1] / "data" / "accordion"
STYLE, CONTRACT = "assets/style.yaml", "assets/logos/friends.yaml"
EDITS = (
    ("content.yaml", "the kettle is always on", "the kettle is often on"),
    ("content.yaml", "the kettle is", "the {issue} kettle is"),
    ("content.yaml", "panels:", "# A line more.\n\npanels:"),
    ("content.yaml", "{value: 5600,", "{value: 5700,"),
    ("content.yaml", "{value: 5600,", "{value: 5601, approximate: true,"),
    ("content.yaml", "names: [Saltmarsh]", "names: [Saltmarsh, kettle]"),
    ("content.yaml", "id: tide\n", "id: ebb\n"),
    ("content.yaml", "  - id: people", "  # who\n  - id: people"),
    ("content.yaml", "language: en", "language: fr"),
    (STYLE, "right: 9, bottom: 12", "right: 10, bottom: 12"),
    ("assets/logos/friends.svg", "</svg>", "<!-- redrawn --></svg>"),
    ("assets/art/waves.svg", "</svg>", "<!-- redrawn --></svg>"),
    (CONTRACT, "name:", "order: 3\nname:"),
)


class State(Struct, frozen=True):
    """All that a session comes to, or what is wrong."""

    composed: Composed | None
    found: tuple[Diagnostic, ...]


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("DEPLIANT_CACHE", str(tmp_path / "cache"))
    return Path(shutil.copytree(ACCORDION, tmp_path / "project"))


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> None:
    """A minute has gone by since the files were written."""
    now = time.time_ns() + 60 * 10**9
    monkeypatch.setattr("time.time_ns", lambda: now)


def state_of(project: Project, memory: Memory) -> State:
    session = Session(project, memory)
    words = session.edition(project.publication.language)
    composed = session.compose(words)
    return State(composed, composed.diagnostics)


def edited(root: Path, edit: tuple[str, str, str]) -> None:
    """Make a change, or take it back."""
    name, old, new = edit
    text = (root / name).read_text(encoding="utf-8")
    changed = text.replace(new, old, 1) if new in text else text.replace(old, new, 1)
    (root / name).write_text(changed, encoding="utf-8")


def test_each_edit_changes_its_file(root: Path) -> None:
    for edit in EDITS:
        before = (root / edit[0]).read_bytes()
        edited(root, edit)
        assert (root / edit[0]).read_bytes() != before
        edited(root, edit)
        assert (root / edit[0]).read_bytes() == before


@pytest.mark.usefixtures("later")
@pytest.mark.parametrize("edit", EDITS)
def test_after_a_change_all_is_as_if_it_were_read_for_the_first_time(
    root: Path, edit: tuple[str, str, str]
) -> None:
    memory = Memory()
    former, _ = worked_on(root, memory, None)
    edited(root, edit)
    _, warm = worked_on(root, memory, former)
    SHARED.forget()
    assert worked_on(root, Memory(), None)[1] == warm


def test_a_panel_that_moves_in_a_file_of_equal_length_has_its_places(root: Path) -> None:
    content, memory = root / "content.yaml", Memory()
    text = content.read_text(encoding="utf-8")
    for panel in ("tide", "visit"):
        first = f"  - id: {panel}\n"
        content.write_text(text.replace(first, f"  # here\n{first}"), encoding="utf-8")
        warm = worked_on(root, memory, None)[1]
    SHARED.forget()
    assert worked_on(root, Memory(), None)[1] == warm


@pytest.mark.usefixtures("later")
@given(st.lists(st.sampled_from(EDITS), min_size=2, max_size=4))
@settings(max_examples=4, deadline=None)
def test_after_many_changes_as_well(
    tmp_path_factory: pytest.TempPathFactory, edits: list[tuple[str, str, str]]
) -> None:
    root = Path(shutil.copytree(ACCORDION, tmp_path_factory.mktemp("again") / "project"))
    memory, former = Memory(), None
    for edit in edits:
        edited(root, edit)
        former, warm = worked_on(root, memory, former)
    SHARED.forget()
    assert worked_on(root, Memory(), None)[1] == warm


def worked_on(root: Path, memory: Memory, former: Project | None) -> tuple[Project | None, State]:
    """The project read again, and what comes of it."""
    try:
        project = Project.read(root, remember=memory.remember, since=former)
    except InputError as error:
        return former, State(None, error.diagnostics)
    return project, state_of(project, memory)


@pytest.mark.usefixtures("later")
def test_one_word_changed_sets_one_panel_and_reads_one_file(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    memory, made, read = Memory(), [], []
    former = Project.read(root, remember=memory.remember)
    state_of(former, memory)
    edited(root, EDITS[0])

    def noted_panel(order: PanelOrder, job: Job) -> Matter:
        made.append(order.panel.id)
        return set_matter(order, job)

    def noted_file(root: Path, name: str, **limits: object) -> bytes:
        read.append(name)
        return read_file(root, name, **limits)  # type: ignore[arg-type]

    monkeypatch.setattr(compose, "set_matter", noted_panel)
    monkeypatch.setattr("depliant.source.folder.read", noted_file)
    state_of(Project.read(root, remember=memory.remember, since=former), memory)
    assert (made, read) == (["visit"], ["content.yaml"])


# --- the memory ---------------------------------------------------------------------------------


def made(memory: Memory, value: object, make: Callable[[], Verdict], **where: bool) -> Verdict:
    return memory.remember(Verdict, value, make, **where)


def test_a_memory_finds_what_was_made_from_equal_values_and_no_others() -> None:
    memory = Memory()
    first = made(memory, ("a", 1), lambda: Verdict(()))
    assert made(memory, ("a", 1), lambda: pytest.fail("made again")) is first
    assert made(memory, ("a", 2), lambda: Verdict(())) is not first
    assert made(Memory(), ("a", 1), lambda: Verdict(())) is not first


def test_what_is_not_for_the_disk_is_in_the_process_alone(tmp_path: Path) -> None:
    memory = Memory(Store(tmp_path))
    first = made(memory, "photographs", lambda: Verdict(()), on_disk=False)
    assert made(memory, "photographs", lambda: pytest.fail("made again"), on_disk=False) is first
    assert not list(tmp_path.iterdir())
    made(memory, "words", lambda: Verdict(()))
    assert len(list(tmp_path.iterdir())) == 1


def test_what_has_findings_is_made_each_time() -> None:
    class Found(Struct, frozen=True):
        diagnostics: tuple[Diagnostic, ...]

    memory, found = Memory(), Found((Diagnostic("overset", say("Too much.")),))
    first = memory.remember(Found, "x", lambda: found)
    assert memory.remember(Found, "x", lambda: Found(())) is not first


def test_all_memories_keep_to_one_budget(monkeypatch: pytest.MonkeyPatch) -> None:
    """A long day's work: what was longest unused goes, and is made again."""

    class Text(Struct, frozen=True):
        text: str

    recent = Recent(1024 * 1024)
    monkeypatch.setattr(made_before, "SHARED", recent)
    memories = [Memory(), Memory()]
    for number in range(400):
        for memory in memories:
            memory.remember(Text, number, lambda: Text("x" * 10_000))
    assert recent.size <= recent.budget
    assert memories[0].remember(Text, 0, lambda: Text("again")).text == "again"
    memories[0].remember(Text, 399, lambda: pytest.fail("made again"))


def test_threads_share_a_memory() -> None:
    memory = Memory()
    with ThreadPoolExecutor(8) as pool:
        found = list(
            pool.map(lambda n: made(memory, n % 5, lambda: Verdict(())), range(200), chunksize=1)
        )
    assert all(found[n] is found[n % 5] or found[n] == found[n % 5] for n in range(200))
    again = [made(memory, n, lambda: pytest.fail("made again")) for n in range(5)]
    assert len({id(verdict) for verdict in again}) == 5
