"""Style sheets as a value: bases filled in, and every name that one part gives of another known.

A type style or a design takes from its `base` each key that it leaves out; `margin`, `roles`,
`marker`, `strong` and `fit` are taken key by key as well; so does what one edition changes. That
is done with the data as they are written, where what is left out can be told from what is said;
the sheet that comes out is whole. All findings come at once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

from msgspec import Struct
from msgspec.structs import replace

from depliant.errors import Diagnostic, InputError
from depliant.sentences import Sentence, say
from depliant.source.folder import Files
from depliant.source.suggestions import did_you_mean
from depliant.source.validated import validated
from depliant.source.yaml import Route, Source, Tree, load_yaml
from depliant.style.block_styles import Line
from depliant.style.picture_styles import Veil
from depliant.style.sheet import Design, EditionStyle, Rule, StyleSheet, Swatch

STYLE_FILE: Final = "assets/style.yaml"
"""The designer's file, from the project folder."""

_BUILT_IN_SWATCHES: Final = ("paper", "black")
# ISO 32000-1, 8.6.6.4: All and None are not inks; the process inks are `cmyk`'s.
_RESERVED_INKS: Final = frozenset({"all", "none", "cyan", "magenta", "yellow", "black"})


def load_style(files: Files) -> StyleSheet:
    """Read and check a project's style sheet; what `base` leaves to be inherited is filled in.

    Raises:
        InputError: everything that is wrong with the file.
    """
    return styled(load_yaml(files, STYLE_FILE))


def styled(source: Source) -> StyleSheet:
    """The style sheet in `source`, checked and with its bases filled in.

    Raises:
        InputError: `schema`, `key-unknown`, `key-missing`, or a `style-…` code; all findings.
    """
    sheet = validated(StyleSheet, source)
    faults = [
        *_circles("type", sheet.type, lambda style: style.base, source),
        *_circles("designs", sheet.designs, lambda design: design.base, source),
        *_circles("swatches", sheet.swatches, lambda swatch: swatch.of, source),
        *_swatch_faults(sheet.swatches, source),
        *_unknown_names(sheet, source),
        *_unknown_in_editions(sheet, source),
    ]
    if faults:
        raise InputError(sorted(dict.fromkeys(faults), key=lambda item: item.place or ()))
    return validated(StyleSheet, replace(source, data=_complete(source.data)))


def edition_sheet(sheet: StyleSheet, language: str) -> StyleSheet:
    """The style sheet as it is for the edition of a language (`de-AT` takes what `de` has)."""
    own = _of_edition(sheet, language)
    if own is None:
        return sheet
    return replace(
        sheet,
        families={**sheet.families, **own.families},
        baseline=own.baseline or sheet.baseline,
        type={**sheet.type, **own.type},
        designs={**sheet.designs, **own.designs},
        copyfit=own.copyfit or sheet.copyfit,
    )


def _of_edition(sheet: StyleSheet, language: str) -> EditionStyle | None:
    """What the sheet has of its own for a language: by its tag, or by the nearest shorter one."""
    if language in sheet.editions:
        return sheet.editions[language]
    # RFC 5646, 2.1.1: capitals do not tell tags apart; content.yaml takes pt_BR for pt-BR.
    own = {tag.replace("_", "-").lower(): style for tag, style in sheet.editions.items()}
    parts = language.replace("_", "-").lower().split("-")
    tags = ("-".join(parts[:count]) for count in range(len(parts), 0, -1))
    return next((own[tag] for tag in tags if tag in own), None)


def edition_changes(sheet: StyleSheet, language: str) -> tuple[Sentence, ...]:
    """What the style sheet has of its own for the edition of a language, in words."""
    own = _of_edition(sheet, language)
    if own is None:
        return ()
    said = [
        *(say("family {name}", name=name) for name in own.families),
        *((say("baseline"),) if own.baseline is not None else ()),
        *(say("type {name}", name=name) for name in own.type),
        *(say("design {name}", name=name) for name in own.designs),
    ]
    return (*said, say("copyfit")) if own.copyfit is not None else tuple(said)


