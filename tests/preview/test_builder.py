"""What is built when files change: no more than changed, the last pages beside what is wrong."""

from __future__ import annotations

import shutil
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from depliant.build.memory import Memory
from depliant.preview.builder import Builder
from depliant.preview.making import drafted
from depliant.preview.raster import Part, Raster
from depliant.preview.snapshot import Snapshot

from .conftest import change, until


class Heard:
    """Who is told of snapshots."""

    def __init__(self) -> None:
        self.snapshots: list[Snapshot] = []
        self.news = threading.Event()

    def publish(self, edition: str, snapshot: Snapshot) -> None:
        self.snapshots.append(snapshot)
        self.news.set()

    def working(self, is_working: bool) -> None:
        """Nothing is to be seen of it here."""


class Bench:
    """A builder, and who is told."""

    def __init__(self, root: Path, memory: Memory) -> None:
        self.heard = Heard()
        self.builder = Builder(root, self.heard, memory)
        self.builder.open("")
        self.builder.start()

    def latest(self) -> Snapshot:
        found = self.builder.latest("")
        assert found is not None
        return found

    def await_state(self, state: str, after: int = 0) -> Snapshot:
        def is_there() -> Snapshot | None:
            found = self.builder.latest("")
            return found if found and found.state == state and found.revision > after else None

        found: Snapshot = until(is_there, f"a snapshot that is {state}")
        return found


@pytest.fixture
def bench(project: Path, memory: Memory) -> Iterator[Bench]:
    made = Bench(project, memory)
    made.await_state("good")
    yield made
    made.builder.stop()


def digests(snapshot: Snapshot | None) -> dict[str, str]:
    assert snapshot is not None
    assert snapshot.pages is not None
    return {tile.id: tile.digest for _, tile in snapshot.pages.tiles}


def test_a_changed_word_changes_the_digest_of_its_panel_alone(bench: Bench, project: Path) -> None:
    before = bench.latest()
    change(project, "the kettle is always on", "the kettle is often on")
    bench.builder.changed()
    after = bench.await_state("good", before.revision)
    one, other = digests(before), digests(after)
    assert sum(one[panel] != other[panel] for panel in one) == 1


def test_parts_of_equal_digest_look_the_same(bench: Bench, project: Path) -> None:
    """And of other digests not: by the pixels of all parts before and after a change."""
    before = bench.latest()
    change(project, "the kettle is always on", "the kettle is often on")
    bench.builder.changed()
    after = bench.await_state("good", before.revision)
    raster = Raster()
    assert before.pages is not None
    assert after.pages is not None
    for (sheet, one), (_, other) in zip(before.pages.tiles, after.pages.tiles, strict=True):
        first = raster.pixels(Part(before.pages.press, sheet.page, one.box), 1.5)
        second = raster.pixels(Part(after.pages.press, sheet.page, other.box), 1.5)
        assert (first == second).all() == (one.digest == other.digest)
    raster.close()


def test_nothing_is_told_of_a_save_that_changes_nothing(bench: Bench, project: Path) -> None:
    until(lambda: bench.latest().settled, "all findings")
    count = len(bench.heard.snapshots)
    (project / "content.yaml").touch()
    bench.builder.changed()
    time.sleep(0.3)
    assert len(bench.heard.snapshots) == count


def test_content_that_does_not_parse_keeps_the_pages_and_says_what_is_wrong(
    bench: Bench, project: Path
) -> None:
    good = bench.latest()
    text = (project / "content.yaml").read_text(encoding="utf-8")
    (project / "content.yaml").write_text(text + "\n  - [\n", encoding="utf-8")
    bench.builder.changed()
    kept = bench.await_state("kept")
    assert kept.pages is good.pages
    assert any(one.diagnostic.severity == "error" for one in kept.findings)
    (project / "content.yaml").write_text(text, encoding="utf-8")
    bench.builder.changed()
    assert digests(bench.await_state("good", kept.revision)) == digests(good)


