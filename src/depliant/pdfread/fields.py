"""The fields of a form as they stand in a finished file (ISO 32000-1, 12.7).

A field is a dictionary, or a chain of them of which the lower ones have what the higher ones say;
a widget is where it lies on a page. Both are one dictionary where a field has one widget.
"""

from __future__ import annotations

from typing import Any, Literal

import pikepdf
from msgspec import Struct
from msgspec.structs import replace

from depliant.pdfread.objects import entry, identity, is_dict, items, listed, name, number, text
from depliant.pdfread.streams import decoded

Kind = Literal[
    "text", "password", "file", "check box", "radio button", "button", "list", "drop-down",
    "combo box", "signature", "unknown",
]  # fmt: skip

_DEEPEST = 32
_MOST_OPTIONS = 10_000
_MOST_KIDS = 1_000
_LONGEST = 1_000_000
"""Bytes of a value that is kept in a stream."""
# Flags by their bits (12.7.3.1, 12.7.4), and those of an annotation (12.5.3).
_READ_ONLY, _REQUIRED, _MULTILINE, _PASSWORD = 1 << 0, 1 << 1, 1 << 12, 1 << 13
_RADIO, _PUSH, _COMBO, _EDIT, _FILE, _MULTI = 1 << 15, 1 << 16, 1 << 17, 1 << 18, 1 << 20, 1 << 21
_HIDDEN, _NO_VIEW = 1 << 1, 1 << 5


class Field(Struct, frozen=True):
    """A field at one of its widgets.

    `name` is the whole name (partial ones joined by dots), `tooltip` that for users, `caption`
    what a button says of itself. `values` are what is filled in or chosen, as users see it; that
    of a password is left out. `is_on` is none where a field is neither on nor off. `option` says
    which of several boxes or buttons of one field this is, `position` and `count` the same in
    numbers from 1; of a list, `count` is the number of its options.
    """

    kind: Kind
    name: str = ""
    tooltip: str = ""
    caption: str = ""
    values: tuple[str, ...] = ()
    is_on: bool | None = None
    option: str = ""
    position: int = 0
    count: int = 0
    is_required: bool = False
    is_read_only: bool = False
    is_multiline: bool = False
    takes_several: bool = False
    is_signed: bool = False
    is_hidden: bool = False


def is_widget(annotation: Any) -> bool:
    """Whether an annotation is where a field lies."""
    return name(entry(annotation, "/Subtype")) == "Widget"


def read_field(widget: Any) -> Field:
    """The field that a widget belongs to."""
    chain = _chain(widget)
    flags = int(number(_inherited(chain, "/Ff")))
    kind = _kind(name(_inherited(chain, "/FT")), flags)
    partial = [text(entry(one, "/T")) for one in reversed(chain)]
    field = Field(
        kind,
        name=".".join(part for part in partial if part),
        tooltip=next((tip for one in chain if (tip := text(entry(one, "/TU")))), ""),
        is_required=bool(flags & _REQUIRED),
        is_read_only=bool(flags & _READ_ONLY),
        is_hidden=bool(int(number(entry(widget, "/F"))) & (_HIDDEN | _NO_VIEW)),
    )
    if kind in ("check box", "radio button"):
        return _switch(field, chain)
    if kind in ("list", "drop-down", "combo box"):
        options = _options(chain)
        several = kind == "list" and bool(flags & _MULTI)
        chosen = _chosen(chain, options)
        return replace(field, values=chosen, count=len(options), takes_several=several)
    if kind == "button":
        return replace(field, caption=text(entry(widget, "/MK", "/CA")))
    value = _inherited(chain, "/V")
    if kind == "signature":
        signer = text(entry(value, "/Name"))
        return replace(field, values=(signer,) if signer else (), is_signed=is_dict(value))
    said = "" if kind == "password" else _said(value)
    is_multiline = bool(flags & _MULTILINE)
    return replace(field, values=(said,) if said else (), is_multiline=is_multiline)


