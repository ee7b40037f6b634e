"""A text of a YAML file typed anew, or a list put in another order, every other byte as it was.

A text keeps the way in which it is written: its quotes, or none; lines of its own behind `|` or
`>`, of which those stay that say the same. Where the new words cannot be written so, they stand in
double quotes. What comes out is read again, and refused unless it says exactly what was typed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from depliant.errors import Diagnostic, InputError
from depliant.sentences import say
from depliant.source.editing import Put, edited, written
from depliant.source.lines import newline_of, with_feeds
from depliant.source.yaml import Route, Source, Tree, parse_yaml

_SPACE: Final = re.compile("(?<=[^ ]) (?=[^ ])")
"""Where a line may end and the next begin."""
_INDENT: Final = re.compile(r"[ \t]*")
_WIDTH: Final = 90
"""Characters of a line of what had but one."""
_LEAST: Final = 60
"""Characters of a line where all of those before are shorter."""


class _Written(NamedTuple):
    """Another way to write what stands from `start` to before `end`."""

    start: int
    end: int
    text: str


def value_at(data: Tree, route: Route) -> Tree:
    """What stands at a route.

    Raises:
        LookupError: there is no such.
    """
    for step in route:
        is_list = isinstance(step, int)
        if not isinstance(data, list if is_list else dict) or (is_list and int(step) < 0):
            raise LookupError(step)
        data = data[step]  # type: ignore[index]
    return data


def with_value(data: Tree, route: Route, value: Tree) -> Tree:
    """The same data but for what stands at a route."""
    if not route:
        return value
    step, *rest = route
    inner = with_value(data[step], tuple(rest), value)
    if isinstance(data, list):
        return [*data[: int(step)], inner, *data[int(step) + 1 :]]
    return {**data, step: inner}


_ESCAPED: Final = "\x85\u2028\u2029"
"""What other readers of YAML take for the end of a line, and what nobody sees in an editor."""


def retyped(source: Source, route: Route, text: str) -> str:
    """The text of a file with other words at `route`, where a text stands.

    Raises:
        InputError: `edit-refused`; or why the words cannot stand in a YAML file.
        LookupError: no text stands there.
    """
    former = value_at(source.data, route)
    if former is None:
        return edited(source, (Put(route, text),))
    if not isinstance(former, str):
        raise LookupError(route)
    if former == text:
        return source.text
    wanted = with_value(source.data, route, text)
    refused: InputError | None = None
    for start, end, new in _ways(source, route, text):
        whole = source.text[:start] + new + source.text[end:]
        try:
            if parse_yaml(whole, source.file).data == wanted:
                return whole
        except InputError as fault:
            refused = fault
    raise refused or _refused(source, route)


def moved(source: Source, route: Route, first: int, last: int) -> str:
    """The text of a file whose list at `route` has its entry `first` in the place of `last`.

    The comments right above an entry, and those behind it, go with it.

    Raises:
        InputError: `edit-refused`: the list is written in a way that does not allow it.
        LookupError: there are no such entries.
    """
    entries = value_at(source.data, route)
    if not isinstance(entries, list):
        raise LookupError(route)
    numbers = [*range(len(entries))]
    if first not in numbers or last not in numbers:
        raise LookupError(route)
    numbers.insert(last, numbers.pop(first))
    wanted = with_value(source.data, route, [entries[number] for number in numbers])
    stretches = _flow_entries if source.is_flow(route) else _block_entries
    try:
        parts = [*stretches(source, route, len(entries))]
        pieces, at = [], 0
        for place, number in enumerate(numbers):
            start, end = parts[place]
            pieces += [source.text[at:start], source.text[slice(*parts[number])]]
            at = end
        whole = "".join((*pieces, source.text[at:]))
        if parse_yaml(whole, source.file).data == wanted:
            return whole
    except (InputError, ValueError):
        pass
    raise _refused(source, route)


def _refused(source: Source, route: Route) -> InputError:
    return InputError(
        Diagnostic(
            "edit-refused",
            say("{file} cannot be changed here without touching more than that.", file=source.file),
            source.place(route),
            say("Make the change by hand."),
        )
    )


# --- a text -----------------------------------------------------------------------------------


def _ways(source: Source, route: Route, text: str) -> Iterator[_Written]:
    """The ways to write a text, the one that is most like the former first."""
    stretch = source.values[route]
    raw = source.text[stretch.start : stretch.end]
    newline = newline_of(source.text)
    if any(sign in text for sign in _ESCAPED):
        yield _Written(stretch.start, stretch.start + len(raw.rstrip()), written(text, '"'))
        return
    if raw[:1] in ("|", ">"):
        yield from _in_lines(raw, stretch.start, text, newline)
        kept = raw.rstrip()
        yield _Written(stretch.start, stretch.start + len(kept), written(text, '"'))
        return
    raw = raw.rstrip()
    end = stretch.start + len(raw)
    quote = raw[0] if raw[:1] in ("'", '"') else ""
    plain = _quoted(text, quote)
    if plain is not None and "\n" in raw and "\n" not in text:
        first, *others = raw.splitlines()
        indent = _INDENT.match(others[-1])
        lines = [first.removeprefix(quote), *(line.strip() for line in others)]
        lines[-1] = lines[-1].removesuffix(quote)
        whole = (newline + (indent[0] if indent else "")).join(_wrapped(plain, lines))
        yield _Written(stretch.start, end, quote + whole + quote)
    if plain is not None and "\n" not in plain:
        yield _Written(stretch.start, end, quote + plain + quote)
    yield _Written(stretch.start, end, written(text, '"'))


def _quoted(text: str, quote: str) -> str | None:
    """A text as it stands between such quotes; None where it cannot."""
    if not quote:
        return text
    if quote == "'":
        return text.replace("'", "''")
    return written(text, '"')[1:-1]


def _in_lines(raw: str, start: int, text: str, newline: str) -> Iterator[_Written]:
    """A text in lines of its own, behind the mark that it has."""
    head, *lines = raw.splitlines(keepends=True)
    while lines and not lines[-1].strip():
        lines.pop()
    if not lines or head.startswith(("|+", ">+")):
        return
    last = lines[-1]
    end = start + len(head) + len("".join(lines)) - len(last) + len(last.rstrip("\r\n"))
    indent = _INDENT.match(next(line for line in lines if line.strip()))
    margin = indent[0] if indent else ""
    former = [line.rstrip("\r\n").removeprefix(margin) for line in lines]
    words = text.rstrip("\n") if not head.rstrip().endswith("-") else text
    if head[0] == "|":
        made = words.split("\n")
    else:
        paragraphs = words.split("\n")
        made = [*_wrapped(paragraphs[0], former if len(paragraphs) == 1 else _width_of(former))]
        for paragraph in paragraphs[1:]:
            made += ["", *(_wrapped(paragraph, _width_of(former)) if paragraph else ())]
    body = newline.join(margin + line if line else "" for line in made)
    yield _Written(start + len(head), end, body)


def _width_of(lines: Sequence[str]) -> list[str]:
    """What says how long lines may be, and no more: none of them stays."""
    return ["\0" * max(map(len, lines), default=0)]


def _wrapped(text: str, former: Sequence[str]) -> list[str]:
    """A text in lines, those of the former at its beginning and its end that say the same."""
    width = max(*map(len, former), _LEAST) if len(former) > 1 else _WIDTH
    before: list[str] = []
    behind: list[str] = []
    lines = [*former]
    while lines and lines[0] and text.startswith(lines[0] + " "):
        before.append(lines.pop(0))
        text = text[len(before[-1]) + 1 :]
    while lines and lines[-1] and text.endswith(" " + lines[-1]):
        behind.insert(0, lines.pop())
        text = text[: -len(behind[0]) - 1]
    made: list[str] = []
    for word in _SPACE.split(text):
        if made and len(made[-1]) + 1 + len(word) <= width:
            made[-1] += " " + word
        else:
            made.append(word)
    return [*before, *made, *behind]


# --- a list -----------------------------------------------------------------------------------


def _flow_entries(source: Source, route: Route, count: int) -> Iterator[tuple[int, int]]:
    """From where to where each entry of a list between brackets is written."""
    for number in range(count):
        stretch = source.values[(*route, number)]
        yield stretch.start, stretch.end


def _block_entries(source: Source, route: Route, count: int) -> Iterator[tuple[int, int]]:
    """From where to where each entry of a list of lines is written, its comments included.

    Raises:
        ValueError: an entry does not have its lines for itself.
    """
    text = with_feeds(source.text)
    starts, ends = [], []
    for number in range(count):
        at = source.values[(*route, number)].start
        dash = text.rfind("-", 0, at) if text[at - 1 : at] != "-" else at - 1
        line = text.rfind("\n", 0, dash) + 1
        if text[line:dash].strip() or text[dash + 1 : at].strip():
            raise ValueError(number)
        starts.append(_with_comments(text, line, dash - line))
        last = max(
            _written_end(source, inner)
            for inner in source.values
            if inner[: len(route) + 1] == (*route, number)
        )
        found = text.find("\n", last)
        end = len(text) if found < 0 else found
        ends.append(end - 1 if text[end - 1 : end] == "\r" else end)
    for end, start in zip(ends, starts[1:], strict=False):
        if end > start:
            raise ValueError(start)
    yield from zip(starts, ends, strict=True)


def _written_end(source: Source, route: Route) -> int:
    """Where a value ends as it is written: of a block its inner ones say so."""
    stretch = source.values[route]
    if not source.is_flow(route) and isinstance(value_at(source.data, route), dict | list):
        return stretch.start
    return stretch.start + len(source.text[stretch.start : stretch.end].rstrip())


def _with_comments(text: str, line: int, column: int) -> int:
    """Where the comments right above a line begin that stand at its dash."""
    while line:
        above = text.rfind("\n", 0, line - 1) + 1
        comment = text[above:line]
        if comment[: column + 1] != " " * column + "#":
            break
        line = above
    return line
