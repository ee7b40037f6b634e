"""The fields of a form as they stand in a finished file (ISO 32000-1, 12.7).

A field is a dictionary, or a chain of them of which the lower ones have what the higher ones say;
a widget is where it lies on a page. Both are one dictionary where a field has one widget.
"""

from __future__ import annotations

import re
from typing import Any, Literal

import pikepdf
from msgspec import Struct
from msgspec.structs import replace

from depliant.pdfread.objects import entry, identity, is_dict, items, listed, name, number, text
from depliant.pdfread.streams import MAP_LIMIT, decoded

Kind = Literal[
    "text", "password", "file", "check box", "radio button", "button", "list", "drop-down",
    "combo box", "signature", "unknown",
]  # fmt: skip

_DEEPEST = 32
_MOST_OPTIONS = 1_000
"""Options whose words are read; all are counted."""
_MOST_CHOSEN = 100
_MOST_KIDS = 1_000
_MOST_PARTS = 100
_REQUIRED_ANEW = re.compile(rb"dynamicRender\s*>\s*required")
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


def is_dynamic(catalog: Any) -> bool:
    """Whether a form is made anew by its reader each time, and the pages are a stopgap (12.7.8).

    So it is if the file says that it is to be drawn, or its XFA that drawing it is required.
    """
    if entry(catalog, "/NeedsRendering") is True:
        return True
    found = entry(catalog, "/AcroForm", "/XFA")
    parts = items(found)[:_MOST_PARTS] or (found,)
    streams = (part for part in parts if isinstance(part, pikepdf.Stream))
    return any(_REQUIRED_ANEW.search(decoded(part, MAP_LIMIT)) for part in streams)


def is_widget(annotation: Any) -> bool:
    """Whether an annotation is where a field lies."""
    return name(entry(annotation, "/Subtype")) == "Widget"


class Fields:
    """Reads the fields of one file; what several have in common is read once."""

    def __init__(self) -> None:
        self._lists: dict[tuple[int, int], _Options] = {}
        self._groups: dict[tuple[int, int], dict[tuple[int, int], int]] = {}

    def read(self, widget: Any) -> Field:
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
            return self._switch(field, chain)
        if kind in ("list", "drop-down", "combo box"):
            options = self._options(chain)
            several = kind == "list" and bool(flags & _MULTI)
            chosen = _chosen(chain, options)
            return replace(field, values=chosen, count=options.count, takes_several=several)
        if kind == "button":
            return replace(field, caption=text(entry(widget, "/MK", "/CA")))
        value = _inherited(chain, "/V")
        if kind == "signature":
            signer = text(entry(value, "/Name"))
            return replace(field, values=(signer,) if signer else (), is_signed=is_dict(value))
        said = "" if kind == "password" else _said(value)
        is_multiline = bool(flags & _MULTILINE)
        return replace(field, values=(said,) if said else (), is_multiline=is_multiline)

    def _switch(self, field: Field, chain: list[Any]) -> Field:
        """A box or a radio button: whether it is on, and which of its field's it is."""
        widget = chain[0]
        state, stands_for = name(entry(widget, "/AS")), _state_of(widget)
        if not state:
            state = _said(_inherited(chain, "/V")) or "Off"
        group = self._group(chain)
        place = group.get(identity(widget), 0)
        option = stands_for
        if place:
            meanings = self._options(chain).pairs
            option = (meanings[place - 1][0] if place <= len(meanings) else "") or stands_for
        return replace(
            field,
            is_on=state == stands_for if stands_for else state != "Off",
            option=option,
            position=place,
            count=len(group) if place else 0,
        )

    def _group(self, chain: list[Any]) -> dict[tuple[int, int], int]:
        """The places of the widgets of a field, from 1; empty where it has but one."""
        owner = next((one for one in chain if entry(one, "/T") is not None), chain[-1])
        key = identity(owner)
        if len(chain) < 2 or key == identity(chain[0]):
            return {}
        if key not in self._groups:
            kids = items(entry(owner, "/Kids"))[:_MOST_KIDS]
            places = {identity(kid): place for place, kid in enumerate(kids, 1)}
            places.pop((0, 0), None)
            self._groups[key] = places if len(places) > 1 else {}
        return self._groups[key]

    def _options(self, chain: list[Any]) -> _Options:
        """The options of a list, or what the boxes of a field stand for."""
        holder = next((one for one in chain if entry(one, "/Opt") is not None), None)
        value = entry(holder, "/Opt")
        key = next((key for key in map(identity, (value, holder)) if key != (0, 0)), (0, 0))
        if key == (0, 0) or key not in self._lists:
            self._lists[key] = _read_options(value)
        return self._lists[key]


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
        return text(pikepdf.String(decoded(value, _LONGEST)))
    return text(value) or name(value)


# --- boxes and buttons --------------------------------------------------------------------------


def _state_of(widget: Any) -> str:
    """The name of the appearance that a box has when it is on; empty if it tells none."""
    shown = entry(widget, "/AP", "/N")
    if not is_dict(shown) or isinstance(shown, pikepdf.Stream):
        return ""
    return next((key[1:] for key in sorted(shown.keys()) if key != "/Off"), "")


# --- lists --------------------------------------------------------------------------------------


class _Options(Struct, frozen=True):
    """What is kept of each option, and what users see; `count` is the number of all."""

    pairs: tuple[tuple[str, str], ...]
    count: int

    def shown(self, value: str) -> str:
        """What users see of a value; one that is in no option was typed in."""
        return next((shown for kept, shown in self.pairs if kept == value), value)


def _read_options(value: Any) -> _Options:
    found = []
    options = items(value)
    for option in options[:_MOST_OPTIONS]:
        pair = [text(part) for part in items(option)[:2]]
        kept, shown = pair if len(pair) == 2 else (text(option), text(option))
        found.append((kept, shown))
    return _Options(tuple(found), len(options))


def _chosen(chain: list[Any], options: _Options) -> tuple[str, ...]:
    """What is chosen of a list, as users see it."""
    kept = [_said(value) for value in listed(_inherited(chain, "/V"))[:_MOST_CHOSEN]]
    if not kept:
        places = [int(number(place, -1)) for place in items(_inherited(chain, "/I"))]
        most = len(options.pairs)
        kept = [options.pairs[at][0] for at in places[:_MOST_CHOSEN] if 0 <= at < most]
    return tuple(options.shown(value) for value in kept if value)
