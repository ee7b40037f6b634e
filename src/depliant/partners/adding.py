"""A partner's mark taken into a project: its file, its contract, a sheet that shows it."""

from __future__ import annotations

import contextlib
import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from depliant import files
from depliant.colour import Colour
from depliant.content.logos import FOLDER, KINDS, Contract, PartnerMark
from depliant.errors import Diagnostic, InputError, Place
from depliant.graphics.mark import plain_key
from depliant.interface import ENGLISH, Interface
from depliant.partners import options
from depliant.partners.checking import Checked, Dress, House, house_of, judge, undressed
from depliant.partners.contract import Terms, contract_text
from depliant.partners.intake import LARGEST, Taken, Wanted, taken
from depliant.partners.remarks import remarks
from depliant.partners.sheet import mark_sheet
from depliant.refusals import check_file, refusal
from depliant.sentences import say
from depliant.source.folder import File, Folder, Snapshot
from depliant.source.suggestions import did_you_mean
from depliant.source.validated import validated
from depliant.source.yaml import load_yaml

_HINT: Final = say("Choose a project folder that is yours to write in.")


class Wish(Struct, frozen=True):
    """What a call asks for: how the file is read, and what of the contract it states.

    None leaves to a contract that is there what it says.
    """

    name: str | None = None
    holder: str | None = None
    alt: str | None = None
    link: str | None = None
    inks: Sequence[str] = ()
    fonts: Sequence[str] = ()
    grounds: Sequence[str] = ()
    minimum_height: float | None = None
    clear_space: float | None = None
    until: str | None = None
    from_profile: bool = False
    flatten: bool = False
    trim: bool = False
    page: int = 0
    replace: bool = False
    keep: bool = True


class Added(Struct, frozen=True):
    """A mark that was taken in, or was only looked at (`written` is then empty).

    `sheet` is the PDF that shows it, from the project folder; `former` are files there that hold
    what the mark was before.
    """

    id: str
    taken: Taken
    terms: Terms
    house: House
    checked: Checked
    written: tuple[str, ...]
    sheet: str
    diagnostics: tuple[Diagnostic, ...]
    former: tuple[str, ...] = ()


def add(
    root: Path,
    path: Path,
    wish: Wish,
    interface: Interface = ENGLISH,
    dress: Dress = undressed,
) -> Added:
    """Take a file in as a mark of the project in `root`.

    Raises:
        InputError: everything that keeps it from being used; nothing is written then.
    """
    files.settle(root)
    folder = Folder(root)
    house = house_of(folder, dress)
    name = options.name_of(wish.name, path)
    former = _former(folder, name, wish)
    inks = options.inks(wish.inks, house.sheet)
    file = _read(path)
    made = taken(
        file,
        Wanted(
            house.condition.icc,
            {key: _colour(ink, house) for key, ink in inks.items()},
            options.fonts(wish.fonts),
            wish.flatten,
            wish.trim,
            wish.page,
        ),
    )
    terms = _terms(made, file, wish, former, inks, house)
    text = contract_text(terms, interface).encode("utf-8")
    kept = {f"{FOLDER}/{name}{made.suffix}": made.data, f"{FOLDER}/{name}.yaml": text}
    checked = _as_kept(name, made, kept, house)
    later = _of_check(checked)
    told = {one.code for one in later}
    said = remarks(made, terms, accepted=wish.from_profile)
    found = [*(one for one in said if one.code not in told), *later]
    sheet = f"out/{name}.mark.pdf"
    written = kept if wish.keep else {}
    shown = mark_sheet([checked], house, terms.name, interface)
    aside = dict(_aside(root, folder, name, kept)) if wish.keep else {}
    files.save(root, {**aside, **written, sheet: shown}, _HINT)
    if wish.keep:
        found += _cleared(root, folder, name, made.suffix)
    else:
        found = [_nowhere(one) if one.place and one.place.file in kept else one for one in found]
    told_once = (*dict.fromkeys(found),)
    return Added(name, made, terms, house, checked, (*written,), sheet, told_once, (*aside,))


