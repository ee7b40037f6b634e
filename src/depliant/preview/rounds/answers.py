"""What a reviewer sends back: a small JSON file, made by a stranger's browser or by anybody.

It is read as exactly the type that is wanted, within bounds, before anything else looks at it. What
it says is words: nothing of it is a name of a file, an address, markup or a program to anybody.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from datetime import date as Date  # noqa: N812 - `date` is a key of answers
from json import loads
from pathlib import Path
from typing import Annotated, Any, Final, Literal

from msgspec import Meta, MsgspecError, Struct, json

from depliant.errors import Diagnostic, InputError, Place
from depliant.preview.rounds.records import Digest, Record
from depliant.refusals import refusal
from depliant.sentences import NOTHING, Sentence, legible, say
from depliant.source.json_keys import TwiceError, once

MOST_BYTES: Final = 4 * 1024 * 1024
MOST_NOTES: Final = 2000
_ALLOWED: Final = frozenset("\n\t")
_STEPS: Final = re.compile(r"- at `\$\.?(?P<path>[.\[\]\w]*)`$")
_NO_JSON: Final = ("Input data was truncated", "JSON is malformed", "Invalid UTF-8")

Id = Annotated[str, Meta(pattern=r"^[0-9a-f]{16}$")]
Name = Annotated[str, Meta(pattern=r"\S", max_length=120)]
Key = Annotated[str, Meta(max_length=400)]
Words = Annotated[str, Meta(max_length=20_000)]
Text = Annotated[str, Meta(max_length=8000)]
Day = Annotated[str, Meta(pattern=r"^\d{4}-\d\d-\d\d$")]
Moment = Annotated[str, Meta(pattern=r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$")]
Share = Annotated[float, Meta(ge=0, le=1)]
Language = Annotated[str, Meta(pattern=r"^[A-Za-z0-9-]{1,35}$")]


class OfProof(Struct, frozen=True, forbid_unknown_fields=True):
    """Which proof is answered: its project, its number, its digest."""

    project: Annotated[str, Meta(max_length=200)]
    number: Annotated[int, Meta(ge=1, le=999_999)]
    digest: Digest


class Reviewer(Struct, frozen=True, forbid_unknown_fields=True):
    """Who answers; `id` was made up by the reviewer's browser for this proof."""

    id: Id
    name: Name


class Decision(Struct, frozen=True, forbid_unknown_fields=True):
    """What a reviewer decided of a panel, when, and why."""

    edition: Language
    panel: Key
    decision: Literal["approved", "refused"]
    date: Day
    reason: Text = ""


class Note(Struct, frozen=True, forbid_unknown_fields=True):
    """A note at a place of a panel; `x` and `y` are shares of its width and height.

    `block` is the key of the block that it is about, or "". A suggestion has other words: `new`
    in the place of `old`, which are all words of the block.
    """

    id: Id
    edition: Language
    panel: Key
    x: Share
    y: Share
    date: Day
    block: Key = ""
    word: Annotated[str, Meta(max_length=400)] = ""
    text: Text = ""
    old: Words = ""
    new: Words | None = None


class Answers(Struct, frozen=True, forbid_unknown_fields=True):
    """All that one reviewer has said of one proof."""

    depliant: Literal["proof answers 1"]
    proof: OfProof
    reviewer: Reviewer
    saved: Moment
    decisions: Annotated[tuple[Decision, ...], Meta(max_length=MOST_NOTES)] = ()
    notes: Annotated[tuple[Note, ...], Meta(max_length=MOST_NOTES)] = ()


def read_answers(path: Path) -> Answers:
    """The answers in a file that somebody was sent.

    Raises:
        InputError: `proof-unreadable`, `proof-too-large`, `proof-unsound`
    """
    name = legible(path.name)
    place = Place(name)
    try:
        if not path.is_file():
            raise _refused(
                "proof-unreadable", say("There is no file {path}.", path=legible(str(path))), place
            )
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except OSError as fault:
        message = say(
            "{path} cannot be read: {reason}.", path=legible(str(path)), reason=refusal(fault)
        )
        raise _refused("proof-unreadable", message, place) from None
    if len(data) > MOST_BYTES:
        raise _refused(
            "proof-too-large",
            say(
                "{name} has more than {limit} bytes, and answers to a proof never do.",
                name=name,
                limit=MOST_BYTES,
            ),
            place,
            say("Ask for the file that the button “Save answers” of the proof writes."),
        )
    return checked(data, place)


