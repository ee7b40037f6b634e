"""`depliant build`: its options; what is said of its files is in `built`."""

from __future__ import annotations

from argparse import Namespace
from datetime import date
from functools import partial
from pathlib import Path

from depliant.build.report import BuildReport, BuildRequest
from depliant.commands import built
from depliant.commands.call import (
    Command,
    CommandParser,
    RefusedError,
    language_tag,
    one_of,
    take_project,
    whole_number,
)
from depliant.commands.console import (
    Progress,
    attempt,
    print_diagnostics,
    print_json,
    print_lines,
)
from depliant.errors import Diagnostic, InputError, UnfitError
from depliant.interface import Interface
from depliant.output import Output
from depliant.press.condition import MarkKind
from depliant.press.imposition import Imposition, imposition
from depliant.sentences import say
from depliant.source.suggestions import did_you_mean
from depliant.writers.targets import (
    RESOLUTIONS,
    TARGETS,
    USUAL,
    WIDTHS,
    ImageOptions,
    target_named,
)

MARKS: tuple[MarkKind, ...] = ("crop", "fold", "registration", "bars", "slug")


def _arguments(parser: CommandParser) -> None:
    take_project(parser)
    _choosing(parser)
    _printing(parser)
    _picturing(parser)
    _making(parser)
    _telling(parser)


def _choosing(parser: CommandParser) -> None:
    options = parser.options("What to build")
    options.add_argument(
        "--edition",
        metavar="LANG",
        type=language_tag,
        action="append",
        default=[],
        help="A language to build; again for more. [default: its own]",
    )
    options.add_argument(
        "--all-editions", action="store_true", help="Its own language and all translations."
    )
    options.add_argument(
        "--spreads",
        action="store_true",
        help="Show the pages of a booklet two by two in the screen file, as they lie open.",
    )
    options.add_argument(
        "--draft",
        action="store_true",
        help="Show every page whatever is wrong, marked on it, in a PDF that says DRAFT.",
    )
    options.add_argument(
        "--issue",
        metavar="NAME",
        help="A former issue, as it was. [default: the present one]",
    )
    options.add_argument(
        "--target",
        metavar="|".join(TARGETS),
        action="append",
        type=one_of(*TARGETS),
        help=f"What to write; again for more. [default: {' and '.join(USUAL)}]",
    )
    options.add_argument(
        "--proof",
        metavar="N|DAY",
        type=partial(_proof, language=parser.interface.language),
        help="Name the files as a proof: its number, or a day such as 2017-06-12.",
    )


def _proof(text: str, language: str) -> str:
    """The number or the day of a proof."""
    if text.isdecimal() and len(text) < 10 and 1 <= int(text) <= 999:
        return str(int(text))
    from depliant.commands.days import day_first

    try:
        return date.fromisoformat(day_first(text, language)).isoformat()
    except ValueError:
        raise RefusedError(
            lambda option: say(
                "{option} takes a number from 1 to 999 or a day such as 2017-06-12, not '{text}'.",
                option=option,
                text=text,
            )
        ) from None


def _printing(parser: CommandParser) -> None:
    options = parser.options("For the printer")
    options.add_argument(
        "--printer",
        metavar="NAME",
        help="A printer's profile. [default: what assets/style.yaml says]",
    )
    options.add_argument(
        "--marks",
        metavar="LIST",
        help=f"Marks beside the press page: {','.join(MARKS)}, or none. "
        "[default: as the printer wants]",
    )
    options.add_argument(
        "--impose",
        metavar="WAY",
        type=imposition_named,
        help="Put press and office pages on sheets: saddle, repeat:2x4, stack:2x4, turn or "
        "tumble. [default: a side, or a page of a booklet, each]",
    )
    options.add_argument(
        "--ticket",
        action="store_true",
        help="Write a job ticket beside each press file: sizes, folds, inks, checksum.",
    )
    options.add_argument(
        "--allow",
        metavar="CODE",
        action="append",
        default=[],
        help="A preflight error that does not fail the build; again for more.",
    )
    options.add_argument(
        "--no-preflight", action="store_true", help="Write the files without judging them."
    )


