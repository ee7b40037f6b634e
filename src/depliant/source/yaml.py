"""Reading YAML with the place of every value.

A YAML file is read event by event, never constructed: anchors, aliases, tags and merge keys are
refused where they stand, so nothing can expand or run. Every scalar stays the text that the
writer typed (only an empty one, `~` and `null` become None); the schema that reads it knows
whether it is a number. So `76.9` is never a float, `2017-06-30` never a date, `no` never false.

All findings of a file come at once, each with its line and column (both from 1).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from msgspec import Struct

from depliant.errors import Diagnostic, InputError, Place
from depliant.memory import SHARED
from depliant.patterns import late_pattern
from depliant.sentences import NOTHING, Sentence, say
from depliant.source.decoding import decoded
from depliant.source.folder import Files
from depliant.source.lines import line_starts, place_at, with_feeds

Tree = Any
"""What YAML holds: dict[str, Tree] | list[Tree] | str | None."""

Route = tuple[str | int, ...]
"""The way to a value: keys and indexes from the root."""

MAXIMUM_FILE: Final = 32 * 1024 * 1024
"""Bytes of a YAML file; the leaflet's has 14 000."""
MAXIMUM_SCALAR: Final = 10_000
"""Characters of one text."""
MAXIMUM_DEPTH: Final = 40
_PARSED: Final = 30
"""Bytes that a character takes when it is parsed: its part of the data and their places."""
WORDS: Final = frozenset({
    "text", "heading", "title", "label", "note", "alt", "credit", "subject", "author", "name",
    "quote", "by", "summary", "group", "total", "caption", "term", "subtitle",
})  # fmt: skip
"""Keys whose values are printed or read aloud (the note of a figure is not)."""
MAXIMUM_NODES: Final = 800_000
"""Ten thousand panels of the usual length have 640,000 keys and values."""

# What YAML 1.2.2, 5.1 leaves out of a stream: controls, lone surrogates, byte order marks and
# what is no character. (Named one by one: the complement takes the compiler seven times as long.)
_UNPRINTABLE: Final = late_pattern(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufeff\ufffe\uffff]"
)
_RETURN: Final = late_pattern("\r")
_SEPARATORS: Final = "\u2028\u2029\x85"
"""What ends a line in YAML 1.1 alone is a sign of its text, as in YAML 1.2.2, 5.4.

The parser, which is of YAML 1.1, is given code points in their place that are no characters.
"""
_SPARE: Final = range(0xFDD0, 0xFDF0)
_IN_CURLY: Final = late_pattern("[“”„‟].*[“”\"]|[‘’‚].*[‘’']")
_ODD_SPACES: Final = "\u00a0\u2007\u202f\u2009\u200b\u2060\ufeff"
_QUOTED: Final = 100
"""Faults of a file that show their line; of more, nobody looks at all."""
_CONFLICT: Final = late_pattern(r"^(<{7}|={7}|>{7})(?: .*)?$", re.MULTILINE)


class Stretch(Struct, frozen=True, gc=False):
    """Where a value is written: line and column from 1, first and last character of the file."""

    line: int
    column: int
    start: int
    end: int


class Source(Struct, frozen=True):
    """A YAML file: its plain data and where each key and value stands.

    `elsewhere` has the places of values that it takes from other files.
    """

    file: str
    data: dict[str, Tree]
    text: str
    values: Mapping[Route, Stretch]
    keys: Mapping[Route, Stretch]
    elsewhere: Mapping[Route, Place] = {}

    def place(self, route: Route = (), *, key: bool = False) -> Place:
        """Where a value (or its key) stands; if it is not there, the nearest that holds it."""
        if key and (stretch := self.keys.get(route)):
            return Place(self.file, stretch.line, stretch.column)
        while True:
            if place := self.elsewhere.get(route):
                return place
            if not route or route in self.values:
                break
            route = route[:-1]
        stretch = self.values[route]
        return Place(self.file, stretch.line, stretch.column)

    def is_flow(self, route: Route) -> bool:
        """Whether the list or the mapping at `route` is written between brackets or braces."""
        stretch = self.values.get(route)
        return stretch is not None and self.text[stretch.start : stretch.start + 1] in ("{", "[")

    def place_within(self, route: Route, snippet: str, occurrence: int = 1) -> Place:
        """Where the first (second, …) `snippet` of the text at `route` is in the file.

        Quotes, escapes and folded lines move things about, so it is looked for between the ends
        of the value as it is written; if it is not there as it stands: where the value starts.
        """
        stretch = self.values.get(route)
        if stretch is None or not snippet or route in self.elsewhere:
            return self.place(route)
        at = stretch.start - 1
        for _ in range(occurrence):
            at = self.text.find(snippet, at + 1, stretch.end)
            if at < 0:
                return self.place(route)
        return place_at(self.file, self.text, at)


