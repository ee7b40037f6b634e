"""`depliant fonts`: the fonts of a project, what they lack, and a specimen of its type styles."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from depliant import files
from depliant.commands.call import Command, CommandParser, language_tag, take_project
from depliant.commands.console import Answer, Said, aligned, tell
from depliant.interface import Interface
from depliant.output import Output
from depliant.sentences import Sentence, counted, joined, say, some

if TYPE_CHECKING:
    from depliant.build.font_report import FamilyFonts, FontReport, Letters
    from depliant.build.session import Session

_SHOWN = 24
"""Characters that are shown of those that are missing or lent."""
_INSTANCES = 8


def _arguments(parser: CommandParser) -> None:
    take_project(parser)
    options = parser.options()
    options.add_argument(
        "--specimen",
        metavar="FILE",
        type=Output(".pdf"),
        help="Make a PDF that shows the families and every type style in the brochure's own words.",
    )
    options.add_argument(
        "--edition",
        metavar="LANG",
        type=language_tag,
        help="The language of the specimen. [default: its own]",
    )
    options.add_argument("--json", action="store_true", help="Give the report as JSON.")


def _run(call: Namespace) -> int:
    def work() -> Answer:
        from depliant.build.font_report import font_report
        from depliant.build.memory import Memory
        from depliant.build.project import Project
        from depliant.build.session import Session
        from depliant.build.store import Store

        memory = Memory(Store())
        # What is wrong with a font is told here, and not a reason to tell nothing.
        project = Project.read(call.project, remember=memory.remember, draft=True)
        session = Session(project, memory)
        report = font_report(session)
        lines = [*_lines(report, call.interface)]
        if call.specimen is not None:
            _draw(call, session, report)
            lines.append(say("Drawn: {file}", file=call.specimen))
        return Answer(lines, _data(report), report.diagnostics)

    return tell(work, call.interface, call.json)


def _draw(call: Namespace, session: Session, report: FontReport) -> None:
    from depliant.build.specimen import specimen

    language = call.edition or session.project.publication.language
    data = specimen(session, report, language, call.interface)
    files.save_file(call.specimen, data, say("Name another file with --specimen."),
                    make_folder=False)  # fmt: skip


def _lines(report: FontReport, interface: Interface) -> Iterator[Said]:
    from depliant.fonts.registry import FOLDER

    yield (
        say("Fonts in {folder}:", folder=FOLDER)
        if report.own
        else say("No fonts in {folder}.", folder=FOLDER)
    )
    for family in report.own:
        yield from _family(family)
    if report.packaged:
        yield say("Fonts of packages that the style sheet names:")
    for family in report.packaged:
        yield from _family(family)
    yield say("Characters of the editions:")
    yield from aligned([*_rows(report.letters)], interface)


def _family(family: FamilyFonts) -> Iterator[Said]:
    if not family.source:
        yield _moved_in(2, say("{name}: not there", name=family.name))
        return
    weights = (
        say("upright {upright}; italic {italic}", upright=family.upright, italic=family.italic)
        if family.upright and family.italic
        else say("upright {upright}; no italic", upright=family.upright)
        if family.upright
        else say("italic {italic}", italic=family.italic)
    )
    yield _moved_in(2, joined([family.name, weights], ": "))
    scripts = ", ".join(family.scripts)
    if not family.files:
        yield _moved_in(4, joined([family.source, scripts], "; "))
        return
    glyphs = counted(family.glyphs, "{count} glyph", "{count} glyphs")
    yield _moved_in(4, joined([family.outlines, glyphs, scripts, family.licence], "; "))
    if family.axes:
        axes = joined(
            say("{tag} {least:g} to {most:g}", tag=tag, least=least, most=most)
            for tag, least, most in family.axes
        )
        yield _moved_in(4, say("axes: {axes}", axes=axes))
    if family.instances:
        yield _moved_in(4, say("instances: {listed}", listed=some(family.instances, _INSTANCES)))
    yield _moved_in(4, some(family.files, 3))


def _moved_in(by: int, said: Sentence) -> Sentence:
    """A line that stands below what it is about."""
    return joined([" " * by, said], "")


def _rows(letters: Sequence[Letters]) -> Iterator[tuple[Said, ...]]:
    """A row for each edition that has all in the first family of each kind; else one a kind."""
    for language in dict.fromkeys(one.language for one in letters):
        own = [one for one in letters if one.language == language]
        if any(one.own < one.all for one in own):
            yield from map(_row, own)
        else:
            yield f"  {language}", "", say("all {all}", all=own[0].all)


def _row(letters: Letters) -> tuple[Said, ...]:
    lent = joined(
        (
            say("{family} {shown}", family=family, shown=_shown(characters))
            for family, characters in letters.lent
        ),
        "; ",
    )
    own = say("{own} of {all} in {family}", own=letters.own, all=letters.all,
              family=letters.families[0])  # fmt: skip
    rest: Sentence = (
        say("MISSING {shown}", shown=_shown(letters.missing))
        if letters.missing
        else say("none missing")
    )
    parts = [own, lent, rest] if letters.lent else [own, rest]
    return (f"  {letters.language}", letters.kind, joined(parts, "; "))


def _shown(characters: str) -> str:
    shown = " ".join(characters[:_SHOWN])
    return f"{shown} … ({len(characters)})" if len(characters) > _SHOWN else shown


def _data(report: FontReport) -> dict[str, object]:
    def family(one: FamilyFonts) -> dict[str, object]:
        return {
            "family": one.name,
            "source": one.source,
            "files": list(one.files),
            "upright": str(one.upright),
            "italic": str(one.italic),
            "scripts": list(one.scripts),
            "outlines": one.outlines,
            "axes": {tag: [least, most] for tag, least, most in one.axes},
            "instances": list(one.instances),
            "licence": str(one.licence),
        }

    return {
        "own": [family(one) for one in report.own],
        "packaged": [family(one) for one in report.packaged],
        "letters": [
            {
                "edition": one.language,
                "kind": one.kind,
                "families": list(one.families),
                "all": one.all,
                "own": one.own,
                "lent": dict(one.lent),
                "missing": one.missing,
            }
            for one in report.letters
        ],
    }


COMMAND = Command(
    "depliant fonts my-brochure\ndepliant fonts my-brochure --specimen specimen.pdf",
    _arguments,
    _run,
)
