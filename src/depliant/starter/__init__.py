"""The brochures that `depliant new` copies, and the copying.

`languages` has the small brochure, a folder a language, by its tag: its words, comments and marks.
What is the same in all, its art and its printing condition, is in `shared`; a file of a language
takes the place of a shared one of the same name. Another language is another folder, and nothing
lists it. `gallery` has the templates (`listing`), a folder each, which share the condition alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from depliant import files
from depliant.errors import Diagnostic, InputError
from depliant.refusals import refusal
from depliant.sentences import say
from depliant.starter.listing import FOLDER, TEMPLATES

_HERE = Path(__file__).parent
PROFILE = _HERE / "shared" / "assets" / "icc" / "FOGRA39L_coated.icc"
"""The output profile that each of them has."""
_HINT = say("Choose a folder that is yours to write in.")
_TOP = PurePosixPath()

Sources = tuple[tuple[Path, PurePosixPath], ...]
"""Folders whose files are copied, and where in the project; a later one goes before."""


def languages() -> tuple[str, ...]:
    """The languages in which a brochure can be started, by their tags."""
    return tuple(sorted(folder.name for folder in (_HERE / "languages").glob("*/")))


def start(directory: Path, language: str = "en", template: str | None = None) -> None:
    """Copy the small brochure, or a template, into `directory`.

    Args:
        directory: a folder that is empty or not there yet.
        language: what the small brochure's words and comments are in, such as `fr`; `fr-BE` and
            `fr_CA.UTF-8`, as a computer says it, are that too. A template has a language of its
            own.
        template: the name of one of `listing.TEMPLATES`.

    Raises:
        InputError: there is none in that language; or the folder holds something already, is a
            file, or cannot be written.
    """
    from depliant.starter.editor import FILES, schema_text

    sources = _sources(language) if template is None else _sources_of(template)
    files.settle(directory)
    try:
        if directory.exists() and (not directory.is_dir() or any(map(_holds, directory.iterdir()))):
            raise InputError(
                Diagnostic(
                    "folder-not-empty",
                    say(
                        "{directory} is there already, and not an empty folder.",
                        directory=directory,
                    ),
                    hint=say("Name a new folder: nothing that exists is ever written over."),
                )
            )
        those = {
            (base / name).as_posix(): path.read_bytes()
            for source, base in sources
            for name, path in _below(source)
        }
    except OSError as fault:
        reason = refusal(fault, say("not every file could be copied"))
        raise InputError(
            Diagnostic(
                "output-unwritable",
                say("{directory} cannot be written: {reason}.", directory=directory, reason=reason),
                hint=_HINT,
            )
        ) from fault
    made = {f"assets/{name}": schema_text(model).encode("utf-8") for name, model in FILES.items()}
    files.save(directory, {**those, **made}, _HINT)


def _sources(language: str) -> Sources:
    """What the small brochure in a language is copied from."""
    return (_HERE / "shared", _TOP), (_HERE / "languages" / _known(language), _TOP)


def _sources_of(template: str) -> Sources:
    """What a template is copied from: the printing condition, in its language, and its own."""
    condition = PurePosixPath("assets", "icc")
    folders = ("shared", f"languages/{TEMPLATES[template].languages[0]}")
    return (
        *((_HERE / folder / condition, condition) for folder in folders),
        (FOLDER / template, _TOP),
    )


def _known(language: str) -> str:
    """The folder's name of a language.

    Raises:
        InputError: there is none.
    """
    tag = language.partition(".")[0].partition("@")[0].replace("_", "-").casefold()
    folders = {name.casefold(): name for name in languages()}
    for name in (tag, tag.partition("-")[0]):
        if name in folders:
            return folders[name]
    raise InputError(
        Diagnostic(
            "starter-language",
            say(
                "There is no brochure to start from in the language “{language}”.",
                language=language,
            ),
            hint=say(
                "There is one in each of these: {names}.", names=", ".join(map(_named, languages()))
            ),
        )
    )


def _named(tag: str) -> str:
    """A language's tag with its own name: fr (français)."""
    from babel import Locale

    return f"{tag} ({Locale.parse(tag, sep='-').get_display_name()})"


def _below(source: Path) -> Iterator[tuple[str, Path]]:
    """The files of a folder by their names from there."""
    for path in sorted(source.rglob("*")):
        if path.is_file():
            yield path.relative_to(source).as_posix(), path


def _holds(path: Path) -> bool:
    """Whether it is a file or a folder with a file in it: a killed copy leaves bare folders."""
    return not path.is_dir() or path.is_symlink() or any(map(_holds, path.iterdir()))