def imposition_named(text: str) -> Imposition:
    """How pages are put on sheets."""
    try:
        return imposition(text)
    except UnfitError as fault:
        why = fault.why
        raise RefusedError(
            lambda option: say(
                "{option} takes saddle, repeat:2x4, stack:2x4, turn or tumble, not '{text}'. {why}",
                option=option,
                text=text,
                why=why,
            )
        ) from None


def _picturing(parser: CommandParser) -> None:
    options = parser.options("For web pages, mails and social media (--target image or svg)")
    options.add_argument(
        "--image-of",
        metavar="panels|sides",
        type=one_of("panels", "sides"),
        help="An image of each panel, or of each side of the sheet. [default: panels]",
    )
    size = options.add_mutually_exclusive_group()
    size.add_argument(
        "--image-width",
        metavar="PIXELS",
        type=whole_number(*WIDTHS),
        help=f"How wide each image is, from {WIDTHS[0]} to {WIDTHS[1]} pixels.",
    )
    size.add_argument(
        "--image-ppi",
        metavar="N",
        type=whole_number(*RESOLUTIONS),
        help=f"Pixels an inch, from {RESOLUTIONS[0]} to {RESOLUTIONS[1]}. "
        "[default: image 192, svg 96]",
    )


def _making(parser: CommandParser) -> None:
    options = parser.options("Where and how")
    options.add_argument(
        "--out", metavar="DIR", type=Path, help="Where files go. [default: PROJECT/out]"
    )
    options.add_argument(
        "--jobs",
        metavar="N",
        type=whole_number(1, 64),
        help="Editions made at a time, from 1 to 64, or panels of a long one. [default: one "
        "edition; of its panels as many as there are processors]",
    )
    options.add_argument(
        "--no-cache", action="store_true", help="Set and draw everything again, and keep nothing."
    )


def _telling(parser: CommandParser) -> None:
    options = parser.options("What is said of it")
    options.add_argument("--fit", action="store_true", help="Say how each panel is filled.")
    options.add_argument(
        "--fit-picture",
        metavar="FILE.svg",
        type=Output(".svg"),
        help="The same as a picture, one strip a language.",
    )
    options.add_argument("--json", action="store_true", help="Give the report as JSON.")


def _run(call: Namespace) -> int:
    def work(progress: Progress) -> BuildReport:
        request = _request(call, progress)
        from depliant.build import pipeline

        return pipeline.build(call.project, request)

    interface: Interface = call.interface
    outcome = attempt(work, None if call.json else interface)
    if call.json:
        print_json(outcome, built.data(outcome.report, interface), interface)
        return outcome.exit_code
    print_diagnostics(outcome.diagnostics, interface)
    if outcome.report is not None:
        if call.fit:
            print_lines(built.fit(outcome.report, interface), interface)
        built.print_files(outcome.report, interface)
    is_pictured = call.fit_picture is not None
    print_lines(built.end(outcome, draft=call.draft, pictured=is_pictured), interface)
    return outcome.exit_code


def _request(call: Namespace, progress: Progress) -> BuildRequest:
    """What is asked of the pipeline.

    Raises:
        InputError: a name in `--marks` or `--allow` is none; images or a press file are described
            but not asked for.
    """
    _check_press(call)
    _check_draft(call)
    return BuildRequest(
        editions=tuple(call.edition),
        all_editions=call.all_editions,
        draft=call.draft,
        jobs=call.jobs,
        targets=tuple(dict.fromkeys(call.target or USUAL)),
        images=_images(call),
        out=call.out,
        marks=None if call.marks is None else marks_named(call.marks),
        printer=call.printer,
        issue=call.issue,
        cache=not call.no_cache,
        preflight=not call.no_preflight,
        allow=tuple(call.allow),
        ticket=call.ticket,
        fit_picture=call.fit_picture,
        fits=call.fit or call.json,
        proof=call.proof,
        imposition=call.impose,
        spreads=call.spreads,
        language=call.interface.language,
        progress=progress,
    )