def _former(folder: Folder, name: str, wish: Wish) -> Contract | None:
    """The contract that is there already and is to be kept.

    Raises:
        InputError: `logo-exists`: there is a mark of that name, and nobody said to replace it.
    """
    there = sorted(
        one for one in folder.names(FOLDER) if one in (f"{name}.yaml", *(name + k for k in KINDS))
    )
    if there and not wish.replace and wish.keep:
        raise InputError(
            Diagnostic(
                "logo-exists",
                say("There is a mark {name} already: {names}.", name=name, names=", ".join(there)),
                Place(f"{FOLDER}/{there[0]}"),
                say(
                    "Add --replace to put this file in its place (its contract's terms are "
                    "kept), or give another --name."
                ),
            )
        )
    if f"{name}.yaml" not in there:
        return None
    contract: Contract = validated(Contract, load_yaml(folder, f"{FOLDER}/{name}.yaml"))
    return contract


def _read(path: Path) -> File:
    try:
        check_file(path)
        with path.open("rb") as stream:
            data = stream.read(LARGEST + 1)
    except (OSError, ValueError) as fault:
        message = say("{path} cannot be read: {reason}.", path=path, reason=refusal(fault))
        raise InputError(
            Diagnostic(
                "asset-unreadable", message, hint=say("Name the file that the partner sent.")
            )
        ) from None
    return File(path.name, data, hashlib.sha256(data).hexdigest())


def _colour(ink: Colour | str, house: House) -> Colour:
    return house.sheet.colour(ink) if isinstance(ink, str) else ink


def _terms(
    made: Taken,
    file: File,
    wish: Wish,
    former: Contract | None,
    said: dict[str, Colour | str],
    house: House,
) -> Terms:
    """What the contract is to say: the call's word, else the old contract's, else the usual."""
    old = former or Contract(name=wish.holder or Path(file.name).stem)
    grounds = tuple(wish.grounds) or old.grounds or ("paper",)
    _check_grounds(grounds, house)
    return Terms(
        wish.holder or old.name,
        file.name,
        file.sha256,
        wish.alt or old.alt,
        wish.link or old.link,
        old.minimum_height_mm if wish.minimum_height is None else wish.minimum_height,
        old.clear_space if wish.clear_space is None else wish.clear_space,
        grounds,
        tuple(name for name in house.grounds if name not in grounds),
        old.order or None,
        wish.until or old.permitted_until,
        None if former is None else old.charter,
        () if made.is_baked else _inks(made, said),
        made.drawn.uses,
        made.is_baked,
    )


def _check_grounds(grounds: Sequence[str], house: House) -> None:
    known = list(dict.fromkeys(("paper", "black", *house.sheet.swatches)))
    faults = [
        Diagnostic(
            "logo-ground",
            say("“{ground}” is no swatch that a mark could stand on.", ground=ground),
            hint=did_you_mean(ground, known) or say("There are {names}.", names=", ".join(known)),
        )
        for ground in grounds
        if ground not in known
    ]
    if faults:
        raise InputError(faults)


def _inks(made: Taken, said: dict[str, Colour | str]) -> tuple[tuple[str, Colour | str], ...]:
    """The inks that the contract gives: of each colour that is no ink by itself, and what was said.

    What the file itself has as ink needs none.
    """
    by_key = {plain_key(key): ink for key, ink in said.items()}
    found: dict[str, Colour | str] = {}
    for use in made.drawn.uses:
        if use.word in ("profile", "contract") or (use.word == "black" and made.kind == "SVG"):
            found[use.key] = by_key.get(plain_key(use.key), use.ink)
    found.update((key, ink) for key, ink in said.items() if key not in made.unused)
    return tuple(found.items())