def _kind(kind: str, flags: int) -> Kind:
    if kind == "Btn":
        if flags & _PUSH:
            return "button"
        return "radio button" if flags & _RADIO else "check box"
    if kind == "Tx":
        if flags & _PASSWORD:
            return "password"
        return "file" if flags & _FILE else "text"
    if kind == "Ch":
        if not flags & _COMBO:
            return "list"
        return "combo box" if flags & _EDIT else "drop-down"
    return "signature" if kind == "Sig" else "unknown"


def _chain(widget: Any) -> list[Any]:
    """A widget and what it belongs to, from the lowest up."""
    chain: list[Any] = []
    while is_dict(widget) and len(chain) < _DEEPEST:
        chain.append(widget)
        widget = entry(widget, "/Parent")
    return chain


def _inherited(chain: list[Any], key: str) -> Any:
    return next((found for one in chain if (found := entry(one, key)) is not None), None)


def _said(value: Any) -> str:
    """What a value says: a text, long ones kept in a stream, or a name."""
    if isinstance(value, pikepdf.Stream):
        return str(pikepdf.String(decoded(value, _LONGEST)))
    return text(value) or name(value)


# --- boxes and buttons --------------------------------------------------------------------------


def _switch(field: Field, chain: list[Any]) -> Field:
    """A box or a radio button: whether it is on, and which of its field's it is."""
    widget = chain[0]
    owner = next((one for one in chain if entry(one, "/T") is not None), chain[-1])
    state, stands_for = name(entry(widget, "/AS")), _state_of(widget)
    if not state:
        state = _said(_inherited(chain, "/V")) or "Off"
    siblings = items(entry(owner, "/Kids"))[:_MOST_KIDS] if len(chain) > 1 else ()
    place = _place(widget, siblings)
    meanings = items(_inherited(chain, "/Opt"))
    option = stands_for
    if place and place <= len(meanings):
        option = text(meanings[place - 1]) or stands_for
    return replace(
        field,
        is_on=state == stands_for if stands_for else state != "Off",
        option=option,
        position=place,
        count=len(siblings) if place else 0,
    )


def _state_of(widget: Any) -> str:
    """The name of the appearance that a box has when it is on; empty if it tells none."""
    shown = entry(widget, "/AP", "/N")
    if not is_dict(shown) or isinstance(shown, pikepdf.Stream):
        return ""
    return next((key[1:] for key in sorted(shown.keys()) if key != "/Off"), "")


def _place(widget: Any, siblings: tuple[Any, ...]) -> int:
    """The place of a widget among those of its field, from 1; 0 if it is no one of several."""
    own = identity(widget)
    if own == (0, 0) or len(siblings) < 2:
        return 0
    return next((place for place, one in enumerate(siblings, 1) if identity(one) == own), 0)


# --- lists --------------------------------------------------------------------------------------


def _options(chain: list[Any]) -> list[tuple[str, str]]:
    """The options of a list: what is kept of each, and what users see."""
    found = []
    for option in items(_inherited(chain, "/Opt"))[:_MOST_OPTIONS]:
        pair = [text(part) for part in items(option)[:2]]
        if len(pair) == 2:
            found.append((pair[0], pair[1]))
        else:
            found.append((text(option), text(option)))
    return found


def _chosen(chain: list[Any], options: list[tuple[str, str]]) -> tuple[str, ...]:
    """What is chosen of a list, as users see it; what is in none of the options was typed in."""
    shown = dict(reversed(options))
    kept = [_said(value) for value in listed(_inherited(chain, "/V"))[:_MOST_OPTIONS]]
    if not kept:
        places = [int(number(place, -1)) for place in items(_inherited(chain, "/I"))]
        kept = [options[at][0] for at in places[:_MOST_OPTIONS] if 0 <= at < len(options)]
    return tuple(shown.get(value, value) for value in kept if value)