def _check_press(call: Namespace) -> None:
    """Refuse options of the press file where none is written, and codes that are none.

    Raises:
        InputError: `press-unasked`, `code-unknown`
    """
    found = []
    marks = call.marks is not None and marks_named(call.marks)
    if (call.ticket or marks) and "press" not in (call.target or USUAL):
        found.append(
            Diagnostic(
                "press-unasked",
                say("A job ticket and marks belong to the press file, and the call writes none."),
                hint=say("Add --target press, or leave --ticket and --marks out."),
            )
        )
    if call.impose is not None and not {"press", "office"} & {*(call.target or USUAL)}:
        found.append(
            Diagnostic(
                "press-unasked",
                say("--impose is for press and office files, and the call writes none."),
                hint=say("Add --target press or --target office, or leave --impose out."),
            )
        )
    if call.spreads and "screen" not in (call.target or USUAL):
        found.append(
            Diagnostic(
                "press-unasked",
                say("--spreads is for the screen file, and the call writes none."),
                hint=say("Add --target screen, or leave --spreads out."),
            )
        )
    if call.allow:
        from depliant.codes import CODES

        found += [
            Diagnostic(
                "code-unknown",
                say("There is no diagnostic '{code}' that could be allowed.", code=code),
                hint=did_you_mean(code, list(CODES)) or say("`depliant explain` lists all."),
            )
            for code in call.allow
            if code not in CODES
        ]
    if found:
        raise InputError(found)


def _check_draft(call: Namespace) -> None:
    """Refuse targets of a draft, which is one PDF whatever finished files are asked for.

    Raises:
        InputError: `draft-target`
    """
    if call.draft and (call.target or call.ticket):
        raise InputError(
            Diagnostic(
                "draft-target",
                say("A draft is one PDF for each edition; it is of no target, and has no ticket."),
                hint=say("Leave --target and --ticket out, or --draft."),
            )
        )


def _images(call: Namespace) -> ImageOptions:
    """What images are to be like.

    Raises:
        InputError: `image-unasked`
    """
    given = {"pages": call.image_of, "width": call.image_width, "ppi": call.image_ppi}
    asked = {key: value for key, value in given.items() if value is not None}
    if asked and not any(target_named(name).pages is None for name in call.target or USUAL):
        raise InputError(
            Diagnostic(
                "image-unasked",
                say("The call says what images are to be like, and asks for none."),
                hint=say("Add --target image (PNG) or --target svg."),
            )
        )
    return ImageOptions(**asked)


def marks_named(names: str) -> frozenset[MarkKind]:
    """The marks of a list such as "crop,fold"; "none" is an empty list.

    Raises:
        InputError: a name is not a mark's.
    """
    asked = [name.strip() for name in names.split(",") if name.strip() not in ("", "none")]
    unknown = [name for name in asked if name not in MARKS]
    if unknown:
        raise InputError(
            Diagnostic(
                "marks-unknown",
                say("There are no marks called {names}.", names=", ".join(unknown)),
                hint=say("Choose among {names}, or none.", names=", ".join(MARKS)),
            )
        )
    return frozenset(mark for mark in MARKS if mark in asked)


COMMAND = Command(
    "depliant build --target press --printer bleed-5mm --ticket\n"
    "depliant build --target office\n"
    "depliant build --target press --impose saddle --marks crop,fold,slug\n"
    "depliant build --target press --impose repeat:2x4\n"
    "depliant build --proof 3\n"
    "depliant build --draft --all-editions\n"
    "depliant build --target image --image-width 1080",
    _arguments,
    _run,
)
