"""What was changed on the page and is not saved, as a value: files as they are to be, step by step.

A draft stands on the files as they are on the disk. Each step keeps the one stretch of its file
that it changed, so that undoing it gives back the same bytes. Where a file changes on the disk,
the steps that are not saved are made again on what stands there now; one that does not fit any
longer is set aside, with what stands there in its stead.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from typing import Any, Final

from msgspec import Struct
from msgspec.structs import replace

from depliant.errors import InputError
from depliant.preview.edits import (
    Edit,
    StaleError,
    bare,
    carried,
    laid,
    marked,
    parsed,
    relocated,
    standing,
)
from depliant.source.retyping import value_at
from depliant.source.yaml import Route

MOST: Final = 1000
"""Steps beyond which those that were saved are forgotten: what they changed stays."""
_TOGETHER: Final = "together "
"""How the group of steps begins that are undone and redone as one."""


class Step(Struct, frozen=True):
    """An edit that was made: at a character of its file, `new` in the place of `old`.

    Edits of one target with one `group` are one step: so much as is typed at a stretch.
    """

    edit: Edit
    at: int
    old: str
    new: str
    group: str

    @property
    def inverse(self) -> Step:
        """The step back."""
        return replace(self, edit=self.edit.inverse, old=self.new, new=self.old, group="")


class Conflict(Struct, frozen=True):
    """An edit that does not fit the file as it is now: `theirs` is what stands there.

    None: it is there no longer.
    """

    edit: Edit
    theirs: Any


class Draft(Struct, frozen=True):
    """Files as they are on the disk and as they are to be, and the steps from one to the other.

    The first `saved` of all steps, made or undone, are what the disk has.
    """

    bases: Mapping[str, str] = {}
    texts: Mapping[str, str] = {}
    done: tuple[Step, ...] = ()
    undone: tuple[Step, ...] = ()
    saved: int = 0
    conflicts: tuple[Conflict, ...] = ()

    @property
    def pending(self) -> tuple[Step, ...]:
        """The steps from what the disk has to what is to be."""
        if len(self.done) >= self.saved:
            return self.done[self.saved :]
        back = self.undone[len(self.undone) - (self.saved - len(self.done)) :]
        return tuple(step.inverse for step in back)

    @property
    def changed(self) -> tuple[str, ...]:
        """The files that are not to be as they are."""
        return tuple(sorted(name for name in self.texts if self.texts[name] != self.bases[name]))

    @property
    def is_unsaved(self) -> bool:
        """Whether something would be lost if the draft were."""
        return bool(self.changed or self.conflicts)


def opened(draft: Draft, file: str, text: str) -> Draft:
    """The draft with a file, as it is on the disk, that it did not know."""
    if file in draft.bases:
        return draft
    return replace(draft, bases={**draft.bases, file: text}, texts={**draft.texts, file: text})


def made(draft: Draft, edit: Edit, group: str = "") -> Draft:
    """The draft with an edit; nothing that was undone can be redone.

    Of a conflict about the same it becomes what was typed here.

    Raises:
        StaleError: something else stands there than the edit was made for.
        InputError: the file cannot be changed so.
    """
    edit = bare(edit)
    last = draft.done[-1] if draft.done and len(draft.done) > draft.saved else None
    text = laid(edit, draft.texts[edit.file])
    if text == draft.texts[edit.file]:
        return draft
    draft = _forked(draft)
    if last is not None and group and last.group == group and _is_more(edit, last.edit):
        draft = _without_last(draft)
        edit = replace(edit, before=last.edit.before)
    step = _step(edit, draft.texts[edit.file], text, group)
    done = (*draft.done, *([step] if step.old != step.new else []))
    forgotten = min(max(len(done) - MOST, 0), draft.saved)
    return replace(
        draft,
        texts={**draft.texts, edit.file: text},
        done=done[forgotten:],
        undone=(),
        saved=draft.saved - forgotten,
        conflicts=tuple(_typed_on(one, edit) for one in draft.conflicts),
    )


def _typed_on(conflict: Conflict, edit: Edit) -> Conflict:
    """A conflict about what somebody goes on to type at."""
    if not _is_more(edit, conflict.edit):
        return conflict
    return replace(conflict, edit=replace(conflict.edit, after=edit.after))


def _is_more(edit: Edit, last: Edit) -> bool:
    """Whether an edit goes on with the last one."""
    if edit.target != last.target or edit.kind == "order":
        return False
    return edit.kind != "figure" or edit.after.keys() == last.after.keys()


def _forked(draft: Draft) -> Draft:
    """The draft before something new is done: what was saved stays a part of its past.

    What was undone of that is done again and undone once more, as steps of their own.
    """
    if len(draft.done) >= draft.saved:
        return replace(draft, undone=())
    back = draft.undone[len(draft.undone) - (draft.saved - len(draft.done)) :]
    done = (*draft.done, *reversed(back), *(step.inverse for step in back))
    return replace(draft, done=done, undone=())


def _step(edit: Edit, before: str, after: str, group: str) -> Step:
    """The one stretch in which two texts differ."""
    most = min(len(before), len(after))
    start = next((at for at in range(most) if before[at] != after[at]), most)
    end = 0
    while end < most - start and before[-1 - end] == after[-1 - end]:
        end += 1
    return Step(
        edit, start, before[start : len(before) - end], after[start : len(after) - end], group
    )


def _spliced(text: str, step: Step) -> str:
    return text[: step.at] + step.new + text[step.at + len(step.old) :]


def _without_last(draft: Draft) -> Draft:
    *done, last = draft.done
    text = _spliced(draft.texts[last.edit.file], last.inverse)
    return replace(draft, texts={**draft.texts, last.edit.file: text}, done=tuple(done))


def undone(draft: Draft) -> Draft:
    """The draft without its last step, which can be redone; the same if there is none."""
    group = draft.done[-1].group if draft.done else ""
    while draft.done:
        draft = replace(_without_last(draft), undone=(*draft.undone, draft.done[-1]))
        if not _is_one(group, draft.done):
            break
    return draft


def _is_one(group: str, steps: tuple[Step, ...]) -> bool:
    """Whether the last of some steps is undone and redone together with one of a group."""
    return group.startswith(_TOGETHER) and bool(steps) and steps[-1].group == group


def redone(draft: Draft) -> Draft:
    """The draft with the step that was undone last; the same if there is none."""
    group = draft.undone[-1].group if draft.undone else ""
    while draft.undone:
        *rest, step = draft.undone
        draft = replace(_with_step(draft, step), undone=tuple(rest))
        if not _is_one(group, draft.undone):
            break
    return draft


def _with_step(draft: Draft, step: Step) -> Draft:
    text = _spliced(draft.texts[step.edit.file], step)
    return replace(draft, texts={**draft.texts, step.edit.file: text}, done=(*draft.done, step))


def cleared(draft: Draft) -> Draft:
    """The draft with all that is not saved taken back, which is undone as one step."""
    pending = draft.pending
    draft = _forked(draft)
    group = f"{_TOGETHER}{len(draft.done)}"
    for step in reversed(pending):
        draft = _with_step(draft, replace(step.inverse, group=group))
    return replace(draft, conflicts=())


def left(draft: Draft, group: str) -> Draft:
    """The draft as it was before so much was typed as is of a group, as if it never had been."""
    while draft.done and group and draft.done[-1].group == group:
        if len(draft.done) <= draft.saved:
            return draft
        draft = _without_last(draft)
    return draft


def kept(draft: Draft) -> Draft:
    """The draft once it was saved: the disk has what it says."""
    return replace(draft, bases=draft.texts, saved=len(draft.done))


class Change(Struct, frozen=True):
    """What is not saved of one target: `edit` from what the disk has to what is to be.

    `steps` are the numbers of its steps among those that are pending.
    """

    edit: Edit
    steps: tuple[int, ...]


def changes(draft: Draft) -> tuple[Change, ...]:
    """What is not saved, each target once and where it stands now, in the order of the first step.

    An entry that went from place to place without another in between is told once.
    """
    found: dict[tuple[object, ...], Change] = {}
    for number, step in enumerate(draft.pending):
        edit = _now(step.edit, draft.pending[number + 1 :])
        if edit.file not in draft.changed:
            continue  # all that was done was undone, in one way or another
        key: tuple[object, ...] = edit.target
        if edit.kind == "figure":
            key = (*key, tuple(sorted(edit.after)))
        former = found.get(key)
        if former is None:
            found[key] = Change(edit, (number,))
        elif edit.kind != "order":
            whole = replace(edit, before=former.edit.before)
            found[key] = Change(whole, (*former.steps, number))
        elif former.edit.after[1] == edit.after[0]:
            places = [former.edit.after[0], edit.after[1]]
            whole = replace(edit, before=places[::-1], after=places)
            found[key] = Change(whole, (*former.steps, number))
        else:
            found[(*key, former.steps)] = found.pop(key)
            found[key] = Change(edit, (number,))
    return tuple(one for one in found.values() if one.edit.before != one.edit.after)


def _now(edit: Edit, later: Iterable[Step]) -> Edit:
    """An edit where its target stands after other steps."""
    for step in later:
        if step.edit.kind == "order" and step.edit.file == edit.file:
            edit = replace(edit, route=carried(edit.route, step.edit))
    return edit


def dropped(draft: Draft, number: int) -> Draft:
    """The draft with one of its `changes` taken back, as a step that can be undone.

    Raises:
        LookupError: there is no such.
        StaleError: what stands there now is another thing.
        InputError: the file cannot be changed so.
    """
    if number < 0:
        raise LookupError(number)
    change = changes(draft)[number]
    if change.edit.kind != "order":
        return made(draft, change.edit.inverse)
    return made(draft, _moved_back(draft, change))


def _moved_back(draft: Draft, change: Change) -> Edit:
    """The edit that puts an entry back where it was taken from, wherever it has gone since."""
    edit = change.edit
    route = moved_to(draft, change)
    entry = value_at(parsed(draft.texts[edit.file], edit.file).data, route)
    places = [int(route[-1]), edit.after[0]]
    return replace(edit, before=places[::-1], after=places, mark=marked(entry))


def moved_to(draft: Draft, change: Change) -> Route:
    """Where an entry stands now that went to another place; of what else is changed nowhere."""
    if change.edit.kind != "order":
        return ()
    route: Route = (*change.edit.route, change.edit.after[1])
    for step in draft.pending[change.steps[-1] + 1 :]:
        if step.edit.kind == "order" and step.edit.file == change.edit.file:
            route = carried(route, step.edit)
    return route


def rebased(draft: Draft, disk: Mapping[str, str]) -> Draft:
    """The draft on files as they are on the disk now.

    What is not saved is made again on them; what does not fit is set aside. What was saved before
    cannot be undone any longer.

    Args:
        draft: what was changed.
        disk: the text of each of its files.
    """
    return replayed((*_squashed(draft), *disputed(draft)), {**draft.bases, **disk})


def disputed(draft: Draft) -> tuple[Edit, ...]:
    """The edits about which there is a conflict, with what was typed last."""
    return tuple(one.edit for one in draft.conflicts)


def undisputed(draft: Draft) -> tuple[Edit, ...]:
    """The edits that are pending, but for what was typed on where there is a conflict."""
    return tuple(
        step.edit
        for step in draft.pending
        if not any(_is_more(step.edit, edit) for edit in disputed(draft))
    )


def replayed(edits: Sequence[Edit], disk: Mapping[str, str]) -> Draft:
    """A draft of edits made on files, those set aside that do not fit."""
    fresh = Draft(dict(disk), dict(disk))
    for edit in edits:
        fresh = _laid_again(fresh, edit)
    return fresh


def _squashed(draft: Draft) -> Iterator[Edit]:
    """The edits that are pending, those one that follow upon each other at one target."""
    found: list[Edit] = []
    for edit in undisputed(draft):
        at = len(found) - 1
        while at >= 0 and found[at].kind != "order" and found[at].target != edit.target:
            at -= 1
        is_alike = at >= 0 and _is_more(edit, found[at])
        if is_alike:
            found[at] = replace(found[at], after=edit.after)
        else:
            found.append(edit)
    yield from (edit for edit in found if edit.before != edit.after)


def _laid_again(draft: Draft, edit: Edit) -> Draft:
    text = draft.texts.get(edit.file)
    theirs: Any = None
    if text is not None:
        with suppress(StaleError, InputError):
            theirs = standing(edit, text) if edit.kind != "order" else None
            if theirs == edit.after and theirs is not None:
                return draft  # somebody has written the same
        for one in (edit, relocated(edit, text)):
            if one is not None:
                with suppress(StaleError, InputError):
                    return made(draft, one)
    return replace(draft, conflicts=(*draft.conflicts, Conflict(edit, theirs)))


def resolved(draft: Draft, number: int, *, mine: bool) -> Draft:
    """The draft with one conflict settled: by what was typed here, or by what the file has.

    Either of them then stands there, whatever was typed since.

    Raises:
        LookupError: there is no such, or nothing of it is there any longer.
        StaleError: what stands there now is another thing.
        InputError: the file cannot be changed so.
    """
    if number < 0:
        raise LookupError(number)
    conflict = draft.conflicts[number]
    rest = (*draft.conflicts[:number], *draft.conflicts[number + 1 :])
    if conflict.theirs is None:
        if mine:
            raise LookupError(number)
        return replace(draft, conflicts=rest)
    chosen = conflict.edit.after if mine else conflict.theirs
    edit = replace(conflict.edit, after=chosen)
    edit = replace(edit, before=standing(edit, draft.texts[edit.file]))
    return replace(made(draft, edit), conflicts=rest)