def _unknown_in_editions(sheet: StyleSheet, source: Source) -> Iterator[Diagnostic]:
    """Families, styles and designs of one edition that the sheet does not have."""
    for language, own in sheet.editions.items():
        for kind, given, known in (
            ("families", own.families, sheet.families),
            ("type", own.type, sheet.type),
            ("designs", own.designs, sheet.designs),
        ):
            for name in given:
                if name not in known:
                    yield Diagnostic(
                        "style-unknown-name",
                        say(
                            "The edition `{language}` changes `{name}`, which is not under "
                            "`{kind}`.",
                            language=language,
                            name=name,
                            kind=kind,
                        ),
                        source.place(("editions", language, kind, name), key=True),
                        did_you_mean(name, list(known)),
                    )


def _complete(data: Mapping[str, Tree]) -> Mapping[str, Tree]:
    """The data of a sound style sheet with what each style leaves to be inherited."""
    whole = {kind: _filled(data.get(kind, {})) for kind in ("type", "designs")}
    copyfit = data.get("copyfit", {})
    editions = {}
    for language, own in data.get("editions", {}).items():
        changed = {
            kind: {name: _changed(whole[kind], name, one) for name, one in given.items()}
            for kind, given in ((kind, own.get(kind, {})) for kind in whole)
        }
        of_copyfit = own.get("copyfit")
        fitted = {} if of_copyfit is None else {"copyfit": _over(copyfit, of_copyfit)}
        kept = {key: own[key] for key in ("families", "baseline") if key in own}
        editions[language] = {**kept, **changed, **fitted}
    return {**data, **whole, "editions": editions}


def _changed(styles: Mapping[str, Tree], name: str, own: Tree) -> Tree:
    """A whole style as an edition changes it: with a `base` of its own, it is that changed."""
    base = own.get("base")
    return {**_over(styles[name if base is None else base], own), "base": None}


def _filled(styles: Mapping[str, Tree]) -> dict[str, Tree]:
    """Each style with what its base, and the base of that, say."""
    done: dict[str, Tree] = {}
    for name in styles:
        chain = []
        at: str | None = name
        while at is not None and at not in done:
            chain.append(at)
            at = styles[at].get("base")
        for link in reversed(chain):
            style = styles[link]
            base = style.get("base")
            done[link] = style if base is None else {**_over(done[base], style), "base": None}
    return {name: done[name] for name in styles}


def _over(base: Tree, style: Tree) -> Tree:
    """`base` with what `style` says itself; parts and tables of the two are merged."""
    if not isinstance(base, dict) or not isinstance(style, dict):
        return style
    return {**base, **{key: _over(base.get(key), said) for key, said in style.items()}}


def _circles(
    kind: str, table: Mapping[str, Any], base: Callable[[Any], str | None], source: Source
) -> Iterator[Diagnostic]:
    """Bases that are not there, and chains of bases that come back to where they began."""
    key = "of" if kind == "swatches" else "base"
    known = (*table, *(_BUILT_IN_SWATCHES if kind == "swatches" else ()))
    clear: set[str] = set()  # what leads out of the table, and need not be followed again
    for name in table:
        first = base(table[name])
        if first is None:
            continue
        place = source.place((kind, name, key))
        if first not in known:
            yield Diagnostic(
                "style-unknown-name",
                say("`{first}` is not defined under `{kind}`.", first=first, kind=kind),
                place,
                did_you_mean(first, known),
            )
            continue
        seen = {name: None}
        at: str | None = first
        while at is not None and at in table and at not in seen and at not in clear:
            seen[at] = None
            at = base(table[at])
        if at not in seen:
            clear.update(seen)
        if at == name:
            yield Diagnostic(
                "style-cycle",
                say("{names} is a circle.", names=" → ".join([*seen, name])),
                place,
                say("Take one `{key}` out.", key=key),
            )


def _swatch_faults(swatches: Mapping[str, Swatch], source: Source) -> Iterator[Diagnostic]:
    """Swatches that say their ink in no way, or in two."""
    spots: dict[str, tuple[str, tuple[float, ...]]] = {}
    for name, swatch in swatches.items():
        place = source.place(("swatches", name), key=True)
        ways = (swatch.cmyk is not None) + (swatch.of is not None)
        if ways != 1 or (swatch.spot is not None and swatch.of is not None):
            yield Diagnostic(
                "style-swatch",
                say("The swatch `{name}` must have either `cmyk` or `of`.", name=name),
                place,
                say("A spot has `spot` and `cmyk`; a tint has `of` and `tint`."),
            )
        if swatch.spot is None or swatch.cmyk is None:
            continue
        place = source.place(("swatches", name, "spot"))
        if swatch.spot.lower() in _RESERVED_INKS:
            yield Diagnostic(
                "style-spot",
                say("`{spot}` is not a spot ink.", spot=swatch.spot),
                place,
                say("Give it the ink's own name, such as PANTONE 021 C."),
            )
        other, stand_in = spots.setdefault(swatch.spot, (name, swatch.cmyk))
        if stand_in != swatch.cmyk:
            yield Diagnostic(
                "style-spot",
                say(
                    "`{name}` and `{other}` give the ink `{spot}` two different `cmyk`.",
                    name=name,
                    other=other,
                    spot=swatch.spot,
                ),
                place,
                say("Write `of: {other}` with a `tint` instead.", other=other),
            )


