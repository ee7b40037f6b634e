"""Reading an SVG file as XML, safely: what it may not hold is refused before it is looked at.

expat reads the file without ever opening another one. Entities that lead out of the file or
hold others, scripts, event handlers, animation, embedded foreign content and references to
anything outside the file are refused with their line; size, depth, number of elements and all
that entities unfold to are bounded. Elements of other namespaces (an editor's own notes), and
what Illustrator keeps for itself in a <switch>, are dropped. A link round a part of the drawing
leads nowhere on paper: its address is not looked at unless it is a script.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final
from xml.parsers import expat

from msgspec import Struct

from depliant.errors import Diagnostic, Place
from depliant.sentences import Sentence, legible, say, verbatim

MAXIMUM_BYTES = 8_000_000
MAXIMUM_DEPTH = 64
MAXIMUM_ELEMENTS = 50_000
MAXIMUM_FINDINGS = 5_000
MAXIMUM_ENTITIES = 100
MAXIMUM_ENTITY = 1000
MAXIMUM_UNFOLDED = 4_000_000
"""Characters that an entity may stand for, and that all uses of them may come to."""

_SVG = "http://www.w3.org/2000/svg"
_XLINK = "http://www.w3.org/1999/xlink"
_XML_STYLESHEET = "xml-stylesheet"
_ACTIVE = {
    "script": say("a script"),
    "handler": say("a script"),
    "listener": say("a script"),
    "foreignObject": say("foreign content"),
    "iframe": say("foreign content"),
    "embed": say("foreign content"),
    "object": say("foreign content"),
    "audio": say("foreign content"),
    "video": say("foreign content"),
    "animate": say("an animation"),
    "animateColor": say("an animation"),
    "animateMotion": say("an animation"),
    "animateTransform": say("an animation"),
    "set": say("an animation"),
    "discard": say("an animation"),
}
_MALFORMED: Final = MappingProxyType(
    {
        "syntax error": say("syntax error"),
        "no element found": say("no element found"),
        "not well-formed (invalid token)": say("not well-formed (invalid token)"),
        "unclosed token": say("unclosed token"),
        "partial character": say("partial character"),
        "mismatched tag": say("mismatched tag"),
        "duplicate attribute": say("duplicate attribute"),
        "junk after document element": say("junk after document element"),
        "undefined entity": say("undefined entity"),
        "reference to invalid character number": say("reference to invalid character number"),
        "unknown encoding": say("unknown encoding"),
        "unclosed CDATA section": say("unclosed CDATA section"),
        "encoding specified in XML declaration is incorrect": say(
            "encoding specified in XML declaration is incorrect"
        ),
        "unbound prefix": say("unbound prefix"),
        "XML declaration not well-formed": say("XML declaration not well-formed"),
        "XML or text declaration not at start of entity": say(
            "XML or text declaration not at start of entity"
        ),
    }
)
"""What expat says of a file that is no XML, by its own words."""
_OUTER_URL = re.compile(r"url\(\s*+[\"']?+\s*+(?!#)", re.IGNORECASE)
_SCRIPT = re.compile(r"[\s\x00-\x1f]*+(?:javascript|vbscript|data)\s*+:", re.IGNORECASE)
"""What a browser would run; nothing here ever follows an address."""
_KEPT = frozenset(("style", "text", "tspan", "textPath", "flowPara", "flowSpan", "flowDiv"))
_REMOVE = say("Remove it; art is still, and all of it is in its own file.")


class Node(Struct, frozen=True):
    """One element: its name without namespace, its attributes, and where it starts.

    `text` is kept for style elements and live text.
    """

    tag: str
    attributes: Mapping[str, str]
    kids: tuple[Node, ...]
    text: str
    line: int
    column: int


class _Open(Struct, frozen=True):
    """An element whose end has not been read."""

    tag: str
    attributes: dict[str, str]
    kids: list[Node]
    text: list[str]
    line: int
    column: int


class _RefusedError(Exception):
    """The file is refused; reading on would be unsafe or useless."""


class _SvgReader:
    """Collects the nodes of one file and what is wrong with them."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.findings: list[Diagnostic] = []
        self.root: Node | None = None
        self._open: list[_Open] = []
        self._foreign = 0
        self._count = 0
        self._entities = 0
        self._ampersands = 0
        self._parser = expat.ParserCreate(namespace_separator=" ")
        self._parser.buffer_text = True
        self._parser.EntityDeclHandler = self._declared
        self._parser.AttlistDeclHandler = self._defaulted
        self._parser.SkippedEntityHandler = self._skipped
        self._parser.ProcessingInstructionHandler = self._instruction
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._text

    def read(self, data: bytes) -> None:
        """Read the whole file."""
        self._ampersands = data.count(b"&")
        try:
            self._parser.Parse(data, True)
        except expat.ExpatError as error:
            self._find(
                "svg-invalid",
                say(
                    "This is not well-formed XML: {errorstring}.",
                    errorstring=_MALFORMED.get(
                        expat.ErrorString(error.code), verbatim(expat.ErrorString(error.code))
                    ),
                ),
                say("Save the drawing again as plain SVG."),
                (error.lineno, error.offset + 1),
            )
        except (LookupError, ValueError):  # from a codec of Python's own
            self._find(
                "svg-invalid",
                say("The drawing is in an encoding that is not read."),
                say("Save it again in UTF-8."),
            )
        except _RefusedError:
            pass

    def _find(
        self, code: str, message: Sentence, hint: Sentence, where: tuple[int, int] | None = None
    ) -> None:
        line, column = where or (
            self._parser.CurrentLineNumber,
            self._parser.CurrentColumnNumber + 1,
        )
        self.findings.append(Diagnostic(code, message, Place(self.file, line, column), hint))
        if len(self.findings) >= MAXIMUM_FINDINGS:
            raise _RefusedError

    def _declared(
        self,
        name: str,
        is_parameter: int,
        value: str | None,
        _base: str | None,
        _system: str | None,
        _public: str | None,
        _notation: str | None,
    ) -> None:
        """Illustrator writes long names as entities; they are plain words, and no more is taken.

        Every ampersand of the file is taken for a use of the longest word.
        """
        self._entities += 1
        harmless = (
            not is_parameter
            and value is not None
            and self._entities <= MAXIMUM_ENTITIES
            and len(value) <= MAXIMUM_ENTITY
            and len(value) * self._ampersands <= MAXIMUM_UNFOLDED
            and not any(mark in value for mark in "&<%")
        )
        if not harmless:
            self._find(
                "svg-unsafe",
                say(
                    "The document type of the drawing declares {name}, which is no plain word.",
                    name=name,
                ),
                say("Delete the <!DOCTYPE …> at its head, or save the drawing as plain SVG."),
            )
            raise _RefusedError

    def _defaulted(
        self, element: str, name: str, _kind: str, default: str | None, _required: int
    ) -> None:
        """A document type that writes attributes into every element may make a small file large."""
        if default is not None:
            self._find(
                "svg-unsafe",
                say(
                    "The document type of the drawing gives every <{element}> the "
                    "attribute {name}.",
                    element=element,
                    name=name,
                ),
                say("Delete the <!DOCTYPE …> at its head, or save the drawing as plain SVG."),
            )
            raise _RefusedError

    def _skipped(self, name: str, _is_parameter: bool) -> None:
        self._find(
            "svg-unsafe",
            say("The drawing uses the entity &{name};, which another file declares.", name=name),
            say("Save the drawing as plain SVG."),
        )
        raise _RefusedError

    def _instruction(self, target: str, _data: str) -> None:
        if target == _XML_STYLESHEET:
            self._find("svg-unsafe", say("The drawing asks for an outside style sheet."), _REMOVE)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        namespace, _, tag = name.rpartition(" ")
        self._count += 1
        if self._count > MAXIMUM_ELEMENTS or len(self._open) + self._foreign >= MAXIMUM_DEPTH:
            message = say("The drawing has more than {bound} elements.", bound=MAXIMUM_ELEMENTS)
            if self._count <= MAXIMUM_ELEMENTS:
                message = say(
                    "The drawing has more than {bound} levels of groups.", bound=MAXIMUM_DEPTH
                )
            self._find("svg-unsafe", message, say("Simplify it in the drawing program."))
            raise _RefusedError
        if self._is_an_editors(tag, attributes):
            self._foreign += 1
            return
        if tag in _ACTIVE:
            self._find(
                "svg-unsafe", say("<{tag}> is {active}.", tag=tag, active=_ACTIVE[tag]), _REMOVE
            )
        if self._foreign or namespace not in ("", _SVG):
            self._foreign += 1
            return
        own = {}
        for key, value in attributes.items():
            space, _, local = key.rpartition(" ")
            if space in ("", _XLINK):
                own[local] = value
                self._check(tag, local, value)
        self._open.append(
            _Open(
                tag,
                own,
                [],
                [],
                self._parser.CurrentLineNumber,
                self._parser.CurrentColumnNumber + 1,
            )
        )

    def _is_an_editors(self, tag: str, attributes: dict[str, str]) -> bool:
        """Whether a branch of a <switch> is for one program alone, which nobody else draws."""
        within = bool(self._open) and self._open[-1].tag == "switch"
        return within and tag == "foreignObject" and bool(attributes.get("requiredExtensions"))

    def _check(self, tag: str, name: str, value: str) -> None:
        """Refuse an attribute that runs something or leads out of the file."""
        if name.startswith("on"):
            self._find(
                "svg-unsafe",
                say("The attribute {name} of <{tag}> is a script.", name=name, tag=tag),
                _REMOVE,
            )
        elif tag == "a" and name == "href" and not _SCRIPT.match(value):
            return
        elif name in ("href", "src") and not value.strip().startswith("#"):
            if tag == "image" and value.strip().startswith("data:"):
                return
            shown = value if len(value) <= 60 else value[:59] + "…"
            self._find(
                "svg-unsafe",
                say(
                    "<{tag}> refers to '{shown}', outside the file.", tag=tag, shown=legible(shown)
                ),
                _REMOVE,
            )
        elif _OUTER_URL.search(value):
            self._find(
                "svg-unsafe",
                say("{name} of <{tag}> refers to outside the file.", name=name, tag=tag),
                _REMOVE,
            )

    def _end(self, _name: str) -> None:
        if self._foreign:
            self._foreign -= 1
            return
        done = self._open.pop()
        node = Node(
            done.tag,
            done.attributes,
            tuple(done.kids),
            "".join(done.text),
            done.line,
            done.column,
        )
        if self._open:
            self._open[-1].kids.append(node)
        else:
            self.root = node

    def _text(self, text: str) -> None:
        if not self._foreign and self._open and self._open[-1].tag in _KEPT:
            self._open[-1].text.append(text)


