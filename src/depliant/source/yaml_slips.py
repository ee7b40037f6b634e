"""Why a YAML file cannot be read, in the words of who typed it.

A parser says where it could not go on, which is often lines below the slip: a quotation mark that
is not closed swallows what follows up to the next one. Here the text is looked through for what
people type: each finder knows one slip, and says where it is and what to write instead.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Container
from typing import Final

from depliant.sentences import Sentence, say
from depliant.source.lines import line_starts, position_at
from depliant.source.yaml_flow import behind_a_bracket, behind_a_quote, glued, missing_comma
from depliant.source.yaml_lines import (
    BLOCK,
    CLOSING,
    Reading,
    Slip,
    YamlLine,
    in_quotes,
    line_end,
    opened,
)

_GLUED_KEY: Final = re.compile(r"[ \t]*(?:-[ \t]+)*([a-z][\w-]*):(?!//)(?=[^\s,}\]])")
_KEY_WITHOUT_COLON: Final = re.compile(r"([a-z][\w-]*)(?:[ \t]+(.*))?$")
_GLUED_HYPHEN: Final = re.compile(r"[ \t]*-(?=([a-z][\w-]*):(?:[ \t]|$))", re.MULTILINE)
_BEGINNERS: Final = "@`%*&!|>?,{["
"""What means something to YAML at the beginning of a value (YAML 1.2.2, 5.3)."""
_LINES_BACK: Final = 12
"""Lines above the one where the parser stopped that are looked through for a word too long."""
_WINDOW: Final = 76
"""Characters of a line that a terminal shows of it."""


def slip(text: str, stopped: int, problem: str, words: Container[str] = ()) -> Slip | None:
    """What was typed wrongly in a text that is no YAML; None if it is nothing that is known.

    Args:
        text: of the file.
        stopped: the offset at which the parser could not go on.
        problem: why, in the parser's words.
        words: keys whose values are texts.
    """
    reading = Reading(text, stopped, problem, opened(text, stopped), words)
    return next(filter(None, (finder(reading) for finder in _FINDERS)), None)


def quoted_line(text: str, offset: int) -> tuple[str, str]:
    """The line of an offset and a caret below the character; of a long line, the part about it."""
    number, column = position_at(text, offset)
    at = column - 1
    start = offset - at
    end = line_starts(text)[number] if number < len(line_starts(text)) else len(text)
    line = text[start:end].replace("\t", " ").rstrip()
    first = max(0, min(at - _WINDOW // 2, len(line) - _WINDOW))
    shown = line[first : first + _WINDOW]
    return shown, " " * (at - first) + "^"


# --- finders --------------------------------------------------------------------------------------


def _tab(reading: Reading) -> Slip | None:
    line = reading.line(reading.stopped)
    at = reading.text.find("\t", line.start, line.begins)
    if at < 0:
        return None
    return Slip(
        at,
        say("A tab stands where spaces belong."),
        say(
            "Replace it by spaces, two for each step, so that the line stands "
            "under those it belongs to."
        ),
    )


def _quote_left_open(reading: Reading) -> Slip | None:
    for start, end in reversed(reading.opened.quoted):
        inside = reading.text[start:end].split("\n")[1:]
        entries = any(_LINE_OF_ENTRY.match(line) for line in inside)
        if end > len(reading.text) or entries:
            return Slip(start, say("This quotation mark is not closed."), _closing(reading, start))
    return None


def _closing(reading: Reading, start: int) -> Sentence:
    """How a text ends whose quotation mark may be an apostrophe: 'tis, 't Zand."""
    mark, line = reading.text[start], reading.line(start)
    is_text = not line.key or line.key in reading.words
    if mark == '"' or line.value_at != start or not (is_text and line.value[1:2].isalnum()):
        return say("Write the same straight mark ({mark}) at the end of the text.", mark=mark)
    return say(
        "Write the same straight mark ({mark}) at the end of the text; or if it is an apostrophe, "
        "put the text between double quotes: `{before}{quoted}`.",
        mark=mark,
        before=reading.before(line),
        quoted='"…"' if reading.goes_on(line) else in_quotes(line.value),
    )


_LINE_OF_ENTRY: Final = re.compile(r"[ \t]*(?:- |-$|(?:- )*[\w-]+:(?:[ \t]|$))")


def _after_a_quote(reading: Reading) -> Slip | None:
    if not reading.opened.quoted:
        return None
    start, end = reading.opened.quoted[-1]
    between = reading.text[end : reading.stopped]
    if "\n" in between or between.strip() or reading.text[end : end + 1] in ":,]}":
        return None
    if found := behind_a_quote(reading, end):
        return found
    line = reading.text[end : line_end(reading.text, end)]
    if reading.text[start] == '"':
        hint = say(
            'Within a text in straight quotes write \\" for such a mark, or type “ '
            "” or « »; a text that begins with a quoted word is put between ' and "
            "' as a whole."
        )
    elif line.rstrip().endswith("'"):
        hint = say("Put the text between double quotes, or write each apostrophe in it twice ('').")
    else:  # the first one may be an apostrophe, too
        hint = say("Put the whole text between double quotes.")
    return Slip(end - 1, say("The text ends at this quotation mark, and its line goes on."), hint)


def _escape(reading: Reading) -> Slip | None:
    at = reading.text.rfind("\\", 0, reading.stopped + 1)
    # "hexdecimal" is libyaml's own word.
    if at < 0 or not any(word in reading.problem for word in ("escape", "hexdecimal")):
        return None
    return Slip(
        at,
        say("A backslash does not stand for itself in a text in double quotes."),
        say("Write it twice (\\\\), or put the text between single quotes."),
    )


def _beginning(reading: Reading) -> Slip | None:
    """A text that begins with a sign that means something to YAML."""
    text, stopped = reading.text, reading.stopped
    line = reading.line(stopped)
    within = bool(reading.opened.brackets)
    if text[stopped : stopped + 1] in ("@", "`", "%") and (within or stopped > line.value_at):
        return Slip(
            stopped,
            say("A text that begins with {text} must be in quotes.", text=text[stopped]),
            say('Write "…" round it.'),
        )
    for each in (line, reading.above(line)):
        if each is None or not each.value or _is_sound(each, reading):
            continue
        return Slip(
            each.value_at,
            say(
                "A text that begins with {partition} must be in quotes.",
                partition=each.value.partition(" ")[0][:1],
            ),
            say("Put the whole text in quotes, from its first line to its last.")
            if reading.goes_on(each)
            else say(
                "Write `{before}{in_quotes}`.",
                before=reading.before(each),
                in_quotes=in_quotes(each.value),
            ),
        )
    return None


def _is_sound(line: YamlLine, reading: Reading) -> bool:
    """Whether the value of a line begins as a text may, or as what its key asks for."""
    first = line.value[0]
    if first in "{[":
        # Brackets hold a list or keys, unless a text stands behind them, or is asked for.
        start, end = reading.opened.closed
        goes_on = start == line.value_at and "\n" not in reading.text[end : reading.stopped + 1]
        return line.key not in reading.words and not (goes_on and not line.key)
    if first in "|>" and BLOCK.match(line.value):
        return True
    return first not in _BEGINNERS and not (line.key and line.value.startswith("- "))


def _bracket_left_open(reading: Reading) -> Slip | None:
    if not reading.opened.brackets:
        return None
    text, start = reading.text, reading.opened.brackets[-1]
    beyond = reading.stopped >= len(text.rstrip())
    line, opener = reading.line(reading.stopped), reading.line(start)
    # What goes on within the brackets stands further to the right.
    below = line.number > opener.number and line.column <= opener.column
    if not beyond and not below:
        return None
    opening = text[start]
    return Slip(
        start,
        say("This {opening} is not closed.", opening=opening),
        say("Write {closing} at the end of what it holds.", closing=CLOSING[opening]),
    )


def _keyless(reading: Reading) -> Slip | None:
    """A key without its colon, in the line where the parser stopped or in the one above it."""
    line = reading.line(reading.stopped)
    if not line.key and (match := _KEY_WITHOUT_COLON.match(line.value)):
        opens = line.begins + match.start(2)
        if (match[2] or "").startswith("{") and reading.stopped > opens:
            return _no_colon(line, match, f"{match[1]}: {match[2]}")
    above = reading.above(line)
    if above is None or above.key or (line.key and reading.stopped >= line.value_at):
        return None
    match = _KEY_WITHOUT_COLON.match(above.value)
    if match is None or above.value_at != above.begins:
        return None
    name, rest = match[1], match[2]
    hyphen = reading.before(above)
    lead = reading.text[line.start : line.begins]
    first = len(lead) - len(lead.lstrip(" ")) + 1
    if not rest:
        return _no_colon(above, match, f"{hyphen}{name}:") if first >= above.column else None
    if above.column not in (line.column, first) and line.value:
        return None
    if hyphen or name in reading.words:
        return _no_colon(above, match, f"{hyphen}{name}: {rest}")
    return Slip(
        above.begins,
        say("This line is no key, and belongs to no text above it."),
        say(
            "Write `{name}: …` if it is a key; if a text goes on here, move it in by two spaces.",
            name=name,
        ),
    )


def _no_colon(line: YamlLine, match: re.Match[str], right: str) -> Slip:
    return Slip(
        line.begins + match.end(1) - 1,
        say("A colon is missing behind `{match}`.", match=match[1]),
        say("Write `{right}`.", right=right),
    )


def _colon(reading: Reading) -> Slip | None:
    line = reading.line(reading.stopped)
    if not reading.problem.startswith("mapping values") or reading.stopped < line.value_at:
        return None
    if line.value[:1] in ('"', "'"):
        return None
    if line.key or line.begins > line.start + 1:
        hint = say(
            "Put the text in quotes: `{before}{in_quotes}`.",
            before=reading.before(line),
            in_quotes=in_quotes(line.value),
        )
    else:
        hint = say("Put the whole text in quotes, from its first line to its last.")
    ends = reading.text[reading.stopped : line_end(reading.text, reading.stopped)].strip() == ":"
    return Slip(
        reading.stopped,
        say("A colon at the end of a line stands in a text that is not in quotes.")
        if ends
        else say("A colon with a space behind it stands in a text that is not in quotes."),
        hint,
    )


def _glued(reading: Reading) -> Slip | None:
    """A colon or a hyphen without its space, in the line where the parser stopped or above it.

    What stands in them is read as one word, and the parser may stop some lines below.
    """
    each: YamlLine | None = reading.line(reading.stopped)
    for _ in range(_LINES_BACK):
        if each is None:
            return None
        if match := _GLUED_HYPHEN.match(reading.text, each.start):
            return Slip(
                match.end() - 1,
                say("A space is missing behind the hyphen."),
                say("Write `- {key}: …`.", key=match[1]),
            )
        if match := _GLUED_KEY.match(reading.text, each.start):
            return Slip(
                match.end() - 1,
                say("A space is missing behind the colon."),
                say("Write `{match}: …`.", match=match[1]),
            )
        each = reading.above(each)
    return None


def _missing_hyphen(reading: Reading) -> Slip | None:
    """A key in the column where the hyphens of the list above it stand."""
    line = reading.line(reading.stopped)
    above = reading.above(line) if line.key and not line.has_hyphen else None
    while above is not None and above.column > line.column:
        if reading.text.startswith("- ", above.start + line.column - 1):
            return Slip(
                line.begins,
                say("A hyphen is missing before `{key}`.", key=line.key),
                say(
                    "Write `- {key}: …`, as in line {number}.",
                    key=line.key,
                    number=above.number + 1,
                ),
            )
        above = reading.above(above)
    return None


def _words_before_keys(reading: Reading) -> Slip | None:
    """An entry of a list whose words stand without a key, above its keys."""
    line = reading.line(reading.stopped)
    above = reading.above(line) if line.key and not line.has_hyphen else None
    if above is None or above.key or not above.has_hyphen or above.column != line.column:
        return None
    if above.value[0] in "{[":
        return None
    glued = re.match(r"([a-z][\w-]*)([\"'].*)", above.value)
    if glued and glued[1] in reading.words:
        return _no_colon(above, glued, f"- {glued[1]}: {glued[2]}")
    return Slip(
        above.begins,
        say("These words stand without a key, and keys follow them."),
        say("Write a key before them, such as `- text: {words}`.", words=above.value),
    )


def _hyphen_astray(reading: Reading) -> Slip | None:
    """A hyphen in a column where no list above it has its own."""
    line = reading.line(reading.stopped)
    columns: dict[int, YamlLine] = {}
    above = reading.above(line)
    if above is not None and not above.value and above.column <= line.hyphen:
        return None  # the first entry of a list, below its key
    while above is not None and len(columns) < 3:
        least = min(columns, default=above.column + 1)
        if above.has_hyphen and above.hyphen < least:
            columns[above.hyphen] = above
        above = reading.above(above)
    if not columns or line.hyphen in columns:
        return None
    return _astray(reading.text.index("-", line.start), line.hyphen, columns)


def _indentation(reading: Reading) -> Slip | None:
    """A line that begins in a column where nothing above it begins."""
    line = reading.line(reading.stopped)
    if line.has_hyphen:
        return _hyphen_astray(reading)
    if not line.is_entry:
        return None
    columns: dict[int, YamlLine] = {}
    above = reading.above(line)
    while above is not None and len(columns) < 3:
        if above.is_entry and above.column < min(columns, default=above.column + 1):
            columns[above.column] = above
        above = reading.above(above)
    if not columns or line.column in columns:
        return None
    first = columns.get(line.column + 1) or columns.get(line.column - 1)
    below = reading.below(line)
    if first is not None and below is not None and below.column == line.column:
        return Slip(
            first.begins,
            say(
                "This line begins in column {column}, and those below it in column {column_2}.",
                column=first.column,
                column_2=line.column,
            ),
            say(
                "Begin it in column {column}: lines that belong together begin in one column.",
                column=line.column,
            ),
        )
    return _astray(line.begins, line.column, columns)


def _astray(offset: int, column: int, columns: dict[int, YamlLine]) -> Slip:
    """A line that begins in a column, though others do in `columns`."""
    nearest = sorted(columns, key=lambda one: abs(one - column))[:2]
    first, other = nearest[0], nearest[-1]
    return Slip(
        offset,
        say(
            "This line begins in column {column}, and nothing that it could belong to does.",
            column=column,
        ),
        say(
            "Begin it in column {column}, as in line {number}.",
            column=first,
            number=columns[first].number + 1,
        )
        if first == other
        else say(
            "Begin it in column {column}, as in line {number}, or in column "
            "{column_2}, as in line {number_2}.",
            column=first,
            number=columns[first].number + 1,
            column_2=other,
            number_2=columns[other].number + 1,
        ),
    )


_FINDERS: Final[tuple[Callable[[Reading], Slip | None], ...]] = (
    _tab,
    _escape,
    _quote_left_open,
    _after_a_quote,
    _beginning,
    _bracket_left_open,
    missing_comma,
    glued,
    behind_a_bracket,
    _keyless,
    _colon,
    _glued,
    _words_before_keys,
    _missing_hyphen,
    _indentation,
)
