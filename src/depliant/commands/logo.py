"""`depliant logo`: partners' marks taken in, judged, and shown on every ground."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from depliant.commands.call import (
    Command,
    CommandParser,
    Entry,
    Group,
    RefusedError,
    add_project,
    whole_number,
)
from depliant.commands.console import Answer, Said, aligned, set_aside, shown, tell
from depliant.commands.days import day
from depliant.errors import tally
from depliant.interface import Interface
from depliant.sentences import Sentence, joined, say, verbatim

if TYPE_CHECKING:
    from depliant.partners.adding import Added
    from depliant.partners.checking import Checked
    from depliant.source.folder import Files
    from depliant.style.sheet import StyleSheet


def _amount(least: float, most: float) -> Callable[[str], float]:
    """The type of an argument that is a number within bounds."""

    def read(text: str) -> float:
        try:
            value = float(text)
        except ValueError:
            value = -1.0
        if least <= value <= most:
            return value
        raise RefusedError(
            lambda option: say(
                "{option} takes a number from {least:g} to {most:g}, not '{text}'.",
                option=option,
                least=least,
                most=most,
                text=text,
            )
        )

    return read


def _add_arguments(parser: CommandParser) -> None:
    parser.argument(
        "file", "FILE", "The file that the partner sent: SVG, PDF, AI, EPS, PNG, JPEG.", type=Path
    )
    options = parser.options()
    add_project(options)
    options.add_argument("--name", metavar="NAME", help="What its files are called.")
    options.add_argument(
        "--replace", action="store_true", help="Put it in the place of the mark of that name."
    )
    options.add_argument(
        "--dry-run", action="store_true", help="Show what would be kept, and keep nothing."
    )
    options.add_argument("--json", action="store_true", help="Give what was found as JSON.")
    _looks_arguments(parser)
    _terms_arguments(parser)


def _looks_arguments(parser: CommandParser) -> None:
    looks = parser.options("What the file is to look like")
    looks.add_argument(
        "--ink",
        metavar="COLOUR=INK",
        action="append",
        default=[],
        help="The charter's ink of a colour: four amounts in per cent, a swatch, or SPOT:C,M,Y,K. "
        "Again for each.",
    )
    looks.add_argument(
        "--from-profile",
        action="store_true",
        help="Colours without an ink may be those that the output profile chooses.",
    )
    looks.add_argument(
        "--flatten",
        action="store_true",
        help="Make gradients and what is see-through pictures in CMYK, with vector edges.",
    )
    looks.add_argument("--trim", action="store_true", help="Cut off the empty margin of a picture.")
    looks.add_argument(
        "--font",
        metavar="[NAME=]FILE",
        action="append",
        default=[],
        help="A font for live text whose font the file lacks. Again for each.",
    )
    looks.add_argument(
        "--page", metavar="N", type=whole_number(1, 2000), default=0, help="A page of a PDF."
    )


def _terms_arguments(parser: CommandParser) -> None:
    terms = parser.options("What its contract says")
    terms.add_argument("--holder", metavar="NAME", help="The partner's name, as it is written.")
    terms.add_argument("--alt", metavar="WORDS", help="What the mark says, for those who hear it.")
    terms.add_argument("--link", metavar="ADDRESS", help="Where a click on it leads.")
    terms.add_argument(
        "--ground",
        metavar="SWATCH",
        action="append",
        default=[],
        help="A swatch that it may stand on. Again for each. [default: paper]",
    )
    terms.add_argument(
        "--height", metavar="MM", type=_amount(0.1, 500), help="Its least height. [default: 8]"
    )
    terms.add_argument(
        "--clear",
        metavar="SHARE",
        type=_amount(0, 5),
        help="The room kept empty round it, as a share of its height. [default: 0.25]",
    )
    terms.add_argument(
        "--until",
        metavar="DAY",
        type=partial(day, language=parser.interface.language),
        help="The last day on which it may be published.",
    )


def _add(call: Namespace) -> int:
    def work() -> Answer:
        from depliant.partners.adding import Wish, add

        wish = Wish(
            call.name, call.holder, call.alt, call.link, call.ink, call.font, call.ground,
            call.height, call.clear, call.until, call.from_profile, call.flatten, call.trim,
            call.page, call.replace, not call.dry_run,
        )  # fmt: skip
        added = add(call.project, call.file, wish, call.interface, _dressed)
        sheet = call.project / added.sheet
        lines = _of_added(added, sheet, call.interface)
        lines += [line for name in added.former for line in set_aside(call.project / name)]
        return Answer(lines, _added_data(added, sheet), added.diagnostics)

    return tell(work, call.interface, call.json)


def _dressed(sheet: StyleSheet, files: Files) -> StyleSheet:
    """The style sheet with the fonts that the project has of its own."""
    from depliant.build.house_fonts import dressed
    from depliant.build.memory import Memory
    from depliant.build.store import Store

    return dressed(sheet, files, Memory(Store()).remember)


def _of_added(added: Added, sheet: Path, interface: Interface) -> list[Said]:
    """What was found, in lines."""
    from depliant.partners.contract import origin
    from depliant.partners.contract import shown as ink_shown

    made, terms = added.taken, added.terms
    measured = say("{file}: {measure}", file=terms.made_from, measure=_measure(added))
    lines: list[Said] = [measured]
    if made.drawn.uses:
        rows = [(use.key, ink_shown(use.ink), origin(use)) for use in made.drawn.uses[:40]]
        lines += [say("Colours"), *(f"  {row}" for row in aligned(rows, interface))]
    for name, carried in made.drawn.fonts:
        if carried:
            lines.append(say("Font {name}: outlined", name=name))
        elif name in made.installed:
            lines.append(
                say(
                    "Font {name}: outlined from the one that is installed here; compare it with "
                    "the partner's own",
                    name=name,
                )
            )
        else:
            lines.append(say("Font {name}: outlined from the font that is given", name=name))
    if made.drawn.flattened:
        lines.append(say("Made a picture: {names}", names=joined(made.drawn.flattened)))
    if made.repaired:
        lines.append(
            say(
                "Repaired, since the file is broken; see whether it is whole. qpdf says “{said}”.",
                said=made.repaired,
            )
        )
    room = terms.clear_space * added.checked.height
    lines.append(
        say(
            "Size: {height:.1f} mm high in a wall of its own, at least {least:g} mm; "
            "clear space {room:.1f} mm.",
            height=added.checked.height,
            least=terms.minimum_height,
            room=room,
        )
    )
    stands = [
        verbatim(stand.ground)
        if stand.allowed
        else say("{ground} (not allowed)", ground=stand.ground)
        for stand in added.checked.stands
    ]
    lines.append(say("Grounds: {names}.", names=joined(stands)))
    if added.written:
        lines.append(
            say(
                "Kept: {file} (as it was sent) and its contract {contract}."
                if made.is_own
                else "Kept: {file} (made of what was sent) and its contract {contract}.",
                file=added.written[0],
                contract=added.written[1],
            )
        )
        block = f"- logos: [{added.id}]"
        lines.append(say("To set it, name it in content.yaml:  {block}", block=block))
    else:
        lines.append(say("Nothing is kept: --dry-run."))
    lines.append(say("See {file}.", file=shown(sheet)))
    return lines


def _measure(added: Added) -> Sentence:
    made = added.taken
    if made.pixels is not None:
        columns, rows = made.pixels
        return say(
            "{kind}, {columns} × {rows} pixels, good up to {good:.1f} mm high",
            kind=made.kind,
            columns=columns,
            rows=rows,
            good=rows / 300 * 25.4,
        )
    box = made.drawn.artwork.bounds
    wide, high = box.width * 25.4 / 72, box.height * 25.4 / 72
    size = (
        say("SVG, {width:g} × {height:g} units", width=box.width, height=box.height)
        if made.kind == "SVG"
        else say("{kind}, {width:.1f} × {height:.1f} mm", kind=made.kind, width=wide, height=high)
    )
    empty = [
        say("{side} {share:.0%}", side=side, share=share)
        for side, share in zip(_SIDES, made.empty, strict=True)
        if share >= 0.005
    ]
    if not empty:
        return size
    return say("{size}; empty: {sides}, which does not count", size=size, sides=joined(empty))


_SIDES = (say("left"), say("top"), say("right"), say("bottom"))


def _added_data(added: Added, sheet: Path) -> dict[str, object]:
    made = added.taken
    return {
        "name": added.id,
        "kind": made.kind,
        "files": list(added.written),
        "sheet": str(sheet),
        "colours": [
            {"colour": use.key, "cmyk": [round(a * 100, 1) for a in use.ink.cmyk],
             "spot": use.ink.spot, "from": use.word}
            for use in made.drawn.uses
        ],
        "fonts": [{"name": name, "carried": carried} for name, carried in made.drawn.fonts],
        "flattened": list(made.drawn.flattened),
        "repaired": made.repaired,
        "empty": list(made.empty),
        "pixels": made.pixels,
        "grounds": {stand.ground: stand.allowed for stand in added.checked.stands},
    }  # fmt: skip


def _check_arguments(parser: CommandParser) -> None:
    parser.argument("names", "NAME", "Marks by name; none: all.", nargs="*")
    options = parser.options()
    add_project(options)
    options.add_argument("--json", action="store_true", help="Give the table as JSON.")


def _check(call: Namespace) -> int:
    def work() -> Answer:
        from depliant.files import save
        from depliant.partners.checking import checked
        from depliant.partners.sheet import NAME, mark_sheet
        from depliant.source.folder import Folder

        house, marks = checked(Folder(call.project), call.names, _dressed)
        found = [one for mark in marks for one in mark.diagnostics]
        known = [mark for mark in marks if mark.logo is not None]
        if not known:
            lines: list[Said] = [] if found else [say("There are no marks in assets/logos.")]
            return Answer(lines, {"marks": []}, found)
        data = mark_sheet(known, house, call.interface.tell(say("Partners' marks")), call.interface)
        save(call.project, {f"out/{NAME}": data}, say("Name a project that can be written."))
        path = call.project / "out" / NAME
        lines = [
            *aligned([_HEAD, *map(_row, known)], call.interface),
            say("See {file}.", file=shown(path)),
        ]
        return Answer(lines, {"marks": list(map(_row_data, known)), "sheet": str(path)}, found)

    return tell(work, call.interface, call.json)


_HEAD = (
    say("mark"),
    say("file"),
    say("set at"),
    say("at least"),
    say("may stand on"),
    say("found"),
)


def _row(mark: Checked) -> tuple[Said, ...]:
    logo = mark.logo
    assert logo is not None  # only such marks are listed
    counts = tally(one.severity for one in mark.diagnostics if one.severity in ("error", "warning"))
    return (
        mark.id,
        logo.file.rpartition("/")[2],
        say("{height:.1f} mm", height=mark.height) if mark.stands else "-",
        say("{height:g} mm", height=logo.minimum_height),
        ", ".join(logo.grounds or ("paper",)),
        joined(counts) if counts else say("sound"),
    )


def _row_data(mark: Checked) -> dict[str, object]:
    keys = ("name", "file", "set_at", "at_least", "grounds", "found")
    return dict(zip(keys, map(str, _row(mark)), strict=True))


COMMAND = Group(
    {
        "add": Entry(
            "Take in a partner's mark: its file, and a contract to complete.",
            Command(
                'depliant logo add ville.pdf --ink "#e30613=0,100,100,0"',
                _add_arguments,
                _add,
            ),
        ),
        "check": Entry(
            "Judge the marks and their contracts, and show each on every ground.",
            Command("depliant logo check", _check_arguments, _check),
        ),
    },
    foot="Start with:  depliant logo add FILE --dry-run",
)