def parse(data: bytes, file: str) -> tuple[Node | None, list[Diagnostic]]:
    """The element tree of an SVG file, and what is wrong with it.

    Args:
        data: the file's bytes.
        file: its name, for the places of diagnostics.

    Returns:
        The root, or None if the file cannot be read as an SVG, and the findings.
    """
    if len(data) > MAXIMUM_BYTES:
        found = Diagnostic(
            "svg-unsafe",
            say(
                "The drawing has {count:.0f} MB; more than {maximum_bytes:.0f} MB are not read.",
                count=len(data) / 1000000.0,
                maximum_bytes=MAXIMUM_BYTES / 1000000.0,
            ),
            Place(file),
            say("Simplify it in the drawing program."),
        )
        return None, [found]
    reader = _SvgReader(file)
    reader.read(data)
    root = reader.root
    if root is not None and root.tag != "svg":
        reader.findings.append(
            Diagnostic(
                "svg-invalid",
                say("The file holds <{tag}>, not an SVG drawing.", tag=root.tag),
                Place(file, root.line, root.column),
                say("Save the drawing as SVG."),
            )
        )
        root = None
    elif root is None and not reader.findings:
        reader.findings.append(
            Diagnostic(
                "svg-invalid",
                say(
                    "The outermost element of the file is not SVG's: its namespace "
                    "(`xmlns`) is another."
                ),
                Place(file, 1, 1),
                say('Save the drawing as SVG, or write xmlns="{svg}".', svg=_SVG),
            )
        )
    return root, reader.findings
