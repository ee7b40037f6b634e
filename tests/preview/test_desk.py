"""The draft of a project: steps, undoing, saving, other people's changes, and the next preview."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import pytest

from depliant.commands.cli import run
from depliant.preview import drafting
from depliant.preview.desk import Desk
from depliant.preview.edits import Edit, StaleError, marked
from depliant.source.retyping import value_at
from depliant.source.yaml import parse_yaml

from .conftest import change

CONTENT = "content.yaml"
TITLE = ("panels", 1, "title")
ITEMS = ("panels", 1, "blocks", 2, "items")


@pytest.fixture(autouse=True)
def _apart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is kept for the next preview is kept apart from that of other tests."""
    monkeypatch.setenv("DEPLIANT_CACHE", str(tmp_path / "cache"))


def words(before: str, after: str, route: tuple[str | int, ...] = TITLE) -> Edit:
    return Edit("words", CONTENT, route, before, after)


def figure(before: dict[str, str | None], after: dict[str, str | None], name: str) -> Edit:
    return Edit("figure", CONTENT, ("figures", name), before, after)


def order(desk: Desk, first: int, last: int, route: tuple[str | int, ...] = ITEMS) -> Edit:
    data = parse_yaml(desk.text(CONTENT), CONTENT).data
    mark = marked(value_at(data, route)[first])
    return Edit("order", CONTENT, route, [last, first], [first, last], mark)


def on_disk(root: Path) -> str:
    return (root / CONTENT).read_bytes().decode("utf-8")


def test_nothing_is_written_before_it_is_saved_and_then_no_more_than_was_changed(
    project: Path,
) -> None:
    desk, before = Desk(project), on_disk(project)
    desk.edit(words("Twice a day", "Two tides"))
    desk.edit(figure({"value": "4.8", "date": None}, {"value": "5.1", "date": "2024-03"}, "tide"))
    assert on_disk(project) == before
    assert desk.draft.is_unsaved
    assert desk.save() == ("saved", ())
    assert on_disk(project) == before.replace("Twice a day", "Two tides").replace(
        "{value: 4.8, unit", "{value: 5.1, date: 2024-03, unit"
    )
    assert not desk.draft.is_unsaved
    assert desk.save() == ("nothing", ())


def test_line_ends_and_the_mark_at_the_head_stay(project: Path) -> None:
    path = project / CONTENT
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    before = path.read_bytes()
    desk = Desk(project)
    desk.edit(words("Twice a day", "Two\ntides"))
    assert desk.save()[0] == "saved"
    assert path.read_bytes() == before.replace(b"Twice a day", b'"Two\\ntides"')


def test_undo_gives_back_the_same_bytes_whatever_was_done(project: Path) -> None:
    chance = random.Random(7)
    desk = Desk(project)
    desk.edit(words("Twice a day", "Start"))
    seen = [desk.text(CONTENT)]
    for number in range(60):
        match chance.choice(["words", "order", "figure", "save", "drop"]):
            case "words":
                data = parse_yaml(desk.text(CONTENT), CONTENT).data
                route = (*ITEMS, chance.randrange(3), "text")
                text = str(value_at(data, route))
                desk.edit(words(text, f"{text[:12]}: {number}", route))
            case "order":
                first, last = chance.sample(range(3), 2)
                desk.edit(order(desk, first, last))
            case "figure":
                data = parse_yaml(desk.text(CONTENT), CONTENT).data
                old = value_at(data, ("figures", "flour")).get("value")
                desk.edit(figure({"value": old}, {"value": str(number)}, "flour"))
            case "save":
                desk.save()
            case "drop":
                if drafting.changes(desk.draft):
                    desk.drop(0)
        if desk.text(CONTENT) != seen[-1]:
            seen.append(desk.text(CONTENT))
    for text in reversed(seen):
        assert desk.text(CONTENT) == text
        desk.undo()
    for text in seen:
        desk.redo()
        assert desk.text(CONTENT) == text
    desk.save()
    assert on_disk(project) == seen[-1]