def test_a_half_written_file_is_waited_for(bench: Bench, project: Path) -> None:
    """What an editor has emptied, and fills a moment later, is never told of."""
    path = project / "content.yaml"
    text = path.read_text(encoding="utf-8").replace("always on", "seldom on")
    before = len(bench.heard.snapshots)
    path.write_text("", encoding="utf-8")
    bench.builder.changed()
    time.sleep(0.05)
    path.write_text(text, encoding="utf-8")
    bench.builder.changed()
    until(lambda: len(bench.heard.snapshots) > before, "the new pages")
    assert {one.state for one in bench.heard.snapshots[before:]} == {"good"}


def test_too_many_words_make_a_draft_that_says_so(bench: Bench, project: Path) -> None:
    change(project, "the kettle is always on", "the kettle is always on " * 120)
    bench.builder.changed()
    draft = bench.await_state("draft")
    assert draft.pages is not None
    assert not draft.pages.are_good
    overset = [one for one in draft.findings if one.diagnostic.code == "overset"]
    assert [one.panel for one in overset] != [None]


def test_what_is_wrong_in_a_line_is_of_the_panel_that_the_line_is_in(
    bench: Bench, project: Path
) -> None:
    change(project, "- heading: The Tide Mill\n        level: 1", "- heading: The Tide Mill")
    bench.builder.changed()
    draft = bench.await_state("draft")
    found = [one for one in draft.findings if one.diagnostic.code == "heading-level"]
    assert [one.panel for one in found] == ["front"]


def test_a_removed_asset_keeps_the_pages_until_it_is_back(bench: Bench, project: Path) -> None:
    good = bench.latest()
    style = project / "assets" / "style.yaml"
    away = project / "style.away"
    shutil.move(style, away)
    bench.builder.changed()
    kept = bench.await_state("kept")
    assert kept.pages is good.pages
    shutil.move(away, style)
    bench.builder.changed()
    bench.await_state("good", kept.revision)


def test_what_cannot_be_drawn_leaves_a_draft_with_a_struck_box(bench: Bench, project: Path) -> None:
    """And the list says where it is."""
    good = bench.latest()
    (project / "assets" / "art" / "waves.svg").unlink()
    bench.builder.changed()
    draft = bench.await_state("draft", good.revision)
    assert draft.pages is not None
    assert draft.pages is not good.pages
    assert "asset-missing" in {one.diagnostic.code for one in draft.findings}
    raster = Raster()
    sheet, tile = next(draft.pages.tiles)
    assert raster.pixels(Part(draft.pages.press, sheet.page, tile.box), 0.5).std() > 5
    raster.close()


def test_findings_have_boxes_on_their_panel_once_all_is_looked_at(
    bench: Bench, project: Path
) -> None:
    change(project, "- heading: The Tide Mill\n        level: 1", "- heading: The Tide Mill")
    bench.builder.changed()
    bench.await_state("draft")
    settled = until(lambda: (one := bench.latest()).settled and one, "all findings")
    assert settled.pages is not None
    (found,) = [one for one in settled.findings if one.diagnostic.code == "heading-level"]
    (sheet,) = settled.pages.sheets
    slot = next(tile.slot for tile in sheet.tiles if tile.id == "front")
    assert found.side == sheet.id
    assert found.box is not None
    assert slot.overlaps(found.box)
    assert found.box.height < slot.height / 2


def test_a_project_that_was_never_sound_is_shown_as_far_as_it_can_be(
    project: Path, memory: Memory
) -> None:
    change(project, "  - id: people\n", "  - id: people\n    colour: blue\n")
    bench = Bench(project, memory)
    draft = bench.await_state("draft")
    assert draft.pages is not None
    assert not draft.pages.are_good
    assert any(one.diagnostic.severity == "error" for one in draft.findings)
    bench.builder.stop()


