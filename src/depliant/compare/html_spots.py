"""The changes of a page one by one: what each is, and its place seen closely on both sides."""

from __future__ import annotations

import base64
import re
from typing import Final

from depliant.compare.details import Detail, DetailKind
from depliant.compare.html_parts import Html, Markup, Part
from depliant.compare.pages import PagePair, Picture, Spot
from depliant.compare.rewording import Stretch
from depliant.sentences import Sentence, say

_NAMES: Final[dict[DetailKind, Sentence]] = {
    "colour": say("Colour"),
    "font": say("Font"),
    "link": say("Link"),
    "alternative": say("Alternative text"),
    "box": say("Page box"),
    "field": say("Field of a form"),
    "comment": say("Comment"),
}
_COLOUR: Final = re.compile(r"#[0-9a-f]{6}")


def source(picture: Picture) -> str:
    """Where the browser finds a picture: in the page itself."""
    return f"data:image/webp;base64,{base64.b64encode(picture.data).decode('ascii')}"


def spots(pair: PagePair, language: str, html: Html) -> Markup | None:
    """The changes of a page in a language: those that are pictured, and those nobody can see."""
    closely = {(spot.of, spot.at): spot for spot in pair.spots}
    items: list[Markup] = []
    for at, text in enumerate(pair.text):
        if spot := closely.get(("text", at)):
            said = html.element("span", *stretches(text, html), lang=language or None)
            items.append(_item(say("Words"), said, spot, html))
    for at, detail in enumerate(pair.details):
        told = html.element("span", *_told(detail, html), lang=language or None)
        items.append(_item(_NAMES[detail.kind], told, closely.get(("detail", at)), html))
    for (of, _), spot in closely.items():
        if of == "drawing":
            items.append(_item(say("Drawing"), None, spot, html))
    return html.element("ul", *items, class_="spots") if items else None


def _item(name: Sentence, told: Markup | None, spot: Spot | None, html: Html) -> Markup:
    return html.element(
        "li",
        html.element("p", html.element("b", name), " " if told else None, told),
        html.element("div", _view("old", spot, html), _view("new", spot, html), class_="close")
        if spot
        else None,
    )


def _view(side: str, spot: Spot, html: Html) -> Markup:
    is_old = side == "old"
    picture = spot.old if is_old else spot.new
    return html.element(
        "figure",
        html.element("figcaption", say("Old") if is_old else say("New")),
        html.element(
            "img",
            src=source(picture),
            alt=say("The place as it was") if is_old else say("The place as it is"),
            width=picture.width,
            height=picture.height,
            class_=side,
        ),
    )


def _told(detail: Detail, html: Html) -> list[Part]:
    """What it was and is, and of which words."""
    change = _change(detail.old, detail.new, html)
    if detail.kind == "box":
        return [f"{detail.words} ", *change]
    said = html.element("span", f" {detail.words}", class_="quiet") if detail.words else None
    return [*change, said]


def _change(old: str, new: str, html: Html) -> list[Part]:
    """The old value as removed, the new one as added; a colour beside a field of it."""
    parts: list[Part] = []
    for value, kind in ((old, "removed"), (new, "added")):
        if value:
            parts += [" " if parts else None, _swatch(value, html)]
            parts += stretches((Stretch("removed" if kind == "removed" else "added", value),), html)
    return parts


def _swatch(value: str, html: Html) -> Markup | None:
    if not (found := _COLOUR.match(value)):
        return None
    field = html.element("rect", x=1, y=1, width=14, height=14, rx=2, fill=found[0])
    return html.element("svg", field, viewBox="0 0 16 16", aria_hidden="true", class_="swatch")


def stretches(found: tuple[Stretch, ...], html: Html) -> list[Part]:
    """A change with what stands round it, what went struck out, what came marked."""
    parts: list[Part] = []
    for stretch in found:
        parts.append(" " if parts else None)
        if stretch.kind == "same":
            parts.append(stretch.text)
        else:
            gone = stretch.kind == "removed"
            name = html.tell(say("removed:" if gone else "added:"))
            said = html.element("span", f"{name} ", class_="unseen", lang=html.language)
            parts.append(html.element("del" if gone else "ins", said, stretch.text))
    return parts