class _Use(Struct, frozen=True):
    """A name that one part of the sheet gives of another, and where."""

    name: str
    kind: str
    route: Route


def _unknown_names(sheet: StyleSheet, source: Source) -> Iterator[Diagnostic]:
    """Names of swatches, families and type styles that are not defined."""
    known: dict[str, tuple[str, ...]] = {
        "swatches": tuple(dict.fromkeys((*sheet.swatches, *_BUILT_IN_SWATCHES))),
        "families": tuple(sheet.families),
        "type": tuple(sheet.type),
        "designs": tuple(sheet.designs),
        "charts": tuple(sheet.charts),
        "character_styles": tuple(sheet.character_styles),
    }
    for use in _uses(sheet, source.data):
        if use.name not in known[use.kind]:
            yield Diagnostic(
                "style-unknown-name",
                say("`{use}` is not defined under `{kind}`.", use=use.name, kind=use.kind),
                source.place(use.route),
                did_you_mean(use.name, known[use.kind])
                or (
                    say("Define it, or name one of: {names}.", names=", ".join(known[use.kind]))
                    if known[use.kind]
                    else say("Define it, or name one of: none so far.")
                ),
            )


def _uses(sheet: StyleSheet, data: Tree) -> Iterator[_Use]:
    """Every name that the sheet uses, as it stands before bases are filled in."""
    for name, style in sheet.type.items():
        if style.base is None and "family" not in data["type"][name]:
            yield _Use(style.family, "families", ("type", name, "family"))
    yield from _style_uses(sheet, data, ())
    for language, own in sheet.editions.items():
        route = ("editions", language)
        yield from _style_uses(own, data["editions"][language], route)
        yield from _base_uses(own, route)
    yield from _table_uses(sheet, data)
    for name, one in sheet.definitions.items():
        for key in ("term", "text"):
            if key in (data["definitions"][name] or {}):
                yield _Use(getattr(one, key), "type", ("definitions", name, key))
    for name, words in sheet.character_styles.items():
        if words.family is not None:
            yield _Use(words.family, "families", ("character_styles", name, "family"))
        if words.colour is not None:
            yield _Use(words.colour, "swatches", ("character_styles", name, "colour"))
    yield from _block_uses(sheet, data)
    yield from _picture_uses(sheet)
    for name, chart in sheet.charts.items():
        at = ("charts", name)
        for number, ink in enumerate(chart.inks):
            yield _Use(ink, "swatches", (*at, "inks", number))
        yield _Use(chart.rest, "swatches", (*at, "rest"))
        yield _Use(chart.axis, "swatches", (*at, "axis"))
        if chart.held_back is not None:
            yield _Use(chart.held_back, "swatches", (*at, "held_back"))
        for key in ("label", "value", "title"):
            yield _Use(getattr(chart, key), "type", (*at, key))
        if chart.subtitle is not None:
            yield _Use(chart.subtitle, "type", (*at, "subtitle"))


def _table_uses(sheet: StyleSheet, data: Tree) -> Iterator[_Use]:
    """The names that table styles give; type styles that they do not name are looked up by need."""
    for name, table in sheet.tables.items():
        at, given = ("tables", name), data["tables"][name] or {}
        for number, ground in enumerate(table.rows):
            yield _Use(ground, "swatches", (*at, "rows", number))
        for key in given:
            value = getattr(table, key)
            if key.endswith("_ground"):
                yield _Use(value, "swatches", (*at, key))
            elif isinstance(value, Rule):
                yield _Use(value.colour, "swatches", (*at, key, "colour"))
            elif key in ("text", "head", "row_head", "group", "total", "title", "continued"):
                yield _Use(value, "type", (*at, key))


