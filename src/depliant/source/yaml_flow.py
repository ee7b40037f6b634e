"""Slips between brackets and braces, where commas part what would elsewhere stand in lines."""

from __future__ import annotations

import re
from typing import Final

from depliant.sentences import say
from depliant.source.yaml_lines import CLOSING, Reading, Slip, in_quotes, line_end, opened

_ENTRY: Final = re.compile(r"(?P<key>[\w-]+):[ \t]+(?P<words>.*)")
_FIGURE: Final = re.compile(r"\{[A-Za-z][\w:/-]*\}")


def missing_comma(reading: Reading) -> Slip | None:
    """A second colon in an entry: a comma is missing before its word, or quotes round a text."""
    if not reading.opened.brackets:
        return None
    text, start = reading.text, reading.opened.brackets[-1]
    word = re.search(r"[\w-]+[ \t]*$", text[start : reading.stopped])
    if word is None or text[reading.stopped : reading.stopped + 1] != ":":
        return None
    name, at = word[0].strip(), start + word.start()
    begins = 1 + max(text.rfind(",", start, at), start)
    entry = text[begins : entry_end(text, reading.stopped)].strip()
    if not text[begins:at].strip() and text[reading.stopped + 1 : reading.stopped + 2] == ",":
        return Slip(
            reading.stopped,
            say("A space is missing behind the colon."),
            say("Write `{match}: …`.", match=name),
        )
    if "\n" in entry and text[start] == "[":
        return None
    match = _ENTRY.fullmatch(entry)
    is_first = match is not None and text[begins:at].split() == [f"{match['key']}:"]
    if text[start] == "[":
        return Slip(
            at,
            say("A colon with a space behind it stands in a text that is not in quotes."),
            say("Write `{right}`.", right=in_quotes(entry)),
        )
    if match is None or match["key"] not in reading.words:
        return Slip(
            at,
            say("No value stands between `{key}` and `{name}`.", key=match["key"], name=name)
            if match is not None and is_first
            else say("A comma is missing before `{name}`.", name=name),
            say(
                "Between { and } a comma stands between one entry and the next: "
                "{value: 5, unit: m}."
            ),
        )
    right = f"{match['key']}: {in_quotes(match['words'])}"
    if is_first:  # no word stands there that a comma could follow
        return Slip(
            at,
            say("A colon with a space behind it stands in a text that is not in quotes."),
            say("Write `{right}`.", right=right),
        )
    return Slip(
        at,
        say("A comma is missing before `{name}`, or quotes round a text with a colon.", name=name),
        say(
            "If `{name}` begins another entry, put a comma before it; if it is a part of the "
            "text, write `{right}`.",
            name=name,
            right=right,
        ),
    )


def glued(reading: Reading) -> Slip | None:
    """Words and a bracket behind them: a comma is missing between them, or quotes round both."""
    text = reading.text
    begins, at = opened(text, line_end(text, reading.stopped)).glued
    if not at:
        return None
    end = entry_end(text, at)
    before, entry = text[begins:at], text[begins:end].strip()
    if "\n" in entry or before[0] in "\"'{[":
        return None
    bracket = opened(text, at).brackets[-1]
    is_value = text[:begins].rstrip(" \t").endswith(":")
    if "\n" in text[bracket:begins] or not (is_value or text[bracket] == "["):
        return None  # perhaps one that is not closed, or a key
    if any(entry.count(one) != entry.count(other) for one, other in CLOSING.items()):
        return None
    first, rest = before.rstrip(), text[at:end].strip()
    if first.endswith(('"', "'")) and first[:-1].endswith((" ", "\t")) and rest[-1:] == first[-1]:
        first, rest = first[:-1].rstrip(), first[-1] + rest
    elif before == first:
        return _wants_quotes(begins, entry)
    elif _FIGURE.fullmatch(rest):
        rest = f'"{rest}"'
    if is_value:
        return _wants_quotes(begins, entry)
    return Slip(
        at,
        say("A comma is missing before this, or quotes round the whole text."),
        say(
            "Write `{two}` for two entries, or `{one}` for one text.",
            two=f"{first}, {rest}",
            one=in_quotes(entry),
        ),
    )


def _wants_quotes(begins: int, entry: str) -> Slip:
    return Slip(
        begins,
        say("A text that has braces or brackets in it must be in quotes here."),
        say("Write `{right}`.", right=in_quotes(entry)),
    )


def behind_a_quote(reading: Reading, end: int) -> Slip | None:
    """What follows a text in quotes as an entry of its own, without a comma."""
    if not reading.opened.brackets:
        return None
    text = reading.text
    match = re.compile(r"[ \t]+(?=[\"'{\[]|[\w-]+:[ \t])").match(text, end)
    if match is None:
        return None
    return Slip(
        match.end(),
        say("A comma is missing before this {sign}.", sign=text[match.end()])
        if text[match.end()] in "\"'{["
        else say(
            "A comma is missing before `{name}`.",
            name=text[match.end() : text.index(":", match.end())],
        ),
        say("Between brackets a comma stands between one entry and the next."),
    )


def behind_a_bracket(reading: Reading) -> Slip | None:
    """What stands behind a closed bracket, between others or at the end of a line."""
    begins, end = reading.opened.closed
    text = reading.text
    between = text[end : reading.stopped]
    if not end or between.strip() or "\n" in between:
        return None
    closing, following = text[end - 1], text[reading.stopped : reading.stopped + 1]
    if reading.opened.brackets and following and following in "{[\"'":
        return Slip(
            reading.stopped,
            say("A comma is missing before this {sign}.", sign=following),
            say("Between brackets a comma stands between one entry and the next."),
        )
    entry = text[begins : entry_end(text, reading.stopped)].strip()
    if reading.opened.brackets and _FIGURE.match(entry):
        return _wants_quotes(begins, entry)
    return Slip(
        reading.stopped,
        say("What stands behind this {closing} does not belong there.", closing=closing),
        say("Delete it; if all of the line is a text, put it in quotes."),
    )


def entry_end(text: str, at: int) -> int:
    """Where the entry between brackets ends that holds an offset, at the latest its line."""
    end, depth = line_end(text, at), 0
    for place in range(at, end):
        if text[place] in CLOSING:
            depth += 1
        elif text[place] in "]}" and depth:
            depth -= 1
        elif text[place] in ",]}" and not depth:
            return place
    return end
