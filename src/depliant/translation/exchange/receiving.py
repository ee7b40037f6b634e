"""XLIFF 1.2 and 2.0 as they come back: the translation of each unit, joined to a message's text.

Programs may cut a unit into segments, turn codes into other elements for the same (`g` for a pair),
and leave out what a code stands for; the ids of codes stay, and their unit has the message. What
cannot be joined again is a diagnostic with its place in the file.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from msgspec import Struct

from depliant.errors import Diagnostic, InputError, Place
from depliant.languages.tags import canonical
from depliant.sentences import say
from depliant.source.xmltree import Element, parse
from depliant.translation.exchange import xliff1, xliff2
from depliant.translation.exchange.inline import parts_of, pieces

_FINISHED: Final = frozenset({"translated", "signed-off", "final", "reviewed"})
_EARLIER: Final = ("urn:oasis:names:tc:xliff:document:1.1", "")
"""Namespaces of earlier versions of 1.x, which are read like 1.2."""
_OURS: Final = ("developer", "location")
"""Notes that this program writes and reads nothing from."""
_PLURALS: Final = "x-gettext-plurals"


class Received(Struct, frozen=True):
    """A unit that came back: where its translation is, and whether it is finished.

    `form` is the number of its plural form, from 0; None of a message without these.
    """

    id: str
    context: str
    source: str
    target: str
    finished: bool
    comments: tuple[str, ...]
    place: Place
    form: int | None = None
    broken: bool = False
    """Whether its codes cannot be joined again, which was told."""


class Receipt(Struct, frozen=True):
    """A file that came back: whose it is, its units, and what is wrong with them."""

    project: str
    source_language: str
    language: str
    units: tuple[Received, ...]
    faults: tuple[Diagnostic, ...]


def received(data: bytes, file: str, form: str = "") -> Receipt:
    """The units of an XLIFF file.

    Args:
        data: its bytes.
        file: its name, for the places of diagnostics.
        form: what it must be, xliff (1.x) or xliff2 (2.x); empty for either.

    Raises:
        InputError: `xml-…`: it cannot be read; `exchange-format`: it is no XLIFF of 1.x or 2.x,
            or not the one that it must be.
    """
    root = parse(data, file)
    if root.name == "xliff" and root.space.startswith(xliff2.SPACE[:-1]):
        _expect(form, "xliff2", root)
        return _Version2(root).receipt()
    if root.name == "xliff" and (root.space == xliff1.SPACE or root.space in _EARLIER):
        _expect(form, "xliff", root)
        return _Version1(root).receipt()
    raise InputError(
        Diagnostic(
            "exchange-format",
            say("<{name}> is not what an XLIFF file begins with.", name=root.name),
            root.place,
            say("Ask for the translation as XLIFF 1.2 or 2.0, as it was handed out."),
        )
    )


def _expect(form: str, found: str, root: Element) -> None:
    """Refuse a file of the other version than the one that is asked for."""
    if form in ("", found):
        return
    versions = {"xliff": "1.2", "xliff2": "2.0"}
    raise InputError(
        Diagnostic(
            "exchange-format",
            say(
                "The file is XLIFF {found}, not {wanted}.",
                found=versions[found],
                wanted=versions[form],
            ),
            root.place,
            say("Leave out --format, or ask for the translation as it was handed out."),
        )
    )


class _Codes:
    """What the codes of one unit stand for, by their ids.

    `source` has the stretches of its message; `kept` those that the file keeps beside it.
    """

    def __init__(self) -> None:
        self.source: dict[str, tuple[str, ...]] = {}
        self.kept: dict[str, str] = {}
        self.faults: list[Diagnostic] = []

    def of_message(self, message: str) -> None:
        """Take the codes of the unit's message."""
        found = enumerate(pieces(parts_of(message)), 1)
        self.source = {str(number): data for number, data in found}

    def part(self, element: Element, name: str, at: int, own: str) -> str:
        """The beginning (`at` 0) or the end of a code.

        Args:
            element: the code.
            name: its id.
            at: 0, or 1 for what ends a pair.
            own: what the file says that it stands for, if it does.
        """
        if own:
            return own
        data = self.source.get(name, ())
        if at < len(data):
            return data[at]
        self.faults.append(
            Diagnostic(
                "exchange-code",
                say("The code `{name}` is none of the message's.", name=name[:40]),
                element.place,
                say("Take it out, or copy the codes of the source again."),
            )
        )
        return ""

    def check(self, starts: Mapping[str, Element], ends: Mapping[str, Element]) -> None:
        """Tell of codes that begin or end, and do not do both."""
        for name in (*starts.keys(), *(each for each in ends if each not in starts)):
            if (name in starts) != (name in ends):
                message = (
                    say("The code `{name}` begins and does not end.", name=name[:40])
                    if name in starts
                    else say("The code `{name}` ends and does not begin.", name=name[:40])
                )
                place = (starts.get(name) or ends[name]).place
                hint = say("Copy the codes of the source again, in their order.")
                self.faults.append(Diagnostic("exchange-code", message, place, hint))