_OPTIONS: Final = {
    "name": "--holder",
    "alt": "--alt",
    "link": "--link",
    "minimum-height-mm": "--height",
    "clear-space": "--clear",
    "grounds": "--ground",
    "inks": "--ink",
    "permitted_until": "--until",
}
"""By which option a call says what a key of a contract does."""


def _as_kept(name: str, made: Taken, kept: dict[str, bytes], house: House) -> Checked:
    """The mark judged as the next build will find it.

    Raises:
        InputError: what the contract would say is none; no file is named, since none is kept.
    """
    entries = {
        file: File(file, data, hashlib.sha256(data).hexdigest()) for file, data in kept.items()
    }
    listing = {FOLDER: frozenset(file.rpartition("/")[2] for file in kept)}
    files_kept = Snapshot(entries, listing)
    file = f"{FOLDER}/{name}.yaml"
    try:
        contract: Contract = validated(Contract, load_yaml(files_kept, file))
    except InputError as fault:
        lines = kept[file].decode("utf-8").split("\n")
        raise InputError(_of_call(one, lines) for one in fault.diagnostics) from None
    mark = PartnerMark(contract, f"{FOLDER}/{name}{made.suffix}")
    return judge(name, mark, House(files_kept, house.sheet, house.condition))


def _of_call(fault: Diagnostic, lines: Sequence[str]) -> Diagnostic:
    """What is wrong with a contract that is not kept, as what is wrong with the call."""
    line = fault.place.line if fault.place else None
    key, _, value = lines[line - 1].partition(": ") if line else ("", "", "")
    if key not in _OPTIONS:
        return _nowhere(fault)
    hint = say("It is what {option} says.", option=_OPTIONS[key])
    if key == "link" and _DOMAIN.fullmatch(typed := value.strip("\"'")):
        hint = say("Say it so: `--link https://{address}`.", address=typed)
    return replace(_nowhere(fault), hint=hint)


_DOMAIN: Final = re.compile(r"[\w-]+(?:\.[\w-]+)+(?:/[^\s\\]*)?")
"""An address on the web without its beginning, as people say it."""


def _nowhere(fault: Diagnostic) -> Diagnostic:
    """The same without its place, which is in a file that is not kept."""
    return replace(fault, place=None, quoted=())


def _of_check(checked: Checked) -> list[Diagnostic]:
    """What a build will find; of inks that the profile chose the remarks tell already.

    Raises:
        InputError: a build could not read what would be kept.
    """
    if not checked.stands:
        raise InputError(map(_nowhere, checked.diagnostics))
    return [one for one in checked.diagnostics if one.code != "logo-inks-by-profile"]


def _aside(
    root: Path, folder: Folder, name: str, kept: Mapping[str, bytes]
) -> Iterator[tuple[str, bytes]]:
    """The former files of a mark that are replaced or removed, as they are kept in `out`."""
    for suffix in (*KINDS, ".yaml"):
        path = root / FOLDER / (name + suffix)
        if path.name not in folder.names(FOLDER) or path.is_symlink():
            continue
        with contextlib.suppress(OSError):
            data = path.read_bytes()
            if data != kept.get(f"{FOLDER}/{path.name}"):
                yield f"out/{files.name_for_former(root / 'out' / path.name).name}", data


def _cleared(root: Path, folder: Folder, name: str, suffix: str) -> list[Diagnostic]:
    """Remove the mark's former files, which would be taken before the new one or beside it."""
    left = []
    for kind in KINDS:
        file = name + kind
        if kind == suffix or file not in folder.names(FOLDER):
            continue
        path = root / FOLDER / file
        with contextlib.suppress(OSError):
            path.unlink()
        if path.exists():
            left.append(
                Diagnostic(
                    "logo-exists",
                    say("The former file {file} could not be removed.", file=file),
                    Place(f"{FOLDER}/{file}"),
                    say("Delete it: of two files of one name the first kind is taken."),
                )
            )
    return left