def _block_uses(sheet: StyleSheet, data: Tree) -> Iterator[_Use]:
    """The names that the styles of boxes, dividers, quotations and captions give."""
    for kind in ("boxes", "dividers", "quotes"):
        styles: Mapping[str, Struct] = getattr(sheet, kind)
        for name, style in styles.items():
            at, given = (kind, name), data[kind][name] or {}
            for key in given:
                value: Any = getattr(style, key, None)
                if isinstance(value, Line):
                    yield _Use(value.colour, "swatches", (*at, key, "colour"))
                elif key.endswith("ground") and value is not None:
                    yield _Use(value, "swatches", (*at, key))
                elif key in ("by", "style"):
                    yield _Use(value, "type", (*at, key))
                elif key == "roles":
                    for role, named in value.items():
                        yield _Use(named, "type", (*at, key, role))
    for kind, of_kind in (data.get("captions") or {}).items():
        if "style" in (of_kind or {}):
            yield _Use(of_kind["style"], "type", ("captions", kind, "style"))


def _picture_uses(sheet: StyleSheet) -> Iterator[_Use]:
    """The swatches that pictures are printed in."""
    for name, style in sheet.pictures.items():
        at = ("pictures", name)
        for number, ink in enumerate(style.inks):
            yield _Use(ink, "swatches", (*at, "inks", number))
        alone = isinstance(style.veil, Veil)
        for number, veil in enumerate(style.veils):
            route = (*at, "veil") if alone else (*at, "veil", number)
            yield _Use(veil.swatch, "swatches", (*route, "swatch"))


def _style_uses(sheet: StyleSheet | EditionStyle, data: Tree, at: Route) -> Iterator[_Use]:
    """The names that styles, designs and copyfitting give, those of an edition too."""
    for name, style in sheet.type.items():
        route = (*at, "type", name)
        if "family" in data["type"][name]:
            yield _Use(style.family, "families", (*route, "family"))
        yield _Use(style.colour, "swatches", (*route, "colour"))
        if style.strong.colour is not None:
            yield _Use(style.strong.colour, "swatches", (*route, "strong", "colour"))
        if (initial := style.drop_cap) is not None:
            of_it = (*route, "drop_cap")
            if initial.family is not None:
                yield _Use(initial.family, "families", (*of_it, "family"))
            if initial.colour is not None:
                yield _Use(initial.colour, "swatches", (*of_it, "colour"))
    for name, design in sheet.designs.items():
        yield from _design_uses(design, data["designs"][name], (*at, "designs", name))
    for number, name in enumerate(sheet.copyfit.styles if sheet.copyfit is not None else ()):
        yield _Use(name, "type", (*at, "copyfit", "styles", number))


def _base_uses(own: EditionStyle, at: Route) -> Iterator[_Use]:
    """The styles and designs that an edition bases its own on."""
    for kind, table in (("type", own.type), ("designs", own.designs)):
        for name, one in table.items():
            if one.base is not None:
                yield _Use(one.base, kind, (*at, kind, name, "base"))


def _design_uses(design: Design, data: Tree, at: Route) -> Iterator[_Use]:
    yield _Use(design.ground, "swatches", (*at, "ground"))
    for role, style in design.roles.items():
        yield _Use(style, "type", (*at, "roles", role))
    for role, style in design.charts.items():
        yield _Use(style, "charts", (*at, "charts", role))
    if design.figures_in_text is not None:
        yield _Use(design.figures_in_text, "character_styles", (*at, "figures_in_text"))
    if "style" in data.get("marker", {}):
        yield _Use(design.marker.style, "type", (*at, "marker", "style"))
    for key in ("title_rule", "item_rule"):
        if (rule := getattr(design, key)) is not None:
            yield _Use(rule.colour, "swatches", (*at, key, "colour"))
    if design.notes.rule is not None and "rule" in data.get("notes", {}):
        yield _Use(design.notes.rule.colour, "swatches", (*at, "notes", "rule", "colour"))
    for name, frame in design.frames.items():
        if frame.ground is not None:
            yield _Use(frame.ground, "swatches", (*at, "frames", name, "ground"))
        for role, style in frame.roles.items():
            yield _Use(style, "type", (*at, "frames", name, "roles", role))
    for number, line in enumerate(design.furniture):
        if "style" in data["furniture"][number]:
            yield _Use(line.style, "type", (*at, "furniture", number, "style"))
    for number, art in enumerate(design.art):
        for part, swatch in art.colours.items():
            yield _Use(swatch, "swatches", (*at, "art", number, "colours", part))