class _Version1:
    """Reads XLIFF 1.0 to 1.2."""

    def __init__(self, root: Element) -> None:
        self.root = root
        self.faults: list[Diagnostic] = []

    def receipt(self) -> Receipt:
        """The whole file; languages and project are those of its first <file>."""
        files = list(self.root.all("file"))
        first = files[0].attributes if files else {}
        units = [unit for file in files for unit in self._units(file, None)]
        return Receipt(
            _project(first.get("original", "")),
            canonical(first.get("source-language", "")),
            canonical(first.get("target-language", "")),
            tuple(units),
            tuple(self.faults),
        )

    def _units(self, element: Element, plural: Element | None) -> Iterator[Received]:
        forms = 0
        for each in element.all("body", "group", "trans-unit"):
            if each.name == "trans-unit":
                yield self._unit(each, plural, forms if plural is not None else None)
                forms += 1
            else:
                is_plural = each.attributes.get("restype") == _PLURALS
                yield from self._units(each, each if is_plural else plural)

    def _unit(self, unit: Element, plural: Element | None, form: int | None) -> Received:
        codes = _Codes()
        source, target = unit.first("source"), unit.first("target")
        message = _Text1(codes).text(source) if source is not None else ""
        codes.of_message(message)
        codes.faults.clear()
        words = _Text1(codes).text(target) if target is not None else ""
        self.faults += codes.faults
        named = plural or unit
        state = target.attributes.get("state", "") if target is not None else ""
        approved = unit.attributes.get("approved", "")
        finished = state in _FINISHED if state else approved != "no"
        return Received(
            named.attributes.get("id", ""),
            named.attributes.get("resname", ""),
            message,
            words,
            finished or (approved == "yes" and not state.startswith("needs")),
            _theirs(unit.all("note"), "from"),
            (target or unit).place,
            form,
            bool(codes.faults),
        )


def _theirs(notes: Iterable[Element], key: str) -> tuple[str, ...]:
    """The notes that a translator has written; an attribute says whose each is."""
    return tuple(
        note.text for note in notes if note.attributes.get(key) not in _OURS and note.text.strip()
    )


class _Text1:
    """Joins the words and codes of one `source` or `target` of 1.x."""

    def __init__(self, codes: _Codes) -> None:
        self.codes = codes
        self.starts: dict[str, Element] = {}
        self.ends: dict[str, Element] = {}

    def text(self, element: Element) -> str:
        """The text of all that an element holds."""
        words = self._inner(element)
        self.codes.check(self.starts, self.ends)
        return words

    def _inner(self, element: Element) -> str:
        return "".join(
            part if isinstance(part, str) else self._code(part) for part in element.content
        )

    def _code(self, code: Element) -> str:
        name = code.attributes.get("id", "")
        match code.name:
            case "bpt" | "bx":
                self.starts[code.attributes.get("rid", name)] = code
                return self.codes.part(code, name, 0, code.text)
            case "ept" | "ex":
                name = code.attributes.get("rid", name)
                self.ends[name] = code
                return self.codes.part(code, name, 1, code.text)
            case "ph" | "x":
                return self.codes.part(code, name, 0, code.text)
            case "g":
                begun = self.codes.part(code, name, 0, "")
                return (
                    begun
                    + self._inner(code)
                    + (self.codes.part(code, name, 1, "") if begun else "")
                )
            case "it":
                at = int(code.attributes.get("pos") == "close")
                (self.ends if at else self.starts)[name] = code
                return self.codes.part(code, name, at, code.text)
            case _:  # mrk: a segment or a remark, whose words are the text's
                return self._inner(code)


