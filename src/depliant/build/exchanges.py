"""What `depliant translate export` and `import` do: messages to an agency, and its work back.

The PO file is where translations are; every other format is made from it and read into it. Nothing
is written unless all that came back is sound.
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final, NamedTuple

from msgspec import Struct

from depliant import files
from depliant.build import setting_aside, undo
from depliant.build.own_folder import OUT, own_folder
from depliant.build.translations import (
    BroughtUp,
    brought_up,
    known_locale,
    named,
    opened,
    tallied,
    tool,
)
from depliant.errors import Diagnostic, InputError, Place, has_errors
from depliant.figures.writing import locale_of
from depliant.languages.tags import canonical, language_of, may_be
from depliant.sentences import Sentence, say
from depliant.source.folder import Folder
from depliant.source.paths import read
from depliant.source.xmltree import MAXIMUM_BYTES
from depliant.translation import po
from depliant.translation.belonging import evident_language
from depliant.translation.exchange.receiving import Receipt, received
from depliant.translation.exchange.taking import Change, taken
from depliant.translation.exchange.tbx import tbx
from depliant.translation.exchange.tmx import tmx
from depliant.translation.exchange.units import Delivery, delivery
from depliant.translation.exchange.xliff1 import xliff1
from depliant.translation.exchange.xliff2 import xliff2
from depliant.translation.finding import file_in, file_of
from depliant.translation.loading import shortened

FORMATS: Final = ("xliff", "xliff2", "tmx", "tbx")
_BILINGUAL: Final = {"xliff": xliff1, "xliff2": xliff2}
_ENDINGS: Final = {"xliff": "xlf", "xliff2": "xliff2.xlf"}
"""How the names of files end, which stand side by side: an agency may have asked for both."""
_HINT: Final = say("Free some room, or change the folder's permissions.")


def exported(
    project: Path, asked: Sequence[str], form: str, out: Path | None = None
) -> tuple[tuple[Outgoing, ...], tuple[Diagnostic, ...]]:
    """Write what an agency needs; the files, and what is to be said of the translations.

    Args:
        project: the folder.
        asked: languages; none: all that there are PO files for.
        form: one of `FORMATS`.
        out: the file, or where several are written, their folder; None: `out` in the project.

    Raises:
        InputError: the project or a PO file cannot be read, or nothing can be written.
    """
    folder = Folder(project)
    work = opened(folder)
    tags = named(folder, asked)
    name = work.publication.content.id.replace("{issue}", work.publication.content.issue or "")
    found: list[Diagnostic] = []
    written: dict[str, str] = {}
    if form == "tbx":
        for tag in tags:
            known_locale(tag, work.publication)
        written[f"{name}.tbx"] = tbx(work.publication, tags)
    else:
        ready = [brought_up(project, tag, measures=form != "tmx") for tag in tags]
        found = [fault for now in ready for fault in now.found]
        made = [_delivery(now) for now in ready]
        if form == "tmx":
            written[f"{name}.tmx"] = tmx(made)
        else:
            writer = _BILINGUAL[form]
            ending = _ENDINGS[form]
            written = {f"{name}.{each.language}.{ending}": writer(each) for each in made}
    return _saved(project, written, out), tuple(found)


def _delivery(now: BroughtUp) -> Delivery:
    return delivery(
        now.work.publication,
        now.work.messages,
        now.fresh,
        now.language,
        known_locale(now.language, now.work.publication),
        now.room,
        tool().partition(" ")[2],
    )


def _saved(project: Path, written: Mapping[str, str], out: Path | None) -> tuple[Outgoing, ...]:
    """Write files; one where `out` says, several into a folder.

    Raises:
        InputError: they cannot be written.
    """
    data = {name: text.encode("utf-8") for name, text in written.items()}
    if out is not None and len(data) == 1 and not os.path.isdir(out):
        (only,) = data.values()
        return (Outgoing(out, setting_aside.saved(out, only, _HINT)),)
    folder = out if out is not None else own_folder(project, OUT)
    aside = setting_aside.saved_all(folder, data, _HINT)
    return tuple(Outgoing(folder / name, aside.get(folder / name)) for name in data)


class Outgoing(NamedTuple):
    """A file that was written, and where the one is that somebody had worked on in its place."""

    path: Path
    former: Path | None


class Incoming(Struct, frozen=True):
    """A file that can be taken: what it changes, a line each, and the PO file before and after.

    `back` is what taking it back would change. `counts` are of messages: how many change, and how
    many are finished, fuzzy and missing then.
    """

    source: str
    file: str
    language: str
    lines: tuple[Sentence, ...]
    back: tuple[Sentence, ...]
    before: bytes
    after: bytes
    counts: Mapping[str, int]
    notes: tuple[Diagnostic, ...]


def planned(project: Path, file: Path, form: str = "", *, finished: bool = False) -> Incoming:
    """What taking a file into a language's PO file would change; nothing is written.

    Args:
        project: the folder.
        file: an XLIFF file.
        form: xliff (1.2) or xliff2 (2.0), if it is to be no other; else it is seen in the file.
        finished: its translations are, whatever it says of them.

    Raises:
        InputError: the file cannot be read, is of another project or language, or has errors; or
            the project or the PO file cannot be read.
    """
    files.settle(project)
    path = files.resolved(file)
    data = read(path.parent, path.name, limit=MAXIMUM_BYTES, too_large="xml-too-large")
    receipt = received(data, file.name, form)
    publication = opened(Folder(project)).publication
    _refuse_others(receipt, file.name, publication.content.id, publication.language)
    language = receipt.language or _named(file.name) or ""
    now = brought_up(project, language)
    found = taken(
        receipt,
        now.fresh,
        now.work.messages,
        now.work.publication,
        now.language,
        finished=finished,
    )
    faults = (*receipt.faults, *now.found, *found.faults)
    if not found.known:
        faults = (_of_another(file.name), *receipt.faults)
    if has_errors(faults):
        raise InputError(faults)
    folder = now.work.folder
    there = now.file.rpartition("/")[2] in folder.names(now.file.rpartition("/")[0])
    before = folder.file(now.file).data if there else b""
    after = po.written(found.catalogue).encode("utf-8") if found.changes else before
    counts = {
        "changed": len(found.changes),
        **tallied(now.work.messages, found.catalogue)._asdict(),
    }
    return Incoming(
        file.name,
        now.file,
        now.language,
        tuple(map(_line, found.changes)),
        tuple(_line(Change(one.after, one.before)) for one in found.changes),
        before,
        after,
        counts,
        tuple(faults),
    )


def carried_out(project: Path, plan: Incoming) -> tuple[Diagnostic, ...]:
    """Write what was planned; what is to be said of that. `undo` takes it back.

    Raises:
        InputError: `import-changed`: the PO file is no longer what the plan was made for; or
            `output-unwritable`.
    """
    path = files.resolved(project / plan.file)
    present = path.read_bytes() if path.is_file() else b""
    if present != plan.before:
        raise InputError(
            Diagnostic(
                "import-changed",
                say(
                    "{content} has been changed since the import was shown; nothing is written.",
                    content=plan.file,
                ),
                hint=say("Import again, to see what changes now."),
            )
        )
    step = undo.Step(
        say("the import of {table}", table=plan.source),
        plan.back,
        plan.before,
        undo.digest(plan.after),
    )
    notes: tuple[Diagnostic, ...] = ()
    if not undo.remember(project, step, plan.file):
        message = say(
            "This import cannot be undone, since the folder of the cache cannot be written."
        )
        hint = say("Keep a copy of {file}; DEPLIANT_CACHE names another folder.", file=plan.file)
        notes = (Diagnostic("undo-nothing", message, None, hint, "warning"),)
    files.save(project, {plan.file: plan.after}, _HINT)
    return notes


def undone(
    project: Path, language: str, out: Path | None = None
) -> tuple[str, undo.Step, Path | None]:
    """Take the last import into a language back; the PO file, and what was taken back.

    Raises:
        InputError: as `undo.undone`.
    """
    file = file_in(Folder(project), language) or file_of(language)
    return file, *undo.undone(project, out, file)


def _line(change: Change) -> Sentence:
    """A change in words."""
    before, after = change.before, change.after
    name = after.context or shortened(after.id)
    was = " / ".join(map(shortened, before.strings))
    text = " / ".join(map(shortened, after.strings))
    if before.strings == after.strings and before.fuzzy == after.fuzzy:
        return say("{name}: a translator's comment.", name=name)
    if before.strings == after.strings:
        return (
            say("{name}: “{text}” needs a look.", name=name, text=text)
            if after.fuzzy
            else say("{name}: “{text}” is finished.", name=name, text=text)
        )
    if not any(after.strings):
        return say("{name}: not translated.", name=name)
    if not any(before.strings):
        return (
            say("{name}: “{text}” (needs a look)", name=name, text=text)
            if after.fuzzy
            else say("{name}: “{text}”", name=name, text=text)
        )
    return (
        say("{name}: “{was}” becomes “{text}” (needs a look)", name=name, was=was, text=text)
        if after.fuzzy
        else say("{name}: “{was}” becomes “{text}”", name=name, was=was, text=text)
    )


def _refuse_others(receipt: Receipt, name: str, project: str, source: str) -> None:
    """Refuse a file of another project or language.

    Raises:
        InputError: `exchange-project`, `exchange-language`.
    """
    if receipt.project and receipt.project != project:
        message = say(
            "The file is of `{its}`, and this project is `{project}`.",
            its=receipt.project,
            project=project,
        )
        raise _refused("exchange-project", message, name)
    if receipt.source_language and not may_be(receipt.source_language, source):
        message = say(
            "The file is translated from `{its}`, and this project is written in `{source}`.",
            its=receipt.source_language,
            source=source,
        )
        raise _refused("exchange-language", message, name)
    named = _named(name)
    if not receipt.language and not named:
        message = say("The file does not say into which language it is translated.")
        raise _refused("exchange-language", message, name)
    if named and receipt.language and not may_be(receipt.language, named):
        message = say(
            "The file is called `{named}`, and says that it is `{language}`.",
            named=named,
            language=receipt.language,
        )
        raise _refused("exchange-language", message, name)
    language = receipt.language or named or ""
    words = [unit.target for unit in receipt.units if unit.target != unit.source]
    evident = evident_language(words, language_of(language))
    if evident is not None and evident != language_of(source):
        message = say(
            "The file says that it is `{language}`, and its words are those of `{evident}`.",
            language=language,
            evident=evident,
        )
        raise _refused("exchange-language", message, name)


def _refused(code: str, message: Sentence, name: str) -> InputError:
    hint = say("Nothing is written. Ask for the right file, or set right what it says.")
    return InputError(Diagnostic(code, message, Place(name, 1), hint))


def _named(name: str) -> str | None:
    """The language that the name of a file ends in: chiffres-cles.nl.xlf, ….nl.xliff2.xlf."""
    tag = name.rpartition(".")[0].removesuffix(".xliff2").rpartition(".")[2]
    is_tag = 2 <= len(tag.replace("_", "-").partition("-")[0]) <= 3
    return canonical(tag) if is_tag and locale_of(tag) is not None else None


def _of_another(name: str) -> Diagnostic:
    return Diagnostic(
        "exchange-project",
        say("No unit of the file is of this brochure."),
        Place(name, 1),
        say("Nothing is written. Ask for the right file, or set right what it says."),
    )