def test_what_is_typed_at_a_stretch_is_one_step_and_leaving_it_takes_all_back(
    project: Path,
) -> None:
    desk = Desk(project)
    before = desk.text(CONTENT)
    for old, new in (("Twice a day", "T"), ("T", "Tw"), ("Tw", "Two")):
        desk.edit(words(old, new), "typing")
    assert len(desk.draft.done) == 1
    assert drafting.changes(desk.draft)[0].edit == words("Twice a day", "Two")
    desk.edit(words("Two", "Twice a day"), "typing")
    assert not desk.draft.done
    desk.edit(words("Twice a day", "Else"), "typing")
    desk.leave("other")
    assert desk.text(CONTENT) != before
    desk.leave("typing")
    assert desk.text(CONTENT) == before
    assert not desk.draft.undone


def test_one_change_is_taken_back_also_after_its_entry_went_elsewhere(project: Path) -> None:
    desk, before = Desk(project), on_disk(project)
    text = value_at(parse_yaml(before, CONTENT).data, (*ITEMS, 0, "text"))
    desk.edit(words(text, "Changed", (*ITEMS, 0, "text")))
    desk.edit(order(desk, 0, 2))
    desk.edit(words("Changed", "Changed again", (*ITEMS, 2, "text")))
    told = drafting.changes(desk.draft)
    assert [one.edit.kind for one in told] == ["words", "order"]
    assert told[0].edit.after == "Changed again"
    desk.drop(0)
    desk.drop(0)
    assert desk.text(CONTENT) == before
    assert drafting.changes(desk.draft) == ()
    desk.edit(words("Twice a day", "Two tides"))
    desk.edit(words("Find us", "Come", ("panels", 3, "title")))
    desk.drop()
    assert desk.text(CONTENT) == before
    assert not desk.draft.is_unsaved
    desk.undo()
    assert "Two tides" in desk.text(CONTENT)
    assert "Come" in desk.text(CONTENT)
    desk.redo()
    assert desk.text(CONTENT) == before


def test_other_changes_of_the_file_are_kept_and_lie_below_what_is_not_saved(project: Path) -> None:
    desk = Desk(project)
    desk.edit(words("Twice a day", "Two tides"))
    change(project, "  - id: tide\n", "  # Another comment.\n  - id: tide\n")
    change(project, "Find us", "How to get here")
    assert desk.save() == ("changed", ())
    assert "Two tides" not in on_disk(project)
    assert desk.save() == ("saved", ())
    for one in ("Two tides", "How to get here", "# Another comment."):
        assert one in on_disk(project)


def test_words_are_found_again_where_panels_were_put_before_them(project: Path) -> None:
    desk = Desk(project)
    desk.edit(words("Find us", "Come", ("panels", 3, "title")))
    change(project, "  - id: tide\n", "  - id: extra\n    title: Extra\n\n  - id: tide\n")
    desk.folder()
    assert desk.draft.conflicts == ()
    assert desk.save()[0] == "saved"
    assert "    title: Come\n" in on_disk(project)


@pytest.mark.parametrize("mine", [True, False])
def test_two_versions_of_the_same_words_are_refused_until_one_is_chosen(
    project: Path, mine: bool
) -> None:
    desk = Desk(project)
    desk.edit(words("Twice a day", "Two tides"))
    desk.edit(words("Find us", "Come", ("panels", 3, "title")))
    change(project, "Twice a day", "Every day")
    assert desk.save() == ("conflict", ())
    (conflict,) = desk.draft.conflicts
    assert (conflict.edit.before, conflict.edit.after) == ("Twice a day", "Two tides")
    assert conflict.theirs == "Every day"
    assert "Every day" in desk.text(CONTENT)
    assert "Come" in desk.text(CONTENT)
    desk.resolve(0, mine=mine)
    assert desk.save() == ("saved", ())
    assert ("Two tides" in on_disk(project)) is mine
    assert ("Every day" in on_disk(project)) is not mine
    assert "Come" in on_disk(project)