def load_yaml(files: Files, name: str, place: Place | None = None) -> Source:
    """Read the YAML file called `name` of a project; `place` is where it is named.

    What was parsed is remembered: files are read again and again, and few of them change.

    Raises:
        InputError: everything that is wrong with the file, see the `yaml-…` codes.
    """
    file = files.file(name, place, limit=MAXIMUM_FILE, too_large="yaml-too-large")
    text = decoded(file.data, name)
    key = (load_yaml, name, text)
    found: Source | None = SHARED.find(key)
    return found or SHARED.keep(key, parse_yaml(text, name), _PARSED * len(text))


def parse_yaml(text: str, name: str) -> Source:
    """Read YAML from a text; `name` is what diagnostics call it.

    Raises:
        InputError: everything that is wrong with the text, see the `yaml-…` codes.
    """
    if bad := _UNPRINTABLE.search(text):
        raise InputError(
            Diagnostic(
                "yaml-characters",
                say("The character U+{ord:04X} cannot stand in a YAML file.", ord=ord(bad.group())),
                place_at(name, text, bad.start()),
                say("Delete it; it is invisible in most editors."),
            )
        )
    if conflict := _conflict(text, name):
        raise InputError(conflict)
    reader = _YamlReader(name, text)
    reader.run()
    if not reader.faults and not isinstance(reader.result, dict):
        empty = reader.result is None
        reader.fault(
            "yaml-empty" if empty else "yaml-not-mapping",
            say("The file holds nothing.")
            if empty
            else say("The file must hold keys with values."),
            Place(name, 1, 1),
            say("Write `key: value` lines."),
        )
    if reader.faults:
        raise InputError(reader.faults)
    return Source(name, reader.result, text, reader.values, reader.keys)


def _conflict(text: str, name: str) -> tuple[Diagnostic, ...]:
    """The marks that a program for versions leaves where two people changed the same lines."""
    if "<<<<<<<" not in text and ">>>>>>>" not in text:
        return ()
    from depliant.source.yaml_slips import quoted_line

    return tuple(
        Diagnostic(
            "yaml-conflict",
            say("Two versions of this file were put together, and both are still here."),
            place_at(name, text, match.start()),
            say(
                "Keep one of the two passages, and delete the lines of <<<<<<<, "
                "======= and >>>>>>>."
            ),
            quoted=quoted_line(text, match.start()),
        )
        for match in _CONFLICT.finditer(with_feeds(text))
        if match[1][0] == "<"
    )