def test_a_draft_is_shown_where_content_that_was_good_cannot_be_read(
    bench: Bench, project: Path
) -> None:
    good = bench.latest()
    change(project, "  - id: people\n", "  - id: people\n    colour: blue\n")
    change(project, "always on", "mostly on")
    bench.builder.changed()
    draft = bench.await_state("draft", good.revision)
    assert draft.pages is not None
    assert not draft.pages.are_good
    assert any(one.diagnostic.severity == "error" for one in draft.findings)
    change(project, "    colour: blue\n", "")
    bench.builder.changed()
    bench.await_state("good", draft.revision)


def test_one_is_told_of_pages_from_before_while_a_draft_takes_its_time(
    bench: Bench, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    good = bench.latest()
    may_go_on = threading.Event()

    def slow(*given: Any) -> Any:
        assert may_go_on.wait(30)
        return drafted(*given)

    monkeypatch.setattr("depliant.preview.builder.drafted", slow)
    monkeypatch.setattr("depliant.preview.builder._SOON", 0.05)
    change(project, "  - id: people\n", "  - id: people\n    colour: blue\n")
    bench.builder.changed()
    kept = bench.await_state("kept", good.revision)
    assert kept.pages is good.pages
    may_go_on.set()
    draft = bench.await_state("draft", kept.revision)
    assert draft.pages is not good.pages


def test_a_folder_that_is_renamed_is_missed_and_found_again(bench: Bench, project: Path) -> None:
    project.rename(project.with_name("elsewhere"))
    bench.builder.changed()
    kept = bench.await_state("kept")
    assert [one.diagnostic.code for one in kept.findings] == ["folder-gone"]
    project.with_name("elsewhere").rename(project)
    bench.builder.changed()
    bench.await_state("good", kept.revision)


def test_many_changes_are_few_builds_and_the_last_one_is_shown(bench: Bench, project: Path) -> None:
    text = (project / "content.yaml").read_text(encoding="utf-8")
    assert "always on" in text
    before = len(bench.heard.snapshots)
    for number in range(60):
        words = text.replace("always on", f"on {number} times")
        (project / "content.yaml").write_text(words, encoding="utf-8")
        bench.builder.changed()
        time.sleep(0.01)
    want = (project / "content.yaml").read_bytes()

    def is_last() -> bool:
        shown = bench.latest().project
        return shown is not None and shown.content.data == want

    until(is_last, "the last change")
    assert len(bench.heard.snapshots) - before <= 61
    assert bench.latest().state == "good"


def test_no_edition_is_left_out_where_more_news_come_while_another_is_built(
    bench: Bench, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """News without a change, as of a file that is written and then touched."""
    bench.builder.open("en")
    first = until(lambda: bench.builder.latest("en"), "the other edition")
    tell, editions = bench.heard.publish, []

    def publish(edition: str, snapshot: Snapshot) -> None:
        tell(edition, snapshot)
        editions.append(edition)
        if len(editions) == 1:
            bench.builder.changed()

    monkeypatch.setattr(bench.heard, "publish", publish)
    change(project, "the kettle is always on", "the kettle is often on")
    bench.builder.changed()
    for edition in ("", "en"):
        until(
            lambda: digests(bench.builder.latest(edition)) != digests(first),  # noqa: B023
            f"the new pages of {edition!r}",
        )


def test_what_takes_its_time_is_told_of_later(bench: Bench) -> None:
    settled = until(lambda: (one := bench.latest()).settled and one, "all findings")
    assert settled.pages is not None
    assert len(settled.findings) >= len(bench.heard.snapshots[0].findings)


def test_a_project_with_errors_from_the_start_says_them(project: Path, memory: Memory) -> None:
    (project / "content.yaml").write_text("id: [", encoding="utf-8")
    bench = Bench(project, memory)
    none = bench.await_state("none")
    assert none.pages is None
    assert none.findings
    bench.builder.stop()
