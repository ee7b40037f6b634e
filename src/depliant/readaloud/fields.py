"""What is said of a field of a form: its kind and name, what is asked of it, what it holds.

[text field “Your name”, required: Ada Lovelace]
[check box “I agree”: not checked]
[radio button “Delivery”, “by post”, 1 of 2: selected]
[drop-down list “Country”, 3 options: France]
[signature field “Signature”, read-only: not signed]
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from depliant.pdfread.fields import Field, Kind
from depliant.sentences import NOTHING, Sentence, counted, in_quotes, joined, say

_KINDS: Final[dict[Kind, Sentence]] = {
    "text": say("text field"),
    "password": say("password field"),
    "file": say("field for a file"),
    "check box": say("check box"),
    "radio button": say("radio button"),
    "button": say("button"),
    "list": say("list"),
    "drop-down": say("drop-down list"),
    "combo box": say("drop-down list to type in"),
    "signature": say("signature field"),
    "unknown": say("field of unknown kind"),
}
SWITCHES: Final[tuple[Kind, ...]] = ("check box", "radio button")
"""What is on or off, and holds nothing else."""
_TRUISMS: Final = frozenset(("on", "yes", "ja", "oui", "true"))
"""What programs call the state of a box that is on: it says no more than that it is."""


def name_of(field: Field, alternative: str = "") -> str:
    """The name by which a field is announced; empty where only programs know one.

    It is the tooltip, what the element says instead of it (ISO 14289-1, 7.18.1), or what a button
    has for a caption.
    """
    return _plain(field.tooltip) or _plain(alternative) or _plain(field.caption)


def field_said(field: Field, alternative: str = "") -> Sentence:
    """A field as it is announced: `alternative` is the alternative description of its element.

    Without a name for people it is announced by that for programs, as screen readers do.
    """
    name = name_of(field, alternative) or _plain(field.name)
    traits = joined([_called(_KINDS[field.kind], name), *_traits(field)])
    state = _state(field)
    if not state:
        return say("[{field}]", field=traits)
    return say("[{field}: {state}]", field=traits, state=state)


def _called(kind: Sentence, name: str) -> Sentence:
    if not name:
        return say("{kind} without a name", kind=kind)
    return joined([kind, in_quotes(name)], " ")


def _traits(field: Field) -> Iterator[Sentence]:
    """What is said between the name and the value."""
    if field.kind in SWITCHES:
        told = _plain(field.option)
        is_truism = field.kind == "check box" and told.casefold() in _TRUISMS
        if told and field.count and not told.isdecimal() and not is_truism:
            yield in_quotes(told)
        if field.count:
            yield say("{number} of {count}", number=field.position, count=field.count)
    elif field.count:
        yield counted(field.count, "{count} option", "{count} options")
    if field.is_multiline:
        yield say("several lines")
    if field.takes_several:
        yield say("several may be chosen")
    if field.is_required:
        yield say("required")
    if field.is_read_only:
        yield say("read-only")


def _state(field: Field) -> Sentence:
    """What a field holds; nothing for a button, which holds nothing."""
    said = joined([_plain(value) for value in field.values])
    if field.kind == "check box":
        return _switched(field.is_on, say("checked"), say("not checked"))
    if field.kind == "radio button":
        return _switched(field.is_on, say("selected"), say("not selected"))
    if field.kind == "signature":
        if field.is_signed and field.values:
            return say("signed by {name}", name=said)
        return say("signed") if field.is_signed else say("not signed")
    if field.kind in ("list", "drop-down", "combo box"):
        return said if field.values else say("nothing chosen")
    if field.kind == "password":
        return say("what it holds is not said")
    if field.kind in ("text", "file"):
        return said if field.values else say("blank")
    return said if field.values else NOTHING


def _switched(is_on: bool | None, on: Sentence, off: Sentence) -> Sentence:
    if is_on is None:
        return say("neither on nor off")
    return on if is_on else off


def _plain(text: str) -> str:
    return " ".join(text.split())


# --- fields that are printed ----------------------------------------------------------------------

_PRINTED: Final[dict[str, Kind]] = {
    "rb": "radio button",
    "cb": "check box",
    "pb": "button",
    "tv": "text",
    "lb": "list",
}
"""The roles of what is a field on paper only (14.8.5.6)."""


def printed_field(role: str, state: str, description: str) -> Field | None:
    """A field that cannot be filled in, by its attributes; none if these tell of none.

    Args:
        role: which kind it is.
        state: `on`, `off` or `neutral`; what a box is without it is off.
        description: its name for people.
    """
    kind = _PRINTED.get(role)
    if kind is None:
        return None
    is_on = {"on": True, "neutral": None}.get(state, False) if kind in SWITCHES else None
    return Field(kind, tooltip=description, is_on=is_on, is_read_only=True)