def checked(data: bytes, place: Place) -> Answers:
    """The answers that bytes hold.

    Raises:
        InputError: `proof-unsound`
    """
    try:
        found = json.decode(data, type=Answers)
        loads(data, object_pairs_hook=once)
    except TwiceError as fault:
        raise _unsound(place, fault.why) from None
    except MsgspecError as fault:
        raise _unsound(place, _why(str(fault))) from None
    except (RecursionError, UnicodeDecodeError):
        raise _unsound(place, say("it is not JSON as a proof writes it")) from None
    for where, text in _texts(found, ""):
        strange = next((sign for sign in text if _is_control(sign)), None)
        if strange is not None:
            code = f"U+{ord(strange):04X}"
            why = say("`{where}` has the control character {code}", where=where, code=code)
            raise _unsound(place, why)
        if (where == "saved" or where.endswith(".date")) and not _is_day(text[:10]):
            raise _unsound(place, _amiss(where))
    ids = [one.id for one in found.notes]
    if len(set(ids)) < len(ids):
        raise _unsound(place, say("two notes have one `id`"))
    panels = [(one.edition, one.panel) for one in found.decisions]
    if len(set(panels)) < len(panels):
        raise _unsound(place, say("a panel is decided on twice"))
    return found


def refuse_others(answers: Answers, record: Record | None, project: str, place: Place) -> None:
    """Refuse answers to what is no proof of this project.

    Raises:
        InputError: `proof-other`, `proof-unknown`
    """
    of = answers.proof
    if of.project != project:
        raise _refused(
            "proof-other",
            say("{name} answers a proof of another project.", name=place.file),
            place,
            say("Name the folder of that project with --project."),
        )
    if record is None or record.digest != of.digest:
        raise _refused(
            "proof-unknown",
            say(
                "{name} answers a proof {number} that this folder knows nothing of.",
                name=place.file,
                number=of.number,
            ),
            place,
            say(
                "The folder that the proof was exported from has its record, "
                "`assets/proofs/{number:03}.json`: import the answers there, or copy the record.",
                number=of.number,
            ),
        )


def _texts(value: Any, where: str) -> Iterator[tuple[str, str]]:
    """All texts of answers, each with the way to it."""
    if isinstance(value, str):
        yield where, value
    elif isinstance(value, tuple):
        for number, one in enumerate(value):
            yield from _texts(one, f"{where}[{number}]")
    elif isinstance(value, Struct):
        for name in value.__struct_fields__:
            yield from _texts(getattr(value, name), f"{where}.{name}" if where else name)


def _amiss(where: str) -> Sentence:
    return say("`{name}` is not as it should be", name=where)


def _is_day(text: str) -> bool:
    """Whether the calendar has a day, written as a proof does."""
    try:
        return bool(Date.fromisoformat(text))
    except ValueError:
        return False


def _is_control(sign: str) -> bool:
    """Whether a character does something to who shows it, and is no part of what one writes."""
    return unicodedata.category(sign) in ("Cc", "Cs") and sign not in _ALLOWED


def _why(said: str) -> Sentence:
    """Where a value is that is not as it should be; the reader itself speaks English alone."""
    if said.startswith(_NO_JSON):
        return say("it is not JSON as a proof writes it")
    way = _STEPS.search(said)
    if way is None or not way["path"]:
        return say("its first level is not that of answers")
    return _amiss(way["path"])


def _unsound(place: Place, why: Sentence) -> InputError:
    return _refused(
        "proof-unsound",
        say("{name} holds no answers to a proof: {why}.", name=place.file, why=why),
        place,
        say("Ask for the file once more, as the button “Save answers” of the proof writes it."),
    )


def _refused(
    code: str, message: Sentence, place: Place, hint: Sentence | None = None
) -> InputError:
    return InputError(Diagnostic(code, message, place, hint or NOTHING))