class _YamlReader:
    """Builds plain data from the events of one YAML document, with places and limits."""

    def __init__(self, name: str, text: str) -> None:
        self.name = name
        self.text = text
        self.faults: list[Diagnostic] = []
        self.values: dict[Route, Stretch] = {}
        self.keys: dict[Route, Stretch] = {}
        self.result: Tree = None
        self._stand_ins: tuple[tuple[str, str], ...] = ()

    def fault(self, code: str, message: Sentence, place: Place, hint: Sentence = NOTHING) -> None:
        """Report a fault, with the line that it stands in."""
        quoted: tuple[str, ...] = ()
        if place.line is not None and place.column is not None and len(self.faults) < _QUOTED:
            # Sound files do without what explains the others.
            from depliant.source.yaml_slips import quoted_line

            starts = line_starts(self.text)
            start = starts[min(place.line, len(starts)) - 1]
            quoted = quoted_line(self.text, min(start + place.column - 1, len(self.text)))
        self.faults.append(Diagnostic(code, message, place, hint, quoted=quoted))

    def run(self) -> None:
        """Read the one document of the text into `result`, `values` and `keys`."""
        import yaml

        loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
        text = self.text
        if signs := [sign for sign in _SEPARATORS if sign in text]:
            spare = (sign for sign in map(chr, _SPARE) if sign not in text)
            self._stand_ins = tuple(zip(signs, spare, strict=False))
        for sign, other in self._stand_ins:
            text = text.replace(sign, other)
        try:
            events = yaml.parse(text, Loader=loader)
            self._document(events, yaml)
        except yaml.YAMLError as error:
            self._broken(error)

    def _broken(self, error: Any) -> None:
        """Report what keeps the file from being read: the slip that was made, if it is known."""
        from depliant.source.yaml_problems import called
        from depliant.source.yaml_slips import slip

        mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
        problem = getattr(error, "problem", None) or ""
        found = slip(with_feeds(self.text), mark.index, problem, WORDS) if mark else None
        if found is not None:
            place = place_at(self.name, self.text, found.offset)
            # A text that begins with * is an alias to the parser as well: that is said once.
            self.faults = [fault for fault in self.faults if fault.place != place]
            self.fault("yaml-syntax", found.message, place, found.hint)
            return
        self.fault(
            "yaml-syntax",
            say("The YAML is broken: {problem}.", problem=called(problem)),
            self._marked(mark) if mark else Place(self.name),
            say(
                "Look at this line and the one above it: the indentation, a missing "
                "quote, or a `: ` inside a text that is not in quotes."
            ),
        )

    def _marked(self, mark: Any) -> Place:
        """The place that the parser means."""
        if mark.line < len(line_starts(self.text)):
            return Place(self.name, mark.line + 1, mark.column + 1)
        # At the end of a file without a line's end it counts one line more.
        return place_at(self.name, self.text, len(self.text))

    def _document(self, events: Iterator[Any], yaml: Any) -> None:
        """Walk the events; an explicit stack, so depth costs no recursion."""
        stack: list[_Open] = []
        nodes = documents = 0
        ends = (yaml.MappingEndEvent, yaml.SequenceEndEvent)
        beginnings = {yaml.MappingStartEvent: dict, yaml.SequenceStartEvent: list}
        for event in events:
            kind = type(event)
            if kind in ends:
                self._close(stack.pop(), event)
            elif isinstance(event, yaml.NodeEvent):
                nodes += 1
                if nodes > MAXIMUM_NODES or len(stack) > MAXIMUM_DEPTH:
                    is_deep = len(stack) > MAXIMUM_DEPTH
                    message = say(
                        "The file is too deeply nested." if is_deep else "The file is too much."
                    )
                    self.fault("yaml-too-large", message, self._at(event))
                    return
                if kind is yaml.ScalarEvent:
                    for sign, other in self._stand_ins:
                        event.value = event.value.replace(other, sign)
                    self._take(event, self._scalar(event), stack, is_scalar=True)
                elif kind in beginnings:
                    self._unmarked(event)
                    self._take(event, beginnings[kind](), stack)
                else:
                    self._alias(event)
                    self._take(event, None, stack)
            elif kind is yaml.DocumentStartEvent:
                documents += 1
                if documents > 1:
                    self.fault(
                        "yaml-syntax",
                        say("A second document starts here."),
                        self._at(event),
                        say("Keep one document in the file: delete the line `---`."),
                    )
                    return

    def _close(self, opened: _Open, event: Any) -> None:
        """A collection ends."""
        stretch = self.values[opened.route]
        self.values[opened.route] = Stretch(
            stretch.line, stretch.column, stretch.start, event.end_mark.index
        )

    def _take(
        self, event: Any, value: Tree, stack: list[_Open], *, is_scalar: bool = False
    ) -> None:
        """Take a scalar, an alias or the start of a collection into the innermost open one."""
        mark, end = event.start_mark, event.end_mark
        stretch = Stretch(mark.line + 1, mark.column + 1, mark.index, end.index)
        route: Route = ()
        if not stack:
            self.result = value
        else:
            parent = stack[-1]
            if parent.key is None and parent.is_mapping:
                key, parent.skip = self._key(event, value, parent, stretch, is_scalar=is_scalar)
                parent.key = key
                if value is not None and not is_scalar:
                    stack.append(_Open(value, (*parent.route, key), isinstance(value, dict)))
                    self.values.setdefault(stack[-1].route, stretch)
                return
            route = (*parent.route, parent.put(value))
        self.values[route] = stretch
        if not is_scalar:
            if value is not None:
                stack.append(_Open(value, route, isinstance(value, dict)))
        elif not event.style and route and route[-1] in WORDS and route[0] != "figures":
            self._cut_off(end)
        elif not event.style and route and route[0] != "sources":
            self._curly(event)

    def _curly(self, event: Any) -> None:
        """Report typographic quotation marks round what is no text, of which they become a part."""
        if _IN_CURLY.fullmatch(event.value):
            self.fault(
                "yaml-quotes",
                say(
                    "The quotation mark {value} is a part of the value and not round it.",
                    value=event.value[0],
                ),
                self._at(event),
                say('Write straight ones ("), or none.'),
            )

    def _cut_off(self, end: Any) -> None:
        """Report words that a # has made a comment: they would be lost without a word."""
        if re.match(r"[ \t]+#", self.text[end.index : end.index + 200]):
            self.fault(
                "yaml-comment",
                say("What follows the # is a comment and would not be printed."),
                Place(self.name, end.line + 1, end.column + 1),
                say("Put the text in quotes, or the comment on a line of its own."),
            )

    def _key(
        self, event: Any, value: Tree, parent: _Open, stretch: Stretch, *, is_scalar: bool
    ) -> tuple[str, bool]:
        """The key that `event` is, and whether its value is to be dropped."""
        if not is_scalar:
            self.fault(
                "yaml-syntax",
                say("A key must be a word."),
                self._at(event),
                say("A value that starts with { or [ needs quotes."),
            )
            return "?", True
        key = value if isinstance(value, str) else event.value
        if not event.style and key.strip(_ODD_SPACES) != key:
            self.fault(
                "yaml-characters",
                say("A no-break space or another invisible character stands beside this key."),
                self._at(event),
                say("Delete the space and type it again."),
            )
            return key, True
        if key == "<<" and not event.style:
            self.fault(
                "yaml-alias",
                say("Merge keys (`<<`) are not used here."),
                self._at(event),
                say("Write the values out."),
            )
        route = (*parent.route, key)
        first = self.keys.setdefault(route, stretch)
        if first is not stretch:
            self.fault(
                "yaml-duplicate-key",
                say(
                    "`{key}` is written twice here; the first is in line {line}.",
                    key=key,
                    line=first.line,
                ),
                self._at(event),
                say("Keep one of them."),
            )
            # Its value is looked through as well, beside that of the first.
            return f"{key}\0{stretch.line}", True
        return key, False

    def _alias(self, event: Any) -> None:
        """Report an alias."""
        self.fault(
            "yaml-alias",
            say("The alias `*{anchor}` is not used here.", anchor=event.anchor),
            self._at(event),
            say("Write the value out; a text that starts with * or & needs quotes."),
        )

    def _unmarked(self, event: Any) -> None:
        """Report the anchor and the tag of a node that has them."""
        if event.anchor is not None:
            self.fault(
                "yaml-alias",
                say("The anchor `&{anchor}` is not used here.", anchor=event.anchor),
                self._at(event),
                say("Delete it; a text that starts with * or & needs quotes."),
            )
        if event.tag is not None:
            self.fault(
                "yaml-tag",
                say("The tag `{tag}` is not used here.", tag=event.tag),
                self._at(event),
                say("Delete it; a text that starts with ! needs quotes."),
            )

    def _scalar(self, event: Any) -> str | None:
        """The text of a scalar, or None for an empty one."""
        if event.anchor is not None or event.tag is not None:
            self._unmarked(event)
        text: str = event.value
        if not event.style and text in ("", "~", "null", "Null", "NULL"):
            return None
        if len(text) > MAXIMUM_SCALAR:
            self.fault(
                "yaml-too-large",
                say(
                    "This text has {count} characters; {maximum_scalar} are the most.",
                    count=len(text),
                    maximum_scalar=MAXIMUM_SCALAR,
                ),
                self._at(event),
                say("Split it into paragraphs."),
            )
        # Where nothing is escaped, `parse_yaml` has looked, and a return has ended a line.
        if event.style == '"' and (bad := _UNPRINTABLE.search(text) or _RETURN.search(text)):
            self.fault(
                "yaml-characters",
                say("The character U+{ord:04X} cannot be printed.", ord=ord(bad.group())),
                self._at(event),
                say("Delete its escape."),
            )
        return text

    def _at(self, event: Any) -> Place:
        return Place(self.name, event.start_mark.line + 1, event.start_mark.column + 1)


class _Open(Struct):
    """A collection that is being filled; `key` is the key that waits for its value."""

    value: Tree
    route: Route
    is_mapping: bool
    key: str | None = None
    skip: bool = False

    def put(self, value: Tree) -> str | int:
        """Add a value; the last part of the route to it."""
        if not self.is_mapping:
            self.value.append(value)
            return len(self.value) - 1
        key, self.key = self.key or "", None
        if not self.skip:
            self.value[key] = value
        return key
