"""A contract as it is first written: every key explained, so that it can be kept by hand."""

from __future__ import annotations

import json
from collections.abc import Iterator
from textwrap import wrap
from typing import Final

from msgspec import Struct

from depliant.colour import Colour
from depliant.content.logos import CharterNote
from depliant.graphics.mark import Use, plain_key
from depliant.interface import ENGLISH, Interface
from depliant.sentences import Sentence, say, verbatim

SAYS = {
    "contract": say("as the charter gives it"),
    "profile": say("chosen by the output profile: ask for the charter's"),
    "black": say("black ink alone"),
    "file": say("as the file has it"),
}

_WIDE: Final = 92
"""How many characters a line of comment has at most."""


class Terms(Struct, frozen=True):
    """What a contract says; `inks` are values by key, as `inks:` has them.

    `made_from` is the name of the file that the partner sent, `sha256` its digest.
    """

    name: str
    made_from: str
    sha256: str
    alt: str | None = None
    link: str | None = None
    minimum_height: float = 8.0
    clear_space: float = 0.25
    grounds: tuple[str, ...] = ("paper",)
    other_grounds: tuple[str, ...] = ()
    order: int | None = None
    permitted_until: str | None = None
    charter: CharterNote | None = None
    inks: tuple[tuple[str, Colour | str], ...] = ()
    uses: tuple[Use, ...] = ()
    is_baked: bool = False


def contract_text(terms: Terms, interface: Interface = ENGLISH) -> str:
    """The contract as YAML, with comments in the language of whoever keeps it."""
    return "".join(f"{line}\n" for line in _lines(terms, interface))


def _lines(terms: Terms, interface: Interface) -> Iterator[str]:
    def comment(*said: Sentence) -> list[str]:
        return _comment(" ".join(map(interface.tell, said)))

    yield from comment(
        say(
            "What {name} asks for its mark. The file that was sent: {file}, SHA-256 {digest}.",
            name=_plain(terms.name),
            file=_plain(terms.made_from),
            digest=terms.sha256[:16],
        )
    )
    yield f"name: {quoted(terms.name)}"
    yield from comment(
        say("What the mark says, for those who hear the brochure; left out: the name.")
    )
    yield _unless(terms.alt, "alt", interface.tell(say("Logo of …")))
    yield from comment(say("Where a click on it leads in the screen file."))
    yield _unless(terms.link, "link", "https://…")
    yield from comment(
        say(
            "The least height, in millimetres, and the room kept empty round it, as a share of "
            "its height. Both are the charter's: these are usual where it says nothing."
        )
    )
    yield f"minimum-height-mm: {terms.minimum_height:g}"
    yield f"clear-space: {terms.clear_space:g}"
    others = ", ".join(terms.other_grounds)
    yield from comment(
        say("Swatches that it may stand on."),
        *([say("There are also: {names}.", names=others)] if others else ()),
    )
    yield f"grounds: [{', '.join(map(_word, terms.grounds))}]"
    yield from comment(
        say("Without `order` it stands where content.yaml names it; with one, lower comes first.")
    )
    yield "# order: 1" if terms.order is None else f"order: {terms.order}"
    yield from _inks(terms, interface)
    yield from comment(say("The last day on which it may be published, if there is one."))
    until = terms.permitted_until
    yield "# permitted_until: 2030-12-31" if until is None else f"permitted_until: {quoted(until)}"
    if terms.charter is not None:
        since, note = quoted(terms.charter.since), quoted(terms.charter.note)
        yield f"charter: {{since: {since}, note: {note}}}"


def _inks(terms: Terms, interface: Interface) -> Iterator[str]:
    tell = interface.tell
    if terms.is_baked:
        baked = say(
            "Its inks are in its file. To change them, take what was sent in again with --ink."
        )
        yield from _comment(tell(baked))
        for use in terms.uses:
            yield f"#   {_plain(use.key)}: {tell(shown(use.ink))}, {tell(origin(use))}"
        return
    explained = say(
        "Inks by the colours of the file: [cyan, magenta, yellow, black] in per cent, a swatch of "
        'the style sheet, or a spot: `{spot: "PANTONE 186 C", cmyk: [0, 100, 80, 5]}`.'
    )
    yield from _comment(tell(explained))
    origins = {plain_key(use.key): origin(use) for use in terms.uses}
    if not terms.inks:
        yield '# inks: {"#e30613": [0, 100, 100, 0]}'
        return
    yield "inks:"
    for key, ink in terms.inks:
        said = origins.get(plain_key(key), SAYS["contract"])
        yield f"  {quoted(key)}: {_value(ink)}  # {tell(said)}"


def _comment(text: str) -> list[str]:
    """A text as lines of comment that an editor shows whole."""
    return wrap(
        text,
        _WIDE,
        initial_indent="# ",
        subsequent_indent="# ",
        break_long_words=False,
        break_on_hyphens=False,
    )


def origin(use: Use) -> Sentence:
    """Who says what ink a colour is, in words."""
    if use.word == "black" and use.ink.is_paper:
        return say("nothing is printed")
    return SAYS[use.word]


def _value(ink: Colour | str) -> str:
    if isinstance(ink, str):
        return quoted(ink)
    solid = [round(amount * 100, 1) for amount in (ink.cyan, ink.magenta, ink.yellow, ink.black)]
    amounts = f"[{', '.join(f'{amount:g}' for amount in solid)}]"
    return amounts if ink.spot is None else f"{{spot: {quoted(ink.spot)}, cmyk: {amounts}}}"


def shown(ink: Colour) -> Sentence:
    """An ink in words: its four amounts, or its spot."""
    solid = (ink.cyan, ink.magenta, ink.yellow, ink.black)
    amounts = "/".join(f"{amount * 100:.0f}" for amount in solid)
    if ink.spot is None:
        return verbatim(amounts)
    return say("spot {name} ({amounts})", name=ink.spot, amounts=amounts)


def _unless(value: str | None, key: str, example: str) -> str:
    return f"# {key}: {quoted(example)}" if value is None else f"{key}: {quoted(value)}"


def quoted(text: str) -> str:
    """A text as a YAML scalar in quotation marks, whatever stands in it."""
    written = json.dumps(text, ensure_ascii=False)
    # JSON lets pass what YAML takes for a line's end or for no character (YAML 1.2.2, 5.1).
    return "".join(
        f"\\u{ord(letter):04x}" if letter in "\x7f\x85\u2028\u2029\ufeff" else letter
        for letter in written
    )


def _plain(text: str) -> str:
    """A text in a comment: one line of it."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


def _word(text: str) -> str:
    return text if text.isidentifier() else quoted(text)