class _Version2:
    """Reads XLIFF 2.x."""

    def __init__(self, root: Element) -> None:
        self.root = root
        self.faults: list[Diagnostic] = []

    def receipt(self) -> Receipt:
        """The whole file; the project is that of its first <file>."""
        files = list(self.root.all("file"))
        said = self.root.attributes
        units = [unit for file in files for unit in self._units(file, None)]
        return Receipt(
            _project(files[0].attributes.get("original", "") if files else ""),
            canonical(said.get("srcLang", "")),
            canonical(said.get("trgLang", "")),
            tuple(units),
            tuple(self.faults),
        )

    def _units(self, element: Element, plural: Element | None) -> Iterator[Received]:
        forms = 0
        for each in element.all("group", "unit"):
            if each.name == "unit":
                yield self._unit(each, plural, forms if plural is not None else None)
                forms += 1
            else:
                is_plural = each.attributes.get("type") == "depliant:plural"
                yield from self._units(each, each if is_plural else plural)

    def _unit(self, unit: Element, plural: Element | None, form: int | None) -> Received:
        codes = _Codes()
        kept = unit.first("originalData")
        for data in kept.all("data") if kept is not None else ():
            codes.kept[data.attributes.get("id", "")] = _characters(data)
        parts = list(unit.all("segment", "ignorable"))
        message = _Text2(codes).text(parts, "source")
        codes.of_message(message)
        codes.faults.clear()
        segments = [part for part in parts if part.name == "segment"]
        has_target = any(part.first("target") is not None for part in segments)
        words = _Text2(codes).text(parts, "target") if has_target else ""
        self.faults += codes.faults
        named = plural or unit
        target = next((each for part in segments for each in part.all("target")), unit)
        notes = unit.first("notes")
        return Received(
            named.attributes.get("id", ""),
            named.attributes.get("name", ""),
            message,
            words,
            # The standard's own value is `initial`, where nothing is said (4.3.1.29).
            all(part.attributes.get("state", "initial") in _FINISHED for part in segments),
            _theirs(notes.all("note") if notes is not None else (), "category"),
            target.place,
            form,
            bool(codes.faults),
        )


class _Text2:
    """Joins the words and codes of the sources or targets of one unit of 2.x."""

    def __init__(self, codes: _Codes) -> None:
        self.codes = codes
        self.starts: dict[str, Element] = {}
        self.ends: dict[str, Element] = {}

    def text(self, parts: list[Element], name: str) -> str:
        """The text of all segments; what stands between them may be in the source alone."""
        words = ""
        for part in parts:
            element = part.first(name)
            if element is None and part.name == "ignorable":
                element = part.first("source")
            words += self._inner(element) if element is not None else ""
        self.codes.check(self.starts, self.ends)
        return words

    def _inner(self, element: Element) -> str:
        return "".join(
            part if isinstance(part, str) else self._code(part) for part in element.content
        )

    def _code(self, code: Element) -> str:
        said = code.attributes
        name = said.get("id", "")
        kept = self.codes.kept
        match code.name:
            case "ph":
                return self.codes.part(code, name, 0, kept.get(said.get("dataRef", ""), ""))
            case "pc":
                begun = self.codes.part(code, name, 0, kept.get(said.get("dataRefStart", ""), ""))
                inner = self._inner(code)
                own = kept.get(said.get("dataRefEnd", ""), "")
                return begun + inner + (self.codes.part(code, name, 1, own) if begun else "")
            case "sc":
                self.starts[name] = code
                return self.codes.part(code, name, 0, kept.get(said.get("dataRef", ""), ""))
            case "ec":
                name = said.get("startRef", name)
                self.ends[name] = code
                return self.codes.part(code, name, 1, kept.get(said.get("dataRef", ""), ""))
            case "cp":
                return _character(code)
            case _:  # mrk, sm, em: remarks, whose words are the text's
                return self._inner(code)


def _characters(data: Element) -> str:
    """What a code stands for, with the characters that XML writes as numbers."""
    return "".join(part if isinstance(part, str) else _character(part) for part in data.content)


def _character(code: Element) -> str:
    try:
        return chr(int(code.attributes.get("hex", ""), 16))
    except (ValueError, OverflowError):
        return ""


def _project(original: str) -> str:
    """The project of a file, by what it says that it was made from."""
    return original.removesuffix("/content.yaml") if original.endswith("/content.yaml") else ""