@pytest.mark.parametrize(("mine", "stays"), [(True, "Two high tides"), (False, "Every day")])
def test_what_is_typed_on_in_a_conflict_is_what_mine_means(
    project: Path, mine: bool, stays: str
) -> None:
    """Somebody who types when the other version comes, and types on, loses neither of the two."""
    desk = Desk(project)
    desk.edit(words("Twice a day", "Two tides"))
    change(project, "Twice a day", "Every day")
    assert desk.save() == ("conflict", ())
    with pytest.raises(StaleError):
        desk.edit(words("Two tides", "Two high"))
    desk.edit(words("Every day", "Two high tides"))
    for again in (desk, Desk(project)):
        assert again.save() == ("conflict", ())
        (conflict,) = again.draft.conflicts
        assert (conflict.edit.after, conflict.theirs) == ("Two high tides", "Every day")
    desk.resolve(0, mine=mine)
    assert value_at(parse_yaml(desk.text(CONTENT), CONTENT).data, TITLE) == stays
    assert desk.save() == (("saved", ()) if mine else ("nothing", ()))


def test_an_end_of_line_that_is_typed_last_is_not_written(project: Path) -> None:
    before, desk = on_disk(project), Desk(project)
    desk.edit(words("Twice a day", "Two tides\n"))
    assert desk.save()[0] == "saved"
    assert on_disk(project) == before.replace("Twice a day", "Two tides")
    desk.edit(words("Two tides\n", "Twice a day\n\n"))
    (change_,) = drafting.changes(desk.draft)
    assert (change_.edit.before, change_.edit.after) == ("Two tides", "Twice a day")
    desk.drop(0)
    assert not desk.draft.is_unsaved


def test_what_is_no_longer_there_can_only_be_let_go(project: Path) -> None:
    desk = Desk(project)
    desk.edit(figure({"value": "1"}, {"value": "2"}, "first"))
    change(project, "  first:    {value: 1, unit: mill, source: unstated}\n", "")
    assert desk.save()[0] == "conflict"
    assert desk.draft.conflicts[0].theirs is None
    with pytest.raises(LookupError):
        desk.resolve(0, mine=True)
    desk.resolve(0, mine=False)
    assert not desk.draft.is_unsaved


def test_the_same_change_of_somebody_else_is_none(project: Path) -> None:
    desk = Desk(project)
    desk.edit(words("Twice a day", "Two tides"))
    change(project, "Twice a day", "Two tides")
    desk.folder()
    assert not desk.draft.is_unsaved


def test_a_broken_file_is_waited_for(project: Path) -> None:
    desk, whole = Desk(project), on_disk(project)
    desk.edit(words("Twice a day", "Two tides"))
    (project / CONTENT).write_text('broken: "', "utf-8")
    outcome, found = desk.save()
    assert outcome == "unreadable"
    assert found[0].code == "yaml-syntax"
    assert (project / CONTENT).read_text("utf-8") == 'broken: "'
    (project / CONTENT).unlink()
    assert desk.save()[0] == "unreadable"
    (project / CONTENT).write_text(whole, "utf-8")
    assert desk.save()[0] == "saved"
    assert "Two tides" in on_disk(project)


def test_what_could_not_be_read_is_not_saved(project: Path) -> None:
    desk, before = Desk(project), on_disk(project)
    desk.edit(figure({"value": "4.8"}, {"value": "many"}, "tide"))
    outcome, found = desk.save()
    assert outcome == "broken"
    assert [one.code for one in found] == ["schema"]
    assert on_disk(project) == before
    desk.undo()
    desk.edit(words("Twice a day", "Two tides"))
    assert desk.save()[0] == "saved"


def test_an_edit_for_what_is_not_there_is_stale(project: Path) -> None:
    desk = Desk(project)
    with pytest.raises(StaleError) as fault:
        desk.edit(words("Thrice a day", "x"))
    assert fault.value.found == "Twice a day"
    for route in (("panels", 9, "title"), ("panels", 1, "blocks"), ("panels", "x")):
        with pytest.raises(StaleError):
            desk.edit(words("", "x", route))
    assert not desk.draft.is_unsaved


def test_the_next_preview_has_what_was_not_saved_and_writes_nothing(project: Path) -> None:
    before = on_disk(project)
    desk = Desk(project)
    desk.edit(words("Twice a day", "Two tides"))
    desk.edit(order(desk, 0, 2))
    again = Desk(project)
    assert again.restored == 2
    assert again.text(CONTENT) == desk.text(CONTENT)
    assert on_disk(project) == before
    assert again.save()[0] == "saved"
    assert Desk(project).restored == 0


def test_the_next_preview_shows_both_versions_where_the_file_has_changed(project: Path) -> None:
    desk = Desk(project)
    desk.edit(words("Twice a day", "Two tides"))
    change(project, "Twice a day", "Every day")
    again = Desk(project)
    assert [one.theirs for one in again.draft.conflicts] == ["Every day"]
    third = Desk(project)
    assert [one.theirs for one in third.draft.conflicts] == ["Every day"]
    third.resolve(0, mine=False)
    assert Desk(project).restored == 0


def test_the_next_preview_loses_nothing_where_the_file_is_broken_for_now(project: Path) -> None:
    whole = on_disk(project)
    Desk(project).edit(words("Twice a day", "Two tides"))
    (project / CONTENT).write_text('broken: "', "utf-8")
    again = Desk(project)
    assert again.save()[0] == "unreadable"
    (project / CONTENT).write_text(whole, "utf-8")
    again.folder()
    assert again.draft.conflicts == ()
    assert "Two tides" in again.text(CONTENT)


@pytest.mark.parametrize(
    "damage", [b"", b"\xff" * 9, b"\x81\xa5edits\x91\x80", b"\x81\xa5edits" * 1000]
)
def test_what_is_kept_and_damaged_is_none(project: Path, tmp_path: Path, damage: bytes) -> None:
    Desk(project).edit(words("Twice a day", "Two tides"))
    (kept,) = (tmp_path / "cache" / "previews").iterdir()
    kept.write_bytes(damage)
    assert Desk(project).restored == 0


def test_where_nothing_can_be_kept_that_is_said(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("", "utf-8")
    monkeypatch.setenv("DEPLIANT_CACHE", str(tmp_path / "file"))
    desk = Desk(project)
    desk.edit(words("Twice a day", "Two tides"))
    assert not desk.is_kept


def test_a_translation_is_changed_in_its_po_file(project: Path) -> None:
    assert run(["translate", "pseudo", "de", "--project", str(project)]) == 0
    name = "assets/translations/de-pseudo.po"
    before = (project / name).read_text("utf-8")
    route: tuple[Any, ...] = ("tide/title", "Twice a day", 0)
    desk = Desk(project)
    with pytest.raises(StaleError) as fault:
        desk.edit(Edit("message", name, route, "", "Zweimal"))
    old = fault.value.found
    desk.edit(Edit("message", name, route, old, "Zweimal\n"))
    assert desk.save()[0] == "saved"
    assert (project / name).read_text("utf-8") == before.replace(f'"{old}"', '"Zweimal"')


def test_a_link_to_the_file_is_followed(project: Path) -> None:
    (project / "real.yaml").write_bytes((project / CONTENT).read_bytes())
    (project / CONTENT).unlink()
    (project / CONTENT).symlink_to("real.yaml")
    desk = Desk(project)
    desk.edit(words("Twice a day", "Two tides"))
    assert desk.save()[0] == "saved"
    assert (project / CONTENT).is_symlink()
    assert "Two tides" in (project / "real.yaml").read_text("utf-8")
